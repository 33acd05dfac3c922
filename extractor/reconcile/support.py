"""What speaks for two names being one department: figures of last year, prose, units and projects. Gathered in SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import permutations
from typing import TYPE_CHECKING, Any

from extractor.text.labels import normalise, squash
from extractor.text.organizations import name_key, place_of, stem
from extractor.text.units import SCALES

if TYPE_CHECKING:
    from extractor.reconcile.matching import Doc, Name

Query = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]
_MOST_SHARED = 3
"""Departments in which a figure or a project's name may occur and still tell them apart."""


class Support:
    """Evidence by document. ``equal`` are the figures an earlier and a later document agree on, ``comparable`` those
    both print."""

    def __init__(self) -> None:
        self.codes: dict[str, set[str]] = defaultdict(set)
        self.remarks: dict[str, list[str]] = defaultdict(list)
        self.equal: dict[tuple[str, str], int] = {}
        self.comparable: dict[tuple[str, str], int] = {}
        self.things: dict[str, set[str]] = defaultdict(set)

    def figures(self, a: Sequence[Doc], b: Sequence[Doc]) -> tuple[int, int]:
        """Equal and comparable figures of the pair of reports that tells most."""
        pairs = [(x.document, y.document) for x in a for y in b] + [(y.document, x.document) for x in a for y in b]
        best = max(pairs, key=lambda p: (self.equal.get(p, 0), self.comparable.get(p, 0)))
        return self.equal.get(best, 0), max(self.comparable.get(best, 0), self.equal.get(best, 0))

    def said(self, old: Sequence[Doc], new: Sequence[Doc]) -> str:
        """The sentence of a later report that names the earlier department."""
        names = {name_key(d.organization) for d in old}
        offices = {s for n in names if len(s := stem(n)) >= 3}
        own = {stem(d.organization) for d in new}
        for doc in sorted(new, key=lambda d: d.year):
            for text in self.remarks.get(doc.document, ()):
                if any(n in text for n in names) or any(f"原{o}" in text or f"{o}更名" in text for o in offices - own):
                    return text if len(text) <= 120 else text[:119] + "…"
        return ""

    def remarked(self, docs: Sequence[Doc]) -> list[str]:
        """What the first of these reports say of names and reorganisations."""
        first = min(d.year for d in docs)
        return [r for d in docs if d.year == first for r in self.remarks.get(d.document, ())]

    def shared(self, old: Sequence[Doc], new: Sequence[Doc]) -> list[str]:
        """Subordinate units and projects that both name."""
        mine = set().union(*(self.things.get(d.document, set()) for d in old))
        return sorted(mine & set().union(*(self.things.get(d.document, set()) for d in new)))

    def _named(self, docs: Sequence[Doc]) -> bool:
        return any(self.things.get(d.document) for d in docs)

    def successors(self, docs: Mapping[Name, Sequence[Doc]], most: int) -> Iterator[tuple[Name, Name]]:
        """Pairs of which one ends before the other begins and that something speaks for."""
        of = {d.document: name for name, some in docs.items() for d in some}
        span = {n: (min(d.year for d in s), max(d.year for d in s)) for n, s in docs.items()}
        pairs = {(of[a], of[b]) for a, b in self.equal if a in of and b in of}
        by_place: dict[str, list[Name]] = defaultdict(list)
        for name in docs:
            by_place[place_of(name[0])].append(name)
        for document, texts in self.remarks.items():
            if document not in of:
                continue
            new = of[document]
            for old in [*by_place[place_of(new[0])], *(by_place[""] if place_of(new[0]) else ())]:
                if any(old[0] in t or stem(old[0]) in t for t in texts):
                    pairs.add((old, new))
        for some in by_place.values():
            ending = [n for n in some if self._named(docs[n])]
            for old, new in permutations(ending, 2):
                if span[old][1] < span[new][0] and len(self.shared(docs[old], docs[new])) >= _MOST_SHARED:
                    pairs.add((old, new))
        for old, new in sorted(pairs):
            if old != new and span[old][1] < span[new][0] <= span[old][1] + most:
                yield old, new


def supports(query: Query, groups: Mapping[Name, Sequence[Doc]]) -> Support:
    """Gather what the database knows. Figures are compared only where names end, begin or may be spellings of one."""
    found = Support()
    for document, kind, text in query("SELECT document, kind, text FROM remarks WHERE kind <> 'restated'", []):
        if kind == "code":
            found.codes[document].add(text)
        else:
            found.remarks[document].append(squash(text))
    last, first = _ends(groups)
    if not last or not first:
        return found
    query(_MENTIONS, [last, first])
    for old, new, equal in query(_EQUAL, []):
        found.equal[old, new] = equal
    if found.equal:
        pairs = sorted(found.equal)
        for old, new, both in query(_COMPARABLE, [[p[0] for p in pairs], [p[1] for p in pairs]]):
            found.comparable[old, new] = both
    _compare_told(query, found, groups)
    _things(query, found, sorted({*last, *first}))
    return found


