"""The economics of keeping customers, as a notebook asks for them."""

from __future__ import annotations

import math
import pickle

import pandas as pd
import pytest

import fealty as fy

figure = fy.loyalty.textbook_figure


def test_a_customer_is_worth_the_sum_of_the_years() -> None:
    made = fy.loyalty.economics(100, retention=0.8, acquisition_cost=80, years=400)
    assert made.value.value == pytest.approx(100 * 1.1 / (1.1 - 0.8) - 80)
    assert made.value.standard_error == 0
    frame = fy.loyalty.economics([30, 42, 44], retention=[0.9, 0.8], growth=0.1, cost_saving=[0, 5], years=3).to_frame()
    assert frame["survival"].to_list() == pytest.approx([1, 0.9, 0.72])
    assert frame["growth"].to_list() == pytest.approx([0, 0.9 * 4.2, 0.72 * 44 * 0.21])
    assert frame["cumulative"][-1] == pytest.approx(frame["discounted"].sum())
    assert len(frame) == 3


def test_errors_of_inputs_come_through() -> None:
    sure = fy.loyalty.economics(100, retention=0.8)
    unsure = fy.loyalty.economics((100, 10), retention=(0.8, 0.02), acquisition_cost=(50, 5))
    assert sure.value.lower == sure.value.upper
    assert unsure.value.standard_error > 0
    only_profit = fy.loyalty.economics((100, 10), retention=0.8)
    assert only_profit.value.standard_error == pytest.approx(only_profit.value.value / 10)
    given = fy.loyalty.economics(only_profit.value, retention=0.5, years=1)  # an estimate is an input too
    assert given.value.standard_error == pytest.approx(only_profit.value.standard_error)


def test_retention_may_be_a_fitted_model() -> None:
    cohort = fy.loyalty.Contracts.from_survivors([1000, 869, 743, 653, 593, 551, 517, 491])
    for model in (fy.loyalty.ShiftedBetaGeoModel().fit(cohort), fy.loyalty.BetaDiscreteWeibullModel().fit(cohort)):
        made = fy.loyalty.economics(100, retention=model, acquisition_cost=80)
        survival = model.survival(9)["survival"].to_list()
        assert made.to_frame()["survival"].to_list() == pytest.approx(survival)
        assert made.value.value == pytest.approx(sum(100 * s / 1.1**t for t, s in enumerate(survival)) - 80)
        assert made.value.standard_error > 0
        assert made.value_after(8).value > made.value_after(0).value
        again = pickle.loads(pickle.dumps(made))
        assert again.value == made.value and repr(again) == repr(made)


def test_five_points_of_retention_are_computed_and_not_assumed() -> None:
    at = {
        rate: fy.loyalty.economics(100, retention=rate, years=800).raising_retention(0.05).relative.value
        for rate in (0.3, 0.6, 0.9)
    }
    assert at[0.9] == pytest.approx(1 / 3)
    assert at[0.3] < at[0.6] < at[0.9]
    effect = fy.loyalty.economics((100, 5), retention=(0.8, 0.02)).raising_retention(0.05)
    assert effect.gain.value == pytest.approx(effect.after.value - effect.before.value)
    assert "5 points" in repr(effect)
    assert pickle.loads(pickle.dumps(effect)) == effect


def test_the_year_that_pays_back_is_found() -> None:
    card = fy.loyalty.economics([30, 42, 44, 49, 55], retention=0.8, acquisition_cost=51, discount=0, years=5)
    assert card.break_even().value == 2
    assert "paid back in year 2" in repr(card)
    never = fy.loyalty.economics(10, retention=0.2, acquisition_cost=500)
    assert math.isinf(never.break_even().value)
    assert "not paid back" in repr(never) and math.isinf(never.new_for_one_lost(3).value)


