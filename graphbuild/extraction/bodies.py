"""Finds the bodies that a text names: organ, seat, level and place, without resolving them.

Forms read: "Bộ Chính trị", "Ban Thường vụ Tỉnh ủy Thanh Hóa", "Ban Chấp hành Đảng bộ huyện khóa XXVI" (the committee of
a huyện), "Đảng ủy Khối các cơ quan tỉnh", "UBND huyện Vĩnh Lộc", "Ban Thường trực Ủy ban MTTQ Việt Nam xã Yên Định",
"Hội nghị Trung ương 4 (khóa XIII)" (the Central Committee in session), and an organ alone ("Ban Thường vụ"), whose seat
is the document's own committee. Letterheads use capitals.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from graphbuild.extraction.places import place_at
from graphbuild.extraction.word_index import in_any_case
from graphbuild.messages import _
from graphbuild.model import BodyMention, BodyName, Span
from graphbuild.text import CAPITAL, SMALL
from graphbuild.text.word_finder import Matches, WordFinder
from graphbuild.vocabulary.bodies import PARTS_OF_THE_CENTRE, UNITS, UNITS_AS_WRITTEN, Organ, Seat, organs, seats
from graphbuild.vocabulary.terms import to_roman
from graphbuild.vocabulary.wordings import wordings

_CENTRAL_COMMITTEE = "Ban Chấp hành Trung ương"
_WORDS = wordings("bodies")
_any = _WORDS.any_of
_SESSION = re.compile(
    rf"{_any('session')} (?:{_any('session_of_centre')}(?: {_any('ordinal')})?|{_any('ordinal')}) ?(?P<ordinal>\w+)"
    rf"(?:,? {_any('central_committee')})?",
    re.IGNORECASE,
)
_TERM = re.compile(rf",? ?\(?{_any('term')} (?P<term>[IVXL]+|[1-9]|[1-4]\d)\b\)?")
_WRITTEN_UNITS = "|".join(re.escape(unit) for unit in sorted(UNITS_AS_WRITTEN, key=len, reverse=True))
_UNIT = re.compile(rf" (?P<unit>{_WRITTEN_UNITS})(?!\w)", re.IGNORECASE)
_PART_FOLLOWS = re.compile(rf" (?:{'|'.join(PARTS_OF_THE_CENTRE)})\b(?! trực thuộc)", re.IGNORECASE)
# "Ban Kinh tế - Ngân sách" of a council is no organ of the Party.
_NAME_GOES_ON = re.compile(rf" - [{CAPITAL}][{SMALL}]")
_OF = (" ", *(f" {word} " for word in _WORDS["of"]))


# A document names the same few bodies again and again.
_body_name = lru_cache(maxsize=1 << 12)(BodyName)


class _Named(NamedTuple):
    """What a word of the vocabulary names."""

    entry: Seat | Organ | None
    """None for "hội nghị"."""
    party_body: bool = False
    """Whether it is the name of a Party body only."""


_Head = tuple[int, int, _Named]
"""Where the name of a seat, organ or Party body begins and ends in the text, and what it names."""


class BodyFinder:
    """The bodies of one text in normal form, found once and looked up by offset."""

    def __init__(self, text: str, matches: Matches | None = None) -> None:
        """Find the bodies in a text, whose `matches` of `body_words` a `JointFinder` may have found."""
        self.text = text
        self.mentions = tuple(self._mentions(matches))
        self._starts = [mention.span.start for mention in self.mentions]
        self._by_start = {mention.span.start: mention for mention in self.mentions}
        self._by_end = {mention.span.end: mention for mention in self.mentions}

    def at(self, position: int) -> BodyMention | None:
        """Return the body whose name begins at `position`."""
        return self._by_start.get(position)

    def inside(self, part: Span) -> Sequence[BodyMention]:
        """Return the bodies whose names begin in a part of the text."""
        first = bisect_left(self._starts, part.start)
        return self.mentions[first : bisect_left(self._starts, part.end, first)]

    def ending_at(self, position: int) -> BodyMention | None:
        """Return the body whose name ends at `position`."""
        return self._by_end.get(position)

    def _mentions(self, matches: Matches | None) -> list[BodyMention]:
        heads, meetings = _heads(self.text, matches)
        found: list[BodyMention] = []
        done = number = 0
        for session in (*self._sessions(meetings), None):
            until = session.span.start if session else len(self.text)
            while number < len(heads) and heads[number][0] < until:
                if heads[number][0] < done:
                    number += 1
                    continue
                mention, used = self._read(heads, number)
                if mention is not None:
                    found.append(mention)
                    done = mention.span.end
                number += used
            if session:
                found.append(session)
                done = session.span.end
        return found

    def _read(self, heads: list[_Head], number: int) -> tuple[BodyMention | None, int]:
        """Read the name that begins with a head; return it, if it is one, and how many heads it takes."""
        start, end, (entry, party_body) = heads[number]
        if isinstance(entry, Organ):
            following = heads[number + 1] if number + 1 < len(heads) else None
            if following and isinstance(following[2].entry, Seat) and self.text[end : following[0]] in _OF:
                return self._seat(start, following, entry.name), 2
            if not self.text[start].isupper() or _NAME_GOES_ON.match(self.text, end):
                return None, 1
            return self._finish(start, end, _body_name("", entry.name)), 1
        return (None if party_body else self._seat(start, heads[number], "")), 1

    def _seat(self, start: int, head: _Head, organ: str) -> BodyMention | None:
        begin, end, (seat, _party_body) = head
        assert isinstance(seat, Seat)
        level, unit, place = seat.level, seat.unit, ""
        if seat.kind in ("central", "ministry") and _PART_FOLLOWS.match(self.text, end):
            # "Kiểm toán nhà nước khu vực V", "Đoàn đại biểu Quốc hội tỉnh".
            return None
        if seat.kind in ("council", "department"):
            organ, start = self._council_organ(seat, organ, start)
            announced = _UNIT.match(self.text, end)
            if announced:
                unit, end = UNITS_AS_WRITTEN[announced["unit"].lower()], announced.end()
                level = UNITS[unit]
            elif seat.unit_required:
                return None
        if seat.kind in ("committee", "council", "department"):
            after = self._after_unit(end, unit) if seat.kind == "committee" else end
            named = place_at(self.text, after + 1, level, unit) if self.text[after : after + 1] == " " else None
            if named:
                place, end, level = named.name, named.end, named.level or level
            elif not self.text[begin].isupper():
                return None
        return self._finish(start, end, _body_name(seat.name, organ, level, place))

    def _after_unit(self, end: int, unit: str) -> int:
        """Return the end of a word for the committee's own type that repeats it: "Thành ủy Thành phố Hồ Chí Minh"."""
        repeated = _UNIT.match(self.text, end)
        return repeated.end() if repeated and UNITS_AS_WRITTEN[repeated["unit"].lower()] == unit else end

    def _council_organ(self, seat: Seat, organ: str, start: int) -> tuple[str, int]:
        """Return the organ before a council ("Thường trực HĐND"), and where the name begins with it."""
        if organ:
            return organ, start
        for name in seat.organs:
            begin = start - len(name) - 1
            if begin >= 0 and self.text[begin : start - 1].lower() == name.lower() and self.text[start - 1] == " ":
                return name, begin
        return "", start

    def _finish(self, start: int, end: int, name: BodyName) -> BodyMention:
        term = _TERM.match(self.text, end)
        if not term:
            return BodyMention(Span(start, end), name)
        stated = BodyName(name.seat, name.organ, name.level, name.place, to_roman(term["term"]), name.meeting)
        return BodyMention(Span(start, term.end()), stated)

    def _sessions(self, meetings: list[int]) -> list[BodyMention]:
        """Return the plenums that stand for the Central Committee."""
        found = []
        done = 0
        for start in meetings:
            match = _SESSION.match(self.text, start) if start >= done else None
            done = match.end() if match else done
            if match and any(word in match.group() for word in _WORDS["centre"]):
                name = BodyName(seat=_CENTRAL_COMMITTEE, level="central", meeting=match.group().split(",")[0])
                found.append(self._finish(start, match.end(), name))
        return found


