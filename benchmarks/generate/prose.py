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
    return [
        f"截至{world.year}年末，{world.short}{posts}", ink.count(posts, world.posts, unit, key="posts", concept="staff.posts", ties="REF"),
        f"，{people}", ink.count(people, world.in_post, unit, key="in_post", concept="staff.in_post", ties="REF"),
        "，离退休人员", ink.count("离退休人员", world.retired, unit, key="retired", concept="staff.retired"),
        "，编外聘用人员", ink.count("编外聘用人员", world.contract, unit, key="contract", concept="staff.contract"), "。",
    ]  # fmt: skip


def parts_of(ink: Ink, lines: Sequence[tuple[str, Decimal, str | None]], scenario: str, *, year: int | None = None, key: str = "",
             mark: str = "、") -> list[Piece]:  # fmt: skip
    """ "工资福利支出12.00万元、…": the members of a 其中 list; those that are zero are left out."""
    return joined(
        [[label, ink.say(label, v, scenario, year=year, ties="TXT REF", concept=c, key=f"{key}:{label}" if key else "")]
         for label, v, c in lines if v], mark,
    )  # fmt: skip


def versus(ink: Ink, label: str, now: Decimal, base: Decimal, *, direction: tuple[str, str] = ("增加", "减少"),
           rise: tuple[str, str] = ("增幅", "降幅"), key: str = "") -> list[Piece]:  # fmt: skip
    """ "增加12.00万元，增幅3.40%" or "减少…" or "持平"; the printed amounts carry no sign."""
    gap = now - base
    if not gap:
        return ["持平"]
    up = gap > 0
    out: list[Piece] = [
        direction[0] if up else direction[1],
        ink.say(label, abs(gap), "derived", ties="TXT", measure="change", key=key),
    ]
    if base:
        rate = ink.rate(label, abs(gap), base, prose=True, ties="TXT", measure="growth")
        out += ["，", rise[0] if up else rise[1], rate]
    return out


def verdict(ink: Ink, o: Outcome) -> list[Piece]:
    """How prose states an indicator's result."""
    return [o.name, ink.done(o), "，目标已完成" if o.met else "，目标未完成"]


def target(ink: Ink, o: Outcome) -> list[Piece]:
    return [o.name, ink.goal(o)]


def budget_story(
    ink: Ink, label: str, flow: Flow, *, key: str = "", concept: str | None = None, final: str = "全年可执行预算"
) -> list[Piece]:
    """original, adjustment, final, actual of one kind of money in one paragraph."""
    y = ink.year
    k = f"{key}:" if key else ""
    out: list[Piece] = [
        f"{y}年{label}年初预算",
        ink.say(label, flow.original, "original_budget", ties="BUD", concept=concept, key=k and k + "original"),
    ]
    if flow.brought:
        out += [
            "，上年结转",
            ink.say(label, flow.brought, "brought_forward", concept=concept, key=k and k + "brought", ties="BUD"),
        ]
    if flow.adjustment > 0:
        out += ["，年中追加", ink.say(label, flow.adjustment, "adjustment", concept=concept, ties="BUD")]
    elif flow.adjustment < 0:
        out += ["，年中调减", ink.say(label, -flow.adjustment, "adjustment", concept=concept, ties="BUD")]
    out += [
        f"，{final}",
        ink.say(label, flow.final, "final_budget", ties="BUD", concept=concept, key=k and k + "final"),
        "。",
    ]
    return out


def balances(ink: Ink, label: str, flow: Flow, *, key: str = "") -> list[Piece]:
    k = f"{key}:" if key else ""
    if not flow.balance:
        return [f"{label}年末无结转结余。"]
    out: list[Piece] = [
        f"{label}年末结转结余",
        ink.say(label, flow.balance, "year_end_balance", ties="BUD", key=k and k + "balance"),
    ]
    if flow.reclaimed:
        out += ["，其中财政收回", ink.say(label, flow.reclaimed, "reclaimed", ties="BUD")]
    if flow.carried:
        out += ["，结转下年使用", ink.say(label, flow.carried, "carried_forward", ties="BUD")]
    return [*out, "。"]


def share(ink: Ink, label: str, part: Decimal, whole: Decimal) -> Fig | str:
    """A percentage of a total, in prose."""
    made = ink.rate(label, part, whole, prose=True, ties="TXT", measure="share")
    return made if isinstance(made, Fig) else ""


def execution(ink: Ink, label: str, flow: Flow) -> list[Piece]:
    return [f"，{label}执行率", ink.rate("执行率", flow.actual, flow.final, prose=True, ties="BUD TXT", scenario=ANY)]


def plans(ink: Ink, world: World) -> list[Piece]:
    """A sentence about next year, whose figures are no result of this one."""
    out: list[Piece] = [f"{world.year + 1}年，计划"]
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
