"""Function words, verbs and comparison words of report prose: grammar, never names of things measured."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.model.report import Scenario
from extractor.text.labels import squash
from extractor.text.periods import scenario as stage_of
from extractor.text.words import OWN_UNIT

UP = (
    "增加|增长|增多|上升|上涨|上浮|提高|提升|净增|净增长|扩大|递增|增幅|涨幅|升幅|增支|"
    "增收|多支出|多收入|超支|超出|超过|超额|超|高出|高于|多|增|升|高"
)
DOWN = (
    "减少|下降|降低|降幅|减幅|下滑|下浮|回落|净减|净减少|缩减|缩小|压减|压缩|核减|递减|"
    "减支|减收|少支出|少收入|低于|节约|节省|缺编|少|缺|减|降|低"
)
_LONG = "|".join(word for word in f"{UP}|{DOWN}".split("|") if len(word) > 1)
LONG_UP = "|".join(word for word in UP.split("|") if len(word) > 1)
LONG_DOWN = "|".join(word for word in DOWN.split("|") if len(word) > 1)
_NOUN = "额|率|数|幅度|幅|比例|金额|资金|量"
DIRECTION = re.compile(rf"(?P<word>(?:{UP})|(?P<down>{DOWN}))(?:{_NOUN})?(?:（(?:{UP}|{DOWN})）)?$")
"""The direction word a comparison ends with, right before its figure."""
_ENDS_UP = re.compile(
    r"(?:增加|增长|增多|上升|上涨|上浮|净增长?|增幅|涨幅|升幅|增支|增收|超支|超出|高出|高于|提高|提升)(?:额|率|幅度|比例)?(?:（[^）]*）)?$"
)
_ENDS_DOWN = re.compile(
    r"(?:减少|下降|降低|降幅|减幅|下滑|下浮|回落|净减少?|缩减|压减|压缩|减支|减收|低于)(?:额|率|幅度|比例)?(?:（[^）]*）)?$"
)
ADJUSTS = re.compile(r"(?:预算|指标)(?:调[整剂])?(?:净?增加|净?减少|追加|核减|调[增减]|压减)$")
"""预算调整减少: the size of an adjustment, whose sign the word gives."""
LEVEL = re.compile(rf"(?P<word>{UP}|(?P<down>{DOWN})|调整|变|调)(?:到|至|为)$")
"""增加到, 降至: the figure after it is the new level, not the change."""
OVER_TARGET = re.compile(r"(?:超额完成|超出?目标|超出?计划|超目标任务)(?:任务|目标|计划)?$")
MORE_OR_LESS = re.compile(
    r"^(?:(?P<up>增加|追加|扩大)|(?P<down>减少|压减|压缩|削减))(?:了)?(?P<of>支出|收入|经费|开支)$"
)
"""减少支出: a change of what the words name, without a base."""
RESULT_END = re.compile(r"(?:实际完成值?|实际值|仅?完成值?|年度目标值?|年初目标值?|目标值|指标值|计划值)$")
"""What an indicator's name is followed by where target and result stand in one line."""
SELF_MENTION = re.compile(
    rf"^.{{1,14}}?(?:批复|核定|下达|核拨|拨付|安排|批准|给予|拨给)(?:给|了)?(?:我|本){OWN_UNIT}(?=.{{2}})"
)
"""财政局批复我单位…: what was approved follows."""
RATE_NOUN = re.compile(
    r"^(?:同比)?(?:节约率|节支率|压减率|增长率|增速|增幅|降幅|涨幅|减幅|变动率|增减率|下降率|增长幅度|下降幅度|幅度)$"
)
OVER = re.compile(r"(?P<word>高于|高出|超出|超过|优于|(?P<down>低于|低))(?P<base>[^，；。]{2,16})$")
"""高于全省平均水平: a difference to something else."""
BEYOND = re.compile(
    r"(?P<word>超出?|超过|高于|多于|(?P<down>低于|少于|节约))(?P<base>(?:年初|全年|年度|批复|调整后?)?(?:预算|计划|目标|概算|指标值?|目标值)|上年|去年)(?:数|金额|资金)?$"
)

