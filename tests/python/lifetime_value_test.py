"""What customers will be worth, when they buy next, whether they stay, and whole futures, as a notebook asks."""

from __future__ import annotations

import datetime as dt
import math
import pickle
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from loyalty_data import DATA, cdnow_sample, needs_data

import fealty as fy

MODELS = [
    fy.loyalty.BetaGeoModel.from_parameters(r=0.6, alpha=5, a=1.2, b=3),
    fy.loyalty.ModifiedBetaGeoModel.from_parameters(r=0.6, alpha=5, a=1.2, b=3),
    fy.loyalty.ParetoNBDModel.from_parameters(r=0.6, alpha=5, s=1, beta=20),
    fy.loyalty.NBDModel.from_parameters(r=0.6, alpha=5),
]
SPEND = fy.loyalty.GammaGammaModel.from_parameters(p=6.25, q=3.74, v=15.4)


def drawn(customers: int = 3000, seed: int = 3) -> fy.loyalty.Purchases:
    crowd = MODELS[0].simulate(customers, T=40.0, seed=seed)
    spend = SPEND._compiled.simulate(crowd["frequency"].to_list(), seed)
    return fy.loyalty.Purchases.from_arrays(crowd["frequency"], crowd["recency"], crowd["T"], monetary_value=spend)


@pytest.fixture(scope="module")
def cdnow() -> pd.DataFrame:
    return cdnow_sample()


@needs_data
def test_the_customers_of_cdnow_are_valued(cdnow: pd.DataFrame) -> None:
    s = fy.loyalty.purchases(cdnow, until="1997-09-30", unit="week")
    m, spend = fy.loyalty.ParetoNBDModel().fit(s), fy.loyalty.GammaGammaModel().fit(s)
    v = fy.loyalty.LifetimeValue(m, spend, discount=0.15).predict(s)
    frame = v.to_frame()
    assert isinstance(frame, pd.DataFrame)
    assert list(frame) == ["customer_id", "expected_spend", "discounted_purchases", "value", "lower", "upper"]
    assert frame["value"].sum() == pytest.approx(v.total.value)
    assert ((frame["lower"] < frame["value"]) & (frame["value"] < frame["upper"])).all()
    assert frame["value"].to_numpy() == pytest.approx(
        frame["expected_spend"].to_numpy() * frame["discounted_purchases"].to_numpy()
    )
    assert v.total.lower < v.total.value < v.total.upper
    assert v.mean.value == pytest.approx(v.total.value / 2357)
    assert "the best 20% hold" in repr(v) and "<table>" in v._repr_html_()
    year = fy.loyalty.LifetimeValue(m, spend, discount=0.15).predict(s, horizon="1 year")
    assert 0 < year.total.value < v.total.value


@needs_data
def test_customers_of_cdnow_without_repeat_purchases_are_worth_what_was_published() -> None:
    """Fader, Hardie and Lee (2005): after 78 weeks, at 15 % and a margin of 30 %, each of the 12,054 is worth $4.40."""
    names = ["customer_id", "at", "cds", "amount"]
    whole = pd.read_csv(DATA / "CDNOW_master.txt", sep=r"\s+", skiprows=1, names=names, dtype={"at": str})
    whole["at"] = pd.to_datetime(whole["at"])
    fitted_to, s = (fy.loyalty.purchases(frame, until="1998-06-30") for frame in (cdnow_sample(), whole))
    m, spend = fy.loyalty.ParetoNBDModel().fit(fitted_to), fy.loyalty.GammaGammaModel().fit(fitted_to)
    v = fy.loyalty.LifetimeValue(m, spend, discount=0.15, margin=0.3).predict(s)
    once = v.values()[s.to_frame()["frequency"].to_numpy() == 0]
    assert len(once) == 12054
    assert once.mean() == pytest.approx(4.40, abs=0.02)


def test_horizons_may_be_said_in_many_ways() -> None:
    days = {"customer_id": ["a", "a", "b"], "at": ["2026-01-05", "2026-01-19", "2026-01-12"], "amount": [1.0, 2.0, 3.0]}
    s = fy.loyalty.purchases(days, until="2026-03-02", unit="month")
    m = MODELS[2]
    worth = fy.loyalty.LifetimeValue(m, SPEND)

    def total(horizon: Any) -> float:
        return float(worth.predict(s, horizon).total.value)

    assert total("18 months") == pytest.approx(total(18)) == pytest.approx(total("1.5 years"))
    assert total("26 weeks") == pytest.approx(total(dt.timedelta(days=182)))
    assert total(pd.Timedelta(days=182)) == pytest.approx(total(np.timedelta64(182, "D")))
    assert total("60 days") < total("1 year") < total(None)
    for wrong in ("soon", "3 fortnights", "-1 year"):
        with pytest.raises(fy.ParameterError, match="3 years"):
            total(wrong)
    with pytest.raises(fy.ParameterError, match="horizon is -1"):
        total(-1)
    with pytest.raises(fy.ParameterError, match="finite where nothing is discounted"):
        fy.loyalty.LifetimeValue(m, SPEND, discount=0).predict(s)
    with pytest.raises(fy.ParameterError, match="counts in months"):
        fy.loyalty.LifetimeValue(m, SPEND, unit="week").predict(s)


