"""Records of needs, the service-gap canvas and the definition of a business."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd
import polars as pl
import pytest

import fealty as fy
from fealty.customers import BusinessDefinition

MENTIONS = pl.DataFrame(
    {
        "need": ["loan car", "loan car", "evening hours", "loan car", "evening hours", "chat"],
        "source": ["complaint", "survey", "suggestion", "竞争者", "survey", "observation"],
        "kind": ["threat", "opportunity", "opportunity", "threat", None, None],
        "importance": [5, 4, 3, None, 3, None],
        "satisfaction": [1, 2, 3, 1, 5, None],
    }
)


def test_unmet_needs_come_by_opportunity_with_their_sources() -> None:
    made = fy.gaps.UnmetNeeds(MENTIONS, scale=(1, 5))
    frame = made.to_frame()
    assert frame["need"].to_list() == ["loan car", "evening hours", "chat"]
    first = frame.row(0, named=True)
    assert first["opportunity"] == pytest.approx(10 * 0.875 + 10 * (0.875 - 0.125))
    assert first["priority"] == pytest.approx(0.875 * 0.875)
    assert (first["mentions"], first["opportunities"], first["threats"]) == (3, 1, 2)
    assert first["share_lower"] < first["share"] < first["share_upper"]
    assert np.isnan(frame["opportunity"][2])
    assert made.sources().row(0, named=True) == {
        "need": "loan car",
        "complaint": 1,
        "suggestion": 0,
        "setback": 0,
        "survey": 1,
        "observation": 0,
        "competitor": 1,
    }
    assert made.silent_channels() == ["setback"]
    assert "nothing was found by setback" in repr(made)
    assert pickle.loads(pickle.dumps(made)).to_frame().equals(frame)
    assert isinstance(fy.gaps.UnmetNeeds(MENTIONS.to_pandas(), scale=(1, 5)).to_frame(), pd.DataFrame)


def test_the_list_of_sources_is_closed() -> None:
    assert len(fy.gaps.discovery_channels()) == 6
    with pytest.raises(fy.RecordError, match='column source, row 1: "rumor" is not a way of finding needs'):
        fy.gaps.UnmetNeeds({"need": ["a", "b"], "source": ["survey", "rumor"]})
    with pytest.raises(fy.RecordError, match="no column 'source'"):
        fy.gaps.UnmetNeeds({"need": ["a"]})
    with pytest.raises(fy.RecordError, match="5 is not on the scale from 0 to 1"):
        fy.gaps.UnmetNeeds(MENTIONS)


CANVAS = {
    "them": ["be told when it is ready", "a loan car", "evening hours", "a fair price"],
    "us": ["a fair price", "free coffee"],
    "strategies": {"message at each step": ["be told when it is ready"]},
    "competitors": {"chain <A>": ["evening hours", "a fair price"]},
}


def test_the_canvas_lists_what_is_missing() -> None:
    canvas = fy.gaps.ServiceGapCanvas(**CANVAS)  # type: ignore[arg-type]
    assert canvas.completeness == 1
    assert canvas.unmatched() == ["a loan car", "evening hours"]
    assert canvas.lost_to_competitors() == ["evening hours"]
    assert canvas.unasked() == ["free coffee"]
    assert canvas.to_frame().filter(~pl.col("matched"))["need"].to_list() == canvas.unmatched()
    again = pickle.loads(pickle.dumps(canvas))
    assert again.to_frame().equals(canvas.to_frame())


def test_an_empty_slot_is_reported() -> None:
    canvas = fy.gaps.ServiceGapCanvas(them=["a loan car"])
    assert canvas.completeness == 0.25
    assert canvas.empty_slots() == ["us", "strategies", "competitors"]
    assert "Empty: us, strategies, competitors" in repr(canvas)
    assert canvas._repr_html_().count("nothing yet") == 3


def test_the_canvas_shows_itself_in_two_languages() -> None:
    canvas = fy.gaps.ServiceGapCanvas(**CANVAS)  # type: ignore[arg-type]
    page = canvas._repr_html_()
    assert page.count('class="slot"') == 4
    assert '<li class="open">a loan car</li>' in page
    assert "chain &lt;A&gt;: evening hours, a fair price" in page
    assert "我们尚未满足：a loan car、evening hours" in canvas.to_html("zh")


def test_the_canvas_refuses_names_that_stand_twice() -> None:
    with pytest.raises(fy.ParameterError, match='us: "停车" stands twice'):
        fy.gaps.ServiceGapCanvas(us=["停车", "停车"])
    with pytest.raises(fy.ParameterError, match="them: a name is empty"):
        fy.gaps.ServiceGapCanvas(them=[" "])


def test_a_business_overlaps_fully_with_itself() -> None:
    ours = BusinessDefinition(
        [("families", "repair", "workshop"), ("families", "repair", "at home"), ("firms", "lease", "contract")]
    )
    theirs = BusinessDefinition(
        pl.DataFrame({"who": ["families", "firms"], "what": ["repair"] * 2, "how": ["workshop"] * 2})
    )
    assert ours.overlap(ours).fields == 1
    found = ours.overlap(theirs)
    assert found.fields == pytest.approx(1 / 4)
    assert (found.who, found.what, found.how) == (1, pytest.approx(1 / 2), pytest.approx(1 / 3))
    assert found.to_frame()["held_by"].to_list() == ["both", "first", "first", "second"]
    assert theirs.overlap(ours).fields == found.fields
    assert "0.25" in repr(found)
    assert pickle.loads(pickle.dumps(ours)) == ours
    assert fy.customers.BusinessDefinition is BusinessDefinition


def test_a_business_names_what_is_missing() -> None:
    with pytest.raises(fy.RecordError, match="column how, row 1"):
        BusinessDefinition([("家庭", "维修", "上门"), ("家庭", "维修", "")])
    with pytest.raises(fy.RecordError, match="is no field"):
        BusinessDefinition([("families", "repair")])
    with pytest.raises(fy.RecordError, match="no column 'what'"):
        BusinessDefinition({"who": ["a"], "how": ["b"]})
    with pytest.raises(fy.ParameterError, match="at least one field"):
        BusinessDefinition(
            pl.DataFrame({"who": [], "what": [], "how": []}, schema=dict.fromkeys(("who", "what", "how"), pl.String))
        )
