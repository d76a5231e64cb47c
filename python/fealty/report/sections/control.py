"""Control: whether the step at which most visits fail stays as it was, week by week."""

from __future__ import annotations

import datetime as dt
import math

import polars as pl

from ... import plots
from ...languages.numbers import count, percent, rating
from ..content import Column, Content, Figure, Picture, Table
from ..registry import section
from ..source import Source

FEWEST = 8  # weeks of a chart; with fewer there are days
ENOUGH = 5  # points without which there is nothing to say
WIDE = 1.5  # times the variance of chance from which on the limits are too narrow


@section("flow", "control", needs={"touches"}, place=50)
def control(source: Source) -> Content | None:
    """A chart of the share of visits that fail at the step, and every alarm with its date."""
    from ...flow.control import ControlChart

    t, audit = source.texts, source.audit
    if audit is None:
        return None
    worst = pl.DataFrame(audit._frame()).sort("unmet", "step", descending=[True, False]).row(0, named=True)
    step = str(worst["step"])
    by = "week" if len(audit.counts(step, "week", source.zone)[0]) >= FEWEST else "day"
    labels, met, known = audit.counts(step, by, source.zone)
    if not worst["unmet"] or len(labels) < ENOUGH:
        return None
    failed = [every - good for every, good in zip(known, met, strict=True)]
    chart = ControlChart.p(counts=failed, sizes=known, labels=labels, rules="western electric 1")
    points = pl.DataFrame(chart._compiled.frame()).with_columns(
        begins=pl.Series([_begin(label) for label in labels]), visits=pl.Series(known)
    )
    alarmed = points[sorted(set(pl.DataFrame(chart._compiled.alarms())["point"].to_list()))]
    suffix = "" if by == "week" else "_day"
    columns = [
        Column("label", t(f"control.label{suffix}")),
        Column("begins", t("control.begins")),
        Column("value", t("control.value"), "share"),
        Column("lower", t("control.lower"), "share"),
        Column("upper", t("control.upper"), "share"),
        Column("visits", t("control.visits"), "count"),
    ]
    findings = _findings(source, step, chart.center.value, alarmed, len(labels), suffix)
    times = chart.dispersion
    if times.lower > WIDE:
        findings.append(t("control.wide", times=rating(times.value)))
    return Content(
        findings=findings,
        figures=[
            Figure("center", t("control.center"), chart.center, "share"),
            Figure("points", t(f"control.points{suffix}"), len(labels), "count"),
            Figure("alarms", t("control.alarmed"), len(alarmed), "count"),
            *([] if math.isnan(times.value) else [Figure("dispersion", t("control.dispersion"), times, "rating")]),
        ],
        tables=[Table("alarms", t("control.table_title"), alarmed, columns)] if len(alarmed) else [],
        pictures=[Picture("chart", plots.control_chart, chart)],
        notes=[t("control.note")],
    )


def _findings(source: Source, step: str, center: float, alarmed: pl.DataFrame, points: int, suffix: str) -> list[str]:
    """That the step is under control, or how many points are not, and the one that is farthest out."""
    t = source.texts
    if alarmed.is_empty():
        return [t(f"control.quiet{suffix}", step=step, n=count(points), center=percent(center))]
    more = int((alarmed["value"] > alarmed["center"]).sum())
    places = {"n": count(len(alarmed)), "all": count(points), "more": count(more), "fewer": count(len(alarmed) - more)}
    far = alarmed.sort(((pl.col("value") - pl.col("center")) / pl.col("deviation")).abs(), descending=True)
    widest = far.row(0, named=True)
    said = t(
        f"control.said{suffix}",
        label=widest["label"],
        begins=widest["begins"],
        value=percent(widest["value"]),
        lower=percent(widest["lower"]),
        upper=percent(widest["upper"]),
    )
    return [t(f"control.alarms{suffix}", step=step, **places), said]


def _begin(label: str) -> str:
    """The first day of a period by its label: "2026-W27" or "2026-06-30"."""
    return (dt.datetime.strptime(f"{label}-1", "%G-W%V-%u").date().isoformat()) if "W" in label else label
