"""Finds the obligations of a document: who must do what by when, in the words of the document.

The actor is named in the sentence, in the lead-in or heading that governs it ("… yêu cầu các chi bộ … sau:", "2. Văn
phòng Huyện ủy"), or in the lines below the task ("Đơn vị chủ trì: …"); deadline and supporting bodies likewise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.obligations.actors import actor_at, actor_in_brackets, actors_by_role
from graphbuild.extraction.obligations.broken_tables import find_broken_tables
from graphbuild.extraction.obligations.clauses import read_obligation
from graphbuild.extraction.obligations.deadlines import DeadlineFinder
from graphbuild.extraction.obligations.governance import Governance, named_year
from graphbuild.extraction.obligations.obligation import Obligation, trimmed
from graphbuild.extraction.obligations.outline import Block, read_outline
from graphbuild.extraction.obligations.regimes import ADDRESSES_CLASSES, Regime, is_class, names_office, regime_of
from graphbuild.extraction.obligations.table_rows import TaskRow
from graphbuild.extraction.obligations.tables import find_tables
from graphbuild.extraction.obligations.units import Units
from graphbuild.extraction.sentences import split_sentences
from graphbuild.extraction.word_index import WordIndex, inside
from graphbuild.model import ActorMention, Deadline, Letterhead, Modality, ObligationMention, Span
from graphbuild.vocabulary.document_types import PRESS_ARTICLE
from graphbuild.vocabulary.obligations import REPORT_WORDS, TARGET_WORDS, TOGETHER_WORDS, begins_at
from graphbuild.vocabulary.provisions import THIS
from graphbuild.vocabulary.task_labels import Attribute
from graphbuild.vocabulary.wordings import wordings

_WORDS = wordings("obligations")
_any = _WORDS.any_of
_WITH = re.compile(rf"{_any('together.verb')}(?: {_any('together.how')})?(?: {_any('together.with')})? ")
_REPORTS = re.compile(
    rf"\b(?:{_any('reports.verb')}(?: {_any('reports.what')})?(?: {_any('reports.to')})?"
    rf"|{_any('reports.submits', 'reports.sends', 'reports.proposes')}) "
)
_TARGET = re.compile(
    rf"(?:{_any('targets.before_percent')} )?\d[\d.,]*(?:/\d+)? ?%(?: [^,;.\n()]{{3,60}})?"
    rf"|{_any('targets.bounds')} \d[\d.,]* [^\W\d]+"
)
_SECTION_RANK = 2
"""Ranks of parts, chapters and articles: the actor in one is not the actor in the next."""
# "Chỉ thị này được phổ biến đến chi bộ": whoever is named above, the sentence is about the document itself.
_ON_THE_PAPER = re.compile(rf"[^,.;\n]{{3,40}}? {THIS} (?:{_any('norms.passive')} )?{_any('itself.made_known')}\b")
# A page on history: "Đài Tiếng nói Việt Nam (lúc đó …) sẽ truyền thanh buổi lễ".
_THEN = re.compile(rf"\b{_any('past.then')}\b", re.IGNORECASE)
_PERFORMED = (*_WORDS["lead_ins.performs"], *_WORDS["lead_ins.issues"])
_SHORTEST_PLAN = 40
"""Minimum length of a sentence in an article; shorter ones are the buttons of its page."""


def find_obligations(
    words: WordIndex, lines: Span, head: Letterhead, bodies: BodyFinder, cited: Sequence[Span], *, annexed: bool
) -> list[ObligationMention]:
    """Return the obligations and norms of a document, in order, with offsets of the normal text.

    Parameters
    ----------
    words, lines
        Words of the text in normal form, and the part of it between title and foot.
    head
        Gives type and date of the document.
    bodies, cited
        The bodies that it names, and the documents that it cites.
    annexed
        Whether the part is attached to the document.
    """
    text = words.text
    deadlines = DeadlineFinder(words, lines, head.date, cited)
    blocks = read_outline(text, lines.start, lines.end)
    document = _Document(words, lines, blocks, head, bodies, deadlines, regime_of(head, annexed=annexed))
    found = document.plans() if head.type == PRESS_ARTICLE and not head.quotes else document.obligations()
    for block in blocks:
        # Nothing that is no longer needed may wait for the search for cycles.
        block.parent = None
    return found


class _Document:
    """The state while a document's obligations are read."""

    def __init__(
        self,
        words: WordIndex,
        lines: Span,
        blocks: list[Block],
        head: Letterhead,
        bodies: BodyFinder,
        deadlines: DeadlineFinder,
        regime: Regime,
    ) -> None:
        self._text = text = words.text
        self._blocks = blocks
        self._head = head
        self._bodies = bodies
        self._deadlines = deadlines
        tables = sorted([*find_tables(text, lines), *find_broken_tables(text, lines)], key=lambda table: table.span)
        self._rows = [row for table in tables for row in table.rows]
        self._own_year = named_year(head.title or "") or (head.date or "")[:4]
        self._governance = Governance(text, blocks, tables, bodies, self._own_year)
        self._regime = regime
        directs, assigns = regime != "tells", regime in ("directs", "tells")
        self._units = Units(words, blocks, bodies, deadlines, self._governance, directs=directs, assigns=assigns)
        self._together = words.starts(TOGETHER_WORDS)
        self._reporting = words.starts(REPORT_WORDS)
        self._measured = words.starts(TARGET_WORDS)

    def obligations(self) -> list[ObligationMention]:
        """Return the obligations of a document that assigns tasks."""
        found: list[ObligationMention] = []
        by_block: dict[Block, list[int]] = {}
        spoken: dict[Block | None, ActorMention] = {}
        labels: dict[Block, ActorMention] = {}
        last: tuple[Block, ActorMention] | None = None
        for number, block in enumerate(self._blocks):
            if not self._units.may_oblige(block):
                continue
            ordered = subject = None
            if last is not None and block.goes_on and self._blocks[number - 1] is last[0]:
                subject = last[1]
            detail = self._units.details_inspection(block)
            governing = self._governance.actors(block)
            for unit, obligation in self._units.in_block(block, governing, detail=detail):
                over = [] if detail else [labels[block]] if block in labels else governing
                if subject is not None and not obligation.is_norm:
                    # "Mặt trận Tổ quốc tuyên truyền …. Làm tốt công tác giám sát …": the nearest one is the bearer.
                    over = [subject]
                bearers = [ActorMention(obligation.actors)] if obligation.actors else over
                if obligation.is_norm and _ON_THE_PAPER.match(self._text, unit.start, unit.end):
                    bearers = []
                if obligation.actors and self._text.startswith(":", obligation.actors.end):
                    # "b) Sở Xây dựng: cắm biển báo. Lập dự toán …": the name before the colon applies to the whole
                    # item.
                    labels[block] = ActorMention(obligation.actors, inherited=True)
                if obligation.actors:
                    spoken[block] = ActorMention(obligation.actors, inherited=True)
                    ordered = spoken[block] if obligation.modality == "assign" else None
                    last = block, spoken[block]
                    subject = spoken[block] if obligation.modality in ("direct", "assign") else None
                    # Only the issuer remains the actor in what follows; another's task ends with its sentence.
                    if self._is_issuer(obligation.actors):
                        spoken[self._section(block)] = spoken[block]
                elif bearers or detail:
                    pass
                elif ordered is not None and not obligation.is_norm:
                    # "Giao Văn phòng lập kế hoạch. Hằng năm, trình Huyện ủy kết quả."
                    bearers = [ordered]
                elif block.use != "requirement":
                    before = spoken.get(block if obligation.is_norm else self._section(block))
                    bearers = [before] if before is not None else []
                by_block.setdefault(block, []).append(len(found))
                norm = self._is_norm(obligation, bearers)
                if norm and not bearers and begins_at(self._text, unit.start).verb in _PERFORMED:
                    # "Điều 1. Công bố 01 thủ tục": what the document does itself.
                    continue
                found.append(self._mention(block, unit, obligation.modality, bearers, is_norm=norm))
        found = self._with_lines(found, by_block)
        return sorted([*found, *map(self._of_row, self._rows)], key=lambda obligation: obligation.span.start)

    def _is_norm(self, obligation: Obligation, bearers: Sequence[ActorMention]) -> bool:
        """Tell whether it is a standing norm: something forbidden, laid upon a class, or upon nobody in a legal act."""
        if self._regime == "describes" or obligation.modality == "prohibit":
            return True
        if self._regime == "regulates":
            return not any(names_office(self._text, bearer.span, self._bodies) for bearer in bearers)
        addressed = self._head.type in ADDRESSES_CLASSES
        return obligation.actors is not None and not addressed and is_class(obligation.actors.of(self._text))

    def _is_issuer(self, actors: Span) -> bool:
        body, own = self._bodies.at(actors.start), self._head.issuer
        if body is None or own is None or body.name.seat != own.seat:
            return False
        return body.name.organ in ("", own.organ)

    def _section(self, block: Block) -> Block | None:
        return next((outer for outer in (block, *block.ancestors()) if outer.rank <= _SECTION_RANK), None)

    def _mention(
        self, block: Block, span: Span, modality: Modality, bearers: list[ActorMention], *, is_norm: bool = False
    ) -> ObligationMention:
        in_brackets = self._text.find("(", span.start, span.end) >= 0
        charged = actor_in_brackets(self._text, span, self._bodies) if in_brackets else None
        leading, helping = actors_by_role(self._text, span, self._bodies) if in_brackets else ([], [])
        if charged is not None and not leading:
            leading = [charged]
        if leading:
            bearers = list(map(ActorMention, leading))
        return ObligationMention(
            span=span,
            modality=modality,
            bearers=tuple(bearers),
            supporting=(*map(ActorMention, helping), *self._named_after(_WITH, self._together, span)),
            report_to=tuple(self._named_after(_REPORTS, self._reporting, span)),
            deadlines=tuple(self._deadlines.in_sentence(span, self._governance.year(block))),
            targets=self._targets(span),
            is_norm=is_norm,
        )

    def _named_after(self, pattern: re.Pattern[str], starts: list[int], span: Span) -> list[ActorMention]:
        """Return who is named after a pattern, which can only begin at some ascending offsets, in a stretch."""
        possible = inside(starts, span)
        if not possible:
            return []
        plain = span.of(self._text).lower()
        matches = [match for start in possible if (match := pattern.match(plain, start - span.start))]
        named = [actor_at(self._text, span.start + match.end(), span.end, self._bodies) for match in matches]
        return [ActorMention(actors) for actors in named if actors is not None]

    def _targets(self, span: Span) -> tuple[Span, ...]:
        """Return the targets in a stretch."""
        if not inside(self._measured, span):
            return ()
        targets = _TARGET.finditer(span.of(self._text).lower())
        return tuple(Span(span.start + target.start(), span.start + target.end()) for target in targets)

    # -- lines under a task ----------------------------------------------------------------------------------------

    def _with_lines(self, found: list[ObligationMention], by_block: dict[Block, list[int]]) -> list[ObligationMention]:
        """Add to the tasks what the lines below them say: deadline, supporting bodies, product, report to."""
        for block in self._blocks if self._governance.has_lines() else ():
            lines = self._governance.lines(block)
            if not lines.keys() - {"task"}:
                continue
            for task in self._described(block, by_block):
                for number in by_block[task]:
                    found[number] = self._completed(found[number], task, lines)
        return found

    def _described(self, block: Block, by_block: dict[Block, list[int]]) -> list[Block]:
        """Return the blocks that lines describe: the one above them, and the preceding items without lines."""
        if block not in by_block:
            return [child for child in block.children if child in by_block]
        siblings = block.parent.children if block.parent else []
        run = [block]
        for place in range(block.place - 1, -1, -1):
            other = siblings[place]
            if other.children or other.rank != block.rank or other not in by_block:
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
            for mention in self._named_after(_REPORTS, self._reporting, span)
        ]
        leads = [ActorMention(self._governance.said_in(line), inherited=True) for line in lines.get("lead", ())]
        explicit = [mention for mention in obligation.bearers if not mention.inherited]
        return ObligationMention(
            span=obligation.span,
            modality=obligation.modality,
            bearers=tuple([*explicit, *leads] or obligation.bearers),
            supporting=(*obligation.supporting, *helpers),
            report_to=(*obligation.report_to, *receivers),
            deadlines=(*obligation.deadlines, *limits),
            targets=obligation.targets,
            products=tuple(products),
            is_norm=obligation.is_norm,
        )

    def _times(self, line: Block, task: Block) -> list[Deadline]:
        spans = [self._governance.said_in(line), *(child.span for child in line.children)]
        return [limit for span in spans for limit in self._deadlines.in_line(span, self._governance.year(task))]

    # -- rows of a table -------------------------------------------------------------------------------------------

    def _of_row(self, row: TaskRow) -> ObligationMention:
        """Return the obligation of a row: its task in the words of the cell, everything else from the other cells."""
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
            targets=self._targets(cells["task"]),
            products=(cells["product"],) if "product" in cells else (),
            is_norm=self._regime == "describes",
        )

    # -- articles --------------------------------------------------------------------------------------------------

    def plans(self) -> list[ObligationMention]:
        """Return what an article says somebody will do: a sentence with "sẽ", and those that continue it."""
        found: list[ObligationMention] = []
        planner: ActorMention | None = None
        for block in self._blocks:
            for sentence in split_sentences(self._text, block.span):
                span = trimmed(self._text, sentence)
                obligation = read_obligation(self._text, span, self._bodies, in_tasks=planner is not None)
                if obligation is None or span.end - span.start < _SHORTEST_PLAN:
                    continue
                if _THEN.search(self._text, *span):
                    continue
                if obligation.modality == "plan" and obligation.actors is not None:
                    planner = ActorMention(obligation.actors, inherited=True)
                    found.append(self._mention(block, span, "plan", [ActorMention(obligation.actors)]))
                elif (
                    planner is not None
                    and obligation.actors is None
                    and obligation.modality == "direct"
                    and not obligation.is_norm
                ):
                    found.append(self._mention(block, span, "plan", [planner]))
        return found
