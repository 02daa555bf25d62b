"""Finds the documents in a text that holds several, pasted or scanned one after the other.

A document begins with a letterhead of its own: issuer, number, motto, place and date, then the type, or the subject of
a letter (36-HD/VPTW of 2018; NĐ 30/2020/NĐ-CP). Copies lose it: then the type stands in capitals under the signature of
the document before. What is attached (rules, plans, forms) belongs to what it is attached to, and so does a letterhead
that a document quotes: a text is divided only on clear evidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile

from graphbuild.model import Span
from graphbuild.number import DocumentNumber, number_pattern
from graphbuild.text import CAPITAL, SMALL
from graphbuild.text.word_finder import starts_of
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.wordings import any_word, wordings

_any = wordings("papers").any_of
_head, _times = wordings("head").any_of, wordings("times").any_of

_NUMBER = re.compile(rf"(?<![^\s|*_])(?:{_any('number_of')}[ ])?(?i:{_head('number')})[ ]?:?\s{{0,3}}(?=\d)")
_NUMBER_WORD = re.compile(rf"(?:{_any('number_of')}[ ])?(?i:{_head('number')})[ ]?:?$")
_NAME = re.compile(rf"(?P<type>[^\W\d_]+(?: [^\W\d_]+){{0,3}}?)[ ](?:(?i:{_head('number')})[ ]?:?[ ]?)?(?=\d)")
_MOTTOS = [word for group in ("motto", "motto_of_party") for word in wordings("head")[group]]
_MOTTO = re.compile("|".join(word.replace(" ", r"\s{1,3}") for word in _MOTTOS))
# "Độc lập - Tự do" and "Hạnh phúc" can be on two lines.
_BELOW = [part for motto in wordings("head")["motto_below"] for part in motto.split(" - ")]
_ANY_MOTTO = re.compile(
    any_word((*wordings("head")["motto"], *wordings("head")["motto_of_party"], *_BELOW)), re.IGNORECASE
)
# The words with which a number or motto begins: one of these stands in every letterhead.
_BEGIN_ANCHORS = {*wordings("head")["number"], *(word.split(" ")[0] for word in _MOTTOS)}
_ANCHOR = re.compile(rf"{_head('number')}[ :\n]|{_MOTTO.pattern}")
_DAY = re.compile(
    rf"(?i:{_times('day')})\s{{0,2}}\d{{0,2}}\s{{0,2}}(?i:{_times('month')})\s{{0,2}}\d{{1,2}}\s{{0,2}}"
    rf"(?i:{_times('year')})\s{{0,2}}\d{{4}}"
)
# "Hà Nội," above "ngày 17 tháng 01 năm 2025", "… năm" above "2025".
_PART_OF_DAY = re.compile(
    rf"(?:\W|\d|(?i:{_times('day', 'month', 'year')}))++$"
    rf"|[{CAPITAL}][\w.' -]{{1,40}},[ ]?(?:$|(?i:{_times('day')}))"
)
_PLACE_AND_DAY = re.compile(rf"[{CAPITAL}]\w*(?: \w+){{0,5}},[ ]?(?i:{_times('day')})\b")
_LINE_END = re.compile(r"\n")
_CELLS = re.compile(r"\||[ ]{3,}|[-_=]{3,}")
_SUBJECT = re.compile(rf"{_head('subject')}\b")
_ADDRESSED = re.compile(rf"{_head('addressee')}\b")
_ITEM = re.compile(r"[-+•]|\d+[.)]")
_ANNEX = re.compile(rf"{_any('annexes')}\b", re.IGNORECASE)
_ATTACHED = re.compile(_any("attached"), re.IGNORECASE)
_SAYS_ATTACHED = re.compile(
    rf"[(\n][\W_]*(?:{_head('passive')} )?(?:{_head('issued')} )?{_any('attached')}", re.IGNORECASE
)
_ISSUES = re.compile(_any("issues"), re.IGNORECASE)
_SIGNS = re.compile(rf"(?:{_head('on_behalf', 'in_place_of')}[ ]|(?:{_head('role_prefixes')}[ ])?{_head('roles')}\b)")
_FOOT = re.compile(
    rf"\n[ *_|]{{0,9}}(?:{_head('on_behalf', 'in_place_of')}[ ]{{1,3}}[{CAPITAL}][^\n{SMALL}]{{2,80}}(?=\n|$)"
    rf"|{any_word(form for word in wordings('head')['recipients'] for form in (word.capitalize(), word.upper()))})"
)

_MOST_LINES = 16
"""Maximum number of lines of a letterhead before its number or motto, and after it."""
_LONGEST_GAP = 3
"""Maximum number of blank lines inside a letterhead."""
_LONGEST_LINE = 150
_LONGEST_PIECE = 20
"""Maximum length of a line that may go on with the next one."""
_NAME_ABOVE = 1_500
"""Maximum number of characters from the name of a page to the letterhead of its document."""
_LINES_OF_TITLE = 6
_LINES_ABOVE = 4
_FARTHEST_HEAD = 8_000
"""Offset up to which the first document of a text begins, below the menus of a site."""
_LINES_OF_FOOT, _LONGEST_FOOT = 40, 2_000
"""Maximum number of lines and characters from a signature or "Nơi nhận" to a type that stands below it."""
_LONGEST_QUOTE = 4_000
_SHORTEST_PAPER = 100
"""Minimum number of characters between the marks of two documents; those of one head or foot are closer."""


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a document, in offsets of the text."""

    start: int
    end: int
    """End of the line with the type or subject."""
    number: str | None
    is_letterhead: bool = False
    """Whether it has more than a type, or a type and a number."""
    is_full: bool = False
    """Whether it has all of issuer, number, motto and day."""


