"""What a text says of when a document, itself or another, enters into force and ends."""

from __future__ import annotations

import pytest

from graphbuild.extraction.reading import read
from graphbuild.model import Reading, Text

NAMES = {
    "QĐ": "QUYẾT ĐỊNH",
    "NQ": "NGHỊ QUYẾT",
    "TT": "THÔNG TƯ",
    "CT": "CHỈ THỊ",
    "BC": "BÁO CÁO",
    "KH": "KẾ HOẠCH",
}


def paper(body: str, kind: str = "QĐ", day: str = "ngày 12 tháng 3 năm 2024") -> Reading:
    """Return the reading of a paper of the Ủy ban nhân dân tỉnh Lâm Đồng with `body` after its first article."""
    number = f"41/2024/{kind}-UBND" if kind in ("QĐ", "NQ", "TT") else f"41/{kind}-UBND"
    return read(
        Text(
            f"ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\n\nSố: {number}\n\nLâm Đồng, {day}\n\n{NAMES[kind]}\n"
            f"Về quản lý nhà văn hóa thôn\n\nĐiều 1. Nhà văn hóa thôn mở cửa hằng ngày.\n{body}\n",
            "a.txt",
        )
    )


def said(reading: Reading) -> list[tuple[str, ...]]:
    """Return the statements as: about (own or the number), start or end, day or how it is counted."""
    found: list[tuple[str, ...]] = []
    for one in reading.force:
        about = reading.mentions[one.mention] if one.mention is not None else None
        when = one.day or {"issue": f"issue+{one.days}", "entry": "entry", "unclear": "unclear"}.get(one.basis, "?")
        found.append(((about.number or about.name) if about else "own", one.kind, when))
    return found


