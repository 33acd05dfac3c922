"""Reads running text sentence by sentence: each figure becomes a fact, each claim about figures a statement."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from extractor.interpret import prose_words as w
from extractor.interpret.build import FactBuilder
from extractor.interpret.outline import Outline
from extractor.interpret.prose_changes import Base, read_base, subject_of
from extractor.interpret.prose_context import Frame
from extractor.interpret.prose_figures import (
    Figure,
    classify,
    compared_with,
    distribute,
    figures,
    money,
    name,
    percent,
    strip_lead,
)
from extractor.interpret.prose_lists import OpenList, between, breaks_list, opener, same_unit
from extractor.interpret.prose_text import Plain, sentences
from extractor.model.interpretation import Statement
from extractor.model.report import Location, Measure, Scenario
from extractor.text.labels import squash

Place = Callable[[int, int], Location]
"""From offsets in the plain text to a location."""

_CARRIED: frozenset[Scenario] = frozenset(("original_budget", "final_budget", "actual", "closing", "plan", "target"))
_BUDGETS = ("final_budget", "original_budget", "target")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:年|(?=[—\-至~]20))")
_RATE_OF_LEVEL = re.compile(r"(?:增长率|增速|增幅|降幅|增长)$")
_NUMBERED_HEADS = re.compile(r"^[一二三四五六七八九十]是")
_WHOLE_WORDS = re.compile(r"共|合计|总|累计")


class Reader:
    """Reads the texts of one document in order; keeps what later sentences refer back to."""

    def __init__(self, builder: FactBuilder, outline: Outline) -> None:
        self.builder = builder
        self.outline = outline
        self.statements: list[Statement] = []
        self.seen: dict[str, list[Figure]] = {}
        """Figures by what they measure, for claims that name it again."""
        self.section: str | None = None

    # -- one text ----------------------------------------------------------------------------------------------

    def read(self, even: Plain, frame: Frame, place: Place) -> list[Figure]:
        """Read a paragraph or cell; the figures it holds, each with its fact."""
        if frame.section != self.section:
            self.section, self.seen = frame.section, {}
        self.even, self.frame, self.place = even, frame, place
        self.organization, self.year = frame.organization, frame.year
        self.scenario: Scenario | None = None
        self.subject = frame.subject
        self.top: list[Figure] = []
        self.lists: list[OpenList] = []
        all_figures: list[Figure] = []
        at = 0
        for start, end in sentences(even):
            found = []
            while at < len(even.quantities) and even.quantities[at].start < end:
                found.append(at)
                at += 1
            all_figures += self._sentence(start, end, found)
        self._close(0)
        return all_figures

    def _sentence(self, start: int, end: int, found: list[int]) -> list[Figure]:
        even = self.even
        text = even.text[start:end]
        continued = bool(re.match(r"[，；]?(?:其中|[二三四五六七八九十]是|（[二三四五六七八九十]）)", text))
        if not continued:
            self._close(0)
        result = figures(even, start, end, found)
        distribute(result)
        self.here: list[Figure] = []
        self.span, self.text = (start, end), text.rstrip("。；\n")
        self.planned = self.frame.plan
        self.base: Base | None = None
        self.change: Statement | None = None
        self.sentence_top: list[Figure] = []
        if not result:
            self._year_in(even.bare(start, end), None)
            return result
        previous: Figure | None = None
        for f in result:
            self._setting(f, previous)
            classify(f, self.base is not None)
            self._leave_brackets(f)
            self._enter_list(f, previous)
            self._named(f, previous)
            self._staged(f)
            self._join_list(f, previous)
            self._record(f)
            self._claim(f, previous)
            self.here.append(f)
            previous = f
        tail = even.text[result[-1].q.end : end]
        if w.ET_CETERA.match(tail) and self.lists:
            self.lists[-1].exhaustive = False
        if w.CLOSES_LIST.match(tail.lstrip("，；")) and self.lists:
            self.lists[-1].open_ended = True
        return result

    # -- setting -----------------------------------------------------------------------------------------------

    def _setting(self, f: Figure, previous: Figure | None) -> None:
        """Year, organization, comparison and plan words in what stands between two figures."""
        words = f.before
        if "；" in words:
            self.base = None
            self.change = None
        self._year_in(words, f)
        self._organization_in(f)
        if w.PLAN.search(words):
            self.planned = True
        m = compared_with(words[: len(words) - len(f.left)] if f.left and words.endswith(f.left) else words)
        if m is not None and m.group("base"):
            self.base = read_base(m.group("base"), self.year, self.scenario or self.frame.scenario)
            self.change = None

    def _year_in(self, words: str, f: Figure | None) -> None:
        bare = re.sub(r"《[^》]*》|（[^（）]*）", "", words)
        compared = compared_with(bare)
        for m in _YEAR.finditer(bare):
            if compared is not None and compared.start("base") <= m.start() < compared.end("base"):
                continue
            self.year = int(m.group(1))
            self.subject = self.frame.subject
        if self.frame.year and not (compared and re.search(r"上年|去年", compared.group("base"))):
            if re.search(r"明年|下一?年度?(?=[，计拟将力])", bare):
                self.year = self.frame.year + 1
            elif re.search(r"(?:^|[，；])(?:本年度?|今年|当年)", bare):
                self.year = self.frame.year

    def _organization_in(self, f: Figure) -> None:
        """A known unit named at the head of a clause owns the figures from there on."""
        if len(self.outline.units) < 2 and not self.outline.aliases:
            return
        for clause in re.split(r"[，；：。]", f.before):
            words = strip_lead(clause)
            for unit in self._mentions(words):
                self.organization = unit

    def _mentions(self, words: str) -> list[str]:
        for alias, full in self.outline.aliases.items():
            if words.startswith(alias):
                return [full]
        for unit in self.outline.units:
            if words.startswith(unit):
                return [unit]
            if unit != self.outline.organization:
                short = unit[-6:]
                at = words.find(short)
                if 0 <= at <= 8 and self.outline.resolve(words[: at + len(short)]) == unit:
                    return [unit]
        if re.match(r"(?:我|本|全)(?:局|委|厅|办|部门|单位|院|中心)", words) and self.frame.organization:
            return [self.frame.organization]
        return []

    def _year_of(self, f: Figure) -> int | None:
        own = [int(m.group(1)) for m in _YEAR.finditer(re.sub(r"《[^》]*》", "", f.left))]
        if f.compared is not None and f.compared.re is w.COMPARISON:
            own = [int(m.group(1)) for m in _YEAR.finditer(f.left[: f.compared.start()])]
        if own:
            return own[-1]
        if f.compared is None and re.search(r"(?:上年度?|去年)(?!结|末|同期)", f.left) and self.frame.year:
            return self.frame.year - 1
        return self.year

    # -- names -------------------------------------------------------------------------------------------------

    def _named(self, f: Figure, previous: Figure | None) -> None:
        keep = self.frame.target or self.frame.achieved
        if f.role == "amount":
            raw, label = name(f.left, f.right, keep)
        else:
            raw = label = strip_lead(w.TAIL.sub("", f.left))
        if not raw:
            raw = label = self._earlier_words(f)
        if not raw and previous is not None:
            raw, label = previous.raw, previous.label
        if not raw:
            raw = label = self.subject or (self.frame.titles[0] if self.frame.titles else "")
        f.raw, f.core = squash(raw), w.core(raw)
        total = self.lists[-1].total if self.lists else None
        if f.role != "amount":
            about = strip_lead(subject_of(f)) if f.role in ("change", "growth") else ""
            owner = self._about(f, about)
            f.label = squash(raw if about or owner is None else owner.label + raw)
        elif total is not None and self.lists[-1].takes(f):
            f.label = f"{total.label}：{f.raw}"
        elif not f.core and self.subject and self.subject not in raw:
            f.label = f"{self.subject}：{f.raw}"
        else:
            f.label = squash(label)

    def _earlier_words(self, f: Figure) -> str:
        """A label that stands before a comma or colon: 资产总额：100万元."""
        head = f.before[: len(f.before) - len(f.left)]
        for clause in reversed(re.split(r"[，；：。]", head)):
            words = name(clause, "", True)[0]
            if len(words) >= 2 and not w.OF_WHICH.search(words):
                return words if len(words) <= 30 else ""
        return ""

    def _staged(self, f: Figure) -> None:
        """Fiscal year, budget stage and organization of a figure."""
        f.organization = self.organization
        f.year = self._year_of(f)
        words = f.left
        if f.compared is not None and f.compared.re is w.COMPARISON:
            words = words[: f.compared.start()]
        own = w.stage(words)
        if own is None and f.role == "amount":
            own = w.stage(f.before[: len(f.before) - len(f.left)].rsplit("。")[-1])
        listed = self.lists[-1].total if self.lists and self.lists[-1].takes(f) else None
        fiscal = self.frame.year
        explicit = f.year is not None and fiscal is not None and f.year > fiscal
        if self.frame.target:
            own = "target"
        elif self.planned and (explicit or not own) and (f.year is None or fiscal is None or f.year >= fiscal):
            if not self._states_past(f):
                own = "plan"
                if fiscal is not None and not explicit:
                    f.year = fiscal + 1 if self.frame.plan or f.year == fiscal else f.year
        elif w.TARGET.search(words):
            own = "target"
        if own is None and listed is not None:
            own = listed.scenario
        if own is None and f.role == "amount":
            own = self._default(f)
        f.scenario = own
        if f.role == "amount" and own in _CARRIED and not (self.lists and self.lists[-1].takes(f)):
            self.scenario = own

    def _states_past(self, f: Figure) -> bool:
        return bool(re.search(r"目前|现有|已有?|实际|决算|年初预算", f.before))

    def _default(self, f: Figure) -> Scenario | None:
        if w.SPENDING.search(f.left):
            return "actual"
        if (self.frame.balance and money(f.q.unit)) or (self.frame.staff and not money(f.q.unit) and not percent(f.q)):
            return "closing"
        if self.scenario is not None:
            return self.scenario
        return self.frame.scenario

    # -- lists -------------------------------------------------------------------------------------------------

    def _leave_brackets(self, f: Figure) -> None:
        while self.lists and self.lists[-1].group and not self._within(f.group, self.lists[-1].group):
            self._pop()

    def _within(self, group: int, outer: int) -> bool:
        while group and group != outer:
            group = self.even.parents[group]
        return group == outer

    def _enter_list(self, f: Figure, previous: Figure | None) -> None:
        """Open a list where the words before a figure announce parts of the one before it."""
        even = self.even
        if f.group and (previous is None or previous.group != f.group) and not even.is_quote(f.group):
            if previous is not None and previous.q.end == even.opens[f.group] and previous.role == "amount":
                hedged = bool(w.HEDGE.search(f.left)) and "其中" not in f.left
                self._push(previous, f.group, not hedged, False)
            return
        opened = opener(f, previous)
        if opened is None:
            if self.lists and "；" in f.before:
                while len(self.lists) > 1 and self.lists[-1].before_semicolon:
                    self._pop()
            if _NUMBERED_HEADS.search(strip_enumeration(f.before)) and "一是" in f.before:
                total = self._last_amount(previous)
                if total is not None and not self.lists:
                    self._push(total, 0, bool(_WHOLE_WORDS.search(total.left)), False)
                    self.lists[-1].open_ended = not _WHOLE_WORDS.search(total.left)
            return
        words = between(f.before) if w.OF_WHICH.search(f.before) else ""
        if previous is None:
            total = self._last_amount(None) if re.match(r"[，；]?其中", f.before) else None
            if total is not None:
                self._push(total, 0, opened[1], False)
            return
        if words and not re.match(r"^(?:[均皆都全]|占|较|比|同比|与|完成|为|（|用于)", words):
            if not self.lists:
                return
            self._close(0)
            return
        change = previous.role in ("change", "growth") and (f.role == "change")
        total = self._last_change() if change else self._last_amount(previous)
        if change and total is None:
            return
        if self.lists and total is not None and total not in self.lists[-1].parts and not change:
            self._close(0)
        self._push(total, 0, opened[1], change)

    def _push(self, total: Figure | None, group: int, exhaustive: bool, change: bool) -> None:
        self.lists.append(
            OpenList(
                total, group, exhaustive, self.place(*self.span), self.text, change, before_semicolon=bool(self.lists)
            )
        )

    def _join_list(self, f: Figure, previous: Figure | None) -> None:
        while self.lists:
            top = self.lists[-1]
            if top.group != 0 and f.group != top.group:
                return
            if top.group == 0 and f.group != 0:
                return
            if not top.takes(f):
                if f.role == "amount" and top.total is not None and same_unit(top.total, f) and breaks_list(f, top):
                    self._pop()
                    continue
                return
            if top.parts or (top.total is not None and previous is not top.total):
                if breaks_list(f, top) and not w.OF_WHICH.search(f.before):
                    self._pop()
                    continue
            top.parts.append(f)
            if f.organization == (top.total.organization if top.total else None):
                self._unit_part(f)
            return

    def _unit_part(self, f: Figure) -> None:
        """其中：局机关…、某中心…: the part belongs to that unit, not to the reporting organization."""
        unit = self.outline.resolve(f.raw) if len(f.raw) >= 3 else None
        if unit is not None and unit != f.organization:
            f.organization = unit
        elif (
            re.fullmatch(r"(?:局|委|厅|部|院|办|处|镇|乡|会|校|中心|单位|部门)?(?:机关本?级?|本级|本部)", f.raw)
            and f.organization
        ):
            f.organization = f"{f.organization}（本级）"

    def _pop(self) -> None:
        done = self.lists.pop()
        statement = done.statement()
        if statement is not None:
            self.statements.append(statement)

    def _close(self, keep: int) -> None:
        while len(self.lists) > keep:
            self._pop()

    def _last_amount(self, previous: Figure | None) -> Figure | None:
        for f in reversed(self.here):
            if f.role == "amount" and f.group == 0:
                return f
        return None if previous is not None and self.here else (self.top[-1] if self.top else None)

    def _last_change(self) -> Figure | None:
        return next((f for f in reversed(self.here) if f.role == "change"), None)

    # -- facts -------------------------------------------------------------------------------------------------

    def _record(self, f: Figure) -> None:
        listed = self.lists[-1] if self.lists and f in self.lists[-1].parts else None
        total = listed.total if listed else None
        path = tuple(
            dict.fromkeys(x for x in ((total.core if total else ""), self.frame.subject, *self.frame.titles) if x)
        )
        measure, scenario = self._measure(f)
        base_year, base_scenario = None, None
        if f.role in ("change", "growth") and not f.level_after:
            base = self._base_of(f)
            base_year, base_scenario = base.year, base.scenario
        f.fact = self.builder.add(
            replace(f.printed, unit=f.q.unit),
            replace(self.place(f.q.start, f.q.end), chars=(f.printed.start, f.printed.end)),
            raw_label=f.raw or f.label or "（未具名）",
            label=f.label or None,
            path=path,
            organization=f.organization,
            fiscal_year=f.year,
            scenario=scenario,
            measure=measure,
            base_year=base_year,
            base_scenario=base_scenario,
        )
        self._concept(f, total, path)
        if f.role == "amount":
            in_list = listed is not None
            if not in_list and f.group == 0:
                self.sentence_top.append(f)
                self.top.append(f)
                if f.core:
                    self.subject = f.core
            self.seen.setdefault(f.core or self.subject, []).append(f)

    def _measure(self, f: Figure) -> tuple[Measure, Scenario | None]:
        if f.role == "amount":
            if percent(f.q):
                kind: Measure = "growth" if _RATE_OF_LEVEL.search(f.raw) else "rate"
                derived = bool(w.EXECUTION.search(f.raw) or w.CONTROL.search(f.raw)) and len(w.core(f.raw)) < 5
                return kind, "derived" if derived and not self.frame.target and f.scenario in (
                    None,
                    "actual",
                ) and not self.frame.achieved else f.scenario
            return ("amount" if money(f.q.unit) or f.q.unit is None else "count"), f.scenario
        kinds: dict[str, Measure] = {"change": "change", "growth": "growth", "share": "share", "rate": "rate"}
        scenario: Scenario | None = f.scenario if f.scenario in ("plan", "target") else "derived"
        return kinds[f.role], scenario

    def _concept(self, f: Figure, total: Figure | None, path: tuple[str, ...]) -> None:
        """Look the label up without its stage words, or take the subject's concept where it is nothing but a stage."""
        fact = f.fact
        assert fact is not None
        matcher = self.builder.matcher
        if f.role in ("change", "growth", "share"):
            owner = self._about(f, strip_lead(subject_of(f)) if f.role != "share" else "")
            if owner is not None and owner.fact is not None:
                fact.concept, fact.match_score = owner.fact.concept, owner.fact.match_score
                return
            about = w.core(subject_of(f)) if f.role != "share" else ""
            match = matcher.match(about, path=path) if about else None
            fact.concept, fact.match_score = (match.concept, match.score) if match else (None, None)
            return
        if total is not None and total.fact is not None and f.organization != total.organization:
            fact.concept, fact.match_score = total.fact.concept, total.fact.match_score
            return
        words = f.core if f.core else self.subject
        if not words or words == f.raw or (fact.concept is not None and f.core):
            return
        match = matcher.match(words, path=path, unit=f.q.unit)
        if match.concept is not None:
            fact.concept, fact.match_score = match.concept, match.score

    # -- claims ------------------------------------------------------------------------------------------------

    def _base_of(self, f: Figure) -> Base:
        m = f.compared
        scenario = f.scenario if f.scenario not in (None, "derived") else self.scenario
        if f.beyond is not None:
            return read_base(f.beyond.group("base"), f.year, scenario)
        if m is not None:
            if m.re is w.SAME_PERIOD:
                return Base(f.year - 1 if f.year else None, scenario)
            return read_base(m.group("base"), f.year, scenario)
        return self.base or Base(None, None)

    def _about(self, f: Figure, words: str) -> Figure | None:
        """The figure a change or share speaks of: the one its words name, else the last amount."""
        if words:
            return self._find(w.core(words), f.year, w.stage(words))
        return self._last_amount(None)

    def _find(self, core: str, year: int | None, scenario: Scenario | None) -> Figure | None:
        if not core:
            return None
        for known in reversed(self.seen.get(core, ())):
            if (year is None or known.year == year) and (scenario is None or known.scenario == scenario):
                return known
        return None

    def _statement(self, f: Figure, kind: str, **values: object) -> Statement:
        made = Statement(
            kind=kind,  # type: ignore[arg-type]
            location=self.place(*self.span),
            text=self.text,
            fiscal_year=f.year,
            organization=f.organization,
            scenario=f.scenario,
        )
        for key, value in values.items():
            setattr(made, key, value)
        self.statements.append(made)
        return made

    def _claim(self, f: Figure, previous: Figure | None) -> None:
        if f.role in ("change", "growth"):
            self._change(f, previous)
        elif f.level_after:
            self._level(f, previous)
        elif f.role in ("share", "rate") or (percent(f.q) and w.EXECUTION.search(f.raw)):
            self._share(f)
        else:
            self._sum(f)

    def _change(self, f: Figure, previous: Figure | None) -> None:
        words = strip_lead(subject_of(f))
        slot = "amount" if f.role == "change" else "rate"
        own_base = f.compared is not None or f.beyond is not None
        current = self.change
        if (
            current is not None
            and not words
            and not own_base
            and getattr(current, slot) is None
            and current.direction in (f.direction, None)
        ):
            setattr(current, slot, f.id)
            current.direction = current.direction or f.direction
            return
        owner = self._about(f, words)
        if owner is not None and (owner.fact is None or not self._fits(owner, f)):
            owner = None
        base = self._base_of(f)
        earlier = self._earlier(owner, f, base)
        if earlier is not None and base.year is None and base.scenario is None:
            base = Base(earlier.year, earlier.scenario)
        if f.fact is not None:
            f.fact.base_year, f.fact.base_scenario = base.year, base.scenario
        concept = owner.fact.concept if owner and owner.fact else f.fact.concept if f.fact else None
        self.change = self._statement(
            f,
            "change",
            current=owner.id if owner else None,
            base=earlier.id if earlier else None,
            direction=f.direction,
            base_year=base.year,
            base_scenario=base.scenario,
            subject=squash(words) or (owner.label if owner else ""),
            concept=concept,
            scenario=(owner.scenario if owner else None) or w.stage(words) or f.scenario,
            word=base.other,
        )
        setattr(self.change, slot, f.id)

    def _fits(self, owner: Figure, f: Figure) -> bool:
        if f.role == "growth":
            return not percent(owner.q)
        if f.q.percent_point:
            return percent(owner.q)
        return same_unit(owner, f)

    def _earlier(self, owner: Figure | None, f: Figure, base: Base) -> Figure | None:
        """The printed figure a change is measured from, if this section prints it."""
        if f.beyond is not None or (base.scenario in _BUDGETS and owner is not None and base.year == owner.year):
            pool = [
                x
                for x in self.here
                if x.role == "amount" and x is not owner and x.scenario in _BUDGETS and same_unit(x, f)
            ]
            return pool[-1] if pool else None
        if owner is None or base.other:
            return None
        if base.year is not None:
            found = self._find(owner.core or self.subject, base.year, base.scenario)
            return found if found is not owner else None
        if f.compared is None and self.base is None and owner.year is not None:
            found = self._find(owner.core or self.subject, owner.year - 1, None)
            return found if found is not None and found in self.here else None
        return None

    def _level(self, f: Figure, previous: Figure | None) -> None:
        """由50万元增加到60万元."""
        base = (
            previous
            if previous is not None and re.search(r"[由从]", previous.before) and same_unit(previous, f)
            else None
        )
        read = (
            read_base(previous.left, f.year, f.scenario)
            if base is not None and previous is not None
            else Base(None, None)
        )
        if base is None:
            return
        self.change = self._statement(
            f, "change", current=f.id, base=base.id, direction=f.direction, base_year=read.year, subject=f.label,
            concept=f.fact.concept if f.fact else None,
        )  # fmt: skip

    def _share(self, f: Figure) -> None:
        named = re.sub(r"占.*$", "", f.left) if f.role == "share" else ""
        part = self._find(w.core(strip_lead(named)), f.year, None) if strip_lead(named) else self._last_amount(None)
        total = self._whole(f, part)
        self._statement(
            f,
            "share",
            part=part.id if part else None,
            total=total.id if total else None,
            rate=f.id,
            subject=squash(f.of),
            concept=part.fact.concept if part and part.fact else None,
            base_scenario=w.stage(f.of) if f.of else None,
            scenario=part.scenario if part else f.scenario,
        )

    def _whole(self, f: Figure, part: Figure | None) -> Figure | None:
        """The total a share is taken of."""
        if f.role != "share":
            stage = w.stage(f.of) if f.of else None
            pool = [
                x
                for x in (*self.top, *self.here)
                if x.role == "amount" and x is not part and part is not None and same_unit(x, part)
            ]
            fitting = [x for x in pool if (x.scenario == stage if stage else x.scenario in _BUDGETS)]
            return fitting[-1] if fitting else None
        if f.of:
            found = self._find(w.core(f.of), f.year, w.stage(f.of))
            return found if found is not part else None
        for open_list in reversed(self.lists):
            if open_list.total is not None and part in open_list.parts:
                return open_list.total
        if part is None:
            return None
        pool = [
            x
            for x in self.here
            if x.role == "amount" and x is not part and same_unit(x, part) and x.q.start < part.q.start
        ]
        near = [x for x in pool if x.q.value and abs(part.q.value / x.q.value * 100 - f.q.value) < 1]
        return near[-1] if near else pool[-1] if pool else None

    def _sum(self, f: Figure) -> None:
        if w.TOTAL_WORD.search(f.left):
            parts = [x for x in self.sentence_top if x is not f and same_unit(x, f)]
            stages = {x.scenario for x in parts}
            if len(parts) > 1 and (
                len(stages) == 1 or stages <= {"original_budget", "adjustment", "brought_forward", "final_budget"}
            ):
                self._statement(
                    f,
                    "sum",
                    total=f.id,
                    parts=[x.id for x in parts],
                    signs=[1] * len(parts),
                    exhaustive=True,
                    subject=f.label,
                )
        elif w.LEFT_OVER.match(f.raw) and len(self.sentence_top) >= 3:
            budget, spent = self.sentence_top[-3:-1]
            if (
                budget.scenario in _BUDGETS
                and spent.scenario == "actual"
                and same_unit(budget, f)
                and same_unit(spent, f)
            ):
                self._statement(
                    f, "sum", total=f.id, parts=[budget.id, spent.id], signs=[1, -1],
                    exhaustive=budget.scenario == "final_budget", subject=f.label,
                )  # fmt: skip
        elif w.OFFSET.search(f.before) and len(self.here) >= 2:
            a, b = self.here[-2:]
            if same_unit(a, f) and same_unit(b, f):
                self._statement(
                    f,
                    "sum",
                    total=f.id,
                    parts=[a.id, b.id],
                    signs=[a.direction or 1, b.direction or -1],
                    exhaustive=True,
                    subject=f.label,
                )


def strip_enumeration(words: str) -> str:
    """Words from the last 一是, 二是 on."""
    found = list(re.finditer(r"[一二三四五六七八九十]是", words))
    return words[found[-1].start() :] if found else words
