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
        # broken over lines by a crawler
        ("|\n**TM. ỦY BAN NHÂN\nDÂN**\nCHỦ TỊCH\nLê Văn Tám\n|", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Tám"),
        (
            "|\n**TM. ỦY BAN\nNHÂN DÂN**\n**KT. CHỦ TỊCH**\n**PHÓ CHỦ TỊCH**\n**Lê Văn Tám**\n|",
            "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "Lê Văn Tám",
        ),
        ("T/M BAN CHẤP HÀNH\nTRUNG ƯƠNG\nTỔNG BÍ THƯ\nLê Tám", "T/M BAN CHẤP HÀNH TRUNG ƯƠNG", "TỔNG BÍ THƯ", "Lê Tám"),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTHƯỜNG TRỰC\nLê Tám", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC THƯỜNG TRỰC", "Lê Tám"),
        # two offices of one person
        (
            "KT. BỘ TRƯỞNG,\nCHỦ NHIỆM\nPHÓ CHỦ NHIỆM\nLê Văn Tám",
            "KT. BỘ TRƯỞNG, CHỦ NHIỆM",
            "PHÓ CHỦ NHIỆM",
            "Lê Văn Tám",
        ),
        ("KT. BỘ TRƯỞNG\nCHỦ NHIỆM\nPHÓ CHỦ NHIỆM\nLê Tám", "KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM", "Lê Tám"),
        (
            "TM. ỦY BAN NHÂN DÂN\nTUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ\nLê Tám",
            "TM. ỦY BAN NHÂN DÂN, TUQ. CHỦ TỊCH",
            "GIÁM ĐỐC SỞ NỘI VỤ",
            "Lê Tám",
        ),
        (
            "TL. BỘ TRƯỞNG\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nLê Tám",
            "TL. BỘ TRƯỞNG, KT. CHÁNH VĂN PHÒNG",
            "PHÓ CHÁNH VĂN PHÒNG",
            "Lê Tám",
        ),
        ("KT. THỐNG ĐỐC\nPHÓ THỐNG ĐỐC\nLê Văn Tám", "KT. THỐNG ĐỐC", "PHÓ THỐNG ĐỐC", "Lê Văn Tám"),
        # with a rank, and in capitals
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nĐại tá Lê Văn Tám", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Văn Tám"),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(đã ký)\nLÊ VĂN TÁM", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Tám"),
        ("|\nKT. BỘ\nTRƯỞNG\nTHỨ TRƯỞNG\n**Lê\nVăn Tám**\n|", "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Lê Văn Tám"),
        ("|\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n**Đại\ntướng Lê Văn Tám**\n|", "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Lê Văn Tám"),
        ("|\nNơi nhận:\n- Như trên.\n|\n**CHỦ\nTỊCH**\nLê Văn Tám\n|", None, "CHỦ TỊCH", "Lê Văn Tám"),
        # without the breaks
        (
            "TM. CHÍNH PHỦKT. THỦ TƯỚNGPHÓ THỦ TƯỚNG(Đã ký)Lê Văn Tám |",
            "TM. CHÍNH PHỦ, KT. THỦ TƯỚNG",
            "PHÓ THỦ TƯỚNG",
            "Lê Văn Tám",
        ),
        ("TM. ỦY BAN NHÂN DÂNCHỦ TỊCH\n(Đã ký)\nLê Văn Tám", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Tám"),
        # in the right column
        (
            "Nơi nhận:                     TM. ỦY BAN NHÂN DÂN\n- Như trên;                        CHỦ TỊCH\n"
            "- Lưu: VT.                      Lê Văn Tám",
            "TM. ỦY BAN NHÂN DÂN",
            "CHỦ TỊCH",
            "Lê Văn Tám",
        ),
        # a head of a body in his own name, without "Nơi nhận"
        ("|\n**CHỦ TỊCH QUỐC HỘI**\nLê Văn Tám\n|", None, "CHỦ TỊCH QUỐC HỘI", "Lê Văn Tám"),
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
        (
            "Vị trí giữa nơi nhận phiếu và hòm phiếu:\n- Cách xa nhau.\n\nNơi nhận:\n- Tỉnh ủy,\n- Lưu VP.",
            [("Tỉnh ủy", None), ("Lưu VP", "lưu")],
        ),
        ("Nơi nhận giải thưởng là nhà văn hóa.", []),
        ("Nơi nhận:\n~ Tỉnh ủy;\n- Lưu: VT.", [("Tỉnh ủy", None), ("Lưu: VT", "lưu")]),
        (
            "Nơi nhận:\n- Các Bộ: GDĐT, KHCN,\nYT, NV, TC;\n- Lưu: VT.",
            [("Các Bộ: GDĐT, KHCN, YT, NV, TC", None), ("Lưu: VT", "lưu")],
        ),
    ],
)
def test_recipients(lines: str, expected: list[tuple[str, str | None]]) -> None:
    text = f"Các chi bộ làm ngay.\n\n{lines}\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nLê Văn Tám\n"
    recipients = foot(text).recipients
    assert [(entry.name, entry.purpose) for entry in recipients] == expected
    for entry in recipients:
        assert " ".join(entry.span.of(text).split()).startswith(entry.name)


def test_the_foot_is_that_of_the_document_not_of_a_form_below_it() -> None:
    text = (
        "Các chi bộ làm ngay.\n\nNơi nhận:\n- Tỉnh ủy,\n- Lưu VP.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn Tám\n\n"
        "Mẫu số 01\n\nNơi nhận:\n- Như trên;\n\nTM. TỔ CHỨC\nGIÁM ĐỐC\n"
    )
    read_foot = foot(text)
    assert [entry.name for entry in read_foot.recipients] == ["Tỉnh ủy", "Lưu VP"]
    assert (read_foot.signing_authority, read_foot.signer_name) == ("TM. ỦY BAN NHÂN DÂN", "Lê Văn Tám")
