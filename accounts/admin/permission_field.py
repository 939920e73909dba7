"""The boxes of global permissions in the forms of people and groups."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from accounts.global_permissions import DESCRIPTIONS, GlobalPermissionType
from accounts.models import GlobalPermission

CHOICES = [(str(name), format_lazy("{} ({})", gettext_lazy(text), str(name))) for name, text in DESCRIPTIONS.items()]


def permission_field() -> forms.MultipleChoiceField:
    """Make the boxes."""
    return forms.MultipleChoiceField(
        choices=CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext("What is granted here itself; people also have what their groups have."),
    )


def held(*, user_ids: tuple[int, ...] = (), group_ids: tuple[int, ...] = ()) -> list[str]:
    """Give the boxes that are ticked."""
    return sorted(GlobalPermission.granted_to(user_ids=user_ids, group_ids=group_ids))


def chosen(cleaned: dict[str, Any]) -> list[GlobalPermissionType]:
    """Give what was ticked in a valid form."""
    return [GlobalPermissionType(name) for name in cleaned["global_permissions"]]
