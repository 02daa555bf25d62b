"""Rows for people and programs: one set of formats for every command that prints a table."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from typing import IO, Any

from graphbuild.safe_text import no_formula

FORMATS = ("table", "csv", "tsv", "json", "jsonl")
"""Values of ``--format``; ``table`` is for terminals, the others for programs and spreadsheets."""


def write_rows(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    format: str,  # noqa: A002 - the option's name
    file: IO[str],
    *,
    headings: Mapping[str, str] | None = None,
) -> None:
    """Write rows to `file` in one of `FORMATS`; in CSV and TSV, no text can be taken for a formula.

    Parameters
    ----------
    columns, rows
        Names of the columns, and a value for each in every row; None is an empty cell, null in JSON.
    format
        One of `FORMATS`.
    headings
        Column headings for people, used only in the table; programs get the names.

    Examples
    --------
    >>> import sys
    >>> write_rows(["number", "count"], [["28-NQ/TU", 3]], "csv", sys.stdout)
    number,count
    28-NQ/TU,3
    >>> write_rows(["number", "count"], [["28-NQ/TU", None]], "jsonl", sys.stdout)
    {"number": "28-NQ/TU", "count": null}
    """
    if format == "table":
        _write_table(columns, rows, file, headings or {})
    elif format in ("csv", "tsv"):
        writer = csv.writer(file, delimiter="," if format == "csv" else "\t", lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(["" if value is None else no_formula(value) for value in row] for row in rows)
    elif format == "json":
        json.dump([dict(zip(columns, row, strict=True)) for row in rows], file, ensure_ascii=False, indent=1)
        file.write("\n")
    else:
        for row in rows:
            file.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n")


def _write_table(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], file: IO[str], headings: Mapping[str, str]
) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    from graphbuild.terminal.styled import styled

    console = Console(file=file, highlight=False, width=None if file.isatty() else 200)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    # If a column names what another one identifies, people need only the name.
    shown = [number for number, name in enumerate(columns) if not headings.get(name, "").startswith("IRI")]
    for number in shown:
        table.add_column(styled(headings.get(columns[number], columns[number])), overflow="fold")
    for row in rows:
        table.add_row(*(styled("" if row[number] is None else short(str(row[number]))) for number in shown))
    console.print(table)


def short(value: str) -> str:
    """Return an IRI of the graph without its long prefix, other values on one line: a table is for reading.

    Examples
    --------
    >>> short("https://w3id.org/graphbuild/document/trung-uong/chi-thi/5/khoa-xii")
    'trung-uong/chi-thi/5/khoa-xii'
    """
    for begin in ("/document/", "/body/", "/citation/"):
        if value.startswith("http") and begin in value:
            return value.split(begin, 1)[1]
    return " ".join(value.split())
