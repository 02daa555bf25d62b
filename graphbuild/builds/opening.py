"""Opens the folder of a build for notebooks, commands, comparisons and the server."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.builds.layout import REPORT, TEXTS, layout_file
from graphbuild.builds.replacing import settle
from graphbuild.errors import InputError, QueryError
from graphbuild.graph.namespaces import GraphNames
from graphbuild.messages import _

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Input:
    """A file that the build read."""

    source: str
    """Path relative to the corpus, with ``/``."""
    sha256: str
    encoding: str | None


@dataclass(frozen=True, slots=True)
class FinishedBuild:
    """What other parts need to know of a build: a part of its ``build.json``."""

    base: str
    """The beginning of its IRIs."""
    corpus: str
    """Name of the corpus."""
    started: str
    """ISO time with time zone."""
    inputs: tuple[Input, ...]
    corpus_id: str | None
    """Tells the corpus from others of its name; None if an earlier version of graphbuild made the build."""

    @property
    def names(self) -> GraphNames:
        """The names of the graphs of the build."""
        return GraphNames.of_corpus(self.corpus, self.base)


def layout_of(folder: Path, source: str) -> pd.DataFrame:
    """Return where the words of a PDF file, scan or picture are on its pages, one stretch of a line per row.

    The columns are ``start`` and ``end`` (offsets in the file's text), ``page`` (from 1), ``x0``, ``y0``, ``x1``,
    ``y1`` (points from the upper left corner of the page) and ``confidence`` (0 to 1, of recognised characters);
    ``attrs["pages"]`` has the width and height of each page in points.

    Parameters
    ----------
    folder
        Folder of the build.
    source
        Path of the file relative to the corpus, with ``/``.

    Raises
    ------
    QueryError
        The build has no such file, or the file has no pages (code ``no-layout``).
    InputError
        The table is damaged (code ``no-build``).
    """
    from graphbuild.graph.layouts import read_layout

    path = layout_file(folder / TEXTS, source)
    if not path.is_file():
        message = _("{file}: the build has no file of this name that has pages.").format(file=source)
        raise QueryError("no-layout", message)
    return read_layout(path)


def open_build(folder: Path) -> FinishedBuild:
    """Complete an interrupted replacement of outputs, and return what ``build.json`` says of the build.

    Raises
    ------
    InputError
        There is no build in the folder, or its ``build.json`` is damaged (code ``no-build``).
    OutputError
        An interrupted replacement cannot be completed (codes ``occupied``, ``unwritable``).
    """
    settle(folder)
    path = folder / REPORT
    if not path.is_file():
        message = _("There is no build in {path}. Create one with: graphbuild build FOLDER --out {path}")
        raise InputError("no-build", message.format(path=folder))
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        inputs = tuple(Input(entry["source"], entry["sha256"], entry["encoding"]) for entry in report["inputs"])
        base, corpus, started = texts = (report["base"], report["corpus"], report["started"])
        corpus_id = report.get("corpus_id")
        if not all(isinstance(text, str) for text in (*texts, corpus_id or "")):
            raise TypeError
        return FinishedBuild(base, corpus, started, inputs, corpus_id)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        message = _(
            "{file} is damaged, or is not the report of a build. Move {path} away, and create the build again with: "
            "graphbuild build FOLDER --out {path}"
        )
        raise InputError("no-build", message.format(file=path, path=folder)) from error
