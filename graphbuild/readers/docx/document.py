"""What the paragraphs of all parts of one Word file have in common: styles, lists, notes, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from graphbuild.readers.blocks import raised
from graphbuild.readers.docx.notes import NoteNumbers
from graphbuild.readers.docx.numbering import Numbering
from graphbuild.readers.docx.parts import Parts
from graphbuild.readers.docx.runs import LeftOut, Piece
from graphbuild.readers.docx.styles import Styles
from graphbuild.readers.docx.symbols import with_symbols
from graphbuild.readers.encoding.fonts import as_unicode, encoding_of


@dataclass(slots=True)
class Document:
    """The parts of a file that say how its text is to be read.

    Parameters
    ----------
    parts
        The file.
    """

    parts: Parts
    styles: Styles = field(init=False)
    numbering: Numbering = field(init=False)
    numbers: NoteNumbers = field(init=False)
    left_out: LeftOut = field(default_factory=LeftOut)
    fonts: set[str] = field(default_factory=set)
    """Fonts from before Unicode whose text was converted."""

    def __post_init__(self) -> None:
        self.styles = Styles(self.parts.related("styles"), self.parts.related("theme"))
        self.numbering = Numbering(self.parts.related("numbering"), self.styles)
        self.numbers = NoteNumbers(self.parts.related("settings"))

    def text_of(self, pieces: list[Piece]) -> str:
        """Return what a reader sees of pieces that follow each other.

        Runs in the same old font are converted together: a letter and its mark may be in different runs.
        """
        written: list[str] = []
        for (encoding, is_capitals, is_raised), group in groupby(pieces, _kind):
            same = list(group)
            if encoding is None:
                # A soft hyphen is no character of the text; in the code of TCVN3 it is the letter ư.
                text = "".join(with_symbols(piece.text, piece.look.font or "") for piece in same).replace("\u00ad", "")
            else:
                font = same[0].look.font or ""
                text = as_unicode("".join(piece.text for piece in same), font)
                self.fonts.update(piece.look.font or "" for piece in same if piece.text.strip())
            text = text.upper() if is_capitals else text
            written.append(raised(text, "".join(written[-2:])) if is_raised else text)
        return "".join(written)


def _kind(piece: Piece) -> tuple[str | None, bool, bool]:
    font, _hidden, is_capitals, position = piece.look
    return encoding_of(font) if font else None, bool(is_capitals), position == "superscript"
