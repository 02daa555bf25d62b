"""What the head of a document says of it, in the forms of Party and state papers, copies and press articles."""

from __future__ import annotations

import pytest

from graphbuild.extraction.reading import read
from graphbuild.model import BodyName, Letterhead, Text


def head(text: str) -> Letterhead:
    return read(Text(text, "a.txt")).letterhead


BODY = "Căn cứ tình hình thực tế, các chi bộ làm ngay mấy việc đã bàn."

PARTY = f"""ĐẢNG BỘ TỈNH THANH HÓA
HUYỆN ỦY NÔNG CỐNG
*
Số 87-KH/HU

ĐẢNG CỘNG SẢN VIỆT NAM

Nông Cống, ngày 05 tháng 6 năm 2024

KẾ HOẠCH
sửa chữa nhà văn hóa các thôn
-----
{BODY}
"""

COLUMNS = f"""HUYỆN ỦY NÔNG CỐNG          ĐẢNG CỘNG SẢN VIỆT NAM
     Số 87-KH/HU            Nông Cống, ngày 05 tháng 6 năm 2024

KẾ HOẠCH
sửa chữa nhà văn hóa các thôn

{BODY}
"""

MARKDOWN = f"""| **HUYỆN ỦY NÔNG CỐNG** | **ĐẢNG CỘNG SẢN VIỆT NAM** |
|---|---|
| Số 87 - KH/HU | *Nông Cống, ngày 05 tháng 6 năm 2024* |

# KẾ HOẠCH

**sửa chữa nhà văn hóa các thôn**

{BODY}
"""

STATE = f"""ỦY BAN NHÂN DÂN
HUYỆN NÔNG CỐNG
Số: 1520/QĐ-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nông Cống, ngày 05 tháng 6 năm 2024

QUYẾT ĐỊNH
Về việc lập tổ giúp việc sửa nhà văn hóa

CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN

{BODY}
"""


@pytest.mark.parametrize("text", [PARTY, COLUMNS, MARKDOWN], ids=["lines", "columns", "Markdown"])
def test_a_party_paper_in_every_layout(text: str) -> None:
    read_head = head(text)
    assert (read_head.type, read_head.number) == ("KH", "87-KH/HU")
    assert (read_head.date, read_head.date_source, read_head.place) == ("2024-06-05", "printed", "Nông Cống")
    assert read_head.issuer == BodyName("Huyện ủy", "", "district", "Nông Cống")
    assert read_head.title == "KẾ HOẠCH sửa chữa nhà văn hóa các thôn"


def test_a_state_paper() -> None:
    read_head = head(STATE)
    assert (read_head.type, read_head.number, read_head.date) == ("QĐ", "1520/QĐ-UBND", "2024-06-05")
    assert read_head.issuer is not None
    assert (read_head.issuer.seat, read_head.issuer.place) == ("Ủy ban nhân dân", "Nông Cống")


def paper(issuer: str, number: str, kind: str, opening: str = BODY) -> str:
    return f"{issuer}\n{number}\nTân Hiệp, ngày 05 tháng 6 năm 2024\n\n{kind}\nvề việc nhà văn hóa\n\n{opening}\n"


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Số 87-KH/HU", "87-KH/HU"),
        ("Số: 87-KH/HU", "87-KH/HU"),
        ("Số 87 - KH/HU", "87-KH/HU"),
        ("SỐ 87–KH/HU", "87-KH/HU"),
        ("Số  7-KH/HU", "07-KH/HU"),
        ("**Số 87-KH/HU**", "87-KH/HU"),
        ("Số: 87/KH-UBND", "87/KH-UBND"),
        ("Số:     /KH-MTTQ-BTT", None),
        ("Số       -KH/HU", None),
        ("Số ... -KH/HU", None),
    ],
)
def test_numbers(printed: str, number: str | None) -> None:
    read_head = head(paper("HUYỆN ỦY NÔNG CỐNG", printed, "KẾ HOẠCH"))
    assert (read_head.type, read_head.number) == ("KH", number)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("NGHỊ QUYẾT", "NQ"),
        ("CHỈ THỊ", "CT"),
        ("KẾT LUẬN", "KL"),
        ("QUY ĐỊNH", "QĐ"),
        ("QUYẾT ĐỊNH", "QĐ"),
        ("QUY CHẾ", "QC"),
        ("THÔNG TRI", "TTri"),
        ("HƯỚNG DẪN", "HD"),
        ("THÔNG BÁO", "TB"),
        ("BÁO CÁO", "BC"),
        ("KẾ HOẠCH", "KH"),
        ("CHƯƠNG TRÌNH", "CTr"),
        ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "CTr"),
        ("ĐỀ ÁN", "ĐA"),
        ("TỜ TRÌNH", "TTr"),
        ("BIÊN BẢN", "BB"),
        ("THÔNG BÁO KẾT LUẬN", "TB"),
        ("# KẾ HOẠCH", "KH"),
        ("**KẾ HOẠCH**", "KH"),
    ],
)
def test_types(kind: str, code: str) -> None:
    assert head(paper("HUYỆN ỦY NÔNG CỐNG", "", kind)).type == code


