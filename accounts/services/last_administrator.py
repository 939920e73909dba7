"""The site keeps somebody who can administer it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils.translation import gettext

from accounts.default_groups import super_group_name
from accounts.errors import LastAdministrator
from accounts.global_permissions import GlobalPermissionType
from accounts.models import GlobalPermission
from accounts.queries import active_people


def _has_super_member() -> bool:
    return active_people().filter(groups__name=super_group_name()).exists()


def _has_system_administrator() -> bool:
    rows = GlobalPermission.rows().filter(codename=GlobalPermissionType.SYSTEMADMINISTRATOR)
    return active_people().filter(Q(user_permissions__in=rows) | Q(groups__permissions__in=rows)).exists()


@contextmanager
def keeping_administrators() -> Iterator[None]:
    """Refuse a change, made inside, that takes the last active super group member or system administrator away.

    Must run inside the change's transaction, which the error rolls back. The super group's row is held, so that two
    such changes at a time don't each count on the other's administrator.

    Raises:
        LastAdministrator: the change would leave none.
    """
    list(Group.objects.select_for_update().filter(name=super_group_name()))
    had_super_member, had_system_administrator = _has_super_member(), _has_system_administrator()
    yield
    if had_super_member and not _has_super_member():
        raise LastAdministrator(
            gettext("The group {value} must keep at least one active member. Nothing was changed.").format(
                value=super_group_name()
            )
        )
    if had_system_administrator and not _has_system_administrator():
        raise LastAdministrator(
            gettext("At least one active person must keep the permission SYSTEMADMINISTRATOR. Nothing was changed.")
        )
