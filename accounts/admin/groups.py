"""Groups and their members in the administration."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from accounts.admin.frame import ServiceAdmin
from accounts.admin.permission_field import chosen, held, permission_field
from accounts.admin_site import wiki_admin
from accounts.errors import BadGroupName
from accounts.middleware import actor_of
from accounts.models import User
from accounts.names import checked_group_name
from accounts.queries import members_of, people
from accounts.services.global_grants import Grantee, set_global_grants
from accounts.services.groups import (
    add_group,
    add_user_to_group,
    remove_group,
    remove_user_from_group,
    rename_group,
)

SHOWN_MEMBERS = 100


def _people_field(label: str | Promise) -> forms.ModelMultipleChoiceField:  # type: ignore[type-arg]
    # A group may have thousands of members: who comes and who goes is named, the rest is not sent to and fro.
    to_person = User.groups.through._meta.get_field("user")
    widget = AutocompleteSelectMultiple(to_person, wiki_admin)
    return forms.ModelMultipleChoiceField(queryset=people(), required=False, label=label, widget=widget)


class GroupForm(forms.ModelForm):  # type: ignore[type-arg]
    """A group."""

    add_members = _people_field(gettext_lazy("Add members"))
    remove_members = _people_field(gettext_lazy("Remove members"))
    global_permissions = permission_field()

    class Meta:
        model = Group
        fields = ("name",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.initial["global_permissions"] = held(group_ids=(self.instance.pk,))

    def clean_name(self) -> str:
        """Check the name by the rules for names, and give it in lower case."""
        try:
            return checked_group_name(self.cleaned_data["name"])
        except BadGroupName as error:
            raise ValidationError(str(error)) from None


@admin.register(Group, site=wiki_admin)
class GroupAdmin(ServiceAdmin):
    """Groups: found, added, renamed, filled."""

    form = GroupForm
    list_display = ("name", "member_count")
    search_fields = ("name",)
    ordering = ("name",)
    readonly_fields = ("members",)
    fieldsets = (
        (None, {"fields": ("name", "members", "add_members", "remove_members")}),
        (gettext_lazy("Global permissions"), {"fields": ("global_permissions",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        """Give groups with the number of their members."""
        return super().get_queryset(request).annotate(number=Count("user"))

    @admin.display(description="members", ordering="number")
    def member_count(self, group: Any) -> int:
        """How many members the group has."""
        return int(group.number)

    @admin.display(description="members")
    def members(self, group: Group) -> SafeString:
        """The members, with links; of a large group the first ones and the way to all."""
        if group._state.adding:
            return SafeString("-")
        shown = members_of(group)[: SHOWN_MEMBERS + 1]
        names = format_html_join(
            ", ",
            '<a href="{}">{}</a>',
            ((reverse("admin:accounts_user_change", args=[user.pk]), user.username) for user in shown[:SHOWN_MEMBERS]),
        )
        everybody = f"{reverse('admin:accounts_user_changelist')}?groups__id__exact={group.pk}"
        return format_html('{} <a href="{}">(list)</a>', names or "-", everybody)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Have services keep what the form says."""
        actor, given = actor_of(request), form.cleaned_data
        if change:
            saved = rename_group(actor, old_name=form.initial["name"], new_name=given["name"])
        else:
            saved = add_group(actor, name=given["name"])
        for user in given["add_members"]:
            add_user_to_group(actor, username=user.username, group=saved.name)
        for user in given["remove_members"]:
            remove_user_from_group(actor, username=user.username, group=saved.name)
        if "global_permissions" in form.changed_data:
            set_global_grants(actor, grantee=Grantee.group(saved.name), permissions=chosen(given))
        obj.pk, obj.name = saved.pk, saved.name
        obj._state.adding = False

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Have the service remove a group."""
        remove_group(actor_of(request), name=obj.name)
