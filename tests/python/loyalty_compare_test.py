"""Models of the same customers side by side."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from loyalty_data import cdnow_sample, needs_data

import fealty as fy

ALL = (
    fy.loyalty.NBDModel,
    fy.loyalty.BetaGeoModel,
    fy.loyalty.ModifiedBetaGeoModel,
    fy.loyalty.ParetoNBDModel,
)


def drawn_from(model: Any, customers: int = 1500, seed: int = 3) -> fy.loyalty.Purchases:
    drawn = model.simulate(customers, T=40.0, seed=seed)
    return fy.loyalty.Purchases.from_arrays(drawn["frequency"], drawn["recency"], drawn["T"])


def rows_of(frame: Any) -> list[dict[str, Any]]:
    return list(frame.to_dicts() if hasattr(frame, "to_dicts") else frame.to_dict("records"))


@pytest.fixture(scope="module")
def with_dropout() -> fy.loyalty.Purchases:
    return drawn_from(fy.loyalty.BetaGeoModel.from_parameters(r=0.5, alpha=4.4, a=0.8, b=2.4))


@pytest.fixture(scope="module")
def cdnow() -> pd.DataFrame:
    return cdnow_sample()


@needs_data
def test_cdnow_gives_the_published_log_likelihoods_on_one_scale(cdnow: pd.DataFrame) -> None:
    s, later = (fy.loyalty.purchases(cdnow, until=until) for until in ("1997-09-30", "1998-06-30"))
    made = fy.loyalty.compare([model().fit(s) for model in ALL], s, holdout=later)
    rows = {row["model"]: row for row in rows_of(made.to_frame())}
    assert list(rows) == ["MBG/NBD", "BG/NBD", "Pareto/NBD", "NBD"]
    assert rows["BG/NBD"]["log_likelihood"] == pytest.approx(-9582.429207, abs=1e-6)
    assert rows["Pareto/NBD"]["log_likelihood"] == pytest.approx(-9594.976179, abs=1e-6)
    assert rows["NBD"]["log_likelihood"] == pytest.approx(-9763.7, abs=0.05)  # Fader, Hardie and Lee (2005), table 2
    assert rows["NBD"]["aic"] == pytest.approx(4 - 2 * rows["NBD"]["log_likelihood"])
    assert rows["BG/NBD"]["bic"] == pytest.approx(4 * math.log(2357) + 2 * 9582.429207)
    holdout = [row["holdout_log_likelihood"] for row in rows.values()]
    assert holdout == sorted(holdout, reverse=True)
    assert "2,357 customers" in repr(made) and "-9,582.4" in repr(made) and "<table>" in made._repr_html_()
    tests = {(row["better"], row["other"]): row for row in rows_of(made.tests)}
    assert tests["BG/NBD", "Pareto/NBD"]["test"] == "Vuong"
    assert tests["BG/NBD", "NBD"]["test"] == "likelihood ratio" and tests["BG/NBD", "NBD"]["p_value"] < 1e-20


def test_delta_and_weights_are_those_of_the_aic(with_dropout: fy.loyalty.Purchases) -> None:
    models = {name: model().fit(with_dropout) for name, model in zip("abcd", ALL, strict=True)}
    frame = fy.loyalty.compare(models, with_dropout).to_frame()
    aic = np.array(frame["aic"])
    assert np.all(np.diff(aic) >= 0)
    assert np.array(frame["delta"]) == pytest.approx(aic - aic[0])
    weights = np.exp(-0.5 * (aic - aic[0]))
    assert np.array(frame["weight"]) == pytest.approx(weights / weights.sum())
    for row in rows_of(frame):
        if row["model"] != "a":  # not NBD, whose likelihood is that of numbers
            assert row["log_likelihood"] == models[row["model"]].log_likelihood_


def test_vuong_is_that_of_the_likelihoods_of_customers(with_dropout: fy.loyalty.Purchases) -> None:
    one, other = fy.loyalty.BetaGeoModel().fit(with_dropout), fy.loyalty.ParetoNBDModel().fit(with_dropout)
    (row,) = rows_of(fy.loyalty.compare([one, other], with_dropout).tests)
    frame = with_dropout.to_frame()
    differences = []
    for x, t_x, t in zip(frame["frequency"], frame["recency"], frame["T"], strict=True):
        single = fy.loyalty.Purchases.from_arrays([x], [t_x], [t])
        differences.append(one.log_likelihood(single) - other.log_likelihood(single))
    z = sum(differences) / (math.sqrt(len(differences)) * np.std(differences, ddof=1))
    sign = 1 if row["better"] == "BG/NBD" else -1
    assert row["statistic"] == pytest.approx(sign * z, rel=1e-6)
    assert row["p_value"] == pytest.approx(math.erfc(abs(z) / math.sqrt(2)), rel=1e-6)


def test_where_nobody_leaves_the_simpler_model_is_not_refused() -> None:
    rejected = 0
    for seed in range(20):
        s = drawn_from(fy.loyalty.NBDModel.from_parameters(r=1, alpha=6), 400, seed)
        made = fy.loyalty.compare([fy.loyalty.NBDModel().fit(s), fy.loyalty.BetaGeoModel().fit(s)], s)
        (row,) = rows_of(made.tests)
        assert row["distribution"].startswith("chi-square, 1 and 2")
        rejected += row["p_value"] < 0.05
    assert rejected <= 3


def test_contracts_are_nested_within_the_range() -> None:
    cohort = fy.loyalty.Contracts.from_survivors([1000, 869, 743, 653, 593, 551, 517, 491])
    sbg, bdw = fy.loyalty.ShiftedBetaGeoModel().fit(cohort), fy.loyalty.BetaDiscreteWeibullModel().fit(cohort)
    made = fy.loyalty.compare([sbg, bdw], cohort)
    (row,) = rows_of(made.tests)
    statistic = 2 * (1611.158147 - 1605.314213)  # Fader and Hardie (2007), the high-end cohort
    assert row["statistic"] == pytest.approx(statistic, abs=1e-5)
    assert row["p_value"] == pytest.approx(math.erfc(math.sqrt(statistic / 2)), rel=1e-6)
    assert row["better"] == "Beta-discrete-Weibull"


def test_what_cannot_be_compared_is_refused(with_dropout: fy.loyalty.Purchases) -> None:
    m = fy.loyalty.BetaGeoModel().fit(with_dropout)
    others = drawn_from(m, 300)
    with pytest.raises(fy.ParameterError, match=r"was fitted to other customers: its log-likelihood was .* of 1,500"):
        fy.loyalty.compare([m], others)
    with pytest.raises(fy.ParameterError, match="call fit"):
        fy.loyalty.compare([fy.loyalty.NBDModel()], with_dropout)
    with pytest.raises(fy.ParameterError, match="its parameters were given"):
        fy.loyalty.compare([fy.loyalty.NBDModel.from_parameters(r=1, alpha=2)], with_dropout)
    with pytest.raises(fy.ParameterError, match="there are no models"):
        fy.loyalty.compare([], with_dropout)
    cohort = fy.loyalty.Contracts.from_survivors([100, 60, 50])
    with pytest.raises(fy.ParameterError, match="is not a model of Contracts"):
        fy.loyalty.compare([m], cohort)
    with pytest.raises(fy.ParameterError, match="made of dated purchases"):
        fy.loyalty.compare([m], with_dropout, holdout=others)


def test_models_of_one_kind_are_numbered(with_dropout: fy.loyalty.Purchases) -> None:
    m = fy.loyalty.BetaGeoModel().fit(with_dropout)
    made = fy.loyalty.compare([m, m], with_dropout)
    assert made.to_frame()["model"].to_list() == ["BG/NBD", "BG/NBD 2"]
    assert "cannot be told apart" in repr(made)


def test_a_model_with_covariates_is_compared_as_far_as_it_can_be(with_dropout: fy.loyalty.Purchases) -> None:
    z = {"z": np.random.default_rng(1).normal(size=len(with_dropout))}
    plain = fy.loyalty.BetaGeoModel().fit(with_dropout)
    larger = fy.loyalty.BetaGeoModel(transaction=["z"]).fit(with_dropout, covariates=z)
    other = fy.loyalty.ParetoNBDModel().fit(with_dropout)
    made = fy.loyalty.compare({"plain": plain, "with z": larger, "other": other}, with_dropout)
    tests = {frozenset((row["better"], row["other"])): row for row in rows_of(made.tests)}
    row = tests[frozenset(("plain", "with z"))]
    statistic = 2 * (larger.log_likelihood_ - plain.log_likelihood_)
    assert row["statistic"] == pytest.approx(statistic)
    assert row["p_value"] == pytest.approx(math.erfc(math.sqrt(statistic / 2)))
    assert tests[frozenset(("with z", "other"))]["test"] == "none"
    assert "not tested" in repr(made)
    fewer = drawn_from(plain, 300)
    with pytest.raises(fy.ParameterError, match="was fitted to other customers: 1,500, and here are 300"):
        fy.loyalty.compare([larger], fewer)
