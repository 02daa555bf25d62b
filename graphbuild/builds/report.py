"""What a build did, and what it could not do: the content of ``build.json``."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from typing import Any

from graphbuild.graph.namespaces import GraphNames
from graphbuild.model import Finding
from graphbuild.readers.failure import Failure


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file or folder of the corpus that is not a document, judging by its name: nothing that needs fixing."""

    source: str
    reason: str


@dataclass(slots=True)
class Report:
    """What a build did."""

    corpus: str
    """Name of the corpus, by which a server distinguishes its graphs from those of others."""
    corpus_id: str
    """Tells this corpus from another of the same name (see `graphbuild.builds.making.build`)."""
    base: str
    """The beginning of the build's IRIs."""
    started: str
    """ISO time with time zone."""
    as_of: str
    """ISO date of the day for which the force of the documents is told."""
    outputs: list[str] = field(default_factory=list)
    """Names in the folder that the build wrote and that a later one may replace."""
    inputs: list[dict[str, Any]] = field(default_factory=list)
    registers: list[dict[str, Any]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    """What the readers left out of files, changed or recognised."""
    counts: dict[str, int] = field(default_factory=dict)
    page_images: dict[str, object] = field(default_factory=dict)
    """Number and size in bytes of the pictures of pages in the site, and the files whose pages could not be shown."""
    seconds: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> str:
        """Return the report as JSON, with lists of records as lists of objects."""
        warnings = [*self.findings, *self.notes]
        content = {
            "program": {"name": "graphbuild", "version": version("graphbuild")},
            "corpus": self.corpus,
            "corpus_id": self.corpus_id,
            "base": self.base,
            "started": self.started,
            "as_of": self.as_of,
            "outputs": self.outputs,
            "counts": self.counts,
            "inputs": self.inputs,
            "registers": self.registers,
            "failures": [asdict(failure) for failure in self.failures],
            "left_out": [asdict(entry) for entry in self.left_out],
            "warnings": [{"code": f.code, "source": f.source, "detail": f.detail} for f in warnings],
            "page_images": self.page_images,
            "seconds": self.seconds,
        }
        return json.dumps(content, ensure_ascii=False, indent=1)

    @property
    def names(self) -> GraphNames:
        """The names of the build's graphs."""
        return GraphNames.of_corpus(self.corpus, self.base)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Record how many seconds the block took."""
        begin = time.perf_counter()
        yield
        self.seconds[stage] = round(time.perf_counter() - begin, 3)
