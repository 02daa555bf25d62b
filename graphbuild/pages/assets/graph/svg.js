"use strict";

/* The visible part of the drawing as SVG: boxes, arrows and bands at their places, all of them, whatever part is seen on
   the screen. Texts become text nodes, and the browser's own serializer writes them. */
class GraphSvg {
  static SPACE = "http://www.w3.org/2000/svg";
  static ROW_NAMES = 130;
  static COLUMN_NAMES = 30;
  static MARGIN = 16;
  static LINE = 17;
  /* No XML may hold these, not even escaped. */
  static NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

  constructor(graph, drawing) {
    this.graph = graph;
    this.drawing = drawing;
    this.colours = drawing.colours;
  }

  /* Return the file's text; `title` and `description` say what it shows. */
  write(title, description) {
    const { area } = this.drawing;
    const named = area.rows.length > 0;
    const left = area.left - (named ? GraphSvg.ROW_NAMES : 0) - GraphSvg.MARGIN;
    const top = area.top - (named ? GraphSvg.COLUMN_NAMES : 0) - GraphSvg.MARGIN;
    const width = area.right + GraphSvg.MARGIN - left;
    const height = area.bottom + GraphSvg.MARGIN - top;
    const nodes = this.graph.nodes.filter((node) => this.drawing.visible.nodes.has(node.id));
    const edges = this.graph.edges.filter((edge) => this.drawing.visible.edges.has(edge.id));
    const root = this.element(
      "svg",
      { viewBox: [left, top, width, height].join(" "), width, height, "font-family": this.drawing.surface.face, role: "img" },
      this.element("title", {}, title),
      this.element("desc", {}, description),
      this.element("defs", {}, this.arrowhead("edge"), this.arrowhead("accent")),
      this.element("rect", { x: left, y: top, width, height, fill: this.colours.ground }),
      this.element("g", { class: "bands" }, ...this.bands(area, left, top)),
      this.element("g", { class: "citations", fill: "none" }, ...edges.map((edge) => this.arrow(edge))),
      this.element("g", { class: "documents", "text-anchor": "middle" }, ...nodes.map((node) => this.box(node))),
      this.element("g", { class: "relations", "text-anchor": "middle" }, ...this.relations()),
    );
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
  }

  element(tag, attributes, ...children) {
    const made = document.createElementNS(GraphSvg.SPACE, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    const written = (child) => (typeof child === "string" ? child.replace(GraphSvg.NOT_IN_XML, " ") : child);
    made.append(...children.map(written));
    return made;
  }

  arrowhead(colour) {
    const attributes = { id: `arrow-${colour}`, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 9, markerHeight: 9 };
    return this.element(
      "marker",
      { ...attributes, markerUnits: "userSpaceOnUse", orient: "auto" },
      this.element("path", { d: "M0 0L10 5L0 10z", fill: this.colours[colour] }),
    );
  }

  bands({ rows, columns, right, bottom }, left, top) {
    const { band, line, quiet } = this.colours;
    const label = { fill: quiet, "font-size": 13, "font-weight": 600 };
    const end = right + GraphSvg.MARGIN;
    return [
      ...rows
        .filter((_row, number) => number % 2 === 0)
        .map((row) => this.element("rect", { x: left, y: row.start, width: end - left, height: row.end - row.start, fill: band })),
      ...columns
        .slice(1)
        .map(({ start }) => this.element("path", { d: `M${start} ${top}V${bottom}`, stroke: line, fill: "none" })),
      ...rows.map((row) => this.element("text", { ...label, x: left + 12, y: row.start + 22 }, Bands.name(row))),
      ...columns.map((column) => {
        const place = { x: (column.start + column.end) / 2, y: top + 22, "text-anchor": "middle" };
        return this.element("text", { ...label, ...place }, Bands.name(column));
      }),
    ];
  }

  box(node) {
    const look = this.drawing.nodeLooks(node);
    const { left, top, right, bottom } = this.drawing.boxOf(node);
    const lines = node.label.split("\n");
    const first = (top + bottom) / 2 - ((lines.length - 1) * GraphSvg.LINE) / 2 + 5;
    const shape = { x: left, y: top, width: right - left, height: bottom - top, rx: 4 };
        return this.element(
      "g",
      { opacity: look.opacity },
      this.element("title", {}, GraphText.nameAndParticulars(node, this.graph.types)),
      this.element("rect", {
        ...shape,
        fill: look.fill,
        stroke: look.border,
        "stroke-width": look.width,
        ...(look.dashes.length ? { "stroke-dasharray": look.dashes.join(" ") } : {}),
      }),
      ...lines.map((line, number) =>
        this.element(
          "text",
          { x: (left + right) / 2, y: first + number * GraphSvg.LINE, fill: look.ink, "font-size": GraphDrawing.FONT_SIZE },
          line,
        ),
      ),
    );
  }

  relations() {
    const size = GraphLabels.RELATION_SIZE;
    const { ink, ground } = this.colours;
    return this.drawing.labels.relations(size).map(({ text, x, y, box }) => {
      const shape = { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top };
      return this.element(
        "g",
        {},
        this.element("rect", { ...shape, fill: ground, "fill-opacity": 0.9 }),
        this.element("text", { fill: ink, "font-size": size, x, y: y + size / 3 }, text),
      );
    });
  }

  arrow(edge) {
    const look = this.drawing.edgeLooks(edge);
    const [from, to] = [this.graph.nodes[edge.from], this.graph.nodes[edge.to]];
    const label = GraphText.relation(this.graph.relations[edge.relation]);
    const names = [from, to].map((node) => GraphText.fullName(node, this.graph.types));
    const d = this.curve(from, edge.arrow.bow, to);
    return this.element(
      "path",
      { d, stroke: this.colours[look.colour], "stroke-width": look.width, opacity: look.opacity, "marker-end": `url(#arrow-${look.colour})` },
      this.element("title", {}, `${names[0]} – ${label} – ${names[1]}`),
    );
  }

  /* The part of the curve between two documents that lies outside their boxes. */
  curve(from, via, to) {
    // A point of the curve where both are equal; else the control point of what lies between the two.
    const at = (s, t) => {
      const value = (axis) => (1 - s) * (1 - t) * from[axis] + (s + t - 2 * s * t) * via[axis] + s * t * to[axis];
      return { x: value("x"), y: value("y") };
    };
    const border = (node, inside, outside) => {
      const { left, top, right, bottom } = this.drawing.boxOf(node);
      for (let round = 0; round < 12; round += 1) {
        const middle = (inside + outside) / 2;
        const { x, y } = at(middle, middle);
        if (x > left && x < right && y > top && y < bottom) inside = middle;
        else outside = middle;
      }
      return outside;
    };
    const [first, last] = [border(from, 0, 0.5), border(to, 1, 0.5)];
    const written = ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`;
    return `M${written(at(first, first))}Q${written(at(first, last))} ${written(at(last, last))}`;
  }
}
