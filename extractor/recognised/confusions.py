"""What recognisers of print take for one another, as data: for each character read, what it may have been and in which
share of its misreadings. Sources: shapes (strokes that two glyphs share), and misreadings counted as in
docs/ocr-confidence.md."""

from __future__ import annotations

MISREAD: dict[str, dict[str, float]] = {
    "0": {"8": 0.25, "6": 0.25, "9": 0.15, "5": 0.05, "3": 0.05},
    "1": {"7": 0.35, "4": 0.15, "2": 0.05, "": 0.15},
    "2": {"7": 0.25, "3": 0.15, "1": 0.05, "8": 0.1, "5": 0.05},
    "3": {"8": 0.45, "9": 0.1, "5": 0.15, "2": 0.05},
    "4": {"9": 0.3, "1": 0.25, "6": 0.05, "7": 0.05},
    "5": {"6": 0.35, "3": 0.15, "8": 0.1, "9": 0.1, "2": 0.05},
    "6": {"8": 0.3, "5": 0.25, "0": 0.2, "9": 0.05},
    "7": {"1": 0.4, "2": 0.2, "9": 0.1, "4": 0.05},
    "8": {"3": 0.25, "6": 0.25, "0": 0.2, "9": 0.1, "5": 0.05},
    "9": {"8": 0.15, "0": 0.2, "4": 0.2, "3": 0.1, "5": 0.1, "7": 0.05},
    ".": {",": 0.6, "": 0.3},
    ",": {".": 0.8, "": 0.1},
    "，": {".": 0.6, ",": 0.2},
    "-": {"": 0.7},
}
OTHER = 0.02
"""Share of misreadings to any one digit not named above."""

LONE = 0.5
"""Share of misreadings of a lone digit in which there is none: what is left of a ruling was taken for it."""

LOOKALIKES: dict[str, str] = {
    like: meant
    for meant, likes in {
        "1": "lI|丨i!][",
        "0": "Oo〇○DQ",
        "2": "Zz",
        "5": "Ss",
        "8": "B",
        "6": "Gb",
        "9": "gq",
        "4": "A",
        "7": "T?",
        ".": "·、。：:'`*",
        "-": "一—–_~",
    }.items()
    for like in likes
}
"""Characters that, standing among or beside digits, may be one of them."""

# shares of figures on a page where the share of doubtful characters is this, and in proportion on others
USUAL_ROUGHNESS = 0.01

DOUBLED = 0.0002
"""Of two equal neighbouring digits one was read: share of figures, per digit."""
EDGE = 0.0005
"""A digit at either end of a cell was lost to its ruling, per end."""
TAIL_LOST = 0.003
"""The same for a figure with one decimal less than the others of its column, for each digit it may be."""
POINT_LOST = 0.0005
"""A decimal point was lost; it stood where the others of its column stand."""
POINT_ANYWHERE = 0.0006
"""The same, with nothing that tells where it stood."""
COMMA_FOR_POINT = 0.0005
SIGN_LOST = 0.00005
"""A minus sign was lost or taken for a ruling: far rarer than reports that leave it out themselves."""
