"""What the tests of pages share: window sizes, the type of the fixture that opens pages, and how one is rendered."""

from __future__ import annotations

from collections.abc import Callable

from made_up import RELATION_NAMES, TYPE_NAMES
from playwright.sync_api import Page

from graphbuild.model import Records
from graphbuild.pages.graph_page import render_graph

WIDE, PHONE = (1400, 900), (390, 844)
"""Width and height of a desk's and a phone's window."""

OpenPage = Callable[..., Page]


def rendered(records: Records, **options: object) -> str:
    """Return the graph page of `records` with the names of the made-up vocabulary."""
    given = {"title": "Sơ đồ", "built": "22/11/2026", "type_names": TYPE_NAMES, "relation_names": RELATION_NAMES}
    return render_graph(records, **{**given, **options})  # type: ignore[arg-type]
