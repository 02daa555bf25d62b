"""A text with its mentions, provisions and quotations, as the finders of acts look things up in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from itertools import chain
from typing import NamedTuple

from graphbuild.extraction.amendments.objects import is_object
from graphbuild.extraction.amendments.verbs import ActVerb
from graphbuild.extraction.citations.provision_words import ProvisionGroup
from graphbuild.extraction.citations.provisions import Provision, provisions_of
from graphbuild.extraction.citations.relations import Edge
from graphbuild.extraction.dates import DAY, read_day
from graphbuild.extraction.quotations import Quotations
from graphbuild.extraction.sentences import split_sentences
from graphbuild.model import Span
from graphbuild.vocabulary.wordings import wordings

_any = wordings("acts").any_of
_CLAUSE = re.compile(r"[;:(][ ]*|[.][ ]+(?=[A-ZĐ])")
_SINCE_DAY = re.compile(rf"(?i:{_any('since')})[ ]+(?:ngày[ ]+)?(?={DAY.pattern})", re.IGNORECASE)
# "bổ sung khoản 3 vào sau khoản 2": the second only tells where.
_BESIDE = re.compile(rf"\b{_any('beside')}[ ]$", re.IGNORECASE)
_BELONGS = re.compile(rf"\b{_any('belongs')}[ ](?:các[ ])?$", re.IGNORECASE)
_LONGEST_LEAD = 500
_OTHER_RELATIONS = frozenset({"implements", "disseminates", "elaborates", "guides", "reviews", "monitors"})


class Cited(NamedTuple):
    """A mention of a document, in offsets of the normal text."""

    span: Span
    type: str
    number: str | None
    is_self: bool
    edge: Edge
    provisions: tuple[Provision, ...]


class ActText:
    """A text in normal form, in which acts are looked for."""

    def __init__(
        self, quotations: Quotations, begin: int, mentions: Sequence[Cited], loose: Sequence[list[ProvisionGroup]]
    ) -> None:
        self.text = quotations.text
        self.begin = begin
        """Where the letterhead and title end."""
        self.mentions = mentions
        self.starts = [mention.span.start for mention in mentions]
        self.quotations = quotations
        self._loose = loose
        self._loose_starts = [groups[0].start for groups in loose]

    def end_of_line(self, position: int) -> int:
        """Return where the line around an offset ends."""
        end = self.text.find("\n", position)
        return len(self.text) if end < 0 else end

    def clause(self, start: int, end: int) -> str:
        """Return the words of a clause before a verb at `end`, in a sentence that begins at `start`."""
        lead = self.text[max(start, end - _LONGEST_LEAD) : end]
        ends = [stop.end() for stop in _CLAUSE.finditer(lead)]
        return lead[ends[-1] if ends else 0 :].lstrip()

    def mentions_between(self, start: int, end: int) -> Iterator[int]:
        """Yield the mentions that begin between two offsets outside quotation marks."""
        for index in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            if self.quotations.around(self.starts[index]) is None:
                yield index

    def objects(self, zone: Span, agents: Set[int] = frozenset()) -> Iterator[tuple[int, str]]:
        """Yield the documents after a verb on which it acts, each with the words before it; none of `agents`."""
        done = zone.start
        first, in_part = True, False
        for index in self.mentions_between(zone.start, zone.end):
            mention = self.mentions[index]
            if mention.is_self or mention.edge.owner is not None or index in agents:
                continue
            begin = min([mention.span.start, *(part.span.start for part in mention.provisions)])
            begin = max(begin, zone.start)
            between = self.text[done:begin]
            if (
                (first and ";" in self.text[done : mention.span.start])
                or not is_object(self.text[done : mention.span.start])
                or self._is_cited_for_itself(index, zone.start)
            ):
                return
            if not first:
                if ";" in between and self.mentions[index - 1].edge.owner is not None and in_part:
                    # "Bãi bỏ Điều 1 Nghị định A sửa đổi Nghị định B; Nghị định C": C is in the title too.
                    return
                between = last_member(between)
            yield index, between
            in_part = any(part.span.start >= zone.start for part in mention.provisions)
            first = False
            done = mention.span.end

    def _is_cited_for_itself(self, index: int, verb_end: int) -> bool:
        """Tell whether a cue after the verb governs a mention: "sửa đổi quy trình theo tinh thần Nghị quyết …"."""
        mention = self.mentions[index]
        cue = mention.edge.cue
        if cue is None or cue.start < verb_end or mention.edge.relation not in _OTHER_RELATIONS:
            return False
        between = self.text[cue.end : mention.span.start]
        return self.quotations.around(cue.start) is None and not _BELONGS.search(between)

    def loose_parts(self, zone: Span) -> tuple[Provision, ...]:
        """Return the provisions between two offsets that belong to no mention."""
        # The first chain can begin before the zone.
        first, last = bisect_right(self._loose_starts, zone.start) - 1, bisect_left(self._loose_starts, zone.end)
        found: list[Provision] = []
        for part in chain.from_iterable(map(provisions_of, self._loose[max(first, 0) : last])):
            if (
                not zone.start <= part.span.start < zone.end
                or not part.is_told
                or self.quotations.around(part.span.start) is not None
            ):
                continue
            if _BESIDE.search(self.text, max(0, part.span.start - 12), part.span.start):
                # "bổ sung khoản 3 vào sau khoản 2 Điều 5": the second only tells where.
                found[:] = [_beside(one, part) for one in found]
            else:
                found.append(part)
        return tuple(found)

    def subject(self, verb: ActVerb) -> int | None:
        """Return the other document that stands directly before a verb."""
        index = bisect_left(self.starts, verb.start) - 1
        while index >= 0 and self.mentions[index].span.end < verb.start - 2 and self._is_nested(index):
            index -= 1
        if index < 0 or self.mentions[index].is_self:
            return None
        between = self.text[self.mentions[index].span.end : verb.start]
        return index if between in (" ", ", ") else None

    def _is_nested(self, index: int) -> bool:
        return index > 0 and self.mentions[index - 1].span.end > self.mentions[index].span.start

    def sentence(self, start: int, end: int) -> Span:
        """Return the sentence in which an act stands."""
        line = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", end)
        whole = Span(max(line, start - _LONGEST_LEAD), min(len(self.text) if last < 0 else last, end + _LONGEST_LEAD))
        for sentence in split_sentences(self.text, whole):
            if sentence.start <= start < sentence.end:
                return Span(sentence.start, max(sentence.end, end))
        return Span(start, end)

    def effective_on(self, sentence: Span) -> str | None:
        """Return the day from which a sentence says that something has effect."""
        for since in _SINCE_DAY.finditer(self.text, sentence.start, sentence.end):
            day = DAY.match(self.text, since.end())
            if day is not None:
                return read_day(day)
        return None


def _beside(part: Provision, neighbour: Provision) -> Provision:
    """Return a new part with what contains it: that which contains its neighbour of the same kind."""
    kinds = [kind for kind, _label in neighbour.path]
    kind = part.path[0][0]
    return Provision((*neighbour.path[: kinds.index(kind)], *part.path), part.span) if kind in kinds else part


def last_member(between: str) -> str:
    """Return the words before the last member of a coordination, without the title of the one before it."""
    cut = max(between.rfind(", "), between.rfind("; "), between.rfind(" và "))
    return between[cut + 1 :] if cut >= 0 else between
