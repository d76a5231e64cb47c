"""What was taken in, and what was wrong with it."""

from __future__ import annotations

import polars as pl

from ... import plots
from ...languages.numbers import count
from ..content import Column, Content, Figure, Picture, Table
from ..registry import section
from ..source import Source


@section("records", "intake")
def intake(source: Source) -> Content:
    """Rows of each table, and each problem with what it means."""
    t, report = source.texts, source.book.intake
    rows = pl.DataFrame(
        [(t.name("table", table), given, held) for table, (given, held) in report.rows.items()],
        schema={"table": pl.String, "given": pl.Int64, "held": pl.Int64},
        orient="row",
    )
    found = _findings(source)
    content = Content(figures=[Figure("problems", t("intake.problems"), len(found), "count")])
    content.figures.append(Figure("rows", t("intake.rows"), int(rows["given"].sum()), "count"))
    content.tables.append(
        Table(
            "rows",
            t("intake.rows_title"),
            rows,
            [
                Column("table", t("column.table")),
                Column("given", t("intake.given"), "count"),
                Column("held", t("intake.held"), "count"),
            ],
        )
    )
    if found.is_empty():
        content.findings.append(t("intake.clean", n=count(rows["given"].sum())))
        return content
    content.findings.append(t("intake.found", n=len(found), affected=count(found["count"].sum())))
    content.pictures.append(Picture("problems", plots.intake, report))
    columns = [
        Column("table", t("column.table")),
        Column("column", t("intake.column"), "code"),
        Column("problem", t("intake.problem")),
        Column("count", t("intake.count"), "count"),
        Column("first_rows", t("intake.first_rows")),
        Column("example", t("intake.example")),
        Column("effect", t("intake.effect")),
    ]
    content.tables.append(Table("findings", t("intake.findings_title"), found, columns))
    return content


def _findings(source: Source) -> pl.DataFrame:
    """The problems found, in the language of the report, the most frequent first."""
    t = source.texts
    frame: pl.DataFrame = pl.DataFrame(source.book._compiled.intake().findings()).with_columns(
        pl.col("table", "column", "problem", "rule", "example", "first_rows").cast(pl.String)
    )
    meanings = [t(f"problem.{problem}") for problem in frame["problem"]]
    effects = [
        t(f"problem.{problem}.{'repair' if rule == 'repair' else 'keep'}")
        for problem, rule in frame.select("problem", "rule").iter_rows()
    ]
    tables = [t.name("table", table) for table in frame["table"]]
    return frame.with_columns(
        problem=pl.Series(meanings, dtype=pl.String),
        effect=pl.Series(effects, dtype=pl.String),
        table=pl.Series(tables, dtype=pl.String),
        example=pl.col("example").str.slice(0, 60),
    ).sort("count", "table", "column", "problem", descending=[True, False, False, False])
