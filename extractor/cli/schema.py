"""`jixiao schema`: the JSON Schema of the output, or the canonical indicators."""

from __future__ import annotations

import argparse

from extractor.cli.options import add_lang


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = commands.add_parser("schema", help="打印输出的 JSON Schema / print the JSON Schema of the output")
    p.add_argument("--concepts", action="store_true", help="打印标准指标体系 / print the canonical indicators instead")
    p.add_argument("--schema", metavar="FILE", action="append", default=[], help=argparse.SUPPRESS)
    add_lang(p)
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    if not args.concepts:
        from extractor.outputs.json import schema_text

        print(schema_text())
        return 0
    from pathlib import Path

    from extractor import schema

    for concept in schema.load(tuple(Path(p) for p in args.schema)).concepts.values():
        print(f"{concept.id}\t{concept.zh if args.lang == 'zh' else concept.en}\t{'、'.join(concept.aliases)}")
    return 0
