"""Plans as a notebook asks for them."""

from __future__ import annotations

import pickle
from typing import Any

import matplotlib
import numpy as np
import pandas as pd
import polars as pl
import pytest

matplotlib.use("Agg")

import matplotlib.pyplot as plt

import fealty as fy
from fealty.gaps import Lever

ITEMS: dict[str, Any] = {
    "item": ["wait", "look", "price"],
    "expectation": [6.5, 4.0, 5.5],
    "experience": [5.0, 4.5, 5.0],
    "importance": [2.0, 1.0, 1.0],
    "spread": [1.2, 1.0, 1.1],
}
KIOSK = {"slopes": (0.42197, 0.04009), "scale": (1, 7)}


def levers() -> list[Lever]:
    return [
        Lever("wait", raises="experience", cost=[20_000, 45_000], effect=[0.6, 1.1]),
        Lever("wait", resets="guide", cost=8_000, effect=0.5),
        Lever("price", resets="atmosphere", cost=12_000, effect=0.5, fixed_cost=1_000),
        Lever("price", resets="adapt", cost=9_000, effect=0.4, name="定制"),
        Lever("look", raises="experience", cost=30_000, effect=0.5, divisible=True),
    ]


def draws(count: int = 400) -> dict[str, Any]:
    random = np.random.default_rng(1)
    gaps = np.array(ITEMS["experience"]) - np.array(ITEMS["expectation"])
    slopes = tuple(np.abs(slope + random.normal(0, 0.02, count)) for slope in KIOSK["slopes"])
    return {"gap_draws": gaps + random.normal(0, 0.1, (count, 3)), "slope_draws": slopes}


def made(**options: Any) -> fy.gaps.ClosingPlan:
    return fy.gaps.plan(ITEMS, levers(), 50_000, **KIOSK, **options)


class Analysis:
    """What a gap analysis gives to a plan."""

    _kind = "pandas"

    def plan_inputs(self) -> dict[str, Any]:
        inputs = {name: np.array(values) for name, values in ITEMS.items() if name != "item"}
        return {"items": ITEMS["item"], **inputs, **KIOSK, **draws(), "floors": {"price": 5.0}}


def test_a_plan_of_a_fitted_analysis_is_that_of_its_inputs() -> None:
    of_analysis = fy.gaps.plan(Analysis(), levers(), budget=50_000)
    assert isinstance(of_analysis.to_frame(), pd.DataFrame)
    of_frame = made(**draws(), floors={"price": 5.0})
    assert of_analysis.value == of_frame.value
    assert of_analysis._compiled.draws == 400


def test_levers_come_as_objects_or_as_a_frame_of_any_kind() -> None:
    rows = [
        (one.name, one.item, one.kind, *point, one.fixed_cost, one.divisible)
        for one in levers()
        for point in zip(*one.points(), strict=True)
    ]
    names = ["lever", "item", "kind", "cost", "effect", "fixed_cost", "divisible"]
    frame = pl.DataFrame(rows, schema=names, orient="row")
    expected = made()
    for kind in (frame, frame.to_pandas(), frame.to_arrow(), frame.to_dict(as_series=False)):
        assert fy.gaps.plan(ITEMS, kind, 50_000, **KIOSK).value.value == expected.value.value


@pytest.mark.parametrize("kind", ["pandas", "polars", "numpy"])
def test_tables_come_back_in_the_kind_of_the_items(kind: str) -> None:
    items = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "numpy": dict}[kind](ITEMS)
    plan = fy.gaps.plan(items, levers(), 50_000, **KIOSK)
    tables = [plan.to_frame(), plan.items(), plan.budget_curve(), plan.closing(), plan.warnings()]
    assert {type(table) for table in tables} == {type(items)}
    assert len(plan.items()["item"]) == 3 and len(plan.budget_curve()["share"]) == 20


def test_values_of_the_levers_add_up_to_that_of_the_plan() -> None:
    plan = made(**draws())
    frame = plan.to_frame()
    assert frame["value"].sum() == pytest.approx(plan.value.value, abs=1e-12)
    assert frame["cost"].sum() == pytest.approx(plan.cost) and plan.cost <= plan.budget == 50_000
    assert plan.items()["value"].sum() == pytest.approx(plan.value.value, abs=1e-12)
    assert plan.value.lower < plan.value.value < plan.value.upper
    assert plan.expected_value <= plan.expected_best + 1e-12
    assert plan.optimality_gap == 0
    assert ((frame["share_of_draws"] >= 0) & (frame["share_of_draws"] <= 1)).all()
    curve = plan.budget_curve()
    assert curve["value"][9] == plan.value.value
    assert (np.diff(curve["value"]) >= -1e-12).all()


def test_without_draws_there_is_no_interval() -> None:
    plan = made()
    assert np.isnan(plan.value.lower) and np.isnan(plan.expected_best)
    assert np.isnan(plan.to_frame()["share_of_draws"]).all()


def test_a_missing_column_leaves_its_default() -> None:
    bare = {name: ITEMS[name] for name in ("item", "expectation", "experience")}
    plan = fy.gaps.plan(bare, levers(), 50_000, **KIOSK)
    assert plan.items()["importance"].tolist() == pytest.approx([1 / 3] * 3)
    assert "no_effect" in plan.warnings()["kind"].tolist()  # nothing to adapt where all customers are alike


