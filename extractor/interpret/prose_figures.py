"""The figures of one sentence: the words around each, what it is called, and what kind of figure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from extractor.interpret import prose_words as w
from extractor.interpret.prose_text import Plain, clause_end, clause_start
from extractor.model.quantity import Quantity
from extractor.model.report import Fact, Scenario
from extractor.text.units import to_base

Role = Literal["amount", "change", "growth", "share", "rate"]


@dataclass(slots=True, eq=False)
class Figure:
    """One quantity with its words. Offsets are those of the plain text."""

    q: Quantity
    printed: Quantity
    group: int
    left: str
    """Words of its own clause before it."""
    before: str
    """All words since the figure before it in the sentence, ``left`` included."""
    right: str
    """Words of its own clause after it, up to the next figure."""
    role: Role = "amount"
    direction: int | None = None
    level_after: bool = False
    """The figure is what something was raised or lowered to."""
    raw: str = ""
    label: str = ""
    core: str = ""
    year: int | None = None
    scenario: Scenario | None = None
    organization: str | None = None
    compared: re.Match[str] | None = None
    beyond: re.Match[str] | None = None
    of: str = ""
    """What a share is a share of."""
    subject: str = ""
    """What its own words leave to be taken from the figure before: 增加值 of A县增加值增长8%，B县增长7%."""
    turn: tuple[int, int] | None = None
    """Its place among figures that 分别 gives to as many things named before."""
    over: bool = False
    """超额完成20%: so much above the target."""
    aim: bool = False
    """It is the target that something falls short of or goes beyond: 低于目标值≥8次."""
    basis: bool = False
    """What a share is taken of, printed inside it: 占总支出100万元的50%."""
    earlier_of: Figure | None = None
    """The figure compared with this one, which is printed inside the comparison: 较上年42.30万元减少5.72万元."""
    carried: bool = False
    """Its words name only a stage: what is measured was named before."""
    fact: Fact | None = None

    @property
    def id(self) -> str | None:
        """Id of its fact."""
        return self.fact.id if self.fact else None


def money(unit: str | None) -> bool:
    """Whether a unit is one of money."""
    return unit is not None and to_base_unit(unit) == "元"


@lru_cache(maxsize=512)
def to_base_unit(unit: str) -> str:
    """The base unit of a unit: 万元 → 元."""
    from decimal import Decimal

    return to_base(Decimal(1), unit)[1]


def percent(q: Quantity) -> bool:
    """Whether a figure is a percentage (not percentage points)."""
    return q.unit in ("%", "‰")


def _modified(f: Figure, before: Figure, even: Plain) -> None:
    """A figure inside the name of what the next one counts: 单价100万元以上设备5台."""
    gap = f.before
    if not gap or f.left != gap or before.group != f.group or re.search(r"[、，和与及]", gap[0]):
        return
    named = strip_lead(w.TAIL.sub("", before.left))
    if named and (before.q.unit is None or before.q.qualifier) and not w.ENDS_VERB.search(named):
        f.left = before.left + before.q.raw + gap


def figures(even: Plain, start: int, end: int, found: list[int]) -> list[Figure]:
    """The figures of one sentence; ``found`` are indices into the quantities of the text."""
    result: list[Figure] = []
    before_end = start
    for n, i in enumerate(found):
        q = even.quantities[i]
        group = even.groups[q.start]
        left_start = clause_start(even, q.start, start)
        if (result and even.inside(result[-1].q.end - 1, group)) or group == 0:
            left_start = max(left_start, before_end)
        left_start = _skip_bracket(even, left_start, q.start, group)
        stop = even.quantities[found[n + 1]].start if n + 1 < len(found) else end
        right_end = clause_end(even, q.end, stop, group)
        result.append(
            Figure(
                q,
                even.printed[i],
                group,
                even.text[left_start : q.start],
                even.text[before_end : q.start],
                even.text[q.end : right_end],
            )
        )
        f = result[-1]
        if n:
            _modified(f, result[-2], even)
            _after_noun(f, result[-2])
        before_end = q.end
    for f, after in pairwise(result):
        if f.right == "的" and after.before == "的" and percent(after.q):
            # 完成年初预算30万元的85%: the amount only says once more what 完成年初预算的 names
            named = w.OF_BUDGET.search(f.left + "的") is not None and money(f.q.unit)
            f.basis, after.left = True, f.left + ("" if named else f.q.raw) + "的"
        if not f.right and not after.before:
            f.right = after.right.rsplit("的")[-1]
    return result


def _after_noun(f: Figure, before: Figure) -> None:
    """1个标杆项目、2个园区: what the figure before counts is no part of this one's label."""
    noun = noun_after(before.right)
    if noun and f.left == noun and money(f.q.unit) and before.q.unit and not money(before.q.unit):
        f.left = before.left + noun  # 批复8个项目985万元
        return
    if (
        noun
        and f.left.startswith(before.right[: len(noun)])
        and (m := re.match(r"以及|[、和及与]", f.left[len(noun) :]))
    ):
        words = strip_lead(w.TAIL.sub("", before.left))
        if not words or w.PLACE.match(words) or w.ENDS_VERB.search(words) or words.endswith("等"):
            f.left = f.left[len(noun) + m.end() :]


