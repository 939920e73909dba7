"""Beginning and ending to read the wiki as somebody else."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.errors import BadValue, NoSuchUser
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.reading_as import forget_reading_as, keep_reading_as, reading_as
from accounts.services.reading_as import begin_reading_as, end_reading_as
from wiki.views.admin_menu import admin_frame
from wiki.views.decorators import FORM, WRITE, for_people
from wiki.views.parameters import flag_of, value_of


@for_people(methods=FORM)
def begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask as whom to read, or begin to."""
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    name, problem = value_of(request, "username").strip(), ""
    onward = value_of(request, "to")
    if not url_has_allowed_host_and_scheme(onward, None):
        onward = reverse("space-directory")
    if request.method == "POST":
        try:
            if not name and not flag_of(request, "anonymous"):
                raise BadValue("username", _("Say as whom, or choose somebody who is not logged in."))
            person = begin_reading_as(actor, username="" if flag_of(request, "anonymous") else name)
        except (NoSuchUser, BadValue) as error:
            problem = str(error)
        else:
            keep_reading_as(request, person)
            return HttpResponseRedirect(onward)
    context = {**admin_frame("read-as"), "problem": problem, "name": name, "onward": onward}
    return render(request, "wiki/site/read_as.html", context, status=400 if problem else 200)


@for_people(methods=WRITE)
def end(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Read as oneself again."""
    read_as = reading_as(request)
    if read_as is not None:
        end_reading_as(actor, username=read_as.person.username if read_as.person is not None else "")
    forget_reading_as(request)
    messages.success(request, _("You read as yourself again."))
    return HttpResponseRedirect(reverse("dashboard"))
