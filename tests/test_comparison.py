"""What two builds tell differently: every citation is said to be gained, lost or changed once, and nothing else is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cost import assert_in_proportion

from graphbuild.builds.comparison import Build, Comparison, compare, read_build
from graphbuild.builds.making import build
from graphbuild.errors import InputError
from graphbuild.model import Candidate, Citation, CitedProvision, Records
from graphbuild.terminal.comparisons import show, write_json, write_table

HEAD = "TỈNH ỦY THANH HÓA\nSố 41-KH/TU\nThanh Hóa, ngày 12 tháng 3 năm 2024\n\nKẾ HOẠCH\nvề nhà văn hóa thôn\n\n"
FIRST = "Thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị.\n"
SECOND = "Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ, Tỉnh ủy giao Văn phòng theo dõi.\n"
THIRD = "Các huyện báo cáo theo Nghị quyết số 28-NQ/TU của Tỉnh ủy.\n"
PLAN = HEAD + FIRST + SECOND + THIRD
CITED = (
    "TỈNH ỦY THANH HÓA\nSố 28-NQ/TU\nThanh Hóa, ngày 06 tháng 12 năm 2023\n\nNGHỊ QUYẾT\nvề chuyển đổi số\n\n"
    "Toàn tỉnh cùng làm.\n"
)
HTML = "<html><body><p>{}</p><p>Thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị.</p></body></html>"

Files = Mapping[str, str]


def built(folder: Path, files: Files, **settings: Any) -> Build:
    """Build a corpus of these files in `folder` and return what a comparison reads of it."""
    for name, text in files.items():
        path = folder / "kho" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    build(folder / "kho", folder / "ra", **settings)
    return read_build(folder / "ra")


def lines(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Return each difference of the citations as its change, the words of the mention, and the fields that differ."""
    return [(row.change, row.row.text, " ".join(row.fields)) for row in comparison.citations]


# -- what happens to a corpus ------------------------------------------------------------------------------------------

DIRECTIVE = "Chỉ thị số 05-CT/TW của Bộ Chính trị"
DECREE = "Nghị định số 30/2020/NĐ-CP của Chính phủ"
RESOLUTION = "Nghị quyết số 28-NQ/TU của Tỉnh ủy"

