"""The graph page as its readers meet it: in a browser, from disk, with the mouse, the keyboard or a phone."""

from __future__ import annotations

import html
import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest
from made_up import BASE, BODIES, CENTRAL, HAI_PHONG, citation, document, large, small
from page_opening import DRAWN, PHONE, OpenPage, choose, counts, patient_context, ready, rendered
from playwright.sync_api import Browser, Page, expect

from graphbuild.model import Finding, Records
from graphbuild.pages.graph.by_level_and_date import CELL_HEIGHT, CELL_WIDTH, arrange

browser = pytest.mark.browser


def pixels(page: Page) -> str:
    page.evaluate(DRAWN)
    return str(page.evaluate("document.querySelector('#drawing canvas').toDataURL()"))


# -- what is in the page, without a browser ----------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 8, 60, 400])
def test_boxes_stand_by_level_and_date_and_never_touch(number: int) -> None:
    records = large(number)
    levels = {body.id: body.level or "" for body in records.bodies}
    arrangement = arrange(records.documents, levels)
    for (x, y), (other_x, other_y) in itertools.combinations(arrangement.positions.values(), 2):
        assert abs(x - other_x) >= CELL_WIDTH or abs(y - other_y) >= CELL_HEIGHT
    order = [row["name"] for row in arrangement.rows]
    assert order == [name for name in ("Trung ương", "Cấp tỉnh", "Cấp huyện", "Cấp xã", "Chưa rõ cấp") if name in order]
    by_level: dict[str, list[tuple[str, int]]] = {}
    for it in records.documents:
        by_level.setdefault(levels.get(it.issuer or "", ""), []).append(
            (it.date or "9999", arrangement.positions[it.id][0])
        )
    for placed in by_level.values():
        across = [x for _date, x in sorted(placed)]
        assert across == sorted(across)


def test_a_document_of_unknown_level_and_date_stands_bottom_right() -> None:
    records = small()
    positions = arrange(records.documents, {body.id: body.level or "" for body in records.bodies}).positions
    assert max(positions, key=lambda it: positions[it][1]) == BASE + "bc-99"
    assert max(positions, key=lambda it: positions[it][0]) == BASE + "bc-99"


def test_nothing_to_place() -> None:
    assert arrange([], {}).positions == {}


@pytest.mark.parametrize("limit", [0, -1, 1001])
def test_limit_out_of_range(limit: int) -> None:
    with pytest.raises(ValueError, match="limit"):
        rendered(small(), limit=limit)


def test_a_citation_of_an_unknown_document_is_an_error() -> None:
    records = small()
    stray = replace(records.citations[0], target=BASE + "nowhere")
    with pytest.raises(KeyError, match="nowhere"):
        rendered(Records(documents=records.documents, citations=[stray]))


def test_size_of_a_page_of_60_documents() -> None:
    assert len(rendered(large(60)).encode()) < 900_000


def test_the_policy_allows_nothing_but_the_page_itself() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', rendered(small()))
    assert policy
    directives = dict(part.strip().split(" ", 1) for part in html.unescape(policy[1]).split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["img-src"] == "data:"
    assert all(re.fullmatch(r"'sha256-[\w+/=]{44}'", source) for source in directives["script-src"].split())
    assert re.fullmatch(r"'sha256-[\w+/=]{44}'", directives["style-src"])


def test_pages_of_equal_records_are_equal() -> None:
    assert rendered(large(30)) == rendered(large(30))


# -- finding -----------------------------------------------------------------------------------------------------------


@browser
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("nghi quyet 28", ["Nghị quyết số 28-NQ/TU", "Nghị quyết số 28-NQ/TU"]),
        ("28 nq tu", ["Nghị quyết số 28-NQ/TU", "Nghị quyết số 28-NQ/TU"]),
        ("28NQTU lâm đồng", ["Nghị quyết số 28-NQ/TU"]),
        ("Nghị quyết số 05-NQ/HU", ["Nghị quyết số 05-NQ/HU"]),
        ("dieu le dang", ["Điều lệ Đảng"]),
        ("chuyển đổi", ["Nghị quyết số 05-NQ/HU"]),
        ("huyện uỷ", ["Nghị quyết số 05-NQ/HU", "Kế hoạch số 12-KH/HU"]),
        ("hoà giải", ["Kế hoạch số 12-KH/HU"]),
        ("8-nq", []),
        ("<zz>", []),
    ],
)
def test_search_needs_no_diacritics(open_page: OpenPage, query: str, found: list[str]) -> None:
    page = ready(open_page(small()))
    page.fill("#search-text", query)
    names = page.locator("#search-results [role=option] .name").all_inner_texts()
    assert sorted(names) == sorted(found)
    expect(page.locator("#search-results")).to_be_visible()
    if not found:
        expect(page.locator("#search-results")).to_contain_text("Không tìm thấy")


