"""Text recognition of pages that are pictures. This room imports what recognises only when needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal

__all__ = ["INSTALL", "Ocr", "OcrMode", "available", "options"]

OcrMode = Literal["auto", "always", "never"]
INSTALL = 'pip install "jixiao-check[ocr]"'
_NEEDED = ("rapidocr", "onnxruntime", "cv2")


@dataclass(slots=True, frozen=True)
class Ocr:
    """How pages that are pictures are treated.

    ``mode``: "auto" recognises pages without a usable text layer, "always" every page, "never" none.
    ``threads``: for the recogniser; None for all cores. A worker among several takes 1.
    ``progress``: called with (pages done, pages of the file) before each page that takes recognising, and at the end.
    """

    mode: OcrMode = "auto"
    threads: int | None = None
    progress: Callable[[int, int], None] | None = None


def options(ocr: Ocr | OcrMode) -> Ocr:
    """Options from a mode's name, or as given."""
    return ocr if isinstance(ocr, Ocr) else Ocr(ocr)


def available() -> bool:
    """Whether the extra "ocr" is installed."""
    return all(find_spec(name) is not None for name in _NEEDED)
