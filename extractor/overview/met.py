"""What was met while a report was read, in a few words: the database keeps the codes only."""

from __future__ import annotations

from extractor.errors import Lang

_WORDS = {
    "image_page": ("有图片页未识别", "pictures not recognised"),
    "image_only": ("由图片组成", "made of pictures"),
    "pictures": ("有图片未读取", "pictures not read"),
    "picture": ("有大幅图片未读取", "large pictures not read"),
    "objects": ("有嵌入对象未读取", "embedded objects not read"),
    "chunks": ("有嵌入文件未读取", "embedded files not read"),
    "damaged_part": ("有部件损坏", "damaged parts"),
    "mislabelled": ("扩展名与内容不符", "the name says another format"),
    "converted": ("经 LibreOffice 转换", "converted by LibreOffice"),
    "repaired_xref": ("PDF 索引已修复", "repaired PDF"),
    "fallback": ("PDF 结构有误", "faulty PDF"),
    "ocr_page": ("图片页已识别", "pages recognised"),
    "ocr_broken_text": ("文字层不可用，已识别", "unusable text layer, recognised"),
    "ocr_poor": ("图像质量差", "poor pictures"),
    "ocr_failed": ("有页识别失败", "pages could not be recognised"),
    "ocr_too_large": ("有图片过大未读取", "pictures too large"),
    "ocr_out_of_time": ("识别超时未读完", "recognition ran out of time"),
    "ocr_layer": ("采用文件自带的识别文字", "recognised by somebody else"),
    "drawing": ("有页按图形处理", "pages taken for drawings"),
    "private_glyphs": ("有自定义字符", "private-use characters"),
    "unmapped_glyphs": ("有字形无编码", "glyphs that name no character"),
    "watermark": ("水印未计入", "watermark left out"),
    "page_failed": ("有页未读取", "pages not read"),
    "out_of_time": ("读取超时未读完", "reading ran out of time"),
}


def met(codes: str, lang: Lang) -> list[str]:
    """Words for the codes that ``documents.notices`` holds; a code without words stays as it is."""
    return [_WORDS[c][lang == "en"] if c in _WORDS else c for c in codes.replace(";", " ").split()]
