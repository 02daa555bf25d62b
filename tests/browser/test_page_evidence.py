"""The evidence of a PDF file or scan is the page: framed beside its text, from disk and from the server."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import urldefrag

import pytest
from axe_playwright_python.sync_playwright import Axe
from page_opening import DRAWN, PHONE, WIDE, OpenWindow, Window
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from pypdfium2 import PdfDocument
from serving import Server, running

import graphbuild as gb
from graphbuild.builds.making import build
from graphbuild.builds.page_images import PageImages
from graphbuild.readers.pages.pictures import LARGEST

NEAR = 3
"""Pixels between the ink of words and their frame."""
PAPER = """<!doctype html><meta charset="utf-8"><style>
@page { size: A4; margin: 60pt 70pt 60pt 85pt }
body { margin: 0; font: 13pt/18pt "Liberation Serif", serif }
p { margin: 0 0 9pt }
b { display: block; text-align: center }
.apart { margin: 0 9pt }
.next { break-before: page }
</style>
<p>HUYỆN ỦY NÔNG CỐNG<p>Số 12-KH/HU<p>Nông Cống, ngày 5 tháng 6 năm 2024
<p><b>KẾ HOẠCH</b><p><b>thực hiện công tác lưu trữ</b>
<p>Thực hiện<span class="apart">Chỉ thị số 05-CT/TW</span>về đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách;
căn cứ Nghị quyết số 28-NQ/TU ngày 12 tháng 4 năm 2021 của Ban Chấp hành Đảng bộ tỉnh Thanh Hóa về lưu trữ, Huyện ủy yêu
cầu:
<p>1. Giao Văn phòng Huyện ủy lập danh mục hồ sơ, báo cáo kết quả thực hiện với Ban Thường vụ Huyện ủy trước ngày
30/9/2024.
<p class="next">2. Giao Ban Tổ chức Huyện ủy hướng dẫn các chi bộ &lt;img src=x onerror="alert(1)"&gt;
trong quý III năm 2024.
<p class="next">Tài liệu lưu hành nội bộ, in tại văn phòng.
<p class="next">Các chi bộ thực hiện nghiêm Kết luận số 14-KL/TW của Bộ Chính trị.
"""
CITED, CITED_LAST = "Chỉ thị số 05-CT/TW", "Kết luận số 14-KL/TW của Bộ Chính trị"
TASK = "Giao Văn phòng Huyện ủy"
PRINTED, SCANNED = "ke-hoach_12", "ke-hoach_13"
"""Parts of the addresses of the pages of the PDF file and of the scan."""


class Box(NamedTuple):
    """A rectangle in pixels of the window."""

    left: float
    top: float
    right: float
    bottom: float


@pytest.fixture(scope="session")
def corpus(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a PDF file of four pages, and one like its first page as a scan."""
    folder = tmp_path_factory.mktemp("corpus")
    page = chromium.new_page()
    page.set_content(PAPER)
    printed = page.pdf(prefer_css_page_size=True)
    page.set_content(PAPER.partition('<p class="next">')[0].replace("12-KH/HU", "13-KH/HU"))
    scanned = page.pdf(prefer_css_page_size=True)
    page.close()
    (folder / "ke-hoach.pdf").write_bytes(printed)
    with PdfDocument(scanned) as document:
        document[0].render(scale=300 / 72).to_pil().convert("L").save(folder / "quet.png", dpi=(300, 300))
    return folder