@pytest.mark.parametrize(
    ("line", "day", "place"),
    [
        ("Tân Hiệp, ngày 05 tháng 6 năm 2024", "2024-06-05", "Tân Hiệp"),
        ("Hà Nội, ngày 5 tháng 06 năm 2024", "2024-06-05", "Hà Nội"),
        ("TP. Hồ Chí Minh, ngày 05 tháng 6 năm 2024", "2024-06-05", "TP. Hồ Chí Minh"),
        ("*Tân Hiệp, ngày 05 tháng 6 năm 2024*", "2024-06-05", "Tân Hiệp"),
        ("Tân Hiệp, Ngày 05 Tháng 6 Năm 2024", "2024-06-05", "Tân Hiệp"),
        ("Tân Hiệp, ngày      tháng 6 năm 2024", None, "Tân Hiệp"),
        ("Tân Hiệp, ngày … tháng … năm 2024", None, "Tân Hiệp"),
        ("Tân Hiệp, ngày ..... tháng 6 năm 2024", None, "Tân Hiệp"),
    ],
)
def test_the_date_line(line: str, day: str | None, place: str) -> None:
    text = f"HUYỆN ỦY NÔNG CỐNG\nSố 87-KH/HU\n{line}\n\nKẾ HOẠCH\nsửa nhà\n\n{BODY}"
    read_head = head(text)
    assert (read_head.date, read_head.place, read_head.date_source) == (day, place, "printed")


@pytest.mark.parametrize(
    ("letterhead", "opening", "issuer"),
    [
        ("HUYỆN ỦY NÔNG CỐNG", BODY, BodyName("Huyện ủy", "", "district", "Nông Cống")),
        (
            "HUYỆN ỦY NÔNG CỐNG\nBAN TỔ CHỨC",
            BODY,
            BodyName("Huyện ủy", "Ban Tổ chức", "district", "Nông Cống"),
        ),
        (
            "TỈNH ỦY CÀ MAU\nỦY BAN KIỂM TRA",
            BODY,
            BodyName("Tỉnh ủy", "Ủy ban Kiểm tra", "province", "Cà Mau"),
        ),
        (
            "ĐẢNG BỘ HUYỆN NÔNG CỐNG\nĐẢNG ỦY XÃ TRUNG CHÍNH",
            BODY,
            BodyName("Đảng ủy xã", "", "commune", "Trung Chính"),
        ),
        pytest.param(
            "BAN CHẤP HÀNH TRUNG ƯƠNG\nVĂN PHÒNG",
            BODY,
            BodyName("Văn phòng Trung ương Đảng", "", "central"),
        ),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TỔ CHỨC", BODY, BodyName("Ban Tổ chức Trung ương", "", "central")),
        (
            "HUYỆN ỦY NÔNG CỐNG",
            "Căn cứ thực tế.\nBan Thường vụ Huyện ủy ban hành kế hoạch như sau:\n1. Sửa nhà.",
            BodyName("Huyện ủy", "Ban Thường vụ", "district", "Nông Cống"),
        ),
        (
            "BAN CHẤP HÀNH TRUNG ƯƠNG",
            "Căn cứ thực tế.\nBan Bí thư yêu cầu các cấp ủy mấy việc sau:\n1. Sửa nhà.",
            BodyName("Ban Bí thư", "", "central"),
        ),
    ],
)
def test_issuers(letterhead: str, opening: str, issuer: BodyName) -> None:
    assert head(paper(letterhead, "", "KẾ HOẠCH", opening)).issuer == issuer


def test_a_conclusion_has_the_day_of_the_meeting_that_it_concludes() -> None:
    text = (
        "THÔNG BÁO\nKẾT LUẬN CỦA BAN THƯỜNG VỤ HUYỆN ỦY\n\n"
        "Thực hiện Chương trình công tác năm 2025, ngày 13/01/2025, Ban Thường vụ Huyện ủy tổ chức Hội nghị tổng kết.\n"
        "Ban Thường vụ Huyện ủy kết luận:\n1. Việc làm tốt."
    )
    read_head = head(text)
    assert (read_head.type, read_head.date, read_head.date_source) == ("TB", "2025-01-13", "meeting")
    assert [mention.date for mention in read(Text(text, "a.txt")).mentions if mention.date] == []


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("Huyện ủy Nông Cống tổ chức Hội nghị lần thứ 5 vào ngày 11/10/2021 để đánh giá tình hình.", "2021-10-11"),
        ("Ban Thường vụ Huyện ủy đã họp phiên thường kỳ ngày 05 tháng 6 năm 2024.", "2024-06-05"),
        ("Tại phiên họp ngày 28/02/2025, sau khi nghe Ban Tổ chức báo cáo, Huyện ủy có ý kiến.", "2025-02-28"),
        ("Huyện ủy Nông Cống thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016.", None),
    ],
)
def test_the_day_of_the_meeting_that_a_conclusion_tells(opening: str, day: str | None) -> None:
    read_head = head(f"KẾT LUẬN\nHỘI NGHỊ HUYỆN ỦY LẦN THỨ 5\n\n{opening}\nHuyện ủy kết luận:\n1. Việc làm tốt.")
    assert read_head.date == day


