# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Unseen: nobody may read its misses or tune on it. A prefecture's public security bureau in the manner of Qinghai and Shanxi:
headings without numbers, three years across, detachments against two kinds of money, a score list with points deducted and
subtotals, 万元 with one decimal rounded."""

from __future__ import annotations

import random
from decimal import ROUND_DOWN, Decimal

from benchmarks.generate.ink import Ink, Printed, weigh
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
    Row,
    quantize,
    text_of,
)
from benchmarks.generate.people import Dice
from benchmarks.generate.world import Flow, World, build

POLICE = Trade(
    "公安局", "公安", "公安", "20402", ("204", "公共安全支出"),
    ("预防和打击违法犯罪活动", "维护社会治安秩序和道路交通秩序", "管理户籍、出入境和特种行业", "管理监管场所和警务装备"),
    ("指挥中心", "警务保障处", "法制支队", "治安管理支队", "政治部"),
    ("交通警察支队", "特警支队", "看守所", "网络安全保卫支队"),
    (("警务装备购置项目", "用于单警装备、执法记录仪和防护用品"), ("雪亮工程运维项目", "用于前端点位、链路租赁和平台维护"), ("禁毒工作专项", "用于毒品检测、宣传和社区康复"),
     ("警务辅助人员经费", "用于辅警工资和社会保险"), ("在押人员给养费", "用于在押人员伙食和医疗"), ("办案差旅补助", "用于跨区域办案")),
    (("数量指标", "采购执法记录仪", "≥", "260", "台"), ("数量指标", "巡逻防控里程", "≥", "180000", "公里"), ("数量指标", "开展反诈宣传", "≥", "320", "场次"), ("数量指标", "维护视频点位", "≥", "1450", "个"),
     ("质量指标", "装备验收合格率", "=", "100", "%"), ("质量指标", "视频点位在线率", "≥", "95", "%"), ("时效指标", "接处警到场时间", "≤", "10", "分钟"), ("成本指标", "装备采购价格偏离率", "≤", "5", "%"),
     ("经济效益指标", "追赃挽损金额", "≥", "420", "万元"), ("社会效益指标", "涉诈资金止付率", "≥", "55", "%"), ("社会效益指标", "较大道路交通事故", "", "零发生", ""), ("可持续影响指标", "治安防控体系", "", "日趋完善", ""),
     ("服务对象满意度指标", "群众安全感", "≥", "95", "%")),
)  # fmt: skip
PLAN = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}
_CLASS = {"产出指标": "任务完成", "效益指标": "社会效果", "满意度指标": "群众评价"}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2020, 2025)
    world = build(
        rng,
        POLICE,
        rng.choice(("玉湟自治州", "德令自治州", "晋陵地区")),
        "市",
        year,
        size=3.5,
        n_units=rng.randint(2, 4),
    )
    draft = Draft(f"{world.org}{year}年度部门整体绩效自评", world.org, year)
    draft.options = {"headings": rng.choice(["styled", "typed"]), "size": "16"}
    draft.notes += ["标题无编号", "三年并列", "扣分列", "小计行夹在指标之间"]
    ink = Ink(
        world.org,
        year,
        rng,
        decimals=1,
        thousands=rng.random() < 0.5,
        nothing=rng.choice(["-", ""]),
        percent_decimals=1,
    )
    weigh(world.outcomes, PLAN, step="0.5")
    w = world.whole
    run = (w.rate * 20).quantize(Decimal(1), ROUND_DOWN) / 2
    score = run + sum((o.score for o in world.outcomes), Decimal(0))
    draft.say(f"{world.org}", style="title")
    draft.say(f"{year}年度部门整体绩效自评报告", style="title")
    draft.head(1, "部门概况")
    draft.say(f"{world.short}主要负责{'、'.join(world.trade.duties)}。")
    draft.say(
        "全局政法专项编制和事业编制合计", ink.count("编制合计", world.posts, "名", key="posts"), "，实有民警职工", ink.count("实有民警职工", world.in_post, "名"), "，辅警", ink.count("辅警", world.contract * 12, "名"),
        "，执法执勤用车", ink.count("执法执勤用车", world.cars * 9, "辆"), "。",
    )  # fmt: skip
    draft.head(1, "资金投入与使用")
    _money(draft, ink, world, rng)
    draft.head(1, "履职情况")
    _duty(draft, ink, rng, world)
    draft.head(1, "自评结论")
    draft.say(
        "部门整体绩效自评得分",
        ink.points("自评得分", score, "score", suffix="分", ties="SCR"),
        "，其中预算管理类得分",
        ink.points("预算管理类得分", run, "score", suffix="分", ties="SCR"),
        "。扣分情况及原因详见附表。",
    )
    draft.head(1, "下一步打算")
    draft.say("合理测算装备需求，提前开展采购准备；完善绩效运行监控，对进度滞后的项目及时调整。")
    draft.parts.append(Break())
    draft.say("附表", style="annex")
    draft.say(f"{year}年度部门整体绩效自评打分表", style="subtitle")
    draft.say(f"评价单位：{world.org}", style="filler")
    draft.parts.append(_scores(draft, ink, world, run, score))
    return draft


def _money(draft: Draft, ink: Ink, world: World, rng: random.Random) -> None:
    y, w = world.year, world.whole
    hand = ink.about(ink.org)
    hand.prose_unit, hand.prose_decimals = "亿元", 2
    gap = w.actual - w.prior
    draft.say(
        f"{y}年经费总投入", hand.say("经费总投入", w.actual, "actual", key="whole:actual", ties="REF"), "，与上年相比", "增支" if gap >= 0 else "减支",
        ink.say("增支|减支|经费总投入", abs(gap), "derived", measure="change", ties="TXT"), "，变动幅度", ink.rate("变动幅度|经费总投入", abs(gap), w.prior, prose=True, ties="TXT", measure="growth"),
        "。其中：用于人员和机构运转", ink.say("人员和机构运转", world.basic.actual, "actual", key="basic:actual", ties="REF"), "（占", ink.rate("人员和机构运转", world.basic.actual, w.actual, prose=True, ties="TXT", measure="share"),
        "），用于业务项目", ink.say("业务项目", world.project.actual, "actual", key="project:actual", ties="REF"), "（占", ink.rate("业务项目", world.project.actual, w.actual, prose=True, ties="TXT", measure="share"), "）。",
    )  # fmt: skip
    draft.say("近三年经费投入情况（万元）", style="caption")
    dice = Dice(rng, Decimal(100), 1.0)
    rows: list[Row] = [["投入方向", f"{y - 2}年", f"{y - 1}年", f"{y}年", "三年累计", f"{y}年比{y - 1}年增长"]]
    lines = [
        ("人员经费", world.categories[0].flow + world.categories[2].flow, ""),
        ("公用经费", world.categories[1].flow + world.categories[3].flow, ""),
    ]
    lines += [(p.name, p.flow, p.name) for p in world.projects]
    old = [dice.share(f.prior, 0.75, 1.05) for _, f, _ in lines]
    lines.append(("总投入", w, "whole"))
    old.append(sum(old, Decimal(0)))
    for (label, f, key), before in zip(lines, old, strict=True):
        ties = "SUM DRV"
        rows.append([
            Cell(label, align="left"), ink.cell(label, before, "actual", year=y - 2, ties="SUM"), ink.cell(label, f.prior, "actual", year=y - 1, ties=ties),
            ink.cell(label, f.actual, "actual", ties=ties, key=key and f"{key}:actual"), _any_year(ink.cell(f"{label}|三年累计", before + f.prior + f.actual, ANY, ties="SUM")),
            ink.rate(label, f.actual - f.prior, f.prior, measure="growth"),
        ])  # fmt: skip
    draft.parts.append(Grid(rows, [28, 14, 14, 14, 15, 17], header=1, name="近三年经费投入情况", size=10.5))
    draft.say(
        "全年预算安排（含调整）", ink.say("预算安排（含调整）", w.final, "final_budget", key="whole:final", ties="BUD"), "，支出进度", ink.rate("支出进度", w.actual, w.final, prose=True, ties="BUD", scenario=ANY),
        "；年末尚有", ink.say("年末尚有", w.balance, "year_end_balance", ties="BUD"), "未支付，其中统筹收回", ink.say("统筹收回", w.reclaimed, "reclaimed", ties="BUD"), "、跨年支付", ink.say("跨年支付", w.carried, "carried_forward", ties="BUD"), "。",
    )  # fmt: skip
    draft.say("各支队（所）预算执行情况", style="caption")
    draft.say("单位：万元", style="unit")
    draft.parts.append(_units(ink, world))
    three, cars = world.three, world.cars_total
    if three.actual:
        draft.say(
            f"厉行节约方面，{y}年“三公”经费控制数", ink.say("“三公”经费控制数", three.original, "original_budget"), "，实际支出", ink.say("“三公”经费实际支出", three.actual, "actual", ties="TXT"), "，其中执法执勤用车费用",
            ink.say("执法执勤用车费用", cars.actual, "actual", ties="TXT"), "、接待费用", ink.say("接待费用", world.reception.actual, "actual", ties="TXT"), "，未突破控制数。",
        )  # fmt: skip


def _any_year(made: Printed) -> Printed:
    if isinstance(made, Fig):
        made.year = None
    return made


def _units(ink: Ink, world: World) -> Grid:
    rows: list[Row] = [
        [Cell("单位", rs=2), Cell("运转经费", cs=2), Cell("业务项目", cs=2), Cell("合计", cs=3)],
        ["安排数", "执行数", "安排数", "执行数", "安排数", "执行数", "进度"],
    ]

    def line(label: str, hand: Ink, basic: Flow, project: Flow, key: str = "") -> Row:
        out: list[Cell | Content] = [Cell(label, align="left")]
        for name, f in (("运转经费", basic), ("业务项目", project), ("合计", basic + project)):
            k = "whole:" if key and name == "合计" else ""
            out += [
                hand.cell(f"{name}|{label}", f.final, ANY, ties="SUM", key=k and k + "final"),
                hand.cell(f"{name}|{label}", f.actual, "actual", ties="SUM", key=k and k + "actual"),
            ]
        whole = basic + project
        return [*out, hand.rate(f"进度|{label}", whole.actual, whole.final, ties="BUD", scenario=ANY)]

    for i, u in enumerate(world.units):
        name = "局机关" if i == 0 else u.name.removeprefix(world.place)
        who = world.org if i == 0 else f"{name}|{u.name}|{world.org}"
        rows.append(line(name, ink.about(f"{who}|{name}|{u.name}" if i == 0 else who), u.basic, u.project))
    rows.append(line("全局合计", ink, world.basic, world.project, "whole"))
    return Grid(rows, [22, 13, 13, 13, 13, 14, 14, 11], header=2, name="各支队（所）预算执行情况", size=10)


def _duty(draft: Draft, ink: Ink, rng: random.Random, world: World) -> None:
    y = world.year
    filed, solved = rng.randint(2200, 4200), 0
    solved = int(filed * rng.uniform(0.5, 0.7))
    before = int(filed * rng.uniform(1.03, 1.2))
    down = quantize(Decimal(before - filed) / before * 100, 1)
    share = quantize(Decimal(solved) / filed * 100, 1)
    calm = rng.randint(4000, 9000)
    draft.say(
        f"{y}年，全州立刑事案件", ink.count("立刑事案件", filed, "起"), f"，比{y - 1}年的", ink.count("立刑事案件", before, "起", year=y - 1), "下降",
        Fig("立刑事案件", down, "%", f"{down}", "derived", y, ink.org, measure="growth", suffix="%", ties="TXT"), "；破获", ink.count("破获", solved, "起"), "，破案率",
        Fig("破案率", share, "%", f"{share}", ANY, y, ink.org, measure="rate", suffix="%"), "；化解矛盾纠纷", ink.count("化解矛盾纠纷", calm, "件"), "。",
    )  # fmt: skip
    for i, p in enumerate(world.projects[:4], 1):
        draft.say(
            f"（{i}）{p.name}：{p.use}。安排", ink.say(f"{p.name}|安排", p.flow.final, ANY, key=f"{p.name}:final"), "，支付", ink.say(f"{p.name}|支付", p.flow.actual, "actual", key=f"{p.name}:actual", ties="REF"),
            "，资金支付率", ink.rate("资金支付率", p.flow.actual, p.flow.final, prose=True, ties="BUD", scenario=ANY), "。",
        )  # fmt: skip


def _scores(draft: Draft, ink: Ink, world: World, run: Decimal, score: Decimal) -> Grid:
    w, y = world.whole, world.year
    rows: list[Row] = [["类别", "序号", "评价要点", "年度计划", "年度实际", "标准分", "扣分", "得分", "扣分依据"]]
    grid = Grid(
        rows, [13, 7, 25, 13, 13, 9, 9, 9, 22], header=1, name="部门整体绩效自评打分表", size=9.5, total_width=9600
    )
    n = 0

    def lost(name: str, weight: Decimal, got: Decimal) -> Content:
        gone = weight - got
        return (
            Fig(f"扣分|{name}", gone, "分", f"{gone.normalize():f}", ANY, y, ink.org, measure="other")
            if gone
            else "0"
            if ink.nothing == "0"
            else ""
        )

    def block(kind: str, lines: list[tuple[str, Content, Content, Decimal, Decimal, str]]) -> None:
        nonlocal n
        weight = sum((line[3] for line in lines), Decimal(0))
        got = sum((line[4] for line in lines), Decimal(0))
        for i, (name, goal, done, points, mine, why) in enumerate(lines):
            n += 1
            first: list[Cell | Content] = [Cell(kind, rs=len(lines))] if i == 0 else []
            rows.append(
                [
                    *first,
                    str(n),
                    Cell(name, align="left"),
                    goal,
                    done,
                    ink.points(name, points, "weight"),
                    lost(name, points, mine),
                    ink.points(name, mine, "score"),
                    why,
                ]
            )
            draft.indicators.append(
                (grid, IndicatorTruth(None, ink.org, kind, "", name, text_of(goal), text_of(done), points, mine, why))
            )
        rows.append(
            [
                Cell("小计", cs=5, bold=True),
                ink.points(f"{kind}小计", weight, "weight"),
                lost("小计", weight, got),
                ink.points(f"{kind}小计", got, "score"),
                "",
            ]
        )

    rate = ink.rate("支出进度", w.actual, w.final, ties="BUD", scenario="actual")
    full = Fig("支出进度", Decimal(100), "%", "100", "target", y, ink.org, measure="other", suffix="%")
    block("预算管理", [("支出进度", full, rate, Decimal(10), run, "部分资金按合同跨年支付" if run < 10 else "")])
    for level1, kind in _CLASS.items():
        block(
            kind,
            [
                (o.name, ink.goal(o, style="words"), ink.done(o), o.weight, o.score, o.reason)
                for o in world.outcomes
                if o.level1 == level1
            ],
        )
    rows.append(
        [
            Cell("总　计", cs=5, bold=True),
            ink.points("总计", Decimal(100), "weight"),
            lost("总计", Decimal(100), score),
            ink.points("总计", score, "score", ties="SCR"),
            "",
        ]
    )
    return grid
