"""Control charts: whether a step stays as it was, and when it does not."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from .. import _core
from ..errors import ParameterError, RecordError, error
from ..frames import to_column, to_frame, to_native
from ..result import Result, first_rows

if TYPE_CHECKING:
    from ..frames import Kind

__all__ = ["ControlChart", "run_length", "run_rules"]

Rules = str | Iterable[str]
_periods = ("hour", "day", "week", "month")


class ControlChart(Result):
    """Points in time with the limits between which chance keeps them, and the points at which it does not.

    Made by `p`, `p_prime`, `np`, `xmr`, `xbar_r`, `xbar_s`, `ewma` and `cusum`, which have these parameters in common.

    Parameters
    ----------
    labels : sequence, or name of a column
        What the points are called, such as weeks.
    phases : sequence of int or label
        First points of the second phase, the third and so on: from each on the limits are computed anew.
    calibration : int
        Number of points, from the beginning of a phase on, from which its limits are computed; all of the phase if 0.
    center, deviation : float
        What is known and need not be estimated: the center, and the standard deviation of a single value.
    width : float
        Distance of the limits from the center in standard deviations.
    rules : str or iterable of str
        What alarms beside points beyond the limits of ranges: "western electric" or "nelson" for all rules of either,
        or single ones such as "western electric 1" (a point beyond the limits) and "nelson 3" (a trend); `run_rules`
        lists them. By default the four of Western Electric, which alarm once in 92 points without a cause; the first of
        them alone does so once in 370.
    level : float
        Of the intervals of centers and standard deviations.
    printed_d2 : bool
        Whether the constant d2 has three decimals only, as printed tables have it and the programs that hold them, such
        as R's qcc; for comparison with their figures.

    Examples
    --------
    >>> import fealty as fy
    >>> late = [3, 5, 4, 2, 6, 4, 3, 5, 4, 3, 5, 4, 18, 4, 3, 5, 4, 2, 3, 4]
    >>> chart = fy.flow.ControlChart.p(counts=late, sizes=[100] * 20)
    >>> chart.alarms()["point"][0] + 1
    13
    """

    _compiled: _core.ControlChart
    title = "Control chart"
    plot_name = "control_chart"

    # ---- how charts are made ----

    @classmethod
    def p(
        cls,
        data: Any = None,
        *,
        counts: Any = None,
        sizes: Any = None,
        labels: Any = None,
        step: str | None = None,
        by: str = "week",
        zone: str | None = None,
        **options: Any,
    ) -> ControlChart:
        """A chart of shares, such as visits whose requirement was not met.

        Parameters
        ----------
        data : frame or audit, optional
            A frame, of which `counts`, `sizes` and `labels` name columns; or the audit of a log, of which the share of
            visits that did not meet the requirement of `step` is charted `by` "hour", "day", "week" or "month", by the
            clocks of `zone` (an IANA name; UTC unless given).
        counts, sizes : column of numbers, or name of a column
            How many of how many; a size of 0 is a gap.
        **options
            See `ControlChart`.
        """
        return cls._of_counts(_core.p_chart, data, counts, sizes, labels, step, by, zone, options)

    @classmethod
    def p_prime(
        cls,
        data: Any = None,
        *,
        counts: Any = None,
        sizes: Any = None,
        labels: Any = None,
        step: str | None = None,
        by: str = "week",
        zone: str | None = None,
        **options: Any,
    ) -> ControlChart:
        """A chart of shares whose limits allow for variation beyond chance (Laney 2002); parameters as for `p`."""
        return cls._of_counts(_core.p_prime_chart, data, counts, sizes, labels, step, by, zone, options)

    @classmethod
    def np(
        cls,
        data: Any = None,
        *,
        counts: Any = None,
        sizes: Any = None,
        labels: Any = None,
        step: str | None = None,
        by: str = "week",
        zone: str | None = None,
        **options: Any,
    ) -> ControlChart:
        """A chart of counts out of totals; parameters as for `p`."""
        return cls._of_counts(_core.np_chart, data, counts, sizes, labels, step, by, zone, options)

    @classmethod
    def xmr(cls, values: Any, column: str | None = None, *, labels: Any = None, **options: Any) -> ControlChart:
        """A chart of single values and their moving ranges (X-mR).

        Parameters
        ----------
        values : column of numbers, or frame
            The values in their order; of a frame, `column` names theirs.
        **options
            See `ControlChart`.
        """
        numbers, names, kind = _values(values, column, labels)
        return cls(_core.individuals_chart(numbers, _options(names, **options)), kind)

    @classmethod
    def xbar_r(
        cls, samples: Any, column: str | None = None, *, sample: str | None = None, labels: Any = None, **options: Any
    ) -> ControlChart:
        """A chart of the means and ranges of samples (X-bar/R).

        Parameters
        ----------
        samples : array, sequence of sequences, or frame
            One row, or one sequence of any length from 2 on, per sample. Of a frame, `column` names the column of
            values and `sample` that of what tells samples apart, which need not stand together.
        **options
            See `ControlChart`.
        """
        return cls._of_samples(_core.mean_range_chart, samples, column, sample, labels, options)

    @classmethod
    def xbar_s(
        cls, samples: Any, column: str | None = None, *, sample: str | None = None, labels: Any = None, **options: Any
    ) -> ControlChart:
        """A chart of the means and standard deviations of samples (X-bar/S); parameters as for `xbar_r`."""
        return cls._of_samples(_core.mean_deviation_chart, samples, column, sample, labels, options)

    @classmethod
    def ewma(
        cls,
        values: Any,
        column: str | None = None,
        *,
        sample: str | None = None,
        labels: Any = None,
        weight: float = 0.2,
        width: float = 3.0,
        steady: bool = False,
        **options: Any,
    ) -> ControlChart:
        """A chart of exponentially weighted moving averages, which finds small shifts sooner than Shewhart's charts.

        Parameters
        ----------
        values : column of numbers, samples, or frame
            Single values as for `xmr`, or samples as for `xbar_r`.
        weight : float
            Of the newest point, above 0 and at most 1.
        width : float
            Distance of the limits in standard deviations of the average.
        steady : bool
            The limits of a long series from the first point on.
        **options
            See `ControlChart`; `rules` do not count here.
        """
        numbers, sizes, names, kind = _values_or_samples(values, column, sample, labels)
        parameters = _core.EwmaParameters(weight, width, steady)
        return cls(_core.ewma_chart(numbers, sizes, parameters, _options(names, **options)), kind)

    @classmethod
    def cusum(
        cls,
        values: Any,
        column: str | None = None,
        *,
        sample: str | None = None,
        labels: Any = None,
        allowance: float = 0.5,
        interval: float = 5.0,
        **options: Any,
    ) -> ControlChart:
        """A chart of cumulative sums upward and downward, which finds small lasting shifts soonest.

        Parameters
        ----------
        values : column of numbers, samples, or frame
            Single values as for `xmr`, or samples as for `xbar_r`.
        allowance, interval : float
            What is taken off at each point, half of the shift to be found, and the sum that alarms; both in standard
            deviations of the plotted point (k and h).
        **options
            See `ControlChart`; `rules` do not count here.
        """
        numbers, sizes, names, kind = _values_or_samples(values, column, sample, labels)
        parameters = _core.CusumParameters(allowance, interval)
        return cls(_core.cusum_chart(numbers, sizes, parameters, _options(names, **options)), kind)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> ControlChart:
        """The chart in a file made by `save`."""
        return cls(_core.ControlChart.load(path))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Saves the chart to a file, which is at every moment either whole and old or whole and new."""
        self._compiled.save(path)

    # ---- what charts say ----

    @property
    def kind(self) -> str:
        """What is plotted: "p", "p'", "np", "X-mR", "X-bar/R", "X-bar/S", "EWMA" or "CUSUM"."""
        return self._compiled.kind

    @property
    def center(self) -> _core.Estimate:
        """Where points lie while nothing changes, in the last phase."""
        return self._compiled.phases[-1].center

    @property
    def deviation(self) -> _core.Estimate:
        """Standard deviation of a single value, in the last phase; unknown for shares and counts."""
        return self._compiled.phases[-1].deviation

    @property
    def dispersion(self) -> _core.Estimate:
        """Variance of the shares of the last phase over that of chance alone, 1 where nothing else varies."""
        return self._compiled.phases[-1].dispersion

    @property
    def warnings(self) -> list[str]:
        """What makes limits doubtful or impossible."""
        return list(self._compiled.warnings)

    def alarms(self) -> Any:
        """The points at which a rule holds, with the rule, the value, the limit that counts and what it means."""
        return self._native(self._compiled.alarms())

    def phases(self) -> Any:
        """The phases and their centers and standard deviations with intervals."""
        return self._native(self._compiled.phases_frame())

    def run_length(self, shift: float = 0.0, **options: Any) -> _core.Estimate:
        """Mean number of points until such a chart alarms, by simulation of normal points; see `run_length`."""
        return _core.run_length(self._parameters(), shift, **options)

    def plot(self, ax: Any = None, panel: str | None = None) -> Any:
        """Draws the chart with matplotlib and returns the axes.

        `panel` is that of values or means unless it is named: "moving_range", "range" or "deviation_within".
        """
        from .. import plots

        return plots.control_chart(self, ax, panel=panel)

    def __len__(self) -> int:
        return len(self._compiled)

    def _parameters(self) -> Any:
        if self.kind == "EWMA":
            return self._compiled.ewma
        if self.kind == "CUSUM":
            return self._compiled.cusum
        return _core.ShewhartParameters(self._compiled.width, self._compiled.rules)

    def _headline(self) -> str:
        found = self._compiled.alarm_count
        alarms = "no alarm" if found == 0 else "1 alarm" if found == 1 else f"{found} alarms"
        return f"{self.kind} chart of {len(self)} point{'s' if len(self) != 1 else ''}: {alarms}"

    def _notes(self) -> list[str]:
        center, deviation = f"center {_in_digits(self.center)}", self.deviation
        if deviation.value == deviation.value:
            center += f", standard deviation {_in_digits(deviation)}"
        return [center, *self.warnings]

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        """The alarms, if there are any."""
        alarms = self._compiled.alarms()
        if len(alarms) == 0:
            return super()._view()
        shown = ["label", "panel", "rule", "value", "limit", "side", "pattern", "meaning"]
        rows = []
        for label, panel, rule, *numbers, side, pattern, meaning in first_rows(
            _core.Frame({name: alarms[name] for name in shown}), self.rows_shown
        ):
            value, limit = (_written(number, self._error_of_points()) for number in numbers)
            rows.append((label, panel, rule, value, limit, side, pattern, meaning))
        more = [f"{len(alarms) - self.rows_shown:,} more alarms"] if len(alarms) > self.rows_shown else []
        return self._headline(), shown, rows, [*more, *self._notes()]

    def _error_of_points(self) -> float:
        """The smallest standard deviation of a point, which tells how many digits mean something."""
        deviations = self._compiled.frame()["deviation"].to_numpy()
        return float(min((x for x in deviations if x > 0), default=0.0))

    @classmethod
    def _of_counts(
        cls,
        make: Callable[..., _core.ControlChart],
        data: Any,
        counts: Any,
        sizes: Any,
        labels: Any,
        step: str | None,
        by: str,
        zone: str | None,
        options: dict[str, Any],
    ) -> ControlChart:
        kind: Kind = "polars"
        if callable(getattr(data, "counts", None)):
            counts, sizes, labels = _unmet(data, step, by, zone)
        elif data is not None:
            (counts, sizes, labels), kind = _columns_of(data, counts=counts, sizes=sizes, labels=labels)
        if counts is None or sizes is None:
            raise error(ParameterError, "FY203", "counts and sizes are needed: how many of how many")
        names = _labels(labels)
        return cls(make(_numbers(counts, "counts"), _numbers(sizes, "sizes"), _options(names, **options)), kind)

    @classmethod
    def _of_samples(
        cls,
        make: Callable[..., _core.ControlChart],
        samples: Any,
        column: str | None,
        sample: str | None,
        labels: Any,
        options: dict[str, Any],
    ) -> ControlChart:
        numbers, sizes, names, kind = _samples(samples, column, sample, labels)
        return cls(make(numbers, sizes, _options(names, **options)), kind)


