"""Time limits for doing something, in the forms of the papers, and the times that limit nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.extraction.obligations.deadlines import DeadlineFinder
from graphbuild.extraction.word_index import WordIndex
from graphbuild.model import Span

OWN_DAY = "2024-06-05"
Found = tuple[str, str | None, str | None, str]


def found(text: str, year: str = "2024", taken: str = "") -> list[Found]:
    start = text.find(taken) if taken else -1
    spans = [Span(start, start + len(taken))] if start >= 0 else []
    whole = Span(0, len(text))
    return [
        (limit.text, limit.from_, limit.to, limit.kind)
        for limit in DeadlineFinder(WordIndex(text), whole, OWN_DAY, spans).in_sentence(whole, year)
    ]


@pytest.mark.parametrize(
    ("text", "limit", "first", "last", "kind"),
    [
        # by a day
        ("Báo cáo trước ngày 15/6/2025.", "trước ngày 15/6/2025", None, "2025-06-15", "by"),
        ("Gửi về Văn phòng trước 15/6/2025.", "trước 15/6/2025", None, "2025-06-15", "by"),
        ("Làm xong chậm nhất ngày 10/12/2025.", "chậm nhất ngày 10/12/2025", None, "2025-12-10", "by"),
        ("Chậm nhất là ngày 10 tháng 12 năm 2025, gửi về.", "Chậm nhất là ngày 10 tháng 12 năm 2025",
         None, "2025-12-10", "by"),
        ("Báo cáo trước ngày 20/10.", "trước ngày 20/10", None, "2024-10-20", "by"),
        ("Báo cáo trước ngày 20 tháng 10.", "trước ngày 20 tháng 10", None, "2024-10-20", "by"),
        ("Làm xong trước 17 giờ 00 ngày 05/3/2025.", "trước 17 giờ 00 ngày 05/3/2025", None, "2025-03-05", "by"),
        ("Đến ngày 30/9/2024 phải xong.", "Đến ngày 30/9/2024", None, "2024-09-30", "by"),
        ("Xong hết năm 2021.", "hết năm 2021", None, "2021-12-31", "by"),
        ("Xong đến hết tháng 9/2024.", "đến hết tháng 9/2024", None, "2024-09-30", "by"),
        ("Hoàn thành trước tháng 9/2024.", "trước tháng 9/2024", None, "2024-08-31", "by"),
        ("Hoàn thành cuối năm 2024.", "cuối năm 2024", None, "2024-12-31", "by"),
        ("Đến cuối năm 2025, hoàn thành.", "Đến cuối năm 2025", None, "2025-12-31", "by"),
        ("Hoàn thành đến năm 2030.", "đến năm 2030", None, "2030-12-31", "by"),
        # within
        ("Hoàn thành trong tháng 10/2024.", "trong tháng 10/2024", "2024-10-01", "2024-10-31", "within"),
        ("Hoàn thành trong tháng 02 năm 2024.", "trong tháng 02 năm 2024", "2024-02-01", "2024-02-29", "within"),
        ("Hoàn thành trong tháng 10.", "trong tháng 10", "2024-10-01", "2024-10-31", "within"),
        ("Hoàn thành trong quý IV.", "trong quý IV", "2024-10-01", "2024-12-31", "within"),
        ("Hoàn thành trong quý I/2026.", "trong quý I/2026", "2026-01-01", "2026-03-31", "within"),
        ("Hoàn thành trong quý 2 năm 2026.", "trong quý 2 năm 2026", "2026-04-01", "2026-06-30", "within"),
        ("Hoàn thành trong năm 2021.", "trong năm 2021", "2021-01-01", "2021-12-31", "within"),
        ("6 tháng cuối năm 2024, các chi bộ làm.", "6 tháng cuối năm 2024", "2024-07-01", "2024-12-31", "within"),
        ("Trong 3 tháng cuối năm, các chi bộ làm.", "Trong 3 tháng cuối năm", "2024-10-01", "2024-12-31", "within"),
        ("Trong 6 tháng đầu năm 2025 làm xong.", "Trong 6 tháng đầu năm 2025", "2025-01-01", "2025-06-30", "within"),
        ("Làm từ ngày 01/7/2025 đến ngày 15/8/2025.", "từ ngày 01/7/2025 đến ngày 15/8/2025",
         "2025-07-01", "2025-08-15", "within"),
        ("Làm từ 01/7 đến 15/8/2025.", "từ 01/7 đến 15/8/2025", "2025-07-01", "2025-08-15", "within"),
        ("Làm từ tháng 12/2025 đến quý I/2026.", "từ tháng 12/2025 đến quý I/2026",
         "2025-12-01", "2026-03-31", "within"),
        ("Trong khoảng thời gian từ ngày 17/12/2025 đến 17 giờ 00, ngày 01/02/2026 làm xong.",
         "Trong khoảng thời gian từ ngày 17/12/2025 đến 17 giờ 00, ngày 01/02/2026",
         "2025-12-17", "2026-02-01", "within"),
        ("Thực hiện ngay từ đầu năm.", "ngay từ đầu năm", "2024-01-01", None, "within"),
        # counted from the paper's own day
        ("Trong thời hạn 10 ngày kể từ ngày ban hành Kế hoạch này, gửi về.",
         "Trong thời hạn 10 ngày kể từ ngày ban hành Kế hoạch này", "2024-06-05", "2024-06-15", "within"),
        ("Trong vòng 05 ngày làm việc kể từ ngày ký, gửi về.",
         "Trong vòng 05 ngày làm việc kể từ ngày ký", "2024-06-05", "2024-06-12", "within"),
        ("Trong vòng 02 tháng kể từ ngày ký, gửi về.",
         "Trong vòng 02 tháng kể từ ngày ký", "2024-06-05", "2024-08-05", "within"),
        # counted from an event: the words are kept, no day is invented
        ("Trong 05 ngày làm việc kể từ ngày nhận được hồ sơ, trả lời.",
         "Trong 05 ngày làm việc kể từ ngày nhận được hồ sơ", None, None, "within"),
        ("Giám sát từ khi thành lập đến khi kết thúc nhiệm vụ.", "từ khi thành lập đến khi kết thúc nhiệm vụ",
         None, None, "within"),
        # a part of a month
        ("Phát chậm nhất cuối tháng 5.", "chậm nhất cuối tháng 5", None, "2024-05-31", "by"),
        ("Diễn tập vào nửa cuối tháng 3/2025.", "vào nửa cuối tháng 3/2025", "2025-03-16", "2025-03-31", "within"),
        ("Trình trong tuần thứ nhất của tháng 4/2024.", "trong tuần thứ nhất của tháng 4/2024",
         "2024-04-01", "2024-04-07", "within"),
        ("Làm trong tuần cuối tháng 2.", "trong tuần cuối tháng 2", "2024-02-23", "2024-02-29", "within"),
        ("Gửi không muộn hơn ngày 20/3/2025.", "không muộn hơn ngày 20/3/2025", None, "2025-03-20", "by"),
        ("Công tác năm 2026, hoàn thành trong tháng 12.", "trong tháng 12", "2024-12-01", "2024-12-31", "within"),
        ("Trả lời trong thời hạn 15 ngày.", "trong thời hạn 15 ngày", None, None, "within"),
        ("Gửi chậm nhất 10 ngày kể từ ngày dập tắt lửa.", "chậm nhất 10 ngày kể từ ngày dập tắt lửa", None, None, "by"),
        ("Gửi chậm nhất sau 10 ngày kể từ ngày ký.", "chậm nhất sau 10 ngày kể từ ngày ký", None, "2024-06-15", "by"),
        # open at one end, and from today
        ("Làm từ ngày 10/8/2025.", "từ ngày 10/8/2025", "2025-08-10", None, "within"),
        ("Làm từ nay đến hết quý I năm 2025.", "từ nay đến hết quý I năm 2025", "2024-06-05", "2025-03-31", "within"),
        ("Giải quyết xong trong năm.", "trong năm", "2024-01-01", "2024-12-31", "within"),
        ("Làm từ ngày 10 đến ngày 16/11/2025.", "từ ngày 10 đến ngày 16/11/2025", "2025-11-10", "2025-11-16", "within"),
        ("Giám sát trong tháng 10 và tháng 11/2025.", "trong tháng 10 và tháng 11/2025",
         "2025-10-01", "2025-11-30", "within"),
        ("năm 2027 lắp số còn lại", "năm 2027", "2027-01-01", "2027-12-31", "within"),
        # hours, and days of a year that the paper does not tell: no day is invented
        ("Khôi phục trong vòng 48 giờ.", "trong vòng 48 giờ", None, None, "within"),
        ("Gửi trước ngày 28 tháng 02 của năm kế tiếp.", "trước ngày 28 tháng 02 của năm kế tiếp", None, None, "by"),
        ("Kiểm kê vào ngày 31 tháng 12 hằng năm.", "vào ngày 31 tháng 12 hằng năm", None, None, "periodic"),
        ("Phát sóng tối thiểu 02 kỳ/tháng.", "02 kỳ/tháng", None, None, "periodic"),
        # again and again
        ("Tiếp dân ngày 10 và ngày 25 hằng tháng.", "ngày 10 và ngày 25 hằng tháng", None, None, "periodic"),
        ("Dự sinh hoạt hai tháng một lần.", "hai tháng một lần", None, None, "periodic"),
        ("Đầu mỗi tháng báo cáo.", "Đầu mỗi tháng", None, None, "periodic"),
        ("Thường xuyên kiểm tra.", "Thường xuyên", None, None, "periodic"),
        ("Định kỳ đánh giá.", "Định kỳ", None, None, "periodic"),
        ("Báo cáo hằng tháng.", "hằng tháng", None, None, "periodic"),
        ("Hàng quý, sáu tháng báo cáo.", "Hàng quý", None, None, "periodic"),
        ("Báo cáo trước ngày 25 hằng tháng.", "trước ngày 25 hằng tháng", None, None, "periodic"),
        ("Định kỳ hằng quý báo cáo.", "Định kỳ hằng quý", None, None, "periodic"),
        ("Mỗi tháng một lần báo cáo.", "Mỗi tháng một lần", None, None, "periodic"),
    ],
)  # fmt: skip
def test_a_time_limit(text: str, limit: str, first: str | None, last: str | None, kind: str) -> None:
    assert found(text) == [(limit, first, last, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Hoàn thành kế hoạch năm 2024.",
        "Đại hội nhiệm kỳ 2025 - 2030.",
        "Sơ kết công tác 6 tháng đầu năm 2024.",
        "Thực hiện nhiệm vụ giai đoạn 2021 - 2025.",
        "Theo chuẩn nghèo 2015 - 2020 và năm học 2024 - 2025.",
        "Kỷ niệm ngày 27/7/1947.",
        "Báo cáo kết quả quý I.",
        "Xây dựng kế hoạch kiểm tra năm 2025.",
        "Ngay sau khi có quyết định, làm ngay.",
        "Nhân dịp 03/02, tặng quà.",
        "Làm theo tiến độ đã đề ra.",
        "Tại kỳ họp trong năm 2021 của Hội đồng.",
        "Xong ngày 35/13/2024.",
    ],
)
def test_times_that_limit_nothing(text: str) -> None:
    assert found(text) == []


def test_the_day_of_a_cited_document_is_no_limit() -> None:
    text = "Theo Kế hoạch 12-KH/HU, trước ngày 05/6/2024 làm xong."
    assert found(text, taken="Kế hoạch 12-KH/HU, trước ngày 05/6/2024") == []


def test_two_limits_of_one_sentence() -> None:
    text = "Báo cáo trước ngày 15/6/2024, tổng kết trong quý IV."
    assert [limit[0] for limit in found(text)] == ["trước ngày 15/6/2024", "trong quý IV"]


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("Quý IV/2025 và Quý I/2026;", [("Quý IV/2025 và Quý I/2026", "2025-10-01", "2026-03-31", "within")]),
        ("Dự kiến tháng 11/2025 (sau khi tỉnh ban hành).", [("tháng 11/2025", "2025-11-01", "2025-11-30", "within")]),
        ("tháng 11/2025 đến tháng 4/2026", [("tháng 11/2025 đến tháng 4/2026", "2025-11-01", "2026-04-30", "within")]),
        ("30/6/2025", [("30/6/2025", None, "2025-06-30", "by")]),
        ("Trước 30/6/2025", [("Trước 30/6/2025", None, "2025-06-30", "by")]),
        ("Năm 2025", [("Năm 2025", "2025-01-01", "2025-12-31", "within")]),
        ("Thường xuyên", [("Thường xuyên", None, None, "periodic")]),
        ("Theo tiến độ", []),
    ],
)
def test_in_a_line_or_cell_of_its_own_a_time_needs_no_word_before_it(text: str, limits: list[Found]) -> None:
    whole = Span(0, len(text))
    times = DeadlineFinder(WordIndex(text), whole, OWN_DAY, []).in_line(whole, "2024")
    assert [(limit.text, limit.from_, limit.to, limit.kind) for limit in times] == limits


PIECES = (
    "trước|trong|từ|đến|hết|chậm nhất|ngày|tháng|quý|năm|10|31/12|2024|/2025|IV|hằng|kể từ|ngày ký|,|.|6 tháng"
).split("|")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=25,
    ).map(" ".join)
)
def test_spans_and_order_are_true(text: str) -> None:
    last = 0
    whole = Span(0, len(text))
    for limit in DeadlineFinder(WordIndex(text), whole, OWN_DAY, []).in_sentence(whole, "2024"):
        assert last <= limit.start < limit.end <= len(text)
        assert text[limit.start : limit.end] == limit.text
        last = limit.end
        days = [date.fromisoformat(day) for day in (limit.from_, limit.to) if day]
        assert days == sorted(days)
