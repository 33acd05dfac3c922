"""
**检查什么**：本年报告的问题，是否在上年报告中已经以同样的形式出现。

**为什么**：同一处勾稽关系连年不符，多半是报表模板或取数办法有问题，单独改一个数字没有用。

**例子**：2023、2024两年的三公经费对比明细表合计都不等于各项之和。

**怎样判断**：同一规则，错误或疑点级别，说明文字去掉数字和年份后相同。

**局限**：表名、项目名改过的不能对应；两份报告须都已核对入库。

## English

**What**: whether a finding of this year's report is one of last year's report already.

**Why**: a relation that fails year by year points to the template or to how figures are gathered; correcting
one figure does not help.

**Example**: in 2023 and 2024 alike the 三公 table's total is not the sum of its items.

**How**: same rule, error or warning, and the same sentence but for figures and years.

**Limits**: tables and items that were renamed are not found again; both reports must be in the database with
findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.claim import Verdict, Yielded
from extractor.checks.figure import Figure
from extractor.checks.registry import Rule
from extractor.checks.years import Edition, Years
from extractor.model.report import Finding, Location

RULE = Rule(
    code="YRS008",
    titles=("同一问题不连年出现", "One finding does not come back year after year"),
    severity="info",
    messages={
        "default": (
            "上年报告已有同样的问题（{code}）：{text}",
            "Last year's report has the same finding ({code}): {text}",
        ),
    },
    needs=("上年报告没有发现问题，或没有上年报告", "no finding in last year's report, or no such report"),
    scope="years",
)
_FIGURES = re.compile(r"\d[\d,.，]*")
_MOST = 200


def check(years: Years) -> Iterator[Yielded]:
    for earlier in years.before()[:1]:
        before = {_shape(f): f for f in _serious(earlier)}
        if not before:
            continue
        for finding in _serious(years.later):
            old = before.get(_shape(finding))
            figures = [("finding", _figure(years.later, finding))]
            if old is None:
                yield Verdict(True, figures)
                continue
            args = {"code": finding.rule, "text": _cut(finding.message)}
            yield Verdict(False, [*figures, ("finding", _figure(earlier, old))], args=args)


def _serious(edition: Edition) -> list[Finding]:
    return [f for f in edition.findings if f.severity != "info" and not f.rule.startswith("YRS")]


def _shape(finding: Finding) -> tuple[str, str]:
    return finding.rule, _FIGURES.sub("#", finding.message)


def _figure(edition: Edition, finding: Finding) -> Figure:
    """The first figure a finding speaks of; a stored finding names its fact only."""
    first = finding.evidence[0] if finding.evidence else None
    fact = next((f for f in edition.context.facts if first is not None and f.id == first.fact), None)
    raw = (first.raw if first is not None else "") or (fact.raw if fact is not None else "")
    at = first.location if first is not None else Location()
    return edition.placed(raw, fact.label if fact is not None else finding.rule, at, f"{finding.id}:finding")


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"
