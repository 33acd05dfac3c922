"""
**检查什么**：本年度报告所列的以前年度数（上年决算、上年预算等），与该部门当年自己的报告是否一致：总额、基本支出、项目支出、
三公经费及分项、经济分类科目，以及对比表中其他同名项目。

**为什么**：增减额、增减率都以上年数为基数。上年数与上年报告不符，或者是抄录错误，或者是口径变了而没有说明，两份报告不能并用。

**例子**：2024年报告“2023年决算数”列公务接待费9.19万元，2023年报告公务接待费决算为9.91万元。

**怎样判断**：单位、指标（或同一种表中同名的行）、年度、阶段都相同，且标题、标签写明的口径（本级、一般公共预算、财政拨款等）相同
才比较；换算计量单位，按较粗的一处取整。上年报告自身有几个数的，以其自身勾稽关系支持的为准，分不出时记为“无法判断”；后一年报
告另有一处与上年报告相符、标签不尽相同、数字相同而单位不同、或报告说明了追溯调整、口径变化、机构改革的，以及上年预算数不符的，降为疑点。上年报告有几
个版本的，与任一版本相符即为一致。
一个年度可比的数多半不符（五项以上）的，合为一条疑点：两份报告的口径很可能不同。对比最近三年的报告，中间缺年不影响。

**局限**：上年数未能识别年度或阶段的不比较；正文中用语笼统的（“实际支出”）不比较；部门决算与绩效自评报告之间不比较。

## English

**What**: whether figures of earlier years in a report (last year's actual, last year's budget) are those of the
department's own report of that year: totals, basic and project expenditure, the 三公 items, economic items, and
other rows of the same name in comparison tables.

**Why**: every increase and growth rate rests on last year's figure. One that is not last year's own was copied
wrongly or has another scope nobody explains.

**Example**: the 2024 report prints 9.19 for 2023's receptions, the 2023 report 9.91.

**How**: organization, concept (or the row of that name in a table of that kind), year and stage
must be the same, and the scope words of titles and labels (本级, 一般公共预算, 财政拨款 …). Units are converted
and the coarser print decides. Where the other report prints several values, the one its own
relations bear out counts; else undetermined. A warning only: if another place of the later report
agrees, labels are not quite the same, digits agree but units do not, or the report speaks of
restated figures, other scopes or a reorganisation. Where most figures of a year differ (five and
more) they are one warning: the scopes differ. Of several versions of a report any one will do. Up
to three years back, over gaps too.

**Limits**: figures without a year or stage and loose sentences (实际支出) are not compared; nor are final accounts
with self-evaluations.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Claim, Verdict, Yielded
from extractor.checks.confront import confront, mentions
from extractor.checks.evaluate import say
from extractor.checks.figure import Figure
from extractor.checks.mentions import agree
from extractor.checks.registry import Rule
from extractor.checks.standing import standing
from extractor.checks.years import Years, joined, what

RULE = Rule(
    code="YRS001",
    titles=("以前年度数与当年报告一致", "Figures of earlier years are those of that year's own report"),
    severity="error",
    messages={
        "most": (
            "{year}年的数与该年度报告普遍不符（可比{all}项中{count}项不同，如{names}），两份报告口径可能不同，请先核对口径。",
            "Figures of {year} differ from that year's report throughout ({count} of {all}, such as {names}): the two "
            "reports may differ in scope.",
        ),
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
_MANY, _SHOWN, _EVIDENCE = 5, 4, 20
_ALL_DIFFER = (
    "该年度的数普遍不符，两份报告口径可能不同",
    "figures of that year differ throughout: the reports may differ in scope",
)


def check(years: Years) -> Iterator[Yielded]:
    for year in years.earlier:
        found: list[Claim | Verdict] = []
        for key in years.later.mentions:
            if key[2] != year or key[3] not in _STAGES or standing(key[1]):
                continue
            against = mentions(years.earlier[year], key)
            if against:
                args = {"what": what(years.later.context, key)}
                # 上年预算 may be the approved or the adjusted one
                severity = RULE.severity if key[3] == "actual" else "warning"
                found += confront(years, mentions([years.later], key), against, args, severity=severity)
        yield from _together(found, year)


def _together(found: list[Claim | Verdict], year: int) -> Iterator[Yielded]:
    """Where most figures of a year differ, it is the two reports' scope that does: one finding, not one a figure."""
    claims = [c for c in found if isinstance(c, Claim)]
    differing = [c for c in claims if not agree(c.stated, _other(c))]
    if len(differing) < _MANY or len(differing) * 2 <= len(claims):
        yield from found
        return
    for item in found:
        if item not in differing:
            yield item
    figures = [f for c in differing[:_EVIDENCE] for f in (("stated", c.stated), ("mention", _other(c)))]
    names = [say(c.args["what"], "zh") for c in differing], [say(c.args["what"], "en") for c in differing]
    yield Verdict(
        False,
        figures,
        message="most",
        args={
            "year": str(year), "count": str(len(differing)), "all": str(len(claims)),
            "names": (joined(names[0], _SHOWN), joined(names[1], _SHOWN)),
        },
        severity="warning",
    )  # fmt: skip
    for claim in differing:
        pair = [("stated", claim.stated), ("mention", _other(claim))]
        yield Verdict(None, pair, message="most", reason=_ALL_DIFFER)


def _other(claim: Claim) -> Figure:
    return next(f for _, f in claim.expression.figures())
