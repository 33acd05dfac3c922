"""Reads running text sentence by sentence: each figure becomes a fact, each claim about figures a statement."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import zip_longest

from extractor.interpret import prose_words as w
from extractor.interpret.build import FactBuilder
from extractor.interpret.outline import Outline
from extractor.interpret.outline_headings import split
from extractor.interpret.outline_names import clean
from extractor.interpret.prose_changes import read_base
from extractor.interpret.prose_claims import claim
from extractor.interpret.prose_context import Frame
from extractor.interpret.prose_figures import (
    Figure,
    classify,
    compared_with,
    compares,
    figures,
    money,
    percent,
    strip_lead,
)
from extractor.interpret.prose_lists import OpenList, Pending, base, between, breaks_list, opener, same_unit
from extractor.interpret.prose_naming import YEAR, label, record, year_of
from extractor.interpret.prose_sayings import none_here, sayings
from extractor.interpret.prose_stages import next_sentence, stage
from extractor.interpret.prose_state import Place, State
from extractor.interpret.prose_text import Plain, sentences
from extractor.interpret.prose_turns import distribute

_CONTINUED = re.compile(r"[，；]?(?:其中|[二三四五六七八九十]是|（[二三四五六七八九十]）)")
_FIRST_OF = re.compile(r"一是")
_WHOLE_WORDS = re.compile(r"共|合计|总|累计")
_UNIT_ITSELF = re.compile(r"(?:局|委|厅|部|院|办|处|镇|乡|会|校|中心|单位|部门)?(?:机关(?:本级)?|本级|本部)")
_ANNOUNCED = re.compile(r"(?:其中|如下|包括|为|下列|分别|以下[^，。；]{0,8}|明细)：$")
_ITEM = re.compile(r"([^，；。：]{2,30})。")
_GENERAL_TITLE = re.compile(
    r"(?:情况|问题|措施|目标|指标|效益|原因|方面|分析|完成|数量|质量|时效|满意度|成本|产出|概况|执行|管理|收支|使用|安排|结余|配置)$"
)
_BY_KIND = re.compile(r"按[^，；。：]{2,14}(?:分|分类|划分|科目)(?:科目)?[：，]")
_WHOLE = re.compile(r"([^，；。：]{4,40}?)[中里](?:，|：|(?=[^，；。：]{0,8}(?:的有|有)：))")
_HEAD = re.compile(r"(?:^|[，；。])([^，；。：]{2,40})：[^：]*$")
_OFFICE = re.compile(
    r"^(?!新)[\u3400-\u9fff（）]{3,}(?:局|委|委员会|厅|中心|总?站|所|处|[支大总]?队|院|学校|小学|中学|馆|办公室|协会|部|乡|镇|街道)(?:本级|机关)?$"
)
_BELONGING = re.compile(
    r"(?:挂靠|所属|下属|直属|代管|二级)(?:事业|预算|参公|行政|公益)*单位(?:为|是)?([\u3400-\u9fff（）]{4,30})$"
)
_NO_HEAD = re.compile(
    r"其中|如下|包括|原因|说明|以下|方面|分别|具体|[一二三四五六七八九十]是|分类|划分|主要|情况$|为$|是$"
)
_UNIT_PART = re.compile(
    r"(.{1,24}?(?:中心|站|所|院|队|局|馆|校|处|办|机关|本级|本部))(?:支出|收入|经费|预算|决算|安排|执行)*$"
)
_TOPIC = re.compile(
    r"^(?P<topic>[^，；。：]{2,40}?(?:资金|专项|经费|项目|工程|补助|补贴|奖补|费|款|基金|计划|行动)(?=主要|用于|是指|是|系|为|，|：)|[^，；。：]{2,80}（项）(?=[。，：]|$|主要|用于)|[^，；。：]{2,30}?(?=用于|主要用于))"
)


class Reader:
    """Reads the texts of one document in order; keeps what later sentences refer back to."""

    def __init__(self, builder: FactBuilder, outline: Outline) -> None:
        self.s = State(builder, outline)
        for fact in builder.facts:
            if fact.concept is not None and fact.measure == "amount":
                self.s.tabled.setdefault(fact.concept, []).append(fact)
        self.numbered = False
        self.earlier: list[Figure] = []
        """Amounts of the last paragraph that had any."""
        self.pending: list[Pending] = []
        """Lists over paragraphs that are still open, the innermost last."""

    def read(self, even: Plain, frame: Frame, place: Place, number: tuple[str, int] = ("", 0)) -> list[Figure]:
        """Read a paragraph or cell; the figures it holds, each with its fact. ``number`` is the kind and value of the
        list number it begins with."""
        s = self.s
        s.even, s.frame, s.place = even, frame, place
        s.organization, s.year, s.scenario, s.subject, s.topic = frame.organization, frame.year, None, frame.subject, ""
        s.named = False
        self.earlier = s.top or self.earlier
        s.top, s.lists, s.sentence_top = [], [], []
        if self.pending and len(self.pending[-1].totals) == 1:
            s.scenario = self.pending[-1].totals[0].scenario
        if not even.quantities and len(even.text) < 40:
            s.span, s.text = (0, len(even.text)), even.text
            none_here(s, even.text)
        read: list[Figure] = []
        self.numbered = bool(number[0])
        at = 0
        first = split(even.text)[3] if number[0] else 0
        for start, end in sentences(even):
            start = max(start, first)
            if start >= end:
                continue
            found = []
            while at < len(even.quantities) and even.quantities[at].start < end:
                found.append(at)
                at += 1
            read += self._sentence(start, end, found)
        self._close()
        while self.pending and not self.pending[-1].goes_on(number, s.top, len(even.text)):
            self.s.statements += self.pending.pop().statements()
        if even.text.endswith("：") and _ANNOUNCED.search(even.text):
            totals = _by_stage(s.top if "其中" in even.text[-8:] else s.sentence_top)
            if totals:
                span = place(0, len(even.text))
                self.pending.append(Pending(totals, "其中" in even.text[-8:], span, even.original(0, len(even.text))))
        return read

    def end_lists(self) -> None:
        """Lists over paragraphs are at their end."""
        while self.pending:
            self.s.statements += self.pending.pop().statements()

    def _sentence(self, start: int, end: int, found: list[int]) -> list[Figure]:
        s = self.s
        text = s.even.text[start:end]
        if not _CONTINUED.match(text):
            self._close()
        s.span, s.text = (start, end), s.even.original(start, end).rstrip("。；")
        s.before = s.sentence_top
        s.planned, s.base, s.change, s.here, s.sentence_top = s.frame.plan, None, None, [], []
        if s.headed:
            s.organization, s.headed = s.frame.organization, False
        next_sentence(s)
        s.compared = ""
        whole = _WHOLE.match(text)
        s.whole = whole.group(1) if whole else ""
        result = figures(s.even, start, end, found)
        lead = strip_lead(result[0].before if result else text)
        if not s.top and not s.topic:
            s.topic = self._topic(lead, bool(result))
        if not result:
            self._year_in(s.even.bare(start, end))
            sayings(s, start, end, result)
            return result
        result = distribute(result)
        s.ahead, s.turns = result, []
        previous: Figure | None = None
        for f, after in zip_longest(result, result[1:]):
            self._setting(f)
            if after is not None and self._earlier(f, after):
                previous = f
                continue
            classify(f, s.base is not None)
            f.year, f.organization = year_of(s, f), s.organization
            self._leave_brackets(f)
            self._enter_list(f, previous)
            self._end_lists(f, previous)
            label(s, f)
            stage(s, f)
            if f.role == "amount" and (s.lists or "其中" in f.before) and (money(f.q.unit) or f.q.unit in ("人", "名")):
                self._unit_part(f)
            record(s, f, self._join_list(f))
            claim(s, f)
            s.here.append(f)
            previous = f
        tail = s.even.text[result[-1].q.end : end]
        if s.lists and w.ET_CETERA.match(tail):
            s.lists[-1].exhaustive = False
        if s.lists and w.CLOSES_LIST.match(tail.lstrip("，；")):
            s.lists[-1].open_ended = True
        sayings(s, start, end, result)
        return result

    def _topic(self, words: str, figures_follow: bool) -> str:
        """What a paragraph says first that it is about: X专项资金主要用于…; 3.系统运维。用于…"""
        m = _TOPIC.match(words)
        if m is not None and not re.search(r"[无没]|截至|年末|年初", m.group("topic")):
            return m.group("topic")
        m = _ITEM.fullmatch(words)
        if m is not None and self.numbered and not figures_follow and not _GENERAL_TITLE.search(m.group(1)):
            return m.group(1)
        return ""

    def _earlier(self, f: Figure, after: Figure) -> bool:
        """Record a figure that another is compared with (较上年42.30万元减少5.72万元); False if it is none."""
        s = self.s
        words = compares(f, after)
        pool = [x for x in reversed(s.here) if x.role == "amount" and not x.basis and same_unit(x, f)]
        owner = next(iter(pool), None)
        if not words or owner is None or owner.fact is None:
            return False
        against = read_base(words, owner.year, owner.scenario)
        if against.other or (against.year, against.scenario) == (owner.year, owner.scenario):
            return False
        s.base, s.change, s.compared, s.year = against, None, "", owner.year
        f.basis, f.earlier_of = True, owner
        f.year, f.scenario, f.organization = against.year or owner.year, against.scenario, owner.organization
        f.raw, f.label, f.core = owner.raw, owner.label, owner.core
        record(s, f, None)
        if f.fact is not None:
            f.fact.concept, f.fact.match_score = owner.fact.concept, owner.fact.match_score
        s.here.append(f)
        return True

    # -- setting -----------------------------------------------------------------------------------------------

    def _setting(self, f: Figure) -> None:
        """Year, organization, comparison and plan words in what stands between two figures."""
        s = self.s
        words, last = f.before, s.change
        if "；" in words:
            s.base, s.change, s.compared = None, None, ""
        self._year_in(words)
        self._organization_in(words)
        if w.PLAN.search(words):
            s.planned = True
        self._head_in(f)
        m = compared_with(words[: len(words) - len(f.left)] if f.left and words.endswith(f.left) else words)
        if m is not None:
            s.base = read_base(m.group("base"), s.year, s.scenario or s.frame.scenario)
            s.change = None
            # …比预算增加…；与上年相比，增加…: a further comparison without a subject is of the same thing
            s.compared = strip_lead(re.split(r"[，；：。]", words[: m.start()])[-1]) or (last.subject if last else "")

    def _head_in(self, f: Figure) -> None:
        """某中心：编制10名…; 免费开放率：目标100%，完成100%: what stands before a colon owns or names what follows."""
        s = self.s
        words = f.before
        if "；" in words and s.headed:
            s.headed = False
            s.organization = s.frame.organization
        m = _HEAD.search(words)
        if m is None or _NO_HEAD.search(m.group(1)):
            return
        head = strip_lead(m.group(1))
        unit = s.outline.resolve(head) or (head if _OFFICE.search(head) and not w.LIGHT.match(head) else None)
        if unit:
            s.organization, s.headed = unit, True
        elif f.left and 2 <= len(head) <= 40:
            s.subject = head

    def _year_in(self, words: str) -> None:
        s = self.s
        bare = re.sub(r"《[^》]*》|（[^（）]*）", "", words)
        compared = compared_with(bare)
        for m in YEAR.finditer(bare):
            if compared is not None and compared.start("base") <= m.start() < compared.end("base"):
                continue
            s.year = int(m.group(1))
            s.subject = s.frame.subject
        if s.frame.year and compared is None:
            if re.search(r"明年|(?<!转)下一?年度?(?=[，计拟将力])", bare):
                s.year = s.frame.year + 1
            elif re.search(r"(?:^|[，；])(?:本年度?|今年|当年)", bare):
                s.year = s.frame.year

    def _organization_in(self, words: str) -> None:
        """A known unit named at the head of a clause owns the figures from there on."""
        s = self.s
        for clause in re.split(r"[，；：。]", words):
            m = _BELONGING.search(clause)
            unit = clean(m.group(1)) if m else self._mentioned(strip_lead(clause))
            if unit is not None:
                s.organization = unit

    def _mentioned(self, words: str) -> str | None:
        s = self.s
        for alias, full in s.outline.aliases.items():
            if words.startswith(alias):
                return full
        for unit in s.outline.units:
            if words.startswith(unit):
                return unit
            at = words.find(unit[-5:]) if unit != s.outline.organization else -1
            if 0 <= at <= 8 and s.outline.resolve(words[: at + 5]) == unit:
                return unit
        if re.match(r"(?:我|本|全)(?:局|委|厅|办|部门|单位|院|中心)", words):
            return s.frame.organization
        return None

    # -- lists -------------------------------------------------------------------------------------------------

    def _leave_brackets(self, f: Figure) -> None:
        s = self.s
        while s.lists and s.lists[-1].group and not self._within(f.group, s.lists[-1].group):
            self._pop()

    def _within(self, group: int, outer: int) -> bool:
        while group and group != outer:
            group = self.s.even.parents[group]
        return group == outer

    def _enter_list(self, f: Figure, previous: Figure | None) -> None:
        """Open a list where the words before a figure announce parts of the one before it."""
        s = self.s
        if f.group and (previous is None or previous.group != f.group) and not s.even.is_quote(f.group):
            if previous is not None and previous.q.end == s.even.opens[f.group] and previous.role == "amount":
                self._push(previous, f.group, not w.HEDGE.search(f.left) or "其中" in f.left, False)
            return
        opened = opener(f, previous)
        if previous is None and _BY_KIND.match(s.text) and f.role == "amount":
            pool = [x for x in (s.before or self.earlier) if same_unit(x, f) and not percent(x.q)]
            total = self._summed(pool, f) or (pool[0] if len(pool) == 1 else None)
            if total is not None and total.organization == s.organization:
                self._push(total, 0, self._summed(pool, f) is not None, False)
            return
        if previous is None and s.whole and not _CONTINUED.match(f.before):
            pool = [x for x in s.known(w.core(s.whole), f.year, w.stage(s.whole)) if same_unit(x, f)]
            total = self._summed(pool, f) or self._spent(pool)
            if total is not None and f.role == "amount":
                self._push(total, 0, False, False)
            return
        if opened is None:
            if s.lists and "；" in f.before:
                while len(s.lists) > 1 and s.lists[-1].before_semicolon:
                    self._pop()
            total = s.last_amount()
            if _FIRST_OF.search(f.before) and not s.lists and total is not None and f.role == "amount":
                self._push(total, 0, bool(_WHOLE_WORDS.search(total.left)), False)
            return
        if previous is None:
            total = self._taken_apart(f) if _CONTINUED.match(f.before) else None
            if total is not None:
                self._push(total, 0, opened[1], False)
            return
        words = between(f.before) if w.OF_WHICH.search(f.before) else ""
        if words and not re.match(r"(?:[均皆都全]|占|较|比|同比|与|完成|为|（|用于)", words):
            self._close()
            return
        change = previous.role in ("change", "growth") and f.role == "change"
        total = s.last_change() if change else self._taken_apart(f)
        if total is None:
            return
        if s.lists and total not in s.lists[-1].parts and not change:
            self._close()
        self._push(total, 0, opened[1], change)

    def _taken_apart(self, f: Figure) -> Figure | None:
        """The amount a list that begins with ``f`` takes apart: of several just named the one its figures add up to,
        else the last."""
        s = self.s
        last = s.last_amount()
        pool = [x for x in (s.sentence_top if s.here else s.before) if not percent(x.q)]
        if last is None or len(pool) < 2 or last not in pool:
            return last
        found = self._summed([x for x in pool if same_unit(x, last)], f)
        if found is None and last.scenario in ("original_budget", "final_budget"):
            found = self._spent([x for x in pool if x.scenario == "actual"])
        return found or last

    def _summed(self, pool: list[Figure], f: Figure) -> Figure | None:
        """The last of several amounts that the figures from ``f`` on add up to."""
        s = self.s
        if not pool:
            return None
        running, count = Decimal(0), 0
        for part in s.ahead[s.ahead.index(f) :]:
            if part.group != f.group or percent(part.q) or not same_unit(part, pool[0]):
                continue
            running, count = running + base(part), count + 1
            found = next((x for x in reversed(pool) if count > 1 and base(x) == running), None)
            if found is not None:
                return found
        return None

    @staticmethod
    def _spent(pool: list[Figure]) -> Figure | None:
        """The last amount that was spent, else the last."""
        return next((x for x in reversed(pool) if x.scenario == "actual"), pool[-1] if pool else None)

    def _push(self, total: Figure, group: int, exhaustive: bool, change: bool) -> None:
        s = self.s
        after = s.ahead[s.ahead.index(total) + 1 :] if total in s.ahead else s.ahead
        if not any(same_unit(total, x) for x in after):
            return
        s.lists.append(
            OpenList(total, group, exhaustive, s.place(*s.span), s.text, change, before_semicolon=bool(s.lists))
        )

    def _end_lists(self, f: Figure, previous: Figure | None) -> None:
        """Close the lists that a figure does not continue."""
        s = self.s
        while s.lists:
            top = s.lists[-1]
            if bool(top.group) != bool(f.group) or f.role != ("change" if top.change else "amount"):
                return
            if top.total is None or not same_unit(top.total, f) or previous is top.total or w.OF_WHICH.search(f.before):
                return
            if not breaks_list(f, top):
                return
            self._pop()

    def _join_list(self, f: Figure) -> OpenList | None:
        s = self.s
        top = s.lists[-1] if s.lists else None
        if top is None or not top.takes(f) or bool(top.group) != bool(f.group):
            return None
        if top.group and (percent(f.q) or (top.total and f.scenario != top.total.scenario and "其中" not in f.before)):
            return None
        top.parts.append(f)
        if (
            top.total is not None
            and top.total.fact is not None
            and not top.total.core
            and top.total.fact.concept is None
        ):
            self._whole_of_kinds(f, top.total)
        if f.scenario in ("adjustment", "brought_forward") and top.total and top.total.scenario == "original_budget":
            top.total.scenario = "final_budget"
            if top.total.fact is not None:
                top.total.fact.scenario = "final_budget"
        return top

    def _whole_of_kinds(self, part: Figure, total: Figure) -> None:
        """预算数100万元，其中基本支出…: what basic or project expenditure is part of is all expenditure."""
        match = self.s.builder.matcher.match(w.core(part.raw))
        assert total.fact is not None
        if match.concept in ("expenditure.basic", "expenditure.project"):
            total.fact.concept, total.fact.match_score = "expenditure", match.score

    def _unit_part(self, f: Figure) -> None:
        """其中：局机关…、某中心…: the part belongs to that unit, not to the reporting organization."""
        m = _UNIT_PART.match(f.raw)
        named = m.group(1) if m else f.raw
        unit = self.s.outline.resolve(named) if len(named) >= 3 else None
        if unit is None and m is not None:
            unit = clean(named)
        if unit is not None and unit != f.organization:
            f.organization = unit
        elif f.organization and _UNIT_ITSELF.fullmatch(named):
            f.organization = f"{f.organization}本级"

    def _pop(self) -> None:
        statement = self.s.lists.pop().statement()
        if statement is not None:
            self.s.statements.append(statement)

    def _close(self) -> None:
        while self.s.lists:
            self._pop()


def _by_stage(amounts: list[Figure]) -> list[Figure]:
    """The last amount of each budget stage: the totals that a list over paragraphs may take apart."""
    last = {f.scenario: f for f in amounts if f.role == "amount" and not percent(f.q)}
    return [f for f in last.values() if f.fact is not None]
