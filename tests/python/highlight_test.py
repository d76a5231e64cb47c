"""Texts with marks."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from fealty.complaints.highlight import Mark, highlighted


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from("ab"), st.floats(-1, 1)), max_size=6),
)
def test_no_character_is_lost_however_marks_overlap(text: str, given: list[tuple[int, int, str, float]]) -> None:
    html = highlighted(text, [Mark(*one) for one in given])
    assert unescape(re.sub(r"<[^>]*>", "", html)) == text


def test_a_mark_names_all_that_overlap() -> None:
    html = highlighted("late refund", [Mark(0, 11, "a", 0.1, "one"), Mark(5, 11, "b", 0.9, "two")])
    assert 'title="one; two"' in html
    assert "rgba(0,114,178" in html
