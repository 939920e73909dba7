"""Which event leads to what: the one table of side effects."""

from accounts import events as account_events
from accounts.actor import SYSTEM_LINKS
from accounts.errors import UserExists
from accounts.models import User
from wiki import tasks
from wiki.errors import BadKey, KeyTaken
from wiki.events import ContentRelocated, PagesRelocated, SpaceRekeyed, subscribe
from wiki.services.frame import record_people_change
from wiki.services.spaces.edit import follow_username


def links_follow_content(event: ContentRelocated) -> None:
    """Have links to a renamed or moved content rewritten in the background."""
    tasks.follow_relocation.delay(
        event.content_id, event.kind, event.old_space_key, event.old_title, event.old_container_id
    )


def links_follow_pages(event: PagesRelocated) -> None:
    """Have links to pages that came to another space rewritten in the background."""
    tasks.follow_pages.delay([list(pair) for pair in event.titles], event.old_space_key)


def links_follow_space(event: SpaceRekeyed) -> None:
    """Have links to a space with a new key rewritten in the background, where that was asked for."""
    if event.update_links:
        tasks.follow_space_key.delay(event.old_key, event.space_key)


def personal_space_follows_name(user: User, old_name: str) -> None:
    """Give a renamed person's space its new key, in the transaction of the renaming.

    Raises:
        UserExists: a space has the key that goes with the new name.
    """
    try:
        follow_username(SYSTEM_LINKS, owner=user)
    except (KeyTaken, BadKey):
        raise UserExists(user.username, "personal space of the name") from None


def connect() -> None:
    """Connect every event to its handlers."""
    if personal_space_follows_name not in account_events.user_renamed:
        account_events.user_renamed.append(personal_space_follows_name)
    if record_people_change not in account_events.people_changed:
        account_events.people_changed.append(record_people_change)
    subscribe(ContentRelocated, links_follow_content)
    subscribe(PagesRelocated, links_follow_pages)
    subscribe(SpaceRekeyed, links_follow_space)
