"""The contract of a reader: which content it takes, what it returns, and how it fails.

Content decides, not the name: the first reader that recognises the bytes of a file takes it; only text that none
recognises is told by its suffix. A new format is one more reader in `graphbuild.readers.formats`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graphbuild.folders import user_folder
from graphbuild.model import Layout, Markup, Note

HEAD = 4096
"""Number of bytes by which it is decided whether a file is text."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader returns for the bytes of one file."""

    text: str
    r"""With ``\n`` at the ends of lines."""
    encoding: str = "utf-8"
    """Encoding of the file ("utf-8", "tcvn3"); of a format that tells its own characters always "utf-8"."""
    pages: tuple[int, ...] = ()
    """Offset in `text`, in code points, at which each page begins; empty if the format has no pages."""
    layout: Layout | None = None
    """Where the words are on the pages; None if the format has no pages, or does not tell."""
    notes: tuple[Note, ...] = ()
    """What was left out or changed, and what a person should know of the file."""


def _silent() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Settings:
    """How the files of one run are read."""

    convert_legacy: bool = False
    """Whether text in the code of an old font is converted where that is exact, instead of refused."""
    jobs: int = 1
    """Number of pages that are recognised at a time."""
    cache: Path | None = None
    """Folder in which the recognised pages are kept; None: they are not kept."""
    step: Callable[[], None] = _silent
    """To be called after each page or part: tells that the reading goes on, so that its time limit begins anew."""

    @classmethod
    def usual(cls, *, convert_legacy: bool = False, jobs: int | None = None) -> Settings:
        """Return the settings with the user's cache, and as many jobs as there are processors if `jobs` is None."""
        return cls(convert_legacy, jobs or _processors(), user_folder() / "recognised")


def _processors() -> int:
    """Return the number of processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        # Only Linux tells which ones.
        return os.cpu_count() or 1


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

    def recognises(self, data: bytes) -> bool:
        """Tell whether a file whose bytes (or, of a text, whose first `HEAD` bytes) are `data` has this format."""

    def read(self, data: bytes, source: str, settings: Settings) -> Content:
        """Return the text of a file.

        Parameters
        ----------
        data
            The whole file.
        source
            Its name in messages.
        settings
            How files are read in this run.

        Raises
        ------
        InputError
            The file is not what it seems, or cannot be read; the message names it and says what to do.
        """
