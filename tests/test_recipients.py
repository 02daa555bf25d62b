"""Who receives a document: each line of "Nơi nhận" split into bodies and completed to full names."""

from __future__ import annotations

import pytest

from graphbuild.extraction.reading import read
from graphbuild.model import BodyName, Text
from graphbuild.resolve.bodies.full_names import FullName, Office, recipients
from graphbuild.resolve.bodies.issuer import Issuer
from graphbuild.resolve.bodies.place_inference import infer
from graphbuild.vocabulary import read_rows
from graphbuild.vocabulary.abbreviations import expand

PROVINCE = """TỈNH ỦY NGHỆ AN
Số 12-KH/TU
Nghệ An, ngày 05 tháng 6 năm 2024

KẾ HOẠCH
sửa nhà văn hóa

Ban Thường vụ Tỉnh ủy xây dựng kế hoạch như sau:
"""
CITY = PROVINCE.replace("TỈNH ỦY NGHỆ AN", "THÀNH ỦY ĐÀ NẴNG").replace("Nghệ An", "Đà Nẵng").replace("Tỉnh", "Thành")
BOARD = """TỈNH ỦY NGHỆ AN
BAN TỔ CHỨC
Số 12-HD/BTCTU
Nghệ An, ngày 05 tháng 6 năm 2024

HƯỚNG DẪN
sửa nhà văn hóa

Ban Tổ chức Tỉnh ủy hướng dẫn như sau:
"""
DISTRICT = """HUYỆN ỦY CON CUÔNG
Số 12-KH/HU
Con Cuông, ngày 05 tháng 6 năm 2024

KẾ HOẠCH
sửa nhà văn hóa

Ban Thường vụ Huyện ủy xây dựng kế hoạch như sau:
"""
INSPECTION = """HUYỆN ỦY CON CUÔNG
ỦY BAN KIỂM TRA
Số 12-BC/UBKTHU
Con Cuông, ngày 05 tháng 6 năm 2024

BÁO CÁO
sửa nhà văn hóa

Ủy ban Kiểm tra Huyện ủy báo cáo như sau:
"""
BLOCK = """KẾT LUẬN
Hội nghị sửa nhà văn hóa

Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh kết luận:
1. Làm ngay.
"""
UNKNOWN_DISTRICT = """KẾT LUẬN
Hội nghị sửa nhà văn hóa

Ban Thường vụ Huyện ủy kết luận:
1. Làm ngay.
"""
COMMUNE = """ĐẢNG BỘ TỈNH NGHỆ AN
ĐẢNG ỦY XÃ MÔN SƠN
Số 12-KH/ĐU
Môn Sơn, ngày 05 tháng 6 năm 2026

KẾ HOẠCH
sửa nhà văn hóa

Ban Thường vụ Đảng ủy xã xây dựng kế hoạch như sau:
"""
PROVINCE_GOVERNMENT = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN
Số: 12/KH-UBND
Nghệ An, ngày 05 tháng 6 năm 2024

KẾ HOẠCH
Sửa nhà văn hóa

Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:
"""
DISTRICT_GOVERNMENT = """ỦY BAN NHÂN DÂN
HUYỆN CON CUÔNG
Số: 12/KH-UBND
Con Cuông, ngày 05 tháng 6 năm 2024

KẾ HOẠCH
Sửa nhà văn hóa

Ủy ban nhân dân huyện ban hành kế hoạch như sau:
"""
COUNCIL = """HỘI ĐỒNG NHÂN DÂN
TỈNH NGHỆ AN
Số: 12/NQ-HĐND
Nghệ An, ngày 05 tháng 6 năm 2024

NGHỊ QUYẾT
Sửa nhà văn hóa

Hội đồng nhân dân tỉnh quyết nghị:
"""
FRONT = """ỦY BAN MTTQ VIỆT NAM
TỈNH NGHỆ AN
BAN THƯỜNG TRỰC
Số: 12/KH-MTTQ-BTT
Nghệ An, ngày 05 tháng 6 năm 2024

KẾ HOẠCH
Sửa nhà văn hóa

Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh xây dựng kế hoạch như sau:
"""
WARD_FRONT = """ỦY BAN MTTQ VIỆT NAM
PHƯỜNG TRƯỜNG VINH
BAN THƯỜNG TRỰC
Số: 12/KH-MTTQ-BTT
Trường Vinh, ngày 05 tháng 6 năm 2026

KẾ HOẠCH
Sửa nhà văn hóa

