"""What the references of a document point to, for one reader, in a few queries; and who links to a page."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.queries import people
from wiki.models import Content, ContentKind, ContentStatus, FormerPlace, Link, LinkKind, Space, SpacePermissionType
from wiki.permissions.visible import spaces_granting, visible_contents, visible_spaces
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

_APART = 200
"""Spaces, or contents with files, whose titles one query tells apart; of more it asks for all titles in all of them,
because databases read no condition of any depth."""

_AT_ONCE = 50_000
"""Titles that one query names."""

Key = TypeVar("Key", bound=Hashable)
Place = TypeVar("Place", bound=Hashable)
Target = TypeVar("Target")


class VisibleTargets:
    """Finds the targets of references among what one actor may view; a `LinkResolver`.

    It remembers its answers: what was asked for once, for several documents together, takes no query again.
    """

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self._known_pages: dict[PageKey, ContentTarget | None] = {}
        self._known_blogposts: dict[BlogPostKey, ContentTarget | None] = {}
        self._known_contents: dict[int, ContentTarget | None] = {}
        self._known_attachments: dict[AttachmentKey, AttachmentTarget | None] = {}
        self._known_users: dict[UserKey, UserTarget | None] = {}
        self._known_spaces: dict[str, SpaceTarget | None] = {}

    def pages(self, wanted: AbstractSet[PageKey]) -> Mapping[PageKey, ContentTarget]:
        """Find pages by space and title; a former title, or a space that it left, finds it too."""
        return _remembered(self._known_pages, wanted, self._page_targets)

    def blogposts(self, wanted: AbstractSet[BlogPostKey]) -> Mapping[BlogPostKey, ContentTarget]:
        """Find blog posts by space, day and title; without a day the latest of that title."""
        return _remembered(self._known_blogposts, wanted, self._blogpost_targets)

    def contents(self, wanted: AbstractSet[int]) -> Mapping[int, ContentTarget]:
        """Find pages and blog posts by id."""
        return _remembered(self._known_contents, wanted, self._content_targets)

    def attachments(self, wanted: AbstractSet[AttachmentKey]) -> Mapping[AttachmentKey, AttachmentTarget]:
        """Find files by what they hang on and their name."""
        return _remembered(self._known_attachments, wanted, self._attachment_targets)

    def users(self, wanted: AbstractSet[UserKey]) -> Mapping[UserKey, UserTarget]:
        """Find people by key, or by name where there is no key."""
        return _remembered(self._known_users, wanted, self._user_targets)

    def spaces(self, wanted: AbstractSet[str]) -> Mapping[str, SpaceTarget]:
        """Find spaces by key."""
        return _remembered(self._known_spaces, wanted, self._space_targets)

    def creatable(self, wanted: AbstractSet[str]) -> AbstractSet[str]:
        """Give those of some space keys in whose spaces the actor may create pages."""
        granting = spaces_granting(self.actor, SpacePermissionType.EDITSPACE)
        found = set(
            granting.filter(key_folded__in={fold_title(key) for key in wanted}).values_list("key_folded", flat=True)
        )
        return {key for key in wanted if fold_title(key) in found}

    def _page_targets(self, wanted: AbstractSet[PageKey]) -> Mapping[PageKey, ContentTarget]:
        return {key: _content_target(page) for key, page in self._pages(wanted).items()}

    def _blogpost_targets(self, wanted: AbstractSet[BlogPostKey]) -> Mapping[BlogPostKey, ContentTarget]:
        return {key: _content_target(post) for key, post in self._blogposts(wanted).items()}

    def _content_targets(self, wanted: AbstractSet[int]) -> Mapping[int, ContentTarget]:
        found = Content.objects.filter(
            pk__in=wanted, kind__in=(ContentKind.PAGE, ContentKind.BLOGPOST), status=ContentStatus.CURRENT
        )
        return {content.pk: _content_target(content) for content in self._visible(found)}

    def _attachment_targets(self, wanted: AbstractSet[AttachmentKey]) -> Mapping[AttachmentKey, AttachmentTarget]:
        containers = self._containers({key.container for key in wanted})
        by_container: dict[int, set[str]] = defaultdict(set)
        for key in wanted:
            if key.container in containers:
                by_container[containers[key.container]].add(fold_title(key.filename))
        if not by_container:
            return {}
        found: dict[tuple[int | None, str], Content] = {}
        for names in _named_in("container_id", by_container):
            files = Content.objects.filter(names, kind=ContentKind.ATTACHMENT, status=ContentStatus.CURRENT)
            found |= {(file.container_id, file.title_folded): file for file in visible_contents(self.actor, files)}
        answer = {}
        for key in wanted:
            file = found.get((containers.get(key.container), fold_title(key.filename)))
            if file is not None:
                answer[key] = _attachment_target(file)
        return answer

    def _user_targets(self, wanted: AbstractSet[UserKey]) -> Mapping[UserKey, UserTarget]:
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

    def _space_targets(self, wanted: AbstractSet[str]) -> Mapping[str, SpaceTarget]:
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
            found.update(self._moved(frozenset(missing - found.keys())))
        return found

    def _moved(self, wanted: AbstractSet[PageKey]) -> dict[PageKey, Content]:
        """Find pages by a space that they left."""
        if not wanted:
            return {}
        places: dict[tuple[str, str], int] = {}
        for named in _named_in("space__key_folded", _titles_by_space(wanted)):
            left = FormerPlace.objects.filter(named).order_by("left", "pk")
            rows = left.values_list("content_id", "space__key_folded", "title_folded")
            places |= {(key, title): content_id for content_id, key, title in rows}
        if not places:
            return {}
        pages = Content.objects.filter(pk__in=places.values(), kind=ContentKind.PAGE, status=ContentStatus.CURRENT)
        by_id = {page.pk: page for page in self._visible(pages)}
        answer = {key: by_id.get(places.get((fold_title(key.space_key), fold_title(key.title)), 0)) for key in wanted}
        return {key: page for key, page in answer.items() if page is not None}

    def _titled(self, wanted: AbstractSet[PageKey], status: ContentStatus) -> dict[PageKey, Content]:
        found: dict[tuple[str, str], Content] = {}
        for named in _named_in("space__key_folded", _titles_by_space(wanted)):
            pages = self._visible(Content.objects.filter(named, kind=ContentKind.PAGE, status=status))
            if status == ContentStatus.HISTORICAL:
                pages = pages.select_related("space", "current__space")
            found |= {(page.space.key_folded, page.title_folded): page for page in pages.order_by("modified", "pk")}
        answer = {key: found.get((fold_title(key.space_key), fold_title(key.title))) for key in wanted}
        return {key: page for key, page in answer.items() if page is not None}

    def _blogposts(self, wanted: AbstractSet[BlogPostKey]) -> dict[BlogPostKey, Content]:
        latest: dict[tuple[str, str, str], Content] = {}
        for named in _named_in("space__key_folded", _titles_by_space(wanted)):
            posts = Content.objects.filter(named, kind=ContentKind.BLOGPOST, status=ContentStatus.CURRENT)
            for post in sorted(self._visible(posts), key=lambda post: post.posting_day or _OLDEST):
                for day in ("", f"{post.posting_day:%Y/%m/%d}"):
                    latest[post.space.key_folded, post.title_folded, day] = post
        answer = {
            key: latest.get((fold_title(key.space_key), fold_title(key.title), key.posting_day)) for key in wanted
        }
        return {key: post for key, post in answer.items() if post is not None}

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


def _remembered(
    known: dict[Key, Target | None], wanted: AbstractSet[Key], find: Callable[[AbstractSet[Key]], Mapping[Key, Target]]
) -> dict[Key, Target]:
    """Answer from what is known, and find the rest."""
    unknown = wanted - known.keys()
    if unknown:
        found = find(unknown)
        known.update({key: found.get(key) for key in unknown})
    return {key: target for key in wanted if (target := known[key]) is not None}


def incoming_links(actor: Actor, page: Content) -> QuerySet[Content]:
    """Give the visible pages, blog posts and comments that link to a page or blog post, by title."""
    kind = LinkKind.BLOGPOST if page.kind == ContentKind.BLOGPOST else LinkKind.PAGE
    naming = Link.objects.filter(
        kind=kind, space_key_folded=page.space.key_folded, title_folded=page.title_folded
    ) | Link.objects.filter(kind=LinkKind.CONTENT, target=str(page.pk))
    sources = Content.objects.filter(status=ContentStatus.CURRENT, pk__in=naming.values("source_id"))
    return visible_contents(actor, sources).exclude(pk=page.pk).select_related("space", "host").order_by("title_folded")


def _titles_by_space(wanted: AbstractSet[PageKey] | AbstractSet[BlogPostKey]) -> dict[str, set[str]]:
    titles: dict[str, set[str]] = defaultdict(set)
    for key in wanted:
        titles[fold_title(key.space_key)].add(fold_title(key.title))
    return titles


def _named_in(field: str, titles: Mapping[Place, AbstractSet[str]]) -> Iterator[Q]:
    """Give conditions, mostly a single one, that find all titles in their places; others may be found with them.

    Args:
        field: the field that tells the places apart.
        titles: folded titles by their places.
    """
    for part in _parts(titles):
        if len(part) <= _APART:
            yield _any(Q((field, place), title_folded__in=folded) for place, folded in part.items())
        else:
            yield Q((f"{field}__in", list(part)), title_folded__in=set().union(*part.values()))


def _parts(titles: Mapping[Place, AbstractSet[str]]) -> Iterator[dict[Place, set[str]]]:
    """Part titles by their places so that no part has more than one query may name."""
    part: dict[Place, set[str]] = defaultdict(set)
    count = 0
    for place, folded in titles.items():
        for title in folded:
            if count == _AT_ONCE:
                yield part
                part, count = defaultdict(set), 0
            part[place].add(title)
            count += 1
    if part:
        yield part


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
