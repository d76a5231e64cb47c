"""The command line: what it writes, what it prints, and its exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import fealty
from fealty.cli import main

COMMAND = [sys.executable, "-m", "fealty"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "records"
    assert main(["demo", "--folder", str(path), "--customers", "80", "--seed", "3"]) == 0
    return path


def purchases(folder: Path, *rows: str) -> Path:
    folder.mkdir(exist_ok=True)
    lines = ["customer_id,at,amount", *(rows or ("a,2026-01-01T10:00:00Z,5", "b,2026-01-02T10:00:00Z,7"))]
    (folder / "purchases.csv").write_text("\n".join(lines) + "\n")
    return folder


def test_demo_writes_five_tables_and_their_report(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    tables = {f"{table}.csv" for table in ("customers", "touches", "ratings", "complaints", "purchases")}
    assert names == tables | {"report.html", "report.json", "truth"}


def test_demo_says_where_the_report_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["demo", "--folder", str(tmp_path / "d"), "--customers", "30", "--language", "zh"])
    assert str(tmp_path / "d" / "report.html") in capsys.readouterr().out
    assert "客户与服务" in (tmp_path / "d" / "report.html").read_text(encoding="utf-8")


def test_demo_of_the_same_seed_writes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    main(["demo", "--folder", str(tmp_path), "--customers", "80", "--seed", "3"])
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        assert (tmp_path / path.relative_to(folder)).read_bytes() == path.read_bytes()


def test_report_of_the_demo_folder_has_every_section(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "r.html"
    assert main(["report", str(folder), "-o", str(page), "--json", str(tmp_path / "f.json")]) == 0
    figures = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    assert len(figures["sections"]) == 21
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert not page.with_suffix(".json").exists()


def test_report_follows_its_options(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "r.html"
    options = ["--language", "zh", "--as-of", "2025-12-31", "--zone", "Asia/Shanghai", "--rule", "repair"]
    assert main(["report", str(folder), "-o", str(page), *options]) == 0
    figures = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    assert (figures["language"], figures["zone"]) == ("zh", "Asia/Shanghai")
    assert figures["as_of"] == "2025-12-31T23:59:59.999999+08:00"
    (rows,) = (one["tables"][0]["rows"] for one in figures["sections"] if one["name"] == "intake")
    assert any(held < given for _, given, held in rows)


def test_check_of_clean_records_is_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(purchases(tmp_path))]) == 0
    assert "no problems found" in capsys.readouterr().out


def test_check_of_records_with_problems_is_1_and_names_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(purchases(tmp_path, "a,2026-01-01T10:00:00Z,5", ",2026-01-02T10:00:00Z,7"))]) == 1
    assert "purchases.customer_id" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "no-such-folder"], "no-such-folder"),
        (["report", "no-such-folder"], "no-such-folder"),
        (["check", "{empty}"], "no table"),
        (["report", "{good}", "-o", "{good}/purchases.csv/r.html"], "purchases.csv"),
        (["check", "{good}", "--zone", "Mars/Crater"], "Mars/Crater"),
        (["check", "{good}", "--rule", "forgive"], "forgive"),
        (["check", "{good}", "--rule", "no_problem=keep"], "no_problem"),
        (["report", "{good}", "--as-of", "yesterday", "-o", "{empty}/r.html"], "yesterday"),
        (["check", "{bad}"], "at"),
        (["check", "{good}", "--rule", "duplicate_row=refuse"], "repeats"),
        (["demo", "--customers", "-1", "--folder", "{empty}"], "customers"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_and_is_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    row = "a,2026-01-01T10:00:00Z,5"
    places = {"good": purchases(tmp_path / "good", row, row), "empty": tmp_path / "empty", "bad": tmp_path / "bad"}
    places["empty"].mkdir()
    places["bad"].mkdir()
    (places["bad"] / "purchases.csv").write_text("customer_id,amount\na,7\n")
    assert main([argument.format(**places) for argument in arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("fealty: ")
    assert printed.err.count("\n") == 1
    assert said in printed.err


def test_a_wrong_argument_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["report"])
    assert left.value.code == 2
    assert "folder" in capsys.readouterr().err


def test_version_is_that_of_the_library() -> None:
    ran = subprocess.run([*COMMAND, "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout == f"fealty {fealty.__version__}\n"


def test_cmake_dir_is_a_folder_or_says_why_not() -> None:
    ran = subprocess.run([*COMMAND, "--cmake-dir"], capture_output=True, text=True)
    if ran.returncode == 0:
        assert (Path(ran.stdout.strip()) / "fealtyConfig.cmake").is_file()
    else:
        assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)


def test_the_command_starts_without_what_it_does_not_need() -> None:
    heavy = {"polars", "pandas", "matplotlib", "jinja2", "numpy"}
    code = f"import sys, fealty.cli; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_an_interruption_is_130_and_silent(tmp_path: Path) -> None:
    running = subprocess.Popen(
        [*COMMAND, "demo", "--customers", "3000000", "--folder", tmp_path / "d"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # what runs in the background may ignore it
    )
    time.sleep(3)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=120)
    assert (running.returncode, out, b"Traceback" in err) == (130, b"", False)


@pytest.mark.skipif(os.name != "posix", reason="a pipe that is closed early")
def test_a_reader_that_has_seen_enough_sees_no_traceback(folder: Path) -> None:
    running = subprocess.Popen([*COMMAND, "check", folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None and running.stderr is not None
    running.stdout.close()
    assert running.stderr.read() == b""
    running.wait(timeout=60)
