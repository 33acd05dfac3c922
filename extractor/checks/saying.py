"""What the rules about sentences share: the figures a statement speaks of, found in the sentence or elsewhere."""

from __future__ import annotations

from collections import defaultdict

from extractor.checks.context import Context
from extractor.checks.figure import Figure, comparable
from extractor.model.interpretation import Statement
from extractor.model.report import Fact, Scenario
from extractor.text.labels import normalise, squash

_SHOWN = 60
Key = tuple[str, str | None, int | None, Scenario | None]


class Lookup:
    """Figures of the whole report by what they say: the concept or the label, the organization, the year, the stage."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._facts: dict[Key, list[Fact]] = defaultdict(list)
        for fact in context.facts:
            if fact.measure in ("amount", "count") and not fact.qualifier:
                for name in self._names(fact.concept, fact.label):
                    key = (
                        name,
                        fact.organization or context.interpretation.organization,
                        fact.fiscal_year,
                        fact.scenario,
                    )
                    self._facts[key].append(fact)

    @staticmethod
    def _names(concept: str | None, label: str) -> list[str]:
        return [concept] if concept else [normalise(label)] if normalise(label) else []

    def one(
        self, concept: str | None, label: str, organization: str | None, year: int | None, scenario: Scenario | None
    ) -> Figure | None:
        """The figure for it, if the report prints only one value."""
        if year is None or scenario is None:
            return None
        for name in self._names(concept, label):
            facts = self._facts.get(
                (name, organization or self.context.interpretation.organization, year, scenario), []
            )
            figures = [f for fact in facts if (f := self.context.figure(fact)) is not None]
            if figures and all(comparable(figures[0], f) and f.base == figures[0].base for f in figures):
                return max(figures, key=lambda f: f.decimals or 0)
        return None


def sentence(statement: Statement) -> str:
    """The sentence as a message quotes it."""
    text = squash(statement.text).translate({0x201C: "‘", 0x201D: "’"})
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
