"""The pyramid of complaints, as a notebook asks for it."""

from __future__ import annotations

import pickle
from typing import Any

import matplotlib
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fealty as fy

matplotlib.use("Agg")

Pyramid = fy.complaints.Pyramid
BRANCHES = {"branch": ["north", "south", "north"], "formal": [10, 5, 30], "informal": [100, 5, 210]}


def test_the_silent_are_estimated_from_those_who_complained() -> None:
    pyramid = Pyramid(prior="lecture", level=0.9).fit(formal=40, informal=310)
    assert pyramid.silent.value == 350
    assert pyramid.silent.lower < 200 < 600 < pyramid.silent.upper
    assert pyramid.silent.level == 0.9
    assert (pyramid.formal.value, pyramid.formal.standard_error) == (40, 0)
    assert pyramid.unhappy.value == 700
    assert sum(share.value for share in pyramid.shares.values()) == pytest.approx(1)
    assert pyramid.must_speak().value == 175
    assert pyramid.speaking_share().value == pytest.approx(0.75)
    assert pyramid.to_frame()["tier"].to_list() == ["silent", "informal", "formal", "spoken", "unhappy"]
    assert "the counts say nothing about the share of the silent" in repr(pyramid)
    assert "<table>" in pyramid._repr_html_()


def test_of_five_formal_complaints_the_lecture_makes_a_hundred_unhappy_customers() -> None:
    shares = Pyramid().fit(formal=5).by_shares()
    assert dict(shares.iter_rows()) == pytest.approx(
        {"silent": 50, "informal": 45, "formal": 5, "spoken": 50, "unhappy": 100}
    )


def test_one_tier_is_enough_and_says_less() -> None:
    both, one = Pyramid().fit(formal=40, informal=310).silent, Pyramid().fit(formal=40).silent
    assert (one.upper - one.lower) / one.value > (both.upper - both.lower) / both.value
    assert Pyramid().fit(spoken=350).silent == both


@pytest.mark.parametrize("make", [pl.DataFrame, pd.DataFrame, pa.table, dict])
def test_segments_have_pyramids_of_their_own(make: Any) -> None:
    pyramid = Pyramid().fit(make(BRANCHES), by="branch")
    assert list(pyramid.segments) == ["north", "south"]
    assert pyramid.segments["north"].silent == Pyramid().fit(formal=40, informal=310).silent
    assert pyramid.silent == Pyramid().fit(formal=45, informal=315).silent
    assert isinstance(pyramid.to_frame(), type(make({"a": np.array([1])})))


def test_vectors_are_as_good_as_a_frame() -> None:
    frame = Pyramid().fit(BRANCHES, by="branch").to_frame()
    vectors = Pyramid().fit(formal=BRANCHES["formal"], informal=BRANCHES["informal"], by=BRANCHES["branch"]).to_frame()
    assert vectors["people"].to_list() == frame["people"].tolist()


def test_a_prior_is_named_or_given_or_learnt() -> None:
    asked = fy.complaints.TierPrior.named("uniform").updated(silent=70, informal=25, formal=5)
    learnt = Pyramid(prior=asked).fit(spoken=300)
    assert learnt.shares["silent"].value == pytest.approx(71 / 103, abs=0.02)
    same = Pyramid(prior={"silent": 71, "informal": 26, "formal": 6}).fit(spoken=300)
    assert same.silent == learnt.silent
    sure = Pyramid(concentration=2000).fit(formal=40, informal=310).silent
    assert sure.upper - sure.lower < 150
    assert fy.complaints.tier_priors()["concentration"].to_list() == [20, 40, 3]


def test_the_four_percent_are_called_a_misquotation() -> None:
    priors = fy.complaints.tier_priors().filter(pl.col("name") == "tarp").row(0, named=True)
    assert "Goodman" in priors["source"]
    assert "1979, 1986" in priors["source"]
    assert "that only 4 % complain is a misquotation" in priors["caveat"]


