"""Attached files in the zip of an export: listed while the pages are written, packed after them."""

import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from django.utils.translation import gettext

from wiki.models import Content
from wiki.queries.attachments import open_stored
from wiki.transfer.progress import Progress

_COMPRESSION_LEVEL = 3
_PACKED_TYPES = ("image/", "video/", "audio/", "application/zip", "application/pdf", "application/vnd.openxmlformats")
_CHUNK = 1 << 20


@dataclass(frozen=True)
class ExportFacts:
    """What an export holds.

    Attributes:
        contents: how many pages and blog posts.
        files: how many attached files.
        missing: the names of attached files that the store does not have.
        notes: what of it is not there as it was.
    """

    contents: int
    files: int = 0
    missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def new_package(target: Path) -> zipfile.ZipFile:
    """Begin a zip file; the caller closes it."""
    return zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION_LEVEL)


class TextWriter:
    """Writes texts into a package: they share all that an entry of the zip's list has but its name, sizes and place."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        now = datetime.now(UTC)
        self._moment = (now.year, now.month, now.day, now.hour, now.minute, now.second)

    def write(self, member: str, text: str) -> None:
        """Write a text under a name."""
        self._package.writestr(self._entry(member), text, compresslevel=_COMPRESSION_LEVEL)

    def write_pieces(self, member: str, pieces: Iterable[str]) -> None:
        """Write a text that memory need not hold as a whole."""
        with self._package.open(self._entry(member), "w", force_zip64=True) as out:
            for piece in pieces:
                out.write(piece.encode())

    def _entry(self, member: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(member, self._moment)
        entry.compress_type = zipfile.ZIP_DEFLATED
        return entry


class FileList:
    """The files that are to be packed, in a file of its own beside the zip, so that memory holds none of them.

    Attributes:
        packed: how many files were packed.
        missing: the names of those that the store does not have.
    """

    def __init__(self, target: Path) -> None:
        self._path = target.with_suffix(".files")
        self._file = self._path.open("w+", encoding="utf-8")
        self.packed = 0
        self.missing: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)

    def add(self, member: str, attachment: Content) -> None:
        """Note a version of an attachment under the name that it is going to have in the zip."""
        self._file.write(json.dumps([member, attachment.file_key, attachment.media_type, attachment.title]) + "\n")

    def pack(self, package: zipfile.ZipFile, progress: Progress) -> None:
        """Pack all of them."""
        progress.step(gettext("Attached files"))
        self._file.seek(0)
        for line in self._file:
            member, key, media_type, name = json.loads(line)
            try:
                _pack(package, member, key, media_type)
                self.packed += 1
            except FileNotFoundError:
                self.missing.append(name)
            progress.advance()


def _pack(package: zipfile.ZipFile, member: str, key: str, media_type: str) -> None:
    with open_stored(key) as file:
        now = datetime.now(UTC)
        entry = zipfile.ZipInfo(member, (now.year, now.month, now.day, now.hour, now.minute, now.second))
        is_packed = media_type.startswith(_PACKED_TYPES)
        entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
        with package.open(entry, "w", force_zip64=True) as out:
            for chunk in file.chunks(_CHUNK):
                out.write(chunk)
