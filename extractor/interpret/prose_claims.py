"""Claims that figures make about one another: changes, shares, rates, sums."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.interpret import prose_words as w
from extractor.interpret.prose_changes import Base, read_base, subject_of
from extractor.interpret.prose_figures import Figure, percent, strip_lead
from extractor.interpret.prose_lists import base, same_unit
from extractor.interpret.prose_naming import base_of
from extractor.interpret.prose_state import State
from extractor.model.interpretation import Statement
from extractor.text.units import scale, to_base

_BUDGETS = ("final_budget", "original_budget", "target")
_ALLOTTED = re.compile(r"(?:安排|下达|到位|拨入|指标)(?:资金|经费|金额|数|额)?$")
"""Money to spend of no stage in particular: 安排80万元，支付76万元，支付率95%."""
_ALL = re.compile(r"^(?:全部|所有|整个)")
_SUMMED = {"original_budget", "adjustment", "brought_forward", "final_budget"}


def claim(s: State, f: Figure) -> None:
    """Add what a figure says about the figures before it."""
    if f.role in ("change", "growth"):
        _change(s, f)
    elif f.level_after:
        _level(s, f)
    elif f.role == "amount" and percent(f.q) and w.OF_BALANCE.search(f.raw):
        _share_of_balance(s, f)
    elif f.role == "amount" and percent(f.q) and w.OF_ADJUSTMENT.search(f.raw):
        _rate_of_adjustment(s, f)
    elif f.role in ("share", "rate") or (percent(f.q) and w.is_execution(f.raw) and not s.frame.target):
        _share(s, f)
    else:
        _sum(s, f)


def _change(s: State, f: Figure) -> None:
    words = f.subject or strip_lead(subject_of(f)) or _said_before(f) or ("" if s.change or s.turns else s.compared)
    own_base = f.compared is not None or f.beyond is not None
    open_ = None if s.turns else s.change
    if open_ is not None and not words and not own_base and open_.direction in (f.direction, None):
        if f.role == "change" and open_.amount is None:
            open_.amount = f.id
            open_.direction = open_.direction or f.direction
            rate = next((x for x in reversed(s.here) if x.id == open_.rate), None) if open_.rate else None
            if rate is not None:
                _reconsider(s, open_, f, rate)
            return
        if f.role == "growth" and open_.rate is None:
            open_.rate = f.id
            open_.direction = open_.direction or f.direction
            amount = s.last_change()
            if amount is not None and amount.id == open_.amount:
                _reconsider(s, open_, amount, f)
            return
    if w.OFFSET.search(f.before) and len(s.here) >= 2:
        _sum(s, f)
        return
    owner = _in_turn(s, f, words) or s.about(f, words)
    if owner is not None and (owner.fact is None or not _fits(owner, f)):
        owner = None
    against = base_of(s, f)
    earlier = _earlier(s, owner, f, against)
    if earlier is not None and against.year is None and against.scenario is None:
        against = Base(earlier.year, earlier.scenario)
    assert f.fact is not None
    f.fact.base_year, f.fact.base_scenario = against.year, against.scenario
    made = s.state(f, "change")
    made.current = owner.id if owner else None
    made.base = earlier.id if earlier else None
    made.direction = f.direction
    made.base_year, made.base_scenario = against.year, against.scenario
    made.subject = words or (owner.label if owner else "")
    made.concept = owner.fact.concept if owner and owner.fact else f.fact.concept
    made.scenario = (owner.scenario if owner else None) or w.stage(words) or f.scenario
    made.word = against.other
    if f.role == "change":
        made.amount = f.id
    else:
        made.rate = f.id
    s.change = made
    if own_base:
        s.base = against


def _in_turn(s: State, f: Figure, words: str) -> Figure | None:
    """水费1万元、电费2万元，分别下降3%、增长4%: the figures take the amounts before them in turn."""
    if not words and "分别" in f.left:
        left = len(s.ahead) - s.ahead.index(f)
        amounts = [x for x in s.here if x.role == "amount" and _fits(x, f)]
        s.turns = amounts[-left:] if 1 < left <= len(amounts) else []
    elif words or "；" in f.before:
        s.turns = []
    if not s.turns:
        return None
    owner = s.turns.pop(0)
    assert f.fact is not None and owner.fact is not None
    f.fact.label, f.fact.concept, f.fact.match_score = owner.label + f.raw, owner.fact.concept, owner.fact.match_score
    return owner


def _reconsider(s: State, made: Statement, amount: Figure, rate: Figure) -> None:
    """A change after a list can be that of its last part or of the whole: take the one its own rate bears out."""
    owner = next((x for x in s.here if x.id == made.current), None) if made.current else None
    if owner is None or not made.direction or made.base is not None:
        return
    if _bears_out(owner, amount, rate, made.direction):
        return
    others = [x for x in s.here if x.role == "amount" and x is not owner and x.group == 0 and _fits(x, amount)]
    for other in reversed(others):
        if other.year == owner.year and _bears_out(other, amount, rate, made.direction) and other.fact is not None:
            made.current, made.concept, made.subject = other.id, other.fact.concept, other.label
            made.scenario = other.scenario
            for x in (amount, rate):
                if x.fact is not None:
                    x.fact.concept, x.fact.match_score = other.fact.concept, other.fact.match_score
                    x.fact.label = other.label + x.raw
            return


def _bears_out(owner: Figure, amount: Figure, rate: Figure, direction: int) -> bool:
    """Whether the rate is that of the change to the owner's figure, within what the printed digits leave open."""
    unit = scale(owner.q.unit) if owner.q.unit else Decimal(1)
    slack = Decimal(5).scaleb(-max(owner.q.decimals or 0, amount.q.decimals or 0) - 1) * unit
    bounds = []
    for sign in (-1, 1):
        change = base(amount) + sign * slack
        before = base(owner) - sign * direction * slack - direction * change
        if before <= 0:
            return False
        bounds.append(change / before * 100)
    half = Decimal(5).scaleb(-(rate.q.decimals or 0) - 1)
    return min(bounds) - half <= abs(rate.q.value) <= max(bounds) + half


