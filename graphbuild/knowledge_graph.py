"""The graph as Python users see it: tables, queries and networks, from a folder or a server."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.builds.opening import layout_of, open_build
from graphbuild.errors import QueryError
from graphbuild.messages import _

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib

    from graphbuild.graph.network import View
    from graphbuild.model import Document, Force, Records
    from graphbuild.notebook import GraphFrame
    from graphbuild.sparql.remote import RemoteStore
    from graphbuild.sparql.store import Store


class KnowledgeGraph(ABC):
    """A graph from any source: `BuiltGraph` for a folder, `RemoteGraph` for a server."""

    @property
    @abstractmethod
    def records(self) -> Records:
        """The rows of all tables as records."""

    @property
    @abstractmethod
    def store(self) -> Store | RemoteStore:
        """The SPARQL store or endpoint that answers queries."""

    @abstractmethod
    def rdf(self) -> rdflib.Graph:
        """Return all statements as an rdflib Graph."""

    @abstractmethod
    def _table(self, name: str) -> pd.DataFrame:
        """Return a table of `graphbuild.graph.tables.TABLES`."""

    @cached_property
    def documents(self) -> pd.DataFrame:
        """The documents, in the corpus or only cited, one per row."""
        return self._table("documents")

    @cached_property
    def bodies(self) -> pd.DataFrame:
        """The bodies that issue documents or are named in them, one per row."""
        return self._table("bodies")

    @cached_property
    def citations(self) -> pd.DataFrame:
        """The citations, one mention per row, with the sentence that proves each."""
        return self._table("citations")

    @cached_property
    def obligations(self) -> pd.DataFrame:
        """The obligations, one per row."""
        return self._table("obligations")

    @property
    def norms(self) -> pd.DataFrame:
        """The standing norms and prohibitions, which are nobody's task, one per row."""
        return self._table("norms")

    @cached_property
    def amendments(self) -> pd.DataFrame:
        """What documents do to others or to their parts (amend, replace, repeal …), one act per row."""
        return self._table("amendments")

    @cached_property
    def fulfilments(self) -> pd.DataFrame:
        """The tasks that later documents take up, report on or deliver, one task and document per row."""
        return self._table("fulfilments")

    @cached_property
    def internal_references(self) -> pd.DataFrame:
        """The references of documents to their own parts ("khoản 2 Điều này"), one per row."""
        return self._table("internal_references")

    @cached_property
    def files(self) -> pd.DataFrame:
        """The files that were read, with the document of each, one per row."""
        return self._table("files")

    def query(self, query: str, **values: str) -> pd.DataFrame:
        """Return the answer to a query as a table.

        Parameters
        ----------
        query
            SPARQL, a ``.rq`` file, or the name of a shipped query ("ai-vien-dan").
        values
            The query's parameters by name: ``document="28-NQ/TU"``.

        Raises
        ------
        QueryError
            The query is unknown or has a syntax error, or a parameter is missing.
        """
        import pandas as pd

        from graphbuild.sparql.shipped import find_query

        found = find_query(query)
        result = self.store.query(found.sparql, found.bind(values))
        return pd.DataFrame(result.rows, columns=list(result.columns))

    def reach(self, document: str) -> pd.DataFrame:
        """Return, for each level below a document's issuer, how many documents take it up, even if none."""
        return self.query("di-toi-cap-nao", document=document)

    def tasks_under(self, document: str) -> pd.DataFrame:
        """Return the tasks that a document and all documents based on it assign."""
        return self.query("nhiem-vu-theo-chuoi", document=document)

    def grounds_of_tasks(self, document: str, words: str = "") -> pd.DataFrame:
        """Return the documents on which the tasks of a document are based; with `words`, of tasks that contain them."""
        return self.query("nhiem-vu-dua-tren", document=document, words=words)

    def tasks_of(self, body: str, since: str = "", until: str = "") -> pd.DataFrame:
        """Return the tasks of a body and its organs whose deadline falls between two dates (5/6/2024 or ISO)."""
        return self.query("nhiem-vu-cua", body=body, **{"from": since, "to": until})

    def open_tasks(self, body: str, day: str) -> pd.DataFrame:
        """Return the tasks assigned to a body until a day that no sentence tells to be taken up, reported or delivered.

        Parameters
        ----------
        body
            Name of the body, or its IRI; its organs count with it.
        day
            Date (5/6/2024 or ISO): only documents issued until then assign or carry out. A document without a date
            does neither.
        """
        return self.query("nhiem-vu-chua-thuc-hien", body=body, day=day)

    def tasks_of_ended_bodies(self) -> pd.DataFrame:
        """Return the tasks of bodies that no longer exist, with their successors."""
        return self.query("giao-co-quan-da-het")

    def tasks_not_taken_up(self, document: str) -> pd.DataFrame:
        """Return the tasks that a document assigns to lower levels and that no document of theirs takes up."""
        return self.query("chua-ai-nhan", document=document)

    def ended_but_cited(self) -> pd.DataFrame:
        """Return the documents cited after their force had ended, with the sentence that ended it."""
        return self.query("het-hieu-luc-van-vien-dan")

    def history(self, document: str) -> pd.DataFrame:
        """Return what happened to a document, by day: entry into force, amendments by provision, end, each with proof.

        Parameters
        ----------
        document
            Number in any spelling, or IRI; of several documents with the number, all are told.

        Raises
        ------
        QueryError
            No document matches (code ``unknown-document``).
        """
        self._documents(document)
        return self.query("lich-su-van-ban", document=document)

    def force(self, document: str, day: str) -> Force:
        """Return whether a document has force on a day: a code of the closed list ``force``.

        Parameters
        ----------
        document
            Number in any spelling, or IRI.
        day
            ISO date, or as documents write it (1/7/2025).

        Raises
        ------
        QueryError
            No document, or more than one, matches (codes ``unknown-document``, ``ambiguous-document``), or there is no
            such day (``parameter``).
        """
        from graphbuild.resolve.documents.validity import acts_by_target, force_on
        from graphbuild.user_input.typed_days import typed_day

        asked = typed_day(day.strip())
        if asked is None:
            message = _("“{day}” is not a day; write a date such as 01/7/2025 or 2025-07-01").format(day=day)
            raise QueryError("parameter", message)
        iri = self._document(document)
        rows = {row.id: row for row in self.records.documents}
        return force_on(rows[iri], acts_by_target(self.records.amendments).get(iri, ()), rows, asked)

    def network(self, view: View = "citations") -> nx.MultiDiGraph[str]:
        """Return the graph for NetworkX, keyed by the same IRIs as everything else.

        Parameters
        ----------
        view
            ``citations``, ``bodies``, ``obligations`` or ``all``; their content is described in
            `graphbuild.graph.network.network`.
        """
        from graphbuild.graph.network import network

        return network(self.records, view)

    def most_cited(self, count: int = 20) -> pd.DataFrame:
        """Return the most cited documents, with the number of citing documents and of mentions."""
        from graphbuild.graph.measures import most_cited

        return most_cited(self.network(), count)

    def communities(self) -> pd.DataFrame:
        """Return the documents by community: those that cite each other more than the rest (Louvain, fixed seed)."""
        from graphbuild.graph.measures import communities

        return communities(self.network())

    def bridges(self) -> pd.DataFrame:
        """Return the citations whose removal would disconnect a part of the corpus from the rest."""
        from graphbuild.graph.measures import bridges

        return bridges(self.network())

    def path(self, start: str, end: str) -> pd.DataFrame:
        """Return the shortest path between two documents over citations in either direction, a cited sentence per step.

        Parameters
        ----------
        start, end
            Numbers in any spelling, or IRIs.

        Raises
        ------
        QueryError
            No document, or more than one, matches (codes ``unknown-document``, ``ambiguous-document``).
        """
        from graphbuild.graph.measures import path

        graph = self.network()
        return path(graph, self._document(start), self._document(end))

    def show(self, document: str | None = None, *, depth: int = 1, limit: int = 150, height: int = 800) -> GraphFrame:
        """Return the interactive page of the graph for a notebook cell, in Jupyter and VS Code.

        Parameters
        ----------
        document
            Number in any spelling, or IRI: show only the surroundings of this document; None shows the whole graph.
        depth
            Maximum distance from it in citations, in either direction.
        limit
            Maximum number of documents to draw, 1 to 1,000; the nearest come first.
        height
            Height of the frame in CSS pixels.

        Raises
        ------
        QueryError
            No document, or more than one, matches (codes ``unknown-document``, ``ambiguous-document``).
        ValueError
            `limit` is out of its range.
        """
        from graphbuild.notebook import frame

        center = None if document is None else self._document(document)
        return frame(self, center, depth=depth, limit=limit, height=height)

    def _repr_html_(self) -> str:
        from graphbuild.notebook import summary

        return summary(self)

    def _document(self, typed: str) -> str:
        """Return the IRI of the one document that matches what somebody typed."""
        found = self._documents(typed)
        if len(found) > 1:
            message = _("Several documents match “{value}”; give the IRI of one:").format(value=typed)
            listed = "".join(f"\n- {row.id} ({row.issuer_name or '–'}, {row.date or '–'})" for row in found)
            raise QueryError("ambiguous-document", message + listed)
        return found[0].id

    def _documents(self, typed: str) -> list[Document]:
        """Return the documents, at least one, that match what somebody typed."""
        from graphbuild.graph.handles import document_handle

        handle = document_handle(typed)
        rows = self.records.documents
        found = [row for row in rows if row.id == typed] or [
            row for row in rows if document_handle(row.label) == handle
        ]
        if not found:
            message = _("Nothing in the graph is called “{value}”.").format(value=typed)
            raise QueryError("unknown-document", message)
        return found


