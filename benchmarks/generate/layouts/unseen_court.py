# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Unseen: nobody may read its misses or tune on it. A court in the manner of Shaanxi and Heilongjiang: case statistics, one
set sentence per project, a form of tasks whose budget and payments are split by source, project forms without any score."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, execution_score, weigh
from benchmarks.generate.lexicon import Trade
from benchmarks.generate.parts import (
    ANY,
    Break,
    Cell,
    Content,
    Draft,
    Fig,
    Grid,
    IndicatorTruth,
    Piece,
    Row,
    quantize,
    text_of,
)
from benchmarks.generate.people import Dice, part_of
from benchmarks.generate.world import Flow, Project, World, build, total

COURT = Trade(
    "中级人民法院", "审判", "法院", "20405", ("204", "公共安全支出"),
    ("依法审判刑事、民商事、行政第一审和第二审案件", "依法办理执行案件和国家赔偿案件", "监督和指导基层人民法院审判工作", "开展法治宣传教育"),
    ("立案庭", "刑事审判庭", "民事审判庭", "行政审判庭", "执行局", "审判管理办公室", "司法警察支队", "综合办公室"),
    ("审判保障服务中心", "诉讼档案管理中心"),
    (("办案业务专项经费", "用于案件审理、文书送达和鉴定评估"), ("审判法庭维修改造", "用于法庭、羁押室和安检设施改造"),
     ("数字法院建设项目", "用于庭审录播、电子卷宗和机房升级"), ("司法救助资金", "用于救助生活困难的申请执行人"),
     ("人民陪审员经费", "用于陪审员补助和培训"), ("物业安保服务费", "用于安检、保洁和设备维护")),
    (("数量指标", "回访帮教人次", "≥", "360", "人次"), ("数量指标", "执行到位金额", "≥", "5.8", "亿元"), ("数量指标", "巡回审判场次", "≥", "45", "场"),
     ("数量指标", "陪审员参审案件数", "≥", "1200", "件"), ("质量指标", "一审服判息诉率", "≥", "88", "%"), ("质量指标", "电子卷宗同步生成率", "≥", "95", "%"),
     ("时效指标", "法定审限内结案率", "≥", "98", "%"), ("成本指标", "案均鉴定成本控制率", "≤", "100", "%"), ("经济效益指标", "诉前化解标的额", "≥", "3600", "万元"),
     ("社会效益指标", "生效裁判自动履行率", "≥", "60", "%"), ("社会效益指标", "法治宣传覆盖人数", "≥", "30000", "人"), ("可持续影响指标", "诉源治理机制", "", "逐步健全", ""),
     ("服务对象满意度指标", "当事人满意度", "≥", "90", "%")),
)  # fmt: skip
PLAN = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2019, 2024)
    world = build(rng, COURT, rng.choice(("渭阳市", "嵯岭市", "绥塔市")), "市", year, size=1.6, n_units=1)
    world.short = "我院"
    draft = Draft(f"{world.org}{year}年度预算绩效情况说明", world.org, year)
    draft.options = {"headings": "typed", "size": "16", "font": "仿宋"}
    draft.notes += ["任务表按资金来源拆分", "项目自评表不打分", "案件数不是金额"]
    ink = Ink(world.org, year, rng, nothing=rng.choice(["", "0.00", "0"]), percent_decimals=rng.choice([1, 2]))
    weigh(world.outcomes, PLAN)
    w = world.whole
    run = execution_score(w.rate)
    score = run + sum((o.score for o in world.outcomes), Decimal(0))
    draft.say(world.org, style="title")
    draft.say(f"{year}年度预算绩效情况说明", style="title")
    draft.head(1, "第一部分　单位基本情况")
    draft.say(
        f"本院是国家审判机关，主要职责包括：{'；'.join(world.trade.duties)}。下设{'、'.join(world.divisions)}等部门。"
    )
    _cases(draft, ink, rng)
    draft.head(1, "第二部分　收支决算与预算执行")
    _money(draft, ink, world)
    draft.head(1, "第三部分　预算绩效评价情况")
    draft.head(2, "（一）整体支出自评")
    draft.say(
        f"根据预算绩效管理要求，本院组织对{year}年度整体支出开展了自评，涉及资金", ink.say("涉及资金", w.actual, "actual", key="whole:actual"),
        "，自评得", ink.points("自评得分", score, "score", suffix="分", ties="REF SCR"), "，综合评价等级为“优”。",
    )  # fmt: skip
    draft.head(2, "（二）项目绩效自评结果")
    chosen = world.projects[:3]
    draft.say("本院对", ink.count("自评项目", len(chosen), "个"), "项目开展了自评，结果如下：")
    for i, p in enumerate(chosen, 1):
        _review(draft, ink, i, p)
    draft.parts.append(Break(landscape=True))
    draft.say("附件1", style="annex")
    draft.say(f"{year}年度部门整体支出绩效自评表", style="subtitle")
    draft.parts.append(_form(draft, ink, world, rng, run, score))
    for n, p in enumerate(chosen[:2], 2):
        draft.parts.append(Break(landscape=False))
        draft.say(f"附件{n}", style="annex")
        draft.say("项目支出绩效目标自评表", style="subtitle")
        draft.say(f"（{year}年度）", style="subtitle")
        draft.parts.append(_project(draft, ink, world, rng, p))
    return draft


