"""How a sheet of tasks looks and prints: A4 landscape, a row a task, overdue tasks in red, a list of states to choose.

Rows have the heights that their texts need; these are not fixed, so that programs adjust them to what an office types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from graphbuild.messages import _
from graphbuild.tracker.sheet import Address, Sheet, done_words
from graphbuild.tracker.tasks import RARE, Task, columns, gathered
from graphbuild.tracker.widths import POINTS, TYPEFACE, fitted, row_height
from graphbuild.vocabulary.task_states import task_states

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

LAST_ROW = 1_048_576
"""Of a sheet of Excel: what applies to it also applies to rows that are added later."""
_LEAST = {
    **{"number": 5, "code": 10, "basis": 10, "task": 30, "lead": 14, "support": 8, "day": 11, "left": 8, "words": 9},
    **{"product": 8, "report": 8, "more": 8, "status": 8, "note": 8},
}
"""Minimum widths of the printed columns, in digits; what comes after them is for work on the screen."""
_PAGE = 240.0
"""Width of a page in digits: letters are printed at 7 points, below which nobody likes to read."""
_LATER = 16.0
"""Width of a hidden column on the day on which it is shown: the page becomes wider, letters hardly smaller."""
_ON_SCREEN = 30.0
_BESIDE = ("heirs", "quote")
"""Columns beside the page whose long texts make no row higher; workbooks of before wrap them."""
_PROGRAM = (*RARE, "heirs")
"""Columns that are hidden as long as they are empty: nobody is meant to fill them in."""
_OFTEN = 0.2
"""Part of the tasks that must have something in a column for it to be worth its width on each page."""
SOON = 7
"""Number of days before the due day from which a task stands out."""
_PRINTED = re.compile(r"(?:.*!)?(?P<from>\$?[A-Z]+\$?\d+):(?P<column>\$?[A-Z]+\$?)\d+")


def new_sheet(
    worksheet: Worksheet,
    tasks: Sequence[Task],
    addresses: Mapping[str, Address | None],
    *,
    all_tasks: Sheet | None = None,
) -> Sheet:
    """Write tasks into an empty sheet, one per row.

    Parameters
    ----------
    worksheet
        The empty sheet.
    tasks
        One per row.
    addresses
        The page of each task, by its code.
    all_tasks
        For the sheet of a leading body: the sheet of all tasks, as which it looks.
    """
    worksheet.append(list(columns().values()))
    sheet = Sheet(worksheet, {name: place for place, name in enumerate(columns(), start=1)}, all_tasks)
    alike = all_tasks if all_tasks is not None and all_tasks.places.keys() >= sheet.places.keys() else None
    widths = {name: alike.width(alike.places[name]) for name in sheet.places} if alike else _widths(tasks)
    for name, width in widths.items():
        column = worksheet.column_dimensions[sheet.letter(name)]
        column.width, column.hidden = width or (_LATER if name in _LEAST else _ON_SCREEN), not width
    for number, task in enumerate(tasks, start=1):
        sheet.write(number + 1, task, addresses[task.code], number=number)
    _lay_out(sheet)
    return sheet


def _widths(tasks: Sequence[Task]) -> dict[str, float]:
    """Return the widths of the columns of a sheet of tasks by name, 0 for one that is hidden."""
    filled = {name: sum(bool(task.cells[name]) for task in tasks) for name in _PROGRAM}
    rare = [name for name in RARE if 0 < filled[name] < _OFTEN * len(tasks)]
    # One alone is as narrow as what would gather it.
    rare = rare if len(rare) > 1 else []
    hidden = {*rare, *(name for name in _PROGRAM if not filled[name]), *(() if rare else ("more",))}
    rows = [{**task.cells, "number": str(len(tasks)), "more": gathered(task.cells, rare)} for task in tasks]
    widths = fitted(rows, {name: width for name, width in _LEAST.items() if name not in hidden}, _PAGE)
    return {name: 0.0 if name in hidden else widths.get(name, _ON_SCREEN) for name in columns()}


def _lay_out(sheet: Sheet) -> None:
    """Lay out a filled sheet whose columns have their widths."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    worksheet = sheet.tasks
    line = Side("thin", color="FFFFFF")
    for place in sheet.places.values():
        cell = worksheet.cell(1, place)
        cell.font = Font(TYPEFACE, POINTS, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="8A1C1C")
        cell.border = Border(line, line, line, line)
        cell.alignment = Alignment("center", "center", wrap_text=True)
    set_heights(sheet, range(1, worksheet.max_row + 1))
    worksheet.freeze_panes = f"{sheet.letter('task')}2"
    worksheet.print_area = f"A1:{sheet.letter(list(_LEAST)[-1])}{max(worksheet.max_row, 2)}"
    reach_over_all(worksheet)
    set_up_page(worksheet)
    offer_states(sheet)
    mark_what_is_due(sheet)


