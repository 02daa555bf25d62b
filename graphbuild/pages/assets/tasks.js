"use strict";

// The table of tasks: filtered, sorted and taken away here, without a server. Texts reach the page through textContent.

(() => {
  const AT_ONCE = 200;
  const [TASK, LEAD, SUPPORT, , DUE, , UNSAID, DOCUMENT] = [...Array(8).keys()];
  const all = window.tasks;
  const { fold, isEnglish } = window.site;
  const at = (id) => document.getElementById(id);
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
    const { body, document: paper, words, unsaid } = wanted();
    const [since, until] = [dayOf("since"), dayOf("until")];
    const [who, which, what] = [fold(body), fold(paper), fold(words).split(" ").filter(Boolean)];
    state.found = all.filter((row, number) => {
      const key = keys[number];
      return (
        (!who || key[LEAD].includes(who) || key[SUPPORT].includes(who)) &&
        (!which || key[DOCUMENT].includes(which)) &&
        what.every((word) => key.some((cell) => cell.includes(word))) &&
        (!(since || until) || touches(row.limits, since, until)) &&
        (!unsaid || row.cells[UNSAID].split("; ").includes(unsaid))
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
    const english = isEnglish();
    const [count, total] = [state.found.length, all.length].map((number) => number.toLocaleString(english ? "en" : "vi"));
    // A body's own name does not say that "các xã, phường" means it too.
    at("shared").hidden = !wanted().body || fold(wanted().body) === "cac";
    at("none").hidden = state.found.length > 0;
    at("asked").textContent = asked();
    at("count").textContent = english ? `${count} of ${total} tasks` : `${count} trong ${total} nhiệm vụ`;
    for (const button of document.querySelectorAll(".sort")) {
      const isThis = Number(button.dataset.column) === state.column;
      button.closest("th").setAttribute("aria-sort", isThis ? (state.down ? "descending" : "ascending") : "none");
    }
  }

  function drawn(row) {
    const line = document.createElement("tr");
    const headings = [...document.querySelectorAll(".sort")].map((button) => button.textContent.trim());
    row.cells.forEach((text, number) => {
      const cell = document.createElement("td");
      cell.dataset.label = headings[number];
      const isLink = number === TASK || number === DOCUMENT;
      const inner = document.createElement(isLink ? "a" : "bdi");
      inner.textContent = number === UNSAID && isEnglish() ? inEnglish(text) : text;
      if (isLink) {
        inner.href = number === TASK ? row.address : row.address.split("#")[0];
      }
      cell.append(inner);
      if (number === DUE && isOver(row.limits)) {
        const over = document.createElement("span");
        over.className = "overdue";
        over.textContent = isEnglish() ? " · overdue" : " · đã qua hạn";
        cell.append(over);
      }
      if (!text && (number === LEAD || number === DUE)) {
        inner.className = "missing";
        inner.textContent = isEnglish() ? "not told" : "không nêu";
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
    const { body, document: paper, words, unsaid } = wanted();
    const [since, until] = [spoken("since"), spoken("until")];
    const parts = isEnglish()
      ? [body && `body: ${body}`, paper && `document: ${paper}`, words && `words: ${words}`,
         since && `due from ${since}`, until && `due until ${until}`, unsaid && `not clear: ${unsaid}`]
      : [body && `cơ quan: ${body}`, paper && `văn bản: ${paper}`, words && `từ khóa: ${words}`,
         since && `hạn từ ${since}`, until && `hạn đến ${until}`, unsaid && `chưa rõ: ${unsaid}`];
    return parts.filter(Boolean).join("; ");
  }

  function suggest(id, values) {
    const options = [...new Set(values)].sort(new Intl.Collator("vi").compare).slice(0, 1000);
    at(id).replaceChildren(
      ...options.map((value) => {
        const option = document.createElement("option");
        option.value = value;
        return option;
      }),
    );
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
    try {
      history.replaceState(null, "", `#${kept}`);
    } catch {
      // A page inside a notebook has no address of its own.
    }
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
  at("language")?.addEventListener("click", () => setTimeout(show));
  const names = (column) => all.flatMap((row) => row.cells[column].split("; ")).filter(Boolean);
  suggest("bodies", [...names(LEAD), ...names(SUPPORT)]);
  suggest("documents", names(DOCUMENT));
  at("more-filters").open = matchMedia("(min-width: 760px)").matches;
  recall();
  find();
})();
