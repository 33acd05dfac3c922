# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A county's bureau whose report is a short chapter and a pile of 部门预算项目支出绩效自评表: 指标性质, 指标值 and 度量单位 in
columns of their own, zeros printed 0.00 and 0.00%, slashes where nothing applies, 元 in the text and 万元 in the forms."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import DONE_ALL, GOAL, Form, runs
from benchmarks.generate.ink import Ink, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import Break, Cell, Content, Draft, Fig, Grid, IndicatorTruth, Piece, Row
from benchmarks.generate.prose import Heads, joined, versus
from benchmarks.generate.world import Flow, Outcome, Project, World, build

PLAN = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2021, 2025)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["县"]), "县", year, size=0.4, brought=False)
    draft = Draft(f"{world.org}{year}年度绩效自评报告", world.org, year)
    draft.options = {"headings": "styled", "size": "16"}
    draft.notes += ["指标值与度量单位分列", "资金来源各行“0.00”与“0.00%”", "正文用元，表内用万元"]
    ink = Ink(world.org, year, rng, thousands=False, nothing="0.00")
    words = Ink(world.org, year, rng, prose_unit="元", prose_decimals=2)
    draft.say(f"{world.org}", style="title")
    draft.say(f"{year}年度绩效自评报告", style="title")
    head = Heads(draft)
    head(1, "基本情况")
    draft.say(
        f"{world.org}共有预算单位", ink.count("预算单位", len(world.units), "个"), "，编制", ink.count("编制数", world.posts, "名", key="posts"), "，年末在职",
        ink.count("年末在职", world.in_post, "人", key="in_post"), "，退休", ink.count("退休", world.retired, "人"), "。",
    )  # fmt: skip
    head(1, "预算及支出情况")
    w = world.whole
    draft.say(
        f"{year}年年初预算", words.say("年初预算", w.original, "original_budget", ties="TXT"), "，调整后预算", words.say("调整后预算", w.final, "final_budget", ties="TXT BUD"),
        "，全年支出", words.say("全年支出", w.actual, "actual", ties="TXT BUD"), "。其中：基本支出", words.say("基本支出", world.basic.actual, "actual", ties="TXT"),
        "，项目支出", words.say("项目支出", world.project.actual, "actual", ties="TXT"), "。全年支出较上年", *versus(words, "全年支出", w.actual, w.prior, direction=("增长", "减少")), "。",
    )  # fmt: skip
    listed: list[list[Piece]] = [
        [p.name, words.say(p.name, p.flow.actual, "actual", ties="TXT")] for p in world.projects
    ]
    draft.say("项目支出中：", *joined(listed, "；"), "。")
    head(1, "绩效自评情况")
    draft.say("本次对全部", ink.count("自评项目", len(world.projects), "个"), "项目开展自评，自评结果见附表。")
    draft.say("各项目能够按照预算批复的用途使用资金，未发现截留、挤占和挪用情况。")
    for i, project in enumerate(world.projects, 1):
        weigh(project.outcomes, PLAN)
        draft.parts.append(Break())
        draft.say(f"附表{i}", style="annex")
        draft.say("部门预算项目支出绩效自评表", style="subtitle")
        draft.say(f"（{year}年度）", style="subtitle")
        draft.parts.append(_form(draft, ink, world, project))
    return draft


