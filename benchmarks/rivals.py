"""Pieces of work beside their rivals, by turns in one run. Used by benchmarks/run; standard library only.

Ours is `kernels/`, a package of its own whose libraries are links to this one; the rivals are in `peers/`. Each is a process that
prepares its input, then works once for every line that it is sent: ours, rival, ours, rival … The ratio is the rival's median time over
ours; a row fails where the answers differ, or where the ratio is below its reach.
"""
import array, dataclasses, json, os, shutil, statistics, subprocess, sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HERE = os.path.join(ROOT, "benchmarks")
KERNELS = os.path.join(HERE, "kernels", ".build", "release", "kernels")
PYTHON = os.path.join(ROOT, ".build", "python", "bin", "python")
SUFFICIENCY = os.path.join(ROOT, ".build", "release", "sufficiency")
C_FLAGS = ["-O3", "-march=native"]


class Wrong(Exception):
    """The answers of the two differ."""


@dataclasses.dataclass
class Row:
    """One piece of work, timed beside its rival or beside a limit."""
    work: str
    rival: str
    ours: list
    theirs: list
    reach: float
    fault: str = ""

    @property
    def ratio(self):
        return statistics.median(self.theirs) / statistics.median(self.ours)

    @property
    def result(self):
        return "WRONG: " + self.fault if self.fault else "met" if self.ratio >= self.reach else "MISSED"


class Worker:
    """A process that works when it is told to."""

    def __init__(self, words, threads=1):
        fixed = {name: str(threads) for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")}
        self.words = words
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env=os.environ | fixed)
        self.read("ready")

    def read(self, what):
        line = self.process.stdout.readline().strip()
        if not line:
            sys.exit(f"benchmarks: {' '.join(self.words)} ended with {self.process.wait()} before it was {what}")
        return line

    def once(self):
        """Seconds and answer of doing the work once."""
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        line = json.loads(self.read("done"))
        return line["seconds"], line["answer"]

    def libraries(self):
        """The BLAS and LAPACK that the process has loaded."""
        with open(f"/proc/{self.process.pid}/maps") as maps:
            paths = {line.split()[-1] for line in maps if ".so" in line}
        return sorted(path for path in paths if os.path.basename(path).startswith("lib") and ("blas" in path or "lapack" in path))

    def close(self):
        self.process.stdin.close()
        return self.process.wait()


def by_turns(work, rival, reach, ours, theirs, check, repeats):
    """A row of the two workers' times; the first turn of each is not counted."""
    row = Row(work, rival, [], [], reach)
    for turn in range(repeats + 1):
        (own, answer), (their, other) = ours.once(), theirs.once()
        if turn > 0:
            row.ours.append(own)
            row.theirs.append(their)
        else:
            try:
                check(answer, other)
            except Wrong as wrong:
                row.fault = str(wrong)
    ours.close()
    if theirs.close() != 0:
        row.fault = row.fault or "the rival found another answer"
    return row


def equal(ours, theirs):
    if ours != theirs:
        raise Wrong(f"{ours[:4]} and {theirs[:4]}")


def nearly_equal(ours, theirs):
    worst = max(abs(a - b) / max(1e-3, abs(b)) for a, b in zip(ours, theirs, strict=True))
    if not worst <= 1e-8:
        raise Wrong(f"a relative difference of {worst:.1e}")


