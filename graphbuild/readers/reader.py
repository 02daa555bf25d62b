"""The contract of a reader: which content it takes, what it gives, and how it fails.

A reader is asked for its content first: one that recognises the first bytes of a file takes it, whatever its name.
Where none does, the end of the file's name decides. A new format is one more reader in `graphbuild.readers.READERS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from graphbuild.model import Markup

HEAD = 4096
"""Bytes of a file by which a reader may recognise it."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader makes of the bytes of one file."""

    text: str
    r"""With ``\n`` at the ends of lines."""
    encoding: str
    """Of the file's characters ("utf-8", "tcvn3")."""
    pages: tuple[int, ...] = ()
    """Offset in `text`, in code points, at which each page begins; none where the format has no pages."""


class Reader(Protocol):
    """One format."""

    @property
    def format(self) -> str:
        """Its name in the tables: "html"."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Ends of the names of such files, in lower case: ".html"."""

    @property
    def own_offsets(self) -> bool:
        """Whether offsets in the text are those of the decoded file; else the text is kept beside the tables."""

    @property
    def markup(self) -> Markup:
        """What the signs in the text may mean."""

    def recognises(self, head: bytes) -> bool:
        """Tell whether a file whose first bytes (`HEAD` at most) are `head` is surely of this format."""

    def read(self, data: bytes, source: str) -> Content:
        """Return the text of a file.

        Parameters
        ----------
        data
            The whole file.
        source
            What it is called in messages.

        Raises
        ------
        InputError
            The file is not what it seems, or cannot be read; the message names it and what to do.
        """
