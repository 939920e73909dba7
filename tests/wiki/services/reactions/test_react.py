"""People react with signs."""

import pytest

from accounts.errors import NotPermitted
from tests.factories.accounts import grant_anonymous
from tests.factories.wiki import grant, make_comment, make_page
from wiki.errors import BadValue, NoSuchContent
from wiki.models import AuditEntry, Reaction, RestrictionType
from wiki.queries.reactions import reactions_to
from wiki.queries.space_access import everybody
from wiki.services.reactions.react import react
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db


def test_signs_are_counted_and_taken_back(ann, bob, space, django_assert_num_queries):
    page = make_page(ann)
    comment = make_comment(ann, page)
    for who, kind in ((bob, "heart"), (bob, "like"), (ann, "like"), (ann, "like")):
        react(who, content_id=page.pk, kind=kind, on=True)
    react(bob, content_id=comment.pk, kind="laugh", on=True)
    with django_assert_num_queries(1):
        found = reactions_to(ann, [page, comment])
    assert [(one.kind, one.count, one.names, one.is_own) for one in found[page.pk]] == [
        ("like", 2, ("Bob", "Ann"), True),
        ("heart", 1, ("Bob",), False),
    ]
    react(ann, content_id=page.pk, kind="like", on=False)
    react(ann, content_id=page.pk, kind="like", on=False)
    assert [one.count for one in reactions_to(ann, [page])[page.pk]] == [1, 1]
    assert AuditEntry.objects.filter(event="ReactionChanged").count() == 5


def test_refusals(ann, bob, anonymous, space, refused):
    page = make_page(ann)
    with refused(BadValue):
        react(bob, content_id=page.pk, kind="<b>", on=True)
    grant_anonymous("USECONFLUENCE")
    grant(space, everybody(), "VIEWSPACE")
    with pytest.raises(NotPermitted):
        react(anonymous, content_id=page.pk, kind="like", on=True)
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    with pytest.raises(NoSuchContent):
        react(bob, content_id=page.pk, kind="like", on=True)
    assert not Reaction.objects.exists()
