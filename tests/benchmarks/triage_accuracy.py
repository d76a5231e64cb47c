"""How well two annotators agree, how often triage is right on the half that was held out, and how fast it is.

Prints tables and a speed. Intervals are percentiles of 2,000 bootstrap samples; a text and its counterpart in the other
language are drawn together. Texts whose two labels differ are left out of the accuracy, and so are those whose label is
"-".
"""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

import fealty as fy

LABELLED = Path(__file__).parents[1] / "fixtures" / "complaints" / "labelled.tsv"
DATA = Path(os.environ.get("FEALTY_DATA", Path(__file__).parents[3] / "shared" / "data"))
LABELS = ("type", "cause", "need", "severity", "meaning")
SAMPLES = 2000


def labelled() -> pl.DataFrame:
    """The labelled set; of several causes the main one, as it comes first."""
    frame = pl.read_csv(LABELLED, separator="\t", quote_char=None, infer_schema_length=0)
    return frame.with_columns(
        pl.when(pl.col("half") == "development").then(pl.col("id").str.slice(3)).otherwise(pl.col("id")).alias("pair"),
        *(pl.col(f"{name}_{k}").str.split("+").list.first() for name in LABELS for k in ("first", "second")),
    )


def kappa(first: np.ndarray, second: np.ndarray) -> float:
    """Cohen's (1960) kappa."""
    agreed = np.mean(first == second)
    by_chance = sum(np.mean(first == label) * np.mean(second == label) for label in np.union1d(first, second))
    return float((agreed - by_chance) / (1 - by_chance))


def interval(pairs: np.ndarray, statistic: Callable[[np.ndarray], float]) -> str:
    """A statistic of rows, with a 95 % interval over pairs."""
    random = np.random.default_rng(1)
    names, rows = np.unique(pairs, return_inverse=True)
    of_pair = [np.flatnonzero(rows == i) for i in range(len(names))]
    draws = [
        statistic(np.concatenate([of_pair[i] for i in random.integers(0, len(names), len(names))]))
        for _ in range(SAMPLES)
    ]
    lower, upper = np.nanpercentile(draws, [2.5, 97.5])
    return f"{statistic(np.arange(len(pairs))):.3f} [{lower:.3f}, {upper:.3f}]"


def calibration_error(probability: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """The expected calibration error."""
    place = np.minimum((probability * bins).astype(int), bins - 1)
    gaps = [abs(np.sum(right[place == b] - probability[place == b])) for b in range(bins)]
    return float(np.sum(gaps) / len(right))


def agreement(all_texts: pl.DataFrame, half: str) -> None:
    """Cohen's kappa of the two annotators."""
    frame = all_texts.filter(pl.col("half") == half)
    print(f"\n{half}:\n")
    print("| label | texts | same label | Cohen's kappa |\n|---|---|---|---|")
    pairs = frame["pair"].to_numpy()
    for name in LABELS:
        first, second = (frame[f"{name}_{k}"].to_numpy() for k in ("first", "second"))
        same = first == second
        print(
            f"| {name} | {len(first)} | {np.mean(same):.3f} "
            f"| {interval(pairs, lambda rows, a=first, b=second: kappa(a[rows], b[rows]))} |"
        )


def accuracy(frame: pl.DataFrame, half: str, triage: fy.complaints.Triage) -> None:
    """How often the most probable category is the agreed label, and the named one."""
    print(f"\n{half}:\n\n| label | texts | most probable is right | named | named is right | calibration error |")
    print("|---|---|---|---|---|---|")
    chosen = frame.filter(pl.col("half") == half)
    for name in LABELS:
        sure = chosen.filter((pl.col(f"{name}_first") == pl.col(f"{name}_second")) & (pl.col(f"{name}_first") != "-"))
        truth = sure[f"{name}_first"].to_numpy()
        probabilities = triage.predict_proba(sure["text"], name)
        best = np.array(probabilities.columns)[probabilities.to_numpy().argmax(axis=1)]
        greatest = probabilities.to_numpy().max(axis=1)
        right, named = best == truth, greatest > triage.threshold
        pairs = sure["pair"].to_numpy()
        of_all = interval(pairs, lambda rows, r=right: np.mean(r[rows]))
        of_named = interval(pairs, lambda rows, r=right, n=named: np.mean(r[rows][n[rows]]))
        error = calibration_error(greatest, right)
        print(f"| {name} | {len(truth)} | {of_all} | {np.mean(named):.3f} | {of_named} | {error:.3f} |")


def airline() -> None:
    """Causes of real complaints that nobody here wrote: reasons of US airlines' customers, mapped to causes."""
    path = DATA / "complaints" / "airline_negativereason_deleaked.tsv.gz"
    if not path.exists():
        print(f"\nno {path}")
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t", 2) for line in lines]
    mapping = fy.complaints.LabelMapping.airline_reasons()
    weights = mapping.apply([label for _, label, _ in rows]).to_numpy()
    told = weights.sum(axis=1) > 0
    triage = fy.complaints.Triage()
    texts = [text for (_, _, text), known in zip(rows, told, strict=True) if known]
    weights = weights[told]
    for name in ("as it is", "fitted without labels"):
        if name != "as it is":
            triage.fit(texts)
        probabilities = triage.predict_proba(texts, "cause").to_numpy()
        best, greatest = probabilities.argmax(axis=1), probabilities.max(axis=1)
        right = weights[np.arange(len(best)), best] > 0
        named = greatest > triage.threshold
        print(
            f"\nairline causes, {name}: {len(texts):,} texts; most probable is right {right.mean():.3f}; "
            f"named {named.mean():.3f}, of which right {right[named].mean():.3f}; "
            f"always the most frequent cause: {(weights > 0).mean(axis=0).max():.3f}"
        )


def speed(frame: pl.DataFrame) -> None:
    """Texts per second on one thread."""
    fy.set_threads(1)
    texts = pl.concat([frame["text"]] * 2084)
    triage = fy.complaints.Triage()
    triage.predict(frame["text"])
    begin = time.process_time()
    triage.predict(texts)
    seconds = time.process_time() - begin
    size = sum(len(text.encode()) for text in frame["text"]) * 2084
    print(f"\n{len(texts):,} texts in {seconds:.1f} s of one processor: {size / seconds / 1e6:.0f} MB/s")


if __name__ == "__main__":
    data = labelled()
    for half in ("development", "held_out"):
        agreement(data, half)
    for one in ("development", "held_out"):
        accuracy(data, one, fy.complaints.Triage())
    airline()
    speed(data)
