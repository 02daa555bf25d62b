"""Writes the task sheet as an Excel workbook, and updates an earlier one in place.

A hidden sheet stores what the program wrote, so that a cell changed by somebody is recognised and left alone.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote
from zipfile import BadZipFile, ZipFile

from graphbuild.errors import InputError
from graphbuild.messages import _, why
from graphbuild.page_addresses import anchor
from graphbuild.safe_text import no_formula
from graphbuild.tracker.tasks import Task, columns
from graphbuild.user_input.regular_files import content_of
from graphbuild.writing import write_file

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_WRITTEN = "_graphbuild"
"""The hidden sheet: the name of the task sheet with the digests of the files written with it, the names of the
columns, their headings, then one task per row."""
_FIRST_WRITTEN = 4
_WIDTHS = {"code": 11, "task": 55, "lead": 24, "unsaid": 22, "heirs": 30, "quote": 45, "status": 15}
_WIDTH = 19
_LINE = 15.0
"""Height of a line in points; rows are given their height, as not every program computes it."""
_LINES = 12
"""Number of lines of the highest row."""
_PRINTED_TO = "unsaid"
"""The last printed column: the ones after it are for work on the screen."""
_PRINTED = re.compile(r"(?:.*!)?(?P<from>\$?[A-Z]+\$?\d+):(?P<column>\$?[A-Z]+\$?)\d+")
_LONGEST_CELL = 32_767
"""Maximum number of characters in an Excel cell."""
_LOST = ("xl/charts/", "xl/media/", "xl/vbaProject.bin", "xl/pivotTables/")
"""Parts of a workbook that cannot be preserved: charts, pictures, macros, pivot tables."""


@dataclass(frozen=True, slots=True)
class Address:
    """Target of a link: a page, relative to the workbook, and an anchor in it."""

    page: str
    place: str


@dataclass(slots=True)
class Sheet:
    """The task sheet of a workbook while it is being updated."""

    book: Workbook
    tasks: Worksheet
    places: dict[str, int]
    """Column index of each of our columns in the sheet, by name."""
    written: dict[str, dict[str, str]] = field(default_factory=dict)
    """What the program wrote, by code and column."""
    beside: tuple[str, ...] = ()
    """SHA-256 of the files that were written with the workbook."""

    def put(self, row: int, name: str, text: str) -> None:
        """Write one of our cells, if the sheet has its column: as text that no spreadsheet executes."""
        if name in self.places:
            _put(self.tasks, row, self.places[name], text)

    def link(self, row: int, address: Address | None) -> None:
        """Link the words of the task to its document in a page."""
        from openpyxl.worksheet.hyperlink import Hyperlink

        if "quote" in self.places and address is not None:
            cell = self.tasks.cell(row, self.places["quote"])
            cell.hyperlink = Hyperlink(ref=cell.coordinate, target=address.page, location=address.place)

    def said(self, row: int, name: str) -> str:
        """Return the content of one of our cells, "" for a column that the office has removed."""
        value = self.tasks.cell(row, self.places[name]).value if name in self.places else None
        return "" if value is None else str(value)


def new_sheet(tasks: Sequence[Task], path: Path, *, pages: Mapping[str, Path] | None = None) -> Sheet:
    """Return a workbook with the tasks, one per row.

    Parameters
    ----------
    tasks
        One per row.
    path
        Path of the workbook, which its links are relative to.
    pages
        The page of each document by its IRI: each task links to its position there.
    """
    from openpyxl import Workbook

    book = Workbook()
    worksheet: Worksheet = book.worksheets[0]
    worksheet.title = _("Tasks")
    worksheet.append(list(columns().values()))
    sheet = Sheet(book, worksheet, {name: place for place, name in enumerate(columns(), start=1)})
    for row, task in enumerate(tasks, start=2):
        write_row(sheet, row, task, address_of(task, path, pages))
    _lay_out(worksheet)
    return sheet


def write_row(sheet: Sheet, row: int, task: Task, address: Address | None) -> None:
    """Write a task into an empty row."""
    from openpyxl.styles import Alignment, Border, Side

    under = Border(bottom=Side("thin", color="C8C8C8"))
    for name, text in task.cells.items():
        sheet.put(row, name, text)
    sheet.link(row, address)
    lines = 1
    for name, place in sheet.places.items():
        sheet.tasks.cell(row, place).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.tasks.cell(row, place).border = under
        lines = max(lines, -(-len(task.cells[name]) // (_WIDTHS.get(name, _WIDTH) - 2)))
    sheet.tasks.row_dimensions[row].height = _LINE * min(lines, _LINES)
    sheet.written[task.code] = task.cells


def address_of(task: Task, path: Path, pages: Mapping[str, Path] | None) -> Address | None:
    """Return the position of a task in the page of its document, relative to a workbook at `path`."""
    page = (pages or {}).get(task.document.id)
    if page is None:
        return None
    way = Path(os.path.relpath(page.resolve(), path.resolve().parent)).as_posix()
    return Address(quote(way), anchor(task.obligation.id))


def open_sheet(path: Path) -> Sheet:
    """Return the task sheet of a workbook that `write_workbook` wrote and an office filled in.

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
    sheet = _read(book)
    if "code" not in sheet.places:
        message = _("{path} no longer has the column “{heading}”, which identifies the tasks")
        raise InputError("no-sheet", message.format(path=path, heading=columns()["code"]))
    return sheet


