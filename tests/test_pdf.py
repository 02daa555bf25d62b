"""Reading PDF files: what the page shows, in its order, with the place of every word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pdf_files import Sheet, locked, pdf, picture, shown

from graphbuild.errors import InputError
from graphbuild.model import Note, Span
from graphbuild.readers.ocr.scans import PageToRead, RecognisedPage
from graphbuild.readers.pages.page import Page
from graphbuild.readers.pages.words import Word
from graphbuild.readers.pdf import reader
from graphbuild.readers.pdf.reader import PdfReader
from graphbuild.readers.reader import Content, Settings

SENTENCE = "Nghị quyết của Ban Chấp hành Đảng bộ huyện về phát triển kinh tế xã hội địa phương "


@pytest.fixture
def no_recognition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the program for recognition."""
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Recognise "Trang" and its number on every page that is to be recognised; the numbers of those pages."""
    numbers: list[int] = []

    def recognised(pages: Iterable[PageToRead], *_rest: object) -> Iterator[RecognisedPage]:
        for page in pages:
            numbers.append(page.number)
            words = [Word("Trang", 100, 190, 130, 202, 0.9), Word(f"{page.number}.", 134, 190, 140, 202, 0.9)]
            yield RecognisedPage(page.number, Page(page.size, words), is_read=page.number != 4, repaired=0)

    monkeypatch.setattr(reader, "recognised_pages", recognised)
    return numbers


def read(data: bytes, settings: Settings | None = None) -> Content:
    return PdfReader().read(data, "van-ban.pdf", settings or Settings())


def lines(*sheets: Sheet) -> list[str]:
    return read(pdf(*sheets)).text.split("\n")


def code_of(data: bytes) -> str:
    with pytest.raises(InputError) as raised:
        read(data)
    return raised.value.code


def test_letterhead_and_foot_are_read_column_by_column() -> None:
    sheet = Sheet(
        [
            (90, 80, "ĐẢNG BỘ TỈNH"),
            (330, 80, "ĐẢNG CỘNG SẢN VIỆT NAM"),
            (90, 96, "HUYỆN ỦY A"),
            (85, 120, "Số 12-NQ/HU"),
            (310, 120, "Hà Nội, ngày 5 tháng 6 năm 2024"),
            (260, 160, "NGHỊ QUYẾT"),
            (100, 200, "Các cấp ủy tổ chức thực hiện."),
            (72, 240, "Nơi nhận:"),
            (360, 240, "TM. BAN THƯỜNG VỤ"),
            (72, 256, "- Tỉnh ủy,"),
            (390, 256, "BÍ THƯ"),
            (72, 272, "- Lưu Văn phòng."),
            (380, 330, "Nguyễn Văn A"),
        ]
    )
    assert lines(sheet) == [
        "ĐẢNG BỘ TỈNH",
        "HUYỆN ỦY A",
        "Số 12-NQ/HU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Hà Nội, ngày 5 tháng 6 năm 2024",
        "NGHỊ QUYẾT",
        "Các cấp ủy tổ chức thực hiện.",
        "Nơi nhận:",
        "- Tỉnh ủy,",
        "- Lưu Văn phòng.",
        "TM. BAN THƯỜNG VỤ",
        "BÍ THƯ",
        "Nguyễn Văn A",
    ]


def test_a_paragraph_over_two_pages_is_one_line_with_true_places() -> None:
    full = "một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu"
    first = Sheet([(100, 700, full), (72, 716, full + " bảy tám"), (290, 800, "1")])
    second = Sheet([(290, 40, "2"), (72, 80, "tám chín."), (100, 110, "Đoạn hai.")])
    content = read(pdf(first, second))
    assert content.text == f"{full} {full} bảy tám tám chín.\nĐoạn hai."
    assert content.pages == (0, content.text.index("tám chín."))
    assert content.layout is not None
    (run,) = content.layout.runs(Span(content.text.index("Đoạn"), content.text.index("Đoạn") + 4))
    assert run.page == 2
    assert (run.x0, run.x1) == pytest.approx((100, 124), abs=0.5)
    assert run.y0 < 110 < run.y1


def test_a_number_cut_at_the_end_of_a_line_stays_one_word() -> None:
    row = "một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn số "
    assert f"{row}05-CT/TW của Ban" in lines(Sheet([(72, 200, f"{row}05-"), (72, 216, "CT/TW của Ban")]))


def test_table_with_rules_has_one_value_a_cell_and_goes_on_over_pages() -> None:
    def grid(top: int, rows: int) -> list[tuple[float, float, float, float]]:
        bottom = top + 20 * rows
        level: list[tuple[float, float, float, float]] = [
            (72, top + 20 * n, 472, top + 20 * n) for n in range(rows + 1)
        ]
        return level + [(x, top, x, bottom) for x in (72, 112, 272, 372, 472)]

    head = ["TT", "Nội dung", "Chủ trì", "Thời hạn"]
    places = (76, 116, 276, 376)
    rows = [head, ["1", "Lập đề án", "Sở Nội vụ", "Quý I"], ["2", "Báo cáo", "Sở Y tế", "Quý II"]]
    first = Sheet(
        [(x, 714 + 20 * n, cell) for n, row in enumerate(rows) for x, cell in zip(places, row, strict=True)],
        grid(700, 3),
    )
    # The first two fields of the last row are one cell.
    rest = [head, ["", "Cộng hai việc", "", ""]]
    rules = [rule for rule in grid(60, 2) if rule[0] != 112 or rule[2] != 112] + [(112, 60, 112, 80)]
    second = Sheet(
        [(x, 74 + 20 * n, cell) for n, row in enumerate(rest) for x, cell in zip(places, row, strict=True) if cell],
        rules,
    )
    assert lines(first, second) == [
        "| TT | Nội dung | Chủ trì | Thời hạn |",
        "| 1 | Lập đề án | Sở Nội vụ | Quý I |",
        "| 2 | Báo cáo | Sở Y tế | Quý II |",
        "| Cộng hai việc |  |  |  |",
    ]


def test_footnote_follows_the_paragraph_that_refers_to_it() -> None:
    text = "Theo Nghị quyết"
    after = shown("Đoạn sau.", 100, 842 - 530)
    note = shown("1", 72, 110, 7) + shown("Nghị quyết số 18-NQ/TW.", 78, 106, 10)
    sheet = Sheet([(100, 500, text)], content=shown("1", 100 + 6 * len(text), 842 - 495, 7) + after + note)
    assert lines(sheet) == [f"{text}[1]", "[1] Nghị quyết số 18-NQ/TW.", "Đoạn sau."]


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(
            [(100, "L"), (112, "M D"), (136, "O"), (148, "N"), (106, "A"), (130, "D"), (154, "G")], id="later"
        ),
        pytest.param([(100, "LAM"), (148, "NG"), (124, "DDO")], id="words"),
        pytest.param([(x, part) for x, part in zip(range(100, 160, 6), "LAM DDO NG", strict=True)], id="letters"),
        pytest.param([(148, "NG"), (100, "LAM DDO")], id="backwards"),
        pytest.param([(100, "LAM DDO NG"), (100.5, "LAM DDO NG")], id="twice"),
    ],
)
def test_what_several_fonts_write_on_one_line_is_read_from_left_to_right(parts: list[tuple[float, str]]) -> None:
    assert lines(Sheet(content=b"".join(shown(part, x, 642) for x, part in parts))) == ["LAM DDO NG"]


def test_square_metres_are_no_footnote() -> None:
    sheet = Sheet([(100, 500, "rộng 20 m")], content=shown("2", 100 + 6 * 9, 842 - 495, 7))
    assert lines(sheet) == ["rộng 20 m2"]


@pytest.mark.parametrize(
    ("entries", "matrix", "box"),
    [
        (b"", b"1 0 0 1 100 700", (100, 131.3, 136, 144.6)),
        (b"/Rotate 90", b"0 1 -1 0 142 100", (100, 131.3, 136, 144.6)),
        (b"/Rotate 180", b"-1 0 0 -1 495 142", (100, 131.3, 136, 144.6)),
        (b"/Rotate 270", b"0 -1 1 0 453 742", (100, 131.3, 136, 144.6)),
        (b"/CropBox[50 50 545 792]", b"1 0 0 1 100 700", (50, 81.3, 86, 94.6)),
    ],
)
def test_places_are_those_of_the_page_as_shown(entries: bytes, matrix: bytes, box: tuple[float, ...]) -> None:
    code = "Điều 1".encode("utf-16-be").hex().encode()
    content = read(pdf(Sheet(content=b"BT /F1 12 Tf %s Tm <%s> Tj ET" % (matrix, code), entries=entries)))
    assert content.text == "Điều 1"
    assert content.layout is not None
    first, last = content.layout.runs(Span(0, 6))
    assert (first.x0, first.y0, last.x1, last.y1) == pytest.approx(box, abs=0.2)


def test_a_page_with_its_text_sideways_is_turned_and_the_places_are_those_shown() -> None:
    def sideways(text: str, x: float, y: float) -> bytes:
        return b"BT /F1 12 Tf 0 1 -1 0 %f %f Tm <%s> Tj ET\n" % (x, y, text.encode("utf-16-be").hex().encode())

    content = read(pdf(Sheet(content=sideways("Phụ lục số 1", 100, 200) + sideways("Danh mục", 130, 200))))
    assert content.text.split("\n") == ["Phụ lục số 1", "Danh mục"]
    assert content.layout is not None
    (run,) = content.layout.runs(Span(0, 3))
    assert (run.x0, run.y0, run.x1, run.y1) == pytest.approx((89.3, 842 - 218, 102.6, 842 - 200), abs=0.2)


OLD_FONT = (
    b"/F2<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+.VnTime/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255"
    b"/Widths[%s]>>" % (b"500 " * 224)
)


def in_old_font(text: str, x: float) -> bytes:
    return b"BT /F2 12 Tf %f 700 Td (%s) Tj ET\n" % (x, text.encode("latin-1"))


def test_a_line_in_old_and_new_fonts_drawn_in_turns_is_converted_letter_by_letter() -> None:
    drawn = in_old_font("®Þnh", 166) + in_old_font("NghÞ quy", 100) + shown("ết", 148, 700)
    content = read(pdf(Sheet(content=drawn), fonts=OLD_FONT))
    assert content.text == "Nghị quyết định"
    assert content.notes == (Note("legacy_font", ".VnTime"),)


def test_old_fonts_are_converted_and_told() -> None:
    written = in_old_font("NghÞ quyÕt", 100)
    content = read(pdf(Sheet([(100, 200, "của Đảng")], content=written), fonts=OLD_FONT))
    assert content.text.split("\n") == ["Nghị quyết", "của Đảng"]
    assert content.notes == (Note("legacy_font", ".VnTime"),)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (shown("Điều 1.", 100.4, 642), ()),
        (b"BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 200 Tm <00530041004F> Tj ET", ()),
        (shown("Ký bởi: Văn phòng", 400, 820, 8) + shown("Thời gian ký: 1.1.2024", 400, 811, 8), ()),
        (shown("ngoài trang", 700, 642), (Note("hidden_text", "10"),)),
    ],
    ids=["drawn twice", "watermark", "stamp of a signature", "outside the page"],
)
def test_what_is_no_part_of_the_document_is_left_out(content: bytes, told: tuple[Note, ...]) -> None:
    read_content = read(pdf(Sheet([(100, 200, "Điều 1. Phạm vi")], content=content)))
    assert (read_content.text, read_content.notes) == ("Điều 1. Phạm vi", told)


def test_letters_are_composed_and_symbols_told() -> None:
    assert lines(Sheet([(100, 200, "\uf0b7 Nghi\u0323 quye\u0302\u0301t \ufb01")])) == ["• Nghị quyết fi"]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    sheets = [
        Sheet([(200, 40, f"Công báo số 12 trang {n}"), (100, 300, f"Nội dung {'abc'[n - 1]}."), (290, 810, f"- {n} -")])
        for n in (1, 2, 3)
    ]
    assert lines(*sheets) == ["Nội dung a.", "Nội dung b.", "Nội dung c."]


def test_a_number_that_counts_no_pages_is_kept() -> None:
    assert lines(Sheet([(100, 60, "124"), (100, 300, "Nội dung.")])) == ["124", "Nội dung."]


@pytest.mark.usefixtures("no_recognition")
@pytest.mark.parametrize(
    ("layer", "is_read"),
    [
        (SENTENCE * 4, True),
        ("Nghj quy6t cUa Ban Chap hanh DAng bo huyGn ve phat triSn kinh te xa hQi dia phuung " * 4, False),
        ("Nghį quyét cùa Ban Châp hành Ðàng bô huyçn vê phát triên kinh tê xã hôį dįa phuong " * 4, False),
        ("Bản sao lưu trữ", False),
        ("", False),
    ],
    ids=["Vietnamese", "English recognition", "wrong letters", "watermark", "none"],
)
def test_text_under_a_picture_is_trusted_only_if_it_is_vietnamese(layer: str, is_read: bool) -> None:
    words = layer.split()
    hidden = b"".join(shown(" ".join(words[n : n + 9]), 72, 700 - 2 * n, mode=3) for n in range(0, len(words), 9))
    data = pdf(Sheet(content=picture() + hidden))
    if is_read:
        assert read(data).text.split() == words
    else:
        assert code_of(data) == "no-ocr"


def test_pages_without_text_are_recognised_in_their_order(asked: list[int]) -> None:
    scan, page = Sheet(content=picture()), Sheet([(100, 200, "Điều 1. Phạm vi.")])
    stamped = replace(scan, content=picture() + shown("Bản sao", 100, 700))
    content = read(pdf(page, scan, page, scan, page, stamped))
    assert content.text.split("\n") == [
        "Điều 1. Phạm vi.",
        "Trang 2.",
        "Điều 1. Phạm vi.",
        "Trang 4.",
        "Điều 1. Phạm vi.",
        "Trang 6.",
    ]
    assert asked == [2, 4, 6]
    assert dict(content.notes) == {"recognised_text": "2, 6", "unread_pages": "4", "untrusted_layer": "6"}
    assert content.layout is not None
    assert content.layout.confidence_of(Span(17, 22)) == pytest.approx(0.9)


@pytest.mark.usefixtures("no_recognition")
def test_pages_without_text_are_told() -> None:
    scan, page = Sheet(content=picture()), Sheet([(100, 200, "Điều 1. Phạm vi")])
    content = read(pdf(scan, page, scan, scan))
    assert (content.text, content.notes) == ("Điều 1. Phạm vi", (Note("unread_pages", "1, 3-4"),))
    assert content.pages == (0, 0, 15, 15)


@pytest.mark.usefixtures("no_recognition")
def test_letters_without_characters_are_not_read() -> None:
    assert code_of(pdf(Sheet([(100, 200, "\ue001\ue002\ue003 \ue004\ue005 a")]))) == "no-ocr"


def test_annotations_that_are_shown_belong_to_the_text() -> None:
    annotations = (
        b"<</Type/Annot/Subtype/FreeText/Rect[100 500 300 520]/Contents(Da nhan)/F 4>>",
        b"<</Type/Annot/Subtype/Widget/FT/Tx/Rect[100 400 300 420]/V(So 15)/T(a)/F 4>>",
        b"<</Type/Annot/Subtype/FreeText/Rect[100 300 300 320]/Contents(An di)/F 2>>",
        b"<</Type/Annot/Subtype/Text/Rect[100 300 300 320]/Contents(Ghi chu)/F 4>>",
    )
    sheet = Sheet([(100, 200, "Điều 1.")], entries=b"/Annots[10 0 R 11 0 R 12 0 R 13 0 R]")
    assert read(pdf(sheet, more=annotations)).text.split("\n") == ["Điều 1.", "Da nhan", "So 15"]


def test_embedded_files_are_told() -> None:
    names = b"/Names<</EmbeddedFiles<</Names[(a.txt) 10 0 R]>>>>"
    data = pdf(Sheet([(100, 200, "Điều 1.")]), catalog=names, more=(b"<</Type/Filespec/F(a.txt)>>",))
    assert read(data).notes == (Note("embedded_files", "1"),)


def test_only_a_password_for_opening_keeps_a_file_closed() -> None:
    sheet = Sheet([(100, 200, "Điều 1. Phạm vi")])
    assert read(locked(sheet, b"")).text == "Điều 1. Phạm vi"
    assert code_of(locked(sheet, b"mat khau")) == "encrypted"


def test_damaged_files_are_mended_or_told() -> None:
    data = pdf(Sheet([(100, 200, "Điều 1. Phạm vi")]))
    moved = data.replace(b"startxref\n", b"startxref\n1")
    assert read(moved).text == read(b"\r\n" + data).text == "Điều 1. Phạm vi"
    for broken in (b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 20, data[:60], pdf()):
        assert code_of(broken) == "damaged"


def test_the_mark_may_stand_within_the_first_kilobyte() -> None:
    assert PdfReader().recognises(b"x" * 1000 + b"%PDF-1.4")
    assert not PdfReader().recognises(b"x" * 1100 + b"%PDF-1.4")


def test_each_page_begins_the_time_limit_anew() -> None:
    steps: list[None] = []
    sheet = Sheet([(100, 200, "Điều 1.")])
    read(pdf(sheet, sheet, sheet), replace(Settings(), step=lambda: steps.append(None)))
    assert len(steps) == 3


def test_a_page_of_too_many_characters_is_cut_and_told() -> None:
    rows = [shown("abcdefghi " * 500, 10, 10 + n / 2, 0.1) for n in range(60)]
    content = read(pdf(Sheet(content=b"".join(rows))))
    assert content.notes == (Note("unread_pages", "1"),)


@pytest.mark.usefixtures("no_recognition")
def test_a_page_of_too_many_stretches_of_text_is_told_and_not_read() -> None:
    many = b"".join(shown("a", 50, 100 + n / 100) for n in range(15_100))
    content = read(pdf(Sheet([(100, 200, "Điều 1.")]), Sheet(content=many)))
    assert content.text == "Điều 1."
    assert dict(content.notes) == {"untrusted_layer": "2", "unread_pages": "2"}


def test_rules_that_meet_no_other_are_no_table() -> None:
    level = [(50.0, 100.0 + n, 500.0, 100.0 + n) for n in range(0, 300, 20)]
    upright = [(520.0 + n, 100.0, 520.0 + n, 400.0) for n in range(0, 40, 10)]
    assert lines(Sheet([(100, 200, "Điều 1.")], level + upright)) == ["Điều 1."]


def test_drawings_of_many_lines_are_no_table() -> None:
    rules = [(10.0 + 5 * (n % 100), 10.0 + n // 100, 14.0 + 5 * (n % 100), 10.0 + n // 100) for n in range(30_000)]
    assert lines(Sheet([(100, 200, "Điều 1.")], rules)) == ["Điều 1."]


@pytest.mark.shared
def test_a_real_file_keeps_its_paragraphs(shared: Path) -> None:
    content = read((shared / "formats" / "quydinh294.pdf").read_bytes())
    text = content.text.split("\n")
    assert text[:6] == [
        "BAN CHẤP HÀNH TRUNG ƯƠNG",
        "*",
        "Số 294-QĐ/TW",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "---------------",
        "Hà Nội, ngày 26 tháng 5 năm 2025",
    ]
    assert text[-3:] == ["T/M BAN CHẤP HÀNH TRUNG ƯƠNG", "TỔNG BÍ THƯ", "Tô Lâm"]
    assert (len(content.pages), content.notes) == (35, ())
