"""The foot of a document over two pages: its list of recipients goes on, and who signed stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from graphbuild.readers.pages.line import Line
from graphbuild.readers.pages.paragraphs import Placed, PlacedPage
from graphbuild.readers.pages.tables import Grid
from graphbuild.vocabulary.wordings import wordings

Item = Placed | tuple[PlacedPage, Grid]
"""A line, or a table."""
_BULLETS = frozenset("-–+•*")
_APART = 2.0
"""Distance, in heights of a line, from which lines below each other are no list."""


def in_turn(pages: Iterable[list[Item]]) -> Iterator[Item]:
    """Yield the lines and tables of pages in the order of reading.

    Where the recipients at the foot of a document go on on the next page, they come first as a whole, and then what
    stands beside them: for whom was signed, and by whom.
    """
    beside: list[Item] = []
    for items in pages:
        rest = items
        if beside:
            left, right, rest = _goes_on(items, beside)
            yield from left
            beside += right
            if not rest:
                continue
            yield from beside
        begin = _beside(rest)
        yield from rest[:begin]
        beside = rest[begin:]
    yield from beside


def _beside(items: Sequence[Item]) -> int:
    """Return where the right column of a foot begins with which a page ends; the number of items if it has none."""
    groups = _groups(items)
    if len(groups) < 2 or not (_is_column(groups[-2]) and _is_column(groups[-1])):
        return len(items)
    labels = tuple(label.casefold() for label in wordings("head")["recipients"])
    is_foot = any(line.text.casefold().startswith(labels) for line in _lines(groups[-2]))
    return len(items) - len(groups[-1]) if is_foot else len(items)


def _goes_on(items: list[Item], beside: Sequence[Item]) -> tuple[list[Item], list[Item], list[Item]]:
    """Return what the head of a page adds to the recipients, what to the lines beside them, and the rest."""
    groups = _groups(items)
    if groups and _is_column(groups[0]):
        if len(groups) > 1 and _is_column(groups[1]) and any(map(_is_entry, _lines(groups[0]))):
            return groups[0], groups[1], items[len(groups[0]) + len(groups[1]) :]
        return [], [], items
    edge = min(line.x0 for line in _lines(beside))
    count = 0
    above: Line | None = None
    for item in items:
        if not isinstance(item, Placed) or item.line.x1 > edge or not (above or _is_entry(item.line)):
            break
        if above is not None and item.line.y1 - above.y1 > _APART * item.line.height:
            break
        above = item.line
        count += 1
    return items[:count], [], items[count:]


def _groups(items: Sequence[Item]) -> list[list[Item]]:
    """Return the items of each column together, and others as they follow each other."""
    keys = groupby(items, lambda item: (item.left, item.right) if isinstance(item, Placed) and item.is_column else None)
    return [list(group) for _key, group in keys]


def _is_column(group: Sequence[Item]) -> bool:
    return isinstance(group[0], Placed) and group[0].is_column


def _lines(group: Iterable[Item]) -> list[Line]:
    return [item.line for item in group if isinstance(item, Placed)]


def _is_entry(line: Line) -> bool:
    """Tell whether a line begins an entry of a list: "- Như Điều 3;", but not a line of dashes."""
    text = line.text
    return text[:1] in _BULLETS and any(map(str.isalpha, text))
