"""Slips of recognition in numbers, dates, types and wordings: repaired only where the result is a shape that is known.

Each word keeps its place; one that was repaired is less certain than it was.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from graphbuild.number import DocumentNumber
from graphbuild.readers.encoding.syllables import has_tone
from graphbuild.readers.pages.words import Word
from graphbuild.vocabulary.bodies import organs_by_code, seats_by_code
from graphbuild.vocabulary.document_types import document_types, types_by_symbol
from graphbuild.vocabulary.wordings import wordings

_LOWERED = 0.75
"""What remains of the certainty of a word that was repaired."""
_CORE = re.compile(r"(?P<before>[(\[“\"']*)(?P<core>.*?)(?P<after>[)\]”\"'.,;:]*)$", re.DOTALL)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/(?:19|20)\d\d[.,;:)]*")
_LIKE_DIGITS = re.compile(r"[\dlIO|o]+")
_STROKES = str.maketrans({"Đ": "D", "Ð": "D", "Ư": "U"})
_ETH = str.maketrans({"Ð": "Đ", "ð": "đ"})


@dataclass(frozen=True, slots=True)
class _Slips:
    """The table of slips."""

    number_words: frozenset[str]
    number_word: str
    digits: dict[int, str]
    """By code point, as `str.translate` takes them."""
    codes: dict[str, str]
    counted: dict[str, int]
    formulas: tuple[str, ...]


def repaired(words: Sequence[Word]) -> tuple[list[Word], int]:
    """Return words in the order of their lines with the slips repaired, and how many words were.

    Examples
    --------
    >>> texts = ["theo", "Nghi", "quyết", "sô", "l2-NQ/TW", "ngày", "1O/", "3/2022;", "chi", "tiết", "một", "sô"]
    >>> words = [Word(text, 50 * at, 70, 50 * at + 40, 84) for at, text in enumerate(texts)]
    >>> found, count = repaired(words)
    >>> " ".join(word.text for word in found[:7]), count
    ('theo Nghị quyết số 12-NQ/TW ngày 10/', 5)
    >>> found[3].confidence, found[7].is_glued, found[-1].text
    (0.75, True, 'sô')
    """
    # The Icelandic letter looks the same; no Vietnamese word has it.
    words = [word._replace(text=word.text.translate(_ETH)) for word in words]
    found = list(words)
    for number in range(len(found)):
        _repair_digits(found, number)
    for number in range(len(found)):
        _join(found, number)
    for number in range(len(found) - 1):
        _repair_number_word(found, number)
    for number in range(len(found) - 1):
        _repair_type(found, number)
    for number in range(len(found) - 2):
        _repair_formula(found, number)
    return found, sum(old != new for old, new in zip(words, found, strict=True))


def _replace(words: list[Word], number: int, text: str) -> None:
    word = words[number]
    if text != word.text:
        words[number] = word._replace(text=text, confidence=word.confidence * _LOWERED)


def _repair_digits(words: list[Word], number: int) -> None:
    """Repair a document's number, or a number of digits after a word that counts."""
    before, core, after = _parts(words[number].text)
    if not core.isdigit() and _LIKE_DIGITS.fullmatch(core):
        lead = words[number - 1].text if number else ""
        most = _slips().counted.get(lead, 0)
        fixed = core.translate(_slips().digits)
        if most and (core == "l" or any(map(str.isdigit, core))) and 0 < int(fixed) <= most:
            _replace(words, number, before + fixed + after)
    elif core in _slips().codes and number:
        lead = words[number - 1].text
        if lead[-1] in "/-" and _is_number(_parts(lead)[1] + _slips().codes[core]):
            _replace(words, number, before + _slips().codes[core] + after)
    elif "/" in core or "-" in core:
        fixed_number = _number(core)
        if fixed_number is not None:
            _replace(words, number, before + fixed_number + after)
        elif core[-1:] == "/" and core[:-1] and _LIKE_DIGITS.fullmatch(core[:-1]) and number + 1 < len(words):
            fixed = core.translate(_slips().digits)
            if any(map(str.isdigit, core)) and _DATE.fullmatch(fixed + words[number + 1].text):
                _replace(words, number, before + fixed)
        elif core.count("/") == 2 and any(map(str.isdigit, core)):
            fixed = core.translate(_slips().digits)
            if _DATE.fullmatch(fixed):
                _replace(words, number, before + fixed + after)


