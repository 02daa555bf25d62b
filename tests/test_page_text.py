"""From words with places to text: columns, paragraphs, tables, footnotes and what stands beside the document.

A page is drawn with letters 6 points wide in lines 14 points high, from the upper left corner of its text.
"""

from __future__ import annotations

import random
import re

import pytest
from cost import seconds

from graphbuild.model import PageSize, Span
from graphbuild.readers.pages.page import Page
from graphbuild.readers.pages.page_text import PageText, text_of
from graphbuild.readers.pages.words import Rule, Word

A4 = PageSize(595, 842)


def page(drawn: str, top: float = 150, rules: tuple[Rule, ...] = ()) -> Page:
    """Return a page as it is drawn; an empty line is as high as any other."""
    drawn_lines = enumerate(drawn.strip("\n").split("\n"))
    return Page(A4, [word for row, line in drawn_lines for word in placed(line, top + 14 * row)], rules)


def placed(line: str, top: float) -> list[Word]:
    """Return the words of a line as it is drawn."""
    return [
        Word(match[0], 72 + 6 * match.start(), top, 72 + 6 * match.end(), top + 12)
        for match in re.finditer(r"\S+", line)
    ]


def lines(*pages: Page) -> list[str]:
    return text_of(pages).text.split("\n")


TITLE = (
    "QUYẾT ĐỊNH",
    "VỀ VIỆC CÔNG BỐ THỦ TỤC HÀNH CHÍNH ĐƯỢC SỬA ĐỔI, BỔ SUNG VÀ BAN HÀNH TRONG",
    "LĨNH VỰC XUẤT NHẬP KHẨU CỦA BỘ CÔNG THƯƠNG",
)
ISSUED = (
    "(Ban hành kèm theo Quyết định số 15/QĐ-BCT ngày 18 tháng 11 năm 2025 của Bộ",
    "trưởng Bộ Công Thương)",
)
HEADING = ("Mục 3. KIỂM TRA VIỆC CHẤP HÀNH PHÁP LUẬT CỦA CƠ QUAN NHÀ NƯỚC VỀ GIÁ, THẨM", "ĐỊNH GIÁ")
FULL = "một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám chín"


