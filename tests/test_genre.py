"""What a file is: a document that an office issued, a page or article about documents, a list of them, or else."""

from __future__ import annotations

import pytest

from graphbuild.extraction.reading import read
from graphbuild.model import Letterhead, Text
from graphbuild.text import one_line

LETTERHEAD = """UBND TỈNH NAM ĐỊNH
SỞ XÂY DỰNG
Số: 21/KH-SXD
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nam Định, ngày 07 tháng 3 năm 2025

KẾ HOẠCH
Nạo vét sông
"""
BODY = "\nCăn cứ tình hình thực tế, Sở Xây dựng nạo vét sông Đáy theo Quyết định số 5/QĐ-UBND ngày 02/01/2025.\n"
FOOT = "\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nLê Văn Tám\n"
PROSE = (
    "Tỉnh Nam Định vừa có kế hoạch nạo vét các sông lớn trên địa bàn để phòng lũ, theo lời giám đốc Sở Xây dựng cho "
    "biết vào sáng nay tại cuộc gặp với người dân ven sông.\n"
)


def head(text: str) -> Letterhead:
    return read(Text(text, "a.txt")).letterhead


@pytest.mark.parametrize(
    ("text", "genre", "evidence"),
    [
        # documents
        (LETTERHEAD + BODY + FOOT, "paper", "Số: 21/KH-SXD"),
        ("KẾ HOẠCH\nNạo vét sông\n" + BODY, "paper", "KẾ HOẠCH"),
        ("Số: 318/SXD-KT\nV/v nạo vét\n\nKính gửi: UBND các xã.\n" + BODY, "paper", "Số: 318/SXD-KT"),
        ("# Nghị quyết số 57-NQ/TW\n\nChuyển đổi số là đột phá.", "paper", "# Nghị quyết số 57-NQ/TW"),
        ("Căn cứ Luật Đê điều;\n\nĐiều 1. Nạo vét sông.\n\nĐiều 2. Sở Xây dựng chịu trách nhiệm.", "paper", "Điều 1"),
        ("Ban Bí thư yêu cầu thực hiện Kết luận này.\nCác ban theo dõi Kết luận này.", "paper", "Kết luận này"),
        (
            "PHỤ LỤC I\nDANH MỤC VĂN BẢN HẾT HIỆU LỰC\n(Kèm theo Quyết định số 5/QĐ-UBND ngày 02/01/2025 của UBND "
            "tỉnh Nam Định)\n\n1. Quyết định số 7/QĐ-UBND\n2. Quyết định số 8/QĐ-UBND",
            "paper",
            "(Kèm theo Quyết định số 5/QĐ-UBND ngày 02/01/2025 của UBND tỉnh Nam Định",
        ),
        # amid the furniture of a site
        ("Trang chủ\nĐăng nhập\nChia sẻ\nVăn bản\n" * 6 + LETTERHEAD + BODY + FOOT, "paper", "Số: 21/KH-SXD"),
        (
            LETTERHEAD + BODY + FOOT + "\nTin liên quan\nBình luận\nXem thêm\nNguồn: Internet\n",
            "paper",
            "Số: 21/KH-SXD",
        ),
        ("08:15 26/07/2021\n" + LETTERHEAD + BODY + FOOT, "paper", "Số: 21/KH-SXD"),
        # pages and articles
        ("Sông Đáy sắp được nạo vét\n08:15 26/07/2021\n" + PROSE, "page", "08:15 26/07/2021"),
        (
            "# Nghị định 171/2025/NĐ-CP quy định gì về đào tạo công chức?\n\n" + PROSE,
            "page",
            "# Nghị định 171/2025/NĐ-CP quy định gì về đào tạo công chức?",
        ),
        ("Toàn văn Kế hoạch 21/KH-SXD\n\n" + PROSE + LETTERHEAD + BODY + FOOT, "page", "Toàn văn Kế hoạch 21/KH-SXD"),
        ("# Sông Đáy\n\n" + PROSE + "\n## Tham khảo\n\n## Liên kết ngoài\n", "page", "Tham khảo"),
        ("# Tin vui cho người dân ven sông\n\n" + PROSE, "page", "# Tin vui cho người dân ven sông"),
        (
            "Mức phạt mới theo Nghị định 168/2024/NĐ-CP\n\n" + PROSE + "(Hình từ Internet)\n",
            "page",
            "(Hình từ Internet",
        ),
        (
            "Theo Cổng thông tin tỉnh, ngày 22/10/2025, lãnh đạo tỉnh đã ký ban hành Quy định 379-QĐ/TU về trực đê.\n"
            "Theo đó, Quy định này áp dụng ngay. Quy định này có 5 điều.",
            "page",
            "đã ký ban hành",
        ),
        # lists
        (
            "Danh mục văn bản quán triệt quý II của chi bộ\n\nNghị quyết số 57-NQ/TW\nChỉ thị số 05-CT/TW\n",
            "list",
            "Danh mục văn bản quán triệt quý II của chi bộ",
        ),
        (
            "# DANH SÁCH CÁC VĂN BẢN MỚI\n\n- Nghị định số 171/2025/NĐ-CP ngày 30/6/2025\n- Luật số 80/2025/QH15\n",
            "list",
            "# DANH SÁCH CÁC VĂN BẢN MỚI",
        ),
        (
            "Tổng hợp văn bản tháng 3\n\n| STT | Văn bản |\n|---|---|\n| 1 | Quyết định số 7/QĐ-UBND |\n"
            "| 2 | Quyết định số 8/QĐ-UBND |\n| 3 | Quyết định số 9/QĐ-UBND |\n",
            "list",
            "Tổng hợp văn bản tháng 3",
        ),
        (
            "Nghị quyết số 57-NQ/TW\nChỉ thị số 05-CT/TW ngày 15/5/2016\nKế hoạch 118-KH/HU\n",
            "list",
            "Nghị quyết số 57-NQ/TW",
        ),
        # nothing tells
        ("Theo Nghị định 168/2024/NĐ-CP, người đi bộ cũng bị phạt.", "other", None),
        ("Căn cứ Luật Đê điều số 79/2006/QH11;\n", "other", None),
        ("", "other", None),
    ],
)
def test_genres(text: str, genre: str, evidence: str | None) -> None:
    found = head(text)
    words = one_line(found.genre_evidence.of(text)) if found.genre_evidence else None
    assert (found.genre, words) == (genre, evidence)


