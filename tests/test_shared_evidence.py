"""The place of a paper that does not tell it, from what it shares with papers of the corpus that do."""

from __future__ import annotations

import pytest

from graphbuild.extraction.reading import read
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.model import Document, PlaceEvidence, Text
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
    assert row.place_evidence == PlaceEvidence("shared_document", "28-NQ/TU 2023-12-06", "1.txt")
    assert row.place_confidence == 0.7


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
    assert (row.place_evidence == PlaceEvidence("shared_signer", "Nguyễn Văn Bình", "1.txt")) == found


def test_two_people_of_one_name_tell_nothing() -> None:
    papers = [known(place, f"Các chi bộ làm ngay.{SIGNED}") for place in ("Nông Cống", "Nga Sơn")]
    assert place_of(unknown(f"Các xã của Nông Cống đã làm.{SIGNED}"), *papers).place is None
