"""One text of a Word file as blocks: its paragraphs, tables, notes and text boxes in the order of reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphbuild.readers.blocks import Block
from graphbuild.readers.cell_marks import BlockBuilder
from graphbuild.readers.doc.anchors import Note
from graphbuild.readers.doc.formatting import FormattedText
from graphbuild.readers.doc.lists import Numbers
from graphbuild.readers.doc.looks import CharacterLook, Looks, ParagraphLook
from graphbuild.readers.doc.rows import shape_of
from graphbuild.readers.encoding.fonts import encoding_of
from graphbuild.readers.encoding.legacy import reread
from graphbuild.readers.encoding.symbols import symbol
from graphbuild.readers.found import Found
from graphbuild.readers.looks import UNSTATED, Piece, shown

_PARAGRAPH_END, _CELL_END, _SECTION_END = "\r", "\x07", "\x0c"
_ENDS = re.compile("[\r\x07\x0c]")
_PARTS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]|[^\x00-\x08\x0b\x0c\x0e-\x1f]+")
_FIELD, _RESULT, _FIELD_END = "\x13", "\x14", "\x15"
# [MS-DOC] 2.4.1: what characters stand for that are no text; the others are anchors of pictures and comments.
_MEANINGS = {"\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "\u2011", "\x1f": "\u00ad"}
_INSTRUCTION = 40
"""Number of characters that are kept of the instruction of a field, to tell what it does."""
_FETCHING = re.compile(r"\s*(?:INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DDEAUTO|DDE|RD)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """All of a file from which its texts are built."""

    text: str
    characters: FormattedText
    paragraphs: FormattedText
    """The formatting of a paragraph is that of its mark."""
    looks: Looks
    fonts: Sequence[str]
    sections: frozenset[int]
    """Positions behind the marks that end sections; other marks like them are page breaks."""
    notes: dict[int, Note]
    boxes: dict[int, list[tuple[int, int]]]
    numbers: Numbers

    def font(self, number: int) -> str:
        """Return the name of a font; "" if there is none of that number."""
        return self.fonts[number] if number < len(self.fonts) else ""


class StoryReader:
    """Reads one text of a file.

    Parameters
    ----------
    source
        The file.
    found
        To this is added what is found.
    is_main
        Whether notes and text boxes are anchored in it.
    """

    def __init__(self, source: Source, found: Found, *, is_main: bool) -> None:
        self._source = source
        self._found = found
        self._is_main = is_main
        self._builder = BlockBuilder()
        self._pieces: list[Piece] = []
        # Of each field that is open its instruction; None once its result has begun.
        self._fields: list[str | None] = []
        self._instructions = 0
        self._is_deleting = False

    def blocks(self, start: int, end: int, mark: str = "") -> list[Block]:
        """Return the blocks of the characters from `start` to `end`, with `mark` before the first paragraph."""
        source = self._source
        if mark:
            self._pieces.append(Piece(mark, UNSTATED))
        index = source.characters.index(start)
        for first, last in self._paragraphs(start, end):
            paragraph = self._paragraph_look(last)
            at, look = first, None
            while at <= last and index < len(source.characters.runs):
                run = source.characters.runs[index]
                look = source.looks.of_characters(paragraph.style, run.written, run.changes)
                self._run(at, min(run.end, last), look)
                if run.end > last:
                    break
                at = run.end
                index += 1
            self._end(paragraph, source.text[last : last + 1], look)
        if self._pieces:
            self._builder.add(self._shown(), 0)
        return self._builder.finished()

    def _paragraphs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield where the paragraphs begin, and where their marks are."""
        first = start
        for match in _ENDS.finditer(self._source.text, start, end):
            at = match.start()
            if match[0] != _SECTION_END or at + 1 in self._source.sections:
                yield first, at
                first = at + 1
        if first < end:
            yield first, end

    def _paragraph_look(self, position: int) -> ParagraphLook:
        runs = self._source.paragraphs.runs
        if not runs:
            return ParagraphLook()
        run = runs[self._source.paragraphs.index(position)]
        return self._source.looks.of_paragraph(run.written, run.changes)

    def _end(self, paragraph: ParagraphLook, end: str, look: CharacterLook | None) -> None:
        is_cell_end = end == _CELL_END
        depth = max(paragraph.depth, 1) if is_cell_end else paragraph.depth
        if paragraph.ends_row and depth:
            self._pieces.clear()
            self._builder.end_row(shape_of(paragraph.row, self._source.looks.file.is_old), depth)
            return
        if look is not None:
            self._count(look)
        is_gone = look is not None and (look.deleted or look.hidden)
        ends_cell = is_cell_end or paragraph.ends_cell
        if is_gone and not ends_cell:
            # Without its mark the paragraph goes on in the next one.
            return
        number = "" if is_gone or self._instructions else self._source.numbers.next(paragraph)
        self._builder.add(number + self._shown(), depth)
        if ends_cell:
            self._builder.end_cell(depth)

    def _shown(self) -> str:
        text = shown(self._pieces, self._found.fonts)
        self._pieces.clear()
        return text

    def _run(self, start: int, end: int, look: CharacterLook) -> None:
        text = self._source.text[start:end]
        if text:
            self._count(look)
        for part in _PARTS.finditer(text):
            written = part[0]
            if written in (_FIELD, _RESULT, _FIELD_END):
                self._field(written)
            elif self._instructions:
                if (instruction := self._fields[-1]) is not None:
                    self._fields[-1] = (instruction + written)[:_INSTRUCTION]
            elif look.deleted:
                continue
            elif written < " " and written != "\t" and len(written) == 1:
                self._control(written, start + part.start(), look)
            elif look.hidden:
                self._found.hidden += len(written.strip())
            else:
                self._write(written, look)

    def _count(self, look: CharacterLook) -> None:
        """Count a deletion where one begins."""
        self._found.deletions += look.deleted and not self._is_deleting
        self._is_deleting = look.deleted

    def _field(self, mark: str) -> None:
        if mark == _FIELD:
            self._fields.append("")
            self._instructions += 1
        elif self._fields:
            instruction = self._fields[-1]
            if instruction is not None:
                self._instructions -= 1
                self._found.links += _FETCHING.match(instruction) is not None
                self._fields[-1] = None
            if mark == _FIELD_END:
                self._fields.pop()

    def _control(self, character: str, position: int, look: CharacterLook) -> None:
        """Write what a control character stands for; the notes and boxes anchored at it come after the paragraph."""
        if look.hidden:
            return
        if character in _MEANINGS:
            self._pieces.append(Piece(_MEANINGS[character], look.shared(self._source.font(look.font))))
        elif look.symbol is not None:
            self._write(character, look)
        if self._is_main:
            self._anchored(position)

    def _anchored(self, position: int) -> None:
        """Write the mark of a note, and the note or the text boxes themselves after the paragraph."""
        for start, end in self._source.boxes.get(position, ()):
            self._builder.add_after(self._apart().blocks(start, end))
        if note := self._source.notes.get(position):
            mark = f"[{note.mark}]" if note.mark else ""
            self._pieces.append(Piece(mark, UNSTATED))
            self._builder.add_after(self._apart().blocks(note.start, note.end, f"{mark} "))

    def _apart(self) -> StoryReader:
        return StoryReader(self._source, self._found, is_main=False)

    def _write(self, text: str, look: CharacterLook) -> None:
        font = self._source.font(look.ascii_font if text.isascii() else look.font)
        if look.symbol is not None:
            number, character = look.symbol
            font = self._source.font(number)
            text = (chr(character) if encoding_of(font) else symbol(font, f"{character:04X}")) * len(text)
        elif encoding_of(font) is None and self._source.looks.file.is_old:
            # 8-bit text is in the code page of its language.
            text = reread(text, self._source.looks.file.code_page)
        self._pieces.append(Piece(text, look.shared(font)))