class BuiltGraph(KnowledgeGraph):
    """The outputs of a build.

    Parameters
    ----------
    folder
        Folder that the build wrote to.

    Raises
    ------
    InputError
        There is no build in the folder, or it is damaged (code ``no-build``).
    """

    def __init__(self, folder: Path) -> None:
        self.build = open_build(folder)
        self.folder = folder

    def __repr__(self) -> str:
        return f"BuiltGraph({str(self.folder)!r})"

    @cached_property
    def records(self) -> Records:
        """The rows of all tables as records."""
        from graphbuild.graph.tables import read_records

        return read_records(self.folder / "tables")

    @cached_property
    def store(self) -> Store:
        """The SPARQL store."""
        from graphbuild.sparql.store import Store

        return Store.open(self.folder / "store")

    def rdf(self) -> rdflib.Graph:
        """Return all statements as an rdflib Graph."""
        import rdflib

        return rdflib.Graph().parse(self.folder / "graph.ttl", format="turtle")

    def layout(self, source: str) -> pd.DataFrame:
        """Return where the words of a file are on its pages (see `graphbuild.builds.opening.layout_of`)."""
        return layout_of(self.folder, source)

    def _table(self, name: str) -> pd.DataFrame:
        from graphbuild.graph.tables import read_table

        return read_table(self.folder / "tables", name)


