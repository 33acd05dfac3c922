# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Blind: nobody may read its misses or tune on it. A banner's forestry and grassland bureau in the manner of Inner Mongolia: money by
unit with 批复数/追加数/支付数, subsidies as area × standard, staff by unit, budget execution as a class of the form, a short verdict."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, execution_score, weigh
from benchmarks.generate.lexicon import Trade
from benchmarks.generate.parts import ANY, Break, Cell, Content, Draft, Grid, IndicatorTruth, Row, text_of
from benchmarks.generate.world import Flow, World, build, total

FOREST = Trade(
    "林业和草原局", "林草", "林业和草原", "21302", ("213", "农林水支出"),
    ("负责林业和草原生态保护修复", "组织森林草原防火和有害生物防治", "监督管理自然保护地和湿地", "指导国有林场和草原站工作"),
    ("综合办公室", "计财股", "生态修复股", "资源管理股", "防火办"),
    ("国有林场", "草原工作站", "森林病虫害防治站", "自然保护区管理站"),
    (("退耕还林还草工程", "用于补植补种、围栏和管护"), ("草原生态保护补助", "用于禁牧补助和草畜平衡奖励"), ("防沙治沙项目", "用于沙障铺设和灌木栽植"),
     ("防火经费", "用于巡护、瞭望和装备"), ("病虫害防治经费", "用于药剂和飞防作业"), ("护林员劳务补助", "用于护林员补助发放")),
    (("数量指标", "人工造林面积", "≥", "2.6", "万亩"), ("数量指标", "种草改良面积", "≥", "8.5", "万亩"), ("数量指标", "选聘护林员", "≥", "420", "名"), ("数量指标", "开展防火演练", "≥", "3", "次"),
     ("质量指标", "造林成活率", "≥", "85", "%"), ("质量指标", "有害生物成灾率", "≤", "8", "‰"), ("时效指标", "补助兑现及时率", "=", "100", "%"), ("成本指标", "亩均造林成本", "≤", "600", "元"),
     ("经济效益指标", "带动农牧户增收", "≥", "900", "万元"), ("社会效益指标", "提供就业岗位", "≥", "350", "个"), ("生态效益指标", "草原植被盖度", "≥", "44", "%"), ("可持续影响指标", "管护机制", "", "长期有效", ""),
     ("服务对象满意度指标", "农牧民满意度", "≥", "90", "%")),
)  # fmt: skip
PLAN = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}
_SUMU = ("巴彦苏木", "乌兰镇", "查干淖尔镇", "宝力格苏木", "哈达图镇", "额仁苏木")


def write(rng: random.Random) -> Draft:
    year = rng.randint(2019, 2024)
    world = build(rng, FOREST, rng.choice(("察尔湖旗", "东乌兰旗", "锡林河旗")), "县", year, size=0.9, n_units=3)
    draft = Draft(f"{world.org}{year}年度部门整体支出绩效自评报告", world.org, year)
    draft.options = {"headings": "typed", "size": "16"}
    draft.notes += ["补助按面积乘标准", "预算执行作为一级指标", "部门内单位分列资金"]
    ink = Ink(world.org, year, rng, thousands=False, nothing=rng.choice(["0", ""]), percent_decimals=rng.choice([1, 2]))
    weigh(world.outcomes, PLAN)
    w = world.whole
    run = execution_score(w.rate, 10)
    score = run + sum((o.score for o in world.outcomes), Decimal(0))
    draft.say(draft.title, style="title")
    draft.head(1, "一、单位概况")
    draft.say(
        f"{world.short}内设{'、'.join(world.divisions)}等", ink.count("内设机构", len(world.divisions), "个"), "股室，下设二级单位", ink.count("二级单位", len(world.units) - 1, "个"), "。编制总数", ink.count("编制总数", world.posts, "名", key="posts", ties="REF"),
        "，年末在岗人员", ink.count("在岗人员", world.in_post, "名", key="in_post", ties="REF"), "，离退休", ink.count("离退休", world.retired, "名", key="retired"), "。各单位人员情况见表1。",
    )  # fmt: skip
    draft.say("表1 人员情况统计表（单位：人）", style="caption")
    draft.parts.append(_people(ink, world))
    draft.head(1, "二、预算资金情况")
    change = w.adjustment
    draft.say(
        f"{year}年旗财政批复我局年初预算", ink.say("年初预算", w.original, "original_budget", key="original", ties="TXT REF BUD"), "，上年结转", ink.say("上年结转", w.brought, "brought_forward", ties="TXT BUD"), "，年度执行中", "追加" if change >= 0 else "核减",
        ink.say("追加|核减|预算", abs(change), ANY, ties="BUD"), "，调整后预算", ink.say("调整后预算", w.final, "final_budget", key="final", ties="TXT REF BUD"), "。全年支付", ink.say("支付", w.actual, "actual", key="actual", ties="TXT REF BUD"),
        "，预算执行率", ink.rate("预算执行率", w.actual, w.final, prose=True, ties="BUD"), "，年末结余", ink.say("年末结余", w.balance, "year_end_balance", key="balance", ties="BUD REF"),
        "，其中旗财政收回", ink.say("财政收回", w.reclaimed, "reclaimed", ties="BUD TXT"), "，结转下年使用", ink.say("结转下年", w.carried, "carried_forward", ties="BUD TXT"), "。",
    )  # fmt: skip
    people = total(i.flow for i in (*world.wages, *world.family))
    office = world.basic - people
    draft.say(
        "从支出构成看，人员类支出", ink.say("人员类", people.actual, "actual", key="people", ties="TXT REF"), "，公用类支出", ink.say("公用类", office.actual, "actual", key="office", ties="TXT"), "，两项合计", ink.say("两项合计|基本支出", world.basic.actual, "actual", key="basic", ties="TXT REF"),
        "；项目类支出", ink.say("项目类", world.project.actual, "actual", key="project", ties="TXT REF"), "。人均公用经费", ink.say("人均公用经费", office.actual / world.in_post, ANY, measure="other"), "。",
    )  # fmt: skip
    draft.say("表2 预算收支执行情况表", style="caption")
    draft.say("单位：万元", style="unit")
    draft.parts.append(_money(ink, world))
    draft.head(1, "三、重点项目情况")
    project = world.projects[1]
    draft.say(
        f"{project.name}年初安排", ink.say(project.name, project.flow.original, "original_budget", key=f"{project.name}:original"), "，实际支付", ink.say(project.name, project.flow.actual, "actual", key=f"{project.name}:actual", ties="REF"), "，各苏木镇补助发放情况见表3。",
    )  # fmt: skip
    draft.say("表3 管护补助兑现情况表", style="caption")
    draft.parts.append(_subsidies(ink, rng))
    draft.say("表4 项目支出明细表（单位：万元）", style="caption")
    draft.parts.append(_projects(ink, world))
    draft.head(1, "四、自评结论")
    draft.say("综合评定，我局部门整体支出绩效自评得分", ink.points("自评得分", score, "score", suffix="分", ties="SCR REF"), "，评价等次为", "优" if score >= 90 else "良", "。")  # fmt: skip
    draft.head(1, "五、存在问题和改进措施")
    draft.say("部分工程受施工季节限制，资金支付集中在下半年。今后将提前完成作业设计审批，压实支付责任。")
    draft.parts.append(Break())
    draft.say(f"{year}年度部门整体支出绩效自评表", style="subtitle")
    draft.parts.append(_form(draft, ink, world, run, score))
    return draft


