"""Runs benchmarks against named peers, interleaved in one process, and prints medians and ratios.

    .venv/bin/python tests/benchmarks/bench.py            # all
    .venv/bin/python tests/benchmarks/bench.py rfm        # those whose name begins so
    .venv/bin/python tests/benchmarks/bench.py --write    # and puts the table into README.md beside this file

A benchmark is a file ``<name>_bench.py`` with a function ``cases()`` that gives the contenders by name, ours first, as
calls without arguments on the same data.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
START, END = "<!-- results -->", "<!-- end of results -->"

LEAST_SECONDS = 0.05

Case = dict[str, Callable[[], object]]


def seconds_of(run: Callable[[], object]) -> float:
    """Seconds of a call; what is quick is called again and again for a while, and its mean taken."""
    calls, start = 0, time.perf_counter()
    while True:
        run()
        calls += 1
        passed = time.perf_counter() - start
        if passed > LEAST_SECONDS:
            return passed / calls


def interleaved(contenders: Case, rounds: int) -> dict[str, float]:
    """Median seconds of each contender; every round runs all of them, after one round that is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for round in range(rounds + 1):
        for name, run in contenders.items():
            taken = seconds_of(run)
            if round > 0:
                seconds[name].append(taken)
    return {name: statistics.median(times) for name, times in seconds.items()}


def table(names: list[str], rounds: int) -> str:
    """A line for each peer of each case: medians, and how many times faster ours is."""
    lines = ["| case | ours | peer | ours, s | peer, s | peer / ours |", "|---|---|---|---|---|---|"]
    for name in names:
        for case, contenders in importlib.import_module(name).cases().items():
            medians = interleaved(contenders, rounds)
            (ours, our_time), *peers = medians.items()
            for peer, time_of_peer in peers:
                ratio = time_of_peer / our_time
                lines.append(f"| {case} | {ours} | {peer} | {our_time:.4g} | {time_of_peer:.4g} | {ratio:.4g} |")
                print(lines[-1], file=sys.stderr)
    return "\n".join(lines)


def machine(rounds: int) -> str:
    """What the figures were measured on."""
    import pandas
    import polars

    import fealty

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    versions = f"fealty {fealty.__version__}, polars {polars.__version__}, pandas {pandas.__version__}"
    python = platform.python_version()
    return f"{cores} cores, {platform.machine()}, Python {python}; {versions}; medians of {rounds} rounds."


def main() -> None:
    """Runs what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("prefix", nargs="?", default="", help="only benchmarks whose name begins so")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    options = parser.parse_args()
    sys.path.insert(0, str(HERE))
    names = sorted(path.stem for path in HERE.glob("*_bench.py") if path.stem.startswith(options.prefix))
    result = f"{table(names, options.rounds)}\n\n{machine(options.rounds)}"
    print(result)
    if options.write:
        readme = HERE / "README.md"
        text = readme.read_text(encoding="utf-8")
        before, after = text.split(START)[0], text.split(END)[1]
        readme.write_text(f"{before}{START}\n{result}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
