"""Brings a sheet of tasks that an office filled in up to date with a new build, and loses nothing that it wrote.

Rows and columns stay where they stand, with the office's own columns, rows, sheets, formulas, colours and notes; only
cells that nobody changed since the program wrote them are written anew. New tasks are added at the end.
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
"""How alike the words of two tasks of one document must be for one to be the other, changed."""
_COMPARISONS = 10_000
"""Pairs of tasks of one document compared word by word; where a document is written anew there are no pairs to find."""
_TOLD = ("task", "lead", "support", "time", "due", "product", "report")
"""Columns whose change is worth telling."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How many tasks are new, changed and gone since the earlier sheet."""

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
    """Bring the sheet of a workbook that an office filled in up to date, and tell what changed.

    Parameters
    ----------
    sheet
        As `graphbuild.tracker.workbook.open_sheet` gives it.
    tasks
        Those that are wanted.
    path
        Where the workbook will stand, from where its links lead.
    of_build
        All tasks of the build: what is among them but not wanted is not gone.
    pages
        The page of each document by its IRI: the words of a task lead to their place in it.
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
    """Return the rows of the tasks by code; a row that the office copied or added is its own."""
    rows: dict[str, int] = {}
    for row in range(2, sheet.tasks.max_row + 1):
        code = sheet.said(row, "code")
        if code in sheet.written:
            rows.setdefault(code, row)
    return rows


def _pairs(tasks: Sequence[Task], rows: Mapping[str, int], sheet: Sheet) -> dict[str, str]:
    """Return the earlier code of each task: its own, else that of the same words, else of the most alike ones.

    The last two only in the document of the same number, whose day may be known better now.
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
    """Return the number of a document as the sheet has it, without its day."""
    return basis.partition(", ")[0]


def _of_same_words(tasks: Sequence[Task], codes: Sequence[str], sheet: Sheet) -> list[tuple[Task, str]]:
    by_words: dict[str, list[str]] = {}
    for code in reversed(codes):
        by_words.setdefault(sheet.written[code].get("task", ""), []).append(code)
    return [(task, by_words[words].pop()) for task in tasks if by_words.get(words := cell_text(task.cells["task"]))]


def _most_alike(tasks: Sequence[Task], codes: Sequence[str], sheet: Sheet) -> list[tuple[Task, str]]:
    """Pair tasks with those before that have most of their words, the most alike first."""
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
    """Write the cells of a task anew that nobody changed, and tell whether the build says something else now."""
    for name, text in task.cells.items():
        if name == "code" or (name != "change" and _same(sheet.said(row, name), written.get(name, ""))):
            sheet.put(row, name, text)
    return any(not _same(written.get(name, ""), cell_text(task.cells[name])) for name in _TOLD)


def _same(one: str, other: str) -> bool:
    """Tell whether two cells say the same; programs write line ends in their own ways."""
    return one.split() == other.split()
