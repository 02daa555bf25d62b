"""What a notebook shows of a graph: a small summary table, and the interactive page in a frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Protocol

from graphbuild.errors import GraphbuildError
from graphbuild.graph import namespaces as ns
from graphbuild.messages import _
from graphbuild.model import Records
from graphbuild.pages.graph.extract_of_corpus import among, graph_page, surroundings
from graphbuild.sparql.store import Result
from graphbuild.vocabulary.labels import count_text, day_text, label

_PRESENCE = ("in_corpus", "known", "cited_only")
_RESOLUTION = (*_PRESENCE, "ambiguous", "unresolved")
_BODIES = (ns.FORMAL_ORGANIZATION, ns.ORGANIZATIONAL_UNIT, ns.NAMED_AGENT)

_KINDS = [
    *((ns.PRESENCE, ns.concept("resolution", code)) for code in _PRESENCE),
    *((ns.RESOLUTION, ns.concept("resolution", code)) for code in _RESOLUTION),
    *((ns.TYPE, kind) for kind in (*_BODIES, ns.OBLIGATION_CLASS)),
]
# Counted by the store: for a graph on a server, all tables would have to be fetched for a dozen numbers.
_COUNTS = f"""
SELECT ?says ?what (COUNT(DISTINCT ?one) AS ?count)
WHERE {{
  VALUES (?says ?what) {{ {" ".join(f"(<{says}> <{what}>)" for says, what in _KINDS)} }}
  ?one ?says ?what
}}
GROUP BY ?says ?what
"""
_PERIOD = f"""
SELECT (MIN(STR(?date)) AS ?first) (MAX(STR(?date)) AS ?last)
WHERE {{ ?document <{ns.PRESENCE}> <{ns.concept("resolution", "in_corpus")}> ; <{ns.DATE}> ?date }}
"""
_BUILT = f"SELECT (MAX(STR(?day)) AS ?built) WHERE {{ ?dataset a <{ns.VOID_DATASET}> ; <{ns.MODIFIED}> ?day }}"


class AsksSparql(Protocol):
    """An RDF store, on disk or on a server."""

    def query(self, sparql: str, /) -> Result:
        """Return the answer to a SPARQL query."""


class Shown(Protocol):
    """What can be shown: a graph as rows and as RDF."""

    @property
    def records(self) -> Records:
        """The rows of all tables as records."""

    @property
    def store(self) -> AsksSparql:
        """The store that answers SPARQL."""


@dataclass(frozen=True, slots=True)
class GraphFrame:
    """A graph page that Jupyter and VS Code show in a frame of its own, isolated from the notebook and the network."""

    page: str
    """The whole page as HTML."""
    title: str
    height: int
    """Height in CSS pixels."""

    def __repr__(self) -> str:
        return f"GraphFrame({self.title!r})"

    def _repr_html_(self) -> str:
        return (
            f'<iframe srcdoc="{escape(self.page)}" title="{escape(self.title)}" '
            f'sandbox="allow-scripts allow-downloads" '
            f'style="box-sizing:border-box;width:100%;height:{self.height}px;border:1px solid #888"></iframe>'
        )


def frame(kg: Shown, center: str | None, *, depth: int, limit: int, height: int) -> GraphFrame:
    """Return the page of a graph, or of the surroundings of the document with the IRI `center`, in a frame."""
    records, title, title_en = kg.records, _("Citation graph"), "Citation graph"
    if center is not None:
        records = surroundings(records, center, depth)
        name, total = records.documents[0].label, len(records.documents)
        title = _("Citations around {document} (depth {depth})").format(document=name, depth=depth)
        title_en = f"Citations around {name} (depth {depth})"
        if total > limit:
            records = among(replace(records, documents=records.documents[:limit]))
            title += _(": the nearest {limit} of {total} documents").format(limit=limit, total=total)
            title_en += f": the nearest {limit} of {total} documents"
    [(built,)] = kg.store.query(_BUILT).rows
    page = graph_page(records, title=title, title_en=title_en, built=str(built) if built else None, limit=limit)
    return GraphFrame(page, title, height)


def summary(kg: Shown) -> str:
    """Return a summary of a graph as a small HTML table, or why it is not available."""
    name = f"<code>{escape(repr(kg))}</code>"
    try:
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left">{escape(what)}</th><td>{escape(count)}</td></tr>'
            for what, count in _rows(kg)
        )
    except GraphbuildError as error:
        return f"<p>{name}: {escape(str(error))}</p>"
    return f"<table><caption>{name}</caption><tbody>{rows}</tbody></table>"


def _rows(kg: Shown) -> Iterator[tuple[str, str]]:
    counts = {(says, what): int(str(count)) for says, what, count in kg.store.query(_COUNTS).rows}

    def count(says: str, *codes: str) -> int:
        return sum(counts.get((says, ns.concept("resolution", code)), 0) for code in codes)

    for code in _PRESENCE:
        yield f"{_('Documents')}: {label('resolution', code)}", count_text(count(ns.PRESENCE, code))
    yield _("Bodies"), count_text(sum(counts.get((ns.TYPE, kind), 0) for kind in _BODIES))
    yield _("Citations"), count_text(count(ns.RESOLUTION, *_RESOLUTION))
    for code in _RESOLUTION:
        yield f"{_('Citations')}: {label('resolution', code)}", count_text(count(ns.RESOLUTION, code))
    yield _("Tasks"), count_text(counts.get((ns.TYPE, ns.OBLIGATION_CLASS), 0))
    [(first, last)] = kg.store.query(_PERIOD).rows
    yield _("Period"), f"{day_text(str(first))} – {day_text(str(last))}" if first else "–"
