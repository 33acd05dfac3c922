"""How fast scans are read, with the share of each stage, beside plain recognisers on the same pages.

    python -m benchmarks.ocr_speed                        # a generated report, scanned at 200 dpi
    python -m benchmarks.ocr_speed SCAN.pdf --threads 1 2 --rounds 3

Every way runs in a process of its own, in turns, with models loaded before the clock starts; measured are the medians
over rounds of wall and CPU seconds a page and the peak memory of the process. Then: how often the recogniser is called
for a PDF with its text, and for one that has a single picture among pages with text.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

STAGES = {
    "drawing the page": ["extractor.readers.pdf.draw:draw"],
    "light, seals, skew": [
        "extractor.readers.ocr.prepare:" + name for name in ("grey_of", "ink_of", "skew_of", "straight")
    ],
    "finding lines": ["extractor.readers.ocr.rapid:Rapid.find"],
    "rulings": ["extractor.readers.ocr.strokes:find", "extractor.readers.ocr.strokes:without"],
    "cutting lines at rulings": ["extractor.readers.ocr.pieces:heights", "extractor.readers.ocr.pieces:pieces"],
    "recognising": ["extractor.readers.ocr.rapid:Rapid.read"],
    "grids and text flow": ["extractor.readers.pdf.document:assemble"],
    "understanding and checks": ["extractor.pipeline:run"],
}
"""Functions by stage; the time of one called inside another counts for the inner one only."""


class Clock:
    """CPU seconds by stage: patched around the functions of :data:`STAGES`."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self.calls: dict[str, int] = defaultdict(int)
        self._running: list[str] = []
        self._since = 0.0

    def _switch(self) -> None:
        now = time.process_time()
        if self._running:
            self.spent[self._running[-1]] += now - self._since
        self._since = now

    def around(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **options: Any) -> Any:
            self._switch()
            self._running.append(stage)
            self.calls[stage] += 1
            try:
                return function(*args, **options)
            finally:
                self._switch()
                self._running.pop()

        return timed

    def patch(self) -> None:
        from importlib import import_module

        for stage, names in STAGES.items():
            for name in names:
                module, _, path = name.partition(":")
                holder: Any = import_module(module)
                *outer, last = path.split(".")
                for part in outer:
                    holder = getattr(holder, part)
                setattr(holder, last, self.around(stage, getattr(holder, last)))


def _report(pages: int, work: Callable[[], object], who: int = resource.RUSAGE_SELF) -> dict[str, Any]:
    wall = time.perf_counter()
    before = resource.getrusage(who)
    work()
    after = resource.getrusage(who)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return {"wall": (time.perf_counter() - wall) / pages, "cpu": spent / pages, "peak": after.ru_maxrss / unit}


def worker(way: str, scan: Path, first: Path, threads: int) -> dict[str, Any]:
    """One way on one scan; ``first`` is a scan of one page to warm up with."""
    from benchmarks.scans import others

    if way == "ours":
        from extractor import pipeline
        from extractor.readers.ocr import Ocr

        clock = Clock()
        clock.patch()
        ocr = Ocr("auto", threads)
        pipeline.run(first, ocr=ocr)
        clock.spent.clear()
        pages = _count(scan)
        found = _report(pages, lambda: pipeline.run(scan, ocr=ocr))
        return found | {"stages": {k: v / pages for k, v in clock.spent.items()}}
    pictures = _pictures(scan)
    tool = others.TOOLS[way]
    tool(pictures[0], threads)
    who = resource.RUSAGE_CHILDREN if way == "tesseract" else resource.RUSAGE_SELF
    return _report(len(pictures), lambda: [tool(p, threads) for p in pictures], who)


def calls(path: Path) -> tuple[int, bool]:
    """How often lines were looked for on a page of ``path``, and whether the recogniser was so much as imported."""
    from extractor import pipeline

    pipeline.run(path)
    loaded = "onnxruntime" in sys.modules
    clock = Clock()
    clock.patch()
    pipeline.run(path)
    return clock.calls["finding lines"], loaded


def _count(scan: Path) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(scan)
    count = len(document)
    document.close()
    return count


