"""Who bears a task in every form of papers: lead-ins, headings, lists of names, tables that crawlers broke."""

from __future__ import annotations

import pytest
from test_obligations import HEAD, tasks, told

PROVINCE = (
    "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n-------\nSố: 212/KH-UBND\nSơn La, ngày 14 tháng 8 năm 2025\n\nKẾ HOẠCH\ncuối năm\n\n"
)


def bearers(body: str, head: str = HEAD) -> list[tuple[str, ...]]:
    return [row.bearer_names for row in tasks(body, head)]


ITEMS = "- Lập sổ theo dõi.\n- Báo cáo kết quả.\n"


@pytest.mark.parametrize(
    ("lead", "named"),
    [
        ("Trong 3 tháng cuối năm 2024, cùng với tiếp tục bám sát chủ đề năm, thực hiện các nhiệm vụ đã giao tại Nghị "
         "quyết số 01-NQ/HU, các cấp ủy, chính quyền tập trung lãnh đạo thực hiện một số nhiệm vụ sau:",
         ("các cấp ủy", "chính quyền các cấp")),
        ("Trước diễn biến phức tạp của mưa lũ, nhằm bảo vệ tính mạng Nhân dân, các chi bộ, đảng bộ trực thuộc tập "
         "trung triển khai các nhiệm vụ cấp bách sau:",
         ("các chi bộ, đảng bộ trực thuộc Huyện ủy Nông Cống",)),
        ("Để giảm thiệt hại, Huyện ủy yêu cầu Công an huyện, các bộ, ngành có liên quan, nhất là các Bộ: Xây dựng, "
         "Y tế theo chức năng tập trung một số việc cụ thể sau:",
         ("Công an huyện Nông Cống", "các bộ, ngành có liên quan", "Bộ Xây dựng", "Bộ Y tế")),
        ("Giao Ban Tổ chức Huyện ủy; Ủy ban Kiểm tra Huyện ủy khẩn trương triển khai, bảo đảm tiến độ như sau:",
         ("Ban Tổ chức Huyện ủy Nông Cống", "Ủy ban Kiểm tra Huyện ủy Nông Cống")),
    ],
    ids=["after a long circumstance", "before the first part", "a list with its own list", "with semicolons"],
)  # fmt: skip
def test_a_lead_in_gives_its_bearers(lead: str, named: tuple[str, ...]) -> None:
    assert bearers(f"I. NHIỆM VỤ\n1. {lead}\n{ITEMS}") == [named] * 2
    assert bearers(f"{lead}\n{ITEMS}") == [named] * 2


def test_the_issuer_that_makes_a_plan_or_orders_bears_none_of_its_tasks() -> None:
    assert bearers(f"Huyện ủy Nông Cống xây dựng kế hoạch thực hiện như sau:\nI. NHIỆM VỤ\n{ITEMS}") == [(), ()]
    lead = "Để sửa nhà, Huyện ủy Nông Cống yêu cầu tập trung thực hiện tốt các nội dung sau:"
    assert bearers(f"{lead}\nI. NHIỆM VỤ\n{ITEMS}") == [(), ()]


