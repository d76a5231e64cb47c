"""The pyramid of complaints: of the unhappy, how many complain formally, how many informally, how many never."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from typing import Any

from .. import _core
from ..errors import ParameterError, RecordError, error
from ..estimator import Estimator
from ..frames import to_column, to_frame, to_native
from ..result import Result

__all__ = ["Pyramid", "TierPrior", "tier_priors", "unhappy_leavers"]

TierPrior = _core.TierPrior

_counted = ("formal", "informal", "spoken")
_too_many = 10**12 + 1


class Pyramid(Estimator, Result):
    """How many customers are unhappy, and how many of them are never heard, from the number of those who complained.

    Parameters
    ----------
    prior : str, TierPrior or dict
        What is believed of the tiers' shares: "lecture" (50 % silent, 45 % informal, 5 % formal), "tarp" (50 %, 47 %,
        3 %), "uniform" (nothing is known), or your own, such as ``{"silent": 12, "informal": 20, "formal": 3}``: the
        weights of a Dirichlet distribution, which count like as many customers asked. `tier_priors` lists the named
        ones with their sources and what they do not say.
    concentration : float, optional
        The sum of the weights, that is how sure the prior is of its shares; its own unless given.
    level : float
        The level of the intervals.

    Notes
    -----
    The tiers of N unhappy customers are multinomial, with shares from the prior and the weight 1/N on N. Then those who
    were not counted are beta-negative-binomial, exactly: nothing is simulated. Values are medians.

    How many complained says how large the pyramid is, and nothing about the share of those who did not: that is the
    prior's, and remains as uncertain as the prior is. Ask unhappy customers what they did, and learn it by
    ``TierPrior.named("lecture").updated(silent=31, informal=16, formal=3)``.

    That "only 4 % complain" is a misquotation of a figure of TARP: 96 % of those with a small-ticket problem did not
    complain to the head office, while half complained to the retailer (Goodman, letter to Quality Progress, November
    2005).

    Examples
    --------
    >>> import fealty as fy
    >>> pyramid = fy.complaints.Pyramid(prior="lecture", level=0.9).fit(formal=40, informal=310)
    >>> print(pyramid.silent)
    350 [162, 748]
    >>> print(pyramid.must_speak())
    175 [81, 374]
    """

    _compiled: _core.Pyramid
    title = "Pyramid of complaints"
    plot_name = "pyramid"
    rows_shown = 20

    def __init__(
        self,
        *,
        prior: str | _core.TierPrior | Mapping[str, float] = "lecture",
        concentration: float | None = None,
        level: float = 0.95,
    ) -> None:
        self.prior = prior
        self.concentration = concentration
        self.level = level

    def fit(
        self, data: Any = None, *, formal: Any = None, informal: Any = None, spoken: Any = None, by: Any = None
    ) -> Pyramid:
        """Estimates the tiers from the number of customers who complained.

        Parameters
        ----------
        data : frame, optional
            Counts by row, such as a row per branch or month, which are added up.
        formal, informal : int, column, or name of a column
            How many complained formally (to a manager or the head office) and informally (to the front line). One of
            the two is enough; the intervals are wider then. Of a frame, the columns "formal" and "informal" unless they
            are named.
        spoken : int, column, or name of a column
            How many complained at all, where it is not known in which way; then alone.
        by : column, or name of a column, optional
            The segment of each row, for a pyramid of each, with shares of its own. The pyramid of all takes the sums
            as one group.

        Returns
        -------
        Pyramid
            The estimator itself.

        Raises
        ------
        RecordError
            A count that is missing, negative, no whole number or above 1e12, by column, row and value.
        ParameterError
            Nothing was counted, or a prior that is none.
        """
        given = {"formal": formal, "informal": informal, "spoken": spoken, "by": by}
        prior = self._prior()
        self._kind = "polars"
        if data is not None:
            frame, self._kind = to_frame(data)
            columns = _columns_of(frame, given)
        elif by is None and all(value is None or _is_number(value) for value in given.values()):
            counts = {name: _whole(given[name], name) for name in _counted}
            self._compiled = _core.pyramid(**counts, prior=prior, level=self.level)
            return self
        else:
            columns = {name: None if value is None else to_column(value, name) for name, value in given.items()}
        segments = columns.pop("by")
        self._compiled = _core.pyramid_of_columns(**columns, segments=segments, prior=prior, level=self.level)
        return self

    # ---- what was estimated ----

    @property
    def silent(self) -> _core.Estimate:
        """How many unhappy customers never complained."""
        return self._all.silent

    @property
    def informal(self) -> _core.Estimate:
        """How many complained to the front line: as counted, without error, or else estimated."""
        return self._all.informal

    @property
    def formal(self) -> _core.Estimate:
        """How many complained to a manager or the head office: as counted, without error, or else estimated."""
        return self._all.formal

    @property
    def unhappy(self) -> _core.Estimate:
        """How many are unhappy: those who complained and those who never did."""
        return self._all.unhappy

    @property
    def shares(self) -> dict[str, _core.Estimate]:
        """The share of each tier of the unhappy: silent, informal, formal."""
        tiers = self._all
        return {"silent": tiers.silent_share, "informal": tiers.informal_share, "formal": tiers.formal_share}

    @property
    def segments(self) -> dict[str, _core.PyramidTiers]:
        """The tiers of each segment, which have the same names as those of all."""
        return {tiers.segment: tiers for tiers in self._made.segments}

    @property
    def prior_(self) -> _core.TierPrior:
        """The prior that was used, with its source and its caveat."""
        return self._made.prior

    def must_speak(self, silent_left: float = 0.5) -> _core.Estimate:
        """How many more would have to speak so that only this share of the silent is still silent; for them to halve
        unless it is given."""
        return self._all.must_speak(silent_left)

    def speaking_share(self, silent_left: float = 0.5) -> _core.Estimate:
        """The share of the unhappy who would have spoken then."""
        return self._all.speaking_share(silent_left)

    def leavers(self, market: str | None = None, *, share: float | None = None) -> _core.Estimate:
        """How many of the unhappy leave.

        Parameters
        ----------
        market : {"AU", "US"}, optional
            The market whose share of leavers is taken, see `unhappy_leavers`; for "CN" none is known.
        share : float, optional
            The share itself, taken as known; one of the two must be given.
        """
        known = _core.unhappy_leavers(market) if market is not None else share
        if known is None or (market is not None and share is not None):
            raise error(
                ParameterError, "FY203", "leavers needs either a market, such as 'AU', or the share=... who leave"
            )
        return self._all.leavers(known)

    def by_shares(self) -> Any:
        """What the prior's expected shares alone make of the counts, as the rule of thumb computes it: tier, people."""
        return self._native(self._made.by_shares())

    def __len__(self) -> int:
        return len(self._made.frame())

    # ---- inside ----

    @property
    def _made(self) -> _core.Pyramid:
        return self._require_fit("_compiled")  # type: ignore[no-any-return]

    @property
    def _all(self) -> _core.PyramidTiers:
        return self._made.all

    def _frame(self) -> _core.Frame:
        return self._made.frame()

    def _prior(self) -> _core.TierPrior:
        prior = self.prior
        if isinstance(prior, str):
            prior = TierPrior.named(prior)
        elif isinstance(prior, Mapping):
            if set(prior) != {"silent", "informal", "formal"}:
                names = ", ".join(map(str, prior)) or "nothing"
                raise error(
                    ParameterError, "FY203", f"a prior has weights of silent, informal and formal, not of {names}"
                )
            prior = TierPrior(silent=prior["silent"], informal=prior["informal"], formal=prior["formal"])
        return prior if self.concentration is None else prior.with_concentration(self.concentration)

    def _notes(self) -> list[str]:
        made, prior = self._made, self.prior_
        shares = " / ".join(f"{100 * part / prior.concentration:.3g} %" for part in _weights(prior))
        notes = [
            f"values are medians; {made.level:.0%} intervals",
            f"prior '{prior.name}': silent / informal / formal = {shares}, concentration {prior.concentration:g}",
        ]
        notes += [f"source: {prior.source}"] if prior.source else []
        notes += [f"mind: {prior.caveat}"] if prior.caveat else []
        return [*notes, "the counts say nothing about the share of the silent, which is the prior's"]

    def plot(self, ax: Any = None) -> Any:
        """Draws the pyramid, and the silent share of each segment beside it, and returns the axes."""
        self._require_fit("_compiled")
        return super().plot(ax)

    def _is_fitted(self) -> bool:
        return "_compiled" in self.__dict__

    def _repr_html_(self) -> str:
        return super()._repr_html_() if self._is_fitted() else f"<code>{self!r}</code>"

    def __repr__(self) -> str:
        if self._is_fitted():
            return super().__repr__()
        given = ", ".join(f"{name}={value!r}" for name, value in self.get_params().items())
        return f"Pyramid({given})"

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