@pytest.mark.parametrize(
    ("drawn", "text"),
    [
        pytest.param(
            """
  UBND TỈNH A              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
  SỞ NỘI VỤ                    Độc lập - Tự do - Hạnh phúc

 Số: 15/KH-SNV               Hà Nội, ngày 5 tháng 6 năm 2024
""",
            [
                "UBND TỈNH A",
                "SỞ NỘI VỤ",
                "Số: 15/KH-SNV",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "Hà Nội, ngày 5 tháng 6 năm 2024",
            ],
            id="letterhead",
        ),
        pytest.param(
            """
Nơi nhận:                               TM. BAN THƯỜNG VỤ
- Các huyện ủy, thành ủy,                    BÍ THƯ
- Lưu Văn phòng.


                                          Nguyễn Văn A
""",
            [
                "Nơi nhận:",
                "- Các huyện ủy, thành ủy,",
                "- Lưu Văn phòng.",
                "TM. BAN THƯỜNG VỤ",
                "BÍ THƯ",
                "Nguyễn Văn A",
            ],
            id="foot",
        ),
        pytest.param(
            f"""
     các cấp ủy   tổ   chức thực hiện nghị quyết   này   bằng   chương   trình
cụ   thể,   báo   cáo ban thường vụ trước ngày mười lăm tháng sáu hằng năm   và
chịu trách nhiệm.
{FULL}
""",
            [
                "các cấp ủy tổ chức thực hiện nghị quyết này bằng chương trình cụ thể, báo cáo ban thường vụ trước "
                "ngày mười lăm tháng sáu hằng năm và chịu trách nhiệm.",
                FULL,
            ],
            id="justified lines are no columns",
        ),
        pytest.param(
            """
Công báo in hai cột, mỗi cột      Cột bên phải đọc ngay sau đó
một nửa trang; dòng nào cũng      khi cột bên trái đã đọc hết
đầy đến mép của cột bên trái      và đoạn này tiếp tục cho đến
rồi xuống dòng cho đến hết.       khi hết cột.
""",
            [
                "Công báo in hai cột, mỗi cột một nửa trang; dòng nào cũng đầy đến mép của cột bên trái rồi xuống dòng "
                "cho đến hết.",
                "Cột bên phải đọc ngay sau đó khi cột bên trái đã đọc hết và đoạn này tiếp tục cho đến khi hết cột.",
            ],
            id="two columns",
        ),
        pytest.param(
            f"""
                                  CHỈ THỊ
                          về công tác dân vận của
                            chính quyền các cấp
{FULL.capitalize()}
""",
            ["CHỈ THỊ", "về công tác dân vận của chính quyền các cấp", FULL.capitalize()],
            id="centred lines",
        ),
        pytest.param(
            f"""
{FULL}
{FULL[:-1]}:
- mục một của danh sách này
- mục hai
1. Điểm thứ nhất
{FULL[:-4]}theo
Điều 28 của Luật này.
""",
            [
                f"{FULL} {FULL[:-1]}:",
                "- mục một của danh sách này",
                "- mục hai",
                "1. Điểm thứ nhất",
                f"{FULL[:-4]}theo Điều 28 của Luật này.",
            ],
            id="items",
        ),
        pytest.param(
            f"""
     {FULL}
{FULL} một
     {FULL}.
     {FULL}
""",
            [f"{FULL} {FULL} một", f"{FULL}.", FULL],
            id="indents",
        ),
        pytest.param(
            """
         ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
          TỈNH QUẢNG TRỊ              Độc lập - Tự do - Hạnh phúc
            -------                        ---------------
Số: 15/QĐ-UBND                  Quảng Trị, ngày 5 tháng 6 năm 2024
""",
            [
                "ỦY BAN NHÂN DÂN",
                "TỈNH QUẢNG TRỊ",
                "-------",
                "Số: 15/QĐ-UBND",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "---------------",
                "Quảng Trị, ngày 5 tháng 6 năm 2024",
            ],
            id="issuer on two lines",
        ),
        pytest.param(
            """
Nơi nhận:                                   KT. CHỦ TỊCH
- Như Điều 3;                               PHÓ CHỦ TỊCH
- Lưu: VT.

                                            Nguyễn V. An
""",
            ["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn V. An"],
            id="post of who signs",
        ),
        pytest.param(
            "\n".join(
                [
                    *(line.center(len(FULL)) for line in (*TITLE, FULL.capitalize())),
                    FULL[:-10],
                    *(line.center(len(FULL)) for line in (*ISSUED, *HEADING, FULL.capitalize())),
                ]
            ),
            [
                TITLE[0],
                " ".join(TITLE[1:]),
                f"{FULL.capitalize()} {FULL[:-10]}",
                " ".join(ISSUED),
                " ".join(HEADING),
                FULL.capitalize(),
            ],
            id="headings of two lines",
        ),
        pytest.param(f"{FULL} số 05/\nCT-TTg ngày mai", [f"{FULL} số 05/CT-TTg ngày mai"], id="cut number"),
    ],
)
def test_order_and_paragraphs(drawn: str, text: list[str]) -> None:
    assert lines(page(drawn)) == text


FOOT = """
Nơi nhận:                               KT. CHỦ TỊCH
- Như Điều 3;                           PHÓ CHỦ TỊCH
"""
RECIPIENTS = ["Nơi nhận:", "- Như Điều 3;", "- Vụ Pháp chế;", "- Lưu: VT."]
POSTS = ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]


