"""The annotated documents, read whole: no figure falls below what was once reached.

`tests/gold` annotates `samples/`, by a person who saw no program's output. The documents beside the project are other
people's, of which some were seen while the rules were written. Floors lie a little below the figure reached: a fall
is a fault, a rise is a reason to raise the floor.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from scoring import annotated_rows, citation_figures, document_figures, obligation_figures

from graphbuild.builds.corpus import list_corpus
from graphbuild.extraction.reading import read
from graphbuild.graph.tables import write_tables
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.model import Records
from graphbuild.readers.files import read_file
from graphbuild.resolve.records import resolve

SAMPLE_FLOORS = {
    "numbered": 0.99,
    "named": 0.98,
    "anaphor": 0.88,
    "self": 0.98,
    "issuer": 0.95,
    "target": 0.96,
    "date": 0.99,
    "relation": 0.98,
    "owner": 0.99,
    "type": 1.0,
    "number": 1.0,
    "document date": 1.0,
    "document issuer": 0.87,
    "term": 1.0,
    "recipients": 0.98,
    "obligations": 0.97,
    "bearers": 0.91,
    "deadlines": 0.96,
    "modality": 0.98,
}
# Of the further papers. When no rule had been held against them yet: 0.81, 0.66, 0.64 and 0.95 of the first, with the
# rules that came of those 0.86, 0.69, 0.71 and 0.96 of the second; then 0.89, 0.79, 0.83 and 0.93 of the third,
# and 0.99, 0.81, 0.89 and 0.97 of the fourth.
PAPER_FLOORS = {
    "papers": {"obligations": 0.97, "bearers": 0.88, "deadlines": 0.97, "modality": 0.97},
    "papers2": {"obligations": 0.97, "bearers": 0.84, "deadlines": 0.91, "modality": 0.97},
    "papers3": {"obligations": 0.95, "bearers": 0.9, "deadlines": 0.92, "modality": 0.95},
    "papers4": {"obligations": 0.98, "bearers": 0.91, "deadlines": 0.93, "modality": 0.97},
    "papers5": {"obligations": 0.98, "bearers": 0.94, "deadlines": 0.97, "modality": 0.98},
    "papers6": {"obligations": 0.98, "bearers": 0.92, "deadlines": 0.97, "modality": 0.93},
}


@dataclass(frozen=True)
class SharedFiles:
    """Annotated files beside the project, by name, so that further ones change no figure, and their floors.

    Rules were written with the first in view; the later ones were annotated when those rules stood.
    """

    names: tuple[str, ...]
    floors: Mapping[str, float]


FIRST = (
    "000_df056430ff273085.txt",
    "002_9e8b5b107402199e.txt",
    "004_f02515acf89650d3.txt",
    "383-QD-TW.md",
    "HD-bao-cao-vien.md",
    "KH-bau-cu-xa.txt",
    "KH-giam-sat-bau-cu.txt",
)
LATER = (
    "001_5e4b05792236e611.txt",
    "003_401949529930315b.txt",
    "thele-thanh-khe.txt",
    "tb432-vptw.md",
    "kl127-tw.md",
    "tb81-tw.md",
    "217-CD-TTg.md",
    "06-CT-UBND-QuangTri.md",
    "617-KH-UBND-DongThap.md",
    "980-KH-UBND-NgheAn.md",
    "NQ03-PL2-nhom-I.md",
    "KH-hiep-thuong-2.txt",
    "KH-tiep-cong-dan.txt",
    "KH-tieu-ban-pho-bang.txt",
    "QD-to-tiep-cong-dan.txt",
)
SHARED = {
    "first": SharedFiles(
        FIRST,
        {
            "numbered": 0.99,
            "named": 0.98,
            "anaphor": 1.0,
            "self": 0.98,
            "issuer": 0.99,
            "target": 0.99,
            "date": 0.99,
            "relation": 0.94,
            "owner": 0.99,
            "type": 1.0,
            "number": 1.0,
            "document date": 1.0,
            "document issuer": 1.0,
            "term": 1.0,
            "recipients": 0.98,
            "obligations": 0.97,
            "bearers": 0.9,
            "deadlines": 0.94,
            "modality": 0.98,
        },
    ),
    "all": SharedFiles(
        FIRST + LATER,
        {
            "numbered": 0.99,
            "named": 0.95,
            "anaphor": 0.93,
            "self": 0.98,
            "issuer": 0.98,
            "target": 0.98,
            "date": 0.99,
            "relation": 0.96,
            "owner": 0.99,
            "type": 1.0,
            "number": 1.0,
            "document date": 0.95,
            "document issuer": 0.95,
            "term": 1.0,
            "recipients": 0.94,
            "obligations": 0.94,
            "bearers": 0.9,
            "deadlines": 0.96,
            "modality": 0.97,
        },
    ),
}

NAMES_BESIDE = {
    **{f"citation_f1[{kind}]": kind for kind in ("numbered", "named", "self", "anaphor")},
    "issuer_b3": "issuer",
    "target_b3": "target",
    "date": "date",
    "relation": "relation",
    "owner": "owner",
    "document[type]": "type",
    "document[number]": "number",
    "document[date]": "document date",
    "document[issuer]": "document issuer",
    "document[term]": "term",
    "document[recipients]": "recipients",
    "obligation_f1": "obligations",
    "bearer_f1": "bearers",
    "deadline_f1": "deadlines",
    "modality": "modality",
}
"""What the scorer beside the project calls each figure."""


@cache
def build(corpus: Path, names: tuple[str, ...] | None = None) -> Records:
    """Return the records of a folder's files, or of those of the names given."""
    wanted = [file for file in list_corpus(corpus).files if names is None or file.path.name in names]
    return resolve([read(read_file(file.path, file.source)) for file in wanted], base=DEFAULT_BASE).records


