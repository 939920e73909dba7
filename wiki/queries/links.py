"""What the references of a document point to, for one reader, in a few queries; and who links to a page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.queries import people
from wiki.models import Content, ContentKind, ContentStatus, Link, LinkKind, Space
from wiki.permissions.visible import visible_contents, visible_spaces
from wiki.storage_format.references import fold_title
from wiki.storage_format.targets import (
    AttachmentKey,
    AttachmentTarget,
    BlogPostKey,
    ContentTarget,
    PageKey,
    SpaceKey,
    SpaceTarget,
    UserKey,
    UserTarget,
    blogpost_address,
    download_address,
    page_address,
)

THUMBNAIL_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
_OLDEST = date.min


class VisibleTargets:
    """Finds the targets of references among what one actor may view; a `LinkResolver`."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def pages(self, wanted: AbstractSet[PageKey]) -> Mapping[PageKey, ContentTarget]:
        """Find pages by space and title; a title that a page had before its last rename finds it, too."""
        found = {key: _content_target(page) for key, page in self._pages(wanted).items()}
        return found

    def blogposts(self, wanted: AbstractSet[BlogPostKey]) -> Mapping[BlogPostKey, ContentTarget]:
        """Find blog posts by space, day and title; without a day the latest of that title."""
        return {key: _content_target(post) for key, post in self._blogposts(wanted).items()}

    def contents(self, wanted: AbstractSet[int]) -> Mapping[int, ContentTarget]:
        """Find pages and blog posts by id."""
        found = Content.objects.filter(
            pk__in=wanted, kind__in=(ContentKind.PAGE, ContentKind.BLOGPOST), status=ContentStatus.CURRENT
        )
        return {content.pk: _content_target(content) for content in self._visible(found)}

    def attachments(self, wanted: AbstractSet[AttachmentKey]) -> Mapping[AttachmentKey, AttachmentTarget]:
        """Find files by what they hang on and their name."""
        containers = self._containers({key.container for key in wanted})
        by_container: dict[int, set[str]] = defaultdict(set)
        for key in wanted:
            if key.container in containers:
                by_container[containers[key.container]].add(fold_title(key.filename))
        if not by_container:
            return {}
        names = _any(Q(container_id=pk, title_folded__in=folded) for pk, folded in by_container.items())
        files = Content.objects.filter(names, kind=ContentKind.ATTACHMENT, status=ContentStatus.CURRENT)
        found = {(file.container_id, file.title_folded): file for file in visible_contents(self.actor, files)}
        answer = {}
        for key in wanted:
            file = found.get((containers.get(key.container), fold_title(key.filename)))
            if file is not None:
                answer[key] = _attachment_target(file)
        return answer

    def users(self, wanted: AbstractSet[UserKey]) -> Mapping[UserKey, UserTarget]:
        """Find people by key, or by name where there is no key."""
        keys = {key.key.lower() for key in wanted if key.key}
        names = {key.username.lower() for key in wanted if not key.key}
        found = people().filter(Q(key__in=keys) | Q(username__in=names)) if self.actor.may_use else people().none()
        by_key, by_name = {}, {}
        for user in found:
            target = UserTarget(user.key, user.username, user.full_name or user.username, f"/display/~{user.username}")
            by_key[user.key], by_name[user.username] = target, target
        answer = {}
        for key in wanted:
            target_or_none = by_key.get(key.key.lower()) if key.key else by_name.get(key.username.lower())
            if target_or_none is not None:
                answer[key] = target_or_none
        return answer

    def spaces(self, wanted: AbstractSet[str]) -> Mapping[str, SpaceTarget]:
        """Find spaces by key."""
        found = {space.key_folded: space for space in self._spaces(wanted)}
        return {
            key: SpaceTarget(space.key, space.name, f"/display/{space.key}")
            for key in wanted
            if (space := found.get(fold_title(key))) is not None
        }

    def _pages(self, wanted: AbstractSet[PageKey]) -> dict[PageKey, Content]:
        found = self._titled(wanted, ContentStatus.CURRENT)
        missing = frozenset(wanted - found.keys())
        if missing:
            for key, earlier in self._titled(missing, ContentStatus.HISTORICAL).items():
                if earlier.current is not None and earlier.current.status == ContentStatus.CURRENT:
                    found[key] = earlier.current
        return found

    def _titled(self, wanted: AbstractSet[PageKey], status: ContentStatus) -> dict[PageKey, Content]:
        titles: dict[str, set[str]] = defaultdict(set)
        for key in wanted:
            titles[fold_title(key.space_key)].add(fold_title(key.title))
        named = _any(Q(space__key_folded=key, title_folded__in=folded) for key, folded in titles.items())
        pages = Content.objects.filter(named, kind=ContentKind.PAGE, status=status).order_by("modified", "pk")
        if status == ContentStatus.HISTORICAL:
            pages = pages.select_related("current__space")
        found = {(page.space.key_folded, page.title_folded): page for page in self._visible(pages)}
        answer = {key: found.get((fold_title(key.space_key), fold_title(key.title))) for key in wanted}
        return {key: page for key, page in answer.items() if page is not None}

    def _blogposts(self, wanted: AbstractSet[BlogPostKey]) -> dict[BlogPostKey, Content]:
        titles: dict[str, set[str]] = defaultdict(set)
        for key in wanted:
            titles[fold_title(key.space_key)].add(fold_title(key.title))
        if not titles:
            return {}
        named = _any(Q(space__key_folded=key, title_folded__in=folded) for key, folded in titles.items())
        posts = Content.objects.filter(named, kind=ContentKind.BLOGPOST, status=ContentStatus.CURRENT)
        found: dict[BlogPostKey, Content] = {}
        candidates = sorted(self._visible(posts), key=lambda post: post.posting_day or _OLDEST)
        for post in candidates:
            for key in wanted:
                same = (fold_title(key.space_key), fold_title(key.title)) == (post.space.key_folded, post.title_folded)
                if same and key.posting_day in ("", f"{post.posting_day:%Y/%m/%d}"):
                    found[key] = post
        return found

    def _containers(
        self, wanted: AbstractSet[int | PageKey | BlogPostKey | SpaceKey]
    ) -> dict[int | PageKey | BlogPostKey | SpaceKey, int]:
        ids: dict[int | PageKey | BlogPostKey | SpaceKey, int] = {key: key for key in wanted if isinstance(key, int)}
        pages = {key for key in wanted if isinstance(key, PageKey)}
        posts = {key for key in wanted if isinstance(key, BlogPostKey)}
        spaces = {key for key in wanted if isinstance(key, SpaceKey)}
        if pages:
            ids.update({key: page.pk for key, page in self._pages(pages).items()})
        if posts:
            ids.update({key: post.pk for key, post in self._blogposts(posts).items()})
        if spaces:
            homes = {space.key_folded: space.home_page_id for space in self._spaces({key.key for key in spaces})}
            for key in spaces:
                home = homes.get(fold_title(key.key))
                if home is not None:
                    ids[key] = home
        return ids

    def _spaces(self, keys: Iterable[str]) -> QuerySet[Space]:
        return visible_spaces(self.actor).filter(key_folded__in={fold_title(key) for key in keys})

    def _visible(self, contents: QuerySet[Content]) -> QuerySet[Content]:
        return visible_contents(self.actor, contents).select_related("space")


