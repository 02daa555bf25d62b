"""The command line as users meet it: Vietnamese messages, exit codes, nothing but data on stdout."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from calling import command, graphbuild
from cost import units
from serving import PATIENT, until

from graphbuild.builds.making import build

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
COMMANDS = (
    *("build", "demo", "query", "explain", "extract", "render", "diff", "tracker"),
    *("authority add", "authority list", "authority remove"),
)


def started(*arguments: str | Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line as a process of its own."""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    environment.pop("GRAPHBUILD_LANG", None)
    done = subprocess.run(
        command(*arguments), input=stdin, capture_output=True, env=environment, timeout=PATIENT, check=False
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def built(sample_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the sample corpus, which these tests may change."""
    return Path(shutil.copytree(sample_build, tmp_path_factory.mktemp("built") / "outputs"))


PAPER = (
    "HUYỆN ỦY NÔNG CỐNG\nSố 12-KH/HU\nNông Cống, ngày 5 tháng 6 năm 2024\n\nKẾ HOẠCH\nsửa nhà văn hóa\n\n"
    "Thực hiện Chỉ thị số 97-CT/TW.\n1. Giao Văn phòng Huyện ủy báo cáo trước ngày 15/9/2024.\n"
)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of a paper and a web page, ``kho``, and its build, ``out``, in one folder; nobody writes into it."""
    folder = tmp_path_factory.mktemp("paper")
    (folder / "kho").mkdir()
    (folder / "kho" / "a.txt").write_text(PAPER, encoding="utf-8")
    (folder / "kho" / "b.html").write_text("<html><body><p>Bài viết về chợ phiên.</p></body></html>", encoding="utf-8")
    build(folder / "kho", folder / "out")
    return folder


# -- help --------------------------------------------------------------------------------------------------------------


def test_help_is_vietnamese() -> None:
    done = started("--help")
    assert done.returncode == 0
    assert "Cách dùng:" in done.stdout
    assert "Các lệnh:" in done.stdout


@pytest.mark.cost
def test_help_is_fast() -> None:
    assert units(lambda: started("--help")) < 15


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("group", [[], ["authority"]], ids=["graphbuild", "authority"])
def test_the_list_of_commands_cuts_no_sentence(group: list[str], language: str) -> None:
    told = graphbuild(*group, "--help", language=language).stdout
    commands = told.rpartition("\n\n")[2]
    assert len(commands.splitlines()) > 3
    assert "..." not in commands
    assert commands.rstrip().endswith(".")


def test_importing_graphbuild_is_light() -> None:
    heavy = ("pandas", "networkx", "rdflib", "pyvis", "pyarrow", "pyoxigraph", "rich")
    code = f"import graphbuild, graphbuild.cli, sys; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_is_in_the_readme(command: str) -> None:
    done = graphbuild(*command.split(), "--help")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 5
    for readme in ("README.md", "README.vi.md"):
        assert f"graphbuild {command}" in (ROOT / readme).read_text(encoding="utf-8")


def test_recipients_in_json_have_their_place_by_name(tmp_path: Path) -> None:
    paper = "HUYỆN ỦY NÔNG CỐNG\nSố 12-KH/HU\n\nKẾ HOẠCH\nsửa nhà\n\nLàm ngay.\n\nNơi nhận:\n- Các chi bộ,\n- Lưu.\n"
    (tmp_path / "a.txt").write_text(paper, encoding="utf-8")
    (letter,) = json.loads(graphbuild("extract", tmp_path / "a.txt", "--format", "json").stdout)
    span = letter["letterhead"]["recipients"][0]["span"]
    assert paper[span["start"] : span["end"]].startswith("Các chi bộ")


def test_english_on_request() -> None:
    assert "Usage:" in graphbuild("--help", language="en").stdout


def test_files_and_pipes_get_utf_8_whatever_the_code_page_of_the_system() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp1258"}
    command = [sys.executable, "-m", "graphbuild", "query", "--list", "--format", "json"]
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert "viện dẫn" in done.stdout.decode("utf-8")


# -- wrong use and bad input -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["buld"], "Không có lệnh 'buld'"),
        (["build"], "Thiếu đối số 'CORPUS'"),
        (["build", "no-such-folder"], "Không có thư mục no-such-folder"),
        (["query"], "graphbuild query --list"),
        (["query", "ai-vien-dan", "--format", "xml"], "Giá trị của '--format' không hợp lệ"),
        (["query", "ai-trich-dna"], "Có phải ý bạn là: ai-vien-dan"),
        (["query", "khong-co-that"], "Không có truy vấn nào tên là khong-co-that"),
        (["query", "thieu.rq"], "Không có tệp truy vấn thieu.rq"),
        (["query", "ai-vien-dan", "--out", "no-such-folder", "--set", "document=1"], "chưa có kết quả nào"),
        (["query", "ai-vien-dan", "--set", "document"], "TÊN=GIÁ_TRỊ"),
        (["render", "no-such-folder"], "chưa có kết quả nào"),
        (["render", "--limit", "5000"], "nằm ngoài khoảng"),
        (["render", "--limit", "nhiều"], "'nhiều' không phải là số hợp lệ.\n"),
        (["serve", "--port", "x"], "'x' không phải là số hợp lệ.\n"),
        (["render", "--layout", "circle"], "'circle' không phải là một trong: 'rank', 'force'"),
        (["diff", "no-such-folder"], "Thiếu đối số 'NEW'"),
        (["diff", "no-such-folder", "nor-this-one"], "Trong no-such-folder chưa có kết quả nào"),
        (["diff", "a", "b", "--format", "xml"], "Giá trị của '--format' không hợp lệ"),
    ],
)
def test_wrong_use_is_told_and_ends_with_2(arguments: list[str], message: str, tmp_path: Path) -> None:
    done = graphbuild(*arguments, cwd=tmp_path)
    assert message in done.stderr
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_a_place_with_more_digits_than_a_file_has_characters_is_told(built: Path) -> None:
    done = graphbuild("explain", "a.txt:" + "1" * 5_000, "--out", built)
    assert (done.returncode, "không có tệp a.txt:1" in done.stderr) == (2, True)


