"""Time limits for doing something, in the forms of the papers, and the times that limit nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from cost import assert_in_proportion
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.extraction.obligations.deadlines import DeadlineFinder
from graphbuild.extraction.word_index import WordIndex
from graphbuild.model import Span

OWN_DAY = "2024-06-05"
Found = tuple[str, str | None, str | None, str]


def found(text: str, year: str = "2024", taken: str = "", own_day: str = OWN_DAY) -> list[Found]:
    start = text.find(taken) if taken else -1
    spans = [Span(start, start + len(taken))] if start >= 0 else []
    whole = Span(0, len(text))
    return [
        (limit.text, limit.from_, limit.to, limit.kind)
        for limit in DeadlineFinder(WordIndex(text), whole, own_day, spans).in_sentence(whole, year)
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
        ("Xong hết năm 2025.", "hết năm 2025", None, "2025-12-31", "by"),
        ("Xong đến hết tháng 9/2024.", "đến hết tháng 9/2024", None, "2024-09-30", "by"),
        ("Hoàn thành trước tháng 9/2024.", "trước tháng 9/2024", None, "2024-08-31", "by"),
        ("Hoàn thành cuối năm 2024.", "cuối năm 2024", None, "2024-12-31", "by"),
        ("Đến cuối năm 2025, hoàn thành.", "Đến cuối năm 2025", None, "2025-12-31", "by"),
        ("Hoàn thành đến năm 2030.", "đến năm 2030", None, "2030-12-31", "by"),
        # within
        ("Hoàn thành trong tháng 10/2024.", "trong tháng 10/2024", "2024-10-01", "2024-10-31", "within"),
        ("Hoàn thành trong tháng 02 năm 2028.", "trong tháng 02 năm 2028", "2028-02-01", "2028-02-29", "within"),
        ("Hoàn thành trong tháng 10.", "trong tháng 10", "2024-10-01", "2024-10-31", "within"),
        ("Hoàn thành trong quý IV.", "trong quý IV", "2024-10-01", "2024-12-31", "within"),
        ("Hoàn thành trong quý I/2026.", "trong quý I/2026", "2026-01-01", "2026-03-31", "within"),
        ("Hoàn thành trong quý 2 năm 2026.", "trong quý 2 năm 2026", "2026-04-01", "2026-06-30", "within"),
        ("Hoàn thành trong năm 2025.", "trong năm 2025", "2025-01-01", "2025-12-31", "within"),
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
        ("Trình trong tuần thứ nhất của tháng 8/2024.", "trong tuần thứ nhất của tháng 8/2024",
         "2024-08-01", "2024-08-07", "within"),
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
    ("text", "limit", "first", "last", "kind"),
    [
        # numbers in digits, in words, and in both
        ("Thẩm định trong thời hạn mười lăm ngày kể từ ngày nhận đủ hồ sơ.",
         "trong thời hạn mười lăm ngày kể từ ngày nhận đủ hồ sơ", None, None, "within"),
        ("Quyết toán trong thời hạn sáu (06) tháng kể từ ngày ký.", "trong thời hạn sáu (06) tháng kể từ ngày ký",
         "2024-06-05", "2024-12-05", "within"),
        ("Trong thời hạn 15 (mười lăm) ngày làm việc, kể từ ngày nhận hồ sơ, trả lời.",
         "Trong thời hạn 15 (mười lăm) ngày làm việc, kể từ ngày nhận hồ sơ", None, None, "within"),
        ("Trong thời hạn 30 ngày kể từ ngày ban hành Kế hoạch, các xã xây dựng kế hoạch.",
         "Trong thời hạn 30 ngày kể từ ngày ban hành Kế hoạch", "2024-06-05", "2024-07-05", "within"),
        ("Trong 10 ngày kể từ ngày ban hành quyết định của Bộ Y tế, niêm yết.",
         "Trong 10 ngày kể từ ngày ban hành quyết định của Bộ Y tế", None, None, "within"),
        ("Trong 10 ngày kể từ ngày ký hợp đồng, bàn giao.", "Trong 10 ngày kể từ ngày ký hợp đồng",
         None, None, "within"),
        ("Trả lời trong thời hạn ba mươi ngày.", "trong thời hạn ba mươi ngày", None, None, "within"),
        ("Trả lời trong vòng bốn mươi lăm (45) ngày kể từ ngày ban hành.",
         "trong vòng bốn mươi lăm (45) ngày kể từ ngày ban hành", "2024-06-05", "2024-07-20", "within"),
        ("Báo cáo trong vòng hai mươi mốt ngày tính từ ngày ký Quyết định này.",
         "trong vòng hai mươi mốt ngày tính từ ngày ký Quyết định này", "2024-06-05", "2024-06-26", "within"),
        ("Chỉnh lý trong thời hạn 5 năm.", "trong thời hạn 5 năm", None, None, "within"),
        ("Trong thời hạn 10 năm, kho phải chỉnh lý xong.", "Trong thời hạn 10 năm", None, None, "within"),
        ("Xây xong 20 trạm trong 2 - 3 năm tới.", "trong 2 - 3 năm tới", None, None, "within"),
        ("Trong ba năm tới, sửa hết các cầu.", "Trong ba năm tới", None, None, "within"),
        ("Sửa xong trong vòng 24 giờ.", "trong vòng 24 giờ", None, None, "within"),
        # not later than a number of days
        ("Trả lời không quá 15 ngày kể từ ngày nhận được văn bản.", "không quá 15 ngày kể từ ngày nhận được văn bản",
         None, None, "within"),
        ("Trả lời tối đa 07 ngày làm việc kể từ khi nhận đơn.", "tối đa 07 ngày làm việc kể từ khi nhận đơn",
         None, None, "within"),
        ("Trong thời hạn tối đa là 48 ngày kể từ ngày nhận hồ sơ, trả lời.",
         "Trong thời hạn tối đa là 48 ngày kể từ ngày nhận hồ sơ", None, None, "within"),
        ("Gửi hồ sơ trong thời gian không quá 02 ngày làm việc kể từ khi xong thủ tục.",
         "trong thời gian không quá 02 ngày làm việc kể từ khi xong thủ tục", None, None, "within"),
        ("Chậm nhất trong thời hạn 120 ngày kể từ ngày nhận quyết định, nộp đủ tiền.",
         "Chậm nhất trong thời hạn 120 ngày kể từ ngày nhận quyết định", None, None, "by"),
        ("Chậm nhất trong 20 ngày làm việc, kể từ ngày nhận được kiến nghị, trả lời.",
         "Chậm nhất trong 20 ngày làm việc, kể từ ngày nhận được kiến nghị", None, None, "by"),
        ("Gửi muộn nhất mười ngày sau khi họp.", "muộn nhất mười ngày sau khi họp", None, None, "by"),
        ("Thời hạn trả lời là 30 ngày làm việc kể từ ngày nhận đơn.", "30 ngày làm việc kể từ ngày nhận đơn",
         None, None, "within"),
        # what follows the event is no part of it
        ("Trong thời hạn 10 ngày kể từ ngày nhận đơn phải trả lời.", "Trong thời hạn 10 ngày kể từ ngày nhận đơn",
         None, None, "within"),
        ("Lệnh miệng được xác nhận trong thời hạn không quá 03 ngày làm việc bằng văn bản.",
         "trong thời hạn không quá 03 ngày làm việc", None, None, "within"),
        ("Chuyển đơn (trong thời hạn 05 ngày kể từ ngày nhận đơn) cho xã.",
         "trong thời hạn 05 ngày kể từ ngày nhận đơn", None, None, "within"),
        ("Trả kết quả trong thời hạn 8 giờ làm việc kể từ khi nhận đủ hồ sơ.",
         "trong thời hạn 8 giờ làm việc kể từ khi nhận đủ hồ sơ", None, None, "within"),
        ("Thông báo trong thời gian 03 ngày làm việc (24 giờ làm việc) kể từ khi nhận chứng từ.",
         "trong thời gian 03 ngày làm việc (24 giờ làm việc) kể từ khi nhận chứng từ", None, None, "within"),
        ("Giải quyết không quá 07 ngày làm việc đối với hồ sơ đủ.", "không quá 07 ngày làm việc", None, None, "within"),
        ("Nộp trong thời hạn 30 ngày kể từ ngày 01/7/2024.", "trong thời hạn 30 ngày kể từ ngày 01/7/2024",
         "2024-07-01", "2024-07-31", "within"),
        ("Trả kết quả trong 3,5 ngày kể từ ngày nhận hồ sơ.", "trong 3,5 ngày kể từ ngày nhận hồ sơ",
         None, None, "within"),
        ("Gửi không muộn hơn 03 ngày làm việc sau khi nhận hồ sơ.",
         "không muộn hơn 03 ngày làm việc sau khi nhận hồ sơ", None, None, "by"),
        ("Thời hạn giải quyết hồ sơ: mười (10) ngày làm việc.", "mười (10) ngày làm việc", None, None, "within"),
        ("Thời hạn báo cáo là 05 ngày sau khi họp.", "05 ngày sau khi họp", None, None, "within"),
        # before an event
        ("Gửi tài liệu chậm nhất 05 ngày làm việc trước ngày họp.", "chậm nhất 05 ngày làm việc trước ngày họp",
         None, None, "by"),
        ("Trong 06 tháng trước khi thẻ hết hạn, làm thủ tục đổi thẻ.", "Trong 06 tháng trước khi thẻ hết hạn",
         None, None, "within"),
        ("Gửi giấy mời ít nhất ba ngày trước khi khai mạc.", "ít nhất ba ngày trước khi khai mạc", None, None, "by"),
        ("Thông báo trước ít nhất 24 giờ.", "trước ít nhất 24 giờ", None, None, "by"),
        ("Thông báo trước 05 ngày làm việc cho hộ dân.", "trước 05 ngày làm việc", None, None, "by"),
        ("Niêm yết trước ngày bỏ phiếu 10 ngày.", "trước ngày bỏ phiếu 10 ngày", None, None, "by"),
        ("Gửi hồ sơ trước phiên họp tối thiểu 02 ngày.", "trước phiên họp tối thiểu 02 ngày", None, None, "by"),
        ("Báo trước muộn nhất là 01 tuần trước ngày kiểm tra.", "muộn nhất là 01 tuần trước ngày kiểm tra",
         None, None, "by"),
    ],
)  # fmt: skip
def test_a_time_counted_in_days(text: str, limit: str, first: str | None, last: str | None, kind: str) -> None:
    assert found(text) == [(limit, first, last, kind)]


@pytest.mark.parametrize(
    ("text", "limit", "first", "last", "kind"),
    [
        # a year and those after it
        ("Trong năm 2025 và các năm tiếp theo, mở 02 lớp.", "Trong năm 2025 và các năm tiếp theo",
         "2025-01-01", None, "within"),
        ("Từ năm 2025 trở đi, không thu phí.", "Từ năm 2025 trở đi", "2025-01-01", None, "within"),
        ("Thực hiện từ quý III/2024 và những năm sau.", "từ quý III/2024 và những năm sau",
         "2024-07-01", None, "within"),
        # ranges that share their month, quarter or year
        ("Làm từ tháng 10 đến tháng 12 năm 2024.", "từ tháng 10 đến tháng 12 năm 2024",
         "2024-10-01", "2024-12-31", "within"),
        ("Làm trong tháng 10 - 12/2024.", "trong tháng 10 - 12/2024", "2024-10-01", "2024-12-31", "within"),
        ("Làm trong tháng 8, 9/2024.", "trong tháng 8, 9/2024", "2024-08-01", "2024-09-30", "within"),
        ("Làm trong quý III, IV/2024.", "trong quý III, IV/2024", "2024-07-01", "2024-12-31", "within"),
        ("Làm trong quý III và quý IV năm 2024.", "trong quý III và quý IV năm 2024",
         "2024-07-01", "2024-12-31", "within"),
        ("Làm trong các năm 2025, 2026.", "trong các năm 2025, 2026", "2025-01-01", "2026-12-31", "within"),
        ("Làm trong 02 năm 2025 - 2026.", "trong 02 năm 2025 - 2026", "2025-01-01", "2026-12-31", "within"),
        ("Họp trong 02 ngày 15 và 16/10/2024.", "trong 02 ngày 15 và 16/10/2024", "2024-10-15", "2024-10-16", "within"),
        ("Trực trong các ngày 15, 16, 17/10/2024.", "trong các ngày 15, 16, 17/10/2024",
         "2024-10-15", "2024-10-17", "within"),
        ("Họp từ ngày 15 - 20/11/2024.", "từ ngày 15 - 20/11/2024", "2024-11-15", "2024-11-20", "within"),
        ("Làm từ tháng 11/2024 - 02/2025.", "từ tháng 11/2024 - 02/2025", "2024-11-01", "2025-02-28", "within"),
        # parts of a month, quarter and year
        ("Trình vào trung tuần tháng 9/2024.", "vào trung tuần tháng 9/2024", "2024-09-11", "2024-09-20", "within"),
        ("Trình trong thượng tuần tháng 9/2024.", "trong thượng tuần tháng 9/2024",
         "2024-09-01", "2024-09-10", "within"),
        ("Trình trong hạ tuần của tháng 2/2025.", "trong hạ tuần của tháng 2/2025",
         "2025-02-21", "2025-02-28", "within"),
        ("Làm trong 10 ngày đầu tháng 11.", "trong 10 ngày đầu tháng 11", "2024-11-01", "2024-11-10", "within"),
        ("Làm trong mười ngày cuối tháng 11.", "trong mười ngày cuối tháng 11", "2024-11-21", "2024-11-30", "within"),
        ("Báo cáo vào đầu tháng 9/2024.", "vào đầu tháng 9/2024", "2024-09-01", "2024-09-10", "within"),
        ("Họp vào giữa tháng 9/2024.", "vào giữa tháng 9/2024", "2024-09-11", "2024-09-20", "within"),
        ("Họp vào cuối tháng 9/2024.", "vào cuối tháng 9/2024", "2024-09-21", "2024-09-30", "within"),
        ("Xong trước cuối tháng 9/2024.", "trước cuối tháng 9/2024", None, "2024-09-30", "by"),
        ("Xong chậm nhất cuối quý III/2024.", "chậm nhất cuối quý III/2024", None, "2024-09-30", "by"),
        ("Làm trong nửa đầu năm 2025.", "trong nửa đầu năm 2025", "2025-01-01", "2025-06-30", "within"),
        ("Làm trong sáu tháng cuối năm 2024.", "trong sáu tháng cuối năm 2024", "2024-07-01", "2024-12-31", "within"),
        ("Họp trong quý cuối năm 2024.", "trong quý cuối năm 2024", "2024-10-01", "2024-12-31", "within"),
        ("Làm trong tháng mười hai.", "trong tháng mười hai", "2024-12-01", "2024-12-31", "within"),
        # other ways to write a quarter or a month
        ("Trình trong quí IV năm 2024.", "trong quí IV năm 2024", "2024-10-01", "2024-12-31", "within"),
        ("Trình trong Quý IV-2024.", "trong Quý IV-2024", "2024-10-01", "2024-12-31", "within"),
        ("Trình trong quý 4 - 2024.", "trong quý 4 - 2024", "2024-10-01", "2024-12-31", "within"),
        ("Trình trong tháng 11-2024.", "trong tháng 11-2024", "2024-11-01", "2024-11-30", "within"),
        ("Trình trong tháng 11, 2024.", "trong tháng 11, 2024", "2024-11-01", "2024-11-30", "within"),
        ("Trình trong Quý IV 2024.", "trong Quý IV 2024", "2024-10-01", "2024-12-31", "within"),
        ("Trình trong tháng 11, năm 2024.", "trong tháng 11, năm 2024", "2024-11-01", "2024-11-30", "within"),
        # a time that opens the task, that it ends with, or that has a label
        ("Quý IV/2024: tổ chức hội thảo.", "Quý IV/2024", "2024-10-01", "2024-12-31", "within"),
        ("Tháng 11/2024 trình Ủy ban nhân dân tỉnh.", "Tháng 11/2024", "2024-11-01", "2024-11-30", "within"),
        ("Quý I/2025 mở lớp.", "Quý I/2025", "2025-01-01", "2025-03-31", "within"),
        ("Trình đề án, hoàn thành quý III/2024.", "quý III/2024", "2024-07-01", "2024-09-30", "within"),
        ("Số hóa hồ sơ, xong năm 2025.", "năm 2025", "2025-01-01", "2025-12-31", "within"),
        ("Sửa cầu; thời gian hoàn thành: tháng 12/2024.", "tháng 12/2024", "2024-12-01", "2024-12-31", "within"),
        ("Báo cáo 6 tháng trước ngày 15/6/2025.", "trước ngày 15/6/2025", None, "2025-06-15", "by"),
        ("Nộp báo cáo; thời hạn: 30/9/2024.", "30/9/2024", None, "2024-09-30", "by"),
        ("Ban hành quy chế (Quý IV/2024).", "Quý IV/2024", "2024-10-01", "2024-12-31", "within"),
        # not later than
        ("Gửi chậm nhất vào ngày 15/10/2024.", "chậm nhất vào ngày 15/10/2024", None, "2024-10-15", "by"),
        ("Gửi chậm nhất trong quý III/2024.", "chậm nhất trong quý III/2024", None, "2024-09-30", "by"),
        ("Gửi chậm nhất trước ngày 15/10/2024.", "chậm nhất trước ngày 15/10/2024", None, "2024-10-15", "by"),
        ("Trong những tháng cuối năm 2024, làm đường.", "Trong những tháng cuối năm 2024",
         None, "2024-12-31", "within"),
        ("Làm trong thời gian còn lại của năm.", "trong thời gian còn lại của năm", None, "2024-12-31", "within"),
        ("Gửi ý kiến trước ngày 15 tháng 10 năm nay.", "trước ngày 15 tháng 10", None, "2024-10-15", "by"),
        ("Làm trong 03 tháng (từ tháng 10 đến tháng 12/2024).", "từ tháng 10 đến tháng 12/2024",
         "2024-10-01", "2024-12-31", "within"),
        ("Gửi ý kiến trước ngày 20.9.", "trước ngày 20.9", None, "2024-09-20", "by"),
        ("Gửi ý kiến trước ngày 20-9.", "trước ngày 20-9", None, "2024-09-20", "by"),
        ("Gửi ý kiến trước 30-9-2024.", "trước 30-9-2024", None, "2024-09-30", "by"),
        ("Họp chậm nhất ngày 10/12/2024 (trước ngày bầu cử 95 ngày).", "chậm nhất ngày 10/12/2024",
         None, "2024-12-10", "by"),
        ("Gửi không quá ngày 15/10/2024.", "không quá ngày 15/10/2024", None, "2024-10-15", "by"),
        ("Gửi trước 16h30, ngày 15/10/2024.", "trước 16h30, ngày 15/10/2024", None, "2024-10-15", "by"),
        ("Từ nay đến hết năm 2024, rà soát xong.", "Từ nay đến hết năm 2024", "2024-06-05", "2024-12-31", "within"),
        ("Xong từ nay đến tháng 3.", "từ nay đến tháng 3", "2024-06-05", "2025-03-31", "within"),
        ("Xong từ nay đến cuối năm.", "từ nay đến cuối năm", "2024-06-05", "2024-12-31", "within"),
        ("Xong trong năm nay.", "trong năm nay", "2024-01-01", "2024-12-31", "within"),
        ("Xong trước khi hết năm 2024.", "hết năm 2024", None, "2024-12-31", "by"),
        # next year
        ("Báo cáo chậm nhất là ngày 30 tháng 6 năm sau.", "chậm nhất là ngày 30 tháng 6 năm sau", None, None, "by"),
        ("Báo cáo trước ngày 15/12 năm báo cáo.", "trước ngày 15/12", None, None, "by"),
        ("Báo cáo trước ngày 31/01 năm kế tiếp.", "trước ngày 31/01 năm kế tiếp", None, None, "by"),
    ],
)  # fmt: skip
def test_a_time_of_the_calendar(text: str, limit: str, first: str | None, last: str | None, kind: str) -> None:
    assert found(text) == [(limit, first, last, kind)]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("Hằng năm trước ngày 25/12, báo cáo.", "Hằng năm trước ngày 25/12"),
        ("Hằng năm, trước ngày 25/12, báo cáo.", "Hằng năm, trước ngày 25/12"),
        ("Định kỳ trước ngày 01/6 và 15/11 hằng năm báo cáo.", "Định kỳ trước ngày 01/6 và 15/11 hằng năm"),
        ("Báo cáo trước ngày 15/6 và ngày 15/12 hàng năm.", "trước ngày 15/6 và ngày 15/12 hàng năm"),
        ("Báo cáo trước ngày 20 tháng 6, trước ngày 20 tháng 12 hằng năm.",
         "trước ngày 20 tháng 6, trước ngày 20 tháng 12 hằng năm"),
        ("Định kỳ hằng năm (trước ngày 15 tháng 12) báo cáo.", "Định kỳ hằng năm (trước ngày 15 tháng 12"),
        ("Báo cáo định kỳ (trước ngày 30/01 năm sau) về điện.", "định kỳ (trước ngày 30/01 năm sau"),
        ("Kiểm kê vào tháng 12 hằng năm.", "vào tháng 12 hằng năm"),
        ("Họp giao ban từ ngày 1 đến ngày 3 hằng tháng.", "từ ngày 1 đến ngày 3 hằng tháng"),
        ("Gửi đề án chậm nhất ngày 25 của tháng trước tháng họp.", "chậm nhất ngày 25 của tháng trước"),
        ("Tiếp dân vào các ngày 10 và 25 hằng tháng.", "vào các ngày 10 và 25 hằng tháng"),
        ("Sơ kết vào tháng 6 và 12 hằng năm.", "vào tháng 6 và 12 hằng năm"),
        ("Họp trong quý I, III hằng năm.", "trong quý I, III hằng năm"),
        ("Tổng kết trong quý I hằng năm.", "trong quý I hằng năm"),
        ("Định kỳ vào ngày 25 hằng tháng báo cáo.", "Định kỳ vào ngày 25 hằng tháng"),
        ("Báo cáo trước ngày 05 tháng sau.", "trước ngày 05 tháng sau"),
        ("Báo cáo trước ngày 20 của tháng cuối quý.", "trước ngày 20 của tháng cuối quý"),
        ("Thường xuyên, hằng năm rà soát.", "Thường xuyên, hằng năm"),
        ("Thường xuyên, định kỳ hằng quý báo cáo.", "Thường xuyên, định kỳ hằng quý"),
        ("Định kỳ 6 tháng, hằng năm báo cáo.", "Định kỳ 6 tháng, hằng năm"),
        ("Họp 03 tháng/lần.", "03 tháng/lần"),
        ("Mỗi quý ít nhất một lần họp giao ban.", "Mỗi quý ít nhất một lần"),
        ("Diễn tập tối thiểu một lần/năm.", "một lần/năm"),
        ("Thực hiện chế độ báo cáo định kỳ và đột xuất.", "định kỳ"),
        ("Định kỳ kiểm tra việc chi trả.", "Định kỳ"),
        ("Cập nhật số liệu thường xuyên vào hệ thống.", "thường xuyên"),
    ],
)  # fmt: skip
def test_a_time_that_comes_again(text: str, limit: str) -> None:
    assert found(text) == [(limit, None, None, "periodic")]


@pytest.mark.parametrize(
    "text",
    [
        "Hằng năm, các xã gửi báo cáo trước ngày 15/12.",
        "Hàng năm tự chấm điểm và gửi Sở Nội vụ từ ngày 10 đến ngày 15 tháng 12.",
        "Mỗi năm các đơn vị tổng kết một lần trong quý I.",
    ],
)
def test_a_time_without_year_recurs_where_the_sentence_says_every_year_before(text: str) -> None:
    assert [limit[1:] for limit in found(text)] == [(None, None, "periodic")] * 2


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # A day without year that has passed by the day of the document is one of the next year, if that is nearer.
        ("Báo cáo trước ngày 15/01.", "2026-01-15"),
        ("Báo cáo trước ngày 20 tháng 02.", "2026-02-20"),
        ("Báo cáo trước ngày 31/12.", "2025-12-31"),
        ("Trình trong quý I.", "2026-03-31"),
        ("Trình trong tháng 11.", "2025-11-30"),
    ],
)
def test_a_day_without_year_is_not_before_its_document(text: str, last: str) -> None:
    assert [limit[2] for limit in found(text, year="2025", own_day="2025-12-10")] == [last]


@pytest.mark.parametrize(
    "text",
    ["Từ năm 2024 trở đi, không thu phí.", "Mở lớp trong năm 2024 và các năm tiếp theo.", "Xong ngay từ đầu năm."],
)
def test_what_goes_on_in_the_following_years_has_not_passed(text: str) -> None:
    assert [limit[1:] for limit in found(text, own_day="2024-11-20")] == [("2024-01-01", None, "within")]


@pytest.mark.parametrize(
    "text",
    [
        # long before the document: when something was, not when it is to be done
        "Cấp giấy cho hộ sử dụng đất trước ngày 01/7/2014.",
        "Rà soát hồ sơ lập từ ngày 01/01/2020.",
        "Thanh tra việc thu phí trong năm 2022.",
        # names of programmes and plans
        "Triển khai Chiến lược quốc gia về cấp nước sạch và vệ sinh nông thôn đến năm 2030.",
        "Thực hiện Đề án “Nâng cao nhận thức, quản lý rủi ro, đến năm 2030” trên địa bàn.",
        "Thực hiện Kế hoạch phát triển ngành dệt giai đoạn 2026 - 2030, định hướng đến năm 2035.",
        "Quán triệt Nghị quyết nhiệm kỳ 2025 - 2030.",
        "Rà soát Quy hoạch thời kỳ 2021 - 2030, tầm nhìn đến năm 2050.",
        "Triển khai Nghị quyết về phát triển đô thị đến năm 2030, định hướng 2045.",
        # what is constant or yearly is a thing, what is one of several manners no time
        "Tuyên truyền bảo đảm đồng bộ, thường xuyên, hiệu quả.",
        "Phổ biến tại các buổi sinh hoạt đoàn định kỳ, hội thảo.",
        "Xây dựng chương trình tuyên truyền thường xuyên, sâu rộng về pháp luật.",
        "Bố trí kinh phí chi thường xuyên cho xã.",
        "Xây dựng kế hoạch công tác hằng năm của cơ quan.",
        "Cân đối ngân sách nhà nước hằng năm theo quy định.",
        "Tổng hợp vào dự toán chi hàng năm của Sở.",
        "Chi trả trợ cấp hàng tháng qua tài khoản.",
        "Củng cố trung tâm giáo dục thường xuyên.",
        "Không để hàng quý hiếm tại chợ.",
        "Ưu tiên vùng trũng thấp, thường xuyên chịu ngập lụt.",
        "Giảm 1,5% chi phí cho mỗi năm công tác.",
        "Hỗ trợ học phí 9 tháng/năm cho học sinh.",
        "Lấy giá bình quân 60 tháng trước liền kề.",
        "Nghỉ lễ 3 ngày từ ngày 2/9/2020 đến ngày 4/9/2020.",
        "Trước tình hình mưa lũ kéo dài 05 ngày, chủ động ứng phó.",
        "Căn cứ Chương trình phòng, chống lũ đến năm 2030 theo Quyết định của tỉnh, tổ chức học tập.",
        "Rút thời gian giải quyết từ 05 ngày còn 03 ngày kể từ ngày nhận hồ sơ.",
        "Thời hạn cho vay là 05 năm.",
        "Bảo quản tối thiểu 5 năm, kể từ khi hết khóa học.",
        "Ban hành định mức bảo dưỡng thường xuyên quốc lộ.",
        "Làm căn cứ khen thưởng hằng năm của tập thể.",
        "Tiếp dân ít nhất 01 ngày trong 01 tháng.",
        "Thời gian hỗ trợ không quá 9 tháng.",
        # events, and what is no time
        "Báo cáo ngay sau khi phát hiện ổ dịch.",
        "Gửi báo cáo theo yêu cầu, kịp thời.",
        "Trong quá trình thực hiện, có vướng mắc thì báo cáo.",
        "Trong thời gian tới, tập trung làm tốt.",
        "Tăng trưởng từ 10 - 10,5%/năm.",
        "Chuyên gia có từ 05 năm kinh nghiệm trở lên.",
        "Đạt từ 2/3 số phiếu trở lên.",
        "Giảm thời gian xử lý từ 7 ngày xuống còn 5 ngày.",
        "Tổng hợp số liệu tính đến ngày 30/9/2024.",
        "Phân tích trong một ngày đêm.",
    ],
)
def test_a_time_that_is_none_for_doing(text: str) -> None:
    assert found(text) == []


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
        ("Theo tiến độ dự án", []),
        ("Sau khi có Nghị quyết của Quốc hội", []),
        ("Ngay sau khi có hướng dẫn", []),
        ("Nhiệm kỳ 2025 - 2030", []),
        ("Theo Kế hoạch năm 2025", []),
        ("Quí IV-2025", [("Quí IV-2025", "2025-10-01", "2025-12-31", "within")]),
        ("Quý 4 năm 2025", [("Quý 4 năm 2025", "2025-10-01", "2025-12-31", "within")]),
        ("6/2025", [("6/2025", "2025-06-01", "2025-06-30", "within")]),
        ("06-2025", [("06-2025", "2025-06-01", "2025-06-30", "within")]),
        ("T6/2025", [("T6/2025", "2025-06-01", "2025-06-30", "within")]),
        ("Tháng 11", [("Tháng 11", "2024-11-01", "2024-11-30", "within")]),
        ("2025", [("2025", "2025-01-01", "2025-12-31", "within")]),
        ("2025 - 2027", [("2025 - 2027", "2025-01-01", "2027-12-31", "within")]),
        ("Năm 2025-2026", [("Năm 2025-2026", "2025-01-01", "2026-12-31", "within")]),
        ("Giai đoạn 2026-2030", [("2026-2030", "2026-01-01", "2030-12-31", "within")]),
        ("Năm 2025 và các năm tiếp theo", [("Năm 2025 và các năm tiếp theo", "2025-01-01", None, "within")]),
        ("2023 và các năm tiếp theo", [("2023 và các năm tiếp theo", "2023-01-01", None, "within")]),
        ("Quý I/2024", [("Quý I/2024", "2024-01-01", "2024-03-31", "within")]),
        ("06 ngày làm việc theo từng loại hồ sơ", [("06 ngày làm việc", None, None, "within")]),
        ("2025 và những năm tiếp theo", [("2025 và những năm tiếp theo", "2025-01-01", None, "within")]),
        (
            "Quý IV năm 2025 và các năm tiếp theo",
            [("Quý IV năm 2025 và các năm tiếp theo", "2025-10-01", None, "within")],
        ),
        ("Từ năm 2025 trở đi", [("Từ năm 2025 trở đi", "2025-01-01", None, "within")]),
        ("Tháng 10-12/2025", [("Tháng 10-12/2025", "2025-10-01", "2025-12-31", "within")]),
        ("10/2025 - 12/2025", [("10/2025 - 12/2025", "2025-10-01", "2025-12-31", "within")]),
        ("T10/2025 - T12/2025", [("T10/2025 - T12/2025", "2025-10-01", "2025-12-31", "within")]),
        ("10-12/2025", [("10-12/2025", "2025-10-01", "2025-12-31", "within")]),
        ("Tháng 10, 11, 12/2025", [("Tháng 10, 11, 12/2025", "2025-10-01", "2025-12-31", "within")]),
        (
            "Tháng 10, 11 và tháng 12 năm 2025",
            [("Tháng 10, 11 và tháng 12 năm 2025", "2025-10-01", "2025-12-31", "within")],
        ),
        ("Quý 3, 4/2025", [("Quý 3, 4/2025", "2025-07-01", "2025-12-31", "within")]),
        ("Quý III+IV/2025", [("Quý III+IV/2025", "2025-07-01", "2025-12-31", "within")]),
        ("Q4/2025", [("Q4/2025", "2025-10-01", "2025-12-31", "within")]),
        ("IV/2025", [("IV/2025", "2025-10-01", "2025-12-31", "within")]),
        ("12.2025", [("12.2025", "2025-12-01", "2025-12-31", "within")]),
        ("2025, 2026, 2027", [("2025, 2026, 2027", "2025-01-01", "2027-12-31", "within")]),
        ("Ngày 10, 11 và 12/10/2025", [("Ngày 10, 11 và 12/10/2025", "2025-10-10", "2025-10-12", "within")]),
        ("Cuối quý IV/2025", [("Cuối quý IV/2025", None, "2025-12-31", "by")]),
        ("Thường xuyên/hằng năm", [("Thường xuyên/hằng năm", None, None, "periodic")]),
        ("Sau năm 2025", []),
        ("Tháng 10, 11/2025", [("Tháng 10, 11/2025", "2025-10-01", "2025-11-30", "within")]),
        ("Quý III, IV/2025", [("Quý III, IV/2025", "2025-07-01", "2025-12-31", "within")]),
        ("15-20/11/2025", [("15-20/11/2025", "2025-11-15", "2025-11-20", "within")]),
        ("Từ 01/10 đến 30/11/2025", [("Từ 01/10 đến 30/11/2025", "2025-10-01", "2025-11-30", "within")]),
        ("10 ngày đầu tháng 11", [("10 ngày đầu tháng 11", "2024-11-01", "2024-11-10", "within")]),
        ("Hoàn thành trong quý I/2026", [("trong quý I/2026", "2026-01-01", "2026-03-31", "within")]),
        ("Trong năm 2025", [("Trong năm 2025", "2025-01-01", "2025-12-31", "within")]),
        ("Chậm nhất 30/6/2025", [("Chậm nhất 30/6/2025", None, "2025-06-30", "by")]),
        ("Tháng 12 hằng năm", [("Tháng 12 hằng năm", None, None, "periodic")]),
        ("Tháng 6, tháng 12 hằng năm", [("Tháng 6, tháng 12 hằng năm", None, None, "periodic")]),
        ("Hằng năm, trước 15/12", [("Hằng năm, trước 15/12", None, None, "periodic")]),
        ("Thường xuyên, hằng năm", [("Thường xuyên, hằng năm", None, None, "periodic")]),
        ("Nhiệm vụ thường xuyên", [("thường xuyên", None, None, "periodic")]),
        ("Định kỳ hằng quý", [("Định kỳ hằng quý", None, None, "periodic")]),
        ("30 ngày kể từ ngày nhận hồ sơ", [("30 ngày kể từ ngày nhận hồ sơ", None, None, "within")]),
        ("15 ngày", [("15 ngày", None, None, "within")]),
        ("Quý IV/2025 (trước ngày họp 10 ngày)", [("Quý IV/2025", "2025-10-01", "2025-12-31", "within")]),
    ],
)
def test_in_a_line_or_cell_of_its_own_a_time_needs_no_word_before_it(text: str, limits: list[Found]) -> None:
    whole = Span(0, len(text))
    times = DeadlineFinder(WordIndex(text), whole, OWN_DAY, []).in_line(whole, "2024")
    assert [(limit.text, limit.from_, limit.to, limit.kind) for limit in times] == limits


PIECES = (
    "trước|trong|từ|đến|hết|chậm nhất|ngày|tháng|quý|năm|10|31/12|2024|/2025|IV|hằng|kể từ|ngày ký|,|.|6 tháng|(|)|và|-"
    "|hai mươi|0|99|ngày đầu|cuối|thượng tuần|trở đi|các năm tiếp theo|tuần|giờ|khi họp|29/02|năm sau|T6/2025"
    "|một lần|/năm"
).split("|")


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join), st.booleans())
def test_spans_and_order_are_true(text: str, is_line: bool) -> None:
    last = 0
    whole = Span(0, len(text))
    finder = DeadlineFinder(WordIndex(text), whole, OWN_DAY, [])
    for limit in finder.in_line(whole, "2024") if is_line else finder.in_sentence(whole, "2024"):
        assert last <= limit.start < limit.end <= len(text)
        assert text[limit.start : limit.end] == limit.text
        last = limit.end
        days = [date.fromisoformat(day) for day in (limit.from_, limit.to) if day]
        assert days == sorted(days)


@pytest.mark.cost
@pytest.mark.parametrize(
    "piece",
    ["trước ngày 15/6, ", "hằng năm ", "trong thời hạn 10 ngày kể từ ngày ", "1, ", "quý I, ", "15-", "15 ngày trước "],
)
def test_a_sentence_of_nothing_but_times_costs_in_proportion(piece: str) -> None:
    def read(size: int) -> Callable[[], object]:
        text = piece * size
        whole = Span(0, len(text))
        words = WordIndex(text)

        def both() -> None:
            finder = DeadlineFinder(words, whole, OWN_DAY, [])
            finder.in_sentence(whole, "2024")
            finder.in_line(whole, "2024")

        return both

    assert_in_proportion(read, 500, 4_000)
