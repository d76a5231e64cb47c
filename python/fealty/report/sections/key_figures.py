"""The figures to steer by, under the goal that each serves."""

from __future__ import annotations

import datetime as dt

import polars as pl

from ... import _core
from ...languages import Texts
from ...languages.numbers import amount, count, percent
from ...plots.key_figures import KINDS
from ..content import Content, Figure
from ..registry import section
from ..source import Source

WINDOWS = (365, 182, 91, 30, 7)


@section("summary", "key_figures")
def key_figures(source: Source) -> Content | None:
    """A card for each figure of the longest window that the records hold twice."""
    if source.bought_until is None:
        return None
    t, days = source.texts, _window(source)
    result = source.book.customers.key_figures(source.bought_until, window_days=days)._compiled
    rows = pl.DataFrame(result.frame()).select(pl.col("goal", "name", "unit").cast(pl.String)).rows()
    known = {name: result[name] for _, name, _ in rows if result[name].value == result[name].value}
    if not known:
        return None
    figures = [
        Figure(name, t.name("key_figure", name), known[name], KINDS.get(unit, "text"), t.name("goal", goal))
        for goal, name, unit in rows
        if name in known
    ]
    ends = (source.bought_until - dt.timedelta(days=days), source.bought_until)
    start, end = (source.local(time).date().isoformat() for time in ends)
    window = t("key_figures.window", days=days, start=start, end=end)
    return Content(findings=[t.sentence(window, *_findings(known, t))], figures=figures)


def _window(source: Source) -> int:
    """The longest of some usual windows of which two fit into the records up to now."""
    span = source.book.span
    assert span is not None and source.bought_until is not None
    days = (source.bought_until - min(_first(source), source.bought_until)).days + 1
    return next((window for window in WINDOWS if 2 * window <= days + 1), WINDOWS[-1])


def _first(source: Source) -> dt.datetime:
    """The first purchase, or else the first record of any kind."""
    assert source.bought_until is not None
    tables = {"purchases": "at", "touches": "at", "complaints": "opened_at", "ratings": "at"}
    for table, column in tables.items():
        if source.has(table, column):
            first = source.table(table)[column].min()
            if isinstance(first, dt.datetime):
                return first
    return source.bought_until


def _findings(known: dict[str, _core.Estimate], t: Texts) -> list[str]:
    sentences = []
    if "active_customers" in known and "value" in known:
        buyers, value = count(known["active_customers"].value), amount(known["value"].value)
        sentences.append(t("key_figures.bought", buyers=buyers, value=value))
    if "retention_rate" in known:
        sentences.append(t("key_figures.retained", share=percent(known["retention_rate"].value)))
    return sentences
