"""What each quality is to customers, as a notebook asks for it."""

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

import matplotlib.pyplot as plt

CLASSIC = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
PRESENT = {"干净": [1, 2, 2, 3, 2, None], "music": [1, 1, 3, 3, 1, 1]}
ABSENT = {"music": [3, 3, 3, 3, 4, 2], "干净": [5, 5, 5, 5, 5, 5]}


def test_kano_says_what_each_item_is_and_how_surely() -> None:
    kano = fy.gaps.Kano().fit(pl.DataFrame(PRESENT), pl.DataFrame(ABSENT))
    items = kano.items_
    assert isinstance(items, pl.DataFrame)
    assert items["item"].to_list() == ["干净", "music"]
    assert items["category"].to_list() == ["must-be", "attractive"]
    assert items["missing"].to_list() == [1, 0]
    assert items.select("M", "O", "A", "I", "R", "Q").rows() == [(4, 1, 0, 0, 0, 0), (0, 0, 4, 2, 0, 0)]
    assert items["better"].to_list() == pytest.approx([0.2, 4 / 6])
    assert items["worse"].to_list() == pytest.approx([-1, 0])
    assert (items["worse_lower"] <= items["worse"]).all()
    assert kano.categories_.height == 12
    assert kano.categories_.group_by("item").agg(pl.col("probability").sum())["probability"].to_list() == pytest.approx(
        [1, 1]
    )
    assert kano.plane_["quadrant"].to_list() == ["must-be", "attractive"]
    assert kano.must_be()["item"].to_list() == ["干净"]
    assert kano.must_be(0.5)["probability"][0] == kano.items_["probability"][0]
    assert len(kano) == 2
    assert "1 pairs of answers are incomplete" in repr(kano)
    assert "<table>" in kano._repr_html_()


@pytest.mark.parametrize("make", [pl.DataFrame, pd.DataFrame, pa.table, dict])
def test_kano_gives_the_kind_of_frame_that_came_in(make: Any) -> None:
    kano = fy.gaps.Kano(bootstrap=50).fit(make(PRESENT), make(ABSENT))
    assert isinstance(kano.items_, type(make({"a": np.array([1])})))
    assert [str(name) for name in np.asarray(kano.items_["category"])] == ["must-be", "attractive"]


def test_the_evaluation_table_is_a_parameter() -> None:
    present, absent = {"x": [2, 2, 4]}, {"x": [2, 2, 4]}
    assert fy.gaps.Kano().fit(present, absent).items_["category"][0] == "indifferent"
    assert fy.gaps.Kano(table="pouliot").fit(present, absent).items_["category"][0] == "questionable"
    own = [list(row) for row in CLASSIC]
    own[1][1] = "M"
    assert fy.gaps.Kano(table=own).fit(present, absent).items_["category"][0] == "must-be"
    assert fy.gaps.Kano(table=CLASSIC).fit(present, absent)._compiled.table.rows() == CLASSIC
    with pytest.raises(fy.ParameterError, match="the tables are classic, pouliot"):
        fy.gaps.Kano(table="kano").fit(present, absent)
    with pytest.raises(fy.ParameterError, match="has 1 rows, but must have 5"):
        fy.gaps.Kano(table=["QAAAO"]).fit(present, absent)


@given(st.lists(st.tuples(st.sampled_from([None, 1, 2, 3, 4, 5]), st.sampled_from([None, 1, 2, 3, 4, 5])), max_size=40))
@settings(deadline=None, max_examples=60)
def test_counts_are_those_of_a_loop(pairs: list[tuple[int | None, int | None]]) -> None:
    present = pl.DataFrame({"x": [f for f, _ in pairs]}, schema={"x": pl.Int64})
    absent = pl.DataFrame({"x": [d for _, d in pairs]}, schema={"x": pl.Int64})
    row = fy.gaps.Kano(bootstrap=20).fit(present, absent).items_.row(0, named=True)
    letters = [CLASSIC[f - 1][d - 1] for f, d in pairs if f and d]
    counts = {letter: letters.count(letter) for letter in "MOAIRQ"}
    assert {letter: row[letter] for letter in "MOAIRQ"} == counts
    usable = sum(counts[letter] for letter in "MOAI")
    if usable:
        assert row["better"] == pytest.approx((counts["A"] + counts["O"]) / usable)
        assert row["worse"] == pytest.approx(-(counts["M"] + counts["O"]) / usable)
    else:
        assert np.isnan(row["better"])
    assert (row["category"] is None) == (not letters)


