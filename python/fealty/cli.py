"""The command ``fealty``: a demo to look at, the report of a folder of records, and a check of them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

__all__ = ["main"]

CLEAN, PROBLEMS, FAILED, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns its exit code.

    0 is success; `fealty check` gives 1 if it found problems; 2 is an error, said in one line; 130 an interruption.
    """
    options = _parser().parse_args(arguments)
    from .errors import FealtyError

    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # who reads the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except (FealtyError, OSError) as problem:
        print(f"fealty: {' '.join(str(problem).split())}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="fealty",
        description="Customers, the service they go through, and whether they stay: records in, report out.",
    )
    parser.add_argument("--version", action=_Version, help="print the version and leave")
    parser.add_argument(
        "--cmake-dir", action=_CMakeDir, help="print the folder that find_package(fealty) needs and leave"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    demo = commands.add_parser("demo", help="make a year of a car dealer's records, and their report")
    demo.add_argument("--folder", type=Path, default=Path("fealty-demo"), help="where to write (default: %(default)s)")
    demo.add_argument(
        "--customers", type=int, default=2000, metavar="N", help="number of clients (default: %(default)s)"
    )
    demo.add_argument("--seed", type=int, default=1, help="names the dealership (default: %(default)s)")
    _add_language(demo)
    demo.set_defaults(run=_demo)

    report = commands.add_parser("report", help="make the report of a folder of records")
    _add_records(report)
    report.add_argument(
        "-o", "--output", type=Path, default=Path("report.html"), help="the page (default: %(default)s)"
    )
    report.add_argument("--json", type=Path, help="the figures (default: a file beside the page that ends in .json)")
    report.add_argument("--as-of", metavar="DATE", help="say what was known at the end of this day, or at this time")
    _add_language(report)
    report.set_defaults(run=_report)

    check = commands.add_parser("check", help="say what is wrong with a folder of records")
    _add_records(check)
    check.set_defaults(run=_check)
    return parser


def _add_records(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="holds customers.csv, touches.parquet ..., as many as there are")
    parser.add_argument("--zone", help='zone of times that name none, such as "Asia/Shanghai" (default: UTC)')
    parser.add_argument(
        "--rule",
        action="append",
        default=[],
        metavar="[PROBLEM=]RULE",
        help="keep, repair or refuse records that have a problem, or that problem; may be given several times",
    )


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", choices=("en", "zh"), default="en", help="of the report (default: %(default)s)")


class _Version(argparse.Action):
    def __init__(self, **options: Any) -> None:
        super().__init__(nargs=0, **options)

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from . import __version__

        print(f"fealty {__version__}")
        parser.exit()


class _CMakeDir(_Version):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from .cmake import cmake_dir

        try:
            print(cmake_dir())
        except FileNotFoundError as problem:
            parser.exit(FAILED, f"fealty: {problem}\n")
        parser.exit()


def _demo(options: argparse.Namespace) -> int:
    from . import demo, report

    made = demo.dealership(customers=options.customers, seed=options.seed)
    made.write(options.folder)
    page = report.make(made.book, options.language).save(options.folder / "report.html")
    print(f"The records of a car dealer with {options.customers:,} clients are in {options.folder}")
    print(f"What they say is in {page}")
    return CLEAN


def _report(options: argparse.Namespace) -> int:
    from . import report

    made = report.make(_book(options), options.language, options.as_of)
    page = made.save(options.output, options.json)
    print(f"{page} says what the records say")
    return CLEAN


def _check(options: argparse.Namespace) -> int:
    intake = _book(options).intake
    print(intake.to_text().rstrip())
    return PROBLEMS if len(intake) else CLEAN


def _book(options: argparse.Namespace) -> Any:
    from .book import Book

    overall, single = "keep", {}
    for given in options.rule:
        problem, _, rule = given.rpartition("=")
        if problem:
            single[problem] = rule
        else:
            overall = rule
    return Book.read(options.folder, zone=options.zone, rule=overall, rules=single)
