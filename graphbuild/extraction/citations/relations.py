"""Finds the relation of a document to the one it cites, and which document the edge belongs to.

The cue precedes the citation in its sentence, and governs every member of a coordination ("quán triệt A; B và C", "Căn
cứ A; B"). A citation inside the title of another ("Kế hoạch 87-KH/ĐUK … về thực hiện Chỉ thị 34-CT/TU") belongs to that
one, and its cue is in that title.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from graphbuild.model import Span
from graphbuild.text.word_finder import WordFinder
from graphbuild.vocabulary import read_records
from graphbuild.vocabulary.relations import relations_by_cue
from graphbuild.vocabulary.wordings import wordings

_WORDS = wordings("citations")
_any = _WORDS.any_of
_TITLE_BEGINS = re.compile(rf"[ ,\"“(]{{0,3}}{_any('title_begins')}\b", re.IGNORECASE)
_TITLE_ENDS = re.compile(
    rf";|\n|[.][ ]|\b{_any('title_ends')}\b"
    rf"|(?:,|[ ]{_any('and')})[ ](?:{_any('by_order_of')}[ ])?{_any('types_after_title')}[ ](?:{_any('number')}[ ])?\d"
)
_LONGEST_TITLE = 400
_LONGEST_LEAD_IN = 200
_LONGEST_SENTENCE = 600
_COORDINATED = re.compile(rf"[,;]?[ ]{_any('joined')}?[ ]?|[,;][ ]|[ ]?&[ ]?", re.IGNORECASE)
_ENDS_JOINED = re.compile(rf"(?:,|[ ]{_any('joined')})[ ]$")
_AND = re.compile(rf" {_any('and')} ", re.IGNORECASE)
# "Luật A được sửa đổi, bổ sung bởi Luật B": both are cited alike.
_HISTORY = re.compile(
    rf"[ ,]*(?:{_any('and')}[ ])?(?:{_any('already')}[ ])?{_any('done_to')}[ ][^.;:()\n]{{0,60}}?{_any('agent')}[ ]",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"[ ]*(\[\d{1,3}\])[ ]*")
# "được sửa đổi bởi", "bị thay thế bởi": what follows is not the object of the verb.
_DONE_TO = frozenset({"amends", "replaces", "repeals", "corrects", "consolidates", "approves", "issues"})
_PASSIVE = re.compile(rf"\b{_any('done_to')}[ ]$", re.IGNORECASE)
_WITH = tuple(f" {word} " for word in _WORDS["by_means_of"])
_NOT, _ENDS_NOT = re.compile(rf"\b{_any('not')}[ ]$"), tuple(f"{word} " for word in _WORDS["not"])
_ATTACHED = re.compile(rf"\b{_any('attached_word')}[ ]$", re.IGNORECASE)
# "công trình", "quá trình": the cue is a syllable of another word.
_ISSUED_TOGETHER, _BY_ORDER_OF = frozenset(_WORDS["issued_together"]), frozenset(_WORDS["by_order_of"])
_PART_OF = {row["cue"]: tuple(f"{word} " for word in row["after"]) for row in read_records("citations.toml")["no_cue"]}
# What is issued, submitted or had follows at once: not "ban hành văn bản làm rõ … trong Nghị quyết".
_ADJACENT = frozenset({"issues", "submits"})
_AT_ONCE = re.compile(rf"[ ]?(?:(?:{_any('plural')}|{_any('attached')}|:)[ ]?)*", re.IGNORECASE)
# One sentence although a line ends: the members of a list that only ";" parts.
_NEXT_LINE = re.compile(r";[ ]*\n\s*")
_LEAD_IN = re.compile(r":[ ]*$")
_LIST_MARK = re.compile(r"[ ]*(?:[-+*•▪]|\d{1,3}[.)]|[a-zđ]\))[ ]+")


class Edge(NamedTuple):
    """The meaning of a citation: relation, its cue, and the citation whose title contains it."""

    relation: str
    cue: Span | None
    owner: int | None


def find_edges(
    text: str,
    spans: list[Span],
    sentences: list[Span],
    *,
    days: list[str | None],
    bodies: list[Span],
    own: set[int],
    known: list[Edge],
) -> list[Edge]:
    """Return the edge of each citation.

    Parameters
    ----------
    text
        Text in normal form.
    spans, sentences
        Each citation and its sentence, in the order of the text.
    days
        The date stated with each citation: no title contains a younger document.
    bodies
        The names of bodies, in the order of the text: a word in them is not a cue ("Ban Chấp hành").
    own
        Indices of the self-references, which own nothing.
    known
        The edges of the first citations, where they are known: each depends only on what precedes it.
    """
    starts = [body.start for body in bodies]
    edges = [*known]
    leads = _LeadIns(text, bodies, starts)
    for number in range(len(known), len(spans)):
        span = spans[number]
        previous = number - 1 if number and _same_sentence(text, spans, sentences, number) else None
        owner = None
        nested = previous is not None and spans[previous].end > span.start
        if nested:
            owner = previous
        elif previous is not None and previous not in own:
            owner = _owner(text, spans, previous, number, edges)
            while owner is not None and _is_younger(days[number], days[owner]):
                owner = edges[owner].owner
        begin = spans[previous].end if previous is not None else sentences[number].start
        if nested and previous is not None:
            begin = spans[previous].start
        history = (
            previous is not None and not nested and bool(_HISTORY.fullmatch(text, spans[previous].end, span.start))
        )
        if history and previous is not None:
            owner = edges[previous].owner
        cue = _cue(
            text,
            _after_semicolon(text, begin, span.start),
            span.start,
            bodies,
            starts,
            issues=owner is not None or number in own,
        )
        if cue is None and owner is not None and owner == previous and not nested:
            # "Quyết định A về định mức và Quyết định B": a title without a cue does not cite.
            between = text[spans[previous].end : span.start]
            owner = edges[previous].owner if _ENDS_JOINED.search(between) else owner
        if history and previous is not None:
            cue = edges[previous].cue
        elif cue is None and previous is not None:
            inherited = _coordinated_with(text, spans, previous, number, owner, edges)
            cue = edges[inherited].cue if inherited is not None else None
        if cue is None and owner is None:
            cue = leads.cue(span.start)
        relation = relations_by_cue()[cue.of(text).lower()] if cue else "mentions"
        edges.append(Edge(relation, cue, owner))
    return edges


def _same_sentence(text: str, spans: list[Span], sentences: list[Span], number: int) -> bool:
    """Tell whether a citation and the one before it are in one sentence, or parted by ";" and the end of a line."""
    if spans[number - 1].end > sentences[number].start:
        return True
    end = spans[number - 1].end
    mark = text.find(";", end, min(spans[number].start, end + _LONGEST_TITLE))
    return mark >= 0 and "\n" not in text[end:mark] and bool(_NEXT_LINE.fullmatch(text, mark, spans[number].start))


def _is_younger(day: str | None, other: str | None) -> bool:
    return day is not None and other is not None and day[: len(other)] > other[: len(day)]


class _LeadIns:
    """The cues of lead-ins ("Căn cứ:") for the lines of the lists below them, found once for each list."""

    def __init__(self, text: str, bodies: list[Span], starts: list[int]) -> None:
        self._text, self._bodies, self._starts = text, bodies, starts
        self._by_line: dict[int, Span | None] = {}

    def cue(self, position: int) -> Span | None:
        """Return the cue of the lead-in above a citation that begins an item, or of the place of a footnote."""
        line = self._text.rfind("\n", 0, position) + 1
        if footnote := _FOOTNOTE.fullmatch(self._text, line, position):
            anchor = self._text.find(footnote[1], 0, line)
            if anchor < 0:
                return None
            begin = self._text.rfind("\n", 0, anchor) + 1
            return _cue(self._text, max(begin, anchor - _LONGEST_SENTENCE), anchor, self._bodies, self._starts)
        if not _LIST_MARK.fullmatch(self._text, line, position):
            return None
        return self._above(line)

    def _above(self, line: int) -> Span | None:
        passed = []
        found: Span | None = None
        while line > 0:
            passed.append(line)
            end = line - 1
            line = self._text.rfind("\n", 0, end) + 1
            if line in self._by_line:
                found = self._by_line[line]
                break
            words = self._text[line:end].strip()
            if _LEAD_IN.search(words):
                found = _cue(self._text, max(line, end - _LONGEST_LEAD_IN), end, self._bodies, self._starts)
                break
            if words and not _LIST_MARK.match(self._text, line, end):
                break
        self._by_line.update(dict.fromkeys(passed, found))
        return found


def _owner(text: str, spans: list[Span], previous: int, number: int, edges: list[Edge]) -> int | None:
    """Return the citation whose title contains this one: the preceding one, or that one's owner in a coordination."""
    between = text[spans[previous].end : spans[number].start]
    if len(between) > _LONGEST_TITLE:
        return None
    if _COORDINATED.fullmatch(between) and ";" not in between:
        return edges[previous].owner
    if _TITLE_BEGINS.match(between) and not _TITLE_ENDS.search(between):
        return previous
    return None


