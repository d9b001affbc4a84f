#!/usr/bin/env python3
"""The rivals of the linear algebra and of the regressions: SciPy and statsmodels.

    linear_algebra.py make WORK ROWS COLUMNS FOLDER     the input, as files of doubles by column
    linear_algebra.py WORK ROWS COLUMNS FOLDER

WORK is cholesky (scipy.linalg.cholesky), least-squares (scipy.linalg.lstsq by its quickest driver, gelsy) or glm
(statsmodels' GLM, binomial, its own iteration and defaults). Says on standard error which OpenBLAS is in use.
"""
import sys

import numpy

from served import serve


def make(work, rows, columns, folder):
    random = numpy.random.default_rng(2026)
    if work == "cholesky":
        half = random.standard_normal((rows, rows))
        (half @ half.T + rows * numpy.eye(rows)).T.tofile(f"{folder}/matrix")
        return
    design = random.standard_normal((rows, columns))
    design[:, 0] = 1
    slopes = random.standard_normal(columns) / columns
    if work == "glm":
        response = (random.random(rows) < 1 / (1 + numpy.exp(-design @ slopes))).astype(float)
    else:
        response = design @ slopes + random.standard_normal(rows)
    design.T.tofile(f"{folder}/design")
    response.tofile(f"{folder}/response")


def by_column(path, rows, columns):
    return numpy.asfortranarray(numpy.fromfile(path).reshape(columns, rows).T)


def prepared(work, rows, columns, folder):
    if work == "cholesky":
        from scipy.linalg import cholesky
        matrix = by_column(f"{folder}/matrix", rows, rows)

        def run():
            factor = cholesky(matrix, lower=True)
            run.factor = factor
            return [factor[0, 0]]
        run.after = lambda: compare(run.factor, by_column(f"{folder}/factor", rows, rows))
        return run
    design, response = by_column(f"{folder}/design", rows, columns), numpy.fromfile(f"{folder}/response")
    if work == "least-squares":
        from scipy.linalg import lstsq
        return lambda: lstsq(design, response, lapack_driver="gelsy")[0]
    import statsmodels.api
    design = numpy.ascontiguousarray(design)  # the order in which statsmodels is quickest
    family = statsmodels.api.families.Binomial()

    def fit():
        result = statsmodels.api.GLM(response, design, family=family).fit()
        return [*result.params, *result.bse, result.deviance]
    return fit


def compare(theirs, ours):
    """Exits where two factors differ by more than 1e-8 of the greatest entry."""
    difference = numpy.abs(theirs - ours).max() / numpy.abs(theirs).max()
    if not difference < 1e-8:
        sys.exit(f"the factors differ by {difference}")


def main():
    if sys.argv[1] == "make":
        return make(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
    work = prepared(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
    serve(work)
    getattr(work, "after", lambda: None)()


if __name__ == "__main__":
    main()
