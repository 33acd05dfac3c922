"""
**检查什么**：本年度报告所列的以前年度数（上年决算、上年预算等），与该部门当年自己的报告是否一致：总额、基本支出、项目支出、
三公经费及分项、经济分类科目，以及对比表中其他同名项目。

**为什么**：增减额、增减率都以上年数为基数。上年数与上年报告不符，或者是抄录错误，或者是口径变了而没有说明，两份报告不能并用。

**例子**：2024年报告“2023年决算数”列公务接待费9.19万元，2023年报告公务接待费决算为9.91万元。

**怎样判断**：单位、指标（或同一种表中同名的行）、年度、阶段都相同，且标题、标签写明的口径（本级、一般公共预算、财政拨款等）相同
才比较；换算计量单位，按较粗的一处取整。上年报告自身有几个数的，以其自身勾稽关系支持的为准，分不出时记为“无法判断”；后一年报
告另有一处与上年报告相符、标签不尽相同、数字相同而单位不同、或报告说明了追溯调整、口径变化、机构改革的，降为疑点。上年报告有几
个版本的，与任一版本相符即为一致。对比最近三年的报告，中间缺年不影响。

**局限**：上年数未能识别年度或阶段的不比较；正文中用语笼统的（“实际支出”）不比较；部门决算与绩效自评报告之间不比较。

## English

**What**: whether figures of earlier years in a report (last year's actual, last year's budget) are those of the
department's own report of that year: totals, basic and project expenditure, the 三公 items, economic items, and
other rows of the same name in comparison tables.

**Why**: every increase and growth rate rests on last year's figure. One that is not last year's own was copied
wrongly or has another scope nobody explains.

**Example**: the 2024 report prints 9.19 for 2023's receptions, the 2023 report 9.91.

**How**: organization, concept (or the row of that name in a table of that kind), year and stage must be the
same, and the scope words of titles and labels (本级, 一般公共预算, 财政拨款 …). Units
are converted and the coarser print decides. Where the other report prints several values, the one its own
relations bear out counts; else undetermined. A warning only: if another place of the later report agrees,
labels are not quite the same, digits agree but units do not, or the report speaks of restated figures, other
scopes or a reorganisation. Of several versions of a report any one will do. Up to three years back, over gaps
too.

**Limits**: figures without a year or stage and loose sentences (实际支出) are not compared; nor are final accounts
with self-evaluations.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Yielded
from extractor.checks.confront import confront, mentions
from extractor.checks.registry import Rule
from extractor.checks.standing import standing
from extractor.checks.years import Years, what

RULE = Rule(
    code="YRS001",
    titles=("以前年度数与当年报告一致", "Figures of earlier years are those of that year's own report"),
    severity="error",
    messages={
        "default": (
            "“{what}”前后两份报告不一致：{where}印为{printed}，{other}印为{other_printed}，相差{difference}。{hint}",
            "“{what}” differs between reports: {where} prints {printed}, {other} prints {other_printed}, off by "
            "{difference}. {hint}",
        ),
    },
    needs=(
        "没有可与以前年度报告比较的数据",
        "no figure that an earlier report prints as well",
    ),
    scope="years",
)
_STAGES = ("actual", "original_budget", "final_budget")


def check(years: Years) -> Iterator[Yielded]:
    for key in years.later.mentions:
        if key[2] not in years.earlier or key[3] not in _STAGES or standing(key[1]):
            continue
        against = mentions(years.earlier[key[2]], key)
        if against:
            stated = mentions([years.later], key)
            yield from confront(
                years, stated, against, {"what": what(years.later.context, key)}, severity=RULE.severity
            )
