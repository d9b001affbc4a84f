#!/usr/bin/env python3
"""Runs the shards of a scenario folder on a Slurm of one node and merges them: the bytes are those of one run.

    check_slurm.py COMMAND FOLDER [--draws 40]

First four tasks of distributed/slurm/shards.sbatch. Then again, one task killed with SIGKILL while it works: the merge
refuses and names its shard; the shard is run again alone, and merged. Prints what it did; exits with 1 if anything is
not as it should be, and prints "skipped:" where Slurm is not installed. Standard library only.
"""
import argparse, filecmp, os, signal, subprocess, sys, tempfile, time

import single_node

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCRIPT = os.path.join(ROOT, "distributed", "slurm", "shards.sbatch")
TASKS = 4


def different(one, other):
    """Paths of files that only one folder has or that are not the same; run.json says how a run was made and may differ."""
    listed = [sorted(os.path.relpath(os.path.join(at, name), folder)
                     for at, _, names in os.walk(folder) for name in names
                     if name != "run.json" and not name.startswith("results.sqlite"))
              for folder in (one, other)]
    shared = set(listed[0]) & set(listed[1])
    unequal = [name for name in shared
               if not filecmp.cmp(os.path.join(one, name), os.path.join(other, name), shallow=False)]
    return sorted((set(listed[0]) ^ set(listed[1])) | set(unequal)), len(shared)


class Check:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.command = os.path.abspath(options.command)
        self.scenarios = os.path.abspath(options.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def sufficiency(self, *arguments):
        return subprocess.run([self.command, *arguments], capture_output=True, text=True)

    def expect(self, fact, what):
        if not fact:
            sys.exit(f"check_slurm.py: {what}")
        print(f"as expected: {what}", flush=True)

    def merge(self, shards, out):
        return self.sufficiency("merge", shards, "--folder", self.scenarios, "--out", out)

    def submit(self, slurm, shards, tasks, draws, *more):
        os.makedirs(shards, exist_ok=True)
        variables = {"FOLDER": self.scenarios, "SHARDS": shards, "SUFFICIENCY": self.command}
        export = ",".join(["ALL"] + [f"{name}={value}" for name, value in variables.items()])
        array = [f"--array={tasks}"] if tasks else []
        return slurm.submit(*array, f"--export={export}", "--mem=0", "--output", self.path("log-%j"), SCRIPT,
                            "--draws", str(draws), *more)

    def logs(self):
        names = sorted(name for name in os.listdir(self.folder) if name.startswith("log-"))
        return "\n".join(open(self.path(name), errors="replace").read() for name in names)

    def four_tasks(self, slurm, draws):
        shards, out = self.path("shards"), self.path("merged")
        states = slurm.finish(self.submit(slurm, shards, f"1-{TASKS}", draws))
        self.expect(set(states.values()) == {"COMPLETED"}, f"{TASKS} tasks complete: {states} {self.logs()}")
        merged = self.merge(shards, out)
        self.expect(merged.returncode == 0, f"their shards merge {merged.stderr}")
        self.same(out)

    def same(self, out):
        unequal, count = different(self.path("whole"), out)
        self.expect(not unequal and count > 10, f"{count} files are those of one run, byte for byte {unequal}")

    def killed_task(self, slurm, draws):
        shards, out = self.path("shards-2"), self.path("merged-2")
        job = self.submit(slurm, shards, f"1-{TASKS}", draws)
        victim = self.working(slurm, shards)
        os.kill(victim[1], signal.SIGKILL)
        states = slurm.finish(job)
        self.expect(states[victim[0]] != "COMPLETED", f"task {victim[0]} was killed: {states}")
        refused = self.merge(shards, out)
        said = refused.stdout + refused.stderr
        self.expect(refused.returncode == 1 and not os.path.exists(out), f"nothing is merged without it: {said.strip()}")
        self.expect(f"{victim[0]} of {TASKS}" in said, f"shard {victim[0]} of {TASKS} is missed by name")
        again = self.submit(slurm, shards, None, draws, "--shard", f"{victim[0]}/{TASKS}")
        states = slurm.finish(again)
        self.expect(set(states.values()) == {"COMPLETED"}, f"it runs again alone: {states} {self.logs()}")
        merged = self.merge(shards, out)
        self.expect(merged.returncode == 0, f"the shards merge {merged.stderr}")
        self.same(out)

    def working(self, slurm, shards):
        """Task and process of a shard that is being worked out."""
        found = []

        def look():
            for process in filter(str.isdigit, os.listdir("/proc")):
                try:
                    with open(f"/proc/{process}/cmdline", "rb") as file:
                        words = file.read().split(b"\0")
                    with open(f"/proc/{process}/environ", "rb") as file:
                        variables = dict(pair.split(b"=", 1) for pair in file.read().split(b"\0") if b"=" in pair)
                except OSError:
                    continue
                if words[0] == self.command.encode() and shards.encode() in words:
                    found.append((variables[b"SLURM_ARRAY_TASK_ID"].decode(), int(process)))
                    return True
            return False

        slurm.wait(look, "a shard to be worked out")
        return found[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command")
    parser.add_argument("folder")
    parser.add_argument("--draws", type=int, default=40)
    options = parser.parse_args()
    if single_node.missing():
        print(f"skipped: Slurm is not here ({', '.join(single_node.missing())}); apt-get install slurm-wlm")
        return
    with tempfile.TemporaryDirectory() as folder:
        check = Check(options, folder)
        whole = check.sufficiency("run", check.scenarios, "--draws", str(options.draws), "--out", check.path("whole"),
                                  "--quiet", "--no-record")
        check.expect(whole.returncode == 0, f"one run of {options.draws} simulations {whole.stderr}")
        os.mkdir(check.path("slurm"))
        with single_node.SingleNode(check.path("slurm")) as slurm:
            start = time.monotonic()
            check.four_tasks(slurm, options.draws)
            check.killed_task(slurm, options.draws)
            print(f"Slurm worked {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
