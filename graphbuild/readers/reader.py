"""The contract of a reader: which content it takes, what it returns, and how it fails.

Content decides first: a reader that recognises the first bytes of a file takes it, whatever its name. If none does, the
suffix decides. A new format is one more reader in `graphbuild.readers.READERS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from graphbuild.model import Markup

HEAD = 4096
"""Number of bytes by which a reader may recognise a file."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader returns for the bytes of one file."""

    text: str
    r"""With ``\n`` at the ends of lines."""
    encoding: str
    """Encoding of the file ("utf-8", "tcvn3")."""
    pages: tuple[int, ...] = ()
    """Offset in `text`, in code points, at which each page begins; empty if the format has no pages."""


class Reader(Protocol):
    """One format."""

    @property
    def format(self) -> str:
        """Its name in the tables: "html"."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Suffixes of such files, in lower case: ".html"."""

    @property
    def own_offsets(self) -> bool:
        """Whether offsets in the text are those of the decoded file; otherwise the text is stored beside the tables."""

    @property
    def markup(self) -> Markup:
        """How to interpret markup in the text."""

    def recognises(self, head: bytes) -> bool:
        """Tell whether a file whose first bytes (at most `HEAD`) are `head` certainly has this format."""

    def read(self, data: bytes, source: str) -> Content:
        """Return the text of a file.

        Parameters
        ----------
        data
            The whole file.
        source
            Its name in messages.

        Raises
        ------
        InputError
            The file is not what it seems, or cannot be read; the message names it and says what to do.
        """
