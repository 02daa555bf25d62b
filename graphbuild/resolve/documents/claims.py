"""What each text claims about a document: about itself by its letterhead, about others by its citations.

A claim gives the number series of the document (that of the committee, because Ban Chấp hành, Ban Thường vụ and Thường
trực share one), its type, number, date, term and title as far as the text states them. Claims with the same series,
type and number are then grouped into documents (see `grouping`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from graphbuild.model import BodyName, Mention, Reading
from graphbuild.number import DocumentNumber
from graphbuild.resolve.bodies.jurisdiction import Jurisdiction, lineage
from graphbuild.resolve.bodies.registry import CENTRAL_SERIES, BodyRegistry, ResolvedBody, unknown_place
from graphbuild.resolve.documents.terms import DocumentTerm, document_term
from graphbuild.text import ascii_slug
from graphbuild.vocabulary.bodies import organs_by_code, seats_by_code
from graphbuild.vocabulary.document_types import types_by_symbol
from graphbuild.vocabulary.law_names import law_name_at
from graphbuild.vocabulary.laws import LAW_TYPES, law_key, laws_by_key
from graphbuild.vocabulary.terms import assembly_terms_of, central_term_on

# Laws, decrees and circulars are issued only by the centre (Luật 64/2025/QH15); a ministry's code begins with B.
_NATIONAL_SYMBOLS = frozenset(["L", "PL", "NĐ", "TT", "TTLT", "NQLT", "VBHN"])
_NATIONAL_CODE = re.compile(
    r"(?:B[A-ZĐ]|QH|UBTVQH|TTg|CP\b|CTN|HĐBT|HĐCP|HĐTP|TANDTC|VKSNDTC|VKSTC|KTNN|NHNN|TTCP|UBDT)"
)
_ASSEMBLY = re.compile(r"(?P<body>(?:UBTV)?QH)(?P<term>\d{0,2})")
"""Acts of the National Assembly and its Standing Committee: each of its terms has a code of its own."""
_ASSEMBLY_RUNS = {"Luật": "Luật", "BL": "Luật", "PL": "PL", "NQ": "NQ"}
"""Their laws and their resolutions are numbered apart: Luật 55/2010/QH12 and Nghị quyết 55/2010/QH12."""
_FROM_MEETING_TO_ISSUE = timedelta(days=60)
"""Maximum time from a meeting to the document about it, which may cite what has been issued since."""
_LENGTH_OF_A_DAY = len("2024-05-09")
_PARALLEL = re.compile(r"\s*\(\s*")
"""Between two citations of one document: "Luật Căn cước (Luật số 26/2023/QH15)"."""


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
    """The latest date, or year of a number, that the citing document names: it is no earlier than that."""
    in_force_from: str = ""
    """For a known law: the ISO date on which it entered into force, "" if unknown."""
    placed: bool = False
    """Whether the place of the issuer is named with it, and not only that of the document that makes the claim."""
    owned: bool = False
    """Whether the mention is in the title of another document, whose date `citing_date` then is."""
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
    own_name = law_name(head.type or "", head.title or "")
    printed = head.number or _number_of_law(head.type or "", own_name, head.date)
    number = DocumentNumber.parse(printed) if printed else None
    if issuer is None and number is not None:
        issuer = registry.from_number(number, jurisdiction, reading.key, None, jurisdiction.day)
    stated_term = document_term(reading)
    cites_until = _cites_until(reading.mentions)
    own = Claim(
        key=key_of(number, issuer, jurisdiction, reading.key, head.type or "", own_name),
        type=head.type or "",
        number=head.number,
        date=head.date,
        term=_term(stated_term.number if stated_term else "", head.date, issuer),
        title=head.title or "",
        name=own_name,
        year="",
        issuer=issuer,
        stated=head.issuer is not None,
        said_in=reading.id,
        text_key=reading.key,
        cites_until=cites_until,
        content=reading.content,
    )
    cited: list[Claim] = []
    for index, mention in enumerate(reading.mentions):
        if mention.kind == "self":
            cited.append(own)
        elif mention.antecedent is not None:
            cited.append(cited[mention.antecedent])
        else:
            claim = _cited(mention, index, reading, jurisdiction, registry, head.issuer)
            cited.append(replace(claim, cites_until=cites_until))
    return FileClaims(reading, jurisdiction, issuer, stated_term, own, _as_placed(own, cited))


def _as_placed(own: Claim, cited: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims of a text with the issuer that it names in full elsewhere for the same number and date.

    In a document of Quảng Ngãi "Quyết định số 06/2020/QĐ-UBND của Ủy ban nhân dân tỉnh" is not its own province's if it
    has been cited as that of Kon Tum before.
    """
    placed: dict[tuple[str, str], dict[str, Claim]] = defaultdict(dict)
    for claim in cited:
        if claim.placed and claim.key is not None:
            placed[claim.key.type, claim.key.number].setdefault(claim.key.series, claim)
    if own.key is not None:
        placed.pop((own.key.type, own.key.number), None)
    told = {key: next(iter(claims.values())) for key, claims in placed.items() if len(claims) == 1}
    settled: dict[int | None, Claim] = {}
    for claim in cited:
        full = told.get((claim.key.type, claim.key.number)) if claim.key is not None else None
        same_day = full is not None and (not claim.date or not full.date or claim.date == full.date)
        if full is not None and same_day and not claim.placed:
            settled[claim.mention] = replace(claim, key=full.key, issuer=full.issuer, stated=full.stated)
    return tuple(claim if claim is own else settled.get(claim.mention, claim) for claim in cited)


