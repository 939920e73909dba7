"""Opens the zip of an export and checks it before anything is unpacked."""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from wiki.transfer.confluence_xml.errors import BadPackage

ENTITIES = "entities.xml"
DESCRIPTOR = "exportDescriptor.properties"

MOST_MEMBERS = 2_000_000
LARGEST_ENTITIES = 32 << 30
LARGEST_IN_ALL = 512 << 30
LARGEST_DESCRIPTOR = 1 << 20
HARMLESS_SIZE = 64 << 20
"""Below this size a member may be packed as tightly as it likes."""

HIGHEST_RATIO = 200
"""How many times its packed size a larger member may have."""

_LOCAL_HEADER = 30
_ENCRYPTED = 0x1 | 0x40
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ATTACHMENT = re.compile(r"attachments/(-?\d{1,19})/(-?\d{1,19})/(\d{1,10})\Z", re.ASCII)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_LINE = re.compile(r"((?:[^\\=:\s]|\\.)*)\s*[=:\s]?\s*(.*)", re.DOTALL)
_READ_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)


@dataclass(frozen=True)
class Descriptor:
    """What the package says of itself.

    Attributes:
        export_type: `space` or `all`.
        space_keys: the spaces it names; empty where it names none.
        time_zone: the name of the zone of all its dates; empty where it does not say.
    """

    export_type: str
    space_keys: tuple[str, ...]
    time_zone: str


