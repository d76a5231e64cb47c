"""Who receives and who gives service, inside the business and outside."""

from __future__ import annotations

import polars as pl

from ... import plots
from ...languages.numbers import count
from ..content import Column, Content, Picture, Table
from ..registry import section
from ..source import Source


@section("customers", "parties", needs={"customers"}, place=60)
def parties(source: Source) -> Content | None:
    """Parties of each role and the touches between them."""
    if not source.has("customers", "role"):
        return None
    t, result = source.texts, source.book.customers.parties()
    frame: pl.DataFrame = pl.DataFrame(result._compiled.frame()).with_columns(pl.col("role", "side").cast(pl.String))
    inside = frame.filter(pl.col("side") == "internal")["parties"].sum()
    frame = frame.with_columns(
        role=pl.Series([t.name("role", role) for role in frame["role"]], dtype=pl.String),
        side=pl.Series([t.name("side", side) for side in frame["side"]], dtype=pl.String),
    )
    names = ("role", "side", "parties", "receivers", "givers", "touches_received", "touches_given")
    columns = [Column(name, t(f"parties.{name}"), "text" if name in ("role", "side") else "count") for name in names]
    content = Content(
        findings=[t("parties.finding", n=count(frame["parties"].sum()), inside=count(inside))],
        tables=[Table("roles", t("parties.table_title"), frame, columns)],
        pictures=[Picture("touches", plots.parties, result)],
    )
    conflicts = len(result._compiled.conflicts())
    if conflicts:
        content.notes.append(t("parties.conflicts", n=count(conflicts)))
    return content
