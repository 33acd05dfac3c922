"""The summary as a workbook, a CSV file and on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import Lang
from extractor.outputs._marks import SEVERITY_WORDS
from extractor.overview import summary_words as words
from extractor.overview.advice import advice
from extractor.overview.sheets import Book, Value, book, write_csv
from extractor.overview.summary import FAMILIES, FAMILY_WORDS, SEVERITIES, DepartmentLine, FindingLine, Summary

if TYPE_CHECKING:
    from rich.console import Console

_SHARE = "0.0%"
_TOP = 20


def write_xlsx(summary: Summary, findings: Sequence[FindingLine], out: Path, lang: Lang = "zh") -> None:
    """Overview, departments, rules, reports, findings, files not read: a sheet each."""
    with book(out) as made:
        _overview(made, summary, lang)
        heads = [(h, 32 if n == 0 else 18 if n < 3 else 9) for n, h in enumerate(_heads(lang))]
        formats = [_SHARE if _is_share(n) else None for n in range(len(heads))]
        made.table(_t(lang, "单位", "Departments"), heads, (_row(d, lang) for d in summary.departments), formats)
        _rules(made, summary, lang)
        _reports(made, summary, lang)
        _findings(made, summary, findings, lang)
        _failures(made, summary, lang)


def write_table(summary: Summary, out: Path, lang: Lang = "zh") -> None:
    """The league table of departments."""
    write_csv(out, _heads(lang), (_row(d, lang) for d in summary.departments))


def _t(lang: Lang, zh: str, en: str) -> str:
    return zh if lang == "zh" else en


_FIRST_SHARES = 7 + len(FAMILIES)


def _heads(lang: Lang) -> list[str]:
    t = words.speaker(lang)
    return [
        t("单位", "Department"),
        t("有报告的年度", "Years reported"),
        t("缺少的年度", "Years missing"),
        t("报告数", "Reports"),
        t("错误", "Errors"),
        t("疑点", "Warnings"),
        t("提示", "Notes"),
        *(f"{f} {FAMILY_WORDS[f][lang == 'en']}" for f in FAMILIES),
        t("读出比例", "Read"),
        t("参与核对比例", "Verified"),
        t("相符比例", "Hold"),
        t("每千数字错误", "Errors per 1000 figures"),
        t("文中数字", "Printed figures"),
        t("相符关系", "Relations that hold"),
        t("不符关系", "Relations that do not"),
        t("无法判断", "Undetermined"),
        t("存疑数字", "Doubtful figures"),
    ]


def _is_share(column: int) -> bool:
    return _FIRST_SHARES <= column < _FIRST_SHARES + 3


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _row(d: DepartmentLine, lang: Lang) -> list[Value]:
    s = d.total
    return [
        words.department(d.name, lang),
        " ".join(str(y) for y in sorted(y for y in d.years if y is not None)),
        " ".join(map(str, d.missing)),
        s.reports,
        *(s.severity(x) for x in SEVERITIES),
        *(s.family(f) for f in FAMILIES),
        _share(s.in_facts, s.quantities),
        _share(s.in_relations, s.quantities),
        _share(s.agreed, s.agreed + s.inconsistent),
        round(s.rate, 2),
        s.quantities,
        s.agreed,
        s.inconsistent,
        s.undetermined,
        s.doubtful,
    ]


def _overview(made: Book, summary: Summary, lang: Lang) -> None:
    t = words.speaker(lang)
    sheet = made.book.add_worksheet(t("概况", "Overview"))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 6, 15)
    made.put(
        sheet,
        0,
        0,
        t("绩效自评报告核对汇总", "Self-evaluation reports: summary"),
        bold=True,
        font_size=16,
        text_wrap=False,
    )
    sheet.set_row(0, 26)
    text = words.lead(summary, lang)
    sheet.merge_range(1, 0, 1, 6, "", made.style(text_wrap=True))
    sheet.set_row(1, 78)
    made.put(sheet, 1, 0, text)
    row = 3
    for _, label, figure, note in words.tiles(summary, lang):
        made.put(sheet, row, 0, label, bold=True)
        made.put(sheet, row, 1, figure, align="right")
        made.put(sheet, row, 2, note)
        row += 1
    row += 1
    for col, head in enumerate(words.year_heads(lang)):
        made.put(sheet, row, col, head, bold=True, bg_color="#D9E1F2", border=1)
    for year, s in summary.by_year().items():
        row += 1
        departments = sum(year in d.years for d in summary.departments)
        made.put(sheet, row, 0, str(year) if year else t("年度不明", "year unknown"), border=1)
        counts = (s.reports, departments, s.errors, s.warnings, round(s.rate, 2))
        for col, value in enumerate(counts, 1):
            made.put(sheet, row, col, value, border=1)
        made.put(sheet, row, 6, _share(s.in_relations, s.quantities), border=1, num_format=_SHARE)
    row += 2
    for note in words.notes(lang):
        sheet.merge_range(row, 0, row, 6, "", made.style(text_wrap=True))
        sheet.set_row(row, 46)
        made.put(sheet, row, 0, note, font_color="#606060")
        row += 1
    made.paper(sheet, landscape=False)


def _rules(made: Book, summary: Summary, lang: Lang) -> None:
    t = words.speaker(lang)
    titles = words.rule_titles(lang)
    heads = [(t("规则", "Rule"), 10), (t("内容", "What"), 46), (t("规则族", "Family"), 18)]
    heads += [(SEVERITY_WORDS[s][lang == "en"], 9) for s in SEVERITIES] + [(t("涉及单位", "Departments"), 12)]
    made.table(
        t("规则", "Rules"),
        heads,
        (
            (code, titles.get(code, ""), FAMILY_WORDS.get(code[:3], ("", ""))[lang == "en"], *counts.values(), who)
            for code, counts, who in summary.rules()
        ),
    )


def _reports(made: Book, summary: Summary, lang: Lang) -> None:
    t = words.speaker(lang)
    heads = [
        (t("单位", "Department"), 30),
        (t("年度", "Year"), 8),
        (t("标题", "Title"), 40),
        (t("文件", "File"), 50),
        *((SEVERITY_WORDS[s][lang == "en"], 8) for s in SEVERITIES),
        (t("读出比例", "Read"), 10),
        (t("参与核对比例", "Verified"), 12),
        (t("相符关系", "Relations that hold"), 10),
        (t("不符关系", "Relations that do not"), 10),
        (t("存疑数字", "Doubtful figures"), 10),
        (t("读取时的情况", "Met while reading"), 24),
        (t("审核页面", "Review page"), 60),
        ("SHA-256", 68),
    ]
    rows = (
        (
            words.department(d.name, lang),
            str(r.year) if r.year else "",
            r.title,
            r.path or r.file,
            *(r.sums.severity(s) for s in SEVERITIES),
            _share(r.sums.in_facts, r.sums.quantities),
            _share(r.sums.in_relations, r.sums.quantities),
            r.sums.agreed,
            r.sums.inconsistent,
            r.sums.doubtful,
            words.while_reading(r, lang),
            r.review or "",
            r.document,
        )
        for d in summary.departments
        for r in d.reports
    )
    made.table(t("报告", "Reports"), heads, rows, [None] * 7 + [_SHARE, _SHARE])


def _findings(made: Book, summary: Summary, findings: Sequence[FindingLine], lang: Lang) -> None:
    t = words.speaker(lang)
    of = {r.document: (d, r) for d in summary.departments for r in d.reports}
    heads = [
        (t("级别", "Severity"), 8),
        (t("规则", "Rule"), 9),
        (t("单位", "Department"), 28),
        (t("年度", "Year"), 8),
        (t("问题", "Finding"), 70),
        (t("应为", "Expected"), 14),
        (t("原文", "Printed"), 14),
        (t("相差", "Difference"), 12),
        (t("页", "Page"), 7),
        (t("文件", "File"), 40),
    ]

    def rows() -> Iterator[Sequence[Value]]:
        for f in findings:
            if f.document in of:
                d, r = of[f.document]
                severity = SEVERITY_WORDS[f.severity][lang == "en"]
                head = (severity, f.rule, words.department(d.name, lang), str(r.year) if r.year else "", f.message)
                yield (*head, f.expected, f.actual, f.difference, f.page, r.path or r.file)

    made.table(t("问题", "Findings"), heads, rows())


def _failures(made: Book, summary: Summary, lang: Lang) -> None:
    t = words.speaker(lang)
    heads = [
        (t("文件", "File"), 60),
        (t("原因", "Reason"), 18),
        (t("说明", "In words"), 60),
        (t("处理办法", "What to do"), 44),
    ]
    rows = ((f.path, advice(f.code, lang)[0], f.sentence, advice(f.code, lang)[1]) for f in summary.failures)
    made.table(t("未读出", "Not read"), heads, rows)


def show(summary: Summary, console: Console, lang: Lang = "zh") -> None:
    """The first screen of the summary: the paragraph, the departments with most errors, the failures by reason."""
    from rich.table import Table
    from rich.text import Text

    t = words.speaker(lang)
    console.print(Text(words.lead(summary, lang)))
    table = Table(box=None, pad_edge=False)
    table.add_column(t("单位", "Department"), overflow="ellipsis", no_wrap=True, max_width=36)
    table.add_column(t("年度", "Years"), no_wrap=True)
    for head in (
        t("报告", "Reports"),
        t("错误", "Errors"),
        t("疑点", "Warnings"),
        t("参与核对", "Verified"),
        t("相符", "Hold"),
        t("存疑", "Doubtful"),
    ):
        table.add_column(head, justify="right")
    from extractor.overview.words import percent

    for d in summary.departments[:_TOP]:
        s = d.total
        years = sorted(y for y in d.years if y)
        span = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years))
        shares = (percent(s.in_relations, s.quantities), percent(s.agreed, s.agreed + s.inconsistent))
        counts = (str(s.reports), str(s.errors), str(s.warnings), *shares, str(s.doubtful))
        table.add_row(Text(words.department(d.name, lang)), span, *counts)
    console.print()
    console.print(table)
    left = len(summary.departments) - _TOP
    if left > 0:
        console.print(
            t(f"另有 {left} 个单位，用 -o 写入 html、xlsx 或 csv 查看", f"{left} more: write html, xlsx or csv with -o")
        )
    if summary.failures:
        console.print()
        by_code: dict[str, int] = {}
        for failure in summary.failures:
            by_code[failure.code] = by_code.get(failure.code, 0) + 1
        console.print(
            Text(t(f"未读出的文件 {len(summary.failures)}", f"Files not read: {len(summary.failures)}"), style="bold")
        )
        colon = t("：", ": ")
        for code, count in sorted(by_code.items(), key=lambda pair: -pair[1]):
            what, todo = advice(code, lang)
            console.print(Text(f"  {count:>5}  {what}{colon}{todo}"))
