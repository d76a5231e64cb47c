"""A survey of a million respondents and 48 columns: all gaps with intervals, and the memory that they take.

.venv/bin/python tests/benchmarks/large_survey.py
"""

from __future__ import annotations

import resource
import statistics
import time

import numpy as np
import polars as pl

import fealty as fy

RESPONDENTS = 1_000_000
ITEMS = 24


def side(random: np.random.Generator, least: int) -> pl.DataFrame:
    """Answers from 1 to 7 to all items."""
    return pl.DataFrame({str(i): random.integers(least, 8, RESPONDENTS, dtype=np.int8) for i in range(1, ITEMS + 1)})


def peak() -> float:
    """The most memory that the process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measures and prints."""
    random = np.random.default_rng(1)
    expectation, experience = side(random, 3), side(random, 1)
    dimensions = {f"dimension {d}": [str(6 * d + i) for i in range(1, 7)] for d in range(4)}
    small = fy.gaps.GapAnalysis(dimensions, scale=(1, 7))
    small.fit(expectation=expectation.head(3000), experience=experience.head(3000))  # what is loaded once
    before = peak()
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        gaps = fy.gaps.GapAnalysis(dimensions, scale=(1, 7)).fit(expectation=expectation, experience=experience)
        seconds.append(time.perf_counter() - start)
    size = (expectation.estimated_size() + experience.estimated_size()) / 2**20
    print(f"input {size:.0f} MB; {statistics.median(seconds):.2f} s; {peak() - before:.0f} MB above it at the peak")
    print(gaps.overall.gap)


if __name__ == "__main__":
    main()
