"use strict";

// The atlas and the timeline: filters, the chosen document, and the list of what is shown, around a drawing.

(() => {
  const AT_ONCE = 100;
  const MOST_LINKED = 60;
  const [data] = window.drawing;
  const { fold, isEnglish } = window.site;
  const at = (id) => document.getElementById(id);
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

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }

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
    const english = isEnglish();
    const [some, all, edges] = [state.shown.length, data.names.length, lines].map((one) =>
      one.toLocaleString(english ? "en" : "vi"),
    );
    at("count").textContent = english
      ? `${some} of ${all} documents, ${edges} citations`
      : `${some} trong ${all} văn bản, ${edges} viện dẫn`;
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
    const name = element("bdi", {});
    name.textContent = data.names[number];
    const button = element("button", { type: "button", class: "link" }, name);
    button.addEventListener("click", () => {
      choose(number);
      drawing.moveTo(number);
      at("chosen").focus();
    });
    const about = element("bdi", { class: "quiet" });
    about.textContent = [data.subjects[number], data.particulars[number]].filter(Boolean).join(" · ");
    return [button, about];
  }

  function linked(heading, edges, end, label) {
    if (!edges.length) {
      return [];
    }
    const items = edges.slice(0, MOST_LINKED).map((edge) => {
      const relation = element("span", { class: "tag" });
      relation.textContent = data.relations[data.edges[edge + 2]][label];
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
      const english = isEnglish();
      const link = element("a", { href: data.addresses[number] });
      const name = element("bdi", {});
      name.textContent = data.names[number];
      link.append(name);
      const [, about] = named(number);
      const close = element("button", { type: "button", class: "close" }, english ? "Close" : "Đóng");
      close.addEventListener("click", () => {
        choose(-1);
        at("canvas").focus();
      });
      panel.replaceChildren(
        element("h2", {}, link),
        close,
        about,
        ...linked(english ? "Cites" : "Viện dẫn", out[number], 1, english ? 1 : 0),
        ...linked(english ? "Cited by" : "Được viện dẫn", into[number], 0, english ? 1 : 2),
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
    try {
      history.replaceState(null, "", `#${kept}`);
    } catch {
      // A page inside a notebook has no address of its own.
    }
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

  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function step(direction) {
    const next = state.chosen < 0 ? state.shown[0] : drawing.neighbour(direction);
    if (next >= 0) {
      choose(next);
      drawing.moveTo(next);
    }
  }

  at("canvas").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (STEPS[event.key]) {
      step(STEPS[event.key]);
    } else if (event.key === "Enter" && state.chosen >= 0) {
      at("chosen").focus();
    } else if (event.key === "+" || event.key === "=") {
      drawing.zoom(1.25);
    } else if (event.key === "-") {
      drawing.zoom(0.8);
    } else if (event.key === "0") {
      drawing.fit();
    } else {
      return;
    }
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.chosen >= 0) {
      choose(-1);
    }
  });
  form.addEventListener("input", () => find({ refit: true }));
  at("clear").addEventListener("click", () => {
    form.reset();
    find({ refit: true });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  at("zoom-in").addEventListener("click", () => drawing.zoom(1.25));
  at("zoom-out").addEventListener("click", () => drawing.zoom(0.8));
  at("fit").addEventListener("click", () => drawing.fit());
  at("list").addEventListener("toggle", list);
  at("more").addEventListener("click", () => {
    state.listed += AT_ONCE;
    list();
  });
  at("language").addEventListener("click", () => setTimeout(() => choose(state.chosen)));
  window.addEventListener("hashchange", recall);
  const isWide = matchMedia("(min-width: 760px)").matches;
  at("more-filters").open = isWide;
  at("list").open = !isWide;
  recall();
})();
