"""Where a document speaks of itself, and where it does not."""

from __future__ import annotations

import pytest

from graphbuild.extraction.reading import read
from graphbuild.model import Text


def paper(kind: str, symbol: str, body: str) -> str:
    """Return a paper of the Huyện ủy Tân Hiệp of a type, with `body` after its first paragraph."""
    return (
        f"HUYỆN ỦY TÂN HIỆP\nSố 41-{symbol}/HU\nTân Hiệp, ngày 12 tháng 3 năm 2024\n\n"
        f"{kind}\nvề việc chăm lo nhà văn hóa thôn\n\nThời gian qua, nhiều nhà văn hóa đã xuống cấp.\n{body}\n"
    )


def selves(text: str) -> list[str]:
    return [mention.span.of(text) for mention in read(Text(text, "a.txt")).mentions if mention.kind == "self"]


@pytest.mark.parametrize(
    ("kind", "symbol", "body", "expected"),
    [
        ("KẾT LUẬN", "KL", "Các chi bộ thực hiện Kết luận này.", ["Kết luận này"]),
        ("KẾT LUẬN", "KL", "Các chi bộ thực hiện kết luận này.", ["kết luận này"]),
        ("QUY ĐỊNH", "QĐ", "Điều 9. Quy định này có hiệu lực từ ngày ký.", ["Quy định này"]),
        ("QUYẾT ĐỊNH", "QĐ", "Điều 3. Các ông, bà thi hành Quyết định này.", ["Quyết định này"]),
        ("KẾ HOẠCH", "KH", "Kinh phí bảo đảm cho **Kế hoạch này** lấy từ huyện.", ["Kế hoạch này"]),
        ("KẾ HOẠCH", "KH", "Huyện ủy ban hành kế hoạch, cụ thể như sau:\n1. Sửa nhà.", ["kế hoạch"]),
        ("KẾ HOẠCH", "KH", "Trên đây là Kế hoạch chăm lo nhà văn hóa thôn.", ["Kế hoạch"]),
        ("KẾ HOẠCH", "KH", "Các chi bộ phải làm xong theo Kế hoạch.", ["Kế hoạch"]),
        ("KẾ HOẠCH", "KH", "Các chi bộ nộp báo cáo đúng theo kế hoạch./.", ["kế hoạch"]),
        ("NGHỊ QUYẾT", "NQ", "Nghị quyết này được phổ biến đến chi bộ.", ["Nghị quyết này"]),
        ("NGHỊ QUYẾT", "NQ", "Nghị quyết phổ biến đến chi bộ.", ["Nghị quyết"]),
        ("THÔNG BÁO", "TB", "Các đơn vị thực hiện thông báo kết luận; theo Thông báo này.", ["Thông báo này"]),
        ("THÔNG BÁO", "TB", "Văn phòng theo dõi việc thực hiện Kết luận này.", ["Kết luận này"]),
        ("CHỈ THỊ", "CT", "Ban Tổ chức theo dõi, đôn đốc việc thực hiện Chỉ thị.", ["Chỉ thị"]),
        # with its own number
        ("KẾ HOẠCH", "KH", "Việc này nêu ở Kế hoạch số 41-KH/HU của huyện.", ["Kế hoạch số 41-KH/HU"]),
        pytest.param(
            "KẾ HOẠCH",
            "KH",
            "(Kèm theo Kế hoạch số 41-KH/HU, ngày 12/3/2024)",
            ["Kế hoạch số 41-KH/HU, ngày 12/3/2024"],
        ),
        pytest.param(
            "KẾ HOẠCH",
            "KH",
            "Việc này nêu ở Kế hoạch số 41 của huyện.",
            ["Kế hoạch số 41"],
        ),
        # a capital in the middle of a sentence
        ("KẾ HOẠCH", "KH", "Kinh phí thực hiện Kế hoạch được bố trí ở huyện.", ["Kế hoạch"]),
        ("KẾ HOẠCH", "KH", "Các mục tiêu của Kế hoạch do xã lo; nhiệm vụ Kế hoạch, góp công.", ["Kế hoạch"] * 2),
        ("CÔNG ĐIỆN", "CĐ", "Văn phòng đôn đốc thực hiện nghiêm Công điện theo nhiệm vụ.", ["Công điện"]),
        ("NGHỊ QUYẾT", "NQ", "Việc ghi trước ngày Nghị quyết có hiệu lực.", ["Nghị quyết"]),
        ("NGHỊ QUYẾT", "NQ", "Bố trí tiền để thực hiện Nghị quyết theo đúng quy định.", ["Nghị quyết"]),
        ("KẾ HOẠCH", "KH", "a) Kế hoạch được triển khai đồng bộ ở các thôn.", ["Kế hoạch"]),
        # small letters
        ("KẾ HOẠCH", "KH", "Các chi bộ tổ chức triển khai kế hoạch; góp ngày công.", ["kế hoạch"]),
        # by its title, and in the sentence of issue
        ("KẾ HOẠCH", "KH", "Huyện ủy Tân Hiệp ban hành Kế hoạch việc chăm lo nhà văn hóa.", []),
        ("QUYẾT ĐỊNH", "QĐ", "Theo Quyết định về việc chăm lo nhà văn hóa thôn.", ["Quyết định"]),
        # its name above an annex, with the number left blank
        (
            "KẾ HOẠCH",
            "KH",
            "(Kèm theo Kế hoạch số    /KH-HU ngày   /3/2024 của Huyện ủy Tân Hiệp)",
            ["Kế hoạch số    /KH-HU ngày   /3/2024 của Huyện ủy Tân Hiệp"],
        ),
        # not itself
        ("KẾ HOẠCH", "KH", "Các xã xây dựng Kế hoạch, trình Kế hoạch; theo Kế hoạch của xã.", []),
        ("KẾ HOẠCH", "KH", "Làm xong các Kế hoạch, Đề án; nộp bản sao Kế hoạch.", []),
        ("KẾ HOẠCH", "KH", "II. NỘI DUNG KẾ HOẠCH\n| Việc | Kế hoạch |", []),
        ("QUYẾT ĐỊNH", "QĐ", "Có vướng mắc thì báo cáo huyện xem xét, quyết định./.", []),
        ("QUYẾT ĐỊNH", "QĐ", "Huyện Quyết định khen; nộp bản sao Quyết định cấp thẻ.", []),
        ("KẾ HOẠCH", "KH", "Các kế hoạch này đã xong; mọi kế hoạch này cũng vậy.", []),
        ("KẾ HOẠCH", "KH", "Các chi bộ xây dựng kế hoạch của mình.", []),
        ("KẾ HOẠCH", "KH", "Các chi bộ phải có kế hoạch cụ thể, sát thực tế.", []),
        ("KẾ HOẠCH", "KH", "Theo kế hoạch đề ra, mỗi thôn góp một ngày công.", []),
        ("NGHỊ QUYẾT", "NQ", "Các nghị quyết, chỉ thị của Trung ương đã được học.", []),
        ("KẾ HOẠCH", "KH", "Huyện đã có Nghị quyết 12-NQ/HU; nghị quyết này nói rõ.", []),
        ("KẾ HOẠCH", "KH", "Chương trình này chiếu lúc 20 giờ trên truyền hình.", []),
        ("KẾT LUẬN", "KL", "Ban Thường vụ Huyện ủy kết luận:\n1. Việc làm tốt.", []),
        ("QUYẾT ĐỊNH", "QĐ", "QUYẾT ĐỊNH:\nĐiều 1. Lập tổ giúp việc.", []),
    ],
)
def test_self_references(kind: str, symbol: str, body: str, expected: list[str]) -> None:
    assert selves(paper(kind, symbol, body)) == expected