def _said_before(f: Figure) -> str:
    """项目支出增加，较上年增加…: the subject of a direction named just before without a figure."""
    head = f.before[: len(f.before) - len(f.left)].rstrip("，")
    clause = re.split(r"[，；：。]", head)[-1]
    m = re.match(rf"(?P<of>[^，]+?)(?:{w.ADVERBS})*(?:{w.LONG_UP}|{w.LONG_DOWN})$", strip_lead(clause))
    return m["of"] if m and f.before != f.left else ""


def _fits(owner: Figure, f: Figure) -> bool:
    if f.role == "growth":
        return not percent(owner.q)
    if f.q.percent_point:
        return percent(owner.q)
    return same_unit(owner, f)


def _earlier(s: State, owner: Figure | None, f: Figure, against: Base) -> Figure | None:
    """The printed figure a change is measured from, if this section prints it."""
    if s.here and s.here[-1].earlier_of is not None and owner is not None and same_unit(s.here[-1], owner):
        return s.here[-1]
    if (
        f.beyond is not None
        or f.over
        or (against.scenario in _BUDGETS and owner is not None and against.year == owner.year)
    ):
        pool = [x for x in s.here if _is_budget(x, owner, f)]
        if not pool and owner is not None:
            pool = [x for x in s.top if _is_budget(x, owner, f) and x.core in ("", owner.core)]
        return pool[-1] if pool else None
    if owner is None:
        return None
    if against.other:
        other = w.core(against.other)
        named = [x for x in s.here if other and x is not owner and x.core.endswith(other) and same_unit(x, owner)]
        return named[-1] if named else None
    if against.year is not None:
        found = s.find(owner.core or s.subject, against.year, against.scenario)
        return found if found is not owner else None
    if f.compared is None and s.base is None and owner.year is not None:
        found = s.find(owner.core or s.subject, owner.year - 1, None)
        return found if found is not None and found in s.here else None
    return None


def _is_budget(x: Figure, owner: Figure | None, f: Figure) -> bool:
    return x.role == "amount" and x is not owner and x.scenario in _BUDGETS and (percent(f.q) or same_unit(x, f))


def _level(s: State, f: Figure) -> None:
    """由50万元增加到60万元."""
    previous = s.here[-1] if s.here else None
    if previous is None or not re.search(r"[由从]", previous.before) or not same_unit(previous, f):
        return
    against = read_base(previous.left, f.year, f.scenario)
    made = s.state(f, "change")
    made.current, made.base, made.direction = f.id, previous.id, f.direction
    made.base_year, made.subject = against.year, f.label
    made.concept = f.fact.concept if f.fact else None
    s.change = made


