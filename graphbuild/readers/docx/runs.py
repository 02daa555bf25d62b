"""The runs of a paragraph: the characters that a reader sees, each with what its formatting means for the text.

What is deleted or hidden is left out and counted; of a field only its result is shown (ECMA-376 17.16).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from graphbuild.readers.docx.maths import formula
from graphbuild.readers.docx.names import below, name_of, named, value_of
from graphbuild.readers.docx.notes import NoteNumbers, Reference
from graphbuild.readers.docx.styles import Styles
from graphbuild.readers.encoding.symbols import symbol
from graphbuild.readers.looks import UNSTATED, Look, Piece

_DELETED = frozenset(["w:del", "w:moveFrom"])
_TRANSPARENT = frozenset(
    "w:ins w:moveTo w:hyperlink w:smartTag w:customXml w:dir w:bdo w:sdt w:sdtContent w:rubyBase".split()
)
_SHOWN_TEXT = frozenset(["w:t", "w:txbxContent", "w:drawing", "w:sym", "m:t"])
_CHARACTERS = {
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:ptab": "\t",
    "w:softHyphen": "\u00ad",
    "w:tab": "\t",
}
_DRAWINGS = frozenset(["w:drawing", "w:object", "w:pict"])
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_PAGE_NUMBERS = frozenset(["NUMPAGES", "PAGE", "PAGEREF", "SECTIONPAGES"])


_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class LeftOut:
    """What was not taken over into the text."""

    deletions: int = 0
    hidden: int = 0
    """Number of characters."""


@dataclass(slots=True)
class Words:
    """The content of a paragraph."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    """The content of the text boxes that are anchored in it."""
    notes: list[Reference] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    instruction: list[str] = field(default_factory=list)
    shows: bool = False
    """Whether its result has begun, and is text of the document."""


class Runs:
    """Reads the paragraphs of one story (the document, a text box, a note), in which fields may span paragraphs.

    Parameters
    ----------
    styles
        Styles of the document.
    numbers
        Numbers of its notes.
    left_out
        Where to count what is left out.
    """

    def __init__(self, styles: Styles, numbers: NoteNumbers, left_out: LeftOut) -> None:
        self._styles = styles
        self._numbers = numbers
        self._left_out = left_out
        self._fields: list[_Field] = []
        self._shut = 0
        self._unclosed: set[etree._Element] = set()

    def begin(self, story: etree._Element) -> None:
        """Find the fields of a story that never end: they must not hide what follows them."""
        open_fields: list[etree._Element] = []
        for element in below(story, "fldChar"):
            match value_of(element, "fldCharType"):
                case "begin":
                    open_fields.append(element)
                case "end" if open_fields:
                    open_fields.pop()
        self._unclosed = set(open_fields)

    def read(self, paragraph: etree._Element, style: str, into: Words) -> None:
        """Add the content of a paragraph, whose style has the id `style`, to `into`."""
        for name, child in named(paragraph):
            self._inline(name, child, style, into)

    def _inline(self, name: str, element: etree._Element, style: str, into: Words) -> None:
        if name == "w:r":
            self._run(element, style, into)
        elif name in _TRANSPARENT:
            self.read(element, style, into)
        elif name in _DELETED:
            self._left_out.deletions += any(name_of(inner.tag) in ("w:delText", "w:t") for inner in element.iter())
        elif name == "w:fldSimple":
            if not _is_page_number(value_of(element, "instr")):
                self.read(element, style, into)
        elif name in ("m:oMath", "m:oMathPara"):
            into.pieces.append(Piece(formula(element), UNSTATED))
        elif name == "mc:AlternateContent":
            self.read(branch_of(element), style, into)

    def _run(self, run: etree._Element, style: str, into: Words) -> None:
        look = self._styles.look(style, None)
        following = named(run)
        for name, child in following:
            if name == "w:rPr":
                look = self._styles.look(style, child)
            elif name in _NOTES:
                has_own = value_of(child, "customMarkFollows") in ("1", "true", "on")
                own_mark = "".join(_written(*rest) for rest in following) if has_own else ""
                self._note(Reference(_NOTES[name], value_of(child, "id")), own_mark, look, into)
            else:
                self._run_content(name, child, style, look, into)

    def _run_content(self, name: str, child: etree._Element, style: str, look: Look, into: Words) -> None:
        text = _written(name, child)
        if name == "w:fldChar":
            self._field(child)
        elif name == "w:instrText" and self._fields and not self._fields[-1].shows:
            self._fields[-1].instruction.append(child.text or "")
        elif name == "w:ruby":
            self.read(child, style, into)
        elif name == "mc:AlternateContent":
            for inner, element in named(branch_of(child)):
                self._run_content(inner, element, style, look, into)
        elif name in _DRAWINGS and not look.is_hidden and not self._shut:
            into.boxes.extend(boxes_in(child))
        if not text or self._shut:
            return
        if look.is_hidden:
            self._left_out.hidden += len(text.strip())
        else:
            into.pieces.append(Piece(text, look))

    def _note(self, reference: Reference, own_mark: str, look: Look, into: Words) -> None:
        if look.is_hidden or self._shut:
            return
        into.pieces.append(Piece(f"[{self._numbers.refer(reference, own_mark)}]", UNSTATED))
        into.notes.append(reference)

    def _field(self, element: etree._Element) -> None:
        match value_of(element, "fldCharType"):
            case "begin" if element not in self._unclosed:
                self._fields.append(_Field())
                self._shut += 1
            case "separate" if self._fields and not self._fields[-1].shows:
                self._fields[-1].shows = not _is_page_number("".join(self._fields[-1].instruction))
                self._shut -= self._fields[-1].shows
            case "end" if self._fields:
                self._shut -= not self._fields.pop().shows


def _written(name: str, element: etree._Element) -> str:
    """Return the characters that an element of a run shows."""
    if name in _CHARACTERS:
        return _CHARACTERS[name]
    if name == "w:sym":
        return symbol(value_of(element, "font"), value_of(element, "char"))
    if name != "w:t":
        return ""
    text = (element.text or "").replace("\n", " ")
    if text[:1].isspace() or text[-1:].isspace():
        preserved = element.get(_SPACE) == "preserve"
        return text if preserved else text.strip(" \t\r")
    return text


def branch_of(alternatives: etree._Element) -> etree._Element:
    """Return that branch of an ``mc:AlternateContent`` that shows its text: they all show the same."""
    for branch in alternatives:
        if any(name_of(inner.tag) in _SHOWN_TEXT for inner in branch.iter()):
            return branch
    return alternatives[0] if len(alternatives) else alternatives


def boxes_in(drawing: etree._Element) -> Iterator[etree._Element]:
    """Yield the content of each text box of a drawing, once."""
    for name, child in named(drawing):
        if name == "w:txbxContent":
            yield child
        else:
            yield from boxes_in(branch_of(child) if name == "mc:AlternateContent" else child)


def _is_page_number(instruction: str) -> bool:
    return "".join(instruction.split(maxsplit=1)[:1]).upper() in _PAGE_NUMBERS
