"""Global permissions, kept on Django's own permission rows."""

from collections.abc import Collection

from django.contrib.auth.models import Group, Permission
from django.db import models
from django.db.models import QuerySet

from accounts.global_permissions import DESCRIPTIONS
from accounts.models.user import User


class GlobalPermission(models.Model):
    """No table: Django makes one permission row for each of the names below, and grants of them are its own tables."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions = tuple((str(name), text) for name, text in DESCRIPTIONS.items())

    @staticmethod
    def rows() -> QuerySet[Permission]:
        """Give Django's permission rows that are global permissions."""
        return Permission.objects.filter(content_type__app_label="accounts", content_type__model="globalpermission")

    @staticmethod
    def granted_to(*, user_ids: Collection[int], group_ids: Collection[int]) -> set[str]:
        """Give the names granted to any of these users or groups, in one query."""
        of_kind = {
            "permission__content_type__app_label": "accounts",
            "permission__content_type__model": "globalpermission",
        }
        to_users = User.user_permissions.through.objects.filter(user_id__in=user_ids, **of_kind)
        to_groups = Group.permissions.through.objects.filter(group_id__in=group_ids, **of_kind)
        names = to_users.values_list("permission__codename").union(to_groups.values_list("permission__codename"))
        return {name for (name,) in names}
