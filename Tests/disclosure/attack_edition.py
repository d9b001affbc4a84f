#!/usr/bin/env python3
"""Reads published editions as a stranger would who has nothing else, and says how nearly the figures that are not shown can be told.

    attack_edition.py FOLDER [FOLDER...]

Of each folder that 'sufficiency publish' wrote, and of all folders together where several are named (editions of the same authority, the
same base census), the equations that the README of the results states are set up over the means: sums over age bands, needs, provisions,
curriculum years, areas and phases; settings within their provision; who came and went beside the growth; who did not find what was wanted, and
who of them waits.
Printed means are rounded, so every equation has that much room. For each hidden mean two linear programmes (HiGHS, by SciPy) find what is
possible, no count being below 0. Also looks for what would be no sum at all: a small count, a quantile beside a hidden mean or missing beside a
shown one, what one year hides and another shows of places, who waits beside who is without, sentences about hidden figures, amounts to the pound.
Prints, as JSON, how many figures are hidden, the narrowest interval and where it is, and what was found in the open.
"""
import csv, json, math, os, sys

import numpy
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

HIDDEN = "c"
MOST = 1e6  # no count is greater
BANDS = [("Under 5", range(-2, 1)), ("5-10", range(1, 7)), ("11-15", range(7, 12)), ("16-19", range(12, 16)), ("20-25", range(16, 22))]
QUANTILES = ["p025", "p05", "p10", "p25", "p50", "p75", "p90", "p95", "p975"]


class System:
    """Figures that hang together: shown values, hidden ones, sums."""

    def __init__(self):
        self.values, self.sums = {}, []

    def put(self, name, text):
        """A figure; what another table or edition shows of it is known."""
        value = None if text == HIDDEN else float(text)
        if self.values.get(name) is None:
            self.values[name] = value

    def add(self, terms, least=0.0, most=0.0):
        """Terms (sign, name) that add to something between two bounds; figures that are nowhere are 0."""
        self.sums.append(([(sign, name) for sign, name in terms if name in self.values], least, most))

    def widths(self, where):
        hidden = [name for name, value in self.values.items() if value is None]
        column = {name: place for place, name in enumerate(hidden)}
        rows, places, signs, upper = [], [], [], []
        for terms, least, most in self.sums:
            known = sum(sign * self.values[name] for sign, name in terms if self.values[name] is not None)
            unknown = [(sign, column[name]) for sign, name in terms if self.values[name] is None]
            if not unknown:
                continue
            room = 0.006 * len(terms)
            for way, bound in ((1, most), (-1, -least)):
                if not math.isinf(bound):
                    for sign, place in unknown:
                        rows.append(len(upper)), places.append(place), signs.append(way * sign)
                    upper.append(bound - way * known + room)
        matrix = csr_matrix((signs, (rows, places)), shape=(len(upper), len(hidden)))
        for name in hidden:
            objective = numpy.zeros(len(hidden))
            objective[column[name]] = 1
            ends = []
            for sign in (1, -1):
                found = linprog(sign * objective, A_ub=matrix if upper else None, b_ub=upper or None, bounds=(0, MOST), method="highs")
                if found.status == 0:
                    ends.append(found.fun)
                else:
                    sys.exit(f"attack_edition.py: {where}: {name}: {found.message}")
            yield name, -ends[1] - ends[0]


