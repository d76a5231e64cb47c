"""Control charts, run lengths and the cycle of quality control."""

from __future__ import annotations

import datetime as dt
import gzip
import os
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import fealty as fy
from fealty import _core
from fealty.flow import ControlChart, QualityCycle

DATA = next(
    (
        folder
        for folder in (Path(os.environ.get("FEALTY_DATA", "")), Path(__file__).parents[3] / "shared" / "data")
        if (folder / "flow").is_dir()
    ),
    None,
)
real_data = pytest.mark.skipif(DATA is None, reason="no data under ../shared/data, and FEALTY_DATA names no folder")


# ---- the piston rings ----


@pytest.fixture(scope="module")
def rings() -> pl.DataFrame:
    assert DATA is not None
    lines = [line.split() for line in (DATA / "flow" / "qcc_pistonrings.txt").read_text().splitlines()[1:]]
    return pl.DataFrame({"diameter": [float(one[0]) for one in lines], "sample": [int(one[1]) for one in lines]})


@real_data
def test_the_piston_rings_have_their_published_limits(rings: pl.DataFrame) -> None:
    """R's qcc gives center 74.00118, standard deviation 0.009785039, limits 73.98805 and 74.0143 for 25 samples; its d2
    is the printed 2.326."""
    chart = ControlChart.xbar_r(rings, "diameter", sample="sample", calibration=25, printed_d2=True)
    assert chart.center.value == pytest.approx(74.00118, abs=5e-6)
    assert chart.deviation.value == pytest.approx(0.009785039, abs=5e-10)
    frame = chart.to_frame()
    assert frame["lower"][0] == pytest.approx(73.98805, abs=5e-6)
    assert frame["upper"][0] == pytest.approx(74.0143, abs=5e-5)
    assert frame["lower"].n_unique() == 1 and len(frame) == 40


@real_data
def test_the_exact_constant_changes_the_fifth_digit(rings: pl.DataFrame) -> None:
    chart = ControlChart.xbar_r(rings, "diameter", sample="sample", calibration=25)
    assert chart.deviation.value == pytest.approx(0.009785039 * 2.326 / _core.d2(5), abs=5e-10)
    assert chart.to_frame()["lower"][0] == pytest.approx(73.98805, abs=5e-6)
    assert chart.to_frame()["upper"][0] == pytest.approx(74.0143, abs=5e-5)
    assert chart.deviation.lower < 0.009785 < chart.deviation.upper


@real_data
def test_the_piston_rings_of_the_second_phase_alarm_where_qcc_has_them_beyond_limits(rings: pl.DataFrame) -> None:
    chart = ControlChart.xbar_r(rings, "diameter", sample="sample", calibration=25, rules="western electric 1")
    assert chart.alarms()["label"].to_list() == ["37", "38", "39"]
    assert ControlChart.xbar_s(rings, "diameter", sample="sample", calibration=25).center.value == chart.center.value


@real_data
def test_samples_may_come_in_any_form(rings: pl.DataFrame) -> None:
    matrix = rings["diameter"].to_numpy().reshape(40, 5)
    expected = ControlChart.xbar_r(matrix, labels=range(1, 41)).to_frame()
    shuffled = rings.with_row_index().sample(fraction=1, shuffle=True, seed=3)
    by_sample = shuffled.sort("sample", maintain_order=True)
    forms = [
        ControlChart.xbar_r(rings, "diameter", sample="sample"),
        ControlChart.xbar_r(matrix.tolist(), labels=range(1, 41)),
        ControlChart.xbar_r([pl.Series(row) for row in matrix], labels=[str(i) for i in range(1, 41)]),
    ]
    for chart in forms:
        assert chart.to_frame().equals(expected)
    pandas = ControlChart.xbar_r(rings.to_pandas(), "diameter", sample="sample").to_frame()
    assert isinstance(pandas, pd.DataFrame)
    assert pandas["upper"].tolist() == expected["upper"].to_list()
    mixed = ControlChart.xbar_r(by_sample, "diameter", sample="sample").to_frame()
    np.testing.assert_allclose(mixed["upper"].to_numpy(), expected["upper"].to_numpy(), rtol=1e-12)


# ---- the call center ----


