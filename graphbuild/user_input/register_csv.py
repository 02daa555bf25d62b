"""Reads a register of documents as an office keeps it: a CSV file with its own headings, titles above, merged cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from graphbuild.errors import InputError
from graphbuild.extraction.dates import DAY, read_day
from graphbuild.messages import _, why
from graphbuild.number import DocumentNumber
from graphbuild.text import plain_name
from graphbuild.user_input.regular_files import content_of
from graphbuild.user_input.stated_names import read_issuer, read_place
from graphbuild.user_input.typed_days import is_iso_day
from graphbuild.vocabulary import read_rows
from graphbuild.vocabulary.document_types import document_types, types_by_symbol, types_by_word
from graphbuild.vocabulary.known_documents import KnownDocument
from graphbuild.vocabulary.terms import to_roman

_DELIMITERS = (",", ";", "\t")
_TERM = re.compile(r"(?:khóa[ ])?(?P<term>[IVXL]+|\d{1,2})", re.IGNORECASE)

_LINES_ABOVE = 20
"""Number of rows searched for the headings: the names of the office and of the register precede them."""
_LONGEST_ROW = 50
"""Maximum lines of one row (titles may have line breaks); an unclosed quotation mark would take in the rest."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of a register that could not be used."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row, and the line on which it begins; no cells if they cannot be separated."""

    line: int
    cells: tuple[str, ...]
    reason: str = ""


def read_register(path: Path, issuer: str = "", place: str = "") -> tuple[list[KnownDocument], list[Problem]]:
    """Return the documents of a register, and the lines that could not be used.

    Parameters
    ----------
    path
        A CSV file with headings, separated by commas, semicolons or tabs, in UTF-8.
    issuer, place
        Issuer and place of the rows that do not state them.

    Raises
    ------
    InputError
        The file cannot be read, or has no number column together with another known one (code ``register``).
    """
    try:
        text = content_of(path).decode("utf-8-sig")
    except IsADirectoryError as error:
        raise InputError("register", _("{path} is a folder; name a CSV file").format(path=path)) from error
    except OSError as error:
        message = _("{path} cannot be read: {reason}").format(path=path, reason=why(error))
        raise InputError("register", message) from error
    except UnicodeDecodeError as error:
        message = _("{path} is not encoded in UTF-8; in Excel, save it as “CSV UTF-8”").format(path=path)
        raise InputError("register", message) from error
    lines = list(io.StringIO(text, newline=""))
    delimiter, columns, heading_line = _headings(lines, path)
    documents: list[KnownDocument] = []
    problems: list[Problem] = []
    for row in _rows(lines, delimiter):
        if row.line <= heading_line or not (row.reason or any(cell.strip() for cell in row.cells)):
            continue
        values = {name: row.cells[at].strip() for name, at in columns.items() if at < len(row.cells)}
        try:
            if row.reason:
                raise ValueError(row.reason)
            documents.append(_document(values, issuer, place))
        except ValueError as error:
            problems.append(Problem(row.line, str(error)))
    return documents, problems


def _rows(lines: list[str], delimiter: str) -> Iterator[_Row]:
    """Yield the rows; one with unbalanced quotation marks is dropped at its first line, the next ones are read."""
    at = 0
    while at < len(lines):
        reader = csv.reader(lines[at : at + _LONGEST_ROW], delimiter=delimiter, strict=True)
        try:
            yield _Row(at + 1, tuple(next(reader)))
            at += reader.line_num
        except csv.Error:
            yield _Row(at + 1, (), _not_parted(lines[at]))
            at += 1


def _not_parted(line: str) -> str:
    if len(line) > csv.field_size_limit():
        return _("the line is too long for a row of a table")
    return _('unbalanced quotation marks; inside a quoted cell write "" for each')


def _headings(lines: list[str], path: Path) -> tuple[str, dict[str, int], int]:
    """Return the delimiter, the index of each known column, and the line number of the last headings.

    Headings of several lines have merged cells ("Văn bản" above "Số ký hiệu" and "Ngày tháng"): the lower one is more
    specific.
    """
    for delimiter in _DELIMITERS:
        columns: dict[str, int] = {}
        last = 0
        for row in islice(_rows(lines, delimiter), _LINES_ABOVE):
            if _suffices(columns) and _names_document(row, columns["number"]):
                break
            own = {known: at for at, cell in enumerate(row.cells) if (known := _columns().get(plain_name(cell)))}
            if own:
                columns, last = {**columns, **own}, row.line
            elif _suffices(columns):
                break
            else:
                columns = {}
        if _suffices(columns):
            return delimiter, columns, last
    message = _("{path} has no header row with “Số ký hiệu” and “Ngày ban hành” or “Cơ quan ban hành”")
    raise InputError("register", message.format(path=path))


def _suffices(columns: dict[str, int]) -> bool:
    return "number" in columns and len(columns) > 1


def _names_document(row: _Row, at: int) -> bool:
    """Tell whether a row describes a document, even if one of its cells equals a heading ("Địa phương")."""
    return at < len(row.cells) and DocumentNumber.parse(row.cells[at].strip()) is not None


@cache
def _columns() -> dict[str, str]:
    return {plain_name(row["heading"]): row["column"] for row in read_rows("register_columns.csv")}


def _document(row: dict[str, str], issuer: str, place: str) -> KnownDocument:
    number = DocumentNumber.parse(row.get("number", ""))
    if number is None:
        raise ValueError(
            _("“{text}” is not a document number; write it in full: 28-NQ/TU").format(text=row.get("number", ""))
        )
    who = row.get("issuer") or issuer
    if not who:
        raise ValueError(_("no issuer; add a column “Cơ quan ban hành” or use --issuer"))
    name, _body, keys = read_issuer(who)
    where = row.get("place") or ("" if keys else place)
    return KnownDocument(
        type=_type(row.get("type", ""), number),
        number=str(number),
        date=_day(row.get("date", "")),
        issuer=name,
        term=_term(row.get("term", "")),
        title=" ".join(row.get("title", "").split()),
        place=" ".join(read_place(where) if where else keys),
    )


def _type(text: str, number: DocumentNumber) -> str:
    """Return the type code, from the type's name or code, else from the number's symbol."""
    kind = types_by_word().get(plain_name(text)) or document_types().get(text)
    kinds = (kind,) if kind else types_by_symbol().get(number.symbol, ())
    if not kinds:
        raise ValueError(_("type unknown; add a column “Loại văn bản”"))
    return kinds[0].code


def _day(text: str) -> str:
    """Return an ISO date, month or year; "" if none is given."""
    day = DAY.fullmatch(text)
    found = read_day(day) if day else (text if is_iso_day(text) else None)
    if text and found is None:
        raise ValueError(_("“{text}” is not a date; write day/month/year").format(text=text))
    return found or ""


def _term(text: str) -> str:
    """Return a term as a Roman numeral, "" if none is given; "2020-2025" is not one."""
    match = _TERM.fullmatch(text.strip())
    return to_roman(match["term"]) if match else ""
