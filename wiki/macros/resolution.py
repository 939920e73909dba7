"""The targets of a document's references: all asked for first, then found in one round."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from copy import copy

from wiki.storage_format.references import (
    AttachmentReference,
    BlogPostReference,
    Container,
    ContentEntityReference,
    PageReference,
    Reference,
    SpaceReference,
    UserReference,
    space_or,
)
from wiki.storage_format.targets import (
    AttachmentKey,
    AttachmentTarget,
    BlogPostKey,
    ContentTarget,
    LinkResolver,
    PageKey,
    SpaceKey,
    SpaceTarget,
    UserKey,
    UserTarget,
)


class Resolution:
    """What the references of one document point to, for one reader."""

    def __init__(self, resolver: LinkResolver, space_key: str, content_id: int | None) -> None:
        self.space_key = space_key
        self.content_id = content_id
        self._resolver = resolver
        self._pages: set[PageKey] = set()
        self._blogposts: set[BlogPostKey] = set()
        self._contents: set[int] = set()
        self._attachments: set[AttachmentKey] = set()
        self._users: set[UserKey] = set()
        self._spaces: set[str] = set()
        self._found_pages: dict[PageKey, ContentTarget] = {}
        self._found_blogposts: dict[BlogPostKey, ContentTarget] = {}
        self._found_contents: dict[int, ContentTarget] = {}
        self._found_attachments: dict[AttachmentKey, AttachmentTarget] = {}
        self._found_users: dict[UserKey, UserTarget] = {}
        self._found_spaces: dict[str, SpaceTarget] = {}
        self._creatable: AbstractSet[str] | None = None

    def want(self, reference: Reference) -> None:
        """Put a reference on the list of what is to be found."""
        match reference:
            case PageReference():
                if reference.title and not reference.title.startswith("@"):
                    self._pages.add(self.page_key(reference))
            case BlogPostReference():
                self._blogposts.add(self.blogpost_key(reference))
            case ContentEntityReference():
                self._contents.add(reference.content_id)
            case AttachmentReference():
                key = self.attachment_key(reference)
                if key is not None:
                    self._attachments.add(key)
            case UserReference():
                if reference.key or reference.username:
                    self._users.add(UserKey(reference.key, reference.username))
            case SpaceReference():
                self._spaces.add(space_or(reference.key, self.space_key))

    def fetch(self) -> None:
        """Find everything that is wanted, with one call for each kind of target."""
        resolver = self._resolver
        if self._pages:
            self._found_pages.update(resolver.pages(self._pages))
        if self._blogposts:
            self._found_blogposts.update(resolver.blogposts(self._blogposts))
        if self._contents:
            self._found_contents.update(resolver.contents(self._contents))
        if self._attachments:
            self._found_attachments.update(resolver.attachments(self._attachments))
        if self._users:
            self._found_users.update(resolver.users(self._users))
        if self._spaces:
            self._found_spaces.update(resolver.spaces(self._spaces))

    def for_reader(self, resolver: LinkResolver) -> Resolution:
        """Give the same targets, found already, without what was known of the reader for whom they were found."""
        same = copy(self)
        same._resolver = resolver
        return same

    @property
    def space_keys(self) -> set[str]:
        """The keys of the spaces that were named, and of those where something was found."""
        named = {key.space_key for key in self._pages} | {key.space_key for key in self._blogposts} | self._spaces
        found = (*self._found_pages.values(), *self._found_blogposts.values(), *self._found_contents.values())
        return named | {target.space_key for target in found}

    @property
    def reaches_anywhere(self) -> bool:
        """Whether something was not found, which may be anywhere, or was found on content that may be anywhere."""
        if any(key.container != self.content_id for key in self._attachments):
            return True
        return (
            len(self._found_pages) < len(self._pages)
            or len(self._found_blogposts) < len(self._blogposts)
            or len(self._found_contents) < len(self._contents)
            or len(self._found_spaces) < len(self._spaces)
        )

    def page_key(self, reference: PageReference) -> PageKey:
        """Give the key under which a page is asked for."""
        return PageKey(space_or(reference.space_key, self.space_key), reference.title)

    def blogpost_key(self, reference: BlogPostReference) -> BlogPostKey:
        """Give the key under which a blog post is asked for."""
        return BlogPostKey(space_or(reference.space_key, self.space_key), reference.title, reference.posting_day)

    def attachment_key(self, reference: AttachmentReference) -> AttachmentKey | None:
        """Give the key under which a file is asked for, or None when nothing can hold it."""
        container = self._container_key(reference.container)
        if container is None or not reference.filename:
            return None
        return AttachmentKey(container, reference.filename)

    def _container_key(self, container: Container | None) -> int | PageKey | BlogPostKey | SpaceKey | None:
        match container:
            case None:
                return self.content_id
            case PageReference():
                return self.page_key(container) if container.title else self.content_id
            case BlogPostReference():
                return self.blogpost_key(container)
            case ContentEntityReference():
                return container.content_id
            case SpaceReference():
                return SpaceKey(space_or(container.key, self.space_key))

    def may_create(self, reference: PageReference) -> bool:
        """Say whether the reader may create the page that a reference names, where there is none."""
        if self._creatable is None:
            missing = {key.space_key for key in self._pages - self._found_pages.keys()}
            self._creatable = self._resolver.creatable(missing)
        return self.page_key(reference).space_key in self._creatable

    def page(self, reference: PageReference) -> ContentTarget | None:
        """Give the page that a reference points to, or None."""
        return self._found_pages.get(self.page_key(reference))

    def blogpost(self, reference: BlogPostReference) -> ContentTarget | None:
        """Give the blog post that a reference points to, or None."""
        return self._found_blogposts.get(self.blogpost_key(reference))

    def content(self, reference: ContentEntityReference) -> ContentTarget | None:
        """Give the content that a reference points to, or None."""
        return self._found_contents.get(reference.content_id)

    def attachment(self, reference: AttachmentReference) -> AttachmentTarget | None:
        """Give the file that a reference points to, or None."""
        key = self.attachment_key(reference)
        return self._found_attachments.get(key) if key is not None else None

    def user(self, reference: UserReference) -> UserTarget | None:
        """Give the user whom a reference names, or None."""
        return self._found_users.get(UserKey(reference.key, reference.username))

    def space(self, reference: SpaceReference) -> SpaceTarget | None:
        """Give the space that a reference names, or None."""
        return self._found_spaces.get(space_or(reference.key, self.space_key))
