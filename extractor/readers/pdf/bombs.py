"""What would make PDFium take all memory, found before it opens the file: loading a page can't be interrupted."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from extractor.readers.limits import Limits

if TYPE_CHECKING:
    from pypdf import PdfReader

_STREAM: Final = re.compile(rb">>\s*stream\r?\n?")
_FORM: Final = re.compile(rb"/(?:Form|#)")
_IMAGE: Final = re.compile(rb"/Subtype\s*/Image\b")
_DRAW: Final = re.compile(rb"/([^\s/\[\]<>(){}%]+)\s+Do\b")
_PIECE: Final = 1 << 16
# below this size no stream can unpack to more than the limits allow: deflate packs a thousandfold at most
_RATIO: Final = 1_000
_DICTIONARY: Final = 1_000
_OBJECT: Final = re.compile(rb"(\d+)\s+(\d+)\s+obj\b")
_LENGTH: Final = re.compile(rb"/Length\s+(\d+)\b(?!\s+\d+\s+R)")


def is_bomb(data: bytes, limits: Limits, password: str | None = None) -> bool:
    """Whether a stream unpacks beyond the limits, or forms that draw forms come to more objects than a page may hold.

    An encrypted file is looked into if ``password``, or none, opens it. Filters other than Flate are passed over.
    """
    nested = False
    for head, form, held, start in _streams(data, limits, password):
        content = _unpacked(held, start, limits.max_xml_bytes, form, head.count(b"/Fl"))
        if content is None:
            return True
        nested = nested or (form and b"Do" in content)
    return nested and _forms_explode(data, limits.max_page_objects, password)


def _streams(data: bytes, limits: Limits, password: str | None) -> Iterator[tuple[bytes, bool, bytes, int]]:
    """Streams that may be too much: the dictionary, whether it is a form, and where its bytes begin in what."""
    least = limits.max_xml_bytes // _RATIO
    reader = _opened(data, password) if b"/Encrypt" in data else None
    for match in _STREAM.finditer(data):
        before, _, head = data[max(0, match.start() - _DICTIONARY) : match.start()].rpartition(b" obj")
        form = _FORM.search(head) is not None
        if _IMAGE.search(head) or (not form and len(data) - match.end() < least):
            continue
        # cross-reference streams are not encrypted even where all others are
        yield head, form, data, match.end()
        if reader is not None and (form or not _is_short(data, match.end(), head, least)):
            yield head, form, _plain(reader, before + b" obj"), 0


def _opened(data: bytes, password: str | None) -> PdfReader | None:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        return reader if reader.is_encrypted and reader.decrypt(password or "") else None
    except Exception:  # a damaged file, which PDFium will say
        return None


def _is_short(data: bytes, start: int, head: bytes, least: int) -> bool:
    """Whether a stream is too short to unpack beyond the limits, by its stated length and by where it ends."""
    stated = _LENGTH.search(head)
    return stated is not None and int(stated[1]) < least and data.find(b"endstream", start, start + least + 9) >= 0


def _plain(reader: PdfReader, before: bytes) -> bytes:
    """The decrypted bytes of the object whose number ends ``before``; none if it can't be read."""
    from pypdf.generic import IndirectObject

    try:
        number, generation = _OBJECT.findall(before)[-1]
        found = reader.get_object(IndirectObject(int(number), int(generation), reader))
        return bytes(getattr(found, "_data", b""))
    except Exception:  # as above
        return b""


def _unpacked(data: bytes, start: int, limit: int, kept: bool, filters: int) -> bytes | None:
    """What a stream unpacks to, as far as it is asked for (``kept``); None if that is more than ``limit`` bytes."""
    if not filters:
        end = data.find(b"endstream", start)
        return data[start : end if end >= 0 else len(data)] if kept else b""
    unpackers = [zlib.decompressobj() for _ in range(min(filters, 4))]
    pieces: list[bytes] = []
    total = 0
    try:
        while not unpackers[0].eof and start < len(data):
            chunk = data[start : start + _PIECE]
            start += _PIECE
            for unpacker in unpackers:
                chunk = unpacker.decompress(chunk, limit + 1)
                total += len(chunk)
                if total > limit:
                    return None
            if kept:
                pieces.append(chunk)
    except zlib.error:
        pass
    return b"".join(pieces)


def _forms_explode(data: bytes, most: int, password: str | None) -> bool:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(password or ""):
            return False
        return any(_Weights(reader, page).of_page() > most for page in reader.pages)
    except RecursionError:
        return True
    except Exception:  # a damaged file, which PDFium will say
        return False


class _Weights:
    """How many forms are drawn for one page, each counted as often as it is drawn."""

    def __init__(self, reader: PdfReader, page: Any) -> None:
        self.reader, self.page = reader, page
        self.known: dict[int, float] = {}

    def of_page(self) -> float:
        contents = self.page.get_contents()
        return self._drawn(contents.get_data() if contents is not None else b"", self._forms(self.page))

    def _forms(self, owner: Any) -> Any:
        resources = owner.get("/Resources")
        return ({} if resources is None else resources.get_object().get("/XObject", {})) or {}

    def _drawn(self, content: bytes, forms: Any) -> float:
        return sum(self._weight(forms, "/" + name.decode("latin-1")) for name in _DRAW.findall(content))

    def _weight(self, forms: Any, name: str) -> float:
        forms = forms.get_object()
        if name not in forms:
            return 0
        form = forms[name]
        if form.get("/Subtype") != "/Form":
            return 1
        key = id(form)
        if key not in self.known:
            self.known[key] = float("inf")  # what it stays if the form is met again inside itself
            own = self._forms(form) if "/Resources" in form else self._forms(self.page)
            self.known[key] = 1 + self._drawn(form.get_data(), own)
        return self.known[key]
