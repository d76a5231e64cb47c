"""Customers who differ by a channel and by how service went, drawn from models whose parameters are known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

import fealty as fy


def frame_of(customers: int, seed: int = 5) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "customer_id": [f"c{i:05}" for i in range(customers)],
            "channel": random.choice(["shop", "web", "fax"], customers, p=[0.5, 0.3, 0.2]),
            "met_share": random.uniform(0, 1, customers),
            "mean_gap": random.normal(-1, 0.5, customers),
        }
    )


TRUTH = {
    "ParetoNBDModel": {
        "r": 0.8,
        "alpha": 8.0,
        "s": 0.9,
        "beta": 10.0,
        "transaction": {"channel": {"shop": 0, "web": 0.5, "fax": -0.4}},
        "dropout": {"met_share": -0.8, "mean_gap": -0.5},
    },
    "BetaGeoModel": {
        "r": 0.8,
        "alpha": 8.0,
        "a": 1.0,
        "b": 3.0,
        "transaction": {"channel": {"shop": 0, "web": 0.5, "fax": -0.4}},
        "dropout_a": {"met_share": -0.5},
        "dropout_b": {"met_share": 0.3},
    },
}
TRUTH["ModifiedBetaGeoModel"] = TRUTH["BetaGeoModel"]


def drawn(name: str, customers: int, T: float = 52.0) -> tuple[Any, Any, pd.DataFrame]:  # noqa: N803
    covariates = frame_of(customers)
    truth = getattr(fy.loyalty, name).from_parameters(**TRUTH[name])
    made = truth.simulate(T=T, covariates=covariates, seed=3)
    s = fy.loyalty.Purchases.from_arrays(
        made["frequency"], made["recency"], made["T"], customer=covariates["customer_id"]
    )
    return truth, s, covariates


def fitted(name: str, truth: Any, s: Any, covariates: Any) -> Any:
    return getattr(fy.loyalty, name)(transaction=truth.transaction, dropout=truth.dropout).fit(s, covariates=covariates)
