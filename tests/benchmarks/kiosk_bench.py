"""The complete analysis of the kiosk survey (207 people, 162 columns) with 10,000 bootstraps, on one thread.

Both sides: gaps of items, dimensions and the whole with simultaneous intervals, reliability, gap score against free
slopes, asymmetry, Kano categories and importance-performance, each with intervals. The peer is a NumPy script with a
tenth of the replicates.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # both sides on one thread

import kiosk_baseline as baseline
import numpy as np
import polars as pl

import fealty as fy

REPLICATES = 10_000
OUTCOMES = ["t_satisfied", "t_excellent", "t_reuse", "t_recommend"]


def shared() -> Path:
    """The folder of the public data."""
    return Path(os.environ.get("FEALTY_DATA", Path(__file__).parents[3] / "shared" / "data"))


def columns(survey: pl.DataFrame, prefix: str, items: int) -> pl.DataFrame:
    """The answers of one kind, a column per item."""
    return survey.select(pl.col(f"{prefix}{i:02d}").alias(str(i)) for i in range(1, items + 1))


def frames() -> dict[str, pl.DataFrame]:
    """The survey, a frame for each kind of answers."""
    survey = pl.read_csv(shared() / "gaps" / "kiosk_servqual_kano_ipa.csv")
    kinds = {"expectation": "e", "experience": "p", "importance": "imp", "satisfaction": "sat"}
    parts = {name: columns(survey, prefix, 24) for name, prefix in kinds.items()}
    parts |= {"functional": columns(survey, "kf", 29), "dysfunctional": columns(survey, "kd", 29)}
    return parts | {"outcome": survey.select(pl.mean_horizontal(OUTCOMES).alias("outcome"))}


def ours(parts: dict[str, pl.DataFrame]) -> None:
    """Every figure by the library, on one thread."""
    dimensions = {name: [str(item) for item in items] for name, items in baseline.DIMENSIONS.items()}
    outcome = parts["outcome"]["outcome"]
    fy.set_threads(1)
    gaps = fy.gaps.GapAnalysis(dimensions, bootstrap=REPLICATES)
    gaps.fit(expectation=parts["expectation"], experience=parts["experience"], importance=parts["importance"])
    gaps.test_free_slopes(outcome)
    gaps.asymmetry(outcome)
    fy.gaps.Kano(bootstrap=REPLICATES).fit(parts["functional"], parts["dysfunctional"])
    grid = fy.gaps.ImportancePerformance(bootstrap=REPLICATES)
    grid.fit(parts["importance"], parts["satisfaction"], outcome=outcome)
    fy.set_threads(0)


def cases() -> dict[str, dict[str, Callable[[], object]]]:
    """Ours and the script."""
    parts = frames()
    survey = {name: frame.to_numpy().astype(np.float64) for name, frame in parts.items()}
    survey["outcome"] = survey["outcome"][:, 0]
    return {
        "kiosk survey, 10,000 bootstraps, one thread": {
            "fealty": lambda: ours(parts),
            "NumPy, 1,000 bootstraps": lambda: baseline.analysis(survey, REPLICATES // 10),
        }
    }