@pytest.mark.parametrize(
    ("following", "text"),
    [
        ("- Vụ Pháp chế;\n- Lưu: VT.                           Lê Văn An", [*RECIPIENTS, *POSTS, "Lê Văn An"]),
        ("- Vụ Pháp chế;\n- Lưu: VT.\n\n\n           PHỤ LỤC", [*RECIPIENTS, *POSTS, "PHỤ LỤC"]),
        (
            "                              PHỤ LỤC\n\n- Vụ Pháp chế;",
            [*RECIPIENTS[:2], *POSTS, "PHỤ LỤC", RECIPIENTS[2]],
        ),
        (
            "SỞ Y TẾ                         CỘNG HÒA\n-----                           --------\nSố: 1",
            [*RECIPIENTS[:2], *POSTS, "SỞ Y TẾ", "-----", "Số: 1", "CỘNG HÒA", "--------"],
        ),
    ],
    ids=["both go on", "recipients go on", "an annex follows", "another document follows"],
)
def test_the_recipients_are_read_to_their_end_before_who_signed_beside_them(following: str, text: list[str]) -> None:
    assert lines(page(FOOT, top=760), page(following, top=60)) == text


def test_columns_whose_lines_stand_at_other_heights() -> None:
    left = page("Nơi nhận:\n- Tỉnh ủy,\n- Lưu.", 300)
    right = Page(A4, [word._replace(x0=word.x0 + 250, x1=word.x1 + 250) for word in page("TM. BAN\nBÍ THƯ", 307).words])
    both = Page(A4, [*left.words, *right.words])
    assert lines(both) == ["Nơi nhận:", "- Tỉnh ủy,", "- Lưu.", "TM. BAN", "BÍ THƯ"]


def test_skewed_lines_of_a_scan_stay_lines() -> None:
    straight = page(f"{FULL}\n{FULL}\n{FULL}")
    skewed = [word._replace(y0=word.y0 + word.x0 / 60, y1=word.y1 + word.x0 / 60) for word in straight.words]
    assert lines(Page(A4, skewed)) == [f"{FULL} {FULL} {FULL}"]


def test_a_letterhead_of_two_lines_in_large_letters_has_columns() -> None:
    heads = ["BỘ 98 116", "CÔNG 120 159", "THƯƠNG 163 222", "CỘNG 246 284", "HOÀ 288 318", "XÃ 321 340", "HỘI 343 369"]
    words = [Word(text, float(x0), 67, float(x1), 84) for text, x0, x1 in map(str.split, heads)]
    words += [Word("Số:", 85, 113, 101, 127), Word("/TT-BCT", 144, 113, 224, 127)]
    words += [Word("Hà", 279, 113, 293, 127), Word("Nội", 299, 113, 319, 127)]
    assert lines(Page(A4, words)) == ["BỘ CÔNG THƯƠNG", "Số: /TT-BCT", "CỘNG HOÀ XÃ HỘI", "Hà Nội"]


def test_what_recognition_takes_for_words_is_left_out() -> None:
    text = [Word("chữ", x, y, x + 20, y + 12, 0.95) for y in range(200, 340, 20) for x in range(90, 500, 24)]
    noise = [
        Word("`", 38, 45, 45, 57, 0.63),
        Word("GỔNG", 11, 119, 37, 131, 0.66),
        Word("ĐẾN", 17, 146, 45, 158, 0.66),
        Word("é", 308, 146, 311, 158, 0.64),
        Word("N", 436, 69, 437, 70, 0.92),
        Word("ố:", 100, 98, 108, 110, 0.68),
    ]
    head = [Word("Số:", 96, 98, 110, 110, 0.5), Word("299/QĐ-TTg", 140, 98, 215, 110, 0.88)]
    assert lines(Page(A4, [*noise, *head, *text]))[0] == "Số: 299/QĐ-TTg"
    assert {"`", "GỔNG"} <= set(lines(Page(A4, [word._replace(confidence=1) for word in noise + text])))


def test_any_boxes_are_safe() -> None:
    numbers = random.Random(1)
    places = (0.0, 0.0, -5.0, 40.0, 40.1, 52.0, 100.0, 300.0, 300.0, 594.0, 700.0)
    for _run in range(300):
        words = [
            Word("từ", x, y, x + numbers.choice((-3, 0, 0, 8, 300)), y + numbers.choice((-2, 0, 0.01, 12, 12, 200)))
            for x, y in ((numbers.choice(places), numbers.choice(places)) for _word in range(numbers.randint(1, 25)))
        ]
        rules = tuple(Rule(*(numbers.choice(places) for _side in range(4))) for _rule in range(numbers.randint(0, 6)))
        assert text_of([Page(A4, words, rules)]).text.count("từ") == len(words)


