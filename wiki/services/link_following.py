"""Rewriting links in stored bodies after what they point to was renamed or moved.

The rewriting happens in place: it makes no version, changes no author and sends no notification, because nobody
edited anything. Until it has happened, the old title still leads to the page.
"""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Q

from accounts.actor import Actor
from wiki.errors import MalformedStorage
from wiki.models import Body, Content, ContentKind, ContentStatus, Link, LinkKind
from wiki.services.bodies import note_links
from wiki.services.frame import service_in_steps
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
    pin_relative_links,
    retarget_attachment,
    retarget_blogpost_links,
    retarget_page_links,
    set_attribute,
)
from wiki.storage_format.serializer import write
from wiki.storage_format.visit import walk_elements

Change = Callable[[Document, str], bool]


@service_in_steps
def follow_page(actor: Actor, *, content_id: int, old_space_key: str, old_title: str) -> int:
    """Point links at the present title and space of a page that was renamed or moved.

    Args:
        content_id: the page; it may have been renamed again or be gone meanwhile.
        old_space_key, old_title: what the links name.

    Returns:
        how many bodies were changed.
    """
    page = _current(content_id, ContentKind.PAGE)
    if page is None:
        return 0

    def change(document: Document, own_key: str) -> bool:
        return retarget_page_links(document, old_space_key, old_title, page.space.key, page.title, own_key)

    naming = Link.objects.filter(
        kind__in=(LinkKind.PAGE, LinkKind.ATTACHMENT),
        space_key_folded=fold_title(old_space_key),
        title_folded=fold_title(old_title),
    )
    changed = 0
    if fold_title(page.space.key) != fold_title(old_space_key):
        changed += _rewrite(_texts_on(page), _pinning(old_space_key, page.space_id), note_anew=True)
    return changed + _rewrite(_sources(naming), change)


@service_in_steps
def follow_pages(actor: Actor, *, titles: Iterable[tuple[int, str]], old_space_key: str) -> int:
    """Point links at pages that moved to another space together.

    Args:
        titles: the pages' ids, each with the title that the links name.

    Returns:
        how many bodies were changed.
    """
    return sum(
        follow_page(actor, content_id=content_id, old_space_key=old_space_key, old_title=title)
        for content_id, title in titles
    )


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

    def change(document: Document, own_key: str) -> bool:
        return retarget_blogpost_links(document, old_space_key, old_title, post.space.key, post.title, own_key, day)

    naming = Link.objects.filter(
        kind=LinkKind.BLOGPOST,
        space_key_folded=fold_title(old_space_key),
        title_folded=fold_title(old_title),
        target=day,
    )
    return _rewrite(_sources(naming), change)


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
    own = set(_sources(_naming_file(here, old_title)))
    others = _sources(_naming_file(elsewhere, old_title))

    def changing(source_is_old_container: bool) -> Change:
        def change(document: Document, own_key: str) -> bool:
            def holds(container: Container | None) -> bool:
                return _holds(container, old_container, own_key, source_is_old_container)

            return retarget_attachment(document, old_title, attachment.title, holds, new_container)

        return change

    return _rewrite(own, changing(True)) + _rewrite([pk for pk in others if pk not in own], changing(False))


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
        changed = False
        for element in walk_elements(document):
            if fold_title(element.get("ri:space-key")) == old_folded:
                changed |= set_attribute(element, "ri:space-key", new_key)
        return changed

    return _rewrite(_sources(naming), change)


def _naming_file(links: Iterable[Link], name: str) -> list[Link]:
    # In Python, because databases disagree on the case of letters beyond ASCII.
    return [link for link in links if fold_title(link.target) == fold_title(name)]


def _texts_on(page: Content) -> list[int]:
    texts = Content.objects.filter(
        host_id=page.pk, status=ContentStatus.CURRENT, kind__in=(ContentKind.PAGE, ContentKind.COMMENT)
    )
    return list(texts.order_by("pk").values_list("pk", flat=True))


def _pinning(old_space_key: str, new_space_id: int) -> Change:
    def change(document: Document, own_key: str) -> bool:
        def came_along(reference: PageReference | BlogPostReference) -> bool:
            if isinstance(reference, BlogPostReference):
                return False
            titled = Content.objects.filter(
                kind=ContentKind.PAGE, status=ContentStatus.CURRENT, title_folded=fold_title(reference.title)
            )
            stayed = titled.filter(space__key_folded=fold_title(old_space_key)).exists()
            return not stayed and titled.filter(space_id=new_space_id).exists()

        return pin_relative_links(document, old_space_key, came_along)

    return change


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


def _sources(links: Iterable[Link]) -> list[int]:
    return sorted({link.source_id for link in links})


def _rewrite(source_ids: Iterable[int], change: Change, *, note_anew: bool = False) -> int:
    return sum(_rewrite_one(source_id, change, note_anew) for source_id in source_ids)


def _rewrite_one(source_id: int, change: Change, note_anew: bool) -> bool:
    with transaction.atomic():
        locked = Content.objects.select_for_update(of=("self",), no_key=True).select_related("space")
        content = locked.filter(pk=source_id).first()
        body = Body.objects.filter(pk=source_id).first()
        if content is None or body is None:
            return False
        try:
            document = parse(body.storage)
        except MalformedStorage:
            return False
        changed = change(document, content.space.key)
        if changed:
            body.storage = write(document)
            body.save(update_fields=["storage"])
        if changed or note_anew:
            note_links(content, document)
        return changed
