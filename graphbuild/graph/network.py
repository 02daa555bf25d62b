"""The graph for NetworkX in four views, built from the rows rather than from RDF."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from graphbuild.model import Body, Citation, Document, Records

if TYPE_CHECKING:
    import networkx as nx

View = Literal["citations", "bodies", "obligations", "all"]

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def network(records: Records, view: View = "citations") -> nx.MultiDiGraph[str]:
    """Return the graph in one of its views, keyed by the same IRIs as everything else.

    Every node has ``kind`` ("document", "body" or "obligation") and ``label``.

    ``citations``
        Documents with ``type``, ``number``, ``date``, ``issuer``, ``issuer_name``, ``title``, ``presence``, ``status``
        and ``source``. An edge leads from the citing document to the cited one, with the citation's IRI as its key, and
        ``relation``, ``cue``, ``sentence`` (the evidence), ``text``, ``source``, ``start``, ``end``, ``date`` (of the
        citing document), ``confidence`` and ``resolution``. Self-references and citations with an open target are not
        edges.
    ``bodies``
        Bodies with ``level``, ``place``, ``valid_from`` and ``valid_to``. Edges with the key ``part_of`` (organ to
        committee, body to the one above), ``succeeded_by``, ``cites`` (issuers of citing and cited documents) and
        ``assigns`` (issuer to bearer); the last two have the ``count`` of citations or tasks.
    ``obligations``
        Tasks (``modality``, ``source``, ``start``, ``end``, and ``due``, the last day of the first deadline). Edges
        with the key ``bearer`` (to a body), ``assigned_in``, ``rests_on`` and ``fulfilled_by`` (to a document); the
        last with ``how`` (taken_up, reported or delivered), ``sentence`` (the evidence), ``source``, ``start``,
        ``end``, ``date`` (of the document) and ``confidence``.
    ``all``
        The three together, and ``issued_by`` from each document to its issuer.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    if view in ("citations", "all"):
        _add_citations(graph, records)
    if view in ("bodies", "all"):
        _add_bodies(graph, records)
    if view in ("obligations", "all"):
        _add_obligations(graph, records)
    if view == "all":
        for document in records.documents:
            if document.issuer:
                graph.add_edge(document.id, document.issuer, key="issued_by")
    return graph


def _add_citations(graph: nx.MultiDiGraph[str], records: Records) -> None:
    for document in records.documents:
        graph.add_node(document.id, **_document(document))
    dates = {document.id: document.date for document in records.documents}
    for citation in records.citations:
        if citation.target is not None and citation.kind != "self":
            graph.add_edge(
                citation.citing, citation.target, key=citation.id, date=dates[citation.citing], **_edge(citation)
            )


def _add_bodies(graph: nx.MultiDiGraph[str], records: Records) -> None:
    for body in records.bodies:
        graph.add_node(body.id, **_body(body))
    for body in records.bodies:
        if body.parent:
            graph.add_edge(body.id, body.parent, key="part_of")
        for successor in body.successors:
            graph.add_edge(body.id, successor, key="succeeded_by")
    issuers = {document.id: document.issuer for document in records.documents}
    cited = Counter(
        (issuers.get(citation.citing), issuers.get(citation.target or "")) for citation in records.citations
    )
    assigned = Counter((issuers.get(task.document), bearer) for task in records.obligations for bearer in task.bearers)
    for key, counts in (("cites", cited), ("assigns", assigned)):
        for (one, other), count in counts.items():
            if one is not None and other is not None and one != other:
                graph.add_edge(one, other, key=key, count=count)


def _add_obligations(graph: nx.MultiDiGraph[str], records: Records) -> None:
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
            graph.add_node(bearer, **_body(bodies[bearer]))
            graph.add_edge(task.id, bearer, key="bearer")
        for key, targets in (("assigned_in", (task.document,)), ("rests_on", task.rests_on)):
            for target in targets:
                graph.add_node(target, **_document(documents[target]))
                graph.add_edge(task.id, target, key=key)
    for row in records.fulfilments:
        document = documents[row.document]
        graph.add_node(document.id, **_document(document))
        graph.add_edge(
            row.obligation,
            document.id,
            key="fulfilled_by",
            how=row.kind,
            sentence=row.text,
            source=row.source,
            start=row.start,
            end=row.end,
            date=document.date,
            confidence=row.confidence,
        )


def write_graphml(records: Records, path: Path) -> None:
    """Write the citation graph as GraphML, for Gephi and similar tools; unknown values are omitted."""
    import networkx as nx

    nx.write_graphml(_writable(records), path)


def write_gexf(records: Records, path: Path) -> None:
    """Write the citation graph as GEXF 1.2, the format best supported by Gephi; unknown values are omitted."""
    import networkx as nx

    graph = _writable(records)
    for _citing, _target, values in graph.edges(data=True):
        # In GEXF, "start" and "end" of an edge are its period of existence.
        values["start_offset"], values["end_offset"] = values.pop("start"), values.pop("end")
    nx.write_gexf(graph, path)


def _writable(records: Records) -> nx.MultiDiGraph[str]:
    """Return the citation graph without values that the file formats cannot represent."""
    graph = network(records)
    for _node_id, values in graph.nodes(data=True):
        _make_writable(values)
    for _citing, _target, values in graph.edges(data=True):
        _make_writable(values)
    return graph


def _document(document: Document) -> dict[str, str | None]:
    return {
        "kind": "document",
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


def _body(body: Body) -> dict[str, str | None]:
    return {
        "kind": "body",
        "label": body.name,
        "level": body.level,
        "place": body.place,
        "valid_from": body.valid_from,
        "valid_to": body.valid_to,
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
    """Drop unknown values, and characters that XML cannot represent."""
    for name, value in list(values.items()):
        if value is None:
            del values[name]
        elif isinstance(value, str):
            values[name] = _NOT_IN_XML.sub(" ", value)
