"""What a figure of running text is: label, year, budget stage, measure and concept."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.interpret import prose_words as w
from extractor.interpret.prose_changes import Base, read_base, subject_of
from extractor.interpret.prose_figures import Figure, money, name, percent, strip_lead
from extractor.interpret.prose_lists import OpenList
from extractor.interpret.prose_stages import settle
from extractor.interpret.prose_state import GENERAL, State
from extractor.model.report import Measure, Scenario

YEAR = re.compile(r"(?<!\d)(20\d\d)(?:年|(?=[—\-至~]20))")
_RATE_OF_LEVEL = re.compile(r"(?:增长率|增速|增幅|降幅|增长)$")
_BALANCES: frozenset[Scenario] = frozenset(("year_end_balance", "reclaimed", "carried_forward", "brought_forward"))


_CANONICAL: dict[Scenario | None, str] = {
    "year_end_balance": "年末结转结余",
    "reclaimed": "财政收回",
    "carried_forward": "结转下年",
    "brought_forward": "上年结转",
}
"""What a balance of the whole department is called, however it is worded."""
_DEPARTMENT = re.compile(
    r"(?:部门|单位|全局|我局|本局|整体)(?:的)?(?:年初|全年|年末|调整|批复|部门|预算|决算|执行|实际|结转|结余)"
)
"""2023年部门年初预算: a stage of all the department's money."""
_PLACE_ALONE = re.compile(r"^[A-Za-z\u3400-\u9fff]{1,6}(?:[市县区省州国旗]|新区|开发区)$")
_PLACE_FIRST = re.compile(r"^[A-Za-z\u3400-\u9fff]{1,6}?(?:[市县区省州国旗]|新区|开发区)")


def year_of(s: State, f: Figure) -> int | None:
    """The fiscal year of a figure: that of its own clause, else the one in force."""
    words = re.sub(r"《[^》]*》", "", f.left)
    if f.compared is not None and f.compared.re is w.COMPARISON:
        words = words[: f.compared.start()]
    if own := YEAR.findall(words):
        return int(own[-1])
    if s.frame.year and re.search(r"(?:上年度?|去年)(?!结|末|同期|(?:资金|预算|项目|指标|财政拨款)*余额)", words):
        return s.frame.year - 1
    return s.year


def label(s: State, f: Figure) -> None:
    """Set ``raw``, ``core`` and ``label``."""
    if f.level_after:
        raw = fuller = _risen(s, f)
    elif f.role == "amount":
        raw, fuller = name(f.left, f.right, s.frame.target or s.frame.achieved)
    else:
        raw = fuller = strip_lead(w.TAIL.sub("", f.left))
    if f.q.unit == "分":
        raw, fuller = raw.removesuffix("得") or raw, fuller.removesuffix("得") or fuller
    raw, fuller = _without_owner(s, raw), _without_owner(s, fuller)
    if not raw:
        raw = fuller = _earlier_words(f)
    if not raw and s.here:
        raw, fuller = s.here[-1].raw, s.here[-1].label
    if not raw:
        raw = fuller = s.subject or s.topic or (s.frame.titles[0] if s.frame.titles else "")
    f.raw, f.core = raw, w.core(raw)
    if f.role == "amount" and not f.core and not s.subject and not s.topic and _DEPARTMENT.search(f.left):
        s.subject = "部门整体支出"
    listed = s.part_of(f)
    if f.role != "amount":
        about = (
            strip_lead(subject_of(f)) if f.role in ("change", "growth") else strip_lead(re.sub(r"占.*$", "", f.left))
        )
        owner = s.about(f, about)
        if f.role == "rate" and not about:
            owner = s.last_spent() or owner
        if f.role == "growth" and _PLACE_ALONE.match(about) and s.change and s.change.rate:
            about = about + _PLACE_FIRST.sub("", s.change.subject)
            f.subject = about
        own_base = f.compared is not None or f.beyond is not None
        carried = s.change.subject if s.change and not own_base and f.role in ("change", "growth") else ""
        if not about and not own_base and not s.change and s.compared:
            of = s.compared
        else:
            of = "" if about else carried or (owner.label if owner else "")
        if f.subject and f.role == "growth":
            raw = f.subject + raw.removeprefix(strip_lead(subject_of(f)))
        f.label = of + raw + ("比" if f.role == "share" and raw.endswith("占") else "")
    elif total := w.TOTAL_WORD.search(f.left):
        if not re.search(r"计|总|加", f.raw):
            f.raw = total.group().strip("，、；。：为是达约")
        f.label, f.core = f.raw, ""
    elif re.match(r"合计|共计|总计", f.right):
        f.label, f.raw, f.core, f.carried = "合计项数", "合计项数", "", True
    elif f.aim and s.here:
        f.label, f.core, f.carried = f"{s.here[-1].label}：{f.raw}", s.here[-1].core, True
    elif percent(f.q) and w.EXECUTION.fullmatch(f.raw) and (s.topic or not GENERAL.match(s.subject)):
        f.label, f.core, f.carried = f"{s.topic or s.subject}：{f.raw}", f"{s.topic or s.subject}{f.raw}", True
    elif listed is not None and listed.total is not None:
        f.label = f"{listed.total.label}：{f.raw}"
    elif w.SPENT.match(f.raw) and s.here and not money(s.here[-1].q.unit):
        f.label, f.core, f.carried = f"{s.here[-1].label}：{f.raw}", s.here[-1].core, True
    elif s.topic and GENERAL.match(f.core) and not s.named:
        f.label, f.core, f.carried = f"{s.topic}：{f.raw}", s.topic, True
    elif (
        f.core and GENERAL.match(f.core) and s.subject.endswith(f.core) and s.subject != f.core and f.raw != f.core
    ) or (f.core and GENERAL.match(f.core) and s.here and _unknown(s, s.subject)):
        f.label, f.core, f.carried = f"{s.subject}：{f.raw}", s.subject, True
    elif f.turn is not None and (named := s.in_turn(*f.turn)):
        f.label, f.core = f"{named.raw}：{f.raw}", named.raw + f.raw
    elif not f.core and s.subject and s.subject not in raw:
        f.label = f"{s.subject}：{f.raw}"
    else:
        f.label = _modifier(f) + fuller


