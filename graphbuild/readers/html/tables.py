"""Tables of a page: which contain data and which are only layout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.readers.html.elements import Element

Cell = tuple[Element, list[str]]
"""A cell and the paragraphs in it."""

_MOST_COLUMNS = 50


def rows_of(table: Element) -> Iterator[list[Element]]:
    """Yield the rows of a table as lists of their cells or, in bad markup, of anything else."""
    loose: list[Element] = []
    for child in table.children:
        if isinstance(child, str):
            if child.strip():
                loose.append(Element("", {}, [child]))
            continue
        if child.name in ("caption", "colgroup"):
            continue
        if child.name not in ("tbody", "tfoot", "thead", "tr"):
            loose.append(child)
            continue
        if loose:
            yield loose
            loose = []
        if child.hidden:
            continue
        if child.name == "tr":
            yield [_wrapped(inner) for inner in child.children if _holds(inner)]
        else:
            yield from rows_of(child)
    if loose:
        yield loose


def is_data(rows: list[list[Cell]]) -> bool:
    """Tell whether rows are a data table: with header cells, or at least three filled columns and rows."""
    filled = [sum(bool(lines) for _cell, lines in row) for row in rows]
    if any(cell.name == "th" and lines for row in rows for cell, lines in row):
        return max(filled) > 1
    return sum(map(bool, filled)) >= 3 and max(filled) >= 3


def padded_rows(rows: list[list[Cell]]) -> Iterator[list[str]]:
    """Yield the texts of each non-empty row, with an empty one wherever a cell spans a column or comes from above."""
    from_above: dict[int, int] = {}
    for row in rows:
        texts: list[str] = []
        spans: dict[int, int] = {}
        for cell, lines in row:
            while from_above.get(len(texts), 0):
                texts.append("")
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(len(texts), min(len(texts) + wide, _MOST_COLUMNS)):
                spans[column] = high - 1
            texts += [" ".join(lines).replace("|", "\\|"), *[""] * (wide - 1)]
        while from_above.get(len(texts), 0):
            texts.append("")
        from_above = {column: left - 1 for column, left in from_above.items() if left > 1} | {
            column: left for column, left in spans.items() if left
        }
        if any(texts):
            yield texts


def _holds(node: Element | str) -> bool:
    return bool(node.strip()) if isinstance(node, str) else not node.hidden


def _wrapped(node: Element | str) -> Element:
    return Element("", {}, [node]) if isinstance(node, str) else node


def _span(cell: Element, name: str) -> int:
    match = re.fullmatch(r"\s*(\d{1,4})\s*", cell.attributes.get(name, ""))
    return min(max(int(match[1]), 1), _MOST_COLUMNS) if match else 1
