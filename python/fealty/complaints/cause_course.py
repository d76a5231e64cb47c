"""Complaints over time by cause: which causes come and go beyond chance, and since when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from .. import _core
from ..errors import ParameterError, RecordError, error
from ..flow.control import ControlChart
from ..result import Result
from .case_labels import kind_of, labels_of, series_of

if TYPE_CHECKING:
    import polars as pl

    from ..frames import Kind

__all__ = ["CauseCourse", "causes_over_time"]

EVERY = {"day": "1d", "week": "1w", "month": "1mo", "quarter": "1q"}
ENOUGH = 8  # periods without which limits mean little
OFTEN = 3.0  # cases of a cause per period from which on it is about as often above its center as below
BEYOND = "western electric 1"
ON_ONE_SIDE = "western electric 4"
SURE = 0.9973  # within three standard deviations
CHARTS = {"p": ControlChart.p, "p'": ControlChart.p_prime, "np": ControlChart.np}


class CauseCourse(Result):
    """Each cause's share of the cases, period by period, with a control chart of it; made by `causes_over_time`.

    Attributes
    ----------
    charts : dict of str to ControlChart
        The chart of each cause, the most frequent cause first.
    every : str
        The length of the periods: "1d", "1w", "1mo" or "1q".
    """

    title = "Causes over time"
    plot_name = "cause_course"

    def __init__(self, charts: dict[str, ControlChart], periods: pl.DataFrame, every: str, kind: Kind) -> None:
        super().__init__(None, kind)
        self.charts = charts
        self.every = every
        self._periods = periods

    @property
    def cases(self) -> int:
        """Number of cases with a cause and a time."""
        return int(self._periods["cases"].sum())

    def alarms(self) -> Any:
        """The periods in which a rule of a chart holds: cause, period, share, center, limit, side, rule, pattern."""
        return self._native(_core.Frame.from_arrow(self._alarms()))

    def __len__(self) -> int:
        return len(self.charts) * len(self._periods)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CauseCourse) and self._bytes() == other._bytes()

    def _bytes(self) -> dict[str, bytes]:
        return {cause: chart._compiled.to_bytes() for cause, chart in self.charts.items()}

    def __hash__(self) -> int:
        return id(self)

    def _frame(self) -> _core.Frame:
        return _core.Frame.from_arrow(self._rows())

    def _rows(self) -> pl.DataFrame:
        """A row per cause and period."""
        import polars as pl

        alarmed = self._alarms().select("cause", "period").unique().with_columns(is_alarm=pl.lit(True))
        parts = []
        for cause, chart in self.charts.items():
            points = pl.DataFrame(chart._compiled.frame())
            values = points.select("value", "center", "lower", "upper")
            if chart.kind == "np":
                values = values / self._periods["cases"]
            counts = (values["value"] * self._periods["cases"]).round().fill_nan(0).cast(pl.Int64)
            parts.append(
                self._periods.select(
                    pl.lit(cause).alias("cause"),
                    "period",
                    "cases",
                    counts.alias("complaints"),
                    values["value"].alias("share"),
                    *(values[name] for name in ("center", "lower", "upper")),
                )
            )
        rows = pl.concat(parts).join(alarmed, on=["cause", "period"], how="left", maintain_order="left")
        return rows.with_columns(pl.col("is_alarm").fill_null(False))

    def _alarms(self) -> pl.DataFrame:
        import polars as pl

        parts = []
        for cause, chart in self.charts.items():
            centers = pl.DataFrame(chart._compiled.frame())["center"]
            alarms = _significant(pl.DataFrame(chart._compiled.alarms()), chart, self._periods["cases"], centers)
            points = alarms["point"].to_list()
            scale = self._periods["cases"][points] if chart.kind == "np" else 1
            parts.append(
                alarms.select(
                    pl.lit(cause).alias("cause"),
                    self._periods["period"][points].alias("period"),
                    (alarms["value"] / scale).alias("share"),
                    (centers[points] / scale).alias("center"),
                    (alarms["limit"] / scale).alias("limit"),
                    *(pl.col(name).cast(pl.String) for name in ("side", "rule", "pattern")),
                )
            )
        return pl.concat(parts).sort("period", "cause", "rule", maintain_order=True)

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        """The alarms, if there are any."""
        alarms = self._alarms()
        found = len(alarms)
        title = (
            f"{self.title}: {len(self.charts)} causes, {len(self._periods)} periods, {found} alarm{'s' * (found != 1)}"
        )
        table = alarms if found else self._rows()
        shown = table.head(self.rows_shown)
        rules = sorted({rule for chart in self.charts.values() for rule in chart._compiled.rules})
        notes = [f"{self.cases:,} cases; rules: {', '.join(rules)}"]
        more = [f"{len(table) - len(shown):,} more rows"] if len(table) > len(shown) else []
        return title, shown.columns, shown.rows(), [*more, *notes]


def causes_over_time(
    data: Any,
    cause: str | Sequence[str] = "cause",
    at: str = "opened_at",
    *,
    by: str | None = None,
    zone: str | None = None,
    separator: str | None = None,
    most: int = 8,
    chart: str = "p",
    rules: str | Iterable[str] | None = None,
    calibration: int | None = None,
) -> CauseCourse:
    """Follows each cause's share of the complaints, and says when it drifts.

    Parameters
    ----------
    data : Book or frame
        The complaints: those of a book, or a frame with a row per case.
    cause : str or sequence of str
        The column, or columns, of causes, as in `causes`.
    at : str
        The column of the times at which cases were opened.
    by : {"day", "week", "month", "quarter"}, optional
        The periods; unless given the longest of which there are at least eight, or days.
    zone : str, optional
        By whose clocks periods begin; that of the book, or else of the column, or UTC.
    separator : str, optional
        What separates several causes in one text.
    most : int
        The number of causes that are followed, the most frequent ones.
    chart : {"p", "p'", "np"}
        The control chart of `fealty.flow.ControlChart`: "p'" allows for shares that vary more than by chance.
    rules : str or iterable of str, optional
        What alarms, for all causes alike. By default a share beyond the limits of three standard deviations; and, of
        causes with at least three cases per period on average, eight shares in a row on one side of the center. On
        points without a cause the two together alarm once in 153 points (Champ and Woodall 1987, "Exact results for
        Shewhart control charts with supplementary runs rules", Technometrics 29): a few alarms of many causes mean
        nothing.
    calibration : int, optional
        The number of periods, from the first, whose share is the center; all unless given.

    Returns
    -------
    CauseCourse
        ``to_frame()`` has a row per cause and period: `cases` of all causes in it, `complaints` with the cause,
        `share`, `center`, `lower` and `upper` limits, `is_alarm`; ``alarms()`` the alarms and their rules; ``charts``
        the charts.

    Notes
    -----
    The limits are those of the normal distribution, which is too narrow where a period has few cases. So a share beyond
    them counts only if so many cases, or more (or so few, or fewer), have a binomial probability below 0.00135, that of
    three standard deviations on one side.

    Raises
    ------
    RecordError
        No case has a cause and a time.

    Examples
    --------
    >>> import datetime as dt
    >>> import fealty as fy
    >>> start = dt.datetime(2026, 1, 5)
    >>> cases = {"at": [start + dt.timedelta(days=7 * (i // 10)) for i in range(200)]}
    >>> cases["cause"] = ["wait" if i % 10 < (3 if i < 150 else 9) else "price" for i in range(200)]
    >>> course = fy.complaints.causes_over_time(cases, at="at", by="week", calibration=15)
    >>> str(course.alarms()["period"][0])[:10]
    '2026-04-20'
    """
    import polars as pl

    if chart not in CHARTS:
        raise error(ParameterError, "FY201", f"chart is {chart!r}, but must be one of {', '.join(CHARTS)}")
    if by is not None and by not in EVERY:
        raise error(ParameterError, "FY201", f"by is {by!r}, but must be one of {', '.join(EVERY)}")
    if most < 1:
        raise error(ParameterError, "FY202", f"most is {most}, but it must be positive")
    labels = labels_of(data, cause, separator, "cause")
    opened = _local(series_of(data, at), at, zone or getattr(data, "zone", None))
    dated = pl.DataFrame({"row": pl.int_range(len(opened), dtype=pl.Int64, eager=True), "at": opened}).drop_nulls("at")
    known = labels.pairs.join(dated, on="row", how="inner", maintain_order="left")
    if known.is_empty():
        raise error(RecordError, "FY103", f"no case has a cause and a time in '{at}'")
    every = EVERY[by] if by else _suitable(known["at"])
    known = known.with_columns(period=pl.col("at").dt.date().dt.truncate(every))
    periods = _periods(known, every)
    charts = {}
    for name in _most_frequent(known, most):
        counts = _counts(known, periods, name)
        usual = (BEYOND, ON_ONE_SIDE) if sum(counts) >= OFTEN * len(counts) else (BEYOND,)
        charts[name] = CHARTS[chart](
            counts=counts,
            sizes=periods["cases"].to_list(),
            labels=[str(period) for period in periods["period"]],
            rules=usual if rules is None else rules,
            calibration=calibration,
        )
    return CauseCourse(charts, periods, every, kind_of(data))


def _significant(alarms: pl.DataFrame, chart: ControlChart, cases: pl.Series, centers: pl.Series) -> pl.DataFrame:
    """The alarms without those beyond a limit where the exact interval of the share (Clopper and Pearson) holds the
    center: so many or more are then not that improbable by the binomial distribution."""
    import polars as pl

    if chart.kind == "p'":  # whose limits are not those of chance alone
        return alarms
    kept = []
    for point, rule, value in alarms.select("point", "rule", "value").iter_rows():
        number = cases[point]
        one = number if chart.kind == "np" else 1
        exact = _core.clopper_pearson(round(value * number / one), number, SURE)
        kept.append(rule != BEYOND or not exact.lower <= centers[point] / one <= exact.upper)
    return alarms.filter(pl.Series(kept, dtype=pl.Boolean))


def _local(times: pl.Series, name: str, zone: str | None) -> pl.Series:
    """Times by the clocks of a zone; dates and times without zone stay what they are."""
    import polars as pl

    if times.dtype == pl.Date:
        return times.cast(pl.Datetime("us"))
    if not isinstance(times.dtype, pl.Datetime):
        raise error(RecordError, "FY102", f"column '{name}' holds {times.dtype}, but must hold times")
    if times.dtype.time_zone is not None and zone is not None:
        times = times.dt.convert_time_zone(zone)
    return times.dt.replace_time_zone(None) if times.dtype.time_zone is not None else times  # type: ignore[attr-defined]


def _suitable(times: pl.Series) -> str:
    """The longest periods of which there are enough."""
    first, last = times.min(), times.max()
    days = (last - first).days + 1 if isinstance(first, dt.datetime) and isinstance(last, dt.datetime) else 1
    lengths = (("1q", 91.3), ("1mo", 30.4), ("1w", 7.0))
    return next((every for every, length in lengths if days >= ENOUGH * length), "1d")


def _periods(known: pl.DataFrame, every: str) -> pl.DataFrame:
    """Every period from the first to the last, with the number of its cases."""
    import polars as pl

    starts = pl.select(period=pl.date_range(known["period"].min(), known["period"].max(), every))  # type: ignore[arg-type]
    counts = known.group_by("period").agg(cases=pl.col("row").n_unique().cast(pl.Int64))
    joined = starts.join(counts, on="period", how="left", maintain_order="left")
    return joined.with_columns(pl.col("cases").fill_null(0))


def _most_frequent(known: pl.DataFrame, most: int) -> list[str]:
    import polars as pl

    totals = known.group_by("label").agg(cases=pl.len()).sort("cases", "label", descending=[True, False])
    return totals["label"].head(most).to_list()


def _counts(known: pl.DataFrame, periods: pl.DataFrame, cause: str) -> list[int]:
    import polars as pl

    counts = known.filter(pl.col("label") == cause).group_by("period").agg(n=pl.len().cast(pl.Int64))
    return periods.join(counts, on="period", how="left", maintain_order="left")["n"].fill_null(0).to_list()
