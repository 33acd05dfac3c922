"""Reading .docx against other ways to do it, side by side in one run.

    python benchmarks/docx_speed.py [REPORT.docx] [--rounds N] [--quick]

On a report (default: the sample in fixtures/) and on a synthetic table of 2,000 × 10 cells, CPU time of
(a) a bare zipfile + lxml walk that collects all text and does nothing else, (b) python-docx over ``row.cells``,
(c) docx2python and markitdown where installed, this reader, and the whole check of the report. All ways take turns in
every round; the ratio to (a) is taken within the round and its median printed. Then the reader on tables of growing
size. Imports are outside the times. ``--quick`` leaves (c) out.
"""

from __future__ import annotations

import argparse
import io
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SAMPLE = ROOT / "fixtures" / "sample-report.docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
Run = Callable[[Path], object]


def table_document(rows: int, cols: int = 10) -> bytes:
    """A .docx of one table as Word writes it: the first column merged down by fives, the second and third merged across
    in every seventh row."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        overrides = "".join(
            f'<Override PartName="/word/{part}.xml" ContentType="{WORDML}.{kind}+xml"/>'
            for part, kind in (("document", "document.main"), ("styles", "styles"))
        )
        z.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        )
        for name, kind, target in (
            ("_rels/.rels", "officeDocument", "word/document.xml"),
            ("word/_rels/document.xml.rels", "styles", "styles.xml"),
        ):
            relation = f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}"/>'
            z.writestr(name, f'<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>')
        normal = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        z.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{normal}</w:styles>')
        grid = '<w:gridCol w:w="900"/>' * cols
        body = "".join(f"<w:tr>{''.join(_row(r, cols))}</w:tr>" for r in range(rows))
        xml = f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl><w:p/>"
        z.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}" xmlns:r="{RELATIONS}"><w:body>{xml}</w:body></w:document>'
        )
    return out.getvalue()


def _row(r: int, cols: int) -> Iterator[str]:
    font = (
        '<w:rPr><w:rFonts w:ascii="宋体" w:eastAsia="宋体" w:hAnsi="宋体" w:hint="eastAsia"/><w:sz w:val="21"/></w:rPr>'
    )
    c = 0
    while c < cols:
        span = 2 if c == 1 and r % 7 == 0 else 1
        merge = ("<w:vMerge/>" if r % 5 else '<w:vMerge w:val="restart"/>') if c == 0 else ""
        wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        text = f"项目{r // 5}" if c == 0 else f"{r * cols + c:,}.{r % 100:02d}"
        run = "" if c == 0 and r % 5 else f"<w:r>{font}<w:t>{text}</w:t></w:r>"
        cell = f'<w:tcW w:w="{900 * span}" w:type="dxa"/>{wide}{merge}<w:vAlign w:val="center"/>'
        yield f'<w:tc><w:tcPr>{cell}</w:tcPr><w:p><w:pPr><w:jc w:val="right"/></w:pPr>{run}</w:p></w:tc>'
        c += span


def bare_walk(path: Path) -> str:
    """(a): the least anybody can do to get the text."""
    with zipfile.ZipFile(path) as z:
        root = etree.fromstring(z.read("word/document.xml"))
    return "".join([t.text or "" for t in root.iter(f"{{{W}}}t")])


def python_docx(path: Path) -> list[str]:
    """(b): python-docx as its documentation shows it."""
    import docx

    document = docx.Document(str(path))
    texts = [p.text for p in document.paragraphs]
    for table in document.tables:
        texts += [cell.text for row in table.rows for cell in row.cells]
    return texts


def ways(report: bool, quick: bool) -> dict[str, Run]:
    """Name → how to read a file, those that are installed."""
    from extractor.readers import read

    found: dict[str, Run] = {"(a) zipfile + lxml, all text": bare_walk, "this reader": read}
    found["(b) python-docx, rows[].cells"] = python_docx
    if not quick:
        with suppress(ImportError):
            from docx2python import docx2python

            found["(c) docx2python"] = lambda path: docx2python(path).text
        with suppress(ImportError):
            from markitdown import MarkItDown

            converter = MarkItDown()
            found["(c) markitdown"] = lambda path: converter.convert(str(path)).text_content
    if report:
        from extractor import check

        found["this program: the whole check"] = check
    return found


@contextmanager
def spent(into: list[float]) -> Iterator[None]:
    """CPU seconds of this process, appended."""
    start = time.process_time()
    yield
    into.append(time.process_time() - start)


def compare(path: Path, name: str, rounds: int, report: bool, quick: bool) -> None:
    """Time all ways on one file in turns and print medians and ratios."""
    taken: dict[str, list[float]] = {}
    running = ways(report, quick)
    for way, run in list(running.items()):
        try:
            run(path)
        except Exception as e:  # a peer may fail on a file; the others still count
            print(f"  {way}: {type(e).__name__}: {e}", file=sys.stderr)
            del running[way]
    base = next(iter(running))
    for n in range(rounds):
        for way, run in running.items():
            # the slow ones need no many rounds
            if n < 3 or statistics.median(taken[way]) < 0.5:
                with spent(taken.setdefault(way, [])):
                    run(path)
    print(f"\n{name}, {path.stat().st_size / 1000:,.0f} kB, {rounds} rounds\n")
    print("| way | CPU ms (median) | ÷ (a) |\n|---|--:|--:|")
    for way in sorted(running, key=lambda w: statistics.median(taken[w])):
        ratios = [t / a for t, a in zip(taken[way], taken[base], strict=False)]
        print(f"| {way} | {1000 * statistics.median(taken[way]):,.1f} | {statistics.median(ratios):.1f} |")


def growth(folder: Path, rounds: int) -> None:
    """Time the reader and (a) on tables of growing size."""
    from extractor.readers import read

    print("\nCPU time a cell on growing tables, µs (median)\n\n| rows × 10 | (a) | this reader |\n|--:|--:|--:|")
    for rows in (500, 1000, 2000, 4000, 8000):
        path = folder / f"{rows}.docx"
        path.write_bytes(table_document(rows))
        taken: tuple[list[float], list[float]] = ([], [])
        for _ in range(rounds):
            for run, into in zip((bare_walk, read), taken, strict=True):
                with spent(into):
                    run(path)
        bare, ours = (1e6 * statistics.median(t) / rows / 10 for t in taken)
        print(f"| {rows:,} | {bare:.1f} | {ours:.1f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        big = Path(folder) / "table.docx"
        big.write_bytes(table_document(2000))
        compare(options.report, options.report.name, options.rounds, report=True, quick=options.quick)
        compare(big, "2,000 × 10", options.rounds, report=False, quick=options.quick)
        growth(Path(folder), min(options.rounds, 5))


if __name__ == "__main__":
    main()
