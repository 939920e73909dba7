"""Names of people and groups that begin or hold what somebody types."""

from accounts.actor import Actor
from accounts.queries import all_groups, may_view_profiles
from wiki.queries.editor_lists import people_to_mention


def people_named(actor: Actor, text: str, limit: int) -> list[tuple[str, str]]:
    """Give the usernames and the names of people; nobody to those who may not view profiles."""
    return [(user.username, user.display_name) for user in people_to_mention(actor, text, limit)]


def groups_named(actor: Actor, text: str, limit: int) -> list[tuple[str, str]]:
    """Give the names of groups that hold a text; none to those who may not view profiles."""
    if actor.user is None or not may_view_profiles(actor):
        return []
    names = all_groups().filter(name__icontains=text.strip()).values_list("name", flat=True)[:limit]
    return [(name, name) for name in names]
