"""Peak memory from Arrow columns to RFM, as a multiple of the input columns.

.venv/bin/python tests/benchmarks/memory.py
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path


def peak(ids: str, run: bool) -> tuple[int, int]:
    """Bytes of the input and of the process at its peak, with the computation or without it."""
    from rfm_bench import by_fealty, purchases

    by_fealty(purchases(ids)[:1000])  # what modules and threads take is not what the computation takes
    frame = purchases(ids)
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    if run:
        by_fealty(frame)
    status = Path("/proc/self/status").read_text().splitlines()
    high = next(line for line in status if line.startswith("VmHWM"))
    return frame.estimated_size(), int(high.split()[1]) * 1024


def main() -> None:
    """Prints a line for each kind of ids; every measure is taken in a process of its own."""
    if len(sys.argv) == 3:
        print(*peak(sys.argv[1], sys.argv[2] == "run"))
        return
    print("| ids | input, MB | peak above the idle process with its input, MB | (input + peak) / input |")
    print("|---|---|---|---|")
    for ids in ("dense", "wide", "text"):
        size, idle = _measured(ids, "idle")
        _, high = _measured(ids, "run")
        print(f"| {ids} | {size / 1e6:.0f} | {(high - idle) / 1e6:.0f} | {(size + high - idle) / size:.2f} |")


def _measured(ids: str, what: str) -> tuple[int, int]:
    command = [sys.executable, __file__, ids, what]
    size, high = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return int(size), int(high)


if __name__ == "__main__":
    main()
