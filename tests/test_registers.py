"""An office's own register of documents: read as offices keep it, kept for every later build, wrong lines told."""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from graphbuild.builds.making import build
from graphbuild.cli import run
from graphbuild.errors import InputError
from graphbuild.graph.tables import read_records
from graphbuild.user_input.registers import add_register, home, register_names, registers, remove_register
from graphbuild.vocabulary.known_documents import KnownDocument

INCOMING = """SỔ ĐĂNG KÝ VĂN BẢN ĐẾN;;;;;
Ngày đến;Số đến;Tác giả;Số, ký hiệu;Ngày tháng;Tên loại và trích yếu
02/01/2025;15;Tỉnh ủy Thanh Hóa;28 – NQ/TU;06/12/2023;Nghị quyết về chuyển đổi số
03/01/2025;16;Huyện uỷ Nông Cống;118-KH/HU;2024-12-20;"Kế hoạch; sổ hóa"
"""


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHBUILD_HOME", str(tmp_path / "home"))


def register(folder: Path, content: str, name: str = "so-den.csv", encoding: str = "utf-8-sig") -> Path:
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path


def test_a_register_as_an_office_keeps_it(tmp_path: Path) -> None:
    added = add_register(register(tmp_path, INCOMING))
    kept = added.register
    assert (added.problems, added.replaced, added.without_place) == ((), False, 0)
    assert kept.name == "so-den"
    assert kept.documents == (
        KnownDocument("NQ", "28-NQ/TU", "2023-12-06", "Tỉnh ủy Thanh Hóa", "", "Nghị quyết về chuyển đổi số", ""),
        KnownDocument("KH", "118-KH/HU", "2024-12-20", "Huyện ủy Nông Cống", "", "Kế hoạch; sổ hóa", ""),
    )
    assert registers() == [kept]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_file_of_every_spreadsheet_program(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = (("Số ký hiệu", "Cơ quan ban hành", "Trích yếu"), ("28-NQ/TU", "Tỉnh ủy Cà Mau", '"Một, hai; ba"'))
    content = "".join(delimiter.join(row) + "\r\n" for row in rows)
    added = add_register(register(tmp_path, content, encoding=encoding))
    assert [(known.number, known.title) for known in added.register.documents] == [("28-NQ/TU", "Một, hai; ba")]
    assert (added.problems, added.sheet, added.unread_sheets) == ((), "", ())


@pytest.mark.parametrize(
    ("content", "number", "kind", "term"),
    [
        ("Số ký hiệu,Ngày ban hành,Cơ quan ban hành\n05-CT/TW,15/5/2016,Bộ Chính trị\n", "05-CT/TW", "CT", ""),
        ("number\tdate\tissuer\tterm\n10-QĐ/TU\t2021\tTỉnh ủy Cà Mau\tkhóa XVI\n", "10-QĐ/TU", "QĐ", "XVI"),
        ("Số hiệu,Loại văn bản,Cơ quan ban hành\n12/UBND,Công văn,UBND tỉnh Thanh Hóa\n", "12/UBND", "CV", ""),
        ("Số ký hiệu,Nhiệm kỳ,Cơ quan ban hành\n12-KH/HU,2020-2025,Huyện ủy Nông Cống\n", "12-KH/HU", "KH", ""),
    ],
)
def test_columns_and_spellings(tmp_path: Path, content: str, number: str, kind: str, term: str) -> None:
    added = add_register(register(tmp_path, content))
    assert added.problems == ()
    assert [(known.number, known.type, known.term) for known in added.register.documents] == [(number, kind, term)]


def test_a_register_of_one_s_own_papers_has_no_issuer_column(tmp_path: Path) -> None:
    path = register(tmp_path, "Số ký hiệu,Ngày ban hành\n12-KH/HU,5/6/2024\n")
    with pytest.raises(InputError, match="--issuer"):
        add_register(path)
    added = add_register(path, issuer="Huyện ủy Nông Cống")
    assert added.register.documents[0].issuer == "Huyện ủy Nông Cống"


@pytest.mark.parametrize(
    ("issuer", "place", "kept", "without_place"),
    [
        ("Đảng ủy xã Trung Chính", "xã Trung Chính, tỉnh Thanh Hóa", "Đảng ủy xã Trung Chính", 0),
        ("Đảng ủy xã Trung Chính, tỉnh Thanh Hóa", "", "Đảng ủy xã Trung Chính", 0),
        ("Ban Chấp hành Đảng bộ xã Trung Chính, huyện Nông Cống, tỉnh Thanh Hóa", "", None, 0),
        ("Đảng ủy xã Trung Chính", "", "Đảng ủy xã Trung Chính", 1),
        ("Huyện ủy", "", "Huyện ủy", 1),
        ("Huyện ủy", "huyện Nông Cống", "Huyện ủy", 0),
        ("Tỉnh ủy", "xã Trung Chính, tỉnh Thanh Hóa", "Tỉnh ủy", 0),
        ("Bộ Chính trị", "", "Bộ Chính trị", 0),
        ("Sở Văn hóa, Thể thao và Du lịch tỉnh Thanh Hóa", "", "Sở Văn hóa, Thể thao và Du lịch tỉnh Thanh Hóa", 0),
    ],
)
def test_the_place_of_an_issuer(tmp_path: Path, issuer: str, place: str, kept: str | None, without_place: int) -> None:
    path = register(tmp_path, "Số ký hiệu,Ngày ban hành\n12-KH/ĐU,5/6/2024\n")
    added = add_register(path, issuer=issuer, place=place)
    assert added.register.documents[0].issuer == (kept or issuer.split(",")[0])
    assert added.without_place == without_place
    assert registers() == [added.register]


def test_a_column_tells_the_place(tmp_path: Path) -> None:
    content = (
        "Số ký hiệu,Cơ quan ban hành,Địa phương\n"
        '1-KH/HU,Huyện ủy,"huyện Nông Cống, tỉnh Thanh Hóa"\n'
        "2-KH/HU,Huyện ủy,\n"
        "3-KH/HU,Huyện ủy,Atlantis\n"
    )
    added = add_register(register(tmp_path, content), place="huyện Vĩnh Bảo")
    assert [known.place for known in added.register.documents] == ["nong-cong.thanh-hoa", "vinh-bao.hai-phong"]
    assert [(problem.line, "Atlantis" in problem.reason) for problem in added.problems] == [(4, True)]


@pytest.mark.parametrize(
    "content",
    [
        "STT;Văn bản;;Cơ quan ban hành;Trích yếu\n;Số ký hiệu;Ngày tháng;;\n"
        "1;12-KH/TU;5/6/2024;Tỉnh ủy Cà Mau;Về số hóa\n",
        "STT;Số ký hiệu;Ngày;;Cơ quan ban hành;Trích yếu\n;;Ngày đến;Ngày văn bản;;\n"
        "1;12-KH/TU;6/6/2024;5/6/2024;Tỉnh ủy Cà Mau;Về số hóa\n",
        "Số ký hiệu;Ngày;Cơ quan ban hành;Trích yếu;Nguồn\n12-KH/TU;5/6/2024;Tỉnh ủy Cà Mau;Về số hóa;Địa phương\n",
    ],
)
def test_merged_cells_of_two_lines_of_headings(tmp_path: Path, content: str) -> None:
    added = add_register(register(tmp_path, content))
    assert added.problems == ()
    assert added.register.documents == (
        KnownDocument("KH", "12-KH/TU", "2024-06-05", "Tỉnh ủy Cà Mau", "", "Về số hóa", ""),
    )


@pytest.mark.parametrize("day", ["2024-02-31", "2024-13", "31/02/2024", "0000"])
def test_a_day_that_the_calendar_has_not(tmp_path: Path, day: str) -> None:
    content = f"Số ký hiệu,Ngày ban hành,Cơ quan ban hành\n1-KH/TU,{day},Tỉnh ủy Cà Mau\n2-KH/TU,2024,Tỉnh ủy Cà Mau\n"
    added = add_register(register(tmp_path, content))
    assert [known.number for known in added.register.documents] == ["02-KH/TU"]
    assert day in added.problems[0].reason


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ('"Về số hóa', "ngoặc kép"),
        ('"Về "số hóa""', "ngoặc kép"),
        ("a" * 200_000, "quá dài"),
    ],
)
def test_a_row_that_cannot_be_parted_swallows_no_other(tmp_path: Path, cell: str, reason: str) -> None:
    rows = [f"{number}-KH/TU,Tỉnh ủy Cà Mau,{cell if number == 2 else chr(34) * 2}\n" for number in range(1, 101)]
    added = add_register(register(tmp_path, "Số ký hiệu,Cơ quan ban hành,Trích yếu\n" + "".join(rows)))
    assert len(added.register.documents) == 99
    assert [(problem.line, reason in problem.reason) for problem in added.problems] == [(3, True)]


