"use strict";

// A PDF file or scan beside its text: a place that is chosen on the picture of its page is chosen in the text, and the
// other way round. Without it the frames and the words still lead to each other, as links.

(() => {
  const pages = document.getElementById("toan-van");
  if (!pages?.classList.contains("pages")) return;
  const { at, element } = Page;
  const SCALE = 10000;
  /* Of a phone: the strips of the pages stand where they are cited. */
  const narrow = matchMedia("(max-width: 640px)");

  /* Parts of a page in all units: the numbers of frames and strips are percents. */
  function named(name) {
    return [...pages.querySelectorAll(`[data-of="${CSS.escape(name)}"]`)];
  }

  function isSeen(part) {
    const { top, bottom } = part.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  }

  function show(part) {
    if (part && !isSeen(part)) part.scrollIntoView({ block: "center" });
  }

  // -- choosing --------------------------------------------------------------------------------------------------------

  /* Choose a citation, task or doubtful place by the anchor of its words. */
  function choose(name) {
    for (const chosen of pages.querySelectorAll(".chosen")) chosen.classList.remove("chosen");
    const words = at(name);
    if (!words) return false;
    for (const part of [words, ...named(name)]) part.classList.add("chosen");
    return true;
  }

  function chooseWords(name) {
    if (!choose(name)) return;
    Page.remember(`#${name}`);
    show(at(name));
    at(name).focus({ preventScroll: true });
  }

  function chooseFrame(name) {
    if (!choose(name)) return;
    Page.remember(`#k-${name}`);
    show(named(name)[0] ?? at(name));
  }

  function nameOf(hash) {
    const name = hash.slice(1);
    return name.startsWith("k-") ? name.slice(2) : name;
  }

  pages.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const frame = event.target.closest("[data-of]");
    const link = event.target.closest('a[href^="#k-"]');
    const zoom = event.target.closest("a.zoom");
    const task = event.target.closest(".text [data-number], .text .doubt");
    if (frame) {
      event.preventDefault();
      chooseWords(frame.dataset.of);
    } else if (zoom) {
      event.preventDefault();
      enlarge(zoom);
    } else if (link) {
      event.preventDefault();
      chooseFrame(nameOf(link.hash));
    } else if (task && !event.target.closest("a")) {
      chooseFrame(task.id);
    } else if (event.target.closest(".picture-of")) {
      find(event.target.closest(".picture-of"), event);
    }
  });

  function chooseAddressed() {
    const name = nameOf(location.hash);
    if (/^(vd|nv|cc)-/.test(name) && choose(name) && location.hash.startsWith("#k-")) show(named(name)[0]);
  }

  window.addEventListener("hashchange", chooseAddressed);
  chooseAddressed();

  // -- enlarging -------------------------------------------------------------------------------------------------------

  function enlarge(button) {
    const page = button.closest(".page");
    const isLarge = page.classList.toggle("large");
    const said = button.querySelector("[data-en]");
    const words = isLarge ? ["Thu nhỏ", "Reduce"] : ["Phóng to", "Enlarge"];
    [said.textContent, said.dataset.en] = Language.isEnglish() ? [words[1], words[0]] : words;
    button.setAttribute("aria-pressed", String(isLarge));
    page.scrollIntoView({ block: "start" });
  }

  for (const button of pages.querySelectorAll("a.zoom")) {
    button.setAttribute("role", "button");
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("keydown", (event) => {
      if (event.key === " ") {
        event.preventDefault();
        enlarge(button);
      }
    });
  }

  // -- from a point of the picture to the words ------------------------------------------------------------------------

  /* Distance of a point from a word, lines weighing more than what is beside. */
  function distance([, , x0, y0, x1, y1], x, y) {
    return Math.max(x0 - x, 0, x - x1) + 3 * Math.max(y0 - y, 0, y - y1);
  }

  function find(picture, event) {
    const { left, top, width, height } = picture.getBoundingClientRect();
    const x = ((event.clientX - left) / width) * SCALE;
    const y = ((event.clientY - top) / height) * SCALE;
    const look = () => {
      const words = window.words[picture.dataset.page - 1];
      if (words.length) {
        select(words.reduce((near, word) => (distance(word, x, y) < distance(near, x, y) ? word : near)));
      }
    };
    if (window.words) {
      look();
      return;
    }
    const script = element("script", { src: pages.dataset.words });
    script.addEventListener("load", look);
    document.head.append(script);
  }

  /* Return the place in the page of an offset of the text: a text node, and where in it. */
  function placeOf(offset) {
    let own = null;
    for (const paragraph of pages.querySelectorAll("[data-from]")) {
      if (Number(paragraph.dataset.from) > offset) break;
      own = paragraph;
    }
    if (!own) return null;
    // Offsets count code points, JavaScript counts UTF-16.
    let left = offset - own.dataset.from;
    const texts = document.createTreeWalker(own, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const points = [...texts.currentNode.data];
      if (left <= points.length) return [texts.currentNode, points.slice(0, left).join("").length];
      left -= points.length;
    }
    return null;
  }

  function select([start, end]) {
    const [from, to] = [placeOf(start), placeOf(end)];
    if (!from || !to) return;
    getSelection().setBaseAndExtent(...from, ...to);
    show(from[0].parentElement);
    const about = from[0].parentElement.closest("[data-number], .doubt");
    if (about) choose(about.id);
  }

  // -- strips ----------------------------------------------------------------------------------------------------------

  const SVG = "http://www.w3.org/2000/svg";

  function drawn(tag, attributes) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }

  function sizeOf(strip) {
    return strip.dataset.size.split(" ").map(Number);
  }

  /* Give a strip its height: one that grew when it is drawn would move what a reader is about to touch. */
  function reserve(strip) {
    const [width, height] = sizeOf(strip);
    const [x, y, across, down] = strip.dataset.box.split(" ").map(Number);
    const box = [(x * width) / 100, (y * height) / 100, (across * width) / 100, (down * height) / 100];
    strip.append(drawn("svg", { viewBox: box.join(" "), "aria-hidden": "true" }));
  }

  /* Show the lines of a page that a strip is of. */
  function draw(strip) {
    const [width, height] = sizeOf(strip);
    const image = drawn("image", { href: strip.dataset.image, width, height, preserveAspectRatio: "none" });
    strip.firstChild.append(image);
  }

  const near = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) {
        if (isIntersecting) {
          near.unobserve(target);
          draw(target);
        }
      }
    },
    { rootMargin: "600px" },
  );

  function showStrips() {
    if (!narrow.matches) return;
    for (const strip of pages.querySelectorAll(".strip:empty")) {
      reserve(strip);
      near.observe(strip);
    }
  }

  narrow.addEventListener("change", showStrips);
  showStrips();

  // -- only text, on a phone -------------------------------------------------------------------------------------------

  const both = at("both-or-text");
  both.hidden = false;
  both.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    pages.classList.toggle("only-text", button.value === "text");
    for (const one of both.children) one.setAttribute("aria-pressed", String(one === button));
  });
})();
