"""Assembles the graph's rows: runs resolution over all readings of a build."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graphbuild.identifiers import SaidIris
from graphbuild.model import (
    Amendment,
    Citation,
    Finding,
    Fulfilment,
    InternalReference,
    Obligation,
    Reading,
    Records,
    SourceFile,
)
from graphbuild.resolve.amendments import amendment_rows
from graphbuild.resolve.bodies.registry import BodyRegistry
from graphbuild.resolve.bodies.shared_evidence import infer_all
from graphbuild.resolve.citation_rows import citation_rows, internal_reference_rows
from graphbuild.resolve.document_rows import MISSPELLED, UNCERTAIN_HEAD, document_iris, document_row, own_document
from graphbuild.resolve.documents.claimed_document import Found, Outcome
from graphbuild.resolve.documents.claims import Claim, FileClaims, claims_of
from graphbuild.resolve.documents.decisions import decide
from graphbuild.resolve.documents.grouping import sort_claims
from graphbuild.resolve.documents.known import cited_known, known_claims
from graphbuild.resolve.documents.validity import ReadDocument, with_force
from graphbuild.resolve.fulfilments import fulfilment_rows
from graphbuild.resolve.guards import IMPOSSIBLE, without_impossible_acts
from graphbuild.resolve.named_bodies import NamedBody, named_bodies, standing_bodies
from graphbuild.resolve.obligations import obligations_of
from graphbuild.vocabulary.known_documents import KnownDocument


@dataclass(frozen=True, slots=True)
class Resolved:
    """The graph's rows and the findings to check."""

    records: Records
    findings: tuple[Finding, ...]
    named_bodies: tuple[NamedBody, ...]


def resolve(
    readings: Sequence[Reading],
    *,
    base: str,
    registered: Iterable[KnownDocument] = (),
    as_of: str | None = None,
) -> Resolved:
    """Return the graph of all readings together.

    Parameters
    ----------
    readings
        One per file, in any order; the result does not depend on it. IRIs do not depend on the names of the files.
    base
        Base of all instance IRIs, ends with ``/`` or ``#``.
    registered
        The documents of the user's registers, beside the shipped known documents.
    as_of
        ISO date of the day for which the force of the documents is told; today if None.
    """
    registry = BodyRegistry(base)
    # The longest first, as of several files of a document it is shown; never by names, which IRIs must not depend on.
    ordered = sorted(
        (part for reading in readings for part in (reading, *reading.further)),
        key=lambda part: (-len(part.content), part.key, part.id),
    )
    files = [
        claims_of(reading, jurisdiction, registry)
        for reading, jurisdiction in zip(ordered, infer_all(ordered), strict=True)
    ]
    claims = [claim for file in files for claim in (file.own, *_without_own(file))]
    known = known_claims([*cited_known(claims), *registered], registry)
    found, outcomes = sort_claims([*known, *claims])
    used = _used(files, outcomes)
    kept = [document for document in found if document.files or document in used]
    names, iris = document_iris(kept, base), SaidIris(base)
    undecided = decide(sorted(files, key=lambda file: file.reading.id), outcomes, names)
    by_own = {file.own: file for file in files}
    documents = {document: document_row(document, names[document], by_own) for document in kept}
    cited = [citation_rows(file, outcomes, documents, iris) for file in files]
    citations = sorted((row for of_file in cited for row in of_file), key=_place)
    laid_down = [
        obligations_of(file, own_document(file, outcomes, documents).id, of_file, registry, iris)
        for file, of_file in zip(files, cited, strict=True)
    ]
    obligations = [row for tasks, _norms in laid_down for row in tasks]
    norms = [row for _tasks, norms in laid_down for row in norms]
    amendments = [
        row
        for file, of_file in zip(files, cited, strict=True)
        for row in amendment_rows(file.reading, own_document(file, outcomes, documents).id, of_file, iris)
    ]
    citations, amendments, impossible = without_impossible_acts(
        citations, amendments, {row.id: row for row in documents.values()}
    )
    references = [row for file in files for row in internal_reference_rows(file, outcomes, documents, iris)]
    read = [
        ReadDocument(file.reading, own_document(file, outcomes, documents).id, of_file)
        for file, of_file in zip(files, cited, strict=True)
    ]
    told = [
        replace(row, warnings=(*row.warnings, *impossible[row.id])) if row.id in impossible else row
        for row in documents.values()
    ]
    rows = with_force(told, read, amendments, as_of or date.today().isoformat())
    by_iri = {row.id: row for row in rows}
    fulfilments = fulfilment_rows(read, obligations, by_iri, {body.id: body for body in registry.bodies}, iris)
    named = named_bodies(files, registry)
    wanted = (
        {row.issuer for row in rows}
        | {row.issuer for row in citations}
        | {bearer for row in obligations for bearer in row.bearers}
    )
    bodies = standing_bodies(registry, {*filter(None, wanted), *(place.body for place in named)})
    findings = [
        warning if warning.code in (MISSPELLED, UNCERTAIN_HEAD, IMPOSSIBLE) else replace(warning, detail=row.label)
        for row in rows
        for warning in row.warnings
    ]
    findings += [Finding("unused_decision", source, iri) for source, iri in undecided]
    findings += [
        Finding("overruled", file.reading.text.source, f"{one.field} {one.printed}")
        for file in sorted(files, key=lambda file: file.reading.id)
        for one in file.reading.overruled
    ]
    records = Records(
        documents=sorted(rows, key=lambda row: row.id),
        bodies=bodies,
        citations=citations,
        obligations=sorted(obligations, key=_place),
        norms=sorted(norms, key=_place),
        amendments=sorted(amendments, key=_place),
        fulfilments=sorted(fulfilments, key=_place),
        internal_references=sorted(references, key=_place),
        files=sorted(
            (_source_file(file.reading, own_document(file, outcomes, documents).id) for file in files),
            key=lambda row: (row.source, row.start or 0),
        ),
    )
    return Resolved(records, tuple(findings), named)


def _place(row: Citation | Obligation | Amendment | Fulfilment | InternalReference) -> tuple[str, int, int]:
    return row.source, row.start, row.end


def _source_file(reading: Reading, document: str) -> SourceFile:
    text, part = reading.text, reading.part
    return SourceFile(
        text.source,
        document,
        text.format,
        text.encoding,
        text.sha256,
        len(text.content),
        part.start if part else None,
        part.end if part else None,
    )


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