@pytest.mark.parametrize(
    ("text", "kind", "day", "organ"),
    [
        (
            "THÔNG BÁO\nthể thức thi\n(Ban hành kèm theo Kế hoạch số 76-KH/HU\nngày 22/9/2024 của Ban Thường vụ "
            "Huyện ủy Nông Cống)\n",
            "TB",
            "2024-09-22",
            "Ban Thường vụ",
        ),
        (
            "PHỤ LỤC II\nDANH MỤC VIỆC\n(Kèm theo Chương trình tại Nghị quyết số  /NQ-HU ngày 01 tháng 01 năm 2025 "
            "của Huyện ủy Nông Cống)\n",
            "NQ",
            "2025-01-01",
            "",
        ),
    ],
)
def test_an_annex_alone_has_day_and_issuer_of_the_document_it_is_issued_with(
    text: str, kind: str, day: str, organ: str
) -> None:
    read_head = head(f"{text}\nĐiều 1. Nạo vét sông.\nĐiều 2. Trực đê.\n")
    assert (read_head.type, read_head.number, read_head.date) == (kind, None, day)
    assert read_head.issuer == BodyName("Huyện ủy", organ, "district", "Nông Cống")


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Thứ Hai, 26/7/2021 | 08:15", "2021-07-26"),
        ("08:15 26/07/2021", "2021-07-26"),
        ("08:15, ngày 26/7/2021", "2021-07-26"),
        ("26/07/2021 08:15", "2021-07-26"),
        ("26-7-2021 - 08h15", "2021-07-26"),
        ("Chủ nhật, ngày 25/7/2021", "2021-07-25"),
    ],
)
def test_a_press_article_has_the_day_of_its_time_stamp(stamp: str, day: str) -> None:
    read_head = head(f"Nhà văn hóa thôn có áo mới\n{stamp}\nHuyện ủy Nông Cống vừa sửa xong ba nhà văn hóa.")
    assert (read_head.type, read_head.date, read_head.date_source) == ("BAO", day, "article")
    assert read_head.issuer is None
    assert read_head.title == "Nhà văn hóa thôn có áo mới"


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("# Nghị quyết số 57-NQ/TW\n\nChuyển đổi số là đột phá.", "NQ", "57-NQ/TW"),
        ("Chỉ thị 05-CT/TW\nTheo tinh thần chung, các nơi học tập.", "CT", "05-CT/TW"),
    ],
)
def test_a_copy_headed_by_its_name_only(text: str, kind: str, number: str) -> None:
    read_head = head(text)
    assert (read_head.type, read_head.number) == (kind, number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "Chỉ một câu không đầu không cuối.",
        "Theo Chỉ thị 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị, chi bộ đã họp ngày 05/6/2024.",
        "Cơn bão số 3 đổ bộ ngày 07/9/2024, gây thiệt hại nặng.",
    ],
)
def test_a_text_that_says_nothing_of_itself(text: str) -> None:
    read_head = head(text)
    assert (read_head.type, read_head.number, read_head.date, read_head.issuer) == (None, None, None, None)


