"""Repeat buying fitted, against lifetimes and the posterior mode of pymc-marketing, on CDNOW and on drawn customers.

Ours gives exact standard errors with it. A peer that is not installed is left out, as is CDNOW where it is not there.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd

import fealty as fy

DATA = Path(os.environ.get("FEALTY_DATA", Path(__file__).parents[3] / "shared" / "data")) / "loyalty"
CUSTOMERS = 200_000


def cdnow() -> pd.DataFrame:
    """Frequency, recency and T of the 2,357 customers of the sample, in weeks."""
    table = np.genfromtxt(DATA / "cdnow_customers_summary.csv", delimiter=",", skip_header=1)
    return pd.DataFrame(
        {"customer_id": table[:, 0], "frequency": table[:, 1], "recency": table[:, 2], "T": table[:, 3]}
    )


def drawn() -> pd.DataFrame:
    """Customers of a BG/NBD law like that of CDNOW, each with a length of observation of its own."""
    random = np.random.default_rng(1)
    law = fy.loyalty.BetaGeoModel.from_parameters(r=0.243, alpha=4.414, a=0.793, b=2.426)
    parts = []
    for part, observed in enumerate(random.uniform(27, 39, 200)):
        made = law.simulate(CUSTOMERS // 200, float(observed), seed=part + 1)
        parts.append(pd.DataFrame({name: np.asarray(made[name], float) for name in ("frequency", "recency", "T")}))
    frame = pd.concat(parts, ignore_index=True)
    return frame.assign(customer_id=np.arange(len(frame)))


def contenders(data: pd.DataFrame, ours: str, lifetimes: str, pymc: str) -> dict[str, Callable[[], object]]:
    """Each fits a model to the same frequencies, recencies and times of observation."""
    columns = {name: data[name].to_numpy(float) for name in ("frequency", "recency", "T")}
    calls: dict[str, Callable[[], object]] = {
        "fealty": lambda: getattr(fy.loyalty, ours)().fit(fy.loyalty.Purchases.from_arrays(**columns)).covariance_
    }
    if find_spec("lifetimes"):
        import lifetimes as peer

        calls["lifetimes"] = lambda: getattr(peer, lifetimes)().fit(*columns.values())
    if find_spec("pymc_marketing"):
        from pymc_marketing import clv

        def by_pymc() -> object:
            model = getattr(clv, pymc)(data=data)
            model.fit(method="map", progressbar=False)
            return model

        calls["pymc-marketing (MAP)"] = by_pymc
    return calls


def cases() -> dict[str, dict[str, Callable[[], object]]]:
    """Ours and the peers."""
    warnings.simplefilter("ignore")
    many = drawn()
    made = {
        "BG/NBD, 200,000 customers": contenders(many, "BetaGeoModel", "BetaGeoFitter", "BetaGeoModel"),
        "Pareto/NBD, 200,000 customers": contenders(many, "ParetoNBDModel", "ParetoNBDFitter", "ParetoNBDModel"),
    }
    if (DATA / "cdnow_customers_summary.csv").exists():
        few = cdnow()
        made["BG/NBD, CDNOW"] = contenders(few, "BetaGeoModel", "BetaGeoFitter", "BetaGeoModel")
        made["Pareto/NBD, CDNOW"] = contenders(few, "ParetoNBDModel", "ParetoNBDFitter", "ParetoNBDModel")
    return made
