"""What mending each step would bring, no effect being counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ... import plots
from ...errors import FitError
from ...languages.numbers import count, interval, percent, points
from ..content import Column, Content, Figure, Picture, Table
from ..registry import section
from ..source import Source

if TYPE_CHECKING:
    from ...flow.attribution import ImprovementBacklog

TARGET = 0.95


@section("flow", "improvement", needs={"touches"}, place=70)
def improvement(source: Source) -> Content | None:
    """Every step brought to the target: what returns and faultless visits gain, and which step brings most."""
    t, result = source.texts, _backlog(source)
    if result is None:
        return None
    frame = pl.DataFrame(result._compiled.frame())
    worth = frame.filter(pl.col("mended") > 0)
    if worth.is_empty() or worth["outcome_share"].is_nan().all():
        return None
    places = {
        "target": percent(TARGET),
        "now": percent(result.outcome_now.value),
        "then": percent(result.outcome_then.value),
        "interval": interval(result.outcome_then.lower, result.outcome_then.upper, "share"),
        "more": count(100 * (result.yield_then - result.yield_now.value)),
    }
    best = worth.filter(pl.col("outcome_share").is_not_nan()).row(0, named=True)
    clear = best["outcome_share_lower"] > 0
    most = worth.sort("yield_share", "step", descending=[True, False]).row(0, named=True)
    gain = {
        "step": best["step"],
        "points": points(best["outcome_share"]),
        "interval": interval(best["outcome_share_lower"], best["outcome_share_upper"], "points"),
        "other": most["step"],
        "other_points": points(most["yield_share"]),
    }
    columns = [
        Column("step", t("steps.step")),
        Column("met_share", t("steps.met_share"), "share"),
        Column("target", t("improvement.target"), "share"),
        Column("outcome_share", t("improvement.outcome_share"), "points"),
        Column("yield_share", t("improvement.yield_share"), "points"),
    ]
    return Content(
        findings=[
            t("improvement.finding", **places),
            t("improvement.most" if clear else "improvement.unclear", **gain),
        ],
        figures=[
            Figure("outcome_now", t("improvement.outcome_now"), result.outcome_now, "share"),
            Figure("outcome_then", t("improvement.outcome_then"), result.outcome_then, "share"),
            Figure("joint_gain", t("improvement.joint_gain"), result.joint_gain, "points"),
            Figure("yield_now", t("improvement.yield_now"), result.yield_now, "share"),
            Figure("yield_then", t("improvement.yield_then"), result.yield_then, "share"),
        ],
        tables=[Table("steps", t("improvement.table_title"), frame, columns)],
        pictures=[Picture("waterfall", plots.improvement_backlog, result)],
        notes=[t("improvement.note", target=percent(TARGET))],
    )


def _backlog(source: Source) -> ImprovementBacklog | None:
    from ...flow.attribution import improvement_backlog

    if source.moments is None:
        return None
    try:
        return improvement_backlog(source.moments, level_of_all=TARGET)
    except FitError:
        return None
