"""Several PDF files made one: links between them lead to pages of the whole, and bookmarks show its tree."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject

_DEEPEST_BOOKMARK = 20


class MergedPdf:
    """Parts of a document that wait in a folder to be merged.

    Attributes:
        pages: how many pages the parts have together.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts: list[Path] = []
        self.pages = 0

    def add(self, part: bytes) -> None:
        """Add a part at the end."""
        path = self._folder / f"{len(self._parts):06d}.pdf"
        path.write_bytes(part)
        self._parts.append(path)
        self.pages += len(PdfReader(path).pages)

    def write(
        self, target: Path, front: bytes, addresses: Mapping[str, int], bookmarks: Sequence[tuple[str, int, int]]
    ) -> None:
        """Write the whole document.

        Args:
            target: the file to make.
            front: the title page and the contents.
            addresses: web addresses that stand for a page of the parts, counted from 0.
            bookmarks: titles, how deep each stands, and its page.
        """
        first = self._folder / "front.pdf"
        first.write_bytes(front)
        writer = PdfWriter()
        writer.append(first, import_outline=False)
        offset = len(writer.pages)
        for part in self._parts:
            writer.append(part, import_outline=False)
        _link(writer, {address: number + offset for address, number in addresses.items()})
        above: list[Any] = []
        for title, depth, number in bookmarks:
            del above[min(depth, _DEEPEST_BOOKMARK) :]
            parent = above[-1] if above else None
            above.append(writer.add_outline_item(title=title, page_number=number + offset, parent=parent))
        with target.open("wb") as out:
            writer.write(out)


def _link(writer: PdfWriter, numbers: Mapping[str, int]) -> None:
    """Have links to pages of the wiki that are in the document lead there."""
    pages = list(writer.pages)
    for page in pages:
        for one in page.get("/Annots") or ():
            annotation = one.get_object()
            action = annotation.get("/A")
            if not isinstance(action, DictionaryObject):
                continue
            number = numbers.get(str(action.get("/URI", "")).partition("#")[0])
            reference = pages[number].indirect_reference if number is not None and number < len(pages) else None
            if reference is not None:
                nowhere = NullObject()
                place = ArrayObject([reference, NameObject("/XYZ"), nowhere, nowhere, nowhere])
                del annotation["/A"]
                annotation[NameObject("/Dest")] = place
