"""The term of the committee that issued a document, where the document itself states it."""

from __future__ import annotations

import pytest

from graphbuild.extraction.reading import read
from graphbuild.model import Text
from graphbuild.resolve.documents.terms import document_term

PROVINCE = "TỈNH ỦY NGHỆ AN\nSố 12-NQ/TU\nNghệ An, ngày 05 tháng 6 năm 2024\n\n"
DISTRICT = "HUYỆN ỦY CON CUÔNG\nSố 12-KL/HU\nCon Cuông, ngày 05 tháng 6 năm 2024\n\n"
COMMUNE = "ĐẢNG BỘ TỈNH NGHỆ AN\nĐẢNG ỦY XÃ MÔN SƠN\nSố 12-CTr/ĐU\nMôn Sơn, ngày 05 tháng 6 năm 2026\n\n"
BOARD = "TỈNH ỦY NGHỆ AN\nBAN TỔ CHỨC\nSố 12-HD/BTCTU\nNghệ An, ngày 05 tháng 6 năm 2024\n\n"
COUNCIL = "HỘI ĐỒNG NHÂN DÂN\nTỈNH NGHỆ AN\nSố: 12/NQ-HĐND\nNghệ An, ngày 05 tháng 6 năm 2024\n\n"
CENTRE = "BỘ CHÍNH TRỊ\nSố 12-CT/TW\nHà Nội, ngày 05 tháng 6 năm 2024\n\n"


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        # under the type
        (
            PROVINCE
            + "NGHỊ QUYẾT\nCỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH KHÓA XIX\nvề nhà văn hóa\n\n"
            + "Ban Chấp hành Đảng bộ tỉnh quyết nghị:\n",
            "khóa XIX",
        ),
        (
            DISTRICT
            + "KẾT LUẬN\nHội nghị Ban Chấp hành Đảng bộ huyện khóa XXVI, nhiệm kỳ 2020 – 2025 lần thứ 19\n\n"
            + "Ban Chấp hành Đảng bộ huyện kết luận:\n",
            "khóa XXVI, nhiệm kỳ 2020-2025",
        ),
        # the committee meets, or decides
        (
            DISTRICT
            + "KẾT LUẬN\nvề nhà văn hóa\n\nNgày 05/6/2024, Ban Chấp hành Đảng bộ huyện, khoá XXVI, đã họp kỳ thứ 19. "
            + "Ban Thường vụ Huyện ủy kết luận:\n",
            "khóa XXVI",
        ),
        (
            COMMUNE
            + "CHƯƠNG TRÌNH HÀNH ĐỘNG\nvề nhà văn hóa\n\n"
            + "Ban Chấp hành Đảng bộ xã khóa I, nhiệm kỳ 2025 - 2030 xây dựng chương trình như sau:\n",
            "khóa I, nhiệm kỳ 2025-2030",
        ),
        # years that the paper gives elsewhere for the same term
        (
            DISTRICT
            + "KẾT LUẬN\nvề nhà văn hóa\n\nNgày 05/6/2024, Ban Chấp hành Đảng bộ huyện khóa XXVI họp. "
            + "Ban Thường vụ Huyện ủy kết luận:\nĐồng chí Lê Văn Tám thôi tham gia Ban Chấp hành Đảng bộ huyện "
            + "khóa XXVI, nhiệm kỳ 2020 - 2025.\n",
            "khóa XXVI, nhiệm kỳ 2020-2025",
        ),
        # a council: the line of its sitting, or the sentence by which it passed the paper
        (
            COUNCIL
            + "NGHỊ QUYẾT\nVề nhà văn hóa\n\nHỘI ĐỒNG NHÂN DÂN TỈNH NGHỆ AN\nKHÓA XVIII, KỲ HỌP THỨ 20\n\n"
            + "Căn cứ tình hình thực tế;\n\nQUYẾT NGHỊ:\n",
            "khóa XVIII",
        ),
        (
            COUNCIL
            + "NGHỊ QUYẾT\nVề nhà văn hóa\n\nHỘI ĐỒNG NHÂN DÂN TỈNH NGHỆ AN\n\nQUYẾT NGHỊ:\nĐiều 1. Sửa nhà văn hóa.\n"
            + "Nghị quyết này đã được Hội đồng nhân dân tỉnh Nghệ An khóa XVIII, Kỳ họp thứ 20 thông qua./.\n",
            "khóa XVIII",
        ),
    ],
)
def test_a_paper_states_its_own_term(paper: str, expected: str) -> None:
    term = document_term(read(Text(paper, "a.txt")))
    assert (term.label if term else None) == expected