# One sentence that is cut around each mention, because it is longer than the evidence may be.
PREAMBLE = HEAD + "; ".join(
    f"Căn cứ Nghị định số {number}/2020/NĐ-CP của Chính phủ về công tác quản lý nhà văn hóa thôn số {number} và việc"
    " chăm lo đời sống tinh thần của nhân dân"
    for number in range(10, 24)
)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param({"a.txt": PLAN}, {"a.txt": PLAN}, [], id="same"),
        pytest.param(
            {"a.txt": PLAN},
            {"a.txt": PLAN, "b.txt": CITED + FIRST},
            [("changed", RESOLUTION, "target resolution"), ("gained", DIRECTIVE, "")],
            id="a cited file is added",
        ),
        pytest.param(
            {"a.txt": PLAN, "b.txt": HEAD + FIRST},
            {"a.txt": PLAN},
            [("lost", DIRECTIVE, "")],
            id="a file is gone",
        ),
        pytest.param({"a.txt": PLAN}, {"x/b.txt": PLAN}, [], id="a file has another name"),
        pytest.param(
            {"a.txt": PLAN},
            {"a.txt": HEAD + "Một đoạn mới ở đầu.\n" + FIRST + SECOND + THIRD},
            [],
            id="text put before",
        ),
        pytest.param(
            {"a.txt": PLAN}, {"a.txt": HEAD + FIRST + THIRD}, [("lost", DECREE, "")], id="a sentence taken out"
        ),
        pytest.param(
            {"a.txt": HEAD + FIRST + THIRD}, {"a.txt": PLAN}, [("gained", DECREE, "")], id="a sentence put in between"
        ),
        pytest.param({"a.txt": PLAN}, {"a.txt": HEAD + THIRD + FIRST + SECOND}, [], id="sentences change places"),
        pytest.param(
            {"a.txt": PLAN},
            {"a.txt": PLAN.replace("giao Văn phòng", "giao  Văn phòng").replace("Các huyện", "Các  huyện")},
            [],
            id="spaces put in",
        ),
        pytest.param(
            {"a.txt": PLAN},
            {"a.txt": PLAN.replace("Các huyện báo cáo", "Hằng năm, các huyện, thị xã báo cáo")},
            [],
            id="a sentence written anew",
        ),
        pytest.param(
            {"a.txt": PLAN},
            {"a.txt": PLAN.replace("của Tỉnh ủy.", "này.").replace("Các huyện báo", "Các xã báo")},
            [("changed", "Nghị quyết số 28-NQ/TU", "text")],
            id="a sentence and the mention in it written anew",
        ),
        pytest.param(
            {"a.txt": PLAN},
            {"a.txt": PLAN.replace("05-CT/TW", "06-CT/TW")},
            [("gained", "Chỉ thị số 06-CT/TW của Bộ Chính trị", ""), ("lost", DIRECTIVE, "")],
            id="another number in an edited file",
        ),
        pytest.param(
            {"a.txt": HEAD + FIRST * 3 + SECOND},
            {"a.txt": HEAD + SECOND + FIRST * 2},
            [("lost", DIRECTIVE, "")],
            id="one of equal sentences taken out",
        ),
        pytest.param(
            {"a.txt": PREAMBLE},
            {"a.txt": PREAMBLE.replace("về nhà văn hóa", "về xây nhà văn hóa").replace("15/2020", "95/2020")},
            [
                ("lost", "Nghị định số 15/2020/NĐ-CP của Chính phủ", ""),
                ("gained", "Nghị định số 95/2020/NĐ-CP của Chính phủ", ""),
            ],
            id="another number in a long preamble",
        ),
        pytest.param(
            {"a.html": HTML.format("Mở đầu")}, {"a.html": HTML.format("Đây là phần mở đầu")}, [], id="an edited page"
        ),
    ],
)
def test_citations_gained_lost_and_changed(
    old: Files, new: Files, expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    found = lines(compare(built(tmp_path / "old", old), built(tmp_path / "new", new)))
    # The offsets of two texts tell no order between what one lost and the other gained.
    assert sorted(found) == sorted(expected)


def test_files_added_gone_moved_and_edited(tmp_path: Path) -> None:
    old = built(tmp_path / "old", {"a.txt": PLAN, "b.txt": CITED, "c.txt": HEAD + FIRST})
    new = built(tmp_path / "new", {"a.txt": PLAN + "Hết.\n", "x/b.txt": CITED, "d.txt": HEAD + SECOND})
    comparison = compare(old, new)
    assert comparison.added == ("d.txt",)
    assert comparison.gone == ("c.txt",)
    assert comparison.moved == (("b.txt", "x/b.txt"),)
    assert comparison.edited == ("a.txt",)
    assert [(row.change, row.row.source) for row in comparison.citations] == [("lost", "c.txt"), ("gained", "d.txt")]
    assert not any(row.row.number == "28-NQ/TU" for row in comparison.documents)


def test_documents_gained_lost_and_changed(tmp_path: Path) -> None:
    dated = THIRD.replace("TU của", "TU, ngày 06/12/2023 của")
    old = built(tmp_path / "old", {"a.txt": HEAD + FIRST + SECOND + dated})
    new = built(tmp_path / "new", {"a.txt": HEAD + FIRST + dated, "b.txt": CITED})
    found = {(row.change, row.row.number): row for row in compare(old, new).documents}
    assert set(found) == {("lost", "30/2020/NĐ-CP"), ("changed", "28-NQ/TU")}
    resolution = found["changed", "28-NQ/TU"]
    assert {"presence", "title"} <= set(resolution.fields)
    assert resolution.old is not None
    assert resolution.new is not None
    assert (resolution.old.presence, resolution.new.presence) == ("cited_only", "in_corpus")


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [("Số 41-KH/TU", "Số 42-KH/TU", {"id", "number"}), ("TỈNH ỦY THANH HÓA", "TỈNH ỦY NGHỆ AN", {"id", "issuer"})],
)
def test_a_document_with_a_new_identity_is_said_once(before: str, after: str, fields: set[str], tmp_path: Path) -> None:
    """What its own citations say of it ("Kế hoạch này") has not changed."""
    text = HEAD + FIRST + "Các chi bộ thực hiện Kế hoạch này.\n"
    old = built(tmp_path / "old", {"a.txt": text})
    new = built(tmp_path / "new", {"a.txt": text.replace(before, after)})
    comparison = compare(old, new)
    assert lines(comparison) == []
    [document] = comparison.documents
    assert document.change == "changed"
    assert fields <= set(document.fields)


