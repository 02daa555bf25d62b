"""Tables of a page by their ruling lines: which words stand in which cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graphbuild.readers.encoding.syllables import is_syllable
from graphbuild.readers.pages.line import Line
from graphbuild.readers.pages.rows import lines_of, pieces_of
from graphbuild.readers.pages.words import Rule, Word

_NEAR = 3.0
"""Distance in points within which rules meet, and positions of rules are one."""
_MOST_RULES = 2_000
"""Number of level or upright rules of one page beyond which it is a drawing, not a table."""
_MOST_CELLS = 20_000
"""Number of fields of a grid beyond which it is squared paper."""


@dataclass(slots=True)
class GridCell:
    """A cell, in fields of the grid."""

    row: int
    column: int
    down: int
    across: int
    x0: float
    x1: float
    """Left and right edge in points."""
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table with its cells in the order of rows."""

    x0: float
    y0: float
    x1: float
    y1: float
    columns: list[float]
    """Positions of the upright rules in points."""
    levels: list[float]
    """Positions of the level rules in points."""
    rows: list[list[GridCell]]
    """For each row the cells that begin in it."""


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """Return the tables, of at least two columns, that ruling lines make; from the highest to the lowest.

    Examples
    --------
    >>> level = [Rule(50, y, 250, y) for y in (100, 120, 140)]
    >>> upright = [Rule(50, 100, 50, 140), Rule(150, 120, 150, 140), Rule(250, 100, 250, 140)]
    >>> (grid,) = grids_of(level + upright)
    >>> [[(cell.down, cell.across) for cell in row] for row in grid.rows]
    [[(1, 2)], [(1, 1), (1, 1)]]
    """
    level, upright = _straightened(rules)
    if not 2 <= len(level) <= _MOST_RULES or not 3 <= len(upright) <= _MOST_RULES:
        return []
    grids = [_grid(*group) for group in _groups(level, upright)]
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: grid.y0)


def fill(grids: Sequence[Grid], stretches: Sequence[Line]) -> list[Line]:
    """Put words into the cells in which they stand, and return the others."""
    if not grids:
        return list(stretches)
    others: list[Line] = []
    inside: list[dict[tuple[int, int], list[Word]]] = [{} for _grid in grids]
    fields = [_Fields(grid) for grid in grids]
    for word in (word for stretch in stretches for word in stretch.words):
        x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
        for number, grid in enumerate(grids):
            if grid.y0 <= y <= grid.y1 and grid.x0 - _NEAR <= x <= grid.x1 + _NEAR:
                inside[number].setdefault(fields[number].at(x, y), []).append(word)
                break
        else:
            others.append(Line.of([word]))
    for grid, contents in zip(grids, inside, strict=True):
        for row in grid.rows:
            for cell in row:
                words = contents.get((cell.row, cell.column), ())
                cell.lines = lines_of(pieces_of(Line.of([word]) for word in words))
                for line, below in pairwise(cell.lines):
                    line.is_cut = _is_cut(line, below, cell)
    return others


def _is_cut(line: Line, below: Line, cell: GridCell) -> bool:
    """Tell whether a word fills a cell that is too narrow for it, so that its rest stands on the next line.

    Words that only just fit stand alone on a line too: what is cut must be a number, or no syllable but with its rest.
    """
    word, rest = line.texts[0], below.texts[0]
    room = cell.x1 - line.x1 - (line.x0 - cell.x0)
    if (
        len(line.texts) > 1
        or room > (line.x1 - line.x0) / len(word)
        or not (word[-1:].isalnum() and rest[:1].isalnum())
    ):
        return False
    if any(map(str.isdigit, word)):
        return "/" in word or (word[-1].isdigit() and rest[0].isdigit())
    return is_syllable(word + rest) and not (is_syllable(word) and is_syllable(rest))


class _Fields:
    """Finds the cell at a place of a grid."""

    def __init__(self, grid: Grid) -> None:
        self._columns = grid.columns
        self._cells = {
            (row, column): (cell.row, cell.column)
            for cells in grid.rows
            for cell in cells
            for row in range(cell.row, cell.row + cell.down)
            for column in range(cell.column, cell.column + cell.across)
        }
        self._rows = grid.levels

    def at(self, x: float, y: float) -> tuple[int, int]:
        row = min(max(bisect_right(self._rows, y) - 1, 0), len(self._rows) - 2)
        column = min(max(bisect_right(self._columns, x) - 1, 0), len(self._columns) - 2)
        return self._cells[row, column]


_Level = tuple[float, float, float]
"""Position of a rule, and the two ends of it."""


