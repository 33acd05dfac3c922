"""The default engine: the PP-OCR models that come in rapidocr's wheel, run by onnxruntime. Nothing is downloaded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from extractor.readers.ocr.ctc import decode
from extractor.readers.ocr.recogniser import PixelBox, ReadChar

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from extractor.readers.ocr.recogniser import Image

_LONG_SIDE = 960
"""Pixels of a page's longer side for finding lines: four times as fast as in full and as good on A4."""
_GRID = 32
"""The detector wants sides that are multiples of this."""
_INK, _LINE = 0.3, 0.5
"""PP-OCR's own thresholds: probability of a pixel, and mean of a line."""
_UNCLIP = 1.6
"""PP-OCR's own: lines are found shrunk and are widened by area · this / perimeter."""
_HEIGHT = 48
_NARROWEST = 48
_MOST_COLUMNS = 4096
"""Pixels of width recognised at once: bounds memory, as every eight are given 18,710 probabilities."""


class Rapid:
    """A :class:`Recogniser`. Raises FileNotFoundError if rapidocr's models aren't where they belong."""

    def __init__(self, threads: int | None = None) -> None:
        self._finder = _session("det", threads)
        self._reader = _session("rec", threads)
        names = self._reader.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._alphabet = ["", *names, " "]

    def find(self, page: Image) -> list[PixelBox]:
        height, width = page.shape
        scale = min(1.0, _LONG_SIDE / max(height, width))
        w, h = (max(_GRID, round(side * scale / _GRID) * _GRID) for side in (width, height))
        small = cv2.resize(page, (w, h), interpolation=cv2.INTER_AREA)
        chances = self._finder.run(None, {"x": _input(small)[None]})[0][0, 0]
        mask = cv2.dilate((chances > _INK).astype(np.uint8), np.ones((2, 2), np.uint8))
        count, marks, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
        found: list[PixelBox] = []
        for k in range(1, count):
            x, y, wide, tall, _area = (int(v) for v in stats[k])
            if min(wide, tall) < 3:
                continue
            inside = marks[y : y + tall, x : x + wide] == k
            if float(chances[y : y + tall, x : x + wide][inside].mean()) < _LINE:
                continue
            grow = _UNCLIP * wide * tall / (2 * (wide + tall))
            x0, x1 = ((x - grow) / w * width, (x + wide + grow) / w * width)
            top, bottom = ((y - grow) / h * height, (y + tall + grow) / h * height)
            found.append((max(0, round(x0)), max(0, round(top)), min(width, round(x1)), min(height, round(bottom))))
        return found

    def read(self, lines: Sequence[Image]) -> list[list[ReadChar]]:
        wide = [max(_NARROWEST, round(line.shape[1] * _HEIGHT / line.shape[0] / 8) * 8) for line in lines]
        found: list[list[ReadChar]] = [[] for _ in lines]
        order = sorted(range(len(lines)), key=wide.__getitem__)
        start = 0
        while start < len(order):
            end = start + 1
            # padding costs as much as text: only lines of about the same width go together
            while end < len(order) and wide[order[end]] <= 1.05 * wide[order[start]]:
                if wide[order[end]] * (end + 1 - start) > _MOST_COLUMNS:
                    break
                end += 1
            self._read_alike(lines, wide, order[start:end], found)
            start = end
        return found

    def _read_alike(
        self, lines: Sequence[Image], wide: Sequence[int], some: Sequence[int], found: list[list[ReadChar]]
    ) -> None:
        widest = max(wide[k] for k in some)
        batch = np.zeros((len(some), 3, _HEIGHT, widest), np.float32)
        for row, k in enumerate(some):
            shrinks = lines[k].shape[0] > _HEIGHT
            line = cv2.resize(
                lines[k], (wide[k], _HEIGHT), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
            )
            batch[row, :, :, : wide[k]] = _input(line)
        chances = self._reader.run(None, {"x": batch})[0]
        for row, k in enumerate(some):
            step = widest / chances.shape[1]
            columns = chances[row, : max(1, round(wide[k] / step))]
            found[k] = decode(columns, self._alphabet, step * lines[k].shape[1] / wide[k])


def _input(grey: Image) -> NDArray[np.float32]:
    plane = (grey.astype(np.float32) / 255 - 0.5) / 0.5
    return np.broadcast_to(plane, (3, *plane.shape))


@lru_cache(maxsize=4)
def _session(task: str, threads: int | None) -> Any:
    import onnxruntime

    spec = find_spec("rapidocr")
    folders = [Path(p) / "models" for p in (spec.submodule_search_locations or [])] if spec else []
    models = sorted(m for folder in folders for m in folder.glob(f"*_{task}_*.onnx"))
    if not models:
        raise FileNotFoundError(f"rapidocr's model for {task}")
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False  # lines of all widths would make it grow without end
    if threads:
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(models[-1]), options, providers=["CPUExecutionProvider"])
