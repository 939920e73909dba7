"""The search index: how it stands, and building it anew."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from jobs.errors import AlreadyUnderWay
from search.services import start_rebuild
from search.state import index_state
from wiki.views.admin_menu import admin_frame
from wiki.views.decorators import FORM, for_people


@for_people(methods=FORM)
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the state of the index; on POST, have it built anew and show the progress of that."""
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    if request.method == "POST":
        try:
            job = start_rebuild(actor.user_id)
        except AlreadyUnderWay as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(reverse("admin-index"))
        return HttpResponseRedirect(reverse("job", args=[job.pk]))
    return render(request, "wiki/site/index.html", {**admin_frame("index"), "state": index_state()})
