"""Where C++ programs find the library that this package brings."""

from __future__ import annotations

from pathlib import Path

__all__ = ["cmake_dir"]


def cmake_dir() -> Path:
    """The folder of fealtyConfig.cmake: what ``-Dfealty_DIR=`` takes, so that ``find_package(fealty)`` finds it.

    Raises
    ------
    FileNotFoundError
        In a build tree, which has no such folder; an installed package has.
    """
    folder = Path(__file__).resolve().parent / "lib" / "cmake" / "fealty"
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder}: only an installed package brings the C++ library")
    return folder
