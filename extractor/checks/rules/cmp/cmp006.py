"""
**检查什么**：部门整体支出绩效自评报告应有的内容是否齐全：部门概况、支出情况、绩效情况、存在问题、改进措施。

**为什么**：缺少其中一部分，报告就不能说明资金用得怎样、问题在哪里。

**例子**：报告没有“存在的问题”一节。

**怎样判断**：在各级标题和各段开头中查找有关字词，都没有的记为提示。标题不足三个的短文不检查。

**局限**：只看有没有，不看写得好不好；各地提纲不同，仅供参考。

## English

**What**: whether the parts such a report should have are there: overview, expenditure, performance, problems, measures.

**Why**: without one of them it can't say how money was used or what went wrong.

**Example**: no section on problems.

**How**: words are looked for in headings and at the start of paragraphs; a part found nowhere is an info.
Texts with fewer than three headings are left out.

**Limits**: presence only, not quality; outlines differ between provinces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.claim import Skip, Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule
from extractor.checks.scoring import heading
from extractor.model.report import Location
from extractor.text.labels import squash

_PARTS = (
    ("部门概况", "overview", re.compile(r"概况|基本情况|概述|职能|职责|机构")),
    ("支出情况", "expenditure", re.compile(r"支出|资金|预算执行|收支|决算")),
    ("绩效情况", "performance", re.compile(r"绩效|产出|效益|效果|履职|成效|目标完成")),
    ("存在的问题", "problems", re.compile(r"问题|不足|困难|短板|原因分析|薄弱")),
    ("改进措施", "measures", re.compile(r"改进|措施|建议|下一步|打算|整改|对策|结果应用|努力方向")),
)
_ENOUGH = 3

RULE = Rule(
    code="CMP006",
    titles=("报告内容齐全", "The report has all its parts"),
    severity="info",
    messages={
        "default": (
            "没有找到“{part}”部分。",
            "No part on {part} was found.",
        )
    },
    needs=("不是带标题的部门整体支出绩效自评报告", "not a departmental self-evaluation with headings"),
)


def check(context: Context) -> Iterator[Yielded]:
    found = context.interpretation
    if found.kind != "department" or len(found.sections) < _ENOUGH:
        yield Skip(RULE.needs)
        return
    texts = [squash(s.title) for s in found.sections]
    texts += [squash(p.text)[:30] for p in found.document.paragraphs() if p.kind == "body"]
    start = Location(paragraph=0)
    for zh, en, words in _PARTS:
        yield Verdict(
            holds=any(words.search(t) for t in texts),
            figures=[("part", heading(zh, "", start, ("报告", zh)))],
            args={"part": (zh, en)},
            absence=True,
        )