@pytest.fixture(scope="module")
def calls() -> pl.DataFrame:
    """Calls but phantoms: the day, and whether the caller hung up."""
    assert DATA is not None
    text = gzip.decompress((DATA / "flow" / "callcenter_1999_9months.tsv.gz").read_bytes())
    frame = pl.read_csv(text, separator="\t", infer_schema=False, columns=["date", "outcome"])
    frame = frame.filter(pl.col("outcome") != "PHANTOM")
    return frame.select(day=("19" + pl.col("date")).str.to_date("%Y%m%d"), hung=pl.col("outcome") == "HANG")


@pytest.fixture(scope="module")
def weeks(calls: pl.DataFrame) -> pl.DataFrame:
    by_week = calls.group_by(week=pl.col("day").dt.truncate("1w")).agg(hung=pl.col("hung").sum(), calls=pl.len())
    return by_week.sort("week")


@real_data
def test_the_shares_of_abandoned_calls_are_the_published_ones(calls: pl.DataFrame) -> None:
    """Of the calls without phantoms, 13.7 % were abandoned in January, 27.5 % in March and 10.5 % in October."""
    shares = dict(calls.group_by(pl.col("day").dt.month()).agg(pl.col("hung").mean()).iter_rows())
    assert [round(100 * shares[month], 1) for month in (1, 3, 10)] == [13.7, 27.5, 10.5]


@real_data
def test_the_call_center_alarms_in_march(weeks: pl.DataFrame) -> None:
    chart = ControlChart.p(weeks, counts="hung", sizes="calls", labels="week")
    alarms = chart.alarms()
    march = alarms.filter(pl.col("label").str.starts_with("1999-03") & (pl.col("side") == "above"))
    beyond = march.filter(pl.col("rule") == "western electric 1")
    assert beyond["label"].to_list() == ["1999-03-01", "1999-03-08", "1999-03-15", "1999-03-22", "1999-03-29"]
    assert all(beyond["value"] > beyond["limit"])


@real_data
def test_the_call_center_varies_by_far_more_than_chance_and_alarms_in_march_even_so(weeks: pl.DataFrame) -> None:
    plain = ControlChart.p(weeks, counts="hung", sizes="calls", labels="week")
    assert plain.dispersion.lower > 100
    assert any("overdispersion" in warning for warning in plain.warnings)
    wider = ControlChart.p_prime(weeks, counts="hung", sizes="calls", labels="week", rules="western electric 1")
    assert "1999-03-08" in wider.alarms()["label"].to_list()
    assert len(wider.alarms()) < 5


@real_data
def test_shuffled_calls_alarm_no_more_often_than_chance_has_it(weeks: pl.DataFrame) -> None:
    """A point beyond three standard deviations comes once in 370; calls dealt out anew are 500 charts of 40 weeks."""
    sizes = weeks["calls"].to_numpy().astype(np.int64)
    hung = int(weeks["hung"].sum())
    generator = np.random.default_rng(1999)
    dealt = generator.multivariate_hypergeometric(sizes, hung, size=500, method="marginals")
    charts = [ControlChart.p(counts=counts, sizes=sizes, rules="western electric 1") for counts in dealt]
    alarms = sum(len(chart._compiled.alarms()) for chart in charts)
    expected = 0.0027 * dealt.size
    assert abs(alarms - expected) < 3.3 * expected**0.5
    warned = sum(any("dispersion" in warning for warning in chart.warnings) for chart in charts)
    assert warned <= 0.04 * len(charts)  # nominal 0.02: 0.01 on either side


# ---- forms of input ----

LATE, VISITS = [3, 5, 4, 30, 4, 3], [50, 60, 70, 80, 50, 60]
DAYS = [dt.date(2026, 6, day) for day in range(1, 7)]


@pytest.mark.parametrize(
    "form",
    [
        lambda: ControlChart.p(counts=LATE, sizes=VISITS, labels=DAYS),
        lambda: ControlChart.p(counts=np.array(LATE), sizes=np.array(VISITS, dtype=float), labels=np.array(DAYS)),
        lambda: ControlChart.p(counts=pl.Series(LATE), sizes=pd.Series(VISITS), labels=pl.Series(DAYS)),
        lambda: ControlChart.p(pl.DataFrame({"a": LATE, "b": VISITS, "c": DAYS}), counts="a", sizes="b", labels="c"),
        lambda: ControlChart.p(
            pd.DataFrame({"a": LATE, "b": VISITS, "c": pd.to_datetime(DAYS)}), counts="a", sizes="b", labels="c"
        ),
        lambda: ControlChart.p({"a": np.array(LATE), "b": np.array(VISITS)}, counts="a", sizes="b", labels=DAYS),
    ],
)
def test_counts_may_come_in_any_form(form: Any) -> None:
    chart = form()
    frame = chart.to_frame()
    assert list(frame["value"]) == [late / visits for late, visits in zip(LATE, VISITS, strict=True)]
    assert list(frame["label"]) == [str(day) for day in DAYS]
    assert next(iter(chart.alarms()["label"])) == "2026-06-04"


