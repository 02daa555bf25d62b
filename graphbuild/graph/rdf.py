"""Records as RDF: the N-Quads from which every other form of the graph is made.

Each file of the corpus has a named graph with what that file says (its document's own data, its citations and
obligations with their evidence, the direct edges); one shared graph has what no single file says (bodies, documents
only cited, known documents); one has the ontology and the closed lists, so that labels of our terms can be queried with
the rest; one describes the whole and how it was made.

A citation is written twice: as a direct edge, for paths, and as a node, for the evidence. An edge that several files
state stands in the graph of each: count with DISTINCT. There are no blank nodes (remote stores cannot address them).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyoxigraph

from graphbuild.errors import OutputError
from graphbuild.graph import namespaces as ns
from graphbuild.graph.dataset import Run, describe_dataset
from graphbuild.graph.handles import body_handle, document_handle
from graphbuild.graph.terms import concept, date, iri, label, offset, quoted, real, true, vietnamese
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.messages import _
from graphbuild.package_folders import ontology_folder
from graphbuild.vocabulary.document_types import PRESS_ARTICLE
from graphbuild.vocabulary.relations import relations

if TYPE_CHECKING:
    from graphbuild.model import Body, Citation, Deadline, Document, InternalReference, Obligation, Records, SourceFile

QUOTE_CONTEXT = 40
"""Characters of the sentence kept before and after a quotation: enough to find it again in a text that has moved."""

_BUFFER = 1 << 20


def write_nquads(records: Records, path: Path, *, base: str = DEFAULT_BASE, run: Run | None = None) -> int:
    """Write `records` as N-Quads, a line at a time, and return the number of lines.

    Parameters
    ----------
    records : Records
        Their ids are full IRIs; citations and obligations of one file are best kept together.
    path : Path
        Appears only when it is complete.
    base : str
        What the IRIs of files and of the shared graph begin with.
    run : Run, optional
        What makes the graph; with it the graph describes itself.

    Raises
    ------
    OutputError
        When an id is not an ASCII IRI (code ``iri``), a text is not Unicode (code ``text``), or the file cannot be
        written (code ``unwritable``).
    """
    unfinished = path.with_name(path.name + ".part")
    count = 0
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n", buffering=_BUFFER) as file:
            for lines in _statements(records, base):
                file.write("".join(lines))
                count += len(lines)
            count += _write_ontology(file)
            if run is not None:
                description = describe_dataset(records, run, statements=count, base=base)
                file.writelines(description)
                count += len(description)
        unfinished.replace(path)
    except UnicodeEncodeError as error:
        message = _("This text is not valid Unicode and cannot be written: {text}")
        raise OutputError("text", message.format(text=ascii(error.object[error.start : error.end + 40]))) from error
    except OSError as error:
        raise OutputError("unwritable", _("Cannot write {path}: {reason}").format(path=path, reason=error)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return count


class _Node:
    """Collects the lines about one subject in one graph."""

    __slots__ = ("end", "lines", "start")

    def __init__(self, subject: str, graph: str, lines: list[str]) -> None:
        self.start = subject
        self.end = f" {graph} .\n"
        self.lines = lines

    def say(self, predicate: str, value: str) -> None:
        """Add one statement; `value` is a term already written out."""
        self.lines.append(f"{self.start} <{predicate}> {value}{self.end}")

    def say_text(self, predicate: str, text: str | None) -> None:
        """Add a Vietnamese text, if there is one."""
        if text:
            self.say(predicate, vietnamese(text))

    def say_date(self, predicate: str, day: str | None) -> None:
        """Add a date of any precision, if there is one."""
        if day:
            self.say(predicate, date(day)[0])

    def part(self, name: str) -> _Node:
        """Return a node that belongs to this one, named under it instead of being blank."""
        node = _Node(f"{self.start[:-1]}/{name}>", "", self.lines)
        node.end = self.end
        return node


@dataclass(frozen=True, slots=True)
class _Written:
    """Lines that several places of a file say alike, so that each is written once."""

    lines: set[str]

    def new(self, lines: Iterable[str]) -> list[str]:
        """Return those that were not written yet, and take note of them."""
        found = [line for line in dict.fromkeys(lines) if line not in self.lines]
        self.lines.update(found)
        return found


def _statements(records: Records, base: str) -> Iterator[list[str]]:
    shared = iri(ns.shared_graph(base))
    issuers: dict[str, str | None] = {}
    for document in records.documents:
        issuers[document.id] = document.issuer
        yield _document(document, shared, base)
    for body in records.bodies:
        yield _body(body, shared)
    yield _changes(records.bodies, shared)
    press = {document.id for document in records.documents if document.type == PRESS_ARTICLE}
    written = _Written(set())
    for citation in records.citations:
        yield _citation(citation, iri(ns.file_iri(citation.source, base)), written, by_press=citation.citing in press)
    for reference in records.internal_references:
        yield _internal_reference(reference, iri(ns.file_iri(reference.source, base)), written)
    for source_file in records.files:
        yield _file(source_file, base)
    for obligation in records.obligations:
        yield _obligation(obligation, iri(ns.file_iri(obligation.source, base)), issuers.get(obligation.document))


def _document(document: Document, shared: str, base: str) -> list[str]:
    lines: list[str] = []
    subject = iri(document.id)
    sources = [document.source, *document.copies] if document.source else []
    for index, source in enumerate(sources):
        file = iri(ns.file_iri(source, base))
        node = _Node(file, file, lines)
        node.say(ns.TYPE, f"<{ns.SOURCE_FILE}>")
        node.say(ns.LABEL, label(source))
        node.say(ns.PATH, quoted(source))
        _Node(subject, file, lines).say(ns.COPY if index else ns.SOURCE, file)

    graph = iri(ns.file_iri(document.source, base)) if document.source else shared
    node = _Node(subject, graph, lines)
    is_press = document.type == PRESS_ARTICLE
    node.say(ns.TYPE, f"<{ns.DOCUMENT_CLASS}>")
    node.say(ns.TYPE, f"<{ns.PRESS_ARTICLE if is_press else ns.LEGAL_RESOURCE}>")
    node.say(ns.LABEL, label(document.label))
    for handle in dict.fromkeys((document.id, document.label, document_handle(document.label))):
        node.say(ns.HANDLE, quoted(handle))
    node.say(ns.PRESENCE, concept("resolution", document.presence))
    if document.type and not is_press:
        node.say(ns.TYPE_DOCUMENT, concept("document-type", document.type))
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
    if document.place_evidence is not None:
        told = document.place_evidence
        part = node.part("place-evidence")
        node.say(ns.PLACE_EVIDENCE, part.start)
        _finding(part, ns.PLACE_EVIDENCE_CLASS, concept("place-evidence", told.code), told.detail, told.source, base)
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
        node.say(ns.IN_FORCE, f"<{ns.NOT_IN_FORCE}>")
    for rank, warning in enumerate(document.warnings, start=1):
        part = node.part(f"warning/{rank}")
        node.say(ns.WARNING, part.start)
        _finding(part, ns.WARNING_CLASS, concept("finding", warning.code), warning.detail, warning.source, base)
    return lines


def _finding(node: _Node, kind: str, code: str, detail: str, source: str | None, base: str) -> None:
    """Say what was found of a document: of what kind it is, the words, and the file that has them."""
    node.say(ns.TYPE, f"<{kind}>")
    node.say(ns.FINDING_KIND, code)
    if detail:
        node.say(ns.DETAIL, quoted(detail))
    if source:
        node.say(ns.FOUND_IN, iri(ns.file_iri(source, base)))


def _file(source_file: SourceFile, base: str) -> list[str]:
    file = iri(ns.file_iri(source_file.source, base))
    node = _Node(file, file, [])
    node.say(ns.LENGTH, offset(source_file.characters))
    said = {ns.FORMAT: source_file.format, ns.ENCODING: source_file.encoding, ns.SHA256: source_file.sha256}
    for predicate, text in said.items():
        node.say(predicate, quoted(text))
    return node.lines


def _body(body: Body, shared: str) -> list[str]:
    node = _Node(iri(body.id), shared, [])
    # An organ ("Ban Thường vụ") is a unit of its committee; a committee or office is an organisation of its own. What
    # has no level may as well be a post or many people ("bí thư chi bộ", "các cấp ủy").
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


def _changes(bodies: Sequence[Body], shared: str) -> list[str]:
    """Say of what each new body was made, and when: a merger is one event however many bodies end with it."""
    originals: dict[tuple[str, str], list[str]] = {}
    for body in bodies:
        for successor in dict.fromkeys(body.successors):
            originals.setdefault((successor, body.valid_to or ""), []).append(body.id)
    lines: list[str] = []
    for (successor, day), ended in originals.items():
        node = _Node(iri("/".join(filter(None, (successor, "change", day)))), shared, lines)
        node.say(ns.TYPE, f"<{ns.CHANGE_EVENT}>")
        for body_id in ended:
            node.say(ns.ORIGINAL_ORGANIZATION, iri(body_id))
        node.say(ns.RESULTING_ORGANIZATION, iri(successor))
        node.say_date(ns.DATE, day)
    return lines


def _citation(citation: Citation, file: str, written: _Written, *, by_press: bool) -> list[str]:
    node = _Node(iri(citation.id), file, [])
    citing = iri(citation.citing)
    cited = iri(citation.target) if citation.target and citation.resolution != "ambiguous" else None
    node.say(ns.TYPE, f"<{ns.CITATION}>")
    node.say(ns.LABEL, label(citation.text))
    node.say(ns.HAS_CITING_ENTITY, citing)
    if cited:
        node.say(ns.HAS_CITED_ENTITY, cited)
    node.say(ns.HAS_CITATION_CHARACTERIZATION, concept("relation", citation.relation))
    node.say(ns.STATED_IN, iri(citation.document))
    node.say(ns.KIND, concept("kind", citation.kind))
    node.say(ns.RESOLUTION, concept("resolution", citation.resolution))
    node.say(ns.CONFIDENCE, real(citation.confidence))
    for reason in dict.fromkeys(citation.reasons):
        node.say(ns.REASON, quoted(reason))
    node.say_text(ns.CUE, citation.cue)
    if citation.type:
        node.say(ns.STATED_TYPE, concept("document-type", citation.type))
    if citation.number:
        node.say(ns.STATED_NUMBER, quoted(citation.number))
    node.say_date(ns.STATED_DATE, citation.date)
    if citation.issuer:
        node.say(ns.STATED_ISSUER, iri(citation.issuer))
    node.say_text(ns.STATED_ISSUER_NAME, citation.issuer_name)
    node.say_text(ns.SENTENCE, citation.sentence)
    before = max(citation.start - citation.sentence_start, 0)
    after = max(citation.end - citation.sentence_start, 0)
    prefix, suffix = citation.sentence[:before], citation.sentence[after:]
    _evidence(node, file, citation.start, citation.end, citation.text, prefix, suffix)
    if citation.target and cited:
        for provision in citation.provisions:
            _cited_provision(node, provision.path, provision.label, citation.target, file, written)
    for rank, candidate in enumerate(citation.candidates, start=1):
        choice = node.part(f"candidate/{rank}")
        node.say(ns.CANDIDATE, choice.start)
        choice.say(ns.TYPE, f"<{ns.CANDIDATE_CLASS}>")
        choice.say(ns.CANDIDATE_DOCUMENT, iri(candidate.document))
        choice.say(ns.SCORE, real(candidate.score))
    if cited and cited != citing and citation.relation != "self":
        relation = None if by_press else citation.relation
        node.lines += written.new(f"{citing} <{edge}> {cited} {file} .\n" for edge in _edges(relation))
    return node.lines


def _cited_provision(node: _Node, path: str, label_text: str, document: str, file: str, written: _Written) -> None:
    """Say which part of a document `node` means, and of which wider part each part is one."""
    wider = iri(document)
    steps = path.split("/")
    for depth in range(1, len(steps) + 1):
        part = _Node(iri(f"{document}/{'/'.join(steps[:depth])}"), file, [])
        part.say(ns.TYPE, f"<{ns.LEGAL_RESOURCE_SUBDIVISION}>")
        part.say(ns.IS_PART_OF, wider)
        wider = part.start
        if depth == len(steps):
            part.say(ns.LABEL, label(label_text))
        node.lines += written.new(part.lines)
    node.say(ns.CITED_PROVISION, wider)


def _internal_reference(reference: InternalReference, file: str, written: _Written) -> list[str]:
    node = _Node(iri(reference.id), file, [])
    node.say(ns.TYPE, f"<{ns.INTERNAL_REFERENCE}>")
    node.say(ns.LABEL, label(reference.label))
    node.say(ns.STATED_IN, iri(reference.document))
    if reference.path:
        _cited_provision(node, reference.path, reference.label, reference.document, file, written)
    _evidence(node, file, reference.start, reference.end, reference.text)
    return node.lines


def _edges(relation: str | None) -> list[str]:
    """Return the properties of the direct edge of a citation; None for a press article, which is no legal resource."""
    if relation is None:
        return [ns.CITO_CITES]
    properties = [ns.CITES]
    if exact := ns.RELATION_PROPERTIES.get(relation):
        properties += [ns.RELATES_TO, exact]
        if relations()[relation].stems_from:
            properties.append(ns.STEMS_FROM)
    return properties


def _evidence(node: _Node, file: str, start: int, end: int, text: str, prefix: str = "", suffix: str = "") -> None:
    """Point from `node` at the characters of the file that say so (offsets in code points, end exclusive)."""
    evidence, position, quote = node.part("evidence"), node.part("position"), node.part("quote")
    node.say(ns.EVIDENCE, evidence.start)
    evidence.say(ns.TYPE, f"<{ns.SPECIFIC_RESOURCE}>")
    evidence.say(ns.HAS_SOURCE, file)
    evidence.say(ns.HAS_SELECTOR, position.start)
    evidence.say(ns.HAS_SELECTOR, quote.start)
    position.say(ns.TYPE, f"<{ns.TEXT_POSITION_SELECTOR}>")
    position.say(ns.SELECTOR_START, offset(start))
    position.say(ns.SELECTOR_END, offset(end))
    quote.say(ns.TYPE, f"<{ns.TEXT_QUOTE_SELECTOR}>")
    quote.say(ns.EXACT, quoted(text))
    if prefix:
        quote.say(ns.PREFIX, quoted(prefix[-QUOTE_CONTEXT:]))
    if suffix:
        quote.say(ns.SUFFIX, quoted(suffix[:QUOTE_CONTEXT]))


def _obligation(obligation: Obligation, file: str, issuer: str | None) -> list[str]:
    node = _Node(iri(obligation.id), file, [])
    node.say(ns.TYPE, f"<{ns.OBLIGATION_CLASS}>")
    node.say(ns.LABEL, label(obligation.text))
    node.say(ns.STATED_IN, iri(obligation.document))
    node.say(ns.ACTION, f"<{ns.CARRY_OUT}>")
    node.say(ns.MODALITY, concept("modality", obligation.modality))
    if issuer:
        node.say(ns.ASSIGNER, iri(issuer))
    for bearer in dict.fromkeys(obligation.bearers):
        node.say(ns.ASSIGNEE, iri(bearer))
    if not obligation.bearers:
        node.say(ns.NO_BEARER_NAMED, true())
    for predicate, texts in (
        (ns.BEARER_NAME, obligation.bearer_names),
        (ns.COORDINATOR_NAME, obligation.supporting_names),
        (ns.REPORT_TO_NAME, obligation.report_to_names),
        (ns.MEASURABLE_TARGET, obligation.targets),
        (ns.PRODUCT, obligation.products),
        (ns.LEGAL_BASIS, obligation.legal_basis),
    ):
        for text in dict.fromkeys(texts):
            node.say_text(predicate, text)
    for document in dict.fromkeys(obligation.rests_on):
        node.say(ns.RESTS_ON, iri(document))
    _evidence(node, file, obligation.start, obligation.end, obligation.text)
    for rank, deadline in enumerate(obligation.deadlines, start=1):
        _deadline(node, rank, deadline, file)
    return node.lines


def _deadline(obligation: _Node, rank: int, deadline: Deadline, file: str) -> None:
    node = obligation.part(f"deadline/{rank}")
    obligation.say(ns.DEADLINE, node.start)
    node.say(ns.TYPE, f"<{ns.DEADLINE_CLASS}>")
    node.say(ns.LABEL, label(deadline.text))
    node.say(ns.DEADLINE_KIND, concept("deadline-kind", deadline.kind))
    for day, own, end in ((deadline.from_, ns.FROM, ns.HAS_BEGINNING), (deadline.to, ns.TO, ns.HAS_END)):
        if day:
            node.say_date(own, day)
            instant = node.part(end.rpartition("has")[2].lower())
            node.say(end, instant.start)
            instant.say(ns.TYPE, f"<{ns.INSTANT}>")
            instant.say_date(ns.IN_XSD_DATE, day)
    _evidence(node, file, deadline.start, deadline.end, deadline.text)


def _write_ontology(file: IO[str]) -> int:
    """Write our terms and the closed lists into the graph of the ontology."""
    graph = pyoxigraph.NamedNode(ns.ONTOLOGY_DOCUMENT)
    count = 0
    for name in ("graphbuild.ttl", "vocabulary.ttl"):
        for quad in pyoxigraph.parse(path=ontology_folder() / name, format=pyoxigraph.RdfFormat.TURTLE):
            file.write(f"{pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, graph)} .\n")
            count += 1
    return count
