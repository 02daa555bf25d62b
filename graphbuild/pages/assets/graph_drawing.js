"use strict";

/* The drawing: vis-network with the positions that the page brings, in the colours of the style sheet. */
class GraphDrawing {
  /* Room at the left for the names of the rows: on one line, and on two where the drawing is narrow. */
  static ROW_NAMES = 118;
  static NARROW_ROW_NAMES = 76;
  static NARROW = 560;
  /* Below this scale a box shows only its first line, in letters as large as it holds. */
  static SMALLEST_FULL = 0.55;
  /* From this scale on, all lines of a box are drawn without fading. */
  static SMALLEST_CLEAR = 0.63;
  static MANY_EDGES = 400;
  static FONT_SIZE = 14;

  constructor(graph, { onNode, onEdge, onNothing }) {
    this.graph = graph;
    this.container = document.getElementById("drawing");
    this.visible = null;
    this.chosen = null;
    this.drawn = new Map();
    this.area = GraphPlaces.asGiven(graph);
    this.colours = this.readColours();
    this.spreadParallelEdges();
    this.nodes = new vis.DataSet(graph.nodes.map((node) => this.nodeLooks(node)));
    this.edges = new vis.DataSet(graph.edges.map((edge) => this.edgeLooks(edge)));
    this.network = new vis.Network(
      this.container,
      { nodes: this.nodes, edges: this.edges },
      {
        physics: false,
        layout: { improvedLayout: false },
        interaction: {
          dragNodes: false,
          hover: true,
          keyboard: false,
          multiselect: false,
          selectConnectedEdges: false,
          hideEdgesOnDrag: graph.edges.length > GraphDrawing.MANY_EDGES,
          hideEdgesOnZoom: graph.edges.length > GraphDrawing.MANY_EDGES,
          tooltipDelay: 400,
        },
        nodes: {
          shape: "box",
          margin: { top: 5, right: 6, bottom: 5, left: 6 },
          widthConstraint: { minimum: 124, maximum: 140 },
          heightConstraint: { minimum: 40 },
          shapeProperties: { borderRadius: 4 },
          // vis-network compares with font size times scale, plus one.
          scaling: { label: { drawThreshold: GraphDrawing.FONT_SIZE * GraphDrawing.SMALLEST_FULL + 1 } },
          chosen: false,
        },
        edges: { arrows: { to: { enabled: true, scaleFactor: 0.5 } }, chosen: false, selectionWidth: 0, hoverWidth: 0 },
      },
    );
    // The region around it takes the keys; a second stop of the Tab key inside it would do nothing.
    this.container.querySelector(".vis-network").tabIndex = -1;
    const labels = new GraphLabels(this);
    this.network.on("beforeDrawing", (canvas) => this.drawBands(canvas));
    this.network.on("afterDrawing", (canvas) => {
      labels.drawFirstLines(canvas);
      labels.drawRelations(canvas);
      labels.drawMarkedNames(canvas);
      labels.drawBandNames(canvas);
    });
    this.network.on("click", ({ nodes, edges }) => {
      if (nodes.length) onNode(graph.nodes[nodes[0]]);
      else if (edges.length) onEdge(graph.edges[edges[0]]);
      else onNothing();
    });
    this.network.once("afterDrawing", () => {
      document.documentElement.dataset.ready = "true";
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.repaint());
    new ResizeObserver(() => this.refit()).observe(this.container);
  }

  readColours() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const names = ["ground", "ink", "quiet", "line", "accent", "accent-ground", "edge", "band"];
    return { ...Object.fromEntries(names.map((name) => [name, colour(name)])), font: getComputedStyle(document.body).fontFamily };
  }

  /* Two edges between the same two documents would lie upon each other. */
  spreadParallelEdges() {
    const seen = new Map();
    for (const edge of this.graph.edges) {
      const pair = `${edge.from} ${edge.to}`;
      const before = seen.get(pair) || 0;
      seen.set(pair, before + 1);
      edge.roundness = 0.12 + 0.1 * before;
    }
  }

  nearChosen(node) {
    if (!this.chosen) return true;
    if (this.chosen.path) return this.chosen.path.nodes.has(node.id);
    if (this.chosen.edge) return node.id === this.chosen.edge.from || node.id === this.chosen.edge.to;
    return node.id === this.chosen.node.id || this.chosen.node.neighbours.has(node.id);
  }

