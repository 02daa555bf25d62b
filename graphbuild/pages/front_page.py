"""The front page of the site: the content of the corpus and its uncertainties; and the index of the search."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from graphbuild.messages import _
from graphbuild.model import Document
from graphbuild.pages.corpus_view import CorpusView
from graphbuild.pages.document_page import summary
from graphbuild.pages.words import body_span, full_name, level_headings, level_name, particulars, subject
from graphbuild.vocabulary.document_types import PRESS_ARTICLE
from graphbuild.vocabulary.labels import count_text, day_text
from graphbuild.vocabulary.schemes import labels

_MOST_LISTED = 10
_MOST_UNREAD = 200
"""Maximum number of unreadable files listed; the page of open questions has all."""
_MOST_OPEN = 5
"""Number of them shown without a click."""
_MOST_OF_LEVEL = 200
"""Maximum number of documents listed per level, the newest ones; the search and the atlas have all."""


def front_content(corpus: CorpusView, unread: Sequence[str], left_out: Sequence[str]) -> dict[str, Any]:
    """Return the values of the template ``index.html`` for a corpus, its unreadable files and what is no document."""
    records = corpus.records
    present = sorted((row for row in records.documents if row.source), key=lambda row: (row.date or "9999", row.label))
    by_level: dict[str, list[Document]] = defaultdict(list)
    for row in present:
        body = corpus.bodies.get(row.issuer or "")
        by_level[(body.level if body else None) or ""].append(row)
    days = [row.date for row in present if row.date]
    cited = Counter(
        {iri: len({row.citing for row in rows}) for iri, rows in corpus.into.items() if iri in corpus.documents}
    )
    cited_only = len(records.documents) - len(present)
    issued = Counter({iri: len(rows) for iri, rows in corpus.issued.items() if iri in corpus.bodies})
    return {
        "title": "Kho văn bản",
        "unread": unread,
        "left_out": left_out,
        "most_unread": _MOST_UNREAD,
        "most_open": _MOST_OPEN,
        "period": (day_text(min(days)), day_text(max(days))) if days else None,
        "in_corpus": len(present),
        "counts": [
            (count_text(len(present)), "văn bản trong kho", "documents in the corpus", "#van-ban"),
            (count_text(cited_only), "văn bản chỉ được viện dẫn", "documents only cited", None),
            (count_text(len(records.bodies)), "cơ quan", "bodies", None),
            (count_text(sum(row.kind != "self" for row in records.citations)), "chỗ viện dẫn", "citations", None),
            (count_text(len(corpus.told_tasks)), "nhiệm vụ", "tasks", "nhiem-vu.html"),
        ],
        "by_level": [
            (vi, en, len(by_level[code]), [summary(row, corpus, "") for row in by_level[code][-_MOST_OF_LEVEL:]])
            for code, (vi, en) in level_headings().items()
            if code in by_level
        ],
        "uncertain": list(_uncertain(corpus)),
        "most_cited": [
            {**summary(corpus.documents[iri], corpus, ""), "count": count}
            for iri, count in cited.most_common(_MOST_LISTED)
        ],
        "bodies": [
            {"name": corpus.bodies[iri].name, "address": corpus.addresses[iri], "count": count}
            for iri, count in issued.most_common(_MOST_LISTED)
        ],
    }


def search_entries(corpus: CorpusView) -> Iterator[list[Any]]:
    """Yield the search index: name, what distinguishes it from others, title, address, and weight.

    Documents come first, those of the corpus before the rest.
    """
    documents = sorted(corpus.records.documents, key=lambda row: (row.presence != "in_corpus", row.label, row.id))
    for row in documents:
        title = (subject(row) or "")[:160] if row.number else ""
        weight = len(corpus.into.get(row.id, ())) + (1000 if row.source else 0)
        yield [full_name(row), particulars(row), title, corpus.addresses[row.id], weight]
    for body in sorted(corpus.records.bodies, key=lambda row: (row.name, row.id)):
        told = " · ".join(filter(None, (level_name(body.level), body_span(body))))
        yield [body.name, told, body.place or "", corpus.addresses[body.id], -1]


def _uncertain(corpus: CorpusView) -> Iterator[tuple[str, str, str, str]]:
    """Yield what a person should check in the graph and how often, in both languages, with the address."""
    citations = Counter(row.resolution for row in corpus.records.citations)
    documents = [row for row in corpus.records.documents if row.source]
    issued = [row for row in documents if row.type != PRESS_ARTICLE]
    without_bearer = sum(not row.bearers for row in corpus.told_tasks)
    without_limit = sum(not row.deadlines for row in corpus.told_tasks)
    ambiguous, unresolved = (labels("resolution")[code] for code in ("ambiguous", "unresolved"))
    counts = (
        (citations["ambiguous"], f"viện dẫn {ambiguous[0]}", f"{ambiguous[1]} citations", "ambiguous"),
        (citations["unresolved"], f"viện dẫn {unresolved[0]}", f"{unresolved[1]} citations", "unresolved"),
        (sum(row.date is None for row in documents), "văn bản không rõ ngày", "documents without a date", "thieu"),
        (sum(row.issuer is None for row in issued), "văn bản không rõ cơ quan", "documents without an issuer", "thieu"),
    )
    for count, name, name_en, anchor in counts:
        yield count_text(count), name, name_en, f"can-xem.html#{anchor}"
    for count, name, name_en, unsaid in (
        (without_bearer, "nhiệm vụ không nêu ai làm", "tasks without a bearer", _("who")),
        (without_limit, "nhiệm vụ không có thời hạn", "tasks without a deadline", _("by when")),
    ):
        yield count_text(count), name, name_en, f"nhiem-vu.html#unsaid={quote(unsaid)}"
