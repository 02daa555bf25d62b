"use strict";

/* What every script does with a page: find elements, make them of texts that are only ever texts, compare words. */
const Page = (() => {
  /* Combining marks on one letter that are shown, as `readable` of graphbuild/text.py keeps them. */
  const HEAP = /([\p{M}\p{Cf}]{8})[\p{M}\p{Cf}]+/gu;

  function at(id) {
    return document.getElementById(id);
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

  /* A text from elsewhere as it can be shown: a letter under heaps of marks takes a browser minutes. */
  function readable(text) {
    return text.replace(HEAP, "$1");
  }

  /* The page's address without a load; a page inside a notebook has none of its own. */
  function remember(address) {
    try {
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "SecurityError") throw error;
    }
  }

  return { at, button, element, fold, readable, remember };
})();
