"""Reads ``corpus.toml``: what the user states about files whose text does not say it, or was read wrongly.

.. code-block:: toml

    [[file]]
    match = "bao-cao-chi-bo/*"          # files or folders, as the corpus names them; ** for folders at any depth
    issuer = "Đảng ủy xã Trung Chính"
    place = "xã Trung Chính, tỉnh Thanh Hóa"
    date = "2025-03-14"
    number = "05-BC/ĐU"
    cites = ["https://w3id.org/graphbuild/document/trung-uong/nghi-quyet/18/khoa-xiii"]

``cites`` decides citations of a file that could mean several documents: each one means the document listed here. Every
key except ``match`` is optional. What is stated takes precedence over the text; if several entries match a file, the
last one with a key applies, and all that they list under ``cites``.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache, reduce
from pathlib import Path, PurePosixPath
from typing import Any

from graphbuild.errors import InputError
from graphbuild.messages import _, why
from graphbuild.model import BodyName, Hint
from graphbuild.number import DocumentNumber
from graphbuild.user_input.regular_files import content_of
from graphbuild.user_input.stated_names import read_issuer, read_place
from graphbuild.user_input.typed_days import is_iso_day

FILE_NAME = "corpus.toml"
_SINGLE = ("issuer", "place", "date", "number")
_KEYS = ("match", *_SINGLE, "cites")
_LINE = re.compile(r"\(at line (\d+), column \d+\)$")


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user states about the files of a corpus."""

    entries: tuple[tuple[str, Hint], ...] = ()
    """The pattern of each entry, and what it states."""

    def of(self, source: str) -> Hint:
        """Return what is stated about a file; an empty hint if nothing is.

        Parameters
        ----------
        source
            Path of the file relative to the corpus, with ``/``; that of a file in an archive begins with the archive's.
        """
        parts = PurePosixPath(source).parts
        return reduce(_merged, (hint for match, hint in self.entries if _fits(parts, _pattern(match))), Hint())

    def unused(self, sources: Iterable[str]) -> list[str]:
        """Return the patterns that match none of the files: usually misspelt."""
        paths = [PurePosixPath(source).parts for source in sources]
        return [match for match, _hint in self.entries if not any(_fits(parts, _pattern(match)) for parts in paths)]


def load_hints(corpus: Path) -> Hints:
    """Return the hints of a corpus's ``corpus.toml``; none if there is no such file.

    Parameters
    ----------
    corpus
        The corpus folder, which contains the file.

    Raises
    ------
    InputError
        The file cannot be read or is not valid TOML, has an unknown key, or a value that cannot be understood (code
        ``corpus-toml``).
    """
    path = corpus / FILE_NAME
    if not os.path.lexists(path):
        return Hints()
    entries: list[tuple[str, Hint]] = []
    for number, entry in enumerate(_entries(path), start=1):
        try:
            entries.append(_read_entry(entry))
        except ValueError as error:
            raise _wrong(path, _("entry {number}: {reason}").format(number=number, reason=error)) from error
    return Hints(tuple(entries))


def _entries(path: Path) -> list[Any]:
    try:
        content = tomllib.loads(content_of(path).decode("utf-8-sig"))
    except IsADirectoryError as error:
        raise _wrong(path, _("it is a folder; a file is expected")) from error
    except OSError as error:
        raise _wrong(path, _("it cannot be opened: {reason}").format(reason=why(error))) from error
    except UnicodeDecodeError as error:
        raise _wrong(path, _("it is not encoded in UTF-8; save it again as UTF-8")) from error
    except (ValueError, RecursionError) as error:
        # Besides its own errors, the parser lets errors for overlong numbers and deep nesting through.
        raise _wrong(path, _not_toml(str(error))) from error
    unknown = sorted(set(content) - {"file"})
    if unknown:
        raise _wrong(path, _("only [[file]] entries are allowed here, not “{keys}”").format(keys=", ".join(unknown)))
    entries = content.get("file", [])
    if not isinstance(entries, list):
        raise _wrong(path, _("each entry begins with a line [[file]], with two pairs of brackets"))
    return entries


