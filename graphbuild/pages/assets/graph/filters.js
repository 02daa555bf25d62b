"use strict";

/* The filters, and which documents and citations they let through. */
class GraphFilters {
  /* From this many entries on, a list gets a box to search in it. */
  static LONG_LIST = 9;
  static UNKNOWN = "";

  constructor(graph, onChange) {
    this.graph = graph;
    this.onChange = onChange;
    this.types = new Set();
    this.issuers = new Set();
    this.relations = new Set();
    this.outside = document.getElementById("show-outside");
    this.hubs = document.getElementById("hide-hubs");
    this.threshold = document.getElementById("hub-threshold");

    const named = (items, key, name) => {
      const entries = new Map();
      for (const item of items) {
        const entry = entries.get(key(item)) || { key: key(item), name: name(item), count: 0 };
        entry.count += 1;
        entries.set(entry.key, entry);
      }
      return [...entries.values()].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, "vi"));
    };
    this.lists = [
      {
        id: "filter-type",
        chosen: this.types,
        entries: () => named(graph.nodes, (node) => node.type, (node) => graph.types[node.type]),
      },
      {
        id: "filter-issuer",
        chosen: this.issuers,
        entries: () => named(graph.nodes, GraphFilters.issuer, (node) => node.issuer_name || GraphWords.say("unnamedIssuer")),
      },
      {
        id: "filter-relation",
        chosen: this.relations,
        entries: () => named(graph.edges, (edge) => edge.relation, (edge) => GraphText.relation(graph.relations[edge.relation])),
      },
    ];
    this.fill();
    for (const control of [this.outside, this.hubs, this.threshold]) {
      control.addEventListener("input", () => this.changed());
    }
    document.getElementById("clear-filters").addEventListener("click", () => this.clear());
  }

  static issuer(node) {
    return node.issuer || GraphFilters.UNKNOWN;
  }

  /* Make the lists anew in the language of now; what is ticked stays ticked. */
  fill() {
    for (const { id, chosen, entries } of this.lists) this.facet(id, chosen, entries());
    this.tellActive();
  }

  facet(id, chosen, entries) {
    const { element } = Page;
    const holder = document.getElementById(id);
    const title = holder.querySelector("summary");
    const rows = entries.map((entry) => {
      const box = element("input", { type: "checkbox" });
      box.checked = chosen.has(entry.key);
      box.addEventListener("change", () => {
        if (box.checked) chosen.add(entry.key);
        else chosen.delete(entry.key);
        this.changed();
      });
      const name = element("bdi", {}, entry.name);
      return element("li", {}, element("label", {}, box, name, element("span", { class: "count" }, Language.count(entry.count))));
    });
    holder.replaceChildren(title);
    if (entries.length >= GraphFilters.LONG_LIST) {
      const search = element("input", {
        type: "search",
        "aria-label": GraphWords.say("searchIn", title.textContent),
        placeholder: GraphWords.say("searchList"),
        autocomplete: "off",
      });
      const keys = entries.map((entry) => Page.fold(entry.name));
      search.addEventListener("input", () => {
        const query = Page.fold(search.value);
        rows.forEach((row, at) => {
          row.hidden = !keys[at].includes(query);
        });
      });
      holder.append(search);
    }
    holder.append(element("ul", {}, ...rows));
  }

  clear() {
    for (const chosen of [this.types, this.issuers, this.relations]) chosen.clear();
    for (const box of document.querySelectorAll("#filters .facet input[type=checkbox]")) box.checked = false;
    this.outside.checked = true;
    this.hubs.checked = false;
    this.changed();
  }

  changed() {
    this.tellActive();
    this.onChange();
  }

  get active() {
    const all = [this.types.size, this.issuers.size, this.relations.size, !this.outside.checked, this.hubs.checked];
    return all.filter(Boolean).length;
  }

  tellActive() {
    document.getElementById("filters-active").textContent = this.active ? GraphWords.say("active", this.active) : "";
  }

  admits(node) {
    if (this.types.size && !this.types.has(node.type)) return false;
    if (this.issuers.size && !this.issuers.has(GraphFilters.issuer(node))) return false;
    if (!this.outside.checked && node.group !== "in_corpus") return false;
    return !(this.hubs.checked && this.threshold.value && node.cited_by > Number(this.threshold.value));
  }

  admitsRelation(edge) {
    return !this.relations.size || this.relations.has(edge.relation);
  }

  admitsEdge(edge) {
    return this.admitsRelation(edge) && [edge.from, edge.to].every((id) => this.admits(this.graph.nodes[id]));
  }

  /* What is to be seen: two sets of ids. `kept` are documents that are admitted whatever the filters say. */
  visible(kept) {
    const admitted = new Set(
      this.graph.nodes.filter((node) => this.admits(node) || kept.includes(node)).map((node) => node.id),
    );
    const edges = this.graph.edges.filter(
      (edge) => admitted.has(edge.from) && admitted.has(edge.to) && this.admitsRelation(edge),
    );
    const nodes = this.relations.size ? new Set(edges.flatMap((edge) => [edge.from, edge.to])) : admitted;
    for (const node of kept) nodes.add(node.id);
    return { nodes, edges: new Set(edges.map((edge) => edge.id)) };
  }
}
