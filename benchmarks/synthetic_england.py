#!/usr/bin/env python3
"""Makes a folder of invented authorities out of the two that are here, to see how long a run of all England takes.

    benchmarks/synthetic_england.py FOLDER [--authorities 150] [--seed 2026] [--settings 1]

Every other authority is Leicestershire or Leicester, seen through a factor drawn from a log-normal distribution (one a
authority, and a smaller one a row). Children with a plan at the last two censuses are drawn one by one, so that every table of
the same plans adds up; rolls of settings add to the plans of their provision; nobody waits who has no plan. Everything is
illustrative and says so. The same seed gives the same bytes. `--settings 2` cuts every setting in two. Standard library only.
"""
import argparse, collections, csv, math, os, random, shutil

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SOURCE = "Illustrative: invented by benchmarks/synthetic_england.py"
MONEY = {"income": "gbp", "other_costs": "gbp"}
SCALED = {"new_plans_by_ncy_need": "plans", "new_plans_by_provision_need": "plans", "new_plans_by_age_provision": "plans",
          "ceased_by_ncy_reason": "plans", "ceased_by_provision": "plans", "flows_by_year": "value",
          "population": "population", "funded_places": "places", "topup_without_plan": "children",
          "population_by_area": "population"}
# Optional tables that say of named settings or of real neighbours what an invented authority cannot.
LEFT_OUT = {"neighbours", "base_roll_by_ncy", "plans_by_ncy_need_provision"}


def band(ncy):
    """The age group of a national curriculum year, which is age at 31 August less 4."""
    age = ncy + 4
    return "Under 5" if age < 5 else "5-10" if age < 11 else "11-15" if age < 16 else "16-19" if age < 20 else "20-25"


