"""Removal effects of the 10,000 paths of ChannelAttribution's data with 1,000 bootstraps, beside the plain way."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

import fealty as fy

DATA = Path(os.environ.get("FEALTY_DATA", Path(__file__).parents[3] / "shared" / "data"))
PLAIN_REPLICATES = 10  # of the plain way, whose time is that of a hundredth of the work


def paths() -> pl.DataFrame:
    """The paths, with their conversions, values and nulls."""
    with gzip.open(DATA / "flow" / "channelattribution_Data.csv.gz") as file:
        return pl.read_csv(file.read(), separator=";")


def by_numpy(frame: pl.DataFrame, replicates: int) -> np.ndarray:
    """The same effects by a loop over paths and a linear system for each step of each replicate."""
    split = [path.split(" > ") for path in frame["path"]]
    names = sorted({step for path in split for step in path})
    place = {name: i for i, name in enumerate(names)}
    start, conversion, null = (len(names) + i for i in range(3))
    conversions, nulls = frame["total_conversions"].to_numpy(), frame["total_null"].to_numpy()
    random = np.random.default_rng(1)
    effects = []
    for _ in range(replicates):
        weights = random.poisson(1, len(split))
        counts = np.zeros((len(names) + 1, len(names) + 3))
        for path, converted, lost, weight in zip(split, conversions, nulls, weights, strict=True):
            at = start
            for step in path:
                counts[at, place[step]] += weight * (converted + lost)
                at = place[step]
            counts[at, conversion] += weight * converted
            counts[at, null] += weight * lost
        shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1e-300)
        moves, ends = shares[:, : start + 1], shares[:, conversion]
        whole = np.linalg.solve(np.eye(start + 1) - moves, ends)[start]
        for j in range(len(names)):
            kept = moves.copy()
            kept[:, j] = 0
            effects.append(1 - np.linalg.solve(np.eye(start + 1) - kept, ends)[start] / whole)
    return np.array(effects)


def cases() -> dict[str, dict[str, Callable[[], object]]]:
    """Contenders, ours first."""
    frame = paths()
    return {
        "10,000 paths, order 1": {
            "removal_effects, 1,000 bootstraps": lambda: fy.flow.removal_effects(frame, bootstrap=1000),
            f"NumPy, {PLAIN_REPLICATES} bootstraps": lambda: by_numpy(frame, PLAIN_REPLICATES),
        }
    }
