"""The house is in order: every thing in its place, and imports that point one way."""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

import fealty

ROOT = Path(__file__).parents[2]
INCLUDE = ROOT / "include" / "fealty"
HEADERS = sorted(INCLUDE.rglob("*.hpp"))
SOURCES = sorted((ROOT / "src").rglob("*.[ch]pp"))
PYTHON = sorted((ROOT / "python" / "fealty").rglob("*.py"))

# What each folder may include besides itself.
AREAS = ["core", "customers", "flow", "gaps", "complaints", "loyalty"]
MAY_SEE = {area: set(AREAS[: i + 1]) for i, area in enumerate(AREAS)}
MAY_SEE["io"] = {"core", "io"}
MAY_SEE["demo"] = {*AREAS, "io", "demo"}

# Headers that only declare: there is nothing in them that a test could find wrong.
ONLY_DECLARATIONS = {"complaints/feature_rows", "core/archived", "core/error", "core/nan", "io/arrow_c_abi"}


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def includes(path: Path) -> list[str]:
    return re.findall(r'^\s*#\s*include\s*["<]([^">]+)[">]', path.read_text(encoding="utf-8"), flags=re.MULTILINE)


def area_of(path: Path) -> str:
    """The folder of a header or source: "core", "customers" ...; empty for what stands beside the folders."""
    relative = path.relative_to(INCLUDE if path.is_relative_to(INCLUDE) else ROOT / "src")
    return relative.parts[0] if len(relative.parts) > 1 else ""


def unwelcome(path: Path) -> list[str]:
    """The includes of a file that point the wrong way."""
    area = area_of(path)
    if not area:  # fealty.hpp includes everything
        return []
    allowed = set(MAY_SEE[area])
    if path.suffix == ".cpp" and area != "core":
        allowed.add("io")  # an area says in its archive.cpp how its types are saved
    seen = [re.match(r"(?:fealty|\.\.)/(\w+)/", include) for include in includes(path)]
    return [match[0] for match in seen if match and match[1] not in allowed]


@pytest.mark.parametrize("path", HEADERS + SOURCES, ids=names(HEADERS + SOURCES))
def test_includes_point_one_way(path: Path) -> None:
    assert unwelcome(path) == []


def test_an_include_that_points_the_wrong_way_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "core").mkdir()
    wrong = tmp_path / "core" / "wrong.hpp"
    wrong.write_text('#include "fealty/core/time.hpp"\n#include "fealty/loyalty/survival.hpp"\n')
    monkeypatch.setattr(sys.modules[__name__], "INCLUDE", tmp_path)
    assert unwelcome(wrong) == ["fealty/loyalty/"]


@pytest.mark.parametrize("path", HEADERS, ids=names(HEADERS))
def test_a_public_header_needs_no_library_but_eigen(path: Path) -> None:
    foreign = [name for name in includes(path) if "/" in name and not name.startswith(("fealty/", "Eigen/"))]
    assert foreign == []


def test_one_header_brings_all_others() -> None:
    seen: set[str] = set()
    waiting = ["fealty/fealty.hpp"]
    while waiting:
        seen.add(name := waiting.pop())
        waiting += [other for other in includes(ROOT / "include" / name) if other.startswith("fealty/")]
        waiting = [other for other in waiting if other not in seen]
    assert sorted({path.relative_to(ROOT / "include").as_posix() for path in HEADERS} - seen) == []


def test_headers_and_sources_stand_in_the_folders_of_the_design() -> None:
    assert {area_of(path) for path in HEADERS + SOURCES} <= {*MAY_SEE, ""}


def test_the_top_level_is_fixed() -> None:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listing.returncode != 0:
        pytest.skip("not a git repository")
    visible = {line.split("/")[0] for line in listing.stdout.splitlines() if not line.startswith(".")}
    folders = {"include", "src", "python", "bindings", "tests"}
    files = {"CMakeLists.txt", "CMakePresets.json", "pyproject.toml", "README.md"}
    assert visible <= folders | files | {"LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"}


@pytest.mark.parametrize("path", HEADERS + SOURCES + PYTHON, ids=names(HEADERS + SOURCES + PYTHON))
def test_a_file_is_named_after_its_concept(path: Path) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*|__init__|__main__", path.stem)
    assert not re.search(r"util|helper|manager|misc|common", path.stem)


def concepts_with_tests() -> set[str]:
    folder = ROOT / "tests" / "cpp"
    return {str(path.relative_to(folder)).removesuffix("_test.cpp") for path in folder.rglob("*_test.cpp")}


def test_every_public_header_has_its_test_file() -> None:
    headers = {str(path.relative_to(INCLUDE).with_suffix("")) for path in HEADERS if area_of(path)}
    assert sorted(headers - concepts_with_tests() - ONLY_DECLARATIONS) == []


def test_every_test_file_has_its_header_or_source() -> None:
    headers = {str(path.relative_to(INCLUDE).with_suffix("")) for path in HEADERS}
    sources = {str(path.relative_to(ROOT / "src").with_suffix("")) for path in SOURCES}
    assert sorted(concepts_with_tests() - headers - sources) == []


@pytest.mark.parametrize("path", PYTHON, ids=names(PYTHON))
def test_a_python_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_the_versions_agree() -> None:
    header = re.search(r'version = "([0-9.]+)"', (INCLUDE / "version.hpp").read_text(encoding="utf-8"))
    assert header is not None
    assert fealty.__version__ == header[1]
    assert importlib.metadata.version("fealty") == header[1]


@pytest.mark.skipif(
    importlib.util.find_spec("pybind11_stubgen") is None or importlib.util.find_spec("mypy") is None,
    reason="pybind11-stubgen and mypy are not installed (extra: house)",
)
def test_the_checked_in_stub_is_that_of_the_compiled_module() -> None:
    check = subprocess.run([sys.executable, ROOT / "bindings" / "stubs.py", "--check"], capture_output=True, text=True)
    assert check.returncode == 0, check.stdout + check.stderr


def documented() -> dict[str, str]:
    """The comments of the public headers by qualified name, as the bindings look them up."""
    spec = importlib.util.spec_from_file_location("docstrings", ROOT / "bindings" / "docstrings.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, str] = {}
    for header in HEADERS:
        found |= module.comments(header.read_text(encoding="utf-8").splitlines())
    return found


def test_every_docstring_that_the_bindings_ask_for_is_a_comment_of_a_header() -> None:
    asked = {
        name
        for path in (ROOT / "bindings").glob("*.cpp")
        for name in re.findall(r'DOC\(\s*"([^"]+)"\s*\)', path.read_text(encoding="utf-8"))
    }
    assert len(asked) > 100
    assert asked - documented().keys() == set()
