"""Shapes public data sets into a folder of records that fealty reads.

    python tests/real/folder.py FOLDER
    fealty report FOLDER -o report.html

The data are looked for under FEALTY_DATA, or else ../shared/data beside the project; they are not part of it.
Each set is of other people, so customers' ids say which set they come from.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import complaints
import purchases
import ratings
import touches

TABLES = {table.__name__: table for table in (touches, ratings, complaints, purchases)}


def data_folder() -> Path | None:
    """Where the data are, if they are there."""
    folder = Path(os.environ.get("FEALTY_DATA") or Path(__file__).parents[3] / "shared" / "data")
    return folder if folder.is_dir() else None


def write(data: Path, folder: Path) -> Path:
    """Writes a table for each data set that is there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in TABLES.items():
        if (data / table.SOURCE).is_file():
            table.records(data / table.SOURCE).write_csv(folder / f"{name}.csv")
    return folder


if __name__ == "__main__":
    found = data_folder()
    if found is None or len(sys.argv) != 2:
        sys.exit("usage: python tests/real/folder.py FOLDER, with the data under ../shared/data or FEALTY_DATA")
    print(write(found, Path(sys.argv[1])))
