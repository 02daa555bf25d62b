"""Places inside a document: every form in which the papers name them, whose they are, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from cost import assert_in_proportion
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.extraction.citations.provisions import Provision, Provisions, find_provisions
from graphbuild.extraction.word_index import WordIndex
from graphbuild.model import Span
from graphbuild.text import normalize

_MENTION = re.compile("⟦|⟧")


def marked(text: str) -> tuple[str, list[int], list[int]]:
    """Take the marks ⟦ ⟧ off the mentions of documents and return where these stand."""
    offsets = [match.start() - number for number, match in enumerate(_MENTION.finditer(text))]
    return _MENTION.sub("", text), offsets[::2], offsets[1::2]


def provisions_of(text: str, starts: Sequence[int], ends: Sequence[int]) -> Provisions:
    return find_provisions(WordIndex(text), starts, ends)


def found(text: str) -> list[list[str]]:
    return [[provision.label for provision in provisions] for provisions in provisions_of(*marked(text)).cited]


def own(text: str) -> list[str]:
    return [provision.label for provision in provisions_of(*marked(text)).own]


# Each row: a sentence with its one mention marked, and the provisions that belong to it.
FORMS = [
    # one place, upwards
    ("theo Điều 5 ⟦Luật Đất đai⟧.", ["Điều 5"]),
    ("theo Điều 5 của ⟦Luật Đất đai⟧.", ["Điều 5"]),
    ("theo điều 5 ⟦luật đất đai⟧.", ["Điều 5"]),
    ("theo khoản 2 Điều 5 ⟦Luật Đất đai⟧.", ["khoản 2 Điều 5"]),
    ("theo điểm a khoản 2 Điều 5 ⟦Nghị định số 30/2020/NĐ-CP⟧.", ["điểm a khoản 2 Điều 5"]),
    ("theo điểm a, khoản 2, Điều 5 của ⟦Luật Đất đai⟧.", ["điểm a khoản 2 Điều 5"]),
    ("theo điểm a của khoản 2 của Điều 5, ⟦Luật Đất đai⟧.", ["điểm a khoản 2 Điều 5"]),
    ("Điểm A Khoản 2 Điều 5 ⟦Luật Đất đai⟧ đã rõ.", ["điểm a khoản 2 Điều 5"]),
    ("THEO ĐIỂM A KHOẢN 2 ĐIỀU 5A ⟦LUẬT ĐẤT ĐAI⟧", ["điểm a khoản 2 Điều 5a"]),
    ("theo điểm đ khoản 1a Điều 5a ⟦Luật Đất đai⟧.", ["điểm đ khoản 1a Điều 5a"]),
    ("theo điểm e khoản 5, Điều 9 của ⟦Quy chế này⟧.", ["điểm e khoản 5 Điều 9"]),
    ("theo khoản 2 , Điều 72 ⟦Luật Đất đai⟧.", ["khoản 2 Điều 72"]),
    ("theo Khoản 4, Mục V ⟦Thông tư số 01/2005/TT-BNV⟧.", ["khoản 4 Mục V"]),
    ("theo điểm 2.1 khoản 1 Mục VI Phần II của ⟦Thông tư 05⟧.", ["điểm 2.1 khoản 1 Mục VI Phần II"]),
    ("theo tiết 2.1.3, điểm 2.1, khoản 1, mục VI, phần II của ⟦Thông tư 05⟧.",
     ["tiết 2.1.3 điểm 2.1 khoản 1 Mục VI Phần II"]),
    ("theo tiết b điểm 1 Mục II ⟦Hướng dẫn 05-HD/BTCTW⟧.", ["tiết b điểm 1 Mục II"]),
    ("theo đoạn 2 khoản 1 Điều 5 ⟦Luật Đất đai⟧.", ["đoạn 2 khoản 1 Điều 5"]),
    ("theo đoạn hai khoản 2 Điều 15 của ⟦Luật Đất đai⟧.", ["đoạn hai khoản 2 Điều 15"]),
    ("theo gạch đầu dòng thứ nhất điểm a khoản 1 Điều 5 ⟦Luật Đất đai⟧.",
     ["gạch đầu dòng thứ nhất điểm a khoản 1 Điều 5"]),
    ("theo Mục 2 Chương III ⟦Luật Đất đai⟧.", ["Mục 2 Chương III"]),
    ("theo Mục 2, Chương III của ⟦Luật Đất đai⟧.", ["Mục 2 Chương III"]),
    ("theo Chương III ⟦Luật Đất đai⟧.", ["Chương III"]),
    ("theo Phần thứ hai của ⟦Báo cáo chính trị⟧.", ["Phần thứ hai"]),
    ("theo Phần B ⟦Kế hoạch 05⟧.", ["Phần B"]),
    ("theo Mục II.3 ⟦Nghị quyết số 57-NQ/TW⟧.", ["Mục II.3"]),
    ("theo Phụ lục I ⟦Nghị định 30/2020/NĐ-CP⟧.", ["Phụ lục I"]),
    ("theo Phụ lục số 2 ban hành kèm theo ⟦Thông tư 05⟧.", ["Phụ lục 2"]),
    ("theo Phụ lục IIa kèm theo ⟦Thông tư 05⟧.", ["Phụ lục IIa"]),
    ("theo Phần 2 Phụ lục 3 ⟦Thông tư 05⟧.", ["Phần 2 Phụ lục 3"]),
    ("theo Mẫu số 17 Phụ lục II ban hành kèm theo ⟦Nghị định 78/2025/NĐ-CP⟧.", ["Mẫu số 17 Phụ lục II"]),
    ("theo mẫu số 08a/ĐK-TCT ban hành theo ⟦Thông tư 05⟧.", ["Mẫu số 08a/ĐK-TCT"]),
    ("theo Mẫu 02-II/AP quy định tại Phụ lục 2 của ⟦Thông tư này⟧.", ["Mẫu số 02-II/AP Phụ lục 2"]),
    ("theo biểu mẫu số 17 ban hành kèm theo ⟦Thông tư 05⟧.", ["Mẫu số 17"]),
    ("theo Biểu số 3 kèm theo ⟦Quyết định 05⟧.", ["Biểu số 3"]),
    ("theo tiểu mục 1.1/1/I phụ lục 3, ⟦Hướng dẫn số 38-HD/BTCTW⟧.", ["tiểu mục 1.1/1/I Phụ lục 3"]),
    ("theo tiểu mục 14.1/14/I/ phụ lục 3, ⟦Hướng dẫn số 38-HD/BTCTW⟧.", ["tiểu mục 14.1/14/I Phụ lục 3"]),
    ("theo Điều 5 Quy chế làm việc ban hành kèm theo ⟦Quyết định 12/2020/QĐ-TTg⟧.", ["Điều 5"]),
    ("theo điểm b khoản 2 Điều 5 của Quy chế ban hành kèm ⟦Quyết định 12⟧.", ["điểm b khoản 2 Điều 5"]),
    ("theo Điều 9 của các ⟦Nghị định 18⟧ đó.", ["Điều 9"]),
    ("theo điểm 2.3 mục c khoản 1 Điều 5 của ⟦Thông tư 05⟧.", ["điểm 2.3 Mục c khoản 1 Điều 5"]),
    # downwards
    ("theo Phụ lục I, Mẫu số 17 ⟦Nghị định 78/2025/NĐ-CP⟧.", ["Mẫu số 17 Phụ lục I"]),
    ("theo Điều 5, khoản 2, điểm a ⟦Luật Đất đai⟧.", ["điểm a khoản 2 Điều 5"]),
    ("theo Điều 5 khoản 2 và khoản 3 ⟦Luật Đất đai⟧.", ["khoản 2 Điều 5", "khoản 3 Điều 5"]),
    # lists
    ("theo khoản 1, 2 Điều 5 ⟦Luật Đất đai⟧.", ["khoản 1 Điều 5", "khoản 2 Điều 5"]),
    ("theo khoản 1,2 Điều 5 ⟦Luật Đất đai⟧.", ["khoản 1 Điều 5", "khoản 2 Điều 5"]),
    ("theo khoản 1 hoặc 2 Điều 5 ⟦Luật Đất đai⟧.", ["khoản 1 Điều 5", "khoản 2 Điều 5"]),
    ("tại khoản 2 và khoản 3 Điều 8 ⟦Luật Đất đai⟧.", ["khoản 2 Điều 8", "khoản 3 Điều 8"]),
    ("theo khoản 1, 2 và điểm a khoản 3 Điều 5 ⟦Luật Đất đai⟧.",
     ["khoản 1 Điều 5", "khoản 2 Điều 5", "điểm a khoản 3 Điều 5"]),
    ("theo điểm a, b, c khoản 1 và khoản 2 Điều 9 ⟦Luật Đất đai⟧.",
     ["điểm a khoản 1 Điều 9", "điểm b khoản 1 Điều 9", "điểm c khoản 1 Điều 9", "khoản 2 Điều 9"]),
    ("tại điểm a), b), c), d) khoản 1, Điều 10 của ⟦Quy chế này⟧.",
     ["điểm a khoản 1 Điều 10", "điểm b khoản 1 Điều 10", "điểm c khoản 1 Điều 10", "điểm d khoản 1 Điều 10"]),
    ("theo các điểm b , c , và đ Khoản 1 Điều 2 ⟦Luật Đất đai⟧.",
     ["điểm b khoản 1 Điều 2", "điểm c khoản 1 Điều 2", "điểm đ khoản 1 Điều 2"]),
    ("theo các Điều 21, 22 và 24 của ⟦Luật Đất đai⟧.", ["Điều 21", "Điều 22", "Điều 24"]),
    ("theo Điều 38, Điều 39, Điều 43 của ⟦Luật Bầu cử năm 2015⟧.", ["Điều 38", "Điều 39", "Điều 43"]),
    ("tại khoản 4 Điều 45, khoản 5 Điều 54 của ⟦Luật Bầu cử năm 2015⟧.", ["khoản 4 Điều 45", "khoản 5 Điều 54"]),
    ("theo Điều 4 và Khoản 1 Điều 15 ⟦Luật Đất đai⟧.", ["Điều 4", "khoản 1 Điều 15"]),
    ("theo khoản 2 Điều 5, các Điều 6, 7 của ⟦Luật Đất đai⟧.", ["khoản 2 Điều 5", "Điều 6", "Điều 7"]),
    ("theo Điều 5 và Phụ lục II ⟦Nghị định 30⟧.", ["Điều 5", "Phụ lục II"]),
    ("theo Điều 5, Phụ lục II ⟦Nghị định 30⟧.", ["Điều 5", "Phụ lục II"]),
    ("theo Mẫu số 1d và Mẫu số 2 ban hành kèm theo ⟦Thông tư 05⟧.", ["Mẫu số 1d", "Mẫu số 2"]),
    ("theo mẫu số 1, số 2 Phụ lục I ⟦Thông tư 05⟧.", ["Mẫu số 1 Phụ lục I", "Mẫu số 2 Phụ lục I"]),
    # of several parents the nearest
    ("theo khoản 2 Điều 5, 6 ⟦Luật Đất đai⟧.", ["khoản 2 Điều 5", "Điều 6"]),
    # ranges
    ("từ Điều 21 đến Điều 28 của ⟦Luật Bầu cử⟧.", ["Điều 21-28"]),
    ("các điều từ 21 đến 28 của ⟦Luật Bầu cử⟧.", ["Điều 21-28"]),
    ("theo Điều 21-28 ⟦Luật Bầu cử⟧.", ["Điều 21-28"]),
    ("từ khoản 1 đến khoản 3 Điều 5 ⟦Luật Đất đai⟧.", ["khoản 1-3 Điều 5"]),
    ("từ điểm a đến điểm d khoản 2 Điều 5 ⟦Luật Đất đai⟧.", ["điểm a-d khoản 2 Điều 5"]),
    ("từ Điều 21 đến hết Điều 28 và Điều 30 ⟦Luật Đất đai⟧.", ["Điều 21-28", "Điều 30"]),
    ("từ khoản 1 Điều 5 đến khoản 2 Điều 7 ⟦Luật Đất đai⟧.", ["khoản 1 Điều 5", "khoản 2 Điều 7"]),
    ("theo Điều 5 - Điều 7 ⟦Luật Đất đai⟧.", ["Điều 5-7"]),
    ("theo Điều 1 đến Điều 3 đến Điều 5 ⟦Luật Đất đai⟧.", ["Điều 1-3", "Điều 5"]),
    ("theo Mẫu 02-II/AP đến Mẫu 05-II/AP ⟦Thông tư 05⟧.", ["Mẫu số 02-II/AP", "Mẫu số 05-II/AP"]),
    ("theo Mục II và Phụ lục I ⟦Kế hoạch 05⟧.", ["Mục II", "Phụ lục I"]),
    # after the document
    ("theo ⟦Luật Đất đai⟧ (khoản 2 Điều 5).", ["khoản 2 Điều 5"]),
    ("theo ⟦Nghị định 30/2020/NĐ-CP⟧, tại Điều 5.", ["Điều 5"]),
    ("theo ⟦Luật Thanh tra⟧ Điều 11.", ["Điều 11"]),
    ("xong ⟦Nghị quyết 05⟧, khoản 5 tỷ đồng đã chi.", []),
    # not across a sentence, a semicolon, a line, a verb
    ("Đã sửa Điều 5. ⟦Luật Đất đai⟧ đã rõ.", []),
    ("theo khoản 1 Điều 5; ⟦Luật Đất đai⟧.", []),
    ("Điều 5\n⟦Luật Đất đai⟧", []),
    ("Điều 5 quy định theo ⟦Luật Đất đai⟧.", []),
    ("khoản 2 Điều này ⟦Luật Đất đai⟧.", []),
    ("theo Điều 37 Luật này thay thế ⟦Luật Tổ chức Hội đồng Chính phủ⟧.", []),
    ("kết quả thực hiện ⟦Chỉ thị 05-CT/TW⟧ tại Phụ lục I.", []),
    ("thực hiện ⟦Nghị định 30⟧, Điều 5 Luật Đất đai.", []),
    # "và" parts a khoản from what is no wider part of it
    ("theo khoản 1 và Điều 5 ⟦Luật Đất đai⟧.", ["Điều 5"]),
    # false friends
    ("sửa đổi một số điều của ⟦Luật Đất đai⟧.", []),
    ("tại điểm trường theo ⟦Quyết định 05⟧.", []),
    ("Mục tiêu của ⟦Kế hoạch 05⟧.", []),
    ("Chương trình của ⟦Kế hoạch 05⟧.", []),
    ("khoản tiền theo ⟦Quyết định 05⟧.", []),
    ("tại điểm cầu theo ⟦Kế hoạch 05⟧.", []),
    ("Phần mềm của ⟦Đề án 05⟧.", []),
    ("Điều lệ và ⟦Quy chế 05⟧.", []),
    ("đủ điều kiện của ⟦Quy chế 05⟧.", []),
    ("địa điểm 2 của ⟦Kế hoạch 05⟧.", []),
    ("thang điểm 10 của ⟦Quy chế này⟧.", []),
    ("danh mục 2 của ⟦Quyết định 05⟧.", []),
    ("tài khoản 1 của ⟦Thông tư 05⟧.", []),
    ("chi tiết 2.1 khoản 1 Điều 5 ⟦Luật Đất đai⟧.", ["khoản 1 Điều 5"]),
    ("giai đoạn 2 của ⟦Đề án 05⟧.", []),
    ("đoạn 2 của ⟦Đề án 05⟧.", []),
    ("thời điểm 31/12/2024 của ⟦Báo cáo 05⟧.", []),
    ("điểm a và y tế theo ⟦Luật Bảo hiểm⟧.", []),
    ("Thực hiện 12 Điều y đức ban hành kèm theo ⟦Quyết định 2088/QĐ-BYT⟧.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "labels"), FORMS, ids=[row[0] for row in FORMS])
def test_what_belongs_to_a_mention(text: str, labels: list[str]) -> None:
    assert found(text) == [labels]


def test_each_mention_has_its_own() -> None:
    text = "Điều 5 ⟦Luật A⟧, khoản 2 Điều 6 ⟦Luật B⟧ và ⟦Luật C⟧; Điều 7 ⟦Luật D⟧ (Điều 8 đến 9), Điều 1 ⟦Luật E⟧"
    assert found(text) == [["Điều 5"], ["khoản 2 Điều 6"], [], ["Điều 7", "Điều 8-9"], ["Điều 1"]]


def test_a_number_of_the_mention_is_no_member_of_the_list() -> None:
    assert found("theo Điều 5 và ⟦05-CT/TW⟧.") == [[]]


def test_the_path_runs_from_the_widest_and_the_span_over_the_words() -> None:
    text, starts, ends = marked("theo khoản 1, 2 Điều 5 ⟦Luật Đất đai⟧")
    ((first, second),) = provisions_of(text, starts, ends).cited
    assert first.path == (("dieu", "5"), ("khoan", "1"))
    assert first.span.of(text) == "khoản 1, 2 Điều 5"
    assert second.span.of(text) == "2 Điều 5"


def test_as_many_starts_as_ends() -> None:
    with pytest.raises(ValueError, match="zip"):
        provisions_of("Điều 5 Luật", [7], [])


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("theo khoản 1 Điều này.", ["khoản 1 Điều 5"]),
        ("theo các Khoản 2, 3, 4 Điều này để làm.", ["khoản 2 Điều 5", "khoản 3 Điều 5", "khoản 4 Điều 5"]),
        ("theo điểm a, b khoản này.", ["điểm a khoản này Điều 5", "điểm b khoản này Điều 5"]),
        ("Văn phòng hướng dẫn chi tiết Điều này.", ["Điều 5"]),
        ("theo khoản 2 Điều này và Điều 3.", ["khoản 2 Điều 5", "Điều 3"]),
        ("quy định tại Điều 5.", ["Điều 5"]),
        ("quy định tại các Điều 3 đến 5.", ["Điều 3-5"]),
        ("nêu tại khoản 5, Điều 5), sổ gốc.", ["khoản 5 Điều 5"]),
        ("Theo Điều 5 quy định thì giữ lại.", ["Điều 5"]),
        ("quy định tại khoản 1 thì giữ lại.", ["khoản 1 Điều 5"]),
        ("Nơi nhận:\n- Như Điều 3,", ["Điều 3"]),
        ("(xem tại Phụ lục I).", ["Phụ lục I"]),
        ("nhiệm vụ nêu tại Mục II, III.", ["Mục II", "Mục III"]),
        ("kết quả thực hiện ⟦Chỉ thị 05-CT/TW⟧ tại Phụ lục I.", ["Phụ lục I"]),
        # of another document, found or not
        ("theo Điều 5 ⟦Luật Đất đai⟧.", []),
        ("theo Điều 5 Luật Đất đai.", []),
        ("theo Điều 5 của luật ấy.", []),
        ("theo quy định tại Điều 9.", []),
        ("theo khoản 2 Điều 5, Luật Đất đai.", []),
        ("theo Điều 5 của Quy chế này.", []),
        ("theo Điều 5 BLHS.", []),
        ("theo khoản 2 Điều 16 Chế độ tài chính của Ngân hàng.", []),
        ("theo mục 1 phần II bản Quy định ấy.", []),
        ("quy định tại các điểm b, c và gói thầu tại điểm a khoản 1 Điều 5 ⟦Luật Đấu thầu⟧.", []),
        ("theo Mẫu số 1 ban hành kèm theo văn bản ấy.", []),
        # headings and other words
        ("Điều 5. Nguyên tắc", []),
        ("Chương III\nTổ chức", []),
        ("Mẫu 1: Kế hoạch", []),
        ("Điều này cho thấy quyết tâm.", []),
        ("vì điều này mà chậm.", []),
        ("khoản này đã chi.", []),
        ("trong khoản 5 ngày.", []),
        ("tại điểm 5 của trường.", []),
        ("từ điểm 5 trở lên.", []),
        ("sửa đổi, bổ sung Điều 5 như sau:", []),
    ],
)
def test_what_means_the_document_itself(text: str, labels: list[str]) -> None:
    """The text has the articles 3 and 5; the words stand in the latter."""
    assert own(f"Điều 3. Nội dung\nĐiều 5. Thẩm quyền\n{text}") == labels


def test_the_article_in_which_the_words_stand() -> None:
    text = (
        "Theo khoản 9 Điều này.\nĐiều 7. Thẩm quyền\nTheo khoản 2 Điều này và Điều 7. Nay\n"
        "“Điều 8a. Giữ\ntheo khoản 1 Điều này."
    )
    assert own(text) == ["khoản 9 Điều này", "khoản 2 Điều 7", "Điều 7", "khoản 1 Điều 8a"]


_PIECES = st.sampled_from(
    [
        *"khoản|Khoản|điểm|Điều|ĐIỀU|Mục|Phụ lục|Mẫu số|Chương|Phần thứ|tiết|đoạn|tiểu mục|gạch đầu dòng".split("|"),
        *"1|2|5a|12|a|b|đ|II|IV|này|thứ nhất|hai|1.1/1/I|2.1|, |,| và | đến |-| của |; |. |) |các |từ | |\n".split("|"),
        " ⟦Luật Đất đai⟧ ",
        " ⟦05-CT/TW⟧",
        "ban hành kèm theo ",
        "tại ",
    ]
)
_TEXTS = st.lists(_PIECES, max_size=40).map(" ".join) | st.lists(_PIECES, max_size=40).map("".join)


@settings(max_examples=400, deadline=None)
@given(_TEXTS)
def test_every_span_holds_what_its_labels_say(written: str) -> None:
    plain, starts, ends = marked(written)
    provisions = provisions_of(plain, starts, ends)
    for provision in [*(provision for group in provisions.cited for provision in group), *provisions.own]:
        assert 0 <= provision.span.start < provision.span.end <= len(plain)
        _says(plain, provision, skip=provision in provisions.own and provision.path[0][0] == "dieu")
    for group in provisions.cited:
        assert [provision.span.start for provision in group] == sorted({provision.span.start for provision in group})


def _says(text: str, provision: Provision, *, skip: bool) -> None:
    """Assert that the words hold the labels; `skip` the article, which a heading may have told."""
    said = re.sub(r" ?/ ?", "/", provision.span.of(text)).lower()
    for _kind, label in provision.path[1 if skip else 0 :]:
        for number in label.split("-"):
            assert number.lower() in said


@pytest.mark.cost
@pytest.mark.parametrize(
    "pattern",
    [
        "khoản 1, ",
        "khoản 1, khoản 2 Điều 3, ",
        "điểm a ",
        "điểm a khoản 1 ",
        "Điều 5 khoản 1 ",
        "Phụ lục I, Mẫu số 17 và ",
        "mục c khoản 1 Điều 5 ",
        "Điều 5 Quy chế làm việc ",
        "1, ",
        "Điều 5 đến ",
        "Điều 5-",
        "5-6-",
        "Điều 5. ",
        "tiểu mục 1/1/1/1/",
        "Mẫu A.A.A.A.",
        "theo khoản 1 Điều này và ",
    ],
)
def test_cost_grows_with_the_length_only(pattern: str) -> None:
    """A pattern without end, as a hostile text or a broken table has it: ten times the text, ten times the cost."""

    def of_length(length: int) -> Callable[[], None]:
        text = ("Điều 1, " + pattern * (length // len(pattern)))[:length] + " Luật"

        def read() -> None:
            provisions_of(text, [length + 1], [length + 5])
            provisions_of(text, [], [])

        return read

    assert_in_proportion(of_length, 10_000, 100_000)


@pytest.mark.cost
def test_many_mentions_cost_no_more_than_their_number() -> None:
    one = "theo khoản 1, 2 Điều 5 Luật A, "

    def of(count: int) -> Callable[[], None]:
        starts = [number * len(one) + one.index("Luật") for number in range(count)]

        def read() -> None:
            groups = provisions_of(one * count, starts, [start + 6 for start in starts]).cited
            assert [len(group) for group in groups] == [2] * count

        return read

    assert_in_proportion(of, 300, 3000)


@pytest.mark.shared
def test_every_place_in_a_supervision_plan_belongs_to_its_law(shared: Path) -> None:
    paper = shared / "corpus" / "commune" / "KH-giam-sat-bau-cu.txt"
    text = normalize(paper.read_text(encoding="utf-8")).text
    laws = list(re.finditer(r"Luật Bầu cử năm 2015|Nghị quyết số 101/2025/UBTVQH15", text))
    groups = provisions_of(text, [law.start() for law in laws], [law.end() for law in laws]).cited
    spans = [provision.span for group in groups for provision in group]
    places = [Span(*place.span()) for place in re.finditer(r"(?:Điều|khoản|điểm) \d+", text)]
    assert len(places) > 70
    assert [place.of(text) for place in places if not any(span.covers(place) for span in spans)] == []
