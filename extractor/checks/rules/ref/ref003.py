"""
**检查什么**：口径相近的成对指标：“三公”经费中的公务接待费、公务用车运行维护费、因公出国（境）费与公用经费明细中
的同名项目；公用经费与基本支出中的商品和服务支出；自评表年度资金总额与部门收支总额。

**为什么**：这些指标口径通常相同，报告自己在其他年度或阶段也填得一样；某一处忽然不同，多半是漏改。

**例子**：公务接待费 2024 年预算两处都是 13.10，2024 年决算“三公”表为 9.19，公用经费明细为 7.98。

**怎样判断**：只有两个指标在同一单位的其他年度或阶段至少有一个可辨识的数字相同时，才比较其余年度和阶段。项目资金
也可能负担部分“三公”支出，所以明细小于“三公”数只作提示；明细大于“三公”数则为疑点。

**局限**：两处从无相同数字的，视为口径不同，不比较。

## English

**What**: pairs of indicators of nearly one scope: the three public expenses and the items of the same name
among running costs; running costs and goods and services of basic expenditure; the funds of a department's form
and its accounts.

**Why**: reports use one scope for both, as their other columns show; a single column that differs was probably
not updated.

**Example**: reception was budgeted at 13.10 in both places, but 9.19 and 7.98 were spent.

**How**: columns are compared only if at least one telling figure of another year or stage is the same for both.
Project money may pay part of the three public expenses, so a smaller item is only noted; a larger one is a
warning.

**Limits**: pairs that never agree are taken to differ in scope.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from extractor.checks.claim import Claim, Yielded
from extractor.checks.context import Context, scenario_words
from extractor.checks.expression import Leaf
from extractor.checks.figure import Figure, comparable
from extractor.checks.mentions import agree, by_concept, clusters, distinctive
from extractor.checks.registry import Rule

RULE = Rule(
    code="REF003",
    titles=("口径相近的指标一致", "Indicators of nearly one scope agree"),
    severity="warning",
    messages={
        "default": (
            "{where}印为{printed}，{other}印为{other_printed}，相差{difference}；"
            "二者在{agreed}相同，口径应当一致，请核实。",
            "{where} prints {printed}, {other} prints {other_printed}, off by {difference}; both have one value "
            "in {agreed}, so their scope should be the same.",
        ),
        "part": (
            "{where}印为{printed}，{other}印为{other_printed}，相差{difference}；二者在{agreed}相同。"
            "如差额由项目经费列支则无误，请核实。",
            "{where} prints {printed}, {other} prints {other_printed}, off by {difference}; both have one value "
            "in {agreed}. Project money may have paid the difference.",
        ),
    },
    needs=("没有口径相近且有相同数字的成对指标", "no pair of related indicators that share a figure"),
)
# project money may pay part of the three public expenses, so the running costs' item may be the smaller one
_PARTS = (
    ("economic.goods.reception", "three_public.reception"),
    ("economic.goods.vehicles", "three_public.vehicles.running"),
    ("economic.goods.abroad", "three_public.abroad"),
)
_PAIRS = (
    *_PARTS,
    ("expenditure.basic.public", "economic.goods"),
    ("fund.total", "expenditure"),
    ("fund.total", "revenue"),
    ("revenue", "expenditure"),
)
# what came in and what went out agree by plan only; in the accounts the balance lies between them
_ONLY_PLANNED = {("revenue", "expenditure"), ("fund.total", "revenue")}
_Column = tuple[int | None, str | None]


def check(context: Context) -> Iterator[Yielded]:
    values: dict[tuple[str | None, str], dict[_Column, Figure]] = defaultdict(dict)
    for (subject, concept, year, stage), facts in by_concept(context).items():
        found = clusters(f for fact in facts if (f := context.figure(fact)) is not None)
        # several values of one indicator are REF001's business; the majority speaks here
        if len(found) == 1 or len(found[0].figures) > len(found[1].figures):
            values[subject, concept][year, stage] = found[0].sharpest
    for subject in dict.fromkeys(s for s, _ in values):
        for one, other in _PAIRS:
            left, right = values.get((subject, one), {}), values.get((subject, other), {})
            columns = [c for c in left if c in right and comparable(left[c], right[c])]
            if (one, other) in _ONLY_PLANNED:
                columns = [c for c in columns if c[1] in ("original_budget", "final_budget", "adjustment")]
            same = [c for c in columns if agree(left[c], right[c])]
            telling = [c for c in same if distinctive(left[c])]
            if not telling or len(columns) - len(same) > len(same) + 1:
                continue
            stages = [scenario_words(c[1], c[0]) for c in telling]  # type: ignore[arg-type]
            agreed = ("、".join(zh for zh, _ in stages), ", ".join(en for _, en in stages))
            for column in columns:
                a, b = left[column], right[column]
                smaller = (one, other) in _PARTS and a.base < b.base
                yield Claim(
                    a,
                    Leaf(b, "mention"),
                    role="mention",
                    message="part" if smaller else "default",
                    args={"agreed": agreed},
                    severity="info" if smaller else None,
                )
