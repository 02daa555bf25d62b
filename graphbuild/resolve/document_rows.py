"""Makes the rows of documents, each with its IRI."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from graphbuild.identifiers import digest, document_iri
from graphbuild.model import UNCERTAIN, Document, Finding, Presence, Reading
from graphbuild.number import DocumentNumber
from graphbuild.resolve.bodies.full_names import recipients
from graphbuild.resolve.bodies.registry import ResolvedBody, told_name
from graphbuild.resolve.documents.claimed_document import Found, Outcome
from graphbuild.resolve.documents.claims import Claim, FileClaims
from graphbuild.text import has_look_alikes, one_line
from graphbuild.vocabulary.document_types import document_types

MISSPELLED = "misspelled_number"
UNCERTAIN_HEAD = "uncertain_head"
"""Codes of warnings; see the scheme ``finding`` of vocabulary/schemes.toml."""


def document_iris(found: list[Found], base: str) -> dict[Found, str]:
    """Return the IRI of each document; documents that would share one are distinguished by date, title and text.

    By nothing that depends on further files: a new one of the same name must not take over the IRI of another. And by
    nothing that depends on the names of files: the same texts in another folder have the same IRIs.
    """
    names = {document: _iri(document, base) for document in found}
    shared = Counter(names.values())
    for document in found:
        iri = names[document]
        if shared[iri] > 1:
            told = document.files or document.claims
            first = min((claim.citing_date or "", claim.text_key, claim.mention or 0) for claim in told)
            names[document] = f"{iri}-{digest(f'{document.date} {_title(document)} {first}')}"
    return names


def _iri(document: Found, base: str) -> str:
    first = next((claim for claim in document.claims if claim.key), document.claims[0])
    kind = _type(document)
    if first.key is None and first.name:
        series = first.issuer.series if first.issuer else "khong-ro"
        return document_iri(base, series, kind, first.name, (document.date or "")[:4])
    if first.key is None:
        series = first.issuer.body.id.split("/body/", 1)[1].replace("/", ".") if first.issuer else "khong-ro"
        return document_iri(
            base, series, kind, first.title or "", "-".join(filter(None, (document.date, first.text_key)))
        )
    number = DocumentNumber.parse(first.key.number)
    if number is not None and number.year is not None:
        when = ""
    elif document.term:
        when = f"khoa-{document.term.lower()}"
    else:
        when = (document.date or "")[:4]
    return document_iri(base, first.key.series, kind, first.key.number, when)


def _type(document: Found) -> str:
    files = [claim.type for claim in document.files if claim.type]
    kinds = Counter(claim.type for claim in document.claims if claim.type)
    return files[0] if files else (kinds.most_common(1)[0][0] if kinds else "")


def document_row(document: Found, iri: str, by_own: dict[Claim, FileClaims]) -> Document:
    """Return the row of a document; of its files the longest is shown, a scan last; the others are copies."""
    files = sorted(document.files, key=lambda claim: (by_own[claim].reading.text.is_recognised, -len(claim.content)))
    presence: Presence = "in_corpus" if files else ("known" if document.is_known else "cited_only")
    issuer = _issuer(document)
    numbered = next((claim.number for claim in document.claims if claim.key and claim.number), None)
    row = Document(
        id=iri,
        type=_type(document),
        presence=presence,
        number=numbered,
        date=document.date,
        date_source=None if files else ("authority" if document.is_known else ("cited" if document.date else None)),
        issuer=issuer.body.id if issuer else None,
        issuer_name=issuer.body.name if issuer else None,
        place=issuer.body.place if issuer else None,
        title=_title(document),
        term=f"khóa {document.term}" if document.term else None,
        in_force_from=document.in_force_from or None,
        warnings=tuple(sorted(set(document.warnings))),
    )
    if not files:
        return row
    file = by_own[files[0]]
    head = file.reading.letterhead
    return replace(
        row,
        source=file.reading.text.source,
        start=file.reading.part.start if file.reading.part else None,
        end=file.reading.part.end if file.reading.part else None,
        genre=head.genre,
        genre_evidence=one_line(head.genre_evidence.of(file.reading.text.content)) if head.genre_evidence else None,
        copies=tuple(dict.fromkeys(claim.source for claim in files[1:] if claim.source not in (None, files[0].source))),
        date_source=head.date_source or ("authority" if document.is_known and document.date else None),
        # A document's own issuer is named as in the document; `place` says that the place is unknown.
        issuer_name=told_name(issuer.body) if issuer else None,
        place=file.jurisdiction.full_name or (head.place if file.jurisdiction.level != "central" else None),
        place_evidence=file.jurisdiction.evidence,
        place_confidence=file.jurisdiction.confidence,
        title=head.title,
        term=file.stated_term.label if file.stated_term else None,
        meeting=head.meeting,
        signer_name=head.signer_name,
        signer_role=head.signer_role,
        signing_authority=head.signing_authority,
        recipients=recipients(file.reading, file.jurisdiction),
        warnings=(*row.warnings, *_misspelled(file.reading), *_uncertain(file.reading)),
    )


def _misspelled(reading: Reading) -> list[Finding]:
    """Return a warning for each number that the text misspells, with the citation as printed."""
    content, source = reading.text.content, reading.text.source
    numbered = (mention for mention in reading.mentions if mention.kind in ("numbered", "self") and mention.number)
    words = ((mention, one_line(mention.span.of(content))) for mention in numbered)
    odd = (said for mention, said in words if mention.misspelled or has_look_alikes(said))
    return [Finding(MISSPELLED, source, said) for said in dict.fromkeys(odd)]


def _uncertain(reading: Reading) -> list[Finding]:
    """Return a warning for a number or day in the head whose letters were recognised without certainty."""
    text = reading.text
    uncertain = (
        span
        for span in reading.letterhead.identity
        if text.layout is not None and text.layout.confidence_of(span) < UNCERTAIN
    )
    return [Finding(UNCERTAIN_HEAD, text.source, one_line(span.of(text.content))) for span in uncertain]


def _issuer(document: Found) -> ResolvedBody | None:
    """Return the issuer: by the document itself, the known documents, or most citations and the most exact."""
    own = [claim.issuer for claim in document.files if claim.issuer]
    known = [claim.issuer for claim in document.claims if claim.source is None and claim.issuer]
    stated = [claim.issuer for claim in document.claims if claim.stated and claim.issuer]
    read = [claim.issuer for claim in document.claims if claim.issuer]
    # A list may name one of two bodies that issued a document together, while the texts name both.
    joint = [issuer for issuer in stated for one in known if issuer.body.name.startswith(f"{one.body.name}, ")]
    for issuers in (own, joint, known):
        if issuers:
            return issuers[0]
    for issuers in (stated, read):
        if issuers:
            counts = Counter(issuer.body.id for issuer in issuers)
            return max(issuers, key=lambda issuer: (issuer.specific, counts[issuer.body.id], issuer.body.id))
    return None


def _title(document: Found) -> str | None:
    known = [claim.title for claim in document.claims if claim.source is None and claim.title]
    if known:
        return known[0]
    named = next((claim for claim in document.claims if claim.name), None)
    if named is not None:
        return (
            f"{document_types()[named.type].words[-1]} {named.name}" if named.type in document_types() else named.name
        )
    told = Counter(claim.title for claim in document.claims if claim.mention is not None and claim.title)
    return told.most_common(1)[0][0] if told else None


def own_document(file: FileClaims, outcomes: dict[Claim, Outcome], documents: dict[Found, Document]) -> Document:
    """Return the document of a file."""
    document = outcomes[file.own].document
    assert document is not None  # a file always has a document
    return documents[document]