@browser
def test_choosing_a_result_shows_the_document_and_can_be_linked_to(open_page: OpenPage) -> None:
    page = ready(open_page(small()))
    before = pixels(page)
    choose(page, "12 kh hu")
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Kế hoạch số 12-KH/HU")
    facts = dict(zip(panel.locator("dt").all_inner_texts(), panel.locator("dd").all_inner_texts(), strict=True))
    assert facts["Trích yếu"] == "hòa giải ở cơ sở"
    assert facts["Cơ quan ban hành"] == "Huyện ủy Vĩnh Bảo"
    assert facts["Ngày"] == "14/02/2022"
    assert facts["Có mặt"] == "có trong kho"
    assert facts["Tệp"] == "huyen/kh12.txt"
    headings = panel.locator("h3, h4").all_inner_texts()
    assert headings == [
        "Viện dẫn (2)",
        "thực hiện (1)",
        "nhắc đến (1)",
        "Được viện dẫn (1)",
        "được thực hiện bởi (1)",
    ]
    assert pixels(page) != before
    address = page.evaluate("location.hash")
    again = ready(open_page(small(), fragment=address))
    expect(again.locator("#panel h2")).to_have_text("Kế hoạch số 12-KH/HU")


@browser
@pytest.mark.parametrize(
    ("query", "presence", "status"),
    [
        ("05 nq hu", "có trong kho", "không có thông tin trong kho"),
        ("dieu le", "văn bản đã biết", "không có thông tin trong kho"),
        ("28 nq tu hai phong", "chỉ được viện dẫn", "đã bị thay thế"),
    ],
)
def test_presence_and_status_are_told_in_words(open_page: OpenPage, query: str, presence: str, status: str) -> None:
    page = ready(open_page(small()))
    choose(page, query)
    expect(page.locator("#panel dl")).to_contain_text(presence)
    expect(page.locator("#panel dl")).to_contain_text(status)


@browser
@pytest.mark.parametrize("fragment", ["#%", "#%E0%A4%A", "#nowhere", "#<script>"])
def test_an_address_that_leads_nowhere_does_no_harm(open_page: OpenPage, fragment: str) -> None:
    page = ready(open_page(small(), fragment=fragment))
    assert counts(page) == (8, 7)
    expect(page.locator("#panel.open")).to_have_count(0)


# -- filtering ---------------------------------------------------------------------------------------------------------


def check(page: Page, facet: str, name: str) -> None:
    page.locator(f"#{facet} label", has_text=name).locator("input").check()


@browser
@pytest.mark.parametrize(
    ("facet", "names", "documents", "citations"),
    [
        ("filter-type", ["Nghị quyết"], 3, 1),
        ("filter-type", ["Nghị quyết", "Chỉ thị"], 4, 2),
        ("filter-issuer", ["Huyện ủy Vĩnh Bảo"], 2, 1),
        ("filter-issuer", ["Chưa rõ cơ quan"], 1, 0),
        ("filter-relation", ["thực hiện"], 4, 3),
        ("filter-relation", ["căn cứ"], 2, 1),
    ],
)
def test_filters_act_on_drawing_and_table_alike(
    open_page: OpenPage, facet: str, names: list[str], documents: int, citations: int
) -> None:
    page = ready(open_page(small()))
    before = pixels(page)
    for name in names:
        check(page, facet, name)
    assert counts(page) == (documents, citations)
    assert pixels(page) != before
    page.click("#toggle-table")
    expect(page.locator("#table tbody tr")).to_have_count(citations)
    page.click("#clear-filters")
    assert counts(page) == (8, 7)
    expect(page.locator("#table tbody tr")).to_have_count(7)
    page.click("#toggle-table")
    assert pixels(page) == before


