"""Reliability of items: published alphas, what is warned of, frames of the caller's kind."""

from __future__ import annotations

import pickle
import re
import sys
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import polars as pl
import pytest

import fealty as fy

sys.path.insert(0, str(Path(__file__).parents[1] / "real"))
import folder as real

DATA = real.data_folder()
needs_data = pytest.mark.skipif(
    DATA is None or not (DATA / "gaps").is_dir(), reason="no data under ../shared/data, and FEALTY_DATA names no folder"
)
DIMENSIONS = {  # by number of the item, as ../shared/reference/gaps/README.md gives them
    "tangible": [4, 5, 6, 22],
    "security": [19, 20, 21],
    "economy": [10, 11, 18],
    "convenience": [13, 14, 15, 16, 17],
    "usefulness": [1, 2, 3],
    "control": [7, 8],
}


def survey(respondents: int = 200, seed: int = 1) -> dict[str, np.ndarray]:
    """Four questions about one thing, answered from 1 to 7."""
    random = np.random.default_rng(seed)
    mood = random.normal(size=respondents)
    return {
        name: np.clip(np.round(4 + 1.5 * mood + random.normal(size=respondents)), 1, 7)
        for name in ("polite", "prompt", "expert", "可靠")
    }


def kiosk() -> pl.DataFrame:
    assert DATA is not None
    return pl.read_csv(DATA / "gaps" / "kiosk_servqual_kano_ipa.csv")


def printed_alphas() -> dict[str, list[str]]:
    """Of expectation, perception and gap, by dimension, with the digits as printed."""
    assert DATA is not None
    text = (DATA.parent / "reference" / "gaps" / "kiosk_reference.txt").read_text(encoding="utf-8")
    lines = re.findall(r"^(\w+) .* alphaE (\S+) alphaP (\S+) alphaGap (\S+)$", text, re.MULTILINE)
    return {dimension: alphas for dimension, *alphas in lines}


@needs_data
def test_alphas_of_the_kiosk_survey_are_those_printed_by_r() -> None:
    answers, printed = kiosk(), printed_alphas()
    assert printed.keys() == DIMENSIONS.keys()
    for dimension, numbers in DIMENSIONS.items():
        expectation = answers.select(f"e{i:02}" for i in numbers)
        perception = answers.select(f"p{i:02}" for i in numbers)
        gap = pl.DataFrame({str(i): answers[f"p{i:02}"] - answers[f"e{i:02}"] for i in numbers})
        for items, expected in zip((expectation, perception, gap), printed[dimension], strict=True):
            found = fy.gaps.reliability(items, bootstrap=0).alpha.value
            assert f"{found:.6f}" == expected, dimension


@needs_data
def test_alphas_of_the_mobile_phone_survey_are_those_published() -> None:
    assert DATA is not None
    answers = pl.read_csv(DATA / "gaps" / "mobi.csv")
    # seminr takes alpha of the standardized items.
    quality = fy.gaps.reliability(answers.select(f"PERQ{i}" for i in range(1, 8)))
    loyalty = fy.gaps.reliability(answers.select(f"CUSL{i}" for i in range(1, 4)))
    assert quality.standardized_alpha.value == pytest.approx(0.877010245240235, abs=1e-14)
    assert loyalty.standardized_alpha.value == pytest.approx(0.472398962898381, abs=1e-14)
    assert quality.alpha.lower < quality.alpha.value < quality.alpha.upper
    assert "CUSL2" in loyalty.warnings()["item"]  # whose loading is known to be next to nothing


def test_a_reliability_has_figures_items_and_a_view() -> None:
    found = fy.gaps.reliability(pd.DataFrame(survey()))
    frame = found.to_frame()
    assert isinstance(frame, pd.DataFrame)
    assert frame["item"].tolist() == list(survey())
    assert len(found) == 4 and found.respondents == 200
    assert (frame["item_rest_lower"] < frame["item_rest"]).all()
    summary = found.summary().set_index("figure")
    assert summary.loc["omega", "value"] == found.omega.value
    assert summary["value"].between(0.5, 1).all()
    assert found.alpha_feldt.lower == pytest.approx(found.alpha.lower, abs=0.03)
    assert "alpha 0.8" in repr(found) and "200 respondents" in repr(found)
    assert "<table>" in found._repr_html_()