def run_length(
    chart: str = "shewhart",
    shift: float = 0.0,
    *,
    width: float = 3.0,
    rules: Rules = "western electric 1",
    weight: float = 0.2,
    steady: bool = False,
    allowance: float = 0.5,
    interval: float = 5.0,
    runs: int = 200_000,
    seed: int = 1,
    level: float = 0.95,
    longest: int = 1_000_000,
) -> _core.Estimate:
    """Mean number of points until a chart alarms, by simulation of normal points.

    Parameters
    ----------
    chart : {"shewhart", "ewma", "cusum"}
        The chart: its `width` and `rules`; `weight`, `width` and `steady`; or `allowance` and `interval`.
    shift : float
        Of the mean, in standard deviations of the plotted point; 0 tells how seldom alarms are false.
    runs : int
        Number of simulated charts.
    seed : int
        Another seed gives other charts; the same gives the same bits on any number of threads.
    level : float
        Of the interval.
    longest : int
        Points after which a chart that has not alarmed is given up.

    Returns
    -------
    Estimate
        The mean with Student's t interval.

    Raises
    ------
    FitError
        A chart reached `longest`, so that the mean is unknown.

    Examples
    --------
    >>> import fealty as fy
    >>> round(fy.flow.run_length("shewhart", shift=1, runs=2_000, width=2).value)  # exactly 1 / 0.16 = 6.25
    6
    """
    parameters: Any
    if chart == "shewhart":
        parameters = _core.ShewhartParameters(width, _names(rules))
    elif chart == "ewma":
        parameters = _core.EwmaParameters(weight, width, steady)
    elif chart == "cusum":
        parameters = _core.CusumParameters(allowance, interval)
    else:
        raise error(ParameterError, "FY201", f"there is no chart {chart!r}; there are 'shewhart', 'ewma' and 'cusum'")
    return _core.run_length(parameters, shift, runs, seed, level, longest)


