"""The files of a folder that is imported: of a zip that was checked, or of a folder on the server."""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Protocol

from django.utils import timezone

from wiki.transfer.confluence_xml.errors import BadPackage
from wiki.transfer.confluence_xml.package import LARGEST_IN_ALL, MOST_MEMBERS, CheckedZip

_NOT_CONTENT = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
_KINDS_OF_PAGES = (".md", ".markdown", ".html", ".htm")
_FIRST_YEAR_OF_ZIPS = 1980
_LAST_YEAR_OF_ZIPS = 2107
_LONGEST_PATH = 1000
_DEEPEST = 100


class FolderSource(Protocol):
    """Where the files of a folder are read from; their names have slashes between folders.

    Attributes:
        skipped: what is left out beforehand, with the reason.
    """

    skipped: list[tuple[str, str]]

    def names(self) -> Sequence[str]:
        """Give the names of all files, in order."""

    def holds(self, name: str) -> bool:
        """Say whether there is a file of a name."""

    def size_of(self, name: str) -> int:
        """Give the size of a file in bytes."""

    def changed(self, name: str) -> datetime | None:
        """Give when a file was changed; None where nobody knows."""

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Open a file."""


class ZippedFolder:
    """The files of a zip, below the one folder that holds all of them, if there is one."""

    def __init__(self, archive: CheckedZip) -> None:
        self._archive = archive
        self.skipped: list[tuple[str, str]] = []
        names = [name for name in archive.names() if not is_hidden(name)]
        root = _common_root(names)
        self._names = _within_limits(((name[len(root) :], name) for name in names), self.skipped)
        self._sorted = sorted(self._names)

    def names(self) -> Sequence[str]:
        """Give the names of all files, in order."""
        return self._sorted

    def holds(self, name: str) -> bool:
        """Say whether there is a file of a name."""
        return name in self._names

    def size_of(self, name: str) -> int:
        """Give the unpacked size of a file in bytes."""
        return self._archive.size_of(self._names[name])

    def changed(self, name: str) -> datetime | None:
        """Give when a file was changed, as far as the zip knows."""
        found = self._archive.changed(self._names[name])
        return timezone.make_aware(found) if found is not None and found.year > _FIRST_YEAR_OF_ZIPS else None

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Open a file; it gives no more bytes than the zip said it has."""
        return self._archive.open(self._names[name])


class ServerFolder:
    """The files of a folder on the server; links in it are never followed."""

    def __init__(self, root: Path) -> None:
        """Look through a folder.

        Raises:
            BadPackage: it can't be read, or holds too much.
        """
        self.skipped: list[tuple[str, str]] = []
        self._root = root
        facts = dict(self._walk())
        top = _common_root(list(facts))
        self._names = _within_limits(((name[len(top) :], name) for name in facts), self.skipped)
        self._sorted = sorted(self._names)
        self._facts = {name: facts[whole] for name, whole in self._names.items()}
        if sum(one.st_size for one in self._facts.values()) > LARGEST_IN_ALL:
            raise BadPackage(f"The folder has more than {LARGEST_IN_ALL:,} bytes, which is the most that is taken.")

    def names(self) -> Sequence[str]:
        """Give the names of all files, in order."""
        return self._sorted

    def holds(self, name: str) -> bool:
        """Say whether there is a file of a name."""
        return name in self._names

    def size_of(self, name: str) -> int:
        """Give the size of a file in bytes."""
        return self._facts[name].st_size

    def changed(self, name: str) -> datetime | None:
        """Give when a file was changed."""
        return datetime.fromtimestamp(self._facts[name].st_mtime, UTC)

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file.

        Raises:
            BadPackage: it can't be read, or became a link meanwhile.
        """
        try:
            number = os.open(self._root / self._names[name], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError as error:
            raise BadPackage(f"{name} can't be read: {error.strerror or error}.") from error
        with open(number, "rb") as stream:
            yield stream

    def _walk(self) -> Iterator[tuple[str, os.stat_result]]:
        count = 0
        waiting = [("", self._root)]
        while waiting:
            prefix, folder = waiting.pop()
            try:
                entries = sorted(os.scandir(folder), key=lambda one: one.name)
            except OSError as error:
                raise BadPackage(f"The folder {folder} can't be read: {error.strerror or error}.") from error
            for entry in entries:
                name = prefix + entry.name
                if is_hidden(entry.name):
                    continue
                if entry.is_symlink():
                    self.skipped.append((name, "it is a link, and links are not followed"))
                elif entry.is_dir():
                    waiting.append((f"{name}/", Path(entry.path)))
                elif not entry.is_file():
                    self.skipped.append((name, "it is no file"))
                else:
                    count += 1
                    if count > MOST_MEMBERS:
                        raise BadPackage(f"The folder holds more than {MOST_MEMBERS:,} files.")
                    yield name, entry.stat(follow_symlinks=False)


def is_hidden(name: str) -> bool:
    """Say whether a file is the business of a system or a tool, and not content."""
    return any(part.startswith(".") or part.lower() in _NOT_CONTENT for part in name.split("/"))


def looks_like_a_folder(names: Iterable[str]) -> bool:
    """Say whether a zip of these files is a folder of pages: Markdown, HTML, or a data folder of DokuWiki."""
    return any(is_page_file(name) or is_dokuwiki_page(name) for name in names if not is_hidden(name))


def is_page_file(name: str) -> bool:
    """Say whether a file is a page in Markdown or HTML."""
    return name.lower().endswith(_KINDS_OF_PAGES)


def is_dokuwiki_page(name: str) -> bool:
    """Say whether a file is a page of DokuWiki, by its folder and its ending."""
    return name.endswith(".txt") and "pages" in name.split("/")[:-1]


@contextmanager
def pack_folder(root: Path) -> Iterator[IO[bytes]]:
    """Give a folder on the server as a zip, without what its links lead to.

    Raises:
        BadPackage: it can't be read, or holds too much.
    """
    source = ServerFolder(root)
    with tempfile.TemporaryFile() as packed:
        with zipfile.ZipFile(packed, "w") as archive:
            for name in source.names():
                member = zipfile.ZipInfo(name, _zip_date(source.changed(name)))
                with source.open(name) as data, archive.open(member, "w", force_zip64=True) as out:
                    shutil.copyfileobj(data, out)
        packed.seek(0)
        yield packed


def _zip_date(moment: datetime | None) -> tuple[int, int, int, int, int, int]:
    local = timezone.localtime(moment)
    if not _FIRST_YEAR_OF_ZIPS < local.year < _LAST_YEAR_OF_ZIPS:
        return (_FIRST_YEAR_OF_ZIPS, 1, 1, 0, 0, 0)
    return (local.year, local.month, local.day, local.hour, local.minute, local.second)


def _common_root(names: Sequence[str]) -> str:
    """Give the folder that holds everything, with its slash; nothing where there is none.

    DokuWiki's own folders are none: `pages` alone says what kind of folder it is.
    """
    root = ""
    while names:
        folder, slash, _ = names[0][len(root) :].partition("/")
        inner = f"{root}{folder}/"
        if not slash or folder in ("pages", "media") or not all(name.startswith(inner) for name in names):
            break
        root = inner
    return root


def _within_limits(named: Iterable[tuple[str, str]], skipped: list[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, whole in named:
        try:
            name.encode()
        except UnicodeEncodeError:
            skipped.append((ascii(whole[:200]), "its name is no UTF-8"))
            continue
        if len(name) > _LONGEST_PATH or name.count("/") > _DEEPEST:
            skipped.append((whole[:200], "its path is too long or too deep"))
        else:
            found[name] = whole
    return found
