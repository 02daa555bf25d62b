"""Texts of documents in terminal colours; nothing they contain affects the terminal."""

from __future__ import annotations

from typing import IO

from rich.console import Console
from rich.text import Text

from graphbuild.safe_text import for_terminal


def console_on(file: IO[str]) -> Console:
    """Return a console that leaves line wrapping to the terminal; no colours if `file` is not a terminal."""
    return Console(file=file, highlight=False, soft_wrap=True)


def styled(text: str, style: str = "") -> Text:
    """Return a text in one style, its control characters visible."""
    return Text(for_terminal(text), style=style)
