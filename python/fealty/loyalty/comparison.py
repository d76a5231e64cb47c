"""Which of several models describes customers best."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..errors import ParameterError, error
from ..frames import to_column, to_frame, to_native
from ..result import first_rows
from ..tables import to_html, to_text
from .contract_models import BetaDiscreteWeibullModel, ShiftedBetaGeoModel
from .held_out import held_out, scores_of
from .purchase_models import BetaGeoModel, ModifiedBetaGeoModel, NBDModel, ParetoNBDModel
from .summaries import Purchases

if TYPE_CHECKING:
    from ..frames import Kind
    from .fitted_model import FittedModel
    from .summaries import Summary

__all__ = ["Comparison", "compare", "named"]

# Models that become another one at the end of the range of a parameter, which then hides a second one.
_without_dropout = {
    (NBDModel, BetaGeoModel): "a",
    (NBDModel, ModifiedBetaGeoModel): "a",
    (NBDModel, ParetoNBDModel): "s",
}

_to_one_decimal = {"log_likelihood", "aic", "bic", "delta", "standard_error", "holdout_log_likelihood"}


class Comparison:
    """Models of the same customers side by side, the best first.

    `to_frame()` has a row per model; `tests` a row per pair.
    """

    def __init__(self, models: _core.Frame, tests: _core.Frame, notes: list[str], kind: Kind) -> None:
        self._models, self._tests, self._said, self._kind = models, tests, notes, kind

    def to_frame(self) -> Any:
        """One row per model, that of the lowest AIC first.

        Columns: model; parameters, their number; log_likelihood, of densities of times for all models of purchases;
        aic; bic; delta, by how much the AIC is above the lowest, and standard_error, of this difference over the
        customers; weight, the Akaike weight; and with a holdout, holdout_log_likelihood.
        """
        return to_native(self._models, self._kind)

    @property
    def tests(self) -> Any:
        """One row per pair of models.

        Columns: better and other, the models; test; statistic; p_value; distribution, of the statistic where both
        models are equally good.
        """
        return to_native(self._tests, self._kind)

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        notes = list(self._said)
        for better, other, test, statistic, p, distribution in first_rows(self._tests, 100):
            if test == "none":
                notes.append(f"{better} against {other}: not tested, for want of the likelihoods of single customers")
            elif statistic is not None and math.isfinite(statistic):
                notes.append(f"{better} against {other}: {test} {statistic:.4g}, p {_written(p)} ({distribution})")
            else:
                notes.append(f"{better} against {other}: cannot be told apart")
        names = list(self._models.names)
        rows = [
            tuple(_with_decimal(name, cell) for name, cell in zip(names, row, strict=True))
            for row in first_rows(self._models, len(self._models))
        ]
        return "Comparison of models", names, rows, notes

    def __repr__(self) -> str:
        return to_text(*self._view())

    def _repr_html_(self) -> str:
        return to_html(*self._view())


def compare(
    models: Sequence[FittedModel] | Mapping[str, FittedModel],
    summary: Summary,
    *,
    holdout: Purchases | None = None,
    covariates: Any = None,
) -> Comparison:
    """Compares models that were fitted to the same customers.

    Models of which one is a case of the other are compared by the likelihood-ratio test, others by Vuong's test on the
    log-likelihoods of the customers, less Schwarz's penalty for parameters.

    - Models of one kind with fewer and more parameters, as without and with covariates, are taken to be a case of one
      another. Those with covariates have no likelihood of single customers here, and are not compared by Vuong's test.
    - Without dropout, the models of repeat buying are the NBD model. This is the end of the range of a parameter (a or
      s), where another (b or beta) means nothing any more: the statistic is taken to be a mixture in equal parts of
      chi-squares with 1 and 2 degrees of freedom (Self and Liang 1987, case 6). As the second parameter is not
      identified there, the p-value is an approximation on the cautious side.
    - The likelihood of NBD is a probability of numbers, those of the others are densities of times. It is multiplied
      by x! / T^x for each customer, the density of the times of x purchases of a customer who does not leave, and so
      differs by this from the model's own `log_likelihood_`.

    Parameters
    ----------
    models : sequence or mapping of models
        Fitted to `summary`; a mapping gives them names.
    summary : summary
        What they were fitted to.
    holdout : Purchases, optional
        The same purchases observed longer. What the models foretell for the time between the two ends is then scored
        by the log of the probability of what each customer did.
    covariates : frame, optional
        Of the customers of `summary`, as `fit` takes them: without them models with covariates are not scored by the
        holdout.

    Raises
    ------
    ParameterError
        A model is not fitted, was fitted to other customers, or is of another kind.

    References
    ----------
    Akaike (1974), "A new look at the statistical model identification", IEEE Transactions on Automatic Control 19.
    Burnham and Anderson (2002), "Model selection and multimodel inference", section 2.9 (weights).
    Self and Liang (1987), "Asymptotic properties of maximum likelihood estimators and likelihood ratio tests under
    nonstandard conditions", Journal of the American Statistical Association 82.
    Vuong (1989), "Likelihood ratio tests for model selection and non-nested hypotheses", Econometrica 57.

    Examples
    --------
    >>> import fealty as fy
    >>> cohort = fy.loyalty.Contracts.from_survivors([1000, 869, 743, 653, 593, 551, 517, 491])
    >>> m = [fy.loyalty.ShiftedBetaGeoModel().fit(cohort), fy.loyalty.BetaDiscreteWeibullModel().fit(cohort)]
    >>> made = fy.loyalty.compare(m, cohort)
    >>> made.to_frame()["model"].to_list()
    ['Beta-discrete-Weibull', 'Shifted beta-geometric']
    >>> made.tests["test"].to_list()
    ['likelihood ratio']
    """
    chosen = named(models)
    for name, model in chosen.items():
        _require_fit(name, model, summary)
    terms = {name: _customer_log_likelihoods(model, summary) for name, model in chosen.items()}
    sums = {name: _log_likelihood(model, terms[name]) for name, model in chosen.items()}
    aic = {name: 2 * _size(model) - 2 * sums[name] for name, model in chosen.items()}
    order = sorted(chosen, key=lambda name: aic[name])
    best = order[0]
    weights = {name: math.exp(-0.5 * (aic[name] - aic[best])) for name in order}
    customers = float(chosen[best]._compiled.observations)
    columns: dict[str, list[Any]] = {
        "model": order,
        "parameters": [_size(chosen[name]) for name in order],
        "log_likelihood": [sums[name] for name in order],
        "aic": [aic[name] for name in order],
        "bic": [_size(chosen[name]) * math.log(customers) - 2 * sums[name] for name in order],
        "delta": [aic[name] - aic[best] for name in order],
        "standard_error": [2 * _error_of_difference(terms[name], terms[best]) for name in order],
        "weight": [weights[name] / sum(weights.values()) for name in order],
    }
    if holdout is not None:
        if not isinstance(summary, Purchases):
            raise error(ParameterError, "FY202", "a holdout is known for models of purchases only")
        seen = held_out(summary, holdout)
        told = {} if covariates is None else {"covariates": to_frame(covariates)[0]}
        columns["holdout_log_likelihood"] = [
            scores_of(chosen[name], summary, seen, **({} if _is_plain(chosen[name]) else told)).log_likelihood
            if _is_plain(chosen[name]) or told
            else None
            for name in order
        ]
    tests = [_test(a, b, chosen, sums, terms, customers) for a, b in combinations(order, 2)]
    names = ("better", "other", "test", "statistic", "p_value", "distribution")
    table = dict(zip(names, zip(*tests, strict=True), strict=True)) if tests else dict.fromkeys(names, ())
    notes = [f"{customers:,.0f} customers; weights by AIC"]
    if any(isinstance(model, NBDModel) for model in chosen.values()):
        notes.append(
            "NBD: log(x!/T^x) is added for each customer, for the others are densities of times, not of numbers"
        )
    frames = [
        _core.Frame({name: to_column(list(values), name) for name, values in one.items()}) for one in (columns, table)
    ]
    return Comparison(frames[0], frames[1], notes, summary._kind)


def named(models: Sequence[FittedModel] | Mapping[str, FittedModel]) -> dict[str, FittedModel]:
    """Models by their names; those of one kind are numbered."""
    if isinstance(models, Mapping):
        given = dict(models)
    else:
        given = {}
        for model in models:
            title, number = model._title, 2
            while title in given:
                title, number = f"{model._title} {number}", number + 1
            given[title] = model
    if not given:
        raise error(ParameterError, "FY202", "there are no models")
    return given


def _size(model: FittedModel) -> int:
    """The parameters that were estimated; constraints take some away."""
    return int(getattr(model._compiled, "free_parameters", len(model.parameters_)))


def _require_fit(name: str, model: FittedModel, summary: Summary) -> None:
    fitted = model._compiled
    if not fitted.observations:
        raise error(ParameterError, "FY203", f"{name} is not fitted: its parameters were given")
    if not _is_plain(model):
        if fitted.observations != _customers_in(summary):
            raise error(
                ParameterError,
                "FY202",
                f"{name} was fitted to other customers: {fitted.observations:,.0f}, and here are "
                f"{_customers_in(summary):,.0f}",
            )
        return
    try:
        same = fitted.log_likelihood(summary._compiled)
    except TypeError:
        raise error(ParameterError, "FY202", f"{name} is not a model of {type(summary).__name__}") from None
    if not math.isclose(same, model.log_likelihood_, rel_tol=1e-9, abs_tol=1e-6):
        raise error(
            ParameterError,
            "FY202",
            f"{name} was fitted to other customers: its log-likelihood was {model.log_likelihood_:.3f} of "
            f"{fitted.observations:,.0f} customers, and is {same:.3f} here",
        )


def _is_plain(model: FittedModel) -> bool:
    """Whether all customers have the same parameters; not with covariates."""
    return isinstance(model._compiled, model._model)


def _customers_in(summary: Summary) -> float:
    return float(len(summary)) if isinstance(summary, Purchases) else float(summary._compiled.all_customers)


def _customer_log_likelihoods(model: FittedModel, summary: Summary) -> np.ndarray | None:
    """The log-likelihood of each customer, as a density of times; None where there are no single customers."""
    if not isinstance(summary, Purchases) or not _is_plain(model):
        return None
    made: np.ndarray = _core.customer_log_likelihoods(model._compiled, summary._compiled).to_numpy()
    return made + _core.log_densities_of_times(summary._compiled).to_numpy() if isinstance(model, NBDModel) else made


def _log_likelihood(model: FittedModel, terms: np.ndarray | None) -> float:
    return float(np.sum(terms)) if terms is not None and isinstance(model, NBDModel) else model.log_likelihood_


def _error_of_difference(one: np.ndarray | None, other: np.ndarray | None) -> float:
    """The standard error of a difference of two log-likelihoods, over customers."""
    if one is None or other is None:
        return math.nan
    return math.sqrt(len(one)) * float(np.std(one - other, ddof=1)) if len(one) > 1 else math.nan


def _test(
    a: str,
    b: str,
    models: dict[str, FittedModel],
    sums: dict[str, float],
    terms: dict[str, np.ndarray | None],
    customers: float,
) -> tuple[str, str, str, float, float, str]:
    """The test of two models, the first of which has the lower AIC."""
    small, large = sorted((a, b), key=lambda name: _size(models[name]))
    kinds = type(models[small]), type(models[large])
    statistic = max(0.0, 2 * (sums[large] - sums[small]))
    name = "likelihood ratio"
    if kinds in _without_dropout:
        p = 0.5 * (_core.chi_square_upper_tail(statistic, 1) + _core.chi_square_upper_tail(statistic, 2))
        return a, b, name, statistic, p, "chi-square, 1 and 2 degrees of freedom in equal parts"
    extra = _size(models[large]) - _size(models[small])
    nested = kinds == (ShiftedBetaGeoModel, BetaDiscreteWeibullModel) or (
        kinds[0] is kinds[1]
        and extra > 0
        and (_is_plain(models[small]) or set(models[small].parameters_) < set(models[large].parameters_))
    )
    if nested:
        said = f"chi-square, {extra} degree{'s' if extra > 1 else ''} of freedom"
        return a, b, name, statistic, _core.chi_square_upper_tail(statistic, extra), said
    one, other = terms[a], terms[b]
    if one is None or other is None:
        return a, b, "none", math.nan, math.nan, ""
    penalty = 0.5 * (_size(models[a]) - _size(models[b])) * math.log(customers)
    spread = _error_of_difference(one, other)
    # Where the likelihoods of all customers are the same but for rounding, no test can tell the models apart.
    z = (float(np.sum(one - other)) - penalty) / spread if spread > 1e-6 else math.nan
    return a, b, "Vuong", z, 2 * _core.normal_cdf(-abs(z)), "normal"


def _with_decimal(name: str, cell: Any) -> Any:
    """Log-likelihoods and what is made of them with one decimal, other cells as they are."""
    known = name in _to_one_decimal and cell is not None and math.isfinite(cell)
    return f"{cell:,.1f}" if known else cell


def _written(p: float) -> str:
    return "< 0.0001" if p < 1e-4 else f"{p:.4f}"
