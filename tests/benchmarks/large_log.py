"""A large log: how fast it is loaded, beside how fast the machine copies memory, and how fast it is counted.

.venv/bin/python tests/benchmarks/large_log.py             # 10 million cases, about 100 million events
.venv/bin/python tests/benchmarks/large_log.py 1000000     # as many cases
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
import pyarrow as pa

from fealty.flow import EventLog

STEPS = 20


def events(cases: int) -> tuple[pa.Table, int]:
    """Events in the order of cases and times, as a data base would give them; and the bytes of their columns."""
    random = np.random.default_rng(1)
    case = np.repeat(np.arange(cases), random.integers(5, 16, cases))
    step = random.integers(0, STEPS, len(case), dtype=np.int32)
    at = 1_700_000_000_000_000 + np.arange(len(case)) * 1_000_000
    names = pa.array([f"step {i:02}" for i in range(STEPS)])
    columns = {
        "visit_id": pa.array(case),
        "step": pa.DictionaryArray.from_arrays(pa.array(step), names),
        "at": pa.array(at).cast(pa.timestamp("us", "UTC")),
    }
    return pa.table(columns), case.nbytes + step.nbytes + at.nbytes


def median_seconds(run: Callable[[], object], rounds: int = 5) -> float:
    """Median time of a call, after one that is not counted."""
    run()
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def main() -> None:
    """Prints the measures as a table."""
    table, size = events(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
    source = np.ones(size, dtype=np.uint8)
    copying = median_seconds(source.copy)
    loading = median_seconds(lambda: EventLog(table))
    log = EventLog(table)
    follows = median_seconds(log.directly_follows)
    variants = median_seconds(log.variants, rounds=1)
    print(f"{len(log):,} events of {log.case_count:,} cases, {size / 1e9:.2f} GB in Arrow\n")
    print("| what | s | GB of events per s |")
    print("|---|---|---|")
    for what, seconds in (
        ("copy of the columns' bytes, into fresh memory, one thread", copying),
        ("EventLog: checked, coded, put in order", loading),
        ("directly_follows", follows),
        ("variants", variants),
    ):
        print(f"| {what} | {seconds:.3f} | {size / seconds / 1e9:.2f} |")


if __name__ == "__main__":
    main()