class CheckedZip:
    """A zip that somebody sends, checked as far as that goes without unpacking it; a context that closes the file."""

    def __init__(self, path: Path) -> None:
        """Open a zip.

        Raises:
            BadPackage: it is no zip, damaged or hostile.
        """
        try:
            self._zip = zipfile.ZipFile(path)
        except OSError as error:
            raise BadPackage(f"The package can't be read: {error.strerror or error}.") from error
        except _READ_ERRORS as error:
            raise BadPackage(f"This is no zip, or it was cut off: {_sentence(error)}") from error
        try:
            self._members = _checked_members(self._zip)
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def names(self) -> list[str]:
        """Give the names of all members that are files."""
        return [name for name in self._members if not name.endswith("/")]

    def size_of(self, name: str) -> int:
        """Give the unpacked size of a member in bytes."""
        return self._members[name].file_size

    def changed(self, name: str) -> datetime | None:
        """Give when a member was changed, on a clock without a zone; None where that can't be."""
        try:
            return datetime(*self._members[name].date_time)
        except ValueError:
            return None

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open a member; it gives no more bytes than the package said it has.

        Raises:
            BadPackage: the member is missing or damaged.
        """
        if name not in self._members:
            raise BadPackage(f"The package holds no {name}.")
        try:
            stream = self._zip.open(self._members[name])
        except _READ_ERRORS as error:
            raise BadPackage(f"{name} in the package is damaged: {_sentence(error)}") from error
        try:
            with stream:
                yield stream
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise BadPackage(f"{name} in the package is damaged: {_sentence(error)}") from error


class Package(CheckedZip):
    """The zip of an XML export."""

    def __init__(self, path: Path) -> None:
        """Open a package.

        Raises:
            BadPackage: it is no zip, damaged, hostile, or no export.
        """
        super().__init__(path)
        try:
            _require_export(self._members)
            self.descriptor = self._read_descriptor()
        except BaseException:
            self._zip.close()
            raise
        self.attachments = {
            (int(match[1]), int(match[2]), int(match[3])): name
            for name in self._members
            if (match := _ATTACHMENT.match(name))
        }

    def _read_descriptor(self) -> Descriptor:
        if self._members[DESCRIPTOR].file_size > LARGEST_DESCRIPTOR:
            raise BadPackage(f"{DESCRIPTOR} is too large to be one.")
        with self.open(DESCRIPTOR) as stream:
            values = read_properties(stream.read().decode("latin-1"))
        if values.get("exportFormat", "").strip().lower() == "csv":
            raise BadPackage("This is an export of the kind CSV. Only XML exports can be imported: export it as XML.")
        keys = [values.get("spaceKey", ""), *values.get("spaceKeys", "").split(",")]
        named = dict.fromkeys(key.strip() for key in keys if key.strip())
        return Descriptor(
            values.get("exportType", "").strip().lower(), tuple(named), values.get("timezoneId", "").strip()
        )


def read_properties(text: str) -> dict[str, str]:
    """Read the text of a Java properties file; what is no line of one is taken as a name without a value."""
    values: dict[str, str] = {}
    lines = iter(text.splitlines())
    for line in lines:
        line = line.lstrip()
        if not line or line[0] in "#!":
            continue
        while (len(line) - len(line.rstrip("\\"))) % 2 and (more := next(lines, None)) is not None:
            line = line[:-1] + more.lstrip()
        match = _LINE.match(line)
        if match:
            values[_unescaped(match[1])] = _unescaped(match[2])
    return values


def _unescaped(text: str) -> str:
    known = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else known.get(found[2], found[2]), text)


def _checked_members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise BadPackage(f"The package has {len(infos):,} members; at most {MOST_MEMBERS:,} are taken.")
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        _check_member(info)
        if info.filename in members:
            raise BadPackage(f"The package holds {_shown(info.filename)} twice.")
        members[info.filename] = info
    _refuse_overlaps(infos)
    unpacked = sum(info.file_size for info in infos)
    if unpacked > LARGEST_IN_ALL:
        raise BadPackage(f"Unpacked, the package would have {unpacked:,} bytes; at most {LARGEST_IN_ALL:,} are taken.")
    return members


def _require_export(members: dict[str, zipfile.ZipInfo]) -> None:
    for name in (ENTITIES, DESCRIPTOR):
        if name in members:
            continue
        if any(other.endswith(f"/{name}") for other in members):
            raise BadPackage(f"{name} is in a folder inside the package; it has to be at the top.")
        inner = next((other for other in members if other.lower().endswith(".zip")), "")
        if inner:
            raise BadPackage(f"The package holds no {name}, but another zip: {_shown(inner)}. Unpack that first.")
        raise BadPackage(f"The package holds no {name}: it is no XML export.")
    if members[ENTITIES].file_size > LARGEST_ENTITIES:
        raise BadPackage(f"{ENTITIES} would have {members[ENTITIES].file_size:,} bytes; that is too large.")


def _check_member(info: zipfile.ZipInfo) -> None:
    name = info.filename
    shown = _shown(name)
    parts = name.rstrip("/").split("/")
    if not name or name.startswith("/") or "\\" in name or ":" in parts[0] or {"..", ".", ""} & set(parts):
        raise BadPackage(f"The package holds a member whose name leads out of it: {shown}.")
    if any(character < " " or character == "\x7f" for character in name):
        raise BadPackage(f"The package holds a member with a control character in its name: {shown}.")
    if info.flag_bits & _ENCRYPTED:
        raise BadPackage(f"{shown} in the package is encrypted.")
    if info.compress_type not in _METHODS:
        raise BadPackage(f"{shown} is packed in a way that exports never are (method {info.compress_type}).")
    mode = info.external_attr >> 16
    if info.create_system == 3 and mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise BadPackage(f"{shown} in the package is a link or a device.")
    if info.compress_type == zipfile.ZIP_STORED and info.file_size != info.compress_size:
        raise BadPackage(f"The package lies about the size of {shown}.")
    if info.file_size > HARMLESS_SIZE and info.file_size > HIGHEST_RATIO * info.compress_size:
        raise BadPackage(f"{shown} would be {info.file_size // max(info.compress_size, 1):,} times its packed size.")


def _refuse_overlaps(infos: list[zipfile.ZipInfo]) -> None:
    end = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < end:
            raise BadPackage(f"Members of the package lie over each other, {_shown(info.filename)} among them.")
        end = info.header_offset + _LOCAL_HEADER + info.compress_size


def _shown(name: str) -> str:
    return repr(name[:200])


def _sentence(error: BaseException) -> str:
    return f"{str(error).rstrip('.') or type(error).__name__}."
