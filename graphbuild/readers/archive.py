"""ZIP archives: each member is a file of its own, named with the archive as its folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from graphbuild.readers.encoding.syllables import SURE, judge
from graphbuild.readers.packages.package import Package
from graphbuild.readers.signatures import refused

_HIDDEN = re.compile(r"(?:^|/)(?:\.|__MACOSX/|~\$|(?:thumbs\.db|desktop\.ini)$)", re.IGNORECASE)
"""What systems put into archives without telling: the same as in folders, and the shadows of macOS."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Member(NamedTuple):
    """A file inside another."""

    name: str
    """Path inside it, with ``/``: safe as a path relative to any folder, and no other member's."""
    read: Callable[[], bytes]
    """Returns its bytes; raises `graphbuild.errors.InputError` if they cannot be had."""


def members_of(data: bytes, source: str) -> Iterator[Member]:
    """Yield the files of a ZIP archive in the order of its directory.

    Raises
    ------
    InputError
        ``damaged`` or ``bomb``, as in `graphbuild.readers.packages.package.Package`; ``binary``: a workbook, a
        presentation or another office file, which is no archive of documents.
    """
    package = Package(data, source)
    if (kind := _office_kind(package)) is not None:
        raise refused(source, kind)
    taken: dict[str, int] = {}
    for name in package.names:
        shown = safe_name(_decoded(name))
        if not _HIDDEN.search(shown):
            yield Member(distinct(shown, taken), partial(package.read, name))


def safe_name(name: str) -> str:
    r"""Return a name from a file as a relative path: nothing leads out of a folder, nothing is unprintable.

    Examples
    --------
    >>> safe_name("..\\..\\C:\\van ban\\a\n.txt"), safe_name("/")
    ('C_/van ban/a\\n.txt', 'tep')
    """
    parts = [part.strip(" ") for part in name.replace("\\", "/").replace(":", "_").split("/")]
    kept = "/".join(part for part in parts if part not in ("", ".", ".."))
    printable = _CONTROL.sub(lambda match: match.group().encode("unicode_escape").decode("ascii"), kept)
    return printable.encode("utf-8", "replace").decode("utf-8") or "tep"


def distinct(name: str, taken: dict[str, int]) -> str:
    """Return a name, with a number before its suffix if it is already `taken`, and add it there.

    Parameters
    ----------
    name
        The name wanted.
    taken
        The names given so far, in lower case, each with the last number that was added to it.

    Examples
    --------
    >>> taken = {"a.txt": 1}
    >>> distinct("a.txt", taken), distinct("A.txt", taken)
    ('a (2).txt', 'A (3).txt')
    """
    stem, dot, suffix = name.rpartition(".")
    key = name.lower()
    found, number = name, taken.get(key, 1)
    while found.lower() in taken:
        number += 1
        found = f"{stem} ({number}){dot}{suffix}" if stem else f"{name} ({number})"
    taken[found.lower()] = 1
    taken[key] = number
    return found


def _office_kind(package: Package) -> str | None:
    """Return what a package is that is no archive: an office file that none of the readers took."""
    if "[Content_Types].xml" in package:
        folders = {name.partition("/")[0] for name in package.names}
        return "spreadsheet" if "xl" in folders else "slides" if "ppt" in folders else "office"
    if "mimetype" in package:
        told = package.read("mimetype")
        return "spreadsheet" if b"spreadsheet" in told else "slides" if b"presentation" in told else "office"
    return None


def _decoded(name: str) -> str:
    """Return the name of a member whose encoding the archive does not tell: Windows writes that of the country."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "cp1258"):
        try:
            told = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if judge(told).share >= SURE:
            return told
    return name
