"""Citations by name: every form of the guideline, and the words that only look like one."""

from __future__ import annotations

import pytest

from graphbuild.extraction.reading import read
from graphbuild.model import Mention, Text


def named(text: str) -> list[Mention]:
    return [mention for mention in read(Text(text, "a.txt")).mentions if mention.kind == "named"]


# Each row: a sentence and, for each citation by name in it, the characters, the type and the canonical name.
FORMS = [
    ("Theo Luật Lưu trữ thì nộp hồ sơ.", [("Luật Lưu trữ", "Luật", "Lưu trữ")]),
    ("theo Luật lưu trữ, Luật Kế toán", [("Luật lưu trữ", "Luật", "Lưu trữ"), ("Luật Kế toán", "Luật", "Kế toán")]),
    (
        "theo Luật Phòng , chống ma túy và Bộ luật Dân sự năm 2015",
        [("Luật Phòng , chống ma túy", "Luật", "Phòng, chống ma túy"), ("Bộ luật Dân sự năm 2015", "BL", "Dân sự")],
    ),
    (
        "Căn cứ Luật Tổ chức HĐND và UBND ngày 26/11/2003;",
        [
            (
                "Luật Tổ chức HĐND và UBND ngày 26/11/2003",
                "Luật",
                "Tổ chức Hội đồng nhân dân và Ủy ban nhân dân",
            )
        ],
    ),
    ("theo Luật Khiếu nại tố cáo.", [("Luật Khiếu nại tố cáo", "Luật", "Khiếu nại, tố cáo")]),
    ("theo Pháp lệnh Phí , lệ phí và", [("Pháp lệnh Phí , lệ phí", "PL", "Phí và lệ phí")]),
    ("theo Luật Đầu tư , Công chứng", [("Luật Đầu tư", "Luật", "Đầu tư")]),
    ("theo Luật Giá và Luật Thú y", [("Luật Giá", "Luật", "Giá"), ("Luật Thú y", "Luật", "Thú y")]),
    ("theo Pháp lệnh Thú y.", [("Pháp lệnh Thú y", "PL", "Thú y")]),
    (
        "theo Luật Quân nhân chuyên nghiệp, công nhân và viên chức quốc phòng.",
        [
            (
                "Luật Quân nhân chuyên nghiệp, công nhân và viên chức quốc phòng",
                "Luật",
                "Quân nhân chuyên nghiệp, công nhân và viên chức quốc phòng",
            )
        ],
    ),
    ("theo Luật Hàng không Việt Nam.", [("Luật Hàng không Việt Nam", "Luật", "Hàng không Việt Nam")]),
    # a day tells where a name ends that is not in the vocabulary
    (
        "Căn cứ Luật Chợ nổi, bến đò và Bộ máy của chợ ngày 4 tháng 7 năm 1981.",
        [
            (
                "Luật Chợ nổi, bến đò và Bộ máy của chợ ngày 4 tháng 7 năm 1981",
                "Luật",
                "Chợ nổi, bến đò và Bộ máy của chợ",
            )
        ],
    ),
    (
        "thay Pháp lệnh về chợ nổi của xã ngày 4/7/1981",
        [("Pháp lệnh về chợ nổi của xã ngày 4/7/1981", "PL", "chợ nổi của xã")],
    ),
    ("theo Luật Chợ nổi, Sở Công Thương mở hội ngày 4/7/1981", [("Luật Chợ nổi", "Luật", "Chợ nổi")]),
    ("Luật Chợ nổi được thông qua ngày 4/7/1981", [("Luật Chợ nổi", "Luật", "Chợ nổi")]),
    ("Luật Chợ nổi và hiệu lực ngày 4/7/1981", [("Luật Chợ nổi", "Luật", "Chợ nổi")]),
    ("theo Pháp Lệnh Thú y.", [("Pháp Lệnh Thú y", "PL", "Thú y")]),
    ("theo Luật Hòa giải xóm giềng mới.", [("Luật Hòa giải xóm giềng mới", "Luật", "Hòa giải xóm giềng mới")]),
    ("Hiến pháp năm 2013 quy định", [("Hiến pháp năm 2013", "HP", "Hiến pháp")]),
    ("chấp hành Điều lệ Đảng ở chi bộ", [("Điều lệ Đảng", "ĐL", "Đảng")]),
    ("theo Điều lệ Công đoàn Việt Nam.", [("Điều lệ Công đoàn Việt Nam", "ĐL", "Công đoàn Việt Nam")]),
    (
        "thực hiện Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng",
        [("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng", "NQ", "Đại hội XIV")],
    ),
    (
        "thực hiện Nghị quyết Đại hội Đảng bộ huyện lần thứ 25, nhiệm kỳ 2020 - 2025 ở xã",
        [("Nghị quyết Đại hội Đảng bộ huyện lần thứ 25, nhiệm kỳ 2020 - 2025", "NQ", "Đại hội XXV")],
    ),
    (
        "quán triệt Nghị quyết Trung ương 4 khóa XII và Nghị quyết Trung ương 7 (khóa X)",
        [
            ("Nghị quyết Trung ương 4 khóa XII", "NQ", "Hội nghị Trung ương 4 khóa XII"),
            ("Nghị quyết Trung ương 7 (khóa X)", "NQ", "Hội nghị Trung ương 7 khóa X"),
        ],
    ),
    (
        "Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XI đã nêu",
        [
            (
                "Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XI",
                "NQ",
                "Hội nghị Trung ương 4 khóa XI",
            )
        ],
    ),
    (
        "Theo Chương trình công tác năm 2026, chi bộ họp",
        [("Chương trình công tác năm 2026", "CTr", "công tác năm 2026")],
    ),
    (
        "theo Quy chế làm việc của Ban Chấp hành Đảng bộ huyện khóa XX, nhiệm kỳ 2020 - 2025;",
        [("Quy chế làm việc của Ban Chấp hành Đảng bộ huyện khóa XX, nhiệm kỳ 2020 - 2025", "QC", "làm việc khóa XX")],
    ),
    (
        "theo Nghị quyết của Ban Chấp hành Đảng bộ tỉnh khóa XVI về cầu đường",
        [("Nghị quyết của Ban Chấp hành Đảng bộ tỉnh khóa XVI", "NQ", "chung khóa XVI")],
    ),
]


