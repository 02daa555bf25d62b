"""An office's own registers of documents: facts that tell documents of one number apart, beside the shipped ones.

A register is a CSV as offices keep it ("Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu"). What could be
read of it is kept in the user's folder, so that every later build knows it; ``GRAPHBUILD_HOME`` names another folder.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
from dataclasses import dataclass
from pathlib import Path

from graphbuild.errors import InputError
from graphbuild.extraction.bodies import read_body
from graphbuild.messages import _
from graphbuild.number import DocumentNumber
from graphbuild.resolve.bodies.registry import BodyRegistry
from graphbuild.resolve.documents.claims import known_issuer
from graphbuild.user_input.register_csv import Problem, read_register
from graphbuild.user_input.typed_days import is_iso_day
from graphbuild.vocabulary.document_types import document_types
from graphbuild.vocabulary.known_documents import KnownDocument
from graphbuild.vocabulary.places import communes, places
from graphbuild.writing import write_file

_COLUMNS = tuple(KnownDocument.__dataclass_fields__)
_TOLD = 5
"""Wrong lines that one message lists."""
_NOT_IN_NAMES = frozenset('/\\:*?"<>|')
"""Characters that part paths or that Windows has for itself."""
_DEVICES = frozenset(("CON", "PRN", "AUX", "NUL", *(port + digit for port in ("COM", "LPT") for digit in "0123456789")))
"""Names that Windows keeps for devices, also before a dot and more (Microsoft, Naming Files, Paths, and Namespaces)."""
_LONGEST_NAME = 255
"""Bytes of a file name on the usual file systems."""


@dataclass(frozen=True, slots=True)
class Register:
    """The documents of one register."""

    name: str
    documents: tuple[KnownDocument, ...]
    sha256: str
    """Of the file as kept."""


@dataclass(frozen=True, slots=True)
class Addition:
    """What came of adding a register."""

    register: Register
    problems: tuple[Problem, ...]
    """The lines that could not be used."""
    replaced: bool
    """Whether there was a register of that name."""
    without_place: int
    """Documents whose issuer's place is not known: no mention is ever linked to them."""


def home() -> Path:
    """Return the user's folder for registers."""
    import click

    return Path(os.environ.get("GRAPHBUILD_HOME") or click.get_app_dir("graphbuild")) / "registers"


def add_register(path: Path, *, name: str | None = None, issuer: str = "", place: str = "") -> Addition:
    """Keep the documents of a register for all builds to come; one of the same name is replaced.

    Parameters
    ----------
    path
        A CSV with headings, parted by commas, semicolons or tabs, in UTF-8.
    name
        Under which it is kept; None for that of the file.
    issuer
        Who issued what stands in it, for a register of one's own documents that has no such column.
    place
        Where the issuers are whose names do not tell, for a register that has no such column: "xã Trung Chính, tỉnh
        Thanh Hóa".

    Raises
    ------
    InputError
        The file cannot be read, has no column of numbers, or no line that can be used; or no file can have that name
        (code ``register``).
    OutputError
        The user's folder cannot be written.
    """
    documents, problems = read_register(path, issuer, place)
    if not documents:
        told = "".join(f"\n- {_line(problem)}" for problem in problems[:_TOLD])
        raise InputError("register", _("No line of {path} could be used:").format(path=path) + told)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(_COLUMNS)
    writer.writerows([getattr(document, column) for column in _COLUMNS] for document in documents)
    name = path.stem if name is None else name
    _refuse_name(name)
    kept = _file(name)
    replaced = kept.exists()
    write_file(kept, buffer.getvalue())
    bodies = BodyRegistry("")
    without_place = sum(not known_issuer(document, bodies)[0].known_place for document in documents)
    return Addition(_kept(kept), tuple(problems), replaced, without_place)


def register_names() -> list[str]:
    """Return the names of the registers that are kept, those included that cannot be used any more."""
    # What begins with a dot was not finished.
    return sorted(path.stem for path in home().glob("*.csv") if path.is_file() and not path.name.startswith("."))


def load_register(name: str) -> Register:
    """Return a register that is kept.

    Raises
    ------
    InputError
        It is not what `add_register` wrote: another file, or one that somebody changed (code ``register``).
    """
    return _kept(_file(name))


def registers() -> list[Register]:
    """Return the registers that are kept, by name.

    Raises
    ------
    InputError
        One of them cannot be used (see `load_register`).
    """
    return [load_register(name) for name in register_names()]


def remove_register(name: str) -> None:
    """Forget a register.

    Raises
    ------
    InputError
        There is none of that name (code ``register``).
    """
    name = name.removesuffix(".csv")
    if name not in register_names():
        names = ", ".join(register_names()) or "–"
        raise InputError(
            "register", _("There is no register {name}; available: {names}").format(name=name, names=names)
        )
    _file(name).unlink()


def _refuse_name(name: str) -> None:
    """Refuse a name that could not be that of a file on every system, or would lead out of the folder."""
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
    """Tell whether a document is one that a register can have: a kept file may have been changed by hand."""
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
