"""The names of those who bear a task: with verbs, commas and lists of places inside, whole and in their order."""

from __future__ import annotations

import pytest
from test_bearers import PROVINCE, bearers


def named(sentence: str) -> list[str]:
    """The bearers of a sentence that is one task, in small letters."""
    (found,) = bearers(f"I. NHIỆM VỤ\n- {sentence}\n", PROVINCE)
    return [name.lower() for name in found]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Trung tâm Đổi mới sáng tạo triển khai chương trình.", "Trung tâm Đổi mới sáng tạo"),
        ("Trung tâm Đổi mới sáng tạo và Chuyển đổi số tham mưu kế hoạch.",
         "Trung tâm Đổi mới sáng tạo và Chuyển đổi số"),
        ("Trung tâm Khởi nghiệp sáng tạo tổ chức tập huấn.", "Trung tâm Khởi nghiệp sáng tạo"),
        ("Hạt Kiểm lâm Khu bảo tồn thiên nhiên Xuân Nha tuần tra rừng.",
         "Hạt Kiểm lâm Khu bảo tồn thiên nhiên Xuân Nha"),
        ("Ban Quản lý Khu bảo tồn thiên nhiên Tà Xùa tổ chức tuần tra.", "Ban Quản lý Khu bảo tồn thiên nhiên Tà Xùa"),
        ("Văn phòng đăng ký đất đai rà soát hồ sơ.", "Văn phòng đăng ký đất đai"),
        ("Chi nhánh Văn phòng đăng ký đất đai khu vực Mường La chỉnh lý hồ sơ.",
         "Chi nhánh Văn phòng đăng ký đất đai khu vực Mường La"),
        ("Trung tâm Hỗ trợ phát triển doanh nghiệp nhỏ và vừa tổ chức tập huấn.",
         "Trung tâm Hỗ trợ phát triển doanh nghiệp nhỏ và vừa"),
        ("Trung tâm Xúc tiến đầu tư, thương mại và du lịch tổ chức hội chợ.",
         "Trung tâm Xúc tiến đầu tư, thương mại và du lịch"),
        ("Ban Quản lý dự án đầu tư xây dựng các công trình giao thông lập hồ sơ.",
         "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông"),
        ("Ban Quản lý dự án đầu tư xây dựng khu vực Mai Sơn báo cáo tiến độ.",
         "Ban Quản lý dự án đầu tư xây dựng khu vực Mai Sơn"),
        ("Quỹ Bảo vệ và Phát triển rừng chi trả tiền dịch vụ.", "Quỹ Bảo vệ và Phát triển rừng"),
        ("Quỹ Hỗ trợ phát triển hợp tác xã cho vay vốn.", "Quỹ Hỗ trợ phát triển hợp tác xã"),
        ("Quỹ Đầu tư phát triển cho vay vốn.", "Quỹ Đầu tư phát triển"),
        ("Trung tâm Kiểm soát bệnh tật lấy mẫu xét nghiệm.", "Trung tâm Kiểm soát bệnh tật"),
        ("Sở Nông nghiệp và Phát triển nông thôn rà soát quy hoạch.",
         "Sở Nông nghiệp và Phát triển nông thôn tỉnh Sơn La"),
        ("Trung tâm Phát triển quỹ đất đo đạc các khu đất.", "Trung tâm Phát triển quỹ đất"),
        ("Trung tâm Dịch vụ việc làm tổ chức phiên giao dịch.", "Trung tâm Dịch vụ việc làm"),
        ("Trung tâm Dịch vụ đấu giá tài sản niêm yết thông báo.", "Trung tâm Dịch vụ đấu giá tài sản"),
        ("Ban Quản lý các khu chế xuất và công nghiệp rà soát quy hoạch.",
         "Ban Quản lý các khu chế xuất và công nghiệp"),
        ("Ban Quản lý Khu nông nghiệp ứng dụng công nghệ cao Mộc Châu rà soát quy hoạch.",
         "Ban Quản lý Khu nông nghiệp ứng dụng công nghệ cao Mộc Châu"),
        ("Phòng Quản lý xây dựng rà soát hồ sơ.", "Phòng Quản lý xây dựng Văn phòng Ủy ban nhân dân tỉnh Sơn La"),
        ("Đội Kiểm lâm cơ động và Phòng cháy, chữa cháy rừng số 1 tuần tra.",
         "Đội Kiểm lâm cơ động và Phòng cháy, chữa cháy rừng số 1"),
        ("Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ kiểm tra các chợ.",
         "Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ Văn phòng Ủy ban nhân dân tỉnh Sơn La"),
        ("Phòng Quản lý, Bảo vệ rừng và Bảo tồn thiên nhiên lập phương án.",
         "Phòng Quản lý, Bảo vệ rừng và Bảo tồn thiên nhiên Văn phòng Ủy ban nhân dân tỉnh Sơn La"),
        ("Trung tâm Bảo trợ xã hội tiếp nhận đối tượng.", "Trung tâm Bảo trợ xã hội"),
        ("Trung tâm Kỹ thuật tài nguyên và môi trường quan trắc nước mặt.",
         "Trung tâm Kỹ thuật tài nguyên và môi trường"),
        ("Trung tâm Ứng dụng tiến bộ khoa học và công nghệ chuyển giao giống mới.",
         "Trung tâm Ứng dụng tiến bộ khoa học và công nghệ"),
        ("Trung tâm Quan trắc và Bảo vệ môi trường lấy mẫu nước.", "Trung tâm Quan trắc và Bảo vệ môi trường"),
        ("Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên mở lớp.",
         "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên"),
        ("Viện Nghiên cứu phát triển kinh tế - xã hội xây dựng đề án.", "Viện Nghiên cứu phát triển kinh tế - xã hội"),
        ("Sở Giao thông vận tải sửa chữa cầu.", "Sở Giao thông vận tải tỉnh Sơn La"),
        ("Ban An toàn giao thông tỉnh tuyên truyền Luật.", "Ban An toàn giao thông tỉnh Sơn La"),
        ("Trung tâm Giao dịch công nghệ tổ chức hội chợ.", "Trung tâm Giao dịch công nghệ"),
        ("Phòng Quản lý xuất nhập cảnh rà soát hồ sơ.",
         "Phòng Quản lý xuất nhập cảnh Văn phòng Ủy ban nhân dân tỉnh Sơn La"),
        ("Nhà xuất bản Tây Bắc in tài liệu.", "Nhà xuất bản Tây Bắc"),
        ("Phòng Giảm nghèo và Bảo trợ xã hội lập danh sách.",
         "Phòng Giảm nghèo và Bảo trợ xã hội Văn phòng Ủy ban nhân dân tỉnh Sơn La"),
        ("Trung tâm Cấp cứu 115 trực cấp cứu.", "Trung tâm Cấp cứu 115"),
        ("Công ty Cổ phần Cấp nước Sơn La cung cấp nước sạch.", "Công ty Cổ phần Cấp nước Sơn La"),
        ("Công ty Quản lý và Sửa chữa đường bộ sửa mặt đường.", "Công ty Quản lý và Sửa chữa đường bộ"),
        ("Ban Tiếp công dân tỉnh tiếp nhận đơn.", "Ban Tiếp công dân tỉnh Sơn La"),
        ("Cục Thi hành án dân sự tỉnh rà soát các vụ việc.", "Cục Thi hành án dân sự tỉnh Sơn La"),
        ("Chi cục Thi hành án dân sự báo cáo kết quả.", "Chi cục Thi hành án dân sự"),
        ("Phòng Thi đua - Khen thưởng tham mưu quyết định.",
         "Phòng Thi đua - Khen thưởng Văn phòng Ủy ban nhân dân tỉnh Sơn La"),
        ("Hội đồng Thi đua - Khen thưởng tỉnh xét tặng danh hiệu.", "Hội đồng Thi đua - Khen thưởng tỉnh Sơn La"),
        ("Trung tâm Bồi dưỡng chính trị mở lớp.", "Trung tâm Bồi dưỡng chính trị"),
        ("Vườn quốc gia Tà Đùng tuần tra rừng.", "Vườn quốc gia Tà Đùng"),
        ("Cơ quan đăng ký đầu tư phải trả lời trong tuần.", "Cơ quan đăng ký đầu tư"),
        ("Cơ quan đăng ký kinh doanh có trách nhiệm lấy ý kiến.", "Cơ quan đăng ký kinh doanh"),
        ("Các cơ quan ngoại giao phải báo cáo ngay.", "các cơ quan ngoại giao"),
        ("Ban Chỉ đạo phát triển du lịch tỉnh rà soát quy hoạch.", "Ban Chỉ đạo phát triển du lịch tỉnh Sơn La"),
        ("Văn phòng Điều phối nông thôn mới tổng hợp báo cáo.", "Văn phòng Điều phối nông thôn mới"),
    ],
)  # fmt: skip
def test_a_verb_inside_a_name_does_not_end_it(sentence: str, name: str) -> None:
    assert named(sentence) == [name.lower()]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Ban quản lý dự án xây dựng kế hoạch giải ngân.", "Ban quản lý dự án"),
        ("Trường Cao đẳng Sư phạm đào tạo giáo viên.", "Trường Cao đẳng Sư phạm"),
        ("Công an tỉnh có văn bản đôn đốc gửi các xã.", "Công an tỉnh Sơn La"),
        ("Sở Xây dựng có báo cáo gửi Sở Tài chính.", "Sở Xây dựng tỉnh Sơn La"),
        ("Sở Xây dựng đầu tư hệ thống thoát nước.", "Sở Xây dựng tỉnh Sơn La"),
        ("Trung tâm Y tế điều trị người bệnh.", "Trung tâm Y tế"),
        ("Ban Tổ chức đào tạo trọng tài.", "Ban Tổ chức Tỉnh ủy Sơn La"),
        ("Công an tỉnh đăng ký chỉ tiêu thi đua.", "Công an tỉnh Sơn La"),
        ("Trạm Khuyến nông chuyển giao giống mới.", "Trạm Khuyến nông"),
        ("Sở Khoa học và Công nghệ đổi mới sáng tạo trong quản lý.", "Sở Khoa học và Công nghệ tỉnh Sơn La"),
    ],
)  # fmt: skip
def test_a_verb_after_a_name_is_not_part_of_it(sentence: str, name: str) -> None:
    assert named(sentence) == [name.lower()]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Ủy ban nhân dân các xã: Mường Bú, Chiềng La rà soát hộ nghèo.",
         "Ủy ban nhân dân xã Mường Bú|Ủy ban nhân dân xã Chiềng La"),
        ("UBND các xã: Mường Bú, Chiềng La và Tân Phong rà soát hộ nghèo.",
         "Ủy ban nhân dân xã Mường Bú|Ủy ban nhân dân xã Chiềng La|Ủy ban nhân dân xã Tân Phong"),
        ("Ủy ban nhân dân các huyện: Mai Sơn, Thuận Châu rà soát hộ nghèo.",
         "Ủy ban nhân dân huyện Mai Sơn|Ủy ban nhân dân huyện Thuận Châu"),
        ("UBND các xã Mường Bú, Chiềng La rà soát hộ nghèo.",
         "Ủy ban nhân dân xã Mường Bú|Ủy ban nhân dân xã Chiềng La"),
        ("Chủ tịch UBND các xã Mường Bú, Chiềng La, Tân Phong rà soát hộ nghèo.",
         "Chủ tịch Ủy ban nhân dân xã Mường Bú|Chủ tịch Ủy ban nhân dân xã Chiềng La|Chủ tịch Ủy ban nhân dân xã "
         "Tân Phong"),
        ("Chủ tịch Ủy ban nhân dân các xã: Mường Bú, Chiềng La rà soát hộ nghèo.",
         "Chủ tịch Ủy ban nhân dân xã Mường Bú|Chủ tịch Ủy ban nhân dân xã Chiềng La"),
        ("Đảng ủy các xã: Mường Bú, Chiềng La rà soát hộ nghèo.", "Đảng ủy xã Mường Bú|Đảng ủy xã Chiềng La"),
        ("Công an các xã: Mường Bú, Chiềng La tuần tra ban đêm.", "Công an xã Mường Bú|Công an xã Chiềng La"),
        ("Giao Sở Y tế; UBND các xã: Mường Bú, Chiềng La rà soát hộ nghèo.",
         "Sở Y tế tỉnh Sơn La|Ủy ban nhân dân xã Mường Bú|Ủy ban nhân dân xã Chiềng La"),
        ("Sở Y tế, UBND các xã: Mường Bú, Chiềng La rà soát hộ nghèo.",
         "Sở Y tế tỉnh Sơn La|Ủy ban nhân dân xã Mường Bú|Ủy ban nhân dân xã Chiềng La"),
        ("Sở Y tế và Ủy ban nhân dân các xã Mường Bú, Chiềng La rà soát hộ nghèo.",
         "Sở Y tế tỉnh Sơn La|Ủy ban nhân dân xã Mường Bú|Ủy ban nhân dân xã Chiềng La"),
        ("Các xã: Mường Bú, Chiềng La rà soát hộ nghèo.", "Ủy ban nhân dân xã Mường Bú|Ủy ban nhân dân xã Chiềng La"),
        ("Hạt Kiểm lâm các huyện: Mai Sơn, Thuận Châu tuần tra rừng.",
         "Hạt Kiểm lâm huyện Mai Sơn|Hạt Kiểm lâm huyện Thuận Châu"),
        ("Chánh Văn phòng UBND tỉnh; Giám đốc Sở Y tế; Chủ tịch UBND các xã: Mường Bú, Chiềng La chịu trách nhiệm "
         "thi hành.",
         "Chánh Văn phòng Ủy ban nhân dân tỉnh Sơn La|Giám đốc Sở Y tế tỉnh Sơn La|Chủ tịch Ủy ban nhân dân xã "
         "Mường Bú|Chủ tịch Ủy ban nhân dân xã Chiềng La"),
        ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân các xã Mường Bú, Chiềng La rà soát hồ sơ.",
         "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Mường Bú|Văn phòng Hội đồng nhân dân và Ủy ban nhân dân "
         "xã Chiềng La"),
        ("UBND các xã Mường Bú, Chiềng La và phường Tô Hiệu rà soát hồ sơ.",
         "Ủy ban nhân dân xã Mường Bú|Ủy ban nhân dân xã Chiềng La|Ủy ban nhân dân phường Tô Hiệu"),
        ("UBND các xã: Mường Bú, Chiềng La; Công an tỉnh rà soát hồ sơ.",
         "Ủy ban nhân dân xã Mường Bú|Ủy ban nhân dân xã Chiềng La|Công an tỉnh Sơn La"),
        ("UBND các xã: Mường Bú, Chiềng La, Công an tỉnh và các sở, ngành rà soát hồ sơ.",
         "Ủy ban nhân dân xã Mường Bú|Ủy ban nhân dân xã Chiềng La|Công an tỉnh Sơn La|các sở, ngành"),
        ("Các Hạt Kiểm lâm: Mường La, Thuận Châu tuần tra rừng.", "Hạt Kiểm lâm Mường La|Hạt Kiểm lâm Thuận Châu"),
        ("Đảng ủy các xã, phường: Mường Bú, Tô Hiệu và Chiềng La rà soát hộ nghèo.",
         "Đảng ủy xã Mường Bú|Đảng ủy phường Tô Hiệu|Đảng ủy xã Chiềng La"),
    ],
)  # fmt: skip
def test_the_places_of_a_list_have_a_body_each(sentence: str, names: str) -> None:
    assert named(sentence) == names.lower().split("|")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Các Đảng ủy: Công an tỉnh; Tòa án nhân dân tỉnh rà soát hồ sơ.",
         "Đảng ủy Công an tỉnh Sơn La|Đảng ủy Tòa án nhân dân tỉnh Sơn La"),
    ],
)  # fmt: skip
def test_names_under_one_head_have_it_each(sentence: str, names: str) -> None:
    assert named(sentence) == names.lower().split("|")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("UBND các phường: Tô Hiệu, Chiềng An rà soát hộ nghèo.",
         "Ủy ban nhân dân phường Tô Hiệu|Ủy ban nhân dân phường Chiềng An"),
        ("Sở Y tế, Công an tỉnh, doanh nghiệp viễn thông rà soát hạ tầng.",
         "Sở Y tế tỉnh Sơn La|Công an tỉnh Sơn La|doanh nghiệp viễn thông"),
        ("Sở Y tế, Công an tỉnh, các doanh nghiệp viễn thông rà soát hạ tầng.",
         "Sở Y tế tỉnh Sơn La|Công an tỉnh Sơn La|các doanh nghiệp viễn thông"),
        ("Sở Y tế, Công an tỉnh và doanh nghiệp viễn thông rà soát hạ tầng.",
         "Sở Y tế tỉnh Sơn La|Công an tỉnh Sơn La|doanh nghiệp viễn thông"),
        ("Sở Xây dựng, chủ đầu tư rà soát hồ sơ.", "Sở Xây dựng tỉnh Sơn La|chủ đầu tư"),
        ("Sở Xây dựng, đơn vị tư vấn rà soát hồ sơ.", "Sở Xây dựng tỉnh Sơn La|đơn vị tư vấn"),
        ("Ủy ban nhân dân cấp xã, tổ dân phố rà soát hồ sơ.", "Ủy ban nhân dân cấp xã tỉnh Sơn La|tổ dân phố"),
        ("Sở Nội vụ, Sở Tài chính, cơ quan báo chí rà soát hồ sơ.",
         "Sở Nội vụ tỉnh Sơn La|Sở Tài chính tỉnh Sơn La|cơ quan báo chí"),
        ("Yêu cầu các cơ quan thông tấn, báo chí tuyên truyền Luật.", "các cơ quan thông tấn, báo chí"),
        ("Đề nghị các cơ quan báo chí, truyền thông đưa tin.", "các cơ quan báo chí, truyền thông"),
        ("Các cơ quan thông tấn, báo chí trên địa bàn tỉnh đăng tin.",
         "các cơ quan thông tấn, báo chí trên địa bàn tỉnh Sơn La"),
        ("Các cơ quan thông tin đại chúng đưa tin.", "các cơ quan thông tin đại chúng"),
        ("Các cơ quan thông tin, báo chí đưa tin.", "các cơ quan thông tin, báo chí"),
        ("Các cơ quan có liên quan đến công tác trẻ em chịu trách nhiệm thi hành.", "các cơ quan có liên quan"),
        ("Các Bộ trưởng, Thủ trưởng cơ quan thuộc Chính phủ chịu trách nhiệm thi hành.",
         "các Bộ trưởng|Thủ trưởng cơ quan thuộc Chính phủ"),
        ("Các thành viên Ban Chỉ đạo, các cơ quan thuộc Chính phủ chịu trách nhiệm thi hành.",
         "các thành viên Ban Chỉ đạo Tỉnh ủy Sơn La|các cơ quan thuộc Chính phủ"),
        ("Ban quản lý Khu kinh tế Mộc Châu, Ban quản lý Khu công nghiệp Mai Sơn rà soát hồ sơ.",
         "Ban quản lý Khu kinh tế Mộc Châu|Ban quản lý Khu công nghiệp Mai Sơn"),
        ("Đơn vị sự nghiệp thuộc Ủy ban nhân dân tỉnh; ban ngành tỉnh rà soát hồ sơ.",
         "đơn vị sự nghiệp thuộc Ủy ban nhân dân tỉnh Sơn La|ban ngành tỉnh Sơn La"),
        ("Mỗi đoàn viên, hội viên phải đi đầu.", "các đoàn viên|các hội viên"),
        ("Kiểm lâm sở tại tuần tra rừng.", "Kiểm lâm sở tại"),
        ("Đối với việc liên quan đến nhiều ngành thì sở, ban, ngành được giao chủ trì có trách nhiệm trả lời.",
         "sở, ban, ngành"),
        ("Các sở, ban, ngành tỉnh có liên quan tới việc trồng rừng chịu trách nhiệm thi hành.",
         "các sở, ban, ngành tỉnh có liên quan"),
        ("Cơ quan Thuế phải thông báo ngay.", "Cơ quan Thuế"),
        ("Đề nghị Ủy ban Mặt trận tổ quốc Việt Nam tỉnh giám sát.", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sơn La"),
        ("Sở Y tế, tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành.",
         "Sở Y tế tỉnh Sơn La|tổ chức, cá nhân có liên quan"),
        ("Đối với công trình do sở, ban, ngành tỉnh đầu tư, Sở Tài chính phải báo cáo.", "Sở Tài chính tỉnh Sơn La"),
        ("Bộ Xây dựng, Bộ Quốc phòng các tỉnh Hưng Yên, Đồng Nai rà soát hồ sơ.",
         "Bộ Xây dựng|Bộ Quốc phòng|Ủy ban nhân dân tỉnh Hưng Yên|Ủy ban nhân dân tỉnh Đồng Nai"),
        ("Khi cấp sai thì Sở Y tế thực hiện: Thu hồi giấy phép đã cấp.", "Sở Y tế tỉnh Sơn La"),
        ("UBND các xã, phường, đặc khu Lý Sơn rà soát hồ sơ.", "Ủy ban nhân dân các xã, phường, đặc khu Lý Sơn"),
        ("Chủ tịch UBND các xã, phường, đặc khu Lý Sơn rà soát hồ sơ.",
         "Chủ tịch Ủy ban nhân dân các xã, phường, đặc khu Lý Sơn"),
        ("UBND các xã, phường và cơ quan, tổ chức có liên quan rà soát hồ sơ.",
         "Ủy ban nhân dân các xã, phường|các cơ quan, tổ chức có liên quan"),
        ("Các sở, ban, ngành, đoàn thể tỉnh rà soát hồ sơ.", "các sở, ban, ngành|các đoàn thể tỉnh Sơn La"),
        ("Sở Y tế, các sở, ban, ngành rà soát hồ sơ.", "Sở Y tế tỉnh Sơn La|các sở, ban, ngành"),
        ("Thủ trưởng sở, ban, ngành tỉnh rà soát hồ sơ.", "Thủ trưởng sở, ban, ngành tỉnh Sơn La"),
        ("Thủ trưởng các sở, ban, ngành và Chủ tịch UBND các xã, phường rà soát hồ sơ.",
         "Thủ trưởng các sở, ban, ngành|Chủ tịch Ủy ban nhân dân các xã, phường"),
        ("Sở, ban, ngành tỉnh rà soát hồ sơ.", "sở, ban, ngành tỉnh Sơn La"),
        ("Giám đốc Sở Văn hóa, Thể thao và Du lịch rà soát hồ sơ.",
         "Giám đốc Sở Văn hóa, Thể thao và Du lịch tỉnh Sơn La"),
        ("Giám đốc Sở Văn hóa, Thể thao và Du lịch, Thủ trưởng các sở, ban, ngành rà soát hồ sơ.",
         "Giám đốc Sở Văn hóa, Thể thao và Du lịch tỉnh Sơn La|Thủ trưởng các sở, ban, ngành"),
        ("Ban Quản lý Khu kinh tế Mộc Châu, Ban Quản lý Khu công nghiệp Mai Sơn rà soát hồ sơ.",
         "Ban Quản lý Khu kinh tế Mộc Châu|Ban Quản lý Khu công nghiệp Mai Sơn"),
        ("UBND tỉnh; Sở Tài chính và các chủ rừng rà soát hồ sơ.",
         "Ủy ban nhân dân tỉnh Sơn La|Sở Tài chính tỉnh Sơn La|các chủ rừng"),
        ("Ủy ban nhân dân cấp xã và tổ chức, cá nhân liên quan rà soát hồ sơ.",
         "Ủy ban nhân dân cấp xã tỉnh Sơn La|tổ chức, cá nhân liên quan"),
        ("Giám đốc Sở Nông nghiệp và Môi trường và cơ quan thường trực Ban chỉ huy báo cáo ngay.",
         "Giám đốc Sở Nông nghiệp và Môi trường tỉnh Sơn La|cơ quan thường trực Ban chỉ huy"),
        ("Các cơ quan, đơn vị và doanh nghiệp rà soát hồ sơ.", "các cơ quan, đơn vị và doanh nghiệp"),
        ("Các cơ quan, đơn vị, địa phương rà soát hồ sơ.", "các cơ quan, đơn vị, địa phương"),
        ("Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh rà soát hồ sơ.",
         "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh Sơn La"),
        ("Giám đốc các Sở: Y tế, Xây dựng rà soát hồ sơ.",
         "Giám đốc Sở Y tế tỉnh Sơn La|Giám đốc Sở Xây dựng tỉnh Sơn La"),
        ("Giám đốc các Sở: Y tế, Văn hóa, Thể thao và Du lịch; Chủ tịch UBND các xã, phường chịu trách nhiệm thi hành.",
         "Giám đốc Sở Y tế tỉnh Sơn La|Giám đốc Sở Văn hóa, Thể thao và Du lịch tỉnh Sơn La|Chủ tịch Ủy ban nhân "
         "dân các xã, phường"),
        ("Giám đốc các Sở: Y tế, Xây dựng; Trưởng Ban Quản lý Khu kinh tế chịu trách nhiệm thi hành.",
         "Giám đốc Sở Y tế tỉnh Sơn La|Giám đốc Sở Xây dựng tỉnh Sơn La|Trưởng Ban Quản lý Khu kinh tế"),
        ("Chánh Văn phòng UBND tỉnh; Giám đốc các Sở: Y tế, Xây dựng, Công Thương; Giám đốc Kho bạc Nhà nước khu "
         "vực X; Chủ tịch UBND các xã, phường chịu trách nhiệm thi hành.",
         "Chánh Văn phòng Ủy ban nhân dân tỉnh Sơn La|Giám đốc Sở Y tế tỉnh Sơn La|Giám đốc Sở Xây dựng tỉnh Sơn "
         "La|Giám đốc Sở Công Thương tỉnh Sơn La|Giám đốc Kho bạc Nhà nước khu vực X|Chủ tịch Ủy ban nhân dân các "
         "xã, phường"),
        ("Các Sở: Y tế, Xây dựng, Công an tỉnh rà soát hồ sơ.",
         "Sở Y tế tỉnh Sơn La|Sở Xây dựng tỉnh Sơn La|Công an tỉnh Sơn La"),
    ],
)  # fmt: skip
def test_a_list_of_bearers_is_parted_between_them(sentence: str, names: str) -> None:
    assert named(sentence) == names.lower().split("|")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Ủy ban nhân dân cấp xã phân công cán bộ trực cấp cứu.", "Ủy ban nhân dân cấp xã tỉnh Sơn La"),
        ("UBND các xã, phường phân công cán bộ theo dõi công tác trẻ em.", "Ủy ban nhân dân các xã, phường"),
        ("Sở Y tế phân công công chức trực điện thoại.", "Sở Y tế tỉnh Sơn La"),
        ("UBND tỉnh giao Sở Y tế rà soát danh mục.", "Sở Y tế tỉnh Sơn La"),
        ("Tổ trưởng là người đứng đầu Tổ, do Chủ tịch UBND tỉnh bổ nhiệm, chịu trách nhiệm trước Giám đốc Sở Y tế.",
         "Tổ trưởng"),
        ("Chi cục trưởng là người đứng đầu Chi cục, chịu trách nhiệm trước Giám đốc Sở và trước pháp luật.",
         "Chi cục trưởng"),
        ("Phó Giám đốc Trung tâm do Giám đốc Sở bổ nhiệm theo quy định, có trách nhiệm giúp Giám đốc điều hành.",
         "Phó Giám đốc Trung tâm"),
        ("Phó Giám đốc là người giúp Giám đốc theo dõi việc được giao, chịu trách nhiệm trước Giám đốc.",
         "Phó Giám đốc"),
        ("Hồ sơ do Sở Y tế quản lý.", "Sở Y tế tỉnh Sơn La"),
        ("Các tổ chức cung cấp dịch vụ chi trả: bàn giao danh sách.", "các tổ chức"),
        ("Ban Chỉ huy các cấp cập nhật danh bạ (Trưởng ban, thủ trưởng đơn vị).", "Ban Chỉ huy các cấp"),
        ("Kiểm tra danh mục thuốc (Sở Y tế).", "Sở Y tế tỉnh Sơn La"),
        ("Các sở, ban, ngành theo Kế hoạch số 12/KH-UBND phải rà soát danh mục.", "các sở, ban, ngành"),
    ],
)  # fmt: skip
def test_the_one_who_acts_bears_the_task(sentence: str, names: str) -> None:
    assert named(sentence) == names.lower().split("|")


