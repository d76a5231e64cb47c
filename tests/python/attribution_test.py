"""Which steps decide: removal effects, moments of truth and the backlog of improvements, as a notebook asks for it."""

from __future__ import annotations

import ast
import gzip
import pickle
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import fealty as fy

sys.path.insert(0, str(Path(__file__).parents[1] / "real"))
import folder as real

DATA = real.data_folder()
needs_data = pytest.mark.skipif(DATA is None, reason="no data under ../shared/data, and FEALTY_DATA names no folder")
PATHS = {"path": ["a > b", "b", "c > a", ""], "total_conversions": [3, 1, 2, 0], "total_null": [2, 4, 2, 1]}


@pytest.fixture(scope="module")
def book() -> fy.Book:
    return fy.demo.dealership(customers=2000, seed=1).book


def published_removals() -> dict[bool, dict[str, tuple[float, float]]]:
    """Effect and credited conversions of each channel, by whether repeats are collapsed."""
    assert DATA is not None
    text = (DATA.parent / "reference" / "flow" / "markov_removal_exact.txt").read_text(encoding="utf-8")
    lines = text.splitlines()
    return {"True" in head: ast.literal_eval(table) for head, table in zip(lines[::3], lines[1::3], strict=False)}


@needs_data
@pytest.mark.parametrize("collapse", [False, True])
def test_removal_effects_are_those_of_the_exact_reference(collapse: bool) -> None:
    assert DATA is not None
    with gzip.open(DATA / "flow" / "channelattribution_Data.csv.gz") as file:
        frame = pl.read_csv(file.read(), separator=";")
    effects = fy.flow.removal_effects(frame, collapse_repeats=collapse, bootstrap=0)
    assert effects.conversion_probability.value == pytest.approx(0.22384513559686384, abs=1e-14)
    assert effects.conversions == 19785
    found = {row["step"]: row for row in effects.to_frame().iter_rows(named=True)}
    reference = published_removals()[collapse]
    assert found.keys() == reference.keys()
    for channel, (effect, credit) in reference.items():
        assert found[channel]["effect"] == pytest.approx(effect, abs=1e-10)
        assert found[channel]["conversions"] == pytest.approx(credit, abs=1e-6)  # printed to six decimals
    assert sum(row["value"] for row in found.values()) == pytest.approx(frame["total_conversion_value"].sum())


def test_removal_effects_have_intervals_ranks_and_a_view() -> None:
    effects = fy.flow.removal_effects(PATHS, bootstrap=200)
    frame = effects.to_frame()
    assert isinstance(frame, dict)  # as the paths came
    assert (frame["effect_lower"] <= frame["effect"]).all() and (frame["effect"] <= frame["effect_upper"]).all()
    ranks = effects.ranks()
    for step in set(ranks["step"]):
        assert ranks["probability"][ranks["step"] == step].sum() == pytest.approx(1)
    assert "12 journeys" not in repr(effects) and "15 journeys, 6 conversions" in repr(effects)
    assert "<table>" in effects._repr_html_()


def test_removal_effects_name_what_is_missing() -> None:
    with pytest.raises(fy.RecordError, match="there is no column 'way'; there are path"):
        fy.flow.removal_effects(PATHS, path="way")
    with pytest.raises(fy.FitError, match="converts"):
        fy.flow.removal_effects({"path": ["a"], "total_conversions": [0], "total_null": [1]})
    with pytest.raises(fy.ParameterError, match="the units are row, journey"):
        fy.flow.removal_effects(PATHS, unit="person")  # type: ignore[arg-type]


def test_removal_effects_of_a_log_are_those_of_its_cases(book: fy.Book) -> None:
    events = pl.DataFrame(
        {"visit_id": [1, 1, 2, 3, 3], "step": ["a", "b", "a", "b", "a"], "at": range(5), "sold": [0, 1, 0, 1, 0]}
    ).with_columns(pl.col("at").cast(pl.Datetime("us", "UTC")), pl.col("sold").cast(pl.Boolean))
    log = fy.flow.EventLog(events)
    by_attribute = fy.flow.removal_effects(log, converted="sold", bootstrap=0)
    by_case = fy.flow.removal_effects(log, converted={1: True, 2: False, 3: True}, bootstrap=0)
    assert by_attribute.to_frame().equals(by_case.to_frame())
    by_paths = fy.flow.removal_effects(
        {"path": ["a>b", "a", "b>a"], "total_conversions": [1, 0, 1], "total_null": [0, 1, 0]}, bootstrap=0
    )
    assert by_paths.to_frame()["effect"] == pytest.approx(by_case.to_frame()["effect"].to_numpy())
    with pytest.raises(fy.ParameterError, match="converted is needed"):
        fy.flow.removal_effects(log)
    with pytest.raises(fy.ParameterError, match="names the case 9"):
        fy.flow.removal_effects(log, converted={9: True})


def test_the_planted_moment_of_truth_comes_first(book: fy.Book) -> None:
    moments = fy.flow.moments_of_truth(book, outcome="returned within 90 days")
    frame = moments.to_frame()
    assert frame["step"][0] == fy.demo.options()["moment_of_truth"] == "handover"
    for view in ("removal", "regression", "within_customer"):
        assert frame[f"{view}_upper"][0] < 0
    views = moments.views()
    assert views.height == 3 * frame.height
    assert moments.ranks().group_by("step").agg(pl.col("probability").sum())["probability"].to_numpy() == pytest.approx(
        1
    )
    assert "left out" in repr(moments) and moments.censored > 0


