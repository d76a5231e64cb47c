"""What each customer expects, followed from rating to rating."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from .. import _core
from ..book import Book
from ..errors import ParameterError, RecordError, error
from ..estimator import Estimator
from ..frames import to_column, to_frame, to_native
from ..result import Result, first_rows
from ..tables import to_html, to_text
from ..times import instant

if TYPE_CHECKING:
    import numpy as np

    from ..frames import Kind

__all__ = ["ExpectationFilter", "ExpectationTrack", "simulate_ratings"]

Id = int | str


class ExpectationTrack(Result):
    """What one customer expected and got, visit by visit, and what they expect now."""

    _compiled: _core.ExpectationTrack
    title = "Expectation track"
    plot_name = "expectation_track"

    @property
    def customer(self) -> str:
        """The customer."""
        return self._compiled.customer

    @property
    def item(self) -> str | None:
        """What was rated; None if the ratings name no items."""
        return self._compiled.item or None

    @property
    def next_will(self) -> _core.Estimate:
        """What the customer predicts for the next visit."""
        return self._compiled.next_will

    @property
    def next_should(self) -> _core.Estimate:
        """What the customer will think they ought to get at the next visit."""
        return self._compiled.next_should

    @property
    def next_experience(self) -> _core.Estimate:
        """How the next visit is to be rated, with an interval for the rating itself."""
        return self._compiled.next_experience

    def __len__(self) -> int:
        return len(self._compiled)

    def _headline(self) -> str:
        about = f", {self.item}" if self.item else ""
        return f"{self.title} of customer {self.customer}{about}"

    def _notes(self) -> list[str]:
        due = self.next_should
        ought = f", ought to get {due!s}" if due.value == due.value else ""
        return [
            f"expects {self.next_will!s} of the next visit{ought}",
            f"the next visit is to be rated {self.next_experience!s}",
        ]


class ExpectationFilter(Estimator):
    """Each customer's expectations, updated by experience: a state-space model, fitted by maximum likelihood.

    A customer comes with what they predict they will get and with what they think they ought to get (will and should).
    Both move toward what is delivered; the experience rises with will and falls with should. One filter runs per
    customer and item; items share all parameters, and the level of each item is taken off first. Missing answers are
    handled exactly. Visits are the clock: the time between them changes nothing, only their order counts.

    An expectation that nobody was asked for, and of which the experiences show nothing, is left out with a warning.

    Parameters
    ----------
    measures : {"will", "should"}
        Which expectation the column `expectation` asks for: what customers predict, or what they think they ought to
        get, as SERVQUAL's questions do.
    fixed : dict of str to float, optional
        Parameters that are known and not to be estimated, such as ``{"should_effect": 0.0}``.
    level : float
        Of all intervals.

    Attributes
    ----------
    parameters_ : dict of str to Estimate
        The parameters by name. What the ratings do not tell is NaN; `warnings_` says why.
    warnings_ : frame
        What speaks against trusting a figure: parameter, kind, meaning.
    log_likelihood_ : float
        Of the ratings, by the errors of prediction of the filter.

    References
    ----------
    Boulding, Kalra, Staelin and Zeithaml (1993), "A dynamic process model of service quality: from expectations to
    behavioral intentions", Journal of Marketing Research 30.

    Examples
    --------
    >>> import fealty as fy
    >>> truth = {
    ...     "will_rate": 0.35, "should_rate": 0.15, "will_effect": 0.4, "should_effect": 0.25, "service_mean": 4.8,
    ...     "service_sd": 0.9, "will_mean": 5.3, "will_sd": 0.8, "should_mean": 6.1, "should_sd": 0.6,
    ...     "correlation": 0.4, "will_noise": 0.5, "should_noise": 0.6, "experience_noise": 0.4,
    ... }
    >>> ratings = fy.gaps.simulate_ratings(truth, customers=500, visits=12)
    >>> f = fy.gaps.ExpectationFilter().fit(ratings)
    >>> abs(f.parameters_["will_rate"].value - 0.35) < 2 * f.parameters_["will_rate"].standard_error
    True
    >>> len(f.track(17))
    12
    """

    _fitted: _core.ExpectationFilter | None = None
    _kind: Kind = "polars"

    def __init__(
        self,
        *,
        measures: Literal["will", "should"] = "will",
        fixed: Mapping[str, float] | None = None,
        level: float = 0.95,
    ) -> None:
        self.measures = measures
        self.fixed = fixed
        self.level = level

    def fit(
        self,
        ratings: Any,
        y: None = None,
        *,
        customer: str = "customer_id",
        item: str | None = "item",
        expectation: str | None = "expectation",
        should: str | None = "should",
        experience: str | None = "experience",
        at: str | None = "at",
    ) -> ExpectationFilter:
        """Estimates the parameters from all customers' ratings, and filters these.

        Parameters
        ----------
        ratings : frame, Book or RatingSeries
            Ratings in long form, a row for what one customer said about one item at one visit; or a book with ratings.
            Summaries of parts of the ratings that were added up are taken as they are.
        y : None
            For pipelines; not used.
        customer, item, expectation, should, experience, at : str or None
            Names of the columns. Only that of the customer must be there, and one of answers: `expectation` (what
            `measures` says), `should` (what customers think they ought to get, beside a column of what they predict) or
            `experience`. Without `item` all ratings are of one thing; without `at` (times or integers) the rows are in
            their order. Rows at the same time are in the order in which they stand.

        Returns
        -------
        ExpectationFilter
            Itself.

        Raises
        ------
        RecordError
            A column that is not there or has a wrong type, or an infinite answer.
        FitError
            No answers, answers that are all equal, or no customer who rated twice.
        """
        if isinstance(ratings, _core.RatingSeries):
            series, kind = ratings, self._kind
        else:
            series, kind = self._series(ratings, customer, item, expectation, should, experience, at)
        self._fitted = _core.ExpectationFilter(series, dict(self.fixed or {}), self.level)
        self._kind = kind
        return self

    def summarize(self, ratings: Any, **columns: str | None) -> _core.RatingSeries:
        """The ratings of each customer and item in their order: a summary that can be added to another and fitted.

        `columns` are those of `fit`.
        """
        names: dict[str, str | None] = {
            "customer": "customer_id",
            "item": "item",
            "expectation": "expectation",
            "should": "should",
            "experience": "experience",
            "at": "at",
        }
        if unknown := sorted(set(columns) - set(names)):
            raise error(ParameterError, "FY201", f"there is no column {unknown[0]!r}; there are {', '.join(names)}")
        names.update(columns)
        return self._series(ratings, str(names.pop("customer")), **names)[0]

    def _series(
        self,
        ratings: Any,
        customer: str,
        item: str | None,
        expectation: str | None,
        should: str | None,
        experience: str | None,
        at: str | None,
    ) -> tuple[_core.RatingSeries, Kind]:
        if self.measures not in ("will", "should"):
            raise error(ParameterError, "FY201", f"measures is {self.measures!r}, but must be 'will' or 'should'")
        if isinstance(ratings, Book):
            if "ratings" not in ratings.tables:
                raise error(RecordError, "FY101", "the book has no ratings")
            frame, kind = ratings._compiled.table("ratings"), ratings.kind
        else:
            frame, kind = to_frame(ratings)

        def column(name: str | None, usual: str) -> _core.Column | None:
            """The column of that name; one that was asked for by name must be there."""
            if name is not None and name in frame.names:
                return frame[name]
            if name is None or name == usual:
                return None
            raise error(RecordError, "FY101", f"there is no column '{name}'; there are {', '.join(frame.names)}")

        if customer not in frame.names:
            raise error(RecordError, "FY101", f"there is no column '{customer}'; there are {', '.join(frame.names)}")
        asked = column(expectation, "expectation")
        due = column(should, "should")
        given = {
            "item": column(item, "item"),
            "will": asked if self.measures == "will" else None,
            "should": due if self.measures == "will" else asked,
            "experience": column(experience, "experience"),
            "at": column(at, "at"),
        }
        made = _core.RatingSeries(
            frame[customer], **{name: values for name, values in given.items() if values is not None}
        )
        return made, kind

    @property
    def _compiled(self) -> _core.ExpectationFilter:
        if self._fitted is None:
            raise error(ParameterError, "FY203", "the filter is not fitted yet: call fit(ratings) first")
        return self._fitted

    def _native(self, frame: _core.Frame) -> Any:
        return to_native(frame, self._kind)

    # ---- what was learnt ----

    @property
    def parameters_(self) -> dict[str, _core.Estimate]:
        """The parameters by name."""
        estimates = self._compiled.estimates
        return {name: estimates[name] for (name, *_) in first_rows(self._compiled.parameters_frame(), len(estimates))}

    @property
    def warnings_(self) -> Any:
        """What speaks against trusting a figure: parameter (empty for the whole fit), kind, meaning."""
        return self._native(self._compiled.warnings_frame())

    @property
    def log_likelihood_(self) -> float:
        """Of the ratings that it was fitted to."""
        return self._compiled.log_likelihood

    def to_frame(self) -> Any:
        """One row per parameter: value, standard_error, lower, upper and status."""
        return self._native(self._compiled.parameters_frame())

    # ---- customers ----

    def track(self, customer_id: Id, item: Id | None = None) -> ExpectationTrack:
        """What one customer expected and got, visit by visit, and what they expect now.

        Without `item` it is of the item that the customer has rated most often, the first by name of several.
        """
        if item is None:
            rated = self._compiled.expect(to_column([customer_id], "customer_id"), False)
            if "item" in rated.names and len(rated) > 1:
                visits = rated["visits"].to_numpy().tolist()
                item = rated["item"].to_numpy().tolist()[visits.index(max(visits))]
        return ExpectationTrack(self._compiled.track(customer_id, item), self._kind)

    def expect(self, customers: Any = None, *, new: bool = False) -> Any:
        """What customers expect now, and how far the last visit fell short.

        Parameters
        ----------
        customers : sequence, optional
            Their ids; all unless given.
        new : bool
            Whether ids without ratings are those of new customers, who are draws from the population. Otherwise they
            are refused, with the nearest id that there is.

        Returns
        -------
        frame
            A row per customer and item: visits, last_at, will and should (at the next visit), last_gap (experience less
            will, negative where the last visit fell short), next_experience (how the next visit is to be rated), each
            with its interval.
        """
        ids = None if customers is None else to_column(customers, "customer_id")
        return self._native(self._compiled.expect(ids, new))

    def predict(self, customers: Any = None) -> np.ndarray:
        """How the next visit of each customer is to be rated, as an array; the rows are those of `expect`."""
        return self._compiled.expect(None if customers is None else to_column(customers, "customer_id"), True)[
            "next_experience"
        ].to_numpy()

    def visits(self) -> Any:
        """A row per rating that it was fitted to: what was expected before the experience, and the gap."""
        return self._native(self._compiled.visits())

    def update(
        self,
        customer_id: Id,
        *,
        expectation: float | None = None,
        should: float | None = None,
        experience: float | None = None,
        item: Id | None = None,
        at: Any = None,
    ) -> Any:
        """Takes in one more rating, without a new fit, and returns what the customer expects now.

        Parameters
        ----------
        customer_id : int or str
            A customer with ratings or a new one.
        expectation, should, experience : float, optional
            The answers, as in `fit`.
        item : int or str, optional
            What was rated, if the ratings name several items.
        at : time or int, optional
            When, if the ratings have times: not before the customer's last rating.

        Returns
        -------
        frame
            The customer's rows of `expect`.
        """
        compiled = self._compiled
        if self.measures == "should":
            if should is not None:
                raise error(ParameterError, "FY201", "the expectation is what ought to be: give it as expectation")
            expectation, should = None, expectation
        compiled.update(customer_id, item, expectation, should, experience, _time_of(at, compiled.has_instants))
        return self.expect([customer_id])

    def simulate(self, customers: int = 1000, visits: int = 10, *, missing: float = 0.0, seed: int = 1) -> Any:
        """Ratings of new customers by the fitted parameters; see `simulate_ratings`."""
        return self._native(_core.simulate_ratings(self._compiled.parameters, customers, visits, missing, seed))

    # ---- views ----

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        made = self._compiled
        frame = made.parameters_frame()
        notes = [
            f"{made.ratings:,} ratings in {made.series:,} series of one customer"
            + (" and item" if made.has_items else "")
            + f", {made.repeats:,} of them repeated; log-likelihood {made.log_likelihood:,.1f}"
        ]
        if made.left_out:
            notes.append(f"{made.left_out:,} rows without customer, item or time are left out")
        if made.updates:
            notes.append(f"{made.updates:,} ratings were taken in later")
        for parameter, _, meaning in first_rows(made.warnings_frame(), 100):
            notes.append(f"Warning: {parameter + ': ' if parameter else ''}{meaning}.")
        return "Expectation filter", list(frame.names), first_rows(frame, len(frame)), notes

    def __repr__(self) -> str:
        if self._fitted is None:
            return f"ExpectationFilter(measures={self.measures!r}, fixed={self.fixed!r}, level={self.level!r})"
        return to_text(*self._view())

    def _repr_html_(self) -> str:
        return f"<p>{self!r}</p>" if self._fitted is None else to_html(*self._view())


def simulate_ratings(
    parameters: Mapping[str, float],
    customers: int = 1000,
    visits: int = 10,
    *,
    missing: float = 0.0,
    seed: int = 1,
    frames: Kind = "polars",
) -> Any:
    """Ratings of customers who are drawn from a population and visit a number of times.

    Parameters
    ----------
    parameters : dict of str to float
        A value for each parameter of `ExpectationFilter`.
    customers, visits : int
        How many customers there are, and how often each comes: every 30 days.
    missing : float
        Probability that a question is not answered.
    seed : int
        The same seed gives the same ratings; those of a customer do not depend on how many there are.
    frames : {"polars", "pandas", "pyarrow", "numpy"}
        The kind of frame.

    Returns
    -------
    frame
        customer_id, at, expectation (what is predicted), should, experience.
    """
    values = {name: float(value) for name, value in parameters.items()}
    return to_native(_core.simulate_ratings(values, customers, visits, missing, seed), frames)


def _time_of(at: Any, are_instants: bool) -> int | None:
    """Microseconds of a time, or the number that says the order; a date is its midnight, as in a column."""
    if at is None:
        return None
    if not are_instants:
        if isinstance(at, bool) or not hasattr(at, "__index__"):
            raise error(RecordError, "FY102", f"at is {at!r}, but the ratings are in the order of integers")
        return int(at)
    if isinstance(at, str) and len(at) <= len("2026-01-31"):
        at = dt.date.fromisoformat(at)
    if isinstance(at, dt.date) and not isinstance(at, dt.datetime):
        at = dt.datetime.combine(at, dt.time())
    return instant(at)
