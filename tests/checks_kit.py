"""A small language for hand-made interpretations: tables as text, prose facts as rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from extractor import checks
from extractor.checks import CheckResult, Config
from extractor.model.document import Cell, Document, Paragraph, Table
from extractor.model.interpretation import Block, Column, Interpretation, Row, Statement, TableView
from extractor.model.report import Fact, Finding, Location, Section
from extractor.text.labels import split_number, squash
from extractor.text.numbers import read_cell


class Report:
    """Collects tables, prose and statements of one report and checks it."""

    def __init__(self, organization: str = "甲县水利局", year: int = 2024) -> None:
        self.organization, self.year = organization, year
        self.facts: list[Fact] = []
        self.blocks: list[Paragraph | Table] = []
        self.views: list[TableView] = []
        self.statements: list[Statement] = []
        self.sections: list[Section] = []
        self.more: dict[str, list[Any]] = {"forms": [], "indicators": [], "fields": []}

    def fact(self, raw: str, label: str, location: Location, **more: Any) -> Fact:
        """A fact read from ``raw``; ``unit`` may be given where ``raw`` prints none."""
        quantity = read_cell(raw, more.pop("unit", None)).quantity
        assert quantity is not None, raw
        given: dict[str, Any] = {
            "concept": None,
            "raw_label": label,
            "organization": self.organization,
            "fiscal_year": self.year,
            "scenario": None,
            **more,
        }
        fact = Fact(
            id=f"f{len(self.facts) + 1}",
            label=label,
            match_score=None,
            value=quantity.value,
            unit=quantity.unit,
            raw=quantity.raw,
            decimals=quantity.decimals,
            location=location,
            qualifier=quantity.qualifier,
            upper=quantity.upper,
            **given,
        )
        self.facts.append(fact)
        return fact

    def section(self, number: str, title: str) -> str:
        self.sections.append(Section(f"s{len(self.sections) + 1}", number, title, 1, None, Location()))
        return self.sections[-1].id

    def prose(self, raw: str, label: str, **more: Any) -> Fact:
        """One figure of running text, in a paragraph of its own."""
        index = sum(isinstance(b, Paragraph) for b in self.blocks)
        text = f"{label}{raw}。"
        self.blocks.append(Paragraph(index, text))
        at = Location(
            paragraph=index,
            section=self.sections[-1].id if self.sections else None,
            chars=(len(label), len(label) + len(raw)),
        )
        return self.fact(raw, label, at, **more)

    def table(
        self,
        columns: Sequence[Column | dict[str, Any]],
        rows: Sequence[str],
        *,
        title: str = "支出情况表",
        unit: str | None = "万元",
        kind: Any = "unknown",
        concepts: dict[str, str] | None = None,
        organization: str | None = None,
    ) -> TableView:
        """``rows`` are "label | cell | cell"; indentation by two spaces is one level down; 合计 rows are totals,
        其中： rows of-which."""
        index = len(self.views)
        heads = [
            c if isinstance(c, Column) else Column(**({"col": i + 1, "role": "value"} | c))
            for i, c in enumerate(columns)
        ]
        cells = [Cell(0, 0, text="项目"), *(Cell(0, c.col, text="/".join(c.path)) for c in heads)]
        body: list[Row] = []
        for r, line in enumerate(rows, 1):
            printed = [part.strip() for part in line.split("|")]
            label = squash(printed[0])
            level = (len(line) - len(line.lstrip())) // 2
            number, words = split_number(label)
            role: Any = "of_which" if words.startswith("其中") else "total" if words in ("合计", "总计") else "item"
            if words == "小计":
                role = "subtotal"
            above = next((b.row for b in reversed(body) if b.level < level and b.role not in ("total",)), None)
            body.append(Row(r, label, number, level, role, above))
            cells += [Cell(r, c, text=text) for c, text in enumerate(printed)]
        table = Table(index, len(rows) + 1, len(heads) + 1, cells, header_rows=1)
        self.blocks.append(table)
        view = TableView(
            table,
            f"t{index + 1}",
            title,
            kind,
            unit,
            organization or self.organization,
            self.year,
            None,
            Location(table=index),
            [Block(index, 0, heads, body, [0])],
        )
        self.views.append(view)
        for row in body:
            for column in heads:
                cell = table.grid[row.row][column.col]
                if cell is None or read_cell(cell.text).kind != "number":
                    continue
                self.fact(
                    cell.text,
                    row.label,
                    Location(table=index, row=row.row, col=column.col, chars=(0, len(cell.text))),
                    unit=column.unit or unit,
                    concept=(concepts or {}).get(row.label),
                    organization=organization or self.organization,
                    fiscal_year=column.year or self.year,
                    scenario=column.scenario,
                    measure=column.measure,
                    base_year=column.base_year,
                    base_scenario=column.base_scenario,
                )
        return view

    def interpretation(self) -> Interpretation:
        return Interpretation(
            Document("report.docx", "0" * 64, "docx", None, self.blocks),
            "部门整体支出绩效自评报告",
            self.organization,
            self.year,
            "department",
            self.sections,
            self.views,
            self.facts,
            statements=self.statements,
            **self.more,
        )

    def check(self, *codes: str, lang: Any = "zh", **options: Any) -> CheckResult:
        """Run the rules whose codes or families are named (all if none)."""
        return checks.run(self.interpretation(), Config(select=codes, **options), lang=lang)


def budget_columns(*stages: str, year: int = 2024, unit: str | None = None) -> list[dict[str, Any]]:
    """Value columns by scenario; "actual-1" is the year before, "change:actual-1" and "growth:…" compare with it."""
    made = []
    for stage in stages:
        measure, _, rest = stage.rpartition(":")
        scenario, _, back = rest.partition("-")
        own_year = year - int(back or 0)
        column: dict[str, Any] = {"path": (stage,), "year": own_year, "scenario": scenario, "unit": unit}
        if measure:
            column |= {
                "measure": measure,
                "year": year,
                "scenario": "derived",
                "base_year": own_year,
                "base_scenario": scenario,
                "unit": "%" if measure in ("growth", "share", "rate") else unit,
            }
        made.append(column)
    return made


def codes(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(f.rule, f.severity) for f in findings]


def raws(finding: Finding) -> list[str]:
    return [e.raw for e in finding.evidence]


def decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
