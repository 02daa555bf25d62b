"""An office's own registers of documents: facts that distinguish documents with the same number.

A register is an Excel or CSV file as offices keep it ("Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Trích
yếu"). Its usable lines are stored in the user's folder for all later builds; ``GRAPHBUILD_HOME`` names another folder.
"""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from graphbuild.errors import InputError
from graphbuild.extraction.bodies import read_body
from graphbuild.folders import user_folder
from graphbuild.messages import _
from graphbuild.number import DocumentNumber
from graphbuild.resolve.bodies.registry import BodyRegistry
from graphbuild.resolve.documents.known import known_issuer
from graphbuild.user_input.register_file import Problem, read_register
from graphbuild.user_input.typed_days import is_iso_day
from graphbuild.vocabulary.document_types import document_types
from graphbuild.vocabulary.known_documents import KnownDocument
from graphbuild.vocabulary.places import communes, places
from graphbuild.writing import write_file

_COLUMNS = tuple(KnownDocument.__dataclass_fields__)
_TOLD = 5
"""Number of faulty lines listed in one message."""
_NOT_IN_NAMES = frozenset('/\\:*?"<>|')
"""Characters that separate paths or that Windows reserves."""
_DEVICES = frozenset(("CON", "PRN", "AUX", "NUL", *(port + digit for port in ("COM", "LPT") for digit in "0123456789")))
"""Names that Windows reserves for devices, also with a suffix (Microsoft, Naming Files, Paths, and Namespaces)."""
_LONGEST_NAME = 255
"""Maximum length in bytes of a file name on common file systems."""


@dataclass(frozen=True, slots=True)
class Register:
    """The documents of one register."""

    name: str
    documents: tuple[KnownDocument, ...]
    sha256: str
    """SHA-256 of the stored file."""


@dataclass(frozen=True, slots=True)
class Addition:
    """The result of adding a register."""

    register: Register
    problems: tuple[Problem, ...]
    """The lines that could not be used."""
    replaced: bool
    """Whether it replaced a register of that name."""
    without_place: int
    """Documents whose issuer's place is unknown: no mention is ever linked to them."""
    sheet: str = ""
    """Name of the sheet that was read; "" for a CSV file."""
    unread_sheets: tuple[str, ...] = ()
    """Names of the other sheets that have the headings of a register."""


def home() -> Path:
    """Return the user's folder for registers."""
    return user_folder() / "registers"


def add_register(path: Path, *, name: str | None = None, issuer: str = "", place: str = "") -> Addition:
    """Store the documents of a register for all later builds; a register of the same name is replaced.

    Parameters
    ----------
    path
        An Excel workbook (.xlsx) or a CSV file with headings (see
        `graphbuild.user_input.register_file.read_register`).
    name
        Name to store it under; None for the name of the file.
    issuer
        Issuer of all its documents, for a register of outgoing documents without such a column.
    place
        Place of the issuers whose names do not state it, for a register without such a column: "xã Trung Chính, tỉnh
        Thanh Hóa".

    Raises
    ------
    InputError
        The file cannot be read, has no number column, or no usable line; or the name is not a valid file name (code
        ``register``); a workbook is ``damaged``, ``encrypted`` or a ``bomb``.
    OutputError
        The user's folder cannot be written.
    """
    read = read_register(path, issuer, place)
    if not read.documents:
        told = "".join(f"\n- {_line(problem)}" for problem in read.problems[:_TOLD])
        raise InputError("register", _("No line of {path} could be used:").format(path=path) + told)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(_COLUMNS)
    writer.writerows([getattr(document, column) for column in _COLUMNS] for document in read.documents)
    name = path.stem if name is None else name
    _refuse_name(name)
    kept = _file(name)
    replaced = kept.exists()
    write_file(kept, buffer.getvalue())
    bodies = BodyRegistry("")
    issuers = [known_issuer(document, bodies)[0] for document in read.documents]
    without_place = sum(issuer is None or not issuer.known_place for issuer in issuers)
    return Addition(_kept(kept), read.problems, replaced, without_place, read.sheet, read.unread_sheets)


def register_names() -> list[str]:
    """Return the names of the stored registers, including those that cannot be used any more."""
    # A name that begins with a dot is an unfinished file.
    return sorted(path.stem for path in home().glob("*.csv") if path.is_file() and not path.name.startswith("."))


def load_register(name: str) -> Register:
    """Return a stored register.

    Raises
    ------
    InputError
        The file was not written by `add_register`, or was changed since (code ``register``).
    """
    return _kept(_file(name))


def registers() -> list[Register]:
    """Return the stored registers, by name.

    Raises
    ------
    InputError
        One of them cannot be used (see `load_register`).
    """
    return [load_register(name) for name in register_names()]


def remove_register(name: str) -> None:
    """Remove a register.

    Raises
    ------
    InputError
        There is no register of that name (code ``register``).
    """
    name = name.removesuffix(".csv")
    if name not in register_names():
        names = ", ".join(register_names()) or "–"
        raise InputError(
            "register", _("There is no register {name}; available: {names}").format(name=name, names=names)
        )
    _file(name).unlink()


def _refuse_name(name: str) -> None:
    """Reject a name that is not a valid file name on every system, or would lead out of the folder."""
    taken = "".join(sorted({character for character in name if character in _NOT_IN_NAMES}))
    if not name:
        reason = _("it is empty")
    elif any(not character.isprintable() for character in name):
        reason = _("it contains control or invisible characters")
    elif taken:
        reason = _("it contains {characters}").format(characters=" ".join(taken))
    elif name.startswith(".") or name != name.rstrip(" ."):
        reason = _("it begins with a dot, or ends with a dot or a space")
    elif name.partition(".")[0].rstrip().upper() in _DEVICES:
        reason = _("Windows reserves it for a device")
    elif len(f"{name}.csv".encode()) > _LONGEST_NAME:
        reason = _("it is longer than {most} bytes").format(most=_LONGEST_NAME - len(".csv"))
    else:
        return
    message = _("“{name}” cannot be the name of a register: {reason}; choose another one with --name")
    raise InputError("register", message.format(name=name, reason=reason))


def _file(name: str) -> Path:
    return home() / f"{name}.csv"


def _line(problem: Problem) -> str:
    return _("line {line}: {reason}").format(line=problem.line, reason=problem.reason)


def _kept(path: Path) -> Register:
    try:
        content = path.read_bytes()
        reader = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
        documents = tuple(KnownDocument(**row) for row in reader)
        whole = tuple(reader.fieldnames or ()) == _COLUMNS and all(_is_whole(document) for document in documents)
    except (OSError, UnicodeDecodeError, csv.Error, TypeError):
        whole = False
    if not whole:
        message = _(
            "{path} is not a register, or was edited by hand; remove it with: graphbuild authority remove {name}, "
            "then add the office's file again"
        )
        raise InputError("register", message.format(path=path, name=path.stem))
    return Register(path.stem, documents, hashlib.sha256(content).hexdigest())


def _is_whole(document: KnownDocument) -> bool:
    """Tell whether a register can contain this document: a stored file may have been edited by hand."""
    if any(getattr(document, column) is None for column in _COLUMNS):
        return False
    try:
        read_body(document.issuer)
    except ValueError:
        return False
    return (
        DocumentNumber.parse(document.number) is not None
        and document.type in document_types()
        and (not document.date or is_iso_day(document.date))
        and all(key in places() or key in communes() for key in document.place.split())
    )