def _cases(draft: Draft, ink: Ink, rng: random.Random) -> None:
    old, new = rng.randint(300, 900), rng.randint(6000, 9500)
    done = int((old + new) * rng.uniform(0.93, 0.985))
    judges = rng.randint(60, 90)
    share = quantize(Decimal(done) / (old + new) * 100, ink.percent_decimals)
    each = quantize(Decimal(done) / judges, 2)
    before = int(new * rng.uniform(0.85, 1.1))
    rise = quantize(Decimal(abs(new - before)) / before * 100, ink.percent_decimals)

    def count(label: str, n: int, unit: str = "件", *, ties: str = "") -> Fig:
        return ink.count(label, n, unit, ties=ties)

    draft.say(
        "全年共受理各类案件", count("受理案件", old + new, ties="TXT"), "，其中旧存", count("旧存", old, ties="TXT"), "，新收", count("新收", new, ties="TXT"),
        "；审执结", count("审执结", done), "，结案率", Fig("结案率", share, "%", f"{share}", ANY, ink.year, ink.org, measure="rate", suffix="%"),
        "。新收案件同比", "上升" if new >= before else "下降", Fig("新收案件", rise, "%", f"{rise}", "derived", ink.year, ink.org, measure="growth", suffix="%"), "。",
    )  # fmt: skip
    draft.say(
        "现有员额法官", count("员额法官", judges, "名"), "，法官人均结案",
        Fig("法官人均结案", each, "件", f"{each}", ANY, ink.year, ink.org, measure="other", suffix="件"), "。",
    )  # fmt: skip


def _money(draft: Draft, ink: Ink, world: World) -> None:
    y, w = world.year, world.whole
    carried: list[Piece] = []
    if w.brought:
        carried = ["，以前年度结转资金", ink.say("以前年度结转资金", w.brought, "brought_forward", ties="BUD")]
    draft.say(
        f"{y}年初，本院部门预算批复数为", ink.say("部门预算批复数", w.original, "original_budget", key="whole:original", ties="BUD"),
        *carried,
        "，预算执行中", "净追加" if w.adjustment >= 0 else "净核减", ink.say("净追加|净核减", abs(w.adjustment), "adjustment", ties="BUD"),
        "，调整后预算总额为", ink.say("调整后预算总额", w.final, "final_budget", key="whole:final", ties="BUD"), "。全年决算支出",
        ink.say("决算支出", w.actual, "actual", key="whole:actual", ties="BUD TXT"), "，完成调整后预算的", ink.rate("完成调整后预算", w.actual, w.final, prose=True, ties="BUD", scenario=ANY),
        "；尚未支出的", ink.say("尚未支出", w.balance, "year_end_balance", ties="BUD"), "按规定结转或交回财政。",
    )  # fmt: skip
    people = total(i.flow for i in (*world.wages, *world.family))
    draft.say(
        "按用途看，人员经费", ink.say("人员经费", people.actual, "actual", key="people:actual", ties="TXT REF"), "，日常公用经费",
        ink.say("日常公用经费", (world.basic - people).actual, "actual", key="office:actual", ties="TXT REF"), "，项目支出",
        ink.say("项目支出", world.project.actual, "actual", key="project:actual", ties="TXT REF"), "，三项共计", ink.say("三项共计|支出", w.actual, "actual", key="whole:actual", ties="TXT"), "。",
    )  # fmt: skip
    draft.say(f"表一　{y}年支出结构及预算完成情况", style="caption")
    draft.say("金额单位：人民币万元", style="unit")
    rows: list[Row] = [
        ["支出类别", "年初批复数", "调整后数", "支出决算数", "占支出总额比重（%）", "完成调整后数的比例（%）"]
    ]
    lines = [
        ("一、人员经费", people, "people"),
        ("二、日常公用经费", world.basic - people, "office"),
        ("三、项目支出", world.project, "project"),
    ]
    lines += [(f"　　{p.name}", p.flow, "") for p in world.projects]
    lines.append(("支出总额", w, "whole"))
    for label, f, key in lines:
        name = label.split("、")[-1].strip("　")
        share, rate = (
            ink.rate(name, f.actual, w.actual, measure="share"),
            ink.rate(name, f.actual, f.final, ties="DRV BUD", scenario=ANY),
        )
        for made in (share, rate):
            if isinstance(made, Fig):
                made.suffix = ""
        rows.append([
            Cell(label, align="left"), ink.cell(name, f.original, "original_budget", ties="SUM", key=key and f"{key}:original"),
            ink.cell(name, f.final, "final_budget", ties="SUM BUD", key=key and f"{key}:final"),
            ink.cell(name, f.actual, "actual", ties="SUM REF", key=key and f"{key}:actual"), share, rate,
        ])  # fmt: skip
    draft.parts.append(Grid(rows, [30, 14, 14, 14, 14, 15], header=1, name="支出结构及预算完成情况", size=10))