@pytest.mark.parametrize(
    "sentence",
    [
        "Bố trí kinh phí hỗ trợ cho cán bộ làm công tác dân số; nhân viên y tế thôn bản thực hiện nhiệm vụ.",
        "Tập huấn cho cán bộ quản lý trường học; giáo viên dạy môn tin học.",
        "Hướng dẫn các sở, ban, ngành; các xã, phường tổ chức triển khai phong trào.",
        "Chọn không quá một trường hợp (tập thể hoặc cá nhân).",
    ],
)
def test_one_more_object_of_an_act_bears_nothing(sentence: str) -> None:
    assert named(sentence) == []


def test_a_part_with_an_office_of_its_own_is_still_a_task() -> None:
    body = "I. NHIỆM VỤ\n- Sở Y tế lập danh sách; các xã rà soát danh sách; giáo viên phải báo cáo.\n"
    assert [names[0].lower() for names in bearers(body, PROVINCE)] == ["sở y tế tỉnh sơn la", "các xã", "giáo viên"]


def test_the_places_of_a_central_paper_are_themselves_asked() -> None:
    head = "VĂN PHÒNG CHÍNH PHỦ\nSố: 512/TB-VPCP\nHà Nội, ngày 2 tháng 10 năm 2025\n\nTHÔNG BÁO\nKết luận cuộc họp\n\n"
    body = "I. NHIỆM VỤ\n- Thành phố Hà Nội và các tỉnh Bắc Ninh, Gia Lai rà soát hồ sơ.\n"
    assert bearers(body, head) == [("Thành phố Hà Nội", "tỉnh Bắc Ninh", "tỉnh Gia Lai")]


def test_ministers_are_not_those_of_the_ministry_that_writes() -> None:
    head = "BỘ NỘI VỤ\nSố: 512/KH-BNV\nHà Nội, ngày 2 tháng 10 năm 2025\n\nKẾ HOẠCH\ncuối năm\n\n"
    body = (
        "I. NHIỆM VỤ\n- Các Bộ trưởng, Thủ trưởng cơ quan ngang Bộ rà soát hồ sơ.\n"
        "- Chủ tịch UBND tỉnh, thành phố trực thuộc Trung ương và cơ quan liên quan rà soát hồ sơ.\n"
    )
    assert bearers(body, head) == [
        ("các Bộ trưởng", "Thủ trưởng cơ quan ngang Bộ"),
        ("Chủ tịch Ủy ban nhân dân tỉnh, thành phố trực thuộc Trung ương", "cơ quan liên quan"),
    ]
