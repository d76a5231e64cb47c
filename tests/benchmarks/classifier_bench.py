"""Learning from labelled texts and telling new ones, one thread each, beside scikit-learn and fastText.

scikit-learn has the same n-grams (words 1-2 and char_wb 2-5; of Chinese, characters 1-3), sub-linear tf-idf and
LinearSVC. That tells no probabilities: like is set beside like where ours is not calibrated, or its
CalibratedClassifierCV makes probabilities by rows that were left out, as ours are made. fastText's tokenising is
counted: it gets texts of words, or of characters with spaces between them. Needs scikit-learn and fasttext-wheel in
the environment.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
from labelled_texts import CHINESE, SETS, LabelledTexts, read

import fealty as fy


def by_scikit_learn(name: str, *, calibrated: bool = False) -> object:
    """The best pipeline known on these sets."""
    from sklearn.calibration import CalibratedClassifierCV
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline, make_union
    from sklearn.svm import LinearSVC

    if name in CHINESE:
        vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, min_df=2)
    else:
        vectorizer = make_union(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2),
        )
    machine = LinearSVC(C=0.5)
    return make_pipeline(vectorizer, CalibratedClassifierCV(machine, cv=5, ensemble=False) if calibrated else machine)


def tokens(name: str, texts: list[str]) -> list[str]:
    """Texts as fastText takes them."""
    if name in CHINESE:
        return [" ".join(text.replace("\n", " ")) for text in texts]
    return [" ".join(re.findall(r"\w+|[^\w\s]", text.lower())) for text in texts]


def fit_fast_text(name: str, data: LabelledTexts) -> object:
    """Shuffled, for fastText does not shuffle."""
    import random

    import fasttext

    lines = [
        f"__label__{label.replace(' ', '_')} {text}"
        for label, text in zip(data.labels, tokens(name, data.texts), strict=True)
    ]
    random.Random(1).shuffle(lines)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "train.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
        return fasttext.train_supervised(str(path), wordNgrams=2, epoch=25, lr=0.5, dim=50, thread=1, verbose=0)


def cases() -> dict[str, dict[str, Callable[[], object]]]:
    """Contenders, ours first."""
    fy.set_threads(1)
    made: dict[str, dict[str, Callable[[], object]]] = {}
    for name in SETS:
        data = read(name)
        texts, new_texts = pl.Series(data.texts), pl.Series(data.new_texts)
        ours = fy.complaints.Classifier().fit(texts, data.labels)
        theirs = by_scikit_learn(name).fit(data.texts, data.labels)  # type: ignore[attr-defined]
        fast = fit_fast_text(name, data)
        made[f"{name}, {len(texts):,} texts to learn from"] = {
            "Classifier.fit": lambda t=texts, d=data: fy.complaints.Classifier().fit(t, d.labels),
            "scikit-learn": lambda n=name, d=data: by_scikit_learn(n).fit(d.texts, d.labels),  # type: ignore[attr-defined]
            "fastText": lambda n=name, d=data: fit_fast_text(n, d),
        }
        made[f"{name}, learnt without probabilities"] = {
            "Classifier(calibrate=False).fit": lambda t=texts, d=data: fy.complaints.Classifier(calibrate=False).fit(
                t, d.labels
            ),
            "scikit-learn": lambda n=name, d=data: by_scikit_learn(n).fit(d.texts, d.labels),  # type: ignore[attr-defined]
        }
        made[f"{name}, learnt with probabilities"] = {
            "Classifier.fit": lambda t=texts, d=data: fy.complaints.Classifier().fit(t, d.labels),
            "scikit-learn, calibrated": lambda n=name, d=data: by_scikit_learn(n, calibrated=True).fit(  # type: ignore[attr-defined]
                d.texts, d.labels
            ),
        }
        made[f"{name}, {len(new_texts):,} texts to tell"] = {
            "Classifier.predict": lambda c=ours, t=new_texts: c.predict(t),
            "scikit-learn": lambda c=theirs, d=data: c.predict(d.new_texts),
            "fastText": lambda c=fast, n=name, d=data: c.f.multilinePredict(
                [f"{line}\n" for line in tokens(n, d.new_texts)], 1, 0.0, "strict"
            ),
        }
    return made
