"""The summary as one page: what a chief has to know first, then every department, its reports and their findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from extractor.errors import Lang
from extractor.outputs._marks import SEVERITY_WORDS
from extractor.overview import summary_words as words
from extractor.overview.advice import advice
from extractor.overview.page import page
from extractor.overview.summary import FAMILIES, FAMILY_WORDS, SEVERITIES, DepartmentLine, FindingLine, Summary, Sums
from extractor.overview.words import percent, short

if TYPE_CHECKING:
    from extractor.overview.links import ReviewLinks

MOST_FINDINGS = 20_000
"""Findings a page lists, errors first; the page says how many it leaves to the other outputs."""
_MOST_PATHS = 200
_TOP = 8
_LONGEST_MESSAGE = 240


def render(summary: Summary, findings: Sequence[FindingLine], links: ReviewLinks, name: str, lang: Lang = "zh") -> str:
    """The page. ``findings`` are those to list, errors first; ``name`` is the database's."""
    t = words.speaker(lang)
    meta = "　".join(
        w for w in (name, t("数据截至", "as of") + f" {summary.read_at} UTC" if summary.read_at else "") if w
    )
    body = "".join(
        (
            f'<p class="lead">{words.lead(summary, lang, _strong)}</p>',
            _tiles(summary, lang),
            '<div class="halves"><section>',
            _first(summary, lang),
            "</section><section>",
            _rules(summary, lang),
            "</section></div>",
            '<div class="halves"><section>',
            _years(summary, lang),
            "</section><section>",
            _missing(summary, lang),
            "</section></div>",
            _league(summary, lang),
            _failures(summary, lang),
            _legend(summary, findings, lang),
        )
    )
    return page(
        t("绩效自评报告核对汇总", "Self-evaluation reports: summary"),
        meta,
        body,
        _data(summary, findings, links, lang),
        ("grid.js", "summary.js"),
        lang,
    )


def _tiles(summary: Summary, lang: Lang) -> str:
    tiles = "".join(
        f'<li class="{kind}"><span>{escape(label)}</span><b>{escape(figure)}</b><span>{escape(note)}</span></li>'
        for kind, label, figure, note in words.tiles(summary, lang)
    )
    return f'<ul class="tiles">{tiles}</ul>'


def _first(summary: Summary, lang: Lang) -> str:
    t = words.speaker(lang)
    concerned = [(n, d, d.total) for n, d in enumerate(summary.departments) if d.total.errors or d.total.warnings]
    head = f"<h2>{t('先看这些单位', 'Look here first')}<small>{t('错误最多', 'most errors')}</small></h2>"
    if not concerned:
        return head + f'<p class="note">{t("没有发现错误和疑点。", "No errors and no warnings.")}</p>'
    widest = max(s.errors + s.warnings for _, _, s in concerned[:_TOP])
    rows = "".join(
        _row(
            ("break", _link(n, d, lang)),
            _count("error", s.errors),
            _count("warning", s.warnings),
            ("", _bars(s.errors, s.warnings, widest)),
        )
        for n, d, s in concerned[:_TOP]
    )
    heads = (t("单位", "Department"), t("错误", "Errors"), t("疑点", "Warnings"), "")
    return head + _table(heads, rows, numbers=(1, 2))


def _bars(errors: int, warnings: int, widest: int) -> str:
    parts = ((errors, "barred"), (warnings, "barred warning"))
    return (
        '<span class="bars" aria-hidden="true">'
        + "".join(f'<i class="{c}" style="width:{100 * n / widest:.1f}%"></i>' for n, c in parts if n)
        + "</span>"
    )


def _rules(summary: Summary, lang: Lang) -> str:
    t = words.speaker(lang)
    found = [r for r in summary.rules() if r[1]["error"] or r[1]["warning"]][:_TOP]
    head = f"<h2>{t('问题集中在', 'What is wrong most often')}</h2>"
    if not found:
        return head + f'<p class="note">{t("没有发现错误和疑点。", "No errors and no warnings.")}</p>'
    titles = words.rule_titles(lang)
    rows = "".join(
        _row(
            ("", escape(code)),
            ("break", escape(titles.get(code, ""))),
            _count("error", n["error"]),
            _count("warning", n["warning"]),
            ("n", departments),
        )
        for code, n, departments in found
    )
    heads = (t("规则", "Rule"), "", t("错误", "Errors"), t("疑点", "Warnings"), t("涉及单位", "Departments"))
    return head + _table(heads, rows, numbers=(2, 3, 4))