@pytest.mark.parametrize(
    ("heading", "named"),
    [
        ("6. Đề nghị: Hội Nông dân huyện, Hội Phụ nữ huyện",
         ("Hội Nông dân huyện Nông Cống", "Hội Phụ nữ huyện Nông Cống")),
        ("4. Các chủ rừng là tổ chức", ("các chủ rừng là tổ chức",)),
        ("3. Nhiệm vụ của Tổ tiếp công dân, xử lý đơn thư:", ("Tổ tiếp công dân, xử lý đơn thư",)),
        ("3. Quy định đối với người dự thi", ("người dự thi",)),
        ("2. Giao Văn phòng Huyện ủy:", ("Văn phòng Huyện ủy Nông Cống",)),
    ],
)  # fmt: skip
def test_a_heading_gives_its_bearer(heading: str, named: tuple[str, ...]) -> None:
    found = [tuple(name[0].lower() + name[1:] for name in row) for row in bearers(f"{heading}\n{ITEMS}")]
    assert found == [tuple(name[0].lower() + name[1:] for name in named)] * 2


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Đồng thời, các chi bộ phải báo cáo ngay.", ("các chi bộ",)),
        ("Đồng thời, giao Công an xã thường xuyên rà soát.", ("Công an xã",)),
        ("Tất cả các chi bộ phải báo cáo ngay.", ("Tất cả các chi bộ",)),
        ("Đối với các khiếu nại, tố cáo, kiến nghị liên quan đến người ứng cử, Văn phòng Huyện ủy phải chuyển ngay.",
         ("Văn phòng Huyện ủy Nông Cống",)),
        ("Người đứng đầu cơ quan, tổ chức được giao nhiệm vụ phải tích cực.",
         ("Người đứng đầu cơ quan, tổ chức được giao nhiệm vụ",)),
        ("Văn phòng đăng ký đất đai: Thống kê biến động.", ("Văn phòng đăng ký đất đai",)),
        ("Giao Văn phòng Huyện ủy và lãnh đạo các sở, ngành thực hiện.",
         ("Văn phòng Huyện ủy Nông Cống", "lãnh đạo các sở, ngành")),
        ("Các cấp ủy, tổ chức đảng, chính quyền, đoàn thể các cấp thực hiện nghiêm.",
         ("các cấp ủy, tổ chức đảng", "chính quyền các cấp", "đoàn thể các cấp")),
        ("Các sở, ban, ngành, tổ chức chính trị - xã hội thực hiện nghiêm.",
         ("các sở, ban, ngành", "các tổ chức chính trị - xã hội")),
    ],
)  # fmt: skip
def test_a_sentence_names_its_bearers(sentence: str, named: tuple[str, ...]) -> None:
    (found,) = bearers(f"I. NHIỆM VỤ\n- {sentence}\n")
    assert [name.lower() for name in found] == [name.lower() for name in named]


def test_the_next_sentence_has_the_subject_of_the_one_before() -> None:
    lead = "1. Các chi bộ tập trung thực hiện các việc sau:\n"
    body = f"I. NHIỆM VỤ\n{lead}- Lập sổ. Công an huyện tuần tra. Giữ trật tự ở chợ.\n"
    assert bearers(body) == [("các chi bộ",), ("Công an huyện Nông Cống",), ("Công an huyện Nông Cống",)]


def test_a_thing_in_the_plural_bears_nothing() -> None:
    assert (
        told("I. NHIỆM VỤ\n- Các khu vực nuôi gồm 12 xã.\n- Các thông số: Thuốc bảo vệ thực vật và kim loại.\n") == []
    )


CELLS = (
    "TT",
    "Nội dung thực\nhiện",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời gian hoàn\nthành",
    "Sản phẩm dự kiến",
)


def broken(*rows: tuple[str, ...]) -> str:
    """The rows as crawlers leave them: each cell on lines of its own, between lone bars."""
    return "".join("|\n" + "".join(f"{cell}\n|\n" if cell else "|\n" for cell in row) for row in rows)


def test_a_table_broken_over_lines_is_read() -> None:
    body = broken(
        CELLS,
        ("**I**", "**KIỆN TOÀN TỔ CHỨC**"),
        (
            "1",
            "Tổ chức lại Ban Chỉ huy\ncấp xã",
            "Sở Nội vụ; UBND\ncấp xã",
            "Sở Tài chính",
            "Trước 30/11/2025",
            "Quyết định",
        ),
        ("2", "Mua máy bơm", "Sở Xây dựng", "", "Thường xuyên", ""),
        ("**II**", "**TUYÊN TRUYỀN**"),
        ("1", "In tờ rơi", "Sở Y tế", "Công an tỉnh", "", "Tờ rơi"),
    )
    rows = tasks(f"II. PHÂN CÔNG\n{body}\nNơi nhận:\n- Lưu.", PROVINCE)
    assert [(row.text.replace("\n", " "), row.bearer_names, row.supporting_names, row.products) for row in rows] == [
        ("Tổ chức lại Ban Chỉ huy cấp xã", ("Sở Nội vụ tỉnh Sơn La", "Ủy ban nhân dân cấp xã tỉnh Sơn La"),
         ("Sở Tài chính tỉnh Sơn La",), ("Quyết định",)),
        ("Mua máy bơm", ("Sở Xây dựng tỉnh Sơn La",), (), ()),
        ("In tờ rơi", ("Sở Y tế tỉnh Sơn La",), ("Công an tỉnh Sơn La",), ("Tờ rơi",)),
    ]  # fmt: skip
    assert [[limit.to for limit in row.deadlines] for row in rows] == [["2025-11-30"], [None], []]


