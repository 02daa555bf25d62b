"use strict";

// The atlas and the timeline: filters, the chosen document, and the list of what is shown, around a drawing.

(() => {
  const AT_ONCE = 100;
  const MOST_LINKED = 60;
  const [data] = window.drawing;
  const { at, element, fold } = Page;
  const say = Language.speaker({
    count: ["{0} trong {1} văn bản, {2} viện dẫn", "{0} of {1} documents, {2} citations"],
    close: ["Đóng", "Close"],
    cites: ["Viện dẫn", "Cites"],
    citedBy: ["Được viện dẫn", "Cited by"],
  });
  const form = at("filters");
  const state = { shown: [], listed: AT_ONCE, chosen: -1 };
  const out = data.names.map(() => []);
  const into = data.names.map(() => []);
  for (let edge = 0; edge < data.edges.length; edge += 3) {
    out[data.edges[edge]].push(edge);
    into[data.edges[edge + 1]].push(edge);
  }
  let keys = null;

  const drawing = new Drawing(at("canvas"), data, { onChoose: choose });

  // -- filtering -------------------------------------------------------------------------------------------------------

  function wanted() {
    return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
  }

  function find({ refit = false } = {}) {
    const { words, level, type, since, until, relation, hubs, cited } = wanted();
    const asked = fold(words).split(" ").filter(Boolean);
    if (asked.length && !keys) {
      keys = data.names.map((name, number) => ` ${fold(`${name} ${data.subjects[number]} ${data.particulars[number]}`)}`);
    }
    const visible = new Uint8Array(data.names.length);
    const kind = type ? Number(type) : -1;
    state.shown = [];
    data.names.forEach((_name, number) => {
      const year = data.years[number];
      visible[number] =
        (!level || data.levels[number] === level || (level === "?" && !data.levels[number])) &&
        (kind < 0 || data.types[number] === kind) &&
        (!since || (year && year >= Number(since))) &&
        (!until || (year && year <= Number(until))) &&
        (cited || data.present[number]) &&
        (!hubs || into[number].length <= Number(hubs)) &&
        asked.every((word) => keys[number].includes(` ${word}`));
      if (visible[number]) {
        state.shown.push(number);
      }
    });
    if (state.chosen >= 0) {
      visible[state.chosen] = 1;
    }
    const lines = [];
    for (let edge = 0; edge < data.edges.length; edge += 3) {
      const [start, end, code] = [data.edges[edge], data.edges[edge + 1], data.edges[edge + 2]];
      if (visible[start] && visible[end] && (!relation || code === Number(relation))) {
        lines.push(start, end, code);
      }
    }
    drawing.show(visible, lines);
    at("none").hidden = state.shown.length > 0;
    if (refit && state.shown.length) {
      drawing.fit();
    }
    state.listed = AT_ONCE;
    remember();
    tell(lines.length / 3);
  }

  function tell(lines) {
    at("count").textContent = say("count", state.shown.length, data.names.length, lines);
    list();
  }

  function list() {
    if (!at("list").open) {
      return;
    }
    at("rows").replaceChildren(...state.shown.slice(0, state.listed).map((number) => element("li", {}, ...named(number))));
    at("more").hidden = state.shown.length <= state.listed;
  }

  // -- one document ----------------------------------------------------------------------------------------------------

  function named(number) {
    const go = () => {
      choose(number);
      drawing.moveTo(number);
      at("chosen").focus();
    };
    const about = [data.subjects[number], data.particulars[number]].filter(Boolean).join(" · ");
    return [
      Page.button(element("bdi", {}, data.names[number]), go, { class: "link" }),
      element("bdi", { class: "quiet" }, about),
    ];
  }

  function linked(heading, edges, end, label) {
    if (!edges.length) {
      return [];
    }
    const items = edges.slice(0, MOST_LINKED).map((edge) => {
      const relation = element("span", { class: "tag" }, data.relations[data.edges[edge + 2]][label]);
      return element("li", {}, relation, " ", ...named(data.edges[edge + end]));
    });
    if (edges.length > MOST_LINKED) {
      items.push(element("li", { class: "quiet" }, `… ${edges.length - MOST_LINKED}`));
    }
    return [element("h3", {}, `${heading} (${edges.length})`), element("ul", { class: "documents" }, ...items)];
  }

  function choose(number) {
    state.chosen = number;
    drawing.choose(number);
    const panel = at("chosen");
    panel.hidden = number < 0;
    if (number >= 0) {
      const english = Language.isEnglish();
      const [, about] = named(number);
      const close = () => {
        choose(-1);
        at("canvas").focus();
      };
      panel.replaceChildren(
        element("h2", {}, element("a", { href: data.addresses[number] }, element("bdi", {}, data.names[number]))),
        Page.button(say("close"), close, { class: "close" }),
        about,
        ...linked(say("cites"), out[number], 1, english ? 1 : 0),
        ...linked(say("citedBy"), into[number], 0, english ? 1 : 2),
      );
    }
    find();
  }

  /** The filter and the chosen document are the page's address, so that Back and a link lead to the same. */
  function remember() {
    const kept = new URLSearchParams(Object.entries(wanted()).filter(([name, value]) => value && name !== "cited"));
    if (!form.elements.namedItem("cited").checked) {
      kept.set("cited", "");
    }
    if (state.chosen >= 0) {
      kept.set("document", data.addresses[state.chosen]);
    }
    Page.remember(`#${kept}`);
  }

  function recall() {
    form.reset();
    const kept = new URLSearchParams(location.hash.slice(1));
    form.elements.namedItem("cited").checked = !kept.has("cited");
    for (const [name, value] of kept) {
      const field = form.elements.namedItem(name);
      if (field && name !== "cited") {
        field.value = value;
      }
    }
    const number = data.addresses.indexOf(kept.get("document"));
    choose(number);
    if (number >= 0) {
      drawing.moveTo(number);
    }
  }

  // -- controls --------------------------------------------------------------------------------------------------------

  listenToKeys(at("canvas"), {
    walk: (direction) => {
      const next = state.chosen < 0 ? state.shown[0] : drawing.neighbour(direction);
      if (next >= 0) {
        choose(next);
        drawing.moveTo(next);
      }
    },
    open: () => state.chosen >= 0 && at("chosen").focus(),
    zoom: (factor) => drawing.zoom(factor),
    fit: () => drawing.fit(),
    letGo: () => state.chosen >= 0 && choose(-1),
  });
  form.addEventListener("input", () => find({ refit: true }));
  at("clear").addEventListener("click", () => {
    form.reset();
    find({ refit: true });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  at("list").addEventListener("toggle", list);
  at("more").addEventListener("click", () => {
    state.listed += AT_ONCE;
    list();
  });
  Language.onTurn(() => choose(state.chosen));
  window.addEventListener("hashchange", recall);
  const isWide = matchMedia("(min-width: 760px)").matches;
  at("more-filters").open = isWide;
  at("list").open = !isWide;
  recall();
})();
