"""IRIs come from what documents, bodies, citations and tasks are, never from folders and names of files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import pytest

from graphbuild.extraction.reading import read
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.model import Document, Records, Text
from graphbuild.resolve.records import resolve

CELL = (
    "CHI BỘ KHU 9\n*\nSố 03-BC/CB\n\nBÁO CÁO\ntình hình làm đường\n\nThực hiện Nghị quyết số 12-NQ/TU và Kế hoạch 5 "
    "của Huyện ủy, chi bộ đã góp 20 ngày công.\nĐề nghị Đảng ủy xã báo cáo Tỉnh ủy trước ngày 30/6/2024. Đề nghị Đảng "
    "ủy xã báo cáo Tỉnh ủy trước ngày 30/6/2024.\n\nT/M CHI BỘ\nBÍ THƯ\nTạ Văn Mẫu\n"
)
NAMELESS = (
    "KẾT LUẬN\nHội nghị Huyện ủy lần thứ 9\n\nHuyện ủy kết luận:\n1. Giao Ban Tổ chức Huyện ủy rà soát theo điểm a "
    "khoản 2 Điều 5 Quy định số 8-QĐ/HU và Nghị quyết số 12-NQ/TU.\n2. Các xã báo cáo Thường trực Tỉnh ủy.\n"
)
NOTE = "Ghi chép buổi họp tổ dân phố về Nghị quyết số 7-NQ/ĐU: mỗi nhà trồng một cây, xong trong tháng 3/2024.\n"
LETTER = (
    "HUYỆN ỦY NÔNG CỐNG\n*\nSố 12-CV/HU\n\nĐẢNG CỘNG SẢN VIỆT NAM\nNông Cống, ngày 05 tháng 6 năm 2024\n\n"
    "Kính gửi: các chi bộ\n\nThực hiện Nghị quyết số 12-NQ/TU của Tỉnh ủy, giao các chi bộ làm cầu trong tháng 7.\n"
)
TWICE = LETTER.replace("làm cầu", "làm đường và đào kênh").replace("05 tháng 6", "9 tháng 8")
TEXTS = (CELL, NAMELESS, NOTE, LETTER, TWICE, CELL.replace("KHU 9", "KHU 8"), NOTE.replace("\n", " \n"))


def records_of(texts: Mapping[str, str]) -> Records:
    return resolve([read(Text(content, source)) for source, content in texts.items()], base=DEFAULT_BASE).records


def iris(records: Records) -> list[str]:
    """Return every IRI of every row of every table, with the table and column that it is in."""
    return sorted(
        f"{table} {column} {iri}"
        for table, rows in asdict(records).items()
        for row in rows
        for column, value in row.items()
        for iri in _iris_in(value)
    )


def _iris_in(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        return [iri for part in value.values() for iri in _iris_in(part)]
    if isinstance(value, (list, tuple)):
        return [iri for part in value for iri in _iris_in(part)]
    return [value] if isinstance(value, str) and value.startswith(DEFAULT_BASE) else []


def of_file(records: Records, source: str) -> Document:
    (row,) = [row for row in records.documents if source in (row.source, *row.copies)]
    return row


@pytest.mark.parametrize("order", [1, -1])
def test_the_same_texts_under_other_names_have_the_same_iris(order: int) -> None:
    here = records_of({f"van-ban/{number}.txt": text for number, text in enumerate(TEXTS)})
    there = records_of({f"{chr(122 - number)}/Thư mục khác.md": text for number, text in enumerate(TEXTS[::order])})
    assert iris(here) == iris(there)
    assert len(here.documents) > len(TEXTS)


def test_a_further_file_changes_no_iri() -> None:
    alone = records_of({"a.txt": CELL, "b.txt": NAMELESS, "c.txt": NOTE})
    more = {
        "0.txt": CELL.replace("KHU 9", "KHU 8"),
        "1.txt": NAMELESS.replace("trước", "sau"),
        "2.txt": f"{NOTE}{NOTE}",
    }
    together = records_of({"a.txt": CELL, "b.txt": NAMELESS, "c.txt": NOTE, **more})
    for name in ("documents", "bodies", "citations", "obligations", "internal_references"):
        assert {row.id for row in getattr(alone, name)} <= {row.id for row in getattr(together, name)}, name
    for source in ("a.txt", "b.txt", "c.txt"):
        assert of_file(alone, source).id == of_file(together, source).id


def test_unknown_places_of_different_texts_are_different_bodies() -> None:
    one, other = records_of({"a.txt": CELL}), records_of({"a.txt": CELL.replace("20 ngày công", "30 ngày công")})
    unknown = [{body.id for body in records.bodies if "(chưa rõ" in body.name} for records in (one, other)]
    assert all(unknown)
    assert not unknown[0] & unknown[1]


@pytest.mark.parametrize(
    "told",
    [
        CELL.replace("\n\n", "\n\n\n").replace("Thực hiện", "**Thực hiện**"),
        CELL.replace("\n", "\r\n").replace("\r\n", "  \n"),
        CELL.replace("hòa", "hoà").replace("ủy", "uỷ"),
    ],
)
def test_markup_and_line_breaks_change_no_iri_of_document_or_body(told: str) -> None:
    plain, marked = records_of({"a.txt": CELL}), records_of({"a.txt": told})
    for name in ("documents", "bodies"):
        assert {row.id for row in getattr(plain, name)} == {row.id for row in getattr(marked, name)}
