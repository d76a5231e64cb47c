"""All that models with covariates foretell, draw and are held against, as models without them do."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import Any

import matplotlib
import numpy as np
import pandas as pd
import polars as pl
import pytest

matplotlib.use("Agg")

import matplotlib.pyplot as plt
from loyalty_drawn import TRUTH, drawn, fitted

import fealty as fy


def own_model(m: Any, s: Any, covariates: Any, customer: int) -> tuple[Any, Any]:
    """The model without covariates that a customer's parameters make, and the customer alone."""
    laws = pl.DataFrame(m.laws(s, covariates)).drop("customer_id")
    row = pl.DataFrame(s.to_frame()).row(customer, named=True)
    alone = fy.loyalty.Purchases.from_arrays([row["frequency"]], [row["recency"]], [row["T"]])
    return type(m).from_parameters(**laws.row(customer, named=True)), alone


# ---- next purchase, survival, futures ----


@pytest.mark.parametrize("name", list(TRUTH))
def test_each_customer_is_foretold_by_parameters_of_their_own(name: str) -> None:
    m, s, covariates = drawn(name, 200)
    mixed = covariates.sample(frac=1, random_state=1)
    again = m.next_purchase(s, covariates=mixed, quantiles=(0.2, 0.5))
    staying = m.survival(s, 12, covariates=mixed)
    futures = m.futures(s, 26, covariates=mixed, draws=200)
    assert again.columns == ["customer_id", "probability", "time_0.2", "time_0.5"]
    for customer in range(0, 200, 20):
        own, alone = own_model(m, s, covariates, customer)
        of_own = own.next_purchase(alone, quantiles=(0.2, 0.5))
        for column in of_own.columns:
            assert again[column][customer] == pytest.approx(of_own[column][0], rel=1e-9)
        assert staying["survival"][customer] == pytest.approx(own.survival(alone, 12)["survival"][0], rel=1e-12)
        everybody = own.futures(s, 26, draws=200)  # a customer's draws are keyed by the place in the summary
        for column in ("mean", "median", "lower", "upper"):
            assert futures.to_frame()[column][customer] == everybody.to_frame()[column][customer]
        name_of = covariates["customer_id"][customer]
        assert futures.fan(name_of)["mean"][-1] == everybody.fan(name_of)["mean"][-1]


@pytest.mark.parametrize("name", list(TRUTH))
def test_without_effect_it_is_the_model_without_covariates(name: str) -> None:
    truth, s, covariates = drawn(name, 300)
    known = {key: value for key, value in TRUTH[name].items() if not isinstance(value, dict)}
    model = getattr(fy.loyalty, name)
    zero = model.from_parameters(**known, transaction={"met_share": 0.0})
    plain = model.from_parameters(**known)
    a, b = zero.next_purchase(s, covariates=covariates), plain.next_purchase(s)
    assert a["probability"].to_list() == pytest.approx(b["probability"].to_list(), rel=1e-13)
    assert zero.futures(s, 26, covariates=covariates, draws=50).totals().tolist() == (
        plain.futures(s, 26, draws=50).totals().tolist()
    )
    assert truth.futures(s, 26, covariates=covariates, draws=50).totals().tolist() != (
        plain.futures(s, 26, draws=50).totals().tolist()
    )


def test_intervals_and_futures_carry_the_uncertainty_of_coefficients() -> None:
    truth, s, covariates = drawn("ParetoNBDModel", 800)
    m = fitted("ParetoNBDModel", truth, s, covariates)
    made = m.next_purchase(s, covariates=covariates, interval=0.9)
    inside = made.filter(pl.col("probability") < 1)
    assert (inside["probability_lower"] < inside["probability"]).all()
    assert (inside["probability"] < inside["probability_upper"]).all()
    wide = m.survival(s, 26, covariates=covariates, interval=0.95)
    narrow = m.survival(s, 26, covariates=covariates, interval=0.5)
    assert (wide["survival_lower"] < narrow["survival_lower"]).all()
    futures = m.futures(s, "26 weeks" if s._compiled.has_days else 26, covariates=covariates, draws=300)
    expected = m.expected_purchases(s, 26, covariates=covariates)["expected_purchases"].sum()
    assert futures.total.lower < expected < futures.total.upper
    certain = m.futures(s, 26, covariates=covariates, draws=300, parameters_vary=False)
    assert futures.total.standard_error > 1.1 * certain.total.standard_error
    again = pickle.loads(pickle.dumps(futures))
    assert again == futures and again.fan("c00003").equals(futures.fan("c00003"))
    assert futures.plot(customer="c00003").lines[0].get_ydata()[-1] == futures.fan("c00003")["mean"][-1]
    plt.close("all")


