"""Small corpora in which a hasty reader would take two documents for one, or one for another."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from cost import assert_in_proportion

from graphbuild.builds.making import build
from graphbuild.extraction.reading import read
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.model import Document, Records, Text
from graphbuild.resolve.records import resolve


def resolved(**texts: str) -> Records:
    return resolve([read(Text(text, f"{name}.txt")) for name, text in texts.items()], base=DEFAULT_BASE).records


def paper(committee: str, number: str, day: str, body: str, kind: str = "KẾ HOẠCH") -> str:
    place, month = committee.rsplit(" ", 2)[-2:], day.split("/")
    printed = f"{' '.join(place).title()}, ngày {month[0]} tháng {month[1]} năm {month[2]}"
    return f"{committee}\n*\nSố {number}\n\nĐẢNG CỘNG SẢN VIỆT NAM\n{printed}\n\n{kind}\nlàm cầu\n\n{body}\n"


def of_file(records: Records, name: str) -> Document:
    (row,) = [row for row in records.documents if f"{name}.txt" in (row.source, *row.copies)]
    return row


def kinds(records: Records, number: str) -> list[tuple[str, bool]]:
    """Return kind of each mention of a number, and whether it means the citing file itself."""
    return [(row.kind, row.target == row.document) for row in records.citations if row.number == number]


@pytest.mark.parametrize(
    ("own", "cited"),
    [
        ("TỈNH ỦY CÀ MAU", "Kế hoạch số 15-KH/TU của Tỉnh ủy Bạc Liêu"),
        ("TỈNH ỦY CÀ MAU", "Kế hoạch số 15-KH/TU, ngày 02/3/2019 của Tỉnh ủy"),
    ],
)
def test_the_own_number_of_another_committee_or_day_is_no_self_reference(own: str, cited: str) -> None:
    records = resolved(a=paper(own, "15-KH/TU", "05/6/2024", f"Học theo {cited}, các xã làm cầu."))
    assert kinds(records, "15-KH/TU") == [("numbered", False)]


def test_the_day_of_another_s_number_is_not_the_own_day() -> None:
    text = "ỦY BAN NHÂN DÂN\nXÃ THỚI BÌNH\nSố: 12/KH-UBND\n\nKẾ HOẠCH\nlàm cầu\n\n"
    text += "Học theo Kế hoạch số 12/KH-UBND ngày 01/02/2024 của UBND tỉnh Cà Mau, các xóm làm cầu."
    records = resolved(a=text)
    assert of_file(records, "a").date is None
    assert kinds(records, "12/KH-UBND") == [("numbered", False)]


def test_a_commune_is_told_by_the_district_above_it_and_its_kind() -> None:
    text = "HUYỆN ỦY VĨNH BẢO\nĐẢNG ỦY XÃ TÂN HƯNG\n*\nSố 05-NQ/ĐU\n\nTân Hưng, ngày 05 tháng 6 năm 2022\n\n"
    text += "NGHỊ QUYẾT\nlàm cầu\n\nThực hiện Nghị quyết số 09-NQ/HU của Huyện ủy."
    records = resolved(a=text)
    assert of_file(records, "a").place == "xã Tân Hưng, huyện Vĩnh Bảo, thành phố Hải Phòng"
    assert [row.issuer_name for row in records.citations] == ["Huyện ủy Vĩnh Bảo"]


def test_the_thanh_uy_of_a_provincial_city_is_its_own_and_not_the_province_s() -> None:
    text = "THÀNH ỦY ĐÀ LẠT\n*\nSố 07-KH/ThU\n\nĐà Lạt, ngày 05 tháng 6 năm 2022\n\nKẾ HOẠCH\nlàm cầu\n\n"
    records = resolved(a=text + "Thực hiện Nghị quyết số 12-NQ/ThU của Thành ủy về cầu.")
    assert [row.issuer_name for row in records.citations] == ["Thành ủy Đà Lạt"]


@pytest.mark.parametrize(("years", "documents"), [((2023, 2024), 1), ((2017, 2024), 2)])
def test_an_undated_number_of_the_state_is_another_one_years_later(years: tuple[int, int], documents: int) -> None:
    cite = "Theo Kế hoạch số 15/KH-UBND của UBND tỉnh Cà Mau."
    first, second = (paper("TỈNH ỦY CÀ MAU", f"0{n}-KH/TU", f"05/6/{year}", cite) for n, year in enumerate(years, 1))
    records = resolved(a=first, b=second)
    assert len({row.target for row in records.citations if row.number == "15/KH-UBND"}) == documents


def test_a_day_is_not_shared_over_a_semicolon_or_across_issuers() -> None:
    text = "Theo Chỉ thị số 05-CT/TW; Chỉ thị số 23-CT/TW, ngày 09/02/2018 của Ban Bí thư"
    first, second = read(Text(text, "a.txt")).mentions
    assert (first.date, second.date) == (None, "2018-02-09")
    text = "Theo Nghị quyết số 18-NQ/TU và Nghị quyết số 19-NQ/TW, ngày 25/10/2017 của Ban Chấp hành Trung ương"
    first, second = read(Text(text, "a.txt")).mentions
    assert (first.date, first.issuer) == (None, None)
    assert second.date == "2017-10-25"


def test_files_with_one_head_and_two_texts_are_two_documents() -> None:
    head = "KẾT LUẬN\nHội nghị Ban Thường vụ Huyện ủy Vĩnh Bảo\n\nBan Thường vụ Huyện ủy Vĩnh Bảo kết luận:\n"
    rice = "Các xã cấy lúa mùa trước ngày hai mươi tháng bảy, giữ nước trong đồng và trừ ốc bươu vàng."
    fish = "Các hộ nuôi cá lồng trên sông kéo lồng vào bờ trước bão, ghi số lồng và báo cho xã."
    records = resolved(a=head + rice, b=head + fish, c=head + fish)
    assert of_file(records, "a").id != of_file(records, "b").id
    assert of_file(records, "b").id == of_file(records, "c").id


def test_an_office_that_nobody_lists_is_of_its_province() -> None:
    cite = "Theo Công văn số 123/STC-NS ngày {day} của Sở Tài chính, các xã làm cầu."
    records = resolved(
        a=paper("TỈNH ỦY THANH HÓA", "01-KH/TU", "05/6/2024", cite.format(day="05/3/2024")),
        b=paper("TỈNH ỦY CÀ MAU", "01-KH/TU", "06/6/2024", cite.format(day="07/4/2024")),
    )
    assert len({row.target for row in records.citations if row.number == "123/STC-NS"}) == 2


def test_two_unknown_provinces_are_not_one() -> None:
    text = "Thực hiện Chỉ thị số 15-CT/TU, ngày 01/3/2024 của Tỉnh ủy về cầu đường nông thôn."
    records = resolved(a=text, b=text + " Xong.")
    assert len({row.target for row in records.citations}) == 2


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Kế hoạch này thay thế Kế hoạch số 12-KH/TU, ngày 05/6/2023 của Tỉnh ủy.", "replaced"),
        ("Nay bãi bỏ Kế hoạch số 12-KH/TU, ngày 05/6/2023 của Tỉnh ủy.", "repealed"),
        # In a plan, an order is a task for somebody.
        ("Điều 2. Bãi bỏ Kế hoạch số 12-KH/TU, ngày 05/6/2023 của Tỉnh ủy.", None),
        ("Giao Văn phòng tham mưu thay thế Kế hoạch số 12-KH/TU, ngày 05/6/2023 của Tỉnh ủy.", None),
        ("Kế hoạch này sẽ thay thế Kế hoạch số 12-KH/TU, ngày 05/6/2023 của Tỉnh ủy.", None),
        ("Kế hoạch này không thay thế Kế hoạch số 12-KH/TU, ngày 05/6/2023 của Tỉnh ủy.", None),
        ("Đề xuất bãi bỏ Kế hoạch số 12-KH/TU, ngày 05/6/2023 của Tỉnh ủy.", None),
        ("Kế hoạch này bãi bỏ mục 2 Kế hoạch số 12-KH/TU, ngày 05/6/2023 của Tỉnh ủy.", None),
        ("Kế hoạch này thay cho nội dung về cầu trong Kế hoạch số 12-KH/TU, ngày 05/6/2023 của Tỉnh ủy.", None),
    ],
)
def test_a_status_is_what_a_document_does_and_not_what_it_plans(said: str, status: str | None) -> None:
    records = resolved(a=paper("TỈNH ỦY CÀ MAU", "30-KH/TU", "05/6/2024", said))
    (old,) = [row for row in records.documents if row.number == "12-KH/TU"]
    assert old.status == status


def test_odd_members_and_characters_stop_no_build(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    text = "Quy định số 179e, 180-QĐ/TW về\x01 kỷ luật"
    (corpus / "a.txt").write_text(text, encoding="utf-8")
    (corpus / ("b" * 250 + ".html")).write_text("<p>Chỉ thị số 05-CT/TW của Bộ Chính trị</p>", encoding="utf-8")
    assert build(corpus, tmp_path / "out").counts["citations"] == 3


@pytest.mark.cost
def test_a_list_of_recipients_without_end_costs_no_more_than_its_length() -> None:
    assert_in_proportion(
        lambda lines: partial(read, Text("Nơi nhận:\n- Lưu Văn phòng\n" + "và đơn vị nữa\n" * lines, "a.txt")),
        2_000,
        20_000,
    )


@pytest.mark.parametrize("issuer", ["Ủy ban nhân dân thành phố Hải Phòng", "Ủy ban nhân dân tỉnh"])
def test_the_office_of_the_province_is_not_that_of_the_huyen_that_names_it(issuer: str) -> None:
    head = "ỦY BAN NHÂN DÂN\nHUYỆN VĨNH BẢO\n\nSố: 12/KH-UBND\n\nVĩnh Bảo, ngày 05 tháng 6 năm 2022\n\n"
    text = f"{head}KẾ HOẠCH\nlàm cầu\n\nThực hiện Kế hoạch số 90/KH-UBND ngày 02/5/2022 của {issuer} về cầu."
    (citation,) = resolved(a=text).citations
    assert citation.issuer_name
    assert "Vĩnh Bảo" not in citation.issuer_name


MERGED = (
    "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG NGÃI\n-------\nSố: 88/2025/QĐ-UBND\nQuảng Ngãi, ngày 03 tháng 11 năm 2025\n\n"
    "QUYẾT ĐỊNH\n"
)
FULL = "Quyết định số 06/2020/QĐ-UBND ngày 13/02/2020 của Ủy ban nhân dân tỉnh Kon Tum"


@pytest.mark.parametrize(
    ("later", "same"),
    [
        ("Quyết định số 06/2020/QĐ-UBND ngày 13 tháng 02 năm 2020 của Ủy ban nhân dân tỉnh", True),
        ("Quyết định số 06/2020/QĐ-UBND ngày 13 tháng 02 năm 2020", True),
        ("Quyết định số 06/2020/QĐ-UBND", True),
        ("Quyết định số 06/2020/QĐ-UBND ngày 20 tháng 02 năm 2020", False),
        ("Quyết định số 06/2020/QĐ-UBND của Ủy ban nhân dân tỉnh Gia Lai", False),
    ],
)
def test_a_document_told_with_its_place_is_meant_later_without(later: str, same: bool) -> None:
    records = resolved(a=f"{MERGED}bãi bỏ văn bản\n\nĐiều 1. Bãi bỏ {FULL}.\nĐiều 2. {later} hết hiệu lực.\n")
    first, last = [row for row in records.citations if row.number == "06/2020/QĐ-UBND"]
    assert first.issuer_name == "Ủy ban nhân dân tỉnh Kon Tum"
    assert (first.target == last.target) is same


def test_a_number_told_of_two_places_is_its_own_without() -> None:
    other = FULL.replace("Kon Tum", "Gia Lai")
    records = resolved(
        a=f"{MERGED}học tập\n\nHọc theo {FULL}, {other} và Quyết định số 06/2020/QĐ-UBND ngày 13/02/2020.\n"
    )
    targets = [row.target for row in records.citations if row.number == "06/2020/QĐ-UBND"]
    assert len(set(targets)) == 3


def test_a_conclusion_of_a_meeting_may_cite_what_was_issued_since() -> None:
    text = "# Kết luận của Bộ Chính trị\n\nTại cuộc họp ngày 17/7/2025, Bộ Chính trị kết luận.\n"
    records = resolved(
        a=paper("TỈNH ỦY CÀ MAU", "15-TB/TU", "28/7/2025", "Tại cuộc họp ngày 17/7/2025 theo Thông báo số 81-TB/TW."),
        b=text + "Theo Thông báo số 81-TB/TW, các xã làm cầu.\n",
    )
    targets = {row.target for row in records.citations if row.number == "81-TB/TW"}
    assert len(targets) == 1


def test_the_codes_of_an_office_and_its_part_may_be_turned_round() -> None:
    text = (
        "ỦY BAN MTTQ VIỆT NAM TỈNH CÀ MAU\nBAN THƯỜNG TRỰC\n*\nSố: 40/KH-MTTQ-BTT\n\n"
        "Cà Mau, ngày 05 tháng 6 năm 2025\n\nKẾ HOẠCH\nlàm cầu\n\n"
        "Theo Kế hoạch số 16/KH-BTT-MTTQ của Tỉnh và Kế hoạch số 16/KH-MTTQ-BTT.\n"
    )
    records = resolved(a=text)
    assert len({row.target for row in records.citations if row.kind == "numbered"}) == 1


def test_a_slip_in_a_date_does_not_part_two_mentions_in_one_text() -> None:
    cited = "Theo Kế hoạch số 21-KH/TU ngày 23/12/2024 của Tỉnh ủy, các xã làm cầu. Kế hoạch số 21-KH/TU nêu rõ."
    records = resolved(a=paper("TỈNH ỦY CÀ MAU", "15-TB/TU", "10/12/2024", cited))
    assert len({row.target for row in records.citations if row.number == "21-KH/TU"}) == 1
