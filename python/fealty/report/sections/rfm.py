"""Recency, frequency and monetary value."""

from __future__ import annotations

import polars as pl

from ... import _core, plots
from ...languages.numbers import days, percent
from ..content import Column, Content, Figure, Picture, Table
from ..estimates import mean_of, median_of, with_estimates, with_shares
from ..registry import section
from ..source import Source


@section("customers", "rfm", needs={"purchases"}, place=30)
def rfm(source: Source) -> Content | None:
    """The heat map of recency and frequency, and the customers by recency score."""
    if source.bought_until is None:
        return None
    t, result = source.texts, source.book.customers.rfm(source.bought_until)
    if not len(result):
        return None
    frame: pl.DataFrame = pl.DataFrame(result._compiled.frame())
    medians = {name: median_of(frame[name]) for name in ("recency_days", "frequency", "monetary")}
    once = _core.wilson(frame.filter(pl.col("frequency") == 1).height, len(frame))
    content = Content(
        findings=[t("rfm.finding", once=percent(once.value), days=days(medians["recency_days"].value))],
        figures=[
            Figure("recency_days", t("rfm.median_recency"), medians["recency_days"], "days"),
            Figure("frequency", t("rfm.median_frequency"), medians["frequency"], "count"),
            Figure("monetary", t("rfm.median_monetary"), medians["monetary"], "amount"),
            Figure("bought_once", t("rfm.bought_once"), once, "share"),
        ],
        tables=[_scores(source, frame)],
        notes=[t("rfm.note")],
    )
    if len(frame) > 1:
        content.pictures.append(Picture("heat_map", plots.rfm, result))
    return content


def _scores(source: Source, frame: pl.DataFrame) -> Table:
    """Customers by recency score, the most recent first."""
    t = source.texts
    scores = frame.group_by("recency_score").agg(
        recency_days=pl.col("recency_days"), frequency=pl.col("frequency"), monetary=pl.col("monetary")
    )
    scores = scores.with_columns(customers=pl.col("frequency").list.len(), all=pl.lit(len(frame)))
    scores = with_shares(scores, "share", "customers", "all")
    scores = with_estimates(scores, "recency_days", map(median_of, scores["recency_days"]))
    for name in ("frequency", "monetary"):
        spread = scores.select(pl.col(name).list.mean(), pl.col(name).list.std().alias("spread"), "customers")
        scores = with_estimates(scores, name, [mean_of(*row) for row in spread.iter_rows()])
    columns = [
        Column("recency_score", t("rfm.recency"), "count"),
        Column("customers", t("column.customers"), "count"),
        Column("share", t("segments.share_of_customers"), "share"),
        Column("recency_days", t("rfm.median_recency"), "days"),
        Column("frequency", t("rfm.mean_frequency"), "rating"),
        Column("monetary", t("rfm.mean_monetary"), "amount"),
    ]
    return Table("scores", t("rfm.table_title"), scores.sort("recency_score", descending=True), columns)