def _not_toml(told: str) -> str:
    """Return where a file is not valid TOML, and how to write an entry; the parser's messages are English only."""
    line = _LINE.search(told)
    if line:
        where = _("line {line} is not valid TOML").format(line=line[1])
    elif told.endswith("(at end of document)"):
        where = _("it is not valid TOML: a bracket or quotation mark is still open at the end of the file")
    else:
        where = _("it is not valid TOML")
    return where + "; " + _('an entry consists of a line [[file]] and lines such as date = "2024-06-05"')


def _read_entry(entry: Any) -> tuple[str, Hint]:
    if not isinstance(entry, dict) or not isinstance(entry.get("match"), str):
        raise ValueError(_('match = "…" is missing (the files that the entry is about)'))
    unknown = sorted(set(entry) - set(_KEYS))
    if unknown:
        message = _("there is no key “{key}”; the keys are {keys}")
        raise ValueError(message.format(key=unknown[0], keys=", ".join(_KEYS)))
    for key in ("issuer", "place", "number"):
        if not isinstance(entry.get(key, ""), str):
            raise ValueError(_("the value of {key} must be in quotation marks").format(key=key))
    cites = entry.get("cites", [])
    if not isinstance(cites, list) or not all(isinstance(iri, str) for iri in cites):
        raise ValueError(_("cites must be a list of document addresses: each in quotation marks, the list in brackets"))
    _refuse_pattern(entry["match"])
    issuer: BodyName | None = None
    place: tuple[str, ...] = ()
    if "issuer" in entry:
        try:
            _name, issuer, place = read_issuer(entry["issuer"])
        except ValueError as error:
            raise ValueError(f"issuer: {error}") from error
    return entry["match"], Hint(
        issuer=issuer,
        place=read_place(entry["place"]) if "place" in entry else place,
        date=_read_day(str(entry["date"])) if "date" in entry else None,
        number=_read_number(entry["number"]) if "number" in entry else None,
        cites=tuple(cites),
    )


def _read_day(text: str) -> str:
    if not is_iso_day(text):
        raise ValueError(_("“{text}” is not a date; write year-month-day: 2024-06-05").format(text=text))
    return text


def _read_number(text: str) -> str:
    number = DocumentNumber.parse(text)
    if number is None:
        raise ValueError(_("“{text}” is not a document number; write it in full: 28-NQ/TU").format(text=text))
    return str(number)


def _refuse_pattern(pattern: str) -> None:
    path = Path(pattern)
    if not pattern.strip() or path.is_absolute() or ".." in path.parts:
        raise ValueError(_("match = “{pattern}” must lie inside the corpus").format(pattern=pattern))
    if any("**" in part and part != "**" for part in path.parts):
        raise ValueError(_("match = “{pattern}”: ** must stand alone between slashes: a/**/b*").format(pattern=pattern))


@cache
def _pattern(match: str) -> tuple[str, ...]:
    return PurePosixPath(match).parts


def _fits(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Tell whether a pattern matches a file or one of its parent folders.

    All ways to match the pattern are followed at once: several ``**`` take no longer in a deep tree.
    """
    at = _after_any_folders({0}, pattern)
    for part in parts:
        if len(pattern) in at:
            return True
        stay = {place for place in at if pattern[place] == "**"}
        on = {place + 1 for place in at if pattern[place] != "**" and fnmatchcase(part, pattern[place])}
        at = _after_any_folders(stay | on, pattern)
    return len(pattern) in at


def _after_any_folders(at: set[int], pattern: Sequence[str]) -> set[int]:
    """Return the positions of a pattern that are reached when its ``**`` match no folder."""
    reached = set(at)
    for place, part in enumerate(pattern):
        if part == "**" and place in reached:
            reached.add(place + 1)
    return reached


def _merged(first: Hint, later: Hint) -> Hint:
    stated = {name: value for name in _SINGLE if (value := getattr(later, name))}
    return replace(first, **stated, cites=(*first.cites, *later.cites))


def _wrong(path: Path, reason: str) -> InputError:
    return InputError("corpus-toml", _("{path} cannot be used: {reason}").format(path=path, reason=reason))
