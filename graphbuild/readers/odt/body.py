"""Paragraphs, lists and tables of an OpenDocument text, in the common form of all word processors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from graphbuild.readers.blocks import Block
from graphbuild.readers.looks import Piece, shown
from graphbuild.readers.odt.lists import Counted, Lists
from graphbuild.readers.odt.names import child_of, integer_of, name_of, named, value_of
from graphbuild.readers.odt.runs import boxes_in, words_of
from graphbuild.readers.odt.styles import Styles
from graphbuild.readers.odt.tables import table_of

_WRAPPERS = frozenset(
    "office:text text:alphabetical-index text:bibliography text:illustration-index text:index-body text:index-title "
    "text:object-index text:table-index text:table-of-content text:user-index".split()
)


@dataclass(frozen=True, slots=True)
class _Item:
    """The item of a list whose first paragraph comes next."""

    counted: Counted
    style: str
    level: int
    start: int | None


class _Place(NamedTuple):
    """The list that encloses what is read."""

    counted: Counted
    style: str
    level: int


class Body:
    """Reads the text of a document.

    Parameters
    ----------
    styles, lists
        Its styles and lists.

    Attributes
    ----------
    hidden
        Number of hidden characters that were left out.
    fonts
        Fonts from before Unicode whose text was converted.
    """

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self._styles = styles
        self._lists = lists
        self._waiting: list[tuple[str, etree._Element]] = []
        self.hidden = 0
        self.fonts: set[str] = set()

    def blocks(self, text: etree._Element) -> list[Block]:
        """Return what a text contains, each note directly after the paragraph, list or table that refers to it."""
        return list(self._content(text, self._note_lines))

    def _content(self, container: etree._Element, after: Callable[[], list[Block]]) -> Iterator[Block]:
        """Yield the content of an element; `after` returns what follows each of its blocks."""
        for name, element in named(container):
            if name in ("text:h", "text:p"):
                yield from self._paragraph(element, None, name == "text:h")
            elif name == "text:list":
                yield from self._list(element, None, after)
            elif name == "text:numbered-paragraph":
                yield from self._numbered(element, after)
            elif name == "text:section":
                if value_of(element, "text:display") == "none" or value_of(element, "text:is-hidden") == "true":
                    self._hide(element)
                else:
                    yield from self._content(element, after)
            elif name in _WRAPPERS:
                yield from self._content(element, after)
            elif name == "table:table":
                yield table_of(element, lambda cell: list(self._content(cell, list)))
            else:
                for box in boxes_in(name, element):
                    yield from self._content(box, list)
            yield from after()

    def _list(self, element: etree._Element, above: _Place | None, after: Callable[[], list[Block]]) -> Iterator[Block]:
        own = value_of(element, "text:style-name")
        if above is None:
            style = own or self._style_of_first(element)
            place = _Place(self._lists.begin(element, style), style, 0)
        else:
            place = _Place(above.counted, own or above.style, above.level + 1)
        for name, item in named(element):
            if name not in ("text:list-header", "text:list-item"):
                continue
            number = _Item(
                place.counted,
                value_of(item, "text:style-override") or place.style,
                place.level,
                integer_of(item, "text:start-value", 1) if value_of(item, "text:start-value") else None,
            )
            waiting: _Item | None = number if name == "text:list-item" else None
            for inner, child in named(item):
                if inner in ("text:h", "text:p"):
                    is_header = value_of(child, "text:is-list-header") == "true"
                    yield from self._paragraph(child, None if is_header else waiting, False)
                    waiting = None
                elif inner == "text:list":
                    yield from self._list(child, place, after)
                yield from after()

    def _numbered(self, element: etree._Element, after: Callable[[], list[Block]]) -> Iterator[Block]:
        """Yield a paragraph that names its list itself (ODF 1.3 part 3, 5.3.6)."""
        style = value_of(element, "text:style-name")
        counted = self._lists.begin(element, style)
        level = integer_of(element, "text:level", 1) - 1
        for name, child in named(element):
            if name in ("text:h", "text:p"):
                yield from self._paragraph(child, _Item(counted, style, level, None), False)
                yield from after()

    def _paragraph(self, element: etree._Element, item: _Item | None, is_heading: bool) -> Iterator[Block]:
        """Yield a paragraph with its number, then the text boxes that are anchored in it."""
        style = value_of(element, "text:style-name")
        look = self._styles.paragraph_look(style)
        words = words_of(element, look, self._styles)
        self.hidden += words.hidden
        text = shown(words.pieces, self.fonts)
        if item is not None and (text.strip() or not words.hidden):
            label = self._lists.label(item.counted, item.style, item.level, item.start)
        elif is_heading and text.strip() and self._styles.list_style(style) != "":
            label = self._lists.heading(element)
        else:
            label = None
        if label is not None and (text.strip() or not label.is_bullet):
            labelled = Piece(label.text, label.look.over(look)._replace(position=None))
            text = shown([labelled], self.fonts) + text.lstrip()
        self._waiting += words.notes
        yield text
        for box in words.boxes:
            yield from self._content(box, list)

    def _note_lines(self) -> list[Block]:
        """Return the notes to which the last block refers."""
        lines: list[Block] = []
        while self._waiting:
            referred, self._waiting = self._waiting, []
            for mark, body in referred:
                first, *others = list(self._content(body, list)) or [""]
                lines += (
                    [f"[{mark}] {first.strip()}", *others] if isinstance(first, str) else [f"[{mark}]", first, *others]
                )
        return lines

    def _hide(self, element: etree._Element) -> None:
        self.hidden += sum(len(written.strip()) for written in element.itertext())

    def _style_of_first(self, element: etree._Element) -> str:
        """Return the list style that the style of a list's first paragraph names, if the list itself names none."""
        while (item := child_of(element, "text:list-item")) is not None and len(item):
            element = item[0]
            if name_of(element.tag) in ("text:h", "text:p"):
                return self._styles.list_style(value_of(element, "text:style-name")) or ""
        return ""
