"""Figures and claims in running text."""

from __future__ import annotations

from extractor.interpret.build import FactBuilder
from extractor.interpret.outline import Outline
from extractor.model.document import Document
from extractor.model.interpretation import Statement


def read_prose(document: Document, outline: Outline, builder: FactBuilder) -> list[Statement]:
    """Add the facts of all prose to ``builder`` and return what the sentences claim about them."""
    return []
