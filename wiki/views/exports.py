"""Exports as people ask for them and fetch them."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.destinations import redirect_to_login
from accounts.global_permissions import GlobalPermissionType, has_global, require_global
from jobs.errors import AlreadyUnderWay, NoSuchJob
from jobs.models import Job
from jobs.queries import job_by_id, wait_for
from wiki.errors import ExportFailed
from wiki.models import ContentKind
from wiki.permissions.access import content_for, space_for
from wiki.permissions.vocabulary import Action
from wiki.transfer.exports import (
    export_type_named,
    page_export_type_named,
    start_backup,
    start_page_export,
    start_site_export,
    start_space_export,
)
from wiki.transfer.files import file_of, is_signed
from wiki.transfer.pdf import is_available
from wiki.views.admin_menu import admin_frame
from wiki.views.decorators import FORM, for_everybody, for_people
from wiki.views.page_frame import content_frame, space_frame
from wiki.views.parameters import flag_of, required_id, value_of

_SECONDS_FOR_A_PAGE = 3.0


@for_people(methods=FORM)
def space_export(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Ask as what a space is to be exported, or begin to."""
    space = space_for(actor, value_of(request, "key", "spaceKey"), Action.EXPORT_SPACE)
    if request.method == "POST":
        type = export_type_named(value_of(request, "type"))
        everything = flag_of(request, "everything")
        return _to_job(start_space_export(actor, space_key=space.key, type=type, everything=everything))
    context = {**space_frame(actor, space, "export"), "has_pdf": is_available(), "sees_all": actor.is_super}
    return render(request, "wiki/exports/space.html", context)


@for_people(methods=FORM)
def page_export(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Ask as what a page is to be exported, or do it: what is ready soon is given at once."""
    kinds = (ContentKind.PAGE, ContentKind.BLOGPOST)
    page = content_for(actor, required_id(request, "pageId"), Action.EXPORT, kinds=kinds)
    if request.method == "POST":
        type = page_export_type_named(value_of(request, "type"))
        job = wait_for(start_page_export(actor, content_id=page.pk, type=type), _SECONDS_FOR_A_PAGE)
        found = file_of(job)
        if found is None:
            return _to_job(job)
        return HttpResponseRedirect(reverse("download-export", args=[job.pk, found.name]))
    context = {**content_frame(actor, page), "has_pdf": is_available()}
    return render(request, "wiki/exports/of_page.html", context)


@for_people(methods=FORM)
def backup(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Ask how the site is to be exported or backed up, or begin to."""
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    if request.method == "POST":
        attachments = flag_of(request, "attachments")
        start = start_backup if value_of(request, "type") == "backup" else start_site_export
        try:
            return _to_job(start(actor, attachments=attachments))
        except AlreadyUnderWay as error:
            raise ExportFailed(str(error)) from error
    return render(request, "wiki/exports/site.html", admin_frame("backup"))


@for_everybody()
def download(request: HttpRequest, actor: Actor, job_id: UUID, name: str) -> HttpResponseBase:
    """Give an export to its owner and to system administrators, and for an hour to whoever has its signed address."""
    try:
        job = _job(actor, job_id, is_signed=is_signed(job_id, name, request.GET.get("signature", "")))
    except NoSuchJob as error:
        if actor.is_anonymous:
            return redirect_to_login(request)
        raise Http404(str(error)) from error
    found = file_of(job)
    if found is None or found.name != name:
        raise Http404(
            gettext("This export is not there any more. Exports are kept for a while only; please make a new one.")
        )
    response = FileResponse(found.open("rb"), as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _job(actor: Actor, job_id: UUID, *, is_signed: bool) -> Job:
    sees_all = is_signed or has_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    return job_by_id(job_id, owner_id=actor.user_id, sees_all=sees_all)


def _to_job(job: Job) -> HttpResponse:
    return HttpResponseRedirect(reverse("job", args=[job.pk]))
