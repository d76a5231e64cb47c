"""Models of repeat buying, of spend, of opportunities and of contracts, as a notebook asks for them."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd
import polars as pl
import pytest
from loyalty_data import DATA, cdnow_sample, needs_data

import fealty as fy

PURCHASE_MODELS = [
    fy.loyalty.BetaGeoModel.from_parameters(r=0.6, alpha=5, a=1.2, b=3),
    fy.loyalty.ModifiedBetaGeoModel.from_parameters(r=0.6, alpha=5, a=1.2, b=3),
    fy.loyalty.ParetoNBDModel.from_parameters(r=0.6, alpha=5, s=1, beta=20),
    fy.loyalty.NBDModel.from_parameters(r=0.6, alpha=5),
]


def drawn_from(model: fy.loyalty.BetaGeoModel, seed: int = 3) -> fy.loyalty.Purchases:
    drawn = model.simulate(5000, T=40.0, seed=seed)
    return fy.loyalty.Purchases.from_arrays(drawn["frequency"], drawn["recency"], drawn["T"])


@pytest.fixture(scope="module")
def cdnow() -> pd.DataFrame:
    return cdnow_sample()


@needs_data
def test_cdnow_gives_the_published_parameters(cdnow: pd.DataFrame) -> None:
    s = fy.loyalty.purchases(cdnow, until="1997-09-30", unit="week")
    assert len(s) == 2357
    m = fy.loyalty.BetaGeoModel().fit(s)
    values = [e.value for e in m.parameters_.values()]
    assert values == pytest.approx([0.2425945, 4.4136020, 0.7929220, 2.4259068], rel=1e-6)
    errors = [e.standard_error for e in m.parameters_.values()]
    assert errors == pytest.approx([0.01256, 0.37822, 0.18573, 0.70541], abs=6e-6, rel=1e-5)
    assert np.sqrt(np.diag(m.covariance_)) == pytest.approx(errors)
    assert m.log_likelihood_ == pytest.approx(-9582.429207, abs=1e-6)
    assert m.log_likelihood(s) == pytest.approx(m.log_likelihood_, abs=1e-8)
    assert m.aic_ == pytest.approx(2 * 9582.429207 + 8, abs=1e-5)
    expected = m.expected_purchases(s, horizon=39, interval=0.95)
    assert isinstance(expected, pd.DataFrame)
    assert list(expected) == [
        "customer_id",
        "expected_purchases",
        "expected_purchases_lower",
        "expected_purchases_upper",
    ]
    first = expected[expected["customer_id"] == "00004"].iloc[0]
    assert first["expected_purchases"] == pytest.approx(1.226, abs=5e-4)
    spend = fy.loyalty.GammaGammaModel().fit(s)
    assert spend.log_likelihood_ == pytest.approx(-4055.917695, abs=1e-6)
    assert len(spend.expected_value(s)) == 2357


@needs_data
def test_a_summary_of_two_halves_gives_the_same_model(cdnow: pd.DataFrame) -> None:
    early = fy.loyalty.purchases(cdnow[cdnow["at"] < "1997-05-01"], until="1997-04-30")
    early += fy.loyalty.purchases(cdnow[cdnow["at"] >= "1997-05-01"], until="1997-09-30")
    whole = fy.loyalty.purchases(cdnow, until="1997-09-30")
    assert early.to_frame().equals(whole.to_frame())
    once, twice = (fy.loyalty.ParetoNBDModel().fit(s) for s in (whole, early))
    assert once.log_likelihood_ == twice.log_likelihood_ == pytest.approx(-9594.976179, abs=1e-6)


def test_a_book_and_any_frame_give_the_same_summary() -> None:
    table = {
        "customer_id": ["a", "b", "a", "a"],
        "at": ["2026-01-05", "2026-01-12", "2026-01-05", "2026-02-02"],
        "amount": [1.0, 2.0, 3.0, 5.0],
    }
    made = [
        fy.loyalty.purchases(given, until="2026-03-02", unit="day")
        for given in (table, pd.DataFrame(table), pl.DataFrame(table), fy.Book(purchases=pl.DataFrame(table)))
    ]
    assert made[0]._compiled == made[1]._compiled == made[2]._compiled == made[3]._compiled
    assert isinstance(made[1].to_frame(), pd.DataFrame) and isinstance(made[2].to_frame(), pl.DataFrame)
    frame = made[2].to_frame()
    assert frame.columns == ["customer_id", "frequency", "recency", "T", "monetary_value"]
    assert frame.rows() == [("a", 1, 28.0, 56.0, 5.0), ("b", 0, 0.0, 49.0, None)]
    assert "2 customers, observed until 2026-03-02" in repr(made[2])
    made[0].observe_until("2026-03-03")
    assert made[0].to_frame()["T"].tolist() == [57.0, 50.0]


def test_refunds_and_rows_outside_are_counted() -> None:
    table = {
        "customer_id": ["a", None, "a", "a"],
        "at": ["2026-01-05", "2026-01-06", "2026-01-08", "2026-05-01"],
        "amount": [1.0, 2.0, -3.0, 5.0],
    }
    s = fy.loyalty.purchases(table, until="2026-03-02")
    assert s.left_out == {"without_customer": 1, "without_time": 0, "after_until": 1, "refunds": 1}
    assert "1 rows are left out: refunds" in repr(s)


@pytest.mark.parametrize(
    ("x", "t_x", "t", "message"),
    [
        (2, 0, 5, "recency, row 0: 0 is not positive"),
        (1, 6, 5, "recency, row 0: 6 is not a time from 0 to T, which is 5"),
        (-1, 1, 5, "frequency, row 0: -1 is not a whole number"),
        (1, None, 5, "recency, row 0: nan"),
        (1, 1, float("nan"), "T, row 0: nan"),
    ],
)
def test_a_count_that_cannot_be_is_refused(x: float, t_x: float, t: float, message: str) -> None:
    with pytest.raises(fy.RecordError, match=message):
        fy.loyalty.Purchases.from_arrays([x], [t_x], [t])


@pytest.mark.parametrize("truth", PURCHASE_MODELS, ids=lambda m: type(m).__name__)
def test_every_model_of_purchases_is_fitted_shown_pickled_and_predicts(truth: fy.loyalty.BetaGeoModel) -> None:
    s = drawn_from(truth)
    unfitted = type(truth)(level=0.9)
    assert repr(unfitted) == f"{type(truth).__name__}(level=0.9)"
    with pytest.raises(fy.ParameterError, match="call fit"):
        unfitted.probability_alive(s)
    m = unfitted.fit(s)
    assert m is unfitted and m.get_params()["level"] == 0.9
    for name, estimate in m.parameters_.items():
        assert estimate.level == 0.9
        assert abs(estimate.value - truth.parameters_[name].value) < 4 * estimate.standard_error
    assert m.to_frame()["parameter"].to_list() == list(m.parameters_)
    assert "5,000 customers" in repr(m) and "<table>" in m._repr_html_()
    alive = m.probability_alive(s, interval=0.95)
    assert ((alive["probability_alive"] >= 0) & (alive["probability_alive"] <= 1)).all()
    assert (alive["probability_alive_lower"] <= alive["probability_alive"]).all()
    expected = m.expected_purchases(s, horizon=12)["expected_purchases"].to_numpy()
    p = m.purchase_distribution(s, horizon=12, most=200)
    assert p.columns[-1] == "201+"
    table = p.to_numpy()
    assert table.sum(axis=1) == pytest.approx(np.ones(len(s)), abs=1e-12)
    assert table[:, :-1] @ np.arange(201) == pytest.approx(expected, abs=1e-6)
    again = pickle.loads(pickle.dumps(m))
    assert repr(again) == repr(m) and again.log_likelihood(s) == m.log_likelihood(s)
    assert m.expected_of_new(10).value == pytest.approx(truth.expected_of_new(10).value, rel=0.1)


def test_what_looks_wrong_is_said() -> None:
    m = fy.loyalty.BetaGeoModel().fit(drawn_from(fy.loyalty.NBDModel.from_parameters(r=2, alpha=8), seed=4))
    meanings = m.warnings_["meaning"].to_list()
    assert "no dropout: a -> 0" in meanings and any("flat along a, b" in meaning for meaning in meanings)
    assert "no dropout: a -> 0" in repr(m)
    with pytest.raises(fy.FitError, match="none of 1 customers has bought again"):
        fy.loyalty.NBDModel().fit(fy.loyalty.Purchases.from_arrays([0], [0], [5]))
    with pytest.raises(fy.ParameterError, match="are r, alpha, a, b"):
        fy.loyalty.BetaGeoModel.from_parameters(r=1, alpha=2)


@needs_data
def test_the_donations_give_the_published_parameters() -> None:
    cells = pd.read_csv(DATA / "donations.csv")
    s = fy.loyalty.Opportunities.from_arrays(
        cells["frequency"], cells["recency"], cells["periods"], customers=cells["weights"]
    )
    m = fy.loyalty.BetaGeoBetaBinomModel().fit(s)
    values = [e.value for e in m.parameters_.values()]
    assert values == pytest.approx([1.2035224, 0.7497164, 0.6567182, 2.7834422], rel=1e-6)
    assert m.log_likelihood_ == pytest.approx(-33225.581274, abs=1e-6)
    five = m.expected_purchases(s, horizon=5, interval=0.9)
    assert (five["customers"] * five["expected_purchases"]).sum() == pytest.approx(12884.2, abs=0.05)
    assert m.purchase_distribution(s, horizon=2).select("0", "1", "2").to_numpy().sum(axis=1) == pytest.approx(1)
    assert len(m.probability_alive(s)) == 22 and len(m.simulate(7)) == 7


@needs_data
def test_retention_is_projected_as_published() -> None:
    cohorts = pd.read_csv(DATA / "sbg_customer_retention.csv")
    s = fy.loyalty.Contracts.from_survivors((10 * cohorts["high_end"][:8]).round())
    sbg, bdw = fy.loyalty.ShiftedBetaGeoModel().fit(s), fy.loyalty.BetaDiscreteWeibullModel().fit(s)
    assert sbg.log_likelihood_ == pytest.approx(-1611.158147, abs=1e-6)
    assert bdw.log_likelihood_ == pytest.approx(-1605.314213, abs=1e-6)
    survival = bdw.survival(12, interval=0.95)
    assert survival["survival"].to_numpy() == pytest.approx(cohorts["high_end"].to_numpy() / 100, abs=0.03)
    retention = bdw.retention(12)["retention"].to_numpy()
    assert retention == pytest.approx(survival["survival"].to_numpy()[1:] / survival["survival"].to_numpy()[:-1])


def test_summaries_are_added_and_pickled() -> None:
    contracts = fy.loyalty.Contracts.from_arrays([1, 3], [True, False], customers=[5, 7])
    contracts += fy.loyalty.Contracts.from_survivors([10, 8])
    assert contracts.to_frame()["ended"].to_list() == [0, 7, 0, 0]
    opportunities = fy.loyalty.Opportunities.from_arrays([1], [2], [3])
    opportunities += opportunities
    assert opportunities.to_frame()["customers"].to_list() == [2]
    purchases = fy.loyalty.Purchases.from_arrays([1], [2], [3], monetary_value=[4.5], customer=["a"])
    for summary in (contracts, opportunities, purchases):
        assert pickle.loads(pickle.dumps(summary)) == summary
    with pytest.raises(TypeError):
        contracts += opportunities
    with pytest.raises(fy.RecordError, match="customer a is in both"):
        purchases += pickle.loads(pickle.dumps(purchases))
