"""Digits that are no quantity: dates, codes, list numbers, pieces of names; and where a bare number still is one."""

from __future__ import annotations

import re

_YEAR = r"(?:19[4-9]|20[0-4])\d"
_TO = r"\s?(?:[-—–~至到、和与及/]|——)\s?"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATES = (
    rf"{_YEAR}\s?年?{_TO}{_YEAR}(?!\d|[.,]\d)(?:\s?(?:学年|财年|年(?:度|末|底|初)?))?(?!\s?[万亿元人家个%])",
    rf"{_YEAR}\s?(?:年|学年|财年)(?:\s?\d{{1,2}}(?:{_TO}\d{{1,2}})?\s?月(?:\s?\d{{1,2}}(?:{_TO}\d{{1,2}})?\s?[日号])?)?",
    rf"{_YEAR}\s?[-/]\s?{_MONTH}(?:\s?[-/]\s?{_DAY})?(?![\d.,%])",
    rf"{_YEAR}\.{_MONTH}(?:\.{_DAY})?(?![\d.,%])(?!\s?(?:千元|[万亿元㎡米亩人家个吨]))",
    rf"{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\d.,%元万])",
    rf"\d{{1,2}}(?:{_TO}\d{{1,2}})?\s?月(?:份|底|初|末|\s?\d{{1,2}}\s?(?:{_TO}(?:\d{{1,2}}\s?月\s?)?\d{{1,2}}\s?)?[日号])?",
    r"\d{1,2}\s?日(?!元)",
    r"\d{1,2}:\d{2}(?::\d{2})?(?![\d.])",
    r"\d{1,2}时\d{1,2}分",
    r"\d{2}\s?年(?:度|末|底|初|中)?",
)
_CODES = (
    r"(?<=[〔\[(【])\d{4}(?:年度?)?\s?[〕\])】](?:\s?第?\s?\d+(?:[-—]\d+)?\s?号)?",  # 〔2020〕7号
    r"\d{1,12}\s?号(?!召)",
    r"0\d{2,3}\s?[-—–)]\s?\d{7,8}(?:[-—–转]\d{1,5})?",  # telephones
    r"1[3-9]\d[\d*]{4}\d{4}(?![\d.,])",
    r"[48]00[-—]\d{3,4}[-—]?\d{3,4}",
    r"\d{3,4}-\d{7,8}(?!\d)",
    r"(?=[0-9A-Z]{18}(?![0-9A-Za-z]))[0-9A-Z]{18}",  # credit codes
    r"\d{1,9}(?:\.\d{1,9}){2,9}",  # versions and 1.2.3
    r"0\d{1,14}(?![\d.,])",
    r"\d{1,9}(?:\.\d{1,9})?(?::\d{1,9}(?:\.\d{1,9})?){1,5}(?![\d.,]|\s?[个家人名项次%万亿元])",  # ratios 1:3
    r"\d{1,2}(?:\+(?:\d{1,2}|[A-Za-z]))+(?![\d.,%])",  # 4+4
    r"\d{1,2}[·•]\d{1,2}(?!\d)",
    r"\d{1,2}/\d{1,2}(?![\d.,%/])(?!\s?[个家人项次])",  # 2/3, 12/31
    r"\d{1,2}\s?[×xX*]\s?24(?:\s?小时)?",
)
_LONG_CODE = r"\d{15,}[Xx]?"
SKIP = re.compile("|".join((_LONG_CODE, *_DATES, *_CODES)))

CODE_BEFORE = re.compile(
    r"(?:电话|手机|传真|邮编|邮政编码|代码|编码|账号|帐号|卡号|号码|证号|编号|文号|QQ|热线|信箱|座机|联系方式)"
    r"(?:号码|号)?\s?(?:[:：]|为|是)?\s*$"
)
CODE_BEFORE_ENDS = frozenset("话机真编码号Q线箱式座：:为是 \n")
CODE_REST = re.compile(r"[\dA-Za-z\-—–()*]+(?:\s?[、/,，;；]\s?\d[\d\-—–*]{5,})*")
ALNUM = re.compile(r"[\dA-Za-z_]*(?:[-./·][\dA-Za-z]+)*")
ORDINAL = re.compile(r"\d+(?:\s?[-—–~至到、和及]\s?第?\s?\d+)*")
BEFORE_NOW = frozenset("目此以之会日当先提年事")
"""Characters before 前 where it means before or now (目前120家) and not the first so many."""

NUMBERING = re.compile(rf"\d{{1,3}}(?:\s?[、)]|\.(?!\d)|\.(?={_YEAR}\s?年))")
HEADING_AFTER = re.compile(r"[ \t\u3000]+[\u3400-\u9fff“（(]")
"""What follows the number of a heading without a stop: 1.1 机构和人员."""
LABEL_BEFORE = re.compile(
    r"(?:附件|附表|附|表|图|注|公式|序号|编号|No\.?|栏次?|行次|步骤|方案|标段|版本|专栏|专题|课题|案例|样本|问题|措施|建议|任务|目标)\s?\(?$"
    r"|(?:指标|子项目?|分项)$"
)
LEAD_BEFORE = re.compile(
    r"(?:[:：=]|为|是|达|达到|共|计|数|额|合计|人员|值|分|率|支出|收入|费|资金|预算|决算|完成)\s?\(?$"
)
LEAD_AFTER = re.compile(r"左右|以上|以下|以内|余|多|[和与及或较比占增减均其的]")
"""What may follow a bare number that is a quantity, after a word that announces one."""
NAME_AFTER = re.compile(r"版|时代|模式|\s?[型级]")

DURATION = re.compile(r"(\d{1,2}(?:\.\d)?)\s?(余|多)?\s?年(?![度末底初级代])")
DURATION_BEFORE = re.compile(
    r"(?:连续|为期|满|超过|不少于|不低于|≥|>|约|历时|长达|期限|至少|延长|年限|寿命|工龄|质保|至今|共)\s?$"
)
DURATION_AFTER = re.compile(r"\s?(?:以上|以内|内|期(?!末|初)|左右|多|余|以下|制|之久)")
