"""The bodies that a text names: organ, seat, level, place, term, meeting."""

from __future__ import annotations

import pytest

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.model import BodyName
from graphbuild.text import normalize


def found(text: str) -> list[tuple[str, BodyName]]:
    normal = normalize(text)
    return [(mention.span.of(normal.text), mention.name) for mention in BodyFinder(normal.text).mentions]


CENTRAL = "Ban Chấp hành Trung ương"


@pytest.mark.parametrize(
    ("text", "printed", "name"),
    [
        # the centre
        ("Nay Bộ Chính trị giao", "Bộ Chính trị", BodyName("Bộ Chính trị", "", "central")),
        ("Nay BỘ CHÍNH TRỊ giao", "BỘ CHÍNH TRỊ", BodyName("Bộ Chính trị", "", "central")),
        ("Nay Ban Bí thư Trung ương Đảng giao", "Ban Bí thư Trung ương Đảng", BodyName("Ban Bí thư", "", "central")),
        (
            "Nay Ban Chấp hành Trung ương Đảng khóa XIII giao",
            "Ban Chấp hành Trung ương Đảng khóa XIII",
            BodyName(CENTRAL, "", "central", "", "XIII"),
        ),
        ("Nay BCH Trung ương giao", "BCH Trung ương", BodyName(CENTRAL, "", "central")),
        (
            "Nay Văn phòng Trung ương Đảng giao",
            "Văn phòng Trung ương Đảng",
            BodyName("Văn phòng Trung ương Đảng", "", "central"),
        ),
        (
            "Nay Ban Tổ chức Trung ương giao",
            "Ban Tổ chức Trung ương",
            BodyName("Ban Tổ chức Trung ương", "", "central"),
        ),
        ("Nay Quân uỷ Trung ương giao", "Quân ủy Trung ương", BodyName("Quân ủy Trung ương", "", "central")),
        ("Nay Thủ tướng Chính phủ giao", "Thủ tướng Chính phủ", BodyName("Thủ tướng Chính phủ", "", "central")),
        ("Nay Quốc hội khoá XV họp", "Quốc hội khóa XV", BodyName("Quốc hội", "", "central", "", "XV")),
        (
            "Nay Ủy ban Thường vụ Quốc hội họp",
            "Ủy ban Thường vụ Quốc hội",
            BodyName("Ủy ban Thường vụ Quốc hội", "", "central"),
        ),
        (
            "Nay Hội nghị Trung ương 4 (khóa XIII) bàn",
            "Hội nghị Trung ương 4 (khóa XIII)",
            BodyName(CENTRAL, "", "central", "", "XIII", "Hội nghị Trung ương 4"),
        ),
        (
            "Nay Hội nghị Trung ương 7 khóa 11 bàn",
            "Hội nghị Trung ương 7 khóa 11",
            BodyName(CENTRAL, "", "central", "", "XI", "Hội nghị Trung ương 7"),
        ),
        (
            "Nay Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XII bàn",
            "Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XII",
            BodyName(CENTRAL, "", "central", "", "XII", "Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng"),
        ),
        # committees, with and without place
        ("Nay Tỉnh ủy giao", "Tỉnh ủy", BodyName("Tỉnh ủy", "", "province")),
        ("Nay Tỉnh uỷ Thanh Hoá giao", "Tỉnh ủy Thanh Hóa", BodyName("Tỉnh ủy", "", "province", "Thanh Hóa")),
        ("Nay TỈNH ỦY CÀ MAU giao", "TỈNH ỦY CÀ MAU", BodyName("Tỉnh ủy", "", "province", "Cà Mau")),
        ("Nay Thành ủy Hải Phòng giao", "Thành ủy Hải Phòng", BodyName("Thành ủy", "", "province", "Hải Phòng")),
        ("Nay Thành ủy Thanh Hóa giao", "Thành ủy Thanh Hóa", BodyName("Thành ủy", "", "district", "Thanh Hóa")),
        ("Nay Huyện ủy Vĩnh Bảo giao", "Huyện ủy Vĩnh Bảo", BodyName("Huyện ủy", "", "district", "Vĩnh Bảo")),
        ("Nay Quận ủy Lê Chân giao", "Quận ủy Lê Chân", BodyName("Quận ủy", "", "district", "Lê Chân")),
        ("Nay Thị ủy Nghi Sơn giao", "Thị ủy Nghi Sơn", BodyName("Thị ủy", "", "district", "Nghi Sơn")),
        ("Nay Đảng ủy xã Trí Phải giao", "Đảng ủy xã Trí Phải", BodyName("Đảng ủy xã", "", "commune", "Trí Phải")),
        (
            "Nay Đảng ủy Khối các cơ quan tỉnh giao",
            "Đảng ủy Khối các cơ quan tỉnh",
            BodyName("Đảng ủy Khối các cơ quan tỉnh", "", "province"),
        ),
        # organs
        (
            "Nay Ban Thường vụ Tỉnh ủy Thanh Hóa giao",
            "Ban Thường vụ Tỉnh ủy Thanh Hóa",
            BodyName("Tỉnh ủy", "Ban Thường vụ", "province", "Thanh Hóa"),
        ),
        (
            "Nay Thường trực Huyện ủy Nông Cống giao",
            "Thường trực Huyện ủy Nông Cống",
            BodyName("Huyện ủy", "Thường trực", "district", "Nông Cống"),
        ),
        (
            "Nay Ban Tổ chức Huyện ủy giao",
            "Ban Tổ chức Huyện ủy",
            BodyName("Huyện ủy", "Ban Tổ chức", "district"),
        ),
        (
            "Nay Ban Tuyên giáo và Dân vận Tỉnh ủy giao",
            "Ban Tuyên giáo và Dân vận Tỉnh ủy",
            BodyName("Tỉnh ủy", "Ban Tuyên giáo và Dân vận", "province"),
        ),
        ("Nay UBKT Huyện ủy giao", "UBKT Huyện ủy", BodyName("Huyện ủy", "Ủy ban Kiểm tra", "district")),
        ("Nay BTV Thành ủy giao", "BTV Thành ủy", BodyName("Thành ủy", "Ban Thường vụ", "province")),
        (
            "Nay Ban Chấp hành Đảng bộ huyện Vĩnh Lộc khóa XXVI giao",
            "Ban Chấp hành Đảng bộ huyện Vĩnh Lộc khóa XXVI",
            BodyName("Huyện ủy", "Ban Chấp hành", "district", "Vĩnh Lộc", "XXVI"),
        ),
        (
            "Nay Ban Chấp hành Đảng bộ tỉnh, khóa XIX giao",
            "Ban Chấp hành Đảng bộ tỉnh, khóa XIX",
            BodyName("Tỉnh ủy", "Ban Chấp hành", "province", "", "XIX"),
        ),
        ("Nay Ban Thường vụ giao", "Ban Thường vụ", BodyName("", "Ban Thường vụ")),
        # the state and the Front
        (
            "Nay UBND huyện Vĩnh Lộc giao",
            "UBND huyện Vĩnh Lộc",
            BodyName("Ủy ban nhân dân", "", "district", "Vĩnh Lộc"),
        ),
        (
            "Nay Uỷ ban nhân dân tỉnh giao",
            "Ủy ban nhân dân tỉnh",
            BodyName("Ủy ban nhân dân", "", "province"),
        ),
        (
            "Nay Thường trực HĐND xã Trí Phải giao",
            "Thường trực HĐND xã Trí Phải",
            BodyName("Hội đồng nhân dân", "Thường trực", "commune", "Trí Phải"),
        ),
        (
            "Nay Văn phòng UBND huyện giao",
            "Văn phòng UBND huyện",
            BodyName("Ủy ban nhân dân", "Văn phòng", "district"),
        ),
        (
            "Nay Ban Thường trực Uỷ ban MTTQ Việt Nam xã Yên Định giao",
            "Ban Thường trực Ủy ban MTTQ Việt Nam xã Yên Định",
            BodyName("Ủy ban Mặt trận Tổ quốc Việt Nam", "Ban Thường trực", "commune", "Yên Định"),
        ),
        (
            "Nay Ủy ban nhân dân thành phố Hải Phòng giao",
            "Ủy ban nhân dân thành phố Hải Phòng",
            BodyName("Ủy ban nhân dân", "", "province", "Hải Phòng"),
        ),
        (
            "Nay UBND thành phố Thanh Hóa giao",
            "UBND thành phố Thanh Hóa",
            BodyName("Ủy ban nhân dân", "", "district", "Thanh Hóa"),
        ),
    ],
)
def test_bodies(text: str, printed: str, name: BodyName) -> None:
    assert found(text) == [(printed, name)]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Huyện ủy và Ủy ban nhân dân huyện cùng làm", ["Huyện ủy", "Ủy ban nhân dân huyện"]),
        ("Ban Tổ chức, Ủy ban Kiểm tra Huyện ủy cùng làm", ["Ban Tổ chức", "Ủy ban Kiểm tra Huyện ủy"]),
        (
            "Ban Thường vụ Huyện ủy Vĩnh Bảo, Huyện ủy Kiến Thụy",
            ["Ban Thường vụ Huyện ủy Vĩnh Bảo", "Huyện ủy Kiến Thụy"],
        ),
        # class words and other things of the same letters
        ("các huyện ủy, thành ủy và tỉnh ủy trực thuộc", []),
        ("các ban chấp hành và ban thường vụ đã kiện toàn", []),
        ("Đảng bộ huyện Vĩnh Bảo có 60 chi bộ", []),
        ("Huyện ủyviên và Tỉnh ủyX", []),
        ("nhân dân trong huyện phấn khởi", []),
        # an office of the centre in a part of the country, and the deputies of a province
        ("Đoàn đại biểu Quốc hội tỉnh Cà Mau", []),
        ("Kiểm toán nhà nước khu vực V và Ngân hàng Nhà nước chi nhánh khu vực 14", []),
        ("Cục Thuế thành phố Hà Nội và Cục Thuế", ["Cục Thuế"]),
        ("Thuế tỉnh Cà Mau nộp thuế", ["Thuế tỉnh Cà Mau"]),
        # both together
        ("Nay Bộ Chính trị, Ban Bí thư yêu cầu", ["Bộ Chính trị, Ban Bí thư"]),
        ("Ủy ban Pháp luật và Tư pháp thẩm tra", ["Ủy ban Pháp luật và Tư pháp"]),
    ],
)
def test_which_words_are_bodies(text: str, printed: list[str]) -> None:
    assert [span for span, _name in found(text)] == printed


@pytest.mark.parametrize("text", ["Tỉnh ủy khóa 99 họp", "Tỉnh ủy khóa 0 họp", "Quốc hội khóa 60", "Tỉnh ủy (khóa 50)"])
def test_a_term_that_cannot_be_is_no_reason_to_fail(text: str) -> None:
    assert [name.term for _span, name in found(text)] == [""]


def test_a_body_is_asked_for_by_its_first_character() -> None:
    finder = BodyFinder("Nay Huyện ủy Vĩnh Bảo giao")
    assert finder.at(4) is finder.mentions[0]
    assert finder.at(5) is None
