"""CDNOW: every purchase of 23,570 people whose first was in the first quarter of 1997 (Fader and Hardie 2001)."""

from __future__ import annotations

from pathlib import Path

import polars as pl

SOURCE = "loyalty/CDNOW_master.txt"


def records(path: Path) -> pl.DataFrame:
    """Columns customer_id, at, amount (dollars) and units (compact disks)."""
    lines = pl.read_csv(path, has_header=False, new_columns=["line"], separator="\n", skip_rows=1, infer_schema=False)
    fields = lines.select(pl.col("line").str.strip_chars().str.replace_all(r"\s+", " ").str.split(" ").alias("fields"))
    field = pl.col("fields").list
    return fields.select(
        customer_id="cdnow-" + field.get(0),
        at=field.get(1).str.to_date("%Y%m%d"),
        amount=field.get(3).cast(pl.Float64),
        units=field.get(2).cast(pl.Int64),
    )
