"""How many unhappy customers stand behind those who complained."""

from __future__ import annotations

import polars as pl

from ... import plots
from ...complaints import Pyramid
from ...languages.numbers import count, interval
from ..content import Content, Figure, Picture
from ..registry import section
from ..source import Source

PRIOR = "lecture"
FORMAL = ("formal", "is_formal")


@section("complaints", "pyramid", needs={"complaints"}, place=70)
def pyramid(source: Source) -> Content | None:
    """The silent behind those who complained, by a named prior, which is said to be one."""
    t, records = source.texts, source.table("complaints")
    counts = _people(records)
    made = Pyramid(prior=PRIOR).fit(**counts)
    spoken = sum(counts.values())
    if not spoken:
        return None
    silent, unhappy = made.silent, made.unhappy
    places = {"silent": count(silent.value), "interval": interval(silent.lower, silent.upper, "count")}
    half = made.must_speak()
    return Content(
        findings=[
            t("pyramid.finding", n=count(spoken), **places),
            t("pyramid.halve", n=count(half.value), interval=interval(half.lower, half.upper, "count")),
        ],
        figures=[
            Figure("spoken", t("pyramid.figure_spoken"), spoken, "count"),
            Figure("silent", t("pyramid.figure_silent"), silent, "count"),
            Figure("unhappy", t("pyramid.figure_unhappy"), unhappy, "count"),
            Figure("must_speak", t("pyramid.figure_must_speak"), half, "count"),
        ],
        pictures=[Picture("pyramid", plots.pyramid, made)],
        notes=[t("pyramid.caveat"), t("pyramid.split" if "formal" in counts else "pyramid.unsplit")],
    )


def _people(records: pl.DataFrame) -> dict[str, int]:
    """How many customers complained, each counted once, and a case without a customer as one of its own; in which tier,
    if a column of truth values says of each case whether it was formal."""
    person = pl.int_range(pl.len()).cast(pl.String)
    if "customer_id" in records.columns:
        known = pl.col("customer_id").cast(pl.String)
        person = pl.when(known.is_not_null()).then("id:" + known).otherwise("case:" + person)
    formal = next((name for name in FORMAL if name in records.columns and records[name].dtype == pl.Boolean), None)
    if formal is None or records[formal].null_count():
        return {"spoken": records.select(person.n_unique()).item()}
    people = records.group_by(person.alias("person")).agg(pl.col(formal).any())
    return {"formal": int(people[formal].sum()), "informal": int((~people[formal]).sum())}