def test_kano_refuses_what_it_cannot_read_by_item_row_and_value() -> None:
    fit = fy.gaps.Kano().fit
    with pytest.raises(fy.RecordError, match="item 干净, row 1: the answer to the functional question is 7"):
        fit({"干净": [1, 7]}, {"干净": [1, 5]})
    with pytest.raises(fy.RecordError, match=r"row 0: .* is 2\.5"):
        fit({"x": [2.5]}, {"x": [1]})
    with pytest.raises(fy.RecordError, match="must be finite"):
        fit({"x": [np.inf]}, {"x": [1.0]})
    with pytest.raises(fy.RecordError, match="answers must be numbers"):
        fit({"x": ["like"]}, {"x": ["dislike"]})
    with pytest.raises(fy.RecordError, match="functional has 1 rows, but dysfunctional has 2"):
        fit({"x": [1]}, {"x": [1, 2]})
    with pytest.raises(fy.ParameterError, match="item y: it has a column in dysfunctional, but none in functional"):
        fit({"x": [1]}, {"x": [1], "y": [1]})
    with pytest.raises(fy.ParameterError, match="level is 1"):
        fy.gaps.Kano(level=1).fit({"x": [1]}, {"x": [1]})


def test_an_estimator_keeps_to_the_conventions() -> None:
    kano = fy.gaps.Kano(bootstrap=100)
    assert kano.get_params() == {"table": "classic", "bootstrap": 100, "seed": 1, "level": 0.95}
    assert kano.set_params(seed=5) is kano
    assert repr(kano) == "Kano(table='classic', bootstrap=100, seed=5, level=0.95)"
    assert "Kano(" in kano._repr_html_()
    for attribute in ("items_", "categories_", "plane_", "plot"):
        with pytest.raises(fy.ParameterError, match="not fitted"):
            value = getattr(kano, attribute)
            value()
    assert kano.fit(PRESENT, ABSENT) is kano
    restored = pickle.loads(pickle.dumps(kano))
    assert restored.get_params() == kano.get_params()
    assert restored._compiled.to_bytes() == kano._compiled.to_bytes()
    assert restored.items_["category"].tolist() == kano.items_["category"].tolist()


@pytest.mark.filterwarnings("ignore:Glyph")
def test_the_plane_says_what_was_found() -> None:
    def drawn(axes: Any) -> str:
        axes.figure.canvas.draw()
        text = " ".join([axes.figure.get_suptitle(), *(text.get_text() for text in axes.texts)])
        plt.close(axes.figure)
        return text.replace("\n", " ")

    kano = fy.gaps.Kano(bootstrap=200).fit(PRESENT, ABSENT)
    text = drawn(kano.plot())
    assert "1 of 2 items is taken for granted" in text
    assert "must-be" in text and "music" in text and "干净" in text
    assert "理所当然" in drawn(fy.plots.kano_plane(kano, language="zh"))
    none = fy.gaps.Kano(bootstrap=20).fit({"x": [1, 1]}, {"x": [3, 3]})
    assert "None of 1 items" in drawn(none.plot())
    empty = fy.gaps.Kano(bootstrap=20).fit({"x": np.array([], dtype=int)}, {"x": np.array([], dtype=int)})
    assert "No answers yet" in drawn(empty.plot())