def _unknown(s: State, words: str) -> bool:
    """Whether words name something of the document's own, a project or fund, rather than a known indicator."""
    return bool(words) and not GENERAL.match(words) and s.builder.matcher.match(words).concept is None


def _modifier(f: Figure) -> str:
    """由中小企业中标的，采购金额…: a clause that ends in 的 narrows the label after it."""
    head = f.before[: len(f.before) - len(f.left)].rstrip("，")
    clause = re.split(r"[，；：。]", head)[-1]
    return strip_lead(clause) if clause.endswith("的") and f.before != f.left else ""


def _risen(s: State, f: Figure) -> str:
    """What was raised to a level: the words before 增加到, else what the figure before it measures."""
    m = w.LEVEL.search(f.left)
    words = strip_lead(re.sub(r"(?:[由从].*|同比|环比|逐步|进一步)$", "", f.left[: m.start()] if m else f.left))
    return words or (s.here[-1].raw if s.here else "")


def _without_owner(s: State, words: str) -> str:
    """县水利局内设科室 → 内设科室: the organization is told apart from the label."""
    for known in (*s.outline.aliases, *s.outline.units):
        if words.startswith(known) and len(words) > len(known) + 1:
            return strip_lead(words[len(known) :])
    return words


def _earlier_words(f: Figure) -> str:
    """A label that stands before a comma or colon: 资产总额：100万元."""
    head = f.before[: len(f.before) - len(f.left)]
    for clause in reversed(re.split(r"[，；：。]", head)):
        words = name(clause, "", True)[0]
        if len(words) >= 2 and not w.OF_WHICH.search(words):
            return words if len(words) <= 30 else ""
    return ""


def base_of(s: State, f: Figure) -> Base:
    """What a change is measured against."""
    scenario = f.scenario if f.scenario not in (None, "derived") else s.scenario
    if f.over:
        return Base(f.year, "target")
    if f.beyond is not None:
        return read_base(f.beyond.group("base"), f.year, scenario)
    if f.compared is None:
        return s.base or Base(None, None)
    if f.compared.re is w.SAME_PERIOD:
        return Base(f.year - 1 if f.year else None, scenario)
    return read_base(f.compared.group("base"), f.year, scenario)


