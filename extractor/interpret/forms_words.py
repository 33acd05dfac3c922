"""The words of score forms: what a header, a label or a heading of any province's 自评表 means.

Wordings are those of 财预〔2020〕10号 and of the provincial forms built on it; brackets are left out of the lookup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractor.model.report import Measure, Scenario
from extractor.text.labels import squash

Role = Literal[
    "level", "name", "target", "actual", "weight", "score", "note", "standard", "sign", "unit", "rate", "number"
]

_BRACKETS = re.compile(r"[（(【\[〔][^（()）】\]〕]*[）)】\]〕]")
_COLON = re.compile(r"[:：]+$")


@dataclass(slots=True, frozen=True)
class Header:
    """What one header cell of an indicator block says its column holds."""

    role: Role
    level: int = 0
    """1, 2, … for a level column, 0 otherwise."""
    weak: bool = False
    """A word that is also used for other things and counts only where no plainer one stands."""
    both: bool = False
    """Target and achieved value in one column (目标值/完成值)."""
    loose: bool = False
    """A word of any list (工作内容): it names indicators only beside points and what they are given for."""


_LEVEL = re.compile(r"^([一二三四五1-5])级(?:绩效|评价|考核|评分|自评)?(?:指标|目录|分类)?(?:名称|内容|项)?$")
_LEVELS = {c: i for row in ("一二三四五", "12345") for i, c in enumerate(row, 1)}
_CLASS = re.compile(
    r"^(?:绩效|评价|考核)?指标(?:类型|类别|分类|大类|维度|级次)$|^(?:评价|考核|绩效|考评|评估)?(?:维度|要素|类别|类型|分类|大类)$"
    r"|^(?:任务|工作)(?:类别|类型|分类|大类)$"
)
_NUMBER = re.compile(r"^(?:序号|编号|行次|序)$")
_STANDARD = re.compile(
    r"(?:评分|评价|计分|打分|考核|赋分|扣分|得分|给分)(?:标准(?!分)|细则|办法|方法|规则|依据|要点|说明|口径|公式|过程|等级)"
    r"|指标(?:值)?(?:解释|说明|释义|内涵|定义|计算|来源|依据|设定)|计算(?:公式|方法|过程)|数据来源|佐证|证明材料|取值"
    r"|^标准$|^公式$"
)
_NOTE = re.compile(r"原因|措施|备注|偏差(?!率)|偏离(?![率度])|扣分|失分|整改|存在问题|^(?:情况|其他)?说明$")
_SIGN = re.compile(
    r"^(?:绩效)?(?:指标|目标)值?(?:性质|方向|符号|属性|类型)$|^(?:计算|运算|比较|关系|目标|指标值)?符号$|^性质$|^比较关系$"
)
_UNIT = re.compile(r"^(?:度量|计量|指标|计算|数量|指标值)?单位$")
_RATE = re.compile(r"(?:完成|达成|实现|执行|得分)(?:率|比例|百分比|程度|进度)|系数|偏差率|偏离[率度]|差异率")
_WEIGHT = re.compile(
    r"^(?:指标|标准|评价|考核|设定|目标)?(?:分值|权重|权数|赋分|基准分|基础分|基本分|规定分|标准分|满分|应得分)|标准分|(?:分值|权重|权数|满分)$|^指标分$"
)
_SCORE = re.compile(r"得分|评分|打分|实得|(?<!部)分数?$|^(?:自评|评价)结果$")
_OWN_SCORE = re.compile(r"^(?:自评|评定|自我评价|自评价|核定|复评|初评|终评|考评)(?:值|情况)?$|^自评分值$")
_OWN_WEIGHT = re.compile(
    r"^(?:考评|考核|评价|绩效)?满分值$|^权重分$|^(?:考评|考核|评价|绩效)分值$|^(?:考核|考评|分值)?比重$"
)
_OWN_ACTUAL = re.compile(
    r"^(?:年度|年末|年终|全年|完成|工作|任务|实际)?(?:实绩|结果|成效|业绩)$|^(?:履行|落实|执行|工作|任务)结果$|^(?:实际|年末|年终|全年|年度)+(?:达到|实际|完成量?|实现)$"
    r"|^(?:实际)?完成(?:目标|量|任务量|任务)$|^(?:年末|年终)完成$"
)
_OWN_TARGET = re.compile(
    r"^(?:年度|全年|当年|本年|年初|计划)?任务(?:量|数|目标)?$|^目标要求$|^(?:应达|应达到|绩效)标准$|^(?:量化|预算批复|批复|申报|年度绩效|预定|既定|考核|评价|工作|管理)目标$"
    r"|^(?:年初|年度|预算|预期)(?:设定|批复)$|^(?:计划|目标)量$|^年度(?:计划|要求)$"
)
_PLANNED = re.compile(r"^(?:计划|预期|预计|应)(?:完成|实现)?(?:值|数|指标|情况)?$")
_ACTUAL = re.compile(
    r"(?:实际|完成|实现|达成|执行)(?:完成|达到|实现|执行|指标|目标)?(?:值|数|情况|指标|结果|水平|综述)|^(?:实际|全年实际|本年实际|年度完成|全年完成|实绩|业绩值|(?:已|实际)?完成)$"
)
_TARGET = re.compile(
    r"(?:指标|目标|计划|预期|设定|标准|考核|要求)(?:值|数|标准|要求|水平)$|^(?:年度|年初|全年|绩效|预期|年初设定|设定|计划|当年|本年)*(?:目标|计划)$|^目标任务$"
    r"|^(?:年初|年度|预期|计划|设定|年初设定)(?:绩效)?(?:指标|目标)$|预期值|计划值|目标值|指标值"
)
_NAME = re.compile(
    r"^(?:具体|明细|考核|评价|评估|绩效|自评|考评)?指标(?:名称|内容|项目)?$|^(?:考核|评价|评估|考评|评分|自评|测评|评议)(?:内容|项目|事项|要素)$|^指标项目?$"
)
_LOOSE_NAME = re.compile(
    r"^(?:具体|重点|主要|年度|绩效|履职|目标)?(?:工作|任务|履职|目标|职责)(?:内容|任务|事项|名称|项目|指标|目标)?$|^(?:绩效)?事项(?:名称)?$"
    r"|^要点$|^(?:绩效|评价|考核)?(?:内容|细目|子项)$|^(?:工作|业务|警务|履职|任务|重点|核心|专项|量化|个性|共性|部门|单位)指标$|^指标描述$|^绩效目标$"
)
_POINT = re.compile(r"^(?:考核|评价|评分|评估|考评|测评)要点$")
_STRONG_NAME = re.compile(r"指标名称|具体指标|指标内容|明细指标")


_TWO = re.compile(r"^(?P<first>[^/／（()）]{2,})(?:[/／、]|[（(])(?P<second>[^/／（()）]{2,})[)）]?$")
_OVERRIDING: tuple[tuple[re.Pattern[str], Role], ...] = (
    (_STANDARD, "standard"),
    (_NOTE, "note"),
    (_SIGN, "sign"),
    (_UNIT, "unit"),
)
_OWN: tuple[tuple[re.Pattern[str], Role], ...] = (
    (_OWN_SCORE, "score"),
    (_OWN_WEIGHT, "weight"),
    (_OWN_ACTUAL, "actual"),
    (_OWN_TARGET, "target"),
)
"""Whole headers whose last word says something else."""
_HEADS: tuple[tuple[re.Pattern[str], Role], ...] = (
    (_RATE, "rate"),
    (_WEIGHT, "weight"),
    (_SCORE, "score"),
    (_PLANNED, "target"),
    (_ACTUAL, "actual"),
    (_TARGET, "target"),
)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A header or key without white space, brackets and closing colon."""
    flat = squash(text)
    stripped = _BRACKETS.sub("", flat)
    return _COLON.sub("", stripped or flat)


