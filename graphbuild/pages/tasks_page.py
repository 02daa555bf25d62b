"""The page of all tasks, with the columns of the sheet in which offices track them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graphbuild.page_addresses import Addresses, anchor
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
)
"""The columns of a row, in this order: name, headings in both languages."""


def tasks_content(found: Sequence[Task]) -> dict[str, Any]:
    """Return the values of the template ``tasks.html`` for the tasks of a build."""
    return {"title": "Nhiệm vụ", "columns": COLUMNS, "unsaid": unsaid_words(), "total": len(found)}


def task_entries(found: Sequence[Task], addresses: Addresses) -> Iterator[dict[str, Any]]:
    """Yield the rows of the page, ordered by document: cells, address, and the dates of the deadlines."""
    for task in found:
        row = task.obligation
        yield {
            "cells": [
                called(task.document) if name == "document" else task.cells[name] for name, _heading, _en in COLUMNS
            ],
            "address": f"{addresses[task.document.id]}#{anchor(row.id)}",
            "limits": [[limit.from_, limit.to] for limit in row.deadlines if limit.from_ or limit.to],
        }