def test_covariates_are_asked_for_and_only_where_they_are_known() -> None:
    truth, s, covariates = drawn("BetaGeoModel", 40)
    for ask in (
        lambda m, **more: m.next_purchase(s, **more),
        lambda m, **more: m.survival(s, 4, **more),
        lambda m, **more: m.futures(s, 4, draws=2, **more),
    ):
        with pytest.raises(fy.ParameterError, match="BetaGeoModel has covariates: give them as covariates=frame"):
            ask(truth)
        with pytest.raises(fy.RecordError, match="customer c00007 has no row"):
            ask(truth, covariates=covariates.drop(index=7))
        with pytest.raises(fy.ParameterError, match="this BetaGeoModel has no covariates, but some are given"):
            ask(fy.loyalty.BetaGeoModel.from_parameters(r=1, alpha=1, a=1, b=1), covariates=covariates)
    with pytest.raises(fy.ParameterError, match="sample knows no transaction"):
        truth.sample(s)


def test_the_model_of_a_book_is_as_complete_as_one_without_covariates() -> None:
    as_of = "2025-10-01"
    book = fy.demo.dealership(customers=500, seed=7).book
    s, features = fy.loyalty.purchases(book, unit="month", until=as_of), book.features(as_of)
    m = fy.loyalty.ParetoNBDModel(transaction=["channel"], dropout=["met_share", "open_complaints"], penalty=1.0)
    m.fit(s, covariates=features)
    probability = m.next_purchase(s, covariates=features, interval=0.9)["probability"]
    assert probability.is_between(0, 1).all()
    assert (m.survival(s, "1 year", covariates=features)["survival"] <= 1).all()
    assert m.futures(s, "1 year", covariates=features, draws=20).total.value > 0
    assert "channel" in plt.figure(m.plot().figure).get_suptitle()
    assert len(m.history(book, s.to_frame()["customer_id"][0], covariates=features, until=as_of).to_frame()) > 1
    plt.close("all")


# ---- pictures ----


def test_the_maps_are_those_of_the_average_customer_or_of_the_one_that_is_said() -> None:
    truth, s, covariates = drawn("BetaGeoModel", 400)
    m = fitted("BetaGeoModel", truth, s, covariates)
    average = m.frequency_recency(horizon=13)
    share = covariates["met_share"].mean()
    assert f"channel shop, met_share {share:.3g}" in repr(average)
    row = average.to_frame().row(50, named=True)
    one = fy.loyalty.Purchases.from_arrays([row["frequency"]], [row["recency"]], [52.0])
    like = {"channel": ["shop"], "met_share": [share]}
    made = m.probability_alive(one, covariates=like, interval=0.95)
    assert row["probability_alive"] == made["probability_alive"][0]
    assert row["probability_alive_upper"] == made["probability_alive_upper"][0]
    assert row["expected_purchases"] == m.expected_purchases(one, 13, covariates=like)["expected_purchases"][0]
    web = m.frequency_recency(horizon=13, covariates={"channel": "web"})
    assert str(web.profile) == f"channel web, met_share {share:.3g}"
    assert web.to_frame()["expected_purchases"].max() > average.to_frame()["expected_purchases"].max()
    rows = m.frequency_recency(s, horizon=13, covariates=covariates[covariates["channel"] == "fax"].head(1))
    assert rows.profile is not None and rows.profile.values["channel"] == "fax"
    again = pickle.loads(pickle.dumps(m))
    assert again.frequency_recency(s, horizon=13).to_frame().equals(average.to_frame())
    known = truth.frequency_recency(s)
    assert str(known.profile) == "channel shop, met_share 0"
    for language, said in (("en", "(customers with channel web, met_share"), ("zh", "（顾客：channel web, met_share")):
        title = m.plot(covariates={"channel": "web"}, language=language).figure.get_suptitle()
        assert said.replace(" ", "") in "".join(title.split())
    plt.close("all")
    with pytest.raises(fy.ParameterError, match="covariates have 400 rows, but one customer is drawn"):
        m.plot(covariates=covariates)
    with pytest.raises(fy.ParameterError, match="none of the columns of the model: channel, met_share"):
        m.plot(covariates={"chanel": "web"})
    with pytest.raises(fy.RecordError, match='"wab" is not a level'):
        m.plot(covariates={"channel": "wab"})
    plain = fy.loyalty.BetaGeoModel().fit(s)
    assert plain.frequency_recency().profile is None
    with pytest.raises(fy.ParameterError, match="no covariates, but some are given"):
        plain.plot(covariates={"channel": "web"})