def _share(s: State, f: Figure) -> None:
    named = strip_lead(re.sub(r"占.*$", "", f.left)) if f.role == "share" else ""
    part = s.find(w.core(named), f.year, None) if named else s.last_amount() if f.role == "share" else s.last_spent()
    if part is None and f.role == "rate" and not named:
        part = s.last_amount()
    if part is not None and percent(part.q):
        part = None
    basis = s.here[-1] if s.here and s.here[-1].basis else None
    if part is None and basis is None and named and f.role == "share":
        _share_of_known(s, f, named)
        return
    if part is not None and f.role != "share":
        part, fitting = _fitting(s, f, part)
        if fitting is not None:
            _say_share(s, f, part, fitting)
            return
    basis = s.here[-1] if s.here and s.here[-1].basis else None
    whole = basis or _whole(s, f, part)
    elsewhere = _in_tables(s, f, part) if whole is None and f.of else None
    if part is None and whole is None and not f.of:
        return
    _say_share(s, f, part, whole)
    if elsewhere is not None:
        s.statements[-1].total = elsewhere


def _in_tables(s: State, f: Figure, part: Figure | None) -> str | None:
    """The whole a share is taken of, where only tables print it and all print the same."""
    concept = s.builder.matcher.match(w.core(_ALL.sub("", f.of)), path=s.frame.titles).concept
    if concept is None or part is None:
        return None
    stage = w.stage(f.of) or part.scenario
    found = [x for x in s.tabled.get(concept, ()) if (x.fiscal_year, x.scenario) == (f.year, stage)]
    found = [x for x in found if x.organization == f.organization and x.unit and part.q.unit]
    if not found or any(to_base(x.value, x.unit or "") != to_base(found[0].value, found[0].unit or "") for x in found):
        return None
    return found[0].id


def _share_of_balance(s: State, f: Figure) -> None:
    """结转结余率: what is left of the year's money."""
    left = next((x for x in reversed(s.top) if x.scenario == "year_end_balance" and not percent(x.q)), None)
    whole = next((x for x in reversed(s.top) if x.scenario in _BUDGETS and left and same_unit(x, left)), None)
    if left is not None and whole is not None:
        _say_share(s, f, left, whole)


def _rate_of_adjustment(s: State, f: Figure) -> None:
    """预算调整率: what the budget was changed by, of what it was at first."""
    amounts = [x for x in s.top if not percent(x.q)]
    first = next((x for x in reversed(amounts) if x.scenario == "original_budget"), None)
    last = next((x for x in reversed(amounts) if x.scenario == "final_budget" and first and same_unit(x, first)), None)
    if first is None or last is None or first.core != last.core:
        return
    made = s.state(f, "change")
    made.current, made.base, made.rate, made.subject = last.id, first.id, f.id, f.raw
    made.base_year, made.base_scenario, made.scenario = first.year, first.scenario, last.scenario
    made.concept = last.fact.concept if last.fact else None


def _share_of_known(s: State, f: Figure, named: str) -> None:
    """全年支出3亿元，基本支出占44.7%: the part is named, its figure stands elsewhere if anywhere."""
    whole = s.find(w.core(f.of), f.year, w.stage(f.of)) if f.of else s.last_amount()
    concept = s.builder.matcher.match(w.core(named), path=s.frame.titles).concept
    if whole is None or concept is None or f.scenario in ("plan", "target"):
        return
    _say_share(s, f, None, whole)
    made = s.statements[-1]
    made.subject, made.scenario, made.concept = named, whole.scenario, concept


def _say_share(s: State, f: Figure, part: Figure | None, whole: Figure | None) -> None:
    made = s.state(f, "share")
    made.part = part.id if part else None
    made.total = whole.id if whole else None
    made.rate = f.id
    made.subject = f.of
    made.concept = part.fact.concept if part and part.fact else None
    made.base_scenario = w.stage(f.of) if f.of else None
    made.scenario = part.scenario if part else f.scenario


