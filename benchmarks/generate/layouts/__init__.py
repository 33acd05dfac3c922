"""One module per layout. ``HELD_OUT`` is measured on, never tuned on."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.generate.layouts import hunan_city, sichuan_county
from benchmarks.generate.parts import Draft

Writer = Callable[[random.Random], Draft]

WRITERS: dict[str, Writer] = {
    "hunan_city": hunan_city.write,
    "sichuan_county": sichuan_county.write,
}
HELD_OUT: tuple[str, ...] = ()
LAYOUTS: list[str] = [name for name in WRITERS if name not in HELD_OUT]
