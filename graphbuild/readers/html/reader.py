"""Web pages: the text of the document as a browser shows it, one paragraph per line, without the site around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from graphbuild.model import Markup
from graphbuild.readers.blocks import is_data, padded_rows, raised
from graphbuild.readers.encoding.charset import Decoded, decode
from graphbuild.readers.encoding.damage import sound_text
from graphbuild.readers.html.elements import BLOCKS, NOT_TEXT, Element, parse
from graphbuild.readers.html.furniture import Furniture, content, is_heading_of_others
from graphbuild.readers.html.tables import cell_of, rows_of
from graphbuild.readers.reader import Content, Settings

_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S
)
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)|<meta[^>]*?charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_LISTS = frozenset(["dir", "menu", "ol", "ul"])
_BULLET = re.compile(r"[-–—+•*▪·]\s")
_NUMBERED = re.compile(r"\(?(?:\d+(?:\.\d+)*|[a-zđ]|[IVXLC]+)[.)]")


@dataclass(frozen=True, slots=True)
class HtmlReader:
    """Reads web pages, including those saved by Word."""

    format: str = "html"
    suffixes: tuple[str, ...] = (".html", ".htm")
    markup: Markup = "markdown"
    own_offsets: bool = False

    def recognises(self, data: bytes) -> bool:
        """Tell whether the file begins like a web page."""
        return _BEGINNING.match(data) is not None

    def read(self, data: bytes, source: str, settings: Settings) -> Content:
        """Return the text of a page.

        Raises
        ------
        InputError
            ``charset`` or ``encoding``, as in `graphbuild.readers.formats.read_bytes`.
        """
        decoded = decoded_page(data, source)
        text, notes = sound_text(page_text(decoded.content), source, convert=settings.convert_legacy)
        return Content(text, decoded.encoding, notes=notes)


def decoded_page(data: bytes, source: str, declared: str = "") -> Decoded:
    """Return the characters of a page.

    Parameters
    ----------
    data
        Its bytes.
    source
        Name of its file in messages.
    declared
        The encoding declared outside of the page, which counts more than what the page says; or "".

    Raises
    ------
    InputError
        ``charset`` or ``encoding``, as in `graphbuild.readers.formats.read_bytes`.
    """
    in_page = _DECLARED.search(data[:4096])
    label = (in_page[1] or in_page[2]).decode("ascii", "replace") if in_page else ""
    decoded = decode(data, source, declared or label, shown=_shown)
    return Decoded(decoded.content.removeprefix("\ufeff"), decoded.encoding)


def page_text(page: str) -> str:
    r"""Return the text of a page whose characters are decoded.

    Examples
    --------
    >>> page_text("<ol start=3><li>Giao <b>Sở Nội vụ</b>\n theo dõi;<li>Kết luận 45<sup>1</sup></ol>")
    '3. Giao Sở Nội vụ theo dõi;\n4. Kết luận 45[1]'
    """
    parsed = parse(page)
    writer = _Writer(Furniture(parsed.root))
    writer.block(parsed.root, in_document=False)
    lines = writer.lines
    if parsed.title and not writer.has_heading and not any(map(_is_title, lines[:30])):
        lines.insert(0, parsed.title)
    return "\n".join(lines)


def _is_title(line: str) -> bool:
    """Tell whether a line is in capitals, as the title of every document is."""
    return len(line) >= 6 and line.isupper()


def _shown(page: str) -> str:
    """Return the approximate text of a page, to judge its encoding: Word writes half its letters as references."""
    step = max(len(page) // 16, 1)
    parts = [page] if len(page) <= 64_000 else [page[at : at + 4_000] for at in range(0, len(page), step)]
    return " ".join(unescape(re.sub(r"&#[0-9]{8,}", "", re.sub("<[^<>]*>", "", part))) for part in parts)


class _Writer:
    """Writes elements as lines.

    Attributes
    ----------
    lines
        The paragraphs so far.
    has_heading
        Whether one of them was a heading.
    has_table
        Whether there was a table among them.
    """

    def __init__(self, furniture: Furniture) -> None:
        self.lines: list[str] = []
        self.has_heading = False
        self.has_table = False
        self._furniture = furniture
        self._pieces: list[str] = []
        self._mark = ""

    def block(self, element: Element, in_document: bool) -> None:
        """Write an element as separate paragraphs."""
        self._end_line()
        before = len(self.lines)
        self._children(element, in_document or element.name in ("article", "main"))
        self._end_line()
        if element.name in _HEADINGS and len(self.lines) > before:
            self.has_heading = True

    def _children(self, element: Element, in_document: bool) -> None:
        of_others = False
        for child in element.children:
            if isinstance(child, str):
                self._text(child, element.name)
                of_others = of_others and not child.strip()
                continue
            if child.name in BLOCKS or child.name in NOT_TEXT:
                skipped = of_others and _is_list(child)
                of_others = child.name in BLOCKS and is_heading_of_others(_beginning(child))
                if skipped or of_others:
                    self._end_line()
                    continue
            self._element(child, in_document)

    def _element(self, element: Element, in_document: bool) -> None:
        if element.name in ("br", "hr"):
            self._end_line()
        elif element.hidden or element.name in NOT_TEXT:
            return
        elif element.name == "sup":
            self._pieces.append(raised(" ".join(content(element).split()), "".join(self._pieces[-2:])))
        elif element.name not in BLOCKS:
            self._children(element, in_document)
        elif self._furniture.holds(element, in_document):
            self._end_line()
        elif element.name == "table":
            self._table(element, in_document)
        elif element.name in _LISTS:
            self._list(element, in_document)
        else:
            self.block(element, in_document)

    def _text(self, written: str, within: str) -> None:
        if within in ("listing", "pre", "xmp") and "\n" in written:
            *ended, written = written.split("\n")
            for line in ended:
                self._pieces.append(line)
                self._end_line()
        self._pieces.append(written)

    def _end_line(self) -> None:
        line = " ".join("".join(self._pieces).split())
        self._pieces.clear()
        if not line:
            return
        own_mark = _BULLET.match(line) or (self._mark != "- " and _NUMBERED.match(line))
        self.lines.append(line if own_mark else self._mark + line)
        self._mark = ""

    def _list(self, element: Element, in_document: bool) -> None:
        self._end_line()
        number = _integer(element.attributes.get("start", ""), 1)
        for child in element.children:
            if isinstance(child, str) or child.name != "li":
                self._children(Element("", {}, [child]), in_document)
                continue
            number = _integer(child.attributes.get("value", ""), number)
            if child.hidden or self._furniture.holds(child, in_document):
                continue
            self._end_line()
            self._mark = _mark(element, number)
            self.block(child, in_document)
            self._mark = ""
            number += 1

    def _table(self, table: Element, in_document: bool) -> None:
        """Write a data table as one line per row, and any other table as the content of its cells."""
        self._end_line()
        self.has_table = True
        for child in table.children:
            if isinstance(child, Element) and child.name == "caption":
                self._element(child, in_document)
        rows, nested = [], False
        for row in rows_of(table):
            cells = []
            for cell in row:
                writer = _Writer(self._furniture)
                writer.block(cell, in_document)
                nested = nested or writer.has_table
                self.has_heading = self.has_heading or writer.has_heading
                cells.append((cell_of(cell), writer.lines))
            rows.append(cells)
        if is_data(rows) and not nested:
            self.lines += ["| " + " | ".join(cells) + " |" for cells in padded_rows(rows)]
        else:
            self.lines += [line for cells in rows for _cell, lines in cells for line in lines]


def _is_list(element: Element) -> bool:
    """Tell whether an element is a list or little more than the wrapper of one."""
    inner = element
    while inner.name in ("div", "section"):
        blocks = [child for child in inner.children if not isinstance(child, str) or child.strip()]
        if len(blocks) != 1 or isinstance(blocks[0], str):
            return False
        inner = blocks[0]
    return inner.name in _LISTS


def _beginning(element: Element) -> str:
    """Return the text of a short element; "" for a long one, which is not a heading."""
    if len(element.children) > 3 or element.name in (*_LISTS, "table", "td", "th", "tr"):
        return ""
    return " ".join(content(element).split()) if sum(isinstance(child, str) for child in element.children) else ""


def _integer(written: str, otherwise: int) -> int:
    match = re.fullmatch(r"\s*(-?\d{1,9})\s*", written)
    return int(match[1]) if match else otherwise


def _mark(element: Element, number: int) -> str:
    """Return the marker that a browser shows before an item."""
    style = re.search(r"list-style(?:-type)?\s*:\s*([\w-]+)", element.attributes.get("style", ""))
    kind = style[1] if style else element.attributes.get("type", "")
    if kind == "none":
        return ""
    if element.name != "ol":
        return "- "
    if kind in ("a", "A", "lower-alpha", "upper-alpha", "lower-latin", "upper-latin") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return f"{letter.upper() if kind[0] in 'Au' else letter}. "
    if kind in ("i", "I", "lower-roman", "upper-roman") and 1 <= number < 40:
        roman = "x" * (number // 10) + ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][number % 10]
        return f"{roman.upper() if kind[0] in 'Iu' else roman}. "
    return f"{number}. "
