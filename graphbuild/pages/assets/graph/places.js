"use strict";

/* Where what is shown stands: as the page brings it, or, for a few documents of many, drawn together without the empty
   room between them. Order is kept: what stood higher or further left still does, and no two boxes come to touch. */
const GraphPlaces = (() => {
  /* At least the cells of the layout (CELL_WIDTH and CELL_HEIGHT in pages/graph/by_level_and_date.py), so that boxes stay apart. */
  const MOST_ACROSS = 210;
  const MOST_DOWN = 130;
  /* From the centre of an outermost box to the edge of the drawing. */
  const REACH_ACROSS = 95;
  const REACH_DOWN = 52;

  function asGiven(graph) {
    for (const node of graph.nodes) [node.x, node.y] = node.home;
    return { rows: graph.rows, columns: graph.columns, ...extent(graph.nodes, graph.rows, graph.columns) };
  }

  function together(graph, ids) {
    const nodes = graph.nodes.filter((node) => ids.has(node.id));
    const across = closed(nodes.map((node) => node.home[0]), MOST_ACROSS);
    const down = closed(nodes.map((node) => node.home[1]), MOST_DOWN);
    for (const node of nodes) [node.x, node.y] = [across.get(node.home[0]), down.get(node.home[1])];
    const columns = bands(graph.columns, nodes, 0, REACH_ACROSS);
    const rows = bands(graph.rows, nodes, 1, REACH_DOWN);
    return { rows, columns, ...extent(nodes, rows, columns) };
  }

  /* New values for old ones: no gap is wider than `most`. */
  function closed(values, most) {
    const moved = new Map();
    let before = null;
    let at = 0;
    for (const value of [...new Set(values)].sort((a, b) => a - b)) {
      if (before !== null) at += Math.min(value - before, most);
      moved.set(value, at);
      before = value;
    }
    return moved;
  }

  /* The bands that still hold something, side by side. */
  function bands(given, nodes, axis, reach) {
    const held = given.flatMap((band) => {
      const places = nodes
        .filter(({ home }) => home[axis] >= band.start && home[axis] < band.end)
        .map((node) => (axis ? node.y : node.x));
      return places.length ? [{ ...band, start: Math.min(...places) - reach, end: Math.max(...places) + reach }] : [];
    });
    held.slice(1).forEach((band, number) => {
      const edge = (held[number].end + band.start) / 2;
      held[number].end = edge;
      band.start = edge;
    });
    return held;
  }

  function extent(nodes, rows, columns) {
    if (rows.length) {
      return { left: columns[0].start, top: rows[0].start, right: columns.at(-1).end, bottom: rows.at(-1).end };
    }
    let [left, top, right, bottom] = [0, 0, 0, 0];
    nodes.forEach(({ x, y }, number) => {
      left = number ? Math.min(left, x) : x;
      right = number ? Math.max(right, x) : x;
      top = number ? Math.min(top, y) : y;
      bottom = number ? Math.max(bottom, y) : y;
    });
    return { left: left - REACH_ACROSS, top: top - REACH_DOWN, right: right + REACH_ACROSS, bottom: bottom + REACH_DOWN };
  }

  return { asGiven, together };
})();
