"""Say who may view or edit a page or blog post."""

from collections.abc import Iterable

from django.contrib.auth.models import Group

from accounts.actor import Actor
from accounts.models import User
from wiki.events import RestrictionsChanged
from wiki.models import Content, ContentKind, Restriction, RestrictionType, Space
from wiki.permissions.access import content_for
from wiki.permissions.grants import let_pass
from wiki.permissions.inheritance import gate_subtree
from wiki.permissions.vocabulary import Action
from wiki.services.frame import about, record, service


@service
def set_restriction(
    actor: Actor,
    *,
    content_id: int,
    type: RestrictionType,
    users: Iterable[User] = (),
    groups: Iterable[Group] = (),
) -> Content:
    """Replace who may view, or who may edit, a page or blog post; naming nobody lifts the restriction.

    What the page kept from a former ancestor is replaced as well; what it inherits from the pages above stays. An
    actor whom the new restriction would shut out is added to it, so that nobody locks themselves out by mistake.

    Args:
        type: what is restricted. View restrictions hold for all pages below, too.
        users: the people who pass.
        groups: the groups whose members pass.

    Raises:
        NoSuchContent: the content is not there for the actor.
        NotPermitted: the actor may not set restrictions here.
    """
    kinds = (ContentKind.PAGE, ContentKind.BLOGPOST)
    seen = content_for(actor, content_id, Action.RESTRICT, kinds=kinds)
    # The tree must hold still while its gates are set: a page moved below this one meanwhile would stay open.
    Space.objects.select_for_update(no_key=True).get(pk=seen.space_id)
    content = content_for(actor, content_id, Action.RESTRICT, kinds=kinds, lock=True)
    named_users, named_groups = {user.pk: user for user in users}, {group.pk: group for group in groups}
    Restriction.objects.filter(content_id=content.pk, type=type).delete()
    if named_users or named_groups:
        if actor.user is not None and actor.user.pk not in named_users and not actor.group_ids & set(named_groups):
            named_users[actor.user.pk] = actor.user
        restriction = Restriction.objects.create(content_id=content.pk, type=type)
        let_pass(restriction, [*named_users.values(), *named_groups.values()])
        gate_subtree(content, [restriction])
    record(actor, RestrictionsChanged(**about(actor, content), type=type))
    return content