def record(s: State, f: Figure, listed: OpenList | None) -> None:
    """Make the fact of a figure and remember it."""
    total = listed.total if listed else None
    frame = s.frame
    path = tuple(dict.fromkeys(x for x in (total.core if total else "", s.topic, frame.subject, *frame.titles) if x))
    measure, scenario = _measure(s, f)
    base = base_of(s, f) if f.role in ("change", "growth") else Base(None, None)
    f.fact = s.builder.add(
        replace(f.printed, unit=f.q.unit),
        s.place(f.q.start, f.q.end),
        raw_label=f.raw or f.label,
        label=f.label or None,
        path=path,
        organization=f.organization,
        fiscal_year=f.year,
        scenario=scenario,
        measure=measure,
        base_year=base.year,
        base_scenario=base.scenario,
    )
    f.fact.concept, f.fact.match_score = _concept(s, f, total, path)
    settle(f)
    if f.role != "amount":
        return
    if listed is None and f.group == 0 and not f.basis:
        s.sentence_top.append(f)
        s.top.append(f)
        if f.core not in w.TRIVIAL and not (percent(f.q) and w.is_execution(f.raw)):
            s.subject, s.named = f.core, not f.carried
    s.seen.setdefault(f.core or s.subject, []).append(f)


def _measure(s: State, f: Figure) -> tuple[Measure, Scenario | None]:
    planned = f.scenario == "plan" or s.frame.target
    if f.role == "amount":
        if f.scenario in ("score", "weight"):
            return f.scenario, f.scenario
        if f.scenario == "derived" and not percent(f.q):
            return "change", "derived"
        if not percent(f.q):
            return ("amount" if money(f.q.unit) or f.q.unit is None else "count"), f.scenario
        judged = (s.frame.achieved or w.JUDGED.search(s.text)) and not w.BUDGET_RATE.match(f.raw)
        if w.is_execution(f.raw) and f.scenario not in ("plan", "target") and not judged:
            return "rate", "derived"
        return ("growth" if _RATE_OF_LEVEL.search(f.raw) else "rate"), f.scenario
    kinds: dict[str, Measure] = {"change": "change", "growth": "growth", "share": "share", "rate": "rate"}
    return kinds[f.role], f.scenario if planned else "derived"


def _concept(s: State, f: Figure, total: Figure | None, path: tuple[str, ...]) -> tuple[str | None, float | None]:
    """The concept of what is measured: the label's own, the subject's where the label names only a stage, the total's
    where the part is a unit."""
    fact = f.fact
    assert fact is not None
    matcher = s.builder.matcher
    if f.role in ("change", "growth", "share", "rate"):
        words = (
            strip_lead(subject_of(f)) if f.role in ("change", "growth") else strip_lead(re.sub(r"占.*$", "", f.left))
        )
        owner = s.about(f, "" if f.role == "rate" else words)
        if owner is not None and owner.fact is not None:
            return owner.fact.concept, owner.fact.match_score
        if not words and s.change is not None:
            return s.change.concept, None
        match = matcher.match(w.core(words), path=path) if w.core(words) else None
        return (match.concept, match.score) if match else (None, None)
    if total is not None and total.fact is not None and f.organization != total.organization:
        return total.fact.concept, total.fact.match_score
    if w.TOTAL_WORD.search(f.left):
        return None, None
    if f.scenario in ("score", "weight"):
        own = fact.concept if (fact.concept or "").startswith(("score", "indicator")) else None
        return own, fact.match_score if own else None
    if f.carried:
        match = matcher.match(f.core, path=path, unit=f.q.unit)
        if match.concept is None and percent(f.q) and matcher.match(s.topic or s.subject).concept == "expenditure":
            return fact.concept, fact.match_score
        return match.concept, match.score
    if _modifier(f):
        match = matcher.match(f.label, path=path, unit=f.q.unit)
        return match.concept, match.score
    if f.core:
        if fact.concept is not None:
            return fact.concept, fact.match_score
        tries = [f.core] if f.core != f.raw else []
        if f.q.unit in ("人", "名") and len(f.raw) <= 4:
            tries += [f"{f.raw}人数", f"{f.raw}人员"]
        if f.q.unit and not money(f.q.unit) and not percent(f.q):
            tries += [f.raw + f.q.unit, f"{f.raw}数"]
        head = f.raw.rsplit("的", 1)[-1]
        if head != f.raw and len(head) > 3:
            tries.append(head)
        found = next((m for t in tries if (m := matcher.match(t, path=path, unit=f.q.unit)).concept), None)
        return (found.concept, found.score) if found else (None, None)
    if not s.subject and f.scenario in ("original_budget", "final_budget"):
        return None, None
    if not s.subject or (f.scenario in _BALANCES and GENERAL.match(s.subject)):
        if fact.concept is None and f.scenario in _CANONICAL:
            match = matcher.match(_CANONICAL[f.scenario], path=path, unit=f.q.unit)
            return match.concept, match.score
        return fact.concept, fact.match_score
    match = matcher.match(s.subject, path=path, unit=f.q.unit)
    return match.concept, match.score
