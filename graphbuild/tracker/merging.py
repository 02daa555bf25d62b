"""Updates a task sheet that an office filled in from a new build, without losing anything the office wrote.

Rows and columns stay where they are, with the office's own columns, rows, sheets, formulas, colours and notes; only
cells that nobody changed since the program wrote them are updated. New tasks are appended.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from graphbuild.messages import _
from graphbuild.number import DocumentNumber
from graphbuild.text import plain_name
from graphbuild.tracker.body_sheets import add_body_sheets, led_by
from graphbuild.tracker.layout import mark_what_is_due, offer_states, reach_over_all, set_heights, show_filled
from graphbuild.tracker.sheet import Address, Sheet, address_of, cell_text
from graphbuild.tracker.tasks import Task, change_heading, columns
from graphbuild.tracker.workbook import TaskBook

_ALIKE = 0.6
"""Minimum similarity of two tasks of one document for one to count as a changed version of the other."""
_YEAR = re.compile(r", (?:\d{1,2}/){0,2}(?P<year>\d{4})$")
"""That of the date behind the number or title of a document."""
_BEGINNING = 18
"""Number of characters by which a document without a number is recognised: titles were written in full before."""
_COMPARISONS = 10_000
"""Maximum number of task pairs compared word by word per document; a rewritten document has no pairs to find."""
_TOLD = ("task", "lead", "support", "time", "due", "product", "report")
"""Columns whose changes are reported."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Number of new, changed and gone tasks since the earlier sheet."""

    new: int
    changed: int
    gone: int


@dataclass(frozen=True, slots=True)
class _Later:
    """A later build, as a workbook is brought up to it."""

    tasks: Sequence[Task]
    """All of its tasks, with codes that no row of another task has."""
    selected: frozenset[str]
    """Codes of those that are added if they are not in the workbook yet."""
    earlier: Mapping[str, str]
    """The code that a task had in the workbook, by its code now."""
    written: Mapping[str, Mapping[str, str]]
    """What the program had written, by earlier code and column."""
    addresses: Mapping[str, Address | None]


def bring_up_to_date(
    taskbook: TaskBook,
    tasks: Sequence[Task],
    path: Path,
    *,
    of_build: Sequence[Task],
    by_body: bool = False,
    pages: Mapping[str, Path] | None = None,
) -> Changes:
    """Update a workbook that an office filled in, and return what changed.

    Parameters
    ----------
    taskbook
        As returned by `graphbuild.tracker.workbook.open_book`.
    tasks
        The selected tasks: those that are not in the workbook yet are added.
    path
        Path of the workbook, which its links are relative to.
    of_build
        All tasks of the build: rows of tasks that are not selected are updated too, and not gone.
    by_body
        Whether each leading body has a sheet of its own too; in a workbook with such sheets it has in any case.
    pages
        The page of each document by its IRI: each task links to its position there.
    """
    sheet, written = taskbook.all_tasks, taskbook.written
    rows = _rows(sheet, written)
    of_bodies = [(body, own, _rows(own, written)) for body, own in taskbook.bodies.items() if own is not None]
    codes = {code for found in (rows, *(found for _body, _own, found in of_bodies)) for code in found}
    earlier = _pairs(of_build, {code: cells for code, cells in written.items() if code in codes})
    named = _apart(of_build, earlier, codes - {*earlier.values()})
    later = _Later(
        [*named.values()],
        frozenset(named[task.code].code for task in tasks),
        {named[code].code: before for code, before in earlier.items()},
        written,
        {task.code: address_of(task, path, pages) for task in named.values()},
    )
    _take_over(taskbook, rows.values())
    for own in (sheet, *(own for _body, own, _found in of_bodies)):
        show_filled(own, written.values(), later.tasks)
    changes = _update(sheet, rows, later)
    there = [task for task in later.tasks if task.code in later.earlier or task.code in later.selected]
    for body, own, found in of_bodies:
        mine = led_by(body, there)
        its = {task.code: later.earlier[task.code] for task in mine if task.code in later.earlier}
        _update(own, found, replace(later, tasks=mine, selected=frozenset(task.code for task in mine), earlier=its))
    if by_body or taskbook.bodies:
        taskbook.bodies = add_body_sheets(taskbook.book, sheet, taskbook.bodies, there, later.addresses)
    kept = {code: cells for code, cells in written.items() if code not in earlier.values()}
    taskbook.written = kept | {task.code: task.cells for task in there}
    return changes


