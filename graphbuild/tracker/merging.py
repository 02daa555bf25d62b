"""Brings a sheet of tasks that an office filled in up to date with a new build, and loses nothing that it wrote.

Rows and columns stay where they stand, with the office's own columns, rows, sheets, formulas, colours and notes; only
cells that nobody changed since the program wrote them are written anew. New tasks are added at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    open_sheet,
    reach_over_all,
    save,
    write_row,
)

_ALIKE = 0.6
"""How alike the words of two tasks of one document must be for one to be the other, changed."""
_TOLD = ("task", "lead", "support", "time", "due", "product", "report")
"""Columns whose change is worth telling."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How many tasks are new, changed and gone since the earlier sheet."""

    new: int
    changed: int
    gone: int


def merge_workbook(
    tasks: Sequence[Task], path: Path, earlier: Path, *, of_build: Sequence[Task], page: Path | None = None
) -> Changes:
    """Bring an earlier workbook up to date and write it to `path`.

    Parameters
    ----------
    tasks
        Those that are wanted.
    path
        File to write; complete or not at all; may be `earlier` itself.
    earlier
        A workbook that graphbuild wrote and an office filled in.
    of_build
        All tasks of the build: what is among them but not wanted is not gone.
    page
        The page to which the words of each task lead, at its document.

    Raises
    ------
    InputError
        `earlier` is no such workbook (``no-sheet``), or has parts that would be lost (``unkept-parts``).
    OutputError
        The file cannot be written (code ``unwritable``).
    """
    sheet = open_sheet(earlier)
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
            write_row(sheet, row, task, address_of(task, path, page))
            sheet.put(row, "change", _("new"))
            continue
        is_changed = _renew(sheet, rows[code], task, sheet.written.pop(code, {}))
        sheet.link(rows[code], address_of(task, path, page))
        sheet.put(rows[code], "change", _("changed") if is_changed else "")
        changed += is_changed
        sheet.written[task.code] = task.cells
    gone = [row for code, row in rows.items() if code not in matched.values() and code not in still]
    for row in gone:
        sheet.put(row, "change", _("gone"))
    reach_over_all(sheet.tasks)
    save(sheet, path)
    return Changes(new, changed, len(gone))


def _rows(sheet: Sheet) -> dict[str, int]:
    """Return the rows of the tasks by code; a row that the office copied or added is its own."""
    rows: dict[str, int] = {}
    for row in range(2, sheet.tasks.max_row + 1):
        code = sheet.said(row, "code")
        if code in sheet.written:
            rows.setdefault(code, row)
    return rows


def _pairs(tasks: Sequence[Task], rows: dict[str, int], sheet: Sheet) -> dict[str, str]:
    """Return the earlier code of each task: its own, else that of the task of its document with most of its words."""
    found = {task.code: task.code for task in tasks if task.code in rows}
    free: dict[str, list[str]] = {}
    for code in rows:
        if code not in found:
            free.setdefault(sheet.written[code].get("basis", ""), []).append(code)
    for task in tasks:
        others = free.get(task.cells["basis"])
        if task.code in found or not others:
            continue
        alike = [
            (SequenceMatcher(None, sheet.written[code].get("task", ""), task.cells["task"]).ratio(), code)
            for code in others
        ]
        if max(alike)[0] >= _ALIKE:
            found[task.code] = max(alike)[1]
            others.remove(max(alike)[1])
    return found


def _renew(sheet: Sheet, row: int, task: Task, written: dict[str, str]) -> bool:
    """Write the cells of a task anew that nobody changed, and tell whether the build says something else now."""
    for name, text in task.cells.items():
        if name == "code" or (name != "change" and _same(sheet.said(row, name), written.get(name, ""))):
            sheet.put(row, name, text)
    return any(not _same(written.get(name, ""), cell_text(task.cells[name])) for name in _TOLD)


def _same(one: str, other: str) -> bool:
    """Tell whether two cells say the same; programs write line ends in their own ways."""
    return one.split() == other.split()