def test_a_page_that_quotes_a_document_has_neither_its_number_nor_its_issuer() -> None:
    found = head("# Toàn văn Kế hoạch 21/KH-SXD về sông\n\n" + PROSE + LETTERHEAD + BODY + FOOT)
    assert (found.type, found.number, found.issuer, found.signer_name) == ("BAO", None, None, None)
    assert found.title == "Toàn văn Kế hoạch 21/KH-SXD về sông"


def test_a_list_has_no_number_of_its_own_and_asks_nothing() -> None:
    text = (
        "Danh mục văn bản cần thực hiện\n\n1. Chỉ thị số 05-CT/TW: yêu cầu các chi bộ học tập trong tháng 6/2024.\n"
        "2. Kế hoạch số 118-KH/HU: giao Ban Tổ chức báo cáo.\n"
    )
    reading = read(Text(text, "a.txt"))
    assert (reading.letterhead.number, reading.letterhead.type) == (None, None)
    assert [mention.kind for mention in reading.mentions] == ["numbered", "numbered"]
    assert reading.obligations == ()


@pytest.mark.parametrize("act", ["thay thế", "bãi bỏ", "sửa đổi, bổ sung"])
def test_only_documents_act(act: str) -> None:
    sentence = f"Quyết định này {act} Quyết định số 5/QĐ-UBND ngày 02/01/2025 của UBND tỉnh Nam Định.\n"
    article = f"# Nạo vét sông: quy định mới là gì, người dân cần biết?\n\nBài viết này {sentence[16:]}"
    (mention,) = [one for one in read(Text(article, "a.txt")).mentions if one.number]
    assert mention.relation == "mentions"
    acting = read(Text(f"QUYẾT ĐỊNH\nVề nạo vét sông\n\nĐiều 1. Nạo vét.\nĐiều 2. {sentence}", "a.txt"))
    assert [one.relation for one in acting.mentions if one.number] != ["mentions"]


def test_a_page_asks_what_the_document_that_it_quotes_asks() -> None:
    quoted = "Giao Sở Xây dựng nạo vét sông Đáy trong tháng 6/2025.\n"
    page = read(
        Text("# Toàn văn Thông báo 81-TB/TW\n\nTheo đó, Bộ Chính trị kết luận như sau:\n\n- " + quoted, "a.txt")
    )
    assert [obligation.modality for obligation in page.obligations] == ["assign"]
    article = read(Text("Sông Đáy sắp được nạo vét\n08:15 26/07/2021\n" + PROSE + "- " + quoted, "a.txt"))
    assert article.obligations == ()


def test_what_a_page_tells_of_others_changes_no_document() -> None:
    said = "Nghị định 168/2024/NĐ-CP thay thế Nghị định 100/2019/NĐ-CP.\n"
    text = "Điểm mới của quy định về chợ\n08:15 26/07/2021\n" + said
    page = read(Text(text, "a.txt"))
    assert [mention.relation for mention in page.mentions] == ["mentions", "mentions"]
    assert page.amendments == ()
