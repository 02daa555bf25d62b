"use strict";

/* Tables to take away, for every page that has one. */
const Csv = (() => {
  /* A cell that a spreadsheet would take for a formula gets an apostrophe; a negative number is none. */
  function cell(value) {
    const text = value === null || value === undefined ? "" : String(value);
    const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  /* Rows of values as spreadsheets read them: without the byte order mark they take UTF-8 for something else. */
  function blob(rows) {
    const lines = rows.map((row) => `${row.map(cell).join(",")}\r\n`);
    return new Blob(["\ufeff", ...lines], { type: "text/csv" });
  }

  /* Hands a blob to the reader as a file. */
  function save(content, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  return { blob, save };
})();
