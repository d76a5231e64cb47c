"""The sections of the report. A section is a file in `sections`, with a function that registers itself."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

from .content import Content
from .source import Source

__all__ = ["AREAS", "Section", "registered", "section"]

AREAS = ("summary", "customers", "flow", "gaps", "complaints", "loyalty", "records")
"""The areas of the report, in their order."""

Make = Callable[[Source], Content | None]


@dataclass(frozen=True)
class Section:
    """A function that makes a section of the records, if they have what it needs."""

    area: str
    name: str
    needs: frozenset[str]
    place: int
    make: Make

    def content(self, source: Source) -> Content | None:
        """What the section says about the records; None if they say nothing about it."""
        return self.make(source) if all(source.has(table) for table in self.needs) else None


_registered: dict[str, Section] = {}


def section(area: str, name: str, *, needs: Iterable[str] = (), place: int = 50) -> Callable[[Make], Make]:
    """Registers a function as a section.

    Parameters
    ----------
    area : str
        One of AREAS.
    name : str
        Its name in the JSON and in links; the text ``NAME.heading`` of each language is its heading.
    needs : iterable of str
        Tables without which there is nothing to say.
    place : int
        Where in its area it stands; the smallest first.
    """
    if area not in AREAS:
        raise ValueError(f"there is no area {area!r}; the areas are {', '.join(AREAS)}")

    def register(make: Make) -> Make:
        _registered[name] = Section(area, name, frozenset(needs), place, make)
        return make

    return register


@lru_cache(maxsize=1)
def _load() -> None:
    from . import sections as package

    for module in pkgutil.iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")


def registered() -> list[Section]:
    """All sections, in the order of the report."""
    _load()
    return sorted(_registered.values(), key=lambda one: (AREAS.index(one.area), one.place, one.name))
