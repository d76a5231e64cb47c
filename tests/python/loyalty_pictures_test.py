"""Pictures of models of loyalty, and what they are drawn of."""

from __future__ import annotations

import datetime as dt
import pickle
import warnings
from collections.abc import Iterator
from typing import Any

import matplotlib
import numpy as np
import pandas as pd
import polars as pl
import pytest

matplotlib.use("Agg")

import matplotlib.pyplot as plt
from loyalty_data import cdnow_sample, needs_data

import fealty as fy
from fealty.plots.style import fonts

PURCHASE_MODELS = [
    fy.loyalty.BetaGeoModel.from_parameters(r=0.6, alpha=5, a=1.2, b=3),
    fy.loyalty.ModifiedBetaGeoModel.from_parameters(r=0.6, alpha=5, a=1.2, b=3),
    fy.loyalty.ParetoNBDModel.from_parameters(r=0.6, alpha=5, s=1, beta=20),
    fy.loyalty.NBDModel.from_parameters(r=0.6, alpha=5),
]
RECORD = pl.DataFrame(
    {
        "customer_id": ["a", "a", "a", "b", "c", "c"],
        "at": ["2026-01-05", "2026-01-19", "2026-02-02", "2026-01-12", "2026-01-06", "2026-03-02"],
    }
)


@pytest.fixture(autouse=True)
def _no_figure_stays_open() -> Iterator[None]:
    yield
    plt.close("all")


