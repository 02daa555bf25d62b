"""What the paragraphs of all parts of one Word file have in common: styles, lists, notes, and what was left out."""

from __future__ import annotations

from dataclasses import InitVar, dataclass, field

from lxml import etree

from graphbuild.readers.docx.names import below
from graphbuild.readers.docx.notes import NoteNumbers
from graphbuild.readers.docx.numbering import Numbering
from graphbuild.readers.docx.parts import Parts
from graphbuild.readers.docx.runs import LeftOut
from graphbuild.readers.docx.styles import Styles
from graphbuild.readers.looks import Piece, shown


@dataclass(slots=True)
class Document:
    """The parts of a file that say how its text is to be read.

    Parameters
    ----------
    parts
        The file.
    root
        Root of the document's own part.
    """

    parts: Parts
    root: InitVar[etree._Element]
    styles: Styles = field(init=False)
    numbering: Numbering = field(init=False)
    numbers: NoteNumbers = field(init=False)
    left_out: LeftOut = field(default_factory=LeftOut)
    fonts: set[str] = field(default_factory=set)
    """Fonts from before Unicode whose text was converted."""

    def __post_init__(self, root: etree._Element) -> None:
        self.styles = Styles(self.parts.related("styles"), self.parts.related("theme"))
        self.numbering = Numbering(self.parts.related("numbering"), self.styles)
        self.numbers = NoteNumbers(self.parts.related("settings"), next(below(root, "sectPr"), None))

    def text_of(self, pieces: list[Piece]) -> str:
        """Return what a reader sees of pieces that follow each other."""
        return shown(pieces, self.fonts)
