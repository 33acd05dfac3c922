"""Which reports are one department's, over the years and under all its names; with the evidence, never by guess.

Names that are written alike but for the place in front, or carry one code, are one department if their figures do not
speak against it. A name that follows another one in time is the same department renamed if its report says so, or its
figures of last year are the other's own, and nothing else fits as well. Where several fit, none is taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from extractor.reconcile.support import Query, Support, supports
from extractor.text.organizations import name_key, own_level, place_of, spelled_alike, stem

SERIES = {"department": "report", "unknown": "report", "final_accounts": "accounts"}
"""Kinds of documents that are compared with each other; reports on single projects are not."""
MOST_GAP = 3
_FEW = 2
_MANY = 3
_HALF = Decimal("0.5")
_CODE = 6
_MERGED = re.compile(r"整合|合并|组建|并入|和原|与原|、原|及原|划入|划转")
_RENAMED = re.compile(r"更名|改名|改称|名称(?:变更|调整|改)")
Name = tuple[str, bool, str]
"""A name's key, whether it is the office alone, and the series: what is one department without further evidence."""


@dataclass(slots=True)
class Doc:
    """One report."""

    document: str
    file: str
    organization: str
    year: int
    kind: str
    path: str = ""

    @property
    def name(self) -> Name:
        return name_key(self.organization), own_level(self.organization), SERIES[self.kind]


@dataclass(slots=True)
class Match:
    """Two names and what was made of them."""

    kind: str
    """"spelling", "code", "renamed", "merged", "split" or "ambiguous"."""
    name: str
    other: str
    year: int | None
    accepted: bool
    confidence: Decimal
    evidence: str

    def row(self) -> tuple[object, ...]:
        return (self.kind, self.name, self.other, self.year, self.accepted, self.confidence, self.evidence)


@dataclass(slots=True)
class Department:
    """All reports of one department in one series, by year."""

    name: str
    alone: bool
    docs: list[Doc] = field(default_factory=list)

    @property
    def years(self) -> list[int]:
        return sorted({d.year for d in self.docs})

    @property
    def gaps(self) -> list[int]:
        """Years without a report between the first and the last."""
        have = self.years
        return [y for y in range(have[0], have[-1]) if y not in have]


@dataclass(slots=True)
class Matching:
    departments: list[Department] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    left_out: int = 0
    """Documents without organization or year, or about a single project."""

    def links(self) -> dict[tuple[str, str], Match]:
        """Accepted matches by the two names' keys."""
        found = {}
        for m in self.matches:
            if m.accepted:
                found[name_key(m.name), name_key(m.other)] = found[name_key(m.other), name_key(m.name)] = m
        return found


def match(query: Query) -> Matching:
    """Sort the documents of a database into departments."""
    docs, left_out = _documents(query)
    found = Matching(left_out=left_out)
    groups: dict[Name, list[Doc]] = defaultdict(list)
    for doc in docs:
        groups[doc.name].append(doc)
    joined = _Union(groups)
    support = supports(query, groups)
    for one in (_codes(groups, support), _spellings(groups, support)):
        for a, b, made in one:
            found.matches.append(made)
            if made.accepted:
                joined.unite(a, b)
    for pairs in _renamings(groups, support, joined):
        for a, b, made in pairs:
            found.matches.append(made)
            if made.accepted:
                joined.unite(a, b)
    for names in joined.classes():
        members = sorted((d for n in names for d in groups[n]), key=lambda d: (d.year, d.path, d.document))
        latest = max(members, key=lambda d: (d.year, len(d.organization), d.organization))
        found.departments.append(Department(latest.organization, latest.name[1], members))
    found.departments.sort(key=lambda d: (d.name, d.docs[0].kind))
    found.matches.sort(key=lambda m: (not m.accepted, m.kind, m.name, m.other))
    return found


def _documents(query: Query) -> tuple[list[Doc], int]:
    rows = query(
        "SELECT document, file, organization, fiscal_year, coalesce(kind, 'unknown'), coalesce(path, file) "
        "FROM documents "
        "WHERE status = 'ok' ORDER BY coalesce(path, file), document", [],
    )  # fmt: skip
    docs = [Doc(*r) for r in rows if r[2] and r[3] and r[4] in SERIES and name_key(r[2])]
    return docs, len(rows) - len(docs)


