"""Rewriting links in stored bodies after what they point to was renamed or moved.

The rewriting happens in place: it makes no version, changes no author and sends no notification, because nobody
edited anything. Until it has happened, the old title still leads to the page.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.batches import batches
from accounts.whole_change import whole_change
from wiki.errors import MalformedStorage
from wiki.macros.naming.named_by_text import own_macros
from wiki.models import Body, Content, ContentKind, ContentStatus, Link, LinkKind
from wiki.services.bodies import keep_bodies, note_links_of
from wiki.services.change_stamps import went_stale
from wiki.services.frame import service_in_steps
from wiki.services.tasks.rows import note_tasks
from wiki.storage_format.macro_text import named_by_text
from wiki.storage_format.nodes import Document
from wiki.storage_format.parser import parse
from wiki.storage_format.references import (
    BlogPostReference,
    Container,
    ContentEntityReference,
    PageReference,
    fold_title,
    space_or,
)
from wiki.storage_format.rewrite import (
    PAGE_TAG,
    pin_relative_links,
    rekey_space,
    retarget_attachment,
    retarget_blogpost_links,
    retarget_page_links,
)
from wiki.storage_format.serializer import write
from wiki.storage_format.visit import walk_elements

BATCH = 100
"""Texts rewritten in one transaction."""


@dataclass(slots=True)
class Text:
    """A text under way: `changed` says that it has to be stored, `links_changed` that its links have to be noted."""

    content: Content
    body: Body
    document: Document
    changed: bool = False
    links_changed: bool = False


Change = Callable[[list[Text]], None]
ChangeOne = Callable[[Document, str], bool]


@service_in_steps
def follow_page(actor: Actor, *, content_id: int, old_space_key: str, old_title: str) -> int:
    """Point links at the present title and space of a page that was renamed or moved.

    Args:
        content_id: the page; it may have been renamed again or be gone meanwhile.
        old_space_key, old_title: what the links name.

    Returns:
        how many bodies were changed.
    """
    return follow_pages(actor, titles=((content_id, old_title),), old_space_key=old_space_key)


@service_in_steps
def follow_pages(actor: Actor, *, titles: Iterable[tuple[int, str]], old_space_key: str) -> int:
    """Point links at pages that moved together, and pin the links of those that came to another space.

    Args:
        titles: the pages' ids, each with the title that the links name.
        old_space_key: the space that the links name.

    Returns:
        how many bodies were changed.
    """
    old_titles = dict(titles)
    old_key = fold_title(old_space_key)
    pages = list(
        Content.objects.select_related("space").filter(
            pk__in=old_titles, kind=ContentKind.PAGE, status=ContentStatus.CURRENT
        )
    )
    moved = {(old_key, fold_title(old_titles[page.pk])): (page.space.key, page.title) for page in pages}
    left = {page.pk for page in pages if page.space.key_folded != old_key}
    naming = Link.objects.filter(
        kind__in=(LinkKind.PAGE, LinkKind.ATTACHMENT),
        space_key_folded=old_key,
        title_folded__in={title for _space, title in moved},
    )

    def change(texts: list[Text]) -> None:
        _pin([text for text in texts if text.content.host_id in left], old_space_key)
        for text in texts:
            text.changed |= retarget_page_links(text.document, moved, text.content.space.key, own_macros)

    return _rewrite({*_sources(naming), *_texts_on(left)}, change)


@service_in_steps
def follow_blogpost(actor: Actor, *, content_id: int, old_space_key: str, old_title: str) -> int:
    """Point links at the present title of a blog post that was renamed.

    Returns:
        how many bodies were changed.
    """
    post = _current(content_id, ContentKind.BLOGPOST)
    if post is None or post.posting_day is None:
        return 0
    day = f"{post.posting_day:%Y/%m/%d}"
    old = (fold_title(old_space_key), fold_title(old_title))
    moved = {old: (post.space.key, post.title)}
    naming = Link.objects.filter(kind=LinkKind.BLOGPOST, space_key_folded=old[0], title_folded=old[1], target=day)
    return _rewrite(_sources(naming), _each(lambda tree, own_key: retarget_blogpost_links(tree, moved, own_key, day)))


@service_in_steps
def follow_attachment(actor: Actor, *, content_id: int, old_title: str, old_container_id: int) -> int:
    """Point links at the present name and page of an attachment that was renamed or moved.

    Returns:
        how many bodies were changed.
    """
    attachment = _current(content_id, ContentKind.ATTACHMENT)
    old_container = Content.objects.select_related("space").filter(pk=old_container_id).first()
    if attachment is None or attachment.host is None or old_container is None:
        return 0
    moved = attachment.container_id != old_container_id
    new_container = PageReference(attachment.host.title, attachment.space.key) if moved else None
    # A file named without its page is one of the page, in the comments on it as well.
    here = Link.objects.filter(kind=LinkKind.ATTACHMENT, title_folded="").filter(
        Q(source_id=old_container_id) | Q(source__container_id=old_container_id, source__kind=ContentKind.COMMENT)
    )
    elsewhere = Link.objects.filter(
        kind=LinkKind.ATTACHMENT,
        space_key_folded=fold_title(old_container.space.key),
        title_folded=old_container.title_folded,
    )
    own = _sources(_naming_file(here, old_title))
    others = _sources(_naming_file(elsewhere, old_title))

    def changing(source_is_old_container: bool) -> ChangeOne:
        def change(document: Document, own_key: str) -> bool:
            def holds(container: Container | None) -> bool:
                return _holds(container, old_container, own_key, source_is_old_container)

            return retarget_attachment(document, old_title, attachment.title, holds, new_container)

        return change

    return _rewrite(own, _each(changing(True))) + _rewrite(others - own, _each(changing(False)))


@service_in_steps
def follow_space_key(actor: Actor, *, old_key: str, new_key: str) -> int:
    """Point links in other spaces at the new key of a space.

    Returns:
        how many bodies were changed.
    """
    old_folded = fold_title(old_key)
    naming = Link.objects.filter(
        Q(space_key_folded=old_folded) | Q(source__space__key_folded=fold_title(new_key)) & ~Q(space_key_folded="")
    )

    def change(document: Document, own_key: str) -> bool:
        return rekey_space(document, old_key, new_key, own_macros)

    return _rewrite(_sources(naming), _each(change))


def _naming_file(links: Iterable[Link], name: str) -> list[Link]:
    # In Python, because databases disagree on the case of letters beyond ASCII.
    return [link for link in links if fold_title(link.target) == fold_title(name)]


def _texts_on(page_ids: Iterable[int]) -> set[int]:
    texts = Content.objects.filter(
        host_id__in=page_ids, status=ContentStatus.CURRENT, kind__in=(ContentKind.PAGE, ContentKind.COMMENT)
    )
    return set(texts.values_list("pk", flat=True))


def _pin(texts: list[Text], old_space_key: str) -> None:
    """Name the old space in links of texts that left it, unless their target came along."""
    relative = {
        fold_title(element.get("ri:content-title"))
        for text in texts
        for element in walk_elements(text.document)
        if element.tag == PAGE_TAG
    }
    relative |= {
        fold_title(named.reference.title)
        for text in texts
        for named in named_by_text(text.document, own_macros)
        if isinstance(named.reference, PageReference)
    }
    where: dict[str, set[str]] = defaultdict(set)
    titled = Content.objects.filter(kind=ContentKind.PAGE, status=ContentStatus.CURRENT, title_folded__in=relative)
    for title, key in titled.values_list("title_folded", "space__key_folded"):
        where[title].add(key)
    for text in texts:
        own_key = text.content.space.key_folded

        def came_along(reference: PageReference | BlogPostReference, own_key: str = own_key) -> bool:
            spaces = where[fold_title(reference.title)] if isinstance(reference, PageReference) else set()
            return own_key in spaces and fold_title(old_space_key) not in spaces

        text.changed |= pin_relative_links(text.document, old_space_key, came_along, own_macros)
        # The links without a space key mean another space now, even where the text stays as it is.
        text.links_changed = True


def _holds(container: Container | None, old: Content, own_key: str, source_is_old: bool) -> bool:
    match container:
        case None:
            return source_is_old
        case PageReference(title=title, space_key=key):
            return fold_title(title) == old.title_folded and fold_title(space_or(key, own_key)) == fold_title(
                old.space.key
            )
        case ContentEntityReference(content_id=content_id):
            return content_id == old.pk
        case _:
            return False


def _current(content_id: int, kind: ContentKind) -> Content | None:
    found = Content.objects.select_related("space", "host")
    return found.filter(pk=content_id, kind=kind, status=ContentStatus.CURRENT).first()


def _sources(links: Iterable[Link]) -> set[int]:
    if isinstance(links, QuerySet):
        return set(links.values_list("source_id", flat=True))
    return {link.source_id for link in links}


def _each(change: ChangeOne) -> Change:
    def change_all(texts: list[Text]) -> None:
        for text in texts:
            text.changed |= change(text.document, text.content.space.key)

    return change_all


def _rewrite(source_ids: set[int], change: Change) -> int:
    return sum(_rewrite_batch(batch, change) for batch in batches(sorted(source_ids), BATCH))


def _rewrite_batch(source_ids: list[int], change: Change) -> int:
    """Rewrite some texts in one transaction; one that can't be read is left as it is."""
    with whole_change():
        locked = Content.objects.select_for_update(of=("self",), no_key=True).select_related("space")
        contents = {content.pk: content for content in locked.filter(pk__in=source_ids).order_by("pk")}
        texts = []
        for body in Body.objects.filter(pk__in=contents):
            try:
                texts.append(Text(contents[body.pk], body, parse(body.storage)))
            except MalformedStorage:
                continue
        change(texts)
        changed = [text for text in texts if text.changed]
        for text in changed:
            text.body.storage = write(text.document)
        keep_bodies(text.body for text in changed)
        went_stale(text.content.space_id for text in changed)
        note_links_of((text.content, text.document) for text in texts if text.changed or text.links_changed)
        for text in changed:
            if "<ac:task" in text.body.storage:
                note_tasks(text.content, text.document)
        return len(changed)
