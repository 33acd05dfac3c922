"""
**检查什么**：表中各列（或各行）之间没有写明、但各行数字都遵循的加减关系，是否行行成立。

**为什么**：不同地区的表格栏目名称各异（到位、使用、结余，追加、追减，满分、扣分、得分……），名称认不出，数字之间
的关系仍在；个别行不符，多为录入错误。

**例子**：上年结转、本年收入、本年支出、年末结余四列，其余各行均为“结转＋收入－支出＝结余”，某行结余应为 26.70，
印为 27.60。

**怎样判断**：逐一试算两项、三项相加减是否等于另一项。相符的行数之多、数字之长足以排除巧合（较所试组合数再少见一万倍）
时才认定；合计行不作为证据。不符的行最多为相符行的一半，一位数字之差可以解释的为错误，否则不作判断。已由其他规则
核对的关系不重复。

**局限**：行数太少或数字太短、不能排除巧合的不认定；单位不同的列不相加减。

## English

**What**: sums and differences between columns (or rows) that no header states but the figures follow, line by line.

**Why**: names of columns differ from province to province; where a name is not recognised the relation is still there.

**Example**: carried in + income − spending = left over holds on every row but one, which prints 27.60 for 26.70.

**How**: every signed sum of two or three items is tried against another item. It is believed where agreement is beyond
chance (ten thousand times rarer than one among all sums tried); total rows prove nothing. At most one line for two that
agree may disagree; it is an error if one slip of the hand explains it, else undetermined. Relations other rules check
are not repeated.

**Limits**: too few rows or too short figures prove nothing; columns of different units are never added.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import budget
from extractor.checks.across import Across
from extractor.checks.across import blocks as blocks_across
from extractor.checks.claim import Claim, Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.down import Down, blocks
from extractor.checks.expression import Leaf, Sum
from extractor.checks.figure import Figure
from extractor.checks.identities import MAX_ITEMS, Law, Vector, laws
from extractor.checks.registry import Rule
from extractor.checks.slips import slipped
from extractor.checks.totals import Get, Structure, is_total

RULE = Rule(
    code="SUM009",
    titles=("各行遵循的加减关系", "Sums that all other lines follow"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，按本表其他各行的关系应为{expected}，相差{difference}。计算：{formula}。",
            "{where} is printed as {printed}; as on the other lines it should be {expected} ({formula}): off by "
            "{difference}.",
        ),
    },
    needs=("没有可由数字印证的加减关系", "no sums borne out by the figures"),
)
_APART = (
    "该行可能不适用其他各行的关系",
    "the line may be of another kind than those that follow the relation",
)
_MEASURES = ("amount", "count", "change", "weight", "score")


def check(context: Context) -> Iterator[Yielded]:
    for across in blocks_across(context):
        yield from _columns(context, across)
    for down in blocks(context):
        yield from _rows(down)


def _columns(context: Context, across: Across) -> Iterator[Yielded]:
    grid = across.grid
    items = [i for i, c in enumerate(grid.columns) if c.measure in _MEASURES]
    if not 3 <= len(items) <= MAX_ITEMS:
        return

    def get(line: int, item: int) -> Figure | None:
        return context.at(grid, grid.rows[line], grid.columns[item])

    width = max(items) + 1
    known = [_vector(s, width) for s in across.printed_totals if s.reading.total < width]
    grouped = [{id(c) for c in group.values()} for group in budget.column_groups(grid) if len(group) >= 3]
    totals = {n for n, row in enumerate(grid.rows) if is_total(row)}
    for law in laws(items, range(len(grid.rows)), totals, get, [v for v in known if v]):
        columns = {id(grid.columns[i]) for i, c in enumerate(law.vector) if c}
        changes = [grid.columns[i] for i, c in enumerate(law.vector) if c and grid.columns[i].measure == "change"]
        # the budget's stages and differences of two columns have rules of their own
        own = any(columns <= group for group in grouped) or (len(columns) == 3 and changes)
        if not own or any("分" in (c.unit or "") for c in changes):
            yield from _claims(law, get)


def _rows(down: Down) -> Iterator[Yielded]:
    items = [i for i, _ in enumerate(down.rows)]
    if not 3 <= len(items) <= MAX_ITEMS or len(down.lines) < 2:
        return
    structures = [*down.printed_totals, *down.parents, *down.of_which]
    if any(s.reading.total >= len(items) or any(i >= len(items) for _, i in s.reading.parts) for s in structures):
        return
    known = [_vector(s, len(items)) for s in structures]
    for law in laws(items, down.lines, set(), down.get, [v for v in known if v]):
        yield from _claims(law, down.get)


def _vector(structure: Structure, width: int) -> Vector:
    """A sum other rules know, as a law; empty if it reaches beyond the block."""
    found = [0] * width
    for sign, item in ((-1, structure.reading.total), *structure.reading.parts):
        if item >= width:
            return ()
        found[item] = sign
    return tuple(found)


def _claims(law: Law, get: Get) -> Iterator[Yielded]:
    for line in sorted([*law.agree, *law.differ]):
        stated = get(line, law.stated)
        parts = [(sign, f) for sign, i in law.terms if (f := get(line, i)) is not None]
        if stated is None or stated.value is None or len(parts) < len(law.terms):
            continue
        claim = Claim(stated, Sum(tuple((sign, Leaf(f)) for sign, f in parts)))
        if line in law.differ and not slipped(claim):
            yield Verdict(None, claim.figures(), reason=_APART)
        else:
            yield claim
