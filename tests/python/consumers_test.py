"""C++ programs can use the installed Python package."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import fealty

CONSUMER = Path(__file__).parents[1] / "consumers" / "python_package"


def run(*command: str | Path) -> None:
    completed = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert completed.returncode == 0, completed.stdout + completed.stderr


@pytest.fixture
def config_folder() -> Path:
    if shutil.which("cmake") is None:
        pytest.skip("CMake is not installed")
    command = [sys.executable, "-m", "fealty", "--cmake-dir"]
    answer = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if answer.returncode != 0 and not (Path(fealty.__file__).parent / "lib").exists():
        pytest.skip("the package is not installed: this is a build tree")
    assert answer.returncode == 0, answer.stderr
    return Path(answer.stdout.strip())


def test_a_cpp_program_links_the_installed_package(config_folder: Path, tmp_path: Path) -> None:
    generator = ["-G", "Ninja"] if shutil.which("ninja") else []
    run(
        "cmake",
        "-S",
        CONSUMER,
        "-B",
        tmp_path,
        *generator,
        f"-Dfealty_DIR={config_folder}",
        "-DCMAKE_BUILD_TYPE=Release",
    )
    run("cmake", "--build", tmp_path, "--config", "Release")
    run("ctest", "--test-dir", tmp_path, "--output-on-failure", "-C", "Release")


def test_the_package_brings_every_public_header(config_folder: Path) -> None:
    installed = config_folder.parents[2] / "include"
    source = Path(__file__).parents[2] / "include"
    headers = sorted(path.relative_to(source) for path in source.rglob("*.hpp"))
    assert headers
    assert [header for header in headers if not (installed / header).is_file()] == []