def _pictures(scan: Path) -> list[Any]:
    """Its pages drawn at 200 dpi, as lossless pictures."""
    import pypdfium2

    from benchmarks.scans import Picture

    made = []
    document = pypdfium2.PdfDocument(scan)
    for page in document:
        image = page.render(scale=200 / 72).to_pil()
        out = io.BytesIO()
        image.save(out, "PNG")
        made.append(Picture(out.getvalue(), image.width, image.height, 200))
    document.close()
    return made


def _spawn(*words: object) -> Any:
    limit = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "benchmarks.ocr_speed", "--worker", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **limit})
    if done.returncode:
        raise RuntimeError(done.stderr.strip()[-600:])
    return json.loads(done.stdout.strip().splitlines()[-1])


def _some(scan: Path, pages: list[int], out: Path) -> Path:
    import pypdfium2

    source = pypdfium2.PdfDocument(scan)
    made = pypdfium2.PdfDocument.new()
    made.import_pages(source, pages)
    made.save(out)
    made.close()
    source.close()
    return out


def _mixed(printed: Path, scan: Path, out: Path) -> Path:
    """The second page is a picture, all others have their text."""
    import pypdfium2

    text, picture = pypdfium2.PdfDocument(printed), pypdfium2.PdfDocument(scan)
    made = pypdfium2.PdfDocument.new()
    for number in range(len(text)):
        made.import_pages(picture if number == 1 else text, [number])
    made.save(out)
    made.close()
    return out


def main() -> None:
    p = argparse.ArgumentParser(
        prog="python -m benchmarks.ocr_speed", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    p.add_argument("scan", nargs="?", type=Path, help="a PDF of pictures (default: a generated report of three pages)")
    p.add_argument("--threads", nargs="*", type=int, default=[1, 2])
    p.add_argument("--rounds", type=int, default=1)
    p.add_argument("--worker", nargs="*", help=argparse.SUPPRESS)
    args = p.parse_args()
    if args.worker:
        way, *rest = args.worker
        if way == "calls":
            print(json.dumps(calls(Path(rest[0]))))
        else:
            print(json.dumps(worker(way, Path(rest[0]), Path(rest[1]), int(rest[2]))))
        return
    from benchmarks.generate import generate
    from benchmarks.generate.pdf import to_pdf
    from benchmarks.scans import bound, scan

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        docx = folder / "report.docx"
        docx.write_bytes(generate("yunnan_prefecture", 1).document)
        printed = to_pdf([docx], folder)[0]
        made = folder / "scan.pdf"
        made.write_bytes(bound(scan(printed.read_bytes(), "office", 1)))
        source = args.scan or made
        first = _some(source, [0], folder / "first.pdf")
        print(f"{source.name}: {_count(source)} pages, {args.rounds} rounds")
        print("| way | threads | wall s a page | CPU s a page | pages a second | peak memory MB |")
        print("|---|--:|--:|--:|--:|--:|")
        stages: dict[str, list[float]] = defaultdict(list)
        seen: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
        for _ in range(args.rounds):
            for threads in args.threads:
                for way in ("ours", "rapidocr", "tesseract"):
                    one = _spawn(way, source, first, threads)
                    seen[way, threads].append(one)
                    if threads == args.threads[0]:
                        for stage, spent in one.get("stages", {}).items():
                            stages[stage].append(spent)
        for (way, threads), found in sorted(seen.items(), key=lambda x: x[0][1]):
            wall, cpu, peak = (median(f[k] for f in found) for k in ("wall", "cpu", "peak"))
            print(f"| {way} | {threads} | {wall:.2f} | {cpu:.2f} | {1 / wall:.2f} | {peak:.0f} |")
        whole = sum(median(spent) for spent in stages.values())
        print(f"\nStages, {args.threads[0]} thread, CPU:\n\n| stage | s a page | share |\n|---|--:|--:|")
        for stage in STAGES:
            if stage in stages:
                spent = median(stages[stage])
                print(f"| {stage} | {spent:.2f} | {spent / whole:.1%} |")
        for title, path in (
            ("PDF with its text", printed),
            ("one picture among pages with text", _mixed(printed, made, folder / "mixed.pdf")),
        ):
            count, loaded = _spawn("calls", path)
            print(f"\n{title}: pages sent to the recogniser {count}, recogniser loaded: {'yes' if loaded else 'no'}")


if __name__ == "__main__":
    main()
