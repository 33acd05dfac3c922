"""Words that headers and labels of budget tables are made of, in one place: a new wording is one line here."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from extractor.interpret.sheet import tidy
from extractor.text.labels import split_number, squash
from extractor.text.units import find_unit

HEADER = re.compile(
    r"项目|科目|名称|指标|内容|类别|分类|事项|序号|编号|编码|代码|行次|栏次|备注|说明|原因|单位|部门|金额|合计|小计|总计"
    r"|[数额率值量]$|比例|比重|占比|百分比|增减|[差较]|预算|决算|执行|实际|期[末初]|年[末初中]|余额|[上本当]年|年度|\d{4}年|收入|支出"
    r"|累计|\d月|季度|结转|结余|调整|面积|规模|投资|人数|编制|情况|标准|依据|日期|时间|得分|权重|拨款|资金|资产|负债|经费|[（(](?:亿|万|千)?元|%"
)
"""Words a header cell is likely to hold; body labels may hold them too."""

VALUE_HEADER = re.compile(
    r"[数额率值]$|数[（(量/]|金额|合计|小计|总计|比例|比重|占比|百分比|增减|[较差]|预算|决算|执行|期[末初]|年[末初]|余额|\d{4}年|[上本当去]年|年度$"
    r"|累计|\d月|季度|结转|结余|调整|面积|规模|投资|支出$|收入$|拨款$|经费$|费用?$|数据|得分|分值|[（(](?:亿|万|千)?元|%|编制|人员$"
)
"""Words of a header that stands over figures."""

LABEL_HEADER = re.compile(
    r"项目|科目|名称|指标|内容|类别|分类|事项|摘要|经济分类|功能分类|负债|净资产|资产|收入|支出|费用|明细|情况|单位|部门"
)
ATTRIBUTE_HEADER = re.compile(
    r"备注|说明|原因|依据|来源|性质|类型|方式|地点|负责|级次|日期|时间|起止|期限|状态|措施|用途|标准|主管|实施|承担|计量|联系|是否|进展|完成情况|电话|账号|文号"
)
"""Columns of words beside the figures, never a label column of their own."""
LINE_HEADER = re.compile(r"行次|行号")
"""Line numbers of a form: no numbering that nests."""
NUMBER_HEADER = re.compile(r"序号|行次|编号|序|次序|NO\.?|No\.?|项次|行号")
CODE_HEADER = re.compile(r"编码|代码|^[类款项]$|类款项|科目号")
UNIT_HEADER = re.compile(r"(?:计量|度量|计算|数量)?单位")
PERSONAL_HEADER = re.compile(r"日期|时间|电话|账号|文号|年月|编号|编码|代码|公式|计算方法|评[分价]标准|依据")
"""Columns whose digits are no quantities of the report."""
ORGANIZATION_HEADER = re.compile(r"(?:预算|填报|下属|所属|基层|部门|主管)?(?:单位|部门)(?:名称)?(?:（.*）)?|机构名称")

INDEX_LABEL = re.compile(r"栏次|行次|序号|项目|栏目|[甲乙丙丁]|[类款项]")
INDEX_CELL = re.compile(r"\d{1,2}|[（(]?\d{1,2}[）)]?|[①-⑳]|[甲乙丙丁]|[类款项]|栏次|行次|[a-zA-Z]")
FORMULA = re.compile(
    r"[\d①-⑳a-zA-Z（）()\[\]栏列第]+=[\d①-⑳a-zA-Z（）()\[\]+\-*/×÷—%栏列第]+"
    r"|=[\d（(]?\d{0,2}[+\-*/×÷][\d+\-*/×÷（）()]+"
)

TOTAL = re.compile(
    r"(?:合计|总计|共计|累计|总额|总数|合计数|总合计|全部合计|金额合计|[年本]?度?合计|合计（?[=＝].*）?|[收支]入?出?总[计额]|总支出|总收入)"
)
"""A label that says total and nothing else."""
SUBTOTAL = re.compile(r"小计|(?:.+)(?:小计|合计|总计|总额合计)(?:（.*）)?")
OF_WHICH = re.compile(r"^(?:其中|其它中|内含|含)[:：]|^其中(?=[^:：])|^其中$")
SELF_CHECK = re.compile(r"^(?:[-—]+)?其中[:：]?$")

OTHER_BUDGETS = re.compile(r"公共预算|基金预算|经营预算|预算单位|预算部门|预算外")
"""Words that hold 预算 and name no budget stage."""

_MONEY = re.compile(
    r"经费|费用?(?:$|[^者])|支出|收入|资金|金额|补助|工资|津贴|补贴|拨款|投资|决算|预算|资产|价值|原值|净值|产值|税收|元"
)
_COUNTS: Final[tuple[tuple[re.Pattern[str], str | None], ...]] = tuple(
    (re.compile(p), unit)
    for p, unit in (
        (r"人次|人次数", "人次"),
        (r"人数|编制数?$|编制人?数|编制[（(]|核定编制|实有人|职工人?数?$", "人"),
        (
            r"(?:在职|在编|在岗|离休|退休|临聘|编外|供养|工作|聘用|合同制?|行政|事业|参公|工勤|实有|借调|遗属)人员"
            r"(?:数|$|[（(])",
            "人",
        ),
        (r"(?:车辆|公务用车|汽车|用车)(?:实有)?(?:数|数量|保有量|编制)|保有量|车辆(?:购置)?数", "辆"),
        (r"(?:实有|在职|在编|在岗|核定|空编|超编|缺编)数$", None),
        (r"户数", "户"),
        (r"批次", "批次"),
        (r"团组", "个"),
        (r"次数|场次", "次"),
        (r"家数|企业数", "家"),
        (r"台[（(]?套[）)]?数|套数", "台"),
        (r"(?:机构|单位|项目|指标|科室)(?:个)?数(?:量)?$|个数", "个"),
        (r"以上(?:通用|专用)?设备", "台"),
        (r"数量$|面积|规模$", None),
        (r"天数|课时", "天"),
    )
)

_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_YEARS = re.compile(r"(?:19|20)\d{2}(?:年度?)?(?:(?:[-—~至到]|-)(?:19|20)\d{2}年?度?)?|\d{1,2}月(?:\d{1,2}日)?")
_STAGE = re.compile(
    r"可执行|财政收回|年[初中末底内度]|期[初末]|[全本上当去今同次明后下前]年度?|[本上]期|累计|截至|截止|预算|决算|执行|实际|完成|使用|支付|拨付|批复|批准|下达|安排"
    r"|追[加减]|调[整剂增减]|核[增减]|变动|增减|增加|减少|增长|下降|增|减|升|降|差额|差异|差|对比|相比|比较|同比|较|比|与|同|占|结转|结余|余额|收回|资金"
    r"|支出|发生|金额|节约|数值|数据|数|额|值|率|比例|比重|百分比|百分点|幅度|幅|情况|账面|[初末后前的和及至到]|其中|合计|小计|总计|总额|总|共计|年|[+\-/%±、：:，,=（）()＋－\[\]a-zA-Z①-⑳\d．.]"
)
_TOTAL_ITEM = re.compile(r"(?:合计|小计|总计|总额|金额|共计|本年支出合计|支出合计|本年支出|金额合计|总数)")


@lru_cache(maxsize=16384)
def is_total(label: str) -> bool:
    """合计, 总计, … and nothing else."""
    return bool(TOTAL.fullmatch(_bare(label)))


@lru_cache(maxsize=16384)
def is_subtotal(label: str) -> bool:
    """小计, 流动资产合计, 本年收入合计."""
    return bool(SUBTOTAL.fullmatch(_bare(label)))


@lru_cache(maxsize=16384)
def is_of_which(label: str) -> bool:
    """A label that begins with 其中."""
    return bool(OF_WHICH.match(squash(label)))


@lru_cache(maxsize=16384)
def item_of(text: str) -> str:
    """What a header names beside stage, year, measure and unit: "编制数" of "2024年编制数", "" of "2024年决算数"."""
    flat = squash(text)
    plain = _YEARS.sub("", _BRACKET.sub("", flat) or flat)
    if _TOTAL_ITEM.fullmatch(plain) or not _STAGE.sub("", plain):
        return ""
    return _YEARS.sub("", _BRACKET.sub(_kept, tidy(text))).strip("：:、，,")


@lru_cache(maxsize=16384)
def count_unit(text: str) -> tuple[bool, str | None]:
    """Whether a label or header counts something other than money, and the unit its words imply."""
    flat = _BRACKET.sub("", squash(text))
    for pattern, unit in _COUNTS:
        found = pattern.search(flat)
        if found:
            return (False, None) if _MONEY.search(flat[found.end() :]) else (True, unit)
    return False, None


@lru_cache(maxsize=16384)
def is_money(text: str) -> bool:
    """Whether the words of a label speak of money."""
    return bool(_MONEY.search(squash(text)))


def _kept(bracket: re.Match[str]) -> str:
    """A bracket that is part of the name stays, a unit or a stage in brackets goes."""
    inner = squash(bracket.group())
    return "" if find_unit(inner) or not _STAGE.sub("", inner) or _YEARS.search(inner) else bracket.group()


def _bare(label: str) -> str:
    return split_number(label)[1].strip("：:、-—*")
