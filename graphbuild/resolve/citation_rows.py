"""Makes the rows of citations and of references to parts of the own document, with their evidence."""

from __future__ import annotations

from graphbuild.identifiers import SaidIris
from graphbuild.model import Candidate, Citation, Document, Evidence, InternalReference, Mention
from graphbuild.resolve.document_rows import own_document
from graphbuild.resolve.documents.claimed_document import Found, Outcome
from graphbuild.resolve.documents.claims import Claim, FileClaims
from graphbuild.text.line_numbers import line_number
from graphbuild.vocabulary.relations import acting_relations


def citation_rows(
    file: FileClaims, outcomes: dict[Claim, Outcome], documents: dict[Found, Document], iris: SaidIris
) -> list[Citation]:
    """Return the citations of a file in the order of the text."""
    own = own_document(file, outcomes, documents)
    targets = [_target(outcomes[claim], documents) for claim in file.cited]
    rows = []
    for mention, claim, target in zip(file.reading.mentions, file.cited, targets, strict=True):
        owner = targets[mention.owner] if mention.owner is not None else None
        citing = owner or own
        if owner is not None and owner is target:
            # A short name given to a document is in its title, but it is this file that introduces it; and the
            # number of an amending law stands behind the law that its name ends with: no act on itself.
            citing = own
            mention = (
                mention._replace(relation="mentions", cue=None) if mention.relation in acting_relations() else mention
            )
        rows.append(_citation(file, mention, claim, outcomes[claim], own, citing, target, documents, iris))
    return rows


def _target(outcome: Outcome, documents: dict[Found, Document]) -> Document | None:
    return documents[outcome.document] if outcome.document is not None else None


def _citation(
    file: FileClaims,
    mention: Mention,
    claim: Claim,
    outcome: Outcome,
    own: Document,
    citing: Document,
    target: Document | None,
    documents: dict[Found, Document],
    iris: SaidIris,
) -> Citation:
    text = file.reading.text
    words, sentence = mention.span.of(text.content), mention.sentence.of(text.content)
    issuer = (target.issuer, target.issuer_name) if target and target.issuer else _named(claim)
    reasons = ("self",) if mention.kind == "self" else outcome.reasons
    return Citation(
        id=iris.iri("citation", own.id, sentence, words),
        source=text.source,
        document=own.id,
        citing=own.id if mention.kind == "self" else citing.id,
        start=mention.span.start,
        end=mention.span.end,
        text=words,
        sentence=sentence,
        sentence_start=mention.sentence.start,
        kind=mention.kind,
        type=mention.type,
        number=mention.number,
        date=mention.date,
        issuer=issuer[0],
        issuer_name=issuer[1],
        relation=mention.relation,
        cue=mention.cue.of(text.content) if mention.cue else None,
        target=target.id if target else None,
        resolution=target.presence if target else ("ambiguous" if outcome.candidates else "unresolved"),
        candidates=tuple(
            Candidate(documents[candidate.document].id, candidate.score) for candidate in outcome.candidates
        ),
        # One wrong digit would name another document.
        confidence=min(outcome.confidence, round(text.layout.confidence_of(mention.span), 2) if text.layout else 1.0),
        reasons=reasons,
        evidence=_evidence(outcome, documents),
        provisions=mention.provisions,
        page=text.page_at(mention.span.start),
        paragraph=line_number(text.content, mention.span.start),
    )


def _evidence(outcome: Outcome, documents: dict[Found, Document]) -> tuple[Evidence, ...]:
    """Return what was considered; a known document that nothing else cites has no row to point to."""
    return tuple(
        Evidence(documents[weighed.document].id, code, weight)
        for weighed in outcome.weighed
        if weighed.document in documents
        for code, weight in weighed.grounds
    )


def internal_reference_rows(
    file: FileClaims, outcomes: dict[Claim, Outcome], documents: dict[Found, Document], iris: SaidIris
) -> list[InternalReference]:
    """Return a file's references to parts of its own document, in the order of the text."""
    text, own = file.reading.text, own_document(file, outcomes, documents)
    return [
        InternalReference(
            id=iris.iri("reference", own.id, text.content[part.start : part.end]),
            source=text.source,
            document=own.id,
            start=part.start,
            end=part.end,
            text=text.content[part.start : part.end],
            path=part.path or None,
            label=part.label,
        )
        for part in file.reading.own_provisions
    ]


def _named(claim: Claim) -> tuple[str | None, str | None]:
    return (claim.issuer.body.id, claim.issuer.body.name) if claim.issuer else (None, None)
