"""
**检查什么**：同一部门同一年度有几个版本的报告时，各版本的数是否相同。

**为什么**：公开后又更正的报告，应知道改了什么；同一文件的不同格式也不应有出入。

**例子**：更正前的报告决算支出8,577.60万元，更正后为8,577.06万元。

**怎样判断**：两份文件都只印一个取值的同一指标（单位、年度、阶段相同）不相等的，合为一条提示，列出前几项。不判断哪个版本为准；与以前
年度比较时，与任一版本相符即为一致。

**局限**：版本自身前后不一的指标不比较。

## English

**What**: where there are several versions of one report, whether their figures are the same.

**Why**: of a corrected report one should know what was changed; two formats of one report should not differ at
all.

**Example**: total expenditure 8,577.60 before and 8,577.06 after the correction.

**How**: indicators (same organization, year and stage) of which both files print one value only; all that
differ in one info, the first few by name. Which version holds is not judged; in comparisons over the years any
of them will do.

**Limits**: an indicator with several values in one version is not compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Verdict, Yielded
from extractor.checks.figure import Figure, comparable
from extractor.checks.mentions import agree, clusters
from extractor.checks.registry import Rule
from extractor.checks.years import Edition, Key, Years, joined, what
from extractor.model.report import Location

RULE = Rule(
    code="YRS011",
    titles=("同一报告各版本相同", "Versions of one report are the same"),
    severity="info",
    messages={
        "default": (
            "与同年度另一版本（{file}）有{count}项数据不同：{names}。",
            "{count} figures differ from those of another version ({file}): {names}.",
        ),
    },
    needs=("同年度只有一个版本", "only one version of the year"),
    scope="years",
)
_SHOWN = 6


def check(years: Years) -> Iterator[Yielded]:
    for other in years.same_year:
        differing: list[tuple[Key, Figure, Figure]] = []
        same = 0
        for key in years.later.mentions:
            a, b = _only(years.later, key), _only(other, key)
            if a is None or b is None or not comparable(a, b):
                continue
            if agree(a, b):
                same += 1
            else:
                differing.append((key, a, b))
        if not differing and not same:
            continue
        names = joined([what(years.later.context, k)[0] for k, _, _ in differing], _SHOWN)
        figures = [f for _, a, b in differing[:_SHOWN] for f in (("mention", a), ("mention", b))]
        if not figures:
            figures = [("version", other.placed("", other.file, Location(), "version"))]
        yield Verdict(not differing, figures, args={"file": other.file, "count": str(len(differing)), "names": names})


def _only(edition: Edition, key: Key) -> Figure | None:
    found = clusters([edition.figure(f) for f in edition.mentions.get(key, ())])
    return found[0].sharpest if len(found) == 1 else None
