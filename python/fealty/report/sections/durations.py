"""How long visits take, and between which steps the time goes."""

from __future__ import annotations

import polars as pl

from ... import plots
from ...languages.lengths import length_of_time
from ...languages.numbers import percent
from ...languages.values import interval_of
from ..content import Column, Content, Figure, Picture, Table
from ..estimates import estimate_of
from ..registry import section
from ..source import Source


@section("flow", "durations", needs={"touches"}, place=30)
def durations(source: Source) -> Content | None:
    """From the first step of a visit to the end of its last, and from each step to the next."""
    t, log = source.texts, source.log
    lengths, performance = log.case_durations(), log.performance()
    if log.case_count < 2 or not lengths.figures.greatest > 0:
        return None
    whole = {row["figure"]: row for row in pl.DataFrame(lengths._frame()).iter_rows(named=True)}
    median, ninth = (estimate_of(whole[name]) for name in ("median", "90 %"))
    steps = pl.DataFrame(performance._frame()).drop("count_lower", "count_upper")
    total = float(steps["sum_s"].sum())
    steps = steps.with_columns(
        count=pl.col("count").cast(pl.Int64),
        time_share=pl.col("sum_s") / total if total > 0 else pl.lit(None, dtype=pl.Float64),
    ).sort("sum_s", "from", "to", descending=[True, False, False])
    findings = [
        t(
            "durations.finding",
            median=length_of_time(median.value, t),
            interval=interval_of(median.lower, median.upper, "duration", t),
            ninth=length_of_time(ninth.value, t),
        )
    ]
    if total > 0:
        findings.append(_where(source, steps.row(0, named=True)))
    columns = [
        Column("from", t("durations.from")),
        Column("to", t("durations.to")),
        Column("count", t("durations.count"), "count"),
        Column("median_s", t("durations.median"), "duration"),
        Column("percentile_90_s", t("durations.ninth"), "duration"),
        Column("time_share", t("durations.time_share"), "share"),
    ]
    return Content(
        findings=findings,
        figures=[
            Figure("median", t("durations.visit_median"), median, "duration"),
            Figure("percentile_90", t("durations.visit_ninth"), ninth, "duration"),
        ],
        tables=[Table("transitions", t("durations.table_title"), steps, columns)] if len(steps) else [],
        pictures=[Picture("transitions", plots.performance, performance)] if total > 0 else [],
        notes=[t("durations.note")],
    )


def _where(source: Source, longest: dict[str, float]) -> str:
    """Between which two steps most of the time goes."""
    t = source.texts
    return t(
        "durations.where",
        first=longest["from"],
        second=longest["to"],
        share=percent(longest["time_share"]),
        median=length_of_time(longest["median_s"], t),
        interval=interval_of(longest["median_s_lower"], longest["median_s_upper"], "duration", t),
    )
