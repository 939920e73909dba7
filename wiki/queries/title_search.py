"""Finding spaces and contents by the words of their titles: where that is all, or while there is no index."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from accounts.actor import Actor
from wiki.models import Content, Space
from wiki.permissions.visible import visible_spaces
from wiki.queries.listed_content import AllOf, Condition, OfKinds, Titled, listed_content
from wiki.storage_format.references import fold_title

TITLED = ("page", "blogpost", "attachment")
"""Kinds of content with titles of their own."""


def contents_titled(actor: Actor, text: str, *conditions: Condition) -> QuerySet[Content]:
    """Give visible contents whose title holds all words of a text, the closest and then the last changed first.

    Each says in `closeness` how close it is: 0 is the very text, 1 begins with it, 2 is anything else.

    Args:
        text: the words; without any, nothing is found.
        conditions: what else has to be true; without kinds of content among them, comments are left out.
    """
    kinds = () if any(isinstance(each, OfKinds) for each in conditions) else (OfKinds(TITLED),)
    found = listed_content(actor, AllOf((Titled(text), *kinds, *conditions)))
    found = found.select_related("container__space", "host__space")
    folded = fold_title(text)
    closeness = Case(
        When(title_folded=folded, then=Value(0)),
        When(title_folded__startswith=folded, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    ranked = found.annotate(closeness=closeness).order_by("closeness", "-modified", "pk")
    return ranked if folded else ranked.none()


def spaces_titled(actor: Actor, text: str) -> QuerySet[Space]:
    """Give visible spaces whose name holds a text or whose key is it."""
    spaces = visible_spaces(actor).order_by("name", "key")
    if not text.strip():
        return spaces.none()
    return spaces.filter(name__icontains=text.strip()) | spaces.filter(key_folded=fold_title(text))
