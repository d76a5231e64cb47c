"""Working time by the calendar of a service."""

from __future__ import annotations

import datetime as dt
import pickle
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fealty as fy
from fealty.flow import Calendar

HOUR = dt.timedelta(hours=1)
OFFICE = Calendar(
    {"mon-fri": ["09:00-12:00", "13:00-17:30"], "sat": ["09:00-12:00"]}, holidays=["2026-10-01"], zone="Asia/Shanghai"
)


def test_working_time_leaves_out_breaks_nights_and_holidays() -> None:
    assert OFFICE.working_time("2026-09-30T08:00", "2026-09-30T18:00") == 7.5 * HOUR
    assert OFFICE.working_time("2026-09-30T16:30", "2026-10-02T10:00") == 2 * HOUR
    assert OFFICE.working_time("2026-10-02T10:00", "2026-09-30T16:30") == -2 * HOUR


def test_times_without_a_zone_are_readings_of_its_clock() -> None:
    assert OFFICE.working_time("2026-09-30T00:00Z", "2026-09-30T02:00Z") == HOUR  # 08:00 to 10:00 in Shanghai
    assert OFFICE.working_time(dt.datetime(2026, 9, 30, 9), dt.date(2026, 10, 1)) == 7.5 * HOUR
    assert OFFICE.working_time("2026-09-30", pd.Timestamp("2026-09-30 10:00")) == HOUR


def test_a_deadline_falls_into_working_time() -> None:
    assert OFFICE.add("2026-09-30T16:30", "2 h") == dt.datetime(2026, 10, 2, 2, tzinfo=dt.timezone.utc)
    assert OFFICE.add("2026-09-30T16:30", HOUR).astimezone(ZoneInfo("Asia/Shanghai")).hour == 17
    assert OFFICE.add("2026-09-30T16:30", -1800) == dt.datetime(2026, 9, 30, 8, tzinfo=dt.timezone.utc)


STARTS = ["2026-09-30T08:00", "2026-09-30T16:30", None]
ENDS = ["2026-09-30T10:00", "2026-10-02T10:00", "2026-10-02T10:00"]


@pytest.mark.parametrize(
    "column",
    [
        list,
        lambda texts: np.array(texts, dtype=object),
        lambda texts: np.array(texts, dtype="datetime64[s]"),
        lambda texts: pd.Series(texts, index=[5, 6, 7]),
        lambda texts: pd.to_datetime(pd.Series(texts, index=[5, 6, 7])),
        lambda texts: pl.Series("at", texts),
        lambda texts: pl.Series("at", texts).str.to_datetime(),
        lambda texts: pl.Series("at", texts).str.to_datetime().dt.replace_time_zone("Asia/Shanghai"),
    ],
)
def test_columns_are_counted_as_a_whole(column: Any) -> None:
    given = column(STARTS)
    lengths = OFFICE.working_time(given, column(ENDS))
    assert np.asarray(lengths)[:2].tolist() == np.array([HOUR, 2 * HOUR], dtype="timedelta64[us]").tolist() or list(
        lengths
    )[:2] == [HOUR, 2 * HOUR]
    assert pd.isna(list(lengths)[2])
    if isinstance(given, pd.Series):
        assert lengths.index.tolist() == [5, 6, 7]
    assert isinstance(lengths, type(given) if not isinstance(given, list) else np.ndarray)


def test_one_time_goes_with_a_column() -> None:
    lengths = OFFICE.working_time("2026-09-30T09:00", pl.Series(["2026-09-30T10:00", "2026-09-30T11:00"]))
    assert lengths.to_list() == [HOUR, 2 * HOUR]


def test_columns_of_different_lengths_and_unreadable_times_are_refused() -> None:
    with pytest.raises(fy.RecordError, match="2 times to count from and 1"):
        OFFICE.working_time(["2026-09-30", "2026-09-30"], ["2026-09-30"])
    with pytest.raises(fy.RecordError, match="column to, row 1"):
        OFFICE.working_time(["2026-09-30", "2026-09-30"], ["2026-09-30", "tomorrow"])
    with pytest.raises(fy.RecordError, match="from"):
        OFFICE.working_time([1.5], ["2026-09-30"])
    with pytest.raises(fy.ParameterError, match="'soon'"):
        OFFICE.working_time("soon", "2026-09-30")


