"""Which of some people may view a content is decided as for each of them alone."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from accounts.models import User
from tests.factories.accounts import actor, grant_anonymous, super_actor
from tests.factories.wiki import grant, group, make_attachment, make_chain, make_comment, make_space, member, revoke_all
from wiki.models import Content, RestrictionType, Space
from wiki.permissions.audience import who_may_view
from wiki.permissions.decide import may
from wiki.permissions.vocabulary import Action
from wiki.queries.space_access import everybody
from wiki.services.pages.remove import trash_page
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(site: None) -> list[User]:
    """People of every kind."""
    some = [member(f"m{number}", *(["readers"] if number % 2 else [])) for number in range(4)]
    some += [actor("none"), super_actor("boss"), actor("user", permissions=("USECONFLUENCE",)), member("gone")]
    people = [one.user for one in some if one.user is not None]
    people[-1].is_active = False
    people[-1].save()
    return people


def expected(content: Content) -> set[str]:
    """Who may view a content, each asked alone."""
    return {user.username for user in User.objects.all() if may(Actor.for_user(user), Action.VIEW, content)}


def found(content: Content) -> set[str]:
    """Who may view it, all asked at once."""
    return {user.username for user in who_may_view(content, User.objects.filter(pk__gt=0))}


@pytest.mark.parametrize("seed", range(12))
def test_it_is_the_same_as_for_each_alone(crowd: list[User], seed: int) -> None:
    chance = random.Random(seed)
    boss = Actor.for_user(User.objects.get(username="boss"))
    space: Space = make_space(boss)
    pages = make_chain(boss, "A", "B", "C")
    contents = [*pages, make_comment(boss, pages[2]), make_attachment(boss, pages[1])]
    revoke_all(space)
    grantees = [*crowd, group("readers"), group("confluence-users"), everybody()]
    for grantee in chance.sample(grantees, chance.randint(0, 4)):
        grant(space, grantee, "VIEWSPACE")
    if chance.random() < 0.3:
        grant_anonymous("USECONFLUENCE")
    for page in pages:
        if chance.random() < 0.6:
            set_restriction(
                boss,
                content_id=page.pk,
                type=chance.choice(list(RestrictionType)),
                users=chance.sample(crowd, chance.randint(0, 3)),
                groups=[group("readers")] if chance.random() < 0.5 else [],
            )
    for content in contents:
        content.refresh_from_db()
        assert found(content) == expected(content) - {"*anonymous*"}
        assert "gone" not in found(content)


def test_nobody_views_what_is_in_the_trash(crowd: list[User], administrator: Actor) -> None:
    make_space(administrator)
    (page,) = make_chain(administrator, "A")
    comment = make_comment(administrator, page)
    trash_page(administrator, page_id=page.pk)
    assert found(comment) == set()


def test_the_number_of_queries_does_not_grow(crowd: list[User], administrator: Actor) -> None:
    make_space(administrator)
    pages = make_chain(administrator, "A", "B")
    for page in pages:
        set_restriction(administrator, content_id=page.pk, type=RestrictionType.VIEW, users=crowd)
    with CaptureQueriesContext(connection) as captured:
        assert found(pages[1])
    assert len(captured) <= 3
