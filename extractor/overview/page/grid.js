"use strict";
// A table of any number of rows: sorted, filtered and shown a page at a time; all rows when printed.
// Text goes into the page as text only; addresses are relative ones made by the program.
const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
};
const collator = new Intl.Collator(document.documentElement.lang);
const PAGE = 100;

function grid(place, words, columns, { detail = null, sort = 0, down = false } = {}) {
  let rows = [], shown = [], page = 0, all = false;
  const open = new Set();
  const head = make("tr");
  const body = make("tbody");
  const count = place.querySelector(".count");
  const pages = make("div", { class: "pages" });
  columns.forEach((column, n) => head.append(make("th", { scope: "col", class: column.number ? "n" : null, title: column.title, "aria-sort": "none" },
    make("button", { type: "button", onclick: () => { down = sort === n ? !down : Boolean(column.number); sort = n; page = 0; arrange(); } }, column.label))));
  place.append(make("div", { class: "box" }, make("table", { class: "grid" }, make("thead", {}, head), body)), pages);

  function arrange() {
    const value = columns[sort].value, sign = down ? -1 : 1;
    const keyed = shown.map((row) => [value(row), row]);
    keyed.sort(([a], [b]) => sign * (typeof a === "string" ? collator.compare(a, b) : a - b));
    shown = keyed.map(([, row]) => row);
    [...head.children].forEach((th, n) => th.setAttribute("aria-sort", n === sort ? (down ? "descending" : "ascending") : "none"));
    paint();
  }
  function line(row) {
    const cells = columns.map((column, n) => {
      const content = column.cell ? column.cell(row) : String(column.value(row));
      const style = [column.number ? "n" : "", column.style ? column.style(row) : ""].join(" ").trim();
      if (n === 0 && detail) {
        return make("td", {}, make("button", { type: "button", class: "open", "aria-expanded": String(open.has(row)),
          onclick: () => { open.has(row) ? open.delete(row) : open.add(row); paint(); } }, content));
      }
      return make("td", { class: style || null }, content);
    });
    const made = [make("tr", {}, ...cells)];
    if (detail && open.has(row)) made.push(make("tr", { class: "detail" }, make("td", { colspan: columns.length }, detail(row))));
    return made;
  }
  function paint() {
    const last = Math.max(0, Math.ceil(shown.length / PAGE) - 1);
    page = Math.min(page, last);
    const part = all ? shown : shown.slice(page * PAGE, (page + 1) * PAGE);
    body.replaceChildren(...part.flatMap(line));
    if (!shown.length) body.append(make("tr", {}, make("td", { colspan: columns.length, class: "empty" }, words.none)));
    if (count) count.textContent = shown.length + " / " + rows.length;
    const step = (by, label) => make("button", { type: "button", class: "button", disabled: page + by < 0 || page + by > last ? "" : null,
      onclick: () => { page += by; paint(); place.scrollIntoView(); } }, label);
    pages.replaceChildren(...(last && !all ? [step(-1, words.before), (page + 1) + " / " + (last + 1), step(1, words.after)] : []));
  }
  addEventListener("beforeprint", () => { all = true; paint(); });
  addEventListener("afterprint", () => { all = false; paint(); });
  return {
    fill(given, keep = () => true) { rows = given; shown = rows.filter(keep); page = 0; arrange(); },
    reveal(row) { open.add(row); page = Math.max(0, Math.floor(shown.indexOf(row) / PAGE)); paint(); place.scrollIntoView(); },
  };
}