@pytest.mark.cost
@pytest.mark.parametrize("confidence", [1.0, 0.9], ids=["text", "scan"])
def test_words_half_over_each_other_cost_no_more_than_their_number(confidence: float) -> None:
    def cost(count: int) -> float:
        sheet = Page(A4, [Word("từ", 4.0 * at, 100, 4.0 * at + 6, 112, confidence) for at in range(count)])
        return min(seconds(lambda: text_of([sheet])) for _try in range(2))

    assert cost(16_000) < 8 * cost(4_000) + 0.05


def test_the_order_of_the_words_does_not_matter() -> None:
    given = page("Số: 15/KH-SNV               Hà Nội, ngày 5 tháng 6 năm 2024\n\n               KẾ HOẠCH")
    assert lines(Page(A4, given.words[::-1])) == lines(given)


def test_each_word_has_its_place() -> None:
    read = text_of([page("Chỉ thị số 05-CT/TW"), page("ngày mai")])
    assert [
        read.text[run.start : run.end] for run in read.layout.runs(Span(0, 99))
    ] == "Chỉ thị số 05-CT/TW ngày mai".split()
    assert [run.page for run in read.layout.runs(Span(0, 99))] == [1, 1, 1, 1, 2, 2]
    assert read.pages == (0, 20)


def test_pages_without_words_begin_where_the_next_does() -> None:
    assert text_of([Page(A4), page("Một."), Page(A4), Page(A4)]).pages == (0, 0, 4, 4)
    assert text_of([]) == PageText("", (), text_of([]).layout)


def test_a_note_whose_reference_is_unknown_follows_the_page() -> None:
    note = [
        Word("1", 72, 500, 76, 506, is_raised=True),
        Word("Xem", 80, 500, 98, 510),
        Word("sau.", 102, 500, 126, 510),
    ]
    first = page("Đoạn một.")
    assert lines(Page(A4, [*first.words, *note]), page("Đoạn hai.")) == ["Đoạn một.", "[1] Xem sau.", "Đoạn hai."]


@pytest.mark.parametrize(
    ("heads", "is_kept"),
    [
        (["Công báo số 12 ngày 5 tháng 6", "Công báo số 12 ngày 5 tháng 6", "Công báo số 12 ngày 5 tháng 6"], False),
        (["Công báo số 12   trang 7", "Công báo số 12   trang 8", "Công báo số 12   trang 9"], False),
        (["2    Công báo số 12", "3    Công báo số 12", "4    Công báo số 12"], False),
        (["3. Quyết định số 73/2000/QĐ-UB", "9. Quyết định số 60/2002/QĐ-UB", "12. Quyết định số 5/2005/QĐ-UB"], True),
        (["Xã Tân An 1", "Xã Tân An 4", "Xã Tân An 9"], True),
    ],
    ids=["date", "page last", "page first", "items", "names"],
)
def test_lines_alike_at_the_head_of_pages_are_text_unless_only_their_page_number_differs(
    heads: list[str], is_kept: bool
) -> None:
    bodies = ["một", "hai", "ba"]
    pages = [page(f"{head}\n\n\n\n{body}", top=50) for head, body in zip(heads, bodies, strict=True)]
    kept = [" ".join(head.split()) for head in heads]
    assert [line for line in lines(*pages) if line not in bodies] == (kept if is_kept else [])


@pytest.mark.parametrize("is_raised", [True, False])
def test_a_note_in_small_letters_is_one_if_its_number_is_referred_to(is_raised: bool) -> None:
    reference = Word("1", 132, 150, 136, 156, is_raised=is_raised)
    note = [Word("1", 72, 740, 76, 748), Word("Xem", 80, 740, 98, 748), Word("sau.", 102, 740, 126, 748)]
    text = page("Đoạn mười    này.\nĐoạn hai.\nĐoạn ba.").words
    notes = ["Đoạn mười[1] này.", "[1] Xem sau.", "Đoạn hai.", "Đoạn ba."]
    plain = ["Đoạn mười 1 này.", "Đoạn hai.", "Đoạn ba.", "1 Xem sau."]
    assert lines(Page(A4, [*text, reference, *note])) == (notes if is_raised else plain)