def _people(ink: Ink, world: World) -> Grid:
    rows: list[Row] = [["单位", "性质", "编制数", "在岗数", "退休数", "空编数"]]
    for u in world.units:
        hand = ink.about(f"{u.name}|{world.org}")
        rows.append([u.name, u.kind, *(hand.count(f"{u.name}|{h}", n, prose=False, ties="SUM") for h, n in (("编制数", u.posts), ("在岗数", u.in_post), ("退休数", u.retired), ("空编数", u.posts - u.in_post)))])  # fmt: skip
    rows.append([Cell("合计", cs=2), ink.count("合计|编制数", world.posts, prose=False, key="posts", ties="SUM REF"), ink.count("合计|在岗数", world.in_post, prose=False, key="in_post", ties="SUM REF"), ink.count("合计|退休数", world.retired, prose=False, key="retired", ties="SUM"), ink.count("合计|空编数", world.posts - world.in_post, prose=False, ties="SUM")])  # fmt: skip
    return Grid(rows, [32, 14, 12, 12, 12, 12], header=1, name="人员情况统计表", size=10)


def _money(ink: Ink, world: World) -> Grid:
    heads = ("年初批复数", "上年结转数", "追加（减）数", "调整后预算数", "支付数", "结余数")
    rows: list[Row] = [[Cell("单位", rs=2), Cell("预算安排", cs=4), Cell("预算执行", cs=3)], [*heads, "支付率（%）"]]

    def line(name: str, f: Flow, hand: Ink, keyed: bool) -> list[Cell | Content]:
        k = ("original", "", "", "final", "actual", "balance") if keyed else ("",) * 6
        values = (f.original, f.brought, f.adjustment, f.final, f.actual, f.balance)
        kinds = ("original_budget", "brought_forward", "adjustment", "final_budget", "actual", "year_end_balance")
        out: list[Cell | Content] = [Cell(name, align="left")]
        out += [hand.cell(f"{name}|{h}", v, s, ties="SUM BUD", key=key) for h, v, s, key in zip(heads, values, kinds, k, strict=True)]  # fmt: skip
        made = hand.rate(f"{name}|支付率", f.actual, f.final, ties="BUD")
        if not isinstance(made, str):
            made.suffix = ""
        return [*out, made]

    for u in world.units:
        rows.append(line(u.name, u.flow, ink.about(f"{u.name}|{world.org}"), False))
    rows.append(line("全局合计", world.whole, ink, True))
    return Grid(rows, [28, 12, 12, 12, 13, 12, 11, 11], header=2, name="预算收支执行情况表", size=9)


