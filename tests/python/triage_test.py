"""Complaints understood without labels."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest

import fealty as fy

LABELLED = Path(__file__).parents[1] / "fixtures" / "complaints" / "labelled.tsv"


@pytest.fixture(scope="module")
def triage() -> fy.complaints.Triage:
    return fy.complaints.Triage()


def labelled() -> pl.DataFrame:
    return pl.read_csv(LABELLED, separator="\t", quote_char=None, infer_schema_length=0)


def test_one_call_understands_a_complaint(triage: fy.complaints.Triage) -> None:
    seen = triage("I have been a customer for ten years and nobody calls back")
    assert seen.type == "loyal_advocate"
    assert seen.need == "importance"
    assert seen.answer == "spread"
    assert seen.language == "en"
    assert {"customer for ten", "nobody calls back"} <= {one["words"] for one in seen.evidence}


def test_places_count_characters_not_bytes(triage: fy.complaints.Triage) -> None:
    text = "等了很久，多收了钱，退款！I want a refund"
    words = {one["words"] for one in triage(text).evidence}
    assert {"等了", "多收", "退款", "refund"} <= words


def test_many_texts_give_a_frame_of_the_callers_kind(triage: fy.complaints.Triage) -> None:
    texts = ["rude staff", "退款", None]
    assert isinstance(triage(texts), pl.DataFrame)
    frame = triage.predict(pd.DataFrame({"text": texts, "amount": [500.0, None, 1.0]}))
    assert isinstance(frame, pd.DataFrame)
    assert frame["severity"][0] == "serious"
    assert frame["type"].isna().tolist() == [False, False, True]


def test_probabilities_of_one_category_sum_to_one(triage: fy.complaints.Triage) -> None:
    texts = labelled()["text"]
    for name in ("type", "need", "severity", "meaning"):
        assert np.allclose(triage.predict_proba(texts, name).to_numpy().sum(axis=1), 1)
    assert triage.predict_proba(texts, "cause").to_numpy().max() < 1


def test_every_rule_can_be_listed(triage: fy.complaints.Triage) -> None:
    rules = triage.rules
    assert len(rules) == len(fy._core.ready_lexicon())
    assert rules["reason"].str.len_chars().min() > 5
    assert np.allclose(rules["precision"], rules["stated"])


def test_corrections_are_learnt_and_pickled() -> None:
    triage = fy.complaints.Triage()
    texts = [f"the blorp {'q' * i}" for i in range(1, 9)]
    triage.learn(texts, {"cause": ["pricing"] * 8})
    triage.learn("one more blorp", {"cause": "pricing + ethics"})
    assert triage.corrected == 9
    assert triage("a blorp").cause == "pricing"
    again = pickle.loads(pickle.dumps(triage))
    assert again == triage
    assert again("a blorp").cause == "pricing"
    assert fy.complaints.Triage.from_bytes(triage.to_bytes()) == triage


def test_what_to_label_next_is_proposed(triage: fy.complaints.Triage) -> None:
    asked = triage.ask(labelled()["text"], n=20)
    assert len(asked) == 20
    assert asked["row"].n_unique() == 20


def test_functions_of_ones_own_vote_beside_the_ready_ones() -> None:
    own = {"taxonomy": ["cause"], "category": ["pricing"], "name": ["toll"], "phrases": ["toll booth | 过路费"]}
    triage = fy.complaints.Triage(lexicon=own)
    assert triage("The toll booth again").cause == "pricing"
    assert triage("过路费").cause == "pricing"
    wrong = fy.complaints.Triage(lexicon={**own, "category": ["prices"]})
    with pytest.raises(fy.ParameterError, match="prices"):
        wrong("x")


def test_a_taxonomy_of_ones_own_is_sorted_by_its_own_functions() -> None:
    colors = fy.complaints.Taxonomy("color", ["red", "blue"])
    own = {"taxonomy": ["color"], "category": ["blue"], "name": ["sea"], "phrases": ["sea"]}
    triage = fy.complaints.Triage(taxonomies=[colors], lexicon=own)
    assert triage("the sea").color == "blue"
    assert triage(["the sea", "land"])["color"].to_list() == ["blue", "unknown"]


class Opinion:
    """A classifier that always says the same."""

    classes_ = ("victim", "rational")

    def predict_proba(self, texts: list[str]) -> np.ndarray:
        return np.tile([0.9, 0.1], (len(texts), 1))


def test_a_second_opinion_is_pooled(triage: fy.complaints.Triage) -> None:
    texts = ["please refund", "xyzzy"]
    alone = triage.predict_proba(texts, "type")
    assert triage.predict_proba(texts, "type", classifier=Opinion(), weight=0.0).equals(alone) or np.allclose(
        triage.predict_proba(texts, "type", classifier=Opinion(), weight=0.0).to_numpy(), alone.to_numpy()
    )
    pooled = triage.predict_proba(texts, "type", classifier=Opinion(), weight=0.5)
    assert (pooled["victim"] > alone["victim"]).all()
    assert np.allclose(pooled.to_numpy().sum(axis=1), 1)


def test_a_view_marks_the_words_and_escapes_the_text(triage: fy.complaints.Triage) -> None:
    html = triage("<b>rude</b> & late")._repr_html_()
    assert "<mark" in html
    assert "<b>rude" not in html
    assert "&amp;" in html
    assert "rude" in repr(triage("rude"))
    assert "cause" in triage._repr_html_()


@pytest.mark.parametrize("text", ["", "\x00", "\ud800 rude", "مرحبا 粗鲁 rude", "\U0001f621", "a" * 10_000_000])
def test_bad_texts_are_taken(triage: fy.complaints.Triage, text: str) -> None:
    assert triage(text)["type"] in {*fy.complaints.Taxonomy.named("type").keys, "unknown"}


def test_the_labelled_set_is_complete() -> None:
    frame = labelled()
    assert len(frame) == 480
    assert frame["text"].n_unique() == 480
    assert frame.group_by("language").len()["len"].to_list() == [240, 240]
    for name in fy.complaints.Taxonomy.names():
        known = {*fy.complaints.Taxonomy.named(name).keys, "-"}
        for column in (f"{name}_first", f"{name}_second"):
            assert {one for label in frame[column] for one in label.split("+")} <= known


@pytest.mark.parametrize(("name", "least"), [("type", 0.75), ("cause", 0.6), ("severity", 0.6), ("meaning", 0.75)])
def test_triage_is_no_worse_on_the_labelled_set_than_it_was(
    triage: fy.complaints.Triage, name: str, least: float
) -> None:
    frame = labelled().filter(pl.col("half") == "development")  # which the lexicon was made from: no claim
    first = frame[f"{name}_first"].str.split("+").list.first()
    second = frame[f"{name}_second"].str.split("+").list.first()
    sure = frame.filter((first == second) & (first != "-"))
    truth = sure[f"{name}_first"].str.split("+").list.first().to_numpy()
    probabilities = triage.predict_proba(sure["text"], name)
    best = np.array(probabilities.columns)[probabilities.to_numpy().argmax(axis=1)]
    assert np.mean(best == truth) > least