def test_a_title_of_several_lines(tmp_path: Path) -> None:
    content = 'Số ký hiệu,Cơ quan ban hành,Trích yếu\n1-KH/TU,Tỉnh ủy Cà Mau,"Về\nsố hóa"\nsai,Tỉnh ủy Cà Mau,\n'
    added = add_register(register(tmp_path, content))
    assert added.register.documents[0].title == "Về số hóa"
    assert [problem.line for problem in added.problems] == [4]


def test_wrong_lines_are_told_and_the_others_kept(tmp_path: Path) -> None:
    content = (
        "Số ký hiệu,Ngày ban hành,Cơ quan ban hành\n"
        "không số,5/6/2024,Tỉnh ủy Thanh Hóa\n"
        "\n"
        "12-KH/TU,35/6/2024,Tỉnh ủy Thanh Hóa\n"
        "13-KH/TU,5/6/2024,Tỉnh ủy Atlantis\n"
        "14-XYZ/TU,5/6/2024,Tỉnh ủy Thanh Hóa\n"
        "16-KH/HU,5/6/2024,Huyen uy Nong Cong\n"
        "17-KH/HU,5/6/2024,\n"
        "15-KH/TU,5/6/2024,Tỉnh ủy Thanh Hóa\n"
    )
    added = add_register(register(tmp_path, content))
    assert [known.number for known in added.register.documents] == ["15-KH/TU"]
    assert [problem.line for problem in added.problems] == [2, 4, 5, 6, 7, 8]
    words = ("không số", "35/6/2024", "Atlantis", "Loại văn bản", "có dấu", "Cơ quan ban hành")
    for word, problem in zip(words, added.problems, strict=True):
        assert word in problem.reason


