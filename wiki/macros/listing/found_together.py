"""Asks for the targets of the references of several contents together, before a macro renders them one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wiki.macros.base import MacroUse
from wiki.macros.resolution import Resolution
from wiki.models import Content
from wiki.storage_format.extract import references
from wiki.storage_format.nodes import Document, Node
from wiki.storage_format.references import (
    AttachmentReference,
    BlogPostReference,
    ContentEntityReference,
    PageReference,
    SpaceReference,
    UserReference,
    space_or,
)
from wiki.storage_format.targets import AttachmentKey, BlogPostKey, PageKey, UserKey


def find_together(use: MacroUse, bodies: Iterable[tuple[Content, Sequence[Node]]]) -> None:
    """Find what the references in some contents point to, with one call for each kind of target.

    The resolver remembers it, so that rendering the contents asks nothing more.

    Args:
        use: the macro that is going to render them.
        bodies: contents, each with the nodes of it that are going to be rendered.
    """
    links = use.context.links
    pages: set[PageKey] = set()
    posts: set[BlogPostKey] = set()
    contents: set[int] = set()
    files: set[AttachmentKey] = set()
    people: set[UserKey] = set()
    spaces: set[str] = set()
    for content, nodes in bodies:
        keys = Resolution(links, content.space.key, content.pk)
        for outgoing in references(Document(list(nodes))):
            match outgoing.reference:
                case PageReference(title=title) as page if title and not title.startswith("@"):
                    pages.add(keys.page_key(page))
                case BlogPostReference() as post:
                    posts.add(keys.blogpost_key(post))
                case ContentEntityReference(content_id=number):
                    contents.add(number)
                case AttachmentReference() as file:
                    key = keys.attachment_key(file)
                    if key is not None:
                        files.add(key)
                case UserReference(key=user_key, username=username) if user_key or username:
                    people.add(UserKey(user_key, username))
                case SpaceReference(key=space_key):
                    spaces.add(space_or(space_key, content.space.key))
    if pages:
        links.pages(pages)
    if posts:
        links.blogposts(posts)
    if contents:
        links.contents(contents)
    if files:
        links.attachments(files)
    if people:
        links.users(people)
    if spaces:
        links.spaces(spaces)
