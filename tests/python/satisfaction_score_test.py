"""Scores of one question, as a notebook asks for them."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd
import polars as pl
import pytest

import fealty as fy
from fealty import _core


def test_nps_is_promoters_less_detractors() -> None:
    score = fy.gaps.nps(pd.Series([10, 9, 9, 8, 7, 6, 0, 10, None], name="recommend"))
    assert float(score) == score.score.value == 25
    assert score.score.lower < 25 < score.score.upper
    frame = score.to_frame()
    assert isinstance(frame, pd.DataFrame)
    assert frame.loc[0, ["answered", "missing", "favorable", "neutral", "unfavorable"]].tolist() == [8, 1, 4, 2, 2]
    assert score.counts()["count"].tolist() == [1, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2]
    assert "adjusted Wald" in repr(score) and "1 respondents did not answer" in repr(score)
    assert score.score.lower == _core.net_promoter_interval(4, 2, 2).lower


def test_scores_of_shares_have_wilsons_interval() -> None:
    answers = [5, 4, 4, 3, 1, 5, 2, 5]
    assert fy.gaps.csat(answers).score.value == 5 / 8
    assert fy.gaps.csat(answers, satisfied=5).score.value == 3 / 8
    top = fy.gaps.top_box(np.array(answers))
    assert top.score.value == 3 / 8
    assert set(top.to_frame()) >= {"group", "score", "score_lower"}  # a dict of arrays, as for NumPy
    assert fy.gaps.top_box(answers, boxes=2).score.value == fy.gaps.csat(answers).score.value
    assert "Wilson" in repr(top)
    assert fy.gaps.csat([7, 6, 1], scale=(1, 7)).score.value == 2 / 3
    wilson = _core.wilson(3, 8)
    assert (top.score.lower, top.score.upper) == (wilson.lower, wilson.upper)


def test_groups_are_scored_and_compared() -> None:
    random = np.random.default_rng(3)
    answers = np.concatenate([random.integers(6, 11, 200), random.integers(3, 10, 150)])
    branch = ["东店"] * 200 + ["西店"] * 149 + [None]
    score = fy.gaps.nps(answers, by=branch)
    assert score.to_frame()["group"].tolist() == ["all", "东店", "西店"]
    alone = fy.gaps.nps(answers[:200]).score
    assert score.to_frame()["score_lower"][1] == alone.lower
    difference = score.compare("东店", "西店")
    assert difference.value == pytest.approx(score.to_frame()["score"][1] - score.to_frame()["score"][2])
    assert difference.lower > 0
    assert "1 respondents are in no group" in repr(score)
    with pytest.raises(fy.ParameterError, match="is not a group"):
        score.compare("东店", "南店")
    by_number = fy.gaps.csat([5, 1, 4], by=[2, 1, 2])
    assert by_number.compare(2, 1).value == 1


def test_scores_refuse_codes_off_the_scale_by_row_and_value() -> None:
    with pytest.raises(
        fy.RecordError, match="item recommend, row 2: the answer is 11, but the scale goes from 0 to 10"
    ):
        fy.gaps.nps(pl.Series("recommend", [1, 2, 11]))
    with pytest.raises(fy.RecordError, match="in whole numbers"):
        fy.gaps.csat([1.5])
    with pytest.raises(fy.RecordError, match="must be numbers"):
        fy.gaps.top_box(["good"])
    with pytest.raises(fy.ParameterError, match="say who is a promoter"):
        fy.gaps.nps([1, 5], scale=(1, 5))
    assert fy.gaps.nps([1, 5, 5, 4], scale=(1, 5), promoter=5, detractor=3).score.value == 25
    with pytest.raises(fy.ParameterError, match="must lie on the scale"):
        fy.gaps.top_box([1], boxes=5)
    assert np.isnan(fy.gaps.nps(pl.Series("x", [], dtype=pl.Int64)).score.value)


def test_scores_are_pickled() -> None:
    score = fy.gaps.nps([10, 3], by=["a", "b"])
    assert pickle.loads(pickle.dumps(score)).to_frame().equals(score.to_frame())