@pytest.mark.parametrize(
    ("content", "encoding", "told"),
    [
        ("Số ký hiệu,Cơ quan ban hành\n", "utf-8", "so-den.csv"),
        ("a,b\n1,2\n", "utf-8", "Số ký hiệu"),
        ("Số ký hiệu,Cơ quan ban hành\n28-NQ/TU,Tỉnh ủy\n", "utf-16-le", "UTF-8"),
        ("", "utf-8", "Số ký hiệu"),
    ],
)
def test_a_file_that_is_no_register(tmp_path: Path, content: str, encoding: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as error:
        add_register(register(tmp_path, content, encoding=encoding))
    assert error.value.code == "register"
    assert registers() == []


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    for path, told in ((tmp_path / "mat.csv", "mat.csv"), (tmp_path, "thư mục")):
        with pytest.raises(InputError, match=told) as error:
            add_register(path)
        assert "Errno" not in str(error.value)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "so-den.csv")
    with pytest.raises(InputError, match="ống dẫn") as error:
        add_register(tmp_path / "so-den.csv")
    assert error.value.code == "register"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "để trống"),
        ("a/b", "ký tự /"),
        ("../b", "ký tự /"),
        ("a\\b", r"ký tự \\"),
        ("số: đến?", r"ký tự : \?"),
        (".an", "dấu chấm"),
        (".", "dấu chấm"),
        ("so-den.", "dấu chấm"),
        ("so-den ", "dấu cách"),
        ("a\nb", "điều khiển"),
        ("a\x1b[2J", "điều khiển"),
        ("\u202ea", "không nhìn thấy"),
        ("\udcff", "không nhìn thấy"),
        ("con", "Windows"),
        ("LPT1.2025", "Windows"),
        ("đ" * 126, "251 byte"),
    ],
)
def test_a_name_that_no_register_can_have(tmp_path: Path, name: str, told: str) -> None:
    with pytest.raises(InputError, match=rf"{told}.*--name") as error:
        add_register(register(tmp_path, INCOMING), name=name)
    assert error.value.code == "register"
    assert register_names() == []


