"""Which tasks later papers take up, report on or deliver, where a sentence says so."""

from __future__ import annotations

import pytest
from cost import assert_in_proportion

from graphbuild.extraction.reading import read
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.model import Reading, Records, Text
from graphbuild.resolve.records import resolve

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"


def paper(issuer: str, number: str, day: str, title: str, body: str, motto: str = PARTY) -> str:
    """Return a paper of a body of huyện Vĩnh Bảo; `day` as "5/6/2024", `title` with the type in capitals before it."""
    date, month, year = day.split("/")
    return (
        f"{issuer}\n*\nSố {number}\n\n{motto}\nVĩnh Bảo, ngày {date} tháng {month} năm {year}\n\n{title}\n\n{body}\n\n"
        "Nơi nhận:\n- Lưu văn phòng.\n"
    )


def of_committee(number: str, day: str, title: str, body: str) -> str:
    return paper("ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG\nHUYỆN ỦY VĨNH BẢO", number, day, title, body)


def of_organisers(number: str, day: str, title: str, body: str) -> str:
    return paper("HUYỆN ỦY VĨNH BẢO\nBAN TỔ CHỨC", number, day, title, body)


def of_office(number: str, day: str, title: str, body: str) -> str:
    return paper("HUYỆN ỦY VĨNH BẢO\nVĂN PHÒNG", number, day, title, body)


def of_administration(number: str, day: str, title: str, body: str) -> str:
    return paper("ỦY BAN NHÂN DÂN\nHUYỆN VĨNH BẢO", number, day, title, body, STATE)


def corpus(*papers: str) -> Records:
    readings = [read(Text(content, f"{index}.txt")) for index, content in enumerate(papers)]
    return resolve(readings, base=DEFAULT_BASE, as_of="2026-11-30").records


def told(records: Records) -> set[tuple[str, str, str]]:
    """Return number of the paper, kind, and the first words of the task after the body that bears it."""
    numbers = {row.id: row.number for row in records.documents}
    tasks = {row.id: row.text for row in records.obligations}
    return {
        (numbers[row.document] or "", row.kind, tasks[row.obligation].partition(" Huyện ủy ")[2][:25])
        for row in records.fulfilments
    }


