"""One sheet of tasks: a row a task, with our columns wherever the office has put them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from graphbuild.messages import _
from graphbuild.page_addresses import anchor
from graphbuild.safe_text import no_formula
from graphbuild.tracker.tasks import RARE, Task, gathered, said_before
from graphbuild.tracker.widths import POINTS, TYPEFACE
from graphbuild.vocabulary.task_states import words_of_done

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font
    from openpyxl.worksheet.dimensions import ColumnDimension
    from openpyxl.worksheet.worksheet import Worksheet

DAY_FORMAT = "dd/mm/yyyy"
_LONGEST_TITLE = 31
"""Maximum number of characters in the name of a sheet."""
_LONGEST_CELL = 32_767
"""Maximum number of characters in an Excel cell."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 excludes."""
_USUAL_WIDTH = 8.43
_CENTRED = frozenset({"number", "day", "left"})
_ONE_LINE = frozenset({"unsaid", "heirs"})
"""What stands beside the printed columns and must not make their rows higher."""
_OFFICE = ("status", "note")
"""The columns that the office fills in: the sheet of a body shows what is in the sheet of all tasks."""


@dataclass(frozen=True, slots=True)
class Address:
    """Target of a link: a page, relative to the workbook, and an anchor in it."""

    page: str
    place: str
    where: str
    """The page or paragraph, which the link tells under the pointer."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A task sheet while it is being written or updated."""

    tasks: Worksheet
    places: dict[str, int]
    """Column index of each of our columns in the sheet, by name."""
    all_tasks: Sheet | None = None
    """For the sheet of a leading body: the sheet of all tasks."""

    def put(self, row: int, name: str, text: str) -> None:
        """Write one of our cells, if the sheet has its column: a day as a date, else text that is never executed."""
        if name not in self.places:
            return
        cell = self.tasks.cell(row, self.places[name])
        if name == "day" and text:
            cell.value = date.fromisoformat(text)
            cell.number_format = DAY_FORMAT
        else:
            put_text(self.tasks, row, self.places[name], text)

    def said(self, row: int, name: str) -> str:
        """Return the content of one of our cells, a date in ISO form, "" for a column that the office has removed."""
        value = self.tasks.cell(row, self.places[name]).value if name in self.places else None
        if isinstance(value, datetime):
            return value.date().isoformat()
        return "" if value is None else str(value)

    def link(self, row: int, address: Address | None) -> None:
        """Link a task to its place in the page of its document."""
        from openpyxl.worksheet.hyperlink import Hyperlink

        # Workbooks of before have a column for it. The code takes one line: LibreOffice wraps no links.
        name = "quote" if "quote" in self.places else "code"
        if name in self.places and address is not None:
            cell = self.tasks.cell(row, self.places[name])
            told = address.where or None
            link = Hyperlink(ref=cell.coordinate, target=address.page, location=address.place, tooltip=told)
            cell.hyperlink = link

    def write(self, row: int, task: Task, address: Address | None, *, number: int) -> None:
        """Write a task into an empty row, with its number in the sheet."""
        for name, text in task.cells.items():
            self.put(row, name, text)
        if "number" in self.places:
            self.tasks.cell(row, self.places["number"]).value = number
        self.count_down(row)
        self._gather(row)
        self._show_the_office(row)
        self.link(row, address)
        for name in self.places:
            self._style(row, name)

    def add_column(self, name: str, heading: str) -> None:
        """Append one of our columns, if the sheet does not have it."""
        if name not in self.places:
            self.places[name] = self.tasks.max_column + 1
            put_text(self.tasks, 1, self.places[name], heading)

    def headings(self) -> dict[str, str]:
        """Return what stands over our columns."""
        return {name: str(self.tasks.cell(1, place).value) for name, place in self.places.items()}

    def count_down(self, row: int) -> None:
        """Write the formula that counts the days left until a task is due, as long as it is not done."""
        if not {"left", "day"} <= self.places.keys():
            return
        day = self.at("day", row)
        over = f'{day}=""'
        if "status" in self.places:
            over = f"OR({over},ISNUMBER(MATCH({self.at('status', row)},{{{','.join(done_words())}}},0)))"
        cell = self.tasks.cell(row, self.places["left"])
        cell.value = f'=IF({over},"",{day}-TODAY())'
        late = _("late")
        cell.number_format = f'0;"{late} "0'

    def gathers(self, row: int) -> str:
        """Return what the column that gathers rare ones shows of a task, unless the office has written over it."""
        if "more" not in self.places or self.tasks.cell(row, self.places["more"]).data_type != "f":
            return ""
        return gathered({name: self.said(row, name) for name in RARE}, self.hidden())

    def _gather(self, row: int) -> None:
        """Write the formula that shows what hidden columns say of a task."""
        hidden = self.hidden()
        if "more" in self.places and hidden:
            each = (f'IF({(cell := self.at(name, row))}="","",". {said_before(name)}"&{cell})' for name in hidden)
            self.tasks.cell(row, self.places["more"]).value = f"=MID({'&'.join(each)},3,{_LONGEST_CELL})"

    def hidden(self) -> list[str]:
        """Return the rare columns that are hidden."""
        return [name for name in RARE if name in self.places and not self.width(self.places[name])]

    def _show_the_office(self, row: int) -> None:
        """Show in the sheet of a body what the office wrote of the task in that of all tasks."""
        of = self.all_tasks
        if of is None or "code" not in of.places or "code" not in self.places:
            return
        for name in _OFFICE:
            if name in of.places and name in self.places:
                found = f"MATCH({self.at('code', row)},{of.column('code')},0)"
                formula = f'=IFERROR(INDEX({of.column(name)},{found})&"","")'
                self.tasks.cell(row, self.places[name]).value = formula

    def at(self, name: str, row: int) -> str:
        """Return the reference to a cell of a row, for formulas in that row: ``$G2``."""
        return f"${self.letter(name)}{row}"

    def column(self, name: str) -> str:
        """Return the reference to a whole column, for formulas in other sheets."""
        title = self.tasks.title.replace("'", "''")
        return f"'{title}'!${self.letter(name)}:${self.letter(name)}"

    def width(self, place: int) -> float:
        """Return the width of a column in digits, 0 for one that is not shown."""
        column = self.column_at(place)
        if column is None:
            return _USUAL_WIDTH
        return 0.0 if column.hidden else float(column.width)

    def column_at(self, place: int) -> ColumnDimension | None:
        """Return what is said of a column; programs say it once of several columns side by side."""
        for column in self.tasks.column_dimensions.values():
            column.reindex()
            if (column.min or 0) <= place <= (column.max or 0):
                return column
        return None

    def letter(self, name: str) -> str:
        """Return the letter of one of our columns."""
        from openpyxl.utils import get_column_letter

        return get_column_letter(self.places[name])

    def _style(self, row: int, name: str) -> None:
        cell = self.tasks.cell(row, self.places[name])
        cell.font, cell.border, cell.alignment = cell_style(centred=name in _CENTRED, wraps=name not in _ONE_LINE)


