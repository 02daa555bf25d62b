"""Archives: each file in one is a file of its own, and nothing in one gets out of it or beyond its limits."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

import pytest

import graphbuild as gb
from graphbuild.builds.making import build
from graphbuild.model import Text
from graphbuild.readers import contents
from graphbuild.readers.contents import Contents
from graphbuild.readers.failure import Failure
from graphbuild.readers.packages import package
from graphbuild.readers.reader import Settings

PLAN = "KẾ HOẠCH\nThực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị.\n"


def archive(members: Mapping[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    with zipfile.ZipFile(file := io.BytesIO(), "w", how) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return file.getvalue()


def told(data: bytes, name: str = "a.zip") -> list[tuple[str, str]]:
    """Return the name of each file with its format, or the code of its failure."""
    results = Contents(Settings()).texts(data, name)
    return [(one.source, one.code if isinstance(one, Failure) else one.format) for one in results]


def nested(depth: int) -> bytes:
    data = archive({"a.txt": PLAN})
    for _level in range(depth - 1):
        data = archive({"b.zip": data})
    return data


@pytest.mark.parametrize(
    ("members", "found"),
    [
        ({"a.txt": PLAN, "x/b.html": f"<html>{PLAN}"}, [("a.zip/a.txt", "plain"), ("a.zip/x/b.html", "html")]),
        ({"x/": "", "x/y/": "", "a.txt": PLAN}, [("a.zip/a.txt", "plain")]),
        ({"b.zip": nested(2), "c.txt": PLAN}, [("a.zip/b.zip/b.zip/a.txt", "plain"), ("a.zip/c.txt", "plain")]),
        ({"__MACOSX/a.txt": "x", ".DS_Store": "x", "~$a.docx": "x", "x/Thumbs.db": "x"}, []),
        ({"a.xyz": "x", "so.csv": "x", "a.exe": b"MZ\x90\x00"}, ["unknown-format", "unknown-format", "binary"]),
        ({"a.txt": "", "b.txt": PLAN}, [("a.zip/a.txt", "empty"), ("a.zip/b.txt", "plain")]),
        ({"a.txt": PLAN, "A.TXT": PLAN, "a (2).txt": PLAN}, ["plain"] * 3),
        ({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}, [("a.zip", "binary")]),
        ({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}, [("a.zip", "binary")]),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, [("a.zip", "binary")]),
    ],
)
def test_each_file_in_an_archive_is_a_file(
    members: dict[str, bytes | str], found: list[tuple[str, str]] | list[str]
) -> None:
    result = told(archive(members))
    assert (result if found and isinstance(found[0], tuple) else [code for _name, code in result]) == found
    assert len({name.lower() for name, _code in result}) == len(result)


@pytest.mark.parametrize(
    "name", ["../../a.txt", "/etc/a.txt", "C:\\x\\a.txt", "..\\a.txt", "./././a.txt", "a\x07\n.txt"]
)
def test_no_name_leads_out_of_the_archive(name: str) -> None:
    [(source, form)] = told(archive({name: PLAN}))
    assert form == "plain"
    parts = source.split("/")
    assert parts[0] == "a.zip"
    assert not {"", ".", ".."} & set(parts)
    assert source.isprintable()


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
def test_names_in_the_encoding_of_the_country(encoding: str) -> None:
    name = "Quyết định số 5.txt" if encoding == "utf-8" else "công văn.txt"
    raw = name.encode(encoding)
    # Python writes names in UTF-8 and says so; old programs say nothing.
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        info = zipfile.ZipInfo("x" * len(raw))
        file.writestr(info, PLAN)
    old = packed.getvalue().replace(b"x" * len(raw), raw)
    assert told(old) == [(f"a.zip/{name}", "plain")]


def test_a_bomb_ends_at_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = archive({"a.txt": b"0" * 30_000_000, "b.txt": PLAN})
    assert told(bomb) == [("a.zip/a.txt", "bomb"), ("a.zip/b.txt", "plain")]
    monkeypatch.setattr(package, "LARGEST_TOTAL", 1000)
    assert told(archive({"a.txt": os.urandom(2000)})) == [("a.zip/a.txt", "bomb")]


def test_a_size_that_the_directory_understates_is_counted() -> None:
    data = archive({"a.txt": b"0" * 30_000_000})
    at = data.index(b"PK\x01\x02") + 24
    assert told(data[:at] + struct.pack("<I", 5) + data[at + 4 :])[0][1] in ("bomb", "damaged")


def test_too_many_files_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_MEMBERS", 3)
    assert told(archive({f"{number}.txt": PLAN for number in range(4)})) == [("a.zip", "bomb")]
    monkeypatch.setattr(contents, "MOST_MEMBERS", 3)
    both = archive({f"{letter}.zip": archive({"1.txt": PLAN, "2.txt": PLAN}) for letter in "ab"})
    assert ("a.zip/a.zip/2.txt", "plain") in told(both)
    assert "bomb" in {code for _name, code in told(both)}


def test_archives_in_archives_end_at_a_depth() -> None:
    assert [form for _name, form in told(nested(contents.DEEPEST))] == ["plain"]
    [(name, code)] = told(nested(contents.DEEPEST + 1))
    assert (name.count("/"), code) == (contents.DEEPEST, "bomb")


def test_an_archive_that_is_damaged_or_locked_is_told_apart() -> None:
    data = archive({"a.txt": PLAN})
    assert told(data[:-30]) == [("a.zip", "damaged")]
    broken = data[:45] + b"\xff\xff\xff" + data[48:]
    assert told(broken) == [("a.zip/a.txt", "damaged")]
    locked = bytearray(data)
    locked[6] |= 1
    locked[data.index(b"PK\x01\x02") + 8] |= 1
    assert told(bytes(locked)) == [("a.zip/a.txt", "encrypted")]


def test_the_bytes_of_a_file_deep_inside() -> None:
    data = nested(3)
    inside = Contents(Settings()).data_of(data, "a.zip", "a.zip/b.zip/b.zip/a.txt")
    assert inside == PLAN.encode()


def test_a_build_of_an_archive(tmp_path: Path) -> None:
    folder = tmp_path / "kho"
    folder.mkdir()
    page = f"<html><p>{PLAN}"
    (folder / "den.zip").write_bytes(archive({"x/a.txt": PLAN, "x/b.html": page, "so.csv": "x"}))
    (folder / "corpus.toml").write_text('[[file]]\nmatch = "den.zip/x/*"\ndate = "2024-06-05"\n', encoding="utf-8")
    report = build(folder, tmp_path / "out")
    assert [entry["source"] for entry in report.inputs] == ["den.zip/x/a.txt", "den.zip/x/b.html"]
    assert [failure.source for failure in report.failures] == ["den.zip/so.csv"]
    assert not report.findings
    graph = gb.open(tmp_path / "out")
    assert {row.date for row in graph.records.documents if row.source} == {"2024-06-05"}
    assert (
        (tmp_path / "out" / "texts" / "den.zip" / "x" / "b.html.txt").read_text(encoding="utf-8").startswith("KẾ HOẠCH")
    )


def test_the_text_of_an_archive_is_that_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "den.zip").write_bytes(archive({"a.txt": PLAN, "b.txt": ""}))
    file = gb.read(tmp_path / "den.zip")
    assert (file.name, file.text, [inside.name for inside in file.files]) == (
        "den.zip",
        "",
        ["den.zip/a.txt", "den.zip/b.txt"],
    )
    assert file.files[0].text == PLAN
    assert "den.zip/b.txt" in file.files[1].warnings[0]


def test_texts_are_the_same_here_and_in_the_other_process(tmp_path: Path) -> None:
    data = archive({"a.txt": PLAN, "b.html": f"<html><p>{PLAN}"})
    (tmp_path / "a.zip").write_bytes(data)
    here = [one.content for one in Contents(Settings()).texts(data, "a.zip") if isinstance(one, Text)]
    assert [file.text for file in gb.read(tmp_path / "a.zip").files] == here


def test_a_mail_with_its_attachments(tmp_path: Path) -> None:
    folder = tmp_path / "kho"
    folder.mkdir()
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@xa.example", "b@xa.example", "Gửi kế hoạch"
    mail.set_content("Kính gửi các đồng chí Kế hoạch số 12-KH/ĐU.")
    mail.add_attachment(PLAN.encode(), maintype="text", subtype="plain", filename="kế hoạch.txt")
    mail.add_attachment(archive({"b.txt": PLAN}), maintype="application", subtype="zip", filename="den.zip")
    (folder / "thu.eml").write_bytes(mail.as_bytes())
    report = build(folder, tmp_path / "out")
    assert not report.failures
    assert [(entry["source"], entry["format"]) for entry in report.inputs] == [
        ("thu.eml", "eml"),
        ("thu.eml/kế hoạch.txt", "plain"),
        ("thu.eml/den.zip/b.txt", "plain"),
    ]
    file = gb.read(folder / "thu.eml")
    assert "12-KH/ĐU" in file.text
    assert [inside.name for inside in file.files] == ["thu.eml/kế hoạch.txt", "thu.eml/den.zip/b.txt"]
