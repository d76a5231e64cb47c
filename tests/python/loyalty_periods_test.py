"""Opportunities and contracts from rows of records."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import fealty as fy

GIFTS = {
    "customer_id": ["a", "a", "a", "a", "b", "c", "c", "d"],
    "at": [
        *("2023-05-01", "2024-01-01", "2024-12-31", "2026-02-01"),  # a: 2024; 2026 has not ended
        "2023-12-31",  # b: never again
        *("2024-06-01", "2025-06-01"),  # c: the next year
        "2025-03-01",  # d: in the last year
    ],
}


def patterns(s: fy.loyalty.Opportunities) -> list[tuple[int, ...]]:
    return pl.DataFrame(s._compiled.frame()).rows()


@pytest.mark.parametrize(
    "given", [GIFTS, pd.DataFrame(GIFTS), pl.DataFrame(GIFTS), pa.table(GIFTS), fy.Book(purchases=pl.DataFrame(GIFTS))]
)
def test_each_period_after_the_first_purchase_is_an_opportunity(given: Any) -> None:
    s = fy.loyalty.opportunities(given, every="year", until="2026-06-30")
    assert patterns(s) == [(0, 0, 2, 1), (1, 1, 1, 1), (1, 1, 2, 1)]


def test_periods_may_be_given_by_their_first_days() -> None:
    starts = [dt.date(2024, 1, 1), dt.date(2025, 1, 1), dt.date(2026, 1, 1)]
    s = fy.loyalty.opportunities(GIFTS, every=starts)
    assert patterns(s) == [(0, 0, 2, 1), (1, 1, 1, 1), (1, 1, 2, 1)]


def test_a_period_counts_once_it_has_ended() -> None:
    record = {"customer_id": ["a", "a"], "at": ["2026-01-31", "2026-02-28"]}
    assert patterns(fy.loyalty.opportunities(record)) == [(1, 1, 1, 1)]
    assert patterns(fy.loyalty.opportunities(record, until="2026-02-27")) == []
    assert patterns(fy.loyalty.opportunities(record, every="week")) == [(0, 0, 3, 1)]
    assert patterns(fy.loyalty.opportunities(record, every="day")) == [(1, 28, 28, 1)]


def test_the_model_is_found_again_from_rows() -> None:
    truth = fy.loyalty.BetaGeoBetaBinomModel.from_parameters(alpha=1.2, beta=0.75, gamma=0.66, delta=2.8)
    people = truth.simulate(3000, 6)
    random, rows = np.random.default_rng(2), []
    for i, (x, t_x, n) in enumerate(zip(people["frequency"], people["recency"], people["opportunities"], strict=True)):
        assert n == 6
        years = [*random.choice(np.arange(1, t_x), x - 1, replace=False), t_x] if x else []
        rows += [(i, dt.date(2019 + int(year), 7, 1)) for year in [0, *years]]
    record = pl.DataFrame(rows, schema=["customer_id", "at"], orient="row")
    s = fy.loyalty.opportunities(record, every="year", until="2025-12-31")
    assert s == fy.loyalty.Opportunities.from_arrays(people["frequency"], people["recency"], people["opportunities"])


def test_contracts_are_counted_by_the_renewals_they_came_to() -> None:
    rows = {
        "started_at": ["2026-01-15", "2026-01-31", "2026-03-01", "2026-01-01", "2026-09-01"],
        "ended_at": ["2026-03-15", None, None, "2026-01-02", None],
    }
    s = fy.loyalty.contracts(rows, until="2026-04-30")
    frame = pl.DataFrame(s._compiled.frame())
    assert frame["ended"].to_list() == [0, 1, 1, 0] and frame["standing"].to_list() == [0, 1, 0, 1]
    named = pd.DataFrame(rows).rename(columns={"started_at": "from", "ended_at": "to"})
    again = fy.loyalty.contracts(named, started="from", ended="to", until=dt.date(2026, 4, 30))
    assert again._compiled == s._compiled and isinstance(again.to_frame(), pd.DataFrame)
    years = fy.loyalty.contracts(rows, every="year", until="2030-01-31")
    assert pl.DataFrame(years._compiled.frame())["standing"].to_list() == [0, 0, 0, 2, 1]
    assert fy.loyalty.contracts(rows, every="4 weeks", until="2026-04-30") == fy.loyalty.contracts(
        rows, every="28 days", until="2026-04-30"
    )


def test_a_cohort_in_rows_is_that_of_its_survivors() -> None:
    survivors = [1000, 869, 743, 653, 593, 551, 517, 491]
    starts = [dt.date(2017, 1, 1)] * 1000
    ends: list[dt.date | None] = []
    for year, (before, after) in enumerate(pairwise(survivors), start=1):
        ends += [dt.date(2017 + year, 1, 1)] * (before - after)
    ends += [None] * survivors[-1]
    s = fy.loyalty.contracts(pl.DataFrame({"started_at": starts, "ended_at": ends}), every="year", until="2024-06-30")
    assert s == fy.loyalty.Contracts.from_survivors(survivors)
    assert fy.loyalty.ShiftedBetaGeoModel().fit(s).log_likelihood_ == pytest.approx(-1611.158147, abs=1e-6)


def test_what_cannot_be_is_refused() -> None:
    rows = {"started_at": ["2026-01-15", None], "ended_at": [None, None]}
    with pytest.raises(fy.RecordError, match="column started, row 1: there is no time"):
        fy.loyalty.contracts(rows, until="2026-04-30")
    rows = {"started_at": ["2026-01-15"], "ended_at": ["2026-01-14"]}
    with pytest.raises(fy.RecordError, match="column ended, row 0: it is before the start"):
        fy.loyalty.contracts(rows, until="2026-04-30")
    with pytest.raises(fy.RecordError, match="there is no column 'end'"):
        fy.loyalty.contracts(rows, ended="end", until="2026-04-30")
    for every in ("fortnight", "0 months"):
        with pytest.raises(fy.ParameterError):
            fy.loyalty.contracts(rows, every=every, until="2026-04-30")
    with pytest.raises(fy.ParameterError, match="must be one of day, week"):
        fy.loyalty.opportunities(GIFTS, every="decade")  # type: ignore[arg-type]
