"""The paths of everything in a build's folder."""

from __future__ import annotations

import re
from pathlib import Path

from graphbuild.identifiers import digest

TABLES = "tables"
STORE = "store"
SITE = "site"
TEXTS = "texts"
NQUADS = "graph.nq"
TURTLE = "graph.ttl"
JSONLD = "graph.jsonld"
GRAPHML = "graph.graphml"
GEXF = "graph.gexf"
REPORT = "build.json"
MANIFEST = ".graphbuild-files.json"
"""List of the files in the build's folders."""

ENTRIES = (TABLES, STORE, SITE, TEXTS, NQUADS, TURTLE, JSONLD, GRAPHML, GEXF, MANIFEST, REPORT)
"""All entries that a build writes into its folder."""

FRONT_PAGE = f"{SITE}/index.html"
GRAPH_PAGE = f"{SITE}/do-thi.html"
"""The interactive page of the graph."""

_LONGEST_NAME = 255
"""Maximum length in bytes of a file name on common file systems."""
_LONGEST_SOURCE = 800
"""Maximum length in bytes of a path kept for a text as in the corpus: a longer or deeper one might not fit in OUT."""

_LAYOUT = ".layout.parquet"
_LIKE_OURS = re.compile(r"(\.(?:txt|layout\.parquet)_*)$", re.IGNORECASE)


def text_file(folder: Path, source: str) -> Path:
    """Return the path of a file's extracted text, if its offsets do not refer to the file itself.

    No two files share a path, and none is a parent folder of another: a folder that would have the name of a text or of
    a layout gets one more ``_`` appended.

    Parameters
    ----------
    folder
        The folder `TEXTS` of a build.
    source
        Path of the file relative to the corpus, with ``/``.

    Examples
    --------
    >>> text_file(Path("texts"), "a.html").as_posix(), text_file(Path("texts"), "a.html.txt/b.html").as_posix()
    ('texts/a.html.txt', 'texts/a.html.txt_/b.html.txt')
    """
    return _beside(folder, source, ".txt")


def layout_file(folder: Path, source: str) -> Path:
    """Return the path of the table that says where the words of a file's text are on its pages.

    Parameters
    ----------
    folder
        The folder `TEXTS` of a build.
    source
        Path of the file relative to the corpus, with ``/``.

    Examples
    --------
    >>> layout_file(Path("texts"), "quet/a.pdf").as_posix()
    'texts/quet/a.pdf.layout.parquet'
    """
    return _beside(folder, source, _LAYOUT)


def _beside(folder: Path, source: str, ending: str) -> Path:
    """Return the path of what is stored of a file in `TEXTS` under its own name with `ending`."""
    if len(source.encode("utf-8", "surrogateescape")) > _LONGEST_SOURCE:
        return folder / f"{digest(source)}{ending}"
    *folders, name = source.split("/")
    whole = f"{name}{ending}"
    if len(whole.encode("utf-8", "surrogateescape")) > _LONGEST_NAME:
        whole = f"{digest(f'{name}.txt')}{ending}"
    return folder.joinpath(*(_LIKE_OURS.sub(r"\1_", part) for part in folders), whole)
