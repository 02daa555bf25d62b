"""Reads the rows of a table of tasks by its header: "TT | Nội dung công việc | Chủ trì | Phối hợp | Thời hạn"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphbuild.model import Span
from graphbuild.vocabulary.task_labels import Attribute, attribute_of

_ORDINAL = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXL]+|[a-zđA-Z])?\W*")
_FEWEST = 2
"""Minimum number of known columns."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row of a table of tasks: the cells under the headings."""

    line: Span
    cells: dict[Attribute, Span]


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table of tasks: header, rows, and the rows between that head its parts; one of something else has no rows."""

    span: Span
    rows: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """What the columns of a table say about a task, None for those that say nothing."""

    columns: tuple[Attribute | None, ...]

    @property
    def counts(self) -> bool:
        """Whether the first column numbers the rows."""
        return self.columns[0] is None

    def row(self, text: str, line: Span, cells: Sequence[Span]) -> TaskRow | None:
        """Return a row of the table, None if it heads a part of it or has no task.

        Parameters
        ----------
        text, line
            The text in normal form, and the stretch of the row.
        cells
            Its cells, also the empty ones; the number can be missing where a row continues the one before.
        """
        if len(cells) == len(self.columns) - 1 and self.counts and not is_ordinal(cells[0].of(text)):
            cells = [Span(line.start, line.start), *cells]
        told: dict[Attribute, Span] = {}
        for name, cell in zip(self.columns, cells, strict=False):
            if name is not None and name not in told and any(map(str.isalnum, cell.of(text))):
                told[name] = cell
        # "A | Tuyên truyền" heads a part of the table, its title one cell too far to the left or alone.
        if "task" not in told or len(told) == 1 or is_ordinal(told["task"].of(text)):
            return None
        return TaskRow(line, told)


def read_header(text: str, cells: Sequence[Span]) -> Header | None:
    """Return what some cells say as the header of a table of tasks, None if they are none.

    Examples
    --------
    >>> text = "TT|Nhiệm vụ|Chủ trì"
    >>> read_header(text, [Span(0, 2), Span(3, 11), Span(12, 19)])
    Header(columns=(None, 'task', 'lead'))
    """
    columns = tuple(attribute_of(cell.of(text)) for cell in cells)
    known = {name for name in columns if name is not None}
    return Header(columns) if "task" in known and len(known) >= _FEWEST else None


def is_ordinal(cell: str) -> bool:
    """Tell whether a cell has only the number of its row, or nothing."""
    return _ORDINAL.fullmatch(cell) is not None
