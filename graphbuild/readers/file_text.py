"""One file for people who only want its text: with its pages, and what the reader warns of in words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from graphbuild.errors import InputError
from graphbuild.model import Layout, Text
from graphbuild.readers.failure import Failure
from graphbuild.readers.files import Files
from graphbuild.readers.reader import Settings
from graphbuild.vocabulary.labels import note_text


@dataclass(frozen=True, slots=True)
class FileText:
    """What was read from a file."""

    name: str
    """Its name; that of a file in an archive or a mail follows after ``/``."""
    format: str = ""
    """Name of its format ("docx"); "" for an archive, and for a file that could not be read."""
    text: str = ""
    pages: tuple[str, ...] = ()
    """The text of each page; empty if the format has no pages."""
    warnings: tuple[str, ...] = ()
    """What was left out or changed, or why nothing could be read, in the user's language."""
    layout: Layout | None = None
    """Where the words are on the pages; None if the format has no pages, or does not tell."""
    files: tuple[FileText, ...] = ()
    """The files in an archive, or attached to a mail."""


def file_text(path: Path, *, convert_legacy: bool = False, jobs: int | None = None) -> FileText:
    """Return the text of a file.

    Parameters
    ----------
    path
        Path of the file.
    convert_legacy
        Whether plain text in the code of an old font is converted where that is exact.
    jobs
        Number of pages of scans that are recognised at a time; as many as there are processors if None.

    Raises
    ------
    InputError
        Why it cannot be read, with the codes of `graphbuild.readers.formats.read_bytes`; a file in it that cannot be
        read only has a warning.
    """
    name = path.name
    with Files(Settings.usual(convert_legacy=convert_legacy, jobs=jobs)) as opened:
        results = list(opened.texts(path, name))
    own = next((result for result in results if result.source == name), None)
    inside = tuple(_shown(result) for result in results if result is not own)
    if isinstance(own, Failure):
        raise InputError(own.code, own.message)
    if own is None:
        return FileText(name, files=inside)
    return _shown(own, inside)


def _shown(result: Text | Failure, files: tuple[FileText, ...] = ()) -> FileText:
    if isinstance(result, Failure):
        return FileText(result.source, warnings=(result.message,))
    pages = pairwise([*result.pages, len(result.content)]) if result.pages else ()
    return FileText(
        result.source,
        result.format,
        result.content,
        tuple(result.content[start:end] for start, end in pages),
        tuple(map(note_text, result.notes)),
        result.layout,
        files,
    )
