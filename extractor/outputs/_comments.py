"""Word comments put into a package: the part that holds them, its relationship and content type, and their marks."""

from __future__ import annotations

import datetime
from posixpath import basename, dirname, join
from typing import TYPE_CHECKING, Final

from lxml import etree

from extractor.readers.docx.anchors import serialise
from extractor.readers.docx.names import ID, RPR, VAL, W_NS, XML_SPACE, P, R, T, w

if TYPE_CHECKING:
    from extractor.readers.docx.names import Element
    from extractor.readers.docx.package import Package

_TYPES_NS: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS_NS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES: Final = "[content_types].xml"


class Comments:
    """Comments added to those a document has. Raises ReadError where the package has no sound list of parts."""

    def __init__(self, package: Package, author: str, initials: str) -> None:
        self._package = package
        found = package.part_name("comments")
        self._name = found or join(dirname(package.main), "comments.xml")
        self._root = package.tree(found) if found else etree.Element(w("comments"), nsmap={"w": W_NS})
        self._types = package.tree(_TYPES)
        self._next = max((_number(e.get(ID)) for e in self._root.iter(w("comment"))), default=-1) + 1
        self._made = {
            w("author"): author,
            w("initials"): initials,
            w("date"): f"{datetime.datetime.now(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}",
        }

    def add(self, first: Element, last: Element, text: str) -> None:
        """Comment on everything from one run to another; each line of ``text`` becomes a paragraph."""
        key = str(self._next)
        self._next += 1
        comment = etree.SubElement(self._root, w("comment"), {ID: key, **self._made})
        for n, line in enumerate(text.split("\n")):
            paragraph = etree.SubElement(comment, P)
            style = etree.SubElement(etree.SubElement(paragraph, w("pPr")), w("pStyle"))
            style.set(VAL, "CommentText")
            if n == 0:
                _reference(paragraph, "annotationRef")
            shown = etree.SubElement(etree.SubElement(paragraph, R), T)
            shown.text = line.replace("\t", " ")
            shown.set(XML_SPACE, "preserve")
        first.addprevious(first.makeelement(w("commentRangeStart"), {ID: key}))
        end = last.makeelement(w("commentRangeEnd"), {ID: key})
        last.addnext(end)
        run = _reference(None, "commentReference")
        run[-1].set(ID, key)
        end.addnext(run)

    def parts(self) -> dict[str, bytes]:
        """Parts of the package to be written anew, by name."""
        package, main = self._package, self._package.main
        made = {self._name: serialise(self._root, main in package.strict)}
        names = {e.get("PartName", "").lower() for e in self._types.iter(f"{_TYPES_NS}Override")}
        if f"/{self._name.lower()}" not in names:
            etree.SubElement(
                self._types, f"{_TYPES_NS}Override", {"PartName": f"/{self._name}", "ContentType": _CONTENT}
            )
            made[_TYPES] = serialise(self._types)
        if not package.related("comments"):
            name = join(dirname(main), "_rels", f"{basename(main)}.rels")
            relations = package.tree(name) if package.has(name) else _no_relations()
            taken = {e.get("Id") for e in relations}
            key = next(k for n in range(len(taken) + 1) if (k := f"rIdComments{n or ''}") not in taken)
            target = {"Id": key, "Type": _COMMENTS, "Target": f"/{self._name}"}
            etree.SubElement(relations, f"{{{_RELATIONS_NS}}}Relationship", target)
            made[name] = serialise(relations, main in package.strict)
        return made


def _no_relations() -> Element:
    return etree.Element(f"{{{_RELATIONS_NS}}}Relationships", nsmap={None: _RELATIONS_NS})  # type: ignore[dict-item]


def _reference(parent: Element | None, name: str) -> Element:
    """A run that refers to a comment, or in the comment to its mark."""
    run = etree.Element(R) if parent is None else etree.SubElement(parent, R)
    style = etree.SubElement(etree.SubElement(run, RPR), w("rStyle"))
    style.set(VAL, "CommentReference")
    etree.SubElement(run, w(name))
    return run


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() else -1
