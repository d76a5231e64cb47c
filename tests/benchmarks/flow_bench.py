"""Figures of the BPIC2012 log (262,200 events, 13,087 cases), from memory, against pm4py on its own data frame.

pm4py is no requirement of the tests: ``pip install pm4py`` for this comparison. Both sides measure all edges (mean,
median, deviation, least, greatest, sum), all pairs of steps, repetitions and handovers; ours without the bootstrap,
which pm4py does not have.
"""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Callable
from pathlib import Path

from fealty.flow import EventLog


def shared() -> Path:
    """The folder of the public data."""
    return Path(os.environ.get("FEALTY_DATA", Path(__file__).parents[3] / "shared" / "data"))


def cases() -> dict[str, dict[str, Callable[[], object]]]:
    """Ours and pm4py for each figure."""
    with contextlib.redirect_stdout(io.StringIO()):  # it prints a banner
        import pm4py

    log = EventLog.read_xes(shared() / "flow" / "bpic2012.xes.gz", frames="pandas")
    named = {
        "visit_id": "case:concept:name",
        "step": "concept:name",
        "at": "time:timestamp",
        "staff_id": "org:resource",
    }
    frame = log.to_frame().rename(columns=named)[list(named.values())]
    frame["concept:name"] = frame["concept:name"].astype(str)
    frame["case:concept:name"] = frame["case:concept:name"].astype(str)
    frame["org:resource"] = frame["org:resource"].astype(object).fillna("nobody")  # it cannot sort missing ones

    def case(name: str, ours: Callable[[], object], theirs: Callable[[], object]) -> None:
        found[f"BPIC2012, {name}"] = {"fealty": ours, "pm4py": theirs}

    found: dict[str, dict[str, Callable[[], object]]] = {}
    case("directly-follows", log.directly_follows, lambda: pm4py.discover_dfg(frame))
    case("variants", log.variants, lambda: pm4py.get_variants(frame))
    case("performance", log.performance, lambda: pm4py.discover_performance_dfg(frame))
    case("case durations", log.case_durations, lambda: pm4py.get_all_case_durations(frame))
    case("rework", log.rework, lambda: pm4py.get_rework_cases_per_activity(frame))
    case("handovers", log.handovers, lambda: pm4py.discover_handover_of_work_network(frame))
    case("temporal profile", log.temporal_profile, lambda: pm4py.discover_temporal_profile(frame))
    return found
