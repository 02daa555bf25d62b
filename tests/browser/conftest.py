"""A real Chromium, and pages opened in it that must stay silent: no error, no request, no dialog."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from page_opening import PATIENT, WIDE, OpenPage, OpenWindow, Window, patient_context, rendered
from playwright.sync_api import Browser, Dialog, Page, expect, sync_playwright

from graphbuild.model import Records

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    executable = shutil.which("chromium")
    if executable is None:
        pytest.fail("no Chromium to test the pages with; install the Debian package `chromium`", pytrace=False)
    expect.set_options(timeout=PATIENT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS, timeout=PATIENT)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def window(chromium: Browser) -> OpenWindow:
    """Return the window of a size, opened once for all tests: a window costs far more than a page in it."""

    @cache
    def window_(width: int, height: int) -> Window:
        viewport = {"width": width, "height": height}
        context = patient_context(chromium, viewport=viewport, reduced_motion="reduce", locale="vi-VN")
        return Window(context, context.new_page())

    return window_


@pytest.fixture
def open_page(window: OpenWindow, tmp_path: Path) -> Iterator[OpenPage]:
    """Open HTML or the graph page of records from disk; fails afterwards if the page did not stay silent."""
    said: list[str] = []
    requested: list[str] = []
    opened: list[tuple[Window, Page]] = []

    def dismiss(dialog: Dialog) -> None:
        said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open_(content: str | Records, *, size: tuple[int, int] = WIDE, fragment: str = "", **options: object) -> Page:
        html = content if isinstance(content, str) else rendered(content, **options)
        file = tmp_path / f"page{len(opened)}.html"
        file.write_text(html, encoding="utf-8")
        page = window(*size).context.new_page()
        opened.append((window(*size), page))
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"page error: {error}"))
        page.on("dialog", dismiss)
        page.on("request", lambda request: requested.append(request.url))
        page.goto(file.as_uri() + fragment)
        return page

    yield open_
    for its, page in opened:
        its.close(page)
    assert said == []
    assert [url for url in requested if not url.startswith(tmp_path.as_uri())] == []
    assert len(requested) == len(opened), "a page asked for more than itself"
