"""The customer book: records in, answers out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from . import _core
from .errors import ParameterError, RecordError, error
from .frames import Kind, to_frame, to_native
from .intake import Intake
from .tables import to_html, to_text
from .times import instant, moment, time_zone

if TYPE_CHECKING:
    from .customers import Customers

__all__ = ["Book"]

TABLES = ("customers", "touches", "ratings", "complaints", "purchases")


class Book:
    """Up to five tables of records about the same customers, taken in, checked and joined.

    Parameters
    ----------
    customers, touches, ratings, complaints, purchases : frame, optional
        pandas, polars, pyarrow or DuckDB frames, anything with the Arrow PyCapsule protocol, or a dict of NumPy
        arrays. The documentation says under "Records" which columns each table must and may have; other
        columns are kept as attributes.
    zone : str, optional
        IANA name of the zone of times that do not name one, such as "Asia/Shanghai". Without it they are taken as
        UTC, and the intake report says so.
    rule : {"keep", "repair", "refuse"}
        What is done about records that have a problem.
    rules : dict of str to str, optional
        The same for single problems, such as ``{"duplicate_row": "repair"}``; ``fealty.intake.problems()`` lists them.

    Raises
    ------
    RecordError
        If a required column is missing or has an impossible type, or a row has a problem whose rule is "refuse".
    """

    def __init__(
        self,
        customers: Any = None,
        touches: Any = None,
        ratings: Any = None,
        complaints: Any = None,
        purchases: Any = None,
        *,
        zone: str | None = None,
        rule: str = "keep",
        rules: Mapping[str, str] | None = None,
    ) -> None:
        self._zone = zone
        self._compiled = _core.Book(None if zone is None else time_zone(zone), rule, dict(rules or {}))
        self._kind: Kind | None = None
        for table, data in zip(TABLES, (customers, touches, ratings, complaints, purchases), strict=True):
            if data is not None:
                self.add(table, data)

    @classmethod
    def read(cls, folder: str | Path, *, frames: str = "polars", **options: Any) -> Book:
        """A book of the files customers.csv, touches.parquet ... of a folder, as many as there are.

        `frames` is the kind of frame that results come in; `options` are those of Book.
        """
        from .files import read_tables

        book = cls(**options)
        book._kind = _kind_named(frames)
        for table, data in read_tables(Path(folder)).items():
            book.add(table, data)
        return book

    def write(self, folder: str | Path, format: str = "parquet") -> Path:
        """Writes the tables as Parquet (or "csv") files into a folder, which is made if need be."""
        from .files import write_tables

        return write_tables(Path(folder), {table: self._native(table, "polars") for table in self.tables}, format)

    def add(self, table: str, data: Any) -> Book:
        """Takes in records of one table below those there are, and returns the book."""
        frame, kind = to_frame(data)
        self._kind = self._kind or kind
        self._compiled.add(table, frame)
        self.__dict__.pop("_summary", None)
        return self

    def __iadd__(self, other: Book) -> Book:
        self._compiled += other._compiled
        self._kind = self._kind or other._kind
        self.__dict__.pop("_summary", None)
        return self

    def merged(self, merges: Mapping[Any, Any]) -> Book:
        """A book in which the records of some customers are those of others: ``{"C17": "C4"}`` gives C17's to C4.

        Every record is kept. The two rows of the table of customers become one with the first values that are not
        missing, C4's before C17's, and a consent that either has withdrawn is withdrawn.
        """
        book = Book.__new__(Book)
        book._zone, book._kind = self._zone, self._kind
        book._compiled = _core.merged(self._compiled, dict(merges)).book
        return book

    def report(self, path: str | Path, language: str = "en", as_of: Any = None) -> Path:
        """Writes the report of the book as one HTML file, and its figures as JSON beside it."""
        from . import report

        return report.make(self, language, as_of).save(path)

    @property
    def tables(self) -> list[str]:
        """The tables that the book has."""
        return [table for table in TABLES if self._compiled.has(table)]

    @property
    def touches(self) -> Any:
        """The service steps, as they are held."""
        return self._native("touches")

    @property
    def ratings(self) -> Any:
        """The ratings, as they are held."""
        return self._native("ratings")

    @property
    def complaints(self) -> Any:
        """The complaints, as they are held."""
        return self._native("complaints")

    @property
    def purchases(self) -> Any:
        """The purchases, as they are held."""
        return self._native("purchases")

    @property
    def customers(self) -> Customers:
        """The customers: who they are and what they are worth. Call it with ``.table`` for their records."""
        from .customers import Customers

        return Customers(self)

    @property
    def kind(self) -> Kind:
        """The kind of frame that results come in: "pandas", "polars", "pyarrow" or "numpy"."""
        return self._kind or "polars"

    @property
    def zone(self) -> str | None:
        """The zone of times that name none."""
        return self._zone

    def features(self, as_of: Any = None) -> Any:
        """One row per customer, from what was known at `as_of` and nothing later.

        `as_of` is a date (its end), a time or a text; by default the time of the last record.
        """
        return to_native(self._compiled.features(self.instant(as_of)), self.kind)

    @property
    def intake(self) -> Intake:
        """What was taken in and what was found wrong with it."""
        return Intake(self._compiled.intake(), self.kind)

    @property
    def span(self) -> tuple[dt.datetime, dt.datetime] | None:
        """The first and the last time of any record, in UTC."""
        span = self._compiled.span()
        return None if span is None else (moment(span[0]), moment(span[1]))

    def save(self, path: str | Path) -> None:
        """Saves the book as it is; the file is at every moment either whole and old or whole and new."""
        self._compiled.save(path)

    @classmethod
    def load(cls, path: str | Path, *, frames: str = "polars") -> Book:
        """The book in a file made by ``save``; `frames` is the kind of frame that results come in."""
        book = cls.__new__(cls)
        book._compiled = _core.Book.load(path)
        book._zone, book._kind = book._compiled.zone, _kind_named(frames)
        return book

    def instant(self, as_of: Any = None) -> int:
        """An instant in microseconds UTC; None is the time of the last record."""
        if as_of is not None:
            return instant(as_of, self._zone)
        span = self._compiled.span()
        if span is None:
            raise error(RecordError, "FY203", "as_of is needed: the book has no record with a time")
        return int(span[1])

    def _native(self, table: str, kind: Kind | None = None) -> Any:
        return to_native(self._compiled.table(table), kind or self.kind) if self._compiled.has(table) else None

    @cached_property
    def _summary(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        rows = []
        intake = self._compiled.intake()
        problems: dict[str, int] = {}
        for table, count in zip(
            *(intake.findings()[name].to_numpy().tolist() for name in ("table", "count")), strict=True
        ):
            problems[table] = problems.get(table, 0) + count
        for table in self.tables:
            frame = self._compiled.table(table)
            rows.append((table, len(frame), ", ".join(frame.names), problems.get(table, 0)))
        span = self.span
        when = "no times" if span is None else f"{span[0]:%Y-%m-%d} to {span[1]:%Y-%m-%d}"
        notes = [f"{len(self._compiled.customer_ids()):,} customers, {when}"]
        if problems:
            notes.append("problems are listed by .intake")
        return "Customer book", ["table", "rows", "columns", "problems"], rows, notes

    def _repr_html_(self) -> str:
        return to_html(*self._summary)

    def __repr__(self) -> str:
        return to_text(*self._summary)

    def __len__(self) -> int:
        return len(self._compiled.customer_ids())

    def __getstate__(self) -> dict[str, Any]:
        return {"_zone": self._zone, "_kind": self._kind, "_compiled": self._compiled}


def _kind_named(name: str) -> Kind:
    for kind in get_args(Kind):
        if kind == name:
            return kind  # type: ignore[no-any-return]
    raise error(ParameterError, "FY201", f"frames is {name!r}, but must be one of {', '.join(get_args(Kind))}")
