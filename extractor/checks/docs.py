"""Rule pages and catalogue, made from the rules' docstrings: ``python -m extractor.checks.docs [DIR]``."""

from __future__ import annotations

import sys
from pathlib import Path

from extractor.checks.registry import ENGLISH, Rule, rules

_FAMILIES = {
    "SUM": ("合计与分项", "Totals and parts"),
    "DRV": ("增减、比例、占比、执行率", "Differences, growth, shares, rates"),
    "REF": ("同一数据多处表述", "One quantity, several mentions"),
    "TXT": ("正文中的计算", "Arithmetic in prose"),
    "BUD": ("预算恒等式", "Budget identities"),
    "SCR": ("自评表评分", "Score forms"),
    "CMP": ("完整性", "Completeness"),
    "YRS": ("跨年度、跨报告", "Between reports"),
}
_SEVERITY = {"error": "错误 error", "warning": "疑点 warning", "info": "提示 info"}
_NOTE = "<!-- generated from the docstring by python -m extractor.checks.docs -->"


def pages() -> dict[str, str]:
    """File name → Markdown of every page, the catalogue README.md included."""
    made = {f"{rule.code}.md": _page(rule) for rule in rules()}
    return {"README.md": _catalogue(), **made}


def _page(rule: Rule) -> str:
    chinese, _, english = rule.doc.partition(ENGLISH)
    return (
        f"{_NOTE}\n\n# {rule.code} {rule.titles[0]}\n\n级别 / severity: {_SEVERITY[rule.severity]}\n\n"
        f"{chinese.strip()}\n\n## {rule.titles[1]}\n\n{english.strip()}\n"
    )


def _catalogue() -> str:
    lines = [_NOTE, "", "# 规则目录 / Rules", ""]
    family = ""
    for rule in rules():
        if rule.family != family:
            family = rule.family
            zh, en = _FAMILIES.get(family, ("", ""))
            lines += ["", f"## {family} {zh} / {en}", "", "| 代码 | 名称 | Title | 级别 |", "|---|---|---|---|"]
        zh, en = rule.titles
        lines.append(f"| [{rule.code}]({rule.code}.md) | {zh} | {en} | {_SEVERITY[rule.severity]} |")
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def write(directory: Path) -> list[Path]:
    """Write what has changed, remove pages of rules that are gone; returns the files touched."""
    directory.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    touched = []
    for name, text in wanted.items():
        path = directory / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            touched.append(path)
    for path in directory.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
            touched.append(path)
    return touched


if __name__ == "__main__":
    for changed in write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/rules")):
        print(changed)