@pytest.fixture(scope="session")
def out(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "out"
    build(corpus, out, as_of="2026-11-30")
    return out


@pytest.fixture(scope="session")
def server(out: Path) -> Iterator[Server]:
    with running(out) as server:
        yield server


Visit = Callable[..., Page]


def address_of(out: Path, name: str) -> str:
    """Return the address of the page of a file."""
    pages: dict[str, str] = json.loads((out / "site" / "addresses.json").read_text("utf-8"))
    [address] = [address for address in pages.values() if name in address]
    return address


@pytest.fixture
def visit(window: OpenWindow, out: Path) -> Iterator[Visit]:
    """Open the page of the PDF file; fails afterwards if it said anything or asked for more than the site."""
    said: list[str] = []
    requested: list[str] = []
    opened: list[tuple[Window, Page]] = []

    def visit_(
        name: str = PRINTED, *, size: tuple[int, int] = WIDE, fragment: str = "", site: str = "", folder: Path = out
    ) -> Page:
        page = window(*size).context.new_page()
        opened.append((window(*size), page))
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: said.append(f"page error: {error}"))
        page.on("request", lambda request: requested.append(request.url))
        page.goto(f"{site or (folder / 'site').as_uri()}/{address_of(folder, name)}{fragment}")
        return page

    yield visit_
    for its, page in opened:
        its.close(page)
    assert said == []
    assert [url for url in requested if not url.startswith(("file:///", "http://127.0.0.1"))] == []


def frame_of(page: Page, words: str) -> Locator:
    """Return the frames around the words of a citation or task."""
    return page.locator(f".frame[aria-label*='{words}']").first


def box_of(part: Locator) -> Box:
    found = part.bounding_box()
    assert found
    return Box(found["x"], found["y"], found["x"] + found["width"], found["y"] + found["height"])


def loaded(page: Page, number: int = 1) -> Page:
    """Wait until the picture of a page is there."""
    picture = page.locator(f"#trang-{number} img")
    picture.scroll_into_view_if_needed()
    picture.evaluate("(picture) => picture.decode()")
    page.evaluate(DRAWN)
    return page


def ink(page: Page, around: Box, number: int) -> Box:
    """Return the edges of what is printed in the middle of a rectangle, up to blanks wider than those of words."""
    picture = box_of(page.locator(f"#trang-{number} .picture-of"))
    gap = round(7 * (picture.right - picture.left) / 595)
    page.add_style_tag(content="") if False else None
    page.evaluate("() => document.querySelectorAll('.frames').forEach((one) => { one.style.visibility = 'hidden'; })")
    shot = Image.open(io.BytesIO(page.screenshot())).convert("L")
    page.evaluate("() => document.querySelectorAll('.frames').forEach((one) => { one.style.visibility = ''; })")
    top, bottom = int(around.top), int(around.bottom) + 1
    columns = [min(shot.crop((x, top, x + 1, bottom)).getextrema()[0], 255) < 200 for x in range(shot.width)]  # type: ignore[type-var, operator]
    left = right = int((around.left + around.right) / 2)
    while any(columns[left - gap : left]):
        left -= 1
    while any(columns[right : right + gap]):
        right += 1
    rows = [shot.crop((left, y, right, y + 1)).getextrema()[0] < 200 for y in range(top - 8, bottom + 8)]  # type: ignore[operator]
    inked = [row for row, is_inked in enumerate(rows, start=top - 8) if is_inked and top <= row < bottom]
    return Box(left, inked[0], right, inked[-1] + 1)


@pytest.mark.parametrize("size", [WIDE, PHONE, (1920, 1200)])
@pytest.mark.parametrize(
    ("name", "words", "number", "is_large"),
    [
        (PRINTED, CITED, 1, False),
        (PRINTED, CITED, 1, True),
        (PRINTED, CITED_LAST, 4, False),
        (SCANNED, CITED, 1, False),
    ],
)
def test_a_citation_is_framed_within_three_pixels_of_its_words(
    visit: Visit, name: str, words: str, number: int, is_large: bool, size: tuple[int, int]
) -> None:
    page = loaded(visit(name, size=size), number)
    if is_large:
        page.locator(f"#trang-{number} a.zoom").click()
    frame = frame_of(page, words).locator("rect").first
    frame.scroll_into_view_if_needed()
    framed = box_of(frame)
    printed = ink(page, framed, number)
    assert max(abs(one - other) for one, other in zip(framed, printed, strict=True)) <= NEAR, (framed, printed)


def test_a_task_over_lines_has_a_frame_for_each(visit: Visit) -> None:
    frames = frame_of(loaded(visit()), TASK).locator("> rect")
    first, second = (box_of(frame) for frame in frames.all())
    assert first.bottom <= second.top + NEAR
    assert second.left < first.left


