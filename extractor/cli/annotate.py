"""`jixiao annotate REPORT`: findings written back into a copy of the report itself."""

from __future__ import annotations

import argparse
from pathlib import Path

from extractor.cli.options import add_rules, add_source, overrides


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
    out = writable(args.output or str(source.with_suffix(f".checked{source.suffix}")), args.report)
    result = pipeline.run(
        source,
        password=args.password,
        schema=args.schema,
        config=args.config,
        lang=args.lang,
        ocr=recognition(args),
        overrides=overrides(args),
    )
    kind = result.document.format
    if kind not in ("docx", "pdf"):
        raise ConfigError(f"{kind} 格式的报告不能加批注 / a {kind} report can't be annotated")
    load(kind).write(result, out, args.lang, with_ticks=args.ticks)
    print(out)
    return 0
