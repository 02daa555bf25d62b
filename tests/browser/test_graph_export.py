"""What the graph page gives to take away: citations as CSV, the drawing as PNG and SVG."""

from __future__ import annotations

import csv
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from made_up import BASE, BODIES, citation, document, large, small
from page_opening import DRAWN, OpenPage, choose, counts, ready
from playwright.sync_api import Page

from graphbuild.model import Records

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    '<script>window.pwned=1</script>"href"',
    "</text></svg><img src=x onerror=window.pwned=2>",
    '=HYPERLINK("http://x","y") & \'quotes\' "both"',
    "+1\n-2\t@3",
    "\u202eUT/QN-82\u2066 \u0008\ufffe",
    "]]> &amp; &#0; <!-- --> <?xml?>",
    "W" * 10_000,
]


def taken(page: Page, kind: str) -> bytes:
    """Return the file that the page saves, chosen by keyboard alone."""
    page.locator("#export summary").focus()
    page.keyboard.press("Enter")
    with page.expect_download() as download:
        page.locator(f"#export-{kind}").press("Enter")
    assert download.value.suggested_filename == f"do-thi.{kind}"
    assert page.locator("#export").get_attribute("open") is None
    assert page.locator("#export summary").evaluate("it => it === document.activeElement")
    return Path(download.value.path()).read_bytes()


def table_of(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(content.decode("utf-8-sig").splitlines(keepends=True)))


def hostile_records() -> Records:
    """Return two documents and a citation for each of the texts, which stand wherever a text can stand."""
    records = Records(documents=[], bodies=[], citations=[])
    for text in HOSTILE:
        body = replace(BODIES[0], id=text, name=text, place=text)
        citing = document(
            "a" + text, None, "2020-01-01", body, title=text, presence="in_corpus", source=text, type=text
        )
        citing = replace(citing, number=text)
        target = document("b" + text, None, "2020-01-01", body, title=text, type=text)
        records.bodies.append(body)
        records.documents.extend([citing, target])
        records.citations.append(citation(citing, target, text, f"{text} theo {text}.", text))
    return records


def hostile(open_page: OpenPage) -> Page:
    names = {text: (text, text) for text in HOSTILE}
    return ready(open_page(hostile_records(), title=HOSTILE[0], relation_names=names))


# -- CSV ---------------------------------------------------------------------------------------------------------------


def test_the_csv_has_the_rows_of_the_table(open_page: OpenPage) -> None:
    records = small()
    page = ready(open_page(records))
    head, *rows = table_of(taken(page, "csv"))
    assert head == [
        *("Văn bản viện dẫn", "Quan hệ", "Văn bản được viện dẫn", "Tệp", "Từ ký tự", "Đến ký tự", "Câu"),
    ]
    wanted = {
        (row.source, str(row.start), str(row.end), row.sentence)
        for row in records.citations
        if row.target not in (None, row.citing)
    }
    assert {tuple(row[3:]) for row in rows} == wanted
    assert [
        "Kế hoạch số 12-KH/HU, Huyện ủy Vĩnh Bảo, 14/02/2022",
        "nhắc đến",
        "Điều lệ Đảng, Bộ Chính trị, 19/01/2011",
    ] in [row[:3] for row in rows]
    page.click("#toggle-table")
    proofs = page.locator("#table blockquote").all_text_contents()
    assert [row[6] for row in rows] == proofs


def test_the_csv_has_what_is_visible_only(open_page: OpenPage) -> None:
    page = ready(open_page(small(), fragment=f"#{BASE}kh-12-vb&depth=1"))
    page.click("#toggle-table")
    rows = table_of(taken(page, "csv"))[1:]
    assert len(rows) == counts(page)[1] == 4
    assert page.locator("#export-png").is_hidden()


def test_no_cell_is_a_formula(open_page: OpenPage) -> None:
    rows = table_of(taken(hostile(open_page), "csv"))[1:]
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r"]
    assert {row[6].removeprefix("'") for row in rows} == {f"{text} theo {text}." for text in HOSTILE}


# -- SVG ---------------------------------------------------------------------------------------------------------------


def drawn(page: Page) -> etree._Element:
    return etree.fromstring(taken(page, "svg"))


def group(svg: etree._Element, name: str) -> list[etree._Element]:
    (found,) = svg.findall(f"{SVG}g[@class='{name}']")
    return list(found)


