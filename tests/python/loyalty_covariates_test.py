"""Models of repeat buying with covariates, and how they are fitted: constraints, penalties, robust errors."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd
import polars as pl
import pytest
from loyalty_drawn import TRUTH, drawn, fitted

import fealty as fy


@pytest.mark.parametrize("name", list(TRUTH))
def test_coefficients_are_found_again(name: str) -> None:
    truth, s, covariates = drawn(name, 4000)
    m = fitted(name, truth, s, covariates.sample(frac=1, random_state=1))
    assert list(m.parameters_) == list(truth.parameters_)
    for key, known in truth.parameters_.items():
        e = m.parameters_[key]
        assert abs(e.value - known.value) < 4 * e.standard_error, key
    assert m.references_ == {"channel": "shop"}
    assert "channel: compared with shop" in repr(m)
    table = m.coefficients_
    assert table["parameter"].to_list() == list(m.parameters_)[4:]
    assert table["p_value"].to_numpy()[:2].max() < 1e-3
    plain = getattr(fy.loyalty, name)().fit(s)
    assert m.likelihood_ratio(plain)["degrees"] == len(m.parameters_) - 4
    smaller = getattr(fy.loyalty, name)(dropout=truth.dropout).fit(s, covariates=covariates)
    assert m.likelihood_ratio(smaller)["p_value"] < 1e-6


def test_frames_of_every_kind_give_the_same() -> None:
    truth, s, covariates = drawn("BetaGeoModel", 800)
    model = fy.loyalty.BetaGeoModel(transaction=["channel"], dropout=["met_share"])
    expected = [e.value for e in model.fit(s, covariates=covariates).parameters_.values()]
    kinds = [pl.from_pandas(covariates), covariates.to_dict("list"), covariates.astype({"channel": "category"})]
    for kind in [*kinds, covariates.drop(columns="customer_id")]:
        assert [e.value for e in model.fit(s, covariates=kind).parameters_.values()] == expected
    alive = model.probability_alive(s, covariates=covariates, interval=0.9)
    assert list(alive.columns) == ["customer_id", *(f"probability_alive{end}" for end in ("", "_lower", "_upper"))]
    assert truth.laws(s, covariates)["alpha"].to_numpy() == pytest.approx(
        8 * np.exp(-covariates["channel"].map({"shop": 0, "web": 0.5, "fax": -0.4}).to_numpy())
    )


def test_predictions_take_covariates_and_archives_keep_the_coding() -> None:
    _, s, covariates = drawn("ParetoNBDModel", 1500)
    m = fy.loyalty.ParetoNBDModel(transaction=["channel"], dropout=["met_share", "mean_gap"]).fit(
        s, covariates=covariates
    )
    again = pickle.loads(pickle.dumps(m))
    ahead = m.expected_purchases(s, 26, covariates=covariates, interval=0.9)
    assert ahead["expected_purchases_upper"].to_list() == pytest.approx(
        again.expected_purchases(s, 26, covariates=covariates, interval=0.9)["expected_purchases_upper"].to_list()
    )
    new = m.expected_of_new(52, covariates={"channel": ["shop", "web"], "met_share": [0.5, 0.5], "mean_gap": [-1, -1]})
    assert new["expected_purchases"][1] > new["expected_purchases"][0]
    shares = m.purchase_distribution(s, 26, covariates=covariates, most=3)
    assert shares.select("0", "1", "2", "3", "4+").to_numpy().sum(axis=1) == pytest.approx(1)
    assert m.log_likelihood(s, covariates) == pytest.approx(m.log_likelihood_)
    with pytest.raises(fy.RecordError, match=r'channel, row 0: "wab" is not a level .* did you mean "web"'):
        m.expected_of_new(52, covariates={"channel": ["wab"], "met_share": [0.5], "mean_gap": [-1]})
    with pytest.raises(fy.ParameterError, match="give them as covariates=frame"):
        m.probability_alive(s)


def test_covariates_of_a_book_may_be_missing_and_have_an_effect_of_that() -> None:
    book = fy.demo.dealership(customers=600, seed=7).book
    s = fy.loyalty.purchases(book, unit="month", until="2026-01-01")
    features = book.features("2026-01-01")
    m = fy.loyalty.ParetoNBDModel(transaction=["channel", "met_share"]).fit(s, covariates=features)
    assert {"transaction.met_share", "transaction.met_share[missing]"} <= set(m.parameters_)
    assert m.probability_alive(s, covariates=features)["probability_alive"].is_between(0, 1).all()


def test_what_is_wrong_with_covariates_is_named() -> None:
    _, s, covariates = drawn("BetaGeoModel", 50)
    model = fy.loyalty.BetaGeoModel(transaction=["met_share"])
    with pytest.raises(fy.RecordError, match="customer c00007 has no row"):
        model.fit(s, covariates=covariates.drop(index=7))
    with pytest.raises(fy.RecordError, match="customer c00003 has two rows: 3 and 50"):
        model.fit(s, covariates=pd.concat([covariates, covariates.iloc[[3]]], ignore_index=True))
    fitted = fy.loyalty.BetaGeoModel(transaction=["met_share"]).fit(s, covariates=covariates)
    covariates.loc[4, "met_share"] = np.nan
    with pytest.raises(fy.RecordError, match="column met_share, row 4: the value is missing"):
        fitted.probability_alive(s, covariates=covariates)
    covariates.loc[5, "met_share"] = np.inf
    with pytest.raises(fy.RecordError, match="column met_share, row 5: inf is no finite number"):
        model.fit(s, covariates=covariates)
    with pytest.raises(fy.RecordError, match="gap"):
        fy.loyalty.BetaGeoModel(dropout=["gap"]).fit(s, covariates=covariates)
    with pytest.raises(fy.ParameterError, match="BetaGeoModel has covariates"):
        model.fit(s)
    with pytest.raises(fy.ParameterError, match="channel has no reference"):
        fy.loyalty.BetaGeoModel.from_parameters(r=1, alpha=1, a=1, b=1, transaction={"channel": {"web": 1.0}})


def test_features_of_a_book_are_covariates() -> None:
    book = fy.demo.dealership(customers=200, seed=5).book
    s = fy.loyalty.purchases(book)
    features = pl.DataFrame(book.features())
    numbers = [c for c in features.columns if features[c].dtype.is_numeric() and features[c].null_count() == 0]
    chosen = [c for c in numbers if c != "customer_id" and features[c].n_unique() > 5][:1]
    m = fy.loyalty.BetaGeoModel(transaction=chosen).fit(s, covariates=book.features())
    assert f"transaction.{chosen[0]}" in m.parameters_


def test_parameters_are_held_and_pulled() -> None:
    truth = fy.loyalty.ParetoNBDModel.from_parameters(r=0.8, alpha=8, s=0.9, beta=12)
    made = truth.simulate(3000, T=52, seed=2)
    s = fy.loyalty.Purchases.from_arrays(made["frequency"], made["recency"], made["T"])
    free = fy.loyalty.ParetoNBDModel().fit(s)
    held = fy.loyalty.ParetoNBDModel(fixed={"s": 1.0}).fit(s)
    assert held.parameters_["s"] == fy.Estimate(1.0, 0.0, 1.0, 1.0, 0.95)
    test = free.likelihood_ratio(held)
    assert test["degrees"] == 1
    assert test["statistic"] == pytest.approx(2 * (free.log_likelihood_ - held.log_likelihood_))
    equal = fy.loyalty.ParetoNBDModel(equal=[("r", "s")]).fit(s)
    assert equal.parameters_["r"] == equal.parameters_["s"]
    assert equal.aic_ == pytest.approx(6 - 2 * equal.log_likelihood_)
    pulled = fy.loyalty.ParetoNBDModel(penalty_of_logarithms=1e6).fit(s)
    assert pulled.parameters_["beta"].value == pytest.approx(1, abs=0.01)
    warm = fy.loyalty.ParetoNBDModel().fit(s, start=free)
    assert warm._compiled.iterations < free._compiled.iterations
    with pytest.raises(fy.ParameterError, match='"t" is not a parameter'):
        fy.loyalty.ParetoNBDModel(fixed={"t": 1.0}).fit(s)
    assert fy.loyalty.ParetoNBDModel(fixed={"s": 1.0}).get_params()["fixed"] == {"s": 1.0}


def test_errors_are_robust_to_clusters() -> None:
    _, s, covariates = drawn("BetaGeoModel", 3000)
    model = fy.loyalty.BetaGeoModel(transaction=["met_share"]).fit(s, covariates=covariates)
    robust = fy.loyalty.BetaGeoModel(transaction=["met_share"], errors="robust").fit(s, covariates=covariates)
    for key, e in model.parameters_.items():
        assert robust.parameters_[key].value == e.value
        assert robust.parameters_[key].standard_error == pytest.approx(e.standard_error, rel=0.25)
    covariates["branch"] = covariates["customer_id"].str[-1]
    by_name = fy.loyalty.BetaGeoModel().fit(s, covariates=covariates, clusters="branch")
    by_column = fy.loyalty.BetaGeoModel().fit(s, clusters=covariates["branch"])
    assert by_name.parameters_ == by_column.parameters_
    with pytest.raises(fy.ParameterError, match="errors is 'sandwich'"):
        fy.loyalty.BetaGeoModel(errors="sandwich").fit(s)


def test_regularity_is_found_again() -> None:
    truth = fy.loyalty.RegularBetaGeoModel.from_parameters(r=0.9, alpha=4, a=1, b=3, regularity=3)
    made = truth.simulate(3000, T=52, seed=2)
    s = fy.loyalty.Purchases.from_arrays(made["frequency"], made["recency"], made["T"])
    m = fy.loyalty.RegularBetaGeoModel().fit(s, log_gaps=made["log_gaps"])
    assert m.regularity_ == 3 == max(m.profile_, key=m.profile_.__getitem__)
    assert repr(m).startswith("BG/CNBD-3")
    for name, known in truth.parameters_.items():
        assert abs(m.parameters_[name].value - known.value) < 4 * m.parameters_[name].standard_error
    assert m.log_likelihood(s, made["log_gaps"]) == pytest.approx(m.log_likelihood_)
    assert m.purchase_distribution(s, 9, most=2).to_numpy().sum(axis=1) == pytest.approx(1)
    assert pickle.loads(pickle.dumps(m)).probability_alive(s).equals(m.probability_alive(s))
    plain = fy.loyalty.RegularBetaGeoModel(most=1).fit(s, log_gaps=made["log_gaps"])
    assert plain.log_likelihood_ == pytest.approx(fy.loyalty.BetaGeoModel().fit(s).log_likelihood_, rel=1e-10)
    with pytest.raises(fy.ParameterError, match="does not know the days"):
        fy.loyalty.RegularBetaGeoModel().fit(s)


def test_the_days_of_purchases_tell_the_regularity() -> None:
    random = np.random.default_rng(4)
    times = np.cumsum(random.gamma(9, 30 / 9, (300, 40)), axis=1)
    kept = times < random.exponential(400, 300)[:, None]
    frame = pd.DataFrame(
        {"customer_id": np.nonzero(kept)[0], "at": pd.Timestamp("2024-01-01") + pd.to_timedelta(times[kept], "D")}
    )
    m = fy.loyalty.RegularModifiedBetaGeoModel().fit(fy.loyalty.purchases(frame, until="2027-06-30"))
    assert 6 <= m.regularity_ <= 12


def dated_with_campaigns(customers: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Purchases of a year, with weeks of campaigns in which customers buy twice as often."""
    random = np.random.default_rng(8)
    campaign = random.integers(0, 2, (customers, 60))
    rows: list[tuple[str, int]] = []
    for i in range(customers):
        rate, until = random.gamma(1.0, 0.05), min(364.0, random.exponential(500))
        days = [d for d in range(1, int(until)) if random.uniform() < rate * (1 + campaign[i, d // 7])]
        rows += [(f"c{i:04}", d) for d in (0, *days)]
    purchases = pd.DataFrame(rows, columns=["customer_id", "day"])
    purchases["at"] = pd.Timestamp("2025-01-01") + pd.to_timedelta(purchases["day"], "D")
    weeks = pd.DataFrame(
        {
            "customer_id": np.repeat([f"c{i:04}" for i in range(customers)], 60),
            "start": np.tile(pd.Timestamp("2025-01-01") + pd.to_timedelta(7 * np.arange(60), "D"), customers),
            "campaign": campaign.ravel(),
        }
    )
    return purchases, weeks


def test_covariates_that_change_are_found_again() -> None:
    record, weeks = dated_with_campaigns(150)
    s = fy.loyalty.purchases(record, until="2025-12-31")
    known = {"s": 1.0, "beta": 70.0}
    m = fy.loyalty.VaryingParetoNBDModel(transaction=["campaign"], fixed=known).fit(s, covariates=weeks)
    effect = m.parameters_["transaction.campaign"]
    assert abs(effect.value - np.log(2)) < 4 * effect.standard_error < 0.5
    assert m.log_likelihood(s, weeks) == pytest.approx(m.log_likelihood_)
    calm, busy = weeks.copy(), weeks.copy()
    calm.loc[calm["start"] > "2025-12-28", "campaign"] = 0
    busy.loc[busy["start"] > "2025-12-28", "campaign"] = 1
    ahead = [m.expected_purchases(s, 8, covariates=frame, interval=0.9)["expected_purchases"] for frame in (calm, busy)]
    assert (ahead[1] / ahead[0]).to_numpy() == pytest.approx(np.exp(effect.value), rel=0.1)
    alive = m.probability_alive(s, covariates=weeks)["probability_alive"]
    assert ((alive >= 0) & (alive <= 1)).all()
    assert pickle.loads(pickle.dumps(m)).parameters_ == m.parameters_
    with pytest.raises(fy.RecordError, match="customer c0003 has no period that begins at the first purchase"):
        m.probability_alive(s, covariates=weeks[weeks["customer_id"] != "c0003"])
