#ifndef CLAPACK_H
#define CLAPACK_H

#include <stddef.h>
#include <stdint.h>

// The Fortran symbols NumericalCore calls, and no others. LP64: every INTEGER is an int32_t, every
// argument is passed by address, matrices are column-major, and each CHARACTER argument has a
// hidden length (gfortran's calling convention) appended after the named arguments.

// DPOSV: solves A X = B for a symmetric positive definite A by Cholesky factorisation.
// https://netlib.org/lapack/explore-html/d2/d35/group__posv.html
void dposv_(const char *uplo, const int32_t *n, const int32_t *nrhs, double *a, const int32_t *lda,
            double *b, const int32_t *ldb, int32_t *info, size_t uplo_length);

#endif
