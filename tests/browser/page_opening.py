"""What the tests of pages share: window sizes, the type of the fixture that opens pages, and how one is rendered."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from made_up import RELATION_NAMES, TYPE_NAMES
from playwright.sync_api import Browser, BrowserContext, Page

from graphbuild.model import Records
from graphbuild.pages.graph.page import render_graph

WIDE, PHONE = (1400, 900), (390, 844)
"""Width and height of a desk's and a phone's window."""

PATIENT = 120_000
"""Milliseconds after which a test of a page gives up; nothing that works takes so long on any machine."""
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
"""Waits until all that a page was to do at once has been done and drawn."""

OpenPage = Callable[..., Page]


@dataclass(frozen=True, slots=True)
class Window:
    """A window of the browser, which an empty page keeps open."""

    context: BrowserContext
    kept: Page

    def close(self, page: Page) -> None:
        """Close a page, and forget what pages from disk have remembered."""
        page.close()
        session = self.context.new_cdp_session(self.kept)
        session.send("Storage.clearDataForOrigin", {"origin": "file://", "storageTypes": "all"})
        session.detach()


OpenWindow = Callable[[int, int], Window]

_WORK = """() => {
  const seen = new Map();
  for (let number = 0; number < 2000000; number += 1) {
    const key = `văn bản ${number % 5000}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return seen.size;
}"""


def rendered(records: Records, **options: object) -> str:
    """Return the graph page of `records` with the names of the made-up vocabulary."""
    given = {"title": "Sơ đồ", "built": "22/11/2026", "type_names": TYPE_NAMES, "relation_names": RELATION_NAMES}
    return render_graph(records, **{**given, **options})  # type: ignore[arg-type]


def patient_context(chromium: Browser, **options: object) -> BrowserContext:
    """Return a context of the browser whose pages wait as long as it takes."""
    context = chromium.new_context(**options)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENT)
    return context


def page_units(page: Page) -> float:
    """Return how often a fixed piece of work would have fitted into the CPU time of a page's own process so far."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def seconds() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(float(metric["value"]) for metric in metrics if metric["name"] == "ProcessTime")

    taken = seconds()
    page.evaluate(_WORK)
    return taken / (seconds() - taken)


def ready(page: Page) -> Page:
    """Wait until the graph page has drawn."""
    page.wait_for_selector("html[data-ready]")
    return page


def counts(page: Page) -> tuple[int, int]:
    """Return how many documents and how many citations the page says it shows."""
    found = re.match(r"Đang hiện (\d+)/\d+ văn bản, (\d+)/\d+ viện dẫn", page.locator("#count").inner_text())
    assert found
    return int(found[1]), int(found[2])


def choose(page: Page, query: str) -> None:
    """Choose the first document that the search finds."""
    page.fill("#search-text", query)
    page.keyboard.press("Enter")
