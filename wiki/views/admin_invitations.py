"""Inviting people, and taking invitations back."""

import re

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.actor import Actor
from accounts.errors import AccountError
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.services.joining import invite, open_invitations, take_back_invitation
from wiki.views.admin_menu import admin_frame
from wiki.views.decorators import FORM, WRITE, for_people
from wiki.views.lists import page_of
from wiki.views.parameters import required_id

_BETWEEN = re.compile(r"[\s,;]+")


class InviteForm(forms.Form):
    """Who is invited, and into which groups."""

    emails = forms.CharField(
        label=gettext_lazy("Addresses"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocapitalize": "none"}),
        help_text=gettext_lazy("One a line. Each gets a link that is good for one account and a week."),
    )
    groups = forms.CharField(
        label=gettext_lazy("Groups"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Besides the group of all users; apart by commas."),
    )


@for_people(methods=FORM)
def invitations(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the invitations that are open, or invite people."""
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    form = InviteForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_valid():
        emails = [email for email in _BETWEEN.split(form.cleaned_data["emails"]) if email]
        groups = [name.strip() for name in form.cleaned_data["groups"].split(",") if name.strip()]
        try:
            made = invite(actor, emails=emails, groups=groups)
        except AccountError as error:
            form.add_error(None, str(error))
        else:
            said = ngettext("%(number)d person was invited.", "%(number)d people were invited.", len(made))
            messages.success(request, said % {"number": len(made)})
            return HttpResponseRedirect(reverse("invitations"))
    context = {**admin_frame("invitations"), "form": form, "page": page_of(request, open_invitations())}
    return render(request, "wiki/site/invitations.html", context, status=400 if form.errors else 200)


@for_people(methods=WRITE)
def take_back(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make the link of an invitation void."""
    take_back_invitation(actor, invitation_id=required_id(request, "invitation"))
    messages.success(request, _("The invitation was taken back."))
    return HttpResponseRedirect(reverse("invitations"))
