"""Running the rules about several reports: claims are judged and become findings as those of one report do."""

from __future__ import annotations

import decimal
import hashlib

from extractor.checks import PRECISION, CheckResult, apply_rule, registry
from extractor.checks.config import Config
from extractor.checks.evaluate import Outcome, say
from extractor.checks.findings import findings
from extractor.checks.years import Years
from extractor.errors import Lang
from extractor.model.report import Finding
from extractor.text.organizations import name_key

_DOUBTFUL = ("数字识别存疑", "a figure is recognised with doubt")


def run(years: Years, config: Config | None = None, *, lang: Lang = "zh") -> CheckResult:
    """Verify one report against those beside it. Facts are named "<document>#<fact>" in what is returned; relations are
    numbered y1, y2, …, apart from those of the report's own check."""
    config = config or Config()
    result = CheckResult()
    outcomes: list[Outcome] = []
    with decimal.localcontext(decimal.Context(prec=PRECISION)):
        claimed: dict[object, str] = {}
        for rule in registry.rules():
            if rule.scope == "years":
                summary, judged = apply_rule(rule, years, config, lang, claimed)
                result.rules.append(summary)
                outcomes += judged
        for number, outcome in enumerate(outcomes, 1):
            outcome.relation.id = f"y{number}"
            _doubt(outcome, lang)
        result.relations = [o.relation for o in outcomes]
        result.findings = findings(outcomes, {r.code: r for r in registry.rules()}, lang)
        for finding in result.findings:
            finding.id = _identity(years, finding)
    return result


def _doubt(outcome: Outcome, lang: Lang) -> None:
    """A difference that rests on a figure badly recognised from an image says nothing about the reports."""
    doubtful = any(f.source is not None and f.source.doubtful and f.source.reading is None for f in outcome.figures)
    if doubtful and outcome.relation.status == "inconsistent":
        outcome.relation.status = "undetermined"
        outcome.relation.reason = say(_DOUBTFUL, lang)


def _identity(years: Years, finding: Finding) -> str:
    """Stable over re-runs like any finding's id, and not the same in two departments whose tables are called alike."""
    whose = name_key(years.later.organization)
    text = f"{whose}|{finding.id}"
    return f"{finding.rule}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
