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
