"""Packages that are damaged, hostile or no exports are refused before anything is unpacked."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from tests.wiki.transfer import packages
from wiki.transfer.confluence_xml import package as subject
from wiki.transfer.confluence_xml.errors import BadPackage
from wiki.transfer.confluence_xml.package import Package, read_properties

DESCRIPTOR = {"exportDescriptor.properties": b"exportType=space\nspaceKey=A"}
GOOD = {"entities.xml": packages.entities(packages.space()), **DESCRIPTOR}


def opened(tmp_path: Path, data: bytes) -> Package:
    """Open a package from bytes."""
    path = tmp_path / "package.zip"
    path.write_bytes(data)
    return Package(path)


def encrypted() -> bytes:
    """A zip that says its members are encrypted."""
    data = bytearray(packages.zipped(GOOD))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


def lying() -> bytes:
    """A zip whose directory says that a stored member has another size than it has."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, data in GOOD.items():
            packed.writestr(name, data)
    data = bytearray(out.getvalue())
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 5)
    return bytes(data)


def overlapping() -> bytes:
    """A zip whose members share their bytes."""
    data = bytearray(packages.zipped({**GOOD, "attachments/1/2/1": b"x" * 100, "attachments/1/2/2": b"x" * 100}))
    entries = []
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        entries.append(at)
        at = data.find(b"PK\x01\x02", at + 4)
    data[entries[-1] + 42 : entries[-1] + 46] = data[entries[-2] + 42 : entries[-2] + 46]
    return bytes(data)


def linked() -> bytes:
    """A zip with a symbolic link."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in GOOD.items():
            packed.writestr(name, data)
        link = zipfile.ZipInfo("attachments/1/2/1")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    return out.getvalue()


def twice() -> bytes:
    """A zip that holds one name twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed, pytest.warns(UserWarning):
        for name, data in (*GOOD.items(), *GOOD.items()):
            packed.writestr(name, data)
    return out.getvalue()


HOSTILE = {
    "no zip": (lambda: b"this is no zip", "no zip"),
    "empty": (lambda: b"", "no zip"),
    "cut off": (lambda: packages.zipped(GOOD)[:-40], "no zip"),
    "nested": (lambda: packages.zipped({"export.zip": packages.zipped(GOOD)}), "another zip"),
    "in a folder": (lambda: packages.zipped({f"a/{name}": data for name, data in GOOD.items()}), "folder"),
    "without a descriptor": (lambda: packages.zipped({"entities.xml": b""}), "exportDescriptor"),
    "without objects": (lambda: packages.zipped(DESCRIPTOR), "no entities.xml"),
    "csv": (
        lambda: packages.zipped({**GOOD, "exportDescriptor.properties": b"exportFormat=csv"}),
        "of the kind CSV",
    ),
    "encrypted": (encrypted, "encrypted"),
    "lying": (lying, "lies about the size|Overlapped|damaged"),
    "overlapping": (overlapping, "over each other|damaged"),
    "link": (linked, "a link"),
    "twice": (twice, "twice"),
    "slip": (lambda: packages.zipped({**GOOD, "../../etc/cron.d/x": b"x"}), "leads out"),
    "slip within": (lambda: packages.zipped({**GOOD, "attachments/../../x": b"x"}), "leads out"),
    "absolute": (lambda: packages.zipped({**GOOD, "/etc/x": b"x"}), "leads out"),
    "drive": (lambda: packages.zipped({**GOOD, "C:/x": b"x"}), "leads out"),
    "backslash": (lambda: packages.zipped({**GOOD, "a\\x": b"x"}), "leads out"),
    "control character": (lambda: packages.zipped({**GOOD, "a\nb": b"x"}), "control character"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused(tmp_path, name: str) -> None:
    make, why = HOSTILE[name]
    with pytest.raises(BadPackage, match=why):
        opened(tmp_path, make())


def test_a_bomb_is_refused_by_its_directory(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(subject, "HARMLESS_SIZE", 10_000)
    with pytest.raises(BadPackage, match="times its packed size"):
        opened(tmp_path, packages.zipped({**GOOD, "attachments/1/2/1": bytes(5_000_000)}))


@pytest.mark.parametrize("limit", ["LARGEST_IN_ALL", "LARGEST_ENTITIES", "LARGEST_DESCRIPTOR", "MOST_MEMBERS"])
def test_limits(tmp_path, monkeypatch, limit: str) -> None:
    monkeypatch.setattr(subject, limit, 1)
    with pytest.raises(BadPackage):
        opened(tmp_path, packages.zipped(GOOD))


def test_a_member_that_is_damaged(tmp_path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, data in {**GOOD, "attachments/1/2/1": b"abcdef"}.items():
            packed.writestr(name, data)
    with (
        opened(tmp_path, out.getvalue().replace(b"abcdef", b"abXdef")) as package,
        pytest.raises(BadPackage, match="damaged"),
        package.open("attachments/1/2/1") as stream,
    ):
        stream.read()


def test_what_a_good_one_says(tmp_path) -> None:
    with opened(tmp_path, packages.zipped({**GOOD, "attachments/": b"", "attachments/1/2/3": b"abc"})) as package:
        assert package.attachments == {(1, 2, 3): "attachments/1/2/3"}
        assert package.size_of("attachments/1/2/3") == 3
        assert (package.descriptor.export_type, package.descriptor.space_keys) == ("space", ("A",))


def test_properties() -> None:
    text = "#no\n! no\na=b\n c : d\\=e \nlong=1\\\n   2\nu=\\u00e4\\t\nspaceKey=~x\\:y\nalone\n"
    assert read_properties(text) == {
        "a": "b",
        "c": "d=e ",
        "long": "12",
        "u": "ä\t",
        "spaceKey": "~x:y",
        "alone": "",
    }