def test_a_click_on_a_frame_marks_the_words(visit: Visit) -> None:
    page = loaded(visit())
    frame_of(page, CITED).locator("rect").first.click()
    words = page.locator(".text .chosen")
    expect(words).to_have_text(CITED)
    expect(words).to_be_in_viewport()
    expect(words).to_be_focused()
    assert urldefrag(page.url)[1] == words.get_attribute("id")


@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize("by", ["words", "list", "keyboard"])
@pytest.mark.parametrize("words", [CITED, TASK])
def test_words_and_their_entry_lead_to_the_frame(visit: Visit, words: str, by: str, size: tuple[int, int]) -> None:
    page = visit(size=size)
    anchor = frame_of(page, words).get_attribute("data-of")
    number = page.locator(f'.on-page a.number[href="#k-{anchor}"]')
    if by == "words":
        page.locator(f"#{anchor}").click()
    elif by == "list":
        number.click()
    else:
        number.focus()
        page.keyboard.press("Enter")
    frame = page.locator(f'.frame[data-of="{anchor}"]').first
    expect(frame).to_have_class(re.compile("chosen"))
    expect(frame.locator("rect").first).to_be_in_viewport()
    expect(page.locator(f"#{anchor}")).to_have_class(re.compile("chosen"))


def test_frames_are_reached_by_keyboard(visit: Visit) -> None:
    page = loaded(visit())
    frame = frame_of(page, CITED)
    frame.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".text .chosen")).to_have_text(CITED)


@pytest.mark.parametrize(
    ("x", "y", "words"), [(0.165, 0.083, "HUYỆN"), (0.16, 0.115, "Số"), (0.02, 0.115, "Số"), (0.5, 0.95, None)]
)
def test_a_click_on_the_picture_finds_the_words(visit: Visit, x: float, y: float, words: str | None) -> None:
    page = loaded(visit())
    picture = page.locator(".picture-of").first
    box = box_of(picture)
    across, down = box.right - box.left, box.bottom - box.top
    picture.click(position={"x": x * across, "y": y * down})
    found = page.evaluate("() => new Promise((done) => setTimeout(() => done(getSelection().toString()), 300))")
    assert found == words if words else found


