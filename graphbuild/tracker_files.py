"""Writes the sheet of tasks as XLSX, CSV and calendar, and takes over what an office has written into an earlier one.

A hidden sheet keeps what the program wrote, by which a cell that somebody changed is known: that stays as it is.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.errors import InputError, OutputError
from graphbuild.messages import _
from graphbuild.tracker import Task, columns

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_WRITTEN = "_graphbuild"
"""The hidden sheet."""
_WIDTHS = {"code": 11, "basis": 22, "task": 60, "quote": 60, "unsaid": 24, "change": 16}
_WIDTH = 26
_ALIKE = 0.6
"""How alike the words of two tasks of one document must be for one to be the other, changed."""
_LONGEST_CELL = 32_767
"""Characters of a cell in Excel."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A cell that the office wrote."""

    value: Any


def write_sheet(tasks: Sequence[Task], path: Path, *, earlier: Path | None = None) -> dict[str, int]:
    """Write the tasks as an Excel workbook.

    Parameters
    ----------
    tasks
        One a row.
    path
        File to write; complete or not at all.
    earlier
        A workbook that this function wrote and an office filled in: its own columns, rows, sheets and every cell that
        it changed are taken over by the code of the task.

    Returns
    -------
    dict
        How many tasks are ``new``, ``changed`` and ``gone`` since `earlier`; empty without one.

    Raises
    ------
    InputError
        `earlier` is no such workbook (code ``no-sheet``).
    OutputError
        The file cannot be written (code ``unwritable``).
    """
    from openpyxl import Workbook

    title = _("Tasks")
    if earlier is None:
        book = Workbook()
        sheet: Worksheet = book.worksheets[0]
        sheet.title = title
        rows: list[dict[str, Any]] = [dict(task.cells) for task in tasks]
        headings = list(columns().values())
        counts: dict[str, int] = {}
    else:
        book, sheet = _opened(earlier)
        headings, rows, counts = _merged(tasks, book, sheet)
        sheet.delete_rows(1, sheet.max_row)
    names = {heading: name for name, heading in columns().items()}
    sheet.append(headings)
    for number, row in enumerate(rows, start=2):
        for place, heading in enumerate(headings, start=1):
            _put(sheet, number, place, row.get(names.get(heading, heading)))
    _lay_out(sheet, headings)
    _note_written(book, tasks)
    _save(book, path)
    return counts


def write_csv(tasks: Sequence[Task], path: Path) -> None:
    """Write the tasks as CSV in UTF-8 with BOM, as Excel wants it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns().values())
        writer.writerows([_quoted(task.cells[name]) for name in columns()] for task in tasks)


def write_calendar(tasks: Sequence[Task], path: Path) -> int:
    """Write the last days of the time limits as all-day events of a calendar file, and return how many there are."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//graphbuild//tasks//VI")
    calendar.add("version", "2.0")
    count = 0
    for task in tasks:
        for number, limit in enumerate(task.obligation.deadlines, start=1):
            if not limit.to:
                continue
            event = Event()
            event.add("uid", f"{task.code}-{number}@graphbuild")
            event.add("summary", f"{task.cells['basis']}: {task.cells['task'][:120]}")
            event.add("description", "\n".join(filter(None, (task.cells["lead"], task.cells["task"], limit.text))))
            event.add("dtstart", date.fromisoformat(limit.to))
            event.add("dtstamp", datetime.fromisoformat(f"{limit.to}T00:00:00+00:00"))
            calendar.add_component(event)
            count += 1
    path.write_bytes(calendar.to_ical())
    return count


# -- an earlier sheet --------------------------------------------------------------------------------------------------


