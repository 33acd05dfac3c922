# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Unseen: nobody may read its misses or tune on it. A street office in the manner of Liaoning and Jilin: 元 with cents and no
separators, 约…万元 beside it, money shared out to communities, a wide form with 运算符号 and columns to tick for the cause."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, Printed, execution_score, weigh
from benchmarks.generate.lexicon import Trade
from benchmarks.generate.parts import ANY, Break, Cell, Content, Draft, Fig, Grid, IndicatorTruth, Piece, Row
from benchmarks.generate.people import Dice
from benchmarks.generate.prose import CN
from benchmarks.generate.world import Flow, Outcome, World, build, total

STREET = Trade(
    "春和街道办事处", "街道", "城乡社区管理事务", "21201", ("212", "城乡社区支出"),
    ("统筹辖区党的建设和社区治理", "组织实施公共服务和社会救助", "承担辖区综合管理和综合执法", "维护辖区安全稳定"),
    ("党政综合办公室", "社区建设办公室", "公共服务办公室", "公共安全办公室", "综合行政执法队"),
    ("综合便民服务中心", "网格管理指挥中心"),
    (("社区运转经费", "用于社区办公、服务群众和阵地维护"), ("老旧小区环境整治", "用于楼道修缮、绿化补植和垃圾清运"), ("网格员工作补贴", "用于网格员补贴和装备"),
     ("城市精细化管理经费", "用于市容巡查和违建拆除"), ("辖区安全隐患排查经费", "用于消防器材和隐患整改"), ("食堂运行补助", "用于机关食堂运行")),
    (("数量指标", "整治老旧小区数量", "≥", "14", "个"), ("数量指标", "清运生活垃圾", "≥", "21000", "吨"), ("数量指标", "入户走访户数", "≥", "9600", "户"), ("数量指标", "开展文明实践活动", "≥", "60", "场"),
     ("质量指标", "隐患整改完成率", "=", "100", "%"), ("质量指标", "网格事件办结率", "≥", "96", "%"), ("时效指标", "诉求平均办理时长", "≤", "48", "小时"), ("成本指标", "户均整治成本", "≤", "350", "元"),
     ("经济效益指标", "引进企业数量", "≥", "12", "家"), ("社会效益指标", "便民事项网办率", "≥", "85", "%"), ("社会效益指标", "重大安全责任事故", "", "零发生", ""), ("可持续影响指标", "基层治理能力", "", "有所提升", ""),
     ("服务对象满意度指标", "居民满意度", "≥", "90", "%")),
)  # fmt: skip
PLAN = {"产出指标": 45, "效益指标": 35, "满意度指标": 10}
_NAMES = ("幸福里", "铁西园", "和睦", "向阳", "松涛", "滨河", "锦绣", "文苑", "站前", "安居")
_CAUSES = ("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他")


def write(rng: random.Random) -> Draft:
    year = rng.randint(2019, 2023)
    world = build(
        rng,
        STREET,
        rng.choice(("锦辽区", "浑江东区", "北陵新区")),
        "区",
        year,
        grain=Decimal("0.01"),
        size=0.5,
        n_units=rng.choice([1, 2]),
    )
    world.short = "街道"
    draft = Draft(f"{world.org}{year}年整体绩效自评情况的报告", world.org, year)
    draft.options = {"headings": "typed", "size": "16"}
    draft.notes += ["元与约若干万元并存", "偏差原因打勾", "社区不是预算单位"]
    ink = Ink(
        world.org,
        year,
        rng,
        unit="元",
        thousands=False,
        trim=rng.choice([0.0, 1.0]),
        nothing=rng.choice(["", "0", "0.00"]),
        percent_decimals=rng.choice([0, 2]),
    )
    weigh(world.outcomes, PLAN)
    w = world.whole
    run = execution_score(w.rate)
    score = run + sum((o.score for o in world.outcomes), Decimal(0))
    draft.say(world.org, style="title")
    draft.say(f"关于{year}年度部门整体绩效自评情况的报告", style="title")
    draft.say("区财政局：", style="flush")
    draft.say("按照你局关于开展预算绩效自评工作的通知要求，我街道认真组织自评，现将有关情况报告如下：")
    draft.head(1, "一、街道基本情况")
    draft.say(
        f"{world.org}内设{'、'.join(world.trade.divisions)}，管理", ink.count("事业单位", len(world.units) - 1, "个"), "事业单位。核定行政和事业编制", ink.count("行政和事业编制", world.posts, "名", key="posts"),
        "，现有在岗人员", ink.count("在岗人员", world.in_post, "名"), "，另聘社区协管员", ink.count("社区协管员", world.contract, "名"), "。",
    )  # fmt: skip
    draft.head(1, "二、预算安排与资金使用")
    _money(draft, ink, world)
    draft.head(2, "（三）社区经费拨付")
    _communities(draft, ink, world, rng)
    draft.head(1, "三、主要工作成效")
    for i, o in enumerate(world.outcomes, 1):
        draft.say(
            f"{CN[i] if i <= 10 else '十' + CN[i - 10]}是{o.name}",
            *_done_words(ink, o),
            "；" if i < len(world.outcomes) else "。",
        )
    draft.head(1, "四、自评得分")
    draft.say(
        "经逐项打分，预算执行得",
        ink.points("预算执行得分", run, "score", suffix="分"),
        "，绩效指标得",
        ink.points("绩效指标得分", score - run, "score", suffix="分"),
        "，合计",
        ink.points("合计得分", score, "score", suffix="分", ties="SCR"),
        "，等级为优。",
    )
    draft.say(world.org, style="sign")
    draft.parts.append(Break(landscape=True))
    draft.say(f"{year}年度部门（单位）整体绩效自评表", style="subtitle")
    draft.say("计量单位：元", style="unit")
    draft.parts.append(_form(draft, ink, world, run, score))
    return draft


