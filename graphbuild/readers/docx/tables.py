"""Tables: rows and cells, each merged cell once, without what was deleted (ECMA-376 17.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from graphbuild.readers.blocks import Block, Cell, Table
from graphbuild.readers.docx.names import below, child_of, integer_of, is_on, named, value_of
from graphbuild.readers.docx.runs import LeftOut, branch_of

_WRAPPERS = frozenset("w:customXml w:ins w:moveTo w:sdt w:sdtContent".split())


@dataclass(slots=True)
class _Cell:
    blocks: list[Block]
    across: int
    is_head: bool
    down: int = 1


def table_of(table: etree._Element, blocks_of: Callable[[etree._Element], list[Block]], left_out: LeftOut) -> Table:
    """Return a ``w:tbl`` as a table.

    Parameters
    ----------
    table
        The element.
    blocks_of
        Returns the content of a cell.
    left_out
        Where to count the rows and cells that are left out.
    """
    rows: list[list[_Cell]] = []
    from_above: dict[int, _Cell] = {}
    for row in _inside(table, "w:tr"):
        properties = child_of(row, "w:trPr")
        if child_of(properties, "w:del") is not None:
            left_out.deletions += 1
        elif is_on(child_of(properties, "w:hidden")):
            left_out.hidden += sum(len((text.text or "").strip()) for text in below(row, "t"))
        else:
            cells, from_above = _cells(row, properties, blocks_of, from_above, left_out)
            rows.append(cells)
    return Table([[Cell(cell.blocks, cell.across, cell.down, cell.is_head) for cell in row] for row in rows])


def _cells(
    row: etree._Element,
    properties: etree._Element | None,
    blocks_of: Callable[[etree._Element], list[Block]],
    from_above: dict[int, _Cell],
    left_out: LeftOut,
) -> tuple[list[_Cell], dict[int, _Cell]]:
    """Return the cells that begin in a row, and by their columns those that may go on in the next row."""
    is_head = is_on(child_of(properties, "w:tblHeader"))
    column = max(integer_of(child_of(properties, "w:gridBefore"), 0), 0)
    cells = [_Cell([], column, is_head)] if column else []
    going_on: dict[int, _Cell] = {}
    for element in _inside(row, "w:tc"):
        own = child_of(element, "w:tcPr")
        if child_of(own, "w:cellDel") is not None:
            left_out.deletions += 1
            continue
        across = max(integer_of(child_of(own, "w:gridSpan"), 1), 1)
        above = _merge(own, "w:vMerge")
        if _merge(own, "w:hMerge") == "continue" and cells:
            cells[-1].across += across
        elif above == "continue" and column in from_above:
            going_on[column] = from_above[column]
            going_on[column].down += 1
        else:
            cells.append(_Cell(blocks_of(element), across, is_head))
            if above:
                going_on[column] = cells[-1]
        column += across
    return cells, going_on


def _merge(properties: etree._Element | None, name: str) -> str:
    """Return whether a cell begins or continues a merged one: "restart", "continue", or ""."""
    merge = child_of(properties, name)
    return "" if merge is None else value_of(merge) or "continue"


def _inside(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or cells of a row, also those in content controls and the like."""
    for name, child in named(element):
        if name == wanted:
            yield child
        elif name in _WRAPPERS:
            yield from _inside(child, wanted)
        elif name == "mc:AlternateContent":
            yield from _inside(branch_of(child), wanted)
