"""The files of a page: listing them, adding new ones and new versions, renaming and removing them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.errors import AccountError
from wiki.errors import WikiError
from wiki.forms import AttachmentForm
from wiki.models import Content, ContentKind
from wiki.permissions.access import attachment_for, content_for
from wiki.permissions.vocabulary import Action
from wiki.queries.attachments import attachments_of
from wiki.queries.history import versions_of
from wiki.queries.labels import labels_by_content
from wiki.queries.links import THUMBNAIL_TYPES
from wiki.services.attachments.move import move_attachment, remove_attachment_version
from wiki.services.attachments.store import add_attachment, describe_attachment
from wiki.services.pages.remove import trash_content
from wiki.views.addresses import with_query
from wiki.views.decorators import FORM, WRITE, for_whoever_may
from wiki.views.editor_answers import attachment_answer
from wiki.views.lists import page_of
from wiki.views.page_frame import content_frame
from wiki.views.parameters import flag_of, optional_id, required_id, value_of, version_number
from wiki.views.refusals import wants_json

_HOSTS = (ContentKind.PAGE, ContentKind.BLOGPOST)


@for_whoever_may(Action.VIEW)
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the attachments of a page, with the versions of one when it is asked for."""
    content = content_for(actor, required_id(request, "pageId"), kinds=_HOSTS)
    opened_id = optional_id(request, "attachmentId")
    page = page_of(request, attachments_of(actor, content), 100)
    opened = next((each for each in page if each.pk == opened_id), None)
    context = {
        **content_frame(actor, content),
        "page": page,
        "labels": labels_by_content(actor, [each.pk for each in page]),
        "opened": opened,
        "versions": list(versions_of(actor, opened)) if opened else [],
        "picture_types": THUMBNAIL_TYPES,
        "highlight": value_of(request, "highlight"),
    }
    return render(request, "wiki/attachments/list.html", context)


@for_whoever_may(Action.ATTACH, methods=WRITE)
def attach(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Attach the files that a form sends; a name that is there already gets a new version."""
    content = content_for(actor, required_id(request, "pageId"), Action.ATTACH, kinds=_HOSTS)
    files = request.FILES.getlist("file") + request.FILES.getlist("file_0")
    stored: list[Content] = []
    try:
        for file in files:
            stored.append(
                add_attachment(
                    actor,
                    container_id=content.pk,
                    file_name=file.name or "",
                    data=file,  # type: ignore[arg-type]
                    media_type=file.content_type or "",
                    comment=value_of(request, "comment", "comment_0")[:1000],
                    minor_edit=flag_of(request, "minorEdit"),
                )
            )
    except (WikiError, AccountError) as error:
        if _is_for_script(request):
            raise
        messages.error(request, str(error))
    if _is_for_script(request):
        return JsonResponse({"attachments": [attachment_answer(each) for each in stored]})
    if not files:
        messages.error(request, gettext("Choose a file first."))
    for each in stored:
        told = gettext("“{name}” was attached.")
        if each.version > 1:
            told = gettext("“{name}” was stored as version {version}.")
        messages.success(request, told.format(name=each.title, version=each.version))
    return HttpResponseRedirect(with_query("view-page-attachments", pageId=content.pk))


def _is_for_script(request: HttpRequest) -> bool:
    return wants_json(request) and "application/json" in request.headers.get("Accept", "")


@for_whoever_may(Action.EDIT, methods=FORM)
def edit(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show name and comment of an attachment, or change them."""
    attachment = attachment_for(actor, required_id(request, "attachmentId"), Action.EDIT)
    host = content_for(actor, attachment.host_id or 0)
    initial = {"name": attachment.title, "comment": attachment.version_comment}
    form = AttachmentForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        try:
            if given["name"] != attachment.title:
                move_attachment(actor, attachment_id=attachment.pk, file_name=given["name"])
            if given["comment"] != attachment.version_comment:
                describe_attachment(actor, attachment_id=attachment.pk, comment=given["comment"])
        except (WikiError, AccountError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, gettext("The attachment was changed."))
            return HttpResponseRedirect(with_query("view-page-attachments", pageId=host.pk))
    labels = labels_by_content(actor, [attachment.pk]).get(attachment.pk, [])
    context = {**content_frame(actor, host), "attachment": attachment, "labels": labels, "form": form}
    return render(request, "wiki/attachments/edit.html", context, status=400 if form.errors else 200)


@for_whoever_may(Action.REMOVE, methods=WRITE)
def remove(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take an attachment to the trash."""
    attachment = attachment_for(actor, required_id(request, "attachmentId"))
    trash_content(actor, content_id=attachment.pk)
    messages.success(request, gettext("“{title}” is in the trash now.").format(title=attachment.title))
    return HttpResponseRedirect(with_query("view-page-attachments", pageId=attachment.host_id))


@for_whoever_may(Action.REMOVE, methods=WRITE)
def remove_version(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Remove an earlier version of an attachment for good."""
    attachment = attachment_for(actor, required_id(request, "attachmentId"))
    number = version_number(value_of(request, "version"))
    remove_attachment_version(actor, attachment_id=attachment.pk, version=number)
    messages.success(
        request, gettext("Version {number} of “{title}” was removed.").format(number=number, title=attachment.title)
    )
    return HttpResponseRedirect(
        with_query("view-page-attachments", pageId=attachment.host_id, attachmentId=attachment.pk)
    )
