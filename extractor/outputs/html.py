"""The review page: one file that opens offline, the report on the left with marks, the findings on the right."""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any

from extractor.errors import Lang
from extractor.model.document import Paragraph, Table
from extractor.model.report import Finding, Location
from extractor.outputs._doubts import doubtful, nothing_read, summary
from extractor.outputs._marks import SEVERITY_WORDS, one_of_two, ticks
from extractor.outputs.files import replacing
from extractor.outputs.places import Places
from extractor.pipeline import Result
from extractor.text.numbers import read_cell

_DPI = 110
_WORDS = {
    "zh": {
        "expected": "应为",
        "elsewhere": "另一处",
        "printed": "原文",
        "difference": "相差",
        "blank": "（空白）",
        "note": "说明",
        "nothing": "没有发现问题。下方列出已核对一致的关系和未适用的规则。",
        "decisions": {"accepted": "确认", "dismissed": "排除", "unsure": "存疑"},
    },
    "en": {
        "expected": "expected",
        "elsewhere": "elsewhere",
        "printed": "printed",
        "difference": "difference",
        "blank": "(blank)",
        "note": "Note",
        "nothing": "Nothing found. What was checked and agreed, and what was not checked, is listed below.",
        "decisions": {"accepted": "Accept", "dismissed": "Dismiss", "unsure": "Unsure"},
    },
}


def write(result: Result, out: Path, lang: Lang = "zh") -> None:
    """Write the page. All text of the document is escaped; nothing is loaded from anywhere."""
    with replacing(out) as part:
        part.write_text(page(result, lang), encoding="utf-8")


def page(result: Result, lang: Lang = "zh") -> str:
    """The page as one HTML string."""
    marks = _Marks(result, lang)
    body = "".join(_images(result, marks) if result.document.format == "pdf" else _flow(result, marks))
    report = result.report
    title = report.report.title or report.source.file
    facts = (report.report.organization, report.report.fiscal_year, report.source.file)
    meta = " · ".join(str(w) for w in facts if w)
    script = json.dumps(_data(result, marks, lang), ensure_ascii=False).replace("<", "\\u003c")
    assets = resources.files("extractor.outputs") / "review"
    base, css, js = (assets.joinpath(n).read_text(encoding="utf-8") for n in ("base.css", "page.css", "page.js"))
    # only this file's own style and script may run, whatever a document says
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"

    def t(zh: str, en: str) -> str:
        return zh if lang == "zh" else en

    return f"""<!DOCTYPE html>
<html lang="{"zh-CN" if lang == "zh" else "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(t("核对", "Review"))} · {escape(title)}</title>
<style>
{base}{css}</style>
</head>
<body>
<header><h1>{escape(title)}</h1><span class="meta">{escape(meta)}</span>
<span class="bar">
<button class="button" id="ticks" aria-pressed="false" title="t">{t("显示已核对", "Show verified")} ✓</button>
<button class="button strong" id="save">{t("保存审核意见", "Save decisions")}</button></span></header>
<main>
{body}</main>
<aside>
{_cover(result, t)}
<div class="filters">{_chips(result, lang)}<span id="shown" class="idle"></span>
<button class="chip" id="open" aria-pressed="false">{t("未处理", "undecided")}</button>
<select id="rule" aria-label="{t("规则", "Rule")}">
<option value="">{t("全部规则", "all rules")}</option>{_rules(result)}</select>
<input id="search" type="search" placeholder="{t("查找", "Search")}" aria-label="{t("查找", "Search")}"></div>
<ol class="list"></ol>
{_doubts(result, marks, lang)}{_details(result, t)}
</aside>
<script id="data" type="application/json">{script}</script>
<script>
{js}</script>
</body>
</html>
"""


