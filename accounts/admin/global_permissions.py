"""Who has which global permission, on one page of the administration."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from accounts.admin.frame import ServiceAdmin
from accounts.admin.permission_field import CHOICES
from accounts.admin_site import wiki_admin
from accounts.errors import AccountError
from accounts.global_permissions import DESCRIPTIONS
from accounts.middleware import actor_of
from accounts.models import ANONYMOUS_USER_ID, GlobalPermission, User
from accounts.queries import group_by_name, user_by_name
from accounts.services.global_grants import Grantee, grant_global, grants_of_global, revoke_global

KINDS = [
    ("group", gettext_lazy("The group")),
    ("user", gettext_lazy("The person")),
    ("anonymous", gettext_lazy("Everybody, logged in or not")),
]


class GrantForm(forms.Form):
    """One grant, to be given or taken."""

    permission = forms.ChoiceField(choices=CHOICES)
    kind = forms.ChoiceField(choices=KINDS, label=pgettext_lazy("whom a permission is given", "To"))
    name = forms.CharField(required=False, max_length=255, label=gettext_lazy("Name"))

    def clean(self) -> dict[str, Any]:
        """Want a name of whoever has one."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("kind") in {"group", "user"} and not given.get("name"):
            raise ValidationError({"name": gettext("Please name the person or group.")})
        return given

    def grantee(self) -> Grantee:
        """Give who is meant."""
        kind = self.cleaned_data["kind"]
        return Grantee(kind, "" if kind == "anonymous" else self.cleaned_data["name"])


@admin.register(GlobalPermission, site=wiki_admin)
class GlobalPermissionAdmin(ServiceAdmin):
    """One page in place of a list: there is no table of these."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The names are fixed."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The names are fixed."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show all grants, and give or take one."""
        form = GrantForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                self._change(request, form)
            except AccountError as error:
                form.add_error(None, str(error))
            else:
                return HttpResponseRedirect(request.path)
        grants = grants_of_global()
        by_permission = [
            (name, gettext(text), [grant.grantee for grant in grants if grant.permission is name])
            for name, text in DESCRIPTIONS.items()
        ]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Global permissions"),
            "form": form,
            "by_permission": by_permission,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "accounts/admin/global_permissions.html", context)

    def _change(self, request: HttpRequest, form: GrantForm) -> None:
        permission, grantee = form.cleaned_data["permission"], form.grantee()
        revoke = "revoke" in request.POST
        (revoke_global if revoke else grant_global)(actor_of(request), permission=permission, grantee=grantee)
        text = f"{permission} {'taken from' if revoke else 'given to'} {grantee}."
        self.log_change(request, _row_of(grantee), text)
        self.message_user(request, text, messages.SUCCESS)


def _row_of(grantee: Grantee) -> Any:
    if grantee.kind == "group":
        return group_by_name(grantee.name)
    if grantee.kind == "user":
        return user_by_name(grantee.name)
    return User.objects.get(pk=ANONYMOUS_USER_ID)
