"""The absolute addresses that mails carry."""

from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.urls import get_script_prefix, reverse

from wiki.models import Content, ContentKind
from wiki.notifications.change import Story
from wiki.queries.links import content_url
from wiki.queries.short_addresses import tiny_code
from wiki.queries.watch_links import stop_token
from wiki.storage_format.targets import download_address


def absolute(path: str) -> str:
    """Give the address of a path below the wiki's own, as the outside knows it."""
    return f"{settings.WIKI_BASE_URL.rstrip('/')}{path}"


def site_host() -> str:
    """Give the name of the wiki's host, for the names of mails."""
    return urlsplit(settings.WIKI_BASE_URL).hostname or "localhost"


def address_of_host(story: Story) -> str:
    """Give the address of the page or blog post."""
    return absolute(content_url(story.host))


def short_address_of(content_id: int) -> str:
    """Give the short address of a page or blog post, which stays when it is renamed or moved."""
    return _named("tiny-link", tiny_code(content_id))


def address_of_change(story: Story) -> str:
    """Give where what is new is read: the page, the place of the comment on it, the file."""
    content = story.content
    match content.kind:
        case ContentKind.COMMENT:
            return f"{address_of_host(story)}#comment-{content.pk}"
        case ContentKind.ATTACHMENT:
            return _address_of_file(content)
    return address_of_host(story)


def address_of_difference(story: Story) -> str:
    """Give where the version is compared with the one before."""
    numbers = (story.change.version - 1, story.change.version)
    fields = [("pageId", story.host.pk), *(("selectedPageVersions", number) for number in numbers)]
    return f"{_named('compare-versions')}?{urlencode(fields)}"


def address_of_reply(story: Story) -> str:
    """Give where the comment that is told of is answered."""
    fields = {"pageId": story.host.pk, "parentId": story.content.pk}
    return f"{_named('add-comment')}?{urlencode(fields)}"


def address_of_space(key: str) -> str:
    """Give the address of a space."""
    return _named("space", key)


def address_of_job(job_id: UUID) -> str:
    """Give where a job is watched, with its log and its result."""
    return _named("job", str(job_id))


def address_to_stop(watch_id: int, user_id: int) -> str:
    """Give the address that stops a watch without logging in."""
    return f"{_named('stop-watching')}?{urlencode({'watch': stop_token(watch_id, user_id)})}"


def address_of_settings() -> str:
    """Give where people choose what they are told by mail."""
    return _named("email-settings")


def _address_of_file(file: Content) -> str:
    modified_ms = int(file.modified.timestamp() * 1000)
    return absolute(download_address(file.container_id or 0, file.title, file.version, modified_ms))


def _named(name: str, *arguments: str) -> str:
    # In a worker the prefix is "/", in a web server the context path; the base URL has it already.
    return absolute("/" + reverse(name, args=arguments).removeprefix(get_script_prefix()))