def test_another_base_is_no_difference(tmp_path: Path) -> None:
    files = {"a.txt": PLAN, "b.txt": CITED}
    old = built(tmp_path / "old", files)
    new = built(tmp_path / "new", files, base="https://vanphong.example/du-lieu/")
    for one, other in ((old, new), (new, old)):
        comparison = compare(one, other)
        assert not comparison.differs
    changed = compare(old, built(tmp_path / "third", {"a.txt": PLAN}, base="https://vanphong.example/du-lieu/"))
    [citation] = changed.citations
    assert citation.old is not None
    assert citation.old.target is not None
    assert citation.old.target.startswith("https://vanphong.example/du-lieu/document/")


# -- what a rule does to one citation ----------------------------------------------------------------------------------


def with_first(of: Build, **changes: Any) -> Build:
    """Return a build whose first citation has other values."""
    first, *others = of.records.citations
    return replace(of, records=replace(of.records, citations=[replace(first, **changes), *others]))


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return built(tmp_path_factory.mktemp("plan"), {"a.txt": PLAN})


OTHER = "https://w3id.org/graphbuild/document/cp/nghi-dinh/30-2020"


@pytest.mark.parametrize(
    ("values", "fields", "said"),
    [
        ({"end": len(HEAD) + 29, "text": "Chỉ thị số 05-CT/TW"}, "text", " → Chỉ thị số 05-CT/TW"),
        ({"start": len(HEAD) + 18, "text": "05-CT/TW"}, "text", "Chữ viện dẫn: Chỉ thị số"),
        ({"target": OTHER}, "target", "→ 30/2020/NĐ-CP (cp/nghi-dinh/30-2020)"),
        ({"target": None, "resolution": "unresolved"}, "target resolution", "→ chưa xác định"),
        ({"target": None, "reasons": ("later",)}, "target", "→ ban hành sau văn bản viện dẫn"),
        ({"candidates": (Candidate(OTHER, 0.5),)}, "candidates", "Các khả năng: – → 30/2020/NĐ-CP"),
        ({"relation": "based_on", "cue": "Căn cứ"}, "relation cue", "Quan hệ: thực hiện → căn cứ"),
        ({"citing": OTHER}, "citing", "→ 30/2020/NĐ-CP (cp/nghi-dinh/30-2020)"),
        (
            {"kind": "named", "type": "NQ", "number": None},
            "kind type number",
            "Cách viện dẫn: theo số ký hiệu → theo tên",
        ),
        ({"date": "2016-05-15"}, "date", "Ngày: – → 2016-05-15"),
        ({"issuer": None, "issuer_name": None}, "issuer", "Cơ quan ban hành: Bộ Chính trị ("),
        ({"provisions": (CitedProvision("dieu-5", "Điều 5", 0, 6),)}, "provisions", "Điều khoản: – → Điều 5"),
        ({"sentence": FIRST.strip() + " " + SECOND.strip()}, "sentence", f"    + {FIRST.strip()} {SECOND.strip()}"),
        ({"confidence": 0.1, "reasons": ("guess",)}, "", ""),
    ],
)
def test_only_what_changed_is_said(values: dict[str, Any], fields: str, said: str, plan: Build) -> None:
    comparison = compare(plan, with_first(plan, **values))
    assert [(row.change, " ".join(row.fields)) for row in comparison.citations] == (
        [("changed", fields)] if fields else []
    )
    text, table = io.StringIO(), io.StringIO()
    show(comparison, text)
    assert said in text.getvalue()
    write_table(comparison, table)
    assert [row["field"] for row in csv.DictReader(io.StringIO(table.getvalue()))] == fields.split()


