#!/usr/bin/env python3
"""Many people on the pages at once: errors, times, memory.

    benchmarks/load.py [FOLDER] [--clients 50] [--seconds 60]      serves FOLDER (scenarios/leicestershire) in release, and asks
    benchmarks/load.py --address http://localhost:8080 --place NAME --process PID      asks a server that is there

Each client reads one page after another, of all pages that show an authority and its last run, without a pause, on a connection of its
own. The server's memory is read 10 seconds after the beginning, or half-way, and at the end. Ends with 1 where a limit is missed:
an answer other than 200, the 99th percentile of the time of a page, the growth of memory. Standard library only.
"""
import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COMMAND = os.path.join(ROOT, ".build", "release", "sufficiency")


def megabytes(process):
    """What a process holds in memory."""
    with open(f"/proc/{process}/status") as handle:
        return next(int(line.split()[1]) / 1024 for line in handle if line.startswith("VmRSS"))


def pages(address, place):
    """The pages that are there: those of scenarios too, where they were run."""
    here = f"/{place}"
    wanted = ["/", here, f"{here}/explore", f"{here}/explore?new_plans=-5", f"{here}/preview?new_plans=-10", f"{here}/compare",
              f"{here}/run", f"{here}/run/state", f"{here}/scenarios/baseline", "/static/site.js", "/static/site.css"]
    home = urllib.request.urlopen(f"{address}{here}", timeout=120).read().decode()
    names = [part.split('"')[0] for part in home.split(f'href="{here}/scenarios/')[1:]]
    wanted += [f"{here}/scenarios/{name}" for name in names if name != "baseline"]
    wanted += [f"{here}/compare?with={name}" for name in names if name != "baseline"]
    for path in wanted:  # Made once, as the first visitor has them made.
        urllib.request.urlopen(f"{address}{path}", timeout=120).read()
    return wanted


async def answered(reader):
    """Reads one answer; its status."""
    status, length = int((await reader.readline()).split()[1]), 0
    while (line := await reader.readline()) not in (b"\r\n", b""):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    await reader.readexactly(length)
    return status


async def client(number, host, port, paths, end, times, faults):
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
    turn = number * 7
    while time.monotonic() < end:
        path = paths[turn % len(paths)]
        turn += 1
        began = time.monotonic()
        try:
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
            status = await asyncio.wait_for(answered(reader), 60)
            if status != 200:
                faults.append(f"{path}: {status}")
        except (OSError, IndexError, ValueError, asyncio.IncompleteReadError, TimeoutError) as fault:
            faults.append(f"{path}: {type(fault).__name__}")
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
        times.append((time.monotonic() - began, path))
    writer.close()


async def load(options, host, port, paths):
    times, faults = [], []
    end = time.monotonic() + options.seconds

    async def early():
        await asyncio.sleep(min(10, options.seconds / 2))
        return megabytes(options.process)

    memory = asyncio.create_task(early())
    await asyncio.gather(*(client(n, host, port, paths, end, times, faults) for n in range(options.clients)))
    return times, faults, await memory, megabytes(options.process)


def told(options):
    """Loads a server and prints a line a figure; true where all limits are met."""
    host, port = options.address.removeprefix("http://").rstrip("/").split(":")
    paths = pages(options.address, options.place)
    times, faults, early, late = asyncio.run(load(options, host, int(port), paths))
    seconds = sorted(t for t, _ in times)
    middle, high = (1000 * seconds[min(len(seconds) - 1, int(share * len(seconds)))] for share in (0.5, 0.99))
    growth = 100 * (late - early) / early
    print(f"{options.clients} clients, {options.seconds} s, {len(paths)} pages: {len(seconds)} answers, "
          f"{len(seconds) / options.seconds:.0f} a second")
    print(f"errors {len(faults)}, limit 0 {faults[:3] if faults else ''}")
    print(f"half of the pages within {middle:.0f} ms")
    print(f"99 of 100 within {high:.0f} ms, limit {options.p99} ms")
    print(f"memory {early:.0f} MB early, {late:.0f} MB at the end: {growth:+.1f} %, limit {options.memory} %")
    return not faults and high <= options.p99 and growth <= options.memory


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default="scenarios/leicestershire")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--p99", type=int, default=200, help="milliseconds")
    parser.add_argument("--memory", type=int, default=20, help="per cent that memory may grow")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--address", help="a server that is there")
    parser.add_argument("--place", help="the name of its folder")
    parser.add_argument("--process", type=int, help="its process")
    options = parser.parse_args()
    if options.address:
        sys.exit(not told(options))
    subprocess.run(["swift", "build", "-c", "release", "--product", "sufficiency"], cwd=ROOT, check=True, stdout=sys.stderr)
    options.place = os.path.basename(os.path.normpath(options.folder))
    options.address = f"http://localhost:{options.port}"
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([COMMAND, "run", options.folder, "--out", out, "--quiet", "--no-record"], cwd=ROOT, check=True, stdout=sys.stderr)
        server = subprocess.Popen([COMMAND, "serve", options.folder, "--port", str(options.port), "--out", out], cwd=ROOT,
                                  stdout=subprocess.PIPE)
        try:
            server.stdout.readline()
            options.process = server.pid
            fine = told(options)
        finally:
            server.terminate()
            server.wait()
    sys.exit(not fine)


if __name__ == "__main__":
    main()