  touchesChosen(edge) {
    if (!this.chosen) return false;
    if (this.chosen.path) return this.chosen.path.edges.has(edge.id);
    if (this.chosen.edge) return edge.id === this.chosen.edge.id;
    return edge.from === this.chosen.node.id || edge.to === this.chosen.node.id;
  }

  nodeLooks(node) {
    const { colours } = this;
    const own = node.group === "in_corpus";
    const isChosen = this.isChosen(node);
    const dim = !this.nearChosen(node);
    const background = isChosen ? colours.accent : own ? colours["accent-ground"] : colours.ground;
    const border = isChosen || own ? colours.accent : colours.quiet;
    return {
      id: node.id,
      label: node.label,
      title: this.tooltip(node),
      x: node.x,
      y: node.y,
      hidden: Boolean(this.visible && !this.visible.nodes.has(node.id)),
      opacity: dim ? 0.3 : 1,
      borderWidth: isChosen ? 3 : own ? 1.6 : 1.3,
      color: { background, border, hover: { background, border: colours.ink } },
      font: {
        face: colours.font,
        size: GraphDrawing.FONT_SIZE,
        color: this.labelColour(node),
      },
      shapeProperties: { borderDashes: { in_corpus: false, cited_only: [7, 4], known: [2, 3] }[node.group] },
    };
  }

  isChosen(node) {
    if (!this.chosen) return false;
    const { path } = this.chosen;
    return path ? path.from === node || path.to === node : this.chosen.node === node;
  }

  labelColour(node) {
    if (this.isChosen(node)) return this.colours.ground;
    return this.nearChosen(node) ? this.colours.ink : this.colours.quiet;
  }

  tooltip(node) {
    node.tooltip ||= GraphText.element(
      "div",
      { class: "tooltip" },
      GraphText.element("bdi", {}, GraphText.fullName(node, this.graph.types)),
      GraphText.element("bdi", {}, GraphText.particulars(node)),
    );
    return node.tooltip;
  }

  edgeLooks(edge) {
    const { colours } = this;
    const touches = this.touchesChosen(edge);
    return {
      id: edge.id,
      from: edge.from,
      to: edge.to,
      hidden: Boolean(this.visible && !this.visible.edges.has(edge.id)),
      width: Math.min(1 + Math.log2(edge.evidence.length) * 0.8, 4) + (touches ? (this.chosen.path ? 2.5 : 0.8) : 0),
      color: { color: touches ? colours.accent : colours.edge, opacity: this.chosen && !touches ? 0.25 : 1, hover: colours.accent },
      smooth: { enabled: true, type: "curvedCW", roundness: edge.roundness },
    };
  }

  /* Draws what is visible and chosen now, drawn together where `together` says so. Only what looks different from before
     is handed to vis-network, which measures every text anew that it is given. */
  show(visible, chosen, together) {
    this.visible = visible;
    this.chosen = chosen;
    this.together = together;
    this.area = together ? GraphPlaces.together(this.graph, visible.nodes) : GraphPlaces.asGiven(this.graph);
    this.update(this.nodes, this.graph.nodes, (node) => this.nodeLooks(node), "n");
    this.update(this.edges, this.graph.edges, (edge) => this.edgeLooks(edge), "e");
  }

  update(dataSet, items, looks, kind) {
    const changed = [];
    for (const item of items) {
      const look = looks(item);
      const key = JSON.stringify({ ...look, title: null });
      if (this.drawn.get(kind + item.id) !== key) {
        this.drawn.set(kind + item.id, key);
        changed.push(look);
      }
    }
    if (changed.length) dataSet.update(changed);
  }

  /* Fits what there was no room for before. */
  refit() {
    if (this.unfitted) this.fit(this.unfitted.ids);
  }

  repaint() {
    this.colours = this.readColours();
    this.show(this.visible, this.chosen, this.together);
    this.network.redraw();
  }

