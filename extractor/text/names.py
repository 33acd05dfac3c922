"""Other ways to print one name: with a year or a stage around it, with other function words in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_WHEN = re.compile(
    r"^(?:截[至止到])?(?:(?:(?:19|20)\d{2}|\d{2})年(?:度|末|底|初)?|本年度?|当年|全年|本期|年度|\d{1,2}月(?:\d{1,2}日|底|末)?)+(?:的|内|中)?"
)
_CLOSING = re.compile(r"^(?:截至)?(?:年末|年底|期末)(?=...)")
_WHO = re.compile(
    r"^(?:(?:本|全|我|各)?(?:部门|单位|系统|机关)|(?:本|我|全|市|县|区|省)?[局委办厅院会站所](?:机关|本级)?|实际|现有|共有|共|拥有)(?:的)?(?=..)"
)
_STAGE = re.compile(
    r"的?(?:(?:(?:年初|全年|年中|年度|本年|当年|上年)?(?:预算|决算|执行|批复|调整|支出|收入|实际|完成|控制|使用)数量?"
    r"|(?:年初|全年|年中|年度|本年|当年|上年)?(?:预算|决算|执行|批复|调整|支出|收入|实际|完成|控制|使用)?(?:数额|总额|金额|额|情况)"
    r"|(?:年初|全年|调整后?的?)?预算|决算|总计|合计|小计)(?:为|共计?|合计|达到?|是)?|为|共计?|合计|达到?|有|是|仅)$"
)
_COST = re.compile(r"(?:经费|费用|支出|款项|费)+$")
_HEADS = re.compile(r"(?:人员数|人员人数|人数|人员)$")
_GLUE = re.compile(r"[的、，,（）()\[\]/·\-—\s]|以?及|(?<!共)和|与|或")


@lru_cache(maxsize=16384)
def variants(name: str) -> tuple[str, ...]:
    """``name`` without the year, owner and stage printed around it, careful ones first; never ``name`` itself."""
    return tuple(dict.fromkeys(v for v in _variants(name) if len(v) > 1 and v != name))


def _variants(name: str) -> Iterator[str]:
    undated = _WHEN.sub("", name)
    yield undated
    yield _CLOSING.sub("", undated)
    own = _WHO.sub("", undated)
    yield own
    for text in (undated, own):
        bare = _STAGE.sub("", text)
        yield bare
        yield _STAGE.sub("", bare)


@lru_cache(maxsize=16384)
def core(name: str) -> str:
    """``name`` without function words, its last word for money reduced to 费: 交通费 and 交通费用支出 are one."""
    plain = _HEADS.sub("人员", _GLUE.sub("", name))
    return _COST.sub("费", plain) if len(plain) > 3 else plain