def test_registers_that_replace_have_no_place_or_cannot_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHBUILD_HOME", str(tmp_path / "home"))
    (tmp_path / "den.csv").write_text("Số ký hiệu,Ngày ban hành\n12-KH/HU,5/6/2024\n", encoding="utf-8")
    first = graphbuild("authority", "add", tmp_path / "den.csv", "--issuer", "Huyện ủy")
    assert (first.returncode, "--place" in first.stderr, "--name" in first.stderr) == (1, True, False)
    place = ("--issuer", "Huyện ủy", "--place", "huyện Nông Cống")
    again = graphbuild("authority", "add", tmp_path / "den.csv", *place)
    assert (again.returncode, "--place" in again.stderr, "--name" in again.stderr) == (0, False, True)
    named = graphbuild("authority", "add", tmp_path / "den.csv", *place, "--name", "den-2025")
    assert (named.returncode, "den-2025" in named.stderr, "--name" in named.stderr) == (0, True, False)
    (tmp_path / "home" / "registers" / "la.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    listed = started("authority", "list")
    assert (listed.returncode, "den-2025" in listed.stdout, "la.csv" in listed.stderr) == (1, True, True)
    refused = graphbuild("build", SAMPLES, "--out", tmp_path / "out")
    assert (refused.returncode, "authority remove la" in refused.stderr) == (2, True)
    assert graphbuild("authority", "remove", "la").returncode == 0


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    done = graphbuild("build", tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "không có văn bản nào" in done.stderr
    assert ".txt" in done.stderr


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("anh.txt", b"%PDF-1.7\n" + bytes(range(256)) * 20, "anh.txt"),
        ("la.txt", bytes(range(128, 256)) * 40, "la.txt"),
        ("trong.txt", b"  \n\n ", "trong.txt"),
    ],
    ids=["binary", "charset", "empty"],
)
def test_a_file_that_cannot_be_read_is_told_and_the_others_go_on(
    name: str, data: bytes, message: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "tot.txt").write_text("Thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị.", encoding="utf-8")
    done = graphbuild("build", tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "Không đọc được" in done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    report = json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))
    assert [failure["source"] for failure in report["failures"]] == [name]
    assert report["counts"]["citations"] == 1