def _apart(tasks: Sequence[Task], earlier: Mapping[str, str], gone: Collection[str]) -> dict[str, Task]:
    """Return tasks by their codes, with other codes for those that have the code of a task that is gone."""
    taken = {*gone, *(task.code for task in tasks)}
    named: dict[str, Task] = {}
    for task in tasks:
        code, number = task.code, 2
        while code in gone or (code != task.code and code in taken):
            code, number = f"{task.code}-{number}", number + 1
        taken.add(code)
        named[task.code] = task if code == task.code else replace(task, code=code, cells={**task.cells, "code": code})
    return named


def _update(sheet: Sheet, rows: Mapping[str, int], later: _Later) -> Changes:
    """Update the rows of a sheet, add new ones, and return what changed."""
    sheet.add_column("change", change_heading())
    changed = 0
    new: list[Task] = []
    for task in later.tasks:
        row = rows.get(later.earlier.get(task.code, ""))
        if row is not None:
            is_changed = _renew(sheet, row, task, later.written[later.earlier[task.code]])
            sheet.link(row, later.addresses[task.code])
            sheet.put(row, "change", _("changed") if is_changed else "")
            changed += is_changed
        elif task.code in later.selected:
            new.append(task)
    gone = [row for code, row in rows.items() if code not in later.earlier.values()]
    for row in gone:
        sheet.put(row, "change", _("gone"))
    last = max((int(text) for row in rows.values() if (text := sheet.said(row, "number")).isdecimal()), default=0)
    first = sheet.tasks.max_row + 1
    for place, task in enumerate(new):
        sheet.write(first + place, task, later.addresses[task.code], number=last + place + 1)
        sheet.put(first + place, "change", _("new"))
    set_heights(sheet, (*rows.values(), *range(first, first + len(new))))
    reach_over_all(sheet.tasks)
    return Changes(len(new), changed, len(gone))


def _rows(sheet: Sheet, written: Mapping[str, object]) -> dict[str, int]:
    """Return the rows of the tasks by code; a row that the office copied or added belongs to the office."""
    rows: dict[str, int] = {}
    for row in range(2, sheet.tasks.max_row + 1):
        code = sheet.said(row, "code")
        if code in written:
            rows.setdefault(code, row)
    return rows


def _take_over(taskbook: TaskBook, rows: Iterable[int]) -> None:
    """Add to a workbook of before what it lacks: the columns that count the days, and the list of states."""
    sheet = taskbook.all_tasks
    if "day" in taskbook.known:
        return
    for name in ("day", "left"):
        sheet.add_column(name, columns()[name])
    for row in rows:
        sheet.count_down(row)
    offer_states(sheet)
    mark_what_is_due(sheet)


