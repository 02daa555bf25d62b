"""The pages: how fast they are written and opened, the atlas against pyvis as shipped: python -m benchmarks.pages.

The graph is that of the sample corpus, told again and again with other documents and files.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count, islice
from pathlib import Path

from graphbuild.builds.corpus import list_corpus
from graphbuild.builds.making import build
from graphbuild.graph.tables import read_records
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.model import Records
from graphbuild.pages.corpus_view import CorpusView
from graphbuild.pages.site import write_site
from graphbuild.readers.files import read_file
from graphbuild.sparql.store import Store

_SAMPLES = Path(__file__).parent.parent / "samples"
_PATIENCE = 60
"""Seconds after which nobody waits any longer for a page."""


def told_again(records: Records, documents: int) -> Records:
    """Return records of about so many documents: copies that cite each other as the originals do."""
    made = Records([], list(records.bodies), [], [], [], [])
    for copy in islice(count(), -(-documents // len(records.documents))):

        def iri(name: str, copy: int = copy) -> str:
            return f"{name}-{copy}" if copy else name

        made.documents.extend(
            replace(row, id=iri(row.id), source=row.source and f"{copy}/{row.source}") for row in records.documents
        )
        made.citations.extend(
            replace(
                row,
                id=f"{row.id}-{copy}",
                source=f"{copy}/{row.source}",
                document=iri(row.document),
                citing=iri(row.citing),
                target=iri(row.target) if row.target else None,
                candidates=tuple(replace(one, document=iri(one.document)) for one in row.candidates),
                evidence=tuple(replace(one, document=iri(one.document)) for one in row.evidence),
            )
            for row in records.citations
        )
        made.obligations.extend(
            replace(row, id=f"{row.id}-{copy}", source=f"{copy}/{row.source}", document=iri(row.document))
            for row in records.obligations
        )
    return made


def write(folder: Path, documents: int) -> None:
    """Write the site of so many documents into a folder, and print how long its pages took and how much memory."""
    build(_SAMPLES, folder / "samples")
    records = told_again(read_records(folder / "samples" / "tables"), documents)
    own = {file.source: read_file(file.path, file.source) for file in list_corpus(_SAMPLES).files}
    texts = {row.source: own[row.source.partition("/")[2]] for row in records.documents if row.source}
    corpus = CorpusView(records, texts, [], base=DEFAULT_BASE, as_of=date.today().isoformat())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.process_time()
    store = Store.open(folder / "samples" / "store")
    write_site(corpus, store, folder / "site", built=datetime.now(UTC).isoformat())
    taken = time.process_time() - begin
    pages = sum(1 for _page in (folder / "site" / "van-ban").glob("*.html"))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(
        f"{pages:>7,} document pages: {taken:6.1f} s of CPU for the whole site, "
        f"{taken / pages * 1000:.2f} ms a document, {grown // 1024} MB more memory at most",
        flush=True,
    )


@contextmanager
def chromium() -> Iterator[object]:
    """Give a headless Chromium that asks for nothing but files."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        context.route(
            "**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort()
        )
        yield context
        browser.close()


def ready(context: object, page_file: Path, condition: str) -> float:
    """Return the seconds until a page is as it should be, `_PATIENCE` where it is not until then."""
    page = context.new_page()  # type: ignore[attr-defined]
    begin = time.perf_counter()
    page.goto(page_file.as_uri(), wait_until="commit")
    while (taken := time.perf_counter() - begin) < _PATIENCE and not page.evaluate(condition):
        time.sleep(0.01)
    page.close()
    return min(taken, float(_PATIENCE))


def pyvis_page(records: Records, path: Path, nodes: int) -> None:
    """Write documents and citations with pyvis as its own guide does."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    shown = records.documents[:nodes]
    network.add_nodes([row.id for row in shown], label=[row.label for row in shown])
    inside = {row.id for row in shown}
    edges = {(row.citing, row.target) for row in records.citations if row.target in inside and row.citing in inside}
    network.add_edges(sorted(edges))
    path.write_text(network.generate_html(), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[2500, 5000, 10000])
    parser.add_argument("--nodes", type=int, default=20000)
    parser.add_argument("--write", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write:
        write(given.folder, given.write)
        return
    with tempfile.TemporaryDirectory() as name:
        for pages in [*given.pages, given.nodes]:
            # A process of its own each, so that the memory of one is not that of the one before.
            folder = Path(name) / str(pages)
            subprocess.run(
                [sys.executable, "-m", "benchmarks.pages", "--write", str(pages), "--folder", str(folder)], check=True
            )
        records = told_again(read_records(folder / "samples" / "tables"), 1000)
        pyvis_page(records, Path(name) / "pyvis.html", 1000)
        largest = max((folder / "site" / "van-ban").glob("*.html"), key=lambda path: path.stat().st_size)
        with chromium() as context:
            document = ready(context, largest, "document.readyState === 'complete'")
            print(f"largest document page, {largest.stat().st_size // 1000} kB: ready in {document:.2f} s")
            atlas = ready(context, folder / "site" / "so-do.html", "document.documentElement.dataset.ready === 'true'")
            print(f"atlas of {given.nodes:,} documents: ready in {atlas:.2f} s")
            shipped = ready(
                context, Path(name) / "pyvis.html", "typeof network !== 'undefined' && network.physics.stabilized"
            )
        told = "at least " if shipped >= _PATIENCE else ""
        print(f"pyvis as shipped, 1,000 nodes: {told}{shipped:.0f} s, {told}{shipped / atlas:.0f} times as long")


if __name__ == "__main__":
    main()
