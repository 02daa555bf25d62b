"use strict";

/* The panel beside the drawing: everything about the chosen document, or every proof of the chosen citation. */
class GraphPanel {
  static MOST_CITED = 8;

  constructor(graph, { onNode, onEdge, onClose }) {
    this.graph = graph;
    this.onNode = onNode;
    this.onEdge = onEdge;
    this.onClose = onClose;
    this.holder = document.getElementById("panel");
    this.showNothing();
  }

  showNothing() {
    const { element, count } = GraphText;
    const hint = "Chọn một văn bản hay một mũi tên để xem chi tiết và bằng chứng.";
    const most = this.graph.nodes
      .filter((node) => node.cited_by)
      .sort((a, b) => b.cited_by - a.cited_by || a.id - b.id)
      .slice(0, GraphPanel.MOST_CITED);
    const open = this.graph.nodes.filter((node) => node.undetermined.length);
    this.holder.classList.remove("open");
    this.holder.replaceChildren(
      element("p", { class: "quiet" }, hint),
      ...this.list("Được viện dẫn nhiều nhất", most, (node) => `${count(node.cited_by)} văn bản`),
      ...this.list("Có viện dẫn chưa xác định", open, (node) => `${count(node.undetermined.length)} viện dẫn`),
    );
  }

  list(title, nodes, measure) {
    if (!nodes.length) return [];
    const { element, button } = GraphText;
    const rows = nodes.map((node) =>
      element(
        "li",
        {},
        button(GraphText.fullName(node, this.graph.types), () => this.onNode(node), { class: "link document" }),
        element("span", { class: "measure" }, measure(node)),
        element("bdi", { class: "quiet" }, GraphText.particulars(node)),
      ),
    );
    return [element("h3", {}, title), element("ul", { class: "citations" }, ...rows)];
  }

  showNode(node) {
    const { element, count } = GraphText;
    const facts = [
      ["Trích yếu", node.number ? node.heading : null],
      ["Loại", this.graph.types[node.type]],
      ["Cơ quan ban hành", node.issuer_name || "chưa rõ"],
      ["Nơi", node.place],
      ["Ngày", node.date ? GraphText.date(node.date) : "không rõ"],
      ["Có mặt", GraphText.PRESENCE[node.group]],
      ["Tình trạng", node.status ? GraphText.STATUS[node.status] : "không có thông tin trong kho"],
      ["Tệp", node.file],
      ["Được dẫn bởi", `${count(node.cited_by)} văn bản`],
    ].filter(([, value]) => value);
    const list = element(
      "dl",
      {},
      ...facts.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))),
    );
    const parts = [list];
    for (const warning of node.warnings) parts.push(element("p", { class: "notice" }, warning));
    parts.push(
      ...this.citations("Viện dẫn", node.edges.filter((edge) => edge.from === node.id), 0, "to"),
      ...this.citations("Được viện dẫn", node.edges.filter((edge) => edge.to === node.id), 1, "from"),
    );
    if (node.not_drawn) {
      parts.push(element("p", { class: "quiet" }, `Còn ${count(node.not_drawn)} liên kết với văn bản không hiện trên trang này.`));
    }
    parts.push(...this.undetermined(node));
    this.open(GraphText.fullName(node, this.graph.types), parts);
  }

  /* Citations in one direction, grouped by relation; `label` is 0 for the label out and 1 for the label in. */
  citations(title, edges, label, otherEnd) {
    if (!edges.length) return [];
    const { element, button, count } = GraphText;
    const groups = new Map();
    for (const edge of edges) groups.set(edge.relation, [...(groups.get(edge.relation) || []), edge]);
    const parts = [element("h3", {}, `${title} (${count(edges.length)})`)];
    for (const [relation, members] of groups) {
      parts.push(
        element("h4", {}, `${this.graph.relations[relation][label]} (${count(members.length)})`),
        element(
          "ul",
          { class: "citations" },
          ...members.map((edge) => {
            const other = this.graph.nodes[edge[otherEnd]];
            const name = GraphText.fullName(other, this.graph.types);
            const proofs = `${count(edge.evidence.length)} bằng chứng`;
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
    const { element, count } = GraphText;
    return [
      element("h3", {}, `Chưa xác định (${count(node.undetermined.length)})`),
      element("p", { class: "quiet" }, "Chưa đủ căn cứ để biết các viện dẫn này chỉ văn bản nào."),
      element(
        "ol",
        { class: "undetermined" },
        ...node.undetermined.map((citation) =>
          element(
            "li",
            {},
            element("p", {}, element("bdi", { class: "name" }, citation.text), ` · ${this.graph.relations[citation.relation][0]}`),
            this.candidates(citation.candidates),
            GraphText.evidence(citation.evidence),
          ),
        ),
      ),
    ];
  }

  candidates(candidates) {
    const { element, button } = GraphText;
    if (!candidates.length) return element("p", { class: "quiet" }, "Không có văn bản nào phù hợp.");
    return element(
      "ul",
      { class: "candidates", "aria-label": "Có thể là" },
      ...candidates.map((candidate) => {
        const inPage = candidate.node !== null;
        const name = inPage
          ? button(candidate.name, () => this.onNode(this.graph.nodes[candidate.node]), { class: "link" })
          : element("bdi", {}, candidate.name);
        const more = [GraphText.particulars(candidate), `khớp ${Math.round(candidate.score * 100)} %`];
        return element("li", {}, name, element("bdi", { class: "quiet" }, more.filter(Boolean).join(" · ")));
      }),
    );
  }

  showEdge(edge) {
    const { element, button, count } = GraphText;
    const end = (node) =>
      element(
        "p",
        {},
        button(GraphText.fullName(node, this.graph.types), () => this.onNode(node), { class: "link" }),
        element("bdi", { class: "quiet" }, GraphText.particulars(node)),
      );
    this.open("Viện dẫn", [
      element(
        "div",
        { class: "ends" },
        end(this.graph.nodes[edge.from]),
        element("p", { class: "relation" }, element("span", { "aria-hidden": "true" }, "↓ "), this.graph.relations[edge.relation][0]),
        end(this.graph.nodes[edge.to]),
      ),
      element("h3", {}, `Bằng chứng (${count(edge.evidence.length)})`),
      ...edge.evidence.map(GraphText.evidence),
    ]);
  }

  open(title, parts) {
    const { element, button } = GraphText;
    const heading = element("h2", { tabindex: "-1" }, title);
    const close = button("Đóng", () => this.onClose(), { class: "close" });
    this.holder.replaceChildren(element("div", { class: "head" }, heading, close), ...parts);
    this.holder.classList.add("open");
    this.holder.scrollTop = 0;
  }

  focus() {
    this.holder.querySelector("h2")?.focus({ preventScroll: true });
  }
}
