"""Service flows in Python: declared, versioned, sketched, saved, and held against a log."""

from __future__ import annotations

import datetime as dt
import pickle
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

import fealty as fy
from fealty.errors import ParameterError, RecordError

TODAY = dt.date(2026, 6, 30)


def workshop() -> fy.flow.ServiceFlow:
    wait = fy.flow.Requirement("waited", at_most="10 min", share=0.95, owner="desk", need="importance")
    return fy.flow.ServiceFlow(
        [
            fy.flow.Step("booking", lane="customer", channel="phone"),
            fy.flow.Step("reception", requires=wait),
            fy.flow.choice([fy.flow.Step("repair", lane="backstage"), "test"], "advice"),
            fy.flow.Step("wash", optional=True),
            fy.flow.parallel("payment", "handover"),
            fy.flow.loop("call", "wait"),
            fy.flow.optional("gift"),
        ],
        date="2026-06-01",
        author="Li",
        evidence=["front line", ("team", "workshop of May", "2026-05-20")],
    )


def a_log() -> fy.flow.EventLog:
    frame = pd.DataFrame(
        {
            "visit_id": [1, 1, 1, 2, 2, 3],
            "step": ["ask", "answer", "thank", "ask", "thank", "shout"],
            "at": pd.to_datetime("2026-06-01T08:00Z") + pd.to_timedelta([0, 5, 30, 0, 1, 0], unit="min"),
            "met": [True, True, False, True, True, True],
        }
    )
    return fy.flow.EventLog(frame)


def test_a_list_is_a_sequence_and_parts_are_functions() -> None:
    flow = workshop()
    assert flow._compiled.text() == (
        "(booking, reception, choice((repair, test), advice), optional(wash), parallel(payment, handover), "
        "loop(call, wait), optional(gift))"
    )
    assert [step.optional for step in flow.steps][:6] == [False, False, True, True, True, True]
    assert flow["reception"].requires[0].at_most == 600
    assert flow["booking"].lane == "customer"
    assert len(flow) == 11


def test_a_name_stands_for_the_step_that_is_declared_anywhere() -> None:
    flow = fy.flow.ServiceFlow(["ask", fy.flow.loop(fy.flow.Step("serve", lane="support"), "ask"), "serve"])
    assert [step.name for step in flow.steps] == ["ask", "serve"]
    assert flow["serve"].lane == "support"
    with pytest.raises(ParameterError, match="declared twice"):
        fy.flow.ServiceFlow([fy.flow.Step("a"), fy.flow.Step("a", lane="support")])


def test_a_step_that_does_not_exist_is_an_error_that_names_the_nearest() -> None:
    flow = workshop()
    requirement = fy.flow.Requirement("met")
    for act in (
        lambda: flow.with_requirement("recepton", requirement),
        lambda: flow["recepton"],
        lambda: flow.may_follow("booking", "recepton"),
    ):
        with pytest.raises(ParameterError, match="reception"):
            act()
    assert flow.may_follow("booking", "reception")
    assert not flow.may_follow("booking", "repair")
    with pytest.raises(ParameterError, match="lane"):
        fy.flow.Step("a", lane="offstage")


def test_nodes_and_edges_are_there_to_be_drawn() -> None:
    flow = workshop()
    nodes, edges = flow.nodes(), flow.edges()
    assert nodes["kind"].to_list()[0] == "start"
    assert nodes["kind"].to_list()[-1] == "end"
    assert {"split", "join"} <= set(nodes["kind"])
    assert "interaction" in set(edges["crosses"])
    assert edges["goes_back"].any()


def test_a_flow_as_code_makes_the_same_flow() -> None:
    flow = workshop()
    again = eval(flow.to_python(), {"fy": fy})
    assert again._compiled.text() == flow._compiled.text()
    assert again.steps == flow.steps
    assert eval(fy.flow.ServiceFlow().to_python(), {"fy": fy})._compiled.text() == "()"
    sketched = fy.flow.ServiceFlow.sketch(a_log(), keep=1)
    assert eval(sketched.to_python(), {"fy": fy})._compiled == sketched._compiled


def test_versions_carry_their_evidence_and_stale_ones_say_why() -> None:
    flow = workshop()
    assert flow.versions[0]["evidence"][0][:2] == ("front line", "")
    assert flow.stale(TODAY) == []
    assert "drawn" in flow.stale("2028-01-01")[0]
    assert flow.stale(TODAY, after="10 days")
    assert "no evidence" in fy.flow.ServiceFlow(["a"], date=TODAY).stale(TODAY)[0]
    revised = flow.revised(["booking", "payment"], evidence=["walked with customer"], date=TODAY, note="shorter")
    assert (revised.version, len(revised.versions)) == (2, 2)
    changes = flow.diff(revised).to_frame()
    assert "removed" in set(changes["change"])
    assert flow.diff(flow).to_frame().is_empty()
    with pytest.raises(ParameterError, match="evidence"):
        flow.revised(evidence=["rumor"])


