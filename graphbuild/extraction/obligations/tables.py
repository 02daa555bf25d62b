"""Finds tables of tasks whose rows are lines, with the cells separated by bars (Markdown, pages) or wide space."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphbuild.extraction.obligations.table_rows import Header, TaskRow, TaskTable, read_header
from graphbuild.model import Span
from graphbuild.vocabulary.task_labels import TASK_WORDS

_COLUMNS = re.compile(r"[^\s](?:[^\n](?![ ]{3}))*[^\n]?")
_RULE = re.compile(r"[\s|:+=_-]*")
_FEWEST = 3
"""Minimum number of cells of a row."""
_GAP = "   "
"""The minimum gap between the columns of a table in plain text."""


def find_tables(text: str, lines: Span) -> list[TaskTable]:
    r"""Return the tables of tasks in a stretch of a text in normal form.

    Examples
    --------
    >>> text = "TT | Nhiệm vụ | Chủ trì | Thời hạn\n1 | Sửa nhà | Văn phòng | Quý I"
    >>> [row.cells["lead"].of(text) for table in find_tables(text, Span(0, len(text))) for row in table.rows]
    ['Văn phòng']
    """
    whole = lines.of(text)
    if "|" not in whole and _GAP not in whole:
        return []
    found: list[TaskTable] = []
    header: Header | None = None
    begin = end = lines.start
    rows: list[TaskRow] = []
    start = lines.start
    for says in whole.split("\n"):
        line = Span(start, start + len(says))
        start = line.end + 1
        # Without a bar or a wide gap a line has no cells; without a word for tasks it is no header.
        if ("|" not in says and _GAP not in says) or (
            header is None and not any(map(says.lower().__contains__, TASK_WORDS))
        ):
            continue
        cells = _cells(text, line)
        # Rules and blank lines may be between the rows; anything else ends the table.
        if header is not None and not _RULE.fullmatch(text, end, line.start):
            found, header, rows = _closed(found, begin, end, rows), None, []
        named = read_header(text, cells) if len(cells) >= _FEWEST else None
        if named is not None:
            if header is None:
                begin = line.start
            header, end = named, line.end
        elif header is not None and len(cells) >= _FEWEST:
            row = header.row(text, line, cells) if len(cells) >= len(header.columns) - 1 else None
            rows += [row] if row is not None else []
            end = line.end
        elif header is not None and _RULE.fullmatch(says):
            end = line.end
        elif header is not None:
            found, header, rows = _closed(found, begin, end, rows), None, []
    return _closed(found, begin, end, rows)


def _closed(found: list[TaskTable], begin: int, end: int, rows: Sequence[TaskRow]) -> list[TaskTable]:
    return [*found, TaskTable(Span(begin, end), tuple(rows))] if rows else found


def _cells(text: str, line: Span) -> list[Span]:
    """Return the cells of a line, including empty ones between bars, without surrounding spaces."""
    if "|" in text[line.start : line.end]:
        inner = line.of(text).strip()
        start = line.start + line.of(text).index(inner) if inner else line.start
        if inner.startswith("|"):
            start, inner = start + 1, inner[1:]
        inner = inner.removesuffix("|")
        cells = []
        for part in inner.split("|"):
            blank = len(part) - len(part.lstrip())
            cells.append(Span(start + blank, start + max(blank, len(part.rstrip()))))
            start += len(part) + 1
        return cells
    if _GAP not in text[line.start : line.end]:
        return []
    return [Span(*match.span()) for match in _COLUMNS.finditer(text, line.start, line.end)]
