"""Records as RDF: the N-Quads from which every other form of the graph is derived.

Each file of the corpus has a named graph with its statements (the data of its own document, its citations and
obligations with their evidence, the direct edges); one shared graph contains what belongs to no single file (bodies,
documents only cited, known documents); one contains the ontology and the closed lists, so that labels of our terms can
be queried with the rest; one describes the dataset and its provenance.

A citation is written twice: as a direct edge, for paths, and as a node, for the evidence. An edge stated by several
files is in the graph of each: count with DISTINCT. There are no blank nodes (remote stores cannot address them).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pyoxigraph

from graphbuild.errors import OutputError
from graphbuild.folders import ontology_folder
from graphbuild.graph import namespaces as ns
from graphbuild.graph.dataset import Run, describe_dataset
from graphbuild.graph.rdf_entities import body_lines, change_lines, document_lines, file_lines
from graphbuild.graph.rdf_mentions import (
    amendment_lines,
    citation_lines,
    fulfilment_lines,
    internal_reference_lines,
    obligation_lines,
)
from graphbuild.graph.rdf_nodes import Written
from graphbuild.graph.terms import iri
from graphbuild.messages import _
from graphbuild.model import Records
from graphbuild.vocabulary.document_types import PRESS_ARTICLE
from graphbuild.writing import replaced

_BUFFER = 1 << 20


def write_nquads(records: Records, path: Path, *, names: ns.GraphNames | None = None, run: Run | None = None) -> int:
    """Write `records` as N-Quads, one per line, and return the number of lines.

    Parameters
    ----------
    records : Records
        Their ids are full IRIs; citations and obligations should be ordered by file.
    path : Path
        File to write; appears only when it is complete.
    names : GraphNames, optional
        Names of the corpus's graphs; the standard ones by default.
    run : Run, optional
        The run that creates the graph; if given, the graph describes itself.

    Raises
    ------
    OutputError
        If an id is not an ASCII IRI (code ``iri``), a text is not Unicode (code ``text``), or the file cannot be
        written (code ``unwritable``).
    """
    names = names or ns.GraphNames()
    count = 0
    try:
        with (
            replaced(path) as unfinished,
            unfinished.open("w", encoding="utf-8", newline="\n", buffering=_BUFFER) as file,
        ):
            for lines in _statements(records, names):
                file.write("".join(lines))
                count += len(lines)
            count += _write_ontology(file)
            if run is not None:
                description = describe_dataset(records, run, statements=count, names=names)
                file.writelines(description)
                count += len(description)
    except UnicodeEncodeError as error:
        message = _("This text is not valid Unicode and cannot be written: {text}")
        raise OutputError("text", message.format(text=ascii(error.object[error.start : error.end + 40]))) from error
    return count


def _statements(records: Records, names: ns.GraphNames) -> Iterator[list[str]]:
    shared = iri(names.shared)
    issuers: dict[str, str | None] = {}
    for document in records.documents:
        issuers[document.id] = document.issuer
        yield document_lines(document, names)
    for body in records.bodies:
        yield body_lines(body, shared)
    yield change_lines(records.bodies, shared)
    press = {document.id for document in records.documents if document.type == PRESS_ARTICLE}
    written = Written(set())
    for citation in records.citations:
        yield citation_lines(citation, iri(names.file(citation.source)), written, by_press=citation.citing in press)
    for amendment in records.amendments:
        yield amendment_lines(amendment, iri(names.file(amendment.source)), written)
    for fulfilment in records.fulfilments:
        yield fulfilment_lines(fulfilment, iri(names.file(fulfilment.source)))
    for reference in records.internal_references:
        yield internal_reference_lines(reference, iri(names.file(reference.source)), written)
    for source_file in records.files:
        yield written.new(file_lines(source_file, names))
    for obligation in records.obligations:
        yield obligation_lines(obligation, iri(names.file(obligation.source)), issuers.get(obligation.document))


def _write_ontology(file: IO[str]) -> int:
    """Write our terms and the closed lists into the graph of the ontology."""
    graph = pyoxigraph.NamedNode(ns.ONTOLOGY_DOCUMENT)
    count = 0
    for name in ("graphbuild.ttl", "vocabulary.ttl"):
        for quad in pyoxigraph.parse(path=ontology_folder() / name, format=pyoxigraph.RdfFormat.TURTLE):
            file.write(f"{pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, graph)} .\n")
            count += 1
    return count
