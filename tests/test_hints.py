"""What an office states in corpus.toml goes before what the papers say, and a wrong entry is told with its place."""

from __future__ import annotations

import json
import os
import re
from functools import partial
from pathlib import Path

import pytest
from cost import assert_in_proportion

from graphbuild.builds.making import build
from graphbuild.errors import InputError
from graphbuild.graph.tables import read_records
from graphbuild.model import Document, PlaceEvidence, Records
from graphbuild.user_input.corpus_file import load_hints

REPORT = "BÁO CÁO\nkết quả sinh hoạt chi bộ\n\nChi bộ đã thực hiện Nghị quyết 28-NQ/TU. Đây là Báo cáo số 05-BC/ĐU.\n"
RESOLUTION = """TỈNH ỦY THANH HÓA
Số 28-NQ/TU
Thanh Hóa, ngày 6 tháng 12 năm 2023

NGHỊ QUYẾT
về chuyển đổi số

Các chi bộ làm ngay.
"""


def built(folder: Path, toml: str, **contents: str) -> Records:
    (folder / "chi-bo").mkdir()
    for name, content in contents.items():
        (folder / "chi-bo" / f"{name}.txt").write_text(content, encoding="utf-8")
    (folder / "corpus.toml").write_text(toml, encoding="utf-8")
    build(folder, folder / "out")
    return read_records(folder / "out" / "tables")


def row(records: Records, name: str) -> Document:
    (found,) = [document for document in records.documents if document.source == f"chi-bo/{name}.txt"]
    return found


def test_what_is_stated_makes_the_document_what_it_is(tmp_path: Path) -> None:
    toml = """
    [[file]]
    match = "chi-bo"
    issuer = "Đảng ủy xã Trung Chính"
    place = "xã Trung Chính, tỉnh Thanh Hóa"
    [[file]]
    match = "**/bc*"
    date = 2025-09-14
    number = "05-BC/ĐU"
    """
    records = built(tmp_path, toml, bc=REPORT)
    report = row(records, "bc")
    assert (report.number, report.date, report.date_source) == ("05-BC/ĐU", "2025-09-14", "hint")
    assert (report.issuer_name, report.place) == ("Đảng ủy xã Trung Chính", "xã Trung Chính, tỉnh Thanh Hóa")
    assert (report.place_evidence, report.place_confidence) == ((PlaceEvidence("hint", "Trung Chính"),), 1.0)
    assert [found.kind for found in records.citations] == ["numbered", "self"]


def test_a_place_alone_completes_the_names_in_the_text(tmp_path: Path) -> None:
    toml = '[[file]]\nmatch = "chi-bo/bc.txt"\nplace = "tỉnh Thanh Hóa"\n'
    records = built(tmp_path, toml, nq=RESOLUTION, bc=REPORT)
    (cited, _own) = (found for found in records.citations if found.source == "chi-bo/bc.txt")
    assert cited.target == row(records, "nq").id


def test_the_state_of_a_merged_place_is_that_of_the_document_s_day(tmp_path: Path) -> None:
    toml = '[[file]]\nmatch = "chi-bo"\nplace = "Hải Phòng"\nissuer = "Thành ủy Hải Phòng"\n'
    before, after = (RESOLUTION.replace("THANH HÓA", "HẢI PHÒNG").replace("2023", year) for year in ("2023", "2026"))
    records = built(tmp_path, toml, a=before, b=after.replace("28-NQ", "02-NQ"))
    assert [row(records, name).issuer for name in "ab"] == [
        "https://w3id.org/graphbuild/body/thanh-uy.hai-phong",
        "https://w3id.org/graphbuild/body/thanh-uy.hai-phong.2025",
    ]


def test_a_province_for_a_whole_folder_narrows_the_places_that_the_papers_print(tmp_path: Path) -> None:
    toml = '[[file]]\nmatch = "**/*"\nplace = "tỉnh Thanh Hóa"\n'
    letter = RESOLUTION.replace("TỈNH ỦY THANH HÓA", "ĐẢNG ỦY XÃ TRUNG CHÍNH").replace("28-NQ/TU", "28-NQ/ĐU")
    records = built(tmp_path, toml, a=letter, b=RESOLUTION.replace("TỈNH ỦY THANH HÓA", "HUYỆN ỦY NÔNG CỐNG"))
    assert row(records, "a").place == "xã Trung Chính, huyện Nông Cống, tỉnh Thanh Hóa"
    assert row(records, "b").place == "huyện Nông Cống, tỉnh Thanh Hóa"


