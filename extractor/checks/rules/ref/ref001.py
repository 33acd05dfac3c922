"""
**检查什么**：同一单位、同一年度、同一预算阶段的同一指标，在正文、各表、附件中多次出现时数值是否一致。

**为什么**：同一数据前后不一，必有一处有误，读者无从判断以哪处为准。

**例子**：正文“实有120人”，附件1“实际在职人数”121。

**怎样判断**：标签按指标体系识别后，单位、年度、阶段都相同的数据视为同一数据；换算计量单位，按较粗的一处取整后比
较。出现两种以上取值时，以出现次数多的为准；只有两处时两处都列出，并由其他勾稽关系判断哪处更可能有误。标题或标签
写明口径（本级、全系统、一般公共预算、财政拨款等）不同的，只有在其他数据证明两处口径相同时才比较，否则记为“无法
判断”。

**局限**：标签未能识别的数据由 REF002、REF004 按名称比较；未写明年度或阶段的数据不比较。

## English

**What**: whether one indicator of one organization, year and budget stage has the same value wherever it is
printed: prose, tables, annexes.

**Why**: where mentions differ one of them is wrong, and the reader can't tell which.

**Example**: 120 persons in the text, 121 in the basic data sheet.

**How**: labels are mapped to the schema; mentions with the same organization, year and stage are one quantity.
Units are converted and the coarser print decides the precision. The value printed most often stands; of two,
both are named and the other relations tell which is more likely wrong. Where titles or labels name different
scopes (本级, 全系统, 一般公共预算, …) mentions are compared only if other figures show that both have the same
scope; else undetermined.

**Limits**: labels the schema does not know are compared by name (REF002, REF004); figures without a year or
stage are not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.claim import Claim, Verdict, Yielded
from extractor.checks.context import Context, scenario_words
from extractor.checks.expression import Leaf
from extractor.checks.figure import Figure
from extractor.checks.mentions import (
    Cluster,
    Key,
    agree,
    by_concept,
    clusters,
    distinctive,
    pairs_of_one_kind,
    scope,
    stage,
)
from extractor.checks.registry import Rule
from extractor.checks.slips import slip
from extractor.model.report import Fact
from extractor.text.labels import squash
from extractor.text.numbers import read_cell
from extractor.text.periods import scenario

RULE = Rule(
    code="REF001",
    titles=("同一指标多处表述一致", "One indicator has one value wherever it is printed"),
    severity="error",
    messages={
        "default": (
            "同一数据“{what}”不一致：{where}印为{printed}，{other}印为{other_printed}，相差{difference}。{hint}",
            "“{what}” differs: {where} prints {printed}, {other} prints {other_printed}, off by {difference}. {hint}",
        ),
    },
    needs=("没有多处出现的同一指标", "no indicator printed more than once"),
)
_SCOPE_UNKNOWN = ("两处口径不同，无法比较", "the mentions differ in scope")
_CALLED_ALIKE = (
    ("assets.fixed", "assets.fixed.cost"),
    ("assets.intangible", "assets.intangible.cost"),
    ("expenditure", "expenditure.total"),
    ("expenditure", "expenditure.fiscal"),
    ("revenue", "revenue.total"),
    ("revenue", "revenue.fiscal"),
    ("three_public.vehicles", "three_public.vehicles.running"),
    ("expenditure.basic.public", "economic.goods"),
    ("staff.in_post", "staff.total"),
    ("balance.closing", "balance.carried_forward"),
)
_NEAR = Decimal("0.67")
_SAME_PARAGRAPH = ("同一段中的两个取值，所指可能不同", "two values in one paragraph: they may not be one quantity")
_STAGE_UNKNOWN = (
    "该数等于另一阶段的数，所指阶段不明",
    "it equals the figure of another stage: which one is meant is not clear",
)
_OTHER_THING = ("该数可能属于别的事项", "it may be the figure of something else")
_TOO_MANY = ("同名数据取值过多，所指可能不同", "too many values under one name: they may not be one quantity")
# totals whose names are also used for parts ("实际支出" of one project)
_GENERIC = frozenset(
    ["expenditure", "revenue", "fund.total", "balance.closing", "balance.opening", "expenditure.total", "revenue.total"]
)


def check(context: Context) -> Iterator[Yielded]:
    mentions = by_concept(context)
    alike = _Sources(context, mentions)
    for key, facts in mentions.items():
        figures = [f for fact in facts if (f := context.figure(fact)) is not None]
        for group in pairs_of_one_kind(figures):
            if len(group) > 1:
                yield from _compare(context, key, group, alike)


def _compare(context: Context, key: Key, group: list[Figure], alike: _Sources) -> Iterator[Yielded]:
    found = clusters(group)
    main = found[0]
    reference = main.sharpest
    if len(found) > 2 and len(main.figures) * 2 <= len(group):
        yield Verdict(None, [("mention", f) for f in group], args={"what": "", "hint": ""}, reason=_TOO_MANY)
        return
    for cluster in found:
        for figure in cluster.figures:
            if figure is reference:
                continue
            why = _doubt(context, key, figure, reference, main, alike) if cluster is not main else None
            if why is not None:
                yield Verdict(None, [("mention", figure), ("mention", reference)], reason=why)
                continue
            yield Claim(
                figure,
                Leaf(reference, "mention"),
                role="mention",
                args={"what": _what(context, key), "hint": _hint(context, key, figure) if cluster is not main else ""},
                context=tuple(f for f in main.figures if f is not reference)[:3] if cluster is not main else (),
                severity=None if _sure(figure) and _sure(reference) else "warning",
            )


def _doubt(
    context: Context, key: Key, figure: Figure, reference: Figure, main: Cluster, alike: _Sources
) -> tuple[str, str] | None:
    """Why two differing prints may after all be of two quantities; None where nothing speaks for that."""
    if not alike.comparable(figure, reference):
        return _SCOPE_UNKNOWN
    here, there = figure.location, reference.location
    if here.table is not None and (here.table, here.row) == (there.table, there.row):
        # two columns of one row are two things, whatever their headers were read as
        return _OTHER_THING
    if _rows_differ(context, figure, reference):
        # nor are two rows of one column, where the column says what the figures are and the rows whose
        return _OTHER_THING
    if _mistaken(context, key, figure) or _mistaken(context, key, reference):
        return _OTHER_THING
    fact = figure.source
    if fact is None or fact.location.table is not None:
        return None
    if any(f.location.table is None and f.location.paragraph == fact.location.paragraph for f in main.figures):
        # nobody states one thing twice in a paragraph with two values
        return _SAME_PARAGRAPH
    if scenario(fact.raw_label) is None and _other_stage(context, key, figure) is not None:
        return _STAGE_UNKNOWN
    other = reference.source
    named = _names(context, fact) and (other is None or other.location.table is not None or _names(context, other))
    if not named and (_other_row(context, key, figure) or _far(figure, reference)):
        return _OTHER_THING
    return None


def _rows_differ(context: Context, a: Figure, b: Figure) -> bool:
    """Whether two figures stand in one column, in rows whose words differ and name neither figure."""
    here, there = a.location, b.location
    view = context.views.get(here.table) if here.table is not None else None
    if view is None or a.source is None or (here.table, here.col) != (there.table, there.col):
        return False
    rows = [[squash(c.text) for c in view.table.lines[at.row or 0]] for at in (here, there)]
    words = [{w for w in row if read_cell(w).kind == "text"} for row in rows]
    named = squash(a.source.raw_label)
    return words[0] != words[1] and not any(named in w for row in words for w in row)


def _far(a: Figure, b: Figure) -> bool:
    """Whether no slip of the hand and no late change makes one out of the other."""
    if a.value is None or b.value is None or not a.base or not b.base:
        return False
    ratio = abs(a.base / b.base)
    return not _NEAR <= ratio <= 1 / _NEAR and slip(a.value, a.from_base(b.base)) is None


def _mistaken(context: Context, key: Key, figure: Figure) -> bool:
    """Whether the figure is that of an indicator often called by the same name (固定资产 for cost or net value)."""
    others = {b for a, b in _CALLED_ALIKE if a == key[1]} | {a for a, b in _CALLED_ALIKE if b == key[1]}
    return bool(others) and any(
        fact.concept in others and stage(fact) == key[3] and fact.fiscal_year == key[2] and fact.id != figure.fact
        for fact in context.of_value(figure.base)
    )


def _names(context: Context, fact: Fact) -> bool:
    """Whether the words beside the figure name the concept, or only the context does (实际支出 under 项目支出)."""
    concept = context.schema.concepts.get(fact.concept or "")
    if concept is None or fact.concept in _GENERIC:
        return False
    printed = squash(fact.raw_label)
    return any(len(name) >= 3 and name in printed for name in (concept.zh, *concept.aliases))


def _what(context: Context, key: Key) -> tuple[str, str]:
    concept = context.schema.concepts.get(key[1])
    zh, en = scenario_words(key[3], key[2])  # type: ignore[arg-type]
    return (zh + (concept.zh if concept else key[1]), f"{concept.en if concept else key[1]}, {en}".strip(", "))


def _sure(figure: Figure) -> bool:
    score = figure.source.match_score if figure.source is not None else None
    return score is None or score >= 0.9


def _hint(context: Context, key: Key, figure: Figure) -> tuple[str, str]:
    """The stage whose figure was printed here by mistake, if there is one."""
    other = _other_stage(context, key, figure)
    if other is None:
        return ("", "")
    zh, en = scenario_words(other.scenario, other.fiscal_year)
    return (f"该数等于{zh}，疑为误用。", f"It equals the {en} and may have been taken from there.")


def _other_stage(context: Context, key: Key, figure: Figure) -> Fact | None:
    """A figure of the same indicator and organization, but another stage or year, with this value."""
    if not distinctive(figure):
        return None
    for fact in context.of_concept(key[1]):
        if (stage(fact), fact.fiscal_year) == (key[3], key[2]) or fact.scenario is None or fact.id == figure.fact:
            continue
        other = context.figure(fact)
        if other is not None and other.base == figure.base and context.subject(fact) == key[0]:
            return fact
    return None


def _other_row(context: Context, key: Key, figure: Figure) -> bool:
    """Whether a table prints this value for something else at the same stage."""
    return distinctive(figure) and any(
        fact.location.table is not None
        and fact.concept != key[1]
        and fact.measure == "amount"
        and stage(fact) == key[3]
        for fact in context.of_value(figure.base)
    )


class _Sources:
    """Whether two places speak of the same scope: no scope words differ, or all other figures printed in both agree.

    One that differs as well is enough to tell two scopes apart: money of another source shows in several lines.
    """

    def __init__(self, context: Context, mentions: dict[Key, list[Fact]]) -> None:
        self._context = context
        self._scopes: dict[str, frozenset[int]] = {}
        self._agreed: dict[frozenset[tuple[str, object]], set[str]] = defaultdict(set)
        self._differing: dict[frozenset[tuple[str, object]], set[str]] = defaultdict(set)
        for facts in mentions.values():
            if len(facts) < 2:
                continue
            for i, a in enumerate(facts[:12]):
                for b in facts[i + 1 : 12]:
                    one, other = context.figure(a), context.figure(b)
                    if one is None or other is None or not distinctive(one):
                        continue
                    places = frozenset((context.source(a), context.source(b)))
                    (self._agreed if agree(one, other) else self._differing)[places].add(a.concept or "")

    def comparable(self, a: Figure, b: Figure) -> bool:
        if a.source is None or b.source is None or self._scope(a.source) == self._scope(b.source):
            return True
        places = frozenset((self._context.source(a.source), self._context.source(b.source)))
        own = {a.source.concept or ""}
        return bool(self._agreed[places] - own) and not self._differing[places] - own

    def _scope(self, fact: Fact) -> frozenset[int]:
        if fact.id not in self._scopes:
            self._scopes[fact.id] = scope(self._context, fact)
        return self._scopes[fact.id]
