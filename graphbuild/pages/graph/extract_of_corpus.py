"""The interactive page of a graph in the words of our vocabulary: of the whole, or of what is around one document."""

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
"""Bytes among which the generator of a page stands."""


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
        As `graphbuild.pages.graph.page.render_graph` takes them.
    built
        ISO time of the build, None where nobody knows it.
    layout
        Where the documents stand; by level and date if None.

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
        File to write, complete or not at all; its folder is made.
    built
        ISO time of the build, shown on the page.
    limit
        The most documents drawn, 1 to 1,000.
    positions
        File with the places of a layout by forces, which is made or added to; None for the layout by level and date.
    pages
        Addresses of the documents' own pages by their IRIs, where the page is one of the build's site.

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
    """Tell whether a file is a graph page that we wrote."""
    from graphbuild.pages.graph.page import GENERATOR

    if not path.is_file():
        return False
    with path.open("rb") as file:
        return f'<meta name="generator" content="{GENERATOR}">'.encode() in file.read(_HEAD)


def surroundings(records: Records, center: str, depth: int) -> Records:
    """Return what stands within `depth` citations of a document, in either direction, the nearest documents first.

    A mention that may mean several documents leads to each of them. See `among` on which citations are kept.

    Parameters
    ----------
    records
        The graph.
    center
        IRI of one of its documents.
    depth
        How many citations away; 0 for the document alone.
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
    """Return the records with those citations only that mean, or may mean, none but the documents that are there.

    A mention shown with a part of what it may mean would look more certain than it is.
    """
    there = {row.id for row in records.documents}
    kept = [row for row in records.citations if row.citing in there and there.issuperset(_meant(row))]
    return replace(records, citations=kept)


def _meant(citation: Citation) -> set[str]:
    """Return the documents that a mention means or may mean."""
    meant = {candidate.document for candidate in citation.candidates}
    return meant | {citation.target} if citation.target else meant
