"""Known documents: the shipped list of numbers, dates, issuers and titles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graphbuild.vocabulary import read_rows


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that is known to exist.

    ``date`` is an ISO date, or a year or month where no more is known; ``date`` and ``term``, a Roman numeral, may be
    "". ``place`` completes the issuer's name ("Huyện ủy"): gazetteer keys of the states of one place, separated by
    spaces; "" if the name is complete.
    """

    type: str
    number: str
    date: str
    issuer: str
    term: str
    title: str
    place: str = ""


@cache
def known_documents() -> tuple[KnownDocument, ...]:
    """Return the known documents in the order of the table.

    Examples
    --------
    >>> [document.date for document in known_documents() if document.number == "35-CT/TW"]
    ['2019-05-30', '2024-06-14']
    """
    return tuple(
        KnownDocument(**{name: row[name] for name in KnownDocument.__dataclass_fields__ if name in row})
        for row in read_rows("known_documents.csv")
    )
