"""Purchases over time."""

from __future__ import annotations

import polars as pl

from ... import _core, plots
from ...languages.numbers import amount, count
from ..content import Column, Content, Figure, Picture, Table
from ..estimates import with_estimates
from ..periods import Periods
from ..registry import section
from ..source import Source


@section("loyalty", "purchases", needs={"purchases"})
def purchases(source: Source) -> Content | None:
    """Value, purchases and buyers of each period.

    The interval of a period's value is what chance alone would vary if customers came independently of one another (a
    compound Poisson process): its variance is the sum of the squared values of the period's customers.
    """
    t, records = source.texts, source.table("purchases")
    if "amount" not in records.columns:
        records = records.with_columns(amount=pl.lit(1.0))
    records = records.filter(pl.col("at").is_not_null())
    periods = Periods.of(records["at"])
    if periods is None:
        return None
    by_customer = records.group_by(periods.starts("at").alias("period"), "customer_id").agg(
        value=pl.col("amount").fill_nan(None).sum(), purchases=(pl.col("amount") >= 0).sum()
    )
    sums = by_customer.group_by("period").agg(
        value=pl.col("value").sum(),
        variance=(pl.col("value") ** 2).sum(),
        purchases=pl.col("purchases").sum(),
        buyers=pl.col("customer_id").n_unique(),
    )
    frame = periods.frame().join(sums, on="period", how="left").fill_null(0).sort("period")
    values = [
        _core.normal_interval(value, variance**0.5) for value, variance in frame.select("value", "variance").iter_rows()
    ]
    frame = with_estimates(frame, "value", values)
    columns = [
        Column("name", t("column.period")),
        Column("value", t("column.value"), "amount"),
        Column("purchases", t("column.purchases"), "count"),
        Column("buyers", t("purchases.buyers"), "count"),
    ]
    from ...plots.timeline import name_of

    names = [name_of(period, periods.every, t) for period in frame["period"]]
    partial = t("purchases.partial")
    names = [name if whole else f"{name} {partial}" for name, whole in zip(names, frame["complete"], strict=True)]
    total = _core.normal_interval(float(by_customer["value"].sum()), _spread(by_customer))
    shown = frame.with_columns(name=pl.Series(names, dtype=pl.String)).sort("period", descending=True)
    return Content(
        findings=[
            t(
                "purchases.finding",
                purchases=count(by_customer["purchases"].sum()),
                buyers=count(by_customer["customer_id"].n_unique()),
                value=amount(total.value),
                first=periods.first.isoformat(),
                last=periods.last.isoformat(),
            )
        ],
        figures=[
            Figure("value", t("column.value"), total, "amount"),
            Figure("purchases", t("column.purchases"), int(by_customer["purchases"].sum()), "count"),
            Figure("buyers", t("purchases.buyers"), by_customer["customer_id"].n_unique(), "count"),
        ],
        tables=[Table("periods", t("purchases.table_title"), shown, columns)],
        pictures=[Picture("over_time", plots.purchases, frame)],
        notes=[t("purchases.note")],
    )


def _spread(by_customer: pl.DataFrame) -> float:
    totals = by_customer.group_by("customer_id", maintain_order=True).agg(pl.col("value").sum())
    return float((totals["value"] ** 2).sum()) ** 0.5
