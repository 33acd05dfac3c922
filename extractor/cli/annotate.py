"""`jixiao annotate REPORT`: findings written back into a copy of the report itself."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from extractor.cli.options import add_rules, add_source, overrides

_KEPT = (".docx", ".docm", ".pdf")
"""Extensions of formats that are marked up as they are; what had to be converted becomes a .docx."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = commands.add_parser("annotate", help="在报告副本上加批注 / write findings into a copy of the report")
    add_source(p)
    p.add_argument("-o", "--output", metavar="FILE", help="输出文件 / output (default: REPORT.checked.docx or .pdf)")
    p.add_argument("--ticks", action="store_true", help="已核对一致的数字加勾 / tick every verified figure")
    add_rules(p)
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from extractor import pipeline
    from extractor.cli.options import recognition, writable
    from extractor.errors import ConfigError
    from extractor.outputs import load

    source = Path(args.report)
    suffix = source.suffix if source.suffix.lower() in _KEPT else ".docx"
    out = writable(args.output or str(source.with_suffix(f".checked{suffix}")), args.report)
    result = pipeline.run(
        source,
        password=args.password,
        schema=args.schema,
        config=args.config,
        lang=args.lang,
        ocr=recognition(args),
        overrides=overrides(args),
    )
    document = result.document
    kind = "docx" if document.converted else document.format
    if kind not in ("docx", "pdf"):
        raise ConfigError(f"{kind} 格式的报告不能加批注 / a {kind} report can't be annotated")
    load(kind).write(result, out, args.lang, with_ticks=args.ticks)
    print(out)
    if document.converted:
        said = (
            "批注写在由原文件转换出的 .docx 中，原文件未改动"
            if args.lang == "zh"
            else "the comments are in a .docx converted from the report; the report itself is unchanged"
        )
        print(said, file=sys.stderr)
    return 0
