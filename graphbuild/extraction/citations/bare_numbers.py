"""Finds citations whose number is printed without its symbol: "Chỉ thị 05", "Nghị định 142/2024", "NQ 32"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.citations.numbered_citation import NumberedCitation
from graphbuild.extraction.citations.tails import read_tail, read_title
from graphbuild.extraction.citations.type_words import (
    NumberWord,
    TypeWord,
    before_space,
    number_word_before,
    type_before,
    type_word_before,
)
from graphbuild.extraction.word_index import matches_at
from graphbuild.model import BodyName, Span
from graphbuild.number import DocumentNumber
from graphbuild.text import CAPITAL
from graphbuild.vocabulary.bodies import organs_by_name, seats_by_name
from graphbuild.vocabulary.document_types import document_types, types_by_symbol, types_by_word
from graphbuild.vocabulary.wordings import wordings

_WORDS = wordings("citations")
_any, _times = _WORDS.any_of, wordings("times").any_of
_LAWS = frozenset(word.lower() for word in _WORDS["laws"])
# The last letter of "số", "Số:", "No.": few numbers follow one.
_ENDS_NUMBER_WORD = frozenset([*(form[-1] for word in _WORDS["number"] for form in (word, word.upper())), *":.º°"])
_BEFORE = "".join(
    sorted(
        _ENDS_NUMBER_WORD
        | {end for word in (*types_by_word(), *document_types()) for end in (word[-1], word[-1].upper())}
    )
)
# The last letters of the words and of the codes of types.
_ENDS_TYPE = frozenset(word[-3:] for word in types_by_word())
_ENDS_CODE = frozenset(code[-2:] for code in document_types())
MAY_BEGIN_BARE = rf"(?<=[{_BEFORE}][ ].)"
"""The pattern that matches after the first digit of a bare number, and after few other digits.

