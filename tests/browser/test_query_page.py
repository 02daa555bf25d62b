"""The query page and the pages of resources in a real browser, over a real server."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from linked_records import BASE, CONCLUSION, RECORDS, REPORT
from page_opening import DRAWN, patient_context
from playwright.sync_api import Browser, Page, expect
from serving import SECONDS, Server, running

from graphbuild.graph.rdf import write_nquads
from graphbuild.sparql.store import create

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HOSTILE = '<img src=x onerror="alert(1)"></script><script>alert(2)</script>"\'>&'


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("build")
    documents = [
        replace(row, title=HOSTILE, issuer_name=HOSTILE) if row.id == CONCLUSION else row for row in RECORDS.documents
    ]
    write_nquads(replace(RECORDS, documents=documents), out / "graph.nq")
    create(out / "graph.nq", out / "store")
    (out / "build.json").write_text(json.dumps(REPORT), "utf-8")
    return out


@pytest.fixture(scope="module")
def server(out: Path) -> Iterator[Server]:
    with running(out, "--workers", "2") as server:
        yield server


@contextmanager
def browsing(chromium: Browser, server: Server) -> Iterator[Page]:
    """Give a page that may ask one server and nobody else, and must not fail on its own."""
    context = patient_context(chromium, locale="vi-VN", accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.address)
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on(
        "request",
        lambda request: None if request.url.startswith((server.address, "blob:")) else said.append(request.url),
    )
    yield page
    context.close()
    assert said == []


@pytest.fixture
def page(chromium: Browser, server: Server) -> Iterator[Page]:
    with browsing(chromium, server) as page:
        yield page


def test_a_shipped_query_is_asked_by_its_form_and_can_be_shared(page: Page, server: Server, tmp_path: Path) -> None:
    page.goto(f"{server.address}/truy-van")
    page.get_by_role("button", name="Ai viện dẫn văn bản này").click()
    page.get_by_label("Số hiệu").fill("05-ct/tw")
    page.get_by_role("button", name="Hỏi").click()
    page.wait_for_selector("#result table")
    rows = page.locator("#result tbody tr").count()
    assert rows > 1
    assert page.locator("#state").inner_text() == f"{rows} dòng."
    shown = page.locator("#result").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải CSV").click()
    csv = Path(download.value.path()).read_text("utf-8-sig")
    assert csv.startswith("IRI")
    assert csv.count("\n") == rows + 1
    page.get_by_role("button", name="Chép liên kết").click()
    expect(page.locator("#state")).to_have_text("Đã chép liên kết.")
    link = page.evaluate("navigator.clipboard.readText()")
    page.goto("about:blank")
    page.goto(link)
    page.wait_for_selector("#result table")
    assert page.locator("#result").inner_text() == shown


def test_a_row_leads_to_the_page_of_its_document(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/truy-van?q=vien-dan-nhieu")
    page.wait_for_selector("#result table")
    page.locator("#result a", has_text="05-CT/TW").first.click()
    page.wait_for_selector("h1")
    assert page.locator("h1").inner_text() == "05-CT/TW"
    page.locator("dd a").first.click()
    page.wait_for_selector("h1")


def test_free_sparql_shows_where_it_does_not_parse(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/truy-van")
    page.get_by_role("button", name="SPARQL tự viết").click()
    page.get_by_label("Truy vấn SPARQL").fill("SELECT * WHERE {\n  ?s ?p oops\n}")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#problem:not([hidden])")
    assert "dòng 2, cột" in page.locator("#problem").inner_text()
    place = page.evaluate("document.getElementById('sparql').selectionStart")
    assert place >= len("SELECT * WHERE {\n")
    page.get_by_label("Truy vấn SPARQL").fill("ASK { ?s ?p ?o }")
    page.get_by_role("button", name="Hỏi").click()
    expect(page.locator("#state")).to_have_text("Có.")
    page.get_by_label("Truy vấn SPARQL").fill("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3")
    page.get_by_role("button", name="Hỏi").click()
    page.wait_for_selector("#result pre")


def test_the_csv_of_free_sparql_opens_in_excel_and_holds_no_formula(page: Page, server: Server, tmp_path: Path) -> None:
    values = 'BIND("=1+1" AS ?a) BIND("Kế hoạch \\"về\\", bước 1" AS ?b) BIND(-5 AS ?n) BIND("＝1" AS ?w)'
    query = f"SELECT ?a ?b ?n ?w {{ {values} }}"
    page.goto(f"{server.address}/truy-van?sparql={quote(query)}")
    page.get_by_role("button", name="Hỏi").click()
    page.wait_for_selector("#result table")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải CSV").click()
    download.value.save_as(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()))
    assert rows == [["a", "b", "n", "w"], ["'=1+1", 'Kế hoạch "về", bước 1', "-5", "'＝1"]]
    page.get_by_label("Truy vấn SPARQL").fill("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3")
    page.get_by_role("button", name="Hỏi").click()
    page.wait_for_selector("#result pre")
    assert page.get_by_role("button", name="Tải CSV").is_hidden()


def test_the_answer_to_another_question_is_not_shown(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/truy-van?sparql={quote(ENDLESS)}")
    page.get_by_role("button", name="Hỏi").click()
    with page.expect_event("requestfailed"):
        page.locator("#queries button").first.click()
    page.evaluate(DRAWN)
    assert page.locator("#problem").is_hidden()
    assert page.locator("#run").is_enabled()


def test_an_unknown_document_is_told(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/truy-van?q=ai-vien-dan&document=99-XX/YY")
    expect(page.locator("#state")).to_contain_text("99-XX/YY")


def test_an_endless_query_is_told(chromium: Browser, out: Path) -> None:
    with running(out, "--workers", "2", seconds=SECONDS) as hasty, browsing(chromium, hasty) as page:
        page.goto(f"{hasty.address}/truy-van?sparql={quote(ENDLESS)}")
        page.get_by_role("button", name="Hỏi").click()
        page.wait_for_selector("#problem:not([hidden])")
        assert "2 giây" in page.locator("#problem").inner_text()


def test_hostile_names_are_inert(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/{CONCLUSION.removeprefix(BASE)}")
    assert HOSTILE in page.locator("main").inner_text()
    assert page.locator("img").count() == 0
    query = 'SELECT ?s ?o { ?s ?p ?o FILTER(CONTAINS(STR(?o), "onerror")) }'
    page.goto(f"{server.address}/truy-van?sparql={quote(query)}")
    page.get_by_role("button", name="Hỏi").click()
    page.wait_for_selector("#result table")
    assert "onerror" in page.locator("#result").inner_text()
    assert page.locator("img").count() == 0
    page.goto(f"{server.address}/truy-van?q={quote(HOSTILE)}&document={quote(HOSTILE)}")
    page.wait_for_selector("#queries button")


def test_all_is_said_in_english_where_the_reader_wants_it(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/truy-van?q=ai-vien-dan&document=05-ct/tw")
    page.wait_for_selector("#result table")
    page.get_by_role("button", name="English").click()
    expect(page.locator("#title")).to_have_text("Who cites this document")
    expect(page.locator("#description")).to_contain_text("Every citation of the document")
    assert page.get_by_label("Number of the document").input_value() == "05-ct/tw"
    expect(page.locator("#state")).to_contain_text("rows.")
    headings = page.locator("#result th").all_inner_texts()
    assert headings[:3] == ["Document", "Issuer", "Term"]
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert Path(download.value.path()).read_text("utf-8-sig").startswith("IRI of the document,Document,")
    page.goto(f"{server.address}/truy-van")
    said = "() => [...document.querySelectorAll('h1, h2, label, button:not(#language), #queries, #description')]"
    texts = page.evaluate(f"{said}.map((one) => one.textContent).join(' ')")
    assert re.search("[ăâđêôơưạảấầậắặếềệịọốồộớờợụứừựỳỹ]", texts, re.IGNORECASE) is None, "no Vietnamese is left"
    page.goto(f"{server.address}/{CONCLUSION.removeprefix(BASE)}")
    expect(page.locator("h2").first).to_have_text("What the graph says")


def test_an_answer_shows_few_marks_of_a_heap(page: Page, server: Server) -> None:
    query = 'SELECT (CONCAT("a", REPLACE(?x, "x", ?marks)) AS ?heap) { VALUES (?x ?marks) { ("%s" "%s") } }'
    query %= ("x" * 1000, "\\u0301" * 50)
    page.goto(f"{server.address}/truy-van")
    page.get_by_role("button", name="SPARQL tự viết").click()
    page.evaluate("query => { document.getElementById('sparql').value = query; }", query)
    page.get_by_role("button", name="Hỏi").click()
    page.wait_for_selector("#result table")
    assert len(page.locator("#result td").inner_text()) == 9
