"""Draw small PDFs glyph by glyph and line by line, with no producer's habits: for tests and for benchmarks.tables.

The font is the predefined Adobe-GB1 song face: readers know its characters and widths without a font file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

A4 = (595.0, 842.0)
LATIN = 0.5
"""Width of ASCII characters in ems; all others are one em wide."""


def width(text: str, size: float, spacing: float = 0.0) -> float:
    """Advance of a text in points."""
    return sum((LATIN if c < "\x7f" else 1.0) * size + spacing for c in text)


@dataclass
class Sheet:
    """One page; coordinates are points from the top left corner."""

    size: tuple[float, float] = A4
    rotate: int = 0
    ops: list[str] = field(default_factory=list)
    forms: dict[str, Sheet] = field(default_factory=dict)
    images: dict[str, tuple[int, int]] = field(default_factory=dict)
    notes: list[Sheet] = field(default_factory=list)
    """Sheets laid over this one as annotations (free text)."""

    def text(
        self,
        x: float,
        base: float,
        text: str,
        size: float = 10.0,
        *,
        spacing: float = 0.0,
        turn: int = 0,
        colour: tuple[float, float, float] | None = None,
        mode: int = 0,
        font: str = "F0",
    ) -> float:
        """Set text with its base line at ``base``; returns where it ends. ``turn`` is degrees counter-clockwise."""
        c, s = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}.get(turn, (0.70710678, 0.70710678))
        paint = f"{colour[0]} {colour[1]} {colour[2]} rg " if colour else ""
        code = text.encode("utf-16-be").hex()
        self.ops.append(
            f"q {paint}BT {mode} Tr /{font} {size} Tf {spacing} Tc "
            f"{c} {s} {-s} {c} {x} {self.size[1] - base} Tm <{code}> Tj ET Q"
        )
        return x + width(text, size, spacing)

    def centred(self, x0: float, x1: float, base: float, text: str, size: float = 10.0) -> None:
        self.text((x0 + x1 - width(text, size)) / 2, base, text, size)

    def right(self, x1: float, base: float, text: str, size: float = 10.0) -> None:
        self.text(x1 - width(text, size), base, text, size)

    def line(self, x0: float, y0: float, x1: float, y1: float, thick: float = 0.5, dash: str = "[]") -> None:
        h = self.size[1]
        self.ops.append(f"q {thick} w {dash} 0 d {x0} {h - y0} m {x1} {h - y1} l S Q")

    def fill(self, x0: float, y0: float, x1: float, y1: float, grey: float = 0.0) -> None:
        self.ops.append(f"q {grey} g {x0} {self.size[1] - y1} {x1 - x0} {y1 - y0} re f Q")

    def begin_clip(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.ops.append(f"q {x0} {self.size[1] - y1} {x1 - x0} {y1 - y0} re W n")

    def end_clip(self) -> None:
        self.ops.append("Q")

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A grey picture."""
        name = f"I{len(self.images)}"
        self.images[name] = (8, 8)
        self.ops.append(f"q {x1 - x0} 0 0 {y1 - y0} {x0} {self.size[1] - y1} cm /{name} Do Q")

    def form(self, other: Sheet, matrix: tuple[float, ...] = (1, 0, 0, 1, 0, 0)) -> None:
        """Place another sheet's content as a form."""
        name = f"X{len(self.forms)}"
        self.forms[name] = other
        self.ops.append(f"q {' '.join(map(str, matrix))} cm /{name} Do Q")


@dataclass
class Cell:
    """A cell of a drawn table: place, spans and text (line feeds part its lines)."""

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    align: str = "center"


def plain(rows: Sequence[Sequence[str]]) -> list[Cell]:
    """Cells of a table without spans."""
    return [Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]


def draw_table(
    sheet: Sheet,
    xs: Sequence[float],
    ys: Sequence[float],
    cells: Sequence[Cell],
    *,
    style: str = "line",
    size: float = 9.0,
    spacing: float = 0.0,
    sides: str = "ltrb",
) -> None:
    """Draw rulings and text. ``style``: line, double, dashed, filled, ground, rows (horizontal only), head (three
    lines) or none; ``sides``: which outer borders to draw."""
    for cell in cells:
        x0, x1, y0, y1 = xs[cell.col], xs[cell.col + cell.colspan], ys[cell.row], ys[cell.row + cell.rowspan]
        _borders(sheet, (x0, y0, x1, y1), (xs[0], ys[0], xs[-1], ys[-1]), style, sides, ys[1])
        lines = cell.text.split("\n") if cell.text else []
        base = (y0 + y1) / 2 - 1.3 * size * (len(lines) - 1) / 2 + 0.38 * size
        for i, text in enumerate(lines):
            wide = width(text, size, spacing) - spacing
            x = {"left": x0 + 4, "right": x1 - 4 - wide}.get(cell.align, (x0 + x1 - wide) / 2)
            sheet.text(x, base + 1.3 * size * i, text, size, spacing=spacing)


