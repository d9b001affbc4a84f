"""A rival as benchmarks/run expects it: prepares, prints "ready", and works once for every line that it reads."""
import json, sys, time


def serve(work):
    """`work` gives a list of numbers, which are printed with the seconds that they took; or both, where it alone knows the time."""
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        answer = work()
        seconds = time.perf_counter() - start
        if isinstance(answer, tuple):
            seconds, answer = answer
        print(json.dumps({"seconds": seconds, "answer": [float(value) for value in answer]}), flush=True)
