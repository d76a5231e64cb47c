"""The service steps: how often they happened, and how often each met its requirement."""

from __future__ import annotations

import polars as pl

from ... import _core, plots
from ...languages.numbers import count, interval, percent
from ..content import Column, Content, Figure, Picture, Table
from ..estimates import with_shares
from ..registry import section
from ..source import Source


@section("flow", "steps", needs={"touches"}, place=10)
def steps(source: Source) -> Content | None:
    """A row for each step, the worst first."""
    t, records = source.texts, source.table("touches").filter(pl.col("step").is_not_null())
    if records.is_empty():
        return None
    met = pl.col("met") if "met" in records.columns else pl.lit(None, dtype=pl.Boolean)
    frame = records.group_by(pl.col("step").cast(pl.String)).agg(
        touches=pl.len(), visits=pl.col("visit_id").n_unique(), known=met.is_not_null().sum(), met=met.sum()
    )
    frame = with_shares(frame.sort("step"), "met_share", "met", "known")
    frame = frame.sort("met_share", "touches", "step", descending=[False, True, False], nulls_last=True)
    visits, known = records["visit_id"].n_unique(), int(frame["known"].sum())
    figures = [
        Figure("touches", t("steps.touches"), len(records), "count"),
        Figure("visits", t("steps.visits"), visits, "count"),
        Figure("steps", t("steps.steps"), len(frame), "count"),
    ]
    columns = [
        Column("step", t("steps.step")),
        Column("touches", t("steps.touches"), "count"),
        Column("visits", t("steps.visits"), "count"),
    ]
    if known:
        overall = _core.wilson(int(frame["met"].sum()), known)
        figures.append(Figure("met_share", t("steps.met_share"), overall, "share"))
        columns += [Column("known", t("steps.known"), "count"), Column("met_share", t("steps.met_share"), "share")]
        finding = _finding(source, frame, overall)
    else:
        frame = frame.sort("touches", "step", descending=[True, False])
        finding = t("steps.counted", touches=count(len(records)), visits=count(visits), step=frame["step"][0])
    return Content(
        findings=[finding],
        figures=figures,
        tables=[Table("steps", t("steps.table_title" if known else "steps.counted_table_title"), frame, columns)],
        pictures=[Picture("met", plots.steps, frame)],
        notes=[t("steps.note")] if known else [],
    )


def _finding(source: Source, frame: pl.DataFrame, overall: _core.Estimate) -> str:
    """The step of the lowest upper bound if it is clearly worse than the rest, or else the lowest share."""
    worst = frame.sort("met_share_upper", "step", nulls_last=True).row(0, named=True)
    clear = worst["met_share_upper"] < overall.value
    said = worst if clear else frame.row(0, named=True)
    return source.texts(
        "steps.finding" if clear else "steps.even",
        step=said["step"],
        share=percent(said["met_share"]),
        interval=interval(said["met_share_lower"], said["met_share_upper"], "share"),
        all=percent(overall.value),
    )
