"""Imports as system administrators begin them: a package, the rehearsal first, and the report."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from jobs.errors import AlreadyUnderWay, NoSuchJob
from jobs.models import Job
from jobs.queries import job_by_id
from wiki.transfer import imports
from wiki.transfer.confluence_xml.errors import BadPackage, ImportImpossible, KeyNeeded
from wiki.transfer.confluence_xml.people import read_table
from wiki.transfer.report_text import report_sections
from wiki.views.admin_menu import admin_frame
from wiki.views.decorators import FORM, for_people
from wiki.views.parameters import value_of

_OPEN_SECTIONS = 3
_SHOWN_LINES = 1000


@for_people(methods=FORM)
def choose(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask which package is to be imported, or begin the rehearsal or the import."""
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    problem = ""
    is_folder = value_of(request, "is_folder") == "true"
    upload = value_of(request, "upload") if is_folder else ""
    if request.method == "POST":
        try:
            table = read_table(value_of(request, "table"))
            upload = _given_package(request, actor)
            start = imports.start_import if value_of(request, "do") == "import" else imports.start_rehearsal
            keys = value_of(request, "keys").replace(",", " ").split()
            job = start(actor, upload=upload, keys=keys, table=table, name=value_of(request, "name").strip())
        except KeyNeeded as error:
            # The package stays: the form comes again with the fields that it needs.
            problem, is_folder = str(error), True
        except (BadPackage, ImportImpossible, AlreadyUnderWay) as error:
            problem = str(error)
            is_folder = is_folder and not isinstance(error, BadPackage)
            if not is_folder:
                if upload and not value_of(request, "upload"):
                    imports.forget_upload(upload)
                upload = ""
        else:
            return HttpResponseRedirect(reverse("job", args=[job.pk]))
    context = {
        **admin_frame("import"),
        "problem": problem,
        "is_folder": is_folder and upload != "",
        "upload": upload,
        "name": value_of(request, "name"),
        "on_server": imports.packages_on_server(),
        "folder": imports.server_folder(),
        "keys": value_of(request, "keys"),
        "table": value_of(request, "table"),
    }
    return render(request, "wiki/imports/choose.html", context, status=400 if problem else 200)


@for_people()
def report(request: HttpRequest, actor: Actor, job_id: UUID) -> HttpResponse:
    """Show what an import brought, or what a rehearsal says it would; from there the import can be begun."""
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    job = _job(actor, job_id)
    result = job.result or {}
    if "report" not in result:
        raise Http404(_("This job has no report."))
    sections = [
        (heading, lines[:_SHOWN_LINES], len(lines), len(lines) - _SHOWN_LINES, number < _OPEN_SECTIONS)
        for number, (heading, lines) in enumerate(report_sections(result["report"]))
    ]
    context = {
        "job": job,
        "sections": sections,
        "is_rehearsal": job.kind == imports.REHEARSAL_KIND,
        "spaces": result["report"]["spaces"],
        "arguments": job.arguments,
        "keys": " ".join(job.arguments["keys"]),
        "name": job.arguments.get("name", ""),
        "table": "\n".join(f"{old},{new}" for old, new in job.arguments["table"].items()),
    }
    return render(request, "wiki/imports/report.html", context)


def _given_package(request: HttpRequest, actor: Actor) -> str:
    """Give the name of the package that is meant: of a rehearsal, an upload, or one on the server."""
    kept = value_of(request, "upload")
    if kept:
        return kept
    file = request.FILES.get("package")
    if file is not None:
        return imports.keep_upload(actor, file.chunks())
    on_server = value_of(request, "on_server")
    if on_server:
        return imports.take_from_server(actor, on_server)
    raise ImportImpossible(_("Choose a package first."))


def _job(actor: Actor, job_id: UUID) -> Job:
    try:
        job = job_by_id(job_id, owner_id=actor.user_id, sees_all=True)
    except NoSuchJob as error:
        raise Http404(str(error)) from error
    if job.kind not in (imports.IMPORT_KIND, imports.REHEARSAL_KIND):
        raise Http404(_("This job is no import."))
    return job
