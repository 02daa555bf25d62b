"use strict";

/* The drawing of the graph page: documents as boxes at the places that the page brings, citations as arrows. */
class GraphDrawing {
  /* A box holds three lines of the label. */
  static WIDTH = 136;
  static HEIGHTS = [42, 42, 61];
  static LINE = 17;
  static FONT_SIZE = 14;
  /* Below this scale a box shows only its first line, in letters as large as it holds. */
  static SMALLEST_FULL = 0.6;
  /* Many arrows are left out while the drawing moves. */
  static MANY_EDGES = 3000;
  /* Pixels of the screen from which on a pointer means an arrow. */
  static NEAR = 8;
  static DASHES = { in_corpus: [], cited_only: [7, 4], known: [2, 3] };

  constructor(graph, { onNode, onEdge, onNothing }) {
    this.graph = graph;
    this.container = Page.at("drawing");
    this.visible = { nodes: new Set(), edges: new Set() };
    this.chosen = null;
    this.over = null;
    this.area = GraphPlaces.asGiven(graph);
    this.spreadParallelEdges();
    this.place();
    const canvas = this.container.appendChild(Page.element("canvas", {}));
    this.surface = new Surface(this.container, canvas, {
      paint: () => this.paint(),
      choose: (x, y) => {
        const { node, edge } = this.at(x, y);
        if (node) onNode(node);
        else if (edge) onEdge(edge);
        else onNothing();
      },
      hover: (x, y) => this.hover(this.at(x, y)),
      frame: () => this.frame(),
      resized: () => this.refit(),
    });
    this.labels = new GraphLabels(this);
  }

  get colours() {
    return this.surface.colours;
  }

  get scale() {
    return this.surface.view.scale;
  }

  /* Two arrows between the same two documents would lie upon each other. */
  spreadParallelEdges() {
    const seen = new Map();
    for (const edge of this.graph.edges) {
      const pair = `${edge.from} ${edge.to}`;
      const before = seen.get(pair) || 0;
      seen.set(pair, before + 1);
      edge.bend = 0.1 + 0.09 * before;
    }
  }

  /* Take the places of the documents as they are now. */
  place() {
    const { nodes, edges } = this.graph;
    const sides = [GraphDrawing.WIDTH, GraphDrawing.HEIGHTS.at(-1)];
    const isVisible = (number) => this.visible.nodes.has(number);
    this.boxes = new Boxes(nodes.map(({ x, y }) => [x, y]), sides, isVisible);
    for (const edge of edges) {
      const to = nodes[edge.to];
      edge.arrow = new Arrow(nodes[edge.from], { x: to.x, y: to.y }, edge.bend, this.halfOf(to));
    }
  }

  halfOf(node) {
    return [GraphDrawing.WIDTH / 2, GraphDrawing.HEIGHTS[node.label.split("\n").length - 1] / 2];
  }

  boxOf(node) {
    const [across, down] = this.halfOf(node);
    return { left: node.x - across, top: node.y - down, right: node.x + across, bottom: node.y + down };
  }

  // -- what is chosen --------------------------------------------------------------------------------------------------

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

  isChosen(node) {
    if (!this.chosen) return false;
    const { path } = this.chosen;
    return path ? path.from === node || path.to === node : this.chosen.node === node;
  }

  // -- looks, here and in what is taken away ---------------------------------------------------------------------------

  nodeLooks(node) {
    const { colours } = this;
    const own = node.group === "in_corpus";
    const isChosen = this.isChosen(node);
    return {
      opacity: this.nearChosen(node) ? 1 : 0.3,
      fill: isChosen ? colours.accent : own ? colours["accent-ground"] : colours.ground,
      border: node === this.over ? colours.ink : isChosen || own ? colours.accent : colours.quiet,
      width: isChosen ? 3 : own ? 1.6 : 1.3,
      dashes: GraphDrawing.DASHES[node.group],
      ink: this.labelColour(node),
    };
  }

  labelColour(node) {
    if (this.isChosen(node)) return this.colours.ground;
    return this.nearChosen(node) ? this.colours.ink : this.colours.quiet;
  }

  edgeLooks(edge) {
    const touches = this.touchesChosen(edge);
    const marked = touches ? (this.chosen.path ? 2.5 : 0.8) : 0;
    return {
      width: Math.min(1 + Math.log2(edge.evidence.length) * 0.8, 4) + marked,
      colour: touches || edge === this.over ? "accent" : "edge",
      opacity: this.chosen && !touches ? 0.25 : 1,
    };
  }

  // -- what is shown ---------------------------------------------------------------------------------------------------

  /* Draws what is visible and chosen now, drawn together where `together` says so. */
  show(visible, chosen, together) {
    this.visible = visible;
    this.chosen = chosen;
    if (together || this.together) {
      this.area = together ? GraphPlaces.together(this.graph, visible.nodes) : GraphPlaces.asGiven(this.graph);
      this.place();
    }
    this.together = together;
    this.surface.ask();
  }

  /* Fits what there was no room for before. */
  refit() {
    if (this.unfitted) this.fit(this.unfitted.ids);
  }

  repaint() {
    this.surface.repaint();
  }

  moveTo(node) {
    this.surface.glide(node.x, node.y, Math.max(this.scale, 0.8));
  }

  /* The part of the drawing that neither names of bands nor, on a narrow screen, the panel take. */
  frame() {
    const frame = Bands.frame(this.surface, this.area.rows);
    return { ...frame, bottom: frame.bottom - this.covered() };
  }

