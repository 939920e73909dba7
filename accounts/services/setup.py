"""The first administrator, the first groups and what they may do."""

import secrets

from django.contrib.auth.models import Group
from django.db import transaction

from accounts.actor import SYSTEM_SETUP
from accounts.default_groups import super_group_name, users_group_name
from accounts.global_permissions import GlobalPermissionType
from accounts.models import User
from accounts.queries import active_people, group_exists, people
from accounts.services.global_grants import Grantee, grant_global
from accounts.services.groups import add_group
from accounts.services.users import add_user, reactivate_user

FOR_EVERYBODY = (
    GlobalPermissionType.USECONFLUENCE,
    GlobalPermissionType.PERSONALSPACE,
    GlobalPermissionType.CREATESPACE,
    GlobalPermissionType.UPDATEUSERSTATUS,
    GlobalPermissionType.VIEWUSERPROFILES,
    GlobalPermissionType.PROFILEATTACHMENTS,
    GlobalPermissionType.USEREMOTEAPI,
)
FOR_ADMINISTRATORS = (GlobalPermissionType.ADMINISTRATECONFLUENCE, GlobalPermissionType.SYSTEMADMINISTRATOR)


@transaction.atomic
def set_up_people(admin_username: str, admin_password: str | None = None) -> str | None:
    """Make the groups and the first administrator, on a site that has no active administrator; otherwise nothing.

    Groups that are there keep the permissions they have.

    Args:
        admin_username: name of the administrator; a person of this name becomes one.
        admin_password: as the operator chose it, or None to have one made.

    Returns:
        the password that was made, or None.

    Raises:
        BadUsername: the name can't be taken.
    """
    if active_people().filter(groups__name=super_group_name()).exists():
        return None
    _set_up_group(users_group_name(), FOR_EVERYBODY)
    _set_up_group(super_group_name(), FOR_ADMINISTRATORS)
    user, is_new = _administrator(admin_username)
    user.groups.add(Group.objects.get(name=super_group_name()))
    made = None
    if not admin_password and is_new:
        made = admin_password = secrets.token_urlsafe(12)
    if admin_password:
        # The operator's own choice, as it is: the rules are for people who choose for themselves.
        user.set_password(admin_password)
        user.save(update_fields=["password"])
    return made


def _set_up_group(name: str, permissions: tuple[GlobalPermissionType, ...]) -> None:
    if group_exists(name):
        return
    add_group(SYSTEM_SETUP, name=name)
    for permission in permissions:
        grant_global(SYSTEM_SETUP, permission=permission, grantee=Grantee.group(name))


def _administrator(username: str) -> tuple[User, bool]:
    user = people().filter(username=username.strip().lower()).first()
    if user is None:
        return add_user(SYSTEM_SETUP, username=username, full_name="Administrator"), True
    return reactivate_user(SYSTEM_SETUP, username=username), False