It looks back at the last letter of a word for a type or for "số", or of a type code."""
_BARE = re.compile(
    rf"\d{MAY_BEGIN_BARE}\d{{0,4}}(?:(?P<letter>[a-e](?!\w))|/(?P<year>(?:19|20)\d\d))?"
    rf"(?:(?![\w%])(?![/.,-]\d)|(?={_times('day')}))"
)
_LAST_WORD = re.compile(r"[^\W_]+$")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_BY_YEAR = frozenset(_WORDS["numbered_by_year"])
_ALONE = frozenset(_WORDS["numbered_alone"])
_MONTHS = 12
# What a bare number counts if it is not a document number: "Nghị quyết 5 năm", "Kết luận 3 nội dung".
_COUNTED = re.compile(
    rf"[ ](?:{_times('year')}(?![ ](?:19|20)\d\d(?![ ]?-))|{_any('counted')}|{_times('day')}(?![ ]\d))\b"
)
_SENTENCE_GOES_ON = re.compile(rf"[ ](?:[{CAPITAL}]|{_any('after_bare_number')}\b)|[^\w ]|$")
_SMALL_COUNT = 10


def find_bare(
    text: str, starts: Iterable[int], bodies: BodyFinder, full: list[NumberedCitation]
) -> Iterator[NumberedCitation]:
    """Yield the citations whose number has no symbol, outside those with one (`full`), in the order of the text.

    `starts` are the offsets, ascending, at which such a number can begin.
    """
    taken = iter(full)
    next_full = next(taken, None)
    done = 0
    # Most digits follow no such word.
    likely = [
        start
        for start in starts
        if text[start - 2 : start - 1] in _ENDS_NUMBER_WORD
        or text[start - 3 : start - 1] in _ENDS_CODE
        or text[max(0, start - 4) : start - 1].lower() in _ENDS_TYPE
    ]
    for match in matches_at(_BARE, text, likely):
        while next_full is not None and next_full.span.end <= match.start():
            done = max(done, next_full.span.end)
            next_full = next(taken, None)
        if next_full is not None and next_full.span.start <= match.start():
            continue
        number_word = None
        if text[match.start() - 2 : match.start() - 1] in _ENDS_NUMBER_WORD:
            number_word = number_word_before(text, match.start(), done)
        found = _numbered_type(text, number_word, done) if number_word else _type_for_bare(text, match, done)
        if found is None or _COUNTED.match(text, match.end()):
            continue
        tail = read_tail(text, match.end(), bodies, joint=False)
        if not number_word and not (tail.date or tail.issuer) and not _is_document(text, match, found):
            continue
        number = _serial(match)
        whole = _complete(number, found.code, tail.issuer)
        only = document_types()[found.code].only_issuer if match["year"] else ""
        yield NumberedCitation(
            Span(found.start, tail.end),
            found.code,
            f"{number}/{document_types()[found.code].symbols[0]}-{only}" if only else whole,
            tail.date,
            tail.issuer,
            read_title(text, tail.end),
            number == whole,
            abbreviated=found.word in types_by_symbol(),
            year=tail.year,
        )
        done = tail.end


def _serial(match: re.Match[str]) -> str:
    """Return a bare number in normal form: "05", "30a", "142/2024"."""
    letter, year = match["letter"] or "", match["year"]
    digits = match.group().removesuffix(letter).removesuffix(f"/{year}")
    return f"{int(digits):02d}{letter}" + (f"/{year}" if year else "")


def _numbered_type(text: str, number_word: NumberWord, floor: int) -> TypeWord | None:
    """Return the type before "số"."""
    found = type_before(text, before_space(text, number_word.start, floor), floor)
    if found is None or (found.word in types_by_symbol() and found.word not in _bare_codes()):
        return None
    in_name = found.word in _LAWS and text[found.start].islower()
    return None if in_name else found


def _type_for_bare(text: str, match: re.Match[str], floor: int) -> TypeWord | None:
    """Return the type word, or the type code ("NQ 32"), right before a number without "số"."""
    if not match["year"] and _YEAR.fullmatch(match.group()):
        return None
    end = before_space(text, match.start(), floor)
    word = type_word_before(text, end, floor)
    if word:
        in_name = word in _LAWS and text[end - len(word)].islower()
        alone = word in _ALONE or types_by_word()[word].bare or match["year"] is not None
        return TypeWord(word, types_by_word()[word].code, end - len(word), end) if alone and not in_name else None
    code = _LAST_WORD.search(text, max(floor, match.start() - 5), end)
    return TypeWord(code.group(), code.group(), code.start(), end) if code and code.group() in _bare_codes() else None


def _is_document(text: str, match: re.Match[str], found: TypeWord) -> bool:
    """Tell whether type and bare number without "số", date and issuer name a document, and count nothing."""
    printed = match.group()
    if match["year"]:
        return found.word in _BY_YEAR or int(printed.split("/")[0]) > _MONTHS
    if match["letter"] or printed[0] == "0":
        return True
    few = int(printed) < _SMALL_COUNT
    if text[found.start].isupper() and not few:
        return True
    return _SENTENCE_GOES_ON.match(text, match.end()) is not None and (text[found.start].isupper() or not few)


def _complete(serial: str, kind: str, issuer: BodyName | None) -> str:
    """Return the full number of a bare one whose issuer is named: "Chỉ thị 05 của Bộ Chính trị" is 05-CT/TW.

    For Party committees, whose organs share one code; for the state only where the year is printed, which the number of
    another kind of document does not contain.
    """
    seat = seats_by_name().get(issuer.seat) if issuer else None
    symbols = document_types()[kind].symbols
    if issuer is None or seat is None or not symbols or len(seat.codes) != 1:
        return serial
    code = f"{symbols[0]}/{seat.codes[0]}"
    if "/" in serial:
        return str(DocumentNumber.parse(f"{serial}/{symbols[0]}-{seat.codes[0]}") or serial)
    organ = organs_by_name().get(issuer.organ)
    in_series = not issuer.organ or (organ is not None and organ.series)
    of_committee = seat.codes == ("TW",) or (seat.kind == "committee" and issuer.level == seat.level)
    return f"{serial}-{code}" if in_series and of_committee else serial


@cache
def _bare_codes() -> frozenset[str]:
    """Return the codes of types that a bare number may follow ("NQ 32")."""
    return frozenset(code for code, kind in document_types().items() if kind.bare and code in kind.symbols)
