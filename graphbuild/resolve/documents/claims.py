"""What each text claims about a document: about itself by its letterhead, about others by its citations.

A claim gives the number series of the document (that of the committee, because Ban Chấp hành, Ban Thường vụ and Thường
trực share one), its type, number, date, term and title as far as the text states them. Claims with the same series,
type and number are then grouped into documents (see `grouping`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from graphbuild.extraction.bodies import read_body
from graphbuild.model import BodyName, Mention, Reading
from graphbuild.number import DocumentNumber
from graphbuild.resolve.bodies.jurisdiction import Jurisdiction, lineage, of_place
from graphbuild.resolve.bodies.registry import CENTRAL_SERIES, BodyRegistry, ResolvedBody, unknown_place
from graphbuild.resolve.documents.terms import DocumentTerm, document_term
from graphbuild.text import ascii_slug
from graphbuild.vocabulary.document_types import types_by_symbol
from graphbuild.vocabulary.known_documents import KnownDocument
from graphbuild.vocabulary.law_names import law_name_at
from graphbuild.vocabulary.places import communes, places
from graphbuild.vocabulary.terms import central_term_on

# Laws, decrees and circulars are issued only by the centre (Luật 64/2025/QH15); a ministry's code begins with B.
_NATIONAL_SYMBOLS = frozenset(["L", "PL", "NĐ", "TT", "TTLT", "NQLT", "VBHN"])
_NATIONAL_CODE = re.compile(
    r"(?:B[A-ZĐ]|QH|UBTVQH|TTg|CP\b|CTN|HĐBT|HĐCP|HĐTP|TANDTC|VKSNDTC|VKSTC|KTNN|NHNN|TTCP|UBDT)"
)


@dataclass(frozen=True, slots=True)
class Key:
    """What documents must share to be the same one."""

    series: str
    type: str
    number: str


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """What one text says about one document in one mention; a repeated mention is another claim."""

    key: Key | None
    """None for a document without number, and for a bare number that cannot be completed."""
    type: str
    number: str | None
    date: str | None
    term: str
    """Roman numeral of the congress term, as stated or by the date in the central series; "" if neither is known."""
    title: str
    name: str
    """The name of the document apart from its number, without the type word; "" if there is none."""
    year: str
    issuer: ResolvedBody | None
    """The body named as issuer, else the one that the number's code means."""
    stated: bool
    """Whether the issuer is named and not only derived from the code."""
    said_in: tuple[str, int] | None
    """The reading that makes the claim (see `graphbuild.model.Reading.id`); None for a known document."""
    text_key: str = ""
    """The key of its text."""
    mention: int | None = None
    """Index of the citation in its file; None for a file's own letterhead."""
    citing_date: str | None = None
    """Date of the citing document: it cites nothing later than itself."""
    cites_until: str | None = None
    """For a file's own claim: the latest date of a document that it cites; it is no earlier than that."""
    content: str = field(default="", repr=False)
    """For a file's own claim: its text, by which two files of one document are recognised."""

    @property
    def source(self) -> str | None:
        """The file that makes the claim; None for a known document."""
        return self.said_in[0] if self.said_in else None


@dataclass(frozen=True, slots=True)
class FileClaims:
    """All claims of one file, and what was inferred about the file to make them."""

    reading: Reading
    jurisdiction: Jurisdiction
    issuer: ResolvedBody | None
    stated_term: DocumentTerm | None
    own: Claim
    cited: tuple[Claim, ...]
    """One per mention, in order; a self-reference repeats `own`, an anaphor the claim of its antecedent."""


def claims_of(reading: Reading, jurisdiction: Jurisdiction, registry: BodyRegistry) -> FileClaims:
    """Return what a text of a known or unknown place claims about itself and about the documents it cites."""
    head = reading.letterhead
    issuer = registry.resolve(head.issuer, jurisdiction, reading.key, None, jurisdiction.day) if head.issuer else None
    number = DocumentNumber.parse(head.number) if head.number else None
    if issuer is None and number is not None:
        issuer = registry.from_number(number, jurisdiction, reading.key, None, jurisdiction.day)
    stated_term = document_term(reading)
    own = Claim(
        key=_key(number, issuer, jurisdiction, reading.key),
        type=head.type or "",
        number=head.number,
        date=head.date,
        term=_term(stated_term.number if stated_term else "", head.date, issuer),
        title=head.title or "",
        name="",
        year="",
        issuer=issuer,
        stated=head.issuer is not None,
        said_in=reading.id,
        text_key=reading.key,
        cites_until=max((day for mention in reading.mentions if len(day := mention.date or "") == 10), default=None),
        content=reading.content,
    )
    cited: list[Claim] = []
    for index, mention in enumerate(reading.mentions):
        if mention.kind == "self":
            cited.append(own)
        elif mention.antecedent is not None:
            cited.append(cited[mention.antecedent])
        else:
            cited.append(_cited(mention, index, reading, jurisdiction, registry, head.issuer))
    return FileClaims(reading, jurisdiction, issuer, stated_term, own, tuple(cited))


