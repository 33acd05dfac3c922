"""One module per layout. Nobody reads the misses of ``BLIND`` or tunes on them. ``HELD_OUT``, ``UNSEEN`` and ``APART``
were kept like that at first and have been read since; they stay sets of their own."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.generate.layouts import (
    anhui_district,
    apart_jilin,
    apart_old_points,
    apart_shaanxi,
    apart_yunnan,
    beijing_bureau,
    blind_banner,
    blind_islands,
    blind_ratios,
    central_accounts,
    fujian_progress,
    gansu_spaced,
    guangdong_city,
    guangxi_assets,
    hainan_blocks,
    hebei_ledger,
    heldout_chongqing,
    heldout_guizhou,
    heldout_jiangsu,
    henan_dept,
    hubei_county,
    hunan_city,
    hunan_cover,
    jiangxi_county,
    liaoning_pairs,
    ningxia_sentences,
    shandong_dept,
    shanghai_district,
    sichuan_county,
    sichuan_projects,
    tianjin_list,
    typed_by_hand,
    unseen_court,
    unseen_hospital,
    unseen_police,
    unseen_school,
    unseen_street,
    xinjiang_annual,
    yunnan_prefecture,
    zhejiang_city,
)
from benchmarks.generate.parts import Draft

Writer = Callable[[random.Random], Draft]

WRITERS: dict[str, Writer] = {
    "anhui_district": anhui_district.write,
    "apart_jilin": apart_jilin.write,
    "apart_old_points": apart_old_points.write,
    "apart_shaanxi": apart_shaanxi.write,
    "apart_yunnan": apart_yunnan.write,
    "beijing_bureau": beijing_bureau.write,
    "blind_banner": blind_banner.write,
    "blind_islands": blind_islands.write,
    "blind_ratios": blind_ratios.write,
    "central_accounts": central_accounts.write,
    "fujian_progress": fujian_progress.write,
    "gansu_spaced": gansu_spaced.write,
    "guangdong_city": guangdong_city.write,
    "guangxi_assets": guangxi_assets.write,
    "hainan_blocks": hainan_blocks.write,
    "hebei_ledger": hebei_ledger.write,
    "heldout_chongqing": heldout_chongqing.write,
    "heldout_guizhou": heldout_guizhou.write,
    "heldout_jiangsu": heldout_jiangsu.write,
    "henan_dept": henan_dept.write,
    "hubei_county": hubei_county.write,
    "hunan_city": hunan_city.write,
    "hunan_cover": hunan_cover.write,
    "jiangxi_county": jiangxi_county.write,
    "liaoning_pairs": liaoning_pairs.write,
    "ningxia_sentences": ningxia_sentences.write,
    "shandong_dept": shandong_dept.write,
    "shanghai_district": shanghai_district.write,
    "sichuan_county": sichuan_county.write,
    "sichuan_projects": sichuan_projects.write,
    "tianjin_list": tianjin_list.write,
    "typed_by_hand": typed_by_hand.write,
    "unseen_court": unseen_court.write,
    "unseen_hospital": unseen_hospital.write,
    "unseen_police": unseen_police.write,
    "unseen_school": unseen_school.write,
    "unseen_street": unseen_street.write,
    "xinjiang_annual": xinjiang_annual.write,
    "yunnan_prefecture": yunnan_prefecture.write,
    "zhejiang_city": zhejiang_city.write,
}
HELD_OUT: tuple[str, ...] = tuple(name for name in WRITERS if name.startswith("heldout_"))
UNSEEN: tuple[str, ...] = tuple(name for name in WRITERS if name.startswith("unseen_"))
APART: tuple[str, ...] = tuple(name for name in WRITERS if name.startswith("apart_"))
BLIND: tuple[str, ...] = tuple(name for name in WRITERS if name.startswith("blind_"))
LAYOUTS: list[str] = [name for name in WRITERS if name not in (*HELD_OUT, *UNSEEN, *APART, *BLIND)]
