"""Finds citations with a number and what belongs to them: type word, law's name, date, issuer, title.

Forms read (36-HD/VPTW and 05-HD/VPTW for the Party, NĐ 30/2020/NĐ-CP and NĐ 78/2025/NĐ-CP for the state, and the
spellings seen in documents):

- type, number, date, issuer: "Nghị quyết số 28-NQ/TU, ngày 06/12/2023 của Tỉnh ủy", "Chỉ thị 05–CT/TW";
- a law's name before its number: "Luật Lưu trữ số 33/2024/QH15, ngày 21/6/2024 của Quốc hội khóa XV";
- a number without type word ("theo 05-CT/TW"), a type with a bare number ("Chỉ thị 05 của Bộ Chính trị", "Kết luận số
  51ngày 30/5/2019"), a code with a bare number ("NQ 32");
- lists: "Quy định số 179, 180-QĐ/TW", "154 & 201/KH-ĐHHV", "Nghị quyết số 18-NQ/TW và 19-NQ/TW ngày 25/10/2017".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.citations.tails import read_tail, read_title
from graphbuild.extraction.citations.type_words import type_word_before
from graphbuild.model import BodyName, Span
from graphbuild.number import DocumentNumber, number_pattern
from graphbuild.vocabulary.bodies import organs_by_code, organs_by_name, seats_by_code, seats_by_name
from graphbuild.vocabulary.document_types import document_types, types_by_symbol, types_by_word
from graphbuild.vocabulary.law_names import law_name_at
from graphbuild.vocabulary.wordings import any_word, wordings

_WORDS = wordings("citations")
_any, _times = _WORDS.any_of, wordings("times").any_of
_LAWS = frozenset(word.lower() for word in _WORDS["laws"])
_LAW_WORD = re.compile(
    rf"\b{any_word(form for word in _WORDS['laws'] for form in (word, word.title(), word.upper()))}\b"
)
_NO_LAW_NAME = re.compile(rf"[;:.\n]|(?<!\d)(?<!{_times('year')} )\d{{2}}|\b{_times('day')}\b")
_AMENDED = re.compile(rf"{_any('some_articles_of')} $", re.IGNORECASE)
_LONGEST_LAW_NAME = 250

_SO = re.compile(rf"{_any('number')}[ ]?:?[ ]?$", re.IGNORECASE)
_OF_BEFORE = re.compile(rf"[ ]{any_word(form for word in _WORDS['of'] for form in (word, word.upper()))}[ ]$")
# Members before the last of a list: "179, 180-QĐ/TW" share what follows the last one.
_ALSO = _any("and")
_NUMBER = _WORDS["number"][0]
_MEMBERS = re.compile(rf"(?:\d{{1,5}}[a-z]?(?:,[ ]|[ ]?&[ ]?|[ ]{_ALSO}[ ](?:{_NUMBER}[ ])?|;[ ]))+$")
_JOINTS = (", ", "&", "& ", "; ", *(f" {word} {number}" for word in _WORDS["and"] for number in ("", f"{_NUMBER} ")))
_MEMBER = re.compile(r"(\d{1,5})[a-z]?")
_BETWEEN_MEMBERS = re.compile(
    rf"(?:,|[ ]{any_word(form for word in _WORDS['and'] for form in (word, word.upper()))}|[ ]?&|;)[ ](?:{_NUMBER}[ ])?"
)

# Begins with the digit, which the regular expression engine finds quickly, and looks back from it.
_BARE = re.compile(rf"\d(?<=[ ].)\d{{0,3}}(?P<letter>[a-e](?!\w))?(?:(?![\w%])(?![/.,-]\d)|(?={_times('day')}))")
_NUMBER_BEFORE = re.compile(rf"{_any('number')} $", re.IGNORECASE)
_LAST_WORD = re.compile(r"[^\W_]+$")
# What a bare number counts if it is not a document number: "Nghị quyết 5 năm", "Kết luận 3 nội dung".
_COUNTED = re.compile(
    rf"[ ](?:{_times('year')}(?![ ](?:19|20)\d\d(?![ ]?-))|{_any('counted')}|{_times('day')}(?![ ]\d))\b"
)


class NumberedCitation(NamedTuple):
    """A mention with a number, in offsets of the normal text."""

    span: Span
    type: str
    number: str
    """Normal form ("28-NQ/TU"); a bare number has at least two digits ("05", "30a")."""
    date: str | None
    issuer: BodyName | None
    title: str
    bare: bool
    """Whether the number has no symbol."""
    name: str = ""
    """The law's name before the number, "" if there is none."""
    abbreviated: bool = False
    """Whether a code replaces the type word of a bare number ("NQ 32"): part of a symbol, reversed."""


def find_numbered(text: str, bodies: BodyFinder) -> list[NumberedCitation]:
    """Return the citations with a number in a text in normal form, in the order of the text.

    Examples
    --------
    >>> text = "thực hiện Quy định số 179, 180-QĐ/TW, ngày 25/02/2019 của Ban Bí thư về chế độ"
    >>> [(found.number, found.span.of(text)) for found in find_numbered(text, BodyFinder(text))]
    [('179-QĐ/TW', 'Quy định số 179'), ('180-QĐ/TW', '180-QĐ/TW, ngày 25/02/2019 của Ban Bí thư')]
    """
    full = list(_with_symbol(text, bodies))
    found = sorted([*full, *_bare(text, bodies, full)], key=lambda citation: citation.span.start)
    return _share(text, found)