ADVERBS = "均|都|分别|略有|略|有所|大幅度?|明显|基本|实际|共|净|总体|又|再"
COMPARISON = re.compile(
    r"(?:较之?(?![大好多少高低为快])|(?<![占同环百对类评相])比(?![例重率赛选较对])照?|[与同和](?=[^，。；]{0,24}?(?:相比|比较|相较|对比|持平)))"
    r"(?P<base>[^，；。]+?)"
    rf"(?P<end>相比较?|比较|相较|对比|(?=(?:{ADVERBS})*持平)|(?=[，；。]|$)|"
    rf"(?=(?:{ADVERBS})*(?:{_LONG}|[多少高低增减升降超缺](?=[^\u3400-\u9fff]|$|约|近|了))))"
)
"""What a figure is compared with: 较2023年决算, 比上年, 与年初预算相比."""
CHANGED_BY = re.compile(
    rf"(?:相比较?|比较|相较|对比)?，?(?:{ADVERBS})*(?:{_LONG}|[增减升降])(?:了|额|率|幅度)?(?:为|约)?$"
)
"""All that stands between the figure compared with and the change: 较上年42.30万元 减少 5.72万元."""
WITH = re.compile(r"(?:^|[，；。])[与同和](?P<base>[^，；。与同和]{2,12})$")
IN_COMPARISON = re.compile(
    rf"(?:相比较?|比较|相较|对比)，?(?:{ADVERBS})*(?:{_LONG}|[增减升降多少])(?:了|额|率)?(?:为|约)?$"
)
SAME_PERIOD = re.compile(r"同比")
LAST_YEAR = re.compile(r"上一?(?:年度?|个?年度|度)|去年|上年|同期")

SHARE = re.compile(r"占(?![用地有据道位领])(?P<of>[^，；。]*?)的?(?:比重|比例|比率|比值|百分比|比)?(?:是|为|约)?$")
OF_BUDGET = re.compile(
    r"完成(?:了)?(?P<whole>(?:年初|全年|年度|调整后?)?预算(?:数|额)?)$|"
    r"(?:完成|为|达到?|占|相当于|是)(?:了)?(?P<of>[^，；。为占]*?(?:预算|计划|目标|任务|概算)(?:数|值|额|任务|金额|总额)?)的(?:比例为)?$"
)
EXECUTION = re.compile(
    r"(?:预算|资金|支出|经费|项目|部门|整体|费|专项)*(?:预算执行率|资金执行率|执行率|执行进度|支出进度|支出率|预算完成率|完成率|使用率|支付率|到位率|拨付率|执行比例|完成比例)$"
)
DONE = re.compile(r"(?<!未)完成$")
NOT_DONE = re.compile(r"未完成$")
BUDGET_RATE = re.compile(r"(?:部门|整体|项目|基本|资金|全年)*(?:预算|支出)(?:执行|完成|支出)?(?:率|进度)$")
"""A rate of carrying out the budget even among the results of indicators."""
OF_BALANCE = re.compile(r"(?:结转结余|结余结转|结转|结余)(?:资金)?率$")
OF_ADJUSTMENT = re.compile(r"预算(?:数)?调整率$")
CONTROL = re.compile(
    r"^(?:人员|编制|机构|在职人员|财政供养人员|三公经费|公用经费|支出|经费|规模|投资|投资概算|概算)*控制率$"
)

TAIL = re.compile(
    r"(?:(?<![作行])为|(?<!还)是|(?<![下到发传直])达到?|高达|低至|(?<![节契条合])约|(?<!附)近|接近|共计|累计|总共|一共|(?<!公)共有?|仅有?|只有|设有|还有|另有|尚有|拥有|"
    r"(?<![人亩户年月日地车平])均|皆|各自?|分别|超过|突破|不足|保持在|稳定在|控制在|了|的|：)+$"
)
LEAD = re.compile(
    r"^(?:[、，：；。①-⑳]|含(?!税|量)|(?:主要)?原因(?:是|系|为|在于)?|主要系|系(?=[一二])|其中|此外|另外|另有|另|同时|以及|及其|及(?![时格])|和(?![谐平解])|与|或(?!有)|并且|并(?![网购])|且|而|但|其(?![他它余中次实])|即(?!时)|还|也|又|仍|已|再(?![生造次])|则|"
    r"主要(?:是|为|有|包括|用于|包含)?(?:由于|因)|主要(?:是|为|有|包括|用于|包含)|包括了?|包含了?|具体(?:是|为|包括|有)?|分别(?:是|为)|因此|因为|因(?![公素病])|由于|由|目前|今年以来|截至目前|"
    r"共计|共有?(?![同享建产青性])|累计(?!折旧|摊销|盈余|结转|结余)|总共|一共|预计|力争|争取(?!到)|确保|(?:年度|计划)?目标(?=[新建完实改])|计划(?=[新安投拨建创培支])|拟(?![定订])|实际用于|(?:将|把)(?=[\u3400-\u9fff“]{2})|"
    r"(?:截至|截止|到|至)?(?:20\d\d年?[、和—\-至~])*20\d\d年度?(?:\d{1,2}月(?:\d{1,2}日)?)?[末底]?|\d{1,2}月(?:\d{1,2}日)?[末底]?|截至|截止|[一二三四五六七八九十]是|我们)"
)
FROM = re.compile(r"[由从](?:上年度?|去年|年初|期初|20\d\d年(?:末|底|初)?)?$")
"""由上年的: what something rose from."""
SELF = re.compile(
    rf"^(?:我|本|该|全|各){OWN_UNIT}(?:机关|系统|本级)?(?=.)|^(?:部门（单位）|单位（部门）|部门|单位)"
    r"(?!资金|预算|自有|自筹|往来|负责|会费|个数|数|数量|名称|总数)(?:[共现]?有|共|现)?(?=.{2})|^(?:全|我)[市县省区州国](?=共|累计|新|完成|实现|仅|有|已|现|今年)"
)

