"""Who must do what by when: units, bearers, modality, time limits and the lines and tables that describe a task."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from cost import assert_in_proportion

from graphbuild.extraction.reading import read
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.model import Obligation, Text
from graphbuild.resolve.records import resolve

HEAD = "HUYỆN ỦY NÔNG CỐNG\nSố 12-KH/HU\nNông Cống, ngày 5 tháng 6 năm 2024\n\nKẾ HOẠCH\nsửa nhà văn hóa\n\n"
PLACE = "Nông Cống"


def tasks(body: str, head: str = HEAD) -> list[Obligation]:
    text = Text(head + body, "a.txt")
    found = resolve([read(text)], base=DEFAULT_BASE).records.obligations
    for row in found:
        assert text.content[row.start : row.end] == row.text
        for limit in row.deadlines:
            assert text.content[limit.start : limit.end] == limit.text
    return found


def told(body: str, head: str = HEAD) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(row.text, row.modality, row.bearer_names) for row in tasks(body, head)]


@pytest.mark.parametrize(
    ("sentence", "modality", "bearers"),
    [
        ("Giao Văn phòng Huyện ủy theo dõi việc này.", "assign", ("Văn phòng Huyện ủy Nông Cống",)),
        ("Trên cơ sở góp ý, giao Văn phòng Huyện ủy hoàn thiện báo cáo.", "assign", ("Văn phòng Huyện ủy Nông Cống",)),
        ("Yêu cầu các chi bộ báo cáo ngay.", "require", ("các chi bộ",)),
        ("Ban Thường vụ Huyện ủy yêu cầu các chi bộ báo cáo ngay.", "require", ("các chi bộ",)),
        ("Đề nghị UBND huyện bố trí kinh phí.", "request", ("Ủy ban nhân dân huyện Nông Cống",)),
        ("Công an huyện chịu trách nhiệm giữ trật tự.", "responsible", ("Công an huyện Nông Cống",)),
        ("Nếu để mất hồ sơ thì bí thư chi bộ phải chịu trách nhiệm.", "responsible", ("bí thư chi bộ",)),
        ("Các chi bộ phải họp hằng tháng.", "require", ("các chi bộ",)),
        ("Văn phòng Huyện ủy chủ trì, phối hợp với Ban Tổ chức Huyện ủy rà soát.", "direct",
         ("Văn phòng Huyện ủy Nông Cống",)),
        ("Tiếp tục rà soát, bổ sung quy hoạch cán bộ.", "direct", ()),
        ("Không để xảy ra cháy nổ.", "direct", ()),
        ("Công tác tuyên truyền phải đi trước một bước.", "require", ()),
        ("Hồ sơ do Ban Tổ chức Huyện ủy quản lý.", "direct", ("Ban Tổ chức Huyện ủy Nông Cống",)),
        ("Kinh phí được thực hiện theo quy định hiện hành.", "direct", ()),
        ("Ban Thường vụ Huyện ủy sẽ kiểm tra các xã.", "plan", ("Ban Thường vụ Huyện ủy Nông Cống",)),
        ("Yêu cầu các cấp ủy, chính quyền các cấp làm ngay.", "require", ("các cấp ủy", "chính quyền các cấp")),
        ("Các cấp ủy, chính quyền tập trung làm ngay.", "direct", ("các cấp ủy", "chính quyền các cấp")),
        # Acts in verbs that no list has, after a body's whole name or without a subject.
        ("Văn phòng Huyện ủy dịch phụ đề cho phim.", "direct", ("Văn phòng Huyện ủy Nông Cống",)),
        ("Kéo cáp quang đến nhà văn hóa hai thôn.", "direct", ()),
        ("Không họp quá nửa ngày.", "direct", ()),
        ("Thăm, chúc Tết già làng (Ban Dân vận Huyện ủy).", "direct", ("Ban Dân vận Huyện ủy Nông Cống",)),
        ("Kiểm tra các chi bộ (Ủy ban Kiểm tra Huyện ủy chủ trì, phối hợp với Văn phòng Huyện ủy).", "direct",
         ("Ủy ban Kiểm tra Huyện ủy Nông Cống",)),
        ("Nếu thiếu nước, Công an huyện chịu hoàn toàn trách nhiệm.", "responsible", ("Công an huyện Nông Cống",)),
        ("Về kinh phí, yêu cầu Văn phòng Huyện ủy rà soát dự toán.", "require", ("Văn phòng Huyện ủy Nông Cống",)),
        ("Riêng Văn phòng Huyện ủy tiếp tục trực.", "direct", ("Văn phòng Huyện ủy Nông Cống",)),
        ("Khi triển khai, nếu có khó khăn, vướng mắc, các chi bộ phản ánh về Huyện ủy.", "direct", ("các chi bộ",)),
        ("Trạm y tế phân công cán bộ trực dịch.", "direct", ("Trạm y tế",)),
        ("Đảng viên vi phạm thì chi bộ phải xem xét.", "require", ("chi bộ",)),
        ("Đảng ủy các xã Tân Thọ, Trung Chính niêm yết bản đồ.", "direct",
         ("Đảng ủy xã Tân Thọ", "Đảng ủy xã Trung Chính")),
        ("Người đứng đầu cơ quan, tổ chức chỉ đạo việc số hóa.", "direct", ("Người đứng đầu cơ quan, tổ chức",)),
        ("Các cơ quan, tổ chức, đơn vị có trách nhiệm giữ sổ.", "responsible", ("các cơ quan, tổ chức, đơn vị",)),
        ("Người được giao theo dõi, giải quyết công việc có trách nhiệm lập hồ sơ.", "responsible",
         ("Người được giao theo dõi, giải quyết công việc",)),
        ("Các đồng chí Huyện ủy viên theo địa bàn, lĩnh vực phụ trách cần đi cơ sở.", "require",
         ("các đồng chí Huyện ủy viên Huyện ủy Nông Cống",)),
        ("Cán bộ, công chức khi soạn thảo văn bản mật phải dùng máy riêng.", "require", ("Cán bộ, công chức",)),
        ("Định kỳ 6 tháng, hằng năm, các chi bộ báo cáo kết quả.", "direct", ("các chi bộ",)),
        ("Định kỳ 6 tháng kiểm điểm việc lãnh đạo.", "direct", ()),
        ("Có chính sách thu hút bác sĩ trẻ.", "direct", ()),
        ("Những nơi đã xảy ra thiếu nước phải tổ chức chở nước.", "require", ()),
        ("Yêu cầu chủ tịch Ủy ban nhân dân các xã và thủ trưởng các đơn vị có liên quan thực hiện.", "require",
         ("chủ tịch Ủy ban nhân dân các xã", "thủ trưởng các đơn vị có liên quan")),
        ("Bí thư cấp ủy, thủ trưởng các cơ quan, đơn vị chịu trách nhiệm về kết quả.", "responsible",
         ("Bí thư cấp ủy", "thủ trưởng các cơ quan, đơn vị")),
        # A task that reaches back is none of the past.
        ("Các chi bộ quét biên bản từ năm 2020 đến nay, hoàn thành trong tháng 7.", "direct", ("các chi bộ",)),
        ("Đề nghị đồng chí Bí thư Đảng ủy xã Tân Thọ dự buổi sinh hoạt.", "request", ("Bí thư Đảng ủy xã Tân Thọ",)),
        ("Ủy ban nhân dân các huyện, thị xã, thành phố quản lý thiết bị.", "direct",
         ("Ủy ban nhân dân các huyện, thị xã, thành phố",)),
    ],
)  # fmt: skip
def test_what_a_sentence_lays_upon_whom(sentence: str, modality: str, bearers: tuple[str, ...]) -> None:
    assert told(f"I. NHIỆM VỤ\n- {sentence}\n") == [(sentence.removesuffix("."), modality, bearers)]


@pytest.mark.parametrize(
    "body",
    [
        "I. ĐÁNH GIÁ KẾT QUẢ\n- Tiếp tục rà soát, bổ sung quy hoạch.\n- Các chi bộ thực hiện tốt việc sửa nhà.\n",
        "I. MỤC ĐÍCH\n- Nâng cao chất lượng nhà văn hóa.\n",
        "I. NHIỆM VỤ\n- Năm 2025 là năm diễn ra đại hội.\n- Công tác tuyên truyền.\n- Số lượng người tham gia.\n",
        "I. NHIỆM VỤ\n- Ban Thường vụ Huyện ủy thống nhất trình Tỉnh ủy cho đồng chí A nghỉ hưu.\n",
        "Căn cứ Luật Đất đai;\nHuyện ủy xây dựng kế hoạch như sau:\nI. NHIỆM VỤ\n",
        "I. HIỆU LỰC\nKế hoạch này thay thế Kế hoạch số 11-KH/HU.\n",
        "I. HIỆU LỰC\nKế hoạch này không thay thế Kế hoạch số 11-KH/HU.\n",
        "I. NHIỆM VỤ\n1. Ban hành kèm theo Kế hoạch này Quy chế giữ nhà.\n",
        "I. NHIỆM VỤ\n1. Đến nay đã có 198 nhà được sửa; các xã phải làm đi làm lại nhiều lần.\n",
        "I. NHIỆM VỤ\n1. Kế hoạch này có thể được điều chỉnh khi cần.\n",
        "I. NHIỆM VỤ\n1. Đồng ý chủ trương điều chỉnh ranh khu tái định cư.\n",
        "I. NHIỆM VỤ\n1. Toàn huyện có 27 mô hình, 19 mô hình được công nhận.\n",
        "I. NHIỆM VỤ\n1. Tự kiểm tra là việc cấp ủy tự xem xét.\n",
        "I. NHIỆM VỤ\n- Cần Thơ, Sơn La.\n",
        "I. NHIỆM VỤ\nHuyện ủy tin tưởng nhân dân sẽ đoàn kết.\n",
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích: Tạo sự đồng thuận.\n",
        "V/v sửa nhà\n\nKính gửi:\n- Các bệnh viện.\nQua kiểm tra, một số xã sửa nhà chưa đúng.\n1. Về việc này\n",
        "I. CHỈ TIÊU\n- Hội nghị Huyện ủy lần thứ 22.\n- Phấn đấu sửa 50 nhà.\n",
        "I. NHIỆM VỤ\n- Đảng viên đi xa được gửi ý kiến qua thư.\n",
        "A- TÌNH HÌNH\n1. Thể chế từng bước được hoàn thiện.\nB- NHIỆM VỤ\n",
        "Nông nghiệp phát triển. Hợp tác quốc tế được tăng cường, thu hút nguồn lực.\nI. NHIỆM VỤ\n",
        "I. NHIỆM VỤ\n1. Giảng viên nữ có con nhỏ được giảm 15% định mức.\n",
        "I. NHIỆM VỤ\n1. Bản sao có giá trị sử dụng thay bản chính.\n",
        "I. NHIỆM VỤ\n\nMẫu 1: Sổ theo dõi\n1. Ghi rõ họ tên\n2. Ký xác nhận\n",
    ],
    ids=[
        "assessment",
        "purpose",
        "statements",
        "a decision",
        "sentence of issue",
        "on itself",
        "not replaced",
        "the issue itself",
        "the past",
        "perhaps",
        "agreed",
        "figures",
        "a definition",
        "places",
        "trust",
        "a labelled purpose",
        "addressees",
        "aims",
        "a right",
        "a part of capitals and dash",
        "what went well",
        "a relief",
        "a thing, no village",
        "a form",
    ],
)
def test_what_binds_nobody(body: str) -> None:
    assert tasks(body) == []


@pytest.mark.parametrize("place", ["Cần Thơ", "Cần Giuộc", "Cần Đước"])
def test_the_name_of_a_place_is_no_order(place: str) -> None:
    assert told(f"I. NHIỆM VỤ\n- {place}, Sơn La.\n") == []


def test_an_order_may_have_a_capital_after_it() -> None:
    assert [modality for _text, modality, _who in told("I. NHIỆM VỤ\n- Cần Tập trung rà soát quy hoạch.\n")] == [
        "require"
    ]


@pytest.mark.parametrize("together", ["phối hợp", "phối hợp với", "phối hợp cùng", "phối hợp chặt chẽ cùng với"])
def test_who_helps_stands_after_any_word_for_together(together: str) -> None:
    (task,) = tasks(f"I. NHIỆM VỤ\n- Văn phòng Huyện ủy {together} Ban Tổ chức Huyện ủy rà soát quy hoạch.\n")
    assert task.supporting_names == ("Ban Tổ chức Huyện ủy Nông Cống",)


def test_a_lead_in_gives_its_bearers_to_the_items_and_is_none_itself() -> None:
    body = (
        "I. NHIỆM VỤ\nBan Thường vụ Huyện ủy yêu cầu các chi bộ, đảng bộ trực thuộc thực hiện mấy việc sau:\n"
        "(1) Sửa nhà văn hóa. Trồng cây xanh.\n(2) Văn phòng Huyện ủy cấp kinh phí.\nCác xã báo cáo hằng quý.\n"
    )
    branches = ("các chi bộ, đảng bộ trực thuộc Huyện ủy Nông Cống",)
    assert told(body) == [
        ("Sửa nhà văn hóa", "direct", branches),
        ("Trồng cây xanh", "direct", branches),
        ("Văn phòng Huyện ủy cấp kinh phí", "direct", ("Văn phòng Huyện ủy Nông Cống",)),
        ("Các xã báo cáo hằng quý", "direct", ("các xã",)),
    ]


def test_a_lead_in_before_the_first_number_governs_the_numbers() -> None:
    body = "Ban Thường vụ yêu cầu các chi bộ làm tốt các việc sau:\n1. Sửa nhà văn hóa.\n2. Trồng cây xanh.\n"
    assert [row[2] for row in told(body)] == [("các chi bộ",)] * 2


def test_a_heading_that_names_a_body_gives_it_to_what_stands_under_it() -> None:
    body = (
        "I. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Huyện ủy\n- Theo dõi, đôn đốc.\n- Tham mưu kế hoạch.\n"
        "2. Ban Tổ chức Huyện ủy:\n- Rà soát cán bộ.\n"
    )
    assert [row[2] for row in told(body)] == [
        ("Văn phòng Huyện ủy Nông Cống",),
        ("Văn phòng Huyện ủy Nông Cống",),
        ("Ban Tổ chức Huyện ủy Nông Cống",),
    ]


def test_a_part_after_a_semicolon_is_one_of_its_own_with_its_own_bearer_or_time() -> None:
    body = (
        "I. NHIỆM VỤ\n- Các chi bộ sửa nhà; trồng cây; Văn phòng Huyện ủy cấp kinh phí.\n"
        "- Các xã sửa nhà trước ngày 30/9/2024; tổng kết trong tháng 12/2024.\n"
    )
    assert [(row[0], row[2]) for row in told(body)] == [
        ("Các chi bộ sửa nhà; trồng cây", ("các chi bộ",)),
        ("Văn phòng Huyện ủy cấp kinh phí", ("Văn phòng Huyện ủy Nông Cống",)),
        ("Các xã sửa nhà trước ngày 30/9/2024", ("các xã",)),
        ("tổng kết trong tháng 12/2024", ("các xã",)),
    ]


def test_a_later_part_goes_on_with_the_order_of_the_first() -> None:
    body = (
        "I. NHIỆM VỤ\n- Giao Ban Dân vận Huyện ủy làm phim; Văn phòng Huyện ủy dịch phụ đề.\n"
        "- Đề nghị Công an huyện thay đèn; trả lời bằng văn bản trong thời hạn 15 ngày.\n"
        "- Kiểm điểm bí thư; kết quả gửi Ban Tổ chức Huyện ủy trước 20/12.\n"
    )
    assert told(body) == [
        ("Giao Ban Dân vận Huyện ủy làm phim", "assign", ("Ban Dân vận Huyện ủy Nông Cống",)),
        ("Văn phòng Huyện ủy dịch phụ đề", "assign", ("Văn phòng Huyện ủy Nông Cống",)),
        ("Đề nghị Công an huyện thay đèn", "request", ("Công an huyện Nông Cống",)),
        ("trả lời bằng văn bản trong thời hạn 15 ngày", "request", ("Công an huyện Nông Cống",)),
        ("Kiểm điểm bí thư", "direct", ()),
        ("kết quả gửi Ban Tổ chức Huyện ủy trước 20/12", "direct", ()),
    ]


def test_a_later_part_with_its_own_time_is_one_of_its_own_whatever_its_verb() -> None:
    body = "I. NHIỆM VỤ\n- Cấp 10 tấn gạo trước ngày 12/8/2024; phần còn lại cấp trong tháng 9.\n"
    assert [row.text for row in tasks(body)] == [
        "Cấp 10 tấn gạo trước ngày 12/8/2024",
        "phần còn lại cấp trong tháng 9",
    ]


def test_a_name_before_a_colon_heads_the_whole_item() -> None:
    body = (
        "I. NHIỆM VỤ\nHuyện ủy yêu cầu các xã làm các việc sau:\na) Công an huyện: cắm biển báo. Lập dự toán sửa cầu.\n"
    )
    assert [row[2] for row in told(body)] == [("Công an huyện Nông Cống",)] * 2


def test_a_heading_with_an_aside_or_toward_somebody_names_who_acts() -> None:
    body = (
        "1. Đối với Văn phòng Huyện ủy\n- Sửa nhà.\n2. Ban Dân vận Huyện ủy (cơ quan thường trực):\n- Trồng cây.\n"
        "3. Nắm tình hình Nhân dân\nThường xuyên gặp gỡ, tổ chức đối thoại.\n"
    )
    assert [row[2] for row in told(body)] == [
        ("Văn phòng Huyện ủy Nông Cống",),
        ("Ban Dân vận Huyện ủy Nông Cống",),
        (),
    ]


@pytest.mark.parametrize(
    ("heading", "bearers"),
    [
        ("1. Hoàn thành mục tiêu xây dựng 30 nhà văn hóa", [("Công an huyện Nông Cống",)]),
        ("1. Thực hiện các chỉ tiêu về nhà ở", [("Công an huyện Nông Cống",)]),
        ("1. Về mục tiêu xây dựng nhà văn hóa", []),
        ("1. Một số mục tiêu cụ thể", []),
    ],
)
def test_a_heading_that_begins_with_an_action_states_no_aims(heading: str, bearers: list[tuple[str, ...]]) -> None:
    body = f"Chủ tịch huyện yêu cầu các cơ quan:\n{heading}\na) Công an huyện phải sửa xong 5 nhà.\n"
    assert [row[2] for row in told(body)] == bearers


def test_what_a_paper_attaches_hands_out_tasks_too_and_a_form_does_not() -> None:
    head = HEAD.replace("HUYỆN ỦY NÔNG CỐNG\nSố 12-KH/HU", "ỦY BAN NHÂN DÂN HUYỆN NÔNG CỐNG\nSố: 12/QĐ-UBND").replace(
        "KẾ HOẠCH", "QUYẾT ĐỊNH"
    )
    body = (
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế giữ nhà.\n\nNơi nhận:\n- Như trên.\n\nTM. ỦY BAN NHÂN DÂN\n"
        "CHỦ TỊCH\nLê Văn A\n\nQUY CHẾ\ngiữ nhà văn hóa\n(Ban hành kèm theo Quyết định số 12/QĐ-UBND)\n\n"
        "Điều 1. Trách nhiệm\n1. Công an huyện giữ trật tự.\n\n"
        "MẪU SỐ 01\n(Ban hành kèm theo Quyết định số 12/QĐ-UBND)\n\n1. Đề nghị Công an huyện cho mượn nhà.\n"
    )
    assert told(body, head) == [("Công an huyện giữ trật tự", "direct", ("Công an huyện Nông Cống",))]


def test_another_s_task_ends_with_its_item_and_the_issuer_goes_on_acting() -> None:
    body = "I. NHIỆM VỤ\n- Văn phòng Huyện ủy sửa nhà.\n- Trồng cây xanh.\n"
    assert [row[2] for row in told(body)] == [("Văn phòng Huyện ủy Nông Cống",), ()]
    body = "I. NHIỆM VỤ\n- Huyện ủy lãnh đạo việc sửa nhà.\n- Trồng cây xanh.\n"
    assert [row[2] for row in told(body)] == [("Huyện ủy Nông Cống",)] * 2


def test_a_form_named_where_a_line_wraps_is_no_form() -> None:
    body = "I. NHIỆM VỤ\nCác chi bộ lập danh sách theo\nMẫu số 2 kèm theo Kế hoạch này.\nCác chi bộ họp ngay.\n"
    assert "Các chi bộ họp ngay" in [row.text for row in tasks(body)]


def test_a_lead_in_after_many_circumstances_names_whom_it_orders_at_its_end() -> None:
    body = (
        "Thực hiện Nghị quyết số 12-NQ/TU, Chỉ thị số 5-CT/TU của Tỉnh ủy, để giảm thiệt hại về người, tài sản, nhà, "
        "Huyện ủy yêu cầu các chi bộ thực hiện một số nội dung sau:\n1. Quán triệt phương châm phòng ngừa.\n"
    )
    assert told(body) == [("Quán triệt phương châm phòng ngừa", "direct", ("các chi bộ",))]


def test_a_year_that_only_the_title_names_is_that_of_the_times() -> None:
    head = HEAD.replace("ngày 5 tháng 6 năm 2024", "ngày 20 tháng 12 năm 2024").replace("văn hóa", "văn hóa năm 2025")
    (task,) = tasks("I. NHIỆM VỤ\n1. Các chi bộ sửa nhà trong quý II.\n", head)
    assert [(limit.from_, limit.to) for limit in task.deadlines] == [("2025-04-01", "2025-06-30")]


def test_what_comes_again_and_again_begins_a_part_of_its_own() -> None:
    body = "I. NHIỆM VỤ\n1. Trung tâm Y tế huyện chỉ đạo trạm; mỗi học kỳ phối hợp với công an kiểm tra bếp ăn.\n"
    assert [row[2] for row in told(body)] == [("Trung tâm Y tế huyện Nông Cống",)] * 2
    body = "I. NHIỆM VỤ\n1. Xử lý nghiêm việc khoan trái phép; báo cáo Huyện ủy kết quả xử lý trong tháng 4/2026.\n"
    assert [limit.to for row in tasks(body) for limit in row.deadlines] == ["2026-04-30"]


def test_the_next_sentence_of_an_item_goes_on_with_whom_the_first_names() -> None:
    body = "I. NHIỆM VỤ\n1. Giao Văn phòng Huyện ủy lập kế hoạch. Hằng năm, trình Huyện ủy kết quả.\n2. Sửa nhà.\n"
    assert [row[2] for row in told(body)] == [("Văn phòng Huyện ủy Nông Cống",)] * 2 + [()]


def test_a_company_in_a_heading_acts() -> None:
    body = "II. PHÂN CÔNG\n5. Công ty TNHH Quản lý công trình thủy lợi Nông Cống\n- Sửa máy bơm.\n"
    assert [row[2] for row in told(body)] == [("Công ty TNHH Quản lý công trình thủy lợi Nông Cống",)]


def test_what_a_conclusion_says_about_results_can_order_too() -> None:
    body = (
        "1. Về kết quả kiểm tra\n1.1. Các xã đã kiểm tra 12 chi bộ.\n1.2. Giao Văn phòng Huyện ủy làm phần mềm.\n"
        "1.3. Công an huyện giữ trật tự, xong trước ngày 30/6/2024.\n"
    )
    assert [row[2] for row in told(body)] == [("Văn phòng Huyện ủy Nông Cống",), ("Công an huyện Nông Cống",)]


@pytest.mark.parametrize("heading", ["Trách nhiệm của", "Nhiệm vụ, quyền hạn của", "Nhiệm vụ của"])
def test_a_heading_tells_whose_responsibility_it_is(heading: str) -> None:
    body = f"CHƯƠNG II\nTRÁCH NHIỆM\nĐiều 5. {heading} Công an huyện\n1. Rà soát danh sách nguồn nhập ngũ.\n"
    assert [row[2] for row in told(body)] == [("Công an huyện Nông Cống",)]


def test_who_shares_out_work_under_a_heading_acts_himself() -> None:
    body = "IV. PHÂN CÔNG\n1. Công an huyện\n- Phân công cán bộ phụ trách từng thôn.\n"
    assert told(body) == [("Phân công cán bộ phụ trách từng thôn", "direct", ("Công an huyện Nông Cống",))]


def test_the_year_up_to_which_a_plan_runs_is_no_deadline() -> None:
    (row,) = tasks("I. NHIỆM VỤ\n- Xây dựng đề án phát triển du lịch đến năm 2030, trình trong quý III năm 2024.\n")
    assert [limit.to for limit in row.deadlines] == ["2024-09-30"]


def test_a_part_with_its_own_rhythm_is_one_of_its_own() -> None:
    body = "I. NHIỆM VỤ\n- Giải tỏa vật cản trên lối đi; kiểm tra hệ thống báo cháy hằng tuần.\n"
    assert len(told(body)) == 2
    body = "I. NHIỆM VỤ\n- Giải tỏa vật cản trên lối đi; kiểm tra thường xuyên hệ thống báo cháy.\n"
    assert len(told(body)) == 1


def test_an_item_that_names_an_office_in_charge_is_a_task() -> None:
    body = "V. THỰC HIỆN\n1. Văn phòng Huyện ủy\n- Là cơ quan thường trực, theo dõi việc này.\n"
    assert [row[2] for row in told(body)] == [("Văn phòng Huyện ủy Nông Cống",)]


def test_a_viewpoint_lays_nothing_upon_anybody() -> None:
    body = "I. QUAN ĐIỂM, MỤC TIÊU\n1. Quan điểm\n- Chăm sóc sức khỏe là trách nhiệm của mọi người.\n"
    assert told(body) == []


def test_a_row_that_heads_a_part_of_a_table_is_no_task() -> None:
    body = (
        "II. PHÂN CÔNG\nTT | Nhiệm vụ | Chủ trì | Thời hạn\nA | Tuyên truyền | |\n1 | Sửa nhà | Các chi bộ | 6/2024\n"
    )
    assert [row[0] for row in told(body)] == ["Sửa nhà"]


def test_who_acts_in_one_article_does_not_act_in_the_next() -> None:
    body = "Điều 3. Chương trình\nHuyện ủy biên soạn tài liệu.\nĐiều 4. Lớp học\nThực hiện đúng thời khóa biểu.\n"
    assert [row[2] for row in told(body)] == [("Huyện ủy Nông Cống",), ()]


def test_a_teacher_and_a_clerk_can_be_given_tasks() -> None:
    body = "I. NHIỆM VỤ\n1. Giáo vụ có trách nhiệm bảo quản bài thi.\n2. Giảng viên nộp điểm trước ngày 5/7/2024.\n"
    assert [row[2] for row in told(body)] == [("Giáo vụ",), ("Giảng viên",)]


def test_an_item_under_a_request_binds_whom_it_names_in_any_verb() -> None:
    body = "Để dân đủ nước, Huyện ủy yêu cầu:\n1. Các xã chưa nộp báo cáo nghiêm túc rút kinh nghiệm.\n2. Tưới cây.\n"
    assert [row[:2] for row in told(body)] == [
        ("Các xã chưa nộp báo cáo nghiêm túc rút kinh nghiệm", "direct"),
        ("Tưới cây", "direct"),
    ]


def test_each_of_several_communes_is_named_with_its_administration() -> None:
    head = HEAD.replace("HUYỆN ỦY NÔNG CỐNG\nSố 12-KH/HU", "ỦY BAN NHÂN DÂN HUYỆN NÔNG CỐNG\nSố: 12/KH-UBND")
    body = "I. NHIỆM VỤ\n- Các xã Tân Thọ, Trung Chính sửa nhà.\n"
    assert told(body, head)[0][2] == ("Ủy ban nhân dân xã Tân Thọ", "Ủy ban nhân dân xã Trung Chính")


COMMITTEE = "ĐẢNG BỘ HUYỆN NÔNG CỐNG\nĐẢNG ỦY XÃ TRUNG CHÍNH\nSố 12-KH/ĐU\n"
ADMINISTRATION = "ỦY BAN NHÂN DÂN HUYỆN NÔNG CỐNG\nSố: 12/QĐ-UBND\n"
CELL = "ĐẢNG BỘ PHƯỜNG HẠC THÀNH\nCHI BỘ TỔ DÂN PHỐ SỐ 6\nSố 12-NQ/CB\n"
DISTRICT = "HUYỆN ỦY NÔNG CỐNG\nSố 12-KH/HU\n"


@pytest.mark.parametrize(
    ("head", "named", "names"),
    [
        (COMMITTEE, "Các trường học trên địa bàn", ("các trường học trên địa bàn xã Trung Chính",)),
        (COMMITTEE, "Bí thư chi bộ", ("bí thư chi bộ",)),
        (COMMITTEE, "Trưởng thôn", ("trưởng thôn",)),
        (COMMITTEE, "Thôn 3 và Thôn 5", ("Thôn 3 xã Trung Chính", "Thôn 5 xã Trung Chính")),
        (
            ADMINISTRATION,
            "Chánh Văn phòng HĐND và UBND huyện, Trưởng phòng Nội vụ, Trưởng phòng Tài chính - Kế hoạch",
            (
                "Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện Nông Cống",
                "Trưởng phòng Nội vụ huyện Nông Cống",
                "Trưởng phòng Tài chính - Kế hoạch huyện Nông Cống",
            ),
        ),
        (
            ADMINISTRATION,
            "Chánh Văn phòng HĐND và UBND",
            ("Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện Nông Cống",),
        ),
        (ADMINISTRATION, "Giám đốc Sở Y tế", ("Giám đốc Sở Y tế tỉnh Thanh Hóa",)),
        (ADMINISTRATION, "Phòng Lao động - TB&XH", ("Phòng Lao động - Thương binh và Xã hội huyện Nông Cống",)),
        (
            DISTRICT,
            "Ủy viên Ban Thường vụ phụ trách xã",
            ("Ủy viên Ban Thường vụ Huyện ủy Nông Cống phụ trách xã",),
        ),
        (DISTRICT, "Từng đảng viên tự", ("các đảng viên",)),
        (COMMITTEE, "Các thôn", ("các thôn xã Trung Chính",)),
        (COMMITTEE.replace("TRUNG CHÍNH", "LẠ LẪM"), "Phòng Kinh tế", ("Phòng Kinh tế xã Lạ Lẫm",)),
        (CELL, "Chi ủy", ("Chi ủy Chi bộ tổ dân phố số 6 phường Hạc Thành",)),
    ],
)
def test_whom_the_issuer_means_by_a_short_name(head: str, named: str, names: tuple[str, ...]) -> None:
    head += "Nông Cống, ngày 5 tháng 6 năm 2024\n\nKẾ HOẠCH\nsửa nhà văn hóa\n\n"
    assert told(f"I. NHIỆM VỤ\n- {named} rà soát sổ sách.\n", head)[0][2] == names


def test_a_line_that_wraps_before_a_roman_number_is_no_heading() -> None:
    body = (
        "I. NHIỆM VỤ\n1. Văn phòng Huyện ủy:\nLãnh đạo việc sửa nhà ở các thôn, làm cho chắc, hoàn thành trong quý\n"
        "II. Hằng tuần báo cáo số nhà với Thường trực Huyện ủy và gửi các chi\nbộ để biết và cùng làm cho kịp tiến độ\n"
        "chung đã đề ra trong nghị quyết của Huyện ủy và các văn bản kèm\ntheo nghị quyết đó.\n"
    )
    assert [row[2] for row in told(body)] == [("Văn phòng Huyện ủy Nông Cống",)] * 2


def test_a_cell_of_the_party_is_of_the_place_that_stands_over_it() -> None:
    head = "ĐẢNG BỘ PHƯỜNG HẠC THÀNH\nCHI BỘ TỔ DÂN PHỐ SỐ 6\n*\nSố 03-NQ/CB\n\nNGHỊ QUYẾT\ntháng 4\n\n"
    body = "III. KIẾN NGHỊ\n- Đề nghị Ủy ban nhân dân phường thay đèn.\n"
    assert told(body, head) == [
        ("Đề nghị Ủy ban nhân dân phường thay đèn", "request", ("Ủy ban nhân dân phường Hạc Thành",))
    ]


def test_lines_under_a_task_describe_it() -> None:
    body = (
        "II. NỘI DUNG\n1. Sửa nhà\n1.1. Lập dự toán sửa nhà văn hóa.\n1.2. Chọn nhà thầu.\n"
        "- Thời gian hoàn thành: Quý III/2024.\n- Đơn vị chủ trì: Văn phòng Huyện ủy\n"
        "- Đơn vị phối hợp: Ban Tổ chức Huyện ủy\n- Kết quả: Hồ sơ dự toán trình Thường trực Huyện ủy.\n"
    )
    rows = tasks(body)
    assert [row.text for row in rows] == ["Lập dự toán sửa nhà văn hóa", "Chọn nhà thầu"]
    for row in rows:
        assert row.bearer_names == ("Văn phòng Huyện ủy Nông Cống",)
        assert row.supporting_names == ("Ban Tổ chức Huyện ủy Nông Cống",)
        assert row.report_to_names == ("Thường trực Huyện ủy Nông Cống",)
        assert [(limit.from_, limit.to, limit.kind) for limit in row.deadlines] == [
            ("2024-07-01", "2024-09-30", "within")
        ]
        assert row.products == ("Hồ sơ dự toán trình Thường trực Huyện ủy",)


TABLE = [
    ("TT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm"),
    ("1", "Sửa nhà văn hóa", "Văn phòng Huyện ủy", "Ban Tổ chức Huyện ủy", "Trước 30/9/2024", "Nhà"),
    ("2", "Trồng cây xanh", "Ban Tổ chức Huyện ủy", "", "Hằng quý", ""),
]


@pytest.mark.parametrize(
    "table",
    [
        "\n".join("| " + " | ".join(row) + " |" for row in (TABLE[0], ("---",) * 6, *TABLE[1:])),
        "\n".join(" | ".join(row) for row in TABLE),
        "\n".join("     ".join(cell for cell in row) for row in TABLE[:2]),
    ],
    ids=["Markdown", "bars", "wide space"],
)
def test_a_table_of_tasks_is_read_by_its_header_row(table: str) -> None:
    rows = tasks(f"II. PHÂN CÔNG\n{table}\n")
    first = rows[0]
    assert (first.text, first.bearer_names) == ("Sửa nhà văn hóa", ("Văn phòng Huyện ủy Nông Cống",))
    assert first.supporting_names == ("Ban Tổ chức Huyện ủy Nông Cống",)
    assert [limit.to for limit in first.deadlines] == ["2024-09-30"]
    assert first.products == ("Nhà",)
    if len(rows) > 1:
        assert (rows[1].text, rows[1].deadlines[0].kind) == ("Trồng cây xanh", "periodic")


def test_a_table_in_a_page_is_read_too(tmp_path: Path) -> None:
    from graphbuild.readers.files import read_file

    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
    page = (
        f"<html><body><p>{HEAD.replace(chr(10), '</p><p>')}</p><p>II. PHÂN CÔNG</p><table>{cells}</table></body></html>"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    found = resolve([read(read_file(tmp_path / "a.html", "a.html"))], base=DEFAULT_BASE).records.obligations
    assert [row.text for row in found] == ["Sửa nhà văn hóa", "Trồng cây xanh"]


def test_an_article_tells_plans_only() -> None:
    text = (
        "Nông Cống sửa nhà văn hóa cho các thôn trong huyện\n08:15 05/6/2024\n\n"
        "Năm qua, huyện đã sửa mười nhà văn hóa và trồng nhiều cây xanh ven đường.\n"
        "Huyện ủy Nông Cống xác định năm 2025 sẽ tiếp tục sửa các nhà văn hóa còn lại của huyện.\n"
        "Tổ chức tập huấn cho người giữ nhà văn hóa ở tất cả các thôn trong huyện.\n"
    )
    assert [(row[1], row[2]) for row in told(text, head="")] == [("plan", ("Huyện ủy Nông Cống",))] * 2


def test_what_a_task_rests_on() -> None:
    body = "I. NHIỆM VỤ\n- Các chi bộ sửa nhà theo Nghị quyết số 28-NQ/TU, ngày 06/12/2023 của Tỉnh ủy.\n"
    (row,) = tasks(body)
    assert row.legal_basis == ("Nghị quyết số 28-NQ/TU, ngày 06/12/2023 của Tỉnh ủy",)
    assert [iri.endswith("/nghi-quyet/28/2023") for iri in row.rests_on] == [True]


def test_bearers_are_bodies_with_places_and_collectives_as_such() -> None:
    body = "I. NHIỆM VỤ\n- Giao Văn phòng Huyện ủy, các chi bộ trực thuộc sửa nhà.\n"
    records = resolve([read(Text(HEAD + body, "a.txt"))], base=DEFAULT_BASE).records
    (row,) = records.obligations
    names = {found.id: (found.name, found.place) for found in records.bodies}
    assert [names[iri][0] for iri in row.bearers] == list(row.bearer_names)
    assert names[row.bearers[0]] == ("Văn phòng Huyện ủy Nông Cống", "huyện Nông Cống, tỉnh Thanh Hóa")


def test_in_networkx_and_rdf(tmp_path: Path) -> None:
    import graphbuild as gb

    body = (
        "I. NHIỆM VỤ\n- Giao Văn phòng Huyện ủy sửa nhà theo Nghị quyết số 28-NQ/TU của Tỉnh ủy trước ngày 30/9/2024.\n"
    )
    (tmp_path / "a.txt").write_text(HEAD + body, encoding="utf-8")
    gb.build(tmp_path, tmp_path / "out")
    kg = gb.open(tmp_path / "out")
    graph = kg.network(view="obligations")
    (task,) = kg.obligations.id
    assert graph.nodes[task]["due"] == "2024-09-30"
    labels = {(key, graph.nodes[target]["label"]) for _task, target, key in graph.edges(task, keys=True)}
    assert labels == {("bearer", "Văn phòng Huyện ủy Nông Cống"), ("assigned_in", "12-KH/HU"), ("rests_on", "28-NQ/TU")}
    answer = kg.query(
        "PREFIX gb: <https://w3id.org/graphbuild/ontology#> PREFIX odrl: <http://www.w3.org/ns/odrl/2/>"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
        "SELECT ?who ?on WHERE { ?task a gb:Obligation ; odrl:assignee/rdfs:label ?who ; gb:restsOn/rdfs:label ?on }"
    )
    assert answer.values.tolist() == [["Văn phòng Huyện ủy Nông Cống", "28-NQ/TU"]]


@pytest.mark.cost
@pytest.mark.parametrize(
    "made",
    [
        lambda n: "- Giao Văn phòng Huyện ủy sửa nhà; " * n,
        lambda n: "- các chi bộ, " * n,
        lambda n: "Trên cơ sở A, " * n,
        lambda n: "- việc\n" * n,
        lambda n: "1. Việc:\n- Chủ trì: Văn phòng\n" * n,
        lambda n: "| Nhiệm vụ | Chủ trì |\n" * n,
        lambda n: "(" * n + ";" * n,
        lambda n: "từ ngày đến ngày trước ngày 1/1" * n,
    ],
)
def test_cost_grows_with_the_length_only(made: Callable[[int], str]) -> None:
    assert_in_proportion(lambda count: partial(read, Text(HEAD + "I. NHIỆM VỤ\n" + made(count), "a.txt")), 500, 5000)


def test_a_list_goes_on_beyond_ninety_nine() -> None:
    items = (f"{number}. Giao Văn phòng Huyện ủy báo cáo việc thứ {number}." for number in range(1, 131))
    assert len(tasks("\n\n".join(items))) == 130
