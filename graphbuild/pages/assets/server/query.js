"use strict";

// Asks the server that gave this page, and nobody else. What the graph says reaches the page through textContent only.

(() => {
  const content = JSON.parse(document.getElementById("content").textContent);
  const MOST_ROWS = 2000;
  const FREE = {
    name: "",
    title: "SPARQL tự viết",
    title_en: "Your own SPARQL",
    description: "Hỏi bất cứ điều gì bằng SPARQL 1.1. Truy vấn chỉ đọc; câu hỏi quá lâu sẽ bị dừng.",
    description_en: "Ask anything in SPARQL 1.1. Queries only read; one that takes too long is stopped.",
    parameters: [],
    sparql:
      "PREFIX eli: <http://data.europa.eu/eli/ontology#>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n\n" +
      "SELECT ?van_ban ?ten WHERE {\n  ?van_ban a eli:LegalResource ;\n           rdfs:label ?ten .\n}\nORDER BY ?ten\nLIMIT 50\n",
  };
  const queries = [...content.queries, FREE];
  const { at, element, readable } = Page;
  const say = Language.speaker({
    example: ["vd. {0}", "e.g. {0}"],
    asking: ["Đang hỏi…", "Asking…"],
    stopped: ["Đã thôi.", "Stopped."],
    silent: ["Máy chủ không trả lời. Kiểm tra rồi thử lại.", "The server does not answer. Check it and try again."],
    yes: ["Có.", "Yes."],
    no: ["Không.", "No."],
    unknown: ["Không có gì trong đồ thị mang tên “{0}”.", "Nothing in the graph is called “{0}”."],
    nothing: ["Không có kết quả nào.", "No results."],
    rows: ["{0} dòng.", ["{0} row.", "{0} rows."]],
    manyRows: [
      "{0} dòng, hiện {1} dòng đầu; tải CSV để có đủ.",
      "{0} rows, of which the first {1} are shown; the CSV has them all.",
    ],
    copied: ["Đã chép liên kết.", "Link copied."],
  });
  const state = { query: queries[0], running: null, answer: null };

  // -- choosing --------------------------------------------------------------------------------------------------------

  function list() {
    for (const query of queries) {
      const take = () => {
        choose(query, {});
        remember();
        at("title").focus();
      };
      at("queries").append(element("li", {}, Page.button("", take)));
    }
  }

  /** Say what is said of queries in the language of now; what is typed stays. */
  function tellNames() {
    const { query } = state;
    [...at("queries").querySelectorAll("button")].forEach((button, number) => {
      button.textContent = Language.pick([queries[number].title, queries[number].title_en]);
    });
    at("title").textContent = Language.pick([query.title, query.title_en]);
    at("description").textContent = Language.pick([query.description, query.description_en]);
    [...at("parameters").querySelectorAll("label")].forEach((label, number) => {
      const { description, description_en: english, example, kind } = query.parameters[number];
      const typed = example || (kind === "date" ? "05/6/2024" : "");
      label.firstElementChild.textContent = Language.pick([description, english]);
      label.lastElementChild.placeholder = typed && say("example", typed);
    });
  }

  function choose(query, typed) {
    if (state.running) {
      state.running.abort();
      atRest();
    }
    state.query = query;
    [...at("queries").querySelectorAll("button")].forEach((button, number) => {
      button.setAttribute("aria-current", String(queries[number] === query));
    });
    at("sparql").value = query.sparql;
    at("source").open = query === FREE;
    at("edited").hidden = true;
    at("parameters").replaceChildren(...query.parameters.map((parameter) => field(parameter, typed[parameter.name])));
    tellNames();
    clear();
  }

  function field(parameter, value) {
    const mode = parameter.kind === "integer" ? "numeric" : "text";
    const input = element("input", { name: parameter.name, type: "text", inputmode: mode, autocomplete: "off" });
    input.spellcheck = false;
    input.required = parameter.default === null;
    input.value = value || "";
    return element("label", {}, element("span", {}), input);
  }

  function values() {
    const inputs = [...at("parameters").querySelectorAll("input")];
    return Object.fromEntries(inputs.filter((input) => input.value.trim()).map((input) => [input.name, input.value.trim()]));
  }

  function isEdited() {
    return state.query === FREE || at("sparql").value !== state.query.sparql;
  }

  // -- asking ----------------------------------------------------------------------------------------------------------

  function request(accept) {
    const stop = state.running ? { signal: state.running.signal } : {};
    if (isEdited()) {
      const headers = { "Content-Type": "application/sparql-query", Accept: accept };
      return fetch("/sparql", { method: "POST", headers, body: at("sparql").value, ...stop });
    }
    const address = `/truy-van/${encodeURIComponent(state.query.name)}?${new URLSearchParams(values())}`;
    return fetch(address, { headers: { Accept: accept }, ...stop });
  }

  async function ask() {
    clear();
    remember();
    const running = new AbortController();
    state.running = running;
    at("stop").hidden = false;
    at("run").disabled = true;
    at("state").textContent = say("asking");
    try {
      const answer = await request("application/sparql-results+json, application/json;q=0.9, text/turtle;q=0.8");
      const type = answer.headers.get("Content-Type") || "";
      if (!answer.ok) {
        fail(await answer.text());
      } else if (type.startsWith("text/turtle")) {
        showText(await answer.text());
      } else {
        state.answer = await answer.json();
        show();
      }
    } catch (error) {
      if (state.running === running) {
        fail(say(error.name === "AbortError" ? "stopped" : "silent"));
      }
    } finally {
      if (state.running === running) {
        atRest();
      }
    }
  }

  function atRest() {
    state.running = null;
    at("stop").hidden = true;
    at("run").disabled = false;
  }

  function clear() {
    at("problem").hidden = true;
    at("exports").hidden = true;
    at("csv").hidden = false;
    state.answer = null;
    at("state").textContent = "";
    at("result").replaceChildren();
  }

  function fail(message) {
    at("state").textContent = "";
    at("problem").hidden = false;
    at("problem").firstElementChild.textContent = readable(message);
    const place = /(\d+)\D+(\d+):[^\n]*\n/.exec(message);
    if (place && message.trimEnd().endsWith("^")) {
      at("source").open = true;
      mark(Number(place[1]), Number(place[2]));
    }
  }

  /** Put the cursor where the query does not parse. */
  function mark(line, column) {
    const lines = at("sparql").value.split("\n");
    const place = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
    at("sparql").focus();
    at("sparql").setSelectionRange(place, place + 1);
  }

  // -- showing ---------------------------------------------------------------------------------------------------------

  function show() {
    const { answer } = state;
    if (typeof answer.boolean === "boolean") {
      at("state").textContent = say(answer.boolean ? "yes" : "no");
      at("exports").hidden = false;
      at("csv").hidden = true;
      return;
    }
    const table = answer.columns ? ofShipped(answer) : ofProtocol(answer);
    at("state").textContent = told(table, answer.unknown || []);
    at("exports").hidden = false;
    if (table.rows.length) {
      at("result").replaceChildren(drawn(table));
    }
  }

  function told(table, unknown) {
    if (!table.rows.length) {
      return unknown.length ? say("unknown", unknown.join("”, “")) : say("nothing");
    }
    return say(table.rows.length > MOST_ROWS ? "manyRows" : "rows", table.rows.length, MOST_ROWS);
  }

  /** Cells of a shipped query: a column of IRIs is the link of the column with its name, else of the one after it. */
  function ofShipped(answer) {
    const names = answer.columns.map((column) => column.name);
    const isLink = (number) => answer.columns[number].heading.startsWith("IRI");
    const columns = names.map((_name, number) => number).filter((number) => !isLink(number));
    const link = (number) => {
      const named = names.indexOf(names[number].replace(/_label$/, ""));
      return named !== number && named >= 0 ? named : number > 0 && isLink(number - 1) ? number - 1 : -1;
    };
    return {
      headings: columns.map((number) => heading(answer.columns[number])),
      rows: answer.rows.map((row) =>
        columns.map((number) => ({ text: row[number], iri: link(number) >= 0 ? row[link(number)] : null })),
      ),
    };
  }

  function heading(column) {
    return Language.pick([column.heading, column.heading_en]);
  }

  function ofProtocol(answer) {
    const names = answer.head.vars;
    return {
      headings: names,
      rows: answer.results.bindings.map((binding) =>
        names.map((name) => {
          const term = binding[name];
          const iri = term && term.type === "uri" ? term.value : null;
          return { text: term ? term.value : null, iri };
        }),
      ),
    };
  }

  function drawn(table) {
    const made = element("table", {});
    made.createTHead().insertRow().append(...table.headings.map((text) => element("th", { scope: "col" }, readable(text))));
    const body = made.createTBody();
    for (const row of table.rows.slice(0, MOST_ROWS)) {
      const line = body.insertRow();
      for (const value of row) {
        drawCell(line.insertCell(), value);
      }
    }
    return made;
  }

  function drawCell(cell, value) {
    if (value.text === null || value.text === undefined) {
      return;
    }
    const address = addressOf(value.iri);
    const text = String(value.text);
    const shown = readable(text.startsWith(content.base) ? text.slice(content.base.length) : text);
    if (typeof value.text === "number") {
      cell.className = "number";
    } else if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
      cell.className = "day";
    }
    cell.append(address ? element("a", { href: address }, shown) : element("bdi", {}, shown));
  }

  /** Where this server tells of an IRI; "//x" would be another host. */
  function addressOf(iri) {
    const rest = iri && iri.startsWith(content.base) ? iri.slice(content.base.length) : "/";
    return /^[/\\]/.test(rest) ? null : `/${rest}`;
  }

  function showText(text) {
    at("state").textContent = "";
    at("exports").hidden = false;
    at("csv").hidden = true;
    at("result").replaceChildren(element("pre", {}, readable(text)));
  }

  // -- taking away -----------------------------------------------------------------------------------------------------

  async function download(accept, ending) {
    try {
      const answer = await request(accept);
      if (answer.ok) {
        save(await answer.blob(), ending);
      } else {
        fail(await answer.text());
      }
    } catch {
      fail(say("silent"));
    }
  }

  function save(blob, ending) {
    Csv.save(blob, `${state.query.name || "truy-van"}.${ending}`);
  }

  /** The whole answer, with the IRIs that the page keeps behind names. */
  function asCsv(answer) {
    if (answer.columns) {
      return Csv.blob([answer.columns.map(heading), ...answer.rows]);
    }
    const table = ofProtocol(answer);
    return Csv.blob([table.headings, ...table.rows.map((row) => row.map((value) => value.text))]);
  }

  function shared() {
    const asked = isEdited() ? { sparql: at("sparql").value } : { q: state.query.name, ...values() };
    return `${location.origin}/truy-van?${new URLSearchParams(asked)}`;
  }

  function remember() {
    history.replaceState(null, "", shared());
  }

  async function share() {
    try {
      await navigator.clipboard.writeText(shared());
      at("state").textContent = say("copied");
    } catch {
      at("state").textContent = shared();
    }
  }

  // -- the address that was opened -------------------------------------------------------------------------------------

  function start() {
    list();
    const asked = new URLSearchParams(location.search);
    if (asked.has("sparql")) {
      choose(FREE, {});
      at("sparql").value = asked.get("sparql");
      return;
    }
    const query = queries.find((one) => one.name && one.name === asked.get("q"));
    choose(query || queries[0], Object.fromEntries(asked));
    if (query && query.parameters.every((parameter) => parameter.default !== null || asked.get(parameter.name))) {
      ask();
    }
  }

  at("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  at("sparql").addEventListener("input", () => {
    at("edited").hidden = state.query === FREE || !isEdited();
  });
  at("sparql").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      ask();
    }
  });
  at("stop").addEventListener("click", () => state.running && state.running.abort());
  at("csv").addEventListener("click", () => save(asCsv(state.answer), "csv"));
  at("json").addEventListener("click", () => download("application/sparql-results+json, application/json, application/ld+json;q=0.5", "json"));
  at("share").addEventListener("click", share);
  Language.onTurn(() => {
    tellNames();
    if (state.answer) {
      show();
    }
  });
  start();
})();