def test_what_is_missing_is_drawn_as_missing() -> None:
    _, s, covariates = drawn("BetaGeoModel", 400)
    covariates.loc[::5, "met_share"] = np.nan
    covariates.loc[::7, "channel"] = None
    m = fy.loyalty.BetaGeoModel(transaction=["channel", "met_share"]).fit(s, covariates=covariates)
    assert f"met_share {covariates['met_share'].mean():.3g}" in repr(m.frequency_recency())
    missing = m.frequency_recency(covariates={"channel": [None], "met_share": [None]})
    assert "channel missing, met_share missing" in repr(missing)
    row = missing.to_frame().row(20, named=True)
    one = fy.loyalty.Purchases.from_arrays([row["frequency"]], [row["recency"]], [52.0])
    like = covariates[covariates["met_share"].isna() & covariates["channel"].isna()].head(1).drop(columns="customer_id")
    assert row["probability_alive"] == m.probability_alive(one, covariates=like)["probability_alive"][0]


RECORD = pl.DataFrame(
    {
        "customer_id": ["a", "a", "a", "b", "c", "c"],
        "at": ["2026-01-05", "2026-01-19", "2026-02-02", "2026-01-12", "2026-01-06", "2026-03-02"],
    }
)
WHO = {"customer_id": ["c", "a", "b"], "channel": ["web", "fax", "shop"], "met_share": [0.2, 0.9, 0.5]}


def test_the_history_is_that_of_the_customer_with_their_covariates() -> None:
    m = fy.loyalty.BetaGeoModel.from_parameters(**TRUTH["BetaGeoModel"])
    s = fy.loyalty.purchases(RECORD, until="2026-04-06")
    made = m.history(RECORD, "a", covariates=WHO, until="2026-04-06").to_frame()
    own, _ = own_model(m, s, WHO, 0)
    plain = own.history(s, "a").to_frame()
    assert made["at"].equals(plain["at"])
    assert made["probability_alive"].to_list() == pytest.approx(plain["probability_alive"].to_list(), abs=1e-13)
    only = {name: [values[1]] for name, values in WHO.items()}
    without_ids = {name: [values[i] for i in (1, 2, 0)] for name, values in WHO.items() if name != "customer_id"}
    for frame in (only, {name: only[name] for name in ("channel", "met_share")}, without_ids):
        assert m.history(s, "a", covariates=frame).to_frame().equals(made)
    m.history(s, "a", covariates=WHO).plot()
    plt.close("all")
    with pytest.raises(fy.RecordError, match="customer b has no row"):
        m.history(s, "b", covariates=only)
    with pytest.raises(fy.ParameterError, match="give them as covariates=frame"):
        m.history(s, "a")


# ---- held against what is known ----


