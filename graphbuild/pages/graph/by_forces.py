"""Where the documents of the graph page stand when closeness is asked for: what cites each other stands together.

Forces give the places, and a document that has one keeps it: only new ones are placed, beside those that they cite or
that cite them. The picture that a reader knows stays the same when a document is added.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from statistics import median

from graphbuild.pages.graph.by_level_and_date import CELL_HEIGHT, CELL_WIDTH

Place = tuple[int, int]
"""Centre of a document's box in units of the drawing; y grows downwards."""

LINK = 190
"""Length in the drawing of a citation of middling length."""

GAP = 60
"""Room between parts that no citation joins."""

_ROUNDS = 200
_SEED = 0
_STEP_ACROSS, _STEP_DOWN = CELL_WIDTH // 4, CELL_HEIGHT // 3
"""How far a box moves at a time while it looks for a free spot."""
_ROOMINESS = 3
"""Area that forces shall spread documents over, to the area of their boxes."""


def force_layout(
    documents: Iterable[str], links: Iterable[tuple[str, str]], kept: Mapping[str, Place]
) -> dict[str, Place]:
    """Return a place for each document, so that no two boxes touch; equal input gives equal places.

    Parameters
    ----------
    documents
        IRIs of what is drawn.
    links
        Pairs of documents of which one cites the other.
    kept
        Places that stay as they are; those of documents that are not drawn stay free for them.

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
    places = {document: kept[document] for document in neighbours if document in kept}
    apart = []
    for part in _parts(neighbours):
        if places.keys().isdisjoint(part):
            apart.append(_by_forces(part, neighbours))
        else:
            _place_beside(part, neighbours, places, room)
    places.update(_in_shelves(apart, [*kept.values(), *places.values()]))
    return places


def _parts(neighbours: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the documents by what hangs together, the largest part first."""
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


def _by_forces(part: Sequence[str], neighbours: Mapping[str, set[str]]) -> dict[str, Place]:
    """Return places for documents that all hang together and of which none has one."""
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
    # The best connected ones first: where they stand matters most.
    order = sorted(part, key=lambda it: (-len(neighbours[it]), it))
    return {it: room.take_near((found[number[it]][0] * scale, found[number[it]][1] * scale)) for it in order}


def _place_beside(
    part: Sequence[str], neighbours: Mapping[str, set[str]], places: dict[str, Place], room: _Room
) -> None:
    """Place the new documents of a part, some of which stand already, each in the middle of its neighbours."""
    new = [document for document in part if document not in places]
    while new:
        known = {document: [places[it] for it in sorted(neighbours[document]) if it in places] for document in new}
        for document in sorted(filter(known.__getitem__, new), key=lambda it: (-len(known[it]), it)):
            middle = [sum(axis) / len(known[document]) for axis in zip(*known[document], strict=True)]
            places[document] = room.take_near((middle[0], middle[1]))
        new = [document for document in new if document not in places]


def _in_shelves(parts: Sequence[Mapping[str, Place]], standing: Sequence[Place]) -> dict[str, Place]:
    """Return the places of parts that are set in rows, the largest first, below all that stands already."""
    places: dict[str, Place] = {}
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
            places[document] = (x - left + across, y - top + shelf)
        across += right - left + GAP
        below = max(below, shelf + bottom - top + GAP)
    return places


def _extent(places: Iterable[Place]) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of boxes."""
    across, down = zip(*places, strict=True)
    half_width, half_height = CELL_WIDTH // 2, CELL_HEIGHT // 2
    return min(across) - half_width, min(down) - half_height, max(across) + half_width, max(down) + half_height


class _Room:
    """Where there is room for another box."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._taken: dict[tuple[int, int], list[Place]] = defaultdict(list)
        for place in places:
            self._take(place)

    def take_near(self, wished: tuple[float, float]) -> Place:
        """Return the free spot nearest to where a box would like to stand, which is then free no more."""
        x, y = round(wished[0]), round(wished[1])
        reach = 8
        while True:
            for across, down in _nearest_steps(reach):
                place = (x + across, y + down)
                if self._is_free(place):
                    self._take(place)
                    return place
            reach *= 2

    def _take(self, place: Place) -> None:
        self._taken[place[0] // CELL_WIDTH, place[1] // CELL_HEIGHT].append(place)

    def _is_free(self, place: Place) -> bool:
        return not any(
            abs(place[0] - x) < CELL_WIDTH and abs(place[1] - y) < CELL_HEIGHT for x, y in self._around(place)
        )

    def _around(self, place: Place) -> Iterator[Place]:
        column, row = place[0] // CELL_WIDTH, place[1] // CELL_HEIGHT
        for across in (column - 1, column, column + 1):
            for down in (row - 1, row, row + 1):
                yield from self._taken.get((across, down), ())


@cache
def _nearest_steps(reach: int) -> list[Place]:
    """Return the moves of up to `reach` steps in each direction, the shortest first."""
    steps = [
        (across * _STEP_ACROSS, down * _STEP_DOWN)
        for across in range(-reach, reach + 1)
        for down in range(-2 * reach, 2 * reach + 1)
    ]
    return sorted(steps, key=lambda step: (math.hypot(*step), step))
