"""An office's own register of documents: read as offices keep it, kept for every later build, wrong lines told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphbuild.builder import build
from graphbuild.errors import InputError
from graphbuild.graph.tables import read_records
from graphbuild.registers import add_register, home, registers, remove_register
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
    kept, problems = add_register(register(tmp_path, INCOMING))
    assert problems == []
    assert kept.name == "so-den"
    assert kept.documents == (
        KnownDocument("NQ", "28-NQ/TU", "2023-12-06", "Tỉnh ủy Thanh Hóa", "", "Nghị quyết về chuyển đổi số"),
        KnownDocument("KH", "118-KH/HU", "2024-12-20", "Huyện uỷ Nông Cống", "", "Kế hoạch; sổ hóa"),
    )
    assert registers() == [kept]


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
    kept, problems = add_register(register(tmp_path, content))
    assert problems == []
    assert [(known.number, known.type, known.term) for known in kept.documents] == [(number, kind, term)]


def test_a_register_of_one_s_own_papers_has_no_issuer_column(tmp_path: Path) -> None:
    path = register(tmp_path, "Số ký hiệu,Ngày ban hành\n12-KH/HU,5/6/2024\n")
    with pytest.raises(InputError, match="--issuer"):
        add_register(path)
    kept, _problems = add_register(path, "Huyện ủy Nông Cống")
    assert kept.documents[0].issuer == "Huyện ủy Nông Cống"


def test_wrong_lines_are_told_and_the_others_kept(tmp_path: Path) -> None:
    content = (
        "Số ký hiệu,Ngày ban hành,Cơ quan ban hành\n"
        "không số,5/6/2024,Tỉnh ủy Thanh Hóa\n"
        "\n"
        "12-KH/TU,35/6/2024,Tỉnh ủy Thanh Hóa\n"
        "13-KH/TU,5/6/2024,Tỉnh ủy Atlantis\n"
        "14-XYZ/TU,5/6/2024,Tỉnh ủy Thanh Hóa\n"
        "15-KH/TU,5/6/2024,Tỉnh ủy Thanh Hóa\n"
    )
    kept, problems = add_register(register(tmp_path, content))
    assert [known.number for known in kept.documents] == ["15-KH/TU"]
    assert [problem.line for problem in problems] == [2, 4, 5, 6]
    for word, problem in zip(("không số", "35/6/2024", "Atlantis"), problems[:3], strict=True):
        assert word in problem.reason


@pytest.mark.parametrize(
    ("content", "encoding", "told"),
    [
        ("Số ký hiệu,Cơ quan ban hành\n", "utf-8", "so-den.csv"),
        ("a,b\n1,2\n", "utf-8", "Số ký hiệu"),
        ("Số ký hiệu,Cơ quan ban hành\n28-NQ/TU,Tỉnh ủy\n", "utf-16", "UTF-8"),
        ("", "utf-8", "Số ký hiệu"),
    ],
)
def test_a_file_that_is_no_register(tmp_path: Path, content: str, encoding: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as error:
        add_register(register(tmp_path, content, encoding=encoding))
    assert error.value.code == "register"
    assert registers() == []


def test_adding_again_replaces_and_removing_forgets(tmp_path: Path) -> None:
    add_register(register(tmp_path, INCOMING))
    add_register(register(tmp_path, INCOMING.rsplit("03/01", 1)[0]))
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
