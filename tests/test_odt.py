"""OpenDocument texts: what a reader of the printed document sees, and what is told of the rest."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from cost import seconds
from docx_files import docx
from docx_files import p as word_paragraph
from odt_files import cell, items, levels, odt, p, row, span, style, table

from graphbuild.errors import InputError
from graphbuild.model import Note
from graphbuild.readers.docx.reader import DocxReader
from graphbuild.readers.odt.reader import OdtReader
from graphbuild.readers.reader import Content, Settings

OF_L = 'text:style-name="L"'
DECIMAL = levels(
    'style:num-format="1" style:num-suffix="."', 'style:num-format="1" style:num-suffix="." text:display-levels="2"'
)


def read(data: bytes) -> Content:
    assert OdtReader().recognises(data)
    return OdtReader().read(data, "cong-van.odt", Settings())


def lines(text: str, *, automatic: str = "", styles: str = "") -> list[str]:
    return read(odt(text, automatic=automatic, styles=styles)).text.split("\n")


# -- automatic numbers -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("automatic", "text", "expected"),
    [
        pytest.param(
            DECIMAL,
            items("A", p("B") + p("tiếp") + items("b", "c"), items("d"), "E", attributes=OF_L),
            ["1. A", "2. B", "tiếp", "2.1. b", "2.2. c", "2.3. d", "3. E"],
            id="levels",
        ),
        pytest.param(
            DECIMAL,
            items("A", attributes=OF_L) + p("x") + items("B", attributes=OF_L),
            ["1. A", "x", "1. B"],
            id="anew",
        ),
        pytest.param(
            DECIMAL,
            items("A", attributes=OF_L) + p("x") + items("B", attributes=OF_L + ' text:continue-numbering="true"'),
            ["1. A", "x", "2. B"],
            id="goes on",
        ),
        pytest.param(
            DECIMAL,
            items("A", attributes=OF_L + ' xml:id="a"')
            + items("B", attributes=OF_L)
            + items("C", attributes=OF_L + ' text:continue-list="a"'),
            ["1. A", "1. B", "2. C"],
            id="goes on from an earlier one",
        ),
        pytest.param(
            DECIMAL,
            f'<text:list {OF_L}><text:list-header>{p("Đầu")}</text:list-header><text:list-item text:start-value="7">'
            f"{p('A')}</text:list-item><text:list-item>{p('B')}</text:list-item></text:list>",
            ["Đầu", "7. A", "8. B"],
            id="a start",
        ),
        pytest.param(
            levels('style:num-format="I" style:num-prefix="Phần "', 'style:num-format="a" style:num-suffix=")"'),
            items(p("A") + items("b"), p("C") + items("d", "e"), attributes=OF_L),
            ["Phần I A", "a) b", "Phần II C", "a) d", "b) e"],
            id="formats",
        ),
        pytest.param(
            levels('style:num-format="001, 002, ..." loext:num-list-format="Điều %1%."'),
            items("A", attributes=OF_L),
            ["Điều 001. A"],
            id="a template",
        ),
        pytest.param(
            '<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
            '<text:list-level-style-bullet text:level="2" text:bullet-char="+"/></text:list-style>',
            items(p("A") + items("b"), "", attributes=OF_L),
            ["- A", "+ b"],
            id="bullets",
        ),
        pytest.param(
            DECIMAL + style("P", family="paragraph", more='style:list-style-name="L"'),
            items(p("A", "P")),
            ["1. A"],
            id="a list named by the style of its paragraph",
        ),
        pytest.param(
            DECIMAL + levels('style:num-format="A"', name="M"),
            f"<text:list {OF_L}><text:list-item>{p('a')}</text:list-item>"
            f'<text:list-item text:style-override="M">{p("b")}</text:list-item></text:list>',
            ["1. a", "B b"],
            id="an item in another style",
        ),
        pytest.param(
            DECIMAL,
            f'<text:numbered-paragraph {OF_L} text:level="2">{p("a")}</text:numbered-paragraph>',
            ["1.1. a"],
            id="a numbered paragraph",
        ),
    ],
)
def test_lists_are_numbered(automatic: str, text: str, expected: list[str]) -> None:
    assert lines(text, automatic=automatic) == expected


def test_headings_are_numbered_by_the_outline() -> None:
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" style:num-prefix="Chương "/>'
        '<text:outline-level-style text:level="2" style:num-format="1" style:num-prefix="Điều " style:num-suffix="."/>'
        '<text:outline-level-style text:level="3" style:num-format=""/></text:outline-style>'
    )

    def heading(level: int, text: str, more: str = "") -> str:
        return f'<text:h text:outline-level="{level}" {more}>{text}</text:h>'

    text = (
        heading(1, "A")
        + heading(2, "b")
        + heading(2, "c", 'text:restart-numbering="true" text:start-value="5"')
        + heading(3, "d")
        + heading(1, "Không số", 'text:is-list-header="true"')
        + heading(1, "Không số", 'text:style-name="P"')
        + heading(1, "E")
    )
    automatic = style("P", family="paragraph", more='style:list-style-name=""')
    expected = ["Chương I A", "Điều 1. b", "Điều 5. c", "d", "Không số", "Không số", "Chương II E"]
    assert lines(text, styles=outline, automatic=automatic) == expected


# -- the words of a paragraph ----------------------------------------------------------------------------------------

CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="c"><text:deletion><office:change-info/>'
    f"{p('bỏ đi')}</text:deletion></text:changed-region></text:tracked-changes>"
)


def box(text: str) -> str:
    return (
        f"<draw:frame><draw:text-box>{p(text)}</draw:text-box></draw:frame>"
        f'<draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="./a.png"/></draw:frame>'
    )


@pytest.mark.parametrize(
    ("text", "expected", "told"),
    [
        pytest.param(
            p('Số:<text:tab/>05<text:s text:c="3"/>KH\n-<text:line-break/>UBND'),
            ["Số: 05 KH -", "UBND"],
            {},
            id="blanks",
        ),
        pytest.param(
            p("Luật <text:a><text:span>Đất</text:span> đai</text:a> 2024"), ["Luật Đất đai 2024"], {}, id="spans"
        ),
        pytest.param(
            p("ngày <text:date>5/8</text:date> trang <text:page-number>3</text:page-number>"),
            ["ngày 5/8 trang"],
            {},
            id="fields",
        ),
        pytest.param(p("a<text:soft-page-break/>b"), ["ab"], {}, id="a page that ends"),
        pytest.param(
            p("<loext:content-control>Sở</loext:content-control> Nội vụ"), ["Sở Nội vụ"], {}, id="a content control"
        ),
        pytest.param(
            CHANGES + p('Giao <text:change text:change-id="c"/>Sở'), ["Giao Sở"], {"deleted_text": "1"}, id="deleted"
        ),
        pytest.param(p("Hiện" + span(" ẩn", "An")), ["Hiện"], {"hidden_text": "2"}, id="hidden by a style"),
        pytest.param(
            p('<text:hidden-paragraph text:is-hidden="true"/>ẩn')
            + p('<text:hidden-text text:is-hidden="true">x</text:hidden-text>Hiện'),
            ["Hiện"],
            {"hidden_text": "3"},
            id="hidden by a field",
        ),
        pytest.param(
            f'<text:section text:display="none">{p("ẩn")}</text:section><text:section text:is-hidden="true">{p("ẩn")}'
            f"</text:section><text:section>{p('Hiện')}</text:section>",
            ["Hiện"],
            {"hidden_text": "4"},
            id="a hidden section",
        ),
        pytest.param(
            p("Kết luận 45" + span("1", "Tren") + " m" + span("2", "Duoi") + span(" hoa", "Hoa")),
            ["Kết luận 45[1] m2 HOA"],
            {},
            id="looks",
        ),
        pytest.param(
            p("A<office:annotation><dc:creator>x</dc:creator><text:p>ghi chú</text:p></office:annotation>"),
            ["A"],
            {},
            id="a comment",
        ),
        pytest.param(
            p("Trước" + box("Trong khung")) + p("Sau"),
            ["Trước", "Trong khung", "Sau"],
            {"embedded_files": "1"},
            id="a text box",
        ),
        pytest.param(
            p('<draw:frame><draw:image xlink:href="http://127.0.0.1/a.png"/></draw:frame>A'),
            ["A"],
            {"external_links": "1"},
            id="a picture that would be fetched",
        ),
        pytest.param(
            "<text:table-of-content><text:table-of-content-source/><text:index-body><text:index-title>"
            f"{p('Mục lục')}</text:index-title>{p('Chương I')}</text:index-body></text:table-of-content>",
            ["Mục lục", "Chương I"],
            {},
            id="a table of contents",
        ),
    ],
)
def test_a_paragraph_is_what_a_reader_sees(text: str, expected: list[str], told: dict[str, str]) -> None:
    automatic = (
        style("An0", 'text:display="none"')
        + style("An", more='style:parent-style-name="An0"')
        + style("Tren", 'style:text-position="super 58%"')
        + style("Duoi", 'style:text-position="sub 58%"')
        + style("Hoa", 'fo:text-transform="uppercase"')
    )
    content = read(odt(text, automatic=automatic))
    assert (content.text.split("\n"), dict(content.notes)) == (expected, told)


def note(mark: str, *paragraphs: str) -> str:
    body = "".join(map(p, paragraphs))
    return (
        f"<text:note><text:note-citation>{mark}</text:note-citation><text:note-body>{body}</text:note-body></text:note>"
    )


def test_notes_follow_the_paragraph_or_table_that_refers_to_them() -> None:
    text = (
        p("Căn cứ" + note("1", "Nghị quyết 28.", "Đoạn hai."))
        + table(row("A", "B" + note("2", "Kết luận 45.")))
        + p("Sau")
    )
    assert lines(text) == [
        "Căn cứ[1]",
        "[1] Nghị quyết 28.",
        "Đoạn hai.",
        "A",
        "B[2]",
        "[2] Kết luận 45.",
        "Sau",
    ]


# -- tables ----------------------------------------------------------------------------------------------------------


def test_tables_have_each_value_once() -> None:
    text = table(
        row(cell("1", 'table:number-rows-spanned="2"'), "Lập", "Sở"),
        row("<table:covered-table-cell/>", "Trình", "Ban"),
        row(cell("Cộng", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>", "2"),
        head=row("TT", "Việc", "Đơn vị"),
    )
    assert lines(text) == ["| TT | Việc | Đơn vị |", "| 1 | Lập | Sở |", "|  | Trình | Ban |", "| Cộng |  | 2 |"]


def test_repeated_cells_are_bounded() -> None:
    absurd = 'table:number-columns-repeated="999999999" table:number-columns-spanned="999999999"'
    (line,) = lines(table(head=row(cell("x", absurd), cell("y", 'table:number-rows-spanned="999999999"'))))
    assert len(line) < 15_000


def test_tables_in_repeated_cells_do_not_multiply() -> None:
    text = p("x")
    for _depth in range(20):
        text = table(row(cell(text, 'table:number-columns-repeated="50"')))
    assert len(lines(text)) == 50


# -- old fonts -------------------------------------------------------------------------------------------------------


def test_runs_in_old_fonts_are_converted_and_told() -> None:
    fonts = '<office:font-face-decls><style:font-face style:name="F1" svg:font-family="&apos;.VnTime&apos;"/>'
    automatic = style("T1", 'style:font-name="F1"') + style("T2", 'fo:font-family="VNI-Times"')
    text = p(span("NghÞ quyÕt", "T1") + " số 5 " + span("quye", "T2") + span("át", "T2"))
    content = read(odt(text, automatic=automatic, styles=fonts + "</office:font-face-decls>"))
    assert (content.text, content.notes) == ("Nghị quyết số 5 quyết", (Note("legacy_font", ".VnTime, VNI-Times"),))


def test_an_old_font_by_default() -> None:
    default = '<style:default-style style:family="paragraph"><style:text-properties fo:font-family=".VnTime"/>'
    assert lines(p("NghÞ quyÕt"), styles=default + "</style:default-style>") == ["Nghị quyết"]


# -- the file --------------------------------------------------------------------------------------------------------

MOTTO = "Độc lập - Tự do - Hạnh phúc"


@pytest.mark.parametrize(
    ("text", "header", "expected"),
    [
        (p("KẾ HOẠCH"), p(MOTTO), [MOTTO, "KẾ HOẠCH"]),
        (p("KẾ HOẠCH"), p("Trang"), ["KẾ HOẠCH"]),
        (p(MOTTO) + p("KẾ HOẠCH"), p(MOTTO), [MOTTO, "KẾ HOẠCH"]),
    ],
)
def test_only_a_letterhead_in_the_header_belongs_to_the_text(text: str, header: str, expected: list[str]) -> None:
    page = f'<style:master-page style:name="Standard"><style:header>{header}</style:header></style:master-page>'
    assert lines(text, styles=page) == expected


def test_the_columns_of_a_letterhead_set_with_blanks_are_apart() -> None:
    text = p(f"UBND XÃ A<text:tab/>{MOTTO}<text:line-break/>Số: 12/KH<text:s text:c='9'/>Xã A, ngày 5/8/2024") + p(
        "KẾ HOẠCH"
    )
    assert lines(text) == ["UBND XÃ A", "Số: 12/KH", MOTTO, "Xã A, ngày 5/8/2024", "KẾ HOẠCH"]


def test_macros_are_told() -> None:
    data = odt(p("A"), parts={"Basic/Standard/Module1.xml": "<x/>", "Basic/Standard/script-lb.xml": "<x/>"})
    assert read(data).notes == (Note("macros"),)
    assert read(odt(p("A"), parts={"Basic/script-lc.xml": "<x/>"})).notes == ()


def test_the_type_may_stand_later_in_the_file() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(odt(p("A")))) as made, zipfile.ZipFile(packed, "w") as package:
        for name in reversed(made.namelist()):
            package.writestr(name, made.read(name))
    assert read(packed.getvalue()).text == "A"


@pytest.mark.parametrize(
    "data", [docx(word_paragraph("A")), odt(p("A"), kind="spreadsheet"), b"PK\x03\x04", b"%PDF-1.4"]
)
def test_other_files_are_not_recognised(data: bytes) -> None:
    assert not OdtReader().recognises(data)


def test_no_word_file_is_recognised_in_one() -> None:
    assert not DocxReader().recognises(odt(p("A")))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (odt(p("A"))[:-40], "damaged"),
        (odt(p("A"), parts={"content.xml": "<x"}), "damaged"),
        (odt(p("A"), parts={"content.xml": "<x/>"}), "damaged"),
        (odt(p("A"), parts={"content.xml": "<!DOCTYPE x [<!ENTITY e 'y'>]><x>&e;</x>"}), "damaged"),
        (odt("<text:section>" * 100_000), "damaged"),
        (odt(p("A"), manifest="<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"), "encrypted"),
        (odt(p("A"), parts={"content.xml": "<x>" + " " * 50_000_000 + "</x>"}), "bomb"),
    ],
    ids=["cut off", "no XML", "no text", "entities", "depth", "password", "bomb"],
)
def test_what_cannot_be_read_is_told_apart(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read(data)
    assert refused.value.code == code


def test_broken_styles_are_told_and_the_text_read() -> None:
    content = read(odt(p("A"), parts={"styles.xml": "<x"}))
    assert (content.text, content.notes) == ("A", (Note("unread_parts", "styles.xml"),))


def test_styles_in_a_circle_end() -> None:
    automatic = style("A", more='style:parent-style-name="B"') + style("B", more='style:parent-style-name="A"')
    assert lines(p(span("x", "A")), automatic=automatic) == ["x"]


@pytest.mark.parametrize("level", ["0", "-1", "999999999"])
def test_absurd_levels_have_no_number(level: str) -> None:
    style_ = (
        f'<text:list-style style:name="L"><text:list-level-style-number text:level="{level}" style:num-format="1"/>'
    )
    text = f'<text:numbered-paragraph {OF_L} text:level="{level}">{p("a")}</text:numbered-paragraph>'
    assert lines(text, automatic=style_ + "</text:list-style>") == ["a"]


@pytest.mark.cost
@pytest.mark.parametrize(
    "many",
    [
        lambda count: p(span("x", "A") * count),
        lambda count: items(*["x"] * count, attributes=OF_L),
        lambda count: items("x", attributes=OF_L + ' text:continue-numbering="true"') * count,
        lambda count: table(*[row("a", "b", "c")] * (count // 3)),
        lambda count: p(note("1", "x") * count),
    ],
    ids=["spans", "items", "lists", "rows", "notes"],
)
def test_reading_is_linear(many: Callable[[int], str]) -> None:
    def cost(count: int) -> float:
        data = odt(many(count), automatic=DECIMAL)
        return min(seconds(lambda: read(data)) for _try in range(2))

    assert cost(20_000) < 8 * cost(5_000) + 0.05