def test_leavers_of_an_unknown_market_are_not_guessed() -> None:
    pyramid = Pyramid().fit(formal=40, informal=310)
    assert pyramid.leavers("US").value == pytest.approx(140)
    assert pyramid.leavers("AU").value == pytest.approx(35)
    assert pyramid.leavers(share=0.1).value == pytest.approx(70)
    with pytest.raises(fy.ParameterError, match=r"FY203.*China"):
        pyramid.leavers("CN")
    with pytest.raises(fy.ParameterError, match="FY201"):
        pyramid.leavers("Atlantis")
    with pytest.raises(fy.ParameterError, match="either a market"):
        pyramid.leavers()
    assert fy.complaints.unhappy_leavers()["share"].to_list() == [0.05, 0.2, None]


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ({}, "FY203.*formal=.*informal="),
        ({"formal": -1}, "FY202: formal is -1"),
        ({"formal": 2.5}, "FY202: formal is 2.5, but it must be a whole number"),
        ({"formal": float("nan")}, "formal is nan"),
        ({"informal": 10**30}, "FY202: informal"),
        ({"formal": 1, "spoken": 2}, "spoken is the number of formal and informal"),
        ({"formal": [1, -2]}, "FY103: column 'formal', row 1: the number of complaints is -2"),
        ({"formal": [1, None]}, "column 'formal', row 1: the number of complaints is missing"),
        ({"formal": [1, 2], "informal": [1]}, "FY104"),
    ],
)
def test_counts_that_cannot_be_are_refused_by_name(counts: dict[str, Any], message: str) -> None:
    with pytest.raises(fy.FealtyError, match=message):
        Pyramid().fit(**counts)


def test_columns_and_priors_that_are_not_there_are_refused_by_name() -> None:
    with pytest.raises(fy.RecordError, match="no column 'stores'"):
        Pyramid().fit(BRANCHES, by="stores")
    with pytest.raises(fy.ParameterError, match='did you mean "lecture"'):
        Pyramid(prior="lectur").fit(formal=1)
    with pytest.raises(fy.ParameterError, match="weights of silent, informal and formal"):
        Pyramid(prior={"silent": 1}).fit(formal=1)
    with pytest.raises(fy.ParameterError, match="call fit"):
        Pyramid().silent  # noqa: B018


def test_nobody_who_complained_leaves_the_number_unknown() -> None:
    pyramid = Pyramid().fit(formal=0, informal=0)
    assert np.isnan(pyramid.silent.value)
    assert pyramid.shares["silent"].value == pytest.approx(0.5)
    assert pyramid.plot().figure.get_suptitle() == "Nobody complained: nothing says how many are silent"


def test_a_pyramid_is_saved_pickled_and_has_parameters(tmp_path: Any) -> None:
    pyramid = Pyramid(prior="tarp").fit(BRANCHES, by="branch")
    again = pickle.loads(pickle.dumps(pyramid))
    assert again._compiled.to_bytes() == pyramid._compiled.to_bytes()
    assert again.get_params() == {"prior": "tarp", "concentration": None, "level": 0.95}
    pyramid._compiled.save(tmp_path / "pyramid.fealty")
    assert type(pyramid._compiled).load(tmp_path / "pyramid.fealty").all.silent == pyramid.silent
    assert repr(Pyramid()) == "Pyramid(prior='lecture', concentration=None, level=0.95)"


def test_the_same_counts_give_the_same_bits_on_any_number_of_threads() -> None:
    counts = {"branch": [f"b{i:03}" for i in range(40)], "spoken": [i * 7 % 31 for i in range(40)]}
    before = fy.threads()
    found = []
    try:
        for threads in (1, 2):
            fy.set_threads(threads)
            found.append(Pyramid().fit(counts, spoken="spoken", by="branch")._compiled.to_bytes())
    finally:
        fy.set_threads(before)
    assert found[0] == found[1]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_any_counts_have_a_pyramid(formal: int, informal: int) -> None:
    silent = Pyramid(level=0.9).fit(formal=formal, informal=informal).silent
    if formal + informal == 0:
        assert np.isnan(silent.value)
    else:
        assert 0 <= silent.lower <= silent.value <= silent.upper
        assert silent.value == pytest.approx(formal + informal, rel=1e-9)  # half are silent, by the lecture