def table(folder, scenario, file):
    path = os.path.join(folder, scenario, file)
    if not os.path.exists(path):
        return []
    with open(path, newline="", encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def margins(system, rows, kind, dimensions):
    """The totals over each dimension, of rows named by the values of all.

    Children who need a place are rounded in every simulation after their parts are summed: by up to half a child in each row. Settings without
    an area count in the places of all areas alone.
    """
    names = {tuple(row[d] for d in dimensions) for row in rows}
    for place in range(len(dimensions)):
        parts = {}
        for name in names:
            if name[place] != "All":
                parts.setdefault(name[:place] + ("All",) + name[place + 1:], []).append(name)
        for total, own in parts.items():
            if total in names:
                room = 0.5 * (len(own) + 1) if kind == ("needed_mean",) else 0.0
                least = -math.inf if kind == ("places_mean",) and dimensions[place] == "area" else -room
                system.add([(1, kind + name) for name in own] + [(-1, kind + total)], least, room)


def systems(folders, scenario):
    """Every system of a scenario, of all folders that have it."""
    found = {}

    def system(name):
        return found.setdefault(name, System())

    for folder in folders:
        def read(file, period, kind, dimensions, column="mean", named=None, keep=lambda row: True):
            groups = {}
            for row in filter(keep, table(folder, scenario, file)):
                groups.setdefault(period(row), []).append(row)
            for key, rows in groups.items():
                for row in rows:
                    system(key).put((named or (lambda name: (kind,) + name))(tuple(row[d] for d in dimensions)), row[column])
                if named is None:
                    margins(system(key), rows, (kind,), dimensions)
            return groups

        def january(row):
            return "plans " + row["january_census"]

        read("plans.csv", january, "placed", ["age_band", "need"], named=lambda name: ("placed", "All") + name)
        plans = {}
        for row in table(folder, scenario, "plans.csv"):
            plans.setdefault(january(row), []).append(dict(row, provision="All"))
        for key, rows in plans.items():
            margins(system(key), rows, ("placed",), ["provision", "age_band", "need"])
        read("placements.csv", january, "placed", ["provision", "age_band", "need"])
        for key, rows in read("plans_by_ncy.csv", january, "ncy", ["ncy"]).items():
            for band, years in BANDS:
                system(key).add([(1, ("ncy", str(year))) for year in years] + [(-1, ("placed", "All", band, "All"))])
            system(key).add([(1, ("ncy", "All")), (-1, ("placed", "All", "All", "All"))])
        settings = table(folder, scenario, "settings.csv")
        for row in settings:
            system("plans " + str(int(row["academic_year"][:4]) + 1)).put(("setting", row["provision"], row["setting"]), row["mean"])
        for row in settings:
            if row["academic_year"] == settings[0]["academic_year"] and row["places_known"] == "no":
                system("plans " + row["academic_year"][:4]).put(("setting", row["provision"], row["setting"]), row["places"])
        rolls = {}
        for row in settings:
            if row["academic_year"] == settings[0]["academic_year"]:
                rolls.setdefault(row["provision"], []).append(row)
        for file in ("sufficiency.csv", "review.csv"):
            for row in table(folder, scenario, file):
                rows = [other for other in rolls.get(row["provision"], []) if row["area"] in ("All", other["area"])]
                if rows and row["academic_year"] == rows[0]["academic_year"] and row["places_mean"] != HIDDEN and row["need"] == row["phase"] == "All":
                    known = sum(float(other["places"]) for other in rows if other["places_known"] == "yes" and other["places"] != HIDDEN)
                    own = [(1, ("setting", other["provision"], other["setting"])) for other in rows
                           if other["places_known"] == "no" or other["places"] == HIDDEN]
                    # Others' children may have places in schools, and those are not told; bases are for the authority's own.
                    left = float(row["places_mean"]) - known
                    system("plans " + row["academic_year"][:4]).add(own, left, left if row["provision"] == "DSP" else math.inf)
        for key in [key for key in found if key.startswith("plans ")]:
            own = system(key)
            for provision in {name[1] for name in own.values if name[0] == "setting"}:
                rolls = [(1, name) for name in own.values if name[0] == "setting" and name[1] == provision]
                # Others of the provision may be in settings elsewhere.
                own.add(rolls + [(-1, ("placed", provision, "All", "All"))], -math.inf, 0)
        read("waiting.csv", lambda row: "looked " + row["january_census"], "waiting", ["provision", "need"])
        flows = read("flows.csv", lambda row: "flows " + row["january_census"], "flows", ["flow", "age_band"])
        oldest = {row["january_census"]: row["mean"] for row in table(folder, scenario, "plans_by_ncy.csv") if row["ncy"] == "21"}
        for key, rows in flows.items():
            # The oldest of a census leave by the next, all of them: what one table shows the other cannot hide.
            before = str(int(key.split()[-1]) - 1)
            for row in rows:
                if row["flow"] == "aged_out" and before in oldest:
                    system(key).put(("flows", "aged_out", "All"), oldest[before])
                    system("plans " + before).put(("ncy", "21"), row["mean"])
        totals = {row["january_census"]: row["mean"] for row in table(folder, scenario, "plans.csv")
                  if row["age_band"] == row["need"] == "All"}
        rest = {row["january_census"]: row["mean"] for row in table(folder, scenario, "drivers.csv") if row["driver"] == "residual"}
        for key in flows:
            year = key.split()[-1]
            before = str(int(year) - 1)
            ends = (totals.get(year), totals.get(before), rest.get(year), rest.get(before, "0"))
            if None not in ends and HIDDEN not in ends:
                growth = float(ends[0]) - float(ends[1]) - float(ends[2]) + float(ends[3])
                terms = [(1, "new"), (1, "in"), (-1, "ceased"), (-1, "out"), (-1, "aged_out")]
                system(key).add([(sign, ("flows", flow, "All")) for sign, flow in terms], growth - 0.03, growth + 0.03)
        read("topup_without_plan.csv", lambda row: "topup " + row["january_census"], "topup", ["measure", "age_band"])
        for column in ("needed_mean", "places_mean"):
            # Counted as many times as there are years; `years` looks at them beside one another.
            read("sufficiency.csv", lambda row: " ".join([column, row["academic_year"], row["moment"], row["provision"]]), column,
                 ["need", "phase", "area"], column, keep=lambda row: column == "needed_mean" or row["need"] == row["phase"] == "All")
        def january_within(row):
            return f"looked {int(row['academic_year'][:4]) + 1}"

        read("overflow.csv", january_within, "went", ["wanted", "went"])
        read("unplaced.csv", january_within, "limit", ["wanted", "limit"])
        for key in [key for key in found if key.startswith("looked ")]:
            own = system(key)
            for wanted in {name[1] for name in own.values if name[0] == "limit"}:
                own.add([(1, name) for name in own.values if name[0] == "limit" and name[1] == wanted]
                        + [(-1, name) for name in own.values if name[0] == "went" and name[1] == wanted and name[2] != "as wanted"])
            for wanted in {name[1] for name in own.values if name[0] == "went"}:
                waits = [("went", wanted, word) for word in ("held while waiting", "awaiting a setting")]
                own.add([(1, name) for name in waits] + [(-1, ("waiting", wanted, "All"))])
    return found


def in_the_open(folder, scenario):
    """Figures that stand there and should not, and marks that tell what they stand for."""
    counts = {"plans.csv": ["mean"], "plans_by_ncy.csv": ["mean"], "placements.csv": ["mean"], "waiting.csv": ["mean"],
              "flows.csv": ["mean"], "settings.csv": ["mean", "imports"], "overflow.csv": ["mean"], "unplaced.csv": ["mean"],
              "topup_without_plan.csv": ["mean"],
              "commissioning.csv": ["roll_p50", "roll_p80", "needed_p50", "needed_p80", "over_number_mean"],
              "sufficiency.csv": ["needed_mean", "needed_p50", "needed_p80", "needed_p90", "without_p50", "without_p80", "without_p90"],
              "review.csv": ["needed_p80", "without_p80"]}
    ranges = {"mean": QUANTILES, "needed_mean": ["needed_p50", "needed_p90"], "without_p80": ["without_p50", "without_p90"]}
    for file, columns in counts.items():
        for line, row in enumerate(table(folder, scenario, file), 2):
            at = f"{scenario}/{file}:{line}"
            for column in columns + [name for name in QUANTILES if name in row]:
                text = row[column]
                if text not in (HIDDEN, "") and 0.5 <= float(text) < 4.5:
                    yield f"{at}:{column} {text}"
            for measure, names in ranges.items():
                likely = [row[name] for name in names if row.get(name)]
                if HIDDEN == row.get(measure) and any(text != HIDDEN for text in likely):
                    yield f"{at} a quantile beside a hidden {measure}"
                if row.get(measure, HIDDEN) != HIDDEN and float(row[measure]) >= 20 and HIDDEN in likely:
                    yield f"{at} a quantile is missing beside {measure} {row[measure]}"
                if row.get(measure, HIDDEN) != HIDDEN and 0 < float(row[measure]) < 20 and any(text != HIDDEN for text in likely):
                    yield f"{at} which ranges of few are missing tells of them"
    uniform = {"settings.csv": ["imports"], "commissioning.csv": ["over_number_mean", "over_number_gbp_mean"], "calibration.csv": ["factor"]}
    for file, columns in uniform.items():
        for column in columns:
            if {row[column] for row in table(folder, scenario, file)} - {HIDDEN, ""}:
                yield f"{scenario}/{file} some {column}"
    own = {(row["academic_year"], row["setting"]): row for row in table(folder, scenario, "settings.csv")}
    for (year, setting), row in own.items():
        if row["p50"] == HIDDEN and HIDDEN not in (row["places"], row["surplus_p50"]) and row["surplus_p50"]:
            yield f"{scenario}/settings.csv the median of {setting} in {year}"
    for row in table(folder, scenario, "commissioning.csv"):
        everybody, less = row["roll_p50"], own.get((row["academic_year"], row["setting"]), {}).get("p50", "")
        if HIDDEN not in (everybody, less) and everybody and less and 0.5 <= float(everybody) - float(less) < 9.5:
            yield f"{scenario}/commissioning.csv children of others at {row['setting']}"
    for row in table(folder, scenario, "capital.csv"):
        if row["avoided_gbp_a_year"] not in (HIDDEN, "") and float(row["avoided_gbp_a_year"]) % 100_000:
            yield f"{scenario}/capital.csv {row['scheme']} to the pound"
    for row in table(folder, scenario, "calibration.csv"):
        if row["modelled_gbp"] != HIDDEN and float(row["modelled_gbp"]) % 100_000:
            yield f"{scenario}/calibration.csv {row['lines']} to the pound"
    for line, row in enumerate(table(folder, scenario, "sufficiency.csv"), 2):
        of_places = [row[name] for name in ("places_mean", "prob_needed_over_places", "shortfall_p80")]
        if row["need"] != "All" or row["phase"] != "All":
            # They are the settings' places, shared out as their rolls are.
            if set(of_places) != {HIDDEN}:
                yield f"{scenario}/sufficiency.csv:{line} places of a need or a phase"
        elif HIDDEN in (row["places_mean"], row["needed_mean"]) and "" in of_places:
            yield f"{scenario}/sufficiency.csv:{line} an empty cell beside marks says that there are enough"
    if any(row["need"] != "All" or row["phase"] != "All" for row in table(folder, scenario, "review.csv")):
        yield f"{scenario}/review.csv places of a need or a phase"
    for row in table(folder, scenario, "high_needs_block.csv"):
        if row["line"] == "import_export_adjustment" and row["mean"] != HIDDEN:
            yield f"{scenario}/high_needs_block.csv so much for each child who is elsewhere"
    if any(HIDDEN in row.values() for row in table(folder, scenario, "review.csv")):
        yield f"{scenario}/review.csv says of whom it does not speak"
    yield from years(folder, scenario)
    yield from beside_waiting(folder, scenario)


def years(folder, scenario):
    """Places that one year or moment hides and another shows: nobody builds between them, or attackers know who does."""
    shown = {}
    for row in table(folder, scenario, "sufficiency.csv"):
        shown.setdefault(tuple(row[d] for d in ("provision", "need", "phase", "area")), set()).add(row["places_mean"] == HIDDEN)
    for name, states in shown.items():
        if len(states) > 1:
            yield f"{scenario}/sufficiency.csv places of {' '.join(name)} in some years"


def beside_waiting(folder, scenario):
    """Who waits is without a place: nobody without is nobody waiting."""
    hidden = {(row["january_census"], row["provision"], row["need"]) for row in table(folder, scenario, "waiting.csv") if row["mean"] == HIDDEN}
    for file in ("sufficiency.csv", "review.csv"):
        for row in table(folder, scenario, file):
            key = (str(int(row["academic_year"][:4]) + 1), row["provision"], row["need"])
            if row["phase"] == row["area"] == "All" and key in hidden and row["without_p80"] != HIDDEN:
                yield f"{scenario}/{file} without_p80 of {' '.join(key)} beside who waits"


def main():
    folders = sys.argv[1:]
    hidden, narrowest, where, opened = 0, math.inf, "", []
    scenarios = sorted({name for folder in folders for name in os.listdir(folder) if os.path.isdir(os.path.join(folder, name))})
    for scenario in scenarios:
        for folder in folders:
            opened += [f"{folder}/{fault}" for fault in in_the_open(folder, scenario)]
        for key, system in systems(folders, scenario).items():
            for name, width in system.widths(f"{scenario} {key}"):
                hidden += 1
                if width < narrowest:
                    narrowest, where = width, f"{scenario} {key} {' '.join(name)}"
    print(json.dumps({"hidden": hidden, "narrowest": min(narrowest, MOST), "where": where, "open": opened[:20]}))


main()
