"""What the editor suggests while somebody types: pages to link to, people to mention."""

import re

from django.db.models import Case, IntegerField, Q, Value, When

from accounts.actor import Actor
from accounts.models import User
from accounts.queries import may_view_profiles, people_who_may_use
from search.document import DocumentKind
from search.errors import IndexUnavailable
from search.query.nodes import Field, Node, Pattern, Together, Values, Words
from wiki.models import Content, ContentKind, Space
from wiki.permissions.audience import who_may_view
from wiki.queries.recent import recently_updated
from wiki.queries.search import search
from wiki.queries.title_search import contents_titled

_MOST_WORDS = 8
_LINKABLE = (ContentKind.PAGE, ContentKind.BLOGPOST)
_KINDS = (DocumentKind.PAGE, DocumentKind.BLOGPOST)


def linkable_contents(actor: Actor, text: str, space: Space | None, limit: int) -> list[Content]:
    """Give visible pages and blog posts whose title has all words of a text, the last of which may be unfinished.

    Args:
        text: what was typed; without a word what was changed last is given.
        space: the space whose contents come first; None prefers none.
        limit: how many are wanted, 1 or more.
    """
    words = re.findall(r"\w+", text)[:_MOST_WORDS]
    if not words:
        return list(recently_updated(actor, space, _LINKABLE)[:limit])
    finished = [Words(Field.TITLE, word) for word in words[:-1]]
    last = Together(should=(Words(Field.TITLE, words[-1]), Pattern(Field.TITLE, f"{words[-1]}*")))
    where = Together((*finished, last, Values(Field.KIND, _KINDS)))
    try:
        near = _found(actor, Together((where, Values(Field.SPACE, (space.key,)))), limit) if space is not None else []
        far = _found(actor, where, limit) if len(near) < limit else []
    except IndexUnavailable:
        titled = contents_titled(actor, text).filter(kind__in=_LINKABLE)
        near = list(titled.filter(space=space)[:limit]) if space is not None else []
        far = list(titled[:limit])
    known = {content.pk for content in near}
    return [*near, *(content for content in far if content.pk not in known)][:limit]


def _found(actor: Actor, where: Node, limit: int) -> list[Content]:
    results = search(actor, where, limit=limit, excerpts=False).results
    return [result.thing for result in results if isinstance(result.thing, Content)]


def people_to_mention(actor: Actor, text: str, limit: int, content: Content | None = None) -> list[User]:
    """Give active people whose name or username has a text, those whose name begins with it first.

    Args:
        text: what was typed; nothing gives the first by name.
        limit: how many are wanted.
        content: leaves out whoever may not view this page or blog post.

    Returns:
        nobody to those who may not view profiles.
    """
    if not may_view_profiles(actor):
        return []
    typed = " ".join(text.split())
    begins = Q(username__istartswith=typed) | Q(full_name__istartswith=typed)
    found = people_who_may_use() if content is None else who_may_view(content, people_who_may_use())
    for word in typed.split()[:_MOST_WORDS]:
        found = found.filter(Q(username__icontains=word) | Q(full_name__icontains=word))
    closeness = Case(When(begins, then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(found.annotate(closeness=closeness).order_by("closeness", "full_name", "username")[:limit])