def _skip_bracket(even: Plain, start: int, end: int, group: int) -> int:
    """A remark in brackets right after the figure before is not part of the next label."""
    while start < end and even.groups[start] == group and even.text[start] == "（":
        at = start + 1
        while at < end and even.groups[at] != group:
            at += 1
        if at >= end:
            break
        start = at + 1
    if start < end and even.groups[start] != group and even.text[end - 1 : end] != "（":
        at = start
        while at < end and even.groups[at] != group:
            at += 1
        if at < end and even.text[at] in "）”":
            start = at + 1
    return start


def strip_lead(text: str) -> str:
    """A label without the function words, dates and 我局, 单位 it begins with."""
    while text:
        m = w.LEAD.match(text) or w.SELF.match(text) or w.SELF_MENTION.match(text)
        if m is None or m.end() == 0:
            return text
        text = text[m.end() :]
    return text


@lru_cache(maxsize=4096)
def noun_after(right: str) -> str:
    """The noun a figure counts, printed after it: 标杆项目 of 50个以上标杆项目."""
    if not right or w.ET_CETERA.match(right):
        return ""
    text = re.split(r"[、（(）。]", w.OBJECT.sub("", right).lstrip("的"), maxsplit=1)[0]
    stop = w.RIGHT_END.search(text)
    if stop and stop.start() >= 2:
        text = text[: stop.start()]
    elif stop and stop.start() == 0:
        return ""
    text = text.strip("，；：”“的")
    if text.endswith("等"):
        text = text[:-1]
    return text if 2 <= len(text) <= 24 else ""


@lru_cache(maxsize=4096)
def name(left: str, right: str, keep: bool) -> tuple[str, str]:
    """(raw label, fuller label) of a figure from the words before and after it; empty where they name nothing.

    ``keep`` leaves verbs in place: indicator names begin with them (支持企业数).
    """
    words = strip_lead(w.FROM.sub("", w.TAIL.sub("", left)))
    if m := w.OF_WHICH.search(words):
        words = strip_lead(words[m.end() :])
    words = words.lstrip("，、；：")
    noun = "" if left.endswith("的") else noun_after(right)
    if noun:
        words = re.sub(r"20\d\d年度?$", "", words)
    if not words or w.PLACE.match(words):
        return noun, noun
    ends_in_verb = w.ENDS_VERB.search(words)
    if noun and (words.endswith("等") or ("、" in words and w.SET_UP.match(words))):
        verb = w.SET_UP.match(words)
        return noun, (verb.group() + noun if verb else noun)
    if noun and not w.core(words):
        return words + noun, words + noun
    if ends_in_verb and noun and not w.INDICATOR_END.search(words):
        verb = w.JOINED.search(words)
        return noun, (verb.group() + noun if verb else noun)
    raw = words
    if not keep:
        spent = [m.end() for m in w.PAID.finditer(words)]
        if spent and len(words) - spent[-1] >= 2 and w.core(words[spent[-1] :]):
            raw = words[spent[-1] :]
        light = w.LIGHT.match(raw)
        if (
            light
            and len(raw) - light.end() >= 2
            and not w.INDICATOR_END.search(raw)
            and w.core(raw[light.end() :]) not in w.PLAIN
        ):
            raw = raw[light.end() :]
    elif (m := w.RESULT_END.search(raw)) and w.INDICATOR_END.search(raw[: m.start()]) and m.start() >= 3:
        raw = raw[: m.start()]
    raw = strip_lead(raw.strip("的，、")) or words
    return _no_remark(raw), _no_remark(words)


