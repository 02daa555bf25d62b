"""Which body a name means, in the light of the document that names it."""

from __future__ import annotations

import pytest

from graphbuild.extraction.reading import read
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.model import BodyName, Text
from graphbuild.number import DocumentNumber
from graphbuild.resolve.bodies.jurisdiction import Jurisdiction
from graphbuild.resolve.bodies.registry import BodyRegistry, ResolvedBody
from graphbuild.resolve.records import resolve as resolve_all
from graphbuild.vocabulary.known_documents import KnownDocument
from graphbuild.vocabulary.places import places

VINH_BAO = Jurisdiction("district", places()["hai-phong"], places()["vinh-bao.hai-phong"])
HAI_PHONG = Jurisdiction("province", places()["hai-phong"])
THANH_HOA = Jurisdiction("province", places()["thanh-hoa"])
NONG_CONG = Jurisdiction("district", places()["thanh-hoa"], places()["nong-cong.thanh-hoa"])
NOWHERE = Jurisdiction("district")
DAY = "2024-06-05"

DISTRICT = BodyName("Huyện ủy", level="district")
DISTRICT_STANDING = BodyName("Huyện ủy", "Ban Thường vụ", "district")
PROVINCE = BodyName("Tỉnh ủy", level="province")
CITY = BodyName("Thành ủy", level="province")
FRONT = BodyName("Ủy ban Mặt trận Tổ quốc Việt Nam", level="district")


def resolve(
    name: BodyName,
    jurisdiction: Jurisdiction = VINH_BAO,
    source: str = "a.txt",
    own: BodyName | None = None,
    day: str = DAY,
) -> ResolvedBody:
    return BodyRegistry(DEFAULT_BASE).resolve(name, jurisdiction, source, own, day)