def test_outcomes_may_be_texts_columns_or_frames(book: fy.Book) -> None:
    with pytest.raises(fy.ParameterError, match="returned within 90 days"):
        fy.flow.moments_of_truth(book, "became happy")
    visits = book.touches["visit_id"].drop_nulls().unique(maintain_order=True)
    stated = pl.DataFrame({"visit_id": visits, "happy": np.arange(len(visits)) % 2 == 0})
    of_frame = fy.flow.moments_of_truth(book, stated)
    assert of_frame._compiled.outcome == "happy"
    assert of_frame.outcome_share.value == pytest.approx(0.5, abs=0.01)
    touches = book.touches.drop_nulls("visit_id").join(stated, on="visit_id", how="left")
    of_column = fy.flow.moments_of_truth(fy.Book(customers=book.customers.table, touches=touches), "happy")
    assert of_column.outcome_share.value == pytest.approx(of_frame.outcome_share.value, abs=0.01)
    with pytest.raises(fy.RecordError, match="visit_id and one of its own"):
        fy.flow.moments_of_truth(book, {"happy": [True]})


def test_the_backlog_adds_up_and_counts_nothing_twice(book: fy.Book) -> None:
    moments = fy.flow.moments_of_truth(book)
    backlog = fy.flow.improvement_backlog(moments, {"handover": 0.97, "repair": 0.97}, costs={"handover": 4.0})
    frame = backlog.to_frame()
    assert frame["step"].to_list() == ["handover", "repair"]
    assert frame["outcome_share"].sum() == pytest.approx(backlog.joint_gain.value, abs=1e-12)
    assert frame["outcome_in_order"].sum() == pytest.approx(backlog.joint_gain.value, abs=1e-12)
    assert backlog.yield_now.value + frame["yield_share"].sum() == pytest.approx(backlog.yield_then, abs=1e-12)
    assert frame["gain_per_cost"][0] == pytest.approx(frame["outcome_share"][0] / 4)
    of_book = fy.flow.improvement_backlog(book)
    assert len(of_book) == len(moments)
    assert set(of_book.to_frame()["target"]) == {0.95}
    with pytest.raises(fy.ParameterError, match="no target of that step"):
        fy.flow.improvement_backlog(book, {"handover": 0.9}, costs={"repair": 1.0})
    with pytest.raises(fy.ParameterError, match='did you mean "handover"'):
        fy.flow.improvement_backlog(book, {"handove": 0.9})


def test_results_are_saved_and_pickled(book: fy.Book) -> None:
    made = [
        fy.flow.removal_effects(PATHS, bootstrap=20)._compiled,
        fy.flow.moments_of_truth(book, bootstrap=20)._compiled,
        fy.flow.improvement_backlog(book)._compiled,
    ]
    for compiled in made:
        assert pickle.loads(pickle.dumps(compiled)).to_bytes() == compiled.to_bytes()


def test_moments_without_records_ask_for_the_book(book: fy.Book) -> None:
    restored = fy.flow.MomentsOfTruth(fy.flow.moments_of_truth(book, bootstrap=20)._compiled)
    with pytest.raises(fy.ParameterError, match="give the book"):
        fy.flow.improvement_backlog(restored)


@pytest.fixture(scope="module")
def calls() -> fy.Book:
    """Calls of known customers to a bank that asked for an agent; met: who waited at most a minute."""
    assert DATA is not None
    with gzip.open(DATA / "flow" / "callcenter_1999_9months.tsv.gz") as file:
        frame = pl.read_csv(file.read(), separator="\t", schema_overrides={"customer_id": pl.String})
    # A spreadsheet has rounded some long numbers ("3.27E+11"), so that they no longer tell customers apart.
    frame = frame.with_columns(pl.col("customer_id").cast(pl.Int64, strict=False))
    frame = frame.filter((pl.col("customer_id") > 0) & (pl.col("outcome") != "PHANTOM") & (pl.col("q_time") > 0))
    day = pl.col("date").cast(pl.String).str.to_datetime("%y%m%d", time_unit="us")
    seconds = pl.col("q_start").str.split(":").list.eval(pl.element().cast(pl.Int64))
    since_midnight = sum(seconds.list.get(i) * 60 ** (2 - i) for i in range(3))
    touches = frame.with_row_index("visit_id").select(
        pl.col("visit_id").cast(pl.Int64),
        step=pl.lit("queue"),
        at=(day + pl.duration(seconds=since_midnight)).dt.replace_time_zone("Asia/Jerusalem", ambiguous="earliest"),
        customer_id="customer_id",
        channel="type",
        met=pl.col("q_time") <= 60,
    )
    return fy.Book(touches=touches)


@needs_data
def test_longer_waits_go_with_more_returns_and_the_warning_says_why(calls: fy.Book) -> None:
    """Who waited longer than a minute comes back more often, by 1.8 points: there are more long waits where and when
    those call who call often anyway. Set beside calls of the same kind and history, or of the same customer, nothing of
    it is left."""
    moments = fy.flow.moments_of_truth(calls, "returned within 30 days")
    row = moments.to_frame().row(0, named=True)
    assert row["removal"] == pytest.approx(0.0178, abs=0.0005)
    assert row["removal_lower"] > 0.01
    for view in ("regression", "within_customer"):
        assert -0.01 < row[f"{view}_lower"] < 0 < row[f"{view}_upper"] < 0.005
    assert row["warning"] == "size"
    assert row["effect"] < 0.003
    warnings = moments.warnings()
    assert set(zip(warnings["first_view"], warnings["second_view"], strict=True)) == {
        ("removal", "regression"),
        ("removal", "within_customer"),
    }
    assert "explain part of the raw difference" in repr(moments)