def test_a_summary_without_a_unit_is_told_one() -> None:
    s = drawn(50)
    with pytest.raises(fy.ParameterError, match="does not know its unit"):
        fy.loyalty.LifetimeValue(MODELS[0], SPEND).predict(s, 52)
    by_week = fy.loyalty.LifetimeValue(MODELS[0], SPEND, unit="week").predict(s, 52).total.value
    by_day = fy.loyalty.LifetimeValue(MODELS[0], SPEND, unit="day").predict(s, 52).total.value
    assert by_week < by_day  # 52 days are discounted less than 52 weeks


def test_margin_and_discount_do_what_they_say() -> None:
    s = drawn(200)
    whole = fy.loyalty.LifetimeValue(MODELS[3], SPEND, discount=0.2, unit="year").predict(s, 1e9)
    kept = fy.loyalty.LifetimeValue(MODELS[3], SPEND, discount=0.2, unit="year", margin=0.3).predict(s, 1e9)
    assert kept.values() == pytest.approx(0.3 * whole.values())
    # Nobody leaves: an endless annuity at the continuous rate.
    frame = s.to_frame()
    rate = (0.6 + frame["frequency"].to_numpy()) / (5 + frame["T"].to_numpy())
    purchases = whole.to_frame()["discounted_purchases"].to_numpy()
    assert purchases == pytest.approx(rate / math.log(1.2))
    assert pickle.loads(pickle.dumps(whole)).to_frame().equals(whole.to_frame())
    assert whole.concentration(top=0.1).top_share.value < whole.concentration(top=0.3).top_share.value


def test_customers_who_differ_by_covariates_are_valued() -> None:
    m = fy.loyalty.ParetoNBDModel.from_parameters(r=0.6, alpha=5, s=1, beta=20, transaction={"gap": 0.5})
    s = fy.loyalty.Purchases.from_arrays([2, 2], [20, 20], [30, 30], monetary_value=[40, 40])
    worth = fy.loyalty.LifetimeValue(m, SPEND, unit="week")
    values = worth.predict(s, 52, covariates={"gap": [0.0, 1.0]}).values()
    plain = fy.loyalty.LifetimeValue(MODELS[2], SPEND, unit="week")
    assert values[0] == pytest.approx(plain.predict(s, 52).values()[0])
    assert values[1] > values[0]
    with pytest.raises(fy.ParameterError, match="has covariates"):
        worth.predict(s, 52)
    with pytest.raises(fy.ParameterError, match="has no covariates"):
        plain.predict(s, 52, covariates={"gap": [0.0, 1.0]})


def test_an_infinite_spend_is_said() -> None:
    heavy = fy.loyalty.GammaGammaModel.from_parameters(p=2, q=0.9, v=5)
    v = fy.loyalty.LifetimeValue(MODELS[0], heavy, unit="week").predict(drawn(50), 52)
    assert math.isinf(v.total.value) and math.isnan(v.total.upper)
    assert "q of the spend model is at most 1" in repr(v)
    assert not np.isnan(v.values()).any()


@pytest.mark.parametrize("m", MODELS, ids=lambda m: type(m).__name__)
def test_every_model_foretells_the_next_purchase_and_survival(m: fy.loyalty.BetaGeoModel) -> None:
    s = drawn(300)
    m = type(m)().fit(drawn(3000))
    following = m.next_purchase(s, quantiles=(0.25, 0.5), interval=0.95)
    assert following.columns == ["probability", "probability_lower", "probability_upper", "time_0.25", "time_0.5"]
    alive = m.probability_alive(s)["probability_alive"].to_numpy()
    ever = following["probability"].to_numpy()
    assert (ever <= alive + 1e-12).all()
    quarter, half = (following[name].to_numpy() for name in ("time_0.25", "time_0.5"))
    assert (quarter <= half).all()
    assert np.isinf(half[ever < 0.5]).all() and np.isfinite(half[ever > 0.5]).all()
    one = int(np.flatnonzero(np.isfinite(half))[0])
    none = m.purchase_distribution(s, horizon=half[one])["0"].to_numpy()[one]
    assert none == pytest.approx(0.5, abs=1e-9)
    later = m.survival(s, 12, interval=0.95)
    assert (later["survival"].to_numpy() <= alive + 1e-12).all()
    assert (later["survival_lower"] <= later["survival"]).all()
    with pytest.raises(fy.ParameterError, match="quantile is 1"):
        m.next_purchase(s, quantiles=(1,))


