"""Several ways of measuring the same, pooled by their precision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import _core
from ..errors import ParameterError, error
from ..result import Result

__all__ = ["Pooled", "pool"]


class Pooled(Result):
    """Estimates of one figure by several sources, pooled, with their disagreement tested."""

    _compiled: _core.Pooled
    title = "Pooled estimate"
    plot_name = "forest"

    @property
    def mean(self) -> _core.Estimate:
        """The precision-weighted mean: right if all sources measure the same."""
        return self._compiled.mean

    @property
    def random(self) -> _core.Estimate:
        """The random-effects mean (DerSimonian and Laird) with the interval of Hartung and Knapp."""
        return self._compiled.random

    @property
    def q(self) -> float:
        """Cochran's Q."""
        return self._compiled.q

    @property
    def p_value(self) -> float:
        """The probability of a Q as large if all sources measured the same."""
        return self._compiled.p_value

    @property
    def i_squared(self) -> _core.Estimate:
        """The share of the variation that is not chance."""
        return self._compiled.i_squared

    @property
    def tau_squared(self) -> _core.Estimate:
        """The variance between the sources."""
        return self._compiled.tau_squared

    def disagreeing(self) -> list[str]:
        """The sources that are apart: without them, the others agree."""
        frame = self._compiled.frame()
        names, apart = frame["source"].to_numpy(), frame["apart"].to_numpy()
        return [str(name) for name, is_apart in zip(names, apart, strict=True) if is_apart]

    def __len__(self) -> int:
        return len(self._compiled)

    def _notes(self) -> list[str]:
        made = self._compiled
        notes = [f"precision-weighted mean {made.mean}"]
        if len(made) > 1:
            form = "modified Hartung-Knapp" if made.modified else "Hartung-Knapp"
            notes += [
                f"random-effects mean {made.random} ({form})",
                f"Q = {made.q:.4g} with {made.degrees:g} degrees of freedom, p = {made.p_value:.3g}; "
                f"I² {made.i_squared}; τ² {made.tau_squared}",
            ]
            if apart := self.disagreeing():
                notes.append(f"differs from the others: {', '.join(apart)}")
        return notes


def pool(
    sources: Mapping[str, _core.Estimate | tuple[float, float]], *, modified: bool = True, level: float = 0.95
) -> Pooled:
    """Pools estimates of one figure by precision, and tests whether they agree.

    The teaching text has five ways of measuring satisfaction: flow_audit, customer_information, complaints, survey and
    mystery_shopper; these names are known to the pictures, any others do as well.

    Parameters
    ----------
    sources : dict of str to Estimate or (value, standard error)
        Independent estimates on one scale.
    modified : bool
        Whether the Hartung-Knapp interval is the modified one, which is never narrower than the weights allow: with few
        sources, these may agree by chance.
    level : float
        Of the intervals.

    Returns
    -------
    Pooled
        ``mean``, ``random``, ``q``, ``p_value``, ``i_squared``, ``tau_squared``; ``to_frame()`` has a row per source:
        its weights, its deviation from the others pooled with its p-value, and whether it is apart; ``plot()`` is a
        forest plot.

    Raises
    ------
    ParameterError
        A source without a finite value or without a standard error above 0; the message names it.
    """
    return Pooled(_core.pooled([(name, _estimate(name, one, level)) for name, one in sources.items()], modified, level))


def _estimate(name: str, given: Any, level: float) -> _core.Estimate:
    if isinstance(given, _core.Estimate):
        return given
    try:
        value, standard_error = (float(part) for part in given)
    except (TypeError, ValueError):
        what = f"the source {name!r} is {given!r}, but must be an Estimate or a pair of value and standard error"
        raise error(ParameterError, "FY202", what) from None
    if standard_error < 0:
        what = f"the standard error of {name} is {standard_error:g}, but must be above 0"
        raise error(ParameterError, "FY202", what)
    return _core.normal_interval(value, standard_error, level)
