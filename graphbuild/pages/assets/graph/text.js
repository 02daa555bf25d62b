"use strict";

/* What documents, relations and proofs are called. */
const GraphText = (() => {
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
    if (!Language.isEnglish()) return into ? labelIn : label;
    return into ? `${labelEnglish} (incoming)` : labelEnglish;
  }

  function evidence(item) {
    const { say } = GraphWords;
    const [before, mention, after] = item.sentence;
    const facts = [say("characters", item.start, item.end)];
    if (item.cue) facts.push(say("cue", item.cue));
    facts.push(say("confidence", Math.round(item.confidence * 100)), GraphWords.nameOf("resolution", item.resolution));
    if (item.reasons.length) facts.push(say("reasons", item.reasons.map((code) => GraphWords.nameOf("ground", code)).join(", ")));
    return Page.element(
      "figure",
      { class: "evidence" },
      Page.element("blockquote", {}, before, Page.element("mark", {}, mention), after),
      Page.element(
        "figcaption",
        {},
        item.page
          ? Page.element("a", { class: "file", href: item.page }, Page.element("bdi", {}, item.file))
          : Page.element("bdi", { class: "file" }, item.file),
        ...facts.map((fact) => Page.element("bdi", { class: "fact" }, fact)),
      ),
    );
  }

  return { date, evidence, fullName, nameAndParticulars, particulars, relation };
})();
