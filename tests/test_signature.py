"""The foot of a document: who signed, in whose name, and who receives it."""

from __future__ import annotations

import pytest

from graphbuild.extraction.reading import read
from graphbuild.model import Letterhead, Text


def foot(text: str) -> Letterhead:
    return read(Text(text, "a.txt")).letterhead


@pytest.mark.parametrize(
    ("lines", "authority", "role", "name"),
    [
        ("T/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nLê Văn Tám", "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Lê Văn Tám"),
        ("T/M BAN CHẤP HÀNH\nPHÓ BÍ THƯ\n(Đã ký)\nLê Thị Út", "T/M BAN CHẤP HÀNH", "PHÓ BÍ THƯ", "Lê Thị Út"),
        ("T/M BAN CHẤP HÀNH\n\nLê Văn Tám", "T/M BAN CHẤP HÀNH", None, "Lê Văn Tám"),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn Tám", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Tám"),
        ("TM. UỶ BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn Tám", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Tám"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Văn Tám", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Tám"),
        (
            "K/T CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\n\nLê Văn Tám",
            "K/T CHÁNH VĂN PHÒNG",
            "PHÓ CHÁNH VĂN PHÒNG",
            "Lê Văn Tám",
        ),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nLê Văn Tám", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Lê Văn Tám"),
        ("TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ\n\nLê Tám", "TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ", "Lê Tám"),
        ("**T/M BAN THƯỜNG VỤ**\n**BÍ THƯ**\n\n**Lê Văn Tám**", "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Lê Văn Tám"),
        ("Không ai ký ở đây cả.", None, None, None),
    ],
)
def test_signatures(lines: str, authority: str | None, role: str | None, name: str | None) -> None:
    read_foot = foot(f"Các chi bộ làm ngay.\n\n{lines}\n")
    assert (read_foot.signing_authority, read_foot.signer_role, read_foot.signer_name) == (authority, role, name)


def test_a_head_of_a_body_signs_in_his_own_name() -> None:
    read_foot = foot(
        "Các chi bộ làm ngay.\n\nNơi nhận:\n- Như trên,\n- Lưu Văn phòng.\n\nCHÁNH VĂN PHÒNG\n\nLê Văn Tám\n"
    )
    assert (read_foot.signing_authority, read_foot.signer_role, read_foot.signer_name) == (
        None,
        "CHÁNH VĂN PHÒNG",
        "Lê Văn Tám",
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "Nơi nhận:\n- Tỉnh ủy (để báo cáo),\n- Các chi bộ,\n- Lưu Văn phòng Huyện ủy.",
            [("Tỉnh ủy", "để báo cáo"), ("Các chi bộ", None), ("Lưu Văn phòng Huyện ủy", "lưu")],
        ),
        ("Nơi nhận :\n- Tỉnh ủy (b/c);\n- Lưu: VT.", [("Tỉnh ủy", "để báo cáo"), ("Lưu: VT", "lưu")]),
        ("**Nơi nhận:**\n\n- Tỉnh ủy (đề báo cáo),\n- Lưu VP.", [("Tỉnh ủy", "để báo cáo"), ("Lưu VP", "lưu")]),
        (
            "Nơi nhận:\n- Các ban xây dựng Đảng\ncủa Huyện ủy,\n- Lưu VP.",
            [("Các ban xây dựng Đảng của Huyện ủy", None), ("Lưu VP", "lưu")],
        ),
        ("Nơi nhận: ghi ở mặt sau.", []),
        ("Nơi nhận giải thưởng là nhà văn hóa.", []),
    ],
)
def test_recipients(lines: str, expected: list[tuple[str, str | None]]) -> None:
    text = f"Các chi bộ làm ngay.\n\n{lines}\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nLê Văn Tám\n"
    recipients = foot(text).recipients
    assert [(entry.name, entry.purpose) for entry in recipients] == expected
    for entry in recipients:
        assert " ".join(entry.span.of(text).split()).startswith(entry.name)
