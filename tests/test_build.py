"""A build gives the outputs of the contract, the same from build to build, and each span is the text it says."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

import graphbuild as gb
from graphbuild.builds.corpus import list_corpus
from graphbuild.builds.making import build
from graphbuild.errors import InputError, QueryError
from graphbuild.graph import namespaces as ns
from graphbuild.graph.tables import read_records
from graphbuild.readers.files import read_file

SAMPLES = Path(__file__).parent.parent / "samples"

_ABOUT_ITSELF = "/dataset/samples> ."

CONTRACT = {
    "documents": "id source type number date date_source issuer issuer_name place title term meeting signer_name"
    " signer_role signing_authority recipients status in_force_from ended_on ended_by force",
    "bodies": "id name organ level place parent valid_from valid_to",
    "citations": "id source document citing start end text sentence kind type number date issuer issuer_name relation"
    " cue target resolution candidates confidence reasons",
    "obligations": "id source document start end text modality bearers bearer_names supporting_names report_to_names"
    " deadlines targets legal_basis",
}


@pytest.fixture(scope="module")
def out(sample_build: Path) -> Path:
    return sample_build


@pytest.mark.parametrize("table", CONTRACT)
def test_tables_have_the_columns_of_the_contract(table: str, out: Path) -> None:
    columns = pq.read_schema(out / "tables" / f"{table}.parquet").names
    assert set(CONTRACT[table].split()) <= set(columns)
    assert pd.read_csv(out / "tables" / f"{table}.csv", encoding="utf-8-sig").columns.tolist() == columns


def test_lists_are_arrow_lists(out: Path) -> None:
    schema = pq.read_schema(out / "tables" / "citations.parquet")
    assert str(schema.field("reasons").type).startswith("list<")
    assert "score" in str(schema.field("candidates").type)


def test_every_output_is_there(out: Path) -> None:
    names = {path.name for path in out.iterdir()}
    assert names == {
        "tables", "store", "texts", "site", "graph.nq", "graph.ttl", "graph.jsonld", "graph.graphml", "graph.gexf",
        ".graphbuild-files.json", "build.json",
    }  # fmt: skip


def test_spans_are_the_text_that_they_say(out: Path) -> None:
    contents = {file.source: read_file(file.path, file.source).content for file in list_corpus(SAMPLES).files}
    citations = read_records(out / "tables").citations
    assert len(citations) > 100
    for citation in citations:
        content = contents[citation.source]
        assert content[citation.start : citation.end] == citation.text
        end = citation.sentence_start + len(citation.sentence)
        assert content[citation.sentence_start : end] == citation.sentence
        assert citation.sentence_start <= citation.start
        assert citation.end <= end


def test_texts_that_are_not_the_file_itself_are_stored(out: Path) -> None:
    stored = {path.relative_to(out / "texts").as_posix() for path in (out / "texts").rglob("*.txt")}
    assert stored == {f"{path.relative_to(SAMPLES).as_posix()}.txt" for path in SAMPLES.rglob("*.html")}


def test_rows_point_at_rows(out: Path) -> None:
    records = read_records(out / "tables")
    documents = {document.id for document in records.documents}
    bodies = {body.id for body in records.bodies}
    for citation in records.citations:
        assert {citation.document, citation.citing} <= documents
        assert citation.target is None or citation.target in documents
        assert {candidate.document for candidate in citation.candidates} <= documents
        assert citation.issuer is None or citation.issuer in bodies
        assert (citation.target is None) == (citation.resolution in ("ambiguous", "unresolved"))
    for document in records.documents:
        assert document.issuer is None or document.issuer in bodies
    for body in records.bodies:
        assert body.parent is None or body.parent in bodies
    assert len(documents) == len(records.documents)
    assert len(bodies) == len(records.bodies)


def test_two_builds_give_the_same_rows(out: Path, tmp_path: Path) -> None:
    build(SAMPLES, tmp_path / "again")
    assert read_records(tmp_path / "again" / "tables") == read_records(out / "tables")
    # All but the graph that tells when it was made.
    ours, again = ((folder / "graph.nq").read_text("utf-8").splitlines() for folder in (out, tmp_path / "again"))
    assert [line for line in again if _ABOUT_ITSELF not in line] == [line for line in ours if _ABOUT_ITSELF not in line]


def test_links_stay_when_a_folder_is_renamed_and_lines_are_put_on_top(out: Path, tmp_path: Path) -> None:
    moved = tmp_path / "corpus"
    shutil.copytree(SAMPLES, moved)
    (moved / "ca-mau").rename(moved / "cm")
    file = moved / "cm" / "tinh-uy" / "chi-thi-09-ct-tu.txt"
    file.write_text("\n\n" + file.read_text("utf-8"), "utf-8")
    build(moved, tmp_path / "out")
    before, after = read_records(out / "tables"), read_records(tmp_path / "out" / "tables")
    for table in ("documents", "bodies", "citations", "obligations", "internal_references"):
        assert {row.id for row in getattr(after, table)} == {row.id for row in getattr(before, table)}


def test_the_order_and_depth_of_folders_do_not_matter_to_what_is_found(tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "x", tmp_path / "b" / "y" / "z"
    for number, folder in enumerate((first, second)):
        folder.mkdir(parents=True)
        text = f"TỈNH ỦY THANH HÓA\nSố 0{number + 1}-CT/TU\nThực hiện Chỉ thị số 05-CT/TW."
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    report = build(tmp_path, tmp_path / "out")
    assert report.counts["files"] == 2
    assert report.counts["known"] == 2


def test_readme_hidden_files_and_the_outputs_are_no_documents(tmp_path: Path) -> None:
    for name in ("README.md", ".nhap.txt", ".git/a.txt", "outputs/texts/b.html.txt", "anh.png", "that.TXT"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Chỉ thị số 05-CT/TW", encoding="utf-8")
    listing = list_corpus(tmp_path, tmp_path / "outputs")
    assert [file.source for file in listing.files] == ["anh.png", "that.TXT"]
    assert [entry.source for entry in listing.left_out] == ["README.md", "outputs"]


@pytest.mark.parametrize("name", ["", " \n", os.fsdecode(b"kho\xff")])
def test_a_name_that_no_corpus_can_have_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--corpus-name") as refused:
        build(SAMPLES, tmp_path / "out", corpus_name=name)
    assert (refused.value.code, (tmp_path / "out").exists()) == ("corpus-name", False)


def test_a_folder_whose_name_is_not_utf8_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / os.fsdecode(b"kho\xff")
    folder.mkdir()
    (folder / "a.txt").write_text("Chỉ thị số 05-CT/TW", encoding="utf-8")
    for corpus, out in ((folder, tmp_path / "out"), (SAMPLES, folder / "out")):
        with pytest.raises(InputError, match="kho") as refused:
            build(corpus, out)
        assert (refused.value.code, out.exists()) == ("folder-name", False)
    monkeypatch.chdir(folder)
    with pytest.raises(InputError, match="kho") as refused:
        build(".", tmp_path / "out")
    assert (refused.value.code, (tmp_path / "out").exists()) == ("corpus-name", False)


def test_the_id_of_a_corpus_is_that_of_its_folder_unless_it_has_a_name(tmp_path: Path) -> None:
    for office in ("a", "b"):
        (tmp_path / office / "docs").mkdir(parents=True)
        (tmp_path / office / "docs" / "a.txt").write_text("Chỉ thị số 05-CT/TW", encoding="utf-8")

    def identity(office: str, name: str | None = None) -> tuple[str, str]:
        report = gb.build(tmp_path / office / "docs", tmp_path / office / "out", corpus_name=name)
        written = json.loads((tmp_path / office / "out" / "build.json").read_text("utf-8"))
        assert (written["corpus"], written["corpus_id"]) == (report.corpus, report.corpus_id)
        return report.corpus, report.corpus_id

    assert identity("a") == identity("a") != identity("b")
    assert identity("a")[0] == identity("b")[0] == "docs"
    assert identity("a", "docs") == identity("b", "docs") != identity("a")


def test_the_report_names_inputs_with_their_hashes(out: Path) -> None:
    report = json.loads((out / "build.json").read_text(encoding="utf-8"))
    assert report["program"]["name"] == "graphbuild"
    assert len(report["inputs"]) == 24
    assert all(len(entry["sha256"]) == 64 for entry in report["inputs"])
    assert set(report["seconds"]) >= {"read", "resolve", "tables", "rdf", "store"}
    counts = report["counts"]
    resolutions = ("in_corpus", "known", "cited_only", "ambiguous", "unresolved")
    assert sum(counts[name] for name in resolutions) == counts["citations"]


@pytest.mark.parametrize(
    "base",
    [
        "",
        "https://x",
        "vanban/",
        "//x/",
        "https:///",
        "https://x y/",
        "https://vănbản.vn/",
        "https://x/%zz/",
        "a:<b>/",
        "https://x/#a/",
    ],
)
def test_a_base_that_begins_no_iri_is_refused(base: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--base") as refused:
        build(SAMPLES, tmp_path / "out", base=base)
    assert (refused.value.code, (tmp_path / "out").exists()) == ("base", False)


def test_a_base_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Chỉ thị số 05-CT/TW của Bộ Chính trị", encoding="utf-8")
    build(tmp_path, tmp_path / "out", base="https://vanphong.example/du-lieu/")
    records = read_records(tmp_path / "out" / "tables")
    ids = (
        [row.id for row in records.documents]
        + [row.id for row in records.bodies]
        + [row.id for row in records.citations]
    )
    assert len(ids) >= 3
    assert all(iri.startswith("https://vanphong.example/du-lieu/") for iri in ids)


def test_cited_provisions_are_a_column_and_parts_of_the_cited_document(tmp_path: Path) -> None:
    text = "Theo điểm đ khoản 2 và khoản 3 Điều 8 Nghị định số 30/2020/NĐ-CP, ngày 05/3/2020 thì lưu trong một năm."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    build(tmp_path, tmp_path / "out")
    kg = gb.open(tmp_path / "out")
    [citation] = kg.records.citations
    assert [place.path for place in citation.provisions] == ["dieu-8/khoan-2/diem-dd", "dieu-8/khoan-3"]
    first = citation.provisions[0]
    assert text[first.start : first.end].startswith("điểm đ khoản 2")
    parts = kg.query(
        "PREFIX eli: <http://data.europa.eu/eli/ontology#> PREFIX gb: <https://w3id.org/graphbuild/ontology#>"
        "SELECT ?part WHERE { ?citation gb:citedProvision ?part . ?part eli:is_part_of+ ?document ."
        " ?document a eli:LegalResource } ORDER BY ?part"
    )
    assert parts.part.tolist() == [f"{citation.target}/dieu-8/khoan-2/diem-dd", f"{citation.target}/dieu-8/khoan-3"]


# -- the API -----------------------------------------------------------------------------------------------------------


def test_a_document_that_speaks_of_its_own_parts(tmp_path: Path) -> None:
    content = (
        "UBND TỈNH LÂM ĐỒNG\nSố: 15/QĐ-UBND\nLâm Đồng, ngày 10 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề quản lý tài liệu\n\n"
        "Điều 1. Phạm vi\n1. Tài liệu quy định tại khoản 2 Điều này.\n2. Các điểm nêu tại khoản này.\n"
        "Điều 2. Thời hạn theo Điều 1 và Điều 5 Luật Lưu trữ số 33/2024/QH15.\n"
    )
    (tmp_path / "a.txt").write_text(content, encoding="utf-8")
    build(tmp_path, tmp_path / "out")
    kg = gb.open(tmp_path / "out")
    rows = kg.internal_references
    assert rows[["text", "label", "path"]].values.tolist() == [["khoản 2 Điều này", "khoản 2 Điều 1", "dieu-1/khoan-2"]]
    assert rows.document.tolist() == kg.documents[kg.documents.source == "a.txt"].id.tolist()
    parts = kg.query(
        "PREFIX gb: <https://w3id.org/graphbuild/ontology#> PREFIX eli: <http://data.europa.eu/eli/ontology#> "
        "SELECT ?whole WHERE { ?r a gb:InternalReference ; gb:citedProvision/eli:is_part_of+ ?whole . "
        "?whole a eli:LegalResource }"
    )
    assert parts.whole.tolist() == rows.document.tolist()


def test_tables_of_the_api(out: Path) -> None:
    kg = gb.open(out)
    assert len(kg.documents) == len(kg.records.documents)
    assert {"id", "name"} <= set(kg.bodies.columns)
    assert (kg.citations.end > kg.citations.start).all()
    assert {"assign", "direct"} <= set(kg.obligations.modality)


def test_query_gives_a_table(out: Path) -> None:
    kg = gb.open(out)
    named = kg.query("ai-vien-dan", document="97-CT/TW")
    assert "sentence" in named.columns
    assert len(named) > 5
    counted = kg.query("SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a <http://purl.org/spar/cito/Citation> }")
    assert counted.n[0] == len(kg.citations)


def test_the_chain_down_to_the_tasks(out: Path) -> None:
    kg = gb.open(out)
    reach = kg.reach("97-CT/TW")
    assert dict(zip(reach["level"], reach["state"], strict=True)) == {
        "cấp tỉnh": "có",
        "cấp huyện": "có",
        "cấp xã": "có",
        "cơ sở": "có",
    }
    under = kg.tasks_under("97-CT/TW")
    assert set(under["task"]) <= set(kg.obligations["id"])
    assert {"Ban Thường vụ Huyện ủy Nông Cống", "Đảng ủy xã Trung Chính", "Chi bộ Khu 4"} <= set(under["issuer"])
    grounds = kg.grounds_of_tasks("96-KH/HU", words="tập huấn")
    assert {"32-NQ/TU", "97-CT/TW"} <= set(grounds["higher_label"])
    quarter = kg.tasks_of("Huyện ủy Nông Cống", since="01/01/2025", until="2025-03-31")
    assert "Ban Tổ chức Huyện ủy Nông Cống" in set(quarter["bearer"])
    assert all("2025-01-01" <= due <= "2025-03-31" for due in quarter["due"])
    ended = kg.tasks_of_ended_bodies()
    assert "Sở Khoa học và Công nghệ tỉnh Thanh Hóa" in set(ended["heir"])
    assert any(text.startswith("Các huyện ủy, Thành ủy Cà Mau") for text in kg.tasks_not_taken_up("32-NQ/TU")["text"])
    # Assigned on 12/11/2024 and carried out by the guide of 16/12/2024.
    (guidance,) = kg.fulfilments[kg.fulfilments["document"].str.endswith("huong-dan/21/2024")]["obligation"]
    open_before, open_after = (
        set(kg.open_tasks("Ban Tổ chức Tỉnh ủy Thanh Hóa", day)["task"]) for day in ("15/12/2024", "16/12/2024")
    )
    assert open_before - open_after == {guidance}
    assert guidance not in set(kg.open_tasks("Ban Tổ chức Tỉnh ủy Thanh Hóa", "11/11/2024")["task"])
    late = kg.ended_but_cited()
    assert ("88-HD/VPTW", "47-HD/VPTW") in set(zip(late["old_label"], late["by_label"], strict=True))
    assert any("88-HD/VPTW" in sentence for sentence in late["ended_sentence"])


def test_the_history_of_a_document_and_its_force_on_a_day(out: Path) -> None:
    kg = gb.open(out)
    history = kg.history("88-HD/VPTW")
    assert "47-HD/VPTW" in set(history["by_label"])
    assert history["sentence"].str.contains("88-HD/VPTW").any()
    (ended,) = kg.documents[kg.documents["number"] == "88-HD/VPTW"].itertuples()
    assert (ended.force, ended.status) == ("ended", "replaced")
    assert kg.force("88-HD/VPTW", "01/8/2026") == "ended"
    assert kg.force("88-HD/VPTW", "2026-07-31") != "ended"
    with pytest.raises(QueryError, match="31/02/2026"):
        kg.force("88-HD/VPTW", "31/02/2026")
    for question in (kg.history, lambda number: kg.force(number, "2026-07-31")):
        with pytest.raises(QueryError, match="999-XX/YY"):
            question("999-XX/YY")


def test_the_force_of_documents_is_told_for_a_day(tmp_path: Path) -> None:
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    corpus.mkdir()
    text = "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\n\nSố: 41/2024/QĐ-UBND\n\nLâm Đồng, ngày 12 tháng 3 năm 2024\n\nQUYẾT ĐỊNH\n"
    text += "Về nhà văn hóa thôn\n\nĐiều 1. Mở cửa hằng ngày.\nĐiều 2. Quyết định này có hiệu lực từ ngày 01/7/2025.\n"
    (corpus / "a.txt").write_text(text, "utf-8")
    for day, force in (("30/6/2025", "not_yet"), ("2025-07-01", "in_force")):
        build(corpus, out, as_of=day)
        (row,) = read_records(out / "tables").documents
        assert row.force == force
    assert json.loads((out / "build.json").read_text("utf-8"))["as_of"] == "2025-07-01"
    with pytest.raises(InputError) as refused:
        build(corpus, out, as_of="hôm qua")
    assert refused.value.code == "as-of"


def test_network_is_keyed_by_the_same_ids(out: Path) -> None:
    kg = gb.open(out)
    graph = kg.network()
    assert set(graph.nodes) == set(kg.documents.id)
    linked = kg.citations[kg.citations.target.notna() & (kg.citations.kind != "self")]
    assert {key for _citing, _cited, key in graph.edges(keys=True)} == set(linked.id)
    citing, cited, values = next(iter(graph.edges(data=True)))
    assert values["sentence"]
    assert graph.nodes[citing]["type"]
    assert graph.nodes[cited]["label"]


def test_rdf_has_the_same_documents(out: Path) -> None:
    import rdflib

    kg = gb.open(out)
    resource = rdflib.URIRef(ns.DOCUMENT_CLASS)
    assert {str(node) for node in kg.rdf().subjects(rdflib.RDF.type, resource)} == set(kg.documents.id)


def test_graphml_reads_back(out: Path) -> None:
    import networkx as nx

    graph = nx.read_graphml(out / "graph.graphml", force_multigraph=True)
    assert graph.number_of_nodes() == len(gb.open(out).documents)
    assert graph.is_directed()


def test_extract_of_the_api_gives_offsets_of_the_text() -> None:
    text = "Căn cứ Luật Lưu trữ số 33/2024/QH15, ngày 21/6/2024 của Quốc hội khóa XV;"
    [mention] = gb.extract(text).mentions
    assert mention.span.of(text) == "Luật Lưu trữ số 33/2024/QH15, ngày 21/6/2024 của Quốc hội khóa XV"


def test_a_name_that_is_not_utf_8_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("BÁO CÁO\nThực hiện Nghị quyết số 18-NQ/TW.\n", encoding="utf-8")
    (corpus / os.fsdecode(b"b\xff.txt")).write_text("Xin chào.\n", encoding="utf-8")
    report = build(corpus, tmp_path / "out")
    assert [failure.code for failure in report.failures] == ["file-name"]
    assert report.failures[0].source == r"b\udcff.txt"
    assert report.counts["files"] == 1
