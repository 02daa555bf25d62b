"""The content of a paragraph of OpenDocument: the characters that a reader sees (ODF 1.3 part 3, 6 and 7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from graphbuild.readers.looks import UNSTATED, Look, Piece
from graphbuild.readers.odt.names import child_of, integer_of, name_of, named, value_of
from graphbuild.readers.odt.styles import Styles

_CHARACTERS = {"text:line-break": "\n", "text:tab": "\t"}
_MOST_BLANKS = 20
_NOT_TEXT = frozenset(
    "office:annotation text:hidden-paragraph text:page-continuation text:page-count text:page-number "
    "text:page-variable-get text:ruby-text text:script text:soft-page-break".split()
)


@dataclass(slots=True)
class Words:
    """The content of a paragraph."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    """The text boxes and shapes with text that are anchored in it."""
    notes: list[tuple[str, etree._Element]] = field(default_factory=list)
    """Its notes, each with what stands for it in the text."""
    hidden: int = 0
    """Number of characters that are hidden."""


def words_of(paragraph: etree._Element, look: Look, styles: Styles) -> Words:
    """Return the content of a paragraph whose text looks like `look` where nothing else is said."""
    words = Words()
    is_hidden = any(
        name == "text:hidden-paragraph" and value_of(child, "text:is-hidden") == "true"
        for name, child in named(paragraph)
    )
    _inline(paragraph, look._replace(is_hidden=True) if is_hidden else look, styles, words)
    return words


def _inline(element: etree._Element, look: Look, styles: Styles, words: Words) -> None:
    _add(element.text, look, words)
    for name, child in named(element):
        if name in _CHARACTERS:
            _add(_CHARACTERS[name], look, words)
        elif name == "text:s":
            _add(" " * min(max(integer_of(child, "text:c", 1), 1), _MOST_BLANKS), look, words)
        elif name == "text:span":
            _inline(child, styles.text_look(value_of(child, "text:style-name")).over(look), styles, words)
        elif name == "text:note":
            _note(child, look, words)
        elif name == "text:hidden-text":
            is_hidden = value_of(child, "text:is-hidden") == "true"
            _inline(child, look._replace(is_hidden=True) if is_hidden else look, styles, words)
        elif name.startswith(("loext:", "text:")) and name not in _NOT_TEXT:
            _inline(child, look, styles, words)
        elif not look.is_hidden:
            words.boxes.extend(boxes_in(name, child))
        _add(child.tail, look, words)


def _add(text: str | None, look: Look, words: Words) -> None:
    if not text:
        return
    if look.is_hidden:
        words.hidden += len(text.strip())
    else:
        words.pieces.append(Piece(text if text == "\n" else text.replace("\n", " "), look))


def _note(note: etree._Element, look: Look, words: Words) -> None:
    citation, body = child_of(note, "text:note-citation"), child_of(note, "text:note-body")
    if citation is None or body is None or look.is_hidden:
        return
    mark = (value_of(citation, "text:label") or "".join(citation.itertext())).strip()
    words.pieces.append(Piece(f"[{mark}]", UNSTATED))
    words.notes.append((mark, body))


def boxes_in(name: str, element: etree._Element) -> Iterator[etree._Element]:
    """Yield the text boxes and shapes with text in a drawing; of what a frame shows in several ways, one."""
    if not name.startswith("draw:"):
        return
    if name == "draw:text-box" or any(name_of(child.tag) in ("text:list", "text:p") for child in element):
        yield element
        return
    for inner, child in named(element):
        if inner.startswith("draw:"):
            found = list(boxes_in(inner, child))
            yield from found
            if found and name == "draw:frame":
                return