def _review(draft: Draft, ink: Ink, i: int, p: Project) -> None:
    f = p.flow
    hand = ink.about(f"{ink.org}|{p.name}")
    missed = [o for o in p.outcomes if not o.met]
    draft.say(
        f"{i}.{p.name}自评综述：该项目{p.use}。项目全年预算数", hand.say(f"全年预算数|{p.name}", f.final, "final_budget", key=f"{p.name}:final", ties="BUD REF"), "，执行数",
        hand.say(f"执行数|{p.name}", f.actual, "actual", key=f"{p.name}:actual", ties="BUD REF"), "，完成预算的", hand.rate("完成预算", f.actual, f.final, prose=True, ties="BUD", scenario=ANY),
        "。发现的主要问题：", f"{missed[0].name}未达预期，{missed[0].reason}" if missed else "暂未发现明显问题", "。下一步改进措施：加强支出进度管理，完善绩效指标。",
    )  # fmt: skip


def _form(draft: Draft, ink: Ink, world: World, rng: random.Random, run: Decimal, score: Decimal) -> Grid:
    dice = Dice(rng, Decimal(100), 1.0)
    w = world.whole
    tasks: list[tuple[str, str, Flow, Flow]] = []
    """name, content, all money, the part that is appropriated"""
    tasks.append(("保障机构运转", "人员工资和日常公用支出", world.basic, world.basic))
    for i, p in enumerate(world.projects):
        tasks.append((p.name, p.use, p.flow, part_of(dice, p.flow, 0.6, 0.9) if i == 1 else p.flow))
    given = total(t[3] for t in tasks)
    rows: list[Row] = [[Cell("部门（单位）名称", cs=2), Cell(world.org, cs=10)]]

    def six(name: str, flow: Flow, fiscal: Flow, key: str = "") -> list[Content]:
        out: list[Content] = []
        for attribute, scenario in (("final", "final_budget"), ("actual", "actual")):
            for source, part in (("总额", flow), ("财政拨款", fiscal), ("其他资金", flow - fiscal)):
                k = f"{key}:{attribute}" if key and source == "总额" else ""
                out.append(
                    ink.cell(
                        f"{name}|{source}",
                        getattr(part, attribute),
                        scenario,
                        ties="SUM BUD" if source == "总额" else "SUM",
                        key=k,
                    )
                )
        return out

    body: list[list[Cell | Content]] = [
        [Cell("任务名称", rs=2), Cell("完成情况", rs=2), Cell("预算数（万元）", cs=3), Cell("执行数（万元）", cs=3), Cell("执行率", rs=2), Cell("分值", rs=2), Cell("得分", rs=2)],
        ["总额", "财政拨款", "其他资金", "总额", "财政拨款", "其他资金"],
    ]  # fmt: skip
    for i, (name, use, flow, fiscal) in enumerate(tasks, 1):
        rate = ink.rate(f"执行率|{name}", flow.actual, flow.final, ties="BUD", scenario=ANY)
        key = "basic" if i == 1 else name
        body.append(
            [
                Cell(f"任务{i}：{name}", align="left"),
                Cell(use.removeprefix("用于") + "，已完成", align="left"),
                *six(name, flow, fiscal, key),
                rate,
                "—",
                "—",
            ]
        )
    body.append([
        Cell("金额合计", cs=2), *six("金额合计", w, given, "whole"), ink.rate("执行率|金额合计", w.actual, w.final, ties="BUD", scenario=ANY),
        ink.points("执行率分值", Decimal(10), "weight"), ink.points("执行率得分", run, "score"),
    ])  # fmt: skip
    rows += [[Cell("年度主要任务完成情况", rs=len(body), vertical=True), *body[0]], *body[1:]]
    rows.append(
        [Cell("年度总体目标完成情况", rs=2, vertical=True), Cell("预期目标", cs=5), Cell("目标实际完成情况", cs=6)]
    )
    rows.append(
        [
            Cell("公正高效办理各类案件，推进诉源治理和执行长效机制建设。", cs=5, align="left"),
            Cell("审判执行工作平稳有序，年度重点任务按计划推进。", cs=6, align="left"),
        ]
    )
    grid = Grid(
        rows, [6, 15, 16, 11, 11, 10, 11, 11, 10, 9, 8, 12], name="部门整体支出绩效自评表", size=9, total_width=13400
    )
    n1, n2 = runs([o.level1 for o in world.outcomes]), runs([o.level1 + o.level2 for o in world.outcomes])
    block: list[list[Cell | Content]] = [
        [
            "一级指标",
            "二级指标",
            Cell("指标内容", cs=2),
            Cell("年度指标值", cs=2),
            Cell("全年完成值", cs=2),
            "分值",
            "得分",
            "未完成原因分析与改进措施",
        ]
    ]
    for i, o in enumerate(world.outcomes):
        row: list[Cell | Content] = []
        if n1[i]:
            row.append(
                Cell(
                    [f"{o.level1}\n（", ink.points(o.level1, Decimal(PLAN[o.level1]), "weight", suffix="分"), "）"],
                    rs=n1[i],
                )
            )
        if n2[i]:
            row.append(Cell(o.level2, rs=n2[i]))
        goal, done = ink.goal(o), ink.done(o)
        row += [
            Cell(o.name, cs=2),
            Cell(goal, cs=2),
            Cell(done, cs=2),
            ink.points(o.name, o.weight, "weight"),
            ink.points(o.name, o.score, "score"),
            o.reason,
        ]
        block.append(row)
        draft.indicators.append(
            (
                grid,
                IndicatorTruth(
                    None, ink.org, o.level1, o.level2, o.name, text_of(goal), text_of(done), o.weight, o.score, o.reason
                ),
            )
        )
    rows += [[Cell("年度绩效指标完成情况", rs=len(block), vertical=True), *block[0]], *block[1:]]
    rows.append(
        [
            Cell("总　　分", cs=9),
            ink.points("总分", Decimal(100), "weight"),
            ink.points("总分", score, "score", ties="SCR REF"),
            "",
        ]
    )
    return grid


