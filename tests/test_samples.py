"""The generator of reports: the same every time, consistent in itself, and its truth is what the document says."""

from __future__ import annotations

import io
import random
import re
import zipfile
from decimal import Decimal

import pytest
from lxml import etree

from benchmarks.generate import APART, BLIND, HELD_OUT, LAYOUTS, UNSEEN, Sample, draft_of, generate
from benchmarks.generate.accounts import hierarchy
from benchmarks.generate.lexicon import TRADES
from benchmarks.generate.parts import SCALE, Cell, Fig, Grid, quantize
from benchmarks.generate.plant import FAMILIES, noticeable, spoil
from benchmarks.generate.world import World, build, total

EVERY = [*LAYOUTS, *HELD_OUT, *UNSEEN, *APART, *BLIND]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PHONE = re.compile(r"(?<!\d)(0\d{2,3}-\d{7,8}|1[3-9]\d{9})(?!\d)")


def body(sample: Sample) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(sample.document)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))[0]


@pytest.fixture(scope="module", params=EVERY)
def pair(request: pytest.FixtureRequest) -> tuple[Sample, Sample]:
    """A clean report and the same with one contradiction of each family."""
    return generate(request.param, 11), generate(request.param, 11, errors=FAMILIES)


def test_there_are_ten_layouts_and_some_held_out() -> None:
    assert len(LAYOUTS) >= 10 and len(HELD_OUT) >= 2 and len(UNSEEN) >= 5
    assert len(set(EVERY)) == len(EVERY)


def test_a_seed_always_gives_the_same_bytes_and_another_one_does_not(pair: tuple[Sample, Sample]) -> None:
    clean, spoilt = pair
    layout = clean.truth.layout
    assert generate(layout, 11).document == clean.document
    assert generate(layout, 11, errors=FAMILIES).document == spoilt.document
    assert generate(layout, 12).document != clean.document


def test_every_fact_stands_where_the_truth_says(pair: tuple[Sample, Sample]) -> None:
    for sample in pair:
        cells = {(g.index, r, c): text for g in sample.truth.grids for r, c, _, _, text in g.cells}
        for fact in sample.truth.facts:
            at = fact.where
            text = at.paragraph if at.table is None else cells[(at.table, at.row or 0, at.col or 0)]
            assert text is not None
            assert text[slice(*at.chars)] == fact.raw, fact


def test_a_fact_prints_its_value(pair: tuple[Sample, Sample]) -> None:
    for fact in pair[1].truth.facts:
        narrow = fact.raw.translate(str.maketrans("０１２３４５６７８９．－，", "0123456789.-,"))
        found = re.search(r"-?[\d,]+(?:\.\d+)?", narrow)
        assert found is not None
        assert Decimal(found[0].replace(",", "")) == fact.value, fact


def test_grids_are_those_of_the_file(pair: tuple[Sample, Sample]) -> None:
    """Counted straight from the XML: tables, rows, and the text of every cell that is not a continuation."""
    for sample in pair:
        tables = whole_tables(body(sample))
        assert len(tables) == len(sample.truth.grids)
        for rows, grid in zip(tables, sample.truth.grids, strict=True):
            assert len(rows) == grid.n_rows
            texts = sorted(t for row in rows for t in cell_texts(row))
            assert texts == sorted(text for *_, text in grid.cells)


def whole_tables(root: etree._Element) -> list[list[etree._Element]]:
    """The rows of each table; one below the caption 续表 goes on with the one before, its header rows left out."""
    found: list[list[etree._Element]] = []
    goes_on = False
    for e in root.iter(f"{W}p", f"{W}tbl"):
        if e.tag == f"{W}tbl":
            rows = list(e.iter(f"{W}tr"))
            body_rows = [r for r in rows if r.find(f"{W}trPr/{W}tblHeader") is None]
            if goes_on:
                found[-1] += body_rows
            else:
                found.append(rows)
            goes_on = False
        elif "".join(t.text or "" for t in e.iter(f"{W}t")) == "续表":
            goes_on = True
    return found