# -- numbers with a symbol ---------------------------------------------------------------------------------------------


def _with_symbol(text: str, bodies: BodyFinder) -> Iterator[NumberedCitation]:
    done = 0
    for match in number_pattern().finditer(text):
        number = DocumentNumber.from_match(match)
        members = _members_before(text, match.start(), done)
        first = members[0].start if members else match.start()
        word, start = _type_word(text, first, done)
        before = None
        if not word:
            word, start, before = _type_and_issuer(text, first, done, bodies)
        if not word and number.symbol in ("", "PL", "L"):
            word, start = _law_name(text, first, done)
        if not word and not _stands_alone(number):
            continue
        kind = _type(word, number)
        tail = read_tail(text, match.end(), bodies, joint="-" in number.issuer)
        if before and not tail.issuer:
            tail = tail._replace(issuer=before)
        for member in members:
            serial = _MEMBER.match(text, member.start)
            printed = str(replace(number, serial=int(serial[1]) if serial else 0, letter=""))
            span = Span(start if member is members[0] else member.start, member.end)
            yield NumberedCitation(span, kind, printed, None, None, "", bare=False)
        begin = match.start() if members else start
        title = read_title(text, tail.end)
        printed = str(_decided(number, tail.issuer))
        known = law_name_at(text, start + len(word) + 1) if word in _LAWS else None
        name = known[0] if known else ""
        yield NumberedCitation(
            Span(begin, tail.end), kind, printed, tail.date, tail.issuer, title, bare=False, name=name
        )
        done = tail.end


def _members_before(text: str, position: int, floor: int) -> list[Span]:
    """Return the bare numbers of a list that ends with the number at `position`, if a type word or "số" precedes it."""
    # Few numbers have a joint before them, which the pattern would look for at every character.
    joined = text.endswith(_JOINTS, floor, position)
    window = _MEMBERS.search(text, max(floor, position - 60), position) if joined else None
    if not window:
        return []
    if (
        not _SO.search(text, max(floor, window.start() - 5), window.start())
        and not _type_word(text, window.start(), floor)[0]
    ):
        return []
    return [Span(*member.span()) for member in _MEMBER.finditer(text, window.start(), position)]


def _type_word(text: str, position: int, floor: int) -> tuple[str, int]:
    """Return the type word (lower case) that ends at `position`, with or without "số", and where it begins."""
    number_word = _SO.search(text, max(floor, position - 6), position)
    end = _before_space(text, number_word.start() if number_word else position, floor)
    word = type_word_before(text, end, floor)
    # "Luật Ban hành văn bản quy phạm pháp luật số 17/2008/QH12": the lower-case "luật" ends the name.
    in_name = word in _LAWS and text[end - len(word)].islower()
    return (word, end - len(word)) if word and not in_name else ("", position)


def _before_space(text: str, end: int, floor: int = 0) -> int:
    while end > floor and text[end - 1] == " ":
        end -= 1
    return end


def _type_and_issuer(text: str, position: int, floor: int, bodies: BodyFinder) -> tuple[str, int, BodyName | None]:
    """Return type word, its start and the issuer, if that is before the number: "Nghị quyết của Quốc hội số"."""
    number_word = _SO.search(text, max(floor, position - 6), position)
    issuer = bodies.ending_at(_before_space(text, number_word.start())) if number_word else None
    of = _OF_BEFORE.search(text, max(floor, issuer.span.start - 5), issuer.span.start) if issuer else None
    word = type_word_before(text, of.start(), floor) if of else ""
    if issuer is None or of is None or not word:
        return "", position, None
    return word, of.start() - len(word), issuer.name


def _law_name(text: str, position: int, floor: int) -> tuple[str, int]:
    """Return the word of a law (lower case) whose name extends to "số" at `position`, and where it begins."""
    number_word = _SO.search(text, max(floor, position - 6), position)
    if not number_word:
        return "", position
    words = list(_LAW_WORD.finditer(text, max(floor, position - _LONGEST_LAW_NAME), number_word.start()))
    while len(words) > 1 and _AMENDED.search(text, words[-2].end(), words[-1].start()):
        words.pop()
    if len(words) > 1:
        known = law_name_at(text, words[-2].end() + 1)
        if known and known[1] > words[-1].start():
            # "Luật Luật sư": the word belongs to the name.
            words.pop()
    known = law_name_at(text, words[-1].end() + 1) if words else None
    after = known[1] if known else words[-1].end() if words else 0
    if not words or _NO_LAW_NAME.search(text, after, number_word.start()):
        return "", position
    return words[-1].group().lower(), words[-1].start()


def _stands_alone(number: DocumentNumber) -> bool:
    """Tell whether a number is a document number even without a word that says so."""
    if number.symbol:
        return number.of_party or number.year is not None or _known_issuer(number.issuer)
    return number.year is not None and re.match(r"(?:UBTV)?QH\d", number.issuer) is not None


