"""Determines what governs a line of a document: the bearer in a lead-in or heading, and task details.

A lead-in ("… yêu cầu các chi bộ … sau:") and a heading that names a body give their actors to the items below; "Đơn vị
chủ trì: …" and "Thời gian: …" describe the task above them (annotation guideline, §2 and §4).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.obligations.actors import actor_at, begins_actor
from graphbuild.extraction.obligations.clauses import read_obligation
from graphbuild.extraction.obligations.obligation import END, trimmed
from graphbuild.extraction.obligations.outline import PARAGRAPH, Block
from graphbuild.extraction.obligations.table_rows import TaskTable
from graphbuild.extraction.sentences import split_sentences
from graphbuild.model import ActorMention, Span
from graphbuild.vocabulary.obligations import begins_at, lead_words
from graphbuild.vocabulary.task_labels import Attribute, attribute_of
from graphbuild.vocabulary.wordings import wordings

_any, _times = wordings("obligations").any_of, wordings("times").any_of
_LABEL_WITHIN = 50
_LABEL = re.compile(r"(?P<label>[^:\n]{3,45}):[ ]*")
# "Đối với các chi bộ", "Điều 5. Trách nhiệm của Công an xã"
_MATTER = _any("headings.matters")
_TOWARDS = re.compile(
    rf"(?:{_any('headings.towards')}|{_any('headings.orders')}:?) (?:{_any('headings.plural')} )?"
    rf"|{_MATTER}(?:(?:,| {_any('headings.and')}) {_MATTER})* {_any('headings.of')} ",
    re.IGNORECASE,
)
# "Điều 5. Nội dung Sở Nội vụ có trách nhiệm chủ trì"
_CONTENTS = re.compile(rf"{_any('headings.contents')} ", re.IGNORECASE)
# "Ban Xây dựng Đảng (cơ quan thường trực):"
_ASIDE = re.compile(r"[ *_]*\([^()]*\)$")
_AFTER_ORDERED = 60
_ORDERS = re.compile(rf"\b{_any('orders.verbs')} ")
_PREDICATE = re.compile(rf" {_any('predicates.bear', 'norms.must', 'predicates.will', 'lead_ins.ends')}\b|:")
_SYLLABLE = re.compile(r"[^\W\d_]+")
_LEADS = (*wordings("obligations")["lead_ins.ends"], *wordings("obligations")["lead_ins.in_detail"])
_ENDING = 30
"""Number of characters at the end of a sentence that can announce what follows."""
_COMMA = re.compile(", ")
# After the name in a heading, what says which of them: "các chủ rừng là tổ chức".
_QUALIFIED = re.compile(rf" ?{_any('headings.qualified')} ", re.IGNORECASE)
_POSITION = re.compile(rf"{_any('headings.position')}$", re.IGNORECASE)
_FUNCTIONS = re.compile(rf"{_any('headings.functions')}$", re.IGNORECASE)
_IS = re.compile(rf"(?P<who>[^,;:.\n]{{3,120}}?) {_any('definitions.is')} ")
_ASKS = re.compile(rf"\b{_any('orders.asking')}\W*$", re.IGNORECASE)
_CENTURY = "20"
_YEAR = re.compile(
    rf"\b(?:{_times('year')}\s?|(?:{_times('quarter')} [IVX]+|{_times('month')} \d{{1,2}})\s?"
    rf"(?:/\s?|{_times('year')} ))(?P<year>{_CENTURY}\d\d)\b(?!/)",
    re.IGNORECASE,
)
_BARS_OF_A_ROW = 3


@dataclass(slots=True)
class _Scope:
    """What a block contributes to the obligations in it and below it."""

    actors: list[Span] = field(default_factory=list)
    """The actors in its heading or lead-in."""
    lines: dict[Attribute, list[Block]] = field(default_factory=dict)
    """The lines below it that only describe it."""


_NO_SCOPE = _Scope()


class Governance:
    """What governs each block of one document."""

    def __init__(
        self, text: str, blocks: Sequence[Block], tables: Sequence[TaskTable], bodies: BodyFinder, own_year: str
    ) -> None:
        self._text = text
        self._bodies = bodies
        self._scopes: dict[Block, _Scope] = {}
        self._lines: set[Block] = set()
        self._own_year = own_year
        self._years: dict[Block, str] = {}
        self._below: dict[Block, list[ActorMention]] = {}
        self._asking = {block for block in blocks if block.leads and self._asks(block)}
        # Before the first number, or the first list, are the grounds and the sentence of issue.
        first = next((block for block in blocks if block.is_marked), None) or next(
            (block for block in blocks if block.parent is not None), None
        )
        self.begin = first.span.start if first is not None else 0
        """Where the parts of the document begin, in offsets of the normal text."""
        self._mark_tables(blocks, tables)
        for block in blocks:
            if ":" in block.text[:_LABEL_WITHIN] and block.parent is not None:
                self._read_line(block, block.parent)
        # Whose functions the document lays down.
        self._holder: Span | None = None
        for block in blocks:
            if block.children and (block.leads or block.is_heading) and block not in self._lines:
                self._read_lead(block)
            elif block.children and not block.is_marked and block.rank > PARAGRAPH and block not in self._lines:
                self._read_name(block)

    def is_description(self, block: Block) -> bool:
        """Tell whether a block only describes a task above it, or is part of a table of tasks."""
        return block in self._lines

    def has_lines(self) -> bool:
        """Tell whether any line only describes a task above it."""
        return any(scope.lines for scope in self._scopes.values())

    def lines(self, block: Block) -> Mapping[Attribute, Sequence[Block]]:
        """Return the lines below a block that only describe it."""
        return self._scopes.get(block, _NO_SCOPE).lines

    def actors(self, block: Block) -> list[ActorMention]:
        """Return the actors of the nearest line, lead-in or heading above a block."""
        scope = self._scopes.get(block)
        own = self._in_lines(scope) if scope is not None else []
        return own or (self._actors_below(block.parent) if self._scopes and block.parent is not None else [])

    def _actors_below(self, block: Block) -> list[ActorMention]:
        """Return the actors of what is below a block."""
        if block not in self._below:
            scope = self._scopes.get(block, _NO_SCOPE)
            own = self._in_lines(scope) or [ActorMention(actors, inherited=True) for actors in scope.actors]
            above = block.parent if not own else None
            self._below[block] = self._actors_below(above) if above is not None else own
        return self._below[block]

    def _in_lines(self, scope: _Scope) -> list[ActorMention]:
        return [ActorMention(self.said_in(line), inherited=True) for line in scope.lines.get("lead", ())[:1]]

    def led(self, block: Block) -> Span | None:
        """Return the actors that a lead-in gives to what is below it, None if it names none."""
        actors = self._scopes.get(block, _NO_SCOPE).actors
        return actors[0] if actors else None

    def is_asked(self, block: Block) -> bool:
        """Tell whether a lead-in above a block makes a request, whoever is asked."""
        return bool(self._asking) and not self._asking.isdisjoint(block.ancestors())

    def said_in(self, line: Block) -> Span:
        """Return the text of a line after its label."""
        label = _LABEL.match(line.text)
        start = line.span.start + (label.end() if label else 0)
        return Span(start, max(start, line.span.start + len(line.text.rstrip(END))))

    def year(self, block: Block) -> str:
        """Return the year of the nearest heading or lead-in that contains one, else the document's; "" if unknown."""
        if block not in self._years:
            named = named_year(block.text) if block.leads or block.is_heading else ""
            self._years[block] = named or (self.year(block.parent) if block.parent is not None else self._own_year)
        return self._years[block]

    def _read_line(self, block: Block, task: Block) -> None:
        """Record a line such as "Đơn vị chủ trì: …" as a description of the task above it."""
        label = _LABEL.match(block.text)
        attribute = attribute_of(label["label"]) if label else None
        if attribute is None or not self._describes(block, attribute) or self._is_clause(block, attribute):
            return
        if attribute == "task":
            self._scopes.setdefault(task, _Scope()).lines.setdefault(attribute, []).append(block)
            return
        self._lines.add(block)
        self._lines.update(block.children)
        self._scopes.setdefault(task, _Scope()).lines.setdefault(attribute, []).append(block)

    def _describes(self, block: Block, attribute: Attribute) -> bool:
        """Distinguish a line of a task ("Chủ trì: Sở Nội vụ") from a task ("Kết quả: …" under its own heading)."""
        return block.rank > 5 and (attribute != "product" or len(block.text) < 400)

    def _is_clause(self, line: Block, attribute: Attribute) -> bool:
        """Tell whether a line says in a sentence who does what: "Cơ quan thực hiện: Sở Nội vụ rà soát …"."""
        if attribute != "lead":
            return False
        said = self.said_in(line)
        actors = actor_at(self._text, said.start, said.end, self._bodies)
        return actors is not None and " " in begins_at(self._text, actors.end + 1).verb

    def _read_lead(self, block: Block) -> None:
        """Record the actors for everything below a heading or lead-in."""
        says = block.text.rstrip(END)
        if _POSITION.match(says):
            self._holder = self._who_is(block.children[0])
        if self._holder is not None and _FUNCTIONS.match(says):
            self._govern(block, self._holder)
            return
        end = block.span.start + len(_ASIDE.sub("", says) if says.endswith(")") else says)
        bearers = self._bears_contents(block.span.start, end)
        if bearers is not None:
            self._govern(block, bearers)
            return
        towards = _TOWARDS.match(block.text)
        start = block.span.start + (towards.end() if towards else 0)
        actors = actor_at(self._text, start, end, self._bodies)
        if actors is not None and towards and not _has_predicate(self._text, actors.end, end):
            # "Nhiệm vụ của Tổ tiếp công dân, xử lý đơn thư:"
            actors = Span(start, end)
        if (
            actors is not None
            and actors.end < end
            and not block.leads
            and _QUALIFIED.match(self._text, actors.end, end)
        ):
            # "4. Các chủ rừng là tổ chức", "2. Các phòng có liên quan thuộc huyện".
            actors = Span(start, end)
        if block.leads and not (actors and actors.end >= end):
            last = split_sentences(self._text, block.span)[-1]
            obligation = read_obligation(self._text, trimmed(self._text, last), self._bodies, in_tasks=True)
            # "Ban Thường vụ ban hành kế hoạch như sau:" assigns no task; an order before the first part does.
            orders = obligation is not None and (block.span.start >= self.begin or obligation.modality != "direct")
            actors = (obligation.actors if obligation and orders else None) or self._ordered(last)
            if actors is None:
                actors = self._fronted(last, only_announces=block.span.start < self.begin)
        elif not begins_actor(self._text, start, self._bodies) or (
            block.use != "task" and not block.leads and not (actors and actors.end >= end)
        ):
            actors = None
        else:
            actors = Span(start, end)
        if actors is not None:
            self._govern(block, actors)

    def _govern(self, block: Block, actors: Span) -> None:
        self._scopes.setdefault(block, _Scope()).actors.append(actors)

    def _bears_contents(self, start: int, end: int) -> Span | None:
        """Return whom a heading names between the word for what it lists and a predicate."""
        contents = _CONTENTS.match(self._text, start, end)
        actors = actor_at(self._text, contents.end(), end, self._bodies) if contents else None
        if actors is None or actors.end >= end:
            return None
        acts = _PREDICATE.match(self._text, actors.end, end) or begins_at(self._text, actors.end + 1).act
        return actors if acts else None

    def _read_name(self, block: Block) -> None:
        """Record the actor for everything below an item that is only a name: "b) Sở Xây dựng"."""
        end = block.span.start + len(block.text.rstrip(END))
        actors = actor_at(self._text, block.span.start, end, self._bodies)
        if actors is not None and actors.end >= end:
            self._govern(block, actors)

    def _who_is(self, block: Block) -> Span | None:
        """Return whose position a sentence describes: "Sở Tư pháp là cơ quan chuyên môn …"."""
        is_ = _IS.match(self._text, *block.span)
        if is_ is None or not begins_actor(self._text, block.span.start, self._bodies):
            return None
        return Span(*is_.span("who"))

    def _ordered(self, sentence: Span) -> Span | None:
        """Return whom the end of a lead-in orders: "…, để giảm thiệt hại, Huyện ủy yêu cầu các xã làm mấy việc sau"."""
        ordered = [
            actor_at(self._text, order.end(), sentence.end, self._bodies)
            for order in _ORDERS.finditer(self._text, *sentence)
        ]
        last = next((actors for actors in reversed(ordered) if actors is not None), None)
        return last if last is not None and sentence.end - last.end < _AFTER_ORDERED else None

    def _fronted(self, sentence: Span, *, only_announces: bool) -> Span | None:
        """Return who acts in a lead-in after its circumstances: "Trong quý IV, cùng với …, các xã tập trung … sau".

        Before the first part the issuer speaks too ("Huyện ủy xây dựng kế hoạch như sau"): there a lead-in has to say
        only that tasks follow.
        """
        if not self._announces(sentence):
            return None
        commas = [comma.end() for comma in _COMMA.finditer(self._text, *sentence)]
        named = [mention.span.start for mention in self._bodies.inside(sentence)]
        start = trimmed(self._text, sentence).start
        # "Tham mưu Ủy ban nhân dân tỉnh thực hiện các nhiệm vụ sau": what follows the first verb is its object.
        after_verb = start + len(begins_at(self._text, start).verb) + 1
        for place in sorted({*commas, *named} - {after_verb}):
            actors = actor_at(self._text, place, sentence.end, self._bodies)
            if actors is None:
                continue
            begins = begins_at(self._text, actors.end + 1)
            if not begins.act or begins.decision or begins.order:
                continue
            if not only_announces or only_leads(self._text, actors.end, sentence.end):
                return actors
        return None

    def _announces(self, sentence: Span) -> bool:
        """Tell whether a sentence ends by announcing what follows: "… một số nhiệm vụ sau", "…, cụ thể"."""
        ending = self._text[max(sentence.start, sentence.end - _ENDING) : sentence.end]
        return ending.rstrip(END).endswith(_LEADS)

    def _asks(self, lead: Block) -> bool:
        """Tell whether a lead-in makes a request, whoever is asked."""
        last = split_sentences(self._text, lead.span)[-1]
        return _ASKS.search(lead.text) is not None or (
            self._announces(last) and _ORDERS.search(self._text, *last) is not None
        )

    def _mark_tables(self, blocks: Sequence[Block], tables: Sequence[TaskTable]) -> None:
        """Exclude the lines of tables from the outline: those of task tables, and others with several cells."""
        starts = [table.span.start for table in tables]
        has_bars = bool(blocks) and self._text.find("|", blocks[0].span.start, blocks[-1].span.end) >= 0
        for block in blocks if starts or has_bars else ():
            before = bisect_right(starts, block.span.start) - 1 if starts else -1
            in_table = before >= 0 and block.span.start < tables[before].span.end
            if in_table or block.text.count("|") >= _BARS_OF_A_ROW:
                self._lines.add(block)


def _has_predicate(text: str, start: int, end: int) -> bool:
    return _PREDICATE.search(text, start, end) is not None


def only_leads(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a lead-in only announces that tasks follow: "tập trung thực hiện mấy việc sau"."""
    return {word.lower() for word in _SYLLABLE.findall(text, start, end)} <= lead_words()


def named_year(heading: str) -> str:
    """Return the year in a heading, "" if it has none or several.

    Examples
    --------
    >>> named_year("Nhiệm vụ năm 2026"), named_year("Năm 2025 và năm 2026"), named_year("theo Luật số 44/2022/QH15")
    ('2026', '', '')
    """
    named = set(_YEAR.findall(heading)) if _CENTURY in heading else set()
    return named.pop() if len(named) == 1 else ""
