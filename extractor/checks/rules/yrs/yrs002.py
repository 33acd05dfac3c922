"""
**检查什么**：期初数与上年报告期末数是否一致：资产负债表各项的年初（期初）余额，人员、编制、车辆等的上年末数。

**为什么**：一年的期末就是下一年的期初。两者不符而没有说明，至少一份报告有误，本年增减额也随之有误。

**例子**：2024年报告固定资产净值期初2,310.00万元，2023年报告期末为2,301.00万元。

**怎样判断**：同一单位、同一指标，本年期初对上年期末；后一年报告另列的上年末数对上年报告。口径、单位、取整、多处取值、版本的处理同
YRS001。报告说明了追溯调整、差错更正、会计制度衔接或机构改革的，降为疑点。

**局限**：上年报告缺失时不检查；只印“年末数”而未写明哪一年的，按报告年度理解。

## English

**What**: whether opening balances are the closing balances of the last report: the lines of the balance sheet,
and headcounts, posts and vehicles of the year before.

**Why**: one year's close is the next year's opening. Where they differ unexplained, one report is wrong and so
is the year's change.

**Example**: fixed assets open 2024 with 2,310.00 and close 2023 with 2,301.00.

**How**: same organization and concept, this year's opening against last year's closing; a headcount of an
earlier year against that year's report. Scope, units, rounding, several values and versions as in YRS001. A
warning only where the report speaks of restatement, corrected errors, changed accounting rules or a
reorganisation.

**Limits**: not checked where last year's report is missing; a closing figure without a year is taken for the
report's.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Yielded
from extractor.checks.confront import confront, mentions
from extractor.checks.registry import Rule
from extractor.checks.standing import standing
from extractor.checks.years import Years, what

RULE = Rule(
    code="YRS002",
    titles=("期初数等于上年期末数", "Opening balances are last year's closing balances"),
    severity="error",
    messages={
        "default": (
            "“{what}”与上年期末数不一致：{where}印为{printed}，{other}印为{other_printed}，相差{difference}。{hint}",
            "“{what}” is not last year's closing figure: {where} prints {printed}, {other} prints {other_printed}, off "
            "by {difference}. {hint}",
        ),
    },
    needs=("没有可与上年期末数比较的期初数", "no opening balance that last year's report closes with"),
    scope="years",
)


def check(years: Years) -> Iterator[Yielded]:
    for key in years.later.mentions:
        who, name, year, when = key
        if not standing(name) or year is None:
            continue
        # this year's opening, or an earlier year's closing that is printed beside this year's
        closed = year - 1 if when == "opening" else year
        if when not in ("opening", "closing") or closed not in years.earlier:
            continue
        against = mentions(years.earlier[closed], (who, name, closed, "closing"))
        if against:
            args = {"what": what(years.later.context, key)}
            yield from confront(years, mentions([years.later], key), against, args, severity=RULE.severity)
