"""What a file says, whatever it was written with; and what its owner is told where it cannot be read."""

from __future__ import annotations

import codecs
import difflib
import json
import unicodedata
from pathlib import Path

import pytest
from cost import units
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.errors import InputError
from graphbuild.model import Text
from graphbuild.readers.files import read_file
from graphbuild.readers.formats import LARGEST, SUFFIXES, TEXT_READERS, read_bytes
from graphbuild.readers.reader import Reader

PLAN = (
    "Căn cứ Nghị quyết số 28-NQ/TU, ngày 06/12/2023 của Tỉnh ủy về phát triển kinh tế; Huyện ủy yêu cầu các chi bộ, "
    "đảng bộ trực thuộc tập trung lãnh đạo, chỉ đạo thực hiện tốt những nhiệm vụ được giao."
)
# The same sentence as old fonts wrote it; both lines were typed from the fonts' tables.
TCVN3 = "C¨n cø NghÞ quyÕt sè 28-NQ/TU cña TØnh ñy vÒ ph¸t triÓn kinh tÕ, yªu cÇu c¸c chi bé thùc hiÖn"
VNI = "Caên cöù Nghò quyeát soá 28-NQ/TU cuûa Tænh uûy veà phaùt trieån kinh teá, yeâu caàu caùc chi boä thöïc hieän"
MEANT = "Căn cứ Nghị quyết số 28-NQ/TU của Tỉnh ủy về phát triển kinh tế, yêu cầu các chi bộ thực hiện"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


def lines(body: str, head: str = "") -> list[str]:
    return read_bytes(page(body, head).encode(), "trang.html").content.split("\n")


def windows_1258(text: str) -> bytes:
    """Encode as Vietnamese Windows does: letters with their tone marks set apart."""
    return b"".join(
        part.encode("cp1258", "ignore") or unicodedata.normalize("NFD", part).encode("cp1258")
        for letter in unicodedata.normalize("NFC", text)
        for part in _apart(letter)
    )


def _apart(letter: str) -> list[str]:
    decomposed = unicodedata.normalize("NFD", letter)
    tones = [mark for mark in decomposed if mark in "\u0300\u0301\u0303\u0309\u0323"]
    base = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in tones))
    return [base, *tones]


# -- character encodings ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (PLAN.encode(), "utf-8"),
        (PLAN.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be"), "utf-16"),
        (PLAN.encode("utf-16-le"), "utf-16-le"),
        (PLAN.encode("utf-16-be"), "utf-16-be"),
        (windows_1258(PLAN), "windows-1258"),
        (
            "Theo ông Nam: “Số 05” – đủ.".replace("ủ", "u").replace("đ", "d").replace("ố", "ô").encode("cp1252"),
            "windows-1252",
        ),
    ],
)
def test_encoding_is_found(data: bytes, encoding: str) -> None:
    text = read_bytes(data, "ke-hoach.txt")
    assert text.encoding == encoding
    if encoding != "windows-1252":
        assert unicodedata.normalize("NFC", text.content) == PLAN


def test_windows_1258_is_not_composed() -> None:
    data = windows_1258(PLAN)
    assert read_bytes(data, "a.txt").content == data.decode("cp1258")