def test_a_flow_is_the_same_after_saving_and_pickling(tmp_path: Path) -> None:
    flow = workshop()
    flow.save(tmp_path / "flow.fealty")
    assert fy.flow.ServiceFlow.load(tmp_path / "flow.fealty") == flow
    assert pickle.loads(pickle.dumps(flow)) == flow


def test_anticipated_steps_that_were_never_seen_are_listed() -> None:
    flow = fy.flow.ServiceFlow(["ask", fy.flow.Step("letter", channel="anticipated"), "thank"])
    found = flow.coverage(a_log())
    assert isinstance(found, pd.DataFrame)
    assert dict(zip(found["step"], found["status"], strict=True)) == {
        "ask": "seen",
        "thank": "seen",
        "letter": "unseen",
        "answer": "unexpected",
        "shout": "unexpected",
    }


def test_a_requirement_is_held_against_smart() -> None:
    good = fy.flow.Requirement(
        "waited", at_most="10 min", share=0.95, owner="desk", need="importance", valid_until="2026-12-31"
    )
    checked = good.check("2026-06-30")
    assert checked.passes
    assert checked["achievable"] is None
    assert good.valid_until == dt.datetime(2027, 1, 1, tzinfo=dt.timezone.utc)
    late = good.check("2027-06-30")
    assert late["time-bound"] is False
    assert "out of date" in late.reason("time-bound")
    vague = fy.flow.Requirement("waited", owner="desk").check(TODAY)
    assert [vague[name] for name in ("specific", "measurable", "relevant")] == [False, False, False]
    assert "measurable" in vague._repr_html_()
    with pytest.raises(ParameterError, match="not both"):
        fy.flow.Requirement("waited", at_most=1, at_least=2)
    with pytest.raises(ParameterError, match="share"):
        fy.flow.Requirement("waited", at_most=1, share=95)
    with pytest.raises(ParameterError, match="predicate"):
        checked["pretty"]


def test_standards_are_reviewed_and_catalogues_are_data() -> None:
    rules = workshop().standards(TODAY).to_frame()
    assert set(rules["rule"]) == {"revise", "add"}
    assert len(fy.flow.needs()) == 6
    assert len(fy.flow.sources()) == 5


def test_a_procedure_is_audited_in_both_languages() -> None:
    procedure = fy.flow.procedures.complaint_handling
    assert len(procedure) == 8
    assert "投诉处理" in repr(procedure)
    for language in ("en", "zh"):
        steps = [step.name for step in procedure.flow(language).steps]
        order = [steps[i] for i in (0, 2, 1, 3, 4, 5, 5, 6)]  # one out of order, one repeated, the last skipped
        times = pd.to_datetime("2026-06-01T08:00Z") + pd.to_timedelta(range(8), unit="h")
        log = fy.flow.EventLog({"visit_id": ["C1"] * 8, "step": order, "at": times.to_numpy()})
        visits = pl.DataFrame(procedure.audit(log)._compiled.visits())
        assert visits.select("skipped", "repeated", "out_of_order").row(0) == (1, 1, 1)
    with pytest.raises(ParameterError):
        _ = fy.flow.procedures.complaint_handlnig


def test_flows_and_requirements_show_themselves() -> None:
    flow = workshop()
    assert "version 1" in repr(flow)
    assert "<table>" in flow._repr_html_()
    assert repr(fy.flow.Requirement("met", share=0.9)) == "Requirement: met in 90% of the visits"


def test_a_sketch_is_a_first_drawing_of_the_main_paths() -> None:
    flow = fy.flow.ServiceFlow.sketch(a_log(), keep=0.6)
    assert {step.name for step in flow.steps} <= {"ask", "answer", "thank", "shout"}
    assert len(fy.flow.ServiceFlow.sketch(a_log().cases([]))) == 0
    with pytest.raises(ParameterError):
        fy.flow.ServiceFlow.sketch(a_log(), keep=0)


def test_a_requirement_on_a_column_that_is_not_there_is_refused() -> None:
    flow = fy.flow.ServiceFlow(["ask"]).with_requirement("ask", fy.flow.Requirement("politeness"))
    with pytest.raises(RecordError, match="politeness"):
        flow.audit(a_log())


def test_a_sketch_tells_alternatives_of_several_steps_apart() -> None:
    courses = [["ask", "repair", "wash", "pay"]] * 3 + [["ask", "advise", "call", "pay"]] * 2
    rows = [(i, step, f"2026-06-01T08:{k:02}:00") for i, steps in enumerate(courses) for k, step in enumerate(steps)]
    frame = pd.DataFrame(rows, columns=["visit_id", "step", "at"]).assign(
        at=lambda f: pd.to_datetime(f["at"], utc=True)
    )
    flow = fy.flow.ServiceFlow.sketch(fy.flow.EventLog(frame))
    assert flow._compiled.text() == "(ask, choice((repair, wash), (advise, call)), pay)"
