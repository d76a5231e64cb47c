"""What customers expected and what they experienced, item by item."""

from __future__ import annotations

import polars as pl

from ... import plots
from ...languages.numbers import interval, percent, rating
from ..content import Column, Content, Figure, Picture, Table
from ..registry import section
from ..source import Source

MEASURES = {
    "expectation": "rating",
    "experience": "rating",
    "gap": "rating",
    "short_share": "share",
    "importance": "rating",
    "adequacy": "rating",
}


@section("gaps", "items", needs={"ratings"})
def items(source: Source) -> Content | None:
    """The gap of every item with its simultaneous interval, the widest shortfall first."""
    t, ratings, analysis = source.texts, source.table("ratings"), source.gaps
    if analysis is None:
        return _without_gaps(source)
    frame = pl.DataFrame(analysis._made.items_frame()).with_columns(pl.col(pl.Float64).fill_nan(None))
    frame = frame.filter(pl.col("gap").is_not_null()).sort("gap", "item")
    columns = [Column("item", t("items.item")), Column("respondents", t("items.questionnaires"), "count")]
    columns += [Column(name, t(f"items.{name}"), kind) for name, kind in MEASURES.items() if name in frame.columns]
    overall = analysis.overall
    content = Content(
        findings=[t.sentence(_finding(source, frame), _zone(source, frame))],
        figures=[
            Figure("items", t("items.items"), len(frame), "count"),
            Figure("ratings", t("items.ratings"), len(ratings), "count"),
            Figure("gap", t("items.mean_gap"), overall.gap, "rating"),
            Figure("short", t("items.short"), overall.short_share, "share"),
        ],
        tables=[Table("items", t("items.table_title"), frame, columns)],
        pictures=[Picture("gaps", plots.gap_analysis, analysis)],
        notes=[t("items.note")],
    )
    if unplaced := ratings["customer_id"].null_count():
        content.notes.append(t("items.without_customer", n=unplaced))
    if "adequacy" in frame.columns:
        content.pictures.append(Picture("zone", plots.zone_of_tolerance, analysis))
        content.notes.append(t("items.zone_note"))
    return content


def _without_gaps(source: Source) -> Content | None:
    """What there is to say where not both sides were rated: how often each item was."""
    t, ratings = source.texts, source.table("ratings").filter(pl.col("item").is_not_null())
    sides = [pl.col(name).fill_nan(None) for name in ("expectation", "experience") if name in ratings.columns]
    if not sides or ratings.select(pl.max_horizontal(side.is_not_null().any() for side in sides)).item() is not True:
        return None
    frame = ratings.group_by(pl.col("item").cast(pl.String)).agg(ratings=pl.len()).sort("item")
    return Content(
        findings=[t("items.no_gap")],
        figures=[Figure("items", t("items.items"), len(frame), "count")],
        tables=[
            Table(
                "items",
                t("items.plain"),
                frame,
                [Column("item", t("items.item")), Column("ratings", t("items.ratings"), "count")],
            )
        ],
    )


def _finding(source: Source, gaps: pl.DataFrame) -> str:
    worst, short = gaps.row(0, named=True), gaps.filter(pl.col("gap_upper") < 0)
    key = "items.finding" if len(short) else "items.no_shortfall"
    ends = interval(worst["gap_lower"], worst["gap_upper"], "rating")
    return source.texts(key, n=len(short), items=len(gaps), item=worst["item"], gap=rating(worst["gap"]), interval=ends)


def _zone(source: Source, gaps: pl.DataFrame) -> str:
    """The items whose experience lies below what would just do."""
    if "adequacy" not in gaps.columns:
        return ""
    below = gaps.filter(pl.col("adequacy_upper") < 0).sort("adequacy")
    if below.is_empty():
        return ""
    first = below.row(0, named=True)
    return source.texts("items.below", n=len(below), item=first["item"], share=percent(1 - first["within_share"]))
