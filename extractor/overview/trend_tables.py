"""Trends as a workbook with native charts, a CSV file and on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import Lang
from extractor.overview.chart import COLOURS, dashed
from extractor.overview.sheets import Book, Value, book, write_csv
from extractor.overview.trend import Department, Group, Series, Trend
from extractor.overview.trend_page import notes
from extractor.overview.trend_words import (
    brief,
    disputes,
    figure,
    latest,
    name,
    remarks,
    shown,
    source,
    title,
    unit_word,
)

if TYPE_CHECKING:
    from rich.console import Console

_MOST_CHARTS = 200
"""Departments with charts on a sheet; all have their figures there."""
_TALL = 15
"""Rows a chart stands over."""
_TOP = 20


def write_xlsx(trend: Trend, out: Path, lang: Lang = "zh") -> None:
    """A sheet with charts for each group of figures, every figure with its source, and where reports differ."""
    with book(out) as made:
        groups = {g.key: g for d in trend.departments for g, _ in d.charts}
        for group in groups.values():
            _group(made, group, trend, lang)
        heads = [(h, w) for h, w in zip(_heads(lang), _WIDTHS, strict=True)]
        made.table(_t(lang, "明细", "Figures"), heads, _rows(trend, lang))
        _disputes(made, trend, lang)
        sheet = made.book.add_worksheet(_t(lang, "说明", "Notes"))
        sheet.set_column(0, 0, 110)
        for row, note in enumerate(notes(trend, lang)):
            sheet.set_row(row, 32)
            made.put(sheet, row, 0, note)


def write_table(trend: Trend, out: Path, lang: Lang = "zh") -> None:
    """One row for each thing a report says of a figure."""
    write_csv(out, _heads(lang), _rows(trend, lang))


def _t(lang: Lang, zh: str, en: str) -> str:
    return zh if lang == "zh" else en


_WIDTHS = (30, 28, 26, 16, 8, 16, 8, 12, 12, 10, 30, 34, 18, 8, 8, 30, 20)


def _heads(lang: Lang) -> list[str]:
    words = (
        ("单位", "organization"),
        ("数据", "figure"),
        ("标准指标", "concept"),
        ("口径", "scenario"),
        ("年度", "fiscal_year"),
        ("数值", "value"),
        ("计量单位", "unit"),
        ("画线采用", "drawn"),
        ("说法不一", "reports_differ"),
        ("报告年度", "report_year"),
        ("文件", "file"),
        ("位置", "place"),
        ("原文", "printed"),
        ("列示次数", "mentions"),
        ("支持的关系", "borne_out_by"),
        ("备注", "remarks"),
        ("SHA-256", "document"),
    )
    return [zh if lang == "zh" else en for zh, en in words]


def _rows(trend: Trend, lang: Lang) -> Iterator[Sequence[Value]]:
    yes = _t(lang, "是", "yes")
    for d in trend.departments:
        for _, found in d.charts:
            for series in found:
                concept, scenario, _ = series.key
                for year, point in series.points.items():
                    for n, s in enumerate(point.said):
                        marks = (yes if n == 0 else "", yes if s in point.rivals else "")
                        head = (d.name, name(series, lang), concept, scenario, str(year), s.value, s.unit, *marks)
                        place = (str(s.report_year or ""), s.file, s.where, s.raw, s.mentions, s.borne)
                        yield (*head, *place, remarks(s, lang), s.document)


def _group(made: Book, group: Group, trend: Trend, lang: Lang) -> None:
    sheet = made.book.add_worksheet(title(group, lang)[:31])
    unit = unit_word(group.kind, lang)
    columns = len(trend.years) + 1
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, columns - 1, 12)
    made.put(
        sheet, 0, 0, title(group, lang) + (f"（{unit}）" if unit else ""), bold=True, font_size=14, text_wrap=False
    )
    sheet.freeze_panes(1, 1)
    row, charted = 2, 0
    for d in trend.departments:
        series = next((s for g, s in d.charts if g.key == group.key), None)
        if series is None:
            continue
        made.put(sheet, row, 0, d.name, bold=True, bg_color="#D9E1F2", border=1)
        for col, year in enumerate(trend.years, 1):
            made.put(sheet, row, col, str(year), bold=True, bg_color="#D9E1F2", border=1, align="right")
        for n, one in enumerate(series, 1):
            made.put(sheet, row + n, 0, name(one, lang), border=1)
            for col, year in enumerate(trend.years, 1):
                _figure(made, sheet, row + n, col, group, one, year, lang)
        if charted < _MOST_CHARTS:
            charted += 1
            sheet.insert_chart(
                row, columns + 1, _chart(made, sheet, row, series, trend.years, d, lang), {"object_position": 1}
            )
            row += max(len(series) + 2, _TALL)
        else:
            row += len(series) + 2
    made.paper(sheet)


def _figure(made: Book, sheet: Any, row: int, col: int, group: Group, series: Series, year: int, lang: Lang) -> None:
    point = series.points.get(year)
    if point is None:
        made.put(sheet, row, col, None, border=1)
        return
    look: dict[str, Any] = {"border": 1}
    if group.kind == "money":
        look["num_format"] = "#,##0.00"
    if point.conflict:
        look["bg_color"] = "#F8CBAD"
    elif point.said[0].doubtful:
        look["bg_color"] = "#F3E5F5"
    made.put(sheet, row, col, shown(point.value, group.kind), **look)
    if point.conflict:
        said = "\n".join(f"{figure(s, group.kind)}：{source(s, lang)}" for s in point.said)
        sheet.write_comment(row, col, said[:1800], {"x_scale": 2.5, "y_scale": 1.2})


def _chart(
    made: Book, sheet: Any, row: int, series: Sequence[Series], years: Sequence[int], d: Department, lang: Lang
) -> Any:
    chart = made.book.add_chart({"type": "line"})
    last = len(years)
    for n, one in enumerate(series, 1):
        line = {"color": COLOURS[(n - 1) % len(COLOURS)], "width": 2}
        chart.add_series(
            {
                "name": [sheet.get_name(), row + n, 0],
                "categories": [sheet.get_name(), row, 1, row, last],
                "values": [sheet.get_name(), row + n, 1, row + n, last],
                "line": {**line, "dash_type": "dash"} if dashed(one) else line,
                "marker": {
                    "type": "circle",
                    "size": 5,
                    "fill": {"color": line["color"]},
                    "border": {"color": line["color"]},
                },
            }
        )
    chart.set_title({"name": d.name[:60], "name_font": {"size": 11}, "overlay": False})
    chart.set_legend({"position": "bottom"})
    chart.show_blanks_as("gap")
    chart.set_size({"width": 560, "height": 20 * (_TALL - 1)})
    return chart


def _disputes(made: Book, trend: Trend, lang: Lang) -> None:
    heads = [
        (_t(lang, "单位", "Department"), 30),
        (_t(lang, "数据", "Figure"), 28),
        (_t(lang, "年度", "Year"), 8),
        (_t(lang, "数值", "Value"), 16),
        (_t(lang, "计量单位", "Unit"), 10),
        (_t(lang, "出处", "Where"), 70),
    ]
    rows = (
        (
            d.name,
            name(series, lang),
            str(year),
            shown(s.value, group.kind),
            unit_word(group.kind, lang),
            source(s, lang),
        )
        for d, group, series, year, said in disputes(trend.departments)
        for s in said
    )
    made.table(_t(lang, "说法不一", "Reports differ"), heads, rows)


def show(trend: Trend, console: Console, lang: Lang = "zh") -> None:
    """The latest figures of the departments that spend most, and where reports differ."""
    from rich.table import Table
    from rich.text import Text

    groups = {g.key: g for d in trend.departments for g, _ in d.charts}
    table = Table(box=None, pad_edge=False)
    table.add_column(_t(lang, "单位", "Department"), overflow="ellipsis", no_wrap=True, max_width=30)
    for group in groups.values():
        unit = unit_word(group.kind, lang)
        table.add_column(title(group, lang) + (f"（{unit}）" if unit else ""), justify="right")
    for d in trend.departments[:_TOP]:
        of = {s.key: s for _, found in d.charts for s in found}
        cells = []
        for group in groups.values():
            main = of.get(group.series[0])
            if main is None:
                cells.append("–")
                continue
            now = latest(main, group.kind, lang)
            change = f", {now.change_text}" if now.change_text else ""
            cells.append(f"{brief(now.said, group.kind)} ({now.year}{change})")
        table.add_row(Text(d.name), *cells)
    console.print(table)
    left = len(trend.departments) - _TOP
    if left > 0:
        more = (
            f"另有 {left} 个单位，用 -o 写入 html、xlsx 或 csv 查看",
            f"{left} more: write html, xlsx or csv with -o",
        )
        console.print(_t(lang, *more))
    differing = disputes(trend.departments)
    if differing:
        console.print()
        console.print(
            Text(
                _t(lang, f"报告之间说法不一 {len(differing)} 处", f"Reports differ in {len(differing)} places"),
                style="bold",
            )
        )
        for d, group, series, year, all_said in differing[:_TOP]:
            values = _t(lang, "；", "; ").join(
                f"{figure(s, group.kind)}{unit_word(group.kind, lang)}（{source(s, lang)}）" for s in all_said
            )
            console.print(Text(f"  {d.name} {year} {name(series, lang)}：{values}"))
