"""The first page of a new site's administrator: what it is called, and how to go on."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from wiki.errors import BadValue
from wiki.services.site.set_up import end_set_up
from wiki.site_settings.now import settings_now
from wiki.views.admin_mail import mail_facts
from wiki.views.decorators import FORM, for_people
from wiki.views.parameters import value_of

_ONWARD = {"import": "import", "space": "create-space", "invite": "invitations", "": "dashboard"}


class SetUpForm(forms.Form):
    """What the site is called."""

    site_name = forms.CharField(label=_("Name of the site"), max_length=60)


@for_people(methods=FORM)
def set_up(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask for the name of the site, show what the operator has set, and go on to a space, an import or invitations."""
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    if request.method == "POST" and value_of(request, "skip"):
        end_set_up(actor)
        return HttpResponseRedirect(reverse("dashboard"))
    initial = {"site_name": settings_now().text("site_name")}
    form = SetUpForm(request.POST if request.method == "POST" else None, initial=initial, label_suffix="")
    if form.is_valid():
        try:
            end_set_up(actor, site_name=form.cleaned_data["site_name"])
        except BadValue as error:
            form.add_error("site_name", str(error))
        else:
            return HttpResponseRedirect(reverse(_ONWARD.get(value_of(request, "onward"), "dashboard")))
    context = {"form": form, "base_url": settings.WIKI_BASE_URL, "mail": mail_facts()}
    return render(request, "wiki/site/set_up.html", context, status=400 if form.errors else 200)
