"""Runs of text in word processors' formats: what their formatting means for the characters that a reader sees."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from graphbuild.readers.blocks import raised
from graphbuild.readers.encoding.fonts import encoding_of, runs_as_unicode
from graphbuild.readers.encoding.symbols import with_symbols


class Look(NamedTuple):
    """What a run's formatting means for its text; None: not stated."""

    font: str | None = None
    is_hidden: bool | None = None
    is_capitals: bool | None = None
    position: str | None = None
    """"superscript", "subscript" or "baseline"."""

    def over(self, below: Look) -> Look:
        """Return this look where it states something, else the one below it."""
        return Look(
            below.font if self.font is None else self.font,
            below.is_hidden if self.is_hidden is None else self.is_hidden,
            below.is_capitals if self.is_capitals is None else self.is_capitals,
            below.position if self.position is None else self.position,
        )


UNSTATED = Look()
"""The look of what has no formatting."""


class Piece(NamedTuple):
    """Characters of one formatting."""

    text: str
    look: Look


def shown(pieces: Iterable[Piece], fonts: set[str]) -> str:
    """Return what a reader sees of the pieces of a paragraph.

    Runs in the same old font are converted together: a letter and its mark may be in different runs.

    Parameters
    ----------
    pieces
        They follow each other; hidden ones are not among them.
    fonts
        Fonts from before Unicode are added to it when text in them is converted.

    Examples
    --------
    >>> fonts = set()
    >>> shown([Piece("NghÞ quyÕt ", Look(".VnTime")), Piece("số 5", Look(is_capitals=True))], fonts), fonts
    ('Nghị quyết SỐ 5', {'.VnTime'})
    """
    written: list[str] = []
    for (encoding, is_capitals, is_raised), group in groupby(pieces, _kind):
        same = list(group)
        if encoding is None:
            # A soft hyphen is no character of the text; in the code of TCVN3 it is the letter ư.
            text = "".join(with_symbols(piece.text, piece.look.font or "") for piece in same).replace("\u00ad", "")
        else:
            text = runs_as_unicode([piece.text for piece in same], same[0].look.font or "")
            fonts.update(piece.look.font or "" for piece in same if piece.text.strip())
        text = text.upper() if is_capitals else text
        written.append(raised(text, "".join(written[-2:])) if is_raised else text)
    return "".join(written)


def _kind(piece: Piece) -> tuple[str | None, bool, bool]:
    font, _hidden, is_capitals, position = piece.look
    return encoding_of(font) if font else None, bool(is_capitals), position == "superscript"
