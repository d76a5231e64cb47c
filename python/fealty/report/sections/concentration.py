"""How unequally value is spread over the customers."""

from __future__ import annotations

from ... import plots
from ...languages.numbers import count, interval, percent
from ..content import Content, Figure, Picture
from ..registry import section
from ..source import Source


@section("customers", "concentration", needs={"purchases"}, place=10)
def concentration(source: Source) -> Content | None:
    """The Lorenz curve and its figures."""
    t = source.texts
    result = source.book.customers.concentration(source.as_of)
    best, pareto, customers = result.top_share, result.pareto_share, result._compiled.customers
    if best.value != best.value or customers < 2:
        return None
    finding = t(
        "concentration.finding",
        top=percent(result._compiled.top),
        share=percent(best.value),
        interval=interval(best.lower, best.upper, "share"),
        held=percent(result._compiled.held),
        pareto=percent(pareto.value),
    )
    content = Content(
        findings=[finding],
        figures=[
            Figure("customers", t("concentration.customers"), customers, "count"),
            Figure("top_share", t("concentration.top_share", top=percent(result._compiled.top)), best, "share"),
            Figure(
                "pareto_share", t("concentration.pareto_share", held=percent(result._compiled.held)), pareto, "share"
            ),
            Figure("gini", t("concentration.gini"), result.gini, "rating"),
        ],
        pictures=[Picture("lorenz", plots.lorenz, result)],
    )
    if result._compiled.negative:
        content.notes.append(t("concentration.negative", n=count(result._compiled.negative)))
    return content
