"""Texts in lines, and lengths of time, in each language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fealty.languages import LANGUAGES, texts
from fealty.languages.lengths import length_of_time
from fealty.languages.lines import in_lines
from fealty.languages.numbers import width


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 5, [""]),
        ("short wait", 20, ["short wait"]),
        ("W_Completeren aanvraag", 14, ["W_Completeren", "aanvraag"]),
        ("order-to-cash", 7, ["order-", "to-cash"]),
        ("一二三四五六七", 8, ["一二三四", "五六七"]),
        ("等待太久，车没修好", 8, ["等待太", "久，车没", "修好"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("  two\n lines\t", 20, ["two lines"]),
    ],
)
def test_a_text_is_broken_where_its_script_allows(text: str, columns: int, lines: list[str]) -> None:
    assert in_lines(text, columns) == lines


@given(st.text(max_size=80), st.integers(min_value=2, max_value=30))
def test_no_line_is_too_long_and_nothing_is_lost(text: str, columns: int) -> None:
    lines = in_lines(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(in_lines(text, 10_000)[0].split())


@given(st.text(max_size=80), st.integers(min_value=2, max_value=30), st.integers(min_value=1, max_value=3))
def test_what_is_left_out_is_marked(text: str, columns: int, most: int) -> None:
    whole, lines = in_lines(text, columns), in_lines(text, columns, most)
    assert len(lines) == min(most, len(whole))
    assert all(width(line) <= columns for line in lines)
    assert (lines == whole) or lines[-1].endswith("…")


def test_lengths_of_time_are_said_in_each_language() -> None:
    assert length_of_time(90 * 60, texts("en")) == "1 h 30 min"
    assert length_of_time(2 * 86400 + 3 * 3600, texts("en")) == "2 days 3 h"
    assert length_of_time(2 * 86400 + 3 * 3600, texts("zh")) == "2 天 3 小时"
    assert length_of_time(4.5, texts("zh")) == "4.5 秒"
    assert length_of_time(float("nan"), texts("zh")) == "–"
    assert LANGUAGES == ("en", "zh")
