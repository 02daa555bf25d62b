"""Finds the obligations of a paper: who must do what by when, in the words of the paper.

One obligation is one sentence or item; a part after a semicolon is one of its own only where it names who acts or when
(annotation guideline, §2). Who acts stands in the sentence, in the lead-in or heading that governs it ("… yêu cầu các
chi bộ … sau:", "2. Văn phòng Huyện ủy"), or in the lines under the task ("Đơn vị chủ trì: …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.obligations.actors import actor_at, actor_in_brackets, begins_actor
from graphbuild.extraction.obligations.clauses import Duty, may_name_actor, read_duty
from graphbuild.extraction.obligations.deadlines import DeadlineFinder
from graphbuild.extraction.obligations.governance import Governance, named_year, trimmed
from graphbuild.extraction.obligations.outline import PARAGRAPH, Block, read_outline
from graphbuild.extraction.obligations.tables import TaskRow, find_task_rows
from graphbuild.extraction.sentences import split_sentences
from graphbuild.extraction.word_index import WordIndex
from graphbuild.model import ActorMention, Deadline, Letterhead, Modality, ObligationMention, Span
from graphbuild.vocabulary.obligations import Attribute, lead_words

# Papers whose parts hand out tasks unless their headings say otherwise; a report does so only under such a heading.
_DIRECTIVES = frozenset(
    ["NQ", "CT", "KL", "QĐ", "QC", "KH", "TB", "CTr", "HD", "ĐA", "CV", "TTri", "CL", "ĐL", "NĐ", "TT"]
)
_SYLLABLE = re.compile(r"[^\W\d_]+")
_PARTING = re.compile(r"[;()]")
_INSPECTS = re.compile(r"\b(?:kiểm tra|giám sát|thanh tra|khảo sát|đánh giá)\b", re.IGNORECASE)
_OF_THE_PAST = (" những năm qua", " tuy nhiên", " đã ", " vừa qua", " thời gian qua", " kết quả đạt được", " vẫn còn")
_INSPECTION = re.compile(r"(?:kiểm tra|giám sát|thanh tra)\b", re.IGNORECASE)
_IN_DETAIL = re.compile(r"cụ thể(?: (?:các )?nội dung)?:$", re.IGNORECASE)
# Such a word says how and hardly when.
_HABITUALLY = ("thường xuyên", "định kỳ")
_WITH = re.compile(r"phối hợp(?: chặt chẽ| thường xuyên)?(?: (?:với|cùng|cùng với)) ")
_REPORTS = re.compile(
    r"\b(?:báo cáo(?: kết quả| tình hình| đề xuất)?(?: (?:cho|với|về))?|trình|gửi(?: về)?|kiến nghị(?: với)?) "
)
_REPORTING = ("báo cáo", "trình ", "gửi ", "kiến nghị ")
_TARGET = re.compile(
    r"(?:(?:tối đa|tối thiểu|ít nhất|trên|dưới|đạt|hoàn thành|phấn đấu) )?\d[\d.,]*(?:/\d+)? ?%(?: [^,;.\n()]{3,60})?"
    r"|(?:tối đa|tối thiểu|ít nhất) \d[\d.,]* [^\W\d]+"
)
_SECTION_RANK = 2
"""Of parts, chapters and articles: who acts in one does not act in the next."""
# "Chỉ thị này được phổ biến đến chi bộ": whoever is named over it, the paper itself is spoken of.
_ON_THE_PAPER = re.compile(r"[^,.;\n]{3,40}? này (?:được )?(?:phổ biến|gửi|đăng|niêm yết)\b")
_SHORTEST_TASK = 5
"""Characters of the shortest task: "Họp xã"."""
_DETAILS_WITHIN = 200
"""Items after "cụ thể:" that go on with it."""
_SHORTEST_PLAN = 40
"""Characters of a sentence of an article; what is shorter are the buttons of its page."""
_LOWEST_TASK = 4
"""Rank from which a numbered line without stop can be a task with lines under it: "1.2 Xây dựng kế hoạch"."""


def find_obligations(
    words: WordIndex, lines: Span, head: Letterhead, bodies: BodyFinder, cited: Sequence[Span]
) -> list[ObligationMention]:
    """Return the obligations of a paper, in its order, with offsets of the normal text.

    Parameters
    ----------
    words, lines
        Of the text in normal form, and the stretch of it between title and foot.
    head
        Tells type and day of the paper.
    bodies, cited
        The bodies that it names, and the documents that it cites.
    """
    text = words.text
    deadlines = DeadlineFinder(words, lines, head.date, cited)
    blocks = read_outline(text, lines.start, lines.end)
    paper = _Paper(text, blocks, head, bodies, deadlines)
    found = paper.plans() if head.type == "BAO" else paper.obligations()
    for block in blocks:
        # Nothing that is no longer needed may wait for the search for cycles.
        block.parent = None
    return found


class _Paper:
    """A paper while its obligations are read."""

    def __init__(
        self, text: str, blocks: list[Block], head: Letterhead, bodies: BodyFinder, deadlines: DeadlineFinder
    ) -> None:
        self._text = text
        self._blocks = blocks
        self._head = head
        self._bodies = bodies
        self._deadlines = deadlines
        self._inspections = {
            id(block)
            for block in blocks
            if block.rank >= _LOWEST_TASK and _INSPECTION.match(block.text) and block.is_heading
        }
        self._details = {
            id(block)
            for block in blocks
            if block.leads and _IN_DETAIL.search(block.text) and _INSPECTS.search(block.text)
        }
        self._rows = find_task_rows(text, Span(blocks[0].span.start, blocks[-1].span.end)) if blocks else []
        self._own_year = named_year(head.title or "") or (head.date or "")[:4]
        self._governance = Governance(text, blocks, self._rows, bodies)

    def _year(self, block: Block) -> str:
        return self._governance.year(block) or self._own_year

    # -- units -----------------------------------------------------------------------------------------------------

    def obligations(self) -> list[ObligationMention]:
        """Return the obligations of a paper that hands out tasks."""
        found: list[ObligationMention] = []
        by_block: dict[int, list[int]] = {}
        spoken: dict[int, ActorMention] = {}
        labels: dict[int, ActorMention] = {}
        for block in self._blocks:
            ordered: ActorMention | None = None
            detail = self._details_inspection(block)
            for unit, duty in self._units(block, detail=detail):
                over = [] if detail else [labels[id(block)]] if id(block) in labels else self._governance.actors(block)
                bearers = [ActorMention(duty.actors)] if duty.actors else over
                if duty.is_norm and _ON_THE_PAPER.match(self._text, unit.start, unit.end):
                    bearers = []
                if duty.actors and self._text.startswith(":", duty.actors.end):
                    # "b) Sở Xây dựng: cắm biển báo. Lập dự toán …": the name before the colon heads the whole item.
                    labels[id(block)] = ActorMention(duty.actors, inherited=True)
                if duty.actors:
                    spoken[id(block)] = ActorMention(duty.actors, inherited=True)
                    ordered = spoken[id(block)] if duty.modality == "assign" else None
                    # Only the issuer goes on acting in what follows; another's task ends with its sentence.
                    if self._is_issuer(duty.actors):
                        spoken[self._section(block)] = spoken[id(block)]
                elif bearers or detail:
                    pass
                elif ordered is not None and not duty.is_norm:
                    # "Giao Văn phòng lập kế hoạch. Hằng năm, trình Huyện ủy kết quả."
                    bearers = [ordered]
                elif block.use != "requirement":
                    before = spoken.get(id(block) if duty.is_norm else self._section(block))
                    bearers = [before] if before is not None else []
                by_block.setdefault(id(block), []).append(len(found))
                found.append(self._obligation(block, unit, duty.modality, bearers))
        found = self._with_lines(found, by_block)
        return sorted([*found, *map(self._of_row, self._rows)], key=lambda obligation: obligation.span.start)

    def _is_issuer(self, actors: Span) -> bool:
        body, own = self._bodies.at(actors.start), self._head.issuer
        if body is None or own is None or body.name.seat != own.seat:
            return False
        return body.name.organ in ("", own.organ)

    def _section(self, block: Block) -> int:
        return next((id(outer) for outer in (block, *block.ancestors()) if outer.rank <= _SECTION_RANK), 0)

    def _units(self, block: Block, *, detail: bool) -> Iterator[tuple[Span, Duty]]:
        """Yield the obligations of one block and what each lays upon whom.

        What follows a semicolon binds whom the part before it names, if it names nobody.
        """
        if self._governance.is_description(block) or block.span.start < self._governance.begin:
            return
        if block.use in ("assessment", "purpose") or self._is_only_heading(block):
            return
        in_tasks = self._hands_out_tasks(block)
        sure = block.rank != PARAGRAPH and (block.use == "task" or self._governance.is_ordered(block))
        for sentence in split_sentences(self._text, block.span):
            first: Duty | None = None
            for part in self._parts(sentence, self._year(block), in_tasks=in_tasks, sure=sure):
                span = trimmed(self._text, part)
                follows = first is not None and begins_actor(self._text, span.start, self._bodies)
                duty = self._duty(span, in_tasks=in_tasks, sure=sure or follows) or (first and Duty("direct"))
                if duty is None or (detail and duty.modality != "require"):
                    continue
                if part.end == block.span.end and block.leads and self._only_leads(span, duty):
                    continue
                if duty.modality == "assign" and self._hands_on(part, first, block):
                    duty = Duty("direct")
                if first is not None:
                    modality = first.modality if duty.modality == "direct" else duty.modality
                    duty = duty._replace(actors=duty.actors or first.actors, modality=modality)
                first = duty
                yield span, duty

    def _hands_on(self, part: Span, first: Duty | None, block: Block) -> bool:
        """Tell whether "phân công đảng viên phụ trách hộ" is what somebody named before is to do."""
        if first is not None:
            return first.modality == "direct" and first.actors is not None
        begin = self._text[part.start : part.end].lstrip()
        own = begin[:1].islower() or begin.startswith("Phân công")
        return own and bool(self._governance.actors(block))

    def _hands_out_tasks(self, block: Block) -> bool:
        """Tell whether a bare verb is a task here: under a heading or lead-in, or in a directive that looks ahead."""
        if block.use in ("task", "requirement") or self._governance.actors(block):
            return True
        if self._head.type not in _DIRECTIVES:
            return False
        plain = f" {block.text.lower()} "
        return not any(words in plain for words in _OF_THE_PAST)

    def _is_only_heading(self, block: Block) -> bool:
        """Tell a heading from an item: it has something under it besides the lines that describe it as a task."""
        inner = [child for child in block.children if not self._governance.is_description(child)]
        if block.text.strip(" *_").isupper():
            return True
        if not (block.is_heading and block.rank <= 5 and inner):
            return False
        described = bool({"lead", "time"} & self._governance.lines(block).keys())
        return block.rank < _LOWEST_TASK or not (described or _INSPECTION.match(block.text))

    def _only_leads(self, span: Span, duty: Duty) -> bool:
        """Tell whether a lead-in says nothing but that tasks follow."""
        start = duty.actors.end if duty.actors else span.start
        return {word.lower() for word in _SYLLABLE.findall(self._text, start, span.end)} <= lead_words()

    def _details_inspection(self, block: Block) -> bool:
        """Tell whether a block only says what an inspection looks at: under or after "kiểm tra …. Cụ thể:"."""
        parent = block.parent
        if parent is None or not (self._inspections or self._details):
            return False
        if any(id(outer) in self._inspections for outer in block.ancestors()):
            return True
        before = parent.children[max(0, block.place - _DETAILS_WITHIN) : block.place]
        return any(id(other) in self._details for other in (*block.ancestors(), *before))

    def _parts(self, sentence: Span, year: str, *, in_tasks: bool, sure: bool) -> Iterator[Span]:
        """Yield a sentence, or its parts between semicolons where a later one names who acts or until when."""
        if self._text.find(";", sentence.start, sentence.end) < 0:
            yield sentence
            return
        begin, depth = sentence.start, 0
        for mark in _PARTING.finditer(self._text, sentence.start, sentence.end):
            depth += (mark.group() == "(") - (mark.group() == ")")
            if mark.group() != ";" or depth > 0:
                continue
            rest = trimmed(self._text, Span(mark.end(), self._next_semicolon(mark.end(), sentence.end)))
            if not self._is_of_its_own(rest, year, in_tasks):
                continue
            first = trimmed(self._text, Span(begin, mark.start()))
            if not self._duty(first, in_tasks=in_tasks, sure=sure):
                continue
            yield Span(begin, mark.start())
            begin = mark.end()
        yield Span(begin, sentence.end)

    def _is_of_its_own(self, part: Span, year: str, in_tasks: bool) -> bool:
        """Tell whether a part after a semicolon has its own bearer, or its own time (first, if again and again)."""
        limits = self._deadlines.in_sentence(part, year)
        if any(limit.kind != "periodic" or not limit.text.endswith(_HABITUALLY) for limit in limits):
            return True
        opens = any(limit.start == part.start for limit in limits)
        if not opens and not may_name_actor(self._text, part, self._bodies):
            return False
        duty = self._duty(part, in_tasks=in_tasks, sure=begins_actor(self._text, part.start, self._bodies))
        return duty is not None and (opens or duty.actors is not None)

    def _duty(self, span: Span, *, in_tasks: bool, sure: bool) -> Duty | None:
        if span.end - span.start < _SHORTEST_TASK:
            return None
        return read_duty(self._text, span, self._bodies, in_tasks=in_tasks, sure=sure)

    def _next_semicolon(self, start: int, end: int) -> int:
        following = self._text.find(";", start, end)
        return end if following < 0 else following

    def _obligation(
        self, block: Block, span: Span, modality: Modality, bearers: list[ActorMention]
    ) -> ObligationMention:
        plain = span.of(self._text).lower()
        charged = actor_in_brackets(self._text, span, self._bodies) if "(" in plain else None
        if charged is not None:
            bearers = [ActorMention(charged)]
        return ObligationMention(
            span=span,
            modality=modality,
            bearers=tuple(bearers),
            supporting=tuple(self._named_after(_WITH, plain, span)),
            report_to=tuple(self._receivers(plain, span)),
            deadlines=tuple(self._deadlines.in_sentence(span, self._year(block))),
            targets=_targets(plain, span),
        )

    def _named_after(self, word: re.Pattern[str], plain: str, span: Span) -> Iterator[ActorMention]:
        """Yield who is named after a word in a stretch, given in small letters too."""
        for match in word.finditer(plain):
            actors = actor_at(self._text, span.start + match.end(), span.end, self._bodies)
            if actors is not None:
                yield ActorMention(actors)

    def _receivers(self, plain: str, span: Span) -> Iterator[ActorMention]:
        """Yield to whom something is reported or submitted in a stretch, given in small letters too."""
        if any(word in plain for word in _REPORTING):
            yield from self._named_after(_REPORTS, plain, span)

    # -- lines under a task ----------------------------------------------------------------------------------------

    def _with_lines(self, found: list[ObligationMention], by_block: dict[int, list[int]]) -> list[ObligationMention]:
        """Give the tasks what the lines under them say: time, who helps, product, to whom it is submitted."""
        for block in self._blocks:
            lines = self._governance.lines(block)
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
        for place in range(block.place - 1, -1, -1):
            other = siblings[place]
            if other.children or other.rank != block.rank or id(other) not in by_block:
                break
            run.append(other)
        return run

    def _completed(
        self, obligation: ObligationMention, task: Block, lines: Mapping[Attribute, Sequence[Block]]
    ) -> ObligationMention:
        limits = [limit for line in lines.get("time", ()) for limit in self._times(line, task)]
        helpers = [ActorMention(self._governance.said_in(line), inherited=True) for line in lines.get("support", ())]
        products = [self._governance.said_in(line) for line in lines.get("product", ())]
        receivers = [
            ActorMention(mention.span, inherited=True)
            for span in products
            for mention in self._receivers(span.of(self._text).lower(), span)
        ]
        leads = [ActorMention(self._governance.said_in(line), inherited=True) for line in lines.get("lead", ())]
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
        spans = [self._governance.said_in(line), *(child.span for child in line.children)]
        return [limit for span in spans for limit in self._deadlines.in_line(span, self._year(task))]

    # -- rows of a table -------------------------------------------------------------------------------------------

    def _of_row(self, row: TaskRow) -> ObligationMention:
        """Return the obligation of a row: its task in the words of the cell, all else from the cells beside it."""
        cells = row.cells

        def actors(attribute: Attribute) -> tuple[ActorMention, ...]:
            return (ActorMention(cells[attribute], inherited=True),) if attribute in cells else ()

        year = self._own_year
        limits = self._deadlines.in_line(cells["time"], year) if "time" in cells else []
        own = self._deadlines.in_sentence(cells["task"], year)
        return ObligationMention(
            span=trimmed(self._text, cells["task"]),
            modality="direct",
            bearers=actors("lead"),
            supporting=actors("support"),
            report_to=actors("report"),
            deadlines=(*own, *limits),
            targets=_targets(cells["task"].of(self._text).lower(), cells["task"]),
            products=(cells["product"],) if "product" in cells else (),
        )

    # -- articles --------------------------------------------------------------------------------------------------

    def plans(self) -> list[ObligationMention]:
        """Return what an article says that somebody will do: a sentence with "sẽ", and those that go on with it."""
        found: list[ObligationMention] = []
        planner: ActorMention | None = None
        for block in self._blocks:
            for sentence in split_sentences(self._text, block.span):
                span = trimmed(self._text, sentence)
                duty = read_duty(self._text, span, self._bodies, in_tasks=planner is not None)
                if duty is None or span.end - span.start < _SHORTEST_PLAN:
                    continue
                if duty.modality == "plan" and duty.actors is not None:
                    planner = ActorMention(duty.actors, inherited=True)
                    found.append(self._obligation(block, span, "plan", [ActorMention(duty.actors)]))
                elif planner is not None and duty.actors is None and duty.modality == "direct" and not duty.is_norm:
                    found.append(self._obligation(block, span, "plan", [planner]))
        return found


def _targets(plain: str, span: Span) -> tuple[Span, ...]:
    """Return the targets in a stretch, given in small letters too."""
    if not any(word in plain for word in ("%", "tối ", "nhất ")):
        return ()
    return tuple(Span(span.start + match.start(), span.start + match.end()) for match in _TARGET.finditer(plain))
