"""What is nobody's task: norms on classes and prohibitions go into a table of their own; the rest is neither."""

from __future__ import annotations

import pytest
from test_obligations import HEAD

from graphbuild.extraction.reading import read
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.model import Obligation, Text
from graphbuild.resolve.records import resolve

RULES = (
    "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n-------\nSố: 72/2025/QĐ-UBND\nSơn La, ngày 14 tháng 8 năm 2025\n\n"
    "QUYẾT ĐỊNH\nBan hành Quy định quản lý chợ\n\n"
)
PROCEDURES = RULES.replace("72/2025/QĐ-UBND", "720/QĐ-UBND").replace(
    "Ban hành Quy định quản lý chợ", "Công bố thủ tục hành chính nội bộ lĩnh vực chợ"
)


def laid_down(body: str, head: str) -> tuple[list[Obligation], list[Obligation]]:
    """The tasks and the norms of a document."""
    records = resolve([read(Text(head + body, "a.txt"))], base=DEFAULT_BASE).records
    return records.obligations, records.norms


@pytest.mark.parametrize(
    ("head", "body", "modality"),
    [
        (HEAD, "I. NHIỆM VỤ\n- Người sử dụng lao động phải trả lương đúng hạn.\n", "require"),
        (HEAD, "I. NHIỆM VỤ\n- Nghiêm cấm cho thuê nhà văn hóa.\n", "prohibit"),
        (HEAD, "I. NHIỆM VỤ\n- Công chức không được nhận quà của người dân.\n", "prohibit"),
        (RULES, "Điều 4. Bán hàng\n1. Doanh nghiệp có trách nhiệm niêm yết giá bán.\n", "responsible"),
        (RULES, "Điều 4. Bán hàng\n1. Hồ sơ được lưu trữ tại chợ trong 05 năm.\n", "direct"),
        (RULES, "Điều 4. Bán hàng\n1. Các cơ quan, đơn vị niêm yết giá bán.\n", "direct"),
    ],
)
def test_a_norm_is_no_task(head: str, body: str, modality: str) -> None:
    tasks, norms = laid_down(body, head)
    assert (tasks, [norm.modality for norm in norms]) == ([], [modality])
    assert norms[0].bearers == ()


@pytest.mark.parametrize(
    ("body", "bearer"),
    [
        ("Điều 5. Trách nhiệm của Sở Công Thương\n1. Kiểm tra việc niêm yết giá.\n", "Sở Công Thương tỉnh Sơn La"),
        (
            "Điều 5. Tổ chức\n1. Ủy ban nhân dân cấp xã kiểm tra việc niêm yết giá.\n",
            "Ủy ban nhân dân cấp xã tỉnh Sơn La",
        ),
        ("Điều 5. Tổ chức\n1. Giao Sở Công Thương kiểm tra việc niêm yết giá.\n", "Sở Công Thương tỉnh Sơn La"),
        (
            "Điều 5. Nội dung Sở Công Thương có trách nhiệm chủ trì\n1. Kiểm tra việc niêm yết giá.\n",
            "Sở Công Thương tỉnh Sơn La",
        ),
        (
            "Điều 5. Những việc Sở Công Thương phải thực hiện\n1. Kiểm tra việc niêm yết giá.\n",
            "Sở Công Thương tỉnh Sơn La",
        ),
        (
            "Điều 5. Nhiệm vụ Sở Công Thương chủ trì thực hiện\n1. Kiểm tra việc niêm yết giá.\n",
            "Sở Công Thương tỉnh Sơn La",
        ),
        (
            "Điều 5. Xử lý\n1. Trường hợp nhận được phản ánh về việc cơ quan, đơn vị giải quyết không đúng hạn, Sở "
            "Công Thương có trách nhiệm kiểm tra thông tin.\n",
            "Sở Công Thương tỉnh Sơn La",
        ),
        (
            "Điều 5. Xử lý\n1. Căn cứ quy định phân cấp, chức năng được giao của các ban quản lý chợ, Sở Công Thương "
            "có trách nhiệm chỉ đạo bàn giao hồ sơ.\n",
            "Sở Công Thương tỉnh Sơn La",
        ),
        (
            "Điều 5. Xử lý\n1. Nếu phản ánh chưa chính xác, Sở Công Thương có văn bản thông báo cho tiểu thương.\n",
            "Sở Công Thương tỉnh Sơn La",
        ),
        (
            "Điều 5. Phân công\n1. Sở Công Thương:\nChủ trì tổng hợp báo cáo giá theo Thông tư số 29/2024/TT-BTC (sau "
            "đây gọi là Thông tư số 29).\n",
            "Sở Công Thương tỉnh Sơn La",
        ),
        ("Điều 5. Trách nhiệm của Ủy viên thường trực\n1. Giúp Trưởng ban điều hành.\n", "Ủy viên thường trực"),
    ],
)
def test_a_duty_of_a_named_office_in_rules_is_a_task(body: str, bearer: str) -> None:
    tasks, _norms = laid_down(body, RULES)
    assert [task.bearer_names for task in tasks] == [(bearer,)]


