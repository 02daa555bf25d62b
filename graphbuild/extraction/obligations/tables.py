"""Reads tables of tasks by their header row: "TT | Nội dung công việc | Chủ trì | Phối hợp | Thời hạn | Sản phẩm".

The cells of a row are on one line, separated by bars in Markdown and in the text of a page, by wide space in plain
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graphbuild.model import Span
from graphbuild.vocabulary.obligations import Attribute, attributes_by_label

_COLUMNS = re.compile(r"[^\s](?:[^\n](?![ ]{3}))*[^\n]?")
_RULE = re.compile(r"[\s|:+=_-]*")
_ORDINAL = re.compile(r"\W*(?:\d{1,3}|[IVXL]+|[a-zđA-Z])?\W*")
_FEWEST = 3


_GAP = "   "
"""The minimum gap between the columns of a table in plain text."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row of a table of tasks: the cells under the headings."""

    line: Span
    cells: dict[Attribute, Span]


def find_task_rows(text: str, lines: Span) -> list[TaskRow]:
    r"""Return the rows of the tables of tasks in a stretch of a text in normal form.

    Examples
    --------
    >>> text = "TT | Nhiệm vụ | Chủ trì | Thời hạn\n1 | Sửa nhà | Văn phòng | Quý I"
    >>> [row.cells["lead"].of(text) for row in find_task_rows(text, Span(0, len(text)))]
    ['Văn phòng']
    """
    found: list[TaskRow] = []
    header: list[Attribute | None] = []
    start = before = lines.start
    whole = lines.of(text)
    for says in whole.split("\n") if "|" in whole or _GAP in whole else ():
        begin, start = start, start + len(says) + 1
        # Without a bar or a wide gap a line has no cells; without a word for tasks it is no header.
        if ("|" not in says and _GAP not in says) or not (header or any(map(says.lower().__contains__, _tasks()))):
            continue
        line = Span(begin, begin + len(says))
        cells = _cells(text, line)
        # Rules and blank lines may be between the rows; anything else ends the table.
        if header and not _RULE.fullmatch(text, before, line.start):
            header = []
        before = line.end
        if len(cells) < _FEWEST:
            if not _RULE.fullmatch(text, line.start, line.end):
                header = []
            continue
        named = [_attribute(cell.of(text)) for cell in cells]
        if "task" in named and sum(name is not None for name in named) >= 2:
            header = named
        elif header and len(cells) >= len(header) - 1:
            found += _row(text, line, cells, header)
    return found


def _row(text: str, line: Span, cells: list[Span], header: list[Attribute | None]) -> Iterator[TaskRow]:
    if len(cells) == len(header) - 1 and header[0] is None and not _ORDINAL.fullmatch(cells[0].of(text)):
        # The ordinal is missing in a row that continues the previous one.
        cells = [Span(line.start, line.start), *cells]
    told = {
        name: cell
        for name, cell in zip(header, cells, strict=False)
        if name is not None and any(character.isalnum() for character in cell.of(text))
    }
    # "A | Tuyên truyền": a row that heads a part of the table, its title one cell too far to the left or alone.
    if "task" in told and len(told) > 1 and not _ORDINAL.fullmatch(told["task"].of(text)):
        yield TaskRow(line, told)


def _attribute(cell: str) -> Attribute | None:
    label = " ".join(cell.strip(" *_:").lower().split())
    return attributes_by_label().get(label)


@cache
def _tasks() -> tuple[str, ...]:
    """Return words of which every label of tasks contains one, whatever spaces are in it."""
    labels = [label for label, attribute in attributes_by_label().items() if attribute == "task"]
    shortest = [label for label in labels if not any(other in label for other in labels if other != label)]
    return tuple(label.split()[0] for label in shortest)


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
