"""The known documents that the claims of a corpus can mean: all others stay out of it, however long the lists are."""

from __future__ import annotations

from collections.abc import Iterable

from graphbuild.extraction.bodies import read_body
from graphbuild.number import DocumentNumber
from graphbuild.resolve.bodies.jurisdiction import Jurisdiction, of_place
from graphbuild.resolve.bodies.registry import BodyRegistry, ResolvedBody
from graphbuild.resolve.documents.claims import Claim, key_of, law_name
from graphbuild.vocabulary.known_documents import (
    KnownDocument,
    known_by_number,
    known_by_serial,
    known_laws_by_key,
    number_key,
)
from graphbuild.vocabulary.laws import LAW_TYPES, law_key
from graphbuild.vocabulary.places import communes, places


def cited_known(claims: Iterable[Claim]) -> list[KnownDocument]:
    """Return the shipped known documents that claims can mean: by number, by a law's name, or by a bare number."""
    found: dict[KnownDocument, None] = {}
    for claim in claims:
        if claim.key is not None:
            found |= dict.fromkeys(known_by_number().get(number_key(claim.key.number), ()))
        elif claim.name and claim.type in LAW_TYPES:
            found |= dict.fromkeys(known_laws_by_key().get(law_key(claim.type, claim.name), ()))
        elif claim.number:
            found |= dict.fromkeys(known_by_serial().get((claim.type, claim.number), ()))
    return list(found)


def known_claims(documents: Iterable[KnownDocument], registry: BodyRegistry) -> list[Claim]:
    """Return the claims of the known documents: the shipped list and the office's own registers."""
    found = []
    for known in documents:
        number = DocumentNumber.parse(known.number) if known.number else None
        issuer, jurisdiction = known_issuer(known, registry)
        found.append(
            Claim(
                key=key_of(number, issuer, jurisdiction, "", known.type, known.name),
                type=known.type,
                number=known.number or None,
                date=known.date or None,
                term=known.term,
                title=known.title,
                name=known.name or law_name(known.type, known.title),
                year=known.date[:4],
                issuer=issuer,
                stated=True,
                said_in=None,
                in_force_from=known.in_force_from,
            )
        )
    return found


def known_issuer(known: KnownDocument, registry: BodyRegistry) -> tuple[ResolvedBody | None, Jurisdiction]:
    """Return the issuer of a known document, and the place that completes its name.

    None if the number is of several issuers and its codes are unknown.
    """
    day = known.date or None
    if not known.issuer:
        number = DocumentNumber.parse(known.number)
        return registry.from_number(number, Jurisdiction(), "", None, day) if number else None, Jurisdiction()
    name = read_body(known.issuer)
    states = [places().get(key) or communes()[key] for key in known.place.split()]
    standing = [place for place in states if place.existed_on(day)] or states
    jurisdiction = Jurisdiction()
    if standing:
        place = max(standing, key=lambda place: place.valid_from)
        jurisdiction = of_place(name.level or place.level, place, day)
    return registry.resolve(name, jurisdiction, "", None, day), jurisdiction