def _number(core: str) -> str | None:
    """Return the known number that some characters mean; None if there is none, or they are one."""
    read = DocumentNumber.parse(core)
    if read is not None and not read.misspelled and "Ð" not in core and (not read.symbol or _is_known(read.issuer)):
        return None
    parts = re.split(r"([/-])", core)
    fixed = [_part(part, is_serial=not at) for at, part in enumerate(parts)]
    text = "".join(fixed)
    number = DocumentNumber.parse(text)
    return text if text != core and number is not None and number.symbol and _is_known(number.issuer) else None


def _part(part: str, *, is_serial: bool) -> str:
    """Return what a part of a number means: its serial, its year or a code."""
    if part in "/-":
        return part
    digits = part.translate(_slips().digits)
    if any(map(str.isdigit, part)) and digits.isdigit() and (is_serial or _YEAR.fullmatch(digits)):
        return digits
    if is_serial:
        return part
    part = _slips().codes.get(part, part).translate(_ETH)
    return part if part in _codes() else _by_plain_letters().get(part.translate(_STROKES), part)


def _join(words: list[Word], number: int) -> None:
    """Glue a word to the one before it if only together they are a date or a number."""
    if not number or words[number].is_glued:
        return
    lead, word = words[number - 1], words[number]
    if not _same_line(lead, word) or word.x0 - lead.x1 > 1.5 * (word.y1 - word.y0):
        return
    core = _parts(lead.text + word.text)[1]
    is_date = lead.text[-1] == "/" and _DATE.fullmatch(core)
    is_torn = (lead.text[-1] + word.text[0]).isalpha() and not _is_number(_parts(lead.text)[1]) and _is_number(core)
    if is_date or is_torn:
        words[number] = word._replace(is_glued=True, confidence=word.confidence * _LOWERED)


def _repair_number_word(words: list[Word], number: int) -> None:
    """Repair "số" before a document's number."""
    before, core, after = _parts(words[number].text)
    right, following = _slips().number_word, words[number + 1]
    number_after = _parts(following.text)
    stands_alone = not number_after[2] and _alone(words, number)
    if core.lower() not in _slips().number_words and not (core == right and stands_alone):
        return
    goes_on = following.text[:1] == "/" and _same_line(words[number], following)
    if goes_on or DocumentNumber.parse(number_after[1]):
        # The number of a document itself stands alone on its line, and begins with a capital.
        begins = core[:1].isupper() or stands_alone or ":" in after
        _replace(words, number, before + (right.capitalize() if begins else right) + after)


def _repair_type(words: list[Word], number: int) -> None:
    """Repair the name of a type: before "số", or as a title that stands alone on its line."""
    one, two = words[number], words[number + 1]
    first, second = _parts(one.text), _parts(two.text)
    if first[2] or second[0] or not _same_line(one, two):
        return
    name = f"{first[1]} {second[1]}"
    right = _types_by_letters().get(_letters(name.lower()))
    if right is None or right == unicodedata.normalize("NFC", name).lower():
        return
    is_title = name.isupper() and _alone(words, number)
    if not (is_title or (number + 2 < len(words) and words[number + 2].text == _slips().number_word)):
        return
    for at, syllable, parts in zip((number, number + 1), right.split(), (first, second), strict=True):
        core = parts[1]
        shown = syllable.upper() if name.isupper() else syllable.capitalize() if core[0].isupper() else syllable
        _replace(words, at, parts[0] + shown + parts[2])


