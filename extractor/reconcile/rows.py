"""Relations and findings between reports as rows of the database: the later report's side, then the other's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractor.checks.years import JOINT
from extractor.model.report import Evidence, Finding, Location, Relation, Term
from extractor.outputs._tidy import place_row
from extractor.reconcile.matching import Doc


def split(fact: str | None) -> tuple[str, str]:
    """Document and id of a fact named among several reports; ("", "") for none."""
    document, _, name = (fact or "").partition(JOINT)
    return document, name


def relation_row(doc: Doc, relation: Relation) -> tuple[Any, ...]:
    return (
        doc.document, relation.id, doc.organization, doc.year, relation.rule, relation.status, relation.formula or None,
        relation.expected, relation.actual, relation.difference, relation.tolerance, relation.reason or None,
        *_sides(doc, relation.terms),
    )  # fmt: skip


def finding_row(doc: Doc, finding: Finding) -> tuple[Any, ...]:
    own, *rest = _sides(doc, finding.evidence)
    return (
        doc.document, finding.id, doc.organization, doc.year, finding.rule, finding.severity, finding.message,
        finding.expected, finding.actual, finding.difference, own, ";".join(finding.related) or None, *rest,
    )  # fmt: skip


def _sides(doc: Doc, items: Sequence[Term] | Sequence[Evidence]) -> tuple[Any, ...]:
    """The report's own facts and place; the other report, its facts and place."""
    own = [i for i in items if split(i.fact)[0] == doc.document]
    other = [i for i in items if split(i.fact)[0] not in ("", doc.document)]
    # targets and findings of the other report are named like facts and are none
    facts = [split(i.fact)[1] for i in own if ":" not in split(i.fact)[1]]
    others = [i.fact for i in other if i.fact and ":" not in split(i.fact)[1]]
    return (
        ";".join(facts) or None,
        *place_row(own[0].location if own else Location()),
        split(other[0].fact)[0] if other else None,
        ";".join(others) or None,
        *place_row(other[0].location if other else Location()),
    )