def _done_words(ink: Ink, o: Outcome) -> list[Piece]:
    if o.actual is None:
        return ["目标", "“", o.target_word, "”已实现"]
    return ["计划", ink.goal(o, style="words"), "，实际", ink.done(o), "" if o.met else "，存在差距"]


def _money(draft: Draft, ink: Ink, world: World) -> None:
    w, y = world.whole, world.year
    draft.head(2, "（一）预算安排")
    carried: list[Piece] = []
    if w.brought:
        carried = ["，上年余额", ink.say("上年余额", w.brought, "brought_forward", ties="BUD")]
    draft.say(
        f"{y}年区财政批复我街道预算", ink.say("批复预算", w.original, "original_budget", key="whole:original", ties="BUD"), "（约", ink.say("批复预算", w.original, "original_budget", unit="万元", decimals=0), "）",
        *carried,
        "，年度执行中", "追加" if w.adjustment >= 0 else "压减", ink.say("追加|压减", abs(w.adjustment), "adjustment", ties="BUD"), "，预算总盘子为", ink.say("预算总盘子", w.final, "final_budget", key="whole:final", ties="BUD"), "。",
    )  # fmt: skip
    draft.head(2, "（二）资金使用")
    draft.say(
        "全年拨付使用资金", ink.say("拨付使用资金", w.actual, "actual", key="whole:actual", ties="BUD TXT"), "，执行率", ink.rate("执行率", w.actual, w.final, prose=True, ties="BUD", scenario=ANY), "。①人员和公用支出",
        ink.say("人员和公用支出", world.basic.actual, "actual", key="basic:actual", ties="TXT REF"), "；②项目支出", ink.say("项目支出", world.project.actual, "actual", key="project:actual", ties="TXT REF"),
        "，其中", *_listed(ink, world), "。剩余", ink.say("剩余", w.balance, "year_end_balance", ties="BUD"), "未支出。",
    )  # fmt: skip
    draft.say(f"{y}年资金来源与运用情况", style="caption")
    draft.say("（单位：元）", style="unit")
    left: list[tuple[str, Decimal, str | None, str]] = [
        ("预算拨款", w.original + w.adjustment, ANY, ""),
        ("上年余额", w.brought, "brought_forward", ""),
        ("其他收入", Decimal(0), "actual", ""),
    ]
    right: list[tuple[str, Decimal, str | None, str]] = [
        (c.name, c.flow.actual, "actual", "") for c in world.categories
    ]
    right += [(p.name, p.flow.actual, "actual", f"{p.name}:actual") for p in world.projects] + [
        ("年末余额", w.balance, "year_end_balance", "")
    ]
    rows: list[Row] = [[Cell("资金来源", cs=2), Cell("资金运用", cs=2)], ["项目", "金额", "项目", "金额"]]
    for i in range(max(len(left), len(right))):
        row: list[Content] = []
        for side in (left, right):
            if i < len(side):
                label, amount, scenario, key = side[i]
                row += [label, ink.cell(label, amount, scenario, key=key, ties="SUM REF" if key else "SUM")]
            else:
                row += ["", ""]
        rows.append(row)
    rows.append(
        [
            "来源合计",
            ink.cell("来源合计", w.final, ANY, ties="SUM"),
            "运用合计",
            ink.cell("运用合计", w.final, ANY, ties="SUM"),
        ]
    )
    draft.parts.append(Grid(rows, [24, 22, 32, 22], header=2, name="资金来源与运用情况", size=10.5))