@pytest.mark.parametrize(("written", "encoding"), [(TCVN3, "tcvn3"), (VNI, "vni")])
def test_bytes_of_legacy_fonts_are_converted(written: str, encoding: str) -> None:
    text = read_bytes(written.encode("latin-1"), "cong-van.txt")
    assert (text.content, text.encoding) == (MEANT, encoding)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (TCVN3, "TCVN3"),
        (VNI, "VNI"),
        (PLAN.encode().decode("cp437"), "cp437"),
        (PLAN.encode().decode("latin-1"), "cp1252"),
        ("Nghá»‹ quyáº¿t cá»§a Tá»‰nh á»§y", "cp1252"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_broken_vietnamese_is_refused(content: str, says: str, name: str) -> None:
    with pytest.raises(InputError, match=says) as refused:
        read_bytes(content.encode(), name)
    assert refused.value.code == "encoding"


def test_capitals_lost_in_a_legacy_font_are_refused() -> None:
    written = TCVN3 + "\nBAN CHÊP HµNH §¶NG Bé"
    with pytest.raises(InputError, match="TCVN3") as refused:
        read_bytes(written.encode("latin-1"), "a.txt")
    assert refused.value.code == "encoding"


@pytest.mark.parametrize(
    "content",
    ["Plain English, and nothing else.", "Le café de la Paix est fermé.", "© 2024 § 5 — 12 µm ± 3", "Ấp 4", "", PLAN],
)
def test_sound_text_is_left_alone(content: str) -> None:
    content += "\nx"
    assert read_bytes(content.encode(), "a.txt").content == content


def test_utf8_is_what_python_opens(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(codecs.BOM_UTF8 + "Điều 1\r\nĐiều\u00a02\rĐiều 3\x0b\u2028\n\n".encode())
    text = read_file(path, "xa/a.txt")
    with path.open(encoding="utf8") as file:
        assert text.content == file.read()
    assert text.content.startswith("\ufeff")
    assert text.source == "xa/a.txt"


def test_markdown_keeps_its_source() -> None:
    content = "---\ntitle: Kế hoạch\n---\n# **KẾ HOẠCH**\n\n```\n05-CT/TW\n```\n"
    text = read_bytes(content.encode(), "a.markdown")
    assert (text.content, text.format) == (content, "markdown")


@pytest.mark.parametrize(
    ("source", "data", "form"),
    [
        ("A.TXT", b"x", "plain"),
        ("a.MD", b"x", "markdown"),
        ("a.htm", b"x", "html"),
        ("a.txt", b"<html>x", "html"),
        ("trang-luu.md", b"<!DOCTYPE html><p>x", "html"),
        ("khong-duoi", b"<html><p>x", "html"),
        ("anh.pdf", b"\n<html><p>x", "html"),
        ("a.txt", b"x <html> y", "plain"),
        ("-", b"\n <!DOCTYPE html><p>x", "html"),
        ("-", b"<?xml version='1.0'?><html><p>x</html>", "html"),
        ("-", b"x < y", "plain"),
    ],
)
def test_format_by_content_then_by_name(source: str, data: bytes, form: str) -> None:
    assert read_bytes(data, source).format == form


# -- files that cannot be read ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "damaged", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "damaged", "damaged"),
        (rb"{\rtf1\ansi }", "empty", "no text"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "damaged", "damaged"),
        (b"GIF89a\x01\x00", "binary", "OCR"),
        (b"\x1f\x8b\x08\x00", "binary", "archive"),
        (b"Ngh\x00\x01\x02\x00\x00", "binary", "NUL"),
        (b"\x81\x8d\x8f\x90\x9d text \xff\xfe", "charset", "line 1"),
        ("Văn bản\n".encode() * 3 + b"H\xe9t \x81 \x8d", "charset", "line 4"),
        ("Привет, мир".encode("cp1251"), "charset", "UTF-8"),
        (b"", "empty", "no text"),
        (codecs.BOM_UTF8 + "\u200b \n\u00a0".encode(), "empty", "no text"),
    ],
)
def test_what_cannot_be_read_is_explained(monkeypatch: pytest.MonkeyPatch, data: bytes, code: str, says: str) -> None:
    monkeypatch.setenv("GRAPHBUILD_LANG", "en")
    with pytest.raises(InputError, match=says) as refused:
        read_bytes(data, "huyen/tep.txt")
    assert refused.value.code == code
    assert "huyen/tep.txt" in str(refused.value)


