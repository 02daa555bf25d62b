"""The site as people use it: opened from disk in a real browser, searched, followed, read by keyboard and by rule."""

from __future__ import annotations

import csv
import glob
import io
import re
import shutil
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag

import pytest
from axe_playwright_python.sync_playwright import Axe
from cost import units
from lxml import html
from made_up import BASE, large
from page_opening import DRAWN, PHONE, WIDE, OpenWindow, Window, page_units
from playwright.sync_api import Page, expect
from rdflib import RDFS, Graph, URIRef

import graphbuild as gb
from graphbuild.builds.making import build
from graphbuild.folders import ontology_folder
from graphbuild.graph import namespaces as ns
from graphbuild.graph.tables import read_records
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.model import Document, Records
from graphbuild.page_addresses import Addresses, anchor
from graphbuild.pages.corpus_view import CorpusView
from graphbuild.pages.site import write_site
from graphbuild.readers.files import read_file
from graphbuild.sparql.shipped import Query, load_queries
from graphbuild.sparql.store import Store
from graphbuild.tracker.tasks import Filter, tasks
from graphbuild.vocabulary.schemes import schemes

SAMPLES = Path(__file__).parent.parent.parent / "samples"
Visit = Callable[..., Page]

SCRIPT = '<script>document.title = "cướp"</script><img src=x onerror="document.title=1">'
HOSTILE = f"{SCRIPT}\"href\" 'onclick=' </script> \u202e trái"
PAPER = f"""HUYỆN ỦY NÔNG CỐNG
Số 12-KH/HU
Nông Cống, ngày 5 tháng 6 năm 2024

KẾ HOẠCH
{HOSTILE}

Thực hiện Nghị quyết số 28-NQ/TU của Tỉnh ủy Thanh Hóa về {HOSTILE}; {"dài" * 5000}.

1. Giao Văn phòng Huyện ủy {HOSTILE} báo cáo trước ngày 30/9/2024.
"""

LONG_PAPER = PAPER.replace(HOSTILE, "kho lưu trữ") + "\n\n".join(
    f"- Giao Văn phòng Huyện ủy lập hồ sơ số hóa của xã thứ {number} {'theo mẫu thống nhất ' * 8}"
    f"báo cáo trước ngày 30/9/2024."
    for number in range(2, 251)
)


@pytest.fixture(scope="session")
def out(sample_build: Path) -> Path:
    return sample_build


@pytest.fixture(scope="session")
def records(out: Path) -> Records:
    return read_records(out / "tables")


@pytest.fixture(scope="session")
def addresses(records: Records) -> Addresses:
    return Addresses(records.documents, records.bodies, DEFAULT_BASE)


@pytest.fixture
def visit(window: OpenWindow, out: Path) -> Iterator[Visit]:
    """Open a page of a site from disk; fails afterwards if one said anything or asked for more than the site."""
    said: list[str] = []
    requested: list[str] = []
    opened: list[tuple[Window, Page]] = []

    def visit_(address: str, *, size: tuple[int, int] = WIDE, folder: Path = out) -> Page:
        page = window(*size).context.new_page()
        opened.append((window(*size), page))
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"page error: {error}"))
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: requested.append(request.url))
        page.goto(f"{(folder / 'site').as_uri()}/{address}")
        return page

    yield visit_
    for its, page in opened:
        its.close(page)
    assert said == []
    assert [url for url in requested if not url.startswith("file:///") or "/site/" not in url] == []


def page_of(records: Records, addresses: Addresses, source: str) -> str:
    return next(addresses[row.id] for row in records.documents if row.source and row.source.endswith(source))