class Audit:
    """The part of an audit that a chart asks for."""

    def counts(self, step: str, by: str, zone: str | None) -> tuple[list[str], list[int], list[int]]:
        assert (step, by) == ("reception", "day")
        return [str(day) for day in DAYS], [n - k for n, k in zip(VISITS, LATE, strict=True)], VISITS


def test_the_share_of_unmet_requirements_of_an_audit_is_charted() -> None:
    chart = ControlChart.p(Audit(), step="reception", by="day")
    assert chart.to_frame().equals(ControlChart.p(counts=LATE, sizes=VISITS, labels=DAYS).to_frame())
    with pytest.raises(fy.ParameterError, match="step of the audit"):
        ControlChart.p(Audit())
    with pytest.raises(fy.ParameterError, match="'decade'"):
        ControlChart.p(Audit(), step="reception", by="decade")


def test_a_step_without_requirement_has_no_chart() -> None:
    class Unknown:
        def counts(self, step: str, by: str, zone: str | None) -> tuple[list[str], list[int], list[int]]:
            return [], [], []

    with pytest.raises(fy.RecordError, match="whether 'booking' was met"):
        ControlChart.p(Unknown(), step="booking")


def test_an_audit_of_a_log_is_charted() -> None:
    book = fy.demo.dealership(customers=300, seed=3).book
    log = fy.flow.EventLog(book)
    waited = fy.flow.Requirement("waited", at_most="10 min", share=0.95, owner="desk", need="importance")
    flow = fy.flow.ServiceFlow([fy.flow.Step("reception", lane="frontstage", requires=waited)])
    audit = flow.audit(log)
    labels, met, known = audit.counts("reception", "month")
    chart = ControlChart.p(audit, step="reception", by="month")
    frame = chart.to_frame()
    assert frame["label"].to_list() == list(labels)
    assert frame["value"].to_list() == [(n - k) / n for k, n in zip(met, known, strict=True)]


def test_single_values_may_come_in_any_form() -> None:
    values = [1.0, 3.0, 2.0, 4.0, 3.0]
    expected = ControlChart.xmr(values).to_frame()["upper"].to_list()
    for chart in (
        ControlChart.xmr(np.array(values)),
        ControlChart.xmr(pd.Series(values, index=range(5, 10))),
        ControlChart.xmr(pl.DataFrame({"x": values}), "x"),
        ControlChart.xmr(tuple(int(x) for x in values)),
    ):
        assert list(chart.to_frame()["upper"]) == expected
    with pytest.raises(fy.ParameterError, match="column of values"):
        ControlChart.xmr(pl.DataFrame({"x": values}))


def test_phases_begin_at_positions_or_labels() -> None:
    values = [1, 2, 1, 3, 2, 11, 12, 11, 13, 12]
    labels = [f"W{i}" for i in range(10)]
    chart = ControlChart.xmr(values, labels=labels, phases=["W5"])
    assert chart.to_frame().equals(ControlChart.xmr(values, labels=labels, phases=[5]).to_frame())
    assert chart.phases()["first"].to_list() == ["W0", "W5"]
    assert chart.center.value == 11.8
    with pytest.raises(fy.ParameterError, match="'W11'"):
        ControlChart.xmr(values, labels=labels, phases=["W11"])


def test_sequential_charts_take_values_and_samples() -> None:
    generator = np.random.default_rng(4)
    values = generator.normal(10, 2, 60)
    values[40:] += 3
    for make in (ControlChart.ewma, ControlChart.cusum):
        single = make(values, calibration=40)
        assert set(single.alarms()["rule"]) == {"beyond limit"}
        assert single.alarms()["point"].min() >= 40
        assert len(make(values.reshape(20, 3))) == 20
        assert len(make(pl.DataFrame({"x": values, "s": np.repeat(range(12), 5)}), "x", sample="s")) == 12
        assert len(make(pl.DataFrame({"x": values}), "x")) == 60