def test_a_file_whose_name_no_register_can_have_is_kept_under_another(tmp_path: Path) -> None:
    path = register(tmp_path, INCOMING, name=".an.csv")
    with pytest.raises(InputError, match="--name"):
        add_register(path)
    assert add_register(path, name="sổ đến (2025)").register.name == "sổ đến (2025)"


def test_a_register_under_a_name_of_earlier_times_can_still_be_used(tmp_path: Path) -> None:
    add_register(register(tmp_path, INCOMING), name="den")
    (home() / "den.csv").rename(home() / "đến: 2024.csv")
    assert [kept.name for kept in registers()] == ["đến: 2024"]
    remove_register("đến: 2024")
    assert registers() == []


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n1,2\n",
        "",
        "type,number,date,issuer,term,title,place\nKH,1-KH/TU,2024,Tỉnh ủy Cà Mau\n",
        "type,number,date,issuer,term,title,place\nKH,1-KH/TU,2024,Tỉnh ủy Cà Mau,,,,thừa\n",
        "type,number,date,issuer,term,title,place\nKH,1-KH/TU,2024-02-31,Tỉnh ủy Cà Mau,,,\n",
        "type,number,date,issuer,term,title,place\nKH,1-KH/TU,2024,Tỉnh ủy Atlantis,,,\n",
        "type,number,date,issuer,term,title,place\nKH,1-KH/TU,2024,Tỉnh ủy Cà Mau,,,atlantis\n",
        "type,number,date,issuer,term,title,place\nXYZ,1-KH/TU,2024,Tỉnh ủy Cà Mau,,,\n",
        "type,number,date,issuer,term,title,place\nKH,một,2024,Tỉnh ủy Cà Mau,,,\n",
        "type,number,date,issuer,term,title,place\nKH,1-KH/TU,2024,Tỉnh ủy Cà Mau,," + "a" * 200_000 + ",\n",
        "type,number,date,issuer,term,title,place\nKH,1-KH/TU,2024,Tỉnh ủy Cà Mau,,\udce9,\n",
    ],
)
def test_a_kept_file_that_somebody_changed(tmp_path: Path, content: str) -> None:
    add_register(register(tmp_path, INCOMING))
    (home() / "la.csv").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError, match=r"la\.csv.*authority remove"):
        registers()
    assert register_names() == ["la", "so-den"]
    remove_register("la")
    assert len(registers()) == 1


def test_what_an_interrupted_add_left_is_no_register(tmp_path: Path) -> None:
    add_register(register(tmp_path, INCOMING))
    (home() / ".so-di.csv").write_text("type,num", encoding="utf-8")
    assert register_names() == ["so-den"]


def test_adding_again_replaces_and_removing_forgets(tmp_path: Path) -> None:
    add_register(register(tmp_path, INCOMING))
    again = register(tmp_path, INCOMING.rsplit("03/01", 1)[0])
    assert add_register(again).replaced
    assert not add_register(again, name="so-den-2025").replaced
    remove_register("so-den-2025")
    assert [len(kept.documents) for kept in registers()] == [1]
    with pytest.raises(InputError, match="so-den"):
        remove_register("so-di")
    with pytest.raises(InputError):
        remove_register("../so-den")
    remove_register("so-den")
    assert registers() == []
    assert list(home().iterdir()) == []