@pytest.fixture(scope="session")
def kinds(records: Records, addresses: Addresses) -> dict[str, str]:
    """One page of each kind."""
    return {
        "front": "index.html",
        "document": page_of(records, addresses, "bao-cao-19-bc-tu.txt"),
        "open citations": page_of(records, addresses, "bao-cao-chi-bo.txt"),
        "only cited": next(addresses[row.id] for row in records.documents if row.number == "28-NQ/TU"),
        "body": next(addresses[row.id] for row in records.bodies if row.name == "Tỉnh ủy Thanh Hóa"),
        "ended body": next(addresses[row.id] for row in records.bodies if row.name == "Huyện ủy Nông Cống"),
        "tasks": "nhiem-vu.html",
        "review": "can-xem.html",
        "timeline": "dong-thoi-gian.html",
        "atlas": "so-do.html",
        "questions": "cau-hoi/index.html",
        "answer": "cau-hoi/ai-vien-dan.html",
        "ontology": "ban-the-hoc.html",
    }


KINDS = (
    "front",
    "document",
    "open citations",
    "only cited",
    "body",
    "ended body",
    "tasks",
    "review",
    "timeline",
    "atlas",
    "questions",
    "answer",
    "ontology",
)


# -- looking at it -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
def test_a_page_opens_from_disk_in_silence(
    visit: Visit, kinds: dict[str, str], kind: str, size: tuple[int, int]
) -> None:
    page = visit(kinds[kind], size=size)
    assert page.locator("h1").inner_text().strip()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0], "nothing runs out to the right"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Visit, kinds: dict[str, str], kind: str, scheme: str) -> None:
    page = visit(kinds[kind])
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    found = Axe().run(page, options={"preload": False, "resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], one["impact"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found] == []


@pytest.mark.cost
def test_a_document_page_is_light_and_ready_at_once(visit: Visit, out: Path, kinds: dict[str, str]) -> None:
    sizes = {path.name: path.stat().st_size for path in (out / "site" / "van-ban").iterdir()}
    assert max(sizes.values()) < 150_000
    page = visit(kinds["document"])
    page.wait_for_load_state("load")
    assert page_units(page) < 2


def test_a_long_document_keeps_its_lists_in_a_file_beside_it(visit: Visit, tmp_path: Path) -> None:
    site = tmp_path / "out" / "site"
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "ke-hoach.txt").write_text(LONG_PAPER, "utf-8")
    build(tmp_path / "corpus", tmp_path / "out")
    path = next((site / "van-ban").glob("*ke-hoach*.html"))
    assert path.stat().st_size < 150_000
    page = visit(f"van-ban/{path.name}", folder=tmp_path / "out")
    assert page.locator(".text .duty").count() == 250
    assert page.locator(".tasks li").count() == 0
    page.locator(".text a.cite").first.hover()
    expect(page.locator("#tip-card")).to_contain_text("Vì:")
    expect(page.locator(".tasks li")).to_have_count(250)
    page.locator('nav.inside a[href="#nhiem-vu"]').click()
    expect(page.locator("#nhiem-vu h2")).to_be_in_viewport()
    page.get_by_role("button", name="English").click()
    expect(page.locator("#nhiem-vu h2")).to_have_text("Tasks assigned by this document")
    mention = page.locator("#doc-ra li").last.get_attribute("id")
    page = visit(f"van-ban/{path.name}#{mention}", folder=tmp_path / "out")
    expect(page.locator(f"#{mention}")).to_be_in_viewport()


@pytest.mark.cost
def test_a_large_corpus_is_written_and_opened_quickly(visit: Visit, out: Path, tmp_path: Path) -> None:
    records = large(2000)
    corpus = CorpusView(records, {}, [], base=BASE, as_of="2026-11-30")
    store = Store.open(out / "store")
    write = partial(write_site, corpus, store, tmp_path / "site", built="2026-11-22T08:00:00+07:00")
    assert units(write) < 2000 * 0.25
    page = visit("so-do.html", folder=tmp_path)
    page.locator("html[data-ready]").wait_for()
    assert page_units(page) < 5
    expect(page.locator("#count")).to_contain_text("2.000 trong 2.000 văn bản")


# -- finding -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nghi quyet 28", "Nghị quyết số 28-NQ/TU"),
        ("28-nq/tu", "Nghị quyết số 28-NQ/TU"),
        ("HUYEN UY nong cong", "Huyện ủy Nông Cống"),
    ],
)
def test_search_asks_for_no_marks_on_letters(visit: Visit, typed: str, found: str) -> None:
    page = visit("index.html")
    page.get_by_role("combobox").fill(typed)
    expect(page.locator("#found li strong").first).to_have_text(found)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*.html")
    expect(page.locator("h1")).to_have_text(found)


