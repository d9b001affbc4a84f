"""Whole runs of the command beside the time and memory that the product promises. Used by benchmarks/run; standard library only."""
import csv, http.client, math, os, resource, socket, statistics, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COMMAND = os.path.join(ROOT, ".build", "release", "sufficiency")
DATA = os.environ.get("SUFFICIENCY_REFERENCE_DATA") or os.path.join(ROOT, "..", "shared", "data")
PANEL = ["--panel", os.path.join(DATA, "ehcp_caseload_by_la_age_group_year.csv"),
         "--flows", os.path.join(DATA, "ehcp_total_by_la_year.csv"),
         "--population", os.path.join(DATA, "population_0_17_by_la_2012_2024.csv")]
SIX = [word for name in ("bases-first", "earlier-support", "fee-pressure", "programme", "programme-and-support")
       for word in ("--scenario", name)]  # and the baseline, which always runs
THREADS = ["--threads", "2"]


def work(quick):
    """What, the words of the command, seconds, megabytes."""
    draws = "100" if quick else "1000"
    rows = [(f"{name}, 6 scenarios x {int(draws):,} draws x 10 years, all stages and CSV, 2 threads",
             ["run", f"scenarios/{name.lower()}", "--draws", draws, "--years", "10", *THREADS, *SIX], 5, 300)
            for name in (["Leicestershire"] if quick else ["Leicestershire", "Leicester"])]
    if not quick:
        rows.append(("Leicestershire, lowest-cost, 6 scenarios x 50 draws x 10 years, 2 threads",
                     ["run", "scenarios/leicestershire", "--allocation", "lowest-cost", "--draws", "50", *THREADS, *SIX], 20, 400))
    if os.path.isdir(DATA) and not quick:
        rows.append(("Backtest, 150 authorities, one origin, 2,000 draws x 3 years, 2 threads",
                     ["backtest", *PANEL, "--origins", "2020", "--horizon", "3", "--draws", "2000", *THREADS], 60, 500))
    return rows


def timed(arguments):
    """Seconds and peak megabytes of one run of the command in a child process of its own."""
    with tempfile.TemporaryDirectory() as out:
        reader, writer = os.pipe()
        start = time.monotonic()
        child = os.fork()
        if child == 0:
            status = subprocess.call([COMMAND, *arguments, "--out", out, "--quiet"], cwd=ROOT)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            os.write(writer, f"{status} {peak}".encode())
            os._exit(0)
        os.waitpid(child, 0)
        seconds = time.monotonic() - start
        status, peak = os.read(reader, 100).decode().split()
        os.close(reader), os.close(writer)
    if int(status) != 0:
        sys.exit(f"benchmarks: {' '.join(arguments)} ended with {status}")
    return seconds, float(peak)


def row(what, runs, limit, memory):
    """A line of the table: the median, the spread, the peak, and whether the limits are met."""
    seconds, peak = statistics.median(r[0] for r in runs), max(r[1] for r in runs)
    met = seconds <= limit and (memory is None or peak <= memory)
    return {"work": what, "seconds": f"{seconds:.2f}", "spread": f"{min(r[0] for r in runs):.2f}-{max(r[0] for r in runs):.2f}",
            "limit_seconds": limit, "megabytes": f"{peak:.0f}" if memory else "", "limit_megabytes": memory or "",
            "result": "met" if met else "MISSED"}


def rows(quick, repeats):
    for what, arguments, limit, memory in work(quick):
        yield row(what, [timed(arguments) for _ in range(repeats)], limit, memory)
    first, second = preview(repeats)
    yield row("Web preview, Leicestershire, 200 draws, the first after the start", first, 1, None)
    yield row("Web preview, Leicestershire, 200 draws, the second", second, 1, None)


