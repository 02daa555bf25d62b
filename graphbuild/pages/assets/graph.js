"use strict";

/* The page: reads the data, holds what is chosen, and tells drawing, table and panel. */
(() => {
  const graph = JSON.parse(document.getElementById("graph-data").textContent);
  graph.edges.forEach((edge, number) => {
    edge.id = number;
  });
  for (const node of graph.nodes) {
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
  /* Others may link to a document with its address as it is or escaped. */
  const byAddress = new Map(graph.nodes.flatMap((node) => [[node.iri, node], [encodeURIComponent(node.iri), node]]));

  const region = document.getElementById("drawing");
  const table = document.getElementById("table");
  const announcement = document.getElementById("announcement");
  const narrow = matchMedia("(max-width: 1099.98px)");
  let chosen = null;
  /* Where the focus goes back to when the panel closes. */
  let opener = null;

  const filters = new GraphFilters(graph, () => {
    if (chosen && !filters.admitsChosen(chosen)) {
      chosen = null;
      panel.showNothing();
      remember("");
    }
    refresh();
  });
  const panel = new GraphPanel(graph, {
    onNode: (node) => chooseNode(node, { move: true, focusPanel: true }),
    onEdge: (edge) => chooseEdge(edge, { focusPanel: true }),
    onClose: close,
  });
  const drawing = new GraphDrawing(graph, {
    onNode: (node) => chooseNode(node, {}),
    onEdge: (edge) => chooseEdge(edge, {}),
    onNothing: close,
  });
  new GraphSearch(graph, (node) => chooseNode(node, { move: true, focusPanel: true }));

  function refresh() {
    const visible = filters.visible(chosen);
    drawing.show(visible, chosen);
    if (!table.hidden) fillTable(visible);
    const { count } = GraphText;
    const shown =
      `Đang hiện ${count(visible.nodes.size)}/${count(graph.nodes.length)} văn bản, ` +
      `${count(visible.edges.size)}/${count(graph.edges.length)} viện dẫn`;
    const status = document.getElementById("count");
    // Setting it anew would have it read out anew.
    if (status.textContent !== shown) status.textContent = shown;
  }

  function remember(iri) {
    try {
      history.replaceState(null, "", iri ? `#${encodeURIComponent(iri)}` : "#");
    } catch (error) {
      // Inside a notebook's frame the address cannot be changed, and nobody could copy it there anyway.
      if (error.name !== "SecurityError") throw error;
    }
  }

  function chooseNode(node, { move = false, focusPanel = false }) {
    chosen = { node };
    refresh();
    panel.showNode(node);
    if (move && table.hidden) {
      if (narrow.matches) region.scrollIntoView({ block: "start" });
      drawing.moveTo(node);
    }
    if (focusPanel) openPanel();
    remember(node.iri);
  }

  function chooseEdge(edge, { focusPanel = false }) {
    chosen = { edge };
    refresh();
    panel.showEdge(edge);
    if (focusPanel) openPanel();
  }

  function openPanel() {
    const active = document.activeElement;
    if (!panel.holder.contains(active) && active !== document.body) opener = active;
    panel.focus();
  }

  function close() {
    const held = panel.holder.contains(document.activeElement);
    chosen = null;
    panel.showNothing();
    refresh();
    remember("");
    if (held) (opener && opener.isConnected && opener.offsetParent ? opener : region).focus();
    opener = null;
  }

  function fillTable(visible) {
    const { element, button, fullName, particulars } = GraphText;
    const end = (node, tag, attributes) =>
      element(
        tag,
        attributes,
        button(fullName(node, graph.types), () => chooseNode(node, { focusPanel: true }), { class: "link" }),
        element("bdi", { class: "quiet" }, particulars(node)),
      );
    // Roles are told although the elements have them: on a narrow screen the style sheet stacks the cells,
    // and browsers then no longer take the elements for a table.
    const names = ["Văn bản viện dẫn", "Quan hệ", "Văn bản được viện dẫn", "Bằng chứng"];
    const head = element(
      "thead",
      { role: "rowgroup" },
      element("tr", { role: "row" }, ...names.map((name) => element("th", { scope: "col", role: "columnheader" }, name))),
    );
    const rows = graph.edges
      .filter((edge) => visible.edges.has(edge.id))
      .map((edge) =>
        element(
          "tr",
          { role: "row" },
          end(graph.nodes[edge.from], "th", { scope: "row", role: "rowheader" }),
          element("td", { role: "cell" }, graph.relations[edge.relation][0]),
          end(graph.nodes[edge.to], "td", { role: "cell" }),
          element("td", { role: "cell" }, ...edge.evidence.map(GraphText.evidence)),
        ),
      );
    table.replaceChildren(
      element(
        "table",
        { role: "table" },
        element("caption", {}, `Viện dẫn đang hiện: ${GraphText.count(rows.length)}`),
        head,
        element("tbody", { role: "rowgroup" }, ...rows),
      ),
    );
  }

  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function step(direction) {
    const visible = graph.nodes.filter((node) => drawing.visible.nodes.has(node.id));
    const from = chosen && (chosen.node || graph.nodes[chosen.edge.from]);
    const first = visible.reduce((a, b) => (a && a.y + a.x <= b.y + b.x ? a : b), null);
    const next = from ? drawing.neighbour(from, direction) : first;
    if (!next) return;
    chooseNode(next, { move: true });
    const links = `${GraphText.count(next.edges.length)} liên kết`;
    announcement.textContent = [GraphText.fullName(next, graph.types), GraphText.particulars(next), links].filter(Boolean).join(", ");
  }

  region.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (STEPS[event.key]) step(STEPS[event.key]);
    else if (event.key === "Enter" && chosen) openPanel();
    else if (event.key === "+" || event.key === "=") drawing.zoom(1.25);
    else if (event.key === "-") drawing.zoom(0.8);
    else if (event.key === "0") drawing.fit();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen) close();
  });

  document.getElementById("zoom-in").addEventListener("click", () => drawing.zoom(1.25));
  document.getElementById("zoom-out").addEventListener("click", () => drawing.zoom(0.8));
  document.getElementById("fit").addEventListener("click", () => drawing.fit());
  const toggle = document.getElementById("toggle-table");
  toggle.addEventListener("click", () => {
    const toTable = table.hidden;
    table.hidden = !toTable;
    for (const id of ["drawing", "drawing-hint", "legend", "zoom-in", "zoom-out", "fit"]) {
      document.getElementById(id).hidden = toTable;
    }
    toggle.textContent = toTable ? "Xem dạng sơ đồ" : "Xem dạng bảng";
    refresh();
    if (!toTable && chosen && chosen.node) drawing.moveTo(chosen.node);
  });

  addEventListener("beforeprint", () => {
    document.documentElement.classList.add("paper");
    drawing.repaint();
  });
  addEventListener("afterprint", () => {
    document.documentElement.classList.remove("paper");
    drawing.repaint();
  });

  function openFromAddress() {
    const node = byAddress.get(location.hash.slice(1));
    if (node && !(chosen && chosen.node === node)) chooseNode(node, { move: true });
  }

  document.getElementById("filters").open = !narrow.matches;
  refresh();
  drawing.fit();
  openFromAddress();
  addEventListener("hashchange", openFromAddress);
})();
