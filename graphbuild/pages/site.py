"""Writes the site of a build: pages that open from disk, share one script and one style, and load nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from markupsafe import Markup

from graphbuild.combining import readable
from graphbuild.graph.tables import unreadable_build
from graphbuild.model import Finding, Text
from graphbuild.page_addresses import page_words
from graphbuild.pages.atlas_page import atlas_content, atlas_data
from graphbuild.pages.body_page import body_content
from graphbuild.pages.corpus_view import CorpusView
from graphbuild.pages.document_page import DocumentPages
from graphbuild.pages.front_page import front_content, search_entries
from graphbuild.pages.legislation import legislation_of
from graphbuild.pages.ontology_page import ontology_content
from graphbuild.pages.page_frames import word_places
from graphbuild.pages.query_results import FOLDER as QUESTIONS
from graphbuild.pages.query_results import QueryPages
from graphbuild.pages.review_page import review_content
from graphbuild.pages.safety import SITE_POLICY
from graphbuild.pages.tasks_page import task_entries, tasks_content
from graphbuild.pages.templates import CANVAS, SHARED, rendered, script, styles
from graphbuild.pages.timeline_page import timeline_content, timeline_data
from graphbuild.sparql.store import Store
from graphbuild.tracker.tasks import Task, tasks

ADDRESSES = "addresses.json"
"""Page of every IRI that has one."""
_PAGES = (
    ("index.html", "Mục lục", "Contents"),
    ("nhiem-vu.html", "Nhiệm vụ", "Tasks"),
    ("dong-thoi-gian.html", "Dòng thời gian", "Timeline"),
    ("so-do.html", "Sơ đồ", "Atlas"),
    ("can-xem.html", "Cần xem", "To decide"),
    ("cau-hoi/index.html", "Câu hỏi", "Questions"),
    ("do-thi.html", "Đồ thị viện dẫn", "Graph"),
)
"""Pages linked from every page: address, name in both languages."""
_SCRIPTS = {
    "site.js": (*SHARED, "site/site.js", "site/pages.js"),
    "tasks.js": ("site/tasks.js",),
    "drawing.js": (*CANVAS, "site/drawing.js", "site/drawing_page.js"),
}
"""Files beside the pages: each page loads the first; the page of tasks and the drawings load one more."""
_LONGEST_PAGE = 150_000
"""Maximum size in bytes of a document's page that still opens at once on an old computer."""