def preview(repeats):
    """The seconds of the first and of the second preview of a server, several times."""
    firsts, seconds = [], []
    for turn in range(repeats):
        with socket.socket() as probe, tempfile.TemporaryDirectory() as out:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
            probe.close()
            server = subprocess.Popen([COMMAND, "serve", "scenarios/leicestershire", "--port", str(port), "--preview-draws", "200",
                                       "--out", out], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            try:
                server.stdout.readline()
                for times, percent in ((firsts, -7), (seconds, -11)):
                    times.append((asked(port, f"/leicestershire/preview?new_plans={percent}"), 0))
            finally:
                server.terminate()
                server.wait()
    return firsts, seconds


def asked(port, path):
    """Seconds of one request; tries again while the server is not listening yet."""
    for _ in range(200):
        start = time.monotonic()
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
        except ConnectionRefusedError:
            time.sleep(0.05)
            continue
        if answer.status != 200 or len(body) < 1000:
            sys.exit(f"benchmarks: {path} was answered with {answer.status} and {len(body)} bytes")
        return time.monotonic() - start
    sys.exit("benchmarks: the server does not listen")


def invented(folder, authorities, settings=1):
    """Folders of invented authorities."""
    subprocess.run([sys.executable, os.path.join(ROOT, "benchmarks", "synthetic_england.py"), folder,
                    "--authorities", str(authorities), "--settings", str(settings)], check=True)
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder))]


def england(quick):
    """Invented authorities in one run of the command, baseline alone."""
    authorities, draws = (4, 100) if quick else (150, 1000)
    with tempfile.TemporaryDirectory() as folder:
        invented(folder, authorities)
        run = timed(["run", folder, "--draws", str(draws), "--years", "10", *THREADS])
    what = f"Invented England: {authorities} authorities x {draws:,} draws x 10 years, all stages and CSV, 2 threads"
    return row(what, [run], 300, 500)


def exponent(sizes, times):
    """The slope of a straight line through the logarithms."""
    x, y = [math.log(size) for size in sizes], [math.log(value) for value in times]
    mx, my = sum(x) / len(x), sum(y) / len(y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / sum((a - mx) ** 2 for a in x)


def growth(quick, repeats):
    """What doubling does to time: rows of what, sizes, times, exponent, limit."""
    draws = 100 if quick else 500

    def run(folder, draws=draws, years=10, threads=1):
        return ["run", folder, "--draws", str(draws), "--years", str(years), "--threads", str(threads)]

    with tempfile.TemporaryDirectory() as root:
        many = invented(os.path.join(root, "authorities"), 8)
        base = many[0]  # like Leicestershire or Leicester, with the baseline alone
        cut = {parts: invented(os.path.join(root, f"settings-{parts}"), 1, parts)[0] for parts in (1, 2, 4)}
        cases = [("draws", [draws, 2 * draws, 4 * draws], lambda n: [run(base, draws=n)]),
                 ("years", [2, 4, 8], lambda n: [run(base, years=n)]),
                 ("authorities", [2, 4, 8], lambda n: [run(path, draws=draws // 5) for path in many[:n]]),
                 ("settings", [1, 2, 4], lambda n: [run(cut[n])])]
        for name, sizes, commands in cases:
            # By turns, so that a busy minute falls on all sizes alike.
            turns = [[sum(timed(words)[0] for words in commands(size)) for size in sizes] for _ in range(repeats)]
            times = [statistics.median(turn[place] for turn in turns) for place in range(len(sizes))]
            slope, limit = exponent(sizes, times), 1.05
            met = "" if name == "settings" else "met" if slope <= limit else "MISSED"
            yield {"work": f"Growth in {name}: {', '.join(map(str, sizes))}", "seconds": ", ".join(f"{t:.2f}" for t in times),
                   "ratio": f"{slope:.2f}", "reach": "" if name == "settings" else f"<= {limit}", "result": met}
        pairs = [[timed(run(base, draws=4 * draws, threads=n))[0] for n in (1, 2)] for _ in range(repeats)]
        one, two = (statistics.median(pair[place] for pair in pairs) for place in (0, 1))
        yield {"work": "Growth in threads: 1, 2", "seconds": f"{one:.2f}, {two:.2f}", "ratio": f"{one / two:.2f}",
               "reach": ">= 1.8", "result": "met" if one / two >= 1.8 else "MISSED"}
