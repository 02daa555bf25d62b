"use strict";

/* The panel beside the drawing: everything about the chosen document, or every proof of the chosen citation. */
class GraphPanel {
  static MOST_CITED = 8;

  constructor(graph, depth, { onNode, onEdge, onBegin, onEnd, onClose }) {
    this.graph = graph;
    this.depth = depth;
    this.onNode = onNode;
    this.onEdge = onEdge;
    this.onBegin = onBegin;
    this.onEnd = onEnd;
    this.onClose = onClose;
    this.holder = document.getElementById("panel");
    this.showNothing();
  }

  showNothing() {
    const { element } = Page;
    const { say } = GraphWords;
    const most = this.graph.nodes
      .filter((node) => node.cited_by)
      .sort((a, b) => b.cited_by - a.cited_by || a.id - b.id)
      .slice(0, GraphPanel.MOST_CITED);
    const open = this.graph.nodes.filter((node) => node.undetermined.length);
    this.holder.classList.remove("open");
    this.holder.replaceChildren(
      element("p", { class: "quiet" }, say("hint")),
      ...this.list(say("mostCited"), most, (node) => say("documents", node.cited_by)),
      ...this.list(say("haveOpen"), open, (node) => say("citations", node.undetermined.length)),
    );
  }

  list(title, nodes, measure) {
    if (!nodes.length) return [];
    const { element, button } = Page;
    const rows = nodes.map((node) =>
      element(
        "li",
        {},
        button(GraphText.fullName(node, this.graph.types), () => this.onNode(node), { class: "link document" }),
        element("span", { class: "measure" }, measure(node)),
        element("bdi", { class: "quiet" }, GraphText.particulars(node)),
      ),
    );
    return [element("h2", {}, title), element("ul", { class: "citations" }, ...rows)];
  }

