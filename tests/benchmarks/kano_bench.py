"""Kano and importance-performance of the kiosk survey with 10,000 bootstraps, beside NumPy."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

import fealty as fy

DATA = Path(os.environ.get("FEALTY_DATA", Path(__file__).parents[3] / "shared" / "data"))
REPLICATES = 10_000
OUTCOME = ["t_satisfied", "t_excellent", "t_reuse", "t_recommend"]
CLASSIC = np.array([list(row) for row in ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")])


def survey() -> dict[str, pl.DataFrame]:
    """The parts of the survey, with the same names in those that belong together."""
    frame = pl.read_csv(DATA / "gaps" / "kiosk_servqual_kano_ipa.csv")
    sizes = {"kf": 29, "kd": 29, "imp": 24, "sat": 24}
    parts = {
        prefix: frame.select(pl.col(f"{prefix}{i:02}").alias(str(i)) for i in range(1, items + 1))
        for prefix, items in sizes.items()
    }
    return {**parts, "outcome": frame.select(OUTCOME)}


def kano_by_numpy(functional: np.ndarray, dysfunctional: np.ndarray) -> np.ndarray:
    """The share of replicates that each category wins, item by item; rows are drawn one replicate after another."""
    random = np.random.default_rng(1)
    letters = CLASSIC[functional - 1, dysfunctional - 1]
    flags = np.stack([letters == letter for letter in "MOAIRQ"], axis=2).astype(np.int64)
    wins = np.zeros(flags.shape[1:])
    for _ in range(REPLICATES):
        counts = flags[random.integers(0, len(flags), len(flags))].sum(axis=0)
        wins[np.arange(counts.shape[0]), counts.argmax(axis=1)] += 1
    return wins / REPLICATES


def grid_by_numpy(importance: np.ndarray, performance: np.ndarray, outcome: np.ndarray) -> np.ndarray:
    """The share of replicates that put each item into each quadrant, and the derived importances of each."""
    random = np.random.default_rng(1)
    hits = np.zeros((importance.shape[1], 4))
    derived = np.empty((REPLICATES, importance.shape[1]))
    for r in range(REPLICATES):
        rows = random.integers(0, len(outcome), len(outcome))
        stated, performed = importance[rows].mean(axis=0), performance[rows].mean(axis=0)
        quadrant = 2 * (stated < stated.mean()) + (performed < performed.mean())
        hits[np.arange(len(hits)), quadrant] += 1
        x = performance[rows] - performed
        y = outcome[rows] - outcome[rows].mean()
        derived[r] = x.T @ y / np.sqrt((x * x).sum(axis=0) * (y @ y))
    return np.column_stack([hits / REPLICATES, np.percentile(derived, [2.5, 97.5], axis=0).T])


def cases() -> dict[str, dict[str, Callable[[], object]]]:
    """Contenders, ours first."""
    parts = survey()
    arrays = {name: frame.to_numpy() for name, frame in parts.items()}
    outcome = arrays["outcome"].mean(axis=1)
    kano, grid = fy.gaps.Kano(bootstrap=REPLICATES), fy.gaps.ImportancePerformance(bootstrap=REPLICATES)
    return {
        "Kano, 29 items x 207, 10,000 bootstraps": {
            "Kano": lambda: kano.fit(parts["kf"], parts["kd"]),
            "NumPy": lambda: kano_by_numpy(arrays["kf"], arrays["kd"]),
        },
        "importance-performance, 24 items x 207, 10,000 bootstraps": {
            "ImportancePerformance": lambda: grid.fit(parts["imp"], parts["sat"], parts["outcome"]),
            "NumPy": lambda: grid_by_numpy(arrays["imp"], arrays["sat"], outcome),
        },
    }