OWN = [
    ("Điều 2. Quyết định này có hiệu lực kể từ ngày ký.", "start", "issue+0"),
    ("Điều 2. Quyết định này có hiệu lực thi hành từ ngày ký.", "start", "issue+0"),
    ("Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký ban hành.", "start", "issue+0"),
    ("Điều 2. Quyết định này có hiệu lực kể từ ngày ban hành;", "start", "issue+0"),
    ("Điều 2. Quyết định này có hiệu lực thi hành kể ngày ký.", "start", "issue+0"),
    ("Điều 2. Quyết định có hiệu lực kể từ ngày ký.", "start", "issue+0"),
    ("Điều 2. Quyết\nđịnh này có hiệu\nlực thi hành kể từ ngày ký.", "start", "issue+0"),
    ("**Điều 2.** **Quyết định này** có hiệu lực kể từ ngày ký.", "start", "issue+0"),
    ("Điều 2. Quyết định này thi hành kể từ ngày ký.", "start", "issue+0"),
    ("Điều 2. Quyết định này được thực hiện từ ngày 01/4/2024.", "start", "2024-04-01"),
    ("Điều 2. Quyết định này có hiệu lực từ ngày 01 tháng 7 năm 2025.", "start", "2025-07-01"),
    ("Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 01/7/2025.", "start", "2025-07-01"),
    ("Điều 2. Quyết định này có hiệu lực thi hành kể từ 01-7-2025.", "start", "2025-07-01"),
    ("1. Quyết định này bắt đầu có hiệu lực từ 00 giờ 00 phút ngày 01/7/2025.", "start", "2025-07-01"),
    ("Điều 2. Quyết định này có hiệu lực vào ngày 15 tháng 8 năm 2024.", "start", "2024-08-15"),
    ("Điều 2. Quyết định này có hiệu lực từ tháng 7 năm 2025.", "start", "2025-07-01"),
    ("Điều 2. Quyết định này có hiệu lực sau 45 ngày kể từ ngày ký.", "start", "issue+45"),
    ("Điều 2. Quyết định này có hiệu lực thi hành sau 10 ngày, kể từ ngày ký ban hành.", "start", "issue+10"),
    ("Điều 2. Quyết định này có hiệu lực sau mười ngày kể từ ngày ký.", "start", "issue+10"),
    ("Điều 2. Quyết định này có hiệu lực sau 15 ngày kể từ ngày đăng Công báo.", "start", "unclear"),
    ("Điều 2. Quyết định này có hiệu lực từ ngày được thông qua.", "start", "issue+0"),
    ("Điều 2. Quyết định này có hiệu lực từ ngày 01/01/2026, trừ quy định tại khoản 2 Điều 1.", "start", "2026-01-01"),
    ("Điều 2. Từ ngày 01/01/2026, Quyết định này có hiệu lực.", "start", "2026-01-01"),
    ("Điều 2. Quyết định này có hiệu lực từ năm học 2025 - 2026.", "start", "unclear"),
    ("Điều 2. Quyết định này có hiệu lực từ ngày 31/02/2025.", "start", "unclear"),
    ("Điều 2. Quyết định này thay thế Quyết định số 7/2019/QĐ-UBND và có hiệu lực kể từ ngày ký.", "start", "issue+0"),
    (
        "Điều 2. Quyết định này thay thế Quyết định số 7/2019/QĐ-UBND ngày 04/3/2019 về nhà văn hóa, có hiệu lực từ "
        "ngày 01/7/2025.",
        "start",
        "2025-07-01",
    ),
    (
        "Điều 2. Quyết định này có hiệu lực từ ngày 20/3/2024 và thay thế Quyết định số 7/2019/QĐ-UBND.",
        "start",
        "2024-03-20",
    ),
    ("1. Quyết định này có hiệu lực kể từ ngày\n01 tháng\n7 năm 2025.", "start", "2025-07-01"),
    ("Điều 2. Quyết định này và Quy chế kèm theo có hiệu lực kể từ ngày ký.", "start", "issue+0"),
    ("Điều 2. Chánh Văn phòng chịu trách nhiệm thi hành Quyết định này kể từ ngày ký.", "start", "issue+0"),
    ("Điều 2. Quyết định này có hiệu lực sau 07 ngày làm việc kể từ ngày ký.", "start", "unclear"),
    ("Điều 2. Quyết định này hết hiệu lực kể từ ngày 01/01/2027.", "end", "2027-01-01"),
    ("Điều 2. Quyết định này có hiệu lực đến hết ngày 31/12/2025.", "end", "2026-01-01"),
    ("Điều 2. Quyết định này có hiệu lực đến ngày 31 tháng 12 năm 2025.", "end", "2026-01-01"),
    ("Điều 2. Quyết định này có hiệu lực đến trước ngày 01/7/2025.", "end", "2025-07-01"),
    ("Điều 2. Quyết định này được thực hiện đến hết năm 2025.", "end", "2026-01-01"),
]


