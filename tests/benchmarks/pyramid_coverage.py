"""How often the intervals of the pyramid of complaints hold the truth, over populations drawn from its prior.

    python tests/benchmarks/pyramid_coverage.py [simulations]

Each population has shares of the tiers from the prior and a size between 20 and 20,000, even on the logarithmic scale;
its tiers are drawn, and what is not counted is hidden. Intervals of 90 % should hold the hidden share and the hidden
number in about 90 % of the populations, of whatever size, and 88 to 92 % of 10,000 are asked for.

As measured (10,000 populations per line, seed 1; of the silent, the share that is held, and the number that is):

    prior    counted             share   number
    lecture  formal + informal   90.0 %  90.0 %
    lecture  formal              91.4 %  91.5 %
    lecture  informal            90.3 %  90.2 %
    tarp     formal + informal   89.9 %  89.9 %
    tarp     formal              91.2 %  92.1 %
    tarp     informal            90.2 %  89.9 %
    uniform  formal + informal   90.4 %  90.4 %
    uniform  formal              90.6 %  91.3 %
    uniform  informal            90.7 %  91.7 %

Where only the sum of both was counted it is as where both were. The intervals of numbers end at whole people, so that
they hold a little more where few are counted.
"""

from __future__ import annotations

import sys
import time

import numpy as np

import fealty as fy

GIVEN = {"both": ("formal", "informal"), "formal": ("formal",), "informal": ("informal",), "together": ("spoken",)}


def coverage(prior: str, given: tuple[str, ...], simulations: int, seed: int = 1) -> tuple[float, float]:
    """The share of populations whose silent share, and number of silent, lie in the interval of 90 %."""
    random = np.random.default_rng(seed)
    made = fy.complaints.TierPrior.named(prior)
    shares = random.dirichlet([made.silent, made.informal, made.formal], simulations)
    sizes = np.exp(random.uniform(np.log(20), np.log(20_000), simulations)).astype(int)
    held, counted, known = 0, 0, 0
    for share, size in zip(shares, sizes, strict=True):
        silent, informal, formal = random.multinomial(size, share).tolist()
        counts = {"formal": formal, "informal": informal, "spoken": formal + informal}
        fitted = fy.complaints.Pyramid(prior=prior, level=0.9).fit(**{name: counts[name] for name in given})
        of_share, of_number = fitted.shares["silent"], fitted.silent
        held += of_share.lower <= silent / size <= of_share.upper
        if of_number.value == of_number.value:  # where somebody complained
            known += 1
            counted += of_number.lower <= silent <= of_number.upper
    return held / simulations, counted / known


def main() -> None:
    simulations = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print(f"{simulations:,} populations per line; intervals of 90 %")
    for prior in ("lecture", "tarp", "uniform"):
        for name, given in GIVEN.items():
            begun = time.perf_counter()
            share, number = coverage(prior, given, simulations)
            spent = time.perf_counter() - begun
            print(
                f"{prior:8} {name:9} share {share:6.1%}  number {number:6.1%}  {1e3 * spent / simulations:5.2f} ms each"
            )


if __name__ == "__main__":
    main()
