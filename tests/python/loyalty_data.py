"""Real records of repeat buying, for tests that reproduce published figures; they are no part of the project."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

DATA = Path(os.environ.get("FEALTY_DATA", Path(__file__).parents[3] / "shared" / "data")) / "loyalty"
needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="no data under ../shared/data, and FEALTY_DATA names no folder"
)


def cdnow_sample() -> pd.DataFrame:
    """The purchases of one customer in ten of CDNOW, 2,357 customers, a row each."""
    names = ["customer_id", "sample_id", "at", "cds", "amount"]
    frame = pd.read_csv(DATA / "CDNOW_sample.txt", sep=r"\s+", names=names, dtype={"customer_id": str, "at": str})
    return frame.assign(at=pd.to_datetime(frame["at"]))