MAIL = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://vanban.example/\r\n"
    b"Subject: =?utf-8?Q?Ch=E1=BB=89?=\r\n"
    b"Date: Mon, 2 Jun 2025 08:00:00 +0700\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    b'\ttype="text/html";\r\n\tboundary="----x"\r\n\r\n------x\r\nContent-Type: text/html\r\n'
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<html>=C4=90</html>"
)


@pytest.mark.parametrize("source", ["trang.html", "thu.txt", "thu.eml", "trang.mht"])
def test_a_saved_page_is_read_whatever_it_is_called(source: str) -> None:
    assert (read_bytes(MAIL, source).content, read_bytes(MAIL, source).format) == ("Đ", "mhtml")


def test_lines_like_those_of_a_mail_are_text() -> None:
    assert read_bytes("Số: 12-KH/HU\nNgày: 05/6/2024\nKính gửi: các chi bộ\n".encode(), "a.txt").format == "plain"
    assert read_bytes(b"From: A\nTo: B\nSubject: x\n\nVan ban", "a.txt").format == "plain"


@pytest.mark.parametrize("source", ["so.csv", "anh.svg", "ghi-chu", "kho.json", "nghi quyet 28.NQ"])
def test_a_kind_of_file_that_nobody_reads_is_refused_with_a_way_out(source: str) -> None:
    with pytest.raises(InputError, match=source) as refused:
        read_bytes("Số ký hiệu,Ngày ban hành\n".encode(), source)
    assert refused.value.code == "unknown-format"
    assert ("authority add" in str(refused.value)) == source.endswith(".csv")


def test_of_a_file_that_nobody_reads_only_the_beginning_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "phim.bin"
    with path.open("wb") as file:
        file.truncate(LARGEST * 10)
    with pytest.raises(InputError) as refused:
        read_file(path, "phim.bin")
    assert refused.value.code == "unknown-format"


@pytest.mark.parametrize("reader", TEXT_READERS, ids=lambda reader: reader.format)
def test_what_a_reader_says_of_its_text_is_kept(reader: Reader) -> None:
    data = page("<p>Chỉ thị").encode() if reader.format == "html" else "Chỉ thị".encode()
    text = read_bytes(data, f"a{reader.suffixes[0]}")
    assert (text.format, text.own_offsets, text.markup) == (reader.format, reader.own_offsets, reader.markup)
    assert (text.size, text.pages) == (len(data), ())
    assert text.content == "Chỉ thị"


def test_form_feeds_part_pages() -> None:
    text = read_bytes(b"Trang 1\fTrang 2\r\n\f", "a.txt")
    assert [text.content[start:] for start in text.pages] == ["Trang 1\fTrang 2\n\f", "Trang 2\n\f", ""]


def test_the_byte_order_mark_of_a_page_is_no_line_of_it() -> None:
    assert read_bytes(codecs.BOM_UTF8 + page("<p>Chỉ thị").encode(), "a.html").content == "Chỉ thị"


def test_page_without_text_is_empty() -> None:
    with pytest.raises(InputError) as refused:
        read_bytes(page("<nav>Trang chủ</nav><script>var a = 'b'</script>").encode(), "a.html")
    assert refused.value.code == "empty"


def test_files_that_the_system_keeps_back(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "khong-co.txt", "không có tệp"), (tmp_path, "là thư mục")):
        with pytest.raises(InputError, match=rf"khong\.txt.*{reason}") as refused:
            read_file(path, "khong.txt")
        assert refused.value.code == "unreadable"


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(InputError) as refused:
        read_file(path, "a.txt")
    assert refused.value.code == "too-large"


