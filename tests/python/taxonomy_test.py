"""Taxonomies and mappings as data."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import polars as pl
import pytest

import fealty as fy


def test_a_taxonomy_goes_to_json_and_back(tmp_path: Path) -> None:
    for name in fy.complaints.Taxonomy.names():
        made = fy.complaints.Taxonomy.named(name)
        text = json.dumps(made.to_dict(), ensure_ascii=False)
        path = tmp_path / "taxonomy.json"
        path.write_text(text, encoding="utf-8")
        for source in (text, path, made.to_dict()):
            again = fy.complaints.Taxonomy.from_json(source)
            assert again.keys == made.keys
            assert again.prior() == made.prior()
        assert pickle.loads(pickle.dumps(made)).keys == made.keys
        assert made.keys[0] in made._repr_html_()


def test_types_of_complainer_have_a_prior_within_their_ranges() -> None:
    frame = fy.complaints.Taxonomy.named("type").to_frame()
    assert frame["prior"].sum() == pytest.approx(1)
    assert ((frame["prior"] >= frame["share_lowest"]) & (frame["prior"] <= frame["share_highest"])).all()


def test_a_taxonomy_of_ones_own_has_the_same_form() -> None:
    made = fy.complaints.Taxonomy(
        "channel",
        [
            {"key": "shop", "share_lowest": 0.4, "share_highest": 0.6},
            {"key": "web", "share_lowest": 0.4, "share_highest": 0.6},
        ],
    )
    assert made.prior()[0] == {"shop": pytest.approx(0.5), "web": pytest.approx(0.5)}
    with pytest.raises(fy.ParameterError, match="twice"):
        fy.complaints.Taxonomy("x", ["a", "a"])


def test_airline_reasons_map_to_causes_and_unknown_labels_are_named() -> None:
    mapping = fy.complaints.LabelMapping.airline_reasons()
    weights = mapping.apply(["Late Flight", "Lost Luggage"])
    assert weights["core_failure"].to_list() == [0.5, 1.0]
    with pytest.raises(fy.RecordError, match="Ants"):
        mapping.apply(["Ants"])
    own = fy.complaints.LabelMapping("own", "cause", [{"from": "a", "to": "pricing"}, {"from": "b", "to": None}])
    assert own.apply(["b", "a"])["pricing"].to_list() == [0.0, 1.0]
    assert len(mapping) == len(mapping.to_frame())


def test_a_complaint_has_five_meanings() -> None:
    assert len(fy.complaints.complaint_meanings()) == 5


def test_transitions_are_estimated_under_each_handling() -> None:
    records = pl.DataFrame(
        {
            "customer_id": [1, 1, 2, 2, 2],
            "type": ["victim", "rational", "negotiator", None, "victim"],
            "handling": ["refund", "refund", "letter", "letter", "letter"],
        }
    )
    made = fy.complaints.TypeTransitions().fit(records)
    assert made.handlings_ == ["letter", "refund"]
    assert len(made.transitions_) == 75
    assert (
        made.probability("victim", "rational", "refund").value > made.probability("victim", "rational", "letter").value
    )
    assert made.stationary()["share"].sum() == pytest.approx(1)
    assert made.conversions({"victim": 10, "rational": 5})["expected"].sum() == pytest.approx(15)
    assert "customers" in made._repr_html_()
    assert pickle.loads(pickle.dumps(made)).transitions_.equals(made.transitions_)
    with pytest.raises(fy.ParameterError, match="fit"):
        _ = fy.complaints.TypeTransitions().transitions_
