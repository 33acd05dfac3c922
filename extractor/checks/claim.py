"""What a rule yields: statements about printed figures, not yet judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from extractor.checks.expression import Expression
from extractor.checks.figure import Figure
from extractor.model.report import Severity

Words = str | tuple[str, str]
"""A text, or its Chinese and English forms."""


@dataclass(slots=True)
class Claim:
    """``stated`` = ``expression`` (or ≥, ≤): judged by the evaluator, never by the rule.

    ``message`` names one of the rule's templates; besides ``args`` a template may use what the evaluator knows, see
    :mod:`extractor.checks.findings`. ``magnitude`` compares sizes only, where signs are left out on purpose.
    """

    stated: Figure
    expression: Expression
    op: Literal["=", ">=", "<="] = "="
    role: str = "total"
    message: str = "default"
    args: Mapping[str, Words] = field(default_factory=dict)
    severity: Severity | None = None
    magnitude: bool = False
    tail: bool = True
    """A difference of one unit of the last digit is only worth an ``info``."""
    precise: bool = False
    """The operands are known to be exact as printed."""
    context: tuple[Figure, ...] = ()
    """Further figures the message speaks of, shown as evidence."""

    def figures(self) -> list[tuple[str, Figure]]:
        return [(self.role, self.stated), *self.expression.figures()]


@dataclass(slots=True)
class Verdict:
    """A statement no arithmetic decides (a blank signature, a word against a figure): the rule says whether it holds.

    ``holds`` None means it can't be told; ``reason`` says why. The first figure is the most suspicious one.
    """

    holds: bool | None
    figures: list[tuple[str, Figure]]
    message: str = "default"
    args: Mapping[str, Words] = field(default_factory=dict)
    severity: Severity | None = None
    expected: str | None = None
    actual: str | None = None
    difference: Decimal | None = None
    formula: str = ""
    reason: Words = ""
    absence: bool = False
    """It fails because something was not found where it ought to be, which on a recognised page may only be unread."""


@dataclass(slots=True)
class Skip:
    """Why a rule, or a part of it, found nothing to look at."""

    reason: tuple[str, str]


Yielded = Claim | Verdict | Skip