def test_what_the_paper_says_otherwise_is_a_warning(tmp_path: Path) -> None:
    built(
        tmp_path,
        '[[file]]\nmatch = "chi-bo/nq.txt"\nnumber = "29-NQ/TU"\n[[file]]\nmatch = "không có"\n',
        nq=RESOLUTION,
    )
    warnings = json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))["warnings"]
    assert warnings == [
        {"code": "overruled", "source": "chi-bo/nq.txt", "detail": "number 28-NQ/TU"},
        {"code": "unused_hint", "source": "corpus.toml", "detail": "không có"},
    ]


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("[[file]\n", "dòng 1"),
        ('[[file]]\nmatch = "*"\ndate = 2024-02-31\n', "dòng 3"),
        ("[[file]]\nmatch = '", "cuối tệp"),
        ('[[file]]\nmatch = "*"\nnumber = ' + "1" * 5_000, "TOML"),
        ("a = " + "[" * 20_000, "TOML"),
        ('[[tep]]\nmatch = "*"\n', "tep"),
        ('file = "a"\n', "[[file]]"),
        ('[file]\nmatch = "*"\n', "[[file]]"),
        ('[[file]]\nissuer = "Tỉnh ủy"\n', "match"),
        ('[[file]]\nmatch = "*"\nso = "1"\n', "so"),
        ('[[file]]\nmatch = "*"\n[[file]]\nmatch = "*"\ndate = "5/6/2024"\n', "2"),
        ('[[file]]\nmatch = "*"\ndate = "2024-13-01"\n', "2024-13-01"),
        ('[[file]]\nmatch = "*"\nnumber = "hai tám"\n', "hai tám"),
        ('[[file]]\nmatch = "*"\nplace = "Atlantis"\n', "Atlantis"),
        ('[[file]]\nmatch = "*"\nplace = "Thanh Hóa"\n', "thành phố Thanh Hóa, tỉnh Thanh Hóa; tỉnh Thanh Hóa"),
        ('[[file]]\nmatch = "*"\nplace = "huyện Châu Thành"\n', "huyện Châu Thành, tỉnh An Giang"),
        ('[[file]]\nmatch = "*"\nplace = "huyện Châu Thành"\n', "…"),
        ('[[file]]\nmatch = "*"\nplace = ""\n', "“”"),
        ('[[file]]\nmatch = "*"\nissuer = "Tỉnh ủy Atlantis"\n', "Tỉnh ủy"),
        ('[[file]]\nmatch = "*"\nissuer = " "\n', "issuer"),
        ('[[file]]\nmatch = "*"\nissuer = ["Tỉnh ủy"]\n', "issuer"),
        ('[[file]]\nmatch = "*"\nissuer = "Huyen uy Nong Cong"\n', "có dấu"),
        ('[[file]]\nmatch = "*"\nissuer = "Ban Thường vụ"\n', "“Ban Thường vụ” của"),
        ('[[file]]\nmatch = "*"\nissuer = "Tổng cong ty Đường sắt"\n', "có dấu"),
        ('[[file]]\nmatch = "*"\ndate = "2024-02-31"\n', "2024-02-31"),
        ('[[file]]\nmatch = "*"\ncites = "18-NQ/TW"\n', "cites"),
        ('[[file]]\nmatch = "a**"\ndate = "2024"\n', "a**"),
        ('[[file]]\nmatch = "../*"\ndate = "2024"\n', "../*"),
        ('[[file]]\nmatch = "/etc/*"\ndate = "2024"\n', "/etc/*"),
    ],
)
def test_a_wrong_entry_is_told_with_its_place(tmp_path: Path, toml: str, told: str) -> None:
    (tmp_path / "corpus.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_hints(tmp_path)
    assert error.value.code == "corpus-toml"
    assert "corpus.toml" in str(error.value)
    assert told in str(error.value)
    assert not re.search(r"Expected|Invalid|Errno|(?<![a-z])at line|Unclosed", str(error.value))


@pytest.mark.parametrize("how", ["pipe", "device", "circle", "dangling"])
def test_what_is_no_file_is_told_and_not_waited_for(how: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    path = tmp_path / "corpus.toml"
    if how == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to({"device": Path("/dev/zero"), "circle": path, "dangling": tmp_path / "mat"}[how])
    with pytest.raises(InputError, match=r"corpus\.toml") as error:
        build(tmp_path, tmp_path / "out")
    assert error.value.code == "corpus-toml"


def test_a_folder_of_that_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "corpus.toml").mkdir()
    with pytest.raises(InputError, match="thư mục"):
        load_hints(tmp_path)


def test_a_file_saved_by_notepad(tmp_path: Path) -> None:
    toml = '[[file]]\nmatch = "a.txt"\ndate = "2024"\n'
    (tmp_path / "corpus.toml").write_text(toml, encoding="utf-8-sig")
    assert load_hints(tmp_path).of("a.txt").date == "2024"


def test_an_issuer_with_all_that_it_lies_in_tells_the_place(tmp_path: Path) -> None:
    toml = '[[file]]\nmatch = "*"\nissuer = "Đảng ủy xã Trung Chính, tỉnh Thanh Hóa"\n'
    (tmp_path / "corpus.toml").write_text(toml, encoding="utf-8")
    hint = load_hints(tmp_path).of("a.txt")
    assert hint.issuer is not None
    assert (hint.issuer.place, len(hint.place)) == ("Trung Chính", 2)


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [
        ("*", "abcd"),
        (".", "abcd"),
        ("**", "abcd"),
        ("*.txt", "a"),
        ("x", "bcd"),
        ("x/", "bcd"),
        ("./x/*", "bcd"),
        ("x/**", "bcd"),
        ("**/y", "cd"),
        ("**/**/y/**/*.txt", "cd"),
        ("x/?.txt", "b"),
        ("**/[cd].txt", "cd"),
        ("y", ""),
        ("x/b.txt/b.txt", ""),
        ("corpus.toml", ""),
    ],
)
def test_the_files_that_a_pattern_means(tmp_path: Path, pattern: str, meant: str) -> None:
    (tmp_path / "corpus.toml").write_text(f'[[file]]\nmatch = "{pattern}"\ndate = "2024"\n', encoding="utf-8")
    files = ["a.txt", "x/b.txt", "x/y/c.txt", "x/y/z/d.txt"]
    hints = load_hints(tmp_path)
    assert [file for file in files if hints.of(file).date] == [file for file in files if file[-5] in meant]
    assert hints.unused(files) == ([] if meant else [pattern])