def test_search_finds_a_task_and_leads_to_its_sentence(visit: Visit, records: Records) -> None:
    page = visit("index.html")
    task = tasks(records)[0].cells["task"]
    page.get_by_role("combobox").fill(" ".join(task.split()[:9]))
    found = page.locator("#found .task", has_text=task)
    expect(found).to_have_count(1)
    found.click()
    page.wait_for_url("**/*.html#nv-*")
    assert " ".join(page.locator(":target").inner_text().split()) == task


def test_search_says_when_there_is_nothing(visit: Visit) -> None:
    page = visit("index.html")
    page.get_by_role("combobox").fill("khong co gi nhu the")
    expect(page.locator("#found-rest")).to_have_text("Không tìm thấy")
    page.keyboard.press("Escape")
    expect(page.locator("#found")).to_be_hidden()


# -- following ---------------------------------------------------------------------------------------------------------


def test_a_citation_leads_to_its_document_and_back_to_the_sentence(
    visit: Visit, kinds: dict[str, str], addresses: Addresses, records: Records
) -> None:
    citation = next(row for row in records.citations if row.number == "28-NQ/TU" and row.target)
    page = visit(kinds["document"])
    page.locator(f"#{anchor(citation.id)}").click()
    page.wait_for_url(f"**/{addresses[citation.target or '']}")
    expect(page.locator("h1")).to_have_text("Nghị quyết số 28-NQ/TU")
    expect(page.locator("#duoc-vien-dan mark")).to_contain_text("28-NQ/TU")
    page.locator("#duoc-vien-dan .place").first.click()
    page.wait_for_url(f"**/{kinds['document']}#{anchor(citation.id)}")
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    assert target.inner_text() == citation.text


def test_a_citation_tells_what_it_was_taken_to_mean_by_mouse_and_by_keyboard(
    visit: Visit, kinds: dict[str, str]
) -> None:
    page = visit(kinds["document"])
    mark = page.locator(".text a.cite").first
    mark.hover()
    expect(page.locator("#tip-card")).to_be_visible()
    expect(page.locator("#tip-card")).to_contain_text("sơ kết")
    page.keyboard.press("Escape")
    expect(page.locator("#tip-card")).to_be_hidden()
    page.mouse.move(0, 0)
    mark.focus()
    expect(page.locator("#tip-card")).to_contain_text("Vì:")
    assert mark.get_attribute("aria-describedby") == "tip-card"


def test_a_document_that_has_ended_says_so_and_leads_to_the_sentence_that_ended_it(
    visit: Visit, records: Records, addresses: Addresses
) -> None:
    (old,) = [row for row in records.documents if row.number == "88-HD/VPTW"]
    page = visit(addresses[old.id])
    told = page.locator(".heading .no-force")
    expect(told).to_contain_text("Hết hiệu lực")
    expect(told).to_contain_text("từ 01/8/2026 bởi Hướng dẫn số 47-HD/VPTW")
    line = page.locator("#lich-su li").filter(has_text="01/8/2026")
    expect(line.locator("blockquote")).to_contain_text("thay thế Hướng dẫn số 88-HD/VPTW")
    line.get_by_role("link", name="xem tại chỗ").click()
    expect(page.locator("h1")).to_have_text("Hướng dẫn số 47-HD/VPTW")
    expect(page.locator(".heading .in-force")).to_contain_text("có hiệu lực từ 01/8/2026")
    expect(page.locator(":target")).to_be_visible()


