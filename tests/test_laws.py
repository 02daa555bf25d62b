"""Which law a mention means: by number, by name with year or day, else by the date of the document that cites it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from cost import assert_in_proportion

from graphbuild.extraction.reading import read
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.model import Citation, Document, Records, Text
from graphbuild.resolve.records import resolve


def resolved(*texts: str) -> Records:
    """Return the records of texts, whose files are a.txt, b.txt …"""
    return resolve(
        [read(Text(text, f"{name}.txt")) for name, text in zip("abcdef", texts, strict=False)], base=DEFAULT_BASE
    ).records


def decision(day: str, *grounds: str) -> str:
    """Return a decision of a province of a day ("5/6/2019"), or without a date, that is based on something."""
    date, month, year = day.split("/") if day else ("", "", "")
    line = f"Sóc Trăng, ngày {date} tháng {month} năm {year}\n" if day else ""
    head = f"ỦY BAN NHÂN DÂN\nTỈNH SÓC TRĂNG\n-------\nSố: 77/QĐ-UBND\n{line}\nQUYẾT ĐỊNH\nvề bến đò ngang\n\n"
    return head + "".join(f"Căn cứ {ground};\n" for ground in grounds) + "Điều 1. Sửa cầu tàu.\n"


def mentions(records: Records, words: str, source: str = "a.txt") -> list[Citation]:
    found = [row for row in records.citations if row.source == source and words in " ".join(row.text.split())]
    assert found, [row.text for row in records.citations]
    return found


def number_of(records: Records, words: str, source: str = "a.txt") -> str | None:
    """Return the number of the document that the last mention with some words means."""
    documents = {row.id: row for row in records.documents}
    target = mentions(records, words, source)[-1].target
    return documents[target].number if target else None


def document_of(records: Records, words: str, source: str = "a.txt") -> Document | None:
    target = mentions(records, words, source)[-1].target
    return next((row for row in records.documents if row.id == target), None)


@pytest.mark.parametrize(
    ("cited", "number"),
    [
        ("Luật Đất đai năm 2013", "45/2013/QH13"),
        ("Luật Đất đai 2024", "31/2024/QH15"),
        ("Luật Đất đai ngày 18 tháng 01 năm 2024", "31/2024/QH15"),
        ("Luật Lưu trữ năm 2011", "01/2011/QH13"),
        ("Luật Lưu trữ ngày 21/6/2024", "33/2024/QH15"),
        ("Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015", "83/2015/QH13"),
        ("Luật Tổ chức chính quyền địa phương ngày 16/6/2025", "72/2025/QH15"),
        ("Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025", "65/2025/QH15"),
        ("Luật Nhà ở 2023", "27/2023/QH15"),
        ("Bộ luật Dân sự năm 2005", "33/2005/QH11"),
        ("Bộ luật Lao động 2019", "45/2019/QH14"),
        ("Bộ luật Hàng hải Việt Nam năm 2015", "95/2015/QH13"),
        ("Luật Phí và lệ phí năm 2015", "97/2015/QH13"),
        ("Luật Căn cước năm 2023", "26/2023/QH15"),
        ("Pháp lệnh Dân số năm 2003", "06/2003/PL-UBTVQH11"),
        ("Luật Ngân sách năm 2015", "83/2015/QH13"),
        ("Luật Khám chữa bệnh năm 2009", "40/2009/QH12"),
    ],
)
@pytest.mark.parametrize("day", ["", "3/9/2026"])
def test_a_law_by_name_and_year_or_day(cited: str, number: str, day: str) -> None:
    assert number_of(resolved(decision(day, cited)), cited[:12]) == number


@pytest.mark.parametrize(
    ("cited", "day", "number"),
    [
        ("Luật Đất đai", "6/5/2012", "13/2003/QH11"),
        ("Luật Đất đai", "6/5/2016", "45/2013/QH13"),
        ("Luật Đất đai", "31/7/2024", "45/2013/QH13"),
        ("Luật Đất đai", "1/8/2024", "31/2024/QH15"),
        ("Luật Nhà ở", "6/5/2019", "65/2014/QH13"),
        ("Luật Lưu trữ", "30/6/2025", "01/2011/QH13"),
        ("Luật Lưu trữ", "2/7/2025", "33/2024/QH15"),
        ("Bộ luật Dân sự", "6/5/2010", "33/2005/QH11"),
        ("Bộ luật Dân sự", "6/5/2020", "91/2015/QH13"),
        ("Bộ luật Lao động", "6/5/2021", "45/2019/QH14"),
        ("Luật Tổ chức chính quyền địa phương", "6/5/2018", "77/2015/QH13"),
        ("Luật Tổ chức chính quyền địa phương", "6/9/2025", "72/2025/QH15"),
        ("Luật Đa dạng sinh học", "6/5/2018", "20/2008/QH12"),
    ],
)
def test_a_law_by_name_is_the_one_in_force_on_the_day_of_what_cites_it(cited: str, day: str, number: str) -> None:
    records = resolved(decision(day, cited))
    assert number_of(records, cited) == number
    assert mentions(records, cited)[0].resolution == "known"


@pytest.mark.parametrize(
    ("texts", "cited", "number"),
    [
        # Named in full in the same text, also before it is in force.
        ((decision("6/3/2024", "Luật Đất đai số 31/2024/QH15", "Luật Đất đai"),), "Luật Đất đai", "31/2024/QH15"),
        ((decision("", "Luật Đất đai năm 2013", "Luật Đất đai"),), "Luật Đất đai", "45/2013/QH13"),
        # One that is no longer in force does not outweigh the day.
        ((decision("6/3/2025", "Luật Đất đai năm 2013", "Luật Đất đai"),), "Luật Đất đai", "31/2024/QH15"),
        # A text without date is no earlier than what it cites.
        (
            (decision("", "Nghị định số 187/2025/NĐ-CP ngày 01/7/2025 của Chính phủ", "Luật Đất đai"),),
            "Luật Đất đai",
            "31/2024/QH15",
        ),
        ((decision("", "Thông tư số 12/2025/TT-BXD", "Luật Nhà ở"),), "Luật Nhà ở", "27/2023/QH15"),
        # In the title of a decree a law is the one that this decree knew.
        (
            (decision("6/3/2025", "Nghị định số 43/2014/NĐ-CP ngày 15/5/2014 của Chính phủ về thi hành Luật Đất đai"),),
            "Luật Đất đai",
            "45/2013/QH13",
        ),
        # The day behind a title is that of the document whose title it is.
        (
            (
                decision(
                    "6/3/2025",
                    "Nghị định số 49/2019/NĐ-CP quy định chi tiết Luật Công an nhân dân ngày 06/6/2019 của Chính phủ",
                ),
            ),
            "Luật Công an nhân dân",
            "37/2018/QH14",
        ),
    ],
)
def test_what_the_same_text_says_of_a_law(texts: tuple[str, ...], cited: str, number: str) -> None:
    assert number_of(resolved(*texts), cited) == number


def test_a_law_that_names_itself_means_itself() -> None:
    law = (
        "QUỐC HỘI\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nLuật số: 31/2024/QH15\n"
        "Hà Nội, ngày 18 tháng 01 năm 2024\n\nLUẬT\nĐẤT ĐAI\n\nQuốc hội ban hành Luật Đất đai.\n"
        "Điều 260. Luật Đất đai số 45/2013/QH13 hết hiệu lực.\nĐiều 261. Việc áp dụng Luật Đất đai do Chính phủ lo.\n"
    )
    records = resolved(law)
    own = next(row for row in records.documents if row.source)
    assert own.number == "31/2024/QH15"
    assert [row.target == own.id for row in records.citations] == [True, False, True]


def test_a_law_of_which_two_versions_can_be_meant_stays_open() -> None:
    records = resolved("Bài viết nói về Luật Đất đai và người dân.\n")
    (row,) = mentions(records, "Luật Đất đai")
    assert (row.target, row.resolution) == (None, "ambiguous")
    assert len(row.candidates) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Luật Xây dựng năm 2014", "Luật sửa đổi, bổ sung một số điều của Luật Xây dựng năm 2020"),
        ("Luật Đầu tư công số 39/2019/QH14", "Luật Đầu tư công 2024"),
        ("Hiến pháp năm 1992", "Hiến pháp năm 2013"),
        ("Luật Quảng cáo", "Pháp lệnh Quảng cáo"),
        # The laws and the resolutions of the National Assembly are numbered apart.
        ("Luật An toàn thực phẩm số 55/2010/QH12", "Nghị quyết số 55/2010/QH12 của Quốc hội"),
        # Neither is known: the year tells them apart.
        ("Luật Đất đai năm 1993", "Luật Đất đai năm 1987"),
    ],
)
def test_two_laws_are_two(one: str, other: str) -> None:
    records = resolved(decision("6/5/2026", one, other))
    targets = [row.target for row in records.citations if row.kind in ("named", "numbered")]
    assert None not in targets
    assert len(set(targets)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Luật Căn cước (Luật số 26/2023/QH15 ngày 27 tháng 11 năm 2023)", "Luật Căn cước"),
        ("Luật Nuôi ong (Luật số 99/2025/QH15)", "Luật Nuôi ong"),
        ("Luật Xây dựng số 50/2014/QH13", "Luật Xây dựng ngày 18 tháng 6 năm 2014"),
        ("Luật sửa đổi, bổ sung một số điều của Luật Xây dựng", "Luật số 62/2020/QH14"),
        ("Nghị quyết số 76/2025/UBTVQH15", "Nghị quyết số 76/2025/NQ-UBTVQH15"),
        ("Luật Tổ chức chính quyền địa phương số 72/2025/QH ngày 16/6/2025", "Luật số 72/2025/QH15"),
        # The printed year is outside the term that the symbol tells.
        ("Luật Bảo vệ môi trường số 72/2022/QH14", "Luật Bảo vệ môi trường số 72/2020/QH14"),
        # A wrong year or day of a law of which there is one near it.
        ("Luật Thương mại ngày 14 tháng 6 năm 2025", "Luật Thương mại số 36/2005/QH11"),
        ("Luật Lưu trữ ngày 12/6/2024", "Luật Lưu trữ số 33/2024/QH15"),
        ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", "Hiến pháp năm 2013"),
    ],
)
def test_two_ways_to_cite_a_law_are_one(one: str, other: str) -> None:
    records = resolved(decision("6/5/2026", one, other))
    targets = [row.target for row in records.citations if row.kind in ("named", "numbered")]
    assert targets[0] == targets[-1] is not None


@pytest.mark.parametrize(
    ("day", "year"), [("5/3/1950", "1946"), ("5/3/1975", "1959"), ("5/3/1985", "1980"), ("5/3/2013", "1992")]
)
def test_the_constitution_is_that_of_its_time(day: str, year: str) -> None:
    first = decision(day, "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam")
    records = resolved(first, f"So sánh Hiến pháp năm {year} với Hiến pháp năm 2013.\n")
    assert mentions(records, "Hiến pháp")[0].target == mentions(records, f"Hiến pháp năm {year}", "b.txt")[0].target


def test_no_candidate_is_younger_than_what_cites_it() -> None:
    cited = "Luật Nuôi ong"
    records = resolved(decision("6/5/2019", cited), decision("6/5/2026", f"{cited} số 99/2025/QH15"))
    (row,) = mentions(records, cited)
    assert all("99-2025" not in candidate.document for candidate in row.candidates)
    assert row.target != mentions(records, cited, "b.txt")[0].target


def test_a_number_with_its_year_is_one_document_however_far_apart_it_is_cited() -> None:
    cited = "Thông tư số 31/2009/TT-BTC"
    records = resolved(*(decision(day, cited) for day in ("6/5/2010", "6/5/2018", "", "6/5/2026")))
    assert len({row.target for row in records.citations if row.number == "31/2009/TT-BTC"}) == 1


def test_a_number_without_place_is_the_one_that_the_same_text_tells_in_full() -> None:
    cited = "Quyết định số 2609/QĐ-UBND"
    full = f"Người dân khiếu nại {cited} ngày 21/11/2025 của Chủ tịch Ủy ban nhân dân thành phố Cần Thơ."
    records = resolved(f"{full} Đoàn kiểm tra nội dung của {cited} đã ký.\n")
    assert len({row.target for row in mentions(records, cited)}) == 1
    assert None not in {row.target for row in mentions(records, cited)}


def test_a_law_that_is_a_file_is_the_known_one() -> None:
    law = (
        "QUỐC HỘI\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Hà Nội, ngày 17 tháng 6 năm 2020\n\nLUẬT\nDOANH NGHIỆP\n\nĐiều 1. Phạm vi\nLuật này nói về doanh nghiệp.\n"
    )
    records = resolved(law, decision("6/5/2026", "Luật Doanh nghiệp số 59/2020/QH14"))
    (row,) = mentions(records, "Luật Doanh nghiệp số", "b.txt")
    assert row.resolution == "in_corpus"


def test_known_laws_that_nothing_cites_stay_out() -> None:
    records = resolved(decision("6/5/2026", "Luật Đất đai"))
    assert {row.number for row in records.documents} == {"77/QĐ-UBND", "31/2024/QH15"}


def test_one_number_is_one_document_and_so_are_a_name_and_its_year() -> None:
    texts = [
        decision(day, *(f"{law}{told}" for law in ("Luật Đất đai", "Luật Nhà ở") for told in LAW_TOLD))
        for day in ("3/2/2015", "3/2/2020", "3/9/2024", "3/9/2026", "")
    ]
    records = resolved(*texts)
    by_number: dict[str, set[str]] = {}
    by_name_and_year: dict[tuple[str, str], set[str]] = {}
    for row in records.documents:
        if row.type == "Luật" and row.number:
            by_number.setdefault(row.number, set()).add(row.id)
        if row.type == "Luật":
            year = (row.number or "").split("/")[1] if row.number else (row.date or "")[:4]
            by_name_and_year.setdefault((row.title or "", year), set()).add(row.id)
    assert set(by_number) == {
        *("13/2003/QH11", "45/2013/QH13", "31/2024/QH15", "56/2005/QH11", "65/2014/QH13", "27/2023/QH15")
    }
    assert all(len(ids) == 1 for ids in (*by_number.values(), *by_name_and_year.values()))


LAW_TOLD = ("", " hiện hành", " năm 2003", " năm 2005", " năm 2013", " năm 2014", " 2023", " 2024")


@pytest.mark.cost
@pytest.mark.parametrize("kind", ["one law in many texts", "many laws of one name", "many names"])
def test_laws_cost_in_proportion_to_their_mentions(kind: str) -> None:
    def ready(count: int) -> Callable[[], object]:
        if kind == "one law in many texts":
            texts = [decision("6/5/2016", "Luật Đất đai") for _text in range(count)]
        elif kind == "many laws of one name":
            laws = [f"Luật Đất đai số {number}/2013/QH13" for number in range(1, count)]
            texts = [decision("6/5/2016", *laws, *(["Luật Đất đai"] * count))]
        else:
            texts = [decision("6/5/2016", *(f"Luật Nuôi ong số {number} năm 2013" for number in range(count)))]
        readings = [read(Text(text, f"{number}.txt")) for number, text in enumerate(texts)]
        return partial(resolve, readings, base=DEFAULT_BASE)

    # Each mention is weighed against at most some hundred laws of its name: fewer cost less than in proportion.
    assert_in_proportion(ready, 200, 1000)
