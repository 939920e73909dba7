"""Which of some people may view a content: the decision of `visible`, asked the other way round and in one query."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.default_groups import super_group_name
from accounts.models import ANONYMOUS_USER_ID, User
from accounts.queries import people_who_may_use
from wiki.models import (
    Content,
    ContentStatus,
    RestrictionGroupPermission,
    RestrictionUserPermission,
    SpaceGroupPermission,
    SpacePermissionType,
    SpaceUserPermission,
    ViewGate,
)
from wiki.permissions.visible import in_shown_spaces


def who_may_view(content: Content, people: QuerySet[User]) -> QuerySet[User]:
    """Narrow people to those who may view a content; deactivated ones never may.

    Args:
        content: any version of a page, blog post, comment or attachment.
        people: any queryset of people.
    """
    host_id = content.host_id
    if host_id is None:
        return people.none()
    if not in_shown_spaces(Content.objects.filter(pk=host_id, status=ContentStatus.CURRENT)).exists():
        return people.none()
    super_members = User.groups.through.objects.filter(group__name=super_group_name()).values("user_id")
    by_rights = _may_view_space(content.space_id) & ~Exists(_closed_gates(host_id))
    may_use = people.filter(pk__in=people_who_may_use().order_by().values("pk"))
    return may_use.filter(Q(pk__in=super_members) | by_rights)


def who_may_view_space(space_id: int, people: QuerySet[User]) -> QuerySet[User]:
    """Narrow people to those who may view a space that is there; deactivated ones never may."""
    super_members = User.groups.through.objects.filter(group__name=super_group_name()).values("user_id")
    may_use = people.filter(pk__in=people_who_may_use().order_by().values("pk"))
    return may_use.filter(Q(pk__in=super_members) | _may_view_space(space_id))


def _may_view_space(space_id: int) -> Q:
    viewing = {"content_object_id": space_id, "permission__codename": SpacePermissionType.VIEWSPACE.lower()}
    to_users = SpaceUserPermission.objects.filter(**viewing)
    to_groups = SpaceGroupPermission.objects.filter(**viewing).values("group_id")
    members = User.groups.through.objects.filter(group_id__in=to_groups).values("user_id")
    to_everybody = Exists(to_users.filter(user_id=ANONYMOUS_USER_ID))
    return Q(pk__in=to_users.values("user_id")) | Q(pk__in=members) | Q(to_everybody)


def _closed_gates(host_id: int) -> QuerySet[ViewGate]:
    """The gates of a content that a person of the query around does not pass."""
    named = RestrictionUserPermission.objects.filter(
        content_object_id=OuterRef("restriction_id"), user_id=OuterRef(OuterRef("pk"))
    )
    in_named_group = RestrictionGroupPermission.objects.filter(
        content_object_id=OuterRef("restriction_id"), group__user=OuterRef(OuterRef("pk"))
    )
    return ViewGate.objects.filter(~Exists(named), ~Exists(in_named_group), content_id=host_id)
