"""The workbook of tasks: one is made, or an earlier one opened to be updated in place.

A hidden sheet stores what the program wrote, so that a cell changed by somebody is recognised and left alone.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from graphbuild.errors import InputError
from graphbuild.messages import _, why
from graphbuild.tracker.body_sheets import add_body_sheets, read_body_sheets, record_body_sheets
from graphbuild.tracker.layout import new_sheet
from graphbuild.tracker.sheet import Sheet, address_of, put_text, sheet_of
from graphbuild.tracker.summary import renew_summary
from graphbuild.tracker.tasks import Task, columns
from graphbuild.user_input.regular_files import content_of
from graphbuild.writing import write_file

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_WRITTEN = "_graphbuild"
"""The hidden sheet: the name of the task sheet with the digests of the files written with it, the names of what was
written of a task, the headings of those that are columns, then one task per row."""
_FIRST_WRITTEN = 4
_LOST = ("xl/charts/", "xl/media/", "xl/vbaProject.bin", "xl/pivotTables/")
"""Parts of a workbook that cannot be preserved: charts, pictures, macros, pivot tables."""


@dataclass(slots=True)
class TaskBook:
    """A workbook of tasks while it is being written or updated."""

    book: Workbook
    all_tasks: Sheet
    bodies: dict[str, Sheet | None]
    """The sheets of leading bodies by their names; None for one that the office took out."""
    written: dict[str, dict[str, str]] = field(default_factory=dict)
    """What the program wrote, by code and column."""
    known: frozenset[str] = frozenset()
    """What the program that saved it knew to write of a task."""
    beside: tuple[str, ...] = ()
    """SHA-256 of the files that were written with the workbook."""


def new_book(
    tasks: Sequence[Task], path: Path, *, by_body: bool = False, pages: Mapping[str, Path] | None = None
) -> TaskBook:
    """Return a workbook with the tasks, one per row.

    Parameters
    ----------
    tasks
        One per row.
    path
        Path of the workbook, which its links are relative to.
    by_body
        Whether each leading body has a sheet of its own too.
    pages
        The page of each document by its IRI: each task links to its position there.
    """
    from openpyxl import Workbook

    book = Workbook()
    worksheet: Worksheet = book.worksheets[0]
    worksheet.title = _("Tasks")
    addresses = {task.code: address_of(task, path, pages) for task in tasks}
    sheet = new_sheet(worksheet, tasks, addresses)
    bodies = add_body_sheets(book, sheet, {}, tasks, addresses) if by_body else {}
    return TaskBook(book, sheet, bodies, {task.code: task.cells for task in tasks})


def open_book(path: Path) -> TaskBook:
    """Return a workbook of tasks that an office filled in.

    Raises
    ------
    InputError
        It is not such a workbook (``no-sheet``), or has parts that would be lost (``unkept-parts``).
    """
    from openpyxl import load_workbook

    try:
        content = io.BytesIO(content_of(path))
        with ZipFile(content) as archive:
            lost = sorted({part for name in archive.namelist() for part in _LOST if name.startswith(part)})
        book = load_workbook(content)
    except OSError as error:
        message = _("{path} cannot be read: {reason}").format(path=path, reason=why(error))
        raise InputError("no-sheet", message) from error
    except (ValueError, KeyError, TypeError, SyntaxError, BadZipFile) as error:
        raise InputError("no-sheet", _("{path} is not an Excel workbook (.xlsx)").format(path=path)) from error
    if _WRITTEN not in book.sheetnames or book[_WRITTEN]["A1"].value not in book.sheetnames:
        message = _("{path} is not a task workbook written by graphbuild, or its task sheet has been renamed")
        raise InputError("no-sheet", message.format(path=path))
    if lost:
        message = _(
            "{path} contains charts, pictures, macros or pivot tables, which would be lost; move them to another "
            "file first"
        )
        raise InputError("unkept-parts", message.format(path=path))
    taskbook = _read(book)
    if "code" not in taskbook.all_tasks.places:
        message = _("{path} no longer has the column “{heading}”, which identifies the tasks")
        raise InputError("no-sheet", message.format(path=path, heading=columns()["code"]))
    return taskbook


def _read(book: Workbook) -> TaskBook:
    hidden = book[_WRITTEN]
    worksheet = book[str(hidden["A1"].value)]
    rows = [["" if value is None else str(value) for value in row] for row in hidden.iter_rows(values_only=True)]
    names = dict(zip(rows[2], rows[1], strict=False)) if len(rows) >= _FIRST_WRITTEN - 1 else {}
    sheet = sheet_of(worksheet, names)
    written = {row[0]: dict(zip(rows[1], row, strict=False)) for row in rows[_FIRST_WRITTEN - 1 :] if row[0]}
    known = frozenset(rows[1]) if len(rows) > 1 else frozenset()
    return TaskBook(book, sheet, read_body_sheets(book, sheet), written, known, tuple(filter(None, rows[0][1:])))


def save(taskbook: TaskBook, path: Path) -> None:
    """Record in the hidden sheet what the program wrote, and write the workbook, completely or not at all.

    Raises
    ------
    OutputError
        The file cannot be written (code ``unwritable``).
    """
    book, sheet = taskbook.book, taskbook.all_tasks
    renew_summary(book, sheet, taskbook.bodies)
    record_body_sheets(book, taskbook.bodies)
    headings = sheet.headings()
    # The code first: it is what a row is found by.
    names = [
        "code",
        *sorted({*columns(), *headings, *(name for cells in taskbook.written.values() for name in cells)} - {"code"}),
    ]
    if _WRITTEN in book.sheetnames:
        del book[_WRITTEN]
    hidden = book.create_sheet(_WRITTEN)
    hidden.sheet_state = "veryHidden"
    for place, said in enumerate((sheet.tasks.title, *taskbook.beside), start=1):
        put_text(hidden, 1, place, said)
    rows = [{name: name for name in names}, headings, *taskbook.written.values()]
    for row, cells in enumerate(rows, start=2):
        for place, name in enumerate(names, start=1):
            put_text(hidden, row, place, cells.get(name, ""))
    content = io.BytesIO()
    book.save(content)
    write_file(path, content.getvalue())