def _opened(path: Path) -> tuple[Workbook, Worksheet]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(path)
        if _WRITTEN in book.sheetnames:
            name = book[_WRITTEN]["A1"].value
            return book, book[str(name)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = _("{path} cannot be read as a sheet of tasks: {reason}").format(path=path, reason=error)
        raise InputError("no-sheet", message) from error
    message = _("{path} is no sheet of tasks that graphbuild wrote").format(path=path)
    raise InputError("no-sheet", message)


def _merged(
    tasks: Sequence[Task], book: Workbook, sheet: Worksheet
) -> tuple[list[str], list[dict[str, Any]], dict[str, int]]:
    """Return headings and rows of a sheet in which the office's own cells are kept, and what changed."""
    grid = [list(values) for values in sheet.iter_rows(values_only=True)]
    old_headings = [str(value) if value is not None else "" for value in (grid[0] if grid else [])]
    names = {heading: name for name, heading in columns().items()}
    headings = [*columns().values(), *(heading for heading in old_headings if heading and heading not in names)]
    old_rows = [
        {names.get(heading, heading): value for heading, value in zip(old_headings, values, strict=False) if heading}
        for values in grid[1:]
        if any(value not in (None, "") for value in values)
    ]
    written = _written(book)
    by_code = {str(row.get("code") or ""): row for row in old_rows}
    counts = {"new": 0, "changed": 0, "gone": 0}
    rows: list[dict[str, Any]] = []
    taken: set[str] = set()
    matched = _pairs(tasks, by_code)
    for task in tasks:
        old = matched.get(task.code)
        if old is None:
            counts["new"] += 1
            rows.append({**task.cells, "change": _("new")})
            continue
        code = str(old["code"])
        taken.add(code)
        row = _with_own_cells(task, old, written.get(code, {}))
        if code != task.code:
            counts["changed"] += 1
            row["change"] = _("changed")
        rows.append(row)
    for row in old_rows:
        code = str(row.get("code") or "")
        if code in taken:
            continue
        kept: dict[str, Any] = {name: _Kept(value) for name, value in row.items()}
        if code in written:
            counts["gone"] += 1
            kept["change"] = _("gone")
        rows.append(kept)
    return headings, rows, counts


def _pairs(tasks: Sequence[Task], by_code: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the earlier row of each task: that of its code, else the one of its document with most of its words."""
    found = {task.code: by_code[task.code] for task in tasks if task.code in by_code}
    free = {code: row for code, row in by_code.items() if code and code not in found}
    for task in tasks:
        if task.code in found:
            continue
        alike = [
            (SequenceMatcher(None, str(row.get("task") or ""), task.cells["task"]).ratio(), code)
            for code, row in free.items()
            if row.get("basis") == task.cells["basis"]
        ]
        if alike and max(alike)[0] >= _ALIKE:
            found[task.code] = free.pop(max(alike)[1])
    return found


def _with_own_cells(task: Task, old: dict[str, Any], written: dict[str, Any]) -> dict[str, Any]:
    """Return a task's row with the cells that the office wrote or changed."""
    row: dict[str, Any] = {name: _Kept(value) for name, value in old.items() if name not in task.cells} | task.cells
    for name in task.cells:
        said = old.get(name)
        if name not in ("code", "change") and said not in (None, "") and str(said) != str(written.get(name) or ""):
            row[name] = _Kept(said)
    return row


def _written(book: Workbook) -> dict[str, dict[str, Any]]:
    """Return what the program wrote, by code."""
    rows = list(book[_WRITTEN].iter_rows(min_row=2, values_only=True))
    names = [str(name) for name in rows[0]] if rows else []
    return {str(values[0]): dict(zip(names, values, strict=False)) for values in rows[1:]}


def _note_written(book: Workbook, tasks: Sequence[Task]) -> None:
    if _WRITTEN in book.sheetnames:
        title = book[_WRITTEN]["A1"].value
        del book[_WRITTEN]
    else:
        title = book.worksheets[0].title
    hidden = book.create_sheet(_WRITTEN)
    hidden.sheet_state = "veryHidden"
    hidden.append([title])
    hidden.append(list(columns()))
    for number, task in enumerate(tasks, start=3):
        for place, name in enumerate(columns(), start=1):
            _put(hidden, number, place, task.cells[name])


# -- looks -------------------------------------------------------------------------------------------------------------


def _lay_out(sheet: Worksheet, headings: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    names = {heading: name for name, heading in columns().items()}
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{max(sheet.max_row, 2)}"
    for place, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(names.get(heading, ""), _WIDTH)
        cell = sheet.cell(1, place)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="8A1C1C")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    """Write one cell: the office's as it was, formulas too; ours as text that Excel never runs."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, _Kept):
        sheet.cell(row, column, value.value)
    elif value:
        cell = sheet.cell(row, column, ILLEGAL_CHARACTERS_RE.sub(" ", str(value))[:_LONGEST_CELL])
        cell.data_type = "s"


def _quoted(text: str) -> str:
    """Return a text for a CSV cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


def _save(book: Workbook, path: Path) -> None:
    unfinished = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(unfinished)
        unfinished.replace(path)
    except OSError as error:
        raise OutputError("unwritable", _("Cannot write {path}: {reason}").format(path=path, reason=error)) from error
    finally:
        unfinished.unlink(missing_ok=True)
