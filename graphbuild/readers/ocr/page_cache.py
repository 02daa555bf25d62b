"""Recognised pages, each kept in a file of its own as soon as it is read, so that no page is read twice."""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from graphbuild.errors import OutputError
from graphbuild.readers.ocr.cleaning import DPI
from graphbuild.readers.ocr.recognition import Recognised
from graphbuild.readers.ocr.tesseract import LANGUAGE, Seen, Tesseract
from graphbuild.readers.pages.words import Rule
from graphbuild.writing import write_file

_METHOD = 4
"""Number of the way in which pages are cleaned and read; one more with each change, as old pages are read anew."""


@dataclass(frozen=True, slots=True)
class PageCache:
    """The recognised pages of one file.

    Parameters
    ----------
    folder
        Where the pages of all files are kept; None: nowhere.
    digest
        SHA-256 of the file.
    tesseract
        The program that reads them.
    """

    folder: Path | None
    digest: str
    tesseract: Tesseract

    def get(self, number: int) -> Recognised | None:
        """Return what is on a page; None if it was not read yet, or what was kept of it is damaged."""
        if self.folder is None:
            return None
        try:
            kept = json.loads(self._path(self.folder, number).read_bytes())
            words = [Seen(str(text), *map(float, numbers)) for text, *numbers in kept["words"]]
            rules = [Rule(*map(float, numbers)) for numbers in kept["rules"]]
            return Recognised(words, rules, int(kept["turns"]) % 4)
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None

    def put(self, number: int, page: Recognised) -> None:
        """Keep what is on a page."""
        if self.folder is None:
            return
            # A folder that cannot be written to costs time at the next reading, not this one.
        with contextlib.suppress(OutputError):
            write_file(self._path(self.folder, number), json.dumps(page._asdict(), ensure_ascii=False))

    def _path(self, folder: Path, number: int) -> Path:
        what = f"{self.digest} {number} {DPI} {self.tesseract.version} {LANGUAGE} {_METHOD}"
        key = hashlib.sha256(what.encode()).hexdigest()
        return folder / key[:2] / f"{key}.json"