def _known_issuer(issuer: str) -> bool:
    code = re.split("[-/]", issuer)[0].rstrip("0123456789")
    return code in seats_by_code() or code in organs_by_code()


def _type(word: str, number: DocumentNumber) -> str:
    """Return the type code, from the word, else from the symbol; "" if neither gives it."""
    if word:
        return types_by_word()[word].code
    kinds = types_by_symbol().get(number.symbol, ())
    if number.symbol == "TT":
        return "TTri" if number.of_party or number.issuer.startswith("MTTW") else "TT"
    return kinds[0].code if kinds else ""


def _decided(number: DocumentNumber, issuer: BodyName | None) -> DocumentNumber:
    """Read TƯ according to the named issuer: newspapers write it for Trung ương, scans show it for TU."""
    if not number.issuer.endswith("TƯ") or issuer is None:
        return number
    return replace(number, issuer=number.issuer[:-2] + ("TW" if issuer.level == "central" else "TU"))


# -- bare numbers ------------------------------------------------------------------------------------------------------


def _bare(text: str, bodies: BodyFinder, full: list[NumberedCitation]) -> Iterator[NumberedCitation]:
    taken = iter(full)
    next_full = next(taken, None)
    done = 0
    for match in _BARE.finditer(text):
        while next_full is not None and next_full.span.end <= match.start():
            done = max(done, next_full.span.end)
            next_full = next(taken, None)
        if next_full is not None and next_full.span.start <= match.start():
            continue
        if _NUMBER_BEFORE.search(text, max(0, match.start() - 4), match.start()):
            word, start = _type_word(text, match.start(), done)
            abbreviated = False
        else:
            word, start, abbreviated = _word_for_bare(text, match.start(), done)
        if not word or _COUNTED.match(text, match.end()):
            continue
        tail = read_tail(text, match.end(), bodies, joint=False)
        kind = word if abbreviated else types_by_word()[word].code
        letter = match["letter"] or ""
        serial = f"{int(match.group().removesuffix(letter)):02d}{letter}"
        number = _complete(serial, kind, tail.issuer)
        title = read_title(text, tail.end)
        yield NumberedCitation(
            Span(start, tail.end),
            kind,
            number,
            tail.date,
            tail.issuer,
            title,
            number == serial,
            abbreviated=abbreviated,
        )
        done = tail.end


def _word_for_bare(text: str, position: int, floor: int) -> tuple[str, int, bool]:
    """Return the type word, or the type code ("NQ 32"), right before a number without "số"."""
    word, start = _type_word(text, position, floor)
    if word:
        is_year = re.match(r"(?:19|20)\d\d\b", text[position : position + 5])
        return (word, start, False) if types_by_word()[word].bare and not is_year else ("", position, False)
    code = _LAST_WORD.search(text, max(floor, position - 5), position - 1)
    if code and code.group() in _bare_codes():
        return code.group(), code.start(), True
    return "", position, False


def _complete(serial: str, kind: str, issuer: BodyName | None) -> str:
    """Return the full number of a bare one whose issuer is named: "Chỉ thị 05 của Bộ Chính trị" is 05-CT/TW.

    Only for Party committees, whose organs share one code; a number of the state may also contain a year.
    """
    seat = seats_by_name().get(issuer.seat) if issuer else None
    symbols = document_types()[kind].symbols
    if issuer is None or seat is None or not symbols or len(seat.codes) != 1:
        return serial
    organ = organs_by_name().get(issuer.organ)
    in_series = not issuer.organ or (organ is not None and organ.series)
    of_committee = seat.codes == ("TW",) or (seat.kind == "committee" and issuer.level == seat.level)
    return f"{serial}-{symbols[0]}/{seat.codes[0]}" if in_series and of_committee else serial


def _share(text: str, found: list[NumberedCitation]) -> list[NumberedCitation]:
    """Give the members of a list the date and issuer that follow the last one."""
    for number in range(len(found) - 2, -1, -1):
        member, following = found[number], found[number + 1]
        if member.date or member.issuer or not (following.date or following.issuer):
            continue
        between = text[member.span.end : following.span.start]
        if member.type != following.type or ";" in between:
            continue
        # Across a comma only if the next member shares the type word too; "và" joins two complete mentions.
        joined = between.strip() != "," or text[following.span.start].isdigit()
        if joined and _one_series(member, following) and _BETWEEN_MEMBERS.fullmatch(between):
            found[number] = member._replace(date=following.date, issuer=following.issuer)
    return found


def _one_series(member: NumberedCitation, following: NumberedCitation) -> bool:
    """Tell whether two members have the same issuer: date and issuer are not shared across codes."""
    codes = [re.sub(r"^\d+[a-zA-Z]?[-/]?", "", citation.number) for citation in (member, following)]
    return codes[0] == codes[1] or "" in codes


@cache
def _bare_codes() -> frozenset[str]:
    """Return the codes of types that a bare number may follow ("NQ 32")."""
    return frozenset(code for code, kind in document_types().items() if kind.bare and code in kind.symbols)
