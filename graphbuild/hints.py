"""Reads ``corpus.toml``: what the user states of files whose papers do not tell it, or were read wrongly.

.. code-block:: toml

    [[file]]
    match = "bao-cao-chi-bo/*"          # files or folders, as the corpus names them; ** for folders at any depth
    issuer = "Đảng ủy xã Trung Chính"
    place = "xã Trung Chính, tỉnh Thanh Hóa"
    date = "2025-03-14"
    number = "05-BC/ĐU"

Each key but ``match`` may be left out. What is stated goes before what the text says; of several entries that match a
file the last one that has the key holds.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from graphbuild.errors import InputError
from graphbuild.extraction.bodies import read_body
from graphbuild.messages import _
from graphbuild.model import Hint
from graphbuild.number import DocumentNumber
from graphbuild.text import plain_name
from graphbuild.vocabulary.places import Place, communes_by_name, places_by_name

FILE_NAME = "corpus.toml"
_KEYS = ("match", "issuer", "place", "date", "number")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user states of the files of a corpus."""

    by_source: dict[str, Hint]
    unused: tuple[str, ...] = ()
    """Patterns that match no file: mostly misspelt."""

    def of(self, source: str) -> Hint:
        """Return what is stated of a file; an empty hint where nothing is."""
        return self.by_source.get(source, Hint())


def load_hints(corpus: Path) -> Hints:
    """Return the hints in a corpus's ``corpus.toml``; none where there is no such file.

    Raises
    ------
    InputError
        The file is not TOML, has a key that there is not, or a value that cannot be understood (code ``corpus-toml``).
    """
    path = corpus / FILE_NAME
    if not path.is_file():
        return Hints({})
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(path, str(error)) from error
    unknown = sorted(set(content) - {"file"})
    entries = content.get("file", [])
    if unknown or not isinstance(entries, list):
        raise _wrong(path, _("only [[file]] entries may stand here, not “{keys}”").format(keys=", ".join(unknown)))
    found: dict[str, Hint] = {}
    unused: list[str] = []
    for number, entry in enumerate(entries, start=1):
        try:
            pattern, hint = _read_entry(entry)
            sources = list(_sources(corpus, pattern))
        except ValueError as error:
            raise _wrong(path, _("entry {number}: {reason}").format(number=number, reason=error)) from error
        for source in sources:
            found[source] = _merged(found.get(source, Hint()), hint)
        if not sources:
            unused.append(pattern)
    return Hints(found, tuple(unused))


def _read_entry(entry: Any) -> tuple[str, Hint]:
    if not isinstance(entry, dict) or not isinstance(entry.get("match"), str):
        raise ValueError(_('it needs match = "…", the files that it speaks of'))
    unknown = sorted(set(entry) - set(_KEYS))
    if unknown:
        message = _("there is no key “{key}”; there are {keys}")
        raise ValueError(message.format(key=unknown[0], keys=", ".join(_KEYS)))
    stated = {key: str(value) for key, value in entry.items() if key != "match"}
    return entry["match"], Hint(
        issuer=read_body(stated["issuer"]) if "issuer" in stated else None,
        place=_read_place(stated["place"]) if "place" in stated else (),
        date=_read_day(stated["date"]) if "date" in stated else None,
        number=_read_number(stated["number"]) if "number" in stated else None,
    )


def _read_day(text: str) -> str:
    try:
        date.fromisoformat({4: f"{text}-01-01", 7: f"{text}-01"}.get(len(text), text))
    except ValueError:
        raise ValueError(_("“{text}” is no date; write year-month-day: 2024-06-05").format(text=text)) from None
    if not _DAY.fullmatch(text):
        raise ValueError(_("“{text}” is no date; write year-month-day: 2024-06-05").format(text=text))
    return text


def _read_number(text: str) -> str:
    number = DocumentNumber.parse(text)
    if number is None:
        raise ValueError(_("“{text}” is no number of a document; write it whole: 28-NQ/TU").format(text=text))
    return str(number)


def _read_place(text: str) -> tuple[str, ...]:
    """Return the keys of the places that a name means: its states before and after a merger."""
    own, *around = [part.strip() for part in text.split(",")]
    same = [place for place in _places_named(own) if _lies_in(place, around)]
    if not same:
        message = _("there is no place “{text}” in the gazetteer; write it as “huyện Vĩnh Bảo, thành phố Hải Phòng”")
        raise ValueError(message.format(text=text))
    if not _are_states_of_one(same):
        message = _("“{text}” could be: {names}; add its kind and what it lies in")
        names = "; ".join(sorted({place.full_name for place in same}))
        raise ValueError(message.format(text=text, names=names))
    return tuple(sorted(place.key for place in same))


def _are_states_of_one(same: list[Place]) -> bool:
    """Tell whether places are one unit in the course of time: of one level and province, and never two at once."""
    if len({(place.level, plain_name(place.full_name.split(", ")[-1])) for place in same}) > 1:
        return False
    spans = sorted((place.valid_from, place.valid_to or "9999") for place in same)
    return all(earlier[1] < later[0] for earlier, later in pairwise(spans))


def _places_named(text: str) -> list[Place]:
    """Return the places of a name with or without the word of its kind."""
    plain = plain_name(text)
    found: list[Place] = []
    for known in (places_by_name(), communes_by_name()):
        found += known.get(plain, ())
        for words in (1, 2):
            kind, name = " ".join(plain.split()[:words]), " ".join(plain.split()[words:])
            found += [place for place in known.get(name, ()) if place.kind == kind]
    return found


def _lies_in(place: Place, around: list[str]) -> bool:
    outer = plain_name(place.full_name).split(", ")[1:]
    return all(any(whole.endswith(plain_name(part)) for whole in outer) for part in around)


def _sources(corpus: Path, pattern: str) -> Iterator[str]:
    """Yield the files that a pattern means, those in a folder that it names included."""
    if not pattern.strip() or Path(pattern).is_absolute() or ".." in Path(pattern).parts:
        raise ValueError(_("match = “{pattern}” must lie inside the corpus").format(pattern=pattern))
    for path in sorted(corpus.glob(pattern)):
        for file in path.rglob("*") if path.is_dir() else [path]:
            if file.is_file():
                yield file.relative_to(corpus).as_posix()


def _merged(first: Hint, later: Hint) -> Hint:
    stated = {name: value for name in Hint.__slots__ if (value := getattr(later, name))}
    return replace(first, **stated)


def _wrong(path: Path, reason: str) -> InputError:
    return InputError("corpus-toml", _("{path} cannot be used: {reason}").format(path=path, reason=reason))