def _form(draft: Draft, ink: Ink, world: World, project: Project) -> Grid:
    ink = ink.for_project(world.units[project.owner].name.removesuffix("本级"))
    f = project.flow
    form = Form(
        ink,
        f"部门预算项目支出绩效自评表（{project.name}）",
        world.units[project.owner].name.removesuffix("本级"),
        project.outcomes,
        f,
        PLAN,
    )

    def money(label: str, flow: Flow, tail: list[Content]) -> list[Cell | Content]:
        shown = label.split("：")[-1]
        rate = (
            ink.rate("预算执行率", flow.actual, flow.final, ties="BUD")
            if flow.final
            else Fig("预算执行率", Decimal(0), "%", "0.00", "derived", ink.year, ink.org, measure="rate", suffix="%")
        )
        return [Cell(label, cs=2, align="left"), Cell(ink.cell(shown, flow.original, "original_budget", ties="SUM"), cs=2),
                Cell(ink.cell(shown, flow.final, "final_budget", ties="SUM BUD"), cs=2), Cell(ink.cell(shown, flow.actual, "actual", ties="SUM BUD"), cs=1), rate, *tail]  # fmt: skip

    zero = Flow()
    lines: list[list[Cell | Content]] = [
        [Cell("年度预算数（万元）", cs=2), Cell("年初预算", cs=2), Cell("调整后预算数", cs=2), "预算执行数", "预算执行率", "权重", "得分", "原因"],
        money("总额", f, [ink.points("预算执行率权重", Decimal(10), "weight"), ink.points("预算执行率得分", form.execution_score, "score"), ""]),
        money("其中：财政资金", f, ["/", "/", "/"]), money("财政专户管理资金", zero, ["/", "/", "/"]), money("单位资金", zero, ["/", "/", "/"]),
        [Cell("其他资金", cs=2, align="left"), Cell("", cs=2), Cell("", cs=2), "", "", "/", "/", "/"],
    ]  # fmt: skip
    rows: list[Row] = [
        [Cell("项目名称", cs=2), Cell(project.name, cs=10)],
        [Cell("主管部门", cs=2), Cell(world.org, cs=4), Cell("实施单位\n（盖章）", cs=2), Cell(form.who, cs=4)],
        [Cell("项目基本情况", rs=2, cs=2), Cell("项目年度目标", cs=5), Cell("年度目标完成情况", cs=5)],
        [Cell(GOAL, cs=5, align="left"), Cell(DONE_ALL if all(o.met for o in project.outcomes) else "基本完成年度目标，个别指标未完成。", cs=5, align="left")],
        [Cell(["预算执行情况\n（", ink.points("预算执行情况", Decimal(10), "weight", suffix="分"), "）"], rs=len(lines)), *lines[0]], *lines[1:],
    ]  # fmt: skip
    body: list[list[Cell | Content]] = [
        [
            "一级指标",
            "二级指标",
            Cell("三级指标", cs=2),
            "指标性质",
            "指标值",
            "度量单位",
            "完成值",
            "权重",
            "得分",
            "未完成原因分析",
        ]
    ]
    n1, n2 = runs([o.level1 for o in form.outcomes]), runs([o.level1 + o.level2 for o in form.outcomes])
    grid = Grid(rows, [9, 9, 10, 10, 8, 8, 8, 9, 9, 7, 7, 14], name=form.title, size=9, total_width=9700)
    for i, o in enumerate(form.outcomes):
        row: list[Cell | Content] = []
        if n1[i]:
            row.append(Cell(o.level1, rs=n1[i]))
        if n2[i]:
            row.append(Cell(o.level2, rs=n2[i]))
        row += [
            Cell(o.name, cs=2),
            *_target(ink, o),
            _done(ink, o),
            ink.points(o.name, o.weight, "weight"),
            ink.points(o.name, o.score, "score"),
            o.reason,
        ]
        body.append(row)
        draft.indicators.append((grid, _truth(ink, o)))
    rows.append(
        [
            Cell(["绩效指标\n（", ink.points("绩效指标", Decimal(90), "weight", suffix="分"), "）"], rs=len(body)),
            *body[0],
        ]
    )
    rows += body[1:]
    rows.append(
        [
            Cell("合计", cs=9),
            ink.points("合计", Decimal(100), "weight"),
            ink.points("合计", form.total, "score", ties="SCR"),
            "",
        ]
    )
    rows.append(
        [
            Cell("评价结论", cs=2),
            Cell(
                [
                    "该项目自评总分",
                    ink.points("自评总分", form.total, "score", suffix="分", ties="SCR REF"),
                    "，资金使用规范，绩效目标基本实现。",
                ],
                cs=10,
                align="left",
            ),
        ]
    )
    rows.append(
        [
            Cell("存在问题", cs=2),
            Cell(
                "无" if all(o.met for o in form.outcomes) else "绩效目标设置与实际需求衔接不紧。", cs=10, align="left"
            ),
        ]
    )
    rows.append([Cell("改进措施", cs=2), Cell("加强项目前期调研，提高目标设置的科学性。", cs=10, align="left")])
    rows.append([Cell("项目负责人：（已签）", cs=6, align="left"), Cell("财务负责人：（已签）", cs=6, align="left")])
    return grid


_SIGN = {"≥": "≥", "≤": "≤", "=": "＝"}


def _target(ink: Ink, o: Outcome) -> list[Content]:
    if o.target is None:
        return ["定性", o.target_word, ""]
    return [
        _SIGN[o.sign],
        Fig(o.name, o.target, o.unit, f"{o.target:f}", "target", ink.year, ink.org, measure="other"),
        o.unit,
    ]


def _done(ink: Ink, o: Outcome) -> Content:
    if o.actual is None:
        return o.actual_word
    return Fig(o.name, o.actual, o.unit, f"{o.actual:f}", "actual", ink.year, ink.org, measure="other")


def _truth(ink: Ink, o: Outcome) -> IndicatorTruth:
    if o.target is None or o.actual is None:
        return IndicatorTruth(None, ink.org, o.level1, o.level2, o.name, o.target_word, o.actual_word, o.weight, o.score, o.reason,
                              {"target": f"定性{o.target_word}"})  # fmt: skip
    value, done = f"{o.target:f}", f"{o.actual:f}"
    return IndicatorTruth(None, ink.org, o.level1, o.level2, o.name, f"{_SIGN[o.sign]}{value}{o.unit}", f"{done}{o.unit}", o.weight, o.score, o.reason,
                          {"target": value, "actual": done})  # fmt: skip
