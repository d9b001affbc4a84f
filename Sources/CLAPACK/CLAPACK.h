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

// DPOTRF: Cholesky factorisation of a symmetric positive definite matrix.
// https://www.netlib.org/lapack/double/dpotrf.f
void dpotrf_(const char *uplo, const int32_t *n, double *a, const int32_t *lda, int32_t *info,
             size_t uplo_length);

// DPOTRS: solves A X = B with the factor of DPOTRF.
// https://www.netlib.org/lapack/double/dpotrs.f
void dpotrs_(const char *uplo, const int32_t *n, const int32_t *nrhs, const double *a,
             const int32_t *lda, double *b, const int32_t *ldb, int32_t *info, size_t uplo_length);

// DGESV: solves A X = B for a square A by LU factorisation with row interchanges.
// https://www.netlib.org/lapack/double/dgesv.f
void dgesv_(const int32_t *n, const int32_t *nrhs, double *a, const int32_t *lda, int32_t *ipiv,
            double *b, const int32_t *ldb, int32_t *info);

// DGEQRF: QR factorisation without pivoting, by blocks of columns.
// https://www.netlib.org/lapack/double/dgeqrf.f
void dgeqrf_(const int32_t *m, const int32_t *n, double *a, const int32_t *lda, double *tau,
             double *work, const int32_t *lwork, int32_t *info);

// DGEQP3: QR factorisation with column pivoting.
// https://www.netlib.org/lapack/double/dgeqp3.f
void dgeqp3_(const int32_t *m, const int32_t *n, double *a, const int32_t *lda, int32_t *jpvt,
             double *tau, double *work, const int32_t *lwork, int32_t *info);

// DORMQR: multiplies by the orthogonal factor of a QR factorisation.
// https://www.netlib.org/lapack/double/dormqr.f
void dormqr_(const char *side, const char *trans, const int32_t *m, const int32_t *n,
             const int32_t *k, const double *a, const int32_t *lda, const double *tau, double *c,
             const int32_t *ldc, double *work, const int32_t *lwork, int32_t *info,
             size_t side_length, size_t trans_length);

// DTRTRS: solves a triangular system, after a check that no diagonal entry is zero.
// https://www.netlib.org/lapack/double/dtrtrs.f
void dtrtrs_(const char *uplo, const char *trans, const char *diag, const int32_t *n,
             const int32_t *nrhs, const double *a, const int32_t *lda, double *b,
             const int32_t *ldb, int32_t *info, size_t uplo_length, size_t trans_length,
             size_t diag_length);

// DSYEV: eigenvalues and eigenvectors of a symmetric matrix.
// https://www.netlib.org/lapack/double/dsyev.f
void dsyev_(const char *jobz, const char *uplo, const int32_t *n, double *a, const int32_t *lda,
            double *w, double *work, const int32_t *lwork, int32_t *info, size_t jobz_length,
            size_t uplo_length);

// DGESDD: singular value decomposition by divide and conquer.
// https://www.netlib.org/lapack/double/dgesdd.f
void dgesdd_(const char *jobz, const int32_t *m, const int32_t *n, double *a, const int32_t *lda,
             double *s, double *u, const int32_t *ldu, double *vt, const int32_t *ldvt,
             double *work, const int32_t *lwork, int32_t *iwork, int32_t *info,
             size_t jobz_length);

// DGEMM: C := alpha op(A) op(B) + beta C.
// https://www.netlib.org/blas/dgemm.f
void dgemm_(const char *transa, const char *transb, const int32_t *m, const int32_t *n,
            const int32_t *k, const double *alpha, const double *a, const int32_t *lda,
            const double *b, const int32_t *ldb, const double *beta, double *c,
            const int32_t *ldc, size_t transa_length, size_t transb_length);

// DGEMV: y := alpha op(A) x + beta y.
// https://www.netlib.org/blas/dgemv.f
void dgemv_(const char *trans, const int32_t *m, const int32_t *n, const double *alpha,
            const double *a, const int32_t *lda, const double *x, const int32_t *incx,
            const double *beta, double *y, const int32_t *incy, size_t trans_length);

#endif
