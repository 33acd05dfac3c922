"""Whether an indicator's achieved value meets its target, as the scoring rules of score forms read them.

Source of the conventions: 财预〔2020〕10号 项目支出绩效评价管理办法 and the provinces' forms made after it. A quantity
is met from below (≥, or a bare number) or from above (≤, 控制在…以内, costs); a word is met by judgement and never
decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.model.quantity import Quantity
from extractor.model.report import Indicator
from extractor.text.labels import squash
from extractor.text.numbers import find_quantities
from extractor.text.units import same_kind, scale

Direction = Literal["up", "down", "about", "range"]
State = Literal["met", "missed", "unknown"]

_LESS_IS_BETTER = re.compile(
    r"(?:事故|投诉|差错|错误|违规|违法|违纪|死亡|发生|发案|流失|超支|退货|故障|返工|不合格|上访|信访|欠费|逾期|污染|能耗|排放|超标)[^完处办化结]{0,4}(?:率|数|次数|起数|量|件数)$"
)
_COST = re.compile(r"成本|经费|支出控制|造价|费用")
_COUNTS = frozenset("家个项户名人次场期批座处条台套件辆份起宗种类篇本幅块所只头株篇")
_ABOUT = Decimal("0.10")
# half of the provinces that give a figure ask for a reason above 30 % over target
OVER = Decimal("1.3")
_LOW = Decimal("0.85")
_POWERS = tuple(Decimal(10) ** n for n in range(1, 5))


@dataclass(slots=True, frozen=True)
class Judgement:
    """``ratio`` is achieved ÷ target in the sense in which more is better; None where it makes no sense."""

    state: State
    target: Quantity | None = None
    actual: Quantity | None = None
    direction: Direction = "up"
    explicit: bool = False
    """Whether the form itself prints the direction (≥, ≤, 以内)."""
    ratio: Decimal | None = None


def judge(indicator: Indicator) -> Judgement:
    """Compare one indicator's achieved value with its target; "unknown" whenever more than one reading is possible."""
    target, actual = _only(indicator.target), _only(indicator.actual)
    if target is None or actual is None or not _same_kind(target, actual):
        return Judgement("unknown", target, actual)
    direction, explicit = _direction(indicator, target)
    goal, got = target.value * _factor(target), actual.value * _factor(actual)
    if direction == "range" and target.upper is not None:
        top = target.upper * _factor(target)
        met = goal <= got <= top
    elif direction == "about":
        met = got >= goal - abs(goal) * _ABOUT
    elif direction == "down":
        met = got <= goal
    else:
        met = got >= goal
    if actual.qualifier in ("<", "<=") and direction == "up" and met:
        return Judgement("unknown", target, actual, direction, explicit)
    if actual.qualifier in (">", ">=", "+") and (direction == "down" or not met):
        # "more than 84" says nothing certain about a target of 90
        return Judgement("unknown", target, actual, direction, explicit)
    ratio = got / goal if goal > 0 and direction in ("up", "about") else None
    return Judgement("met" if met else "missed", target, actual, direction, explicit, ratio)


def shifted(ratio: Decimal) -> bool:
    """Whether achieved over target is about a power of ten: a decimal point or a unit gone wrong."""
    if ratio <= 0:
        return False
    return any(_LOW <= ratio / power <= OVER or _LOW <= ratio * power <= OVER for power in _POWERS)


def is_cost(indicator: Indicator) -> bool:
    """Whether the indicator stands in a cost class."""
    return "成本" in (indicator.level1 or "") or "成本" in (indicator.level2 or "")


def has_number(text: str | None) -> bool:
    """Whether a target or achieved value states a quantity at all."""
    return bool(text) and bool(find_quantities(text or ""))


def _only(text: str | None) -> Quantity | None:
    """The one quantity a target or achieved value states; None if there is none or several."""
    if not text:
        return None
    found = find_quantities(text)
    if len(found) != 1:
        return None
    rest = squash(text[: found[0].start] + text[found[0].end :])
    # words around the figure may turn its sense (未达到, 比上年增长 …, 的80%)
    return found[0] if len(rest) <= 8 and not re.search(r"未|不足|同比|上年|增|减|降|提高|下", rest) else None


def _factor(quantity: Quantity) -> Decimal:
    return scale(quantity.unit) if quantity.unit else Decimal(1)


def _same_kind(a: Quantity, b: Quantity) -> bool:
    if a.unit == b.unit:
        return True
    if a.unit is None or b.unit is None:
        # a bare number goes with a count, not with a percentage or money
        other = a.unit or b.unit or ""
        return other in _COUNTS or other in ("人次", "场次")
    if a.unit[-1] in _COUNTS and b.unit[-1] in _COUNTS:
        return True
    return same_kind(a.unit, b.unit)


def _direction(indicator: Indicator, target: Quantity) -> tuple[Direction, bool]:
    if target.upper is not None:
        return "range", True
    if target.qualifier in (">=", ">", "+"):
        return "up", True
    if target.qualifier in ("<=", "<"):
        return "down", True
    if target.qualifier == "~":
        return "about", True
    name = re.sub(r"[（(].*?[）)]", "", squash(indicator.name))
    money = (target.unit or "").endswith("元")
    if target.value == 0 or _LESS_IS_BETTER.search(name):
        return "down", False
    if is_cost(indicator) and (money or _COST.search(name)):
        return "down", False
    return "up", False
