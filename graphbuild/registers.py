"""An office's own registers of documents: facts that tell documents of one number apart, beside the shipped ones.

A register is a CSV as offices keep it ("Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu"). What could be
read of it is kept in the user's folder, so that every later build knows it; ``GRAPHBUILD_HOME`` names another folder.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graphbuild.errors import InputError, OutputError
from graphbuild.extraction.bodies import read_body
from graphbuild.extraction.dates import DAY, read_day
from graphbuild.messages import _
from graphbuild.number import DocumentNumber
from graphbuild.text import plain_name
from graphbuild.vocabulary import read_rows
from graphbuild.vocabulary.document_types import document_types, types_by_symbol, types_by_word
from graphbuild.vocabulary.known_documents import KnownDocument
from graphbuild.vocabulary.terms import to_roman

_DELIMITERS = (",", ";", "\t")
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_TERM = re.compile(r"(?:khóa[ ])?(?P<term>[IVXL]+|\d{1,2})", re.IGNORECASE)
_COLUMNS = tuple(KnownDocument.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of a register that could not be used."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Register:
    """The documents of one register."""

    name: str
    documents: tuple[KnownDocument, ...]
    sha256: str
    """Of the file as kept."""


def home() -> Path:
    """Return the user's folder for registers."""
    import click

    return Path(os.environ.get("GRAPHBUILD_HOME") or click.get_app_dir("graphbuild")) / "registers"


def add_register(path: Path, issuer: str = "") -> tuple[Register, list[Problem]]:
    """Keep the documents of a register for all builds to come; one of the same name is replaced.

    Parameters
    ----------
    path
        A CSV with a line of headings, parted by commas, semicolons or tabs, in UTF-8.
    issuer
        Who issued what stands in it, for a register of one's own documents that has no such column.

    Returns
    -------
    tuple
        What was kept, and the lines that could not be used.

    Raises
    ------
    InputError
        The file cannot be read, has no column of numbers, or no line that can be used (code ``register``).
    OutputError
        The user's folder cannot be written.
    """
    documents, problems = _read(path, issuer)
    if not documents:
        told = "".join(f"\n- {_line(problem)}" for problem in problems[:5])
        raise InputError("register", _("No line of {path} could be used:").format(path=path) + told)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(_COLUMNS)
    writer.writerows([getattr(document, column) for column in _COLUMNS] for document in documents)
    kept = home() / f"{path.stem}.csv"
    unfinished = kept.with_name(f".{kept.name}")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(buffer.getvalue(), encoding="utf-8", newline="")
        unfinished.replace(kept)
    except OSError as error:
        raise OutputError("unwritable", _("Cannot write {path}: {reason}").format(path=kept, reason=error)) from error
    return _kept(kept), problems


def registers() -> list[Register]:
    """Return the registers that are kept, by name."""
    return [_kept(path) for path in sorted(home().glob("*.csv"))]


def remove_register(name: str) -> None:
    """Forget a register.

    Raises
    ------
    InputError
        There is none of that name (code ``register``).
    """
    path = home() / f"{name.removesuffix('.csv')}.csv"
    if path.parent != home() or not path.is_file():
        names = ", ".join(register.name for register in registers()) or "–"
        raise InputError(
            "register", _("There is no register {name}; there are: {names}").format(name=name, names=names)
        )
    path.unlink()


def _line(problem: Problem) -> str:
    return _("line {line}: {reason}").format(line=problem.line, reason=problem.reason)


def _kept(path: Path) -> Register:
    content = path.read_bytes()
    rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
    return Register(path.stem, tuple(KnownDocument(**row) for row in rows), hashlib.sha256(content).hexdigest())


def _read(path: Path, issuer: str) -> tuple[list[KnownDocument], list[Problem]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError("register", _("Cannot read {path}: {reason}").format(path=path, reason=error)) from error
    except UnicodeDecodeError as error:
        message = _("{path} is not in UTF-8; in Excel save it as “CSV UTF-8”").format(path=path)
        raise InputError("register", message) from error
    delimiter, columns, heading_lines = _headings(text, path)
    documents: list[KnownDocument] = []
    problems: list[Problem] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for cells in reader:
        if reader.line_num <= heading_lines or not any(cell.strip() for cell in cells):
            continue
        row = {column: cells[place].strip() for column, place in columns.items() if place < len(cells)}
        try:
            documents.append(_document(row, issuer))
        except ValueError as error:
            problems.append(Problem(reader.line_num, str(error)))
    return documents, problems


def _headings(text: str, path: Path) -> tuple[str, dict[str, int], int]:
    """Return the delimiter, the place of each column that we know, and the line on which the headings stand."""
    for delimiter in _DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for cells in reader:
            columns = {
                known: place
                for place, cell in enumerate(cells)
                if (known := _columns().get(plain_name(cell))) is not None
            }
            if "number" in columns and len(columns) > 1:
                return delimiter, columns, reader.line_num
            if reader.line_num > 20:
                break
    message = _("{path} has no line of headings with “Số ký hiệu” and “Ngày ban hành” or “Cơ quan ban hành”")
    raise InputError("register", message.format(path=path))


@cache
def _columns() -> dict[str, str]:
    return {plain_name(row["heading"]): row["column"] for row in read_rows("register_columns.csv")}


def _document(row: dict[str, str], issuer: str) -> KnownDocument:
    number = DocumentNumber.parse(row.get("number", ""))
    if number is None:
        raise ValueError(
            _("“{text}” is no number of a document; write it whole: 28-NQ/TU").format(text=row.get("number", ""))
        )
    who = row.get("issuer") or issuer
    if not who:
        raise ValueError(_("no issuer; add a column “Cơ quan ban hành”, or --issuer"))
    read_body(who)
    return KnownDocument(
        type=_type(row.get("type", ""), number),
        number=str(number),
        date=_day(row.get("date", "")),
        issuer=" ".join(who.split()),
        term=_term(row.get("term", "")),
        title=" ".join(row.get("title", "").split()),
    )


def _type(text: str, number: DocumentNumber) -> str:
    """Return the code of a type, by its own name or code, else by the number's symbol."""
    kind = types_by_word().get(plain_name(text)) or document_types().get(text)
    kinds = (kind,) if kind else types_by_symbol().get(number.symbol, ())
    if not kinds:
        raise ValueError(_("type unknown; add a column “Loại văn bản”"))
    return kinds[0].code


def _day(text: str) -> str:
    """Return an ISO day, month or year; "" where none is given."""
    day = DAY.fullmatch(text)
    found = read_day(day) if day else (text if _ISO.fullmatch(text) else None)
    if text and found is None:
        raise ValueError(_("“{text}” is no date; write day/month/year").format(text=text))
    return found or ""


def _term(text: str) -> str:
    """Return the Roman number of a term, "" where none is given; "2020-2025" is no number."""
    match = _TERM.fullmatch(text.strip())
    return to_roman(match["term"]) if match else ""
