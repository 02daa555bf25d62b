"""The rows of a register, in a CSV file or on a sheet, and its headings among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from graphbuild.number import DocumentNumber
from graphbuild.text import plain_name
from graphbuild.vocabulary import read_rows

ROWS_ABOVE = 20
"""Number of rows searched for the headings: the names of the office and of the register precede them."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and the line on which it begins; no cells if they cannot be separated."""

    line: int
    cells: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Headings:
    """Which columns of a table are known, and where its documents begin."""

    columns: dict[str, int]
    """Index of each known column."""
    line: int
    """Line of the last headings."""


def headings_of(rows: Iterable[Row]) -> Headings | None:
    """Return the headings of a table that begins with `rows`; None if it has no number column with another known one.

    Headings of several lines have merged cells ("Văn bản" above "Số ký hiệu" and "Ngày tháng"): the lower one is more
    specific.
    """
    columns: dict[str, int] = {}
    last = 0
    for row in rows:
        if _suffices(columns) and _names_document(row, columns["number"]):
            break
        own = {known: at for at, cell in enumerate(row.cells) if (known := _columns().get(plain_name(cell)))}
        if own:
            columns, last = {**columns, **own}, row.line
        elif _suffices(columns):
            break
        else:
            columns = {}
    return Headings(columns, last) if _suffices(columns) else None


def _suffices(columns: dict[str, int]) -> bool:
    return "number" in columns and len(columns) > 1


def _names_document(row: Row, at: int) -> bool:
    """Tell whether a row describes a document, even if one of its cells equals a heading ("Địa phương")."""
    return at < len(row.cells) and DocumentNumber.parse(row.cells[at].strip()) is not None


@cache
def _columns() -> dict[str, str]:
    return {plain_name(row["heading"]): row["column"] for row in read_rows("register_columns.csv")}
