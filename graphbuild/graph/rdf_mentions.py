"""What occurs at offsets of a text as RDF: citations, amendments, internal references, obligations, fulfilments."""

from __future__ import annotations

from graphbuild.graph import namespaces as ns
from graphbuild.graph.rdf_nodes import Node, Written, point_at, tell_place
from graphbuild.graph.terms import concept, iri, label, offset, quoted, real, true
from graphbuild.model import Amendment, Citation, Deadline, Fulfilment, InternalReference, Obligation
from graphbuild.vocabulary.relations import relations


def citation_lines(citation: Citation, file: str, written: Written, *, by_press: bool) -> list[str]:
    """Return a citation as a node in the graph of its `file`, and as a direct edge unless that is `written` already."""
    node = Node(iri(citation.id), file, [])
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
    point_at(node, file, citation.start, citation.end, citation.text, prefix, suffix)
    tell_place(node, citation)
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


def _cited_provision(node: Node, path: str, label_text: str, document: str, file: str, written: Written) -> None:
    """State which part of a document `node` refers to, and the wider parts that contain it."""
    wider = iri(document)
    steps = path.split("/")
    for depth in range(1, len(steps) + 1):
        part = Node(iri(f"{document}/{'/'.join(steps[:depth])}"), file, [])
        part.say(ns.TYPE, f"<{ns.LEGAL_RESOURCE_SUBDIVISION}>")
        part.say(ns.IS_PART_OF, wider)
        wider = part.start
        if depth == len(steps):
            part.say(ns.LABEL, label(label_text))
        node.lines += written.new(part.lines)
    node.say(ns.CITED_PROVISION, wider)


def amendment_lines(amendment: Amendment, file: str, written: Written) -> list[str]:
    """Return what a document does to another as a node in the graph of its `file`, with the new wording's place."""
    node = Node(iri(amendment.id), file, [])
    node.say(ns.TYPE, f"<{ns.AMENDMENT}>")
    node.say(ns.LABEL, label(amendment.text))
    node.say(ns.ACTING_DOCUMENT, iri(amendment.document))
    node.say(ns.AMENDMENT_VERB, concept("amendment-verb", amendment.verb))
    node.say_text(ns.OWN_PROVISION, amendment.provision)
    if amendment.in_part:
        node.say(ns.IN_PART, true())
    if amendment.target:
        node.say(ns.TARGET, iri(amendment.target))
        if amendment.target_path:
            label_text = amendment.target_provision or amendment.target_path
            _cited_provision(node, amendment.target_path, label_text, amendment.target, file, written)
    if amendment.target_number:
        node.say(ns.STATED_NUMBER, quoted(amendment.target_number))
    node.say_text(ns.OLD_WORDS, amendment.old_words)
    node.say_text(ns.NEW_WORDS, amendment.new_words)
    node.say_date(ns.EFFECTIVE_ON, amendment.effective_on)
    node.say(ns.CONFIDENCE, real(amendment.confidence))
    node.say_text(ns.SENTENCE, amendment.sentence)
    point_at(node, file, amendment.start, amendment.end, amendment.text)
    if amendment.new_text_start is not None and amendment.new_text_end is not None:
        wording = node.part("new-text")
        node.say(ns.NEW_TEXT, wording.start)
        wording.say(ns.TYPE, f"<{ns.TEXT_POSITION_SELECTOR}>")
        wording.say(ns.SELECTOR_START, offset(amendment.new_text_start))
        wording.say(ns.SELECTOR_END, offset(amendment.new_text_end))
    return node.lines


def internal_reference_lines(reference: InternalReference, file: str, written: Written) -> list[str]:
    """Return a document's reference to a part of itself as a node in the graph of its `file`."""
    node = Node(iri(reference.id), file, [])
    node.say(ns.TYPE, f"<{ns.INTERNAL_REFERENCE}>")
    node.say(ns.LABEL, label(reference.label))
    node.say(ns.STATED_IN, iri(reference.document))
    if reference.path:
        _cited_provision(node, reference.path, reference.label, reference.document, file, written)
    point_at(node, file, reference.start, reference.end, reference.text)
    return node.lines


def _edges(relation: str | None) -> list[str]:
    """Return the properties of a citation's direct edge; None for a press article, which is not a legal resource."""
    if relation is None:
        return [ns.CITO_CITES]
    properties = [ns.CITES]
    if exact := ns.RELATION_PROPERTIES.get(relation):
        properties += [ns.RELATES_TO, exact]
        if relations()[relation].stems_from:
            properties.append(ns.STEMS_FROM)
    return properties


def obligation_lines(obligation: Obligation, file: str, issuer: str | None) -> list[str]:
    """Return an obligation as a node in the graph of its `file`; `issuer` is the body that assigns it."""
    node = Node(iri(obligation.id), file, [])
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
    if obligation.confidence < 1:
        node.say(ns.CONFIDENCE, real(obligation.confidence))
    point_at(node, file, obligation.start, obligation.end, obligation.text)
    tell_place(node, obligation)
    for rank, deadline in enumerate(obligation.deadlines, start=1):
        _deadline(node, rank, deadline, file)
    return node.lines


def fulfilment_lines(fulfilment: Fulfilment, file: str) -> list[str]:
    """Return what a document does to a task as a node in the graph of its `file`, and as a direct edge."""
    node, obligation, document = Node(iri(fulfilment.id), file, []), fulfilment.obligation, iri(fulfilment.document)
    node.say(ns.TYPE, f"<{ns.FULFILMENT}>")
    node.say(ns.LABEL, label(fulfilment.text))
    node.say(ns.FULFILS, iri(obligation))
    node.say(ns.FULFILLING_DOCUMENT, document)
    node.say(ns.FULFILMENT_KIND, concept("fulfilment-kind", fulfilment.kind))
    node.say(ns.PROVING_CITATION, iri(fulfilment.citation))
    node.say(ns.CONFIDENCE, real(fulfilment.confidence))
    for reason in fulfilment.reasons:
        node.say(ns.REASON, quoted(reason))
    point_at(node, file, fulfilment.start, fulfilment.end, fulfilment.text)
    Node(iri(obligation), file, node.lines).say(ns.FULFILLED_BY, document)
    return node.lines


def _deadline(obligation: Node, rank: int, deadline: Deadline, file: str) -> None:
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
    point_at(node, file, deadline.start, deadline.end, deadline.text)