Ban Thường trực Ủy ban MTTQ Việt Nam phường Trường Vinh, tỉnh Nghệ An xây dựng kế hoạch như sau:
"""
MINISTRY = """BỘ NỘI VỤ
Số: 12/2024/TT-BNV
Hà Nội, ngày 05 tháng 6 năm 2024

THÔNG TƯ
Sửa nhà văn hóa

Bộ trưởng Bộ Nội vụ ban hành Thông tư như sau:
"""
GOVERNMENT = """CHÍNH PHỦ
Số: 12/2024/NĐ-CP
Hà Nội, ngày 05 tháng 6 năm 2024

NGHỊ ĐỊNH
Sửa nhà văn hóa

Chính phủ ban hành Nghị định như sau:
"""
POLITBURO = """BỘ CHÍNH TRỊ
Số 12-CT/TW
Hà Nội, ngày 05 tháng 6 năm 2024

CHỈ THỊ
CỦA BỘ CHÍNH TRỊ
sửa nhà văn hóa

Bộ Chính trị yêu cầu:
"""


def of(paper: str, *lines: str) -> list[str]:
    listed = ";\n- ".join(lines)
    reading = read(Text(f"{paper}\nNơi nhận:\n- {listed}.\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\nLê Văn Tám\n", "a.txt"))
    return list(recipients(reading, infer(reading)))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Bộ Chính trị, Ban Bí thư (để b/c)", ["Bộ Chính trị", "Ban Bí thư"]),
        ("Ban Bí thư Trung ương Đảng", ["Ban Bí thư"]),
        ("Ban Tổ chức Trung ương, Văn phòng Trung ương", ["Ban Tổ chức Trung ương", "Văn phòng Trung ương Đảng"]),
        # The press and the broadcaster of a province, one office since 2025.
        ("Báo và Phát thanh, Truyền hình tỉnh", ["Báo và Phát thanh, Truyền hình tỉnh Nghệ An"]),
        ("Các đồng chí Tỉnh ủy viên", ["các đồng chí Tỉnh ủy viên Tỉnh ủy Nghệ An"]),
        ("Các đ/c UVBTV Tỉnh ủy", ["các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy Nghệ An"]),
        ("Ủy viên BCH Đảng bộ tỉnh", ["Ủy viên Ban Chấp hành Đảng bộ tỉnh Nghệ An"]),
        (
            "Các ban, cơ quan, đơn vị sự nghiệp Tỉnh ủy",
            ["các ban, cơ quan, đơn vị sự nghiệp Tỉnh ủy Nghệ An"],
        ),
        (
            "Các Ban đảng, Văn phòng Tỉnh ủy, UBKT Tỉnh ủy",
            ["các Ban đảng Tỉnh ủy Nghệ An", "Văn phòng Tỉnh ủy Nghệ An", "Ủy ban Kiểm tra Tỉnh ủy Nghệ An"],
        ),
        (
            "Đảng đoàn HĐND, Ban cán sự đảng UBND tỉnh",
            ["Đảng đoàn Hội đồng nhân dân tỉnh Nghệ An", "Ban cán sự đảng Ủy ban nhân dân tỉnh Nghệ An"],
        ),
        (
            "Đảng ủy: HĐND tỉnh, UBND tỉnh",
            ["Đảng ủy Hội đồng nhân dân tỉnh Nghệ An", "Đảng ủy Ủy ban nhân dân tỉnh Nghệ An"],
        ),
        (
            "Các huyện, thành, thị ủy, đảng ủy trực thuộc",
            ["các huyện, thành, thị ủy, đảng ủy trực thuộc Tỉnh ủy Nghệ An"],
        ),
        ("Các huyện ủy, Thành ủy Vinh", ["các huyện ủy", "Thành ủy Vinh"]),
        (
            "Các sở, ban, ngành, MTTQ và các đoàn thể cấp tỉnh",
            [
                "các sở, ban, ngành cấp tỉnh",
                "Mặt trận Tổ quốc Việt Nam tỉnh Nghệ An",
                "các đoàn thể cấp tỉnh",
            ],
        ),
        (
            "Văn phòng Đoàn ĐBQH và HĐND tỉnh",
            ["Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Nghệ An"],
        ),
        ("Báo Nghệ An, Đài PTTH tỉnh", ["Báo Nghệ An", "Đài Phát thanh và Truyền hình tỉnh Nghệ An"]),
        ("Tỉnh đoàn", ["Tỉnh đoàn Nghệ An"]),
        ("Quân khu 4", ["Quân khu 4"]),
        ("Đảng ủy MTTQ, các đoàn thể tỉnh", ["Đảng ủy Mặt trận Tổ quốc Việt Nam, các đoàn thể tỉnh Nghệ An"]),
        (
            "Các đồng chí Ủy viên BTV, BCH Đảng bộ tỉnh",
            ["các đồng chí Ủy viên Ban Thường vụ, Ban Chấp hành Đảng bộ tỉnh Nghệ An"],
        ),
        ("Lưu: VT, hồ sơ", ["Văn thư Tỉnh ủy Nghệ An"]),
        ("Lưu VPTU", ["Văn phòng Tỉnh ủy Nghệ An"]),
    ],
)
def test_a_province(line: str, expected: list[str]) -> None:
    assert of(PROVINCE, line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("TTTU", ["Thường trực Thành ủy Đà Nẵng"]),
        ("UBND thành phố", ["Ủy ban nhân dân thành phố Đà Nẵng"]),
        ("UBND các quận, huyện", ["Ủy ban nhân dân các quận, huyện"]),
        (
            "Các quận ủy, huyện ủy, đảng ủy trực thuộc Thành ủy",
            ["các quận ủy, huyện ủy, đảng ủy trực thuộc Thành ủy Đà Nẵng"],
        ),
        ("Lưu VPTU", ["Văn phòng Thành ủy Đà Nẵng"]),
    ],
)
def test_a_city_has_a_thanh_uy_where_the_code_says_tu(line: str, expected: list[str]) -> None:
    assert of(CITY, line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Thường trực Tỉnh ủy (để báo cáo)", ["Thường trực Tỉnh ủy Nghệ An"]),
        (
            "TT HĐND, UBND huyện",
            ["Thường trực Hội đồng nhân dân huyện Con Cuông", "Ủy ban nhân dân huyện Con Cuông"],
        ),
        (
            "UBKT, các ban xây dựng Đảng Huyện ủy",
            ["Ủy ban Kiểm tra Huyện ủy Con Cuông", "các ban xây dựng Đảng Huyện ủy Con Cuông"],
        ),
        ("Bí thư, Phó Bí thư Huyện ủy", ["Bí thư Huyện ủy Con Cuông", "Phó Bí thư Huyện ủy Con Cuông"]),
        (
            "Đảng ủy Công an, Đảng ủy Quân sự huyện",
            ["Đảng ủy Công an huyện Con Cuông", "Đảng ủy Quân sự huyện Con Cuông"],
        ),
        (
            "Mặt trận Tổ quốc, các tổ chức chính trị - xã hội huyện",
            [
                "Mặt trận Tổ quốc Việt Nam huyện Con Cuông",
                "các tổ chức chính trị - xã hội huyện Con Cuông",
            ],
        ),
        ("Đảng ủy các xã, thị trấn", ["đảng ủy các xã, thị trấn"]),
        ("Các TCCSĐ trực thuộc Huyện ủy", ["các tổ chức cơ sở đảng trực thuộc Huyện ủy Con Cuông"]),
        ("Các chi, đảng bộ trực thuộc", ["các chi, đảng bộ trực thuộc Huyện ủy Con Cuông"]),
        ("Ban Chỉ đạo 35 Huyện ủy", ["Ban Chỉ đạo 35 Huyện ủy Con Cuông"]),
        ("Lưu Văn phòng Huyện ủy", ["Văn phòng Huyện ủy Con Cuông"]),
        ("Lưu: VT", ["Văn thư Huyện ủy Con Cuông"]),
        ("Các cơ quan tham mưu, giúp việc Huyện ủy", ["các cơ quan tham mưu, giúp việc Huyện ủy Con Cuông"]),
        ("Các cơ quan tham mưu giúp việc Huyện ủy", ["các cơ quan tham mưu giúp việc Huyện ủy Con Cuông"]),
    ],
)
def test_a_district(line: str, expected: list[str]) -> None:
    assert of(DISTRICT, line) == expected


@pytest.mark.parametrize(
    ("paper", "line", "expected"),
    [
        (BOARD, "Lãnh đạo Ban", ["lãnh đạo Ban Tổ chức Tỉnh ủy Nghệ An"]),
        (BOARD, "Văn phòng", ["Văn phòng Ban Tổ chức Tỉnh ủy Nghệ An"]),
        (BOARD, "Phòng Tổ chức cán bộ", ["Phòng Tổ chức cán bộ Ban Tổ chức Tỉnh ủy Nghệ An"]),
        (BOARD, "Ban Tổ chức các huyện ủy, thành ủy", ["ban tổ chức các huyện ủy, thành ủy"]),
        (BOARD, "Lưu HC-TĐKT", ["bộ phận Hành chính - Thi đua, khen thưởng Ban Tổ chức Tỉnh ủy Nghệ An"]),
        (INSPECTION, "UBKT Tỉnh ủy", ["Ủy ban Kiểm tra Tỉnh ủy Nghệ An"]),
        (INSPECTION, "Các đồng chí Ủy viên UBKT", ["các đồng chí Ủy viên Ủy ban Kiểm tra Huyện ủy Con Cuông"]),
        (INSPECTION, "Lưu UBKT", ["Ủy ban Kiểm tra Huyện ủy Con Cuông"]),
    ],
)
def test_what_a_board_calls_its_own(paper: str, line: str, expected: list[str]) -> None:
    assert of(paper, line) == expected


@pytest.mark.parametrize(
    ("paper", "line", "expected"),
    [
        (BLOCK, "Thường trực Tỉnh ủy", ["Thường trực Tỉnh ủy"]),
        (BLOCK, "UBKT ĐUK", ["Ủy ban Kiểm tra Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh"]),
        (
            BLOCK,
            "Đoàn Khối, Công đoàn Khối",
            ["Đoàn Khối các cơ quan và doanh nghiệp tỉnh", "Công đoàn Khối các cơ quan và doanh nghiệp tỉnh"],
        ),
        (UNKNOWN_DISTRICT, "UBND huyện, Công an huyện", ["Ủy ban nhân dân huyện", "Công an huyện"]),
        (UNKNOWN_DISTRICT, "Lưu VPHU", ["Văn phòng Huyện ủy"]),
    ],
)
def test_a_place_that_the_paper_does_not_tell_is_left_out(paper: str, line: str, expected: list[str]) -> None:
    assert of(paper, line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ban Tổ chức, UBKT Tỉnh ủy", ["Ban Tổ chức Tỉnh ủy Nghệ An", "Ủy ban Kiểm tra Tỉnh ủy Nghệ An"]),
        (
            "Các ban xây dựng Đảng, VP Đảng ủy",
            ["các ban xây dựng Đảng Đảng ủy xã Môn Sơn", "Văn phòng Đảng ủy xã Môn Sơn"],
        ),
        ("Đảng ủy - HĐND xã", ["Đảng ủy xã Môn Sơn", "Hội đồng nhân dân xã Môn Sơn"]),
        (
            "Thường trực: Đảng ủy, HĐND xã",
            ["Thường trực Đảng ủy xã Môn Sơn", "Thường trực Hội đồng nhân dân xã Môn Sơn"],
        ),
        ("Văn phòng HĐND và UBND xã", ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Môn Sơn"]),
        ("Các đồng chí Ủy viên Ban Chấp hành Đảng bộ", ["các đồng chí Ủy viên Ban Chấp hành Đảng bộ xã Môn Sơn"]),
        ("Phòng VH-XH", ["Phòng Văn hóa - Xã hội xã Môn Sơn"]),
        ("Lưu VT-VP", ["Văn thư Đảng ủy xã Môn Sơn", "Văn phòng Đảng ủy xã Môn Sơn"]),
        ("Công an, Quân sự xã", ["Công an xã Môn Sơn", "Quân sự xã Môn Sơn"]),
        ("Trưởng các thôn, bản", ["trưởng các thôn, bản xã Môn Sơn"]),
        ("Bí thư chi bộ", ["bí thư các chi bộ xã Môn Sơn"]),
        ("Các chi bộ bản", ["các chi bộ bản"]),
        ("Các chi bộ trực thuộc", ["các chi bộ trực thuộc Đảng ủy xã Môn Sơn"]),
    ],
)
def test_a_commune(line: str, expected: list[str]) -> None:
    assert of(COMMUNE, line) == expected


@pytest.mark.parametrize(
    ("paper", "line", "expected"),
    [
        (PROVINCE_GOVERNMENT, "Như Điều 3", ["Như Điều 3"]),
        (PROVINCE_GOVERNMENT, "Thủ tướng Chính phủ (để b/c)", ["Thủ tướng Chính phủ"]),
        (
            PROVINCE_GOVERNMENT,
            "CT, các PCT UBND tỉnh",
            ["Chủ tịch Ủy ban nhân dân tỉnh Nghệ An", "các Phó Chủ tịch Ủy ban nhân dân tỉnh Nghệ An"],
        ),
        (
            PROVINCE_GOVERNMENT,
            "HĐND, UBND các huyện, TX, TP",
            [
                "Hội đồng nhân dân các huyện, thị xã, thành phố",
                "Ủy ban nhân dân các huyện, thị xã, thành phố",
            ],
        ),
        (
            PROVINCE_GOVERNMENT,
            "Sở Văn hóa, Thể thao và Du lịch; Sở Tài chính",
            ["Sở Văn hóa, Thể thao và Du lịch tỉnh Nghệ An", "Sở Tài chính tỉnh Nghệ An"],
        ),
        (
            PROVINCE_GOVERNMENT,
            "CVP, các PCVP UBND tỉnh",
            [
                "Chánh Văn phòng Ủy ban nhân dân tỉnh Nghệ An",
                "các Phó Chánh Văn phòng Ủy ban nhân dân tỉnh Nghệ An",
            ],
        ),
        (
            PROVINCE_GOVERNMENT,
            "TAND tỉnh, VKSND tỉnh",
            ["Tòa án nhân dân tỉnh Nghệ An", "Viện kiểm sát nhân dân tỉnh Nghệ An"],
        ),
        (
            PROVINCE_GOVERNMENT,
            "Lưu: VT, VX (02b)",
            [
                "Văn thư Văn phòng Ủy ban nhân dân tỉnh Nghệ An",
                "Phòng Văn xã Văn phòng Ủy ban nhân dân tỉnh Nghệ An",
            ],
        ),
        (
            DISTRICT_GOVERNMENT,
            "TT.HU, TT.HĐND huyện",
            ["Thường trực Huyện ủy Con Cuông", "Thường trực Hội đồng nhân dân huyện Con Cuông"],
        ),
        (
            DISTRICT_GOVERNMENT,
            "Phòng Nội vụ, Phòng TC-KH",
            ["Phòng Nội vụ huyện Con Cuông", "Phòng Tài chính - Kế hoạch huyện Con Cuông"],
        ),
        (DISTRICT_GOVERNMENT, "UBND các xã, TT", ["Ủy ban nhân dân các xã, thị trấn"]),
        (
            DISTRICT_GOVERNMENT,
            "Lưu: VT, TNMT",
            ["Văn thư Ủy ban nhân dân huyện Con Cuông", "Phòng Tài nguyên và Môi trường huyện Con Cuông"],
        ),
        (
            COUNCIL,
            "Thường trực HĐND, UBND, UBMTTQ tỉnh",
            [
                "Thường trực Hội đồng nhân dân tỉnh Nghệ An",
                "Ủy ban nhân dân tỉnh Nghệ An",
                "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Nghệ An",
            ],
        ),
        (COUNCIL, "Các vị đại biểu HĐND tỉnh", ["các vị đại biểu Hội đồng nhân dân tỉnh Nghệ An"]),
        (MINISTRY, "Bộ trưởng và các Thứ trưởng", ["Bộ trưởng Bộ Nội vụ", "các Thứ trưởng Bộ Nội vụ"]),
        (MINISTRY, "Thủ tướng, các Phó Thủ tướng Chính phủ", ["Thủ tướng Chính phủ", "các Phó Thủ tướng Chính phủ"]),
        (MINISTRY, "Lưu: VT, PC", ["Văn thư Bộ Nội vụ", "Vụ Pháp chế Bộ Nội vụ"]),
        (
            GOVERNMENT,
            "Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ",
            ["các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ"],
        ),
        (
            GOVERNMENT,
            "Hội đồng Dân tộc và các Ủy ban của Quốc hội",
            ["Hội đồng Dân tộc", "các Ủy ban của Quốc hội"],
        ),
        (GOVERNMENT, "Lưu: VT, NN (2b)", ["Văn thư Văn phòng Chính phủ", "Vụ Nông nghiệp Văn phòng Chính phủ"]),
        (
            POLITBURO,
            "Các ban đảng, ban cán sự đảng, đảng đoàn, đảng ủy trực thuộc Trung ương",
            [
                "các ban đảng Trung ương",
                "các ban cán sự đảng, đảng đoàn trực thuộc Trung ương",
                "các đảng ủy trực thuộc Trung ương",
            ],
        ),
        (POLITBURO, "Các đồng chí Ủy viên Trung ương Đảng", ["các đồng chí Ủy viên Trung ương Đảng"]),
    ],
)
def test_the_state_and_the_centre(paper: str, line: str, expected: list[str]) -> None:
    assert of(paper, line) == expected


@pytest.mark.parametrize(
    ("paper", "line", "expected"),
    [
        (FRONT, "Ban Thường trực UBMTTQ các huyện", ["Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam các huyện"]),
        (FRONT, "Lãnh đạo, chuyên viên", ["lãnh đạo, chuyên viên"]),
        (FRONT, "BTT UBTW MTTQ VN", ["Ban Thường trực Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"]),
        (FRONT, "Ban Dân vận, UBKT Tỉnh ủy", ["Ban Dân vận Tỉnh ủy Nghệ An", "Ủy ban Kiểm tra Tỉnh ủy Nghệ An"]),
        (
            FRONT,
            "Ủy ban MTTQ các huyện, thị xã, thành phố",
            ["Ủy ban Mặt trận Tổ quốc Việt Nam các huyện, thị xã, thành phố"],
        ),
        (
            FRONT,
            "Các tổ chức thành viên của MTTQ tỉnh",
            ["các tổ chức thành viên của Mặt trận Tổ quốc Việt Nam tỉnh Nghệ An"],
        ),
        (WARD_FRONT, "Thường trực Đảng uỷ (B/c)", ["Thường trực Đảng ủy phường Trường Vinh"]),
        (
            WARD_FRONT,
            "TT HĐND, UBND phường",
            ["Thường trực Hội đồng nhân dân phường Trường Vinh", "Ủy ban nhân dân phường Trường Vinh"],
        ),
        (WARD_FRONT, "Ban CTMT các KDC", ["Ban Công tác Mặt trận các khu dân cư phường Trường Vinh"]),
        (WARD_FRONT, "Lưu: MTTQ", ["Ủy ban Mặt trận Tổ quốc Việt Nam phường Trường Vinh"]),
        (WARD_FRONT, "Lưu: VT", ["Văn thư Ủy ban Mặt trận Tổ quốc Việt Nam phường Trường Vinh"]),
    ],
)
def test_the_front(paper: str, line: str, expected: list[str]) -> None:
    assert of(paper, line) == expected


def test_a_body_that_stands_in_two_lines_is_one_recipient() -> None:
    lines = ("Thường trực Huyện ủy (để b/c)", "Văn phòng Huyện ủy", "Thường trực Huyện ủy", "Lưu VPHU")
    assert of(DISTRICT, *lines) == ["Thường trực Huyện ủy Con Cuông", "Văn phòng Huyện ủy Con Cuông"]


def test_text_that_only_looks_like_a_list_stays_as_printed() -> None:
    long = ", ".join(["Văn phòng"] * 10_000)
    assert of(DISTRICT, long) == [long]


def test_a_paper_without_recipients_has_none() -> None:
    reading = read(Text(DISTRICT, "a.txt"))
    assert recipients(reading, infer(reading)) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MTTQ Việt Nam xã", "Mặt trận Tổ quốc Việt Nam xã"),
        ("TT.HĐND", "Thường trực Hội đồng nhân dân"),
        ("Đ/c Bí thư", "Đồng chí Bí thư"),
        ("UBNDX", "UBNDX"),
        ("vp Huyện ủy", "vp Huyện ủy"),
    ],
)
def test_abbreviations_are_whole_words_in_their_own_case(text: str, expected: str) -> None:
    assert expand(text) == expected


def test_every_abbreviation_has_an_expansion_and_a_source() -> None:
    rows = read_rows("abbreviations.csv")
    assert all(row["expansion"] and row["source"] for row in rows)
    assert {row["use"] for row in rows} == {"name", "field", "keeper", "section", "department"}


@pytest.mark.parametrize(
    ("line", "words", "body"),
    [
        ("Văn phòng Huyện ủy", "Văn phòng Huyện ủy Con Cuông", BodyName("Huyện ủy", "Văn phòng", "district")),
        ("Ban Tổ chức", "Ban Tổ chức Huyện ủy Con Cuông", BodyName("Huyện ủy", "Ban Tổ chức", "district", "Con Cuông")),
        ("Các chi bộ trực thuộc", "các chi bộ trực thuộc Huyện ủy Con Cuông", None),
    ],
)
def test_a_full_name_knows_the_body_of_which_it_is(line: str, words: str, body: BodyName | None) -> None:
    reading = read(Text(DISTRICT, "a.txt"))
    assert Office(Issuer(reading, infer(reading))).names(line) == [FullName(words, body)]


CITY_GOVERNMENT = PROVINCE_GOVERNMENT.replace("TỈNH NGHỆ AN", "THÀNH PHỐ ĐÀ NẴNG").replace("Nghệ An", "Đà Nẵng")


@pytest.mark.parametrize(
    ("paper", "line", "expected"),
    [
        # a body and those who belong to it
        (
            GOVERNMENT,
            "VPCP: BTCN, các PCN, trợ lý TTg, TGĐ Cổng TTĐT, các Vụ: PL, KTTH",
            [
                "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
                "các Phó Chủ nhiệm Văn phòng Chính phủ",
                "trợ lý Thủ tướng Chính phủ",
                "Tổng Giám đốc Cổng Thông tin điện tử Chính phủ",
                "Vụ Pháp luật Văn phòng Chính phủ",
                "Vụ Kinh tế tổng hợp Văn phòng Chính phủ",
            ],
        ),
        (
            MINISTRY,
            "Bộ Nội vụ: Bộ trưởng, các Thứ trưởng, các đơn vị thuộc Bộ",
            ["Bộ trưởng Bộ Nội vụ", "các Thứ trưởng Bộ Nội vụ", "các đơn vị thuộc Bộ Nội vụ"],
        ),
        (
            CITY_GOVERNMENT,
            "TTUB: CT, các PCT",
            ["Chủ tịch Ủy ban nhân dân thành phố Đà Nẵng", "các Phó Chủ tịch Ủy ban nhân dân thành phố Đà Nẵng"],
        ),
        (
            PROVINCE_GOVERNMENT,
            "VPUB: CPVP, KTTH",
            [
                "Chánh Văn phòng Ủy ban nhân dân tỉnh Nghệ An",
                "Phó Chánh Văn phòng Ủy ban nhân dân tỉnh Nghệ An",
                "Phòng Kinh tế tổng hợp Văn phòng Ủy ban nhân dân tỉnh Nghệ An",
            ],
        ),
        (
            COUNCIL,
            "Các VP: Tỉnh ủy, Đoàn ĐBQH và HĐND, UBND tỉnh",
            [
                "Văn phòng Tỉnh ủy Nghệ An",
                "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Nghệ An",
                "Văn phòng Ủy ban nhân dân tỉnh Nghệ An",
            ],
        ),
        (COUNCIL, "Văn phòng ĐĐBQH&HĐND tỉnh", [
            "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Nghệ An",
        ]),
        (COUNCIL, "Đoàn ĐBQH và HĐND tỉnh", ["Đoàn đại biểu Quốc hội tỉnh Nghệ An", "Hội đồng nhân dân tỉnh Nghệ An"]),
        # branches of ministries and departments
        (
            PROVINCE_GOVERNMENT,
            "Các Sở: TC, VH,TT&DL, CT và KHCN",
            [
                "Sở Tài chính tỉnh Nghệ An",
                "Sở Văn hóa, Thể thao và Du lịch tỉnh Nghệ An",
                "Sở Công Thương tỉnh Nghệ An",
                "Sở Khoa học và Công nghệ tỉnh Nghệ An",
            ],
        ),
        (PROVINCE_GOVERNMENT, "Bộ NN&MT; Các Bộ: XD, YT", [
            "Bộ Nông nghiệp và Môi trường", "Bộ Xây dựng", "Bộ Y tế",
        ]),
        (PROVINCE_GOVERNMENT, "BCH Bộ đội Biên phòng TP", ["Ban Chỉ huy Bộ đội Biên phòng thành phố"]),
        (PROVINCE_GOVERNMENT, "Các Sở, ban, ngành Tỉnh", ["các Sở, ban, ngành tỉnh Nghệ An"]),
        # a unit and the ministry it belongs to
        (PROVINCE_GOVERNMENT, "Vụ Pháp chế, Bộ Y tế", ["Vụ Pháp chế Bộ Y tế"]),
        (PROVINCE_GOVERNMENT, "Cục KSTTHC, VPCP", ["Cục Kiểm soát thủ tục hành chính Văn phòng Chính phủ"]),
        (PROVINCE_GOVERNMENT, "Bộ Y tế, Bộ Xây dựng", ["Bộ Y tế", "Bộ Xây dựng"]),
        # TT before other words than a body's
        (PROVINCE_GOVERNMENT, "Các phòng, TT thuộc VP UBND tỉnh", [
            "các phòng, trung tâm thuộc Văn phòng Ủy ban nhân dân tỉnh Nghệ An",
        ]),
        (PROVINCE_GOVERNMENT, "Trung tâm PVHCC tỉnh", ["Trung tâm Phục vụ hành chính công tỉnh Nghệ An"]),
        # who keeps the copy, without the typist and the number of copies
        (
            PROVINCE_GOVERNMENT,
            "Lưu: VT, NC3, T.Hà",
            [
                "Văn thư Văn phòng Ủy ban nhân dân tỉnh Nghệ An",
                "Phòng Nội chính Văn phòng Ủy ban nhân dân tỉnh Nghệ An",
            ],
        ),
        (PROVINCE_GOVERNMENT, "Lưu: VT, P.KT (05b) Minh", [
            "Văn thư Văn phòng Ủy ban nhân dân tỉnh Nghệ An",
            "Phòng Kinh tế Văn phòng Ủy ban nhân dân tỉnh Nghệ An",
        ]),
        (GOVERNMENT, "Lưu: VT, KGVX (3b)", [
            "Văn thư Văn phòng Chính phủ", "Vụ Khoa giáo - Văn xã Văn phòng Chính phủ",
        ]),
        (PROVINCE_GOVERNMENT, "PCVP (NC) UBND tỉnh", ["Phó Chánh Văn phòng Ủy ban nhân dân tỉnh Nghệ An"]),
        (PROVINCE_GOVERNMENT, "Bộ CHQS tinh", ["Bộ Chỉ huy quân sự tỉnh Nghệ An"]),
        (PROVINCE_GOVERNMENT, "Văn phòng BCHPTDS tỉnh", ["Văn phòng Ban Chỉ huy Phòng thủ dân sự tỉnh Nghệ An"]),
        (CITY_GOVERNMENT, "TT.TU, TT.HĐNDTP", [
            "Thường trực Thành ủy Đà Nẵng", "Thường trực Hội đồng nhân dân thành phố Đà Nẵng",
        ]),
        (CITY_GOVERNMENT, "Phòng: TH, VX", [
            "Phòng Tổng hợp Văn phòng Ủy ban nhân dân thành phố Đà Nẵng",
            "Phòng Văn xã Văn phòng Ủy ban nhân dân thành phố Đà Nẵng",
        ]),
        (PROVINCE_GOVERNMENT, "Các sở: Nông nghiệp và Môi trường, Tài chính", [
            "Sở Nông nghiệp và Môi trường tỉnh Nghệ An", "Sở Tài chính tỉnh Nghệ An",
        ]),
        (PROVINCE_GOVERNMENT, "Các Bộ: Công an, Xây dựng", ["Bộ Công an", "Bộ Xây dựng"]),
        (PROVINCE_GOVERNMENT, "Chánh, các Phó Chánh Văn phòng UBND tỉnh", [
            "Chánh Văn phòng Ủy ban nhân dân tỉnh Nghệ An", "các Phó Chánh Văn phòng Ủy ban nhân dân tỉnh Nghệ An",
        ]),
        (PROVINCE_GOVERNMENT, "VP UBND tỉnh:", ["Văn phòng Ủy ban nhân dân tỉnh Nghệ An"]),
        (PROVINCE_GOVERNMENT, "Ban Pháp chế - HĐND tỉnh", ["Ban Pháp chế Hội đồng nhân dân tỉnh Nghệ An"]),
        (PROVINCE_GOVERNMENT, "Báo và PTTH Nghệ An", ["Báo và Phát thanh, Truyền hình Nghệ An"]),
        (PROVINCE_GOVERNMENT, "Công an tỉnh, BCHQS tỉnh", [
            "Công an tỉnh Nghệ An", "Bộ Chỉ huy quân sự tỉnh Nghệ An",
        ]),
        (MINISTRY, "UBND, Sở Nội vụ các tỉnh, thành phố", [
            "Ủy ban nhân dân các tỉnh, thành phố", "sở nội vụ các tỉnh, thành phố",
        ]),
        (MINISTRY, "Thủ tướng, các Phó Thủ tướng", ["Thủ tướng Chính phủ", "các Phó Thủ tướng Chính phủ"]),
        (GOVERNMENT, "Ban Bí thư Trung ương Đảng", ["Ban Bí thư Trung ương Đảng"]),
        (PROVINCE, "Thường trực Ban Bí thư “để báo cáo”", ["Thường trực Ban Bí thư"]),
        (PROVINCE, "Các ban cán sự đảng, đảng đoàn", [
            "các ban cán sự đảng, đảng đoàn trực thuộc Tỉnh ủy Nghệ An",
        ]),
        (PROVINCE_GOVERNMENT, "Mục III", ["các cơ quan nêu tại Mục III"]),
        (PROVINCE_GOVERNMENT, "Thường trực tỉnh ủy", ["Thường trực Tỉnh ủy Nghệ An"]),
        (CITY_GOVERNMENT, "Đảng ủy UBND TP", ["Đảng ủy Ủy ban nhân dân thành phố Đà Nẵng"]),
    ],
)  # fmt: skip
def test_lists_as_offices_of_the_state_shorten_them(paper: str, line: str, expected: list[str]) -> None:
    assert of(paper, line) == expected