def test_replacing_a_customer_costs_fifty_times_by_the_textbook_and_that_is_said() -> None:
    cost = fy.loyalty.replacement_cost(20, figure("acquisition_cost_ratio"), figure("new_for_one_lost"))
    assert cost.acquisition.value == 100 and cost.replacement.value == 50 * 20 and cost.break_even_spend.value == 50
    assert "Assumed: acquisition_cost_ratio = 5" in repr(cost) and "Pfeifer (2005)" in repr(cost)
    assert "Assumed" not in repr(fy.loyalty.replacement_cost(20, 5))
    assert fy.loyalty.replacement_cost((20, 2), (5, 1)).acquisition.standard_error == pytest.approx(math.hypot(10, 20))
    assert cost.to_frame()["figure"].to_list() == ["acquisition", "replacement", "break_even_spend"]


def test_a_word_has_a_value() -> None:
    word = fy.loyalty.word_of_mouth((5, 3))
    value = fy.loyalty.referral_value(word, (0.02, 0.005), 300)
    assert value.customers.value == pytest.approx(0.4)
    assert value.value.value == pytest.approx(120)
    assert value.chain.value == pytest.approx(200)
    costs = [fy.loyalty.blended_acquisition_cost(100, share).value for share in (0, 0.2, 0.6)]
    assert costs == pytest.approx([100, 80, 40])


def test_the_multiple_of_loyal_purchases_is_estimated() -> None:
    ratio = fy.loyalty.purchase_multiple(pd.Series([90, 110, 100.0]), [9, 11, 10])
    assert ratio.value == pytest.approx(10)
    assert ratio.lower < 10 < ratio.upper


def test_a_budget_is_split_by_marginal_value() -> None:
    curve = fy.loyalty.response_curve
    given = {"prospects": 1000, "customers": 400, "margin": (120, 10)}
    curves = {"winning": curve(0.4, 0.05), "keeping": curve(0.8, spend=20, share=0.6)}
    split = fy.loyalty.budget_split(15000, **given, **curves)
    assert split.kind == "balanced"
    figures = split.to_frame()
    value = dict(zip(figures["figure"], figures["value"], strict=True))
    assert value["winning"] + value["keeping"] == pytest.approx(15000)
    assert value["marginal_winning"] == pytest.approx(value["marginal_keeping"])
    assert split.curve()["equity"].max() <= split.equity.value
    assert split.equity_of(value["per_prospect"], value["per_customer"]) == pytest.approx(split.equity.value)
    assert split.equity.standard_error > 0
    free = fy.loyalty.budget_split(**given, **curves)
    assert free.kind == "unlimited" and free.equity.value > split.equity.value
    assert pickle.loads(pickle.dumps(split)).equity == split.equity
    with pytest.raises(fy.ParameterError, match="either rate"):
        curve(0.5)


def test_the_first_unit_goes_to_keeping_where_winning_costs_five_times_as_much() -> None:
    ratio = float(figure("acquisition_cost_ratio"))
    curve = fy.loyalty.response_curve
    split = fy.loyalty.budget_split(
        1, prospects=100, customers=100, margin=120, winning=curve(0.6, 0.02), keeping=curve(0.6, 0.02 * ratio)
    )
    assert split.kind == "all_keeping" and split.keeping.value == 1


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"base_profit": []}, "number of years with a base profit"),
        ({"retention": 1.2}, "retention is 1.2"),
        ({"acquisition_cost": -1}, "acquisition_cost is -1"),
        ({"growth": -1}, "growth is -1"),
        ({"years": 0}, "years is 0"),
        ({"base_profit": float("nan")}, "base_profit is nan"),
        ({"discount": (0.1, -1)}, "standard error"),
    ],
)
def test_what_cannot_be_is_refused(given: dict[str, object], message: str) -> None:
    with pytest.raises(fy.ParameterError, match=message):
        fy.loyalty.economics(**({"base_profit": 100, "retention": 0.8} | given))  # type: ignore[arg-type]