def test_english_is_a_switch_that_stays(visit: Visit, kinds: dict[str, str]) -> None:
    page = visit(kinds["document"])
    page.get_by_role("button", name="English").click()
    expect(page.locator("#thuoc-tinh h2")).to_have_text("Details")
    page.reload()
    expect(page.locator("#thuoc-tinh h2")).to_have_text("Details")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.locator("#thuoc-tinh h2")).to_have_text("Thuộc tính")


def test_in_english_what_is_not_clear_is_told_in_english(visit: Visit) -> None:
    page = visit("nhiem-vu.html")
    page.get_by_role("button", name="English").click()
    page.locator('[name="unsaid"]').select_option(label="by when")
    expect(page.locator("#rows tr").first).to_contain_text("by when")
    assert "thời gian" not in page.locator("#rows tr td:nth-child(7)").first.inner_text()


def test_every_link_of_every_page_leads_to_a_page_and_its_place(out: Path) -> None:
    site = out / "site"
    pages = {
        path: html.fromstring(path.read_text("utf-8")) for path in site.rglob("*.html") if path.name != "do-thi.html"
    }
    places = {path: set(tree.xpath("//@id")) for path, tree in pages.items()}
    # In the atlas a place is a document, called by the address of its page.
    addresses = (quote(path.relative_to(site).as_posix(), safe="") for path in pages)
    places[site / "so-do.html"] |= {f"document={address}" for address in addresses}
    broken = []
    for path, tree in pages.items():
        for link in tree.xpath("//a/@href"):
            address, place = urldefrag(link)
            target = (path.parent / unquote(address)).resolve() if address else path
            # The address of the table of tasks is a filter.
            if target.name == "nhiem-vu.html" and place.partition("=")[0] in ("body", "unsaid"):
                continue
            if not target.is_file() or (place and target in places and place not in places[target]):
                broken.append((path.name, link))
    assert broken == []
    assert len(pages) > 200


# -- tasks -------------------------------------------------------------------------------------------------------------


def rows_of_csv(page: Page, path: Path) -> list[list[str]]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải CSV").click()
    download.value.save_as(path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def shown_rows(page: Page) -> list[list[str]]:
    found: list[list[str]] = page.evaluate(
        "[...document.querySelectorAll('#rows tr')].map((row) => [...row.cells].map((cell) => cell.textContent))"
    )
    return found


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({}, None),
        ({"body": "huyen uy nong cong"}, None),
        ({"document": "32-NQ/TU", "words": "luu dong"}, None),
        ({"since": "2026-01-01", "until": "2026-01-31"}, None),
        ({"since": "01/10/2026", "until": "31/10/2026"}, None),
        ({"body": "không ai cả"}, 0),
    ],
    ids=["all", "body", "document and words", "period", "period as papers write it", "nobody"],
)
def test_the_filter_of_tasks_and_its_csv_agree(
    visit: Visit, records: Records, tmp_path: Path, fields: dict[str, str], count: int | None
) -> None:
    page = visit("nhiem-vu.html")
    for name, value in fields.items():
        page.locator(f'[name="{name}"]').fill(value)
    expected = [
        task
        for task in tasks(records)
        if Filter(since=iso(fields.get("since", "")), until=iso(fields.get("until", ""))).takes(task)
        and all(plain(word) in plain(" ".join(task.cells.values())) for word in fields.get("words", "").split())
        and plain(fields.get("body", "")) in plain(task.cells["lead"] + "|" + task.cells["support"])
        and plain(fields.get("document", "")) in plain(task.document.label)
    ]
    assert count is None or len(expected) == count
    assert count == 0 or expected
    expect(page.locator("#count")).to_contain_text(f"{len(expected)} trong")
    shown, (headings, *rows) = shown_rows(page), rows_of_csv(page, tmp_path / "a.csv")
    assert [row[0] for row in shown] == [task.cells["task"] for task in expected]
    assert [row[0] for row in rows] == [row[0] for row in shown]
    assert headings[:2] == ["Nhiệm vụ", "Chủ trì"]


