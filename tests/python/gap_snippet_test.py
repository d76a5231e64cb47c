"""What a user can do in the end, line by line: from a survey to the plan that closes the gaps worth closing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import polars as pl
import pytest

import fealty as fy

matplotlib.use("Agg")

RANDOM = np.random.default_rng(3)
N, ITEMS = 240, ["10", "11", "19", "20", "21"]


@pytest.fixture(autouse=True)
def closed_pictures() -> Iterator[None]:
    yield
    plt.close("all")


def answers(least: int) -> pl.DataFrame:
    mood = RANDOM.integers(0, 3, N)
    return pl.DataFrame({item: np.clip(least + mood + RANDOM.integers(0, 4, N), 1, 7) for item in ITEMS})


E, P, W = answers(3), answers(1), answers(2)
GAPS = P.to_numpy() - E.to_numpy()
OUTCOME = (0.5 * np.minimum(GAPS, 0) + 0.1 * np.maximum(GAPS, 0)).mean(axis=1) + RANDOM.normal(0, 0.3, N)


@pytest.fixture(scope="module")
def g() -> Any:
    return fy.gaps.GapAnalysis(dimensions={"security": ["19", "20", "21"], "economy": ["10", "11"]}).fit(
        expectation=E, experience=P, importance=W
    )


def test_gaps_of_items_dimensions_and_the_whole(g: Any) -> None:
    assert {"gap", "gap_lower", "effect_size", "reliability_gap"} <= set(g.items.columns)
    assert g.dimensions["dimension"].to_list() == ["security", "economy"]
    assert g.overall.gap.lower < g.overall.gap.value < 0


def test_segments_are_tested(g: Any) -> None:
    segment = ["branch A" if i % 2 else "branch B" for i in range(N)]
    assert len(g.by(segment)) == 2
    assert "p_value" in g.compare("branch A", "branch B").to_frame().columns


def test_an_outcome_judges(g: Any) -> None:
    assert g.test_free_slopes(OUTCOME).r2_free.value > 0.3
    asymmetry = g.asymmetry(OUTCOME)
    assert asymmetry.overall.negative.value > asymmetry.overall.positive.value
    shares = fy.gaps.drivers(P, OUTCOME).to_frame()
    assert shares["share"].sum() == pytest.approx(1)


def test_instruments_and_reliability() -> None:
    for instrument in (
        fy.gaps.instruments.servqual,
        fy.gaps.instruments.servperf,
        fy.gaps.instruments.six_needs,
        fy.gaps.instruments.three_layers,
    ):
        assert instrument.items("zh").height == instrument.items("en").height > 0
    reliability = fy.gaps.reliability(P)
    assert reliability.alpha.lower < reliability.alpha.value < reliability.alpha.upper


def test_kano_importance_and_scores() -> None:
    functional, dysfunctional = (pl.DataFrame({item: RANDOM.integers(1, 6, N) for item in ITEMS}) for _ in range(2))
    kano = fy.gaps.Kano().fit(functional, dysfunctional)
    assert {"category", "probability", "better", "worse"} <= set(kano.items_.columns)
    assert fy.gaps.ImportancePerformance().fit(W, P, outcome=OUTCOME).plot().figure
    x = RANDOM.integers(0, 11, N)
    for score in (fy.gaps.nps(x), fy.gaps.csat(RANDOM.integers(1, 6, N)), fy.gaps.top_box(RANDOM.integers(1, 6, N))):
        assert score.score.lower < score.score.value < score.score.upper


def test_a_customer_is_followed() -> None:
    book = fy.demo.dealership(customers=200, seed=1).book
    f = fy.gaps.ExpectationFilter().fit(book.ratings)
    customer_id = book.ratings["customer_id"].drop_nulls()[0]
    track = f.track(customer_id)
    assert track.next_will.lower < track.next_will.value < track.next_will.upper
    assert track.plot().figure


def test_the_plan_keeps_to_its_budget(g: Any) -> None:
    levers = [
        fy.gaps.Lever("19", raises="experience", cost=[20_000, 45_000], effect=[0.5, 1.0]),
        fy.gaps.Lever("19", resets="guide", cost=6_000, effect=0.4),
        fy.gaps.Lever("10", raises="experience", cost=25_000, effect=0.8),
        fy.gaps.Lever("21", resets="adapt", cost=9_000, effect=0.5),
        fy.gaps.Lever("20", resets="atmosphere", cost=12_000, effect=0.6),
    ]
    g.asymmetry(OUTCOME)
    plan = fy.gaps.plan(g, levers, budget=50_000)
    frame = plan.to_frame()
    assert {"lever", "cost", "value", "value_lower"} <= set(frame.columns)
    assert frame["cost"].sum() <= 50_000
    assert plan.plot().figure
    with pytest.raises(fy.ParameterError, match="99"):
        fy.gaps.plan(g, [fy.gaps.Lever("99", raises="experience", cost=1, effect=1)], budget=10)
    with pytest.raises(fy.ParameterError, match="budget"):
        fy.gaps.plan(g, levers, budget=0)