def _read(book: Workbook) -> Sheet:
    hidden = book[_WRITTEN]
    worksheet = book[str(hidden["A1"].value)]
    rows = [["" if value is None else str(value) for value in row] for row in hidden.iter_rows(values_only=True)]
    names = dict(zip(rows[2], rows[1], strict=False)) if len(rows) >= _FIRST_WRITTEN - 1 else {}
    headings = [str(cell.value or "").strip() for cell in worksheet[1]]
    places: dict[str, int] = {}
    for place, heading in enumerate(headings, start=1):
        if names.get(heading):
            places.setdefault(names[heading], place)
    written = {row[0]: dict(zip(rows[1], row, strict=False)) for row in rows[_FIRST_WRITTEN - 1 :] if row[0]}
    return Sheet(book, worksheet, places, written, tuple(filter(None, rows[0][1:])))


def add_column(sheet: Sheet, name: str) -> None:
    """Append one of our columns, if the sheet does not have it."""
    if name not in sheet.places:
        sheet.places[name] = sheet.tasks.max_column + 1
        _put(sheet.tasks, 1, sheet.places[name], columns()[name])


def save(sheet: Sheet, path: Path) -> None:
    """Record in the hidden sheet what the program wrote, and write the workbook, completely or not at all.

    Raises
    ------
    OutputError
        The file cannot be written (code ``unwritable``).
    """
    book, names = sheet.book, list(columns())
    headings = {name: str(sheet.tasks.cell(1, place).value) for name, place in sheet.places.items()}
    if _WRITTEN in book.sheetnames:
        del book[_WRITTEN]
    hidden = book.create_sheet(_WRITTEN)
    hidden.sheet_state = "veryHidden"
    for place, said in enumerate((sheet.tasks.title, *sheet.beside), start=1):
        _put(hidden, 1, place, said)
    rows = [{name: name for name in names}, headings, *sheet.written.values()]
    for row, cells in enumerate(rows, start=2):
        for place, name in enumerate(names, start=1):
            _put(hidden, row, place, cells.get(name, ""))
    content = io.BytesIO()
    book.save(content)
    write_file(path, content.getvalue())


def reach_over_all(worksheet: Worksheet) -> None:
    """Extend the filter to all rows and columns, and the print area to all rows."""
    from openpyxl.utils import get_column_letter

    last = max(worksheet.max_row, 2)
    worksheet.auto_filter.ref = f"A1:{get_column_letter(worksheet.max_column)}{last}"
    printed = _PRINTED.fullmatch(worksheet.print_area or "")
    if printed:
        worksheet.print_area = f"{printed['from']}:{printed['column']}{last}"


def _lay_out(worksheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    worksheet.freeze_panes = "C2"
    for place, name in enumerate(columns(), start=1):
        worksheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, _WIDTH)
        cell = worksheet.cell(1, place)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="8A1C1C")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    worksheet.row_dimensions[1].height = 2 * _LINE
    printed_to = get_column_letter(list(columns()).index(_PRINTED_TO) + 1)
    worksheet.print_area = f"A1:{printed_to}{max(worksheet.max_row, 2)}"
    reach_over_all(worksheet)
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = 9
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_title_rows = "1:1"


def cell_text(text: str) -> str:
    """Return a text that a cell can contain: without control characters, truncated to Excel's maximum length."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return ILLEGAL_CHARACTERS_RE.sub(" ", text)[:_LONGEST_CELL]


def _put(worksheet: Worksheet, row: int, place: int, text: str) -> None:
    cell = worksheet.cell(row, place)
    cell.value = cell_text(text) or None
    if text:
        cell.data_type = "s"
        # Also when somebody enters and leaves the cell.
        cell.quotePrefix = no_formula(text) != text
