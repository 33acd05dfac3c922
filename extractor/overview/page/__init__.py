"""The frame of the pages about many reports: one file, nothing loaded from anywhere, all text escaped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from importlib import resources
from typing import Any

from extractor.errors import Lang

# only the page's own style and script may run, whatever a file's or a department's name says
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)


def page(title: str, meta: str, body: str, data: Any, scripts: Sequence[str], lang: Lang) -> str:
    """A page as one HTML string. ``title`` and ``meta`` are plain text, ``body`` is HTML, ``data`` is for scripts."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    base = resources.files("extractor.outputs").joinpath("review", "base.css").read_text(encoding="utf-8")
    own = resources.files(__name__)
    css = base + own.joinpath("page.css").read_text(encoding="utf-8")
    code = "".join(f"<script>\n{own.joinpath(name).read_text(encoding='utf-8')}</script>\n" for name in scripts)
    print_word, script_word = (
        ("打印", "排序、筛选和展开需要启用脚本；全部数据另可导出为 xlsx 或 csv。")
        if lang == "zh"
        else ("Print", "Sorting, filtering and details need scripts; all data can be written as xlsx or csv too.")
    )
    return f"""<!DOCTYPE html>
<html lang="{"zh-CN" if lang == "zh" else "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(title)}</title>
<style>
{css}</style>
</head>
<body>
<header><h1>{escape(title)}</h1><span class="meta">{escape(meta)}</span>
<span class="bar"><button class="button" id="print">{print_word}</button></span></header>
<main>
<noscript><p>{script_word}</p></noscript>
{body}
</main>
<script id="data" type="application/json">{text}</script>
{code}<script>document.getElementById("print").addEventListener("click", () => print());</script>
</body>
</html>
"""
