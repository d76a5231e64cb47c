"""The complete analysis of the kiosk survey as a plain NumPy script: vectorized over columns, a loop over replicates.

It was written before the library's own, as what a careful analyst would write.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

DIMENSIONS = {
    "tangible": [4, 5, 6, 22],
    "security": [19, 20, 21],
    "economy": [10, 11, 18],
    "convenience": [13, 14, 15, 16, 17],
    "usefulness": [1, 2, 3],
    "control": [7, 8],
}
GROUPS = [np.array(items) - 1 for items in DIMENSIONS.values()]
# Rows: functional answer, columns: dysfunctional; 0 must-be, 1 one-dimensional, 2 attractive, 3 indifferent,
# 4 reverse, 5 questionable.
KANO = np.array([[5, 2, 2, 2, 1], [4, 3, 3, 3, 0], [4, 3, 3, 3, 0], [4, 3, 3, 3, 0], [4, 4, 4, 4, 5]])


def alpha(items: Matrix) -> float:
    """Cronbach's alpha."""
    k = items.shape[1]
    return k / (k - 1) * (1 - items.var(axis=0, ddof=1).sum() / items.sum(axis=1).var(ddof=1))


def item_reliability(items: Matrix) -> Matrix:
    """Reliability of each item from its correlation with the rest, corrected for attenuation."""
    total = items.sum(axis=1)
    k = items.shape[1]
    result = np.full(k, np.nan)
    for j in range(k if k > 2 else 0):
        rest = np.delete(items, j, axis=1)
        result[j] = np.corrcoef(items[:, j], total - items[:, j])[0, 1] ** 2 / alpha(rest)
    return result


def r2_and_slopes(x: Matrix, y: Matrix) -> tuple[float, Matrix]:
    """Least squares with an intercept."""
    design = np.column_stack([np.ones(len(y)), x])
    b, *_ = np.linalg.lstsq(design, y, rcond=None)
    residual = y - design @ b
    return 1 - residual @ residual / ((y - y.mean()) ** 2).sum(), b[1:]


def statistics(
    expectation: Matrix, experience: Matrix, importance: Matrix, satisfaction: Matrix, outcome: Matrix, kano: Matrix
) -> list[Matrix]:
    """All figures of one sample."""
    gap = experience - expectation
    sides = (expectation, experience, gap)
    scores = [np.column_stack([side[:, group].mean(axis=1) for group in GROUPS]) for side in sides]
    n = len(outcome)
    figures = [*(side.mean(axis=0) for side in sides), *(score.mean(axis=0) for score in scores)]
    figures += [gap.std(axis=0, ddof=1) / np.sqrt(n), scores[2].std(axis=0, ddof=1) / np.sqrt(n)]
    figures += [importance.mean(axis=0), (gap < 0).mean(axis=0), (gap > 0).mean(axis=0)]
    figures += [(importance * gap).sum(axis=1) / importance.sum(axis=1)]
    figures += [np.array([alpha(side[:, group]) for group in GROUPS] + [alpha(side)]) for side in sides]
    figures += [item_reliability(side[:, group]) for side in sides for group in GROUPS]
    for regressors in (scores[2], scores[1], np.hstack(scores[:2])):
        r2, slopes = r2_and_slopes(regressors, outcome)
        figures += [np.array([r2]), slopes]
    below, above = np.minimum(gap, 0), np.maximum(gap, 0)
    for group in [*([j] for j in range(gap.shape[1])), *GROUPS, range(gap.shape[1])]:
        parts = np.column_stack([below[:, group].mean(axis=1), above[:, group].mean(axis=1)])
        figures.append(r2_and_slopes(parts, outcome)[1])
    counts = np.stack([(kano == category).sum(axis=0) for category in range(6)])
    must, one, attractive, indifferent = counts[:4]
    base = must + one + attractive + indifferent
    figures += [(attractive + one) / base, -(one + must) / base, counts[:4].argmax(axis=0).astype(float)]
    means = importance.mean(axis=0), satisfaction.mean(axis=0)
    derived = np.array([np.corrcoef(satisfaction[:, j], outcome)[0, 1] for j in range(satisfaction.shape[1])])
    quadrant = 2 * (means[0] > means[0].mean()) + (means[1] > means[1].mean())
    figures += [*means, derived, quadrant.astype(float), np.array([np.corrcoef(derived, means[0])[0, 1]])]
    return figures


def analysis(survey: dict[str, Matrix], replicates: int, seed: int = 1) -> Matrix:
    """Percentile intervals of all figures, and the critical value of the greatest t of the items' gaps."""
    random = np.random.default_rng(seed)
    kano = KANO[survey["functional"].astype(int) - 1, survey["dysfunctional"].astype(int) - 1]
    columns = [survey[name] for name in ("expectation", "experience", "importance", "satisfaction", "outcome")]
    whole = statistics(*columns, kano)
    n = len(survey["outcome"])
    draws = np.empty((replicates, sum(map(len, whole)) - n))
    greatest = np.empty(replicates)
    for r in range(replicates):
        rows = random.integers(0, n, n)
        figures = statistics(*(column[rows] for column in columns), kano[rows])
        greatest[r] = np.abs((figures[2] - whole[2]) / figures[6]).max()
        draws[r] = np.concatenate([part if len(part) < n else part[:0] for part in figures])
    np.quantile(greatest, 0.95)
    return np.nanquantile(draws, [0.025, 0.975], axis=0)
