"use strict";

/* A search box: a combobox whose list is walked with the arrow keys while the focus stays in the box. */
class GraphSearch {
  static MOST_RESULTS = 30;

  constructor(graph, input, list, choose) {
    this.graph = graph;
    this.choose = choose;
    this.input = input;
    this.list = list;
    this.results = [];
    this.active = -1;
    this.keys = graph.nodes.map((node) => {
      const spoken = [GraphText.fullName(node, graph.types), node.heading, GraphText.particulars(node), node.place];
      const key = Page.fold(spoken.filter(Boolean).join(" "));
      const number = Page.fold(node.number || "");
      return { number, name: ` ${Page.fold(GraphText.fullName(node, graph.types))}`, words: ` ${key} ${number.replaceAll(" ", "")}` };
    });
    this.input.addEventListener("input", () => this.find());
    this.input.addEventListener("focus", () => this.find());
    this.input.addEventListener("keydown", (event) => this.walk(event));
    this.input.addEventListener("blur", () => this.close());
    // Without this the box would lose the focus, and with it the list, before the click arrives.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  find() {
    const query = Page.fold(this.input.value);
    if (!query) {
      this.close();
      return;
    }
    const words = query.split(" ");
    const found = [];
    for (const node of this.graph.nodes) {
      const key = this.keys[node.id];
      // Every word of the query begins a word of the document: "28 nq tu" is no "128-NQ/TU".
      if (words.every((word) => key.words.includes(` ${word}`))) {
        const named = words.filter((word) => key.name.includes(` ${word}`)).length;
        const exact = key.number && ` ${query} `.includes(` ${key.number} `);
        found.push({ node, named, rank: (exact ? 0 : 2) + (node.group === "in_corpus" ? 0 : 1) });
      }
    }
    // What is called so comes before what only speaks of it in its title.
    found.sort((a, b) => b.named - a.named || a.rank - b.rank || b.node.cited_by - a.node.cited_by || a.node.id - b.node.id);
    this.results = found.slice(0, GraphSearch.MOST_RESULTS).map((item) => item.node);
    this.show(found.length);
  }

  show(total) {
    const { element } = Page;
    const options = this.results.map((node, position) => {
      const option = element(
        "li",
        { role: "option", id: `${this.list.id}-${position}`, "aria-selected": "false" },
        element("bdi", { class: "name" }, GraphText.fullName(node, this.graph.types)),
        element("bdi", { class: "quiet" }, GraphText.particulars(node) || GraphWords.nameOf("resolution", node.group)),
      );
      if (node.number && node.heading) option.append(element("bdi", { class: "heading" }, node.heading));
      option.addEventListener("click", () => this.take(position));
      return option;
    });
    if (!options.length) options.push(element("li", { role: "presentation", class: "quiet" }, GraphWords.say("nothingFound")));
    if (total > this.results.length) {
      const more = GraphWords.say("moreFound", total - this.results.length);
      options.push(element("li", { role: "presentation", class: "quiet" }, more));
    }
    this.list.replaceChildren(...options);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.activate(this.results.length ? 0 : -1);
  }

  activate(position) {
    this.active = position;
    [...this.list.querySelectorAll("[role=option]")].forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === position));
      if (at === position) option.scrollIntoView({ block: "nearest" });
    });
    if (position < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${position}`);
  }

  walk(event) {
    const last = this.results.length - 1;
    if (event.key === "Escape" && !this.list.hidden) this.close();
    else if (event.key === "Enter" && this.active >= 0) this.take(this.active);
    else if (event.key === "ArrowDown" && this.list.hidden) this.find();
    else if (event.key === "ArrowDown" && last >= 0) this.activate(this.active === last ? 0 : this.active + 1);
    else if (event.key === "ArrowUp" && last >= 0) this.activate(this.active <= 0 ? last : this.active - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  take(position) {
    const node = this.results[position];
    this.close();
    this.choose(node);
  }

  close() {
    this.results = [];
    this.active = -1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
