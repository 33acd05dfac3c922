(() => {
  const data = JSON.parse(document.getElementById("data").textContent), words = data.words;
  const rows = data.rows.map(([name, href, cells, conflicts]) => ({ name, href, cells, conflicts }));
  const low = Number.NEGATIVE_INFINITY;
  const columns = [{ label: words.department, value: (row) => row.name, cell: (row) => (row.href ? make("a", { href: row.href }, row.name) : row.name) }];
  data.heads.forEach(([label, title], n) => {
    columns.push({ label, title, number: true, value: (row) => (row.cells[n] ? row.cells[n][0] : low),
      cell: (row) => (row.cells[n] ? make("span", { title: String(row.cells[n][2]) }, row.cells[n][1]) : "–") });
    columns.push({ label: words.change, title, number: true, value: (row) => (row.cells[n] && row.cells[n][3] !== null ? row.cells[n][3] : low),
      cell: (row) => (row.cells[n] && row.cells[n][4]) || "–" });
  });
  columns.push({ label: words.conflicts, number: true, value: (row) => row.conflicts, style: (row) => (row.conflicts ? "error" : "zero") });
  const table = grid(document.getElementById("latest"), words, columns, { sort: data.sort, down: true });
  const search = document.getElementById("search");
  const sections = [...document.querySelectorAll(".department")];
  let waiting;
  function apply() {
    const text = search.value.trim().toLowerCase();
    const keep = (name) => !text || name.toLowerCase().includes(text);
    table.fill(rows, (row) => keep(row.name));
    sections.forEach((section, n) => { section.hidden = !keep(rows[n].name); });
  }
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
  apply();
})();
