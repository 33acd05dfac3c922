"""The words that belong to a printed number: units, qualifiers, and idioms that only look like counting."""

from __future__ import annotations

import re


def _words(block: str) -> list[str]:
    return block.split()


SCALE = "(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)"

# In (?!…) stand the characters that make another word of the counter: 3家 counts, in 3家庭 it does not.
_COUNTERS = _words(r"""
    元(?![素旦件器宵首月]) 美元 欧元 港元 日元 % ‰ 百分点 个百分点 个千分点 倍(?![数增受率]) 人(?!均|民币) 人次 人天
    人日 人份 名(?![录单称誉牌词义优]) 位(?![于置列数移居]) 户(?![外籍口]) 户次 家(?![庭属禽]|长(?![期久远])) 家次
    个(?!性化|体户|体工商|人信息) 个月 个季度 个学时 个工作日 个自然日 工作日 次(?![序要级品生]|产业)
    场(?![所地景馆面外内]) 场次 期(?![间末初限货待刊满望]) 批(?![准复发示评量]) 批次 轮(?![换训岗流])
    班(?![级子组主次车]) 班次 架次 航次 车次 趟 遍 项(?!目|数) 项(?=目[标的录]) 项次 件(?!数) 件次 件套
    起(?![来步点草到源诉伏始动]) 宗(?!旨) 例(?![如会行]) 辆 辆次 台(?![账湾州风阶式]) 台套 台\(套\) 台次
    套(?![餐路]) 份(?![额子内]) 份次 本(?![级年部单市省县区期次局院校地土科人着报项文身轮届系级]) 册 篇
    条(?![件例款约块]) 处(?![理置于室罚分级长在]) 座(?![谈位席右]) 栋 幢 间(?![接隔断]) 所(?![有以需属在谓得示述长])
    支(?![出持付撑部行线点书]|队(?!伍)) 门(?![户诊面类店槛口前]) 组(?![织建长成合团委]) 类(?![别型似项])
    种(?![植子类业养粮地质]) 只 头(?!部) 株 棵 张(?![家贴挂]) 块(?!状) 片(?!区)
    对(?![于应接比口象外内策标照方企个各全]) 根(?!据) 盏 箱 瓶 袋 桶 盒 床(?!位) 床位 席 票 笔(?![记试])
    层(?![面次级]) 部(?![分门委队署级长属位件落省]) 标箱 岁 周岁
    分(?![别之类析布配解为成公局支管院校会项值段批级期步区工店中享组]|钟) 分钟 秒(?!杀) 小时(?!候) 学时 课时
    天(?![然津气空下]) 周(?![年岁边期末]) 平方公里 平方千米 平方米 平米 ㎡ [mM](?:2|²)(?![A-Za-z0-9]) 亩(?!均) 公顷
    公里 千米 延米 厘米 毫米 米(?![粉线业饭]) 立方米 m³ m3(?!\d) 方(?![面式案向法便位]) 吨 吨标准煤 吨标煤 千克 公斤
    斤 克 升(?![级学降至值高旗温规]) 毫升 千瓦 千瓦时 兆瓦 度(?=[电，。；、]|$)
    (?:TEU|km|cm|mm|kg|kWh|kW|MWh|MW|GWh|GW|KVA|kVA|kV|KV|GB|TB|MB|Mbps|Gbps|MHz|GHz|hm²|ha|h|t|m)(?![A-Za-z0-9])
""")
_PER = "|".join(
    _words(
        "学年 季度 季 年 月 周 天 日 小时 人次 人 亩 户 家 个 次 吨 台 套 平方米 平米 ㎡ m2 m² 公里 件 项 辆 床 生 h d"
    )
)
_ONE = "|".join(sorted(_COUNTERS, key=lambda word: -len(word.partition("(?")[0])))
UNIT = rf"(?:{SCALE}?(?:{_ONE})(?:/(?:{_PER})(?:[·.•](?:{_PER}))?){{0,2}}|{SCALE}(?!\w*[产级]))"
"""One printed unit: 万元, 个工作日, 元/人·年, or a bare 万."""
UNIT_PATTERN = re.compile(UNIT)

