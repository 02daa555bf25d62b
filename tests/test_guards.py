"""Acts that cannot be are mentions, and a person is told."""

from __future__ import annotations

import pytest

from graphbuild.extraction.reading import read
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.model import Text
from graphbuild.resolve.records import Resolved, resolve
from graphbuild.vocabulary.ranks import rank_of

DECISION = (
    "ỦY BAN NHÂN DÂN\nTỈNH ĐẮK LẮK\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "---------------\nSố: 41/2025/QĐ-UBND\nĐắk Lắk, ngày 04 tháng 11 năm 2025\n\nQUYẾT ĐỊNH\nVề quản lý chợ\n\n"
)


def resolved(text: str) -> Resolved:
    return resolve([read(Text(DECISION + text, "a.txt"))], base=DEFAULT_BASE)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        # a higher rank, a younger one, another order
        ("Điều 3. Bãi bỏ Nghị định số 52/2024/NĐ-CP.", "52/2024/NĐ-CP"),
        ("Điều 3. Sửa đổi khoản 1 Điều 3 Luật số 26/2023/QH15.", "26/2023/QH15"),
        ("Điều 3. Bãi bỏ Quyết định số 12/2026/QĐ-UBND ngày 05/01/2026.", "12/2026/QĐ-UBND"),
        ("Điều 3. Bãi bỏ Quy định số 66-QĐ/TW.", "66-QĐ/TW"),
    ],
)
def test_an_impossible_act_is_a_mention(text: str, number: str) -> None:
    result = resolved(text)
    assert result.records.amendments == []
    assert [row.relation for row in result.records.citations if row.number == number] == ["mentions"]
    assert [(finding.code, finding.source) for finding in result.findings] == [("impossible_act", "a.txt")]
    # It is told on the page of the document that says so.
    (own,) = [row for row in result.records.documents if row.source]
    assert own.warnings == result.findings


@pytest.mark.parametrize(
    "law",
    [
        "Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức số 52/2019/QH14",
        "Luật Sửa đổi, bổ sung một số điều Luật Ban hành văn bản quy phạm pháp luật số 87/2025/QH15",
    ],
)
def test_the_law_at_the_end_of_the_name_of_an_amending_law_is_not_changed_by_the_document(law: str) -> None:
    result = resolved(f"Căn cứ {law};")
    assert result.findings == ()
    assert not [row for row in result.records.citations if row.relation == "amends" and row.citing == row.document]


def test_a_possible_act_stays() -> None:
    result = resolved("Điều 3. Bãi bỏ Quyết định số 21/2015/QĐ-UBND.")
    (act,) = result.records.amendments
    assert (act.verb, act.target_number, act.in_part) == ("repeals", "21/2015/QĐ-UBND", False)
    assert result.findings == ()


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        (("HP", None), ("Luật", "64/2025/QH15")),
        (("Luật", "64/2025/QH15"), ("NĐ", "78/2025/NĐ-CP")),
        (("NĐ", "78/2025/NĐ-CP"), ("QĐ", "18/2023/QĐ-TTg")),
        (("QĐ", "18/2023/QĐ-TTg"), ("TT", "07/2024/TT-BXD")),
        (("TT", "07/2024/TT-BXD"), ("NQ", "22/2023/NQ-HĐND")),
        (("NQ", "22/2023/NQ-HĐND"), ("QĐ", "41/2025/QĐ-UBND")),
        (("QĐ", "66-QĐ/TW"), ("NQ", "28-NQ/TU")),
        (("NQ", "28-NQ/TU"), ("KH", "12-KH/HU")),
    ],
)
def test_ranks(higher: tuple[str, str | None], lower: tuple[str, str | None]) -> None:
    above, below = rank_of(*higher), rank_of(*lower)
    assert above is not None
    assert below is not None
    assert above.order == below.order
    assert above.rank < below.rank
