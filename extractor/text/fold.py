"""One form for characters that are printed in several widths, for reading numbers: a fold that keeps every offset."""

from __future__ import annotations

_SPACES = {chr(code): " " for code in (*range(0x2000, 0x2010), 0x202F, 0x205F, 0x2060)} | dict.fromkeys(
    "\u3000\xa0\t\r\ufeff", " "
)
_LINES = dict.fromkeys("\x0b\x85\u2028", "\n")
_SIGNS = dict(zip("﹪−﹣‐‑‒〜∼≧≦⩾⩽﹒﹐", "%-----~~≥≤≥≤.,", strict=True))
_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；！？"}

FOLD = str.maketrans(_WIDTH | _SIGNS | _SPACES | _LINES)
"""Full-width characters to ASCII, one for one. The full-width comma stays: mostly it stands between two numbers."""
