"""Ready instruments: what they ask, and answers held against them."""

from __future__ import annotations

import json
import pickle
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import fealty as fy
from fealty.gaps.instruments import Instrument

READY = ("servqual", "servperf", "six_needs", "three_layers")


def instrument(name: str) -> Instrument:
    made = getattr(fy.gaps.instruments, name)
    assert isinstance(made, Instrument)
    return made


def test_servqual_has_22_items_in_five_dimensions() -> None:
    servqual = instrument("servqual")
    assert {name: len(items) for name, items in servqual.dimensions.items()} == {
        "tangibles": 4,
        "reliability": 5,
        "responsiveness": 4,
        "assurance": 4,
        "empathy": 5,
    }
    assert servqual.answers == ("expectation", "experience", "importance")
    assert servqual.scale() == (1, 7)
    assert servqual.columns("importance") == list(servqual.dimensions)
    assert "1988" in servqual.source and "1991" in servqual.source


def test_servperf_asks_for_the_experience_of_the_same_items() -> None:
    servperf, servqual = instrument("servperf"), instrument("servqual")
    assert servperf.dimensions == servqual.dimensions
    assert servperf.answers == ("experience",)
    assert "expectation" not in servperf.items().columns
    assert servperf.items()["experience"].to_list() == servqual.items()["experience"].to_list()


def test_the_six_needs_and_the_three_layers_are_those_of_the_source() -> None:
    assert list(instrument("six_needs").dimensions) == [
        "friendly",
        "valued",
        "fair",
        "options",
        "understanding",
        "information",
    ]
    assert instrument("six_needs").columns("importance") == instrument("six_needs").columns("experience")
    assert list(instrument("three_layers").dimensions) == ["material", "spirit", "social"]


@pytest.mark.parametrize("name", READY)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_item_has_its_words_in_both_languages(name: str, language: str) -> None:
    made = instrument(name)
    items = made.items(language)
    assert len(items) == len(made) and items["item"].n_unique() == len(made)
    texts = ["label", *(kind for kind in ("expectation", "experience") if kind in made.answers)]
    for column in texts:
        said = items[column].to_list()
        assert all(said) and len(set(said)) == len(said)
        assert all(any("一" <= letter <= "鿿" for letter in text) == (language == "zh") for text in said)
    assert set(items["dimension"]) == set(made.dimensions)