def _cited(
    mention: Mention,
    index: int,
    reading: Reading,
    jurisdiction: Jurisdiction,
    registry: BodyRegistry,
    own: BodyName | None,
) -> Claim:
    day = mention.date or jurisdiction.day
    citing_date, owned = _citing_date(mention, reading)
    name = mention.name or _parallel_name(mention, index, reading)
    number = DocumentNumber.parse(mention.number) if mention.number else None
    named = mention.issuer if mention.issuer and (mention.issuer.seat or mention.issuer.organ or own) else None
    issuer = registry.resolve(named, jurisdiction, reading.key, own, day) if named else None
    by_code = registry.from_number(number, jurisdiction, reading.key, own, day) if number else None
    if issuer is not None and by_code is not None and number is not None and _disagree(issuer, by_code, number):
        # A central document cited as "của Ủy ban MTTQ Việt Nam" keeps the body that its code means.
        issuer = by_code
    return Claim(
        key=key_of(number, issuer or by_code, jurisdiction, reading.key, mention.type, name),
        type=mention.type,
        number=mention.number,
        date=mention.date or (mention.year or None if number is not None else None),
        term=_term(mention.issuer.term if mention.issuer else "", mention.date, issuer or by_code),
        title=mention.title,
        name=name,
        year=mention.year or (mention.date or "")[:4],
        issuer=issuer or by_code,
        stated=issuer is not None,
        said_in=reading.id,
        text_key=reading.key,
        mention=index,
        citing_date=citing_date,
        placed=named is not None and bool(named.place),
        owned=owned,
    )


def _number_of_law(kind: str, name: str, day: str | None) -> str | None:
    """Return the number of a law of which a text has only name and day, None if it is unknown."""
    versions = laws_by_key().get(law_key(kind, name), ()) if name and day else ()
    return next((law.number for law in versions if law.number and law.date == day), None)


def _cites_until(mentions: Sequence[Mention]) -> str | None:
    """Return the latest date that a text cites, or the first day of the year in a number if that is later."""
    days = [day for mention in mentions if len(day := mention.date or "") == 10]
    numbers = (DocumentNumber.parse(mention.number) for mention in mentions if mention.number)
    days += [f"{number.year}-01-01" for number in numbers if number is not None and number.year is not None]
    return max(days, default=None)


def _citing_date(mention: Mention, reading: Reading) -> tuple[str | None, bool]:
    """Return the date of the document that makes a mention, and whether that is another one, in whose title it is."""
    owner = reading.mentions[mention.owner] if mention.owner is not None else None
    own = reading.letterhead.date
    if own is not None and reading.letterhead.date_source == "meeting" and len(own) == _LENGTH_OF_A_DAY:
        own = (date.fromisoformat(own) + _FROM_MEETING_TO_ISSUE).isoformat()
    if owner is None or owner.kind == "self":
        return own, False
    number = DocumentNumber.parse(owner.number) if owner.number else None
    day = owner.date or owner.year or (str(number.year) if number is not None and number.year is not None else None)
    if day and own and own.startswith(day):
        # Of two documents of one year the citing one is the later.
        return own, True
    return (day or own), day is not None


def _parallel_name(mention: Mention, index: int, reading: Reading) -> str:
    """Return the name before a law's number that stands in brackets behind it: "Luật Căn cước (Luật số …)"."""
    before = reading.mentions[index - 1] if index else None
    if before is None or before.kind != "named" or not mention.number or mention.type not in LAW_TYPES:
        return ""
    between = reading.text.content[before.span.end : mention.span.start]
    return before.name if before.type == mention.type and _PARALLEL.fullmatch(between) else ""


