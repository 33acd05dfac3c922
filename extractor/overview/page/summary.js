(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words, names = data.sums, at = Object.fromEntries(names.map((name, n) => [name, n]));
  const $ = (selector) => document.querySelector(selector);
  const reports = data.reports.map(([department, year, title, file, href, errors, warnings, infos, share, agreed, doubtful, notices]) =>
    ({ department, year, title, file, href, errors, warnings, infos, share, agreed, doubtful, notices, findings: [] }));
  data.findings.forEach(([report, severity, rule, message]) => reports[report].findings.push({ severity, rule, message }));
  const departments = data.departments.map(([name, years, missing]) => ({ name, label: name || words.unknown, years, missing, reports: [], sums: [] }));
  reports.forEach((report) => departments[report.department].reports.push(report));
  const get = (key) => (row) => row.sums[at[key]];
  const share = (part, whole) => (row) => (whole(row) ? part(row) / whole(row) : 0);
  const percent = (part, whole) => (row) => {
    const w = whole(row), p = part(row);
    if (!w) return "–";
    const s = 100 * p / w;
    return (p === 0 || p === w ? s : Math.min(99.9, Math.max(0.1, s))).toFixed(1) + "%";
  };
  const number = (key, style) => ({ label: words[key], title: words[key + "_title"], number: true, value: get(key),
    style: (row) => (get(key)(row) ? style : "zero") });
  const shared = (key, part, whole) => ({ label: words[key], title: words[key + "_title"], number: true, value: share(part, whole), cell: percent(part, whole) });
  const relations = (row) => get("agreed")(row) + get("inconsistent")(row) + get("undetermined")(row);
  const brief = (year) => year.slice(-2);
  const state = (sums) => (sums[at.errors] ? "error" : sums[at.warnings] ? "warning" : "");
  const chip = (year, sums) => make("span", { class: "year " + state(sums), title: year + " " + words.errors + " " + sums[at.errors] + "，" + words.warnings + " " + sums[at.warnings] },
    (year === "" ? words.no_year : brief(year)) + (sums[at.reports] > 1 ? "×" + sums[at.reports] : ""));
  const columns = [
    { label: words.department, value: (row) => row.label },
    { label: words.years, title: words.years_title, value: (row) => Object.keys(row.years).length - row.missing.length / 100, style: () => "years",
      cell: (row) => make("span", {}, ...[...Object.keys(row.years), ...row.missing.map(String)].sort().map((year) => (year in row.years ? chip(year, row.years[year])
        : make("span", { class: "year none", title: year + " " + words.missing_title }, brief(year))))) },
    number("errors", "error"), number("warnings", "warning"), number("infos", ""),
    { label: words.rate, title: words.rate_title, number: true, value: (row) => share(get("errors"), get("quantities"))(row), cell: (row) => (1000 * share(get("errors"), get("quantities"))(row)).toFixed(1) },
    ...data.families.map((family) => ({ label: words.family_names[family], title: family + " " + words.families[family], number: true, value: get(family), style: (row) => (get(family)(row) ? "" : "zero") })),
    shared("in_facts", get("in_facts"), get("quantities")), shared("in_relations", get("in_relations"), get("quantities")),
    { label: words.relations, title: words.relations_title, number: true, value: relations },
    shared("agreed", get("agreed"), (row) => get("agreed")(row) + get("inconsistent")(row)), number("doubtful", "warning"),
  ];
  const table = (heads, rows) => make("table", {}, make("thead", {}, make("tr", {}, ...heads.map((h) => make("th", { scope: "col" }, h)))), make("tbody", {}, ...rows));
  function detail(row) {
    const box = make("div");
    const lines = row.reports.map((r) => make("tr", {}, make("td", {}, r.year === null ? words.no_year : String(r.year)),
      make("td", { class: "break" }, r.href ? make("a", { href: r.href }, r.title || r.file) : r.title || r.file), make("td", { class: "break" }, r.file),
      make("td", { class: r.errors ? "n error" : "n zero" }, String(r.errors)), make("td", { class: r.warnings ? "n warning" : "n zero" }, String(r.warnings)),
      make("td", { class: "n" }, r.share), make("td", { class: "n" }, String(r.agreed)), make("td", { class: "break" }, (r.doubtful ? words.doubtful + " " + r.doubtful + "　" : "") + r.notices)));
    box.append(make("h4", {}, words.reports), table([words.year, words.report, words.file, words.errors, words.warnings, words.in_relations, words.held, words.notices], lines));
    const found = row.reports.flatMap((r) => r.findings.map((f) => [r, f])).sort((a, b) => a[1].severity - b[1].severity);
    if (found.length) {
      box.append(make("h4", {}, words.findings), table([words.severity, words.rule, words.year, words.finding], found.slice(0, 300).map(([r, f]) => make("tr", {},
        make("td", { class: "sev " + data.severities[f.severity][0] }, data.severities[f.severity][1]), make("td", {}, f.rule),
        make("td", {}, r.year === null ? "" : String(r.year)), make("td", { class: "break" }, r.href ? make("a", { href: r.href }, f.message) : f.message)))));
    }
    const all = row.reports.reduce((n, r) => n + r.errors + r.warnings + r.infos, 0);
    const left = all - Math.min(found.length, 300);
    if (left > 0) box.append(make("p", { class: "note" }, words.more.replace("{}", left)));
    return box;
  }
  const league = grid($("#league"), words, columns, { detail, sort: 2, down: true });
  const year = $("#year"), search = $("#search"), only = $("#only");
  const nothing = names.map(() => 0);
  function apply() {
    const chosen = year.value, text = search.value.trim().toLowerCase();
    departments.forEach((row) => {
      row.sums = Object.entries(row.years).reduce((sum, [y, one]) => (!chosen || y === chosen ? sum.map((n, k) => n + one[k]) : sum), nothing);
    });
    const wanted = { "": () => true, error: (r) => get("errors")(r), doubtful: (r) => get("doubtful")(r), missing: (r) => r.missing.length, clean: (r) => !get("errors")(r) && !get("warnings")(r) }[only.value]
      || ((r) => get(only.value)(r));
    league.fill(departments, (row) => row.sums[at.reports] > 0 && wanted(row) && (!text || row.label.toLowerCase().includes(text)));
  }
  year.addEventListener("change", apply);
  only.addEventListener("change", apply);
  let waiting;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
  document.querySelectorAll("[data-department]").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    year.value = only.value = search.value = "";
    apply();
    league.reveal(departments[Number(link.dataset.department)]);
  }));
  document.querySelectorAll("[data-only]").forEach((link) => link.addEventListener("click", () => { only.value = link.dataset.only; apply(); }));
  apply();
})();