def test_a_title_ends_before_the_paragraph_that_follows_a_blank_line() -> None:
    text = "HUYỆN ỦY NÔNG CỐNG\nSố 87-KH/HU\n\nKẾ HOẠCH\nsửa nhà văn hóa\n\nCác chi bộ đã họp bàn và thống nhất cao."
    assert head(text).title == "KẾ HOẠCH sửa nhà văn hóa"


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        ("UBND TỈNH THANH HÓA\nSỞ NỘI VỤ", BodyName("Sở Nội vụ", "", "province", "Thanh Hóa")),
        ("UBND TP. HỒ CHÍ MINH\nSỞ TÀI CHÍNH", BodyName("Sở Tài chính", "", "province", "Hồ Chí Minh")),
        ("BỘ CÔNG AN\nCÔNG AN TỈNH THANH HÓA", BodyName("Công an", "", "province", "Thanh Hóa")),
        ("ĐẢNG BỘ TỈNH BẾN TRE\nTHÀNH ỦY", BodyName("Thành ủy", "", "district")),
        ("THÀNH ỦY TP. HỒ CHÍ MINH", BodyName("Thành ủy", "", "province", "Hồ Chí Minh")),
        # bodies that no list names, under those that stand over them
        ("BỘ Y TẾ\nCỤC QUẢN LÝ DƯỢC", BodyName("Cục quản lý dược", "", "central")),
        ("SỞ Y TẾ THANH HÓA\nBỆNH VIỆN ĐA KHOA", BodyName("Bệnh viện đa khoa", "", "province", "Thanh Hóa")),
        ("UBND HUYỆN NÔNG CỐNG\nTRƯỜNG THCS MINH KHÔI", BodyName("Trường THCS Minh Khôi", "", "district", "Nông Cống")),
        (
            "ỦY BAN BẦU CỬ XÃ YÊN ĐỊNH\nTIỂU BAN HẬU CẦN",
            BodyName("Tiểu ban hậu cần Ủy ban bầu cử xã Yên Định", "", "commune", "Yên Định"),
        ),
        ("BAN CHỈ ĐẠO NHÀ\nNƯỚC VỀ ĐÊ ĐIỀU", BodyName("Ban chỉ đạo nhà nước về đê điều")),
        ("TỔNG CÔNG TY ĐIỆN LỰC MIỀN BẮC", BodyName("Tổng công ty điện lực miền bắc")),
        # the Party inside an office
        ("HUYỆN ỦY NÔNG CỐNG\nĐẢNG ỦY CÔNG AN HUYỆN", BodyName("Đảng ủy công an huyện", "", "district", "Nông Cống")),
        ("ĐẢNG ỦY SỞ Y TẾ", BodyName("Đảng ủy sở y tế")),
        ("HUYỆN ỦY NÔNG CỐNG\nBAN TỔ CHỨC", BodyName("Huyện ủy", "Ban Tổ chức", "district", "Nông Cống")),
    ],
)
def test_who_issues_when_one_body_stands_over_another(lines: str, issuer: BodyName) -> None:
    body = f"{BODY} Trường THCS Minh Khôi làm tốt."
    text = f"{lines}\nSố: 12/KH-X\nNơi đây, ngày 05 tháng 6 năm 2024\n\nKẾ HOẠCH\nsửa nhà\n\n{body}\n"
    assert head(text).issuer == issuer


def test_a_paper_without_day_does_not_take_that_of_the_one_it_replaces() -> None:
    text = (
        "UBND HUYỆN NÔNG CỐNG\nSố: 05/QĐ-UBND\n\nQUYẾT ĐỊNH\nvề quy chế\n\nĐiều 1. Ban hành quy chế.\n"
        "Điều 2. Quyết định này thay thế Quyết định số 05/QĐ-UBND ngày 03/01/2022 của UBND huyện Nông Cống.\n"
    )
    reading = read(Text(text, "a.txt"))
    assert reading.letterhead.date is None
    (replaced,) = [mention for mention in reading.mentions if mention.number]
    assert (replaced.kind, replaced.relation, replaced.date) == ("numbered", "replaces", "2022-01-03")


def exploded(
    issuer: str, number: str, day: str, kind: str, rest: str = "*Căn cứ Luật Đê điều số 79/2006/QH11;*"
) -> str:
    """Return a document as crawlers leave it: each cell of its letterhead on lines of its own between lone bars."""
    motto = "**CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM**\nĐộc lập - Tự do - Hạnh phúc\n---------------"
    return f"|\n{issuer}\n-------\n|\n{motto}\n|\n|\n{number}\n|\n{day}\n|\n\n\n{kind}\n\n{rest}\n"


DAY = "*Nam Định, ngày 07\ntháng 3 năm 2025*"


@pytest.mark.parametrize(
    ("printed", "seat", "place"),
    [
        ("**ỦY BAN NHÂN\nDÂN**\nTỈNH NAM ĐỊNH", "Ủy ban nhân dân", "Nam Định"),
        ("**ỦY\nBAN NHÂN DÂN**\n**TỈNH NAM\nĐỊNH**", "Ủy ban nhân dân", "Nam Định"),
        ("**ỦY BAN NHÂN DÂN\n**\nTHÀNH PHỐ ĐÀ\nNẴNG", "Ủy ban nhân dân", "Đà Nẵng"),
        ("**HỘI ĐỒNG\nNHÂN DÂN**\nTHÀNH PHỐ CẦN THƠ", "Hội đồng nhân dân", "Cần Thơ"),
        ("**HỘI ĐỒNG NHÂN DÂN TỈNH\nNAM ĐỊNH**", "Hội đồng nhân dân", "Nam Định"),
        ("**BỘ\nCÔNG THƯƠNG**", "Bộ Công Thương", ""),
        ("**BỘ NÔNG NGHIỆP\nVÀ **\nMÔI TRƯỜNG", "Bộ Nông nghiệp và Môi trường", ""),
        ("**THỦ TƯỚNG\nCHÍNH PHỦ**", "Thủ tướng Chính phủ", ""),
        ("**VĂN PHÒNG CHÍNH\nPHỦ**", "Văn phòng Chính phủ", ""),
        ("**BỘ TÀI CHÍNH**\n**CỤC HẢI QUAN**\n", "Cục Hải quan", ""),
        ("**BỘ XÂY DỰNG**\n**CỤC ĐƯỜNG THỦY\nNỘI ĐỊA**\n", "Cục đường thủy nội địa", ""),
    ],
)
def test_a_letterhead_that_a_crawler_broke(printed: str, seat: str, place: str) -> None:
    read_head = head(exploded(printed, "Số: 18/QĐ-X", DAY, "**QUYẾT ĐỊNH**\n\nVỀ ĐÊ ĐIỀU"))
    assert read_head.issuer is not None
    assert (read_head.issuer.seat, read_head.issuer.place) == (seat, place)
    assert (read_head.type, read_head.date, read_head.title) == ("QĐ", "2025-03-07", "QUYẾT ĐỊNH VỀ ĐÊ ĐIỀU")


