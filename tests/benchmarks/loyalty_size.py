"""Seconds and memory of fitting millions of distinct customers, and of lifetime value from a frame of purchases.

.venv/bin/python tests/benchmarks/loyalty_size.py
.venv/bin/python tests/benchmarks/loyalty_size.py --customers 10000000 --models BetaGeoModel
"""

from __future__ import annotations

import argparse
import ctypes
import time
from pathlib import Path

import numpy as np
import polars as pl

import fealty as fy


def customers(model: str, count: int) -> dict[str, np.ndarray]:
    """Customers of a law, who all differ: purchases are at times with all their digits, and so is each T."""
    laws = {
        "BetaGeoModel": {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426},
        "ParetoNBDModel": {"r": 0.553, "alpha": 10.58, "s": 0.606, "beta": 11.67},
    }
    made = getattr(fy.loyalty, model).from_parameters(**laws[model]).simulate(count, 39.0, seed=1)
    random = np.random.default_rng(1)
    columns = {name: np.asarray(made[name], float) for name in ("frequency", "recency")}
    columns["T"] = np.maximum(39.0 + random.uniform(0, 1e-6, count), columns["recency"])
    return columns


def peak() -> int:
    """The greatest memory of the process so far, in bytes."""
    status = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) * 1024


def fitted(model: str, count: int) -> None:
    """A line of the table of fits."""
    columns = customers(model, count)
    size = sum(column.nbytes for column in columns.values())
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before = peak()
    start, cpu = time.perf_counter(), time.process_time()
    summary = fy.loyalty.Purchases.from_arrays(**columns)
    taken = getattr(fy.loyalty, model)().fit(summary)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    above = (peak() - before) / count
    saved = len(taken._compiled.to_bytes())
    print(f"| {model} | {count:,} | {seconds:.2f} | {cpu:.2f} | {size / count:.0f} | {above:.0f} | {saved:,} |")


def valued(count: int) -> None:
    """From a frame of purchases to the value of each customer with its interval."""
    random = np.random.default_rng(1)
    made = fy.loyalty.BetaGeoModel.from_parameters(r=0.243, alpha=4.414, a=0.793, b=2.426).simulate(count, 39.0, seed=1)
    times = np.asarray(made["frequency"], int) + 1
    ids = np.repeat(np.arange(count), times)
    day = random.integers(0, 270, len(ids))
    first = np.concatenate([[0], np.cumsum(times)[:-1]])
    day[first] = 0
    at = np.datetime64("2025-01-01", "us") + day.astype("timedelta64[D]")
    frame = pl.DataFrame({"customer_id": ids, "at": at, "amount": random.gamma(6.0, 6.0, len(ids)).round(2)})
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5")
    before = peak()
    start = time.perf_counter()
    summary = fy.loyalty.purchases(frame, customer="customer_id", at="at", amount="amount", unit="week")
    model = fy.loyalty.BetaGeoModel().fit(summary)
    spend = fy.loyalty.GammaGammaModel().fit(summary)
    value = fy.loyalty.LifetimeValue(model, spend, discount=0.10).predict(summary, horizon="12 months")
    value.to_frame()
    seconds = time.perf_counter() - start
    print(
        f"\n{count:,} customers, {len(ids):,} purchases: fit and 12-month value with intervals in {seconds:.2f} s, "
        f"{(peak() - before) / 1e6:.0f} MB above the frame."
    )


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--models", nargs="*", default=["BetaGeoModel", "ParetoNBDModel"])
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    fy.set_threads(options.threads)
    print("| model | customers | seconds | CPU seconds | input, bytes each | above it | saved, bytes |")
    print("|---|---|---|---|---|---|---|")
    for model in options.models:
        fitted(model, options.customers)
    valued(200_000)


if __name__ == "__main__":
    main()
