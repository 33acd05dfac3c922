"""Compound files (the container of .doc, .xls, .ppt), as far as telling them apart needs.

After [MS-CFB]: a header, a table of sectors (FAT), a directory of named streams; streams below 4,096 bytes lie in
64-byte pieces inside the root entry's own stream.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST: Final = 0xFFFFFFF0
"""Sector numbers from here on end a chain or mean none."""
_MOST_SECTORS: Final = 1000


class Compound:
    """The directory of a compound file; what can be read of a damaged one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._streams: dict[str, tuple[int, int]] = {}
        if len(data) < 512:
            return
        shift = struct.unpack_from("<H", data, 30)[0]
        self._size = 1 << shift if shift in (9, 12) else 512
        self._fat = struct.unpack_from("<109I", data, 76)
        for sector in self._chain(struct.unpack_from("<I", data, 48)[0]):
            self._directory(self._sector(sector))

    @property
    def names(self) -> set[str]:
        """Names of its streams and storages."""
        return set(self._streams)

    def head(self, name: str, length: int) -> bytes:
        """The first bytes of a stream, at most as many as lie in one piece of it; none if it can't be found."""
        start, size = self._streams.get(name, (_LAST, 0))
        if start >= _LAST:
            return b""
        if size < 4096:
            sectors = self._chain(self._streams.get("Root Entry", (_LAST, 0))[0])
            which, place = divmod(start * 64, self._size)
            at = next((s for n, s in enumerate(sectors) if n == which), None)
            return b"" if at is None else self._sector(at)[place : place + min(64, size, length)]
        return self._sector(start)[:length]

    def _directory(self, block: bytes) -> None:
        for at in range(0, len(block) - 127, 128):
            length = struct.unpack_from("<H", block, at + 64)[0]
            if 2 <= length <= 64:
                name = block[at : at + length - 2].decode("utf-16-le", "replace")
                start, size = struct.unpack_from("<II", block, at + 116)
                self._streams.setdefault(name, (start, size))

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _chain(self, sector: int) -> Iterator[int]:
        for _ in range(_MOST_SECTORS):
            if sector >= _LAST:
                return
            yield sector
            which, place = divmod(sector, self._size // 4)
            if which >= len(self._fat):
                return
            at = (self._fat[which] + 1) * self._size + place * 4
            if at + 4 > len(self._data):
                return
            sector = struct.unpack_from("<I", self._data, at)[0]
