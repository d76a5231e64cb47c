"""Event logs as a notebook uses them."""

from __future__ import annotations

import datetime as dt
import pickle
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import fealty as fy
from fealty.flow import EventLog
from fealty.flow.durations import duration, in_words

COLUMNS = {
    "visit_id": ["V2", "V1", "V1", "V2", "V1", "NA"],
    "step": ["greet", "greet", "serve", "pay", "pay", "greet"],
    "at": pd.to_datetime(
        [
            "2026-03-02 09:00Z",
            "2026-03-02 08:00Z",
            "2026-03-02 08:10Z",
            "2026-03-02 09:30Z",
            "2026-03-02 08:50Z",
            "2026-03-03 08:00Z",
        ]
    ),
    "staff_id": ["E1", "E2", "E1", "E2", "E2", "E1"],
    "customer_id": [7, 8, 8, 7, 8, 7],
    "channel": ["phone", "face", "face", "phone", "face", "phone"],
    "amount": [1.5, 2, 3, 4, 5, np.nan],
}


@pytest.fixture
def frame() -> pd.DataFrame:
    return pd.DataFrame(COLUMNS)


@pytest.fixture
def log(frame: pd.DataFrame) -> EventLog:
    return EventLog(frame)


def test_a_log_says_what_is_in_it(log: EventLog) -> None:
    assert (len(log), log.case_count, log.steps) == (6, 3, ["greet", "pay", "serve"])
    assert log.span == (
        dt.datetime(2026, 3, 2, 8, tzinfo=dt.timezone.utc),
        dt.datetime(2026, 3, 3, 8, tzinfo=dt.timezone.utc),
    )
    assert "6 events, 3 cases, 3 steps, 3 variants" in repr(log)
    assert "spelled_missing" in log.intake.to_text() or len(log.intake) > 0
    assert "<table>" in log._repr_html_()


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow", "numpy"])
def test_the_kind_of_frame_that_came_in_comes_back(frame: pd.DataFrame, kind: str) -> None:
    given = {
        "pandas": lambda: frame,
        "polars": lambda: pl.from_pandas(frame),
        "pyarrow": lambda: pa.Table.from_pandas(frame),
        "numpy": lambda: {name: frame[name].to_numpy() for name in frame.columns},
    }[kind]()
    found = EventLog(given, zone="UTC").directly_follows().to_frame()
    expected = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "pyarrow": pa.Table, "numpy": dict}[kind]
    assert isinstance(found, expected)


def test_columns_of_other_names_are_named(frame: pd.DataFrame) -> None:
    renamed = frame.rename(columns={"visit_id": "order", "step": "what", "at": "when", "staff_id": "who"})
    log = EventLog(renamed, case="order", activity="what", time="when", resource="who")
    assert log.directly_follows().edges == EventLog(frame).directly_follows().edges
    assert list(log.to_frame().columns)[:3] == ["visit_id", "step", "at"]
    with pytest.raises(fy.RecordError, match=r"there is no column .wen. for time=; there are: order, what, when"):
        EventLog(renamed, case="order", activity="what", time="wen")
    with pytest.raises(fy.RecordError, match="step"):
        EventLog(frame.assign(what="x"), activity="what")


def test_the_touches_of_a_book_are_a_log(frame: pd.DataFrame) -> None:
    book = fy.Book(touches=frame)
    assert EventLog(book).directly_follows().edges == EventLog(frame).directly_follows().edges
    assert EventLog(book.touches).variants().counts == [1, 1, 1]


def test_directly_follows_counts_pairs_starts_and_ends(log: EventLog) -> None:
    graph = log.directly_follows()
    assert graph.edges == {("greet", "pay"): 1, ("greet", "serve"): 1, ("serve", "pay"): 1}
    assert graph.starts == {"greet": 3}
    assert graph.ends == {"greet": 1, "pay": 2}
    assert graph.events == {"greet": 3, "pay": 2, "serve": 1}
    table = graph.to_frame().set_index(["from", "to"])
    assert table.loc[("serve", "pay"), "share"] == 1
    assert table.loc[("greet", "pay"), "share"] == pytest.approx(1 / 3)
    assert (table["share_lower"] <= table["share"]).all()
    assert (table["share_upper"] >= table["share"]).all()