PLAN = "Kế hoạch số 45-KH/HU, ngày 05/3/2024 của Huyện ủy"
PLAN_TITLE = "KẾ HOẠCH\nvề nâng cao chất lượng sinh hoạt chi bộ thôn"
THREE = of_committee(
    "45-KH/HU",
    "5/3/2024",
    PLAN_TITLE,
    "II- NHIỆM VỤ\n\n"
    "1. Giao Ban Tổ chức Huyện ủy xây dựng kế hoạch bồi dưỡng bí thư chi bộ, xong trước ngày 30/4/2024.\n\n"
    "2. Giao Ban Tổ chức Huyện ủy rà soát, sắp xếp các chi bộ dưới mười đảng viên trong quý II/2024.\n\n"
    "3. Giao Ban Tổ chức Huyện ủy tham mưu khen thưởng các chi bộ tiêu biểu vào cuối năm 2024.\n\n"
    "4. Giao Văn phòng Huyện ủy theo dõi việc thực hiện Kế hoạch này, định kỳ báo cáo Thường trực Huyện ủy.",
)
TRAINING = "xây dựng kế hoạch bồi dưỡ"
MERGING = "rà soát, sắp xếp các chi "
PRAISE = "tham mưu khen thưởng các "
FOLLOWING = "theo dõi việc thực hiện K"
LIKE_SO = "Ban Tổ chức Huyện ủy xây dựng kế hoạch như sau:\n\nI- MỤC ĐÍCH\n\nNâng cao năng lực của cán bộ."


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        # -- the paper that was asked for: type and title
        (
            of_organisers(
                "12-KH/BTCHU",
                "2/4/2024",
                "KẾ HOẠCH\nbồi dưỡng bí thư chi bộ thôn năm 2024",
                f"Thực hiện {PLAN} về nâng cao chất lượng sinh hoạt chi bộ thôn, {LIKE_SO}",
            ),
            {("12-KH/BTCHU", "delivered", TRAINING)},
        ),
        # the type alone, where one task alone asks for it
        (
            of_organisers("12-KH/BTCHU", "2/4/2024", f"KẾ HOẠCH\nthực hiện {PLAN}", f"Thực hiện {PLAN}, {LIKE_SO}"),
            {("12-KH/BTCHU", "delivered", TRAINING)},
        ),
        # cited as the basis, with what the task is about in the title
        (
            of_organisers(
                "12-KH/BTCHU",
                "2/4/2024",
                "KẾ HOẠCH\nbồi dưỡng bí thư chi bộ thôn năm 2024",
                f"Căn cứ {PLAN};\n\n{LIKE_SO}",
            ),
            {("12-KH/BTCHU", "delivered", TRAINING)},
        ),
        # on the same day
        (
            of_organisers("12-KH/BTCHU", "5/3/2024", f"KẾ HOẠCH\nthực hiện {PLAN}", f"Thực hiện {PLAN}, {LIKE_SO}"),
            {("12-KH/BTCHU", "delivered", TRAINING)},
        ),
        # -- taken up: another type, told by the words of the title
        (
            of_organisers(
                "31-CV/BTCHU",
                "10/5/2024",
                "CÔNG VĂN\nv/v rà soát, sắp xếp các chi bộ dưới mười đảng viên",
                f"Thực hiện {PLAN}, Ban Tổ chức Huyện ủy đề nghị các đảng ủy lập danh sách chi bộ.",
            ),
            {("31-CV/BTCHU", "taken_up", MERGING)},
        ),
        # by one of its own items
        (
            of_organisers(
                "03-CTr/BTCHU",
                "10/5/2024",
                "CHƯƠNG TRÌNH\ncông tác quý II năm 2024",
                f"Thực hiện {PLAN}, Ban Tổ chức Huyện ủy xây dựng chương trình như sau:\n\n"
                "1. Phòng Tổ chức đảng rà soát, sắp xếp các chi bộ dưới mười đảng viên, xong trước ngày 20/6/2024.\n\n"
                "2. Phòng Hành chính mua sắm trang thiết bị.",
            ),
            {("03-CTr/BTCHU", "taken_up", MERGING)},
        ),
        # the only task of the body
        (
            of_office(
                "09-KH/VPHU",
                "2/4/2024",
                f"KẾ HOẠCH\nthực hiện {PLAN}",
                f"Thực hiện {PLAN}, Văn phòng Huyện ủy xây dựng kế hoạch như sau:\n\nI- MỤC ĐÍCH\n\nLàm tốt.",
            ),
            {("09-KH/VPHU", "taken_up", FOLLOWING)},
        ),
        # -- reported
        (
            of_organisers(
                "40-BC/BTCHU",
                "10/12/2024",
                f"BÁO CÁO\nkết quả thực hiện {PLAN}",
                f"Thực hiện {PLAN}, Ban Tổ chức Huyện ủy báo cáo kết quả như sau:\n\nI- KẾT QUẢ\n\n"
                "1. Ban đã rà soát, sắp xếp 14 chi bộ dưới mười đảng viên thành 6 chi bộ.\n\n"
                "2. Chưa bồi dưỡng bí thư chi bộ do thiếu kinh phí.\n\n"
                "II- THỜI GIAN TỚI\n\nTiếp tục khen thưởng các chi bộ tiêu biểu.",
            ),
            {("40-BC/BTCHU", "reported", MERGING)},
        ),
        (
            of_office(
                "41-BC/VPHU",
                "10/12/2024",
                f"BÁO CÁO\nkết quả thực hiện {PLAN}",
                f"Văn phòng Huyện ủy báo cáo kết quả thực hiện {PLAN} như sau:\n\nI- KẾT QUẢ\n\nLàm tốt.",
            ),
            {("41-BC/VPHU", "reported", FOLLOWING)},
        ),
        # "không" alone does not say that it was not done
        (
            of_organisers(
                "40-BC/BTCHU",
                "10/12/2024",
                f"BÁO CÁO\nkết quả thực hiện {PLAN}",
                f"Thực hiện {PLAN}, Ban Tổ chức Huyện ủy báo cáo kết quả như sau:\n\nI- KẾT QUẢ\n\n"
                "Đã rà soát, sắp xếp các chi bộ dưới mười đảng viên, không bỏ sót chi bộ nào.",
            ),
            {("40-BC/BTCHU", "reported", MERGING)},
        ),
        # a table of results
        (
            of_organisers(
                "40-BC/BTCHU",
                "10/12/2024",
                f"BÁO CÁO\nkết quả thực hiện {PLAN}",
                f"Ban Tổ chức Huyện ủy báo cáo kết quả thực hiện {PLAN} như sau:\n\n1. Kết quả\n\n"
                "| TT | Nhiệm vụ | Kết quả |\n|---|---|---|\n"
                "| 1 | Rà soát, sắp xếp các chi bộ dưới mười đảng viên | Đã hoàn thành |\n"
                "| 2 | Bồi dưỡng bí thư chi bộ | Chưa hoàn thành |\n",
            ),
            {("40-BC/BTCHU", "reported", MERGING)},
        ),
        # -- told by the number of the task or of its part
        (
            of_organisers(
                "32-CV/BTCHU",
                "10/5/2024",
                "CÔNG VĂN\nv/v lập danh sách",
                f"Thực hiện nhiệm vụ số 2 tại {PLAN}, Ban Tổ chức Huyện ủy đề nghị các đảng ủy lập danh sách.",
            ),
            {("32-CV/BTCHU", "taken_up", MERGING)},
        ),
        (
            of_organisers(
                "32-CV/BTCHU",
                "10/5/2024",
                "CÔNG VĂN\nv/v lập danh sách",
                f"Thực hiện khoản 3 mục II {PLAN}, Ban Tổ chức Huyện ủy đề nghị các đảng ủy lập danh sách.",
            ),
            {("32-CV/BTCHU", "taken_up", PRAISE)},
        ),
        # a part that has several tasks of the body, and one that has none
        (
            of_organisers(
                "32-CV/BTCHU",
                "10/5/2024",
                "CÔNG VĂN\nv/v lập danh sách",
                f"Thực hiện mục II {PLAN}, Ban Tổ chức Huyện ủy đề nghị các đảng ủy lập danh sách.",
            ),
            set(),
        ),
        (
            of_organisers(
                "32-CV/BTCHU",
                "10/5/2024",
                "CÔNG VĂN\nv/v lập danh sách",
                f"Thực hiện khoản 4 mục II {PLAN}, Ban Tổ chức Huyện ủy đề nghị các đảng ủy lập danh sách.",
            ),
            set(),
        ),
        # -- an answer
        (
            of_office(
                "41-BC/VPHU",
                "10/12/2024",
                "BÁO CÁO\nvề nền nếp sinh hoạt",
                f"Phúc đáp {PLAN}, Văn phòng Huyện ủy báo cáo như sau:\n\nI- KẾT QUẢ\n\nLàm tốt.",
            ),
            {("41-BC/VPHU", "reported", FOLLOWING)},
        ),
        (
            of_office(
                "41-BC/VPHU",
                "10/12/2024",
                "BÁO CÁO\nvề nền nếp sinh hoạt",
                f"Phúc đáp Công văn số 12-CV/TU của Thành ủy, nhắc lại {PLAN}, báo cáo:\n\nI- KẾT QUẢ\n\nTốt.",
            ),
            set(),
        ),
        # -- nothing is linked: another body
        (
            of_administration(
                "22/KH-UBND",
                "2/4/2024",
                "KẾ HOẠCH\nbồi dưỡng bí thư chi bộ thôn năm 2024",
                f"Thực hiện {PLAN}, Ủy ban nhân dân huyện xây dựng kế hoạch như sau:\n\nI. MỤC ĐÍCH\n\nLàm tốt.",
            ),
            set(),
        ),
        (
            of_committee(
                "60-KH/HU",
                "2/4/2024",
                "KẾ HOẠCH\nbồi dưỡng bí thư chi bộ thôn năm 2024",
                f"Thực hiện {PLAN}, Ban Thường vụ Huyện ủy xây dựng kế hoạch như sau:\n\nI- MỤC ĐÍCH\n\nLàm tốt.",
            ),
            set(),
        ),
        # the plan of that number of another term
        (
            of_organisers(
                "12-KH/BTCHU",
                "2/4/2024",
                "KẾ HOẠCH\nbồi dưỡng bí thư chi bộ thôn năm 2024",
                "Thực hiện Kế hoạch số 45-KH/HU, ngày 12/6/2018 của Huyện ủy khóa XXV, " + LIKE_SO,
            ),
            set(),
        ),
        # an earlier day
        (
            of_organisers(
                "02-KH/BTCHU",
                "2/2/2024",
                "KẾ HOẠCH\nbồi dưỡng bí thư chi bộ thôn năm 2024",
                f"Thực hiện {PLAN}, {LIKE_SO}",
            ),
            set(),
        ),
        # a mere mention, and one among what others are to do
        (
            of_organisers(
                "12-KH/BTCHU",
                "2/4/2024",
                "KẾ HOẠCH\nbồi dưỡng bí thư chi bộ thôn năm 2024",
                "Thực hiện chương trình công tác năm, " + LIKE_SO + f"\n\nII- NỘI DUNG\n\nNhư {PLAN} đã nêu.",
            ),
            set(),
        ),
        (
            of_office(
                "13-KH/VPHU",
                "2/4/2024",
                "KẾ HOẠCH\ncông tác văn thư năm 2024",
                "Văn phòng Huyện ủy xây dựng kế hoạch như sau:\n\nI- NỘI DUNG\n\n"
                f"1. Các chi bộ tiếp tục thực hiện {PLAN}.",
            ),
            set(),
        ),
        # the basis of something else
        (
            of_office(
                "14-QĐ/VPHU",
                "2/4/2024",
                "QUYẾT ĐỊNH\nvề mua sắm máy in",
                f"Căn cứ {PLAN};\n\nCHÁNH VĂN PHÒNG QUYẾT ĐỊNH\n\nĐiều 1. Mua hai máy in.",
            ),
            set(),
        ),
        # one of three tasks, and nothing tells which
        (
            of_organisers(
                "15-HD/BTCHU",
                "2/4/2024",
                f"HƯỚNG DẪN\nthực hiện {PLAN} về nâng cao chất lượng sinh hoạt chi bộ thôn",
                f"Thực hiện {PLAN}, Ban Tổ chức Huyện ủy hướng dẫn như sau:\n\n1. Ghi sổ biên bản bằng bút mực.",
            ),
            set(),
        ),
    ],
)
def test_what_a_later_paper_does_to_the_tasks(later: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(corpus(THREE, later)) == expected
    # The order of the files changes nothing.
    assert told(corpus(later, THREE)) == expected


def test_two_tasks_that_ask_for_the_same_type_are_told_apart_by_the_title_only() -> None:
    assigning = of_committee(
        "45-KH/HU",
        "5/3/2024",
        PLAN_TITLE,
        "1. Giao Ban Tổ chức Huyện ủy xây dựng kế hoạch bồi dưỡng bí thư chi bộ.\n\n"
        "2. Giao Ban Tổ chức Huyện ủy xây dựng kế hoạch kết nạp đảng viên trẻ.",
    )
    body = f"Thực hiện {PLAN}, {LIKE_SO}"
    unclear = of_organisers("12-KH/BTCHU", "2/4/2024", f"KẾ HOẠCH\nthực hiện {PLAN}", body)
    assert told(corpus(assigning, unclear)) == set()
    clear = of_organisers("12-KH/BTCHU", "2/4/2024", "KẾ HOẠCH\nkết nạp đảng viên trẻ năm 2024", body)
    assert told(corpus(assigning, clear)) == {("12-KH/BTCHU", "delivered", "xây dựng kế hoạch kết nạp")}


@pytest.mark.parametrize(
    ("title", "opening", "expected"),
    [
        (
            "CÔNG VĂN\nv/v ban hành cẩm nang sinh hoạt chuyên đề",
            "đề nghị các chi bộ sử dụng",
            {("08-CV/BTCHU", "delivered")},
        ),
        ("CÔNG VĂN\nv/v gửi tài liệu", "gửi các chi bộ cẩm nang sinh hoạt chuyên đề", {("08-CV/BTCHU", "delivered")}),
        ("CÔNG VĂN\nv/v gửi tài liệu", "gửi các chi bộ lịch họp", set()),
    ],
)
def test_a_paper_that_names_the_product_delivers_it(title: str, opening: str, expected: set[tuple[str, str]]) -> None:
    assigning = of_committee(
        "45-KH/HU",
        "5/3/2024",
        PLAN_TITLE,
        "| TT | Nhiệm vụ | Chủ trì | Thời hạn | Sản phẩm |\n|---|---|---|---|---|\n"
        "| 1 | Biên soạn tài liệu | Ban Tổ chức Huyện ủy | Tháng 4/2024 | Cẩm nang sinh hoạt chuyên đề |\n"
        "| 2 | Rà soát các chi bộ dưới mười đảng viên | Ban Tổ chức Huyện ủy | Quý II/2024 | Danh sách chi bộ |\n",
    )
    later = of_organisers("8-CV/BTCHU", "2/4/2024", title, f"Thực hiện {PLAN}, Ban Tổ chức Huyện ủy {opening}.")
    assert {(number, kind) for number, kind, _task in told(corpus(assigning, later))} == expected


def test_who_drafts_for_another_delivers_the_submission_and_not_the_plan() -> None:
    assigning = of_committee(
        "45-KH/HU",
        "5/3/2024",
        PLAN_TITLE,
        "1. Giao Ban Tổ chức Huyện ủy tham mưu Ban Thường vụ Huyện ủy ban hành kế hoạch kết nạp đảng viên trẻ.\n\n"
        "2. Giao Ban Tổ chức Huyện ủy rà soát, sắp xếp các chi bộ dưới mười đảng viên.",
    )
    body = f"Thực hiện {PLAN}, {LIKE_SO}"
    other = of_organisers("12-KH/BTCHU", "2/4/2024", f"KẾ HOẠCH\nthực hiện {PLAN}", body)
    assert told(corpus(assigning, other)) == set()
    submission = of_organisers(
        "08-TTr/BTCHU",
        "2/4/2024",
        "TỜ TRÌNH\nvề việc ban hành kế hoạch kết nạp đảng viên trẻ",
        f"Thực hiện {PLAN}, Ban Tổ chức Huyện ủy kính trình Ban Thường vụ Huyện ủy xem xét dự thảo kế hoạch.",
    )
    assert told(corpus(assigning, submission)) == {("08-TTr/BTCHU", "delivered", "tham mưu Ban Thường vụ Hu")}


PROVINCE = "Kế hoạch số 215/KH-UBND ngày 05/12/2024 của Ủy ban nhân dân tỉnh"
SCHOOLS = "ỦY BAN NHÂN DÂN TỈNH THANH HÓA\nSỞ GIÁO DỤC VÀ ĐÀO TẠO"


@pytest.mark.parametrize(
    ("number", "title", "opening", "expected"),
    [
        (
            "12/KH-SGDĐT",
            "KẾ HOẠCH\nTriển khai học bạ số trong các trường tiểu học",
            "Căn cứ",
            {("delivered", "xây dựng")},
        ),
        (
            "12/KH-SGDĐT",
            "KẾ HOẠCH\nThực hiện Kế hoạch số 215/KH-UBND của Ủy ban nhân dân tỉnh về chuyển đổi số trong giáo dục",
            "Thực hiện",
            {("delivered", "xây dựng")},
        ),
        ("31/GM-SGDĐT", "GIẤY MỜI\nDự lớp tập huấn kỹ năng số cho giáo viên", "Thực hiện", {("taken_up", "tập huấn")}),
        ("400/BC-SGDĐT", "BÁO CÁO\nKết quả chuyển đổi số 6 tháng đầu năm", "Thực hiện", {("reported", "báo cáo")}),
        # on the schools of another task, and on something else
        ("13/KH-SGDĐT", "KẾ HOẠCH\nTổ chức hội thao các trường tiểu học", "Thực hiện", set()),
        ("77/QĐ-SGDĐT", "QUYẾT ĐỊNH\nVề việc khen thưởng", "Căn cứ", set()),
    ],
)
def test_a_department_and_its_province(number: str, title: str, opening: str, expected: set[tuple[str, str]]) -> None:
    assigning = paper(
        "ỦY BAN NHÂN DÂN\nTỈNH THANH HÓA",
        "215/KH-UBND",
        "5/12/2024",
        "KẾ HOẠCH\nChuyển đổi số trong giáo dục năm 2025",
        "III. TỔ CHỨC THỰC HIỆN\n\n1. Sở Giáo dục và Đào tạo\n\n"
        "- Chủ trì xây dựng kế hoạch triển khai học bạ số, hoàn thành trước ngày 31/01/2025.\n\n"
        "- Tổ chức tập huấn kỹ năng số cho giáo viên các trường tiểu học trong quý I/2025.\n\n"
        "- Định kỳ trước ngày 20/6 và 20/12 báo cáo kết quả thực hiện về Ủy ban nhân dân tỉnh.\n\n"
        "2. Sở Tài chính\n\nTham mưu Ủy ban nhân dân tỉnh bố trí kinh phí thực hiện Kế hoạch.",
        STATE,
    )
    body = f"{opening} {PROVINCE}, Sở Giáo dục và Đào tạo có ý kiến như sau:\n\n1. Làm tốt."
    records = corpus(assigning, paper(SCHOOLS, number, "18/6/2025", title, body, STATE))
    tasks = {row.id: row.text for row in records.obligations}
    told = {(row.kind, tasks[row.obligation]) for row in records.fulfilments}
    assert len(told) == len(expected)
    assert {
        (kind, word) for kind, word in expected if any(kind == of and word in text for of, text in told)
    } == expected


def test_an_organ_that_acts_for_a_committee_takes_up_its_tasks() -> None:
    assigning = paper(
        "THÀNH ỦY HẢI PHÒNG",
        "77-KH/TU",
        "5/3/2024",
        "KẾ HOẠCH\nvề phát triển đảng viên",
        "1. Huyện ủy Vĩnh Bảo làm điểm việc kết nạp đảng viên trẻ, xong trước ngày 30/9/2024.\n\n"
        "2. Văn phòng Thành ủy theo dõi việc thực hiện Kế hoạch này.",
    )
    later = of_committee(
        "46-KH/HU",
        "2/4/2024",
        "KẾ HOẠCH\nthực hiện Kế hoạch số 77-KH/TU, ngày 05/3/2024 của Thành ủy Hải Phòng",
        "Thực hiện Kế hoạch số 77-KH/TU, ngày 05/3/2024 của Thành ủy Hải Phòng, Ban Thường vụ Huyện ủy xây dựng kế "
        "hoạch như sau:\n\nI- MỤC ĐÍCH\n\nLàm tốt.",
    )
    (row,) = corpus(assigning, later).fulfilments
    assert row.kind == "taken_up"


@pytest.mark.parametrize(
    ("bearer", "issuer", "number"),
    [
        ("Bộ trưởng Bộ Xây dựng", "BỘ XÂY DỰNG", "77/KH-BXD"),
        ("Chủ tịch Ủy ban nhân dân tỉnh Đắk Lắk", "ỦY BAN NHÂN DÂN\nTỈNH ĐẮK LẮK", "88/KH-UBND"),
    ],
)
def test_an_office_acts_for_its_head(bearer: str, issuer: str, number: str) -> None:
    telegram = "Công điện số 229/CĐ-TTg ngày 20/11/2025 của Thủ tướng Chính phủ"
    assigning = paper(
        "THỦ TƯỚNG CHÍNH PHỦ",
        "229/CĐ-TTg",
        "20/11/2025",
        "CÔNG ĐIỆN\nVề việc khắc phục hậu quả mưa lũ",
        f"Thủ tướng Chính phủ yêu cầu:\n\n1. {bearer} chỉ đạo sửa chữa các tuyến quốc lộ bị sạt lở.\n\n"
        "2. Bộ Công Thương bảo đảm cung ứng điện cho các tỉnh miền Trung.",
        STATE,
    )
    title = "KẾ HOẠCH\nSửa chữa các tuyến quốc lộ bị sạt lở"
    opening = f"Thực hiện chỉ đạo của Thủ tướng Chính phủ tại {telegram}, kế hoạch như sau:\n\n1. Làm ngay."
    (row,) = corpus(assigning, paper(issuer, number, "28/11/2025", title, opening, STATE)).fulfilments
    assert row.kind == "taken_up"
    # Nobody else's.
    assert not corpus(assigning, paper("BỘ Y TẾ", "9/KH-BYT", "28/11/2025", title, opening, STATE)).fulfilments


def test_each_row_has_its_sentence_its_citation_and_what_decided_it() -> None:
    later = of_organisers(
        "12-KH/BTCHU",
        "2/4/2024",
        "KẾ HOẠCH\nbồi dưỡng bí thư chi bộ thôn năm 2024",
        f"Thực hiện {PLAN} về nâng cao chất lượng sinh hoạt chi bộ thôn, {LIKE_SO}",
    )
    records = corpus(THREE, later)
    (row,) = records.fulfilments
    assert later[row.start : row.end] == row.text
    assert row.text.startswith(f"Thực hiện {PLAN}")
    assert row.source == "1.txt"
    (citation,) = [one for one in records.citations if one.id == row.citation]
    assert row.start <= citation.start
    assert citation.end <= row.end
    assert row.reasons == ("implements", "asked_type", "named_in_title", "same_subject")
    assert 0.5 < row.confidence <= citation.confidence


def test_a_sentence_of_a_report_is_its_evidence() -> None:
    sentence = "Ban đã rà soát, sắp xếp 14 chi bộ dưới mười đảng viên thành 6 chi bộ."
    later = of_organisers(
        "40-BC/BTCHU",
        "10/12/2024",
        f"BÁO CÁO\nkết quả thực hiện {PLAN}",
        f"Thực hiện {PLAN}, Ban Tổ chức Huyện ủy báo cáo như sau:\n\nI- KẾT QUẢ\n\nCòn khó khăn. {sentence} Hết.",
    )
    (row,) = corpus(THREE, later).fulfilments
    assert row.text == sentence


def test_a_copy_of_the_assigning_paper_or_of_the_later_one_doubles_nothing() -> None:
    later = of_organisers("12-KH/BTCHU", "2/4/2024", f"KẾ HOẠCH\nthực hiện {PLAN}", f"Thực hiện {PLAN}, {LIKE_SO}")
    records = corpus(THREE, THREE.replace("xong trước", "xong  trước"), later, later.replace("Nâng cao", "Nâng  cao"))
    assert len(records.fulfilments) == 1


@pytest.mark.cost
def test_the_cost_grows_with_the_tasks_and_the_sentences_of_a_report() -> None:
    def papers(count: int) -> list[Reading]:
        letters = "bcdghklmnprstvx"
        names = [f"{a}a{b}ê{c}i{d}" for a in letters for b in letters for c in letters for d in letters]
        fields = [f"làng {name} xóm {name}" for name in names[:count]]
        tasks = "\n\n".join(f"{n}. Giao Ban Tổ chức Huyện ủy rà soát {field}." for n, field in enumerate(fields, 1))
        done = "\n\n".join(f"{n}. Ban đã rà soát {field}." for n, field in enumerate(fields, 1))
        report = f"Ban Tổ chức Huyện ủy báo cáo kết quả thực hiện {PLAN} như sau:\n\n{done}"
        return [
            read(Text(content, name))
            for name, content in (
                ("a.txt", of_committee("45-KH/HU", "5/3/2024", PLAN_TITLE, tasks)),
                ("b.txt", of_organisers("40-BC/BTCHU", "10/12/2024", f"BÁO CÁO\nkết quả thực hiện {PLAN}", report)),
            )
        ]

    readings = {count: papers(count) for count in (200, 2_000)}
    assert len(resolve(readings[200], base=DEFAULT_BASE).records.fulfilments) == 200
    assert_in_proportion(lambda count: lambda: resolve(readings[count], base=DEFAULT_BASE), 200, 2_000)
