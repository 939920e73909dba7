"""How the site looks: its name, its logo and its colour."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actor import Actor
from accounts.errors import BadPicture
from accounts.global_permissions import GlobalPermissionType, require_global
from wiki.errors import BadValue
from wiki.services.site.logo import remove_site_logo, set_site_logo
from wiki.services.site.settings import change_site_settings
from wiki.site_settings.now import settings_now
from wiki.views.admin_menu import admin_frame
from wiki.views.decorators import FORM, for_people
from wiki.views.look_form import LookForm


class SiteLookForm(LookForm):
    """Name, logo and colour of the site."""

    site_name = forms.CharField(
        max_length=60,
        label=gettext_lazy("Name of the site"),
        help_text=gettext_lazy("Stands at the top of every page and in the titles of browser windows."),
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, inherited=gettext_lazy("The wiki’s own"), **kwargs)
        self.initial["site_name"] = name


@for_people(methods=FORM)
def look(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show how the site looks, or change it."""
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    now = settings_now()
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SiteLookForm(*given, name=now.text("site_name"), accent=now.text("accent"), logo=now.text("site_logo"))
    if form.is_valid():
        try:
            _change(actor, form)
        except BadPicture as error:
            form.add_error("logo", str(error))
        except BadValue as error:
            form.add_error("site_name", str(error))
        else:
            messages.success(request, _("The look of the site was changed."))
            return HttpResponseRedirect(reverse("site-look"))
    return render(
        request, "wiki/site/look.html", {**admin_frame("look"), "form": form}, status=400 if form.errors else 200
    )


def _change(actor: Actor, form: SiteLookForm) -> None:
    upload = form.upload
    if upload is not None:
        set_site_logo(actor, data=upload)
    elif form.cleaned_data.get("remove_logo"):
        remove_site_logo(actor)
    change_site_settings(actor, values={"site_name": form.cleaned_data["site_name"], "accent": form.chosen})
