"""Reads a register of documents as an office keeps it: with its own headings, titles above, merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from graphbuild.errors import InputError
from graphbuild.extraction.dates import DAY, read_day
from graphbuild.messages import _, why
from graphbuild.number import DocumentNumber
from graphbuild.readers.signatures import kind_of
from graphbuild.text import plain_name
from graphbuild.user_input.register_csv import tables_of
from graphbuild.user_input.register_rows import ROWS_ABOVE, Headings, Row, headings_of
from graphbuild.user_input.regular_files import content_of
from graphbuild.user_input.stated_names import read_issuer, read_place
from graphbuild.user_input.typed_days import is_iso_day
from graphbuild.vocabulary.document_types import document_types, types_by_symbol, types_by_word
from graphbuild.vocabulary.known_documents import KnownDocument
from graphbuild.vocabulary.terms import to_roman

_TERM = re.compile(r"(?:khóa[ ])?(?P<term>[IVXL]+|\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of a register that could not be used."""

    line: int
    """Number of the line in a CSV file, or of the row on a sheet."""
    reason: str


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """What was read from the file of a register."""

    documents: tuple[KnownDocument, ...]
    problems: tuple[Problem, ...]
    """The lines that could not be used."""
    sheet: str = ""
    """Name of the sheet that was read; "" for a CSV file."""
    unread_sheets: tuple[str, ...] = ()
    """Names of the other sheets that have the headings of a register."""


def read_register(path: Path, issuer: str = "", place: str = "") -> RegisterFile:
    """Return the documents of a register, and the lines that could not be used.

    Parameters
    ----------
    path
        An Excel workbook (.xlsx), of which the first sheet with headings is read; or a CSV file with headings,
        separated by commas, semicolons or tabs, in UTF-8 or in UTF-16 with a mark. The content tells which it is.
    issuer, place
        Issuer and place of the rows that do not state them.

    Raises
    ------
    InputError
        The file cannot be read, or has no number column together with another known one (code ``register``); a
        workbook is ``damaged``, ``encrypted`` or a ``bomb``.
    """
    found = _Table("", iter(()), None)
    unread: list[str] = []
    for table in _tables(path):
        if table.headings and not found.headings:
            found = table
        elif table.headings and table.sheet:
            unread.append(table.sheet)
    if not found.headings:
        message = _("{path} has no header row with “Số ký hiệu” and “Ngày ban hành” or “Cơ quan ban hành”")
        raise InputError("register", message.format(path=path))
    documents: list[KnownDocument] = []
    problems: list[Problem] = []
    for row in found.rows:
        if row.line <= found.headings.line or not (row.reason or any(cell.strip() for cell in row.cells)):
            continue
        columns = found.headings.columns
        values = {name: row.cells[at].strip() for name, at in columns.items() if at < len(row.cells)}
        try:
            if row.reason:
                raise ValueError(row.reason)
            documents.append(_document(values, issuer, place))
        except ValueError as error:
            problems.append(Problem(row.line, str(error)))
    return RegisterFile(tuple(documents), tuple(problems), found.sheet, tuple(unread))


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of a file: a sheet, or a CSV file read with one delimiter."""

    sheet: str
    rows: Iterator[Row]
    headings: Headings | None

    @classmethod
    def of(cls, rows: Iterator[Row], sheet: str = "") -> _Table:
        first = list(islice(rows, ROWS_ABOVE))
        return cls(sheet, chain(first, rows), headings_of(first))


def _tables(path: Path) -> Iterator[_Table]:
    try:
        content = content_of(path)
    except IsADirectoryError as error:
        message = _("{path} is a folder; name a CSV file or an Excel workbook").format(path=path)
        raise InputError("register", message) from error
    except OSError as error:
        message = _("{path} cannot be read: {reason}").format(path=path, reason=why(error))
        raise InputError("register", message) from error
    kind = kind_of(content)
    if kind == "zip":
        from graphbuild.user_input.register_workbook import sheets_of

        for name, rows in sheets_of(content, str(path)):
            yield _Table.of(rows, name)
        return
    if kind == "old-office":
        message = _(
            "{path} is a workbook of Excel 97-2003, or has a password; save it in Excel as “Excel Workbook (*.xlsx)”, "
            "without a password"
        )
        raise InputError("register", message.format(path=path))
    try:
        for table in tables_of(content):
            yield _Table.of(table)
    except UnicodeDecodeError as error:
        message = _("{path} is not encoded in UTF-8; in Excel, save it as “CSV UTF-8”").format(path=path)
        raise InputError("register", message) from error


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