def test_without_scripts_frames_and_words_lead_to_each_other(chromium: Browser, out: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{(out / 'site').as_uri()}/{address_of(out, PRINTED)}")
    frame_of(page, CITED).locator("rect").first.click()
    expect(page.locator(".text :target")).to_have_text(CITED)
    page.locator(".text .cite").filter(has_text=CITED).click()
    expect(page.locator(".frame:target")).to_have_count(1)
    context.close()


def test_the_page_is_the_same_from_the_server(visit: Visit, server: Server) -> None:
    page = loaded(visit(site=server.address))
    assert page.evaluate("() => document.querySelector('.picture-of img').naturalWidth") > 900
    frame_of(page, CITED).locator("rect").first.click()
    expect(page.locator(".text .chosen")).to_have_text(CITED)


def test_on_a_phone_each_place_has_its_strip_of_the_page(visit: Visit) -> None:
    page = visit(size=PHONE)
    strips = page.locator("#trang-1 .strip image")
    height = page.evaluate("document.documentElement.scrollHeight")
    page.locator("#trang-1 .on-page").scroll_into_view_if_needed()
    expect(strips).to_have_count(page.locator("#trang-1 .on-page li").count())
    # Nothing moves under a finger when strips are drawn.
    assert page.evaluate("document.documentElement.scrollHeight") == height
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.get_by_role("button", name="Chỉ chữ").click()
    expect(page.locator("#trang-1 figure")).to_be_hidden()
    page.get_by_role("button", name="Ảnh và chữ").click()
    expect(page.locator("#trang-1 figure")).to_be_visible()


def test_a_wide_window_has_no_strips(visit: Visit) -> None:
    expect(loaded(visit()).locator(".strip svg")).to_have_count(0)


def test_pictures_are_loaded_when_somebody_comes_to_them(visit: Visit) -> None:
    page = loaded(visit())
    # A page without evidence has no picture: the third.
    assert page.locator(".picture-of img").evaluate_all("(all) => all.map((one) => one.loading)") == ["lazy"] * 3
    first = page.locator(".picture-of img").first
    assert first.evaluate("(one) => Math.abs(one.width / one.height - one.naturalWidth / one.naturalHeight)") < 0.002


def test_words_that_are_known(visit: Visit) -> None:
    page = visit()
    facts = page.locator(".facts")
    expect(facts).to_contain_text("PDF, 4 trang")
    expect(facts).to_contain_text("3 viện dẫn")
    expect(page.locator("#trang-1 figure .cap")).to_contain_text("Trang 1 trong 4")
    expect(page.locator("#trang-3 .read")).to_contain_text("Không thấy viện dẫn trên trang này")
    expect(page.locator("#trang-3 figure")).to_contain_text("Không giữ ảnh trang này")
    page.locator("#trang-1 .button", has_text="Trang 2").click()
    expect(page.locator("#trang-2")).to_be_in_viewport()
    expect(visit(SCANNED).locator(".facts")).to_contain_text("Bản quét, 1 trang, chữ do máy nhận dạng")


def test_what_a_page_says_never_becomes_markup(visit: Visit) -> None:
    page = visit()
    expect(page.locator("#trang-2 .text")).to_contain_text('<img src=x onerror="alert(1)">')
    assert "onerror" in (frame_of(page, "hướng dẫn các chi bộ").get_attribute("aria-label") or "")
    expect(page.locator("img")).to_have_count(3)


def test_the_page_speaks_english(visit: Visit) -> None:
    page = visit()
    page.get_by_role("button", name="English").click()
    expect(page.locator(".facts")).to_contain_text("4 pages")
    expect(page.locator("#trang-1 figure .cap")).to_contain_text("Page 1 of 4")
    expect(page.locator("#trang-1 img")).to_have_attribute("alt", "Picture of page 1")
    page.locator("a.zoom").first.click()
    expect(page.locator("a.zoom").first).to_have_text("Reduce")
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.locator("a.zoom").first).to_have_text("Thu nhỏ")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_the_page_passes_the_rules_of_accessibility(
    visit: Visit, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    page = visit(SCANNED, size=size)
    page.emulate_media(color_scheme=scheme)
    found = Axe().run(page, options={"preload": False, "resultTypes": ["violations"]}).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize(("which", "kept"), [("none", []), ("evidence", [1, 2, 4]), ("all", [1, 2, 3, 4])])
def test_the_build_keeps_the_pictures_that_are_asked_for(
    corpus: Path, tmp_path: Path, visit: Visit, which: PageImages, kept: list[int]
) -> None:
    own = tmp_path / "corpus"
    own.mkdir()
    (own / "ke-hoach.pdf").write_bytes((corpus / "ke-hoach.pdf").read_bytes())
    out = tmp_path / "out"
    report = build(own, out, as_of="2026-11-30", page_images=which)
    files = list((out / "site").glob("trang/*.webp"))
    assert sorted(int(file.stem.rpartition("-")[2]) for file in files) == kept
    assert report.page_images == {"pages": len(kept), "bytes": sum(file.stat().st_size for file in files), "failed": []}
    assert all(file.stat().st_size < LARGEST for file in files)
    page = visit(folder=out)
    expect(page.locator(".picture-of")).to_have_count(len(kept))
    expect(page.locator(".page")).to_have_count(4)
    expect(page.locator(".text").first).to_contain_text(CITED)


def test_the_table_of_the_words_lies_beside_the_text(out: Path) -> None:
    words = gb.open(out).layout("ke-hoach.pdf")  # type: ignore[attr-defined]
    text = (out / "texts" / "ke-hoach.pdf.txt").read_text("utf-8")
    assert sorted(set(words["page"])) == [1, 2, 3, 4]
    assert [text[start:end] for start, end in zip(words["start"], words["end"], strict=True)][:3] == [
        "HUYỆN",
        "ỦY",
        "NÔNG",
    ]
    assert gb.open(out).layout("quet.png")["confidence"].between(0, 1).all()  # type: ignore[attr-defined]
