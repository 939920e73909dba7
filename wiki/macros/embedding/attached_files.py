"""Attached files as macros show them: which file a macro names, what it is, and how a card of it is written."""

from __future__ import annotations

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext, gettext_noop

from wiki.errors import NoSuchContent
from wiki.macros.base import MacroFailure, MacroUse
from wiki.macros.content_links import file_address
from wiki.macros.safe_html import attributes_html, escape_text
from wiki.models import Content
from wiki.permissions.access import attachment_for
from wiki.queries.links import THUMBNAIL_TYPES
from wiki.storage_format.references import AttachmentReference, PageReference, space_or

_NAMES = {
    "pdf": gettext_noop("PDF document"),
    "doc": gettext_noop("Word document"),
    "docx": gettext_noop("Word document"),
    "odt": gettext_noop("Text document"),
    "rtf": gettext_noop("Text document"),
    "xls": gettext_noop("Excel spreadsheet"),
    "xlsx": gettext_noop("Excel spreadsheet"),
    "ods": gettext_noop("Spreadsheet"),
    "csv": gettext_noop("Table"),
    "ppt": gettext_noop("PowerPoint presentation"),
    "pptx": gettext_noop("PowerPoint presentation"),
    "odp": gettext_noop("Presentation"),
    "zip": gettext_noop("Archive"),
    "gz": gettext_noop("Archive"),
    "tar": gettext_noop("Archive"),
    "7z": gettext_noop("Archive"),
    "txt": gettext_noop("Text"),
    "md": gettext_noop("Markdown text"),
    "html": gettext_noop("HTML document"),
    "xml": gettext_noop("XML document"),
    "json": gettext_noop("JSON document"),
}
_ANY_FILE = gettext_noop("File")
_FAMILIES = {
    "image": gettext_noop("Picture"),
    "audio": gettext_noop("Sound"),
    "video": gettext_noop("Film"),
    "text": gettext_noop("Text"),
}
_LONGEST_ENDING = 5


def named_file(use: MacroUse, parameter: str = "name") -> Content:
    """Give the current attachment that a macro names.

    Args:
        use: a use of a macro; its parameters `page` and `space`, if it has them, say where a file given by its bare
            name hangs.
        parameter: the parameter with the file, as a resource or as a name.

    Raises:
        MacroFailure: no file is named, or there is none for this reader.
    """
    reference = _reference(use, parameter)
    if reference is None:
        raise MacroFailure(gettext("it names no file."))
    resolution = use.facts.resolution
    target = resolution.attachment(reference)
    if target is None:
        key = resolution.attachment_key(reference)
        target = use.context.links.attachments({key}).get(key) if key is not None else None
    if target is not None:
        try:
            return attachment_for(use.actor, target.content_id)
        except NoSuchContent:
            pass
    raise MacroFailure(
        gettext("the file “{filename}” does not exist, or you may not see it.").format(filename=reference.filename)
    )


def _reference(use: MacroUse, parameter: str) -> AttachmentReference | None:
    declared = next(each for each in use.macro.parameters if each.name == parameter)
    for name in (parameter, *declared.aliases):
        given = use.element.parameters.get(name)
        if given is not None and isinstance(given.reference, AttachmentReference):
            found = given.reference
            return found if found.container is not None else AttachmentReference(found.filename, _container(use))
    name = use.text(parameter).removeprefix("^").strip()
    return AttachmentReference(name, _container(use)) if name else None


def _container(use: MacroUse) -> PageReference | None:
    page = use.page("page") if "page" in use.values else None
    if page is None or not page.title:
        return None
    space = use.space("space") if "space" in use.values else None
    if page.space_key is None and space is not None:
        return PageReference(page.title, space_or(space.key, use.context.space.key))
    return page


def ending_of(file: Content) -> str:
    """Give the ending of a file's name in small letters; empty where it has none that is one."""
    _, dot, ending = file.title.rpartition(".")
    ending = ending.lower()
    return ending if dot and ending.isalnum() and len(ending) <= _LONGEST_ENDING else ""


def type_name(file: Content) -> str:
    """Give in words what kind of file it is."""
    family = file.media_type.partition("/")[0]
    return gettext(_NAMES.get(ending_of(file)) or _FAMILIES.get(family, _ANY_FILE))


def shown_size(size: int) -> str:
    """Give a number of bytes in words, as `1.5 MB`."""
    return str(filesizeformat(size))


def is_picture(file: Content) -> bool:
    """Say whether a browser shows a file as an image."""
    return file.media_type.startswith("image/")


def badge(file: Content) -> str:
    """Write the small mark that tells kinds of files apart; its words have to stand beside it."""
    family = file.media_type.partition("/")[0]
    marks = attributes_html({"class": "file-badge", "data-family": family, "aria-hidden": "true"})
    return f"<span{marks}>{escape_text(ending_of(file) or '···')}</span>"


def small_image(use: MacroUse, file: Content, *, side: int, alt: str = "") -> str:
    """Write the small image of a picture, or its badge where there is none.

    Args:
        use: the macro that shows it.
        file: the attachment.
        side: how wide it shows, in pixels.
        alt: what the image says to those who do not see it; empty where its name stands beside it.
    """
    if file.media_type not in THUMBNAIL_TYPES:
        return badge(file)
    address = file_address(use.context, file, "thumbnails")
    return f"<img{attributes_html({'src': address, 'alt': alt, 'width': str(side), 'loading': 'lazy'})}>"


def file_card(use: MacroUse, file: Content) -> str:
    """Write a card: what the file is called, what it is, how large it is, and the link that downloads it."""
    address = file_address(use.context, file)
    facts = f"{type_name(file)} · {shown_size(file.file_size)}"
    if file.version > 1:
        facts += f" · version {file.version}"
    marks = attributes_html(
        {
            "class": "file-card-name",
            "href": address,
            "data-linked-resource-id": str(file.pk),
            "data-linked-resource-type": "attachment",
            "data-linked-resource-version": str(file.version),
            "data-nice-type": type_name(file),
        }
    )
    download = ""
    if not use.context.target.is_static:
        link = {"class": "button small", "href": f"{address}&download=true", "aria-label": f"Download {file.title}"}
        download = f"<a{attributes_html(link)}>Download</a>"
    return (
        f'<div class="file-card">{badge(file)}<div class="file-card-text"><a{marks}>{escape_text(file.title)}</a>'
        f'<span class="quiet">{escape_text(facts)}</span></div>{download}</div>'
    )