@pytest.mark.parametrize(
    "motto",
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        "CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do -\nHạnh phúc",
        "CỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập\n- Tự do - Hạnh phúc",
        "CỘNG\nHÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM\nĐỘC LẬP - TỰ DO - HẠNH PHÚC",
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập – Tự do – Hạnh phúc\n_______________",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập Tự do Hạnh phúc\n*",
    ],
)
def test_the_motto_is_no_part_of_the_issuer(motto: str) -> None:
    text = (
        f"SỞ XÂY DỰNG\nTỈNH NAM ĐỊNH\n{motto}\nSố: 21/KH-SXD\nNam Định, ngày 07 tháng 3 năm 2025\n\nKẾ HOẠCH\nnạo vét\n"
    )
    assert head(text).issuer == BodyName("Sở Xây dựng", "", "province", "Nam Định")
    below = f"{motto}\n\nSỞ XÂY DỰNG TỈNH NAM ĐỊNH\nSố: 21/KH-SXD\n\nKẾ HOẠCH\nnạo vét\n"
    assert head(below).issuer == BodyName("Sở Xây dựng", "", "province", "Nam Định")


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Số:\n18/2025/QĐ-UBND", "18/2025/QĐ-UBND"),
        ("Số\n18/2025/QĐ-UBND", "18/2025/QĐ-UBND"),
        ("Số: 18/2025/\nQĐ-UBND", "18/2025/QĐ-UBND"),
        ("**Số:**\n**18/QĐ-UBND**", "18/QĐ-UBND"),
        ("Nghị quyết số: 18/2025/NQ-HĐND", "18/2025/NQ-HĐND"),
        ("Luật số: 18/2025/QH15", "18/2025/QH15"),
        ("LUẬT SỐ: 18/2025/QH15", "18/2025/QH15"),
        ("Số 18-CTr/TU", "18-CTr/TU"),
    ],
)
def test_a_number_that_stands_below_its_word_or_after_a_type(printed: str, number: str) -> None:
    text = exploded("**ỦY BAN NHÂN DÂN**\nTỈNH NAM ĐỊNH", printed, DAY, "**QUYẾT ĐỊNH**\n\nVỀ ĐÊ ĐIỀU")
    reading = read(Text(text, "a.md"))
    assert reading.letterhead.number == number
    assert not [mention for mention in reading.mentions if mention.number == number]


@pytest.mark.parametrize(
    ("line", "day", "place"),
    [
        ("*Nam Định, ngày 07\ntháng 3 năm 2025*", "2025-03-07", "Nam Định"),
        ("*Nam Định, ngày\n07 tháng 3 năm 2025*", "2025-03-07", "Nam Định"),
        ("*Nam\nĐịnh, ngày 07 tháng 3 năm 2025*", "2025-03-07", "Nam Định"),
        ("*Thành phố Hồ\nChí Minh, ngày 07 tháng 3 năm 2025*", "2025-03-07", "Thành phố Hồ Chí Minh"),
        ("*Nam Định, ngày 07 tháng\n3 năm 2025*", "2025-03-07", "Nam Định"),
        ("*Nam Định,\nngày 07 tháng 3 năm 2025*", "2025-03-07", "Nam Định"),
        ("*Nam Định, ngày 07 tháng 3 năm\n2025*", "2025-03-07", "Nam Định"),
        ("*Nam Định, ngày     tháng\n3 năm 2025*", None, "Nam Định"),
    ],
)
def test_a_date_line_broken_over_lines(line: str, day: str | None, place: str) -> None:
    read_head = head(exploded("**SỞ Y TẾ**\nTỈNH NAM ĐỊNH", "Số: 18/HD-SYT", line, "**HƯỚNG DẪN**\n\nVỀ TIÊM"))
    assert (read_head.date, read_head.place, read_head.date_source) == (day, place, "printed")


def test_the_place_in_the_date_line_of_a_central_body_is_none_of_its_own() -> None:
    text = exploded("**BỘ XÂY DỰNG**", "Số: 18/TT-BXD", "*Hà Nội, ngày 07\ntháng 3 năm 2025*", "**THÔNG TƯ**\n\nVỀ ĐÊ")
    assert (head(text).date, head(text).place) == ("2025-03-07", None)