def find_papers(text: str) -> list[Span]:
    """Return the spans of the documents in a text, one after the other; one span, of all of it, if it holds one.

    Parameters
    ----------
    text
        The text in normal form with its line ends (see `graphbuild.text.Normalized.lines`).
    """
    words = sorted(start for word in _BEGIN_ANCHORS for start in starts_of(word, text))
    anchors = [start for start in words if _ANCHOR.match(text, start)]
    feet = [match.start() for match in _FOOT.finditer(text)]
    may_be = _is_long(anchors) or _is_long(feet)
    # Each begins where the line end stands before it in the text with one more line end.
    types = [match.start() for match in _head_line().finditer(f"\n{text}")] if may_be else []
    starts = list(_Papers(text, anchors, feet, types).starts()) if len(types) > 1 else []
    return [Span(start, end) for start, end in pairwise([0, *starts, len(text)])]


def _is_long(marks: Sequence[int]) -> bool:
    """Tell whether marks can be of two documents."""
    return len(marks) > 1 and marks[-1] - marks[0] >= _SHORTEST_PAPER


class _Papers:
    """Tells which heads in a text begin a further document."""

    def __init__(self, text: str, anchors: Sequence[int], feet: Sequence[int], types: Sequence[int]) -> None:
        self._text, self._feet, self._types = text, feet, types
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text)), len(text) + 1]
        self._lines = len(self._starts) - 1
        self._read: dict[int, str] = {}
        letterheads = list(self._letterheads(anchors))
        # The type of a letterhead is no head of its own, whatever becomes of the letterhead.
        ends = {head.end for head in letterheads}
        bare = [head for head in self._bare_heads() if head.end not in ends] if _is_long(feet) else []
        self._heads = sorted([*letterheads, *bare], key=lambda head: head.start)
        self._numbered = [head.start for head in self._heads if head.number]

    def starts(self) -> Iterator[int]:
        """Yield where each further document begins."""
        current: _Head | None = None
        for head in self._heads:
            if current is None:
                if not self._opens(head):
                    return
                current = head
            elif head.start >= current.end and self._is_another(head, current):
                # The name of a page stands above its letterhead.
                is_named = head.is_letterhead and not current.is_letterhead and head.start < current.end + _NAME_ABOVE
                if not is_named or self._has_foot(current.end, head.start):
                    yield head.start
                current = head

    # -- heads ---------------------------------------------------------------------------------------------------------

    def _letterheads(self, anchors: Sequence[int]) -> Iterator[_Head]:
        done = 0
        for anchor in anchors:
            head = self._letterhead(anchor) if anchor >= done else None
            if head is not None:
                done = head.end
                yield head

    def _letterhead(self, anchor: int) -> _Head | None:
        """Return the letterhead around its number or motto, None if that stands somewhere else."""
        line = self._line_at(anchor)
        if not _is_in_head(self._words(line)):
            return None
        first, last = self._first_line(line), self._last_line(line)
        if last is None:
            return None
        start, end = self._span(first).start, self._span(last).end
        block = self._text[start:end]
        names = map(self._words, range(first, last))
        printed, day, motto = _number_in(block), _DAY.search(block), _MOTTO.search(block)
        issuer = any(_is_name(words) for words in names)
        if not (printed and motto) and not (issuer and day and (printed or motto)):
            return None
        return _Head(start, end, printed, is_letterhead=True, is_full=bool(printed and motto and (day or issuer)))

    def _first_line(self, line: int) -> int:
        """Return the first line of a head, with a heading of Markdown above it."""
        first, named = line, False
        for number in self._around(line, -1):
            words = self._words(number)
            # What stands apart above the issuer belongs to the document before.
            if not _is_in_head(words) or _SIGNS.match(words) or (named and first - number > _LONGEST_GAP):
                break
            first, named = number, named or _is_name(words)
        above = next(self._around(first, -1), None)
        return above if above is not None and self._text.startswith("#", self._span(above).start) else first

    def _last_line(self, line: int) -> int | None:
        """Return the line with the type, or with the day below the subject of a letter; None if there is neither."""
        for number in (line, *self._around(line, 1)):
            words = self._words(number)
            if number > line and (_told_otherwise(words) or self._begins_with_type(number)):
                below = self._around(number, 1, _LINES_OF_TITLE) if _SUBJECT.match(words) else iter(())
                return next((lower for lower in below if _DAY.search(self._words(lower))), number)
            if not _is_in_head(words) and not _PLACE_AND_DAY.match(self._with_next(number)):
                return None
        return None

    def _bare_heads(self) -> Iterator[_Head]:
        """Yield the types in capitals at the top of the text and under a signature."""
        for begin, following in pairwise((-1, *self._feet, len(self._text))):
            line = self._line_at(begin + 1)
            last = min(begin + _LONGEST_FOOT, following + 1)
            if bisect_right(self._types, last) == bisect_left(self._types, self._starts[line]):
                continue
            for number in (line, *self._around(line, 1, _LINES_OF_FOOT, _LINES_OF_FOOT)):
                start, end = self._span(number)
                if start > last:
                    break
                words = self._words(number)
                if (begin < 0 or number > line) and self._begins_with_type(number):
                    yield _Head(start, end, _number_in(words) or _number_after_type(words))
                    break

    # -- evidence ------------------------------------------------------------------------------------------------------

    def _opens(self, head: _Head) -> bool:
        """Tell whether a head is that of the text: in a report about documents, sentences stand before it."""
        above = self._text[: head.start].split("\n") if head.start < _FARTHEST_HEAD else None
        return above is not None and not any(len(line) > _LONGEST_LINE and "." in line[-3:] for line in above)

    def _is_another(self, head: _Head, current: _Head) -> bool:
        """Tell whether a head begins another document than the current one, and no attached or quoted one."""
        if (head.number is not None and head.number == current.number) or self._is_attached(head):
            return False
        if self._is_quoted(head.start):
            return False
        signed = self._has_foot(current.end, head.start)
        if head.is_letterhead and head.number is not None:
            return signed or (head.is_full and not self._is_led_in(head))
        issues = _ISSUES.search(self._text, current.start, self._title_end(current))
        attaches = issues or _ATTACHED.search(self._text, current.end, head.start)
        named = head.number is not None or not attaches
        return signed and named and self._has_foot(head.end, self._next(head))

    def _is_attached(self, head: _Head) -> bool:
        """Tell whether a head is under the heading of an annex or form, or says to what it is attached."""
        line, last = self._line_at(head.start), self._line_at(head.end)
        above = map(self._words, self._around(line, -1, _LINES_ABOVE))
        headings = takewhile(lambda words: not _ITEM.match(words) and not words.endswith((".", ";")), above)
        if any(map(_ANNEX.match, (*headings, *map(self._words, range(line, last))))):
            return True
        return _SAYS_ATTACHED.search(self._text, head.start, self._title_end(head)) is not None

    def _is_quoted(self, start: int) -> bool:
        before = self._text[max(0, start - _LONGEST_QUOTE) : start]
        line = self._text[start : start + 9].lstrip("*_|# ")
        return before.rfind("“") > before.rfind("”") or line.startswith((">", "“", '"'))

    def _is_led_in(self, head: _Head) -> bool:
        """Tell whether the text before a head announces it: "… trình bày như sau:"."""
        return self._text[max(0, head.start - _LONGEST_LINE) : head.start].rstrip(" \n*_|").endswith((":", ","))

    def _has_foot(self, start: int, end: int) -> bool:
        index = bisect_left(self._feet, start)
        return index < len(self._feet) and self._feet[index] < end

    def _next(self, head: _Head) -> int:
        """Return where the next head with a number begins, or the text ends."""
        following = bisect_left(self._numbered, head.end)
        return self._numbered[following] if following < len(self._numbered) else len(self._text)

    def _title_end(self, head: _Head) -> int:
        last = self._line_at(head.end)
        return max((self._span(number).end for number in self._around(last, 1, _LINES_OF_TITLE)), default=head.end)

    # -- lines ---------------------------------------------------------------------------------------------------------

    def _line_at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def _span(self, line: int) -> Span:
        return Span(self._starts[line], self._starts[line + 1] - 1)

    def _words(self, line: int) -> str:
        """Return a line without the markup, bars and blanks around it; what is longer than a line of a head is cut."""
        if line not in self._read:
            start, end = self._starts[line], self._starts[line + 1] - 1
            self._read[line] = self._text[start : min(end, start + 2 * _LONGEST_LINE)].strip(" |*_#>")
        return self._read[line]

    def _begins_with_type(self, line: int) -> bool:
        words, more = self._words(line), self._with_next(line)
        return _begins_with_type(words) or (more != words and _begins_with_type(more))

    def _with_next(self, line: int) -> str:
        """Return a line with the next one if it is a word or two that are broken off: "THÔNG" above "TƯ"."""
        words = self._words(line)
        goes_on = len(words) <= _LONGEST_PIECE and line + 1 < self._lines
        return f"{words} {self._words(line + 1)}".rstrip() if goes_on else words

    def _around(self, line: int, step: int, most: int = _MOST_LINES, gap: int = _LONGEST_GAP) -> Iterator[int]:
        """Yield at most so many lines with words before or after a line, until a gap of more blank lines."""
        blanks = 0
        for number in range(line + step, line + step * 4 * most, step):
            if not 0 <= number < self._lines or blanks > gap or most <= 0:
                return
            words = self._words(number)
            if words[:1].isalnum() or any(map(str.isalnum, words)):
                blanks, most = 0, most - 1
                yield number
            elif not words and not self._span(number).of(self._text).strip():
                blanks += 1


