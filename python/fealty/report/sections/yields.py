"""Yield: how many visits go without a failure, and where the others fail first."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import polars as pl

from ... import plots
from ...languages.numbers import interval, percent, rating
from ..content import Column, Content, Figure, Picture, Table
from ..registry import section
from ..source import KEPT, Source

if TYPE_CHECKING:
    from ... import _core


@section("flow", "yield", needs={"touches"}, place=40)
def yields(source: Source) -> Content | None:
    """The log held against a flow drawn from it, in which each step requires what its touches say was met."""
    t, audit = source.texts, source.audit
    if audit is None or not audit.yield_.complete:
        return None
    figures, frame = audit.yield_, pl.DataFrame(audit._frame())
    frame = frame.with_columns(pl.col("step").cast(pl.String))
    columns = [
        Column("step", t("steps.step")),
        Column("visits", t("steps.visits"), "count"),
        Column("met", t("yield.met"), "count"),
        Column("unmet", t("yield.unmet"), "count"),
        Column("not_known", t("yield.unknown"), "count"),
        Column("met_share", t("steps.met_share"), "share"),
        Column("first_failures", t("yield.first_failures"), "count"),
        Column("repeated", t("yield.repeated"), "count"),
    ]
    return Content(
        findings=_findings(source, figures, frame),
        figures=[
            Figure("total", t("yield.total"), figures.total, "share"),
            Figure("independent", t("yield.independent"), figures.independent, "share"),
            Figure("dependence", t("yield.dependence"), figures.dependence, "rating"),
            Figure("rolled", t("yield.rolled"), figures.rolled, "share"),
            Figure("complete", t("yield.complete"), figures.complete, "count"),
            Figure("fitting", t("yield.fitting"), audit.conformance.perfect, "share"),
        ],
        tables=[Table("steps", t("yield.table_title"), frame, columns)],
        pictures=[Picture("audit", plots.audit, audit)],
        notes=[t("yield.note", keep=percent(KEPT)), t("yield.rolled_note")],
    )


def _findings(source: Source, figures: _core.YieldFigures, frame: pl.DataFrame) -> list[str]:
    """The total yield with the step that fails first most often, and whether steps fail together."""
    t, total = source.texts, figures.total
    first = frame.sort("first_failures", "step", descending=[True, False]).row(0, named=True)
    if not first["first_failures"]:
        return [t("yield.all")]
    said = t(
        "yield.finding",
        share=percent(total.value),
        interval=interval(total.lower, total.upper, "share"),
        step=first["step"],
        first=percent(first["first_failure_share"]),
    )
    times, independent = figures.dependence, percent(figures.independent.value)
    if math.isnan(times.lower) or math.isnan(times.upper):
        return [said]
    if times.lower <= 1 <= times.upper:
        return [said, t("yield.independent_finding", independent=independent)]
    places = {"times": rating(times.value), "interval": interval(times.lower, times.upper, "rating")}
    return [said, t("yield.together" if times.lower > 1 else "yield.apart", independent=independent, **places)]
