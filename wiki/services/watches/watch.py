"""Watch content and spaces, and stop watching."""

from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.errors import NotPermitted
from accounts.models import User
from wiki.errors import BadValue
from wiki.models import ContentKind, Space, Watch
from wiki.permissions.access import content_for, space_by_id, space_for
from wiki.permissions.vocabulary import Action
from wiki.services.frame import service

_WATCHED = (ContentKind.PAGE, ContentKind.BLOGPOST)


@service
def watch_content(actor: Actor, *, content_id: int, user: User | None = None) -> bool:
    """Watch a page or blog post.

    Args:
        user: who is to watch; None stands for the actor. For others the actor has to administer the space.

    Returns:
        whether the watch is new.

    Raises:
        NoSuchContent: the content is not there for the actor, or for that user.
        NotPermitted: nobody is logged in, or the actor may not do this for others.
    """
    watcher = _watcher(actor, user)
    content = content_for(actor, content_id, kinds=_WATCHED)
    if watcher.pk != actor.user_id:
        space_by_id(actor, content.space_id, Action.ADMINISTER)
        content_for(Actor.for_user(watcher), content_id, kinds=_WATCHED)
    return Watch.objects.get_or_create(user=watcher, content_id=content.pk)[1]


@service
def unwatch_content(actor: Actor, *, content_id: int, user: User | None = None) -> bool:
    """Stop watching a page or blog post.

    Args:
        user: who stops; None stands for the actor. For others the actor has to administer the space.

    Returns:
        whether it was watched.

    Raises:
        as `watch_content`.
    """
    watcher = _watcher(actor, user)
    content = content_for(actor, content_id, kinds=_WATCHED)
    if watcher.pk != actor.user_id:
        space_by_id(actor, content.space_id, Action.ADMINISTER)
    return Watch.objects.filter(user=watcher, content_id=content.pk).delete()[0] > 0


@service
def watch_space(actor: Actor, *, space_key: str, content_kind: str = "", user: User | None = None) -> bool:
    """Watch a space, or one kind of content in it.

    Args:
        content_kind: a ContentKind, or empty for all.
        user: who is to watch; None stands for the actor. For others the actor has to administer the space.

    Returns:
        whether the watch is new.

    Raises:
        NoSuchSpace: the space is not there for the actor, or for that user.
        NotPermitted: nobody is logged in, or the actor may not do this for others.
    """
    if content_kind and content_kind not in ContentKind.values:
        raise BadValue(
            "contentType", gettext("'{content_kind}' is no kind of content.").format(content_kind=content_kind[:80])
        )
    watcher = _watcher(actor, user)
    space = _watched_space(actor, space_key, watcher)
    space_by_id(Actor.for_user(watcher), space.pk)
    return Watch.objects.get_or_create(user=watcher, space=space, content_kind=content_kind)[1]


@service
def unwatch_space(actor: Actor, *, space_key: str, content_kind: str = "", user: User | None = None) -> bool:
    """Stop watching a space, or one kind of content in it.

    Returns:
        whether it was watched.

    Raises:
        as `watch_space`.
    """
    watcher = _watcher(actor, user)
    space = _watched_space(actor, space_key, watcher)
    return Watch.objects.filter(user=watcher, space=space, content_kind=content_kind).delete()[0] > 0


def _watcher(actor: Actor, user: User | None) -> User:
    watcher = user or actor.user
    if watcher is None:
        raise NotPermitted(gettext("Watching needs somebody who is logged in."))
    return watcher


def _watched_space(actor: Actor, space_key: str, watcher: User) -> Space:
    return space_for(actor, space_key, Action.VIEW if watcher.pk == actor.user_id else Action.ADMINISTER)