FORMS += [
    # the year behind, with and without its word
    (
        "theo Luật Đất đai 2024 và Hiến pháp 2013.",
        [("Luật Đất đai 2024", "Luật", "Đất đai"), ("Hiến pháp 2013", "HP", "Hiến pháp")],
    ),
    # over a line end, also over an empty line
    (
        "Căn cứ Luật Tổ chức\nChính phủ ngày 18/02/2025;",
        [("Luật Tổ chức\nChính phủ ngày 18/02/2025", "Luật", "Tổ chức Chính phủ")],
    ),
    ("Căn cứ Luật Bảo hiểm\n\nxã hội;", [("Luật Bảo hiểm\n\nxã hội", "Luật", "Bảo hiểm xã hội")]),
    ("Căn cứ Luật\nĐiện lực;", [("Luật\nĐiện lực", "Luật", "Điện lực")]),
    ("Theo Luật Đầu tư\nCông an xã họp.", [("Luật Đầu tư", "Luật", "Đầu tư")]),
    # abbreviated; with the word of another type in its name
    ("theo Luật NSNN năm 2025", [("Luật NSNN năm 2025", "Luật", "Ngân sách nhà nước")]),
    ("Luật Quy hoạch ngày 24/11/2017 đã rõ", [("Luật Quy hoạch ngày 24/11/2017", "Luật", "Quy hoạch")]),
    # in lower case where it is unmistakable
    ("quy định tại điều 8 luật đất đai", [("luật đất đai", "Luật", "Đất đai")]),
    ("theo luật Thú y và bộ luật dân sự", [("luật Thú y", "Luật", "Thú y"), ("bộ luật dân sự", "BL", "Dân sự")]),
    ("theo luật nhà ở năm 2023", [("luật nhà ở năm 2023", "Luật", "Nhà ở")]),
    # laws that amend laws
    (
        "khoản 2 Điều 1 Luật sửa đổi Luật Thú y 2020 nêu",
        [("Luật sửa đổi Luật Thú y 2020", "Luật", "sửa đổi, bổ sung Luật Thú y"), ("Luật Thú y", "Luật", "Thú y")],
    ),
    (
        "Luật sửa đổi, bổ sung Luật Giá",
        [("Luật sửa đổi, bổ sung Luật Giá", "Luật", "sửa đổi, bổ sung Luật Giá"), ("Luật Giá", "Luật", "Giá")],
    ),
    # rules, strategies, programmes, schemes
    (
        "chấp hành Quy định về thi hành Điều lệ Đảng",
        [("Quy định về thi hành Điều lệ Đảng", "QĐ", "thi hành Điều lệ Đảng"), ("Điều lệ Đảng", "ĐL", "Đảng")],
    ),
    (
        "theo Chiến lược phát triển bến đò đến năm 2030, tầm nhìn đến năm 2045.",
        [
            (
                "Chiến lược phát triển bến đò đến năm 2030, tầm nhìn đến năm 2045",
                "CL",
                "phát triển bến đò đến năm 2030, tầm nhìn đến năm 2045",
            )
        ],
    ),
    (
        "phù hợp Quy hoạch bến\nđò thời kỳ 2021 - 2030, tầm nhìn đến năm 2050;",
        [
            (
                "Quy hoạch bến\nđò thời kỳ 2021 - 2030, tầm nhìn đến năm 2050",
                "QH",
                "bến đò thời kỳ 2021 - 2030, tầm nhìn đến năm 2050",
            )
        ],
    ),
    (
        "thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững giai đoạn 2021 - 2025 ở xã",
        [
            (
                "Chương trình mục tiêu quốc gia giảm nghèo bền vững giai đoạn 2021 - 2025",
                "CTr",
                "mục tiêu quốc gia giảm nghèo bền vững",
            )
        ],
    ),
    ("Xã làm theo Đề án “Chợ quê không rác”.", [("Đề án “Chợ quê không rác”", "ĐA", "Chợ quê không rác")]),
    (
        "theo Chương trình hành động của Chính phủ thực hiện Nghị quyết số 57-NQ/TW, các xã",
        [("Chương trình hành động của Chính phủ thực hiện Nghị quyết số 57-NQ/TW", "CTr", "hành động của Chính phủ")],
    ),
    (
        "- Luật Thú y năm 2015 và Nghị định quy định chi tiết một số điều của Luật Giá",
        [
            ("Luật Thú y năm 2015", "Luật", "Thú y"),
            (
                "Nghị định quy định chi tiết một số điều của Luật Giá",
                "NĐ",
                "quy định chi tiết một số điều của Luật Giá",
            ),
            ("Luật Giá", "Luật", "Giá"),
        ],
    ),
    (
        "theo Pháp lệnh “Thú y” ngày 15 tháng 02 năm 1993 và Pháp lệnh lãnh sự",
        [("Pháp lệnh “Thú y” ngày 15 tháng 02 năm 1993", "PL", "Thú y"), ("Pháp lệnh lãnh sự", "PL", "Lãnh sự")],
    ),
    (
        "theo Luật Các xóm giềng đoàn kết. Luật các nước đều có.",
        [("Luật Các xóm giềng đoàn kết", "Luật", "Các xóm giềng đoàn kết")],
    ),
    ("Theo Pháp lệnh Về Thú y", [("Pháp lệnh Về Thú y", "PL", "Thú y")]),
    # A title of its own, in a text whose letterhead is lost.
    ("Nghị định Quy định chi tiết một số điều của Luật Giá\n", [("Luật Giá", "Luật", "Giá")]),
    (
        "Theo Quyết định số 12-QĐ/TU phê duyệt Đề án “Chợ quê sạch, đẹp” của huyện; làm Đề án “Chợ quê sạch, đẹp”.",
        [
            ("Đề án “Chợ quê sạch, đẹp”", "ĐA", "Chợ quê sạch, đẹp"),
            ("Đề án “Chợ quê sạch, đẹp”", "ĐA", "Chợ quê sạch, đẹp"),
        ],
    ),
    (
        "Theo Quy chế làm việc (bổ sung) của Ban Chấp hành Đảng bộ huyện khóa XX;",
        [("Quy chế làm việc (bổ sung) của Ban Chấp hành Đảng bộ huyện khóa XX", "QC", "làm việc khóa XX")],
    ),
    # congresses and plenums in lower case, over line ends, with the place behind, by years alone
    (
        "thực hiện nghị quyết đại hội đảng bộ tỉnh lần thứ XX",
        [("nghị quyết đại hội đảng bộ tỉnh lần thứ XX", "NQ", "Đại hội XX")],
    ),
    (
        "thực hiện Nghị quyết\n\nĐại hội Đảng bộ huyện lần thứ XXV",
        [("Nghị quyết\n\nĐại hội Đảng bộ huyện lần thứ XXV", "NQ", "Đại hội XXV")],
    ),
    (
        "thực hiện Nghị quyết Đại hội lần thứ I Đảng bộ xã Ba Chẽ, nhiệm kỳ 2025 - 2030, các chi bộ",
        [("Nghị quyết Đại hội lần thứ I Đảng bộ xã Ba Chẽ, nhiệm kỳ 2025 - 2030", "NQ", "Đại hội I")],
    ),
    (
        "thực hiện Nghị quyết Đại hội Đảng bộ huyện nhiệm kỳ 2020 - 2025.",
        [("Nghị quyết Đại hội Đảng bộ huyện nhiệm kỳ 2020 - 2025", "NQ", "Đại hội nhiệm kỳ 2020-2025")],
    ),
    (
        "quán triệt nghị quyết trung ương 4 khóa XII",
        [("nghị quyết trung ương 4 khóa XII", "NQ", "Hội nghị Trung ương 4 khóa XII")],
    ),
    (
        "Nghị quyết Hội nghị lần thứ tám\nBan Chấp hành Trung ương Đảng khóa XI",
        [
            (
                "Nghị quyết Hội nghị lần thứ tám\nBan Chấp hành Trung ương Đảng khóa XI",
                "NQ",
                "Hội nghị Trung ương 8 khóa XI",
            )
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(mention.span.of(text), mention.type, mention.name) for mention in named(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Luật sư và luật gia dự họp theo pháp luật.",
        "Dự thảo Luật Nhà giáo được cho ý kiến.",
        "các Luật, Nghị quyết của Quốc hội",
        "Luật này có hiệu lực từ ngày ký.",
        "phổ biến pháp Luật Thú y cho dân",
        "Luật số 33/2024/QH15 về lưu trữ",
        "các nghị quyết của Đảng bộ huyện",
        "điều lệ đảng bộ",
        "Đại hội Đảng bộ huyện lần thứ XX thành công.",
        "chương trình công tác tháng 5",
        "theo quy chế làm việc của chi bộ",
        # other words, schools, firms, sites and branches of the law
        "phổ biến PHÁP LUẬT VỀ GIÁ cho dân",
        "hoàn thiện hệ thống Luật Việt Nam",
        "Luật sửa đổi đã được phổ biến; Luật sửa đổi, bổ sung năm 2025 cũng vậy.",
        "Trường Đại học Luật Hà Nội và Khoa Luật Kinh tế mở lớp.",
        "hỏi Công ty Luật Bến Đò, Luật Minh Tâm hoặc LuatBenDo",
        "Thạc sĩ Luật Hình sự giảng về Luật Quốc tế.",
        "Ông Nguyễn Văn Luật phụ trách; kỷ luật lao động nghiêm.",
        "BÃI BỎ LUẬT DO XÃ BAN HÀNH",
        "The LUAT site: LUẬT holds all rights.",
        "luật chơi đất đai, luật giao thông của làng",
        # foreign acts; a member of a list of several
        "các Nghị định, Thông tư hướng dẫn thi hành",
        "so sánh Luật Chợ nổi Trung Quốc, Bộ luật Dân sự Pháp và Bộ luật Lao động của Nhật Bản",
        "Hiến pháp Hoa Kỳ; Hiến pháp năm 1946 của Pháp; Singapore có Bộ luật Hình sự riêng.",
        # what is to be made, several, and no name
        "Xã xây dựng Kế hoạch làm đường năm 2026; tham mưu Đề án “Chợ quê”.",
        "các Chương trình mục tiêu quốc gia",
        "2. Kế hoạch phát triển chợ giai đoạn 2026 - 2030",
        "Huyện ủy ban hành Kế hoạch thực hiện như sau:",
        "các nghị quyết đại hội đảng bộ các cấp nhiệm kỳ 2025 - 2030",
        "Sở tham mưu ban hành Quy chế làm việc của tổ giúp việc chợ.",
        "Đại hội Đảng bộ tỉnh năm 2020 đã có nghị quyết.",
    ],
)
def test_what_only_looks_like_a_name(text: str) -> None:
    assert [mention.span.of(text) for mention in named(text)] == []


def test_a_law_inside_the_law_that_amends_it_is_a_citation_of_that_one() -> None:
    text = "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Thú y và Luật Giá ngày 24/6/2025;"
    outer, first, second = named(text)
    assert outer.span.of(text).endswith("ngày 24/6/2025")
    assert (outer.date, outer.relation, outer.owner) == ("2025-06-24", "based_on", None)
    assert [inner.span.of(text) for inner in (first, second)] == ["Luật Thú y", "Luật Giá"]
    assert [(inner.relation, inner.owner) for inner in (first, second)] == [("amends", 0), ("amends", 0)]


def test_a_text_that_a_decision_issues_is_its_and_found_again_by_name() -> None:
    text = (
        "Căn cứ Quyết định số 12-QĐ/TU, ngày 05/6/2024 của Tỉnh ủy ban hành Quy chế trực đêm ở trụ sở;\n"
        "Chi bộ làm theo Quy chế trực đêm ở trụ sở."
    )
    first, second = named(text)
    assert first.span.of(text) == second.span.of(text) == "Quy chế trực đêm ở trụ sở"
    assert first.owner == 0
    assert first.relation == "issues"
    assert second.owner is None


def test_a_name_before_a_number_is_kept_with_the_number() -> None:
    text = "Luật Lưu trữ số 33/2024/QH15, ngày 21/6/2024"
    [mention] = read(Text(text, "a.txt")).mentions
    assert (mention.kind, mention.number, mention.name) == ("numbered", "33/2024/QH15", "Lưu trữ")


def test_of_two_issued_texts_that_begin_alike_the_longer_name_is_one_citation() -> None:
    text = (
        "Theo Quyết định số 12-QĐ/TU về việc ban hành Quy chế trực đêm ở trụ sở;\n"
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế trực đêm ở trụ sở trên địa bàn huyện."
    )
    assert [mention.span.of(text) for mention in named(text)] == [
        "Quy chế trực đêm ở trụ sở",
        "Quy chế trực đêm ở trụ sở trên địa bàn huyện",
    ]


def test_the_shorter_of_two_issued_texts_at_the_very_end() -> None:
    """Where the text ends there is no room for the longer name."""
    text = (
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế trực đêm ở trụ sở trên địa bàn huyện.\n"
        "Điều 2. Ban hành kèm theo Quyết định này Quy chế trực đêm ở trụ sở.\n"
        "Điều 3. Các phòng thực hiện Quy chế trực đêm ở trụ sở"
    )
    last = named(text)[-1]
    assert (last.span.of(text), last.span.end) == ("Quy chế trực đêm ở trụ sở", len(text))


def test_a_decision_issues_the_text_of_its_title() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nHUYỆN NÔNG CỐNG\nSố: 152/QĐ-UBND\nNông Cống, ngày 15 tháng 01 năm 2025\n\n"
        "QUYẾT ĐỊNH\nBan hành Quy chế quản lý máy quét\n\n"
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý máy quét trên địa bàn huyện.\n"
    )
    named = [mention for mention in read(Text(text, "a")).mentions if mention.kind == "named"]
    assert [(mention.span.of(text), mention.relation) for mention in named] == [
        ("Quy chế quản lý máy quét", "issues"),
        ("Quy chế quản lý máy quét trên địa bàn huyện", "approves"),
    ]