@cache
def figures(gold: Path, corpus: Path, names: tuple[str, ...] | None = None) -> Mapping[str, float]:
    records = build(corpus, names)
    files = {Path(row.source).name for row in records.documents if row.source}
    files |= {Path(copy).name for row in records.documents for copy in row.copies}
    citations = annotated_rows(gold / "citations.jsonl", files)
    documents = annotated_rows(gold / "documents.jsonl", files)
    obligations = annotated_rows(gold / "obligations.jsonl", files)
    return (
        citation_figures(citations, records.citations)
        | document_figures(documents, records.documents)
        | obligation_figures(obligations, documents, records.obligations)
    )


@pytest.fixture(scope="module")
def of_samples(project: Path) -> Mapping[str, float]:
    return figures(project / "tests" / "gold", project / "samples")


def paper_figures(gold: Path, folder: str) -> Mapping[str, float]:
    files = [path.name for path in (gold / folder).iterdir()]
    rows = annotated_rows(gold / "obligations.jsonl", [f"{folder}/{name}" for name in files])
    rows = [{**row, "doc": Path(row["doc"]).name} for row in rows]
    return obligation_figures(rows, [{"doc": name} for name in files], build(gold / folder).obligations)


@pytest.mark.parametrize(("figure", "floor"), SAMPLE_FLOORS.items())
def test_samples(of_samples: Mapping[str, float], figure: str, floor: float) -> None:
    assert of_samples[figure] >= floor


@pytest.mark.parametrize(("folder", "floors"), PAPER_FLOORS.items())
def test_further_papers(project: Path, folder: str, floors: Mapping[str, float]) -> None:
    found = paper_figures(project / "tests" / "gold", folder)
    assert all(found[figure] >= floor for figure, floor in floors.items()), found


def test_no_norm_is_a_task(project: Path) -> None:
    gold = project / "tests" / "gold"
    norms = [json.loads(line) for line in (gold / "norms.jsonl").read_text(encoding="utf-8").splitlines()]
    folders = sorted({row["doc"].split("/")[0] for row in norms})
    tasks = {row.text for folder in folders for row in build(gold / folder).obligations}
    told = {row.text for folder in folders for row in build(gold / folder).norms}
    texts = [row["text"] for row in norms]
    assert [text for text in texts if text in tasks] == []
    assert len([text for text in texts if text not in told]) <= 1