@lru_cache(maxsize=4096)
def header(text: str) -> Header | None:
    """What a header cell of an indicator block stands for; None for words that are no header."""
    flat = squash(text)
    if not flat or len(flat) > 40:
        return None
    if _both(flat):
        return Header("target", both=True)
    word = plain(text)
    if m := _LEVEL.match(word):
        return Header("level", _LEVELS[m.group(1)])
    if _CLASS.match(word):
        return Header("level", 1, weak=True)
    if _NUMBER.match(word):
        return Header("number")
    if len(word) > 24:
        return None
    if DEDUCTED.match(word):
        return Header("rate")
    for pattern, own in _OWN:
        if pattern.match(word):
            return Header(own)
    if _POINT.match(word):
        return Header("name", weak=True, loose=True)
    # a reason for a missed score is a note, a rule for scoring no score
    for pattern, role in _OVERRIDING:
        if pattern.search(word):
            return Header(role)
    # the last word of a Chinese compound says what it is: 执行率权重 is a weight, 得分率 a rate
    ends = [(max(m.end() for m in found), role) for p, role in _HEADS if (found := list(p.finditer(word)))]
    if ends:
        return Header(max(ends, key=lambda x: x[0])[1])
    if _NAME.match(word):
        return Header("name", weak=not _STRONG_NAME.search(word))
    if _LOOSE_NAME.match(word):
        return Header("name", weak=True, loose=True)
    return None


