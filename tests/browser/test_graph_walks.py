"""The graph page around one document and between two: depth, path, what its address remembers, its other language."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from made_up import BASE, large, small
from page_opening import PHONE, OpenPage, choose, counts, patient_context, ready, rendered
from playwright.sync_api import Browser, Page, expect

from graphbuild.graph.measures import path
from graphbuild.graph.network import network
from graphbuild.model import Records
from graphbuild.page_addresses import anchor
from graphbuild.pages.graph.by_level_and_date import Arrangement

pytestmark = pytest.mark.browser


def named(page: Page) -> set[str]:
    """Return the names of all documents in the table."""
    return set(page.locator("#table tbody button").all_inner_texts())


def go(page: Page, fragment: str) -> None:
    """Go to a place in the page; returns when the page has been told."""
    page.evaluate(
        """fragment => new Promise((done) => {
            const before = location.href;
            addEventListener("hashchange", () => done(), { once: true });
            location.hash = fragment;
            if (location.href === before) done();
        })""",
        fragment,
    )


def within(records: Records, center: str, steps: int, *, without: frozenset[str] = frozenset()) -> tuple[int, int]:
    """Return how many documents and edges stand within `steps` citations of a document."""
    edges = {
        (row.citing, row.target, row.relation)
        for row in records.citations
        if row.target not in (None, row.citing) and without.isdisjoint((row.citing, row.target))
    }
    beside = defaultdict(set)
    for one, other, _relation in edges:
        beside[one].add(other)
        beside[other].add(one)
    seen = {center}
    for _step in range(steps):
        seen |= {other for one in seen for other in beside[one]}
    return len(seen), sum(one in seen and other in seen for one, other, _relation in edges)


# -- depth -------------------------------------------------------------------------------------------------------------


def test_depth_one_shows_exactly_the_neighbours(open_page: OpenPage) -> None:
    page = ready(open_page(small()))
    assert page.get_by_role("slider").count() == 0
    page.click("#toggle-table")
    choose(page, "12 kh hu")
    slider = page.get_by_role("slider", name="Độ sâu")
    assert slider.get_attribute("aria-valuetext") == "tất cả"
    assert counts(page) == (8, 7)
    slider.focus()
    page.keyboard.press("Home")
    assert slider.get_attribute("aria-valuetext") == "trong 1 viện dẫn"
    expect(page.locator(".depth")).to_contain_text("trong 1 viện dẫn")
    assert counts(page) == (4, 4)
    expect(page.locator("#count")).to_contain_text("cách Kế hoạch số 12-KH/HU không quá 1 viện dẫn")
    assert named(page) == {"Kế hoạch số 12-KH/HU", "Nghị quyết số 05-NQ/HU", "Điều lệ Đảng", "Kế hoạch số 03-KH/ĐU"}
    page.keyboard.press("ArrowRight")
    assert counts(page) == (7, 7)
    page.keyboard.press("End")
    assert counts(page) == (8, 7)


def test_depth_counts_citations_in_either_direction(open_page: OpenPage) -> None:
    records = large(120)
    page = ready(open_page(records, size=(1000, 700)))
    for row in records.documents[:100:20]:
        for steps in (1, 2, 4):
            go(page, f"{quote(row.id, safe='')}&depth={steps}")
            assert counts(page) == within(records, row.id, steps), (row.id, steps)


def test_a_hidden_hub_is_not_walked_through(open_page: OpenPage) -> None:
    records = small()
    page = ready(open_page(records, fragment=f"#{BASE}bc-99&depth=2"))
    assert counts(page) == within(records, BASE + "bc-99", 2) == (4, 4)
    page.fill("#hub-threshold", "2")
    page.check("#hide-hubs")
    assert counts(page) == within(records, BASE + "bc-99", 2, without=frozenset({BASE + "dieu-le"})) == (1, 0)
    choose(page, "dieu le")
    assert counts(page)[0] == 5, "a hub that is chosen is shown with what is around it"


def test_depth_stays_while_documents_are_walked_and_ends_with_them(open_page: OpenPage) -> None:
    page = ready(open_page(small(), fragment=f"#{BASE}nq-05-vb&depth=1"))
    assert counts(page) == (4, 3)
    page.get_by_role("button", name="bằng chứng: Chỉ thị").click()
    expect(page.locator("#panel h2")).to_have_text("Viện dẫn")
    assert counts(page) == (4, 3), "a citation is looked at where it stands"
    page.locator("#panel .ends button").last.click()
    assert counts(page) == (2, 1)
    assert page.evaluate("location.hash").endswith("&depth=1")
    page.keyboard.press("Escape")
    assert counts(page) == (8, 7)
    assert page.evaluate("location.hash") == ""


def test_what_is_shown_around_a_document_is_drawn_larger_and_walked_by_keys(open_page: OpenPage) -> None:
    page = ready(open_page(large(150)))
    choose(page, "nq")
    names = []
    for depth in ("6", "1"):
        page.locator("#depth").fill(depth)
        page.locator("#fit").click()
        page.locator("#drawing").focus()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowRight")
        names.append(page.locator("#announcement").inner_text())
    assert all(names)
    with page.expect_download() as small_part:
        page.locator("#export summary").click()
        page.click("#export-svg")
    text = Path(small_part.value.path()).read_text(encoding="utf-8")
    width = float(re.search(r' width="([\d.]+)"', text)[1])  # type: ignore[index]
    assert width < 1500


# -- path --------------------------------------------------------------------------------------------------------------


def shown_path(page: Page) -> list[str]:
    return [step.locator("blockquote").first.text_content() or "" for step in page.locator("#panel .steps > li").all()]


def test_paths_agree_with_those_of_the_graph(open_page: OpenPage) -> None:
    records = large(120)
    graph = network(records)
    page = ready(open_page(records, size=(1000, 700)))
    linked = [row for row in records.documents if graph.degree(row.id) > 1]
    lengths = set()
    for one, other in zip(linked[:12], linked[:-13:-1], strict=True):
        steps = path(graph, one.id, other.id)
        go(page, f"from={quote(one.id, safe='')}&to={quote(other.id, safe='')}")
        assert shown_path(page) == list(steps["sentence"]), (one.id, other.id)
        if steps.empty:
            expect(page.locator("#panel .notice")).to_have_text("Không có đường nối nào giữa hai văn bản này.")
        lengths.add(len(steps))
    assert len(lengths) > 3


def test_a_path_is_found_by_keyboard_with_labels_in_the_direction_of_the_walk(open_page: OpenPage) -> None:
    page = ready(open_page(small()))
    press = page.keyboard.press
    choose(page, "03 kh")
    press("Tab")
    press("Tab")
    press("Enter")
    expect(page.locator("#path-to")).to_be_focused()
    expect(page.locator("#path-from")).to_have_value(re.compile("Kế hoạch số 03-KH/ĐU, Đảng ủy xã Lương Minh"))
    page.keyboard.type("28 nq hai phong")
    press("Enter")
    expect(page.locator(":focus")).to_have_text("Đường nối")
    panel = page.locator("#panel")
    expect(panel.locator(".relation")).to_have_text(["↓ thực hiện", "↓ thực hiện", "↓ căn cứ"])
    expect(panel.locator("mark")).to_have_text(
        ["Kế hoạch số 12-KH/HU", "Nghị quyết số 05-NQ/HU", "Nghị quyết số 28-NQ/TU"]
    )
    expect(panel.locator(".steps button.link")).to_have_text(
        ["Kế hoạch số 12-KH/HU", "Nghị quyết số 05-NQ/HU", "Nghị quyết số 28-NQ/TU"]
    )
    back = f"#from={quote(BASE + 'nq-28-hp', safe='')}&to={quote(BASE + 'kh-03-lm', safe='')}"
    page = ready(open_page(small(), fragment=back))
    expect(page.locator("#panel .relation")).to_have_text(
        ["↑ là căn cứ của", "↑ được thực hiện bởi", "↑ được thực hiện bởi"]
    )
    press = page.keyboard.press
    press("Escape")
    expect(page.locator("#panel.open")).to_have_count(0)


def test_further_proofs_of_a_step_can_be_opened(open_page: OpenPage) -> None:
    page = ready(open_page(small(), fragment=f"#from={BASE}nq-05-vb&to={BASE}ct-05-tw"))
    more = page.locator("#panel .steps details")
    expect(more.locator("summary")).to_have_text("Còn 1 bằng chứng")
    more.locator("summary").press("Enter")
    expect(more.locator("mark")).to_have_text("Chỉ thị 05-CT/TW")


def test_a_path_keeps_to_what_the_filters_admit(open_page: OpenPage) -> None:
    ends = f"#from={BASE}bc-99&to={BASE}nq-05-vb"
    page = ready(open_page(small(), fragment=ends))
    assert len(shown_path(page)) == 3
    page.uncheck("#show-outside")
    expect(page.locator("#panel .notice")).to_contain_text("Thử xóa bộ lọc")
    page.check("#show-outside")
    assert len(shown_path(page)) == 3
    page.fill("#hub-threshold", "2")
    page.check("#hide-hubs")
    assert shown_path(page) == []
    page.click("#clear-filters")
    assert len(shown_path(page)) == 3


def test_both_ends_the_same_and_an_end_typed_over(open_page: OpenPage) -> None:
    page = ready(open_page(small(), fragment=f"#from={BASE}bc-99&to={BASE}bc-99"))
    expect(page.locator("#panel .notice")).to_contain_text("cùng một văn bản")
    page.fill("#path-to", "12 kh")
    page.fill("#path-from", "03 kh")
    page.keyboard.press("Enter")
    expect(page.locator("#path-to")).to_be_focused()
    expect(page.locator("#panel .notice")).to_contain_text("cùng một văn bản")
    page.fill("#path-to", "12 kh")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .steps > li")).to_have_count(1)


def test_from_here_begins_anew_and_to_here_ends_what_was_begun(open_page: OpenPage) -> None:
    page = ready(open_page(small(), fragment=f"#from={BASE}bc-99&to={BASE}kh-12-vb"))
    choose(page, "03 kh")
    page.get_by_role("button", name="Nối từ đây").click()
    expect(page.locator("#path-to")).to_have_value("")
    expect(page.locator("#panel h2")).to_have_text("Kế hoạch số 03-KH/ĐU")
    choose(page, "05 nq hu")
    page.get_by_role("button", name="Nối đến đây").click()
    expect(page.locator("#panel .relation")).to_have_text(["↓ thực hiện", "↓ thực hiện"])
    choose(page, "05 ct tw")
    page.get_by_role("button", name="Nối đến đây").click()
    expect(page.locator("#panel .relation")).to_have_text(["↓ thực hiện"] * 3)


# -- its place in a site -----------------------------------------------------------------------------------------------


def test_in_a_site_it_leads_to_the_pages_of_documents_and_citations(chromium: Browser, tmp_path: Path) -> None:
    records = small()
    pages = {row.id: f"van-ban/{row.id.rsplit('/', 1)[1]}.html" for row in records.documents}
    (tmp_path / "do-thi.html").write_text(rendered(records, pages=pages), encoding="utf-8")
    context = patient_context(chromium, viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto((tmp_path / "do-thi.html").as_uri() + f"#{BASE}nq-05-vb")
    ready(page)
    assert page.get_by_role("link", name="Mục lục").get_attribute("href") == "index.html"
    link = page.locator("#panel").get_by_role("link", name="Mở văn bản")
    assert link.get_attribute("href") == "van-ban/nq-05-vb.html"
    page.get_by_role("button", name="2 bằng chứng").click()
    proofs = page.locator("#panel figcaption a")
    first = records.citations[0]
    assert proofs.first.get_attribute("href") == f"van-ban/nq-05-vb.html#{anchor(first.id)}"
    context.close()


def test_alone_it_leads_nowhere(open_page: OpenPage) -> None:
    page = ready(open_page(small(), fragment=f"#{BASE}nq-05-vb"))
    assert page.locator("a").count() == 0


def test_drawn_by_forces_it_has_no_rows_and_says_so(open_page: OpenPage) -> None:
    def spread(documents: list, _levels: object, _links: object) -> Arrangement:  # type: ignore[type-arg]
        places = {row.id: (200 * (at % 3), 90 * (at // 3)) for at, row in enumerate(documents)}
        return Arrangement(places, [], [])

    page = ready(open_page(small(), layout=spread))
    expect(page.locator("#legend")).to_contain_text("Văn bản viện dẫn nhau đứng gần nhau")
    expect(page.locator("#legend")).not_to_contain_text("Hàng")
    page.click("#fit")
    choose(page, "12 kh hu")
    page.locator("#depth").fill("1")
    assert counts(page) == (4, 4)


# -- English -----------------------------------------------------------------------------------------------------------


def test_it_speaks_english_on_request_and_remembers(chromium: Browser, tmp_path: Path) -> None:
    english = {"implements": "implements", "based_on": "based on", "mentions": "mentions", "reviews": "reviews"}
    (tmp_path / "page.html").write_text(
        rendered(small(), relation_names_en=english, title_en="Citations"), encoding="utf-8"
    )
    context = patient_context(chromium, viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto((tmp_path / "page.html").as_uri() + f"#{BASE}nq-05-vb&depth=1")
    ready(page)
    page.locator("#filter-type input").first.check()
    page.get_by_role("button", name="English").click()
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(page.locator("#count")).to_have_text(
        "Showing 2/8 documents, 1/7 citations · at most 1 citation from Nghị quyết số 05-NQ/HU"
    )
    expect(page.locator("h1")).to_have_text("Citations")
    expect(page.locator("#filter-type input").first).to_be_checked()
    expect(page.get_by_role("slider", name="Depth")).to_be_visible()
    page.click("#clear-filters")
    expect(page.locator("#panel h4")).to_have_text(["implements (1)", "based on (1)", "implements (incoming) (1)"])
    # What is left in Vietnamese are names that the documents brought.
    names = page.locator("bdi, button.link, dd, h2, blockquote, #count, #language").all_inner_texts()
    rest = page.locator("body").inner_text()
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(name, "")
    assert re.findall("\\w*[ăđơưĂĐƠƯ\u1ea0-\u1ef9]\\w*", rest) == []
    go(page, f"from={BASE}kh-03-lm&to={BASE}nq-05-vb")
    expect(page.locator("#panel h2")).to_have_text("Path")
    page.reload()
    ready(page)
    expect(page.locator("#panel h2")).to_have_text("Path")
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.locator("#panel h2")).to_have_text("Đường nối")
    assert counts(page) == (8, 7)
    context.close()


# -- by rule -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "scheme"), [((1400, 900), "light"), ((1400, 900), "dark"), (PHONE, "dark")], ids=["wide", "dark", "phone"]
)
def test_axe_finds_nothing_in_any_state(open_page: OpenPage, scheme: str, size: tuple[int, int]) -> None:
    page = open_page(small(), size=size)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    ready(page)
    found = {}

    def check(state: str) -> None:
        answer = Axe().run(page, options={"preload": False}).response
        found.update({f"{state}: {it['id']}": [node["html"] for node in it["nodes"]] for it in answer["violations"]})

    check("start")
    page.fill("#search-text", "28")
    check("found")
    page.keyboard.press("Enter")
    page.locator("#depth").fill("1")
    check("chosen")
    go(page, f"{BASE}bc-99")
    check("undetermined")
    go(page, f"from={BASE}kh-03-lm&to={BASE}ct-05-tw")
    check("path")
    page.locator("#export summary").press("Enter")
    check("menu")
    page.locator("#export summary").press("Escape")
    page.click("#toggle-table")
    check("table")
    assert found == {}