@pytest.mark.parametrize(
    ("name", "level"),
    [("Bộ Nội vụ", "central"), ("Bộ trưởng Bộ Nội vụ", "central"), ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh Cà Mau", None)],
)
def test_a_minister_is_of_the_centre_as_the_ministry_is(name: str, level: str | None) -> None:
    assert resolve(BodyName(name)).body.level == level


@pytest.mark.parametrize(
    ("name", "jurisdiction", "full", "place"),
    [
        (DISTRICT, VINH_BAO, "Huyện ủy Vĩnh Bảo", "huyện Vĩnh Bảo, thành phố Hải Phòng"),
        (DISTRICT_STANDING, VINH_BAO, "Ban Thường vụ Huyện ủy Vĩnh Bảo", "huyện Vĩnh Bảo, thành phố Hải Phòng"),
        (CITY, VINH_BAO, "Thành ủy Hải Phòng", "thành phố Hải Phòng"),
        (PROVINCE, NONG_CONG, "Tỉnh ủy Thanh Hóa", "tỉnh Thanh Hóa"),
        (
            BodyName("Huyện ủy", "Ban Chấp hành", "district"),
            VINH_BAO,
            "Ban Chấp hành Đảng bộ huyện Vĩnh Bảo",
            "huyện Vĩnh Bảo, thành phố Hải Phòng",
        ),
        (
            BodyName("Tỉnh ủy", "Ban Chấp hành", "province"),
            NONG_CONG,
            "Ban Chấp hành Đảng bộ tỉnh Thanh Hóa",
            "tỉnh Thanh Hóa",
        ),
        (
            BodyName("Ủy ban nhân dân", level="district"),
            VINH_BAO,
            "Ủy ban nhân dân huyện Vĩnh Bảo",
            "huyện Vĩnh Bảo, thành phố Hải Phòng",
        ),
        (
            BodyName("Huyện ủy", level="district", place="Kiến Thụy"),
            VINH_BAO,
            "Huyện ủy Kiến Thụy",
            "huyện Kiến Thụy, thành phố Hải Phòng",
        ),
        # the centre has no place of a document's
        (BodyName("Bộ Chính trị", level="central"), VINH_BAO, "Bộ Chính trị", None),
        # an unknown place says so
        (DISTRICT, NOWHERE, "Huyện ủy (chưa rõ huyện)", None),
        (PROVINCE, NOWHERE, "Tỉnh ủy (chưa rõ tỉnh)", None),
        (DISTRICT_STANDING, NOWHERE, "Ban Thường vụ Huyện ủy (chưa rõ huyện)", None),
    ],
)
def test_names(name: BodyName, jurisdiction: Jurisdiction, full: str, place: str | None) -> None:
    body = resolve(name, jurisdiction).body
    assert (body.name, body.place) == (full, place)


@pytest.mark.parametrize(
    ("name", "own", "full"),
    [
        (BodyName("", "Ban Thường vụ"), DISTRICT, "Ban Thường vụ Huyện ủy Vĩnh Bảo"),
        (BodyName("", "Ban Tổ chức"), DISTRICT_STANDING, "Ban Tổ chức Huyện ủy Vĩnh Bảo"),
        (BodyName("Đảng ủy"), BodyName("Đảng ủy xã", level="commune", place="Trí Phải"), "Đảng ủy xã Trí Phải"),
        (BodyName("Ủy ban nhân dân"), BodyName("Ủy ban nhân dân", level="district"), "Ủy ban nhân dân huyện Vĩnh Bảo"),
    ],
)
def test_a_short_name_is_completed_by_the_document_s_own_committee(name: BodyName, own: BodyName, full: str) -> None:
    assert resolve(name, own=own).body.name == full


@pytest.mark.parametrize(
    ("name", "level"),
    [("Chi bộ Khu 4", "grassroots"), ("Đảng ủy Sở Y tế", None), ("Hợp tác xã Thắng Lợi", None)],
)
def test_the_level_of_a_body_that_nobody_lists(name: str, level: str | None) -> None:
    assert resolve(BodyName(name)).body.level == level


def test_an_organ_hangs_under_its_committee() -> None:
    committee, organ = resolve(DISTRICT), resolve(DISTRICT_STANDING)
    assert organ.body.parent == committee.body.id
    assert organ.body.id.startswith(committee.body.id + "/")
    assert organ.series == committee.series


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # one committee, several names and organs, one run of numbers
        (DISTRICT, BodyName("Huyện ủy", "Ban Chấp hành", "district")),
        (DISTRICT, DISTRICT_STANDING),
        (DISTRICT, BodyName("Huyện ủy", "Thường trực", "district")),
        (DISTRICT, BodyName("Huyện ủy", level="district", place="Vĩnh Bảo")),
        (BodyName("Bộ Chính trị", level="central"), BodyName("Ban Bí thư", level="central")),
        (BodyName("Bộ Chính trị", level="central"), BodyName("Ban Chấp hành Trung ương", level="central")),
    ],
)
def test_one_run_of_numbers(one: BodyName, other: BodyName) -> None:
    assert resolve(one).series == resolve(other).series


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DISTRICT, CITY),
        (DISTRICT, BodyName("Huyện ủy", level="district", place="Kiến Thụy")),
        (DISTRICT, BodyName("Huyện ủy", "Ủy ban Kiểm tra", "district")),
        (DISTRICT, BodyName("Đảng ủy xã", level="commune", place="Vĩnh Bảo")),
        (DISTRICT, BodyName("Ủy ban nhân dân", level="district")),
        (BodyName("Bộ Chính trị", level="central"), BodyName("Ban Tổ chức Trung ương", level="central")),
    ],
)
def test_runs_of_numbers_that_are_not_one(one: BodyName, other: BodyName) -> None:
    assert resolve(one).series != resolve(other).series
    assert resolve(one).body.id != resolve(other).body.id


def test_two_unknown_places_are_never_one() -> None:
    one, other = resolve(PROVINCE, NOWHERE, "a.txt"), resolve(PROVINCE, NOWHERE, "b.txt")
    assert one.body.id != other.body.id
    assert one.series != other.series
    assert not one.known_place
    assert resolve(PROVINCE, NOWHERE, "a.txt").body.id == one.body.id


