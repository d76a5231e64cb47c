"""What every estimator has: the constructor stores, ``fit`` returns the estimator, learnt names end in ``_``."""

from __future__ import annotations

import inspect
from typing import Any, ClassVar

from ._core import ParameterError
from .errors import error


class Estimator:
    """scikit-learn's conventions without scikit-learn: ``get_params``, ``set_params``, and a repr that shows both.

    The constructor of a subclass takes its parameters by name and stores each under the same name.
    """

    _stored: ClassVar[dict[str, str]] = {}  # where a parameter is stored under another name

    @classmethod
    def _parameter_names(cls) -> list[str]:
        return [name for name in inspect.signature(cls.__init__).parameters if name != "self"]

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The parameters by name, as the constructor takes them."""
        return {name: getattr(self, self._stored.get(name, name)) for name in self._parameter_names()}

    def set_params(self, **params: Any) -> Any:
        """Changes parameters and returns the estimator; what has been learnt stays until the next ``fit``."""
        known = self._parameter_names()
        for name, value in params.items():
            if name not in known:
                raise error(
                    ParameterError,
                    "FY201",
                    f"{type(self).__name__} has no parameter {name!r}; it has {', '.join(known)}",
                )
            setattr(self, self._stored.get(name, name), value)
        return self

    def _require_fit(self, learnt: str) -> Any:
        """What ``fit`` has learnt under a name; an error that says to fit first."""
        if learnt not in self.__dict__:
            raise error(ParameterError, "FY203", f"{type(self).__name__} is not fitted: call fit(...) first")
        return self.__dict__[learnt]
