"""What the site takes from the library itself: the C++ reference, and the list of problems with records.

The reference has one page per folder of headers, from the same comments as the docstrings of Python. A page shows,
header by header, what each documented name is, and then the header itself: that is short, and meant to be read.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fealty import intake

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = ROOT / "include"
FOLDER = "reference"


def comments_of() -> Callable[[list[str]], dict[str, str]]:
    """The function that reads the comments of a header, from the script that makes the docstrings."""
    spec = importlib.util.spec_from_file_location("docstrings", ROOT / "bindings" / "docstrings.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    comments: Callable[[list[str]], dict[str, str]] = module.comments
    return comments


def escaped(text: str) -> str:
    """Prose as Markdown: what is between backticks stays, and no other sign has a meaning."""
    parts = text.split("`")
    parts[::2] = [re.sub(r"([\\*_<>\[\]#|$~])", r"\\\1", part) for part in parts[::2]]
    return "`".join(parts)


def entry(name: str, text: str) -> str:
    """A documented name as an item of a definition list."""
    paragraphs = [re.sub(r"\s*\n\s*", " ", paragraph) for paragraph in text.split("\n\n")]
    return f"`{name}`\n: " + "\n\n  ".join(escaped(paragraph) for paragraph in paragraphs) + "\n\n"


def section(header: Path, comments: Callable[[list[str]], dict[str, str]]) -> str:
    """What a page says about one header."""
    path = header.relative_to(INCLUDE).as_posix()
    documented = comments(header.read_text(encoding="utf-8").splitlines())
    entries = "".join(entry(name, text) for name, text in documented.items())
    code = f"```{{literalinclude}} ../../../include/{path}\n:language: cpp\n```\n"
    return f"## {path}\n\n{entries}\n{code}\n"


def write_if_changed(path: Path, text: str) -> None:
    """Leaves a page alone that is as it should be, so that Sphinx does not read it again."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def problems() -> str:
    """Every problem that the intake looks for, as a Markdown table."""
    rows = intake.problems().iter_rows()
    names = ("problem", "what is wrong", "if it is kept", "how it is repaired")
    lines = [names, ("---",) * len(names), *([f"`{name}`", *map(escaped, texts)] for name, *texts in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def generate(app: Any) -> None:
    """Writes the pages before Sphinx reads the sources."""
    comments = comments_of()
    folder = Path(app.srcdir) / FOLDER
    folder.mkdir(exist_ok=True)
    areas = sorted(path for path in (INCLUDE / "fealty").iterdir() if path.is_dir() and any(path.glob("*.hpp")))
    for area in areas:
        sections = "\n".join(section(header, comments) for header in sorted(area.glob("*.hpp")))
        write_if_changed(folder / f"{area.name}.md", f"# fealty/{area.name}\n\n{sections}")
    write_if_changed(folder / "problems.txt", problems())
    for page in folder.glob("*.md"):
        if page.stem not in {area.name for area in areas}:
            page.unlink()


def setup(app: Any) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("builder-inited", generate)
    return {"parallel_read_safe": True}
