"""What a section is made of: the records known at an instant, as polars has them, and the texts of a language."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ..errors import FitError, RecordError
from ..languages import Texts
from ..times import moment

if TYPE_CHECKING:
    import polars as pl

    from ..book import Book
    from ..flow.attribution import MomentsOfTruth
    from ..flow.audit import Audit
    from ..flow.event_log import EventLog
    from ..gaps import GapAnalysis

__all__ = ["Source"]

RETURN = "returned within 90 days"  # the outcome by which steps are judged
KEPT = 0.95  # share of the visits whose ways are drawn as the flow

_time_columns = {"touches": "at", "ratings": "at", "complaints": "opened_at", "purchases": "at"}


class Source:
    """The records of a book that are known at `as_of`; at None, all of them."""

    def __init__(self, book: Book, texts: Texts, as_of: Any = None) -> None:
        self.book = book
        self.texts = texts
        self._asked = None if as_of is None else book.instant(as_of)
        self._tables: dict[str, pl.DataFrame] = {}

    @cached_property
    def as_of(self) -> dt.datetime | None:
        """The instant from which the report looks back, in UTC; None if no record has a time and none was asked for."""
        try:
            return moment(self.book.instant() if self._asked is None else self._asked)
        except RecordError:
            return None

    @cached_property
    def known(self) -> Book:
        """The book of the records that are known at the instant of the report."""
        from ..book import Book

        if self._asked is None:
            return self.book
        known = Book()
        for name in self.book.tables:
            known.add(name, self.table(name))
        return known

    @cached_property
    def log(self) -> EventLog:
        """The touches as a log of visits."""
        from ..flow.event_log import EventLog

        return EventLog(self.known)

    @cached_property
    def audit(self) -> Audit | None:
        """The log against a flow drawn from it, of whose steps it is required what the touches say was met; None if
        they say it of no step."""
        import polars as pl

        from ..flow.requirement import Requirement
        from ..flow.service_flow import ServiceFlow

        if not self.has("touches", "met"):
            return None
        known = set(self.table("touches").filter(pl.col("met").is_not_null())["step"].cast(pl.String).unique())
        flow = ServiceFlow.sketch(self.log, keep=KEPT)
        judged = [step.name for step in flow.steps if step.name in known]
        for step in judged:
            flow = flow.with_requirement(step, Requirement("met"))
        return flow.audit(self.log) if judged else None

    @cached_property
    def moments(self) -> MomentsOfTruth | None:
        """What failed steps do to returning; None if the records do not allow to say it."""
        from ..flow.attribution import moments_of_truth

        if not self.has("touches", "met", "customer_id"):
            return None
        try:
            return moments_of_truth(self.known, RETURN)
        except (RecordError, FitError):
            return None

    @cached_property
    def gaps(self) -> GapAnalysis | None:
        """The gaps of the ratings; None if they do not have both sides."""
        from ..gaps import GapAnalysis

        items = self.table("ratings")["item"].cast(str).drop_nulls().unique().sort().to_list()
        try:
            return GapAnalysis(_dimensions(items)).fit(self.known)
        except (RecordError, FitError):
            return None

    @cached_property
    def bought_until(self) -> dt.datetime | None:
        """The instant at which customers are judged by what they bought: that of the report if one was asked for, or
        else the last purchase, since nothing is known of the time after it."""
        if self._asked is None and self.has("purchases", "at"):
            last = self.table("purchases")["at"].max()
            if isinstance(last, dt.datetime):
                return last
        return self.as_of

    @property
    def zone(self) -> str:
        """The zone in which days and months begin."""
        return self.book.zone or "UTC"

    def local(self, time: dt.datetime) -> dt.datetime:
        """An instant as the clocks of the zone show it."""
        return time.astimezone(ZoneInfo(self.zone))

    def has(self, table: str, *columns: str) -> bool:
        """Whether there are records in a table, with all these columns."""
        if table not in self.book.tables:
            return False
        frame = self.table(table)
        return len(frame) > 0 and set(columns) <= set(frame.columns)

    def table(self, table: str) -> pl.DataFrame:
        """The records of a table, times in the zone of the book."""
        if table not in self._tables:
            self._tables[table] = self._known(table)
        return self._tables[table]

    def _known(self, table: str) -> pl.DataFrame:
        import polars as pl
        import polars.selectors as cs

        frame: pl.DataFrame = pl.DataFrame(self.book._compiled.table(table))
        frame = frame.with_columns(cs.datetime().dt.replace_time_zone("UTC"))
        time = _time_columns.get(table)
        if self._asked is not None and time in frame.columns:
            frame = frame.filter(pl.col(time) <= moment(self._asked))
        return frame.with_columns(cs.datetime().dt.convert_time_zone(self.zone))


def _dimensions(items: list[str]) -> dict[str, list[str]] | None:
    """Items named "dimension.item" by their dimension; None unless all are."""
    dimensions: dict[str, list[str]] = {}
    for item in items:
        dimension, dot, rest = item.partition(".")
        if not (dimension and dot and rest):
            return None
        dimensions.setdefault(dimension, []).append(item)
    return dimensions
