"""Finds the stretches of a document that oblige somebody: a sentence, an item, or a part of one between semicolons.

A part after a semicolon is a task of its own only if it names the actor or a time (annotation guideline, §2). What an
inspection examines, mere lead-ins to a list, and headings are not tasks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.obligations.actors import begins_actor, is_anybody, is_only_object
from graphbuild.extraction.obligations.clauses import may_name_actor, read_obligation
from graphbuild.extraction.obligations.deadlines import DeadlineFinder
from graphbuild.extraction.obligations.governance import Governance, only_leads
from graphbuild.extraction.obligations.obligation import Obligation, trimmed
from graphbuild.extraction.obligations.outline import PARAGRAPH, Block
from graphbuild.extraction.obligations.regimes import names_office
from graphbuild.extraction.sentences import split_sentences
from graphbuild.extraction.word_index import WordIndex, inside
from graphbuild.model import ActorMention, Deadline, Span
from graphbuild.vocabulary.obligations import PAST_WORDS, begins_at
from graphbuild.vocabulary.wordings import wordings

_WORDS = wordings("obligations")
_any = _WORDS.any_of
_PARTING = re.compile(r"[;()]")
_INSPECTS = re.compile(rf"\b{_any('inspections.also')}\b", re.IGNORECASE)
_OF_THE_PAST = re.compile(rf"(?<![^ ]){_any('past.of_directives')}(?!\w)")
_INSPECTION = re.compile(rf"{_any('inspections.verbs')}\b", re.IGNORECASE)
_IN_DETAIL = re.compile(rf"{_any('inspections.in_detail')}:$", re.IGNORECASE)
_LONGEST_HEADING = 150
_ABOUT = tuple(word.capitalize() for word in _WORDS["headings.about"])
_REPLY = re.compile(rf"{_any('headings.about')} {_any('headings.orders')} [^:;.\n]{{3,250}}:[ ]+(?=\w)", re.IGNORECASE)
_SHORTEST_TASK = 5
"""Minimum length of a task in characters: "Họp xã"."""
_DETAILS_WITHIN = 200
"""Maximum number of items after "cụ thể:" that belong to it."""
_LOWEST_TASK = 4
"""Rank from which a numbered line without a full stop can be a task with lines below it: "1.2 Xây dựng kế hoạch"."""
# Such a word says how and rarely when.
_HABITUALLY = (*wordings("times")["constantly"], *wordings("times")["regularly"])


class Units:
    """The stretches that oblige somebody, in the blocks of one document."""

    def __init__(
        self,
        words: WordIndex,
        blocks: Sequence[Block],
        bodies: BodyFinder,
        deadlines: DeadlineFinder,
        governance: Governance,
        *,
        directs: bool,
        assigns: bool,
    ) -> None:
        """Prepare the search.

        Parameters
        ----------
        words, blocks
            Words of the text in normal form, and its outline.
        bodies, deadlines, governance
            Those of the document.
        directs
            Whether a bare verb is a task anywhere in a document of its type.
        assigns
            Whether it hands out tasks rather than lays down norms: then any act in a list of tasks is one.
        """
        self._text = words.text
        self._of_the_past = words.starts(PAST_WORDS)
        self._directs = directs
        self._assigns = assigns
        self._bodies = bodies
        self._deadlines = deadlines
        self._governance = governance
        # A part of a sentence is read twice: whether it is a task of its own, and then what it obliges to.
        self._part_readings: dict[tuple[Span, bool, bool], Obligation | None] = {}
        self._inspections = {
            block
            for block in blocks
            if block.is_heading and block.rank >= _LOWEST_TASK and _INSPECTION.match(block.text)
        }
        self._details = {
            block for block in blocks if block.leads and _IN_DETAIL.search(block.text) and _INSPECTS.search(block.text)
        }

    def details_inspection(self, block: Block) -> bool:
        """Tell whether a block only says what an inspection examines: below or after "kiểm tra …. Cụ thể:"."""
        parent = block.parent
        if parent is None or not (self._inspections or self._details):
            return False
        if not self._inspections.isdisjoint(block.ancestors()) or not self._details.isdisjoint(block.ancestors()):
            return True
        return not self._details.isdisjoint(parent.children[max(0, block.place - _DETAILS_WITHIN) : block.place])

    def may_oblige(self, block: Block) -> bool:
        """Tell whether a block is neither before the parts of the document, nor one that says why or what was."""
        return (
            block.span.start >= self._governance.begin
            and block.use not in ("assessment", "purpose", "nothing")
            and not self._governance.is_description(block)
            and not self._is_only_heading(block)
        )

    def in_block(
        self, block: Block, over: Sequence[ActorMention], *, detail: bool
    ) -> Iterator[tuple[Span, Obligation]]:
        """Yield the stretches of a block that oblige somebody, and the obligation in each.

        What follows a semicolon applies to the actor of the part before it, if it names none.

        Parameters
        ----------
        block, over
            The block, and the actors of what is above it.
        detail
            Whether it says what an inspection examines: there only explicit requirements count.
        """
        is_ordered = bool(over) or self._governance.is_asked(block)
        in_tasks = is_ordered or self._hands_out_tasks(block)
        is_listed = is_ordered or block.use == "task"
        under_an_office = not self._assigns and any(
            names_office(self._text, actor.span, self._bodies) for actor in over
        )
        sure = block.rank != PARAGRAPH and is_listed and (self._assigns or under_an_office)
        for sentence in split_sentences(self._text, block.span):
            first: Obligation | None = None
            whole = trimmed(self._text, sentence)
            # Most semicolons end an item.
            has_parts = self._text.find(";", whole.start, whole.end) >= 0
            parts = self._parts(sentence, whole, block, in_tasks=in_tasks, sure=sure) if has_parts else (sentence,)
            read = self._read_part if has_parts else self._read
            for part in parts:
                span = self._without_topic(whole if part == sentence else trimmed(self._text, part))
                follows = first is not None and begins_actor(self._text, span.start, self._bodies)
                obligation = read(span, in_tasks=in_tasks, sure=sure or follows) or (first and Obligation("direct"))
                if obligation is None or (detail and obligation.modality != "require"):
                    continue
                if block.use == "matter" and not self._is_of_an_office(obligation):
                    continue
                if part.end == block.span.end and block.leads and self._only_leads(span, obligation, block):
                    continue
                if obligation.modality == "assign" and self._hands_on(part, first, over):
                    obligation = Obligation("direct")
                if obligation.modality == "request" and under_an_office:
                    # Among the duties of an office: "Đề nghị Chủ tịch Ủy ban nhân dân tỉnh thu hồi …".
                    obligation = Obligation("direct")
                if first is not None:
                    modality = first.modality if obligation.modality == "direct" else obligation.modality
                    obligation = Obligation(modality, obligation.actors or first.actors, obligation.is_norm)
                first = obligation
                yield span, obligation

    def _without_topic(self, span: Span) -> Span:
        """Return a stretch without the request that it replies to: "Về đề nghị … ban hành chính sách: Bộ Nội vụ …"."""
        topic = _REPLY.match(self._text, *span) if self._text.startswith(_ABOUT, span.start) else None
        return Span(topic.end(), span.end) if topic else span

    def _is_of_an_office(self, obligation: Obligation) -> bool:
        return obligation.actors is not None and names_office(self._text, obligation.actors, self._bodies)

    def _hands_on(self, part: Span, first: Obligation | None, over: Sequence[ActorMention]) -> bool:
        """Tell whether "phân công đảng viên phụ trách hộ" is a task of somebody named before."""
        if first is not None:
            return first.modality == "direct" and first.actors is not None
        begin = self._text[part.start : part.end].lstrip()
        own = begin[:1].islower() or begin.startswith(_WORDS["orders.handing_on"])
        return own and bool(over)

    def _hands_out_tasks(self, block: Block) -> bool:
        """Tell whether a bare verb is a task under no order: below a heading, or in a directive about the future."""
        if block.use in ("task", "requirement"):
            return True
        return self._directs and not self._speaks_of_the_past(block.span)

    def _speaks_of_the_past(self, paragraph: Span) -> bool:
        """Tell whether a paragraph says what has been done."""
        return bool(inside(self._of_the_past, paragraph)) and (
            _OF_THE_PAST.search(paragraph.of(self._text).lower()) is not None
        )

    def _is_only_heading(self, block: Block) -> bool:
        """Distinguish a heading from an item: it has content below it besides the lines that describe it as a task."""
        plain = block.text.strip(" *_")
        if plain.isupper():
            return True
        # "a) Làm tốt công tác xây dựng Đảng" over its own items is one too.
        is_over = not block.leads and plain[-1:] not in ".;" and len(plain) < _LONGEST_HEADING
        parts = (child for child in block.children if child.is_marked and child.is_heading)
        if block.is_marked and len(plain) < _LONGEST_HEADING and any(parts):
            # "1.1. Quan trắc môi trường thường xuyên." over "1.1.1 Vùng nuôi tôm".
            return True
        if not ((block.is_heading and block.rank <= 5) or is_over):
            return False
        if all(map(self._governance.is_description, block.children)):
            return False
        lines = self._governance.lines(block)
        if any(self._acts(line) for line in lines.get("task", ())):
            # "Nội dung: Xây dựng đề án …" is the task, the heading its name.
            return True
        described = bool({"lead", "time"} & lines.keys())
        return block.rank < _LOWEST_TASK or not (described or _INSPECTION.match(block.text))

    def _acts(self, line: Block) -> bool:
        """Tell whether a line with the label of a task says in a verb what is to be done."""
        said = self._governance.said_in(line)
        return self._read_part(said, in_tasks=True, sure=False) is not None

    def _only_leads(self, span: Span, obligation: Obligation, block: Block) -> bool:
        """Tell whether a lead-in only announces that tasks follow."""
        led = self._governance.led(block)
        actors = led if led is not None and span.covers(led) else obligation.actors
        start = actors.end if actors else span.start
        return only_leads(self._text, start, span.end)

    def _parts(self, sentence: Span, whole: Span, block: Block, *, in_tasks: bool, sure: bool) -> Sequence[Span]:
        """Return a sentence, or its parts between semicolons if a later one names the actor or a deadline.

        `whole` is the sentence without what surrounds it.
        """
        year = self._governance.year(block)
        parts: list[Span] = []
        begin = sentence.start
        read = self._read_part(whole, in_tasks=in_tasks, sure=sure)
        # "Giao Ban Tổ chức; Ủy ban Kiểm tra rà soát …": these part names.
        named = read.actors.end if read is not None and read.actors is not None else begin
        for semicolon in self._semicolons(whole):
            if semicolon < named:
                continue
            rest = trimmed(self._text, Span(semicolon + 1, self._next_semicolon(semicolon + 1, sentence.end)))
            if not self._is_of_its_own(rest, year, in_tasks):
                continue
            first = trimmed(self._text, Span(begin, semicolon))
            if not self._read_part(first, in_tasks=in_tasks, sure=sure):
                continue
            if begins_actor(self._text, rest.start, self._bodies) and is_only_object(self._text, first, self._bodies):
                # "Hướng dẫn các sở, ban, ngành; các xã …" goes on with those to whom the act applies.
                continue
            parts.append(Span(begin, semicolon))
            begin = semicolon + 1
        return [*parts, Span(begin, sentence.end)]

    def _semicolons(self, sentence: Span) -> Iterator[int]:
        """Yield where the semicolons of a sentence are that are not in brackets."""
        if self._text.find("(", sentence.start, sentence.end) < 0:
            semicolon = self._text.find(";", sentence.start, sentence.end)
            while semicolon >= 0:
                yield semicolon
                semicolon = self._text.find(";", semicolon + 1, sentence.end)
            return
        depth = 0
        for mark in _PARTING.finditer(self._text, sentence.start, sentence.end):
            sign = mark.group()
            if sign == "(":
                depth += 1
            elif sign == ")":
                depth -= 1
            elif depth <= 0:
                yield mark.start()

    def _is_of_its_own(self, part: Span, year: str, in_tasks: bool) -> bool:
        """Tell whether a part after a semicolon has its own bearer, or its own time (first, if recurring)."""
        limits = self._deadlines.in_sentence(part, year)
        for limit in limits:
            if (limit.kind != "periodic" or not limit.text.endswith(_HABITUALLY)) and not self._is_figure(part, limit):
                return True
        opens = bool(limits) and limits[0].start == part.start
        if not opens and not may_name_actor(self._text, part, self._bodies):
            return False
        obligation = self._read_part(part, in_tasks=in_tasks, sure=begins_actor(self._text, part.start, self._bodies))
        if obligation is None or obligation.actors is None:
            return obligation is not None and opens
        if obligation.modality != "direct" or self._text[part.start].isupper():
            return True
        # "…; giáo viên dạy môn tin học": one more of those to whom the act before applies.
        return not is_anybody(self._text, obligation.actors, self._bodies)

    def _is_figure(self, part: Span, limit: Deadline) -> bool:
        """Tell whether a part only says how often something is done: "tần suất: 03 đợt/năm"."""
        label = self._text[part.start : limit.start].rstrip()
        return label.endswith(":") and begins_at(self._text, part.start).noun != ""

    def _read_part(self, span: Span, *, in_tasks: bool, sure: bool) -> Obligation | None:
        key = span, in_tasks, sure
        if key not in self._part_readings:
            self._part_readings[key] = self._read(span, in_tasks=in_tasks, sure=sure)
        return self._part_readings[key]

    def _read(self, span: Span, *, in_tasks: bool, sure: bool) -> Obligation | None:
        # A question asks, a slogan calls.
        if span.end - span.start < _SHORTEST_TASK or self._text[span.end - 1] in "?!":
            return None
        return read_obligation(self._text, span, self._bodies, in_tasks=in_tasks, sure=sure)

    def _next_semicolon(self, start: int, end: int) -> int:
        following = self._text.find(";", start, end)
        return end if following < 0 else following
