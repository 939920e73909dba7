"""Which kind of package somebody wants to import, and the plan of what it brings."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from wiki.transfer.confluence_xml import importer
from wiki.transfer.confluence_xml.package import DESCRIPTOR, ENTITIES, CheckedZip, Package
from wiki.transfer.folders.importer import key_of_folder, planned_folder
from wiki.transfer.folders.source import FolderSource, ServerFolder, ZippedFolder, looks_like_a_folder
from wiki.transfer.progress import Progress


@contextmanager
def planned(
    path: Path,
    *,
    keys: Sequence[str] = (),
    table: Mapping[str, str] | None = None,
    name: str = "",
    progress: Progress,
) -> Iterator[importer.ImportPlan]:
    """Read a package, and say what importing it would bring; nothing is written.

    Args:
        path: the zip of an XML export, or a folder of pages as it is or as a zip.
        keys: the spaces to take of an XML export; the key of the new space that a folder becomes.
        table: usernames of this wiki by names and keys of the export.
        name: what the space is called that a folder becomes; empty for the name that the folder says, or the key.

    Raises:
        BadPackage: the package is damaged, hostile, or nothing that can be imported.
        ImportImpossible: it does not bring what is wanted.
    """
    with _as_folder(path) as folder:
        if folder is not None:
            with planned_folder(folder, keys=keys, name=name, table=table or {}, progress=progress) as plan:
                yield plan
            return
    with importer.planned(path, keys=keys, table=table, progress=progress) as plan:
        yield plan


def named_spaces(path: Path, keys: Sequence[str] = ()) -> Sequence[str]:
    """Give the keys of the spaces that are taken of a package, as far as that is known without reading it whole.

    Raises:
        BadPackage: the package is damaged, hostile, or nothing that can be imported.
        ImportImpossible: a folder needs the key of its space.
    """
    with _as_folder(path) as folder:
        if folder is not None:
            return [key_of_folder(folder, keys)]
    with Package(path) as package:
        return keys or package.descriptor.space_keys


@contextmanager
def _as_folder(path: Path) -> Iterator[FolderSource | None]:
    """Open a package as a folder of pages; gives nothing where it is none."""
    if path.is_dir():
        yield ServerFolder(path)
        return
    with CheckedZip(path) as archive:
        names = archive.names()
        is_export = any(name.rpartition("/")[2] in (ENTITIES, DESCRIPTOR) for name in names)
        yield ZippedFolder(archive) if not is_export and looks_like_a_folder(names) else None
