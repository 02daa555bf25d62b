"use strict";

/* A drawing of many documents: boxes with names where there is room, dots where there is not, one path for all lines.
   Places come with the data; nothing is simulated. */
class Drawing {
  static BOX = [136, 46];
  /* Below this scale a box is a dot; below the other its second line is left out. */
  static DOTS = 0.32;
  static ONE_LINE = 0.75;
  static READABLE = 0.8;
  /* Room above the first row, into which the arcs rise. */
  static ARCS = 90;
  /* More lines than this are left out while the drawing moves. */
  static MANY = 15000;

  constructor(canvas, data, { onChoose }) {
    this.data = data;
    this.count = data.names.length;
    this.visible = new Uint8Array(this.count).fill(1);
    this.lines = data.edges;
    this.chosen = -1;
    this.over = -1;
    const places = data.x.map((x, number) => [x, data.y[number]]);
    this.boxes = new Boxes(places, Drawing.BOX, (number) => this.visible[number]);
    this.surface = new Surface(canvas.parentElement, canvas, {
      paint: () => this.paint(),
      choose: (x, y) => onChoose(this.at(x, y)),
      hover: (x, y) => this.hover(this.at(x, y)),
      frame: () => Bands.frame(this.surface, data.rows),
      resized: () => {},
    });
    this.begin();
  }

  /** Show some documents and lines; `visible` has a 1 for each document, `lines` three numbers a line. */
  show(visible, lines) {
    this.visible = visible;
    this.lines = lines;
    this.surface.ask();
  }

  choose(number) {
    this.chosen = number;
    this.surface.ask();
  }