# ---- what is refused, and what cannot be known ----


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ControlChart.p(counts=[], sizes=[]), "at least one point"),
        (lambda: ControlChart.p(counts=[1, 5], sizes=[3, 4]), "point 2: count 5 exceeds the size 4"),
        (lambda: ControlChart.p(counts=[1, -5], sizes=[3, 4]), "point 2: count -5"),
        (lambda: ControlChart.p(counts=[1, None], sizes=[3, 4]), "point 2: count nan"),
        (lambda: ControlChart.p(counts=[1, 2], sizes=[3, float("inf")], labels=["a", "b"]), r"point 2 \(b\): size inf"),
        (lambda: ControlChart.p(counts=[1], sizes=[3, 4]), "1 counts and 2 sizes"),
        (lambda: ControlChart.p(counts=["x"], sizes=[3]), "counts must be a column of numbers"),
        (lambda: ControlChart.p(counts=[1, 2], sizes=[3, 4], labels=["a"]), "1 labels for 2 points"),
        (lambda: ControlChart.xmr([1, 2, float("nan")]), "point 3: value nan"),
        (lambda: ControlChart.xmr([]), "at least one point"),
        (lambda: ControlChart.xbar_r([[1, 2], [3]]), "point 2: a sample has from 2"),
        (lambda: ControlChart.xbar_r([]), "at least one point"),
        (lambda: ControlChart.xbar_s([[1, 2], [3, float("inf")]]), "point 2: value inf"),
        (lambda: ControlChart.ewma([]), "at least one point"),
    ],
)
def test_wrong_records_are_named(call: Any, message: str) -> None:
    with pytest.raises(fy.RecordError, match=message):
        call()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ControlChart.p(counts=[1]), "counts and sizes"),
        (lambda: ControlChart.xmr([1, 2], wdth=3), "no option 'wdth'"),
        (lambda: ControlChart.xmr([1, 2], rules="nelsn"), '"nelsn"'),
        (lambda: ControlChart.xmr([1, 2], width=-1), "width is -1"),
        (lambda: ControlChart.xmr([1, 2], phases=[7]), "point 7"),
        (lambda: ControlChart.ewma([1, 2], weight=0), "weight is 0"),
        (lambda: ControlChart.cusum([1, 2], interval=-1), "interval is -1"),
        (lambda: fy.flow.run_length("x-bar"), "'x-bar'"),
        (lambda: fy.flow.run_length("cusum", allowance=-1), "allowance is -1"),
    ],
)
def test_wrong_parameters_are_named(call: Any, message: str) -> None:
    with pytest.raises(fy.ParameterError, match=message):
        call()


@pytest.mark.parametrize("values", [[5.0], [2.0] * 30])
def test_values_that_tell_no_deviation_have_no_limits(values: list[float]) -> None:
    chart = ControlChart.xmr(values)
    assert chart.to_frame()["upper"].is_nan().all()
    assert any("no limits" in warning for warning in chart.warnings)
    assert "no limits" in chart._repr_html_()
    assert chart.plot().figure.get_suptitle().startswith("No limits")


def test_rules_are_chosen_by_name() -> None:
    rising = [1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.0, 1.2, 0.9]
    found = set(ControlChart.xmr(rising, rules=["nelson 3"]).alarms()["rule"])
    assert found == {"nelson 3"}
    chart = ControlChart.xmr(rising, rules=["western electric 1", "nelson 3"])
    assert chart._compiled.rules == ["western electric 1", "nelson 3"]
    assert "nelson 3" in fy.flow.run_rules()["rule"].to_list()


# ---- run lengths ----


def test_the_run_length_of_three_sigma_is_370() -> None:
    estimate = fy.flow.run_length("shewhart", runs=60_000)
    assert estimate.value == pytest.approx(370.4, rel=0.01)
    assert estimate == fy.flow.run_length("shewhart", runs=60_000)