def _project(draft: Draft, ink: Ink, world: World, rng: random.Random, p: Project) -> Grid:
    who = world.units[p.owner].name.removesuffix("本级")
    hand = ink.for_project(who)
    dice = Dice(rng, Decimal(100), 1.0)
    central = part_of(dice, p.flow, 0.3, 0.6)
    rows: list[Row] = [
        [Cell("专项（项目）名称", cs=2), Cell(p.name, cs=4)],
        [Cell("负责部门", cs=2), Cell(world.org, cs=2), "实施单位", who],
        [Cell(f"项目资金\n（{ink.unit}）", cs=2, rs=5), "", "全年预算数（A）", "全年执行数（B）", "执行率（B/A）"],
    ]  # fmt: skip
    for label, f, key in (
        ("年度资金总额：", p.flow, p.name),
        ("其中：中央财政补助", central, ""),
        ("地方财政资金", p.flow - central, ""),
        ("其他资金", Flow(), ""),
    ):
        name = label.split("：")[1] or label.split("：")[0] if "：" in label else label
        rate = hand.rate(f"执行率|{name}", f.actual, f.final, ties="BUD", scenario=ANY) if f.final else ""
        rows.append([
            Cell(label, align="left"), hand.cell(name, f.final, "final_budget", ties="SUM BUD", key=key and f"{key}:final"),
            hand.cell(name, f.actual, "actual", ties="SUM BUD", key=key and f"{key}:actual"), rate,
        ])  # fmt: skip
    rows += [
        [Cell("总体目标完成情况", rs=2), Cell("总体目标", cs=3), Cell("全年实际完成情况", cs=2)],
        [Cell(f"{p.use.removeprefix('用于')}，提升审判保障水平。", cs=3, align="left"), Cell("已按年度计划实施。", cs=2, align="left")],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "全年完成值", "未完成原因和改进措施"],
    ]  # fmt: skip
    grid = Grid(rows, [15, 16, 26, 15, 15, 24], name=f"项目支出绩效目标自评表（{p.name}）", size=10)
    n1, n2 = runs([o.level1 for o in p.outcomes]), runs([o.level1 + o.level2 for o in p.outcomes])
    for i, o in enumerate(p.outcomes):
        row: list[Cell | Content] = []
        if n1[i]:
            row.append(Cell(o.level1, rs=n1[i]))
        if n2[i]:
            row.append(Cell(o.level2, rs=n2[i]))
        goal, done = hand.goal(o), hand.done(o)
        rows.append([*row, o.name, goal, done, f"{o.reason}；{o.remedy}" if o.reason else ""])
        draft.indicators.append(
            (
                grid,
                IndicatorTruth(
                    None, hand.org, o.level1, o.level2, o.name, text_of(goal), text_of(done), None, None, o.reason
                ),
            )
        )
    rows.append([Cell("说明", cs=2), Cell("无", cs=4, align="left")])
    return grid
