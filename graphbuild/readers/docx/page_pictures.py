"""Pictures of whole pages in a Word file: scans that an office pasted into it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from graphbuild.readers.docx.names import name_of, named, relation_of
from graphbuild.readers.docx.parts import Parts
from graphbuild.readers.docx.runs import branch_of
from graphbuild.readers.pasted import MILLIMETRES, is_page

_EMU = 36_000
"""English Metric Units of a millimetre (ECMA-376 20.1.2.1)."""
_EXTENT = re.compile(r"\d{1,10}")
_STYLE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d{1,6}(?:\.\d{1,9})?)(pt|in|cm|mm)")
_DELETED = frozenset(["w:del", "w:moveFrom"])


def page_pictures(parts: Parts) -> list[str]:
    """Return the names of the pictures as large as a page in a document, each once, in the order in which they stand.

    What is outside the file is left alone.
    """
    relations = parts.relations(parts.main)
    found = (relations.get(identifier) for identifier in _pictures(parts.document()))
    return list(dict.fromkeys(one.target for one in found if one is not None and not one.is_external))


def pasted_pages(data: bytes, source: str, numbers: Iterable[int]) -> Iterator[bytes]:
    """Yield the pictures of some pages of a document.

    Parameters
    ----------
    data
        The whole document.
    source
        Its name in messages.
    numbers
        Numbers of the pages, from 1.

    Raises
    ------
    InputError
        A picture cannot be had.
    """
    parts = Parts(data, source)
    names = page_pictures(parts)
    for number in numbers:
        yield parts.read(names[number - 1])


def _pictures(element: etree._Element) -> Iterator[str]:
    """Yield the ids of the pictures below an element that are large enough."""
    for name, child in named(element):
        if name == "a:blip":
            if is_page(_drawn(child)):
                yield relation_of(child, "embed")
        elif name == "v:imagedata":
            if is_page(_styled(element)):
                yield relation_of(child)
        elif name not in _DELETED:
            yield from _pictures(branch_of(child) if name == "mc:AlternateContent" else child)


def _drawn(blip: etree._Element) -> list[float]:
    """Return the sides in millimetres of a picture in DrawingML (ECMA-376 20.1.7.3)."""
    fill = blip.getparent()
    picture = fill.getparent() if fill is not None else None
    for inner in picture.iter() if picture is not None else ():
        if name_of(inner.tag) == "a:ext":
            sides = [inner.get(side, "") for side in ("cx", "cy")]
            if all(map(_EXTENT.fullmatch, sides)):
                return [int(side) / _EMU for side in sides]
    return []


def _styled(shape: etree._Element) -> list[float]:
    """Return the sides in millimetres of a picture in VML (ECMA-376 part 4, 19.1.2.19)."""
    sides = {side: float(value) * MILLIMETRES[unit] for side, value, unit in _STYLE.findall(shape.get("style", ""))}
    return list(sides.values())
