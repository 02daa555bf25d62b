"""Places named in a text."""

from __future__ import annotations

import pytest

from graphbuild.extraction.places import named_places, place_at
from graphbuild.text import normalize


@pytest.mark.parametrize(
    ("text", "level", "unit", "name", "found_level"),
    [
        ("Hải Phòng và", "province", "thành phố", "Hải Phòng", "province"),
        ("HẢI PHÒNG VÀ", "province", "", "Hải Phòng", "province"),
        ("Thanh Hoá, nơi", "province", "tỉnh", "Thanh Hóa", "province"),
        ("Thanh Hóa, nơi", "province", "thành phố", "Thanh Hóa", "district"),
        ("Bà Rịa - Vũng Tàu và", "province", "tỉnh", "Bà Rịa - Vũng Tàu", "province"),
        ("Bà Rịa – Vũng Tàu và", "province", "tỉnh", "Bà Rịa - Vũng Tàu", "province"),
        ("Vĩnh Bảo Nguyễn Văn A", "district", "huyện", "Vĩnh Bảo", "district"),
        ("Kiến Thuỵ đã", "district", "huyện", "Kiến Thụy", "district"),
        ("Thừa Thiên Huế", "province", "tỉnh", "Thừa Thiên Huế", "province"),
        ("Tân Cổ Lai vừa", "commune", "xã", "Tân Cổ Lai", "commune"),
        ("TÂN CỔ LAI VỪA", "commune", "xã", "Tân Cổ Lai Vừa", "commune"),
    ],
)
def test_the_place_at_a_position(text: str, level: str, unit: str, name: str, found_level: str) -> None:
    place = place_at(normalize(text).text, 0, level, unit)
    assert place is not None
    assert (place.name, place.level) == (name, found_level)


@pytest.mark.parametrize("text", ["của huyện", "đã họp", "Không Đâu Cả", "2025 là năm", ""])
def test_where_no_place_begins(text: str) -> None:
    assert place_at(text, 0, "district", "huyện") is None


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Đoàn từ Vĩnh Bảo ra Hải Phòng.", ["Vĩnh Bảo", "Hải Phòng"]),
        ("Huyện Kiến Thuỵ và tỉnh Lâm Đồng", ["Kiến Thụy", "Lâm Đồng"]),
        ("TỈNH THANH HÓA", ["Thanh Hóa"]),
        ("tư tưởng, đạo đức, phong cách Hồ Chí Minh", []),
        ("Thành phố Hồ Chí Minh", ["Hồ Chí Minh"]),
        ("đồng chí Nguyễn Văn Nam và anh Bình", []),
        ("tỉnh Hòa Bình", ["Hòa Bình"]),
        ("Huếch và Hải Phòngx", []),
    ],
)
def test_places_named_in_a_text(text: str, places: list[str]) -> None:
    assert [place.name for place in named_places(normalize(text).text)] == places


@pytest.mark.parametrize(
    ("text", "level"),
    [("huyện Vĩnh Bảo", "district"), ("Vĩnh Bảo", "district"), ("tỉnh Thanh Hóa", "province"), ("Thanh Hóa", "")],
)
def test_the_level_that_a_name_tells(text: str, level: str) -> None:
    assert [place.level for place in named_places(text)] == [level]
