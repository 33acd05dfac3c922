"""Trends as one page: where reports disagree, the latest figures of all departments, then their charts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from extractor.errors import Lang
from extractor.overview import chart
from extractor.overview.page import page
from extractor.overview.trend import Department, Group, Said, Series, Trend
from extractor.overview.trend_words import brief, disputes, figure, latest, name, remarks, source, title, unit_word

MOST_CHARTED = 100
"""Departments a page draws; all are in its table and in the other outputs."""
_MOST_DISPUTES = 200


def render(trend: Trend, database: str, lang: Lang = "zh") -> str:
    """The page; all text of reports is escaped."""

    def t(zh: str, en: str) -> str:
        return zh if lang == "zh" else en

    differing = disputes(trend.departments)
    span = f"{trend.years[0]}–{trend.years[-1]}" if len(trend.years) > 1 else "".join(map(str, trend.years))
    places, who = f"<b>{len(differing)}</b>", f"<b>{len(trend.departments)}</b>"
    lead = t(
        f"{who} 个单位 {span} 年的数据，有 {places} 处两份报告对同一年度说法不一。",
        f"Figures of {who} departments for {span}; in {places} places two reports differ on a year.",
    )
    charted = trend.departments[:MOST_CHARTED]
    left = len(trend.departments) - len(charted)
    rest = t(
        f"图表列出支出最大的 {MOST_CHARTED} 个单位，其余 {left} 个用 --organization 查看。",
        f"Charts show the {MOST_CHARTED} departments that spend most; see the other {left} with --organization.",
    )
    find = t("查找单位", "Find a department")
    hint = t("点表头排序，点单位名看图", "click a head to sort, a name for its charts")
    body = "".join(
        (
            f'<p class="lead">{lead}</p>',
            _disputes(differing, lang),
            f'<section id="latest"><h2>{t("最近年度", "Latest year")}<small>{hint}</small></h2>',
            f'<div class="tools"><input id="search" type="search" placeholder="{find}" aria-label="{find}">',
            '<span class="count" role="status"></span></div></section>',
            f"<h2>{t('各单位图表', 'Charts by department')}</h2>" + (f'<p class="note">{rest}</p>' if left > 0 else ""),
            *(_department(n, d, trend.years, lang) for n, d in enumerate(charted)),
            f"<h2>{t('说明', 'Notes')}</h2>",
            *(f'<p class="note">{escape(n)}</p>' for n in notes(trend, lang)),
        )
    )
    heading = t("各单位历年数据", "Figures over the years")
    return page(heading, database, body, _data(trend, len(charted), lang), ("grid.js", "trend.js"), lang)


def notes(trend: Trend, lang: Lang) -> list[str]:
    """How figures were chosen and drawn."""

    def t(zh: str, en: str) -> str:
        return zh if lang == "zh" else en

    found = [
        t(
            "同一报告多次列示同一数字时，取核对关系支持最多、列示最多、小数位最多的一个；其余不同的写法列在备注中。",
            "Where a report prints a figure several times, the one most relations bear out is taken, then the one "
            "printed most often, then the most precise; others are in the remarks.",
        ),
        t(
            "某一年度的数字以该年度自己的报告为准画线；其他报告的不同说法以红色空心圆标出，不取平均。"
            "四舍五入可以解释的不算不同。",
            "A year's figure is drawn as its own report states it; what other reports state differently is a "
            "hollow red circle. Nothing is averaged. What rounding explains is no difference.",
        ),
        t(
            "虚线为预算或计算值；虚线空心圆为扫描件中识别存疑的数字；没有数字的年度留空。金额统一为万元。",
            "Dashes are budgets and computed rates, dashed circles doubtful figures of scans; years without a figure "
            "are gaps. Amounts are in 万元.",
        ),
    ]
    if trend.unitless:
        found.append(
            t(
                f"另有 {trend.unitless} 个金额没有写明元或万元，未列入。",
                f"{trend.unitless} amounts say neither 元 nor 万元 and are left out.",
            )
        )
    return found


def _disputes(differing: Sequence[tuple[Department, Group, Series, int, list[Said]]], lang: Lang) -> str:
    if not differing:
        return ""
    zh = lang == "zh"
    rows = []
    for d, group, series, year, said in differing[:_MOST_DISPUTES]:
        lines = "<br>".join(
            f"{escape(figure(s, group.kind))}{unit_word(group.kind, lang)}　<small>{escape(source(s, lang))}</small>"
            for s in said
        )
        head = f'<td class="break">{escape(d.name)}</td><td>{escape(name(series, lang))}</td><td>{year}</td>'
        rows.append(f'<tr>{head}<td class="break">{lines}</td></tr>')
    heads = ("单位", "数据", "年度", "各报告的说法") if zh else ("Department", "Figure", "Year", "What the reports say")
    cells = "".join(f'<th scope="col">{h}</th>' for h in heads)
    left = len(differing) - _MOST_DISPUTES
    more = (
        f'<p class="note">{f"另有 {left} 处，见 xlsx" if zh else f"{left} more: see the xlsx"}</p>' if left > 0 else ""
    )
    table = f"<table><thead><tr>{cells}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    shut = "" if len(differing) <= 12 else ' style="max-height:24rem;overflow:auto"'
    return f'<h2>{"报告之间说法不一" if zh else "Where reports differ"}</h2><div class="box"{shut}>{table}</div>{more}'


def _department(number: int, d: Department, years: Sequence[int], lang: Lang) -> str:
    charts = "".join(_chart(group, series, years, lang) for group, series in d.charts)
    head = f"<h3>{escape(d.name)}</h3>"
    return f'<section class="department" id="d{number}">{head}<div class="charts">{charts}</div></section>'


def _chart(group: Group, series: Sequence[Series], years: Sequence[int], lang: Lang) -> str:
    unit = unit_word(group.kind, lang)
    head = escape(title(group, lang)) + (f"<small>{unit}</small>" if unit else "")
    table = _table(group, series, lang)
    where = "数据与出处" if lang == "zh" else "Figures and where they stand"
    return (
        f"<figure><figcaption>{head}</figcaption>{chart.draw(group, series, years, lang)}{chart.legend(series, lang)}"
        f"<details><summary>{where}</summary>{table}</details></figure>"
    )


def _table(group: Group, series: Sequence[Series], lang: Lang) -> str:
    zh = lang == "zh"
    rows = []
    for one in series:
        for year, point in one.points.items():
            for n, said in enumerate(point.said):
                mark = ' class="conflict"' if point.conflict else ""
                first = f"<td>{escape(name(one, lang))}</td><td>{year}</td>" if n == 0 else "<td></td><td></td>"
                value = f'<td class="n">{escape(figure(said, group.kind))}</td>'
                words = (source(said, lang), said.raw, remarks(said, lang))
                where = "".join(f"<td>{escape(w)}</td>" for w in words)
                rows.append(f"<tr{mark}>{first}{value}{where}</tr>")
    heads = (
        ("数据", "年度", "数值", "出处", "原文", "备注")
        if zh
        else ("Figure", "Year", "Value", "Where", "Printed", "Remarks")
    )
    cells = "".join(f'<th scope="col">{h}</th>' for h in heads)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _main(group: Group, trend: Trend, lang: Lang) -> str:
    """The figure of a chart that the table of latest years shows, in words."""
    found = (s for d in trend.departments for _, series in d.charts for s in series if s.key == group.series[0])
    return next((name(s, lang) for s in found), title(group, lang))


def _data(trend: Trend, charted: int, lang: Lang) -> dict[str, Any]:
    zh = lang == "zh"
    groups: dict[str, Group] = {g.key: g for d in trend.departments for g, _ in d.charts}
    rows = []
    for n, d in enumerate(trend.departments):
        of = {s.key: s for _, found in d.charts for s in found}
        cells: list[list[Any] | None] = []
        for group in groups.values():
            main = of.get(group.series[0])
            if main is None:
                cells.append(None)
                continue
            now = latest(main, group.kind, lang)
            change = None if now.change is None else float(now.change)
            cells.append([float(now.said.value), brief(now.said, group.kind), now.year, change, now.change_text])
        rows.append([d.name, f"#d{n}" if n < charted else None, cells, d.conflicts])
    heads = []
    for group in groups.values():
        unit = unit_word(group.kind, lang)
        heads.append([title(group, lang) + (f"（{unit}）" if unit else ""), _main(group, trend, lang)])
    return {
        "heads": heads,
        "sort": next((1 + 2 * n for n, key in enumerate(groups) if key == "expenditure"), 1),
        "rows": rows,
        "words": {
            "department": "单位" if zh else "Department",
            "change": "比上年" if zh else "Change",
            "conflicts": "说法不一" if zh else "Differ",
            "none": "没有符合条件的单位" if zh else "no such department",
            "before": "上一页" if zh else "Back",
            "after": "下一页" if zh else "Next",
        },
    }
