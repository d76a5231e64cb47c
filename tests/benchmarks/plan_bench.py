"""A plan of 50 levers on 24 items with 10,000 draws, beside one mixed-integer program for each draw.

The peer is the integer program that a careful analyst would write: a binary variable for every mix of levels of an
item's levers, one mix per item, the costs within the budget; gains by NumPy, solved by HiGHS through
scipy.optimize.milp. Both answer the same question of the same draws; `agreement` holds the peer's values against ours.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.stats import norm

import fealty as fy

ITEMS, LEVERS, DRAWS = 24, 50, 10_000
PLAIN_DRAWS = 20  # of the peer, whose time is that of a five-hundredth of the work
SLOPES, SCALE, BUDGET = (0.42197, 0.04009), (1.0, 7.0), 150_000.0
KINDS = ("raise_experience", "guide", "adapt", "atmosphere")


def problem(draws: int = DRAWS, seed: int = 1) -> dict[str, Any]:
    """Items like those of a kiosk survey, levers of three levels each, and draws as a bootstrap gives them."""
    random = np.random.default_rng(seed)
    expectation = random.uniform(5.5, 6.7, ITEMS)
    gap = random.uniform(-2.0, 0.2, ITEMS)
    items = {
        "item": [f"q{j:02}" for j in range(ITEMS)],
        "expectation": expectation,
        "experience": expectation + gap,
        "importance": random.uniform(3.5, 6.7, ITEMS),
        "spread": random.uniform(1.0, 1.9, ITEMS),
    }
    rows = []
    for number in range(LEVERS):
        kind, item = KINDS[number % 4], items["item"][number % ITEMS]
        costs = np.cumsum(random.uniform(2_000, 12_000, 3))
        effects = np.cumsum(random.uniform(0.1, 0.5, 3) * [1, 0.8, 0.6])
        rows += [(f"lever {number}", item, kind, c, e) for c, e in zip(costs, effects, strict=True)]
    levers = dict(zip(("lever", "item", "kind", "cost", "effect"), map(list, zip(*rows, strict=True)), strict=True))
    return {
        "items": items,
        "levers": levers,
        "gap_draws": gap + random.normal(0, 0.1, (draws, ITEMS)),
        "slope_draws": tuple(np.maximum(0, slope + random.normal(0, 0.03, draws)) for slope in SLOPES),
    }


def by_fealty(given: dict[str, Any]) -> fy.gaps.ClosingPlan:
    """Our plan of all draws."""
    return fy.gaps.plan(
        given["items"],
        given["levers"],
        BUDGET,
        slopes=SLOPES,
        scale=SCALE,
        gap_draws=given["gap_draws"],
        slope_draws=given["slope_draws"],
    )


def mixes(given: dict[str, Any]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Item, cost and the four effects of every mix of levels of each item's levers."""
    levers: dict[str, list[tuple[str, str, float, float]]] = {}
    for row in zip(*given["levers"].values(), strict=True):
        levers.setdefault(row[0], [(row[1], row[2], 0.0, 0.0)]).append(row[1:])
    item_of, cost, effects = [], [], []
    for j, name in enumerate(given["items"]["item"]):
        own = [levels for levels in levers.values() if levels[0][0] == name]
        for mix in itertools.product(*own):
            item_of.append(j)
            cost.append(sum(level[2] for level in mix))
            effects.append([sum(level[3] for level in mix if level[1] == kind) for kind in KINDS])
    return np.array(item_of), np.array(cost), np.array(effects)


def worth(gap: np.ndarray, spread: np.ndarray, tolerance: np.ndarray, slopes: tuple[float, float]) -> np.ndarray:
    """Mean of the response to normal gaps."""

    def positive_part(mean: np.ndarray) -> np.ndarray:
        z = mean / np.maximum(spread, 1e-12)
        return mean * norm.cdf(z) + spread * norm.pdf(z)

    return slopes[1] * positive_part(gap) - slopes[0] * positive_part(-gap - tolerance)


def by_milp(given: dict[str, Any], draws: int) -> np.ndarray:
    """The best value of each draw, by one integer program for each."""
    items = given["items"]
    item_of, cost, effects = mixes(given)
    weight = items["importance"] / items["importance"].sum()
    raised = np.minimum(effects[:, 0], SCALE[1] - items["experience"][item_of])
    spread = items["spread"][item_of]
    one_each = (item_of == np.arange(ITEMS)[:, None]).astype(float)
    constraints = [LinearConstraint(one_each, 1, 1), LinearConstraint(cost[None, :], ub=BUDGET)]
    best = []
    for d in range(draws):
        gap = given["gap_draws"][d][item_of]
        slopes = (given["slope_draws"][0][d], given["slope_draws"][1][d])
        after = gap + raised
        after = np.where(after < 0, np.minimum(after + effects[:, 1], 0), after)
        now = worth(gap, spread, np.zeros_like(gap), slopes)
        then = worth(after, np.maximum(spread - effects[:, 2], 0), effects[:, 3], slopes)
        gain = weight[item_of] * (then - now)
        options = {"mip_rel_gap": 1e-9}
        found = milp(
            -gain, constraints=constraints, integrality=np.ones(len(gain)), bounds=Bounds(0, 1), options=options
        )
        best.append(-found.fun)
    return np.array(best)


def agreement() -> float:
    """The largest relative difference of the two mean best values, on the draws that the peer solves."""
    given = problem(PLAIN_DRAWS)
    return float(abs(by_milp(given, PLAIN_DRAWS).mean() / by_fealty(given).expected_best - 1))


def cases() -> dict[str, dict[str, Callable[[], object]]]:
    """Contenders, ours first."""
    given = problem()
    if (difference := agreement()) > 1e-6:
        raise AssertionError(f"the two differ by {difference}")
    return {
        f"plan of {LEVERS} levers": {
            f"plan, {DRAWS:,} draws": lambda: by_fealty(given),
            f"scipy milp (HiGHS), {PLAIN_DRAWS} draws": lambda: by_milp(given, PLAIN_DRAWS),
        }
    }
