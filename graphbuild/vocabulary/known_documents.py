"""Known documents: the shipped lists of numbers, dates, issuers and titles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from graphbuild.vocabulary import read_rows
from graphbuild.vocabulary.document_types import document_types
from graphbuild.vocabulary.laws import Law, laws, laws_by_key

_ASSEMBLY, _STANDING_COMMITTEE = "Quốc hội", "Ủy ban Thường vụ Quốc hội"


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that is known to exist.

    ``date`` is an ISO date, or a year or month where no more is known; ``date``, ``in_force_from`` and ``term``, a
    Roman numeral, may be "". ``issuer`` is "" where the number tells who issued it. ``place`` completes the issuer's
    name ("Huyện ủy"): gazetteer keys of the states of one place, separated by spaces; "" if the name is complete.
    ``name`` is that of a law without the type word; only the constitutions have no number.
    """

    type: str
    number: str
    date: str
    issuer: str
    term: str
    title: str
    place: str = ""
    name: str = ""
    in_force_from: str = ""


@cache
def known_documents() -> tuple[KnownDocument, ...]:
    """Return the known documents in the order of the tables, laws last.

    Examples
    --------
    >>> [document.date for document in known_documents() if document.number == "35-CT/TW"]
    ['2019-05-30', '2024-06-14']
    """
    listed = tuple(
        KnownDocument(**{name: row[name] for name in KnownDocument.__dataclass_fields__ if name in row})
        for row in read_rows("known_documents.csv")
    )
    return (*listed, *map(_of_law, laws()))


def number_key(number: str) -> str:
    """Return the key of a number in normal form, the same for its variants.

    Examples
    --------
    >>> number_key("76/2025/NQ-UBTVQH15") == number_key("76/2025/UBTVQH15")
    True
    >>> number_key("162/2004/TTLT/BQP-BTC") == number_key("162/2004/TTLT-BQP-BTC")
    True
    """
    return number.replace("/", "-").replace("-NQ-UBTVQH", "-UBTVQH").replace("-PL-UBTVQH", "-UBTVQH")


@cache
def known_by_number() -> dict[str, tuple[KnownDocument, ...]]:
    """Return the known documents by the key of their number.

    Examples
    --------
    >>> [document.type for document in known_by_number()[number_key("55/2010/QH12")]]
    ['NQ', 'Luật']
    """
    found: dict[str, list[KnownDocument]] = defaultdict(list)
    for document in known_documents():
        found[number_key(document.number)].append(document)
    return {number: tuple(same) for number, same in found.items()}


@cache
def known_by_serial() -> dict[tuple[str, str], tuple[KnownDocument, ...]]:
    """Return the documents of the Party by type and bare number, by which alone they are cited for years.

    Examples
    --------
    >>> [document.number for document in known_by_serial()["CT", "05"]]
    ['05-CT/TW']
    """
    found: dict[tuple[str, str], list[KnownDocument]] = defaultdict(list)
    for document in known_documents():
        if document.term:
            found[document.type, document.number.split("-")[0]].append(document)
    return {serial: tuple(same) for serial, same in found.items()}


@cache
def known_laws_by_key() -> dict[str, tuple[KnownDocument, ...]]:
    """Return the versions of each law by the key of its name (see `graphbuild.vocabulary.laws.law_key`)."""
    return {key: tuple(map(_of_law, versions)) for key, versions in laws_by_key().items()}


def _of_law(law: Law) -> KnownDocument:
    word = document_types()[law.type].words[0]
    return KnownDocument(
        type=law.type,
        number=law.number,
        date=law.date,
        issuer=_STANDING_COMMITTEE if law.type == "PL" else _ASSEMBLY,
        term="",
        title=law.name if law.type == "HP" else f"{word} {law.name}",
        name=law.name,
        in_force_from=law.in_force_from,
    )
