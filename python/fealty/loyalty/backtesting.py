"""How well models foretell purchases that are known already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..errors import ParameterError, RecordError, error
from ..frames import to_column, to_frame, to_native
from ..result import first_rows
from ..tables import to_html, to_text
from ..times import moment
from .comparison import named
from .held_out import HeldOut, Scores, days_of, held_out, scores_of
from .horizons import horizon_in
from .purchase_model import PurchaseModel
from .summaries import Purchases, Unit, purchases

if TYPE_CHECKING:
    from ..frames import Kind

__all__ = ["Backtest", "backtest"]

MOST_FREQUENT = 7  # calibration frequencies from here on are one group
MOST_PERIODS = 400
_day = dt.timedelta(days=1)
_epoch = dt.date(1970, 1, 1)


class Backtest:
    """What models that know only the first part of a record foretold of the second.

    `to_frame()` has a row per model; `tracking` a row per model and period; `calibration` a row per model and
    frequency. `models` are the models as they were fitted, by name, `summary` what they were fitted to.
    """

    def __init__(self, models: dict[str, PurchaseModel], summary: Purchases, frames: dict[str, _core.Frame]) -> None:
        self.models, self.summary = models, summary
        self._frames = frames

    @property
    def _kind(self) -> Kind:
        return self.summary._kind

    def to_frame(self) -> Any:
        """One row per model, the best log-likelihood first.

        Columns: model; actual, the purchases of all customers after the end of calibration; expected, with the
        interval in which the total should lie by parameters and chance; error, of the total, as a share of the actual;
        bias, the mean of expected less actual per customer, with its interval; mae and rmse, the mean absolute and
        root-mean-square error per customer; correlation, of expected and actual over the customers; log_likelihood, of
        what each customer did; coverage, the share of customers within their own central interval.
        """
        return to_native(self._frames["errors"], self._kind)

    @property
    def tracking(self) -> Any:
        """One row per model and period: repeat purchases of all customers who came before the end of calibration.

        Columns: model; period, its last day; held_out, whether it is after calibration; actual and expected in the
        period, cumulative_actual and cumulative_expected up to its end. What is expected is that of new customers
        since their first purchase, with the uncertainty of the parameters; staggered first purchases are accounted for.
        """
        return to_native(self._frames["tracking"], self._kind)

    @property
    def calibration(self) -> Any:
        """One row per model and frequency in calibration, 0 to 6 and 7+.

        Columns: model; frequency; customers; actual, mean purchases after calibration, with Student's interval;
        expected, with the interval in which the mean of so many customers should lie by parameters and chance.
        """
        return to_native(self._frames["calibration"], self._kind)

    def plot(self, ax: Any = None, *, language: str = "en") -> Any:
        """Cumulative tracking, and purchases after calibration by frequency, actual and expected."""
        from .. import plots

        return plots.backtest(self, ax, language=language)

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        frame = self._frames["errors"]
        days = self._frames["tracking"]
        held = days["held_out"].to_numpy()
        ends = days["period"].to_numpy()
        notes = [
            f"{len(self.summary):,} customers, fitted until {moment(self.summary._compiled.until or 0).date()}, "
            f"held out until {ends[held].max()}"
        ]
        return "Backtest", list(frame.names), first_rows(frame, len(frame)), notes

    def __repr__(self) -> str:
        return to_text(*self._view())

    def _repr_html_(self) -> str:
        return to_html(*self._view())


def backtest(
    models: Sequence[PurchaseModel] | Mapping[str, PurchaseModel],
    records: Any,
    *,
    holdout: str | float | dt.timedelta,
    customer: str = "customer_id",
    at: str = "at",
    amount: str | None = None,
    until: Any = None,
    unit: Unit = "week",
    zone: str | None = None,
    interval: float = 0.95,
    covariates: Any = None,
) -> Backtest:
    """Fits models to the first part of a record of purchases and holds what they foretell against the rest.

    Parameters
    ----------
    models : sequence or mapping of models
        Models of purchases. Copies with the same parameters of the constructor are fitted; they themselves stay as they
        are.
    records : frame or Book
        A row per purchase, or a book with purchases.
    holdout : str, float or timedelta
        How long before the end of observation calibration ends: "39 weeks", or a number of units.
    customer, at, amount, until, unit, zone
        As in `purchases`.
    interval : float
        The level of all intervals.
    covariates : frame, optional
        Of customers, as `fit` of models with covariates takes them, with customer_id; needed if one of the models has
        any. They must have been known at the end of calibration, as those of ``book.features(then)`` were: a covariate
        that looks ahead makes a model better than it is.

    Returns
    -------
    Backtest

    Raises
    ------
    ParameterError
        The holdout is no length of time, or longer than the record; a model is of another kind, or has covariates, of
        which none are given.
    RecordError
        A customer of calibration has no row of covariates or two; the error names it.
    FitError
        Nothing tells the parameters, as when nobody bought again before the holdout.

    References
    ----------
    Fader, Hardie and Lee (2005), section 4: tracking, conditional expectations. Good (1952), "Rational decisions",
    Journal of the Royal Statistical Society B 14: the logarithmic score. Czado, Gneiting and Held (2009), "Predictive
    model assessment for count data", Biometrics 65.

    Examples
    --------
    >>> import fealty as fy
    >>> made = fy.demo.dealership(customers=300, seed=5)
    >>> b = fy.loyalty.backtest([fy.loyalty.ModifiedBetaGeoModel()], made.book, holdout="26 weeks")
    >>> b.to_frame()["model"].to_list()
    ['MBG/NBD']
    """
    options: dict[str, Any] = {"customer": customer, "at": at, "amount": amount, "unit": unit, "zone": zone}
    later = purchases(records, until=until, **options)
    end = later._compiled.until
    if end is None or not len(later):
        raise error(RecordError, "FY101", "there are no purchases to test models by")
    days = _days(holdout, later)
    last_day = moment(end).date() - days * _day
    summary = purchases(records, until=last_day, **options)
    if not len(summary):
        raise error(
            ParameterError, "FY202", f"nobody has bought until {last_day}: the holdout of {days} days leaves nothing"
        )
    tested = _tested(named(models), summary, covariates)
    seen = held_out(summary, later)
    scored = sorted(
        ((one, scores_of(one.model, summary, seen, **one.told)) for one in tested),
        key=lambda pair: -pair[1].log_likelihood,
    )
    cohort = _Cohort.of(summary, later, last_day)
    frames = {
        "errors": _frame([_errors(one, summary, seen, scores, interval) for one, scores in scored]),
        "tracking": _frame([row for one, _ in scored for row in cohort.tracking(one, interval)]),
        "calibration": _frame([row for one, _ in scored for row in _by_frequency(one, summary, seen, interval)]),
    }
    return Backtest({one.name: one.model for one, _ in scored}, summary, frames)


@dataclass(frozen=True)
class _Tested:
    """A model that knows the first part of a record, and what its forecasts need beside the summary."""

    name: str
    model: Any
    told: dict[str, Any]  # its covariates, if it has any


def _tested(models: Mapping[str, Any], summary: Purchases, covariates: Any) -> list[_Tested]:
    """Copies of models, fitted to the first part of a record."""
    for name, model in models.items():
        if not isinstance(model, PurchaseModel):
            raise error(ParameterError, "FY202", f"{name} cannot be tested here: {type(model).__name__}")
    differ = {name for name, model in models.items() if _is_told(model)}
    given = None if covariates is None else to_frame(covariates)[0]
    if given is not None and not differ:
        raise error(ParameterError, "FY202", "covariates are given, but none of the models has any")
    if given is not None and "customer_id" not in given:
        raise error(ParameterError, "FY202", "covariates have no column customer_id, by which customers are found")
    tested = []
    for name, model in models.items():
        told = {"covariates": given} if name in differ else {}
        tested.append(_Tested(name, type(model)(**model.get_params()).fit(summary, **told), told))
    return tested


def _is_told(model: Any) -> bool:
    """Whether customers of a model differ by covariates."""
    return any(getattr(model, kind, ()) for kind in ("transaction", "dropout"))


def _days(holdout: str | float | dt.timedelta, later: Purchases) -> int:
    """The whole days of a length of time."""
    days: float = horizon_in(holdout, later) * _core.days_in_unit(later._compiled.unit)
    if not 1 <= days < 1e6:
        raise error(ParameterError, "FY202", f"holdout is {days:g} days, but must be at least one")
    return round(days)


def _frame(rows: list[dict[str, Any]]) -> _core.Frame:
    return _core.Frame({name: to_column([row[name] for row in rows], name) for name in rows[0]})


def _errors(one: _Tested, summary: Purchases, seen: HeldOut, scores: Scores, level: float) -> dict[str, Any]:
    """The errors of what a model foretold of the customers one by one and together."""
    made = one.model._compiled.expected_purchases(summary._compiled, **one.told, horizon=seen.horizon)
    expected = made["expected_purchases"].to_numpy()
    actual = float(seen.counts.sum())
    _, total = _core.total_purchases(
        one.model._compiled, summary._compiled, **one.told, horizon=seen.horizon, level=level
    )
    off = expected - seen.counts
    bias = _core.student_t_interval(float(off.mean()), _spread(off), len(off), level)
    is_varied = len(off) > 1 and expected.std() > 0 and seen.counts.std() > 0
    return {
        "model": one.name,
        "actual": actual,
        "expected": total.value,
        "expected_lower": total.lower,
        "expected_upper": total.upper,
        "error": total.value / actual - 1 if actual else None,
        "bias": bias.value,
        "bias_lower": bias.lower,
        "bias_upper": bias.upper,
        "mae": float(np.abs(off).mean()),
        "rmse": float(np.sqrt((off**2).mean())),
        "correlation": float(np.corrcoef(expected, seen.counts)[0, 1]) if is_varied else None,
        "log_likelihood": scores.log_likelihood,
        "coverage": scores.coverage(level),
    }


def _spread(values: np.ndarray) -> float:
    return float(values.std(ddof=1)) if len(values) > 1 else 0.0


def _by_frequency(one: _Tested, summary: Purchases, seen: HeldOut, level: float) -> list[dict[str, Any]]:
    """What customers of each frequency did afterwards, and what was expected of them."""
    frame = summary._compiled.frame()
    x, t_x, t, ids = (frame[column].to_numpy() for column in ("frequency", "recency", "T", "customer_id"))
    rows = []
    for group in range(MOST_FREQUENT + 1):
        chosen = x >= group if group == MOST_FREQUENT else x == group
        customers = int(chosen.sum())
        if not customers:
            continue
        counts = (to_column(values[chosen]) for values in (x, t_x, t))
        who = {"customer": to_column(ids[chosen])} if one.told else {}
        part = _core.PurchaseSummary.from_arrays(*counts, **who)
        _, total = _core.total_purchases(one.model._compiled, part, **one.told, horizon=seen.horizon, level=level)
        did = seen.counts[chosen]
        actual = _core.student_t_interval(float(did.mean()), _spread(did), customers, level)
        rows.append(
            {
                "model": one.name,
                "frequency": f"{group}+" if group == MOST_FREQUENT else str(group),
                "customers": customers,
                "actual": actual.value,
                "actual_lower": actual.lower if customers > 1 else None,
                "actual_upper": actual.upper if customers > 1 else None,
                "expected": total.value / customers,
                "expected_lower": total.lower / customers,
                "expected_upper": total.upper / customers,
            }
        )
    return rows


@dataclass(frozen=True)
class _Cohort:
    """When the customers of calibration came and bought again, by day since 1970, and the ends of periods."""

    came: np.ndarray  # days of first purchases
    customers: np.ndarray  # so many each
    bought: np.ndarray  # days of repeat purchases
    repeat: np.ndarray  # so many each
    ends: np.ndarray  # last days of periods, ascending
    summary: Purchases  # of calibration
    calibrated: int  # the last day of calibration
    unit: float  # in days

    @classmethod
    def of(cls, summary: Purchases, later: Purchases, last_day: dt.date) -> _Cohort:
        """Periods of one unit that meet the end of calibration; of several, where there would be too many."""
        course = _core.purchase_course(later._compiled, summary._compiled.until)
        day, came, repeat = (course[name].to_numpy() for name in ("day", "new_customers", "repeat_purchases"))
        unit = _core.days_in_unit(summary._compiled.unit)
        calibrated = (last_day - _epoch).days
        end = calibrated + days_of(summary._compiled.until or 0, later._compiled.until or 0)
        length = unit * max(1, -(-(end - int(day[0])) // int(MOST_PERIODS * unit)))
        before = np.arange(0, -((calibrated - day[0]) // length) - 1, -1)
        after = np.arange(1, (end - calibrated) // length + 1)
        ends = np.unique(np.append(calibrated + np.round(np.concatenate([before, after]) * length), end).astype(int))
        is_first, is_repeat = came > 0, repeat > 0
        return cls(
            day[is_first],
            came[is_first],
            day[is_repeat],
            repeat[is_repeat],
            ends[ends >= day[0]],
            summary,
            calibrated,
            unit,
        )

    def tracking(self, one: _Tested, level: float) -> list[dict[str, Any]]:
        """A row per period."""
        rows = []
        expected_between = self._of_customers(one, level) if one.told else self._of_days(one.model, level)
        before, actual_before = int(self.came[0]), 0
        for end in self.ends.tolist():
            total, change = expected_between(int(self.came[0]), end), expected_between(before, end)
            actual = int(self.repeat[self.bought <= end].sum())
            rows.append(
                {
                    "model": one.name,
                    "period": _epoch + end * _day,
                    "held_out": end > self.calibrated,
                    "actual": actual - actual_before,
                    **_parts("expected", change),
                    "cumulative_actual": actual,
                    **_parts("cumulative_expected", total),
                }
            )
            before, actual_before = end, actual
        return rows

    def _of_days(self, model: Any, level: float) -> Callable[[int, int], _core.Estimate]:
        """What is expected of all customers after one day and up to another, where those who came on one day are
        alike."""

        def at(day: int, sign: float) -> tuple[list[float], list[float]]:
            here = self.came < day
            return ((day - self.came[here]) / self.unit).tolist(), (sign * self.customers[here]).tolist()

        def between(after: int, until: int) -> _core.Estimate:
            (ages, customers), (earlier, less) = at(until, 1.0), at(after, -1.0)
            made: _core.Estimate = _core.cohort_purchases(model._compiled, ages + earlier, customers + less, level)
            return made

        return between

    def _of_customers(self, one: _Tested, level: float) -> Callable[[int, int], _core.Estimate]:
        """The same where customers differ by covariates."""
        summary = self.summary._compiled
        came = self.calibrated - np.round(summary.frame()["T"].to_numpy() * self.unit)

        def ages(day: int) -> list[float]:
            made: list[float] = (np.maximum(0.0, day - came) / self.unit).tolist()
            return made

        def between(after: int, until: int) -> _core.Estimate:
            made: _core.Estimate = _core.cohort_purchases(
                one.model._compiled, summary, **one.told, from_ages=ages(after), to_ages=ages(until), level=level
            )
            return made

        return between


def _parts(name: str, estimate: _core.Estimate) -> dict[str, float]:
    return {name: estimate.value, f"{name}_lower": max(0.0, estimate.lower), f"{name}_upper": estimate.upper}
