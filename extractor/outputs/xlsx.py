"""审核底稿: a working paper in which findings can be signed off, sums re-added and tables compared with the "
"original."""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.errors import Lang
from extractor.model.report import Finding, Location, Report, ReportTable
from extractor.outputs._doubts import doubtful, summary
from extractor.outputs._sheet import clean, height, number_format
from extractor.outputs.files import replacing
from extractor.outputs.places import Places
from extractor.pipeline import Result
from extractor.text.numbers import read_cell
from extractor.text.visible import xml_text

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f']")
_SEVERITY = {"error": ("错误", "error"), "warning": ("疑点", "warning"), "info": ("提示", "info")}
_COLOURS = {"error": "#F8CBAD", "warning": "#FFE699", "info": "#DDEBF7"}
_STATUS = {
    "consistent": ("一致", "consistent"),
    "rounding": ("四舍五入差异", "rounding"),
    "inconsistent": ("不一致", "inconsistent"),
    "undetermined": ("无法判断", "undetermined"),
}
_DECISIONS = {"zh": ["确认", "排除", "存疑"], "en": ["accepted", "dismissed", "unsure"]}


def write(result: Result, out: Path, lang: Lang = "zh") -> None:
    """Write the working paper. Text from the document is always written as text, never as a formula or a link."""
    import xlsxwriter

    # made in memory: no temporary files to leave behind, and a full disk is met by one plain write
    data = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(data, options) as book:
        _Paper(book, result, lang).build()
    with replacing(out) as part:
        part.write_bytes(data.getbuffer())