def _pairs(tasks: Sequence[Task], written: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the earlier code of each task: its own, else that of the task with the same or the most similar words.

    The most similar only in the document of the same number or title, whose date may be known better now; the same
    words also elsewhere, as a document may have got its number, if they are told once.
    """
    found = {task.code: task.code for task in tasks if task.code in written and _is_told(task, written[task.code])}
    taken = set(found.values())
    for document, alike in ((_document, _of_same_words), (_document, _most_alike), (_any_document, _told_once)):
        free: dict[str, list[str]] = {}
        for code, cells in written.items():
            if code not in taken:
                free.setdefault(document(cells.get("basis", "")), []).append(code)
        left: dict[str, list[Task]] = {}
        for task in tasks:
            if task.code not in found:
                left.setdefault(document(task.cells["basis"]), []).append(task)
        for name, others in free.items():
            pairs = alike(left.get(name, ()), others, written)
            found.update((task.code, code) for task, code in pairs)
            taken.update(code for _task, code in pairs)
    return found


def _is_told(task: Task, written: Mapping[str, str]) -> bool:
    """Tell whether a row has the words of a task: few digits can be those of another task of before."""
    words = plain_name(cell_text(task.cells["task"]))
    return words == plain_name(written.get("task", "")) and _may_be_of(task, written)


def _may_be_of(task: Task, written: Mapping[str, str]) -> bool:
    """Tell whether a row can be of the document of a task: not of another number, nor of another year."""
    before, now = written.get("basis", ""), task.cells["basis"]
    years = {match["year"] for basis in (before, now) if (match := _YEAR.search(basis))}
    numbers = {name for basis in (before, now) if DocumentNumber.parse(name := _document(basis)) is not None}
    return len(years) < 2 and len(numbers) < 2


def _document(basis: str) -> str:
    """Return what a document is called in the sheet, without its date, as far as workbooks of all times have it."""
    return basis.partition(", ")[0].rstrip("…")[:_BEGINNING]


def _any_document(_basis: str) -> str:
    return ""


def _of_same_words(
    tasks: Sequence[Task], codes: Sequence[str], written: Mapping[str, Mapping[str, str]]
) -> list[tuple[Task, str]]:
    """Pair tasks with earlier ones that have the same words, if possible the same lead."""
    by_words: dict[str, list[str]] = {}
    for code in codes:
        by_words.setdefault(written[code].get("task", ""), []).append(code)
    pairs: list[tuple[Task, str]] = []
    for with_lead in (True, False):
        done = {task.code for task, _code in pairs}
        for task in (task for task in tasks if task.code not in done):
            same = by_words.get(cell_text(task.cells["task"]), [])
            lead = cell_text(task.cells["lead"])
            may_be = [code for code in same if _may_be_of(task, written[code])]
            fits = [code for code in may_be if not with_lead or written[code].get("lead", "") == lead]
            if fits:
                same.remove(fits[0])
                pairs.append((task, fits[0]))
    return pairs


def _told_once(
    tasks: Sequence[Task], codes: Sequence[str], written: Mapping[str, Mapping[str, str]]
) -> list[tuple[Task, str]]:
    """Pair tasks with earlier ones that have the same words, which no other task has now or had before."""
    now = Counter(cell_text(task.cells["task"]) for task in tasks)
    before = Counter(written[code].get("task", "") for code in codes)
    once = {words for words, count in now.items() if count == before[words] == 1}
    return _of_same_words([task for task in tasks if cell_text(task.cells["task"]) in once], codes, written)


def _most_alike(
    tasks: Sequence[Task], codes: Sequence[str], written: Mapping[str, Mapping[str, str]]
) -> list[tuple[Task, str]]:
    """Pair tasks with earlier ones that have most of their words, the most similar first."""
    if len(tasks) * len(codes) > _COMPARISONS:
        return []
    alike: list[tuple[float, int, str]] = []
    for place, task in enumerate(tasks):
        matcher = SequenceMatcher(None, b=task.cells["task"], autojunk=False)
        for code in codes:
            if not _may_be_of(task, written[code]):
                continue
            matcher.set_seq1(written[code].get("task", ""))
            if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
                alike.append((matcher.ratio(), place, code))
    pairs: dict[int, str] = {}
    for ratio, place, code in sorted(alike, reverse=True):
        if ratio >= _ALIKE and place not in pairs and code not in pairs.values():
            pairs[place] = code
    return [(tasks[place], code) for place, code in pairs.items()]


def _renew(sheet: Sheet, row: int, task: Task, written: Mapping[str, str]) -> bool:
    """Update the cells of a task that nobody changed, and tell whether the build's content differs now."""
    for name, text in task.cells.items():
        if name == "code" or (name != "change" and _same(sheet.said(row, name), written.get(name, ""))):
            sheet.put(row, name, text)
    moved = _document(written.get("basis", "")) != _document(task.cells["basis"])
    return moved or any(not _same(written.get(name, ""), cell_text(task.cells[name])) for name in _TOLD)


def _same(one: str, other: str) -> bool:
    """Tell whether two cells have the same content; programs write line ends differently."""
    return one.split() == other.split()
