"""Builds the graph of a folder of documents: reads, extracts, resolves and writes all outputs, or none."""

from __future__ import annotations

import platform
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pyoxigraph

from graphbuild.builds import layout
from graphbuild.builds.corpus import CorpusFile, list_corpus
from graphbuild.builds.manifest import write_manifest
from graphbuild.builds.outputs import OUTPUTS, Material
from graphbuild.builds.page_images import PageImages
from graphbuild.builds.replacing import replacing
from graphbuild.builds.report import Report
from graphbuild.errors import InputError
from graphbuild.extraction.reading import read
from graphbuild.identifiers import DEFAULT_BASE, digest
from graphbuild.messages import _
from graphbuild.model import Finding, Hint, Reading, Records, Text
from graphbuild.readers.failure import Failure
from graphbuild.readers.files import Files
from graphbuild.readers.formats import SUFFIXES
from graphbuild.readers.reader import Settings
from graphbuild.resolve.records import resolve
from graphbuild.text import is_utf8
from graphbuild.user_input.corpus_file import FILE_NAME, Hints, load_hints
from graphbuild.user_input.registers import registers
from graphbuild.user_input.typed_days import typed_day
from graphbuild.vocabulary.known_documents import KnownDocument

_NO_HOST = re.compile("https?:(?!//[^/?#])", re.IGNORECASE)
_TOLD = 5
"""Maximum number of failures listed in one message."""


class Progress(Protocol):
    """Shows the progress of a long step; wraps what the step iterates over."""

    def __call__(self, items: Iterable[Any], *, total: int, label: str) -> Iterable[Any]:
        """Return `items` unchanged, one by one."""


def build(
    corpus: Path | str,
    out: Path | str = "outputs",
    *,
    base: str | None = None,
    corpus_name: str | None = None,
    as_of: str | None = None,
    convert_legacy: bool = False,
    jobs: int | None = None,
    page_images: PageImages = "evidence",
    progress: Progress | None = None,
) -> Report:
    """Build the graph of the documents in a folder.

    Parameters
    ----------
    corpus
        Folder to search, including its subfolders.
    out
        Folder for the outputs; those of an earlier build are replaced atomically at the end.
    base
        Beginning of the IRIs of documents, bodies and citations, in ASCII; ends with ``/`` or ``#``. The standard
        address if None.
    corpus_name
        Name that distinguishes this corpus from others in one store, wherever its folder is. If None, it has the name
        of its folder, and another folder or computer has another corpus, even if its name is the same.
    as_of
        The day for which the force of the documents is told, as ISO date or as documents write it (1/7/2025); today if
        None.
    convert_legacy
        Whether plain text and pages in the code of an old font, or garbled by a wrong conversion, are converted where
        that is exact; otherwise they are failures.
    jobs
        Number of pages of scans that are recognised at a time; as many as there are processors if None.
    page_images
        Which pages of PDF files and scans the site shows as pictures: ``"all"``, ``"evidence"`` (those with a citation,
        a task or uncertain words, and the first of each document) or ``"none"``.
    progress
        Shows the progress of reading.

    Returns
    -------
    Report
        Also written as ``build.json``. A file that cannot be read is a failure in it; the others are still processed.

    Raises
    ------
    InputError
        There is no such folder (code ``no-corpus``), it is also that of the outputs (``out-is-corpus``), it contains
        nothing that can be read (``empty-corpus``), its ``corpus.toml`` cannot be used (``corpus-toml``), the name of a
        folder is not UTF-8 (``folder-name``), or `base` (``base``), `corpus_name` (``corpus-name``) or `as_of`
        (``as-of``) cannot be used.
    OutputError
        The outputs cannot be written.
    """
    corpus, out = Path(corpus), Path(out)
    base = DEFAULT_BASE if base is None else base
    _refuse_base(base)
    name, corpus_id = _identity(corpus, out, corpus_name)
    started = datetime.now(UTC).isoformat(timespec="seconds")
    report = Report(name, corpus_id, base, started, date.today().isoformat() if as_of is None else _day(as_of))
    listing = list_corpus(corpus, out)
    report.failures, report.left_out = list(listing.failures), listing.left_out
    hints = load_hints(corpus)
    settings = Settings.usual(convert_legacy=convert_legacy, jobs=jobs)
    with replacing(out) as folder, Files(settings) as files:
        with report.timed("read"):
            readings = _read_all(files, listing.files, hints, report, progress or _silent)
        if not readings:
            raise _empty(corpus, report)
        with report.timed("resolve"):
            resolved = resolve(readings, base=base, registered=_registered(report), as_of=report.as_of)
        sources = [reading.text.source for reading in readings]
        unused = [Finding("unused_hint", FILE_NAME, match) for match in hints.unused(sources)]
        report.findings, report.notes = [*resolved.findings, *unused], _notes(readings)
        report.counts = _counts(resolved.records, len(readings))
        material = Material(folder, resolved, readings, report, page_images, partial(_pictures, files, listing.files))
        for output in OUTPUTS:
            with report.timed(output.name):
                output.write(material)
        write_manifest(folder)
        report.outputs = [name for name in layout.ENTRIES if name == layout.REPORT or (folder / name).exists()]
        (folder / layout.REPORT).write_text(report.as_json(), encoding="utf-8")
    return report


