"""Rows of the sheet in which an office tracks tasks: one per task, in the columns that offices use ("6 rõ").

State and notes are left blank: no document states them. What the text leaves unclear of rõ người, rõ việc, rõ thời
gian, rõ trách nhiệm, rõ sản phẩm and rõ thẩm quyền is in a column of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphbuild.errors import InputError
from graphbuild.graph.handles import body_handle, document_handle
from graphbuild.messages import _
from graphbuild.model import Body, Deadline, Document, Obligation, Records
from graphbuild.text import one_line
from graphbuild.tracker.codes import codes_of
from graphbuild.vocabulary.labels import day_text

_LONGEST_BASIS = 26
"""Number of characters of a document without a number in the column of the basis, which links to its page."""
_FIRST_YEAR = 1900
"""Spreadsheets know no date before it."""


@dataclass(frozen=True, slots=True)
class Task:
    """One row: the texts of its cells by column, and the records they come from."""

    code: str
    """The same from build to build as long as document and words are the same."""
    cells: dict[str, str]
    """A date is in ISO form. Those that are no column of a new workbook are for pages, or for workbooks of before."""
    obligation: Obligation
    document: Document


@dataclass(frozen=True, slots=True)
class Filter:
    """Which tasks to select."""

    body: str = ""
    """Only tasks of bodies whose name contains these words, as lead or in coordination."""
    document: str = ""
    """Only tasks of the document with this number, in any spelling."""
    since: str = ""
    until: str = ""
    """ISO dates: only tasks with a deadline that overlaps the period between them."""

    def takes(self, task: Task) -> bool:
        """Tell whether a task is selected."""
        row, of = task.obligation, task.document
        if self.document and document_handle(self.document) != document_handle(of.number or of.label):
            return False
        if self.body and not _concerns(row, self.body):
            return False
        return not (self.since or self.until) or _falls(row, self.since, self.until)


def columns() -> dict[str, str]:
    """Return the headings of the columns of a new workbook in their order, by name."""
    return {
        "number": _("No."),
        "code": _("Code"),
        "basis": _("Basis (number)"),
        "task": _("Task"),
        "lead": _("Lead"),
        "support": _("In coordination with"),
        "day": _("Due"),
        "left": _("Days left"),
        "words": _("Time limit as printed"),
        "product": _("Product"),
        "report": _("Report to"),
        "more": _("Further requirements"),
        "status": _("Progress"),
        "note": _("Notes"),
        "unsaid": _("What is not made clear"),
        "heirs": _("Leads that ended"),
    }


RARE = ("support", "words", "product", "report")
"""Columns that one of a new workbook, "more", gathers as long as few tasks of it have any of them."""


def said_before(name: str) -> str:
    """Return what "more" says before the text of a rare column: its heading, nothing before the words of a time."""
    return "" if name == "words" else f"{columns()[name]}: "


def gathered(cells: Mapping[str, str], names: Iterable[str]) -> str:
    """Return what the cells of rare columns say together.

    Examples
    --------
    >>> gathered({"words": "hằng quý", "product": "", "report": "Huyện ủy"}, ["words", "product", "report"])
    'hằng quý. Báo cáo cho: Huyện ủy'
    """
    return ". ".join(said_before(name) + cells[name] for name in names if cells[name])


def where_heading() -> str:
    """Return the heading of the column that CSV has in addition: where a task is in its document."""
    return _("Place in the document")


def change_heading() -> str:
    """Return the heading of the column that a merged workbook has in addition."""
    return _("Since the last sheet")


def tasks(records: Records) -> list[Task]:
    """Return the tasks of a build, ordered by the dates of their documents.

    For a document with several files, only the tasks of its best text are included: the others repeat them.
    """
    documents = {row.id: row for row in records.documents}
    bodies = {row.id: row for row in records.bodies}
    found = [(documents[row.document], row) for row in records.obligations]
    shown = [(of, row) for of, row in found if of.shows(row.source, row.start)]
    shown.sort(key=lambda one: (one[0].date or "", one[1].source, one[1].start))
    return [
        Task(code, _cells(code, row, of, bodies), row, of)
        for code, (of, row) in zip(codes_of(shown), shown, strict=True)
    ]


def chosen(found: Sequence[Task], wanted: Filter) -> list[Task]:
    """Return the tasks that a filter selects.

    Raises
    ------
    InputError
        There are tasks, but none is selected (code ``no-tasks``).
    """
    taken = [task for task in found if wanted.takes(task)]
    if found and not taken:
        message = _("None of the {count} tasks of the build matches this body, document and period")
        raise InputError("no-tasks", message.format(count=len(found)))
    return taken


def _concerns(row: Obligation, body: str) -> bool:
    wanted = body_handle(body)
    return any(wanted in body_handle(name) for name in (*row.bearer_names, *row.supporting_names))


def _falls(row: Obligation, since: str, until: str) -> bool:
    """Tell whether a deadline overlaps the period between two dates, either of which may be open."""
    return any(
        (limit.from_ or limit.to)
        and (not until or (limit.from_ or limit.to or "") <= until)
        and (not since or (limit.to or "9999") >= since)
        for limit in row.deadlines
    )


def _cells(code: str, row: Obligation, of: Document, bodies: Mapping[str, Body]) -> dict[str, str]:
    last = last_day(row)
    basis = of.label if of.number or len(of.label) <= _LONGEST_BASIS else _cut(of.label)
    return {
        "code": code,
        "basis": basis if not of.date else f"{basis}, {day_text(of.date)}",
        "task": one_line(row.text),
        "lead": _joined(row.bearer_names),
        "support": _joined(row.supporting_names),
        "day": last,
        "words": _beside(row.deadlines, last),
        "product": _joined(one_line(product) for product in row.products),
        "report": _joined(row.report_to_names),
        "status": "",
        "note": "",
        "unsaid": _joined(_unsaid(row)),
        "heirs": _joined(_taken_over(row, bodies)),
        "change": "",
        "time": _joined(one_line(limit.text) for limit in row.deadlines),
        "due": _joined(filter(None, (_due(limit.from_, limit.to, limit.kind) for limit in row.deadlines))),
        "quote": row.text,
        "where": _where(row),
    }


def _where(row: Obligation) -> str:
    """Return where a task is in its document: on which page, or in which paragraph of a file without pages."""
    if row.page is not None:
        return _("page {number}").format(number=row.page)
    return _("paragraph {number}").format(number=row.paragraph) if row.paragraph is not None else ""


def _cut(title: str) -> str:
    """Return the first words of a title."""
    beginning = title[:_LONGEST_BASIS]
    return (beginning.rpartition(" ")[0].rstrip(" ,;:-") or beginning) + "…"


def last_day(row: Obligation) -> str:
    """Return the day on which all of a task is due in ISO form, "" if the text tells no day."""
    days = [limit.to for limit in row.deadlines if limit.to and int(limit.to[:4]) >= _FIRST_YEAR]
    return max(days, default="")


def _beside(limits: Sequence[Deadline], last: str) -> str:
    """Return what the last day does not say of the time: nothing for "trước ngày 15/9/2024", all of "trong quý III"."""
    if len(limits) == 1 and limits[0].from_ is None and _numbers(limits[0].text) == _day_numbers(last):
        return ""
    return _joined(
        _due(limit.from_, limit.to, limit.kind)
        if limit.from_ and limit.to and _numbers(limit.text) == _day_numbers(limit.from_) + _day_numbers(limit.to)
        else one_line(limit.text)
        for limit in limits
    )


def _numbers(text: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", text)]


def _day_numbers(day: str) -> list[int]:
    """Return the numbers of a day as they are written: day, month, year."""
    return _numbers(day)[::-1] or [-1]


def _taken_over(row: Obligation, bodies: Mapping[str, Body]) -> list[str]:
    """Return the successors of each dissolved body: "Huyện ủy X until 30/06/2025; now: Đảng ủy xã Y"."""
    said: list[str] = []
    for body in (bodies[bearer] for bearer in row.bearers if bearer in bodies):
        if body.valid_to is None:
            continue
        heirs = ", ".join(bodies[heir].name for heir in body.successors if heir in bodies)
        text = _("{body} until {day}, now: {heirs}") if heirs else _("{body} until {day}")
        said.append(text.format(body=body.name, day=day_text(body.valid_to), heirs=heirs))
    return said


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))


def _due(first: str | None, last: str | None, kind: str) -> str:
    """Return a deadline as people write dates: "đến 30/9/2024", "01/7/2024 – 30/9/2024"."""
    if kind == "periodic":
        return _("periodic")
    if first and last:
        return f"{day_text(first)} – {day_text(last)}"
    if last:
        return _("by {day}").format(day=day_text(last))
    return _("from {day}").format(day=day_text(first)) if first else ""


def unsaid_words() -> list[tuple[str, str]]:
    """Return which of the six "rõ" a text can leave unclear, in the user's language and in English."""
    return [
        (_("who"), "who"),
        (_("whose responsibility"), "whose responsibility"),
        (_("by when"), "by when"),
        (_("what product"), "what product"),
        (_("to whom to report"), "to whom to report"),
    ]


def _unsaid(row: Obligation) -> list[str]:
    """Return which of the six "rõ" the text leaves unclear."""
    collective = all(name[:1].islower() for name in row.bearer_names)
    missing = (
        not row.bearer_names,
        bool(row.bearer_names) and (collective or len(row.bearer_names) > 1),
        not row.deadlines,
        not row.products and not row.targets,
        not row.report_to_names,
    )
    return [name for is_missing, (name, _english) in zip(missing, unsaid_words(), strict=True) if is_missing]
