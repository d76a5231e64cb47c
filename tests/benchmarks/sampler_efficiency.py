"""Effective draws a second of posteriors on the CDNOW sample, against NUTS as pymc-marketing runs it.

    .venv/bin/python tests/benchmarks/sampler_efficiency.py              # BG/NBD
    .venv/bin/python tests/benchmarks/sampler_efficiency.py --pareto     # Pareto/NBD: the peer takes long

Both have the same customers and the same priors, four chains of 1,000 draws after a warmup of 1,000, and are judged by
arviz: the least bulk effective sample size of a parameter over the seconds that sampling takes. Those in which the peer
compiles its model are given apart, and not counted. Without pymc-marketing, ours runs alone.
"""

from __future__ import annotations

import argparse
import math
import os
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

import fealty as fy

DATA = Path(os.environ.get("FEALTY_DATA", Path(__file__).parents[3] / "shared" / "data")) / "loyalty"
CHAINS, DRAWS, WARMUP = 4, 1000, 1000


def cdnow() -> dict[str, np.ndarray]:
    """Frequency, recency and T of the sample, in weeks."""
    table = np.genfromtxt(DATA / "cdnow_customers_summary.csv", delimiter=",", skip_header=1)
    return {"frequency": table[:, 1], "recency": table[:, 2], "T": table[:, 3]}


def ours(data: dict[str, np.ndarray], model: str) -> tuple[dict[str, np.ndarray], float]:
    """The draws by parameter, chain by draw, and seconds."""
    s = fy.loyalty.Purchases.from_arrays(**data)
    start = time.perf_counter()
    post = getattr(fy.loyalty, model)().sample(s, draws=DRAWS, chains=CHAINS, warmup=WARMUP, seed=1)
    return post.to_dict(), time.perf_counter() - start


def peer(data: dict[str, np.ndarray], model: str) -> tuple[dict[str, np.ndarray], float, float]:
    """The draws by parameter, chain by draw, seconds of sampling, and of everything."""
    import pandas as pd
    from pymc_extras.prior import Prior
    from pymc_marketing import clv

    frame = pd.DataFrame({"customer_id": np.arange(len(data["T"])), **data})
    time_prior = Prior("LogNormal", mu=math.log(data["T"].mean()), sigma=2.0)
    other_prior = Prior("LogNormal", mu=0.0, sigma=1.5)
    names = ("r", "alpha", "s", "beta") if model == "ParetoNBDModel" else ("r", "alpha", "a", "b")
    config = {name: time_prior if name in ("alpha", "beta") else other_prior for name in names}
    start = time.perf_counter()
    made: Any = getattr(clv, model)(frame, model_config=config)
    options = {"draws": DRAWS, "tune": WARMUP, "chains": CHAINS, "random_seed": 1, "progressbar": False}
    posterior = made.fit(method="mcmc", **options).posterior
    seconds = time.perf_counter() - start
    return {name: posterior[name].values for name in names}, posterior.attrs["sampling_time"], seconds


def report(who: str, draws: dict[str, np.ndarray], seconds: float) -> float:
    """Prints means, standard deviations and the effective draws a second, which it returns."""
    import arviz

    size = min(float(arviz.ess({name: values}, method="bulk")[name]) for name, values in draws.items())
    figures = ", ".join(f"{name} {values.mean():.4g} ± {values.std():.3g}" for name, values in draws.items())
    print(
        f"{who}: {figures}; least bulk ESS {size:,.0f} in {seconds:.3f} s: {size / seconds:,.0f} a second", flush=True
    )
    return size / seconds


def main() -> None:
    """Runs ours, and the peer if it is there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pareto", action="store_true", help="Pareto/NBD instead of BG/NBD")
    model = "ParetoNBDModel" if parser.parse_args().pareto else "BetaGeoModel"
    data = cdnow()
    draws, seconds = ours(data, model)
    if find_spec("pymc_marketing") is None or find_spec("arviz") is None:
        print(f"ours: {seconds:.3f} s; no comparison, for pymc-marketing is not installed")
        return
    own = report("ours", draws, seconds)
    draws, seconds, all_seconds = peer(data, model)
    print(f"pymc-marketing took {all_seconds:.1f} s in all, {seconds:.1f} of them for sampling")
    print(f"ours / peer: {own / report('pymc-marketing', draws, seconds):,.1f}")


if __name__ == "__main__":
    main()
