// Tables marked data-sortable get a button in each heading that sorts by that column.
(function () {
  "use strict";

  var NUMBER = /^([-+\u2212]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[-+]?\d+)?)(?![\d.,:\-])\s*([a-zµ]*)/i;
  var SECONDS = { ns: 1e-9, "µs": 1e-6, us: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600, d: 86400 };
  var words = new Intl.Collator("en", { numeric: true });

  // What a cell is sorted by: its data-sort, else its text; a number where it begins with one.
  function key(cell) {
    var text = cell ? cell.getAttribute("data-sort") : "";
    text = (text === null ? cell.textContent : text).trim();
    var match = NUMBER.exec(text);
    var unit = match && Object.prototype.hasOwnProperty.call(SECONDS, match[2]) ? SECONDS[match[2]] : 1;
    return {
      number: match ? Number(match[1].replace(/,/g, "").replace("\u2212", "-")) * unit : NaN,
      text: text
    };
  }

  // Numbers before words before nothing, whichever the direction.
  function kind(key) { return isNaN(key.number) ? (/[^\s\u2013\u2014-]/.test(key.text) ? 1 : 2) : 0; }

  function compare(a, b, sign) {
    if (kind(a) !== kind(b)) return kind(a) - kind(b);
    if (kind(a) === 2) return 0;
    return sign * (kind(a) === 0 ? a.number - b.number : words.compare(a.text, b.text));
  }

  function sort(table, heading) {
    var ascending = heading.getAttribute("aria-sort") !== "ascending";
    var column = heading.cellIndex;
    Array.prototype.forEach.call(table.tBodies, function (body) {
      var rows = Array.prototype.map.call(body.rows, function (row) {
        return { row: row, key: key(row.cells[column]) };
      });
      // The engine's sort is stable: equal rows stay in the order they were in.
      rows.sort(function (a, b) { return compare(a.key, b.key, ascending ? 1 : -1); });
      var sorted = document.createDocumentFragment();
      rows.forEach(function (entry) { sorted.appendChild(entry.row); });
      body.appendChild(sorted);
    });
    Array.prototype.forEach.call(table.tHead.rows, function (row) {
      Array.prototype.forEach.call(row.cells, function (cell) { cell.removeAttribute("aria-sort"); });
    });
    heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
  }

  Array.prototype.forEach.call(document.querySelectorAll("table[data-sortable]"), function (table) {
    var head = table.tHead && table.tHead.rows[table.tHead.rows.length - 1];
    if (!head) return;
    Array.prototype.forEach.call(head.cells, function (heading) {
      if (heading.hasAttribute("data-unsortable") || !heading.textContent.trim()) return;
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      while (heading.firstChild) button.appendChild(heading.firstChild);
      button.addEventListener("click", function () { sort(table, heading); });
      heading.appendChild(button);
    });
  });
})();
