"""`jixiao baseline FILE`: record decisions on findings, so that they are not shown again."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.options import add_lang

if TYPE_CHECKING:
    from extractor.model.report import Finding


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = commands.add_parser("baseline", help="登记对问题的处理意见 / record decisions on findings")
    p.add_argument("baseline", metavar="FILE", help="清单文件，.toml 或 .json / the baseline, .toml or .json")
    p.add_argument(
        "--from", dest="report", metavar="REPORT", help="报告或其 JSON 结果 / the report, or its JSON output"
    )
    p.add_argument("--accept", metavar="ID", nargs="*", help="确认；不写编号即全部 / accept these findings, or all")
    p.add_argument("--dismiss", metavar="ID", nargs="+", default=[], help="排除 / dismiss these findings")
    p.add_argument("--remove", metavar="ID", nargs="+", default=[], help="删除意见 / forget these decisions")
    p.add_argument("--note", default="", help="说明 / a note for the decisions made")
    p.add_argument("--schema", metavar="FILE", action="append", default=[], help=argparse.SUPPRESS)
    p.add_argument("--password", help="PDF 打开密码 / password of an encrypted PDF")
    p.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)
    add_lang(p)
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from extractor.checks.baseline import Decision, baseline_text, entry_for, load_baseline
    from extractor.errors import ConfigError
    from extractor.outputs.files import replacing

    path = Path(args.baseline)
    entries = dict(load_baseline(path)) if os.path.lexists(path) else {}
    for name in args.remove:
        if entries.pop(name, None) is None:
            raise ConfigError(f"{path}：清单中没有 {name} / {name} is not in the baseline")
    if args.accept is not None or args.dismiss:
        if args.report is None:
            raise ConfigError("请用 --from 指明报告 / name the report with --from")
        findings = {f.id: f for f in _findings(args)}
        accepted = args.accept if args.accept or args.accept is None else sorted(set(findings) - set(args.dismiss))
        decided: list[tuple[str, Decision]] = [(i, "accepted") for i in accepted or []]
        decided += [(i, "dismissed") for i in args.dismiss]
        for name, decision in decided:
            if name not in findings:
                raise ConfigError(f"{args.report}：没有编号为 {name} 的问题 / no finding {name}")
            entries[name] = entry_for(findings[name], decision, args.note)
    if args.remove or args.accept is not None or args.dismiss:
        with replacing(path) as part:
            part.write_text(baseline_text(entries.values(), path.suffix.lower()), encoding="utf-8")
    for entry in sorted(entries.values(), key=lambda e: e.id):
        print(f"{entry.id}  {entry.decision:<9}  {entry.note}")
    return 0


def _findings(args: argparse.Namespace) -> list[Finding]:
    if args.report.lower().endswith(".json"):
        from extractor.errors import ConfigError
        from extractor.outputs.json import load

        try:
            return load(Path(args.report).read_bytes()).findings
        except (OSError, ValueError) as error:
            raise ConfigError(
                f"{args.report}：不是本程序的 JSON 结果 / not this program's JSON output: {error}"
            ) from error
    from extractor import check

    return check(args.report, password=args.password, schema=args.schema, lang=args.lang).findings
