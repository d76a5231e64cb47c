"""Event logs in XES, in and out, against the standard library's parser and the counts of public logs."""

from __future__ import annotations

import datetime as dt
import gzip
import random
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import polars as pl
import pytest

from fealty import RecordError, _core

sys.path.insert(0, str(Path(__file__).parents[1] / "real"))
import folder as real

DATA = real.data_folder()
needs_data = pytest.mark.skipif(DATA is None, reason="no data under ../shared/data, and FEALTY_DATA names no folder")

LOGS = {  # events, traces, columns of events, columns of traces
    "running-example.xes": (42, 6, 6, 2),
    "roadtraffic100traces.xes": (390, 100, 14, 1),
    "receipt.xes.gz": (8577, 1434, 6, 9),
    "bpic2012.xes.gz": (262_200, 13_087, 4, 3),
}
SIMPLE = {
    "string": str,
    "id": str,
    "int": int,
    "float": float,
    "boolean": lambda text: text == "true",
    "date": lambda text: dt.datetime.fromisoformat(text).astimezone(dt.timezone.utc),
}


# ---- The same by the standard library ----


def name_of(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def flat(element: ElementTree.Element) -> dict[str, Any]:
    """The values of the attributes in an event or a trace, by joined key."""
    found: dict[str, Any] = {}

    def add(parent: ElementTree.Element, prefix: str, in_list: bool) -> None:
        for child in parent:
            tag = name_of(child)
            if tag == "event":
                continue
            if tag == "values" and in_list:
                add(child, prefix, in_list)
                continue
            key = name = prefix + child.get("key", "")
            if tag in SIMPLE:
                count = 1
                while name in found and in_list:
                    count += 1
                    name = f"{key}#{count}"
                found[name] = SIMPLE[tag](child.get("value", ""))
            add(child, key + "/", in_list or tag == "list")

    add(element, "", False)
    return found


def tree(element: ElementTree.Element) -> tuple[Any, ...]:
    tag = name_of(element)
    value = SIMPLE[tag](element.get("value", "")) if tag in SIMPLE else None
    inner = [one for child in element for one in (child if name_of(child) == "values" else [child])]
    return tag, element.get("key", ""), value, [tree(one) for one in inner]


def tree_of(attribute: Any) -> tuple[Any, ...]:
    return attribute.type, attribute.key, attribute.value, [tree_of(child) for child in attribute.children]


def compare(content: bytes, log: Any) -> None:
    """Every value of a document, by the standard library's parser, is in the log, and no other."""
    root = ElementTree.fromstring(content)
    columns = {name: column.to_list() for name, column in pl.DataFrame(log.events).to_dict().items()}
    cells = sum(len(values) - values.count(None) for values in columns.values())
    row = 0
    sizes = []
    for trace in root.findall("{*}trace"):
        of_trace = {"case:" + key: value for key, value in flat(trace).items()}
        before = row
        for event in trace.findall("{*}event"):
            for name, value in {**flat(event), **of_trace}.items():
                assert columns[name][row] == value, (row, name)
                cells -= 1
            row += 1
        sizes += [row - before] if row > before else []
    assert (row, sizes) == (len(log), list(log.trace_sizes))
    assert cells == 0, "the log has values that the document does not have"
    declared = ("trace", "extension", "global", "classifier")
    assert [tree_of(one) for one in log.attributes] == [tree(one) for one in root if name_of(one) not in declared]


# ---- Documents in many spellings ----


class Maker:
    """Writes logs of all types of attributes, nested, with what XML allows in between."""

    TEXTS = ("", "a", "with space", "客户的投诉", "<&>\"'", "1.0", "tab\there", "two\nlines", "😀", "]]>", " padded ")
    KEYS = ("concept:name", "org:resource", "等级", "a&b", "x y", "cost")

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def between(self) -> str:
        between = (
            "",
            "",
            "\n\t",
            " \r\n ",
            "<!-- <trace> & -->",
            "<?p <event> ?>",
            "<![CDATA[</log>&]]>",
            "text &#x5BA2;",
        )
        return self.random.choice(between)

    def value(self, tag: str) -> str:
        if tag == "int":
            return str(self.random.randint(-(2**63), 2**63 - 1))
        if tag == "float":
            return repr(self.random.uniform(-1e9, 1e9))
        if tag == "boolean":
            return self.random.choice(["true", "false"])
        if tag == "date":
            zone = dt.timezone(dt.timedelta(minutes=self.random.randint(-720, 720)))
            at = dt.datetime(2020, 1, 1, tzinfo=zone) + dt.timedelta(microseconds=self.random.randint(0, 10**15))
            return at.isoformat(timespec=self.random.choice(["milliseconds", "microseconds", "seconds"]))
        return "".join(self.random.choices(self.TEXTS, k=2))

    def quoted(self, text: str) -> str:
        if self.random.random() < 0.3:
            return (
                '"' + "".join(f"&#{ord(c)};" if self.random.random() < 0.5 or c in '<&"\n\t' else c for c in text) + '"'
            )
        return quoteattr(text, {"\n": "&#10;", "\t": "&#x9;"})

    def attribute(self, key: str, tag: str, depth: int) -> str:
        is_simple = tag in SIMPLE
        text = f"{self.between()}<{tag} key{self.random.choice(['=', ' = '])}{self.quoted(key)}"
        text += f" value={self.quoted(self.value(tag))}" if is_simple else ""
        if is_simple and (depth == 2 or self.random.random() < 0.8):
            return text + self.random.choice(["/>", " />", f"></{tag}>", f">{self.between()}</{tag} >"])
        inner = [(f"{tag}-{i % 2 if tag == 'list' else i}", self.tag("in")) for i in range(self.random.randint(0, 3))]
        if depth == 2:
            inner = []
        joined = "".join(self.attribute(key, "int" if tag == "list" else kind, depth + 1) for key, kind in inner)
        if tag == "list" and self.random.random() < 0.7:
            joined = f"<values>{joined}</values>"
        return f"{text}>{joined}{self.between()}</{tag}>"

    def tag(self, key: str) -> str:
        """A type that depends on the key, so that it does not change."""
        if key == "in":
            return "string"
        return ("string", "id", "int", "float", "boolean", "date", "list", "container")[hash_of(key) % 8]

    def attributes(self) -> str:
        keys = [f"{key}{number}" for key in self.KEYS for number in range(8) if self.random.random() < 0.2]
        return "".join(self.attribute(key, self.tag(key), 0) for key in keys)

    def log(self, traces: int) -> str:
        text = "<?xml version='1.0' encoding='UTF-8'?>\n<log xmlns='http://www.xes-standard.org/'>" + self.attributes()
        for _ in range(traces):
            events = "".join(
                f"{self.between()}<event>{self.attributes()}{self.between()}</event>"
                for _ in range(self.random.randint(0, 6))
            )
            text += f"{self.between()}<trace>{self.attributes()}{events}</trace>"
        return text + "</log>"


def hash_of(key: str) -> int:
    return sum(key.encode())


@pytest.mark.parametrize("seed", range(20))
def test_generated_logs_are_read_as_the_standard_library_reads_them(seed: int) -> None:
    content = Maker(seed).log(30).encode()
    log = _core.parse_xes(content if seed % 2 else gzip.compress(content))
    compare(content, log)


@needs_data
@pytest.mark.parametrize("name", LOGS)
def test_public_logs_have_their_published_counts_and_the_values_of_the_standard_library(name: str) -> None:
    assert DATA is not None
    path = DATA / "flow" / name
    log = _core.read_xes(path, fill_defaults=False)
    of_traces = [column for column in log.events.names if column.startswith("case:")]
    assert (len(log), len(log.trace_sizes), len(log.events.names) - len(of_traces), len(of_traces)) == LOGS[name]
    assert (log.empty_traces, log.repeated_keys, len(log.intake.findings())) == (0, 0, 0)
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    if len(content) < 10_000_000:
        compare(content, log)


@needs_data
def test_defaults_stand_where_a_log_says_they_do_and_are_counted() -> None:
    assert DATA is not None
    log = _core.read_xes(DATA / "flow" / "receipt.xes.gz")
    assert log.filled["case:enddate"] == 105
    assert pl.DataFrame(log.events)["case:enddate"].null_count() == 0


@needs_data
@pytest.mark.parametrize("ending", [".xes", ".xes.gz"])
@pytest.mark.parametrize("name", [name for name in LOGS if name != "bpic2012.xes.gz"])
def test_a_public_log_is_the_same_after_it_was_written(name: str, ending: str, tmp_path: Path) -> None:
    assert DATA is not None
    log = _core.read_xes(DATA / "flow" / name)
    path = tmp_path / f"log{ending}"
    _core.write_xes(log, path)
    assert (path.read_bytes()[:2] == b"\x1f\x8b") == (ending == ".xes.gz")
    again = _core.read_xes(path)
    assert pl.DataFrame(again.events).equals(pl.DataFrame(log.events))
    assert [tree_of(one) for one in again.attributes] == [tree_of(one) for one in log.attributes]
    assert [(one.name, one.scope, one.keys) for one in again.classifiers] == [
        (one.name, one.scope, one.keys) for one in log.classifiers
    ]
    assert [(one.prefix, one.uri) for one in again.extensions] == [(one.prefix, one.uri) for one in log.extensions]


def test_a_frame_is_written_as_traces_of_its_cases(tmp_path: Path) -> None:
    at = pl.Series([dt.datetime(2024, 1, 1, 8), dt.datetime(2024, 1, 1, 9), dt.datetime(2024, 1, 2)])
    events = pl.DataFrame(
        {
            "case:concept:name": ["NA", "2", "NA"],
            "concept:name": ["arrive", "arrive", "离开"],
            "time:timestamp": at.dt.replace_time_zone("Europe/Berlin"),
            "cost": [1.5, None, 3.0],
        }
    )
    path = tmp_path / "log.xes.gz"
    _core.write_xes(_core.Frame.from_arrow(events), path)
    log = _core.read_xes(path)
    assert list(log.trace_sizes) == [2, 1]
    read = pl.DataFrame(log.events)
    assert read["case:concept:name"].to_list() == ["NA", "NA", "2"]
    assert read["concept:name"].to_list() == ["arrive", "离开", "arrive"]
    assert read["time:timestamp"].to_list() == [events["time:timestamp"][i] for i in (0, 2, 1)]
    assert read["cost"].to_list() == [1.5, 3.0, None]
    assert [one.prefix for one in log.extensions] == ["concept", "time"]


def test_an_error_names_the_file_the_line_and_what_was_expected(tmp_path: Path) -> None:
    path = tmp_path / "客户.xes"
    path.write_text("<log>\n <trace>\n  <evnt/></trace></log>", encoding="utf-8")
    with pytest.raises(
        RecordError, match=r"客户.xes', line 3, column 3: <evnt> does not belong here; expected event, str"
    ):
        _core.read_xes(path)
    with pytest.raises(RecordError, match="FY103"):
        _core.parse_xes(b"<log><trace><event><date key='a' value='2020-01-01'/></event></trace></log>", rule="refuse")


@pytest.mark.parametrize("make", ["flip", "cut"])
def test_damaged_gzip_is_refused_and_never_read_as_something_else(make: str) -> None:
    content = Maker(1).log(20).encode()
    whole = pl.DataFrame(_core.parse_xes(content).events)
    packed = gzip.compress(content, mtime=0)
    choose = random.Random(4)
    refused = 0
    for _ in range(300):
        damaged = bytearray(packed)
        if make == "flip":
            damaged[choose.randrange(10, len(packed))] ^= 1 << choose.randrange(8)
        else:
            del damaged[choose.randrange(len(packed)) :]
        try:
            log = _core.parse_xes(bytes(damaged))
        except RecordError:
            refused += 1
        else:
            assert pl.DataFrame(log.events).equals(whole)
    assert refused == 300