def test_a_merged_province_is_another_body_with_the_same_run() -> None:
    before, after = resolve(CITY, HAI_PHONG, day="2021-06-05"), resolve(CITY, HAI_PHONG, day="2026-06-05")
    assert before.body.id != after.body.id
    assert before.series == after.series
    assert (before.body.valid_to, after.body.valid_from) == ("2025-06-30", "2025-07-01")


def test_a_district_s_committee_ends_with_the_district() -> None:
    assert resolve(DISTRICT).body.valid_to == "2025-06-30"


@pytest.mark.parametrize(
    ("number", "jurisdiction", "own", "full"),
    [
        ("05-CT/TW", VINH_BAO, DISTRICT, "Ban Chấp hành Trung ương"),
        ("28-NQ/TU", VINH_BAO, DISTRICT, "Thành ủy Hải Phòng"),
        ("28-NQ/TU", NONG_CONG, DISTRICT, "Tỉnh ủy Thanh Hóa"),
        ("28-NQ/TU", NOWHERE, DISTRICT, "Tỉnh ủy (chưa rõ tỉnh)"),
        ("28-NQ/TU", NOWHERE, CITY, "Thành ủy (chưa rõ tỉnh)"),
        ("12-KH/HU", VINH_BAO, DISTRICT, "Huyện ủy Vĩnh Bảo"),
        ("12-HD/BTCTU", NONG_CONG, DISTRICT, "Ban Tổ chức Tỉnh ủy Thanh Hóa"),
        ("12-HD/BTCTW", VINH_BAO, DISTRICT, "Ban Tổ chức Trung ương"),
        ("12-CV/UBKTTU", VINH_BAO, DISTRICT, "Ủy ban Kiểm tra Thành ủy Hải Phòng"),
        ("12-CT/QUTW", VINH_BAO, DISTRICT, "Quân ủy Trung ương"),
        ("593/QĐ-TTg", VINH_BAO, DISTRICT, "Thủ tướng Chính phủ"),
        ("33/KH-MTTQ-BTT", VINH_BAO, FRONT, "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam huyện Vĩnh Bảo"),
        ("16/KH-BTT-MTTQ", VINH_BAO, FRONT, "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam huyện Vĩnh Bảo"),
        ("30/2020/NĐ-CP", VINH_BAO, DISTRICT, "Chính phủ"),
        ("85/2015/QH13", VINH_BAO, DISTRICT, "Quốc hội"),
        (
            "12/QĐ-UBND",
            VINH_BAO,
            BodyName("Ủy ban nhân dân", level="district"),
            "Ủy ban nhân dân huyện Vĩnh Bảo",
        ),
    ],
)
def test_what_the_code_in_a_number_means(number: str, jurisdiction: Jurisdiction, own: BodyName, full: str) -> None:
    parsed = DocumentNumber.parse(number)
    assert parsed is not None
    found = BodyRegistry(DEFAULT_BASE).from_number(parsed, jurisdiction, "a.txt", own, DAY)
    assert found is not None
    assert found.body.name == full


def test_a_code_that_nobody_knows_means_no_body() -> None:
    parsed = DocumentNumber.parse("12/QĐ-XYZT")
    assert parsed is not None
    assert BodyRegistry(DEFAULT_BASE).from_number(parsed, VINH_BAO, "a.txt", DISTRICT, DAY) is None


def test_bodies_are_listed_by_iri_once() -> None:
    registry = BodyRegistry(DEFAULT_BASE)
    for name in (DISTRICT_STANDING, DISTRICT, DISTRICT_STANDING, CITY):
        registry.resolve(name, VINH_BAO, "a.txt", None, DAY)
    ids = [body.id for body in registry.bodies]
    assert ids == sorted(set(ids))
    assert len(ids) == 3


