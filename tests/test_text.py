"""The text as the rules read it, and the way back to the characters of the source."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.model import Span
from graphbuild.text import ascii_slug, normalize, plain_name


@pytest.mark.parametrize(
    ("source", "normal"),
    [
        # dashes, spaces, letters that look alike
        ("05–CT/TW", "05-CT/TW"),
        ("05‑CT/TW — 05−CT/TW", "05-CT/TW - 05-CT/TW"),
        ("Chỉ\xa0thị\u202fsố\t05", "Chỉ thị số 05"),
        ("593/QÐ-TTg của Ðảng, ðảng viên", "593/QĐ-TTg của Đảng, đảng viên"),
        ("120/2020/NĐ-СР; 51/2025/TT-BTС; Тhông tư", "120/2020/NĐ-CP; 51/2025/TT-BTC; Thông tư"),
        # what is not language
        ("05\u200b-CT\u00ad/TW\ufeff", "05-CT/TW"),
        ("Chỉ thị **05-CT/TW** và *Kết luận*", "Chỉ thị 05-CT/TW và Kết luận"),
        (r"05\-CT/TW và 06\-CT/TW", "05-CT/TW và 06-CT/TW"),
        pytest.param(
            r"Chỉ thị \*05-CT/TW\*",
            "Chỉ thị 05-CT/TW",
        ),
        (r"C:\thư mục", r"C:\thư mục"),
        ("* một mục\n* hai mục", "* một mục\n* hai mục"),
        # tone marks have one place
        ("Uỷ ban, uỷ viên, khoá, hoà, thuý, toả, xoè", "Ủy ban, ủy viên, khóa, hòa, thúy, tỏa, xòe"),
        ("UỶ BAN, KHOÁ XIII", "ỦY BAN, KHÓA XIII"),
        ("quý IV, quỳ, hoàn thành, toán, khoẻ mạnh", "quý IV, quỳ, hoàn thành, toán, khỏe mạnh"),
        ("Quý, QUÝ, quỹ, Thuỷ, huỷ bỏ", "Quý, QUÝ, quỹ, Thủy, hủy bỏ"),
        # letters of their own stay so
        ("TƯ và TU, ĐA và DA", "TƯ và TU, ĐA và DA"),
        ("", ""),
    ],
)
def test_one_form_for_every_spelling(source: str, normal: str) -> None:
    assert normalize(source).text == normal
    assert normalize(unicodedata.normalize("NFD", source)).text == normal


@pytest.mark.parametrize(
    ("source", "normal"),
    [
        ("các cấp ủy tiếp tục\nthực hiện", "các cấp ủy tiếp tục thực hiện"),
        ("các cấp ủy tiếp tục.\nthực hiện", "các cấp ủy tiếp tục.\nthực hiện"),
        ("các nhiệm vụ sau:\nthực hiện", "các nhiệm vụ sau:\nthực hiện"),
        ("lấp lửng\n- thực hiện", "lấp lửng\n- thực hiện"),
        ("lấp lửng\n1. thực hiện", "lấp lửng\n1. thực hiện"),
        ("lấp lửng\na) thực hiện", "lấp lửng\na) thực hiện"),
        ("lấp lửng\nĐiều 2. Thực hiện", "lấp lửng\nĐiều 2. Thực hiện"),
        ("## Phần mở đầu\nthực hiện", "## Phần mở đầu\nthực hiện"),
        ("| một ô |\nthực hiện", "| một ô |\nthực hiện"),
        ("Một dòng\nHai dòng", "Một dòng\nHai dòng"),
        ("- Cùng Sở Nội vụ (Ban\nThi đua) tiến hành họp.", "- Cùng Sở Nội vụ (Ban Thi đua) tiến hành họp."),
    ],
)
def test_lines_that_are_one_paragraph_are_joined(source: str, normal: str) -> None:
    assert normalize(source).text == normal
    assert normalize(source).lines == source


@pytest.mark.parametrize(
    ("source", "normal", "lines"),
    [
        ("các cấp ủy tiếp tục\n\nthực hiện", "các cấp ủy tiếp tục thực hiện", "các cấp ủy tiếp tục\nthực hiện"),
        ("tiếp tục \n \n thực hiện", "tiếp tục thực hiện", "tiếp tục\nthực hiện"),
        ("dữ liệu và báo\n\n3\n\ncáo Tỉnh ủy", "dữ liệu và báo cáo Tỉnh ủy", "dữ liệu và báo\ncáo Tỉnh ủy"),
        ("dữ liệu và báo\n- 3 -\ncáo Tỉnh ủy", "dữ liệu và báo cáo Tỉnh ủy", "dữ liệu và báo\ncáo Tỉnh ủy"),
        ("theo ý kiến Tỉnh\nSổ tay - Trang 14/60\nủy", "theo ý kiến Tỉnh ủy", "theo ý kiến Tỉnh\nủy"),
        ("57-NQ/TW, ngày\n\n3\n\n22/12/2024", "57-NQ/TW, ngày 22/12/2024", "57-NQ/TW, ngày\n22/12/2024"),
        (
            "họp ngày\n\n03\n\ntháng\n\n6\n\nnăm 2025",
            "họp ngày 03 tháng 6 năm 2025",
            "họp ngày\n03\ntháng\n6\nnăm 2025",
        ),
        ("Xong việc.\n\n3\n\nLại làm", "Xong việc.\n\n3\n\nLại làm", "Xong việc.\n\n3\n\nLại làm"),
        ("số 05-CT/TW  của Bộ", "số 05-CT/TW của Bộ", "số 05-CT/TW của Bộ"),
        ("số\xa0 05-CT/TW", "số 05-CT/TW", "số 05-CT/TW"),
        ("số \u00ad 05\u200b-CT/TW", "số 05-CT/TW", "số 05-CT/TW"),
        # columns and indents
        ("HUYỆN ỦY   ĐẢNG CỘNG SẢN", "HUYỆN ỦY   ĐẢNG CỘNG SẢN", "HUYỆN ỦY   ĐẢNG CỘNG SẢN"),
        ("Xong.\n  Một", "Xong.\n  Một", "Xong.\n  Một"),
        ("Xong.  \nMột", "Xong.  \nMột", "Xong.  \nMột"),
    ],
)
def test_blanks_between_words_are_one(source: str, normal: str, lines: str) -> None:
    assert normalize(source).text == normal
    assert normalize(source).lines == lines


def test_wrapped_paragraphs_are_joined_before_capitals_and_numbers() -> None:
    source = (
        "Các chi bộ đã họp bàn nhiều lần và cùng nhau thống nhất\n"
        "rằng việc lập tủ hồ sơ số phải làm theo đúng Chỉ thị số\n"
        "97-CT/TW của Ban Bí thư, không để chậm trễ, nhất là ở\n"
        "thôn xa, nơi đường truyền còn yếu và người biết dùng máy\n"
        "còn ít, cần được Huyện ủy quan tâm hơn nữa trong năm."
    )
    assert "Chỉ thị số 97-CT/TW" in normalize(source).text


WRAPPED = (
    "Các chi bộ đã họp bàn nhiều lần và cùng nhau thống nhất\n"
    "rằng việc lập tủ hồ sơ số phải làm theo đúng quy định\n"
    "của Ban Bí thư, không để chậm trễ, nhất là ở thôn xa,\n"
    "nơi đường truyền còn yếu.\n"
)


def test_a_short_line_before_a_capital_is_a_heading_of_its_own() -> None:
    text = normalize(
        WRAPPED + "3. Công an xã\nPhối hợp với các thôn giữ trật tự ở các nơi đặt máy quét\nđã lắp.\n"
    ).text
    assert "3. Công an xã\nPhối hợp với các thôn giữ trật tự ở các nơi đặt máy quét đã lắp." in text


def test_where_blank_lines_part_the_paragraphs_a_short_line_goes_on() -> None:
    text = normalize(WRAPPED + "\n- Văn phòng, Ủy ban\nKiểm tra Huyện ủy chọn người.\n\n- Hết.\n").text
    assert "Ủy ban Kiểm tra Huyện ủy" in text


def test_the_items_of_a_list_without_blank_lines_do_not_make_the_paragraphs_narrow() -> None:
    recipients = "|\nNơi nhận:\n" + "".join(f"- Phòng số {number};\n" for number in range(9)) + "- Lưu: VT.\n|\n"
    text = normalize(
        WRAPPED
        + "\nTheo đề nghị của Giám đốc Sở\nDân tộc và Tôn giáo tại\ntờ trình, sau khi\nđã họp.\n\nXong.\n\n"
        + recipients
    ).text
    assert "Sở Dân tộc và Tôn giáo" in text
    assert "- Phòng số 1;\n- Phòng số 2;" in text


@pytest.mark.parametrize(
    ("line", "following"),
    [
        # no item begins with these
        ("sửa đổi, bổ sung một số", "điều của Nghị định"),
        ("bãi bỏ một số", "mục lục"),
        ("theo khoản 1 Điều 4 của Nghị định", "272/2025/NĐ-CP;"),
        ("theo Quy chế phối hợp", "49/QCPH-UBND-UBMT và quy định"),
        ("Căn cứ Phương án", "02600/PA-UBND của Ủy ban"),
        ("dài hơn", "1.000 mét"),
    ],
)
def test_a_line_that_only_looks_like_an_item_goes_on(line: str, following: str) -> None:
    assert f"{line} {following}" in normalize(f"{WRAPPED}\n{line}\n{following}\n\nXong.\n").text


@pytest.mark.parametrize(
    "following", ["1/ Công tác tuyên truyền", "2/Công tác", "Điều 5. Tổ chức", "Mục IV", "VI. KẾT QUẢ"]
)
def test_items_begin_a_paragraph(following: str) -> None:
    assert f"thôn xóm ấy\n{following}" in normalize(f"{WRAPPED}\nthôn xóm ấy\n{following}\n\nXong.\n").text


def test_rows_of_a_table_are_never_joined() -> None:
    text = normalize(
        WRAPPED + "1 | Rà soát, thống kê tổng đàn vật nuôi đến hộ | 28/02/2026\n2 | Tập huấn | 3/2026\n"
    ).text
    assert "28/02/2026\n2 | Tập huấn" in text


@pytest.mark.parametrize(
    ("source", "found", "stretch"),
    [
        ("Chỉ thị số **05**–CT/TW", "05-CT/TW", "05**–CT/TW"),
        ("a\u200bb\u200bc", "b", "b"),
        ("số 0\u200b5", "05", "0\u200b5"),
        ("e\u0301t", "ét", "e\u0301t"),
        ("ti\u0309nh u\u0309y", "tỉnh", "ti\u0309nh"),
        ("**Kết luận** này", "Kết luận này", "Kết luận** này"),
        ("cấp ủy\n\nthực hiện", "ủy thực", "ủy\n\nthực"),
        ("cấp ủy\n\nthực hiện", "thực", "thực"),
        ("của  Bộ\u00ad Chính\u00ad  trị  họp", "Bộ Chính trị", "Bộ\u00ad Chính\u00ad  trị"),
    ],
)
def test_a_span_goes_back_to_the_source(source: str, found: str, stretch: str) -> None:
    normal = normalize(source)
    start = normal.text.index(found)
    assert normal.source(Span(start, start + len(found))).of(source) == stretch


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Huyện uỷ KIẾN THUỴ", "huyện ủy kiến thụy"),
        ("  Thành  phố\xa0Huế ", "thành phố huế"),
        ("Bà Rịa – Vũng Tàu", "bà rịa - vũng tàu"),
        ("Ðắk Lắk", "đắk lắk"),
    ],
)
def test_names_for_comparison(name: str, plain: str) -> None:
    assert plain_name(name) == plain
    assert plain_name(unicodedata.normalize("NFD", name)) == plain


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Huyện ủy Vĩnh Bảo", "huyen-uy-vinh-bao"),
        ("Ủy ban nhân dân – Phường 1", "uy-ban-nhan-dan-phuong-1"),
        ("Đắk Lắk", "dak-lak"),
        ("…", ""),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert ascii_slug(name) == slug


LETTERS = "aăâeêioôơuưyđAĐƠƯcghknpqtOUQ"
MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"
PIECES = st.lists(
    st.one_of(
        st.sampled_from(LETTERS),
        st.sampled_from(MARKS),
        st.sampled_from("\u200b\u200d\u00ad\ufeff\u2060"),
        st.sampled_from(["*", "**", "\\", "\\-", "* ", "-", "–", "\xa0", " ", "1", "/", ".", ";", "#", "|"]),
        st.sampled_from(["\n", "\n\n", " \n", "\n \n", "\r\n", "\u2028"]),
        st.sampled_from(["oà", "uý", "Uỷ", "quý", "ấ", "Ð", "ế"]),
    ),
    max_size=60,
).map("".join)
WHITE = re.compile(r"\s")


def bare(text: str) -> str:
    """Return letters without their marks, of which tones may move, and every kind of space as one."""
    letters = (character for character in unicodedata.normalize("NFD", text) if not unicodedata.combining(character))
    return WHITE.sub(" ", "".join(letters))


@given(PIECES)
@settings(max_examples=500, deadline=None)
def test_every_character_goes_back_to_the_stretch_that_it_stands_for(source: str) -> None:
    normal = normalize(source)
    assert len(normal.text) == len(normal.lines)
    before = Span(0, 0)
    for position, character in enumerate(normal.text):
        span = normal.source(Span(position, position + 1))
        assert span.start < span.end <= len(source)
        # Characters that were composed together stand for one stretch; no other two do.
        assert span == before or span.start >= before.end
        stretch = span.of(source)
        # A lone star is a mark of emphasis, and a bullet only where it stands.
        assert bare(character) in bare(normalize(stretch).text) or character == stretch
        before = span


@given(PIECES, st.data())
@settings(max_examples=200, deadline=None)
def test_spans_lie_in_the_source_in_their_order(source: str, data: st.DataObject) -> None:
    normal = normalize(source)
    start = data.draw(st.integers(0, len(normal.text)))
    end = data.draw(st.integers(start, len(normal.text)))
    span = normal.source(Span(start, end))
    assert 0 <= span.start <= span.end <= len(source)
    if start < end:
        assert normal.source(Span(0, len(normal.text))).covers(span)
        assert span.covers(normal.source(Span(start, start + 1)))
        assert span.covers(normal.source(Span(end - 1, end)))


@given(PIECES)
@settings(max_examples=200, deadline=None)
def test_composed_and_decomposed_are_one(source: str) -> None:
    composed = normalize(unicodedata.normalize("NFC", source))
    assert normalize(unicodedata.normalize("NFD", source)).text == composed.text


@given(PIECES)
@settings(max_examples=200, deadline=None)
def test_line_ends_of_the_source_are_kept_beside_the_joined_text(source: str) -> None:
    normal = normalize(source)
    assert normal.text.count("\n") <= normal.lines.count("\n") <= source.count("\n")
    assert WHITE.sub(" ", normal.text) == WHITE.sub(" ", normal.lines)


WORDS = st.lists(
    st.sampled_from(["Uỷ ban", "hoà", "khóa XIII,", "28–NQ/TU", "Kiến Thuỵ", "\xa0", "Ðảng", "tiếp\u00ad tục", "quý"]),
    max_size=20,
).map(" ".join)


@given(WORDS, st.sampled_from(["NFC", "NFD"]))
@settings(max_examples=100, deadline=None)
def test_the_normal_form_of_words_is_normal(source: str, form: Literal["NFC", "NFD"]) -> None:
    once = normalize(unicodedata.normalize(form, source)).text
    assert unicodedata.is_normalized("NFC", once)
    assert normalize(once).text == once
