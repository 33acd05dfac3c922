"""What can't be read of a page, in words."""

from __future__ import annotations

from extractor.model.document import Notice
from extractor.readers.ocr import INSTALL
from extractor.readers.pdf.layout import PageLayout
from extractor.readers.pdf.scans import PICTURE

_SENTENCES = {
    "image_page": (
        "是图片，没有文字层，未读取；需要先做文字识别（OCR）",
        "without a text layer (images), not read; they need text recognition",
    ),
    "image_page_missing": (
        f"是图片，没有文字层，未读取；安装文字识别组件后即可读取：{INSTALL}",
        f"without a text layer (images), not read; to have them recognised: {INSTALL}",
    ),
    "ocr_nothing": ("是图片，没有识别到文字", "are pictures in which no text was found"),
    "ocr_page": (
        "是图片，文字由本程序识别（OCR），引用前请对照原页",
        "are pictures; their text was recognised by this program: look at the page before quoting a figure",
    ),
    "ocr_broken_text": (
        "的文字层不可用（字符编码缺失），已改用文字识别",
        "have a text layer that names no usable characters; their text was recognised instead",
    ),
    "ocr_poor": (
        "图像质量差，识别结果很可能有误",
        "are poor pictures: much of what was recognised may be wrong",
    ),
    "ocr_failed": ("文字识别失败，未读取", "could not be recognised and were not read"),
    "ocr_too_large": (
        "的图片像素过多，超过上限，未读取",
        "hold a picture of more pixels than allowed, not read",
    ),
    "ocr_out_of_time": ("超过文字识别时限，未读取", "not recognised: time limit for recognition reached"),
    "ocr_layer": (
        "是扫描图片，文字取自文件自带的识别层，可能有误",
        "are scans; their text comes from the file's own recognised layer and may be wrong",
    ),
    "picture": ("含有大幅图片，其中的文字未读取", "with large pictures; text inside them is not read"),
    "drawing": (
        "线条过密，按图形处理，其中的表格未识别",
        "with too many lines for tables: taken for drawings, their text is read as lines",
    ),
    "private_glyphs": ("含有自定义编码的字符，可能读错", "with private-use characters that may be unreadable"),
    "unmapped_glyphs": (
        "有字形没有对应的字符编码，文字不可靠",
        "with glyphs that name no character; their text is unreliable",
    ),
    "watermark": ("有水印或印章文字，未计入正文", "with a watermark or stamp, kept out of the text"),
    "too_complex": ("过于复杂，超过上限，未读取", "beyond the limits for one page or file, not read"),
    "page_failed": ("读取失败，已跳过", "failed to be read and were left out"),
    "out_of_time": ("超过读取时限，未读取", "not read: time limit reached"),
}
_PUBLIC = {"too_complex": "page_failed", "image_page_missing": "image_page", "ocr_nothing": "image_page"}


def of_page(page: PageLayout) -> list[str]:
    """Codes of what is to be told about one page."""
    found = list(page.geometry.told)
    if page.recognised:
        found.append("ocr_layer")
    elif page.picture and not found:
        found.append("image_page")
    elif not page.picture and page.covered > PICTURE:
        found.append("picture")
    if page.dense:
        found.append("drawing")
    if page.geometry.private:
        found.append("private_glyphs")
    if page.geometry.unmapped:
        found.append("unmapped_glyphs")
    if page.kept_out:
        found.append("watermark")
    return found


def notice(code: str, numbers: list[int]) -> Notice:
    """One notice for all pages with the same trouble."""
    zh, en = _SENTENCES[code]
    where = ranges(numbers)
    many = "pages" if len(numbers) > 1 else "page"
    return Notice(_PUBLIC.get(code, code), f"第 {where} 页{zh}", f"{many} {where} {en}", tuple(numbers))


def ranges(numbers: list[int]) -> str:
    """ "3–5, 8" for 3, 4, 5, 8."""
    parts: list[str] = []
    start = 0
    for i in range(1, len(numbers) + 1):
        if i == len(numbers) or numbers[i] != numbers[i - 1] + 1:
            parts.append(str(numbers[start]) if i - start == 1 else f"{numbers[start]}–{numbers[i - 1]}")
            start = i
    return ", ".join(parts)