  /* Height of the drawing's lower part over which the panel lies on a narrow screen. */
  covered() {
    const box = this.container.getBoundingClientRect();
    const panel = Page.at("panel").getBoundingClientRect();
    const over = panel.left < box.right && panel.right > box.left && panel.top > box.top && panel.top < box.bottom;
    return over ? box.bottom - panel.top : 0;
  }

  /* Shows all of the drawing, or with ids of documents the part of it in which they stand. */
  fit(ids = null) {
    // A frame that is not laid out yet has no room: it is fitted when it has some.
    this.unfitted = this.surface.fit(ids ? this.areaOf(ids) : this.area, 1.2) ? null : { ids };
  }

  areaOf(ids) {
    const boxes = this.graph.nodes.filter((node) => ids.has(node.id)).map((node) => this.boxOf(node));
    const side = (name, outer, by) => outer(...boxes.map((box) => box[name])) + by;
    return {
      left: side("left", Math.min, -25),
      top: side("top", Math.min, -25),
      right: side("right", Math.max, 25),
      bottom: side("bottom", Math.max, 25),
    };
  }

  zoom(factor) {
    this.surface.zoom(factor);
  }

  /* The nearest visible document from `node` in a direction, null where there is none. */
  neighbour(node, direction) {
    return this.graph.nodes[this.boxes.neighbour(node.id, direction)] || null;
  }

  // -- pointer ---------------------------------------------------------------------------------------------------------

  /* The document or else the citation at a place of the screen. */
  at(left, top) {
    const [x, y] = this.surface.toDrawing(left, top);
    const node = this.graph.nodes[this.boxes.at(x, y, 0)] || null;
    if (node || !Number.isFinite(x)) return { node, edge: null };
    let [edge, least] = [null, GraphDrawing.NEAR / this.scale];
    for (const id of this.visible.edges) {
      const away = this.graph.edges[id].arrow.distance(x, y);
      if (away < least) [edge, least] = [this.graph.edges[id], away];
    }
    return { node, edge };
  }

  hover({ node, edge }) {
    const over = node || edge;
    if (over === this.over) return;
    this.over = over;
    if (node) this.surface.point(GraphText.nameAndParticulars(node, this.graph.types));
    else this.surface.point(edge ? GraphText.relation(this.graph.relations[edge.relation]) : "");
    this.surface.ask();
  }

  // -- painting --------------------------------------------------------------------------------------------------------

  paint() {
    Bands.paint(this.surface, this.area);
    if (!(this.surface.moving && this.visible.edges.size > GraphDrawing.MANY_EDGES)) this.paintArrows();
    for (const id of this.visible.nodes) this.paintBox(this.graph.nodes[id]);
    this.labels.paint();
    Bands.paintNames(this.surface, this.area);
  }

  /* Arrows that look alike are one path. */
  paintArrows() {
    const { pen, colours } = this.surface;
    const alike = new Map();
    for (const id of this.visible.edges) {
      const edge = this.graph.edges[id];
      const looks = this.edgeLooks(edge);
      const key = `${looks.colour} ${looks.opacity} ${looks.width}`;
      if (!alike.has(key)) alike.set(key, { looks, lines: new Path2D(), heads: new Path2D() });
      edge.arrow.trace(alike.get(key).lines);
      edge.arrow.traceHead(alike.get(key).heads);
    }
    // What is chosen lies over the rest.
    for (const { looks, lines, heads } of [...alike.values()].sort((a, b) => a.looks.opacity - b.looks.opacity)) {
      pen.globalAlpha = looks.opacity;
      pen.strokeStyle = pen.fillStyle = colours[looks.colour];
      pen.lineWidth = Math.max(looks.width, 0.7 / this.scale);
      pen.stroke(lines);
      pen.fill(heads);
    }
    pen.globalAlpha = 1;
  }

  paintBox(node) {
    const { pen } = this.surface;
    const { LINE, FONT_SIZE, WIDTH } = GraphDrawing;
    const looks = this.nodeLooks(node);
    const { left, top, right, bottom } = this.boxOf(node);
    pen.globalAlpha = looks.opacity;
    pen.fillStyle = looks.fill;
    pen.strokeStyle = looks.border;
    // From far away a border stays as wide as it is on the screen.
    const unit = Math.max(1, 1 / this.scale);
    pen.lineWidth = looks.width * unit;
    pen.setLineDash(looks.dashes.map((length) => length * unit));
    pen.beginPath();
    pen.roundRect(left, top, right - left, bottom - top, 4);
    // The arrows that begin at its middle must not be seen through it.
    if (looks.opacity < 1) this.coverArrows();
    pen.fill();
    pen.stroke();
    pen.setLineDash([]);
    pen.globalAlpha = 1;
    if (!this.labels.isFar) {
      pen.fillStyle = looks.ink;
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      this.surface.font(FONT_SIZE);
      const lines = node.label.split("\n");
      lines.forEach((line, number) => {
        pen.fillText(this.surface.cut(line, WIDTH - 6), node.x, node.y + (number - (lines.length - 1) / 2) * LINE);
      });
    }
  }

  coverArrows() {
    const { pen, colours } = this.surface;
    const { globalAlpha, fillStyle } = pen;
    pen.globalAlpha = 1;
    pen.fillStyle = colours.ground;
    pen.fill();
    pen.globalAlpha = globalAlpha;
    pen.fillStyle = fillStyle;
  }

  /* What is seen now as a canvas, `scale` pixels of it for each of the screen's, on the page's ground. */
  picture(scale) {
    return this.surface.picture(scale);
  }
}