def _listed(ink: Ink, world: World) -> list[Piece]:
    out: list[Piece] = []
    for i, p in enumerate(world.projects):
        out += [
            "、" if i else "",
            p.name,
            ink.say(p.name, p.flow.actual, "actual", key=f"{p.name}:actual", ties="TXT REF"),
        ]
    return out


def _communities(draft: Draft, ink: Ink, world: World, rng: random.Random) -> None:
    """The first project's money, shared out."""
    money = world.projects[0].flow.actual
    names = rng.sample(_NAMES, rng.randint(5, 8))
    dice = Dice(rng, Decimal("0.01"), 1.0)
    homes = [rng.randint(900, 3600) for _ in names]
    parts = [dice.share(money, 0.9 / len(names), 1.0 / len(names)) for _ in names[1:]]
    parts.append(money - sum(parts, Decimal(0)))
    office = [dice.share(p, 0.3, 0.6) for p in parts]
    draft.say(
        "辖区共有社区", ink.count("社区", len(names), "个"), "，居民", ink.count("居民", sum(homes), "户", key="homes", ties="REF"), "，全年拨付社区运转经费", ink.say("社区运转经费", money, "actual", key=f"{world.projects[0].name}:actual", ties="REF"), "，明细见下表。",
    )  # fmt: skip
    draft.say("社区经费拨付明细表", style="caption")
    rows: list[Row] = [
        [
            Cell("序号", rs=2),
            Cell("社区", rs=2),
            Cell("居民户数\n（户）", rs=2),
            Cell("拨付经费（元）", cs=3),
            Cell("户均（元）", rs=2),
        ],
        ["办公经费", "服务群众经费", "小计"],
    ]
    for i, name in enumerate(names):
        who = f"{name}社区"
        hand = ink.about(f"{who}|{ink.org}")
        rows.append([str(i + 1), who, hand.count(f"{who}|居民户数", homes[i], "户", prose=False, ties="SUM"), hand.cell(f"{who}|办公经费", office[i], "actual", ties="SUM"),
                     hand.cell(f"{who}|服务群众经费", parts[i] - office[i], "actual", ties="SUM"), hand.cell(f"{who}|小计", parts[i], "actual", ties="SUM"), _each(hand, who, parts[i], homes[i])])  # fmt: skip
    spent = sum(office, Decimal(0))
    rows.append([Cell("总计", cs=2), ink.count("总计|居民户数", sum(homes), "户", prose=False, ties="SUM", key="homes"), ink.cell("总计|办公经费", spent, "actual", ties="SUM"),
                 ink.cell("总计|服务群众经费", money - spent, "actual", ties="SUM"), ink.cell("总计|小计", money, "actual", ties="SUM", key=f"{world.projects[0].name}:actual"), _each(ink, "总计", money, sum(homes))])  # fmt: skip
    draft.parts.append(Grid(rows, [8, 20, 14, 17, 18, 17, 12], header=2, name="社区经费拨付明细表", size=10))


def _each(ink: Ink, who: str, money: Decimal, homes: int) -> Printed:
    return ink.cell(f"{who}|户均", money / homes, ANY, measure="other")


