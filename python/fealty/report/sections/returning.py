"""Who comes back, who is at risk, and how many purchases to expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ... import _core, plots
from ...errors import FitError
from ...languages.numbers import count, interval, percent
from ..content import Column, Content, Figure, Picture, Table
from ..registry import section
from ..source import Source

if TYPE_CHECKING:
    from ...languages import Texts
    from ...loyalty.purchase_models import ModifiedBetaGeoModel
    from ...loyalty.summaries import Purchases

LEAST = 20  # customers who bought again, without whom nothing is foretold
AHEAD = (90, 30, 7)  # days for which purchases are expected: the first that is not longer than customers were observed
AT_RISK = 0.5  # probability of being alive below which a customer is at risk
CLASSES = 5
MOST_AT_RISK = 50
LEAVING = {"a", "b"}  # parameters of the model that tell how customers leave


@section("loyalty", "returning", needs={"purchases"}, place=60)
def returning(source: Source) -> Content | None:
    """The MBG/NBD model of the purchases until the instant of the report: a customer may leave after any of them."""
    from ...loyalty import ModifiedBetaGeoModel, purchases

    t, until = source.texts, source.bought_until
    if until is None:
        return None
    summary = purchases(source.known, until=source.local(until).date(), unit="day", zone=source.zone)
    frame = pl.DataFrame(summary._compiled.frame())
    if frame.is_empty():
        return None
    again = frame.filter(pl.col("frequency") > 0).height
    repeat = _core.wilson(again, len(frame))
    figures = [Figure("repeat_share", t("returning.repeat_share"), repeat, "share")]
    longest = float(frame["T"].max())  # type: ignore[arg-type]
    days = next((days for days in AHEAD if days <= longest), None)
    places = {"n": count(again), "customers": count(len(frame))}
    if again < LEAST or days is None:
        return Content(findings=[t("returning.too_few", least=LEAST, **places)], figures=figures)
    try:
        model = ModifiedBetaGeoModel().fit(summary)
    except FitError:
        return Content(findings=[t("returning.too_few", least=LEAST, **places)], figures=figures)
    return _foretold(source, model, summary, frame, days, figures)


def _foretold(
    source: Source,
    model: ModifiedBetaGeoModel,
    summary: Purchases,
    frame: pl.DataFrame,
    days: int,
    figures: list[Figure],
) -> Content:
    t = source.texts
    alive = pl.DataFrame(model._compiled.probability_alive(summary._compiled, 0.95)).drop("customer_id")
    expected = pl.DataFrame(model._compiled.expected_purchases(summary._compiled, days, 0.95)).drop("customer_id")
    customers = pl.concat([frame, alive, expected], how="horizontal")
    _, total = _core.total_purchases(model._compiled, summary._compiled, float(days), 0.95)
    here = {
        end or "value": float(alive[f"probability_alive{f'_{end}' if end else ''}"].sum())
        for end in ("", "lower", "upper")
    }
    risky = customers.filter((pl.col("frequency") > 0) & (pl.col("probability_alive") < AT_RISK))
    risky = risky.sort("expected_purchases", "customer_id", descending=[True, False])
    figures = [
        Figure("expected_purchases", t("returning.expected", n=days), total, "count"),
        Figure("still_there", t("returning.still_there"), here, "count"),
        Figure("at_risk", t("returning.at_risk"), len(risky), "count"),
        *figures,
    ]
    content = Content(
        findings=[
            t(
                "returning.finding",
                expected=count(total.value),
                interval=interval(total.lower, total.upper, "count"),
                n=days,
                share=percent(here["value"] / len(customers)),
                customers=count(len(customers)),
            ),
            t("returning.risk" if len(risky) else "returning.no_risk", n=count(len(risky))),
        ],
        figures=figures,
        pictures=[Picture("who_returns", plots.who_returns, _classes(customers))],
        notes=[t("returning.note", n=days, share=percent(AT_RISK)), *_warnings(model, t)],
    )
    if len(risky):
        content.tables.append(_table(risky.head(MOST_AT_RISK), days, source))
    return content


def _classes(customers: pl.DataFrame) -> pl.DataFrame:
    """Customers and expected purchases by classes of the probability of being alive."""
    place = (pl.col("probability_alive") * CLASSES).floor().clip(0, CLASSES - 1).cast(pl.Int64)
    found = customers.select(place=place, expected="expected_purchases")
    rows = [found.filter(pl.col("place") == one) for one in range(CLASSES)]
    return pl.DataFrame(
        {
            "lower": [one / CLASSES for one in range(CLASSES)],
            "upper": [(one + 1) / CLASSES for one in range(CLASSES)],
            "customers": [len(row) for row in rows],
            "expected_purchases": [float(row["expected"].sum()) for row in rows],
        }
    )


def _table(risky: pl.DataFrame, days: int, source: Source) -> Table:
    """Customers at risk, those first of whom most purchases can be expected."""
    t = source.texts
    shown = risky.with_columns(
        customer=pl.col("customer_id").cast(pl.String),
        purchases=pl.col("frequency") + 1,
        since=pl.col("T") - pl.col("recency"),
    )
    columns = [
        Column("customer", t("returning.customer")),
        Column("purchases", t("column.purchases"), "count"),
        Column("since", t("returning.since"), "days"),
        Column("probability_alive", t("returning.alive"), "share"),
        Column("expected_purchases", t("returning.expected", n=days), "rating"),
    ]
    return Table("at_risk", t("returning.table_title"), shown, columns)


def _warnings(model: ModifiedBetaGeoModel, t: Texts) -> list[str]:
    """What the model warns of, in plain words, each once."""
    said: list[str] = []
    for parameter, kind in pl.DataFrame(model._compiled.warnings_frame()).select("parameter", "kind").iter_rows():
        about = "leaving" if parameter in LEAVING else "buying" if parameter else "all"
        text = t("returning.unfinished") if kind == "not_converged" else t(f"returning.unsettled_{about}")
        said.append(text)
    if len(said) > 1 and t("returning.unsettled_all") in said:
        said = [text for text in said if text != t("returning.unsettled_all")]
    return list(dict.fromkeys(said))
