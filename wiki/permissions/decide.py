"""May this actor do this to that: the one decision, made of space permissions and restrictions."""

from collections.abc import Collection, Iterable

from accounts.actor import Actor
from wiki.models import (
    Content,
    ContentKind,
    Restriction,
    RestrictionType,
    Space,
    SpaceGroupPermission,
    SpacePermissionType,
    SpaceUserPermission,
)
from wiki.permissions.conditions import Condition, names_granted, passed_by
from wiki.permissions.visible import passed_restrictions, reader_of, visible_contents
from wiki.permissions.vocabulary import Action

P = SpacePermissionType

_EDIT = {
    ContentKind.PAGE: P.EDITSPACE,
    ContentKind.BLOGPOST: P.EDITBLOG,
    ContentKind.COMMENT: P.COMMENT,
    ContentKind.ATTACHMENT: P.CREATEATTACHMENT,
}
_REMOVE = {
    ContentKind.PAGE: P.REMOVEPAGE,
    ContentKind.BLOGPOST: P.REMOVEBLOG,
    ContentKind.COMMENT: P.REMOVECOMMENT,
    ContentKind.ATTACHMENT: P.REMOVEATTACHMENT,
}
_IN_SPACE = {
    Action.VIEW: P.VIEWSPACE,
    Action.CREATE_PAGE: P.EDITSPACE,
    Action.CREATE_BLOGPOST: P.EDITBLOG,
    Action.ATTACH: P.CREATEATTACHMENT,
    Action.EXPORT_SPACE: P.EXPORTSPACE,
    Action.ADMINISTER: P.SETSPACEPERMISSIONS,
}
_STOPPED_BY_EDIT_RESTRICTION = frozenset(
    {
        Action.EDIT,
        Action.REMOVE,
        Action.ARCHIVE,
        Action.ATTACH,
        Action.REMOVE_ATTACHMENT,
        Action.LABEL,
        Action.RESTRICT,
    }
)


def space_permissions(actor: Actor, space: Space | int) -> frozenset[SpacePermissionType]:
    """Give the permissions that an actor has in a space, its groups' and everybody's included.

    Without VIEWSPACE none of the others counts, so that the answer is then empty.

    Args:
        space: the space or its id.
    """
    if isinstance(space, Space) and space.is_arriving:
        return frozenset()
    if actor.is_super:
        return frozenset(SpacePermissionType)
    if not actor.may_use:
        return frozenset()
    space_id = space.pk if isinstance(space, Space) else space
    granted = frozenset(SpacePermissionType(name.upper()) for name in names_granted(reader_of(actor), space_id))
    return granted if P.VIEWSPACE in granted else frozenset()


def may(actor: Actor, action: Action, target: Space | Content) -> bool:
    """Say whether an actor may do something.

    Args:
        action: what is wanted.
        target: a space, or a page, blog post, comment or attachment, or a historical version of one.
    """
    if isinstance(target, Space):
        return may_in_space(actor, action, target)
    if not visible_contents(actor, Content.objects.filter(pk=target.pk)).exists():
        return False
    return may_to_visible(actor, action, target)


def may_in_space(actor: Actor, action: Action, space: Space) -> bool:
    """Say whether an actor may do something to a space as a whole."""
    required = _IN_SPACE.get(action)
    return required is not None and required in space_permissions(actor, space)


def may_to_visible(actor: Actor, action: Action, content: Content) -> bool:
    """Say whether an actor may do something to a content that the actor is known to see."""
    return action in allowed_actions(actor, content, [action])


def allowed_actions(actor: Actor, content: Content, actions: Iterable[Action] = tuple(Action)) -> frozenset[Action]:
    """Give those of some actions that an actor may do to a content that the actor is known to see.

    Takes two queries however many actions are asked for, so that a page can show just what its reader may do.
    """
    if actor.is_super:
        return frozenset(actions)
    wanted = frozenset(actions)
    if wanted == {Action.VIEW}:
        return wanted
    granted = space_permissions(actor, content.space_id)
    allowed = {action for action in wanted if _granted(actor, action, content, granted)}
    if allowed & _STOPPED_BY_EDIT_RESTRICTION and not passes_edit_restriction(actor, content):
        allowed -= _STOPPED_BY_EDIT_RESTRICTION
    return frozenset(allowed)


