"""How exactly tables are read: ours, pdfplumber's and camelot's, on documents whose tables are known.

``python -m benchmarks.tables [--seeds 1 2] [--no-camelot]``

Two sets. "drawn": pages drawn by :mod:`benchmarks.pdf_drawing`, one way of ruling (or of not ruling) each, no page
breaks. "printed": the reports of :mod:`benchmarks.generate` put through LibreOffice where it is installed; the truth is
the .docx.

Scores, white space left out:

- exact: share of the true grid's places that the found grid prints exactly (same row, same column, same text). A merged
  cell counts once, at its first place, so that tools without spans lose nothing by it.
- GriTS: as GriTS-Con (Smock et al. 2023), the factored two-dimensional alignment of both grids, similarity of texts by
  normalised edit distance; merged cells as above.
- spans (ours only): share of the true merged cells found with the same place and spans.

The other tools return one table a page. For them the parts are stacked before scoring, the best run of consecutive
parts being taken, so that only what is in the cells counts; repeated header rows then stay in.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from benchmarks.pdf_drawing import Cell, Sheet, draw_table, plain, save
from extractor.model.document import Document, Table

Grid = list[list[str]]
_MAX_PARTS = 5

ROWS = [
    ["项目", "2023年决算", "2024年预算", "2024年决算"],
    ["一、基本支出", "4,180.59", "4,028.27", "4,329.28"],
    ["其中：人员经费", "3,602.21", "3,453.75", "3,700.00"],
    ["二、项目支出", "4,397.01", "4,729.54", ""],
    ["合计", "8,577.60", "8,757.81", "9,475.65"],
]
HEADED = [
    Cell(0, 0, "序号", rowspan=2),
    Cell(0, 1, "项目", rowspan=2),
    Cell(0, 2, "2024年决算", colspan=2),
    Cell(1, 2, "金额"),
    Cell(1, 3, "比例"),
    Cell(2, 0, "1"),
    Cell(2, 1, "公务用车购置\n及运行维护费"),
    Cell(2, 2, "23.48"),
    Cell(2, 3, "-27.98%"),
    Cell(3, 0, "合计", colspan=2),
    Cell(3, 2, "32.67"),
    Cell(3, 3, "100%"),
]
XS = [60.0, 200.0, 320.0, 430.0, 540.0]


@dataclass
class Score:
    """Sums over tables."""

    places: int = 0
    exact: int = 0
    grits: float = 0.0
    tables: int = 0
    spans: int = 0
    found_spans: int = 0

    def add(self, truth: Grid, found: Grid) -> None:
        self.places += sum(len(row) for row in truth)
        self.exact += exact(truth, found)
        self.grits += grits(truth, found)
        self.tables += 1


def squash(text: str | None) -> str:
    return "".join((text or "").split())


def exact(truth: Grid, found: Grid) -> int:
    """Places printed exactly."""
    return sum(
        r < len(found) and c < len(found[r]) and found[r][c] == text
        for r, row in enumerate(truth)
        for c, text in enumerate(row)
    )


@cache
def similar(a: str, b: str) -> float:
    return 1.0 if a == b else Levenshtein.normalized_similarity(a, b) if a and b else 0.0


def grits(truth: Grid, found: Grid) -> float:
    """F-score of the factored alignment: rows matched by their best column alignment, columns likewise."""
    if not found or not truth:
        return 0.0
    rows = _align(truth, found)
    columns = _align(_turned(truth), _turned(found))
    total = sum(similar(truth[i][k], found[j][m]) for i, j in rows for k, m in columns)
    size = len(truth) * len(truth[0]) + len(found) * len(found[0])
    return 2 * total / size


def _turned(grid: Grid) -> Grid:
    return [list(column) for column in zip(*grid, strict=True)]


def _align(a: Grid, b: Grid) -> list[tuple[int, int]]:
    reward = [[_sequence(tuple(x), tuple(y)) for y in b] for x in a]
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a)):
        for j in range(len(b)):
            best[i + 1][j + 1] = max(best[i][j] + reward[i][j], best[i][j + 1], best[i + 1][j])
    pairs: list[tuple[int, int]] = []
    i, j = len(a), len(b)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


@cache
def _sequence(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    before = [0.0] * (len(b) + 1)
    for x in a:
        row = [0.0]
        for j, y in enumerate(b):
            row.append(max(before[j] + similar(x, y), before[j + 1], row[j]))
        before = row
    return before[-1]


def once(table: Table) -> Grid:
    """The grid with every text at its cell's first place only."""
    grid = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        grid[cell.row][cell.col] = squash(cell.text)
    return grid


def even(rows: Iterable[Sequence[str | None]]) -> Grid:
    made = [[squash(text) for text in row] for row in rows]
    width = max((len(row) for row in made), default=0)
    return [row + [""] * (width - len(row)) for row in made]


def ours(data: bytes) -> list[Table]:
    from extractor.readers.limits import Limits
    from extractor.readers.pdf import read

    return read(Path("report.pdf"), data, Limits(), None).tables()


def with_pdfplumber(data: bytes) -> list[Grid]:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [even(t) for page in pdf.pages for t in page.extract_tables()]


def with_camelot(**options: object) -> Callable[[bytes], list[Grid]]:
    def run(data: bytes) -> list[Grid]:
        import camelot

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "report.pdf"
            path.write_bytes(data)
            return [even(t.df.values.tolist()) for t in camelot.read_pdf(str(path), pages="all", **options)]

    return run


