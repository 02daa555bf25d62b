"""Pictures of whole pages in an OpenDocument text: scans that an office pasted into it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from graphbuild.readers.odt.names import below, child_of, value_of
from graphbuild.readers.packages.package import Package
from graphbuild.readers.packages.xml import xml_of
from graphbuild.readers.pasted import MILLIMETRES, is_page

_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,9})?)(pt|pc|in|cm|mm)")


def page_pictures(root: etree._Element, package: Package) -> list[str]:
    """Return the names of the pictures as large as a page in a document, each once, in the order in which they stand.

    What is outside the file is left alone.
    """
    names = []
    for frame in below(root, "draw:frame"):
        lengths = (_LENGTH.fullmatch(value_of(frame, f"svg:{side}")) for side in ("width", "height"))
        sides = [float(length[1]) * MILLIMETRES[length[2]] for length in lengths if length]
        # Of several images in a frame the first is shown (ODF 1.3 part 3, 10.4.4).
        name = value_of(child_of(frame, "draw:image"), "xlink:href").removeprefix("./")
        if name in package and is_page(sides):
            names.append(name)
    return list(dict.fromkeys(names))


def pasted_pages(data: bytes, source: str, numbers: Iterable[int]) -> Iterator[bytes]:
    """Yield the pictures of some pages of a document, by their numbers from 1; `source` is its name in messages.

    Raises
    ------
    InputError
        A picture cannot be had.
    """
    package = Package(data, source)
    names = page_pictures(xml_of(package.read("content.xml"), source), package)
    for number in numbers:
        yield package.read(names[number - 1])