@cache
def cell_style(*, centred: bool, wraps: bool = True) -> tuple[Font, Border, Alignment]:
    """Return how a cell of a table looks."""
    from openpyxl.styles import Alignment, Border, Font, Side

    line = Side("thin", color="C8C8C8")
    alignment = Alignment("center" if centred else "left", "top", wrap_text=wraps)
    return Font(TYPEFACE, POINTS), Border(line, line, line, line), alignment


def sheet_of(worksheet: Worksheet, names: Mapping[str, str], all_tasks: Sheet | None = None) -> Sheet:
    """Return a sheet that was filled before, with our columns where their headings stand now.

    Parameters
    ----------
    worksheet
        The sheet.
    names
        Our columns by their headings.
    all_tasks
        For the sheet of a leading body: the sheet of all tasks.
    """
    places: dict[str, int] = {}
    for place, cell in enumerate(worksheet[1], start=1):
        heading = str(cell.value or "").strip()
        if heading and names.get(heading):
            places.setdefault(names[heading], place)
    return Sheet(worksheet, places, all_tasks)


def free_title(book: Workbook, wanted: str) -> str:
    """Return a name for a sheet that no other one of the workbook has, as close to a wanted one as Excel allows."""
    taken = {name.casefold() for name in book.sheetnames}
    endings = ("", *(f" {number}" for number in range(2, len(taken) + 3)))
    titles = ((wanted[: _LONGEST_TITLE - len(ending)].rstrip(" '") or "-") + ending for ending in endings)
    return next(title for title in titles if title.casefold() not in taken)


def done_words() -> list[str]:
    """Return the states of a task that is done, as constants of a formula."""
    return [f'"{word}"' for word in words_of_done()]


def cell_text(text: str) -> str:
    """Return a text that a cell can contain: without what XML cannot hold, truncated to Excel's maximum length."""
    return _NO_XML.sub(" ", text)[:_LONGEST_CELL]


def put_text(worksheet: Worksheet, row: int, place: int, text: str) -> None:
    """Write a text that no spreadsheet executes into a cell."""
    cell = worksheet.cell(row, place)
    cell.value = cell_text(text) or None
    if text:
        cell.data_type = "s"
        # Also when somebody enters and leaves the cell.
        cell.quotePrefix = no_formula(text) != text


def address_of(task: Task, path: Path, pages: Mapping[str, Path] | None) -> Address | None:
    """Return the position of a task in the page of its document, relative to a workbook at `path`."""
    page = (pages or {}).get(task.document.id)
    if page is None:
        return None
    way = Path(os.path.relpath(page.resolve(), path.resolve().parent)).as_posix()
    return Address(quote(way), anchor(task.obligation.id), task.cells["where"])