def run_rules() -> Any:
    """The rules that charts know, as a polars frame: name, pattern, and what the pattern points to."""
    return to_native(_core.run_rules(), "polars")


# ---- numbers with the digits that their errors deserve ----


def _written(value: float, error_of_it: float) -> str:
    if value != value:
        return "–"
    if not 0 < error_of_it < math.inf:
        return f"{value:.6g}"
    return f"{value:,.{max(0, 1 - math.floor(math.log10(error_of_it)))}f}"


def _in_digits(estimate: _core.Estimate) -> str:
    shown = [_written(x, estimate.standard_error) for x in (estimate.value, estimate.lower, estimate.upper)]
    return f"{shown[0]} [{shown[1]}, {shown[2]}]" if estimate.standard_error > 0 else shown[0]


# ---- from what callers give to what the compiled library takes ----


def _names(rules: Rules) -> list[str]:
    return [rules] if isinstance(rules, str) else list(rules)


def _options(labels: list[str], *, phases: Iterable[Any] = (), rules: Rules | None = None, **options: Any) -> Any:
    known = {"calibration", "center", "deviation", "width", "level", "printed_d2"}
    if unknown := set(options) - known:
        wanted = ", ".join(sorted(known | {"labels", "phases", "rules"}))
        raise error(ParameterError, "FY201", f"a control chart has no option {min(unknown)!r}; it has {wanted}")
    if rules is not None:
        options["rules"] = _names(rules)
    first = [_position(phase, labels) for phase in phases]
    if options.get("calibration") is None:
        options.pop("calibration", None)
    return _core.ChartOptions(labels=labels, phases=first, **options)


