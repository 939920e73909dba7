"""Global permissions, kept on Django's own permission rows."""

from collections.abc import Collection
from functools import lru_cache

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
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
        users, groups = tuple(user_ids), tuple(group_ids)
        if not users and not groups:
            return set()
        # Every request asks for them: the query is written once for each number of ids.
        with connection.cursor() as cursor:
            cursor.execute(_names_granted(len(users), len(groups)), (*users, *groups))
            return {name for (name,) in cursor.fetchall()}


@lru_cache(maxsize=256)
def _names_granted(users: int, groups: int) -> str:
    """Write the query of the names granted to so many users and groups, whose ids are its parameters."""
    to_users, to_groups = User.user_permissions.through._meta.db_table, Group.permissions.through._meta.db_table
    permissions, kinds = Permission._meta.db_table, ContentType._meta.db_table
    arms = [
        f"SELECT named.codename FROM {table} AS given JOIN {permissions} AS named ON named.id = given.permission_id "
        f"JOIN {kinds} AS kind ON kind.id = named.content_type_id "
        "WHERE kind.app_label = 'accounts' AND kind.model = 'globalpermission' "
        f"AND given.{column} IN ({', '.join(['%s'] * number)})"
        for table, column, number in ((to_users, "user_id", users), (to_groups, "group_id", groups))
        if number
    ]
    return " UNION ".join(arms)
