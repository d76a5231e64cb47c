"""How often the parameters of expectations lie within two standard errors of their estimates, over simulations.

.venv/bin/python tests/benchmarks/expectation_recovery.py            # 200 simulations of 1,000 customers
.venv/bin/python tests/benchmarks/expectation_recovery.py --simulations 50 --customers 500
"""

from __future__ import annotations

import argparse

from expectation_filter_bench import TRUTH

import fealty as fy


def recovered(
    simulations: int, customers: int, visits: int, missing: float, should: str | None
) -> dict[str, list[bool]]:
    """For each parameter, whether it was within two standard errors in each simulation."""
    within: dict[str, list[bool]] = {name: [] for name in TRUTH}
    for seed in range(1, simulations + 1):
        ratings = fy.gaps.simulate_ratings(TRUTH, customers=customers, visits=visits, missing=missing, seed=seed)
        if should is None:
            ratings = ratings.drop("should")
        fitted = fy.gaps.ExpectationFilter().fit(ratings)
        for name, estimate in fitted.parameters_.items():
            if name == "should_noise" and should is None:
                continue
            within[name].append(abs(estimate.value - TRUTH[name]) <= 2 * estimate.standard_error)
    return {name: hits for name, hits in within.items() if hits}


def main() -> None:
    """Prints the share for each parameter, and over all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--simulations", type=int, default=200)
    parser.add_argument("--customers", type=int, default=1000)
    parser.add_argument("--visits", type=int, default=20)
    parser.add_argument("--missing", type=float, default=0.0)
    options = parser.parse_args()
    for title, should in (("will, should and experience are asked", "should"), ("will and experience are asked", None)):
        within = recovered(options.simulations, options.customers, options.visits, options.missing, should)
        hits = [hit for each in within.values() for hit in each]
        print(
            f"{title}: {options.simulations} simulations of {options.customers:,} customers x {options.visits} visits"
        )
        for name, each in within.items():
            print(f"  {name:18} {100 * sum(each) / len(each):6.1f} %")
        print(f"  all                {100 * sum(hits) / len(hits):6.2f} %")


if __name__ == "__main__":
    main()