def _position(point: Any, labels: list[str]) -> int:
    if isinstance(point, int) and not isinstance(point, bool) and point >= 0:
        return point
    if str(point) in labels:
        return labels.index(str(point))
    raise error(ParameterError, "FY201", f"no point {point!r} is there for a phase to begin at")


def _numbers(values: Any, name: str) -> Any:
    import numpy as np

    array = values if isinstance(values, np.ndarray) else to_column(values, name).to_numpy()
    if array.ndim != 1 or (array.dtype.kind not in "iufb" and array.size):
        raise error(
            RecordError, "FY102", f"{name} must be a column of numbers, not {array.ndim}-dimensional {array.dtype}"
        )
    return np.ascontiguousarray(array, dtype=float)


def _labels(labels: Any) -> list[str]:
    if labels is None:
        return []
    return [label if isinstance(label, str) else _label(label) for label in _as_list(labels)]


def _label(label: Any) -> str:
    """Times without parts of the day that all are midnight."""
    return str(label).removesuffix("+00:00").removesuffix(" 00:00:00").removesuffix("T00:00:00.000000")


def _as_list(labels: Any) -> list[Any]:
    return labels.tolist() if hasattr(labels, "tolist") else list(labels)


def _unmet(audit: Any, step: str | None, by: str, zone: str | None) -> tuple[Any, Any, Any]:
    import numpy as np

    if step is None:
        raise error(ParameterError, "FY203", "the step of the audit to chart is needed: step='reception'")
    if by not in _periods:
        raise error(ParameterError, "FY201", f"by is {by!r}, but must be one of {', '.join(_periods)}")
    labels, met, known = audit.counts(step, by, zone)
    if len(labels) == 0:
        raise error(
            RecordError, "FY103", f"of no visit is it known whether {step!r} was met: the step needs a requirement"
        )
    sizes = np.asarray(known, dtype=float)
    return sizes - np.asarray(met, dtype=float), sizes, labels


