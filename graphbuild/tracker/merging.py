"""Updates a task sheet that an office filled in from a new build, without losing anything the office wrote.

Rows and columns stay where they are, with the office's own columns, rows, sheets, formulas, colours and notes; only
cells that nobody changed since the program wrote them are updated. New tasks are appended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from graphbuild.messages import _
from graphbuild.tracker.tasks import Task
from graphbuild.tracker.workbook import (
    Sheet,
    add_column,
    address_of,
    cell_text,
    reach_over_all,
    write_row,
)

_ALIKE = 0.6
"""Minimum similarity of two tasks of one document for one to count as a changed version of the other."""
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


def bring_up_to_date(
    sheet: Sheet,
    tasks: Sequence[Task],
    path: Path,
    *,
    of_build: Sequence[Task],
    pages: Mapping[str, Path] | None = None,
) -> Changes:
    """Update the sheet of a workbook that an office filled in, and return what changed.

    Parameters
    ----------
    sheet
        As returned by `graphbuild.tracker.workbook.open_sheet`.
    tasks
        The selected tasks.
    path
        Path of the workbook, which its links are relative to.
    of_build
        All tasks of the build: one that is among them but not selected is not gone.
    pages
        The page of each document by its IRI: each task links to its position there.
    """
    add_column(sheet, "change")
    rows = _rows(sheet)
    matched = _pairs(tasks, rows, sheet)
    still = {task.code: task for task in of_build}
    new = changed = 0
    for task in tasks:
        code = matched.get(task.code)
        if code is None:
            new += 1
            row = sheet.tasks.max_row + 1
            write_row(sheet, row, task, address_of(task, path, pages))
            sheet.put(row, "change", _("new"))
            continue
        is_changed = _renew(sheet, rows[code], task, sheet.written.pop(code, {}))
        sheet.link(rows[code], address_of(task, path, pages))
        sheet.put(rows[code], "change", _("changed") if is_changed else "")
        changed += is_changed
        sheet.written[task.code] = task.cells
    gone = [row for code, row in rows.items() if code not in matched.values() and code not in still]
    for row in gone:
        sheet.put(row, "change", _("gone"))
    reach_over_all(sheet.tasks)
    return Changes(new, changed, len(gone))


def _rows(sheet: Sheet) -> dict[str, int]:
    """Return the rows of the tasks by code; a row that the office copied or added belongs to the office."""
    rows: dict[str, int] = {}
    for row in range(2, sheet.tasks.max_row + 1):
        code = sheet.said(row, "code")
        if code in sheet.written:
            rows.setdefault(code, row)
    return rows


def _pairs(tasks: Sequence[Task], rows: Mapping[str, int], sheet: Sheet) -> dict[str, str]:
    """Return the earlier code of each task: its own, else that of the task with the same or the most similar words.

    The last two only in the document with the same number, whose date may be known better now.
    """
    found = {task.code: task.code for task in tasks if task.code in rows}
    taken = set(found.values())
    free: dict[str, list[str]] = {}
    for code in rows:
        if code not in taken:
            free.setdefault(_number(sheet.written[code].get("basis", "")), []).append(code)
    left: dict[str, list[Task]] = {}
    for task in tasks:
        if task.code not in found:
            left.setdefault(_number(task.cells["basis"]), []).append(task)
    for number, others in free.items():
        for pair in (_of_same_words, _most_alike):
            pairs = pair(
                [task for task in left.get(number, ()) if task.code not in found],
                [code for code in others if code not in taken],
                sheet,
            )
            found.update((task.code, code) for task, code in pairs)
            taken.update(code for _task, code in pairs)
    return found


def _number(basis: str) -> str:
    """Return the number of a document as in the sheet, without its date."""
    return basis.partition(", ")[0]


def _of_same_words(tasks: Sequence[Task], codes: Sequence[str], sheet: Sheet) -> list[tuple[Task, str]]:
    by_words: dict[str, list[str]] = {}
    for code in reversed(codes):
        by_words.setdefault(sheet.written[code].get("task", ""), []).append(code)
    return [(task, by_words[words].pop()) for task in tasks if by_words.get(words := cell_text(task.cells["task"]))]


def _most_alike(tasks: Sequence[Task], codes: Sequence[str], sheet: Sheet) -> list[tuple[Task, str]]:
    """Pair tasks with earlier ones that have most of their words, the most similar first."""
    if len(tasks) * len(codes) > _COMPARISONS:
        return []
    alike: list[tuple[float, int, str]] = []
    for place, task in enumerate(tasks):
        matcher = SequenceMatcher(None, b=task.cells["task"], autojunk=False)
        for code in codes:
            matcher.set_seq1(sheet.written[code].get("task", ""))
            if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
                alike.append((matcher.ratio(), place, code))
    pairs: dict[int, str] = {}
    for ratio, place, code in sorted(alike, reverse=True):
        if ratio >= _ALIKE and place not in pairs and code not in pairs.values():
            pairs[place] = code
    return [(tasks[place], code) for place, code in pairs.items()]


def _renew(sheet: Sheet, row: int, task: Task, written: dict[str, str]) -> bool:
    """Update the cells of a task that nobody changed, and tell whether the build's content differs now."""
    for name, text in task.cells.items():
        if name == "code" or (name != "change" and _same(sheet.said(row, name), written.get(name, ""))):
            sheet.put(row, name, text)
    return any(not _same(written.get(name, ""), cell_text(task.cells[name])) for name in _TOLD)


def _same(one: str, other: str) -> bool:
    """Tell whether two cells have the same content; programs write line ends differently."""
    return one.split() == other.split()