@pytest.mark.parametrize(
    "text",
    [
        paper("KẾ HOẠCH", "KH", "1. Sửa nhà.\n2. Lập đội văn nghệ."),
        "HUYỆN ỦY TÂN HIỆP\nSố 41-KH/HU\n\nKẾ HOẠCH\nthực hiện Nghị quyết 12-NQ/HU\n\n1. Sửa nhà.",
        pytest.param(
            "# Kế hoạch số 41-KH/HU\n\nCác chi bộ sửa nhà văn hóa.",
        ),
    ],
)
def test_the_own_title_block_is_no_citation_of_itself(text: str) -> None:
    assert "41-KH/HU" not in [
        mention.number for mention in read(Text(text, "a.txt")).mentions if mention.kind != "self"
    ]
    assert all(mention.span.start > text.index("\n") for mention in read(Text(text, "a.txt")).mentions)


def test_a_paragraph_after_the_title_is_no_part_of_it() -> None:
    text = "HUYỆN ỦY TÂN HIỆP\nSố 41-KH/HU\n\nKẾ HOẠCH\nsửa nhà văn hóa\n\nCác chi bộ làm theo Kế hoạch này."
    assert selves(text) == ["Kế hoạch này"]


def test_a_document_named_in_the_own_title_is_cited() -> None:
    text = "HUYỆN ỦY TÂN HIỆP\nSố 41-KH/HU\n\nKẾ HOẠCH\nthực hiện Nghị quyết 12-NQ/HU\n\n1. Sửa nhà."
    mentions = read(Text(text, "a.txt")).mentions
    assert [(mention.kind, mention.number, mention.relation) for mention in mentions] == [
        ("numbered", "12-NQ/HU", "implements")
    ]


def test_a_namesake_of_another_day_is_not_itself() -> None:
    text = paper("NGHỊ QUYẾT", "NQ", "Nghị quyết số 41-NQ/HU, ngày 05/8/2019 của Huyện ủy khóa trước đã hết việc.")
    assert [(mention.kind, mention.date) for mention in read(Text(text, "a.txt")).mentions] == [
        ("numbered", "2019-08-05")
    ]


def test_self_references_have_the_relation_self_and_no_cue() -> None:
    text = paper("KẾ HOẠCH", "KH", "Các chi bộ tổ chức thực hiện Kế hoạch này.")
    (mention,) = read(Text(text, "a.txt")).mentions
    assert (mention.relation, mention.cue, mention.owner) == ("self", None, None)


def test_what_a_decision_annexes_is_the_decision() -> None:
    text = paper(
        "QUYẾT ĐỊNH",
        "QĐ",
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế trực nhà văn hóa thôn.\n\nQUY CHẾ\nTrực nhà văn hóa thôn\n"
        "(Kèm theo Quyết định số 41-QĐ/HU)\n\nĐiều 1. Quy chế này áp dụng ở thôn. Người trực thực hiện Quy chế.",
    )
    assert selves(text) == ["Quyết định này", "Quyết định số 41-QĐ/HU", "Quy chế này", "Quy chế"]


def test_an_issued_text_of_another_is_not_the_document_itself() -> None:
    text = paper("KẾ HOẠCH", "KH", "Theo Quyết định số 12-QĐ/TU ban hành Quy chế trực đêm. Quy chế này còn mới.")
    assert selves(text) == []
