"""Of which place a document is, on what evidence, and where it stays open."""

from __future__ import annotations

import pytest

from graphbuild.extraction.reading import read
from graphbuild.model import Text
from graphbuild.resolve.bodies.jurisdiction import Jurisdiction, lineage
from graphbuild.resolve.bodies.place_inference import infer
from graphbuild.vocabulary.places import places


def of(text: str) -> Jurisdiction:
    return infer(read(Text(text, "a.txt")))


def paper(issuer: str, date_line: str = "", opening: str = "") -> str:
    return f"{issuer}\nSố 87-KH/HU\n{date_line}\n\nKẾ HOẠCH\nsửa nhà văn hóa\n\nCăn cứ tình hình thực tế.\n{opening}\n"


@pytest.mark.parametrize(
    ("text", "level", "full_name", "evidence"),
    [
        # the letterhead
        (
            paper("HUYỆN ỦY VĨNH BẢO", "Vĩnh Bảo, ngày 05 tháng 6 năm 2024"),
            "district",
            "huyện Vĩnh Bảo, thành phố Hải Phòng",
            "letterhead",
        ),
        (
            paper("TỈNH ỦY THANH HÓA", "Thanh Hóa, ngày 05 tháng 6 năm 2024"),
            "province",
            "tỉnh Thanh Hóa",
            "letterhead",
        ),
        (
            paper("ĐẢNG BỘ HUYỆN THỚI BÌNH\nĐẢNG ỦY XÃ TRÍ PHẢI", "Trí Phải, ngày 05 tháng 6 năm 2024"),
            "commune",
            "xã Trí Phải, huyện Thới Bình, tỉnh Cà Mau",
            "letterhead",
        ),
        # the place as it was on the day
        (
            paper("ĐẢNG BỘ TỈNH CÀ MAU\nĐẢNG ỦY XÃ TRÍ PHẢI", "Trí Phải, ngày 05 tháng 6 năm 2026"),
            "commune",
            "xã Trí Phải, tỉnh Cà Mau",
            "letterhead",
        ),
        # the date line
        (
            paper("HUYỆN ỦY", "Vĩnh Bảo, ngày 05 tháng 6 năm 2024"),
            "district",
            "huyện Vĩnh Bảo, thành phố Hải Phòng",
            "date_line",
        ),
        # bodies named with a place
        (
            paper("HUYỆN ỦY", "", "Giao Huyện ủy Vĩnh Bảo làm ngay; Huyện ủy Vĩnh Bảo báo cáo."),
            "district",
            "huyện Vĩnh Bảo, thành phố Hải Phòng",
            "named_body",
        ),
        # places that fit together
        (
            paper("HUYỆN ỦY", "", "Ban Thường vụ Huyện ủy họp bàn đưa Vĩnh Bảo cùng Hải Phòng đi lên."),
            "district",
            "huyện Vĩnh Bảo, thành phố Hải Phòng",
            "named_place",
        ),
    ],
)
def test_places_and_their_evidence(text: str, level: str, full_name: str, evidence: str) -> None:
    jurisdiction = of(text)
    assert (jurisdiction.level, jurisdiction.full_name) == (level, full_name)
    assert jurisdiction.evidence[0].code == evidence
    assert 0 < (jurisdiction.confidence or 0) <= 1


