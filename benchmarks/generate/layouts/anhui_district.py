# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A district bureau in the manner of Anhui and others that fill in the Ministry's template literally: 指标1：, 指标2：, rows of
"……" and "/" left standing, class names in vertical pieces, a summary table of all projects with 元."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import GOAL, Form, note, runs
from benchmarks.generate.ink import Ink, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import Break, Cell, Content, Draft, Grid, IndicatorTruth, Row, text_of
from benchmarks.generate.prose import Heads, staffing, versus
from benchmarks.generate.world import Flow, Project, World, build

PLAN = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}
_LEVEL2 = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2019, 2023)
    world = build(
        rng,
        rng.choice(TRADES),
        rng.choice(PLACES["市"]) + rng.choice(PLACES["区"]),
        "区",
        year,
        grain=Decimal("0.01"),
        size=0.5,
    )
    draft = Draft(f"{world.org}{year}年度部门整体支出和项目支出绩效自评报告", world.org, year)
    draft.options = {"headings": "typed", "size": "16", "font": "宋体"}
    draft.notes += ["模板占位行“……”“/”保留", "汇总表金额单位为元", "序号列不是金额"]
    ink = Ink(world.org, year, rng, unit="元", nothing=rng.choice(["0.00", "—"]), prose_unit="万元", prose_decimals=2)
    draft.say(f"{world.org}{year}年度部门整体支出和项目支出绩效自评报告", style="title")
    head = Heads(draft)
    head(1, "单位概况")
    draft.say(*staffing(ink, world, posts="编制人数", people="实有人数"))
    draft.say(f"单位主要职责是{'；'.join(world.trade.duties[:3])}。")
    head(1, "整体支出情况")
    _summary(draft, ink, world)
    head(1, "项目绩效自评情况")
    chosen = [p for p in world.projects if p.flow.final][:4]
    for p in chosen:
        weigh(p.outcomes, PLAN)
    draft.say("对纳入自评范围的", ink.count("纳入自评项目", len(chosen), "个"), "项目逐项打分，结果如下表。")
    _results(draft, ink, world, chosen)
    head(1, "有关建议")
    draft.say("建议进一步下达明确的支出标准，统一绩效指标口径，便于基层单位填报。")
    for project in chosen[:3]:
        draft.parts.append(Break())
        draft.say("项目支出绩效自评表", style="subtitle")
        draft.say(f"（{year}年度）", style="subtitle")
        draft.parts.append(_form(draft, ink, world, project))
        draft.say("注：分值设置按上级统一口径执行，定性指标分三档评分。", style="note")
    return draft


def _summary(draft: Draft, ink: Ink, world: World) -> None:
    y = world.year
    rows: list[Row] = [["项目", "年初预算", "调整预算", "决算数", "结转和结余"]]
    lines = [(c.name, c.flow, 1) for c in world.categories]
    table = [
        ("一、基本支出", world.basic, 0),
        *((f"（{'一二三四'[i]}）{n}", f, 1) for i, (n, f, _) in enumerate(lines)),
        ("二、项目支出", world.project, 0),
    ]
    for label, flow, _ in (*table, ("合计", world.whole, 0)):
        name = label.split("、")[-1] if "、" in label[:2] else label
        rows.append([
            Cell(label, align="left"), ink.cell(name, flow.original, "original_budget", ties="SUM"), ink.cell(name, flow.final, "final_budget", ties="SUM BUD"),
            ink.cell(name, flow.actual, "actual", ties="SUM BUD REF", key=f"{name}:actual"), ink.cell(name, flow.balance, "year_end_balance", ties="SUM BUD"),
        ])  # fmt: skip
    draft.say(
        f"{y}年决算支出", ink.say("决算支出", world.whole.actual, "actual", key="合计:actual", ties="REF TXT"), "，较上年决算", *versus(ink, "决算支出", world.whole.actual, world.whole.prior),
        "。其中基本支出", ink.say("基本支出", world.basic.actual, "actual", key="基本支出:actual", ties="REF TXT"), "，项目支出",
        ink.say("项目支出", world.project.actual, "actual", key="项目支出:actual", ties="REF TXT"), "。具体见下表（单位：元）：",
    )  # fmt: skip
    draft.parts.append(Grid(rows, [30, 18, 18, 18, 16], header=1, name="部门整体支出情况表", size=9))


def _results(draft: Draft, ink: Ink, world: World, chosen: list[Project]) -> None:
    rows: list[Row] = [
        [Cell("序号"), "项目名称", "全年预算数（元）", "全年执行数（元）", "执行率（%）", "自评得分（分）"]
    ]
    whole = Flow()
    for i, p in enumerate(chosen, 1):
        whole = whole + p.flow
        form = Form(ink, "", "", p.outcomes, p.flow, PLAN)
        rate = ink.rate("执行率", p.flow.actual, p.flow.final, ties="BUD")
        if not isinstance(rate, str):
            rate.suffix = ""
        rows.append([
            str(i), p.name, ink.cell(p.name, p.flow.final, "final_budget", ties="SUM BUD REF", key=f"{p.name}:final"),
            ink.cell(p.name, p.flow.actual, "actual", ties="SUM BUD REF", key=f"{p.name}:actual"), rate, ink.points("自评得分", form.total, "score", ties="REF"),
        ])  # fmt: skip
    rows.append(
        [
            "",
            "小计",
            ink.cell("小计", whole.final, "final_budget", ties="SUM"),
            ink.cell("小计", whole.actual, "actual", ties="SUM"),
            "",
            "",
        ]
    )
    draft.parts.append(Grid(rows, [7, 32, 18, 18, 12, 13], header=1, name="项目自评结果表", size=10))


