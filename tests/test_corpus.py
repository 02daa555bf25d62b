"""Every file under a corpus folder is read, or named with the reason and what to do; no file ends a build."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graphbuild.builds.corpus import list_corpus
from graphbuild.builds.layout import text_file
from graphbuild.builds.making import build
from graphbuild.cli import run
from graphbuild.errors import InputError
from graphbuild.extraction import reading
from graphbuild.graph.tables import read_records
from graphbuild.model import Hint, Reading, Text

DIRECTIVE = "TỈNH ỦY THANH HÓA\nSố 09-CT/TU\nCHỈ THỊ\nThực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị.\n"


def corpus_of(folder: Path, *names: str) -> Path:
    """Make a folder with a document of each name."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{DIRECTIVE}{name}\n", encoding="utf-8")
    return folder


def failures(folder: Path) -> dict[str, str]:
    return {failure.source: failure.code for failure in list_corpus(folder).failures}


# -- what stands in a folder -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        *(".nhap.txt", ".git/a.txt", "~$ke-hoach.docx", "Thumbs.db", "x/desktop.ini"),
        *("corpus.toml", "x/corpus.toml"),
    ],
)
def test_hidden_files_and_the_hints_need_no_word(tmp_path: Path, name: str) -> None:
    listing = list_corpus(corpus_of(tmp_path, name, "a.txt"))
    assert [file.source for file in listing.files] == ["a.txt"]
    assert not listing.failures
    assert not listing.left_out


@pytest.mark.parametrize(
    ("names", "left_out"),
    [
        (("README.md", "x/readme.txt"), ["README.md", "x/readme.txt"]),
        (("trang.html", "trang_files/a.js", "trang_files/b/c.css"), ["trang_files/a.js", "trang_files/b/c.css"]),
        (("x/Trang.HTM", "x/trang.files/a.xml", "x/trang.files/b.txt"), ["x/trang.files/a.xml"]),
        (("bao_files/a.txt",), []),
        (("bao.txt", "bao_files/a.txt"), []),
    ],
)
def test_what_is_no_document_by_its_name_is_told(tmp_path: Path, names: tuple[str, ...], left_out: list[str]) -> None:
    listing = list_corpus(corpus_of(tmp_path, *names))
    assert [entry.source for entry in listing.left_out] == left_out
    assert len(listing.files) == len([name for name in names if not name.startswith(tuple(left_out) or "-")])


def _link_outside(folder: Path) -> str:
    (folder / "matkhau.txt").symlink_to("/etc/passwd")
    return "matkhau.txt"


def _link_to_a_folder_outside(folder: Path) -> str:
    (folder / "may").symlink_to("/etc", target_is_directory=True)
    return "may"


def _dangling_link(folder: Path) -> str:
    (folder / "cu.txt").symlink_to(folder / "khong-con.txt")
    return "cu.txt"


def _link_to_itself(folder: Path) -> str:
    (folder / "vong.txt").symlink_to(folder / "vong.txt")
    return "vong.txt"


def _pipe(folder: Path) -> str:
    os.mkfifo(folder / "ong.txt")
    return "ong.txt"


def _socket(folder: Path) -> str:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(folder / "o.txt"))
    return "o.txt"


def _name_not_utf8(folder: Path) -> str:
    (folder / os.fsdecode(b"b\xff.txt")).write_text("x", encoding="utf-8")
    return r"b\udcff.txt"


def _name_with_a_line_end(folder: Path) -> str:
    (folder / "x.txt: ok\nMở trang này.txt").write_text("x", encoding="utf-8")
    return r"x.txt: ok\nMở trang này.txt"


def _too_deep(folder: Path) -> str:
    here = Path.cwd()
    try:
        for _depth in range(1000):
            os.chdir(folder)
            Path("thu-muc").mkdir()
            folder = Path("thu-muc")
    finally:
        os.chdir(here)
    return "thu-muc"


@pytest.fixture
def shallow_again(tmp_path: Path) -> Iterator[None]:
    """Take away what lies too deep for pytest to remove."""
    yield
    here = Path.cwd()
    os.chdir(tmp_path / "kho")
    try:
        depth = 0
        while Path("thu-muc").is_dir():
            os.chdir("thu-muc")
            depth += 1
        for _depth in range(depth):
            os.chdir("..")
            Path("thu-muc").rmdir()
    finally:
        os.chdir(here)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_link_outside, "link-outside"),
        (_link_to_a_folder_outside, "link-outside"),
        (_dangling_link, "dangling-link"),
        (_link_to_itself, "dangling-link"),
        (_pipe, "special-file"),
        (_socket, "special-file"),
        (_name_not_utf8, "file-name"),
        (_name_with_a_line_end, "file-name"),
        (_too_deep, "unreadable"),
    ],
)
@pytest.mark.usefixtures("shallow_again")
def test_what_is_not_read_is_named_and_the_rest_goes_on(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], make: Callable[[Path], str], code: str
) -> None:
    folder = corpus_of(tmp_path / "kho", "a.txt")
    source = make(folder)
    assert run(["build", str(folder), "--out", str(tmp_path / "out")]) == 1
    report = json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))
    [failure] = report["failures"]
    assert failure["source"].startswith(source)
    assert failure["code"] == code
    assert failure["message"] in capfd.readouterr().err
    assert report["counts"]["files"] == 1
    front = (tmp_path / "out" / "site" / "index.html").read_text(encoding="utf-8")
    assert source in front
    assert read_records(tmp_path / "out" / "tables").documents[0].source in ("a.txt", None)