def _ends(groups: Mapping[Name, Sequence[Doc]]) -> tuple[list[str], list[str]]:
    """Documents that may be followed by one of another name, and those that may follow."""
    years = sorted({d.year for docs in groups.values() for d in docs})
    if not years:
        return [], []
    last, first = [], []
    for docs in groups.values():
        low, high = min(d.year for d in docs), max(d.year for d in docs)
        odd = not place_of(docs[0].organization)  # a name without its place may be anybody's, in every year
        last += [d.document for d in docs if odd or (d.year == high and high < years[-1])]
        first += [d.document for d in docs if odd or (d.year == low and low > years[0])]
        have = {d.year for d in docs}
        if not odd and have != set(range(low, high + 1)):
            # a gap may be the years of another spelling
            last += [d.document for d in docs if d.year + 1 not in have]
            first += [d.document for d in docs if d.year - 1 not in have]
    return list(dict.fromkeys(last)), list(dict.fromkeys(first))


def _compare_told(query: Query, found: Support, groups: Mapping[Name, Sequence[Doc]]) -> None:
    """Pairs that prose speaks of and no figure does: whether any could have."""
    of = {d.document: d for docs in groups.values() for d in docs}
    pairs = []
    for document, texts in found.remarks.items():
        new = of.get(document)
        if new is None:
            continue
        for name, docs in groups.items():
            if name[0] != name_key(new.organization) and any(name[0] in t or stem(name[0]) in t for t in texts):
                pairs += [
                    (d.document, document)
                    for d in docs
                    if d.year < new.year and (d.document, document) not in found.equal
                ]
    if pairs:
        for old, new_id, both in query(_COMPARABLE, [[p[0] for p in pairs], [p[1] for p in pairs]]):
            found.comparable[old, new_id] = both


def _things(query: Query, found: Support, documents: list[str]) -> None:
    """Units with figures of their own and project names; what many departments name tells nothing."""
    rows = query(
        "SELECT DISTINCT f.document, f.organization, d.organization, "
        "CASE WHEN t.kind = 'project_expenditure' AND f.concept IS NULL THEN f.raw_label END "
        "FROM facts f JOIN documents d USING (document) LEFT JOIN tables t ON t.document = "
        'f.document AND t."table" = f."table" WHERE f.document IN (SELECT unnest(?::VARCHAR[]))', [documents],
    )  # fmt: skip
    owners: dict[str, set[str]] = defaultdict(set)
    for document, unit, own, project in rows:
        for thing in (name_key(unit), normalise(project or "")):
            if len(thing) >= 4 and thing != name_key(own):
                found.things[document].add(thing)
                owners[thing].add(name_key(own))
    for things in found.things.values():
        things -= {t for t in things if len(owners[t]) > _MOST_SHARED}


def _scale() -> str:
    words = sorted(SCALES.items(), key=lambda pair: -len(pair[0]))
    return "CASE" + "".join(f" WHEN starts_with(f.unit, '{w}') THEN {factor:f}" for w, factor in words) + " ELSE 1 END"


# amounts of the department itself: what it spent and closed with, and what it says of the year before; to the
# hundred 元, so that 万元 with two decimals and 元 meet
_MENTIONS = f"""
CREATE OR REPLACE TEMP TABLE _mentions AS
SELECT f.document, f.concept, d.fiscal_year AS reported,
       CASE WHEN f.scenario = 'opening' THEN f.fiscal_year - 1 ELSE f.fiscal_year END AS year,
       CASE WHEN f.scenario IN ('opening', 'closing') THEN 'closing' ELSE f.scenario END AS stage,
       CAST(round(CAST(f.value AS DOUBLE) * ({_scale()}) / 100) AS BIGINT) AS hundreds,
       f.document IN (SELECT unnest(?::VARCHAR[])) AS ends, f.document IN (SELECT unnest(?::VARCHAR[])) AS begins
FROM facts f JOIN documents d USING (document)
WHERE f.concept IS NOT NULL AND f.measure = 'amount' AND f.unit LIKE '%元' AND f.qualifier IS NULL
  AND f.scenario IN ('actual', 'opening', 'closing') AND f.fiscal_year IS NOT NULL AND abs(f.value) < 1e12
  AND (f.organization IS NULL OR f.organization = d.organization)
  AND NOT starts_with(f.concept, 'fund.') AND NOT starts_with(f.concept, 'indicator.')
"""
_OLD = "o.ends AND o.year = o.reported"
_NEW = "n.begins AND n.year < n.reported"
_EQUAL = f"""
SELECT o.document, n.document, count(DISTINCT n.concept)
FROM _mentions o JOIN _mentions n
  ON o.concept = n.concept AND o.year = n.year AND o.stage = n.stage AND o.hundreds = n.hundreds
WHERE {_OLD} AND {_NEW} AND o.document <> n.document AND abs(n.hundreds) >= 100 AND n.hundreds % 100 <> 0
GROUP BY ALL
"""
_COMPARABLE = """
WITH pairs AS (SELECT unnest(?::VARCHAR[]) AS old, unnest(?::VARCHAR[]) AS new)
SELECT p.old, p.new, count(DISTINCT n.concept)
FROM pairs p JOIN _mentions o ON o.document = p.old JOIN _mentions n ON n.document = p.new
WHERE o.concept = n.concept AND o.year = n.year AND o.stage = n.stage AND o.year = o.reported AND n.year < n.reported
  AND abs(n.hundreds) >= 100
GROUP BY ALL
"""