class Table:
    """The rows of an evidence file."""

    def __init__(self, path):
        with open(path, newline="", encoding="utf-8-sig") as handle:
            reader = csv.DictReader(handle)
            self.rows, self.columns = list(reader), reader.fieldnames

    @classmethod
    def of(cls, rows):
        table = cls.__new__(cls)
        table.rows, table.columns = rows, list(rows[0])
        return table

    def own(self, **values):
        """The authority's rows with these values."""
        return [row for row in self.rows
                if row.get("geography", "authority") == "authority" and all(row[k] == str(v) for k, v in values.items())]

    def replace(self, old, new):
        kept = {id(row) for row in old}
        self.rows = [row for row in self.rows if id(row) not in kept] + [invented(row) for row in new]

    def write(self, path):
        with open(path, "w", newline="") as handle:
            writer = csv.DictWriter(handle, self.columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(self.rows)


def invented(row):
    row = dict(row, source=SOURCE)
    if "status" in row:
        row["status"] = "illustrative"
    return row


class Authority:
    def __init__(self, origin, number, seed):
        self.random = random.Random(f"{seed} {number}")
        self.factor = math.exp(self.random.gauss(-0.35, 0.5))
        folder = os.path.join(ROOT, "scenarios", origin, "evidence")
        self.tables = {name[:-4]: Table(os.path.join(folder, name)) for name in sorted(os.listdir(folder))
                       if name[:-4] not in LEFT_OUT}
        self.origin, self.number = origin, number

    def scaled(self, value, spread=0.05):
        """A count times the factor, a little more or less, rounded to one of its neighbours by chance."""
        wanted = float(value) * self.factor * math.exp(self.random.gauss(0, spread))
        return int(wanted) + (self.random.random() < wanted % 1)

    def drawn(self, rows, keys):
        """How many of a drawn number of children fall to each key."""
        total = self.scaled(sum(int(row["plans"]) for row in rows))
        weights = [int(row["plans"]) * math.exp(self.random.gauss(0, 0.1)) for row in rows]
        picked = self.random.choices(range(len(rows)), weights, k=total)
        return collections.Counter(tuple(rows[index][key] for key in keys) for index in picked)

    def draw_plans(self):
        """Plans of the last two censuses, by year and provision, and of the last by need."""
        table = self.tables["plans_by_ncy_provision"]
        censuses = sorted({int(row["january_census"]) for row in table.own()})
        self.base = censuses[-1]
        groups, provisions = self.tables["plans_by_age_group"], self.tables["plans_by_provision"]
        for other in (groups, provisions):
            other.replace(other.own(), [dict(row, plans=self.scaled(row["plans"])) for row in other.own()
                                        if int(row["january_census"]) not in censuses])
        for census in censuses:
            rows = table.own(january_census=census)
            counts = self.drawn([row for row in rows if row["provision"] != "NOT-RECORDED"], ("ncy", "provision"))
            frame = {"geography": "authority", "january_census": census}
            table.replace(rows, [dict(frame, ncy=ncy, provision=provision, plans=plans)
                                 for (ncy, provision), plans in sorted(counts.items())])
            by_band, by_provision = collections.Counter(), collections.Counter()
            for (ncy, provision), plans in counts.items():
                by_band[band(int(ncy))] += plans
                by_provision[provision] += plans
            groups.rows += [invented(dict(frame, age_group=name, plans=by_band[name])) for name in
                            ("Under 5", "5-10", "11-15", "16-19", "20-25")]
            provisions.rows += [invented(dict(frame, provision=name, plans=plans)) for name, plans in sorted(by_provision.items())]
        self.counts, self.by_provision = counts, by_provision
        self.draw_needs()

    def draw_needs(self):
        years, crossed = self.tables["plans_by_ncy_need"], self.tables["plans_by_provision_need"]
        ncy_rows, provision_rows = years.own(january_census=self.base), crossed.own(january_census=self.base)
        of_ncy, of_provision, of_need = collections.Counter(), collections.defaultdict(collections.Counter), collections.Counter()
        for row in ncy_rows:
            of_ncy[row["ncy"], row["need"]] += int(row["plans"])
            of_need[row["need"]] += int(row["plans"])
        for row in provision_rows:
            of_provision[row["provision"]][row["need"]] += int(row["plans"])
        self.by_need, by_pair, cube = collections.Counter(), collections.Counter(), collections.Counter()
        for (ncy, provision), plans in sorted(self.counts.items()):
            shares = of_provision[provision] or of_need
            needs = sorted(shares)
            weights = [shares[need] * of_ncy[ncy, need] / max(1, of_need[need]) for need in needs]
            if not sum(weights):
                weights = [shares[need] for need in needs]
            for need in self.random.choices(needs, weights, k=plans):
                self.by_need[ncy, need] += 1
                by_pair[provision, need] += 1
                cube[ncy, need, provision] += 1
        frame = {"geography": "authority", "january_census": self.base}
        years.replace(ncy_rows, [dict(frame, ncy=ncy, need=need, plans=plans)
                                 for (ncy, need), plans in sorted(self.by_need.items())])
        crossed.replace(provision_rows, [dict(frame, provision=provision, need=need, plans=plans)
                                         for (provision, need), plans in sorted(by_pair.items())])
        self.tables["plans_by_ncy_need_provision"] = Table.of(
            [dict(january_census=self.base, ncy=ncy, need=need, provision=provision, plans=plans, status="illustrative",
                  source=SOURCE) for (ncy, need, provision), plans in sorted(cube.items())])

    def scale_tables(self):
        for name, column in SCALED.items():
            table = self.tables.get(name)
            if table is None:
                continue
            if name == "population" and "status" not in table.columns:
                table.columns = [*table.columns, "status"]
                for row in table.rows:
                    row["status"] = ""
            spread = 0 if name.startswith("population") else 0.05
            rows = table.own()
            # What was not 0 does not become 0: tables of the same new plans must go on allowing the same children.
            table.replace(rows, [dict(row, **{column: max(self.scaled(row[column], spread), int(float(row[column]) > 0))})
                                 if row[column] else row for row in rows])
        for name, column in MONEY.items():
            table = self.tables[name]
            table.replace(table.rows, [dict(row, **{column: round(float(row[column]) * self.factor)}) for row in table.rows])

    def fill_settings(self, parts):
        table = self.tables["settings"]
        rolls, places = collections.Counter(), collections.defaultdict(list)
        for row in table.rows:
            places[row["provision"]].append(row)
        for provision, rows in places.items():
            weights = [int(row["base_roll"]) for row in rows]
            for row in self.random.choices(rows, weights, k=self.by_provision[provision]) if sum(weights) else []:
                rolls[row["setting"]] += 1
        rows = []
        for row in table.rows:
            for part in range(parts):
                roll = rolls[row["setting"]]
                new = dict(row, base_roll=roll // parts + (part < roll % parts))
                new.update({name: "" for name in ("physical_capacity",) if name in row})
                if part:
                    new.update(setting=f"{row['setting']}-{part + 1}", name=f"{row['name']}, part {part + 1}")
                rows.append(new)
        table.replace(table.rows, rows)
        commissioned = self.tables["commissioned_places"]
        commissioned.replace(commissioned.rows, [])
        self.fill_waiting()

    def fill_waiting(self):
        """At most half of those who have the need, or are in the provision, at their age."""
        table = self.tables["waiting"]
        of_need, of_provision, rows = collections.Counter(), collections.Counter(), []
        for row in table.rows:
            need, place = (row["ncy"], row["need"]), (row["ncy"], row["attending"])
            room = min(self.by_need[need] // 2 - of_need[need], self.counts[place] // 2 - of_provision[place])
            children = min(self.scaled(row["children"]), room)
            if children > 0:
                of_need[need] += children
                of_provision[place] += children
                rows.append(dict(row, children=children))
        table.replace(table.rows, rows)

    def write(self, folder, parts):
        self.draw_plans()
        self.scale_tables()
        self.fill_settings(parts)
        target = os.path.join(folder, f"authority-{self.number:03}")
        os.makedirs(os.path.join(target, "evidence"))
        for name, table in self.tables.items():
            table.write(os.path.join(target, "evidence", f"{name}.csv"))
        source = os.path.join(ROOT, "scenarios", self.origin)
        shutil.copy(os.path.join(source, "baseline.yaml"), target)
        with open(os.path.join(source, "authority.yaml")) as handle:
            lines = handle.read().splitlines()
        with open(os.path.join(target, "authority.yaml"), "w") as handle:
            for line in lines:
                if line.startswith("name:"):
                    line = f"name: Invented {self.number:03}"
                handle.write(line + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--authorities", type=int, default=150)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--settings", type=int, default=1, help="parts of every setting")
    options = parser.parse_args()
    for number in range(1, options.authorities + 1):
        origin = ("leicestershire", "leicester")[number % 2]
        Authority(origin, number, options.seed).write(options.folder, options.settings)


if __name__ == "__main__":
    main()
