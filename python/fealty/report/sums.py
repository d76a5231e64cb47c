"""Sums by group that are the same bits however many threads there are: terms are added in the order of the rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

__all__ = ["sums_by"]


def sums_by(frame: pl.DataFrame, keys: Sequence[str], values: Sequence[str]) -> pl.DataFrame:
    """A row for each group of equal keys, in their order: the keys, the sum of each of the values, and rows.

    The group-by of polars shares the rows of a group among threads, and then the last bits of a sum depend on how many
    there are.
    """
    import numpy as np
    import polars as pl

    ordered = frame.select(*keys, *values).sort(keys, maintain_order=True)
    groups = ordered.select(pl.struct(keys).rle_id()).to_series().to_numpy() if len(ordered) else np.empty(0, dtype=int)
    starts = np.flatnonzero(np.diff(groups, prepend=-1))
    rows = np.diff(starts, append=len(ordered))
    sums: dict[str, Any] = {
        name: np.add.reduceat(ordered[name].fill_null(0).cast(pl.Float64).to_numpy(), starts) if len(starts) else []
        for name in values
    }
    first = ordered.select(keys)[starts.tolist()]
    return first.with_columns(
        *(pl.Series(name, column, dtype=pl.Float64) for name, column in sums.items()),
        pl.Series("rows", rows, dtype=pl.Int64),
    )
