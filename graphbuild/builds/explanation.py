"""Explains how the citations of one file were read and resolved: the candidates, and why one was chosen or none."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from graphbuild.errors import InputError
from graphbuild.graph.tables import read_rows
from graphbuild.messages import _
from graphbuild.model import Citation, Document, Evidence


@dataclass(frozen=True, slots=True)
class WeighedDocument:
    """A document that a mention could refer to, and the evidence for and against it."""

    document: Document
    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> float:
        """How well it fits, 0 to 1."""
        return round(min(max(sum(piece.weight for piece in self.evidence), 0.0), 1.0), 2)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One citation with all documents considered."""

    citation: Citation
    owner: Document | None
    """The document whose title contains the mention; None if the file's own document cites."""
    meant: WeighedDocument | None
    others: tuple[WeighedDocument, ...]
    """The candidates, or the rejected documents, the best first."""
    not_weighed: tuple[Document, ...]
    """Documents with the same number in other issuers' series: never candidates."""


@dataclass(frozen=True, slots=True)
class ExplainedDocument:
    """A document of a file, and the explanation of its citations."""

    document: Document
    citations: tuple[Explanation, ...]


def explain(folder: Path, source: str, offset: int | None = None) -> list[ExplainedDocument]:
    """Return the documents of a file, mostly one, with the explanation of their citations.

    Parameters
    ----------
    folder
        The folder ``tables`` of a build.
    source
        The file's name in the tables.
    offset
        Offset in the file's text, in code points: only the document there and the citations that cover it; None for
        all.
    """
    documents = {row.id: row for row in read_rows(folder, "documents")}
    by_number: dict[tuple[str, str], list[Document]] = {}
    for row in documents.values():
        if row.number:
            by_number.setdefault((row.type, row.number), []).append(row)
    citations = [
        row for row in read_rows(folder, "citations", source=source) if offset is None or row.start <= offset < row.end
    ]
    return [
        ExplainedDocument(
            documents[file.document],
            tuple(_explanation(row, documents, by_number) for row in citations if file.covers(row.start)),
        )
        for file in read_rows(folder, "files", source=source)
        if offset is None or file.covers(offset)
    ]


def _explanation(
    citation: Citation, documents: dict[str, Document], by_number: dict[tuple[str, str], list[Document]]
) -> Explanation:
    pieces: dict[str, list[Evidence]] = {}
    for piece in citation.evidence:
        pieces.setdefault(piece.document, []).append(piece)
    weighed = {key: WeighedDocument(documents[key], tuple(found)) for key, found in pieces.items()}
    others = sorted((one for key, one in weighed.items() if key != citation.target), key=lambda one: -one.score)
    same_number = by_number.get((citation.type, citation.number or ""), [])
    return Explanation(
        citation=citation,
        owner=documents[citation.citing] if citation.citing != citation.document else None,
        meant=weighed.get(citation.target or ""),
        others=tuple(others),
        not_weighed=tuple(row for row in same_number if row.id not in weighed and row.id != citation.target),
    )


def find_source(folder: Path, name: str) -> str:
    """Return the file that a name refers to: its name in the tables, the end of its path, or its last part alone.

    Raises
    ------
    InputError
        No file of the build, or more than one, matches (code ``no-source``).
    """
    rows = read_rows(folder, "documents")
    sources: list[str] = list(
        dict.fromkeys(source for row in rows if row.source for source in (row.source, *row.copies))
    )
    given = Path(name).as_posix()
    for meant in (
        [source for source in sources if source == given],
        [source for source in sources if given.endswith(f"/{source}")],
        [source for source in sources if source.endswith(f"/{given}")],
    ):
        if len(meant) == 1:
            return meant[0]
        if meant:
            message = _("{name} could be: {sources}").format(name=name, sources=", ".join(sorted(meant)[:5]))
            raise InputError("no-source", message)
    message = _("The build has no file {name}").format(name=name)
    close = get_close_matches(given, sources, n=3, cutoff=0.4)
    if close:
        message += ". " + _("Did you mean: {names}?").format(names=", ".join(close))
    raise InputError("no-source", message)
