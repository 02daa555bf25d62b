"use strict";

// Asks the server that gave this page, and nobody else. What the graph says reaches the page through textContent only.

(() => {
  const content = JSON.parse(document.getElementById("content").textContent);
  const MOST_ROWS = 2000;
  const FREE = {
    name: "",
    title: "SPARQL tự viết",
    description: "Hỏi bất cứ điều gì bằng SPARQL 1.1. Truy vấn chỉ đọc; câu hỏi quá lâu sẽ bị dừng.",
    parameters: [],
    sparql:
      "PREFIX eli: <http://data.europa.eu/eli/ontology#>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n\n" +
      "SELECT ?van_ban ?ten WHERE {\n  ?van_ban a eli:LegalResource ;\n           rdfs:label ?ten .\n}\nORDER BY ?ten\nLIMIT 50\n",
  };
  const queries = [...content.queries, FREE];
  const SILENT = "Máy chủ không trả lời. Kiểm tra rồi thử lại.";
  const at = (id) => document.getElementById(id);
  const state = { query: queries[0], running: null, shown: null };

  // -- choosing --------------------------------------------------------------------------------------------------------

  function list() {
    for (const query of queries) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = query.title;
      button.addEventListener("click", () => {
        choose(query, {});
        remember();
        at("title").focus();
      });
      const item = document.createElement("li");
      item.append(button);
      at("queries").append(item);
    }
  }

  function choose(query, values) {
    if (state.running) {
      state.running.abort();
      atRest();
    }
    state.query = query;
    [...at("queries").querySelectorAll("button")].forEach((button, number) => {
      button.setAttribute("aria-current", String(queries[number] === query));
    });
    at("title").textContent = query.title;
    at("description").textContent = query.description;
    at("sparql").value = query.sparql;
    at("source").open = query === FREE;
    at("edited").hidden = true;
    at("parameters").replaceChildren(...query.parameters.map((parameter) => field(parameter, values[parameter.name])));
    clear();
  }

  function field(parameter, value) {
    const label = document.createElement("label");
    const name = document.createElement("span");
    name.textContent = parameter.description;
    const input = document.createElement("input");
    input.name = parameter.name;
    input.type = "text";
    input.inputMode = parameter.kind === "integer" ? "numeric" : "text";
    input.autocomplete = "off";
    input.spellcheck = false;
    input.required = parameter.default === null;
    input.placeholder = parameter.example ? `vd. ${parameter.example}` : parameter.kind === "date" ? "vd. 05/6/2024" : "";
    input.value = value || "";
    label.append(name, input);
    return label;
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
    at("state").textContent = "Đang hỏi…";
    try {
      const answer = await request("application/sparql-results+json, application/json;q=0.9, text/turtle;q=0.8");
      const type = answer.headers.get("Content-Type") || "";
      if (!answer.ok) {
        fail(await answer.text());
      } else if (type.startsWith("text/turtle")) {
        showText(await answer.text());
      } else {
        show(await answer.json());
      }
    } catch (error) {
      if (state.running === running) {
        fail(error.name === "AbortError" ? "Đã thôi." : SILENT);
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
    state.shown = null;
    at("state").textContent = "";
    at("result").replaceChildren();
  }

  function fail(message) {
    at("state").textContent = "";
    at("problem").hidden = false;
    at("problem").firstElementChild.textContent = message;
    const place = /(\d+)\D+(\d+):[^\n]*\n/.exec(message);
    if (place && message.trimEnd().endsWith("^")) {
      at("source").open = true;
      mark(Number(place[1]), Number(place[2]));
    }
  }

  /** Put the cursor where the query does not parse. */
  function mark(line, column) {
    const lines = at("sparql").value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
    at("sparql").focus();
    at("sparql").setSelectionRange(start, start + 1);
  }

  // -- showing ---------------------------------------------------------------------------------------------------------

  function show(answer) {
    if (typeof answer.boolean === "boolean") {
      at("state").textContent = answer.boolean ? "Có." : "Không.";
      at("exports").hidden = false;
      at("csv").hidden = true;
      return;
    }
    const table = answer.columns ? ofShipped(answer) : ofProtocol(answer);
    state.shown = answer.columns ? null : table;
    at("state").textContent = told(table, answer.unknown || []);
    at("exports").hidden = false;
    if (table.rows.length) {
      at("result").replaceChildren(drawn(table));
    }
  }

  function told(table, unknown) {
    const count = table.rows.length.toLocaleString("vi-VN");
    if (!table.rows.length) {
      return unknown.length ? `Không có gì trong đồ thị mang tên “${unknown.join("”, “")}”.` : "Không có kết quả nào.";
    }
    const shown = table.rows.length > MOST_ROWS ? `, hiện ${MOST_ROWS.toLocaleString("vi-VN")} dòng đầu; tải CSV để có đủ` : "";
    return `${count} dòng${shown}.`;
  }

  /** Cells of a shipped query: a column of IRIs is the link of the column with its name, else of the one after it. */
  function ofShipped(answer) {
    const names = answer.columns.map((column) => column.name);
    const isLink = (number) => answer.columns[number].heading.startsWith("IRI");
    const columns = names.map((name, number) => number).filter((number) => !isLink(number));
    const link = (number) => {
      const named = names.indexOf(names[number].replace(/_label$/, ""));
      return named !== number && named >= 0 ? named : number > 0 && isLink(number - 1) ? number - 1 : -1;
    };
    return {
      headings: columns.map((number) => answer.columns[number].heading),
      rows: answer.rows.map((row) =>
        columns.map((number) => ({ text: row[number], iri: link(number) >= 0 ? row[link(number)] : null })),
      ),
    };
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
    const element = document.createElement("table");
    const head = element.createTHead().insertRow();
    for (const heading of table.headings) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = heading;
      head.append(cell);
    }
    const body = element.createTBody();
    for (const row of table.rows.slice(0, MOST_ROWS)) {
      const line = body.insertRow();
      for (const value of row) {
        drawCell(line.insertCell(), value);
      }
    }
    return element;
  }

  function drawCell(cell, value) {
    if (value.text === null || value.text === undefined) {
      return;
    }
    const address = addressOf(value.iri);
    const name = document.createElement(address ? "a" : "bdi");
    name.textContent = String(value.text).startsWith(content.base) ? value.text.slice(content.base.length) : value.text;
    if (address) {
      name.href = address;
    }
    if (typeof value.text === "number") {
      cell.className = "number";
    } else if (/^\d{4}-\d{2}-\d{2}$/.test(value.text)) {
      cell.className = "day";
    }
    cell.append(name);
  }

  /** Where this server tells of an IRI; "//x" would be another host. */
  function addressOf(iri) {
    const rest = iri && iri.startsWith(content.base) ? iri.slice(content.base.length) : "/";
    return /^[/\\]/.test(rest) ? null : `/${rest}`;
  }

  function showText(text) {
    const block = document.createElement("pre");
    block.textContent = text;
    at("state").textContent = "";
    at("exports").hidden = false;
    at("csv").hidden = true;
    at("result").replaceChildren(block);
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
      fail(SILENT);
    }
  }

  function save(blob, ending) {
    Csv.save(blob, `${state.query.name || "truy-van"}.${ending}`);
  }

  function asCsv(table) {
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
      at("state").textContent = "Đã chép liên kết.";
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
  at("csv").addEventListener("click", () => (state.shown ? save(asCsv(state.shown), "csv") : download("text/csv", "csv")));
  at("json").addEventListener("click", () => download("application/sparql-results+json, application/json, application/ld+json;q=0.5", "json"));
  at("share").addEventListener("click", share);
  start();
})();
