#!/usr/bin/env python3
"""The rivals of reading and writing CSV: pandas with its default engine.

    tables.py make MEGABYTES FILE       a file in the manner of DfE's releases
    tables.py read FILE
    tables.py write ROWS FILE
"""
import os, random, sys

from served import serve


def make(megabytes, path):
    source = random.Random(2026)
    names = [f"E{8000000 + i * 1013},{i + 200},{name}" for i, name in enumerate(
        ["Leicester", '"Bristol, City of"', "County Durham", '"Herefordshire, County of"', "Isle of Wight"] * 31)]
    with open(path, "w", newline="") as handle:
        handle.write("time_period,geographic_level,la_code,old_la_code,la_name,age,need,plans,new_plans,ceased,pupils\n")
        left = megabytes * 1_000_000
        while left > 0:
            lines = [f"{2010 + source.randrange(16)},Local authority,{source.choice(names)},{source.randrange(26)},"
                     f"{source.choice(['ASD', 'SEMH', 'SLCN', 'MLD'])},{source.randrange(4000)},{source.randrange(300)},"
                     f"{source.randrange(200)},{source.randrange(100000)}\n" for _ in range(10_000)]
            text = "".join(lines)
            handle.write(text)
            left -= len(text)


def read(path):
    import pandas

    def run():
        frame = pandas.read_csv(path)
        return [len(frame), *(frame[name].sum() for name in frame.columns if frame[name].dtype == "int64")]
    return run


def write(rows, path):
    import numpy, pandas

    def run():
        row = numpy.arange(rows)
        base = row * 7919 % 1_000_003
        settings = numpy.array([f'School {number}, "north"' for number in range(97)], dtype=object)
        columns = {"scenario": "earlier-support", "census": 2026 + row % 11, "setting": settings[row % 97]}
        columns |= {f"p{place}": ((base + place * 137) * 10 + 1 + (place + row) % 9) / 100 for place in range(8)}
        pandas.DataFrame(columns).to_csv(path, index=False)
        return [os.path.getsize(path)]
    return run


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(int(sys.argv[2]), sys.argv[3])
    elif sys.argv[1] == "read":
        serve(read(sys.argv[2]))
    else:
        serve(write(int(sys.argv[2]), sys.argv[3]))
