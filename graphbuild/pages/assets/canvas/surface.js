"use strict";

/* A canvas that is moved and zoomed: the pixels of the screen, the part of the drawing that is seen, pointer and wheel,
   and the colours of the style sheet. What is drawn, and what is under the pointer, its owner knows. */
class Surface {
  static SMALLEST = 0.005;
  static LARGEST = 4;
  static COLOURS = ["ground", "raised", "band", "ink", "quiet", "line", "edge", "accent", "accent-ground"];
  /* Pixels over which a pointer that chooses may slip. */
  static SLIP = 5;
  static GLIDE = 250;

  /* `canvas` fills `holder`. The owner gives: paint(surface); choose(x, y) and hover(x, y) with places on the screen;
     frame(), the part of the canvas in which things are fitted; resized(). */
  constructor(holder, canvas, owner) {
    this.holder = holder;
    this.canvas = canvas;
    this.owner = owner;
    this.pen = canvas.getContext("2d");
    this.view = { x: 0, y: 0, scale: 1 };
    this.readColours();
    this.measure();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.repaint());
    new ResizeObserver(() => {
      this.measure();
      this.ask();
      owner.resized();
    }).observe(holder);
    this.listen();
  }

  readColours() {
    const style = getComputedStyle(document.documentElement);
    this.colours = Object.fromEntries(Surface.COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    this.face = getComputedStyle(document.body).fontFamily;
  }

  measure() {
    const { clientWidth, clientHeight } = this.holder;
    const dots = window.devicePixelRatio || 1;
    [this.width, this.height] = [clientWidth, clientHeight];
    this.canvas.width = Math.round(clientWidth * dots);
    this.canvas.height = Math.round(clientHeight * dots);
  }

  // -- painting --------------------------------------------------------------------------------------------------------

  /* Paint before the next frame of the screen, however often it is asked for. */
  ask(moving = false) {
    this.moving = moving;
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      this.paintScreen();
    });
  }

  /* Paint at once, in the colours of now: for a print, and where a page begins in a frame out of sight, which the browser
     gives no frames of the screen. */
  repaint() {
    this.readColours();
    this.paintScreen();
  }

  paintScreen() {
    this.paint(this.pen, window.devicePixelRatio || 1);
    document.documentElement.dataset.ready = "true";
  }

  /* Paint with a pen whose canvas has `dots` pixels for each of the screen's. */
  paint(pen, dots) {
    [this.pen, this.dots] = [pen, dots];
    this.onScreen();
    pen.fillStyle = this.colours.ground;
    pen.fillRect(0, 0, this.width, this.height);
    this.onDrawing();
    this.owner.paint(this);
  }

  /* What is seen now on another canvas, with `dots` pixels for each of the screen's. */
  picture(dots) {
    const [width, height] = [Math.round(this.width * dots), Math.round(this.height * dots)];
    const sheet = Object.assign(document.createElement("canvas"), { width, height });
    const { pen } = this;
    this.moving = false;
    this.paint(sheet.getContext("2d"), dots);
    this.pen = pen;
    return sheet;
  }

  /* From here on the pen counts in pixels of the screen. */
  onScreen() {
    this.pen.setTransform(this.dots, 0, 0, this.dots, 0, 0);
  }

  /* From here on the pen counts in units of the drawing. */
  onDrawing() {
    const { x, y, scale } = this.view;
    this.pen.setTransform(this.dots * scale, 0, 0, this.dots * scale, this.dots * x, this.dots * y);
  }

  font(size, weight = 400) {
    this.pen.font = `${weight} ${size}px ${this.face}`;
  }

  /* A text cut to the room there is, in the font of now: squeezed letters are not read. */
  cut(text, room) {
    let shown = text.slice(0, 60);
    while (shown.length > 1 && this.pen.measureText(shown).width > room) shown = `${shown.slice(0, -2).trimEnd()}…`;
    return shown;
  }

  /* Write a text at a place, on a ground of its own. */
  chip(text, x, y, width) {
    const { pen, colours } = this;
    pen.globalAlpha = 0.88;
    pen.fillStyle = colours.ground;
    pen.fillRect(x - 4, y - 9, width + 8, 18);
    pen.globalAlpha = 1;
    pen.fillStyle = colours.quiet;
    pen.fillText(text, x, y);
  }

  // -- what is seen ----------------------------------------------------------------------------------------------------

  /* Where in the drawing a place of the screen is. */
  toDrawing(x, y) {
    return [(x - this.view.x) / this.view.scale, (y - this.view.y) / this.view.scale];
  }

  /* The part of the drawing that is seen. */
  seen() {
    const [[left, top], [right, bottom]] = [this.toDrawing(0, 0), this.toDrawing(this.width, this.height)];
    return { left, top, right, bottom };
  }

  /* Show all of an area as large as there is room, `largest` at most; false where there is no room at all. */
  fit({ left, top, right, bottom }, largest = 1) {
    const frame = this.owner.frame();
    const [wide, high] = [frame.right - frame.left, frame.bottom - frame.top];
    if (wide <= 0 || high <= 0) return false;
    this.view.scale = Math.min(wide / (right - left), high / (bottom - top), largest);
    this.centre((left + right) / 2, (top + bottom) / 2);
    return true;
  }

  /* Bring a place of the drawing to the middle. */
  centre(x, y) {
    Object.assign(this.view, this.centred(x, y, this.view.scale));
    this.ask();
  }

  centred(x, y, scale) {
    const { left, top, right, bottom } = this.owner.frame();
    return { x: (left + right) / 2 - x * scale, y: (top + bottom) / 2 - y * scale, scale };
  }

  /* The same, at a scale and within the blink of an eye; at once for readers who do not like motion. */
  glide(x, y, scale) {
    const [start, end] = [{ ...this.view }, this.centred(x, y, scale)];
    const begin = performance.now();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const step = (now) => {
      const part = calm ? 1 : Math.min(Math.max((now - begin) / Surface.GLIDE, 0), 1);
      const eased = part * part * (3 - 2 * part);
      for (const name of ["x", "y", "scale"]) this.view[name] = start[name] + (end[name] - start[name]) * eased;
      this.gliding = part < 1 ? requestAnimationFrame(step) : 0;
      this.ask(part < 1);
    };
    cancelAnimationFrame(this.gliding);
    step(begin);
  }

  /* Zoom around a place of the screen, the middle if none is given. */
  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const scale = Math.min(Math.max(this.view.scale * factor, Surface.SMALLEST), Surface.LARGEST);
    const change = scale / this.view.scale;
    this.view = { x: x - (x - this.view.x) * change, y: y - (y - this.view.y) * change, scale };
    this.ask();
  }

  // -- pointer ---------------------------------------------------------------------------------------------------------

  listen() {
    const held = new Map();
    let moved = 0;
    const { canvas, owner } = this;
    const place = (event) => {
      const box = canvas.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      cancelAnimationFrame(this.gliding);
      held.set(event.pointerId, place(event));
      moved = 0;
    });
    canvas.addEventListener("pointermove", (event) => {
      const [x, y] = place(event);
      const before = held.get(event.pointerId);
      if (!before) {
        owner.hover(x, y);
        return;
      }
      const other = [...held].find(([id]) => id !== event.pointerId);
      if (other) {
        const [a, b] = other[1];
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
      this.ask();
      if (was && moved < Surface.SLIP && event.type === "pointerup") owner.choose(...was);
    };
    canvas.addEventListener("pointerup", release);
    canvas.addEventListener("pointercancel", release);
    canvas.addEventListener("pointerleave", () => owner.hover(-Infinity, -Infinity));
    const turn = (event) => {
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), ...place(event));
    };
    canvas.addEventListener("wheel", turn, { passive: false });
  }

  /* Say what is under the pointer. */
  point(words) {
    this.canvas.title = words;
    this.canvas.style.cursor = words ? "pointer" : "grab";
  }
}