def write_site(
    corpus: CorpusView,
    store: Store,
    folder: Path,
    *,
    built: str,
    unread: Sequence[str] = (),
    left_out: Sequence[str] = (),
    findings: Iterable[Finding] = (),
    notes: Iterable[Finding] = (),
) -> None:
    """Write all pages of a corpus.

    Parameters
    ----------
    corpus
        The content of the pages.
    store
        The same graph, for the queries.
    folder
        Folder of the site; created if it does not exist. Pages are written one by one, so memory does not grow with
        them.
    built
        ISO time of the build.
    unread
        For each unreadable file its name, the reason and what to do.
    left_out
        For each file that does not count as a document its name and the reason.
    findings
        Other findings of the build to be checked.
    notes
        What the readers left out of files, changed or recognised.
    """
    site = {
        "title": "Kho văn bản",
        "policy": SITE_POLICY,
        "built": datetime.fromisoformat(built).astimezone().strftime("%H:%M, %d/%m/%Y"),
        "version": version("graphbuild"),
        "pages": [{"address": address, "name": name, "name_en": name_en} for address, name, name_en in _PAGES],
    }
    found = tasks(corpus.records)
    _write_assets(corpus, found, folder / "assets")
    for name in ("van-ban", "co-quan"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    pages = DocumentPages(corpus)
    for document in corpus.records.documents:
        content = {**pages.content(document), "legislation": legislation_of(document, corpus.out.get(document.id, ()))}
        if content["words_script"]:
            _write_words(corpus.texts[document.source or ""], folder)
        _write_document(folder / corpus.addresses[document.id], content, site)
    for body in corpus.records.bodies:
        _write(folder / corpus.addresses[body.id], "body.html", body_content(body, corpus), site, root="../")
    _write(
        folder / "index.html", "index.html", front_content(corpus, unread, left_out), site, root="", here="index.html"
    )
    _write(folder / "nhiem-vu.html", "tasks.html", tasks_content(found), site, root="", here="nhiem-vu.html")
    _write(
        folder / "can-xem.html",
        "review.html",
        review_content(corpus, unread, findings, notes),
        site,
        root="",
        here="can-xem.html",
    )
    _write(folder / "ban-the-hoc.html", "ontology.html", ontology_content(), site, root="", here="ban-the-hoc.html")
    _write_drawings(corpus, folder, site)
    _write_answers(QueryPages(corpus, store), folder / QUESTIONS, site)
    # For a server to find the page of an IRI.
    (folder / ADDRESSES).write_text(json.dumps(dict(corpus.addresses.items())), encoding="utf-8")


def document_pages(folder: Path) -> dict[str, Path]:
    """Return the page of every document and body of the site in a folder, by IRI; none if there is no site.

    Raises
    ------
    InputError
        The site's list of pages is damaged (code ``no-build``).
    """
    path = folder / ADDRESSES
    if not path.is_file():
        return {}
    try:
        pages = json.loads(path.read_text(encoding="utf-8"))
        return {iri: folder / address for iri, address in pages.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise unreadable_build(folder.parent, path, error) from error


def _write_document(path: Path, content: Mapping[str, Any], site: Mapping[str, Any]) -> None:
    """Write the page of a document; the lists of a long one are in a script beside it, loaded on demand."""
    lists = rendered("document_lists.html", **content)
    script = path.with_suffix(".js")
    content = {**content, "lists_script": script.name, "lists": Markup(lists)}
    page = _rendered("document.html", content, site, root="../")
    if len(page.encode("utf-8")) > _LONGEST_PAGE:
        page = _rendered("document.html", {**content, "lists": None}, site, root="../")
        _write_data(script, "lists", [lists])
    path.write_text(page, encoding="utf-8", newline="\n")


def _write_words(text: Text, folder: Path) -> None:
    """Write where the words are on the pages that the site shows, for a script that finds what is under a click."""
    if text.layout is not None:
        _write_data(folder / page_words(text.sha256), "words", word_places(text.layout, text.content))


def _write_drawings(corpus: CorpusView, folder: Path, site: Mapping[str, Any]) -> None:
    total = len(corpus.records.documents)
    atlas, timeline = atlas_data(corpus), timeline_data(corpus)
    _write_data(folder / "assets" / "atlas.js", "drawing", [atlas])
    _write_data(folder / "assets" / "timeline.js", "drawing", [timeline])
    _write(folder / "so-do.html", "drawing.html", atlas_content(atlas, total), site, root="", here="so-do.html")
    content = timeline_content(timeline, total)
    _write(folder / "dong-thoi-gian.html", "drawing.html", content, site, root="", here="dong-thoi-gian.html")


def _write_answers(pages: QueryPages, folder: Path, site: Mapping[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    questions = []
    for content in pages.contents():
        _write(folder / f"{content['name']}.html", "answer.html", content, site, root="../")
        questions.append(
            {key: content[key] for key in ("name", "title", "title_en", "description", "description_en", "total")}
        )
    listed = {"title": "Câu hỏi", "questions": questions}
    _write(folder / "index.html", "questions.html", listed, site, root="../", here=f"{QUESTIONS}/index.html")


def _write(
    path: Path, template: str, content: Mapping[str, Any], site: Mapping[str, Any], *, root: str, here: str = ""
) -> None:
    page = _rendered(template, content, site, root=root, here=here)
    path.write_text(page, encoding="utf-8", newline="\n")


def _rendered(template: str, content: Mapping[str, Any], site: Mapping[str, Any], *, root: str, here: str = "") -> str:
    return rendered(template, **content, site=site, root=root, here=here)


def _write_assets(corpus: CorpusView, found: Sequence[Task], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.css").write_text(styles("site.css"), encoding="utf-8", newline="\n")
    for name, parts in _SCRIPTS.items():
        (folder / name).write_text("\n".join(map(script, parts)), encoding="utf-8", newline="\n")
    _write_data(folder / "search.js", "searched", search_entries(corpus))
    _write_data(folder / "tasks-data.js", "tasks", task_entries(found, corpus))


def _write_data(path: Path, name: str, entries: Iterable[Any]) -> None:
    """Write data as a script that only sets it: a page opened from disk cannot read a file in any other way."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"window.{name} = [")
        for number, entry in enumerate(entries):
            file.write(",\n" if number else "\n")
            file.write(readable(json.dumps(entry, ensure_ascii=False, separators=(",", ":"))))
        file.write("\n];\n")
