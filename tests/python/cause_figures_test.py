"""What complaints are about, against needs, and over time."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Iterator
from typing import Any

import matplotlib
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import fealty as fy
from fealty import _core

matplotlib.use("Agg")

import matplotlib.pyplot as plt

from fealty import plots

START = dt.datetime(2026, 1, 5)


@pytest.fixture(autouse=True)
def _no_figure_stays_open() -> Iterator[None]:
    yield
    plt.close("all")


def title_of(result: Any) -> str:
    """The title of a result's picture, in one line."""
    return str(result.plot().figure.get_suptitle().replace("\n", " "))


def drifting(weeks: int = 20, change: int = 15) -> dict[str, list[Any]]:
    """Ten complaints a week, of which 3 are about waiting before the change, and 9 from then on."""
    rows = range(10 * weeks)
    waits = [i % 10 < (3 if i < 10 * change else 9) for i in rows]
    return {
        "opened_at": [START + dt.timedelta(days=7 * (i // 10)) for i in rows],
        "cause": ["wait" if wait else "price" for wait in waits],
    }


# ---- causes ----


@pytest.mark.parametrize("make", [pl.DataFrame, pd.DataFrame, pa.table, dict])
def test_causes_are_counted_in_any_kind_of_frame(make: Any) -> None:
    shares = fy.complaints.causes(make({"cause": ["wait", "wait", None, "price"]}))
    assert (shares.cases, shares.labeled, len(shares)) == (4, 3, 2)
    frame = shares.to_frame()
    assert isinstance(frame, type(make({"a": np.array([1])})))
    assert [str(cause) for cause in np.asarray(frame["cause"])] == ["wait", "price"]
    assert np.asarray(frame["share"]).tolist() == pytest.approx([2 / 3, 1 / 3])
    wilson = _core.wilson(2, 3)
    assert float(np.asarray(frame["share_lower"])[0]) == wilson.lower


@pytest.mark.parametrize(
    ("data", "options"),
    [
        (["wait;price", "wait", "price ; staff", None], {"separator": ";"}),
        ([["wait", "price"], ["wait"], ["price", "staff"], []], {}),
        (pl.Series([["wait", "price"], ["wait"], ["price", "staff"], None]), {}),
        (pd.Series([["wait", "price"], ["wait"], ["price", "staff"], None]), {}),
        ({"a": ["wait", "wait", "price", None], "b": ["price", None, "staff", ""]}, {"cause": ["a", "b"]}),
        (
            {
                "wait": [True, True, False, None],
                "price": [True, False, True, False],
                "staff": [False, False, True, None],
            },
            {"cause": ["wait", "price", "staff"]},
        ),
    ],
)
def test_several_causes_per_case_are_read_however_they_are_kept(data: Any, options: dict[str, Any]) -> None:
    shares = fy.complaints.causes(data, **options)
    frame = pl.DataFrame(shares._compiled.frame())
    assert frame["cause"].to_list() == ["price", "wait", "staff"]
    assert frame["cases"].to_list() == [2, 2, 1]
    assert frame["share"].sum() > 1
    assert frame["within"].to_list() == pytest.approx([2 / 3, 1, 1])
    assert (shares.cases, shares.labeled) == (4, 3)
    assert "several per case" in repr(shares)


def test_the_vital_few_cover_four_fifths() -> None:
    assert fy.complaints.causes(["a"] * 50 + ["b"] * 30 + ["c"] * 20).vital == 2
    assert fy.complaints.causes(["a"]).vital == 1


def test_columns_that_cannot_be_labels_are_refused_by_name() -> None:
    with pytest.raises(fy.RecordError, match="no column 'reason'; there are cause"):
        fy.complaints.causes({"cause": ["a"]}, "reason")
    with pytest.raises(fy.RecordError, match="FY102: column 'cause' holds Float64"):
        fy.complaints.causes({"cause": [0.5]})
    with pytest.raises(fy.RecordError, match="the book has no complaints"):
        fy.complaints.causes(fy.Book())


def test_no_case_has_no_cause() -> None:
    shares = fy.complaints.causes({"cause": [None, None]})
    assert len(shares) == 0
    assert title_of(shares) == "No case says what it is about"


# ---- needs ----


def test_needs_that_a_cause_touches_more_often_stand_out() -> None:
    cases = {
        "cause": ["wait"] * 30 + ["price"] * 30,
        "need": ["importance"] * 25 + ["fairness"] * 5 + ["fairness"] * 25 + ["importance"] * 5,
    }
    table = fy.complaints.causes_by_need(cases)
    first = pl.DataFrame(table._compiled.frame()).filter(cause="wait", need="importance").row(0, named=True)
    assert (first["cases"], first["share"], first["lift"]) == (25, pytest.approx(25 / 30), pytest.approx(5 / 3))
    outstanding = table.outstanding()
    assert list(zip(outstanding["cause"], outstanding["need"], strict=True)) == [
        ("price", "fairness"),
        ("wait", "importance"),
    ]
    assert "touches fairness in 83%" in title_of(table)
    assert "<table>" in table._repr_html_()


def test_needs_that_are_touched_alike_do_not() -> None:
    cases = {"cause": ["a", "b"] * 20, "need": ["x", "x", "y", "y"] * 10}
    table = fy.complaints.causes_by_need(cases)
    assert len(table.outstanding()["cause"]) == 0
    assert "No cause touches a need surely more often" in title_of(table)


# ---- time ----


def test_a_cause_that_drifts_alarms_in_the_period_in_which_it_does() -> None:
    course = fy.complaints.causes_over_time(pl.DataFrame(drifting()), by="week", calibration=15)
    alarms = course.alarms().filter(pl.col("cause") == "wait")
    assert alarms["period"].to_list()[0] == dt.date(2026, 4, 20)
    assert alarms["side"].unique().to_list() == ["above"]
    frame = course.to_frame()
    assert len(frame) == len(course) == 40
    assert frame.filter(pl.col("is_alarm"), pl.col("cause") == "wait").height == 5
    assert "wait rose beyond chance: 90%" in title_of(course)
    assert pickle.loads(pickle.dumps(course)) == course


def test_a_steady_course_does_not_alarm() -> None:
    course = fy.complaints.causes_over_time(pl.DataFrame(drifting(change=20)))
    assert len(course.alarms()) == 0
    assert "None of 2 causes drifts" in title_of(course)


@pytest.mark.parametrize("chart", ["p", "p'", "np"])
def test_the_kinds_of_charts_say_the_same_shares(chart: str) -> None:
    course = fy.complaints.causes_over_time(pl.DataFrame(drifting()), by="week", chart=chart)
    shares = course.to_frame().filter(pl.col("cause") == "wait")["share"].to_list()
    assert shares == pytest.approx([0.3] * 15 + [0.9] * 5)


def test_a_period_of_one_case_is_no_alarm() -> None:
    times = [START + dt.timedelta(days=7 * week) for week in range(20) for _ in range(10 if week != 10 else 1)]
    causes = ["rare" if len(times) and i == 100 else "usual" for i in range(len(times))]
    causes[:3] = ["rare"] * 3
    course = fy.complaints.causes_over_time({"opened_at": times, "cause": causes}, by="week")
    alarmed = [str(period)[:10] for period in course.alarms()["period"]]
    assert "2026-03-16" not in alarmed  # the only case of its week is a rare one


def test_months_begin_at_midnight_of_the_zone() -> None:
    at = pl.Series([dt.datetime(2026, 1, 31, 17), dt.datetime(2026, 2, 10)]).dt.replace_time_zone("UTC")
    cases = pl.DataFrame({"opened_at": at, "cause": ["a", "a"]})
    in_china = fy.complaints.causes_over_time(cases, by="month", zone="Asia/Shanghai").to_frame()
    assert in_china["period"].to_list() == [dt.date(2026, 2, 1)]
    assert fy.complaints.causes_over_time(cases, by="month").to_frame()["cases"].to_list() == [1, 1]


def test_what_cannot_be_followed_is_refused() -> None:
    with pytest.raises(fy.ParameterError, match="by is 'fortnight'"):
        fy.complaints.causes_over_time(drifting(), by="fortnight")
    with pytest.raises(fy.ParameterError, match="chart is 'c'"):
        fy.complaints.causes_over_time(drifting(), chart="c")
    with pytest.raises(fy.RecordError, match="no case has a cause and a time"):
        fy.complaints.causes_over_time(pl.DataFrame(drifting()).clear())
    with pytest.raises(fy.RecordError, match="must hold times"):
        fy.complaints.causes_over_time({"opened_at": ["monday"], "cause": ["a"]})


def test_a_book_has_causes_needs_and_courses() -> None:
    book = fy.demo.dealership(customers=300, seed=1).book
    assert fy.complaints.causes(book).cases == len(book.complaints)
    assert len(fy.complaints.causes_by_need(book)) > 0
    assert fy.complaints.causes_over_time(book).cases == len(book.complaints)


# ---- reliability ----


def bins(accuracy: list[float]) -> dict[str, list[float]]:
    return {
        "from": [0.5, 0.75],
        "to": [0.75, 1.0],
        "confidence": [0.6, 0.9],
        "accuracy": accuracy,
        "accuracy_lower": [a - 0.05 for a in accuracy],
        "accuracy_upper": [a + 0.05 for a in accuracy],
        "texts": [40, 60],
    }


@pytest.mark.parametrize(
    ("accuracy", "says"), [([0.6, 0.9], "are what they say"), ([0.5, 0.7], "too high"), ([0.8, 1.0], "too low")]
)
@pytest.mark.parametrize("make", [pl.DataFrame, pd.DataFrame, dict])
def test_a_reliability_diagram_says_which_way_probabilities_err(make: Any, accuracy: list[float], says: str) -> None:
    drawn = plots.reliability_diagram(make(bins(accuracy)))
    assert says in drawn.figure.get_suptitle().replace("\n", " ")
