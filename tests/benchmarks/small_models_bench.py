"""Small models of satisfaction and trust on a million answers, against NumPy as one would write it.

NumPy gives the values alone; ours gives their intervals, the shares and the counts beside them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from fealty import gaps

ROWS, CUSTOMERS = 1_000_000, 100_000


def numpy_trust(visits: np.ndarray, gap: np.ndarray, up: float, down: float) -> np.ndarray:
    """Trust of all customers at once, visit by visit; `visits` has the rows of each visit in turn, as a table."""
    trust = np.full(visits.shape[1], 0.5)
    for rows in visits:
        feeling = np.clip(gap[rows], -1, 1)
        trust = np.where(feeling >= 0, trust + up * feeling * trust * (1 - trust), trust * (1 + down * feeling))
    return trust


def cases() -> dict[str, dict[str, Callable[[], object]]]:
    """Ours and NumPy."""
    random = np.random.default_rng(1)
    scores = pl.DataFrame(random.integers(1, 8, (ROWS, 5)).astype(float), schema=list("abcde"))
    table = scores.to_numpy()
    customer = random.permutation(np.repeat(np.arange(CUSTOMERS), ROWS // CUSTOMERS))
    gap = random.normal(0, 1, ROWS)
    experiences = pl.DataFrame({"customer_id": customer, "gap": gap})

    def halo_by_numpy() -> tuple[float, float]:
        each = 0.5 * table.mean(axis=1) + 0.5 * table.min(axis=1)
        return float(each.mean()), float(each.std(ddof=1) / ROWS**0.5)

    def layers_by_numpy() -> tuple[float, float]:
        each = np.minimum.accumulate(table, axis=1).mean(axis=1)
        return float(each.mean()), float(each.std(ddof=1) / ROWS**0.5)

    def trust_by_numpy() -> np.ndarray:
        visits = np.argsort(customer, kind="stable").reshape(CUSTOMERS, -1).T
        return numpy_trust(visits, gap, 0.1, 0.4)

    return {
        "halo, 1,000,000 x 5": {"fealty": lambda: gaps.halo(scores), "NumPy": halo_by_numpy},
        "layers, 1,000,000 x 5": {"fealty": lambda: gaps.layers(scores), "NumPy": layers_by_numpy},
        "trust, 1,000,000 visits": {"fealty": lambda: gaps.Trust().follow(experiences), "NumPy": trust_by_numpy},
    }