def known_claims(documents: Iterable[KnownDocument], registry: BodyRegistry) -> list[Claim]:
    """Return the claims of the known documents: the shipped list and the office's own registers."""
    found = []
    for known in documents:
        issuer, jurisdiction = known_issuer(known, registry)
        found.append(
            Claim(
                key=_key(DocumentNumber.parse(known.number), issuer, jurisdiction, ""),
                type=known.type,
                number=known.number,
                date=known.date or None,
                term=known.term,
                title=known.title,
                name=_law_name(known.type, known.title),
                year="",
                issuer=issuer,
                stated=True,
                said_in=None,
            )
        )
    return found


def known_issuer(known: KnownDocument, registry: BodyRegistry) -> tuple[ResolvedBody, Jurisdiction]:
    """Return the issuer of a known document, and the place that completes its name."""
    name, day = read_body(known.issuer), known.date or None
    states = [places().get(key) or communes()[key] for key in known.place.split()]
    standing = [place for place in states if place.existed_on(day)] or states
    jurisdiction = Jurisdiction()
    if standing:
        place = max(standing, key=lambda place: place.valid_from)
        jurisdiction = of_place(name.level or place.level, place, day)
    return registry.resolve(name, jurisdiction, "", None, day), jurisdiction


def _cited(
    mention: Mention,
    index: int,
    reading: Reading,
    jurisdiction: Jurisdiction,
    registry: BodyRegistry,
    own: BodyName | None,
) -> Claim:
    citing_date = reading.letterhead.date
    day = mention.date or jurisdiction.day
    number = DocumentNumber.parse(mention.number) if mention.number else None
    named = mention.issuer if mention.issuer and (mention.issuer.seat or mention.issuer.organ or own) else None
    issuer = registry.resolve(named, jurisdiction, reading.key, own, day) if named else None
    by_code = registry.from_number(number, jurisdiction, reading.key, own, day) if number else None
    if issuer is not None and by_code is not None and number is not None and _disagree(issuer, by_code, number):
        # A central document cited as "của Ủy ban MTTQ Việt Nam" keeps the body that its code means.
        issuer = by_code
    return Claim(
        key=_key(number, issuer or by_code, jurisdiction, reading.key),
        type=mention.type,
        number=mention.number,
        date=mention.date,
        term=_term(mention.issuer.term if mention.issuer else "", mention.date, issuer or by_code),
        title=mention.title,
        name=mention.name,
        year=mention.year or (mention.date or "")[:4],
        issuer=issuer or by_code,
        stated=issuer is not None,
        said_in=reading.id,
        text_key=reading.key,
        mention=index,
        citing_date=citing_date,
    )


def _law_name(kind: str, title: str) -> str:
    """Return a law's name from the title of a known document ("Luật Lưu trữ" → "Lưu trữ"), "" for other types."""
    if kind not in ("Luật", "BL", "PL"):
        return ""
    known = law_name_at(title, title.find(" ") + 1)
    return known[0] if known else ""


def _disagree(stated: ResolvedBody, by_code: ResolvedBody, number: DocumentNumber) -> bool:
    """Tell whether the code means a central body and the text a local one: the code is exact, the text abbreviated."""
    return by_code.body.level == "central" and stated.body.level != "central" and number.issuer.startswith("MTTW")


def _key(
    number: DocumentNumber | None, issuer: ResolvedBody | None, jurisdiction: Jurisdiction, text_key: str
) -> Key | None:
    if number is None:
        return None
    kinds = types_by_symbol().get(number.symbol, ())
    kind = kinds[0].code if kinds else ""
    if number.year is not None and (_is_national(number) or (issuer is not None and issuer.body.level == "central")):
        # Number, year and code of a central body are unambiguous, whoever is named as issuer.
        return Key(ascii_slug(number.issuer), kind, str(replace(number, separator="-")))
    if issuer is None:
        line = lineage(jurisdiction.province) if jurisdiction.province else unknown_place(text_key)
        return Key(f"{ascii_slug(number.issuer)}.{line}", kind, str(number))
    return Key(issuer.series, kind, str(number))


def _is_national(number: DocumentNumber) -> bool:
    """Tell whether only a central body issues such a number: by its type, or by the code of a ministry."""
    return number.symbol in _NATIONAL_SYMBOLS or _NATIONAL_CODE.match(number.issuer) is not None


def _term(stated: str, day: str | None, issuer: ResolvedBody | None) -> str:
    if stated:
        return stated
    if issuer is not None and issuer.series == CENTRAL_SERIES and day and len(day) == 10:
        return central_term_on(day) or ""
    return ""
