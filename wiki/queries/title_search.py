"""Finding spaces, pages, blog posts and files by words of their titles."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from accounts.actor import Actor
from wiki.models import Content, ContentKind, ContentStatus, Space
from wiki.permissions.access import space_for
from wiki.permissions.visible import visible_contents, visible_spaces
from wiki.storage_format.references import fold_title

_MOST_WORDS = 8
_TITLED = (ContentKind.PAGE, ContentKind.BLOGPOST, ContentKind.ATTACHMENT)


def contents_titled(actor: Actor, text: str, space_key: str = "") -> QuerySet[Content]:
    """Give visible pages, blog posts and files whose title holds all words of a text, the closest first.

    Args:
        space_key: the space to search; empty searches all.

    Raises:
        NoSuchSpace: the space is not there for the actor.
    """
    folded = fold_title(text)
    found = Content.objects.filter(status=ContentStatus.CURRENT, kind__in=_TITLED)
    for word in folded.split()[:_MOST_WORDS]:
        found = found.filter(title_folded__contains=word)
    if not folded:
        found = found.none()
    if space_key:
        found = found.filter(space=space_for(actor, space_key))
    closeness = Case(
        When(title_folded=folded, then=Value(0)),
        When(title_folded__startswith=folded, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return (
        visible_contents(actor, found)
        .select_related("space", "container", "modifier", "host__space")
        .annotate(closeness=closeness)
        .order_by("closeness", "kind", "title_folded", "pk")
    )


def spaces_titled(actor: Actor, text: str) -> QuerySet[Space]:
    """Give visible spaces whose name holds a text or whose key is it."""
    spaces = visible_spaces(actor).order_by("name", "key")
    if not text.strip():
        return spaces.none()
    return spaces.filter(name__icontains=text.strip()) | spaces.filter(key_folded=fold_title(text))