def _years(summary: Summary, lang: Lang) -> str:
    t = words.speaker(lang)
    departments = {year: sum(year in d.years for d in summary.departments) for year in summary.by_year()}
    rows = "".join(
        _row(
            ("", year or t("年度不明", "year unknown")),
            ("n", s.reports),
            ("n", departments[year]),
            _count("error", s.errors),
            _count("warning", s.warnings),
            ("n", f"{s.rate:.1f}"),
            ("n", percent(s.in_relations, s.quantities)),
        )
        for year, s in summary.by_year().items()
    )
    heads = words.year_heads(lang)
    return f"<h2>{t('分年度', 'By year')}</h2>" + _table(heads, rows, numbers=range(1, 7))


def _missing(summary: Summary, lang: Lang) -> str:
    t = words.speaker(lang)
    lacking = [(n, d) for n, d in enumerate(summary.departments) if d.missing]
    head = f"<h2>{t('缺少的年度', 'Years without a report')}</h2>"
    if not lacking:
        return (
            head
            + f'<p class="note">{t("每个单位在各年度都有报告。", "Every department has a report of every year.")}</p>'
        )
    by_year: dict[int, list[str]] = defaultdict(list)
    for n, d in lacking:
        for year in d.missing:
            by_year[year].append(_link(n, d, lang))
    rows = "".join(
        _row(("", year), ("n", len(who)), ("break", t("、", ", ").join([*who[:_TOP], *["…"][: len(who) > _TOP]])))
        for year, who in sorted(by_year.items())
    )
    note = t(
        "数据库中没有读出该单位这一年的报告：可能未报送、未收集，或在下面“未读出的文件”中。",
        "No readable report of that year is there: not submitted, not collected, or among the files not read.",
    )
    more = f' <a href="#league" data-only="missing">{t("全部列出", "list all")}</a>'
    heads = (t("年度", "Year"), t("单位数", "Departments"), "")
    return head + _table(heads, rows, numbers=(1,)) + f'<p class="note">{note}{more}</p>'


def _league(summary: Summary, lang: Lang) -> str:
    t = words.speaker(lang)
    years = "".join(f"<option>{y}</option>" for y in reversed(summary.years))
    only = (
        ("error", t("有错误", "with errors")),
        ("clean", t("无错误和疑点", "without errors and warnings")),
        ("missing", t("缺少年度", "years missing")),
        ("doubtful", t("有存疑数字", "with doubtful figures")),
        *((f, f"{f} {FAMILY_WORDS[f][lang == 'en']}") for f in FAMILIES),
    )
    options = "".join(f'<option value="{key}">{escape(label)}</option>' for key, label in only)
    find, when = t("查找单位", "Find a department"), t("全部年度", "all years")
    hint = t("点表头排序，点单位名看报告和问题", "click a head to sort, a name for its reports and findings")
    return (
        f'<section id="league"><h2>{t("各单位", "Departments")}<small>{hint}</small></h2>'
        f'<div class="tools"><input id="search" type="search" placeholder="{find}" aria-label="{find}">'
        f'<select id="year" aria-label="{t("年度", "Year")}"><option value="">{when}</option>{years}</select>'
        f'<select id="only" aria-label="{t("筛选", "Filter")}">'
        f'<option value="">{t("全部单位", "all departments")}</option>{options}</select>'
        f'<span class="count" role="status"></span></div></section>'
    )


def _failures(summary: Summary, lang: Lang) -> str:
    t = words.speaker(lang)
    head = f'<section id="failed"><h2>{t("未读出的文件", "Files not read")}<small>{len(summary.failures)}</small></h2>'
    if not summary.failures:
        return head + f'<p class="note">{t("所有文件都已读出。", "Every file was read.")}</p></section>'
    by_code: dict[str, list[int]] = defaultdict(list)
    for n, failure in enumerate(summary.failures):
        by_code[failure.code].append(n)
    parts = []
    for code, numbers in sorted(by_code.items(), key=lambda pair: -len(pair[1])):
        what, todo = advice(code, lang)
        rows = "".join(
            _row(
                ("break", escape(summary.failures[n].path)),
                ("break", escape(short(summary.failures[n].sentence, 300))),
            )
            for n in numbers[:_MOST_PATHS]
        )
        left = len(numbers) - _MOST_PATHS
        if left > 0:
            rows += _row(("note", t(f"另有 {left} 个，见 xlsx", f"{left} more, see the xlsx")), ("", ""))
        parts.append(
            f"<details{' open' if len(numbers) <= 20 else ''}><summary>{escape(what)} {len(numbers)}　"
            f"<small>{t('处理办法', 'what to do')}：{escape(todo)}</small></summary><table>{rows}</table></details>"
        )
    return head + f'<div class="box">{"".join(parts)}</div></section>'