@pytest.mark.parametrize(
    ("number", "rest", "kind"),
    [
        ("Số: 318/CT-QLN", "*V/v hóa đơn.*\n\nKính gửi: Thuế tỉnh A.", "CV"),
        ("Số: 318/TTr-HC", "V/v kho bãi\n\nKính gửi: Sở Tài chính.", "CV"),
        ("Số: 318/SYT-NVY", "V/v thuốc\n\nKính gửi: các bệnh viện.", "CV"),
        ("Số: 318-CV/TU", "Kính gửi: các huyện ủy.", "CV"),
        ("Số: 318/TT", "**CHỈ THỊ**\n\nVỀ KHO BÃI\n\nCác phòng làm ngay.", "CT"),
        ("Số: 318/2025/TT-BXD", "*Căn cứ Luật Đê điều số 79/2006/QH11;*", "TT"),
        ("Số: 318-TT/TU", "Thường vụ giao các ban làm ngay.", "TTri"),
        ("Số: 318/VBHN-BXD", "**THÔNG TƯ**\n\nVỀ KHO BÃI\n\nThông tư số 09/2025/TT-BXD có hiệu lực.", "VBHN"),
        ("Số: 318/NQ-HĐND", "**NGHỊ\nQUYẾT**\n\nQUY ĐỊNH MỨC CHI\n\n*Căn cứ Luật Đê điều số 79/2006/QH11;*", "NQ"),
        ("Số: 318/QĐ-SXD", "Căn cứ Luật Đê điều số 79/2006/QH11;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Nạo vét.", "QĐ"),
    ],
)
def test_the_type_is_that_of_its_line_or_of_a_letter_before_that_of_the_symbol(
    number: str, rest: str, kind: str
) -> None:
    assert head(exploded("**SỞ XÂY DỰNG**\nTỈNH NAM ĐỊNH", number, DAY, "", rest)).type == kind


@pytest.mark.parametrize(
    "table",
    [
        # exploded by a crawler, as a Markdown row of labels, of labels and values, and as lines
        "|\n#\n**Số hiệu:**\n|\n318/QĐ-BXD\n|\n|\n**Loại văn bản:**\n|\nQuyết định\n|\n**Nơi ban hành:**\n|\n"
        "Bộ Xây dựng\n|\n|\n**Người ký:**\n|\nLê Văn Tám\n|\n**Ngày ban hành:**\n|\n07/03/2025\n|\n",
        "| Số hiệu | Loại văn bản | Ngày ban hành | Cơ quan ban hành | Người ký |\n|---|---|---|---|---|\n"
        "| 318/QĐ-BXD | Quyết định | 07/03/2025 | Bộ Xây dựng | Lê Văn Tám |\n",
        "| Số ký hiệu | 318/QĐ-BXD | Ngày ban hành | 07/03/2025 |\n|---|---|---|---|\n"
        "| Loại văn bản | Quyết định | Ngày có hiệu lực | 10/03/2025 |\n"
        "| Cơ quan ban hành | Bộ Xây dựng | Người ký | Lê Văn Tám |\n",
        "Số hiệu: 318/QĐ-BXD\nLoại văn bản: Quyết định\nCơ quan ban hành: Bộ Xây dựng\nNgày ban hành: "
        "07/03/2025\nNgười ký: Lê Văn Tám\n",
    ],
    ids=["exploded", "row of labels", "labels and values", "lines"],
)
def test_a_table_of_metadata_says_what_the_letterhead_does_not(table: str) -> None:
    read_head = head(f"{table}\nĐiều 1. Nạo vét các sông.\n")
    assert (read_head.type, read_head.number, read_head.date) == ("QĐ", "318/QĐ-BXD", "2025-03-07")
    assert read_head.issuer == BodyName("Bộ Xây dựng", "", "central")
    assert read_head.signer_name == "Lê Văn Tám"


@pytest.mark.parametrize(
    ("closing", "day", "seat"),
    [
        (
            "Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, kỳ họp thứ 9 thông qua ngày "
            "27 tháng 6 năm 2025.",
            "2025-06-27",
            "Quốc hội",
        ),
        (
            "Pháp lệnh này được Ủy ban Thường vụ Quốc hội khóa XV thông qua ngày 08/9/2024.",
            "2024-09-08",
            "Ủy ban Thường vụ Quốc hội",
        ),
        (
            "Nghị quyết này đã được Hội đồng nhân dân tỉnh Nam Định khóa XIX, kỳ họp thứ 5 thông qua ngày 07 tháng 3 "
            "năm 2025 và có hiệu lực từ ngày 17 tháng 3 năm 2025.",
            "2025-03-07",
            "Hội đồng nhân dân",
        ),
    ],
)
def test_the_closing_sentence_tells_day_and_body_where_no_letterhead_does(closing: str, day: str, seat: str) -> None:
    read_head = head(f"**NGHỊ QUYẾT**\n\nVề nạo vét sông\n\nĐiều 1. Nạo vét.\n\n*{closing}*\n")
    assert (read_head.date, read_head.date_source) == (day, "printed")
    assert read_head.issuer is not None
    assert read_head.issuer.seat == seat


