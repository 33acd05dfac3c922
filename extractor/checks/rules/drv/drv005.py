"""
**检查什么**：明细表中的金额是否等于数量（面积、人数、户数等）乘以单价（补助标准）。

**为什么**：采购、补助、奖励等金额都由数量和单价算出；改了数量而没有改金额，合计也跟着错。

**例子**：水质仪 6 台，单价 12.50 万元，金额印为 57.00 万元；应为 75.00 万元。

**怎样判断**：表头写明单价（标准）、数量和金额的，先看各行是否遵循“数量×单价＝金额”；至少两行相符且相符的行多于
不符的行，才要求其余各行也相符。按印出的小数位计算，末位之差不作问题。合计行不检查。

**局限**：单价另含运费、折扣等其他因素的表，多数行不会相符，不检查；只有一行的表不检查。

## English

**What**: whether an amount in a list is the quantity (area, heads, households) times the unit price or standard.

**Why**: purchases and subsidies are computed so; where a quantity was changed and the amount was not, the total is
wrong as well.

**Example**: 6 instruments at 12.50 are printed as 57.00; they cost 75.00.

**How**: where headers name a price, a quantity and an amount, the rows are looked at first: at least two must agree,
and more than disagree, before the others are asked to. Printed digits are taken as rounded. Total rows are left out.

**Limits**: tables whose prices hold something else (freight, discounts) agree on few rows and are not checked, nor
are tables of one row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.claim import Claim, Yielded
from extractor.checks.context import Context, Grid
from extractor.checks.expression import Leaf, Product
from extractor.checks.figure import Figure
from extractor.checks.registry import Rule
from extractor.checks.totals import MAX_ROWS, is_total
from extractor.text.labels import squash

RULE = Rule(
    code="DRV005",
    titles=("金额等于数量乘以单价", "An amount is the quantity times the price"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，按数量乘以单价应为{expected}，相差{difference}。计算：{formula}。",
            "{where} is printed as {printed}; quantity times price is {expected} ({formula}), off by {difference}.",
        ),
    },
    needs=("没有可印证的数量、单价和金额列", "no columns of quantity, price and amount that bear each other out"),
)
_PRICE = re.compile(r"单价|(?:补助|补贴|奖励|资助|发放|收费|支付|定额|人均|亩均|户均)标准|^标准|元/")
_QUANTITY = re.compile(r"数量|面积|人数|户数|人次|台数|头数|株数|里程|亩数|天数|^数[（(]")
_AMOUNT = re.compile(r"金额|总价|合价|资金|费用|小计|合计|补助额|补贴额|支出")
_NOT_AMOUNT = re.compile(r"率|占比|比例|累计|余额")


def check(context: Context) -> Iterator[Yielded]:
    for grid in context.grids:
        if len(grid.rows) <= MAX_ROWS:
            for found in _products(context, grid):
                yield from found


def _products(context: Context, grid: Grid) -> Iterator[list[Claim]]:
    heads = [squash("".join(c.path)) for c in grid.columns]
    prices = [i for i, h in enumerate(heads) if _PRICE.search(h)]
    quantities = [i for i, h in enumerate(heads) if i not in prices and _QUANTITY.search(h)]
    amounts = [
        i
        for i, h in enumerate(heads)
        if i not in prices and i not in quantities and _AMOUNT.search(h) and not _NOT_AMOUNT.search(h)
    ]
    if len(prices) != 1 or len(quantities) != 1:
        return
    for amount in amounts:
        claims, agree = [], 0
        for row in grid.rows:
            if is_total(row):
                continue
            stated, count, price = (context.at(grid, row, grid.columns[i]) for i in (amount, quantities[0], prices[0]))
            if stated is None or count is None or price is None or not _filled(stated, count, price):
                continue
            claim = Claim(stated, Product(Leaf(count, "quantity"), Leaf(price, "price")))
            claims.append(claim)
            agree += _holds(claim)
        if agree >= 2 and 2 * agree > len(claims):
            yield claims


def _filled(*figures: Figure) -> bool:
    return all(f.value is not None and not f.unreadable for f in figures)


def _holds(claim: Claim) -> bool:
    spread, own = claim.expression.interval(), claim.stated.interval()
    return spread is not None and spread.meets(own)