@pytest.mark.parametrize(
    "paper",
    [
        # of a document that it carries out or reports on
        DISTRICT
        + "KẾT LUẬN\nvề nhà văn hóa\n\nThực hiện Nghị quyết của Ban Chấp hành Đảng bộ huyện khóa XXVI, "
        + "Ban Thường vụ Huyện ủy kết luận:\n",
        DISTRICT
        + "BÁO CÁO\nsơ kết Nghị quyết số 02-NQ/HU của Ban Chấp hành Đảng bộ huyện khóa XXV\n\n"
        + "Ban Thường vụ Huyện ủy báo cáo như sau:\n",
        PROVINCE
        + "NGHỊ QUYẾT\nvề nhà văn hóa\n\n- Căn cứ Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh khóa XIX, "
        + "nhiệm kỳ 2020 - 2025,\nBan Chấp hành Đảng bộ tỉnh quyết nghị:\n",
        # of the committee above
        COMMUNE
        + "CHƯƠNG TRÌNH HÀNH ĐỘNG\nvề nhà văn hóa\n\nThực hiện nghị quyết của Ban Chấp hành Đảng bộ tỉnh khóa XX, "
        + "Ban Thường vụ Đảng ủy xã xây dựng chương trình như sau:\n",
        CENTRE
        + "CHỈ THỊ\nCỦA BỘ CHÍNH TRỊ\nvề nhà văn hóa\n\nThực hiện nghị quyết của Ban Chấp hành Trung ương khóa XI, "
        + "Bộ Chính trị yêu cầu:\n",
        # of the committee before
        DISTRICT
        + "KẾT LUẬN\nvề nhà văn hóa\n\nBan Thường vụ Huyện ủy kết luận:\n"
        + "1. Ban Chấp hành Đảng bộ huyện khóa XXV đã ban hành 12 nghị quyết.\n",
        # of a council to be elected
        DISTRICT
        + "KẾT LUẬN\nvề bầu cử\n\nBan Thường vụ Huyện ủy kết luận:\n"
        + "1. Bầu cử đại biểu Quốc hội khóa XV và đại biểu HĐND các cấp nhiệm kỳ 2021 - 2026 đúng luật.\n",
        # of the committee whose board issues: a board has no term
        BOARD
        + "HƯỚNG DẪN\nvề nhà văn hóa\n\nNgày 05/6/2024, Ban Chấp hành Đảng bộ tỉnh khóa XIX họp. "
        + "Ban Tổ chức Tỉnh ủy hướng dẫn như sau:\n",
        # two terms: the paper does not tell which is its own
        DISTRICT
        + "KẾT LUẬN\nvề nhà văn hóa\n\nBan Thường vụ Huyện ủy kết luận:\n"
        + "Ban Chấp hành Đảng bộ huyện khóa XXV họp năm 2019. Ban Chấp hành Đảng bộ huyện khóa XXVI họp năm 2021.\n",
        # nobody issues
        "Bầu cử đại biểu Quốc hội khóa XV đúng luật.\n",
    ],
)
def test_a_term_of_somebody_else_is_not_the_papers(paper: str) -> None:
    assert document_term(read(Text(paper, "a.txt"))) is None
