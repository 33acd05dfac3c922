"""Tables over the pages of a scan are joined though the sheets lie differently."""

from __future__ import annotations

from extractor.readers.pdf import scanned, tablejoin
from extractor.readers.pdf.cells import PageCell, PageTable

XS = [60.0, 200.0, 300.0, 400.0, 540.0]
HEAD = ["项目", "年初预算", "全年预算", "决算支出"]


def part(page: int, rows: list[list[str]], xs: list[float], top: float = 100.0, is_scan: bool = True) -> PageTable:
    ys = [top + 20 * r for r in range(len(rows) + 1)]
    cells = [
        PageCell(r, c, 1, 1, (xs[c], ys[r], xs[c + 1], ys[r + 1]), text)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    return PageTable(page, xs, ys, cells, scanned=is_scan)


def moved(by: float, scale: float = 1.0, jitter: float = 0.0) -> list[float]:
    return [x * scale + by + (jitter if k % 2 else -jitter) for k, x in enumerate(XS)]


def test_a_part_that_lies_aside_goes_on_and_its_header_misread_is_dropped() -> None:
    table = tablejoin.start(part(1, [HEAD, ["公务接待费", "5.00", "5.00", "4.10"]], XS))
    second = part(
        2, [["项目", "年初预算", "全年预箕", "决算支出"], ["会议费", "3.00", "3.00", "2.00"]], moved(9, 1.01, 0.8)
    )
    joins = tablejoin.continuations([table], [], [second], 140.0)
    assert id(second) in joins
    tablejoin.append(table, second, joins[id(second)][1])
    assert len(table.xs) == len(XS) and table.n_rows == 3
    assert [c.text for c in table.cells if c.row == 2] == ["会议费", "3.00", "3.00", "2.00"]
    assert table.joins[0].dropped_header_rows == 1


def test_a_part_of_other_columns_or_another_width_is_another_table() -> None:
    last = list(XS)
    assert scanned.laid_upon(last, last, [60, 110, 150, 480, 540]) is None
    assert scanned.laid_upon(last, last, [60, 200, 300, 400, 500]) is None
    assert scanned.laid_upon(last, last, moved(60)) is None
    assert scanned.laid_upon(last, last, moved(12, jitter=1.0)) == last


def test_pages_of_text_keep_their_exact_edges() -> None:
    table = tablejoin.start(part(1, [HEAD, ["会议费", "5", "5", "4"]], XS, is_scan=False))
    second = part(2, [["培训费", "3", "3", "2"]], moved(9), is_scan=False)
    assert not tablejoin.continuations([table], [], [second], 140.0)