@pytest.mark.parametrize(("body", "kind", "when"), OWN)
def test_a_document_says_when_it_has_force(body: str, kind: str, when: str) -> None:
    assert said(paper(body)) == [("own", kind, when)]


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        (
            "NQ",
            "Nghị quyết này có hiệu lực từ ngày 01/01/2025 đến hết ngày 31/12/2026.",
            [("own", "start", "2025-01-01"), ("own", "end", "2027-01-01")],
        ),
        (
            "NQ",
            "Nghị quyết này có hiệu lực từ ngày 01/8/2024 và được thực hiện đến hết năm 2026.",
            [("own", "start", "2024-08-01"), ("own", "end", "2027-01-01")],
        ),
        (
            "NQ",
            "Nghị quyết này đã được Hội đồng nhân dân tỉnh Lâm Đồng khóa X, kỳ họp thứ 17 thông qua ngày 10 tháng 3 "
            "năm 2024 và có hiệu lực từ ngày 20 tháng 3 năm 2024.",
            [("own", "start", "2024-03-20")],
        ),
        (
            "NQ",
            "Nghị quyết này có hiệu lực thi hành sau 10 ngày kể từ ngày Hội đồng nhân dân tỉnh thông qua.",
            [("own", "start", "issue+10")],
        ),
        (
            "NQ",
            "Nghị quyết có hiệu lực kể từ ngày ký ban hành và áp dụng từ ngày 01 tháng 01 năm 2026.",
            [("own", "start", "issue+0")],
        ),
        ("CT", "Chỉ thị này có hiệu lực kể từ ngày ký./.", [("own", "start", "issue+0")]),
        (
            "TT",
            "Thông tư này có hiệu lực kể từ ngày Luật Đất đai số 31/2024/QH15 có hiệu lực thi hành.",
            [("own", "start", "entry")],
        ),
    ],
)
def test_start_and_end_in_one_sentence(kind: str, body: str, expected: list[tuple[str, ...]]) -> None:
    assert said(paper(body, kind)) == expected


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        (
            "TT",
            "Thông tư số 35/2018/TT-BTNMT ngày 28/12/2018 của Bộ trưởng Bộ Tài nguyên và Môi trường quy định về đất "
            "hết hiệu lực kể từ ngày Thông tư này có hiệu lực thi hành.",
            [("35/2018/TT-BTNMT", "end", "entry")],
        ),
        (
            "QĐ",
            "2. Kể từ ngày 01/7/2025, Quyết định số 7/2019/QĐ-UBND hết hiệu lực thi hành.",
            [("07/2019/QĐ-UBND", "end", "2025-07-01")],
        ),
        (
            "BC",
            "Nghị định số 15/2020/NĐ-CP ngày 03/02/2020 đã hết hiệu lực từ ngày 01/01/2024.",
            [("15/2020/NĐ-CP", "end", "2024-01-01")],
        ),
        (
            "BC",
            "Nghị định số 15/2020/NĐ-CP ngày 03/02/2020 của Chính phủ có hiệu lực từ ngày 15/4/2020.",
            [("15/2020/NĐ-CP", "start", "2020-04-15")],
        ),
        (
            "BC",
            "Các xã thực hiện Nghị định số 15/2020/NĐ-CP ngày 03/02/2020 của Chính phủ, có hiệu lực từ ngày 15/4/2020.",
            [("15/2020/NĐ-CP", "start", "2020-04-15")],
        ),
        (
            "BC",
            "[2] Thông tư số 25/2025/TT-BCT ngày 13/4/2025 sửa đổi, bổ sung một số điều của Thông tư số "
            "09/2025/TT-BCT, có hiệu lực kể từ ngày 13 tháng 5 năm 2025.",
            [("25/2025/TT-BCT", "start", "2025-05-13")],
        ),
        (
            "BC",
            "2. Quyết định số 38/2025/QĐ-TTg ngày 13/10/2025 sửa đổi Quy chế kèm theo Quyết định số 25/2016/QĐ-TTg, "
            "được sửa đổi tại Quyết định số 29/2019/QĐ-TTg, có hiệu lực từ ngày 01/12/2025.",
            [("38/2025/QĐ-TTg", "start", "2025-12-01")],
        ),
        (
            "BC",
            "Khoản này được bổ sung theo quy định tại Điều 1 của Thông tư số 25/2025/TT-BCT quy định giá điện; nội "
            "dung hợp đồng mua bán điện, có hiệu lực từ ngày 13 tháng 5 năm 2025.",
            [("25/2025/TT-BCT", "start", "2025-05-13")],
        ),
        (
            "QĐ",
            "Quyết định số\n11/2022/QĐ-UBND ngày 03 tháng 6 năm 2022 về lưới điện hết hiệu lực kể từ ngày Quyết định "
            "này có hiệu lực thi hành.",
            [("11/2022/QĐ-UBND", "end", "entry")],
        ),
    ],
)
def test_the_force_of_another_document(kind: str, body: str, expected: list[tuple[str, ...]]) -> None:
    assert said(paper(body, kind)) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Nâng cao hiệu lực, hiệu quả quản lý nhà nước từ ngày 01/7/2025.",
        "Hợp đồng thuê nhà có hiệu lực từ ngày 01/7/2025.",
        "Giấy phép hết hiệu lực kể từ ngày 01/7/2025 thì phải cấp lại.",
        "Chữ ký số, hóa đơn điện tử có hiệu lực kể từ ngày ký.",
        "Người bị kết án mà bản án đã có hiệu lực pháp luật.",
        "Các giấy chứng nhận còn hiệu lực thì tiếp tục sử dụng đến hết ngày 31/12/2025.",
        "Hồ sơ nộp trước ngày Quyết định này có hiệu lực thì thực hiện theo quy định cũ.",
        "Trong 30 ngày kể từ ngày Quyết định này có hiệu lực thi hành, các xã phải báo cáo.",
        "Báo cáo trong 15 ngày kể từ ngày Nghị định số 255/2025/NĐ-CP có hiệu lực thi hành.",
        "Khoản 3 Điều 5 của Quyết định này có hiệu lực từ ngày 01/01/2026.",
        "Quyết định này có hiệu lực đến khi có quyết định thay thế.",
        "Báo cáo được lập theo mẫu của Quyết định này kể từ ngày 01/01/2026.",
        "Hiệp định thương mại tự do có hiệu lực từ ngày 01/8/2020.",
        "Quyết định xử phạt có hiệu lực kể từ ngày ký.",
        "Quy định tại Điều 4 Quyết định này được áp dụng từ ngày 01/01/2026.",
        "Nội quy này có hiệu lực từ ngày.... /.... /20....",
        "Trong thời hạn 12 tháng kể từ ngày quyết định bổ nhiệm có hiệu lực.",
        "Khi Nghị định số 15/2020/NĐ-CP hết hiệu lực thì các xã thực hiện theo văn bản mới.",
        "Sửa đổi Điều 9 như sau: “Điều 9. Quyết định này có hiệu lực từ ngày 01/7/2019.”.",
        "Sửa đổi Điều 9 như sau:\n“Điều 9. Hiệu lực\nQuyết định này có hiệu lực từ ngày 01/7/2019.\nCác xã thi hành.”",
        'Sửa đổi Điều 9 như sau: "Điều 9. Quyết định này có hiệu lực từ ngày 01/7/2019."',
        "Lao động có hợp đồng theo Nghị định số 15/2020/NĐ-CP hết hiệu lực từ ngày 01/7/2025 thì ký lại.",
    ],
)
def test_no_statement_about_the_force_of_a_document(body: str) -> None:
    assert said(paper(body)) == []