def incoming_links(actor: Actor, page: Content) -> QuerySet[Content]:
    """Give the visible pages, blog posts and comments that link to a page or blog post, by title."""
    kind = LinkKind.BLOGPOST if page.kind == ContentKind.BLOGPOST else LinkKind.PAGE
    naming = Link.objects.filter(
        kind=kind, space_key_folded=page.space.key_folded, title_folded=page.title_folded
    ) | Link.objects.filter(kind=LinkKind.CONTENT, target=str(page.pk))
    sources = Content.objects.filter(status=ContentStatus.CURRENT, pk__in=naming.values("source_id"))
    return visible_contents(actor, sources).exclude(pk=page.pk).select_related("space", "host").order_by("title_folded")


def _any(conditions: Iterable[Q]) -> Q:
    combined = Q(pk__in=[])
    for condition in conditions:
        combined |= condition
    return combined


def content_url(content: Content) -> str:
    """Give the address of a page or blog post, from the root of the wiki."""
    if content.kind == ContentKind.BLOGPOST and content.posting_day is not None:
        return blogpost_address(content.space.key, content.title, f"{content.posting_day:%Y/%m/%d}", content.pk)
    return page_address(content.space.key, content.title, content.pk)


def _content_target(content: Content) -> ContentTarget:
    return ContentTarget(content.pk, content.title, content.space.key, content_url(content))


def _attachment_target(file: Content) -> AttachmentTarget:
    container_id = file.container_id or 0
    modified_ms = int(file.modified.timestamp() * 1000)
    thumbnail = ""
    if file.media_type in THUMBNAIL_TYPES:
        thumbnail = download_address(container_id, file.title, file.version, modified_ms, "thumbnails")
    return AttachmentTarget(
        file.pk,
        file.title,
        file.version,
        file.media_type,
        container_id,
        download_address(container_id, file.title, file.version, modified_ms),
        thumbnail,
    )
