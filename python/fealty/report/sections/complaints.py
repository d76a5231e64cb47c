"""What customers complain about, and what has become of it."""

from __future__ import annotations

import datetime as dt

import polars as pl

from ... import _core, plots
from ...languages.numbers import count, days, interval, percent
from ..content import Column, Content, Figure, Picture, Table
from ..estimates import median_of, with_estimates, with_shares
from ..periods import Periods
from ..registry import section
from ..source import Source

OVERDUE_AFTER_DAYS = 30
MOST_LABELS = 30
MOST_LABEL_COLUMNS = 3
STANDARD = (
    *("case_id", "opened_at", "customer_id", "text", "channel", "acknowledged_at", "owned_at", "resolved_at"),
    *("outcome", "compensation", "satisfied"),
)


@section("complaints", "complaints", needs={"complaints"})
def complaints(source: Source) -> Content | None:
    """Complaints by label over time; those that are open, and overdue."""
    t, records = source.texts, _with_state(source)
    tracked = "resolved_at" in records.columns
    labels = _labels(records)
    content = Content(figures=[Figure("complaints", t("complaints.complaints"), len(records), "count")])
    if tracked:
        content.findings.append(_handling(source, records, content))
    for number, label in enumerate(labels):
        frame = _by_label(records, label, t("complaints.unlabeled"))
        if not number:
            content.findings.insert(0, _finding(source, label, frame))
        content.tables.append(_table(source, f"by_{number}", label, frame, tracked))
    over_time = _over_time(records, labels, t)
    if over_time is not None:
        content.pictures.append(Picture("over_time", plots.complaints, over_time))
    if not content.findings:
        content.findings.append(t("complaints.counted", n=count(len(records))))
    if tracked:
        content.notes.append(t("complaints.note", days=OVERDUE_AFTER_DAYS))
    return content


def _with_state(source: Source) -> pl.DataFrame:
    """The complaints with what is known of each at the instant of the report: open, overdue, days to its resolution."""
    records = source.table("complaints")
    if "resolved_at" not in records.columns or source.as_of is None:
        return records.drop("resolved_at", strict=False)
    now = pl.lit(source.local(source.as_of))
    resolved = pl.col("resolved_at").is_not_null() & (pl.col("resolved_at") <= now)
    age = now - pl.col("opened_at")
    took = (pl.col("resolved_at") - pl.col("opened_at")).dt.total_seconds() / 86_400
    return records.with_columns(
        open=~resolved,
        overdue=(~resolved & (age > dt.timedelta(days=OVERDUE_AFTER_DAYS))).fill_null(False),
        took=pl.when(resolved & (took >= 0)).then(took),
    )


def _labels(records: pl.DataFrame) -> list[str]:
    """The columns that say what complaints are about: attributes of few values, or else the channel or the outcome."""

    def fits(name: str) -> bool:
        column = records[name]
        texts = column.dtype in (pl.String, pl.Categorical, pl.Boolean) or isinstance(column.dtype, pl.Enum)
        return texts and 2 <= column.drop_nulls().n_unique() <= MOST_LABELS

    states = ("open", "overdue", "took")
    own = [name for name in records.columns if name not in (*STANDARD, *states) and fits(name)]
    return own[:MOST_LABEL_COLUMNS] or [
        name for name in ("channel", "outcome") if name in records.columns and fits(name)
    ]


def _by_label(records: pl.DataFrame, label: str, unlabeled: str) -> pl.DataFrame:
    name = pl.col(label).cast(pl.String).fill_null(unlabeled).alias("label")
    counts = [pl.len().alias("complaints")]
    if "open" in records.columns:
        counts += [pl.col("open").sum(), pl.col("overdue").sum(), pl.col("took")]
    if "satisfied" in records.columns:
        counts += [pl.col("satisfied").count().alias("asked"), pl.col("satisfied").sum()]
    frame = records.group_by(name).agg(counts).sort("complaints", "label", descending=[True, False])
    frame = with_shares(frame.with_columns(all=pl.lit(len(records))), "share", "complaints", "all")
    if "took" in frame.columns:
        frame = with_estimates(frame, "took", map(median_of, frame["took"]))
    return with_shares(frame, "satisfied_share", "satisfied", "asked") if "asked" in frame.columns else frame


def _table(source: Source, name: str, label: str, frame: pl.DataFrame, tracked: bool) -> Table:
    t = source.texts
    columns = [
        Column("label", label),
        Column("complaints", t("complaints.complaints"), "count"),
        Column("share", t("complaints.share"), "share"),
    ]
    if tracked:
        columns += [
            Column("open", t("complaints.open"), "count"),
            Column("overdue", t("complaints.overdue"), "count"),
            Column("took", t("complaints.took"), "days"),
        ]
    if "satisfied_share" in frame.columns:
        columns.append(Column("satisfied_share", t("complaints.satisfied"), "share"))
    return Table(name, t("complaints.table_title", by=label), frame, columns)


def _finding(source: Source, label: str, frame: pl.DataFrame) -> str:
    top = frame.row(0, named=True)
    return source.texts(
        "complaints.finding",
        by=label,
        label=top["label"],
        share=percent(top["share"]),
        interval=interval(top["share_lower"], top["share_upper"], "share"),
    )


def _handling(source: Source, records: pl.DataFrame, content: Content) -> str:
    """Adds the figures of how complaints are handled, and says them in words."""
    t = source.texts
    is_open, overdue = int(records["open"].sum()), int(records["overdue"].sum())
    share = _core.wilson(overdue, len(records))
    content.figures += [
        Figure("open", t("complaints.open"), is_open, "count"),
        Figure("overdue", t("complaints.overdue"), overdue, "count"),
        Figure("overdue_share", t("complaints.overdue_share"), share, "share"),
    ]
    took = records["took"].drop_nulls()
    if took.is_empty():
        return t("complaints.handling_plain", open=count(is_open), overdue=count(overdue), days=OVERDUE_AFTER_DAYS)
    median = median_of(took)
    content.figures.append(Figure("median_days", t("complaints.took"), median, "days"))
    places = {
        "open": count(is_open),
        "overdue": count(overdue),
        "days": OVERDUE_AFTER_DAYS,
        "median": days(median.value),
    }
    return t("complaints.handling", **places)


def _over_time(records: pl.DataFrame, labels: list[str], t: object) -> pl.DataFrame | None:
    """A row for each label and period, the most frequent label first."""
    timed = records.filter(pl.col("opened_at").is_not_null())
    periods = Periods.of(timed["opened_at"])
    if periods is None:
        return None
    unlabeled, everything = t("complaints.unlabeled"), t("complaints.everything")  # type: ignore[operator]
    label = pl.col(labels[0]).cast(pl.String).fill_null(unlabeled) if labels else pl.lit(everything)
    timed = timed.select(label.alias("label"), period=periods.starts("opened_at"))
    order = timed.group_by("label").agg(total=pl.len()).sort("total", "label", descending=[True, False])
    grid = order.join(periods.frame(), how="cross")
    cells = timed.group_by("label", "period").agg(complaints=pl.len())
    return grid.join(cells, on=["label", "period"], how="left", maintain_order="left").with_columns(
        pl.col("complaints").fill_null(0)
    )
