"""Word files since 2007: the text that a reader of the printed document sees, and what is told of the rest."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx as python_docx
import pytest
from cost import seconds
from docx_files import NAMESPACES, abstract, docx, item, level, number, p, r, relation, row, table, tc

from graphbuild.errors import InputError
from graphbuild.model import Note
from graphbuild.readers.docx.reader import DocxReader
from graphbuild.readers.reader import Content, Settings

DECIMAL = abstract(level(0, "%1."), level(1, "%1.%2."), level(2, "%3)", "lowerLetter"))


def read(data: bytes) -> Content:
    assert DocxReader().recognises(data)
    return DocxReader().read(data, "cong-van.docx", Settings())


def lines(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    footnotes: str = "",
    endnotes: str = "",
    settings: str = "",
    theme: str = "",
) -> list[str]:
    data = docx(
        body,
        styles=styles,
        numbering=numbering,
        footnotes=footnotes,
        endnotes=endnotes,
        settings=settings,
        theme=theme,
    )
    return read(data).text.split("\n")


def notes(data: bytes) -> dict[str, str]:
    return dict(read(data).notes)


# -- automatic numbers -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbering", "body", "expected"),
    [
        pytest.param(
            DECIMAL + number(),
            item("A")
            + item("b", level=1)
            + item("c", level=2)
            + item("d", level=2)
            + item("e", level=1)
            + item("F")
            + item("g", level=1),
            ["1. A", "1.1. b", "a) c", "b) d", "1.2. e", "2. F", "2.1. g"],
            id="levels",
        ),
        pytest.param(
            DECIMAL + number(),
            item("A") + p("giữa") + item("B"),
            ["1. A", "giữa", "2. B"],
            id="goes on after a paragraph",
        ),
        pytest.param(
            DECIMAL + number(1) + number(2),
            item("A") + item("B", 2) + item("C"),
            ["1. A", "2. B", "3. C"],
            id="lists of one abstract list count together",
        ),
        pytest.param(
            DECIMAL
            + number(1)
            + number(2, overrides='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
            item("A") + item("B") + item("C", 2) + item("D", 2),
            ["1. A", "2. B", "1. C", "2. D"],
            id="a list that starts anew",
        ),
        pytest.param(
            DECIMAL + number(1, overrides=f'<w:lvlOverride w:ilvl="0">{level(0, "Điều %1.", start=5)}</w:lvlOverride>'),
            item("A") + item("B"),
            ["Điều 5. A", "Điều 6. B"],
            id="a level of its own",
        ),
        pytest.param(
            abstract(level(0, "%1.", "upperRoman"), level(1, "%2.", more='<w:lvlRestart w:val="0"/>')) + number(),
            item("A") + item("b", level=1) + item("C") + item("d", level=1),
            ["I. A", "1. b", "II. C", "2. d"],
            id="never begins anew",
        ),
        pytest.param(
            abstract(level(0, "%1."), level(1, "%1.%2."), level(2, "%3.", more='<w:lvlRestart w:val="1"/>')) + number(),
            item("A")
            + item("b", level=1)
            + item("c", level=2)
            + item("d", level=1)
            + item("e", level=2)
            + item("F")
            + item("g", level=2),
            ["1. A", "1.1. b", "1. c", "1.2. d", "2. e", "2. F", "1. g"],
            id="begins anew only after the first level",
        ),
        pytest.param(
            abstract(level(0, "%1", "upperRoman"), level(1, "%1.%2", "decimal", "<w:isLgl/>")) + number(),
            item("A") + item("b", level=1),
            ["I A", "1.1 b"],
            id="legal numbers",
        ),
        pytest.param(
            abstract(level(0, "Điều %1.", more='<w:suff w:val="nothing"/>')) + number(),
            item(" Phạm vi"),
            ["Điều 1.Phạm vi"],
            id="nothing after the number",
        ),
        pytest.param(
            abstract(level(0, "\uf0b7", "bullet"), level(1, "+", "bullet"), level(2, "o", "bullet")) + number(),
            item("A") + item("b", level=1) + item("c", level=2) + item("", level=1),
            ["- A", "+ b", "- c"],
            id="bullets",
        ),
        pytest.param(DECIMAL + number(), item("A", 0) + item("B", 7) + item("C"), ["A", "B", "1. C"], id="no list"),
        pytest.param(
            DECIMAL + number(), item("A") + item("") + item("C"), ["1. A", "2.", "3. C"], id="an empty paragraph counts"
        ),
        pytest.param(
            DECIMAL + number(),
            item("A")
            + p(
                f"<w:del>{r('<w:delText>bỏ</w:delText>')}</w:del>",
                '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
            )
            + item("C"),
            ["1. A", "2. C"],
            id="a deleted paragraph does not count",
        ),
        pytest.param(
            DECIMAL + number(),
            item("b", level=1) + item("A") + item("c", level=1),
            ["1.1. b", "2. A", "2.1. c"],
            id="a level without the one above it",
        ),
        pytest.param(
            abstract(
                '<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14">'
                '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
                '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
            )
            + number(),
            item("A"),
            ["007 A"],
            id="a custom format",
        ),
    ],
)
def test_lists_are_numbered_as_word_shows_them(numbering: str, body: str, expected: list[str]) -> None:
    assert lines(body, numbering=numbering) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", ["1", "2", "27"]),
        ("decimalZero", ["01", "02", "27"]),
        ("lowerLetter", ["a", "b", "aa"]),
        ("upperLetter", ["A", "B", "AA"]),
        ("lowerRoman", ["i", "ii", "xxvii"]),
        ("upperRoman", ["I", "II", "XXVII"]),
        ("ordinal", ["1st", "2nd", "27th"]),
        ("chicago", ["*", "†", "‡‡‡‡‡‡‡"]),
        ("hebrew1", ["1", "2", "27"]),
    ],
)
def test_number_formats(form: str, expected: list[str]) -> None:
    shown = lines("".join(item("x") for _count in range(27)), numbering=abstract(level(0, "%1)", form)) + number())
    assert [shown[index] for index in (0, 1, 26)] == [f"{written}) x" for written in expected]


HEADINGS = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/>'
    "</w:numPr></w:pPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:basedOn w:val="Heading1"/><w:pPr><w:numPr>'
    '<w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Dieu"><w:basedOn w:val="Heading2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Plain"><w:basedOn w:val="Heading1"/><w:pPr><w:numPr><w:numId w:val="0"/>'
    "</w:numPr></w:pPr></w:style>"
)


def styled(style: str, text: str) -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>')


def test_headings_are_numbered_by_their_styles() -> None:
    numbering = (
        abstract(
            level(0, "Chương %1.", "upperRoman", '<w:pStyle w:val="Heading1"/>'),
            level(1, "Điều %2.", "decimal", '<w:pStyle w:val="Heading2"/><w:lvlRestart w:val="0"/>'),
        )
        + number()
    )
    body = "".join(
        styled(style, text)
        for style, text in [
            ("Heading1", "Quy định chung"),
            ("Heading2", "Phạm vi"),
            ("Dieu", "Đối tượng"),
            ("Plain", "Mục lục"),
            ("Heading1", "Thi hành"),
            ("Heading2", "Hiệu lực"),
        ]
    )
    assert lines(body, styles=HEADINGS, numbering=numbering) == [
        "Chương I. Quy định chung",
        "Điều 1. Phạm vi",
        "Điều 2. Đối tượng",
        "Mục lục",
        "Chương II. Thi hành",
        "Điều 3. Hiệu lực",
    ]


def test_a_list_borrows_the_levels_of_a_list_style() -> None:
    numbering = (
        abstract(level(0, "%1)", "lowerLetter"), identifier=1, more='<w:styleLink w:val="DanhSach"/>')
        + abstract(identifier=2, more='<w:numStyleLink w:val="DanhSach"/>')
        + number(1, 1)
        + number(2, 2)
    )
    assert lines(item("A", 2) + item("B", 2), numbering=numbering) == ["a) A", "b) B"]


def test_the_number_of_a_heading_is_shown_as_the_heading() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Hoa"><w:rPr><w:caps/></w:rPr></w:style>'
    numbering = abstract(level(0, "Phần %1:")) + number()
    body = p("chung", '<w:pStyle w:val="Hoa"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    assert lines(body, styles=styles, numbering=numbering) == ["PHẦN 1: CHUNG"]


def test_python_docx_lists_are_numbered() -> None:
    made = python_docx.Document()
    for text in ("Một", "Hai"):
        made.add_paragraph(text, style="List Number")
    made.add_paragraph("Ba", style="List Bullet")
    made.add_heading("Điều khoản", level=1)
    file = io.BytesIO()
    made.save(file)
    assert read(file.getvalue()).text.split("\n") == ["1. Một", "2. Hai", "- Ba", "Điều khoản"]


# -- the words of a paragraph ----------------------------------------------------------------------------------------

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def field(instruction: str, result: str) -> str:
    return (
        FIELD.format("begin")
        + r(f"<w:instrText>{instruction}</w:instrText>")
        + FIELD.format("separate")
        + result
        + FIELD.format("end")
    )


def box(text: str) -> str:
    inner = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return (
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
        f"{inner}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inner}"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(p(r("Nghị ") + r("quyết")), ["Nghị quyết"], id="runs"),
        pytest.param(p(r("<w:t> a </w:t>") + r("b")), ["ab"], id="blanks that do not count"),
        pytest.param(p(r("<w:t>Số:</w:t><w:tab/><w:t>05</w:t>")), ["Số: 05"], id="a tab"),
        pytest.param(
            p(r('<w:t>A</w:t><w:br/><w:t>B</w:t><w:br w:type="page"/><w:t>C</w:t><w:cr/><w:t>D</w:t>')),
            ["A", "B", "C", "D"],
            id="line breaks",
        ),
        pytest.param(
            p(r("<w:t>28</w:t><w:noBreakHyphen/><w:t>NQ/TU ban</w:t><w:softHyphen/><w:t>\u00adhành</w:t>")),
            ["28\u2011NQ/TU banhành"],
            id="hyphens",
        ),
        pytest.param(
            p(
                r(
                    '<w:sym w:font="Wingdings" w:char="F0FE"/><w:t xml:space="preserve"> có </w:t>'
                    '<w:sym w:font="Webdings" w:char="F042"/>'
                )
            ),
            ["☑ có"],
            id="symbols",
        ),
        pytest.param(p(r("nghị quyết", "<w:caps/>") + r(" số")), ["NGHỊ QUYẾT số"], id="capitals"),
        pytest.param(
            p(
                r("Điều 5")
                + r("1", '<w:vertAlign w:val="superscript"/>')
                + r(" 12 m")
                + r("2", '<w:vertAlign w:val="superscript"/>')
                + r(", CO")
                + r("2", '<w:vertAlign w:val="subscript"/>')
            ),
            ["Điều 5[1] 12 m2, CO2"],
            id="raised digits",
        ),
        pytest.param(
            p(
                f'<w:hyperlink w:anchor="x">{r("Luật")}</w:hyperlink><w:smartTag>{r(" Đất")}</w:smartTag>'
                f"<w:sdt><w:sdtPr/><w:sdtContent>{r(' đai')}</w:sdtContent></w:sdt>"
                f"<w:customXml>{r(' 2024')}</w:customXml>"
            ),
            ["Luật Đất đai 2024"],
            id="wrappers",
        ),
        pytest.param(p(field("REF a \\h", r("Điều 5")) + r(" này")), ["Điều 5 này"], id="a field"),
        pytest.param(
            p(field("IF " + "</w:instrText></w:r>" + field("REF b", r("x")) + "<w:r><w:instrText>", r("đúng"))),
            ["đúng"],
            id="a field in an instruction",
        ),
        pytest.param(
            p(
                FIELD.format("begin")
                + r("<w:instrText>TOC</w:instrText>")
                + FIELD.format("separate")
                + r("<w:t>Chương I</w:t><w:tab/>")
                + field("PAGEREF _Toc1", r("12"))
            )
            + p(r("Chương II") + FIELD.format("end"))
            + p("Hết"),
            ["Chương I", "Chương II", "Hết"],
            id="a table of contents",
        ),
        pytest.param(
            p(FIELD.format("begin") + r("Phần còn lại")) + p("B"), ["Phần còn lại", "B"], id="a field without end"
        ),
        pytest.param(
            p(
                f'<w:fldSimple w:instr=" DOCPROPERTY So ">{r("05")}</w:fldSimple><w:fldSimple w:instr=" PAGE ">{r("3")}'
                "</w:fldSimple>"
            ),
            ["05"],
            id="simple fields",
        ),
        pytest.param(
            p(r("<w:ruby><w:rt>" + r("chú") + "</w:rt><w:rubyBase>" + r("chữ") + "</w:rubyBase></w:ruby>")),
            ["chữ"],
            id="ruby",
        ),
        pytest.param(
            p(
                "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
                "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
            ),
            ["(a+b)/2x^2"],
            id="a formula",
        ),
        pytest.param(
            p(r("Trước") + r(box("Trong khung"))) + p("Sau"), ["Trước", "Trong khung", "Sau"], id="a text box"
        ),
        pytest.param(
            p("Đ", '<w:framePr w:dropCap="drop"/>') + p("iều 1"),
            ["Điều 1"],
            id="an initial",
        ),
        pytest.param(
            f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Trong')}</w:sdtContent></w:sdt><w:customXml>{p('Ngoài')}</w:customXml>",
            ["Trong", "Ngoài"],
            id="content controls",
        ),
    ],
)
def test_a_paragraph_is_what_a_reader_sees(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


def test_capitals_of_styles_switch_each_other_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:caps/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Q"><w:basedOn w:val="P"/></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:rPr><w:caps/></w:rPr></w:style>'
    )
    body = p(r("a") + r("b", '<w:rStyle w:val="C"/>') + r("c", '<w:caps w:val="0"/>'), '<w:pStyle w:val="Q"/>')
    assert lines(body, styles=styles) == ["Abc"]


# -- tracked changes and hidden text ---------------------------------------------------------------------------------

DELETED = "<w:del>" + r("<w:delText>bỏ đi</w:delText>") + "</w:del>"


@pytest.mark.parametrize(
    ("body", "expected", "told"),
    [
        pytest.param(
            p(r("Giao ") + DELETED + f"<w:ins>{r('Sở')}</w:ins>"), ["Giao Sở"], {"deleted_text": "1"}, id="words"
        ),
        pytest.param(
            p(f"<w:moveFrom>{r('cũ')}</w:moveFrom>") + p(f"<w:moveTo>{r('mới')}</w:moveTo>"),
            ["mới"],
            {"deleted_text": "1"},
            id="a move",
        ),
        pytest.param(
            p("Điều 1 ", "<w:rPr><w:del/></w:rPr>") + p("và 2"),
            ["Điều 1 và 2"],
            {"deleted_text": "1"},
            id="a paragraph mark",
        ),
        pytest.param(
            table(row("A", "B"), row("C", "D", properties="<w:del/>"), row("E", tc("F", "<w:cellDel/>"))),
            ["A", "B", "E"],
            {"deleted_text": "2"},
            id="rows and cells",
        ),
        pytest.param(p(r("Hiện ") + r("ẩn", "<w:vanish/>")), ["Hiện"], {"hidden_text": "2"}, id="hidden"),
        pytest.param(p(r("Hiện", "<w:webHidden/>")), ["Hiện"], {}, id="hidden in the browser only"),
        pytest.param(p(r("Hiện", '<w:vanish w:val="0"/>')), ["Hiện"], {}, id="not hidden"),
        pytest.param(
            p("Điều 1.", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p(" Phạm vi"),
            ["Điều 1. Phạm vi"],
            {},
            id="a hidden paragraph mark",
        ),
        pytest.param(
            table(row("A", "B"), row("ẩn", "C", properties="<w:hidden/>")),
            ["A", "B"],
            {"hidden_text": "3"},
            id="a hidden row",
        ),
        pytest.param(
            p(r("Hiện") + '<w:commentRangeStart w:id="1"/>' + r('<w:commentReference w:id="1"/>')),
            ["Hiện"],
            {},
            id="a comment",
        ),
    ],
)
def test_what_is_not_seen_is_left_out_and_told(body: str, expected: list[str], told: dict[str, str]) -> None:
    content = read(docx(body))
    assert (content.text.split("\n"), dict(content.notes)) == (expected, told)


def test_text_hidden_by_a_style() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="An0"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="An"><w:basedOn w:val="An0"/></w:style>'
    )
    assert lines(p(r("a ") + r("ẩn", '<w:rStyle w:val="An"/>')), styles=styles) == ["a"]


# -- tables ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            table(
                row("TT", "Việc", "Đơn vị", properties="<w:tblHeader/>"),
                row(tc("1", '<w:vMerge w:val="restart"/>'), "Lập", "Sở"),
                row(tc("thừa", "<w:vMerge/>"), "Trình", "Ban"),
                row(tc("Cộng", '<w:gridSpan w:val="2"/>'), "2"),
            ),
            ["| TT | Việc | Đơn vị |", "| 1 | Lập | Sở |", "|  | Trình | Ban |", "| Cộng |  | 2 |"],
            id="merged cells",
        ),
        pytest.param(
            table(
                row("A", "B", properties="<w:tblHeader/>"),
                row(tc("c", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>")),
            ),
            ["| A | B |", "| c |  |"],
            id="cells merged as Word 97 did",
        ),
        pytest.param(
            table(row("UBND XÃ", "CỘNG HÒA"), row("Số: 5/KH", "Xã A, ngày 1")),
            ["UBND XÃ", "CỘNG HÒA", "Số: 5/KH", "Xã A, ngày 1"],
            id="a letterhead",
        ),
        pytest.param(
            table(row("A", tc(p("B") + table(row("C", "D")) + p("E")))), ["A", "B", "C", "D", "E"], id="a nested table"
        ),
        pytest.param(
            table(
                f"<w:sdt><w:sdtContent>{row('A', 'B', 'C')}</w:sdtContent></w:sdt>",
                f"<w:tr><w:sdt><w:sdtContent>{tc('1')}</w:sdtContent></w:sdt>{tc('2')}{tc('3')}</w:tr>",
                row("x", "y", properties='<w:gridBefore w:val="1"/>'),
            ),
            ["| A | B | C |", "| 1 | 2 | 3 |", "|  | x | y |"],
            id="content controls, and a row that begins later",
        ),
        pytest.param(
            table(
                row("A", "B", "C"),
                row(tc("1", '<w:gridSpan w:val="999999999"/>'), "2", "3"),
                row(tc("4", "<w:vMerge/>"), "5", "6"),
            ),
            ["| A | B | C |", "| 1 |" + "  |" * 49 + " 2 | 3 |", "| 4 | 5 | 6 |"],
            id="absurd spans",
        ),
    ],
)
def test_tables_have_each_value_once(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


def test_numbers_in_the_cells_of_a_table() -> None:
    rows = [row(tc(item("")), name, "x") for name in ("Lập", "Trình", "Ban hành")]
    expected = ["| 1. | Lập | x |", "| 2. | Trình | x |", "| 3. | Ban hành | x |"]
    assert lines(table(*rows), numbering=DECIMAL + number()) == expected


# -- notes -----------------------------------------------------------------------------------------------------------

FOOTNOTES = (
    f'<w:footnote w:id="0" w:type="separator">{p("—")}</w:footnote>'
    f'<w:footnote w:id="2">{p(r("<w:footnoteRef/>") + r(" Nghị quyết 28."))}{p("Đoạn hai.")}</w:footnote>'
    f'<w:footnote w:id="1">{p(r("<w:footnoteRef/>") + r(" Kết luận 45."))}</w:footnote>'
    f'<w:footnote w:id="3">{p("* Mật.")}</w:footnote>'
)


def reference(identifier: int, kind: str = "footnote", more: str = "") -> str:
    return r(f'<w:{kind}Reference w:id="{identifier}"{more}/>')


def test_footnotes_follow_the_paragraph_that_refers_to_them() -> None:
    body = p(r("Căn cứ") + reference(2) + r(" và") + reference(1)) + p("Sau")
    assert lines(body, footnotes=FOOTNOTES) == [
        "Căn cứ[1] và[2]",
        "[1] Nghị quyết 28.",
        "Đoạn hai.",
        "[2] Kết luận 45.",
        "Sau",
    ]


def test_a_footnote_in_a_table_follows_the_table() -> None:
    body = table(row("A", tc(p(r("B") + reference(1)))), row("C", "D")) + p("Sau")
    assert lines(body, footnotes=FOOTNOTES) == ["A", "B[1]", "C", "D", "[1] Kết luận 45.", "Sau"]


def test_a_note_with_a_mark_of_its_own() -> None:
    marked = r('<w:footnoteReference w:id="3" w:customMarkFollows="1"/><w:t>*</w:t>')
    body = p(r("Tài liệu") + marked + r(" và") + reference(1))
    assert lines(body, footnotes=FOOTNOTES) == ["Tài liệu[*] và[1]", "[*] Mật.", "[1] Kết luận 45."]


def test_a_deleted_reference_has_no_number() -> None:
    body = p(r("A") + f"<w:del>{reference(2)}</w:del>" + reference(1))
    assert lines(body, footnotes=FOOTNOTES) == ["A[1]", "[1] Kết luận 45."]


def test_numbers_that_a_section_states() -> None:
    section = '<w:sectPr><w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr></w:sectPr>'
    assert lines(p(r("A") + reference(1)) + section, footnotes=FOOTNOTES) == ["A[a]", "[a] Kết luận 45."]


def test_endnotes_and_the_numbers_that_settings_state() -> None:
    settings = '<w:footnotePr><w:numFmt w:val="upperLetter"/><w:numStart w:val="3"/></w:footnotePr>'
    endnotes = f'<w:endnote w:id="1">{p("Phụ lục.")}</w:endnote>'
    body = p(r("A") + reference(1) + r(" B") + reference(1, "endnote"))
    assert lines(body, footnotes=FOOTNOTES, endnotes=endnotes, settings=settings) == [
        "A[C] B[i]",
        "[C] Kết luận 45.",
        "[i] Phụ lục.",
    ]


# -- old fonts -------------------------------------------------------------------------------------------------------


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def test_runs_in_old_fonts_are_converted_and_told() -> None:
    body = p(
        r("NghÞ quyÕt", font(".VnTime"))
        + r(" cña ®¶ng bé", font(".VnTimeH"))
        + r(" số 5 ", font("Times New Roman"))
        + r("quye", font("VNI-Times"))
        + r("át", font("VNI-Times") + "<w:b/>")
    )
    content = read(docx(body))
    assert content.text == "Nghị quyết CỦA ĐẢNG BỘ số 5 quyết"
    assert content.notes == (Note("legacy_font", ".VnTime, .VnTimeH, VNI-Times"),)


@pytest.mark.parametrize("place", ["defaults", "theme", "paragraph", "character"])
def test_an_old_font_by_default_theme_or_style(place: str) -> None:
    fonts = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>' if place == "theme" else font(".VnTime")
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}</w:rPr></w:rPrDefault></w:docDefaults>"
    kind = "paragraph" if place == "paragraph" else "character"
    style = f'<w:style w:type="{kind}" w:styleId="S"><w:rPr>{fonts}</w:rPr></w:style>'
    theme = '<a:themeElements><a:minorFont><a:latin typeface=".VnTime"/></a:minorFont></a:themeElements>'
    body = p(
        r("NghÞ quyÕt", '<w:rStyle w:val="S"/>' if place == "character" else ""),
        '<w:pStyle w:val="S"/>' if place == "paragraph" else "",
    )
    styles = defaults if place in ("defaults", "theme") else style
    assert lines(body, styles=styles, theme=theme) == ["Nghị quyết"]


def test_a_number_in_an_old_font() -> None:
    numbering = abstract(level(0, "§iÒu %1.", more=f"<w:rPr>{font('.VnTime')}</w:rPr>")) + number()
    assert lines(item("Phạm vi"), numbering=numbering) == ["Điều 1. Phạm vi"]


def test_unicode_typed_in_an_old_font_stays() -> None:
    assert lines(p(r("các cấp ủy", font(".VnTime")))) == ["các cấp ủy"]


def test_unicode_typed_among_text_in_an_old_font() -> None:
    runs = (r("NghÞ quyÕt", font(".VnTime")), r(" của ", font(".VnTime")), r("các cấp", font(".VnTime") + "<w:b/>"))
    assert lines(p("".join(runs))) == ["Nghị quyết của các cấp"]


def test_the_letter_that_looks_like_a_soft_hyphen() -> None:
    assert lines(p(r("<w:t>tr</w:t><w:softHyphen/><w:t>ëng, n\u00adíc</w:t>", font(".VnTime")))) == ["trưởng, nước"]


# -- parts of the file -----------------------------------------------------------------------------------------------

MOTTO = "Độc lập - Tự do - Hạnh phúc"


def with_header(body: str, header: str, section: str = "") -> list[str]:
    part = f"<w:hdr {NAMESPACES}>{header}</w:hdr>"
    kind = "first" if "titlePg" in section else "default"
    reference_ = f'<w:sectPr><w:headerReference w:type="{kind}" r:id="h"/>{section}</w:sectPr>'
    data = docx(body + reference_, parts={"word/header1.xml": part}, relations=relation("h", "header", "header1.xml"))
    return read(data).text.split("\n")


@pytest.mark.parametrize("section", ["", "<w:titlePg/>"])
def test_a_letterhead_in_the_header_belongs_to_the_text(section: str) -> None:
    assert with_header(p("KẾ HOẠCH"), p("UBND XÃ A") + p(MOTTO), section) == ["UBND XÃ A", MOTTO, "KẾ HOẠCH"]


@pytest.mark.parametrize(
    ("body", "header"), [(p("KẾ HOẠCH"), p("Trang 2")), (p("UBND XÃ A") + p(MOTTO) + p("KẾ HOẠCH"), p(MOTTO))]
)
def test_any_other_header_is_no_text(body: str, header: str) -> None:
    assert with_header(body, header) == with_header(body, "")


def test_the_columns_of_a_letterhead_set_with_tabs_are_apart() -> None:
    rows = [
        "UBND XÃ A<w:tab/>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "HỘI ĐỒNG<w:tab/><w:tab/>" + MOTTO,
        "",
        "Số: 12/KH-UBND          Xã A, ngày 5 tháng 8 năm 2024",
        "KẾ HOẠCH",
        "<w:tab/>Căn cứ<w:tab/>Luật",
    ]
    written = (re.sub(r"([^<>]+)(?=<|$)", r'<w:t xml:space="preserve">\1</w:t>', line) for line in rows)
    assert lines("".join(p(r(line) if line else "") for line in written)) == [
        *("UBND XÃ A", "HỘI ĐỒNG", "Số: 12/KH-UBND"),
        *("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", MOTTO, "Xã A, ngày 5 tháng 8 năm 2024"),
        *("KẾ HOẠCH", "Căn cứ Luật"),
    ]


def test_imported_parts_are_read_or_told() -> None:
    inner = docx(p("Từ tệp Word"))
    data = docx(
        p("A") + '<w:altChunk r:id="h"/><w:altChunk r:id="d"/><w:altChunk r:id="r"/>' + p("B"),
        parts={"word/a.html": "<html><p>Từ trang web", "word/b.docx": inner, "word/c.rtf": b"{\\rtf1 x}"},
        relations=relation("h", "aFChunk", "a.html")
        + relation("d", "aFChunk", "b.docx")
        + relation("r", "aFChunk", "/word/c.rtf"),
    )
    content = read(data)
    assert content.text.split("\n") == ["A", "Từ trang web", "Từ tệp Word", "B"]
    assert content.notes == (Note("unread_parts", "c.rtf"),)


def test_macros_links_and_objects_are_told() -> None:
    data = docx(
        p("A"),
        main_type="application/vnd.ms-word.document.macroEnabled.main+xml",
        parts={"word/vbaProject.bin": b"\0", "word/embeddings/so.xlsx": b"PK"},
        relations=relation("a", "image", "http://127.0.0.1/a.png", is_external=True)
        + relation("b", "attachedTemplate", "file:///x.dotm", is_external=True)
        + relation("c", "hyperlink", "https://example.org/", is_external=True)
        + relation("d", "package", "embeddings/so.xlsx"),
    )
    assert notes(data) == {"macros": "", "external_links": "2", "embedded_files": "1"}


def test_strict_files_and_templates_are_read() -> None:
    numbering = DECIMAL + number()
    assert read(docx(item("A"), numbering=numbering, is_strict=True)).text == "1. A"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
    assert read(docx(p("Mẫu"), main_type=kind)).text == "Mẫu"


def test_a_broken_part_is_told_and_the_rest_read() -> None:
    data = docx(p("A"), parts={"word/numbering.xml": "<w:numbering"})
    assert (read(data).text, notes(data)) == ("A", {"unread_parts": "numbering.xml"})


@pytest.mark.parametrize(
    "data",
    [
        docx(p("A"))[:-40],
        docx(p("A"), parts={"word/document.xml": "<w:document"}),
        docx(p("A"), parts={"word/document.xml": "<x/>"}),
        docx(p("A"), parts={"word/document.xml": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'}),
        docx(p("A"), parts={"_rels/.rels": "<Relationships/>"}),
    ],
    ids=["cut off", "no XML", "no document", "entities", "no relation"],
)
def test_damaged_files_are_refused(data: bytes) -> None:
    with pytest.raises(InputError) as refused:
        read(data)
    assert refused.value.code == "damaged"


def test_other_archives_are_not_recognised() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("word/document.txt", "x")
    assert not DocxReader().recognises(packed.getvalue())
    assert not DocxReader().recognises(b"PK\x03\x04")
    assert not DocxReader().recognises(b"%PDF-1.4")


# -- files made to do harm -------------------------------------------------------------------------------------------

STYLE_CIRCLE = (
    '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
)
LIST_CIRCLE = (
    abstract(identifier=1, more='<w:styleLink w:val="A"/><w:numStyleLink w:val="B"/>')
    + abstract(identifier=2, more='<w:styleLink w:val="B"/><w:numStyleLink w:val="A"/>')
    + number()
)
SELF_NOTE = f'<w:footnote w:id="1">{p(r("chú thích") + reference(1))}</w:footnote>'


@pytest.mark.parametrize(
    ("body", "parts", "expected"),
    [
        pytest.param(styled("A", "x"), {"styles": STYLE_CIRCLE}, ["x"], id="styles in a circle"),
        pytest.param(item("x"), {"numbering": LIST_CIRCLE}, ["x"], id="lists in a circle"),
        pytest.param(
            p(r("x") + reference(1)), {"footnotes": SELF_NOTE}, ["x[1]", "[1] chú thích[1]"], id="a note in itself"
        ),
        pytest.param(
            item("x"),
            {"numbering": abstract(level(0, "%1.%2.%9.", "lowerRoman", start=999_999_999)) + number()},
            ["999999999.1.1. x"],
            id="a number without end",
        ),
        pytest.param(item("x", level=999_999_999), {"numbering": DECIMAL + number()}, ["x"], id="a level without end"),
        pytest.param('<w:altChunk r:id="x"/>' + p("x"), {}, ["x"], id="an import of nothing"),
    ],
)
def test_circles_and_absurd_numbers_end(body: str, parts: dict[str, str], expected: list[str]) -> None:
    assert lines(body, **parts) == expected


def test_a_part_is_imported_once() -> None:
    data = docx(
        '<w:altChunk r:id="i"/>' * 1000, parts={"word/a.html": "<html>x"}, relations=relation("i", "aFChunk", "a.html")
    )
    assert read(data).text == "x"


def test_a_file_that_imports_itself_ends() -> None:
    inner = docx(p("x"))
    for _depth in range(6):
        inner = docx(
            p("x") + '<w:altChunk r:id="i"/>',
            parts={"word/i.docx": inner},
            relations=relation("i", "aFChunk", "i.docx"),
        )
    assert (read(inner).text, notes(inner)) == ("x\nx\nx", {"unread_parts": "i.docx"})


DEEP = "<w:sdt><w:sdtContent>" * 100_000


def test_elements_nested_beyond_all_bounds_are_refused() -> None:
    with pytest.raises(InputError) as refused:
        read(docx(DEEP))
    assert refused.value.code == "damaged"


@pytest.mark.cost
@pytest.mark.parametrize(
    "many",
    [
        lambda count: p("".join(r("x") for _one in range(count))),
        lambda count: "".join(item("x", level=index % 9) for index in range(count)),
        lambda count: table(*(row("a", tc("b", "<w:vMerge/>"), "c") for _one in range(count // 3))),
        lambda count: p("".join(FIELD.format(kind) for kind in ("begin", "end") for _one in range(count))),
        lambda count: p("".join(r("x") + reference(1) for _one in range(count))),
        lambda count: p("x", "<w:rPr><w:del/></w:rPr>") * count,
        lambda count: "".join(styled(f"S{index}", "x") for index in range(count)),
    ],
    ids=["runs", "items", "rows", "fields", "notes", "joined paragraphs", "styles"],
)
def test_reading_is_linear(many: Callable[[int], str]) -> None:
    def cost(count: int) -> float:
        data = docx(many(count), numbering=DECIMAL + number(), footnotes=FOOTNOTES)
        return min(seconds(lambda: read(data)) for _try in range(2))

    assert cost(20_000) < 8 * cost(5_000) + 0.05


# -- real documents --------------------------------------------------------------------------------------------------


@pytest.mark.shared
def test_real_documents(shared: Path) -> None:
    content = DocxReader().read((shared / "formats" / "Luật-51-2024-QH15.docx").read_bytes(), "luat.docx", Settings())
    assert content.text.split("\n")[:6] == [
        "QUỐC HỘI",
        "____",
        "Luật số: 51/2024/QH15",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        MOTTO,
        "_______________________",
    ]
    assert content.notes == ()


@pytest.mark.shared
def test_every_word_of_real_documents_is_there_in_order(shared: Path) -> None:
    for path in (shared / "formats").glob("*.docx"):
        data = path.read_bytes()
        with zipfile.ZipFile(path) as package:
            written = package.read("word/document.xml").decode()
        plain = re.sub(r"<w:(?:br|tab|p)[ />][^>]*>", " ", re.sub(r"<w:tabs>.*?</w:tabs>", "", written))
        words = re.findall(r"\w+", re.sub("<[^>]*>", "", plain))
        assert re.findall(r"\w+", DocxReader().read(data, path.name, Settings()).text) == words, path.name
