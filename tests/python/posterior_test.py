"""Posteriors of the models of repeat buying, as a notebook asks for them."""

from __future__ import annotations

import pickle
import sys
from types import SimpleNamespace
from typing import Any

import matplotlib
import numpy as np
import pandas as pd
import polars as pl
import pytest

matplotlib.use("Agg")

import matplotlib.pyplot as plt
from loyalty_data import DATA, needs_data

import fealty as fy
from fealty import _core, plots

MODELS = [
    fy.loyalty.BetaGeoModel,
    fy.loyalty.ModifiedBetaGeoModel,
    fy.loyalty.ParetoNBDModel,
    fy.loyalty.NBDModel,
]


@pytest.fixture(scope="module")
def few() -> fy.loyalty.Purchases:
    drawn = fy.loyalty.BetaGeoModel.from_parameters(r=0.6, alpha=5, a=1.2, b=3).simulate(25, T=40.0, seed=3)
    return fy.loyalty.Purchases.from_arrays(
        drawn["frequency"], drawn["recency"], drawn["T"], customer=[f"c{i}" for i in range(25)]
    )


@pytest.fixture(scope="module")
def post(few: fy.loyalty.Purchases) -> fy.loyalty.Posterior:
    made: fy.loyalty.Posterior = fy.loyalty.BetaGeoModel().sample(few, seed=1)
    return made


@pytest.mark.parametrize("model", MODELS)
def test_every_model_is_sampled_and_foretells(model: Any, few: fy.loyalty.Purchases) -> None:
    post = model().sample(few, draws=300, warmup=200, seed=2)
    assert list(post.parameters_) == list(model._model.names)
    alive = post.probability_alive(few, interval=0.9)
    assert alive.columns == ["customer_id", "probability_alive", "probability_alive_lower", "probability_alive_upper"]
    assert (alive["probability_alive_lower"] <= alive["probability_alive_upper"]).all()
    ahead = post.expected_purchases(few, 20, draws=900)["expected_purchases"]
    counts = post.purchase_distribution(few, 20, most=3, draws=100)
    assert counts.columns == ["customer_id", "0", "1", "2", "3", "4+"]
    assert counts.drop("customer_id").sum_horizontal().to_numpy() == pytest.approx(np.ones(25))
    total = post.total_purchases(few, 20, draws=900)
    assert total.lower < ahead.sum() < total.upper
    assert total.value == pytest.approx(ahead.sum(), rel=0.1)
    assert post.expected_of_new(20).lower > 0
    assert post.model in repr(post)


def test_draws_come_by_chain_as_a_frame_and_for_arviz(post: fy.loyalty.Posterior) -> None:
    draws = post.to_dict()
    assert {name: values.shape for name, values in draws.items()} == dict.fromkeys(["r", "alpha", "a", "b"], (4, 2000))
    frame = post.draws_
    assert frame.columns == ["chain", "draw", "r", "alpha", "a", "b", "log_density"]
    assert frame.filter(pl.col("chain") == 2)["b"].to_numpy() == pytest.approx(draws["b"][2])
    table = post.diagnostics_
    assert table.columns == ["parameter", "mean", "sd", "lower", "upper", "mcse_mean", "ess_bulk", "ess_tail", "r_hat"]
    for row in table.iter_rows(named=True):
        values = draws[row["parameter"]]
        assert row["mean"] == pytest.approx(values.mean())
        assert row["sd"] == pytest.approx(values.std(ddof=1))
        assert [row["lower"], row["upper"]] == pytest.approx(np.quantile(values, [0.025, 0.975]))
        assert post.parameters_[row["parameter"]].value == row["mean"]
        assert row["r_hat"] < 1.01 and min(row["ess_bulk"], row["ess_tail"]) > 400