# -- web pages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Số 28-<b>NQ</b>/T<i>U</i></p>", ["Số 28-NQ/TU"]),
        ("<p>Nghị quyết số&nbsp;28<br>của Tỉnh ủy</p>", ["Nghị quyết số 28", "của Tỉnh ủy"]),
        ("<p>Nghị quyết\n  số\t28</p>\n\n<p>Hai</p>", ["Nghị quyết số 28", "Hai"]),
        ("Một<p>Hai<div>Ba</div>Bốn", ["Một", "Hai", "Ba", "Bốn"]),
        ("<p>Một<p>Hai<p>Ba", ["Một", "Hai", "Ba"]),
        ("<b>Một<p>Hai</b> và ba</p>", ["Một", "Hai và ba"]),
        ("<p>&#272;&#7843;ng &amp; &lt;đoàn&gt; &euro; &#150;</p>", ["Đảng & <đoàn> € –"]),
        ("<p>5 < 6 và <3</p>", ["5 < 6 và <3"]),
        ("<p>Một<o:p>&nbsp;</o:p></p><p><o:p></o:p></p><p>Hai", ["Một", "Hai"]),
        ("<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p>Một", ["Một"]),
        ("<p><![if !supportLists]><span>1.<span>&nbsp;&nbsp; </span></span><![endif]>Một</p>", ["1. Một"]),
        ("<style>p{}</style><script>'<p>Hai</p>'</script><noscript>Ba</noscript><template>4</template><p>Một", ["Một"]),
        ("<p>Một <svg><title>Biểu tượng</title></svg>hai</p>", ["Một hai"]),
        ("<p>Một<span style='display: none'>ẩn <i>cả <b>đây</b></i></span> hai<p hidden>Ba</p>", ["Một hai"]),
        ("<div style='mso-hide:all'><p>Ẩn</p></div>Một", ["Một"]),
        ("<pre>Một\n  hai\n</pre>", ["Một", "hai"]),
        (
            "<p>Kết luận 45<sup>1</sup>-KL/TU, 12 km<sup>2</sup>, 5<sup>th</sup></p>",
            ["Kết luận 45[1]-KL/TU, 12 km2, 5th"],
        ),
        ("<ul><li>Một<li>Hai</ul>", ["- Một", "- Hai"]),
        ("<ul><li>- Một</li><li><p>Hai</p><p>Ba</p></li></ul>", ["- Một", "- Hai", "Ba"]),
        ("<ol start=3><li>Một<li value=7>Hai<li>Ba</ol>", ["3. Một", "7. Hai", "8. Ba"]),
        ("<ol type=a><li>Một<li>Hai</ol>", ["a. Một", "b. Hai"]),
        ("<ol style='list-style-type:upper-roman'><li>Một<li>Hai</ol>", ["I. Một", "II. Hai"]),
        ("<ol style='list-style:none'><li>Một</ol>", ["Một"]),
        ("<ol><li>1. Một<ul><li>Hai</ul><li>Ba</ol>", ["1. Một", "- Hai", "2. Ba"]),
        ("<ul><li></li><li>Một</ul><p>Hai", ["- Một", "Hai"]),
    ],
)
def test_paragraphs_of_a_page(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (  # side by side: the left cell first, whole
            "<table><tr><td><p>HUYỆN ỦY</p><p>Số 05-KL/HU</p><td><p>ĐẢNG CỘNG SẢN<br>VIỆT NAM</p><p>ngày 1</p></table>",
            ["HUYỆN ỦY", "Số 05-KL/HU", "ĐẢNG CỘNG SẢN", "VIỆT NAM", "ngày 1"],
        ),
        (  # an empty column between the two does not make them data
            "<table>" + "<tr><td>Trái<td>&nbsp;<td>Phải" * 3 + "</table>",
            ["Trái", "Phải"] * 3,
        ),
        (
            "<table><tr><th>TT<th>Việc<tr><td>1<td><p>Quét</p><p>Ký</p></table>",
            ["| TT | Việc |", "| 1 | Quét Ký |"],
        ),
        (
            "<table><tbody>" + "<tr><td>1<td>Quét | ký<td></td></tr>" + "<tr><td>a<td>b<td>c" * 2 + "</table>",
            ["| 1 | Quét \\| ký |  |", "| a | b | c |", "| a | b | c |"],
        ),
        (  # columns stay under their heads
            "<table><tr><th>A<th>B<th>C<tr><td rowspan=2>1<td>2<td>3<tr><td colspan=2>4</table>",
            ["| A | B | C |", "| 1 | 2 | 3 |", "|  | 4 |  |"],
        ),
        (
            "<table><caption>Bảng 1</caption><tr><th>A<th>B<tr style='display:none'><td>x<td>y</table>",
            ["Bảng 1", "| A | B |"],
        ),
        (  # a page set in tables
            "<table>" + "<tr><td>Một<td>Hai<td><table><tr><th>A<th>B<tr><td>1<td>2</table>" * 3 + "</table>",
            ["Một", "Hai", "| A | B |", "| 1 | 2 |"] * 3,
        ),
        ("<table>Lạc<tr>dòng<td>Ô</table>", ["Lạc", "dòng", "Ô"]),
    ],
)
def test_tables(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


ARTICLE = "<p>" + PLAN + "</p>"


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><a href=/>Trang chủ</a></nav>",
        "<header><div>Báo Đầm Bà Tường</div></header>",
        "<footer>Giấy phép số 19/GP-BTTTT</footer>",
        "<aside><p>Chỉ thị 05-CT/TW</p></aside>",
        "<form><input name=q><button>Tìm</button> Tìm kiếm</form>",
        "<div class='box share-bar'>Chia sẻ</div>",
        "<div id=mainMenu>Văn bản mới</div>",
        "<div role=navigation>Trang chủ</div>",
        "<section class=related-news><h3>Bài</h3></section>",
        "<div class=header>Cổng thông tin điện tử</div>",
        "<div><h2>Đọc nhiều</h2><ul><li>Giá tôm sú tăng</ul></div>",
        "<h3>TIN LIÊN QUAN:</h3><ul><li>Quy định 294-QĐ/TW</ul>",
        "<p><b>Xem thêm</b></p> <div><ul><li>Quy định 294-QĐ/TW</ul></div>",
    ],
)
def test_furniture_is_left_out(furniture: str) -> None:
    assert lines(furniture + ARTICLE + furniture) == [PLAN]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<form id=aspnetForm><div class=content-menu>{ARTICLE}</div></form>", [PLAN]),
        (f"<article><header><h1>Tít</h1></header>{ARTICLE}</article>", ["Tít", PLAN]),
        (
            f"<table class=header><tr><td>HUYỆN ỦY<td>ĐẢNG CỘNG SẢN VIỆT NAM</table>{ARTICLE}",
            ["HUYỆN ỦY", "ĐẢNG CỘNG SẢN VIỆT NAM", PLAN],
        ),
        (
            f"<header><p>CỘNG HÒA</p><p>Độc lập - Tự do - Hạnh phúc</p></header>{ARTICLE}",
            ["CỘNG HÒA", "Độc lập - Tự do - Hạnh phúc", PLAN],
        ),
        (f"{ARTICLE}<footer><p>Nơi nhận:</p><p>- Lưu</p></footer>", [PLAN, "Nơi nhận:", "- Lưu"]),
        (f"<p class=MsoHeader>Kèm theo</p>{ARTICLE}", ["Kèm theo", PLAN]),
        (
            f"{ARTICLE}<p>Văn bản liên quan đến đất đai</p><ul><li>Luật Đất đai</ul>",
            [PLAN, "Văn bản liên quan đến đất đai", "- Luật Đất đai"],
        ),
    ],
)
def test_what_belongs_to_the_document_stays(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Nội dung bài.</p>", ["Tên bài", "Nội dung bài."]),
        ("<h1>Tít khác</h1><p>Nội dung bài.</p>", ["Tít khác", "Nội dung bài."]),
        ("<p>KẾ HOẠCH</p><p>Nội dung.</p>", ["KẾ HOẠCH", "Nội dung."]),
    ],
)
def test_window_title_only_where_nothing_else_is_one(body: str, expected: list[str]) -> None:
    assert lines(body, "<title>Tên\n bài</title>") == expected


