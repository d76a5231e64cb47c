"""What complaints are about: the causes, the needs that they touch, and which of them drift."""

from __future__ import annotations

import polars as pl

from ... import plots
from ...complaints import causes as shares_of
from ...complaints import causes_by_need, causes_over_time
from ...complaints.cause_course import CauseCourse
from ...errors import RecordError
from ...languages.numbers import count, interval, percent, rating
from ..content import Column, Content, Figure, Picture, Table
from ..registry import section
from ..source import Source

CAUSE = ("cause", "causes", "原因")
NEED = ("need", "needs", "需求")
SEPARATOR = ";"  # of several causes in one text
FEWEST = 20  # cases with a cause, of which a chart over time says anything
PERIODS = 6


@section("complaints", "causes", needs={"complaints"}, place=60)
def causes(source: Source) -> Content | None:
    """The causes by their share, against needs, and over time, if a column of the complaints says what they are."""
    t, records = source.texts, source.table("complaints")
    cause = _column(records, CAUSE)
    if cause is None:
        return None
    shares = shares_of(records, cause, separator=SEPARATOR)
    if not len(shares):
        return None
    made = shares._compiled
    frame = pl.DataFrame(made.frame())
    content = Content(
        findings=[_finding(source, frame, shares.vital)],
        figures=[
            Figure("labeled", t("causes.labeled"), made.labeled, "count"),
            Figure("causes", t("causes.causes"), len(frame), "count"),
        ],
        tables=[_table(source, frame)],
        pictures=[Picture("pareto", plots.cause_pareto, shares)],
    )
    if made.labels > made.labeled:
        content.notes.append(t("causes.several"))
    if made.cases > made.labeled:
        content.notes.append(t("causes.unlabeled", n=count(made.cases - made.labeled)))
    _add_course(source, records, cause, content)
    _add_needs(source, records, cause, content)
    return content


def _column(records: pl.DataFrame, names: tuple[str, ...]) -> str | None:
    """The first of the columns that is there, with texts in it."""
    return next((name for name in names if name in records.columns and _is_text(records[name])), None)


def _is_text(column: pl.Series) -> bool:
    is_text = column.dtype in (pl.String, pl.Categorical) or isinstance(column.dtype, pl.Enum)
    return is_text and column.null_count() < len(column)


def _finding(source: Source, frame: pl.DataFrame, few: int) -> str:
    first = frame.row(0, named=True)
    return source.texts(
        "causes.finding" if len(frame) > 1 else "causes.single",
        cause=first["cause"],
        share=percent(first["share"]),
        interval=interval(first["share_lower"], first["share_upper"], "share"),
        n=count(few),
        all=count(len(frame)),
        cover=percent(frame["within"][few - 1]),
    )


def _table(source: Source, frame: pl.DataFrame) -> Table:
    t = source.texts
    columns = [
        Column("cause", t("causes.cause")),
        Column("cases", t("causes.cases"), "count"),
        Column("share", t("causes.share"), "share"),
        Column("within", t("causes.within"), "share"),
    ]
    return Table("causes", t("causes.table_title"), frame, columns)


def _add_course(source: Source, records: pl.DataFrame, cause: str, content: Content) -> None:
    """The causes over time and their alarms, if there are enough cases for them."""
    t = source.texts
    try:
        course = causes_over_time(records, cause, zone=source.zone, separator=SEPARATOR)
    except RecordError:
        return
    if course.cases < FEWEST or len(course._periods) < PERIODS:
        return
    content.pictures.append(Picture("course", plots.cause_course, course))
    alarms = course._alarms()
    content.figures.append(Figure("alarms", t("causes.alarms"), len(alarms), "count"))
    content.findings.append(_drift(source, course))
    if len(alarms):
        names = {"above": t("causes.above"), "below": t("causes.below")}
        frame = alarms.with_columns(pl.col("period").cast(pl.String), pl.col("side").replace(names))
        columns = [
            Column("cause", t("causes.cause")),
            Column("period", t("causes.begins")),
            Column("share", t("causes.share"), "share"),
            Column("center", t("causes.center"), "share"),
            Column("side", t("causes.side")),
        ]
        content.tables.append(Table("alarms", t("causes.alarms_title"), frame, columns))
    content.notes.append(t("causes.course_note"))


def _drift(source: Source, course: CauseCourse) -> str:
    """The last alarm, or that there is none."""
    t, alarms = source.texts, course._alarms()
    if alarms.is_empty():
        return t("causes.quiet", n=count(len(course._periods)))
    last = alarms.row(-1, named=True)
    return t(
        "causes.rose" if last["side"] == "above" else "causes.fell",
        cause=last["cause"],
        period=last["period"].isoformat(),
        share=percent(last["share"]),
        center=percent(last["center"]),
    )


def _add_needs(source: Source, records: pl.DataFrame, cause: str, content: Content) -> None:
    """Which needs the causes touch, if a column says so."""
    t, need = source.texts, _column(records, NEED)
    if need is None:
        return
    table = causes_by_need(records, cause, need, separator=SEPARATOR)
    if not len(table):
        return
    content.pictures.append(Picture("needs", plots.cause_needs, table))
    sure = table._outstanding()
    if sure.is_empty():
        return
    first = sure.row(0, named=True)
    places = {"share": percent(first["share"]), "lift": rating(first["lift"])}
    content.findings.append(t("causes.need", cause=first["cause"], need=first["need"], **places))
    columns = [
        Column("cause", t("causes.cause")),
        Column("need", t("causes.need_touched")),
        Column("cases", t("causes.cases"), "count"),
        Column("share", t("causes.share_of_cause"), "share"),
        Column("lift", t("causes.lift"), "rating"),
    ]
    content.tables.append(Table("needs", t("causes.needs_title"), sure, columns))