def _straightened(rules: Sequence[Rule]) -> tuple[list[_Level], list[_Level]]:
    """Return the level and the upright rules, those that continue each other as one."""
    level = [(rule.y0, min(rule.x0, rule.x1), max(rule.x0, rule.x1)) for rule in rules if rule.y0 == rule.y1]
    upright = [(rule.x0, min(rule.y0, rule.y1), max(rule.y0, rule.y1)) for rule in rules if rule.x0 == rule.x1]
    return _continued(level), _continued(upright)


def _continued(rules: list[_Level]) -> list[_Level]:
    positions = _clustered([rule[0] for rule in rules])
    rules = sorted((positions[position], start, end) for position, start, end in rules)
    joined: list[_Level] = []
    for position, start, end in rules:
        if joined and joined[-1][0] == position and start <= joined[-1][2] + _NEAR:
            joined[-1] = (position, joined[-1][1], max(end, joined[-1][2]))
        else:
            joined.append((position, start, end))
    return joined


def _clustered(positions: Iterable[float]) -> dict[float, float]:
    """Return for each position the first of those that are as good as the same."""
    clustered: dict[float, float] = {}
    first = float("-inf")
    for position in sorted(positions):
        if position - first > _NEAR:
            first = position
        clustered[position] = first
    return clustered


def _groups(level: list[_Level], upright: list[_Level]) -> Iterator[tuple[list[_Level], list[_Level]]]:
    """Yield the rules that meet each other, directly or by others."""
    parents = list(range(len(level) + len(upright)))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    heights = [rule[0] for rule in level]
    for number, (x, top, bottom) in enumerate(upright, start=len(level)):
        for other in range(bisect_right(heights, top - _NEAR), bisect_right(heights, bottom + _NEAR)):
            if level[other][1] - _NEAR <= x <= level[other][2] + _NEAR:
                parents[root(other)] = root(number)
    groups: dict[int, tuple[list[_Level], list[_Level]]] = {}
    for number, rule in enumerate([*level, *upright]):
        groups.setdefault(root(number), ([], []))[number >= len(level)].append(rule)
    yield from groups.values()


def _grid(level: list[_Level], upright: list[_Level]) -> Grid | None:
    """Return the grid of rules that meet; None if it has a single column or none."""
    if not level or not upright:
        return None
    level = sorted([*level, *_missing(level, upright)])
    ys, xs = sorted({rule[0] for rule in level}), sorted({rule[0] for rule in upright})
    if len(ys) < 2 or len(xs) < 3 or (len(ys) - 1) * (len(xs) - 1) > _MOST_CELLS:
        return None
    walls, floors = _by_position(upright), _by_position(level)
    taken: set[tuple[int, int]] = set()
    rows: list[list[GridCell]] = []
    for row in range(len(ys) - 1):
        cells: list[GridCell] = []
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            middle = (ys[row] + ys[row + 1]) / 2
            across = 1
            while column + across < len(xs) - 1 and (row, column + across) not in taken:
                if _crosses(walls[xs[column + across]], middle):
                    break
                across += 1
            centre = (xs[column] + xs[column + 1]) / 2
            down = 1
            while row + down < len(ys) - 1 and not _crosses(floors[ys[row + down]], centre):
                down += 1
            cells.append(GridCell(row, column, down, across, xs[column], xs[column + across]))
            taken.update((r, c) for r in range(row, row + down) for c in range(column, column + across))
        rows.append(cells)
    return Grid(xs[0], ys[0], xs[-1], ys[-1], xs, ys, rows)


def _missing(level: list[_Level], upright: list[_Level]) -> Iterator[_Level]:
    """Yield the upper and lower edge that a table lacks where it goes on over pages: its upright rules end there."""
    heights = [rule[0] for rule in level]
    left, right = min(rule[0] for rule in upright), max(rule[0] for rule in upright)
    for end, edge in ((1, min(heights)), (2, max(heights))):
        ends = sorted(rule[end] for rule in upright)
        outer = ends[0] if end == 1 else ends[-1]
        together = sum(abs(other - outer) <= _NEAR for other in ends)
        if together >= 3 and abs(outer - edge) > _NEAR and (outer < edge) == (end == 1):
            yield outer, left, right


def _by_position(rules: list[_Level]) -> dict[float, list[tuple[float, float]]]:
    by_position: dict[float, list[tuple[float, float]]] = {}
    for position, start, end in rules:
        by_position.setdefault(position, []).append((start, end))
    return by_position


def _crosses(rules: list[tuple[float, float]], place: float) -> bool:
    return any(start <= place <= end for start, end in rules)
