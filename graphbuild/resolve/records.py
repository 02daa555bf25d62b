"""Assembles the graph's rows: documents, bodies and citations with their evidence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from graphbuild.identifiers import SaidIris, digest, document_iri
from graphbuild.model import (
    Candidate,
    Citation,
    Document,
    Evidence,
    Finding,
    InternalReference,
    Mention,
    Presence,
    Reading,
    Records,
    SourceFile,
    Span,
    Text,
)
from graphbuild.number import DocumentNumber
from graphbuild.resolve.bodies.full_names import recipients
from graphbuild.resolve.bodies.registry import BodyRegistry, ResolvedBody, told_name
from graphbuild.resolve.bodies.shared_evidence import infer_all
from graphbuild.resolve.documents.claimed_document import Found, Outcome
from graphbuild.resolve.documents.claims import Claim, FileClaims, claims_of, known_claims
from graphbuild.resolve.documents.decisions import decide
from graphbuild.resolve.documents.grouping import sort_claims
from graphbuild.resolve.named_bodies import NamedBody, named_bodies, standing_bodies
from graphbuild.resolve.obligations import obligations_of
from graphbuild.vocabulary.document_types import document_types
from graphbuild.vocabulary.known_documents import KnownDocument, known_documents

_BEFORE_CUE = 80
_COORDINATED = 200
"""Maximum number of characters from the cue across the other members of a list ("thay thế A và B")."""
# The document refers to itself ("Quy định này thay thế …") or orders it ("Điều 2. Bãi bỏ …"); no plan, no condition.
_ITSELF = re.compile(
    r"\bnày(?:(?!\b(?:không|chưa|sẽ|cần|đề nghị|đề xuất|dự kiến)\b)[^.;\n]){0,60}$"
    r"|(?:^|\n|[.][ ])[ ]*(?:[-+*][ ]*|\d+[.)][ ]*|Điều \d+[.:][ ]*)?(?:Nay[ ])?$"
)
# "thay cho nội dung về … trong Kế hoạch …", "bãi bỏ Điều 5 …": only a part of it.
_PARTLY = re.compile(r"\b(?:nội dung|một phần|một số|điều|khoản|điểm|mục|chương|phụ lục|cụm từ)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The graph's rows and the findings to check."""

    records: Records
    findings: tuple[Finding, ...]
    named_bodies: tuple[NamedBody, ...]


def resolve(readings: Sequence[Reading], *, base: str, known: Iterable[KnownDocument] | None = None) -> Resolved:
    """Return the graph of all readings together.

    Parameters
    ----------
    readings
        One per file, in any order; the result does not depend on it.
    base
        Base of all instance IRIs, ends with ``/`` or ``#``.
    known
        The known documents; if None, the shipped list.
    """
    registry = BodyRegistry(base)
    ordered = sorted(readings, key=lambda reading: reading.text.source)
    files = [
        claims_of(reading, jurisdiction, registry)
        for reading, jurisdiction in zip(ordered, infer_all(ordered), strict=True)
    ]
    claims = [claim for file in files for claim in (file.own, *_without_own(file))]
    found, outcomes = sort_claims([*known_claims(known_documents() if known is None else known, registry), *claims])
    used = _used(files, outcomes)
    kept = [document for document in found if document.files or document in used]
    names, iris = _iris(kept, base), SaidIris(base)
    undecided = decide(files, outcomes, names)
    by_file = {file.own.source: file for file in files}
    documents = {document: _document(document, names[document], by_file) for document in kept}
    citations = [citation for file in files for citation in _citations(file, outcomes, documents, iris)]
    by_source: dict[str, list[Citation]] = defaultdict(list)
    for citation in citations:
        by_source[citation.source].append(citation)
    rows = _with_status(list(documents.values()), citations, files)
    obligations = [
        row
        for file in files
        for row in obligations_of(
            file, _own(file, outcomes, documents).id, by_source[file.own.source or ""], registry, iris
        )
    ]
    named = named_bodies(files, registry)
    wanted = (
        {row.issuer for row in rows}
        | {row.issuer for row in citations}
        | {bearer for row in obligations for bearer in row.bearers}
    )
    bodies = standing_bodies(registry, {*filter(None, wanted), *(place.body for place in named)})
    findings = [replace(warning, detail=row.label) for row in rows for warning in row.warnings]
    findings += [Finding("unused_decision", source, iri) for source, iri in undecided]
    findings += [
        Finding("overruled", file.reading.text.source, f"{one.field} {one.printed}")
        for file in files
        for one in file.reading.overruled
    ]
    records = Records(
        documents=sorted(rows, key=lambda row: row.id),
        bodies=bodies,
        citations=sorted(citations, key=lambda row: (row.source, row.start, row.end)),
        obligations=obligations,
        internal_references=[row for file in files for row in _internal_references(file, outcomes, documents, iris)],
        files=[_source_file(file.reading.text, _own(file, outcomes, documents).id) for file in files],
    )
    return Resolved(records, tuple(findings), named)


def _source_file(text: Text, document: str) -> SourceFile:
    return SourceFile(text.source, document, text.format, text.encoding, text.sha256, len(text.content))


def _without_own(file: FileClaims) -> list[Claim]:
    """Return the claims of the file's citations, each once."""
    return [claim for index, claim in enumerate(file.cited) if claim.mention == index]


