"""The force-directed layout of the graph page: documents that cite each other are close together.

Documents that already have a position keep it: only new ones are placed, beside those that they cite or that cite them.
The picture that a reader knows stays the same when a document is added.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from statistics import median

from graphbuild.pages.graph.by_level_and_date import CELL_HEIGHT, CELL_WIDTH

Position = tuple[int, int]
"""Centre of a document's box in units of the drawing; y grows downwards."""

LINK = 190
"""Typical length of a citation in the drawing."""

GAP = 60
"""Space between parts that are not connected."""

_ROUNDS = 200
_SEED = 0
_STEP_ACROSS, _STEP_DOWN = CELL_WIDTH // 4, CELL_HEIGHT // 3
"""Distance by which a box moves at a time while it looks for a free spot."""
_ROOMINESS = 3
"""Area over which forces should spread documents, relative to the area of their boxes."""


def force_layout(
    documents: Iterable[str], links: Iterable[tuple[str, str]], kept: Mapping[str, Position]
) -> dict[str, Position]:
    """Return a position for each document, such that no two boxes touch; equal input gives equal positions.

    Parameters
    ----------
    documents
        IRIs of the documents to draw.
    links
        Pairs of documents of which one cites the other.
    kept
        Positions to keep; those of documents that are not drawn stay reserved for them.

    Examples
    --------
    >>> force_layout(["a"], [], {"a": (10, 20)})
    {'a': (10, 20)}
    """
    drawn = set(documents)
    neighbours: dict[str, set[str]] = {document: set() for document in sorted(drawn)}
    for one, other in links:
        if one != other and one in drawn and other in drawn:
            neighbours[one].add(other)
            neighbours[other].add(one)
    room = _Room(kept.values())
    positions = {document: kept[document] for document in neighbours if document in kept}
    apart = []
    for part in _parts(neighbours):
        if positions.keys().isdisjoint(part):
            apart.append(_by_forces(part, neighbours))
        else:
            _place_beside(part, neighbours, positions, room)
    positions.update(_in_shelves(apart, [*kept.values(), *positions.values()]))
    return positions


def _parts(neighbours: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the documents by connected component, the largest first."""
    parts = []
    seen: set[str] = set()
    for document in neighbours:
        if document in seen:
            continue
        part, waiting = [], [document]
        seen.add(document)
        while waiting:
            part.append(waiting.pop())
            waiting += neighbours[part[-1]] - seen
            seen |= neighbours[part[-1]]
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _by_forces(part: Sequence[str], neighbours: Mapping[str, set[str]]) -> dict[str, Position]:
    """Return positions for the documents of a component of which none has one."""
    import rustworkx

    number = {document: at for at, document in enumerate(part)}
    graph: rustworkx.PyGraph[str, None] = rustworkx.PyGraph()
    graph.add_nodes_from(part)
    pairs = [(number[one], number[other]) for one in part for other in sorted(neighbours[one]) if one < other]
    graph.add_edges_from_no_data(pairs)
    found = rustworkx.spring_layout(graph, num_iter=_ROUNDS, seed=_SEED)
    lengths = [math.dist(found[one], found[other]) for one, other in pairs]
    across, down = zip(*found.values(), strict=True)
    area = (max(across) - min(across)) * (max(down) - min(down))
    scale = LINK / median(lengths) if lengths else 0
    if area:
        scale = max(scale, math.sqrt(_ROOMINESS * len(part) * CELL_WIDTH * CELL_HEIGHT / area))
    room = _Room(())
    # The best connected ones first: their positions matter most.
    order = sorted(part, key=lambda it: (-len(neighbours[it]), it))
    return {it: room.take_near((found[number[it]][0] * scale, found[number[it]][1] * scale)) for it in order}


def _place_beside(
    part: Sequence[str], neighbours: Mapping[str, set[str]], positions: dict[str, Position], room: _Room
) -> None:
    """Place the new documents of a part of which some have positions, each in the middle of its neighbours."""
    new = [document for document in part if document not in positions]
    while new:
        known = {
            document: [positions[it] for it in sorted(neighbours[document]) if it in positions] for document in new
        }
        for document in sorted(filter(known.__getitem__, new), key=lambda it: (-len(known[it]), it)):
            middle = [sum(axis) / len(known[document]) for axis in zip(*known[document], strict=True)]
            positions[document] = room.take_near((middle[0], middle[1]))
        new = [document for document in new if document not in positions]


def _in_shelves(parts: Sequence[Mapping[str, Position]], standing: Sequence[Position]) -> dict[str, Position]:
    """Return the positions of parts arranged in rows, the largest first, below everything that has a position."""
    positions: dict[str, Position] = {}
    extents = [_extent(part.values()) for part in parts]
    area = sum((right - left + GAP) * (bottom - top + GAP) for left, top, right, bottom in extents)
    width = max([math.sqrt(area), *(right - left for left, _top, right, _bottom in extents)], default=0)
    start, _top, end, bottom = _extent(standing) if standing else (0, 0, 0, -GAP)
    width = max(width, end - start)
    across, shelf, below = start, bottom + GAP, bottom + GAP
    for part, (left, top, right, bottom) in zip(parts, extents, strict=True):
        if across > start and across + right - left > start + width:
            across, shelf = start, below
        for document, (x, y) in part.items():
            positions[document] = (x - left + across, y - top + shelf)
        across += right - left + GAP
        below = max(below, shelf + bottom - top + GAP)
    return positions


def _extent(positions: Iterable[Position]) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of boxes."""
    across, down = zip(*positions, strict=True)
    half_width, half_height = CELL_WIDTH // 2, CELL_HEIGHT // 2
    return min(across) - half_width, min(down) - half_height, max(across) + half_width, max(down) + half_height


class _Room:
    """Where there is space for another box."""

    def __init__(self, positions: Iterable[Position]) -> None:
        self._taken: dict[tuple[int, int], list[Position]] = defaultdict(list)
        for position in positions:
            self._take(position)

    def take_near(self, wished: tuple[float, float]) -> Position:
        """Return the free spot nearest to a desired position, and reserve it."""
        x, y = round(wished[0]), round(wished[1])
        reach = 8
        while True:
            for across, down in _nearest_steps(reach):
                position = (x + across, y + down)
                if self._is_free(position):
                    self._take(position)
                    return position
            reach *= 2

    def _take(self, position: Position) -> None:
        self._taken[position[0] // CELL_WIDTH, position[1] // CELL_HEIGHT].append(position)

    def _is_free(self, position: Position) -> bool:
        return not any(
            abs(position[0] - x) < CELL_WIDTH and abs(position[1] - y) < CELL_HEIGHT for x, y in self._around(position)
        )

    def _around(self, position: Position) -> Iterator[Position]:
        column, row = position[0] // CELL_WIDTH, position[1] // CELL_HEIGHT
        for across in (column - 1, column, column + 1):
            for down in (row - 1, row, row + 1):
                yield from self._taken.get((across, down), ())


@cache
def _nearest_steps(reach: int) -> list[Position]:
    """Return the moves of up to `reach` steps in each direction, the shortest first."""
    steps = [
        (across * _STEP_ACROSS, down * _STEP_DOWN)
        for across in range(-reach, reach + 1)
        for down in range(-2 * reach, 2 * reach + 1)
    ]
    return sorted(steps, key=lambda step: (math.hypot(*step), step))