def test_a_build_knows_what_is_registered(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    paper = "HUYỆN ỦY NÔNG CỐNG\nSố 90-BC/HU\nNông Cống, ngày 10 tháng 3 năm 2025\n\nBÁO CÁO\nvề số hóa\n\n"
    text = f"{paper}Thực hiện Nghị quyết số 28-NQ/TU của Tỉnh ủy, các chi bộ đã làm.\n"
    (corpus / "a.txt").write_text(text, encoding="utf-8")
    add_register(register(tmp_path, INCOMING))
    build(corpus, tmp_path / "out")
    records = read_records(tmp_path / "out" / "tables")
    (citation,) = records.citations
    (target,) = [document for document in records.documents if document.id == citation.target]
    assert (citation.resolution, target.date, target.date_source) == ("known", "2023-12-06", "authority")
    assert target.title == "Nghị quyết về chuyển đổi số"
    assert "118-KH/HU" not in {document.number for document in records.documents}
    report = json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))
    assert [(kept["name"], kept["documents"]) for kept in report["registers"]] == [("so-den", 2)]


def test_a_mention_is_linked_to_a_register_whose_place_is_told(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    paper = "ĐẢNG ỦY XÃ TRUNG CHÍNH\nSố 9-BC/ĐU\nTrung Chính, ngày 10 tháng 3 năm 2025\n\nBÁO CÁO\nvề số hóa\n\n"
    text = f"{paper}Thực hiện Kế hoạch số 12-KH/ĐU, ngày 05/6/2024 của Đảng ủy xã, các chi bộ đã làm.\n"
    (corpus / "a.txt").write_text(text, encoding="utf-8")
    (corpus / "corpus.toml").write_text(
        '[[file]]\nmatch = "a.txt"\nplace = "xã Trung Chính, tỉnh Thanh Hóa"\n', encoding="utf-8"
    )
    path = register(tmp_path, "Số ký hiệu,Ngày ban hành\n12-KH/ĐU,5/6/2024\n", name="so-di.csv")
    add_register(path, issuer="Đảng ủy xã Trung Chính", place="xã Trung Chính, tỉnh Thanh Hóa")
    build(corpus, tmp_path / "out")
    (citation,) = read_records(tmp_path / "out" / "tables").citations
    assert citation.resolution == "known"


# -- Excel workbooks ---------------------------------------------------------------------------------------------------

SHEET = "xl/worksheets/sheet1.xml"
SHARED = "xl/sharedStrings.xml"
INLINE = re.compile(rb'<c r="(\w+)" t="inlineStr"><is>(.*?)</is></c>', re.DOTALL)
HEADINGS = ("STT", "Số, ký hiệu", "Ngày tháng", "Tác giả", "Tên loại và trích yếu")
ROWS: tuple[tuple[object, ...], ...] = (
    (1, "28-NQ/TU", datetime(2023, 12, 6), "Tỉnh ủy Thanh Hóa", "Nghị quyết về\nchuyển đổi số"),
    (2, "118-KH/HU", "20/12/2024", "Huyện ủy Nông Cống", "Kế hoạch số hóa"),
    (3, "5-CT/TU", 2024, "Tỉnh ủy Thanh Hóa", None),
)


def filled(workbook: Workbook, title: str = "Sổ đến", *rows: tuple[object, ...], state: str = "visible") -> None:
    sheet = workbook.create_sheet(title)
    for row in rows:
        sheet.append(list(row))
    sheet.sheet_state = state


def saved(folder: Path, *sheets: Callable[[Workbook], None], name: str = "so-den.xlsx") -> Path:
    workbook = Workbook()
    for sheet in sheets:
        sheet(workbook)
    workbook.remove(workbook.worksheets[0])
    workbook.save(folder / name)
    return with_shared_strings(folder / name)


def with_shared_strings(path: Path) -> Path:
    """Store the texts of a workbook as Excel does: once, in a part of their own."""
    texts: list[bytes] = []

    def share(cell: re.Match[bytes]) -> bytes:
        texts.append(b"<si>%s</si>" % cell[2])
        return b'<c r="%s" t="s"><v>%d</v></c>' % (cell[1], len(texts) - 1)

    for number in range(1, 9):
        changed(path, f"xl/worksheets/sheet{number}.xml", lambda part: INLINE.sub(share, part))
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    changed(path, SHARED, lambda _part: b'<sst xmlns="%s">%s</sst>' % (main, b"".join(texts)))
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    told = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    return changed(path, "[Content_Types].xml", lambda part: part.replace(b"</Types>", told))


def changed(path: Path, member: str, change: Callable[[bytes], bytes]) -> Path:
    """Change one part of a workbook."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[member] = change(parts.get(member, b""))
    parts = {name: content for name, content in parts.items() if content or name == "xl/workbook.xml"}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def of_office(workbook: Workbook) -> None:
    filled(workbook, "Sổ đến", (), ("UBND XÃ TRUNG CHÍNH",), ("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2024",), HEADINGS, *ROWS)
    workbook["Sổ đến"].merge_cells("A3:E3")


@pytest.mark.parametrize("name", ["so-den.xlsx", "so-den.csv", "so-den"])
def test_a_workbook_as_an_office_keeps_it(tmp_path: Path, name: str) -> None:
    added = add_register(saved(tmp_path, of_office, name=name))
    assert (added.problems, added.sheet, added.unread_sheets) == ((), "Sổ đến", ())
    assert added.register.documents == (
        KnownDocument("NQ", "28-NQ/TU", "2023-12-06", "Tỉnh ủy Thanh Hóa", "", "Nghị quyết về chuyển đổi số", ""),
        KnownDocument("KH", "118-KH/HU", "2024-12-20", "Huyện ủy Nông Cống", "", "Kế hoạch số hóa", ""),
        KnownDocument("CT", "05-CT/TU", "2024", "Tỉnh ủy Thanh Hóa", "", "", ""),
    )


def test_the_first_visible_sheet_with_headings_is_read_and_the_others_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(
        tmp_path,
        lambda workbook: filled(workbook, "Bìa", ("SỔ VĂN BẢN",)),
        lambda workbook: filled(workbook, "Nháp", HEADINGS, ROWS[0], state="hidden"),
        lambda workbook: filled(workbook, "2024", HEADINGS, ROWS[1]),
        lambda workbook: filled(workbook, "2025", HEADINGS, ROWS[2]),
        lambda workbook: filled(workbook, "Trống"),
    )
    added = add_register(path)
    assert [known.number for known in added.register.documents] == ["118-KH/HU"]
    assert (added.sheet, added.unread_sheets) == ("2024", ("2025",))
    assert run(["authority", "add", str(path)]) == 1
    assert "2025" in capsys.readouterr().err


def test_rows_of_a_sheet_that_cannot_be_used_are_told_by_their_numbers(tmp_path: Path) -> None:
    rows = ((None,), HEADINGS, ROWS[0], (), (9, "không số", date(2024, 1, 2), "Tỉnh ủy Thanh Hóa"))
    added = add_register(saved(tmp_path, lambda workbook: filled(workbook, "a", *rows)))
    assert [(problem.line, "không số" in problem.reason) for problem in added.problems] == [(5, True)]


def test_of_a_formula_the_value_last_computed_is_read(tmp_path: Path) -> None:
    rows = (HEADINGS, (1, "28-NQ/TU", "=DATE(2024,6,5)", "Tỉnh ủy Thanh Hóa", "=HYPERLINK(A1)"), *ROWS[1:2])
    path = saved(tmp_path, lambda workbook: filled(workbook, "a", *rows))
    old, new = b"<f>DATE(2024,6,5)</f><v></v>", b"<f>DATE(2024,6,5)</f><v>2024</v>"
    changed(path, SHEET, lambda sheet: sheet.replace(b"<v />", b"<v></v>").replace(old, new))
    assert [(known.date, known.title) for known in add_register(path).register.documents] == [
        ("2024", ""),
        ("2024-12-20", "Kế hoạch số hóa"),
    ]


# -- hostile workbooks -------------------------------------------------------------------------------------------------

LAUGHS = b'<!DOCTYPE sst [<!ENTITY a "ha">%s]>' % b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in b"bcdefghij"
)


def with_laughs(part: bytes) -> bytes:
    return LAUGHS + part.replace(b"<t>", b"<t>&j;", 1)


@pytest.mark.parametrize(
    ("member", "change", "code"),
    [
        (SHARED, with_laughs, "damaged"),
        (SHARED, lambda part: with_laughs(part).decode().encode("utf-16"), "damaged"),
        (SHEET, with_laughs, "damaged"),
        ("xl/styles.xml", lambda _part: b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "damaged"),
        ("xl/media/image1.png", lambda _part: bytes(30_000_000), "bomb"),
        (SHARED, lambda part: part.replace(b"<t>", b"<t>" + b" " * 30_000_000, 1), "bomb"),
        (SHEET, lambda part: part[: len(part) // 2], "damaged"),
        (SHEET, lambda part: part.replace(b'r="A2"', b'r="A' + b"9" * 5000 + b'"'), "damaged"),
        (SHEET, lambda part: part.replace(b't="s"><v>', b't="s"><v>99'), "damaged"),
        ("xl/styles.xml", lambda _part: b"<styleSheet", "damaged"),
        ("xl/workbook.xml", lambda part: part[:-20], "damaged"),
        ("xl/workbook.xml", lambda part: part.replace(b"schemas.openxmlformats.org", b"purl.oclc.org"), "register"),
        ("xl/workbook.xml", lambda _part: b"", "register"),
        ("[Content_Types].xml", lambda _part: b"<Types/>", "damaged"),
    ],
)
def test_a_hostile_workbook_is_told(tmp_path: Path, member: str, change: Callable[[bytes], bytes], code: str) -> None:
    path = changed(saved(tmp_path, of_office), member, change)
    with pytest.raises(InputError, match=r"so-den\.xlsx") as refused:
        add_register(path)
    assert refused.value.code == code
    assert registers() == []


def test_a_workbook_with_many_empty_rows_with_styles(tmp_path: Path) -> None:
    empty = b"".join(b'<row r="%d" s="1"><c r="A%d" s="1"/></row>' % (at, at) for at in range(8, 200_000))
    path = changed(
        saved(tmp_path, of_office), SHEET, lambda part: part.replace(b"</sheetData>", empty + b"</sheetData>")
    )
    assert len(add_register(path).register.documents) == 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<dimension ref="A2:E7"', b'<dimension ref="A1:XFD1048576"'),
        (b'<row r="7"', b'<row r="4000000000"'),
        (b'r="D7"', b'r="XFD7"'),
    ],
)
def test_a_sheet_that_claims_a_size_it_has_not(tmp_path: Path, old: bytes, new: bytes) -> None:
    def claimed(part: bytes) -> bytes:
        assert old in part
        return part.replace(old, new)

    added = add_register(changed(saved(tmp_path, of_office), SHEET, claimed))
    assert len(added.register.documents) >= 2


def test_what_a_workbook_refers_to_is_not_opened(tmp_path: Path) -> None:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
        b'Target="http://127.0.0.1:9/a.xlsx" TargetMode="External"/></Relationships>'
    )
    path = saved(tmp_path, of_office)
    changed(path, "xl/externalLinks/_rels/externalLink1.xml.rels", lambda _part: relations)
    changed(path, "xl/worksheets/_rels/sheet1.xml.rels", lambda _part: relations)
    assert len(add_register(path).register.documents) == 3


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Excel 97-2003"),
        (b"PK\x03\x04" + bytes(100), "so-den.xlsx"),
        (b"PK\x05\x06" + bytes(18), "CSV UTF-8"),
        (b"\x89PNG\r\n\x1a\n\xff", "UTF-8"),
    ],
)
def test_a_file_that_is_no_workbook(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "so-den.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=told):
        add_register(path)