def _no_remark(text: str) -> str:
    """A label without a bracketed remark at its end (口径, 含…); a bracket that belongs to the name stays."""
    m = re.search(r"（(?:以|含|不含|包括|按|详见|其中|口径|下同|扣除|即)[^（）]*）$", text)
    return text[: m.start()] if m and m.start() >= 2 else text


def compared_with(text: str) -> re.Match[str] | None:
    """The last comparison announced in a piece of text: 较2023年决算, 与上年相比, 同比."""
    found = list(w.COMPARISON.finditer(text))
    return found[-1] if found else None


def compares(f: Figure, after: Figure) -> str:
    """The base that 较…, 与… names right before ``f``, where ``after`` is the change from it; "" if there is none."""
    left = re.sub(r"的?(?:(?<![节契条])约)?$", "", f.left).replace("同比", "比")
    m = w.COMPARISON.search(left)
    if m is not None and m.end() == len(left) and w.CHANGED_BY.match(after.before):
        return m.group("base")
    with_ = w.WITH.search(left)
    return with_.group("base") if with_ is not None and w.IN_COMPARISON.match(after.before) else ""


def classify(f: Figure, announced: bool) -> None:
    """Set role, direction and what follows from the words right before a figure. ``announced``: a comparison stands
    earlier in the sentence."""
    left = f.left
    f.compared = compared_with(left) or w.SAME_PERIOD.search(left)
    bare = re.sub(r"（[^（）]*）$", "", w.TAIL.sub("", left))
    if not percent(f.q) and f.compared is None and (m := w.ADJUSTS.search(bare)):
        f.direction = -1 if re.search(r"减", m.group()) else 1
        return
    level = w.LEVEL.search(left)
    f.beyond = w.BEYOND.search(bare)
    if f.beyond and re.search(r"目标|指标", f.beyond.group("base")) and f.q.qualifier in (">=", ">", "<=", "<", "~"):
        f.beyond, f.aim = None, True
        return
    if level:
        f.level_after = True
        f.direction = -1 if level.group("down") else 1
        return
    if f.beyond and not percent(f.q):
        f.role, f.direction = "change", -1 if f.beyond.group("down") else 1
        return
    if f.q.percent_point and (m := w.OVER.search(bare)):
        f.role, f.direction, f.beyond = "change", -1 if m.group("down") else 1, m
        return
    if percent(f.q):
        if m := w.SHARE.search(w.TAIL.sub("", left) if not left.endswith("占") else left):
            f.role, f.of = "share", m.group("of")
            return
        if m := w.OF_BUDGET.search(left):
            f.role, f.of = "rate", m.group("of") or m.group("whole")
            return
    subject = strip_lead(bare)
    if percent(f.q) and w.OVER_TARGET.search(bare):
        f.role, f.direction, f.over = "growth", 1, True
        return
    if m := w.MORE_OR_LESS.search(subject):
        f.role, f.direction, f.subject = "change", 1 if m["up"] else -1, m["of"]
        return
    if w.RATE_NOUN.match(subject):
        f.role = "growth" if percent(f.q) else "change"
        f.direction = -1 if re.search(r"[降减节]", subject) else 1 if re.search(r"[增涨升]", subject) else None
        return
    d = w.direction(bare, announced or f.compared is not None)
    counted = f.compared is None and not announced and noun_after(f.right) and not money(f.q.unit)
    if (
        d is not None
        and not counted
        and not (re.search(r"(?:增长率|增速|增幅|降幅|下降率|额|率)$", bare) and f.compared is None)
    ):
        f.role = "growth" if percent(f.q) else "change"
        f.direction = d
        return
    if f.q.percent_point:
        turn = w.DIRECTION.search(bare)
        f.role, f.direction = "change", None if turn is None else -1 if turn.group("down") else 1
        return
    after = re.match(r"的?(?P<w>增长|增幅|增速|下降|降幅|涨幅)", f.right)
    if after and percent(f.q) and (f.compared or announced):
        f.role, f.direction = "growth", -1 if after["w"] in ("下降", "降幅") else 1
