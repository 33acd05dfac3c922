"""How fast PDFs are read, against the floor and against others, all in one interleaved run.

``python -m benchmarks.pdf_speed REPORT.pdf [--rounds 5] [--slow 1]``

Every round runs the floor (pypdfium2's ``get_text_bounded`` of every page), our stages and, in the first ``--slow``
rounds, pdfplumber and camelot, in turn, in one process; a ratio is taken within its round, then the median over rounds.
CPU time is used (other work on the machine disturbs it least); imports are outside. ``--memory`` prints peak memory
over growing page counts.
"""

from __future__ import annotations

import argparse
import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median


def floor(data: bytes) -> int:
    """PDFium's own plain text of all pages: no positions, no tables."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    count = 0
    for i in range(len(document)):
        page = document[i]
        text = page.get_textpage()
        count += len(text.get_text_bounded())
        text.close()
        page.close()
    document.close()
    return count


def geometry(data: bytes) -> int:
    """Glyphs, rulings and pictures of all pages."""
    from extractor.readers.pdf.pdfium import Source

    source = Source(data, None, 200_000)
    count = sum(len(source.page(n).runs) for n in range(1, len(source) + 1))
    source.close()
    return count


def grids(data: bytes) -> int:
    """Geometry, then grids with the text of every cell, and the lines around them."""
    from extractor.readers.pdf.layout import read_page
    from extractor.readers.pdf.pdfium import Source

    source = Source(data, None, 200_000)
    count = sum(len(read_page(source.page(n)).items) for n in range(1, len(source) + 1))
    source.close()
    return count


def document(data: bytes) -> int:
    """The whole reader: tables joined, paragraphs healed."""
    from extractor.readers.limits import Limits
    from extractor.readers.pdf import read

    return len(read(Path("report.pdf"), data, Limits(), None).blocks)


def check(path: Path) -> int:
    """Reading, understanding and verifying: everything but start-up and output."""
    from extractor.pipeline import run

    return len(run(path).report.facts)


def plumber(data: bytes) -> int:
    """pdfplumber's tables of all pages."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        count = 0
        for page in pdf.pages:
            count += len(page.extract_tables())
            page.close()
    return count


def camelot_with(path: Path, **options: object) -> int:
    """camelot's tables of all pages."""
    import camelot

    return len(camelot.read_pdf(str(path), pages="all", **options))


def measured(work: Callable[[], int]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slow", type=int, default=1, help="rounds in which pdfplumber and camelot run, too")
    parser.add_argument("--memory", action="store_true")
    args = parser.parse_args()
    path: Path = args.report
    data = path.read_bytes()
    if args.memory:
        print_memory(data)
        return
    fast: dict[str, Callable[[], int]] = {
        "PDFium text (floor)": lambda: floor(data),
        "geometry": lambda: geometry(data),
        "geometry and grids": lambda: grids(data),
        "whole reader": lambda: document(data),
        "whole check": lambda: check(path),
    }
    slow: dict[str, Callable[[], int]] = {
        "pdfplumber extract_tables": lambda: plumber(data),
        "camelot lattice, vector lines": lambda: camelot_with(path, flavor="lattice", engine="vector"),
        "camelot lattice": lambda: camelot_with(path, flavor="lattice"),
    }
    times: dict[str, list[float]] = {}
    failed: dict[str, str] = {}
    for i in range(args.rounds + 1):  # the first round only warms up
        for name, work in (fast if i == 0 or i > args.slow else fast | slow).items():
            if name in failed:
                continue
            try:
                spent = measured(work)
            except Exception as error:  # a competitor or an unfinished stage must not stop the run
                failed[name] = f"{type(error).__name__}: {error}"
                continue
            if i:
                times.setdefault(name, []).append(spent)
    base = times["PDFium text (floor)"]
    print(f"{path.name}, {len(data):,} bytes, {args.rounds} rounds")
    print("| stage | CPU s | ÷ floor | range |")
    print("|---|--:|--:|--:|")
    for name, spent in times.items():
        ratios = [s / b for s, b in zip(spent, base, strict=False)]
        print(f"| {name} | {median(spent):.3f} | {median(ratios):.1f} | {min(ratios):.1f}–{max(ratios):.1f} |")
    for name, why in failed.items():
        print(f"{name}: failed ({why[:200]})")


def print_memory(data: bytes) -> None:
    """Peak memory of a process that reads the report 1, 4 and 16 times as long."""
    code = (
        "import sys, io, resource\n"
        "import pypdfium2\n"
        "data = sys.stdin.buffer.read()\n"
        "source = pypdfium2.PdfDocument(data)\n"
        "made = pypdfium2.PdfDocument.new()\n"
        "for _ in range(int(sys.argv[1])): made.import_pages(source)\n"
        "out = io.BytesIO(); made.save(out); made.close(); source.close()\n"
        "data = out.getvalue(); del out\n"
        "start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "from extractor.readers.pdf.pdfium import Source\n"
        "from extractor.readers.pdf.layout import read_page\n"
        "source = Source(data, None, 200_000)\n"
        "for n in range(1, len(source) + 1): read_page(source.page(n))\n"
        "print(len(source), start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    print("| pages | peak before, MB | peak after geometry and grids, MB |")
    print("|--:|--:|--:|")
    for times in (1, 4, 16):
        done = subprocess.run([sys.executable, "-c", code, str(times)], input=data, capture_output=True, check=True)
        pages, before, after = (int(x) for x in done.stdout.split())
        unit = 1024 if sys.platform != "darwin" else 1024 * 1024
        print(f"| {pages} | {before / unit:.0f} | {after / unit:.0f} |")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
