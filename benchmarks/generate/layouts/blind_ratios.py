# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Blind: nobody may read its misses or tune on it. A province's federation in the manner of Guizhou and Hubei: 整体支出 told as ratios with
their formulas (预算完成率, 结转结余率, 三公经费控制率 …), a score sheet 投入/过程/产出/效果 with them, 元 in the accounts and 万元 in the text."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, weigh
from benchmarks.generate.lexicon import Trade
from benchmarks.generate.parts import ANY, Break, Cell, Content, Draft, Fig, Grid, IndicatorTruth, Row, text_of
from benchmarks.generate.prose import Heads
from benchmarks.generate.world import Flow, World, build

DISABLED = Trade(
    "残疾人联合会", "残联", "残疾人事业", "20811", ("208", "社会保障和就业支出"),
    ("维护残疾人合法权益", "组织实施残疾人康复、教育和就业服务", "开展残疾人文化体育活动", "管理残疾人证和辅助器具服务"),
    ("办公室", "康复处", "教育就业处", "维权处", "宣传文体处"),
    ("残疾人康复中心", "残疾人就业服务中心", "残疾人体育训练中心", "辅助器具资源中心"),
    (("残疾儿童康复救助", "用于康复训练补助"), ("残疾人就业保障专项", "用于职业培训和岗位补贴"), ("无障碍改造项目", "用于困难家庭无障碍改造"),
     ("残疾人文体活动经费", "用于赛事和展演"), ("康复设备维护费", "用于设备保养和耗材"), ("信息系统运行费", "用于残疾人证系统运行")),
    (("数量指标", "救助残疾儿童", "≥", "5200", "人"), ("数量指标", "无障碍改造户数", "≥", "1600", "户"), ("数量指标", "职业培训人次", "≥", "3800", "人次"), ("数量指标", "举办文体活动", "≥", "12", "场"),
     ("质量指标", "康复服务有效率", "≥", "85", "%"), ("质量指标", "改造验收合格率", "=", "100", "%"), ("时效指标", "补助拨付及时率", "≥", "98", "%"), ("成本指标", "户均改造成本", "≤", "6000", "元"),
     ("经济效益指标", "参训人员收入增长率", "≥", "10", "%"), ("社会效益指标", "新增残疾人就业", "≥", "900", "人"), ("社会效益指标", "康复服务覆盖率", "≥", "90", "%"), ("可持续影响指标", "关爱氛围", "", "日渐浓厚", ""),
     ("服务对象满意度指标", "残疾人满意度", "≥", "88", "%")),
)  # fmt: skip
PLAN = {"产出指标": 35, "效益指标": 25, "满意度指标": 10}
_NAMES = {"产出指标": "产出", "效益指标": "效果", "满意度指标": "效果"}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2016, 2023)
    world = build(rng, DISABLED, rng.choice(("黔岭省", "楚江省")), "省", year, size=2.0, n_units=rng.randint(2, 3), grain=Decimal("0.01"))  # fmt: skip
    world.org = world.place + "残疾人联合会"
    world.units[0].name = world.org + "本级"
    draft = Draft(f"{world.org}{year}年度部门整体支出绩效评价报告", world.org, year)
    draft.options = {"headings": "auto", "size": "16"}
    draft.notes += ["比率连同算式", "元与万元并用", "过程指标带实际比率"]
    ink = Ink(world.org, year, rng, unit="元", decimals=2, thousands=True, nothing="0.00", prose_unit="万元", prose_decimals=2)  # fmt: skip
    weigh(world.outcomes, PLAN)
    head = Heads(draft, auto=True)
    w, three = world.whole, world.three
    draft.say(draft.title, style="title")
    head(1, "部门基本情况")
    draft.say("主要职责：" + "；".join(world.trade.duties) + "。")
    draft.say(
        "核定编制", ink.count("核定编制", world.posts, "人", key="posts", ties="REF"), f"，截止{year}年12月底在职", ink.count("在职", world.in_post, "人", key="in_post", ties="REF"), "，财政供养人员控制率", ink.rate("财政供养人员控制率", Decimal(world.in_post), Decimal(world.posts), prose=True), "。",
    )  # fmt: skip
    head(1, "部门收支情况")
    head(2, "预算安排及执行")
    draft.say(
        "年初部门预算", ink.say("年初部门预算", w.original, "original_budget", key="original", ties="REF BUD"), "，预算调整数", ink.say("预算调整数", w.adjustment + w.brought, ANY), "（含上年结转", ink.say("上年结转", w.brought, "brought_forward"), "），预算数调整为",
        ink.say("预算数", w.final, "final_budget", key="final", ties="REF BUD"), "；预算完成数", ink.say("预算完成数", w.actual, "actual", key="actual", ties="REF BUD"), "，较上年决算数", "增长" if w.actual >= w.prior else "下降",
        ink.rate("增长|下降|预算完成数", abs(w.actual - w.prior), w.prior, prose=True, measure="growth"), "。",
    )  # fmt: skip
    draft.say(f"{year}年部门收支决算简表", style="caption")
    draft.say("金额单位：元", style="unit")
    draft.parts.append(_accounts(ink, world))
    head(2, "三公经费情况")
    draft.say(
        "“三公”经费预算", ink.say("三公经费", three.original, "original_budget", key="three:original", ties="REF"), "，实际支出", ink.say("三公经费", three.actual, "actual", key="three:actual", ties="TXT REF"), "。其中：公务用车购置及运行费", ink.say("公务用车购置及运行费", world.cars_total.actual, "actual", ties="TXT REF", key="cars"),
        "，公务接待费", ink.say("公务接待费", world.reception.actual, "actual", ties="TXT REF", key="reception"), "；国内公务接待", ink.count("公务接待批次", world.visits, "批次"), "、", ink.count("公务接待人次", world.guests, "人次"), "。",
    )  # fmt: skip
    draft.say("“三公”经费对比表", style="caption")
    draft.say("金额单位：元", style="unit")
    draft.parts.append(_three(ink, world))
    head(1, "绩效指标分析")
    ratios = _ratios(ink, world)
    for name, formula, made, _, _, _ in ratios:
        draft.say(f"{name}={formula}=", *made, "。")
    run = sum((points for *_, points in ratios), Decimal(0))
    score = run + sum((o.score for o in world.outcomes), Decimal(0))
    head(1, "评价结论")
    draft.say("对照评价指标体系打分，总得分", ink.points("总得分", score, "score", suffix="分", ties="SCR REF"), "，其中投入与过程指标", ink.points("投入与过程指标", run, "score", suffix="分", ties="SCR"), "，产出与效果指标", ink.points("产出与效果指标", score - run, "score", suffix="分", ties="SCR"), "。")  # fmt: skip
    draft.parts.append(Break(True))
    draft.say(f"{world.org}{year}年度整体支出绩效评价评分表", style="subtitle")
    draft.parts.append(_sheet(draft, ink, world, ratios, run, score))
    return draft


