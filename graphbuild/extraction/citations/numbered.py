"""Finds citations with a number and what belongs to them: type word, law's name, date, issuer, title.

Forms read (36-HD/VPTW and 05-HD/VPTW for the Party, NĐ 30/2020/NĐ-CP and NĐ 78/2025/NĐ-CP for the state, and the
spellings seen in documents):

- type, number, date, issuer: "Nghị quyết số 28-NQ/TU, ngày 06/12/2023 của Tỉnh ủy", "Chỉ thị 05–CT/TW"; the type also
  in English, by its symbol ("QĐ số 131/CP"), before other words or a bracket ("Báo cáo thẩm tra bổ sung số 389/…");
- a law's name before its number: "Luật Lưu trữ số 33/2024/QH15, ngày 21/6/2024 của Quốc hội khóa XV";
- a number without type word ("theo 05-CT/TW"), a type with a bare number ("Chỉ thị 05 của Bộ Chính trị", "Kết luận số
  51ngày 30/5/2019"), also with its year ("Nghị định 142/2024"), a code with a bare number ("NQ 32");
- lists: "Quy định số 179, 180-QĐ/TW", "154 & 201/KH-ĐHHV", "Nghị quyết số 18-NQ/TW và 19-NQ/TW ngày 25/10/2017".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.citations.bare_numbers import MAY_BEGIN_BARE, find_bare
from graphbuild.extraction.citations.numbered_citation import NumberedCitation
from graphbuild.extraction.citations.tails import Tail, read_tail, read_title
from graphbuild.extraction.citations.type_words import (
    NumberWord,
    TypeWord,
    before_space,
    described_types_before,
    number_word_before,
    titled_type_before,
    type_before,
    type_word_before,
)
from graphbuild.extraction.dates import STATED_DAY
from graphbuild.extraction.word_index import matches_at
from graphbuild.model import BodyName, Span
from graphbuild.number import MAY_BEGIN, DocumentNumber, number_pattern
from graphbuild.vocabulary.bodies import organs_by_code, seats_by_code
from graphbuild.vocabulary.document_types import document_types, types_by_english_word, types_by_symbol, types_by_word
from graphbuild.vocabulary.law_names import law_name_at
from graphbuild.vocabulary.wordings import any_word, wordings

_WORDS = wordings("citations")
_any, _times = _WORDS.any_of, wordings("times").any_of
_LAWS = frozenset(word.lower() for word in _WORDS["laws"])
_ENGLISH_LAWS = tuple(word for code in ("Luật", "BL", "PL") for word in document_types()[code].words_en)
_LAW_FORMS = [form for word in _WORDS["laws"] for form in (word, word.title(), word.upper())]
# The first digits of numbers of both kinds. Each digit has a pattern of its own: one for all takes longer.
_DIGITS = [
    re.compile(rf"{digit}(?<![0-9.,/-].)(?:(?P<with_symbol>{MAY_BEGIN})|{MAY_BEGIN_BARE})") for digit in "0123456789"
]
_LAW_WORD = re.compile(rf"\b{any_word([*_LAW_FORMS, *_ENGLISH_LAWS])}\b")
_NO_LAW_NAME = re.compile(rf"[;:.\n]|(?<!\d)(?<!{_times('year')} )\d{{2}}|\b{_times('day')}\b")
_AMENDED = re.compile(rf"{_any('some_articles_of')} $", re.IGNORECASE)
_LONGEST_LAW_NAME = 250

_OF_BEFORE = re.compile(rf"[ ]{any_word(form for word in _WORDS['of'] for form in (word, word.upper()))}[ ]$")
# Members before the last of a list: "179, 180-QĐ/TW" share what follows the last one.
_ALSO = _any("and")
_NUMBER = _WORDS["number"][0]
_ONE_MEMBER = r"\d{1,5}[a-z]?(?:/(?:19|20)\d\d)?"
_MEMBERS = re.compile(rf"(?:{_ONE_MEMBER}(?:,[ ]|[ ]?&[ ]?|[ ]{_ALSO}[ ](?:{_NUMBER}[ ])?|;[ ]))+$")
_JOINTS = (", ", "&", "& ", "; ", *(f" {word} {number}" for word in _WORDS["and"] for number in ("", f"{_NUMBER} ")))
_MEMBER = re.compile(r"(\d{1,5})([a-z]?)(?:/((?:19|20)\d\d))?")
_BETWEEN_MEMBERS = re.compile(
    rf"(?:,|[ ]{any_word(form for word in _WORDS['and'] for form in (word, word.upper()))}|[ ]?&|;)[ ](?:{_NUMBER}[ ])?"
)
_ANY_DOCUMENT = frozenset(_WORDS["any_document"])
_THING = re.compile(rf"(?<!\w){_any('things_with_numbers')}(?:[ ][^\W\d_]+){{0,3}}[ ]?$", re.IGNORECASE)
_LONGEST_THING = 40


class _Before(NamedTuple):
    """What precedes a number."""

    start: int
    """Where the citation begins: with the type word, else with the number."""
    type: TypeWord | None = None
    issuer: BodyName | None = None
    number_word: NumberWord | None = None

    @property
    def named(self) -> bool:
        """Whether a word says that the number is one."""
        return self.type is not None or (self.number_word is not None and self.number_word.printed)


def find_numbered(text: str, bodies: BodyFinder) -> list[NumberedCitation]:
    """Return the citations with a number in a text in normal form, in the order of the text.

    Examples
    --------
    >>> text = "thực hiện Quy định số 179, 180-QĐ/TW, ngày 25/02/2019 của Ban Bí thư về chế độ"
    >>> [(found.number, found.span.of(text)) for found in find_numbered(text, BodyFinder(text))]
    [('179-QĐ/TW', 'Quy định số 179'), ('180-QĐ/TW', '180-QĐ/TW, ngày 25/02/2019 của Ban Bí thư')]
    """
    digits = sorted((first for pattern in _DIGITS for first in pattern.finditer(text)), key=re.Match.start)
    full = list(_with_symbol(text, [digit.start() for digit in digits if digit.lastgroup], bodies))
    starts = [digit.start() for digit in digits]
    found = sorted([*full, *find_bare(text, starts, bodies, full)], key=lambda citation: citation.span.start)
    return _share(text, found)


# -- numbers with a symbol ---------------------------------------------------------------------------------------------


def _with_symbol(text: str, starts: list[int], bodies: BodyFinder) -> Iterator[NumberedCitation]:
    last: NumberedCitation | None = None
    for match in matches_at(number_pattern(), text, starts):
        done = last.span.end if last else 0
        number = DocumentNumber.from_match(match)
        members = _members_before(text, match.start(), done)
        before = _before(text, members[0].start if members else match.start(), done, number, bodies)
        kind = _type(before, number)
        if before.type is None and last and not number.symbol and _follows(text, last, match.start()):
            kind = last.type
        elif before.type is None and not _stands_alone(text, match, number, before):
            continue
        for member in members:
            start = before.start if member is members[0] else member.start
            yield NumberedCitation(
                Span(start, member.end), kind, _member_number(text, member, number), None, None, "", bare=False
            )
        tail = _tail(text, match.end(), bodies, before, joint="-" in number.issuer)
        known = None
        if before.type and before.type.word in _LAWS:
            known = law_name_at(text, before.type.end + 1)
        last = NumberedCitation(
            Span(match.start() if members else before.start, tail.end),
            kind,
            str(_decided(number, tail.issuer)),
            tail.date,
            tail.issuer or before.issuer,
            read_title(text, tail.end),
            bare=False,
            name=known[0] if known else "",
            year=tail.year,
            misspelled=_is_misspelled(text, match, number, before),
        )
        yield last


def _members_before(text: str, position: int, floor: int) -> list[Span]:
    """Return the bare numbers of a list that ends with the number at `position`, if a type word or "số" precedes it."""
    # Few numbers have a joint before them, which the pattern would look for at every character.
    joined = text.endswith(_JOINTS, floor, position)
    window = _MEMBERS.search(text, max(floor, position - 60), position) if joined else None
    if not window:
        return []
    word = number_word_before(text, window.start(), floor)
    if not (word and word.printed) and not type_word_before(text, before_space(text, window.start(), floor), floor):
        return []
    return [Span(*member.span()) for member in _MEMBER.finditer(text, window.start(), position)]


def _member_number(text: str, member: Span, last: DocumentNumber) -> str:
    """Return the number of a member of a list, which shares what follows the serial of the last one."""
    printed = _MEMBER.match(text, member.start)
    assert printed is not None  # found by the same pattern
    year = int(printed[3]) if printed[3] else last.year
    return str(replace(last, serial=int(printed[1]), letter=printed[2], year=year))


def _before(text: str, position: int, floor: int, number: DocumentNumber, bodies: BodyFinder) -> _Before:
    """Return what precedes the number at `position`: word for "số", type, and an issuer between them."""
    number_word = number_word_before(text, position, floor)
    end = before_space(text, number_word.start if number_word else position, floor)
    if number_word and text[end - 1 : end] == ":":
        # "tại các Văn bản: số 14/SNV-VP, số 15/SNV-VP".
        end = before_space(text, end - 1, floor)
    found = type_before(text, end, floor)
    if found and _begins_law_name(text, found, floor):
        found = None
    if found and (text[found.start].isupper() or not _ends_name(found, number)):
        return _Before(found.start, found, None, number_word)
    if number_word is None:
        return _Before(position)
    issuer = bodies.ending_at(end)
    of = _OF_BEFORE.search(text, max(floor, issuer.span.start - 5), issuer.span.start) if issuer else None
    found = type_before(text, of.start(), floor) if of else None
    if issuer and found:
        return _Before(found.start, found, issuer.name, number_word)
    found = _law_before(text, end, floor) if number.symbol in ("", "PL", "L") else None
    if found:
        return _Before(found.start, found, None, number_word)
    before = described_types_before(text, end, floor) if number_word.printed else ()
    titled = titled_type_before(text, end, floor) if number_word.in_brackets else None
    found = next((one for one in (*before, titled) if one and _can_have(one, number)), None)
    return _Before(found.start if found else position, found, None, number_word)


def _ends_name(found: TypeWord, number: DocumentNumber) -> bool:
    """Tell whether a word in lower case ends the name of the document, whose type precedes it.

    "Luật Ban hành văn bản quy phạm pháp luật số 17/2008/QH12", "Quyết định phê duyệt đề án số 749/QĐ-TTg". The symbol
    of a letter can be that of its office ("công văn số 5649/CT-CS").
    """
    return found.word in _LAWS or (found.code != "CV" and not _can_have(found, number))


def _begins_law_name(text: str, found: TypeWord, floor: int) -> bool:
    """Tell whether a word for a type is the name of a law: "Luật Quy hoạch số 21/2017/QH14"."""
    return type_word_before(text, before_space(text, found.start, floor), floor) in _LAWS


def _law_before(text: str, end: int, floor: int) -> TypeWord | None:
    """Return the word of a law whose name extends to `end`."""
    words = list(_LAW_WORD.finditer(text, max(floor, end - _LONGEST_LAW_NAME), end))
    while len(words) > 1 and _AMENDED.search(text, words[-2].end(), words[-1].start()):
        words.pop()
    if len(words) > 1:
        known = law_name_at(text, words[-2].end() + 1)
        if known and known[1] > words[-1].start():
            # "Luật Luật sư": the word belongs to the name.
            words.pop()
    known = law_name_at(text, words[-1].end() + 1) if words else None
    after = known[1] if known else words[-1].end() if words else 0
    if not words or _NO_LAW_NAME.search(text, after, end):
        return None
    word = words[-1].group().lower()
    kind = types_by_word().get(word) or types_by_english_word()[word]
    return TypeWord(word, kind.code, *words[-1].span())


def _can_have(found: TypeWord, number: DocumentNumber) -> bool:
    """Tell whether a number can be that of the type: its symbol tells the same one, or none."""
    kinds = types_by_symbol().get(number.symbol, ())
    return not kinds or found.word in _ANY_DOCUMENT or found.code in [kind.code for kind in kinds]


def _follows(text: str, last: NumberedCitation, position: int) -> bool:
    """Tell whether the number at `position` follows a citation in a list: "Nghị định số 32/CP và 33/CP"."""
    return position - last.span.end < 16 and _BETWEEN_MEMBERS.fullmatch(text, last.span.end, position) is not None


def _stands_alone(text: str, match: re.Match[str], number: DocumentNumber, before: _Before) -> bool:
    """Tell whether a number is a document number even without a word for its type."""
    if before.number_word and before.number_word.printed:
        start = before.number_word.start
        if _THING.search(text, max(0, start - _LONGEST_THING), start):
            return False
        if _known_issuer(number.issuer) or STATED_DAY.match(text, match.end()):
            return True
    elif _is_loose(match):
        return False
    if number.symbol:
        return number.of_party or number.year is not None or _known_issuer(number.issuer)
    return number.year is not None and re.match(r"(?:UBTV)?QH\d", number.issuer) is not None


def _is_loose(match: re.Match[str]) -> bool:
    """Tell whether the number lacks a separator, or has a type in lower case: only words around it can prove it."""
    lost = match["type"] is not None and (not match["gap"].strip() or not match["separator"].strip())
    return lost or (match["type"] or "").islower()


def _known_issuer(issuer: str) -> bool:
    code = re.split("[-/]", issuer)[0].rstrip("0123456789")
    return code in seats_by_code() or code in organs_by_code()


def _type(before: _Before, number: DocumentNumber) -> str:
    """Return the type code, from the word, else from the symbol; "" if neither gives it."""
    told = _type_of_symbol(number.symbol, number)
    word = before.type
    if word is None:
        # Letters of the state have no symbol: 6253/UBND-SNV.
        is_letter = not number.symbol and "-" in number.issuer and before.number_word and _known_issuer(number.issuer)
        return told or ("CV" if is_letter else "")
    if word.word in types_by_symbol():
        return told or _type_of_symbol(word.word, number)
    return told if told and word.word in _ANY_DOCUMENT else word.code


def _type_of_symbol(symbol: str, number: DocumentNumber) -> str:
    """Return the type that a symbol means in a number: TT is thông tri of the Party and the Front, else thông tư."""
    kinds = types_by_symbol().get(symbol, ())
    if symbol == "TT":
        return "TTri" if number.of_party or number.issuer.startswith("MTTW") else "TT"
    return kinds[0].code if kinds else ""


def _tail(text: str, end: int, bodies: BodyFinder, before: _Before, *, joint: bool) -> Tail:
    """Read what follows a number and, if the number is in brackets, the bracket that closes."""
    closes = before.type is not None and before.number_word is not None and before.number_word.in_brackets
    tail = read_tail(text, end + 1 if closes and text[end : end + 1] == ")" else end, bodies, joint=joint)
    if closes and text[tail.end : tail.end + 1] == ")":
        return tail._replace(end=tail.end + 1)
    return tail


def _is_misspelled(text: str, match: re.Match[str], number: DocumentNumber, before: _Before) -> bool:
    """Tell whether a spelling is worth telling: not strokes on English pages, nor case among capitals."""
    if not number.misspelled or (before.type and before.type.word in types_by_english_word()):
        return False
    return not (text[before.start : match.start()].isupper() and match.group().upper() == str(number).upper())


def _decided(number: DocumentNumber, issuer: BodyName | None) -> DocumentNumber:
    """Read TƯ according to the named issuer: newspapers write it for Trung ương, scans show it for TU."""
    if not number.issuer.endswith("TƯ") or issuer is None:
        return number
    return replace(number, issuer=number.issuer[:-2] + ("TW" if issuer.level == "central" else "TU"))


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