class _Marks:
    """Which findings and which verified relations stand at which place."""

    def __init__(self, result: Result, lang: Lang) -> None:
        self.lang = lang
        self.ids: dict[Location, str] = {}
        self.findings: dict[Location, list[Finding]] = defaultdict(list)
        self.ticks: dict[Location, str] = {}
        for finding in result.report.findings:
            for item in finding.evidence:
                self.ids.setdefault(item.location, f"m{len(self.ids) + 1}")
                if finding not in self.findings[item.location]:
                    self.findings[item.location].append(finding)
        self.doubts = {f.location: f for f in doubtful(result.report)}
        for at in self.doubts:
            self.ids.setdefault(at, f"m{len(self.ids) + 1}")
        for at, relations in ticks(result.report):
            self.ids.setdefault(at, f"m{len(self.ids) + 1}")
            self.ticks[at] = "\n".join(r.formula for r in relations[:4] if r.formula)
        self.paragraphs: dict[int, list[Location]] = defaultdict(list)
        self.cells: dict[tuple[int, int, int], list[Location]] = defaultdict(list)
        self.pages: dict[int, list[Location]] = defaultdict(list)
        for at in self.ids:
            if at.page is not None:
                self.pages[at.page].append(at)
            if at.table is not None and at.row is not None and at.col is not None:
                self.cells[at.table, at.row, at.col].append(at)
            elif at.paragraph is not None:
                self.paragraphs[at.paragraph].append(at)

    def attributes(self, at: Location, extra: str = "") -> str:
        found = self.findings.get(at, [])
        kind: str = found[0].severity if found else "tick"
        if found and not any(f.evidence[0].location == at for f in found):
            kind += " too"
        title = "\n".join(f.message for f in found) or self.ticks.get(at, "")
        if at in self.doubts:
            kind = f"{kind} doubt" if found else "doubt"
            title = "\n".join(t for t in (self.doubts[at].why, title) if t)
        data = f' data-findings="{escape(" ".join(f.id for f in found))}"' if found else ""
        return f'id="{self.ids[at]}" class="{extra}m {kind}"{data} title="{escape(title)}"'


def _flow(result: Result, marks: _Marks) -> Iterator[str]:
    """The document as HTML: headings, paragraphs and tables, each marked figure in a <mark>."""
    levels = {s.location.paragraph: s.level for s in result.interpretation.sections if s.location.table is None}
    title = "".join((result.report.report.title or "").split())
    yield '<div class="sheet flow">\n'
    for block in result.document.blocks:
        yield _table(block, marks) if isinstance(block, Table) else _paragraph(block, levels, title, marks)
    for nested in result.document.nested:
        yield _table(nested, marks)
    yield "</div>\n"


def _paragraph(p: Paragraph, levels: dict[int | None, int], title: str, marks: _Marks) -> str:
    words = "".join(p.text.split())
    if not words:
        return ""
    names = {"center": "c", "right": "r"}.get(p.align, "")
    if p.index in levels:
        names += " h"
    elif p.index < 6 and len(words) > 3 and words in title:
        names = "title"
    elif p.kind in ("footnote", "endnote"):
        names += " note"
    return f'<p class="{names}">{_marked(p.text, marks.paragraphs.get(p.index, []), marks)}</p>\n'


def _marked(text: str, places: list[Location], marks: _Marks) -> str:
    """``text`` escaped, with a <mark> around each place; of overlapping places the first is marked."""
    pieces, last = [], 0
    spans = sorted(((at.chars, at) for at in places if at.chars), key=lambda pair: (pair[0], pair[1].col or 0))
    anchors = "".join(f"<mark {marks.attributes(at)}></mark>" for at in places if not at.chars)
    for (start, end), at in spans:
        if start < last or start >= end:
            anchors += f"<mark {marks.attributes(at)}></mark>"
            continue
        pieces.append(escape(text[last:start]))
        pieces.append(f"<mark {marks.attributes(at)}>{escape(text[start:end])}</mark>")
        last = end
    pieces.append(escape(text[last:]))
    return anchors + "".join(pieces)