def _form(draft: Draft, ink: Ink, world: World, project: Project) -> Grid:
    f = project.flow
    hand = Ink(ink.org, ink.year, ink.rng, nothing="", decimals=2).for_project(world.units[project.owner].name)
    form = Form(
        hand, f"项目支出绩效自评表（{project.name}）", world.units[project.owner].name, project.outcomes, f, PLAN
    )
    current, carried = f.by_origin()

    def money(label: str, flow: Flow, tail: list[Content]) -> list[Cell | Content]:
        shown = label.strip("　：").split("：")[-1]
        return [Cell(label, cs=2, align="left"), hand.cell(shown, flow.original + flow.brought, "original_budget", ties="SUM"),
                hand.cell(shown, flow.final, "final_budget", ties="SUM BUD"), Cell(hand.cell(shown, flow.actual, "actual", ties="SUM BUD"), cs=2), *tail]  # fmt: skip

    head: list[Cell | Content] = [
        Cell("", cs=2),
        "年初预算数",
        "全年预算数\n（A）",
        Cell("全年执行数\n（B）", cs=2),
        "分值",
        "执行率\n（B/A）",
        "得分",
    ]
    tail: list[Content] = [
        hand.points("预算执行率分值", Decimal(10), "weight"),
        hand.rate("执行率", f.actual, f.final, ties="BUD"),
        hand.points("预算执行率得分", form.execution_score, "score"),
    ]
    rows: list[Row] = [
        [Cell("项目名称", cs=2), Cell(project.name, cs=8)],
        [Cell("主管部门", cs=2), Cell(world.org, cs=3), Cell("实施单位", cs=2), Cell(form.who, cs=3)],
        [Cell("项目资金\n（万元）", rs=5), *head], money("年度资金总额：", f, tail), money("　其中：本年财政拨款", current, ["-", "", "-"]),
        money("　　　　上年结转资金", carried, ["-", "", "-"]), money("　　　　其他资金", Flow(), ["-", "", "-"]),
        [Cell("年度总体目标完成情况", rs=2), Cell("预期目标", cs=5), Cell("实际完成情况", cs=4)],
        [Cell(GOAL, cs=5, align="left"), Cell(form.done, cs=4, align="left")],
    ]  # fmt: skip
    grid = Grid(rows, [7, 9, 11, 14, 14, 9, 9, 7, 9, 14], name=form.title, size=9, total_width=9600)
    lines: list[tuple[str, str, list[Cell | Content]]] = []
    for level1, classes in _LEVEL2.items():
        for level2 in classes:
            found = [o for o in project.outcomes if (o.level1, o.level2) == (level1, level2)]
            for n, o in enumerate(found, 1):
                name = f"指标{n}：{o.name}"
                lines.append(
                    (
                        level1,
                        level2,
                        [
                            name,
                            Cell(hand.goal(o), cs=1),
                            Cell(hand.done(o), cs=2),
                            hand.points(o.name, o.weight, "weight"),
                            hand.points(o.name, o.score, "score"),
                            note(o),
                        ],
                    )
                )
                draft.indicators.append((grid, IndicatorTruth(
                    None, hand.org, level1, level2, o.name, text_of(hand.goal(o)), text_of(hand.done(o)), o.weight, o.score, note(o))))  # fmt: skip
            if not found:
                lines.append((level1, level2, ["指标1：", "/", Cell("/", cs=2), "/", "/", ""]))
            elif len(found) == 1 and level2 == "数量指标":
                lines.append((level1, level2, ["……", "", Cell("", cs=2), "", "", ""]))
    body: list[list[Cell | Content]] = [
        [
            "一级\n指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            Cell("实际完成值", cs=2),
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ]
    ]
    n1, n2 = runs([line[0] for line in lines]), runs([line[0] + line[1] for line in lines])
    for i, (level1, level2, cells) in enumerate(lines):
        row: list[Cell | Content] = []
        if n1[i]:
            row.append(
                Cell(
                    [f"{level1}\n（", hand.points(level1, Decimal(PLAN[level1]), "weight", suffix="分"), "）"], rs=n1[i]
                )
            )
        if n2[i]:
            row.append(Cell(level2, rs=n2[i]))
        body.append([*row, *cells])
    rows += [[Cell("年度绩效指标完成情况", rs=len(body)), *body[0]], *body[1:]]
    rows.append(
        [
            Cell("总分", cs=7),
            hand.points("总分", Decimal(100), "weight"),
            hand.points("总分", form.total, "score", ties="SCR"),
            "",
        ]
    )
    return grid
