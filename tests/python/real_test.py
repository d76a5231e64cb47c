"""The report of real records: public data sets shaped by tests/real, where they are there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fealty.cli import main

sys.path.insert(0, str(Path(__file__).parents[1] / "real"))
import folder as real

DATA = real.data_folder()
pytestmark = pytest.mark.skipif(DATA is None, reason="no data under ../shared/data, and FEALTY_DATA names no folder")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert DATA is not None
    return real.write(DATA, tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="module")
def figures(records: Path) -> dict[str, Any]:
    page = records / "report.html"
    command = [sys.executable, "-m", "fealty", "report", records, "-o", page]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert page.stat().st_size > 100_000
    return {one["name"]: one for one in json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))["sections"]}


def figure(figures: dict[str, Any], section: str, name: str) -> Any:
    return next(one["value"] for one in figures[section]["figures"] if one["name"] == name)


def test_the_purchases_are_those_of_the_cdnow_master_set(figures: dict[str, Any]) -> None:
    """Fader and Hardie (2001) describe 69,659 transactions of 23,570 people."""
    assert figure(figures, "purchases", "purchases") == 69_659
    assert figure(figures, "purchases", "buyers") == 23_570


def test_the_touches_are_those_of_the_receipt_log(figures: dict[str, Any]) -> None:
    """The log has 8,577 events of 27 activities in 1,434 cases."""
    assert [figure(figures, "steps", name) for name in ("touches", "visits", "steps")] == [8_577, 1_434, 27]


def test_every_item_of_the_survey_has_a_gap(figures: dict[str, Any]) -> None:
    assert figure(figures, "items", "items") == 24
    assert figure(figures, "items", "ratings") == 207 * 24


def test_the_complaints_are_labeled_by_product(figures: dict[str, Any]) -> None:
    assert figure(figures, "complaints", "complaints") == 28_156
    assert figures["complaints"]["tables"][0]["rows"][0][:2] == ["Debt collection", 7_494]


def test_the_chinese_report_is_made_too(records: Path, tmp_path: Path) -> None:
    assert main(["report", str(records), "-o", str(tmp_path / "r.html"), "--language", "zh"]) == 0
