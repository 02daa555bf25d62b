"""A folder of more than a hundred files made to do harm is built to its end, and what comes of it does none."""

from __future__ import annotations

import csv
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from calling import Called, graphbuild
from hostile_files import hostile_files

_MAY_RUN = ("javascript:", "data:", "vbscript:")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "kho"
    folder.mkdir()
    for name, content in hostile_files().items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def call(corpus: Path) -> Called:
    """The call that builds it into ``out`` beside it."""
    return graphbuild("build", corpus, "--out", corpus.parent / "out")


@pytest.fixture(scope="module")
def built(call: Called, corpus: Path) -> Path:
    assert call.returncode == 1
    return corpus.parent / "out"


def shown(name: str) -> str:
    """Return a name as the report has it: what would act on a terminal is written out."""
    return name.replace("\n", r"\n").replace("\x1b", r"\x1b")


def test_every_file_is_read_or_named(corpus: Path, built: Path) -> None:
    report = json.loads((built / "build.json").read_text(encoding="utf-8"))
    read = {entry["source"] for entry in report["inputs"]}
    failed = {entry["source"]: entry for entry in report["failures"]}
    assert read | set(failed) == {shown(name) for name in hostile_files()}
    assert not read & set(failed)
    assert len(read | set(failed)) >= 120
    assert "fault" not in {entry["code"] for entry in failed.values()}
    assert all(source in entry["message"] for source, entry in failed.items())
    named = {"gia-", "rong.", "khong-chu.", "byte-khong.", "hong.", "x.txt.", "long-", r"a\nb.", r"\x1b[31m"}
    assert all(source.startswith(tuple(named)) for source in failed)


class _Elements(HTMLParser):
    """Collects what in a page could run or fetch something."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("iframe", "object", "embed", "base", "img"):
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "srcdoc":
                self.found.append(f"{tag} {name}")
            address = (value or "").strip().lower()
            # Our own pages have an empty icon, so that no browser asks for one.
            if name in ("href", "src", "action") and address.startswith(_MAY_RUN) and address != "data:,":
                self.found.append(f"{tag} {name}={value}")
            if tag == "script" and name == "src" and not (value or "").endswith(".js"):
                self.found.append(f"script {value}")


def test_no_page_has_an_element_that_a_document_wrote(built: Path) -> None:
    pages = list((built / "site").rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        elements = _Elements()
        elements.feed(page.read_text(encoding="utf-8"))
        assert elements.found == [], page.name


def test_no_script_of_data_ends_before_its_end(built: Path) -> None:
    for page in (built / "site").rglob("*.html"):
        content = page.read_text(encoding="utf-8")
        assert "alert(1)</script>" not in content, page.name
    for script in (built / "site").rglob("*.js"):
        assert not script.read_text(encoding="utf-8").lstrip().startswith("<"), script.name


def test_no_cell_of_a_table_is_a_formula(built: Path) -> None:
    for path in (built / "tables").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))], path.name


def test_what_the_command_line_says_of_it_has_no_control_characters(call: Called) -> None:
    letters = {letter for letter in call.stdout + call.stderr if not letter.isprintable()}
    assert letters == {"\n"}