def law_name(kind: str, title: str) -> str:
    """Return a law's name from its title ("Luật Lưu trữ" → "Lưu trữ"), "" for other types.

    Examples
    --------
    >>> law_name("Luật", "Luật Lưu trữ"), law_name("NĐ", "Luật Lưu trữ")
    ('Lưu trữ', '')
    """
    if kind not in LAW_TYPES:
        return ""
    title = " ".join(title.split())
    known = law_name_at(title, title.find(" ") + 1) or law_name_at(title, 0)
    return known[0] if known else ""


def _disagree(stated: ResolvedBody, by_code: ResolvedBody, number: DocumentNumber) -> bool:
    """Tell whether the code means a central body and the text a local one: the code is exact, the text abbreviated."""
    return by_code.body.level == "central" and stated.body.level != "central" and number.issuer.startswith("MTTW")


def key_of(
    number: DocumentNumber | None,
    issuer: ResolvedBody | None,
    jurisdiction: Jurisdiction,
    text_key: str,
    stated_type: str,
    name: str,
) -> Key | None:
    """Return the key of a document, None if it has no number.

    Parameters
    ----------
    number, issuer, stated_type, name
        What is said of the document: its type is that of its number, but a law's number has none.
    jurisdiction, text_key
        Of the text that says it: they keep the numbers of unknown issuers distinct.
    """
    if number is None:
        return None
    assembly = _ASSEMBLY.fullmatch(number.issuer) if number.year is not None else None
    if assembly is not None and number.year is not None:
        run = _ASSEMBLY_RUNS.get(stated_type, "") if number.symbol in ("", "L") else number.symbol
        code = _mended_code(assembly, number.year)
        number = _mended_year(replace(number, symbol="", issuer=code), stated_type, name)
        return Key(ascii_slug(code), run, str(number))
    number = _in_order(number)
    kinds = types_by_symbol().get(number.symbol, ())
    kind = kinds[0].code if kinds else ""
    if number.year is not None and (_is_national(number) or (issuer is not None and issuer.body.level == "central")):
        # Number, year and code of a central body are unambiguous, whoever is named as issuer.
        return Key(ascii_slug(number.issuer), kind, str(replace(number, separator="-")))
    if issuer is None:
        line = lineage(jurisdiction.province) if jurisdiction.province else unknown_place(text_key)
        return Key(f"{ascii_slug(number.issuer)}.{line}", kind, str(number))
    return Key(issuer.series, kind, str(number))


def _in_order(number: DocumentNumber) -> DocumentNumber:
    """Return a number with the code of the office before that of its part: "KH-MTTQ-BTT" for "KH-BTT-MTTQ"."""
    codes = number.issuer.split("-")
    councils = [seat for seat in seats_by_code().get(codes[-1], ()) if seat.kind == "council"]
    if len(codes) != 2 or not councils or codes[0] in organs_by_code() or codes[0] in seats_by_code():
        return number
    return replace(number, issuer="-".join(reversed(codes)))


def _mended_code(assembly: re.Match[str], year: int) -> str:
    """Return the code of the National Assembly with its term, which a copy may have lost: "72/2025/QH"."""
    terms = assembly_terms_of(year)
    return assembly["body"] + (assembly["term"] or (str(terms[0]) if len(terms) == 1 else ""))


def _mended_year(number: DocumentNumber, kind: str, name: str) -> DocumentNumber:
    """Return a law's number with the right year, if the printed one is outside the term: 72/2022/QH14 is of 2020."""
    assembly = _ASSEMBLY.fullmatch(number.issuer)
    assert assembly is not None
    assert number.year is not None
    if not name or not assembly["term"] or int(assembly["term"]) in assembly_terms_of(number.year):
        return number
    parsed = (DocumentNumber.parse(law.number) for law in laws_by_key().get(law_key(kind, name), ()))
    same = [one for one in parsed if one is not None and (one.serial, one.issuer) == (number.serial, number.issuer)]
    return same[0] if len(same) == 1 else number


def _is_national(number: DocumentNumber) -> bool:
    """Tell whether only a central body issues such a number: by its type, or by the code of a ministry."""
    return number.symbol in _NATIONAL_SYMBOLS or _NATIONAL_CODE.match(number.issuer) is not None


def _term(stated: str, day: str | None, issuer: ResolvedBody | None) -> str:
    if stated:
        return stated
    if issuer is not None and issuer.series == CENTRAL_SERIES and day and len(day) == 10:
        return central_term_on(day) or ""
    return ""