@pytest.mark.parametrize(
    ("below", "seat"),
    [
        ("**BỘ TRƯỞNG BỘ XÂY DỰNG**\n\n*Căn cứ Luật Đê điều số 79/2006/QH11;*", "Bộ Xây dựng"),
        ("**CHÍNH PHỦ**\n\n*Căn cứ Luật Đê điều số 79/2006/QH11;*", "Chính phủ"),
        ("**QUỐC HỘI**\n\n*Căn cứ Hiến pháp;*", "Quốc hội"),
        ("*Căn cứ Luật Đê điều;*\n\n*Bộ trưởng Bộ Xây dựng ban hành Thông tư quy định về đê.*", "Bộ Xây dựng"),
        ("*Căn cứ Luật Đê điều;*\n\nThủ tướng Chính phủ ban hành Quyết định quy định về đê.", "Thủ tướng Chính phủ"),
        ("*Căn cứ Luật Đê điều;*\n\n*Chính phủ ban hành Nghị định quy định về đê điều.*", "Chính phủ"),
    ],
)
def test_the_issuer_below_the_title_or_in_the_enacting_sentence(below: str, seat: str) -> None:
    text = f"**QUYẾT ĐỊNH**\n\n**Về đề nghị của Bộ Tài chính**\n\n{below}\n\n**Điều 1.** Nạo vét.\n"
    issuer = head(text).issuer
    assert issuer is not None
    assert issuer.seat == seat


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            "KẾ HOẠCH\nThực hiện Nghị quyết số 57-NQ/TW về chuyển đổi số\n\nCăn cứ tình hình thực tế.",
            "KẾ HOẠCH Thực hiện Nghị quyết số 57-NQ/TW về chuyển đổi số",
        ),
        (
            "**KẾ HOẠCH**\n\nNẠO VÉT SÔNG,\nĐẮP ĐÊ VÀ TRỒNG CÂY\nVEN BIỂN\n\n**Kính gửi:** Bộ Xây dựng",
            "KẾ HOẠCH NẠO VÉT SÔNG, ĐẮP ĐÊ VÀ TRỒNG CÂY VEN BIỂN",
        ),
        (
            "KẾ HOẠCH\nvề việc nạo vét\n\nThực hiện Chỉ thị số 05-CT/TW, Huyện ủy ban hành kế hoạch như sau:",
            "KẾ HOẠCH về việc nạo vét",
        ),
        (
            "QUYẾT ĐỊNH\nVề nạo vét sông của\n\nUBND tỉnh\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\nCăn cứ Luật Đê điều;",
            "QUYẾT ĐỊNH Về nạo vét sông của UBND tỉnh",
        ),
        ("QUYẾT ĐỊNH\nVề nạo vét sông\nBỘ TRƯỞNG BỘ XÂY DỰNG\nCăn cứ Luật Đê điều;", "QUYẾT ĐỊNH Về nạo vét sông"),
        ("CHỈ THỊ\n\nThời gian qua, sông cạn. Các nơi cần\nnạo vét ngay.\n\n1. Làm ngay.", "CHỈ THỊ"),
        ("KẾ HOẠCH\nNạo vét sông\n(Kèm theo Quyết định số 5/QĐ-UBND)\n\nI. MỤC ĐÍCH\n", "KẾ HOẠCH Nạo vét sông"),
        ("LUẬTĐÊ ĐIỀU, THỦY LỢI\n\nĐÊ ĐIỀU, THỦY LỢI\n\nCăn cứ Hiến pháp;", "LUẬT ĐÊ ĐIỀU, THỦY LỢI"),
        ("Quy định chế độ trực đê\n\nCăn cứ Luật Đê điều;\n\nĐiều 1. Trực đê.", "Quy định chế độ trực đê"),
        ("KẾ HOẠCH\nNạo vét sông\n\nI. MỤC ĐÍCH, YÊU CẦU\n1. Nạo vét.", "KẾ HOẠCH Nạo vét sông"),
    ],
)
def test_a_title_ends_where_it_ends(lines: str, title: str) -> None:
    assert head(f"HUYỆN ỦY NÔNG CỐNG\nSố 87-KH/HU\n\n{lines}").title == title


MENU = "Trang chủ\nGiới thiệu\nTin tức - Sự kiện\nTHÔNG BÁO\nVăn bản pháp luật\nLiên hệ\nĐăng nhập\nChia sẻ\n" * 6


