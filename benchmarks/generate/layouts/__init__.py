"""One module per layout. ``HELD_OUT`` is measured on, never tuned on."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.generate.layouts import (
    anhui_district,
    beijing_bureau,
    guangdong_city,
    heldout_chongqing,
    heldout_guizhou,
    heldout_jiangsu,
    hubei_county,
    hunan_city,
    jiangxi_county,
    shandong_dept,
    shanghai_district,
    sichuan_county,
    sichuan_projects,
    typed_by_hand,
    yunnan_prefecture,
    zhejiang_city,
)
from benchmarks.generate.parts import Draft

Writer = Callable[[random.Random], Draft]

WRITERS: dict[str, Writer] = {
    "anhui_district": anhui_district.write,
    "beijing_bureau": beijing_bureau.write,
    "guangdong_city": guangdong_city.write,
    "heldout_chongqing": heldout_chongqing.write,
    "heldout_guizhou": heldout_guizhou.write,
    "heldout_jiangsu": heldout_jiangsu.write,
    "hubei_county": hubei_county.write,
    "hunan_city": hunan_city.write,
    "jiangxi_county": jiangxi_county.write,
    "shandong_dept": shandong_dept.write,
    "shanghai_district": shanghai_district.write,
    "sichuan_county": sichuan_county.write,
    "sichuan_projects": sichuan_projects.write,
    "typed_by_hand": typed_by_hand.write,
    "yunnan_prefecture": yunnan_prefecture.write,
    "zhejiang_city": zhejiang_city.write,
}
HELD_OUT: tuple[str, ...] = tuple(name for name in WRITERS if name.startswith("heldout_"))
LAYOUTS: list[str] = [name for name in WRITERS if name not in HELD_OUT]