def alike(simulations):
    """Means within 5 standard errors of their difference; standard deviations likewise."""
    def check(ours, theirs):
        for year in range(len(ours) // 2):
            (mean, deviation), (other, spread) = ours[2 * year:2 * year + 2], theirs[2 * year:2 * year + 2]
            if abs(mean - other) > 5 * ((deviation ** 2 + spread ** 2) / simulations) ** 0.5:
                raise Wrong(f"year {year + 1}: means {mean:.1f} and {other:.1f}")
            if abs(deviation - spread) > 5 * max(deviation, spread) / simulations ** 0.5:
                raise Wrong(f"year {year + 1}: deviations {deviation:.1f} and {spread:.1f}")
    return check


def python(script, *words):
    return [PYTHON, os.path.join(HERE, "peers", script), *map(str, words)]


def build_kernels():
    """Builds the kernels, with the Yams that the package has checked out."""
    if not os.path.isdir(os.path.join(ROOT, ".build", "checkouts", "Yams")):
        subprocess.run(["swift", "package", "resolve"], cwd=ROOT, check=True, stdout=sys.stderr)
    subprocess.run(["swift", "build", "-c", "release"], cwd=os.path.join(HERE, "kernels"), check=True, stdout=sys.stderr)


def build():
    """Builds the kernels; what Python needs must be there."""
    build_kernels()
    needed = "import numpy, scipy, statsmodels, pandas, highspy"
    if subprocess.run([PYTHON, "-c", needed], capture_output=True).returncode != 0:
        sys.exit("benchmarks: the rivals are not installed: run scripts/setup benchmarks")


def compiled(folder):
    """The rival in C."""
    program = os.path.join(folder, "binomial")
    source = os.path.join(HERE, "peers", "binomial.c")
    subprocess.run(["cc", *C_FLAGS, "-o", program, source, "-lm"], check=True)
    return program


def transitions(demo, folder, quick, repeats):
    """The demonstration of transitions, population held; parameters once a simulation, then for every cohort and year."""
    target = os.path.join(folder, "demo")
    shutil.copytree(demo, os.path.join(target, "evidence"), ignore=lambda _, names: [n for n in names if not n.endswith(".csv")])
    with open(os.path.join(target, "authority.yaml"), "w") as handle:
        handle.write("name: \"Demonstration\"\nbasis: transitions\nhorizon: 10\nprior_strength: 1\n"
                     "parameters: once_per_draw\npopulation_after_last_year: held\n")
    with open(os.path.join(target, "baseline.yaml"), "w") as handle:
        handle.write("name: Baseline\nquestion: What if rates stay as they were?\nlevers: []\n")
    simulations = 200 if quick else 1000
    for redrawing, name, reach in (("once_per_draw", "parameters once a simulation", 50),
                                   ("every_cohort_and_year", "parameters for every cohort and year", 20)):
        model = os.path.join(folder, f"model-{redrawing}.json")
        ours = Worker([KERNELS, "transitions", target, redrawing, str(simulations), "10", model])
        theirs = Worker(python("transitions.py", model, redrawing, simulations, 10))
        yield by_turns(f"Transitions, {simulations:,} simulations x 10 years, {name}, 1 thread", "NumPy", reach, ours, theirs,
                       alike(simulations), repeats)


def binomial(folder, quick, repeats):
    cases, draws = os.path.join(HERE, "kernels", "binomial.csv"), 40 if quick else 200
    return by_turns("Binomial counts of a run's trials and probabilities, 1 thread", f"C ({' '.join(C_FLAGS)})", 0.5,
                    Worker([KERNELS, "binomial", cases, str(draws)]), Worker([compiled(folder), cases, str(draws)]), equal,
                    repeats)


def allocation(folder, repeats):
    path = os.path.join(folder, "problems.jsonl")
    return by_turns("Allocation 40 x 500, nine problems, from nothing", "HiGHS, its quickest setting", 20,
                    Worker([KERNELS, "allocation", path]), Worker(python("allocation.py", path)), nearly_equal, repeats)


def linear_algebra(folder, quick, repeats):
    """Rows, and the BLAS of the two."""
    sizes = [("cholesky", "Cholesky, order 1,000", 1000, 1000, "SciPy cholesky"),
             ("least-squares", "Least squares 2,000 x 200", 2000, 200, "SciPy lstsq, gelsy"),
             ("glm", "Logistic regression 100,000 x 30", 100_000, 30, "statsmodels GLM")]
    if quick:
        sizes[2] = ("glm", "Logistic regression 20,000 x 30", 20_000, 30, "statsmodels GLM")
    rows, libraries = [], None
    for work, name, count, columns, rival in sizes:
        subprocess.run(python("linear_algebra.py", "make", work, count, columns, folder), check=True)
        files = ["matrix", "factor"] if work == "cholesky" else ["design", "response"]
        shape = [str(count)] if work == "cholesky" else [str(count), str(columns)]
        ours = Worker([KERNELS, work, *shape, *(os.path.join(folder, file) for file in files)])
        theirs = Worker(python("linear_algebra.py", work, count, columns, folder))
        libraries = (ours.libraries(), theirs.libraries())
        rows.append(by_turns(f"{name}, BLAS on 1 thread", rival, 0.9, ours, theirs, nearly_equal, 2 * repeats + 3))
    return rows, libraries


def tables(folder, quick, repeats):
    megabytes = 14 if quick else 140
    path = os.path.join(folder, "release.csv")
    subprocess.run(python("tables.py", "make", megabytes, path), check=True)
    yield by_turns(f"CSV, read {megabytes} MB and add up its columns", "pandas", 1,
                   Worker([KERNELS, "read", path]), Worker(python("tables.py", "read", path)), equal, repeats)
    os.remove(path)
    lines, (own, other) = 100_000 if quick else 1_000_000, (os.path.join(folder, name) for name in ("ours.csv", "theirs.csv"))
    row = by_turns("CSV, write 10 MB" if quick else "CSV, write 100 MB", "pandas", 1,
                   Worker([KERNELS, "write", str(lines), own]), Worker(python("tables.py", "write", lines, other)), equal, repeats)
    if not row.fault and subprocess.run(["cmp", "-s", own, other]).returncode != 0:
        row.fault = "the files differ"
    yield row


def rows(demo, folder, quick, repeats):
    """Every row; prints each as it comes."""
    if os.path.isdir(demo):
        yield from transitions(demo, folder, quick, repeats)
    else:
        print(f"Transitions skipped: no {os.path.normpath(demo)}; set SUFFICIENCY_REFERENCE_DATA")
    yield binomial(folder, quick, repeats)
    yield allocation(folder, repeats)
    algebra, (ours, theirs) = linear_algebra(folder, quick, repeats)
    print(f"BLAS: ours {', '.join(ours)}; SciPy {', '.join(os.path.relpath(path, ROOT) for path in theirs)}")
    yield from algebra
    yield from tables(folder, quick, repeats)