def _form(draft: Draft, ink: Ink, world: World, run: Decimal, score: Decimal) -> Grid:
    w = world.whole
    special = total(p.flow for p in world.projects if p.special)
    people = total(i.flow for i in (*world.wages, *world.family))

    def line(label: str, f: Flow, tail: list[Cell | Content], key: str = "") -> list[Cell | Content]:
        k = key and f"{key}:"
        rate = ink.rate(f"执行率|{label}", f.actual, f.final, ties="BUD", scenario=ANY)
        return [Cell(label, cs=2, align="left"), Cell(ink.cell(label, f.original, "original_budget", ties="SUM", key=k and k + "original"), cs=2), Cell(ink.cell(label, f.brought + f.adjustment, ANY), cs=2),
                Cell(ink.cell(label, f.final, "final_budget", ties="SUM BUD", key=k and k + "final"), cs=2), Cell(ink.cell(label, f.actual, "actual", ties="SUM BUD", key=k and k + "actual"), cs=4), Cell(rate, cs=2), *tail]  # fmt: skip

    money: list[list[Cell | Content]] = [
        [Cell("支出类别", cs=2), Cell("年初安排", cs=2), Cell("结转及调整", cs=2), Cell("调整后安排", cs=2), Cell("执行金额", cs=4), Cell("执行率", cs=2), "权重", "得分"],
        line("人员类", people, ["", ""]), line("公用经费", world.basic - people, ["", ""]),
        line("特定目标类", special, ["", ""]), line("其他运转类", world.project - special, ["", ""]),
        line("总计", w, [ink.points("预算执行权重", Decimal(10), "weight"), ink.points("预算执行得分", run, "score")], "whole"),
    ]  # fmt: skip
    rows: list[Row] = [
        [Cell("部门（单位）名称", cs=2), Cell(world.org, cs=15)],
        [Cell("预算执行情况", rs=len(money)), *money[0]], *money[1:],
        [Cell("年度目标", cs=2), Cell("加强社区治理，改善人居环境，提升便民服务水平，确保辖区安全稳定。", cs=15, align="left")],
        [*(Cell(t, rs=2) for t in ("一级指标", "二级指标", "三级指标", "运算符号", "指标值", "度量单位", "实际完成值", "权重", "自评得分")), Cell("偏差原因分析", cs=6), Cell("改进措施", rs=2, cs=2)],
        [*_CAUSES, "原因说明"],
    ]  # fmt: skip
    grid = Grid(
        rows,
        [9, 10, 15, 6, 10, 7, 10, 7, 7, 4, 4, 4, 5, 4, 13, 7, 7],
        name="部门（单位）整体绩效自评表",
        size=8.5,
        total_width=13800,
    )
    n1, n2 = runs([o.level1 for o in world.outcomes]), runs([o.level1 + o.level2 for o in world.outcomes])
    for i, o in enumerate(world.outcomes):
        row: list[Cell | Content] = []
        if n1[i]:
            row.append(Cell(o.level1, rs=n1[i]))
        if n2[i]:
            row.append(Cell(o.level2, rs=n2[i]))
        ticks = ["" if o.met else "√" if cause == "其他" else "" for cause in _CAUSES]
        row += [
            o.name,
            *_values(ink, o),
            ink.points(o.name, o.weight, "weight"),
            ink.points(o.name, o.score, "score"),
            *ticks,
            o.reason,
            Cell(o.remedy, cs=2),
        ]
        rows.append(row)
        draft.indicators.append((grid, _truth(ink, o)))
    rows.append(
        [
            Cell("总分", cs=7),
            ink.points("总分", Decimal(100), "weight"),
            ink.points("总分", score, "score", ties="SCR"),
            Cell("", cs=8),
        ]
    )
    return grid


_SIGN = {"≥": ">=", "≤": "<=", "=": "="}


def _values(ink: Ink, o: Outcome) -> list[Content]:
    if o.target is None or o.actual is None:
        return ["定性", o.target_word, "", o.actual_word]

    def fig(value: Decimal, scenario: str, suffix: str) -> Fig:
        return Fig(
            o.name,
            value,
            o.unit,
            f"{value:f}",
            scenario,
            ink.year,
            ink.org,
            measure="other",
            suffix=suffix,
            key=f"{scenario}:{ink.own}:{o.name}",
        )

    return [_SIGN[o.sign], fig(o.target, "target", ""), o.unit, fig(o.actual, "actual", o.unit)]


def _truth(ink: Ink, o: Outcome) -> IndicatorTruth:
    if o.target is None or o.actual is None:
        return IndicatorTruth(
            None,
            ink.org,
            o.level1,
            o.level2,
            o.name,
            o.target_word,
            o.actual_word,
            o.weight,
            o.score,
            o.reason,
            {"target": f"定性{o.target_word}"},
        )
    goal = f"{o.target:f}"
    return IndicatorTruth(
        None,
        ink.org,
        o.level1,
        o.level2,
        o.name,
        f"{_SIGN[o.sign]}{goal}{o.unit}",
        f"{o.actual:f}{o.unit}",
        o.weight,
        o.score,
        o.reason,
        {"target": goal},
    )