def _both(flat: str) -> bool:
    """Whether a header names a target and, after a stroke or in brackets, what was achieved."""
    m = _TWO.match(flat)
    if m is None or len(flat) > 24:
        return False
    first, second = header(m["first"]), header(m["second"])
    return first is not None and second is not None and (first.role, second.role) == ("target", "actual")


DEDUCTED = re.compile(r"^(?:实际|自评)?(?:扣|减|失|扣减)分(?:值|数|分值)?$")
"""What an indicator lost, in forms that count down from the full points."""
SUBHEADER = re.compile(r"^(?:名称|内容|指标|序号|值|数值|单位|符号)$")
"""Words of a second header row that mean nothing without the cell above."""
SUBCLASS = re.compile(r"^(?:类别|类型|分类|大类|维度|级别)$")
"""The column of classes in a second header row under 指标 or 绩效指标."""

# ---- funds -----------------------------------------------------------------------------------------------------


@dataclass(slots=True, frozen=True)
class Fund:
    """What one column (or row, where the form is turned round) of the funds block holds."""

    scenario: Scenario | None
    measure: Measure = "amount"
    text: bool = False
    """A column of reasons or remarks."""


_FUNDS: tuple[tuple[re.Pattern[str], Fund], ...] = tuple(
    (re.compile(p), f)
    for p, f in (
        (r"原因|备注|说明|措施|内容$", Fund(None, "other", text=True)),
        (r"执行率|支出率|完成率|支付率|使用率|执行进度|支出进度|调整率|到位率", Fund("derived", "rate")),
        (r"分值$|^分值|权重$|^(?:权重|标准分|满分|应得分)", Fund("weight", "weight")),
        (r"得分|评分|自评分", Fund("score", "score")),
        (r"占比|比例|比重", Fund("derived", "share")),
        (r"结转下年|下年结转", Fund("carried_forward")),
        (r"财政收回|收回", Fund("reclaimed")),
        (
            r"年末(?:结转|结余|余额)|年终结转|结转结余(?:资金|数)?$|^结余|结余(?:资金|数|金额)?$",
            Fund("year_end_balance"),
        ),
        (r"^(?:上年|年初|以前年度)(?:末)?结[转余]", Fund("brought_forward")),
        (
            r"调整(?:后|的)|(?<!年中)(?<!年内)(?<!期中)(?<!当年)(?<!本年)调整预算|可执行预算|全年预算|(?:最终|总)预算|预算总[额数]",
            Fund("final_budget"),
        ),
        (r"年中|追加|调剂|调整|调增|调减", Fund("adjustment")),
        (r"执行|决算|实际|支出数|支付数|使用(?:数|金额|情况)|完成数|支出(?:金额|情况|额)", Fund("actual")),
        (r"年初|批复|下达|当年预算|本年预算|预算安排", Fund("original_budget")),
        (r"预算|指标数|计划(?:数|金额|安排)", Fund("final_budget")),
        (r"到位", Fund(None)),
    )
)


@lru_cache(maxsize=4096)
def fund(text: str) -> Fund | None:
    """What a header of the funds block says; None for words of another kind."""
    flat = squash(text)
    if not flat or len(flat) > 30:
        return None
    word = plain(text)
    if len(word) > 16 or FUND_ROW.search(word):
        return None
    hits = [(m.end(), found) for pattern, found in _FUNDS if (m := pattern.search(word))]
    if not hits or hits[0][1].text or hits[0][1].measure == "amount":
        return hits[0][1] if hits else None
    # 执行率权重 is a weight: of several kinds of figure named, the last
    return max((h for h in hits if h[1].measure != "amount"), key=lambda h: h[0])[1]


FUND_ROW = re.compile(
    r"资金总额|支出总额|^(?:其中)?[:：]?(?:当年|本年|年度)?(?:财政|一般公共预算|政府性基金|国有资本|上级|本级|中央|省级|市级|县级|区级|单位|其他|自筹|自有|专户|社会|银行)"
    r"|拨款|上年结转资金|结转资金|^总额$|^按\S{2,6}分"
)
"""Labels of funds rows that hold a column's word (一般公共预算, 上年结转资金)."""