def test_futures_are_drawn_around_what_is_expected() -> None:
    m = MODELS[0]
    s = drawn(300)
    f = m.futures(s, 26, draws=400, seed=2, steps=13)
    expected = m.expected_purchases(s, 26)["expected_purchases"].to_numpy()
    assert f.total.value == pytest.approx(expected.sum(), rel=0.02)
    assert f.total.lower < expected.sum() < f.total.upper
    assert f.to_frame().columns == ["mean", "median", "lower", "upper"]
    fan = f.fan()
    assert fan["time"].to_list() == [2.0 * i for i in range(1, 14)]
    assert (fan["mean"].diff().drop_nulls() >= 0).all()
    assert f.fan(7)["mean"][-1] == f.to_frame()["mean"][7]
    assert pickle.loads(pickle.dumps(f)) == f == m.futures(s, 26, draws=400, seed=2, steps=13)
    assert f != m.futures(s, 26, draws=400, seed=3, steps=13)
    assert "400 futures of each customer" in repr(f)
    with pytest.raises(fy.ParameterError, match="customer is 300"):
        f.fan(300)


def test_a_future_is_asked_for_by_the_id_of_a_customer() -> None:
    days = {"customer_id": ["a", "a", "b"], "at": ["2026-01-05", "2026-01-19", "2026-01-12"]}
    s = fy.loyalty.purchases(pl.DataFrame(days), until="2026-03-02")
    f = MODELS[2].futures(s, "1 year", draws=50)
    assert f.to_frame()["customer_id"].to_list() == ["a", "b"]
    assert f.fan("b")["mean"][-1] == f.to_frame()["mean"][1]
    with pytest.raises(fy.ParameterError, match="no customer 'c'"):
        f.fan("c")


def test_frequency_and_spend_that_hang_together_are_said() -> None:
    s = drawn(3000)
    apart = fy.loyalty.GammaGammaModel().fit(s)
    assert apart.frequency_correlation_.lower < 0 < apart.frequency_correlation_.upper
    frame = s.to_frame().filter(pl.col("frequency") > 0)
    more = frame["monetary_value"].to_numpy() * frame["frequency"].to_numpy() ** 0.3
    together = fy.loyalty.GammaGammaModel().fit(
        fy.loyalty.Purchases.from_arrays(frame["frequency"], frame["recency"], frame["T"], monetary_value=more)
    )
    assert together.frequency_correlation_.lower > 0
    assert "frequency_correlation" in together.warnings_["kind"].to_list()
    with pytest.raises(fy.ParameterError, match="is not fitted"):
        _ = fy.loyalty.GammaGammaModel().frequency_correlation_


def test_spend_is_fitted_to_single_purchases() -> None:
    generator = np.random.default_rng(1)
    rate = generator.gamma(3.0, 1 / 20.0, 2000)
    customer = np.repeat(np.arange(2000), 3)
    amount = generator.gamma(4.0, 1 / np.repeat(rate, 3))
    m = fy.loyalty.GammaGammaModel().fit_values(customer, amount)
    for name, value in {"p": 4.0, "q": 3.0, "v": 20.0}.items():
        assert abs(m.parameters_[name].value - value) < 4 * m.parameters_[name].standard_error
    assert math.isnan(m.frequency_correlation_.value)  # all have three purchases


def test_contracts_and_opportunities_are_valued() -> None:
    cohort = fy.loyalty.Contracts.from_survivors([1000, 631, 468, 382, 326, 289, 262, 241])
    m = fy.loyalty.ShiftedBetaGeoModel().fit(cohort)
    worth = m.residual_lifetime(4, 0.1, interval=0.95)
    assert worth["renewals"].to_list() == [0, 1, 2, 3, 4]
    assert worth["residual_lifetime"].to_numpy()[[0, 4]] == pytest.approx([2.9644, 5.8941], abs=1e-3)
    assert (worth["residual_lifetime_lower"] < worth["residual_lifetime"]).all()
    donors = fy.loyalty.Opportunities.from_arrays([6, 0], [6, 0], [6, 6])
    b = fy.loyalty.BetaGeoBetaBinomModel.from_parameters(
        alpha=1.2035224, beta=0.7497164, gamma=0.6567182, delta=2.7834422
    )
    made = b.discounted_purchases(donors, 0.1)
    assert sorted(made["discounted_purchases"].to_list()) == pytest.approx([0.1147527174, 5.909894241])
    with pytest.raises(fy.ParameterError, match="discount is 0"):
        b.discounted_purchases(donors, 0)
