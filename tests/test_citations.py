"""Citations with a number: every form that the papers show, and everything that only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from graphbuild.extraction.reading import read
from graphbuild.model import BodyName, Mention, Text


def numbered(text: str) -> list[Mention]:
    return [mention for mention in read(Text(text, "a.txt")).mentions if mention.kind == "numbered"]


# Each row: a sentence and, for each citation in it, the characters, the type and the normal number.
FORMS = [
    # one spelling of the number after another
    ("Chi bộ làm theo Chỉ thị 05-CT/TW.", [("Chỉ thị 05-CT/TW", "CT", "05-CT/TW")]),
    ("Chi bộ làm theo Chỉ thị số 05-CT/TW.", [("Chỉ thị số 05-CT/TW", "CT", "05-CT/TW")]),
    ("Chi bộ làm theo Chỉ thị số: 05-CT/TW.", [("Chỉ thị số: 05-CT/TW", "CT", "05-CT/TW")]),
    ("Chi bộ làm theo chỉ thị số 05-CT/TW.", [("chỉ thị số 05-CT/TW", "CT", "05-CT/TW")]),
    ("Chi bộ làm theo Chỉ thị 05–CT/TW.", [("Chỉ thị 05–CT/TW", "CT", "05-CT/TW")]),
    ("Chi bộ làm theo Hướng dẫn 31 - HD/BTCTW.", [("Hướng dẫn 31 - HD/BTCTW", "HD", "31-HD/BTCTW")]),
    ("Chi bộ làm theo Quy định 296 - QĐ/TW.", [("Quy định 296 - QĐ/TW", "QĐ", "296-QĐ/TW")]),
    ("Chi bộ làm theo Kế hoạch số 94- KH/BTGDVTW.", [("Kế hoạch số 94- KH/BTGDVTW", "KH", "94-KH/BTGDVTW")]),
    ("Chi đoàn theo Quyết định số 84 QĐ/TWĐTN.", [("Quyết định số 84 QĐ/TWĐTN", "QĐ", "84-QĐ/TWĐTN")]),
    ("Chi bộ làm theo Hướng dẫn 06 HD/TW.", [("Hướng dẫn 06 HD/TW", "HD", "06-HD/TW")]),
    ("Quyết định số 367 - QĐ/TWĐTN-VP đã rõ.", [("Quyết định số 367 - QĐ/TWĐTN-VP", "QĐ", "367-QĐ/TWĐTN-VP")]),
    ("Chi bộ làm theo Nghị quyết 46/NQ-TW.", [("Nghị quyết 46/NQ-TW", "NQ", "46-NQ/TW")]),
    ("Xã đã có Quyết định 593/QÐ-TTg.", [("Quyết định 593/QÐ-TTg", "QĐ", "593/QĐ-TTg")]),
    ("Chi bộ làm theo 05-CT/TW.", [("05-CT/TW", "CT", "05-CT/TW")]),
    ("Văn phòng nhận Công văn số 12-CV/TU.", [("Công văn số 12-CV/TU", "CV", "12-CV/TU")]),
    ("Văn phòng nhận 134-CV/UBKTTU.", [("134-CV/UBKTTU", "CV", "134-CV/UBKTTU")]),
    ("Nhân sự theo Quyết định 2188-QĐNS/TW.", [("Quyết định 2188-QĐNS/TW", "QĐ", "2188-QĐNS/TW")]),
    ("Đại hội ra Nghị quyết số 01-NQ/ĐH hôm qua.", [("Nghị quyết số 01-NQ/ĐH", "NQ", "01-NQ/ĐH")]),
    ("Quân khu học Chỉ thị 12-CT/QUTW.", [("Chỉ thị 12-CT/QUTW", "CT", "12-CT/QUTW")]),
    ("Quận học Chỉ thị 12-CT/QU.", [("Chỉ thị 12-CT/QU", "CT", "12-CT/QU")]),
    ("Mặt trận có Thông tri số 04-TT/TW.", [("Thông tri số 04-TT/TW", "TTri", "04-TT/TW")]),
    ("Bộ Luật Lao động số 10/2012/QH13 đã rõ.", [("Bộ Luật Lao động số 10/2012/QH13", "BL", "10/2012/QH13")]),
    (
        "Pháp Lệnh Thú y số 18/2004/PL-UBTVQH11.",
        [("Pháp Lệnh Thú y số 18/2004/PL-UBTVQH11", "PL", "18/2004/PL-UBTVQH11")],
    ),
    # the state's
    ("Huyện làm theo Nghị quyết 30a ở bản.", [("Nghị quyết 30a", "NQ", "30a")]),
    ("Quyết định số 143 TCTK/PPCĐ đã rõ.", [("Quyết định số 143 TCTK/PPCĐ", "QĐ", "143/TCTK/PPCĐ")]),
    ("Quyết định số 1357TC/QĐ-TCT đã rõ.", [("Quyết định số 1357TC/QĐ-TCT", "QĐ", "1357/TC/QĐ-TCT")]),
    ("Tổ 12 UBND/HĐND đã rõ.", []),
    ("Xã theo Luật số 10/2008/QH 12.", [("Luật số 10/2008/QH 12", "Luật", "10/2008/QH12")]),
    ("Xã theo Luật Quy hoạch số 21/2017/QH14.", [("Luật Quy hoạch số 21/2017/QH14", "Luật", "21/2017/QH14")]),
    (
        "Xã theo Thông tư số 03/2025/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ hướng dẫn họp.",
        [
            (
                "Thông tư số 03/2025/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
                "TT",
                "03/2025/TT-VPCP",
            )
        ],
    ),
    (
        "Xét Báo cáo số 72/BC-BKTNS của Ban Kinh tế - Ngân sách Hội đồng nhân dân tỉnh.",
        [("Báo cáo số 72/BC-BKTNS của Ban Kinh tế - Ngân sách Hội đồng nhân dân tỉnh", "BC", "72/BC-BKTNS")],
    ),
    ("Xã theo Nghị định số 30/2020/NĐ-CP.", [("Nghị định số 30/2020/NĐ-CP", "NĐ", "30/2020/NĐ-CP")]),
    ("Xã theo Thông tư 06/2023/TT-BNV.", [("Thông tư 06/2023/TT-BNV", "TT", "06/2023/TT-BNV")]),
    ("Xã theo Quyết định 65/2024/QĐ-UBND.", [("Quyết định 65/2024/QĐ-UBND", "QĐ", "65/2024/QĐ-UBND")]),
    ("Xã theo Quyết định số 3872/QĐ-UBND.", [("Quyết định số 3872/QĐ-UBND", "QĐ", "3872/QĐ-UBND")]),
    ("Xã theo Nghị quyết 76/2025/UBTVQH15.", [("Nghị quyết 76/2025/UBTVQH15", "NQ", "76/2025/UBTVQH15")]),
    ("Xã theo Nghị quyết 1669/NQ-UBTVQH15.", [("Nghị quyết 1669/NQ-UBTVQH15", "NQ", "1669/NQ-UBTVQH15")]),
    ("Xã theo Nghị quyết số 30/2026/QH16.", [("Nghị quyết số 30/2026/QH16", "NQ", "30/2026/QH16")]),
    ("Xã theo Thông báo 304/TB-VPCP.", [("Thông báo 304/TB-VPCP", "TB", "304/TB-VPCP")]),
    ("Xã theo Đề án 381/ĐA-CP.", [("Đề án 381/ĐA-CP", "ĐA", "381/ĐA-CP")]),
    ("Xã theo Báo cáo 425/BC-UBPLTP15.", [("Báo cáo 425/BC-UBPLTP15", "BC", "425/BC-UBPLTP15")]),
    ("Xã đã nhận Công văn số 3861/UBND-NC.", [("Công văn số 3861/UBND-NC", "CV", "3861/UBND-NC")]),
    ("Xã đã nhận Công văn số 2608/SNV-TCBC.", [("Công văn số 2608/SNV-TCBC", "CV", "2608/SNV-TCBC")]),
    ("Xã đọc Văn bản hợp nhất số 03/VBHN-VPQH.", [("Văn bản hợp nhất số 03/VBHN-VPQH", "VBHN", "03/VBHN-VPQH")]),
    ("Ban Chỉ đạo có 02-QC/BCĐTW.", [("02-QC/BCĐTW", "QC", "02-QC/BCĐTW")]),
    ("Mặt trận có Kế hoạch 16/KH-MTTQ-BTT.", [("Kế hoạch 16/KH-MTTQ-BTT", "KH", "16/KH-MTTQ-BTT")]),
    (
        "Theo Luật Lưu trữ số 33/2024/QH15 thì giữ lại.",
        [("Luật Lưu trữ số 33/2024/QH15", "Luật", "33/2024/QH15")],
    ),
    (
        "Theo khoản 2 Điều 5 Luật Lưu trữ số 33/2024/QH15 thì giữ lại.",
        [("Luật Lưu trữ số 33/2024/QH15", "Luật", "33/2024/QH15")],
    ),
    (
        "Theo khoản 1, 2 và điểm a khoản 3 Điều 5 Nghị định số 30/2020/NĐ-CP thì giữ lại.",
        [("Nghị định số 30/2020/NĐ-CP", "NĐ", "30/2020/NĐ-CP")],
    ),
    ("Xem Phụ lục I, Mẫu số 17 Nghị định 78/2025/NĐ-CP.", [("Nghị định 78/2025/NĐ-CP", "NĐ", "78/2025/NĐ-CP")]),
    # glued, split, marked
    ("Theo Kết luận số 51ngày 30/5/2019 mà làm.", [("Kết luận số 51ngày 30/5/2019", "KL", "51")]),
    ("Theo Kế hoạch 96-KH/HUngày 28/11/2024 mà làm.", [("Kế hoạch 96-KH/HUngày 28/11/2024", "KH", "96-KH/HU")]),
    ("Theo Chỉ thị số05-CT/TW mà làm.", [("Chỉ thị số05-CT/TW", "CT", "05-CT/TW")]),
    ("Theo Chỉ\xa0thị số\xa005-CT/TW mà làm.", [("Chỉ\xa0thị số\xa005-CT/TW", "CT", "05-CT/TW")]),
    ("Theo Chỉ thị số 0\u200b5-C\u00adT/TW mà làm.", [("Chỉ thị số 0\u200b5-C\u00adT/TW", "CT", "05-CT/TW")]),
    ("Theo Chỉ thị số **05**-CT/TW mà làm.", [("Chỉ thị số **05**-CT/TW", "CT", "05-CT/TW")]),
    ("Theo **Chỉ thị** số *05-CT/TW* mà làm.", [("Chỉ thị** số *05-CT/TW", "CT", "05-CT/TW")]),
    (r"Theo Chỉ thị số 05\-CT/TW mà làm.", [(r"Chỉ thị số 05\-CT/TW", "CT", "05-CT/TW")]),
    (
        "Chi bộ tiếp tục thực hiện Nghị quyết của\nhuyện và chỉ thị\nsố 05-CT/TW cho tốt.",
        [("chỉ thị\nsố 05-CT/TW", "CT", "05-CT/TW")],
    ),
    ("Theo Chỉ\nthị số 05-CT/TW mà làm.", [("Chỉ\nthị số 05-CT/TW", "CT", "05-CT/TW")]),
    ("Theo Chỉ thị số\n05-CT/TW mà làm.", [("Chỉ thị số\n05-CT/TW", "CT", "05-CT/TW")]),
    pytest.param(
        "Theo Chỉ thị số 05-\nCT/TW mà làm.",
        [("Chỉ thị số 05-\nCT/TW", "CT", "05-CT/TW")],
    ),
    pytest.param(
        "Theo Chỉ thị số 05-CT/\nTW mà làm.",
        [("Chỉ thị số 05-CT/\nTW", "CT", "05-CT/TW")],
    ),
    # misspelled
    ("Theo Nghị định 98/2020/ND-CP mà làm.", [("Nghị định 98/2020/ND-CP", "NĐ", "98/2020/NĐ-CP")]),
    ("Theo QĐ 749/QD-TTg mà làm.", [("QĐ 749/QD-TTg", "QĐ", "749/QĐ-TTg")]),
    ("Theo Thông tư số 51/2025/TT-BTС mà làm.", [("Thông tư số 51/2025/TT-BTС", "TT", "51/2025/TT-BTC")]),
    ("Theo Nghị định 120/2020/NĐ-СР mà làm.", [("Nghị định 120/2020/NĐ-СР", "NĐ", "120/2020/NĐ-CP")]),
    ("TRIỂN KHAI CHỈ THỊ SỐ 32/CT-TTG.", [("CHỈ THỊ SỐ 32/CT-TTG", "CT", "32/CT-TTg")]),
    ("Theo Nghị định 135 2025 NĐ CP mà làm.", [("Nghị định 135 2025 NĐ CP", "NĐ", "135/2025/NĐ-CP")]),
    ("Tải về Thông báo 81 TB TW 2025 tại đây.", [("Thông báo 81 TB TW 2025", "TB", "81-TB/TW")]),
    ("Theo Quyết định 31/2025QĐ-UBND mà làm.", [("Quyết định 31/2025QĐ-UBND", "QĐ", "31/2025/QĐ-UBND")]),
    ("Theo Quyết định số 45/2024/QĐ_UBND mà làm.", [("Quyết định số 45/2024/QĐ_UBND", "QĐ", "45/2024/QĐ-UBND")]),
    ("Theo _Nghị định số 30/2020/NĐ-CP_ mà làm.", [("Nghị định số 30/2020/NĐ-CP", "NĐ", "30/2020/NĐ-CP")]),
    (
        "Theo Nghị quyết số 66.2/2025/NQ-CP và Nghị quyết 68.1/2026/NQ-CP mà làm.",
        [
            ("Nghị quyết số 66.2/2025/NQ-CP", "NQ", "66.2/2025/NQ-CP"),
            ("Nghị quyết 68.1/2026/NQ-CP", "NQ", "68.1/2026/NQ-CP"),
        ],
    ),
    # split by lines and pages
    ("Theo Nghị định số\n30/2020/NĐ-CP mà làm.", [("Nghị định số\n30/2020/NĐ-CP", "NĐ", "30/2020/NĐ-CP")]),
    (
        "Theo Thông tư liên tịch 05/2025/TTLT-BCA-\nBQP mà làm.",
        [("Thông tư liên tịch 05/2025/TTLT-BCA-\nBQP", "TTLT", "05/2025/TTLT-BCA-BQP")],
    ),
    ("Theo Nghị định số 30/2020\n/NĐ-CP mà làm.", [("Nghị định số 30/2020\n/NĐ-CP", "NĐ", "30/2020/NĐ-CP")]),
    ("Theo Nghị quyết số 57\n-NQ/TW mà làm.", [("Nghị quyết số 57\n-NQ/TW", "NQ", "57-NQ/TW")]),
    # the type: by its symbol, before a bracket, before other words, told by the number
    ("Được phong theo QĐ số 131/CP năm ấy.", [("QĐ số 131/CP", "QĐ", "131/CP")]),
    (
        "Theo NĐ 30/2020/NĐ-CP và TT 06/2023/TT-BNV.",
        [("NĐ 30/2020/NĐ-CP", "NĐ", "30/2020/NĐ-CP"), ("TT 06/2023/TT-BNV", "TT", "06/2023/TT-BNV")],
    ),
    ("Ra Nghị định (số 221/CP) lập ra tổng cục.", [("Nghị định (số 221/CP)", "NĐ", "221/CP")]),
    ("Ra Nghị định lập ra tổng cục (số 221/CP) rồi.", [("Nghị định lập ra tổng cục (số 221/CP)", "NĐ", "221/CP")]),
    ("Theo Luật Lưu trữ (số 33/2024/QH15) thì giữ.", [("Luật Lưu trữ (số 33/2024/QH15)", "Luật", "33/2024/QH15")]),
    (
        "Xem Báo cáo thẩm tra bổ sung số 389/BC-UBKTTC15.",
        [("Báo cáo thẩm tra bổ sung số 389/BC-UBKTTC15", "BC", "389/BC-UBKTTC15")],
    ),
    (
        "Xem Văn bản giải trình, tiếp thu số 6253/UBND-SNV.",
        [("Văn bản giải trình, tiếp thu số 6253/UBND-SNV", "CV", "6253/UBND-SNV")],
    ),
    ("Xem Công văn phúc đáp số 14/SNV-TCBC.", [("Công văn phúc đáp số 14/SNV-TCBC", "CV", "14/SNV-TCBC")]),
    (
        "Theo Quyết định phê duyệt dự án số 1220/QĐ-UBND đã có.",
        [("Quyết định phê duyệt dự án số 1220/QĐ-UBND", "QĐ", "1220/QĐ-UBND")],
    ),
    ("Ký Quyết định duyệt đề án (số 749/QĐ-TTg).", [("Quyết định duyệt đề án (số 749/QĐ-TTg)", "QĐ", "749/QĐ-TTg")]),
    ("Theo công văn số 5649/CT-CS thì làm.", [("công văn số 5649/CT-CS", "CV", "5649/CT-CS")]),
    ("Nghị định mang số 30/2020/NĐ-CP đã rõ.", [("Nghị định mang số 30/2020/NĐ-CP", "NĐ", "30/2020/NĐ-CP")]),
    ("Theo văn bản số 52/2024/NĐ-CP thì làm.", [("văn bản số 52/2024/NĐ-CP", "NĐ", "52/2024/NĐ-CP")]),
    ("Theo văn bản 12/QĐ-UBND thì làm.", [("văn bản 12/QĐ-UBND", "QĐ", "12/QĐ-UBND")]),
    ("Theo Công văn số 5649/CT-CS thì làm.", [("Công văn số 5649/CT-CS", "CV", "5649/CT-CS")]),
    # types and symbols that are rare
    ("Theo Giấy mời số 1224/GM-VP thì họp.", [("Giấy mời số 1224/GM-VP", "GM", "1224/GM-VP")]),
    ("Nhận Phiếu chuyển số 4717/PC-VP hôm qua.", [("Phiếu chuyển số 4717/PC-VP", "PC", "4717/PC-VP")]),
    (
        "Theo Quy chế phối hợp số 505/QCPH/SGDĐT-CATP.",
        [("Quy chế phối hợp số 505/QCPH/SGDĐT-CATP", "QC", "505/QCPH/SGDĐT-CATP")],
    ),
    ("Theo Thể lệ số 03/TL-BTC của cuộc thi.", [("Thể lệ số 03/TL-BTC", "TL", "03/TL-BTC")]),
    ("Kế hoạch hành động số 459-KHHĐ/TU đã rõ.", [("Kế hoạch hành động số 459-KHHĐ/TU", "KH", "459-KHHĐ/TU")]),
    ("Theo Kết luận thanh tra số 12/KLTT-TTr đã rõ.", [("Kết luận thanh tra số 12/KLTT-TTr", "KL", "12/KLTT-TTr")]),
    (
        "Theo Lệnh điều động số 17/LĐĐ-UBND ngày 02/3/2021.",
        [("Lệnh điều động số 17/LĐĐ-UBND ngày 02/3/2021", "L", "17/LĐĐ-UBND")],
    ),
    ("Nhận số 6253/UBND-SNV ngày 25/11/2025 của tỉnh.", [("6253/UBND-SNV ngày 25/11/2025", "CV", "6253/UBND-SNV")]),
    # English pages
    ("Under Decree No. 69/2018/ND-CP of the Government.", [("Decree No. 69/2018/ND-CP", "NĐ", "69/2018/NĐ-CP")]),
    ("Circular 39/2016/TT-NHNN guides it.", [("Circular 39/2016/TT-NHNN", "TT", "39/2016/TT-NHNN")]),
    (
        "Directive No. 32/CT-TTg and Decision No. 749/QD-TTg.",
        [("Directive No. 32/CT-TTg", "CT", "32/CT-TTg"), ("Decision No. 749/QD-TTg", "QĐ", "749/QĐ-TTg")],
    ),
    ("the Resolution No. 57-NQ/TW says so.", [("Resolution No. 57-NQ/TW", "NQ", "57-NQ/TW")]),
    ("Pursuant to Law No. 05/2017/QH14.", [("Law No. 05/2017/QH14", "Luật", "05/2017/QH14")]),
    ("Pursuant to the Law on Cinema No. 05/2022/QH15.", [("Law on Cinema No. 05/2022/QH15", "Luật", "05/2022/QH15")]),
    ("Official Letter No. 3861/UBND-NC was sent.", [("Official Letter No. 3861/UBND-NC", "CV", "3861/UBND-NC")]),
    # year behind the number
    ("Nghị định 83-CP năm 1996 đã rõ.", [("Nghị định 83-CP năm 1996", "NĐ", "83/CP")]),
    ("Theo Thông báo 81-TB/TW 2025 mà làm.", [("Thông báo 81-TB/TW 2025", "TB", "81-TB/TW")]),
    ("Kế hoạch 12-KH/HU năm 2025 - 2030 đã rõ.", [("Kế hoạch 12-KH/HU", "KH", "12-KH/HU")]),
    # number and year
    ("Theo Nghị định 142/2024 thì làm.", [("Nghị định 142/2024", "NĐ", "142/2024/NĐ-CP")]),
    ("Theo Thông tư số 12/2025 thì làm.", [("Thông tư số 12/2025", "TT", "12/2025")]),
    ("Theo Thông tư 12/2025 của Bộ Xây dựng thì làm.", [("Thông tư 12/2025 của Bộ Xây dựng", "TT", "12/2025/TT-BXD")]),
    ("Theo Nghị quyết 201/2025.", [("Nghị quyết 201/2025", "NQ", "201/2025")]),
    ("Việc nộp báo cáo theo Công văn 9002.", [("Công văn 9002", "CV", "9002")]),
    ("Theo Công điện 217 thì làm.", [("Công điện 217", "CĐ", "217")]),
    # without symbol
    ("Chi bộ học Chỉ thị 05 của Bộ Chính trị.", [("Chỉ thị 05 của Bộ Chính trị", "CT", "05-CT/TW")]),
    (
        "Chi bộ học Quy định số 144, ngày 09/5/2024.",
        [("Quy định số 144, ngày 09/5/2024", "QĐ", "144")],
    ),
    ("Chi bộ học NQ 32 rồi bàn.", [("NQ 32", "NQ", "32")]),
    ("Chi bộ học Nghị quyết số 18 rồi bàn.", [("Nghị quyết số 18", "NQ", "18")]),
    # lists
    (
        "Theo Quy định số 179, 180-QĐ/TW mà làm.",
        [("Quy định số 179", "QĐ", "179-QĐ/TW"), ("180-QĐ/TW", "QĐ", "180-QĐ/TW")],
    ),
    (
        "Các Nghị quyết số 18, 19-NQ/TW đã rõ.",
        [("Nghị quyết số 18", "NQ", "18-NQ/TW"), ("19-NQ/TW", "NQ", "19-NQ/TW")],
    ),
    ("Các Kết luận 14, 21-KL/TW đã rõ.", [("Kết luận 14", "KL", "14-KL/TW"), ("21-KL/TW", "KL", "21-KL/TW")]),
    (
        "Theo Kế hoạch số 154 & 201/KH-ĐHHV mà làm.",
        [("Kế hoạch số 154", "KH", "154/KH-ĐHHV"), ("201/KH-ĐHHV", "KH", "201/KH-ĐHHV")],
    ),
    (
        "Theo Nghị quyết số 18 và số 19-NQ/TW mà làm.",
        [("Nghị quyết số 18", "NQ", "18-NQ/TW"), ("19-NQ/TW", "NQ", "19-NQ/TW")],
    ),
    (
        "Theo các Quy định số 37, 69 và 144-QĐ/TW mà làm.",
        [("Quy định số 37", "QĐ", "37-QĐ/TW"), ("69", "QĐ", "69-QĐ/TW"), ("144-QĐ/TW", "QĐ", "144-QĐ/TW")],
    ),
    (
        "Theo Kế hoạch số 27-KH/ĐU, 28-KH/ĐU và 29-KH/ĐU mà làm.",
        [("Kế hoạch số 27-KH/ĐU", "KH", "27-KH/ĐU"), ("28-KH/ĐU", "KH", "28-KH/ĐU"), ("29-KH/ĐU", "KH", "29-KH/ĐU")],
    ),
    pytest.param(
        "Xã đã nhận Công văn số 10697 & 11028/UBND-KGVX.",
        [("Công văn số 10697", "CV", "10697/UBND-KGVX"), ("11028/UBND-KGVX", "CV", "11028/UBND-KGVX")],
    ),
    (
        "Theo Nghị định số 32/CP và 33/CP mà làm.",
        [("Nghị định số 32/CP", "NĐ", "32/CP"), ("33/CP", "NĐ", "33/CP")],
    ),
    (
        "Theo các Nghị định 99/2024, 101/2024 và 102/2024/NĐ-CP mà làm.",
        [
            ("Nghị định 99/2024", "NĐ", "99/2024/NĐ-CP"),
            ("101/2024", "NĐ", "101/2024/NĐ-CP"),
            ("102/2024/NĐ-CP", "NĐ", "102/2024/NĐ-CP"),
        ],
    ),
    (
        "Tại các Văn bản: số 14/SNV-VP, số 15/SNV-VP đã nêu.",
        [("Văn bản: số 14/SNV-VP", "CV", "14/SNV-VP"), ("15/SNV-VP", "CV", "15/SNV-VP")],
    ),
    # odd kinds
    pytest.param(
        "Sở có Báo cáo thẩm định số 18/BCTĐ-STP.",
        [("Báo cáo thẩm định số 18/BCTĐ-STP", "BC", "18/BCTĐ-STP")],
    ),
    pytest.param(
        "Theo Luật Đất đai năm 2024 số 31/2024/QH15 thì làm.",
        [("Luật Đất đai năm 2024 số 31/2024/QH15", "Luật", "31/2024/QH15")],
    ),
    pytest.param(
        "Theo Luật Luật sư số 65/2006/QH11 thì làm.",
        [("Luật Luật sư số 65/2006/QH11", "Luật", "65/2006/QH11")],
    ),
    pytest.param(
        "Theo Nghị quyết của Quốc hội số 30/2026/QH16 thì làm.",
        [("Nghị quyết của Quốc hội số 30/2026/QH16", "NQ", "30/2026/QH16")],
    ),
    pytest.param(
        "Theo Văn bản số 3861/UBND-NC thì làm.",
        [("Văn bản số 3861/UBND-NC", "CV", "3861/UBND-NC")],
    ),
    pytest.param(
        "Xã theo Nghị quyết số 30-NQ/2026/QH16.",
        [("Nghị quyết số 30-NQ/2026/QH16", "NQ", "30/2026/QH16")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(mention.span.of(text), mention.type, mention.number) for mention in numbered(text)] == expected


# Each row: a sentence and the day and issuer of each citation in it.
PARTICULARS = [
    ("Theo Chỉ thị 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị.", [("2016-05-15", "Bộ Chính trị")]),
    ("Theo Chỉ thị 05-CT/TW ngày 15-5-2016 của Bộ Chính trị.", [("2016-05-15", "Bộ Chính trị")]),
    ("Theo Chỉ thị 05-CT/TW ngày 15 tháng 5 năm 2016 của Bộ Chính trị.", [("2016-05-15", "Bộ Chính trị")]),
    ("Theo Chỉ thị 05-CT/TW ngày 15tháng 5 năm2016 của Bộ Chính trị.", [("2016-05-15", "Bộ Chính trị")]),
    ("Theo Chỉ thị 05-CT/TW (ngày 15/5/2016) của Bộ Chính trị.", [("2016-05-15", "Bộ Chính trị")]),
    ("Theo Chỉ thị 05-CT/TW của Bộ Chính trị, ngày 15/5/2016.", [("2016-05-15", "Bộ Chính trị")]),
    ("Theo Chỉ thị 05-CT/TW của Bộ Chính trị (khóa XII).", [(None, "Bộ Chính trị")]),
    ("Theo CHỈ THỊ SỐ 05-CT/TW NGÀY 15/5/2016 CỦA BỘ CHÍNH TRỊ.", [("2016-05-15", "Bộ Chính trị")]),
    ("Theo Kết luận 21-KL/TW của Hội nghị Trung ương 4 (khóa XIII).", [(None, "Ban Chấp hành Trung ương")]),
    ("Theo Nghị quyết 28-NQ/TU, ngày 06/12/2023 của Tỉnh ủy.", [("2023-12-06", "Tỉnh ủy")]),
    ("Theo Nghị định 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.", [("2020-03-05", "Chính phủ")]),
    ("Theo Công văn 2608/SNV-TCBC ngày 02/4/2024 của Sở Nội vụ.", [("2024-04-02", "Sở Nội vụ")]),
    ("Theo Thông tư 12/2002/TT-BCA (A11) ngày 13/9/2002 của Bộ Công an.", [("2002-09-13", "Bộ Công an")]),
    (
        "Theo Nghị quyết 47/NQ-HĐNN8 của Hội đồng Nhà nước và Nghị định 32/HĐBT ngày 19/10/1991.",
        [(None, "Hội đồng Nhà nước"), ("1991-10-19", None)],
    ),
    ("Theo Quyết định 14-QĐ/HU, ngày 31/02/2024 của Huyện ủy.", [(None, "Huyện ủy")]),
    pytest.param(
        "Theo Quyết định 12-QĐ/HU , ngày 05/6/2024 của Huyện ủy.",
        [("2024-06-05", "Huyện ủy")],
    ),
    pytest.param(
        "Theo Nghị quyết 05-NQ/HU, ngày 25/10/2021của Huyện ủy.",
        [("2021-10-25", "Huyện ủy")],
    ),
    pytest.param(
        "Theo Kết luận 123-KL/TW, ngày 24/01/2025 của Trung ương.",
        [("2025-01-24", "Ban Chấp hành Trung ương")],
    ),
    ("Tổ chức Nghị quyết số 57-NQ/TW, ngày\n\n3\n\n22/12/2024 của Bộ Chính trị.", [("2024-12-22", "Bộ Chính trị")]),
    (
        "Theo Kế hoạch 215-KH/TU ngày 19/02/2024 của Ban Thường vụ Tỉnh\nSổ tay nghiệp vụ - Trang 14/60\nủy Bắc Giang.",
        [("2024-02-19", "Tỉnh ủy")],
    ),
    ("Theo Kế hoạch 215-KH/TU ngày 19/02/2024 của\nTỉnh ủy.", [("2024-02-19", "Tỉnh ủy")]),
    (
        "Theo Báo cáo thẩm tra số\n\n412\n\n/BC-UBPLTP15 ngày\n\n03\n\ntháng\n\n6\n\nnăm 2025 của Ủy ban.",
        [("2025-06-03", None)],
    ),
    ("Theo Nghị định 78/2025/NĐ-CP ngày ngày 01/4/2025 của Chính phủ.", [("2025-04-01", "Chính phủ")]),
    ("Theo Quyết định 35/2025/QĐ-TTgcủa Thủ tướng Chính phủ.", [(None, "Thủ tướng Chính phủ")]),
    (
        "THEO THÔNG TƯ SỐ 44/2021/TT-BGTVT NGÀY 31/12/2021 CỦA BỘ TRƯỞNG BỘ GIAO THÔNG VẬN TẢI BAN HÀNH ĐỊNH MỨC.",
        [("2021-12-31", "BỘ TRƯỞNG BỘ GIAO THÔNG VẬN TẢI")],
    ),
    ("Under Decree No. 69/2018/ND-CP of May 15, 2018.", [("2018-05-15", None)]),
    ("Under Decree No. 69/2018/ND-CP dated 15 May 2018.", [("2018-05-15", None)]),
    ("Under Decree No. 69/2018/ND-CP dated 15/5/2018.", [("2018-05-15", None)]),
    # the day of something else
    ("Theo Chỉ thị 05-CT/TW, trước ngày 15/5/2026 phải xong.", [(None, None)]),
    ("Đã có Chỉ thị 05-CT/TW; ngày 15/5/2016 xã họp.", [(None, None)]),
    pytest.param(
        "Thực hiện Kế hoạch 12-KH/HU, ngày 13/01/2025, Ban Thường vụ Huyện ủy tổ chức Hội nghị.",
        [(None, None)],
    ),
    # lists share them
    (
        "Theo Quy định số 179, 180-QĐ/TW, ngày 25/02/2019 của Ban Bí thư.",
        [("2019-02-25", "Ban Bí thư"), ("2019-02-25", "Ban Bí thư")],
    ),
    (
        "Theo Nghị quyết số 18-NQ/TW và 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương.",
        [("2017-10-25", "Ban Chấp hành Trung ương"), ("2017-10-25", "Ban Chấp hành Trung ương")],
    ),
    pytest.param(
        "THEO NGHỊ QUYẾT SỐ 18-NQ/TW VÀ NGHỊ QUYẾT SỐ 19/NQ-TW NGÀY 25/10/2017 CỦA BAN CHẤP HÀNH TRUNG ƯƠNG.",
        [("2017-10-25", "Ban Chấp hành Trung ương"), ("2017-10-25", "Ban Chấp hành Trung ương")],
    ),
    (
        "Theo Nghị quyết số 18-NQ/TW, ngày 25/10/2017 và 57-NQ/TW, ngày 22/12/2024.",
        [("2017-10-25", None), ("2024-12-22", None)],
    ),
    ("Theo Chỉ thị 05-CT/TW và Kết luận 01-KL/TW, ngày 18/5/2021.", [(None, None), ("2021-05-18", None)]),
]


@pytest.mark.parametrize(("text", "expected"), PARTICULARS)
def test_day_and_issuer(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    found = numbered(text)
    assert [(mention.date, mention.issuer.seat if mention.issuer else None) for mention in found] == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Theo Quy định 144-QĐ/TƯ của Bộ Chính trị.", "144-QĐ/TW"),
        ("Theo Chỉ thị 05-CT/TƯ của Ban Bí thư.", "05-CT/TW"),
        ("Theo Kết luận 445-KL/TƯ của Tỉnh ủy.", "445-KL/TU"),
        ("Theo Nghị quyết 13-NQ/TƯ của Thành ủy Huế.", "13-NQ/TU"),
        ("Theo Nghị quyết 13-NQ/TƯ đã có.", "13-NQ/TƯ"),
        ("Theo Hướng dẫn 05-HD/VPTƯ của Văn phòng Trung ương Đảng.", "05-HD/VPTW"),
    ],
)
def test_the_named_issuer_decides_what_tu_with_a_horn_means(text: str, number: str) -> None:
    assert [mention.number for mention in numbered(text)] == [number]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (
            "Theo Kế hoạch 154-KH/HU của Ban Thường vụ Huyện ủy Vĩnh Bảo.",
            BodyName("Huyện ủy", "Ban Thường vụ", "district", "Vĩnh Bảo"),
        ),
        (
            "Theo Nghị quyết 05-NQ/HU của Ban Chấp hành Đảng bộ huyện khóa XXVI.",
            BodyName("Huyện ủy", "Ban Chấp hành", "district", "", "XXVI"),
        ),
        (
            "Theo Kết luận 21-KL/TW của Hội nghị Trung ương 4 (khóa XIII).",
            BodyName("Ban Chấp hành Trung ương", "", "central", "", "XIII", "Hội nghị Trung ương 4"),
        ),
        (
            "Theo Quyết định 12/QĐ-UBND của UBND huyện Vĩnh Lộc.",
            BodyName("Ủy ban nhân dân", "", "district", "Vĩnh Lộc"),
        ),
    ],
)
def test_issuers(text: str, issuer: BodyName) -> None:
    assert [mention.issuer for mention in numbered(text)] == [issuer]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Theo Chỉ thị 05-CT/TW về học tập và làm theo Bác; việc khác", "học tập và làm theo Bác"),
        ("Theo Chỉ thị 05-CT/TW, ngày 15/5/2016 “về học tập”", "học tập”"),
        ("Theo Quyết định 12/QĐ-UBND ban hành Quy chế làm việc", "Quy chế làm việc"),
        ("Theo Chỉ thị 05-CT/TW thì làm", ""),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert [mention.title.rstrip("”") for mention in numbered(text)] == [title.rstrip("”")]


@pytest.mark.parametrize(
    "text",
    [
        # fractions, shares, ratios, money
        "Có 07/19 chỉ tiêu vượt kế hoạch.",
        "Kết quả đạt 260/251, bằng 103,6%.",
        "Đã thu 16.308.990 triệu đồng, tăng 11,9%.",
        "Đã có 128/168 chi bộ báo cáo 11/30 việc.",
        "Nghị quyết được 13/13 phiếu tán thành.",
        "Tỷ lệ giới tính 108/100 là cao.",
        "Kế hoạch 2025 giao 12 xã, thị trấn.",
        # addresses, rooms, storms, forms, telephones
        "Nhà ở số 2/258 đường Đà Nẵng.",
        "Trụ sở tại số 07/19 đường Bà Triệu, số 2/41 đường Lam Sơn.",
        "Cơn bão số 3 và áp thấp số 4 gây ngập.",
        "Khai theo mẫu số 02, biểu số 5, phòng số 12.",
        "Gọi số 0912 345 678 hoặc 1900-1234.",
        # words that are also types
        "Ban Chỉ đạo 35 huyện đã họp.",
        "Quyết định kết nạp Đảng cho 154 quần chúng.",
        "Ban Thường vụ quyết định 12 nội dung, kết luận 3 vấn đề.",
        "Nghị quyết 5 năm đã đạt; Kế hoạch 6 tháng cũng đạt.",
        "Kết luận 2 trường hợp vi phạm.",
        "Kế hoạch 100 ngày đêm thi đua.",
        "Chương trình OCOP có 28 nhiệm vụ, đề án 06 xã.",
        "Các nghị quyết, chỉ thị của Trung ương.",
        # days, times, codes of other things
        "Ngày 05/6/2024, từ 07 giờ 30 đến 11/6/2024.",
        "Xe 15A-123.45 và máy CT-64 của bệnh viện.",
        "Số hiệu TCVN 9001:2015, ISO 14001-2015.",
        "Vốn 135-USD/ha, giá 12/kg.",
        "Đường 10-QL/ĐT qua xã.",
        pytest.param("Xã có kế hoạch 5 năm 2021 - 2025."),
        pytest.param("Huyện ủy chỉ thị 5 việc phải làm ngay."),
        "Thông báo 24 giờ trước khi họp.",
        "Hiệp định quy định 2 khu tập kết quân; luật quy định 5 nguyên tắc chung.",
        "Ban tổ chức thông báo 2 vận động viên bỏ cuộc.",
        "Đề thi môn Hóa CT 2018.",
        "Kế hoạch 12/2025 còn ba việc; Báo cáo 6/2025 đã nộp.",
        "Ban hành 24 KH, 12 CT và 3 NQ; đạt 10 TB khá.",
        "Đơn vị có 15 HTX và 5 CLB/xã.",
        "Khai theo mẫu số 02/TNCN-BK ngày 03/4/2020.",
        "Hóa đơn số 123/AB-CD ngày 03/4/2020.",
        "Thửa số 15/BĐ-ĐC ngày 03/4/2020.",
        "Giấy phép xây dựng số 123/GPXD ngày 05/6/2020.",
        "Hướng dẫn 3 hộ dân và quyết định 15 hộ nghèo.",
        "Đến tháng 12 2025 UBND-xã họp.",
    ],
)
def test_what_only_looks_like_a_citation(text: str) -> None:
    assert [mention.span.of(text) for mention in numbered(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a bare number after a whole one is the same document
        (
            "Theo Chỉ thị 45-CT/TW đã nêu. Chỉ thị số 45 còn giao việc.",
            [("numbered", "45-CT/TW"), ("anaphor", "45-CT/TW")],
        ),
        ("Chỉ thị 45 nêu rõ như trong Chỉ thị 45-CT/TW.", [("anaphor", "45-CT/TW"), ("numbered", "45-CT/TW")]),
        # with its year only one of that year
        (
            "Theo Nghị định 30/2020/NĐ-CP đã nêu. Nghị định 30/2020 còn giao việc, Nghị định 30/2019 thì không.",
            [("numbered", "30/2020/NĐ-CP"), ("anaphor", "30/2020/NĐ-CP"), ("numbered", "30/2019/NĐ-CP")],
        ),
        # of another type, or where two whole ones share it, it is not
        ("Theo Chỉ thị 45-CT/TW đã nêu. Kết luận số 45 khác hẳn.", [("numbered", "45-CT/TW"), ("numbered", "45")]),
        (
            "Có Nghị quyết 32-NQ/TU và Nghị quyết 32-NQ/HU. Nghị quyết 32 nói khác.",
            [("numbered", "32-NQ/TU"), ("numbered", "32-NQ/HU"), ("numbered", "32")],
        ),
        # twice in full is two mentions, not a mention and its echo
        ("Chỉ thị 45-CT/TW và lại Chỉ thị 45-CT/TW.", [("numbered", "45-CT/TW"), ("numbered", "45-CT/TW")]),
    ],
)
def test_bare_numbers_against_the_rest_of_the_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(mention.kind, mention.number) for mention in read(Text(text, "a.txt")).mentions] == expected


def test_no_character_belongs_to_two_numbered_citations() -> None:
    text = "Theo các Quy định số 37, 69 và 144-QĐ/TW, 205-QĐ/TW; Kết luận 01-KL/TW, Chỉ thị 05 của Bộ Chính trị, NQ 18."
    spans = [mention.span for mention in numbered(text)]
    assert len(spans) == 7
    assert all(before.end <= after.start for before, after in pairwise(spans))