def test_a_consolidated_text_repeats_when_the_act_that_it_consolidates_enters_into_force() -> None:
    text = (
        "BỘ CÔNG THƯƠNG\n\nSố: 57/VBHN-BCT\n\nHà Nội, ngày 26 tháng 11 năm 2025\n\nTHÔNG TƯ\nQuy định giá điện\n\n"
        "Thông tư số 9/2025/TT-BCT ngày 01 tháng 02 năm 2025 của Bộ trưởng Bộ Công Thương quy định khung giá điện, có "
        "hiệu lực từ ngày 15 tháng 02 năm 2025, được sửa đổi, bổ sung bởi:\n\nThông tư số 25/2025/TT-BCT ngày "
        "13/4/2025, có hiệu lực từ ngày 13/5/2025.\n\nĐiều 15. Thông tư này có hiệu lực từ ngày 15 tháng 02 năm 2025.\n"
    )
    assert said(read(Text(text, "a.txt"))) == [
        ("09/2025/TT-BCT", "start", "2025-02-15"),
        ("25/2025/TT-BCT", "start", "2025-05-13"),
    ]


def test_the_sentence_is_kept_in_the_file_s_own_characters() -> None:
    reading = paper("**Điều 2.** Quyết\nđịnh này **có hiệu\nlực** từ ngày 01/7/2025. Sở Văn hóa thi hành.")
    (one,) = reading.force
    assert one.span.of(reading.text.content) == "có hiệu\nlực** từ ngày 01/7/2025"
    assert one.sentence.of(reading.text.content).endswith("từ ngày 01/7/2025.")
