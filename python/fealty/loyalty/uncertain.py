"""Inputs that are known, uncertain, or handed on by teaching, and tables of the figures that are made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .. import _core
from ..errors import ParameterError, error
from ..result import Listing

if TYPE_CHECKING:
    from ..frames import Kind

__all__ = ["Figures", "TextbookFigure", "Uncertain", "textbook_figure", "textbook_figures"]

TextbookFigure = _core.TextbookFigure

Uncertain = float | tuple[float, float] | _core.Estimate | _core.TextbookFigure
"""A number that is known; one with its standard error, as an estimate or a pair; or a textbook figure."""


def textbook_figure(name: str) -> _core.TextbookFigure:
    """A figure that teaching hands on, such as "6 tell 5", to be given where a number is asked for.

    No function takes such a figure by itself; a result that was made with one says so, and what speaks against it.

    Parameters
    ----------
    name : str
        One of `textbook_figures`.

    Examples
    --------
    >>> import fealty as fy
    >>> fy.loyalty.textbook_figure("new_for_one_lost")
    TextbookFigure('new_for_one_lost', 10: one old customer lost must be replaced by 10 new ones)
    """
    return _core.textbook_figure(name)


def textbook_figures(language: str = "en") -> Any:
    """All textbook figures, as a polars frame: name, value, lower, upper, claim, source, evidence_against.

    Parameters
    ----------
    language : {"en", "zh"}
        Of the texts.
    """
    from ..frames import to_native

    return to_native(_core.textbook_figures(language), "polars")


def uncertain(value: Uncertain, name: str, assumed: list[_core.TextbookFigure] | None) -> _core.Estimate:
    """The value with its standard error; a textbook figure is noted in `assumed`, or refused where that is none."""
    if isinstance(value, _core.Estimate):
        return value
    if isinstance(value, _core.TextbookFigure):
        if assumed is None:
            message = f"{name} is the textbook figure {value.name}, but the result could not say so: give its value"
            raise error(ParameterError, "FY202", message)
        if value not in assumed:
            assumed.append(value)
        return _core.Estimate(value.value, 0.0, value.value, value.value)
    pair = value if isinstance(value, tuple) else (value, 0.0)
    try:
        number, standard_error = (float(part) for part in pair)
    except (TypeError, ValueError):
        message = (
            f"{name} is {value!r}, but it must be a number, a pair of a number and its standard error, or an estimate"
        )
        raise error(ParameterError, "FY202", message) from None
    return _core.Estimate(number, standard_error, number, number)


def uncertain_list(
    values: Uncertain | Iterable[Uncertain], name: str, assumed: list[_core.TextbookFigure]
) -> list[_core.Estimate]:
    """Several values; one value stands for itself. A pair (a tuple) is one value with its standard error."""
    if isinstance(values, (tuple, _core.Estimate, _core.TextbookFigure)) or not isinstance(values, Iterable):
        return [uncertain(values, name, assumed)]
    return [uncertain(value, name, assumed) for value in values]


def notes_on(assumed: Sequence[_core.TextbookFigure]) -> list[str]:
    """What a result says of the textbook figures that it was made with."""
    return [
        f"Assumed: {figure.name} = {figure.value:g}, a textbook figure ({figure.source}). "
        f"Against it: {figure.evidence_against}."
        for figure in assumed
    ]


class Figures(Listing):
    """Figures by name, each with its uncertainty; they are attributes too.

    ``to_frame()`` has a row per figure: figure, value, standard_error, lower, upper.
    """

    def __init__(
        self,
        title: str,
        figures: Mapping[str, _core.Estimate],
        assumed: Sequence[_core.TextbookFigure] = (),
        kind: Kind = "polars",
    ) -> None:
        self._title = title
        self._figures = dict(figures)
        self._assumed = tuple(assumed)
        self._kind = kind

    def __getattr__(self, name: str) -> _core.Estimate:
        figures = self.__dict__.get("_figures", {})
        if name in figures:
            made: _core.Estimate = figures[name]
            return made
        raise AttributeError(f"{type(self).__name__} has no figure {name!r}; it has {', '.join(figures)}")

    def __dir__(self) -> list[str]:
        return sorted([*super().__dir__(), *self._figures])

    def _frame(self) -> _core.Frame:
        columns = {"figure": list(self._figures)} | {
            name: [getattr(figure, name) for figure in self._figures.values()]
            for name in ("value", "standard_error", "lower", "upper")
        }
        from ..frames import to_frame

        return to_frame(columns)[0]

    def _headline(self) -> str:
        return self._title

    def _notes(self) -> list[str]:
        return notes_on(self._assumed)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return id(self)
