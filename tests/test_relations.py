"""What a document does with the one it cites, by which words, and which document the edge belongs to."""

from __future__ import annotations

import pytest

from graphbuild.extraction.reading import read
from graphbuild.model import Text


def edges(text: str) -> list[tuple[str | None, str, str | None, int | None]]:
    """Return number, relation, cue and owner of each mention."""
    return [
        (mention.number, mention.relation, mention.cue.of(text) if mention.cue else None, mention.owner)
        for mention in read(Text(text, "a.txt")).mentions
    ]


@pytest.mark.parametrize(
    ("text", "relation", "cue"),
    [
        ("Căn cứ Quy định 66-QĐ/TW, Huyện ủy họp.", "based_on", "Căn cứ"),
        ("Việc này theo Quy định 66-QĐ/TW.", "based_on", "theo"),
        ("Việc này theo quy định tại Quy định 66-QĐ/TW.", "based_on", "theo quy định tại"),
        ("Xét Tờ trình số 12-TTr/HU, Tỉnh ủy họp.", "based_on", "Xét"),
        ("Huyện thực hiện Chỉ thị 05-CT/TW.", "implements", "thực hiện"),
        ("HUYỆN THỰC HIỆN CHỈ THỊ 05-CT/TW.", "implements", "THỰC HIỆN"),
        ("Huyện triển khai Chỉ thị 05-CT/TW.", "implements", "triển khai"),
        ("Huyện chấp hành Chỉ thị 05-CT/TW.", "implements", "chấp hành"),
        ("Làm theo tinh thần Chỉ thị 05-CT/TW.", "implements", "theo tinh thần"),
        ("Chi bộ quán triệt Chỉ thị 05-CT/TW.", "disseminates", "quán triệt"),
        ("Chi bộ học tập Chỉ thị 05-CT/TW.", "disseminates", "học tập"),
        ("Chi bộ tuyên truyền Chỉ thị 05-CT/TW.", "disseminates", "tuyên truyền"),
        ("Kế hoạch cụ thể hoá Chỉ thị 05-CT/TW.", "elaborates", "cụ thể hoá"),
        ("Sở hướng dẫn Quyết định 12/QĐ-UBND.", "guides", "hướng dẫn"),
        ("Huyện sơ kết Chỉ thị 05-CT/TW.", "reviews", "sơ kết"),
        ("Huyện tổng kết 5 năm thực hiện Chỉ thị 05-CT/TW.", "reviews", "năm thực hiện"),
        ("Đoàn kiểm tra việc thực hiện Chỉ thị 05-CT/TW.", "monitors", "kiểm tra việc thực hiện"),
        ("Đoàn giám sát việc thực hiện Chỉ thị 05-CT/TW.", "monitors", "giám sát việc thực hiện"),
        ("Nay sửa đổi, bổ sung Quy định 66-QĐ/TW.", "amends", "sửa đổi, bổ sung"),
        ("Văn kiện này thay thế Quy định 66-QĐ/TW.", "replaces", "thay thế"),
        ("Nay bãi bỏ Quy định 66-QĐ/TW.", "repeals", "bãi bỏ"),
        ("Nay hợp nhất Nghị định 30/2020/NĐ-CP.", "consolidates", "hợp nhất"),
        ("Nay đính chính Kế hoạch 12-KH/HU.", "corrects", "đính chính"),
        ("Hội nghị thông qua Nghị quyết 12-NQ/HU.", "approves", "thông qua"),
        ("Hội nghị nhất trí Nghị quyết 12-NQ/HU.", "approves", "nhất trí"),
        ("Huyện ủy đã ban hành Nghị quyết 12-NQ/HU.", "issues", "đã ban hành"),
        ("Văn phòng trình Đề án 12-ĐA/HU.", "submits", "trình"),
        ("Huyện đã nhận Chỉ thị 05-CT/TW.", "mentions", None),
        # the nearest cue counts, the longest at one place
        ("Căn cứ tình hình, huyện triển khai thực hiện Chỉ thị 05-CT/TW.", "implements", "triển khai thực hiện"),
        ("Quán triệt và thực hiện Chỉ thị 05-CT/TW.", "implements", "thực hiện"),
        ("Làm theo hướng dẫn tại Kế hoạch 12-KH/HU.", "based_on", "theo hướng dẫn tại"),
        ("Đoàn kiểm tra việc thi hành Quy định 66-QĐ/TW.", "monitors", "kiểm tra việc thi hành"),
        ("Bộ Chính trị đã có Kết luận số 01-KL/TW.", "issues", "đã có"),
        ("Biểu theo Mẫu số 2 ban hành kèm theo Kế hoạch 12-KH/HU.", "based_on", "theo"),
        ("Xây công trình Nghị quyết 12-NQ/HU.", "mentions", None),
        ("Huyện ban hành văn bản làm rõ các khái niệm trong Nghị quyết 12-NQ/HU.", "mentions", None),
        ("Nghiên cứu, đề xuất sửa đổi, bổ sung Quy định 66-QĐ/TW.", "proposes_amendment", "sửa đổi, bổ sung"),
        ("Nay tạm ngưng hiệu lực Quyết định 12/QĐ-UBND.", "suspends", "tạm ngưng hiệu lực"),
        # no cue: the passive, the negation, the name of a body, another sentence, "kèm theo", part of a word
        ("Kế hoạch được thay thế bởi Kế hoạch 12-KH/HU.", "mentions", None),
        ("Việc này không thực hiện Chỉ thị 05-CT/TW.", "mentions", None),
        ("Ban Chấp hành Đảng bộ huyện: Chỉ thị 05-CT/TW.", "mentions", None),
        ("Đã thực hiện tốt. Nay Chỉ thị 05-CT/TW đã cũ.", "mentions", None),
        ("Bảng kèm theo Kế hoạch 12-KH/HU.", "mentions", None),
        ("Các sở nêu nhận xét về Chỉ thị 05-CT/TW.", "mentions", None),
    ],
)
def test_cues(text: str, relation: str, cue: str | None) -> None:
    assert [edge[1:3] for edge in edges(text)] == [(relation, cue)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one cue governs a coordination
        (
            "Huyện thực hiện Chỉ thị 05-CT/TW, Kết luận 01-KL/TW và Nghị quyết 28-NQ/TU.",
            [("05-CT/TW", "implements"), ("01-KL/TW", "implements"), ("28-NQ/TU", "implements")],
        ),
        (
            "Huyện thực hiện Quy định số 179, 180-QĐ/TW.",
            [("179-QĐ/TW", "implements"), ("180-QĐ/TW", "implements")],
        ),
        (
            "Căn cứ Chỉ thị 05-CT/TW; Kết luận 01-KL/TW.",
            [("05-CT/TW", "based_on"), ("01-KL/TW", "based_on")],
        ),
        # across a line that ends with ";", below a lead-in, around a short name, at a footnote, in capitals
        (
            "Huyện thực hiện Chỉ thị 05-CT/TW;\nKết luận 01-KL/TW.",
            [("05-CT/TW", "implements"), ("01-KL/TW", "implements")],
        ),
        (
            "Căn cứ các văn bản sau:\n- Chỉ thị 05-CT/TW;\n- Kết luận 01-KL/TW.",
            [("05-CT/TW", "based_on"), ("01-KL/TW", "based_on")],
        ),
        (
            "Thực hiện Nghị quyết số 32-NQ/TU (sau đây gọi tắt là Nghị quyết 32) và Kế hoạch số 215/KH-UBND.",
            [("32-NQ/TU", "implements"), ("32-NQ/TU", "mentions"), ("215/KH-UBND", "implements")],
        ),
        (
            "Chi bộ quán triệt các văn bản mới[1].\n\n[1] Chỉ thị 05-CT/TW; Kết luận 01-KL/TW.",
            [("05-CT/TW", "disseminates"), ("01-KL/TW", "disseminates")],
        ),
        # a footnote whose place is lost has no cue, least of all one in the last line
        ("[1] Chỉ thị 05-CT/TW.\n\nHuyện thực hiện nghiêm.", [("05-CT/TW", "mentions")]),
        (
            "SƠ KẾT 03 NĂM THỰC HIỆN NGHỊ QUYẾT SỐ 03-NQ/HU VÀ NGHỊ QUYẾT SỐ 05-NQ/HU",
            [("03-NQ/HU", "reviews"), ("05-NQ/HU", "reviews")],
        ),
        # each with its own
        (
            "Căn cứ Chỉ thị 05-CT/TW; thực hiện Kết luận 01-KL/TW.",
            [("05-CT/TW", "based_on"), ("01-KL/TW", "implements")],
        ),
        (
            "Nay ban hành Quy định 66-QĐ/TW thay thế Quy định 31-QĐ/TW.",
            [("66-QĐ/TW", "issues"), ("31-QĐ/TW", "replaces")],
        ),
        (
            "Huyện thực hiện Chỉ thị 05-CT/TW. Kết luận 01-KL/TW thì chưa.",
            [("05-CT/TW", "implements"), ("01-KL/TW", "mentions")],
        ),
    ],
)
def test_coordination(text: str, expected: list[tuple[str, str]]) -> None:
    assert [edge[:2] for edge in edges(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # inside the title of another document
        (
            "Huyện có Kế hoạch 87-KH/ĐUK về thực hiện Chỉ thị 34-CT/TU.",
            [("87-KH/ĐUK", "mentions", None), ("34-CT/TU", "implements", 0)],
        ),
        (
            "Huyện triển khai Kế hoạch 87-KH/ĐUK, ngày 02/3/2024 của Đảng ủy Khối về thực hiện Chỉ thị 34-CT/TU và "
            "Kết luận 12-KL/TU.",
            [("87-KH/ĐUK", "implements", None), ("34-CT/TU", "implements", 0), ("12-KL/TU", "implements", 0)],
        ),
        (
            "Căn cứ Kết luận 01-KL/TW về tiếp tục thực hiện Chỉ thị 05-CT/TW; thực hiện Kế hoạch 12-KH/TU.",
            [("01-KL/TW", "based_on", None), ("05-CT/TW", "implements", 0), ("12-KH/TU", "implements", None)],
        ),
        (
            "Căn cứ Kế hoạch 12-KH/TU tổng kết Nghị quyết 28-NQ/TU về thi hành Chỉ thị 05-CT/TW.",
            [("12-KH/TU", "based_on", None), ("28-NQ/TU", "reviews", 0), ("05-CT/TW", "implements", 1)],
        ),
        # what amended a document is cited like it, in brackets it belongs to it
        (
            "Căn cứ Luật số 85/2015/QH13 được sửa đổi, bổ sung bởi Luật số 83/2025/QH15; Luật số 75/2015/QH13.",
            [
                ("85/2015/QH13", "based_on", None),
                ("83/2025/QH15", "based_on", None),
                ("75/2015/QH13", "based_on", None),
            ],
        ),
        (
            "Căn cứ Luật số 85/2015/QH13 (được sửa đổi bởi Luật số 83/2025/QH15) và Luật số 75/2015/QH13.",
            [("85/2015/QH13", "based_on", None), ("83/2025/QH15", "mentions", 0), ("75/2015/QH13", "based_on", None)],
        ),
        # no title contains a younger document
        (
            "Thực hiện Kết luận 121-KL/TW, ngày 24/01/2025 về tổng kết Nghị quyết 18-NQ/TW và Kết luận 126-KL/TW, ngày "
            "14/02/2025.",
            [("121-KL/TW", "implements", None), ("18-NQ/TW", "reviews", 0), ("126-KL/TW", "implements", None)],
        ),
        # a title without a cue cites nothing
        (
            "Căn cứ Quyết định 59/2024/QĐ-UBND về định mức công trình và Quyết định 58/2024/QĐ-UBND.",
            [("59/2024/QĐ-UBND", "based_on", None), ("58/2024/QĐ-UBND", "based_on", None)],
        ),
        # not inside it
        (
            "Căn cứ Kết luận 01-KL/TW về học tập; Chỉ thị 05-CT/TW.",
            [("01-KL/TW", "based_on", None), ("05-CT/TW", "based_on", None)],
        ),
        (
            "Thực hiện Kết luận 01-KL/TW về học tập gắn với thực hiện Chỉ thị 05-CT/TW.",
            [("01-KL/TW", "implements", None), ("05-CT/TW", "implements", None)],
        ),
        (
            "Huyện có Chỉ thị 34-CT/TU và thực hiện Kế hoạch 87-KH/ĐUK.",
            [("34-CT/TU", "mentions", None), ("87-KH/ĐUK", "implements", None)],
        ),
    ],
)
def test_owners(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert [(number, relation, owner) for number, relation, _cue, owner in edges(text)] == expected


def test_an_owner_stands_before_what_it_owns() -> None:
    text = (
        "Có Kế hoạch 1-KH/TU về thực hiện Chỉ thị 2-CT/TW; Kế hoạch 3-KH/TU về thực hiện Chỉ thị 4-CT/TW, 5-CT/TW. " * 5
    )
    mentions = read(Text(text, "a.txt")).mentions
    assert all(mention.owner is None or mention.owner < number for number, mention in enumerate(mentions))
    assert sum(mention.owner is not None for mention in mentions) == 15
