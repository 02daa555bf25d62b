"""What holds within a group of RTF, and is forgotten at its end."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

from graphbuild.readers.blocks import Block
from graphbuild.readers.cell_marks import BlockBuilder, Joined, RowShape
from graphbuild.readers.looks import Look, Piece, shown
from graphbuild.readers.numerals import bullet


class Role(Enum):
    """What the content of a group is."""

    TEXT = 0
    SKIPPED = 1
    FONTS = 2
    INSTRUCTION = 3
    NUMBER = 4
    """The number of a paragraph, as it is shown."""
    TWICE = 5
    r"""``\upr``: the same text twice, first without Unicode."""
    STRUCTURE = 6


@dataclass(slots=True)
class Story:
    """A text that is built apart: the document, a note, a text box."""

    is_note: bool = False
    builder: BlockBuilder = field(default_factory=BlockBuilder)
    pieces: list[Piece] = field(default_factory=list)
    number: list[Piece] = field(default_factory=list)
    """The number of the paragraph that is being read."""
    note_mark: int | None = None
    """Index of the run that refers to the note that follows; None if there is none."""

    def end_paragraph(self, depth: int, converted: set[str]) -> None:
        """Add the paragraph that was read, which stands in so many tables."""
        text = shown(self.pieces, converted)
        if any(piece.text.strip() for piece in self.number):
            number = shown(self.number, converted).strip()
            text = f"{number if any(map(str.isalnum, number)) else bullet(number)} {text}"
        self.builder.add(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), depth)
        self.forget_paragraph()

    def forget_paragraph(self) -> None:
        """Begin a new paragraph."""
        self.pieces, self.number, self.note_mark = [], [], None

    def finished(self, converted: set[str]) -> list[Block]:
        """Return all blocks."""
        if self.pieces:
            self.end_paragraph(0, converted)
        return self.builder.finished()


@dataclass(slots=True)
class State:
    """Formatting and role of a group; a group inside begins with a copy."""

    story: Story
    role: Role = Role.TEXT
    font: int = 0
    hidden: bool = False
    deleted: bool = False
    capitals: bool = False
    raised: bool = False
    fallback: int = 1
    r"""Number of characters that follow a ``\u`` for programs without Unicode."""
    in_table: bool = False
    depth: int = 0
    ends: Story | None = None
    """The story that ends with the group; it comes after the paragraph of the story around it."""
    header: str = ""
    """The control word of the header that it is."""
    note: str = ""
    """Whether that story is a footnote ("ftn") or an endnote ("aftn")."""

    def inner(self) -> State:
        """Return the state with which a group inside begins."""
        state = replace(self)
        state.ends, state.note, state.header = None, "", ""
        return state

    def begin(self, story: Story, font: int) -> None:
        """Begin a story that ends with the group."""
        self.story = self.ends = story
        self.note = "ftn" if story.is_note else ""
        self.role = Role.TEXT
        self.in_table, self.depth = False, 0
        self.plain(font)

    def plain(self, font: int) -> None:
        """Forget the formatting of characters."""
        self.font = font
        self.hidden = self.deleted = self.capitals = self.raised = False

    def look(self, font: str) -> Look:
        """Return what it means for the text of a run in a font."""
        return Look(font, is_capitals=self.capitals, position="superscript" if self.raised else None)

    @property
    def tables(self) -> int:
        """Number of tables in which a paragraph stands."""
        return max(self.depth, 1) if self.in_table else 0


@dataclass(slots=True)
class RowWords:
    """The definition of a row as it is written, cell by cell."""

    edges: list[int] = field(default_factory=list)
    across: list[Joined] = field(default_factory=list)
    down: list[Joined] = field(default_factory=list)
    left: int = 0
    is_head: bool = False
    _across: Joined = Joined.NOT
    _down: Joined = Joined.NOT

    def read(self, word: str, number: int | None) -> None:
        """Read a control word of the definition of a row or cell."""
        match word:
            case "trleft":
                self.left = number or 0
            case "trhdr":
                self.is_head = True
            case "clmgf":
                self._across = Joined.FIRST
            case "clmrg":
                self._across = Joined.FURTHER
            case "clvmgf":
                self._down = Joined.FIRST
            case "clvmrg":
                self._down = Joined.FURTHER
            case "cellx" if len(self.edges) < MOST_CELLS:
                self.edges.append(number or 0)
                self.across.append(self._across)
                self.down.append(self._down)
                self._across = self._down = Joined.NOT

    def shape(self) -> RowShape:
        """Return the row as it is defined now."""
        edges = (min(self.left, self.edges[0]), *self.edges) if self.edges else ()
        return RowShape(edges, tuple(self.across), tuple(self.down), self.is_head)


MOST_CELLS = 200
"""Largest number of cells of a row whose definition is read; Word allows 63."""
ROW_WORDS = frozenset("trleft trhdr clmgf clmrg clvmgf clvmrg cellx".split())