def _refuse_base(base: str) -> None:
    """Raise if something appended to a base would not be an IRI of its own."""
    try:
        pyoxigraph.NamedNode(base)
        is_usable = base.isascii() and not _NO_HOST.match(base) and base.endswith(("/", "#")) and "#" not in base[:-1]
    except ValueError:
        is_usable = False
    if not is_usable:
        message = _(
            "“{base}” cannot be the beginning of IRIs (--base): write a complete address without diacritics that ends "
            "with / or #, such as https://vanban.example/"
        )
        raise InputError("base", message.format(base=base))


def _day(typed: str) -> str:
    """Return the ISO date of the day for which somebody asks."""
    day = typed_day(typed.strip())
    if day is None:
        message = _("“{day}” is not a day (--as-of): write a date such as 01/7/2025 or 2025-07-01")
        raise InputError("as-of", message.format(day=typed))
    return day


def _identity(corpus: Path, out: Path, name: str | None) -> tuple[str, str]:
    """Return the name of a corpus, and an id that tells it from another corpus of the same name."""
    for folder in (corpus, out):
        if not is_utf8(str(folder)):
            message = _("The name of the folder {path} is not encoded in UTF-8; rename it")
            raise InputError("folder-name", message.format(path=folder))
    own = corpus.resolve().name if name is None else name
    if not own.strip() or not is_utf8(own):
        message = _("“{name}” cannot be the name of a corpus; give it one, encoded in UTF-8, with --corpus-name")
        raise InputError("corpus-name", message.format(name=own))
    return own, digest(f"{platform.node()}\0{corpus.resolve()}" if name is None else name)


def _read_all(
    files: Files, listed: Sequence[CorpusFile], hints: Hints, report: Report, progress: Progress
) -> list[Reading]:
    """Return the readings of the files; an exception in one of them is that file's failure only."""
    readings: list[Reading] = []
    for file in progress(listed, total=len(listed), label=_("Reading documents")):
        for text in files.texts(file.path, file.source):
            result = text if isinstance(text, Failure) else _read(text, hints.of(text.source))
            if isinstance(result, Failure):
                report.failures.append(result)
            else:
                readings.append(result)
                report.inputs.append(_input(result.text))
    return readings


def _read(text: Text, hint: Hint) -> Reading | Failure:
    try:
        return read(text, hint)
    except Exception as error:
        return Failure.of(text.source, error)


def _notes(readings: Sequence[Reading]) -> list[Finding]:
    """Return what the readers tell of the files besides their text."""
    return [Finding(note.code, reading.text.source, note.detail) for reading in readings for note in reading.text.notes]


def _pictures(files: Files, listed: Sequence[CorpusFile], source: str, numbers: Sequence[int]) -> Iterator[bytes]:
    """Return the pictures of pages of a file of the corpus, or of a file in one."""
    outer = next(file for file in listed if f"{source}/".startswith(f"{file.source}/"))
    return files.pictures(outer.path, outer.source, source, numbers)


def _empty(corpus: Path, report: Report) -> InputError:
    told = [failure.message for failure in report.failures]
    if told:
        message = _("None of the {count} files in {path} could be read:").format(count=len(told), path=corpus)
    else:
        message = _("There are no documents in {path}. File types that can be read: {suffixes}")
        message = message.format(path=corpus, suffixes=", ".join(SUFFIXES))
    told += [f"{entry.source} ({entry.reason})" for entry in report.left_out]
    return InputError("empty-corpus", message + "".join(f"\n- {line}" for line in told[:_TOLD]))


def _registered(report: Report) -> list[KnownDocument]:
    """Return the documents of the user's registers, which the report lists."""
    own = registers()
    report.registers = [
        {"name": register.name, "sha256": register.sha256, "documents": len(register.documents)} for register in own
    ]
    return [document for register in own for document in register.documents]


def _input(text: Text) -> dict[str, Any]:
    return {
        "source": text.source,
        "sha256": text.sha256,
        "bytes": text.size,
        "format": text.format,
        "encoding": text.encoding,
    }


def _counts(records: Records, files: int) -> dict[str, int]:
    # A self-reference is not a citation of another document.
    others = [citation for citation in records.citations if citation.kind != "self"]
    resolutions = Counter(citation.resolution for citation in others)
    return {
        "files": files,
        "documents": len(records.documents),
        "bodies": len(records.bodies),
        "citations": len(others),
        "self_references": len(records.citations) - len(others),
        "obligations": len(records.obligations),
        **{name: resolutions[name] for name in ("in_corpus", "known", "cited_only", "ambiguous", "unresolved")},
    }


def _silent(items: Iterable[Any], *, total: int, label: str) -> Iterable[Any]:
    return items
