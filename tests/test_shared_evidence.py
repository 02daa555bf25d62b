"""The place of a paper that does not tell it, from what it shares with papers of the corpus that do."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphbuild.extraction.reading import read
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.model import Document, PlaceEvidence, Text
from graphbuild.resolve.bodies.shared_evidence import infer_all
from graphbuild.resolve.records import resolve

SHARED_DAY = "Thực hiện Nghị quyết số 28-NQ/TU, ngày 06/12/2023 và Chỉ thị số 34-CT/TU, ngày 20/4/2024 của Tỉnh ủy."
ONE_DAY = "Thực hiện Nghị quyết số 28-NQ/TU, ngày 06/12/2023 của Tỉnh ủy, các chi bộ làm ngay."


def known(place: str, content: str = SHARED_DAY) -> str:
    return (
        f"HUYỆN ỦY {place.upper()}\nSố 12-KH/HU\n{place}, ngày 5 tháng 6 năm 2024\n\nKẾ HOẠCH\nsửa nhà\n\n{content}\n"
    )


def unknown(content: str) -> str:
    return f"BAN THƯỜNG VỤ HUYỆN ỦY\nSố 40-BC/HU\n\nBÁO CÁO\nvề số hóa\n\n{content}\n"


SIGNED = "\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nNguyễn Văn Bình\n"


def place_of(*contents: str) -> Document:
    """Return the first document, after reading it with the others."""
    readings = [read(Text(content, f"{number}.txt")) for number, content in enumerate(contents)]
    rows = resolve(readings, base=DEFAULT_BASE).records.documents
    (row,) = [row for row in rows if row.source == "0.txt"]
    return row


def test_a_dated_document_of_the_province_tells_the_province() -> None:
    row = place_of(unknown(SHARED_DAY), known("Nông Cống"))
    both = "28-NQ/TU 2023-12-06, 34-CT/TU 2024-04-20"
    assert row.place_evidence == (PlaceEvidence("shared_document", both, "1.txt", 0.6),)
    assert row.place_confidence == 0.6


@pytest.mark.parametrize(
    ("first", "second", "target_is_shared"),
    [
        (known("Nông Cống"), known("Nga Sơn"), True),
        (known("Nông Cống"), known("Thới Bình"), False),
        (known("Nông Cống", "Theo Nghị quyết 28-NQ/TU của Tỉnh ủy mà làm."), "", False),
        (known("Nông Cống", ONE_DAY.replace("Tỉnh ủy", "Tỉnh ủy Cà Mau")), "", False),
        (unknown(SHARED_DAY), "", False),
        (known("Nông Cống", ONE_DAY), "", False),
    ],
    ids=["two of one province", "two provinces", "no day", "of another province", "nobody knows", "only one"],
)
def test_only_what_papers_of_one_province_share(first: str, second: str, target_is_shared: bool) -> None:
    row = place_of(unknown(SHARED_DAY), first, *([second] if second else []))
    assert (row.place_confidence is not None) == target_is_shared


@pytest.mark.parametrize(
    ("content", "found"),
    [("Các xã của Nông Cống đã làm.", True), ("Các xã đã làm.", False), ("Học tập tại tỉnh Thanh Hóa.", False)],
)
def test_who_signed_tells_only_together_with_a_place_in_the_text(content: str, found: bool) -> None:
    row = place_of(unknown(content + SIGNED), known("Nông Cống", f"Các chi bộ làm ngay.{SIGNED}"))
    assert row.place == ("huyện Nông Cống, tỉnh Thanh Hóa" if found else None)
    assert (PlaceEvidence("shared_signer", "Nguyễn Văn Bình", "1.txt", 0.35) in row.place_evidence) == found


def test_two_people_of_one_name_tell_nothing() -> None:
    papers = [known(place, f"Các chi bộ làm ngay.{SIGNED}") for place in ("Nông Cống", "Nga Sơn")]
    assert place_of(unknown(f"Các xã của Nông Cống đã làm.{SIGNED}"), *papers).place is None


@pytest.mark.parametrize(
    ("content", "found"),
    [
        # "Trường Minh" is a commune of Nông Cống only, as is "Trường Giang" of several districts
        ("Đối với xã Trường Minh, hoàn thành trong tháng.", True),
        ("Hai xã Trường Minh, Trường Sơn hoàn thành trong tháng.", True),
        ("Đối với đồng chí Trường Minh, hoàn thành trong tháng.", False),
    ],
)
def test_a_commune_and_a_signer_add_up(content: str, found: bool) -> None:
    row = place_of(unknown(content + SIGNED), known("Nông Cống", f"Các chi bộ làm ngay.{SIGNED}"))
    assert row.place == ("huyện Nông Cống, tỉnh Thanh Hóa" if found else None)
    assert row.place_confidence == (pytest.approx(sum(one.weight for one in row.place_evidence)) if found else None)


@pytest.mark.parametrize(
    ("cited", "place"),
    [
        ("Thực hiện Nghị quyết số 05-NQ/HU, ngày 10/12/2021.", "huyện Nông Cống, tỉnh Thanh Hóa"),
        # In one term a committee gives a number once.
        ("Thực hiện Nghị quyết số 05-NQ/HU, ngày 25/10/2021.", None),
        ("Thực hiện Nghị quyết số 05-NQ/HU, ngày 25/10/2011.", "huyện Nông Cống, tỉnh Thanh Hóa"),
    ],
    ids=["the same day", "another day", "another term"],
)
def test_the_series_of_the_committee_speaks_for_and_against(cited: str, place: str | None) -> None:
    told = "Thực hiện Nghị quyết số 05-NQ/HU, ngày 10/12/2021."
    row = place_of(unknown(f"{cited} Các xã của Nông Cống đã làm.{SIGNED}"), known("Nông Cống", told + SIGNED))
    assert row.place == place


@pytest.mark.shared
def test_the_seeds(shared: Path) -> None:
    files = sorted((shared / "corpus" / "seeds").glob("*.txt"))
    readings = [read(Text(file.read_text(encoding="utf-8"), file.name)) for file in files]
    places = [jurisdiction.full_name for jurisdiction in infer_all(readings)]
    assert places[:3] == ["huyện Vĩnh Bảo, thành phố Hải Phòng"] * 2 + [None]