def test_better_evidence_is_surer() -> None:
    letterhead = of(paper("HUYỆN ỦY VĨNH BẢO"))
    date_line = of(paper("HUYỆN ỦY", "Vĩnh Bảo, ngày 05 tháng 6 năm 2024"))
    named = of(paper("HUYỆN ỦY", "", "Ban Thường vụ Huyện ủy họp bàn đưa Vĩnh Bảo cùng Hải Phòng đi lên."))
    assert (letterhead.confidence or 0) > (date_line.confidence or 0) > (named.confidence or 0)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (paper("HUYỆN ỦY"), "district"),
        (paper("TỈNH ỦY"), "province"),
        # a name that several provinces have, and nothing that decides
        (paper("HUYỆN ỦY CHÂU THÀNH", "Châu Thành, ngày 05 tháng 6 năm 2024"), "district"),
        # a district named without its province
        (paper("HUYỆN ỦY", "", "Ban Thường vụ Huyện ủy họp bàn như Vĩnh Bảo đã làm."), "district"),
        # two provinces as often as each other
        (paper("TỈNH ỦY", "", "Học tập tỉnh Lâm Đồng và tỉnh Cà Mau."), "province"),
    ],
)
def test_too_little_leaves_the_place_open(text: str, level: str) -> None:
    jurisdiction = of(text)
    assert jurisdiction.level == level
    assert jurisdiction.full_name is None
    assert jurisdiction.at(level) is None


def test_a_shared_name_is_decided_by_the_province_that_the_text_names() -> None:
    text = paper(
        "HUYỆN ỦY CHÂU THÀNH", "Châu Thành, ngày 05 tháng 6 năm 2024", "Thực hiện chủ trương của Tỉnh ủy Kiên Giang."
    )
    assert of(text).full_name == "huyện Châu Thành, tỉnh Kiên Giang"


def test_a_document_of_the_centre_has_no_place() -> None:
    jurisdiction = of(paper("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TỔ CHỨC", "Hà Nội, ngày 05 tháng 6 năm 2024"))
    assert jurisdiction.full_name is None
    assert jurisdiction.province is None


def test_a_commune_that_no_table_lists_is_taken_as_printed() -> None:
    jurisdiction = of(paper("ĐẢNG ỦY XÃ TÂN CỔ LAI", "Tân Cổ Lai, ngày 05 tháng 6 năm 2024"))
    assert (jurisdiction.full_name, jurisdiction.commune) == ("Tân Cổ Lai", None)


def test_states_of_one_place_are_one_line() -> None:
    assert lineage(places()["hai-phong"]) == lineage(places()["hai-phong.2025"])
    assert lineage(places()["vinh-bao.hai-phong"]) != lineage(places()["hai-phong"])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (paper("HUYỆN ỦY VĨNH BẢO", "Vĩnh Bảo, ngày 05 tháng 6 năm 2024"), "2024-06-05"),
        # undated: no earlier than what it cites, and than its own place
        (paper("HUYỆN ỦY VĨNH BẢO", "", "Thực hiện Chỉ thị 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị."), "2016-05-15"),
        (paper("ĐẢNG ỦY XÃ VĨNH AM", "", "Thực hiện Chỉ thị 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị."), "2025-07-01"),
        (paper("HUYỆN ỦY VĨNH BẢO"), None),
    ],
)
def test_the_day_for_which_names_are_read(text: str, day: str | None) -> None:
    assert of(text).day == day


def test_states_of_a_place_do_not_compete() -> None:
    text = paper("TỈNH ỦY", "Gia Lai, ngày 14 tháng 11 năm 2025", "Xây thêm bệnh viện ở Pleiku và thành phố Quy Nhơn.")
    province = of(text).province
    assert province is not None
    assert province.key == "gia-lai.2025"


@pytest.mark.parametrize(
    ("issuer", "date_line", "level", "full_name"),
    [
        ("ỦY BAN NHÂN DÂN", "Gia Lai, ngày 14 tháng 11 năm 2025", "province", "tỉnh Gia Lai"),
        ("ỦY BAN NHÂN DÂN", "Vĩnh Am, ngày 14 tháng 11 năm 2025", "commune", "xã Vĩnh Am, thành phố Hải Phòng"),
        ("TỔNG CÔNG TY ĐƯỜNG SÔNG", "Hà Nội, ngày 14 tháng 11 năm 2025", "", None),
    ],
)
def test_a_council_without_its_level_is_of_the_place_in_the_date_line(
    issuer: str, date_line: str, level: str, full_name: str | None
) -> None:
    jurisdiction = of(paper(issuer, date_line))
    assert (jurisdiction.level, jurisdiction.full_name) == (level, full_name)