def test_the_svg_has_all_that_is_visible(open_page: OpenPage) -> None:
    page = ready(open_page(large(80)))
    page.locator("#zoom-in").click(click_count=3)
    svg = drawn(page)
    documents, citations = counts(page)
    assert (len(group(svg, "documents")), len(group(svg, "citations"))) == (documents, citations)
    assert svg.findtext(f"{SVG}title") == "Sơ đồ"
    assert svg.findtext(f"{SVG}desc") == page.locator("#count").inner_text()
    names = {text.text for text in svg.findall(f"{SVG}g[@class='bands']/{SVG}text")}
    assert {"Trung ương", "Cấp tỉnh", "Không ngày"} <= names
    left, top, width, height = map(float, svg.get("viewBox", "").split())
    boxes = [box.find(f"{SVG}rect") for box in group(svg, "documents")]
    places = [
        tuple(float(box.get(name, "")) for name in ("x", "y", "width", "height")) for box in boxes if box is not None
    ]
    assert all(
        left <= x and top <= y and x + across <= left + width and y + down <= top + height
        for x, y, across, down in places
    )
    page.uncheck("#show-outside")
    assert len(group(drawn(page), "documents")) == counts(page)[0]


def test_arrows_of_the_svg_end_at_the_boxes(open_page: OpenPage) -> None:
    page = ready(open_page(small()))
    svg = drawn(page)
    boxes = [box.find(f"{SVG}rect") for box in group(svg, "documents")]
    edges = [
        tuple(float(box.get(name, "0")) for name in ("x", "y", "width", "height")) for box in boxes if box is not None
    ]
    for arrow in group(svg, "citations"):
        assert arrow.get("marker-end") == "url(#arrow-edge)"
        x, y = map(float, arrow.get("d", "").rsplit(" ", 2)[1:])
        assert any(
            min(abs(x - left), abs(x - left - width), abs(y - top), abs(y - top - height)) < 1
            and left - 1 <= x <= left + width + 1
            and top - 1 <= y <= top + height + 1
            for left, top, width, height in edges
        )


def test_hostile_text_is_only_text_in_the_svg(open_page: OpenPage) -> None:
    page = hostile(open_page)
    svg = drawn(page)
    tags = {etree.QName(it).localname for it in svg.iter() if isinstance(it.tag, str)}
    assert tags <= {"svg", "title", "desc", "defs", "marker", "path", "rect", "g", "text"}
    assert not [it for it in svg.iter() if not isinstance(it.tag, str)]
    assert not [name for it in svg.iter() for name in it.attrib if name.startswith("on") or "href" in name]
    assert len(group(svg, "documents")) == 2 * len(HOSTILE)
    assert svg.findtext(f"{SVG}title") == HOSTILE[0]
    names = [box.findtext(f"{SVG}title") or "" for box in group(svg, "documents")]
    assert all(any(text in name for name in names) for text in HOSTILE if text.isprintable())
    assert page.evaluate("window.pwned") is None


# -- PNG ---------------------------------------------------------------------------------------------------------------


def decoded(content: bytes) -> tuple[int, int, set[bytes]]:
    """Return width, height and the first bytes of each row of a PNG whose every chunk and pixel can be read."""
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    at, data = 8, b""
    width = height = channels = 0
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack(">I", content[at + 8 + length : at + 12 + length])[0]
        if kind == b"IHDR":
            width, height, _depth, colours = struct.unpack(">IIBB", body[:10])
            channels = {2: 3, 6: 4}[colours]
        elif kind == b"IDAT":
            data += body
        at += length + 12
    rows = zlib.decompress(data)
    assert len(rows) == height * (width * channels + 1)
    return width, height, {rows[row : row + width * channels + 1] for row in range(0, len(rows), width * channels + 1)}


def test_the_png_is_the_drawing_as_seen_twice_as_large(open_page: OpenPage) -> None:
    page = ready(open_page(small()))
    before = page.evaluate("document.querySelector('#drawing canvas').toDataURL()")
    picture = taken(page, "png")
    width, height, rows = decoded(picture)
    size = page.evaluate(
        "[document.getElementById('drawing').clientWidth, document.getElementById('drawing').clientHeight]"
    )
    assert [width, height] == [2 * side for side in size]
    assert len(rows) > 100, "something is drawn"
    page.evaluate(DRAWN)
    assert page.evaluate("document.querySelector('#drawing canvas').toDataURL()") == before
    choose(page, "12 kh hu")
    assert taken(page, "png") != picture
