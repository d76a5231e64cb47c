"""Summaries that models of loyalty are fitted to: of purchases, of discrete opportunities, and of contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from .. import _core
from ..book import Book
from ..errors import RecordError, error
from ..frames import to_column, to_frame
from ..result import Listing
from ..times import instant, moment, time_zone

if TYPE_CHECKING:
    from ..frames import Kind

__all__ = ["Contracts", "Opportunities", "Purchases", "purchases"]

Unit = Literal["day", "week", "month", "year"]


class Summary(Listing):
    """A summary that is added to another of its kind with ``+=``."""

    def __iadd__(self, other: Any) -> Any:
        if type(other) is not type(self):
            return NotImplemented
        self._compiled += other._compiled
        return self

    def __getstate__(self) -> tuple[bytes, Kind]:
        return self._compiled.to_bytes(), self._kind


class Purchases(Summary):
    """What each customer bought, as models of repeat buying need it: frequency, recency, T, and the monetary value.

    Purchases of one day are one. The first makes a customer; those after it are the frequency, their mean amount is the
    monetary value, the time of the last one is the recency, and T is the time to the end of observation, all counted
    from the first purchase. Refunds are no purchases and take nothing off the spend; they are counted in ``left_out``.

    Summaries add up with ``+=``: customers who are in both get the days and the spend of both, and the sum is observed
    until the later of the two ends. Those made by `from_arrays` have no days, and may not share customers.
    """

    _compiled: _core.PurchaseSummary
    title = "Purchases"

    @classmethod
    def from_arrays(
        cls,
        frequency: Any,
        recency: Any,
        T: Any,  # noqa: N803
        monetary_value: Any = None,
        customer: Any = None,
    ) -> Purchases:
        """Takes columns that have been counted already.

        Parameters
        ----------
        frequency : sequence of int
            Purchases after the first.
        recency : sequence of float
            Time of the last purchase, counted from the first one; 0 where the frequency is 0.
        T : sequence of float
            Time to the end of observation, counted from the first purchase.
        monetary_value : sequence of float, optional
            Mean amount of the purchases after the first.
        customer : sequence, optional
            The customers' ids.

        Raises
        ------
        RecordError
            A value that cannot be, with its column and row and what was expected: a frequency without recency, a
            recency beyond T, negative or missing numbers.
        """
        given = {"monetary_value": monetary_value, "customer": customer}
        columns = {name: to_column(values, name) for name, values in given.items() if values is not None}
        made = _core.PurchaseSummary.from_arrays(
            to_column(frequency, "frequency"), to_column(recency, "recency"), to_column(T, "T"), **columns
        )
        return cls(made)

    @property
    def left_out(self) -> dict[str, int]:
        """Rows that are no purchase in the time observed: without customer or time, after the end, refunds."""
        return self._compiled.left_out

    def observe_until(self, until: Any, zone: str | None = None) -> None:
        """Moves the end of observation to a later day, when no more purchases came in until then."""
        self._compiled.observe_until(instant(until, zone), *([] if zone is None else [time_zone(zone)]))

    def __len__(self) -> int:
        return len(self._compiled)

    def _notes(self) -> list[str]:
        made = self._compiled
        notes = [f"{len(made):,} customers"]
        if made.until is not None:
            notes[0] += f", observed until {moment(made.until).date()}, in {made.unit}s"
        for what, count in made.left_out.items():
            if count:
                notes.append(f"{count:,} rows are left out: {what.replace('_', ' ')}")
        return notes

    def __setstate__(self, state: tuple[bytes, Kind]) -> None:
        self._compiled, self._kind = _core.PurchaseSummary.from_bytes(state[0]), state[1]


def purchases(
    records: Any,
    *,
    customer: str = "customer_id",
    at: str = "at",
    amount: str | None = None,
    until: Any = None,
    unit: Unit = "week",
    zone: str | None = None,
) -> Purchases:
    """Frequency, recency and T of each customer from a record of purchases.

    Parameters
    ----------
    records : frame or Book
        A row per purchase, or a book with purchases.
    customer, at : str
        The columns of the customers and the times.
    amount : str, optional
        The column of the amounts; the column amount if there is one.
    until : date, time or text, optional
        The end of observation, a date with all of its day. The day of the last purchase unless given.
    unit : {"day", "week", "month", "year"}
        The unit of recency and T: 1, 7, 365.25 / 12 or 365.25 days.
    zone : str, optional
        The time zone whose days count, and in which times without a zone are; UTC unless given.

    Returns
    -------
    Purchases
        A summary to fit models to, and to predict for.

    Examples
    --------
    >>> import fealty as fy
    >>> df = {
    ...     "customer_id": ["a", "a", "a", "b"],
    ...     "at": ["2026-01-05", "2026-01-19", "2026-02-02", "2026-01-12"],
    ... }
    >>> s = fy.loyalty.purchases(df, until="2026-03-02")
    >>> s.to_frame()["frequency"].tolist(), s.to_frame()["T"].tolist()
    ([2, 0], [8.0, 7.0])
    """
    options: dict[str, Any] = {"unit": unit}
    if until is not None:
        options["until"] = instant(until, zone)
    if zone is not None:
        options["zone"] = time_zone(zone)
    if isinstance(records, Book):
        return Purchases(_core.PurchaseSummary(records._compiled, **options), records.kind)
    frame, kind = to_frame(records)
    if amount is None and "amount" in frame.names:
        amount = "amount"
    for name in (customer, at, *([] if amount is None else [amount])):
        if name not in frame.names:
            raise error(RecordError, "FY101", f"there is no column '{name}'; there are {', '.join(frame.names)}")
    if amount is not None:
        options["amount"] = frame[amount]
    return Purchases(_core.PurchaseSummary(frame[customer], frame[at], **options), kind)


class Opportunities(Summary):
    """How many customers took how many of their discrete opportunities to buy: frequency, recency, opportunities."""

    _compiled: _core.OpportunitySummary
    title = "Opportunities"

    @classmethod
    def from_arrays(cls, frequency: Any, recency: Any, opportunities: Any, customers: Any = None) -> Opportunities:
        """Takes columns of patterns.

        Parameters
        ----------
        frequency : sequence of int
            Opportunities that were taken.
        recency : sequence of int
            Number of the last one taken; 0 where none was.
        opportunities : sequence of int
            Opportunities so far.
        customers : sequence of int, optional
            How many customers have the pattern; one each unless given.
        """
        given = {} if customers is None else {"customers": to_column(customers, "customers")}
        made = _core.OpportunitySummary.from_arrays(
            to_column(frequency, "frequency"),
            to_column(recency, "recency"),
            to_column(opportunities, "opportunities"),
            **given,
        )
        return cls(made)

    def _notes(self) -> list[str]:
        return [f"{self._compiled.all_customers:,.0f} customers"]

    def __setstate__(self, state: tuple[bytes, Kind]) -> None:
        self._compiled, self._kind = _core.OpportunitySummary.from_bytes(state[0]), state[1]


class Contracts(Summary):
    """How many contracts ended at each renewal, and how many stand."""

    _compiled: _core.ContractSummary
    title = "Contracts"

    @classmethod
    def from_arrays(cls, tenure: Any, ended: Any, customers: Any = None) -> Contracts:
        """Takes columns of contracts.

        Parameters
        ----------
        tenure : sequence of int
            Renewals that the contract has come to.
        ended : sequence of bool
            Whether it ended at the last of these; otherwise it was renewed and stands.
        customers : sequence of int, optional
            How many customers have such a contract; one each unless given.
        """
        given = {} if customers is None else {"customers": to_column(customers, "customers")}
        return cls(_core.ContractSummary.from_arrays(to_column(tenure, "tenure"), to_column(ended, "ended"), **given))

    @classmethod
    def from_survivors(cls, customers: Any) -> Contracts:
        """Takes one cohort: the customers there at the beginning and after each renewal."""
        return cls(_core.ContractSummary.from_survivors([float(n) for n in customers]))

    def _notes(self) -> list[str]:
        return [f"{self._compiled.all_customers:,.0f} customers"]

    def __setstate__(self, state: tuple[bytes, Kind]) -> None:
        self._compiled, self._kind = _core.ContractSummary.from_bytes(state[0]), state[1]
