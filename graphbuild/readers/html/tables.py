"""Tables of a page: their rows and cells, also in bad markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.readers.blocks import Cell
from graphbuild.readers.html.elements import Element


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


def cell_of(element: Element) -> Cell:
    """Return an element of a row as a cell, without its content."""
    return Cell((), _span(element, "colspan"), _span(element, "rowspan"), element.name == "th")


def _holds(node: Element | str) -> bool:
    return bool(node.strip()) if isinstance(node, str) else not node.hidden


def _wrapped(node: Element | str) -> Element:
    return Element("", {}, [node]) if isinstance(node, str) else node


def _span(cell: Element, name: str) -> int:
    match = re.fullmatch(r"\s*(\d{1,4})\s*", cell.attributes.get(name, ""))
    return max(int(match[1]), 1) if match else 1
