"""Texts to rows of tf-idf on one thread, beside scikit-learn with the same kinds of n-grams.

scikit-learn is in no list of requirements: ``pip install scikit-learn`` into the environment that runs this.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion, make_union

import fealty as fy

DATA = Path(os.environ.get("FEALTY_DATA", Path(__file__).parents[3] / "shared" / "data")) / "complaints"
ENGLISH = ["airline_negativereason_deleaked", "banking77", "cfpb_product5"]
CHINESE = ["waimai_10k"]


def texts_of(name: str) -> tuple[list[str], list[str]]:
    """The texts to learn from and those held out."""
    parts: dict[str, list[str]] = {"train": [], "test": []}
    with gzip.open(DATA / f"{name}.tsv.gz", "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            part, _, text = line.rstrip("\n").split("\t", 2)
            parts[part].append(text)
    return parts["train"], parts["test"]


def peer_of(name: str) -> TfidfVectorizer | FeatureUnion:
    usual = {"min_df": 2, "sublinear_tf": True}
    if name in CHINESE:
        return TfidfVectorizer(analyzer="char", ngram_range=(1, 3), **usual)
    words = TfidfVectorizer(ngram_range=(1, 2), **usual)
    return make_union(words, TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **usual))


def cases() -> dict[str, dict[str, Callable[[], object]]]:
    """Contenders, ours first."""
    fy.set_threads(1)
    made: dict[str, dict[str, Callable[[], object]]] = {}
    for name in ENGLISH + CHINESE:
        train, test = texts_of(name)
        ours, peer = fy.complaints.TextFeatures().fit(train), peer_of(name).fit(train)
        megabytes = sum(len(text.encode()) for text in train) / 1e6
        made[f"{name}: fit and transform {len(train):,} texts, {megabytes:.2f} MB"] = {
            "TextFeatures": lambda train=train: fy.complaints.TextFeatures().fit_transform(train),
            "scikit-learn": lambda train=train, name=name: peer_of(name).fit_transform(train),
        }
        made[f"{name}: transform {len(test):,} texts"] = {
            "TextFeatures": lambda test=test, ours=ours: ours.transform(test),
            "scikit-learn": lambda test=test, peer=peer: peer.transform(test),
        }
    return made
