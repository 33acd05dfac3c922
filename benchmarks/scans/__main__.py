"""``python -m benchmarks.scans --layout X --condition seal --seed N -o DIR``: scans, their .docx and truth."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.generate import HELD_OUT, LAYOUTS, generate
from benchmarks.generate.pdf import to_pdf
from benchmarks.generate.plant import FAMILIES
from benchmarks.scans import CONDITIONS, bound, scan


def main() -> None:
    p = argparse.ArgumentParser(
        prog="python -m benchmarks.scans",
        description=__doc__,
        epilog="conditions: " + "; ".join(f"{name}: {c.what}" for name, c in CONDITIONS.items()),
    )
    p.add_argument("--layout", choices=[*LAYOUTS, *HELD_OUT], default="yunnan_prefecture")
    p.add_argument("--condition", choices=[*CONDITIONS, "all"], action="append", help="default: office")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--errors", action="store_true", help="plant a contradiction of every family")
    p.add_argument("--images", action="store_true", help="also write every page as a picture")
    p.add_argument("-o", "--out", type=Path, default=Path("out/scans"))
    args = p.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    sample = generate(args.layout, args.seed, errors=FAMILIES if args.errors else ())
    stem = f"{args.layout}-{args.seed}"
    docx = args.out / f"{stem}.docx"
    docx.write_bytes(sample.document)
    docx.with_suffix(".truth.json").write_text(sample.truth.to_json(), encoding="utf-8")
    printed = to_pdf([docx], args.out)[0].read_bytes()
    wanted = args.condition or ["office"]
    for condition in CONDITIONS if "all" in wanted else wanted:
        pictures = scan(printed, condition, args.seed)
        path = args.out / f"{stem}-{condition}.pdf"
        path.write_bytes(bound(pictures))
        print(f"{path}: {len(pictures)} pages, {path.stat().st_size:,} bytes")
        if args.images:
            for number, picture in enumerate(pictures, 1):
                (args.out / f"{stem}-{condition}-{number}{picture.suffix}").write_bytes(picture.data)


if __name__ == "__main__":
    main()
