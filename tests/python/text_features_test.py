"""Texts to features from Python: rows, vocabularies of branches, masks."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest

import fealty as fy

TEXTS = ["Card lost again", "等了两个小时", None, "card lost", "call 13812345678"]


def dense(rows: fy.complaints.TextRows) -> np.ndarray:
    table = np.zeros(rows.shape)
    for row in range(rows.shape[0]):
        held = slice(rows.offsets[row], rows.offsets[row + 1])
        table[row, rows.features[held]] = rows.values[held]
    return table


def test_rows_have_length_one_or_are_empty() -> None:
    rows = fy.complaints.TextFeatures().fit_transform(TEXTS)
    assert np.linalg.norm(dense(rows), axis=1) == pytest.approx([1, 0, 0, 1, 0])
    assert rows.values.dtype == np.float32


def test_transform_gives_the_rows_of_fit() -> None:
    features = fy.complaints.TextFeatures(minimum_documents=1)
    fitted = features.fit_transform(TEXTS)
    for ours, theirs in zip(features.transform(TEXTS), fitted, strict=True):
        assert np.array_equal(ours, theirs)


def test_branches_add_up() -> None:
    features = fy.complaints.TextFeatures(minimum_documents=1)
    vocabulary = features.count(TEXTS[:2])
    vocabulary += fy.complaints.Vocabulary.from_bytes(features.count(TEXTS[2:]).to_bytes())
    assert vocabulary == features.count(TEXTS)
    assert vocabulary.masked["phone"] == 1
    together, summed = features.fit_transform(TEXTS), features.fit(vocabulary).transform(TEXTS)
    assert np.array_equal(dense(together), dense(summed))


def test_features_are_named() -> None:
    vocabulary = fy.complaints.TextFeatures(minimum_documents=1).fit(TEXTS).vocabulary
    named = dict(zip(vocabulary["ngram"].tolist(), vocabulary["documents"].tolist(), strict=True))
    assert named["card lost"] == 2
    assert named["两个"] == 1
    assert named["<phone>"] == 1


def test_features_are_saved_and_pickled(tmp_path: Path) -> None:
    features = fy.complaints.TextFeatures(lexicon=["lost"]).fit(TEXTS)
    features.save(tmp_path / "features")
    loaded = fy.complaints.TextFeatures.load(tmp_path / "features")
    pickled = pickle.loads(pickle.dumps(features))
    for again in (loaded, pickled):
        assert np.array_equal(dense(again.transform(TEXTS)), dense(features.transform(TEXTS)))
        assert again.count(TEXTS) == features.count(TEXTS)


def test_masks_stand_for_personal_data() -> None:
    assert fy.complaints.mask("mail a@b.com, $1,200 on 12/25/2015") == "mail <email>, $1,200 on 12/25/2015"
    assert fy.complaints.mask(["13812345678", None]) == ["<phone>", None]


def test_options_out_of_range_are_refused() -> None:
    with pytest.raises(fy.ParameterError, match="cjk_ngrams"):
        fy.complaints.TextFeatures(cjk_ngrams=(1, 4))


def test_texts_must_be_texts() -> None:
    with pytest.raises(fy.RecordError, match="texts"):
        fy.complaints.TextFeatures().fit([1, 2])