LATIN_HEAD = "<html><head><meta http-equiv=Content-Type content='text/html; charset=windows-1252'></head><body>"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ((LATIN_HEAD + PLAN).encode(), "utf-8"),
        ((LATIN_HEAD + PLAN).encode("ascii", "xmlcharrefreplace"), "utf-8"),
        ((LATIN_HEAD + PLAN).encode("cp1252", "xmlcharrefreplace"), "windows-1252"),
        (LATIN_HEAD.encode() + windows_1258(PLAN), "windows-1258"),
        (b"<meta charset=windows-1258><p>" + windows_1258(PLAN), "windows-1258"),
        (("<?xml version='1.0' encoding='utf-8'?><html><p>" + PLAN).encode(), "utf-8"),
        (("<meta charset=utf-8><p>" + PLAN).encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF8 + (LATIN_HEAD + PLAN).encode(), "utf-8"),
    ],
)
def test_page_that_declares_one_encoding_and_has_another(data: bytes, encoding: str) -> None:
    text = read_bytes(data, "a.html")
    assert unicodedata.normalize("NFC", text.content).lstrip("\ufeff") == PLAN
    assert text.encoding == encoding


def test_western_page_is_taken_at_its_word() -> None:
    assert read_bytes((LATIN_HEAD + "Le café, l'été").encode("cp1252"), "a.html").content == "Le café, l'été"


