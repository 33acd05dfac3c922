"""Verification: rules claim relations, the evaluator judges them, what is broken becomes findings.

rules → claims → outcomes (relations with a status) → causes → findings
"""

from __future__ import annotations

import decimal
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extractor.checks import registry
from extractor.checks.claim import Claim, Skip, Verdict
from extractor.checks.config import Config
from extractor.checks.context import Context
from extractor.checks.evaluate import Outcome, judge, say
from extractor.checks.expression import Leaf
from extractor.checks.findings import findings
from extractor.checks.registry import Rule
from extractor.errors import Lang
from extractor.model.interpretation import Interpretation
from extractor.model.report import Finding, Relation, RuleResult

if TYPE_CHECKING:
    from extractor.schema import Schema

PRECISION = 60
"""Digits of the decimal context in which relations are computed."""
_LEFT_OUT = ("配置未选用", "left out by the configuration")
_SEVERAL = (
    "需要同一部门的多份报告：先用 batch 入库，再运行 reconcile",
    "needs several reports of a department: store them with batch, then run reconcile",
)


@dataclass(slots=True)
class CheckResult:
    """All relations with their outcome, what each rule did, and the findings.

    ``accepted`` are findings the baseline hides; ``stale`` are ids of baseline entries that no longer fit any finding.
    """

    relations: list[Relation] = field(default_factory=list)
    rules: list[RuleResult] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    accepted: list[Finding] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)


def run(
    interpretation: Interpretation, config: Config | None = None, *, lang: Lang = "zh", schema: Schema | None = None
) -> CheckResult:
    """Verify one interpreted report.

    ``schema`` is the one the report was interpreted with (the built-in one if None). Raises ConfigError if the baseline
    can't be read; a rule that fails is reported as failed and stops nothing.
    """
    from extractor import schema as schemas
    from extractor.checks.baseline import apply, load_baseline

    config = config or Config()
    result = CheckResult()
    canon = schema or schemas.load()

    def judged(found: Interpretation) -> tuple[list[RuleResult], list[Outcome]]:
        context = Context(found, canon)
        claimed: dict[object, str] = {}
        summaries: list[RuleResult] = []
        outcomes: list[Outcome] = []
        for rule in registry.rules():
            if rule.scope == "years":
                summaries.append(_elsewhere(rule, config, lang))
                continue
            summary, some = apply_rule(rule, context, config, lang, claimed)
            summaries.append(summary)
            outcomes += some
        return summaries, outcomes

    with decimal.localcontext(decimal.Context(prec=PRECISION)):
        if interpretation.document.recognised:
            from extractor.checks.reread import settle

            result.rules, outcomes = settle(interpretation, judged, lang)
        else:
            result.rules, outcomes = judged(interpretation)
        for number, outcome in enumerate(outcomes, 1):
            outcome.relation.id = f"r{number}"
        result.relations = [o.relation for o in outcomes]
        result.findings = findings(outcomes, {r.code: r for r in registry.rules()}, lang)
    if config.baseline is not None:
        apply(load_baseline(config.baseline), result)
    return result


def _elsewhere(rule: Rule, config: Config, lang: Lang) -> RuleResult:
    if not config.wants(rule.code):
        return RuleResult(rule.code, rule.title(lang), "skipped", say(_LEFT_OUT, lang))
    return RuleResult(rule.code, rule.title(lang), "not_applicable", say(_SEVERAL, lang))


def apply_rule(
    rule: Rule, context: Any, config: Config, lang: Lang, claimed: dict[object, str]
) -> tuple[RuleResult, list[Outcome]]:
    """Run one rule on what its scope asks for; ``claimed`` says which rule judged a relation first, over all rules."""
    summary = RuleResult(rule.code, rule.title(lang), "applied", "")
    if not config.wants(rule.code):
        summary.status = "skipped"
        summary.reason = say(_LEFT_OUT, lang)
        return summary, []
    severity = config.severity_of(rule.code)
    judged: list[Outcome] = []
    seen: set[object] = set()
    reasons: list[str] = []
    assert rule.check is not None
    try:
        for item in rule.check(context):
            if isinstance(item, Skip):
                reasons.append(say(item.reason, lang))
                continue
            # blocks of one table may share rows, and two rules may see one relation: it is judged once
            same = _fingerprint(rule, item)
            if (other := claimed.setdefault(same, rule.code)) != rule.code or same in seen:
                if other != rule.code:
                    reasons.append(f"已由{other}核对" if lang == "zh" else f"checked by {other} already")
                continue
            seen.add(same)
            if severity is not None:
                item.severity = severity
            judged.append(judge(item, rule.code, rule.severity, config.tolerance, lang))
    except Exception as error:
        # one rule's fault must not cost the others' work; what it found before stays, and the failure is reported
        summary.status = "failed"
        summary.reason = f"{type(error).__name__}: {error}"
        return _count(summary, judged), judged
    if not judged:
        summary.status = "not_applicable"
        summary.reason = "；".join(dict.fromkeys(reasons)) if reasons else say(rule.needs, lang)
    elif reasons:
        summary.reason = ("；" if lang == "zh" else "; ").join(dict.fromkeys(reasons))
    return _count(summary, judged), judged


def _fingerprint(rule: Rule, item: Claim | Verdict) -> object:
    if isinstance(item, Verdict):
        return rule.code, item.message, item.holds, tuple(f.key for _, f in item.figures)
    printed = frozenset((f.key, role == "rate") for role, f in item.expression.figures() if f.value is not None)
    if isinstance(item.expression, Leaf) and item.op == "=":
        return "=", printed | {(item.stated.key, False)}
    return item.stated.key, item.op, printed


def _count(summary: RuleResult, judged: list[Outcome]) -> RuleResult:
    for outcome in judged:
        status = outcome.relation.status
        setattr(summary, status, getattr(summary, status) + 1)
    return summary


__all__ = ["CheckResult", "Config", "run"]