  /** Move so that all visible documents can be seen. */
  fit() {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let number = 0; number < this.count; number += 1) {
      if (this.visible[number]) {
        left = Math.min(left, this.data.x[number]);
        right = Math.max(right, this.data.x[number]);
        top = Math.min(top, this.data.y[number]);
        bottom = Math.max(bottom, this.data.y[number]);
      }
    }
    if (left <= right) {
      const [wide, high] = Drawing.BOX;
      this.surface.fit({ left: left - wide, top: top - 1.5 * high, right: right + wide, bottom: bottom + 1.5 * high });
    }
  }

  /** Begin with all, or where that could not be read but nearly, with the newest: it is at the right. */
  begin() {
    this.fit();
    const { surface, data } = this;
    const { scale } = surface.view;
    if (data.curved && scale > Drawing.DOTS / 2 && scale < Drawing.READABLE) {
      const x = surface.width - (data.columns.at(-1)?.end || 0) * Drawing.READABLE;
      surface.view = { x, y: Bands.frame(surface, data.rows).top + Drawing.ARCS, scale: Drawing.READABLE };
    }
  }

  moveTo(number) {
    this.surface.glide(this.data.x[number], this.data.y[number], Math.max(this.surface.view.scale, 0.7));
  }

  zoom(factor) {
    this.surface.zoom(factor);
  }

  neighbour(direction) {
    return this.boxes.neighbour(this.chosen, direction);
  }

  at(x, y) {
    return this.boxes.at(...this.surface.toDrawing(x, y), 3 / this.surface.view.scale);
  }

  hover(number) {
    if (number !== this.over) {
      this.over = number;
      this.surface.point(number < 0 ? "" : [this.data.names[number], this.data.particulars[number]].join(" · "));
      this.surface.ask();
    }
  }

  // -- painting --------------------------------------------------------------------------------------------------------

  paint() {
    Bands.paint(this.surface, this.data);
    if (!(this.surface.moving && this.lines.length > 3 * Drawing.MANY)) {
      this.paintLines();
    }
    this.paintDocuments();
    Bands.paintNames(this.surface, this.data);
  }

  paintLines() {
    const { lines } = this;
    const { pen, colours, view } = this.surface;
    const own = new Path2D();
    const all = new Path2D();
    for (let at = 0; at < lines.length; at += 3) {
      const [start, end] = [lines[at], lines[at + 1]];
      this.trace(start === this.chosen || end === this.chosen ? own : all, start, end);
    }
    pen.lineWidth = 1 / view.scale;
    pen.strokeStyle = colours.edge;
    // Of many lines only where they gather can be seen; of few every single one.
    pen.globalAlpha = this.chosen >= 0 ? 0.12 : Math.min(1, Math.max(0.08, 900 / lines.length));
    pen.stroke(all);
    pen.globalAlpha = 1;
    if (this.chosen >= 0) {
      pen.lineWidth = 2 / view.scale;
      pen.strokeStyle = colours.accent;
      pen.stroke(own);
    }
  }

  trace(path, start, end) {
    const { x, y, curved } = this.data;
    path.moveTo(x[start], y[start]);
    if (curved) {
      const far = Math.min(Math.abs(x[start] - x[end]), 1600);
      path.quadraticCurveTo((x[start] + x[end]) / 2, Math.min(y[start], y[end]) - 30 - far * 0.3, x[end], y[end]);
    } else {
      path.lineTo(x[end], y[end]);
    }
  }

  paintDocuments() {
    const { data, visible, surface } = this;
    const [wide, high] = Drawing.BOX;
    const { left, top, right, bottom } = surface.seen();
    const paint = surface.view.scale < Drawing.DOTS ? (one) => this.paintDot(one) : (one) => this.paintBox(one);
    for (let number = 0; number < this.count; number += 1) {
      const [x, y] = [data.x[number], data.y[number]];
      if (visible[number] && x > left - wide && x < right + wide && y > top - high && y < bottom + high) {
        paint(number);
      }
    }
    for (const number of [this.over, this.chosen]) {
      if (number >= 0 && visible[number]) {
        this.paintBox(number);
      }
    }
  }

  paintDot(number) {
    const { data } = this;
    const { pen, colours, view } = this.surface;
    const size = Math.max(3 / view.scale, 30);
    const [x, y] = [data.x[number] - size / 2, data.y[number] - size / 2];
    if (data.present[number]) {
      pen.fillStyle = colours.accent;
      pen.fillRect(x, y, size, size);
    } else {
      pen.strokeStyle = colours.quiet;
      pen.lineWidth = 1 / view.scale;
      pen.strokeRect(x, y, size, size);
    }
  }

  paintBox(number) {
    const { data, surface } = this;
    const { pen, colours, view } = surface;
    const isChosen = number === this.chosen;
    // What is chosen or under the pointer is told even where all else is a dot.
    const grown = number === this.over || isChosen ? Math.max(1, 0.8 / view.scale) : 1;
    const [wide, high] = Drawing.BOX.map((side) => side * grown);
    const [x, y] = [data.x[number] - wide / 2, data.y[number] - high / 2];
    pen.fillStyle = isChosen ? colours.accent : data.present[number] ? colours["accent-ground"] : colours.raised;
    pen.strokeStyle = isChosen || data.present[number] ? colours.accent : colours.quiet;
    pen.lineWidth = (number === this.over ? 2.5 : 1.2) * grown;
    pen.setLineDash(data.present[number] ? [] : [5 * grown, 3 * grown]);
    pen.beginPath();
    pen.roundRect(x, y, wide, high, 4 * grown);
    pen.fill();
    pen.stroke();
    pen.setLineDash([]);
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    pen.fillStyle = isChosen ? colours.ground : colours.ink;
    const two = view.scale * grown >= Drawing.ONE_LINE;
    const room = wide - 12 * grown;
    surface.font((two ? 14 : 20) * grown, 600);
    const name = surface.cut((data.ended[number] ? "✕ " : "") + data.labels[number], room);
    pen.fillText(name, x + 6 * grown, y + high * (two ? 0.32 : 0.5));
    if (two) {
      surface.font(11 * grown);
      pen.fillText(surface.cut(data.particulars[number], room), x + 6 * grown, y + high * 0.72);
    }
  }
}
