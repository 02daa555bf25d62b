"""Paragraphs and tables of a part: which paragraphs are one, which have a number, where notes and text boxes go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from graphbuild.readers.blocks import Block
from graphbuild.readers.docx.document import Document
from graphbuild.readers.docx.names import child_of, named, relation_of, value_of
from graphbuild.readers.docx.notes import Reference, notes_of
from graphbuild.readers.docx.numbering import Label
from graphbuild.readers.docx.runs import Runs, Words, branch_of
from graphbuild.readers.docx.styles import list_place
from graphbuild.readers.docx.tables import table_of
from graphbuild.readers.looks import Piece

_WRAPPERS = frozenset("w:body w:customXml w:ins w:moveTo w:sdt w:sdtContent w:smartTag".split())
_DELETED = frozenset(["w:del", "w:moveFrom"])

Reads = Callable[[str], list[Block]]
"""Returns the content of the part with a name, which stands where the document refers to it (``w:altChunk``)."""


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that may go on in the next one, because the mark between them is deleted or hidden."""

    words: Words = field(default_factory=Words)
    label: list[Piece] = field(default_factory=list)
    has_bullet: bool = False


class Body:
    """Reads one part of a document.

    Parameters
    ----------
    document
        What all parts have in common.
    part
        Name of the part.
    reads
        Reads what the part refers to.
    """

    def __init__(self, document: Document, part: str, reads: Reads) -> None:
        self._document = document
        self._part = part
        self._reads = reads
        self._waiting: list[Reference] = []
        self._notes: dict[str, dict[str, etree._Element]] = {}

    def blocks(self, part: etree._Element) -> list[Block]:
        """Return what a part contains, each note directly after the paragraph or table that refers to it."""
        return list(self._story(part, self._note_lines))

    def _story(self, container: etree._Element, after: Callable[[], list[Block]]) -> Iterator[Block]:
        """Yield the content of a part, text box or note; `after` returns what follows each of its blocks."""
        runs = Runs(self._document.styles, self._document.numbers, self._document.left_out)
        runs.begin(container)
        yield from self._content(container, runs, after)

    def _content(self, container: etree._Element, runs: Runs, after: Callable[[], list[Block]]) -> Iterator[Block]:
        joined: _Paragraph | None = None
        for name, element in _blocks_in(container):
            if name == "w:p":
                joined, ends = self._paragraph(element, joined or _Paragraph(), runs)
                if not ends:
                    continue
            if joined is not None:
                yield from self._written(joined)
                joined = None
            if name == "w:tbl":
                yield table_of(element, lambda cell: list(self._content(cell, runs, list)), self._document.left_out)
            elif name == "w:altChunk":
                relation = self._document.parts.relations(self._part).get(relation_of(element))
                if relation is not None and not relation.is_external:
                    yield from self._reads(relation.target)
            yield from after()
        if joined is not None:
            yield from self._written(joined)
            yield from after()

    def _paragraph(self, element: etree._Element, joined: _Paragraph, runs: Runs) -> tuple[_Paragraph, bool]:
        """Add a paragraph to those it continues, and tell whether it ends there."""
        left_out, styles = self._document.left_out, self._document.styles
        properties = child_of(element, "w:pPr")
        style, mark = value_of(child_of(properties, "w:pStyle")), child_of(properties, "w:rPr")
        pieces, deletions = len(joined.words.pieces), left_out.deletions
        runs.read(element, style, joined.words)
        if any(name in _DELETED for name, _child in (named(mark) if mark is not None else ())):
            left_out.deletions += left_out.deletions == deletions
            return joined, False
        look = styles.look(style, mark)
        if not joined.label and (not look.is_hidden or len(joined.words.pieces) > pieces):
            label = self._document.numbering.label(style, list_place(properties))
            if label is not None:
                joined.label = _pieces_of(label, Piece("", look))
                joined.has_bullet = label.is_bullet
        is_initial = value_of(child_of(properties, "w:framePr"), "dropCap") in ("drop", "margin")
        return joined, not (look.is_hidden or is_initial)

    def _written(self, paragraph: _Paragraph) -> Iterator[Block]:
        """Yield a paragraph with its number, then the text boxes that are anchored in it."""
        text = self._document.text_of(paragraph.words.pieces)
        if paragraph.label and (text.strip() or not paragraph.has_bullet):
            text = self._document.text_of(paragraph.label) + text.lstrip()
        self._waiting += paragraph.words.notes
        yield text
        for box in paragraph.words.boxes:
            yield from self._story(box, list)

    def _note_lines(self) -> list[Block]:
        """Return the notes to which the last paragraph or table refers."""
        lines: list[Block] = []
        while self._waiting:
            referred, self._waiting = self._waiting, []
            for reference in referred:
                lines += self._note(reference)
        return lines

    def _note(self, reference: Reference) -> list[Block]:
        document = self._document
        if reference.kind not in self._notes:
            self._notes[reference.kind] = notes_of(document.parts.related(f"{reference.kind}s"), reference.kind)
        # A note that is referred to again stands where it was first.
        element = self._notes[reference.kind].pop(reference.id, None)
        if element is None:
            return []
        blocks = list(self._story(element, list))
        mark = document.numbers.marks[reference]
        first = blocks[0] if blocks else ""
        if not isinstance(first, str):
            return [f"[{mark}]", *blocks]
        text = first.strip().removeprefix(mark) if reference in document.numbers.own_marks else first
        return [f"[{mark}] {text.strip()}", *blocks[1:]]


def _blocks_in(container: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield the paragraphs, tables and imported parts in an element, also those in content controls and the like."""
    for name, child in named(container):
        if name in _WRAPPERS:
            yield from _blocks_in(child)
        elif name == "mc:AlternateContent":
            yield from _blocks_in(branch_of(child))
        elif name in ("w:altChunk", "w:p", "w:tbl"):
            yield name, child


def _pieces_of(label: Label, mark: Piece) -> list[Piece]:
    """Return what stands before a paragraph as it looks: as its level says, else like the paragraph's mark."""
    look = label.look.over(mark.look)
    return [] if label.look.is_hidden else [Piece(label.text, look._replace(is_hidden=False, position=None))]
