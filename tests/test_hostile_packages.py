"""Foreign files made to do harm: each is read or told with a code, and fetches, runs and reads nothing else."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from calling import graphbuild
from hostile_packages import LINE, hostile_packages

from graphbuild.model import Text
from graphbuild.readers.failure import Failure
from graphbuild.readers.files import Files
from graphbuild.readers.reader import Settings

NAMES = tuple(hostile_packages("http://127.0.0.1:9", "file:///x"))
SECRET = "MAT-MA-KHONG-AI-DUOC-DOC"


class Trap:
    """A folder of the files, and a server and a file that they try to reach."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(404)
                self.end_headers()

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        secret = folder / "bi-mat.dat"
        secret.write_text(SECRET, encoding="utf-8")
        self.files = hostile_packages(f"http://127.0.0.1:{self.server.server_port}", secret.as_uri())
        self.folder = folder / "kho"
        self.folder.mkdir()
        for name, (made, _outcome) in self.files.items():
            (self.folder / name).write_bytes(made())
        (self.folder / "tot.txt").write_text(LINE, encoding="utf-8")


@pytest.fixture(scope="module")
def trap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trap]:
    made = Trap(tmp_path_factory.mktemp("bay"))
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(scope="module")
def files() -> Iterator[Files]:
    """One process for all of them, as in a build."""
    with Files(Settings()) as opened:
        yield opened


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_is_read_or_told(trap: Trap, files: Files, name: str) -> None:
    _made, outcome = trap.files[name]
    results = list(files.texts(trap.folder / name, name))
    failures = [result for result in results if isinstance(result, Failure)]
    texts = [result for result in results if isinstance(result, Text)]
    assert results
    assert "fault" not in {failure.code for failure in failures}
    assert all(failure.message.startswith(name) for failure in failures)
    if outcome == "read":
        assert not failures
        assert all("05-CT/TW" in text.content for text in texts)
    else:
        assert outcome in {failure.code for failure in failures}
    assert not any(SECRET in text.content for text in texts)
    assert all(text.source.startswith(name) and ".." not in text.source.split("/") for text in texts)
    assert trap.asked == []


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("macro.docm", "macros"),
        ("macro.doc", "macros"),
        ("lien-ket.docx", "external_links"),
        ("anh-ngoai.rtf", "external_links"),
        ("tep-nhung.pdf", "embedded_files"),
        ("cay-vong.pdf", "unread_pages"),
    ],
)
def test_what_a_file_tried_is_told(trap: Trap, files: Files, name: str, note: str) -> None:
    [text] = files.texts(trap.folder / name, name)
    assert isinstance(text, Text)
    assert note in {one.code for one in text.notes}


def test_a_folder_of_them_is_built(trap: Trap) -> None:
    slow = ("muoi-nghin-trang.pdf", "trieu-doi-tuong.pdf", "bom-long.zip", "luong-bom.pdf")
    for name in slow:
        (trap.folder / name).unlink()
    done = graphbuild("build", trap.folder, "--out", trap.folder.parent / "out")
    assert done.returncode == 1
    report = json.loads((trap.folder.parent / "out" / "build.json").read_text(encoding="utf-8"))
    told = {entry["source"].split("/")[0] for entry in (*report["inputs"], *report["failures"])}
    assert told == {"tot.txt", *NAMES} - set(slow)
    assert "fault" not in {entry["code"] for entry in report["failures"]}
    assert {path.name for path in trap.folder.parent.iterdir()} == {"kho", "out", "bi-mat.dat"}
    assert trap.asked == []