def _whole(s: State, f: Figure, part: Figure | None) -> Figure | None:
    """The total a share is taken of."""
    if part is None:
        return s.find(w.core(f.of), f.year, w.stage(f.of)) if f.of and f.role == "share" else None
    if f.role != "share":
        stage = w.stage(f.of) if f.of else None
        listed = next((o for o in s.lists if part in o.parts), None)
        if listed is not None:
            return None
        pool = [x for x in (*s.top, *s.here) if x.role == "amount" and x is not part and same_unit(x, part)]
        fitting = [x for x in pool if (x.scenario == stage if stage else x.scenario in _BUDGETS)]
        if not fitting and not stage and w.is_execution(f.raw):
            fitting = [x for x in s.here if x in pool and x.scenario is None and _ALLOTTED.search(x.raw)]
        return fitting[-1] if fitting else None
    if f.of:
        found = s.find(w.core(f.of), f.year, w.stage(f.of))
        return found if found is not part else None
    for open_list in reversed(s.lists):
        if open_list.total is not None and part in open_list.parts:
            return open_list.total
    if s.whole:
        return s.find(w.core(s.whole), f.year, w.stage(s.whole))
    larger: list[Figure] = []
    for x in reversed(s.here):
        if (
            x.role == "amount"
            and x.earlier_of is None
            and x is not part
            and same_unit(x, part)
            and x.q.value >= part.q.value
        ):
            larger.append(x)
        if "；" in x.before:
            break
    near = [x for x in larger if x.q.value and abs(part.q.value / x.q.value * 100 - f.q.value) < 1]
    if near:
        return near[0]
    return larger[0] if larger and not any(x.role == "share" for x in s.here) else None


def _fitting(s: State, f: Figure, part: Figure) -> tuple[Figure, Figure | None]:
    """The two amounts of the sentence whose quotient a rate is, if it is that of two of them."""
    if any(part in o.parts for o in s.lists):
        return part, None
    amounts = [x for x in s.here if x.role == "amount" and not percent(x.q) and same_unit(x, part)]
    slack = Decimal(6).scaleb(-(f.q.decimals or 0) - 1)
    for a in reversed(amounts):
        for b in reversed(amounts):
            if (
                a is not b
                and base(b)
                and abs(base(a) / base(b) * 100 - f.q.value) <= slack
                and a.scenario not in _BUDGETS
            ):
                return a, b
    return part, None


def _sign(f: Figure, default: int) -> int:
    if f.direction:
        return f.direction
    return -1 if re.search(r"减|收回|缴", f.raw) else 1 if re.search(r"增|追加", f.raw) else default


def _sum(s: State, f: Figure) -> None:
    made = None
    if w.TOTAL_WORD.search(f.left):
        parts = [x for x in s.sentence_top if x is not f and same_unit(x, f)]
        stages = {x.scenario for x in parts if x.scenario is not None}
        if len(parts) > 1 and (len(stages) <= 1 or stages <= _SUMMED):
            made = s.state(f, "sum")
            made.parts, made.signs, made.exhaustive = [x.id for x in parts if x.id], [1] * len(parts), True
    elif w.LEFT_OVER.match(f.raw) and len(s.sentence_top) >= 3:
        budget, spent = s.sentence_top[-3:-1]
        if budget.scenario in _BUDGETS and spent.scenario == "actual" and same_unit(budget, f) and same_unit(spent, f):
            made = s.state(f, "sum")
            made.parts, made.signs = [x.id for x in (budget, spent) if x.id], [1, -1]
            made.exhaustive = budget.scenario == "final_budget"
    elif w.OFFSET.search(f.before) and len(s.here) >= 2:
        a, b = s.here[-2:]
        if same_unit(a, f) and same_unit(b, f):
            made = s.state(f, "sum")
            made.parts, made.exhaustive = [x.id for x in (a, b) if x.id], True
            made.signs = [_sign(a, 1), _sign(b, -1)]
    elif w.NOT_DONE.search(f.raw) and len(s.sentence_top) >= 3:
        whole, done = s.sentence_top[-3:-1]
        if w.DONE.search(done.raw) and same_unit(whole, f) and same_unit(done, f) and not percent(f.q):
            made = s.state(whole, "sum")
            made.parts, made.signs, made.exhaustive = [x.id for x in (done, f) if x.id], [1, 1], True
            made.total, made.subject = whole.id, whole.label
            return
    if made is not None:
        made.total, made.subject = f.id, f.label
        made.concept = f.fact.concept if f.fact else None