@pytest.mark.parametrize("budget", [0, -1, float("nan")])
def test_a_budget_of_nothing_is_refused(budget: float) -> None:
    with pytest.raises(fy.ParameterError, match="budget is"):
        fy.gaps.plan(ITEMS, levers(), budget, **KIOSK)


def test_bad_input_is_named() -> None:
    unknown = [Lever("wai", raises="experience", cost=1, effect=1)]
    with pytest.raises(fy.ParameterError, match='did you mean "wait"'):
        fy.gaps.plan(ITEMS, unknown, 1, **KIOSK)
    with pytest.raises(fy.ParameterError, match="levers are needed"):
        fy.gaps.plan(ITEMS, [], 1, **KIOSK)
    with pytest.raises(fy.ParameterError, match="slopes is needed"):
        fy.gaps.plan(ITEMS, levers(), 1, scale=(1, 7))
    with pytest.raises(fy.ParameterError, match="scale is needed"):
        fy.gaps.plan(ITEMS, levers(), 1, slopes=(1, 0))
    with pytest.raises(fy.ParameterError, match="two numbers"):
        fy.gaps.plan(ITEMS, levers(), 1, slopes=(1, 0), scale=7)
    with pytest.raises(fy.ParameterError, match="floor of 'queue'"):
        fy.gaps.plan(ITEMS, levers(), 1, floors={"queue": 5}, **KIOSK)
    with pytest.raises(fy.RecordError, match="no column 'experience'"):
        fy.gaps.plan({"item": ["a"], "expectation": [1]}, levers(), 1, **KIOSK)
    with pytest.raises(fy.RecordError, match="item look: the expectation is nan"):
        fy.gaps.plan(ITEMS | {"expectation": [6.5, None, 5.0]}, levers(), 1, **KIOSK)
    with pytest.raises(fy.RecordError, match="'expectation' holds text"):
        fy.gaps.plan(ITEMS | {"expectation": ["6", "5", "5"]}, levers(), 1, **KIOSK)
    with pytest.raises(fy.RecordError, match="gap_draws"):
        fy.gaps.plan(ITEMS, levers(), 1, gap_draws=np.zeros(3), **KIOSK)
    with pytest.raises(fy.RecordError, match="no column 'effect'"):
        fy.gaps.plan(ITEMS, {"lever": ["a"], "item": ["wait"], "kind": ["guide"], "cost": [1]}, 1, **KIOSK)
    with pytest.raises(TypeError):
        fy.gaps.plan(ITEMS, 7, 1, **KIOSK)
    with pytest.raises(TypeError):
        fy.gaps.plan(7, levers(), 1, **KIOSK)


def test_what_is_no_lever_is_refused() -> None:
    with pytest.raises(fy.ParameterError, match="one of the two"):
        Lever("wait", cost=1, effect=1)
    with pytest.raises(fy.ParameterError, match="one of the two"):
        Lever("wait", raises="experience", resets="guide", cost=1, effect=1)
    with pytest.raises(fy.ParameterError, match="'promise' is not"):
        Lever("wait", resets="promise", cost=1, effect=1)  # type: ignore[arg-type]
    with pytest.raises(fy.ParameterError, match="2 costs and 1 effects"):
        Lever("wait", resets="guide", cost=[1, 2], effect=1)
    with pytest.raises(fy.ParameterError, match="0 costs"):
        Lever("wait", resets="guide")
    twice = Lever("wait", resets="guide", cost=1, effect=1)
    with pytest.raises(fy.ParameterError, match="'guide wait'"):
        fy.gaps.plan(ITEMS, [twice, twice], 1, **KIOSK)


def test_the_view_says_what_matters() -> None:
    plan = made(**draws(), floors={"look": 6.9})
    html = plan._repr_html_()
    assert "of 5 levers for" in html and "定制" in html
    assert "Warning: item look stays below its floor of 6.9" in html
    assert "400 draws" in html
    assert repr(plan).startswith("Plan: ")


def test_a_plan_is_pickled_saved_and_compared() -> None:
    plan = made(**draws())
    again = pickle.loads(pickle.dumps(plan))
    assert again.to_frame()["value"].tolist() == plan.to_frame()["value"].tolist()
    assert plan._compiled.to_bytes() == again._compiled.to_bytes()


def test_two_plans_of_the_same_have_the_same_bits_on_any_number_of_threads() -> None:
    given = draws(1000)
    fy.set_threads(1)
    alone = made(**given)._compiled.to_bytes()
    fy.set_threads(0)
    assert made(**given)._compiled.to_bytes() == alone


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pictures_say_what_the_plan_brings(language: str) -> None:
    from fealty import plots

    plan = made(**draws())
    ax = plots.closing_plan(plan, language=language)
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert len(labels) == int(plan.to_frame()["chosen"].sum()) + 1
    assert "50,000" in ax.figure.get_suptitle()
    assert plots.budget_curve(plan, language=language).get_xlabel()
    plt.close("all")


def test_pictures_of_a_plan_of_nothing_are_drawn() -> None:
    nothing = fy.gaps.plan(ITEMS, levers(), 1, **KIOSK)
    assert nothing.plot() is not None
    assert nothing.plot_budget() is not None
    plt.close("all")