@browser
def test_documents_outside_the_corpus_and_hubs_can_be_hidden(open_page: OpenPage) -> None:
    page = ready(open_page(small()))
    page.uncheck("#show-outside")
    assert counts(page) == (4, 2)
    page.check("#show-outside")
    page.fill("#hub-threshold", "2")
    assert counts(page) == (8, 7)
    page.check("#hide-hubs")
    assert counts(page) == (7, 4)
    page.fill("#hub-threshold", "3")
    assert counts(page) == (8, 7)


@browser
def test_counts_stand_beside_the_filters(open_page: OpenPage) -> None:
    page = ready(open_page(small()))
    rows = page.locator("#filter-type li").all_inner_texts()
    assert [re.sub(r"\s+", " ", row) for row in rows][:2] == ["Nghị quyết 3", "Kế hoạch 2"]


@browser
def test_a_long_list_of_issuers_can_be_searched(open_page: OpenPage) -> None:
    issuers = [
        replace(CENTRAL, id=f"{BASE}body/{name}", name=f"Huyện ủy {name}")
        for name in ["Ân", "Bảo", "Cát", "Đức", "Ea", "Gò", "Hà", "Ia", "Krông"]
    ]
    documents = [document(f"d{at}", f"{at:02}-NQ/HU", "2020-01-01", issuer) for at, issuer in enumerate(issuers)]
    page = ready(open_page(Records(documents=documents, bodies=issuers)))
    page.fill("#filter-issuer input[type=search]", "duc")
    expect(page.locator("#filter-issuer li:visible")).to_have_text(re.compile("Huyện ủy Đức"))


@browser
def test_what_is_chosen_stays_visible_until_a_filter_changes(open_page: OpenPage) -> None:
    page = ready(open_page(small()))
    check(page, "filter-type", "Nghị quyết")
    choose(page, "12 kh hu")
    assert counts(page)[0] == 4
    check(page, "filter-type", "Điều lệ")
    assert counts(page)[0] == 4
    expect(page.locator("#panel.open")).to_have_count(0)


@browser
def test_documents_left_out_are_counted(open_page: OpenPage) -> None:
    page = ready(open_page(small(), limit=5))
    expect(page.locator("#left-out")).to_contain_text("5 trong 8 văn bản")
    expect(page.locator("#left-out")).to_contain_text("Còn 3 văn bản không hiện")
    expect(page.locator("#left-out code")).to_have_text("graphbuild render --limit 8")
    page.fill("#search-text", "dieu le")
    expect(page.locator("#search-results [role=option]")).to_have_count(1)
    choose(page, "05 nq hu")
    expect(page.locator("#panel")).to_contain_text("Còn 2 liên kết với văn bản không hiện trên trang này")
    assert ready(open_page(small())).locator("#left-out").count() == 0


# -- evidence ----------------------------------------------------------------------------------------------------------


@browser
def test_a_citation_shows_all_its_evidence_with_the_mention_marked(open_page: OpenPage) -> None:
    page = ready(open_page(small()))
    choose(page, "05 nq hu")
    page.get_by_role("button", name="2 bằng chứng: Chỉ thị số 05-CT/TW").click()
    panel = page.locator("#panel")
    expect(panel.locator("mark")).to_have_text(
        ["Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị", "Chỉ thị 05-CT/TW"]
    )
    expect(panel.locator("blockquote")).to_contain_text(["😀 Thực hiện Chỉ thị số", "gắn với chuyển đổi số."])
    first = panel.locator("figcaption").first
    expect(first).to_contain_text("huyen/nq05.txt")
    expect(first).to_contain_text("ký tự 1.012–1.064")
    expect(first).to_contain_text("“implements”")
    expect(first).to_contain_text("90 %")
    expect(first).to_contain_text("chỉ được viện dẫn")