def _used(files: list[FileClaims], outcomes: dict[Claim, Outcome]) -> set[Found]:
    """Return the documents that a citation refers or could refer to; other known documents are left out."""
    used: set[Found] = set()
    for file in files:
        for claim in file.cited:
            outcome = outcomes[claim]
            if outcome.document is not None:
                used.add(outcome.document)
            used.update(candidate.document for candidate in outcome.candidates)
    return used


def _iris(found: list[Found], base: str) -> dict[Found, str]:
    """Return the IRI of each document; documents that would share one are distinguished by date, title and file.

    By nothing that depends on further files: a new one of the same name must not take over the IRI of another.
    """
    names = {document: _iri(document, base) for document in found}
    shared = Counter(names.values())
    for document in found:
        iri = names[document]
        if shared[iri] > 1:
            told = document.files or document.claims
            first = min((claim.citing_date or "", claim.source or "", claim.mention or 0) for claim in told)
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
        return document_iri(base, series, kind, first.title or first.source or "", document.date or "")
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


def _document(document: Found, iri: str, by_file: dict[str | None, FileClaims]) -> Document:
    files = sorted(document.files, key=lambda claim: -len(by_file[claim.source].reading.text.content))
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
        warnings=tuple(sorted(set(document.warnings))),
    )
    if not files:
        return row
    file = by_file[files[0].source]
    head = file.reading.letterhead
    return replace(
        row,
        source=files[0].source,
        copies=tuple(claim.source for claim in files[1:] if claim.source),
        date_source=head.date_source or ("authority" if document.is_known and document.date else None),
        # A document's own issuer is named as in the document; `place` says that the place is unknown.
        issuer_name=told_name(issuer.body) if issuer else None,
        place=file.jurisdiction.full_name or head.place,
        place_evidence=file.jurisdiction.evidence,
        place_confidence=file.jurisdiction.confidence,
        title=head.title,
        term=file.stated_term.label if file.stated_term else None,
        meeting=head.meeting,
        signer_name=head.signer_name,
        signer_role=head.signer_role,
        signing_authority=head.signing_authority,
        recipients=recipients(file.reading, file.jurisdiction),
    )


def _issuer(document: Found) -> ResolvedBody | None:
    """Return the issuer: by the document itself, the known documents, or most citations and the most exact."""
    own = [claim.issuer for claim in document.files if claim.issuer]
    known = [claim.issuer for claim in document.claims if claim.source is None and claim.issuer]
    stated = [claim.issuer for claim in document.claims if claim.stated and claim.issuer]
    read = [claim.issuer for claim in document.claims if claim.issuer]
    for issuers in (own, known):
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


def _citations(
    file: FileClaims, outcomes: dict[Claim, Outcome], documents: dict[Found, Document], iris: SaidIris
) -> list[Citation]:
    own = _own(file, outcomes, documents)
    targets = [_target(outcomes[claim], documents) for claim in file.cited]
    rows = []
    for mention, claim, target in zip(file.reading.mentions, file.cited, targets, strict=True):
        owner = targets[mention.owner] if mention.owner is not None else None
        # A short name given to a document is in its title, but it is this file that introduces it.
        citing = owner if owner is not None and owner is not target else own
        rows.append(_citation(file, mention, claim, outcomes[claim], own, citing, target, documents, iris))
    return rows


def _own(file: FileClaims, outcomes: dict[Claim, Outcome], documents: dict[Found, Document]) -> Document:
    """Return the document of a file."""
    document = outcomes[file.own].document
    assert document is not None  # a file always has a document
    return documents[document]


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
        confidence=outcome.confidence,
        reasons=reasons,
        evidence=_evidence(outcome, documents),
        provisions=mention.provisions,
    )


def _evidence(outcome: Outcome, documents: dict[Found, Document]) -> tuple[Evidence, ...]:
    """Return what was considered; a known document that nothing else cites has no row to point to."""
    return tuple(
        Evidence(documents[weighed.document].id, code, weight)
        for weighed in outcome.weighed
        if weighed.document in documents
        for code, weight in weighed.grounds
    )


def _internal_references(
    file: FileClaims, outcomes: dict[Claim, Outcome], documents: dict[Found, Document], iris: SaidIris
) -> list[InternalReference]:
    text, own = file.reading.text, _own(file, outcomes, documents)
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


def _with_status(rows: list[Document], citations: list[Citation], files: list[FileClaims]) -> list[Document]:
    """Mark the documents that another one says it replaces or repeals entirely, now and itself."""
    ends: dict[str, Literal["replaced", "repealed"]] = {}
    by_source = {file.own.source: file for file in files}
    mentions = {(file.own.source, mention.span): mention for file in files for mention in file.reading.mentions}
    for citation in citations:
        if citation.relation not in ("replaces", "repeals") or citation.target in (None, citation.citing):
            continue
        mention = mentions[citation.source, Span(citation.start, citation.end)]
        content = by_source[citation.source].reading.text.content
        if citation.target and citation.citing == citation.document and _ends_it(content, mention):
            ends[citation.target] = "replaced" if citation.relation == "replaces" else "repealed"
    return [replace(row, status=ends[row.id]) if row.id in ends else row for row in rows]


def _ends_it(content: str, mention: Mention) -> bool:
    """Tell whether the words say that the document ends the cited one: "Quy định này thay thế …", "Bãi bỏ …"."""
    if mention.cue is None:
        return False
    before = content[max(0, mention.cue.start - _BEFORE_CUE) : mention.cue.start]
    between = content[mention.cue.end : mention.span.start]
    return bool(_ITSELF.search(before)) and not _PARTLY.search(between) and len(between) <= _COORDINATED
