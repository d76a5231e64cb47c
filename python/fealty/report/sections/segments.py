"""Customers by the attributes that have few values."""

from __future__ import annotations

import polars as pl

from ... import plots
from ...languages.numbers import interval, percent
from ..content import Column, Content, Picture, Table
from ..registry import section
from ..source import Source

MOST_ATTRIBUTES = 4
MOST_VALUES = 12
STANDARD = ("customer_id", "role", "joined_at")


@section("customers", "segments", needs={"customers", "purchases"}, place=20)
def segments(source: Source) -> Content | None:
    """A picture and a table for each attribute."""
    attributes = _attributes(source.table("customers"))
    if not attributes or source.bought_until is None:
        return None
    t, content = source.texts, Content()
    for number, attribute in enumerate(attributes):
        result = source.book.customers.segments(attribute, source.bought_until)
        frame: pl.DataFrame = pl.DataFrame(result._compiled.frame())
        frame = frame.with_columns(pl.col(frame.columns[0]).cast(pl.String).replace("(missing)", t("segments.missing")))
        if frame["value"].sum() <= 0:
            return None
        content.findings.append(_finding(source, attribute, frame.row(0, named=True)))
        content.pictures.append(Picture(f"by_{number}", plots.segments, result))
        columns = [
            Column(frame.columns[0], attribute),
            Column("customers", t("column.customers"), "count"),
            Column("share_of_customers", t("segments.share_of_customers"), "share"),
            Column("share_of_value", t("segments.share_of_value"), "share"),
            Column("value_per_customer", t("segments.value_per_customer"), "amount"),
            Column("percentile_90", t("segments.percentile_90"), "amount"),
        ]
        content.tables.append(Table(f"by_{number}", t("segments.table_title", by=attribute), frame, columns))
    content.notes.append(t("segments.note"))
    return content


def _finding(source: Source, attribute: str, best: dict[str, object]) -> str:
    t = source.texts
    value = best["share_of_value"], best["share_of_value_lower"], best["share_of_value_upper"]
    return t(
        "segments.finding",
        by=attribute,
        segment=best[next(iter(best))],
        customers=percent(best["share_of_customers"]),  # type: ignore[arg-type]
        value=percent(value[0]),  # type: ignore[arg-type]
        interval=interval(value[1], value[2], "share"),  # type: ignore[arg-type]
    )


def _attributes(customers: pl.DataFrame) -> list[str]:
    """The attributes by which customers can be told apart in a picture."""
    fitting = []
    for column in customers.drop(STANDARD, strict=False).iter_columns():
        kind = column.dtype
        if kind in (pl.String, pl.Categorical, pl.Boolean) or isinstance(kind, pl.Enum) or kind.is_integer():
            values = column.drop_nulls().n_unique()
            if 2 <= values <= MOST_VALUES and values < len(column):
                fitting.append(column.name)
    return fitting[:MOST_ATTRIBUTES]