@pytest.mark.parametrize("kind", [pd.DataFrame, pl.DataFrame, dict])
def test_frames_come_back_as_they_came(kind: Any) -> None:
    found = fy.gaps.reliability(kind(survey(50)), bootstrap=20)
    for frame in (found.to_frame(), found.summary(), found.warnings()):
        assert isinstance(frame, kind)


def test_a_reversed_item_is_named_and_can_be_mirrored() -> None:
    answers = survey()
    straight = fy.gaps.reliability(answers, bootstrap=0).alpha.value
    answers["prompt"] = 8 - answers["prompt"]
    warned = fy.gaps.reliability(answers, bootstrap=0)
    assert "Warning: prompt: goes against the other items" in repr(warned)
    mirrored = fy.gaps.reliability(answers, reversed=["prompt"], bootstrap=0)
    assert mirrored.alpha.value == pytest.approx(straight, abs=1e-12)
    with pytest.raises(fy.ParameterError, match="prompt"):
        fy.gaps.reliability(answers, reversed=["promp"])


def test_bad_answers_are_named() -> None:
    good = survey(30)
    constant = fy.gaps.reliability({**good, "same": np.full(30, 4.0), "none": np.full(30, np.nan)}, bootstrap=0)
    assert set(constant.warnings()["concern"]) >= {"constant", "unanswered"}
    with pytest.raises(fy.RecordError, match="item prompt, row 3: the answer is inf"):
        fy.gaps.reliability({**good, "prompt": np.where(np.arange(30) == 3, np.inf, 1.0)})
    with pytest.raises(fy.RecordError, match="item 评语: answers must be numbers"):
        fy.gaps.reliability({**good, "评语": ["好"] * 30})
    with pytest.raises(fy.FitError, match="needs two items"):
        fy.gaps.reliability({"a": [1, 1], "b": [2, 2]})
    with pytest.raises(fy.FitError, match="fewer than two respondents"):
        fy.gaps.reliability({"a": [], "b": []})
    with pytest.raises(fy.ParameterError, match="pairwise, complete or full_information"):
        fy.gaps.reliability(good, missing="listwise")  # type: ignore[arg-type]
    with pytest.raises(fy.ParameterError, match="level"):
        fy.gaps.reliability(good, level=1.0)


@pytest.mark.parametrize("missing", ["pairwise", "complete", "full_information"])
def test_missing_answers_are_dealt_with_as_asked(missing: Any) -> None:
    answers = survey(400)
    answers["polite"][::5] = np.nan
    found = fy.gaps.reliability(answers, missing=missing, bootstrap=50)
    assert found.respondents == (320 if missing == "complete" else 400)
    assert found.alpha.value == pytest.approx(fy.gaps.reliability(survey(400), bootstrap=0).alpha.value, abs=0.02)
    assert found.alpha.lower < found.alpha.value < found.alpha.upper


def test_the_compiled_result_is_saved_and_pickled(tmp_path: Path) -> None:
    made = fy.gaps.reliability(survey(40), bootstrap=20)._compiled
    made.save(tmp_path / "made")
    for again in (type(made).load(tmp_path / "made"), pickle.loads(pickle.dumps(made))):
        assert again.to_bytes() == made.to_bytes()


def test_the_picture_says_which_item_lowers_alpha() -> None:
    answers = {**survey(), "noise": np.random.default_rng(2).integers(1, 8, 200)}
    ax = fy.gaps.reliability(answers).plot()
    assert "without noise" in ax.figure.get_suptitle()
    assert ax.get_yticklabels()[0].get_text() == "noise"
    two = fy.gaps.reliability({name: answers[name] for name in ("polite", "prompt")}, bootstrap=0).plot()
    assert two.figure.get_suptitle().startswith("Alpha is 0.")
    plt.close("all")
