"""Figures of a log as a notebook uses them."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import fealty as fy
from fealty.flow import Calendar, EventLog

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("Agg")

FIGURES: dict[str, Callable[[EventLog], Any]] = {
    "performance": lambda log: log.performance(),
    "case_durations": lambda log: log.case_durations(),
    "temporal_profile": lambda log: log.temporal_profile(),
    "rework": lambda log: log.rework(),
    "handovers": lambda log: log.handovers(),
    "funnel": lambda log: log.funnel(["greet", "pay"]),
    "step_matrix": lambda log: log.step_matrix(5),
}


def records(cases: int = 60, kind: str = "pandas") -> Any:
    random = np.random.default_rng(1)
    rows = []
    for case in range(cases):
        at = pd.Timestamp("2026-03-02 08:00Z") + pd.Timedelta(hours=case)
        steps = ["greet", *random.choice(["advise", "check", "wait"], random.integers(0, 5)), "pay"][: 2 + case % 5]
        for step in steps:
            rows.append((f"V{case}", step, at, at + pd.Timedelta(minutes=3), f"E{random.integers(3)}", case // 2))
            at += pd.Timedelta(minutes=int(random.integers(3, 90)))
    frame = pd.DataFrame(rows, columns=["visit_id", "step", "at", "ended_at", "staff_id", "customer_id"])
    return pl.from_pandas(frame) if kind == "polars" else frame


@pytest.fixture(scope="module")
def log() -> EventLog:
    return EventLog(records())


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_shown_drawn_and_given_as_a_frame_of_the_callers_kind(log: EventLog, name: str) -> None:
    figure = FIGURES[name](log)
    assert isinstance(figure.to_frame(), pd.DataFrame)
    assert isinstance(FIGURES[name](EventLog(records(kind="polars"))).to_frame(), pl.DataFrame)
    assert "<table>" in figure._repr_html_()
    assert figure.title in repr(figure)
    axes = figure.plot()
    assert axes.figure._suptitle.get_text()
    matplotlib.pyplot.close(axes.figure)


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_figure_of_nothing_is_drawn_too(name: str, language: str) -> None:
    if name == "funnel":
        with pytest.raises(fy.ParameterError, match="greet"):
            FIGURES[name](EventLog(records().head(0)))
        return
    figure = FIGURES[name](EventLog(records().head(0)))
    axes = getattr(fy.plots, figure.plot_name)(figure, language=language)
    assert axes.figure._suptitle.get_text()
    matplotlib.pyplot.close(axes.figure)


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_adds_up_and_comes_back_from_an_archive(log: EventLog, name: str, tmp_path: Path) -> None:
    frame = records()
    first = frame.visit_id.str.endswith(("1", "2", "3", "4"))
    figure = FIGURES[name](log)
    part = FIGURES[name](EventLog(frame[first]))._compiled
    part += FIGURES[name](EventLog(frame[~first]))._compiled
    assert part == figure._compiled
    assert part.to_bytes() == figure._compiled.to_bytes()
    figure._compiled.save(tmp_path / "figure.fealty")
    assert type(figure._compiled).load(tmp_path / "figure.fealty") == figure._compiled
    again = pickle.loads(pickle.dumps(figure))
    assert again == figure
    pd.testing.assert_frame_equal(again.to_frame(), figure.to_frame())


@pytest.mark.parametrize("name", FIGURES)
def test_intervals_have_the_same_bits_on_any_number_of_threads(name: str) -> None:
    frames = []
    for threads in (1, 3):
        fy.set_threads(threads)
        frames.append(FIGURES[name](EventLog(records())).to_frame())
    fy.set_threads(0)
    pd.testing.assert_frame_equal(*frames, check_exact=True)


def test_intervals_of_another_level_hold_each_other(log: EventLog) -> None:
    rework = log.rework()
    wide, narrow = rework.intervals(level=0.99), rework.intervals(level=0.5)
    assert (wide.share_upper >= narrow.share_upper).all()
    assert (wide.share_lower <= narrow.share_lower).all()
    assert not rework.intervals(seed=2).equals(rework.intervals(seed=1))


def test_times_by_a_calendar_are_working_time(log: EventLog) -> None:
    calendar = Calendar({"mon-sun": ["09:00-17:00"]})
    by_clock, worked = log.performance(), log.performance(calendar)
    assert worked.working_time
    assert not by_clock.working_time
    edge = ("greet", "pay")
    assert 0 < worked.edges[edge].sum < by_clock.edges[edge].sum
    assert worked.to_frame()["sum_s"].sum() < by_clock.to_frame()["sum_s"].sum()
    assert log.case_durations(calendar).figures.mean < log.case_durations().figures.mean
    assert log.case_durations(calendar).cases()["duration_s"].sum() < log.case_durations().cases()["duration_s"].sum()


def test_steps_take_the_time_to_their_end(log: EventLog) -> None:
    assert log.performance().own["greet"].mean == 180
    steps = log.performance().steps()
    assert set(steps.step) == set(log.steps)
    assert (steps.mean_s == 180).all()


def test_deviations_are_counted_and_listed() -> None:
    frame = records()
    late = frame.visit_id == "V7"
    frame.loc[late, ["at", "ended_at"]] += pd.to_timedelta(np.arange(late.sum()) * 30, unit="D").to_numpy()[:, None]
    log = EventLog(frame)
    found = log.temporal_profile().deviations(zeta=3)
    assert found.cases == 1
    assert set(found.to_frame()["case"]) == {"V7"}
    assert len(log.temporal_profile().deviations(zeta=3, most=1)) == 1
    assert f"{found.count} deviations of more than 3" in repr(found)
    with pytest.raises(fy.ParameterError, match="zeta"):
        log.temporal_profile().deviations(zeta=-1)


def test_a_profile_judges_another_log(log: EventLog) -> None:
    later = records().assign(at=lambda x: x["at"] + pd.to_timedelta(np.arange(len(x)) * 10, unit="D"))
    later["ended_at"] = later["at"]
    assert log.temporal_profile().deviations(EventLog(later)).cases > 30


def test_handovers_to_another_alone(log: EventLog) -> None:
    everyone, others = log.handovers(), log.handovers(to_self=False)
    assert others.total < everyone.total
    assert all(one != other for one, other in others.pairs)
    assert others.to_frame()["share"].sum() == pytest.approx(1)
    assert everyone.to_frame()["count"].sum() == everyone.total


def test_a_funnel_of_an_unknown_step_names_the_nearest(log: EventLog) -> None:
    with pytest.raises(fy.ParameterError, match="advise"):
        log.funnel(["greet", "advice"])


def test_a_step_matrix_is_a_table_of_shares(log: EventLog) -> None:
    matrix = log.step_matrix(5).matrix()
    assert list(matrix.columns) == ["step", "1", "2", "3", "4", "5"]
    assert matrix[["1", "2", "3", "4", "5"]].sum().to_numpy() == pytest.approx(np.ones(5))
    assert matrix["step"][0] == "greet"
    assert matrix["step"].iloc[-1] is None or pd.isna(matrix["step"].iloc[-1])
