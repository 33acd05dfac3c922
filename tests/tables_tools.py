"""Tables and documents typed as text, and what the interpreter makes of them, for the table tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor import schema
from extractor.interpret.build import FactBuilder
from extractor.interpret.outline import outline
from extractor.interpret.tables import read_tables
from extractor.model.document import Block, Cell, Document, Paragraph, Table
from extractor.model.interpretation import TableView
from extractor.model.report import Fact
from extractor.text.match import Matcher

_SPAN = re.compile(r"\{(\d+)\}$")


def table(text: str, index: int = 0) -> Table:
    """A table from lines of cells divided by "|": ``words{3}`` spans three columns, a cell that is ``^`` continues the
    one above, ``~`` is a hole the file leaves, ``\\n`` a line feed, ``_`` a leading full-width space."""
    cells: list[Cell] = []
    above: dict[int, Cell] = {}
    lines = [line.strip() for line in text.strip().splitlines()]
    width = 0
    for row, line in enumerate(lines):
        col = 0
        for raw in line.split("|"):
            part = raw.strip()
            span = _SPAN.search(part)
            n = int(span.group(1)) if span else 1
            words = part[: span.start()] if span else part
            if words == "^" and col in above:
                above[col].rowspan = row - above[col].row + 1
            elif words != "~":
                cell = Cell(row, col, 1, n, words.replace("\\n", "\n").replace("_", "\u3000"))
                cells.append(cell)
                above[col] = cell
            col += n
        width = max(width, col)
    return Table(index, len(lines), width, cells)


def document(*parts: str | Table) -> Document:
    """A document of paragraphs and tables in order."""
    blocks: list[Block] = []
    paragraphs = tables = 0
    for part in parts:
        if isinstance(part, str):
            blocks.append(Paragraph(paragraphs, part))
            paragraphs += 1
        else:
            part.index = tables
            blocks.append(part)
            tables += 1
    return Document("sample.docx", "0" * 64, "docx", None, blocks)


TITLE = "2024年度某市水务局部门整体支出绩效自评报告"


@dataclass
class Read:
    """The view of the last table and the facts of all."""

    views: list[TableView]
    facts: list[Fact]

    @property
    def view(self) -> TableView:
        return self.views[-1]

    def at(self, row: int, col: int) -> Fact:
        """The only fact printed in a cell of the last table."""
        here = (self.view.table.index, row, col)
        found = [f for f in self.facts if (f.location.table, f.location.row, f.location.col) == here]
        assert len(found) == 1, (row, col, [(f.raw, f.label) for f in found])
        return found[0]

    def cells(self) -> set[tuple[int | None, int | None]]:
        return {(f.location.row, f.location.col) for f in self.facts if f.location.table == self.view.table.index}


@lru_cache(maxsize=1)
def _matcher() -> Matcher:
    return Matcher(schema.load())


def read(text: str | Table, *above: str, title: str = TITLE) -> Read:
    """Read one table with the lines above it."""
    return read_document(document(title, "一、基本情况", *above, table(text) if isinstance(text, str) else text))


def read_document(doc: Document) -> Read:
    skeleton = outline(doc)
    builder = FactBuilder(_matcher(), skeleton.organization, skeleton.fiscal_year)
    return Read(read_tables(doc, skeleton, builder), builder.facts)
