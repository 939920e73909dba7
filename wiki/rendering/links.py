"""Links: from what a document names to an address, and the tag that leads there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext

from wiki.macros.base import RenderContext
from wiki.macros.parameters import ParameterKind, coerce, find_given
from wiki.macros.registry import MACROS
from wiki.macros.resolution import Resolution
from wiki.macros.safe_html import attributes_html, escape_text
from wiki.macros.safe_url import is_own, safe_url
from wiki.site_settings.checks import shortcut_parts
from wiki.storage_format.anchors import anchor_id, content_id, fragment
from wiki.storage_format.extract import references
from wiki.storage_format.nodes import Document, Link, MacroCall
from wiki.storage_format.references import (
    AttachmentReference,
    BlogPostReference,
    ContentEntityReference,
    PageReference,
    ShortcutReference,
    SpaceReference,
    UrlReference,
    UserReference,
    space_or,
)
from wiki.storage_format.targets import AttachmentTarget, ContentTarget, create_page_address
from wiki.storage_format.visit import walk_elements


@dataclass(frozen=True, slots=True)
class LinkTag:
    """How a link is written: its start and end tag, and what it shows when the document does not say."""

    start: str
    end: str
    text: str


def resolve_all(document: Document, context: RenderContext) -> Resolution:
    """Find the targets of all references of a document, with one call for each kind of target."""
    return resolve_together([document], context)


def resolve_together(documents: Iterable[Document], context: RenderContext) -> Resolution:
    """Find the targets of all references of documents of one content, with one call for each kind of target."""
    resolution = Resolution(
        context.links, context.space.key, context.holder if context.content is None else context.content_id
    )
    for document in documents:
        for outgoing in references(document):
            resolution.want(outgoing.reference)
        for element in walk_elements(document):
            if isinstance(element, MacroCall):
                _want_named_pages(element, resolution)
    resolution.fetch()
    return resolution


def _want_named_pages(element: MacroCall, resolution: Resolution) -> None:
    macro = MACROS.find(element.name)
    if macro is None:
        return
    for parameter in macro.parameters:
        if parameter.kind is ParameterKind.PAGE:
            page = coerce(parameter, find_given(parameter, element.parameters))
            if isinstance(page, PageReference):
                resolution.want(page)


def _tag(href: str, text: str, **attributes: str | None) -> LinkTag:
    written = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return LinkTag(f"<a{attributes_html({'href': href} | written)}>", "</a>", text)


def _broken(text: str, why: str) -> LinkTag:
    return LinkTag(f'<span class="unresolved" title="{escape_text(why)}">', "</span>", text)


class LinkWriter:
    """Writes the links of one document."""

    def __init__(self, context: RenderContext, resolution: Resolution, explicit_ids: frozenset[str]) -> None:
        self.context = context
        self.resolution = resolution
        self.explicit_ids = explicit_ids

    def tag(self, link: Link) -> LinkTag:
        """Give the tag of an `ac:link`."""
        tooltip = link.get("ac:tooltip") or None
        match link.reference:
            case None:
                return self._within(link.anchor, tooltip)
            case PageReference() as page:
                return self._page(page, link.anchor, tooltip)
            case BlogPostReference() as post:
                return self._content(self.resolution.blogpost(post), post.title, link.anchor, tooltip)
            case ContentEntityReference() as entity:
                return self._content(
                    self.resolution.content(entity), f"content {entity.content_id}", link.anchor, tooltip
                )
            case AttachmentReference() as attachment:
                return self._attachment(attachment, tooltip)
            case UserReference() as user:
                return self.user(user)
            case SpaceReference() as space:
                return self._space(space, tooltip)
            case UrlReference(url=url):
                return self._url(url, tooltip)
            case ShortcutReference() as shortcut:
                return self._shortcut(shortcut, tooltip)

    def within(self, anchor: str) -> str:
        """Give the id in this page that an anchor means: one the page spells out, or one made of its title."""
        return content_id(anchor) if anchor in self.explicit_ids else anchor_id(self.context.title, anchor)

    def _within(self, anchor: str, tooltip: str | None) -> LinkTag:
        if not anchor:
            return _tag("#", self.context.title, title=tooltip)
        return _tag(fragment(self.within(anchor)), anchor, title=tooltip)

    def _page(self, page: PageReference, anchor: str, tooltip: str | None) -> LinkTag:
        key = space_or(page.space_key, self.context.space.key)
        if not page.title or page.title.startswith("@"):
            return self._within(anchor, tooltip)
        target = self.resolution.page(page)
        if target is None:
            if self.context.target.is_static or not self.resolution.may_create(page):
                return _broken(page.title, gettext("This page does not exist, or you may not see it."))
            href = self.context.address(create_page_address(key, page.title, self.context.content_id))
            return _tag(
                href, page.title, class_="unresolved create-page-link", title=tooltip or gettext("Create this page")
            )
        return self._content(target, page.title, anchor, tooltip)

    def _content(self, target: ContentTarget | None, named: str, anchor: str, tooltip: str | None) -> LinkTag:
        if target is None:
            return _broken(named, gettext("This does not exist, or you may not see it."))
        own = target.content_id == self.context.content_id
        spot = (self.within(anchor) if own else anchor_id(target.title, anchor)) if anchor else ""
        href = fragment(spot) if own and spot else self.context.address(target.url) + fragment(spot)
        return _tag(href, target.title, title=tooltip)

    def _attachment(self, attachment: AttachmentReference, tooltip: str | None) -> LinkTag:
        target = self.resolution.attachment(attachment)
        if target is None:
            return _broken(attachment.filename, gettext("This file does not exist, or you may not see it."))
        return self.file(target, tooltip)

    def file(self, target: AttachmentTarget, tooltip: str | None = None) -> LinkTag:
        """Give the tag of a link to a file."""
        return _tag(
            self.context.address(target.download_url),
            target.filename,
            title=tooltip,
            data_linked_resource_id=str(target.content_id),
            data_linked_resource_version=str(target.version),
            data_linked_resource_type="attachment",
            data_linked_resource_default_alias=target.filename,
            data_linked_resource_container_id=str(target.container_id),
        )

    def user(self, user: UserReference) -> LinkTag:
        """Give the tag of a mention."""
        target = self.resolution.user(user)
        if target is None:
            return LinkTag(
                '<span class="user-mention unresolved">', "</span>", user.username or gettext("Unknown user")
            )
        return _tag(
            self.context.address(target.url),
            target.full_name or target.username,
            class_="confluence-userlink user-mention",
            data_username=target.username,
            data_userkey=target.key,
        )

    def _space(self, space: SpaceReference, tooltip: str | None) -> LinkTag:
        target = self.resolution.space(space)
        if target is None:
            return _broken(space_or(space.key, self.context.space.key), gettext("This space does not exist."))
        return _tag(self.context.address(target.url), target.name, title=tooltip)

    def _shortcut(self, shortcut: ShortcutReference, tooltip: str | None) -> LinkTag:
        """Lead to the address that an administrator gave the shortcut, with what is asked for put into it."""
        wanted = shortcut.key.strip().lower()
        lines = self.context.settings.get("shortcuts")
        for line in lines if isinstance(lines, tuple) else ():
            key, address, alias = shortcut_parts(line)
            if key == wanted:
                asked = quote(shortcut.parameter, safe="")
                href = address.replace("%s", asked) if "%s" in address else address + asked
                text = alias.replace("%s", shortcut.parameter) if alias else f"{shortcut.parameter}@{shortcut.key}"
                link = self._url(href, tooltip)
                return LinkTag(link.start, link.end, text)
        return _broken(
            f"{shortcut.parameter}@{shortcut.key}", gettext("There is no shortcut “{key}”.").format(key=shortcut.key)
        )

    def _url(self, url: str, tooltip: str | None) -> LinkTag:
        href = safe_url(url)
        if href is None:
            return _broken(url, gettext("This address is not allowed."))
        if is_own(href, self.context.base_url):
            return _tag(href, url, title=tooltip)
        return _tag(href, url, title=tooltip, class_="external-link", rel="nofollow noopener noreferrer")
