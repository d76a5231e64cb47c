"""How often the intervals of BG/NBD hold the parameters, and what each tenth of the customers is expected to buy.

    .venv/bin/python tests/benchmarks/loyalty_coverage.py --cohorts 500

Customers are drawn from a known law and fitted. A tenth, by expected purchases, counts the customers whose expectation
for the next year by the known law lies in the interval that the fitted model gives.
"""

from __future__ import annotations

import argparse

import numpy as np

import fealty as fy

LAW = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
WEEKS = 52.0


def held_by_parameters(model: fy.loyalty.BetaGeoModel) -> np.ndarray:
    """Whether each parameter lies in its interval."""
    return np.array(
        [model.parameters_[name].lower <= value <= model.parameters_[name].upper for name, value in LAW.items()]
    )


def held_by_expectations(
    model: fy.loyalty.BetaGeoModel, truth: fy.loyalty.BetaGeoModel, summary: fy.loyalty.Purchases
) -> np.ndarray:
    """By tenth: the share of customers whose expectation by the known law lies in the fitted interval."""
    made = model.expected_purchases(summary, WEEKS, interval=0.95)
    true = np.asarray(truth.expected_purchases(summary, WEEKS)["expected_purchases"], float)
    value, lower, upper = (np.asarray(made[f"expected_purchases{end}"], float) for end in ("", "_lower", "_upper"))
    order = np.argsort(value, kind="stable")
    holds = (lower <= true) & (true <= upper)
    return np.array([holds[tenth].mean() for tenth in np.array_split(order, 10)])


def main() -> None:
    """Draws, fits and counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--cohorts", type=int, default=500)
    parser.add_argument("--customers", type=int, default=5_000)
    options = parser.parse_args()
    truth = fy.loyalty.BetaGeoModel.from_parameters(**LAW)
    parameters, tenths = [], []
    for cohort in range(options.cohorts):
        drawn = truth.simulate(options.customers, 39.0, seed=cohort + 1)
        columns = {name: np.asarray(drawn[name], float) for name in ("frequency", "recency", "T")}
        summary = fy.loyalty.Purchases.from_arrays(**columns)
        model = fy.loyalty.BetaGeoModel().fit(summary)
        parameters.append(held_by_parameters(model))
        tenths.append(held_by_expectations(model, truth, summary))
    print("| parameter | held |\n|---|---|")
    for name, share in zip(LAW, np.mean(parameters, axis=0), strict=True):
        print(f"| {name} | {share:.1%} |")
    print("\n| tenth by expected purchases | held |\n|---|---|")
    for tenth, share in enumerate(np.mean(tenths, axis=0), 1):
        print(f"| {tenth} | {share:.1%} |")


if __name__ == "__main__":
    main()
