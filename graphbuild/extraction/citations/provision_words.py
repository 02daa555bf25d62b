"""Reads the words that name provisions in their order: "khoản 1, 2" and how it is joined to "Điều 5".

What they mean together, and which document they belong to, is decided by `provisions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from graphbuild.model import Span
from graphbuild.vocabulary.numerals import numerals
from graphbuild.vocabulary.provisions import THIS, provision_kinds, provision_kinds_by_word
from graphbuild.vocabulary.wordings import any_word, wordings

_WORDS = wordings("provisions")
_any = _WORDS.any_of
_NUMERAL = rf"(?:{any_word(numerals())}|\d{{1,2}})"
_SHAPES = {
    "number": r"\d{1,3}(?:\.\d{1,2}){0,4}[a-zđA-ZĐ]?(?![\w%])(?!\.\d)(?!/\d)",
    # "điểm a và y tế": a letter that is a word.
    "letter": rf"[a-zđA-ZĐ](?:\.?\d{{1,2}})?(?![\w/])(?!(?<=[yY])[ ]{_any('words_of_y')}\b)",
    "roman": r"[IVXLC]{1,6}[a-zđA-D]?(?:[.-]\d{1,2})?(?![\w/])",
    "capital": r"[A-ZĐ](?![\w/])",
    "ordinal": rf"(?i:{_any('ordinal')}[ ]{_NUMERAL})(?!\w)",
    "loose ordinal": rf"(?i:(?:{_any('ordinal')}[ ])?{_NUMERAL}|{_any('at_an_end')})(?![\w/.-])",
    "code": r"(?=[\w/.-]{0,20}\d)[\dA-ZĐ][\w/.-]{0,24}(?<![./-])(?!\w)",
    "steps": r"\d{1,3}(?:\.\d{1,2}){0,3}(?:[ ]?/[ ]?(?:\d{1,3}|[IVXLC]{1,6}))*(?!\w)",
}
"""The patterns of labels."""

_SPELLINGS = any_word(form for word in provision_kinds_by_word() for form in (word, word.capitalize(), word.upper()))
_FIRST_OF_LABEL = any_word(
    (*_WORDS["ordinal"], *_WORDS["number"], *_WORDS["this"], *_WORDS["from"], *numerals(), *_WORDS["at_an_end"])
)
WORD = re.compile(rf"{_SPELLINGS}[ ]{{1,2}}(?=\d|[A-ZĐ]|[a-zđ](?![^\W\d_])|(?i:{_FIRST_OF_LABEL})\b)")
"""A word for a kind in lower case, capitalised or in capitals, before a possible label."""
_BEFORE_LABEL = rf"(?:(?i:{_any('number')})[ ]?:?[ ]?|(?i:{_any('from')})[ ])?"
_TO = rf"(?:[ ]?-[ ]?|[ ](?i:{_any('to')})[ ](?:{_any('to_the_end')}[ ])?)"
_COUNTED = rf"(?![ ]{_any('counted')}\b)"
# "điểm a), b)" keeps its brackets, "(Điều 8), 9" does not.
_CLOSED = r"(?<=[ ,][a-zđA-ZĐ])\)"
_NEXT_LABEL = (
    rf"(?:{_CLOSED})?(?:[ ]?,[ ]?(?:(?i:{_any('also')})[ ])?|[ ](?i:{_any('also')})[ ])(?:(?i:{_any('number')})[ ])?"
)
_CLOSED_LETTER = re.compile(rf"{_CLOSED}(?=[ ]?,|[ ](?i:{_any('after_closed_letter')})\b)")
_LONGEST_SEPARATOR = 40
_SEPARATOR = re.compile(
    rf"[ ]?(?P<comma>[,/-])?[ ]{{0,2}}(?:(?P<also>{_any('also')}),?[ ])?"
    rf"(?:(?:(?:{_any('passive')}[ ])?{_any('laid_down')}[ ])?{_any('inside')}[ ])?"
    rf"(?:{_any('plural', 'from')}[ ]){{0,2}}",
    re.IGNORECASE,
)
_TO_WORD = re.compile(_TO)


class ProvisionGroup(NamedTuple):
    """A word with its labels ("khoản 1, 2"); each label with its offsets."""

    kind: str
    start: int
    members: tuple[tuple[str, int, int], ...]
    end: int
    joined: str = ""
    """How the preceding group is joined to it: "inside" ("khoản 2 Điều 5"), "comma", "also"; "" if there is none."""

    @property
    def is_this(self) -> bool:
        """Whether it refers to the provision that contains it: "Điều này"."""
        return self.members[-1][0] == THIS


def chains(text: str, words: Iterable[re.Match[str]], taken: Sequence[Span]) -> Iterator[list[ProvisionGroup]]:
    """Yield the groups separated only by separators, outside the disjoint spans of `taken`; "này" ends a chain.

    `words` are the matches of `WORD` in the text.
    """
    chain: list[ProvisionGroup] = []
    ahead = 0
    for match in words:
        while ahead < len(taken) and taken[ahead].end <= match.start():
            ahead += 1
        limit = taken[ahead].start if ahead < len(taken) else len(text)
        group = _read_group(text, match, limit) if match.start() < limit else None
        if group is None:
            continue
        joined = separator(text, chain[-1].end, group.start) if chain and not chain[-1].is_this else None
        if joined is None:
            if chain:
                yield chain
            chain = [group]
        elif joined == "range" and _is_range(chain[-1], group):
            chain[-1] = _range(chain[-1], group)
        else:
            # "từ khoản 1 Điều 5 đến khoản 2 Điều 7" is not a range of one kind: its two ends are read.
            joined = "also" if joined == "range" else joined
            chain.append(ProvisionGroup(group.kind, group.start, group.members, group.end, joined))
    if chain:
        yield chain


def _read_group(text: str, match: re.Match[str], limit: int) -> ProvisionGroup | None:
    """Read the labels after a word, up to `limit`."""
    kind = provision_kinds_by_word()[match.group().rstrip().lower()]
    if text[match.start() - 1 : match.start()].isalnum() or _is_another_word(text, match.start(), kind):
        return None
    first, more, until = _labels(kind)
    label = first.match(text, match.end(), limit)
    if label is None:
        return None
    members: list[tuple[str, int, int]] = []
    begin = match.start()
    end = label.end()
    while label is not None:
        value, end = _plain_label(kind, label["label"]), label.end()
        last = until.match(text, end, limit) if value != THIS and "-" not in value else None
        if last:
            value, end = f"{value}-{_plain_label(kind, last['label'])}", last.end()
        members.append((value, begin, end))
        label = more.match(text, end, limit) if value != THIS else None
        begin = label.start("label") if label else begin
    closed = _CLOSED_LETTER.match(text, end, limit)
    return ProvisionGroup(kind, match.start(), tuple(members), closed.end() if closed else end)


def _is_another_word(text: str, start: int, kind: str) -> bool:
    not_after = provision_kinds()[kind].not_after
    if not not_after:
        return False
    before = text[max(0, start - 8) : start].lower().split(" ")
    return len(before) > 1 and before[-1] == "" and before[-2] in not_after


@cache
def _labels(kind: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a kind's first label, of a further one and of the end of a range."""
    shapes = "|".join(_SHAPES[shape] for shape in provision_kinds()[kind].shapes)
    label = rf"(?P<label>{shapes})"
    numbered = provision_kinds()[kind].stands_alone and provision_kinds()[kind].shapes != ("code",)
    this = rf"|(?i:{THIS})\b" if numbered else ""
    # "khoản 5 tỷ đồng"; but "theo Điều 5 xã có trách nhiệm".
    counted = "" if kind == "dieu" else _COUNTED
    first = re.compile(rf"{_BEFORE_LABEL}(?P<label>{shapes}{this}){counted}")
    return first, re.compile(_NEXT_LABEL + label + _COUNTED), re.compile(_TO + label + _COUNTED)


