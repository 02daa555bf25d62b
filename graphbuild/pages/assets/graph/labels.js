"use strict";

/* What is written over the drawing: names where boxes are too small for theirs, and relations on arrows. */
class GraphLabels {
  /* Below this scale nothing is written on the arrows. */
  static SMALLEST_LABELLED = 0.3;
  /* Letters on arrows and on what is marked, in pixels of the screen at least. */
  static MARKED_SIZE = 10.5;
  /* Letters smaller than this on the screen, in pixels, are not worth drawing. */
  static SMALLEST_LETTERS = 4.5;
  static FIRST_LINE = 12;
  static RELATION_SIZE = 13;

  constructor(drawing) {
    this.drawing = drawing;
    this.graph = drawing.graph;
    this.surface = drawing.surface;
  }

  get isFar() {
    return this.drawing.scale < GraphDrawing.SMALLEST_FULL;
  }

  paint() {
    const { pen } = this.surface;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    if (this.isFar) this.paintFirstLines();
    this.paintRelations();
    if (this.isFar && this.drawing.chosen?.path) this.paintMarkedNames();
  }

  paintFirstLines() {
    const { pen } = this.surface;
    for (const id of this.drawing.visible.nodes) {
      const node = this.graph.nodes[id];
      const size = this.firstLineSize(node);
      if (size * this.drawing.scale < GraphLabels.SMALLEST_LETTERS) continue;
      this.surface.font(size);
      pen.fillStyle = this.drawing.labelColour(node);
      pen.fillText(node.firstLine, node.x, node.y);
    }
  }

  firstLineSize(node) {
    if (!node.firstLineSize) {
      const line = node.label.split("\n")[0];
      const { FIRST_LINE } = GraphLabels;
      node.firstLine = line.length > FIRST_LINE ? `${line.slice(0, FIRST_LINE - 1)}…` : line;
      this.surface.font(10);
      node.firstLineSize = Math.min(28, (10 * 130) / this.surface.pen.measureText(node.firstLine).width);
    }
    return node.firstLineSize;
  }

  /* From far away the documents of a path keep a name that can be read, over whatever stands there. */
  paintMarkedNames() {
    const { pen } = this.surface;
    const size = GraphLabels.MARKED_SIZE / this.drawing.scale;
    const seen = this.surface.seen();
    for (const id of this.drawing.chosen.path.nodes) {
      const node = this.graph.nodes[id];
      if (this.firstLineSize(node) >= size) continue;
      const { fill, border, ink } = this.drawing.nodeLooks(node);
      this.surface.font(size);
      const reach = pen.measureText(node.firstLine).width / 2 + 0.4 * size;
      // Not cut off at the sides, while the document itself is in sight.
      const within = node.x > seen.left && node.x < seen.right;
      const x = within ? Math.max(seen.left + reach, Math.min(node.x, seen.right - reach)) : node.x;
      const box = [x - reach, node.y - 0.8 * size, 2 * reach, 1.6 * size];
      pen.fillStyle = fill;
      pen.fillRect(...box);
      pen.strokeStyle = border;
      pen.lineWidth = 1 / this.drawing.scale;
      pen.strokeRect(...box);
      pen.fillStyle = ink;
      pen.fillText(node.firstLine, x, node.y);
    }
  }

  paintRelations() {
    const { chosen, scale, colours } = this.drawing;
    if (!chosen || scale < GraphLabels.SMALLEST_LABELLED) return;
    const { pen } = this.surface;
    const size = Math.max(GraphLabels.RELATION_SIZE, GraphLabels.MARKED_SIZE / scale);
    for (const { text, x, y, box } of this.relations(size)) {
      pen.globalAlpha = 0.9;
      pen.fillStyle = colours.ground;
      pen.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
      pen.globalAlpha = 1;
      pen.fillStyle = colours.ink;
      pen.fillText(text, x, y);
    }
  }

  /* The relations on the arrows of what is chosen, wherever they cover no box and no other relation. */
  relations(size) {
    const { visible } = this.drawing;
    const taken = [...visible.nodes].map((id) => this.drawing.boxOf(this.graph.nodes[id]));
    const found = [];
    this.surface.font(size);
    for (const id of visible.edges) {
      const edge = this.graph.edges[id];
      if (!this.drawing.touchesChosen(edge)) continue;
      const text = GraphText.relation(this.graph.relations[edge.relation]);
      const reach = this.surface.pen.measureText(text).width / 2 + 0.3 * size;
      for (const part of [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78]) {
        const { x, y } = edge.arrow.at(part);
        const box = { left: x - reach, right: x + reach, top: y - 0.7 * size, bottom: y + 0.7 * size };
        const covers = (other) =>
          box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top;
        if (taken.some(covers)) continue;
        taken.push(box);
        found.push({ text, x, y, box });
        break;
      }
    }
    return found;
  }
}
