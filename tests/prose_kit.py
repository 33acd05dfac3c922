"""Documents typed as lines of text, and what the prose reader makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractor import schema
from extractor.interpret.build import FactBuilder
from extractor.interpret.outline import Outline, outline
from extractor.interpret.prose import read
from extractor.model.document import Block, Document, Paragraph, Table
from extractor.model.interpretation import Statement
from extractor.model.report import Fact, Indicator
from extractor.text.match import Matcher

TITLE = "2023年度云溪县民政局部门整体支出绩效自评报告"


@lru_cache(maxsize=1)
def matcher() -> Matcher:
    return Matcher(schema.load())


def document(*blocks: str | Block) -> Document:
    """A document of paragraphs (given as text) and tables."""
    made: list[Block] = []
    count = 0
    for block in blocks:
        if isinstance(block, Table):
            made.append(block)
            continue
        paragraph = Paragraph(count, block) if isinstance(block, str) else block
        paragraph.index = count
        made.append(paragraph)
        count += 1
    return Document("report.docx", "", "docx", None, made)


@dataclass
class Result:
    outline: Outline
    facts: list[Fact]
    statements: list[Statement]
    indicators: list[Indicator]

    def fact(self, raw: str, nth: int = 0) -> Fact:
        """The nth fact printed as ``raw``."""
        found = [f for f in self.facts if f.raw == raw]
        assert len(found) > nth, (raw, [(f.raw, f.label) for f in self.facts])
        return found[nth]

    def raw(self, fact: str | None) -> str | None:
        """How the fact with this id is printed."""
        return None if fact is None else next(f.raw for f in self.facts if f.id == fact)

    def said(self, kind: str, nth: int = 0) -> Statement:
        """The nth claim of one kind."""
        found = [s for s in self.statements if s.kind == kind]
        assert len(found) > nth, (kind, nth, [(s.kind, s.text) for s in self.statements])
        return found[nth]

    def count(self, kind: str) -> int:
        return sum(s.kind == kind for s in self.statements)


def interpret(doc: Document) -> Result:
    skeleton = outline(doc)
    builder = FactBuilder(matcher(), skeleton.organization, skeleton.fiscal_year)
    statements, indicators = read(doc, skeleton, builder)
    return Result(skeleton, builder.facts, statements, indicators)


def prose(*lines: str, title: str = TITLE) -> Result:
    """A report with these paragraphs below its title."""
    return interpret(document(title, *lines))
