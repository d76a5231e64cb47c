"""What the classifier tells right at default settings, how true its probabilities and prevalences are, how large it is.

.venv/bin/python tests/benchmarks/classifier_quality.py
"""

from __future__ import annotations

import ctypes
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import polars as pl
from labelled_texts import INTENSITY, SETS, read

import fealty as fy

DRAWS = 200


def prevalence_errors(clf: fy.complaints.Classifier, texts: list[str], labels: list[str]) -> tuple[float, float]:
    """Mean absolute errors of shares, corrected and counted, over sets drawn with shares from a flat Dirichlet."""
    random = np.random.default_rng(1)
    classes = list(clf.classes_)
    rows = [np.flatnonzero(np.array(labels) == one) for one in classes]
    corrected, counted = [], []
    for _ in range(DRAWS):
        shares = random.dirichlet(np.ones(len(classes)))
        drawn = random.multinomial(500, shares)
        picked = np.concatenate([random.choice(of, count) for of, count in zip(rows, drawn, strict=True) if len(of)])
        truth = drawn / drawn.sum()
        found = clf.prevalence([texts[i] for i in picked], bootstrap=2)
        corrected.append(np.abs(found["share"].to_numpy() - truth).mean())
        counted.append(np.abs(found["counted"].to_numpy() - truth).mean())
    return float(np.mean(corrected)), float(np.mean(counted))


def error_of_intensity() -> float:
    """The mean squared error of a number, on the texts that its set holds out."""
    data = read(INTENSITY)
    clf = fy.complaints.Classifier(heads={"intensity": "number"})
    clf.fit(data.texts, {"intensity": [float(label) for label in data.labels]})
    told = np.asarray(clf.predict(data.new_texts)["intensity"])
    return float(np.mean((told - np.array([float(label) for label in data.new_labels])) ** 2))


def seconds(run: object) -> float:
    """The least of five."""
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        run()  # type: ignore[operator]
        taken.append(time.perf_counter() - start)
    return min(taken)


def peak_of_fit(copies: int) -> None:
    """Peak memory of fitting 50,000 reviews, over their texts."""
    data = read("waimai")
    texts = [f"{text} {i % 97}" for i, text in enumerate((data.texts * copies)[:50_000])]
    labels = (data.labels * copies)[:50_000]
    size = sum(len(text.encode()) for text in texts)
    column = pl.Series(texts)
    del texts
    fy.complaints.Classifier().fit(column.gather_every(100), labels[::100])
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    status = Path("/proc/self/status").read_text().split("VmRSS:")[1].split()[0]
    fy.complaints.Classifier().fit(column, labels)
    high = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
    print(size, (high - int(status)) * 1024, before)


def main() -> None:
    """Prints a line for each set."""
    if sys.argv[1:] == ["memory"]:
        peak_of_fit(6)
        return
    print("| set | accuracy | macro F1 | calibration error | corrected / counted shares | bytes | 2 threads |")
    print("|---|---|---|---|---|---|---|")
    for name in SETS:
        data = read(name)
        clf = fy.complaints.Classifier().fit(data.texts, data.labels)
        report = clf.score_report(data.new_texts, data.new_labels)
        corrected, counted = prevalence_errors(clf, data.new_texts, data.new_labels)
        many = pl.Series(data.new_texts * 10)
        fy.set_threads(1)
        one = seconds(lambda c=clf, t=many: c.predict(t))
        fy.set_threads(2)
        two = seconds(lambda c=clf, t=many: c.predict(t))
        print(
            f"| {name} | {report.accuracy.value:.4f} | {report.macro_f1.value:.4f} "
            f"| {report.calibration_error.value:.4f} | {corrected:.4f} / {counted:.4f} = {corrected / counted:.2f} "
            f"| {len(clf.to_bytes()):,} | x {one / two:.2f} |"
        )
    print(f"\nThe mean squared error of the intensity of complaints on Weibo is {error_of_intensity():.4f}.")
    command = [sys.executable, __file__, "memory"]
    size, peak, _ = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    print(f"\nFitting 50,000 reviews takes {int(peak) / int(size):.1f} times the bytes of their texts.")


if __name__ == "__main__":
    main()
