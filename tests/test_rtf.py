"""What RTF files say: their text as a reader of them sees it, and what was left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cost import assert_within, units

from graphbuild.errors import InputError
from graphbuild.model import Note
from graphbuild.readers.reader import Content, Settings
from graphbuild.readers.rtf.reader import RtfReader

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset0 .VnTime{\*\falt x};}"
    r"{\f2\fcharset0 .VnTimeH;}{\f3\fcharset2 Symbol;}{\f4\fcharset163 Arial;}{\f5\fcharset204 A;}{\f6 VNI-Times;}"
    r"{\f7\fcharset1 B;}}"
)


def read(body: str, head: str = r"\rtf1\ansi\ansicpg1252\deff0") -> Content:
    return RtfReader().read(("{" + head + FONTS + body + "}").encode("latin-1"), "a.rtf", Settings())


def lines(body: str) -> list[str]:
    return read(body).text.split("\n")


def row(*cells: str, definition: str = "", end: str = r"\row") -> str:
    defined = definition or "".join(rf"\cellx{1000 * (place + 1)}" for place in range(len(cells)))
    return rf"\trowd{defined}" + "".join(rf"\pard\intbl {cell}\cell " for cell in cells) + end


# -- characters ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"Ch\u7881? th\u7883?\par", "Chỉ thị"),
        (r"\uc0 Ch\u7881 th\u7883 .", "Chỉthị."),
        (r"\uc2 Ch\u7881\'ec\'ec th\u7883?? x", "Chỉ thị x"),
        (r"{\uc0 \u7881 }\u7883?x", "ỉịx"),
        (r"\u-10179?\u-8704?", "\U0001f600"),
        (r"\u-10179?x", "\ufffdx"),
        (r"\'e0\'c0", "àÀ"),
        (r"\f4 Vi\'ea\'f2t", "Viê\u0323t"),
        (r"\f5 \'cf", "П"),
        (r"\f7 \'e0", "à"),
        (r"{\f1 Ngh\'de} quyết {\f1 quy\'d5t}".replace("ế", r"\u7871?"), "Nghị quyết quyết"),
        (r"{\f1 ®\'adîc \-}".replace("®", r"\'ae").replace("î", r"\'ee"), "được ư"),
        (r"{\f1 ®\-îc}".replace("®", r"\'ae").replace("î", r"\'ee"), "được"),
        (r"{\f2 ngh\'de quy\'d5t} s\u7889?", "NGHỊ QUYẾT số"),
        (r"{\f6 Ngh\'f2 quye\b \'e1\b0 t}", "Nghị quyết"),
        (r"{\f1 Ngh\u222\'de}", "Nghị"),
        (r"c\'e2\f3\'b3\f0  5", "câ≥ 5"),
        (r"05\_CT/TW ng\~ch th\-nh", "05\u2011CT/TW ng ch thnh"),
        (r"a\{b\}\\c\tab d\lquote e\rquote\ldblquote f\rdblquote\endash\emdash\bullet", "a{b}\\c d‘e’“f”–—•"),
        ("a\r\nb", "ab"),
        (r"a{\b b}{\i\fs24 c}d", "abcd"),
        (r"K\'e9t 45{\super 1}, 120 m{\super 2}, x{\super th}", "Két 45[1], 120 m2, xth"),
        (r"{\caps b\'e3o m\'e3t}", "BÃO MÃT"),
        (r"a\bin5 {}{}}b", "ab"),
        (r"a\bin99999999999 b", "a"),
        (r"a\unknown5 b{\*\newer x}{\newer2 c}", "abc"),
        (r"{\upr{Ch? th?}{\*\ud{Ch\u7881? th\u7883?}}}", "Chỉ thị"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt S\u7903?}}.", "Sở."),
        (r"{\field{\*\fldinst IF {\field{\*\fldinst PAGE}{\fldrslt 1}}}{\fldrslt b}}", "b"),
        (r"a{\header b\par}{\footerr c}{\pict 0102}{\info{\title t}}{\*\annotation x}{\stylesheet{\s1 N;}}", "a"),
        (r"{\object\objemb{\*\objdata 01}{\result a}}", "a"),
        (r"a\'zz\'e", "azze"),
    ],
)
def test_characters_are_read_as_they_are_shown(body: str, text: str) -> None:
    assert read(body).text == text


def test_the_code_page_of_the_document_holds_for_fonts_without_one() -> None:
    assert read(r"\f7 \'ea\'f2", r"\rtf1\ansi\ansicpg1258").text == "ê\u0323"
    assert read(r"\f7 \'8e", r"\rtf1\mac").text == "é"
    assert read(r"\f7 \'e0", r"\rtf1\ansicpg99999").text == "à"


def test_deleted_and_hidden_text_is_left_out_and_told() -> None:
    content = read(r"Giao {\deleted A}{\deleted \b B}C{\v abc}\v de\v0 f{\revised g}\par x {\deleted\par}y{\plain z}")
    assert content.text == "Giao Cfg\nx yz"
    assert content.notes == (Note("deleted_text", "2"), Note("hidden_text", "5"))


def test_old_fonts_objects_and_links_are_told() -> None:
    body = r"{\f1 \'de}{\f2 x}{\object\objemb{\result a}}{\field{\*\fldinst INCLUDEPICTURE x}{\fldrslt}}"
    assert read(body).notes == (
        Note("legacy_font", ".VnTime, .VnTimeH"),
        Note("external_links", "1"),
        Note("embedded_files", "1"),
    )


@pytest.mark.parametrize("word", ["headerf", "header", "headerr"])
def test_a_letterhead_in_the_header_of_the_first_page_is_read(word: str) -> None:
    motto = r"C\u7896?NG H\'d2A X\'c3 H\u7896?I CH\u7910? NGH\u296?A VI\u7878?T NAM"
    header = rf"{{\{word} UBND{{\v x}}\par {motto}\par}}"
    content = read(rf"{header}{{\footer 1}}KH\par")
    assert content.text.split("\n") == ["UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "KH"]
    assert content.notes == (Note("hidden_text", "1"),)
    content = read(rf"{header}{motto}\par")
    assert (content.text, content.notes) == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ())


# -- paragraphs, numbers, notes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"a\par b\line c\page d\sect e", ["a", "b", "c", "d", "e"]),
        ("a\\\nb", ["a", "b"]),
        (r"{\listtext\pard\plain 1.\tab}a\par{\pntext\f0 II)\tab}b\par c", ["1. a", "II) b", "c"]),
        (r"{\listtext\f3\'b7\tab}a\par{\listtext +\tab}b\par{\listtext\tab}c", ["- a", "+ b", "c"]),
        (r"{\*\pn\pnlvlbody{\pntxta .}}a", ["a"]),
        (
            r"Lu\'e2t{\super\chftn}{\footnote\pard{\super\chftn} m\'f4t} A\chftn{\*\footnote b\par c}.\par d",
            ["Luât[1] A[2].", "[1] môt", "[2] b", "c", "d"],
        ),
        (r"a\chftn{\footnote\ftnalt\chftn b}\par c", ["a[i]", "[i] b", "c"]),
        (r"\aftnnauc a\chftn{\footnote\ftnalt\chftn b}\par c", ["a[A]", "[A] b", "c"]),
        (r"a{\super *}{\footnote * b}\par c", ["a*", "* b", "c"]),
        (r"a{\shp{\*\shpinst\shpleft1{\sp{\sn x}{\sv y}}{\shptxt h\par p}}{\shprslt z}}b\par c", ["ab", "h", "p", "c"]),
        (r"a{\*\do\dobxpage{\dptxbx{\dptxbxtext h}}}\par c", ["a", "h", "c"]),
        (r"{\v{\footnote x}{\shptxt y}}a", ["a"]),
    ],
)
def test_paragraphs_are_lines(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


# -- tables ----------------------------------------------------------------------------------------------------------


def test_a_table_of_data_is_written_by_rows() -> None:
    body = "".join(row(count, "a", "b") for count in "123") + r"\pard c"
    assert lines(body) == ["| 1 | a | b |", "| 2 | a | b |", "| 3 | a | b |", "c"]


def test_a_letterhead_is_written_column_by_column() -> None:
    assert lines(row(r"T\par *", "D") + r"\pard c") == ["T", "*", "D", "c"]


def test_merged_cells_have_their_value_once() -> None:
    body = (
        row("1", "a", "b", definition=r"\clvmgf\cellx1000\cellx2000\cellx3000")
        + row("", "c", "d", definition=r"\clvmrg\cellx1000\cellx2000\cellx3000")
        + row("2", "e", "", definition=r"\cellx1000\clmgf\cellx2000\clmrg\cellx3000")
        + row("3", "f", definition=r"\cellx1000\cellx3000")
        + row("4", "g", "h")
    )
    assert lines(body) == ["| 1 | a | b |", "|  | c | d |", "| 2 | e |  |", "| 3 | f |  |", "| 4 | g | h |"]


def test_a_head_row_makes_a_small_table_one_of_data() -> None:
    body = row("V", "H", definition=r"\trhdr\cellx1\cellx2") + row("a", "b")
    assert lines(body) == ["| V | H |", "| a | b |"]


def test_a_table_in_a_table_is_content_of_its_cell() -> None:
    inner = (
        r"\pard\intbl\itap2 b\nestcell{\nonesttables\par}c\nestcell{\nonesttables\par}"
        r"{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}{\nonesttables\par}"
    )
    body = rf"\trowd\cellx1\cellx2\pard\intbl a\par{inner}\pard\intbl d\cell e\cell\row\pard f"
    assert lines(body) == ["a", "b", "c", "d", "e", "f"]


def test_a_note_in_a_table_follows_the_table() -> None:
    body = row(r"1\chftn{\footnote\chftn x}", "a", "b") + row("2", "a", "b") + row("3", "a", "b") + r"\pard c"
    assert lines(body) == ["| 1[1] | a | b |", "| 2 | a | b |", "| 3 | a | b |", "[1] x", "c"]


# -- files that are no document, or made to do harm ------------------------------------------------------------------


def test_rtf_is_recognised_by_its_content() -> None:
    assert RtfReader().recognises(rb"{\rtf1 a}")
    assert RtfReader().recognises(b"\xef\xbb\xbf\r\n{\\rtf1 a}")
    assert not RtfReader().recognises(b"a {\\rtf1 a}")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("a", "a"),
        (r"a{\b b", "ab"),
        (r"a}}}b", "a"),
        ("a\\", "a"),
        (r"\f2147483647 a\uc999999999 \u1?b\pard c", "ac"),
        (r"\itap2147483647 a\cell\row\pard b", "a\nb"),
        (r"\cell\row\nestcell\nestrow a", "a"),
        (r"{\footnote{\footnote{\footnote a}}}b", "b\na"),
        (r"\u0?\u27?a", "a"),
        (r"\trowd" + r"\cellx1" * 10_000 + r"a\cell\row", "a"),
    ],
)
def test_broken_files_give_what_there_is(body: str, text: str) -> None:
    assert RtfReader().read((r"{\rtf1 " + body).encode(), "a.rtf", Settings()).text == text


@pytest.mark.parametrize("brace", ["{", r"{\footnote", r"{\*\shpinst{\shptxt", r"{\field{\*\fldinst"])
def test_groups_without_end_are_damage(brace: str) -> None:
    with pytest.raises(InputError) as error:
        read(brace * 1_000_000)
    assert error.value.code == "damaged"


def repeated(written: str) -> Callable[[int], bytes]:
    """Return a file of so many bytes; of what opens groups only the last letter is repeated, each in a token."""
    start, again = (written, r"\b a") if written.count("{") > written.count("}") else ("", written)
    return lambda count: (r"{\rtf1 " + start + again * (count // len(again)) + "}").encode("latin-1")


@pytest.mark.cost
@pytest.mark.parametrize(
    "written",
    [
        "a", r"\'e0", r"\u7881?", r"\par ", "{}", r"{\b a}", r"\cell ", r"\row ", r"\trowd\cellx1 a\cell\row ", "\\",
        "}", r"\chftn{\footnote a}", r"{\shptxt a}", r"\bin1 ", r"\f1{\fonttbl\f1 a;}", r"{\listtext 1}", "\r\n",
        r"\itap9 ",
        r"{\field{\*\fldinst a",
        r"{\fonttbl\f0 a",
    ],
)  # fmt: skip
def test_cost_grows_with_the_file(written: str) -> None:
    small, large = (repeated(written)(count) for count in (50_000, 500_000))

    def read_(data: bytes) -> Content:
        return RtfReader().read(data, "a.rtf", Settings())

    assert_within(lambda: read_(large), 30 * max(units(lambda: read_(small)), 1))
