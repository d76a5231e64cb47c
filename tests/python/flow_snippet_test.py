"""What a user can do in the end, line by line: from a frame of touches to the steps that decide whether they return."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import polars as pl
import pytest

import fealty as fy

matplotlib.use("Agg")


@pytest.fixture(autouse=True)
def closed_pictures() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def dealer() -> Any:
    return fy.demo.dealership(customers=400, seed=5)


@pytest.fixture(scope="module")
def log(dealer: Any) -> fy.flow.EventLog:
    df = dealer.tables["touches"]
    return fy.flow.EventLog(df, case="visit_id", activity="step", time="at", ended="ended_at", resource="staff_id")


@pytest.fixture(scope="module")
def flow(log: fy.flow.EventLog) -> fy.flow.ServiceFlow:
    return fy.flow.ServiceFlow(
        [
            fy.flow.Step("booking", lane="customer", optional=True),
            fy.flow.Step("reception", lane="frontstage", requires=fy.flow.Requirement("met", share=0.9)),
            fy.flow.choice(
                [
                    fy.flow.Step(
                        "inspection",
                        lane="backstage",
                        requires=fy.flow.Requirement(
                            "waited", at_most="10 min", share=0.95, owner="desk", need="importance"
                        ),
                    ),
                    fy.flow.loop(["repair", "quality check"]),
                    fy.flow.Step("handover", requires=fy.flow.Requirement("met", share=0.9)),
                    "payment",
                    fy.flow.optional("follow-up"),
                ],
                ["test drive", "offer"],
            ),
        ]
    )


def test_a_log_comes_from_a_frame_a_book_or_a_file(dealer: Any, log: fy.flow.EventLog, tmp_path: Path) -> None:
    assert len(fy.flow.EventLog(dealer.book.touches)) == len(fy.flow.EventLog(dealer.book)) == len(log)
    log.to_xes(tmp_path / "x.xes.gz")
    read = fy.flow.EventLog.read_xes(tmp_path / "x.xes.gz")
    assert (len(read), read.case_count, read.steps) == (len(log), log.case_count, log.steps)
    assert read.directly_follows().edges == log.directly_follows().edges


def test_a_log_shows_events_cases_steps_variants_span_and_problems(log: fy.flow.EventLog) -> None:
    shown = repr(log)
    for told in (f"{len(log):,} events", f"{log.case_count:,} cases", "10 steps", f"{len(log.variants())} variants"):
        assert told in shown
    assert "2025-07-0" in shown and "2026-06-" in shown
    assert "kinds of problem" in shown
    assert log._repr_html_()


def test_every_figure_of_a_log_is_one_call(log: fy.flow.EventLog) -> None:
    cal = fy.flow.Calendar({"mon-sat": ["08:00-12:00", "13:00-18:00"]}, zone="Asia/Shanghai")
    figures = [
        log.variants(),
        log.directly_follows(),
        log.performance(calendar=cal),
        log.temporal_profile(),
        log.rework(),
        log.handovers(),
        log.step_matrix(),
        log.funnel(["reception", "repair", "payment"]),
    ]
    for figure in figures:
        frame = figure.to_frame()
        assert isinstance(frame, pl.DataFrame) and len(frame) > 0
        assert any(name.endswith("_lower") for name in frame.columns)  # no figure without its uncertainty
        assert figure._repr_html_()
        assert figure.plot() is not None


def test_a_flow_is_sketched_from_the_main_paths_and_edited_by_hand(log: fy.flow.EventLog) -> None:
    sketch = fy.flow.ServiceFlow.sketch(log, keep=0.95)
    assert {"reception", "repair", "handover"} <= {step.name for step in sketch.steps}
    edited = eval(sketch.to_python(), {"fy": fy})
    assert [step.name for step in edited.steps] == [step.name for step in sketch.steps]


def test_the_audit_has_what_the_steps_and_the_visits_did(flow: fy.flow.ServiceFlow, log: fy.flow.EventLog) -> None:
    audit = flow.audit(log)
    steps = audit.steps()
    assert {"met", "unmet", "not_known", "met_share", "met_share_lower", "met_share_upper", "first_failures"} <= set(
        steps.columns
    )
    assert 0 < audit.yield_.total.lower < audit.yield_.total.upper < 1
    visits = audit.visits()
    assert {"skipped", "repeated", "out_of_order", "unknown", "first_failure"} <= set(visits.columns)
    assert len(visits) == log.case_count
    assert audit.plot() is not None


def test_a_flow_is_a_picture_in_every_language_of_pictures(flow: fy.flow.ServiceFlow, log: fy.flow.EventLog) -> None:
    flow.audit(log)
    assert flow.to_mermaid().startswith("flowchart")
    assert flow.to_dot().startswith("digraph")
    assert "<svg" in flow.to_svg(color="met")


def test_the_audit_of_a_step_is_a_control_chart(flow: fy.flow.ServiceFlow, log: fy.flow.EventLog) -> None:
    audit = flow.audit(log)
    chart = fy.flow.ControlChart.p(audit, step="reception", by="week")
    assert len(chart) > 40
    assert chart.plot() is not None


def test_moments_of_truth_come_with_ranks_and_a_warning() -> None:
    book = fy.demo.dealership(customers=2000, seed=1).book
    moments = fy.flow.moments_of_truth(book, outcome="returned within 90 days")
    first = moments.to_frame().row(0, named=True)
    assert first["step"] == "handover"
    ranks = moments.ranks()
    by_step = ranks.group_by("step").agg(pl.col("probability").sum())
    assert by_step["probability"].to_list() == pytest.approx([1.0] * len(by_step))
    assert {"step", "first_view", "second_view", "kind", "meaning"} <= set(moments.warnings().columns)
    assert moments.plot() is not None
