"""Attached files as old links ask for them: the file, its small image, or all files of a page."""

import tempfile
import zipfile

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

from accounts.actor import Actor
from wiki.errors import NoSuchAttachment, NoSuchPage
from wiki.models import Content, ContentKind
from wiki.permissions.access import content_for, space_for, version_for
from wiki.permissions.vocabulary import Action
from wiki.queries.attachments import attachment_by_name, attachments_of, open_file
from wiki.queries.pages import page_by_title
from wiki.storage_format.references import fold_title
from wiki.views.decorators import for_whoever_may
from wiki.views.file_response import file_response
from wiki.views.parameters import flag_of, required_id, value_of, version_number
from wiki.views.thumbnails import small_image

_CONTAINERS = (ContentKind.PAGE, ContentKind.BLOGPOST, ContentKind.COMMENT)


@for_whoever_may(Action.VIEW)
def download(request: HttpRequest, actor: Actor, page_id: str, name: str) -> HttpResponseBase:
    """Give an attached file by the id of what it hangs on and its name."""
    attachment = _attachment(request, actor, _container(actor, int(page_id)), name)
    return file_response(request, attachment, as_download=flag_of(request, "download"))


@for_whoever_may(Action.VIEW)
def download_by_title(request: HttpRequest, actor: Actor, space_key: str, title: str, name: str) -> HttpResponseBase:
    """Give an attached file by the title of its page."""
    space = space_for(actor, space_key)
    try:
        page = page_by_title(actor, space, title.replace("+", " "))
    except NoSuchPage:
        page = page_by_title(actor, space, title)
    return file_response(request, _attachment(request, actor, page, name), as_download=flag_of(request, "download"))


@for_whoever_may(Action.VIEW)
def thumbnail(request: HttpRequest, actor: Actor, page_id: str, name: str) -> HttpResponseBase:
    """Give the small image of an attached picture; the file itself where there can be none."""
    attachment = _attachment(request, actor, _container(actor, int(page_id)), name)
    made = small_image(attachment) if attachment.media_type.startswith("image/") else None
    if made is None:
        return file_response(request, attachment, as_download=False)
    response = HttpResponse(made, content_type="image/jpeg" if made[:2] == b"\xff\xd8" else "image/png")
    response["Cache-Control"] = "private, max-age=3600"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@for_whoever_may(Action.VIEW)
def download_all(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Give all files of a page in one archive."""
    content = content_for(actor, required_id(request, "pageId"), kinds=_CONTAINERS)
    archive = tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115  (the response closes it)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for attachment in attachments_of(actor, content):
            try:
                with open_file(attachment) as file:
                    with packed.open(attachment.title, "w", force_zip64=True) as entry:
                        for chunk in file.chunks():
                            entry.write(chunk)
            except OSError:
                continue
    archive.seek(0)
    return FileResponse(archive, as_attachment=True, filename=f"{content.title} attachments.zip")


def _container(actor: Actor, content_id: int) -> Content:
    found = version_for(actor, content_id, kinds=_CONTAINERS)
    return found if found.current_id is None else content_for(actor, found.current_id)


def _attachment(request: HttpRequest, actor: Actor, container: Content, name: str) -> Content:
    """Find a file by its name, where a plus sign stands for itself or, as old links have it, for a blank."""
    given = value_of(request, "version")
    version = version_number(given) if given.isdigit() and int(given) else 0
    for spelling in (name, name.replace("+", " ")):
        try:
            return attachment_by_name(actor, container, spelling, version)
        except NoSuchAttachment:
            continue
    meant = fold_title(name.replace("+", " "))
    for attachment in attachments_of(actor, container) if "+" in name else ():
        if fold_title(attachment.title.replace("+", " ")) == meant:
            return attachment_by_name(actor, container, attachment.title, version)
    raise NoSuchAttachment(name)
