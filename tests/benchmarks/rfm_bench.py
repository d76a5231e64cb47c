"""From Arrow columns to recency, frequency and monetary value: 10 million purchases by 1 million customers."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable

import numpy as np
import polars as pl

import fealty as fy

PURCHASES = int(os.environ.get("FEALTY_BENCH_ROWS", 10_000_000))
AS_OF = dt.datetime(2030, 1, 1, tzinfo=dt.timezone.utc)


def purchases(ids: str) -> pl.DataFrame:
    """Purchases in random order; ids are dense integers, integers from a wide range, or texts."""
    random = np.random.default_rng(1)
    rows, customers = PURCHASES, max(1, PURCHASES // 10)
    customer = random.integers(0, customers, rows)
    if ids == "wide":
        customer = random.integers(0, 2**62, customers)[customer]
    at = 1_700_000_000_000_000 + random.integers(0, 365 * 86_400_000_000, rows)
    frame = pl.DataFrame({"customer_id": customer, "at": at, "amount": random.gamma(2.0, 20.0, rows)})
    frame = frame.with_columns(pl.col("at").cast(pl.Datetime("us", "UTC")))
    if ids == "text":
        frame = frame.with_columns(
            pl.format("customer-{}", pl.col("customer_id").cast(pl.String).str.zfill(8)).alias("customer_id")
        )
    return frame.rechunk()


def by_fealty(frame: pl.DataFrame) -> object:
    """A book, checked, and the three figures with their scores."""
    return fy.Book(purchases=frame).customers.rfm(AS_OF)


def by_polars(frame: pl.DataFrame) -> object:
    """The three figures, without checks or scores."""
    return frame.group_by("customer_id").agg(
        recency_days=(AS_OF - pl.col("at").max()).dt.total_microseconds() / 86_400e6,
        frequency=pl.len(),
        monetary=pl.col("amount").sum(),
    )


def by_pandas(frame: object) -> object:
    """The same in pandas."""
    groups = frame.groupby("customer_id").agg(  # type: ignore[attr-defined]
        last=("at", "max"), frequency=("at", "size"), monetary=("amount", "sum")
    )
    return groups.assign(recency_days=(AS_OF - groups["last"]).dt.total_seconds() / 86_400)


def cases() -> dict[str, dict[str, Callable[[], object]]]:
    """Contenders for each kind of ids."""
    found = {}
    for ids in ("dense", "wide", "text"):
        frame = purchases(ids)
        as_pandas = frame.to_pandas()
        found[f"{PURCHASES:,} purchases, {ids} ids"] = {
            "Book + rfm, with scores": lambda frame=frame: by_fealty(frame),
            "polars group_by": lambda frame=frame: by_polars(frame),
            "pandas groupby": lambda frame=as_pandas: by_pandas(frame),
        }
    return found