def _repair_formula(words: list[Word], number: int) -> None:
    """Repair a tone in one word of a fixed wording: "quy định chỉ tiết", "kế từ ngày".

    A word without its tone is left alone: so it may be printed.
    """
    for formula in _formulas().get(_letters(_parts(words[number].text)[1].lower()), ()):
        written = words[number : number + len(formula)]
        parts = [_parts(word.text) for word in written]
        cores = [core.lower() for _before, core, _after in parts]
        wrong = [at for at, (core, right) in enumerate(zip(cores, formula, strict=False)) if core != right]
        if len(cores) < len(formula) or len(wrong) != 1 or any(before for before, _core, _after in parts[1:]):
            continue
        at = wrong[0]
        before, core, after = parts[at]
        is_tone = _letters(cores[at]) == _letters(formula[at]) and has_tone(core)
        if is_tone and core[1:] == core[1:].lower():
            right = formula[at].capitalize() if core[:1].isupper() else formula[at]
            _replace(words, number + at, before + right + after)


def _alone(words: Sequence[Word], number: int) -> bool:
    """Tell whether a word and the next are all that their line has; what is far away belongs to another column."""
    around = words[max(number - 1, 0) : number + 3]
    return not any(_near(one, other) for one, other in pairwise(around) if one is not words[number]) and _near(
        words[number], words[number + 1]
    )


def _near(one: Word, other: Word) -> bool:
    return _same_line(one, other) and other.x0 - one.x1 < 3 * max(one.y1 - one.y0, other.y1 - other.y0)


def _same_line(one: Word, other: Word) -> bool:
    overlap = min(one.y1, other.y1) - max(one.y0, other.y0)
    return overlap > 0.4 * min(one.y1 - one.y0, other.y1 - other.y0) and other.x0 >= one.x0


def _parts(text: str) -> tuple[str, str, str]:
    """Return what stands before a word in the same box, the word, and what stands after it: "(số:"."""
    match = _CORE.match(text)
    assert match is not None  # every part may be empty
    return match["before"], match["core"], match["after"]


def _letters(text: str) -> str:
    """Return the letters of a text without their marks."""
    apart = unicodedata.normalize("NFD", text.translate(_ETH).replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _is_number(core: str) -> bool:
    number = DocumentNumber.parse(core)
    return number is not None and bool(number.symbol) and _is_known(number.issuer)


def _is_known(issuer: str) -> bool:
    return re.split(r"[-/\d]", issuer)[0] in _codes()


@cache
def _codes() -> frozenset[str]:
    """Return the codes of types and issuers."""
    numbers = wordings("numbers")
    listed = (code for group in ("party_committees", "party_bodies", "front", "assembly") for code in numbers[group])
    return frozenset([*types_by_symbol(), *seats_by_code(), *organs_by_code(), *listed])


@cache
def _by_plain_letters() -> dict[str, str]:
    """Return the codes by their letters without strokes; none where two share them (TU and TƯ, DA and ĐA)."""
    found: dict[str, list[str]] = {}
    for code in sorted(_codes()):
        found.setdefault(code.translate(_STROKES), []).append(code)
    return {plain: codes[0] for plain, codes in found.items() if len(codes) == 1}


@cache
def _types_by_letters() -> dict[str, str]:
    """Return the names of types of two syllables, in lower case, by their letters without marks."""
    found: dict[str, set[str]] = {}
    for kind in document_types().values():
        for name in kind.words:
            if name.count(" ") == 1:
                found.setdefault(_letters(name.lower()), set()).add(name.lower())
    return {letters: min(names) for letters, names in found.items() if len(names) == 1}


@cache
def _formulas() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the fixed wordings as words without commas, by the letters of the first one without their marks."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for formula in _slips().formulas:
        words = tuple(formula.replace(",", "").split())
        first = _letters(words[0])
        found[first] = (*found.get(first, ()), words)
    return found


@cache
def _slips() -> _Slips:
    table = tomllib.loads((Path(__file__).parent / "repairs.toml").read_text(encoding="utf-8"))
    for group in ("digits", "codes", "counted"):
        del table[group]["source"]
    return _Slips(
        frozenset(table["number_word"]["slips"]),
        table["number_word"]["right"],
        str.maketrans(table["digits"]),
        table["codes"],
        table["counted"],
        tuple(table["formulas"]["words"]),
    )
