"use strict";

/* The two ends of a path, each chosen in a box that searches or from the panel of a document. */
class GraphPath {
  constructor(graph, onEnds) {
    this.graph = graph;
    this.onEnds = onEnds;
    this.ends = { from: null, to: null };
    this.holder = document.getElementById("path");
    this.boxes = {};
    for (const end of ["from", "to"]) {
      const input = document.getElementById(`path-${end}`);
      const list = document.getElementById(`path-${end}-results`);
      this.boxes[end] = input;
      // What is typed over means the document no more that was chosen before.
      input.addEventListener("input", () => {
        this.ends[end] = null;
      });
      new GraphSearch(graph, input, list, (node) => this.choose(end, node));
    }
  }

  /* Fill in an end; when both are there the path is shown, else the reader is led to the other one. */
  choose(end, node) {
    this.fill(end, node);
    const other = end === "from" ? "to" : "from";
    if (this.ends[other]) this.onEnds(this.ends.from, this.ends.to);
    else this.boxes[other].focus();
  }

  /* Another path, from a document to one that is still to be chosen. */
  begin(node) {
    this.ends.to = null;
    this.boxes.to.value = "";
    this.choose("from", node);
  }

  fill(end, node) {
    this.holder.open = true;
    this.ends[end] = node;
    this.boxes[end].value = GraphText.nameAndParticulars(node, this.graph.types);
  }
}
