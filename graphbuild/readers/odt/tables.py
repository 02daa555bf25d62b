"""Tables of OpenDocument: rows and cells, each merged cell once (ODF 1.3 part 3, 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from graphbuild.readers.blocks import Block, Cell, Table
from graphbuild.readers.odt.names import integer_of, named, value_of

_MOST_REPEATS = 50
"""How often a cell of text that is to be repeated is repeated at most; programs repeat few, absurd files millions."""
_GROUPS = frozenset("table:table-header-rows table:table-row-group table:table-rows text:soft-page-break".split())


def table_of(table: etree._Element, blocks_of: Callable[[etree._Element], list[Block]]) -> Table:
    """Return a ``table:table`` as a table; `blocks_of` returns the content of a cell."""
    return Table([list(_cells(row, is_head, blocks_of)) for row, is_head in _rows(table, False)])


def _rows(element: etree._Element, is_head: bool) -> Iterator[tuple[etree._Element, bool]]:
    for name, child in named(element):
        if name == "table:table-row":
            if value_of(child, "table:visibility") not in ("collapse", "filter"):
                yield child, is_head
        elif name in _GROUPS:
            yield from _rows(child, is_head or name == "table:table-header-rows")


def _cells(row: etree._Element, is_head: bool, blocks_of: Callable[[etree._Element], list[Block]]) -> Iterator[Cell]:
    for name, element in named(row):
        if name == "table:table-cell":
            across = max(integer_of(element, "table:number-columns-spanned", 1), 1)
            down = max(integer_of(element, "table:number-rows-spanned", 1), 1)
            cell = Cell(blocks_of(element), across, down, is_head)
            times = integer_of(element, "table:number-columns-repeated", 1)
            # Tables in repeated cells of tables would multiply without bound.
            is_text = all(isinstance(block, str) for block in cell.blocks)
            yield from [cell] * (min(max(times, 1), _MOST_REPEATS) if is_text else 1)