@pytest.mark.shared
@pytest.mark.parametrize(
    ("files", "figure", "floor"),
    [(name, figure, floor) for name, files in SHARED.items() for figure, floor in files.floors.items()],
)
def test_shared_documents(shared: Path, files: str, figure: str, floor: float) -> None:
    assert figures(shared / "gold", shared / "corpus", SHARED[files].names)[figure] >= floor


@pytest.mark.shared
def test_the_scorer_beside_the_project_gives_the_same_figures(shared: Path, tmp_path: Path) -> None:
    write_tables(build(shared / "corpus", FIRST + LATER), tmp_path / "tables")
    for name in ("citations", "documents", "obligations"):
        rows = annotated_rows(shared / "gold" / f"{name}.jsonl", FIRST + LATER)
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(shared / "score" / "score.py"), str(tmp_path), str(tmp_path / "tables"), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    ours = figures(shared / "gold", shared / "corpus", FIRST + LATER)
    assert {theirs_name: theirs[theirs_name] for theirs_name in NAMES_BESIDE} == {
        theirs_name: pytest.approx(ours[name], abs=1e-4) for theirs_name, name in NAMES_BESIDE.items()
    }


def own(records: Records, source: str) -> str:
    (row,) = [row for row in records.documents if (row.source or "").endswith(source)]
    return row.id


def test_one_number_of_three_committees_is_three_documents(project: Path) -> None:
    records = build(project / "samples")
    sources = ("nghi-quyet-32-nq-tu-2024.txt", "nghi-quyet-32-nq-tu-2026.txt", "ca-mau/tinh-uy/nghi-quyet-32-nq-tu.txt")
    assert len({own(records, source) for source in sources}) == 3


def test_a_report_that_names_no_province_leaves_its_mentions_open(project: Path) -> None:
    records = build(project / "samples")
    rows = [row for row in records.citations if row.source.endswith("bao-cao-chi-bo.txt") and row.kind == "numbered"]
    open_rows = [row for row in rows if row.target is None]
    assert {row.number for row in open_rows} >= {"32-NQ/TU", "18-NQ/TW"}
    assert all(len(row.candidates) >= 2 for row in open_rows if row.number in ("32-NQ/TU", "18-NQ/TW"))
    assert [row.number for row in rows if row.target and row.target.endswith("/chi-thi/97/khoa-xiii")] == ["97-CT/TW"]


def test_the_centre_s_rule_is_not_the_province_s_of_the_same_number(project: Path) -> None:
    records = build(project / "samples")
    rows = [row for row in records.citations if "Quy định số 294 của Tỉnh ủy" in row.text]
    assert rows
    assert all("trung-uong" not in (row.target or "") for row in rows)


def test_a_replaced_guide_is_marked_and_a_namesake_that_goes_on_is_not(project: Path) -> None:
    records = build(project / "samples")
    status = {row.source.rsplit("/", 1)[-1]: row.status for row in records.documents if row.source}
    assert status["huong-dan-88-hd-vptw.txt"] == "replaced"
    assert status["nghi-quyet-32-nq-tu-2024.txt"] is None


@pytest.mark.shared
def test_one_number_of_two_provinces_without_any_hint(shared: Path) -> None:
    records = build(shared / "corpus", FIRST)
    meant: dict[str, set[str | None]] = {}
    for citation in records.citations:
        if citation.number == "28-NQ/TU":
            meant.setdefault(citation.source.rsplit("/", 1)[-1][:3], set()).add(citation.target)
    assert sorted(meant) == ["000", "002", "004"]
    assert meant["000"] == meant["004"]
    assert len(meant["000"]) == 1
    assert len(meant["002"]) == 1
    assert meant["000"] != meant["002"]
    assert None not in meant["000"] | meant["002"]
