"""The workbook as an office opens it: counted by LibreOffice, printed, with a sheet for each leading body."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from calling import graphbuild
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from graphbuild.extraction.reading import read
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.model import Text
from graphbuild.resolve.records import resolve
from graphbuild.tracker.merging import Changes
from graphbuild.tracker.sheet_files import write_sheet
from graphbuild.tracker.tasks import Task, tasks

HEAD = """HUYỆN ỦY NÔNG CỐNG
Số 12-KH/HU
Nông Cống, ngày 5 tháng 6 năm 2024

KẾ HOẠCH
sửa nhà văn hóa

Huyện ủy ban hành kế hoạch như sau:

II. NHIỆM VỤ
"""
OFFICE, PERSONNEL = "Văn phòng Huyện ủy Nông Cống", "Ban Tổ chức Huyện ủy Nông Cống"


def rows_of(*items: str) -> list[Task]:
    text = HEAD + "".join(f"{number}. {item}.\n" for number, item in enumerate(items, start=1))
    return tasks(resolve([read(Text(text, "plan.txt"))], base=DEFAULT_BASE).records)


def grid(sheet: Worksheet) -> list[dict[str, object]]:
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def in_days(days: int) -> str:
    return f"{date.today() + timedelta(days):%d/%m/%Y}"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Give a function by which LibreOffice opens a workbook and saves it in another form."""
    folder = tmp_path_factory.mktemp("office")

    def saved(path: Path, form: str) -> Path:
        command = ["soffice", f"-env:UserInstallation={folder.as_uri()}", "--headless", "--convert-to", form]
        command += ["--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return folder / path.with_suffix(f".{form}").name

    return saved


def of(sheet: Worksheet, name: object) -> tuple[object, ...]:
    """Return what the summary counts for a name: all, done, overdue, due soon, without a state."""
    (row,) = (row for row in sheet.iter_rows(min_col=2, max_col=7, values_only=True) if row[0] == name)
    return row[1:]


def test_days_left_and_summary_follow_what_the_office_writes(
    tmp_path: Path, office: Callable[[Path, str], Path]
) -> None:
    found = rows_of(
        f"Giao Văn phòng Huyện ủy rà soát nhà văn hóa trước ngày {in_days(-3)}",
        f"Giao Ban Tổ chức Huyện ủy lập danh sách hộ nghèo trước ngày {in_days(-10)}",
        f"Giao Văn phòng Huyện ủy, Ban Tổ chức Huyện ủy in tài liệu trước ngày {in_days(3)}",
        f"Giao Ban Tổ chức Huyện ủy mở lớp tập huấn trước ngày {in_days(-20)}",
        "Các chi bộ vận động Nhân dân hiến đất",
    )
    path = tmp_path / "a.xlsx"
    write_sheet(found, path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    # From the list, and as offices write it; a task of the office's own.
    sheet["M3"], sheet["M5"] = "Hoàn thành", "xong"
    sheet["D7"], sheet["E7"], sheet["G7"] = "Việc ngoài văn bản", "Văn phòng Huyện ủy Nông Cống", datetime(2020, 1, 1)
    book.save(path)
    counted = load_workbook(office(path, "xlsx"), data_only=True)
    rows = grid(counted.worksheets[0])
    assert [row["Còn (ngày)"] for row in rows] == [-3, None, 3, None, None, None]
    summary = counted["Tổng hợp"]
    assert of(summary, "Tất cả") == (6, 2, 2, 1, 4)
    assert of(summary, "Chưa có ngày hạn") == (1, 0, 0, 0, 1)
    assert of(summary, OFFICE) == (3, 0, 2, 1, 3)
    assert of(summary, PERSONNEL) == (3, 2, 0, 1, 1)
    assert of(summary, "Hoàn thành") == (1, 1, 0, 0, 0)
    assert of(summary, "Trình ký") == (0, 0, 0, 0, 0)
    assert of(summary, "các chi bộ") == (1, 0, 0, 0, 1)
    days = [task.cells["day"] for task in found if task.cells["day"]]
    months = {datetime.fromisoformat(f"{day[:7]}-01") for day in days}
    assert sum(int(str(of(summary, month)[0])) for month in months) == len(days) == 4
    (late,) = (row for row in summary.iter_rows(values_only=True) if row[2] == found[0].code)
    assert (late[0], late[4], late[5]) == (2, 3, OFFICE)
    listed = [row[0] for row in summary.iter_rows(values_only=True) if isinstance(row[3], datetime) and row[4]]
    assert listed == [7, 2], "the longest overdue first, nothing that is done"


def test_sixty_tasks_print_on_two_pages(tmp_path: Path, office: Callable[[Path, str], Path]) -> None:
    things = ("nhà văn hóa", "đường làng", "trạm y tế", "kênh mương", "trường mầm non")
    words = "báo cáo kết quả, khó khăn, vướng mắc và đề xuất giải pháp tháo gỡ để cấp ủy xem xét, quyết định kịp thời"
    found = rows_of(
        *(
            f"Giao Văn phòng Huyện ủy rà soát {things[n % 5]} thôn số {n}, {words} trước ngày {n % 28 + 1}/9/2024"
            for n in range(60)
        )
    )
    write_sheet(found, tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    del book["Tổng hợp"]
    book.save(tmp_path / "b.xlsx")
    pages = re.findall(rb"/Type\s*/Page\b", office(tmp_path / "b.xlsx", "pdf").read_bytes())
    assert (len(found), len(pages) <= 2) == (60, True)


def test_what_few_tasks_have_is_shown_by_one_column(tmp_path: Path, office: Callable[[Path, str], Path]) -> None:
    items = [f"Giao Văn phòng Huyện ủy rà soát nhà văn hóa thôn số {n}" for n in range(12)]
    items[0] += " trong quý III/2024"
    items[1] += ", phối hợp với Ban Tổ chức Huyện ủy, báo cáo Ban Thường vụ Huyện ủy"
    found = rows_of(*items)
    write_sheet(found, tmp_path / "a.xlsx")
    shown = load_workbook(office(tmp_path / "a.xlsx", "xlsx"), data_only=True).worksheets[0]
    hidden = {"Phối hợp", "Thời hạn theo văn bản", "Sản phẩm", "Báo cáo cho"}
    made = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert hidden <= {made[f"{letter}1"].value for letter, column in made.column_dimensions.items() if column.hidden}
    first, second, *others = (row["Yêu cầu khác"] for row in grid(shown))
    assert first == found[0].cells["words"] != ""
    assert second == f"Phối hợp: {found[1].cells['support']}. Báo cáo cho: {found[1].cells['report']}"
    assert not any(others)
    # What the office corrects in a hidden column or writes over is kept, and the rest follows the build.
    book = load_workbook(office(tmp_path / "a.xlsx", "xlsx"))
    book.worksheets[0]["L5"], book.worksheets[0]["K2"] = "hỏi lại", "Huyện ủy"
    book.save(tmp_path / "b.xlsx")
    later = rows_of(*(item.replace("quý III", "quý IV") for item in items), "Ban Tổ chức Huyện ủy kiểm tra hằng tháng")
    changes = write_sheet(later, tmp_path / "c.xlsx", earlier=tmp_path / "b.xlsx", of_build=later).changes
    assert changes == Changes(new=1, changed=1, gone=0)
    after = [
        row["Yêu cầu khác"]
        for row in grid(load_workbook(office(tmp_path / "c.xlsx", "xlsx"), data_only=True).worksheets[0])
    ]
    assert (after[0], after[1], after[3], after[-1]) == (
        f"{later[0].cells['words']}. Báo cáo cho: Huyện ủy",
        second,
        "hỏi lại",
        "hằng tháng",
    )


def test_letters_are_printed_at_seven_points(tmp_path: Path) -> None:
    words = "rà soát, báo cáo kết quả, khó khăn, vướng mắc và đề xuất giải pháp tháo gỡ để cấp ủy xem xét, quyết định"
    write_sheet(rows_of(*(f"Giao Văn phòng Huyện ủy {words} lần {n}" for n in range(20))), tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    # A digit of a width is 7 pixels wide, of which 96 are an inch.
    printed = [sheet.column_dimensions[letter] for letter in "ABCDEFGHIJKLMN"]
    wide = sum(column.width for column in printed if not column.hidden) * 7 / 96
    scale = (11.69 - sheet.page_margins.left - sheet.page_margins.right) / wide
    assert 6.95 <= float(sheet["D2"].font.sz or 0) * scale <= 7.5


def test_the_summary_of_many_bodies_prints_on_two_pages(tmp_path: Path, office: Callable[[Path, str], Path]) -> None:
    found = rows_of(*(f"Giao Văn phòng Huyện ủy rà soát nhà văn hóa thôn số {n}" for n in range(80)))
    many = [replace(task, cells={**task.cells, "lead": f"Chi bộ thôn {n}"}) for n, task in enumerate(found)]
    write_sheet(many, tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    assert "Chủ trì (80; in 40 cơ quan nhiều việc nhất)" in [cell.value for cell in book["Tổng hợp"]["B"]]
    assert of(load_workbook(office(tmp_path / "a.xlsx", "xlsx"), data_only=True)["Tổng hợp"], "Chi bộ thôn 9")[0] == 1
    del book["Nhiệm vụ"]
    book.save(tmp_path / "b.xlsx")
    assert len(re.findall(rb"/Type\s*/Page\b", office(tmp_path / "b.xlsx", "pdf").read_bytes())) == 2


def test_a_workbook_that_libreoffice_saved_is_merged_as_it_is(
    tmp_path: Path, office: Callable[[Path, str], Path]
) -> None:
    found = rows_of(
        "Giao Văn phòng Huyện ủy rà soát nhà văn hóa trước ngày 15/9/2024",
        "Ban Tổ chức Huyện ủy kiểm tra hằng tháng",
    )
    write_sheet(found, tmp_path / "a.xlsx", by_body=True)
    book = load_workbook(tmp_path / "a.xlsx")
    book.worksheets[0]["M2"], book.worksheets[0]["N2"] = "Đang thực hiện", "đã gửi dự thảo"
    book.save(tmp_path / "a.xlsx")
    saved = office(tmp_path / "a.xlsx", "xlsx")
    written = write_sheet(found, tmp_path / "b.xlsx", earlier=saved, of_build=found)
    assert written.changes == Changes(new=0, changed=0, gone=0)
    after = load_workbook(tmp_path / "b.xlsx")
    assert after.sheetnames[:4] == ["Nhiệm vụ", "Tổng hợp", *titles(after.sheetnames)]
    (first, second) = grid(after.worksheets[0])
    assert (first["Trạng thái"], first["Ghi chú"], first["Hạn"]) == (
        *("Đang thực hiện", "đã gửi dự thảo"),
        datetime(2024, 9, 15),
    )
    assert second["Thời hạn theo văn bản"] == "hằng tháng"
    shown = load_workbook(office(tmp_path / "b.xlsx", "xlsx"), data_only=True)
    assert grid(shown[OFFICE])[0]["Trạng thái"] == "Đang thực hiện"


def titles(names: list[str]) -> list[str]:
    return [name for name in names if name not in ("Nhiệm vụ", "Tổng hợp") and not name.startswith("_")]


# -- the summary -------------------------------------------------------------------------------------------------------


def test_a_summary_that_the_office_wrote_in_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    path, found = tmp_path / "a.xlsx", rows_of("Giao Văn phòng Huyện ủy rà soát nhà văn hóa trước ngày 15/9/2024")
    write_sheet(found, path)
    write_sheet(found, path, earlier=path, of_build=found)
    assert load_workbook(path).sheetnames[:2] == ["Nhiệm vụ", "Tổng hợp"]
    assert titles(load_workbook(path).sheetnames) == []
    book = load_workbook(path)
    book["Tổng hợp"]["B60"] = "Người lập: Nguyễn Thị Hòa"
    book.save(path)
    for _time in range(2):
        write_sheet(found, path, earlier=path, of_build=found)
        after = load_workbook(path)
        assert titles(after.sheetnames) == ["Tổng hợp (cũ)"]
        assert after["Tổng hợp (cũ)"]["B60"].value == "Người lập: Nguyễn Thị Hòa"
        assert after["Tổng hợp"]["B60"].value is None


def test_a_summary_that_the_office_took_out_stays_out(tmp_path: Path) -> None:
    path, found = tmp_path / "a.xlsx", rows_of("Giao Văn phòng Huyện ủy rà soát nhà văn hóa trước ngày 15/9/2024")
    write_sheet(found, path)
    book = load_workbook(path)
    del book["Tổng hợp"]
    book.save(path)
    write_sheet(found, path, earlier=path, of_build=found)
    assert "Tổng hợp" not in load_workbook(path).sheetnames


def test_an_office_s_own_sheet_of_that_name_is_not_touched(tmp_path: Path) -> None:
    path, found = tmp_path / "a.xlsx", rows_of("Giao Văn phòng Huyện ủy rà soát nhà văn hóa trước ngày 15/9/2024")
    write_sheet(found, path)
    book = load_workbook(path)
    for name in ("Tổng hợp", "_graphbuild_summary"):
        del book[name]
    book.create_sheet("Tổng hợp")["A1"] = "của tôi"
    book.save(path)
    write_sheet(found, path, earlier=path, of_build=found)
    assert load_workbook(path)["Tổng hợp"]["A1"].value == "của tôi"
    assert "Tổng hợp 2" in load_workbook(path).sheetnames


# -- a sheet for each leading body -------------------------------------------------------------------------------------

ITEMS = (
    "Giao Văn phòng Huyện ủy rà soát nhà văn hóa trước ngày 15/9/2024",
    "Giao Văn phòng Huyện ủy, Ban Tổ chức Huyện ủy in tài liệu",
    "Ban Tổ chức Huyện ủy kiểm tra hằng tháng",
)


def test_each_leading_body_has_a_sheet_with_its_tasks(tmp_path: Path) -> None:
    found = rows_of(*ITEMS)
    write_sheet(found, tmp_path / "a.xlsx", by_body=True)
    book = load_workbook(tmp_path / "a.xlsx")
    assert {title: [row["Mã"] for row in grid(book[title])] for title in titles(book.sheetnames)} == {
        PERSONNEL: [found[1].code, found[2].code],
        OFFICE: [found[0].code, found[1].code],
    }
    sheet = book[OFFICE]
    assert (sheet.print_area, sheet.print_title_rows) == (f"'{OFFICE}'!$A$1:$N$3", "$1:$1")
    assert [row["STT"] for row in grid(sheet)] == [1, 2]
    assert str(sheet["M2"].value).startswith("=IFERROR(INDEX('Nhiệm vụ'!$M:$M,MATCH($B2,'Nhiệm vụ'!$B:$B,0))")
    links = (cell.hyperlink for row in book["Tổng hợp"].iter_rows() for cell in row)
    assert {link.location for link in links if link is not None} == {f"'{PERSONNEL}'!A1", f"'{OFFICE}'!A1"}


def test_names_of_sheets_are_such_as_excel_takes(tmp_path: Path) -> None:
    long = "Phòng Giáo dục và Đào tạo Ủy ban nhân dân huyện Nông Cống"
    named = [
        Task(task.code, task.cells, replace(task.obligation, bearer_names=(name,)), task.document)
        for task, name in zip(rows_of(*ITEMS), (f"{long} khóa I", f"{long} khóa II", "Tổ [1]: a/b*?\\'"), strict=True)
    ]
    write_sheet(named, tmp_path / "a.xlsx", by_body=True)
    made = titles(load_workbook(tmp_path / "a.xlsx").sheetnames)
    assert len({title.casefold() for title in made}) == 3
    assert all(len(title) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", title) for title in made)


def test_what_the_office_wrote_in_the_sheet_of_a_body_stays(tmp_path: Path) -> None:
    path, found = tmp_path / "a.xlsx", rows_of(*ITEMS)
    write_sheet(found, path, by_body=True)
    book = load_workbook(path)
    book["Nhiệm vụ"]["M2"] = "Đang thực hiện"
    sheet = book[OFFICE]
    sheet["M3"], sheet["Q1"], sheet["Q2"] = "Hoàn thành", "Người làm", "đ/c Hòa"
    book.save(path)
    later = rows_of(
        ITEMS[0].replace("15/9", "20/9"),
        "Giao Ban Tổ chức Huyện ủy in tài liệu",
        ITEMS[2],
        "Giao Ban Dân vận Huyện ủy họp dân",
    )
    assert write_sheet(later, path, earlier=path, of_build=later).changes == Changes(new=1, changed=2, gone=0)
    book = load_workbook(path)
    rows = grid(book[OFFICE])
    assert [(row["Trạng thái"], row["Người làm"], row["So với bảng trước"]) for row in rows] == [
        (rows[0]["Trạng thái"], "đ/c Hòa", "đã đổi nội dung"),
        ("Hoàn thành", None, "không còn"),
    ]
    assert rows[0]["Hạn"] == datetime(2024, 9, 20)
    assert titles(book.sheetnames) == [PERSONNEL, OFFICE, "Ban Dân vận Huyện ủy Nông Cống"]
    # Of the sheet that the office takes out or renames no other is made.
    del book[PERSONNEL]
    book[OFFICE].title = "VP"
    book.save(path)
    write_sheet(later, path, earlier=path, of_build=later)
    assert titles(load_workbook(path).sheetnames) == ["VP", "Ban Dân vận Huyện ủy Nông Cống"]


def test_a_workbook_gets_sheets_of_bodies_when_it_is_merged(tmp_path: Path) -> None:
    path, found = tmp_path / "a.xlsx", rows_of(*ITEMS)
    write_sheet(found[:2], path)
    written = write_sheet(found, path, earlier=path, of_build=found, by_body=True)
    assert written.changes == Changes(new=1, changed=0, gone=0)
    book = load_workbook(path)
    assert {title: len(grid(book[title])) for title in titles(book.sheetnames)} == {PERSONNEL: 2, OFFICE: 2}


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "van-ban").mkdir()
    (tmp_path / "van-ban" / "plan.txt").write_text(HEAD + f"1. {ITEMS[0]}.\n", encoding="utf-8")
    assert graphbuild("build", "van-ban", "--out", "ra", cwd=tmp_path).returncode == 0
    assert graphbuild("tracker", "ra", "--by-body", "--to", "a.xlsx", cwd=tmp_path).returncode == 0
    assert titles(load_workbook(tmp_path / "a.xlsx").sheetnames) == [OFFICE]