def tier_priors() -> Any:
    """The priors that have a name, as a polars frame: name, the expected shares, concentration, source, caveat.

    Examples
    --------
    >>> import fealty as fy
    >>> fy.complaints.tier_priors()["name"].to_list()
    ['lecture', 'tarp', 'uniform']
    """
    return to_native(_core.tier_priors(), "polars")


def unhappy_leavers(market: str | None = None) -> Any:
    """The share of a market's unhappy customers who leave: "AU" 5 %, "US" 20 %.

    Parameters
    ----------
    market : str, optional
        The market; a frame of all with their sources unless given.

    Raises
    ------
    ParameterError
        "CN", for which no source has a figure, and markets without an entry: none is guessed.

    Examples
    --------
    >>> import fealty as fy
    >>> fy.complaints.unhappy_leavers("US")
    0.2
    """
    return to_native(_core.unhappy_leavers_by_market(), "polars") if market is None else _core.unhappy_leavers(market)


def _weights(prior: _core.TierPrior) -> tuple[float, float, float]:
    return prior.silent, prior.informal, prior.formal


def _columns_of(frame: _core.Frame, given: dict[str, Any]) -> dict[str, _core.Column | None]:
    """The columns of a frame by the names that are given, or by their own where none is."""
    named = any(given[name] is not None for name in _counted)
    columns: dict[str, _core.Column | None] = {}
    for name, value in given.items():
        if value is None and name in ("formal", "informal") and not named and name in frame.names:
            value = name
        if isinstance(value, str):
            if value not in frame.names:
                raise error(RecordError, "FY101", f"there is no column '{value}'; there are {', '.join(frame.names)}")
            columns[name] = frame[value]
        else:
            columns[name] = None if value is None else to_column(value, name)
    return columns


def _is_number(value: Any) -> bool:
    return not isinstance(value, (str, bytes)) and not hasattr(value, "__len__") and hasattr(value, "__float__")


def _whole(value: Any, name: str) -> int | None:
    """A count as an integer; one that is no whole number is refused."""
    if value is None:
        return None
    try:
        number = operator.index(value)
    except TypeError:
        if not float(value).is_integer():
            message = f"{name} is {float(value):g}, but it must be a whole number"
            raise error(ParameterError, "FY202", message) from None
        number = int(value)
    return max(-1, min(number, _too_many))  # what is beyond is refused as much as what is far beyond
