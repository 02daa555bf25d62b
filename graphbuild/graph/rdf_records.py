"""The rows of the graph read back from RDF, so that a graph on a server gives the same tables as one on disk.

What `graphbuild.graph.rdf` does not write is empty: the weights of the evidence and the offsets of a provision inside
the sentence. Lists come back ordered by their values, as RDF has no order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, cast
from urllib.parse import unquote

import pyoxigraph

from graphbuild.graph import namespaces as ns
from graphbuild.model import (
    Amendment,
    Body,
    Candidate,
    Citation,
    CitedProvision,
    Deadline,
    Document,
    Finding,
    ForceEvidence,
    Fulfilment,
    InternalReference,
    Obligation,
    PlaceEvidence,
    Records,
    SourceFile,
)
from graphbuild.vocabulary.document_types import PRESS_ARTICLE


def records_from_rdf(triples: Iterable[pyoxigraph.Triple]) -> Records:
    """Return the rows contained in statements, from all named graphs together."""
    return _Statements(triples).records()


class _Statements:
    """Statements by subject and property."""

    def __init__(self, triples: Iterable[pyoxigraph.Triple]) -> None:
        self._said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._of_kind: dict[str, list[str]] = defaultdict(list)
        self._successors: dict[str, set[str]] = defaultdict(set)
        for triple in triples:
            subject, predicate = cast("Any", triple.subject).value, triple.predicate.value
            value = cast("Any", triple.object).value
            if value not in self._said[subject][predicate]:
                self._said[subject][predicate].append(value)
                if predicate == ns.TYPE:
                    self._of_kind[value].append(subject)

    def records(self) -> Records:
        """Return all rows, ordered by file and offset, else by IRI."""
        citations = sorted(map(self._citation, self._of_kind[ns.CITATION]), key=_offsets)
        references = sorted(map(self._reference, self._of_kind[ns.INTERNAL_REFERENCE]), key=_offsets)
        amendments = sorted(map(self._amendment, self._of_kind[ns.AMENDMENT]), key=_offsets)
        fulfilments = sorted(map(self._fulfilment, self._of_kind[ns.FULFILMENT]), key=_offsets)
        obligations = sorted(map(self._obligation, self._of_kind[ns.OBLIGATION_CLASS]), key=_offsets)
        kinds = (ns.FORMAL_ORGANIZATION, ns.ORGANIZATIONAL_UNIT, ns.NAMED_AGENT)
        bodies = {iri for kind in kinds for iri in self._of_kind[kind]}
        for change in self._of_kind[ns.CHANGE_EVENT]:
            for original in self._many(change, ns.ORIGINAL_ORGANIZATION):
                self._successors[original].update(self._many(change, ns.RESULTING_ORGANIZATION))
        return Records(
            documents=[self._document(iri) for iri in sorted(self._of_kind[ns.DOCUMENT_CLASS])],
            bodies=[self._body(iri) for iri in sorted(bodies)],
            citations=citations,
            obligations=obligations,
            amendments=amendments,
            fulfilments=fulfilments,
            internal_references=references,
            files=sorted(self._files(), key=lambda file: (file.source, file.start or 0)),
        )

    # -- values ----------------------------------------------------------------------------------------------------

    def _one(self, subject: str, predicate: str) -> str | None:
        values = self._said[subject].get(predicate, ())
        return min(values) if values else None

    def _text(self, subject: str, predicate: str) -> str:
        return self._one(subject, predicate) or ""

    def _many(self, subject: str, predicate: str) -> tuple[str, ...]:
        return tuple(sorted(self._said[subject].get(predicate, ())))

    def _code(self, subject: str, predicate: str) -> Any:
        value = self._one(subject, predicate)
        return unquote(value.rpartition("/")[2]) if value else None

    def _real(self, subject: str, predicate: str) -> float | None:
        value = self._one(subject, predicate)
        return float(value) if value else None

    def _whole(self, subject: str, predicate: str) -> int | None:
        value = self._one(subject, predicate)
        return int(value) if value else None

    def _path(self, file: str) -> str:
        return self._text(file, ns.PATH)

    def _evidence(self, subject: str) -> tuple[str, int, int, str, str]:
        """Return file, start, end, text and preceding characters of a node's evidence."""
        evidence = self._text(subject, ns.EVIDENCE)
        selectors = self._many(evidence, ns.HAS_SELECTOR)
        position = next((one for one in selectors if self._one(one, ns.SELECTOR_START)), "")
        quotation = next((one for one in selectors if self._one(one, ns.EXACT)), "")
        return (
            self._path(self._text(evidence, ns.HAS_SOURCE)),
            int(self._text(position, ns.SELECTOR_START) or 0),
            int(self._text(position, ns.SELECTOR_END) or 0),
            self._text(quotation, ns.EXACT),
            self._text(quotation, ns.PREFIX),
        )

    # -- rows ------------------------------------------------------------------------------------------------------

    def _document(self, iri: str) -> Document:
        source, press = self._one(iri, ns.SOURCE), self._of_kind[ns.PRESS_ARTICLE]
        start, end = self._span(iri, source)
        return Document(
            id=iri,
            type=PRESS_ARTICLE if iri in press else self._code(iri, ns.TYPE_DOCUMENT) or "",
            presence=self._code(iri, ns.PRESENCE),
            source=self._path(source) if source else None,
            start=start,
            end=end,
            copies=tuple(sorted(map(self._path, self._many(iri, ns.COPY)))),
            genre=self._code(iri, ns.GENRE) or None,
            genre_evidence=self._one(iri, ns.GENRE_EVIDENCE),
            number=self._one(iri, ns.ID_LOCAL),
            date=self._one(iri, ns.DATE),
            date_source=self._one(iri, ns.DATE_SOURCE),
            issuer=self._one(iri, ns.PASSED_BY),
            issuer_name=self._one(iri, ns.ISSUER_NAME),
            place=self._one(iri, ns.PLACE),
            place_evidence=tuple(map(self._place_evidence, sorted(self._many(iri, ns.PLACE_EVIDENCE), key=_rank))),
            place_confidence=self._real(iri, ns.PLACE_CONFIDENCE),
            title=self._one(iri, ns.TITLE),
            term=self._one(iri, ns.TERM),
            meeting=self._one(iri, ns.MEETING),
            signer_name=self._one(iri, ns.SIGNER_NAME),
            signer_role=self._one(iri, ns.SIGNER_ROLE),
            signing_authority=self._one(iri, ns.SIGNING_AUTHORITY),
            recipients=self._many(iri, ns.RECIPIENT),
            status=self._code(iri, ns.STATUS),
            in_force_from=self._one(iri, ns.FIRST_DATE_ENTRY_IN_FORCE),
            in_force_evidence=self._force_evidence(self._one(iri, ns.IN_FORCE_STATEMENT)),
            ended_on=self._one(iri, ns.DATE_NO_LONGER_IN_FORCE),
            ended_by=self._one(iri, ns.ENDED_BY),
            ended_evidence=self._force_evidence(self._one(iri, ns.END_STATEMENT)),
            force=self._code(iri, ns.FORCE) or "unknown",
            warnings=tuple(map(self._warning, sorted(self._many(iri, ns.WARNING), key=_rank))),
        )

    def _force_evidence(self, node: str | None) -> ForceEvidence | None:
        if node is None:
            return None
        source, start, end, text, before = self._evidence(node)
        sentence = self._text(node, ns.SENTENCE)
        return ForceEvidence(source, start, end, text, sentence, _sentence_start(sentence, start, before, text))

    def _place_evidence(self, node: str) -> PlaceEvidence:
        file = self._one(node, ns.FOUND_IN)
        source = self._path(file) if file else None
        weight = self._real(node, ns.WEIGHT) or 0.0
        return PlaceEvidence(self._code(node, ns.FINDING_KIND), self._text(node, ns.DETAIL), source, weight)

    def _warning(self, node: str) -> Finding:
        source = self._path(self._text(node, ns.FOUND_IN))
        return Finding(self._code(node, ns.FINDING_KIND), source, self._text(node, ns.DETAIL))

    def _body(self, iri: str) -> Body:
        return Body(
            id=iri,
            name=self._text(iri, ns.LABEL),
            organ=self._one(iri, ns.ORGAN),
            level=self._code(iri, ns.CLASSIFICATION),
            place=self._one(iri, ns.PLACE),
            parent=self._one(iri, ns.UNIT_OF) or self._one(iri, ns.SUB_ORGANIZATION_OF),
            valid_from=self._one(iri, ns.VALID_FROM),
            valid_to=self._one(iri, ns.VALID_TO),
            successors=tuple(sorted(self._successors[iri])),
        )

    def _citation(self, iri: str) -> Citation:
        source, start, end, text, before = self._evidence(iri)
        sentence, target = self._text(iri, ns.SENTENCE), self._one(iri, ns.HAS_CITED_ENTITY)
        return Citation(
            id=iri,
            source=source,
            document=self._text(iri, ns.STATED_IN),
            citing=self._text(iri, ns.HAS_CITING_ENTITY),
            start=start,
            end=end,
            text=text,
            sentence=sentence,
            sentence_start=_sentence_start(sentence, start, before, text),
            kind=self._code(iri, ns.KIND),
            type=self._code(iri, ns.STATED_TYPE) or "",
            number=self._one(iri, ns.STATED_NUMBER),
            date=self._one(iri, ns.STATED_DATE),
            issuer=self._one(iri, ns.STATED_ISSUER),
            issuer_name=self._one(iri, ns.STATED_ISSUER_NAME),
            relation=self._code(iri, ns.HAS_CITATION_CHARACTERIZATION),
            cue=self._one(iri, ns.CUE),
            target=target,
            resolution=self._code(iri, ns.RESOLUTION),
            candidates=tuple(self._candidates(iri)),
            confidence=self._real(iri, ns.CONFIDENCE) or 0.0,
            reasons=self._many(iri, ns.REASON),
            provisions=tuple(
                CitedProvision(part.removeprefix(f"{target}/"), self._text(part, ns.LABEL), start, end)
                for part in self._many(iri, ns.CITED_PROVISION)
            ),
            page=self._whole(iri, ns.PAGE),
            paragraph=self._whole(iri, ns.PARAGRAPH),
        )

    def _candidates(self, iri: str) -> Iterator[Candidate]:
        for choice in sorted(self._many(iri, ns.CANDIDATE), key=_rank):
            yield Candidate(self._text(choice, ns.CANDIDATE_DOCUMENT), self._real(choice, ns.SCORE) or 0.0)

    def _amendment(self, iri: str) -> Amendment:
        source, start, end, text, _before = self._evidence(iri)
        sentence, target = self._text(iri, ns.SENTENCE), self._one(iri, ns.TARGET)
        part, wording = self._one(iri, ns.CITED_PROVISION), self._one(iri, ns.NEW_TEXT)
        return Amendment(
            id=iri,
            source=source,
            document=self._text(iri, ns.ACTING_DOCUMENT),
            provision=self._one(iri, ns.OWN_PROVISION),
            verb=self._code(iri, ns.AMENDMENT_VERB),
            target=target,
            target_number=self._one(iri, ns.STATED_NUMBER),
            target_provision=self._one(part, ns.LABEL) if part else None,
            target_path=part.removeprefix(f"{target}/") if part else None,
            in_part=self._one(iri, ns.IN_PART) is not None,
            new_text_start=int(self._text(wording, ns.SELECTOR_START)) if wording else None,
            new_text_end=int(self._text(wording, ns.SELECTOR_END)) if wording else None,
            old_words=self._one(iri, ns.OLD_WORDS),
            new_words=self._one(iri, ns.NEW_WORDS),
            effective_on=self._one(iri, ns.EFFECTIVE_ON),
            start=start,
            end=end,
            text=text,
            sentence=sentence,
            sentence_start=start - max(sentence.find(text[:40]), 0),
            confidence=self._real(iri, ns.CONFIDENCE) or 0.0,
        )

    def _reference(self, iri: str) -> InternalReference:
        source, start, end, text, _before = self._evidence(iri)
        document, part = self._text(iri, ns.STATED_IN), self._one(iri, ns.CITED_PROVISION)
        path = part.removeprefix(f"{document}/") if part else None
        return InternalReference(iri, source, document, start, end, text, path, self._text(iri, ns.LABEL))

    def _obligation(self, iri: str) -> Obligation:
        source, start, end, text, _before = self._evidence(iri)
        return Obligation(
            id=iri,
            source=source,
            document=self._text(iri, ns.STATED_IN),
            start=start,
            end=end,
            text=text,
            modality=self._code(iri, ns.MODALITY),
            bearers=self._many(iri, ns.ASSIGNEE),
            bearer_names=self._many(iri, ns.BEARER_NAME),
            supporting_names=self._many(iri, ns.COORDINATOR_NAME),
            report_to_names=self._many(iri, ns.REPORT_TO_NAME),
            deadlines=tuple(map(self._deadline, sorted(self._many(iri, ns.DEADLINE), key=_rank))),
            targets=self._many(iri, ns.MEASURABLE_TARGET),
            products=self._many(iri, ns.PRODUCT),
            legal_basis=self._many(iri, ns.LEGAL_BASIS),
            rests_on=self._many(iri, ns.RESTS_ON),
            confidence=1.0 if (confidence := self._real(iri, ns.CONFIDENCE)) is None else confidence,
            page=self._whole(iri, ns.PAGE),
            paragraph=self._whole(iri, ns.PARAGRAPH),
        )

    def _fulfilment(self, iri: str) -> Fulfilment:
        source, start, end, text, _before = self._evidence(iri)
        return Fulfilment(
            id=iri,
            source=source,
            document=self._text(iri, ns.FULFILLING_DOCUMENT),
            obligation=self._text(iri, ns.FULFILS),
            kind=self._code(iri, ns.FULFILMENT_KIND),
            citation=self._text(iri, ns.PROVING_CITATION),
            start=start,
            end=end,
            text=text,
            confidence=self._real(iri, ns.CONFIDENCE) or 0.0,
            reasons=self._many(iri, ns.REASON),
        )

    def _deadline(self, iri: str) -> Deadline:
        _source, start, end, text, _before = self._evidence(iri)
        kind = self._code(iri, ns.DEADLINE_KIND)
        return Deadline(text, start, end, self._one(iri, ns.FROM), self._one(iri, ns.TO), kind)

    def _files(self) -> Iterator[SourceFile]:
        for document in self._of_kind[ns.DOCUMENT_CLASS]:
            for file in (*self._many(document, ns.SOURCE), *self._many(document, ns.COPY)):
                length, form = self._one(file, ns.LENGTH), self._text(file, ns.FORMAT)
                if length is not None:
                    encoding, hashed = self._text(file, ns.ENCODING), self._text(file, ns.SHA256)
                    start, end = self._span(document, file)
                    yield SourceFile(self._path(file), document, form, encoding, hashed, int(length), start, end)

    def _span(self, document: str, file: str | None) -> tuple[int | None, int | None]:
        """Return the offsets of a document in a file that holds several, None for each where it is all of the file."""
        for span in self._many(document, ns.SPAN):
            if self._one(span, ns.FOUND_IN) == file:
                return int(self._text(span, ns.SELECTOR_START)), int(self._text(span, ns.SELECTOR_END))
        return None, None


def _offsets(row: Any) -> tuple[str, int, int]:
    return row.source, row.start, row.end


def _sentence_start(sentence: str, start: int, before: str, text: str) -> int:
    """Return the offset of a sentence, given that of words in it and what precedes them."""
    return start - max(sentence.find(before + text), 0) - len(before)


def _rank(iri: str) -> int:
    """Return the number that ends the IRI of a part: ".../deadline/2"."""
    last = iri.rpartition("/")[2]
    return int(last) if last.isdigit() else 0
