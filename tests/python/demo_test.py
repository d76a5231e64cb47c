"""The demo's records: what Python gets, that it is the same every time, and that the truth comes with it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fealty as fy
from fealty.demo import Dealership, dealership, options

COLUMNS = {
    "customers": ["customer_id", "role", "joined_at", "name", "region", "age_band", "car_model", "phone"],
    "touches": ["visit_id", "step", "at", "customer_id", "ended_at", "channel", "staff_id", "met"],
    "ratings": [
        *("customer_id", "item", "expectation", "experience", "importance", "adequate"),
        *("at", "step", "visit_id"),
    ],
    "complaints": [
        *("case_id", "opened_at", "customer_id", "text", "channel", "acknowledged_at", "owned_at", "resolved_at"),
        *("outcome", "compensation", "satisfied", "cause", "type", "need"),
    ],
    "purchases": ["customer_id", "at", "amount", "kind"],
}


@pytest.fixture(scope="module")
def clean() -> Dealership:
    return dealership(customers=5000, problems=0)


def test_the_tables_have_the_columns_of_the_documentation(clean: Dealership) -> None:
    assert {table: frame.columns for table, frame in clean.tables.items()} == COLUMNS


def test_the_default_is_two_thousand_customers_of_seed_one() -> None:
    assert dealership().tables["customers"].equals(dealership(2000, 1).tables["customers"])
    assert not dealership().tables["customers"].equals(dealership(2000, 2).tables["customers"])


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow", "numpy"])
def test_the_tables_come_in_the_kind_that_was_asked_for(kind: Any) -> None:
    made = dealership(customers=20, frames=kind)
    modules = {type(frame).__module__.split(".")[0] for frame in [*made.tables.values(), made.truth]}
    assert modules == {{"numpy": "builtins"}.get(kind, kind)}


def test_times_are_utc_and_in_whole_seconds(clean: Dealership) -> None:
    for frame in clean.tables.values():
        for column in frame.select(pl.col(pl.Datetime("us", "*"))).iter_columns():
            assert column.dtype == pl.Datetime("us", "UTC")
            assert (column.dt.microsecond().drop_nulls() == 0).all()


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_the_number_of_threads_changes_nothing(clean: Dealership, threads: int) -> None:
    fy.set_threads(threads)
    try:
        again = dealership(customers=5000, problems=0)
    finally:
        fy.set_threads(0)
    assert all(frame.equals(again.tables[table]) for table, frame in clean.tables.items())
    assert clean.truth.equals(again.truth)


@settings(max_examples=15, deadline=None)
@given(customers=st.integers(1, 200), seed=st.integers(0, 2**63 - 1))
def test_a_customers_records_do_not_depend_on_the_number_of_customers(customers: int, seed: int) -> None:
    few, many = dealership(customers, seed), dealership(customers + 50, seed)
    for table in ("touches", "ratings", "complaints", "purchases"):
        rows = few.tables[table]
        assert rows.equals(many.tables[table].head(len(rows)))
    assert few.truth.equals(many.truth.head(customers))


def test_nobody_comes_or_buys_after_dropping_out(clean: Dealership) -> None:
    dropped = clean.truth.select("customer_id", "dropped_out_at").drop_nulls()
    assert 0.1 < len(dropped) / len(clean.truth) < 0.5
    for table, column in (("touches", "ended_at"), ("purchases", "at")):
        both = clean.tables[table].join(dropped, on="customer_id")
        assert len(both) > 0
        assert (both[column] <= both["dropped_out_at"]).all()


def test_the_amounts_follow_the_drawn_mean(clean: Dealership) -> None:
    others = clean.tables["purchases"].filter(pl.col("kind") != "car")
    means = others.group_by("customer_id").agg(pl.col("amount").mean(), pl.len()).filter(pl.col("len") >= 5)
    both = means.join(clean.truth, on="customer_id").with_columns(pl.col("amount", "mean_spend").log())
    assert both.select(pl.corr("amount", "mean_spend")).item() > 0.9


def test_the_reception_gets_worse_on_the_day_that_the_parameters_name(clean: Dealership) -> None:
    change = dt.datetime.fromisoformat(str(clean.parameters["deterioration_at"]).replace("Z", "+00:00"))
    late = pl.col("at") >= change
    touches = clean.tables["touches"].filter(pl.col("step") == clean.parameters["deteriorating_step"])
    before, after = (touches.filter(part)["met"].mean() for part in (~late, late))
    assert before > after + 0.1


def test_texts_of_complaints_are_in_english_and_chinese(clean: Dealership) -> None:
    chinese = clean.tables["complaints"]["text"].str.contains(r"\p{Han}").mean()
    assert 0.4 < chinese < 0.6


def test_bad_records_are_there_unless_switched_off(clean: Dealership) -> None:
    spoiled = dealership(customers=5000, problems=0.05).tables
    assert (spoiled["purchases"]["amount"] < 0).any()
    assert (spoiled["touches"]["ended_at"] < spoiled["touches"]["at"]).any()
    for table in COLUMNS:
        ids = spoiled[table]["customer_id"]
        assert ids.is_null().any(), table
        assert (ids == "NA").any(), table
        assert spoiled[table].is_duplicated().any(), table
        assert not clean.tables[table].is_duplicated().any(), table
        assert not clean.tables[table]["customer_id"].is_null().any(), table


def test_the_parameters_begin_with_the_options_as_they_were_chosen() -> None:
    made = dealership(customers=10, moment_of_truth="payment", start=dt.date(2024, 1, 1), days=30)
    expected = options() | {"customers": 10, "moment_of_truth": "payment", "start": "2024-01-01", "days": 30}
    assert {name: made.parameters[name] for name in expected} == expected
    assert made.parameters["end"] == "2024-01-30T16:00:00Z"
    assert made.tables["touches"]["at"].min() >= dt.datetime(2023, 12, 31, 16, tzinfo=dt.timezone.utc)


@pytest.mark.parametrize("wrong", [float("nan"), -1, -0.5, float("inf"), "many", [1]])
@pytest.mark.parametrize("name", ["customers", "problems", "purchase_rate", "moment_effect", "spend_mean"])
def test_a_wrong_option_is_refused_by_name(name: str, wrong: Any) -> None:
    with pytest.raises(fy.ParameterError, match=name) as refused:
        dealership(**{name: wrong})
    assert refused.value.code == "FY202"


def test_an_unknown_option_is_refused_with_those_there_are() -> None:
    with pytest.raises(fy.ParameterError, match=r"custmers.*customers"):
        dealership(custmers=10)


def test_the_help_says_what_every_option_means() -> None:
    text = dealership.__doc__ or ""
    for name, value in options().items():
        heading = f"{name} : default {value!r}\n    "
        assert heading in text
        assert text.split(heading)[1][:1].strip(), name


def test_the_book_holds_all_tables(clean: Dealership) -> None:
    assert sorted(clean.book.tables) == sorted(COLUMNS)


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_what_is_written_can_be_read_as_a_book(tmp_path: Path, format: str) -> None:
    made = dealership(customers=100)
    folder = made.write(tmp_path / "demo", format=format)
    assert {path.name for path in folder.iterdir()} == {*(f"{table}.{format}" for table in COLUMNS), "truth"}
    assert sorted(fy.Book.read(folder).tables) == sorted(COLUMNS)
    assert json.loads((folder / "truth" / "parameters.json").read_text(encoding="utf-8")) == made.parameters
    assert (folder / "truth" / f"customers.{format}").is_file()


def test_parquet_files_hold_the_tables_exactly(tmp_path: Path) -> None:
    made = dealership(customers=100)
    made.write(tmp_path, format="parquet")
    for table, frame in made.tables.items():
        assert pl.read_parquet(tmp_path / f"{table}.parquet").equals(frame)


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(fy.ParameterError, match="format"):
        dealership(customers=5).write(tmp_path, format="xlsx")


def test_the_short_description_counts_the_rows() -> None:
    made = dealership(customers=10)
    assert f"{len(made.tables['customers'])} customers" in repr(made)
