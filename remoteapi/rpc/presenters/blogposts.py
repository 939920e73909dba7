"""Blog posts to RemoteBlogEntry and its summary."""

from collections.abc import Iterable

from remoteapi.rpc.presenters.addresses import address_of_content
from remoteapi.rpc.presenters.authors import username
from remoteapi.rpc.types import RemoteBlogEntry, RemoteBlogEntrySummary
from remoteapi.rpc.versions import ApiVersion
from wiki.models import Content, Restriction


def present_blogpost(post: Content, version: ApiVersion) -> RemoteBlogEntry:
    """A blog post, with its body as the version of the API gives it."""
    return RemoteBlogEntry(
        id=post.pk,
        permissions=Restriction.objects.filter(content_id=post.current_id or post.pk).count(),
        space=post.space.key,
        title=post.title,
        url=address_of_content(post),
        author=username(post.creator),
        publish_date=post.created,
        content=version.body_of(post.storage) if version.gives_bodies else "",
        version=post.version,
    )


def present_blogpost_summaries(posts: Iterable[Content]) -> list[RemoteBlogEntrySummary]:
    """Blog posts without their bodies, read with their spaces and creators."""
    read = list(posts)
    restricted: dict[int, int] = {}
    spaces = {post.space_id for post in read}
    for pk in Restriction.objects.filter(content__space_id__in=spaces).values_list("content_id", flat=True):
        restricted[pk] = restricted.get(pk, 0) + 1
    return [
        RemoteBlogEntrySummary(
            id=post.pk,
            permissions=restricted.get(post.pk, 0),
            space=post.space.key,
            title=post.title,
            url=address_of_content(post),
            author=username(post.creator),
            publish_date=post.created,
        )
        for post in read
    ]