FIRM = frozenset(
    _words("""
    辆 台 套 幢 栋 座 户 名 家 人次 人 场次 场 所 艘 架次 小时 天 个月 个工作日 工作日 倍 个百分点 百分点 亩 公里 吨
    平方米 万元 亿元 千元 百万元 个 次 项 条 期 批 件 批次 篇 册 份 支 处 间 起 宗
""")
)
"""Units that a Chinese numeral of one character takes when it counts (两辆, 三家)."""
DISCRETE = FIRM - {"小时", "天", "个月", "倍", "个百分点", "百分点", "亩", "公里", "吨", "平方米"}
"""Counters of what comes in whole numbers."""
_SLOGANS = "|".join(
    _words("""
    方面 层面 阶段 环节 维度 层次 角度 高地 维护 确立 意识 自信 布局 文明 大局 转变 结合 步骤 统一 责任 体系 重点
    关键 原则 突出 坚持 问题 严格 必须 一批 一 产业 供水 分配 创业 装修 规定 准则 纪律 禁令 承诺 职责 机制 制度 要求
    红线 底线 主线 线 基本 全面 面向 到位 加强 提升 优先 率先 务必 确保 明确 振兴 班子
""")
)
IDIOM = re.compile(
    rf"[个项条件次处支期家批套](?:{_SLOGANS})|[家台元门](?=[县区山渠峡市湾镇乡村街路桥寺])"
    r"|天两头|人行|性|件事|[家户名人件项]一"
)
"""From the counter on, what makes a Chinese numeral part of a slogan or name: 三个高地, 八项规定, 五台县."""
QUOTES_OPEN, QUOTES_CLOSE = "“‘《「『", "”’》」』"

_BEFORE = {
    ">=": "≥ >= 不低于 不少于 不小于 不短于 不下于 至少 最少 最低 高于等于 大于等于 大于或等于 高于或等于",
    ">": "> 超过 超出 大于 高于 多于 超 逾 突破",
    "<=": "≤ <= 不超过 不高于 不大于 不多于 不超 不超出 至多 最多 最高不超过 小于等于 小于或等于 低于等于 控制在",
    "<": "< 小于 低于 少于 不足 不到 不满",
    "~": "≈ 约 约为 大约 约有 接近 将近 近 大概",
}
SIGN_BEFORE = {word: sign for sign, words in _BEFORE.items() for word in _words(words)}
"""Words that qualify the number after them, and the sign of :class:`Quantity` for each."""
WORD_BEFORE = "|".join(sorted(map(re.escape, SIGN_BEFORE), key=len, reverse=True))
# 最近, 节约, 预约 and the like end in a qualifier without being one
QUALIFIER_BEFORE = re.compile(
    rf"((?<![最附临靠亲新])近|(?<![节公制条契签预合履违规集简守相邀婚特大])约|(?!近|约(?!为|有))(?:{WORD_BEFORE}))"
    r"\s?(?:人民币|[¥￥]|RMB)?\s?[-+]?$"
)
QUALIFIER_BEFORE_ENDS = frozenset(word[-1] for word in SIGN_BEFORE) | frozenset("币¥￥B+- ")

SIGN_AFTER = {
    "左右": "~",
    "上下": "~",
    "以上": ">=",
    "以下": "<=",
    "以内": "<=",
    "之内": "<=",
    "内": "<=",
    "余": "+",
    "多": "+",
}
QUALIFIER_AFTER = re.compile(
    r"\s?(?:\(含\)|含|及)?(左右|上下|以上|以下(?!简称)|以内|之内)|(?<=[天时月日周年钟])内(?![容部外设蒙科])"
    r"|余(?![额款下粮热项量])|多(?=[,，。；、)]|$)"
)
MORE = re.compile(r"\s?(?:余(?![额款下])|多|来(?![自源])|\+(?!\d))")
"""A word between number and unit that says a little more: 三十余家."""