def dated(customers: int = 500, days: int = 400) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Purchases of customers who leave or not; one half buys thrice as often."""
    random = np.random.default_rng(11)
    often = random.uniform(size=customers) < 0.5
    rows: list[tuple[str, dt.date]] = []
    for customer in range(customers):
        day = float(random.integers(0, 100))
        rate, leaves = random.gamma(2.0, (3.0 if often[customer] else 1.0) / 160), random.beta(0.8, 3)
        while day < days:
            rows.append((f"c{customer:03}", dt.date(2025, 1, 1) + dt.timedelta(days=int(day))))
            if random.uniform() < leaves:
                break
            day += 1 + random.exponential(1 / rate)
    record = pl.DataFrame(rows, schema=["customer_id", "at"], orient="row")
    known = pl.DataFrame({"customer_id": [f"c{i:03}" for i in range(customers)], "often": often})
    return record, known.sample(fraction=1.0, shuffle=True, seed=3)


@pytest.fixture(scope="module")
def tested() -> fy.loyalty.Backtest:
    record, known = dated()
    models = {
        "plain": fy.loyalty.ModifiedBetaGeoModel(),
        "often": fy.loyalty.ModifiedBetaGeoModel(transaction=["often"]),
    }
    return fy.loyalty.backtest(models, record, holdout="20 weeks", until="2026-02-04", covariates=known)


def test_a_covariate_that_tells_something_foretells_better(tested: fy.loyalty.Backtest) -> None:
    frame = tested.to_frame()
    assert frame["model"].to_list() == ["often", "plain"]
    better, worse = frame.to_dicts()
    assert better["log_likelihood"] > worse["log_likelihood"] + 3 and better["rmse"] < worse["rmse"]
    assert better["expected_lower"] < better["actual"] < better["expected_upper"]
    effect = tested.models["often"].parameters_["transaction.often"]
    assert abs(effect.value - np.log(3)) < 4 * effect.standard_error
    tested.plot()
    plt.close("all")


def test_the_figures_of_a_backtest_are_those_of_the_model(tested: fy.loyalty.Backtest) -> None:
    record, known = dated()
    m, s = tested.models["often"], tested.summary
    row = tested.to_frame().filter(pl.col("model") == "often").row(0, named=True)
    expected = m.expected_purchases(s, 20, covariates=known)
    assert row["expected"] == pytest.approx(expected["expected_purchases"].sum())
    did = record.unique().filter(pl.col("at") > dt.date(2025, 9, 17)).group_by("customer_id").len()
    counts = expected.join(did, on="customer_id", how="left", maintain_order="left")["len"].fill_null(0)
    chances = m.purchase_distribution(s, 20, covariates=known, most=200)
    each = [one[1 + count] for one, count in zip(chances.iter_rows(), counts, strict=True)]
    assert row["log_likelihood"] == pytest.approx(np.log(each).sum())
    groups = tested.calibration.filter(pl.col("model") == "often")
    assert (groups["customers"] * groups["expected"]).sum() == pytest.approx(row["expected"])
    tracking = tested.tracking.filter(pl.col("model") == "often")
    assert tracking["expected"].cum_sum().to_list() == pytest.approx(tracking["cumulative_expected"].to_list())
    assert tracking["actual"].to_list() == tested.tracking.filter(pl.col("model") == "plain")["actual"].to_list()
    here = tracking.row(30, named=True)
    first = pl.DataFrame(s.to_frame()).join(known, on="customer_id")
    start = [dt.date(2025, 9, 17) - dt.timedelta(days=round(7 * t)) for t in first["T"]]
    ages = [max(0, (here["period"] - day).days) / 7 for day in start]
    of_age = {
        (age, often): m.expected_of_new(age, covariates={"often": [often]})["expected_purchases"][0]
        for age, often in set(zip(ages, first["often"], strict=True))
    }
    total = sum(of_age[one] for one in zip(ages, first["often"], strict=True))
    assert here["cumulative_expected"] == pytest.approx(total)
    assert here["cumulative_expected_lower"] < total < here["cumulative_expected_upper"]


def test_models_of_one_record_are_compared_on_the_holdout_with_covariates(tested: fy.loyalty.Backtest) -> None:
    record, known = dated()
    later = fy.loyalty.purchases(record, until="2026-02-04")
    models = list(tested.models.values())
    made = fy.loyalty.compare(models, tested.summary, holdout=later, covariates=known).to_frame()
    assert sorted(made["holdout_log_likelihood"]) == pytest.approx(sorted(tested.to_frame()["log_likelihood"]))
    without = fy.loyalty.compare(models, tested.summary, holdout=later).to_frame()
    assert without["holdout_log_likelihood"].null_count() == 1


def test_what_is_wrong_with_covariates_of_a_backtest_is_named() -> None:
    record, known = dated(60)
    often = fy.loyalty.BetaGeoModel(transaction=["often"])
    options: dict[str, Any] = {"holdout": "20 weeks", "until": "2026-02-04"}
    with pytest.raises(fy.RecordError, match="customer c007 has no row"):
        fy.loyalty.backtest([often], record, covariates=known.filter(pl.col("customer_id") != "c007"), **options)
    with pytest.raises(fy.ParameterError, match="give them as covariates=frame"):
        fy.loyalty.backtest([often], record, **options)
    with pytest.raises(fy.ParameterError, match="no column customer_id"):
        fy.loyalty.backtest([often], record, covariates=known.drop("customer_id"), **options)
    with pytest.raises(fy.ParameterError, match="none of the models has any"):
        fy.loyalty.backtest([fy.loyalty.NBDModel()], record, covariates=known, **options)
    with pytest.raises(fy.ParameterError, match="cannot be tested here: VaryingParetoNBDModel"):
        fy.loyalty.backtest([fy.loyalty.VaryingParetoNBDModel()], record, **options)


# ---- covariates that change over time ----


def weeks_of(customers: int, weeks: int = 60) -> pd.DataFrame:
    """Weeks of customers who come one after another, with campaigns."""
    random = np.random.default_rng(8)
    first = pd.Timestamp("2025-01-06") + pd.to_timedelta(7 * (np.arange(customers) % 9), "D")
    start = first.repeat(weeks) + pd.to_timedelta(np.tile(7 * np.arange(weeks), customers), "D")
    return pd.DataFrame(
        {
            "customer_id": np.repeat([f"c{i:04}" for i in range(customers)], weeks),
            "start": start,
            "campaign": random.integers(0, 2, customers * weeks),
        }
    )


def test_a_model_of_changing_covariates_draws_what_it_is_found_again_in() -> None:
    weeks = weeks_of(400)
    truth = fy.loyalty.VaryingParetoNBDModel.from_parameters(
        r=1.5, alpha=6, s=1.0, beta=40, transaction={"campaign": 0.7}
    )
    assert truth.parameters_["transaction.campaign"].value == 0.7
    record = truth.simulate(weeks, until="2026-01-31", seed=2)
    assert isinstance(record, pd.DataFrame) and list(record.columns) == ["customer_id", "at"]
    first = record.groupby("customer_id")["at"].min()
    assert first.equals(weeks.groupby("customer_id")["start"].min().rename("at").astype(first.dtype))
    assert pd.to_datetime(record["at"]).max() <= pd.Timestamp("2026-01-31")
    assert record.equals(truth.simulate(weeks, until="2026-01-31", seed=2))
    assert not record.equals(truth.simulate(weeks, until="2026-01-31", seed=3))
    s = fy.loyalty.purchases(record, until="2026-01-31")
    known = {"s": 1.0, "beta": 40.0}
    m = fy.loyalty.VaryingParetoNBDModel(transaction=["campaign"], fixed=known).fit(s, covariates=weeks)
    for name in ("r", "alpha", "transaction.campaign"):
        e = m.parameters_[name]
        assert abs(e.value - truth.parameters_[name].value) < 4 * e.standard_error
    assert m.parameters_["transaction.campaign"].standard_error < 0.1
    assert m.log_likelihood_ > truth.log_likelihood(s, weeks)
    daily = fy.loyalty.VaryingParetoNBDModel.from_parameters(
        r=1.5, alpha=42, s=1.0, beta=280, transaction={"campaign": 0.7}
    )
    by_day = daily.simulate(weeks, until="2026-01-31", seed=2, unit="day")
    assert by_day.equals(record)


def test_without_changes_it_draws_what_the_model_without_periods_draws_on_average() -> None:
    ids = [f"c{i:04}" for i in range(3000)]
    periods = {"customer_id": ids, "start": ["2025-01-01"] * 3000, "web": [i % 2 for i in range(3000)]}
    known: dict[str, Any] = {"r": 0.9, "alpha": 12, "s": 0.8, "beta": 15, "transaction": {"web": 0.8}}
    record = fy.loyalty.VaryingParetoNBDModel.from_parameters(**known).simulate(periods, until="2025-12-31")
    s = pl.DataFrame(fy.loyalty.purchases(record, until="2025-12-31", unit="day").to_frame())
    still = fy.loyalty.ParetoNBDModel.from_parameters(**known)
    expected = still.expected_of_new(52, covariates={"web": [0, 1]})["expected_purchases"]
    for web in (0, 1):
        x = s["frequency"].to_numpy()[web::2]
        # Purchases of one day are one: a few are lost.
        assert x.mean() == pytest.approx(expected[web], abs=4 * x.std() / np.sqrt(len(x)) + 0.03 * expected[web])


def test_what_cannot_be_drawn_is_named() -> None:
    known: dict[str, Any] = {"r": 1, "alpha": 6, "s": 1, "beta": 40}
    with pytest.raises(fy.ParameterError, match="the parameters of VaryingParetoNBDModel are r, alpha, s, beta"):
        fy.loyalty.VaryingParetoNBDModel.from_parameters(r=1, alpha=6)
    with pytest.raises(fy.ParameterError, match="campaign has no reference"):
        fy.loyalty.VaryingParetoNBDModel.from_parameters(**known, transaction={"campaign": {"tv": 1.0}})
    m = fy.loyalty.VaryingParetoNBDModel.from_parameters(**known, transaction={"campaign": 0.5})
    with pytest.raises(fy.ParameterError, match="give them as covariates=frame"):
        m.simulate(None, until="2026-01-31")
    early = {"customer_id": ["a", "b"], "start": ["2026-01-01", "2026-03-01"], "campaign": [0, 1]}
    assert set(m.simulate(early, until="2026-01-31")["customer_id"]) == {"a"}
    twice = {"customer_id": ["a", "a"], "start": ["2026-01-01", "2026-01-01"], "campaign": [0, 1]}
    with pytest.raises(fy.RecordError, match="customer a has two periods"):
        m.simulate(twice, until="2026-01-31")