def iso(day: str) -> str:
    return "-".join(reversed(day.split("/")))


def plain(text: str) -> str:
    marks = unicodedata.normalize("NFD", text)
    return (
        "".join(letter for letter in marks if not unicodedata.combining(letter))
        .replace("đ", "d")
        .replace("Đ", "d")
        .lower()
    )


def test_tasks_are_sorted_by_their_last_day_and_lead_to_their_sentence(visit: Visit) -> None:
    page = visit("nhiem-vu.html")
    page.get_by_role("button", name="Hạn (ngày)").click()
    assert page.locator('th[aria-sort="ascending"]').count() == 1
    task = shown_rows(page)[0][0]
    page.locator("#rows a").first.click()
    expect(page.locator(":target")).to_be_in_viewport()
    assert " ".join(page.locator(":target").inner_text().split()) == task


def test_what_is_given_to_many_at_once_is_pointed_to(visit: Visit, records: Records) -> None:
    page = visit("nhiem-vu.html")
    expect(page.locator("#shared")).to_be_hidden()
    page.locator('[name="body"]').fill("Đảng ủy xã Trung Chính")
    page.locator("#shared a").click()
    collective = [row for row in tasks(records) if "cac" in plain(row.cells["lead"] + "|" + row.cells["support"])]
    assert len(collective) > 10
    expect(page.locator("#count")).to_contain_text(f"{len(collective)} trong")


def test_a_filter_can_be_linked_to(visit: Visit) -> None:
    page = visit("nhiem-vu.html#body=N%C3%B4ng+C%E1%BB%91ng")
    assert page.locator('[name="body"]').input_value() == "Nông Cống"
    expect(page.locator("#count")).not_to_contain_text("117 trong")
    page.get_by_role("button", name="Xóa lọc").click()
    page.wait_for_function("location.hash === ''")


def test_tasks_that_no_document_carries_out_are_told_apart(visit: Visit, records: Records) -> None:
    page = visit("nhiem-vu.html")
    for choice, expected in (("yes", True), ("no", False)):
        page.locator('[name="carried"]').select_option(choice)
        page.wait_for_function(f"location.hash === '#carried={choice}'")
        carried = {row.obligation for row in records.fulfilments}
        wanted = [task for task in tasks(records) if (task.obligation.id in carried) == expected]
        expect(page.locator("#count")).to_contain_text(f"{len(wanted)} trong")
        assert wanted


def test_a_task_leads_to_the_sentence_by_which_it_is_carried_out_and_back(
    visit: Visit, records: Records, addresses: Addresses
) -> None:
    page = visit(page_of(records, addresses, "nghi-quyet-32-nq-tu-2024.txt"))
    task = page.locator("#nhiem-vu li", has_text="hướng dẫn nghiệp vụ")
    expect(task).to_contain_text("có sản phẩm: Hướng dẫn số 21-HD/BTCTU")
    expect(task.locator("mark")).to_have_text("Nghị quyết số 32-NQ/TU")
    task.locator("blockquote a").click()
    expect(page.locator("h1")).to_have_text("Hướng dẫn số 21-HD/BTCTU")
    expect(page.locator(":target + p")).to_be_in_viewport()
    page.locator("#thuc-hien").get_by_role("link", name="hướng dẫn nghiệp vụ").click()
    expect(page.locator("h1")).to_have_text("Nghị quyết số 32-NQ/TU")
    expect(page.locator(":target")).to_contain_text("hướng dẫn nghiệp vụ")
    page = visit(next(addresses[row.id] for row in records.bodies if row.name == "Ban Tổ chức Tỉnh ủy Thanh Hóa"))
    expect(page.locator("#phai-lam")).to_contain_text("có sản phẩm: Hướng dẫn số 21-HD/BTCTU")


