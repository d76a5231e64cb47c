"""Reading an event log in XES with all its attributes: BPIC2012, 262,200 events in 74 MB of text.

The tokenizer of fealty is its own because of what this measures: expat, told to do nothing with what it finds, alone
takes several times as long for the unpacked text as fealty does for the whole, and no package of the index brings it.
The case `expat` is Python's own expat without handlers, so none of its time is Python's.

Peak memory is that of processes that read the log and do nothing else:

.venv/bin/python tests/benchmarks/xes_bench.py
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

DATA = Path(os.environ.get("FEALTY_DATA", Path(__file__).parents[3] / "shared" / "data"))
LOG = DATA / "flow" / "bpic2012.xes.gz"

READERS = {
    "fealty": "import fealty._core as core; core.read_xes(path)",
    "fealty, one thread": "import fealty._core as core; core.set_threads(1); core.read_xes(path)",
    "pm4py": "import pm4py; pm4py.read_xes(path)",
}
PEAK = """
import resource, sys
path = sys.argv[1]
{reader}
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def by_expat(text: bytes) -> object:
    """The text through expat, whose parser checks it and calls nothing."""
    return expat.ParserCreate().Parse(text, True)


def by_pm4py(path: str) -> object:
    """A pandas frame of all attributes."""
    import pm4py

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pm4py.read_xes(path)


def cases() -> dict[str, dict[str, Callable[[], object]]]:
    """Contenders for the file as it is published, and unpacked."""
    from fealty import _core

    packed = str(LOG)
    text = gzip.decompress(LOG.read_bytes())
    plain = Path(tempfile.mkdtemp()) / "bpic2012.xes"
    plain.write_bytes(text)
    return {
        "XES in gzip": {"read_xes": lambda: _core.read_xes(packed), "pm4py": lambda: by_pm4py(packed)},
        "XES, plain": {
            "read_xes": lambda: _core.read_xes(plain),
            "expat without handlers": lambda: by_expat(text),
            "pm4py": lambda: by_pm4py(str(plain)),
        },
    }


def peak(reader: str, path: str) -> float:
    """Megabytes of a process that reads a log."""
    command = [sys.executable, "-c", PEAK.format(reader=READERS[reader]), path]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(ran.stdout.split()[-1]) / 1024


def main() -> None:
    """Prints peak memory; every measure is taken in a process of its own."""
    print("| reader | peak of the process, MB |")
    print("|---|---|")
    for reader in READERS:
        print(f"| {reader} | {peak(reader, str(LOG)):.1f} |")


if __name__ == "__main__":
    main()
