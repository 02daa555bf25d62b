"""The outputs of a build: a list of writers, each with a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from graphbuild.builds import layout
from graphbuild.builds.page_images import PageImages, Pictures, write_page_images
from graphbuild.builds.report import Report
from graphbuild.model import Reading
from graphbuild.resolve.records import Resolved


@dataclass(frozen=True, slots=True)
class Material:
    """The input of the writers."""

    folder: Path
    """The folder that they are written to."""
    resolved: Resolved
    readings: Sequence[Reading]
    report: Report
    """The report so far; its counts are complete."""
    page_images: PageImages
    """Which pages of PDF files and scans the site shows as pictures."""
    pictures: Pictures
    """Makes them."""


@dataclass(frozen=True, slots=True)
class Output:
    """A part of a build's folder, and its writer."""

    name: str
    """Its key under ``seconds`` in the report."""
    write: Callable[[Material], None]


def _tables(material: Material) -> None:
    from graphbuild.graph.tables import write_tables

    write_tables(material.resolved.records, material.folder / layout.TABLES)


def _texts(material: Material) -> None:
    """Store the extracted text of every file whose offsets do not refer to the file itself, and its layout."""
    from graphbuild.graph.layouts import write_layout

    folder = material.folder / layout.TEXTS
    for text in (reading.text for reading in material.readings):
        if not text.own_offsets:
            path = layout.text_file(folder, text.source)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.content, encoding="utf-8", newline="\n")
        if text.layout is not None:
            path = layout.layout_file(folder, text.source)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_layout(text.layout, path)


def _nquads(material: Material) -> None:
    from graphbuild.graph.dataset import Run
    from graphbuild.graph.rdf import write_nquads

    report = material.report
    run = Run(report.started, version("graphbuild"), report.as_of)
    write_nquads(material.resolved.records, material.folder / layout.NQUADS, names=report.names, run=run)


def _turtle(material: Material) -> None:
    from graphbuild.graph.turtle import write_turtle

    write_turtle(material.folder / layout.NQUADS, material.folder / layout.TURTLE)


def _store(material: Material) -> None:
    from graphbuild.sparql.store import create

    create(material.folder / layout.NQUADS, material.folder / layout.STORE)


def _jsonld(material: Material) -> None:
    from graphbuild.graph.jsonld import write_jsonld

    write_jsonld(material.folder / layout.STORE, material.folder / layout.JSONLD)


def _graphml(material: Material) -> None:
    from graphbuild.graph.network import write_graphml

    write_graphml(material.resolved.records, material.folder / layout.GRAPHML)


def _gexf(material: Material) -> None:
    from graphbuild.graph.network import write_gexf

    write_gexf(material.resolved.records, material.folder / layout.GEXF)


def _page_images(material: Material) -> None:
    texts = {reading.text.source: reading.text for reading in material.readings}
    material.report.page_images = write_page_images(
        material.resolved.records,
        texts,
        material.folder / layout.SITE,
        material.page_images,
        material.pictures,
    )


def _site(material: Material) -> None:
    from graphbuild.page_addresses import PAGE_IMAGES
    from graphbuild.pages.corpus_view import CorpusView
    from graphbuild.pages.graph.extract_of_corpus import write_graph_page
    from graphbuild.pages.site import write_site
    from graphbuild.sparql.store import Store

    report, records = material.report, material.resolved.records
    texts = {reading.text.source: reading.text for reading in material.readings}
    images = (material.folder / layout.SITE / PAGE_IMAGES).glob("*")
    corpus = CorpusView(
        records,
        texts,
        material.resolved.named_bodies,
        base=report.base,
        as_of=report.as_of,
        page_images=[f"{PAGE_IMAGES}/{path.name}" for path in images],
    )
    write_site(
        corpus,
        Store.open(material.folder / layout.STORE),
        material.folder / layout.SITE,
        built=report.started,
        unread=[failure.message for failure in report.failures],
        left_out=[f"{entry.source} ({entry.reason})" for entry in report.left_out],
        findings=report.findings,
        notes=report.notes,
    )
    pages = dict(corpus.addresses.items())
    write_graph_page(records, material.folder / layout.GRAPH_PAGE, built=report.started, pages=pages)


OUTPUTS = (
    Output("tables", _tables),
    Output("texts", _texts),
    Output("rdf", _nquads),
    Output("store", _store),
    Output("turtle", _turtle),
    Output("jsonld", _jsonld),
    Output("graphml", _graphml),
    Output("gexf", _gexf),
    Output("page_images", _page_images),
    Output("site", _site),
)
"""All outputs except the report, ordered so that each finds its input."""
