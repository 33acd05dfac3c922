"""
**检查什么**：正文、项目支出表、项目自评表和成本指标中，名称相近的同一项目（专项），同一阶段的金额是否一致。

**为什么**：同一专项在正文写“实际使用18万元”，自评表却填29.43万元，说明有一处不实；把全年预算当作实际支出填写也
属此类。

**例子**：项目支出表“（2）奖补专项”本年支出 2,033.14，正文“奖补资金……实际拨付使用2,183.71万元”（恰为可执行预算数）。

**怎样判断**：项目名称很少逐字相同，因此要求名称相关（去掉“专项资金”“项目”等词后相同、相互包含或大部分相同），且
两处至少有一个数字相同，互为最佳对应，才视为同一项目；这时同一阶段数字不同即为矛盾。名称完全相同且有可辨识的数字
相同，或有两个数字相同的，列为错误；其余列为疑点。正文数字恰为该项目若干明细之和的，视为口径不同，不报告。

**局限**：名称毫无共同之处的同一项目无法对应；两个项目名称相近且预算恰好相同时可能误配，故列为疑点。

## English

**What**: whether one project, under similar names in prose, project table, project form and cost indicators,
has the same figures.

**Why**: 18 in the text and 29.43 in the form can't both be what was spent; a budget printed as expenditure is
found in this way too.

**Example**: the project table prints 2,033.14 spent on 奖补专项, the text 2,183.71, which is its final budget.

**How**: names of projects are seldom written twice alike. Two are taken for one if the names are related (equal
without 专项资金, 项目 and the like, one inside the other, or mostly alike), at least one figure agrees, and
each is the other's best partner. Then a figure of the same stage that differs is a contradiction: an error if
the names are equal and a telling figure agrees or if two figures agree, else a warning. A sentence whose figure
is the sum of some of the project's items speaks of these only and is not reported.

**Limits**: names with nothing in common can't be matched; two projects with similar names and equal budgets may
be.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Claim, Yielded
from extractor.checks.context import Context, scenario_words
from extractor.checks.entities import Match, matches, subset
from extractor.checks.expression import Leaf, total
from extractor.checks.figure import Figure
from extractor.checks.mentions import distinctive
from extractor.checks.registry import Rule

RULE = Rule(
    code="REF004",
    titles=("同一项目在各处的金额一致", "One project has the same figures everywhere"),
    severity="error",
    messages={
        "default": (
            "{stage}不一致：{where}印为{printed}，{other}印为{other_printed}，相差{difference}。"
            "（“{name}”与“{other_name}”视为同一项目）{hint}",
            "{stage} differs: {where} prints {printed}, {other} prints {other_printed}, off by {difference}. "
            "(“{name}” and “{other_name}” are taken for one.) {hint}",
        ),
        "part": (
            "{where}的{printed}为部分明细之和：{formula}。",
            "{where}, {printed}, is the sum of some of the items: {formula}.",
        ),
    },
    needs=("没有在多处出现的项目", "no project printed in more than one place"),
)


def check(context: Context) -> Iterator[Yielded]:
    for match in matches(context):
        left, right = (match.right, match.left) if match.left.kind == "prose" else (match.left, match.right)
        for key, reference in left.figures.items():
            stated = right.figures.get(key)
            if stated is None or (stated, reference) not in _both(match):
                continue
            some = subset(match, stated, key) if stated.base != reference.base else None
            if some is not None:
                yield Claim(stated, total(some), message="part")
                continue
            zh, en = scenario_words(key[0], key[1])  # type: ignore[arg-type]
            yield Claim(
                stated,
                Leaf(reference, "mention"),
                role="mention",
                args={
                    "stage": (zh, en),
                    "name": right.name,
                    "other_name": left.name,
                    "hint": _hint(match, stated),
                },
                severity="error" if match.sure else "warning",
                context=tuple(a for a, _ in match.support[:2]),
            )


def _both(match: Match) -> list[tuple[Figure, Figure]]:
    found = [*match.support, *match.conflict]
    return [*found, *((b, a) for a, b in found)]


def _hint(match: Match, stated: Figure) -> tuple[str, str]:
    for entity in (match.left, match.right):
        for (stage, year), figure in entity.figures.items():
            if figure is not stated and figure.base == stated.base and distinctive(figure):
                zh, en = scenario_words(stage, year)  # type: ignore[arg-type]
                return (f"该数等于{zh}，疑为误用。", f"It equals the {en} and may have been taken from there.")
    return ("", "")
