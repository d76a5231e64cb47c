"""One visit in time: what a timeline says of it."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import Any

import polars as pl
import pytest

import fealty as fy
from fealty.errors import ParameterError
from fealty.flow import Requirement, ServiceFlow, Step

START = dt.datetime(2026, 3, 2, 9, tzinfo=dt.timezone.utc)


def visit(rows: list[tuple[str, float, float | None]], **columns: list[Any]) -> fy.flow.EventLog:
    """A log of one visit: step, begin and end in minutes, and other columns."""

    def time(minutes: float | None) -> dt.datetime | None:
        return None if minutes is None else START + dt.timedelta(minutes=minutes)

    data = {
        "visit_id": ["v"] * len(rows),
        "step": [step for step, _, _ in rows],
        "at": [time(begin) for _, begin, _ in rows],
        "ended_at": [time(end) for _, _, end in rows],
    }
    kinds = {"at": pl.Datetime("us", "UTC"), "ended_at": pl.Datetime("us", "UTC")}
    return fy.flow.EventLog(pl.DataFrame({**data, **columns}, schema_overrides=kinds))


ROWS: list[tuple[str, float, float | None]] = [
    ("reception", 0, 5),
    ("repair", 20, 80),
    ("wash", 60, 70),
    ("payment", 90, None),
]


def test_lengths_of_time_are_those_between_the_events() -> None:
    timeline = visit(ROWS).timeline("v")
    frame = timeline.to_frame()
    assert frame["waited"].to_list() == [None, 15 * 60, 0, 20 * 60]
    assert frame["duration"].to_list() == [5 * 60, 60 * 60, 10 * 60, None]
    assert timeline.duration == 90 * 60
    assert timeline.waited == (15 + 10) * 60  # the repair goes on after the wash


def test_waiting_is_what_an_audit_measures() -> None:
    log = visit(ROWS)
    flow = ServiceFlow([Step(row[0], requires=Requirement("waited", at_most="16 min", share=0.9)) for row in ROWS])
    timeline = log.timeline("v", flow).to_frame()
    audit = flow.audit(log).steps()
    verdicts = [None if unknown else bool(met) for met, unknown in audit.select("met", "not_known").iter_rows()]
    assert timeline["met"].to_list() == verdicts == [None, True, True, False]


def test_an_end_before_its_beginning_tells_no_duration() -> None:
    assert visit([("a", 0, -5), ("b", 10, 12)]).timeline("v").to_frame()["duration"].to_list() == [None, 120]


def test_without_a_flow_the_note_of_the_records_counts() -> None:
    frame = visit(ROWS, met=[True, False, None, True]).timeline("v").to_frame()
    assert frame["met"].to_list() == [True, False, None, True]
    assert "lane" not in frame.columns


def test_a_flow_gives_lanes_and_says_what_was_missed() -> None:
    flow = ServiceFlow(
        [
            Step("reception", requires=Requirement("duration", at_most="4 min", share=0.9)),
            Step("repair", "backstage", requires=[Requirement("met", share=0.9), Requirement("waited", at_most="1 h")]),
        ]
    )
    frame = visit(ROWS, met=[True, False, None, True]).timeline("v", flow).to_frame()
    assert frame["lane"].to_list() == ["frontstage", "backstage", None, None]
    assert frame["met"].to_list() == [False, False, None, True]
    assert frame["missed"].to_list() == [
        "duration at most 4 min in 90% of the visits",
        "met in 90% of the visits",
        None,
        None,
    ]


def test_requirements_count_while_they_are_valid() -> None:
    ended = Requirement("duration", at_most="4 min", valid_until="2026-03-01")
    begun = Requirement("duration", at_most="4 min", valid_from="2026-03-02")
    log = visit(ROWS)
    assert log.timeline("v", ServiceFlow([Step("reception", requires=ended)])).to_frame()["met"][0] is None
    assert log.timeline("v", ServiceFlow([Step("reception", requires=begun)])).to_frame()["met"][0] is False


def test_a_visit_that_is_not_there_is_named() -> None:
    with pytest.raises(ParameterError, match="no case 'w'"):
        visit(ROWS).timeline("w")


def test_a_number_names_a_visit_too() -> None:
    frame = pl.DataFrame({"visit_id": [7, 7, 8], "step": ["a", "b", "a"], "at": [START] * 3})
    assert len(fy.flow.EventLog(frame).timeline(7)) == 2


def test_the_frame_is_of_the_kind_of_the_log() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"visit_id": ["v"], "step": ["a"], "at": [pandas.Timestamp("2026-03-02", tz="UTC")]})
    assert isinstance(fy.flow.EventLog(frame).timeline("v").to_frame(), pandas.DataFrame)


def test_a_timeline_is_shown_as_a_table() -> None:
    timeline = visit(ROWS).timeline("v")
    assert "Visit v" in repr(timeline) and "1 h 30 min in all, 25 min of waiting" in repr(timeline)
    assert "<td>reception</td>" in timeline._repr_html_()
    assert "waiting" not in repr(visit([("a", 0, None), ("b", 5, None)]).timeline("v")).splitlines()[-1]


def test_timelines_are_compared_and_pickled() -> None:
    timeline = visit(ROWS).timeline("v")
    assert timeline == visit(ROWS).timeline("v")
    assert timeline != visit(ROWS[:2]).timeline("v")
    assert pickle.loads(pickle.dumps(timeline)) == timeline
