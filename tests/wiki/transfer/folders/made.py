"""Folders of pages for tests: on the disk, and as zips."""

import io
import zipfile
from pathlib import Path
from typing import Any

from accounts.actor import SYSTEM_IMPORT
from wiki.models import Content, ContentKind, ContentStatus
from wiki.transfer import imports

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def zipped(files: dict[str, str | bytes]) -> bytes:
    """Give files as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def written(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files below a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def bring(folder: Path, key: str = "DOCS", **options: Any) -> dict[str, Any]:
    """Import a folder or a zip as a space, and give the report."""
    keys = [key] if key else []
    return imports.import_now(SYSTEM_IMPORT, folder, keys=keys, progress=imports.Silence(), **options)


def page(title: str) -> Content:
    """Give the current page of a title."""
    return Content.objects.select_related("body").get(
        title=title, kind=ContentKind.PAGE, status=ContentStatus.CURRENT, space__key="DOCS"
    )


def tree() -> list[tuple[str, str]]:
    """Give the titles of all pages with those above them, in the order of siblings."""
    rows = Content.objects.filter(kind=ContentKind.PAGE, status=ContentStatus.CURRENT, space__key="DOCS")
    return sorted(
        ((one.parent.title if one.parent else "", one.title) for one in rows.order_by("position", "title_folded")),
        key=lambda pair: pair[0],
    )


def files_of(title: str) -> list[str]:
    """Give the names of the files on a page."""
    rows = Content.objects.filter(kind=ContentKind.ATTACHMENT, container=page(title))
    return sorted(rows.values_list("title", flat=True))
