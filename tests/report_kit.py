"""Small Word reports written on the spot, checked as a user would check them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx

from extractor.model.report import Finding, Report

TITLE = "2024年度甲县水利局部门整体支出绩效自评报告"
HEAD = [
    "年度资金总额（万元）|年初预算|年中调整|全年预算|全年执行数|分值|执行率|得分",
    "年度资金总额|100.00|0.00|100.00|95.00|10|95.00%|9.5",
]
INDICATORS = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施"
ROWS = [
    "产出指标（50分）|数量指标|除险加固水库数|≥12座|12座|20|20|",
    "产出指标（50分）|质量指标|工程验收合格率|100%|100%|15|15|",
    "产出指标（50分）|时效指标|按期完成率|≥90%|96%|15|15|",
    "效益指标（30分）|社会效益指标|新增受益人口|≥3000人|3200人|30|30|",
    "满意度指标（10分）|服务对象满意度指标|群众满意度|≥90%|93%|10|10|",
]
TOTAL = "总分||||||{weight}|{score}"


class Draft:
    """A report being written."""

    def __init__(self, title: str = TITLE) -> None:
        self.document = docx.Document()
        self.document.add_paragraph(title)

    def prose(self, *paragraphs: str) -> Draft:
        for text in paragraphs:
            self.document.add_paragraph(text)
        return self

    def table(self, rows: Sequence[str], *, caption: str = "", below: str = "") -> Draft:
        """``rows`` are "cell|cell"; equal neighbours down the first columns of a form are merged."""
        if caption:
            self.document.add_paragraph(caption)
        cells = [r.split("|") for r in rows]
        table = self.document.add_table(len(cells), max(map(len, cells)))
        for r, row in enumerate(cells):
            for c, text in enumerate(row):
                table.cell(r, c).text = text
        if below:
            self.document.add_paragraph(below)
        return self

    def form(
        self,
        rows: Sequence[str] = ROWS,
        *,
        weight: str = "100",
        score: str = "99.5",
        head: Sequence[str] = HEAD,
        organization: str = "甲县水利局",
        below: str = "填表人：某某    联系电话：（略）    单位负责人签字：某某",
        year: int = 2024,
    ) -> Draft:
        """A 自评表 in the usual form."""
        lines = [f"预算单位名称|{organization}", *head, INDICATORS, *rows]
        if weight or score:
            lines.append(TOTAL.format(weight=weight, score=score).replace("||||||", "|||||", 1))
        return self.table(lines, caption=f"{year}年度部门整体支出绩效自评表", below=below)

    def check(self, folder: Path) -> Report:
        from extractor import check

        path = folder / "report.docx"
        self.document.save(str(path))
        return check(path)

    def findings(self, folder: Path, *families: str) -> list[Finding]:
        return [f for f in self.check(folder).findings if f.rule.startswith(families)]