def test_variants_are_ranked_and_read_as_paths(log: EventLog) -> None:
    variants = log.variants()
    assert len(variants) == 3
    assert variants.sequence(0) == ["greet"]
    table = variants.to_frame()
    assert set(table["variant"]) == {"greet", "greet > pay", "greet > serve > pay"}
    assert table["cumulative_share"].iloc[-1] == 1


def test_filters_compose(log: EventLog) -> None:
    assert log.containing("serve").case_count == 1
    assert log.containing("pay").where(channel="phone").case_count == 1
    assert log.where(amount=(1, 2)).case_count == 2
    assert len(log.where(whole_cases=False, channel="face")) == 3
    assert log.between("2026-03-02", "2026-03-02").case_count == 2
    assert log.between("2026-03-02T08:30", "2026-03-02T23:00", within="started").case_count == 1
    assert len(log.between("2026-03-02T08:05", "2026-03-02T09:00", within="events")) == 3
    assert log.following("greet", "pay", directly=True).case_count == 1
    assert log.following("greet", "pay", within="20 min").case_count == 0
    assert log.following("greet", "pay", negated=True).case_count == 1
    assert log.lasting("40 min").case_count == 1
    assert log.lasting(at_most="10 min").case_count == 1
    assert log.of_length(2).case_count == 2
    assert log.starting_with("greet").ending_with("pay").without_steps("serve").variants().counts == [2]
    assert log.only_steps("pay").case_count == 2
    assert log.cases(["V1", "NA"]).case_count == 2
    assert log.most_frequent(1).case_count == 1
    assert log.covering(0.5).case_count == 2
    assert log.following_variant(["greet", "pay"]).case_count == 1
    assert log.not_containing("pay").case_count == 1
    assert list(log.case("V1")["step"]) == ["greet", "serve", "pay"]


def test_a_wrong_name_is_answered_with_the_nearest(log: EventLog) -> None:
    with pytest.raises(fy.ParameterError, match='did you mean "serve"'):
        log.containing("sevre")
    with pytest.raises(fy.RecordError, match="channel"):
        log.where(chanel="phone")
    with pytest.raises(fy.ParameterError, match="no case 'V9'"):
        log.case("V9")


def test_logs_add_up(frame: pd.DataFrame) -> None:
    first, second = frame[frame.visit_id == "V1"], frame[frame.visit_id != "V1"]
    total = EventLog(first) + EventLog(second)
    assert total.directly_follows().to_frame().equals(EventLog(frame).directly_follows().to_frame())
    assert len(EventLog(first)) == 3  # a sum leaves its terms alone


def test_a_log_is_saved_and_pickled(log: EventLog, tmp_path: Path) -> None:
    log.save(tmp_path / "log")
    for copy in (EventLog.load(tmp_path / "log", frames="pandas"), pickle.loads(pickle.dumps(log))):
        assert copy.to_frame().equals(log.to_frame())
    few = pickle.loads(pickle.dumps(log.containing("serve")))
    assert few.case_count == 1
    graph = pickle.loads(pickle.dumps(log.directly_follows()))
    assert graph.to_frame().equals(log.directly_follows().to_frame())


def test_the_same_bits_from_any_number_of_threads() -> None:
    log = EventLog(fy.demo.dealership(customers=500).book)
    tables = []
    for count in (1, 2, 7):
        fy.set_threads(count)
        graph, variants = log.directly_follows(), log.variants()
        tables.append((graph.to_frame(), graph.steps(), variants.to_frame()))
    fy.set_threads(0)
    for other in tables[1:]:
        assert all(a.equals(b) for a, b in zip(tables[0], other, strict=True))


def test_an_empty_log_and_one_event_are_no_special_cases(frame: pd.DataFrame) -> None:
    for part, cases in ((frame[:0], 0), (frame[:1], 1)):
        log = EventLog(part)
        assert log.case_count == cases
        assert len(log.directly_follows().to_frame()) == 0
        assert len(log.variants().to_frame()) == cases
        assert repr(log)


