"use strict";

// What the pages of the site share: search, and what a citation was taken to mean. No page needs it to be read. What the corpus says reaches a page through textContent and cloned nodes only.

(() => {
  const root = document.body.dataset.root;
  const { at, fold } = Page;
  const say = Language.speaker({
    missing: ["Thiếu tệp chứa danh sách này: {0}", "The file with this list is missing: {0}"],
    more: ["Còn {0} kết quả; gõ thêm chữ", "{0} more; type more words"],
    none: ["Không tìm thấy", "Nothing found"],
  });

  /** A page from disk may read a file beside it in no other way. */
  function loadScript(address, then, failed = () => {}) {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", then);
    script.addEventListener("error", failed);
    document.head.append(script);
  }

  // -- search ----------------------------------------------------------------------------------------------------------

  const MOST_NAMED = 22;
  const MOST_TASKS = 8;
  // Of a word of two letters nobody wants all tasks.
  const LONG_ENOUGH = 3;
  const search = { named: null, tasks: null, asked: new Set(), active: -1, results: [] };

  /** Load what is searched when somebody begins to search: a corpus of thousands is megabytes. */
  function load(name, isThere) {
    if (!isThere && !search.asked.has(name)) {
      search.asked.add(name);
      loadScript(`${root}assets/${name}.js`, find);
    }
  }

  /** Entries with their keys: name, what tells it from others, what it is about, address, weight. */
  function keyed(entries) {
    return entries.map((entry) => [` ${fold(entry.slice(0, 3).join(" "))} `, entry]);
  }

  function prepare() {
    if (!search.named && window.searched) {
      search.named = keyed(window.searched);
    }
    if (!search.tasks && window.tasks) {
      search.tasks = keyed(window.tasks.map(({ cells, address }) => [cells[0], cells[1], cells[7], address, 0]));
    }
  }

  function matching(keys, words, most) {
    const found = [];
    (keys || []).forEach(([key, entry], number) => {
      if (words.every((word) => key.includes(` ${word}`))) {
        const name = fold(entry[0]);
        const named = words.filter((word) => ` ${name}`.includes(` ${word}`)).length;
        found.push({ number, entry, rank: name === words.join(" ") ? Infinity : named, weight: entry[4] });
      }
    });
    found.sort((a, b) => b.rank - a.rank || b.weight - a.weight || a.number - b.number);
    return [found.slice(0, most).map((one) => one.entry), found.length];
  }

  function find() {
    const words = fold(at("search").value).split(" ").filter(Boolean);
    if (words.join("").length >= LONG_ENOUGH) {
      load("tasks-data", window.tasks);
    }
    prepare();
    if (!search.named || !words.length) {
      close();
      return;
    }
    const [named, count] = matching(search.named, words, MOST_NAMED);
    const [tasks, more] = matching(search.tasks, words, MOST_TASKS);
    show([...named, ...tasks], count + more, named.length);
  }

  function show(entries, total, firstTask) {
    search.results = entries;
    search.active = -1;
    const items = entries.map((entry, number) => {
      const item = Page.element("li", { id: `found-${number}`, role: "option", "aria-selected": "false" });
      item.className = number >= firstTask ? "task" : "";
      for (const [tag, text] of [["strong", entry[0]], ["span", entry[2]], ["span", entry[1]]]) {
        if (text) {
          item.append(Page.element(tag, { class: tag === "span" ? "quiet" : "" }, Page.element("bdi", {}, text)));
        }
      }
      item.addEventListener("mousedown", (event) => event.preventDefault());
      item.addEventListener("click", () => go(entry));
      return item;
    });
    at("found").replaceChildren(...items);
    at("found").hidden = !entries.length;
    at("search").setAttribute("aria-expanded", String(Boolean(entries.length)));
    at("search").removeAttribute("aria-activedescendant");
    tellRest(entries.length, total);
  }

  /** Say what the list does not show; it stands beside the list, in which there are results only. */
  function tellRest(shown, total) {
    const rest = at("found-rest");
    const more = total - shown;
    rest.hidden = total > 0 && !more;
    rest.textContent = total ? say("more", more) : say("none");
  }

  function close() {
    at("found").hidden = true;
    at("found-rest").hidden = true;
    at("search").setAttribute("aria-expanded", "false");
    at("search").removeAttribute("aria-activedescendant");
  }

  function walk(step) {
    if (!search.results.length || at("found").hidden) {
      return;
    }
    const items = at("found").querySelectorAll('[role="option"]');
    items[search.active]?.setAttribute("aria-selected", "false");
    search.active = (search.active + step + items.length) % items.length;
    items[search.active].setAttribute("aria-selected", "true");
    items[search.active].scrollIntoView({ block: "nearest" });
    at("search").setAttribute("aria-activedescendant", items[search.active].id);
  }

  function go(entry) {
    location.href = `${root}${entry[3]}`;
  }

  at("search").addEventListener("focus", () => load("search", window.searched));
  at("search").addEventListener("input", () => {
    load("search", window.searched);
    find();
  });
  at("search").addEventListener("blur", close);
  at("search").addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      walk(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && search.results.length && !at("found").hidden) {
      go(search.results[Math.max(search.active, 0)]);
    } else if (event.key === "Escape") {
      close();
    }
  });

  // -- the lists of a long document, which stand in a file beside it ---------------------------------------------------

  const waiting = document.querySelector("[data-lists]");
  let listsAsked = false;

  function showLists() {
    // Made by the same escaping template as the page; a script in what is parsed so would never run.
    const parsed = new DOMParser().parseFromString(window.lists[0], "text/html");
    if (Language.isEnglish()) {
      Language.turnAll(parsed);
    }
    waiting.replaceChildren(...parsed.body.childNodes);
    const mark = document.querySelector(".text [data-about]:is(:hover, :focus)");
    if (mark) {
      tell(mark);
    }
    // No id of ours needs an escape, and an address that somebody typed may be none.
    const place = at(location.hash.slice(1));
    if (place && waiting.contains(place)) {
      place.scrollIntoView();
    }
  }

  function tellMissing() {
    for (const place of waiting.querySelectorAll("p.quiet")) {
      place.textContent = say("missing", waiting.dataset.lists);
    }
  }

  function askLists() {
    if (!listsAsked) {
      listsAsked = true;
      loadScript(waiting.dataset.lists, showLists, tellMissing);
    }
  }

  if (waiting) {
    const near = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && askLists(), { rootMargin: "1000px" });
    near.observe(waiting);
    for (const begin of ["mouseover", "focusin"]) {
      document.querySelector(".text")?.addEventListener(begin, askLists);
    }
    const askFor = () => /^#y-/.test(location.hash) && askLists();
    window.addEventListener("hashchange", askFor);
    askFor();
    // On paper they are part of the document, and a print begins too soon to load them.
    window.addEventListener("load", () => setTimeout(askLists, 1500));
  }

  // -- what a citation was taken to mean -------------------------------------------------------------------------------

  const card = at("tip-card");
  let shown = null;

  function tell(mark) {
    clearTimeout(leaving);
    const about = at(mark.dataset.about);
    if (!about || shown === mark) {
      return;
    }
    shown = mark;
    const copy = about.cloneNode(true);
    copy.removeAttribute("id");
    // In the card nothing can be reached by the keyboard: it is there while the mark has the focus.
    copy.querySelectorAll("a").forEach((link) => link.replaceWith(...link.childNodes));
    card.replaceChildren(...copy.childNodes);
    card.hidden = false;
    mark.setAttribute("aria-describedby", "tip-card");
    const place = mark.getBoundingClientRect();
    const left = Math.min(place.left, document.documentElement.clientWidth - card.offsetWidth - 16);
    const below = place.bottom + 8 + card.offsetHeight < window.innerHeight || place.top < card.offsetHeight + 8;
    card.style.left = `${Math.max(8, left) + window.scrollX}px`;
    card.style.top = `${(below ? place.bottom + 8 : place.top - card.offsetHeight - 8) + window.scrollY}px`;
  }

  let leaving = 0;

  /** Let go of the card a little later: a reader may go on to it, to scroll it. */
  function untellSoon() {
    leaving = setTimeout(untell, 300);
  }

  function untell() {
    clearTimeout(leaving);
    if (shown) {
      shown.removeAttribute("aria-describedby");
      shown = null;
      card.hidden = true;
    }
  }

  if (card) {
    const marks = document.querySelector(".text");
    for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
      marks?.addEventListener(begin, (event) => {
        const mark = event.target.closest("[data-about]");
        if (mark) {
          tell(mark);
        }
      });
      marks?.addEventListener(end, untellSoon);
    }
    card.addEventListener("mouseover", () => clearTimeout(leaving));
    card.addEventListener("mouseout", untellSoon);
    document.addEventListener("keydown", (event) => event.key === "Escape" && untell());
  }

  // -- the picture of what stands around -------------------------------------------------------------------------------

  const here = document.querySelector(".picture .here rect");
  if (here) {
    const picture = here.closest(".picture");
    picture.scrollLeft = Number(here.getAttribute("x")) + here.width.baseVal.value / 2 - picture.clientWidth / 2;
  }
})();