PLACE = re.compile(r"^(?:全|我|本|该|辖区|县域|市域)(?:市|县|省|区|州|镇|乡|局|系统|内)?(?:范围)?内?$")

LIGHT = re.compile(
    r"^(?:完成|实现|打造|创建|建成|新建|发放|拨付|支付|列支|安排|下达|争创|争取到?|获批|获评|获得|开展|举办|组织|召开|支持|扶持|培育|培养|建设|投入|收到|取得|筹集|整合|兑现|落实|推动|带动|引进|引导|"
    r"帮助|推荐|申报|认定|办理|受理|处理|查处|检查|走访|慰问|救助|资助|补助|奖励|化解|整改|修订|制定|出台|印发|发布|编制|设立|下设|设|配备|购置|采购|新购|接待|接收|受益|涉及|覆盖)了?"
)
PAID = re.compile(
    r"(?:列支|支付给?|拨付给?|发放|用于|投入|安排|下达|收到|取得|筹集|争取|兑付|兑现|付给|包含|包括|划拨|缴纳)(?:了)?(?=[\u3400-\u9fff“]{2})"
)
ENDS_VERB = re.compile(
    r"(?:创建|打造|建成|新建|支持|扶持|培育|培养|开展|举办|组织|召开|设立|下设|内设|设|完成|实现|新增|净增|新设|新招|新购|引进|发放|投入|安排|拨付|支付|获批|获评|获得|落实|建设|制定|修订|出台|印发|办理|受理|"
    r"处理|查处|检查|走访|帮助|推荐|申报|认定|接待|购置|采购|配备|现有|共有|仅有|有|是|为|含|全部|所有|包括|包含|涉及|覆盖|共|等|的|在|用|以|把|将|对|带动|化解|整改|排查|清理|盘活|处置|参加|承办|参与|提供|争取|进入|达到|超过)$"
)
SET_UP = re.compile(r"(?:下设|内设|下辖|设立|设有|设)")
JOINED = re.compile(r"(?:新增|净增|内设|下设|核定|实有|现有|新设|新建|新购|结余|使用)$")
"""Verbs that belong to the name of what they count: 新增规上企业, 内设科室."""
INDICATOR_END = re.compile(
    r"(?:率|数|度|次|量|额|比例|水平|值|指数|面积|人次|里程|时间|情况|个数|金额|规模|产值|收入|税收|总额|成本|标准|系数|占比|比重|天数)$"
)
OBJECT = re.compile(
    r"^(?:的)?(?:专项)?(?:用于|作为|支持|投入到?|投向|补助|奖励|给予|拨付给?|发放给?)(?=[\u3400-\u9fff“])"
)
RIGHT_END = re.compile(
    r"(?:以及|进入|获批|获评|获得|获|达到|达|完成|复审|通过|参加|参与|开展|实施|入选|入围|列入|纳入|投入|投产|开工|竣工|正在|已经|已|将|均|都|被|为|是|占|较|比|由|从|在|向|按|因|并|且|而|和(?=\d)|及(?=\d)|与(?=\d)|分别|其中)"
)

