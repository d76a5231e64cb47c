"""How visits go: the ways that they take from step to step."""

from __future__ import annotations

import polars as pl

from ... import plots
from ...languages.numbers import count, interval, percent, shortened
from ..content import Column, Content, Figure, Picture, Table
from ..registry import section
from ..source import Source

NAMED = 400  # columns of a way in sentences and tables


@section("flow", "courses", needs={"touches"}, place=20)
def courses(source: Source) -> Content | None:
    """The most frequent way, how many there are, and which steps are done again."""
    t, log = source.texts, source.log
    if log.case_count < 2:
        return None
    variants, follows, rework = log.variants(), log.directly_follows(), log.rework()
    frame = pl.DataFrame(variants._frame())
    ways = [" → ".join(variants.sequence(place)) for place in range(len(frame))]
    frame = frame.with_columns(
        way=pl.Series([shortened(way, NAMED) for way in ways]), visits=pl.col("cases").cast(pl.Int64)
    )
    first = frame.row(0, named=True)
    places = {
        "share": percent(first["share"]),
        "interval": interval(first["share_lower"], first["share_upper"], "share"),
        "way": shortened(ways[0], NAMED),
        "n": count(len(frame)),
        "visits": count(log.case_count),
    }
    findings = [t("courses.finding" if len(frame) > 1 else "courses.one", **places)]
    repeated = (
        pl.DataFrame(rework._frame()).filter(pl.col("reworked") > 0).sort("reworked", "step", descending=[True, False])
    )
    if len(repeated):
        again = repeated.row(0, named=True)
        between = interval(again["share_lower"], again["share_upper"], "share")
        findings.append(
            t(
                "courses.again",
                n=count(again["reworked"]),
                step=again["step"],
                share=percent(again["share"]),
                interval=between,
            )
        )
    return Content(
        findings=findings,
        figures=[
            Figure("visits", t("steps.visits"), log.case_count, "count"),
            Figure("ways", t("courses.ways"), len(frame), "count"),
            Figure("ways_of_most", t("courses.ways_of_most"), _enough(frame), "count"),
            Figure("reworked", t("courses.reworked"), rework.reworked, "count"),
        ],
        tables=[
            Table(
                "ways",
                t("courses.table_title"),
                frame,
                [
                    Column("visits", t("steps.visits"), "count"),
                    Column("share", t("courses.share"), "share"),
                    Column("cumulative_share", t("courses.cumulative"), "share"),
                    Column("way", t("courses.way"), "long"),
                ],
            )
        ],
        pictures=[Picture("map", plots.directly_follows, follows), Picture("ways", plots.variants, variants)],
        notes=[t("courses.note")],
    )


def _enough(frame: pl.DataFrame) -> int:
    """How many ways, the most frequent first, it takes for nine visits in ten."""
    return int((frame["cumulative_share"] < 0.9 - 1e-12).sum()) + 1