def test_a_span_that_covers_two_is_one_changed_and_one_lost(plan: Build) -> None:
    first, second, *others = plan.records.citations
    wide = replace(first, end=second.end, text=PLAN[first.start : second.end])
    comparison = compare(plan, replace(plan, records=replace(plan.records, citations=[wide, *others])))
    assert [(row.change, row.fields) for row in comparison.citations] == [("changed", ("text",)), ("lost", ())]


def test_citations_stand_in_the_order_of_the_papers(tmp_path: Path) -> None:
    old = built(tmp_path / "old", {"b.txt": PLAN, "a.txt": PLAN})
    comparison = compare(old, replace(old, records=Records()))
    places = [(row.row.source, row.row.start) for row in comparison.citations]
    assert places == sorted(places)
    assert {source for source, _start in places} == {"a.txt", "b.txt"}


def test_a_page_read_in_another_way_keeps_its_citations(tmp_path: Path) -> None:
    """The file is the same, the text that a better reader takes from it is not: offsets do not tell which is which."""
    old = built(tmp_path / "old", {"a.html": HTML.format("Mở đầu")})
    [text] = (tmp_path / "old" / "ra" / "texts").iterdir()
    text.write_text("Lời nói đầu\n" + text.read_text(encoding="utf-8"), encoding="utf-8")
    [citation] = old.records.citations
    moved = replace(citation, start=citation.start + 500, end=citation.end + 500)
    moved = replace(moved, sentence_start=citation.sentence_start + 500)
    new = replace(read_build(tmp_path / "old" / "ra"), records=replace(old.records, citations=[moved]))
    assert lines(compare(old, new)) == []


@pytest.mark.cost
def test_thousands_of_citations_of_an_edited_file_take_no_time(plan: Build) -> None:
    """Of every second sentence there are a thousand alike, and the file begins with a new one."""

    def many(first: int, last: int) -> list[Citation]:
        model = plan.records.citations[0]
        rows = []
        for number in range(first, last):
            start = (number - first) * 60
            sentence = FIRST if number % 2 else f"{number} {FIRST}"
            begin = start + sentence.index("Chỉ thị")
            rows.append(
                replace(model, start=begin, end=begin + len(model.text), sentence=sentence, sentence_start=start)
            )
        return rows

    def builds(count: int) -> tuple[Build, Build]:
        return (
            replace(plan, records=replace(plan.records, citations=many(1, count))),
            replace(plan, inputs={"a.txt": "edited"}, records=replace(plan.records, citations=many(0, count))),
        )

    comparison = compare(*builds(2_000))
    assert [(row.change, row.row.start) for row in comparison.citations] == [("gained", 12)]
    assert_in_proportion(lambda count: partial(compare, *builds(count)), 1_000, 10_000)


