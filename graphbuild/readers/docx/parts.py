"""The parts of a Word file and how they refer to each other (ECMA-376 part 2, Open Packaging Conventions)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from graphbuild.errors import InputError
from graphbuild.readers.packages.package import Package, damaged
from graphbuild.readers.packages.xml import xml_of

CONTENT_TYPES = "[Content_Types].xml"
_MAIN = re.compile(
    rb"wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.(?:document|template)\.macroEnabled(?:\w*)\.main\+xml"
)
_FETCHED = frozenset(
    "attachedTemplate audio frame image linkedImage mailMergeSource media oleObject subDocument video".split()
)
"""What a word processor would fetch when it opens the document; a hyperlink is not."""
_EMBEDDED = frozenset(["chart", "chartEx", "control", "diagramData", "oleObject", "package"])
"""What has content of its own that is no text of the document."""


class Relation(NamedTuple):
    """A reference from one part to another."""

    kind: str
    """The last word of its type: "styles", "image"."""
    target: str
    """Name of the part, or the address outside the file."""
    is_external: bool


class Parts:
    """The parts of one file.

    Parameters
    ----------
    data
        Bytes of the file.
    source
        Its name in messages.

    Attributes
    ----------
    unread
        Names of the parts that could not be read.

    Raises
    ------
    InputError
        ``damaged``: it is no package, or has no document in it; ``bomb`` as in `Package`.
    """

    def __init__(self, data: bytes, source: str) -> None:
        self._source = source
        self._package = Package(data, source)
        self._names = {name.lower().lstrip("/"): name for name in self._package.names}
        self._relations: dict[str, dict[str, Relation]] = {}
        self.unread: list[str] = []
        main = next((one.target for one in self.relations("").values() if one.kind == "officeDocument"), "")
        if main.lower() not in self._names:
            raise damaged(source)
        self.main = main

    @cached_property
    def has_macros(self) -> bool:
        """Whether there is a macro in the file."""
        return any(name.endswith("vbaproject.bin") for name in self._names)

    @cached_property
    def fetched(self) -> int:
        """Number of things outside the file that a word processor would fetch."""
        return sum(one.is_external and one.kind in _FETCHED for one in self._all_relations())

    @cached_property
    def embedded(self) -> int:
        """Number of objects in the file, such as a sheet of Excel or a chart, whose content is not read."""
        related = self.relations(self.main).values()
        embedded = (one for one in related if one.kind in _EMBEDDED and not one.is_external)
        return len({one.target for one in embedded})

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the references of a part by their ids; of the file itself for ""."""
        if part not in self._relations:
            folder, name = posixpath.split(part)
            root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
            found: dict[str, Relation] = {}
            for element in root if root is not None else ():
                target, is_external = element.get("Target", ""), element.get("TargetMode") == "External"
                if not is_external:
                    target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[element.get("Id", "")] = Relation(element.get("Type", "").rpartition("/")[2], target, is_external)
            self._relations[part] = found
        return self._relations[part]

    def related(self, kind: str) -> etree._Element | None:
        """Return the XML of the document's part of a kind, such as "styles"; None if it has none."""
        for one in self.relations(self.main).values():
            if one.kind == kind and not one.is_external:
                return self.xml(one.target)
        return None

    def document(self) -> etree._Element:
        """Return the XML of the document itself.

        Raises
        ------
        InputError
            ``damaged``, ``encrypted`` or ``bomb``.
        """
        return xml_of(self.read(self.main), self._source)

    def xml(self, name: str) -> etree._Element | None:
        """Return the XML of a part; None if it is missing or broken, and then it is told in `unread`."""
        if name.lower() not in self._names:
            return None
        try:
            return xml_of(self.read(name), self._source)
        except InputError as error:
            if error.code != "damaged":
                raise
            self.unread.append(name)
            return None

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises
        ------
        InputError
            As in `Package.read`.
        """
        return self._package.read(self._names.get(name.lower(), name))

    def _all_relations(self) -> Iterator[Relation]:
        for name in self._package.names:
            if name.endswith(".rels"):
                yield from self.relations(name.replace("_rels/", "").removesuffix(".rels")).values()


def is_word(data: bytes) -> bool:
    """Tell whether bytes are a Word file since 2007, be it damaged.

    Its list of content types decides; of a ZIP file whose directory is broken, the names that still stand in it.
    """
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        package = Package(data, "")
        return CONTENT_TYPES in package and _MAIN.search(package.read(CONTENT_TYPES).replace(b"\0", b"")) is not None
    except InputError:
        return CONTENT_TYPES.encode() in data and b"word/document.xml" in data
