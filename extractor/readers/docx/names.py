"""Qualified names of WordprocessingML and small readers of its attribute values."""

from __future__ import annotations

from typing import Any, Final

Element = Any
"""An lxml element. Any, because lxml's classes aren't part of its typed surface."""

W_NS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W: Final = f"{{{W_NS}}}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return _W + name


VAL: Final = w("val")
STYLE_ID: Final = w("styleId")
TYPE: Final = w("type")
ID: Final = w("id")

BODY, P, R, T, TBL, TR, TC = (w(n) for n in ("body", "p", "r", "t", "tbl", "tr", "tc"))
PPR, RPR, TBLPR, TRPR, TCPR, SDTPR = (w(n) for n in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sdtPr"))
SDT, SDT_CONTENT = w("sdt"), w("sdtContent")
INS, DEL, MOVE_FROM, MOVE_TO = w("ins"), w("del"), w("moveFrom"), w("moveTo")
ALTERNATE, CHOICE, FALLBACK = _MC + "AlternateContent", _MC + "Choice", _MC + "Fallback"
TXBX: Final = w("txbxContent")
OMATH, OMATH_PARA, M_R, M_T, M_F, M_NUM, M_DEN = (_M + n for n in ("oMath", "oMathPara", "r", "t", "f", "num", "den"))
TEXTPATH: Final = _V + "textpath"
IMAGEDATA: Final = _V + "imagedata"
BLIP: Final = _A + "blip"
GRAPHIC_DATA: Final = _A + "graphicData"
EXTENT: Final = _WP + "extent"
OLE_OBJECT: Final = "{urn:schemas-microsoft-com:office:office}OLEObject"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

_OFF: Final = frozenset(("0", "false", "off", "none"))
_POINTS: Final = {"pt": 1.0, "pc": 12.0, "pi": 12.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4}


def on(element: Element) -> bool:
    """A toggle property: present without a value means true."""
    return element.get(VAL) not in _OFF


def number(text: str | None, default: int = 0) -> int:
    """A decimal integer attribute; ``default`` for anything else, however long."""
    if text is None or len(text) > 12:
        return default
    try:
        return int(text)
    except ValueError:
        try:
            return round(float(text))
        except (ValueError, OverflowError):
            return default


def twips(text: str | None) -> int | None:
    """A length: twentieths of a point, or a number with a unit ("12pt", "0.5in")."""
    if not text or len(text) > 16:
        return None
    factor = _POINTS.get(text[-2:])
    try:
        return int(text) if factor is None else round(float(text[:-2]) * factor * 20)
    except (ValueError, OverflowError):
        return None


def half_points(text: str | None) -> float | None:
    """A font size in points: the file states half points, or a number with a unit."""
    if not text or len(text) > 16:
        return None
    factor = _POINTS.get(text[-2:])
    try:
        size = int(text) / 2 if factor is None else float(text[:-2]) * factor
    except (ValueError, OverflowError):
        return None
    return size if 0 < size < 2000 else None
