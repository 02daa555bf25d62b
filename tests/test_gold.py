"""The annotated documents, read whole: no figure falls below what was once reached.

`tests/gold` annotates `samples/`, by a person who saw no program's output. The documents beside the project are other
people's, of which some were seen while the rules were written. Floors lie a little below the figure reached: a fall
is a fault, a rise is a reason to raise the floor.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
import sys

sys.path.insert(0, "tests")
from scoring import annotations, citation_figures, document_figures

from graphbuild.extract.reading import read
from graphbuild.model import Records, Text
from graphbuild.resolve.identifiers import DEFAULT_BASE
from graphbuild.resolve.records import resolve

SAMPLE_FLOORS = {}
SHARED_FLOORS = {}


@cache
def build(corpus: Path) -> Records:
    files = sorted(path for path in corpus.rglob("*") if path.suffix in (".txt", ".md") and path.name != "README.md")
    readings = [read(Text(path.open(encoding="utf-8").read(), path.relative_to(corpus).as_posix())) for path in files]
    return resolve(readings, base=DEFAULT_BASE).records


@cache
def figures(gold: Path, corpus: Path) -> Mapping[str, float]:
    records = build(corpus)
    files = {Path(row.source).name for row in records.documents if row.source}
    files |= {Path(copy).name for row in records.documents for copy in row.copies}
    citations = annotations(gold / "citations.jsonl", files)
    documents = annotations(gold / "documents.jsonl", files)
    return citation_figures(citations, records.citations) | document_figures(documents, records.documents)


if __name__ == "__main__":
    for g, c in (("tests/gold", "samples"), ("../shared/gold", "../shared/corpus")):
        print(g, {k: round(v, 4) for k, v in figures(Path(g), Path(c)).items()})