OF_WHICH = re.compile(r"其中(?!的一)(?:包括|包含|主要(?:是|为|包括)?|含|用于)?[：，、]?")
HEDGE = re.compile(
    r"主要(?=是|为|包括|用于|有|包含|由|集中|：)|包括|包含|(?<![内])含(?!税)|例如|比如|诸如|大部分|部分为|重点"
)
LISTING = re.compile(
    r"以下(?:[一二三四五六七八九十几\d]+个?)?方面|(?:构成|组成|分类|分为|划分|类型分|性质分|科目分|用途分|来源分)|具体(?:情况)?(?:为|是|如下)|分别(?:为|是)|如下|即"
)
OPENS_LIST = re.compile(
    r"主要(?:用于|是|为|包括|有|由|包含)|包括|包含|具体(?:内容|情况|构成)?(?:为|是|包括)|由(?=[^，；。]*(?:构成|组成))|分别(?:为|是|用于)|按.{1,12}(?:分|分类|划分)|以下.{0,5}方面|分为|即(?=[^，。]{2})"
)
CLOSES_LIST = re.compile(r"此外|除此之?外|另外|另有|同时|截至|截止|另，")
ENUMERATION = re.compile(
    r"^(?:[一二三四五六七八九十]是|第[一二三四五六七八九十][，、是]|[（(]?(?:\d{1,2}|[一二三四五六七八九十])[）)、.．]|[①-⑳])"
)
ET_CETERA = re.compile(r"^(?:等等?|左右等)")
TOTAL_WORD = re.compile(
    r"(?:^|[，、；。：])(?:以上|上述|[一二两三四五六七八九十\d]+[项者个类]|几项|全部|总|累计)*(?:合计|共计|总计|总共|加总|相加)(?:金额|支出|资金|数|总额)?(?:为|是|达|约)?$"
)
OFFSET = re.compile(r"相抵|抵减|冲抵|轧差|相减|抵扣后")
WHOLE_YEAR = re.compile(r"(?:收入|支出|收支|收、支)(?:支出)?(?:总计|合计|总额)|总支出|总收入|本年(?:收入|支出)")
"""Totals of the year's accounts; a budget would say 预算."""
FIRST_BUDGET = re.compile(r"年初|批复|原|申报")
"""预算 with one of these is that of the year's beginning; alone it can be any."""
LEFT_OVER = re.compile(
    r"^(?:年末|年底|期末|当年)?(?:资金|预算|指标)?(?:结转和?结余|结余结转|结余|剩余|节余|结转)(?:资金|金额|额|数)?$"
)