def _borders(
    sheet: Sheet, box: tuple[float, ...], outer: tuple[float, ...], style: str, sides: str, head: float
) -> None:
    x0, y0, x1, y1 = box
    if style == "ground":
        sheet.ops.insert(
            0,
            f"q {0.8 if int(y0 + x0) % 2 else 0.9} g "
            f"{x0 + 0.5} {sheet.size[1] - y1 + 0.5} {x1 - x0 - 1} {y1 - y0 - 1} re f Q",
        )
        return
    edges = [("l", x0, y0, x0, y1), ("r", x1, y0, x1, y1), ("t", x0, y0, x1, y0), ("b", x0, y1, x1, y1)]
    for side, ax, ay, bx, by in edges:
        on_rim = {"l": ax == outer[0], "r": ax == outer[2], "t": ay == outer[1], "b": ay == outer[3]}[side]
        if (on_rim and side not in sides) or style == "none":
            continue
        if style in ("rows", "head") and side in "lr":
            continue
        if style == "head" and ay not in (outer[1], outer[3], head):
            continue
        if style == "double":
            dx, dy = (1.0, 0.0) if ax == bx else (0.0, 1.0)
            sheet.line(ax - dx, ay - dy, bx - dx, by - dy)
            sheet.line(ax + dx, ay + dy, bx + dx, by + dy)
        elif style == "filled":
            sheet.fill(min(ax, bx) - 0.25, min(ay, by) - 0.25, max(ax, bx) + 0.25, max(ay, by) + 0.25)
        else:
            sheet.line(ax, ay, bx, by, dash="[3 2]" if style == "dashed" else "[]")


def save(sheets: Sequence[Sheet], *, unmapped: bool = False) -> bytes:
    """The file. With ``unmapped`` the font names no characters (Identity, no ToUnicode)."""
    objects: list[str] = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    encoding = "Identity-H" if unmapped else "UniGB-UCS2-H"
    ordering = "Identity" if unmapped else "GB1"
    base = "AAAAAA+Unknown" if unmapped else "STSong-Light"
    objects.append(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{base} /Encoding /{encoding} /DescendantFonts [4 0 R] >>"
    )
    objects.append(
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{base} /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 2 >> >>"
    )
    objects.append(
        f"<< /Type /FontDescriptor /FontName /{base} /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 752 "
        "/Descent -271 /CapHeight 737 /StemV 58 >>"
    )
    kids: list[str] = []
    for sheet in sheets:
        named = _named(sheet, objects)
        notes: list[str] = []
        for note in sheet.notes:
            box = f"[0 0 {note.size[0]} {note.size[1]}]"
            objects.append(
                _stream(
                    "\n".join(note.ops), f"/Type /XObject /Subtype /Form /BBox {box} /Resources {_named(note, objects)}"
                )
            )
            look = f"<< /N {len(objects)} 0 R >>"
            objects.append(f"<< /Type /Annot /Subtype /FreeText /Rect {box} /F 4 /DA (/F0 10 Tf) /AP {look} >>")
            notes.append(f"{len(objects)} 0 R")
        objects.append(_stream("\n".join(sheet.ops), ""))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.size[0]} {sheet.size[1]}] /Rotate {sheet.rotate} "
            f"/Contents {len(objects)} 0 R /Resources {named} "
            f"/Annots [{' '.join(notes)}] >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = bytearray(b"%PDF-1.5\n")
    offsets: list[int] = []
    for i, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{i} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{o:010d} 00000 n \n".encode() for o in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _named(sheet: Sheet, objects: list[str]) -> str:
    """The sheet's resources, its forms and pictures added to ``objects``."""
    names: list[str] = []
    for name, other in sheet.forms.items():
        inner = _named(other, objects)
        entries = f"/Type /XObject /Subtype /Form /BBox [0 0 {other.size[0]} {other.size[1]}] /Resources {inner}"
        objects.append(_stream("\n".join(other.ops), entries))
        names.append(f"/{name} {len(objects)} 0 R")
    for name, (w, h) in sheet.images.items():
        entries = f"/Type /XObject /Subtype /Image /Width {w} /Height {h} /BitsPerComponent 8"
        entries += " /ColorSpace /DeviceGray /Filter /ASCIIHexDecode"
        objects.append(_stream("80" * (w * h) + ">", entries))
        names.append(f"/{name} {len(objects)} 0 R")
    return f"<< /Font << /F0 3 0 R >> /XObject << {' '.join(names)} >> >>"


def _stream(content: str, entries: str) -> str:
    return f"<< {entries} /Length {len(content)} >>\nstream\n{content}\nendstream"
