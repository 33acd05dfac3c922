"""
**检查什么**：满意度、合格率、准确率、及时率一类指标的目标值和完成值是否超过 100%。

**为什么**：这类指标是部分占全体的比例，不可能超过百分之百；超过的多为小数点或数字录错。

**例子**：交工验收合格率印为 600%。

**怎样判断**：按指标名称末尾的字样认定。执行率、控制率、利用率等可以略超百分之百，超过 300% 才列为疑点；增长率、完成率、
变动率等可以很大的不检查。

**局限**：名称不说明是比例的指标不检查。

## English

**What**: targets and achieved values above 100% of indicators such as satisfaction, pass rates, accuracy or timeliness.

**Why**: they are parts of a whole; more than all of it is a slip of the decimal point or of a digit.

**Example**: a pass rate printed as 600%.

**How**: told by the end of the indicator's name. Execution, control and utilisation rates may exceed 100%; above 300%
they are a warning. Growth, completion and the like may be anything and are left alone.

**Limits**: indicators whose name does not say that they are such a share are not checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.claim import Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule
from extractor.checks.scoring import quotable
from extractor.text.labels import squash

RULE = Rule(
    code="SCR015",
    titles=("合格率、满意度等不超过100%", "Pass rates and satisfaction do not exceed 100%"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，“{name}”是部分占全体的比例，不可能超过100%。",
            "{where} is printed as {printed}; “{name}” is a share of a whole and cannot exceed 100%.",
        ),
        "extreme": (
            "{where}印为{printed}，远超100%，疑为录入有误。",
            "{where} is printed as {printed}, far above 100%; it may be mistyped.",
        ),
    },
    needs=("没有满意度、合格率一类的指标", "no indicator such as satisfaction or a pass rate"),
)
_SHARE = re.compile(
    r"(?:满意(?:度|率)?|合格率|优良率|优质率|准确率|正确率|精准率|真实率|达标率|及时率|准时率|按[时期](?:[^率]{0,6})率|合规率|知晓率|通过率|办结率|"
    r"完好率|公开率|规范率|按(?:计划|规定|标准)[^率]{0,6}率|落实率|有效率|认可度|通(?:客)?车率|处置率|整改率|[开竣复]工率|投产率|覆盖率)$"
)
_EXTREME = 300
_MAY_BE_LARGE = re.compile(r"增|完成|变动|变化|调整|偏[差离]|差异|周转|回报|收益|拉动|产出|投入|保障|参保|乘数|[降升]")
_ROLE = re.compile(r"[（(：:](?:年度|年初|实际|全年)*(?:目标|指标|完成|达到|预期|计划|绩效)*(?:值|情况|结果)?[）)]?$")


def check(context: Context) -> Iterator[Yielded]:
    for fact in context.facts:
        if fact.unit != "%" or fact.scenario not in ("target", "actual") or fact.qualifier == "+":
            continue
        if fact.measure not in ("rate", "share", "amount", "other"):
            continue
        name = _ROLE.sub("", squash(fact.label))
        share = bool(_SHARE.search(name))
        rate = share or (name.endswith("率") and not _MAY_BE_LARGE.search(name))
        figure = context.figure(fact) if rate else None
        if figure is None or figure.value is None:
            continue
        yield Verdict(
            holds=figure.value <= (100 if share else _EXTREME),
            figures=[("rate", figure)],
            message="default" if share else "extreme",
            severity=None if share else "warning",
            args={"name": quotable(name)},
            formula=f"{squash(figure.raw)} ≤ {100 if share else _EXTREME}%",
        )