class _Paper:
    def __init__(self, book: Any, result: Result, lang: Lang) -> None:
        self.book, self.report, self.lang = book, result.report, lang
        self.places = Places(result.interpretation)
        self.names = _sheet_names(result.report, lang)
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.marks: dict[tuple[int, int, int], list[Finding]] = defaultdict(list)
        for finding in reversed(result.report.findings):
            for item in finding.evidence:
                at = item.location
                if at.table is not None and at.row is not None and at.col is not None:
                    self.marks[(at.table, at.row, at.col)].insert(0, finding)

    def t(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def style(self, **kwargs: Any) -> Any:
        key = tuple(sorted(kwargs.items()))
        if key not in self.formats:
            base = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
            self.formats[key] = self.book.add_format({**base, **kwargs})
        return self.formats[key]

    def build(self) -> None:
        self._overview()
        self._findings()
        self._relations()
        self._facts()
        self._indicators()
        for table in self.report.tables:
            self._table(table)

    def _overview(self) -> None:
        r, sheet = self.report, self.book.add_worksheet(self.t("概况", "Overview"))
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, 6, 14)
        sheet.write_string(0, 0, self.t("审核底稿", "Working paper"), self.style(bold=True, font_size=16))
        status: Counter[str] = Counter(x.status for x in r.relations)
        severity = Counter(f.severity for f in r.findings)
        rows = [
            (self.t("报告", "Report"), r.report.title or ""),
            (self.t("单位", "Organization"), r.report.organization or ""),
            (self.t("年度", "Fiscal year"), str(r.report.fiscal_year or "")),
            (self.t("文件", "File"), r.source.file),
            ("SHA-256", r.source.sha256),
            (self.t("程序版本", "Program version"), r.program_version),
            (
                self.t("发现", "Findings"),
                "，".join(f"{self.word(_SEVERITY[k])} {n}" for k, n in severity.items()) or "0",
            ),
            (self.t("核对的关系", "Relations checked"), str(len(r.relations))),
            *((f"  {self.word(names)}", str(status[key])) for key, names in _STATUS.items()),
            (self.t("文中数字", "Printed figures"), str(r.coverage.quantities)),
            (self.t("  其中已读取", "  read"), _share(r.coverage.in_facts, r.coverage.quantities)),
            (self.t("  其中参与核对", "  verified"), _share(r.coverage.in_relations, r.coverage.quantities)),
        ]
        if words := summary(r, self.lang):
            rows.append((self.t("图像识别", "Recognised text"), words))
        for n, (name, value) in enumerate(rows, 2):
            sheet.write_string(n, 0, name, self.style(bold=True))
            sheet.write_string(n, 1, clean(value), self.style(text_wrap=True))
        n = len(rows) + 2
        for notice in r.notices:
            sheet.write_string(n, 0, self.t("注意", "Notice"), self.style(bold=True, font_color="#C00000"))
            sheet.write_string(n, 1, self.t(notice.zh, notice.en), self.style(text_wrap=True))
            n += 1
        n += 1
        heads = self.t(
            "规则 名称 状态 一致 四舍五入 不一致 无法判断", "Rule Title Status Agree Rounding Differ Undetermined"
        )
        for col, head in enumerate(heads.split()):
            sheet.write_string(n, col, head, self.style(bold=True, bg_color="#D9E1F2", border=1))
        for rule in r.rules:
            n += 1
            idle = rule.status != "applied"
            title = rule.title + (f"（{rule.reason}）" if idle and rule.reason else "")
            style = self.style(text_wrap=True, border=1, font_color="#808080" if idle else "#000000")
            sheet.write_string(n, 0, rule.code, style)
            sheet.write_string(n, 1, title, style)
            sheet.write_string(n, 2, rule.status, style)
            counts = (rule.consistent, rule.rounding, rule.inconsistent, rule.undetermined)
            for col, count in enumerate(counts, 3):
                sheet.write_number(n, col, count, style)
        self._page(sheet, landscape=False)

    def word(self, pair: tuple[str, str]) -> str:
        return self.t(*pair)

    def _findings(self) -> None:
        heads = [
            ("序号", "No.", 6),
            ("级别", "Severity", 8),
            ("规则", "Rule", 9),
            ("问题", "Finding", 70),
            ("应为", "Expected", 14),
            ("原文", "Printed", 14),
            ("相差", "Difference", 12),
            ("位置", "Place", 40),
            ("审核意见", "Decision", 11),
            ("说明", "Note", 30),
            ("编号", "Id", 18),
        ]
        sheet = self._sheet(self.t("问题清单", "Findings"), heads)
        for n, f in enumerate(self.report.findings, 1):
            style = self.style(text_wrap=True, border=1)
            coloured = self.style(border=1, bg_color=_COLOURS[f.severity])
            where = self.places.describe(f.evidence[0].location, self.lang) if f.evidence else ""
            sheet.set_row(n, height((f.message, heads[3][2]), (where, heads[7][2])))
            sheet.write_number(n, 0, n, style)
            sheet.write_string(n, 1, self.word(_SEVERITY[f.severity]), coloured)
            for col, text in enumerate((f.rule, f.message), 2):
                sheet.write_string(n, col, clean(text), style)
            for col, figure in enumerate((f.expected, f.actual, f.difference), 4):
                self._figure(sheet, n, col, figure, style)
            at = f.evidence[0].location if f.evidence else Location()
            self._link(sheet, n, 7, at, style)
            sheet.write_blank(n, 8, None, style)
            sheet.write_blank(n, 9, None, style)
            sheet.write_string(n, 10, f.id, style)
        last = max(1, len(self.report.findings))
        sheet.data_validation(1, 8, last, 8, {"validate": "list", "source": _DECISIONS[self.lang]})
        sheet.autofilter(0, 0, last, len(heads) - 1)

    def _relations(self) -> None:
        heads = [
            ("编号", "Id", 8),
            ("规则", "Rule", 9),
            ("结论", "Status", 12),
            ("算式", "Computation", 70),
            ("应为", "Expected", 14),
            ("原文", "Printed", 14),
            ("相差", "Difference", 12),
            ("位置", "Place", 50),
        ]
        sheet = self._sheet(self.t("核对关系", "Relations"), heads)
        style = self.style(text_wrap=True, border=1)
        bad = self.style(border=1, bg_color=_COLOURS["error"])
        for n, r in enumerate(self.report.relations, 1):
            where = self.places.describe(r.terms[0].location, self.lang) if r.terms else ""
            sheet.set_row(n, height((r.formula or r.reason, heads[3][2]), (where, heads[7][2])))
            sheet.write_string(n, 0, r.id, style)
            sheet.write_string(n, 1, r.rule, style)
            status = self.word(_STATUS[r.status])
            sheet.write_string(n, 2, status, bad if r.status == "inconsistent" else style)
            sheet.write_string(n, 3, clean(r.formula or r.reason), style)
            for col, text in enumerate((r.expected, r.actual, r.difference), 4):
                self._figure(sheet, n, col, text, style)
            self._link(sheet, n, 7, r.terms[0].location if r.terms else Location(), style)
        sheet.autofilter(0, 0, max(1, len(self.report.relations)), len(heads) - 1)

    def _facts(self) -> None:
        heads = [
            ("编号", "Id", 8),
            ("标签", "Label", 40),
            ("原文标签", "Printed label", 30),
            ("标准指标", "Concept", 28),
            ("匹配度", "Match", 8),
            ("单位", "Organization", 28),
            ("年度", "Year", 7),
            ("口径", "Scenario", 16),
            ("数值", "Value", 14),
            ("计量单位", "Unit", 9),
            ("原文", "Printed", 16),
            ("识别", "Recognised", 50 if doubtful(self.report) else 10),
            ("位置", "Place", 50),
        ]
        sheet = self._sheet(self.t("数据", "Facts"), heads)
        style = self.style(border=1)
        doubt = self.style(border=1, text_wrap=True, bg_color="#F3E5F5")
        for n, f in enumerate(self.report.facts, 1):
            for col, text in enumerate((f.id, f.label, f.raw_label, f.concept or ""), 0):
                sheet.write_string(n, col, clean(text), style)
            if f.match_score is not None:
                sheet.write_number(n, 4, f.match_score, self.style(border=1, num_format="0.00"))
            else:
                sheet.write_blank(n, 4, None, style)
            sheet.write_string(n, 5, clean(f.organization or ""), style)
            if f.fiscal_year is not None:
                sheet.write_number(n, 6, f.fiscal_year, style)
            else:
                sheet.write_blank(n, 6, None, style)
            sheet.write_string(n, 7, f.scenario or "", style)
            sheet.write_number(n, 8, float(f.value), self.style(border=1, num_format=number_format(f.value)))
            sheet.write_string(n, 9, f.unit or "", style)
            sheet.write_string(n, 10, clean(f.raw), style)
            sure = "" if f.confidence is None else f"{f.confidence:.2f}"
            sheet.write_string(n, 11, clean(f.why or sure), doubt if f.doubtful else style)
            self._link(sheet, n, 12, f.location, style)
        sheet.autofilter(0, 0, max(1, len(self.report.facts)), len(heads) - 1)

    def _indicators(self) -> None:
        heads = [
            ("编号", "Id", 8),
            ("单位", "Organization", 30),
            ("一级指标", "Level 1", 14),
            ("二级指标", "Level 2", 16),
            ("三级指标", "Indicator", 34),
            ("年度指标值", "Target", 18),
            ("实际完成值", "Achieved", 22),
            ("分值", "Weight", 8),
            ("得分", "Score", 8),
            ("偏差原因", "Note", 40),
            ("位置", "Place", 40),
        ]
        sheet = self._sheet(self.t("绩效指标", "Indicators"), heads)
        style = self.style(text_wrap=True, border=1)
        for n, i in enumerate(self.report.indicators, 1):
            texts = (i.id, i.organization, i.level1, i.level2, i.name, i.target, i.actual)
            for col, text in enumerate(texts):
                sheet.write_string(n, col, clean(text or ""), style)
            for col, value in ((7, i.weight), (8, i.score)):
                if value is None:
                    sheet.write_blank(n, col, None, style)
                else:
                    sheet.write_number(n, col, float(value), self.style(border=1, num_format=number_format(value)))
            sheet.write_string(n, 9, clean(i.note or ""), style)
            self._link(sheet, n, 10, i.location, style)
        sheet.autofilter(0, 0, max(1, len(self.report.indicators)), len(heads) - 1)

    def _table(self, table: ReportTable) -> None:
        index = table.location.table
        assert index is not None
        sheet = self.book.add_worksheet(self.names[index])
        title = " ".join(
            w for w in (table.title, f"（{self.t('单位', 'unit')}：{table.unit}）" if table.unit else "") if w
        )
        sheet.write_string(0, 0, clean(title), self.style(bold=True))
        width = max(9, min(22, 120 // max(table.n_cols, 1)))
        sheet.set_column(0, max(table.n_cols, 1) - 1, width)
        beside: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for cell in table.cells:
            if cell.rowspan == 1:
                beside[cell.row].append((cell.text, width * cell.colspan))
        for row, texts in beside.items():
            sheet.set_row(row + 1, height(*texts))
        for cell in table.cells:
            findings = self.marks.get((index, cell.row, cell.col), [])
            self._cell(sheet, cell.row + 1, cell, findings)
        self._page(sheet, landscape=table.n_cols > 6)

    def _cell(self, sheet: Any, row: int, cell: Any, findings: list[Finding]) -> None:
        look: dict[str, Any] = {"border": 1, "text_wrap": True, "valign": "vcenter"}
        if findings:
            look["bg_color"] = _COLOURS[findings[0].severity]
        value = read_cell(cell.text)
        number = value.quantity.value if value.kind == "number" and value.quantity else None
        if number is not None and value.quantity is not None and _is_plain(value.quantity.raw):
            percent = value.quantity.unit == "%"
            look["num_format"] = number_format(number, grouped="," in cell.text) + ('"%"' if percent else "")
        else:
            number = None
        style = self.style(**look)
        if cell.rowspan > 1 or cell.colspan > 1:
            last_row, last_col = row + cell.rowspan - 1, cell.col + cell.colspan - 1
            sheet.merge_range(row, cell.col, last_row, last_col, "", style)
        if number is not None:
            sheet.write_number(row, cell.col, float(number), style)
        else:
            sheet.write_string(row, cell.col, clean(cell.text), style)
        if findings:
            sheet.write_comment(row, cell.col, _note(findings), {"x_scale": 2.5, "y_scale": 1.5})

    def _figure(self, sheet: Any, row: int, col: int, text: str | None, style: Any) -> None:
        if text is None:
            sheet.write_blank(row, col, None, style)
        elif re.fullmatch(r"-?\d+(?:\.\d+)?", text):
            look = self.style(border=1, num_format=number_format(Decimal(text)), valign="top")
            sheet.write_number(row, col, float(text), look)
        else:
            sheet.write_string(row, col, clean(text), style)

    def _link(self, sheet: Any, row: int, col: int, at: Location, style: Any) -> None:
        words = clean(self.places.describe(at, self.lang))
        if at.table in self.names and at.row is not None and at.col is not None:
            from xlsxwriter.utility import xl_rowcol_to_cell

            target = f"internal:'{self.names[at.table]}'!{xl_rowcol_to_cell(at.row + 1, at.col)}"
            linked = self.style(border=1, text_wrap=True, font_color="#0563C1", underline=1)
            sheet.write_url(row, col, target, linked, words[:255])
        else:
            sheet.write_string(row, col, words, style)

    def _sheet(self, name: str, heads: list[tuple[str, str, int]]) -> Any:
        sheet = self.book.add_worksheet(name)
        for col, (zh, en, width) in enumerate(heads):
            sheet.set_column(col, col, width)
            sheet.write_string(0, col, self.t(zh, en), self.style(bold=True, bg_color="#D9E1F2", border=1))
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        self._page(sheet, landscape=True)
        return sheet

    def _page(self, sheet: Any, landscape: bool) -> None:
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P / &N")


def _note(findings: list[Finding]) -> str:
    seen = {f.id: f"[{f.rule}] {f.message}" for f in findings}
    return clean("\n".join(seen.values()))[:1800]


def _sheet_names(report: Report, lang: Lang) -> dict[int, str]:
    """A legal, unique sheet name for each table index."""
    names: dict[int, str] = {}
    used = {"history"}
    for number, table in enumerate(report.tables, 1):
        base = _FORBIDDEN.sub("", xml_text(f"{number} {table.title or ('表' if lang == 'zh' else 'table')}")).strip()[
            :28
        ]
        name, again = base, 1
        while name.lower() in used:
            again += 1
            name = f"{base[:25]}~{again}"
        used.add(name.lower())
        if table.location.table is not None:
            names[table.location.table] = name
    return names


def _is_plain(raw: str) -> bool:
    """Whether the printed figure is only a figure, so that a number cell loses nothing."""
    return re.fullmatch(r"[-−－]?[\d,，\s.]+%?", raw.strip()) is not None


def _share(part: int, whole: int) -> str:
    return f"{part}（{100 * part / whole:.1f}%）" if whole else "0"