def test_a_million_distinct_steps_are_counted() -> None:
    count = 1_000_000
    log = EventLog(
        {"visit_id": np.arange(count) // 4, "step": np.arange(count), "at": np.arange(count).astype("datetime64[s]")},
        zone="UTC",
    )
    graph = log.directly_follows()
    assert len(graph) == 750_000
    assert graph.case_count == 250_000


def test_a_case_may_have_a_million_events() -> None:
    count = 1_000_000
    log = EventLog(
        {
            "visit_id": np.zeros(count, int),
            "step": np.arange(count) % 7,
            "at": np.arange(count).astype("datetime64[s]"),
        },
        zone="UTC",
    )
    assert log.directly_follows().edges["0", "1"] == 142_857
    assert log.variants().counts == [1]


def test_the_share_of_an_edge_is_covered_as_often_as_it_says() -> None:
    """Customers who differ in how likely they pay: intervals that took cases for independent would be too narrow."""
    covered = 0
    for seed in range(200):
        random = np.random.default_rng(seed)
        customers, visits = 120, 8
        pays = random.beta(1, 1, customers).repeat(visits) > random.random(customers * visits)
        case = np.arange(customers * visits)
        log = EventLog(
            {
                "visit_id": np.concatenate([case, case[pays]]),
                "customer_id": np.concatenate([case // visits, case[pays] // visits]),
                "step": np.array(["greet"] * case.size + ["pay"] * int(pays.sum())),
                "at": np.concatenate([case, case[pays] + 1]).astype("datetime64[s]"),
            },
            zone="UTC",
        )
        table = log.directly_follows().to_frame()
        covered += bool(table["share_lower"][0] <= 0.5 <= table["share_upper"][0])
    assert 180 <= covered <= 198  # 190 expected, standard deviation 3.1


@pytest.mark.parametrize(
    ("written", "microseconds"),
    [
        ("10 min", 600_000_000),
        ("1 h 30 min", 5_400_000_000),
        ("2 days", 172_800_000_000),
        ("0.5s", 500_000),
        (90, 90_000_000),
        (dt.timedelta(hours=1), 3_600_000_000),
        (np.timedelta64(3, "m"), 180_000_000),
        (pd.Timedelta("1min"), 60_000_000),
    ],
)
def test_lengths_of_time_are_read_as_people_write_them(written: object, microseconds: int) -> None:
    assert duration(written) == microseconds


@pytest.mark.parametrize("written", ["", "soon", "10", "10 parsecs", "5 min or so", float("nan"), None, True])
def test_what_is_no_length_of_time_is_an_error(written: object) -> None:
    with pytest.raises(fy.ParameterError, match="is not a length of time"):
        duration(written)


def test_lengths_of_time_are_written_in_two_units() -> None:
    assert in_words(5_400_000_000) == "1 h 30 min"
    assert in_words(4_500_000) == "4.5 s"
    assert in_words(-86_400_000_000 * 2) == "-2 days"


def test_a_log_goes_out_as_xes_and_comes_back(log: EventLog, tmp_path: Path) -> None:
    for name in ("log.xes", "log.xes.gz"):
        log.to_xes(tmp_path / name)
        back = EventLog.read_xes(tmp_path / name, frames="pandas")
        assert back.directly_follows().edges == log.directly_follows().edges
        assert back.span == log.span
        assert back.to_frame()["channel"].tolist() == log.to_frame()["channel"].tolist()


def test_what_an_event_lacks_is_missing_unless_defaults_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "log.xes"
    event = '<event><string key="concept:name" value="a"/><date key="time:timestamp" value="2026-01-01T08:00:00Z"/>'
    path.write_text(
        '<log><global scope="event"><string key="channel" value="UNKNOWN"/></global>'
        f'<trace><string key="concept:name" value="1"/>{event}<string key="channel" value="phone"/></event>'
        f"{event}</event></trace></log>"
    )
    assert EventLog.read_xes(path).to_frame()["channel"].to_list() == ["phone", None]
    assert EventLog.read_xes(path, fill_defaults=True).to_frame()["channel"].to_list() == ["phone", "UNKNOWN"]