def set_heights(sheet: Sheet, rows: Iterable[int]) -> None:
    """Give rows the heights that their texts need, which programs adjust when somebody edits them."""
    from openpyxl.worksheet.dimensions import RowDimension

    class Flexible(RowDimension):
        @property
        def customHeight(self) -> bool:  # noqa: N802 openpyxl's name
            return False

    beside = {sheet.places[name] for name in _BESIDE if name in sheet.places}
    widths = {place: sheet.width(place) for place in range(1, sheet.tasks.max_column + 1) if place not in beside}
    for row in rows:
        cells = [(_wrapped(sheet.tasks.cell(row, place)), width) for place, width in widths.items() if width]
        if widths.get(sheet.places.get("more", 0)):
            cells.append((sheet.gathers(row), widths[sheet.places["more"]]))
        # With what the office has set: rows that it hid or grouped.
        flexible, before = Flexible(sheet.tasks, row, ht=row_height(cells)), sheet.tasks.row_dimensions[row]
        flexible.hidden, flexible.outlineLevel, flexible.collapsed = (
            before.hidden,
            before.outlineLevel,
            before.collapsed,
        )
        sheet.tasks.row_dimensions[row] = flexible


def show_filled(sheet: Sheet, before: Iterable[Mapping[str, str]], now: Iterable[Task]) -> None:
    """Show the columns that were hidden as long as they were empty, or what gathers them, once they are filled in."""
    filled = {name for cells in before for name in _PROGRAM if cells.get(name)}
    new = {name for task in now for name in _PROGRAM if task.cells[name]} - filled
    hidden = sheet.hidden() if "more" in sheet.places else []
    for name in {"more" if name in hidden else name for name in new}:
        column = sheet.column_at(sheet.places[name]) if name in sheet.places else None
        if column is not None:
            column.hidden = False


def _wrapped(cell: Cell | MergedCell) -> str:
    """Return the text of a cell that can take more than a line."""
    is_text = isinstance(cell.value, str) and cell.data_type != "f"
    return str(cell.value) if is_text and cell.alignment.wrap_text else ""


def set_up_page(worksheet: Worksheet) -> None:
    """Print a sheet on A4 landscape, as wide as the page, with its first row and the number on each page."""
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.properties import PageSetupProperties

    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = 9
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.page_margins = PageMargins(left=0.25, right=0.25, top=0.25, bottom=0.35, header=0.15, footer=0.15)
    footer = HeaderFooterItem()
    footer.left.text, footer.right.text = "&A", _("Page {page} of {pages}").format(page="&P", pages="&N")
    worksheet.HeaderFooter.oddFooter = footer
    worksheet.print_title_rows = "1:1"


def offer_states(sheet: Sheet) -> None:
    """Let the office choose the state of a task from a list, unless it has made a list of its own; others are asked."""
    from openpyxl.worksheet.datavalidation import DataValidation

    worksheet = sheet.tasks
    if "status" not in sheet.places:
        return
    place = sheet.places["status"]
    cells = f"{sheet.letter('status')}2:{sheet.letter('status')}{LAST_ROW}"
    if any(
        area.min_col <= place <= area.max_col
        for own in worksheet.data_validations.dataValidation
        for area in own.sqref.ranges
    ):
        return
    choice = DataValidation("list", formula1=f'"{",".join(task_states())}"', allow_blank=True, errorStyle="warning")
    choice.errorTitle, choice.error = _("Progress"), _("This state is not in the list.")
    choice.showErrorMessage = True
    choice.add(cells)
    worksheet.add_data_validation(choice)


def mark_what_is_due(sheet: Sheet) -> None:
    """Colour what is overdue, due soon and done on the day on which the workbook is opened."""
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.styles.differential import DifferentialStyle

    if "day" not in sheet.places:
        return
    day, status = (sheet.at(name, 2) if name in sheet.places else "" for name in ("day", "status"))
    done = f"OR({','.join(f'{status}={word}' for word in done_words())})" if status else "FALSE"
    waits = f"ISNUMBER({day}),NOT({done})"
    for names, formula, font, fill in (
        (("day", "left"), f"AND({waits},{day}<TODAY())", Font(color="9C0006", bold=True), "FFC7CE"),
        (("day", "left"), f"AND({waits},{day}<=TODAY()+{SOON})", Font(color="7F6000"), "FFEB9C"),
        (("status",), done, Font(color="375623"), "E2EFDA"),
    ):
        letters = [sheet.letter(name) for name in names if name in sheet.places]
        style = DifferentialStyle(font, fill=PatternFill(bgColor=fill))
        rule = Rule("expression", dxf=style, formula=[formula], stopIfTrue=True)
        for letter in letters:
            sheet.tasks.conditional_formatting.add(f"{letter}2:{letter}{LAST_ROW}", rule)


def reach_over_all(worksheet: Worksheet) -> None:
    """Extend the filter to all rows and columns, and the print area to all rows."""
    from openpyxl.utils import get_column_letter

    last = max(worksheet.max_row, 2)
    worksheet.auto_filter.ref = f"A1:{get_column_letter(worksheet.max_column)}{last}"
    printed = _PRINTED.fullmatch(worksheet.print_area or "")
    if printed:
        worksheet.print_area = f"{printed['from']}:{printed['column']}{last}"