def _accounts(ink: Ink, world: World) -> Grid:
    y = ink.year
    rows: list[Row] = [["支出项目", f"{y - 1}年决算数", f"{y}年年初预算数", f"{y}年调整预算数", f"{y}年决算数"]]
    lines: list[tuple[str, Flow, str]] = [("一、基本支出", world.basic, "")]
    lines += [(f"（{'一二三四'[i]}）{c.name}", c.flow, "") for i, c in enumerate(world.categories)]
    lines += [("二、项目支出", world.project, "project"), *((f"{i + 1}.{p.name}", p.flow, "") for i, p in enumerate(world.projects)), ("支出总计", world.whole, "whole")]  # fmt: skip
    for label, f, key in lines:
        keys = ("original", "final", "actual") if key == "whole" else ("", "", "")
        name = label.lstrip("一二三四123456789、.（）")
        rows.append([Cell(label, align="left"), ink.cell(name, f.prior, "actual", year=y - 1, ties="SUM"), ink.cell(name, f.original, "original_budget", ties="SUM", key=keys[0]), ink.cell(name, f.final, "final_budget", ties="SUM", key=keys[1]), ink.cell(name, f.actual, "actual", ties="SUM", key=keys[2])])  # fmt: skip
    return Grid(rows, [28, 18, 18, 18, 18], header=1, name="部门收支决算简表", size=10)


def _three(ink: Ink, world: World) -> Grid:
    rows: list[Row] = [["项目", "上年支出数", "本年预算数", "本年支出数", "比上年增减", "比预算增减"]]
    lines = [("因公出国（境）费", world.abroad, ""), ("公务用车购置费", world.car_purchase, ""), ("公务用车运行费", world.car_running, ""), ("公务接待费", world.reception, "reception"), ("合计", world.three, "three")]  # fmt: skip
    for label, f, key in lines:
        k = f"{key}:actual" if key == "three" else key
        rows.append([label, ink.cell(label, f.prior, "actual", year=ink.year - 1, ties="SUM DRV"), ink.cell(label, f.original, "original_budget", ties="SUM DRV", key="three:original" if key == "three" else ""), ink.cell(label, f.actual, "actual", ties="SUM DRV REF", key=k),
                     ink.cell(label, f.actual - f.prior, "derived", measure="change", ties="DRV SUM"), ink.cell(label, f.actual - f.original, "derived", measure="change", ties="DRV SUM")])  # fmt: skip
    return Grid(rows, [24, 15, 15, 15, 15, 15], header=1, name="三公经费对比表", size=10)


Ratio = tuple[str, str, list[str | Fig], str, int, Decimal]
"""Name, formula in words, the formula in figures, the ratio alone, weight and score."""