def test_a_document_amid_the_menus_of_a_site() -> None:
    text = f"{MENU}UBND TỈNH NAM ĐỊNH\nSỞ XÂY DỰNG\nSố: 21/KH-SXD\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    read_head = head(f"{text}Nam Định, ngày 07 tháng 3 năm 2025\n\nKẾ HOẠCH\nNạo vét sông\n\nCăn cứ thực tế.\n")
    assert (read_head.type, read_head.number, read_head.date) == ("KH", "21/KH-SXD", "2025-03-07")
    assert read_head.issuer == BodyName("Sở Xây dựng", "", "province", "Nam Định")
    assert read_head.title == "KẾ HOẠCH Nạo vét sông"


def test_the_title_of_a_law_above_its_number_is_no_issuer() -> None:
    closing = "Luật này được Quốc hội khóa XV, kỳ họp thứ 9 thông qua ngày 27 tháng 6 năm 2025."
    read_head = head(f"LUẬT\nPHÒNG THỦ RỪNG\n\nLuật số: 91/2025/QH15\n\nĐiều 1. Phạm vi\nVề rừng.\n\n{closing}\n")
    assert (read_head.number, read_head.date, read_head.title) == ("91/2025/QH15", "2025-06-27", "LUẬT PHÒNG THỦ RỪNG")
    assert read_head.issuer == BodyName("Quốc hội", level="central", term="XV")


def test_a_number_may_stand_below_a_blank_line() -> None:
    text = "SỞ NỘI VỤ\nSố:\n\n204/BC-SNV\nThanh Hóa, ngày 07 tháng 5 năm 2025\n\nBÁO CÁO\nTình hình chợ\n\nChợ đông.\n"
    assert head(text).number == "204/BC-SNV"


@pytest.mark.parametrize(
    ("title", "number", "day", "seat", "subject"),
    [
        (
            "THÔNG TƯ\nCỦA BỘ Y TẾ SỐ 07/2010/TT-BYT\nNGÀY 14 THÁNG 01 NĂM 2010\nQUY ĐỊNH VỀ TỦ THUỐC",
            *("07/2010/TT-BYT", "2010-01-14", "Bộ Y tế", "THÔNG TƯ QUY ĐỊNH VỀ TỦ THUỐC"),
        ),
        (
            "NGHỊ ĐỊNH CỦA CHÍNH PHỦ SỐ 120/2007/NĐ-CP, NGÀY 23/7/2007\nHƯỚNG DẪN LUẬT THANH NIÊN",
            *("120/2007/NĐ-CP", "2007-07-23", "Chính phủ", "NGHỊ ĐỊNH HƯỚNG DẪN LUẬT THANH NIÊN"),
        ),
        (
            "QUYẾT ĐỊNH\nSỐ 12/2009/QĐ-UBND NGÀY 05 THÁNG 3 NĂM 2009 CỦA ỦY BAN NHÂN DÂN TỈNH CÀ MAU\nVỀ PHÍ CHỢ",
            *("12/2009/QĐ-UBND", "2009-03-05", "Ủy ban nhân dân"),
            "QUYẾT ĐỊNH CỦA ỦY BAN NHÂN DÂN TỈNH CÀ MAU VỀ PHÍ CHỢ",
        ),
        (
            "SẮC LỆNH\nCỦA CHỦ TỊCH CHÍNH PHỦ\nSỐ 31 NGÀY 13 THÁNG 9 NĂM 1945",
            *(None, "1945-09-13", "Chính phủ", "SẮC LỆNH CỦA CHỦ TỊCH CHÍNH PHỦ SỐ 31 NGÀY 13 THÁNG 9 NĂM 1945"),
        ),
        # The number of another document is none of its own.
        (
            "KẾ HOẠCH\nCỦA BỘ Y TẾ THỰC HIỆN NGHỊ QUYẾT SỐ 20-NQ/TW NGÀY 25 THÁNG 10 NĂM 2017",
            *(None, None, "Bộ Y tế"),
            "KẾ HOẠCH CỦA BỘ Y TẾ THỰC HIỆN NGHỊ QUYẾT SỐ 20-NQ/TW NGÀY 25 THÁNG 10 NĂM 2017",
        ),
        (
            "THÔNG TƯ\nSỬA ĐỔI THÔNG TƯ SỐ 07/2010/TT-BYT NGÀY 14 THÁNG 01 NĂM 2010 CỦA BỘ Y TẾ",
            *(None, None, "Bộ Y tế"),
            "THÔNG TƯ SỬA ĐỔI THÔNG TƯ SỐ 07/2010/TT-BYT NGÀY 14 THÁNG 01 NĂM 2010 CỦA BỘ Y TẾ",
        ),
    ],
)
def test_a_title_that_names_its_document(
    title: str, number: str | None, day: str | None, seat: str, subject: str
) -> None:
    read_head = head(f"{title}\n{BODY}\n")
    assert (read_head.number, read_head.date, read_head.title) == (number, day, subject)
    assert read_head.issuer is not None
    assert read_head.issuer.seat == seat
