"""The README keeps its word: its examples run, its C++ is that of a program that is built, its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import matplotlib
import pytest

import fealty as fy
from fealty.cli import main

matplotlib.use("Agg")

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


def test_the_python_examples_run_one_after_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fy.demo.dealership(customers=200).write(tmp_path / "fealty-demo")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), names)
    assert {"purchases.html", "purchases.json"} <= {path.name for path in tmp_path.iterdir()}


def test_the_cpp_example_is_part_of_a_program_that_the_tests_build() -> None:
    (example,) = blocks("cpp")
    sources = (ROOT / "tests" / "consumers").rglob("*.cpp")
    programs = [{line.strip() for line in path.read_text(encoding="utf-8").splitlines()} for path in sources]
    calls = [line.strip() for line in example.splitlines() if "fealty" in line or "book." in line]
    assert len(calls) == 4
    assert any(set(calls) <= program for program in programs)


def test_the_commands_are_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fy.demo.dealership(customers=50).write("FOLDER")
    lines = [line.split("#")[0].split() for block in blocks("sh") for line in block.splitlines()]
    commands = [line[1:] for line in lines if line[0] == ".venv/bin/fealty"]
    assert [main(command) for command in commands] == [1, 0, 0]


def test_the_two_commands_are_those_of_the_scripts() -> None:
    assert blocks("sh")[0] == "sh python/install.sh && .venv/bin/fealty demo\n"
    assert blocks("sh")[-1] == "sh tests/run.sh\n"


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert len(links) > 4
    assert [link for link in links if not (ROOT / link).exists()] == []
