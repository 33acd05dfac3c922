"""Making facts: ids in order of creation, the concept looked up once per label and context."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.model.quantity import Quantity
from extractor.model.report import Fact, Location, Measure, Scenario
from extractor.text.match import Match, Matcher


@dataclass(slots=True)
class FactBuilder:
    """Collects the facts of one document."""

    matcher: Matcher
    organization: str | None = None
    fiscal_year: int | None = None
    facts: list[Fact] = field(default_factory=list)

    def add(
        self,
        quantity: Quantity,
        location: Location,
        *,
        raw_label: str,
        label: str | None = None,
        path: tuple[str, ...] = (),
        kind: str | None = None,
        organization: str | None = None,
        fiscal_year: int | None = None,
        scenario: Scenario | None = None,
        measure: Measure = "amount",
        base_year: int | None = None,
        base_scenario: Scenario | None = None,
        lookup: str | None = None,
    ) -> Fact:
        """Record one figure.

        ``path`` holds the labels above ``raw_label`` (parent rows, table title, header levels), nearest first, and
        ``kind`` the table kind: both only narrow the concept lookup. ``label`` defaults to the printed label.
        ``lookup`` is looked up instead of ``raw_label`` where the printed label alone misleads (a bare 合计, a row
        narrowed by its column); "" looks nothing up.
        """
        name = raw_label if lookup is None else lookup
        match = self.matcher.match(name, path=path, kind=kind, unit=quantity.unit) if name else Match(None)
        fact = Fact(
            id=f"f{len(self.facts) + 1}",
            concept=match.concept,
            label=label or raw_label,
            raw_label=raw_label,
            match_score=match.score,
            organization=organization or self.organization,
            fiscal_year=fiscal_year,
            scenario=scenario,
            value=quantity.value,
            unit=quantity.unit,
            raw=quantity.raw,
            decimals=quantity.decimals,
            location=location,
            measure=measure,
            qualifier=quantity.qualifier,
            base_year=base_year,
            base_scenario=base_scenario,
            upper=quantity.upper,
        )
        self.facts.append(fact)
        return fact