def _is_in_head(words: str) -> bool:
    """Tell whether a line can be one of a letterhead above the type."""
    kinds = (_NUMBER, _NUMBER_WORD, number_pattern(), _PART_OF_DAY, _ANY_MOTTO)
    return all(
        len(cell) <= _LONGEST_LINE and (cell.isupper() or any(kind.match(cell) for kind in kinds))
        for cell in _cells(words)
    )


def _is_name(words: str) -> bool:
    """Tell whether a line of a letterhead can be the name of the issuer."""
    others = (_ANY_MOTTO, _NUMBER, number_pattern())
    return any(
        cell.isupper() and " " in cell and not any(kind.match(cell) for kind in others) for cell in _cells(words)
    )


def _cells(words: str) -> Iterator[str]:
    """Yield what is beside each other on a line."""
    return filter(None, (cell.strip() for cell in _CELLS.split(words)))


def _begins_with_type(words: str) -> bool:
    """Tell whether a line is the type of a document, or begins with it and is in capitals like it."""
    if words.lower() in types_by_word():
        return True
    if not words.isupper() or len(words) > _LONGEST_LINE or not words.startswith(_types()):
        return False
    return any(words.startswith(word) and not words[len(word)].isalnum() for word in _types())


def _told_otherwise(words: str) -> bool:
    """Tell whether a line stands for the type in a letter."""
    return bool(_SUBJECT.match(words) or _ADDRESSED.match(words))


