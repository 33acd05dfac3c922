# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A municipal bureau in the manner of Beijing: 万元 with six decimals, a report that scores itself in prose, and project
forms after the Ministry's with 全年预算数(A), 全年执行数(B), 执行率(B/A). Headings numbered by Word."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import GOAL, Form, note, record, runs
from benchmarks.generate.ink import Ink, execution_score, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import Break, Cell, Content, Draft, Grid, Row
from benchmarks.generate.prose import Heads
from benchmarks.generate.world import ZERO, Flow, Project, World, build

PLAN = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}
_NAMES = {"产出指标": "产出指标", "效益指标": "效果指标", "满意度指标": "满意度指标"}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2021, 2024)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["直辖市"]), "市", year, grain=Decimal("0.01"), size=4.0)
    draft = Draft(f"{world.org}{year}年度部门整体绩效评价报告", world.org, year)
    draft.options = {"headings": "auto", "size": "16"}
    draft.notes += ["万元保留六位小数", "项目自评表的年初预算数不含上年结转", "自评表总分不含在正文综合得分内"]
    ink = Ink(world.org, year, rng, thousands=False, decimals=6, nothing=rng.choice(["", "0", "0.000000"]))
    draft.say(f"{world.org}{year}年度部门整体绩效评价报告", style="title")
    head = Heads(draft, auto=True)
    _overview(draft, ink, world, head)
    _execution(draft, ink, world, head)
    _effects(draft, ink, world, head)
    _management(draft, ink, world, head)
    _conclusion(draft, ink, world, head)
    draft.parts.append(Break())
    for i, project in enumerate(world.projects[:3]):
        if i:
            draft.parts.append(Break())
        weigh(project.outcomes, PLAN)
        draft.say("项目支出绩效自评表", style="subtitle")
        draft.say(f"（{year}年度）", style="subtitle")
        draft.parts.append(_form(draft, ink, world, project))
    return draft


