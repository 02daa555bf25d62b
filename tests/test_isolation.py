"""A foreign file that brings its reader down is one failure: the process has limits, and the next file a new one."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from docx_files import docx, p, r

from graphbuild.builds.making import build
from graphbuild.model import Text
from graphbuild.readers import formats, isolation
from graphbuild.readers.failure import Failure
from graphbuild.readers.isolation import Isolated
from graphbuild.readers.reader import Settings

FOLDER = str(Path(__file__).parent)


def pdf(does: str) -> bytes:
    return f"%PDF-1.4 {does}".encode()


def archive(**members: bytes) -> bytes:
    with zipfile.ZipFile(file := io.BytesIO(), "w") as packed:
        for name, data in members.items():
            packed.writestr(f"{name}.pdf", data)
    return file.getvalue()


def told(results: Iterator[Text | Failure]) -> list[tuple[str, str]]:
    """Return the name of each file with its text, or the code of its failure."""
    return [(one.source, one.code if isinstance(one, Failure) else one.content) for one in results]


@pytest.fixture
def isolated(monkeypatch: pytest.MonkeyPatch) -> Iterator[Isolated]:
    """A reading process whose reader does what the file says, with tight limits."""
    monkeypatch.setattr(isolation, "WORKER", "misbehaving_worker")
    monkeypatch.setattr(isolation, "MEMORY", 300_000_000)
    monkeypatch.setattr(isolation, "SECONDS", 1.0)
    monkeypatch.setitem(formats._FOREIGN, "pdf", ("misbehaving_worker:Misbehaving",))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([FOLDER, os.environ.get("PYTHONPATH", "")]))
    with Isolated(Settings(jobs=3)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("does", "code"),
    [
        ("memory", "memory"),
        ("time", "time"),
        ("crash", "crash"),
        ("leave", "crash"),
        ("fault", "fault"),
        ("recursion", "fault"),
        ("refuse", "damaged"),
    ],
)
def test_a_file_that_brings_its_reader_down_is_one_failure(isolated: Isolated, does: str, code: str) -> None:
    [failure] = isolated.texts(pdf(does), "a.pdf")
    assert isinstance(failure, Failure)
    assert (failure.source, failure.code) == ("a.pdf", code)
    assert failure.message.startswith("a.pdf: ")
    assert told(isolated.texts(pdf("read"), "b.pdf")) == [("b.pdf", "Chỉ thị số 05-CT/TW")]


def test_a_reader_that_only_waits_is_ended(isolated: Isolated, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_WAITING", 2.0)
    assert told(isolated.texts(pdf("wait"), "a.pdf")) == [("a.pdf", "time")]


def test_time_begins_anew_with_each_page(isolated: Isolated) -> None:
    assert told(isolated.texts(pdf("pages 5"), "a.pdf")) == [("a.pdf", "Chỉ thị số 05-CT/TW")]


def test_what_a_library_prints_gets_nowhere(isolated: Isolated, capfd: pytest.CaptureFixture[str]) -> None:
    assert told(isolated.texts(pdf("print"), "a.pdf")) == [("a.pdf", "Chỉ thị số 05-CT/TW")]
    assert capfd.readouterr() == ("", "")


def test_the_settings_reach_the_reader(isolated: Isolated) -> None:
    assert told(isolated.texts(pdf("jobs"), "a.pdf")) == [("a.pdf", "3 False None")]


def test_the_other_files_of_an_archive_are_read(isolated: Isolated) -> None:
    data = archive(a=pdf("read"), b=pdf("crash"), c=pdf("fault"), d=pdf("time"), e=pdf("read"))
    assert told(isolated.texts(data, "x.zip")) == [
        ("x.zip/a.pdf", "Chỉ thị số 05-CT/TW"),
        ("x.zip/b.pdf", "crash"),
        ("x.zip/c.pdf", "fault"),
        ("x.zip/d.pdf", "time"),
        ("x.zip/e.pdf", "Chỉ thị số 05-CT/TW"),
    ]


def test_an_archive_full_of_such_files_is_given_up(isolated: Isolated, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_MOST_DEATHS", 3)
    data = archive(**{f"a{number}": pdf("leave") for number in range(9)})
    assert [source for source, _code in told(isolated.texts(data, "x.zip"))] == [
        *(f"x.zip/a{number}.pdf" for number in range(3)),
        "x.zip",
    ]


def test_nothing_is_left_running(isolated: Isolated) -> None:
    here = psutil.Process()
    before = set(here.children())
    with Isolated(Settings()) as another:
        assert told(another.texts(pdf("read"), "a.pdf")) == [("a.pdf", "Chỉ thị số 05-CT/TW")]
        assert len(set(here.children()) - before) == 1
        # Whoever stops in the middle of a file ends its process, too.
        next(iter(another.texts(archive(a=pdf("read"), b=pdf("time")), "x.zip")))
    assert set(here.children()) <= before


def test_no_program_among_the_documents_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("lxml", "olefile", "struct", "graphbuild", "zipfile"):
        (tmp_path / f"{module}.py").write_text("open('da-chay', 'w')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with Isolated(Settings()) as opened:
        [text] = opened.texts(docx(p(r("Chỉ thị số 05-CT/TW"))), "a.docx")
    assert isinstance(text, Text)
    assert not (tmp_path / "da-chay").exists()


@pytest.mark.usefixtures("isolated")
def test_a_build_goes_on_and_names_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "kho"
    folder.mkdir()
    for name, does in (("a", "read"), ("b", "crash"), ("c", "read")):
        (folder / f"{name}.pdf").write_bytes(pdf(does))
    report = build(folder, tmp_path / "out")
    assert [(failure.source, failure.code) for failure in report.failures] == [("b.pdf", "crash")]
    assert [entry["source"] for entry in report.inputs] == ["a.pdf", "c.pdf"]