@browser
def test_an_ambiguous_citation_is_listed_and_draws_no_edge(open_page: OpenPage) -> None:
    page = ready(open_page(small()))
    expect(page.locator("#panel")).to_contain_text("Có viện dẫn chưa xác định")
    choose(page, "99 bc")
    panel = page.locator("#panel")
    expect(panel.locator("h3").last).to_have_text("Chưa xác định (1)")
    expect(panel.locator(".undetermined mark")).to_have_text("Nghị quyết 28-NQ/TU")
    expect(panel.locator(".candidates li")).to_have_text(
        ["28-NQ/TUThành ủy Hải Phòng, 20/11/2009 · khớp 55 %", "28-NQ/TUTỉnh ủy Lâm Đồng, 06/12/2023 · khớp 45 %"]
    )
    panel.locator(".candidates button").nth(1).click()
    expect(panel.locator("dl")).to_contain_text("Tỉnh ủy Lâm Đồng")


@browser
def test_the_table_has_every_citation_with_its_evidence(open_page: OpenPage) -> None:
    page = ready(open_page(small()))
    page.get_by_role("button", name="Xem dạng bảng").click()
    rows = page.get_by_role("table").get_by_role("row")
    expect(rows).to_have_count(8)
    cells = rows.nth(1).locator("th, td")
    expect(cells).to_have_count(4)
    expect(cells.nth(0)).to_contain_text("Nghị quyết số 05-NQ/HU")
    expect(cells.nth(1)).to_have_text("thực hiện")
    expect(cells.nth(2)).to_contain_text("Chỉ thị số 05-CT/TW")
    expect(cells.nth(3).locator("mark")).to_have_count(2)


# -- mouse and keyboard ------------------------------------------------------------------------------------------------


@browser
def test_a_click_on_a_box_chooses_its_document(open_page: OpenPage) -> None:
    page = ready(open_page(small()))
    choose(page, "03 kh")
    page.keyboard.press("Escape")
    expect(page.locator("#panel.open")).to_have_count(0)
    # Choosing has brought the document to the middle of what the names of rows and columns leave free.
    box = page.locator("#drawing").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2 + 40, box["y"] + box["height"] / 2)
    expect(page.locator("#panel h2")).to_have_text("Kế hoạch số 03-KH/ĐU")


@browser
def test_a_click_on_an_arrow_chooses_its_citation(open_page: OpenPage) -> None:
    above = document("ct", "05-CT/TW", "2021-05-15", CENTRAL)
    below = document("nq", "01-NQ/TU", "2021-06-15", HAI_PHONG, presence="in_corpus", source="nq.txt")
    edge = citation(below, above, "implements", "Thực hiện Chỉ thị 05-CT/TW.", "Chỉ thị 05-CT/TW")
    page = ready(open_page(Records(documents=[above, below], bodies=BODIES, citations=[edge])))
    box = page.locator("#drawing").bounding_box()
    assert box
    title = page.locator("#panel h2")
    # Somewhere halfway between the two boxes, which stand one above the other, runs the arrow.
    for x in range(int(box["x"] + box["width"] * 0.4), int(box["x"] + box["width"] * 0.75), 6):
        page.mouse.click(x, box["y"] + box["height"] / 2)
        page.evaluate(DRAWN)
        if title.count() and title.inner_text() == "Viện dẫn":
            break
    expect(page.locator("#panel mark")).to_have_text("Chỉ thị 05-CT/TW")