def _columns_of(data: Any, **names: Any) -> tuple[list[Any], Kind]:
    """Columns of a frame by their names; what is no name is a column already."""
    frame, kind = to_frame(data)
    return [frame[name].to_numpy() if isinstance(name, str) else name for name in names.values()], kind


def _is_frame(data: Any) -> bool:
    """What has named columns."""
    return isinstance(data, dict) or hasattr(data, "columns") or hasattr(data, "column_names")


def _values(values: Any, column: str | None, labels: Any) -> tuple[Any, list[str], Kind]:
    kind: Kind = "polars"
    if _is_frame(values):
        if column is None:
            raise error(ParameterError, "FY203", "the column of values is needed, as the second argument")
        (values, labels), kind = _columns_of(values, values=column, labels=labels)
    return _numbers(values, column or "values"), _labels(labels), kind


def _samples(samples: Any, column: str | None, sample: str | None, labels: Any) -> tuple[Any, Any, list[str], Kind]:
    """Values sample by sample, sizes, labels, kind of frame."""
    import numpy as np

    if _is_frame(samples):
        if column is None or sample is None:
            raise error(ParameterError, "FY203", "the columns of values and of samples are needed: column=, sample=")
        (values, keys), kind = _columns_of(samples, values=column, sample=sample)
        return *_grouped(_numbers(values, column), keys), kind
    rows: Sequence[Any] = [_numbers(row, f"sample {i + 1}") for i, row in enumerate(samples)]
    values = np.concatenate(rows) if len(rows) else np.zeros(0)
    sizes = np.array([len(row) for row in rows], dtype=np.int64)
    return values, sizes, _labels(labels), "polars"


def _grouped(values: Any, keys: Any) -> tuple[Any, Any, list[str]]:
    """Samples in the order in which they first appear."""
    import numpy as np

    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    place = np.empty(len(first), dtype=np.int64)
    place[np.argsort(first)] = np.arange(len(first))
    group = place[inverse.reshape(-1)]
    names = [str(keys[i]) for i in np.sort(first)]
    return values[np.argsort(group, kind="stable")], np.bincount(group, minlength=len(first)).astype(np.int64), names


def _values_or_samples(
    values: Any, column: str | None, sample: str | None, labels: Any
) -> tuple[Any, Any, list[str], Kind]:
    import numpy as np

    nested = len(values) > 0 and not _is_frame(values) and np.ndim(_first(values)) > 0
    if nested or sample is not None:
        return _samples(values, column, sample, labels)
    numbers, names, kind = _values(values, column, labels)
    return numbers, np.zeros(0, dtype=np.int64), names, kind


def _first(values: Any) -> Any:
    return next(iter(values))