def test_a_table_of_figures_has_no_tasks() -> None:
    body = broken(("TT", "Chỉ tiêu", "Năm 2024"), ("1", "Trả nợ lãi, phí", "11.400"), ("2", "Chi khác", "63.950"))
    assert told(f"II. NHIỆM VỤ\n{body}") == []


def test_a_mark_on_a_line_of_its_own_belongs_to_what_follows() -> None:
    body = "I. MỤC ĐÍCH, YÊU CẦU\n1.\nMục đích\n- Nâng cao nhận thức.\n2.\nYêu cầu\n- Lập sổ theo dõi.\n"
    assert [row[0] for row in told(body)] == ["Lập sổ theo dõi"]


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Cục Xuất nhập khẩu rà soát thủ tục.", "Cục Xuất nhập khẩu"),
        ("Trung tâm Trợ giúp pháp lý báo cáo kết quả.", "Trung tâm Trợ giúp pháp lý"),
        ("Trạm Y tế xã Tân Thọ tiêm vắc xin.", "Trạm Y tế xã Tân Thọ"),
        ("Các sở, ngành theo chức năng, nhiệm vụ, thẩm quyền chủ động phối hợp.", "các sở, ngành"),
        ("Giao Ban Tổ chức Huyện ủy; Công an huyện rà soát; báo cáo trước 30/6/2024.",
         "Ban Tổ chức Huyện ủy Nông Cống|Công an huyện Nông Cống"),
    ],
)  # fmt: skip
def test_a_name_ends_where_its_predicate_begins(sentence: str, named: str) -> None:
    found = bearers(f"I. NHIỆM VỤ\n- {sentence}\n")[0]
    assert [name.lower() for name in found] == named.lower().split("|")


@pytest.mark.parametrize("marks", [("(1)", "(2)"), ("a)", "b)"), ("-", "-")])
def test_a_paragraph_between_two_items_goes_on_with_the_first(marks: tuple[str, str]) -> None:
    first, second = marks
    body = (
        f"I. NHIỆM VỤ\n{first} Sở Y tế rà soát quy định.\n\nXây dựng phương án bố trí.\n\n{second} Sở Nội vụ báo cáo.\n"
    )
    found = [names[0] for names in bearers(body, PROVINCE)]
    assert found == ["Sở Y tế tỉnh Sơn La", "Sở Y tế tỉnh Sơn La", "Sở Nội vụ tỉnh Sơn La"]


def test_after_a_circumstance_of_one_s_own_the_first_act_counts() -> None:
    body = "1. Sở Giáo dục và Đào tạo\n- Căn cứ chức năng, chỉ đạo các trường, các cơ sở trực thuộc quản lý học sinh.\n"
    assert bearers(body, PROVINCE) == [("Sở Giáo dục và Đào tạo tỉnh Sơn La",)]


def test_a_line_that_holds_a_clause_is_a_task_of_its_own() -> None:
    body = (
        "I. NHIỆM VỤ\n1. Rà soát danh mục.\n- Cơ quan thực hiện: Sở Nội vụ rà soát danh mục; các sở gửi kết quả trước "
        "30/9/2025.\n- Thời gian: tháng 10/2025.\n"
    )
    rows = [(row.text, row.bearer_names) for row in tasks(body, PROVINCE)]
    assert rows == [
        ("Rà soát danh mục", ()),
        ("Cơ quan thực hiện: Sở Nội vụ rà soát danh mục", ("Sở Nội vụ tỉnh Sơn La",)),
        ("các sở gửi kết quả trước 30/9/2025", ("các sở",)),
    ]


def test_what_is_to_be_done_stands_in_its_own_line() -> None:
    body = (
        "I. NHIỆM VỤ\n1.1. Phát triển chợ\na) Nội dung: Xây dựng đề án.\nb) Cơ quan chủ trì: Sở Công Thương\n"
        "c) Thời gian thực hiện: Quý IV/2025\nd) Sản phẩm: Đề án\n"
    )
    (row,) = tasks(body, PROVINCE)
    assert (row.text, row.bearer_names, row.products) == (
        "Nội dung: Xây dựng đề án", ("Sở Công Thương tỉnh Sơn La",), ("Đề án",)
    )  # fmt: skip
    assert [limit.to for limit in row.deadlines] == ["2025-12-31"]


