"""Shortened later mentions: found where one document can be meant, and nowhere else."""

from __future__ import annotations

import pytest

from graphbuild.extraction.reading import read
from graphbuild.model import Mention, Text

PLAN = "KẾ HOẠCH\nlàm đường\n\n"


def anaphora(text: str) -> list[Mention]:
    return [mention for mention in read(Text(text, "a.txt")).mentions if mention.kind == "anaphor"]


# Each row: the text of a plan, and for each shortened mention its characters and the number that it stands for.
FOUND = [
    ("Theo Chỉ thị số 12-CT/HU về đường; làm đúng Chỉ thị trên.", [("Chỉ thị trên", "12-CT/HU")]),
    ("Nghị quyết số 05-NQ/HU và Nghị quyết 06-NQ/HU; Nghị quyết đó nêu rõ.", [("Nghị quyết đó", "06-NQ/HU")]),
    ("Theo Nghị quyết số 05-NQ/HU. Chi bộ thực hiện Nghị quyết tại xóm.", [("Nghị quyết", "05-NQ/HU")]),
    (
        "Quy định số 377-QĐ/TW (sau đây gọi là Quy định 377) có hiệu lực. Quy định 377 áp dụng ở xã.",
        [("Quy định 377", "377-QĐ/TW"), ("Quy định 377", "377-QĐ/TW")],
    ),
    (
        "Nghị quyết số 05-NQ/HU về chợ (gọi tắt là Nghị quyết chợ quê). Làm theo Nghị quyết chợ quê.",
        [("Nghị quyết chợ quê", "05-NQ/HU"), ("Nghị quyết chợ quê", "05-NQ/HU")],
    ),
    # the only one of its type, in the title of another document
    ("Theo Công văn 87-CV/HU về Chỉ thị số 34-CT/TU. Chi bộ thực hiện Chỉ thị tại xóm.", [("Chỉ thị", "34-CT/TU")]),
    ("Theo Chỉ thị số 45-CT/TW, ngày 14/4/2025; Chỉ thị số 45 nêu hai việc.", [("Chỉ thị số 45", "45-CT/TW")]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(text: str, expected: list[tuple[str, str]]) -> None:
    content = PLAN + text
    assert [(mention.span.of(content), mention.number) for mention in anaphora(content)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Theo Nghị quyết số 05-NQ/HU và Nghị quyết số 06-NQ/HU. Chi bộ thực hiện Nghị quyết tại xóm.",
        "Chi bộ thực hiện Nghị quyết tại xóm.",
        "Theo Nghị quyết số 05-NQ/HU. Các Nghị quyết trên đều hay.",
        "Theo Nghị quyết số 05-NQ/HU. Huyện ủy ban hành Nghị quyết về chợ.",
        "Theo Quyết định số 12-QĐ/HU (sau đây gọi tắt là Tổ công tác). Tổ công tác họp.",
        "Theo Nghị định số 30/2020/NĐ-CP. Chi bộ thực hiện Nghị định thư.",
    ],
    ids=["two possible", "none", "plural", "another one", "a body's short name", "a treaty"],
)
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