@pytest.mark.parametrize(
    ("name", "full", "level", "place"),
    [
        ("Vụ Pháp chế Bộ Tài chính", "Vụ Pháp chế Bộ Tài chính", None, None),
        ("Tổng cục Thủy lợi", "Tổng cục Thủy lợi", None, None),
        ("Hiệp hội Chè Việt Nam", "Hiệp hội Chè Việt Nam", None, None),
        ("Hợp tác xã Thắng Lợi", "Hợp tác xã Thắng Lợi", None, "thành phố Hải Phòng"),
        ("Ban Pháp chế HĐND Thành phố", "Ban Pháp chế HĐND thành phố Hải Phòng", None, "thành phố Hải Phòng"),
        ("Đoàn kiểm tra huyện", "Đoàn kiểm tra huyện Vĩnh Bảo", None, "thành phố Hải Phòng"),
    ],
)  # fmt: skip
def test_names_that_nobody_lists(name: str, full: str, level: str | None, place: str | None) -> None:
    body = resolve(BodyName(name)).body
    assert (body.name, body.level, body.place) == (full, level, place)


@pytest.mark.parametrize(
    ("name", "own", "full"),
    [
        # a council of which only the document tells the level
        (BodyName("Hội đồng nhân dân"), DISTRICT, "Hội đồng nhân dân huyện Vĩnh Bảo"),
        # in a city, a Tỉnh ủy is that of a province which the text does not name
        (PROVINCE, CITY, "Tỉnh ủy (chưa rõ tỉnh)"),
        # a slip of a commune's document for the province
        (
            BodyName("Ủy ban nhân dân", level="commune", place="Hải Phòng"),
            DISTRICT,
            "Ủy ban nhân dân thành phố Hải Phòng",
        ),
        # an office that several levels have
        (BodyName("Trung tâm Phục vụ hành chính công"), DISTRICT, "Trung tâm Phục vụ hành chính công huyện Vĩnh Bảo"),
        (BodyName("Ủy ban bầu cử", level="province"), DISTRICT, "Ủy ban bầu cử thành phố Hải Phòng"),
        # nobody knows the issuer
        (BodyName("", "Ban Chỉ đạo"), None, "Ban Chỉ đạo"),
    ],
)
def test_relative_names(name: BodyName, own: BodyName | None, full: str) -> None:
    assert resolve(name, own=own).body.name == full


@pytest.mark.parametrize(("day", "full"), [
    ("2024-06-05", "Phòng Nội vụ huyện Vĩnh Bảo"), ("2026-06-05", "Phòng Nội vụ (chưa rõ xã)"),
])  # fmt: skip
def test_after_the_districts_a_phong_is_of_a_commune(day: str, full: str) -> None:
    assert resolve(BodyName("Phòng Nội vụ"), day=day).body.name == full


def test_a_city_was_a_province_of_another_name() -> None:
    hue = Jurisdiction("province", places()["hue"])
    assert resolve(BodyName("Ủy ban nhân dân", level="province"), hue, day="2019-03-22").body.name == (
        "Ủy ban nhân dân tỉnh Thừa Thiên Huế"
    )


@pytest.mark.parametrize(
    ("cited", "issuer"),
    [
        ("Kết luận số 501-KL/TW, ngày 14/02/2024 của Bộ Chính trị, Ban Bí thư", "Bộ Chính trị, Ban Bí thư"),
        ("Kết luận số 501-KL/TW, ngày 14/02/2024 của Bộ Chính trị", "Bộ Chính trị"),
        ("Kết luận số 501-KL/TW, ngày 14/02/2024", "Bộ Chính trị"),
    ],
)
def test_a_list_that_names_one_of_two_issuers(cited: str, issuer: str) -> None:
    known = KnownDocument("KL", "501-KL/TW", "2024-02-14", "Bộ Chính trị", "XIII", "Về nhà văn hóa")
    rows = resolve_all(
        [read(Text(f"Các chi bộ thực hiện {cited}.", "a.txt"))], base=DEFAULT_BASE, registered=[known]
    ).records
    assert [row.issuer_name for row in rows.citations] == [issuer]