def drawn(result: Any, **options: Any) -> Any:
    """The axes of a picture that is drawn without a warning, and whose letters stay within it."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        if len(fonts()) == 1:  # no Chinese font is installed
            warnings.filterwarnings("ignore", message="Glyph .* missing|No installed font")
        ax = result.plot(**options)
        ax.figure.canvas.draw()
    box, (width, height) = ax.figure.get_tightbbox(), ax.figure.get_size_inches()
    assert box.x0 >= -0.01 and box.x1 <= width + 0.01
    assert box.y0 >= -0.01 and box.y1 <= height + 0.01
    return ax


def title_of(ax: Any) -> str:
    return " ".join(ax.figure.get_suptitle().split())


def customers_of(model: Any, customers: int = 1000) -> fy.loyalty.Purchases:
    crowd = model.simulate(customers, T=40.0)
    return fy.loyalty.Purchases.from_arrays(crowd["frequency"], crowd["recency"], crowd["T"])


# ---- frequency and recency ----


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("truth", PURCHASE_MODELS, ids=lambda m: type(m).__name__)
def test_every_model_of_purchases_is_drawn_after_its_fit(truth: Any, language: str) -> None:
    s = customers_of(truth)
    m = type(truth)().fit(s)
    ax = drawn(m, language=language)
    assert len(ax.child_axes) == 2
    assert title_of(ax)
    assert truth.plot(s, language=language).figure.get_suptitle()


def test_the_maps_are_what_the_model_says() -> None:
    m = PURCHASE_MODELS[0]
    grid = m.frequency_recency(customers_of(m), horizon=13)
    frame = grid.to_frame()
    row = frame.row(77, named=True)
    one = fy.loyalty.Purchases.from_arrays([row["frequency"]], [row["recency"]], [40.0])
    assert row["probability_alive"] == m.probability_alive(one)["probability_alive"][0]
    assert row["expected_purchases"] == m.expected_purchases(one, 13)["expected_purchases"][0]
    assert frame["recency"].max() == 40.0 and frame["frequency"].min() == 1
    assert "observed for 40" in repr(grid)
    values = grid.plot().child_axes[0].collections[0].get_array()
    assert np.asarray(values).ravel() == pytest.approx(frame["probability_alive"].to_numpy())


def test_the_title_says_after_which_silence_a_customer_is_probably_gone() -> None:
    m = PURCHASE_MODELS[0]
    grid = m.frequency_recency(customers_of(m))
    title = title_of(grid.plot())
    n, weeks = grid.observed.usual, int(title.split(", ")[1].split()[0])
    sides = [
        m.probability_alive(fy.loyalty.Purchases.from_arrays([n], [40.0 - t], [40.0]))["probability_alive"][0]
        for t in (weeks - 1, weeks + 1)
    ]
    assert sides[0] > 0.5 > sides[1]
    never_gone = PURCHASE_MODELS[3]
    assert "however long silent" in title_of(never_gone.plot(customers_of(never_gone)))


def test_a_saved_model_is_drawn_for_customers_that_are_given() -> None:
    s = customers_of(PURCHASE_MODELS[0])
    m = fy.loyalty.BetaGeoModel().fit(s)
    again = pickle.loads(pickle.dumps(m))
    assert len(pickle.dumps(m)) < 5000
    with pytest.raises(fy.ParameterError, match="does not know its customers: give the summary"):
        again.plot()
    assert title_of(again.plot(s)) == title_of(m.plot())
    with pytest.raises(fy.ParameterError, match="call fit"):
        fy.loyalty.BetaGeoModel().plot(s)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_opportunities_are_drawn_cell_by_cell(language: str) -> None:
    truth = fy.loyalty.BetaGeoBetaBinomModel.from_parameters(alpha=1.2, beta=0.75, gamma=0.66, delta=2.8)
    people = truth.simulate(2000, 6)
    s = fy.loyalty.Opportunities.from_arrays(people["frequency"], people["recency"], people["opportunities"])
    m = fy.loyalty.BetaGeoBetaBinomModel().fit(s)
    ax = drawn(m, language=language)
    assert len([text for text in ax.child_axes[0].texts if text.get_text().endswith("%")]) == 21
    frame = m.frequency_recency(horizon=3).to_frame()
    assert len(frame) == 21 and frame["expected_purchases"].max() <= 3


# ---- the history of a customer ----


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_history_of_a_customer_is_what_the_model_would_have_said(language: str) -> None:
    m = PURCHASE_MODELS[1]
    made = m.history(RECORD, "a", until="2026-04-06")
    frame = made.to_frame()
    assert made.purchases == [dt.date(2026, 1, 5), dt.date(2026, 1, 19), dt.date(2026, 2, 2)]
    assert frame["at"][0] == dt.date(2026, 1, 5) and frame["at"][-1] == dt.date(2026, 4, 6)
    for row in (frame.row(-1, named=True), frame.filter(pl.col("at") == dt.date(2026, 1, 27)).row(0, named=True)):
        bought = [day for day in made.purchases if day <= row["at"]]
        recency, observed = ((day - made.purchases[0]).days / 7 for day in (bought[-1], row["at"]))
        one = fy.loyalty.Purchases.from_arrays([len(bought) - 1], [recency], [observed])
        assert row["purchases"] == len(bought) - 1
        assert row["probability_alive"] == pytest.approx(m.probability_alive(one)["probability_alive"][0], abs=1e-12)
    assert frame.filter(pl.col("at") == dt.date(2026, 1, 19))["purchases"].to_list() == [0, 1]
    ax = drawn(made, language=language)
    strokes = next(lines for lines in ax.collections if hasattr(lines, "get_segments"))
    assert len(strokes.get_segments()) == 3
    assert "a" in title_of(ax) and f"{100 * frame['probability_alive'][-1]:.0f}%" in title_of(ax)


def test_a_history_is_that_of_the_summary_and_of_any_record() -> None:
    m = PURCHASE_MODELS[0]
    s = fy.loyalty.purchases(RECORD, until="2026-04-06")
    named = RECORD.rename({"customer_id": "who", "at": "when"}).to_pandas()
    made = [
        m.history(s, "c"),
        m.history(fy.Book(purchases=RECORD), "c", until="2026-04-06"),
        m.history(named, "c", customer_column="who", at="when", until="2026-04-06"),
    ]
    assert made[0].to_frame().equals(made[1].to_frame())
    assert isinstance(made[2].to_frame(), pd.DataFrame)
    assert made[2].to_frame()["probability_alive"].to_list() == made[0].to_frame()["probability_alive"].to_list()


def test_a_customer_of_one_day_has_a_history() -> None:
    record = {"customer_id": ["a"], "at": ["2026-01-05"]}
    for m in PURCHASE_MODELS:
        made = m.history(record, "a")
        assert len(made.to_frame()["at"]) == 1
        drawn(made)


def test_who_is_not_there_has_no_history() -> None:
    with pytest.raises(fy.ParameterError, match="there is no customer 'x'"):
        PURCHASE_MODELS[0].history(RECORD, "x")
    with pytest.raises(fy.ParameterError, match="does not know days"):
        PURCHASE_MODELS[0].history(customers_of(PURCHASE_MODELS[0]), 3)


# ---- contracts ----


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("model", [fy.loyalty.ShiftedBetaGeoModel, fy.loyalty.BetaDiscreteWeibullModel])
def test_retention_is_drawn_beside_what_was_observed(model: Any, language: str) -> None:
    cohort = fy.loyalty.Contracts.from_survivors([1000, 869, 743, 653, 593, 551, 517, 491])
    m = model().fit(cohort)
    frame = m.curve(renewals=12).to_frame()
    assert frame["observed_survival"].to_list()[:8] == pytest.approx(
        [1, 0.869, 0.743, 0.653, 0.593, 0.551, 0.517, 0.491]
    )
    assert frame["observed_retention"][7] == pytest.approx(491 / 517)
    assert frame["survival"].to_list() == m.survival(12)["survival"].to_list()
    # Greenwood's variance of one cohort is that of a proportion.
    assert frame["observed_survival_lower"][7] == pytest.approx(
        0.491 * np.exp(-1.959964 * np.sqrt(0.509 / 491)), rel=1e-6
    )
    ax = drawn(m, language=language)
    assert len(ax.child_axes) == 2 and "12" in title_of(ax)


def test_contracts_of_several_ages_are_observed_by_kaplan_and_meier() -> None:
    s = fy.loyalty.Contracts.from_arrays([1, 2, 2, 3, 1], [True, True, False, False, False], [10, 6, 20, 30, 34])
    frame = fy.loyalty.ShiftedBetaGeoModel().fit(s).curve(s, 3).to_frame()
    assert frame["customers"].to_list()[1:] == [100, 56, 30]
    assert frame["observed_survival"].to_list()[1:] == pytest.approx([0.9, 0.9 * 50 / 56, 0.9 * 50 / 56])


# ---- backtests ----


@needs_data
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_backtest_is_drawn_with_what_came(language: str) -> None:
    record = cdnow_sample()
    b = fy.loyalty.backtest([fy.loyalty.BetaGeoModel(), fy.loyalty.NBDModel()], record, holdout="39 weeks")
    ax = drawn(b, language=language)
    tracking, calibration = ax.child_axes
    assert max(tracking.lines[0].get_ydata()) == 4339  # repeat purchases of the sample until 1998-06-30
    assert [label.get_text() for label in calibration.get_xticklabels()][-1] == "7+"
    assert "BG/NBD" in title_of(ax) and "1,882" in title_of(ax) and "12%" in title_of(ax)


def test_a_holdout_without_purchases_is_drawn() -> None:
    random = np.random.default_rng(1)
    days = [dt.date(2025, 1, 1) + dt.timedelta(days=int(day)) for day in random.integers(0, 100, 200)]
    record = pl.DataFrame({"customer_id": random.integers(0, 60, 200), "at": days})
    b = fy.loyalty.backtest([fy.loyalty.NBDModel()], record, holdout="4 weeks", until="2025-05-30")
    assert b.to_frame()["error"][0] is None
    assert "none came" in title_of(drawn(b))


# ---- futures ----


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_fan_of_one_customer_is_drawn(language: str) -> None:
    s = fy.loyalty.purchases(RECORD, until="2026-04-06")
    made = PURCHASE_MODELS[0].futures(s, 26, draws=200)
    ax = drawn(made, customer="c", language=language)
    fan = made.fan("c")
    assert ax.lines[0].get_ydata()[-1] == fan["mean"][-1]
    assert "c" in ax.get_ylabel()
    assert drawn(made).lines[0].get_ydata()[-1] == pytest.approx(made.total.value)
