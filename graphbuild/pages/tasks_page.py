"""The page of all tasks, with the columns of the sheet in which offices track them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graphbuild.page_addresses import anchor
from graphbuild.pages.corpus_view import CorpusView
from graphbuild.pages.fulfilments import carried_out_words
from graphbuild.pages.words import called
from graphbuild.tracker.tasks import Task, unsaid_words

COLUMNS = (
    ("task", "Nhiệm vụ", "Task"),
    ("lead", "Chủ trì", "Lead"),
    ("support", "Phối hợp", "With"),
    ("time", "Thời hạn theo văn bản", "Time limit as printed"),
    ("due", "Hạn (ngày)", "Time limit as dates"),
    ("product", "Sản phẩm", "Product"),
    ("unsaid", "Chưa rõ gì", "What is unclear"),
    ("document", "Văn bản giao", "Document"),
    ("carried", "Văn bản thực hiện", "Carried out by"),
)
"""The columns of a row, in this order: name, headings in both languages."""


def tasks_content(found: Sequence[Task]) -> dict[str, Any]:
    """Return the values of the template ``tasks.html`` for the tasks of a build."""
    return {"title": "Nhiệm vụ", "columns": COLUMNS, "unsaid": unsaid_words(), "total": len(found)}


def task_entries(found: Sequence[Task], corpus: CorpusView) -> Iterator[dict[str, Any]]:
    """Yield the rows of the page, ordered by document: cells, addresses, and the dates of the deadlines."""
    for task in found:
        row = task.obligation
        fulfilments = corpus.fulfilments_of.get(row.id, ())
        carried = carried_out_words(fulfilments, corpus)
        cells = {
            **task.cells,
            "document": called(task.document),
            "carried": "; ".join(words for words, _address, _sentence in carried),
        }
        yield {
            "cells": [cells[name] for name, _heading, _en in COLUMNS],
            "address": f"{corpus.addresses[task.document.id]}#{anchor(row.id)}",
            "carried": carried,
            "delivered": any(one.kind == "delivered" for one in fulfilments),
            "limits": [[limit.from_, limit.to] for limit in row.deadlines if limit.from_ or limit.to],
        }
