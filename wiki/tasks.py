"""What Celery workers do for the wiki: each task hands its ids to a service."""

from celery import shared_task

from accounts.actor import SYSTEM_LINKS
from wiki.models import ContentKind
from wiki.services import link_following, unused_files


@shared_task(name="wiki.tasks.follow_relocation")
def follow_relocation(
    content_id: int, kind: str, old_space_key: str, old_title: str, old_container_id: int | None = None
) -> int:
    """Rewrite links to a content that was renamed or moved; running it twice changes nothing more."""
    if kind == ContentKind.PAGE:
        return link_following.follow_page(
            SYSTEM_LINKS, content_id=content_id, old_space_key=old_space_key, old_title=old_title
        )
    if kind == ContentKind.BLOGPOST:
        return link_following.follow_blogpost(
            SYSTEM_LINKS, content_id=content_id, old_space_key=old_space_key, old_title=old_title
        )
    return link_following.follow_attachment(
        SYSTEM_LINKS, content_id=content_id, old_title=old_title, old_container_id=old_container_id or 0
    )


@shared_task(name="wiki.tasks.follow_pages")
def follow_pages(titles: list[tuple[int, str]], old_space_key: str) -> int:
    """Rewrite links to pages that came to another space together."""
    return link_following.follow_pages(SYSTEM_LINKS, titles=titles, old_space_key=old_space_key)


@shared_task(name="wiki.tasks.follow_space_key")
def follow_space_key(old_key: str, new_key: str) -> int:
    """Rewrite links to a space that has another key now."""
    return link_following.follow_space_key(SYSTEM_LINKS, old_key=old_key, new_key=new_key)


@shared_task(name="wiki.tasks.sweep_unused_files")
def sweep_unused_files() -> int:
    """Delete files that no attachment names."""
    return unused_files.sweep_unused_files()