def _subsidies(ink: Ink, rng: random.Random) -> Grid:
    rows: list[Row] = [["序号", "苏木（镇）", "管护面积（亩）", "补助标准（元/亩）", "补助金额（元）"]]
    names = rng.sample(_SUMU, rng.randint(4, 6))
    areas = [rng.randint(800, 9000) for _ in names]
    rates = [Decimal(rng.choice(["7.5", "9", "15"])) for _ in names]

    def yuan(label: str, value: Decimal, ties: str = "SUM DRV") -> Content:
        hand = Ink(ink.org, ink.year, ink.rng, unit="元", decimals=1, thousands=False)
        return hand.cell(label, value, ANY, ties=ties)

    def each(label: str, value: Decimal) -> Content:
        made = Ink(ink.org, ink.year, ink.rng, unit="元", decimals=1, thousands=False).cell(label, value, ANY, measure="other")  # fmt: skip
        if not isinstance(made, str):
            made.unit = "元/亩"
        return made

    for i, (name, area, rate) in enumerate(zip(names, areas, rates, strict=True)):
        rows.append([str(i + 1), name, ink.count(f"{name}|管护面积", area, "亩", prose=False, ties="SUM DRV"), each(f"{name}|补助标准", rate), yuan(f"{name}|补助金额", area * rate)])  # fmt: skip
    whole = sum((a * r for a, r in zip(areas, rates, strict=True)), Decimal(0))
    rows.append([Cell("合计", cs=2), ink.count("合计|管护面积", sum(areas), "亩", prose=False, ties="SUM"), "—", yuan("合计|补助金额", whole, "SUM")])  # fmt: skip
    return Grid(rows, [8, 24, 20, 22, 22], header=1, name="管护补助兑现情况表", size=10)


def _projects(ink: Ink, world: World) -> Grid:
    rows: list[Row] = [["项目名称", "资金用途", "年初安排", "实际支付", "比年初增减"]]
    for p in world.projects:
        f = p.flow
        rows.append([Cell(p.name, align="left"), Cell(p.use, align="left"), ink.cell(p.name, f.original, "original_budget", ties="SUM", key=f"{p.name}:original"), ink.cell(p.name, f.actual, "actual", ties="SUM REF", key=f"{p.name}:actual"), ink.cell(p.name, f.actual - f.original, "derived", measure="change", ties="SUM DRV")])  # fmt: skip
    f = world.project
    rows.append([Cell("合计", cs=2), ink.cell("合计", f.original, "original_budget", ties="SUM"), ink.cell("合计", f.actual, "actual", ties="SUM REF", key="project"), ink.cell("合计", f.actual - f.original, "derived", measure="change", ties="SUM DRV")])  # fmt: skip
    return Grid(rows, [26, 34, 14, 14, 14], header=1, name="项目支出明细表", size=10)


def _form(draft: Draft, ink: Ink, world: World, run: Decimal, score: Decimal) -> Grid:
    w = world.whole
    rows: list[Row] = [
        [Cell("部门名称", cs=2), Cell(world.org, cs=3), Cell("评价年度", cs=2), Cell(f"{world.year}年", cs=2)],
        ["一级指标", "二级指标", "三级指标", "年度目标值", "实际完成值", "完成比例", "权重", "得分", "未完成原因"],
        ["预算执行", "预算执行", "预算执行率", "100%", ink.rate("预算执行率", w.actual, w.final, ties="BUD", scenario="actual"), ink.rate("完成比例|预算执行率", w.actual, w.final), ink.points("预算执行率", Decimal(10), "weight"), ink.points("预算执行率", run, "score"), ""],
    ]  # fmt: skip
    grid = Grid(rows, [10, 13, 18, 12, 12, 10, 7, 8, 18], name="部门整体支出绩效自评表", size=9)
    draft.indicators.append((grid, IndicatorTruth(None, ink.org, "预算执行", "预算执行", "预算执行率", "100%", text_of(rows[2][4]), Decimal(10), run, "")))  # type: ignore[arg-type]  # fmt: skip
    one, two = runs([o.level1 for o in world.outcomes]), runs([o.level1 + o.level2 for o in world.outcomes])
    for i, o in enumerate(world.outcomes):
        row: list[Cell | Content] = []
        if one[i]:
            row.append(Cell(o.level1, rs=one[i]))
        if two[i]:
            row.append(Cell(o.level2, rs=two[i]))
        goal, done = ink.goal(o, style="words"), ink.done(o)
        share: Content = "100%" if o.actual is None or o.target is None or o.sign == "≤" else ink.rate(f"完成比例|{o.name}", o.actual, o.target, decimals=1)  # fmt: skip
        row += [o.name, goal, done, share, ink.points(o.name, o.weight, "weight"), ink.points(o.name, o.score, "score"), o.reason]  # fmt: skip
        rows.append(row)
        draft.indicators.append((grid, IndicatorTruth(None, ink.org, o.level1, o.level2, o.name, text_of(goal), text_of(done), o.weight, o.score, o.reason)))  # fmt: skip
    rows.append([Cell("合计", cs=6), ink.points("合计", Decimal(100), "weight"), ink.points("合计", score, "score", ties="SCR REF"), ""])  # fmt: skip
    return grid
