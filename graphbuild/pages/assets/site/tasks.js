"use strict";

// The table of tasks: filtered, sorted and taken away here, without a server. Texts reach the page through textContent.

(() => {
  const AT_ONCE = 200;
  const [TASK, LEAD, SUPPORT, , DUE, , UNSAID, DOCUMENT, CARRIED] = [...Array(9).keys()];
  const all = window.tasks;
  const { at, element, fold } = Page;
  const { isEnglish } = Language;
  const say = Language.speaker({
    count: ["{0} trong {1} nhiệm vụ", "{0} of {1} tasks"],
    overdue: [" · đã qua hạn", " · overdue"],
    untold: ["không nêu", "not told"],
    body: ["cơ quan: {0}", "body: {0}"],
    document: ["văn bản: {0}", "document: {0}"],
    words: ["từ khóa: {0}", "words: {0}"],
    since: ["hạn từ {0}", "due from {0}"],
    until: ["hạn đến {0}", "due until {0}"],
    unsaid: ["chưa rõ: {0}", "not clear: {0}"],
    no: ["chưa có văn bản thực hiện", "no document carries it out"],
    yes: ["đã có văn bản thực hiện", "a document carries it out"],
  });
  const form = at("filters");
  const state = { found: all, shown: AT_ONCE, column: null, down: false };

  const keys = all.map((row) => row.cells.map(fold));

  // -- filtering -------------------------------------------------------------------------------------------------------

  /** A time limit touches the days between two; without an end it never ends, without a beginning it is a day. */
  function touches(limits, since, until) {
    return limits.some(([first, last]) => (!until || (first || last) <= until) && (!since || (last || "9999") >= since));
  }

  function wanted() {
    return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
  }

  /** A day as Vietnamese papers write it, or ISO, as ISO; "" where it is none. Browsers would ask for the month first. */
  function dayOf(name) {
    const field = form.elements.namedItem(name);
    const typed = field.value.trim();
    const [, date, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed) || [];
    const iso = year ? `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}` : typed;
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(Date.parse(iso));
    field.setAttribute("aria-invalid", String(Boolean(typed) && !isDay));
    return isDay ? iso : "";
  }

  function find() {
    const { body, document: paper, words, unsaid, carried } = wanted();
    const [since, until] = [dayOf("since"), dayOf("until")];
    const [who, which, what] = [fold(body), fold(paper), fold(words).split(" ").filter(Boolean)];
    state.found = all.filter((row, number) => {
      const key = keys[number];
      return (
        (!who || key[LEAD].includes(who) || key[SUPPORT].includes(who)) &&
        (!which || key[DOCUMENT].includes(which)) &&
        what.every((word) => key.some((cell) => cell.includes(word))) &&
        (!(since || until) || touches(row.limits, since, until)) &&
        (!unsaid || row.cells[UNSAID].split("; ").includes(unsaid)) &&
        (!carried || (carried === "yes") === row.carried.length > 0)
      );
    });
    sort();
    state.shown = AT_ONCE;
    show();
    remember();
  }

  function sort() {
    if (state.column === null) {
      return;
    }
    const last = (row) => row.limits.map(([first, end]) => end || first).sort()[0] || "9999";
    const key = (row) => (state.column === DUE ? last(row) : row.cells[state.column]);
    const order = new Intl.Collator("vi", { numeric: true }).compare;
    state.found = [...state.found].sort((a, b) => order(key(a), key(b)) * (state.down ? -1 : 1));
  }

  // -- showing ---------------------------------------------------------------------------------------------------------

  function show() {
    at("rows").replaceChildren(...state.found.slice(0, state.shown).map(drawn));
    at("more").hidden = state.found.length <= state.shown;
    // A body's own name does not say that "các xã, phường" means it too.
    at("shared").hidden = !wanted().body || fold(wanted().body) === "cac";
    at("none").hidden = state.found.length > 0;
    at("asked").textContent = asked();
    at("count").textContent = say("count", state.found.length, all.length);
    for (const button of document.querySelectorAll(".sort")) {
      const isThis = Number(button.dataset.column) === state.column;
      button.closest("th").setAttribute("aria-sort", isThis ? (state.down ? "descending" : "ascending") : "none");
    }
  }

  function drawn(row) {
    const line = element("tr", {});
    const headings = [...document.querySelectorAll(".sort")].map((button) => button.textContent.trim());
    row.cells.forEach((text, number) => {
      const isLink = number === TASK || number === DOCUMENT;
      if (number === CARRIED) {
        const links = row.carried.map(([words, href, title]) => element("p", {}, element("a", { href, title }, words)));
        line.append(element("td", { "data-label": headings[number] }, ...links));
        return;
      }
      const inner = element(isLink ? "a" : "bdi", {}, number === UNSAID && isEnglish() ? inEnglish(text) : text);
      const cell = element("td", { "data-label": headings[number] }, inner);
      if (isLink) {
        inner.href = number === TASK ? row.address : row.address.split("#")[0];
      }
      if (number === DUE && !row.delivered && isOver(row.limits)) {
        cell.append(element("span", { class: "overdue" }, say("overdue")));
      }
      if (!text && (number === LEAD || number === DUE)) {
        inner.className = "missing";
        inner.textContent = say("untold");
      }
      line.append(cell);
    });
    return line;
  }

  const unsaidInEnglish = new Map([...form.elements.namedItem("unsaid").options].map((one) => [one.value, one.dataset.english]));

  function inEnglish(text) {
    return text.split("; ").map((part) => unsaidInEnglish.get(part) || part).join("; ");
  }

  const day = (date) => date.toLocaleDateString("en-CA");
  const today = day(new Date());

  /** Whether all days by which it was to be done are over. */
  function isOver(limits) {
    return limits.length > 0 && limits.every(([, last]) => last && last.padEnd(10, "-12-31".slice(last.length - 4)) < today);
  }

  /** The filter in words: what stands above the table, and on the paper. */
  function asked() {
    const spoken = (name) => dayOf(name).split("-").reverse().join("/");
    const parts = { ...wanted(), since: spoken("since"), until: spoken("until") };
    return ["body", "document", "words", "since", "until", "unsaid"]
      .filter((name) => parts[name])
      .map((name) => say(name, parts[name]))
      .concat(parts.carried ? [say(parts.carried)] : [])
      .join("; ");
  }

  function suggest(id, values) {
    const options = [...new Set(values)].sort(new Intl.Collator("vi").compare).slice(0, 1000);
    at(id).replaceChildren(...options.map((value) => element("option", { value })));
  }

  // -- taking away -----------------------------------------------------------------------------------------------------

  function save() {
    const headings = [...document.querySelectorAll(".sort")].map((button) => button.textContent.trim());
    Csv.save(Csv.blob([headings, ...state.found.map((row) => row.cells)]), "nhiem-vu.csv");
  }

  function remember() {
    const kept = new URLSearchParams(Object.entries(wanted()).filter(([, value]) => value));
    if (state.column !== null) {
      kept.set("sort", `${state.column}${state.down ? "-" : ""}`);
    }
    Page.remember(`#${kept}`);
  }

  function recall() {
    form.reset();
    const kept = new URLSearchParams(location.hash.slice(1));
    const [, column, down] = /^(\d)(-?)$/.exec(kept.get("sort") || "") || [];
    state.column = column === undefined ? null : Number(column);
    state.down = Boolean(down);
    at("order").value = column === undefined ? "" : column;
    for (const [name, value] of kept) {
      const field = form.elements.namedItem(name);
      if (field) {
        field.value = value;
      }
    }
  }

  form.addEventListener("input", find);
  at("clear").addEventListener("click", () => {
    form.reset();
    state.column = null;
    find();
  });
  at("order").addEventListener("input", () => {
    state.column = at("order").value ? Number(at("order").value) : null;
    state.down = false;
    find();
  });
  window.addEventListener("hashchange", () => {
    recall();
    find();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  at("more").addEventListener("click", () => {
    state.shown += AT_ONCE;
    show();
  });
  at("csv").addEventListener("click", save);
  at("print").addEventListener("click", () => window.print());
  window.addEventListener("beforeprint", () => {
    state.shown = state.found.length;
    show();
  });
  for (const button of document.querySelectorAll(".sort")) {
    button.addEventListener("click", () => {
      const column = Number(button.dataset.column);
      state.down = state.column === column && !state.down;
      state.column = column;
      at("order").value = String(column);
      find();
    });
  }
  Language.onTurn(show);
  const names = (column) => all.flatMap((row) => row.cells[column].split("; ")).filter(Boolean);
  suggest("bodies", [...names(LEAD), ...names(SUPPORT)]);
  suggest("documents", names(DOCUMENT));
  at("more-filters").open = matchMedia("(min-width: 760px)").matches;
  recall();
  find();
})();
