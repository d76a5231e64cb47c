"""The public sets of labelled complaints, as the benchmarks of the classifier read them."""

from __future__ import annotations

import gzip
import os
from dataclasses import dataclass
from pathlib import Path

DATA = Path(os.environ.get("FEALTY_DATA", Path(__file__).parents[3] / "shared" / "data")) / "complaints"

SETS = {
    "airline": "airline_negativereason_deleaked",
    "waimai": "waimai_10k",
    "banking77": "banking77",
    "cfpb": "cfpb_product5",
}
CHINESE = {"waimai"}
INTENSITY = "weibo_intensity"  # of a complaint, a number


@dataclass
class LabelledTexts:
    """Texts to learn from, and texts to be judged by."""

    texts: list[str]
    labels: list[str]
    new_texts: list[str]
    new_labels: list[str]


def read(name: str) -> LabelledTexts:
    """A set by its short name, or that of its file."""
    made = LabelledTexts([], [], [], [])
    with gzip.open(DATA / f"{SETS.get(name, name)}.tsv.gz", "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            split, label, text = line.rstrip("\n").split("\t", 2)
            is_training = split == "train"
            (made.texts if is_training else made.new_texts).append(text)
            (made.labels if is_training else made.new_labels).append(label)
    return made
