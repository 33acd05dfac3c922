"""What a relation compared, in one short line: the computation in figures, or the printed words side by side."""

from __future__ import annotations

from decimal import Decimal

from extractor.checks.claim import Claim, Verdict
from extractor.checks.expression import Expression, Growth, Leaf, Quotient, Sum
from extractor.checks.numbers import plain
from extractor.errors import Lang
from extractor.model.report import Status
from extractor.text.labels import squash

_LONGEST = 24
_MOST = 6
_PRESENT = ("blank", "part")
_ROLES: dict[str, tuple[str, str]] = {
    "score": ("得分", "score"),
    "target": ("指标值", "target"),
    "goal": ("目标", "goal"),
    "actual": ("完成值", "achieved"),
    "weight": ("分值", "weight"),
    "rate": ("比率", "rate"),
    "quantity": ("数量", "quantity"),
    "price": ("单价", "price"),
    "current": ("本期", "current"),
    "base": ("基期", "base"),
    "said": ("正文", "text"),
    "statement": ("原文", "text"),
    "mention": ("印为", "printed"),
    "title": ("", ""),
    "heading": ("", ""),
    "annex": ("", ""),
    "name": ("名称", "name"),
    "date": ("日期", "date"),
    "blank": ("填写", "filled in"),
    "count": ("个数", "count"),
    "value": ("数值", "value"),
    "total": ("合计", "total"),
    "part": ("部分", "part"),
}


def of_claim(claim: Claim, status: Status, shown: Decimal, expected: Decimal) -> str:
    """ "2148.8 + 569.85 = 2718.65万元" for a computation, "120 ≠ 121人" where two prints are compared."""
    unit = claim.stated.unit or ""
    text = (_turned(claim.expression) if claim.magnitude else claim.expression).text(claim.stated.unit)
    printed = "0" if claim.stated.value is None else plain(shown)
    operands = [f for _, f in claim.expression.figures()]
    single = isinstance(claim.expression, Leaf) or (
        isinstance(claim.expression, Sum) and len(claim.expression.parts) == 1
    )
    if not single and claim.op == "=" and text.strip("()") == plain(expected):
        # all other parts are blank or dashes
        return f"{printed} {'≠' if status == 'inconsistent' else '='} {text.strip('()')}{unit}"
    if claim.op != "=":
        held = status != "inconsistent"
        sign = {">=": "≥" if held else "<", "<=": "≤" if held else ">"}[claim.op]
        if single and operands[0].unit != claim.stated.unit:
            return f"{printed}{unit} {sign} {text}"
        return f"{printed} {sign} {text}" + ("" if single else f" = {plain(expected)}") + unit
    if single:
        sign = {"inconsistent": "≠", "rounding": "≈"}.get(status, "=")
        return (
            f"{printed} {sign} {text}{unit}"
            if operands[0].unit == claim.stated.unit
            else f"{printed}{unit} {sign} {text}"
        )
    sign = "≈" if isinstance(claim.expression, (Quotient, Growth)) else "="
    return f"{text} {sign} {plain(expected)}{unit}"


def _turned(expression: Expression) -> Expression:
    """A decrease as people compute it where signs are left out: what was before less what is now."""
    value = expression.value()
    if value is None or value >= 0:
        return expression
    if isinstance(expression, Growth):
        return Quotient(Sum(((1, expression.base), (-1, expression.current))), expression.base)
    if isinstance(expression, Sum) and len(expression.parts) == 2:
        (one, first), (two, second) = expression.parts
        return Sum(((-two, second), (-one, first)))
    return expression


def of_verdict(verdict: Verdict, lang: Lang) -> str:
    """ "得分4，指标值≥120家，完成值229家，分值4": what was looked at."""
    if verdict.formula:
        return verdict.formula
    words = []
    for role, figure in verdict.figures[:_MOST]:
        raw = squash(figure.raw)
        if not raw and role in _PRESENT:
            # names and signatures are never shown, only whether they are there
            there = ("有", "present") if verdict.holds else ("空白", "blank")
            words.append(f"{figure.label}：{there[0]}" if lang == "zh" else f"{figure.label}: {there[1]}")
            continue
        if len(raw) > _LONGEST:
            raw = raw[: _LONGEST - 1] + "…"
        zh, en = _ROLES.get(role, ("", role))
        words.append(f"{zh}{raw or '（空白）'}" if lang == "zh" else f"{en} {raw or '(blank)'}".strip())
    return ("，" if lang == "zh" else ", ").join(words)
