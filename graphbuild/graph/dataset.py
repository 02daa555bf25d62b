"""The graph's description of itself: its content (VoID, DCAT) and provenance (PROV).

VoID: https://www.w3.org/TR/void/; DCAT 3: https://www.w3.org/TR/vocab-dcat-3/; PROV-O: https://www.w3.org/TR/prov-o/.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from graphbuild.graph import namespaces as ns
from graphbuild.graph.terms import date, iri, quoted, typed, vietnamese

if TYPE_CHECKING:
    from graphbuild.model import Records

_TITLE = "Đồ thị văn bản", "Graph of documents"
_DESCRIPTION = (
    "Văn bản, cơ quan, viện dẫn và nhiệm vụ đọc được từ một kho văn bản, mỗi điều kèm câu chữ làm chứng.",
    "Documents, bodies, citations and obligations read from a folder of documents, each with the words that say so.",
)
_MEDIA_TYPES = {
    "graph.nq": "application/n-quads",
    "graph.ttl": "text/turtle",
    "graph.jsonld": "application/ld+json",
    "graph.graphml": "application/graphml+xml",
    "graph.gexf": "application/gexf+xml",
}
"""The files of a build that contain the graph, and their media types (https://www.iana.org/assignments/media-types)."""
_VOCABULARIES = (
    *(ns.CITO, ns.DCAT, ns.DCTERMS, ns.ELI, ns.OA, ns.ODRL, ns.ONTOLOGY),
    *(ns.ORG, ns.PROV, ns.RDFS, ns.SKOS, ns.TIME, ns.VOID),
)
_VIETNAMESE = "http://publications.europa.eu/resource/authority/language/VIE"
_COUNTED = {
    ns.DOCUMENT_CLASS: "documents",
    ns.CITATION: "citations",
    ns.OBLIGATION_CLASS: "obligations",
    ns.SOURCE_FILE: "files",
}


@dataclass(frozen=True, slots=True)
class Run:
    """The run of the program that creates a graph."""

    started: str
    """ISO time with time zone."""
    version: str
    """Version of graphbuild."""
    as_of: str
    """ISO date of the day for which the force of the documents is told."""


def describe_dataset(records: Records, run: Run, *, statements: int, names: ns.GraphNames) -> list[str]:
    """Return the description as lines of N-Quads, in a graph of its own.

    Parameters
    ----------
    records
        The records to be counted.
    run
        The run that created the graph.
    statements
        All other statements, each counted in every named graph that contains it.
    names
        Names of the corpus's graphs.
    """
    dataset = iri(names.dataset)
    parts = chain(
        ((dataset, predicate, value) for predicate, value in _of_dataset(records, run, names)),
        _partitions(records, names),
        _period(records, names),
        _distributions(names),
        _of_run(records, run, names),
    )
    lines = [f"{subject} <{predicate}> {value} {dataset} .\n" for subject, predicate, value in parts]
    total = typed(str(statements + len(lines) + 1), ns.XSD_INTEGER)
    return [*lines, f"{dataset} <{ns.VOID_TRIPLES}> {total} {dataset} .\n"]


def _of_dataset(records: Records, run: Run, names: ns.GraphNames) -> Iterator[tuple[str, str]]:
    yield ns.TYPE, f"<{ns.VOID_DATASET}>"
    yield ns.TYPE, f"<{ns.DCAT_DATASET}>"
    for predicate, (vietnamese_text, english) in ((ns.TITLE, _TITLE), (ns.DESCRIPTION, _DESCRIPTION)):
        yield predicate, vietnamese(vietnamese_text)
        yield predicate, quoted(english) + "@en"
    yield ns.LABEL, vietnamese(_TITLE[0])
    yield ns.MODIFIED, typed(run.started, ns.XSD_DATE_TIME)
    yield ns.AS_OF, date(run.as_of)[0]
    yield ns.LANGUAGE, f"<{_VIETNAMESE}>"
    yield ns.VOID_URI_SPACE, quoted(names.base)
    yield ns.WAS_GENERATED_BY, iri(names.run(run.started))
    if _days(records):
        yield ns.TEMPORAL, iri(f"{names.dataset}/period")
    for name in _MEDIA_TYPES:
        yield ns.DISTRIBUTION, iri(f"{names.dataset}/{name}")
    for kind in _COUNTED:
        yield ns.VOID_CLASS_PARTITION, _partition(kind, names)
    for vocabulary in _VOCABULARIES:
        yield ns.VOID_VOCABULARY, f"<{vocabulary}>"
    for source in _sources(records):
        yield ns.WAS_DERIVED_FROM, iri(names.file(source))


def _sources(records: Records) -> list[str]:
    """Return the files that were read; one with several documents has several rows."""
    return list(dict.fromkeys(file.source for file in records.files))


def _partitions(records: Records, names: ns.GraphNames) -> Iterator[tuple[str, str, str]]:
    for kind, table in _COUNTED.items():
        count = len(_sources(records) if table == "files" else {row.id for row in getattr(records, table)})
        yield _partition(kind, names), ns.VOID_CLASS, f"<{kind}>"
        yield _partition(kind, names), ns.VOID_ENTITIES, typed(str(count), ns.XSD_INTEGER)


def _partition(kind: str, names: ns.GraphNames) -> str:
    return iri(f"{names.dataset}/{_COUNTED[kind]}")


def _period(records: Records, names: ns.GraphNames) -> Iterator[tuple[str, str, str]]:
    """Yield the first and last date of the documents in the corpus."""
    days = _days(records)
    if days:
        period = iri(f"{names.dataset}/period")
        yield period, ns.TYPE, f"<{ns.PERIOD_OF_TIME}>"
        yield period, ns.START_DATE, date(days[0])[0]
        yield period, ns.END_DATE, date(days[-1])[0]


def _days(records: Records) -> list[str]:
    """Return the complete dates of the documents that have a file, in order."""
    return sorted(row.date for row in records.documents if row.source and row.date and date(row.date)[1])


def _distributions(names: ns.GraphNames) -> Iterator[tuple[str, str, str]]:
    for name, media_type in _MEDIA_TYPES.items():
        subject = iri(f"{names.dataset}/{name}")
        yield subject, ns.TYPE, f"<{ns.DCAT_DISTRIBUTION}>"
        yield subject, ns.TITLE, quoted(name)
        yield subject, ns.MEDIA_TYPE, f"<https://www.iana.org/assignments/media-types/{media_type}>"


def _of_run(records: Records, run: Run, names: ns.GraphNames) -> Iterator[tuple[str, str, str]]:
    activity, agent = iri(names.run(run.started)), f"<{ns.SOFTWARE}{run.version}>"
    yield activity, ns.TYPE, f"<{ns.ACTIVITY}>"
    yield activity, ns.STARTED_AT, typed(run.started, ns.XSD_DATE_TIME)
    yield activity, ns.WAS_ASSOCIATED_WITH, agent
    for source in _sources(records):
        yield activity, ns.USED, iri(names.file(source))
    yield agent, ns.TYPE, f"<{ns.SOFTWARE_AGENT}>"
    yield agent, ns.LABEL, quoted(f"graphbuild {run.version}")