class RemoteGraph(KnowledgeGraph):
    """A graph on a SPARQL server: queries are answered there, tables are built from its whole content.

    Queries must see all named graphs together, as most servers do or can be configured to; see the README on
    publishing.

    Parameters
    ----------
    address
        Address of the endpoint: ``http://127.0.0.1:7200/sparql``. User name and password come from the environment (see
        `graphbuild.sparql.remote.Credentials`).
    """

    def __init__(self, address: str) -> None:
        self.address = address

    def __repr__(self) -> str:
        return f"RemoteGraph({self.address!r})"

    @cached_property
    def store(self) -> RemoteStore:
        """The endpoint."""
        from graphbuild.sparql.remote import RemoteStore

        return RemoteStore(self.address)

    @cached_property
    def records(self) -> Records:
        """The rows of all tables as records; what RDF does not carry is empty (see `graphbuild.graph.rdf_records`)."""
        from graphbuild.graph.rdf_records import records_from_rdf

        return records_from_rdf(self.store.triples())

    def rdf(self) -> rdflib.Graph:
        """Return all statements as an rdflib Graph."""
        import rdflib

        graph = rdflib.Graph()
        for triple in self.store.triples():
            graph.parse(data=f"{triple} .", format="nt")
        return graph

    def _table(self, name: str) -> pd.DataFrame:
        from graphbuild.graph.tables import as_frame

        return as_frame(getattr(self.records, name), name)
