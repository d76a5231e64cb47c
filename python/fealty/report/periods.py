"""Cutting time into periods that suit the length of the records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Periods"]

MOST = 60  # periods that can be told apart in a picture; the last ones are kept


@dataclass(frozen=True)
class Periods:
    """Days, weeks, months, quarters or years from the first record to the last."""

    every: str
    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, times: pl.Series) -> Periods | None:
        """The periods of the times of records; None if no time is known."""
        first, last = times.min(), times.max()
        if not isinstance(first, dt.datetime) or not isinstance(last, dt.datetime):
            return None
        days = (last - first).days
        limits = ((35, "1d"), (180, "1w"), (1280, "1mo"), (4400, "1q"))
        every = next((every for limit, every in limits if days <= limit), "1y")
        return cls(every, first.date(), last.date())

    def starts(self, column: str) -> pl.Expr:
        """The day on which the period of a time begins."""
        import polars as pl

        return pl.col(column).dt.date().dt.truncate(self.every)

    def frame(self) -> pl.DataFrame:
        """A row for each period: period, every, and complete: whether the records cover it from end to end."""
        import polars as pl

        ends = pl.Series("at", [self.first, self.last]).dt.truncate(self.every)
        starts = pl.select(period=pl.date_range(ends[0], ends[1], self.every)).tail(MOST)
        after = pl.col("period").dt.offset_by(self.every)
        covered = (pl.col("period") >= self.first) & (after <= self.last + dt.timedelta(days=1))
        return starts.with_columns(every=pl.lit(self.every), complete=covered)