@pytest.mark.parametrize(
    ("week", "options", "message"),
    [
        ({"mon-fri": ["09:00-8"]}, {}, "'09:00-8' of mon-fri"),
        ({"mon": ["09:60-12:00"]}, {}, "'09:60-12:00'"),
        ({"mon": ["22:00-02:00"]}, {}, "mon 22:00-02:00 must close after"),
        ({"mon": ["09:00-12:00", "11:00-13:00"]}, {}, "overlaps"),
        ({"mon-fri": ["09:00-12:00"], "fri": ["10:00-11:00"]}, {}, "block fri 10:00-11:00 overlaps"),
        ({"moon": ["09:00-12:00"]}, {}, "'moon'"),
        ({"mon-tue-wed": ["09:00-12:00"]}, {}, "'mon-tue-wed'"),
        ({}, {}, "at least one block"),
        ({"mon": ["09:00-12:00"]}, {"holidays": ["2026-02-30"]}, "'2026-02-30'"),
        ({"mon": ["09:00-12:00"]}, {"holidays": [20260101]}, "20260101"),
        ({"mon": ["09:00-12:00"]}, {"holidays": ["2026-10-01"] * 2}, "2026-10-01 is given twice"),
        ({"mon": ["09:00-12:00"]}, {"exceptions": {"2026-10-01": ["x"]}}, "of 2026-10-01"),
        ({"mon": ["09:00-12:00"]}, {"zone": "Mars/Base"}, "Mars/Base"),
    ],
)
def test_what_cannot_be_is_named(week: Any, options: Any, message: str) -> None:
    with pytest.raises(fy.ParameterError, match=message):
        Calendar(week, **options)


def test_days_are_named_in_many_ways() -> None:
    usual = Calendar({"mon-fri": "09:00-12:00", "sat": "10:00-11:00"})
    same = Calendar({"Monday, tue": ["9:00 - 12:00"], "wed-friday": ["09:00–12:00"], "sat": ["10:00-11:00"]})
    assert usual.to_frame().equals(same.to_frame())
    weekend = Calendar({"sat-sun": "09:00-10:00"})
    assert Calendar({"sun-sat": "09:00-10:00"}).to_frame()["day"].n_unique() == 7
    assert weekend.working_time("2026-10-05", "2026-10-12") == 2 * HOUR


def test_it_shows_its_hours() -> None:
    frame = Calendar(
        {"mon": "09:00-12:00"}, holidays=["2026-10-01"], exceptions={"2026-10-10": "09:00-24:00"}
    ).to_frame()
    assert frame.rows() == [("mon", "09:00", "12:00"), ("2026-10-01", None, None), ("2026-10-10", "09:00", "24:00")]
    assert "Asia/Shanghai" in OFFICE._repr_html_()
    assert "17:30" in repr(OFFICE)


def test_it_is_saved_and_pickled(tmp_path: Path) -> None:
    OFFICE.save(tmp_path / "calendar.fealty")
    for back in (Calendar.load(tmp_path / "calendar.fealty"), pickle.loads(pickle.dumps(OFFICE))):
        assert back.zone == "Asia/Shanghai"
        assert back.working_time("2026-09-30T16:30", "2026-10-02T10:00") == 2 * HOUR
    with pytest.raises(fy.ArchiveError):
        Calendar.load(tmp_path / "nothing.fealty")


@settings(deadline=None, max_examples=60)
@given(
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC"]),
    start=st.datetimes(dt.datetime(2010, 1, 1), dt.datetime(2025, 1, 1)),
    minutes=st.integers(-20_000, 20_000),
)
def test_working_time_agrees_with_zoneinfo_quarter_by_quarter(zone: str, start: dt.datetime, minutes: int) -> None:
    calendar = Calendar({"mon-sat": ["00:00-03:30", "22:00-24:00"], "sun": ["01:30-02:30"]}, zone=zone)
    quarter = dt.timedelta(minutes=15)
    begin = start.replace(minute=0, second=0, microsecond=0, tzinfo=dt.timezone.utc)
    steps = minutes // 15
    open_quarters = 0
    for i in range(abs(steps)):
        reading = (begin + (i if steps > 0 else -i - 1) * quarter).astimezone(ZoneInfo(zone))
        hour = reading.hour + reading.minute / 60
        is_open = 1.5 <= hour < 2.5 if reading.weekday() == 6 else hour < 3.5 or hour >= 22
        open_quarters += is_open
    expected = open_quarters * quarter if steps > 0 else -open_quarters * quarter
    assert calendar.working_time(begin, begin + steps * quarter) == expected