def test_a_chart_tells_how_soon_it_would_find_a_shift() -> None:
    chart = ControlChart.cusum(np.arange(30.0) % 3)
    assert chart.run_length(shift=1, runs=20_000).value == pytest.approx(10.4, rel=0.03)
    ewma = ControlChart.ewma(np.arange(30.0) % 3, weight=0.1, width=2.814, steady=True)
    assert ewma.run_length(shift=1, runs=20_000).value == pytest.approx(10.3, rel=0.03)
    all_rules = ControlChart.xmr(np.arange(30.0) % 3)
    assert all_rules.run_length(runs=20_000).value == pytest.approx(91.75, rel=0.03)


# ---- what a chart shows, and how it is kept ----


def test_a_chart_shows_its_alarms_and_warnings() -> None:
    chart = ControlChart.p(counts=LATE, sizes=VISITS, labels=DAYS, rules="western electric 1")
    assert "p chart of 6 points: 1 alarm" in repr(chart)
    assert "2026-06-04" in chart._repr_html_() and "6 points only" in chart._repr_html_()
    assert "0.375" in repr(chart)


def test_a_chart_is_saved_and_pickled(tmp_path: Path) -> None:
    chart = ControlChart.p(counts=LATE, sizes=VISITS, labels=DAYS)
    chart.save(tmp_path / "chart.fealty")
    for back in (ControlChart.load(tmp_path / "chart.fealty"), pickle.loads(pickle.dumps(chart))):
        assert back.to_frame().equals(chart.to_frame())
        assert back.alarms().equals(chart.alarms())
        assert back.warnings == chart.warnings


def test_the_picture_says_what_was_found() -> None:
    chart = ControlChart.p(counts=LATE, sizes=VISITS, labels=DAYS)
    assert "2026-06-04" in chart.plot().figure.get_suptitle().replace("\n", " ")
    calm = ControlChart.xmr(np.random.default_rng(2).normal(5, 1, 25), rules="western electric 1")
    assert calm.plot().figure.get_suptitle() == "No alarm in 25 points"
    assert calm.plot(panel="moving_range").lines
    with pytest.raises(fy.ParameterError, match="'rnge'"):
        calm.plot(panel="rnge")


# ---- the cycle ----


def chart_of_visits() -> ControlChart:
    return ControlChart.p(counts=[3] * 25, sizes=[20] * 25)


def test_the_cycle_guides_from_orientation_to_evaluation_and_round_again(tmp_path: Path) -> None:
    cycle = QualityCycle("service visits")
    assert (cycle.waits_for, cycle.round) == ("orientation", 1)
    cycle.orient("reception", "waiting there costs most returns")
    cycle.set_standard("at most 10 min for 95 % of visits")
    cycle.control(chart_of_visits())
    cycle.save(tmp_path / "cycle.fealty")
    cycle = QualityCycle.load(tmp_path / "cycle.fealty")
    evaluation = cycle.evaluate((60, 400), _core.wilson(20, 400), learned="a second desk from 9 to 11")
    assert evaluation.verdict == "better"
    assert evaluation.change.upper < 0
    assert cycle.waits_for is None
    cycle.next_round()
    assert (cycle.waits_for, cycle.round) == ("orientation", 2)
    assert cycle.evaluation(1) is not None and cycle.evaluation() is None
    kept = cycle.chart(1)
    assert kept is not None and kept.to_frame().equals(chart_of_visits().to_frame())
    assert "round 2, waits for its orientation" in cycle._repr_html_()
    assert cycle.to_frame()["state"].to_list() == ["done"] * 4 + ["now", "open", "open", "open"]
    assert pickle.loads(pickle.dumps(cycle)).round == 2


def test_the_cycle_refuses_what_is_not_its_turn() -> None:
    cycle = QualityCycle("service visits")
    with pytest.raises(fy.ParameterError, match="control cannot come before the orientation"):
        cycle.control(chart_of_visits())
    with pytest.raises(fy.ParameterError, match="waits for its orientation"):
        cycle.next_round()
    cycle.orient("reception", "why")
    with pytest.raises(fy.ParameterError, match="orientation of round 1 is done"):
        cycle.orient("reception", "why")
    with pytest.raises(fy.ParameterError, match="requirement is empty"):
        cycle.set_standard("")
    cycle.set_standard("at most 10 min")
    with pytest.raises(TypeError, match="ControlChart"):
        cycle.control("a chart")  # type: ignore[arg-type]
    with pytest.raises(IndexError):
        cycle.evaluation(2)