# -- terms -------------------------------------------------------------------------------------------------------------


def test_the_page_of_terms_shows_every_one_with_its_meaning(out: Path) -> None:
    shown = html.fromstring((out / "site" / "ban-the-hoc.html").read_text("utf-8")).text_content()
    ontology = Graph().parse(ontology_folder() / "graphbuild.ttl")
    own = set(ontology.subjects()) - {URIRef(ns.ONTOLOGY_DOCUMENT)}
    labels = [str(label) for term in own for label in ontology.objects(term, RDFS.label) if label.language == "vi"]
    assert len(labels) > 60
    assert [label for label in labels if label not in shown] == []
    for scheme in schemes().values():
        assert all(concept.definition in shown for concept in scheme.concepts)


# -- atlas and timeline ------------------------------------------------------------------------------------------------


def test_a_document_is_found_in_the_atlas_and_read_beside_it(visit: Visit, addresses: Addresses) -> None:
    page = visit("so-do.html")
    page.get_by_label("Từ khóa").fill("nghi quyet 28")
    page.locator("#list summary").click()
    page.locator("#rows").get_by_role("button", name="Nghị quyết số 28-NQ/TU").click()
    chosen = page.locator("#chosen")
    expect(chosen).to_be_focused()
    expect(chosen.locator("h2")).to_have_text("Nghị quyết số 28-NQ/TU")
    expect(chosen).to_contain_text("Báo cáo số 19-BC/TU")
    chosen.locator("h2 a").click()
    expect(page.locator("h1")).to_have_text("Nghị quyết số 28-NQ/TU")


def test_the_atlas_is_walked_by_keyboard_and_its_address_leads_back(visit: Visit) -> None:
    page = visit("so-do.html")
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    name = page.locator("#chosen h2").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#chosen")).to_be_focused()
    again = visit(page.url.rpartition("/")[2])
    expect(again.locator("#chosen h2")).to_have_text(name)
    again.keyboard.press("Escape")
    expect(again.locator("#chosen")).to_be_hidden()


def test_a_click_on_a_box_chooses_its_document(visit: Visit) -> None:
    page = visit("so-do.html")
    page.get_by_label("Từ khóa").fill("chi thi so 97-CT/TW 16/9/2024")
    expect(page.locator("#count")).to_contain_text("1 trong")
    page.evaluate(DRAWN)
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    # A single document stands in the middle of what the names of rows and columns leave free.
    page.mouse.click(box["x"] + (box["width"] + 110) / 2, box["y"] + (box["height"] + 20) / 2)
    expect(page.locator("#chosen h2")).to_have_text("Chỉ thị số 97-CT/TW")


@pytest.mark.parametrize(
    ("field", "value", "fits"),
    [
        ("level", "central", lambda row, levels: levels.get(row.issuer) == "central"),
        ("since", "2025", lambda row, _levels: (row.date or "") >= "2025"),
        ("until", "2015", lambda row, _levels: row.date is not None and row.date < "2016"),
    ],
)
def test_the_filters_of_the_atlas(
    visit: Visit, records: Records, field: str, value: str, fits: Callable[[Document, dict[str, str | None]], bool]
) -> None:
    levels = {row.id: row.level for row in records.bodies}
    page = visit("so-do.html")
    control = page.locator(f'[name="{field}"]')
    if field == "level":
        control.select_option(value)
    else:
        control.fill(value)
    count = sum(fits(row, levels) for row in records.documents)
    expect(page.locator("#count")).to_contain_text(f"{count} trong {len(records.documents)} văn bản")


