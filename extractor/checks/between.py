"""Running the rules about several reports: claims are judged and become findings as those of one report do."""

from __future__ import annotations

import decimal

from extractor.checks import PRECISION, CheckResult, apply_rule, registry
from extractor.checks.config import Config
from extractor.checks.evaluate import Outcome
from extractor.checks.findings import findings
from extractor.checks.years import Years
from extractor.errors import Lang


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
        result.relations = [o.relation for o in outcomes]
        result.findings = findings(outcomes, {r.code: r for r in registry.rules()}, lang)
    return result
