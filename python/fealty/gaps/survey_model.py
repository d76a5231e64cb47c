"""An estimator that is its own result: after ``fit`` it has a table, a view for notebooks and a picture."""

from __future__ import annotations

from typing import Any, ClassVar

from .. import _core
from ..estimator import Estimator
from ..result import Result

__all__ = ["SurveyModel"]


class SurveyModel(Estimator, Result):
    """What is fitted to frames of answers; ``fit`` keeps what is compiled, and the kind of frame that came in."""

    columns_shown: ClassVar[frozenset[str]]  # of the table, where it is viewed

    def _frame(self) -> _core.Frame:
        return self._require_fit("_compiled").frame()  # type: ignore[no-any-return]

    def plot(self, ax: Any = None) -> Any:
        """Draws the result with matplotlib and returns the axes."""
        self._require_fit("_compiled")
        return super().plot(ax)

    def _repr_html_(self) -> str:
        return super()._repr_html_() if self._is_fitted() else f"<code>{self!r}</code>"

    def __repr__(self) -> str:
        if self._is_fitted():
            return super().__repr__()
        given = ", ".join(f"{name}={value!r}" for name, value in self.get_params().items())
        return f"{type(self).__name__}({given})"

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        title, names, rows, notes = super()._view()
        places = [i for i, name in enumerate(names) if name in self.columns_shown]
        return title, [names[i] for i in places], [tuple(row[i] for i in places) for row in rows], notes

    def _is_fitted(self) -> bool:
        return "_compiled" in self.__dict__
