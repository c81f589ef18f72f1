"""Seconds from the call to the end of `wirewatch --help`, beside `python -c pass`; the median of eleven runs."""

import statistics
import subprocess
import sys
import time

RUNS = 11


def seconds(*arguments: str) -> float:
    """Give the median time of a call of this Python."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


if __name__ == "__main__":
    bare, ours = seconds("-c", "pass"), seconds("-m", "wirewatch", "--help")
    print(f"python -c pass {bare:.3f} s, wirewatch --help {ours:.3f} s, ratio {ours / bare:.1f}")
