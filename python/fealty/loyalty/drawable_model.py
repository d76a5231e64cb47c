"""Models that can be drawn with what they were fitted to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import ParameterError, error
from .fitted_model import FittedModel

if TYPE_CHECKING:
    from .summaries import Unit

__all__ = ["DrawableModel"]


class DrawableModel(FittedModel):
    """A model that knows what it was last fitted to, as long as it is not saved and read again."""

    _fitted_to: Any = None

    def _fit(self, summary: Any, **options: Any) -> Any:
        made = super()._fit(summary, **options)
        self._fitted_to = summary
        return made

    def _drawn_for(self, summary: Any) -> Any:
        """The summary that is given, or else the one that the model was fitted to."""
        if summary is None and self._fitted_to is None:
            raise error(
                ParameterError, "FY203", f"{type(self).__name__} does not know its customers: give the summary to draw"
            )
        return self._fitted_to if summary is None else summary

    def _unit(self) -> Unit:
        """The unit of time of the dated purchases that it was fitted to, or weeks."""
        known = self._fitted_to is not None and self._fitted_to._compiled.has_days
        unit: Unit = self._fitted_to._compiled.unit if known else "week"
        return unit

    def __getstate__(self) -> dict[str, Any]:
        """Without the customers: a saved model is small."""
        return {name: value for name, value in self.__dict__.items() if name != "_fitted_to"}
