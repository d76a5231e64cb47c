"""The figures that pm4py gives for four public logs, digit for digit.

`../shared/reference/flow` has them. Its times of logs with several offsets from UTC were taken from the readings of the
clock, without the offsets; so are those that are compared here, and a test says what that changes.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, iterparse

import polars as pl
import pytest

from fealty.flow import EventLog

NAMES = ["running-example", "roadtraffic100", "receipt", "bpic2012"]
FILES = {"roadtraffic100": "roadtraffic100traces.xes"}


def _shared() -> Path | None:
    import os

    roots = [os.environ.get("FEALTY_DATA"), Path(__file__).parents[3] / "shared" / "data"]
    return next((Path(root) for root in roots if root and (Path(root) / "flow").is_dir()), None)


DATA = _shared()
pytestmark = pytest.mark.skipif(DATA is None, reason="no data under ../shared/data, and FEALTY_DATA names no folder")


def _path(name: str) -> Path:
    assert DATA is not None
    plain = DATA / "flow" / FILES.get(name, f"{name}.xes")
    return plain if plain.exists() else plain.with_name(plain.name + ".gz")


def _published(name: str) -> dict[str, Any]:
    assert DATA is not None
    file = DATA.parent / "reference" / "flow" / f"oracle_{name}.json"
    return dict(json.loads(file.read_text(encoding="utf-8"))[name]["values"])


def _values(element: Element) -> dict[str, str]:
    return {child.attrib["key"]: child.attrib["value"] for child in element if "value" in child.attrib}


@pytest.fixture(scope="module")
def records() -> dict[str, pl.DataFrame]:
    """The events of each log as XES has them: case, step, time with its offset, resource."""
    frames = {}
    for name in NAMES:
        rows = []
        with gzip.open(_path(name)) if _path(name).suffix == ".gz" else _path(name).open("rb") as file:
            for _, element in iterparse(file):
                if element.tag.rpartition("}")[2] == "trace":
                    case = _values(element)["concept:name"]
                    events = (_values(child) for child in element if child.tag.rpartition("}")[2] == "event")
                    rows += [(case, e["concept:name"], e["time:timestamp"], e.get("org:resource")) for e in events]
                    element.clear()
        frames[name] = pl.DataFrame(rows, schema=["visit_id", "step", "at", "staff_id"], orient="row")
    return frames


@pytest.fixture(scope="module")
def readings(records: dict[str, pl.DataFrame]) -> dict[str, EventLog]:
    """The logs by the readings of the clock."""
    reading = pl.col("at").str.replace(r"(Z|[-+]\d\d:\d\d)$", "").str.to_datetime(time_unit="us", time_zone="UTC")
    return {name: EventLog(frame.with_columns(reading)) for name, frame in records.items()}


@pytest.mark.parametrize("name", NAMES)
def test_counts_are_exact(readings: dict[str, EventLog], name: str) -> None:
    log, published = readings[name], _published(name)
    graph = log.directly_follows()
    assert len(log) == published["events"]
    assert log.case_count == published["cases"]
    assert len(log.steps) == published["activities"]
    assert len(log.variants()) == published["variants"]
    assert len(graph) == published["dfg_edges"]
    assert sum(graph.edges.values()) == published["dfg_total"]
    assert len(graph.starts) == published["start_activities"]
    assert len(graph.ends) == published["end_activities"]
    top = sorted(graph.edges.items(), key=lambda edge: -edge[1])[:5]
    assert sorted(n for _, n in top) == sorted(n for _, n in published["top_edges"])
    assert all(graph.edges[tuple(edge)] == n for edge, n in published["top_edges"])


@pytest.mark.parametrize("name", NAMES)
def test_an_edge_is_a_sequence_if_it_never_goes_back_and_parallel_if_it_does(
    readings: dict[str, EventLog], name: str
) -> None:
    edges, published = readings[name].directly_follows().edges, _published(name)
    assert sum((b, a) not in edges for a, b in edges) == published["footprint_seq"]
    assert sum((b, a) in edges for a, b in edges) == published["footprint_par"]


@pytest.mark.parametrize("name", NAMES)
def test_times_of_edges_agree_to_nine_digits(readings: dict[str, EventLog], name: str) -> None:
    edges = readings[name].performance().edges
    for edge, expected in _published(name)["perf_top"]:
        times = edges[tuple(edge)]
        assert times.mean == pytest.approx(expected["mean"], rel=1e-9)
        assert times.median == pytest.approx(expected["median"], rel=1e-9)
        assert times.greatest == pytest.approx(expected["max"], rel=1e-9)
        assert times.least == pytest.approx(expected["min"], rel=1e-9)
        assert times.sum == pytest.approx(expected["sum"], rel=1e-9)
        assert times.standard_deviation == pytest.approx(expected["stdev"], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_durations_of_cases_agree_to_nine_digits(readings: dict[str, EventLog], name: str) -> None:
    figures = readings[name].case_durations().figures
    published = _published(name)
    assert figures.mean == pytest.approx(published["case_dur_mean_s"], rel=1e-9)
    assert figures.median == pytest.approx(published["case_dur_median_s"], rel=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_pairs_of_the_temporal_profile_are_as_many(readings: dict[str, EventLog], name: str) -> None:
    profile = readings[name].temporal_profile()
    assert len(profile) == _published(name)["temporal_pairs"]


@pytest.mark.parametrize("name", ["running-example", "roadtraffic100"])
def test_times_of_the_temporal_profile_agree_to_nine_digits(readings: dict[str, EventLog], name: str) -> None:
    assert DATA is not None
    file = DATA.parent / "reference" / "flow" / "oracle_fixed_nets.json"
    published = json.loads(file.read_text(encoding="utf-8"))[f"{name}-tp"]
    pairs = readings[name].temporal_profile().pairs
    for pair, (mean, deviation) in published.items():
        first, second = pair.strip("()").replace("'", "").split(", ")
        assert pairs[first, second][0] == pytest.approx(mean, rel=1e-9)
        if deviation:  # what was seen once has no standard deviation; pm4py says 0
            assert pairs[first, second][1] == pytest.approx(deviation, rel=1e-9)
        else:
            assert not pairs[first, second][1] > 0


def test_deviations_of_the_permit_receipts_at_six_standard_deviations(readings: dict[str, EventLog]) -> None:
    assert DATA is not None
    file = DATA.parent / "reference" / "flow" / "oracle_fixed_nets.json"
    published = json.loads(file.read_text(encoding="utf-8"))["receipt-conf-temporal-zeta6"]
    profile = readings["receipt"].temporal_profile()
    found = profile.deviations(zeta=6)
    assert (found.count, found.cases) == (published, 30)


@pytest.mark.parametrize("name", NAMES)
def test_rework_is_exact(readings: dict[str, EventLog], name: str) -> None:
    assert readings[name].rework().steps == _published(name)["rework"]


@pytest.mark.parametrize("name", ["running-example", "receipt"])
def test_handovers_are_as_many(readings: dict[str, EventLog], name: str) -> None:
    assert len(readings[name].handovers()) == _published(name)["handover_edges"]


def test_shares_of_handovers_are_those_of_pm4py(readings: dict[str, EventLog]) -> None:
    """The five most frequent of the permit receipts, by pm4py 2.7: shares of all, those to oneself among them."""
    handovers = readings["receipt"].handovers()
    shares = {pair: count / handovers.total for pair, count in handovers.pairs.items()}
    published = {
        "Resource01": 0.1364972700545989,
        "Resource03": 0.06411871762564748,
        "Resource02": 0.0627187456250875,
        "Resource05": 0.05263894722105558,
        "Resource04": 0.05221895562088758,
    }
    assert {pair[0]: share for pair, share in shares.items() if pair[0] == pair[1] and share > 0.0522} == pytest.approx(
        published, rel=1e-9
    )


def test_instants_differ_from_readings_by_the_hours_that_the_clocks_were_moved(
    records: dict[str, pl.DataFrame], readings: dict[str, EventLog]
) -> None:
    instants = EventLog(records["bpic2012"].with_columns(pl.col("at").str.to_datetime("%+", time_zone="UTC")))
    edge = ("W_Completeren aanvraag", "W_Completeren aanvraag")
    by_instant, by_reading = (log.performance().edges[edge] for log in (instants, readings["bpic2012"]))
    assert by_instant.count == by_reading.count
    assert by_instant.sum - by_reading.sum == pytest.approx(107 * 3600, abs=1e-3)
