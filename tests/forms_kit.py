"""Hand-built documents for the tests of the form reader."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor import schema
from extractor.interpret.build import FactBuilder
from extractor.interpret.forms import read_forms
from extractor.interpret.outline import outline
from extractor.model.document import Block, Cell, Document, Paragraph, Table
from extractor.model.interpretation import FormField, ScoreForm, TableKind, TableView
from extractor.model.report import Fact, Indicator, Location
from extractor.text.match import Matcher

_SPAN = re.compile(r"\{(\d+)\}$")


def table(layout: str, index: int = 0) -> Table:
    """A table from lines of cells divided by "|"; "{n}" after a text is its column span, "^" continues the cell above,
    "⏎" is a line break."""
    cells: list[Cell] = []
    above: dict[int, Cell] = {}
    width = 0
    lines = [line for line in layout.strip("\n").split("\n") if line.strip()]
    for row, line in enumerate(lines):
        col = 0
        for text in line.split("|"):
            text = text.strip(" ")
            span = int(m.group(1)) if (m := _SPAN.search(text)) else 1
            text = _SPAN.sub("", text)
            if text == "^":
                cell = above[col]
                cell.rowspan = row - cell.row + 1
                span = cell.colspan
            else:
                cell = Cell(row, col, 1, span, text.replace("⏎", "\n"))
                cells.append(cell)
                above[col] = cell
            col += span
        width = max(width, col)
    return Table(index, len(lines), width, cells)


@dataclass
class Result:
    forms: list[ScoreForm]
    indicators: list[Indicator]
    fields: list[FormField]
    facts: list[Fact]
    views: list[TableView]

    def fact(self, label: str, scenario: str | None = None) -> Fact:
        """The only fact with this label (and scenario)."""
        found = [f for f in self.facts if f.label == label and scenario in (None, f.scenario)]
        assert len(found) == 1, (label, scenario, [(f.label, f.raw, f.scenario) for f in self.facts])
        return found[0]

    def by_id(self, fact: str | None) -> Fact:
        return next(f for f in self.facts if f.id == fact)

    def rows(self) -> list[tuple[object, ...]]:
        return [(i.level1, i.level2, i.name, i.target, i.actual, i.weight, i.score) for i in self.indicators]


def read(*parts: str | Table, kind: TableKind = "department_score") -> Result:
    """Read a document made of paragraphs (plain strings) and tables (strings with "|", or Table)."""
    return read_kinds(*((kind, part) for part in parts))


def read_kinds(*kinds: tuple[TableKind, str | Table]) -> Result:
    """The same with a kind for every table."""
    parts = [part for _, part in kinds]
    of_table = [kind for kind, part in kinds if not isinstance(part, str) or "|" in part]
    blocks: list[Block] = []
    paragraphs = tables = 0
    for part in parts:
        if isinstance(part, str) and "|" not in part:
            blocks.append(Paragraph(paragraphs, part))
            paragraphs += 1
        else:
            blocks.append(table(part, tables) if isinstance(part, str) else part)
            tables += 1
    document = Document("x.docx", "", "docx", None, blocks)
    skeleton = outline(document)
    builder = FactBuilder(Matcher(schema.load()), skeleton.organization, 2023)
    views = [
        TableView(t, f"t{t.index}", None, kind, None, skeleton.organization, 2023, None, Location(table=t.index))
        for t, kind in zip(document.tables(), of_table, strict=True)
    ]
    forms, indicators, fields = read_forms(views, document, skeleton, builder)
    return Result(forms, indicators, fields, builder.facts, views)