FUND_TOTAL = re.compile(
    r"资金总额|总额$|^合计$|^总计$|^金额合计$|^(?:年度|全年)?(?:预算)?资金$|总支出$|支出合计|^部门整体支出$|^资金合计$"
)

# ---- head, goals, totals, tail ---------------------------------------------------------------------------------

UNIT_KEY = re.compile(
    r"^(?:预算|填报|填表|编报|部门|评价|自评|申报|项目)?(?:单位|部门)(?:[/、和或]?(?:单位|部门))?名称$"
    r"|^(?:填报|填表|编报|预算|自评|被?评价)(?:单位|部门)$"
)
MAKER_KEY = re.compile(
    r"^(?:项目)?(?:实施|执行|承担|用款|使用|资金使用|建设|申报)(?:单位|部门|主体)(?:名称)?$|^项目单位(?:名称)?$"
)
SUPERVISOR_KEY = re.compile(r"^(?:项目)?(?:业务)?(?:主管|归口|牵头)(?:部门|单位|科室|处室)(?:名称)?(?:及代码|及编码)?$")
PROJECT_KEY = re.compile(r"^(?:专项|项目|政策|专项资金)(?:资金)?(?:支出)?名称$")
HEAD_KEY = re.compile(
    r"^(?:项目(?:编码|代码|编号|属性|类别|类型|性质|起止时间|实施期|期限|负责人|联系人|周期|资金来源|级次)|填报日期|填表日期|填报时间|年度|预算年度|评价年度"
    r"|联系人|联系电话|电话|负责人|主要职能|单位性质|单位地址|邮编|预算编码|单位编码|部门编码|实施期限|起止时间|自评得分|自评等级|评价等级|自评等次)$"
)
GOAL = re.compile(
    r"^(?:(?:年度|年初|预期|项目|总体|全年|绩效|部门|整体|年度总体|当年|设定|实施期|本年)*(?:目标|总目标)(?:内容|设定)?|预期目标|年初设定目标|年度工作任务|年度主要任务|年度履职目标)\d*$"
)
GOAL_DONE = re.compile(
    r"(?:实际|目标|任务|总体|绩效)?(?:完成|实现|达成)(?:的)?(?:情况|综述|结果)(?:综述|说明|总结)?$|^实际完成$|完成情况综述"
)
TOTAL = re.compile(
    r"^(?:自评|综合|评价|最终|绩效|考核|指标|绩效自评|整体|单位自评)?(?:总分|总得分|总评分|总分值|得分合计|分值合计|合计得分|合计|总计|共计|得分总计|分数合计|总成绩|综合得分)(?:值|数)?(?:[:：].*)?$"
    r"|^(?:自评|综合|最终)(?:得分|评分|分数)(?:[:：].*)?$|^合计（?总分|^总分"
)
SUBTOTAL = re.compile(r"小计$")
TAIL = re.compile(
    r"^(?:评价结论|自评结论|绩效结论|总体结论|存在(?:的)?(?:主要)?问题|主要问题|改进措施|下一步|偏差大|其他需要|需要说明|其它需要|说明|备注|注[:：\d]|填表说明|填报说明|填[表报](?:人|单位|部门)|编报单位|制表人|经办人|审核人|审核意见|财政(?:部门|局)?(?:意见|审核|复核)|主管部门(?:意见|审核)"
    r"|联系人|联系电话|单位负责人|部门负责人|项目负责人|财务负责人|负责人|单位(?:意见|盖章)|填报日期|填表日期|评价人|评价组|自评人|评价小组|结果应用|自评等级|评价等级|自评等次|相关建议|建议|经验|主要经验|未完成|偏差原因|绩效自评(?:结论|等级)|总体评价|综合评价|自评情况|评价情况|其他说明)"
)
EXECUTION = re.compile(
    r"^(?:年度|部门|资金|项目|财政)*(?:预算|资金|支出|预算资金|年度预算)?(?:资金)?执行(?:率|情况|进度|指标|率指标)?$"
)
SECTION = re.compile(r"^(?:年度|绩效|预期|总体|长期)*目标[一二三四五六七八九十\d]+")
"""年度绩效目标2（40分）: a heading with a block of indicators of its own."""
NOTHING = re.compile(
    r"^(?:无|/|／|\\|[-—–―－一…]+|无此项|不适用|不涉及|…+|\.{3,}|·+|无指标|无此项指标|指标\d*[:：]?|[xX×]+)$"
)
PLACEHOLDER = re.compile(r"^指标\s*[\d一二三四五六七八九十]+\s*[:：.、]\s*")
"""指标1： of the Ministry's blank form, typed over rather than replaced."""
