"use strict";

/* The slider of the chosen document: how many citations around it are shown. One element for as long as the page lives,
   so that it keeps the focus while what it stands in is made anew. */
class GraphDepth {
  static MOST = 5;

  constructor(onChange) {
    const { element } = Page;
    const most = GraphDepth.MOST + 1;
    this.input = element("input", { type: "range", id: "depth", min: 1, max: most, step: 1, value: most });
    this.label = element("label", { for: "depth" });
    // Not an <output>, which would be read out besides the slider's own value.
    this.told = element("span", { "aria-hidden": "true" });
    this.holder = element("div", { class: "depth" }, this.label, this.input, this.told);
    this.input.addEventListener("input", () => {
      this.tell();
      onChange();
    });
    this.tell();
  }

  /* Citations, or Infinity. */
  get steps() {
    const value = Number(this.input.value);
    return value > GraphDepth.MOST ? Infinity : value;
  }

  set steps(steps) {
    this.input.value = Math.min(steps, GraphDepth.MOST + 1);
    this.tell();
  }

  tell() {
    const { say } = GraphWords;
    const words = this.steps === Infinity ? say("depthAll") : say("depthSteps", this.steps);
    this.label.textContent = say("depth");
    this.told.textContent = words;
    this.input.setAttribute("aria-valuetext", words);
  }
}
