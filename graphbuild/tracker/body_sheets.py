"""A sheet for each leading body, with the tasks that it leads, to be printed and handed out.

State and notes are shown as they stand in the sheet of all tasks; what is typed over them stays. A hidden sheet stores
which sheet belongs to which body: one that the office took out or renamed is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from graphbuild.tracker.layout import new_sheet
from graphbuild.tracker.sheet import Address, Sheet, free_title, put_text, sheet_of
from graphbuild.tracker.tasks import Task, columns

if TYPE_CHECKING:
    from openpyxl import Workbook

RECORD = "_graphbuild_bodies"
"""The hidden sheet: the names of the columns, then per body the name of its sheet, its own, and the headings."""
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")


def led_by(body: str, tasks: Iterable[Task]) -> list[Task]:
    """Return the tasks that a body leads, alone or with others."""
    name = body.casefold()
    return [task for task in tasks if any(name == lead.casefold() for lead in task.obligation.bearer_names)]


def add_body_sheets(
    book: Workbook,
    all_tasks: Sheet,
    bodies: Mapping[str, Sheet | None],
    tasks: Sequence[Task],
    addresses: Mapping[str, Address | None],
) -> dict[str, Sheet | None]:
    """Return the sheets of the leading bodies by their names, with new ones for those that have none yet.

    Parameters
    ----------
    book
        The workbook.
    all_tasks
        Its sheet of all tasks, whose widths the new sheets take over.
    bodies
        The sheets that it has; None for one that the office took out.
    tasks
        The tasks of the workbook.
    addresses
        The page of each task, by its code.
    """
    sheets = dict(bodies)
    known = {body.casefold() for body in bodies}
    for body in _leads(tasks):
        if body.casefold() not in known:
            worksheet = book.create_sheet(free_title(book, _NOT_IN_TITLES.sub(" ", body).lstrip(" '")))
            sheets[body] = new_sheet(worksheet, led_by(body, tasks), addresses, all_tasks=all_tasks)
    return sheets


def _leads(tasks: Iterable[Task]) -> list[str]:
    """Return the names of the leading bodies, the one with most tasks first."""
    names: dict[str, str] = {}
    counted = Counter(
        names.setdefault(name.casefold(), name) for task in tasks for name in task.obligation.bearer_names if name
    )
    return sorted(counted, key=lambda name: (-counted[name], name))


def read_body_sheets(book: Workbook, all_tasks: Sheet) -> dict[str, Sheet | None]:
    """Return the sheets of a workbook by body, None for one that is no longer there under its name."""
    if RECORD not in book.sheetnames:
        return {}
    first, *rows = (
        ["" if value is None else str(value) for value in row] for row in book[RECORD].iter_rows(values_only=True)
    )
    return {
        body: sheet_of(book[title], dict(zip(headings, first[2:], strict=False)), all_tasks)
        if title in book.sheetnames
        else None
        for title, body, *headings in rows
    }


def record_body_sheets(book: Workbook, bodies: Mapping[str, Sheet | None]) -> None:
    """Write down in the hidden sheet which sheet belongs to which body."""
    if RECORD in book.sheetnames:
        del book[RECORD]
    if not bodies:
        return
    record = book.create_sheet(RECORD)
    record.sheet_state = "veryHidden"
    rows = [["", "", *columns()]]
    for body, sheet in bodies.items():
        title, headings = (sheet.tasks.title, sheet.headings()) if sheet else ("", {})
        rows.append([title, body, *(headings.get(name, "") for name in columns())])
    for row, texts in enumerate(rows, start=1):
        for place, text in enumerate(texts, start=1):
            put_text(record, row, place, text)