@pytest.mark.cost
def test_a_deep_tree_takes_no_longer_for_deep_patterns(tmp_path: Path) -> None:
    (tmp_path / "corpus.toml").write_text('[[file]]\nmatch = "**/**/a/**/a/**"\ndate = "2024"\n', encoding="utf-8")
    files = ["a/" * depth + "b.txt" for depth in range(400)]
    hints = load_hints(tmp_path)
    assert sum(hints.of(file).date == "2024" for file in files) == 398
    assert_in_proportion(lambda depth: partial(hints.unused, ["a/" * depth + "b.txt"] * 20), 200, 1600)


RESOLUTIONS = """BÁO CÁO
Chi bộ thực hiện Nghị quyết số 18-NQ/TW và Nghị quyết số 28-NQ/TU.
"""


def test_a_person_decides_what_an_open_citation_means(tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    before = built(tmp_path / "before", "", bc=RESOLUTIONS)
    (mention,) = [row for row in before.citations if row.number == "18-NQ/TW"]
    assert (mention.resolution, len(mention.candidates)) == ("ambiguous", 2)
    later = max(row.document for row in mention.candidates)
    toml = f"""
    [[file]]
    match = "chi-bo"
    cites = ["{later}"]
    [[file]]
    match = "**/bc.txt"
    cites = ["https://w3id.org/graphbuild/document/another"]
    """
    (tmp_path / "after").mkdir()
    after = built(tmp_path / "after", toml, bc=RESOLUTIONS)
    (decided,) = [row for row in after.citations if row.number == "18-NQ/TW"]
    assert (decided.target, decided.resolution) == (later, "known")
    assert (decided.reasons, decided.confidence) == (("stated",), 1.0)
    assert {piece.document for piece in decided.evidence} == {row.document for row in mention.candidates}
    assert decided.id == mention.id


def test_of_two_decisions_for_one_citation_the_last_one_holds(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    (mention,) = [row for row in built(tmp_path / "open", "", bc=RESOLUTIONS).citations if row.candidates]
    first, second = (row.document for row in mention.candidates)
    toml = "".join(f'[[file]]\nmatch = "chi-bo"\ncites = ["{iri}"]\n' for iri in (first, second))
    (tmp_path / "decided").mkdir()
    records = built(tmp_path / "decided", toml, bc=RESOLUTIONS)
    assert [row.target for row in records.citations if row.number == "18-NQ/TW"] == [second]
    warnings = json.loads((tmp_path / "decided" / "out" / "build.json").read_text("utf-8"))["warnings"]
    assert [(row["code"], row["detail"]) for row in warnings] == [("unused_decision", first)]


def test_a_decision_that_decides_nothing_is_a_warning(tmp_path: Path) -> None:
    iri = "https://w3id.org/graphbuild/document/nowhere/1"
    built(tmp_path, f'[[file]]\nmatch = "chi-bo"\ncites = ["{iri}"]', bc=RESOLUTIONS)
    told = json.loads((tmp_path / "out" / "build.json").read_text("utf-8"))["warnings"]
    assert {"code": "unused_decision", "source": "chi-bo/bc.txt", "detail": iri} in told
