"""The interactive page of the citation graph: one HTML file that works from disk without any network.

pyvis carries the graph and renders our own template; its stock template, physics and options are not used, because
several of them execute text of the records as script or call a content delivery network. The records reach the browser
only as JSON in a data block and are displayed only through ``textContent``.
"""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.combining import readable
from graphbuild.model import Citation, Document, Records
from graphbuild.page_addresses import anchor
from graphbuild.pages.graph.by_level_and_date import Arrangement, Layout, by_level_and_date
from graphbuild.pages.safety import POLICY_MARK, script_data, with_policy
from graphbuild.pages.templates import CANVAS, SHARED, script, styles
from graphbuild.pages.words import warning_words
from graphbuild.vocabulary.schemes import both_labels, labels

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

MOST_NODES = 1_000
"""Maximum number of labelled boxes: no browser draws more smoothly and nobody reads them."""

GENERATOR = "graphbuild: graph"
"""Marker in the head of every graph page, by which one is recognised."""

SCRIPTS = (
    *SHARED,
    *CANVAS,
    *(
        f"graph/{name}.js"
        for name in (
            *("words", "text", "search", "filters", "walks", "places", "labels", "drawing", "depth", "panel"),
            *("path", "table", "svg", "export", "address", "graph"),
        )
    ),
)

LINE_LENGTH = 17
"""Characters that fit on one line of a box."""

_DIRECTION_MARKS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")

EdgeKey = tuple[str, str, str]
"""Citing document, target and relation: the key by which citations share an edge."""