def _after_semicolon(text: str, begin: int, end: int) -> int:
    """Return where the last member of a coordination begins: its cue is its own, or it has none."""
    last = text.rfind("; ", begin, end)
    return last + 2 if last >= 0 else begin


def _coordinated_with(
    text: str, spans: list[Span], previous: int, number: int, owner: int | None, edges: list[Edge]
) -> int | None:
    """Return the citation whose cue also governs this one: the nearest preceding one with the same owner."""
    if owner == previous:
        return None
    candidate: int | None = previous
    while candidate is not None and edges[candidate].owner != owner:
        candidate = edges[candidate].owner
    if candidate is None:
        return None
    if edges[candidate].cue is None and candidate and _in_brackets(text, spans, candidate):
        # "Nghị quyết A (sau đây gọi tắt là B) và Kế hoạch C": the cue is A's.
        candidate -= 1
    between = text[spans[previous].end : spans[number].start]
    return candidate if ";" in between or _AND.search(between) or _COORDINATED.fullmatch(between) else None


def _in_brackets(text: str, spans: list[Span], number: int) -> bool:
    return "(" in text[spans[number - 1].end : spans[number].start] and text.startswith(")", spans[number].end)


def _cue(
    text: str, start: int, end: int, bodies: list[Span], starts: list[int], *, issues: bool = False
) -> Span | None:
    """Return the last cue between two offsets that is a whole word and governs what follows.

    "ban hành kèm theo" is one only where something is issued: in a title, or before "Quyết định này Quy chế …".
    """
    if end - start < _shortest_cue():
        # Most members of a coordination.
        return None
    window = text[start:end].lower()
    if window.endswith(_WITH):
        return None
    for begin, after, relation in reversed(list(_cues().longest(window))):
        if (begin and window[begin - 1].isalnum()) or window[after : after + 1].isalnum():
            continue
        before = window[max(0, begin - 8) : begin]
        cue = window[begin:after]
        if cue in _PART_OF and before.endswith(_PART_OF[cue]):
            continue
        # "Mẫu số 12 ban hành kèm theo Nghị định …": this approves nothing.
        in_brackets = text.startswith("(", start + begin - 1)
        if cue in _ISSUED_TOGETHER and not issues and not in_brackets and text[start + after : end].isspace():
            continue
        if relation in _ADJACENT and not _AT_ONCE.fullmatch(text, start + after, end):
            continue
        if relation in _DONE_TO and _PASSIVE.search(before):
            continue
        if before.endswith(_ENDS_NOT) and _NOT.search(before):
            continue
        if cue in _BY_ORDER_OF and _ATTACHED.search(before):
            continue
        span = Span(start + begin, start + after)
        nearest = bisect_right(starts, span.start) - 1
        if nearest >= 0 and bodies[nearest].covers(span):
            continue
        return span
    return None


@cache
def _cues() -> WordFinder[str]:
    return WordFinder(relations_by_cue())


@cache
def _shortest_cue() -> int:
    return min(map(len, relations_by_cue()))
