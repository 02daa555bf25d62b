"""What is drawn on a page beside text: the lines that may enclose tables, and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from pypdfium2 import raw

from graphbuild.readers.pages.words import Rule
from graphbuild.readers.pdf.pdfium import Frame, OpenPage, bounds_of, object_in_form, object_of, type_of

MOST_OBJECTS = 20_000
"""Number of objects of one page beyond which the rest is not looked at for rules."""
MOST_TEXTS = 15_000
"""Number of stretches of text of one page beyond which it is not read: PDFium's time grows with their square."""
_MOST_SEGMENTS = 2_000
"""Number of segments of a path beyond which it is a drawing."""
_MOST_DEPTH = 4
"""Depth to which forms inside forms are followed."""
_THIN = 3.0
"""Largest width in points of a filled rectangle that is a line."""
_SHORTEST = 5.0
"""Smallest length in points of a line of a table."""

_Box = tuple[float, float, float, float]
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Drawings:
    """What is drawn on one page."""

    rules: list[Rule] = field(default_factory=list)
    picture: float = 0.0
    """Share of the page, from 0 to 1, that the largest picture covers."""
    paths: int = 0
    """Number of paths, of which letters may be made."""
    texts: int = 0
    """Number of stretches of text."""
    others: int = 0
    """Number of all other objects."""


def drawings_of(page: OpenPage) -> Drawings:
    """Return the ruling lines and the pictures of a page, and how much text there is to be read."""
    found = Drawings()
    count = raw.FPDFPage_CountObjects(ctypes.cast(page.page, raw.FPDF_PAGE))
    _look(found, map(object_of, repeat(page.page), range(count)), _IDENTITY, page.frame, 0)
    return found


def _look(found: Drawings, objects: Iterator[int], matrix: _Matrix, frame: Frame, depth: int) -> None:
    """Look at objects, also those inside forms, with what moves them to the page."""
    drawings = list(objects)
    kinds = list(map(type_of, drawings))
    found.texts += kinds.count(raw.FPDF_PAGEOBJ_TEXT)
    if found.texts > MOST_TEXTS:
        return
    for kind, drawn in [one for one in zip(kinds, drawings, strict=True) if one[0] != raw.FPDF_PAGEOBJ_TEXT]:
        found.others += 1
        if found.others > MOST_OBJECTS:
            return
        if kind == raw.FPDF_PAGEOBJ_PATH:
            found.paths += 1
            found.rules += _rules(drawn, matrix, frame)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            left, top, right, bottom = frame.shown(*_bounds(drawn, matrix))
            wide, high = min(right, frame.size.width) - max(left, 0), min(bottom, frame.size.height) - max(top, 0)
            share = max(0.0, wide) * max(0.0, high) / max(1.0, frame.size.width * frame.size.height)
            found.picture = max(found.picture, share)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MOST_DEPTH:
            count = raw.FPDFFormObj_CountObjects(ctypes.cast(drawn, raw.FPDF_PAGEOBJECT))
            inside = map(object_in_form, repeat(drawn), range(max(0, count)))
            _look(found, inside, _product(_matrix(drawn), matrix), frame, depth + 1)


def _rules(path: int, matrix: _Matrix, frame: Frame) -> Iterator[Rule]:
    """Yield the lines of a path: strokes along the edges of the page, and rectangles too thin to be anything else."""
    box = _bounds(path, matrix)
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        yield from _rule(box, frame)
        return
    pointer = ctypes.cast(path, raw.FPDF_PAGEOBJECT)
    count = raw.FPDFPath_CountSegments(pointer)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not 1 < count <= _MOST_SEGMENTS or not raw.FPDFPath_GetDrawMode(pointer, fill, stroke):
        return
    whole = _product(_matrix(path), matrix)
    for points in _outlines(pointer, count, whole):
        xs, ys = [x for x, _y in points], [y for _x, y in points]
        box = min(xs), min(ys), max(xs), max(ys)
        if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
            yield from _rule(box, frame)
        elif stroke.value:
            for (x, y), (to_x, to_y) in zip(points, [*points[1:], points[0]], strict=True):
                if min(abs(x - to_x), abs(y - to_y)) <= 1:
                    yield from _rule((min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)), frame)


def _outlines(path: Any, count: int, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the points of each stretch of a path that is drawn without lifting the pen; none of those with curves."""
    points: list[tuple[float, float]] = []
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    is_straight = True
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if is_straight and len(points) > 1:
                yield points
            points, is_straight = [], True
        is_straight = is_straight and kind != raw.FPDF_SEGMENT_BEZIERTO
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
    if is_straight and len(points) > 1:
        yield points


def _rule(box: _Box, frame: Frame) -> Iterator[Rule]:
    left, top, right, bottom = frame.shown(*box)
    if right - left >= bottom - top:
        if right - left >= _SHORTEST:
            middle = (top + bottom) / 2
            yield Rule(left, middle, right, middle)
    elif bottom - top >= _SHORTEST:
        middle = (left + right) / 2
        yield Rule(middle, top, middle, bottom)


_EDGES = (ctypes.c_float * 4)()
_EDGE = [ctypes.addressof(_EDGES) + 4 * number for number in range(4)]


def _bounds(drawn: int, matrix: _Matrix) -> _Box:
    """Return the left, lower, right and upper edge of an object in the coordinates of the page."""
    if not bounds_of(drawn, *_EDGE):
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top = _EDGES
    if matrix is _IDENTITY:
        return left, bottom, right, top
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)


def _matrix(drawn: int) -> _Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(ctypes.cast(drawn, raw.FPDF_PAGEOBJECT), matrix):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _product(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
