"""The report in a real browser: nothing goes wrong in it, and everything fits, at the widths of desk and phone."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest

import fealty as fy

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (Debian: apt-get install chromium)")

DESK, PHONE = 1280, 390

# A browser's window has a smallest width; a frame has none, and its media queries look at the frame.
FRAME = """<!doctype html><html><body style="margin:0">
<iframe id="frame" style="border:0;width:{width}px;height:900px" srcdoc="{page}"></iframe>
<pre id="measured"></pre>
<script>
document.getElementById("frame").addEventListener("load", event => {{
  const page = event.target.contentDocument, root = page.documentElement;
  // What is wide scrolls by itself.
  const inFrame = [...page.querySelectorAll("svg text")].filter(text => !text.closest(".scroll"));
  const reaches = inFrame.map(text => {{
    const box = text.getBoundingClientRect();
    return [box.left, box.right, text.textContent];
  }});
  document.getElementById("measured").textContent = JSON.stringify({{
    scrolls: root.scrollWidth - root.clientWidth,
    width: root.clientWidth,
    pictures: [...page.querySelectorAll("figure svg")].map(picture => {{
      const box = (picture.closest(".scroll") || picture).getBoundingClientRect();
      return [box.width, box.height];
    }}),
    outside: reaches.filter(([left, right]) => left < 0 || right > root.clientWidth),
    smallest: Math.min(...[...page.querySelectorAll("svg text")].map(text => text.getBoundingClientRect().height)),
    tables: page.querySelectorAll("table").length,
  }});
}});
</script></body></html>"""


@dataclass
class Seen:
    """What the browser measured, and the lines of its console."""

    measured: dict[str, Any]
    console: list[str]


def open_in_browser(page: str, width: int, folder: Path) -> Seen:
    file = folder / f"frame{width}.html"
    file.write_text(FRAME.format(width=width, page=escape(page)), encoding="utf-8")
    command = [
        *(CHROMIUM, "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars"),
        *("--enable-logging=stderr", "--v=0", f"--user-data-dir={folder / 'profile'}", f"--window-size={DESK},900"),
        *("--virtual-time-budget=10000", "--dump-dom", file.as_uri()),
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.insert(1, "--no-sandbox")
    ran = subprocess.run(command, capture_output=True, text=True, timeout=240, encoding="utf-8", errors="replace")
    measured = re.search(r'<pre id="measured">(.*?)</pre>', ran.stdout, flags=re.DOTALL)
    assert measured and measured[1], f"the page did not load:\n{ran.stderr[-2000:]}"
    return Seen(json.loads(unescape(measured[1])), [line for line in ran.stderr.splitlines() if ":CONSOLE" in line])


@pytest.fixture(scope="module")
def book() -> fy.Book:
    return fy.demo.dealership(customers=200, seed=1).book


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_report_fits_and_says_nothing_on_the_console(
    book: fy.Book, language: str, width: int, tmp_path: Path
) -> None:
    report = fy.report.make(book, language)
    seen = open_in_browser(report.html, width, tmp_path)
    assert seen.console == []
    assert seen.measured["width"] == width
    assert seen.measured["scrolls"] == 0
    assert seen.measured["outside"] == []
    assert len(seen.measured["pictures"]) == report.html.count("<figure") > 8
    assert all(0.5 * min(width, 500) < wide <= width and high > 60 for wide, high in seen.measured["pictures"])
    assert seen.measured["smallest"] >= 7
    assert seen.measured["tables"] == sum(len(one["tables"]) for one in report.figures["sections"])


def test_long_words_do_not_widen_the_page(tmp_path: Path) -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitän" * 5
    book = fy.demo.dealership(customers=60, seed=1)
    tables = dict(book.tables)
    import polars as pl

    tables["touches"] = tables["touches"].with_columns(pl.col("step").cast(pl.String) + word)
    tables["complaints"] = tables["complaints"].with_columns(pl.col("cause").cast(pl.String) + word)
    seen = open_in_browser(fy.report.make(fy.Book(**tables)).html, PHONE, tmp_path)
    assert (seen.measured["scrolls"], seen.measured["outside"], seen.console) == (0, [], [])


def test_a_page_that_is_too_wide_or_fails_is_found(tmp_path: Path) -> None:
    """The measurement can fail: it sees what it is there to see."""
    wide = '<div style="width:500px">wide</div><svg><text x="480">out</text></svg>'
    page = f"<!doctype html>{wide}<script>missing()</script>"
    seen = open_in_browser(page, PHONE, tmp_path)
    assert seen.measured["scrolls"] > 0
    assert [text for _, _, text in seen.measured["outside"]] == ["out"]
    assert any("missing is not defined" in line for line in seen.console)
