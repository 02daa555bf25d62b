"""Tells what a number means in its text: the document itself, another one, or a full number that was told before."""

from __future__ import annotations

from graphbuild.extraction.citations.anaphora import Anaphor
from graphbuild.extraction.citations.named_citation import NamedCitation
from graphbuild.extraction.citations.numbered_citation import NumberedCitation
from graphbuild.extraction.citations.self_references import SelfReference
from graphbuild.extraction.head.letterhead import contradict
from graphbuild.model import Kind, Letterhead

_DIGITS = "0123456789"
_DONE_TO_OTHERS = frozenset(["replaces", "repeals", "amends", "corrects"])


def full_number(mention: NumberedCitation, full: dict[tuple[str, int], set[str]]) -> str:
    """Return the number of a mention, of a bare one the full number if the text has only one with it."""
    same = _completed(mention, full) if mention.bare else set()
    return next(iter(same)) if len(same) == 1 else mention.number


def is_own(mention: NumberedCitation | NamedCitation, head: Letterhead) -> bool:
    """Tell whether a mention has the document's own number and states nothing else of another."""
    return isinstance(mention, NumberedCitation) and mention.number == head.number and not _is_another(mention, head)


def _completed(mention: NumberedCitation, full: dict[tuple[str, int], set[str]]) -> set[str]:
    """Return the full numbers that a bare one can shorten: with its year, if that is printed ("142/2024")."""
    same = full.get((mention.type, _serial(mention.number)), set())
    return {number for number in same if number.startswith(mention.number)}


def full_numbers(numbered: list[NumberedCitation]) -> dict[tuple[str, int], set[str]]:
    """Return the full numbers of the text by type and serial, to complete the bare ones."""
    full: dict[tuple[str, int], set[str]] = {}
    for citation in numbered:
        if not citation.bare:
            full.setdefault((citation.type, _serial(citation.number)), set()).add(citation.number)
    return full


def _serial(number: str) -> int:
    """Return the serial with which a number in normal form begins."""
    digits = len(number) - len(number.lstrip(_DIGITS))
    return int(number[:digits])


def kind_of(
    mention: NumberedCitation | NamedCitation | SelfReference | Anaphor,
    head: Letterhead,
    full: dict[tuple[str, int], set[str]],
    relation: str,
) -> tuple[Kind, str | None]:
    """Return kind and number of a mention, in the context of the text.

    A bare number after a full one is a shortened mention of it, unless it names its own issuer or date, or is written
    as a code (annotation guideline, §4).
    """
    if isinstance(mention, SelfReference):
        return "self", None
    if isinstance(mention, NamedCitation):
        return "named", None
    if isinstance(mention, Anaphor):
        return "anaphor", None
    if mention.number == head.number and not _is_another(mention, head):
        # An undated document does not replace itself: that is its namesake of an earlier year.
        namesake = relation in _DONE_TO_OTHERS and mention.date is not None and head.date is None
        return ("numbered" if namesake else "self"), mention.number
    if not mention.bare:
        return "numbered", mention.number
    same = _completed(mention, full)
    if head.number and mention.type == head.type and _serial(mention.number) == _serial(head.number):
        same = same | {head.number}
    if len(same) != 1:
        return "numbered", mention.number
    number = next(iter(same))
    if number == head.number and not _is_another(mention, head):
        return "self", number
    stated = mention.issuer is not None or mention.date is not None or mention.abbreviated
    return ("numbered" if stated else "anaphor"), number


def _is_another(mention: NumberedCitation, head: Letterhead) -> bool:
    """Tell whether a mention with the document's own number states another date, level or place."""
    if mention.date and head.date and mention.date != head.date:
        return True
    return contradict(mention.issuer, head.issuer)
