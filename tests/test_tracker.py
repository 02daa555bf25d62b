"""The sheet of tasks: what stands in each cell, what survives when an office fills it in, the calendar and the CSV."""

from __future__ import annotations

import csv
import errno
import os
import re
from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from calling import graphbuild
from cost import units
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from graphbuild.errors import InputError, OutputError
from graphbuild.extraction.reading import read
from graphbuild.identifiers import DEFAULT_BASE, digest
from graphbuild.model import Text
from graphbuild.resolve.records import resolve
from graphbuild.text import plain_name
from graphbuild.tracker.lists import calendar_of, csv_of
from graphbuild.tracker.merging import Changes
from graphbuild.tracker.sheet_files import write_sheet
from graphbuild.tracker.tasks import Filter, Task, chosen, columns, tasks

PLAN = """HUYỆN ỦY NÔNG CỐNG
Số 12-KH/HU
Nông Cống, ngày 5 tháng 6 năm 2024

KẾ HOẠCH
sửa nhà văn hóa

Thực hiện Nghị quyết số 28-NQ/TU ngày 02/3/2024 của Tỉnh ủy Thanh Hóa, Huyện ủy ban hành kế hoạch như sau:

II. NHIỆM VỤ
1. Giao Văn phòng Huyện ủy chủ trì, phối hợp với Ban Tổ chức Huyện ủy rà soát nhà văn hóa, báo cáo Ban Thường vụ \
Huyện ủy trước ngày 15/9/2024.
2. Các chi bộ vận động Nhân dân hiến đất, đạt ít nhất 90% số hộ.
3. Ban Tổ chức Huyện ủy kiểm tra hằng tháng.
"""
OTHER = """HUYỆN ỦY NÔNG CỐNG
Số 15-CT/HU
Nông Cống, ngày 1 tháng 10 năm 2024

CHỈ THỊ
về trồng cây

1. Văn phòng Huyện ủy tổng hợp danh sách trong quý IV/2024.
"""


HEIRS = ", ".join(
    f"Văn phòng Đảng ủy xã {place}"
    for place in ("Công Chính", "Nông Cống", "Thăng Bình", "Thắng Lợi", "Trung Chính", "Trường Văn", "Tượng Lĩnh")
)


def rows_of(**papers: str) -> list[Task]:
    readings = [read(Text(content, f"{name}.txt")) for name, content in papers.items()]
    return tasks(resolve(readings, base=DEFAULT_BASE).records)


def grid(sheet: Worksheet) -> list[dict[str, object]]:
    headings, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


@pytest.fixture
def filled(tmp_path: Path) -> Callable[[], tuple[Path, Worksheet]]:
    """Give a function that writes a sheet and opens it as an office would."""

    def opened() -> tuple[Path, Worksheet]:
        path = tmp_path / "theo-doi.xlsx"
        write_sheet(rows_of(plan=PLAN), path)
        return path, load_workbook(path).worksheets[0]

    return opened


def hidden_of(sheet: Worksheet) -> list[object]:
    """Return the headings of the columns that are not shown."""
    return [sheet[f"{letter}1"].value for letter, column in sheet.column_dimensions.items() if column.hidden]