def read_body(text: str) -> BodyName:
    """Return a body written out by a person: "Tỉnh ủy Thanh Hóa"; an unlisted one is taken as it is.

    Raises
    ------
    ValueError
        The name begins with a known body, but the rest of it is not understood.

    Examples
    --------
    >>> read_body("Ban Thường vụ Huyện ủy Nông Cống").place
    'Nông Cống'
    >>> read_body("Tỉnh ủy Thanh Hoa")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: ...
    """
    plain = " ".join(text.split())
    mention = BodyFinder(plain).at(0)
    if mention is None:
        return BodyName(plain)
    if mention.span.end < len(plain):
        message = _("only “{part}” of “{text}” is understood; write the place as in the gazetteer")
        raise ValueError(message.format(text=plain, part=plain[: mention.span.end]))
    return mention.name


def _heads(text: str, matches: Matches | None) -> tuple[list[_Head], list[int]]:
    """Return the leftmost longest names of seats and organs, as whole words, and where "Hội nghị" begins."""
    found: list[_Head] = []
    meetings: list[int] = []
    for head in body_words().longest(text, matches):
        start, end, named = head
        if named.entry is None:
            meetings.append(start)
        elif not ((start and text[start - 1].isalnum()) or text[end : end + 1].isalnum()):
            found.append(head)
    return found, meetings


@cache
def body_words() -> WordFinder[_Named]:
    """Return the names of seats and organs, and "hội nghị"."""
    found: dict[str, _Named] = {}
    entries = [
        *((written, _Named(None)) for word in _WORDS["session"] for written in in_any_case(word.lower())),
        *((word, _Named(organ)) for organ in organs() for word in organ.words),
        *((word, _Named(seat)) for seat in seats() for word in seat.words),
        *((word, _Named(seat, party_body=True)) for seat in seats() for word in seat.party_body),
    ]
    for word, named in entries:
        for written in (word, word.upper(), word[0].lower() + word[1:], word[0].upper() + word[1:].lower()):
            found[written] = named
    return WordFinder(found)
