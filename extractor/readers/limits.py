"""How much of an untrusted file is looked at before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1 << 20


@dataclass(slots=True, frozen=True)
class Limits:
    """Upper bounds for one file. The defaults keep reading below 500 MB of memory."""

    max_file_bytes: int = 200 * MB
    """Size of the file itself."""
    max_xml_bytes: int = 64 * MB
    """Unpacked size of any one XML part of a package."""
    max_xml_memory: int = 320 * MB
    """Estimated memory of all parsed XML of a file."""
    max_members: int = 10_000
    """Entries in a package."""
    max_ratio: int = 150
    """Unpacked over packed size from which a part that is too large is called a bomb."""
    max_columns: int = 500
    """Grid columns of a table."""
    max_places: int = 2_000_000
    """Places in the grids of all tables together."""
    max_items: int = 300_000
    """Paragraphs and cells of a document."""
    max_pages: int = 3_000
    """Pages of a paged document."""
    max_page_objects: int = 200_000
    """Drawing objects, and characters, of one PDF page; a page beyond is left out with a notice."""
    max_ocr_seconds: float = 1800.0
    """Time for recognising pages that are pictures; those after it are named and left out."""
    max_picture_pixels: int = 150_000_000
    """Pixels of one picture; a larger one is not unpacked."""
    max_page_pixels: int = 25_000_000
    """Pixels at which one page is looked at: A3 at 300 dpi has 17 million."""
    max_seconds: float = 120.0
    """Time for reading the pages of a PDF, recognising them apart; pages after it are left out with a notice."""
    convert_seconds: float = 120.0
    """Time for LibreOffice to convert a document of another word processor."""
    convert_memory: int = 4096 * MB
    """Address space of LibreOffice while it converts; where the system can limit it."""