def allowed_to_each(actor: Actor, action: Action, contents: Iterable[Content]) -> frozenset[int]:
    """Give the ids of those contents to which an actor may do something, of some that the actor is known to see.

    Takes three queries however many contents there are; else as `may_to_visible`.
    """
    every = list(contents)
    if actor.is_super or action == Action.VIEW:
        return frozenset(content.pk for content in every)
    granted = _permissions_in_each(actor, {content.space_id for content in every})
    allowed = [content for content in every if _granted(actor, action, content, granted[content.space_id])]
    if action in _STOPPED_BY_EDIT_RESTRICTION:
        hosts = {content.host_id or content.pk for content in allowed if content.kind != ContentKind.COMMENT}
        stopping = Restriction.objects.filter(content_id__in=hosts, type=RestrictionType.EDIT)
        stopping = stopping.exclude(pk__in=passed_restrictions(actor).values("pk"))
        closed = set(stopping.values_list("content_id", flat=True))
        allowed = [
            content
            for content in allowed
            if content.kind == ContentKind.COMMENT or (content.host_id or content.pk) not in closed
        ]
    return frozenset(content.pk for content in allowed)


def _permissions_in_each(actor: Actor, space_ids: Collection[int]) -> dict[int, frozenset[SpacePermissionType]]:
    """Give what `space_permissions` gives for each of some spaces."""
    found: dict[int, set[SpacePermissionType]] = {space_id: set() for space_id in space_ids}
    if actor.may_use:
        to_users = SpaceUserPermission.objects.filter(
            content_object_id__in=space_ids, user_id__in=actor.grantee_user_ids
        )
        to_groups = SpaceGroupPermission.objects.filter(content_object_id__in=space_ids, group_id__in=actor.group_ids)
        for grants in (to_users, to_groups):
            for space_id, codename in grants.values_list("content_object_id", "permission__codename"):
                found[space_id].add(SpacePermissionType(codename.upper()))
    return {
        space_id: frozenset(granted) if P.VIEWSPACE in granted else frozenset() for space_id, granted in found.items()
    }


def passes_edit_restriction(actor: Actor, content: Content) -> bool:
    """Say whether the edit restriction of the page or post that a content hangs on, if it has one, names the actor."""
    if content.kind == ContentKind.COMMENT or actor.is_super:
        return True
    closed = Restriction.objects.filter(content_id=content.host_id or content.pk, type=RestrictionType.EDIT)
    return not closed.exclude(Condition(passed_by(reader_of(actor)), "pk")).exists()


def _granted(actor: Actor, action: Action, content: Content, granted: frozenset[SpacePermissionType]) -> bool:
    kind = ContentKind(content.kind)
    own = actor.user_id is not None and content.creator_id == actor.user_id
    match action:
        case Action.EDIT if kind == ContentKind.COMMENT:
            return P.COMMENT in granted and (own or P.SETSPACEPERMISSIONS in granted)
        case Action.EDIT:
            return _EDIT[kind] in granted
        case Action.REMOVE:
            return _REMOVE[kind] in granted or (own and P.REMOVEOWNCONTENT in granted)
        case Action.ARCHIVE:
            # Only pages can be, by whoever may do both.
            edits = kind == ContentKind.PAGE and _granted(actor, Action.EDIT, content, granted)
            return edits and _granted(actor, Action.REMOVE, content, granted)
        case Action.COMMENT:
            return P.COMMENT in granted
        case Action.ATTACH:
            return P.CREATEATTACHMENT in granted
        case Action.REMOVE_ATTACHMENT:
            return P.REMOVEATTACHMENT in granted
        case Action.LABEL:
            return _EDIT[kind] in granted
        case Action.RESTRICT:
            return P.SETPAGEPERMISSIONS in granted and _EDIT[kind] in granted
        case Action.EXPORT:
            return P.EXPORTPAGE in granted
        case _:
            return _IN_SPACE[action] in granted
