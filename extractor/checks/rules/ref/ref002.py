"""
**检查什么**：指标体系之外的同名数据（项目、任务、资产等），在不同的表之间、表与正文之间是否一致。

**为什么**：各地报告有大量自定的项目和指标，标准指标之外的数字同样会前后不一。

**例子**：一张表中“河道清淤工程”本年支出 120.00，另一张表中为 102.00。

**怎样判断**：去掉编号、单位、标点后名称完全相同，单位、年度、阶段、计量单位都相同，且不在同一张表的，视为同一数
据。“其他”“小计”等通用名称不比较。两处另有其他阶段的数字相同的，不一致为错误；否则为疑点。

**局限**：不同对象恰好同名（如两个科室的“培训人次”）时可能误报，故多列为疑点。

## English

**What**: whether figures under one label that the schema does not know are the same in different tables and in
prose.

**Why**: every report has projects and indicators of its own, and these drift apart as well.

**Example**: 120.00 spent on a project in one table, 102.00 in another.

**How**: labels equal without numbering, unit and punctuation; same organization, year, stage and kind of unit;
not in one table. Words like 其他 or 小计 are never compared. An error if another stage agrees in both places,
else a warning.

**Limits**: different things may share a name, hence mostly warnings.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from extractor.checks.claim import Claim, Verdict, Yielded
from extractor.checks.context import Context, scenario_words
from extractor.checks.expression import Leaf
from extractor.checks.figure import Figure
from extractor.checks.mentions import agree, clusters, distinctive, pairs_of_one_kind, scope
from extractor.checks.registry import Rule
from extractor.model.report import Fact
from extractor.text.labels import normalise
from extractor.text.periods import scenario

RULE = Rule(
    code="REF002",
    titles=("同名数据在各处一致", "Figures of one name agree"),
    severity="warning",
    messages={
        "default": (
            "同名数据“{name}”（{stage}）不一致：{where}印为{printed}，{other}印为{other_printed}，相差{difference}。",
            "“{name}” ({stage}) differs: {where} prints {printed}, {other} prints {other_printed} ({difference}).",
        ),
    },
    needs=("没有在多处出现的同名数据", "no label printed in more than one place"),
)
_SCOPES = ("各处口径不同，无法比较", "the mentions differ in scope")
_SHORTEST = 4
_STAGE_ALONE = 6
_DULL = re.compile(
    r"^(?:其他|其它|小计|合计|总计|共计|本级|年度|全年|上年|本年|预算|决算|收入|支出|结余|结转|增加|减少|金额|数量)*"
    r"(?:资金|经费|项目|专项|实际|使用|拨付|安排|完成|情况|财政|拨款|支出|收入|结余|结转|总|数|额|率|的|及|和)*$"
    r"|满意度|(?:及时|完成|合格|合规|准确|执行)率"
)
_Name = tuple[str | None, str, int | None, str | None, str]


def check(context: Context) -> Iterator[Yielded]:
    named: dict[_Name, list[Fact]] = defaultdict(list)
    for fact in context.facts:
        if fact.concept is not None or fact.measure not in ("amount", "count") or fact.scenario in _NOT_COMPARED:
            continue
        name = normalise(fact.label)
        # 上缴财政 or 年末结转 alone name a stage, not a thing
        if len(name) <= _STAGE_ALONE and scenario(name) is not None:
            continue
        if len(name) >= _SHORTEST and not _DULL.search(name.replace("：", "")):
            named[context.subject(fact), name, fact.fiscal_year, fact.scenario, fact.measure].append(fact)
    support = _support(context, named)
    for (_, name, year, stage, _), facts in named.items():
        figures = [f for fact in facts if (f := context.figure(fact)) is not None]
        for group in pairs_of_one_kind(figures):
            if len({_place(f) for f in group}) < 2:
                continue
            found = clusters(group)
            if len(found) > 2:
                continue
            if len(found) > 1 and len({scope(context, f.source) for f in group if f.source is not None}) > 1:
                yield Verdict(None, [("mention", f) for f in group], reason=_SCOPES)
                continue
            reference = found[0].sharpest
            for cluster in found:
                for figure in cluster.figures:
                    if figure is reference or _place(figure) == _place(reference):
                        continue
                    backed = support.get((name, *sorted(map(str, (_place(figure), _place(reference))))), 0) > 0
                    yield Claim(
                        figure,
                        Leaf(reference, "mention"),
                        role="mention",
                        args={"name": name, "stage": scenario_words(stage, year)},  # type: ignore[arg-type]
                        severity="error" if backed else None,
                    )


_NOT_COMPARED = (None, "derived", "weight", "score", "target", "plan")


def _place(figure: Figure) -> tuple[str, int | None]:
    at = figure.location
    return ("table", at.table) if at.table is not None else ("paragraph", at.paragraph)


def _support(context: Context, named: dict[_Name, list[Fact]]) -> dict[tuple[str, ...], int]:
    """How many telling figures two places share under one name."""
    found: dict[tuple[str, ...], int] = defaultdict(int)
    for (_, name, *_), facts in named.items():
        figures = [f for fact in facts[:12] if (f := context.figure(fact)) is not None and distinctive(f)]
        for i, a in enumerate(figures):
            for b in figures[i + 1 :]:
                if _place(a) != _place(b) and agree(a, b):
                    found[(name, *sorted(map(str, (_place(a), _place(b)))))] += 1
    return found
