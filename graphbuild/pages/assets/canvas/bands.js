"use strict";

/* Rows and columns behind a drawing, and their names, which stand still at its edges while it moves below them. */
const Bands = (() => {
  /* Pixels of the screen: room for names at the left and at the top, from which width on there is room for all. */
  const ROW_NAMES = 118;
  const NARROW_ROW_NAMES = 76;
  const COLUMN_NAMES = 26;
  const NARROW = 560;
  const MARGIN = 8;

  function isNarrow(surface) {
    return surface.width < NARROW;
  }

  /* The part of a surface that the names leave free. */
  function frame(surface, rows) {
    const left = isNarrow(surface) ? NARROW_ROW_NAMES : ROW_NAMES;
    return {
      left: rows.length ? left : MARGIN,
      top: rows.length ? COLUMN_NAMES : MARGIN,
      right: surface.width - MARGIN,
      bottom: surface.height - MARGIN,
    };
  }

  function paint(surface, { rows, columns }) {
    const { pen, colours } = surface;
    const { left, top, right, bottom } = surface.seen();
    pen.fillStyle = colours.band;
    rows.forEach((row, number) => {
      if (number % 2 === 0) pen.fillRect(left, row.start, right - left, row.end - row.start);
    });
    pen.strokeStyle = colours.line;
    pen.lineWidth = 1 / surface.view.scale;
    pen.beginPath();
    for (const column of columns.slice(1)) {
      pen.moveTo(column.start, top);
      pen.lineTo(column.start, bottom);
    }
    pen.stroke();
  }

  function name(band) {
    return Language.pick([band.name, band.name_en]);
  }

  function paintNames(surface, { rows, columns }) {
    const { pen, view } = surface;
    surface.onScreen();
    surface.font(12, 600);
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    let free = -Infinity;
    for (const column of columns) {
      const [start, end] = [column.start * view.scale + view.x, column.end * view.scale + view.x];
      // "2018–2019" on two lines where a year is all the width there is.
      const words = name(column);
      const lines = pen.measureText(words).width > end - start - 8 ? words.split(/(?<=–)| /) : [words];
      const width = Math.max(...lines.map((line) => pen.measureText(line).width));
      const x = (start + end - width) / 2;
      if (x < free) continue;
      free = x + width + 8;
      lines.forEach((line, number) => surface.chip(line, x, 14 + 16 * number, width));
    }
    for (const row of rows) {
      const [start, end] = [row.start * view.scale + view.y, row.end * view.scale + view.y];
      const top = Math.max(start, 24);
      const lines = isNarrow(surface) ? name(row).split(/ (?=[^ ]+$)/) : [name(row)];
      if (end - top < 13 * lines.length || start > surface.height) continue;
      lines.forEach((line, number) => surface.chip(line, 8, top + 11 + 14 * number, pen.measureText(line).width));
    }
    surface.onDrawing();
  }

  return { frame, isNarrow, name, paint, paintNames };
})();
