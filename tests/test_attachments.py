"""What is attached after the signature is read: the bracket under its title, in every form, tells where it begins."""

from __future__ import annotations

import pytest

from graphbuild.extraction.head.attachments import find_attachments

SIGNED = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nHoàng Văn Ba\n\nQUY CHẾ\nquản lý chợ\n"
RULES = "Điều 1. Ban Quản lý chợ mở cửa lúc 5 giờ.\n"


@pytest.mark.parametrize(
    "bracket",
    [
        "(Ban hành kèm theo Quyết định số 72/2025/QĐ-UBND ngày 14/8/2025)",
        "*(Kèm theo Quyết định số 72/2025/QĐ-UBND của Ủy ban nhân dân tỉnh)*",
        "(Kèm theo Quyết định số:\n/QĐ-UBND ngày / /2025 của Ủy ban nhân dân tỉnh Sơn La)",
        "(Ban hành kèm theo Quyết định số 72/2025/QĐ-UBND của Ủy ban nhân dân tỉnh\n\nSơn La)",
    ],
)
def test_an_attached_document_begins_after_its_bracket(bracket: str) -> None:
    text = f"{SIGNED}{bracket}\n{RULES}"
    assert [part.of(text).strip(" *\n") for part in find_attachments(text, 0)] == [RULES.strip()]


def test_a_bracket_in_a_sentence_begins_nothing() -> None:
    rules = f"{RULES}Điều 2. Tổ trưởng gửi báo cáo (kèm theo hồ sơ nộp phí) cho Ban Quản lý.\n"
    text = f"{SIGNED}(Kèm theo Quyết định số 72/2025/QĐ-UBND)\n{rules}"
    assert [part.of(text).strip() for part in find_attachments(text, 0)] == [rules.strip()]
