"use strict";

/* A bent line from one box to another with a head where it meets the box: its points, and how far a place is from it. */
class Arrow {
  static HEAD = 10;
  static STEPS = 16;

  /* From centre to centre, bent to its right by `bend` of its length; `half` are half the sides of the box it leads to. */
  constructor(from, to, bend, half) {
    const [across, along] = [to.x - from.x, to.y - from.y];
    this.from = from;
    this.to = to;
    this.bow = { x: (from.x + to.x) / 2 + along * bend, y: (from.y + to.y) / 2 - across * bend };
    this.tip = this.at(this.entry(half));
    this.points = Array.from({ length: Arrow.STEPS + 1 }, (_point, step) => this.at(step / Arrow.STEPS));
  }

  /* The place that is a part of the way along, 0 to 1. */
  at(part) {
    const rest = 1 - part;
    const along = (axis) => rest * rest * this.from[axis] + 2 * rest * part * this.bow[axis] + part * part * this.to[axis];
    return { x: along("x"), y: along("y") };
  }

  /* The part of the way after which the line is inside the box it leads to. */
  entry(half) {
    let [outside, inside] = [0, 1];
    for (let step = 0; step < 12; step += 1) {
      const middle = (outside + inside) / 2;
      const { x, y } = this.at(middle);
      const isInside = Math.abs(x - this.to.x) <= half[0] && Math.abs(y - this.to.y) <= half[1];
      if (isInside) inside = middle;
      else outside = middle;
    }
    return outside;
  }

  trace(path) {
    path.moveTo(this.from.x, this.from.y);
    path.quadraticCurveTo(this.bow.x, this.bow.y, this.to.x, this.to.y);
  }

  traceHead(path) {
    const { x, y } = this.tip;
    const angle = Math.atan2(y - this.bow.y, x - this.bow.x);
    path.moveTo(x, y);
    for (const side of [-0.36, 0.36]) {
      path.lineTo(x - Arrow.HEAD * Math.cos(angle + side), y - Arrow.HEAD * Math.sin(angle + side));
    }
    path.closePath();
  }

  /* How far a place is from the line. */
  distance(x, y) {
    let least = Infinity;
    for (let step = 0; step < Arrow.STEPS; step += 1) {
      const [a, b] = [this.points[step], this.points[step + 1]];
      const [across, along] = [b.x - a.x, b.y - a.y];
      const length = across * across + along * along || 1;
      const part = Math.min(Math.max(((x - a.x) * across + (y - a.y) * along) / length, 0), 1);
      least = Math.min(least, Math.hypot(x - a.x - part * across, y - a.y - part * along));
    }
    return least;
  }
}
