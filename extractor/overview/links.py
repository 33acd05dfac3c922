"""Links from a page about many reports to their review pages."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote


class ReviewLinks:
    """Relative addresses of review pages that exist, from the folder of the page that links to them."""

    def __init__(self, database: Path, out: Path) -> None:
        self._near = database.resolve().parent
        self._from = out.resolve().parent

    def href(self, review: str | None) -> str | None:
        """A percent-encoded relative address, or None if there is no such file.

        It always starts with a dot, so that no name of a file can be taken for an address of another kind.
        """
        if not review:
            return None
        path = Path(review)
        if not path.is_absolute():
            path = self._near / path
        try:
            if not path.is_file():
                return None
            relative = os.path.relpath(path.resolve(), self._from)
        except (OSError, ValueError):  # a name too long or with NUL, another drive
            return None
        address = quote(relative.replace(os.sep, "/").encode("utf-8", "surrogateescape"))
        return address if address.startswith("../") else "./" + address