def cell_texts(row: etree._Element) -> list[str]:
    out = []
    for cell in row.iter(f"{W}tc"):
        merges = [cell.find(f"{W}tcPr/{W}{name}") for name in ("vMerge", "hMerge")]
        if any(m is not None and m.get(f"{W}val") != "restart" for m in merges):
            continue
        out.append("\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in cell.iter(f"{W}p")))
    return out


def test_paragraphs_with_figures_are_in_the_file(pair: tuple[Sample, Sample]) -> None:
    """Deleted and hidden text left out."""
    clean = pair[0]
    texts = set()
    for p in body(clean).iter(f"{W}p"):
        runs = [r for r in p.iter(f"{W}r") if r.find(f"{W}rPr/{W}vanish") is None]
        texts.add("".join(t.text or "" for r in runs for t in r.findall(f"{W}t")))
    assert {f.where.paragraph for f in clean.truth.facts if f.where.paragraph is not None} <= texts


def test_clean_reports_have_nothing_planted_and_spoilt_ones_differ_only_there(pair: tuple[Sample, Sample]) -> None:
    clean, spoilt = pair
    assert not clean.truth.planted
    planted = spoilt.truth.planted
    assert len(planted) >= 4
    assert len({p.family for p in planted}) == len(planted)
    changed = [
        b for a, b in zip(clean.truth.facts, spoilt.truth.facts, strict=True) if (a.value, a.raw) != (b.value, b.raw)
    ]
    assert {(f.label, f.raw) for f in changed} == {(p.label, p.printed) for p in planted if p.right}


def test_no_phone_numbers(pair: tuple[Sample, Sample]) -> None:
    assert not PHONE.search("\n".join(t.text or "" for t in body(pair[0]).iter(f"{W}t")))


def test_weights_of_a_form_and_its_execution_add_up_to_a_hundred(pair: tuple[Sample, Sample]) -> None:
    weights: dict[int, Decimal] = {}
    for row in pair[0].truth.indicators:
        if row.table is not None and row.weight is not None:
            weights[row.table] = weights.get(row.table, Decimal(0)) + row.weight
            assert row.score is not None and row.score <= row.weight
    assert set(weights.values()) <= {Decimal(80), Decimal(90), Decimal(100)}


@pytest.mark.parametrize("layout", EVERY)
def test_mentions_of_one_quantity_agree_as_printed(layout: str) -> None:
    """Figures of one key, brought to one unit, differ by no more than their rounding."""
    for seed in (3, 4):
        seen: dict[str, tuple[Decimal, Decimal]] = {}
        for _, _, _, fig in draft_of(layout, seed).figures():
            scale = SCALE.get(fig.unit or "", Decimal(1))
            slack = scale * Decimal(1).scaleb(int(fig.value.as_tuple().exponent)) / 2
            low, high = seen.setdefault(fig.key or str(id(fig)), (fig.value * scale - slack, fig.value * scale + slack))
            assert fig.value * scale + slack >= low and fig.value * scale - slack <= high, (fig, low, high)


@pytest.mark.parametrize("layout", UNSEEN)
def test_scores_of_an_unseen_form_add_up_to_its_total(layout: str) -> None:
    for seed in range(1, 6):
        draft = draft_of(layout, seed)
        inside: dict[int, list[Fig]] = {}
        for part, _, _, fig in draft.figures():
            if fig.measure == "score":
                inside.setdefault(id(part), []).append(fig)
        for grid in {id(grid): grid for grid, row in draft.indicators if row.score is not None}.values():
            rows = [row for of, row in draft.indicators if of is grid]
            scores = inside[id(grid)]
            names = {row.name for row in rows}
            execution = sum((f.value for f in scores if "执行" in f.label and f.label not in names), Decimal(0))
            assert sum((row.score or Decimal(0) for row in rows), execution) == scores[-1].value


@pytest.mark.parametrize("seed", range(6))
def test_a_world_is_consistent(seed: int) -> None:
    rng = random.Random(seed)
    grain = rng.choice([Decimal("0.01"), Decimal(1), Decimal(100)])
    world = build(rng, TRADES[seed % len(TRADES)], "某市", "市", 2023, grain=grain, size=rng.choice([0.4, 1, 5]))
    assert total(c.flow for c in world.categories) == world.basic
    assert total(u.flow for u in world.units) == world.whole == world.basic + world.project
    assert world.by_source("一般公共预算") + world.by_source("政府性基金预算") == world.whole
    assert total(c.flow for c in hierarchy(world) if len(c.code) == 3) == world.whole
    assert total(c.flow for c in hierarchy(world) if len(c.code) == 7) == world.whole
    for flow in all_flows(world):
        assert flow.final == flow.brought + flow.original + flow.adjustment
        assert flow.final - flow.actual == flow.balance == flow.reclaimed + flow.carried
        assert min(flow.balance, flow.reclaimed, flow.carried, flow.actual, flow.original) >= 0
        assert all(v % grain == 0 for v in flow.values())
    for project in world.projects:
        if project.children:
            assert total(f for _, f in project.children) == project.flow
    b = world.balance
    for at in (0, 1):
        assert b.assets(at) == b.debts(at) + b.net(at)
    assert world.three.actual == world.reception.actual + world.cars_total.actual + world.abroad.actual
    assert world.in_post <= world.posts


def all_flows(world: World) -> list:
    flows = [i.flow for i in (*world.wages, *world.goods, *world.family, *world.capital)]
    flows += [p.flow for p in world.projects] + [f for p in world.projects for _, f in p.children]
    return flows + [u.basic for u in world.units] + [u.project for u in world.units] + [world.whole]


def test_an_indicator_has_one_result_wherever_it_is_reported() -> None:
    world = build(random.Random(3), TRADES[0], "某市", "市", 2023)
    forms = [world.outcomes, *(u.outcomes for u in world.units), *(p.outcomes for p in world.projects)]
    seen: dict[str, tuple[Decimal | None, Decimal | None]] = {}
    for outcome in (o for form in forms for o in form):
        assert seen.setdefault(outcome.name, (outcome.target, outcome.actual)) == (outcome.target, outcome.actual)


@pytest.mark.parametrize("kind", ["digit", "transposed", "sign"])
def test_spoiling_changes_the_figure_and_keeps_its_decimals(kind: str) -> None:
    rng = random.Random(kind)
    for _ in range(200):
        value = quantize(Decimal(rng.randrange(-(10**8), 10**8)) / 100, 2)
        wrong = spoil(value, f"{value:,.2f}", kind, rng)
        if wrong is None:
            assert kind == "sign" and value >= 0
        else:
            assert wrong != value
            assert wrong == quantize(wrong, 2)


def test_a_planted_error_is_beyond_rounding() -> None:
    for layout in ("hunan_city", "sichuan_county"):
        for seed in range(1, 6):
            for p in generate(layout, seed, errors=FAMILIES).truth.planted:
                if p.right:
                    narrow = re.sub(r"[^\d.\-]", "", p.printed)
                    assert noticeable(Decimal(p.right), Decimal(narrow), "weight"), p


def test_reprinting_keeps_the_hand() -> None:
    fig = Fig("x", Decimal("1234.50"), "万元", "1,234.50", suffix="万元")
    fig.reprint(Decimal("91234.5"))
    assert fig.text == "91,234.50万元" and fig.right == Decimal("1234.50")
    wide = Fig("x", Decimal("12.5"), "万元", "１２．５")
    wide.reprint(Decimal("21.5"))
    assert wide.text == "２１．５"


def test_a_crooked_table_is_refused() -> None:
    with pytest.raises(ValueError, match="not a rectangle"):
        Grid([["a", "b"], [Cell("c")]]).placed()


def test_every_unit_has_a_scale() -> None:
    used = {f.unit for name in EVERY for f in generate(name, 5).truth.facts if f.unit and f.unit.endswith("元")}
    assert used <= set(SCALE)