def matched(truth: Sequence[Grid], found: Sequence[Grid]) -> list[Grid]:
    """For every true table the run of consecutive found tables, stacked, that is most like it; none used twice."""
    result: list[Grid] = []
    start = 0
    for grid in truth:
        best: tuple[float, int, Grid] = (0.0, start, [])
        for a in range(start, min(start + 3, len(found))):
            for b in range(a + 1, min(a + _MAX_PARTS, len(found)) + 1):
                stacked = even(row for part in found[a:b] for row in part)
                score = grits(grid, stacked)
                if score > best[0]:
                    best = (score, b, stacked)
        start = best[1]
        result.append(best[2])
    return result


def drawn() -> list[tuple[str, bytes, list[Table]]]:
    """One page for every way of drawing."""
    made: list[tuple[str, bytes, list[Table]]] = []

    def page(name: str, cells: list[Cell], rows: int, rotate: int = 0, **options: object) -> None:
        sheet = Sheet((842.0, 595.0) if rotate else (595.0, 842.0))
        sheet.centred(60, 540, 80, "支出情况对比表", 14)
        sheet.right(540, 98, "单位：万元")
        draw_table(sheet, XS, [105 + 28 * i for i in range(rows + 1)], cells, **options)  # type: ignore[arg-type]
        if rotate:
            turned = Sheet((595.0, 842.0), rotate)
            turned.form(sheet, (0, 1, -1, 0, 595, 0))
            sheet = turned
        made.append((name, save([sheet]), [_table(cells, rows)]))

    for style in ("line", "double", "dashed", "filled", "ground", "rows", "head", "none"):
        page(style, plain(ROWS), 5, style=style)
    for style in ("line", "double", "filled"):
        page(f"{style}, merged cells", HEADED, 4, style=style)
    page("no outer borders", plain(ROWS), 5, sides="")
    page("letter-spaced", plain(ROWS), 5, spacing=4.0, size=8.0)
    page("rotated page", plain(ROWS), 5, rotate=90)
    return made


def _table(cells: Sequence[Cell], rows: int) -> Table:
    from extractor.model.document import Cell as DocumentCell

    made = [DocumentCell(c.row, c.col, c.rowspan, c.colspan, c.text) for c in cells]
    return Table(0, rows, max(c.col + c.colspan for c in cells), made)


def printed(seeds: Sequence[int]) -> list[tuple[str, bytes, list[Table]]]:
    """Generated reports through LibreOffice; none where it is not installed."""
    import shutil
    import subprocess
    import sys

    from extractor.readers import read

    if not shutil.which("soffice"):
        return []
    made: list[tuple[str, bytes, list[Table]]] = []
    with tempfile.TemporaryDirectory() as folder:
        numbers = [x for seed in seeds for x in ("--seed", str(seed))]
        command = [sys.executable, "-m", "benchmarks.generate", "--layout", "all", *numbers, "-o", folder, "--pdf"]
        subprocess.run(command, check=True, capture_output=True)
        for path in sorted(Path(folder).glob("*.docx")):
            truth: Document = read(path)
            if any("续表" in p.text for p in truth.paragraphs()):
                continue  # typed as two tables, printed (and read) as one
            made.append((path.stem, path.with_suffix(".pdf").read_bytes(), truth.tables()))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="*", default=[1])
    parser.add_argument("--no-camelot", action="store_true")
    parser.add_argument("--each", action="store_true", help="print every document")
    args = parser.parse_args()
    tools: dict[str, Callable[[bytes], list[Grid]]] = {"pdfplumber": with_pdfplumber}
    if not args.no_camelot:
        tools["camelot lattice"] = with_camelot(flavor="lattice", split_text=True)
        tools["camelot lattice, vector"] = with_camelot(flavor="lattice", engine="vector", split_text=True)
        tools["camelot network"] = with_camelot(flavor="network")
    for title, documents in (("drawn", drawn()), ("printed", printed(args.seeds))):
        scores: dict[str, Score] = {"ours": Score(), **{name: Score() for name in tools}}
        for name, data, truth in documents:
            wanted = [once(t) for t in truth]
            tables = ours(data)
            _score(scores["ours"], wanted, [once(t) for t in tables], name if args.each else "", "ours")
            _spans(scores["ours"], truth, tables)
            for tool, run in tools.items():
                try:
                    found = run(data)
                except Exception as error:  # a tool that fails on a document has read nothing of it
                    print(f"{tool} on {name}: {type(error).__name__}: {error}")
                    found = []
                _score(scores[tool], wanted, found, name if args.each else "", tool)
        print(f"\n{title}: {len(documents)} documents, {scores['ours'].tables} tables, {scores['ours'].places} places")
        print("| tool | exact places | GriTS | merged cells |")
        print("|---|--:|--:|--:|")
        for tool, score in scores.items():
            if score.tables:
                spans = f"{score.found_spans}/{score.spans}" if tool == "ours" else "–"
                print(f"| {tool} | {score.exact / score.places:.1%} | {score.grits / score.tables:.3f} | {spans} |")


def _score(score: Score, wanted: list[Grid], found: list[Grid], name: str, tool: str) -> None:
    before = (score.exact, score.places)
    for truth, grid in zip(wanted, matched(wanted, found), strict=True):
        score.add(truth, grid)
    if name:
        print(f"{name}: {tool} {score.exact - before[0]}/{score.places - before[1]}")


def _spans(score: Score, truth: Sequence[Table], found: Sequence[Table]) -> None:
    for a, b in zip(truth, found, strict=False):
        merged = {(c.row, c.col, c.rowspan, c.colspan) for c in a.cells if c.rowspan > 1 or c.colspan > 1}
        score.spans += len(merged)
        score.found_spans += len(merged & {(c.row, c.col, c.rowspan, c.colspan) for c in b.cells})


if __name__ == "__main__":
    main()
