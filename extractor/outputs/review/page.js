"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (value !== null && value !== undefined) node.setAttribute(key, value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  };
  const key = "jixiao:" + data.sha256;
  let decisions = {};
  try { decisions = JSON.parse(localStorage.getItem(key)) || {}; } catch { /* private mode: decisions live until the page closes */ }
  const keep = () => { try { localStorage.setItem(key, JSON.stringify(decisions)); } catch { /* as above */ } };
  const filter = { severities: new Set(["error", "warning", "info"]), rule: "", text: "", open: false };
  let current = -1;

  const list = $(".list");
  const cards = data.findings.map((finding, index) => {
    const term = (e) => make("li", {}, make("a", { href: e.mark ? "#" + e.mark : null, onclick: (event) => { event.preventDefault(); event.stopPropagation(); show(e.mark); } },
      e.raw || words.blank), " ", make("span", {}, e.where || e.label));
    const buttons = Object.entries(words.decisions).map(([value, word]) => make("button", { type: "button", "data-value": value, onclick: (event) => { event.stopPropagation(); decide(index, value); } }, word));
    const note = make("textarea", { placeholder: words.note, "aria-label": words.note, rows: 1, oninput: (event) => { entry(finding.id).note = event.target.value; keep(); }, onclick: (event) => event.stopPropagation() });
    note.value = decisions[finding.id]?.note || "";
    const figures = [[finding.pair ? words.elsewhere : words.expected, finding.expected], [words.printed, finding.actual], [words.difference, finding.difference]]
      .filter(([, value]) => value !== null).map(([name, value]) => name + " " + value).join("　");
    const card = make("li", { class: "card " + finding.severity, id: "finding-" + finding.id, tabindex: 0, onclick: () => select(index) },
      make("h3", {}, make("span", { class: "sev" }, words.severities[finding.severity]), make("span", { title: finding.title }, finding.rule), make("span", { class: "badge" })),
      make("p", {}, finding.message), figures ? make("div", { class: "figs" }, figures) : null,
      make("div", { class: "more" }, make("ul", { class: "terms" }, ...finding.evidence.map(term)),
        ...finding.relations.map((r) => make("div", { class: "formula " + (r.good ? "good" : "bad") }, r.formula)),
        make("div", { class: "decide" }, ...buttons, note)));
    list.append(card);
    return card;
  });
  if (!cards.length) list.append(make("li", { class: "empty" }, words.nothing));

  const entry = (id) => (decisions[id] ??= { decision: "", note: "" });
  function paint(index) {
    const given = decisions[data.findings[index].id]?.decision || "";
    cards[index].dataset.decision = given;
    $(".badge", cards[index]).textContent = words.decisions[given] || "";
    $$(".decide button", cards[index]).forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.value === given)));
  }
  function decide(index, value) {
    const kept = entry(data.findings[index].id);
    kept.decision = kept.decision === value ? "" : value;
    keep(); paint(index); apply();
  }
  function show(mark) {
    const node = mark && document.getElementById(mark);
    if (!node) return;
    $$(".m.on").forEach((m) => m.classList.remove("on"));
    node.classList.add("on");
    node.scrollIntoView({ block: "center" });
  }
  function select(index, scroll = false) {
    if (index < 0 || index >= cards.length) return;
    cards.forEach((card, n) => card.classList.toggle("on", n === index));
    current = index;
    const finding = data.findings[index];
    show((finding.evidence.find((e) => e.mark) || {}).mark);
    $$("[data-findings~='" + CSS.escape(finding.id) + "']").forEach((m) => m.classList.add("on"));
    if (scroll) cards[index].scrollIntoView({ block: "nearest" });
  }
  const visible = (index) => !cards[index].hidden;
  function step(by) {
    for (let n = current + by; n >= 0 && n < cards.length; n += by) if (visible(n)) return select(n, true);
  }
  function apply() {
    const shown = new Set();
    data.findings.forEach((finding, n) => {
      const decided = decisions[finding.id]?.decision;
      const text = (finding.message + finding.rule + finding.evidence.map((e) => e.raw + e.label + e.where).join()).toLowerCase();
      const hidden = !filter.severities.has(finding.severity) || (filter.rule && finding.rule !== filter.rule) || (filter.open && Boolean(decided)) || !text.includes(filter.text);
      cards[n].hidden = hidden;
      if (!hidden) shown.add(finding.id);
    });
    $$("[data-findings]").forEach((m) => m.classList.toggle("out", !m.dataset.findings.split(" ").some((id) => shown.has(id))));
    $("#shown").textContent = shown.size + " / " + cards.length;
  }
  cards.forEach((_, n) => paint(n));
  $$(".chip[data-severity]").forEach((chip) => chip.addEventListener("click", () => {
    const on = chip.getAttribute("aria-pressed") !== "true";
    chip.setAttribute("aria-pressed", String(on));
    filter.severities[on ? "add" : "delete"](chip.dataset.severity); apply();
  }));
  $("#rule").addEventListener("change", (event) => { filter.rule = event.target.value; apply(); });
  $("#search").addEventListener("input", (event) => { filter.text = event.target.value.toLowerCase(); apply(); });
  $("#open").addEventListener("click", (event) => { filter.open = !filter.open; event.target.setAttribute("aria-pressed", String(filter.open)); apply(); });
  $("#ticks").addEventListener("click", (event) => { event.target.setAttribute("aria-pressed", String(document.body.classList.toggle("ticks"))); });
  $("main").addEventListener("click", (event) => {
    const mark = event.target.closest("[data-findings]");
    if (mark) select(data.findings.findIndex((f) => mark.dataset.findings.split(" ").includes(f.id)), true);
  });
  $$("[data-mark]").forEach((link) => link.addEventListener("click", (event) => { event.preventDefault(); show(link.dataset.mark); }));
  $("#save").addEventListener("click", () => {
    const kept = data.findings.filter((f) => decisions[f.id]?.decision).map((f) => [f.id, { ...decisions[f.id], seen: f.evidence.map((e) => e.raw).filter(Boolean).join(" ") }]);
    const blob = new Blob([JSON.stringify(Object.fromEntries(kept), null, 1) + "\n"], { type: "application/json" });
    const link = make("a", { href: URL.createObjectURL(blob), download: data.file.replace(/\.[^.]*$/, "") + ".baseline.json" });
    document.body.append(link); link.click(); link.remove();
  });
  document.addEventListener("keydown", (event) => {
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { if (event.key === "Escape") event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const decision = Object.keys(words.decisions)[Number(event.key) - 1];
    if (event.key === "j" || event.key === "ArrowDown") step(1);
    else if (event.key === "k" || event.key === "ArrowUp") step(-1);
    else if (event.key === "/") $("#search").focus();
    else if (event.key === "t") $("#ticks").click();
    else if (decision && current >= 0) decide(current, decision);
    else if (event.key === "Enter" && event.target.classList.contains("card")) event.target.click();
    else return;
    event.preventDefault();
  });
  apply();
})();
