"""Shortened later mentions: found where one document can be meant, and nowhere else."""

from __future__ import annotations

import pytest

from graphbuild.extraction.reading import read
from graphbuild.model import Mention, Text

PLAN = "KẾ HOẠCH\nlàm đường\n\n"


def anaphora(text: str) -> list[Mention]:
    return [mention for mention in read(Text(text, "a.txt")).mentions if mention.kind == "anaphor"]


# Each row: the text of a plan, and for each shortened mention its characters and the number, else the name, that it
# stands for.
FOUND = [
    # pointing back
    ("Theo Chỉ thị số 12-CT/HU về đường; làm đúng Chỉ thị trên.", [("Chỉ thị trên", "12-CT/HU")]),
    ("Nghị quyết số 05-NQ/HU và Nghị quyết 06-NQ/HU; Nghị quyết đó nêu rõ.", [("Nghị quyết đó", "06-NQ/HU")]),
    ("Theo Nghị định số 30/2020/NĐ-CP. Mẫu ở Nghị định nêu trên.", [("Nghị định nêu trên", "30/2020/NĐ-CP")]),
    ("Theo Công văn số 41-CV/HU. Việc đã hẹn ở Công văn nói trên.", [("Công văn nói trên", "41-CV/HU")]),
    ("Luật Giá số 16/2023/QH15 đã rõ; khoản 2 Điều 5 của Luật đó nêu.", [("Luật đó", "16/2023/QH15")]),
    ("Thực hiện Luật Thú y; chuồng trại theo mẫu mà Luật đã nêu.", [("Luật đã nêu", "Thú y")]),
    ("Theo Luật Thú y, chủ nuôi tiêm phòng; luật đó nêu rõ liều.", [("luật đó", "Thú y")]),
    ("Thực hiện Luật Thú y. Tuyên truyền Luật này ở xóm.", [("Luật này", "Thú y")]),
    ("Theo Quy chế làm việc của Ban Chấp hành Đảng bộ huyện; Quy chế này còn mới.", [("Quy chế này", "làm việc")]),
    ("Theo Chỉ thị số 12-CT/HU; chỉ thị này đã cũ.", [("chỉ thị này", "12-CT/HU")]),
    ("Quyết định số 12-QĐ/HU đã gửi. Sở gửi lại Quyết định kể trên.", [("Quyết định kể trên", "12-QĐ/HU")]),
    # the only one of its type so far
    ("Theo Nghị quyết số 05-NQ/HU. Chi bộ thực hiện Nghị quyết tại xóm.", [("Nghị quyết", "05-NQ/HU")]),
    ("Theo Nghị quyết số 05-NQ/HU. Kinh phí thực hiện Nghị quyết do huyện lo.", [("Nghị quyết", "05-NQ/HU")]),
    ("Theo Chỉ thị số 12-CT/HU. Nêu cao tinh thần Chỉ thị, các xóm góp sức.", [("Chỉ thị", "12-CT/HU")]),
    ("Theo Luật Thú y. Tổ chức thi hành Luật và các văn bản hướng dẫn.", [("Luật", "Thú y")]),
    ("Theo Luật Thú y. Kể từ ngày Luật có hiệu lực, xã làm theo.", [("Luật", "Thú y")]),
    ("Theo Nghị định số 30/2020/NĐ-CP. Phổ biến Nghị định đến các xóm.", [("Nghị định", "30/2020/NĐ-CP")]),
    ("Theo Thông tư số 05/2024/TT-BNV. Biểu mẫu theo Thông tư.", [("Thông tư", "05/2024/TT-BNV")]),
    ("Theo Kết luận số 51-KL/TW. Quán triệt Kết luận đến chi bộ.", [("Kết luận", "51-KL/TW")]),
    ("Theo Quyết định số 12-QĐ/HU. Thực hiện Quyết định, xã lập tổ.", [("Quyết định", "12-QĐ/HU")]),
    ("Theo Đề án “Chợ quê sạch”. Các xóm thực hiện Đề án hằng năm.", [("Đề án", "Chợ quê sạch")]),
    ("Theo Chiến lược dân số đến năm 2030. Mục tiêu của Chiến lược đã rõ.", [("Chiến lược", "dân số đến năm 2030")]),
    ("Nghị quyết 05-NQ/HU đã ban hành. Nghị quyết có hiệu lực ngay.", [("Nghị quyết", "05-NQ/HU")]),
    (
        "Theo Chỉ thị số 12-CT/TTg của Thủ tướng Chính phủ; học Chỉ thị của Thủ tướng Chính phủ.",
        [("Chỉ thị của Thủ tướng Chính phủ", "12/CT-TTg")],
    ),
    # the law in general and a version of it are one; the law that amends it is another
    (
        "Luật Thú y số 79/2015/QH13 đã rõ. Theo Luật Thú y, chủ nuôi lo. Xã phổ biến Luật tại chợ.",
        [("Luật", "Thú y")],
    ),
    # in the title of another document
    ("Theo Công văn 87-CV/HU về Chỉ thị số 34-CT/TU. Chi bộ thực hiện Chỉ thị tại xóm.", [("Chỉ thị", "34-CT/TU")]),
    # short names
    (
        "Quy định số 377-QĐ/TW (sau đây gọi là Quy định 377) có hiệu lực. Quy định 377 áp dụng ở xã.",
        [("Quy định 377", "377-QĐ/TW"), ("Quy định 377", "377-QĐ/TW")],
    ),
    (
        "Nghị quyết số 05-NQ/HU về chợ (gọi tắt là Nghị quyết chợ quê). Làm theo Nghị quyết chợ quê.",
        [("Nghị quyết chợ quê", "05-NQ/HU"), ("Nghị quyết chợ quê", "05-NQ/HU")],
    ),
    (
        "Đề án “Chợ quê sạch” (sau đây gọi tắt là Đề án). Xã lập tổ Đề án, quản lý Đề án: thu, chi; các Đề án dừng.",
        [("Đề án", "Chợ quê sạch"), ("Đề án", "Chợ quê sạch"), ("Đề án", "Chợ quê sạch")],
    ),
    (
        "Chương trình mục tiêu quốc gia giảm nghèo bền vững (Chương trình MTQG) đã có; vốn của Chương trình MTQG.",
        [("Chương trình MTQG", "mục tiêu quốc gia giảm nghèo bền vững")] * 2,
    ),
    # a bare number after the full one
    ("Theo Chỉ thị số 45-CT/TW, ngày 14/4/2025; Chỉ thị số 45 nêu hai việc.", [("Chỉ thị số 45", "45-CT/TW")]),
    (
        "Theo Nghị quyết số 57-NQ/TW. Tinh thần Nghị quyết 57 và Nghị quyết đã rõ.",
        [("Nghị quyết 57", "57-NQ/TW"), ("Nghị quyết", "57-NQ/TW")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(text: str, expected: list[tuple[str, str]]) -> None:
    content = PLAN + text
    found = [(mention.span.of(content), mention.number or mention.name) for mention in anaphora(content)]
    assert found == expected


NONE = {
    "two possible": "Theo Nghị quyết số 05-NQ/HU và Nghị quyết số 06-NQ/HU. Chi bộ thực hiện Nghị quyết tại xóm.",
    "two versions of a law": "Luật Đất đai năm 2013 và Luật Đất đai năm 2024. Phổ biến Luật tại xóm.",
    "none": "Chi bộ thực hiện Nghị quyết tại xóm.",
    "plural": "Theo Nghị quyết số 05-NQ/HU. Các Nghị quyết trên đều hay.",
    "plural in a list": "Theo Nghị định số 30/2020/NĐ-CP. Triển khai các Luật, Nghị định, Thông tư có liên quan.",
    "another one": "Theo Nghị quyết số 05-NQ/HU. Huyện ủy ban hành Nghị quyết về chợ.",
    "of another body": "Theo Nghị quyết số 05-NQ/HU. Thực hiện Nghị quyết của Hội đồng nhân dân tỉnh.",
    "planned": "Theo Đề án “Chợ quê sạch”. Các xã xây dựng Đề án, trình Đề án và có Đề án trong quý.",
    "a draft": "Theo Luật Thú y. Góp ý dự thảo Luật tại hội nghị.",
    "a product in a table": "Theo Quyết định số 12-QĐ/HU.\n| Thành lập tổ | Quyết định | Quý I |",
    "a verb": "Theo Quyết định số 12-QĐ/HU. Huyện ủy Quyết định khen thưởng.\nQuyết định kỷ luật sau.",
    "a lead-in": "Theo Kết luận số 51-KL/TW. Ban Thường vụ Huyện ủy Kết luận:\n1. Việc tốt.",
    "small letters": "Theo Nghị quyết số 05-NQ/HU. Chi bộ thực hiện nghị quyết; theo quy định trên.",
    "a heading": "Theo Nghị quyết số 05-NQ/HU.\nII. TỔ CHỨC THỰC HIỆN NGHỊ QUYẾT\n1. Họp.",
    "other words": "Theo Luật Thú y. Luật sư, pháp luật này, kỷ luật đó và Luật gia trong xã.",
    "before it": "Thực hiện Nghị quyết tại xóm. Nay có Nghị quyết số 05-NQ/HU.",
    "a body's short name": "Theo Quyết định số 12-QĐ/HU (sau đây gọi tắt là Tổ công tác). Tổ công tác họp.",
    "a treaty": "Theo Nghị định số 30/2020/NĐ-CP. Chi bộ thực hiện Nghị định thư.",
    "forms and copies": "Theo Quyết định số 12-QĐ/HU. Nộp bản sao Quyết định, ký Quyết định và gửi Quyết định.",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_nothing_where_nobody_can_tell(text: str) -> None:
    assert anaphora(PLAN + text) == []


def test_the_short_name_means_what_it_was_given_to_and_not_what_is_nearest() -> None:
    text = PLAN + (
        "Quy định số 41-QĐ/TU (sau đây gọi tắt là Quy định). Quy định số 42-QĐ/TU bãi bỏ. Thực hiện Quy định ở xã."
    )
    assert {mention.number for mention in anaphora(text)} == {"41-QĐ/TU"}


def test_a_full_number_is_no_shortened_mention() -> None:
    text = PLAN + "Theo Chỉ thị số 12-CT/HU. Chỉ thị số 12-CT/HU nêu hai việc."
    assert anaphora(text) == []


def test_a_bare_word_is_the_document_that_the_title_names() -> None:
    text = (
        "HUYỆN ỦY TÂN HIỆP\nSố 41-KH/HU\nTân Hiệp, ngày 12 tháng 3 năm 2024\n\nKẾ HOẠCH\nthi hành Luật Thú y\n\n"
        "Kinh phí theo Luật Ngân sách nhà nước. Các xóm phổ biến Luật tại chợ."
    )
    assert [(mention.span.of(text), mention.name) for mention in anaphora(text)] == [("Luật", "Thú y")]


def test_on_a_page_that_quotes_a_paper_its_self_reference_is_a_mention_of_it() -> None:
    text = (
        "# Toàn văn Thông báo 41-TB/TU về chợ nổi\n\nThông báo 41-TB/TU nêu rõ việc của các xóm.\n\n"
        "Văn phòng theo dõi việc thực hiện Thông báo kết luận này."
    )
    assert [(mention.span.of(text), mention.number) for mention in anaphora(text)] == [
        ("Thông báo kết luận này", "41-TB/TU")
    ]


def test_in_quoted_new_wording_it_is_the_amended_document() -> None:
    text = (
        "CHÍNH PHỦ\nSố: 41/2025/NĐ-CP\nHà Nội, ngày 12 tháng 3 năm 2025\n\nNGHỊ ĐỊNH\n"
        "sửa đổi Nghị định số 12/2019/NĐ-CP\n\n"
        "Điều 1. Sửa đổi khoản 2 Điều 5 Nghị định số 12/2019/NĐ-CP như sau:\n"
        "“2. Chủ đò nộp phí theo Nghị định số 30/2020/NĐ-CP.”.\n"
        "Điều 2. Sửa đổi Điều 6 như sau:\n“Điều 6. Theo Điều 7 của Nghị định này.”.\n"
        "Điều 3. Nghị định này có hiệu lực từ ngày ký."
    )
    mentions = read(Text(text, "a.txt")).mentions
    found = [(mention.kind, mention.number) for mention in mentions if mention.span.of(text) == "Nghị định này"]
    assert found == [("anaphor", "12/2019/NĐ-CP"), ("self", None)]
