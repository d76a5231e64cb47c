"""A survey of 207 people about self-service kiosks: 24 items, with expectation, experience, importance (1-7)."""

from __future__ import annotations

from pathlib import Path

import polars as pl

SOURCE = "gaps/kiosk_servqual_kano_ipa.csv"
ITEMS = 24


def records(path: Path) -> pl.DataFrame:
    """Columns customer_id, item, expectation, experience, importance."""
    survey = pl.read_csv(path)
    return pl.concat(
        survey.select(
            customer_id="kiosk-" + pl.col("id").cast(pl.String),
            item=pl.lit(f"item {item:02}"),
            expectation=pl.col(f"e{item:02}"),
            experience=pl.col(f"p{item:02}"),
            importance=pl.col(f"imp{item:02}"),
        )
        for item in range(1, ITEMS + 1)
    ).sort("customer_id", "item")
