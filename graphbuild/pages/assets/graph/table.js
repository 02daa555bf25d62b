"use strict";

/* The table that says the same as the drawing: a row for each visible citation, with all its evidence. */
class GraphTable {
  constructor(graph, onNode) {
    this.graph = graph;
    this.onNode = onNode;
    this.holder = document.getElementById("table");
  }

  fill(visible) {
    const { element } = Page;
    const { say } = GraphWords;
    // Roles are told although the elements have them: on a narrow screen the style sheet stacks the cells,
    // and browsers then no longer take the elements for a table.
    const names = ["citing", "relation", "cited", "proof"].map((key) => say(key));
    const head = element(
      "thead",
      { role: "rowgroup" },
      element("tr", { role: "row" }, ...names.map((name) => element("th", { scope: "col", role: "columnheader" }, name))),
    );
    const rows = this.graph.edges.filter((edge) => visible.edges.has(edge.id)).map((edge) => this.row(edge));
    this.holder.replaceChildren(
      element(
        "table",
        { role: "table" },
        element("caption", {}, say("tableCaption", rows.length)),
        head,
        element("tbody", { role: "rowgroup" }, ...rows),
      ),
    );
  }

  row(edge) {
    const { element } = Page;
    return element(
      "tr",
      { role: "row" },
      this.end(edge.from, "th", { scope: "row", role: "rowheader" }),
      element("td", { role: "cell" }, GraphText.relation(this.graph.relations[edge.relation])),
      this.end(edge.to, "td", { role: "cell" }),
      element("td", { role: "cell" }, ...edge.evidence.map(GraphText.evidence)),
    );
  }

  end(id, tag, attributes) {
    const { element, button } = Page;
    const { fullName, particulars } = GraphText;
    const node = this.graph.nodes[id];
    return element(
      tag,
      attributes,
      button(fullName(node, this.graph.types), () => this.onNode(node), { class: "link" }),
      element("bdi", { class: "quiet" }, particulars(node)),
    );
  }
}
