"""Put labels on content and spaces, and take them off; favourites are the label my:favourite."""

import re

from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.errors import NotPermitted
from wiki.errors import BadLabel, NoSuchLabel
from wiki.events import LabelAdded, LabelRemoved
from wiki.models import Content, Label, Labelling, LabelNamespace, Space
from wiki.permissions.access import content_for, space_for
from wiki.permissions.vocabulary import Action
from wiki.services.frame import about, record, service

LABEL_LENGTH = 255
FAVOURITE = "my:favourite"
_FORBIDDEN = re.compile(r"[:;,\s?&\[\]()#^*@!\x00-\x1f\x7f]")
_SEPARATORS = re.compile(r"[\s,]+")


def parse_label(text: str) -> tuple[LabelNamespace, str]:
    """Read one label with its prefix: `my:`, `team:`, `global:`, or none for global.

    Raises:
        BadLabel: it is empty, too long, or holds one of : ; , space ? & [ ] ( ) # ^ * @ !
    """
    prefix, colon, rest = text.strip().partition(":")
    name = (rest if colon and prefix.lower() in LabelNamespace.values else text.strip()).lower()
    namespace = LabelNamespace(prefix.lower()) if colon and prefix.lower() in LabelNamespace.values else None
    found = _FORBIDDEN.search(name)
    if found:
        raise BadLabel(
            gettext("The label '{name}' holds '{found}'; labels hold none of : ; , space ? & [ ] ( ) # ^ * @ !").format(
                name=name[:80], found=found[0]
            )
        )
    if not name:
        raise BadLabel(gettext("A label can't be empty."))
    if len(name) > LABEL_LENGTH:
        raise BadLabel(
            gettext("A label can't be longer than {label_length} characters.").format(label_length=LABEL_LENGTH)
        )
    return namespace or LabelNamespace.GLOBAL, name


def split_labels(text: str) -> list[tuple[LabelNamespace, str]]:
    """Read several labels, apart by blanks or commas.

    Raises:
        BadLabel: one of them can't be, or there is none.
    """
    labels = [parse_label(part) for part in _SEPARATORS.split(text.strip()) if part]
    if not labels:
        raise BadLabel(gettext("A label can't be empty."))
    return labels


@service
def add_labels(actor: Actor, *, content_id: int, labels: str) -> list[Label]:
    """Put labels on a page, blog post or attachment.

    Args:
        labels: one or several, apart by blanks or commas; `my:x` is personal, `team:x` a category, `x` global.

    Raises:
        NoSuchContent: the content is not there for the actor.
        NotPermitted: the actor may not label it; for personal labels it is enough to see it and be logged in.
        BadLabel: one of them can't be; none is added then.
    """
    wanted = split_labels(labels)
    content = _labelled_content(actor, content_id, {namespace for namespace, _ in wanted})
    added = []
    for namespace, name in wanted:
        label = _get_or_make(actor, namespace, name)
        _, made = Labelling.objects.get_or_create(
            label=label, content_id=content.pk, defaults={"user_id": actor.user_id}
        )
        if made:
            record(actor, LabelAdded(**about(actor, content), label=str(label)))
        added.append(label)
    return added


@service
def remove_label(actor: Actor, *, content_id: int, label: str) -> None:
    """Take one label off a page, blog post or attachment; a label that is not on it changes nothing.

    Raises:
        NoSuchContent, NotPermitted, BadLabel: as `add_labels`.
        NoSuchLabel: there is no such label anywhere.
    """
    namespace, name = parse_label(label)
    content = _labelled_content(actor, content_id, {namespace})
    found = _find(actor, namespace, name)
    removed, _ = Labelling.objects.filter(label=found, content_id=content.pk).delete()
    if removed:
        record(actor, LabelRemoved(**about(actor, content), label=str(found)))


@service
def add_label_to_space(actor: Actor, *, space_key: str, label: str) -> list[Label]:
    """Put labels on a space; `team:x` puts it into the category x.

    Raises:
        NoSuchSpace: the space is not there for the actor.
        NotPermitted: the label is not personal and the actor does not administer the space.
        BadLabel: one of them can't be.
    """
    wanted = split_labels(label)
    space = _labelled_space(actor, space_key, {namespace for namespace, _ in wanted})
    added = []
    for namespace, name in wanted:
        found = _get_or_make(actor, namespace, name)
        _, made = Labelling.objects.get_or_create(label=found, space=space, defaults={"user_id": actor.user_id})
        if made:
            record(
                actor,
                LabelAdded(actor_id=actor.user_id, space_key=space.key, subject=space.name, label=str(found)),
            )
        added.append(found)
    return added


@service
def remove_label_from_space(actor: Actor, *, space_key: str, label: str) -> None:
    """Take a label off a space; a label that is not on it changes nothing.

    Raises:
        NoSuchSpace, NotPermitted, BadLabel: as `add_label_to_space`.
        NoSuchLabel: there is no such label anywhere.
    """
    namespace, name = parse_label(label)
    space = _labelled_space(actor, space_key, {namespace})
    found = _find(actor, namespace, name)
    removed, _ = Labelling.objects.filter(label=found, space=space).delete()
    if removed:
        record(
            actor,
            LabelRemoved(actor_id=actor.user_id, space_key=space.key, subject=space.name, label=str(found)),
        )


def _labelled_content(actor: Actor, content_id: int, namespaces: set[LabelNamespace]) -> Content:
    _require_owner(actor, namespaces)
    personal_only = namespaces == {LabelNamespace.MY}
    return content_for(actor, content_id, Action.VIEW if personal_only else Action.LABEL)


def _labelled_space(actor: Actor, space_key: str, namespaces: set[LabelNamespace]) -> Space:
    _require_owner(actor, namespaces)
    personal_only = namespaces == {LabelNamespace.MY}
    return space_for(actor, space_key, Action.VIEW if personal_only else Action.ADMINISTER)


def _require_owner(actor: Actor, namespaces: set[LabelNamespace]) -> None:
    if LabelNamespace.MY in namespaces and actor.user_id is None:
        raise NotPermitted(gettext("Personal labels need somebody who is logged in."))


def _get_or_make(actor: Actor, namespace: LabelNamespace, name: str) -> Label:
    owner_id = actor.user_id if namespace == LabelNamespace.MY else None
    return Label.objects.get_or_create(namespace=namespace, name=name, owner_id=owner_id)[0]


def _find(actor: Actor, namespace: LabelNamespace, name: str) -> Label:
    owner_id = actor.user_id if namespace == LabelNamespace.MY else None
    label = Label.objects.filter(namespace=namespace, name=name, owner_id=owner_id).first()
    if label is None:
        raise NoSuchLabel(name)
    return label
