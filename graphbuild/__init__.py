"""A knowledge graph of Vietnamese Party and state documents, every edge with the characters that prove it.

>>> import graphbuild as gb
>>> reading = gb.extract("Thực hiện Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị")
>>> [(mention.number, mention.date) for mention in reading.mentions]
[('05-CT/TW', '2016-05-15')]
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphbuild.builds.making import Progress
    from graphbuild.builds.page_images import PageImages
    from graphbuild.builds.report import Report
    from graphbuild.knowledge_graph import KnowledgeGraph
    from graphbuild.model import Reading
    from graphbuild.readers.file_text import FileText

__all__ = ["build", "extract", "open", "read", "samples"]


def build(
    corpus: str | Path,
    out: str | Path = "outputs",
    *,
    base: str | None = None,
    corpus_name: str | None = None,
    convert_legacy: bool = False,
    jobs: int | None = None,
    page_images: PageImages = "evidence",
    progress: Progress | None = None,
) -> Report:
    """Build the graph of the documents in the folder `corpus` into `out`.

    `base` begins the IRIs, `corpus_name` tells the corpus from others published to the same server, `convert_legacy`
    converts plain text of old fonts, `jobs` is the number of scanned pages that are recognised at a time, `page_images`
    says which pages of PDF files and scans the site shows, `progress` shows how far the reading is; see
    `graphbuild.builds.making.build`.
    """
    from graphbuild.builds.making import build as build_graph

    return build_graph(
        corpus,
        out,
        base=base,
        corpus_name=corpus_name,
        convert_legacy=convert_legacy,
        jobs=jobs,
        page_images=page_images,
        progress=progress,
    )


def read(path: str | Path, *, convert_legacy: bool = False, jobs: int | None = None) -> FileText:
    """Return the text of a file of any format, its pages and what its reader warns of.

    An archive has no text of its own; the files in it, as those attached to a mail, are its ``files``.

    Examples
    --------
    >>> file = read(samples() / "trung-uong" / "chi-thi-97-ct-tw.txt")
    >>> file.format, file.text.split()[:3], file.warnings
    ('plain', ['BAN', 'CHẤP', 'HÀNH'], ())
    """
    from graphbuild.readers.file_text import file_text

    return file_text(Path(path), convert_legacy=convert_legacy, jobs=jobs)


def open(place: str | Path = "outputs") -> KnowledgeGraph:  # noqa: A001 - gb.open("outputs") is what people write
    """Open the outputs of a build in a folder, or a graph at the address of a SPARQL endpoint ("http://…/sparql").

    See `graphbuild.knowledge_graph.KnowledgeGraph`.
    """
    from graphbuild.knowledge_graph import BuiltGraph, RemoteGraph

    if isinstance(place, str) and place.startswith(("http://", "https://")):
        return RemoteGraph(place)
    return BuiltGraph(Path(place))


def extract(text: str, source: str = "-") -> Reading:
    """Return what one text says: letterhead, citations, bodies, with offsets of `text`.

    Of a text that holds several documents, it is what the first says; the others are in ``further``, each a reading of
    its own with its ``part`` of the text.
    """
    from graphbuild.extraction.reading import read
    from graphbuild.model import Text

    return read(Text(text, source))


def samples() -> Path:
    """Return the folder of the sample documents that come with graphbuild: all invented, to try it on.

    Examples
    --------
    >>> (samples() / "trung-uong" / "chi-thi-97-ct-tw.txt").is_file()
    True
    """
    from graphbuild.folders import samples_folder

    return samples_folder()
