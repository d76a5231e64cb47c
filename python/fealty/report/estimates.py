"""Intervals for the rows of small tables of counts and sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from .. import _core

if TYPE_CHECKING:
    import polars as pl

__all__ = ["NOTHING", "estimate_of", "mean_of", "median_of", "with_estimates", "with_shares"]

NOTHING = _core.Estimate(float("nan"), float("nan"), float("nan"), float("nan"))


def estimate_of(row: Mapping[str, float], name: str = "value") -> _core.Estimate:
    """The estimate that a row of a table holds: a value and its interval; "value", "lower" and "upper" are the columns
    unless they have a name."""
    ends = ("lower", "upper") if name == "value" else (f"{name}_lower", f"{name}_upper")
    return _core.Estimate(row[name], NOTHING.value, *(row[end] for end in ends))


def with_estimates(frame: pl.DataFrame, name: str, estimates: Iterable[_core.Estimate]) -> pl.DataFrame:
    """The frame with columns of estimates: NAME, NAME_lower and NAME_upper; what is not known is missing."""
    import polars as pl

    known = list(estimates)
    ends = {"": "value", "_lower": "lower", "_upper": "upper"}
    columns = [
        pl.Series(f"{name}{end}", [getattr(one, part) for one in known], dtype=pl.Float64).fill_nan(None)
        for end, part in ends.items()
    ]
    return frame.with_columns(columns)


def with_shares(frame: pl.DataFrame, name: str, part: str, whole: str) -> pl.DataFrame:
    """The frame with the share that the counts `part` have in the counts `whole`, and its Wilson interval."""
    return with_estimates(
        frame, name, [_core.wilson(some, every) for some, every in frame.select(part, whole).iter_rows()]
    )


def mean_of(mean: float, standard_deviation: float | None, count: int) -> _core.Estimate:
    """A mean with Student's t interval; a single value has none."""
    if count < 2 or standard_deviation is None:
        return _core.Estimate(mean, NOTHING.value, NOTHING.value, NOTHING.value)
    return _core.student_t_interval(mean, standard_deviation, count)


def median_of(values: pl.Series) -> _core.Estimate:
    """A median with the interval of its order statistics; nothing of no values."""
    import numpy as np

    known = values.drop_nulls().to_numpy()
    return _core.quantile(np.ascontiguousarray(known, dtype=float), 0.5) if len(known) else NOTHING