# -- hostile input ---------------------------------------------------------------------------------------------------

MANY = 30_000
CODE = "Nghị quyết số 28-NQ/TU"


@pytest.mark.cost
@pytest.mark.parametrize(
    "body",
    [
        "<div>" * MANY + CODE,
        "<div>" * MANY + CODE + "</div>" * MANY,
        "<table><tr><td>" * MANY + CODE,
        "".join(f"<b id={number}><p>" for number in range(MANY)) + CODE,
        "<form class=menu>" * MANY + CODE,
        "<span hidden>" * MANY + "</span>" * MANY + CODE,
        CODE + '<a "' * MANY,
        CODE + "<a b='" * MANY,
        CODE + "<!--" * MANY,
        CODE + "&" * MANY,
        CODE + "&#" + "9" * MANY,
        CODE + "<" * MANY,
        "<p " + " a=b" * MANY + ">" + CODE,
        "<p class='" + "menu- " * MANY + "'><p>" + CODE,
        "<table>" + "<tr><td rowspan=9999 colspan=9999>x" * 1000 + "</table>" + CODE,
        "<p " + "= " * MANY + ">" + CODE,
        "<nav>" + "Đảng Cộng sản Việt Nam " * MANY + "</nav>" + CODE,
    ],
    ids=range(17),
)
def test_hostile_page_costs_no_more_than_its_length(body: str) -> None:
    data, contents = page(body).encode(), []
    # Far above what is measured (40), far below what anything quadratic takes here (thousands).
    assert units(lambda: contents.append(read_bytes(data, "a.html").content)) < 500
    assert CODE in contents[0]


TAGS = (
    "<p> <div> </div> <table> <tr> <td> </td> <th> </table> <ul> <li> <ol start=2> </ol> <br> <b> </b> <sup> 1 </sup> "
    "<span hidden> </span> <svg> <a class=menu> <form> </form> <!-- --> <![if> <script> </script> <title> </title> "
    "<td rowspan=3> &amp; &#0; &#xD800; &nbsp; < > \" ' = / số 28-NQ/TU <pre> \n <header> <aside> <p"
)
FRAGMENTS = st.lists(st.sampled_from(TAGS.split(" "))).map("".join)


def _read(data: bytes, source: str) -> Text | str:
    try:
        return read_bytes(data, source)
    except InputError as error:
        return error.code


