# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""``python -m benchmarks.generate --layout X --seed N -o DIR``: write .docx and .truth.json (and .pdf with --pdf)."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.generate import APART, BLIND, HELD_OUT, LAYOUTS, UNSEEN, generate
from benchmarks.generate.pdf import to_pdf
from benchmarks.generate.plant import FAMILIES


def main() -> None:
    p = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__)
    p.add_argument("--layout", choices=[*LAYOUTS, *HELD_OUT, *UNSEEN, *APART, *BLIND, "all"], default="all")
    p.add_argument("--seed", type=int, action="append", help="may be given several times (default: 1)")
    p.add_argument("--errors", default="", help=f"families to plant, comma separated, or all: {','.join(FAMILIES)}")
    p.add_argument("-o", "--out", type=Path, default=Path("out/samples"))
    p.add_argument("--pdf", action="store_true", help="also through LibreOffice")
    args = p.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    errors = FAMILIES if args.errors == "all" else tuple(e for e in args.errors.split(",") if e)
    written = []
    for layout in LAYOUTS if args.layout == "all" else [args.layout]:
        for seed in args.seed or [1]:
            sample = generate(layout, seed, errors=errors)
            path = args.out / f"{layout}-{seed}.docx"
            path.write_bytes(sample.document)
            path.with_suffix(".truth.json").write_text(sample.truth.to_json(), encoding="utf-8")
            t = sample.truth
            print(
                f"{path}: {len(t.facts)} facts, {len(t.indicators)} indicators, {len(t.grids)} tables, {len(t.planted)} planted"
            )
            written.append(path)
    if args.pdf:
        to_pdf(written, args.out)


if __name__ == "__main__":
    main()
