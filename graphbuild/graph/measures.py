"""The usual measures of the citation network, as tables with labels and the sentences that prove each edge."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

_SEED = 0


def most_cited(graph: nx.MultiDiGraph[str], count: int) -> pd.DataFrame:
    """Return the `count` most cited documents: ``document``, ``label``, ``documents``, ``mentions``.

    Parameters
    ----------
    graph
        The view ``citations`` of `graphbuild.graph.network.network`, as for all measures here.
    """
    rows = [
        (node, graph.nodes[node]["label"], len(set(graph.predecessors(node)) - {node}), graph.in_degree(node))
        for node in graph
        if graph.in_degree(node)
    ]
    rows.sort(key=lambda row: (-row[2], -row[3], row[1]))
    return _table(("document", "label", "documents", "mentions"), rows[:count])


def communities(graph: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """Return the documents by community, the largest first: ``community``, ``document``, ``label``, ``cited``.

    Communities are computed with Louvain's method on the undirected citation network, with the number of citations
    between two documents as weight; the seed is fixed, so that the same graph gives the same result.
    """
    import networkx as nx

    groups = nx.community.louvain_communities(_simple(graph), weight="weight", seed=_SEED)
    ordered = sorted(groups, key=lambda group: (-len(group), min(group)))
    rows = [
        (number, node, graph.nodes[node]["label"], graph.in_degree(node))
        for number, group in enumerate(ordered, start=1)
        for node in sorted(group, key=lambda node: (-graph.in_degree(node), node))
    ]
    return _table(("community", "document", "label", "cited"), rows)


def bridges(graph: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """Return the pairs of documents whose citations alone connect two parts.

    Columns: ``citing``, ``cited`` and their labels, ``cut_off`` (documents in the smaller of the two parts), and
    ``relation``, ``sentence``, ``source`` and ``start`` of the first citation. The largest ``cut_off`` comes first.
    """
    import networkx as nx

    simple = _simple(graph)
    rows = []
    for part in nx.connected_components(simple):
        whole = simple.subgraph(part)
        sizes = _sizes_below(whole)
        for one, other in nx.bridges(cast("nx.Graph[Any]", whole)):
            below = min(sizes[one], sizes[other])
            rows.append((min(below, len(part) - below), *_step(graph, one, other)))
    rows.sort(key=lambda row: (-row[0], row[1], row[3]))
    columns = ("cut_off", "citing", "citing_label", "cited", "cited_label", "relation", "sentence", "source", "start")
    return _table(columns, rows)


def path(graph: nx.MultiDiGraph[str], start: str, end: str) -> pd.DataFrame:
    """Return the shortest path between two documents, one citation per step, empty if there is none.

    The columns are those of `bridges` without ``cut_off``; a step may lead from citing to cited document or back. Of
    several shortest paths, the one with the first IRI at each step is chosen, as on the graph page.
    """
    import networkx as nx

    columns = ("citing", "citing_label", "cited", "cited_label", "relation", "sentence", "source", "start")
    simple = _simple(graph)
    away = nx.single_source_shortest_path_length(simple, end)
    if start not in away:
        return _table(columns, [])
    nodes = [start]
    while nodes[-1] != end:
        nodes.append(min(node for node in simple[nodes[-1]] if away[node] < away[nodes[-1]]))
    return _table(columns, [_step(graph, one, other) for one, other in pairwise(nodes)])


def _simple(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Return the graph without direction, the citations between two documents as one edge with their number."""
    import networkx as nx

    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    for one, other in sorted((one, other) for one, other in graph.edges() if one != other):
        weight = simple.edges[one, other]["weight"] + 1 if simple.has_edge(one, other) else 1
        simple.add_edge(one, other, weight=weight)
    return simple


def _sizes_below(whole: nx.Graph[str]) -> dict[str, int]:
    """Return the size of each document's subtree, itself included, in a spanning tree of a connected graph.

    A bridge is an edge of every spanning tree: the smaller number of its two ends is the size of the part it cuts off.
    """
    import networkx as nx

    root = min(whole)
    sizes = dict.fromkeys(whole, 1)
    for one, other in reversed(list(nx.dfs_edges(whole, root))):
        sizes[one] += sizes[other]
    return sizes


def _step(graph: nx.MultiDiGraph[str], one: str, other: str) -> tuple[Any, ...]:
    """Return the first citation between two documents, in either direction."""
    citing, cited = (one, other) if graph.has_edge(one, other) else (other, one)
    edges = graph[citing][cited]
    first = min(edges.values(), key=lambda edge: (edge["source"], edge["start"]))
    labels = graph.nodes[citing]["label"], graph.nodes[cited]["label"]
    return (citing, labels[0], cited, labels[1], *(first[name] for name in ("relation", "sentence", "source", "start")))


def _table(columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=list(columns))
