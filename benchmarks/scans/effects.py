"""What paper, scanner and compression do to a page: each changes a :class:`Page`, the same for a seed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

Pixels = np.ndarray[Any, np.dtype[np.uint8]]
Random = np.random.Generator


@dataclass
class Page:
    """One page image (blue, green, red) on its way through a bad scanner."""

    image: Pixels
    dpi: int
    number: int
    """0-based."""
    figures: list[tuple[float, float, float, float]] = field(default_factory=list)
    """Pixel boxes x0, top, x1, bottom of the printed figures, before any effect."""
    back: Pixels | None = None
    """What is printed on the other side of the sheet."""
    quality: int = 85
    """JPEG quality it is stored with; 0: stored without loss."""
    matrix: np.ndarray[Any, Any] = field(default_factory=lambda: np.eye(3))
    """Where a pixel as printed has gone (homogeneous)."""

    def px(self, points: float) -> float:
        return points * self.dpi / 72


Effect = Callable[[Page, Random], None]


def _blend(image: np.ndarray[Any, Any], factor: np.ndarray[Any, Any]) -> Pixels:
    return np.clip(image.astype(np.float32) * factor, 0, 255).astype(np.uint8)


# paper


def seal(page: Page, rng: Random, count: int = 2) -> None:
    """Red round seals with a star and a ring of text, each over a printed figure."""
    spots = list(page.figures)
    rng.shuffle(spots)
    chosen: list[tuple[float, float]] = []
    for x0, top, x1, bottom in spots:
        at = ((x0 + x1) / 2, (top + bottom) / 2)
        if all(np.hypot(at[0] - x, at[1] - y) > page.px(150) for x, y in chosen):
            chosen.append(at)
        if len(chosen) == count:
            break
    for x, y in chosen:
        radius = page.px(float(rng.uniform(52, 62)))
        # the figure lies anywhere under the seal: in the ring's text, the star, or between
        x += float(rng.uniform(-0.8, 0.8)) * radius
        y += float(rng.uniform(-0.8, 0.8)) * radius
        _stamp(page, (x, y), radius, float(rng.uniform(-12, 12)), float(rng.uniform(0.65, 0.9)), rng)


def _stamp(page: Page, at: tuple[float, float], radius: float, turn: float, ink: float, rng: Random) -> None:
    side = int(radius * 2.2) | 1
    mark = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(mark)
    centre = side / 2
    thick = max(2, int(page.px(2.4)))
    draw.ellipse([centre - radius, centre - radius, centre + radius, centre + radius], outline=255, width=thick)
    star = []
    for k in range(10):
        reach = radius * (0.30 if k % 2 == 0 else 0.12)
        angle = np.radians(36 * k - 90)
        star.append((centre + reach * np.cos(angle), centre + reach * np.sin(angle)))
    draw.polygon(star, fill=255)
    words = "某某市示范区民生服务中心"
    font = _font(max(8, int(radius * 0.27)))
    for k, char in enumerate(words):
        angle = -130 + 260 * k / (len(words) - 1)
        tile = Image.new("L", (int(radius * 0.4),) * 2, 0)
        ImageDraw.Draw(tile).text((tile.width / 2, tile.height / 2), char, fill=255, font=font, anchor="mm")
        tile = tile.rotate(-angle, resample=Image.Resampling.BICUBIC)
        a = np.radians(angle - 90)
        x = centre + radius * 0.76 * np.cos(a) - tile.width / 2
        y = centre + radius * 0.76 * np.sin(a) - tile.height / 2
        mark.paste(255, (int(x), int(y)), tile)
    mark = mark.rotate(turn, resample=Image.Resampling.BICUBIC)
    cover = np.asarray(mark, np.float32) / 255 * ink
    # ink takes unevenly
    grain = cv2.resize(rng.uniform(0.55, 1.1, (12, 12)).astype(np.float32), (side, side), interpolation=cv2.INTER_CUBIC)
    cover = np.clip(cover * grain, 0, 1)
    h, w = page.image.shape[:2]
    left, top = int(at[0] - centre), int(at[1] - centre)
    x0, y0, x1, y1 = max(0, left), max(0, top), min(w, left + side), min(h, top + side)
    if x0 >= x1 or y0 >= y1:
        return
    part = page.image[y0:y1, x0:x1].astype(np.float32)
    cover = cover[y0 - top : y1 - top, x0 - left : x1 - left, None]
    # ink over ink: what is printed beneath shows through
    red = np.array([60, 45, 215], np.float32) / 255
    page.image[y0:y1, x0:x1] = np.clip(part * (1 - cover + cover * red), 0, 255).astype(np.uint8)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Any font with Chinese characters; PIL's own where fontconfig knows none."""
    try:
        found = subprocess.run(["fc-match", "-f", "%{file}", ":lang=zh-cn"], capture_output=True, text=True, timeout=20)
        return ImageFont.truetype(found.stdout.strip(), size)
    except (OSError, subprocess.SubprocessError):
        return ImageFont.load_default(size)


def watermark(page: Page, rng: Random) -> None:
    """Pale words across the page, again and again."""
    h, w = page.image.shape[:2]
    layer = Image.new("L", (w, h), 0)
    step = int(page.px(170))
    tile = Image.new("L", (step * 2, step), 0)
    ImageDraw.Draw(tile).text((step, step / 2), "内部资料", fill=255, font=_font(int(page.px(40))), anchor="mm")
    tile = tile.rotate(30, resample=Image.Resampling.BICUBIC)
    shift = int(rng.integers(0, step))
    for y in range(-shift, h, step):
        for x in range(-step, w, int(step * 1.4)):
            layer.paste(255, (x, y), tile)
    cover = np.asarray(layer, np.float32)[..., None] / 255 * 0.17
    page.image = np.clip(page.image * (1 - cover), 0, 255).astype(np.uint8)