def test_a_thing_with_its_own_lines_is_a_task() -> None:
    body = "I. NHIỆM VỤ\n1. Cẩm nang an toàn\nĐơn vị thực hiện: Sở Y tế\nThời gian hoàn thành: tháng 11/2025\n"
    assert [(row.text, row.bearer_names) for row in tasks(body, PROVINCE)] == [
        ("Cẩm nang an toàn", ("Sở Y tế tỉnh Sơn La",))
    ]


@pytest.mark.parametrize("joint", [": tuần tra các chợ", " tuần tra các chợ"])
def test_roles_in_brackets_tell_who_leads(joint: str) -> None:
    (row,) = tasks(f"I. NHIỆM VỤ\n- Sở Y tế (chủ trì), Công an tỉnh (phối hợp){joint}.\n", PROVINCE)
    assert (row.bearer_names, row.supporting_names) == (("Sở Y tế tỉnh Sơn La",), ("Công an tỉnh Sơn La",))


def test_a_subject_and_a_line_both_bear_the_task() -> None:
    body = "I. NHIỆM VỤ\n1. Ủy ban nhân dân tỉnh rà soát danh mục.\n- Cơ quan thực hiện: Sở Nội vụ\n"
    (row,) = tasks(body, PROVINCE)
    assert row.bearer_names == ("Ủy ban nhân dân tỉnh Sơn La", "Sở Nội vụ tỉnh Sơn La")


def test_the_functions_of_an_office_are_borne_by_that_office() -> None:
    head = PROVINCE.replace("212/KH-UBND", "212/QĐ-UBND").replace(
        "KẾ HOẠCH\ncuối năm", "QUYẾT ĐỊNH\nBan hành Quy định chức năng, nhiệm vụ của Sở Tư pháp"
    )
    body = (
        "Điều 1. Vị trí và chức năng\n1. Sở Tư pháp là cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh, có con dấu.\n"
        "Điều 2. Nhiệm vụ và quyền hạn\n1. Trình Ủy ban nhân dân tỉnh:\na) Dự thảo kế hoạch phát triển ngành tư pháp.\n"
        "2. Tham mưu Ủy ban nhân dân tỉnh quản lý hộ tịch và thực hiện các nhiệm vụ sau:\na) Kiểm tra sổ hộ tịch.\n"
    )
    assert bearers(body, head) == [("Sở Tư pháp tỉnh Sơn La",)] * 2


def test_the_object_of_a_lead_in_bears_nothing() -> None:
    lead = "Giúp Ủy ban nhân dân huyện quản lý hộ tịch và thực hiện các nhiệm vụ sau:"
    assert bearers(f"I. NHIỆM VỤ\n1. {lead}\n{ITEMS}") == [()] * 2


def test_an_item_with_a_colon_governs_the_paragraphs_after_it() -> None:
    body = (
        "I. NHIỆM VỤ\n1. Xét tặng danh hiệu\na) Văn phòng Huyện ủy:\nTiếp nhận, thẩm định hồ sơ.\nTổng hợp, trình "
        "Huyện ủy.\nb) Công an huyện: xác minh lý lịch.\n"
    )
    assert bearers(body) == [
        ("Văn phòng Huyện ủy Nông Cống",),
        ("Văn phòng Huyện ủy Nông Cống",),
        ("Công an huyện Nông Cống",),
    ]


@pytest.mark.parametrize("office", ["Sở Nội vụ tỉnh Sơn La", "Giám đốc Sở Nội vụ tỉnh Sơn La", "Sở Nội vụ"])
def test_an_office_has_its_place_once(office: str) -> None:
    printed = f"{office} lập sổ theo dõi"
    told_once = office if office.endswith("Sơn La") else f"{office} tỉnh Sơn La"
    assert bearers(f"I. NHIỆM VỤ\n1. {printed}.\n", PROVINCE) == [(told_once,)]


def test_an_item_that_is_only_a_name_governs_the_dashes_below_it() -> None:
    body = (
        "I. NHIỆM VỤ\n1. Thẩm định\na) Văn phòng Huyện ủy\n- Lập sổ theo dõi.\nKhi lập sổ phải ghi rõ ngày nhận.\n"
        "- Báo cáo kết quả.\nb) Công an huyện\n- Xác minh lý lịch.\n"
    )
    office, police = ("Văn phòng Huyện ủy Nông Cống",), ("Công an huyện Nông Cống",)
    assert bearers(body) == [office, office, office, police]