def _overview(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    head(1, "部门概况")
    head(2, "机构设置及职责工作任务情况")
    draft.say(
        f"{world.org}部门行政编制、事业编制共", ink.count("编制", world.posts, "人", key="posts"), "，实际在编人数",
        ink.count("实际在编人数", world.in_post, "人", key="in_post", concept="staff.in_post"), f"。设{'、'.join(world.divisions)}等",
        ink.count("内设处室", len(world.divisions), "个"), "内设处室。",
    )  # fmt: skip
    draft.say(f"部门主要职责为：{'；'.join(world.trade.duties)}。")
    head(2, "部门整体绩效目标设立情况")
    draft.say("根据年度重点工作安排，部门设立了涵盖产出、效果和满意度的整体绩效目标，目标依据充分，与部门职责相符。")


def _execution(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    y, w = world.year, world.whole
    head(1, "当年预算执行情况")
    draft.say(
        f"{y}年全年预算数", ink.say("全年预算数", w.final, "final_budget", key="whole:final", ties="TXT BUD", concept="expenditure.total"),
        "，其中，基本支出预算数", ink.say("基本支出预算数", world.basic.final, "final_budget", ties="TXT BUD", concept="expenditure.basic"),
        "，项目支出预算数", ink.say("项目支出预算数", world.project.final, "final_budget", ties="TXT BUD", concept="expenditure.project"), "，其他支出预算数",
        ink.say("其他支出预算数", ZERO, "final_budget", ties=""), "。资金总体支出", ink.say("资金总体支出", w.actual, "actual", key="whole:actual", ties="TXT BUD"),
        "，其中，基本支出", ink.say("基本支出", world.basic.actual, "actual", key="basic:actual", ties="TXT"), "，项目支出",
        ink.say("项目支出", world.project.actual, "actual", key="project:actual", ties="TXT"), "，其他支出", ink.say("其他支出", ZERO, "actual", ties=""),
        "。预算执行率为", ink.rate("预算执行率", w.actual, w.final, prose=True, ties="BUD TXT"), "。",
    )  # fmt: skip


def _effects(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    head(1, "整体绩效目标实现情况")
    head(2, "产出完成情况分析")
    groups = (("产出数量", "数量指标"), ("产出质量", "质量指标"), ("产出进度", "时效指标"), ("产出成本", "成本指标"))
    present = [g for g in groups if any(o.level2 == g[1] for o in world.outcomes)]
    for i, (title, level2) in enumerate(present, 1):
        rows = [o for o in world.outcomes if o.level2 == level2]
        draft.say(f"{i}.{title}")
        for o in rows:
            draft.say(
                o.name,
                ink.done(o),
                "，年初目标为",
                ink.goal(o, style="words"),
                "。" if o.met else f"，未完成，{o.reason}。",
            )
    head(2, "效果实现情况分析")
    for o in world.outcomes:
        if o.level1 != "产出指标":
            draft.say(o.name, "" if o.actual is None else "达到", ink.done(o), "。")


def _management(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    w = world.whole
    head(1, "预算管理情况分析")
    head(2, "财务管理")
    draft.say("部门财务管理制度健全，资金使用符合预算批复用途，会计基础信息完整、准确。")
    head(2, "资产管理")
    b = world.balance
    draft.say(
        "年末资产总计", ink.say("资产总计", b.assets(1), "closing", ties="SUM"), "，其中流动资产", ink.say("流动资产", b.side(b.current, 1), "closing", ties="SUM"),
        "，固定资产净值", ink.say("固定资产净值", b.fixed(1), "closing", ties="SUM"), "，无形资产净值", ink.say("无形资产净值", b.intangible[1], "closing", ties="SUM"), "。",
    )  # fmt: skip
    head(2, "结转结余率")
    draft.say(
        "年末结转结余总额", ink.say("结转结余总额", w.balance, "year_end_balance", ties="BUD TXT"), "，全年预算数",
        ink.say("全年预算数", w.final, "final_budget", key="whole:final", ties="BUD TXT"), "，结转结余率", ink.rate("结转结余率", w.balance, w.final, prose=True, ties="TXT"), "。",
    )  # fmt: skip
    head(2, "部门预决算差异率")
    gap = abs(w.actual - w.original)
    draft.say(
        "年初预算", ink.say("年初预算", w.original, "original_budget", ties="TXT"), "，决算支出", ink.say("决算支出", w.actual, "actual", key="whole:actual", ties="TXT"),
        "，差异额", ink.say("差异额", gap, "derived", measure="change", ties="TXT"), "，预决算差异率", ink.rate("预决算差异率", gap, w.original, prose=True, ties="TXT"), "。",
    )  # fmt: skip


def _conclusion(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    run = execution_score(world.whole.rate, 20)
    goals = Decimal(60) - Decimal(sum(not o.met for o in world.outcomes))
    managed = Decimal("18.5")
    head(1, "总体评价结论")
    head(2, "评价得分情况")
    draft.say(
        "根据评价指标体系，部门整体绩效评价综合得分", ink.points("综合得分", run + goals + managed, "score", suffix="分", ties="TXT"), "。其中，当年预算执行情况",
        ink.points("当年预算执行情况", run, "score", suffix="分", ties="TXT"), "，整体绩效目标实现情况", ink.points("整体绩效目标实现情况", goals, "score", suffix="分", ties="TXT"),
        "，预算管理情况", ink.points("预算管理情况", managed, "score", suffix="分", ties="TXT"), "。评价结果为优。",
    )  # fmt: skip
    head(2, "存在的问题及原因分析")
    draft.say("部分项目绩效指标的量化程度有待提高，个别项目支出集中在第四季度。")
    head(1, "措施建议")
    draft.say("持续完善核心绩效指标体系，加强项目全过程管理，均衡安排支出进度。")


def _form(draft: Draft, ink: Ink, world: World, project: Project) -> Grid:
    """The Ministry's form, eleven columns."""
    ink = ink.for_project(world.units[project.owner].name)
    f = project.flow
    form = Form(
        ink,
        f"项目支出绩效自评表（{project.name}）",
        world.units[project.owner].name,
        project.outcomes,
        f,
        PLAN,
        score_decimals=2,
    )
    current, carried = f.by_origin()

    def money(label: str, flow: Flow, tail: list[Content]) -> list[Cell | Content]:
        shown = label.split("：")[-1].strip()
        return [
            Cell(label, cs=2, align="left"), Cell(ink.cell(shown, flow.original, "original_budget", ties="SUM"), cs=2),
            Cell(ink.cell(shown, flow.final, "final_budget", ties="SUM BUD"), cs=2), Cell(ink.cell(shown, flow.actual, "actual", ties="SUM BUD"), cs=1), *tail,
        ]  # fmt: skip

    tail: list[Content] = [
        ink.points("预算执行率分值", Decimal(10), "weight"), ink.rate("执行率", f.actual, f.final, ties="BUD"), ink.points("预算执行率得分", form.execution_score, "score"),
    ]  # fmt: skip
    lines: list[list[Cell | Content]] = [
        [
            Cell("", cs=2),
            Cell("年初预算数", cs=2),
            Cell("全年预算数（A）", cs=2),
            "全年执行数（B）",
            "分值",
            "执行率（B/A）",
            "得分",
        ],
        money("年度资金总额", f, tail),
        money("其中：当年财政拨款", current, ["—", "", "—"]),
        money("　　　上年结转资金", carried, ["—", "", "—"]),
        money("　　　其他资金", Flow(), ["—", "", "—"]),
    ]
    rows: list[Row] = [
        [Cell("项目名称", cs=2), Cell(project.name, cs=9)],
        [Cell("主管部门", cs=2), Cell(world.org, cs=4), Cell("实施单位", cs=2), Cell(form.who, cs=3)],
        [Cell("项目资金\n（万元）", rs=5), *lines[0]], *lines[1:],
        [Cell("年度总体目标", rs=2), Cell("预期目标", cs=5), Cell("实际完成情况", cs=5)],
        [Cell(GOAL, cs=5, align="left"), Cell(form.done, cs=5, align="left")],
    ]  # fmt: skip
    n1, n2 = runs([o.level1 for o in form.outcomes]), runs([f"{o.level1}/{o.level2}" for o in form.outcomes])
    body: list[list[Cell | Content]] = [
        [
            "一级指标",
            "二级指标",
            Cell("三级指标", cs=2),
            "年度指标值",
            Cell("实际完成值", cs=2),
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ]
    ]
    for i, o in enumerate(form.outcomes):
        row: list[Cell | Content] = []
        if n1[i]:
            row.append(
                Cell(
                    [
                        f"{_NAMES[o.level1]}\n（",
                        ink.points(o.level1, Decimal(PLAN[o.level1]), "weight", suffix="分"),
                        "）",
                    ],
                    rs=n1[i],
                )
            )
        if n2[i]:
            row.append(Cell(o.level2, rs=n2[i]))
        body.append(
            [
                *row,
                Cell(o.name, cs=2),
                ink.goal(o),
                Cell(ink.done(o), cs=2),
                ink.points(o.name, o.weight, "weight"),
                ink.points(o.name, o.score, "score"),
                note(o),
            ]
        )
    rows += [[Cell("绩\n效\n指\n标", rs=len(body)), *body[0]], *body[1:]]
    rows.append(
        [
            Cell("总分", cs=8),
            ink.points("总分", Decimal(100), "weight"),
            ink.points("总分", form.total, "score", ties="SCR"),
            "",
        ]
    )
    grid = Grid(rows, [6, 8, 10, 8, 8, 11, 6, 13, 7, 10, 14], name=form.title, size=9, total_width=9600)
    record(draft, grid, form, names=_NAMES)
    return grid
