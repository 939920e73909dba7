"""Which formats of files text is taken out of, and how. Runs in the child process: nothing here can hurt the wiki."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path

from lxml import etree, html

MOST_CHARACTERS = 1_000_000
MOST_UNPACKED = 300_000_000
MOST_RATIO = 200
MOST_ROWS = 100_000

Take = Callable[[Path], Iterator[str]]


class Reason(StrEnum):
    """Why no text is taken out of a file: a word for whoever waits, which says it in the language of its reader."""

    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    FAR_LARGER = "far-larger"
    DOCUMENT_TYPE = "document-type"
    UNREADABLE = "unreadable"


class Refused(Exception):
    """A file that no text is taken out of: the reason, and what there is to tell of it."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(" ".join(f"{reason} {detail}".split()))


def text_of(path: Path, ending: str) -> str:
    """Give the text of a file, a line for each piece, as far as it is not too much.

    Args:
        path: the file.
        ending: of its name, without the dot and capitals.

    Raises:
        Refused: it is no file of that format, or larger than it says.
        Exception: whatever the library of its format raises.
    """
    take = FORMATS[ending]
    if ending in ZIPPED:
        _check_zip(path)
    pieces: list[str] = []
    length = 0
    for piece in take(path):
        line = " ".join(piece.split())
        if line:
            pieces.append(line)
            length += len(line) + 1
        if length >= MOST_CHARACTERS:
            break
    return "\n".join(pieces)[:MOST_CHARACTERS]


def _check_zip(path: Path) -> None:
    """Refuse archives that would unpack to far more than they are."""
    try:
        with zipfile.ZipFile(path) as archive:
            sizes = [(member.file_size, member.compress_size, member.flag_bits) for member in archive.infolist()]
    except zipfile.BadZipFile as error:
        raise Refused(Reason.DAMAGED, str(error)) from error
    if any(bits & 1 for _size, _packed, bits in sizes):
        raise Refused(Reason.ENCRYPTED)
    unpacked, packed = sum(size for size, _packed, _bits in sizes), sum(packed for _size, packed, _bits in sizes)
    if unpacked > MOST_UNPACKED or unpacked > max(packed, 10_000) * MOST_RATIO:
        raise Refused(Reason.FAR_LARGER)


def _pdf(path: Path) -> Iterator[str]:
    from pypdf import PdfReader

    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused(Reason.ENCRYPTED)
    for page in reader.pages:
        yield from page.extract_text().splitlines()


def _word(path: Path) -> Iterator[str]:
    from docx import Document

    document = Document(str(path))
    for paragraph in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
        yield "".join(paragraph.itertext())


def _excel(path: Path) -> Iterator[str]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        yield sheet.title
        for number, row in enumerate(sheet.iter_rows(values_only=True)):
            if number >= MOST_ROWS:
                break
            yield " ".join(str(cell) for cell in row if cell is not None)


def _powerpoint(path: Path) -> Iterator[str]:
    from pptx import Presentation

    for slide in Presentation(str(path)).slides:
        for paragraph in slide.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}p"):
            yield "".join(paragraph.itertext())
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            yield slide.notes_slide.notes_text_frame.text


def _open_document(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        tree = etree.parse(content, parser)
    if tree.docinfo.internalDTD is not None:
        raise Refused(Reason.DOCUMENT_TYPE)
    namespace = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    for element in tree.iter(f"{namespace}p", f"{namespace}h"):
        yield "".join(str(piece) for piece in element.itertext())


def _html(path: Path) -> Iterator[str]:
    tree = html.document_fromstring(path.read_bytes() or b"<p></p>", parser=html.HTMLParser(no_network=True))
    etree.strip_elements(tree, "script", "style", "noscript", etree.Comment, with_tail=False)
    for piece in tree.itertext():
        yield from str(piece).splitlines()


def _text(path: Path) -> Iterator[str]:
    yield from _decoded(path).splitlines()


def _csv(path: Path) -> Iterator[str]:
    for row in csv.reader(io.StringIO(_decoded(path))):
        yield " ".join(row)


def _decoded(path: Path) -> str:
    raw = path.read_bytes()[: MOST_CHARACTERS * 4]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


FORMATS: dict[str, Take] = {
    "pdf": _pdf,
    **dict.fromkeys(("docx", "docm", "dotx"), _word),
    **dict.fromkeys(("xlsx", "xlsm"), _excel),
    **dict.fromkeys(("pptx", "pptm"), _powerpoint),
    **dict.fromkeys(("odt", "ods", "odp", "ott"), _open_document),
    **dict.fromkeys(("html", "htm", "xhtml"), _html),
    **dict.fromkeys(("txt", "text", "md", "rst", "log", "ini", "yaml", "yml", "json", "xml", "sql", "py", "sh"), _text),
    **dict.fromkeys(("csv", "tsv"), _csv),
}
"""How text is taken out of files, by the ending of their names."""

ZIPPED = frozenset(("docx", "docm", "dotx", "xlsx", "xlsm", "pptx", "pptm", "odt", "ods", "odp", "ott"))
