"""How often the simultaneous intervals of all gaps hold the true ones, over simulated surveys.

    .venv/bin/python tests/benchmarks/gap_coverage.py --surveys 10000

Answers on a scale of 1 to 7 are those of a latent normal variable cut at thresholds, correlated between items by what a
respondent thinks in general; the true gaps are the means of the distribution, found from its probabilities.
"""

from __future__ import annotations

import argparse

import numpy as np
from numpy.typing import NDArray

import fealty as fy

ITEMS = 24
CUTS = np.array([-1.5, -1.0, -0.5, 0.0, 0.5, 1.0])
SHARED = 0.6  # share of the variance that a respondent's answers have in common


def true_means(centers: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean answer to each item."""
    from math import erf, sqrt

    above = [[0.5 * (1 - erf((cut - center) / sqrt(2))) for cut in CUTS] for center in centers]
    return 1 + np.array(above).sum(axis=1)


def answers(random: np.random.Generator, centers: NDArray[np.float64], mood: NDArray[np.float64]) -> dict[str, NDArray]:
    """Answers of respondents of these moods."""
    own = random.normal(size=(len(mood), ITEMS))
    latent = centers + np.sqrt(SHARED) * mood[:, None] + np.sqrt(1 - SHARED) * own
    levels = 1 + np.searchsorted(CUTS, latent)
    return {str(j): levels[:, j].astype(np.int8) for j in range(ITEMS)}


def main() -> None:
    """Simulates, analyzes and counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--surveys", type=int, default=1000)
    parser.add_argument("--respondents", type=int, default=207)
    parser.add_argument("--bootstrap", type=int, default=1000)
    options = parser.parse_args()
    desired, got = np.linspace(0.9, 1.4, ITEMS), np.linspace(-0.2, 1.2, ITEMS)
    truth = true_means(got) - true_means(desired)
    held = 0
    for survey in range(options.surveys):
        random = np.random.default_rng(survey)
        moods = random.normal(size=(2, options.respondents))
        gaps = fy.gaps.GapAnalysis(bootstrap=options.bootstrap, seed=survey + 1).fit(
            expectation=answers(random, desired, moods[0]),
            experience=answers(random, got, 0.5 * moods[0] + np.sqrt(0.75) * moods[1]),
        )
        found = gaps.items
        held += bool(np.all((found["gap_lower"] <= truth) & (truth <= found["gap_upper"])))
    print(f"{held} of {options.surveys} surveys: all {ITEMS} intervals hold in {100 * held / options.surveys:.2f} %")


if __name__ == "__main__":
    main()
