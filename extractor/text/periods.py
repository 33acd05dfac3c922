"""Years, budget stages and kinds of figure named in headers and phrases."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.model.report import Measure, Scenario
from extractor.text.labels import squash

_YEAR = re.compile(
    r"(?<![\d.,])(20[0-4]\d|19[4-9]\d)"
    r"(?:(?=年|[-—~/至、和与及](?:20|19)?\d\d(?!\d))|(?![\d.,%]*\d|[.,%]|[元万亿人家个]))"
)
_SHORT = re.compile(r"(?<![\d近满续第届])([12]\d)年(?!期|以|来|内|左|多|余|[一-龥]{0,2}规划)")
_LAST_BUT_ONE = re.compile(r"前年|上上年")
_LAST = re.compile(r"(?:[上去]|前一|上一)个?年|上期")
_THIS = re.compile(r"[本当今该]年|本期")
_NEXT = re.compile(r"[下明次]一?年")

# Kinds of money and of office that have 预算 in their name and are no stage of it
_NO_STAGE = re.compile(
    r"(?:一般公共|公共财政|公共|政府性基金|基金|国有资本经营|资本经营|社会保险基金|社保基金)预算"
    r"|预算(?:单位|科目|编码|级次|项目名|管理|绩效|外|内|法|编制|公开|部门|类型|来源|代码|信息|指标文号)"
)
# The first that is found wins: narrower words stand before wider ones.
_SCENARIOS: tuple[tuple[Scenario, str], ...] = (
    ("score", r"得分|自评分|评分$"),
    ("weight", r"分值|权重|标准分|满分"),
    ("actual", r"实际完成(?:值|情况|数)?|完成值|实际值|完成情况|实际达成|实现值"),
    ("target", r"指标值|目标值|(?:预期|年度|总体|绩效|设定|年初设定|年初)目标|计划值|目标设定"),
    (
        "carried_forward",
        r"结转(?:至|到|入)?(?:下一?|次)年|下年度?(?:继续)?(?:使用|结转)|结转(?:以后|后续)年度"
        r"|结转(?:至|到|入)20\d\d年|^转下一?年",
    ),
    (
        "reclaimed",
        r"收回|回收|收缴国库|上缴(?:国库|财政)|[交缴退]回(?:财政|国库)"
        r"|(?:结[余转]|剩余)(?:资金|指标|部分)?(?:上缴|注销|核销|统筹)(?:数|额|金额|资金)?$|^财政统筹(?:数|额|金额)?$",
    ),
    (
        "brought_forward",
        r"(?:上一?年|上期|以前年度|往年|历年|年初|期初)(?:度|末)?(?:财政拨款|预算|项目|资金|财政|指标|滚存)*的?(?:结[转余]|剩余)"
        r"|结[转余](?:和|及)?(?:结余)?(?:年初|期初)|结[转余](?:资金|数)?（(?:上年|以前年度|年初)）"
        r"|^(?:动用|使用)(?:上年|以前年度|历年|非财政拨款)*结[转余]|^结转(?:使用|上年)",
    ),
    (
        "year_end_balance",
        r"结转[和及与、]?结余|结余[和及与、]?结转|结余|年末(?:财政拨款)?结转|^(?:年末|期末|累计|滚存)*结存(?:数|额|金额)?$"
        r"|^(?:资金|预算|指标|经费|项目|财政拨款)*(?:剩余(?:资金|数|额|金额|指标|预算|经费)?|余额)(?<!^余额)$"
        r"|(?:尚)?未(?:支[出付]|使用|执行|拨付|列支|用完)(?:完)?(?:的)?(?:数|额|金额|资金|指标|预算)?$",
    ),
    (
        "adjustment",
        r"(?:年[中内]|期中|中途|本年|当年|本期)(?:预算)?(?:增减)?(?:调整|追[加减]|调剂|调[增减]|变动)(?!后)"
        r"|(?:预算|指标)(?:追[加减]|调[增减剂]|调整)(?!后|执行)|追[加减](?!后)|调[增减剂](?!后)|核[增减](?!后)|^调整(?:[数额]|金额)?$|^增减调整|^调整增减|^(?:中期|中途)调整"
        r"|^(?:预算|指标|年中)?(?:压减|压缩|削减)(?:数|额|金额|预算|指标)?$",
    ),
    (
        "actual",
        r"决算|(?:预算|全年|累计|本年|资金)?执行(?:数|额|金额)"
        r"|实际(?:支[出付用]|执行|使用|拨付|发生|列支|投[入资]|到位使用|开支|规模|采购|数)"
        r"|(?:支[出付用]|拨付|使用|列支)(?:数|额|金额)$|(?:本年|全年|累计|已)支[出付]|完成数|全年实际|发生[数额]"
        r"|^(?:已|累计|实际|全年|国库)+(?:执行|支[出付用]|拨付|使用|列支|用款|报销|发放|兑付)(?:完成|了)?(?:数|额|金额|资金|情况)?$"
        r"|^(?:列支|用款|报销|发放|兑付|支用|实支|结算|支出完成)(?:数|额|金额|资金|情况)?$|^(?:预算|资金)?(?:执行|使用)情况$",
    ),
    (
        "final_budget",
        r"(?:全年|可执行|调整后?的?|(?:变[动更]|追[加减]|调[增减剂]|核[增减])后|最终|执行|可用|可支配|实际下达|现行|年[中末])的?(?:部门)?预算"
        r"|预算(?:调整|变[动更])后|(?:调整|变[动更]|追[加减]|调[增减剂])后|可执行数|全年数$|预算现额|预算总指标"
        r"|可(?:用|执行|支配|使用)的?(?:指标|资金|财力)|^(?:全年|预算|累计|年度)+指标(?:数|额|金额|总额)?$"
        r"|^(?:累计|实际|全年|已|资金|财政|指标|本年)*下达(?:数|额|金额|资金|指标)?$",
    ),
    (
        "original_budget",
        r"预算|年初(?:批复|安排|下达|核定)|^(?:财政|人大)?批[复准](?:数|金额|规模|资金)?$|批复(?:数|金额|规模)|年初数安排"
        r"|^(?:资金|年度)?(?:安排|计划)(?:数|金额|资金)$",
    ),
    ("opening", r"期初|年初|1月1日|上年年?末|上年12月31日"),
    ("closing", r"期末|年[末底终]|12月31日"),
    ("plan", r"(?:下年|下一年度?|明年|次年)度?(?:计划|安排|目标)?|拟安排|拟投入"),
)
_MEASURES: tuple[tuple[Measure, str], ...] = (
    ("score", r"得分|自评分|评分$"),
    ("weight", r"分值|权重|标准分|满分"),
    (
        "growth",
        r"增[减长]?(?:变化)?率|变[动化]率|[增降]幅|(?:增减|增长|变动|变化|升降)(?:比例|幅度|百分比|（?%)"
        r"|(?:增|减|降低|下降|上升)）?(?:比例|%|（%)|同比|环比|[较比].{0,60}(?:比例|幅度|%)|幅度",
    ),
    (
        "rate",
        r"(?:执行|完成|控制|支[付出]|到位|使用|利用|结[余转]|调整|拨付|兑现|采购|节约|覆盖|合格)(?:进度)?率"
        r"|完成(?:年初|全年|调整)?预算的?(?:%|比例|百分比|（%)|进度|执行比例|B/A",
    ),
    ("share", r"占比|比重|占.{0,60}(?:%|比例|比|率)|结构比?$|构成|比例|百分比|^（?%）?$"),
    (
        "change",
        r"^[较比]|增减|增\+|增（|[增减][额数]|差[额异]|差$|变[动化](?:额|数|情况|金额)?|增加|减少|超支|节约|[较比].{0,60}[增减]",
    ),
    ("rate", r"率(?:（%）|%)?$"),
    ("count", r"人数|人次|个数|次数|户数|台数|辆数|件数|数量|面积|批次|团组数"),
    ("amount", r"金额|数额|预算|决算|执行数|余额|支出|收入|合计|小计|资金|投资|经费|结转|结余|[期年][初末]数|总额"),
)
_STAGE_PATTERNS = tuple((re.compile(pattern), value) for value, pattern in _SCENARIOS)
_MEASURE_PATTERNS = tuple((re.compile(pattern), value) for value, pattern in _MEASURES)
_COMPARED = re.compile(
    r"(?:相较于?|较之?|(?<![占对])比(?![例重率值])|与|同(?!期比?$|比))(?P<base>.{1,40}?)"
    r"(?:同期)?(?:相比|比较|对比|之比|相差|的?差[额异]?|增|减|变[动化]|上升|下降|提高|降低|升|降|超支|节约|持平|多|少"
    r"|的?(?:比例|幅度)|[（(]|%|$)"
)
_OF_BUDGET = re.compile(
    r"(?:完成|占|为)(?P<base>(?:年初|全年|调整后?|批复|年度|本年)?预算)(?:数|的|安排)?(?:的)?(?:%|比例|百分比|比重|[（(]%|$)"
)


@lru_cache(maxsize=8192)
def _years(text: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(year) for year in _YEAR.findall(squash(text))))


def years(text: str) -> list[int]:
    """The calendar years that a text names in four digits, in order, without repeats."""
    return list(_years(text))


@lru_cache(maxsize=8192)
def resolve_year(text: str, fiscal_year: int | None) -> int | None:
    """The year that a header or phrase speaks of: 2023年, 23年, 上年, 本年. None where it names none.

    Relative words need ``fiscal_year``, the year of the report. Where several years are named the first counts.
    """
    plain = squash(text)
    named = _years(plain)
    if named:
        return named[0]
    short = _SHORT.search(plain)
    if short:
        return 2000 + int(short.group(1))
    if fiscal_year is None:
        return None
    for pattern, offset in ((_LAST_BUT_ONE, -2), (_LAST, -1), (_NEXT, 1), (_THIS, 0)):
        if pattern.search(plain):
            return fiscal_year + offset
    return None


@lru_cache(maxsize=8192)
def scenario(text: str) -> Scenario | None:
    """The budget stage, balance date or form column that a header or phrase names: 全年预算数 → "final_budget".

    预算 with nothing further is the approved budget; 一般公共预算 and the like name a kind of money and no stage.
    """
    plain = _NO_STAGE.sub("", squash(text))
    if not plain:
        return None
    for pattern, value in _STAGE_PATTERNS:
        if pattern.search(plain):
            return value
    return None


@lru_cache(maxsize=8192)
def measure(text: str) -> Measure | None:
    """What kind of figure a header announces: 增减额 "change", 增长率 "growth", 占比 "share", 执行率 "rate".

    None where its words do not say. 比例 alone is a share; under a comparison it is a growth, which only the whole
    header path tells.
    """
    plain = squash(text)
    for pattern, value in _MEASURE_PATTERNS:
        if pattern.search(plain):
            return value
    return None


@lru_cache(maxsize=8192)
def comparison(text: str, fiscal_year: int | None = None) -> tuple[int | None, Scenario | None] | None:
    """With what a header or phrase compares: (year, scenario) of 较上年决算增减, 完成预算的%; None if with nothing.

    A part that the words leave open is None: 较上年 says the year only. Relative years need ``fiscal_year``.
    """
    plain = squash(text)
    found = _COMPARED.search(plain) or _OF_BUDGET.search(plain)
    if found:
        base = found["base"]
        year, stage = resolve_year(base, fiscal_year), scenario(base)
        if year is not None or stage is not None or _LAST.search(base):
            return year, stage
    if "同比" in plain:
        return (fiscal_year - 1 if fiscal_year else None), None
    return None
