#!/usr/bin/env python3
"""Our transportation solver against HiGHS: the same costs, and how long each takes.

    benchmarks/allocation.py [--instances 1000] [--repeats 3]

Builds benchmarks/allocation in release, has it solve random instances of up to 40 columns by 500 rows, and lets
peers/allocation_highs.py compare every cost; then the same with times for 40 x 500 and 60 x 2,000. Needs a Python with
highspy: that of .build/python (scripts/setup tests) or the one that runs this.
"""
import argparse, os, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


def python():
    for path in (os.path.join(ROOT, ".build", "python", "bin", "python"), sys.executable):
        if os.path.exists(path) and subprocess.run([path, "-c", "import highspy"], capture_output=True).returncode == 0:
            return path
    sys.exit("benchmarks/allocation.py: no Python with highspy; scripts/setup tests installs it")


def compared(interpreter, arguments, options):
    """Pipes what the program writes into the comparison; True if all is equal."""
    program = os.path.join(HERE, "allocation", ".build", "release", "allocation")
    with subprocess.Popen([program, *arguments], stdout=subprocess.PIPE) as writer:
        script = os.path.join(HERE, "peers", "allocation_highs.py")
        reader = subprocess.run([interpreter, script, *options], stdin=writer.stdout)
    return reader.returncode == 0 and writer.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--instances", type=int, default=1000)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    interpreter = python()
    subprocess.run(["swift", "build", "-c", "release"], cwd=os.path.join(HERE, "allocation"), check=True, stdout=sys.stderr)
    fine = compared(interpreter, ["costs", str(options.instances)], [])
    fine = compared(interpreter, ["times"], ["--times", "--repeats", str(options.repeats)]) and fine
    sys.exit(not fine)


if __name__ == "__main__":
    main()
