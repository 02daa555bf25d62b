"""Determines whether what a document lays down is tasks or standing norms, and who is named rather than a class.

A plan or directive hands out tasks: a bare verb is one. A law, regulation or rules of procedure lays down norms: only
what it lays upon a named office is a duty of somebody whom one can ask (annotation guideline, §5), and what a published
procedure says is repeated for every application.
"""

from __future__ import annotations

import re
from typing import Literal

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.model import Letterhead, Span
from graphbuild.number import DocumentNumber
from graphbuild.text import CAPITAL
from graphbuild.vocabulary.document_types import document_types
from graphbuild.vocabulary.wordings import wordings

Regime = Literal["directs", "regulates", "describes", "tells"]
"""Whether a document hands out tasks, lays down norms, describes a procedure, or does none of that."""

_WORDS = wordings("obligations")
_any = _WORDS.any_of
ADDRESSES_CLASSES = _WORDS["regimes.addresses_classes"]
"""Codes of the types that address a class of people themselves: the rules of a contest."""
_PLANS = re.compile(rf"\b{_any('regimes.plans')}\b", re.IGNORECASE)
_RULES = re.compile(rf"\b{_any('regimes.rules')}\b", re.IGNORECASE)
_PROCEDURES = re.compile(rf"\b{_any('regimes.procedures')}\b", re.IGNORECASE)
_CLASS = re.compile(
    rf"(?:{_any('classes.several')} )?(?!{_any('classes.but_not')}\b){_any('classes.heads')}\b", re.IGNORECASE
)
_OFFICE = re.compile(rf"\b{_any('classes.offices')}\b", re.IGNORECASE)
_CAPITAL_INSIDE = re.compile(rf"[ ][{CAPITAL}]")


def regime_of(head: Letterhead, *, annexed: bool) -> Regime:
    """Return what a document does, by its type, number and title.

    Parameters
    ----------
    head
        What the document says about itself.
    annexed
        Whether the part in question is attached to it.
    """
    kind = head.type or ""
    title = head.title or ""
    if head.quotes:
        return "directs"
    if annexed and _PROCEDURES.search(title):
        return "describes"
    if kind in _WORDS["regimes.norms"]:
        return "regulates"
    if kind in _WORDS["regimes.mixed"]:
        number = DocumentNumber.parse(head.number or "")
        # "72/2025/QĐ-UBND": the year is that of a legal act (Luật 64/2025/QH15).
        legal = number is not None and number.year is not None and not number.of_party
        if legal or (_RULES.search(title) and not _PLANS.search(title)):
            return "regulates"
        if kind == "QĐ" and not _PLANS.search(title):
            return "regulates"
    known = document_types().get(kind)
    return "directs" if known is not None and known.directs else "tells"


def is_class(actors: str) -> bool:
    """Tell whether some words name a class of people or enterprises that nobody can be asked for.

    Examples
    --------
    >>> is_class("Người sử dụng lao động"), is_class("người đứng đầu cơ quan"), is_class("các doanh nghiệp")
    (True, False, True)
    """
    return _CLASS.match(actors) is not None


def names_office(text: str, actors: Span, bodies: BodyFinder) -> bool:
    """Tell whether a stretch of a text names an office: a body, a unit with its own name, or all of one kind.

    Examples
    --------
    >>> text = "Ủy ban nhân dân cấp xã"
    >>> names_office(text, Span(0, len(text)), BodyFinder(text))
    True
    """
    words = actors.of(text)
    if is_class(words):
        return False
    return bool(bodies.inside(actors)) or bool(_CAPITAL_INSIDE.search(words) or _OFFICE.search(words))