def test_what_a_link_inside_the_corpus_leads_to_is_read_once(tmp_path: Path) -> None:
    folder = corpus_of(tmp_path, "x/a.txt")
    (folder / "b.txt").symlink_to("x/a.txt")
    (folder / "tat").symlink_to(folder / "x", target_is_directory=True)
    listing = list_corpus(folder)
    assert [file.source for file in listing.files] == ["x/a.txt"]
    assert [entry.source for entry in listing.left_out] == ["b.txt", "tat"]
    assert not listing.failures


def test_a_folder_that_is_closed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = corpus_of(tmp_path, "a.txt", "kin/b.txt")

    def scandir(path: str) -> object:  # as the system answers; nothing is closed to root
        if path.endswith("kin"):
            raise PermissionError(13, "Permission denied", path)
        return opened(path)

    opened = os.scandir
    monkeypatch.setattr("graphbuild.builds.corpus.os.scandir", scandir)
    assert failures(folder) == {"kin": "unreadable"}


def test_the_outputs_are_no_part_of_the_corpus_and_not_the_corpus(tmp_path: Path) -> None:
    folder = corpus_of(tmp_path, "a.txt", "ra/tables/b.txt")
    assert [file.source for file in list_corpus(folder, folder / "ra").files] == ["a.txt"]
    with pytest.raises(InputError) as refused:
        build(folder, folder)
    assert refused.value.code == "out-is-corpus"


def test_the_outputs_of_another_build_are_no_documents(tmp_path: Path) -> None:
    folder = corpus_of(tmp_path / "kho", "a.html", "moi/b.txt")
    build(folder, folder / "cu")
    again = build(folder, tmp_path / "out")
    assert again.counts["files"] == 2
    assert [entry.source for entry in again.left_out] == ["cu"]
    assert [entry.source for entry in build(folder, folder / "cu").left_out] == ["cu"]


def test_what_is_left_out_stands_on_the_front_page_and_in_the_error(tmp_path: Path) -> None:
    folder = corpus_of(tmp_path / "kho", "README.txt")
    with pytest.raises(InputError, match=r"README\.txt") as refused:
        build(folder, tmp_path / "out")
    assert refused.value.code == "empty-corpus"
    build(corpus_of(folder, "a.txt"), tmp_path / "out")
    assert "README.txt" in (tmp_path / "out" / "site" / "index.html").read_text(encoding="utf-8")


def test_kinds_of_files_that_offices_have_are_named(tmp_path: Path) -> None:
    folder = corpus_of(tmp_path / "kho", "a.txt", "so.csv", "nen.rar", "anh.svg")
    for name, head in (
        ("van-ban.docx", b"PK\x03\x04"),
        ("quet.pdf", b"%PDF-1.4"),
        ("cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("thu.rtf", rb"{\rtf1"),
        ("so.xlsx", b"PK\x03\x04"),
        ("anh.jpg", b"\xff\xd8\xff\xe0"),
        ("thu.eml", b"From: a\r\nMIME-Version: 1.0\r\n\r\n"),
        ("nen.zip", b"PK\x03\x04"),
        ("doi-ten.txt", b"%PDF-1.4"),
    ):
        (folder / name).write_bytes(head + bytes(200))
    report = build(folder, tmp_path / "out")
    assert report.counts["files"] == 1
    assert {failure.code for failure in report.failures} == {"binary", "damaged", "empty", "unknown-format"}
    assert len(report.failures) == 12
    assert all(failure.source in failure.message for failure in report.failures)


# -- faults over one file ----------------------------------------------------------------------------------------------


def test_a_fault_over_one_file_is_its_failure_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(text: Text, hint: Hint) -> Reading:
        if text.source == "b.txt":
            raise KeyError("i̇")
        return whole(text, hint)

    whole = reading.read
    monkeypatch.setattr("graphbuild.builds.making.read", read)
    report = build(corpus_of(tmp_path / "kho", "a.txt", "b.txt", "c.txt"), tmp_path / "out")
    [failure] = report.failures
    assert (failure.source, failure.code) == ("b.txt", "fault")
    assert failure.location is not None
    assert failure.location.startswith("builds/making.py:")
    assert "KeyError" in failure.location
    assert report.counts["files"] == 2


def test_a_file_that_vanishes_after_it_was_listed_is_named(tmp_path: Path) -> None:
    folder = corpus_of(tmp_path / "kho", "a.txt", "b.txt")

    def removing(items: Iterable[Any], *, total: int, label: str) -> Iterable[Any]:
        (folder / "b.txt").unlink()
        return items

    report = build(folder, tmp_path / "out", progress=removing)
    assert {failure.source: failure.code for failure in report.failures} == {"b.txt": "unreadable"}


def test_a_page_beside_a_folder_that_is_called_as_its_text(tmp_path: Path) -> None:
    names = ("a.html", "a.html.txt/b.html", "A.HTML.TXT_/c.html", "x/a.html.txt__/d.html", "x/a.html")
    report = build(corpus_of(tmp_path / "kho", *names), tmp_path / "out")
    assert not report.failures
    texts = [text_file(tmp_path / "out" / "texts", name) for name in names]
    assert all(path.is_file() for path in texts)
    assert len({str(path).lower() for path in texts}) == len(names)
