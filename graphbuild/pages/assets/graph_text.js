"use strict";

/* Words for people: search keys, names of documents, and elements whose text is only ever text. */
const GraphText = (() => {
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

  function fullName(node, types) {
    return node.number ? `${types[node.type]} số ${node.number}` : node.name;
  }

  /* What tells two documents of one number apart. */
  function particulars(document) {
    return [document.issuer_name, document.date && date(document.date)].filter(Boolean).join(", ");
  }

  function nameAndParticulars(node, types) {
    return [fullName(node, types), particulars(node)].filter(Boolean).join(", ");
  }

  /* The relation as the citing document has it, or with `into` as the cited one has it. */
  function relation([label, labelIn, labelEnglish], into = false) {
    if (!GraphWords.isEnglish()) return into ? labelIn : label;
    return into ? `${labelEnglish} (incoming)` : labelEnglish;
  }

  function bandName(band) {
    return GraphWords.isEnglish() ? band.name_en : band.name;
  }

  function evidence(item) {
    const { say } = GraphWords;
    const [before, mention, after] = item.sentence;
    const facts = [say("characters", item.start, item.end)];
    if (item.cue) facts.push(say("cue", item.cue));
    facts.push(say("confidence", Math.round(item.confidence * 100)), GraphWords.nameOf("resolution", item.resolution));
    if (item.reasons.length) facts.push(say("reasons", item.reasons.map((code) => GraphWords.nameOf("ground", code)).join(", ")));
    return element(
      "figure",
      { class: "evidence" },
      element("blockquote", {}, before, element("mark", {}, mention), after),
      element(
        "figcaption",
        {},
        item.page
          ? element("a", { class: "file", href: item.page }, element("bdi", {}, item.file))
          : element("bdi", { class: "file" }, item.file),
        ...facts.map((fact) => element("bdi", { class: "fact" }, fact)),
      ),
    );
  }

  return { fold, element, button, date, fullName, particulars, nameAndParticulars, relation, bandName, evidence };
})();