class _Union:
    """Names put together."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._up = {n: n for n in names}

    def top(self, name: Name) -> Name:
        while self._up[name] != name:
            name = self._up[name]
        return name

    def unite(self, a: Name, b: Name) -> None:
        self._up[self.top(a)] = self.top(b)

    def classes(self) -> list[list[Name]]:
        found: dict[Name, list[Name]] = defaultdict(list)
        for name in self._up:
            found[self.top(name)].append(name)
        return list(found.values())


Groups = dict[Name, list[Doc]]
Found = Iterator[tuple[Name, Name, Match]]


def _codes(groups: Groups, support: Support) -> Found:
    """Different names with one code, in different years."""
    by_code: dict[str, set[Name]] = defaultdict(set)
    for name, docs in groups.items():
        for doc in docs:
            for code in support.codes.get(doc.document, ()):
                if len(code) >= _CODE:
                    by_code[code].add(name)
    seen: set[frozenset[Name]] = set()
    for code, names in sorted(by_code.items()):
        for a, b in combinations(sorted(names), 2):
            if a[1:] != b[1:] or frozenset((a, b)) in seen or _years(groups[a]) & _years(groups[b]):
                continue
            seen.add(frozenset((a, b)))
            first, second = sorted((a, b), key=lambda n: min(_years(groups[n])))
            yield first, second, Match(
                "code", _called(groups[first]), _called(groups[second]), min(_years(groups[second])), True,
                Decimal("0.95"), f"编码相同：{code}",
            )  # fmt: skip


def _spellings(groups: Groups, support: Support) -> Found:
    """One office with and without its place: 水利局, 市水利局, 甲市水利局. Taken where only one fits."""
    by_stem: dict[tuple[str, bool, str], list[Name]] = defaultdict(list)
    for name in groups:
        by_stem[stem(name[0]), name[1], name[2]].append(name)
    for names in by_stem.values():
        for short in sorted(names):
            others = [n for n in names if n != short and spelled_alike(n[0], short[0])]
            longer = sorted(n for n in others if len(place_of(n[0])) > len(place_of(short[0])))
            if not longer:
                # 市水利局 beside 水利局: neither names a place
                longer = sorted(n for n in others if place_of(n[0]) == place_of(short[0]) and n > short)
            if not longer:
                continue
            fits = [(n, *support.figures(groups[short], groups[n])) for n in longer]
            good = [f for f in fits if f[1] >= _FEW and f[1] >= f[2] * _HALF]
            bad = [f for f in fits if f[2] >= _FEW and f[1] < f[2] * _HALF]
            open_ = [f for f in fits if f not in bad]
            chosen = good if good else open_
            for n, equal, all_ in chosen:
                sure = len(chosen) == 1 and not (_years(groups[short]) & _years(groups[n]) and not equal)
                words = f"名称只差地名或级次；{_figures_words(equal, all_)}"
                if len(chosen) > 1:
                    words += f"；另有{len(chosen) - 1}个部门同样符合"
                confidence = Decimal("0.9") if equal >= _FEW else Decimal("0.6")
                yield short, n, Match(
                    "spelling" if sure else "ambiguous", _called(groups[short]), _called(groups[n]), None, sure,
                    confidence if sure else Decimal("0.3"), words,
                )  # fmt: skip


def _renamings(groups: Groups, support: Support, joined: _Union) -> Iterator[list[tuple[Name, Name, Match]]]:
    """A department that ends and one that begins: the same if prose or figures say so and nothing else fits as well."""
    classes = {joined.top(names[0]): names for names in joined.classes()}
    docs = {top: [d for n in names for d in groups[n]] for top, names in classes.items()}
    candidates: dict[tuple[Name, Name], _Evidence] = {}
    for old, new in support.successors(docs, MOST_GAP):
        if old[1:] != new[1:] or not _one_place(old[0], new[0]):
            continue
        equal, all_ = support.figures(docs[old], docs[new])
        said, other = support.said(docs[old], docs[new]), support.remarked(docs[new])
        named = bool(_RENAMED.search(said)) and old[0] in said and new[0] in said
        merger = not said and any(_MERGED.search(r) and not _RENAMED.search(r) for r in other)
        candidates[old, new] = _Evidence(equal, all_, said, support.shared(docs[old], docs[new]), merger, named)
    good = {k: e for k, e in candidates.items() if e.good}
    found = []
    for (old, new), evidence in sorted(good.items()):
        rivals = [e for (o, n), e in good.items() if (o == old) != (n == new)]
        fathers = [k for k in good if k[1] == new]
        sons = [k for k in good if k[0] == old]
        best = all(evidence.beats(r) for r in rivals)
        kind = "renamed"
        if rivals and not best:
            kind = "merged" if len(fathers) > 1 else "split" if len(sons) > 1 else "ambiguous"
            if kind != "ambiguous" and not any(good[k].prose for k in (*fathers, *sons)):
                kind = "ambiguous"
        accepted = kind == "renamed"
        found.append((old, new, Match(
            kind, _called(docs[old]), _called(docs[new]), min(_years(docs[new])), accepted,
            evidence.confidence if accepted else Decimal("0.3"), evidence.words(),
        )))  # fmt: skip
    yield found
    weak = {k: e for k, e in candidates.items() if not e.good and (e.prose or (e.equal >= _FEW and not e.against))}
    yield [
        (old, new, Match(
            "merged" if e.several else "ambiguous", _called(docs[old]), _called(docs[new]), min(_years(docs[new])),
            False, Decimal("0.2"), e.words(),
        ))
        for (old, new), e in sorted(weak.items())
        if not any(k[0] == old or k[1] == new for k in good)
    ]  # fmt: skip


@dataclass(slots=True)
class _Evidence:
    """``equal`` of ``all`` figures of last year are the other's own; ``prose`` is what the later report says;
    ``shared`` are units and projects both name."""

    equal: int
    all: int
    prose: str
    shared: list[str]
    merger: bool = False
    """Whether the later report says that it came of others, without naming this one."""
    named: bool = False
    """Whether it says with both names that the one became the other."""

    @property
    def against(self) -> bool:
        return self.all >= _MANY and self.equal < self.all * _HALF

    @property
    def strong(self) -> bool:
        return self.equal >= _MANY and self.equal >= self.all * _HALF

    @property
    def several(self) -> bool:
        """Whether the sentence speaks of more departments than one becoming this one."""
        return self.merger or (bool(_MERGED.search(self.prose)) and not _RENAMED.search(self.prose))

    @property
    def good(self) -> bool:
        said = bool(self.prose) and not self.several
        return (
            self.strong
            or self.named
            or ((said or (len(self.shared) >= _MANY and not self.several)) and not self.against)
        )

    def beats(self, other: _Evidence) -> bool:
        """Whether it is clearly the better of two: the figures bear it out and not the other."""
        if self.named != other.named:
            return self.named
        return self.strong and not other.strong and (not other.prose or other.against or bool(self.prose))

    @property
    def confidence(self) -> Decimal:
        points = Decimal("0.5") + (Decimal("0.3") if self.strong else 0) + (Decimal("0.15") if self.prose else 0)
        return min(points + (Decimal("0.05") if self.shared else 0), Decimal("0.99"))

    def words(self) -> str:
        said = [f"报告写明：{self.prose}"] if self.prose else []
        both = [f"共同的单位或项目：{'、'.join(self.shared[:5])}"] if self.shared else []
        return "；".join([*said, _figures_words(self.equal, self.all), *both])


def _figures_words(equal: int, all_: int) -> str:
    return f"可比的{all_}项以前年度数中{equal}项与其自身报告相等" if all_ else "没有可比的以前年度数"


def _years(docs: Sequence[Doc]) -> set[int]:
    return {d.year for d in docs}


def _called(docs: Sequence[Doc]) -> str:
    return max(docs, key=lambda d: (d.year, len(d.organization), d.organization)).organization


def _one_place(a: str, b: str) -> bool:
    one, other = place_of(a), place_of(b)
    return one == other or not one or not other or one.endswith(other) or other.endswith(one)
