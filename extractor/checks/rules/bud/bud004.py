"""
**检查什么**：基本支出与项目支出之和是否等于支出合计（预算、决算、结转结余、财政收回、结转下年各阶段分别核对）。

**为什么**：部门支出只有基本支出和项目支出两大类（事业单位另有经营支出等），二者之和与总数不符必有一误。

**例子**：决算支出 8,577.60，基本支出 4,180.59，项目支出 4,379.01；三者不符。

**怎样判断**：同一单位、年度、阶段的三个数，取与总数同一段、同一表的表述；没有时取全文唯一的取值。另列经营支出、
上缴上级支出等的，一并相加。

**局限**：自评表中“按支出性质分”的核对见 BUD006。

## English

**What**: whether basic plus project expenditure equals the total, for each budget stage.

**Why**: a department's expenditure is basic or project (institutions may add business expenditure); if they do
not add up one of the three is wrong.

**Example**: total 8,577.60 with 4,180.59 and 4,379.01.

**How**: the three figures of one organization, year and stage, taken from the total's own paragraph or table,
else the one value printed anywhere. Business expenditure and payments to superiors are added where they are
listed.

**Limits**: for the score forms' 按支出性质分 see BUD006.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.budget import holds
from extractor.checks.claim import Claim, Yielded
from extractor.checks.context import Context
from extractor.checks.expression import total
from extractor.checks.figure import Figure
from extractor.checks.mentions import by_concept, nearest, settled
from extractor.checks.registry import Rule

RULE = Rule(
    code="BUD004",
    titles=("基本支出＋项目支出＝支出合计", "Basic and project expenditure make up the total"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，基本支出与项目支出之和为{expected}，相差{difference}。计算：{formula}。",
            "{where} is printed as {printed}; basic and project expenditure add up to {expected} ({formula}), "
            "off by {difference}.",
        ),
    },
    needs=("没有同时列出基本支出、项目支出和合计", "basic, project and total expenditure are not printed together"),
)
_TOTALS = {
    "year_end_balance": "balance.closing",
    "reclaimed": "balance.reclaimed",
    "carried_forward": "balance.carried_forward",
    "brought_forward": "balance.opening",
}
_MORE = ("expenditure.superior", "expenditure.business", "expenditure.affiliated")


def check(context: Context) -> Iterator[Yielded]:
    mentions = by_concept(context)
    for (subject, concept, year, stage), facts in mentions.items():
        if concept != _TOTALS.get(stage or "", "expenditure"):
            continue
        main, _ = settled(f for fact in facts if (f := context.figure(fact)) is not None)
        for fact in facts:
            stated = context.figure(fact)
            parts: list[Figure] = []
            for part in ("expenditure.basic", "expenditure.project", *_MORE):
                found = nearest(context, mentions.get((subject, part, year, stage), []), fact)
                if found is not None:
                    parts.append(found)
                elif part not in _MORE:
                    break
            else:
                # a print that the other mentions of the total outvote is probably the total of something else
                if stated is not None and (stated in main or holds(Claim(stated, total(parts)))):
                    yield Claim(stated, total(parts))