def _table(table: Table, marks: _Marks) -> str:
    rows: list[list[str]] = [[] for _ in range(table.n_rows)]
    for cell in table.cells:
        span = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        span += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        names = ("n " if read_cell(cell.text).kind in ("number", "dash") else "") + ("b " if cell.bold else "")
        places = marks.cells.get((table.index, cell.row, cell.col), [])
        whole = next((at for at in places if not at.chars or at.chars[1] - at.chars[0] >= len(cell.text.strip())), None)
        if whole is not None:
            rest = [at for at in places if at is not whole]
            content, attributes = _marked(cell.text, rest, marks), " " + marks.attributes(whole, names)
        else:
            content, attributes = _marked(cell.text, places, marks), f' class="{names.strip()}"' if names else ""
        rows[cell.row].append(f"<td{span}{attributes}>{content}</td>")
    return '<div class="scroll"><table>' + "".join(f"<tr>{''.join(r)}</tr>\n" for r in rows) + "</table></div>\n"


def _images(result: Result, marks: _Marks) -> Iterator[str]:
    """Pictures of the PDF's pages with coloured rectangles over the marked figures."""
    import io

    import pypdfium2

    with pypdfium2.PdfDocument(result.path, password=result.password) as pdf:
        for number in range(1, len(pdf) + 1):
            try:
                page = pdf[number - 1]
            except pypdfium2.PdfiumError:  # the cover says that it could not be read
                continue
            width, height = page.get_size()
            scale = min(_DPI / 72, 4000 / max(width, height, 1))
            picture = page.render(scale=scale, grayscale=False).to_pil()
            page.close()
            stream = io.BytesIO()
            picture.save(stream, "WEBP", quality=70, method=2)
            source = base64.b64encode(stream.getvalue()).decode("ascii")
            spots = "".join(_spot(at, width, height, marks) for at in marks.pages.get(number, []) if at.bbox)
            yield (
                f'<div class="sheet image" style="max-width:{width * 4 / 3:.0f}px"><span class="pageno">{number}</span>'
                f'<img alt="{number}" loading="lazy" width="{picture.width}" height="{picture.height}" '
                f'src="data:image/webp;base64,{source}">{spots}</div>\n'
            )


def _spot(at: Location, width: float, height: float, marks: _Marks) -> str:
    assert at.bbox is not None
    x0, top, x1, bottom = at.bbox
    sizes = {"left": x0 / width, "top": top / height, "width": (x1 - x0) / width, "height": (bottom - top) / height}
    place = ";".join(f"{name}:{size:.4%}" for name, size in sizes.items())
    return f'<span {marks.attributes(at, "spot ")} style="{place}"></span>'


def _data(result: Result, marks: _Marks, lang: Lang) -> dict[str, Any]:
    report, places = result.report, Places(result.interpretation)
    relations = {r.id: r for r in report.relations}
    findings = []
    for f in report.findings:
        behind = [relations[r] for r in f.related if r in relations]
        findings.append(
            {
                "id": f.id,
                "rule": f.rule,
                "severity": f.severity,
                "title": f.title,
                "message": f.message,
                "expected": f.expected,
                "pair": one_of_two(f),
                "actual": f.actual,
                "difference": f.difference,
                "evidence": [
                    {
                        "raw": e.raw,
                        "label": e.label,
                        "where": places.describe(e.location, lang),
                        "mark": marks.ids.get(e.location),
                    }
                    for e in f.evidence
                ],
                "relations": [
                    {"formula": r.formula, "good": r.status in ("consistent", "rounding")} for r in behind if r.formula
                ],
            }
        )
    column = 0 if lang == "zh" else 1
    words = {**_WORDS[lang], "severities": {k: v[column] for k, v in SEVERITY_WORDS.items()}}
    if unread := nothing_read(report, lang):
        words["nothing"] = unread
    return {
        "file": report.source.file,
        "sha256": report.source.sha256,
        "findings": findings,
        "words": words,
    }