class Inputs(HTMLParser):
    """The fields of a page, and that every tag is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "input":
            self.names.append(str(dict(attributes)["name"]))
        elif tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", READY)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_questionnaire_asks_every_item_for_every_answer(name: str, language: Any, tmp_path: Path) -> None:
    made = instrument(name)
    questionnaire = made.questionnaire(language)
    page = Inputs()
    page.feed(questionnaire.html)
    assert page.open == []
    asked = {f"{kind}.{column}" for kind in made.answers for column in made.columns(kind)}
    assert set(page.names) == asked
    text = str(questionnaire)
    for kind in made.answers:
        for column in made.columns(kind):
            assert f"\n{column} " in text
    assert "SERV" not in text  # those who answer are not told what it is called
    for file in ("page.html", "text.txt"):
        questionnaire.save(tmp_path / file)
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "text.txt").read_text(encoding="utf-8") == text
    assert "<table>" in questionnaire._repr_html_()


def test_an_instrument_shows_itself_and_survives_pickling() -> None:
    made = instrument("servqual")
    assert "our own" in made._repr_html_() and "有形性" in repr(made)
    again = pickle.loads(pickle.dumps(made))
    assert again == made and hash(again) == hash(made)
    assert made != instrument("servperf")


def answers(made: Instrument, rows: int = 5, code: float = 4) -> pl.DataFrame:
    return pl.DataFrame({name: [code] * rows for name in made.columns()})


def test_answers_in_order_pass() -> None:
    made = instrument("servperf")
    found = made.check(answers(made))
    assert found.passes and len(found) == 0
    assert "nothing to mend" in repr(found)


def test_a_check_names_what_is_missing_unknown_or_off_the_scale() -> None:
    made = instrument("three_layers")
    frame = (
        answers(made)
        .drop("L2")
        .with_columns(
            L1=pl.Series([4, 9, 0, None, 1]),
            L3=pl.Series([1.5, 2, 3, 4, 5]),
            L4=pl.Series([None] * 5, dtype=pl.Int64),
            L5=pl.Series(["很好"] * 5),
            extra=pl.lit(1),
        )
    )
    found = {(row[0], row[1]): row[2:] for row in made.check(frame).to_frame().iter_rows()}
    assert found == {
        ("L2", "missing"): (0, None, None),
        ("extra", "no item"): (5, None, None),
        ("L1", "off the scale"): (2, 1, "9"),
        ("L3", "between the steps"): (1, 0, "1.5"),
        ("L4", "no answer"): (5, None, None),
        ("L5", "no numbers"): (5, 0, "很好"),
    }
    assert isinstance(made.check(frame.to_pandas()).to_frame(), type(frame.to_pandas()))


def test_a_long_frame_is_checked_by_its_items() -> None:
    made = instrument("six_needs")
    ratings = pl.DataFrame(
        {"item": [*made.columns(), "N1", "N99"], "experience": [5] * 12 + [8, 5], "expectation": [5] * 14}
    )
    found = made.check(ratings).to_frame()
    assert found.select("item", "problem").rows() == [("N99", "no item"), ("N1", "off the scale")]
    assert made.check(ratings.head(12), "expectation").passes
    with pytest.raises(fy.RecordError, match="has no column 'importance'"):
        made.check(ratings, "importance")


def test_shared_points_must_add_up() -> None:
    made = instrument("servqual")
    names = made.columns("importance")
    points = pl.DataFrame({name: [20.0, 20.0] for name in names})
    assert made.check(points, "importance").passes
    wrong = points.with_columns(pl.Series(names[0], [20.0, 45.0]))
    assert made.check(wrong, "importance").to_frame().rows() == [("all", "not 100 points", 1, 1, "125")]


def test_an_answer_that_is_not_asked_for_is_refused() -> None:
    with pytest.raises(fy.ParameterError, match="does not ask for 'expectation'"):
        instrument("servperf").check({}, "expectation")
    with pytest.raises(fy.ParameterError, match="language"):
        instrument("servperf").items("de")  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        _ = fy.gaps.instruments.servquall


def test_scores_are_the_means_of_what_was_answered() -> None:
    made = instrument("three_layers")
    frame = {"L1": [2, 4], "L2": [4.0, np.nan], "L3": [1, 1], "L4": [1, 1], "L5": [np.nan, 7], "L6": [np.nan, 5]}
    scores = made.scores(frame)
    assert list(scores) == ["material", "spirit", "social"]
    assert scores["material"].tolist() == [3, 4]
    assert np.isnan(scores["social"][0]) and scores["social"][1] == 6
    with pytest.raises(fy.RecordError, match="'L6'"):
        made.scores({key: value for key, value in frame.items() if key != "L6"})


def test_an_instrument_of_ones_own_is_read_and_checked(tmp_path: Path) -> None:
    data = {
        "name": "short",
        "title": {"en": "Short"},
        "source": "ours",
        "sections": {"experience": {"introduction": {"en": "How was it?"}, "scale": scale(1, 5)}},
        "dimensions": [{"name": "all", "title": {"en": "All"}, "meaning": {"en": "everything"}}],
        "items": [{"id": "q1", "dimension": "all", "asks": ["experience"], "label": {"en": "all"}, **experience()}],
    }
    path = tmp_path / "short.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    made = Instrument.read(path)
    assert made.check({"q1": [5, 6]}).to_frame()["value"].tolist() == ["6"]
    assert "It was good." in str(made.questionnaire("zh"))  # there is no other language
    for change, message in (
        ({"items": data["items"] * 2}, "stands twice"),
        ({"dimensions": []}, "no dimension"),
        ({"sections": {}}, "no section"),
    ):
        with pytest.raises(fy.ParameterError, match=message):
            Instrument({**data, **change})
    with pytest.raises(fy.ParameterError, match="it has no items"):
        Instrument({key: value for key, value in data.items() if key != "items"})


def scale(lowest: int, highest: int) -> dict[str, Any]:
    return {"lowest": lowest, "highest": highest, "labels": {"en": ["bad", "good"]}}


def experience() -> dict[str, Any]:
    return {"experience": {"en": "It was good."}}
