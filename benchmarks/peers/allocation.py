#!/usr/bin/env python3
"""The rival of `kernels allocation`: HiGHS on the same problems, by the quickest of its settings for each.

    allocation.py FILE
"""
import json, sys

import allocation_highs
from served import serve

with open(sys.argv[1]) as handle:
    PROGRAMMES = [allocation_highs.model(json.loads(line)) for line in handle]
QUICKEST = []
for programme in PROGRAMMES:
    _, times = allocation_highs.fastest(programme, 1)
    QUICKEST.append(allocation_highs.SETTINGS[min(times, key=times.get)])


def solve_all():
    """Seconds of the solves alone, models being built and passed already, and the costs."""
    results = [allocation_highs.solved(programme, settings) for programme, settings in zip(PROGRAMMES, QUICKEST)]
    return sum(seconds for _, seconds in results), [cost for cost, _ in results]


serve(solve_all)
