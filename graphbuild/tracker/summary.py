"""The sheet that counts tasks by body and month and lists what is overdue, in formulas over the sheet of all tasks.

What an office writes of its tasks shows at once, and on each day what is overdue then. The sheet is made anew with
every merge; one in which the office has typed something is kept beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from graphbuild.messages import _
from graphbuild.tracker.layout import SOON, set_up_page
from graphbuild.tracker.sheet import DAY_FORMAT, Sheet, cell_style, done_words, free_title, put_text
from graphbuild.tracker.widths import POINTS, TYPEFACE, row_height
from graphbuild.vocabulary.task_states import task_states

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

RECORD = "_graphbuild_summary"
"""The hidden sheet with the name of the summary, and what the program wrote into its cells."""
_NEEDED = {"code", "task", "lead", "day", "status"}
_OVERDUE = 15
"""Number of tasks that are listed, the longest overdue first."""
_BEGINNING = 100
"""Number of characters that are listed of a task: one line."""
_PRINTED = 40
"""Number of leads that are printed, those with most tasks; all are on the screen."""
_HEIGHT = 28.0
"""Height of headings in points: two lines."""
_ROOM = 5_000
"""Number of rows in which overdue tasks are looked for, if the sheet has not more; an array of rows has an end."""
_PARTS = 2**21
"""More than a sheet has rows: a day and a row in one number, to sort by both."""
_LONGEST_NAME = 200
"""A condition of a formula has at most 255 characters."""
_WIDTHS = (7, 96, 15, 14, 13, 18, 24)
_SPECIAL = re.compile(r"[*?~]|^[<>=]")
"""What a condition of a formula does not take as it is."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_REFERENCE = re.compile(r"\$?[A-Z]{1,3}\$?\d+|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\s+")
"""What spreadsheets change in a formula when rows and columns are moved."""


def renew_summary(book: Workbook, sheet: Sheet, bodies: Mapping[str, Sheet | None]) -> None:
    """Write the summary of a workbook, anew if it has one; one that the office took out or renamed stays so.

    Parameters
    ----------
    book
        The workbook.
    sheet
        Its sheet of all tasks.
    bodies
        The sheets of leading bodies, which their names lead to.
    """
    if not sheet.places.keys() >= _NEEDED:
        return
    place = book.index(sheet.tasks) + 1
    title = _("Summary")
    if RECORD in book.sheetnames:
        title = str(book[RECORD]["A1"].value)
        if title not in book.sheetnames:
            return
        earlier = book[title]
        place = book.index(earlier)
        if _cells(earlier) == {str(cell): str(text) for cell, text in book[RECORD].iter_rows(2, values_only=True)}:
            book.remove(earlier)
        else:
            earlier.title = free_title(book, _("{title} (earlier)").format(title=title))
        book.remove(book[RECORD])
    worksheet: Worksheet = book.create_sheet(free_title(book, title), place)
    titles = {body.casefold(): of.tasks.title for body, of in bodies.items() if of is not None}
    _Writer(worksheet, sheet, titles).write()
    record = book.create_sheet(RECORD)
    record.sheet_state = "veryHidden"
    put_text(record, 1, 1, worksheet.title)
    for row, (cell, text) in enumerate(_cells(worksheet).items(), start=2):
        put_text(record, row, 1, cell)
        put_text(record, row, 2, text)


def _cells(worksheet: Worksheet) -> dict[str, str]:
    """Return what stands in the cells of a sheet, formulas without what spreadsheets change in them."""
    found: dict[str, str] = {}
    for row in worksheet.iter_rows():
        for cell in row:
            value = getattr(cell.value, "text", cell.value)
            if value is not None:
                text = f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)
                found[cell.coordinate] = _REFERENCE.sub("", text) if text.startswith("=") else text
    return found