def _ratios(ink: Ink, world: World) -> list[Ratio]:
    w, three = world.whole, world.three
    wan = ink.say
    made: list[tuple[str, str, tuple[str, Decimal, str | None, str], tuple[str, Decimal, str | None, str], int]] = [
        ("预算完成率", "预算完成数÷预算数×100%", ("预算完成数", w.actual, "actual", "actual"), ("预算数", w.final, "final_budget", "final"), 8),
        ("结转结余率", "结转结余总额÷支出预算数×100%", ("结转结余总额", w.balance, "year_end_balance", ""), ("支出预算数", w.final, "final_budget", "final"), 6),
        ("三公经费控制率", "三公经费实际支出数÷三公经费预算安排数×100%", ("三公经费", three.actual, "actual", "three:actual"), ("三公经费", three.original, "original_budget", "three:original"), 6),
        ("政府采购执行率", "实际政府采购金额÷政府采购预算数×100%", ("政府采购", world.procurement.actual, "actual", ""), ("政府采购", world.procurement.original, "original_budget", ""), 5),
    ]  # fmt: skip
    out: list[Ratio] = [
        ("在职人员控制率", "在职人员数÷编制数×100%",
         [ink.count("在职人员数", world.in_post, "人", prose=False, key="in_post"), "÷", ink.count("编制数", world.posts, "人", prose=False, key="posts"), "×100%=", _rate(ink, "在职人员控制率", Decimal(world.in_post), Decimal(world.posts))],
         f"{Decimal(world.in_post) / Decimal(world.posts) * 100:.2f}", 5, Decimal(5)),
    ]  # fmt: skip
    for name, formula, (a, x, s, k), (b, y, t, m), weight in made:
        full = name in ("结转结余率", "三公经费控制率")
        points = Decimal(weight) if full else (min(x / y, Decimal(1)) * weight).quantize(Decimal("0.01"))
        out.append((name, formula, [wan(a, x, s, key=k, ties="DRV"), "÷", wan(b, y, t, key=m, ties="DRV"), "×100%=", _rate(ink, name, x, y)], f"{x / y * 100:.2f}", weight, points))  # fmt: skip
    return out


def _rate(ink: Ink, name: str, a: Decimal, b: Decimal) -> str | Fig:
    return ink.rate(name, a, b, prose=True, key=f"rate:{name}", ties="DRV REF")


def _sheet(draft: Draft, ink: Ink, world: World, ratios: list[Ratio], run: Decimal, score: Decimal) -> Grid:
    rows: list[Row] = [["一级指标", "二级指标", "三级指标", "分值", "评分标准", "实际完成情况", "得分"]]
    grid = Grid(rows, [10, 14, 20, 8, 34, 18, 8], name="整体支出绩效评价评分表", size=9, total_width=13800)
    lines: list[tuple[str, str, str, Decimal, str, Content, Decimal]] = []
    for name, formula, _, plain, weight, points in ratios:
        one, two = ("投入", "预算配置") if name == "在职人员控制率" else ("过程", "预算执行")
        fig = Fig(name, Decimal(plain), "%", plain, "actual", ink.year, ink.org, None, "rate", suffix="%", key=f"rate:{name}", ties="REF")  # fmt: skip
        lines.append((one, two, name, Decimal(weight), f"{name}＝{formula.replace('÷', '/')}，按完成情况计分，扣完为止。", fig, points))  # fmt: skip
    for o in world.outcomes:
        goal = text_of(ink.goal(o, style="words"))
        lines.append(
            (_NAMES[o.level1], o.level2, o.name, o.weight, f"达到{goal}得满分，否则按比例得分。", ink.done(o), o.score)
        )
    n1, n2 = runs([x[0] for x in lines]), runs([x[0] + x[1] for x in lines])
    for i, (one, two, name, weight, standard, done, points) in enumerate(lines):
        row: list[Cell | Content] = []
        if n1[i]:
            own = sum((x[3] for x in lines if x[0] == one), Decimal(0))
            row.append(Cell([f"{one}（", ink.points(one, own, "weight", suffix="分"), "）"], rs=n1[i]))
        if n2[i]:
            row.append(Cell(two, rs=n2[i]))
        content: list[str | Fig] = [standard]
        o = next((o for o in world.outcomes if o.name == name), None)
        if o is not None and o.target is not None:
            content = ["达到", ink.goal(o), "得满分，否则按比例得分。"]  # type: ignore[list-item]
        row += [name, ink.points(name, weight, "weight"), Cell(content, align="left"), done, ink.points(name, points, "score")]  # fmt: skip
        rows.append(row)
        also = {"target": text_of(content)}
        goal = "" if o is None else text_of(ink.goal(o))
        draft.indicators.append((grid, IndicatorTruth(None, ink.org, one, two, name, goal, text_of(done), weight, points, "", also)))  # fmt: skip
    rows.append([Cell("合计", cs=3), ink.points("合计", Decimal(100), "weight"), Cell("", cs=2), ink.points("合计", score, "score", ties="SCR REF")])  # fmt: skip
    return grid
