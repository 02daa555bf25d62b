"""Reads the instructions of a text line by line: "Bãi bỏ …", "… hết hiệu lực", and lists under a lead-in."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from graphbuild.extraction.amendments.act_text import ActText, last_member
from graphbuild.extraction.amendments.histories import ACTING, NEXT_MEMBER, Histories
from graphbuild.extraction.amendments.items import Item, read_items
from graphbuild.extraction.amendments.objects import WordChange, changes_words, is_whole, new_wording, word_changes
from graphbuild.extraction.amendments.record import Record
from graphbuild.extraction.amendments.stance import (
    Stance,
    is_condition,
    is_joined,
    is_passive,
    is_planned,
    is_told_as_done,
    stance,
)
from graphbuild.extraction.amendments.verbs import ActVerb
from graphbuild.extraction.citations.provisions import Provision
from graphbuild.extraction.sentences import split_sentences
from graphbuild.model import AmendmentMention, Span
from graphbuild.vocabulary.provisions import provision_kinds
from graphbuild.vocabulary.wordings import wordings

_any = wordings("acts").any_of
_AS_FOLLOWS = re.compile(rf"[^.;\n]{{0,40}}?{_any('as_follows')}[ ]*:?[\s|#>]*(?:[\"“«]|$|\n)", re.IGNORECASE)
_ENDS_CLAUSE = re.compile(rf"[ ]*(?:thi hành[ ]*)?(?:[.;:/]|$|\n|{_any('since')}\b|toàn bộ)", re.IGNORECASE)
_SINCE_WHEN = re.compile(rf"{_any('since')}[^,;\n]{{0,200}}?,[ ]*(?:thì[ ])?", re.IGNORECASE)
_FOLLOWS = re.compile(rf"{_any('as_follows')}[ ]*[:.]?[ ]*$|:[ ]*$", re.IGNORECASE)
# A part that has no number: "Phụ lục", "các quy định về …".
_PART = re.compile(
    rf"{_any('parts')}\b[^.;\n]*\b{_any('part_of')}[ ]$",
    re.IGNORECASE,
)
# "Các Nghị quyết của Hội đồng nhân dân tỉnh sau đây hết hiệu lực".
_DOCUMENTS = re.compile(
    rf"(?:{_any('several')}[ ])?{_any('as_a_whole')}\b[^;:]*\b{_any('as_follows')}[ ,]*$", re.IGNORECASE
)
_JOINED = re.compile(rf"[\s,;]*(?:{_any('joined')}[ ]?)?")
_LONGEST_LEAD = 500
_LONGEST_OBJECT = 60
_LONGEST_ZONE = 4000


@dataclass(slots=True)
class _Frame:
    """What an item passes down to the items below it."""

    verb: ActVerb
    target: int | None
    provisions: tuple[Provision, ...]
    is_list: bool
    acts: tuple[AmendmentMention, ...] = ()
    planned: bool = False


class Instructions:
    """Finds the acts of a text's own document.

    Parameters
    ----------
    text, record
        The text, and what is found in it.
    own_type
        Type code of the document; None if it is not known.
    title_target
        The mention of the document that the title says is amended.
    verbs
        The verbs of acts in the text, in order.
    """

    def __init__(
        self, text: ActText, record: Record, own_type: str | None, title_target: int | None, verbs: list[ActVerb]
    ) -> None:
        self._text = text
        self._record = record
        self._histories = Histories(text, record)
        self._own_type = own_type
        self._title_target = title_target
        self._verbs = verbs
        self._verb_starts = [verb.start for verb in verbs]
        self._frames: dict[Item | None, _Frame] = {}

    def read(self) -> None:
        """Find the acts of the text's own document."""
        verbs = [verb for verb in self._verbs if self._is_act(verb)]
        if not verbs:
            return
        starts = [verb.start for verb in verbs]
        # The mentions before the first verb are not acted on, unless they are in its line.
        mentions = self._text.starts[bisect_left(self._text.starts, starts[0]) :]
        for item in read_items(self._text.quotations, sorted([*starts, *mentions])):
            if item.line < self._text.begin:
                continue
            first = bisect_left(starts, item.start)
            if first == len(starts) and not self._frames:
                break
            end = self._text.end_of_line(item.start)
            inside = verbs[first : bisect_left(starts, end, first)]
            if not (inside and self._line(item, end, inside)) and self._frames:
                self._member(item, end)

    def _is_act(self, verb: ActVerb) -> bool:
        """Tell whether a verb can act: not in quotation marks, and if it does so only to words, before some."""
        if verb.of_words:
            line = self._text.text[verb.end : verb.end + _LONGEST_OBJECT].partition("\n")[0]
            if not changes_words(line):
                return False
        return self._text.quotations.around(verb.start) is None

    def _line(self, item: Item, end: int, verbs: list[ActVerb]) -> bool:
        """Read the verbs of a line, and tell whether one acts or is planned."""
        sentences = split_sentences(self._text.text, Span(item.start, end))
        before = len(self._record.amendments)
        read: list[tuple[ActVerb, int, Stance]] = []
        number = 0
        for verb in verbs:
            while verb.start >= sentences[number].end and number + 1 < len(sentences):
                number += 1
            clause = self._text.clause(sentences[number].start, verb.start)
            if verb.ends or is_passive(clause) or self._histories.is_history(verb, clause):
                self._passive(item, verb, clause, sentences[number])
                continue
            meant, named = stance(clause)
            if not meant and (subject := self._text.subject(verb)) is not None:
                self._histories.tell_of(verb, subject, sentences[number])
                continue
            if not meant and read and read[-1][1] == number and is_joined(clause):
                meant = read[-1][2]
            if meant == "acts" and not named and not self._may_act(item):
                meant = "plans"
            if meant:
                read.append((verb, number, meant))
        for index, (verb, sentence, meant) in enumerate(read):
            following = read[index + 1] if index + 1 < len(read) else None
            until = following[0].start if following and following[1] == sentence else sentences[sentence].end
            zone = Span(verb.end, min(until, verb.end + _LONGEST_ZONE))
            if meant == "acts":
                self._act(item, verb, zone)
            else:
                self._plan(item, verb, zone)
        self._record.name_targets_backwards(before)
        return bool(read) or any(act.actor is None for act in self._record.amendments[before:])

    def _may_act(self, item: Item) -> bool:
        """Tell whether a bare verb in this item acts: in an article, and not below "Đề nghị …:"."""
        if self._own_type is not None and not (self._own_type in ACTING and item.in_article):
            return False
        above = item.parent
        while above is not None:
            end = min(self._text.end_of_line(above.start), above.start + _LONGEST_LEAD)
            words = self._text.text[above.start : end].strip()
            first = bisect_left(self._verb_starts, above.start)
            has_verb = first < len(self._verbs) and self._verb_starts[first] < end
            if not has_verb and _FOLLOWS.search(words) and is_planned(words):
                return False
            above = above.parent
        return True

    def _act(self, item: Item, verb: ActVerb, zone: Span) -> None:
        after = zone.of(self._text.text)
        code = verb.code
        changes: list[WordChange] = []
        if code in ("amends", "adds", "replaces", "repeals") and changes_words(after):
            changes = word_changes(self._text.text, self._text.quotations, zone, added=code == "adds")
            code = "replaces_words" if code in ("amends", "replaces") else code
        objects = list(self._text.objects(zone, self._record.agents))
        parts = self._text.loose_parts(zone)
        wording = new_wording(self._text.text, self._text.quotations, zone) if not changes else None
        above = self._frame_above(item)
        if not objects and not parts and not changes and wording is None:
            self._set_frame(item, _Frame(verb, above.target if above else None, (), is_list=True))
            return
        if not objects:
            target = above.target if above and above.target is not None else self._title_target
            context = above.provisions if above else ()
            parts = tuple(_within(context, part) for part in parts) or context
            if above is not None:
                self._record.led.update(map(id, above.acts))
            whole = not (parts or changes)
            said = self._record.say(item, verb, code, zone, target, parts, changes, wording, in_part=not whole)
            self._set_frame(item, _Frame(verb, target, parts, is_list=False, acts=tuple(said)))
            return
        found: list[AmendmentMention] = []
        vague = False
        for index, between in objects:
            mention = self._text.mentions[index]
            own_parts = tuple(part for part in mention.provisions if part.span.start >= zone.start)
            if len(objects) == 1:
                own_parts = (*parts, *own_parts)
            # "các quy định về … tại A và B": of B only a part too.
            whole = not (own_parts or changes or (vague and _JOINED.fullmatch(between))) and is_whole(between)
            vague = not (whole or own_parts)
            found = self._record.say(item, verb, code, zone, index, own_parts, changes, wording, in_part=not whole)
            self._record.relate(index, code, verb, in_part=not whole)
            if above is not None and above.target is not None and self._is_same(above.target, index):
                self._record.led.update(map(id, above.acts))
        single = objects[0][0] if len(objects) == 1 else None
        passed = self._text.mentions[single].provisions if single is not None else ()
        self._set_frame(
            item, _Frame(verb, single, passed, is_list=False, acts=tuple(found) if single is not None else ())
        )

    def _is_same(self, index: int, other: int) -> bool:
        """Tell whether two mentions are of one document by its number."""
        number = self._text.mentions[index].number
        return index == other or (number is not None and number == self._text.mentions[other].number)

    def _passive(self, item: Item, verb: ActVerb, clause: str, sentence: Span) -> None:
        """Read "X hết hiệu lực kể từ ngày …", "X được thay thế bằng Quyết định này", "X được sửa đổi bởi Y"."""
        start = verb.start - len(clause)
        subjects = [
            index
            for index in self._text.mentions_between(start, verb.start)
            if self._text.mentions[index].edge.owner is None
            and not self._text.mentions[index].is_self
            and index not in self._record.agents
        ]
        if not verb.ends:
            agents = list(self._histories.agents_after(verb))
            others = [index for index in agents if not self._text.mentions[index].is_self]
            if others:
                above = self._frame_above(item)
                subjects = list(self._text.mentions_between(sentence.start, verb.start))
                self._histories.told(verb, others, subjects, above.target if above else None, sentence)
                return
            follows = _AS_FOLLOWS.match(self._text.text, verb.end)
            ended = verb.code in ("repeals", "suspends") and _ENDS_CLAUSE.match(self._text.text, verb.end)
            if not (agents or follows or ended):
                return
        elif not _ENDS_CLAUSE.match(self._text.text, verb.end):
            return
        # Not in the title of the document: "Quy chế phối hợp … hết hiệu lực".
        first = min((self._text.starts[index] for index in subjects), default=verb.start)
        lead = clause[: max(first - start, 0)]
        if is_condition(lead) or is_planned(lead) or is_told_as_done(clause):
            return
        self._ended(item, verb, Span(start, verb.start), subjects, sentence)

    def _ended(self, item: Item, verb: ActVerb, clause: Span, subjects: list[int], sentence: Span) -> None:
        since = _SINCE_WHEN.match(self._text.text, clause.start, clause.end)
        done = since.end() if since else clause.start
        clause = Span(done, clause.end)
        above = self._frame_above(item)
        parts = self._text.loose_parts(clause)
        if not subjects:
            words = clause.of(self._text.text)
            target = above.target if above and above.target is not None else self._title_target
            if parts and not words[:1].islower():
                context = above.provisions if above else ()
                parts = tuple(_within(context, part) for part in parts)
                zone = Span(clause.start, sentence.end)
                wording = new_wording(self._text.text, self._text.quotations, zone)
                self._record.say(item, verb, verb.code, zone, target, parts, [], wording, in_part=True)
            elif is_whole(words) or _DOCUMENTS.match(words):
                self._set_frame(item, _Frame(verb, None, (), is_list=True))
                self._rest_of_list(item, verb, sentence)
            return
        for number, index in enumerate(subjects):
            mention = self._text.mentions[index]
            begin = max(clause.start, min([mention.span.start, *(part.span.start for part in mention.provisions)]))
            between = self._text.text[done:begin]
            between = last_member(between) if number else between
            whole = is_whole(between) and not mention.provisions
            if not whole and not mention.provisions and not _PART.search(between):
                if number:
                    continue
                return
            zone = Span(begin, sentence.end)
            wording = new_wording(self._text.text, self._text.quotations, zone)
            self._record.say(item, verb, verb.code, zone, index, mention.provisions, [], wording, in_part=not whole)
            self._record.relate(index, verb.code, verb, in_part=not whole)
            done = mention.span.end

    def _rest_of_list(self, item: Item, verb: ActVerb, sentence: Span) -> None:
        """Read the documents after "các văn bản sau đây hết hiệu lực: …" in the same line."""
        zone = Span(verb.end, self._text.end_of_line(item.start))
        colon = self._text.text.find(":", zone.start, zone.end)
        if colon < 0:
            return
        for index, between in self._text.objects(Span(colon + 1, zone.end)):
            mention = self._text.mentions[index]
            whole = not mention.provisions and is_whole(between)
            span = Span(mention.span.start, mention.span.end)
            self._record.say(item, verb, verb.code, span, index, mention.provisions, [], None, in_part=not whole)
            self._record.relate(index, verb.code, verb, in_part=not whole)

    def _member(self, item: Item, end: int) -> None:
        """Read an item of a list whose lead-in has the verb: "1. Quyết định số …", "a) Khoản 2 Điều 3 …"."""
        # A paragraph without a number continues its item, unless that item is the lead-in.
        frame = self._frames.get(item.parent) if item.is_paragraph else self._frame_above(item)
        if frame is None or not (frame.is_list or frame.planned):
            return
        index = bisect_left(self._text.starts, item.start)
        while index < len(self._text.starts) and self._text.mentions[index].edge.owner is not None:
            index += 1
        if index == len(self._text.starts) or self._text.starts[index] >= end or self._text.mentions[index].is_self:
            return
        mention = self._text.mentions[index]
        begin = max(item.start, min([mention.span.start, *(part.span.start for part in mention.provisions)]))
        between = self._text.text[item.start : begin]
        if not (is_whole(between) or _PART.match(between.lstrip())):
            return
        whole = not mention.provisions and is_whole(between)
        if frame.planned:
            self._record.planned.add(index)
            return
        zone = Span(begin, max(mention.span.end, begin))
        self._record.say(
            item, frame.verb, frame.verb.code, zone, index, mention.provisions, [], None, in_part=not whole
        )
        self._record.relate(index, frame.verb.code, frame.verb, in_part=not whole)
        done = mention.span.end
        for following in self._text.mentions_between(done, end):
            between = self._text.text[done : self._text.starts[following]]
            if self._text.mentions[following].edge.owner is not None or not NEXT_MEMBER.fullmatch(between):
                return
            span = self._text.mentions[following].span
            self._record.say(item, frame.verb, frame.verb.code, span, following, (), [], None, in_part=not whole)
            self._record.relate(following, frame.verb.code, frame.verb, in_part=not whole)
            done = span.end

    def _frame_above(self, item: Item) -> _Frame | None:
        """Return what the nearest item above passes down; a paragraph's is that of the item that contains it."""
        above: Item | None = item.parent
        while above is not None:
            if above in self._frames:
                return self._frames[above]
            above = above.parent
        return self._frames.get(None)

    def _set_frame(self, item: Item, frame: _Frame) -> None:
        self._frames[item.parent if item.is_paragraph else item] = frame

    def _plan(self, item: Item, verb: ActVerb, zone: Span) -> None:
        objects = [index for index, _between in self._text.objects(zone, self._record.agents)]
        self._record.planned.update(objects)
        if not objects:
            self._set_frame(item, _Frame(verb, None, (), is_list=False, planned=True))


def _within(context: tuple[Provision, ...], part: Provision) -> Provision:
    """Return a part inside the one that the item above names: "điểm a" below "khoản 2 Điều 3"."""
    if len(context) != 1:
        return part
    kinds = provision_kinds()
    if kinds[part.path[0][0]].rank >= kinds[context[0].path[-1][0]].rank:
        return part
    return Provision((*context[0].path, *part.path), part.span)
