"""Shapley shares of 14 drivers from 25,000 answers, with 1,000 bootstraps and without, beside NumPy."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from math import comb

import numpy as np

import fealty as fy

DRIVERS, RESPONDENTS = 14, 25_000
PEER_REPLICATES = 10  # of NumPy, whose time is that of a hundredth of the work


def answers() -> dict[str, np.ndarray]:
    """Answers from 1 to 7 that have a mood in common; the outcome depends on all drivers."""
    random = np.random.default_rng(1)
    mood = random.normal(size=(RESPONDENTS, 1))
    drivers = np.clip(np.round(4 + mood + random.normal(size=(RESPONDENTS, DRIVERS))), 1, 7)
    outcome = drivers @ np.linspace(0, 0.3, DRIVERS) + random.normal(size=RESPONDENTS)
    frame = {f"driver {j + 1}": drivers[:, j] for j in range(DRIVERS)}
    return {**frame, "outcome": np.clip(np.round(outcome - 4), 1, 7)}


SUBSETS = [np.array(list(combinations(range(DRIVERS), size))) for size in range(1, DRIVERS + 1)]


def shapley(matrix: np.ndarray) -> np.ndarray:
    """Shares of R-squared from correlations, the outcome's last, over all subsets: a batch of solves for each size."""
    explained = np.zeros(1 << DRIVERS)
    for subsets in SUBSETS:
        right = matrix[subsets, -1][..., None]
        left = matrix[subsets[:, :, None], subsets[:, None, :]]
        explained[(1 << subsets).sum(axis=1)] = (np.linalg.solve(left, right) * right).sum(axis=(1, 2))
    codes = np.arange(1 << DRIVERS)
    sizes = np.array([bin(code).count("1") for code in codes])
    weights = np.array([1 / (DRIVERS * comb(DRIVERS - 1, size)) if size < DRIVERS else 0 for size in sizes])
    shares = []
    for j in range(DRIVERS):
        without = codes[codes >> j & 1 == 0]
        shares.append((weights[without] * (explained[without | 1 << j] - explained[without])).sum())
    return np.array(shares)


def by_numpy(rows: np.ndarray, replicates: int) -> np.ndarray:
    """Shares, and those of resampled rows."""
    random = np.random.default_rng(1)
    drawn = [rows] + [rows[random.integers(0, len(rows), len(rows))] for _ in range(replicates)]
    return np.array([shapley(np.corrcoef(one, rowvar=False)) for one in drawn])


def cases() -> dict[str, dict[str, Callable[[], object]]]:
    """Contenders, ours first."""
    frame = answers()
    rows = np.column_stack(list(frame.values()))
    ours, theirs = fy.gaps.drivers(frame, "outcome", bootstrap=0), by_numpy(rows, 0)[0]
    contributions = dict(zip(*(ours.to_frame()[name].tolist() for name in ("driver", "contribution")), strict=True))
    assert np.allclose([contributions[f"driver {j + 1}"] for j in range(DRIVERS)], theirs, atol=1e-10)
    return {
        "14 drivers, 25,000 answers": {
            "drivers, no bootstrap": lambda: fy.gaps.drivers(frame, "outcome", bootstrap=0),
            "NumPy, no bootstrap": lambda: by_numpy(rows, 0),
        },
        "14 drivers, 25,000 answers, bootstrap": {
            "drivers, 1,000 bootstraps": lambda: fy.gaps.drivers(frame, "outcome", bootstrap=1000),
            f"NumPy, {PEER_REPLICATES} bootstraps": lambda: by_numpy(rows, PEER_REPLICATES),
        },
    }
