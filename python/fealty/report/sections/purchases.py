"""Purchases over time."""

from __future__ import annotations

import polars as pl

from ... import _core, plots
from ...languages import Texts
from ...languages.numbers import amount, count
from ...plots.timeline import name_of
from ..content import Column, Content, Figure, Picture, Table
from ..estimates import with_estimates
from ..periods import Periods
from ..registry import section
from ..source import Source
from ..sums import sums_by


@section("loyalty", "purchases", needs={"purchases"})
def purchases(source: Source) -> Content | None:
    """Value, purchases and buyers of each period.

    The interval of a period's value is what chance alone would vary if customers came independently of one another (a
    compound Poisson process): its variance is the sum of the squared values of the period's customers.
    """
    t, records = source.texts, _timed(source.table("purchases"))
    periods = Periods.of(records["at"])
    if periods is None:
        return None
    by_customer = sums_by(
        records.with_columns(period=periods.starts("at")), ["period", "customer_id"], ["value", "purchases"]
    )
    frame = periods.frame().join(_sums(by_customer, ["period"]), on="period", how="left", maintain_order="left")
    frame = _with_values(frame.with_columns(pl.exclude("period", "every", "complete").fill_null(0)))
    whole = _with_values(_sums(sums_by(records, ["customer_id"], ["value", "purchases"]), [])).row(0, named=True)
    places = {
        "purchases": count(whole["purchases"]),
        "buyers": count(whole["buyers"]),
        "value": amount(whole["value"]),
        "first": periods.first.isoformat(),
        "last": periods.last.isoformat(),
    }
    total = {part or "value": whole[f"value_{part}" if part else "value"] for part in ("", "lower", "upper")}
    return Content(
        findings=[t("purchases.finding", **places)],
        figures=[
            Figure("value", t("column.value"), total, "amount"),
            Figure("purchases", t("column.purchases"), int(whole["purchases"]), "count"),
            Figure("buyers", t("purchases.buyers"), int(whole["buyers"]), "count"),
        ],
        tables=[_table(frame, periods, t)],
        pictures=[Picture("over_time", plots.purchases, frame)],
        notes=[t("purchases.note")],
    )


def _timed(records: pl.DataFrame) -> pl.DataFrame:
    """Customer, time and value of each record whose time is known; without amounts every purchase is worth 1."""
    amounts = pl.col("amount").cast(pl.Float64).fill_nan(None) if "amount" in records.columns else pl.lit(1.0)
    timed = records.filter(pl.col("at").is_not_null()).select("customer_id", "at", value=amounts)
    return timed.with_columns(purchases=(pl.col("value") >= 0).fill_null(False).cast(pl.Float64))


def _sums(by_customer: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """For equal keys: value, its variance, purchases, and buyers: known customers with a purchase, not only refunds."""
    is_buyer = (pl.col("purchases") > 0) & pl.col("customer_id").is_not_null()
    terms = by_customer.with_columns(variance=pl.col("value") ** 2, buyers=is_buyer.cast(pl.Float64), all=pl.lit(0))
    return sums_by(terms, keys or ["all"], ["value", "variance", "purchases", "buyers"]).drop("rows")


def _with_values(sums: pl.DataFrame) -> pl.DataFrame:
    rows = sums.select("value", "variance").iter_rows()
    return with_estimates(sums, "value", [_core.normal_interval(value, variance**0.5) for value, variance in rows])


def _table(frame: pl.DataFrame, periods: Periods, t: Texts) -> Table:
    """The periods by name, the latest first."""
    names = [name_of(period, periods.every, t) for period in frame["period"]]
    partial = t("purchases.partial")
    names = [name if whole else f"{name} {partial}" for name, whole in zip(names, frame["complete"], strict=True)]
    columns = [
        Column("name", t("column.period")),
        Column("value", t("column.value"), "amount"),
        Column("purchases", t("column.purchases"), "count"),
        Column("buyers", t("purchases.buyers"), "count"),
    ]
    shown = frame.with_columns(pl.Series("name", names, dtype=pl.String), pl.col("purchases", "buyers").cast(pl.Int64))
    return Table("periods", t("purchases.table_title"), shown.sort("period", descending=True), columns)