def test_the_timeline_has_every_dated_document_and_says_what_it_leaves_out(visit: Visit, records: Records) -> None:
    dated = [row for row in records.documents if row.date]
    page = visit("dong-thoi-gian.html")
    expect(page.locator("#count")).to_contain_text(f"{len(dated)} trong {len(dated)} văn bản")
    expect(page.locator(".lead")).to_contain_text(f"{len(records.documents) - len(dated)}")


# -- questions ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", load_queries().values(), ids=lambda query: query.name)
def test_every_shipped_query_has_its_answer_with_its_text(out: Path, query: Query) -> None:
    tree = html.fromstring((out / "site" / "cau-hoi" / f"{query.name}.html").read_text("utf-8"))
    assert query.title in tree.xpath("string(//h1)")
    assert query.description in tree.xpath("string(//main)")
    (command,) = [line for line in tree.xpath('//pre[@class="entry"]/text()') if line.startswith("graphbuild query")]
    values = dict(re.findall(r'--set (\w+)="([^"]*)"', command))
    kg, answers = gb.open(out), []
    asked = units(lambda: answers.append(kg.query(query.name, **values)))
    assert asked < 10, "no path is followed from an end that nothing binds"
    (answer,) = answers
    assert tree.xpath("count(//tbody/tr)") == len(answer), "the command on the page gives what the page shows"
    assert len(answer)
    assert not [cell for cell in tree.xpath("//tbody//td") if "w3id.org" in cell.text_content()]


def test_an_answer_leads_to_the_sentence(visit: Visit) -> None:
    page = visit("cau-hoi/ai-vien-dan.html")
    sentence = page.locator('tbody [data-label="Câu viện dẫn"]').first.inner_text()
    page.locator("tbody tr").first.locator("a").last.click()
    assert page.locator(":target").inner_text() in sentence


# -- what a person decides ---------------------------------------------------------------------------------------------


def test_what_the_page_says_to_write_decides_the_citation(visit: Visit, tmp_path: Path) -> None:
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    shutil.copytree(SAMPLES, corpus)
    build(corpus, out)
    page = visit("can-xem.html", folder=out)
    question = page.locator(".question", has_text="Nghị quyết số 18-NQ/TW").first
    assert question.locator("mark").inner_text() == "Nghị quyết 18-NQ/TW"
    choice = question.locator("li", has_text="quản lý và sử dụng đất")
    choice.locator("summary").click()
    with (corpus / "corpus.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + choice.locator(".entry").inner_text() + "\n")
    build(corpus, out)
    (decided,) = [
        row
        for row in read_records(out / "tables").citations
        if row.number == "18-NQ/TW" and row.source.endswith("bao-cao-chi-bo.txt")
    ]
    assert decided.reasons == ("stated",)
    page = visit("can-xem.html", folder=out)
    assert page.locator(".question", has_text="Nghị quyết số 18-NQ/TW").count() == 0


def test_what_the_page_says_to_write_means_that_file_alone(tmp_path: Path) -> None:
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    names = {"báo cáo [1].txt", "star*.txt", "q?.txt", "d**/f.txt", "a'\"b\\.txt", "[a]*?.txt"}
    for name in names | {"báo cáo 1.txt", "starX.txt", "qq.txt", "d1/f.txt", "a'b.txt", "aa.txt"}:
        path = corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"BÁO CÁO\nChi bộ {name[:2]} thực hiện Nghị quyết số 18-NQ/TW.\n", "utf-8")
    build(corpus, out)
    tree = html.fromstring((out / "site" / "can-xem.html").read_text("utf-8"))
    entries = tree.xpath('//section[@id="ambiguous"]//pre[@class="entry"]/text()')
    escaped = {glob.escape(name) for name in names}
    own = [part for part in entries[0].split("\n\n") if tomllib.loads(part)["file"][0]["match"] in escaped]
    assert len(own) == len(names)
    (corpus / "corpus.toml").write_text("\n\n".join(own), "utf-8")
    build(corpus, out)
    assert {row.source for row in read_records(out / "tables").citations if "stated" in row.reasons} == names