def test_a_corpus_of_which_nothing_can_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "anh.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    done = graphbuild("build", tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "Không đọc được tệp nào" in done.stderr
    assert not (tmp_path / "out" / "build.json").exists()


def test_an_output_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("this is a file")
    done = graphbuild("build", SAMPLES, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "Không ghi được vào" in done.stderr
    assert "--out" in done.stderr


def test_a_syntax_error_is_shown_at_its_place(built: Path) -> None:
    done = started("query", "SELECT ?s WHERE { ?s ?p }", "--out", built)
    assert done.returncode == 2
    assert "dòng 1" in done.stderr
    assert "^" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "query", ["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "DELETE WHERE { ?s ?p ?o }"]
)
def test_a_query_neither_calls_out_nor_changes_anything(query: str, built: Path) -> None:
    done = graphbuild("query", query, "--out", built)
    assert done.returncode == 2
    assert "Không cho phép" in done.stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_build_leaves_the_old_outputs_whole(how: signal.Signals, paper: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(400):
        text = "Thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị về học tập. " * 400
        (corpus / f"{number:03}.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    shutil.copytree(paper / "out", out)
    before = {path: path.read_bytes() for path in sorted((out / "tables").iterdir())}
    process = subprocess.Popen(command("build", corpus, "--out", out), stderr=subprocess.PIPE)
    until((out / ".new").exists)
    process.send_signal(how)
    _nothing, errors = process.communicate(timeout=PATIENT)
    assert process.returncode == (130 if how is signal.SIGINT else -signal.SIGKILL)
    if how is signal.SIGINT:
        assert "Kết quả cũ vẫn còn nguyên" in errors.decode()
        assert "Traceback" not in errors.decode()
    assert {path: path.read_bytes() for path in sorted((out / "tables").iterdir())} == before
    assert graphbuild("query", "vien-dan-nhieu", "--out", out, "--format", "csv").returncode == 0


# -- answers -----------------------------------------------------------------------------------------------------------


def test_build_tells_what_it_found_and_which_page_to_open(tmp_path: Path) -> None:
    done = graphbuild("build", SAMPLES, "--out", tmp_path / "out")
    assert not done.stdout
    assert "Đã đọc 24 tệp" in done.stderr
    page = done.stderr.splitlines()[-1].split(": ", 1)[1]
    assert Path(page).read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl"])
def test_answers_for_programs(form: str, built: Path) -> None:
    done = started("query", "ai-vien-dan", "--set", "document=97-CT/TW", "--out", built, "--format", form)
    assert done.returncode == 0, done.stderr
    if form == "json":
        rows = json.loads(done.stdout)
    elif form == "jsonl":
        rows = [json.loads(line) for line in done.stdout.splitlines()]
    else:
        rows = list(csv.DictReader(io.StringIO(done.stdout), delimiter="," if form == "csv" else "\t"))
    assert len(rows) > 5
    assert {row["document_label"] for row in rows} == {"97-CT/TW"}


def test_a_table_for_people_has_vietnamese_headings(built: Path) -> None:
    done = graphbuild("query", "ai-vien-dan", "--set", "document=97-CT/TW", "--out", built)
    assert "Ai viện dẫn văn bản này" in done.stdout
    assert "Quan hệ" in done.stdout
    assert "https://" not in done.stdout


def test_a_parameter_is_a_value_and_never_part_of_the_query(built: Path) -> None:
    done = graphbuild("query", "ai-vien-dan", "--set", 'document="} DELETE', "--out", built, "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == []


def test_a_query_file_of_ones_own(built: Path, tmp_path: Path) -> None:
    query = tmp_path / "dem.rq"
    query.write_text("PREFIX cito: <http://purl.org/spar/cito/> SELECT (COUNT(*) AS ?n) { ?c a cito:Citation }")
    done = graphbuild("query", query, "--out", built, "--format", "json")
    assert json.loads(done.stdout)[0]["n"] > 100


def test_listing_names_every_shipped_query() -> None:
    listed = json.loads(graphbuild("query", "--list", "--format", "json").stdout)
    assert {row["name"] for row in listed} == {path.stem for path in (ROOT / "ontology" / "queries").glob("*.rq")}
    assert len(listed) >= 8


def test_extract_reads_standard_input() -> None:
    text = "Căn cứ Nghị quyết số 28-NQ/TU, ngày 06/12/2023 của Tỉnh ủy"
    done = started("extract", "-", "--format", "jsonl", stdin=text.encode())
    [citation] = [json.loads(line) for line in done.stdout.splitlines()]
    assert citation["number"] == "28-NQ/TU"
    assert text[citation["start"] : citation["end"]] == citation["text"]


def test_extract_gives_one_object_a_file() -> None:
    files = [
        SAMPLES / "trung-uong" / "chi-thi-97-ct-tw.txt",
        SAMPLES / "thanh-hoa" / "tinh-uy" / "bao-cao-19-bc-tu.txt",
    ]
    done = graphbuild("extract", *files, "--format", "json")
    read = json.loads(done.stdout)
    assert [entry["letterhead"]["number"] for entry in read] == ["97-CT/TW", "19-BC/TU"]


def test_extract_without_a_terminal_has_no_colours() -> None:
    done = graphbuild("extract", SAMPLES / "trung-uong" / "chi-thi-97-ct-tw.txt")
    assert "\x1b[" not in done.stdout
    assert "lượt viện dẫn" in done.stdout


def test_extract_names_a_missing_file_and_reads_the_others() -> None:
    done = started("extract", "no-such-file.txt", SAMPLES / "trung-uong" / "chi-thi-97-ct-tw.txt")
    assert done.returncode == 1
    assert "no-such-file.txt" in done.stderr
    assert "97-CT/TW" in done.stdout


def test_render_draws_the_page_anew(built: Path, tmp_path: Path) -> None:
    page = tmp_path / "ve-lai.html"
    done = started("render", built, "--limit", "5", "--to", page)
    assert done.returncode == 0
    assert str(page) in done.stderr
    content = page.read_text(encoding="utf-8")
    assert content.startswith("<!doctype html>")
    assert "index.html" not in content, "a page that stands alone leads nowhere"
    assert '"page":"' not in content


@pytest.mark.parametrize("rendered", [False, True], ids=["built", "rendered"])
def test_the_graph_page_of_a_site_leads_to_pages_and_citations_that_are_there(built: Path, rendered: bool) -> None:
    if rendered:
        assert graphbuild("render", built).returncode == 0
    page = (built / "site" / "do-thi.html").read_text(encoding="utf-8")
    assert '<a id="home" href="index.html"' in page
    data = json.loads(page.partition('id="graph-data">')[2].partition("</script>")[0])
    pages = [node["page"] for node in data["nodes"]]
    citations = [proof["page"] for edge in data["edges"] for proof in edge["evidence"]]
    assert None not in pages
    assert len([address for address in citations if address]) > 0.9 * len(citations)
    for address in {*pages, *filter(None, citations)}:
        name, _sharp, place = address.partition("#")
        content = (built / "site" / name).read_text(encoding="utf-8")
        assert f'id="{place}"' in content or not place, address


def test_render_by_forces_keeps_the_places_through_another_build(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(built, out)
    assert graphbuild("render", out, "--layout", "force").returncode == 0
    places = json.loads((out / "positions.json").read_text(encoding="utf-8"))
    shutil.copytree(SAMPLES, tmp_path / "kho")
    (tmp_path / "kho" / "moi.txt").write_text(
        "HUYỆN ỦY NÔNG CỐNG\nSố 77-KH/HU\n\nKẾ HOẠCH\nviệc mới\n\nThực hiện Chỉ thị số 97-CT/TW.\n", encoding="utf-8"
    )
    assert graphbuild("build", tmp_path / "kho", "--out", out).returncode == 0
    assert graphbuild("render", out, "--layout", "force").returncode == 0
    again = json.loads((out / "positions.json").read_text(encoding="utf-8"))
    assert again.keys() > places.keys()
    assert {iri: again[iri] for iri in places} == places
    (out / "positions.json").write_text("{", encoding="utf-8")
    broken = graphbuild("render", out, "--layout", "force")
    assert (broken.returncode, "positions.json" in broken.stderr, "Traceback" in broken.stderr) == (2, True, False)


def test_render_names_a_page_that_cannot_be_written(built: Path, tmp_path: Path) -> None:
    done = graphbuild("render", built, "--to", tmp_path)
    assert (done.returncode, str(tmp_path) in done.stderr, "Traceback" in done.stderr) == (2, True, False)


@pytest.mark.parametrize("name", ["bao-cao.docx", "trang.htm", "trang"])
def test_render_writes_web_pages_only(name: str, built: Path, tmp_path: Path) -> None:
    done = graphbuild("render", built, "--to", tmp_path / name)
    assert (done.returncode, ".html" in done.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_render_replaces_no_page_but_a_graph_page(built: Path, tmp_path: Path) -> None:
    page = tmp_path / "trang.html"
    for other in (
        "<!doctype html><title>của tôi</title>".encode(),
        (built / "site" / "index.html").read_bytes(),
    ):
        page.write_bytes(other)
        done = graphbuild("render", built, "--to", page)
        assert (done.returncode, "--to" in done.stderr) == (2, True)
        assert page.read_bytes() == other
    page.unlink()
    for limit in ("5", "6"):
        assert graphbuild("render", built, "--to", page, "--limit", limit).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["trang.html"]


def test_render_replaces_no_page_of_somebody_else_in_the_site(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "out")
    page = tmp_path / "out" / "site" / "do-thi.html"
    assert graphbuild("render", tmp_path / "out").returncode == 0
    page.write_text("của tôi", encoding="utf-8")
    done = graphbuild("render", tmp_path / "out")
    assert (done.returncode, "do-thi.html" in done.stderr) == (2, True)
    assert page.read_text(encoding="utf-8") == "của tôi"


def test_render_follows_links_to_web_pages_only(built: Path, tmp_path: Path) -> None:
    (tmp_path / "d.html").symlink_to(tmp_path / "nowhere.txt")
    done = graphbuild("render", built, "--to", tmp_path / "d.html")
    assert (done.returncode, "nowhere.txt" in done.stderr, "Traceback" in done.stderr) == (2, True, False)
    assert [path.name for path in tmp_path.iterdir()] == ["d.html"]


READERS: dict[str, list[str | Path]] = {
    "query": ["query", "ASK { ?s ?p ?o }", "--out"],
    "explain": ["explain", "a.txt", "--out"],
    "render": ["render"],
    "publish": ["publish", "--to", "http://127.0.0.1:1/store"],
    "serve": ["serve", "--port", "0"],
    "tracker": ["tracker"],
    "check": ["check"],
}


@pytest.mark.parametrize("command", READERS)
@pytest.mark.parametrize("content", ["", "{", "{}", "[]", '{"base": "https://vanban.vn/"}'], ids=str)
def test_a_damaged_report_is_told_with_the_way_out(command: str, content: str, tmp_path: Path) -> None:
    (tmp_path / "build.json").write_text(content, encoding="utf-8")
    done = graphbuild(*READERS[command], tmp_path, cwd=tmp_path)
    assert (done.returncode, "build.json" in done.stderr, "graphbuild build" in done.stderr) == (2, True, True)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["tracker", "render", "explain"])
@pytest.mark.parametrize("damage", ["damaged", "missing", "no-tables"])
def test_a_damaged_table_is_told_with_the_way_out(command: str, damage: str, paper: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(paper / "out", out)
    table = out / "tables" / "documents.parquet"
    if damage == "damaged":
        table.write_bytes(table.read_bytes()[:500])
    elif damage == "missing":
        table.unlink()
    else:
        shutil.rmtree(table.parent)
    done = graphbuild(*READERS[command], out, cwd=tmp_path)
    told = ("documents.parquet" in done.stderr, "graphbuild build" in done.stderr, "Traceback" in done.stderr)
    assert (done.returncode, *told) == (2, True, True, False)
    assert graphbuild("build", paper / "kho", "--out", out).returncode == 0


def test_damaged_addresses_of_a_site_are_told_with_the_way_out(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(built, out)
    (out / "site" / "addresses.json").write_text("[", encoding="utf-8")
    for reader in ("tracker", "render"):
        done = graphbuild(reader, out, cwd=tmp_path)
        assert (done.returncode, "addresses.json" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_a_build_keeps_what_somebody_else_put_into_its_folders(paper: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(paper / "out", out)
    for layout in ("rank", "force"):
        assert graphbuild("render", out, "--layout", layout).returncode == 0
    assert graphbuild("build", paper / "kho", "--out", out).returncode == 0
    own = out / "texts" / "ghi-chu.txt"
    own.write_text("của tôi", encoding="utf-8")
    done = graphbuild("build", paper / "kho", "--out", out)
    assert (done.returncode, "texts/ghi-chu.txt" in done.stderr, "--out" in done.stderr) == (2, True, True)
    assert own.read_text(encoding="utf-8") == "của tôi"


@pytest.mark.parametrize("name", ["site", "build.json"])
def test_a_build_replaces_nothing_but_builds(name: str, paper: Path, tmp_path: Path) -> None:
    own = tmp_path / "out" / name
    own.parent.mkdir()
    own.write_text("của tôi", encoding="utf-8")
    done = graphbuild("build", paper / "kho", "--out", tmp_path / "out")
    assert (done.returncode, name in done.stderr, "--out" in done.stderr) == (2, True, True)
    assert [path.name for path in own.parent.iterdir()] == [name]
    own.unlink()
    for _time in range(2):
        assert graphbuild("build", paper / "kho", "--out", tmp_path / "out").returncode == 0


def test_diff_tells_what_came_with_a_file(built: Path, tmp_path: Path) -> None:
    shutil.copytree(SAMPLES, tmp_path / "kho")
    removed = tmp_path / "kho" / "thanh-hoa" / "tinh-uy" / "bao-cao-19-bc-tu.txt"
    removed.unlink()
    assert graphbuild("build", tmp_path / "kho", "--out", tmp_path / "out").returncode == 0
    done = graphbuild("diff", tmp_path / "out", built)
    assert done.returncode == 1
    assert "+ thanh-hoa/tinh-uy/bao-cao-19-bc-tu.txt" in done.stdout
    summary = done.stderr.splitlines()[-1]
    assert summary.startswith("Viện dẫn: thêm ")
    read = json.loads(graphbuild("diff", tmp_path / "out", built, "--format", "json").stdout)
    gained = [row for row in read["citations"] if row["change"] == "gained"]
    assert len(gained) > 3
    assert {row["new"]["source"] for row in gained} == {"thanh-hoa/tinh-uy/bao-cao-19-bc-tu.txt"}
    assert summary.startswith(f"Viện dẫn: thêm {len(gained)},")
    table = graphbuild("diff", tmp_path / "out", built, "--format", "csv").stdout
    assert len(list(csv.DictReader(io.StringIO(table)))) >= len(read["citations"])


def test_diff_of_a_build_with_itself_ends_with_0(built: Path) -> None:
    done = started("diff", built, built)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.strip() == "Hai lần dựng không khác nhau."
