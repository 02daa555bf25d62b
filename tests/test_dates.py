"""Days as the papers write them, alone and after a number."""

from __future__ import annotations

import pytest

from graphbuild.extraction.dates import DAY, STATED_DAY, read_day
from graphbuild.user_input.typed_days import is_iso_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05/6/2024", "2024-06-05"),
        ("5/6/2024", "2024-06-05"),
        ("05-6-2024", "2024-06-05"),
        ("05.6.2024", "2024-06-05"),
        ("05 / 6 / 2024", "2024-06-05"),
        ("31/12/1999", "1999-12-31"),
        ("29/02/2024", "2024-02-29"),
        ("10 tháng 7 năm 2024", "2024-07-10"),
        ("10 THÁNG 7 NĂM 2024", "2024-07-10"),
        ("05  tháng  06  năm  2024", "2024-06-05"),
        ("29/02/2023", None),
        ("31/4/2024", None),
        ("45/13/2024", None),
        ("00/01/2024", None),
    ],
)
def test_days(text: str, day: str | None) -> None:
    match = DAY.fullmatch(text)
    assert match is not None
    assert read_day(match) == day


@pytest.mark.parametrize(
    "text",
    ["05/6-2024", "6/2024", "05/6/24", "05/6/20245", "tháng 6 năm 2024", "05/06/0024", "2020-2025", "28/11"],
)
def test_what_is_no_day(text: str) -> None:
    assert DAY.search(text) is None


@pytest.mark.parametrize(
    ("following", "day"),
    [
        (", ngày 05/6/2024", "2024-06-05"),
        (" ngày 05/6/2024", "2024-06-05"),
        ("ngày 05/6/2024", "2024-06-05"),
        (" Ngày 05/6/2024", "2024-06-05"),
        (" NGÀY 05/6/2024", "2024-06-05"),
        (" (ngày 05/6/2024)", "2024-06-05"),
        (" ngày05/6/2024", "2024-06-05"),
        (" ban hành ngày 05/6/2024", "2024-06-05"),
        (" ký ngày 05/6/2024", "2024-06-05"),
        (", ngày 05 tháng 6 năm 2024", "2024-06-05"),
        (" ngày 05-6-2024", "2024-06-05"),
    ],
)
def test_days_after_a_number(following: str, day: str) -> None:
    match = STATED_DAY.match(following)
    assert match is not None
    assert read_day(match) == day


@pytest.mark.parametrize("following", [" trước ngày 05/6/2024", "; ngày 05/6/2024", " 05/6/2024", " từ ngày 05/6/2024"])
def test_days_that_are_not_the_number_s(following: str) -> None:
    assert STATED_DAY.match(following) is None


@pytest.mark.parametrize("text", ["2024", "2024-02", "2024-02-29", "1945-09-02"])
def test_iso_days(text: str) -> None:
    assert is_iso_day(text)


@pytest.mark.parametrize(
    "text", ["", "2024-02-31", "2024-13", "0000", "2024-2-5", "20240205", "2024-W05", "5/6/2024", "٢٠٢٤"]
)
def test_what_is_no_iso_day(text: str) -> None:
    assert not is_iso_day(text)