  moveTo(node) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.network.focus(node.id, {
      scale: Math.max(this.network.getScale(), 0.8),
      offset: { x: 0, y: -this.covered() / 2 },
      animation: calm ? false : { duration: 250, easingFunction: "easeInOutQuad" },
    });
  }

  /* Height of the drawing's lower part over which the panel lies on a narrow screen. */
  covered() {
    const box = this.container.getBoundingClientRect();
    const panel = document.getElementById("panel").getBoundingClientRect();
    const over = panel.left < box.right && panel.right > box.left && panel.top > box.top && panel.top < box.bottom;
    return over ? box.bottom - panel.top : 0;
  }

  /* Shows all of the drawing, or with ids of documents the part of it in which they stand. */
  fit(ids = null) {
    const area = ids ? this.areaOf(ids) : this.area;
    const box = this.container.getBoundingClientRect();
    const margin = 8;
    const named = this.area.rows.length;
    const left = named ? (this.isNarrow() ? GraphDrawing.NARROW_ROW_NAMES : GraphDrawing.ROW_NAMES) : margin;
    const top = named ? 26 : margin;
    const right = box.width - margin;
    const bottom = box.height - this.covered() - margin;
    // A frame that is not laid out yet has no room: it is fitted when it has some.
    this.unfitted = right > left && bottom > top ? null : { ids };
    if (this.unfitted) return;
    const largest = Math.min((right - left) / (area.right - area.left), (bottom - top) / (area.bottom - area.top), 1.2);
    // In between, vis-network fades its letters: better the large first lines.
    const { SMALLEST_FULL, SMALLEST_CLEAR } = GraphDrawing;
    const scale = largest >= SMALLEST_FULL && largest < SMALLEST_CLEAR ? SMALLEST_FULL - 0.001 : largest;
    const position = {
      x: (area.left + area.right) / 2 - ((left + right) / 2 - box.width / 2) / scale,
      y: (area.top + area.bottom) / 2 - ((top + bottom) / 2 - box.height / 2) / scale,
    };
    this.network.moveTo({ position, scale });
  }

  areaOf(ids) {
    const nodes = this.graph.nodes.filter((node) => ids.has(node.id));
    const reach = (axis, half) => [Math.min(...nodes.map((node) => node[axis])) - half, Math.max(...nodes.map((node) => node[axis])) + half];
    const [[left, right], [top, bottom]] = [reach("x", 95), reach("y", 52)];
    return { left, right, top, bottom };
  }

  zoom(factor) {
    this.network.moveTo({ scale: Math.min(Math.max(this.network.getScale() * factor, 0.05), 4) });
  }

  /* The nearest visible document from `node` in one of the directions left, right, up, down. */
  neighbour(node, [alongX, alongY]) {
    let best = null;
    let least = Infinity;
    for (const other of this.graph.nodes) {
      if (other === node || !this.visible.nodes.has(other.id)) continue;
      const x = other.x - node.x;
      const y = other.y - node.y;
      const along = x * alongX + y * alongY;
      const aside = Math.abs(x * alongY) + Math.abs(y * alongX);
      const cost = along + 2.5 * aside;
      if (along > 0 && cost < least) {
        least = cost;
        best = other;
      }
    }
    return best;
  }

  drawBands(canvas) {
    const { topLeft, bottomRight } = this.corners();
    canvas.save();
    canvas.fillStyle = this.colours.band;
    this.area.rows.forEach((row, number) => {
      if (number % 2 === 0) canvas.fillRect(topLeft.x, row.start, bottomRight.x - topLeft.x, row.end - row.start);
    });
    canvas.strokeStyle = this.colours.line;
    canvas.lineWidth = 1 / this.network.getScale();
    canvas.beginPath();
    for (const column of this.area.columns.slice(1)) {
      canvas.moveTo(column.start, topLeft.y);
      canvas.lineTo(column.start, bottomRight.y);
    }
    canvas.stroke();
    canvas.restore();
  }

  /* What is seen now as a canvas, `scale` pixels of it for each of the screen's, on the page's ground. */
  picture(scale) {
    const { clientWidth: width, clientHeight: height } = this.container;
    const sheet = () => Object.assign(document.createElement("canvas"), { width: width * scale, height: height * scale });
    const [drawn, whole] = [sheet(), sheet()];
    const context = drawn.getContext("2d");
    const { canvas } = this.network;
    // vis-network draws in the pixels of the screen only; so it is given another canvas for one drawing.
    canvas.getContext = () => context;
    canvas.setTransform = () => context.setTransform(scale, 0, 0, scale, 0, 0);
    try {
      this.network.renderer._redraw();
    } finally {
      delete canvas.getContext;
      delete canvas.setTransform;
    }
    const ground = whole.getContext("2d");
    ground.fillStyle = this.colours.ground;
    ground.fillRect(0, 0, whole.width, whole.height);
    ground.drawImage(drawn, 0, 0);
    return whole;
  }

  isNarrow() {
    return this.container.clientWidth < GraphDrawing.NARROW;
  }

  corners() {
    const { clientWidth: x, clientHeight: y } = this.container;
    return { topLeft: this.network.DOMtoCanvas({ x: 0, y: 0 }), bottomRight: this.network.DOMtoCanvas({ x, y }) };
  }
}