PLAN = re.compile(
    r"力争|争取(?!到|了|资金|上级)|下一步|明年|(?<!转)下一?年度?(?=[，、计拟将力继工部预])|今后|预计|(?<![一-龥])拟(?=[新安投建开实完])|将(?=继续|进一步|力争|实现|新增|投入|完成|安排|加大|达到?|新建|建设|开展|打造|推进)|计划(?=新|到|于|在|明)"
)
TARGET = re.compile(
    r"^(?:年度|计划)?目标(?=[新建完实改])|(?:目标值?|指标值|预期值?|计划值?)(?:数|任务)?(?:为|是|定为|设定为|设置为)?：?$"
)
SPENDING = re.compile(r"实际|列支|支付|拨付|发放|兑付|使用|投入|已支出|共支出|全年支出|支出了|执行")
_ADJUSTED = re.compile(
    r"(?:年[中内]|本年|当年|期间|执行中)(?:预算)?(?:调[整增减]|追[加减]|调剂)|^(?:追[加减]|调[增减]|核[增减])|(?:追[加减]|调[增减]|核[增减])(?:预算|指标|资金)|调剂用于|预算(?:追[加减]|调[增减]|调整)(?!后|数)"
)
JUDGED = re.compile(
    r"(?:达到|达成|完成|超过|超额)[^，。]{0,6}(?:目标|指标|预期|任务|要求)|目标[^，。]{0,4}(?:完成|达成|实现)|未达|达标"
)
"""Words that judge a result against its target."""
SPENT = re.compile(r"^(?:已|共|累计|合计|总)?(?:支出|使用|执行|支付|列支|用去|花费)(?:了|数|金额|额)?$")
"""A bare verb of spending: what it was spent on was named before."""
_NO_STAGE = re.compile(
    r"绩效目标(?=的|管理|申报|编报|自评|评价)|(?:一般)?公共预算|基金预算|经营预算|预算(?:单位|管理|绩效|编制|科|法|外|内|改革)"
)
"""预算 in the name of a kind of money or of an office is no budget stage."""
_STAGES = re.compile(
    r"(?:预算调整后|调整预算后)(?:的)?(?:预算)?(?:数|额|金额)?|(?:(?:年初|[当本]年度?|全年|年度|调整后?|年[中内]|可执行|批复|执行|最终)*(?:部门)?(?<!公共)(?<!基金)(?<!经营)预算(?:安排|批复|调整|下达|执行|合计)*(?:增加|减少|净增|净减)?(?:数|额|金额)?|"
    r"决算(?:数|额|金额)?|(?:全年|累计)?执行数|(?:全年|累计)执行$|^执行$|(?:预算|执行中|年度中|期间)*(?:年[中内]|本年|当年)?(?:调整|追加|调[增减]|追减|核[增减])(?:增加|减少)?(?:预算|指标)?(?:数|额|金额)?|"
    r"实际(?:支出|完成|使用|拨付|支付|到位|执行|发生|收到|投入|列支|支用|值)*(?:使用)?(?:数|额|金额)?|结转(?:至|到)?下(?:一)?年度?(?:继续)?(?:使用)?(?:资金|数|额|金额)?|"
    r"(?:年末|年底|年初|上年|期末|期初|本年|当年|部门|单位|整体)*(?:财政拨款)?(?:累计)?结(?:转(?:和|及|与|、)?结?余?|余)(?:下年|资金|额|数|金额)*(?:使用)?|"
    r"(?:被)?(?:市|县|区|省)?财政(?:收回|回收)(?:数|额|资金)?|收回财政|(?:上缴|缴回|交回|上交)(?:市|县|区|省|本级)?(?:财政|国库)(?:资金|数|额)?|"
    r"期[初末](?:余额|数)?|年[初末](?:余额|数|时)?|(?:目标|计划|指标)(?:值|数)?|(?:超额|未|已)?完成(?:值|数)?$|(?:已|资金|拨付)*到位(?:资金|数|额)?$|支付|拨付|使用$|结余$)"
)
_EDGES = re.compile(r"^[的、，：之和与及]+|[的、，：之和与及]+$")
_YEARS = re.compile(r"(?:20)?\d\d年度?[末底初]?|[上本当去今]年度?|全年|年度(?=.)|^年度$")
_TOTALS = re.compile(r"(?:合计|总计|总额|总数|总量|共计|累计|总(?=预算|支出|收入))(?:数|额|金额)?|数$|金额$|额$")


@lru_cache(maxsize=8192)
def stage(text: str) -> Scenario | None:
    """The budget stage a phrase of running text names; None if it names none."""
    if not text:
        return None
    text = _NO_STAGE.sub("", text)
    if _ADJUSTED.search(text):
        return "adjustment"
    return stage_of(text) if text else None


TRIVIAL = frozenset(("", "资金", "经费", "拨款", "预算", "金额"))
PLAIN = frozenset(("", "资金", "经费", "支出", "收入", "拨款", "预算", "金额"))
"""What is left of a label that names nothing."""


@lru_cache(maxsize=8192)
def core(label: str) -> str:
    """What a label measures, without year, budget stage, 合计 and bracketed remarks: 2024年基本支出决算 → 基本支出."""
    text = re.sub(r"（[^）]*）(?=.)|（(?:以|含|不含|包括|按|详见|口径)[^）]*）", _keep_short, squash(label))
    text = re.sub(r"^.*（款）(?=.)|（[类款项]）", "", text)
    text = _YEARS.sub("", _STAGES.sub("", text))
    text = _TOTALS.sub("", text)
    return _EDGES.sub("", text)


def _keep_short(m: re.Match[str]) -> str:
    return m.group() if len(m.group()) <= 5 else ""


def direction(left: str, compared: bool) -> int | None:
    """+1 or -1 if the words before a figure end in a word of increase or decrease, else None.

    One-character words (多, 少, 增, 减, 超) count only where a comparison was announced.
    """
    m = DIRECTION.search(left)
    if m is None or re.search(r"新增$|提高到$", left):
        return None
    if not compared and not (_ENDS_UP.search(left) or _ENDS_DOWN.search(left)):
        return None
    return -1 if m.group("down") or _ENDS_DOWN.search(left) else 1


@lru_cache(maxsize=4096)
def is_execution(label: str) -> bool:
    """Whether a percentage is that of carrying out the budget, not an indicator's: 预算执行率, 支出进度, 完成率."""
    m = EXECUTION.search(label)
    if m is not None:
        return m.start() == 0 or m.group().startswith(("支出", "经费", "预算"))
    return CONTROL.match(label) is not None
