"use strict";

// A drawing of many documents on a canvas: boxes with names where there is room, dots where there is not, one path for
// all lines. Places come with the data; nothing is simulated.

class Drawing {
  static BOX = [136, 46];
  // Below this scale a box is a dot; below the other its second line is left out.
  static DOTS = 0.32;
  static ONE_LINE = 0.75;
  static READABLE = 0.8;
  // Room above the first row, into which the arcs rise.
  static ARCS = 90;
  static SMALLEST = 0.005;
  static LARGEST = 2;
  // More lines than this are left out while the drawing moves.
  static MANY = 15000;
  // Room for the names of columns, and for those of rows where there is enough.
  static BAND_NAMES = 20;
  static ROW_NAMES = 110;
  static NARROW = 560;

  constructor(canvas, data, { onChoose }) {
    this.canvas = canvas;
    this.data = data;
    this.pen = canvas.getContext("2d");
    this.count = data.names.length;
    this.visible = new Uint8Array(this.count).fill(1);
    this.lines = data.edges;
    this.chosen = -1;
    this.over = -1;
    this.view = { x: 0, y: 0, scale: 1 };
    this.onChoose = onChoose;
    this.near = this.indexed();
    this.readColours();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.readColours();
      this.ask();
    });
    new ResizeObserver(() => this.resize()).observe(canvas.parentElement);
    this.resize();
    this.begin();
    this.listen();
  }

  // -- what is shown ---------------------------------------------------------------------------------------------------

  /** Show some documents and lines; `visible` has a 1 for each document, `lines` three numbers a line. */
  show(visible, lines) {
    this.visible = visible;
    this.lines = lines;
    this.ask();
  }

  choose(number) {
    this.chosen = number;
    this.ask();
  }

  /** Move so that all visible documents, or one, can be seen. */
  fit(only = null) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let number = 0; number < this.count; number += 1) {
      if (this.visible[number] && (only === null || only.has(number))) {
        left = Math.min(left, this.data.x[number]);
        right = Math.max(right, this.data.x[number]);
        top = Math.min(top, this.data.y[number]);
        bottom = Math.max(bottom, this.data.y[number]);
      }
    }
    if (left > right) {
      return;
    }
    const [width, height] = [right - left + 2 * Drawing.BOX[0], bottom - top + 3 * Drawing.BOX[1]];
    this.view.scale = Math.min((this.width - this.margin) / width, (this.height - Drawing.BAND_NAMES) / height, 1);
    this.centre((left + right) / 2, (top + bottom) / 2);
  }

  /** Begin with all, or where that could not be read but nearly, with the newest: it is at the right. */
  begin() {
    this.fit();
    if (this.data.curved && this.view.scale > Drawing.DOTS / 2 && this.view.scale < Drawing.READABLE) {
      this.view.scale = Drawing.READABLE;
      this.view.x = this.width - (this.data.columns.at(-1)?.end || 0) * this.view.scale;
      this.view.y = Drawing.BAND_NAMES + Drawing.ARCS;
    }
  }

  moveTo(number) {
    this.view.scale = Math.max(this.view.scale, 0.7);
    this.centre(this.data.x[number], this.data.y[number]);
  }

  centre(x, y) {
    this.view.x = (this.width + this.margin) / 2 - x * this.view.scale;
    this.view.y = (this.height + Drawing.BAND_NAMES) / 2 - y * this.view.scale;
    this.ask();
  }

  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const scale = Math.min(Math.max(this.view.scale * factor, Drawing.SMALLEST), Drawing.LARGEST);
    const change = scale / this.view.scale;
    this.view = { x: x - (x - this.view.x) * change, y: y - (y - this.view.y) * change, scale };
    this.ask();
  }

  /** The nearest visible document in a direction, -1 where there is none. */
  neighbour([right, down]) {
    const { x, y } = this.data;
    let [best, least] = [-1, Infinity];
    for (let number = 0; number < this.count; number += 1) {
      const [across, along] = [x[number] - x[this.chosen], y[number] - y[this.chosen]];
      const ahead = across * right + along * down;
      const aside = Math.abs(across * down) + Math.abs(along * right);
      if (this.visible[number] && ahead > 0 && ahead + 3 * aside < least) {
        [best, least] = [number, ahead + 3 * aside];
      }
    }
    return best;
  }

  // -- pointer ---------------------------------------------------------------------------------------------------------

  listen() {
    const held = new Map();
    let moved = 0;
    const place = (event) => {
      const box = this.canvas.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    this.canvas.addEventListener("pointerdown", (event) => {
      this.canvas.setPointerCapture(event.pointerId);
      held.set(event.pointerId, place(event));
      moved = 0;
    });
    this.canvas.addEventListener("pointermove", (event) => {
      const [x, y] = place(event);
      const before = held.get(event.pointerId);
      if (!before) {
        this.hover(this.at(x, y));
        return;
      }
      const others = [...held].filter(([id]) => id !== event.pointerId).map(([, one]) => one);
      if (others.length) {
        const [[a, b]] = others;
        this.zoom(Math.hypot(x - a, y - b) / Math.max(Math.hypot(before[0] - a, before[1] - b), 1), a, b);
      } else {
        this.view.x += x - before[0];
        this.view.y += y - before[1];
        this.ask(true);
      }
      moved += Math.abs(x - before[0]) + Math.abs(y - before[1]);
      held.set(event.pointerId, [x, y]);
    });
    const release = (event) => {
      const was = held.get(event.pointerId);
      held.delete(event.pointerId);
      if (was && moved < 5 && event.type === "pointerup") {
        this.onChoose(this.at(...was));
      }
      this.ask();
    };
    this.canvas.addEventListener("pointerup", release);
    this.canvas.addEventListener("pointercancel", release);
    this.canvas.addEventListener("pointerleave", () => this.hover(-1));
    this.canvas.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        this.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), ...place(event));
      },
      { passive: false },
    );
  }

  hover(number) {
    if (number !== this.over) {
      this.over = number;
      this.canvas.title = number < 0 ? "" : [this.data.names[number], this.data.particulars[number]].join(" · ");
      this.canvas.style.cursor = number < 0 ? "grab" : "pointer";
      this.ask();
    }
  }

  /** Documents by the square in which they stand, so that what is under the pointer is found at once. */
  indexed() {
    const found = new Map();
    for (let number = 0; number < this.count; number += 1) {
      const key = this.square(this.data.x[number], this.data.y[number]);
      found.set(key, [...(found.get(key) || []), number]);
    }
    return found;
  }

  square(x, y) {
    return Math.floor(x / 200) * 65536 + Math.floor(y / 200);
  }

  at(left, top) {
    const { x, y, scale } = this.view;
    const [across, down] = [(left - x) / scale, (top - y) / scale];
    let [best, least] = [-1, Infinity];
    for (const right of [-200, 0, 200]) {
      for (const below of [-200, 0, 200]) {
        for (const number of this.near.get(this.square(across + right, down + below)) || []) {
          const [far, high] = [Math.abs(this.data.x[number] - across), Math.abs(this.data.y[number] - down)];
          const inside = far <= Drawing.BOX[0] / 2 + 3 / scale && high <= Drawing.BOX[1] / 2 + 3 / scale;
          if (this.visible[number] && inside && far + high < least) {
            [best, least] = [number, far + high];
          }
        }
      }
    }
    return best;
  }

  // -- painting --------------------------------------------------------------------------------------------------------

  readColours() {
    const style = getComputedStyle(document.documentElement);
    const names = ["ground", "raised", "band", "ink", "quiet", "line", "edge", "accent", "accent-ground"];
    this.colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    this.face = getComputedStyle(document.body).fontFamily;
  }

  resize() {
    const { clientWidth, clientHeight } = this.canvas.parentElement;
    const dots = window.devicePixelRatio || 1;
    [this.width, this.height] = [clientWidth, clientHeight];
    this.margin = clientWidth < Drawing.NARROW ? 0 : Drawing.ROW_NAMES;
    this.canvas.width = Math.round(clientWidth * dots);
    this.canvas.height = Math.round(clientHeight * dots);
    this.ask();
  }

  ask(moving = false) {
    this.moving = moving;
    if (!this.asked) {
      this.asked = true;
      requestAnimationFrame(() => {
        this.asked = false;
        this.paint();
        document.documentElement.dataset.ready = "true";
      });
    }
  }

  paint() {
    const { pen, colours, view } = this;
    const dots = window.devicePixelRatio || 1;
    pen.setTransform(dots, 0, 0, dots, 0, 0);
    pen.fillStyle = colours.ground;
    pen.fillRect(0, 0, this.width, this.height);
    pen.setTransform(dots * view.scale, 0, 0, dots * view.scale, dots * view.x, dots * view.y);
    this.paintBands();
    if (!(this.moving && this.lines.length > 3 * Drawing.MANY)) {
      this.paintLines();
    }
    this.paintDocuments();
    pen.setTransform(dots, 0, 0, dots, 0, 0);
    this.paintBandNames();
  }

  paintBands() {
    const { pen, data, colours } = this;
    const [right, bottom] = [data.columns.at(-1)?.end || 0, data.rows.at(-1)?.end || 0];
    pen.fillStyle = colours.band;
    data.rows.forEach((row, number) => number % 2 || pen.fillRect(0, row.start, right, row.end - row.start));
    pen.strokeStyle = colours.line;
    pen.lineWidth = 1 / this.view.scale;
    pen.beginPath();
    for (const column of data.columns) {
      pen.moveTo(column.end, 0);
      pen.lineTo(column.end, bottom);
    }
    pen.stroke();
  }

  paintLines() {
    const { pen, colours, lines, view } = this;
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
    const { data, view, visible } = this;
    const [wide, high] = Drawing.BOX;
    const [left, top] = [-view.x / view.scale - wide, -view.y / view.scale - high];
    const [right, bottom] = [left + this.width / view.scale + 2 * wide, top + this.height / view.scale + 2 * high];
    const seen = [];
    for (let number = 0; number < this.count; number += 1) {
      const [x, y] = [data.x[number], data.y[number]];
      if (visible[number] && x > left && x < right && y > top && y < bottom) {
        seen.push(number);
      }
    }
    const paint = view.scale < Drawing.DOTS ? (one) => this.paintDot(one) : (one) => this.paintBox(one);
    seen.forEach(paint);
    for (const number of [this.over, this.chosen]) {
      if (number >= 0 && visible[number]) {
        this.paintBox(number);
      }
    }
  }

  paintDot(number) {
    const { pen, data, colours, view } = this;
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
    const { pen, data, colours, view } = this;
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
    pen.textBaseline = "middle";
    pen.fillStyle = isChosen ? colours.ground : colours.ink;
    const two = view.scale * grown >= Drawing.ONE_LINE;
    const room = wide - 12 * grown;
    const name = (data.ended[number] ? "✕ " : "") + data.labels[number];
    this.write(name, x + 6 * grown, y + high * (two ? 0.32 : 0.5), room, (two ? 14 : 20) * grown, 600);
    if (two) {
      this.write(data.particulars[number], x + 6 * grown, y + high * 0.72, room, 11 * grown, 400);
    }
  }

  /** Write a text, cut to the room there is: squeezed letters are not read. */
  write(text, x, y, room, size, weight) {
    this.pen.font = `${weight} ${size}px ${this.face}`;
    let shown = text.slice(0, 60);
    while (shown.length > 1 && this.pen.measureText(shown).width > room) {
      shown = `${shown.slice(0, -2).trimEnd()}…`;
    }
    this.pen.fillText(shown, x, y);
  }

  paintBandNames() {
    const { pen, data, colours, view } = this;
    const english = document.documentElement.lang === "en";
    pen.font = `600 12px ${this.face}`;
    pen.textBaseline = "middle";
    const chip = (text, x, y, width) => {
      pen.globalAlpha = 0.88;
      pen.fillStyle = colours.ground;
      pen.fillRect(x - 4, y - 9, width + 8, 18);
      pen.globalAlpha = 1;
      pen.fillStyle = colours.quiet;
      pen.fillText(text, x, y);
    };
    let free = -Infinity;
    for (const column of data.columns) {
      const name = english ? column.name_en : column.name;
      const width = pen.measureText(name).width;
      const x = ((column.start + column.end) / 2) * view.scale + view.x - width / 2;
      if (x >= free) {
        chip(name, x, 12, width);
        free = x + width + 12;
      }
    }
    for (const row of data.rows) {
      const name = english ? row.name_en : row.name;
      const top = Math.max(row.start * view.scale + view.y, 24);
      if (row.end * view.scale + view.y - top > 16) {
        chip(name, 8, top + 11, pen.measureText(name).width);
      }
    }
  }
}