def test_what_a_published_procedure_says_is_no_task() -> None:
    body = (
        "Điều 1. Công bố 01 thủ tục.\nĐiều 2. Giao Sở Công Thương cập nhật cơ sở dữ liệu.\n\nTM. ỦY BAN NHÂN DÂN\n"
        "CHỦ TỊCH\nHoàng Văn Ba\n\nPHỤ LỤC\nTHỦ TỤC HÀNH CHÍNH NỘI BỘ\n(Kèm theo Quyết định số 720/QĐ-UBND)\n"
        "1. Trình tự thực hiện\n- Bước 1: Sở Công Thương tiếp nhận hồ sơ.\n"
    )
    tasks, norms = laid_down(body, PROCEDURES)
    assert [task.text for task in tasks] == ["Giao Sở Công Thương cập nhật cơ sở dữ liệu"]
    assert all("tiếp nhận hồ sơ" in norm.text for norm in norms)


@pytest.mark.parametrize(
    "body",
    [
        "I. NHIỆM VỤ\nCông chức không được thực hiện các hành vi sau đây:\n1. Từ chối yêu cầu của người dân.\n",
        "I. NHIỆM VỤ\nTặng Bằng khen cho tập thể đạt các tiêu chuẩn sau:\n- Hoàn thành xuất sắc nhiệm vụ.\n",
        "I. NHIỆM VỤ\n1. Công nhận các đơn vị sau:\n- Trường Phổ thông dân tộc bán trú Nà Ớt.\n",
        "I. NHIỆM VỤ\n1. Đoàn kiểm tra gồm:\n- Đại diện Ban Tổ chức Huyện ủy.\n",
        "I. NHIỆM VỤ\n1. Hồ sơ gồm:\n- Lập tờ khai theo mẫu.\n",
        "Điều 6. Quyền của người học\n1. Được cấp phát sách.\n2. Tham gia ý kiến về nội quy.\n",
        "Điều 7. Quyền hạn của Chủ tịch Ủy ban nhân dân xã\na) Phê duyệt quy chế chi tiêu.\n",
        "Điều 2. Đối tượng áp dụng\n1. Các sở, ngành.\n2. Người dân thực hiện thủ tục hành chính.\n",
        "II. KHẨU HIỆU TUYÊN TRUYỀN\n1. Chung tay bảo vệ dòng sông quê hương.\n",
        "I. NHIỆM VỤ\n1. Toàn dân tích cực tham gia phòng cháy, chữa cháy!\n",
        "I. NHIỆM VỤ\n1. Chi bộ phải báo cáo với ai khi có sự cố?\n",
        "III. NHIỆM VỤ\n1. Thuê dịch vụ tin nhắn: 50.000.000 đồng/năm.\n",
        "I. NHIỆM VỤ\n1. Đơn vị sự nghiệp công lập tự bảo đảm chi thường xuyên (sau đây gọi là đơn vị nhóm 2).\n",
        "I. NHIỆM VỤ\n1. Phạm vi: triển khai trên toàn địa bàn huyện.\n",
        "I. NHIỆM VỤ\n- (Khung kế hoạch được thể hiện tại Phụ lục kèm theo).\n",
        "I. NHIỆM VỤ\nVăn phòng Huyện ủy thông báo để các chi bộ, đảng bộ trực thuộc biết, thực hiện.\n",
        "I. NHIỆM VỤ\n1. Một số dự án quan trọng tiếp tục sẽ được triển khai trên địa bàn huyện.\n",
        "Điều 3. Trách nhiệm của Ủy ban nhân dân xã\nMục 2. PHỐI HỢP TRONG VIỆC\nQUẢN LÝ, KIỂM TRA CHỢ\n",
        "I. NHIỆM VỤ\n1. Ít nhất 80% người hưởng trợ cấp được phát thẻ.\n",
        "I. NHIỆM VỤ\n1. Nhiệt độ nước, pH; tần suất quan trắc: 03 đợt/năm.\n2. EC, COD, TSS.\n",
        "I. NHIỆM VỤ\n1. Cá nhân được hưởng các quyền lợi sau:\na) Được vào chợ do Ủy ban nhân dân xã quản lý.\n",
        "I. NHIỆM VỤ\n1.1. Quan trắc môi trường thường xuyên.\n1.1.1. Vùng nuôi tôm\na) Địa điểm: Đầm Cù Mông.\n",
        "I. NHIỆM VỤ\n2. Đối tượng áp dụng\na) Các chi bộ thực hiện quản lý nhà văn hóa.\n",
        "I. NHIỆM VỤ\n1. Tài sản là xe ô tô.\n2. Tình hình sử dụng vốn.\n3. Cơ chế tài chính của chợ.\n",
    ],
)
def test_what_lays_nothing_upon_anybody(body: str) -> None:
    tasks, norms = laid_down(body, HEAD)
    assert [task.text for task in tasks] == []
    assert all(norm.modality == "prohibit" for norm in norms)


