"use strict";

/* The page: reads the data, holds what is chosen, and tells drawing, table and panel. */
(() => {
  const graph = JSON.parse(document.getElementById("graph-data").textContent);
  GraphWords.learn(graph.labels);
  graph.edges.forEach((edge, number) => {
    edge.id = number;
  });
  for (const node of graph.nodes) {
    node.home = [node.x, node.y];
    node.edges = [];
    node.neighbours = new Set();
  }
  for (const edge of graph.edges) {
    const [from, to] = [graph.nodes[edge.from], graph.nodes[edge.to]];
    from.edges.push(edge);
    to.edges.push(edge);
    from.neighbours.add(to.id);
    to.neighbours.add(from.id);
  }

  const { at } = Page;
  const region = at("drawing");
  const { say } = GraphWords;
  const narrow = matchMedia("(max-width: 1099.98px)");
  /* {node}, {edge}, {path: {from, to, steps, nodes, edges}}, or null. */
  let chosen = null;
  /* The document around which the depth counts: the one chosen last, also while one of its citations is looked at. */
  let centre = null;
  /* Where the focus goes back to when the panel closes. */
  let opener = null;

  const address = new GraphAddress(graph);
  const filters = new GraphFilters(graph, () => {
    if (chosen?.path) choosePath(chosen.path.from, chosen.path.to);
    else if (chosen && !(chosen.node ? filters.admits(chosen.node) : filters.admitsEdge(chosen.edge))) close();
    else refresh();
  });
  const depth = new GraphDepth(() => {
    refresh();
    drawing.fit();
    address.write(chosen, depth.steps);
  });
  const panel = new GraphPanel(graph, depth, {
    onNode: (node) => chooseNode(node, { move: true, focusPanel: true }),
    onEdge: (edge) => chooseEdge(edge, { focusPanel: true }),
    onBegin: (node) => path.begin(node),
    onEnd: (node) => path.choose("to", node),
    onClose: close,
  });
  const drawing = new GraphDrawing(graph, {
    onNode: (node) => chooseNode(node, {}),
    onEdge: (edge) => chooseEdge(edge, {}),
    onNothing: close,
  });
  const table = new GraphTable(graph, (node) => chooseNode(node, { focusPanel: true }));
  const path = new GraphPath(graph, (from, to) => choosePath(from, to, { focusPanel: true }));
  new GraphSearch(graph, at("search-text"), at("search-results"), (node) => chooseNode(node, { move: true, focusPanel: true }));
  new GraphExport(graph, drawing, announce);

  const isLocal = () => Boolean(centre) && depth.steps !== Infinity;

  function visible() {
    const kept = chosen?.path ? [chosen.path.from, chosen.path.to] : centre ? [centre] : [];
    const admitted = filters.visible(kept);
    const seen = isLocal() ? GraphWalks.around(graph, admitted, centre, depth.steps) : admitted;
    if (chosen?.edge) {
      seen.edges.add(chosen.edge.id);
      seen.nodes.add(chosen.edge.from).add(chosen.edge.to);
    }
    return seen;
  }

  function refresh() {
    const seen = visible();
    drawing.show(seen, chosen, isLocal());
    if (!table.holder.hidden) table.fill(seen);
    const shown = say("count", seen.nodes.size, graph.nodes.length, seen.edges.size, graph.edges.length);
    const around = isLocal() ? ` · ${say("around", depth.steps, GraphText.fullName(centre, graph.types))}` : "";
    const status = at("count");
    // Setting it anew would have it read out anew.
    if (status.textContent !== shown + around) status.textContent = shown + around;
  }

  function announce(words) {
    at("announcement").textContent = words;
  }

  function chooseNode(node, { move = false, focusPanel = false }) {
    chosen = { node };
    centre = node;
    refresh();
    panel.showNode(node);
    if (isLocal()) drawing.fit();
    else if (move && table.holder.hidden) {
      bringIntoView();
      drawing.moveTo(node);
    }
    if (focusPanel) openPanel();
    address.write(chosen, depth.steps);
  }

  function chooseEdge(edge, { focusPanel = false }) {
    chosen = { edge };
    refresh();
    panel.showEdge(edge);
    if (focusPanel) openPanel();
  }

  function choosePath(from, to, { focusPanel = false } = {}) {
    const steps = GraphWalks.path(graph, filters.visible([from, to]), from, to);
    const walked = steps || [];
    const nodes = new Set([from.id, to.id, ...walked.map(({ to: stop }) => stop.id)]);
    const edges = new Set(walked.flatMap(({ edges: passed }) => passed.map((edge) => edge.id)));
    centre = null;
    chosen = { path: { from, to, steps, nodes, edges } };
    path.fill("from", from);
    path.fill("to", to);
    refresh();
    panel.showPath(chosen.path, filters.active > 0);
    if (focusPanel) {
      openPanel();
      bringIntoView();
    }
    drawing.fit(nodes);
    address.write(chosen, depth.steps);
  }

  /* On a narrow screen the drawing stands below the controls. */
  function bringIntoView() {
    if (narrow.matches && table.holder.hidden) region.scrollIntoView({ block: "start" });
  }

  function openPanel() {
    const active = document.activeElement;
    if (!panel.holder.contains(active) && active !== document.body) opener = active;
    panel.focus();
  }

  function close() {
    const held = panel.holder.contains(document.activeElement);
    const wasLocal = isLocal();
    chosen = null;
    centre = null;
    panel.showNothing();
    refresh();
    if (wasLocal) drawing.fit();
    address.write(chosen, depth.steps);
    if (held) (opener && opener.isConnected && opener.offsetParent ? opener : region).focus();
    opener = null;
  }

  function step(direction) {
    const seen = graph.nodes.filter((node) => drawing.visible.nodes.has(node.id));
    const from = chosen && (chosen.node || chosen.path?.from || graph.nodes[chosen.edge.from]);
    const first = seen.reduce((a, b) => (a && a.y + a.x <= b.y + b.x ? a : b), null);
    const next = from ? drawing.neighbour(from, direction) : first;
    if (!next) return;
    chooseNode(next, { move: true });
    announce(`${GraphText.nameAndParticulars(next, graph.types)}, ${say("links", next.edges.length)}`);
  }

  listenToKeys(region, {
    walk: step,
    open: () => chosen && openPanel(),
    zoom: (factor) => drawing.zoom(factor),
    fit: () => drawing.fit(),
    letGo: () => chosen && close(),
  });

  at("toggle-table").addEventListener("click", () => {
    const toTable = table.holder.hidden;
    table.holder.hidden = !toTable;
    for (const id of ["drawing", "drawing-hint", "legend", "zoom-in", "zoom-out", "fit", "export-png", "export-svg"]) {
      at(id).hidden = toTable;
    }
    nameToggle();
    refresh();
    if (toTable) return;
    if (isLocal()) drawing.fit();
    else if (chosen?.path) drawing.fit(chosen.path.nodes);
    else if (chosen?.node) drawing.moveTo(chosen.node);
  });

  function nameToggle() {
    at("toggle-table").textContent = say(table.holder.hidden ? "toTable" : "toDrawing");
  }

  function showPanel() {
    if (!chosen) panel.showNothing();
    else if (chosen.path) panel.showPath(chosen.path, filters.active > 0);
    else if (chosen.node) panel.showNode(chosen.node);
    else panel.showEdge(chosen.edge);
  }

  Language.onTurn(() => {
    depth.tell();
    filters.fill();
    nameToggle();
    showPanel();
    refresh();
    drawing.repaint();
  });
  nameToggle();

  addEventListener("beforeprint", () => {
    document.documentElement.classList.add("paper");
    drawing.repaint();
  });
  addEventListener("afterprint", () => {
    document.documentElement.classList.remove("paper");
    drawing.repaint();
  });

  function openFromAddress() {
    const told = address.read();
    if (told?.node && (told.node !== chosen?.node || told.steps !== depth.steps)) {
      depth.steps = told.steps;
      chooseNode(told.node, { move: true });
    } else if (told?.from && (told.from !== chosen?.path?.from || told.to !== chosen?.path?.to)) {
      choosePath(told.from, told.to);
    }
  }

  at("filters").open = !narrow.matches;
  refresh();
  drawing.fit();
  openFromAddress();
  drawing.repaint();
  addEventListener("hashchange", openFromAddress);
})();