@settings(max_examples=300, deadline=2000)
@given(
    st.one_of(
        st.binary(max_size=2000),
        st.text(max_size=1000).map(lambda text: text.encode("utf-8", "ignore")),
        FRAGMENTS.map(str.encode),
        st.text(alphabet="".join(map(chr, range(0x20, 0x100)))).map(lambda text: text.encode("latin-1")),
    ),
    st.sampled_from([f"a{suffix}" for suffix in SUFFIXES] + ["-"]),
)
def test_any_bytes_give_a_text_or_an_input_error(data: bytes, source: str) -> None:
    read = _read(data, source)
    assert read == _read(data, source)
    if isinstance(read, Text):
        assert read.content.encode("utf-8")
        assert "\r" not in read.content
        if read.format == "html":
            assert all(line == " ".join(line.split()) and line for line in read.content.split("\n"))


# -- real pages ------------------------------------------------------------------------------------------------------

HTML_SAMPLES = {
    "ca-mau/thoi-binh/ke-hoach-96-kh-hu.html": ["HUYỆN ỦY THỚI BÌNH", "Số 96-KH/HU", "Phan Thanh Nhãn"],
    "thanh-hoa/ubnd-tinh/ke-hoach-215-kh-ubnd.html": ["TỈNH THANH HÓA", "Số: 215/KH-UBND", "Cao Đình Bảng"],
    "thanh-hoa/nong-cong/cong-van-187-ban-web.html": ["HUYỆN NÔNG CỐNG", "Số: 187/UBND-VX", "Lê Bá Nghị"],
    "bao-chi/vo-lai-cho-tu-ho-so.html": ["Vỏ lãi chở tủ hồ sơ số", "10/06/2025 08:15", "DUY KHA"],
}
FURNITURE = [
    "294-QĐ/TW",
    "45-CT/TW",
    "28-NQ/TU",
    "19/GP",
    "Trang chủ",
    "Về đầu trang",
    "Đọc nhiều",
    "mso-",
    "dataLayer",
]


@pytest.mark.parametrize("sample", HTML_SAMPLES)
def test_sample_pages(project: Path, sample: str) -> None:
    text = read_file(project / "samples" / sample, sample)
    shown = text.content.split("\n")
    assert [line for line in shown if line in HTML_SAMPLES[sample]] == HTML_SAMPLES[sample]
    assert not [word for word in FURNITURE if word in text.content]
    gold = (project / "tests/gold/html_citations.jsonl").read_text(encoding="utf-8").splitlines()
    plain = text.content.replace("‑", "-")
    position = 0
    for citation in filter(lambda row: row["doc"] == Path(sample).name, map(json.loads, gold)):
        position = plain.index(citation["text"], position) + len(citation["text"])
    assert position


@pytest.mark.shared
def test_plan_saved_by_word_reads_like_its_text(shared: Path) -> None:
    path = next((shared / "formats").glob("18-11-KH*.htm"))
    expected = (shared / "corpus/commune/KH-bau-cu-xa.txt").read_text(encoding="utf-8")

    def paragraphs(content: str) -> list[str]:
        content = unicodedata.normalize("NFC", content)
        return [" ".join(line.split()) for line in content.split("\n") if line.strip()]

    wanted, read = paragraphs(expected), paragraphs(read_file(path, path.name).content)
    assert difflib.SequenceMatcher(None, wanted, read, autojunk=False).ratio() > 0.99


@pytest.mark.shared
def test_law_saved_by_word(shared: Path) -> None:
    content = read_file(shared / "formats/83_2025_QH15_663780.htm", "luat.htm").content
    shown = content.split("\n")
    assert shown.index("QUỐC HỘI") < shown.index("Luật số: 83/2025/QH15") < shown.index("LUẬT")
    assert shown[-1] == "Trần Thanh Mẫn"
    assert "Điều 2. Hiệu lực thi hành" in shown