@browser
def test_the_keyboard_alone_reaches_everything(open_page: OpenPage) -> None:
    page = ready(open_page(small()))
    press = page.keyboard.press
    focused = page.locator(":focus")

    press("Tab")
    expect(focused).to_have_text("English")
    press("Tab")
    page.keyboard.type("28 nq")
    press("ArrowDown")
    expect(page.locator("#search-results [aria-selected=true]")).to_contain_text("Tỉnh ủy Lâm Đồng")
    press("ArrowUp")
    press("Enter")
    expect(focused).to_have_text("Nghị quyết số 28-NQ/TU")
    press("Tab")
    expect(focused).to_have_text("Đóng")
    for name in ("Nối từ đây…", "Nối đến đây"):
        press("Tab")
        expect(focused).to_have_text(name)
    press("Tab")
    expect(page.get_by_role("slider", name="Độ sâu")).to_be_focused()
    press("Tab")
    expect(focused).to_have_text("Nghị quyết số 05-NQ/HU")
    press("Tab")
    press("Enter")
    expect(page.locator("#panel mark")).to_have_text("Nghị quyết số 28-NQ/TU")
    press("Escape")
    expect(page.locator("#search-text")).to_be_focused()

    for _stop in range(60):
        press("Tab")
        if page.evaluate("document.activeElement.id") == "toggle-table":
            break
    press("Tab")
    expect(page.locator("#drawing")).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    seen = set()
    for key in ["ArrowDown"] * 6 + ["ArrowRight"] * 6 + ["ArrowUp"] * 6 + ["ArrowLeft"] * 6:
        press(key)
        seen.add(page.locator("#announcement").inner_text().split(",")[0])
    assert len(seen) >= 6
    press("Enter")
    expect(focused).to_have_text(page.locator("#panel h2").inner_text())
    press("Escape")
    expect(page.locator("#drawing")).to_be_focused()
    before = pixels(page)
    press("+")
    assert pixels(page) != before
    press("0")
    press("Shift+Tab")
    press("Enter")
    expect(page.locator("#table tbody tr")).to_have_count(7)


# -- everywhere --------------------------------------------------------------------------------------------------------


@browser
@pytest.mark.parametrize("records", [small(), large(150)], ids=["small", "large"])
def test_nothing_is_wider_than_a_phone(open_page: OpenPage, records: Records) -> None:
    page = ready(open_page(records, size=PHONE))
    width = "document.documentElement.scrollWidth"
    assert page.evaluate(width) <= PHONE[0]
    page.locator("#filters > summary").click()
    assert page.evaluate(width) <= PHONE[0]
    page.locator("#panel button").first.click()
    expect(page.locator("#panel.open")).to_be_in_viewport()
    assert page.evaluate(width) <= PHONE[0]
    page.get_by_role("button", name="Đóng").click()
    page.click("#toggle-table")
    assert page.evaluate(width) <= PHONE[0]


@browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(open_page: OpenPage, scheme: str) -> None:
    page = ready(open_page(small()))
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    ratio = """([ink, ground]) => {
        const style = getComputedStyle(document.documentElement);
        const light = (name) => {
            const hex = style.getPropertyValue("--" + name).trim();
            const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
                .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
        };
        const [a, b] = [light(ink), light(ground)].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05);
    }"""
    for ink, ground in itertools.product(["ink", "quiet", "accent"], ["ground", "raised", "band", "accent-ground"]):
        assert page.evaluate(ratio, [ink, ground]) >= 4.5, (ink, ground)
    for ground in ("mark", "notice"):
        assert page.evaluate(ratio, ["ink", ground]) >= 4.5, ground
    assert page.evaluate(ratio, ["edge", "ground"]) >= 3


