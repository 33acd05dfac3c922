# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Sentences several layouts share, in our own words; every figure in them knows its meaning."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from benchmarks.generate.ink import Ink
from benchmarks.generate.parts import ANY, Draft, Fig, Piece
from benchmarks.generate.world import Flow, Outcome, World

CN = "零一二三四五六七八九十"
ROUND = "①②③④⑤⑥⑦⑧⑨⑩"


def chinese(n: int) -> str:
    """1–39 in Chinese numerals."""
    tens, ones = divmod(n, 10)
    return ("" if not tens else ("" if tens == 1 else CN[tens]) + "十") + (CN[ones] if ones or not tens else "")


class Heads:
    """Numbers headings 一、（一）1.（1）as it goes; typed into the text, or left to Word's numbering."""

    def __init__(self, draft: Draft, *, auto: bool = False) -> None:
        self.draft, self.auto, self.at = draft, auto, [0, 0, 0]

    def __call__(self, level: int, title: str) -> None:
        self.at[level - 1] += 1
        self.at[level:] = [0] * (3 - level)
        n = self.at[level - 1]
        number = (f"{chinese(n)}、", f"（{chinese(n)}）", f"{n}.")[level - 1]
        if self.auto:
            self.draft.head(level, title, number)
        else:
            self.draft.head(level, number + title)


def joined(items: Sequence[Sequence[Piece]], mark: str = "、", last: str | None = None) -> list[Piece]:
    out: list[Piece] = []
    for i, item in enumerate(items):
        if i:
            out.append(last if last is not None and i == len(items) - 1 else mark)
        out += item
    return out


def staffing(
    ink: Ink, world: World, *, posts: str = "核定编制", people: str = "实有在职人员", unit: str = "人"
) -> list[Piece]:
    ordered: list[list[Piece]] = [
        [posts, ink.count(posts, world.posts, unit, key="posts", concept="staff.posts", ties="REF")],
        [people, ink.count(people, world.in_post, unit, key="in_post", concept="staff.in_post", ties="REF")],
        [ink.pick("离退休人员", "离退休"), ink.count("离退休人员", world.retired, unit, key="retired", concept="staff.retired")],
        [ink.pick("编外聘用人员", "临聘人员", "劳务派遣人员"), ink.count("编外聘用人员", world.contract, unit, key="contract", concept="staff.contract")],
    ]  # fmt: skip
    for item in ordered[2:]:
        if isinstance(item[0], str) and isinstance(item[1], Fig):
            item[1].label = item[0]
    start = ink.pick(
        f"截至{world.year}年末，{world.short}",
        f"{world.year}年年末，全系统",
        f"截至{world.year}年12月31日，{world.short}",
    )
    return [start, *joined(ordered, ink.pick("，", "、", "；")), "。"]


def parts_of(ink: Ink, lines: Sequence[tuple[str, Decimal, str | None]], scenario: str, *, year: int | None = None, key: str = "",
             mark: str = "、") -> list[Piece]:  # fmt: skip
    """ "工资福利支出12.00万元、…": the members of a 其中 list; those that are zero are left out."""
    link = ink.pick("", "", "为")
    return joined(
        [[label, link, ink.say(label, v, scenario, year=year, ties="TXT REF", concept=c, key=f"{key}:{label}" if key else "")]
         for label, v, c in lines if v], mark,
    )  # fmt: skip


def versus(ink: Ink, label: str, now: Decimal, base: Decimal, *, direction: tuple[str, str] = ("增加", "减少"),
           rise: tuple[str, str] | None = None, key: str = "") -> list[Piece]:  # fmt: skip
    """ "增加12.00万元，增幅3.40%" or "减少…" or "持平"; the printed amounts carry no sign."""
    gap = now - base
    if not gap:
        return ["持平"]
    at = 0 if gap > 0 else 1
    amount = ink.say(label, abs(gap), "derived", ties="TXT", measure="change", key=key)
    out: list[Piece] = [direction[at], amount]
    if not base:
        return out
    rate = ink.rate(label, abs(gap), base, prose=True, ties="TXT", measure="growth")
    words = rise or ink.pick(("增幅", "降幅"), ("增长", "下降"), ("增长率", "下降率"), ("上升", "下降"))
    style = ink.pick("plain", "plain", "brackets", "rate first")
    if style == "brackets":
        return [*out, "（", words[at], rate, "）"]
    if style == "rate first" and words[0] in ("增长", "上升"):
        return [words[at], rate, "，", *out]
    return [*out, "，", words[at], rate]


