"""Which stage of the year's money, or which side of an indicator, a figure of running text belongs to."""

from __future__ import annotations

import re

from extractor.interpret import prose_words as w
from extractor.interpret.prose_figures import Figure, money, percent, strip_lead
from extractor.interpret.prose_state import State
from extractor.model.report import Scenario

_CARRIED: frozenset[Scenario] = frozenset(("original_budget", "final_budget", "actual", "closing", "plan", "target"))
_LASTING: frozenset[Scenario] = frozenset(("actual", "closing", "plan", "target"))
_HELD = re.compile(r"(?:staff|organization|vehicles|equipment|assets|liabilities|net_assets)(?:\.|$)")
"""Concepts of what is there at a date, not of what flows over a year."""
_FLOW = re.compile(r"(?:expenditure|economic|functional|three_public|revenue)(?:\.|$)")
_OUTLAY = re.compile(r"支出(?:总计|合计|总额|数)?$|收入(?:总计|合计|总额|数)?$")
_EXECUTED = re.compile(r"执行数|执行率|执行进度|全年预算|可执行")
_REACHED = re.compile(r"(?:完成|实现|达成|达到?|实际)(?:了|值|数)?(?:为|约)?$")
_NOW = re.compile(r"目前|现有|已有?|实际|决算|年初预算")
_UNSPENT = re.compile(r"(?:资金|预算|指标|经费)?(?:尚|还|仍)?未(?:能)?(?:支[出付]|使用|执行|拨付|列支|用完)")
_CHANGED_AFTER = re.compile(
    r"^[，；]?(?:年[中内]|年度(?:执行)?中|执行中|当年|期间)(?:预算)?(?:追[加减]|调[增减整]|核[增减])(?!后)"
)
"""Right after a budget: it is the one that was changed."""
_LAID_OUT = re.compile(r"支出(?:主要|重点)?用于[^。；]*$")
_LATER = re.compile(r"计划|预计|拟|将|力争|争取|目标|安排|确保")
_WITHIN = re.compile(r"全年|年内|全[市县省区]共|累计")
_PASSED = re.compile(r"(?:通过|获批|获评|完成|投产|开工|竣工)")
_DIFFERENCE = re.compile(r"(?:差异|差额|偏差)(?:额|数|率)?$")


def stage(s: State, f: Figure) -> None:
    """Set budget stage and, for plans, the year they are for."""
    words = f.left
    if f.compared is not None and f.compared.re is w.COMPARISON:
        words = words[: f.compared.start()]
    listed = s.part_of(f)
    above = listed.total.scenario if listed is not None and listed.total is not None else None
    own = _own(s, f, words, above)
    if own is None and above is not None:
        own = above
    if own is None and f.role == "amount":
        own = _default(s, f)
    f.scenario = own
    rate = percent(f.q) and w.is_execution(f.raw)
    if f.role == "amount" and own in _CARRIED and listed is None and not rate:
        s.scenario = own


_LOST = re.compile(r"(?:扣|减|扣减|扣除|失|扣掉)(?:分|了|去)*(?:合计|共|共计)?$")
"""Before points: what was taken off."""


def _own(s: State, f: Figure, words: str, above: Scenario | None) -> Scenario | None:
    if s.frame.target:
        return "target"
    if f.aim:
        return "target"
    if f.q.unit == "分":
        if _LOST.search(words):
            return "derived"
        return "weight" if re.search(r"分值|权重|满分", words) else "score"
    if f.role == "amount" and _DIFFERENCE.search(words):
        return "derived"
    if f.role == "amount" and percent(f.q) and (w.OF_BALANCE.search(f.raw) or w.OF_ADJUSTMENT.search(f.raw)):
        return "derived"
    bare = re.sub(r"[仅只约近]+$", "", words)
    before = f.before[: len(f.before) - len(f.left)].rsplit("。")[-1]
    own = w.stage(words)
    if own is None and w.TARGET.search(bare):
        return "target"
    if own is None and w.LEFT_OVER.match(f.raw):
        own = "year_end_balance"
    if own in (None, "closing") and f.role == "amount" and money(f.q.unit) and _UNSPENT.match(f.right):
        return "year_end_balance"
    if own is None and w.TOTAL_WORD.search(words) and any(x.scenario == "adjustment" for x in s.sentence_top):
        own = "final_budget"
    if own is None and w.SPENT.match(f.raw) and s.here:
        own = "actual"
    planned = _planned(s, f, own)
    if planned is not None:
        return planned
    if own is None and f.role == "amount" and _REACHED.search(bare):
        return "actual"
    if own is None and f.role == "amount":
        own = w.stage(before)
    if (
        own == "original_budget"
        and not w.FIRST_BUDGET.search(words)
        and not _CHANGED_AFTER.search(s.after(f))
        and (above == "final_budget" or _EXECUTED.search(s.text))
    ):
        return "final_budget"
    return own


def _planned(s: State, f: Figure, own: Scenario | None) -> Scenario | None:
    fiscal = s.frame.year
    later = f.year is not None and fiscal is not None and f.year > fiscal
    if not s.planned and not (later and _LATER.search(s.text)):
        return None
    if (own is not None and not later) or (f.year is not None and fiscal is not None and f.year < fiscal):
        return None
    if _NOW.search(f.before):
        return None
    if fiscal is not None and f.year == fiscal:
        f.year = fiscal + 1
    return "plan"


def _default(s: State, f: Figure) -> Scenario | None:
    frame = s.frame
    if w.SPENDING.search(f.left):
        return "actual"
    if frame.balance and money(f.q.unit):
        return "closing"
    carried = s.scenario if money(f.q.unit) or s.scenario in _LASTING else None
    if carried or frame.scenario:
        return carried or frame.scenario
    if money(f.q.unit) and _laid_out(s, f):
        return "actual"
    if w.WHOLE_YEAR.search(f.raw) or (money(f.q.unit) and _OUTLAY.search(f.raw)):
        return "actual"
    if w.JUDGED.search(s.text) or (not money(f.q.unit) and not percent(f.q) and _done(f)):
        return "actual"
    return None


def _laid_out(s: State, f: Figure) -> bool:
    """项目支出主要用于：A 12万元、B 8万元: what was spent, unless the words before speak of a budget."""
    m = _LAID_OUT.search(s.until(f))
    return m is not None and w.stage(s.until(f)) in (None, "actual")


def _done(f: Figure) -> bool:
    """Whether a count is of what was done in the year: 全年…, 建成…, …通过验收."""
    words = _WITHIN.sub("", strip_lead(f.left))
    return bool(_WITHIN.search(f.left) or w.LIGHT.match(words) or _PASSED.search(f.right))


def settle(f: Figure) -> None:
    """Give a figure without stage the one its concept implies: stocks are of the year's end, flows of the year."""
    fact = f.fact
    if fact is None or f.role != "amount" or fact.concept is None:
        return
    if f.scenario in (None, "actual") and _HELD.match(fact.concept):
        f.scenario = fact.scenario = "closing"
    elif f.scenario is None and _FLOW.match(fact.concept):
        f.scenario = fact.scenario = "actual"


def next_sentence(s: State) -> None:
    """A stage of the budget is not carried over a full stop, a result or a plan is."""
    if s.scenario not in _LASTING:
        s.scenario = None