@pytest.mark.parametrize("has_inference_data", [True, False])
def test_arviz_gets_the_draws_of_either_version(
    post: fy.loyalty.Posterior, has_inference_data: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def from_dict(*data: Any, **named: Any) -> dict[str, Any]:
        return data[0] if data else named

    known = {"InferenceData": object} if has_inference_data else {}
    monkeypatch.setitem(sys.modules, "arviz", SimpleNamespace(from_dict=from_dict, **known))
    made = post.to_arviz()
    assert sorted(made) == ["posterior", "sample_stats"]
    assert made["posterior"]["r"].shape == made["sample_stats"]["lp"].shape == (4, 2000)
    assert made["sample_stats"]["lp"][1, 5] == post.draws_["log_density"][2005]


def test_the_seed_tells_the_draws_and_threads_do_not(few: fy.loyalty.Purchases) -> None:
    options: dict[str, Any] = {"draws": 100, "warmup": 100}
    before = fy.threads()
    try:
        fy.set_threads(1)
        one = fy.loyalty.ParetoNBDModel().sample(few, seed=5, **options)
        fy.set_threads(2)
        two = fy.loyalty.ParetoNBDModel().sample(few, seed=5, **options)
    finally:
        fy.set_threads(before)
    assert one.draws_.equals(two.draws_)
    assert not one.draws_.equals(fy.loyalty.ParetoNBDModel().sample(few, seed=6, **options).draws_)


def test_priors_are_those_that_are_asked_for(few: fy.loyalty.Purchases) -> None:
    asked: dict[str, Any] = {"r": ("half_normal", 2), "a": ("gamma", 2.0, 1.0), "b": ("weibull", 2, 10)}
    post = fy.loyalty.BetaGeoModel().sample(few, draws=100, warmup=100, priors=asked)
    assert post.priors_ == {
        "r": ("half_normal", 2.0),
        "alpha": ("log_normal", pytest.approx(np.log(40.0)), 2.0),
        "a": ("gamma", 2.0, 1.0),
        "b": ("weibull", 2.0, 10.0),
    }
    sure = fy.loyalty.NBDModel().sample(few, draws=500, priors={"r": ("log_normal", np.log(3.0), 0.001)})
    assert sure.parameters_["r"].value == pytest.approx(3.0, rel=0.01)
    assert sure.warnings_["kind"].to_list() == ["prior"]


@pytest.mark.parametrize(
    ("priors", "said"),
    [
        ({"q": ("gamma", 1, 1)}, "'q'"),
        ({"r": ("cauchy", 1, 1)}, "'cauchy'"),
        ({"r": ("gamma", 1)}, "2 parameters"),
        ({"r": ("half_normal", 1, 2)}, "1 parameter"),
        ({"r": ("gamma", -1, 2)}, "-1"),
    ],
)
def test_what_is_no_prior_is_refused(few: fy.loyalty.Purchases, priors: Any, said: str) -> None:
    with pytest.raises(fy.ParameterError, match=said):
        fy.loyalty.BetaGeoModel().sample(few, priors=priors)


def test_models_with_more_than_the_posterior_knows_are_refused(few: fy.loyalty.Purchases) -> None:
    with pytest.raises(fy.ParameterError, match="fixed"):
        fy.loyalty.BetaGeoModel(fixed={"a": 1.0}).sample(few)
    with pytest.raises(fy.ParameterError, match="chains"):
        fy.loyalty.BetaGeoModel().sample(few, chains=0)
    with pytest.raises(fy.FitError, match="no customers"):
        fy.loyalty.BetaGeoModel().sample(fy.loyalty.Purchases.from_arrays([], [], []))


def test_customers_are_drawn_too(post: fy.loyalty.Posterior, few: fy.loyalty.Purchases) -> None:
    drawn = post.customer_draws(few, draws=400)
    assert drawn.columns == ["customer_id", "draw", "purchase_rate", "dropout", "alive"]
    assert len(drawn) == 25 * 400
    share = drawn.group_by("customer_id", maintain_order=True).agg(pl.col("alive").mean())["alive"]
    alive = post.probability_alive(few)["probability_alive"]
    assert share.to_numpy() == pytest.approx(alive.to_numpy(), abs=0.1)
    nameless = fy.loyalty.Purchases.from_arrays([3], [30], [39])
    assert post.customer_draws(nameless, draws=2)["customer"].to_list() == [0, 0]


def test_few_customers_are_warned_of_and_a_posterior_can_be_pickled(few: fy.loyalty.Purchases) -> None:
    one = fy.loyalty.Purchases.from_arrays(np.array([3]), np.array([2.0]), np.array([3.0]))
    post = fy.loyalty.ParetoNBDModel(level=0.9).sample(one, draws=200)
    assert set(post.warnings_["kind"]) >= {"prior"}
    assert "the data say next to nothing of it" in repr(post) and "Warning" in post._repr_html_()
    again = pickle.loads(pickle.dumps(post))
    assert again.draws_.equals(post.draws_) and repr(again) == repr(post)
    assert again._compiled.to_bytes() == post._compiled.to_bytes()
    assert isinstance(again._compiled, _core.ParetoNBDPosterior)


def test_the_picture_shows_prior_and_posterior(post: fy.loyalty.Posterior) -> None:
    for language in ("en", "zh"):
        ax = plots.posterior(post, language=language)
        assert [tick.get_text() for tick in ax.get_yticklabels()] == ["r", "alpha", "a", "b"]
    assert len(post.plot().lines) == 12  # of each parameter the posterior, the prior and the interval
    plt.close("all")


# Means and standard deviations that pymc-marketing 0.19.2 finds with the same priors, from draws that are worth 1,625
# independent ones.
@needs_data
def test_cdnow_has_the_posterior_that_nuts_finds() -> None:
    table = pd.read_csv(DATA / "cdnow_customers_summary.csv")
    s = fy.loyalty.Purchases.from_arrays(table["frequency"], table["recency"], table["T"])
    post = fy.loyalty.BetaGeoModel().sample(s, draws=1000, seed=1)
    assert len(post.warnings_) == 0
    found = {"r": (0.2438, 0.0124), "alpha": (4.452, 0.373), "a": (0.8236, 0.194), "b": (2.569, 0.754)}
    for name, (mean, sd) in found.items():
        assert post.parameters_[name].value == pytest.approx(mean, abs=0.12 * sd)
        assert post.parameters_[name].standard_error == pytest.approx(sd, rel=0.1)
