"""A quantity stated in one report against what another report prints for it: like with like, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.claim import Claim, Verdict, Words
from extractor.checks.expression import Leaf
from extractor.checks.figure import Figure, comparable
from extractor.checks.mentions import Cluster, agree, clusters, distinctive
from extractor.checks.slips import slip
from extractor.checks.years import Edition, Key, Years, undated
from extractor.model.report import Fact, Severity
from extractor.text.labels import normalise, squash

_SCOPE = ("两份报告中没有口径相同的数据", "the two reports print it for different scopes only")
_DIVIDED = (
    "该年度报告自身有几个不同的数，且无法判断以哪个为准",
    "the other report prints several values itself, and its own relations do not tell which holds",
)
_OTHER_THING = (
    "两处标签不同、数额相差过大，所指可能不同",
    "labels and sizes differ too much: they may not be one quantity",
)
_UNITS = ("计量单位未印明，无法比较", "the unit is not printed")
_LOOSE = ("正文用语笼统，所指可能不同", "the sentence does not name the quantity clearly")
_GENERIC = frozenset(
    ["expenditure", "revenue", "expenditure.total", "revenue.total", "balance.closing", "balance.opening"]
)
_TWINS = re.compile(
    r"^(?:three_public|economic\.goods|economic\.capital)\.(?:reception|abroad|vehicles|vehicles\.running|vehicles\.purchase)$"
)
_TWIN = (
    "“三公”经费与商品和服务支出中的同名项目口径可能不同",
    "an item of the 三公 expenditure and the economic item of the same name may differ in scope",
)
_NEAR = Decimal("0.67")
_MATCH = 0.95
Args = Mapping[str, Words]


@dataclass(slots=True, frozen=True)
class Mention:
    """One print of a quantity in one report."""

    edition: Edition
    fact: Fact

    @property
    def figure(self) -> Figure:
        return self.edition.figure(self.fact)

    @property
    def scope(self) -> frozenset[int]:
        return self.edition.scope(self.fact)


def mentions(editions: Sequence[Edition], key: Key) -> list[Mention]:
    """What some reports print for one quantity."""
    return [Mention(e, f) for e in editions for f in e.mentions.get(key, ())]


def confront(
    years: Years,
    stated: Sequence[Mention],
    against: Sequence[Mention],
    args: Args,
    *,
    severity: Severity,
    message: str = "default",
) -> Iterator[Claim | Verdict]:
    """One claim for every value the later report states; undetermined where like can't be compared with like.

    A value that some print of the other report bears out is taken for consistent: whether that report agrees with
    itself is its own rules' affair.
    """
    own = {m.figure.key: m for m in stated}
    groups = clusters([m.figure for m in stated])
    for cluster in groups:
        figure = cluster.sharpest
        mine = own[figure.key]
        others = [m for m in against if _same_kind(figure, m.figure)]
        if not others:
            if against:
                yield Verdict(None, [("stated", figure), ("mention", against[0].figure)], reason=_UNITS)
            continue
        others.sort(key=lambda m: (m.scope != mine.scope, m.fact.location.table is None, m.figure.ulp))
        bearing = next((m for m in others if agree(figure, m.figure)), None)
        if bearing is not None:
            yield _claim(figure, bearing.figure, cluster, args, message, None)
            continue
        elsewhere = any(
            agree(f, m.figure) for c in groups if c is not cluster for f in c.figures for m in others
        )  # fmt: skip
        yield _differ(years, mine, cluster, others, elsewhere, args, message, severity)


def _differ(
    years: Years, mine: Mention, cluster: Cluster, others: Sequence[Mention], elsewhere: bool, args: Args, message: str,
    severity: Severity,
) -> Claim | Verdict:  # fmt: skip
    figure = mine.figure
    same = [m for m in others if m.scope == mine.scope]

    def unknown(reason: tuple[str, str]) -> Verdict:
        return Verdict(None, [("stated", figure), ("mention", (same or others)[0].figure)], reason=reason)

    if not same:
        return unknown(_SCOPE)
    reference, sure = _spokesman(same)
    if reference is None:
        return unknown(_DIVIDED)
    alike = _labels_alike(mine.fact, reference.fact)
    if not alike and _far(figure, reference.figure):
        return unknown(_OTHER_THING)
    if _loose(mine) or _loose(reference):
        return unknown(_LOOSE)
    if _TWINS.search(mine.fact.concept or "") and _kind_of_source(mine) != _kind_of_source(reference):
        return unknown(_TWIN)
    hint, doubtful = _hint(years, mine, reference)
    explained = years.explanation(reference.edition, _names(mine))
    if explained is not None:
        zh = f"报告说明“{_short(explained.text)}”，请核对差额是否由此产生。"
        en = f"The report says “{_short(explained.text)}”: check whether that explains it."
        hint = (hint[0] + zh, " ".join(filter(None, (hint[1], en))))
    firm = alike and sure and not elsewhere and not doubtful and explained is None
    weaker: Severity = "warning" if severity == "error" else severity
    return _claim(
        figure, reference.figure, cluster, {**args, "hint": hint}, message, severity if firm else weaker, differs=True
    )  # fmt: skip


def _claim(
    figure: Figure, reference: Figure, cluster: Cluster, args: Args, message: str, severity: Severity | None, *,
    differs: bool = False,
) -> Claim:  # fmt: skip
    return Claim(
        figure,
        Leaf(reference, "mention"),
        role="stated",
        message=message,
        args={"hint": ("", ""), **args},
        severity=severity,
        context=tuple(f for f in cluster.figures if f is not figure)[:3] if differs else (),
    )


def _same_kind(a: Figure, b: Figure) -> bool:
    """Persons with persons, money with money; money whose unit is not printed is compared with nothing."""
    money = [(f.unit or "").endswith("元") for f in (a, b)]
    return money[0] == money[1] and comparable(a, b)


def _spokesman(same: Sequence[Mention]) -> tuple[Mention | None, bool]:
    """The print that speaks for a report, and whether nothing in it speaks against: the only value, or the one its own
    relations bear out while they tell against the others."""
    by_key = {m.figure.key: m for m in same}
    found = clusters([m.figure for m in same])
    best = by_key[found[0].sharpest.key]
    if len(found) == 1:
        return best, True

    def weight(cluster: Cluster) -> tuple[int, int]:
        held = [by_key[f.key] for f in cluster.figures]
        return -sum(m.fact.id in m.edition.named for m in held), sum(m.edition.borne[m.fact.id] for m in held)

    found.sort(key=weight, reverse=True)
    first, second = weight(found[0]), weight(found[1])
    # versions of one report that differ are not at odds with themselves: the value most of them print stands
    clear = first[1] > second[1] and first[0] >= second[0] and (second[1] == 0 or second[0] < first[0])
    return (by_key[found[0].sharpest.key], False) if clear else (None, False)


def _labels_alike(a: Fact, b: Fact) -> bool:
    if a.concept is None or b.concept is None:
        return True  # matched by their words
    if normalise(a.raw_label) == normalise(b.raw_label):
        return True
    return min(a.match_score or 0, b.match_score or 0) >= _MATCH


def _far(a: Figure, b: Figure) -> bool:
    """Whether no slip of the hand and no late change makes one out of the other."""
    if a.value is None or b.value is None or not a.base or not b.base:
        return False
    ratio = abs(a.base / b.base)
    return not _NEAR <= ratio <= 1 / _NEAR and slip(a.value, a.from_base(b.base)) is None


def _loose(mention: Mention) -> bool:
    """A sentence that says 实际支出 of anything."""
    fact = mention.fact
    if fact.location.table is not None or fact.concept is None:
        return False
    if fact.concept in _GENERIC:
        return True
    concept = mention.edition.context.schema.concepts.get(fact.concept)
    printed = squash(fact.label + fact.raw_label)
    return concept is None or not any(len(n) >= 3 and n in printed for n in (concept.zh, *concept.aliases))


def _kind_of_source(mention: Mention) -> str:
    """The form a figure stands in: kind or title of its table, "prose" for sentences."""
    at = mention.fact.location.table
    view = mention.edition.context.views.get(at) if at is not None else None
    if view is None:
        return "prose"
    return view.kind if view.kind != "unknown" else undated(view.title or "")


def _names(mention: Mention) -> list[str]:
    concept = mention.edition.context.schema.concepts.get(mention.fact.concept or "")
    return [mention.fact.raw_label, *((concept.zh, *concept.aliases) if concept else ())]


def _hint(years: Years, mine: Mention, reference: Mention) -> tuple[tuple[str, str], bool]:
    """What the difference looks like, and whether it may lie in the reading: the same digits in another unit, a figure
    of another stage or year."""
    a, b = mine.figure, reference.figure
    if a.value is not None and a.value == b.value and a.unit != b.unit:
        return ("两处数字相同而计量单位不同，请核对单位。", "The digits are the same, the units are not."), True
    if not distinctive(a):
        return ("", ""), False
    for fact in reference.edition.context.of_concept(reference.fact.concept or ""):
        other = reference.edition.context.figure(fact)
        if other is not None and other.base == a.base and fact.id != reference.fact.id:
            zh, en = _stage_words(fact)
            return (f"该数等于该报告的{zh}，疑为误用。", f"It equals the {en} of that report."), True
    return ("", ""), False


def _stage_words(fact: Fact) -> tuple[str, str]:
    from extractor.checks.context import scenario_words

    zh, en = scenario_words(fact.scenario, fact.fiscal_year)
    return zh or "另一阶段数", en or "figure of another stage"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
