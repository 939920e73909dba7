"""May this actor do this to that: the one decision, made of space permissions and restrictions."""

from collections.abc import Iterable

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
from wiki.permissions.visible import passed_restrictions, visible_contents
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
    Action.EXPORT_SPACE: P.EXPORTSPACE,
    Action.ADMINISTER: P.SETSPACEPERMISSIONS,
}
_STOPPED_BY_EDIT_RESTRICTION = frozenset(
    {Action.EDIT, Action.REMOVE, Action.ATTACH, Action.REMOVE_ATTACHMENT, Action.LABEL, Action.RESTRICT}
)


def space_permissions(actor: Actor, space: Space | int) -> frozenset[SpacePermissionType]:
    """Give the permissions that an actor has in a space, its groups' and everybody's included.

    Without VIEWSPACE none of the others counts, so that the answer is then empty.

    Args:
        space: the space or its id.
    """
    if actor.is_super:
        return frozenset(SpacePermissionType)
    if not actor.may_use:
        return frozenset()
    space_id = space.pk if isinstance(space, Space) else space
    to_users = SpaceUserPermission.objects.filter(content_object_id=space_id, user_id__in=actor.grantee_user_ids)
    to_groups = SpaceGroupPermission.objects.filter(content_object_id=space_id, group_id__in=actor.group_ids)
    codenames = to_users.values_list("permission__codename", flat=True).union(
        to_groups.values_list("permission__codename", flat=True)
    )
    granted = frozenset(SpacePermissionType(codename.upper()) for codename in codenames)
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


def passes_edit_restriction(actor: Actor, content: Content) -> bool:
    """Say whether the edit restriction of the page or post that a content hangs on, if it has one, names the actor."""
    if content.kind == ContentKind.COMMENT or actor.is_super:
        return True
    closed = Restriction.objects.filter(content_id=content.host_id or content.pk, type=RestrictionType.EDIT)
    return not closed.exclude(pk__in=passed_restrictions(actor).values("pk")).exists()


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
