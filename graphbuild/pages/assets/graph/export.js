"use strict";

/* What readers take away: the visible citations as CSV, the drawing as seen as PNG, all that is visible as SVG. */
class GraphExport {
  /* Pixels of the picture for each of the screen's: enough for paper. */
  static SCALE = 2;

  constructor(graph, drawing, told) {
    this.graph = graph;
    this.drawing = drawing;
    this.menu = document.getElementById("export");
    const take = { csv: () => this.csv(), png: () => this.png(), svg: () => this.svg() };
    for (const [kind, make] of Object.entries(take)) {
      document.getElementById(`export-${kind}`).addEventListener("click", () => {
        const name = `${GraphWords.say("fileName")}.${kind}`;
        Csv.save(make(), name);
        this.close();
        told(GraphWords.say("saved", name));
      });
    }
    this.menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.menu.open) return;
      event.stopPropagation();
      this.close();
    });
    const leave = (target) => {
      if (target && !this.menu.contains(target)) this.menu.open = false;
    };
    this.menu.addEventListener("focusout", ({ relatedTarget }) => leave(relatedTarget));
    document.addEventListener("pointerdown", ({ target }) => leave(target));
  }

  close() {
    this.menu.open = false;
    this.menu.querySelector("summary").focus();
  }

  csv() {
    const headings = ["citing", "relation", "cited", "file", "start", "end", "sentence"];
    const name = (id) => GraphText.nameAndParticulars(this.graph.nodes[id], this.graph.types);
    const rows = this.graph.edges
      .filter((edge) => this.drawing.visible.edges.has(edge.id))
      .flatMap((edge) =>
        edge.evidence.map((item) => {
          const relation = GraphText.relation(this.graph.relations[edge.relation]);
          return [name(edge.from), relation, name(edge.to), item.file, item.start, item.end, item.sentence.join("")];
        }),
      );
    return Csv.blob([headings.map((key) => GraphWords.say(key)), ...rows]);
  }

  png() {
    // Canvas.toBlob waits until the browser has nothing else to do: a second and more.
    const [, data] = this.drawing.picture(GraphExport.SCALE).toDataURL("image/png").split(",");
    return new Blob([Uint8Array.from(atob(data), (byte) => byte.charCodeAt(0))], { type: "image/png" });
  }

  svg() {
    const title = document.querySelector("h1").textContent;
    const description = document.getElementById("count").textContent;
    const text = new GraphSvg(this.graph, this.drawing).write(title, description);
    return new Blob([text], { type: "image/svg+xml" });
  }
}
