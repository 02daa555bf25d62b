"""The page of open questions: open citations, their candidates, and the entry that decides each."""

from __future__ import annotations

import glob
import json
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from graphbuild.model import ABOUT_DOCUMENTS, Citation, Document, Finding
from graphbuild.page_addresses import anchor
from graphbuild.pages.corpus_view import CorpusView
from graphbuild.pages.document_page import summary
from graphbuild.pages.words import full_name, quotation, type_name, warning_words
from graphbuild.text import one_line
from graphbuild.vocabulary.document_types import PRESS_ARTICLE
from graphbuild.vocabulary.schemes import both_labels

_MOST_GROUPS = 150
"""Maximum number of questions shown of one kind; the table ``citations`` has the rest."""
_MOST_MENTIONS = 5
"""Maximum number of sentences shown for one question."""
_REGISTER_HEADINGS = "Số ký hiệu,Ngày ban hành,Cơ quan ban hành,Trích yếu"


def review_content(
    corpus: CorpusView, unread: Sequence[str], findings: Iterable[Finding], notes: Iterable[Finding]
) -> dict[str, Any]:
    """Return the values of the template ``review.html``: what is open, and what to write to decide it.

    Parameters
    ----------
    corpus
        The graph.
    unread
        Files that are in no table because they could not be read.
    findings
        Other findings of the build to be checked.
    notes
        What the readers left out of files, changed or recognised.
    """
    ambiguous = _questions(corpus, "ambiguous")
    unresolved = _questions(corpus, "unresolved")
    placeless = {row.document for row in corpus.records.citations if not row.target and "unknown_place" in row.reasons}
    silent = list(_silent(corpus, placeless))
    return {
        "title": "Cần xem",
        "unread": unread,
        "ambiguous": [_question(rows, corpus) for rows in ambiguous[:_MOST_GROUPS]],
        "unresolved": [_question(rows, corpus) for rows in unresolved[:_MOST_GROUPS]],
        "silent": silent[:_MOST_GROUPS],
        "warnings": list(_warnings(corpus, findings)),
        "notes": _notes(notes),
        "left_out": sum(max(0, len(rows) - _MOST_GROUPS) for rows in (ambiguous, unresolved, silent)),
        "counts": {"ambiguous": sum(map(len, ambiguous)), "unresolved": sum(map(len, unresolved))},
    }


def _questions(corpus: CorpusView, resolution: str) -> list[list[Citation]]:
    """Return open citations grouped by name and candidates, one answer settles a group; the largest groups first."""
    found: dict[object, list[Citation]] = defaultdict(list)
    for row in corpus.records.citations:
        if row.resolution == resolution:
            called = row.number or " ".join(row.text.split()).casefold()
            found[row.type, called, frozenset(one.document for one in row.candidates)].append(row)
    return sorted(found.values(), key=lambda rows: (-len(rows), rows[0].source, rows[0].start))


def _question(rows: Sequence[Citation], corpus: CorpusView) -> dict[str, Any]:
    first = rows[0]
    sources = list(dict.fromkeys(row.source for row in rows))
    kind = type_name(first.type) if first.type else "Văn bản"
    return {
        "name": f"{kind} số {first.number}" if first.number else one_line(first.text),
        "count": len(rows),
        "reasons": [
            both_labels("ground", code) for code in dict.fromkeys(code for row in rows for code in row.reasons)
        ],
        "files": [
            {**_file(list(group), corpus), "source": source}
            for (source, _document), group in groupby(rows[:_MOST_MENTIONS], key=lambda row: (row.source, row.document))
        ],
        "more": max(0, len(rows) - _MOST_MENTIONS),
        "candidates": [
            {**summary(corpus.documents[one.document], corpus, ""), "entry": _decision(sources, one.document)}
            for one in first.candidates
            if one.document in corpus.documents
        ],
        "register": f"{_REGISTER_HEADINGS}\n{_cell(first.number or '…')},…,…,…" if not first.candidates else None,
    }


def _file(rows: Sequence[Citation], corpus: CorpusView) -> dict[str, Any]:
    """Return the addresses of the citations of one file, with their sentences."""
    document = corpus.documents[rows[0].document]
    page = corpus.addresses[document.id]
    # The page of a document with several files shows the text of one.
    is_shown = document.shows(rows[0].source, rows[0].start)
    return {
        "document": full_name(document),
        "mentions": [
            {"quotation": quotation(row), "address": f"{page}#{anchor(row.id)}" if is_shown else page} for row in rows
        ],
    }


def _decision(sources: Iterable[str], document: str) -> str:
    """Return the entries of ``corpus.toml`` that resolve the citations of files to a document."""
    return "\n\n".join(f"[[file]]\nmatch = {_pattern(source)}\ncites = [{_quoted(document)}]" for source in sources)


def _silent(corpus: CorpusView, placeless: Container[str]) -> Iterator[dict[str, Any]]:
    """Yield the documents that do not state their issuer, date or place, with the entry that does.

    The place is asked for only for the documents in `placeless`, which have a citation that is open for lack of it.
    """
    for row in sorted(corpus.records.documents, key=lambda row: row.source or ""):
        missing = list(_missing(row))
        if row.id in placeless and not row.place:
            missing.append(("place", "nơi", "place"))
        if row.source and missing:
            lines = [f'{key} = "…"' for key, _name, _name_en in missing]
            yield {
                **summary(row, corpus, ""),
                "source": row.source,
                "missing": [(name, name_en) for _key, name, name_en in missing],
                "entry": "\n".join(["[[file]]", f"match = {_pattern(row.source)}", *lines]),
            }


def _missing(row: Document) -> Iterator[tuple[str, str, str]]:
    """Yield the keys of ``corpus.toml`` for what a document does not state; pages and lists have no issuer or number.

    Number and date that are stated of a file are those of the first document in it.
    """
    is_first = not row.start
    is_about_others = row.type == PRESS_ARTICLE or row.genre in ABOUT_DOCUMENTS
    if is_first and not row.date:
        yield "date", "ngày", "date"
    if not is_about_others and not row.issuer:
        yield "issuer", "cơ quan ban hành", "issuer"
    if is_first and not is_about_others and not row.number:
        yield "number", "số, ký hiệu", "number"


def _warnings(corpus: CorpusView, findings: Iterable[Finding]) -> Iterator[dict[str, Any]]:
    of_documents = {warning.code for row in corpus.records.documents for warning in row.warnings}
    for row in corpus.records.documents:
        for warning in row.warnings:
            yield {"about": summary(row, corpus, ""), "words": warning_words(warning), "detail": ""}
    for finding in findings:
        if finding.code not in of_documents:
            about = {"about": None, "words": both_labels("finding", finding.code)}
            yield {**about, "detail": f"{finding.source}: {finding.detail}"}


def _notes(notes: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return what the readers tell, kind by kind, with the files of each kind."""
    files: dict[str, list[str]] = defaultdict(list)
    for note in notes:
        files[note.code].append(f"{note.source}: {note.detail}" if note.detail else note.source)
    return [{"words": both_labels("finding", code), "files": told} for code, told in files.items()]


def _pattern(source: str) -> str:
    """Return a ``match`` pattern for exactly one file: stars and brackets in its name are escaped."""
    return _quoted(glob.escape(source))


def _quoted(text: str) -> str:
    """Return a text as a TOML string: JSON's escapes are valid TOML too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _cell(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(mark in text for mark in ',"\n') else text
