#!/usr/bin/env python3
"""Solves transportation problems with HiGHS and compares the cost with the one written beside each.

    allocation_highs.py [FILE] [--times] [--repeats 3]

FILE (default standard input) has one problem a line, as TransportProblem.line writes it. The linear programme has a
variable an arc, a step and, where units may be left unserved, a row; its optimum is whole, so that both costs are the
same figure. Exits with 1 if any differs by more than 1e-6 of itself, or if only one of the two has a plan. With
--times it prints a table of seconds as well: HiGHS on a model already built, one thread, the fastest of its default,
its simplex without presolve and its interior point, against TransportSolver. Needs highspy.
"""
import argparse, json, sys, time

import highspy, numpy

SETTINGS = {
    "default": {},
    "simplex, no presolve": {"solver": "simplex", "presolve": "off"},
    "interior point": {"solver": "ipm"},
}


def model(problem):
    """The linear programme, by columns: arcs, then steps, then units left unserved."""
    supplies, steps = problem["supplies"], [(c, step) for c, own in enumerate(problem["steps"]) for step in own]
    starts, unserved = problem["starts"], problem["unserved"] or []
    rows, arcs = len(supplies), len(problem["columns"])
    row_of = numpy.repeat(numpy.arange(rows), numpy.diff(starts))
    column_of = rows + numpy.asarray(problem["columns"], dtype=int)
    lp = highspy.HighsLp()
    lp.num_col_ = arcs + len(steps) + len(unserved)
    lp.num_row_ = rows + len(problem["steps"])
    lp.col_cost_ = numpy.array(problem["costs"] + [s[1] for _, s in steps] + unserved, dtype=float)
    upper = numpy.full(lp.num_col_, highspy.kHighsInf)
    total = sum(supplies)
    for place, (_, (capacity, _)) in enumerate(steps):
        if capacity <= total:
            upper[arcs + place] = capacity
    lp.col_lower_, lp.col_upper_ = numpy.zeros(lp.num_col_), upper
    side = numpy.array(supplies + [0] * len(problem["steps"]), dtype=float)
    lp.row_lower_, lp.row_upper_ = side, side
    index = numpy.concatenate([numpy.column_stack((row_of, column_of)).ravel(),
                               [rows + column for column, _ in steps], numpy.arange(len(unserved))]).astype(int)
    value = numpy.concatenate([numpy.ones(2 * arcs), -numpy.ones(len(steps)), numpy.ones(len(unserved))])
    lengths = numpy.concatenate([numpy.full(arcs, 2), numpy.ones(len(steps) + len(unserved))]).astype(int)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = numpy.concatenate([[0], numpy.cumsum(lengths)]).astype(int)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = index, value
    return lp


def solved(lp, settings):
    """Cost (None without a plan) and seconds of the solve alone."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    for name, value in settings.items():
        highs.setOptionValue(name, value)
    highs.passModel(lp)
    start = time.perf_counter()
    highs.run()
    seconds = time.perf_counter() - start
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        return highs.getInfo().objective_function_value, seconds
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return None, seconds
    sys.exit(f"HiGHS ended with {highs.modelStatusToString(status)}")


def is_equal(ours, theirs):
    if ours is None or theirs is None:
        return ours is theirs
    return abs(ours - theirs) <= 1e-6 * max(1.0, abs(theirs))


def fastest(lp, repeats):
    """The seconds of each of HiGHS's settings (the least of several runs), and the cost of the first."""
    times, cost = {}, None
    for name, settings in SETTINGS.items():
        runs = [solved(lp, settings) for _ in range(repeats)]
        times[name] = min(seconds for _, seconds in runs)
        cost = runs[0][0] if name == "default" else cost
    return cost, times


def compare(source, times, repeats):
    count, equal, planless, worst, ratios = 0, 0, 0, 0.0, []
    if times:
        print(f"{'instance':36} {'HiGHS s':>9} {'its best s':>10} {'ours s':>9} {'warm s':>9} {'ratio':>6} {'of best':>7}  equal")
    for line in source:
        if not line.strip():
            continue
        problem = json.loads(line)
        ours, lp = problem["objective"], model(problem)
        theirs, taken = fastest(lp, repeats) if times else (solved(lp, {})[0], None)
        same = is_equal(ours, theirs)
        count, equal, planless = count + 1, equal + same, planless + (theirs is None)
        if ours is not None and theirs is not None:
            worst = max(worst, abs(ours - theirs) / max(1.0, abs(theirs)))
        if not same:
            print(f"{problem['name']}: ours {ours}, HiGHS {theirs}")
        if times:
            best, cold = min(taken.values()), problem["cold"]
            ratios.append(best / cold)
            print(f"{problem['name']:36} {taken['default']:9.4f} {best:10.4f} {cold:9.6f} {problem['warm']:9.6f} "
                  f"{taken['default'] / cold:6.0f} {best / cold:7.0f}  {'yes' if same else 'NO'}")
    print(f"{count} instances, {equal} equal, {planless} of them without a plan; largest relative difference {worst:.1e}")
    if ratios:
        print(f"least ratio to HiGHS's fastest setting {min(ratios):.0f}")
    return equal == count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?")
    parser.add_argument("--times", action="store_true")
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    with (open(options.file) if options.file else sys.stdin) as source:
        sys.exit(not compare(source, options.times, options.repeats))


if __name__ == "__main__":
    main()
