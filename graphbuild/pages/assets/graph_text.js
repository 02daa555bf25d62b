"use strict";

/* Words for people: search keys, names of documents, and elements whose text is only ever text. */
const GraphText = (() => {
  const PRESENCE = { in_corpus: "trong kho", known: "văn bản đã biết", cited_only: "chỉ được viện dẫn" };
  const RESOLUTION = {
    in_corpus: "văn bản trong kho",
    known: "văn bản đã biết",
    cited_only: "văn bản chỉ được viện dẫn",
    ambiguous: "nhiều khả năng",
    unresolved: "chưa xác định",
  };
  const STATUS = { replaced: "đã bị thay thế", repealed: "đã bị bãi bỏ" };

  /* "Nghị quyết số 28-NQ/TU" → "nghi quyet so 28 nq tu": without tones their placement (uỷ, ủy) is no matter either. */
  function fold(text) {
    return text
      .normalize("NFD")
      .replace(/\p{M}+/gu, "")
      .replace(/[đĐðÐ]/g, "d")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  }

  /* Children that are strings become text nodes; nothing here ever reads markup. */
  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  function button(text, onClick, attributes = {}) {
    const made = element("button", { type: "button", ...attributes }, text);
    made.addEventListener("click", onClick);
    return made;
  }

  /* 2024-06-05 → 05/6/2024, as offices write it: a zero before the day and before January and February only. */
  function date(iso) {
    const [year, month, day] = iso.split("-");
    if (!month) return year;
    const shortMonth = Number(month) < 3 ? month : String(Number(month));
    return day ? `${day}/${shortMonth}/${year}` : `${shortMonth}/${year}`;
  }

  function count(number) {
    return number.toLocaleString("vi-VN");
  }

  function fullName(node, types) {
    return node.number ? `${types[node.type]} số ${node.number}` : node.name;
  }

  /* What tells two documents of one number apart. */
  function particulars(document) {
    return [document.issuer_name, document.date && date(document.date)].filter(Boolean).join(", ");
  }

  function evidence(item) {
    const [before, mention, after] = item.sentence;
    const facts = [`ký tự ${count(item.start)}–${count(item.end)}`];
    if (item.cue) facts.push(`từ chỉ dẫn: “${item.cue}”`);
    facts.push(`độ tin cậy ${Math.round(item.confidence * 100)} %`, RESOLUTION[item.resolution]);
    if (item.reasons.length) facts.push(`căn cứ: ${item.reasons.join(", ")}`);
    return element(
      "figure",
      { class: "evidence" },
      element("blockquote", {}, before, element("mark", {}, mention), after),
      element(
        "figcaption",
        {},
        element("bdi", { class: "file" }, item.file),
        ...facts.map((fact) => element("bdi", { class: "fact" }, fact)),
      ),
    );
  }

  return { PRESENCE, RESOLUTION, STATUS, fold, element, button, date, count, fullName, particulars, evidence };
})();
