#!/usr/bin/env python3
"""Reads tables in which counts are hidden as a stranger would, and says how nearly the hidden ones can be told.

    attack.py FILE

FILE has one publication a line, JSON: `shown` (counts, null where hidden), `balances` (pairs of lists of positions that add up to the same)
and `exposed` (positions that were given up). For every hidden count two linear programmes (HiGHS, by SciPy) find the least and the greatest
value that all that is shown allows, no count being below 0. Prints the number of publications and hidden counts, and the narrowest interval.
"""
import json, math, sys

import numpy
from scipy.optimize import linprog
from scipy.sparse import lil_matrix


def widths(publication):
    shown, balances = publication["shown"], publication["balances"]
    hidden = [place for place, count in enumerate(shown) if count is None]
    column = {place: index for index, place in enumerate(hidden)}
    matrix, right = lil_matrix((max(1, len(balances)), len(hidden))), numpy.zeros(max(1, len(balances)))
    for row, (left, other) in enumerate(balances):
        for sign, places in ((1, left), (-1, other)):
            for place in places:
                if shown[place] is None:
                    matrix[row, column[place]] += sign
                else:
                    right[row] -= sign * shown[place]
    matrix = matrix.tocsr()
    for place in hidden:
        if place in publication["exposed"]:
            continue
        objective = numpy.zeros(len(hidden))
        objective[column[place]] = 1
        ends = []
        for sign in (1, -1):
            found = linprog(sign * objective, A_eq=matrix, b_eq=right, bounds=(0, None), method="highs")
            if found.status == 3:  # without an end
                ends.append(math.inf)
            elif found.status == 0:
                ends.append(found.fun)
            else:
                sys.exit(f"attack.py: {found.message}")
        yield ends[0] + ends[1] if math.inf in ends else -ends[1] - ends[0]


def main():
    publications, hidden, narrowest = 0, 0, math.inf
    with open(sys.argv[1]) as handle:
        for line in handle:
            publications += 1
            for width in widths(json.loads(line)):
                hidden += 1
                narrowest = min(narrowest, width)
    print(json.dumps({"publications": publications, "hidden": hidden, "narrowest": min(narrowest, 1e9)}))


main()
