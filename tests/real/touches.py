"""Receipt phase of a building-permit process in a Dutch municipality (Buijs 2014, doi 10.4121/12709127)."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, iterparse

import polars as pl

SOURCE = "flow/receipt.xes.gz"


def records(path: Path) -> pl.DataFrame:
    """Columns visit_id, step, at, staff_id, channel, met (done before the planned end of the case)."""
    rows = [row for trace in _traces(path) for row in _touches(trace)]
    columns = ["visit_id", "step", "at", "staff_id", "channel", "planned"]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
    done, planned = (pl.col(time).str.to_datetime("%+", time_zone="UTC") for time in ("at", "planned"))
    return frame.with_columns(met=done <= planned).drop("planned")


def _traces(path: Path) -> Iterator[Element]:
    with gzip.open(path) as file:
        for _, element in iterparse(file):
            if element.tag.endswith("}trace"):
                yield element
                element.clear()


def _touches(trace: Element) -> Iterator[tuple[str | None, ...]]:
    case = _values(trace)
    for element in trace:
        if element.tag.endswith("}event"):
            event = _values(element)
            yield (
                case.get("concept:name"),
                event.get("concept:name"),
                event.get("time:timestamp"),
                event.get("org:resource"),
                case.get("channel"),
                case.get("enddate_planned"),
            )


def _values(element: Element) -> dict[str, str]:
    return {child.attrib["key"]: child.attrib["value"] for child in element if "key" in child.attrib}
