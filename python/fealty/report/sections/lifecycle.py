"""Where customers stand in their life with the business, and how they move."""

from __future__ import annotations

import polars as pl

from ... import plots
from ...languages.numbers import interval, percent
from ..content import Column, Content, Figure, Picture, Table
from ..registry import section
from ..source import Source

RULES = {"retained_purchases": 3, "veteran_after_days": 365, "lapsed_after_days": 180, "step_days": 30}


@section("customers", "lifecycle", place=40)
def lifecycle(source: Source) -> Content | None:
    """The stages and the moves between them."""
    if source.bought_until is None or not (source.has("purchases") or source.has("customers")):
        return None
    t, result = source.texts, source.book.customers.lifecycle(source.bought_until, **RULES)
    frame: pl.DataFrame = pl.DataFrame(result._compiled.frame())
    if not frame["customers"].sum():
        return None
    frame = frame.with_columns(
        name=pl.col("stage").cast(pl.String),
        stage=pl.Series([t(f"stage.{stage}") for stage in frame["stage"].cast(pl.String)]),
        phase=pl.Series([t(f"phase.{phase}") for phase in frame["phase"].cast(pl.String)]),
    )
    lapsed, prospect = result.share("lapsed"), result.share("prospect")
    columns = [
        Column("stage", t("lifecycle.stage")),
        Column("phase", t("lifecycle.phase")),
        Column("customers", t("column.customers"), "count"),
        Column("share", t("segments.share_of_customers"), "share"),
        Column("value_per_customer", t("segments.value_per_customer"), "amount"),
        Column("dwell_days", t("lifecycle.dwell"), "days"),
    ]
    largest = frame.sort("customers", descending=True, maintain_order=True).row(0, named=True)
    said = lapsed if lapsed.value else result.share(str(largest["name"]))
    places = {
        "stage": largest["stage"],
        "share": percent(said.value),
        "interval": interval(said.lower, said.upper, "share"),
        "prospect": percent(prospect.value),
    }
    return Content(
        findings=[t("lifecycle.finding" if lapsed.value else "lifecycle.kept", **places)],
        figures=[
            Figure("lapsed", t("stage.lapsed"), lapsed, "share"),
            Figure("prospect", t("stage.prospect"), prospect, "share"),
        ],
        tables=[Table("stages", t("lifecycle.table_title"), frame, columns)],
        pictures=[Picture("stages", plots.lifecycle, result), Picture("transitions", plots.transitions, result)],
        notes=[t("lifecycle.note", **RULES)],
    )
