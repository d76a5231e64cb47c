"""Names of a package that are loaded when they are asked for, so that importing fealty takes no time."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping

__all__ = ["load"]


def load(package: str, places: Mapping[str, str], name: str) -> object:
    """The value of a name of a package, which is kept there; `places` says in which module each name stands.

    A name that is that of its module, and that the module does not define, is the module itself.
    """
    if name not in places:
        raise AttributeError(f"module {package!r} has no attribute {name!r}")
    module = importlib.import_module(f".{places[name]}", package)
    is_module = name == places[name] and not hasattr(module, name)
    value: object = module if is_module else getattr(module, name)
    setattr(sys.modules[package], name, value)
    return value