class _Writer:
    """Writes the summary of a sheet of tasks from top to bottom."""

    def __init__(self, worksheet: Worksheet, of: Sheet, titles: Mapping[str, str]) -> None:
        self.worksheet, self.of, self.titles = worksheet, of, titles
        self.row = 1

    def write(self) -> None:
        from openpyxl.utils import get_column_letter

        for place, width in enumerate(_WIDTHS, start=1):
            self.worksheet.column_dimensions[get_column_letter(place)].width = width
        self._line(_("Tasks followed up"), bold=True)
        self._line(_("On the day"), "=TODAY()")
        self.worksheet.cell(self.row - 1, 3).number_format = DAY_FORMAT
        task, leads, day, status = (self.of.column(name) for name in ("task", "lead", "day", "status"))
        tasks = f'{task},"?*"'
        self._heads("", _("Tasks"))
        # The heading is no task.
        self._counts(_("All"), tasks, less=1)
        self._counts(_("Without a due day"), f'{tasks},{day},""')
        self._counts(_("Without a lead"), f'{tasks},{leads},""')
        self._overdue()
        self._heads(_("No."), _("Progress"))
        for number, state in enumerate(task_states(), start=1):
            self._counts(state, f"{tasks},{status},$B{self.row}", number=number)
        self._heads(_("No."), _("Month in which they are due"))
        for number, month in enumerate(self._months(), start=1):
            here = f"$B{self.row}"
            self._counts(month, f'{day},">="&{here},{day},"<"&EDATE({here},1)', number=number)
        bodies = self._bodies()
        lead = _("Lead")
        if len(bodies) > _PRINTED:
            lead = _("Lead ({count}; the first {printed} are printed)").format(count=len(bodies), printed=_PRINTED)
        self._heads(_("No."), lead)
        last = self.row - 1 + min(len(bodies), _PRINTED)
        for number, body in enumerate(bodies, start=1):
            # Alone, last, first, or between others.
            named = f'{{"","*; ","","*; "}}&$B{self.row}&{{"","","; *","; *"}}'
            self._link(body)
            self._counts(body, f"{leads},{named}", number=number)
        set_up_page(self.worksheet)
        self.worksheet.print_area = f"A1:{get_column_letter(len(_WIDTHS))}{last}"

    def _line(self, text: str, *formulas: str, bold: bool = False) -> None:
        from openpyxl.styles import Font

        put_text(self.worksheet, self.row, 2, text)
        for place, formula in enumerate(formulas, start=3):
            self.worksheet.cell(self.row, place).value = formula
        for place in range(2, 4):
            self.worksheet.cell(self.row, place).font = Font(TYPEFACE, POINTS, bold=bold)
        self.row += 1

    def _heads(self, *first: str, last: tuple[str, ...] = ()) -> None:
        """Write the headings of a table after an empty row."""
        from openpyxl.styles import Alignment, Font, PatternFill

        self.row += 1
        counted = (
            _("Total"),
            _("Done"),
            _("Overdue"),
            _("Due in {days} days").format(days=SOON),
            _("No progress told"),
        )
        for place, heading in enumerate((*first, *(last or counted)), start=1):
            put_text(self.worksheet, self.row, place, heading)
            cell = self.worksheet.cell(self.row, place)
            cell.font = Font(TYPEFACE, POINTS, bold=True, color="FFFFFF")
            cell.fill = PatternFill("solid", fgColor="8A1C1C")
            cell.alignment = Alignment("center", "center", wrap_text=True)
        self.worksheet.row_dimensions[self.row].height = _HEIGHT
        self.row += 1

    def _counts(self, name: str | date, tasks: str, *, less: int = 0, number: int | None = None) -> None:
        """Write how many of the tasks that meet conditions there are, are done, overdue, due soon, without a state."""
        day, status = self.of.column("day"), self.of.column("status")
        done = f"{status},{{{';'.join(done_words())}}}"
        overdue, soon = f'{tasks},{day},"<"&TODAY()', f'{tasks},{day},">="&TODAY(),{day},"<="&TODAY()+{SOON}'
        formulas = (
            f"{_number(tasks)}-{less}" if less else _number(tasks),
            _number(f"{tasks},{done}"),
            f"{_number(overdue)}-{_number(f'{overdue},{done}')}",
            f"{_number(soon)}-{_number(f'{soon},{done}')}",
            _number(f'{tasks},{status},""'),
        )
        cell = self.worksheet.cell(self.row, 2)
        if isinstance(name, date):
            cell.value, cell.number_format = name, "mm/yyyy"
        else:
            put_text(self.worksheet, self.row, 2, name)
        self.worksheet.cell(self.row, 1).value = number
        for place, formula in enumerate(formulas, start=3):
            self.worksheet.cell(self.row, place).value = f"={formula}"
        self.worksheet.cell(self.row, 5).number_format = "[=0]0;[Red]0"
        self._finish(row_height([(str(name), _WIDTHS[1])]), left=(2,))

    def _finish(self, height: float, *, left: tuple[int, ...], wraps: bool = True) -> None:
        """Lay out a row of a table, and go on to the next."""
        for place in range(1, len(_WIDTHS) + 1):
            cell = self.worksheet.cell(self.row, place)
            cell.font, cell.border, cell.alignment = cell_style(centred=place not in left, wraps=wraps)
        self.worksheet.row_dimensions[self.row].height = height
        self.row += 1

    def _link(self, body: str) -> None:
        """Let the name of a body lead to its sheet, if it has one."""
        from openpyxl.worksheet.hyperlink import Hyperlink

        title = self.titles.get(body.casefold())
        if title is not None:
            cell = self.worksheet.cell(self.row, 2)
            quoted = title.replace("'", "''")
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1")

    def _overdue(self) -> None:
        """List the tasks that are the longest overdue on the day on which the workbook is opened."""
        from openpyxl.worksheet.formula import ArrayFormula

        last = (_("Code"), _("Due"), _("Days late"), _("Lead"), "")
        self._heads(_("Row"), _("Longest overdue"), last=last)
        end = max(_ROOM, 2 * self.of.tasks.max_row)
        day, status = (self._cells_of(name, end) for name in ("day", "status"))
        waits = f"ISNA(MATCH({status},{{{','.join(done_words())}}},0))"
        late = f"IF({day}<TODAY(),IF({waits},{day}-TODAY()+ROW({day})/{_PARTS}))"
        for number in range(1, _OVERDUE + 1):
            here = f"$A{self.row}"
            key = f"SMALL(IF(ISNUMBER({day}),{late}),{number})"
            formula = f'=IFERROR(ROUND(MOD({key},1)*{_PARTS},0),"")'
            cell = self.worksheet.cell(self.row, 1)
            self.worksheet[cell.coordinate] = ArrayFormula(cell.coordinate, formula)
            shown = {name: f"INDEX({self.of.column(name)},{here})" for name in ("task", "code", "day", "lead")}
            for place, value in enumerate(
                (
                    f'IF(LEN({shown["task"]})>{_BEGINNING},LEFT({shown["task"]},{_BEGINNING})&"…",{shown["task"]})',
                    shown["code"],
                    shown["day"],
                    f"TODAY()-{shown['day']}",
                    f"LEFT({shown['lead']},{_BEGINNING // 2})",
                ),
                start=2,
            ):
                self.worksheet.cell(self.row, place).value = f'=IF({here}="","",{value})'
            self.worksheet.cell(self.row, 4).number_format = DAY_FORMAT
            self.worksheet.merge_cells(start_row=self.row, end_row=self.row, start_column=6, end_column=7)
            self._finish(row_height(()), left=(2, 6), wraps=False)

    def _cells_of(self, name: str, end: int) -> str:
        """Return the reference to the cells of a column down to a row."""
        letter = self.of.letter(name)
        return self.of.column(name).replace(f"${letter}:${letter}", f"${letter}$2:${letter}${end}")

    def _rows(self) -> range:
        return range(2, self.of.tasks.max_row + 1)

    def _months(self) -> list[date]:
        days = (self.of.said(row, "day") for row in self._rows())
        return sorted({date.fromisoformat(f"{day[:7]}-01") for day in days if _DAY.fullmatch(day)})

    def _bodies(self) -> list[str]:
        """Return the names of the leads, the one with most tasks first, as far as formulas can count them."""
        named = (name for row in self._rows() for name in self.of.said(row, "lead").split("; "))
        # As formulas compare them: without regard to case.
        first: dict[str, str] = {}
        counted: Counter[str] = Counter()
        for name in named:
            if name and len(name) <= _LONGEST_NAME and not _SPECIAL.search(name):
                counted[first.setdefault(name.casefold(), name)] += 1
        return sorted(counted, key=lambda name: (-counted[name], name))


def _number(conditions: str) -> str:
    """Return the formula that counts rows under conditions, of which some have several values."""
    return f"SUMPRODUCT(COUNTIFS({conditions}))"
