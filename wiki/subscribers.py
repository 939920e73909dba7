"""Which event leads to what: the one table of side effects."""

from wiki import tasks
from wiki.events import ContentRelocated, SpaceRekeyed, subscribe


def links_follow_content(event: ContentRelocated) -> None:
    """Have links to a renamed or moved content rewritten in the background."""
    tasks.follow_relocation.delay(
        event.content_id, event.kind, event.old_space_key, event.old_title, event.old_container_id
    )


def links_follow_space(event: SpaceRekeyed) -> None:
    """Have links to a space with a new key rewritten in the background, where that was asked for."""
    if event.update_links:
        tasks.follow_space_key.delay(event.old_key, event.space_key)


def connect() -> None:
    """Connect every event to its handlers."""
    subscribe(ContentRelocated, links_follow_content)
    subscribe(SpaceRekeyed, links_follow_space)
