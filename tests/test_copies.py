"""Which files are copies of one document: equal ones however many, never pages that share only what surrounds them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from cost import assert_in_proportion

from graphbuild.extraction.reading import read
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.model import RECOGNISED, Document, Note, Records, Text
from graphbuild.resolve.records import resolve

MENU = "".join(
    f"- Mục {number}: tra cứu văn bản, hỏi đáp, sơ đồ trang, liên hệ ban biên tập, đổi mật khẩu của bạn đọc.\n"
    for number in range(60)
)
BODY = "".join(
    f"{number}. Các xóm sửa {number} đoạn mương và trồng {number} hàng cây bên đường.\n" for number in range(9)
)
PLAN = (
    "ỦY BAN NHÂN DÂN\nXÃ THỚI BÌNH\n\nThới Bình, ngày 05 tháng 6 năm 2024\n\nKẾ HOẠCH\n"
    "sửa mương và trồng cây bên đường xóm\n\n"
)
NUMBERED = PLAN.replace("\n\nThới", "\nSố: 12/KH-UBND\n\nThới", 1)
BANNER = "Cổng thông tin điện tử Đảng bộ xã Thới Bình\n09:30 12/03/2024\n"
BRIEF = "Mương số 4 đã thông, cây bên đường đã bén rễ.\n"


def records_of(*texts: str) -> Records:
    readings = [read(Text(content, f"{number:03}.txt")) for number, content in enumerate(texts)]
    return resolve(readings, base=DEFAULT_BASE).records


def present(*texts: str) -> list[Document]:
    return [row for row in records_of(*texts).documents if row.source]


@pytest.mark.parametrize("text", [BRIEF, f"# Phường 7\n\n{BRIEF}", PLAN + BODY, NUMBERED + BODY, f"{MENU}{BRIEF}"])
def test_equal_files_are_one_document_however_many(text: str) -> None:
    others = [f"# Phường {number}\n\nPhường {number} có {number} tổ.\n" for number in range(30)]
    documents = present(*others, *[text] * 30)
    assert len(documents) == 31
    assert max(len(row.copies) for row in documents) == 29


@pytest.mark.parametrize("text", [PLAN + BODY, NUMBERED + BODY])
@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("\n", " \n"),
        ("KẾ HOẠCH", "**KẾ HOẠCH**"),
        ("Các xóm sửa 4 đoạn", "Các xóm\nsửa 4 đoạn"),
        ("Các xóm sửa 7", "Các xóm sưa 7"),
        ("8 hàng cây bên đường.\n", "8 hàng cây bên đường.\nNguồn: cổng thông tin xã.\nLượt xem: 57\n"),
    ],
)
def test_a_download_of_the_same_text_is_a_copy(text: str, words: str, other: str) -> None:
    (row,) = present(text, text.replace(words, other))
    assert len(row.copies) == 1


def test_papers_of_one_number_and_form_of_two_communes_are_no_copies() -> None:
    assert len(present(NUMBERED + BODY, (NUMBERED + BODY).replace("THỚI BÌNH", "THỚI LAI").replace("Bình", "Lai"))) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (MENU + BRIEF, MENU + "Chợ phiên họp ngày rằm.\n"),
        (MENU + BRIEF + MENU, MENU + BRIEF.replace("4", "5") + MENU),
        (f"|\nBản dịch của **TRANG A**.\n{MENU}", f"|\nBản dịch của **TRANG B**.\n{MENU}"),
        (f"{BANNER}{MENU}{BRIEF}", f"{BANNER}{MENU}Chợ phiên họp ngày rằm, bà con đem lúa nếp ra bán từ sớm.\n"),
        (f"THÔNG BÁO\n\n{MENU}{BRIEF}", f"THÔNG BÁO\n\n{MENU}Chợ phiên họp ngày rằm.\n"),
        (PLAN + MENU, PLAN.replace("sửa mương và trồng cây bên đường xóm", "họp chợ phiên ngày rằm") + MENU),
        (PLAN + MENU, PLAN.replace("05 tháng 6", "06 tháng 6") + MENU),
        (NUMBERED + MENU, NUMBERED.replace("12/KH", "13/KH") + MENU),
        (
            NUMBERED + MENU,
            NUMBERED.replace("sửa mương và trồng cây bên đường xóm", "họp chợ phiên ngày rằm ở đình") + MENU,
        ),
    ],
)
def test_pages_that_share_only_what_surrounds_them_are_different_documents(first: str, second: str) -> None:
    assert len(present(first, second)) == 2


@pytest.mark.cost
@pytest.mark.parametrize("kind", ["equal", "equal and numbered", "of one site", "of one head"])
def test_copies_cost_in_proportion_to_their_number(kind: str) -> None:
    texts = {
        "equal": BRIEF,
        "equal and numbered": NUMBERED,
        "of one site": BRIEF + "Trang {0}.\n",
        "of one head": PLAN + "{0} {0}7 {0}13\n",
    }

    def ready(count: int) -> Callable[[], object]:
        readings = [read(Text(texts[kind].format(number), f"{number}.txt")) for number in range(count)]
        return partial(resolve, readings, base=DEFAULT_BASE)

    assert_in_proportion(ready, 100, 1000)


def test_a_scan_stands_behind_a_file_with_letters_of_its_own() -> None:
    scan = Text(NUMBERED + BODY + "Tr 2\n", "a.pdf", notes=(Note(RECOGNISED, "1"),))
    file = Text(NUMBERED + BODY, "b.docx")
    [row] = [row for row in resolve([read(scan), read(file)], base=DEFAULT_BASE).records.documents if row.source]
    assert (row.source, row.copies) == ("b.docx", ("a.pdf",))
