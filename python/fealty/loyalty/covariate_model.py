"""Models of repeat buying whose customers may differ by covariates."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from .. import _core
from ..errors import ParameterError, error
from ..frames import to_frame
from .purchase_model import Errors, PurchaseModel
from .summaries import Purchases

if TYPE_CHECKING:
    from .fitted_model import FittedModel

Effect = Mapping[str, Any]  # of covariates: a coefficient by column, or by level of a category
CodedColumn = tuple[str, "str | None", list[str]]  # a column, its reference level (None: numbers), the other levels


def _without_covariates(method: Callable[..., Any]) -> Callable[..., Any]:
    """The method, for models without covariates only."""

    @functools.wraps(method)
    def only_without(self: Any, *args: Any, **options: Any) -> Any:
        if self._has_covariates:
            raise error(ParameterError, "FY202", f"{method.__name__} is not known for models with covariates")
        return method(self, *args, **options)

    return only_without


class CovariateModel(PurchaseModel):
    """A model of repeat buying whose customers may differ by covariates."""

    _regression: ClassVar[Any]  # the compiled class of models with covariates
    _effects: ClassVar[tuple[tuple[str, str], ...]]  # what names of coefficients begin with, and the kind of covariates

    def __init__(
        self,
        *,
        transaction: Sequence[str] = (),
        dropout: Sequence[str] = (),
        level: float = 0.95,
        penalty: float = 0.0,
        penalty_of_logarithms: float = 0.0,
        fixed: Mapping[str, float] | None = None,
        equal: Sequence[tuple[str, str]] = (),
        errors: Errors = "model",
    ) -> None:
        super().__init__(
            level=level, penalty_of_logarithms=penalty_of_logarithms, fixed=fixed, equal=equal, errors=errors
        )
        self.transaction = transaction
        self.dropout = dropout
        self.penalty = penalty

    @property
    def _has_covariates(self) -> bool:
        return isinstance(self._fitted, self._regression)

    def fit(
        self,
        summary: Any,
        y: None = None,
        *,
        covariates: Any = None,
        clusters: Any = None,
        start: FittedModel | None = None,
    ) -> Any:
        """Estimates the parameters, and the coefficients of covariates if the model has any.

        Parameters
        ----------
        summary : Purchases
            What the model is fitted to.
        y : None
            For pipelines; not used.
        covariates : frame, optional
            A row per customer with the columns that `transaction` and `dropout` name. Rows are matched by customer_id
            where the frame and the summary have it, else row i is that of customer i of the summary. Texts are
            categories, of which each level but the most frequent has a coefficient (``references_`` names that one);
            numbers and booleans are taken as they are.
        clusters : str or sequence, optional
            For each customer of the summary the cluster, such as a branch, in which customers are not independent:
            standard errors are then robust to what clusters have in common. A text names a column of `covariates`.
        start : model, optional
            A fitted model of the same kind, with the same covariates or none, where the search begins.

        Returns
        -------
        model
            Itself.

        Raises
        ------
        RecordError
            A customer has no row of covariates or two, or a value is infinite; the error names it.
        FitError
            There is nothing in the summary that tells the parameters.
        """
        return self._fit(summary, covariates=covariates, clusters=clusters, start=start)

    def _estimate(self, summary: Any, *, covariates: Any = None, clusters: Any = None, start: Any = None) -> Any:
        if isinstance(clusters, str):
            frame = self._frame_of(covariates)
            clusters = _core.covariate_of_customers(frame, clusters, summary._compiled)
        if not self.transaction and not self.dropout:
            return super()._estimate(summary, clusters=clusters, start=start)
        return self._regression.fit(
            summary._compiled,
            self._frame_of(covariates),
            list(self.transaction),
            list(self.dropout),
            self._options(clusters, start, penalty=self.penalty),
        )

    @classmethod
    def _frame_of(cls, covariates: Any) -> _core.Frame:
        if covariates is None:
            raise error(ParameterError, "FY203", f"{cls.__name__} has covariates: give them as covariates=frame")
        return to_frame(covariates)[0]

    def _with_covariates(self, covariates: Any) -> tuple[_core.Frame, ...]:
        """What compiled methods need beside the summary: the covariates, if the model has any."""
        made = self._compiled
        if self._has_covariates:
            return (self._frame_of(covariates),)
        if covariates is not None:
            raise error(ParameterError, "FY202", f"this {type(self).__name__} has no covariates, but some are given")
        assert made is not None
        return ()

    @classmethod
    def from_parameters(cls, **parameters: Any) -> Any:
        """A model whose parameters are known, without uncertainty.

        Coefficients of covariates are given under the names that theirs begin with, such as transaction, by column: a
        number, or for a category a coefficient for each level, that of the reference 0.

        Examples
        --------
        >>> import fealty as fy
        >>> m = fy.loyalty.ParetoNBDModel.from_parameters(
        ...     r=0.6, alpha=8, s=0.8, beta=12, transaction={"channel": {"shop": 0, "web": 0.4}}, dropout={"gap": 0.2}
        ... )
        >>> list(m.parameters_)
        ['r', 'alpha', 's', 'beta', 'transaction.channel[web]', 'dropout.gap']
        """
        kinds = dict(cls._effects)
        effects = {name: parameters.pop(name) for name in list(parameters) if name in kinds}
        plain = super().from_parameters(**parameters)
        if not effects:
            return plain
        coding: dict[str, list[CodedColumn]] = {"transaction": [], "dropout": []}
        for name, effect in effects.items():
            coding[kinds[name]] = [_coded_column(column, given) for column, given in effect.items()]
        coefficients = [
            coefficient
            for name, kind in cls._effects
            for column in coding[kind]
            for coefficient in _coefficients(column, effects.get(name, {}))
        ]
        transaction, dropout = ([column for column, _, _ in coding[kind]] for kind in ("transaction", "dropout"))
        made = cls(transaction=transaction, dropout=dropout)
        values = [float(parameters[name]) for name in cls._model.names]
        made._fitted = cls._regression(values, coding["transaction"], coding["dropout"], coefficients)
        return made

    @property
    def coefficients_(self) -> Any:
        """A row per coefficient: value, standard_error, lower, upper, z, and p_value of Wald's test that it is 0."""
        return self._native(self._compiled.coefficients_frame())

    @property
    def references_(self) -> dict[str, str]:
        """For each category the level that its coefficients compare with."""
        if not self._has_covariates:
            return {}
        columns = [column for kind in self._compiled.coding.values() for column in kind]
        return {name: reference for name, reference, _ in columns if reference is not None}

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        title, names, rows, notes = super()._view()
        for column, reference in self.references_.items():
            notes.append(f"{column}: compared with {reference}")
        return title, names, rows, notes

    def log_likelihood(self, summary: Any, covariates: Any = None) -> float:
        """Of any summary, by the parameters as they are."""
        return float(self._compiled.log_likelihood(summary._compiled, *self._with_covariates(covariates)))

    def laws(self, summary: Purchases, covariates: Any) -> Any:
        """The parameters of each customer of a model with covariates: customer_id (if ids are known), r, alpha, ..."""
        made = self._compiled.laws(summary._compiled, *self._with_covariates(covariates))
        return self._native(made, summary._kind)

    def probability_alive(self, summary: Purchases, *, covariates: Any = None, interval: float | None = None) -> Any:
        """The probability that each customer is still alive at the end of observation.

        Parameters
        ----------
        summary : Purchases
            The customers; not only those that the model was fitted to.
        covariates : frame, optional
            Of these customers, as in `fit`, if the model has any.
        interval : float, optional
            The level of intervals by the delta method, which carry the uncertainty of the parameters.

        Returns
        -------
        frame
            customer_id (if ids are known), probability_alive, and with an interval its lower and upper end.
        """
        more = self._with_covariates(covariates)
        return self._native(self._compiled.probability_alive(summary._compiled, *more, interval or 0.0), summary._kind)

    def expected_purchases(
        self, summary: Purchases, horizon: float, *, covariates: Any = None, interval: float | None = None
    ) -> Any:
        """The expected number of purchases of each customer in the time `horizon` after the end of observation.

        Parameters
        ----------
        summary : Purchases
            The customers.
        horizon : float
            In the unit of the summary.
        covariates : frame, optional
            Of these customers, as in `fit`, if the model has any.
        interval : float, optional
            The level of intervals by the delta method, which carry the uncertainty of the parameters.

        Returns
        -------
        frame
            customer_id (if ids are known), expected_purchases, and with an interval its lower and upper end.
        """
        more = self._with_covariates(covariates)
        made = self._compiled.expected_purchases(summary._compiled, *more, horizon, interval or 0.0)
        return self._native(made, summary._kind)

    def expected_of_new(self, horizon: float, *, covariates: Any = None, level: float = 0.95) -> Any:
        """The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase.

        Of a model with covariates a frame, with a row per row of `covariates`.
        """
        more = self._with_covariates(covariates)
        made = self._compiled.expected_of_new(*more, horizon, level)
        return self._native(made, to_frame(covariates)[1]) if more else made

    def purchase_distribution(
        self, summary: Purchases, horizon: float, *, covariates: Any = None, most: int = 10
    ) -> Any:
        """The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon`.

        Returns
        -------
        frame
            customer_id (if ids are known), and a column of probabilities per number: "0", "1", ..., the last, such as
            "11+", for all numbers above `most`.
        """
        more = self._with_covariates(covariates)
        made = self._compiled.purchase_distribution(summary._compiled, *more, horizon, most)
        return self._native(made, summary._kind)

    def simulate(
        self,
        customers: int = 1000,
        T: float = 52.0,  # noqa: N803
        *,
        seed: int = 1,
        covariates: Any = None,
    ) -> Any:
        """Customers drawn from the model and observed for the time `T`: frequency, recency, T.

        Of a model with covariates one is drawn for each row of them, however many `customers` says. Each draw is keyed
        by the seed and the customer's number, so a customer does not depend on how many there are.
        """
        more = self._with_covariates(covariates)
        if more:
            return self._native(self._compiled.simulate(*more, T, seed), to_frame(covariates)[1])
        return self._native(self._compiled.simulate(customers, T, seed))

    sample = _without_covariates(PurchaseModel.sample)
    next_purchase = _without_covariates(PurchaseModel.next_purchase)
    survival = _without_covariates(PurchaseModel.survival)
    futures = _without_covariates(PurchaseModel.futures)
    frequency_recency = _without_covariates(PurchaseModel.frequency_recency)
    history = _without_covariates(PurchaseModel.history)


def _coded_column(column: str, given: Any) -> CodedColumn:
    """A column of which coefficients are given: a number, or one for each level of a category."""
    if not isinstance(given, Mapping):
        return column, None, []
    references = [level for level, coefficient in given.items() if coefficient == 0]
    if not references:
        raise error(ParameterError, "FY202", f"{column} has no reference: a level whose coefficient is 0")
    levels = sorted((level for level in given if level != references[0]), key=str.encode)
    return column, references[0], levels


def _coefficients(column: CodedColumn, effect: Effect) -> list[float]:
    name, reference, levels = column
    if reference is None:
        return [float(effect.get(name, 0.0))]
    return [float(effect.get(name, {}).get(level, 0.0)) for level in levels]