def _cover(result: Result, t: Callable[[str, str], str]) -> str:
    report, cover = result.report, result.report.coverage
    count = {
        s: sum(r.status == s for r in report.relations)
        for s in ("consistent", "rounding", "inconsistent", "undetermined")
    }
    agreed = count["consistent"] + count["rounding"]
    whole = max(cover.quantities, 1)
    verified, read = cover.in_relations / whole, max(0, cover.in_facts - cover.in_relations) / whole
    colon, comma = t("：", ": "), t("，", ", ")
    meter = f'<i style="width:{verified:.1%}"></i><i style="width:{read:.1%}"></i>'
    return (
        f'<div class="cover">{t("核对关系", "Relations checked")} <b>{len(report.relations)}</b>{colon}'
        f"{t('一致', 'agree')} <b>{agreed}</b>"
        f"{t('（其中四舍五入', ' (within rounding')} {count['rounding']}{t('），不一致', '), differ')} "
        f"<b>{count['inconsistent']}</b>{comma}"
        f"{t('无法判断', 'undetermined')} {count['undetermined']}"
        f'<div class="meter">{meter}</div>{t("文中数字", "Printed figures")} <b>{cover.quantities}</b>{colon}'
        f"{t('已读取', 'read')} <b>{cover.in_facts}</b>{comma}{t('参与核对', 'verified')} <b>{cover.in_relations}</b>"
        + "".join(f'<div class="idle">! {escape(t(n.zh, n.en))}</div>' for n in report.notices)
        + _recognised(result, t)
        + "</div>"
    )


def _recognised(result: Result, t: Callable[[str, str], str]) -> str:
    words = t(summary(result.report, "zh"), summary(result.report, "en"))
    return f'<div class="doubts">{escape(words)}</div>' if words else ""


def _doubts(result: Result, marks: _Marks, lang: Lang) -> str:
    """Figures recognised with doubt, each with a link to its place."""
    found = sorted(doubtful(result.report), key=lambda f: f.reading is None)
    if not found:
        return ""
    places = Places(result.interpretation)
    rows = "".join(
        f'<li><a href="#{marks.ids[f.location]}" data-mark="{marks.ids[f.location]}">{escape(f.raw.strip())}</a> '
        f"{escape(f.why)}<br><span>{escape(places.describe(f.location, lang))}</span></li>"
        for f in found
    )
    head = "识别存疑的数字" if lang == "zh" else "Figures recognised with doubt"
    return f'<details class="doubts" open><summary>{head} {len(found)}</summary><ul class="terms">{rows}</ul></details>'


def _chips(result: Result, lang: Lang) -> str:
    column = 0 if lang == "zh" else 1
    return "".join(
        f'<button class="chip" data-severity="{s}" aria-pressed="true">{words[column]} '
        f"{sum(f.severity == s for f in result.report.findings)}</button>"
        for s, words in SEVERITY_WORDS.items()
    )


def _rules(result: Result) -> str:
    titles = {f.rule: f.title for f in result.report.findings}
    return "".join(
        f'<option value="{escape(code)}">{escape(code)} {escape(title)}</option>'
        for code, title in sorted(titles.items())
    )


def _details(result: Result, t: Callable[[str, str], str]) -> str:
    applied = [r for r in result.report.rules if r.status == "applied"]
    idle = [r for r in result.report.rules if r.status != "applied"]
    rows = "".join(
        f'<tr><td>{escape(r.code)}</td><td>{escape(r.title)}</td><td class="n">{r.consistent + r.rounding}</td>'
        f'<td class="n">{r.inconsistent}</td></tr>'
        for r in applied
    )
    others = "".join(
        f"<tr><td>{escape(r.code)}</td><td>{escape(r.title)}<br>{escape(r.reason)}</td></tr>" for r in idle
    )
    return (
        f"<details><summary>{t('已适用的规则', 'Rules applied')} {len(applied)}</summary><table><tr><th></th><th></th>"
        f"<th>{t('一致', 'agree')}</th><th>{t('不一致', 'differ')}</th></tr>{rows}</table></details>"
        f'<details class="idle"><summary>{t("未适用的规则", "Rules not applied")} {len(idle)}</summary>'
        f"<table>{others}</table></details>"
        f"<details><summary>{t('键盘', 'Keyboard')}</summary><kbd>j</kbd> <kbd>k</kbd> "
        f"{t('下一条、上一条', 'next, previous')}　"
        f"<kbd>1</kbd> <kbd>2</kbd> <kbd>3</kbd> "
        f"{t('确认、排除、存疑', 'accept, dismiss, unsure')}　<kbd>/</kbd> {t('查找', 'search')}　"
        f"<kbd>t</kbd> {t('显示已核对', 'show verified')}</details>"
    )
