"""Builds the graph of a folder of documents: reads, extracts, resolves and writes every output, or none."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from graphbuild.builds.replacing import replacing
from graphbuild.errors import InputError
from graphbuild.extraction.reading import read
from graphbuild.identifiers import DEFAULT_BASE, digest
from graphbuild.messages import _
from graphbuild.model import Finding, Reading, Records, Text
from graphbuild.readers import SUFFIXES, read_file
from graphbuild.resolve.records import Resolved, resolve
from graphbuild.user_input.corpus_file import FILE_NAME, Hints, load_hints
from graphbuild.user_input.registers import registers
from graphbuild.vocabulary.known_documents import KnownDocument, known_documents

SITE = "site"
GRAPH_PAGE = "site/do-thi.html"
"""The interactive page of the graph, in a build's folder."""

# A folder's own description is none of its documents.
_ABOUT = "readme"

_LONGEST_NAME = 255
"""Bytes of a file name on the usual file systems."""


class Progress(Protocol):
    """Shows how far a long step is; wraps what the step goes through."""

    def __call__(self, items: Iterable[Any], *, total: int, label: str) -> Iterable[Any]:
        """Return `items` unchanged, one by one."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why."""

    source: str
    code: str
    message: str


@dataclass(slots=True)
class Report:
    """What a build did: the content of ``build.json``."""

    corpus: str
    out: str
    base: str
    started: str
    inputs: list[dict[str, Any]] = field(default_factory=list)
    registers: list[dict[str, Any]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> str:
        """Return the report as JSON, lists of records as lists of objects."""
        content = {
            "program": {"name": "graphbuild", "version": version("graphbuild")},
            "corpus": self.corpus,
            "base": self.base,
            "started": self.started,
            "counts": self.counts,
            "inputs": self.inputs,
            "registers": self.registers,
            "failures": [{"source": f.source, "code": f.code, "message": f.message} for f in self.failures],
            "warnings": [{"code": f.code, "source": f.source, "detail": f.detail} for f in self.findings],
            "seconds": self.seconds,
        }
        return json.dumps(content, ensure_ascii=False, indent=1)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Note how many seconds the block took."""
        begin = time.perf_counter()
        yield
        self.seconds[stage] = round(time.perf_counter() - begin, 3)


def build(
    corpus: Path | str,
    out: Path | str = "outputs",
    *,
    base: str = DEFAULT_BASE,
    progress: Progress | None = None,
) -> Report:
    """Build the graph of the documents in a folder.

    Parameters
    ----------
    corpus
        Folder that is searched, with all folders in it, for files that a reader knows.
    out
        Folder for the outputs; what an earlier build wrote there is replaced all at once at the end.
    base
        What the IRIs of documents, bodies and citations begin with; ends with ``/`` or ``#``.
    progress
        Shows how far reading is.

    Returns
    -------
    Report
        Also written as ``build.json``. A file that cannot be read is a failure in it; the others go on.

    Raises
    ------
    InputError
        There is no such folder (code ``no-corpus``), nothing in it that can be read (``empty-corpus``), or its
        ``corpus.toml`` cannot be used (``corpus-toml``).
    OutputError
        The outputs cannot be written.
    """
    corpus, out = Path(corpus), Path(out)
    report = Report(str(corpus), str(out), base, datetime.now(UTC).isoformat(timespec="seconds"))
    sources = list(find_documents(corpus, out))
    hints = load_hints(corpus, sources)
    with replacing(out) as folder:
        with report.timed("read"):
            readings = _read_all(corpus, sources, hints, report, progress or _silent)
        if not readings:
            raise InputError(
                "empty-corpus",
                _("None of the {count} files in {path} could be read:").format(count=len(sources), path=corpus)
                + "".join(f"\n- {failure.message}" for failure in report.failures[:5]),
            )
        with report.timed("resolve"):
            resolved = resolve(readings, base=base, known=_known(report))
        report.findings = [*resolved.findings, *(Finding("unused_hint", FILE_NAME, match) for match in hints.unused)]
        report.counts = _counts(resolved.records, len(readings))
        _write(folder, resolved, readings, report)
    return report


def find_documents(corpus: Path, out: Path | None = None) -> Iterator[Path]:
    """Yield the files of a corpus that a reader knows, in the order of their paths.

    Hidden files and folders, a folder's README, and the outputs themselves are left out.

    Raises
    ------
    InputError
        There is no such folder (code ``no-corpus``), or it holds no such file (code ``empty-corpus``).
    """
    if not corpus.is_dir():
        message = _("There is no folder {path}. Give the folder that holds the documents").format(path=corpus)
        raise InputError("no-corpus", message)
    outputs = out.resolve() if out else None
    found = False
    for path in sorted(corpus.rglob("*")):
        inner = path.relative_to(corpus)
        if path.suffix.lower() not in SUFFIXES or not path.is_file() or inner.stem.lower() == _ABOUT:
            continue
        if any(part.startswith(".") for part in inner.parts) or (outputs and outputs in path.resolve().parents):
            continue
        found = True
        yield path
    if not found:
        raise InputError(
            "empty-corpus",
            _("There is no document in {path}. Files that can be read: {suffixes}").format(
                path=corpus, suffixes=", ".join(sorted(SUFFIXES))
            ),
        )


def _read_all(corpus: Path, sources: list[Path], hints: Hints, report: Report, progress: Progress) -> list[Reading]:
    readings = []
    for path in progress(sources, total=len(sources), label=_("Reading documents")):
        source = path.relative_to(corpus).as_posix()
        if (shown := source.encode("utf-8", "backslashreplace").decode("utf-8")) != source:
            message = _("{path}: the name of the file is not UTF-8; rename it").format(path=shown)
            report.failures.append(Failure(shown, "file-name", message))
            continue
        try:
            text = read_file(path, source)
        except InputError as error:
            report.failures.append(Failure(source, error.code, str(error)))
            continue
        readings.append(read(text, hints.of(source)))
        report.inputs.append(_input(text, path))
    return readings


def _known(report: Report) -> list[KnownDocument]:
    """Return the authority file with the user's registers, which the report names."""
    own = registers()
    report.registers = [
        {"name": register.name, "sha256": register.sha256, "documents": len(register.documents)} for register in own
    ]
    return [*known_documents(), *(document for register in own for document in register.documents)]


def _input(text: Text, path: Path) -> dict[str, Any]:
    return {
        "source": text.source,
        "sha256": text.sha256,
        "bytes": path.stat().st_size,
        "format": text.format,
        "encoding": text.encoding,
    }


def _counts(records: Records, files: int) -> dict[str, int]:
    # What a paper says of itself is no citation of another one.
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


def _write(folder: Path, resolved: Resolved, readings: list[Reading], report: Report) -> None:
    from graphbuild.graph.dataset import Run
    from graphbuild.graph.jsonld import write_jsonld
    from graphbuild.graph.network import write_gexf, write_graphml
    from graphbuild.graph.rdf import write_nquads
    from graphbuild.graph.tables import write_tables
    from graphbuild.graph.turtle import write_turtle
    from graphbuild.pages.corpus_view import CorpusView
    from graphbuild.pages.graph.extract_of_corpus import write_graph_page
    from graphbuild.pages.review_page import Unread
    from graphbuild.pages.site import write_site
    from graphbuild.sparql.store import Store, create

    records = resolved.records
    with report.timed("tables"):
        write_tables(records, folder / "tables")
        _write_texts(folder / "texts", readings)
    with report.timed("rdf"):
        run = Run(report.started, version("graphbuild"))
        write_nquads(records, folder / "graph.nq", base=report.base, run=run)
        write_turtle(folder / "graph.nq", folder / "graph.ttl")
    with report.timed("store"):
        create(folder / "graph.nq", folder / "store")
    with report.timed("json-ld"):
        write_jsonld(folder / "store", folder / "graph.jsonld")
    with report.timed("network"):
        write_graphml(records, folder / "graph.graphml")
        write_gexf(records, folder / "graph.gexf")
    with report.timed("pages"):
        texts = {reading.text.source: reading.text.content for reading in readings}
        corpus = CorpusView(records, texts, resolved.named_bodies, base=report.base)
        unread = [Unread(failure.source, failure.message) for failure in report.failures]
        write_site(
            corpus,
            Store.open(folder / "store"),
            folder / SITE,
            built=report.started,
            unread=unread,
            findings=report.findings,
        )
        write_graph_page(records, folder / GRAPH_PAGE, built=report.started, pages=dict(corpus.addresses.items()))
    (folder / "build.json").write_text(report.as_json(), encoding="utf-8")


def _write_texts(folder: Path, readings: list[Reading]) -> None:
    """Store the extracted text of every file whose offsets are not those of the file itself."""
    for reading in readings:
        if reading.text.format not in ("plain", "markdown"):
            path = text_file(folder, reading.text.source)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(reading.text.content, encoding="utf-8", newline="\n")


def text_file(folder: Path, source: str) -> Path:
    """Return where in the folder ``texts`` the extracted text of a file stands, if its offsets are not its own."""
    path = folder / f"{source}.txt"
    if len(path.name.encode("utf-8", "surrogateescape")) > _LONGEST_NAME:
        return path.with_name(f"{digest(path.name)}.txt")
    return path


def _silent(items: Iterable[Any], *, total: int, label: str) -> Iterable[Any]:
    return items
