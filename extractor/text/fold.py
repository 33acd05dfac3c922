"""One form for characters that are printed in several widths, for reading numbers: a fold that keeps every offset."""

from __future__ import annotations

_LOOKALIKES = {
    "％": "%", "﹪": "%", "－": "-", "−": "-", "﹣": "-", "‐": "-", "‑": "-", "‒": "-", "〜": "~", "∼": "~", "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤",
    "﹒": ".", "﹐": ",", "㎡": "㎡", "\u3000": " ", "\xa0": " ", "\t": " ", "\r": " ", "\x0b": "\n", "\x85": "\n", "\u2028": "\n", "\ufeff": " ",
    **{chr(c): " " for c in (*range(0x2000, 0x2010), 0x202F, 0x205F, 0x2060)},
}  # fmt: skip
FOLD = str.maketrans(
    {**{chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F) if chr(c) not in "，；！？"}, **_LOOKALIKES}
)
"""Keeps the length of a text, so that offsets stay true. The full-width comma stays: it mostly separates numbers."""
