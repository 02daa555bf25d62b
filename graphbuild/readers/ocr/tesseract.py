"""Tesseract, the program that recognises text: where it is, which version, and what it reads on a picture."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import pytesseract

from graphbuild.errors import InputError
from graphbuild.messages import _

if TYPE_CHECKING:
    from PIL import Image

LANGUAGE = "vie"
PAGE, ONE_BLOCK = 3, 6
"""Layouts: a page with all that can be on it, and lines below each other (page segmentation modes)."""
_PROGRAM = "tesseract"
_ON_WINDOWS = ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")
"""Variables that name the folders in which the installer of Windows puts it; that does not change PATH."""
_SECONDS = 300
"""Time limit of one reading of a page on the clock; a full page needs 2 seconds."""
_LEVEL_OF_WORDS = "5"
"""Level of the rows of words in Tesseract's table."""
_COLUMNS = 12
_INSTALL = {
    "win32": "winget install UB-Mannheim.TesseractOCR",
    "darwin": "brew install tesseract tesseract-lang",
}
"""The line that brings it on a system; see `_ON_DEBIAN` for the others."""
_ON_DEBIAN = "sudo apt-get install tesseract-ocr tesseract-ocr-vie"


class Seen(NamedTuple):
    """A word that was recognised, with its box in pixels."""

    text: str
    confidence: float
    """From 0 to 1."""
    x0: float
    y0: float
    x1: float
    y1: float


class UnreadError(Exception):
    """A page could not be recognised."""


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program as it is installed."""

    program: str
    """Its path."""
    version: str

    def words(self, image: Image.Image, dpi: int, layout: int = PAGE) -> list[Seen]:
        """Return the words on a picture, in the order of its blocks and lines.

        Parameters
        ----------
        image
            A page, in shades of grey.
        dpi
            Its resolution.
        layout
            What it shows: `PAGE` or `ONE_BLOCK`.

        Raises
        ------
        UnreadError
            The program failed on it, or did not come to an end.
        """
        # The program gets the environment of this process; pages are read in parallel, so each has one thread.
        os.environ["OMP_THREAD_LIMIT"] = "1"
        pytesseract.pytesseract.tesseract_cmd = self.program
        with TemporaryDirectory(prefix="graphbuild-") as folder:
            file = Path(folder, "page.pgm")
            image.save(file)
            try:
                table = pytesseract.image_to_data(
                    str(file),
                    LANGUAGE,
                    f"--psm {layout} --dpi {dpi}",
                    timeout=_SECONDS,
                    output_type=pytesseract.Output.BYTES,
                )
            except (RuntimeError, OSError) as error:
                raise UnreadError(str(error)) from error
        return words_of(table.decode("utf-8", "replace"))


def words_of(table: str) -> list[Seen]:
    r"""Return the words of a table in Tesseract's TSV format.

    Examples
    --------
    >>> words_of("level\t...\n5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t96.5\tChỉ\n4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t\n")
    [Seen(text='Chỉ', confidence=0.965, x0=10, y0=20, x1=40, y1=32)]
    """
    found = []
    for row in table.split("\n"):
        cells = row.rstrip("\r").split("\t")
        if len(cells) != _COLUMNS or cells[0] != _LEVEL_OF_WORDS or not cells[-1].strip():
            continue
        x0, y0, width, height = map(int, cells[6:10])
        confidence = min(max(float(cells[10]) / 100, 0.0), 1.0)
        found.append(Seen(cells[-1].strip(), confidence, x0, y0, x0 + width, y0 + height))
    return found


def installed(source: str) -> Tesseract:
    """Return the program as it is installed here; `source` is the name of the file that needs it.

    Raises
    ------
    InputError
        ``no-ocr``: it, or its data for Vietnamese, is not installed; the message has the line that brings it.
    """
    program = _path()
    if program is None:
        message = _(
            "{file}: a scan; its pages are pictures. Install text recognition (Tesseract with Vietnamese), then read "
            "it again: {command}"
        )
        raise InputError("no-ocr", message.format(file=source, command=_command()))
    version, languages = _facts(program)
    if LANGUAGE not in languages:
        message = _(
            "{file}: a scan; its pages are pictures. Tesseract is installed, but not its data for Vietnamese (vie). "
            "Install it, then read it again: {command}"
        )
        raise InputError("no-ocr", message.format(file=source, command=_command()))
    return Tesseract(program, version)


def _command() -> str:
    command = _INSTALL.get(sys.platform, _ON_DEBIAN)
    if sys.platform == "win32":
        chosen = _("choose Vietnamese in the installer, or put vie.traineddata into its folder tessdata")
        return f"{command} ({chosen})"
    return command


def _path() -> str | None:
    found = shutil.which(_PROGRAM)
    if found or sys.platform != "win32":
        return found
    folders = [Path(os.environ[name]) for name in _ON_WINDOWS if name in os.environ]
    places = [base / below / "Tesseract-OCR" for base in folders for below in ("", "Programs")]
    return shutil.which(_PROGRAM, path=os.pathsep.join(map(str, places)))


@cache
def _facts(program: str) -> tuple[str, tuple[str, ...]]:
    """Return the version of the program and the languages that it reads; "" and none if it does not run."""
    pytesseract.pytesseract.tesseract_cmd = program
    try:
        version = str(pytesseract.get_tesseract_version(cached=False))
        return version, tuple(pytesseract.get_languages(cached=False))
    except (RuntimeError, OSError, SystemExit, ValueError):
        return "", ()
