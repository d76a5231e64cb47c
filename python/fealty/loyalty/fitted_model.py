"""What all models of loyalty have: parameters by maximum likelihood, with their uncertainty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from .. import _core
from ..errors import ParameterError, error
from ..estimator import Estimator
from ..frames import to_native
from ..result import first_rows
from ..tables import to_html, to_text

if TYPE_CHECKING:
    import numpy as np

    from ..frames import Kind
    from .summaries import Summary


class FittedModel(Estimator):
    """A model that is fitted by maximum likelihood, with exact derivatives.

    The search is Newton's, in the logarithms of the parameters; standard errors come from the exact Hessian. Where the
    likelihood is flat along some line (a ridge) or rises toward the end of a parameter's range, `warnings_` says so,
    and intervals are those of the profile likelihood.

    Parameters
    ----------
    level : float
        Of the intervals of parameters.
    """

    _model: ClassVar[Any]  # the compiled class
    _title: ClassVar[str]
    _fitted: Any = None
    _kind: Kind = "polars"

    def __init__(self, *, level: float = 0.95) -> None:
        self.level = level

    def fit(self, summary: Any, y: None = None) -> Any:
        """Estimates the parameters.

        Parameters
        ----------
        summary : summary
            What the model is fitted to.
        y : None
            For pipelines; not used.

        Returns
        -------
        model
            Itself.

        Raises
        ------
        FitError
            There is nothing in the summary that tells the parameters.
        """
        return self._fit(summary)

    def _fit(self, summary: Any, **options: Any) -> Any:
        """Itself, fitted to a summary with what the kind of model takes beside."""
        self._fitted = self._estimate(summary, **options)
        self._kind = summary._kind
        return self

    def _estimate(self, summary: Any) -> Any:
        """The compiled model, fitted to a summary."""
        return self._model.fit(summary._compiled, self.level)

    @classmethod
    def from_parameters(cls, **parameters: float) -> Any:
        """A model whose parameters are known, without uncertainty."""
        names = cls._model.names
        if sorted(parameters) != sorted(names):
            raise error(ParameterError, "FY201", f"the parameters of {cls.__name__} are {', '.join(names)}")
        made = cls()
        made._fitted = cls._model([float(parameters[name]) for name in names])
        return made

    @property
    def _compiled(self) -> Any:
        if self._fitted is None:
            raise error(ParameterError, "FY203", f"{type(self).__name__} is not fitted: call fit(summary) first")
        return self._fitted

    def _native(self, frame: _core.Frame, kind: Kind | None = None) -> Any:
        return to_native(frame, kind or self._kind)

    @property
    def parameters_(self) -> dict[str, _core.Estimate]:
        """The parameters by name."""
        return dict(self._compiled.estimates)

    @property
    def covariance_(self) -> np.ndarray:
        """Covariance of the parameters, in their order; NaN for those that run off to the end of their range."""
        covariance: np.ndarray = self._compiled.covariance
        return covariance

    @property
    def log_likelihood_(self) -> float:
        """Of the summary that it was fitted to."""
        return float(self._compiled.fitted_log_likelihood)

    @property
    def aic_(self) -> float:
        """Akaike's information criterion."""
        return float(self._compiled.aic)

    @property
    def bic_(self) -> float:
        """Schwarz's Bayesian information criterion."""
        return float(self._compiled.bic)

    @property
    def warnings_(self) -> Any:
        """What speaks against trusting a figure: parameter (empty for the whole fit), kind, meaning."""
        return self._native(self._compiled.warnings_frame())

    def log_likelihood(self, summary: Summary) -> float:
        """Of any summary, by the parameters as they are."""
        return float(self._compiled.log_likelihood(summary._compiled))

    def to_frame(self) -> Any:
        """One row per parameter: value, standard_error, lower, upper."""
        return self._native(self._compiled.parameters_frame())

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        made = self._compiled
        frame = made.parameters_frame()
        notes = []
        if made.observations:
            notes.append(
                f"{made.observations:,.0f} customers; log-likelihood {self.log_likelihood_:,.3f}, "
                f"AIC {self.aic_:,.1f}, BIC {self.bic_:,.1f}"
            )
        for parameter, _, meaning in first_rows(made.warnings_frame(), 100):
            notes.append(f"Warning: {parameter + ': ' if parameter else ''}{meaning}.")
        return self._title, list(frame.names), first_rows(frame, len(frame)), notes

    def __repr__(self) -> str:
        if self._fitted is None:
            return f"{type(self).__name__}(level={self.level!r})"
        return to_text(*self._view())

    def _repr_html_(self) -> str:
        return f"<p>{self!r}</p>" if self._fitted is None else to_html(*self._view())