def test_a_file_that_could_not_be_read_is_told_with_its_reason(visit: Visit, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text(PAPER, "utf-8")
    (corpus / "hong.txt").write_bytes(b"")
    build(corpus, tmp_path / "out")
    page = visit("can-xem.html", folder=tmp_path / "out")
    expect(page.locator("#khong-doc-duoc li")).to_contain_text("hong.txt")


# -- what the text says ------------------------------------------------------------------------------------------------


def test_every_citation_and_task_is_marked_at_its_exact_characters(
    out: Path, records: Records, addresses: Addresses
) -> None:
    for document in records.documents:
        if document.source is None:
            continue
        tree = html.fromstring((out / "site" / addresses[document.id]).read_text("utf-8"))
        content = read_file(SAMPLES / document.source, document.source).content
        shown = "".join(tree.xpath('//div[@class="text"]')[0].itertext())
        assert re.sub(r"\s+", "", shown) == re.sub(r"\s+", "", content), "the whole text, and nothing else"
        for row in records.citations:
            if row.source == document.source:
                (mark,) = tree.xpath(f'//*[@id="{anchor(row.id)}"]')
                assert "".join(mark.itertext()) == row.text
        for task in records.obligations:
            if task.source == document.source:
                assert len(tree.xpath(f'//*[@id="{anchor(task.id)}"]')) == 1


def test_a_hostile_corpus_is_only_shown(visit: Visit, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "<img onerror=alert(1)>.txt").write_text(PAPER, "utf-8")
    build(corpus, tmp_path / "out")
    pages = sorted((tmp_path / "out" / "site").rglob("*.html"))
    assert len(pages) > 4
    page = visit("index.html", folder=tmp_path / "out")
    for path in pages:
        page.goto(path.as_uri())
        assert "cướp" not in page.title().split(" – ")[0] or "<script>" in page.title()
        assert page.locator("img").count() == 0
        assert page.evaluate("[...document.querySelectorAll('*')].some((one) => one.onclick || one.onerror)") is False
    page = visit(
        next(path for path in pages if "ke-hoach" in path.name).relative_to(tmp_path / "out" / "site").as_posix(),
        folder=tmp_path / "out",
    )
    assert HOSTILE.replace("\u202e", "") in page.locator(".text").inner_text().replace("\u202e", "")
    page.locator(".text a.cite").first.hover()
    page.get_by_role("combobox").fill("nghi quyet 28")
    expect(page.locator("#found li")).not_to_have_count(0)


def test_letters_under_heaps_of_marks_are_shown_with_a_few(visit: Visit, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    heap = "a" + "\u0301" * 200_000
    (corpus / "ke-hoach.txt").write_text(PAPER.replace(HOSTILE, f"Về kho {heap} lưu trữ"), "utf-8")
    (corpus / "bao-cao.txt").write_text(
        f"HUYỆN ỦY NÔNG CỐNG\nSố 15-BC/HU\nNông Cống, ngày 7 tháng 6 năm 2024\n\nBÁO CÁO\nvề kho\n\n"
        f"Thực hiện Kế hoạch số 12-KH/HU ngày 05/6/2024 của Huyện ủy Nông Cống về kho {heap}.\n",
        "utf-8",
    )
    build(corpus, tmp_path / "out")
    site = tmp_path / "out" / "site"
    for path in sorted(site.rglob("*.*")):
        assert not re.search("[\u0300-\u036f]{9}", path.read_text("utf-8")), path
    for path in [*sorted((site / "van-ban").glob("*.html")), site / "do-thi.html"]:
        assert "kho" in visit(path.relative_to(site).as_posix(), folder=tmp_path / "out").content()
    page = visit("index.html", folder=tmp_path / "out")
    page.get_by_role("combobox").fill("ke hoach")
    expect(page.locator("#found li")).not_to_have_count(0)
    assert len(page.locator("#found").inner_text()) < 2000