# -- folders that are no builds ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"name": "left-pad"}', '{"base": "x/", "inputs": [{}]}'], ids=lambda it: it or "empty"
)
def test_a_build_json_of_something_else_is_told(content: str, tmp_path: Path) -> None:
    (tmp_path / "build.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_build(tmp_path)
    assert caught.value.code == "no-build"
    assert str(tmp_path) in str(caught.value)


def test_a_folder_without_a_build_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_build(tmp_path)
    assert caught.value.code == "no-build"


@pytest.mark.parametrize("data", [None, b"no parquet"], ids=["missing", "broken"])
def test_a_build_without_its_tables_is_told(data: bytes | None, tmp_path: Path) -> None:
    built(tmp_path, {"a.txt": PLAN})
    table = tmp_path / "ra" / "tables" / "citations.parquet"
    table.unlink()
    if data is not None:
        table.write_bytes(data)
    with pytest.raises(InputError, match="graphbuild build") as caught:
        read_build(tmp_path / "ra")
    assert caught.value.code == "no-build"


def test_a_build_from_before_a_column_and_a_table_were_added_is_read(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    built(tmp_path, {"a.txt": PLAN})
    tables = tmp_path / "ra" / "tables"
    path = tables / "citations.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["provisions"]), path)
    (tables / "obligations.parquet").unlink()
    assert all(citation.provisions == () for citation in read_build(tmp_path / "ra").records.citations)


# -- what people and programs get --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """A corpus to which a cited file was added, and from which another is gone."""
    folder = tmp_path_factory.mktemp("grown")
    old = built(folder / "old", {"a.txt": PLAN, "c.txt": HEAD + SECOND})
    return compare(old, built(folder / "new", {"a.txt": PLAN, "b.txt": CITED + FIRST}))


def test_people_read_files_first_then_citations_then_counts(grown: Comparison) -> None:
    file = io.StringIO()
    show(grown, file)
    said = file.getvalue()
    order = [
        "Tệp chỉ có trong lần dựng mới",
        "b.txt (1 lượt viện dẫn)",
        "Tệp chỉ có trong lần dựng cũ",
        "c.txt (1 lượt viện dẫn)",
        "Nghị quyết số 28-NQ/TU",
        "chỉ được viện dẫn → có trong kho",
        "Các huyện báo cáo theo Nghị quyết số 28-NQ/TU của Tỉnh ủy.",
        "Văn bản:",
        "Cơ quan:",
    ]
    places = [said.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)
    assert "\x1b[" not in said
    assert "https://" not in said


def test_no_difference_is_nothing_to_read(plan: Build) -> None:
    file = io.StringIO()
    show(compare(plan, plan), file)
    assert file.getvalue() == ""


def test_programs_get_old_and_new(grown: Comparison) -> None:
    file = io.StringIO()
    write_json(grown, file)
    read = json.loads(file.getvalue())
    assert read["sources"] == {"added": ["b.txt"], "gone": ["c.txt"], "moved": [], "edited": []}
    assert [row["change"] for row in read["citations"]] == ["changed", "gained", "lost"]
    changed = read["citations"][0]
    assert changed["fields"] == ["target", "resolution"]
    assert (changed["old"]["resolution"], changed["new"]["resolution"]) == ("cited_only", "in_corpus")
    assert changed["old"]["sentence"] == changed["new"]["sentence"]
    assert read["citations"][1]["old"] is None
    assert {row["change"] for row in read["documents"]} == {"gained", "lost"}


def test_spreadsheets_get_one_row_a_changed_field(grown: Comparison) -> None:
    file = io.StringIO()
    write_table(grown, file)
    rows = list(csv.DictReader(io.StringIO(file.getvalue())))
    assert [(row["change"], row["source"], row["field"]) for row in rows] == [
        ("changed", "a.txt", "target"),
        ("changed", "a.txt", "resolution"),
        ("gained", "b.txt", "target"),
        ("lost", "c.txt", "target"),
    ]
    assert (rows[1]["old"], rows[1]["new"]) == ("cited_only", "in_corpus")
    assert rows[2]["old"] == ""
    assert rows[3]["new"] == ""
    assert all(" ".join(row["text"].split()) in " ".join(row["sentence"].split()) for row in rows)