def _number_in(block: str) -> str | None:
    for begin in _NUMBER.finditer(block):
        number = number_pattern().match(block, begin.end())
        if number:
            return str(DocumentNumber.from_match(number))
    return None


def _number_after_type(words: str) -> str | None:
    """Return the number of "NGHỊ QUYẾT SỐ 57-NQ/TW"."""
    name = _NAME.match(words)
    number = number_pattern().match(words, name.end()) if name and name["type"].lower() in types_by_word() else None
    return str(DocumentNumber.from_match(number)) if number else None


@cache
def _head_line() -> re.Pattern[str]:
    """Return the pattern of the lines with which a head can end: a type, also broken off, a subject or an addressee."""
    words = [word.split(" ") for word in types_by_word()]
    begun = {" ".join(parts[:count]) for parts in words for count in range(1, len(parts) + 1)}
    written = {form for part in begun for form in (part.capitalize(), part.title())}
    return re.compile(
        rf"\n[ |*_#>]*+(?=[{CAPITAL}])(?:{any_word({parts[0].upper() for parts in words})}(?!\w)"
        rf"|{any_word(written)}[ |*_#>]*+(?:\n|$)|{_head('subject')}\b|{_head('addressee')}\b)"
    )


@cache
def _types() -> tuple[str, ...]:
    return tuple(word.upper() for word in types_by_word())