def test_a_lead_in_that_only_announces_is_no_task() -> None:
    body = "I. NHIỆM VỤ\n- Giao Đảng ủy xã lãnh đạo các thôn. Trong đó chỉ đạo:\n+ Chi bộ thôn Hạ rà soát hộ nghèo.\n"
    tasks, _norms = laid_down(body, HEAD)
    assert [task.text.split()[0] for task in tasks] == ["Giao", "Chi"]


@pytest.mark.parametrize(
    "body",
    [
        "I. NHIỆM VỤ\nĐồng thời, thường xuyên kiểm tra các hộ.\n",
        "II. NHIỆM VỤ\n3. Các bước đánh giá\n- Thu thập tài liệu.\n",
    ],
)
def test_what_is_a_task_though_it_begins_otherwise(body: str) -> None:
    tasks, _norms = laid_down(body, HEAD)
    assert len(tasks) == 1


def test_a_reply_to_a_request_begins_after_it() -> None:
    body = "I. NHIỆM VỤ\n2. Về đề nghị Phòng Nội vụ tham mưu chính sách: Phòng Nội vụ nghiên cứu đề xuất của các xã.\n"
    tasks, _norms = laid_down(body, HEAD)
    assert [task.text for task in tasks] == ["Phòng Nội vụ nghiên cứu đề xuất của các xã"]


def test_the_rules_of_a_contest_address_its_contestants() -> None:
    head = HEAD.replace("KẾ HOẠCH\nsửa nhà văn hóa", "THỂ LỆ\nCuộc thi tìm hiểu lịch sử Đảng bộ")
    tasks, _norms = laid_down("Điều 3. Quy định chung\n1. Người dự thi phải làm bài đúng giờ.\n", head)
    assert [task.text for task in tasks] == ["Người dự thi phải làm bài đúng giờ"]


def test_the_parts_of_a_matter_still_name_who_is_asked() -> None:
    body = "II. THÀNH PHẦN\n1. Chi bộ cử 02 người dự.\n2. Đại diện các hội.\n"
    tasks, _norms = laid_down(body, HEAD)
    assert [task.text for task in tasks] == ["Chi bộ cử 02 người dự"]
