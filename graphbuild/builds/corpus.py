"""The files of a corpus folder: which ones to read, and what else it contains.

Nothing is skipped silently: an entry that cannot be a document (a pipe, a link out of the folder, an unreadable folder)
is a failure like an unreadable file. Only hidden files and ``corpus.toml`` are not reported.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import NamedTuple

from graphbuild.builds.layout import REPORT
from graphbuild.builds.replacing import outputs_in
from graphbuild.builds.report import LeftOut
from graphbuild.errors import InputError
from graphbuild.messages import _
from graphbuild.readers.failure import Failure
from graphbuild.readers.files import unreadable
from graphbuild.user_input.corpus_file import FILE_NAME

_DESCRIPTION = "readme"
"""A folder's README is not one of its documents."""

# Besides names that begin with a dot: what Windows hides, and Word's marker files for open documents.
_HIDDEN = re.compile(r"\.|~\$|(?:thumbs\.db|desktop\.ini)$", re.IGNORECASE)
_SAVED_PAGE = re.compile(r"(?P<page>.+)(?:_files|\.files|\.fld)", re.IGNORECASE | re.DOTALL)
"""The folder in which a browser or Word saves the parts of a page."""
_PAGE_SUFFIXES = (".html", ".htm")
_PART_SUFFIXES = frozenset(
    (
        *(".bmp", ".css", ".download", ".emz", ".gif", ".htm", ".html", ".ico", ".jpeg", ".jpg", ".js", ".json"),
        *(".mso", ".png", ".svg", ".thmx", ".webp", ".wmz", ".woff", ".woff2", ".xml"),
    )
)
"""What browsers and Word put there; anything else in such a folder is a file like all others."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class CorpusFile(NamedTuple):
    """A file to be read."""

    path: Path
    source: str
    """Path relative to the corpus, with ``/``."""


@dataclass(slots=True)
class Listing:
    """The content of a corpus folder, each part ordered by path."""

    files: list[CorpusFile] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def list_corpus(corpus: Path, out: Path | None = None) -> Listing:
    """Return the files of a corpus folder and all its subfolders.

    Parameters
    ----------
    corpus
        The folder.
    out
        Folder of the outputs, which may be inside it and is not part of it.

    Raises
    ------
    InputError
        There is no such folder (code ``no-corpus``), or it is also the folder of the outputs (``out-is-corpus``).
    """
    if not corpus.is_dir():
        message = _("There is no folder {path}. Give the folder that contains the documents").format(path=corpus)
        raise InputError("no-corpus", message)
    outputs = _identity(out) if out else None
    if outputs is not None and os.path.samestat(outputs, corpus.stat()):
        message = _(
            "{path} is the folder of the documents; choose another folder for the outputs (build --out FOLDER, demo "
            "FOLDER)"
        )
        raise InputError("out-is-corpus", message.format(path=corpus))
    listing = Listing()
    for entry in _entries(corpus, outputs, listing):
        _sort(entry, corpus, listing)
    listing.files.sort(key=lambda file: file.source.split("/"))
    listing.failures.sort(key=lambda failure: failure.source.split("/"))
    listing.left_out.sort(key=lambda entry: entry.source.split("/"))
    return listing


class _Folder(NamedTuple):
    path: str
    source: str
    is_of_page: bool
    """Whether it contains the parts of a saved page."""


class _Entry(NamedTuple):
    path: str
    source: str
    found: os.DirEntry[str]
    is_of_page: bool


def _entries(corpus: Path, outputs: os.stat_result | None, listing: Listing) -> Iterator[_Entry]:
    """Yield all entries that are not folders; iterative, as folders may be nested thousands deep."""
    folders = [_Folder(str(corpus), "", is_of_page=False)]
    while folders:
        folder, inside, is_of_page = folders.pop()
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError as error:
            failure = Failure.of(_shown(inside) or ".", unreadable(_shown(inside) or str(corpus), error))
            listing.failures.append(failure)
            continue
        names = {entry.name.lower() for entry in entries}
        if inside and REPORT in names and outputs_in(Path(folder)):
            listing.left_out.append(LeftOut(inside, _("outputs of a build")))
            continue
        for entry in entries:
            if _is_hidden(entry):
                continue
            source = f"{inside}/{entry.name}" if inside else entry.name
            if not entry.is_dir(follow_symlinks=False):
                yield _Entry(entry.path, source, entry, is_of_page)
            elif outputs is not None and _is_same(entry, outputs):
                listing.left_out.append(LeftOut(source, _("outputs of a build")))
            else:
                folders.append(_Folder(entry.path, source, is_of_page or _holds_parts(entry.name, names)))


def _identity(folder: Path) -> os.stat_result | None:
    """Return the identity of a folder, None if there is none."""
    try:
        return folder.stat()
    except OSError:
        return None


def _is_same(entry: os.DirEntry[str], folder: os.stat_result) -> bool:
    # What the listing already provides comes first: a deeply nested path takes long to resolve.
    return entry.inode() == folder.st_ino and os.path.samestat(Path(entry.path).stat(), folder)


def _sort(entry: _Entry, corpus: Path, listing: Listing) -> None:
    """Classify one entry of a folder."""
    name, shown = PurePath(entry.source).name, _shown(entry.source)
    if shown != entry.source:
        message = _("{path}: the name contains control characters or is not UTF-8; rename it").format(path=shown)
        listing.failures.append(Failure(shown, "file-name", message))
    elif entry.found.is_symlink():
        _sort_link(entry, corpus, listing)
    elif entry.is_of_page and PurePath(name).suffix.lower() in _PART_SUFFIXES:
        listing.left_out.append(LeftOut(entry.source, _("part of a saved web page")))
    elif not entry.found.is_file():
        message = _("{file}: a pipe, socket or device, not a file; remove it from the corpus folder")
        listing.failures.append(Failure(entry.source, "special-file", message.format(file=entry.source)))
    elif name == FILE_NAME:
        return
    elif PurePath(name).stem.lower() == _DESCRIPTION:
        reason = _("description of a folder; if it is a document, rename it")
        listing.left_out.append(LeftOut(entry.source, reason))
    else:
        listing.files.append(CorpusFile(Path(entry.path), entry.source))


def _sort_link(entry: _Entry, corpus: Path, listing: Listing) -> None:
    """Classify a link: its target is read in its own location, if that is inside the corpus."""
    try:
        target = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError):
        message = _("{file}: a broken link; remove it, or replace it with the file itself")
        listing.failures.append(Failure(entry.source, "dangling-link", message.format(file=entry.source)))
        return
    if target.is_relative_to(corpus.resolve()):
        listing.left_out.append(LeftOut(entry.source, _("a link to what is read in its own folder")))
        return
    message = _("{file}: a link out of the corpus folder, which is not followed; replace it with a copy")
    listing.failures.append(Failure(entry.source, "link-outside", message.format(file=entry.source)))


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if _HIDDEN.match(entry.name):
        return True
    if os.name != "nt":
        return False
    return bool(getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_HIDDEN)


def _holds_parts(name: str, beside: set[str]) -> bool:
    """Tell whether a folder contains the parts of a page saved beside it ("a_files" beside "a.html")."""
    page = _SAVED_PAGE.fullmatch(name)
    return page is not None and any(f"{page['page'].lower()}{suffix}" in beside for suffix in _PAGE_SUFFIXES)


def _shown(source: str) -> str:
    """Return a path that any page or terminal can show: what is not UTF-8 or not printable becomes escapes."""
    named = _CONTROL.sub(lambda match: match.group().encode("unicode_escape").decode("ascii"), source)
    return named.encode("utf-8", "backslashreplace").decode("utf-8")
