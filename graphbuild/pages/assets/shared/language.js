"use strict";

/* Which of its two languages a page speaks. What stands in the templates stands there in both: `data-en` has the English
   of a text, `data-en-…` that of an attribute. The reader's choice is kept for all pages. */
const Language = (() => {
  const KEPT = "graphbuild-language";
  /* What the English of an attribute is called in the data of its element. */
  const ATTRIBUTES = {
    enLabel: ["data-en-label", "aria-label"],
    enAlt: ["data-en-alt", "alt"],
    enPlaceholder: ["data-en-placeholder", "placeholder"],
    enRole: ["data-en-role", "aria-roledescription"],
    enHeading: ["data-en-heading", "data-label"],
  };
  const button = document.getElementById("language");
  const listeners = [];

  function isEnglish() {
    return document.documentElement.lang === "en";
  }

  /* Some browsers keep nothing for a page that is opened from disk or stands in the frame of a notebook. */
  function kept(value) {
    try {
      if (value) localStorage.setItem(KEPT, value);
      return localStorage.getItem(KEPT);
    } catch {
      return null;
    }
  }

  /* Change the language of all that stands in a part of a page. */
  function turnAll(part) {
    for (const element of part.querySelectorAll("[data-en]")) {
      [element.dataset.en, element.textContent] = [element.textContent, element.dataset.en];
    }
    for (const [name, [mark, attribute]] of Object.entries(ATTRIBUTES)) {
      for (const element of part.querySelectorAll(`[${mark}]`)) {
        const other = element.dataset[name];
        element.dataset[name] = element.getAttribute(attribute);
        element.setAttribute(attribute, other);
      }
    }
  }

  function turn() {
    document.documentElement.lang = isEnglish() ? "vi" : "en";
    turnAll(document);
    button.textContent = isEnglish() ? "Tiếng Việt" : "English";
    button.lang = isEnglish() ? "vi" : "en";
  }

  /* Call `listener` whenever the language has changed: what a script has written it must write anew. */
  function onTurn(listener) {
    listeners.push(listener);
  }

  /* Of what is said in both languages, [Vietnamese, English], that of now. */
  function pick(pair) {
    return pair[isEnglish() ? 1 : 0];
  }

  function count(number) {
    return number.toLocaleString(isEnglish() ? "en-GB" : "vi-VN");
  }

  /* Return what says the words of a script: `words` has for each key both languages; {0}, {1} … are what is said about.
     Where English tells one from many, it has two forms, and the first number decides. */
  function speaker(words) {
    return (key, ...values) => {
      const form = pick(words[key]);
      const text = Array.isArray(form) ? form[values[0] === 1 ? 0 : 1] : form;
      return text.replace(/\{(\d)\}/g, (_mark, at) => (typeof values[at] === "number" ? count(values[at]) : values[at]));
    };
  }

  button.hidden = false;
  button.addEventListener("click", () => {
    turn();
    kept(document.documentElement.lang);
    for (const listener of listeners) listener();
  });
  if (kept() === "en") turn();

  return { count, isEnglish, onTurn, pick, speaker, turnAll };
})();