def _plain_label(kind: str, printed: str) -> str:
    plain = printed.replace(" ", "") if kind == "tieu-muc" else printed
    return plain.lower() if provision_kinds()[kind].is_small or " " in plain or plain.lower() == THIS else plain


def separator(text: str, end: int, start: int) -> str | None:
    """Return how two groups are joined ("range", "inside", "comma", "also"); None if they are not."""
    if start - end > _LONGEST_SEPARATOR:
        return None
    if _TO_WORD.fullmatch(text, end, start):
        return "range"
    match = _SEPARATOR.fullmatch(text, end, start)
    if match is None:
        return None
    return "also" if match["also"] else "comma" if match["comma"] else "inside"


def _is_range(first: ProvisionGroup, last: ProvisionGroup) -> bool:
    """Tell whether one label for both is unambiguous: of one kind, neither a range, no code that contains a dash."""
    labels = (first.members[-1][0], last.members[0][0])
    return first.kind == last.kind and THIS not in labels and not any("-" in label for label in labels)


def _range(first: ProvisionGroup, last: ProvisionGroup) -> ProvisionGroup:
    """Join "Điều 21" and "Điều 28" into one member, keeping the lists around them: "Điều 5, 21 đến Điều 28, 30"."""
    (low, start, _low_end), (high, _high_start, end) = first.members[-1], last.members[0]
    joined = (f"{low}-{high}", start, end)
    return ProvisionGroup(
        first.kind, first.start, (*first.members[:-1], joined, *last.members[1:]), last.end, first.joined
    )
