"""The graph for NetworkX: documents as nodes, citations as edges, built from the rows and not through RDF."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.model import Citation, Document, Records

if TYPE_CHECKING:
    import networkx as nx

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def network(records: Records) -> nx.MultiDiGraph[str]:
    """Return the citation graph.

    Nodes are the IRIs of documents with ``label``, ``type``, ``number``, ``date``, ``issuer``, ``issuer_name``,
    ``title``, ``presence``, ``status`` and ``source``. An edge runs from the citing document to the cited one, with the
    citation's IRI as its key, and ``relation``, ``cue``, ``sentence`` (the evidence), ``text``, ``source``, ``start``,
    ``end``, ``date`` (of the citing document), ``confidence`` and ``resolution``. What a document says of itself, and
    citations whose target is open, make no edge.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for document in records.documents:
        graph.add_node(document.id, **_node(document))
    dates = {document.id: document.date for document in records.documents}
    for citation in records.citations:
        if citation.target is not None and citation.kind != "self":
            graph.add_edge(
                citation.citing, citation.target, key=citation.id, date=dates[citation.citing], **_edge(citation)
            )
    return graph


def obligation_network(records: Records) -> nx.MultiDiGraph[str]:
    """Return the graph of obligations: who owes which task, in which document, and on what it rests.

    Nodes are IRIs with ``kind``: "obligation" (``label``, ``modality``, ``source``, ``start``, ``end``, and ``due``,
    the last day of its first time limit), "body" (``label``, ``level``, ``place``) and "document" (as in `network`).
    Edges have the key ``bearer`` (obligation to body), ``assigned_in`` and ``rests_on`` (obligation to document).
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    bodies = {body.id: body for body in records.bodies}
    documents = {document.id: document for document in records.documents}
    for task in records.obligations:
        graph.add_node(
            task.id,
            kind="obligation",
            label=task.text,
            modality=task.modality,
            source=task.source,
            start=task.start,
            end=task.end,
            due=next((limit.to for limit in task.deadlines if limit.to), None),
        )
        for bearer in task.bearers:
            body = bodies[bearer]
            graph.add_node(bearer, kind="body", label=body.name, level=body.level, place=body.place)
            graph.add_edge(task.id, bearer, key="bearer")
        for key, targets in (("assigned_in", (task.document,)), ("rests_on", task.rests_on)):
            for target in targets:
                graph.add_node(target, kind="document", **_node(documents[target]))
                graph.add_edge(task.id, target, key=key)
    return graph


def write_graphml(records: Records, path: Path) -> None:
    """Write the citation graph as GraphML, for Gephi and the like; what is not known is left out."""
    import networkx as nx

    nx.write_graphml(_writable(records), path)


def write_gexf(records: Records, path: Path) -> None:
    """Write the citation graph as GEXF 1.2, as Gephi likes it best; what is not known is left out."""
    import networkx as nx

    nx.write_gexf(_writable(records), path)


def _writable(records: Records) -> nx.MultiDiGraph[str]:
    """Return the citation graph without what no file can carry."""
    graph = network(records)
    for _node_id, values in graph.nodes(data=True):
        _make_writable(values)
    for _citing, _target, values in graph.edges(data=True):
        _make_writable(values)
    return graph


def _node(document: Document) -> dict[str, str | None]:
    return {
        "label": document.label,
        "type": document.type,
        "number": document.number,
        "date": document.date,
        "issuer": document.issuer,
        "issuer_name": document.issuer_name,
        "title": document.title,
        "presence": document.presence,
        "status": document.status,
        "source": document.source,
    }


def _edge(citation: Citation) -> dict[str, str | int | float | None]:
    return {
        "relation": citation.relation,
        "cue": citation.cue,
        "sentence": citation.sentence,
        "text": citation.text,
        "source": citation.source,
        "start": citation.start,
        "end": citation.end,
        "confidence": citation.confidence,
        "resolution": citation.resolution,
    }


def _make_writable(values: dict[str, object]) -> None:
    """Leave out what is not known, and characters that XML cannot carry."""
    for name, value in list(values.items()):
        if value is None:
            del values[name]
        elif isinstance(value, str):
            values[name] = _NOT_IN_XML.sub(" ", value)
