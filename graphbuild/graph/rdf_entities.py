"""Documents, files and bodies as RDF."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphbuild.graph import namespaces as ns
from graphbuild.graph.handles import body_handle, document_handle
from graphbuild.graph.rdf_nodes import Node, point_at
from graphbuild.graph.terms import concept, date, iri, label, offset, quoted, real
from graphbuild.identifiers import digest
from graphbuild.model import Body, Document, Finding, PlaceEvidence, SourceFile
from graphbuild.vocabulary.document_types import PRESS_ARTICLE
from graphbuild.vocabulary.schemes import both_labels


def document_lines(document: Document, names: ns.GraphNames) -> list[str]:
    """Return the statements about a document in the graph of its file, or in the `shared` one if it has none."""
    lines: list[str] = []
    subject = iri(document.id)
    sources = [document.source, *document.copies] if document.source else []
    for index, source in enumerate(sources):
        file = iri(names.file(source))
        node = Node(file, file, lines)
        node.say(ns.TYPE, f"<{ns.SOURCE_FILE}>")
        node.say(ns.LABEL, label(source))
        node.say(ns.PATH, quoted(source))
        Node(subject, file, lines).say(ns.COPY if index else ns.SOURCE, file)

    graph = iri(names.file(document.source) if document.source else names.shared)
    node = Node(subject, graph, lines)
    is_press = document.type == PRESS_ARTICLE
    node.say(ns.TYPE, f"<{ns.DOCUMENT_CLASS}>")
    node.say(ns.TYPE, f"<{ns.PRESS_ARTICLE if is_press else ns.LEGAL_RESOURCE}>")
    node.say(ns.LABEL, label(document.label))
    for handle in dict.fromkeys((document.id, document.label, document_handle(document.label))):
        node.say(ns.HANDLE, quoted(handle))
    node.say(ns.PRESENCE, concept("resolution", document.presence))
    if document.type and not is_press:
        node.say(ns.TYPE_DOCUMENT, concept("document-type", document.type))
    if document.genre:
        node.say(ns.GENRE, concept("genre", document.genre))
    node.say_text(ns.GENRE_EVIDENCE, document.genre_evidence)
    if document.number:
        node.say(ns.ID_LOCAL, quoted(document.number))
        if digits := re.match(r"\d+", document.number):
            node.say(ns.NUMBER, quoted(digits[0]))
    if document.date:
        literal, is_day = date(document.date)
        node.say(ns.DATE, literal)
        if is_day and not is_press:
            node.say(ns.DATE_DOCUMENT, literal)
    if document.date_source:
        node.say(ns.DATE_SOURCE, quoted(document.date_source))
    if document.issuer:
        node.say(ns.PASSED_BY, iri(document.issuer))
    node.say_text(ns.ISSUER_NAME, document.issuer_name)
    node.say_text(ns.PLACE, document.place)
    for rank, told in enumerate(document.place_evidence, start=1):
        part = node.part(f"place-evidence/{rank}")
        node.say(ns.PLACE_EVIDENCE, part.start)
        _finding(part, ns.PLACE_EVIDENCE_CLASS, "place-evidence", told, names)
        part.say(ns.WEIGHT, real(told.weight))
    if document.place_confidence is not None:
        node.say(ns.PLACE_CONFIDENCE, real(document.place_confidence))
    node.say_text(ns.TITLE, document.title)
    node.say_text(ns.TERM, document.term)
    node.say_text(ns.MEETING, document.meeting)
    node.say_text(ns.SIGNER_NAME, document.signer_name)
    node.say_text(ns.SIGNER_ROLE, document.signer_role)
    node.say_text(ns.SIGNING_AUTHORITY, document.signing_authority)
    for recipient in dict.fromkeys(document.recipients):
        node.say_text(ns.RECIPIENT, recipient)
    if document.status:
        node.say(ns.STATUS, concept("status", document.status))
    _force(node, document, names)
    for rank, warning in enumerate(document.warnings, start=1):
        part = node.part(f"warning/{rank}")
        node.say(ns.WARNING, part.start)
        _finding(part, ns.WARNING_CLASS, "finding", warning, names)
    return lines


def _force(node: Node, document: Document, names: ns.GraphNames) -> None:
    """Describe from when until when a document has force, and whether it has on the day of the build."""
    node.say(ns.FORCE, concept("force", document.force))
    if code := ns.ELI_FORCE.get(document.force):
        node.say(ns.IN_FORCE, f"<{code}>")
    node.say_date(ns.FIRST_DATE_ENTRY_IN_FORCE, document.in_force_from)
    node.say_date(ns.DATE_NO_LONGER_IN_FORCE, document.ended_on)
    if document.ended_by:
        node.say(ns.ENDED_BY, iri(document.ended_by))
    for name, predicate, words in (
        ("entry-into-force", ns.IN_FORCE_STATEMENT, document.in_force_evidence),
        ("end", ns.END_STATEMENT, document.ended_evidence),
    ):
        if words is None:
            continue
        part = node.part(name)
        node.say(predicate, part.start)
        part.say(ns.TYPE, f"<{ns.FORCE_STATEMENT}>")
        part.say(ns.LABEL, label(words.text))
        part.say_text(ns.SENTENCE, words.sentence)
        before, after = words.start - words.sentence_start, words.end - words.sentence_start
        prefix, suffix = words.sentence[: max(before, 0)], words.sentence[max(after, 0) :]
        point_at(part, iri(names.file(words.source)), words.start, words.end, words.text, prefix, suffix)


def _finding(node: Node, kind: str, scheme: str, found: Finding | PlaceEvidence, names: ns.GraphNames) -> None:
    """Describe a finding about a document: its kind, the words, and the file that contains them."""
    node.say(ns.TYPE, f"<{kind}>")
    node.say(ns.LABEL, label(": ".join(filter(None, (both_labels(scheme, found.code)[0], found.detail)))))
    node.say(ns.FINDING_KIND, concept(scheme, found.code))
    if found.detail:
        node.say(ns.DETAIL, quoted(found.detail))
    if found.source:
        node.say(ns.FOUND_IN, iri(names.file(found.source)))


def file_lines(source_file: SourceFile, names: ns.GraphNames) -> list[str]:
    """Return the statements about a file that was read, and about the part of it that is one document of several."""
    file = iri(names.file(source_file.source))
    node = Node(file, file, [])
    node.say(ns.LENGTH, offset(source_file.characters))
    said = {ns.FORMAT: source_file.format, ns.ENCODING: source_file.encoding, ns.SHA256: source_file.sha256}
    for predicate, text in said.items():
        node.say(predicate, quoted(text))
    if source_file.start is not None and source_file.end is not None:
        document = Node(iri(source_file.document), file, node.lines)
        span = document.part(f"span/{digest(source_file.source)}-{source_file.start}")
        document.say(ns.SPAN, span.start)
        span.say(ns.TYPE, f"<{ns.TEXT_POSITION_SELECTOR}>")
        span.say(ns.FOUND_IN, file)
        span.say(ns.SELECTOR_START, offset(source_file.start))
        span.say(ns.SELECTOR_END, offset(source_file.end))
    return node.lines


def body_lines(body: Body, shared: str) -> list[str]:
    """Return the statements about a body in the `shared` graph."""
    node = Node(iri(body.id), shared, [])
    # An organ ("Ban Thường vụ") is a unit of its committee; a committee or office is an organisation of its own. A name
    # without a level may also be a post or a group of people ("bí thư chi bộ", "các cấp ủy").
    is_unit = bool(body.organ and body.parent)
    kind = ns.ORGANIZATIONAL_UNIT if is_unit else ns.FORMAL_ORGANIZATION if body.level else ns.NAMED_AGENT
    node.say(ns.TYPE, f"<{kind}>")
    node.say(ns.LABEL, label(body.name))
    for handle in dict.fromkeys((body.id, body.name, body_handle(body.name))):
        node.say(ns.HANDLE, quoted(handle))
    if body.parent:
        node.say(ns.UNIT_OF if is_unit else ns.SUB_ORGANIZATION_OF, iri(body.parent))
    node.say_text(ns.ORGAN, body.organ)
    if body.level:
        node.say(ns.CLASSIFICATION, concept("level", body.level))
    node.say_text(ns.PLACE, body.place)
    node.say_date(ns.VALID_FROM, body.valid_from)
    node.say_date(ns.VALID_TO, body.valid_to)
    return node.lines


def change_lines(bodies: Sequence[Body], shared: str) -> list[str]:
    """Return the origin of each new body, and when: a merger is one event, however many bodies it dissolves."""
    originals: dict[tuple[str, str], list[str]] = {}
    for body in bodies:
        for successor in dict.fromkeys(body.successors):
            originals.setdefault((successor, body.valid_to or ""), []).append(body.id)
    lines: list[str] = []
    for (successor, day), ended in originals.items():
        node = Node(iri("/".join(filter(None, (successor, "change", day)))), shared, lines)
        node.say(ns.TYPE, f"<{ns.CHANGE_EVENT}>")
        for body_id in ended:
            node.say(ns.ORIGINAL_ORGANIZATION, iri(body_id))
        node.say(ns.RESULTING_ORGANIZATION, iri(successor))
        node.say_date(ns.DATE, day)
    return lines