  showNode(node) {
    const { element } = Page;
    const { say } = GraphWords;
    const facts = [
      [say("heading"), node.number ? node.heading : null],
      [say("type"), this.graph.types[node.type]],
      [say("issuer"), node.issuer_name || say("unknown")],
      [say("place"), node.place],
      [say("date"), node.date ? GraphText.date(node.date) : say("noDate")],
      [say("presence"), GraphWords.nameOf("resolution", node.group)],
      [say("status"), node.status ? GraphWords.nameOf("status", node.status) : say("noStatus")],
      [say("file"), node.file],
      [say("citedBy"), say("documents", node.cited_by)],
    ].filter(([, value]) => value);
    const list = element(
      "dl",
      {},
      ...facts.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))),
    );
    const parts = [this.actions(node), this.depth.holder, list];
    for (const warning of node.warnings) {
      parts.push(element("p", { class: "notice" }, warning[Language.isEnglish() ? 1 : 0]));
    }
    parts.push(
      ...this.citations("out", node.edges.filter((edge) => edge.from === node.id), "to"),
      ...this.citations("into", node.edges.filter((edge) => edge.to === node.id), "from"),
    );
    if (node.not_drawn) parts.push(element("p", { class: "quiet" }, say("notDrawn", node.not_drawn)));
    parts.push(...this.undetermined(node));
    this.open(GraphText.fullName(node, this.graph.types), parts);
  }

  actions(node) {
    const { element, button } = Page;
    const { say } = GraphWords;
    const parts = [
      button(say("pathFrom"), () => this.onBegin(node)),
      button(say("pathTo"), () => this.onEnd(node)),
    ];
    if (node.page) parts.unshift(element("a", { href: node.page }, say("openPage")));
    return element("div", { class: "actions" }, ...parts);
  }

  /* Citations in one direction, `out` or `into`, grouped by relation. */
  citations(direction, edges, otherEnd) {
    if (!edges.length) return [];
    const { element, button } = Page;
    const { count } = Language;
    const { say } = GraphWords;
    const groups = new Map();
    for (const edge of edges) groups.set(edge.relation, [...(groups.get(edge.relation) || []), edge]);
    const parts = [element("h3", {}, say(direction, edges.length))];
    for (const [relation, members] of groups) {
      parts.push(
        element("h4", {}, `${GraphText.relation(this.graph.relations[relation], direction === "into")} (${count(members.length)})`),
        element(
          "ul",
          { class: "citations" },
          ...members.map((edge) => {
            const other = this.graph.nodes[edge[otherEnd]];
            const name = GraphText.fullName(other, this.graph.types);
            const proofs = say("proofs", edge.evidence.length);
            return element(
              "li",
              {},
              button(name, () => this.onNode(other), { class: "link document" }),
              button(proofs, () => this.onEdge(edge), { class: "link proofs", "aria-label": `${proofs}: ${name}` }),
              element("bdi", { class: "quiet" }, GraphText.particulars(other)),
            );
          }),
        ),
      );
    }
    return parts;
  }

  undetermined(node) {
    if (!node.undetermined.length) return [];
    const { element } = Page;
    const { say } = GraphWords;
    return [
      element("h3", {}, say("undetermined", node.undetermined.length)),
      element("p", { class: "quiet" }, say("whyUndetermined")),
      element(
        "ol",
        { class: "undetermined" },
        ...node.undetermined.map((citation) =>
          element(
            "li",
            {},
            element("p", {}, element("bdi", { class: "name" }, citation.text), ` · ${GraphText.relation(this.graph.relations[citation.relation])}`),
            this.candidates(citation.candidates),
            GraphText.evidence(citation.evidence),
          ),
        ),
      ),
    ];
  }

  candidates(candidates) {
    const { element, button } = Page;
    const { say } = GraphWords;
    if (!candidates.length) return element("p", { class: "quiet" }, say("noCandidate"));
    return element(
      "ul",
      { class: "candidates", "aria-label": say("candidates") },
      ...candidates.map((candidate) => {
        const inPage = candidate.node !== null;
        const name = inPage
          ? button(candidate.name, () => this.onNode(this.graph.nodes[candidate.node]), { class: "link" })
          : element("bdi", {}, candidate.name);
        const more = [GraphText.particulars(candidate), say("fits", Math.round(candidate.score * 100))];
        return element("li", {}, name, element("bdi", { class: "quiet" }, more.filter(Boolean).join(" · ")));
      }),
    );
  }

  showEdge(edge) {
    const { element } = Page;
    const { say } = GraphWords;
    const label = GraphText.relation(this.graph.relations[edge.relation]);
    this.open(say("citation"), [
      element(
        "div",
        { class: "ends" },
        this.end(this.graph.nodes[edge.from]),
        element("p", { class: "relation" }, element("span", { "aria-hidden": "true" }, "↓ "), label),
        this.end(this.graph.nodes[edge.to]),
      ),
      element("h3", {}, say("evidence", edge.evidence.length)),
      ...edge.evidence.map(GraphText.evidence),
    ]);
  }

  end(node) {
    const { element, button } = Page;
    return element(
      "p",
      {},
      button(GraphText.fullName(node, this.graph.types), () => this.onNode(node), { class: "link" }),
      element("bdi", { class: "quiet" }, GraphText.particulars(node)),
    );
  }

  /* A path from one document to another: each step with the words of the texts. Null steps: there is none. */
  showPath({ from, to, steps }, filtered) {
    const { element } = Page;
    const { say } = GraphWords;
    if (!steps || !steps.length) {
      const why = steps ? "samePath" : filtered ? "noPathFiltered" : "noPath";
      const ends = element("div", { class: "ends" }, this.end(from), this.end(to));
      this.open(say("path"), [ends, element("p", { class: "notice" }, say(why))]);
      return;
    }
    const stops = steps.map((step) => element("li", {}, ...this.step(step), this.end(step.to)));
    this.open(say("path"), [
      element("p", { class: "quiet" }, say("pathLength", steps.length)),
      element("div", { class: "start" }, this.end(from)),
      element("ol", { class: "steps" }, ...stops),
    ]);
  }

  step({ from, edges }) {
    const { element } = Page;
    const { say } = GraphWords;
    return edges.flatMap((edge) => {
      const onwards = edge.from === from.id;
      const label = GraphText.relation(this.graph.relations[edge.relation], !onwards);
      const [proof, ...more] = edge.evidence;
      const parts = [
        element("p", { class: "relation" }, element("span", { "aria-hidden": "true" }, onwards ? "↓ " : "↑ "), label),
        GraphText.evidence(proof),
      ];
      if (more.length) {
        const summary = element("summary", {}, say("moreProofs", more.length));
        parts.push(element("details", {}, summary, ...more.map(GraphText.evidence)));
      }
      return parts;
    });
  }

  open(title, parts) {
    const { element, button } = Page;
    const heading = element("h2", { tabindex: "-1" }, title);
    const close = button(GraphWords.say("close"), () => this.onClose(), { class: "close" });
    this.holder.replaceChildren(element("div", { class: "head" }, heading, close), ...parts);
    this.holder.classList.add("open");
    this.holder.scrollTop = 0;
  }

  focus() {
    this.holder.querySelector("h2")?.focus({ preventScroll: true });
  }
}