def typed(sheet: Worksheet) -> dict[tuple[int, int], object]:
    """Return all that stands in a sheet, by row and column."""
    return {(cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def merged(found: list[Task], earlier: Path, *, of_build: list[Task] | None = None) -> tuple[Changes, Worksheet]:
    path = earlier.with_name("moi.xlsx")
    changes = write_sheet(found, path, earlier=earlier, of_build=found if of_build is None else of_build).changes
    assert changes is not None
    return changes, load_workbook(path).worksheets[0]


# -- what stands in the cells ------------------------------------------------------------------------------------------


def test_every_cell_of_the_sheet(tmp_path: Path) -> None:
    path = tmp_path / "theo-doi.xlsx"
    write_sheet(rows_of(plan=PLAN), path)
    rows = grid(load_workbook(path).worksheets[0])
    first = rows[0]
    assert first == {
        "STT": 1,
        "Mã": rows_of(plan=PLAN)[0].code,
        "Căn cứ (số ký hiệu)": "12-KH/HU, 05/6/2024",
        "Nhiệm vụ": "Giao Văn phòng Huyện ủy chủ trì, phối hợp với Ban Tổ chức Huyện ủy rà soát nhà văn hóa, "
        "báo cáo Ban Thường vụ Huyện ủy trước ngày 15/9/2024",
        "Chủ trì": "Văn phòng Huyện ủy Nông Cống",
        "Phối hợp": "Ban Tổ chức Huyện ủy Nông Cống",
        "Hạn": datetime(2024, 9, 15),
        "Còn (ngày)": first["Còn (ngày)"],
        "Thời hạn theo văn bản": None,
        "Sản phẩm": None,
        "Báo cáo cho": "Ban Thường vụ Huyện ủy Nông Cống",
        "Yêu cầu khác": first["Yêu cầu khác"],
        "Trạng thái": None,
        "Ghi chú": None,
        "Chưa rõ gì": "sản phẩm",
        # The district's committees ended with the districts; those of its communes took over (gazetteer of 2025).
        "Chủ trì đã kết thúc hoạt động": "Văn phòng Huyện ủy Nông Cống đến ngày 30/6/2025, nay là: " + HEIRS,
    }
    assert [(row["Chủ trì"], row["Hạn"], row["Thời hạn theo văn bản"]) for row in rows[1:]] == [
        ("các chi bộ", None, None),
        ("Ban Tổ chức Huyện ủy Nông Cống", None, "hằng tháng"),
    ]
    assert rows[1]["Chưa rõ gì"] == "trách nhiệm; thời gian; thẩm quyền (báo cáo ai)"


def test_the_sheet_is_made_for_work(tmp_path: Path) -> None:
    path = tmp_path / "theo-doi.xlsx"
    write_sheet(rows_of(plan=PLAN), path)
    sheet = load_workbook(path).worksheets[0]
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == "A1:P4"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area == "'Nhiệm vụ'!$A$1:$N$4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert all(cell.alignment.wrap_text for cell in sheet[2][:14])
    # No column that the program would fill in is shown empty; "Sản phẩm" is, here, and nothing is rare.
    assert hidden_of(sheet) == ["Sản phẩm", "Yêu cầu khác"]
    (choice,) = sheet.data_validations.dataValidation
    assert str(choice.formula1).strip('"').split(",") == [
        *("Chưa triển khai", "Đang thực hiện", "Trình ký", "Hoàn thành", "Tạm dừng")
    ]
    assert "M2" in choice.sqref


def test_rows_are_as_high_as_their_texts_and_no_higher(tmp_path: Path) -> None:
    write_sheet(rows_of(plan=PLAN), tmp_path / "a.xlsx")
    with ZipFile(tmp_path / "a.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    rows = re.findall(r"<row [^>]*>", sheet)
    heights = [float(height) for row in rows for height in re.findall(r'\bht="([\d.]+)"', row)]
    assert len(heights) == len(rows) == 4
    assert max(heights) < 60
    # Programs adjust what is not fixed to what the office types.
    assert not any('customHeight="1"' in row for row in rows)


def test_the_words_of_a_task_lead_to_its_document(tmp_path: Path) -> None:
    tasks = rows_of(plan=PLAN)
    page = tmp_path / "kết quả" / "site" / "van-ban" / "a.html"
    path = tmp_path / "bảng" / "theo-doi.xlsx"
    write_sheet(tasks, path, pages={tasks[0].document.id: page})
    link = load_workbook(path).worksheets[0]["B2"].hyperlink
    assert link is not None
    assert link.target == "../k%E1%BA%BFt%20qu%E1%BA%A3/site/van-ban/a.html"
    assert link.location == f"nv-{tasks[0].obligation.id.rpartition('/')[2]}"


@pytest.mark.parametrize("text", ["=1+1", "+84 912", "@a", "-x", "\ta", "=HYPERLINK(1)", "＝1"])
def test_no_cell_becomes_a_formula(text: str, tmp_path: Path) -> None:
    task = rows_of(plan=PLAN)[0]
    hostile = Task(task.code, {**task.cells, "task": text}, task.obligation, task.document)
    write_sheet([hostile], tmp_path / "a.xlsx")
    cell = load_workbook(tmp_path / "a.xlsx").worksheets[0]["D2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    write_sheet([hostile], tmp_path / "b.xlsx", earlier=tmp_path / "a.xlsx", of_build=[hostile])
    assert load_workbook(tmp_path / "b.xlsx").worksheets[0]["D2"].data_type == "s"
    (tmp_path / "a.csv").write_bytes(csv_of([hostile]))
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1][2] == f"'{text}"


@settings(max_examples=20, deadline=None)
@given(st.tuples(*[st.text(max_size=60)] * 3))
def test_any_text_can_be_written_and_read_back(tmp_path_factory: pytest.TempPathFactory, texts: tuple[str]) -> None:
    path = tmp_path_factory.mktemp("sheet") / "a.xlsx"
    odd = [
        Task(task.code, {**task.cells, "task": text}, task.obligation, task.document)
        for task, text in zip(rows_of(plan=PLAN), texts, strict=True)
    ]
    write_sheet(odd, path)
    changes = write_sheet(odd, path, earlier=path, of_build=odd).changes
    assert changes == Changes(new=0, changed=0, gone=0)


def test_a_code_is_short_and_tells_the_document() -> None:
    found = rows_of(plan=PLAN, other=OTHER, letter=PLAN.replace("Số 12-KH/HU\n", ""))
    codes = [task.code for task in found]
    assert len(set(codes)) == len(codes) == 7
    assert all(re.fullmatch(r"(12KH|15CT|KH)-\d{4}", code) for code in codes)


@pytest.mark.parametrize("day", ["ngày 5 tháng 6 năm 2024", "ngày 15 tháng 6 năm 2024"])
@pytest.mark.parametrize("place", ["Nông Cống", "Quảng Xương"])
def test_a_code_follows_from_number_year_and_words_alone(day: str, place: str) -> None:
    same = PLAN.replace("ngày 5 tháng 6 năm 2024", day).replace("Nông Cống", place).replace("NÔNG CỐNG", place.upper())
    assert [task.code for task in rows_of(plan=same)] == [task.code for task in rows_of(plan=PLAN)]


def test_equal_tasks_of_several_bodies_have_codes_of_their_own() -> None:
    head, _part, _tasks = PLAN.partition("1. Giao")
    ways = [
        head + "".join(f"{n}. {body}:\n- Báo cáo kết quả hằng tháng.\n" for n, body in enumerate(bodies, start=1))
        for bodies in (("Văn phòng Huyện ủy", "Ban Tổ chức Huyện ủy"), ("Ban Tổ chức Huyện ủy", "Văn phòng Huyện ủy"))
    ]
    one, other = ({task.cells["lead"]: task.code for task in rows_of(plan=way)} for way in ways)
    assert one == other
    assert len(set(one.values())) == 2


@pytest.mark.parametrize(
    ("words", "day", "beside"),
    [
        ("trước ngày 15/9/2024", date(2024, 9, 15), None),
        ("chậm nhất ngày 05/9/2024", date(2024, 9, 5), None),
        ("xong trước ngày 15 tháng 9 năm 2024", date(2024, 9, 15), None),
        ("trong quý III/2024", date(2024, 9, 30), "trong quý III/2024"),
        ("trong năm 2024", date(2024, 12, 31), "trong năm 2024"),
        ("từ ngày 01/7/2024 đến ngày 15/9/2024", date(2024, 9, 15), "01/7/2024 – 15/9/2024"),
        ("từ 8 giờ ngày 01/7/2024 đến ngày 15/9/2024", date(2024, 9, 15), "từ 8 giờ ngày 01/7/2024 đến ngày 15/9/2024"),
        ("hằng tháng", None, "hằng tháng"),
        ("thường xuyên", None, "thường xuyên"),
    ],
)
def test_a_day_is_a_date_and_what_it_does_not_say_stands_beside(
    words: str, day: date | None, beside: str | None, tmp_path: Path
) -> None:
    plan = PLAN.partition("1. Giao")[0] + f"1. Giao Văn phòng Huyện ủy rà soát nhà văn hóa {words}.\n"
    write_sheet(rows_of(plan=plan), tmp_path / "a.xlsx")
    (row,) = grid(load_workbook(tmp_path / "a.xlsx").worksheets[0])
    assert row["Hạn"] == (None if day is None else datetime(day.year, day.month, day.day))
    assert row["Thời hạn theo văn bản"] == beside


def test_what_no_workbook_can_hold_does_not_break_it(tmp_path: Path) -> None:
    task = rows_of(plan=PLAN)[0]
    odd = Task(
        task.code,
        {**task.cells, "lead": "a\x00\x0b\ufffeb", "task": "x" * 40_000},
        task.obligation,
        task.document,
    )
    write_sheet([odd], tmp_path / "a.xlsx")
    (row,) = grid(load_workbook(tmp_path / "a.xlsx").worksheets[0])
    assert (str(row["Chủ trì"])[0], str(row["Chủ trì"])[-1], len(str(row["Nhiệm vụ"]))) == ("a", "b", 32_767)


def test_a_code_stays_as_long_as_document_and_words(tmp_path: Path) -> None:
    alone = {task.cells["task"]: task.code for task in rows_of(plan=PLAN)}
    together = {task.cells["task"]: task.code for task in rows_of(a=OTHER, plan=PLAN.replace("\n2. Các", "\n\n2. Các"))}
    assert alone.items() <= together.items()
    assert len(set(together.values())) == len(together)


# -- filters -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Filter(), 4),
        (Filter(body="văn phòng HUYỆN uỷ"), 2),
        (Filter(body="Ban Tổ chức"), 2),  # as helper and as lead
        (Filter(document="12/KH-HU"), 3),
        (Filter(since="2024-09-15", until="2024-09-15"), 1),
        (Filter(since="2024-10-01", until="2024-12-31"), 1),
        (Filter(since="2024-09-16"), 1),
        (Filter(until="2024-09-30"), 1),
        (Filter(until="2024-10-01"), 2),
        (Filter(body="Văn phòng", document="15-CT/HU", since="2024-12-01"), 1),
    ],
)
def test_filters(wanted: Filter, count: int) -> None:
    every = rows_of(plan=PLAN, other=OTHER)
    assert len(chosen(every, wanted)) == count
    assert {task.code for task in chosen(every, wanted)} <= {task.code for task in every}


def test_a_filter_that_takes_nothing_is_told() -> None:
    with pytest.raises(InputError, match="4 nhiệm vụ"):
        chosen(rows_of(plan=PLAN, other=OTHER), Filter(body="Công an"))
    assert chosen([], Filter(body="Công an")) == []


# -- an office's own sheet ---------------------------------------------------------------------------------------------


def test_a_round_trip_loses_no_cell_that_the_office_wrote(filled: Callable[[], tuple[Path, Worksheet]]) -> None:
    path, sheet = filled()
    book = sheet.parent
    assert book is not None
    # Columns of its own, one without heading, two of one name, in the middle and at the end.
    sheet.insert_cols(5)
    sheet["E1"], sheet["E2"] = "Lãnh đạo phụ trách", "đ/c Hòa"
    sheet["E3"] = "=UPPER(E2)"
    sheet["S1"], sheet["T1"], sheet["T2"] = "Ý kiến", "Ý kiến", "lần hai"
    sheet["S2"], sheet["U2"] = datetime(2024, 9, 1), 0.75
    sheet["S2"].number_format, sheet["U2"].number_format = "dd/mm/yyyy", "0%"
    # What it knows better than the program, and its own words in the blank columns.
    sheet["F2"] = "Văn phòng Huyện ủy (đ/c Hòa)"
    sheet["H2"] = datetime(2024, 10, 1)
    sheet["N2"], sheet["O2"] = "Đang thực hiện", "đã gửi dự thảo"
    sheet["N2"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["N2"].comment = Comment("chờ ý kiến", "Hòa")
    # A task of its own, one of ours twice, a note under the table, another sheet, a choice of states.
    sheet["D5"], sheet["F5"], sheet["N5"] = "Việc ngoài văn bản", "Tổ công tác", "Hoàn thành"
    for place in range(1, sheet.max_column + 1):
        sheet.cell(6, place).value = sheet.cell(2, place).value
    sheet["A8"] = "Người lập bảng: Nguyễn Thị Hòa"
    book.create_sheet("Thống kê")["A1"] = "=COUNTA(A2:A9)"
    choice = DataValidation(type="list", formula1='"chưa làm,đang làm,xong"')
    choice.add("N2:N50")
    sheet.data_validations.dataValidation[:] = [choice]
    sheet.column_dimensions["E"].width = 33
    before = typed(sheet)
    book.save(path)

    changes, after = merged(rows_of(plan=PLAN, other=OTHER), path)
    assert changes == Changes(new=1, changed=0, gone=0)
    assert {place: after.cell(*place).value for place in before} == before
    assert after["S2"].number_format == "dd/mm/yyyy"
    assert after["U2"].number_format == "0%"
    assert after["N2"].fill.fgColor.rgb == "00FFFF00"
    assert after["N2"].comment is not None
    assert "chờ ý kiến" in after["N2"].comment.text
    assert [own.sqref for own in after.data_validations.dataValidation] == [choice.sqref]
    assert after.column_dimensions["E"].width == 33
    assert after.parent is not None
    assert after.parent["Thống kê"]["A1"].value == "=COUNTA(A2:A9)"
    assert after.print_area == "'Nhiệm vụ'!$A$1:$N$9"
    assert after.auto_filter.ref == "A1:V9"
    # The new task stands under all that was there.
    assert (after["A9"].value, after["C9"].value, after["V9"].value) == (4, "15-CT/HU, 01/10/2024", "mới")


def test_what_nobody_changed_follows_the_build(filled: Callable[[], tuple[Path, Worksheet]]) -> None:
    path, sheet = filled()
    sheet["M2"] = "Hoàn thành"
    assert sheet.parent is not None
    sheet.parent.save(path)
    later = PLAN.replace("trước ngày 15/9/2024", "trước ngày 20/9/2024").replace("\n3. Ban Tổ chức", "\n3. Văn phòng")
    changes, after = merged(rows_of(plan=later), path)
    assert changes == Changes(new=0, changed=2, gone=0)
    assert (after["G2"].value, after["M2"].value) == (datetime(2024, 9, 20), "Hoàn thành")
    assert [after[f"Q{row}"].value for row in (2, 3, 4)] == ["đã đổi nội dung", None, "đã đổi nội dung"]
    assert str(after["E4"].value).startswith("Văn phòng Huyện ủy Nông Cống")
    # Done once more nothing is new, and the marks of the last time go.
    again, last = merged(rows_of(plan=later), path.with_name("moi.xlsx"))
    assert again == Changes(new=0, changed=0, gone=0)
    assert [last.cell(row, 17).value for row in (2, 3, 4)] == [None, None, None]


def test_a_document_whose_day_is_known_now_keeps_its_rows(tmp_path: Path) -> None:
    undated = PLAN.replace("ngày 5 tháng 6 năm 2024", "ngày    tháng    năm 2024")
    path = tmp_path / "theo-doi.xlsx"
    write_sheet(rows_of(plan=undated), path)
    changes, after = merged(rows_of(plan=PLAN), path)
    assert (changes.new, changes.gone) == (0, 0)
    assert [after.cell(row, 3).value for row in (2, 3, 4)] == ["12-KH/HU, 05/6/2024"] * 3


@pytest.mark.cost
def test_a_document_written_anew_is_compared_within_bounds(tmp_path: Path) -> None:
    head, _parts, _tasks = PLAN.partition("1. Giao")
    old, new = (
        head + "".join(f"- {verb} nhà văn hóa thôn số {n} cho Nhân dân.\n" for n in range(1, 400))
        for verb in ("Sửa", "Xây dựng lại, bàn giao")
    )
    path = tmp_path / "theo-doi.xlsx"
    write_sheet(rows_of(plan=old), path)
    rows, found = rows_of(plan=new), []
    assert units(lambda: found.append(merged(rows, path)[0])) < 350
    assert [(changes.new, changes.gone) for changes in found] == [(399, 399)]


def test_a_task_that_is_gone_stays_and_says_so(filled: Callable[[], tuple[Path, Worksheet]]) -> None:
    path, sheet = filled()
    sheet["M3"] = "Hoàn thành"
    assert sheet.parent is not None
    sheet.parent.save(path)
    fewer = [task for task in rows_of(plan=PLAN) if "hiến đất" not in task.cells["task"]]
    changes, after = merged(fewer, path)
    assert changes == Changes(new=0, changed=0, gone=1)
    assert (after["D3"].value, after["M3"].value, after["Q3"].value) == (sheet["D3"].value, "Hoàn thành", "không còn")
    # Should it come back, its row takes it again.
    back, last = merged(rows_of(plan=PLAN), path.with_name("moi.xlsx"))
    assert back == Changes(new=0, changed=0, gone=0)
    assert (last.max_row, last["M3"].value, last["Q3"].value) == (4, "Hoàn thành", None)


def test_two_tasks_never_share_a_code_also_with_one_that_is_gone(filled: Callable[[], tuple[Path, Worksheet]]) -> None:
    path, sheet = filled()
    sheet["M2"] = "Hoàn thành"
    assert sheet.parent is not None
    sheet.parent.save(path)
    gone, *others = rows_of(plan=PLAN)
    (new,) = rows_of(other=OTHER)
    like_it = Task(gone.code, {**new.cells, "code": gone.code}, new.obligation, new.document)
    for _time in range(2):
        changes, after = merged([*others, like_it], path)
        rows = grid(after)
        assert [row["Mã"] for row in rows] == [gone.code, *(task.code for task in others), f"{gone.code}-2"]
        assert [row["Trạng thái"] for row in rows] == ["Hoàn thành", None, None, None]
        assert rows[0]["So với bảng trước"] == "không còn"
        path = path.with_name("moi.xlsx")
    assert changes == Changes(new=0, changed=0, gone=1)


def test_what_a_filter_leaves_out_is_not_gone(filled: Callable[[], tuple[Path, Worksheet]]) -> None:
    path, _sheet = filled()
    every = rows_of(plan=PLAN)
    changes, after = merged(chosen(every, Filter(body="Văn phòng")), path, of_build=every)
    assert changes == Changes(new=0, changed=0, gone=0)
    assert after.max_row == 4


def test_a_column_that_was_empty_is_shown_once_it_is_filled(filled: Callable[[], tuple[Path, Worksheet]]) -> None:
    path, sheet = filled()
    sheet.column_dimensions["F"].hidden = True
    assert sheet.column_dimensions["J"].hidden
    assert sheet.parent is not None
    sheet.parent.save(path)
    later = PLAN.replace("kiểm tra hằng tháng", "kiểm tra.\nSản phẩm: báo cáo kết quả kiểm tra")
    found = rows_of(plan=later)
    assert any(task.cells["product"] for task in found)
    _changes, after = merged(found, path)
    # The product stands in the column that gathers what is rare; the office hid the other one.
    assert hidden_of(after) == ["Phối hợp", "Sản phẩm"]
    assert "Sản phẩm: " in str(after["L2"].value)
    assert after.column_dimensions["L"].width >= 16


def test_what_programs_say_of_several_columns_or_rows_stays_said(filled: Callable[[], tuple[Path, Worksheet]]) -> None:
    path, sheet = filled()
    columns_of = sheet.column_dimensions
    columns_of["D"].min, columns_of["D"].max, columns_of["D"].width = 4, 6, 40
    for letter in "EF":
        del columns_of[letter]
    sheet.row_dimensions.group(2, 3, hidden=True)
    assert sheet.parent is not None
    sheet.parent.save(path)
    _changes, after = merged(rows_of(plan=PLAN, other=OTHER), path)
    assert [(row, after.row_dimensions[row].outlineLevel, after.row_dimensions[row].hidden) for row in (2, 3, 4)] == [
        (2, 1, True),
        (3, 1, True),
        (4, 0, False),
    ]
    with ZipFile(path.with_name("moi.xlsx")) as archive:
        said = re.findall(r'<col [^>]*min="(\d+)" max="(\d+)"', archive.read("xl/worksheets/sheet1.xml").decode())
    spans = sorted((int(first), int(last)) for first, last in said)
    assert (4, 6) in spans
    assert all(last < first for (_first, last), (first, _last) in pairwise(spans))


def test_a_column_that_the_office_took_out_stays_out(filled: Callable[[], tuple[Path, Worksheet]]) -> None:
    path, sheet = filled()
    sheet.delete_cols(15)
    assert sheet.parent is not None
    sheet.parent.save(path)
    _changes, after = merged(rows_of(plan=PLAN), path)
    assert "Chưa rõ gì" not in [cell.value for cell in after[1]]


def test_a_cell_that_the_office_emptied_stays_empty(filled: Callable[[], tuple[Path, Worksheet]]) -> None:
    path, sheet = filled()
    sheet["E2"].value = None
    assert sheet.parent is not None
    sheet.parent.save(path)
    _changes, after = merged(rows_of(plan=PLAN), path)
    assert after["E2"].value is None


def test_a_sheet_of_one_language_is_merged_in_another(
    filled: Callable[[], tuple[Path, Worksheet]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _sheet = filled()
    monkeypatch.setenv("GRAPHBUILD_LANG", "en")
    changes, after = merged(rows_of(plan=PLAN), path)
    assert (changes.new, changes.gone) == (0, 0)
    assert after["B1"].value == "Mã"


def test_a_sheet_sorted_anew_keeps_its_order(filled: Callable[[], tuple[Path, Worksheet]]) -> None:
    path, sheet = filled()
    second, third = ([cell.value for cell in sheet[row]] for row in (2, 3))
    for place, (one, other) in enumerate(zip(second, third, strict=True), start=1):
        sheet.cell(2, place, other)
        sheet.cell(3, place, one)
    assert sheet.parent is not None
    sheet.parent.save(path)
    changes, after = merged(rows_of(plan=PLAN), path)
    assert changes == Changes(0, 0, 0)
    assert [after.cell(row, 2).value for row in (2, 3)] == [third[1], second[1]]


# -- a workbook of before: codes were hashes, time limits text ---------------------------------------------------------

OLD_HEADINGS = {
    "code": "Mã",
    "basis": "Căn cứ (số ký hiệu)",
    "task": "Nhiệm vụ",
    "lead": "Chủ trì",
    "support": "Phối hợp",
    "time": "Thời hạn theo văn bản",
    "due": "Thời hạn chuẩn hóa",
    "product": "Sản phẩm",
    "report": "Báo cáo cho",
    "status": "Trạng thái",
    "unsaid": "Chưa rõ gì",
    "heirs": "Chủ trì đã kết thúc hoạt động",
    "quote": "Trích nguyên văn",
    "change": "So với bảng trước",
}


def of_before(found: list[Task], path: Path) -> Worksheet:
    """Write a workbook as programs did before codes were short, and return its sheet."""
    book = Workbook()
    sheet, hidden = book.worksheets[0], book.create_sheet("_graphbuild")
    sheet.title, hidden.sheet_state = "Nhiệm vụ", "veryHidden"
    rows = [
        {**task.cells, "code": digest(f"{task.document.id} {plain_name(task.obligation.text)}")[:8]} for task in found
    ]
    hidden.append(["Nhiệm vụ"])
    hidden.append([*OLD_HEADINGS])
    for table in (sheet, hidden):
        table.append([*OLD_HEADINGS.values()])
        for row in rows:
            table.append([row[name] or None for name in OLD_HEADINGS])
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            sheet.column_dimensions[cell.coordinate[0]].width = 40
    for row_number in range(1, sheet.max_row + 1):
        sheet.row_dimensions[row_number].height = 180
    sheet.print_area = f"A1:K{sheet.max_row}"
    book.save(path)
    return sheet


def test_a_workbook_of_before_is_taken_over_with_all_that_was_typed(tmp_path: Path) -> None:
    path = tmp_path / "cũ.xlsx"
    sheet = of_before(rows_of(plan=PLAN), path)
    sheet["J2"], sheet["J3"], sheet["D3"] = "xong", "đang làm", "Chi bộ 1"
    sheet["O1"], sheet["O2"], sheet["O3"] = "Ghi chú", "đã gửi", "=J3"
    sheet["C6"], sheet["J6"] = "Việc ngoài văn bản", "chưa"
    office = {place: sheet[place].value for place in ("J2", "J3", "D3", "O1", "O2", "O3", "C6", "J6")}
    assert sheet.parent is not None
    sheet.parent.save(path)
    later = PLAN.replace("hằng tháng", "hằng quý")
    later = re.sub(r"2\. Các chi bộ .*", "2. Văn phòng Huyện ủy lập danh sách hộ nghèo.", later)
    changes, after = merged(rows_of(plan=later, other=OTHER), path)
    assert changes == Changes(new=2, changed=1, gone=1)
    assert {place: after[place].value for place in office} == office
    codes = [after.cell(row, 1).value for row in (2, 4, 7, 8)]
    assert all(re.fullmatch(r"(12KH|15CT)-\d{4}", str(code)) for code in codes)
    told = [after.cell(row, 14).value for row in range(2, 9)]
    assert told == [None, "không còn", "đã đổi nội dung", None, None, "mới", "mới"]
    row = grid(after)[0]
    assert row["Hạn"] == datetime(2024, 9, 15)
    assert str(row["Còn (ngày)"]).startswith("=IF(")
    assert "J2" in after.data_validations.dataValidation[0].sqref
    assert all((after.row_dimensions[row].height or 0) < 60 for row in (2, 3, 4))
    # From then on it is like any other.
    again, last = merged(rows_of(plan=later, other=OTHER), path.with_name("moi.xlsx"))
    assert again == Changes(new=0, changed=0, gone=1)
    assert {place: last[place].value for place in office} == office
    assert [cell.value for cell in last[1]] == [cell.value for cell in after[1]]


def test_a_workbook_of_before_with_the_same_build_tells_no_change(tmp_path: Path) -> None:
    of_before(rows_of(plan=PLAN, other=OTHER), tmp_path / "cũ.xlsx")
    changes, _after = merged(rows_of(plan=PLAN, other=OTHER), tmp_path / "cũ.xlsx")
    assert changes == Changes(new=0, changed=0, gone=0)


def test_a_document_whose_number_is_known_now_keeps_its_rows(tmp_path: Path) -> None:
    write_sheet(rows_of(plan=PLAN.replace("Số 12-KH/HU\n", "")), tmp_path / "a.xlsx")
    changes, after = merged(rows_of(plan=PLAN), tmp_path / "a.xlsx")
    assert (changes, after.max_row) == (Changes(new=0, changed=3, gone=0), 4)


@pytest.mark.parametrize("number", ["Số 13-KH/HU\n", "Số 12-KH/HU\n", ""])
def test_the_same_words_in_another_document_are_another_task(number: str, tmp_path: Path) -> None:
    """A plan of every year has the same words: what was done last year is not done this year."""
    write_sheet(rows_of(plan=PLAN), tmp_path / "a.xlsx")
    next_year = PLAN.replace("Số 12-KH/HU\n", number).replace("2024", "2025")
    changes, _after = merged(rows_of(plan=next_year), tmp_path / "a.xlsx")
    assert changes == Changes(new=3, changed=0, gone=3)
    # The plan of before that comes later is not taken for this one either.
    both = rows_of(plan=PLAN, next=next_year)
    assert len({task.code for task in both}) == 6
    (tmp_path / "b").mkdir()
    write_sheet(rows_of(plan=next_year), tmp_path / "b" / "b.xlsx")
    changes, after = merged(both, tmp_path / "b" / "b.xlsx")
    assert changes == Changes(new=3, changed=0, gone=0)
    assert ["2025" in str(after.cell(row, 3).value) for row in range(2, 8)] == [*[True] * 3, *[False] * 3]


# -- what is no sheet of tasks -----------------------------------------------------------------------------------------


def _foreign(path: Path) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "Mã"
    book.save(path)


def _truncated(path: Path) -> None:
    write_sheet(rows_of(plan=PLAN), path)
    path.write_bytes(path.read_bytes()[:2000])


def _without_codes(path: Path) -> None:
    write_sheet(rows_of(plan=PLAN), path)
    book = load_workbook(path)
    book.worksheets[0].delete_cols(2)
    book.save(path)


def _renamed(path: Path) -> None:
    write_sheet(rows_of(plan=PLAN), path)
    book = load_workbook(path)
    book.worksheets[0].title = "Bảng 1"
    book.save(path)


def _with_macros(path: Path) -> None:
    write_sheet(rows_of(plan=PLAN), path)
    with ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "Không đọc được"),
        (lambda path: path.mkdir(), "Không đọc được"),
        (os.mkfifo, "ống dẫn"),
        (lambda path: path.write_text("abc"), "không phải là sổ Excel"),
        (_truncated, "không phải là sổ Excel"),
        (_foreign, "không phải là bảng nhiệm vụ"),
        (_renamed, "không phải là bảng nhiệm vụ"),
        (_without_codes, "không còn cột “Mã”"),
        (_with_macros, "biểu đồ, hình ảnh, macro"),
    ],
)
def test_what_is_no_sheet_of_tasks(make: Callable[[Path], None], message: str, tmp_path: Path) -> None:
    make(tmp_path / "cũ.xlsx")
    with pytest.raises(InputError, match=message):
        write_sheet(rows_of(plan=PLAN), tmp_path / "mới.xlsx", earlier=tmp_path / "cũ.xlsx")
    assert not (tmp_path / "mới.xlsx").exists()


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(OutputError, match="Không ghi được"):
        write_sheet(rows_of(plan=PLAN), tmp_path / "a" / "a.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


# -- the three files ---------------------------------------------------------------------------------------------------


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["a.csv", "a.ics", "a.docx", "a", "a.xls"])
def test_only_a_workbook_is_a_sheet(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.xlsx") as caught:
        write_sheet(rows_of(plan=PLAN), tmp_path / name)
    assert caught.value.code == "sheet-name"
    assert written(tmp_path) == {}


def test_capital_letters_are_an_ending_too(tmp_path: Path) -> None:
    write_sheet(rows_of(plan=PLAN), tmp_path / "A.XLSX")
    assert set(written(tmp_path)) == {"A.XLSX", "A.csv", "A.ics"}


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.ics"])
@pytest.mark.parametrize("content", [b"c\xe1\xbb\xa7a t\xc3\xb4i", b""], ids=["filled", "empty"])
def test_nothing_of_the_office_is_written_over(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=name) as caught:
        write_sheet(rows_of(plan=PLAN), tmp_path / "a.xlsx")
    assert (caught.value.code, "--to" in str(caught.value)) == ("sheet-exists", True)
    assert written(tmp_path) == {name: content}


def test_what_an_earlier_run_wrote_is_renewed_with_its_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_sheet(rows_of(plan=PLAN), path)
    for papers in ({"plan": PLAN, "other": OTHER}, {"other": OTHER}, {"plan": PLAN}):
        found = rows_of(**papers)
        write_sheet(found, path, earlier=path, of_build=found)
    (tmp_path / "b.csv").write_bytes(csv_of(rows_of(plan=PLAN)))
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@pytest.mark.parametrize("name", ["a.csv", "a.ics"])
def test_what_the_office_changed_beside_its_sheet_stays(name: str, tmp_path: Path) -> None:
    path, found = tmp_path / "a.xlsx", rows_of(plan=PLAN, other=OTHER)
    write_sheet(rows_of(plan=PLAN), path)
    with (tmp_path / name).open("ab") as file:
        file.write("của tôi\n".encode())
    before = written(tmp_path)
    with pytest.raises(InputError, match=name):
        write_sheet(found, path, earlier=path, of_build=found)
    assert written(tmp_path) == before


def test_another_sheet_does_not_replace_what_this_one_brought(tmp_path: Path) -> None:
    write_sheet(rows_of(plan=PLAN), tmp_path / "a.xlsx")
    write_sheet(rows_of(other=OTHER), tmp_path / "b.xlsx")
    (tmp_path / "a.xlsx").unlink()
    found = rows_of(plan=PLAN, other=OTHER)
    with pytest.raises(InputError, match=r"a\.csv, .*a\.ics"):
        write_sheet(found, tmp_path / "a.xlsx", earlier=tmp_path / "b.xlsx", of_build=found)


def test_a_run_that_was_cut_off_is_gone_on_with(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(csv_of(rows_of(plan=PLAN)))
    write_sheet(rows_of(plan=PLAN), tmp_path / "a.xlsx")
    assert set(written(tmp_path)) == {"a.xlsx", "a.csv", "a.ics"}


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.ics"])
@pytest.mark.parametrize("merged", [False, True], ids=["first", "merged"])
def test_after_a_file_could_not_be_written_the_next_run_goes_on(
    name: str, merged: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a file that is open in Excel cannot be replaced."""
    path = tmp_path / "a.xlsx"
    both = rows_of(plan=PLAN, other=OTHER)
    if merged:
        write_sheet(rows_of(plan=PLAN), path)
    replace = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if target.name == name:
            raise PermissionError(errno.EACCES, "Access is denied", str(self))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    for found in (both, rows_of(other=OTHER)):
        with pytest.raises(OutputError, match=name):
            write_sheet(found, path, earlier=path if path.exists() else None, of_build=both)
    monkeypatch.undo()
    write_sheet(both, path, earlier=path if path.exists() else None, of_build=both)
    there = written(tmp_path)
    assert (there["a.csv"], there["a.ics"]) == (csv_of(both), calendar_of(both)[0])
    assert {row[1].value for row in load_workbook(path).worksheets[0].iter_rows(min_row=2)} == {
        task.code for task in both
    }


# -- CSV and calendar --------------------------------------------------------------------------------------------------


def test_csv_opens_in_excel_as_it_is(tmp_path: Path) -> None:
    found = rows_of(plan=PLAN, other=OTHER)
    (tmp_path / "a.csv").write_bytes(csv_of(found))
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    names = [name for name in columns() if name not in ("number", "left", "more")]
    assert rows[0] == [*(columns()[name] for name in names), "Chỗ trong văn bản"]
    assert rows[1:] == [[task.cells[name] for name in (*names, "where")] for task in found]
    assert all(re.fullmatch(r"đoạn \d+", row[-1]) for row in rows[1:])
    # In every country Excel takes such a date for one.
    assert "2024-09-15" in rows[1]


def test_the_calendar_has_the_last_day_of_every_time_limit() -> None:
    found = rows_of(plan=PLAN, other=OTHER)
    content, count = calendar_of(found)
    assert count == 2
    calendar = Calendar.from_ical(content)
    events = list(calendar.walk("VEVENT"))
    assert [event.decoded("dtstart") for event in events] == [date(2024, 9, 15), date(2024, 12, 31)]
    assert str(events[0]["summary"]).startswith("12-KH/HU, 05/6/2024: Giao Văn phòng Huyện ủy")
    assert "trước ngày 15/9/2024" in str(events[0]["description"])
    assert len({str(event["uid"]) for event in events}) == 2
    assert all(event.get("dtstamp") for event in events)
    assert calendar_of(found) == (content, count)


# -- as a command ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    (folder / "văn bản").mkdir()
    (folder / "văn bản" / "plan.txt").write_text(PLAN, encoding="utf-8")
    (folder / "văn bản" / "other.txt").write_text(OTHER, encoding="utf-8")
    assert graphbuild("build", "văn bản", "--out", "ra", cwd=folder).returncode == 0
    return folder


def test_the_command_from_first_sheet_to_merged_one(office: Path) -> None:
    first = graphbuild("tracker", "ra", "--document", "12-KH/HU", cwd=office)
    assert (first.returncode, first.stderr) == (0, "3 nhiệm vụ trong theo-doi-nhiem-vu.xlsx, 1 mốc trong lịch.\n")
    again = graphbuild("tracker", "ra", cwd=office)
    assert again.returncode == 2
    assert "--merge theo-doi-nhiem-vu.xlsx" in again.stderr
    merge = graphbuild("tracker", "ra", "--merge", "theo-doi-nhiem-vu.xlsx", cwd=office)
    assert merge.returncode == 0
    assert "1 mới, 0 đã đổi nội dung, 0 không còn" in merge.stderr
    for name in ("theo-doi-nhiem-vu.xlsx", "theo-doi-nhiem-vu.csv", "theo-doi-nhiem-vu.ics"):
        assert (office / name).is_file()
    link = load_workbook(office / "theo-doi-nhiem-vu.xlsx").worksheets[0]["B2"].hyperlink
    assert link is not None
    assert link.target is not None
    assert (office / link.target).is_file()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere", "--to", "x.xlsx"], "Trong nowhere chưa có kết quả nào"),
        (["ra", "--since", "hôm qua", "--to", "x.xlsx"], "“hôm qua” không phải là ngày"),
        (["ra", "--since", "31/02/2024", "--to", "x.xlsx"], "“31/02/2024” không phải là ngày"),
        (["ra", "--body", "Công an", "--to", "x.xlsx"], "4 nhiệm vụ"),
        (["ra", "--merge", "no.xlsx", "--to", "x.xlsx"], "Không đọc được no.xlsx"),
    ],
)
def test_wrong_use(arguments: list[str], message: str, office: Path) -> None:
    done = graphbuild("tracker", *arguments, cwd=office)
    assert done.returncode == 2
    assert message in done.stderr
    assert not (office / "x.xlsx").exists()


def test_days_as_offices_write_them(office: Path) -> None:
    done = graphbuild(
        "tracker", "ra", "--since", "01/10/2024", "--until", "2024-12-31", "--to", "quy-4.xlsx", cwd=office
    )
    assert done.stderr.startswith("1 nhiệm vụ")