def test_a_frame_around_text_is_no_table() -> None:
    frame = (Rule(60, 140, 540, 140), Rule(60, 300, 540, 300), Rule(60, 140, 60, 300), Rule(540, 140, 540, 300))
    assert lines(page("Một.\n\nHai.", rules=frame)) == ["Một.", "Hai."]


def test_cells_of_two_columns_are_read_in_turn() -> None:
    rules = (*(Rule(60, y, 540, y) for y in (145, 180)), *(Rule(x, 145, x, 180) for x in (60, 300, 540)))
    drawn = "UBND TỈNH A                            CỘNG HÒA\nSỞ NỘI VỤ                              Độc lập"
    assert lines(page(drawn, rules=rules)) == ["UBND TỈNH A", "SỞ NỘI VỤ", "CỘNG HÒA", "Độc lập"]


def test_a_paragraph_begins_where_the_lines_are_a_little_further_apart() -> None:
    first = "Điều 17. Trách nhiệm của Báo và Phát thanh, truyền hình của tỉnh Bắc Ninh"
    drawn = [f"   {first}", f"   Triển khai {FULL[:-13]}", FULL, f"{FULL[:-1]}.", f"   {FULL[:-4]}", FULL]
    tops = [150.0, 167.0, 181.0, 195.0, 212.0, 226.0]
    words = [word for line, top in zip(drawn, tops, strict=True) for word in placed(line, top)]
    assert lines(Page(A4, words))[:2] == [first, f"Triển khai {FULL[:-13]} {FULL} {FULL[:-1]}."]


@pytest.mark.parametrize(
    ("head", "is_table"), [("STT   Tên thủ tục", True), ("Số    Tên thủ tục", False)], ids=["numbered", "other"]
)
def test_a_ruled_table_whose_head_counts_rows_is_data_however_small(head: str, is_table: bool) -> None:
    rules = (*(Rule(60, y, 540, y) for y in (145, 163, 177)), *(Rule(x, 145, x, 177) for x in (60, 100, 540)))
    drawn = f"{head}\n1     Cấp giấy phép"
    table = ["| STT | Tên thủ tục |", "| 1 | Cấp giấy phép |"]
    assert (lines(page(drawn, rules=rules)) == table) is is_table


@pytest.mark.parametrize(
    ("cell", "width", "text"),
    [
        (["37/2025/T", "T-BCT"], 9, "37/2025/TT-BCT"),
        (["73/2021/QH", "14"], 10, "73/2021/QH14"),
        (["05/02/202", "4"], 9, "05/02/2024"),
        (["Bướ", "c 1"], 3, "Bước 1"),
        (["Công chức", "xã"], 9, "Công chức xã"),
        (["Quyết", "định"], 5, "Quyết định"),
        (["15/KH", "UBND"], 12, "15/KH UBND"),
    ],
)
def test_a_word_cut_at_the_edge_of_a_narrow_cell_is_one(cell: list[str], width: int, text: str) -> None:
    columns, levels = (69, 75 + 6 * width, 300, 540), (145, 177, 191, 205)
    rules = (*(Rule(69, y, 540, y) for y in levels), *(Rule(x, 145, x, 205) for x in columns))
    drawn = "\n".join([f"{cell[0]:30}b{'':20}c", cell[1], f"1{'':29}2{'':20}3", f"4{'':29}5{'':20}6"])
    assert lines(page(drawn, rules=rules))[0] == f"| {text} | b | c |"


def test_a_bar_in_a_cell_is_no_edge() -> None:
    rules = (*(Rule(60, y, 540, y) for y in (145, 163, 177, 191)), *(Rule(x, 145, x, 191) for x in (60, 200, 300, 540)))
    drawn = "\n".join(f"{a:23}{b:23}{c}" for a, b, c in ("a|b c d".split(), "1 2 3".split(), "4 5 6".split()))
    assert lines(page(drawn, rules=rules))[0] == "| a\\|b | c | d |"
