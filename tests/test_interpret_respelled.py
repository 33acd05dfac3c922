"""A department whose recognised title was misread is named as the rest of the report spells it."""

from __future__ import annotations

from extractor.interpret.respelled import respelled
from extractor.model.document import Document, Paragraph
from extractor.model.glyphs import Glyph, GlyphLine

READ, RIGHT = "甲县水利利事务局", "甲县水利事务局"


def document(sure: float, *texts: str) -> Document:
    glyphs = tuple(Glyph(c, (10.0 * k, 0, 10.0 * k + 9, 10), sure if k == 4 else 1.0) for k, c in enumerate(READ))
    blocks = [Paragraph(k, text) for k, text in enumerate((READ + "2024年度自评报告", *texts))]
    return Document("scan.pdf", "0", "pdf", 1, blocks, recognised=[GlyphLine(1, (0, 0, 90, 10), glyphs)])


def test_the_name_read_with_doubt_gives_way_to_the_one_found_more_often() -> None:
    twice = (f"编制单位：{RIGHT}", f"{RIGHT}（盖章）")
    assert respelled(READ, [None, RIGHT], document(0.7, *twice)) == RIGHT
    assert respelled(READ, [RIGHT], document(0.9999, *twice)) == READ
    assert respelled(READ, [RIGHT], document(0.7, twice[0])) == READ
    assert respelled(READ, ["甲县水利局信息站"], document(0.7, "甲县水利局信息站", "甲县水利局信息站")) == READ
