"""What documents and the names of files hold does nothing where an output is opened: terminal, spreadsheet, folder."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from calling import command, graphbuild, shown_on_terminal

from graphbuild.builds.layout import text_file
from graphbuild.builds.making import build
from graphbuild.safe_text import for_terminal, no_formula

NAME = "=1+1 \u202ecod.txt"
PAPER = """HUYỆN ỦY NÔNG CỐNG
Số 12-KH/HU
Nông Cống, ngày 5 tháng 6 năm 2024

KẾ HOẠCH
sửa nhà \x1b]0;chiếm\x07 văn hóa \u202e\x9b31m

=HYPERLINK("http://a.example") theo Nghị quyết số 28-NQ/TU ngày 02/3/2024 của Tỉnh ủy Thanh Hóa.

1. Văn phòng Huyện ủy \x1b[31mbáo cáo trước ngày 15/9/2024 theo Chỉ thị số 05-CT/TW.
"""
ACTS = ("\x1b", "\x07", "\x9b", "\u202e")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds such a corpus and its build, ``out``."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "kho").mkdir()
    (folder / "kho" / NAME).write_text(PAPER, encoding="utf-8")
    (folder / "kho" / "-2.txt").write_text(PAPER.replace("12-KH", "13-KH"), encoding="utf-8")
    (folder / "kho" / "\x1b[2Jtrống.txt").write_text(" ", encoding="utf-8")
    build(folder / "kho", folder / "out")
    (folder / "kho-sau").mkdir()
    (folder / "kho-sau" / NAME).write_text(PAPER.replace("05-CT/TW", "06-CT/TW"), encoding="utf-8")
    build(folder / "kho-sau", folder / "sau")
    return folder


# -- the terminal ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Số 12-KH/HU\n\tđến", "Số 12-KH/HU\n\tđến"),
        ("a\r\nb\rc", "a\nb\\rc"),
        ("\x1b[31m\x07\x00\x7f\x9b", "\\x1b[31m\\x07\\x00\\x7f\\x9b"),
        ("\u202egpj.exe\u2066", "\\u202egpj.exe\\u2066"),
        ("\udcff.txt", "\\udcff.txt"),
        ("một\u2028hai", "một\\u2028hai"),
        ("a" + "\u0301" * 1000 + "b", "a" + "\u0301" * 8 + "b"),
        ("nghi\u0323\u0302 quyết – “🙂”", "nghi\u0323\u0302 quyết – “🙂”"),
    ],
)
def test_what_acts_on_a_terminal_is_shown_instead(text: str, shown: str) -> None:
    assert for_terminal(text) == shown


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "kho", "--out", "lai"],
        ["extract", f"kho/{NAME}"],
        ["extract", f"kho/{NAME}", "--format", "json"],
        ["extract", f"kho/{NAME}", "--format", "jsonl"],
        ["extract", "kho/\x1b[2Jtrống.txt"],
        ["explain", NAME, "--out", "out"],
        ["explain", NAME, "--out", "out", "--format", "json"],
        ["explain", "\x1b[2Jkhông có", "--out", "out"],
        ["diff", "out", "sau"],
        ["diff", "out", "sau", "--format", "csv"],
        ["diff", "out", "sau", "--format", "json"],
        *(["query", "cau.rq", "--out", "out", "--format", form] for form in ("table", "csv", "tsv", "json", "jsonl")),
        ["query", "khong-\x1b[2J", "--out", "out"],
        ["query", "SELECT * {\x1b[2J", "--out", "out"],
        ["query", "ai-vien-dan", "--set", "document=\x1b[2J", "--out", "out"],
        ["query", "--\x1b[2J"],
        ["tracker", "\x1b[2J"],
        ["tracker", "out", "--to", "\x1b[2J.xlsx"],
        ["render", "out", "--to", "\x1b[2J"],
        ["authority", "add", "\x1b[2J"],
        ["authority", "remove", "\x1b[2J"],
        ["check", "\x1b[2J"],
        ["serve", "\x1b[2J"],
    ],
    ids=lambda arguments: " ".join(arguments).encode("unicode_escape").decode(),
)
def test_no_command_lets_a_text_act_on_the_terminal(arguments: list[str], hostile: Path, tmp_path: Path) -> None:
    for name in ("kho", "out", "sau"):
        (tmp_path / name).symlink_to(hostile / name)
    (tmp_path / "cau.rq").write_text("#+ summary: Hỏi \x1b[2J\nSELECT ?o { ?s ?p ?o FILTER(isLiteral(?o)) }", "utf-8")
    shown = shown_on_terminal(*arguments, cwd=tmp_path)
    assert [sign for sign in ACTS if sign in shown] == []
    assert "Traceback" not in shown
    assert "\\x1b" in shown or "\\u001b" in shown


def test_values_in_a_pipe_are_exact(hostile: Path) -> None:
    (text,) = json.loads(graphbuild("extract", hostile / "kho" / NAME, "--format", "json").stdout)
    assert text["source"] == str(hostile / "kho" / NAME)
    assert any("\x1b[31mbáo cáo" in citation["sentence"] for citation in text["citations"])


# -- spreadsheets ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [*"=+-@\t\r\n", *"＝＋－＠"])
def test_no_text_begins_a_formula(sign: str) -> None:
    assert no_formula(f"{sign}cmd|' /C calc'!A0") == f"'{sign}cmd|' /C calc'!A0"


@pytest.mark.parametrize("value", ["", "28-NQ/TU", "-5", "-0.25", "12", -5, -0.25, 3, None, True])
def test_numbers_and_other_texts_stay(value: object) -> None:
    assert no_formula(value) == value


def cells_of(content: str, delimiter: str = ",") -> set[str]:
    return {cell for row in csv.reader(io.StringIO(content), delimiter=delimiter) for cell in row}


def formulas(cells: set[str]) -> list[str]:
    return [cell for cell in cells if cell[:1] in tuple("=+-@\t\r") and not cell[1:].replace(".", "").isdigit()]


def test_no_table_of_a_build_holds_a_formula(hostile: Path) -> None:
    cells: set[str] = set()
    for path in (hostile / "out" / "tables").glob("*.csv"):
        cells |= cells_of(path.read_text(encoding="utf-8-sig"))
    assert formulas(cells) == []
    assert f"'{NAME}" in cells
    frame = pd.read_parquet(hostile / "out" / "tables" / "citations.parquet")
    assert NAME in set(frame.source), "tables for programs have the texts as they are"


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_no_answer_holds_a_formula(form: str, delimiter: str, hostile: Path) -> None:
    query = 'SELECT ?o (-5 AS ?number) ("+84 373" AS ?text) { ?s ?p ?o FILTER(isLiteral(?o)) }'
    cells = cells_of(graphbuild("query", query, "--out", hostile / "out", "--format", form).stdout, delimiter)
    assert formulas(cells) == []
    assert {"-5", "'+84 373"} <= cells


def test_no_difference_holds_a_formula(hostile: Path) -> None:
    cells = cells_of(graphbuild("diff", hostile / "out", hostile / "sau", "--format", "csv").stdout)
    assert formulas(cells) == []
    assert f"'{NAME}" in cells


# -- what the system refuses -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["build", "{samples}", "--out", "/proc/graphbuild"], "/proc/graphbuild"),
        (["build", "{samples}", "--out", "a.txt"], "a.txt"),
        (["build", "{samples}", "--out", "a.txt/out"], "a.txt"),
        (["build", "{samples}", "--out", "n" * 256], "n" * 256),
        (["build", "{samples}", "--out", "d/" * 2100], "d/d/d"),
        (["build", "n" * 256], "n" * 256),
        (["tracker", "{out}", "--to", "n" * 256 + ".xlsx"], "n" * 256),
        (["tracker", "{out}", "--to", "/proc/a.xlsx"], "/proc/a"),
        (["tracker", "{out}", "--to", "a.txt/b.xlsx"], "a.txt"),
        (["render", "{out}", "--to", "n" * 256 + ".html"], "n" * 256),
        (["render", "{out}", "--to", "/proc/a.html"], "/proc/a.html"),
        (["render", "{out}", "--to", "a.txt/b.html"], "a.txt"),
        (["render", "n" * 256], "n" * 256),
        (["query", "n" * 256 + ".rq", "--out", "{out}"], "n" * 256),
        (["check", "n" * 256], "n" * 256),
        (["serve", "n" * 256], "n" * 256),
        (["diff", "n" * 256, "{out}"], "n" * 256),
        (["authority", "add", "n" * 256], "n" * 256),
        (["authority", "remove", "n" * 256], "n" * 256),
    ],
    ids=lambda value: None if isinstance(value, str) else " ".join(value)[:60],
)
def test_what_the_system_refuses_is_told_with_its_path(
    arguments: list[str], told: str, hostile: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("a")
    places = {"samples": Path(__file__).parent.parent / "samples", "out": hostile / "out"}
    done = graphbuild(*(argument.format(**places) for argument in arguments), cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "a.txt").read_text() == "a"


def test_a_full_disk_under_standard_output_is_told(hostile: Path) -> None:
    for query in ("SELECT * { ?s ?p ?o }", "SELECT (1 AS ?one) {}"):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                command("query", query, "--out", hostile / "out", "--format", "csv"),
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert (done.returncode, done.stderr.decode()) == (2, "Lỗi: ổ đĩa đã đầy\n")


DEPTH = 1_000


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """Give a corpus with a web page a thousand folders deep, and take it away, which pytest could not."""
    (tmp_path / "kho").mkdir()
    here = Path.cwd()
    os.chdir(tmp_path / "kho")
    for _depth in range(DEPTH):
        Path("a").mkdir()
        os.chdir("a")
    paragraphs = "".join(f"<p>{line}</p>" for line in PAPER.replace("\x1b", "").splitlines())
    Path("a.html").write_text(f"<html><body>{paragraphs}</body></html>", encoding="utf-8")
    os.chdir(here)
    yield tmp_path / "kho"
    top, rest = tmp_path / "kho" / "a", tmp_path / "kho" / "b"
    for _depth in range(DEPTH - 1):
        (top / "a").rename(rest)
        top.rmdir()
        rest.rename(top)


def test_a_file_a_thousand_folders_deep_is_built_and_built_again(deep: Path, tmp_path: Path) -> None:
    for _time in range(2):
        report = build(deep, tmp_path / "out")
        assert report.failures == []
    source = "a/" * DEPTH + "a.html"
    content = text_file(tmp_path / "out" / "texts", source).read_text(encoding="utf-8")
    citation = pd.read_parquet(tmp_path / "out" / "tables" / "citations.parquet").iloc[0]
    assert (citation.source, citation.text) == (source, content[citation.start : citation.end])
