"""The moments of a survey: added, saved, and estimated with missing answers."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import fealty as fy

ANSWERS = pl.DataFrame({"wait": [1, 2, 4, 5, None], "staff": [2, 2, 5, None, 3], "价格": [7, 6, 5, 5, 4]})


def test_moments_are_those_of_pandas() -> None:
    frame = ANSWERS.to_pandas()
    found = fy.gaps.Moments(frame).estimate()
    table = found.to_frame().set_index("item")
    assert table["mean"].to_dict() == pytest.approx(frame.mean().to_dict())
    assert table["standard_deviation"].to_dict() == pytest.approx(frame.std().to_dict())
    assert table["answered"].to_dict() == frame.count().to_dict()
    assert isinstance(found.covariance(), pd.DataFrame)
    np.testing.assert_allclose(found.covariance().set_index("item"), frame.cov(), atol=1e-12)
    correlation = fy.gaps.Moments(frame).estimate("complete").correlation().set_index("item")
    np.testing.assert_allclose(correlation, frame.dropna().corr(), atol=1e-12)
    assert found.counts().set_index("item").loc["wait", "staff"] == 3


@pytest.mark.parametrize("missing", ["pairwise", "complete", "full_information"])
def test_parts_add_up_to_the_whole(missing: Any) -> None:
    whole = fy.gaps.Moments(ANSWERS)
    first, second = fy.gaps.Moments(ANSWERS[:2]), fy.gaps.Moments(ANSWERS[2:])
    assert first + second == whole and first.respondents == 2
    first += second
    assert first == whole and (whole.respondents, whole.complete) == (5, 3)
    assert first.estimate(missing).covariance().equals(whole.estimate(missing).covariance())
    with pytest.raises(fy.ParameterError, match="moments of other items"):
        first += fy.gaps.Moments({"wait": [1]})


def test_complete_answers_and_full_information_agree_where_nothing_is_missing() -> None:
    random = np.random.default_rng(1)
    frame = pl.DataFrame(random.normal(size=(50, 3)), schema=["a", "b", "c"])
    moments = fy.gaps.Moments(frame)
    complete = moments.estimate("complete").covariance().drop("item").to_numpy()
    full = moments.estimate("full_information").covariance().drop("item").to_numpy()
    np.testing.assert_allclose(full, complete * 49 / 50, atol=1e-8)


def test_moments_are_saved_and_pickled(tmp_path: Path) -> None:
    moments = fy.gaps.Moments(ANSWERS)
    moments.save(tmp_path / "moments")
    assert fy.gaps.Moments.load(tmp_path / "moments") == moments
    again = pickle.loads(pickle.dumps(moments))
    assert again == moments and isinstance(again.estimate().to_frame(), pl.DataFrame)
    assert repr(again) == "Moments(3 items, 5 respondents, 3 complete)"


def test_answers_off_the_scale_are_refused() -> None:
    assert fy.gaps.Moments(ANSWERS, scale=(1, 7)).items == ["wait", "staff", "价格"]
    with pytest.raises(fy.RecordError, match="item 价格, row 0: the answer is 7, but the scale goes from 1 to 6"):
        fy.gaps.Moments(ANSWERS, scale=(1, 6))
    with pytest.raises(fy.RecordError, match="must be numbers"):
        fy.gaps.Moments({"text": ["a"]})
    with pytest.raises(fy.ParameterError, match="pairwise, complete or full_information"):
        fy.gaps.Moments(ANSWERS).estimate("listwise")  # type: ignore[arg-type]


def test_moments_of_nobody_are_unknown() -> None:
    found = fy.gaps.Moments({"a": [], "b": []}).estimate()
    assert np.isnan(found.to_frame()["mean"]).all()
    assert fy.gaps.Moments({}).estimate("full_information").to_frame()["item"].tolist() == []
