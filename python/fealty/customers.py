"""Who the customers are and what they are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _core
from .errors import RecordError, error
from .frames import to_frame
from .result import Listing, Result

if TYPE_CHECKING:
    from .book import Book
    from .frames import Kind

__all__ = [
    "BusinessDefinition",
    "BusinessOverlap",
    "Concentration",
    "Customers",
    "Duplicates",
    "KeyFigures",
    "Lifecycle",
    "Parties",
    "Rfm",
    "Segments",
]


class BusinessOverlap(Listing):
    """How far two businesses are the same: shares of what either has that both have, from 0 to 1."""

    _compiled: _core.BusinessOverlap
    title = "Overlap of two businesses"

    @property
    def fields(self) -> float:
        """Of whole fields: how far they compete head to head."""
        return self._compiled.fields

    @property
    def who(self) -> float:
        """Of the customer groups alone."""
        return self._compiled.who

    @property
    def what(self) -> float:
        """Of the needs alone."""
        return self._compiled.what

    @property
    def how(self) -> float:
        """Of the ways alone."""
        return self._compiled.how

    def _notes(self) -> list[str]:
        made = self._compiled
        return [f"overlap of fields {made.fields:.2f}; of who {made.who:.2f}, what {made.what:.2f}, how {made.how:.2f}"]


class BusinessDefinition(Listing):
    """What a business is: whom it serves, what with, and how (Abell 1980).

    Parameters
    ----------
    fields : frame or list of (who, what, how)
        One row per field: a group of customers, a need of theirs, and the way in which it is served. A field that
        stands twice counts once.

    Raises
    ------
    RecordError
        A part that is missing or empty; the message names column and row.
    """

    _compiled: _core.BusinessDefinition
    title = "Definition of the business"

    def __init__(self, fields: Any) -> None:
        if isinstance(fields, (list, tuple)):
            if wrong := [one for one in fields if len(one) != 3]:
                raise error(RecordError, "FY103", f"{wrong[0]!r} is no field: a field is (who, what, how)")
            import polars as pl

            fields = pl.DataFrame(list(fields), schema=dict.fromkeys(("who", "what", "how"), pl.String), orient="row")
        frame, kind = to_frame(fields)
        for name in ("who", "what", "how"):
            if name not in frame.names:
                raise error(RecordError, "FY101", f"there is no column '{name}'; there are {', '.join(frame.names)}")
        made = _core.BusinessDefinition.of_columns(frame["who"], frame["what"], frame["how"])
        super().__init__(made, kind)

    def overlap(self, other: BusinessDefinition) -> BusinessOverlap:
        """How far this business and another, such as a competitor, are the same."""
        return BusinessOverlap(_core.business_overlap(self._compiled, other._compiled), self._kind)

    def __len__(self) -> int:
        return len(self._compiled)


class Concentration(Result):
    """How unequally value is spread over the customers: Lorenz curve, Gini coefficient, share of the best customers."""

    _compiled: _core.Concentration
    title = "Concentration of value"
    plot_name = "lorenz"

    @property
    def gini(self) -> _core.Estimate:
        """The Gini coefficient: 0 when all are worth the same, near 1 when one is worth everything."""
        return self._compiled.gini

    @property
    def top_share(self) -> _core.Estimate:
        """The share of the value that the best customers bring (the best fifth, unless another was asked for)."""
        return self._compiled.top_share

    @property
    def pareto_share(self) -> _core.Estimate:
        """The smallest share of the customers that brings 80 % of the value."""
        return self._compiled.pareto_share


class Segments(Result):
    """Customers by attributes: how many, what they are worth, and which segment brings most."""

    _compiled: _core.Segments
    title = "Segments"
    plot_name = "segments"


class Rfm(Result):
    """Recency, frequency and monetary value of every customer who has bought, and their scores."""

    _compiled: _core.Rfm
    title = "Recency, frequency, monetary value"
    plot_name = "rfm"

    def cells(self) -> Any:
        """Customers and mean monetary value by recency and frequency score."""
        return self._native(self._compiled.cells())

    def __len__(self) -> int:
        return len(self._compiled)


class Lifecycle(Result):
    """Where customers stand from prospect to veteran, and how they move: a Markov chain over the stages."""

    _compiled: _core.LifecycleModel
    title = "Lifecycle"
    plot_name = "lifecycle"

    def __init__(self, model: _core.LifecycleModel, stages: _core.Stages, kind: Kind = "polars") -> None:
        super().__init__(model, kind)
        self._stages = stages

    def stages(self) -> Any:
        """The stage, the phase and the value of every customer."""
        return self._native(self._stages.frame())

    def transitions(self) -> Any:
        """How many went from stage to stage in one step, and with what probability."""
        return self._native(self._compiled.transitions())

    def probability(self, from_stage: str, to_stage: str) -> _core.Estimate:
        """Probability to be in `to_stage` one step after having been in `from_stage`."""
        return self._compiled.probability(from_stage, to_stage)

    def share(self, stage: str) -> _core.Estimate:
        """Share of the customers who stand in a stage."""
        return self._compiled.share(stage)


class Parties(Result):
    """Who gives and who receives service, inside the business and outside."""

    _compiled: _core.Parties
    title = "Parties"
    plot_name = "parties"


class KeyFigures(Result):
    """The figures to steer by, under the goal that each serves: acquire, retain, loyalty, profit."""

    _compiled: _core.KeyFigures
    title = "Key figures"
    plot_name = "key_figures"

    def __getitem__(self, name: str) -> _core.Estimate:
        return self._compiled[name]

    @property
    def names(self) -> list[str]:
        """The figures that the records allow."""
        return list(self._compiled.names)


class Duplicates(Listing):
    """Customer files that seem to be of the same person; ``merges()`` is what ``Book.merged`` takes."""

    _compiled: _core.DuplicateCandidates
    title = "Possible duplicates"

    def merges(self) -> dict[str | int, str | int]:
        """Each id that would go, and the id that its records would have: the first of its group."""
        return dict(self._compiled.merges())

    def __len__(self) -> int:
        return len(self._compiled)


class Customers:
    """The customers of a book: their segments, concentration, recency and value, lifecycle and key figures."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def table(self) -> Any:
        """The records of the customers, as they are held."""
        return self._book._native("customers")

    def concentration(
        self, as_of: Any = None, *, top: float = 0.2, level: float = 0.95, held: float = 0.8
    ) -> Concentration:
        """How unequally value is spread over those who have bought up to `as_of` (all purchases if None).

        `top` is the share of the customers that counts as the best, `held` the share of the value whose holders are
        counted.
        """
        history = self._history(as_of)
        return Concentration(_core.concentration(history.values(), top, level, held), self._book.kind)

    def segments(self, by: str | list[str], as_of: Any = None) -> Segments:
        """Customers by one or more attributes of the table of customers."""
        names = [by] if isinstance(by, str) else list(by)
        return Segments(_core.segments(self._book._compiled, names, self._book.instant(as_of)), self._book.kind)

    def rfm(self, as_of: Any = None, *, groups: int = 5) -> Rfm:
        """Recency, frequency and monetary value at `as_of`, scored from 1 to `groups`."""
        at = self._book.instant(as_of)
        return Rfm(_core.rfm(self._book._compiled.purchase_history(at), at, groups), self._book.kind)

    def lifecycle(
        self,
        as_of: Any = None,
        *,
        retained_purchases: int = 3,
        veteran_after_days: float = 365,
        lapsed_after_days: float = 180,
        step_days: float = 30,
        steps: int = 12,
        level: float = 0.95,
    ) -> Lifecycle:
        """Stages at `as_of` and the changes between them over the `steps` steps of `step_days` before.

        A customer is retained from `retained_purchases` purchases on, a veteran `veteran_after_days` after the first,
        and lapsed after `lapsed_after_days` without one.
        """
        rules = _core.LifecycleRules(retained_purchases, veteran_after_days, lapsed_after_days)
        at, book = self._book.instant(as_of), self._book._compiled
        counts = _core.lifecycle_counts(book, at, rules, step_days, steps)
        return Lifecycle(_core.LifecycleModel.fit(counts, level), _core.stages(book, at, rules), self._book.kind)

    def parties(self) -> Parties:
        """Who gives and who receives service, by role; staff and managers, the internal customers, do both."""
        return Parties(_core.parties(self._book._compiled), self._book.kind)

    def key_figures(self, as_of: Any = None, *, window_days: float = 90, level: float = 0.95) -> KeyFigures:
        """The figures to steer by in the `window_days` up to `as_of`, by the goal that each serves."""
        at = self._book.instant(as_of)
        return KeyFigures(_core.key_figures(self._book._compiled, at, window_days, level), self._book.kind)

    def duplicates(self, on: str | list[str]) -> Duplicates:
        """Customers who agree on attributes such as name and phone, however these are written."""
        names = [on] if isinstance(on, str) else list(on)
        return Duplicates(_core.duplicate_candidates(self._book._compiled, names), self._book.kind)

    def _history(self, as_of: Any) -> _core.PurchaseHistory:
        book = self._book
        return (
            book._compiled.purchase_history() if as_of is None else book._compiled.purchase_history(book.instant(as_of))
        )
