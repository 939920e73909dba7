"""The page on which system administrators decide settings for the whole site."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from wiki.errors import BadValue
from wiki.services.site.settings import change_site_settings
from wiki.site_settings.declarations import settings_by_group
from wiki.site_settings.kinds import Setting, SettingKind, Value
from wiki.site_settings.now import SiteSettings, settings_now
from wiki.views.admin_menu import admin_frame
from wiki.views.decorators import FORM, for_people

_FEW = 5


@for_people(methods=FORM)
def general(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the settings, or change them."""
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    form = SiteSettingsForm(request.POST if request.method == "POST" else None, now=settings_now())
    if form.is_valid():
        try:
            changed = change_site_settings(actor, values=form.cleaned_data)
        except BadValue as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(
                request, gettext("The settings were saved.") if changed else gettext("Nothing was changed.")
            )
            return HttpResponseRedirect(reverse("site-settings"))
    groups = [(title, [form[setting.name] for setting in group]) for title, group in settings_by_group().items()]
    context = {**admin_frame("general"), "form": form, "groups": groups}
    return render(request, "wiki/site/settings.html", context, status=400 if form.errors else 200)


class SiteSettingsForm(forms.Form):
    """All settings that the page offers; what they hold is checked by the service."""

    def __init__(self, data: object, *, now: SiteSettings) -> None:
        super().__init__(data, label_suffix="")  # type: ignore[arg-type]
        for group in settings_by_group().values():
            for setting in group:
                self.fields[setting.name] = _FIELDS[setting.kind](setting)
                self.initial[setting.name] = _shown(now[setting.name])


def _shown(value: Value) -> object:
    return "\n".join(value) if isinstance(value, tuple) else value


def _flag(setting: Setting) -> forms.Field:
    return forms.BooleanField(required=False, label=setting.title, help_text=setting.doc)


def _choice(setting: Setting) -> forms.Field:
    # The words for a few choices can be read at once.
    widget = forms.RadioSelect if len(setting.choices) <= _FEW else forms.Select
    return forms.ChoiceField(choices=setting.choices, label=setting.title, help_text=setting.doc, widget=widget)


def _text(setting: Setting) -> forms.Field:
    return forms.CharField(required=False, label=setting.title, help_text=setting.doc)


def _lines(setting: Setting) -> forms.Field:
    area = forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocapitalize": "none"})
    return forms.CharField(required=False, label=setting.title, help_text=setting.doc, widget=area)


def _number(setting: Setting) -> forms.Field:
    return forms.IntegerField(
        label=setting.title, help_text=setting.doc, min_value=setting.least, max_value=setting.most
    )


_FIELDS = {
    SettingKind.FLAG: _flag,
    SettingKind.CHOICE: _choice,
    SettingKind.TEXT: _text,
    SettingKind.LINES: _lines,
    SettingKind.NUMBER: _number,
}
