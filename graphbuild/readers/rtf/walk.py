"""The walk over the tokens of an RTF file, which builds its text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from graphbuild.readers import numerals
from graphbuild.readers.blocks import Block
from graphbuild.readers.encoding.fonts import encoding_of
from graphbuild.readers.encoding.legacy import western
from graphbuild.readers.found import Found
from graphbuild.readers.looks import UNSTATED, Piece
from graphbuild.readers.rtf.state import ROW_WORDS, Role, RowWords, State, Story
from graphbuild.readers.rtf.tokens import Kind, Token, tokens_of
from graphbuild.readers.rtf.words import (
    CHARACTERS,
    CODE_PAGES,
    DOCUMENT_PAGES,
    HEADERS,
    KNOWN_IF_STARRED,
    LINE_ENDS,
    NUMBERS,
    SIGNS,
    SKIPPED,
    STRUCTURES,
    SYMBOLS,
    TEXT_BOXES,
)

_DEEPEST = 1000
"""Depth of groups from which a file is no document; Word writes some twenty."""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f]")
_FETCHING = re.compile(r"\s*(?:INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DDEAUTO|DDE|RD)\b", re.IGNORECASE)
_INSTRUCTION, _NAME = 40, 100
"""Number of characters that are kept of the instruction of a field, and of the name of a font."""
_WESTERN = "cp1252"
_FORMATS: dict[str, Callable[[int], str]] = {
    "ar": str,
    "alc": numerals.repeated_letters,
    "auc": lambda number: numerals.repeated_letters(number).upper(),
    "rlc": numerals.roman,
    "ruc": lambda number: numerals.roman(number).upper(),
}


@dataclass(slots=True)
class _Font:
    name: str = ""
    characters: int = 1
    is_named: bool = False


class Walk:
    """Reads one file.

    Attributes
    ----------
    found
        What was found so far.
    headers
        The headers of the first pages by their control words, each with what was found in it.
    """

    def __init__(self) -> None:
        self.found = Found()
        self.headers: dict[str, tuple[list[Block], Found]] = {}
        self._of_body = self.found
        self._story = Story()
        self._state = State(self._story)
        self._stack: list[State] = []
        self._fonts: dict[int, _Font] = {}
        self._code_page = _WESTERN
        self._default_font = 0
        self._row = RowWords()
        # Whether no control word was read in this group yet, and whether it begins with the sign "known to some".
        self._is_new_group = self._is_starred = False
        self._left_to_skip = 0
        self._is_deleting = False
        self._instruction = ""
        self._notes = {"ftn": 0, "aftn": 0}
        self._formats = {"ftn": "ar", "aftn": "rlc"}

    def read(self, written: str) -> bool:
        """Read a file whose bytes were decoded as Latin-1; tell whether it is one that a program may have written."""
        for token in tokens_of(written):
            match token.kind:
                case Kind.OPEN:
                    if len(self._stack) >= _DEEPEST:
                        return False
                    self._open()
                case Kind.CLOSE:
                    if not self._stack:
                        return True
                    self._close()
                    if not self._stack:
                        break
                case Kind.WORD:
                    self._word(token.text, token.number)
                case Kind.SYMBOL:
                    self._symbol(token.text)
                case _:
                    self._characters(token)
        while self._stack:
            self._close()
        return True

    def blocks(self) -> list[Block]:
        """Return the blocks of the whole document."""
        return self._story.finished(self.found.fonts)

    def _open(self) -> None:
        self._stack.append(self._state)
        self._state = self._state.inner()
        self._is_new_group, self._is_starred = True, False
        self._left_to_skip = 0

    def _close(self) -> None:
        state = self._state
        self._state = self._stack.pop()
        self._is_new_group = False
        self._left_to_skip = 0
        if state.role is Role.INSTRUCTION and self._state.role is not Role.INSTRUCTION:
            self.found.links += _FETCHING.match(self._instruction) is not None
            self._instruction = ""
        if state.header:
            self.headers.setdefault(state.header, (state.story.finished(self.found.fonts), self.found))
            self.found = self._of_body
        elif state.ends is not None:
            self._end_story(state.ends, state.note)

    def _end_story(self, story: Story, note: str) -> None:
        around = self._state.story
        blocks = story.finished(self.found.fonts)
        if note:
            mark = ""
            if around.note_mark is not None:
                self._notes[note] += 1
                mark = f"[{_FORMATS[self._formats[note]](self._notes[note])}]"
                around.pieces[around.note_mark] = Piece(mark, UNSTATED)
                around.note_mark = None
            blocks = _marked(mark, blocks)
        around.builder.add_after(blocks)

    def _word(self, word: str, number: int | None) -> None:
        self._left_to_skip = 0
        state = self._state
        is_first, self._is_new_group = self._is_new_group, False
        if state.role is Role.SKIPPED:
            return
        if is_first and self._destination(word):
            return
        match word:
            case "u":
                self._unicode(number or 0)
            case "f":
                state.font = number or 0
                if state.role is Role.FONTS:
                    self._fonts[state.font] = _Font()
            case "fcharset" if state.role is Role.FONTS and state.font in self._fonts:
                self._fonts[state.font].characters = number or 0
            case "uc":
                state.fallback = max(number or 0, 0)
            case "v":
                state.hidden = number != 0
            case "deleted":
                state.deleted = number != 0
            case "caps":
                state.capitals = number != 0
            case "super" | "up":
                state.raised = number != 0
            case "nosupersub" | "sub" | "dn":
                state.raised = False
            case "plain":
                state.plain(self._default_font)
            case "pard":
                state.in_table, state.depth = False, 0
            case "intbl":
                state.in_table = number != 0
            case "itap":
                state.depth = max(number or 0, 0)
                state.in_table = state.depth > 0
            case "trowd":
                self._row = RowWords()
            case "deff":
                self._default_font = state.font = number or 0
            case "ansicpg" | "mac" | "pc" | "pca":
                self._code_page = _code_page(DOCUMENT_PAGES.get(word, f"cp{number or 0}"))
            case "objemb":
                self.found.embedded += 1
            case "objlink" | "objautlink":
                self.found.links += 1
            case "ftnalt":
                state.note = "aftn" if state.note else ""
            case _ if word in ROW_WORDS:
                self._row.read(word, number)
            case _ if word in NUMBERS:
                self._formats[NUMBERS[word][0]] = NUMBERS[word][1]
            case _ if state.role in (Role.TEXT, Role.NUMBER):
                self._mark(word)

    def _mark(self, word: str) -> None:
        """Read a control word that stands for a character, or for the end of something."""
        state, story = self._state, self._state.story
        match word:
            case "par" | "sect" if state.role is Role.TEXT:
                if self._is_shown(""):
                    story.end_paragraph(state.tables, self.found.fonts)
            case "cell" | "nestcell":
                depth = 1 if word == "cell" else max(state.depth, 2)
                story.end_paragraph(depth, self.found.fonts)
                story.builder.end_cell(depth)
            case "row" | "nestrow":
                story.forget_paragraph()
                story.builder.end_row(self._row.shape(), 1 if word == "row" else max(state.depth, 2))
            case "chftn":
                if not story.is_note and self._is_shown(""):
                    story.note_mark = len(story.pieces)
                    story.pieces.append(Piece("", UNSTATED))
            case _ if word in CHARACTERS:
                self._write(CHARACTERS[word])

    def _destination(self, word: str) -> bool:
        """Begin what the first control word of a group tells of its content; tell whether it told anything."""
        state = self._state
        if word in ("fonttbl", "fldinst", "upr", "listtext", "pntext", "ud"):
            if word == "ud":
                state.role = Role.TEXT if state.role is Role.TWICE else state.role
            elif word == "fonttbl":
                state.role = Role.FONTS
            elif state.role is Role.TEXT:
                state.role = _ROLES[word]
                if state.role is Role.NUMBER:
                    state.story.number = []
            return True
        if word == "footnote" or word in TEXT_BOXES:
            if state.role in (Role.TEXT, Role.STRUCTURE) and self._is_shown(""):
                state.begin(Story(is_note=word == "footnote"), self._default_font)
            else:
                state.role = Role.SKIPPED
            return True
        if word in HEADERS and state.story is self._story and state.role is Role.TEXT:
            state.begin(Story(), self._default_font)
            state.header, self.found = word, Found()
            return True
        if word in STRUCTURES:
            state.role = Role.STRUCTURE if state.role is Role.TEXT else state.role
            return True
        if word in SKIPPED or (self._is_starred and word not in KNOWN_IF_STARRED):
            state.role = Role.SKIPPED
            return True
        return False

    def _symbol(self, symbol: str) -> None:
        self._left_to_skip = 0
        if symbol == "*" and self._is_new_group:
            self._is_starred = True
            return
        self._is_new_group = False
        if symbol in LINE_ENDS:
            if self._state.role is Role.TEXT:
                self._mark("par")
        elif symbol in SYMBOLS:
            self._write(SYMBOLS[symbol])

    def _characters(self, token: Token) -> None:
        self._is_new_group = False
        text = token.text
        if self._left_to_skip:
            skipped = min(self._left_to_skip, len(text))
            self._left_to_skip -= skipped
            text = text[skipped:]
        if text and self._state.role is not Role.SKIPPED:
            self._write(self._decoded(_CONTROLS.sub("", text)))

    def _unicode(self, number: int) -> None:
        self._left_to_skip = self._state.fallback
        self._write(_CONTROLS.sub("", chr(number & 0xFFFF)))

    def _decoded(self, text: str) -> str:
        """Return characters, each a byte, as the font of the state has them."""
        # The name of a font is not written in the font itself.
        font = _Font() if self._state.role is Role.FONTS else self._font()
        if font.characters == SIGNS:
            return "".join(chr(0xF000 | ord(byte)) if byte > " " else byte for byte in text)
        if text.isascii():
            return text
        page = _WESTERN if encoding_of(font.name) else CODE_PAGES.get(font.characters, self._code_page)
        data = text.encode("latin-1")
        return western(data) if page == _WESTERN else data.decode(page, "replace")

    def _write(self, text: str) -> None:
        state = self._state
        if state.role is Role.INSTRUCTION:
            # Longer than that is no word that tells what the field does.
            self._instruction = (self._instruction + text)[:_INSTRUCTION]
        elif state.role is Role.FONTS:
            self._name_font(text)
        elif state.role in (Role.TEXT, Role.NUMBER) and self._is_shown(text):
            font = self._font()
            piece = Piece(text, state.look(font.name))
            (state.story.pieces if state.role is Role.TEXT else state.story.number).append(piece)

    def _is_shown(self, text: str) -> bool:
        """Tell whether text in this state is shown; what is not is counted."""
        state = self._state
        if state.deleted:
            self.found.deletions += not self._is_deleting
            self._is_deleting = True
            return False
        self._is_deleting = False
        if state.hidden:
            self.found.hidden += len(text.strip())
        return not state.hidden

    def _font(self) -> _Font:
        return self._fonts.get(self._state.font, _Font())

    def _name_font(self, text: str) -> None:
        font = self._fonts.get(self._state.font)
        if font is not None and not font.is_named:
            name, end, _rest = text.partition(";")
            font.name = (font.name + name)[:_NAME]
            font.is_named = bool(end)


_ROLES = {"fldinst": Role.INSTRUCTION, "upr": Role.TWICE, "listtext": Role.NUMBER, "pntext": Role.NUMBER}


def _marked(mark: str, blocks: list[Block]) -> list[Block]:
    """Return the blocks of a note with its mark before the first paragraph."""
    first = blocks[0] if blocks else ""
    return [f"{mark} {first}", *blocks[1:]] if isinstance(first, str) else [mark, *blocks]


def _code_page(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return _WESTERN