def render_graph(
    records: Records,
    *,
    title: str,
    built: str,
    type_names: Mapping[str, str],
    relation_names: Mapping[str, tuple[str, str]],
    title_en: str | None = None,
    relation_names_en: Mapping[str, str] | None = None,
    limit: int = 150,
    layout: Layout = by_level_and_date,
    pages: Mapping[str, str] | None = None,
) -> str:
    """Return the citation graph as one self-contained HTML page.

    Nodes are documents, edges are citations grouped by citing document, target and relation, each with all its
    evidence. Citations with an open target are not drawn but listed with the citing document; self-references are left
    out.

    Parameters
    ----------
    records
        The graph; every ``citing`` and ``target`` of its citations is the id of one of its documents.
    title
        Heading of the page.
    built
        When and from what the graph was built, as displayed on the page.
    type_names
        Vietnamese names of the document types by code: ``{"NQ": "Nghị quyết"}``. A code without a name is shown itself.
    relation_names
        Vietnamese labels of the relations by code, out and in: ``{"implements": ("thực hiện", "được thực hiện bởi")}``.
        A code without labels is shown itself.
    title_en
        Heading of the page in English, None if it is the same.
    relation_names_en
        English labels of the relations by code, out only; missing ones are replaced by the Vietnamese.
    limit
        Maximum number of documents drawn, 1 to 1,000. Documents of the corpus come first, then the most connected ones;
        a line on the page says how many are left out.
    layout
        Layout of the documents.
    pages
        Addresses of the documents' own pages by their ids, relative to this page, and the page ``index.html`` beside
        it, if the page is part of a site. None for a standalone page without links.

    Raises
    ------
    ValueError
        `limit` is out of its range.
    KeyError
        A citation names a document that is not among the records.
    """
    # Slow to import (pyvis pulls in IPython), which would slow down `graphbuild --help`.
    from markupsafe import Markup
    from pyvis.network import Network

    if not 1 <= limit <= MOST_NODES:
        raise ValueError(f"limit must be from 1 to {MOST_NODES}, not {limit}")
    documents = {document.id: document for document in records.documents}
    edges = _edges(records.citations, documents)
    shown = _most_telling(records.documents, edges, limit)
    levels = {body.id: body.level or "" for body in records.bodies}
    links = sorted({(citing, target) for citing, target, _relation in edges})
    arrangement = layout(shown, levels, links)
    index = {document.id: number for number, document in enumerate(shown)}

    network = Network(directed=True)
    proof = _Proof(documents, pages or {})
    for node in _nodes(shown, documents, records, edges, arrangement, index, proof):
        network.add_node(node.pop("id"), shape="box", **node)
    # Network.add_edge compares every new edge with all earlier ones: 27 s for 60,000 edges.
    network.edges = [
        {
            "from": index[citing],
            "to": index[target],
            "relation": relation,
            "evidence": [proof.of(citation) for citation in citations],
        }
        for (citing, target, relation), citations in edges.items()
        if citing in index and target in index
    ]

    def relation_labels(code: str) -> tuple[str, str, str]:
        label, label_in = relation_names.get(code, (code, code))
        return label, label_in, (relation_names_en or {}).get(code, label)

    def data(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> Markup:
        used_types = {node["type"] for node in nodes}
        used_relations = {edge["relation"] for edge in edges} | {
            citation["relation"] for node in nodes for citation in node["undetermined"]
        }
        used_reasons = {reason for citation in records.citations for reason in citation.reasons}
        content = {
            "nodes": nodes,
            "edges": edges,
            "rows": arrangement.rows,
            "columns": arrangement.columns,
            "types": {code: type_names.get(code, code) or "Văn bản" for code in sorted(used_types)},
            "relations": {code: relation_labels(code) for code in sorted(used_relations)},
            "labels": {
                "ground": {code: both_labels("ground", code) for code in sorted(used_reasons)},
                "resolution": labels("resolution"),
                "status": labels("status"),
            },
        }
        return Markup(script_data(content))

    network.templateEnv = _template_environment(
        {
            "title": title,
            "title_en": title_en,
            "built": built,
            "generator": GENERATOR,
            "policy": POLICY_MARK,
            "total": len(documents),
            "in_site": pages is not None,
            "by_level": bool(arrangement.rows),
            "left_out": len(documents) - len(shown),
            "enough": min(len(documents), MOST_NODES),
            "style": Markup(styles("graph.css")),
            "scripts": [Markup(script(name)) for name in SCRIPTS],
            "data": data,
        }
    )
    network.path = "graph.html"
    return with_policy(readable(network.generate_html()))


def _template_environment(page: Mapping[str, Any]) -> Environment:
    """Return what pyvis renders our template with; it passes nodes and edges, `page` is everything else."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent.parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.globals.update(page=page, labels=labels)
    return environment


def _edges(citations: Iterable[Citation], documents: Mapping[str, Document]) -> dict[EdgeKey, list[Citation]]:
    edges: dict[EdgeKey, list[Citation]] = defaultdict(list)
    for citation in citations:
        if citation.target is not None and citation.target != citation.citing:
            key = (documents[citation.citing].id, documents[citation.target].id, citation.relation)
            edges[key].append(citation)
    for citations_of_edge in edges.values():
        citations_of_edge.sort(key=lambda it: (it.source, it.start))
    return edges


def _most_telling(documents: Iterable[Document], edges: Iterable[EdgeKey], limit: int) -> list[Document]:
    """Return at most `limit` documents: those of the corpus first, then the most connected ones."""
    degree: dict[str, int] = defaultdict(int)
    for citing, target, _relation in edges:
        degree[citing] += 1
        degree[target] += 1
    ranked = sorted(documents, key=lambda it: (it.presence != "in_corpus", -degree[it.id], it.id))
    return ranked[:limit]


def _nodes(
    shown: Sequence[Document],
    documents: Mapping[str, Document],
    records: Records,
    edges: Iterable[EdgeKey],
    arrangement: Arrangement,
    index: Mapping[str, int],
    proof: _Proof,
) -> list[dict[str, Any]]:
    """Return the page's data about each document, in the order of `shown`."""
    body_places = {body.id: body.place for body in records.bodies}
    cited_by: dict[str, set[str]] = defaultdict(set)
    not_drawn: dict[str, int] = defaultdict(int)
    for citing, target, _relation in edges:
        cited_by[target].add(citing)
        if citing not in index or target not in index:
            not_drawn[citing] += 1
            not_drawn[target] += 1
    undetermined: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for citation in records.citations:
        if citation.target is None and citation.citing in index:
            undetermined[citation.citing].append(_undetermined(citation, documents, index, proof))
    nodes = []
    for number, document in enumerate(shown):
        place = document.place or body_places.get(document.issuer or "")
        x, y = arrangement.positions[document.id]
        nodes.append(
            {
                "id": number,
                "label": box_text(document.label, place, outdated=document.force == "ended"),
                # A group keeps pyvis from writing its own colour into each node.
                "group": document.presence,
                "x": x,
                "y": y,
                "iri": document.id,
                "page": proof.pages.get(document.id),
                "name": document.label,
                "number": document.number,
                "heading": document.title,
                "type": document.type,
                "issuer": document.issuer or document.issuer_name,
                "issuer_name": document.issuer_name,
                "place": place,
                "date": document.date,
                "file": document.source,
                "status": document.status,
                "warnings": [warning_words(warning) for warning in document.warnings],
                "cited_by": len(cited_by[document.id]),
                "not_drawn": not_drawn[document.id],
                "undetermined": undetermined[document.id],
            }
        )
    return nodes


def box_text(name: str, place: str | None, *, outdated: bool) -> str:
    r"""Return the two or three short lines that fit in a document's box.

    The place is below the number because the number alone does not identify a document: every province has its
    28-NQ/TU.

    Examples
    --------
    >>> box_text("28-NQ/TU", "tỉnh Lâm Đồng", outdated=False)
    '28-NQ/TU\nLâm Đồng'
    >>> box_text("05-NQ/HU", "huyện Vĩnh Bảo, thành phố Hải Phòng", outdated=True)
    '✕ 05-NQ/HU\nhuyện Vĩnh Bảo'
    >>> box_text("Quy chế làm việc của Ban Chấp hành Trung ương", None, outdated=False)
    'Quy chế làm việc\ncủa Ban Chấp…'
    """
    mark = "✕ " if outdated else ""
    lines = _lines(mark + (name.strip() or "(không tên)"), 2)
    if place:
        nearest = place.split(",")[0].strip().removeprefix("tỉnh ").replace("thành phố ", "TP. ", 1)
        lines += _lines(nearest, 1)
    return "\n".join(lines)


def _lines(text: str, most: int) -> list[str]:
    # Direction marks would let one label reverse the letters of another on the canvas.
    plain = _DIRECTION_MARKS.sub("", text)
    return textwrap.wrap(plain, LINE_LENGTH, max_lines=most, placeholder="…")


class _Proof:
    """Prepares citations for display on the page."""

    def __init__(self, documents: Mapping[str, Document], pages: Mapping[str, str]) -> None:
        self._documents = documents
        self.pages = pages

    def of(self, citation: Citation) -> dict[str, Any]:
        # Truncated here, because Python counts code points as the offsets do and a browser counts UTF-16 units.
        start, end = citation.start - citation.sentence_start, citation.end - citation.sentence_start
        return {
            "file": citation.source,
            "start": citation.start,
            "end": citation.end,
            "sentence": [citation.sentence[:start], citation.sentence[start:end], citation.sentence[end:]],
            "cue": citation.cue,
            "confidence": citation.confidence,
            "resolution": citation.resolution,
            "reasons": citation.reasons,
            "page": self._address(citation),
        }

    def _address(self, citation: Citation) -> str | None:
        """Return the address of a citation in the site: on the page of its document, if that shows this file's text."""
        page = self.pages.get(citation.document)
        if page is None or not self._documents[citation.document].shows(citation.source, citation.start):
            return None
        return f"{page}#{anchor(citation.id)}"


def _undetermined(
    citation: Citation, documents: Mapping[str, Document], index: Mapping[str, int], proof: _Proof
) -> dict[str, Any]:
    return {
        "text": citation.text,
        "relation": citation.relation,
        "evidence": proof.of(citation),
        "candidates": [
            {
                "node": index.get(candidate.document),
                "name": documents[candidate.document].label,
                "issuer_name": documents[candidate.document].issuer_name,
                "date": documents[candidate.document].date,
                "score": candidate.score,
            }
            for candidate in citation.candidates
        ],
    }