def verdict(ink: Ink, o: Outcome) -> list[Piece]:
    """How prose states an indicator's result."""
    done, missed = ink.pick(
        ("目标已完成", "目标未完成"),
        ("已完成", "未完成"),
        ("完成年度目标", "未完成年度目标"),
        ("达到目标值", "未达到目标值"),
    )
    link = "" if o.actual is None else ink.pick("", "", "为", "达到", "实际完成")
    return [o.name, link, ink.done(o), "，" + (done if o.met else missed)]


def target(ink: Ink, o: Outcome) -> list[Piece]:
    return [o.name, ink.goal(o, style=ink.pick("sign", "sign", "words"))]


def budget_story(
    ink: Ink, label: str, flow: Flow, *, key: str = "", concept: str | None = None, final: str = "全年可执行预算"
) -> list[Piece]:
    """original, adjustment, final of one kind of money in one paragraph."""
    y = ink.year

    def say(words: str, amount: Decimal, scenario: str, name: str) -> Fig:
        own = f"{key}:{name}" if key and name else ""
        return ink.say(f"{label}{words}", amount, scenario, ties="BUD", concept=concept, key=own)

    start = ink.pick(
        f"{y}年{label}年初预算",
        f"{y}年{label}年初预算为",
        f"{label}{y}年年初批复预算",
        f"{y}年初，市财政批复{label}预算",
    )
    word = ink.pick(
        ("年中追加", "年中调减"),
        ("执行中追加", "执行中调减"),
        ("预算调整增加", "预算调整减少"),
        ("年中调增", "年中调减"),
    )[flow.adjustment < 0]
    final = ink.pick(final, final, "调整后预算", "全年预算数", "调整预算数为")
    out: list[Piece] = [start, say("年初预算", flow.original, "original_budget", "original")]
    if flow.brought:
        carried = ink.pick("上年结转", "上年结转结余", "年初结转")
        out += ["，" + carried, say(carried, flow.brought, "brought_forward", "brought")]
    if flow.adjustment:
        out += ["，" + word, say(word, abs(flow.adjustment), "adjustment", "")]
    return [*out, f"，{final}", say(final, flow.final, "final_budget", "final"), "。"]


def balances(ink: Ink, label: str, flow: Flow, *, key: str = "") -> list[Piece]:
    k = f"{key}:" if key else ""
    if not flow.balance:
        return [f"{label}年末无结转结余。"]
    left = ink.pick(f"{label}年末结转结余", f"年末{label}结转结余", f"{label}结余")
    out: list[Piece] = [
        left,
        ink.say(f"{label}年末结转结余", flow.balance, "year_end_balance", ties="BUD", key=k and k + "balance"),
    ]
    back: list[Piece] = [
        ink.pick("财政收回", "财政收回", "上缴财政"),
        ink.say(f"{label}财政收回|上缴财政", flow.reclaimed, "reclaimed", ties="BUD"),
    ]
    on: list[Piece] = [
        ink.pick("结转下年使用", "结转下年", "结转下年度继续使用"),
        ink.say(f"{label}结转下年", flow.carried, "carried_forward", ties="BUD"),
    ]
    shown = [piece for piece, amount in ((back, flow.reclaimed), (on, flow.carried)) if amount]
    if len(shown) == 2 and ink.pick(False, True):
        shown.reverse()
    return [*out, ink.pick("，其中", "，其中：", "，"), *joined(shown, ink.pick("，", "、")), "。"]


def share(ink: Ink, label: str, part: Decimal, whole: Decimal) -> Fig | str:
    """A percentage of a total, in prose."""
    made = ink.rate(label, part, whole, prose=True, ties="TXT", measure="share")
    return made if isinstance(made, Fig) else ""


def execution(ink: Ink, label: str, flow: Flow) -> list[Piece]:
    return [f"，{label}执行率", ink.rate("执行率", flow.actual, flow.final, prose=True, ties="BUD TXT", scenario=ANY)]


def plans(ink: Ink, world: World) -> list[Piece]:
    """A sentence about next year, whose figures are no result of this one."""
    start = ink.pick(
        f"{world.year + 1}年，计划", f"{world.year + 1}年，力争", f"下一步，我局将围绕{world.year + 1}年目标，争取"
    )
    out: list[Piece] = [start]
    chosen = [o for o in world.outcomes if o.level2 == "数量指标" and o.target is not None][:2]
    for i, o in enumerate(chosen):
        assert o.target is not None
        more = (o.target * Decimal("1.1")).quantize(Decimal(1).scaleb(min(0, int(o.target.as_tuple().exponent))))
        out += [
            "、" if i else "",
            f"{o.name}达到",
            Fig(o.name, more, o.unit, f"{more:f}", "plan", world.year + 1, world.org, None, "other", suffix=o.unit),
        ]
    return [*out, "左右，把年度任务分解到季度，逐月调度。"]
