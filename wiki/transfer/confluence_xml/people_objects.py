"""The people that an export refers to and, in the export of a whole site, everybody with their groups."""

from collections.abc import Iterable

from django.contrib.auth.models import Group

from accounts.models import ANONYMOUS_USER_ID, GlobalPermission, User, UserInformation
from wiki.transfer.confluence_xml import writer
from wiki.transfer.confluence_xml.classes import (
    BODY_CONTENT,
    CONFLUENCE_USER,
    GROUP_TYPE,
    INTERNAL_GROUP,
    INTERNAL_USER,
    MEMBERSHIP,
    PERSONAL_INFORMATION,
    SPACE_PERMISSION,
)
from wiki.transfer.confluence_xml.numbers import Numbers

_AT_ONCE = 500


class PeopleObjects:
    """Knows the keys of people by their ids, and writes each of them once.

    Args:
        with_addresses: whether mail addresses are written, which belong into a backup only.
    """

    def __init__(self, out: writer.EntitiesWriter, *, with_addresses: bool) -> None:
        self._out = out
        self._with_addresses = with_addresses
        self._keys: dict[int, str] = {}

    def learn(self, user_ids: Iterable[int | None]) -> None:
        """Write those of some people who are not written yet, in one query."""
        new = {one for one in user_ids if one is not None and one != ANONYMOUS_USER_ID} - self._keys.keys()
        for user in User.objects.filter(pk__in=new) if new else ():
            self._keys[user.pk] = user.key
            self._out.add(
                CONFLUENCE_USER,
                user.key,
                writer.text("name", user.username),
                writer.text("lowerName", user.username.lower()),
                writer.text("email", user.email if self._with_addresses else None),
            )

    def key(self, user_id: int | None) -> str | None:
        """Give the key of somebody who was learnt; None for nobody and the anonymous user."""
        return None if user_id is None else self._keys.get(user_id)


def write_directory(out: writer.EntitiesWriter, people: PeopleObjects, numbers: Numbers) -> None:
    """Write everybody, all groups with their members, profiles and global permissions."""
    everybody = User.objects.exclude(pk=ANONYMOUS_USER_ID).order_by("pk")
    for user in everybody.iterator(chunk_size=_AT_ONCE):
        out.add(INTERNAL_USER, user.pk, *_user(user))
    people.learn(everybody.values_list("pk", flat=True))
    for group in Group.objects.order_by("pk").iterator(chunk_size=_AT_ONCE):
        out.add(INTERNAL_GROUP, group.pk, *_group(group))
    memberships = User.groups.through.objects.order_by("pk").exclude(user_id=ANONYMOUS_USER_ID)
    for pk, user_id, group_id in memberships.values_list("pk", "user_id", "group_id").iterator(chunk_size=_AT_ONCE):
        out.add(
            MEMBERSHIP,
            pk,
            writer.reference("parentGroup", INTERNAL_GROUP, group_id),
            writer.reference("userMember", INTERNAL_USER, user_id),
        )
    _write_profiles(out, people, numbers)
    _write_global_permissions(out, people, numbers)


def _user(user: User) -> tuple[str, ...]:
    first, _, last = user.full_name.rpartition(" ")
    password = writer.component("credential", writer.text("credential", user.password)) if user.password else ""
    return (
        writer.text("name", user.username),
        writer.text("lowerName", user.username.lower()),
        writer.flag("active", user.is_active),
        writer.date("createdDate", user.date_joined),
        writer.date("updatedDate", user.password_changed),
        writer.text("firstName", first),
        writer.text("lowerFirstName", first.lower()),
        writer.text("lastName", last),
        writer.text("lowerLastName", last.lower()),
        writer.text("displayName", user.full_name),
        writer.text("lowerDisplayName", user.full_name.lower()),
        writer.text("emailAddress", user.email),
        writer.text("lowerEmailAddress", user.email.lower()),
        writer.text("externalId", user.key),
        password,
    )


def _group(group: Group) -> tuple[str, ...]:
    return (
        writer.text("name", group.name),
        writer.text("lowerName", group.name.lower()),
        writer.flag("active", True),
        writer.flag("local", False),
        writer.text("description", None),
        writer.enum("type", GROUP_TYPE, "GROUP"),
    )


def _write_profiles(out: writer.EntitiesWriter, people: PeopleObjects, numbers: Numbers) -> None:
    for one in UserInformation.objects.exclude(storage="").order_by("pk").iterator(chunk_size=50):
        identity = numbers.next_content_id()
        people.learn([one.creator_id, one.modifier_id])
        out.add(
            PERSONAL_INFORMATION,
            identity,
            writer.text("title", None),
            writer.reference("user", CONFLUENCE_USER, people.key(one.user_id)),
            writer.number("version", one.version),
            writer.reference("creator", CONFLUENCE_USER, people.key(one.creator_id)),
            writer.date("creationDate", one.created),
            writer.reference("lastModifier", CONFLUENCE_USER, people.key(one.modifier_id)),
            writer.date("lastModificationDate", one.modified),
            writer.text("contentStatus", "current"),
            writer.collection("bodyContents", BODY_CONTENT, [identity]),
        )
        out.add(
            BODY_CONTENT,
            identity,
            writer.text("body", one.storage),
            writer.reference("content", PERSONAL_INFORMATION, identity),
            writer.number("bodyType", 2),
        )


def _write_global_permissions(out: writer.EntitiesWriter, people: PeopleObjects, numbers: Numbers) -> None:
    rows = {permission.pk: permission.codename for permission in GlobalPermission.rows()}
    to_users = User.user_permissions.through.objects.filter(permission_id__in=rows).order_by("pk")
    for user_id, permission_id in to_users.values_list("user_id", "permission_id"):
        subject = writer.reference("userSubject", CONFLUENCE_USER, people.key(user_id))
        _write_grant(out, numbers, rows[permission_id], writer.text("group", None), subject)
    to_groups = Group.permissions.through.objects.filter(permission_id__in=rows).order_by("pk")
    for name, permission_id in to_groups.values_list("group__name", "permission_id"):
        _write_grant(out, numbers, rows[permission_id], writer.text("group", name))


def _write_grant(out: writer.EntitiesWriter, numbers: Numbers, codename: str, *subject: str) -> None:
    out.add(SPACE_PERMISSION, numbers.next("grant"), writer.text("type", codename), *subject)
