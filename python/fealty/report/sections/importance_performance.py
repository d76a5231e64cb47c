"""What matters to customers against how well it is done."""

from __future__ import annotations

import polars as pl

from ... import plots
from ...errors import FitError, RecordError
from ...gaps import ImportancePerformance
from ...languages.numbers import percent
from ..content import Column, Content, Picture, Table
from ..registry import section
from ..source import Source


@section("gaps", "importance_performance", needs={"ratings"}, place=60)
def importance_performance(source: Source) -> Content | None:
    """The grid of stated importance against experience, with the probability of each quadrant."""
    t, ratings = source.texts, source.table("ratings")
    if not {"importance", "experience"} <= set(ratings.columns):
        return None
    try:
        grid = ImportancePerformance().fit(_wide(ratings, "importance"), _wide(ratings, "experience"))
    except (RecordError, FitError):
        return None
    frame = pl.DataFrame(grid._compiled.frame()).filter(pl.col("quadrant").is_not_null())
    if frame.is_empty():
        return None
    frame = frame.sort("probability", "item", descending=[True, False])
    weak = frame.filter(pl.col("quadrant") == "concentrate here")
    names = {quadrant: t(f"ipa.{quadrant}") for quadrant in frame["quadrant"].unique()}
    frame = frame.with_columns(pl.col("quadrant").replace(names))
    columns = [
        Column("item", t("items.item")),
        Column("importance", t("items.importance"), "rating"),
        Column("performance", t("items.experience"), "rating"),
        Column("quadrant", t("importance_performance.quadrant")),
        Column("probability", t("importance_performance.probability"), "share"),
    ]
    return Content(
        findings=[_finding(source, weak)],
        tables=[Table("items", t("importance_performance.table_title"), frame, columns)],
        pictures=[Picture("grid", plots.importance_performance_grid, grid)],
        notes=[t("importance_performance.note")],
    )


def _wide(ratings: pl.DataFrame, column: str) -> pl.DataFrame:
    """A row per questionnaire, a column per item: what a customer rates at one visit, or at one time, is one."""
    index = [name for name in ("customer_id", "visit_id", "at") if name in ratings.columns]
    known = ratings.drop_nulls(["customer_id", "item"]).with_columns(pl.col("item").cast(pl.String))
    known = known.select(*index, "item", pl.col(column).cast(pl.Float64))
    wide = known.pivot(on="item", index=index, values=column, aggregate_function="mean", sort_columns=True)
    return wide.sort(index).drop(index)


def _finding(source: Source, weak: pl.DataFrame) -> str:
    t = source.texts
    if weak.is_empty():
        return t("importance_performance.none")
    first = weak.row(0, named=True)
    return t("importance_performance.finding", item=first["item"], probability=percent(first["probability"]))
