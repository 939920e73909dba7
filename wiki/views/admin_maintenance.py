"""The banner above every page, and the read-only mode."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from wiki.errors import BadValue
from wiki.services.site.maintenance import set_maintenance
from wiki.site_settings.now import settings_now
from wiki.views.admin_menu import admin_frame
from wiki.views.decorators import FORM, for_people


class MaintenanceForm(forms.Form):
    """What everybody is told, and whether they may change anything."""

    banner = forms.CharField(
        required=False,
        max_length=2000,
        label=gettext_lazy("Banner"),
        help_text=gettext_lazy("Stands above every page, for everybody. Empty: none."),
    )
    read_only = forms.BooleanField(
        required=False,
        label=gettext_lazy("Read-only mode"),
        help_text=gettext_lazy(
            "Every change by people is refused, in the browser and by the remote API, until it is ended here. "
            "What had begun in the background is finished."
        ),
    )


@for_people(methods=FORM)
def maintenance(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the banner and the mode, or change them."""
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    now = settings_now()
    initial = {"banner": now.text("banner"), "read_only": now.flag("read_only")}
    form = MaintenanceForm(request.POST if request.method == "POST" else None, initial=initial, label_suffix="")
    if form.is_valid():
        try:
            set_maintenance(actor, **form.cleaned_data)
        except BadValue as error:
            form.add_error("banner", str(error))
        else:
            messages.success(request, _("That was saved."))
            return HttpResponseRedirect(reverse("maintenance"))
    context = {**admin_frame("maintenance"), "form": form}
    return render(request, "wiki/site/maintenance.html", context, status=400 if form.errors else 200)
