"""Names of WordprocessingML: the same word for an element in both editions of the standard, and values of attributes.

ECMA-376 has two sets of namespaces, "transitional" and "strict"; Word writes either. Here both are ``w:``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

_OPEN = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_W, _W_STRICT = f"{_OPEN}/wordprocessingml/2006/main", f"{_STRICT}/wordprocessingml/main"
_R, _R_STRICT = f"{_OPEN}/officeDocument/2006/relationships", f"{_STRICT}/officeDocument/relationships"
_PREFIXES = {
    _W: "w",
    _W_STRICT: "w",
    f"{_OPEN}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_OPEN}/drawingml/2006/main": "a",
    f"{_STRICT}/drawingml/main": "a",
    f"{_OPEN}/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
}
_INTEGER = re.compile(r"\s*(-?\d{1,9})\s*")
_OFF = frozenset(["0", "false", "off"])


@lru_cache(maxsize=4096)
def name_of(tag: str) -> str:
    """Return the short name of an element's tag: "w:p"; "" for what is neither text nor math of a document.

    Examples
    --------
    >>> name_of(f"{{{_W_STRICT}}}p"), name_of("{urn:x}p")
    ('w:p', '')
    """
    space, _brace, local = tag.rpartition("}")
    prefix = _PREFIXES.get(space[1:])
    return f"{prefix}:{local}" if prefix else ""


def named(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield the elements directly in an element, each with its short name."""
    for child in element:
        yield name_of(child.tag), child


def below(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the elements ``w:…`` of a name below an element, in the order of the document."""
    yield from element.iter(f"{{{_W}}}{name}", f"{{{_W_STRICT}}}{name}")


def child_of(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first element on a path of short names below an element; None if there is none."""
    for step in path:
        for child in element if element is not None else ():
            if name_of(child.tag) == step:
                element = child
                break
        else:
            return None
    return element


def value_of(element: etree._Element | None, attribute: str = "val") -> str:
    """Return an attribute ``w:…`` (or ``m:…``, which are written alike); "" if it is missing."""
    if element is None:
        return ""
    value = element.get(f"{{{_W}}}{attribute}")
    if value is None:
        value = element.get(f"{{{_W_STRICT}}}{attribute}")
    return value or ""


def relation_of(element: etree._Element, attribute: str = "id") -> str:
    """Return the id of the part to which an element refers (``r:id``, ``r:embed``); "" if there is none."""
    return element.get(f"{{{_R}}}{attribute}") or element.get(f"{{{_R_STRICT}}}{attribute}") or ""


def integer_of(element: etree._Element | None, otherwise: int, attribute: str = "val") -> int:
    """Return an attribute that is a number of at most nine digits; `otherwise` if it is missing or something else."""
    match = _INTEGER.fullmatch(value_of(element, attribute))
    return int(match[1]) if match else otherwise


def is_on(element: etree._Element | None) -> bool:
    """Tell whether a property is there and not switched off (ECMA-376 17.17.4)."""
    return element is not None and value_of(element).lower() not in _OFF
