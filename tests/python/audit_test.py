"""Audits in Python: frames of the caller's kind, figures with intervals, adding, saving and the picture."""

from __future__ import annotations

import math
import os
import pickle
import time
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import fealty as fy
from fealty.errors import ParameterError, RecordError

DATA = Path(os.environ.get("FEALTY_DATA", Path(__file__).parents[3] / "shared" / "data"))


def desk(share: float = 0.9) -> fy.flow.ServiceFlow:
    met = fy.flow.Requirement("met", share=share, owner="desk", need="fairness")
    quick = fy.flow.Requirement("waited", at_most="10 min", share=share, need="importance")
    return fy.flow.ServiceFlow(
        ["greet", fy.flow.Step("serve", requires=[met, quick]), fy.flow.Step("pay", requires=met)], date="2026-06-01"
    )


def a_frame(first: int = 0, last: int = 400) -> pd.DataFrame:
    """Visits of greet, serve and pay; every eighth is served late, every tenth skips the greeting."""
    rows = []
    for visit in range(first, last):
        start = pd.Timestamp("2026-06-01T08:00Z") + pd.Timedelta(hours=2 * visit)
        names = ["greet", "serve", "pay"] if visit % 10 else ["serve", "pay"]
        for i, step in enumerate(names):
            late = 30 if visit % 8 == 0 and step != "greet" else 0
            at = start + pd.Timedelta(minutes=5 * i + late)
            rows.append((visit, step, at, visit // 4, visit % 8 != 0 or step == "greet"))
    return pd.DataFrame(rows, columns=["visit_id", "step", "at", "customer_id", "met"])


def an_audit(first: int = 0, last: int = 400) -> fy.flow.Audit:
    return desk().audit(fy.flow.EventLog(a_frame(first, last)))


def test_steps_come_in_the_callers_kind_of_frame_with_both_intervals() -> None:
    steps = an_audit().steps()
    assert isinstance(steps, pd.DataFrame)
    assert steps["step"].tolist() == ["greet", "serve", "pay"]
    assert steps["met"].tolist() == [0, 320, 350]
    assert steps["not_known"].tolist() == [0, 30, 0]  # nothing before the service says how long they waited
    assert steps["met_share"].tolist()[2] == pytest.approx(0.875)
    assert {"met_share_lower", "met_share_by_customer_lower", "verdict", "first_failures"} <= set(steps)
    assert steps["verdict"].tolist()[0] == "no target"
    assert steps["skipped"].tolist() == [40, 0, 0]


def test_steps_fail_together_and_the_audit_says_so() -> None:
    audit = an_audit()
    figures = audit.yield_
    assert (figures.complete, figures.not_complete) == (370, 30)
    assert figures.total.value == pytest.approx(320 / 370)
    assert figures.rolled.value == pytest.approx(320 / 370 * 0.875)
    assert figures.dependence.lower > 1
    pairs = audit.dependence()
    assert pairs["phi"].tolist() == pytest.approx([1.0])
    assert pairs["lift_lower"].tolist()[0] > 1


def test_coverage_at_a_threshold_stands_beside_the_mean() -> None:
    found = an_audit().coverage(0.9)
    assert found.steps.value == 0
    assert found.mean_of_steps.value == pytest.approx((320 / 370 + 0.875) / 2)
    assert found.customers.value == pytest.approx(0.5)


def test_visits_variants_and_deviations_are_listed() -> None:
    audit = an_audit()
    visits = audit.visits()
    assert len(visits) == len(audit) == 400
    assert visits["skipped"].sum() == 40
    assert visits["first_failure"].dropna().unique().tolist() == ["serve"]
    assert audit.variants()["deviations"].tolist() == ["", "greet skipped at 1"]
    assert audit.deviations()["visits"].tolist() == [40]
    assert audit.requirements()["owner"].tolist() == ["desk", "", "desk"]
    assert audit.conformance.perfect.value == 0.9


def test_counts_are_those_that_a_control_chart_takes() -> None:
    labels, met, known = an_audit().counts("pay", by="week")
    assert labels[:2] == ["2026-W23", "2026-W24"]
    assert sum(known) == 400
    assert sum(met) == 350
    assert an_audit().counts("pay", by="day", zone="Asia/Shanghai")[0][0] == "2026-06-01"
    with pytest.raises(ParameterError, match="pay"):
        an_audit().counts("pey")
    with pytest.raises(ParameterError, match="fortnight"):
        an_audit().counts("pay", by="fortnight")


def test_audits_of_two_halves_add_up_to_the_audit_of_all(tmp_path: Path) -> None:
    whole = an_audit()
    total = an_audit(150, 400) + an_audit(0, 150)
    assert total == whole
    assert len(total) == 400
    total.save(tmp_path / "audit.fealty")
    assert fy.flow.Audit.load(tmp_path / "audit.fealty") == whole
    assert pickle.loads(pickle.dumps(whole)) == whole
    with pytest.raises(RecordError, match="both"):
        _ = whole + an_audit(0, 1)


def test_an_audited_share_tells_whether_a_requirement_is_achievable() -> None:
    audit = an_audit()
    estimate = audit.met_share("pay")
    assert estimate.value == pytest.approx(0.875)
    assert audit.flow["pay"].requires[0].check("2026-06-30", estimate)["achievable"] is True
    assert fy.flow.Requirement("met", share=0.99).check("2026-06-30", estimate)["achievable"] is False


def test_an_audit_shows_itself() -> None:
    audit = an_audit()
    assert "400 visits" in repr(audit)
    assert "follow the flow" in audit._repr_html_()
    assert "not independent" not in repr(audit)


def test_the_picture_says_what_was_found() -> None:
    for flow, words in (
        (desk(0.99), "misses its target"),
        (desk(0.5), "No step"),
        (fy.flow.ServiceFlow(["greet", "serve", "pay"]), "without"),
    ):
        axes = flow.audit(fy.flow.EventLog(a_frame())).plot()
        assert words in axes.figure._suptitle.get_text().replace("\n", " ")
        plt.close(axes.figure)


def test_an_audit_of_nothing_is_empty() -> None:
    audit = desk().audit(fy.flow.EventLog(a_frame()).cases([]))
    assert len(audit) == 0
    assert math.isnan(audit.yield_.total.value)
    assert audit.visits().empty
    plt.close(audit.plot().figure)


def test_a_case_with_a_million_events_is_audited() -> None:
    events = 1_000_000
    steps = np.array(["serve", "pay"])[np.arange(events) % 2]
    at = np.datetime64("2026-06-01T08:00:00") + np.arange(events).astype("timedelta64[s]")
    log = fy.flow.EventLog({"visit_id": np.zeros(events, dtype=np.int64), "step": steps, "at": at}, zone="UTC")
    flow = fy.flow.ServiceFlow(["greet", fy.flow.loop(["serve", "pay"])])
    assert flow.audit(log).visits()["skipped"].tolist() == [1]


@pytest.mark.skipif(
    not (DATA / "flow" / "bpic2012.xes.gz").exists(), reason="no data under ../shared/data or FEALTY_DATA"
)
def test_all_variants_of_real_loan_applications_are_aligned_in_seconds() -> None:
    log = fy.flow.EventLog.read_xes(DATA / "flow" / "bpic2012.xes.gz")
    flow = fy.flow.ServiceFlow.sketch(log, keep=0.5)
    start = time.perf_counter()
    audit = flow.audit(log)
    assert time.perf_counter() - start < 20
    assert len(audit) == 13_087
    assert audit._compiled.variant_count == 4_366
    assert audit.conformance.unproven == 0
    whole = fy.flow.ServiceFlow.sketch(log, keep=1).audit(log)
    assert whole.conformance.log_fitness.value == 1


@pytest.mark.skipif(
    not (DATA / "flow" / "bpic2012.xes.gz").exists(), reason="no data under ../shared/data or FEALTY_DATA"
)
@pytest.mark.parametrize("keep", [0.5, 0.8, 0.95])
def test_a_sketch_of_real_loan_applications_allows_the_share_it_keeps_without_a_loop_around_all(keep: float) -> None:
    log = fy.flow.EventLog.read_xes(DATA / "flow" / "bpic2012.xes.gz")
    flow = fy.flow.ServiceFlow.sketch(log, keep=keep)
    drawn = flow._compiled.text()
    assert drawn.startswith("(A_SUBMITTED, A_PARTLYSUBMITTED, parallel(")
    if keep > 0.5:
        assert "choice(A_CANCELLED, (O_CREATED, O_SENT))" in drawn
    assert flow.audit(log).conformance.perfect.value >= keep
