"""Texts that name a person by username name them by their key once they are renamed.

The key stays, so a text needs this once; and in whatever order renamings are followed, nobody is taken for somebody
else who has the old name by then. As with links, no version is made.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.html import escape

from accounts.actor import Actor
from accounts.batches import batches
from accounts.models import UserInformation, fold_name
from accounts.whole_change import whole_change
from wiki.errors import MalformedStorage
from wiki.models import Body, ChangeStamp, Content, ContentStatus, Draft, Link, LinkKind, PageTemplate
from wiki.services.bodies import keep_bodies, note_links_of
from wiki.services.change_stamps import went_stale
from wiki.services.frame import service_in_steps
from wiki.storage_format.nodes import Document, Element
from wiki.storage_format.parser import ATTRIBUTE, parse
from wiki.storage_format.serializer import write
from wiki.storage_format.visit import walk_elements

BATCH = 100
"""Texts rewritten in one transaction."""

USER_TAG, NAME, KEY = "ri:user", "ri:username", "ri:userkey"


@service_in_steps
def follow_username(actor: Actor, *, old_name: str, user_key: str) -> int:
    """Name somebody by key in all texts that name them by a former username: earlier versions, drafts, templates and
    profiles as well.

    Args:
        old_name: the username that the texts may have, in any case.
        user_key: whose it was.

    Returns:
        how many texts were changed.
    """
    changed = sum(_rewrite_bodies(batch, old_name, user_key) for batch in batches(_bodies_naming(old_name), BATCH))
    others: tuple[QuerySet[Any], ...] = (Draft.objects.all(), PageTemplate.objects.all(), UserInformation.objects.all())
    for texts in others:
        holding = texts.filter(_holding(old_name)).order_by("pk").values_list("pk", flat=True)
        for batch in batches(list(holding), BATCH):
            changed += _rewrite_texts(texts, batch, old_name, user_key)
    return changed


def _holding(old_name: str) -> Q:
    return Q(storage__contains=NAME) & (Q(storage__icontains=old_name) | Q(storage__icontains=escape(old_name)))


def _bodies_naming(old_name: str) -> list[int]:
    """The ids of what may name somebody; current versions are also found by their links, however they are spelt."""
    linked = Link.objects.filter(kind=LinkKind.USER, target__iexact=old_name).values_list("source_id", flat=True)
    holding = Body.objects.filter(_holding(old_name)).values_list("pk", flat=True)
    return sorted({*linked, *holding})


def _rewrite_bodies(content_ids: list[int], old_name: str, user_key: str) -> int:
    with whole_change():
        locked = Content.objects.select_for_update(of=("self",), no_key=True).select_related("space")
        contents = {content.pk: content for content in locked.filter(pk__in=content_ids).order_by("pk")}
        bodies: list[Body] = []
        texts: list[tuple[Content, Document]] = []
        for body in Body.objects.filter(pk__in=contents):
            document = _renamed(body.storage, old_name, user_key)
            if document is not None:
                body.storage = write(document)
                bodies.append(body)
                if contents[body.pk].status != ContentStatus.HISTORICAL:
                    texts.append((contents[body.pk], document))
        if bodies:
            keep_bodies(bodies)
            note_links_of(texts)
            went_stale({contents[body.pk].space_id for body in bodies})
        return len(bodies)


def _rewrite_texts(texts: QuerySet[Any], ids: list[int], old_name: str, user_key: str) -> int:
    changed = 0
    with whole_change():
        for row in texts.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"):
            document = _renamed(row.storage, old_name, user_key)
            if document is not None:
                row.storage = write(document)
                row.save(update_fields=["storage"])
                changed += 1
        if changed:
            went_stale([ChangeStamp.EVERYWHERE])
    return changed


def _renamed(storage: str, old_name: str, user_key: str) -> Document | None:
    """The text with the key in place of the name, or None where it stays as it is."""
    try:
        document = parse(storage)
    except MalformedStorage:
        return None
    changed = False
    for element in walk_elements(document):
        if element.tag == USER_TAG and fold_name(element.get(NAME)) == fold_name(old_name) and not element.get(KEY):
            _name_by_key(element, user_key)
            changed = True
    return document if changed else None


def _name_by_key(element: Element, user_key: str) -> None:
    first = len(element.tag) + 1
    written = {match.group(1): match for match in ATTRIBUTE.finditer(element.start, first)}
    # An empty key beside the name would be a second one.
    for name in (KEY, NAME):
        if name in written:
            start, end = written[name].span()
            put = f'{KEY}="{user_key}"' if name == NAME else ""
            element.start = f"{element.start[:start]}{put}{element.start[end:]}"
            written = {match.group(1): match for match in ATTRIBUTE.finditer(element.start, first)}
    element.attributes.pop(NAME)
    element.attributes[KEY] = user_key
