"""What customers expected and what they experienced, item by item."""

from __future__ import annotations

import polars as pl

from ... import _core, plots
from ...languages.numbers import interval, rating
from ..content import Column, Content, Figure, Picture, Table
from ..estimates import NOTHING, mean_of_customers, with_estimates
from ..registry import section
from ..source import Source
from ..sums import sums_by

MEASURES = ("expectation", "experience", "gap")


@section("gaps", "items", needs={"ratings"})
def items(source: Source) -> Content | None:
    """Means of each item with intervals, the widest shortfall first.

    A gap is experience less expectation, of the ratings that say both (Parasuraman, Zeithaml and Berry 1988).
    """
    t, records = source.texts, source.table("ratings").filter(pl.col("item").is_not_null())
    rated = [
        pl.col(name).fill_nan(None) if name in records.columns else pl.lit(None, dtype=pl.Float64)
        for name in MEASURES[:2]
    ]
    records = records.select(
        pl.col("item").cast(pl.String), "customer_id", expectation=rated[0].cast(float), experience=rated[1].cast(float)
    )
    records = records.with_columns(gap=pl.col("experience") - pl.col("expectation"))
    if records["expectation"].count() + records["experience"].count() == 0:
        return None
    frame = records.group_by("item").agg(ratings=pl.len()).sort("item")
    frame = _with_means(frame, records)
    frame = frame.sort("gap", "experience", "item", nulls_last=True)
    gaps = frame.filter(pl.col("gap").is_not_null())
    content = Content(
        figures=[
            Figure("items", t("items.items"), len(frame), "count"),
            Figure("ratings", t("items.ratings"), len(records), "count"),
        ]
    )
    columns = [Column("item", t("items.item")), Column("ratings", t("items.ratings"), "count")]
    columns += [Column(measure, t(f"items.{measure}"), "rating") for measure in MEASURES if frame[measure].count()]
    if len(gaps):
        overall = _with_means(pl.DataFrame({"item": [""]}), records.with_columns(item=pl.lit("")))
        content.figures.append(Figure("gap", t("items.mean_gap"), _estimate(overall.row(0, named=True)), "rating"))
        content.findings.append(_finding(source, gaps))
    else:
        content.findings.append(t("items.no_gap"))
    content.tables.append(Table("items", t("items.table_title"), frame, columns))
    content.pictures.append(Picture("gaps", plots.items, frame))
    content.notes.append(t("items.note"))
    return content


def _with_means(frame: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """The frame of items with the mean of each measure; customers, not ratings, are the sample."""
    place = frame.select("item").with_row_index("place")
    counted = [pl.col(measure).is_not_null().cast(pl.Float64).alias(f"{measure}_count") for measure in MEASURES]
    placed = records.join(place, on="item", maintain_order="left").with_columns(counted)
    sums = [*MEASURES, *(f"{measure}_count" for measure in MEASURES)]
    by_customer = sums_by(placed, ["place", "customer_id"], sums).drop("rows")
    for measure in MEASURES:
        frame = with_estimates(frame, measure, _means(by_customer, measure, len(frame)))
    return frame


def _means(by_customer: pl.DataFrame, measure: str, items: int) -> list[_core.Estimate]:
    """The mean of a measure for each item, from the sums of its customers."""
    rated = by_customer.select("place", total=measure, ratings=f"{measure}_count").filter(pl.col("ratings") > 0)
    by_item = sums_by(rated, ["place"], ["total", "ratings"]).rename({"rows": "customers"})
    by_item = by_item.with_columns(mean=pl.col("total") / pl.col("ratings"))
    deviations = rated.join(by_item.select("place", "mean"), on="place", maintain_order="left")
    deviations = deviations.with_columns(squares=(pl.col("total") - pl.col("ratings") * pl.col("mean")) ** 2)
    squares = sums_by(deviations, ["place"], ["squares"])["squares"]
    means = [NOTHING] * items
    rows = by_item.select("place", "mean", squares, "ratings", "customers").iter_rows()
    for place, mean, square, ratings, customers in rows:
        means[place] = mean_of_customers(mean, square, ratings, customers)
    return means


def _estimate(row: dict[str, float]) -> dict[str, float]:
    return {"value": row["gap"], "lower": row["gap_lower"], "upper": row["gap_upper"], "level": 0.95}


def _finding(source: Source, gaps: pl.DataFrame) -> str:
    worst, short = gaps.row(0, named=True), gaps.filter(pl.col("gap_upper") < 0)
    key = "items.finding" if len(short) else "items.no_shortfall"
    ends = interval(worst["gap_lower"], worst["gap_upper"], "rating")
    return source.texts(key, n=len(short), items=len(gaps), item=worst["item"], gap=rating(worst["gap"]), interval=ends)
