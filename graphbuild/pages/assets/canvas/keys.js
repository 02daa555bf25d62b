"use strict";

/* The keys of a drawing: arrows walk, Enter reads, + and - zoom, 0 shows all; Escape lets go, wherever the focus is. */
const listenToKeys = (region, { walk, open, zoom, fit, letGo }) => {
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const NEARER = 1.25;

  region.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (WAYS[event.key]) walk(WAYS[event.key]);
    else if (event.key === "Enter") open();
    else if (event.key === "+" || event.key === "=") zoom(NEARER);
    else if (event.key === "-") zoom(1 / NEARER);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") letGo();
  });
  Page.at("zoom-in").addEventListener("click", () => zoom(NEARER));
  Page.at("zoom-out").addEventListener("click", () => zoom(1 / NEARER));
  Page.at("fit").addEventListener("click", () => fit());
};
