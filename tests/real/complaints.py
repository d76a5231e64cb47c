"""Complaints to the Consumer Financial Protection Bureau: what about, when, and how the company responded."""

from __future__ import annotations

from pathlib import Path

import polars as pl

SOURCE = "complaints/cfpb_outcomes.csv.gz"


def records(path: Path) -> pl.DataFrame:
    """Columns case_id, opened_at, acknowledged_at (sent to the company), outcome, satisfied (not disputed), product,
    issue, state and timely."""
    cases = pl.read_csv(path, infer_schema=False)
    return cases.select(
        case_id="Complaint ID",
        opened_at=_date("Date received"),
        acknowledged_at=_date("Date sent to company"),
        outcome="Company response",
        satisfied=pl.col("Consumer disputed?").replace_strict({"Yes": False, "No": True}, return_dtype=pl.Boolean),
        product="Product",
        issue="Issue",
        state="State",
        timely=pl.col("Timely response?").replace_strict({"Yes": True, "No": False}, return_dtype=pl.Boolean),
    )


def _date(column: str) -> pl.Expr:
    return pl.col(column).str.to_date("%m/%d/%Y")
