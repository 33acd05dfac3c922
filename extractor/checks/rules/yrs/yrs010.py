"""
**检查什么**：部门报告中所列某一单位的数（单位自评表等），与该单位同年自己的报告是否一致。

**为什么**：两份报告都由同一批数据填出，单位的数在部门报告里变了样，说明汇总时改过或填错。

**例子**：部门报告所附某中心自评表全年执行数742.16万元，该中心自己的报告为724.16万元。

**怎样判断**：同一年度，单位名称相同，指标、阶段、口径相同；其余同YRS001。

**局限**：单位报告须在同一个库中；名称简写不同的单位不能对应。

## English

**What**: whether what a department's report prints for one of its units (its score form, say) is what the
unit's own report of that year prints.

**Why**: both are filled in from the same data; a figure that changes on the way up was altered or mistyped.

**Example**: the unit's form in the department's report says 742.16, the unit's own report 724.16.

**How**: same year, same unit by name, same concept, stage and scope; otherwise as YRS001.

**Limits**: the unit's report must be in the same database; a unit under another short name is not found.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Words, Yielded
from extractor.checks.confront import Mention, confront
from extractor.checks.registry import Rule
from extractor.checks.years import Years, what
from extractor.text.organizations import name_key

RULE = Rule(
    code="YRS010",
    titles=("部门报告中的单位数与单位报告一致", "A unit's figures in the department's report are its own"),
    severity="warning",
    messages={
        "default": (
            "{unit}的“{what}”在部门报告与单位报告中不一致：{where}印为{printed}，{other}印为{other_printed}，"
            "相差{difference}。{hint}",
            "“{what}” of {unit} differs between the department's report and the unit's: {where} prints {printed}, "
            "{other} prints {other_printed}, off by {difference}. {hint}",
        ),
    },
    needs=("库中没有所属单位同年自己的报告", "no report of a unit's own for the same year"),
    scope="years",
)
_MONEY = ("fund.total", "fund.general")


def check(years: Years) -> Iterator[Yielded]:
    for unit in years.units:
        name = name_key(unit.organization)
        for key, facts in _stated(years, name).items():
            concept, stage = key
            against = [
                Mention(unit, f)
                for f in unit.context.of_concept(concept)
                if f.scenario == stage and f.fiscal_year == years.later.year and f.measure in ("amount", "count")
                and unit.who(unit.context.subject(f)) == ""
            ]  # fmt: skip
            if against:
                args: dict[str, Words] = {
                    "what": what(years.later.context, ("", concept, years.later.year, stage)),
                    "unit": name,
                }
                yield from confront(years, facts, against, args, severity=RULE.severity)


def _stated(years: Years, name: str) -> dict[tuple[str, str | None], list[Mention]]:
    later = years.later
    found: dict[tuple[str, str | None], list[Mention]] = {}
    for fact in later.context.facts:
        kept = fact.concept is not None and (
            fact.concept in _MONEY or not fact.concept.startswith(("indicator.", "score.", "ratio.", "fund."))
        )
        if not kept or fact.fiscal_year != later.year or fact.measure not in ("amount", "count") or fact.qualifier:
            continue
        if later.who(later.context.subject(fact)) == name:
            found.setdefault((fact.concept or "", fact.scenario), []).append(Mention(later, fact))
    return found
