"""The interactive graph page with the labels of our vocabulary: of the whole graph, or around one document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.model import Citation, Records
from graphbuild.writing import write_file

if TYPE_CHECKING:
    from graphbuild.pages.graph.by_level_and_date import Layout

_HEAD = 1 << 10
"""Bytes around the generator of a page."""


def graph_page(
    records: Records,
    *,
    title: str,
    title_en: str,
    built: str | None,
    limit: int = 150,
    layout: Layout | None = None,
    pages: Mapping[str, str] | None = None,
) -> str:
    """Return the interactive page of a graph with the names of types and relations.

    Parameters
    ----------
    records, title, title_en, limit, pages
        As in `graphbuild.pages.graph.page.render_graph`.
    built
        ISO time of the build, None if unknown.
    layout
        Layout of the documents; by level and date if None.

    Raises
    ------
    ValueError
        `limit` is out of its range.
    """
    from graphbuild.pages.graph.by_level_and_date import by_level_and_date
    from graphbuild.pages.graph.page import render_graph
    from graphbuild.vocabulary.document_types import document_types
    from graphbuild.vocabulary.relations import relations

    return render_graph(
        records,
        title=title,
        title_en=title_en,
        built=datetime.fromisoformat(built).astimezone().strftime("%H:%M, %d/%m/%Y") if built else "–",
        type_names={code: kind.name for code, kind in document_types().items()},
        relation_names={code: (relation.label, relation.label_in) for code, relation in relations().items()},
        relation_names_en={code: relation.label_en for code, relation in relations().items()},
        limit=limit,
        layout=layout or by_level_and_date,
        pages=pages,
    )


def write_graph_page(
    records: Records,
    path: Path,
    *,
    built: str,
    limit: int = 150,
    positions: Path | None = None,
    pages: Mapping[str, str] | None = None,
) -> None:
    """Write the interactive page of the graph.

    Parameters
    ----------
    records
        The graph.
    path
        File to write, completely or not at all; its folder is created.
    built
        ISO time of the build, shown on the page.
    limit
        Maximum number of documents drawn, 1 to 1,000.
    positions
        File with the positions of a force layout, which is created or extended; None for the layout by level and date.
    pages
        Addresses of the documents' own pages by their IRIs, if the page is part of a build's site.

    Raises
    ------
    InputError
        The file `positions` cannot be read (code ``positions``).
    OutputError
        A file cannot be written (code ``unwritable``).
    """
    from graphbuild.pages.graph.stored_positions import stored_layout

    page = graph_page(
        records,
        title="Đồ thị viện dẫn",
        title_en="Citation graph",
        built=built,
        limit=limit,
        layout=stored_layout(positions, (row.id for row in records.documents)) if positions else None,
        pages=pages,
    )
    write_file(path, page)


def is_graph_page(path: Path) -> bool:
    """Tell whether a file is a graph page written by graphbuild."""
    from graphbuild.pages.graph.page import GENERATOR

    if not path.is_file():
        return False
    with path.open("rb") as file:
        return f'<meta name="generator" content="{GENERATOR}">'.encode() in file.read(_HEAD)


def surroundings(records: Records, center: str, depth: int) -> Records:
    """Return the surroundings of a document up to `depth` citations in either direction, the nearest documents first.

    A mention with several candidates leads to each of them. See `among` on which citations are kept.

    Parameters
    ----------
    records
        The graph.
    center
        IRI of one of its documents.
    depth
        Maximum distance in citations; 0 for the document alone.
    """
    beside: dict[str, set[str]] = defaultdict(set)
    for citation in records.citations:
        for other in _meant(citation):
            beside[citation.citing].add(other)
            beside[other].add(citation.citing)
    documents = {row.id: row for row in records.documents}
    reached, ring = [center], {center}
    seen = set(ring)
    for _step in range(depth):
        ring = set().union(*(beside[iri] for iri in ring)) - seen
        seen |= ring
        reached += sorted(ring, key=lambda iri: (documents[iri].presence != "in_corpus", iri))
    return among(replace(records, documents=[documents[iri] for iri in reached]))


def among(records: Records) -> Records:
    """Return the records with only those citations whose targets or candidates are all among the documents.

    A mention shown with only some of its candidates would look more certain than it is.
    """
    there = {row.id for row in records.documents}
    kept = [row for row in records.citations if row.citing in there and there.issuperset(_meant(row))]
    return replace(records, citations=kept)


def _meant(citation: Citation) -> set[str]:
    """Return the documents that a mention refers or could refer to."""
    meant = {candidate.document for candidate in citation.candidates}
    return meant | {citation.target} if citation.target else meant
