"use strict";

/* Walks along citations in either direction, over what is visible: what stands around a document, and what joins two. */
const GraphWalks = (() => {
  /* How many visible citations each document is away from `start`, for those that can be reached. */
  function distances(graph, visible, start) {
    const away = new Map([[start.id, 0]]);
    // A Map is walked in the order of insertion and while it grows: the nearest come first.
    for (const [id, steps] of away) {
      for (const other of beside(graph, visible, id)) {
        if (!away.has(other)) away.set(other, steps + 1);
      }
    }
    return away;
  }

  function beside(graph, visible, id) {
    const edges = graph.nodes[id].edges.filter((edge) => visible.edges.has(edge.id));
    return new Set(edges.map((edge) => (edge.from === id ? edge.to : edge.from)));
  }

  /* What of the visible is at most `steps` citations away from `centre`, with the citations between all that is left. */
  function around(graph, visible, centre, steps) {
    const away = distances(graph, visible, centre);
    const nodes = new Set([...away.keys()].filter((id) => away.get(id) <= steps));
    const edges = [...visible.edges].filter((id) => nodes.has(graph.edges[id].from) && nodes.has(graph.edges[id].to));
    return { nodes, edges: new Set(edges) };
  }

  /* A shortest way from one document to another as steps {from, to, edges}, null where there is none. Of several it is
     the one that takes at each step the IRI that comes first, as `path` of graphbuild/graph/measures.py. */
  function path(graph, visible, from, to) {
    const away = distances(graph, visible, to);
    if (!away.has(from.id)) return null;
    const steps = [];
    for (let node = from; node !== to; node = steps.at(-1).to) {
      const nearer = [...beside(graph, visible, node.id)]
        .filter((id) => away.get(id) === away.get(node.id) - 1)
        .map((id) => graph.nodes[id]);
      const next = nearer.reduce((a, b) => (a.iri < b.iri ? a : b));
      steps.push({ from: node, to: next, edges: between(graph, visible, node, next) });
    }
    return steps;
  }

  /* Citations that go the same way as the path first, each way in the order of the texts. */
  function between(graph, visible, from, to) {
    const first = ({ evidence: [proof] }) => proof;
    return from.edges
      .filter((edge) => visible.edges.has(edge.id) && (edge.from === to.id || edge.to === to.id))
      .sort(
        (a, b) =>
          (b.from === from.id) - (a.from === from.id) ||
          (first(a).file < first(b).file ? -1 : first(a).file > first(b).file ? 1 : first(a).start - first(b).start),
      );
  }

  return { around, path };
})();
