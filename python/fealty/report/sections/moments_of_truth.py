"""Moments of truth: the steps whose failure decides whether customers come back."""

from __future__ import annotations

from typing import Any

import polars as pl

from ... import plots
from ...languages.numbers import interval, percent, points
from ..content import Column, Content, Figure, Picture, Table
from ..registry import section
from ..source import Source


@section("flow", "moments", needs={"touches"}, place=60)
def moments(source: Source) -> Content | None:
    """The steps by the harm of their failure, seen in three ways, and where these disagree."""
    t, result = source.texts, source.moments
    if result is None:
        return None
    frame = pl.DataFrame(result._compiled.frame())
    judged = frame.filter(pl.col("effect").is_not_nan())
    if judged.is_empty():
        return None
    warned = pl.DataFrame(result._compiled.warnings())["step"].cast(pl.String).unique(maintain_order=True).to_list()
    warning = t("moments.warned", steps=t("moments.and").join(warned), n=len(warned)) if warned else ""
    columns = [
        Column("step", t("steps.step")),
        Column("visits", t("steps.visits"), "count"),
        Column("failed", t("moments.failed"), "count"),
        Column("effect", t("moments.effect"), "points"),
        Column("probability_first", t("moments.probability_first"), "share"),
        *(Column(view, t(f"moments.{view}"), "points") for view in ("removal", "regression", "within_customer")),
    ]
    return Content(
        findings=[t.sentence(_finding(source, judged.row(0, named=True)), warning)],
        figures=[
            Figure("returned", t("moments.returned"), result.outcome_share, "share"),
            Figure("judged", t("moments.judged"), result._compiled.judged, "count"),
            Figure("censored", t("moments.censored"), result.censored, "count"),
        ],
        tables=[Table("steps", t("moments.table_title"), frame, columns)],
        pictures=[Picture("views", plots.moments_of_truth, result)],
        notes=[t("moments.note"), t("moments.views")],
    )


def _finding(source: Source, first: dict[str, Any]) -> str:
    """The step whose failure harms most, if its interval excludes that it does not."""
    clear = first["effect_upper"] < 0
    size = -first["effect"] if clear else first["effect"]
    ends = (-first["effect_upper"], -first["effect_lower"]) if clear else (first["effect_lower"], first["effect_upper"])
    return source.texts(
        "moments.finding" if clear else "moments.none",
        step=first["step"],
        points=points(size).removeprefix("+") if clear else points(size),
        interval=interval(*ends, "points").replace("+", "") if clear else interval(*ends, "points"),
        probability=percent(first["probability_first"]),
    )