@browser
def test_paper_is_light_and_carries_no_controls(open_page: OpenPage) -> None:
    page = ready(open_page(small()))
    choose(page, "05 nq hu")
    page.emulate_media(color_scheme="dark", media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ground')").strip() == "#fdfcfa"
    expect(page.locator("#controls")).to_be_hidden()
    expect(page.locator("#panel dl")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.pdf().startswith(b"%PDF")


@browser
def test_an_empty_graph_is_a_page_too(open_page: OpenPage) -> None:
    page = ready(open_page(Records()))
    assert counts(page) == (0, 0)
    page.locator("#drawing").press("ArrowDown")
    page.click("#fit")


@browser
def test_it_works_in_the_sandboxed_frame_of_a_notebook(open_page: OpenPage) -> None:
    inner = html.escape(rendered(small()))
    page = open_page(
        f'<!doctype html><iframe sandbox="allow-scripts" width="1200" height="800" srcdoc="{inner}"></iframe>'
    )
    frame = page.frame_locator("iframe")
    frame.locator("#search-text").fill("12 kh hu")
    frame.locator("#search-text").press("Enter")
    expect(frame.locator("#panel h2")).to_have_text("Kế hoạch số 12-KH/HU")


@browser
def test_a_frame_that_gets_its_room_later_is_fitted_then(open_page: OpenPage) -> None:
    inner = html.escape(rendered(small()))
    page = open_page(
        f'<!doctype html><iframe sandbox="allow-scripts" width="40" height="30" srcdoc="{inner}"></iframe>'
    )
    page.frame_locator("iframe").locator("html[data-ready]").wait_for(state="attached")
    page.evaluate("Object.assign(document.querySelector('iframe'), { width: 1200, height: 800 })")
    frame = page.frames[1]
    frame.wait_for_function("document.querySelector('#drawing').clientWidth > 300")
    # All that was drawn outside the canvas before is within it now: the middle of the drawing is not empty ground.
    # A copy made to be read is read: of a canvas on the screen that is read again and again, Chromium complains.
    frame.wait_for_function(
        """() => {
          const { width, height } = document.querySelector("#drawing canvas");
          const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
          copy.drawImage(document.querySelector("#drawing canvas"), 0, 0);
          return new Set(new Uint32Array(copy.getImageData(0, 0, width, height).data.buffer)).size > 20;
        }"""
    )


# -- text that would like to be more than text -------------------------------------------------------------------------

HOSTILE = [
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=2</script>",
    "<!--<script>window.pwned=3//",
    "<img src=x onerror=window.pwned=4>",
    '"><svg onload=window.pwned=5>',
    "href <a href='javascript:window.pwned=6'>x</a>",
    "{{ 7*7 }}{% raw %}",
    "content-security-policy-goes-here",
    "\u202eUT/QN-82\u2066",
    "a\u2028b\u2029c\\u003c",
    "__proto__",
    "constructor",
    "W" * 10_000,
]


@browser
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_only_text(open_page: OpenPage, text: str) -> None:
    body = replace(BODIES[0], id=text, name=text, place=text)
    unnumbered = document(text, None, text, body, title=text, presence="in_corpus", source=text, type=text)
    citing = replace(unnumbered, number=text)
    warnings = (Finding("date_conflict", text, "2020-01-01"),)
    target = document("b" + text, None, "2020-01-01", body, title=text, type=text, warnings=warnings)
    edge = replace(citation(citing, target, text, f"Theo {text}.", text), cue=text, reasons=(text,))
    open_one = replace(citation(citing, None, text, f"Xem {text}.", text), id="open")
    records = Records(documents=[citing, target], bodies=[body], citations=[edge, open_one])
    names = {text: text}
    page = ready(open_page(records, title=text, built=text, type_names=names, relation_names={text: (text, text)}))
    shown = re.sub(r"\s+", " ", text)

    assert page.locator("h1").text_content() == text
    page.locator("#drawing").press("ArrowDown")
    page.locator("#drawing").press("Enter")
    page.get_by_role("button", name=re.compile("^1 bằng chứng")).first.click()
    expect(page.locator("#panel mark")).to_have_text(shown)
    page.fill("#search-text", text[:200])
    page.click("#toggle-table")
    assert page.locator("#table mark").text_content() == text
    page.locator("#table th button").first.click()
    expect(page.locator("#panel .undetermined mark")).to_have_text(shown)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert page.evaluate("window.pwned") is None
    assert page.locator("main img, main svg, aside img, aside svg, a").count() == 0


@browser
def test_script_that_gets_into_the_page_does_not_run(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(rendered(small()), encoding="utf-8")
    page = patient_context(chromium).new_page()
    page.goto(file.as_uri())
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.pwned = 1";
        document.body.append(script);
        document.body.insertAdjacentHTML("beforeend", "<img src='x' onerror='window.pwned = 2'>");
    }""")
    page.wait_for_function("[...document.images].every((image) => image.complete)")
    page.evaluate(DRAWN)
    assert page.evaluate("window.pwned") is None
    page.context.close()
