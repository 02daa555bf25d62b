"""OpenDocument texts: their text as a reader of the printed document sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from graphbuild.errors import InputError
from graphbuild.model import Markup, Note
from graphbuild.readers.blocks import lines_of
from graphbuild.readers.letterhead import columns_apart, has_letterhead
from graphbuild.readers.odt.body import Body
from graphbuild.readers.odt.lists import Lists
from graphbuild.readers.odt.names import below, child_of, value_of
from graphbuild.readers.odt.page_pictures import page_pictures
from graphbuild.readers.odt.styles import Styles
from graphbuild.readers.packages.package import Package, damaged, encrypted
from graphbuild.readers.packages.xml import xml_of
from graphbuild.readers.pasted import with_pages
from graphbuild.readers.reader import Content, Settings

_TYPE = b"application/vnd.oasis.opendocument.text"
_MACRO = re.compile(r"Basic/.+/(?!script-l[bc]\.xml).+|Scripts/.+")
_LINKS = (
    *("draw:floating-frame", "draw:image", "draw:object", "draw:object-ole", "draw:plugin", "text:section-source"),
    "office:dde-source",
)
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|\.\./", re.IGNORECASE)
_OBJECTS = ("draw:object", "draw:object-ole")


@dataclass(frozen=True, slots=True)
class OdtReader:
    """Reads texts of OpenDocument and their templates (ODT, OTT)."""

    format: str = "odt"
    suffixes: tuple[str, ...] = (".odt", ".ott")
    markup: Markup = "markdown"
    own_offsets: bool = False

    def recognises(self, data: bytes) -> bool:
        """Tell whether the file says that it is such a text, by its first member as the standard demands, or later."""
        if not data.startswith(b"PK\x03\x04"):
            return False
        # The first member's name begins at byte 30 of the file, and its content, which is not packed, after it.
        if data.startswith(b"mimetype" + _TYPE, 30):
            return True
        try:
            package = Package(data, "")
            return "mimetype" in package and package.read("mimetype").startswith(_TYPE)
        except InputError:
            return False

    def read(self, data: bytes, source: str, settings: Settings) -> Content:
        """Return the text of a document.

        Raises
        ------
        InputError
            ``damaged``, ``encrypted`` or ``bomb``, as in `graphbuild.readers.packages.package.Package`; ``no-ocr``:
            nothing but scans is in it, and no program to recognise them is installed.
        """
        package = Package(data, source)
        if _is_encrypted(package, source):
            raise encrypted(source)
        content = xml_of(package.read("content.xml"), source)
        text = child_of(child_of(content, "office:body"), "office:text")
        if text is None:
            raise damaged(source)
        notes: list[Note] = []
        file_styles = _file_styles(package, source, notes)
        styles = Styles(file_styles, content)
        body = Body(styles, Lists(styles, file_styles, content))
        lines = list(lines_of(columns_apart(body.blocks(text))))
        settings.step()
        header = None if has_letterhead(lines) else _first_header(file_styles, styles, text)
        if header is not None:
            of_header = Body(styles, Lists(styles, file_styles, content)).blocks(header)
            in_header = list(lines_of(columns_apart(of_header)))
            lines[:0] = in_header if has_letterhead(in_header) else []
        notes[:0] = _notes(package, content, body)
        read = Content("\n".join(lines), notes=tuple(notes))
        return with_pages(read, page_pictures(content, package), package.read, data, source, settings)


def _is_encrypted(package: Package, source: str) -> bool:
    """Tell whether the list of members says that the content is encrypted (ODF 1.3 part 2, 3.4)."""
    if "META-INF/manifest.xml" not in package:
        return False
    try:
        manifest = xml_of(package.read("META-INF/manifest.xml"), source)
    except InputError as error:
        if error.code != "damaged":
            raise
        return False
    return next(below(manifest, "manifest:encryption-data"), None) is not None


def _file_styles(package: Package, source: str, notes: list[Note]) -> etree._Element | None:
    """Return the root of the file's styles; None if there are none, or if they are broken, which `notes` then tell."""
    if "styles.xml" not in package:
        return None
    try:
        return xml_of(package.read("styles.xml"), source)
    except InputError as error:
        if error.code != "damaged":
            raise
        notes.append(Note("unread_parts", "styles.xml"))
        return None


def _first_header(root: etree._Element | None, styles: Styles, text: etree._Element) -> etree._Element | None:
    """Return the header of the first page: of the page style that the first paragraph asks for, else "Standard"."""
    pages = {value_of(page, "style:name"): page for page in below(root, "style:master-page")}
    first = next(below(text, "text:h", "text:p"), None)
    asked = styles.master_page(value_of(first, "text:style-name"))
    page = pages.get(asked or "Standard")
    header = child_of(page, "style:header-first")
    return header if header is not None else child_of(page, "style:header")


def _notes(package: Package, content: etree._Element, body: Body) -> Iterator[Note]:
    """Yield what a person should know of the file."""
    if any(map(_MACRO.fullmatch, package.names)):
        yield Note("macros")
    if body.fonts:
        yield Note("legacy_font", ", ".join(sorted(body.fonts)))
    outside = (_OUTSIDE.match(value_of(link, "xlink:href")) for link in below(content, *_LINKS))
    counts = {
        "deleted_text": sum(1 for _one in below(content, "text:deletion")),
        "hidden_text": body.hidden,
        "external_links": sum(one is not None for one in outside),
        "embedded_files": sum(_OUTSIDE.match(value_of(one, "xlink:href")) is None for one in below(content, *_OBJECTS)),
    }
    for code, count in counts.items():
        if count:
            yield Note(code, str(count))
