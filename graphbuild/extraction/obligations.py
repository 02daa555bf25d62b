"""Finds the obligations of a paper: who must do what by when, in the words of the paper.

One obligation is one sentence or item; a part after a semicolon is one of its own only where it names who acts or when
(annotation guideline, §2). Who acts stands in the sentence, in the lead-in or heading that governs it ("… yêu cầu các
chi bộ … sau:", "2. Văn phòng Huyện ủy"), or in the lines under the task ("Đơn vị chủ trì: …").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from graphbuild.extraction.actors import actor_at, begins_actor
from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.deadlines import find_deadlines, find_times
from graphbuild.extraction.duty_clauses import Duty, read_duty
from graphbuild.extraction.outline import Block, read_outline
from graphbuild.extraction.sentences import split_sentences
from graphbuild.extraction.task_tables import TaskRow, find_task_rows
from graphbuild.model import ActorMention, Deadline, Letterhead, Modality, ObligationMention, Span
from graphbuild.vocabulary.duties import Attribute, attributes_by_label, lead_words

# Papers whose parts hand out tasks unless their headings say otherwise; a report does so only under such a heading.
_DIRECTIVES = frozenset(
    ["NQ", "CT", "KL", "QĐ", "QC", "KH", "TB", "CTr", "HD", "ĐA", "CV", "TTri", "CL", "ĐL", "NĐ", "TT"]
)
_LABEL = re.compile(r"(?P<label>[^:\n]{3,45}):[ ]*")
_END = ' .;:,*_/…”"'
_SYLLABLE = re.compile(r"[^\W\d_]+")
_INSPECTS = re.compile(r"\b(?:kiểm tra|giám sát|thanh tra|khảo sát|đánh giá)\b", re.IGNORECASE)
_OF_THE_PAST = re.compile(
    r"\b(?:đến nay,|tuy nhiên|đã|vừa qua|thời gian qua|kết quả đạt được|vẫn còn)\b", re.IGNORECASE
)
_INSPECTION = re.compile(r"(?:kiểm tra|giám sát|thanh tra)\b", re.IGNORECASE)
_IN_DETAIL = re.compile(r"cụ thể(?: (?:các )?nội dung)?:$", re.IGNORECASE)
_WITH = re.compile(r"phối hợp(?: chặt chẽ| thường xuyên)?(?: (?:với|cùng|cùng với)) ", re.IGNORECASE)
_REPORTS = re.compile(
    r"\b(?:báo cáo(?: kết quả| tình hình| đề xuất)?(?: (?:cho|với|về))?|trình|gửi(?: về)?|kiến nghị(?: với)?) ",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"(?:(?:tối đa|tối thiểu|ít nhất|trên|dưới|đạt|hoàn thành|phấn đấu) )?\d[\d.,]*(?:/\d+)? ?%(?: [^,;.\n()]{3,60})?"
    r"|(?:tối đa|tối thiểu|ít nhất) \d[\d.,]* [^\W\d]+",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:năm|/)\s?(?P<year>20\d\d)\b")
_SECTION_RANK = 1
_BARS_OF_A_ROW = 3
_SHORTEST_PLAN = 40
"""Characters of a sentence of an article; what is shorter are the buttons of its page."""
_LOWEST_TASK = 4
"""Rank from which a numbered line without stop can be a task with lines under it: "1.2 Xây dựng kế hoạch"."""


@dataclass(slots=True)
class _Scope:
    """What a block gives to the obligations in and under it."""

    actors: list[Span] = field(default_factory=list)
    """Who acts, by its heading or lead-in."""
    lines: dict[Attribute, list[Block]] = field(default_factory=dict)
    """The lines under it that only describe it."""


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def find_obligations(
    text: str, lines: Span, head: Letterhead, bodies: BodyFinder, cited: Sequence[Span]
) -> list[ObligationMention]:
    """Return the obligations of a paper, in its order, with offsets of the normal text.

    Parameters
    ----------
    text, lines
        The text in normal form, and the stretch of it between title and foot.
    head
        Tells type and day of the paper.
    bodies, cited
        The bodies that it names, and the documents that it cites.
    """
    paper = _Paper(text, read_outline(text, lines.start, lines.end), head, bodies, cited)
    return paper.plans() if head.type == "BAO" else paper.obligations()


class _Paper:
    """A paper while its obligations are read."""

    def __init__(
        self, text: str, blocks: list[Block], head: Letterhead, bodies: BodyFinder, cited: Sequence[Span]
    ) -> None:
        self._text = text
        self._blocks = blocks
        self._head = head
        self._bodies = bodies
        self._cited = cited
        self._scopes: dict[int, _Scope] = {id(block): _Scope() for block in blocks}
        self._lines: set[int] = set()
        # Before the first number, or the first list, stand the grounds and the sentence of issue.
        begins = [block for block in blocks if block.is_marked] or [
            block for block in blocks if block.parent is not None
        ]
        self._body = begins[0].span.start if begins else 0
        self._rows = find_task_rows(text, Span(blocks[0].span.start, blocks[-1].span.end)) if blocks else []
        self._mark_tables()
        for block in blocks:
            self._read_line(block)
        for block in blocks:
            self._read_lead(block)

    # -- what governs ----------------------------------------------------------------------------------------------

    def _read_line(self, block: Block) -> None:
        """Take a line such as "Đơn vị chủ trì: …" for what it says of the task over it."""
        label = _LABEL.match(block.text)
        attribute = attributes_by_label().get(label["label"].strip(" *_").lower()) if label else None
        if attribute is None or attribute == "task" or block.parent is None or not self._describes(block, attribute):
            return
        self._lines.add(id(block))
        self._lines.update(id(child) for child in block.children)
        self._scopes[id(block.parent)].lines.setdefault(attribute, []).append(block)

    def _describes(self, block: Block, attribute: Attribute) -> bool:
        """Tell a line of a task ("Chủ trì: Sở Nội vụ") from a task ("Kết quả: …" under its own heading)."""
        return block.rank > 5 and (attribute != "product" or len(block.text) < 400)

    def _read_lead(self, block: Block) -> None:
        """Note who is to act in what stands under a heading or lead-in."""
        if id(block) in self._lines or not block.children:
            return
        end = block.span.start + len(block.text.rstrip(_END))
        actors = actor_at(self._text, block.span.start, end, self._bodies)
        if block.leads and not (actors and actors.end >= end):
            last = split_sentences(self._text, block.span)[-1]
            duty = read_duty(self._text, self._trimmed(last), self._bodies, in_tasks=True)
            # "Ban Thường vụ ban hành kế hoạch như sau:" gives nobody a task; an order before the first part does.
            orders = duty is not None and (block.span.start >= self._body or duty.modality != "direct")
            actors = duty.actors if duty and orders else None
        elif (
            not (block.leads or block.is_heading)
            or not begins_actor(self._text, block.span.start, self._bodies)
            or (block.use != "task" and not block.leads)
        ):
            actors = None
        else:
            actors = Span(block.span.start, end)
        if actors is not None:
            self._scopes[id(block)].actors.append(actors)

    def _governing(self, block: Block) -> list[ActorMention]:
        """Return who acts by the nearest line, lead-in or heading over a block."""
        for outer in (block, *block.ancestors()):
            scope = self._scopes[id(outer)]
            for line in scope.lines.get("lead", ()):
                return [ActorMention(self._said_in(line), inherited=True)]
            if scope.actors and outer is not block:
                return [ActorMention(actors, inherited=True) for actors in scope.actors]
        return []

    def _said_in(self, line: Block) -> Span:
        """Return what a line says after its label."""
        label = _LABEL.match(line.text)
        start = line.span.start + (label.end() if label else 0)
        return Span(start, max(start, line.span.start + len(line.text.rstrip(_END))))

    def _year(self, block: Block) -> str:
        """Return the year of the nearest heading or lead-in that names one, else that of the paper."""
        for outer in (block, *block.ancestors()):
            years = (
                {match["year"] for match in _YEAR.finditer(outer.text)} if outer.leads or outer.is_heading else set()
            )
            if len(years) == 1:
                return years.pop()
        return (self._head.date or "")[:4]

    # -- units -----------------------------------------------------------------------------------------------------

    def obligations(self) -> list[ObligationMention]:
        """Return the obligations of a paper that hands out tasks."""
        found: list[ObligationMention] = []
        by_block: dict[int, list[int]] = {}
        spoken: dict[int, ActorMention] = {}
        for block in self._blocks:
            for unit, duty in self._units(block):
                detail = self._details_inspection(block)
                bearers = [ActorMention(duty.actors)] if duty.actors else [] if detail else self._governing(block)
                section = id(block) if duty.is_norm else self._section(block)
                if duty.actors:
                    spoken[id(block)] = spoken[self._section(block)] = ActorMention(duty.actors, inherited=True)
                elif not bearers and block.use != "requirement" and section in spoken and not detail:
                    bearers = [spoken[section]]
                by_block.setdefault(id(block), []).append(len(found))
                found.append(self._obligation(block, unit, duty.modality, bearers))
        found = self._with_lines(found, by_block)
        return sorted([*found, *map(self._of_row, self._rows)], key=lambda obligation: obligation.span.start)

    def _section(self, block: Block) -> int:
        return next((id(outer) for outer in (block, *block.ancestors()) if outer.rank <= _SECTION_RANK), 0)

    def _units(self, block: Block) -> Iterator[tuple[Span, Duty]]:
        """Yield the obligations of one block and what each lays upon whom.

        What follows a semicolon binds whom the part before it names, if it names nobody.
        """
        if id(block) in self._lines or block.use in ("assessment", "purpose") or self._is_only_heading(block):
            return
        if block.span.start < self._body:
            return
        in_tasks = self._hands_out_tasks(block)
        detail = self._details_inspection(block)
        for sentence in split_sentences(self._text, block.span):
            named: Span | None = None
            for part in self._parts(sentence, in_tasks=in_tasks):
                span = self._trimmed(part)
                duty = read_duty(self._text, span, self._bodies, in_tasks=in_tasks) if span.start < span.end else None
                if duty is None or (detail and duty.modality != "require"):
                    continue
                if part.end == block.span.end and block.leads and self._only_leads(span, duty):
                    continue
                named = duty.actors or named
                yield span, replace(duty, actors=named)

    def _hands_out_tasks(self, block: Block) -> bool:
        """Tell whether a bare verb is a task here: under a heading or lead-in, or in a directive that looks ahead."""
        if block.use in ("task", "requirement") or self._governing(block):
            return True
        return self._head.type in _DIRECTIVES and not _OF_THE_PAST.search(block.text)

    def _is_only_heading(self, block: Block) -> bool:
        """Tell a heading from an item: it has something under it besides the lines that describe it as a task."""
        scope = self._scopes[id(block)]
        inner = [child for child in block.children if id(child) not in self._lines]
        if block.text.strip(" *_").isupper():
            return True
        if not (block.is_heading and block.rank <= 5 and inner):
            return False
        described = bool({"lead", "time"} & scope.lines.keys())
        return block.rank < _LOWEST_TASK or not (described or _INSPECTION.match(block.text))

    def _only_leads(self, span: Span, duty: Duty) -> bool:
        """Tell whether a lead-in says nothing but that tasks follow."""
        start = duty.actors.end if duty.actors else span.start
        return {word.lower() for word in _SYLLABLE.findall(self._text, start, span.end)} <= lead_words()

    def _details_inspection(self, block: Block) -> bool:
        """Tell whether a block only says what an inspection looks at: under or after "kiểm tra …. Cụ thể:"."""
        parent = block.parent
        if parent is None:
            return False
        before = parent.children[: parent.children.index(block)] if len(parent.children) < 200 else []
        if any(
            outer.rank >= _LOWEST_TASK and outer.is_heading and _INSPECTION.match(outer.text)
            for outer in block.ancestors()
        ):
            return True
        return any(
            other.leads and _IN_DETAIL.search(other.text) and _INSPECTS.search(other.text)
            for other in (parent, *(parent.ancestors()), *before)
        )

    def _parts(self, sentence: Span, *, in_tasks: bool) -> Iterator[Span]:
        """Yield a sentence, or its parts between semicolons where a later one names who acts or until when."""
        text = self._text
        begin, depth = sentence.start, 0
        for position in range(sentence.start, sentence.end):
            character = text[position]
            depth += (character == "(") - (character == ")")
            if character != ";" or depth > 0:
                continue
            rest = self._trimmed(Span(position + 1, self._next_semicolon(position + 1, sentence.end)))
            duty = read_duty(text, rest, self._bodies, in_tasks=in_tasks) if rest.start < rest.end else None
            limits = self._limits(rest, "")
            own_time = any(limit.kind != "periodic" or limit.start == rest.start for limit in limits)
            first = read_duty(text, self._trimmed(Span(begin, position)), self._bodies, in_tasks=in_tasks)
            if duty is not None and first is not None and (duty.actors is not None or own_time):
                yield Span(begin, position)
                begin = position + 1
        yield Span(begin, sentence.end)

    def _next_semicolon(self, start: int, end: int) -> int:
        following = self._text.find(";", start, end)
        return end if following < 0 else following

    def _trimmed(self, span: Span) -> Span:
        """Return a span without space, quotation marks and stops around it."""
        text, start, end = self._text, span.start, span.end
        while start < end and not (text[start].isalnum() or text[start] in '“"('):
            start += 1
        while end > start and text[end - 1] in _END and not (text[end - 1] == "”" and "“" in text[start:end]):
            end -= 1
        return Span(start, end)

    def _limits(self, span: Span, year: str) -> list[Deadline]:
        first = bisect_right(self._cited, span.start, key=lambda cited: cited.end)
        taken = self._cited[first : bisect_left(self._cited, span.end, key=lambda cited: cited.start)]
        return find_deadlines(self._text, span, year, self._head.date, taken)

    def _obligation(
        self, block: Block, span: Span, modality: Modality, bearers: list[ActorMention]
    ) -> ObligationMention:
        return ObligationMention(
            span=span,
            modality=modality,
            bearers=tuple(bearers),
            supporting=tuple(self._named_after(_WITH, span)),
            report_to=tuple(self._named_after(_REPORTS, span)),
            deadlines=tuple(self._limits(span, self._year(block))),
            targets=tuple(Span(*match.span()) for match in _TARGET.finditer(self._text, span.start, span.end)),
        )

    def _named_after(self, word: re.Pattern[str], span: Span) -> Iterator[ActorMention]:
        for match in word.finditer(self._text, span.start, span.end):
            actors = actor_at(self._text, match.end(), span.end, self._bodies)
            if actors is not None:
                yield ActorMention(actors)

    # -- lines under a task ----------------------------------------------------------------------------------------

    def _with_lines(self, found: list[ObligationMention], by_block: dict[int, list[int]]) -> list[ObligationMention]:
        """Give the tasks what the lines under them say: time, who helps, product, to whom it is submitted."""
        for block in self._blocks:
            lines = self._scopes[id(block)].lines
            if not lines:
                continue
            for task in self._described(block, by_block):
                for number in by_block[id(task)]:
                    found[number] = self._completed(found[number], task, lines)
        return found

    def _described(self, block: Block, by_block: dict[int, list[int]]) -> list[Block]:
        """Return the blocks that lines describe: the one over them, and the items before it that have no lines."""
        if id(block) not in by_block:
            return [child for child in block.children if id(child) in by_block]
        siblings = block.parent.children if block.parent else []
        run = [block]
        for other in reversed(siblings[: siblings.index(block)]):
            if other.children or other.rank != block.rank or id(other) not in by_block:
                break
            run.append(other)
        return run

    def _completed(
        self, obligation: ObligationMention, task: Block, lines: dict[Attribute, list[Block]]
    ) -> ObligationMention:
        limits = [limit for line in lines.get("time", ()) for limit in self._times(line, task)]
        helpers = [ActorMention(self._said_in(line), inherited=True) for line in lines.get("support", ())]
        products = [self._said_in(line) for line in lines.get("product", ())]
        receivers = [
            ActorMention(mention.span, inherited=True)
            for span in products
            for mention in self._named_after(_REPORTS, span)
        ]
        leads = [ActorMention(self._said_in(line), inherited=True) for line in lines.get("lead", ())]
        explicit = [mention for mention in obligation.bearers if not mention.inherited]
        return ObligationMention(
            span=obligation.span,
            modality=obligation.modality,
            bearers=tuple(explicit or leads or obligation.bearers),
            supporting=(*obligation.supporting, *helpers),
            report_to=(*obligation.report_to, *receivers),
            deadlines=(*obligation.deadlines, *limits),
            targets=obligation.targets,
            products=tuple(products),
        )

    def _times(self, line: Block, task: Block) -> list[Deadline]:
        spans = [self._said_in(line), *(child.span for child in line.children)]
        return [limit for span in spans for limit in find_times(self._text, span, self._year(task), self._head.date)]

    # -- rows of a table -------------------------------------------------------------------------------------------

    def _mark_tables(self) -> None:
        """Leave the lines of tables of tasks out of the outline: header, rows and what stands beside the cells."""
        starts = [row.line.start for row in self._rows]
        for block in self._blocks:
            before = bisect_right(starts, block.span.start) - 1
            in_row = before >= 0 and block.span.start < self._rows[before].line.end
            if in_row or block.text.count("|") >= _BARS_OF_A_ROW:
                self._lines.add(id(block))

    def _of_row(self, row: TaskRow) -> ObligationMention:
        """Return the obligation of a row: its task in the words of the cell, all else from the cells beside it."""
        cells = row.cells

        def actors(attribute: Attribute) -> tuple[ActorMention, ...]:
            return (ActorMention(cells[attribute], inherited=True),) if attribute in cells else ()

        year = (self._head.date or "")[:4]
        limits = find_times(self._text, cells["time"], year, self._head.date) if "time" in cells else []
        own = self._limits(cells["task"], year)
        return ObligationMention(
            span=self._trimmed(cells["task"]),
            modality="direct",
            bearers=actors("lead"),
            supporting=actors("support"),
            report_to=actors("report"),
            deadlines=(*own, *limits),
            targets=tuple(Span(*match.span()) for match in _TARGET.finditer(self._text, *_ends(cells["task"]))),
            products=(cells["product"],) if "product" in cells else (),
        )

    # -- articles --------------------------------------------------------------------------------------------------

    def plans(self) -> list[ObligationMention]:
        """Return what an article says that somebody will do: a sentence with "sẽ", and those that go on with it."""
        found: list[ObligationMention] = []
        planner: ActorMention | None = None
        for block in self._blocks:
            for sentence in split_sentences(self._text, block.span):
                span = self._trimmed(sentence)
                duty = read_duty(self._text, span, self._bodies, in_tasks=planner is not None)
                if duty is None or span.end - span.start < _SHORTEST_PLAN:
                    continue
                if duty.modality == "plan" and duty.actors is not None:
                    planner = ActorMention(duty.actors, inherited=True)
                    found.append(self._obligation(block, span, "plan", [ActorMention(duty.actors)]))
                elif planner is not None and duty.actors is None and duty.modality == "direct" and not duty.is_norm:
                    found.append(self._obligation(block, span, "plan", [planner]))
        return found
