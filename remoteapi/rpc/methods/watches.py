"""Remote methods of watches: who is told of what changes."""

from functools import partial

from accounts.queries import may_view_profiles
from remoteapi.rpc import registry
from remoteapi.rpc.presenters.users import present_users
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import Long, RemoteUser
from wiki.errors import BadValue
from wiki.permissions.access import content_for, space_by_id, space_for
from wiki.permissions.vocabulary import Action
from wiki.queries import watches as queries
from wiki.services.watches import watch as services

remote_method = partial(registry.remote_method, group=Group.NOTIFICATIONS)

_WATCHED = ("page", "blogpost")
_KINDS = ("page", "blogpost", "comment", "attachment")


@remote_method("watchPage", access=Access.LOGGED_IN)
def watch_page(call: Call, page_id: Long) -> bool:
    """Watch a page or blog post: mails tell of its changes. False if it was watched already."""
    return services.watch_content(call.actor, content_id=page_id)


@remote_method("watchPageForUser", access=Access.LOGGED_IN)
def watch_page_for_user(call: Call, page_id: Long, username: str) -> bool:
    """Have a user watch a page or blog post. False if the user did already. For the space's administrators.

    Refused where the user may not view it.
    """
    content = content_for(call.actor, page_id, kinds=_WATCHED)
    watcher = queries.watcher_named(call.actor, content.space_id, username)
    return services.watch_content(call.actor, content_id=page_id, user=watcher)


@remote_method("removePageWatch", access=Access.LOGGED_IN)
def remove_page_watch(call: Call, page_id: Long) -> bool:
    """Stop watching a page or blog post. False if it was not watched."""
    return services.unwatch_content(call.actor, content_id=page_id)


@remote_method("removePageWatchForUser", access=Access.LOGGED_IN)
def remove_page_watch_for_user(call: Call, page_id: Long, username: str) -> bool:
    """Have a user stop watching a page or blog post. False if the user did not. For the space's administrators."""
    content = content_for(call.actor, page_id, kinds=_WATCHED)
    watcher = queries.watcher_named(call.actor, content.space_id, username)
    return services.unwatch_content(call.actor, content_id=page_id, user=watcher)


@remote_method("watchSpace", access=Access.LOGGED_IN)
def watch_space(call: Call, space_key: str) -> bool:
    """Watch all content of a space. False if it was watched already."""
    return services.watch_space(call.actor, space_key=space_key)


@remote_method("watchSpaceForUser", access=Access.LOGGED_IN, extra=True)
def watch_space_for_user(call: Call, space_key: str, username: str) -> bool:
    """Have a user watch all content of a space. False if the user did already. For the space's administrators.

    Refused where the user may not view the space.
    """
    watcher = queries.watcher_named(call.actor, space_for(call.actor, space_key).pk, username)
    return services.watch_space(call.actor, space_key=space_key, user=watcher)


@remote_method("removeSpaceWatch", access=Access.LOGGED_IN)
def remove_space_watch(call: Call, space_key: str) -> bool:
    """Stop watching a space. False if it was not watched. Pages that are watched themselves stay watched."""
    return services.unwatch_space(call.actor, space_key=space_key)


@remote_method("isWatchingPage", access=Access.READ)
def is_watching_page(call: Call, page_id: Long, username: str) -> bool:
    """Return whether a user watches a page or blog post itself: oneself or, for the space's administrators, anybody."""
    content = content_for(call.actor, page_id, kinds=_WATCHED)
    return queries.watches_content(queries.watcher_named(call.actor, content.space_id, username), content)


@remote_method("isWatchingSpace", access=Access.READ)
def is_watching_space(call: Call, space_key: str, username: str) -> bool:
    """Return whether a user watches a space: oneself or, for the space's administrators, anybody."""
    space = space_for(call.actor, space_key)
    return queries.watches_space(queries.watcher_named(call.actor, space.pk, username), space)


@remote_method("isWatchingSpaceForType", access=Access.READ)
def is_watching_space_for_type(call: Call, space_key: str, content_type: str, username: str) -> bool:
    """Return whether a user watches a space, or all content of one type in it.

    contentType is page, blogpost, comment or attachment. Asked for oneself or, by the space's administrators, for
    anybody.
    """
    space = space_for(call.actor, space_key)
    watcher = queries.watcher_named(call.actor, space.pk, username)
    if content_type not in _KINDS:
        raise BadValue("contentType", f"'{content_type[:80]}' is no type of content; use one of {', '.join(_KINDS)}.")
    return queries.watches_space(watcher, space, content_type)


@remote_method("getWatchersForPage", access=Access.READ)
def get_watchers_for_page(call: Call, page_id: Long) -> list[RemoteUser]:
    """Return who watches a page or blog post itself. For the space's administrators.

    Addresses are only there for callers who may view profiles.
    """
    content = content_for(call.actor, page_id, kinds=_WATCHED)
    space_by_id(call.actor, content.space_id, Action.ADMINISTER)
    return present_users(queries.watchers_of(call.actor, content), with_email=may_view_profiles(call.actor))


@remote_method("getWatchersForSpace", access=Access.READ)
def get_watchers_for_space(call: Call, space_key: str) -> list[RemoteUser]:
    """Return who watches all content of a space. For its administrators.

    Addresses are only there for callers who may view profiles.
    """
    space = space_for(call.actor, space_key, Action.ADMINISTER)
    return present_users(queries.watchers_of_space(call.actor, space), with_email=may_view_profiles(call.actor))