def bleed(page: Page, rng: Random) -> None:
    """The other side shows through, mirrored and soft."""
    back = page.back if page.back is not None else page.image
    back = cv2.resize(back[:, ::-1], page.image.shape[1::-1])
    soft = cv2.GaussianBlur(back, (0, 0), page.px(0.7)).astype(np.float32) / 255
    strength = float(rng.uniform(0.22, 0.3))
    page.image = _blend(page.image, 1 - strength * (1 - soft))


def faint_rulings(page: Page, rng: Random) -> None:
    """Ruling lines pale, with gaps of up to a character."""
    dark = (cv2.cvtColor(page.image, cv2.COLOR_BGR2GRAY) < 160).astype(np.uint8)
    lines = np.zeros_like(dark)
    for size in ((int(page.px(30)), 1), (1, int(page.px(26)))):
        lines |= cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(size[::-1], np.uint8))
    lines = cv2.dilate(lines, np.ones((3, 3), np.uint8))
    h, w = dark.shape
    grain = int(page.px(7))
    spread = cv2.resize(rng.random((h // grain + 1, w // grain + 1)).astype(np.float32), (w, h))
    paper = page.image.astype(np.float32)
    pale = 255 - (255 - paper) * 0.4
    pale[spread > 0.72] = 255
    page.image = np.where(lines[..., None] > 0, pale, paper).astype(np.uint8)


def tint(page: Page, rng: Random) -> None:
    """Yellowed paper, scanned in colour."""
    paper = np.array([205, 235, 245], np.float32) / 255
    page.image = _blend(page.image, paper * float(rng.uniform(0.96, 1.0)))


# geometry


def skew(page: Page, rng: Random, degrees: float = 2.0) -> None:
    """Laid askew, one way or the other."""
    angle = degrees * (1 if page.number % 2 else -1) * float(rng.uniform(0.85, 1.0))
    h, w = page.image.shape[:2]
    matrix = cv2.getRotationMatrix2D((w / 2, h / 2), angle, 1.0)
    page.image = cv2.warpAffine(page.image, matrix, (w, h), flags=cv2.INTER_CUBIC, borderValue=(250, 250, 250))
    page.matrix = np.vstack([matrix, [0, 0, 1]]) @ page.matrix


def turned(page: Page, rng: Random) -> None:
    """Put in sideways or upside down: 90°, 180°, 270° in turn."""
    for _ in range(page.number % 3 + 1):
        width = page.image.shape[1]
        page.image = np.ascontiguousarray(np.rot90(page.image))
        page.matrix = np.array([[0, 1, 0], [-1, 0, width - 1], [0, 0, 1]]) @ page.matrix


def perspective(page: Page, rng: Random, share: float = 0.018) -> None:
    """Photographed at a slight angle."""
    h, w = page.image.shape[:2]
    before = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    inward = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], np.float32)
    after = before + inward * rng.uniform(0, share, (4, 2)).astype(np.float32) * np.array([w, h], np.float32)
    matrix = cv2.getPerspectiveTransform(before, after)
    page.image = cv2.warpPerspective(page.image, matrix, (w, h), flags=cv2.INTER_CUBIC, borderValue=(225, 228, 230))
    page.matrix = matrix @ page.matrix


# light and sensor


def shadow(page: Page, rng: Random) -> None:
    """Dark towards the spine, and uneven over the page."""
    h, w = page.image.shape[:2]
    across = np.linspace(0, 1, w, dtype=np.float32)
    if page.number % 2:
        across = across[::-1]
    spine = 1 - 0.55 * np.exp(-across / 0.07)
    uneven = cv2.resize(rng.uniform(0.72, 1.0, (4, 3)).astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC)
    page.image = _blend(page.image, (uneven * spine)[..., None])


def blur(page: Page, rng: Random, points: float = 0.42) -> None:
    """Out of focus; ``points`` is the standard deviation on paper."""
    page.image = cv2.GaussianBlur(page.image, (0, 0), page.px(points))


def noise(page: Page, rng: Random, sigma: float = 18.0, specks: float = 0.0008) -> None:
    """Sensor noise, and specks of dirt."""
    h, w = page.image.shape[:2]
    noisy = page.image.astype(np.float32) + rng.normal(0, sigma, (h, w, 1)).astype(np.float32)
    dots = cv2.dilate((rng.random((h, w)) < specks / 4).astype(np.uint8), np.ones((2, 2), np.uint8))
    noisy[dots > 0] = 60
    page.image = np.clip(noisy, 0, 255).astype(np.uint8)


def pale(page: Page, rng: Random) -> None:
    """An empty toner: print grey instead of black."""
    page.image = np.clip(255 - (255 - page.image.astype(np.float32)) * 0.45, 0, 255).astype(np.uint8)


# storage


def grey(page: Page, rng: Random) -> None:
    page.image = cv2.cvtColor(cv2.cvtColor(page.image, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)


def fax(page: Page, rng: Random) -> None:
    """Black or white, by one threshold, stored without loss."""
    flat = cv2.cvtColor(page.image, cv2.COLOR_BGR2GRAY)
    flat = np.where(flat < float(rng.uniform(150, 180)), 0, 255).astype(np.uint8)
    page.image = cv2.cvtColor(flat, cv2.COLOR_GRAY2BGR)
    page.quality = 0


def _quality(page: Page, rng: Random, quality: int) -> None:
    page.quality = quality


def jpeg(quality: int) -> Effect:
    return partial(_quality, quality=quality)
