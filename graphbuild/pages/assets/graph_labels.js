"use strict";

/* What is written over the drawing: names where boxes are too small for theirs, relations on arrows, names of bands. */
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
  }

  get isFar() {
    return this.drawing.network.getScale() < GraphDrawing.SMALLEST_FULL;
  }

  drawFirstLines(canvas) {
    if (!this.isFar) return;
    const scale = this.drawing.network.getScale();
    canvas.save();
    canvas.textAlign = "center";
    canvas.textBaseline = "middle";
    for (const node of this.graph.nodes) {
      if (!this.drawing.visible.nodes.has(node.id)) continue;
      const size = this.firstLineSize(canvas, node);
      if (size * scale < GraphLabels.SMALLEST_LETTERS) continue;
      canvas.font = `${size}px ${this.drawing.colours.font}`;
      canvas.fillStyle = this.drawing.labelColour(node);
      canvas.fillText(node.firstLine, node.x, node.y);
    }
    canvas.restore();
  }

  firstLineSize(canvas, node) {
    if (!node.firstLineSize) {
      const line = node.label.split("\n")[0];
      const { FIRST_LINE } = GraphLabels;
      node.firstLine = line.length > FIRST_LINE ? `${line.slice(0, FIRST_LINE - 1)}…` : line;
      canvas.font = `10px ${this.drawing.colours.font}`;
      node.firstLineSize = Math.min(28, (10 * 130) / canvas.measureText(node.firstLine).width);
    }
    return node.firstLineSize;
  }

  /* From far away the documents of a path keep a name that can be read, over whatever stands there. */
  drawMarkedNames(canvas) {
    const { chosen, network, colours } = this.drawing;
    const size = GraphLabels.MARKED_SIZE / network.getScale();
    if (!chosen?.path || !this.isFar) return;
    const { topLeft, bottomRight } = this.drawing.corners();
    canvas.save();
    canvas.textAlign = "center";
    canvas.textBaseline = "middle";
    for (const id of chosen.path.nodes) {
      const node = this.graph.nodes[id];
      if (this.firstLineSize(canvas, node) >= size) continue;
      const { background, border } = this.drawing.nodeLooks(node).color;
      canvas.font = `${size}px ${colours.font}`;
      const reach = canvas.measureText(node.firstLine).width / 2 + 0.4 * size;
      // Not cut off at the sides, while the document itself is in sight.
      const within = node.x > topLeft.x && node.x < bottomRight.x;
      const x = within ? Math.max(topLeft.x + reach, Math.min(node.x, bottomRight.x - reach)) : node.x;
      const box = [x - reach, node.y - 0.8 * size, 2 * reach, 1.6 * size];
      canvas.fillStyle = background;
      canvas.fillRect(...box);
      canvas.strokeStyle = border;
      canvas.lineWidth = 1 / network.getScale();
      canvas.strokeRect(...box);
      canvas.fillStyle = this.drawing.labelColour(node);
      canvas.fillText(node.firstLine, x, node.y);
    }
    canvas.restore();
  }

  drawRelations(canvas) {
    const { chosen, network, colours } = this.drawing;
    if (!chosen || network.getScale() < GraphLabels.SMALLEST_LABELLED) return;
    const size = Math.max(GraphLabels.RELATION_SIZE, GraphLabels.MARKED_SIZE / network.getScale());
    canvas.save();
    canvas.textAlign = "center";
    canvas.textBaseline = "middle";
    for (const { text, x, y, box } of this.relations(canvas, size)) {
      canvas.globalAlpha = 0.9;
      canvas.fillStyle = colours.ground;
      canvas.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
      canvas.globalAlpha = 1;
      canvas.fillStyle = colours.ink;
      canvas.fillText(text, x, y);
    }
    canvas.restore();
  }

  /* The relations on the arrows of what is chosen, wherever they cover no box and no other relation. */
  relations(canvas, size) {
    const { network, visible, colours } = this.drawing;
    const taken = [...visible.nodes].map((id) => network.getBoundingBox(id));
    const found = [];
    canvas.font = `${size}px ${colours.font}`;
    for (const edge of this.graph.edges) {
      if (!visible.edges.has(edge.id) || !this.drawing.touchesChosen(edge)) continue;
      const text = GraphText.relation(this.graph.relations[edge.relation]);
      const reach = canvas.measureText(text).width / 2 + 0.3 * size;
      for (const part of [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78]) {
        const { x, y } = network.body.edges[edge.id].edgeType.getPoint(part);
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

  /* Names of rows and columns stand still at the edges while the drawing moves below them. */
  drawBandNames(canvas) {
    const { topLeft, bottomRight } = this.drawing.corners();
    const unit = 1 / this.drawing.network.getScale();
    canvas.save();
    canvas.font = `600 ${12 * unit}px ${this.drawing.colours.font}`;
    canvas.textBaseline = "middle";
    const chip = (text, x, y, width) => {
      canvas.globalAlpha = 0.88;
      canvas.fillStyle = this.drawing.colours.ground;
      canvas.fillRect(x - 4 * unit, y - 9 * unit, width + 8 * unit, 18 * unit);
      canvas.globalAlpha = 1;
      canvas.fillStyle = this.drawing.colours.quiet;
      canvas.fillText(text, x, y);
    };
    let free = -Infinity;
    for (const column of this.drawing.area.columns) {
      const room = column.end - column.start - 8 * unit;
      // "2018–2019" on two lines where a year is all the width there is.
      const name = GraphText.bandName(column);
      const lines = canvas.measureText(name).width > room ? name.split(/(?<=–)| /) : [name];
      const width = Math.max(...lines.map((line) => canvas.measureText(line).width));
      const x = (column.start + column.end - width) / 2;
      if (x < free) continue;
      free = x + width + 8 * unit;
      lines.forEach((line, number) => chip(line, x, topLeft.y + (14 + 16 * number) * unit, width));
    }
    for (const row of this.drawing.area.rows) {
      const top = Math.max(row.start, topLeft.y + 24 * unit);
      const name = GraphText.bandName(row);
      const twoLines = name.split(name.includes(",") ? /(?<=,) / : / (?=[^ ]+$)/);
      const lines = this.drawing.isNarrow() ? twoLines : [name];
      if (row.end - top < 13 * lines.length * unit || row.start > bottomRight.y) continue;
      lines.forEach((line, number) => {
        chip(line, topLeft.x + 8 * unit, top + (11 + 14 * number) * unit, canvas.measureText(line).width);
      });
    }
    canvas.restore();
  }
}
