"""The zip package of a .docx, opened with care: sizes are checked before anything is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import Any, Final

from lxml import etree

from extractor.errors import ReadError
from extractor.readers.docx.names import TC, Element, P
from extractor.readers.limits import MB, Limits

_PARSER_OPTIONS: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
# ISO 29500 strict files differ from the usual ones in their namespaces only
STRICT: Final = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)
_STRICT_MARK: Final = b"http://purl.oclc.org/ooxml/"
_ZIP_ERRORS: Final = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError, NotImplementedError)
_ENCODING: Final = re.compile(r"(<\?xml[^>]*?)\s+encoding\s*=\s*([\"'])[^\"']*\2")
# below this size no XML can take more memory than the limits allow
_SMALL: Final = 2 * MB
_MANY: Final = 6 * MB


class Package:
    """Parts of one .docx by name, each parsed once at most.

    Raises ReadError: "truncated", "encrypted", "damaged", "too_large" or "hostile".
    """

    def __init__(self, file: str, data: bytes, limits: Limits) -> None:
        self.file = file
        self.data = data
        self.limits = limits
        self.trees: dict[str, Element] = {}
        self.strict: set[str] = set()
        self.damaged: list[str] = []
        """Companion parts that could not be read and were left out."""
        self._memory = 0
        if data.count(b"PK\x01\x02") > limits.max_members:
            raise self.error(
                "hostile", f"压缩包内文件超过 {limits.max_members} 个", f"more than {limits.max_members} entries"
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_ERRORS:
            raise self.error(
                "truncated", "文件不完整，读不到压缩包的目录", "cut off: the package has no directory"
            ) from None
        self._entries = {i.filename.replace("\\", "/").lstrip("/").lower(): i for i in self._zip.infolist()}
        self.main = self._main_part()
        self._targets = self._relations(self.main)

    def error(self, code: str, zh: str, en: str) -> ReadError:
        """A refusal of this file with the advice that goes with the code."""
        advice_zh, advice_en = {
            "truncated": ("请重新下载或复制", "download or copy it again"),
            "encrypted": ("请在 Word 或 WPS 中取消密码后再检查", "remove the password in Word or WPS first"),
            "damaged": ("请用 Word 或 WPS 打开修复并另存后再检查", "let Word or WPS repair it and save it again"),
            "too_large": ("请拆分后再检查", "split it first"),
            "hostile": ("像是恶意构造的文件，已拒绝读取", "it looks made to do harm and is refused"),
            "empty": ("请核对是否选错文件", "check that it is the right file"),
        }[code]
        return ReadError(self.file, code, f"{zh}，{advice_zh}", f"{en}; {advice_en}")

    def part(self, kind: str) -> Element | None:
        """The root of the part the main part relates to by ``kind`` ("styles", "numbering", …), if there is one."""
        name = self.part_name(kind)
        if name is None or name in self.damaged:
            return None
        try:
            return self.tree(name)
        except ReadError as e:
            if e.code != "damaged":
                raise
            self.damaged.append(name)
            return None

    def part_name(self, kind: str) -> str | None:
        """The name of that part, or the usual name where the relationship is lost."""
        for name in (self._targets.get(kind), join(dirname(self.main), f"{kind}.xml").lower()):
            if name is not None and name in self._entries:
                return name
        return None

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return name.lower() in self._entries

    def related(self, kind: str) -> bool:
        """Whether the main part says that it has a part of this kind."""
        return kind in self._targets

    def targets(self) -> dict[str, str]:
        """Relationship id → name of an existing part the main part relates to."""
        return {key: name for key, _, name in self._related(self.main) if name in self._entries}

    def tree(self, name: str) -> Element:
        """The parsed root of one part."""
        if name not in self.trees:
            self.trees[name] = self.parse(self.read(name), name)
        return self.trees[name]

    def read(self, name: str) -> bytes:
        """The unpacked bytes of one XML part."""
        info = self._entries[name]
        limit = self.limits.max_xml_bytes
        if info.flag_bits & 1:
            raise self.error("encrypted", "文件设有密码", "the file is protected by a password")
        if info.file_size > limit:
            size, times = info.file_size // MB, info.file_size // max(info.compress_size, 1)
            if times > self.limits.max_ratio:
                raise self.error(
                    "hostile", f"正文解压后膨胀 {times} 倍（{size} MB）", f"a part unpacks {times}-fold to {size} MB"
                )
            raise self.error("too_large", f"正文解压后有 {size} MB", f"a part unpacks to {size} MB")
        try:
            with self._zip.open(info) as f:
                data = f.read(limit + 1)
        except _ZIP_ERRORS:
            raise self.error("damaged", "压缩包内容已损坏", "the package is damaged inside") from None
        if len(data) > limit:
            raise self.error("hostile", "正文实际大小与声明不符", "a part is larger than it declares")
        return data

    def copy(self, source: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
        """The bytes of any part, to be passed on as they are."""
        try:
            return source.read(info)
        except _ZIP_ERRORS:
            raise self.error("damaged", "压缩包内容已损坏", "the package is damaged inside") from None

    def parse(self, data: bytes, name: str) -> Element:
        """An element tree of untrusted XML: no document types, no entities, no network, bounded memory."""
        if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]:
            try:
                text = data.decode("utf-16")
            except UnicodeDecodeError:
                raise self._bad_xml() from None
            data = (_ENCODING.sub(r"\1", text[:200]) + text[200:]).encode("utf-8", "replace")
        if b"<!DOCTYPE" in data:
            raise self.error("hostile", "文件内含外部实体声明（DTD）", "it declares a document type (DTD)")
        if len(data) > _SMALL:
            self._memory += _memory(data, self.limits.max_xml_memory - self._memory)
            if self._memory > self.limits.max_xml_memory:
                raise self.error("too_large", "正文内容过多，超出内存限额", "too much content for the memory allowed")
        if _STRICT_MARK in data[:8192]:
            self.strict.add(name)
            for strict, usual in STRICT:
                data = data.replace(strict, usual)
        try:
            root = etree.fromstring(data, etree.XMLParser(**_PARSER_OPTIONS))
        except (etree.XMLSyntaxError, ValueError) as e:
            raise self._bad_xml(str(e)) from None
        if root is None:
            raise self._bad_xml()
        # what is read of an element can take more memory than the element
        if len(data) > _MANY and sum(1 for _ in root.iter(P, TC)) > self.limits.max_items:
            raise self.error("too_large", "段落和单元格过多", "too many paragraphs and cells")
        return root

    def _bad_xml(self, why: str = "") -> ReadError:
        if "depth" in why or "too deep" in why or "loop" in why:
            return self.error("hostile", "正文嵌套过深", "its XML is nested too deep")
        return self.error("damaged", "正文的 XML 已损坏", "its XML is damaged")

    def _main_part(self) -> str:
        target = self._relations("").get("officeDocument")
        for name in (target, "word/document.xml"):
            if name is not None and name in self._entries:
                return name
        found = sorted(n for n in self._entries if re.fullmatch(r"word/document\d*\.xml", n))
        if not found:
            raise self.error("damaged", "压缩包里没有 Word 正文", "the package holds no Word document")
        return found[0]

    def _relations(self, part: str) -> dict[str, str]:
        """Relationship kind → part name of internal targets."""
        targets: dict[str, str] = {}
        for _, kind, name in self._related(part):
            targets.setdefault(kind, name)
        return targets

    def _related(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Id, kind and part name of internal targets; anything malformed is passed over."""
        folder = dirname(part)
        rels = join(folder, "_rels", part.rpartition("/")[2] + ".rels")
        if rels not in self._entries:
            return
        try:
            root = self.parse(self.read(rels), rels)
        except ReadError as e:
            if e.code == "damaged":
                return
            raise
        for relation in root:
            kind = (relation.get("Type") or "").rpartition("/")[2]
            target = (relation.get("Target") or "").replace("\\", "/")
            if target and relation.get("TargetMode") != "External":
                name = target if target.startswith("/") else normpath(join(folder, target))
                yield relation.get("Id") or "", kind, name.lstrip("/").lower()


def _memory(data: bytes, enough: int) -> int:
    """An upper estimate of libxml2's memory for this XML: 120 bytes a node, 216 an attribute with its value.

    A rough estimate is returned where it is within ``enough`` already.
    """
    tags, attributes = data.count(b"<"), data.count(b"=")
    rough = len(data) + 240 * tags + 216 * attributes
    if rough <= enough:
        return rough
    texts = data.count(b">") - data.count(b"><")
    return len(data) + 120 * (tags - data.count(b"</") + texts) + 216 * attributes