def _legend(summary: Summary, findings: Sequence[FindingLine], lang: Lang) -> str:
    t = words.speaker(lang)
    total = sum(summary.total.findings.values())
    left = total - len(findings)
    notes = list(words.notes(lang))
    if left > 0:
        notes.insert(
            0,
            t(
                f"本页列出 {len(findings)} 条问题（错误优先），其余 {left} 条见 xlsx 输出或各报告的审核页面。",
                f"This page lists {len(findings)} findings, errors first; {left} more are in the xlsx.",
            ),
        )
    return f"<h2>{t('说明', 'Notes')}</h2>" + "".join(f'<p class="note">{escape(n)}</p>' for n in notes)


def _strong(text: str, kind: str) -> str:
    return f'<b class="{kind}">{escape(text)}</b>'


def _link(number: int, d: DepartmentLine, lang: Lang) -> str:
    return f'<a href="#league" data-department="{number}">{escape(words.department(d.name, lang))}</a>'


def _count(kind: str, number: int) -> tuple[str, object]:
    return f"n {kind}" if number else "n zero", number


def _row(*cells: tuple[str, object]) -> str:
    """A table row of (class, HTML) cells."""
    return "<tr>" + "".join(f'<td class="{c}">{html}</td>' if c else f"<td>{html}</td>" for c, html in cells) + "</tr>"


def _table(heads: Sequence[str], rows: str, numbers: Sequence[int] = ()) -> str:
    cells = "".join(
        f'<th scope="col"{" class=n" if n in numbers else ""}>{escape(h)}</th>' for n, h in enumerate(heads)
    )
    return f'<div class="box"><table><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table></div>'


_SUMS = (
    *("reports", "errors", "warnings", "infos"),
    *("quantities", "in_facts", "in_relations", "agreed", "inconsistent", "undetermined", "doubtful"),
    *FAMILIES,
)


def _sums(s: Sums) -> list[int]:
    plain = (s.quantities, s.in_facts, s.in_relations, s.agreed, s.inconsistent, s.undetermined, s.doubtful)
    return [s.reports, *(s.severity(x) for x in SEVERITIES), *plain, *(s.family(f) for f in FAMILIES)]


def _data(summary: Summary, findings: Sequence[FindingLine], links: ReviewLinks, lang: Lang) -> dict[str, Any]:
    column = 0 if lang == "zh" else 1
    reports: list[list[Any]] = []
    number: dict[str, int] = {}
    for n, department in enumerate(summary.departments):
        for r in department.reports:
            number[r.document] = len(reports)
            s = r.sums
            counts = [s.severity(x) for x in SEVERITIES]
            share = percent(s.in_relations, s.quantities)
            head = [n, r.year, short(r.title, 60), r.file, links.href(r.review)]
            reports.append([*head, *counts, share, s.agreed, s.doubtful, words.while_reading(r, lang)])
    order = {severity: n for n, severity in enumerate(SEVERITIES)}
    return {
        "words": words.script_words(lang),
        "sums": _SUMS,
        "families": FAMILIES,
        "severities": [[s, SEVERITY_WORDS[s][column]] for s in SEVERITIES],
        "departments": [
            [
                d.name,
                {
                    str(y) if y is not None else "": _sums(s)
                    for y, s in sorted(d.years.items(), key=lambda p: p[0] or 0)
                },
                d.missing,
            ]
            for d in summary.departments
        ],
        "reports": reports,
        "findings": [
            [number[f.document], order[f.severity], f.rule, short(f.message, _LONGEST_MESSAGE)]
            for f in findings
            if f.document in number
        ],
    }
