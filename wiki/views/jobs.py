"""Long work as people see it: their jobs, and one job with its progress, its log and its result."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, has_global, require_global
from jobs.errors import NoSuchJob
from jobs.models import Job
from jobs.queries import all_jobs, job_by_id, jobs_of
from jobs.services import cancel_job
from wiki.views.admin_menu import admin_frame
from wiki.views.decorators import WRITE, for_people
from wiki.views.lists import page_of

_LINES = 500


@for_people()
def job_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the reader's jobs; for system administrators also everybody's."""
    sees_all = _sees_all(actor)
    everybody = sees_all and request.GET.get("show") == "all"
    jobs = all_jobs() if everybody else jobs_of(actor.user_id or 0)
    context = {"page": page_of(request, jobs.select_related("owner"), 50), "sees_all": sees_all, "everybody": everybody}
    return render(request, "wiki/jobs/list.html", context)


@for_people()
def all_jobs_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List everybody's jobs in the administration."""
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    context = {**admin_frame("jobs"), "page": page_of(request, all_jobs(), 50)}
    return render(request, "wiki/site/jobs.html", context)


@for_people()
def job_view(request: HttpRequest, actor: Actor, job_id: str) -> HttpResponse:
    """Show one job; a script asks for the part that changes alone."""
    job = _job(actor, job_id)
    is_script = request.headers.get("X-Requested-With") == "oxbow"
    context: dict[str, Any] = {"job": job, "lines": job.lines.all()[:_LINES]}
    response = render(request, f"wiki/jobs/{'_progress' if is_script else 'job'}.html", context)
    if job.is_live and not is_script:
        # For browsers without scripts; the script takes it over.
        response["Refresh"] = "10"
    return response


@for_people(methods=WRITE)
def cancel(request: HttpRequest, actor: Actor, job_id: str) -> HttpResponse:
    """Cancel one job."""
    job = _job(actor, job_id)
    cancel_job(job)
    return HttpResponseRedirect(reverse("job", args=[job.pk]))


def _job(actor: Actor, job_id: str) -> Job:
    try:
        return job_by_id(job_id, owner_id=actor.user_id, sees_all=_sees_all(actor))
    except NoSuchJob as error:
        raise Http404(str(error)) from error


def _sees_all(actor: Actor) -> bool:
    return has_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
